//! Every message between JavaScript and Rust, as a type. serde derives both directions; serde-wasm-bindgen
//! carries them to JavaScript, and [`Value`] from there. No text in between is read or written.
//!
//! Fields are named in camelCase on the other side. CSL-JSON, options of formats and problems cross
//! as [`Value`]s: their shape is CSL-JSON's own, or that of the `.d.ts`.

use std::borrow::Cow;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

pub use super::value::{Unreadable, Value, json_of};
use crate::record::Json;

/// A message to JavaScript. Serialising into memory fails only where an implementation of
/// `Serialize` does; none here does.
pub fn to_js(message: &impl Serialize) -> JsValue {
    message.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::UNDEFINED)
}

/// A message from JavaScript.
pub fn from_js<T: DeserializeOwned>(message: &JsValue) -> Result<T, Unreadable> {
    T::deserialize(Value(json_of(message)))
}

/// The attributes of an element, an object of texts, by name.
pub fn attributes(object: &JsValue) -> Vec<(String, String)> {
    let Json::Object(entries) = json_of(object) else { return Vec::new() };
    entries.into_iter().filter_map(|(name, value)| Some((name, value.as_str()?.to_owned()))).collect()
}

/// Why something failed, as `citation-card-error` says it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Failure {
    /// A word of the documented list.
    pub reason: String,
    /// A sentence for the owner of the page.
    pub message: String,
}

/// A text of the page that holds a record.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct InlineText {
    /// `type`, or an empty text.
    pub media_type: String,
    /// The text.
    pub text: String,
    /// What JavaScript noticed about it, for `problems`.
    pub problem: Option<String>,
}

/// What `read` or `discover` read.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Reading {
    /// The id of the format, or an empty text.
    pub format: String,
    /// CSL-JSON.
    pub records: Value,
    /// What could not be read.
    pub problems: Value,
}

/// What a card knows of the source of its records.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Source {
    /// `from`
    pub from: String,
    /// The property `records`.
    pub given: Value,
    /// The texts in the card.
    pub inline: Vec<InlineText>,
    /// `src`, absolute.
    pub src: String,
    /// `doi`
    pub doi: String,
    /// The language of the card.
    pub lang: String,
    /// `registry`
    pub registry: String,
    /// `follow`
    pub follow: String,
    /// `options`, as JSON.
    pub options: String,
    /// Whether the card has a fallback.
    pub fallback: bool,
    /// `debug`
    pub debug: bool,
    /// `versions`
    pub versions: String,
}

/// What the search for records asks for.
#[derive(Debug, Serialize)]
#[serde(tag = "ask", rename_all = "camelCase")]
pub enum Question {
    /// A snapshot of the page's metadata.
    Page,
    /// The element of that id.
    Element {
        /// Without `#`.
        id: String,
    },
    /// The text at an address.
    Fetch {
        /// What to ask for.
        request: Request,
    },
    /// Nothing more.
    Done {
        /// What was found.
        found: Found,
    },
}

/// What to fetch.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Request {
    /// The address.
    pub url: String,
    /// The header `Accept`.
    pub accept: &'static str,
    /// Milliseconds to wait before.
    pub wait: u32,
    /// Whether a redirect may not lead to another origin.
    pub same_origin: bool,
}

/// The answer to a [`Question`].
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Answer {
    /// To [`Question::Page`].
    Page(Box<PageSnapshot>),
    /// To [`Question::Element`].
    Element(Option<InlineText>),
    /// To [`Question::Fetch`].
    Response(Response),
}

/// What came back from an address.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Response {
    /// The HTTP status; 0 where there was no answer.
    pub status: u16,
    /// `Content-Type`
    pub media_type: String,
    /// `Retry-After`, in seconds.
    pub retry_after: String,
    /// The text.
    pub body: String,
    /// Why no text came.
    pub error: String,
}

/// The metadata of a page, in document order.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PageSnapshot {
    /// The address, without a fragment.
    pub url: String,
    /// `lang` of the root element.
    pub lang: String,
    /// The title.
    pub title: String,
    /// The day of the visit, ISO 8601.
    pub today: String,
    /// Meta tags.
    pub metas: Vec<MetaTag>,
    /// Links of the head.
    pub links: Vec<LinkTag>,
    /// JSON-LD.
    pub json_ld: Vec<String>,
    /// COinS.
    pub coins: Vec<String>,
    /// Microdata as JSON-LD, a list.
    pub microdata: Value,
    /// What was left out because there was too much of it.
    pub left_out: Vec<String>,
    /// What is wrong with the head as a whole, for `problems`.
    pub stale: Option<String>,
}

/// A `<meta>`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct MetaTag {
    /// `name` or `property`.
    pub name: String,
    /// `content`
    pub content: String,
    /// `lang`
    pub lang: String,
    /// `scheme`
    pub scheme: String,
}

/// A `<link>`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct LinkTag {
    /// `rel`
    pub rel: String,
    /// `type`
    pub media_type: String,
    /// `href`, absolute.
    pub href: String,
    /// `title`
    pub title: String,
}

/// What was found, as the page may know it. The card takes the same from the search itself.
#[derive(Debug, Serialize)]
pub struct Found {
    /// CSL-JSON, for the property `records`.
    pub records: Value,
    /// Why there is no record.
    pub failure: Option<Failure>,
}

/// What JavaScript fetches for the program by name.
#[wasm_bindgen]
#[derive(Clone, Copy, Debug)]
pub enum AssetKind {
    /// A style, compiled.
    Style = "style",
    /// A locale, compiled.
    Locale = "locale",
    /// The labels of a language.
    Labels = "labels",
    /// `styles/index.json`, the menu of styles.
    Menu = "menu",
    /// A chunk of the program, which has no text.
    Chunk = "chunk",
}

/// What a card or a style needs before it can go on.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Need {
    /// A style.
    Style {
        /// By id or address.
        id: String,
    },
    /// A locale.
    Locale {
        /// By language tag.
        id: String,
    },
    /// The labels of a language.
    Labels {
        /// By language tag.
        id: String,
    },
    /// A chunk of the program.
    Chunk {
        /// Its name.
        id: Cow<'static, str>,
    },
    /// What searches styles and formats.
    Search,
}

/// What a style or a format gives, or what has to happen first.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum PayloadAnswer {
    /// Here it is.
    Payload(Payload),
    /// To be loaded; then ask again.
    Need(Need),
    /// There is none.
    Failure(Failure),
}

/// What the clipboard and a file get.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Payload {
    /// The style or format.
    pub id: String,
    /// Plain text.
    pub text: String,
    /// Formatted text, of a citation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
}

/// What a card tells its element.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Message {
    /// Something has to be loaded; `again` after a failure.
    Load {
        /// What.
        need: Need,
        /// Whether it has failed before.
        again: bool,
    },
    /// What the reader chose is to be kept, where the page allows that.
    Keep {
        /// What it is.
        name: &'static str,
        /// The choice.
        value: String,
    },
    /// An event for the page.
    Event {
        /// Without `citation-card-`.
        name: &'static str,
        /// What the event carries.
        detail: Detail,
    },
}

/// The `detail` of an event.
#[derive(Debug, Default, Serialize)]
pub struct Detail {
    /// The style or format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What was copied.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The same with its formatting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
    /// The name of a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Why something failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'static str>,
    /// The same in a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// What `write` or `cite` wrote.
#[derive(Debug, Default, Serialize)]
pub struct Written {
    /// The text, with the line ends that the format or its options want.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Options and values that the format does not know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problems: Option<Value>,
    /// Why no text came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
}

/// How the library's `cite` cites.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct CiteOptions {
    /// The name under which the style was loaded.
    pub style: String,
    /// The name under which the locale was loaded.
    pub locale: String,
    /// `bibliography`, `citation`, `narrative` or `note`.
    pub mode: Option<String>,
    /// `html`, `text` or `tree`.
    #[serde(rename = "as")]
    pub output: Option<String>,
    /// Whether DOIs and URLs are links.
    pub links: Option<bool>,
    /// Whether a bibliography is sorted.
    pub sort: Option<bool>,
    /// What is cited.
    pub cites: Value,
    /// Whether each work has its terms in its own language.
    #[serde(rename = "item-language")]
    pub item_language: Option<bool>,
    /// The names under which the locales of the works were loaded.
    #[serde(rename = "itemLocales")]
    pub item_locales: Vec<String>,
}
