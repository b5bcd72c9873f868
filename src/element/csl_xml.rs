//! The chunk that compiles: the XML of a style or a locale to the compact text that the card reads
//! (`src/csl/read/compiled.rs`). What is shipped is compiled already; this is for a style that is given
//! by its address or as text, and for another `assets` folder.

use wasm_bindgen::prelude::wasm_bindgen;

use super::boundary::AssetKind;
use crate::chunk::chunk;
use crate::csl::{Locale, Style};

/// A style or a locale as a compact text. Throws a sentence that says where
/// the XML is wrong.
#[wasm_bindgen]
pub fn compile(kind: AssetKind, id: &str, xml: &str) -> Result<String, String> {
    compiled(kind, id, xml).unwrap_or_else(|| Err(String::new()))
}

chunk! { csl_xml; fn compiled(kind: AssetKind, id: &str, xml: &str) -> Result<String, String> {
    let compiled = match kind {
        AssetKind::Locale => Locale::parse(xml).map(|locale| locale.compiled()),
        _ => Style::parse(xml).map(|style| style.compiled()),
    };
    compiled.map_err(|error| {
        let at = error.at;
        format!("{id}, line {}, column {}, <{}>: {}", at.line, at.column, error.element, error.message)
    })
}}
