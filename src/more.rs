//! The second browser module: the formats that few pages need. The loader fetches it when one of
//! them is asked for. Strings in, strings out:
//!
//! * `read(text, format)` gives JSON text, `{"format": "mods", "records": [CSL-JSON items],
//!   "problems": [{"line": 3, "column": 7, "place": "…", "message": "…"}]}`. `format` is an id, an
//!   alias, an extension or a media type; an empty text asks for detection. A problem without a
//!   position has neither line nor column.
//! * `write(csl_json, format, options)` gives the text of the file. `csl_json` is an item or a
//!   list of items as JSON text, `options` a JSON object or an empty text. Lines end with `\n`,
//!   or as the option `line-end` (`crlf`) says. A format that cannot be written gives an empty text.
//! * `detect(text)` gives the id of the likeliest format, or an empty text.

use crate::formats::{self, Options, Reading};
use crate::record::{Json, Problem, json};
use wasm_bindgen::prelude::wasm_bindgen;

/// Text in a format to CSL-JSON with problems.
#[wasm_bindgen]
pub fn read(text: &str, format: &str) -> String {
    let found = if format.is_empty() { formats::detect(text) } else { formats::by_id(format) };
    let reader = found.and_then(|format| format.read);
    let reading = match reader {
        Some(reader) => reader(text),
        None => {
            let message = match found {
                Some(format) => format!("{} is only written; give the record in another format", format.name),
                None if format.is_empty() => "the format was not recognised; say which it is".to_owned(),
                None => format!("\"{format}\" is no format that is known here"),
            };
            Reading { records: Vec::new(), problems: vec![Problem::new("format", message)] }
        }
    };
    let records = reading.records.iter().map(formats::to_json).collect();
    let problems = reading.problems.iter().map(problem).collect();
    let id = found.map_or("", |format| format.id);
    let entries =
        [("format", id.into()), ("records", Json::Array(records)), ("problems", Json::Array(problems))];
    object(entries).to_string()
}

/// CSL-JSON to text in a format.
#[wasm_bindgen]
pub fn write(csl_json: &str, format: &str, options: &str) -> String {
    let records = formats::from_json(&json::parse(csl_json).0).records;
    let options = Options(json::parse(options).0);
    let text =
        formats::by_id(format).and_then(|format| format.to_text(&records, &options)).unwrap_or_default();
    if options.text("line-end") == Some("crlf") { text.replace('\n', "\r\n") } else { text }
}

/// The id of the format that a text is most likely in.
#[wasm_bindgen]
pub fn detect(text: &str) -> String {
    formats::detect(text).map_or("", |format| format.id).to_owned()
}

fn object<const N: usize>(entries: [(&str, Json); N]) -> Json {
    Json::Object(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

fn problem(problem: &Problem) -> Json {
    let mut entries = Vec::new();
    if let Some(at) = problem.at {
        entries.push(("line".to_owned(), Json::Number(at.line.into())));
        entries.push(("column".to_owned(), Json::Number(at.column.into())));
    }
    entries.push(("place".to_owned(), problem.place.as_str().into()));
    entries.push(("message".to_owned(), problem.message.as_str().into()));
    Json::Object(entries)
}
