//! The library's `cite`: records and [`CiteOptions`] in, a text or a failure ([`Written`]) out.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::boundary::{CiteOptions, Written, from_js, json_of, to_js};
use super::{assets, failure_message};
use crate::card::{Failure, Load, Reason, collator};
use crate::chunk::chunk;
use crate::csl::{self, Locale, Mode, Node, Processor};
use crate::formats;
use crate::record::Json;

/// The language of a style (`default-locale`), for callers who name none. The style has been provided.
#[wasm_bindgen(js_name = defaultLocale)]
pub fn default_locale(style: &str) -> Option<String> {
    assets::snapshot(false).style(style).ready()?.default_locale.clone()
}

/// Whether a style has its terms in the languages of the works.
#[wasm_bindgen(js_name = followsItemLanguage)]
pub fn follows_item_language(style: &str) -> bool {
    assets::snapshot(false).style(style).ready().is_some_and(|style| style.follows_item_language())
}

/// References or citations of records. The style and the locale have been provided.
#[wasm_bindgen]
pub fn cite(records: JsValue, options: JsValue) -> JsValue {
    written(records, options).unwrap_or_default()
}

chunk! { sections; fn written(records: JsValue, options: JsValue) -> JsValue {
    let cited = match from_js(&options) {
        Ok(options) => cited(&json_of(&records), &options),
        Err(error) => Err(Failure::new(Reason::Unreadable, format!("invalid options: {error}"))),
    };
    to_js(&match cited {
        Ok(text) => Written { text: Some(text), ..Written::default() },
        Err(failure) => Written { failure: Some(failure_message(&failure)), ..Written::default() },
    })
}}

fn cited(records: &Json, options: &CiteOptions) -> Result<String, Failure> {
    let records = formats::from_json(records).records;
    let assets = assets::snapshot(true);
    let (style, locale) = match (assets.style(&options.style), assets.locale(&options.locale)) {
        (Load::Ready(style), Load::Ready(locale)) => (style, locale),
        (Load::Failed(failure), _) | (_, Load::Failed(failure)) => return Err(failure.clone()),
        _ => return Err(Failure::new(Reason::Crash, "the style or the locale has not been loaded")),
    };
    let choices = csl::Options {
        // One work needs no order, and making a collator would take a sixth of the time.
        collator: if records.len() > 1 { collator(&locale.lang) } else { None },
        item_language: options.item_language == Some(true),
        ..csl::Options::default().links(options.links != Some(false)).sort(options.sort != Some(false))
    };
    let unknown = |what: &str, word: &str, known: &str| {
        Failure::new(Reason::Unreadable, format!("unknown {what} \"{word}\"; known are {known}"))
    };
    let output = options.output.as_deref().unwrap_or("html");
    let write = match output {
        "html" => csl::html,
        "text" => csl::plain,
        "tree" => |nodes: &[Node]| csl::tree(nodes).to_string(),
        other => {
            return Err(unknown("output", other, "html, text, markdown, rtf, latex, typst, org and tree"));
        }
    };
    let mode = match options.mode.as_deref().unwrap_or("bibliography") {
        "bibliography" => None,
        "citation" => Some(Mode::Citation),
        "narrative" => Some(Mode::Narrative),
        "note" => Some(Mode::Note),
        other => return Err(unknown("mode", other, "bibliography, citation, narrative and note")),
    };
    // After the language of the list those of its works.
    let mut locales: Vec<&Locale> = vec![locale];
    for lang in &options.item_locales {
        locales.extend(assets.locale(lang).ready().map(|locale| &**locale));
    }
    let processor = Processor::new(style, &locales).options(choices);
    if let Some(mode) = mode {
        let cites = Some(&options.cites.0).filter(|cites| **cites != Json::Null);
        let cites = csl::cites(cites, &records);
        return Ok(write(&processor.citation(&records, &cites, mode)));
    }
    // A list is made of paragraphs; one entry goes into the line that is being written.
    let entries = processor.bibliography(&records).entries;
    let paragraphs = entries.len() > 1 && output == "html";
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
