//! All formats for the loader: reading and writing with the chunks `bibtex_ris` and `formats`, which
//! are fetched when a format is chosen, a record is given in one, or `read` or `write` is called.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::boundary::{Failure, Reading, Value, Written, json_of, to_js};
use crate::chunk::chunk;
use crate::csl;
use crate::formats::{self, CATALOG, Info, Options, codec};
use crate::record::{Json, Problem};
use crate::text::json;
use crate::text::json::problems_to_json;

/// Text in a format to a [`Reading`]. `format` is an id, an alias, an extension or a media type; an
/// empty text asks for detection.
#[wasm_bindgen]
pub fn read(text: &str, format: &str) -> JsValue {
    read_any(text, format).unwrap_or_default()
}

chunk! { formats; fn read_any(text: &str, format: &str) -> JsValue {
    let found = if format.is_empty() { formats::detect(text) } else { formats::by_id(format) };
    let reading = match found.and_then(codec::of).and_then(|codec| codec.read) {
        Some(reader) => reader(text),
        None => {
            let message = match found {
                Some(format) => format!("{} can be written, but not read", format.name),
                None if format.is_empty() => "the format was not recognised; name it".to_owned(),
                None => unknown(format),
            };
            formats::Reading { records: Vec::new(), problems: vec![Problem::new("read", message)] }
        }
    };
    to_js(&Reading {
        format: found.map_or("", |format| format.id).to_owned(),
        records: Value(Json::Array(reading.records.iter().map(formats::to_json).collect())),
        problems: Value(problems_to_json(&reading.problems)),
    })
}}

/// The chunk that writes a format.
#[wasm_bindgen(js_name = chunkOf)]
pub fn chunk_of(format: &str) -> String {
    formats::by_id(format).map_or("formats", codec::writer_chunk).to_owned()
}

/// CSL-JSON to a text in a format ([`Written`]).
#[wasm_bindgen]
pub fn write(items: JsValue, format: &str, options: JsValue) -> JsValue {
    let write = if chunk_of(format) == "formats" { write_any } else { write_common };
    write(items, format, options).unwrap_or_default()
}

chunk! { bibtex_ris; fn write_common(items: JsValue, format: &str, options: JsValue) -> JsValue {
    written(&items, format, &options, codec::common_writer)
}}

chunk! { formats; fn write_any(items: JsValue, format: &str, options: JsValue) -> JsValue {
    written(&items, format, &options, |info| codec::of(info)?.write)
}}

fn written(
    items: &JsValue,
    format: &str,
    options: &JsValue,
    writer: fn(&Info) -> Option<codec::Write>,
) -> JsValue {
    let records = formats::from_json(&json_of(items)).records;
    let options = Options(json_of(options));
    let failed = |reason: &str, message: String| {
        let failure = Some(Failure { reason: reason.to_owned(), message });
        to_js(&Written { failure, ..Written::default() })
    };
    let Some(found) = formats::by_id(format) else { return failed("not-found", unknown(format)) };
    let Some(write) = writer(found) else {
        return failed("unreadable", format!("{} can be read, but not written", found.name));
    };
    let mut text = write(&options.apply(&records), &options);
    if options.text("line-end") == Some("crlf") {
        text = text.replace('\n', "\r\n");
    }
    let problems = Some(Value(problems_to_json(&options.check(found))));
    to_js(&Written { text: Some(text), problems, failure: None })
}

/// Trees of formatted text, one a line, as a text in some markup.
#[wasm_bindgen]
pub fn render(trees: &str, output: &str) -> String {
    marked_up(trees, output).unwrap_or_default()
}

chunk! { formats; fn marked_up(trees: &str, output: &str) -> String {
    let write = match output {
        "markdown" => csl::markdown,
        "rtf" => csl::rtf,
        "latex" => csl::latex,
        "typst" => csl::typst,
        _ => csl::org,
    };
    let mut text = String::new();
    for tree in trees.lines() {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&write(&csl::from_tree(&json::parse(tree).0)));
    }
    text
}}

fn unknown(id: &str) -> String {
    let known: Vec<&str> = CATALOG.iter().map(|format| format.id).collect();
    format!("unknown format \"{id}\"; known are {}", known.join(", "))
}
