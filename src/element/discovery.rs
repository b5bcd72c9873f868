//! The search for a card's records: in the page's metadata, in what its owner wrote, in files, at a
//! DOI's registry. The loader fetches its chunks where the card is not simply given CSL-JSON.
//!
//! [`Search::next`] asks a [`Question`] and takes its [`Answer`], as [`Resolver`] does.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::boundary::{
    self, Answer, Found, InlineText, PageSnapshot, Question, Reading, Request, Source, Value, from_js, to_js,
};
use super::failure_message;
use crate::card::{self, Reason, ReportRow};
use crate::chunk::chunk;
use crate::discovery::{
    self, Follow, Inline, Link, Meta, Next, Page, Resolver, Response, Settings, SourceKind, Wanted,
};
use crate::formats;
use crate::record::{Json, Problem, Record};
use crate::text::case;
use crate::text::json;
use crate::text::json::problems_to_json;

/// The search for one card's records. Empty where the chunk `page` has not been loaded.
#[wasm_bindgen]
pub struct Search(Option<Progress>);

/// How far a search is.
struct Progress {
    resolver: Resolver,
    /// Whether works are cited as all their versions together.
    all_versions: bool,
    found: Works,
}

/// What was found, for the card.
#[derive(Default)]
pub(super) struct Works {
    pub records: Vec<Record>,
    pub problems: Vec<Problem>,
    pub report: Vec<ReportRow>,
    pub failure: Option<card::Failure>,
}

#[wasm_bindgen]
impl Search {
    /// Begins with what a card knows, a [`Source`].
    #[wasm_bindgen(constructor)]
    pub fn new(source: JsValue) -> Self {
        Self(begin(source))
    }

    /// Takes the answer to the last question, and asks the next one.
    pub fn next(&mut self, answer: JsValue) -> JsValue {
        self.0.as_mut().and_then(|progress| next(progress, answer)).unwrap_or_default()
    }
}

impl Search {
    /// What was found, once.
    pub(super) fn take(&mut self) -> Works {
        self.0.as_mut().map(|progress| std::mem::take(&mut progress.found)).unwrap_or_default()
    }
}

chunk! { page; fn begin(source: JsValue) -> Progress {
    let source: Source = from_js(&source).unwrap_or_default();
    let given = match source.given.0 {
        Json::Null => formats::Reading::default(),
        given => formats::from_json(&given),
    };
    let mut resolver = Resolver::new(Settings {
        from: SourceKind::parse(&source.from).unwrap_or_default(),
        records: given.records,
        inline: source.inline.into_iter().map(inline).collect(),
        src: source.src,
        doi: source.doi,
        lang: source.lang,
        registry: source.registry,
        follow: match source.follow.as_str() {
            "never" => Follow::Never,
            "any" => Follow::Any,
            _ => Follow::SameOrigin,
        },
        fallback: source.fallback,
        without_accessed: json::parse(&source.options).0.get("accessed") == Some(&Json::Bool(false)),
        debug: source.debug,
    });
    resolver.note(given.problems);
    let all_versions = source.versions.trim().eq_ignore_ascii_case("all");
    Progress { resolver, all_versions, found: Works::default() }
}}

chunk! { page; fn next(progress: &mut Progress, answer: JsValue) -> JsValue {
    let answer = from_js::<Option<Answer>>(&answer).unwrap_or_default().map(|answer| match answer {
        Answer::Page(page) => discovery::Answer::Page(page_of(*page)),
        Answer::Element(element) => discovery::Answer::Element(element.map(inline)),
        Answer::Response(response) => discovery::Answer::Fetched(Response {
            status: response.status,
            media_type: response.media_type,
            retry_after: response.retry_after,
            body: response.body,
            error: response.error,
        }),
    });
    to_js(&match progress.resolver.next(answer) {
        Next::Page => Question::Page,
        Next::Element(id) => Question::Element { id },
        Next::Fetch(request) => Question::Fetch {
            request: Request {
                url: request.url,
                accept: request.accept,
                wait: request.wait_ms,
                same_origin: request.same_origin,
            },
        },
        Next::Done(mut found) => {
            found.records.iter_mut().filter(|_| progress.all_versions).for_each(card::cite_all_versions);
            let failure =
                found.failure.map(|failure| card::Failure::new(Reason::of(failure.reason), failure.message));
            let message =
                Found { records: records_to_value(&found.records), failure: failure.as_ref().map(failure_message) };
            progress.found = Works {
                records: found.records,
                problems: found.problems,
                report: found.report.into_iter().map(row).collect(),
                failure,
            };
            Question::Done { found: message }
        }
    })
}}

/// The works that a page is about, as a [`Reading`].
#[wasm_bindgen]
pub fn discover(page: JsValue, lang: &str) -> JsValue {
    discovered(page, lang).unwrap_or_default()
}

chunk! { page; fn discovered(page: JsValue, lang: &str) -> JsValue {
    let page = page_of(from_js(&page).unwrap_or_default());
    let mut found = discovery::discover(&page, &Wanted { lang: lang.to_owned(), ..Wanted::default() });
    discovery::visited(&mut found.records, &page.today);
    found.problems.extend(page.stale.map(|stale| Problem::new("page head", stale)));
    to_js(&Reading {
        format: String::new(),
        records: records_to_value(&found.records),
        problems: Value(problems_to_json(&found.problems)),
    })
}}

/// The chunk that reads a text, by its media type, its address and its beginning.
#[wasm_bindgen(js_name = chunkOfText)]
pub fn chunk_of_text(text: &str, media_type: &str, url: &str) -> String {
    chunk_of(text, media_type, url).unwrap_or_default()
}

chunk! { files; fn chunk_of(text: &str, media_type: &str, url: &str) -> String {
    discovery::chunk_of(text, media_type, url).to_owned()
}}

/// Whether a text is in a format that is read.
#[wasm_bindgen(js_name = isRecord)]
pub fn is_record(text: &str, media_type: &str) -> bool {
    is_known(text, media_type).unwrap_or_default()
}

chunk! { files; fn is_known(text: &str, media_type: &str) -> bool {
    discovery::format_of(text, media_type).is_some_and(|format| format.reads)
}}

fn inline(text: InlineText) -> Inline {
    let InlineText { media_type, text, problem } = text;
    Inline { media_type, text, problem }
}

fn page_of(page: PageSnapshot) -> Page {
    let link = |link: boundary::LinkTag| Link {
        rel: case::to_lower(&link.rel),
        kind: Page::bare_type(&link.media_type),
        href: link.href,
        title: link.title,
    };
    let meta = |meta: boundary::MetaTag| Meta {
        name: meta.name,
        content: meta.content,
        lang: meta.lang,
        scheme: meta.scheme,
    };
    Page {
        url: page.url,
        lang: page.lang,
        title: page.title,
        today: page.today,
        metas: page.metas.into_iter().map(meta).collect(),
        links: page.links.into_iter().map(link).collect(),
        json_ld: page.json_ld,
        coins: page.coins,
        microdata: page.microdata.0.items().to_vec(),
        left_out: page.left_out,
        stale: page.stale,
    }
}

fn records_to_value(records: &[Record]) -> Value {
    Value(Json::Array(records.iter().map(formats::to_json).collect()))
}

/// A row of the report as the card shows it: where the field comes from, what others say, and what
/// helps, in one text.
fn row(row: discovery::Row) -> ReportRow {
    let mut origin = row.source;
    for part in row.others.iter().map(|(source, value)| [source, ": ", value].concat()).chain([row.advice]) {
        if !part.is_empty() {
            origin.push_str(if origin.is_empty() { "" } else { "; " });
            origin.push_str(&part);
        }
    }
    ReportRow { field: row.field, value: row.value, origin, missing: row.missing }
}
