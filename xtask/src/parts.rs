//! `cargo xtask size --parts [MODULE]`: what each part of the program adds to a module that browsers
//! load, and the largest functions of one module.
//!
//! The module is built with names that tell for which types a generic function was made, so that
//! the standard library's code counts where it was asked for. The bodies of a part's functions
//! are compressed together: an estimate of what the module would lose without them, but for data.

use std::collections::BTreeMap;

use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use crate::shell::Outcome;
use crate::size::brotli;

/// Parts smaller than this are summed in one row.
const SMALL: usize = 600;

/// Prints the parts of a module that was built with its names.
pub(crate) fn print(wasm: &[u8], whole: &str) -> Outcome {
    let parts = parts(wasm).map_err(|error| format!("the module cannot be read: {error}"))?;
    let mut rows = Vec::new();
    let mut rest = (0, Vec::new());
    for (name, bodies) in &parts {
        let raw: usize = bodies.iter().map(|body| body.len()).sum();
        if raw < SMALL {
            rest.0 += 1;
            rest.1.extend(bodies.iter().copied());
        } else {
            rows.push((raw, name.clone(), brotli(&bodies.concat())?));
        }
    }
    rows.sort_by_key(|(raw, ..)| std::cmp::Reverse(*raw));
    println!("\n{:<44} {:>9} {:>9}", whole, "raw", "brotli");
    for (raw, name, small) in rows {
        println!("{name:<44} {raw:>9} {small:>9}");
    }
    let (count, bodies) = rest;
    let name = format!("{count} smaller parts");
    println!(
        "{name:<44} {:>9} {:>9}",
        bodies.iter().map(|body| body.len()).sum::<usize>(),
        brotli(&bodies.concat())?
    );
    Ok(())
}

/// Prints the functions of a module that was built with its names, the largest first.
pub(crate) fn print_functions(wasm: &[u8], whole: &str) -> Outcome {
    let functions = functions(wasm).map_err(|error| format!("the module cannot be read: {error}"))?;
    let mut rows: Vec<_> = functions.iter().map(|(name, body)| (body.len(), name)).collect();
    rows.sort_by_key(|(raw, _)| std::cmp::Reverse(*raw));
    println!("\n{whole:<9} {} functions", rows.len());
    for (raw, name) in rows.into_iter().take_while(|(raw, _)| *raw >= SMALL / 4) {
        println!("{raw:>9} {:#}", rustc_demangle::demangle(name));
    }
    Ok(())
}

/// The bodies of each part's functions.
fn parts(wasm: &[u8]) -> wasmparser::Result<BTreeMap<String, Vec<&[u8]>>> {
    let mut parts: BTreeMap<String, Vec<&[u8]>> = BTreeMap::new();
    for (name, body) in functions(wasm)? {
        parts.entry(part(name)).or_default().push(body);
    }
    Ok(parts)
}

/// The names of functions and their bodies.
fn functions(wasm: &[u8]) -> wasmparser::Result<Vec<(&str, &[u8])>> {
    let mut imported = 0;
    let mut bodies = Vec::new();
    let mut names = BTreeMap::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(section) = section.as_known() {
                    for name in section {
                        if let Name::Function(map) = name? {
                            for naming in map {
                                let naming = naming?;
                                names.insert(naming.index, naming.name);
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let name = |at: usize| names.get(&(imported + at as u32)).copied().unwrap_or_default();
    Ok(bodies.into_iter().enumerate().map(|(at, body)| (name(at), body)).collect())
}

/// The part that a function belongs to: two levels of the crate's modules, or another crate.
fn part(mangled: &str) -> String {
    let name = rustc_demangle::demangle(mangled).to_string();
    for owner in ["citation_card", "yew", "web_sys", "js_sys", "wasm_bindgen"] {
        let Some(path) = paths(&name).find(|path| path.first() == Some(&owner)) else { continue };
        let levels = if owner == "citation_card" { 3 } else { 1 };
        return path.iter().take(levels).copied().collect::<Vec<_>>().join("::");
    }
    let owner = paths(&name).next().and_then(|path| path.first().copied());
    owner.unwrap_or("the rest").to_owned()
}

/// The paths in a demangled name, each as its segments without disambiguators.
fn paths(name: &str) -> impl Iterator<Item = Vec<&str>> {
    let ends = |letter: char| !(letter.is_alphanumeric() || matches!(letter, '_' | ':' | '[' | ']'));
    name.split(ends).filter(|path| path.contains("::")).map(|path| {
        path.split("::")
            .map(|segment| segment.split('[').next().unwrap_or_default())
            .filter(|segment| !segment.is_empty())
            .collect()
    })
}
