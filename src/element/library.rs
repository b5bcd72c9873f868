//! The library behind `read`, `write`, `cite` and `discover` of the JavaScript module: plain values
//! in, plain values out. What it cannot do it says as `{ error }`; what the second module has to
//! do, as `{ elsewhere: format }`.

use std::cell::RefCell;
use std::cmp::Ordering;

use js_sys::Intl::Collator;
use js_sys::{Array, Function, Object};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::assets;
use super::value::{from_js, to_js};
use crate::card::Load;
use crate::csl::{self, Mode, Node};
use crate::formats::{self, FORMATS, Format, Options, Reading};
use crate::record::{Json, Problem, Record};
use crate::source::{self, Page, Wanted};

/// Text in a format, or in the one that it looks like, to `{ records, problems }`.
#[wasm_bindgen]
pub fn read(text: &str, format: &str) -> JsValue {
    let found = if format.is_empty() { formats::detect(text) } else { formats::by_id(format) };
    let Some(found) = found else {
        let message = if format.is_empty() {
            "the format was not recognised; name it".to_owned()
        } else {
            unknown_format(format)
        };
        return reading(&Reading { records: Vec::new(), problems: vec![Problem::new("read", message)] });
    };
    match found.read {
        Some(read) => reading(&read(text)),
        None if found.reads => elsewhere(found),
        None => {
            let message = format!("{} can be written, but not read", found.name);
            reading(&Reading { records: Vec::new(), problems: vec![Problem::new("read", message)] })
        }
    }
}

/// Records to `{ text }` in a format.
#[wasm_bindgen]
pub fn write(records: JsValue, format: &str, options: JsValue) -> JsValue {
    let Some(found) = formats::by_id(format) else { return error(&unknown_format(format)) };
    match found.write {
        Some(write) => text(write(&records_of(records), &Options(from_js(options)))),
        None if found.writes => elsewhere(found),
        None => error(&format!("{} can be read, but not written", found.name)),
    }
}

/// References or citations of records to `{ text }`. The style and the locale have been provided.
#[wasm_bindgen]
pub fn cite(records: JsValue, options: JsValue) -> JsValue {
    let options = from_js(options);
    let option = |key: &str| options.get(key).and_then(Json::as_str).unwrap_or_default();
    let records = records_of(records);
    let assets = assets::snapshot(true);
    let (style, locale) = match (assets.style(option("style")), assets.locale(option("locale"))) {
        (Load::Ready(style), Load::Ready(locale)) => (style, locale),
        (Load::Failed(message), _) | (_, Load::Failed(message)) => return error(message),
        _ => return error("the style or the locale is not there"),
    };
    let off = |key: &str| options.get(key).is_some_and(|value| !value.is_true());
    let choices = csl::Options {
        collator: Some(collate),
        no_links: off("links"),
        unsorted: off("sort"),
        ..csl::Options::default()
    };
    let write = match option("as") {
        "" | "html" => csl::html,
        "text" => csl::plain,
        "tree" => |nodes: &[Node]| csl::tree(nodes).to_string(),
        "markdown" => csl::markdown,
        "rtf" => csl::rtf,
        "latex" => csl::latex,
        "typst" => csl::typst,
        "org" => csl::org,
        other => {
            return error(&format!(
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
            return error(&format!(
                "\"{other}\" is no mode; there are bibliography, citation, narrative and note"
            ));
        }
    };
    let locales = [&**locale];
    let Some(mode) = mode else {
        // A list is made of paragraphs; one entry goes into the line that is being written.
        let entries = csl::bibliography_with(style, &locales, &records, &choices).entries;
        let paragraphs = entries.len() > 1 && matches!(option("as"), "" | "html");
        let entry = |(_, nodes): &(usize, Vec<Node>)| {
            let written = write(nodes);
            if paragraphs { format!("<p>{written}</p>") } else { written }
        };
        return text(entries.iter().map(entry).collect::<Vec<_>>().join("\n"));
    };
    let cites = csl::cites(options.get("cites"), &records);
    text(write(&csl::citation_with(style, &locales, &records, &cites, mode, &choices)))
}

thread_local! {
    /// The comparison of texts in the language of the browser.
    static COLLATOR: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Compares as the browser does in its own language; as equal where it cannot.
fn collate(one: &str, other: &str) -> Ordering {
    let compare = COLLATOR.with_borrow_mut(|collator| {
        let make = || Collator::new(&Array::new(), &Object::new()).compare();
        collator.get_or_insert_with(make).clone()
    });
    let sign = compare.call2(&JsValue::UNDEFINED, &one.into(), &other.into());
    let sign = sign.ok().and_then(|sign| sign.as_f64()).unwrap_or_default();
    sign.partial_cmp(&0.0).unwrap_or(Ordering::Equal)
}

/// The works that a page is about to `{ records, problems }`.
#[wasm_bindgen]
pub fn discover(page: JsValue, lang: &str) -> JsValue {
    let found = source::discover(&Page::from_json(&from_js(page)), &Wanted { lang: lang.to_owned() });
    reading(&Reading { records: found.records, problems: found.problems })
}

/// The records of a CSL-JSON value; what it does not understand is left out.
pub fn records_of(value: JsValue) -> Vec<Record> {
    formats::from_json(&from_js(value)).records
}

/// Records as CSL-JSON.
pub fn records_json(records: &[Record]) -> Json {
    Json::Array(records.iter().map(formats::to_json).collect())
}

/// Problems as `[{ place, message, line, column }]`.
pub fn problems_json(problems: &[Problem]) -> Json {
    let number = |number: u32| Json::Number(f64::from(number));
    let one = |problem: &Problem| {
        let mut entries = vec![
            ("place".to_owned(), Json::from(problem.place.as_str())),
            ("message".to_owned(), Json::from(problem.message.as_str())),
        ];
        if let Some(at) = problem.at {
            entries.push(("line".to_owned(), number(at.line)));
            entries.push(("column".to_owned(), number(at.column)));
        }
        Json::Object(entries)
    };
    Json::Array(problems.iter().map(one).collect())
}

/// An object of one entry.
pub fn object(key: &str, value: Json) -> Json {
    Json::Object(vec![(key.to_owned(), value)])
}

fn reading(reading: &Reading) -> JsValue {
    to_js(&Json::Object(vec![
        ("records".to_owned(), records_json(&reading.records)),
        ("problems".to_owned(), problems_json(&reading.problems)),
    ]))
}

fn text(text: String) -> JsValue {
    to_js(&object("text", Json::String(text)))
}

fn error(message: &str) -> JsValue {
    to_js(&object("error", Json::from(message)))
}

fn elsewhere(format: &Format) -> JsValue {
    to_js(&object("elsewhere", Json::from(format.id)))
}

fn unknown_format(id: &str) -> String {
    let known: Vec<&str> = FORMATS.iter().map(|format| format.id).collect();
    format!("\"{id}\" is no format; there are {}", known.join(", "))
}
