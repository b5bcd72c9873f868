//! The library's `cite`: JSON text in, JSON text out. What it cannot do it says as `{"error"}`.

use wasm_bindgen::prelude::wasm_bindgen;

use super::assets;
use crate::card::{Load, collator};
use crate::csl::{self, Locale, Mode, Node, Processor};
use crate::formats;
use crate::record::Json;
use crate::text::json;
use crate::text::json::object;

/// The language of a style (`default-locale`), for callers who name none. The style has been provided.
#[wasm_bindgen]
pub fn default_locale(style: &str) -> Option<String> {
    assets::snapshot(false).style(style).ready()?.default_locale.clone()
}

/// Whether a style has its terms in the languages of the works.
#[wasm_bindgen]
pub fn follows_item_language(style: &str) -> bool {
    assets::snapshot(false).style(style).ready().is_some_and(|style| style.follows_item_language())
}

/// References or citations of records to `{"text"}`. The style and the locale have been provided.
#[wasm_bindgen]
pub fn cite(records: &str, options: &str) -> String {
    let (key, text) = match cited(records, options) {
        Ok(text) => ("text", text),
        Err(message) => ("error", message),
    };
    object(vec![(key, text.into())]).to_string()
}

fn cited(records: &str, options: &str) -> Result<String, String> {
    let records = formats::from_json(&json::parse(records).0).records;
    let options = json::parse(options).0;
    let option = |key: &str| options.get(key).and_then(Json::as_str).unwrap_or_default();
    let assets = assets::snapshot(true);
    let (style, locale) = match (assets.style(option("style")), assets.locale(option("locale"))) {
        (Load::Ready(style), Load::Ready(locale)) => (style, locale),
        (Load::Failed(failure), _) | (_, Load::Failed(failure)) => return Err(failure.message.clone()),
        _ => return Err("the style or the locale is not there".to_owned()),
    };
    let off = |key: &str| options.get(key).is_some_and(|value| !value.is_true());
    let choices = csl::Options {
        collator: collator(&locale.lang),
        item_language: options.get("item-language").is_some_and(Json::is_true),
        ..csl::Options::default().links(!off("links")).sort(!off("sort"))
    };
    let write = match option("as") {
        "" | "html" => csl::html,
        "text" => csl::plain,
        "tree" => |nodes: &[Node]| csl::tree(nodes).to_string(),
        other => {
            return Err(format!(
                "\"{other}\" is no output; there are html, text, markdown, rtf, latex, typst, org and tree"
            ));
        }
    };
    let mode = match option("mode") {
        "" | "bibliography" => None,
        "citation" => Some(Mode::Citation),
        "narrative" => Some(Mode::Narrative),
        "note" => Some(Mode::Note),
        other => {
            return Err(format!(
                "\"{other}\" is no mode; there are bibliography, citation, narrative and note"
            ));
        }
    };
    // After the language of the list those of its works.
    let mut locales: Vec<&Locale> = vec![locale];
    for lang in options.get("item-locales").map_or(&[][..], Json::items).iter().filter_map(Json::as_str) {
        locales.extend(assets.locale(lang).ready().map(|locale| &**locale));
    }
    let processor = Processor::new(style, &locales).options(choices);
    if let Some(mode) = mode {
        let cites = csl::cites(options.get("cites"), &records);
        return Ok(write(&processor.citation(&records, &cites, mode)));
    }
    // A list is made of paragraphs; one entry goes into the line that is being written.
    let entries = processor.bibliography(&records).entries;
    let paragraphs = entries.len() > 1 && matches!(option("as"), "" | "html");
    let mut text = String::new();
    for entry in &entries {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(if paragraphs { "<p>" } else { "" });
        text.push_str(&write(&entry.nodes));
        text.push_str(if paragraphs { "</p>" } else { "" });
    }
    Ok(text)
}
