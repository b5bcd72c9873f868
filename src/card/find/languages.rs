//! The languages that citations can be in, each by its own name.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::card::browser;
use crate::text::{case, order};

/// The languages of a list of tags, by their own names.
pub(super) fn all(tags: &str) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> =
        tags.split_whitespace().map(|tag| (tag.to_owned(), own_name(tag))).collect();
    order::by_key(&mut all, |(_, name)| case::to_lower(name));
    all
}

/// The name that a language has in itself; the tag where the browser does not know it.
pub(super) fn own_name(tag: &str) -> String {
    let named = cfg!(target_arch = "wasm32").then(|| display_name(tag)).flatten();
    named.unwrap_or_else(|| tag.to_owned())
}

/// `Intl.DisplayNames`
fn display_name(tag: &str) -> Option<String> {
    let names = browser::intl("DisplayNames", tag, &[("type", "language")])?;
    let of: Function = Reflect::get(&names, &"of".into()).ok()?.dyn_into().ok()?;
    let name: Option<String> = of.call1(&names, &JsValue::from(tag)).ok()?.as_string();
    name.filter(|name| !name.is_empty())
}
