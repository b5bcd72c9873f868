//! `cargo xtask dist [--dev] [--out folder]`: the folder that a web site serves. With `--dev` it is
//! built for speed of building: one compilation, nothing made small.
//!
//! The wasm builds of the crate go through wasm-bindgen; the loader's modules become one file
//! beside them; styles, locales, licences and credits follow. Names are fixed and all addresses
//! relative, so that the folder works from any path and origin. The loader names its companions
//! with a digest of their contents as the query, so that files of two builds never mix in a cache.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use wasm_bindgen_cli_support::Bindgen;

use crate::minify::minify;
use crate::shell::{self, Outcome};
use crate::{setup, slim};

/// The loader's modules in the order of the finished file; the last one is the entry.
const LOADER: &[&str] = &[
    "page.js",
    "fetch.js",
    "assets.js",
    "engine.js",
    "library.js",
    "records.js",
    "turn.js",
    "sheets.js",
    "watch.js",
    "clipboard.js",
    "card.js",
    "loader.js",
];

/// The modules of WebAssembly, each with the crate's feature that it is.
pub const MODULES: &[(&str, &str)] =
    &[("core", "element"), ("finder", "finder"), ("compiler", "compiler"), ("more", "more")];

/// Files of the project that are copied as they are.
const COPIES: &[&str] = &["LICENSE-MIT", "LICENSE-APACHE"];

/// What is shipped beside the loader for type checkers and editors.
const DESCRIPTIONS: &[&str] = &["citation-card.d.ts", "custom-elements.json"];

/// What a build is made for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Speed {
    /// Of building, for whoever changes the card.
    Building,
    /// Of loading, for whoever visits a page.
    Loading,
}

/// Builds everything into `--out`, or `dist`.
pub fn run(words: &[String]) -> Outcome {
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
    build(&out, speed)?;
    println!("{}", out.display());
    Ok(())
}

/// Builds everything into a folder. Files that did not change are written again.
pub fn build(out: &Path, speed: Speed) -> Outcome {
    create(out)?;
    let mut files = Vec::new();
    for (name, feature) in MODULES {
        let module = bindgen(name, feature, speed)?;
        let mut js = guarded(&module.js)?;
        if *name == "core" {
            js.push_str(&format!("\nexport const css = {};\n", quoted(&styles()?)));
        }
        files.push((format!("{name}.js"), small(&js, speed)?.into_bytes()));
        files.push((format!("{name}.wasm"), module.wasm));
    }
    files.extend(crate::styles::write(out)?);
    let digest = digest(&files);
    for (name, bytes) in &files {
        write(&out.join(name), bytes)?;
    }
    write(&out.join("citation-card.js"), loader(out, &digest, speed)?.as_bytes())?;
    for name in COPIES {
        write(&out.join(name), &read(&shell::root().join(name))?)?;
    }
    for name in DESCRIPTIONS {
        write(&out.join(name), &read(&shell::root().join("src/element").join(name))?)?;
    }
    demo(out)
}

/// What wasm-bindgen makes of one build of the crate.
struct Module {
    js: String,
    wasm: Vec<u8>,
}

/// A module of JavaScript as it is sent.
fn small(js: &str, speed: Speed) -> Outcome<String> {
    match speed {
        Speed::Building => Ok(js.to_owned()),
        Speed::Loading => minify(js),
    }
}

/// Builds the crate with one feature for browsers and runs wasm-bindgen on it. A build for speed of
/// building has all features in each module, so that the crate is compiled once.
fn bindgen(name: &str, feature: &str, speed: Speed) -> Outcome<Module> {
    let all: Vec<&str> = MODULES.iter().map(|(_, feature)| *feature).collect();
    let linked = match speed {
        Speed::Building => linked(&all.join(","), "wasm-dev", &[], &target_folder())?,
        Speed::Loading => linked(feature, "wasm", &[], &target_folder())?,
    };
    let mut output = bound(name, &linked, false)?;
    let used = output.snippets().iter().filter(|(_, parts)| !parts.is_empty()).map(|(name, _)| name);
    if let Some(snippet) = used.chain(output.local_modules().keys()).next() {
        return Err(format!("{name}: the module imports {snippet}; the glue must stay one file"));
    }
    let js = output.js().to_owned();
    if speed == Speed::Loading {
        slim::slim(output.wasm_mut(), &linked)?;
    }
    Ok(Module { js, wasm: output.wasm_mut().emit_wasm() })
}

/// One build of the crate with the names of its functions, which tell their types as well.
pub fn named(feature: &str) -> Outcome<Vec<u8>> {
    let linked = linked(feature, "wasm", &["-Csymbol-mangling-version=v0"], &target_folder().join("named"))?;
    let mut output = bound("named", &linked, true)?;
    slim::slim(output.wasm_mut(), &linked)?;
    Ok(output.wasm_mut().emit_wasm())
}

fn target_folder() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| shell::root().join("target"), PathBuf::from)
}

/// What the compiler and the linker make of the crate with some features.
fn linked(features: &str, profile: &str, flags: &[&str], target: &Path) -> Outcome<Vec<u8>> {
    setup::wasm_target()?;
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(shell::root()).args(["rustc", "--quiet", "--lib", "--package", "citation-card"]);
    cargo.args(["--profile", profile, "--target", "wasm32-unknown-unknown", "--crate-type", "cdylib"]);
    cargo.args(["--no-default-features", "--features", features]).arg("--target-dir").arg(target);
    cargo.args(["--", "-Clink-arg=--emit-relocs"]);
    if !flags.is_empty() {
        cargo.env("RUSTFLAGS", flags.join(" "));
    }
    shell::run(&mut cargo)?;
    read(&target.join("wasm32-unknown-unknown").join(profile).join("citation_card.wasm"))
}

/// What wasm-bindgen makes of a linked module.
fn bound(name: &str, linked: &[u8], names: bool) -> Outcome<wasm_bindgen_cli_support::Output> {
    let failed = |error: &dyn std::fmt::Display| format!("wasm-bindgen on {name}: {error}");
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes(name, linked.to_vec()).web(true).map_err(|error| failed(&error))?;
    bindgen.out_name(name).demangle(false).typescript(false).omit_default_module_path(true);
    bindgen.remove_name_section(!names).remove_producers_section(true);
    bindgen.generate_output().map_err(|error| failed(&error))
}

/// Lets the loader stand between the glue and the module, so that a trap is seen whoever calls.
fn guarded(js: &str) -> Outcome<String> {
    let line = "wasm = instance.exports;";
    if js.matches(line).count() != 1 {
        return Err("wasm-bindgen's glue has changed: it no longer takes the exports in one line".into());
    }
    let js = js.replace(line, "wasm = guard(instance.exports);");
    Ok(format!(
        "let guard = (exports) => exports;\nexport function setGuard(value) {{ guard = value; }}\n{js}"
    ))
}

/// The card's sheets as one text, in the order of their names.
fn styles() -> Outcome<String> {
    let mut css = String::new();
    for path in listing(&shell::root().join("styles/css"))? {
        if path.extension().is_some_and(|extension| extension == "css") {
            css.push_str(&text(&path)?);
        }
    }
    Ok(squeeze_css(&css))
}

/// One module out of the loader's parts: imports between them and the `export` of all but the
/// entry go.
fn loader(out: &Path, digest: &str, speed: Speed) -> Outcome<String> {
    let mut js = String::new();
    for name in LOADER {
        let part = text(&shell::root().join("src/element/js").join(name))?;
        let mut in_import = false;
        for line in part.lines() {
            let import = in_import || line.starts_with("import ");
            in_import = import && !line.contains(" from ");
            if import {
                continue;
            }
            let entry = LOADER.last() == Some(name);
            js.push_str(if entry { line } else { line.strip_prefix("export ").unwrap_or(line) });
            js.push('\n');
        }
    }
    let names = |folder: &str| -> Outcome<String> {
        let names = listing(&out.join(folder))?;
        let data =
            |path: &&PathBuf| path.extension().is_some_and(|ending| ending == "csl" || ending == "xml");
        let names: Vec<_> = names.iter().filter(data).filter_map(|path| path.file_stem()?.to_str()).collect();
        Ok(names.join(" "))
    };
    let js = js
        .replace("__VERSION__", &version()?)
        .replace("__DIGEST__", digest)
        .replace("__LOCALES__", &names("locales")?)
        .replace("__STYLES__", &names("styles")?);
    let notice =
        "/*! citation-card, MIT OR Apache-2.0; styles and locales CC BY-SA 3.0, see their folders */\n";
    Ok(format!("{notice}{}", small(&js, speed)?))
}

/// The version of the crate.
fn version() -> Outcome<String> {
    let manifest = text(&shell::root().join("Cargo.toml"))?;
    let line = manifest.lines().find_map(|line| line.strip_prefix("version = \""));
    let version = line.and_then(|line| line.strip_suffix('"'));
    version.map(str::to_owned).ok_or_else(|| "Cargo.toml names no version".to_owned())
}

/// The demo page and its files, with addresses as they are inside the folder.
fn demo(out: &Path) -> Outcome {
    let page = text(&shell::root().join("index.html"))?.replace("\"dist/", "\"");
    write(&out.join("index.html"), page.as_bytes())?;
    create(&out.join("demo"))?;
    for path in listing(&shell::root().join("demo"))? {
        let Some(name) = path.file_name() else { continue };
        write(&out.join("demo").join(name), &read(&path)?)?;
    }
    Ok(())
}

/// Takes out comments and the white space that CSS does not need. The sheets have no string with
/// a run of white space or `/*` in it.
fn squeeze_css(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find("/*") {
        out.push_str(&rest[..at]);
        rest = rest[at..].split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    let words: Vec<&str> = out.split_whitespace().collect();
    let mut out = words.join(" ");
    for mark in ["{", "}", ";", ","] {
        out = out.replace(&format!(" {mark}"), mark).replace(&format!("{mark} "), mark);
    }
    out.replace(": ", ":").replace(";}", "}")
}

/// A JavaScript string literal.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

/// FNV-1a over names and contents: enough to tell two builds apart.
fn digest(files: &[(String, Vec<u8>)]) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for (name, bytes) in files {
        for byte in name.bytes().chain(bytes.iter().copied()) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{:08x}", hash >> 32)
}

/// The files of a folder by name.
pub fn listing(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let failed = |error| format!("{} cannot be read: {error}", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn create(folder: &Path) -> Outcome {
    fs::create_dir_all(folder).map_err(|error| format!("{} cannot be made: {error}", folder.display()))
}

/// The bytes of a file.
pub fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))
}

fn text(path: &Path) -> Outcome<String> {
    String::from_utf8(read(path)?).map_err(|error| format!("{}: {error}", path.display()))
}

/// Writes a file.
pub fn write(path: &Path, bytes: &[u8]) -> Outcome {
    fs::write(path, bytes).map_err(|error| format!("{} cannot be written: {error}", path.display()))
}
