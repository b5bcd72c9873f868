//! `cargo xtask npm [--dev] [--no-build]`: the npm package, as the folder `target/npm/citation-card`
//! and a tarball beside it.
//!
//! It has three doors. `index.js` (`.`) is for bundlers and Node: WebAssembly, styles and locales are
//! modules with literal dynamic imports, so that everything takes them along without being told.
//! `citation-card.js` is the folder that `cargo xtask dist` makes, for pages and CDNs, where browsers
//! compile WebAssembly while it downloads. `single.js` is one classic script with everything in it.
//!
//! The well-known styles are modules of their own. The thousands of others would be as many files in
//! the output of every application; they are in a few modules that `all-styles.js` adds.

mod described;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use citation_card::record::Json;
use flate2::{Compression, write::GzEncoder};
use hayagriva::archive::ArchivedStyle;

use crate::program::{Speed, Without};
use crate::shell::{self, Outcome};
use crate::{bundle, dist, files, hashes, pages, program};

/// Into so many modules the rarer styles are divided.
const GROUPS: usize = 32;

/// In place of `./` before the parts are bundled, so that the bundler leaves their imports alone.
const PARTS: &str = "citation-card-parts/";

/// Files of the project that are in the package: what they are, and where they go.
const COPIES: &[(&str, &str)] = &[
    ("integrations/react/index.js", "react/index.js"),
    ("integrations/react/index.d.ts", "react/index.d.ts"),
    ("integrations/vue/index.js", "vue/index.js"),
    ("integrations/vue/index.d.ts", "vue/index.d.ts"),
];

/// Makes the package.
pub(crate) fn run(words: &[String]) -> Outcome {
    let out = shell::root().join("dist");
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => drop(dist::build(&out, Speed::Loading, Without::Nothing)?),
        ["--dev"] => drop(dist::build(&out, Speed::Building, Without::Nothing)?),
        ["--no-build"] => {}
        _ => return Err("the options are --dev and --no-build, which takes dist/ as it is".into()),
    }
    let package = pack(&out)?;
    tarball(&package)?;
    sizes(&package)
}

/// Makes the tarball beside the folder of the package.
pub(crate) fn tarball(package: &Path) -> Outcome {
    let mut npm = Command::new("npm");
    npm.args(["pack", "--silent", "--pack-destination", ".."]).current_dir(package);
    shell::run(&mut npm)
}

/// Makes the folder of the package from a built folder; gives its path.
pub(crate) fn pack(out: &Path) -> Outcome<PathBuf> {
    let work = program::target_folder().join("dist");
    let build = files::text(&work.join("build.js"))?;
    let listing = files::text(&out.join("files.json"))?;
    let digest = between(&build, "DIGEST = \"", "\"").unwrap_or("?");
    if between(&listing, "\"build\":\"", "\"").map(str::trim) != Some(digest) {
        return Err(format!("{} and {} are of different builds; build again", out.display(), work.display()));
    }
    let package = shell::root().join("target/npm/citation-card");
    files::create_empty(&package)?;
    let shipped = files::tree(out)?;
    for path in shipped.iter().filter(|path| belongs(path)) {
        files::copy(&out.join(path), &package.join(path))?;
    }
    for (from, to) in COPIES {
        files::copy(&shell::root().join(from), &package.join(to))?;
    }
    let data = shipped.iter().filter(|path| hashes::is_fetched(path) && !path.starts_with("hashes/"));
    let (rare, parts): (Vec<&String>, Vec<&String>) = data.partition(|path| is_rare(path));
    write_parts(out, &package, &parts)?;
    write_groups(out, &package, &rare)?;
    bundles(out, &work, &package, &parts)?;
    described::write(&package, &dist::version()?)?;
    pages::of_package(&package)?;
    Ok(package)
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> Option<&'t str> {
    Some(text.split_once(start)?.1.split_once(end)?.0)
}

/// Whether a file of the built folder is in the package: not the demo, nor XML that is there compiled,
/// nor modules of a build for development.
fn belongs(path: &str) -> bool {
    let xml = path.ends_with(".csl") || (path.starts_with("locales/") && path.ends_with(".xml"));
    let page = path.starts_with("demo/") || matches!(path, "index.html" | "snippet.html");
    !xml && !page && !path.ends_with(".js")
}

/// Whether a file is a style that few pages name.
fn is_rare(path: &str) -> bool {
    let Some(id) = path.strip_prefix("styles/").and_then(|name| name.strip_suffix(".txt")) else {
        return false;
    };
    let known = |style: &&ArchivedStyle| style.csl_id().rsplit('/').next() == Some(id);
    // The names of all styles are beside them.
    let is_list = id == "names" || id.contains('/');
    !is_list && !id.starts_with("pure-") && !ArchivedStyle::all().iter().any(|style| known(&style))
}

/// Each file as a module.
fn write_parts(out: &Path, package: &Path, paths: &[&String]) -> Outcome {
    for path in paths {
        let to = package.join("parts").join(format!("{path}.js"));
        files::create(to.parent().unwrap_or(package))?;
        let (kind, content) = content(&out.join(path))?;
        files::write(&to, format!("export const {kind} = {content}\n").as_bytes())?;
    }
    Ok(())
}

/// A file as `text`, or compressed as `gzip`: a literal of JavaScript.
fn content(path: &Path) -> Outcome<(&'static str, String)> {
    if path.extension().is_some_and(|extension| extension == "wasm") {
        return Ok(("gzip", Json::from(gzip(&files::read(path)?)?.as_str()).to_string()));
    }
    Ok(("text", Json::from(files::text(path)?.as_str()).to_string()))
}

/// Compressed, in base64.
fn gzip(bytes: &[u8]) -> Outcome<String> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let compressed = encoder.write_all(bytes).and_then(|()| encoder.finish());
    Ok(STANDARD.encode(compressed.map_err(|error| format!("a file cannot be compressed: {error}"))?))
}

/// The rarer styles in groups, and the module that adds them.
fn write_groups(out: &Path, package: &Path, paths: &[&String]) -> Outcome {
    let folder = package.join("parts/rare");
    files::create(&folder)?;
    let mut loads = String::new();
    let mut ids = String::new();
    for (number, group) in paths.chunks(paths.len().div_ceil(GROUPS).max(1)).enumerate() {
        let mut members = Vec::new();
        for path in group {
            members.push(((*path).clone(), Json::from(files::text(&out.join(path))?.as_str())));
        }
        let texts = Json::Object(members);
        files::write(
            &folder.join(format!("{number}.js")),
            format!("export const texts = {texts}\n").as_bytes(),
        )?;
        let _ = writeln!(loads, "  () => import('./parts/rare/{number}.js'),");
        let names: Vec<&str> =
            group.iter().map(|path| &path["styles/".len()..path.len() - ".txt".len()]).collect();
        let _ = writeln!(ids, "  '{}',", names.join(" "));
    }
    let module = format!(
        "// Adds the rarer citation styles to 'citation-card': import this beside it.

const groups = [
{loads}]
// The styles of each group.
const ids = [
{ids}]

globalThis[Symbol.for('citation-card parts')] = (path) => {{
  const [, id] = /^styles\\/(.*)\\.txt$/.exec(path) ?? []
  const group = ids.findIndex((names) => id && names.split(' ').includes(id))
  return group < 0 ? null : async () => ({{ text: (await groups[group]()).texts[path] }})
}}
"
    );
    files::write(&package.join("all-styles.js"), module.as_bytes())
}

/// The three scripts.
fn bundles(out: &Path, work: &Path, package: &Path, paths: &[&String]) -> Outcome {
    let modules = program::target_folder().join("npm-work");
    files::create_empty(&modules)?;
    files::copy_all(work, &modules)?;
    let entry = modules.join("citation-card.js");
    let folder = package.join("citation-card.js");
    // A build for development is not bundled.
    match out.join("script.js").exists() {
        true => bundle::script(&entry, &folder, &["--format=esm"])?,
        false => files::write(&folder, &files::read(&out.join("citation-card.js"))?)?,
    }
    files::rename(&modules.join("inside.js"), &modules.join("supply.js"))?;
    files::write(&modules.join("parts.js"), literal_imports(paths).as_bytes())?;
    let index = package.join("index.js");
    let external = format!("--external:{PARTS}*");
    bundle::script(&entry, &index, &["--format=esm", &external, "--define:import.meta.url=undefined"])?;
    files::write(&index, files::text(&index)?.replace(PARTS, "./parts/").as_bytes())?;
    files::write(&modules.join("parts.js"), everything(out, paths)?.as_bytes())?;
    let classic = [
        "--format=iife",
        "--global-name=citationCard",
        "--define:import.meta.url=document.currentScript.src",
    ];
    bundle::script(&entry, &package.join("single.js"), &classic)
}

/// `parts.js` for bundlers: each part is imported when it is needed.
fn literal_imports(paths: &[&String]) -> String {
    let rows = paths.iter().map(|path| format!("  '{path}': () => import('{PARTS}{path}.js'),\n"));
    format!("export const parts = {{\n{}}}\n", rows.collect::<String>())
}

/// `parts.js` for one script: WebAssembly file by file, all texts together.
fn everything(out: &Path, paths: &[&String]) -> Outcome<String> {
    let mut rows = String::new();
    let mut texts = BTreeMap::new();
    for path in paths {
        if path.ends_with(".wasm") {
            let (_, content) = content(&out.join(path))?;
            let _ = writeln!(rows, "  '{path}': () => ({{ gzip: {content} }}),");
        } else {
            texts.insert((*path).clone(), Json::from(files::text(&out.join(path))?.as_str()));
        }
    }
    let names: Vec<&str> = texts.keys().map(String::as_str).collect();
    let names = Json::from(names.join(" ").as_str()).to_string();
    let texts = gzip(Json::Object(texts.into_iter().collect()).to_string().as_bytes())?;
    Ok(format!(
        "import {{ unpack }} from './unpack.js'

let texts
const all = async () => JSON.parse(new TextDecoder().decode(await unpack('{texts}')))
const text = (path) => async () => ({{ text: (await (texts ??= all()))[path] }})

export const parts = {{
{rows}}}
for (const path of {names}.split(' ')) parts[path] = text(path)
"
    ))
}

/// Prints what the doors weigh.
fn sizes(package: &Path) -> Outcome {
    let mut total = 0;
    let all = files::tree(package)?;
    for path in &all {
        total += files::read(&package.join(path))?.len();
    }
    let kb = |bytes: usize| format!("{:.0} KB", bytes as f64 / 1000.0);
    println!("{}: {} files, {}", package.display(), all.len(), kb(total));
    for name in ["index.js", "citation-card.js", "single.js"] {
        let bytes = files::read(&package.join(name))?;
        println!("{name}: {}, brotli {}", kb(bytes.len()), kb(crate::size::brotli(&bytes)?));
    }
    let tarball = files::with_extension(&package.join(".."), "tgz")?;
    for path in tarball {
        println!("{}: {}", path.display(), kb(files::read(&path)?.len()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_package_has_no_file_twice_and_no_demo() {
        for (path, wanted) in [
            ("core.wasm", true),
            ("styles/apa.txt", true),
            ("styles/CREDITS.md", true),
            ("styles/apa.csl", false),
            ("locales/en-US.xml", false),
            ("demo/fair.json", false),
            ("index.html", false),
            ("element.js", false),
        ] {
            assert_eq!(belongs(path), wanted, "{path}");
        }
    }

    #[test]
    fn well_known_styles_are_modules_of_their_own() {
        assert!(!is_rare("styles/apa.txt"));
        assert!(!is_rare("styles/pure-author.txt"));
        assert!(!is_rare("styles/index.json"));
        assert!(!is_rare("styles/names.txt"));
        assert!(!is_rare("styles/ids/a.txt"));
        assert!(is_rare("styles/the-journal-of-nothing-known.txt"));
    }

    #[test]
    fn imports_are_literal() {
        let paths = ["core.wasm".to_owned()];
        let module = literal_imports(&paths.iter().collect::<Vec<_>>());
        assert!(
            module.contains("'core.wasm': () => import('citation-card-parts/core.wasm.js'),"),
            "{module}"
        );
    }
}
