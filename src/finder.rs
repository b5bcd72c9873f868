//! What finds records for the loader: in the page's metadata, in what its owner wrote, in
//! files, at a DOI's registry. The loader fetches it where the card is not simply given CSL-JSON.
//!
//! Values cross as JSON text. [`Finder::next`] asks a question and takes its answer, as
//! [`crate::discovery::Resolver`] does:
//!
//! | question | answer |
//! |---|---|
//! | `{"page": true}` | `{"page": …}`, as `page.js` collects it |
//! | `{"element": "id"}` | `{"element": ["type", "text"]}`, or `{"element": null}` |
//! | `{"fetch": {"url", "accept", "wait", "sameOrigin"}}` | `{"response": …}`, as `fetch.js` gives it |
//! | `{"done": {"records", "problems", "report", "reason", "message"}}` | |

use wasm_bindgen::prelude::wasm_bindgen;

use crate::chunk::chunk;
use crate::discovery::{
    self, Answer, Follow, Found, Inline, Next, Page, Resolver, Response, Settings, SourceKind, Wanted,
};
use crate::formats;
use crate::record::{Json, Record};
use crate::text::json;
use crate::text::json::{object, problems_to_json};

/// The way to one card's records. Nothing where the chunk of discovery is not there.
#[wasm_bindgen]
pub struct Finder(Option<Resolver>);

#[wasm_bindgen]
impl Finder {
    /// Begins with what a card knows: `{"from", "given", "inline": [["type", "text"]], "src",
    /// "doi", "lang", "registry", "follow", "options", "fallback", "debug"}`.
    #[wasm_bindgen(constructor)]
    pub fn new(input: &str) -> Self {
        Self(begin(input))
    }

    /// Takes the answer to the last question, and asks the next one.
    pub fn next(&mut self, answer: Option<String>) -> String {
        self.0.as_mut().and_then(|resolver| next(resolver, answer)).unwrap_or_default()
    }
}

chunk! { page; fn begin(input: &str) -> Resolver {
    let input = json::parse(input).0;
    let text = |key: &str| input.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
    let given = input.get("given").map(formats::from_json).unwrap_or_default();
    let mut resolver = Resolver::new(Settings {
        from: SourceKind::parse(&text("from")).unwrap_or_default(),
        records: given.records,
        inline: input.get("inline").map_or(&[][..], Json::items).iter().map(inline).collect(),
        src: text("src"),
        doi: text("doi"),
        lang: text("lang"),
        registry: text("registry"),
        follow: match text("follow").as_str() {
            "never" => Follow::Never,
            "any" => Follow::Any,
            _ => Follow::SameOrigin,
        },
        fallback: input.get("fallback").is_some_and(Json::is_true),
        without_accessed: json::parse(&text("options")).0.get("accessed") == Some(&Json::Bool(false)),
        debug: input.get("debug").is_some_and(Json::is_true),
    });
    resolver.note(given.problems);
    resolver
}}

chunk! { page; fn next(resolver: &mut Resolver, answer: Option<String>) -> String {
    let answer = answer.map(|answer| {
        let answer = json::parse(&answer).0;
        if let Some(page) = answer.get("page") {
            Answer::Page(Page::from_json(page))
        } else if let Some(response) = answer.get("response") {
            Answer::Fetched(Response::from_json(response))
        } else {
            Answer::Element(answer.get("element").filter(|pair| !pair.items().is_empty()).map(inline))
        }
    });
    let (kind, question) = match resolver.next(answer) {
        Next::Page => ("page", Json::Bool(true)),
        Next::Element(id) => ("element", Json::String(id)),
        Next::Fetch(request) => ("fetch", request.to_json()),
        Next::Done(found) => ("done", found_to_json(found)),
    };
    object(vec![(kind, question)]).to_string()
}}

/// The works that a page is about, as `{"records", "problems"}`.
#[wasm_bindgen]
pub fn discover(page: &str, lang: &str) -> String {
    discovered(page, lang).unwrap_or_default()
}

chunk! { page; fn discovered(page: &str, lang: &str) -> String {
    let page = Page::from_json(&json::parse(page).0);
    let mut found = discovery::discover(&page, &Wanted { lang: lang.to_owned(), ..Wanted::default() });
    discovery::visited(&mut found.records, &page.today);
    let records = records_to_json(&found.records);
    object(vec![("records", records), ("problems", problems_to_json(&found.problems))]).to_string()
}}

/// The chunk that reads a text, by its media type, its address and its beginning.
#[wasm_bindgen]
pub fn chunk_of_text(text: &str, media_type: &str, url: &str) -> String {
    chunk_of(text, media_type, url).unwrap_or_default()
}

chunk! { files; fn chunk_of(text: &str, media_type: &str, url: &str) -> String {
    discovery::chunk_of(text, media_type, url).to_owned()
}}

fn inline(pair: &Json) -> Inline {
    let text = |at: usize| pair.items().get(at).and_then(Json::as_str).unwrap_or_default().to_owned();
    Inline { media_type: text(0), text: text(1) }
}

fn records_to_json(records: &[Record]) -> Json {
    Json::Array(records.iter().map(formats::to_json).collect())
}

fn found_to_json(found: Found) -> Json {
    let mut entries = vec![
        ("records", records_to_json(&found.records)),
        ("problems", problems_to_json(&found.problems)),
        ("report", Json::Array(found.report.into_iter().map(row).collect())),
    ];
    if let Some(failure) = found.failure {
        entries.push(("reason", failure.reason.into()));
        entries.push(("message", failure.message.into()));
    }
    object(entries)
}

/// A row of the report as the card shows it: where the field comes from, what others say, and what
/// helps, in one text.
fn row(row: discovery::Row) -> Json {
    let mut origin = row.source;
    for part in row.others.iter().map(|(source, value)| format!("{source}: {value}")).chain([row.advice]) {
        if !part.is_empty() {
            origin.push_str(if origin.is_empty() { "" } else { "; " });
            origin.push_str(&part);
        }
    }
    object(vec![
        ("field", row.field.into()),
        ("value", row.value.into()),
        ("origin", origin.into()),
        ("missing", Json::Bool(row.missing)),
    ])
}
