//! `cargo xtask dist [--dev] [--out folder]`: the folder that a web site serves. With `--dev` it is
//! built for speed of building: one compilation, modules of JavaScript as they are.
//!
//! The wasm builds of the crate go through wasm-bindgen (`program.rs`); the loader's modules become
//! one file beside them (`bundle.rs`); styles, locales, labels, licences and credits follow. Names are fixed
//! and all addresses relative, so that the folder works from any path and origin. The loader names
//! its companions with a digest of their contents as the query, so that files of two builds never
//! mix in a cache.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use citation_card::record::Json;

use crate::program::{Speed, Without};
use crate::shell::{self, Outcome};
use crate::styles::Made;
use crate::{bundle, files, hashes, pages, program, release};
use citation_card::csl;

/// The loader's entry, and the name under which pages load it.
const ENTRY: (&str, &str) = ("loader.js", "citation-card.js");

/// Files of the project that are copied as they are.
const COPIES: &[&str] = &["LICENSE-MIT", "LICENSE-APACHE"];

/// What is shipped beside the loader for type checkers and editors.
const DESCRIPTIONS: &[&str] =
    &["citation-card.d.ts", "react.d.ts", "vue.d.ts", "svelte.d.ts", "custom-elements.json"];

/// Builds everything into `--out`, or `dist`.
pub(crate) fn run(words: &[String]) -> Outcome {
    let mut speed = Speed::Loading;
    let mut out = shell::root().join("dist");
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--dev" => speed = Speed::Building,
            "--out" => out = words.next().map(PathBuf::from).ok_or("--out takes a folder")?,
            other => return Err(format!("unknown option {other}; expected --dev or --out")),
        }
    }
    let snippet = build(&out, speed, Without::Nothing)?;
    println!("{}\n\n{snippet}", out.display());
    Ok(())
}

/// Builds everything into a folder. The project's own holds nothing else afterwards. Gives what
/// people paste into their pages.
pub(crate) fn build(out: &Path, speed: Speed, without: Without) -> Outcome<String> {
    match out == shell::root().join("dist") {
        true => files::create_empty(out)?,
        false => files::create(out)?,
    }
    let work = program::target_folder().join("dist");
    files::create_empty(&work)?;
    let mut digest = Digest::default();
    let program = program::build(speed, without)?;
    files::write(&work.join("glue.js"), program::factory(&program.glue)?.as_bytes())?;
    digest.add(program.glue.as_bytes());
    let main = ("core".to_owned(), program.main);
    let modules: Vec<_> = program.chunks.into_iter().chain([main]).collect();
    modules.iter().for_each(|(_, wasm)| digest.add(wasm));
    let minify = without != Without::Minifier;
    let css = sheet(&work, speed, minify)?;
    digest.add(css.as_bytes());
    let styles = crate::styles::write(out)?;
    println!("{}", styles.summary);
    digest.add(styles.key.as_bytes());
    files::create_empty(&out.join("labels"))?;
    for path in label_files()? {
        let (name, text) = (path.file_name().unwrap_or_default(), files::text(&path)?);
        files::write(&out.join("labels").join(name), text.as_bytes())?;
        digest.add(text.as_bytes());
    }
    let digest = digest.text();
    for (name, wasm) in modules {
        files::write(&out.join(name).with_extension("wasm"), &program::stamped(wasm, &digest))?;
    }
    let list = hashes::write(out)?;
    files::copy_all(&shell::root().join("src/element/js"), &work)?;
    files::rename(&work.join(ENTRY.0), &work.join(ENTRY.1))?;
    let build = constants(&styles, &digest, &list, &css, &program.parts)?;
    files::write(&work.join("build.js"), build.as_bytes())?;
    match speed {
        Speed::Building => files::copy_all(&work, out)?,
        Speed::Loading => bundle::modules(&[work.join(ENTRY.1)], out, minify)?,
    }
    for name in COPIES {
        files::write(&out.join(name), &files::read(&shell::root().join(name))?)?;
    }
    for name in DESCRIPTIONS {
        files::write(&out.join(name), &files::read(&shell::root().join("src/element").join(name))?)?;
    }
    demo(out)?;
    pages::of_folder(out)?;
    release::write(out, &version()?, &digest)
}

/// The card's sheets as one text, in the order of their names.
fn sheet(work: &Path, speed: Speed, minify: bool) -> Outcome<String> {
    let sheets = files::with_extension(&shell::root().join("styles/css"), "css")?;
    if speed == Speed::Building {
        return sheets.iter().map(|path| files::text(path)).collect();
    }
    let entry = work.join("sheets.css");
    let imports = sheets.iter().map(|path| format!("@import {:?};\n", path.display().to_string()));
    files::write(&entry, imports.collect::<String>().as_bytes())?;
    bundle::sheet(&entry, &work.join("card.css"), minify)
}

/// The module `build.js`: what the loader knows of its build.
fn constants(
    styles: &Made,
    digest: &str,
    list: &str,
    css: &str,
    parts: &BTreeMap<String, Vec<String>>,
) -> Outcome<String> {
    let constants = [
        ("VERSION", version()?),
        ("DIGEST", digest.to_owned()),
        ("LIST_HASH", list.to_owned()),
        ("CSS", css.to_owned()),
        ("NEAREST", nearest(&styles.langs)),
        ("NEAREST_LABELS", nearest(&[labels()?, "en".to_owned()].join(" "))),
        ("STYLES", styles.ids.clone()),
    ];
    let modules = |names: &Vec<String>| names.iter().map(|name| Json::from(name.as_str())).collect();
    let parts = parts.iter().map(|(part, names)| (part.clone(), Json::Array(modules(names))));
    let parts = Json::Object(parts.collect());
    let line = |(name, value): (&str, String)| format!("export const {name} = {}\n", quoted(&value));
    Ok(format!(
        "// Written by cargo xtask dist.\n\n{}export const CHUNKS = {parts}\n",
        constants.map(line).concat()
    ))
}

/// The languages that [`label_files`] are in.
fn labels() -> Outcome<String> {
    let paths = label_files()?;
    let names: Vec<_> = paths.iter().filter_map(|path| path.file_stem()?.to_str()).collect();
    Ok(names.join(" "))
}

/// The words of the card in every language but English, which is part of the program.
fn label_files() -> Outcome<Vec<PathBuf>> {
    let mut paths = files::with_extension(&shell::root().join("src/card/labels"), "txt")?;
    paths.retain(|path| path.file_stem().is_some_and(|name| name != "en"));
    Ok(paths)
}

/// Language tags, each with the nearest of the languages at hand: `de=de-DE`.
fn nearest(locales: &str) -> String {
    let locales: Vec<_> = locales.split(' ').collect();
    let pairs = csl::nearest_locales(&locales);
    pairs.iter().map(|(tag, id)| [tag, "=", id].concat()).collect::<Vec<_>>().join(" ")
}

/// The version of the crate.
pub(crate) fn version() -> Outcome<String> {
    let manifest = files::text(&shell::root().join("Cargo.toml"))?;
    let line = manifest.lines().find_map(|line| line.strip_prefix("version = \""));
    let version = line.and_then(|line| line.strip_suffix('"'));
    version.map(str::to_owned).ok_or_else(|| "Cargo.toml has no version".to_owned())
}

/// The demo page and its files, with addresses as they are inside the folder.
fn demo(out: &Path) -> Outcome {
    let page = files::text(&shell::root().join("index.html"))?.replace("\"dist/", "\"");
    files::write(&out.join("index.html"), page.as_bytes())?;
    for folder in ["demo", "demo/looks"] {
        files::create(&out.join(folder))?;
        for path in files::listing(&shell::root().join(folder))?.iter().filter(|path| path.is_file()) {
            let to = out.join(folder).join(path.file_name().unwrap_or_default());
            files::write(&to, files::text(path)?.replace("../dist/", "../").as_bytes())?;
        }
    }
    Ok(())
}

/// A JavaScript string literal.
fn quoted(text: &str) -> String {
    Json::from(text).to_string()
}

/// FNV-1a: enough to tell two builds apart.
pub(crate) struct Digest(u64);

impl Default for Digest {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Digest {
    pub(crate) fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    pub(crate) fn text(&self) -> String {
        format!("{:08x}", self.0 >> 32)
    }
}
