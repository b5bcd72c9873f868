//! The owner's own text, a `<script>` child or a file, to records by the registry of formats.

use super::damage;
use crate::chunk::chunk;
use crate::formats::{self, Info, Reading, codec};
use crate::record::Problem;

/// A `<script>` child of the card, or another element that `src="#id"` names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inline {
    /// `type`, or an empty text.
    pub media_type: String,
    /// The text.
    pub text: String,
    /// What was noticed about it, for the owner of the page.
    pub problem: Option<String>,
}

impl Inline {
    /// The records, and the problems of the text at `place`.
    pub(super) fn read(&self, place: &str) -> Reading {
        let damage = damage::find(&self.text);
        let text = damage.as_ref().and_then(|damage| damage.repaired.as_deref()).unwrap_or(&self.text);
        let mut reading = inline(text, &self.media_type, place);
        let noticed = self.problem.clone().into_iter().chain(damage.map(|damage| damage.message));
        reading.problems.splice(0..0, noticed.map(|message| Problem::new(place, message)));
        reading
    }
}

/// Records from a text with a media type or a format's id; where neither is known, the text itself
/// tells. `place` names the text in problems: `inline script`, a file's address.
pub fn inline(text: &str, media_type: &str, place: &str) -> Reading {
    read_text(text, media_type, place).unwrap_or_default()
}

chunk! { files; fn read_text(text: &str, media_type: &str, place: &str) -> Reading {
    let nothing =
        |message: String| Reading { records: Vec::new(), problems: vec![Problem::new(place, message)] };
    if text.trim().is_empty() {
        return nothing("it is empty; put a record into it, or remove it".into());
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Some(format) = format_of(text, media_type) else {
        return nothing(
            "its format was not recognised; give it a media type such as application/x-bibtex".to_owned(),
        );
    };
    let Some(mut reading) = read(format, text) else {
        let message = "cannot be read: the files beside the card's script are missing or of another version";
        return nothing([format.name, message].join(" "));
    };
    none_without_reason(&mut reading, place, format.name);
    reading
}}

/// The records of a text in a format. Nothing where the format is only written.
fn read(format: &Info, text: &str) -> Option<Reading> {
    match codec::page_reader(format) {
        Some(read) => Some(read(text)),
        None => read_other(format, text)?,
    }
}

chunk! { formats; fn read_other(format: &Info, text: &str) -> Option<Reading> {
    Some(codec::of(format)?.read?(text))
}}

/// The chunk of the program that reads a text: `files`, or `formats`, which that calls.
pub fn chunk_of(text: &str, media_type: &str, url: &str) -> &'static str {
    let named = [media_type, extension(url)].map(|id| formats::by_id(id).filter(|_| !is_generic(id)));
    let mut formats = named.into_iter().chain([formats::detect(text)]).flatten();
    if formats.any(|format| format.reads && codec::page_reader(format).is_none()) {
        "formats"
    } else {
        "files"
    }
}

fn none_without_reason(reading: &mut Reading, place: &str, format: &str) {
    if reading.records.is_empty() && reading.problems.is_empty() {
        reading.problems.push(Problem::new(place, format!("there is no record in this {format}")));
    }
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
pub(in crate::discovery) fn file(text: &str, media_type: &str, url: &str) -> Reading {
    let known = |id: &str| !is_generic(id) && formats::by_id(id).is_some_and(|format| format.reads);
    let extension = extension(url);
    // Much else has some extensions as well, so there the text itself counts for more.
    let ids = if is_open(extension) { [media_type, "", extension] } else { [media_type, extension, ""] };
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
pub(in crate::discovery) fn rank(media_type: &str, url: &str) -> Option<usize> {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What a server says of a file is believed where the text reads as that, and else not.
    #[test]
    fn a_file_is_what_it_reads_as() {
        let bibtex = "@book{k, title = {T}, year = 1999}";
        let ris = "TY  - BOOK\nTI  - T\nER  - \n";
        for (text, media_type, url, format) in [
            (bibtex, "application/x-bibtex", "https://example.org/1", "bibtex"),
            (ris, "application/x-bibtex", "https://example.org/1", "ris"),
            (ris, "application/x-bibtex", "https://example.org/1.bib", "ris"),
            (ris, "text/html", "https://example.org/1.ris", "ris"),
            (bibtex, "application/json", "https://example.org/1.json", "bibtex"),
        ] {
            let reading = file(text, media_type, url);
            assert_eq!((reading.records.len(), reading.records[0].title()), (1, "T"), "{media_type} {url}");
            assert_eq!(reading.problems, [], "{format} as {media_type} at {url}");
        }
        let nothing = file("nothing at all", "application/x-bibtex", "https://example.org/1.bib");
        assert!(nothing.records.is_empty() && !nothing.problems.is_empty());
    }
}
