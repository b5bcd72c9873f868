//! The crate as programs for browsers: compiled, linked, and bound to JavaScript.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use wasm_bindgen_cli_support::Bindgen;

use crate::shell::{self, Outcome};
use crate::{files, join, setup, slim};

/// What a build is made for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Speed {
    /// Of building, for whoever changes the card.
    Building,
    /// Of loading, for whoever visits a page.
    Loading,
}

/// A mechanism of the build that a measurement leaves out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Without {
    Nothing,
    /// Panics are described.
    PanicCutter,
    /// JavaScript and CSS are bundled only.
    Minifier,
    /// Pages load styles and locales as XML: the build is the same.
    CompiledStyles,
}

/// The program for browsers.
pub(crate) struct Program {
    /// The glue: what the main module imports, and its functions as JavaScript calls them.
    pub glue: String,
    /// The main module.
    pub main: Vec<u8>,
    /// The other modules by the names of their files.
    pub chunks: Vec<(String, Vec<u8>)>,
    /// What a part of the program consists of: the names of its modules.
    pub parts: BTreeMap<String, Vec<String>>,
}

/// Builds the crate for browsers, splits it, and binds it to JavaScript.
pub(crate) fn build(speed: Speed, without: Without) -> Outcome<Program> {
    let linked = match speed {
        Speed::Building => linked("wasm-dev", &[], &target_folder())?,
        Speed::Loading => linked("wasm", &[], &target_folder())?,
    };
    match speed {
        Speed::Loading if without != Without::PanicCutter => bound(&slim::slim(&linked)?, false),
        _ => bound(&linked, false),
    }
}

/// The program with the names of its functions, which include their types.
pub(crate) fn named() -> Outcome<Program> {
    let linked = linked("wasm", &["-Csymbol-mangling-version=v0"], &target_folder().join("named"))?;
    bound(&slim::slim(&linked)?, true)
}

/// Where cargo builds.
pub(crate) fn target_folder() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| shell::root().join("target"), PathBuf::from)
}

/// What the compiler and the linker make of the crate.
fn linked(profile: &str, flags: &[&str], target: &Path) -> Outcome<Vec<u8>> {
    setup::wasm_target()?;
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(shell::root()).args(["rustc", "--quiet", "--lib", "--package", "citation-card"]);
    cargo.args(["--profile", profile, "--target", "wasm32-unknown-unknown", "--crate-type", "cdylib"]);
    cargo.args(["--no-default-features", "--features", "element"]).arg("--target-dir").arg(target);
    cargo.args(["--", "-Clink-arg=--emit-relocs"]);
    if !flags.is_empty() {
        cargo.env("RUSTFLAGS", flags.join(" "));
    }
    shell::run(&mut cargo)?;
    files::read(&target.join("wasm32-unknown-unknown").join(profile).join("citation_card.wasm"))
}

/// Splits a linked module and binds it to JavaScript.
fn bound(linked: &[u8], names: bool) -> Outcome<Program> {
    let folder = target_folder().join("split");
    files::create_empty(&folder)?;
    let main = folder.join("main.wasm");
    let mut options = wasm_split_cli_support::Options::new(linked);
    options.output_dir = &folder;
    options.main_out_path = &main;
    options.link_name = CHUNKS;
    let split = wasm_split_cli_support::transform(options)
        .map_err(|error| format!("the program cannot be split: {error:#}"))?;
    let mut chunks = Vec::new();
    for path in &split.split_modules {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        // What is in the main module as well leaves some empty.
        if let Some(chunk) = chunk(&files::read(path)?, names)? {
            chunks.push((name, chunk));
        }
    }
    chunks.sort();
    let mut parts: BTreeMap<_, _> = split.prefetch_map.into_iter().collect();
    share(&mut chunks, &mut parts)?;
    let mut output = bindgen(&files::read(&main)?, names)?;
    let used = output.snippets().iter().filter(|(_, parts)| !parts.is_empty()).map(|(name, _)| name);
    if let Some(snippet) = used.chain(output.local_modules().keys()).next() {
        return Err(format!("the program imports {snippet}; the glue must stay one file"));
    }
    // `js` is for bundlers that import WebAssembly; what they import beside it is the glue.
    let glue = output.start().ok_or("wasm-bindgen wrote no glue")?.to_owned();
    without_customs(output.wasm_mut());
    let main = output.wasm_mut().emit_wasm();
    Ok(Program { glue, main, chunks, parts })
}

/// Modules below this many bytes are joined if several parts of the program share them.
const SMALL: usize = 4_000;

/// The name of the module that they become.
const SHARED: &str = "shared";

/// Puts the small modules that several parts share into one, which each of these parts has then.
fn share(chunks: &mut Vec<(String, Vec<u8>)>, parts: &mut BTreeMap<String, Vec<String>>) -> Outcome {
    let users = |name: &String| parts.values().filter(|modules| modules.contains(name)).count();
    let (small, rest): (Vec<_>, Vec<_>) =
        std::mem::take(chunks).into_iter().partition(|(name, wasm)| wasm.len() < SMALL && users(name) > 1);
    *chunks = rest;
    let modules: Vec<&[u8]> = small.iter().map(|(_, wasm)| wasm.as_slice()).collect();
    chunks.extend(chunk(&join::join(&modules)?, false)?.map(|wasm| (SHARED.to_owned(), wasm)));
    for modules in parts.values_mut() {
        let before = modules.len();
        modules.retain(|module| !small.iter().any(|(name, _)| name == module));
        if modules.len() < before {
            modules.push(SHARED.to_owned());
        }
        modules.retain(|module| chunks.iter().any(|(name, _)| name == module));
    }
    Ok(())
}

/// The module that the main module imports its loading functions from; the loader provides it.
pub(crate) const CHUNKS: &str = "./chunks.js";

/// The glue as the module `glue.js`: a function that makes one instance of it. What wasm-bindgen
/// writes is a module, of which a page has one instance only; after a crash there is another.
pub(crate) fn factory(glue: &str) -> Outcome<String> {
    let mut names = Vec::new();
    let mut body = String::new();
    for line in glue.lines() {
        let Some(declared) = line.trim_start().strip_prefix("export ") else {
            body += &format!("{line}\n");
            continue;
        };
        let mut words = declared.split(|letter: char| !(letter.is_alphanumeric() || "_$".contains(letter)));
        match (words.next(), words.next()) {
            (Some("function" | "class" | "const" | "let"), Some(name)) => names.push(name.to_owned()),
            _ => return Err(format!("the glue exports something unexpected: {line}")),
        }
        body += &format!("{declared}\n");
    }
    Ok(format!(
        "// Written by cargo xtask dist.\n\nexport function glue() {{\n{body}\nreturn {{ {} }}\n}}\n",
        names.join(", ")
    ))
}

/// A module with a section that names the build it belongs to.
pub(crate) fn stamped(mut wasm: Vec<u8>, build: &str) -> Vec<u8> {
    const NAME: &str = "citation-card";
    // Both lengths are under 128: one byte each.
    wasm.extend([0, (1 + NAME.len() + build.len()) as u8, NAME.len() as u8]);
    wasm.extend(NAME.bytes().chain(build.bytes()));
    wasm
}

/// A chunk without its names, unless they are wanted, and other custom sections.
fn chunk(wasm: &[u8], names: bool) -> Outcome<Option<Vec<u8>>> {
    let mut config = walrus::ModuleConfig::new();
    config.generate_name_section(names).generate_producers_section(false);
    let mut module = config.parse(wasm).map_err(|error| format!("a chunk cannot be read: {error}"))?;
    let empty = module.funcs.iter_local().next().is_none()
        && module.data.iter().next().is_none()
        && module.elements.iter().next().is_none();
    without_customs(&mut module);
    Ok((!empty).then(|| module.emit_wasm()))
}

fn without_customs(module: &mut walrus::Module) {
    let customs: Vec<_> = module.customs.iter().map(|(id, _)| id).collect();
    for id in customs {
        module.customs.delete(id);
    }
}

/// What wasm-bindgen makes of the main module.
fn bindgen(main: &[u8], names: bool) -> Outcome<wasm_bindgen_cli_support::Output> {
    let failed = |error: &dyn std::fmt::Display| format!("wasm-bindgen: {error}");
    let mut bindgen = Bindgen::new();
    // The glue for bundlers leaves it to its user to instantiate the module.
    bindgen.input_bytes("core", main.to_vec()).bundler(true).map_err(|error| failed(&error))?;
    bindgen.out_name("core").demangle(false).typescript(false).keep_lld_exports(true);
    bindgen.remove_name_section(!names).remove_producers_section(true);
    bindgen.generate_output().map_err(|error| failed(&error))
}
