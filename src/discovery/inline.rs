//! The owner's own text, a `<script>` child or a file, to records by the registry of formats.

use crate::formats::{self, Info, Reading, codec};
use crate::record::{Json, Problem};
use crate::text::json;

/// The media type of a text that the module of all formats has read: its answer, as `more::read` gives it.
const READ: &str = "application/x.citation-card.reading+json";

/// A `<script>` child of the card, or another element that `src="#id"` names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inline {
    /// `type`, or an empty text.
    pub media_type: String,
    /// The text.
    pub text: String,
}

/// Records from a text with a media type or a format's id; where neither is known, the text itself
/// tells. `place` names the text in problems: `inline script`, a file's address.
pub fn inline(text: &str, media_type: &str, place: &str) -> Reading {
    let nothing =
        |message: String| Reading { records: Vec::new(), problems: vec![Problem::new(place, message)] };
    if text.trim().is_empty() {
        return nothing("there is no text in it; put a record in, or leave it out".into());
    }
    if media_type == READ {
        return already_read(text, place);
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Some(format) = format_of(text, media_type) else {
        return nothing(
            "its format was not recognised; give it a media type such as application/x-bibtex".to_owned(),
        );
    };
    let Some(read) = reader(format) else {
        return nothing(format!(
            "{} cannot be read here; use CSL-JSON, or see that more.js and more.wasm are beside the card's script",
            format.name
        ));
    };
    let mut reading = read(text);
    none_without_reason(&mut reading, place, format.name);
    reading
}

/// The reader of a format. The browser module that finds records has those of page metadata.
pub fn reader(format: &Info) -> Option<codec::Read> {
    if cfg!(feature = "finder") { codec::page_reader(format) } else { codec::of(format)?.read }
}

fn none_without_reason(reading: &mut Reading, place: &str, format: &str) {
    if reading.records.is_empty() && reading.problems.is_empty() {
        reading.problems.push(Problem::new(place, format!("there is no record in this {format}")));
    }
}

/// The records and problems that the module of all formats gave.
fn already_read(text: &str, place: &str) -> Reading {
    let answer = json::parse(text).0;
    let mut reading = answer.get("records").map(formats::from_json).unwrap_or_default();
    reading.problems.extend(answer.get("problems").map(json::problems_from_json).unwrap_or_default());
    let format = answer.get("format").and_then(Json::as_str).and_then(formats::by_id);
    none_without_reason(&mut reading, place, format.map_or("text", |format| format.name));
    reading
}

/// The format of a text with a media type or a format's id; where neither is known, the text itself
/// tells.
pub fn format_of(text: &str, media_type: &str) -> Option<&'static Info> {
    // `application/json` and `text/plain` say nothing about the format.
    let named = formats::by_id(media_type).filter(|_| !is_generic(media_type));
    named.or_else(|| formats::detect(text))
}

fn is_generic(media_type: &str) -> bool {
    let bare = media_type.split(';').next().unwrap_or_default().trim();
    matches!(
        bare,
        "" | "application/json"
            | "text/plain"
            | "text/html"
            | "application/octet-stream"
            | "application/xml"
            | "text/xml"
    )
}

/// Records from a file: by its media type, else by the extension of its address, else by the text.
pub(super) fn file(text: &str, media_type: &str, url: &str) -> Reading {
    if media_type == READ {
        return already_read(text, url);
    }
    let known =
        |id: &str| !is_generic(id) && formats::by_id(id).is_some_and(|format| reader(format).is_some());
    let ids = [media_type, extension(url), ""];
    let mut best = Reading::default();
    // A server's media type is a guess as well, so a text that does not read as told is looked at.
    for id in ids.into_iter().filter(|id| id.is_empty() || known(id)) {
        let reading = inline(text, id, url);
        if !reading.records.is_empty() {
            return reading;
        }
        if best.problems.is_empty() {
            best = reading;
        }
    }
    best
}

/// How welcome a format is where a page offers its record in several: the earlier in this list the
/// more; nothing for what cannot be read. A link without a type, or with that of any text, is
/// judged by the extension of its address.
pub(super) fn rank(media_type: &str, url: &str) -> Option<usize> {
    const WELCOME: &[&str] = &["csl-json", "bibtex", "biblatex", "ris"];
    let found = match is_generic(media_type) || media_type.ends_with("yaml") {
        true => formats::by_id(extension(url)).filter(|format| !is_open(format.extension)),
        false => formats::by_id(media_type),
    };
    let format = found.filter(|format| format.reads)?;
    Some(WELCOME.iter().position(|id| *id == format.id).unwrap_or(WELCOME.len()))
}

/// Extensions that much else has as well.
fn is_open(extension: &str) -> bool {
    matches!(extension, "" | "json" | "xml" | "txt" | "html" | "csv")
}

/// The extension of the file at an address.
fn extension(url: &str) -> &str {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, ending)| ending)
}
