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
use boundary::{AssetKind, to_js};

/// Prepares a new instance of the module.
#[wasm_bindgen]
pub fn begin() {
    // The loader sees the trap that follows; Yew's own hook would write to the page's console.
    yew::set_custom_panic_hook(Box::new(|_| {}));
}

/// Takes the compiled text of an asset. A chunk of the program is an asset without a text.
#[wasm_bindgen]
pub fn provide(kind: AssetKind, id: &str, text: &str) {
    assets::provide(kind, id, Ok(text));
}

/// Takes why an asset cannot be had.
#[wasm_bindgen]
pub fn fail(kind: AssetKind, id: &str, reason: &str, message: String) {
    assets::provide(kind, id, Err(card::Failure::new(card::Reason::of(reason), message)));
}

/// Takes what `styles/ids` says of a style that a page names; nothing where it has no such style.
#[wasm_bindgen(js_name = provideEntry)]
pub fn provide_entry(id: &str, row: Option<String>) {
    assets::provide_entry(id, row.as_deref());
}

/// Takes a style that uses the rules of another one, as a line of `styles/ids`.
#[wasm_bindgen(js_name = provideDependent)]
pub fn provide_dependent(id: &str, row: &str) {
    assets::provide_dependent(id, row);
}

/// Takes the languages of all locales, once the search is loaded.
#[wasm_bindgen(js_name = provideSearch)]
pub fn provide_search(langs: &str) {
    assets::provide_search(langs);
}

/// Takes the names of styles and journals that the search searches.
#[wasm_bindgen(js_name = provideNames)]
pub fn provide_names(text: &str) {
    assets::provide_names(Ok(text));
}

/// Takes why there are no names to search.
#[wasm_bindgen(js_name = failNames)]
pub fn fail_names(reason: &str, message: String) {
    assets::provide_names(Err(card::Failure::new(card::Reason::of(reason), message)));
}

/// What could not be had so far: a list of [`boundary::Need`].
#[wasm_bindgen]
pub fn failed() -> JsValue {
    to_js(&assets::failed())
}

/// Gives an asset another name as well.
#[wasm_bindgen]
pub fn alias(kind: AssetKind, id: &str, of: &str) {
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
        needs.push(boundary::Need::Chunk { id: "sections".into() });
    }
    to_js(&needs)
}

fn failure_message(failure: &card::Failure) -> boundary::Failure {
    boundary::Failure { reason: failure.reason.as_str().to_owned(), message: failure.message.clone() }
}
