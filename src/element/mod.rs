//! The custom element's side in WebAssembly: what the JavaScript in `js/` calls.
//!
//! JavaScript fetches; this module decides. Values cross as the messages of [`boundary`], and
//! no function here throws.

mod assets;
mod boundary;
mod csl_xml;
mod discovery;
mod formats;
mod library;
mod mount;
mod value;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::card::{self, Load, Settings};
use crate::csl::aliases::ALIASES;
use boundary::to_js;

/// Prepares a new instance of the module.
#[wasm_bindgen]
pub fn begin() {
    // The loader sees the trap that follows; Yew's own hook would write to the page's console.
    yew::set_custom_panic_hook(Box::new(|_| {}));
}

/// Takes the compiled text of an asset. A chunk of the program is an asset without a text.
#[wasm_bindgen]
pub fn provide(kind: &str, id: &str, text: &str) {
    assets::provide(kind, id, Ok(text));
}

/// What could not be had so far, each as its kind, a space, and its id.
#[wasm_bindgen]
pub fn failed() -> Vec<String> {
    assets::failed()
}

/// Takes why an asset cannot be had.
#[wasm_bindgen]
pub fn fail(kind: &str, id: &str, reason: &str, message: String) {
    assets::provide(kind, id, Err(card::Failure::new(card::Reason::of(reason), message)));
}

/// Gives an asset another name as well.
#[wasm_bindgen]
pub fn alias(kind: &str, id: &str, of: &str) {
    assets::alias(kind, id, of);
}

/// The next style that a dependent style needs before it can be used; `again`: also one that failed.
#[wasm_bindgen(js_name = missingParent)]
pub fn missing_parent(id: &str, again: bool) -> Option<String> {
    assets::missing_parent(id, again)
}

/// Gives a dependent style the rules of its parent, all of whose parents are there.
#[wasm_bindgen]
pub fn inherit(id: &str) {
    assets::inherit(id);
}

/// Forgets a style.
#[wasm_bindgen]
pub fn forget(id: &str) {
    assets::forget(id);
}

/// The id of the style that a common or former name means; other names are returned unchanged.
#[wasm_bindgen]
pub fn canonical(id: &str) -> String {
    let found = ALIASES.iter().find(|(name, _)| *name == id);
    found.map_or(id, |(_, id)| *id).to_owned()
}

/// What has to be loaded before that can be shown which a card with these attributes shows first: a
/// list of [`boundary::Need`].
#[wasm_bindgen(js_name = firstNeeds)]
pub fn first_needs(attributes: JsValue) -> JsValue {
    let (settings, _) = Settings::from(&boundary::attributes(&attributes));
    let assets = assets::snapshot(false);
    let mut needs = Vec::new();
    let style = card::first_style(&settings, &assets);
    if let Some(id) = &style {
        if matches!(assets.style(id), Load::Missing) {
            needs.push(boundary::Need::Style { id: id.clone() });
        }
    }
    let loaded = style.as_deref().and_then(|id| assets.style(id).ready());
    let lang = loaded.map_or(settings.locale.as_deref().unwrap_or(&settings.lang), |style| {
        card::payload::citation_lang(style, &settings)
    });
    let stand_in = matches!(assets.locale(lang), Load::Failed(_)).then_some(card::payload::STAND_IN);
    let lang = stand_in.unwrap_or(lang);
    if matches!(assets.locale(lang), Load::Missing) {
        needs.push(boundary::Need::Locale { id: lang.to_owned() });
    }
    if card::Need::Labels(settings.lang.clone()).is_missing(&assets) {
        needs.push(boundary::Need::Labels { id: settings.lang });
    }
    let sections = card::Need::Chunk("sections");
    if settings.layout.begins_with_sections() && sections.is_missing(&assets) {
        needs.push(boundary::Need::Chunk { id: "sections" });
    }
    to_js(&needs)
}

fn failure_message(failure: &card::Failure) -> boundary::Failure {
    boundary::Failure { reason: failure.reason.as_str().to_owned(), message: failure.message.clone() }
}
