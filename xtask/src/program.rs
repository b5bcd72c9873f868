//! The crate as programs for browsers: compiled, linked, and bound to JavaScript.

use std::path::{Path, PathBuf};
use std::process::Command;

use wasm_bindgen_cli_support::Bindgen;

use crate::shell::{self, Outcome};
use crate::{files, setup, slim};

/// The modules of WebAssembly, each with the crate's feature that it is.
pub const MODULES: &[(&str, &str)] =
    &[("core", "element"), ("finder", "finder"), ("compiler", "compiler"), ("more", "more")];

/// What a build is made for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Speed {
    /// Of building, for whoever changes the card.
    Building,
    /// Of loading, for whoever visits a page.
    Loading,
}

/// What wasm-bindgen makes of one build of the crate.
pub struct Module {
    /// The glue: what the module imports, and its functions as JavaScript calls them.
    pub js: String,
    /// The module.
    pub wasm: Vec<u8>,
}

/// Builds the crate with one feature for browsers and runs wasm-bindgen on it. A build for speed of
/// building has all features in each module, so that the crate is compiled once.
pub fn bindgen(name: &str, feature: &str, speed: Speed) -> Outcome<Module> {
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
    // `js` is for bundlers that import WebAssembly; what they import beside it is the glue.
    let js = output.start().ok_or("wasm-bindgen wrote no glue")?.to_owned();
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

/// Where cargo builds.
pub fn target_folder() -> PathBuf {
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
    files::read(&target.join("wasm32-unknown-unknown").join(profile).join("citation_card.wasm"))
}

/// What wasm-bindgen makes of a linked module.
fn bound(name: &str, linked: &[u8], names: bool) -> Outcome<wasm_bindgen_cli_support::Output> {
    let failed = |error: &dyn std::fmt::Display| format!("wasm-bindgen on {name}: {error}");
    let mut bindgen = Bindgen::new();
    // The glue for bundlers leaves it to its user to instantiate the module.
    bindgen.input_bytes(name, linked.to_vec()).bundler(true).map_err(|error| failed(&error))?;
    bindgen.out_name(name).demangle(false).typescript(false);
    bindgen.remove_name_section(!names).remove_producers_section(true);
    bindgen.generate_output().map_err(|error| failed(&error))
}
