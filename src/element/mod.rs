//! The custom element's side in WebAssembly: what the loader in `js/` calls.
//!
//! The loader fetches; this module decides. Values cross as JSON text, which both sides read
//! anyhow, and no function here throws.

mod assets;
mod library;
mod mount;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::csl::aliases::ALIASES;

/// The style shown first where the owner names none.
const DEFAULT_STYLE: &str = "apa";

/// Prepares a new instance of the module.
#[wasm_bindgen]
pub fn begin() {
    // The loader sees the trap that follows; Yew's own hook would write to the page's console.
    yew::set_custom_panic_hook(Box::new(|_| {}));
}

/// Takes an asset's text, or why there is none: see [`assets::provide`]. Gives the id of the style
/// that this one depends on, which has to be provided next and then made its [`alias`].
#[wasm_bindgen]
pub fn provide(kind: &str, id: &str, text: Option<String>, error: Option<String>) -> Option<String> {
    let given = text.as_deref().ok_or_else(|| error.unwrap_or_default());
    assets::provide(kind, id, given);
    assets::parent(id).filter(|_| kind == "style")
}

/// Lets an asset stand under another name as well.
#[wasm_bindgen]
pub fn alias(kind: &str, id: &str, of: &str) {
    assets::alias(kind, id, of);
}

/// Whether a chain of dependent styles has become too long.
#[wasm_bindgen]
pub fn circles(id: &str, steps: usize) -> bool {
    assets::goes_in_circles(id, steps)
}

/// The id of the style that a common or former name means; the name itself where it is none.
#[wasm_bindgen]
pub fn canonical(id: &str) -> String {
    let found = ALIASES.iter().find(|(name, _)| *name == id);
    found.map_or(id, |(_, id)| *id).to_owned()
}
