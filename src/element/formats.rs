//! What all formats do for the loader: it reads and writes with the chunks `bibtex_ris` and `formats`,
//! which are fetched when somebody picks a format, gives a record in one, or calls `read` or `write`.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::boundary::{Failure, Reading, Value, Written, from_js, to_js};
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
    read_any(text, format).map_or(JsValue::UNDEFINED, |reading| to_js(&reading))
}

chunk! { formats; fn read_any(text: &str, format: &str) -> Reading {
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
    Reading {
        format: found.map_or("", |format| format.id).to_owned(),
        records: Value(Json::Array(reading.records.iter().map(formats::to_json).collect())),
        problems: Value(problems_to_json(&reading.problems)),
    }
}}

/// The chunk of the writers that most readers want.
const FIRST: &str = "bibtex_ris";

/// The chunk that writes a format.
#[wasm_bindgen(js_name = chunkOf)]
pub fn chunk_of(format: &str) -> String {
    let id = formats::by_id(format).map(|format| format.id);
    let chunk = if matches!(id, Some("bibtex" | "biblatex" | "ris")) { FIRST } else { "formats" };
    chunk.to_owned()
}

/// CSL-JSON to the text of a file in a format ([`Written`]). Lines end as the option `line-end` says;
/// else, for a file that is saved, as the format wants, and with `\n` for a text.
#[wasm_bindgen]
pub fn write(items: JsValue, format: &str, options: JsValue, saved: bool) -> JsValue {
    let write = if chunk_of(format) == FIRST { write_first } else { write_any };
    let (items, options) = (from_js::<Value>(items).0, Options(from_js::<Value>(options).0));
    write(items, format, options, saved).map_or(JsValue::UNDEFINED, |written| to_js(&written))
}

chunk! { bibtex_ris; fn write_first(items: Json, format: &str, options: Options, saved: bool) -> Written {
    written(&items, format, &options, saved, codec::common_writer)
}}

chunk! { formats; fn write_any(items: Json, format: &str, options: Options, saved: bool) -> Written {
    written(&items, format, &options, saved, |info| codec::of(info)?.write)
}}

fn written(
    items: &Json,
    format: &str,
    options: &Options,
    saved: bool,
    writer: fn(&Info) -> Option<codec::Write>,
) -> Written {
    let records = formats::from_json(items).records;
    let failed = |reason: &str, message: String| Written {
        failure: Some(Failure { reason: reason.to_owned(), message }),
        ..Written::default()
    };
    let Some(found) = formats::by_id(format) else { return failed("not-found", unknown(format)) };
    let Some(write) = writer(found) else {
        return failed("unreadable", format!("{} can be read, but not written", found.name));
    };
    let mut text = write(&records, options);
    if saved || options.text("line-end").is_some() {
        text = found.to_file(&records, text, options).text;
    }
    Written {
        text: Some(text),
        problems: Some(Value(problems_to_json(&options.check(found)))),
        failure: None,
    }
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
