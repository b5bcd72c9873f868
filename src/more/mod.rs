//! What all formats do for the loader: it reads and writes with the chunks `bibtex_ris` and `formats`,
//! which are fetched when somebody picks a format, gives a record in one, or calls `read` or `write`.
//!
//! * `read(text, format)` gives `{format: "mods", records: [CSL-JSON items], problems: [{line: 3,
//!   column: 7, place: "…", message: "…"}]}`. `format` is an id, an alias, an extension or a media
//!   type; an empty text asks for detection. A problem without a position has neither line nor
//!   column.
//! * `write(items, format, options)` returns `{text, problems}`, or `{error}` for a format that cannot
//!   be written. The problems are options and values that the format does not know. `items` is an item or a list of items. Lines end with `\n`, or as the option
//!   `line-end` (`crlf`) says.
//! * `render(trees, output)` gives the trees that `cite` wrote, one a line, as `markdown`, `rtf`,
//!   `latex`, `typst` or `org`.

mod value;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::chunk::chunk;
use crate::csl;
use crate::formats::{self, CATALOG, Info, Options, Reading, codec};
use crate::record::{Json, Problem};
use crate::text::json;
use crate::text::json::{object, problems_to_json};
use value::{from_js, to_js};

/// Text in a format to CSL-JSON with problems.
#[wasm_bindgen]
pub fn read(text: &str, format: &str) -> JsValue {
    read_any(text, format).map_or(JsValue::UNDEFINED, |json| to_js(&json))
}

chunk! { formats; fn read_any(text: &str, format: &str) -> Json {
    let found = if format.is_empty() { formats::detect(text) } else { formats::by_id(format) };
    let reading = match found.and_then(codec::of).and_then(|codec| codec.read) {
        Some(reader) => reader(text),
        None => {
            let message = match found {
                Some(format) => format!("{} can be written, but not read", format.name),
                None if format.is_empty() => "the format was not recognised; name it".to_owned(),
                None => unknown(format),
            };
            Reading { records: Vec::new(), problems: vec![Problem::new("read", message)] }
        }
    };
    let records = reading.records.iter().map(formats::to_json).collect();
    object(vec![
        ("format", found.map_or("", |format| format.id).into()),
        ("records", Json::Array(records)),
        ("problems", problems_to_json(&reading.problems)),
    ])
}}

/// The chunk of the writers that most readers want.
const FIRST: &str = "bibtex_ris";

/// The chunk that writes a format.
#[wasm_bindgen]
pub fn chunk_of(format: &str) -> String {
    let id = formats::by_id(format).map(|format| format.id);
    let chunk = if matches!(id, Some("bibtex" | "biblatex" | "ris")) { FIRST } else { "formats" };
    chunk.to_owned()
}

/// CSL-JSON to text in a format.
#[wasm_bindgen]
pub fn write(items: JsValue, format: &str, options: JsValue) -> JsValue {
    let write = if chunk_of(format) == FIRST { write_first } else { write_any };
    write(from_js(items), format, Options(from_js(options))).map_or(JsValue::UNDEFINED, |json| to_js(&json))
}

chunk! { bibtex_ris; fn write_first(items: Json, format: &str, options: Options) -> Json {
    written(&items, format, &options, codec::common_writer)
}}

chunk! { formats; fn write_any(items: Json, format: &str, options: Options) -> Json {
    written(&items, format, &options, |info| codec::of(info)?.write)
}}

fn written(items: &Json, format: &str, options: &Options, writer: fn(&Info) -> Option<codec::Write>) -> Json {
    let records = formats::from_json(items).records;
    let written = match formats::by_id(format) {
        None => Err(unknown(format)),
        Some(found) => writer(found)
            .map(|write| write(&records, options))
            .ok_or_else(|| format!("{} can be read, but not written", found.name)),
    };
    let problems = formats::by_id(format).map(|found| options.check(found)).unwrap_or_default();
    let (key, text) = match written {
        Ok(text) if options.text("line-end") == Some("crlf") => ("text", text.replace('\n', "\r\n")),
        Ok(text) => ("text", text),
        Err(message) => ("error", message),
    };
    object(vec![(key, text.into()), ("problems", problems_to_json(&problems))])
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
    format!("\"{id}\" is no format; there are {}", known.join(", "))
}
