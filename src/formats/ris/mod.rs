//! RIS, of Research Information Systems: one tag and one value a line.
//!
//! Specification: the RIS format of Reference Manager 2001 and its extension of 2011, as the *RIS
//! Tag Map* of the Zotero translators' wiki lists it. The order of the lines is that of Elsevier
//! Pure's portals. RIS has no markup: titles lose their italics.

mod dates;
mod found;
mod read;
mod write;

use super::common::{from_inverted, inverted, one_line};
use super::{Codec, Info, Likelihood, Options, head};
use crate::record::{Kind, Name, Record};

/// What menus and files need to know about RIS.
pub(super) static INFO: Info = Info {
    id: "ris",
    name: "RIS",
    aliases: &["refman", "application/x-research-info-systems", "research-info-systems"],
    extension: "ris",
    media_type: "application/x-research-info-systems",
    crlf: true,
    reads: true,
    writes: true,
    options: &[
        (
            "for",
            "zotero or endnote, where the two differ: editors of books, dates, an ISBN beside a report's number; \
             not given: what both read",
        ),
        ("url", "auto (the default): no URL that only repeats the DOI; always; never"),
    ],
    ..Info::PLAIN
};

/// Detects, reads and writes RIS.
pub(super) static CODEC: Codec =
    Codec { info: &INFO, detect, read: Some(read::read), write: Some(write::write) };

/// Reads a text record by record.
pub(super) use read::each;

/// Adds the lines of a record to a file; RIS has no keys.
pub(super) fn add(record: &Record, _: &str, options: &Options, out: &mut String) {
    write::add(record, options, out);
}

/// CSL type and `TY`. The first row with a `TY` is what the `TY` is read as.
static TYPES: &[(Kind, &str)] = &[
    (Kind::ArticleJournal, "JOUR"),
    (Kind::Book, "BOOK"),
    (Kind::Chapter, "CHAP"),
    (Kind::PaperConference, "CONF"),
    (Kind::Thesis, "THES"),
    (Kind::Report, "RPRT"),
    (Kind::Article, "UNPB"),
    (Kind::Dataset, "DATA"),
    (Kind::Software, "COMP"),
    (Kind::Webpage, "ELEC"),
    (Kind::Patent, "PAT"),
    (Kind::ArticleMagazine, "MGZN"),
    (Kind::ArticleNewspaper, "NEWS"),
    (Kind::Document, "GEN"),
    (Kind::PostWeblog, "BLOG"),
    (Kind::Post, "ICOMM"),
    (Kind::PersonalCommunication, "PCOMM"),
    (Kind::Manuscript, "MANSCPT"),
    (Kind::Pamphlet, "PAMP"),
    (Kind::EntryEncyclopedia, "ENCYC"),
    (Kind::EntryDictionary, "DICT"),
    (Kind::Standard, "STAND"),
    (Kind::Map, "MAP"),
    (Kind::MotionPicture, "MPCT"),
    (Kind::Broadcast, "VIDEO"),
    (Kind::Song, "SOUND"),
    (Kind::MusicalScore, "MUSIC"),
    (Kind::Graphic, "ART"),
    (Kind::Figure, "FIGURE"),
    (Kind::LegalCase, "CASE"),
    (Kind::Bill, "BILL"),
    (Kind::Legislation, "STAT"),
    (Kind::Hearing, "HEAR"),
    (Kind::Classic, "CLSWK"),
    (Kind::Periodical, "JFULL"),
];

fn detect(text: &str) -> Likelihood {
    let head = head(text);
    if split(head.lines().next().unwrap_or_default()).is_some_and(|(tag, _)| tag == "TY") {
        return Likelihood::Yes;
    }
    // What an export writes in front may be long.
    let begins = |(at, _): (usize, &str)| {
        let line = text.get(at + 1..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        matches!(split(line), Some(("TY", _)))
    };
    let found = head.lines().any(|line| matches!(split(line), Some(("TY", _))))
        || text.match_indices("\nTY ").any(begins);
    if found { Likelihood::Maybe } else { Likelihood::No }
}

/// `AU  - Procter, Stephen`: two letters or digits, white space, a hyphen. Files with one space
/// are common.
fn split(line: &str) -> Option<(&str, &str)> {
    let (tag, rest) = line.trim_start().split_at_checked(2)?;
    let mut letters = tag.bytes();
    let first = letters.next()?.is_ascii_uppercase();
    let second = letters.next().is_some_and(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let spaced = rest.trim_start_matches([' ', '\t']);
    let value = spaced.strip_prefix('-').filter(|_| first && second && spaced.len() < rest.len())?;
    (value.is_empty() || value.starts_with([' ', '\t'])).then_some((tag, value))
}

/// Works whose `SP` is the number of their pages, and which have no pages in something else.
fn is_whole(kind: Kind) -> bool {
    matches!(kind, Kind::Book | Kind::Thesis | Kind::Report | Kind::Pamphlet)
}

/// Works whose `ET` is a version.
fn is_versioned(kind: Kind) -> bool {
    matches!(kind, Kind::Software | Kind::Dataset)
}

/// The names of a line: `Family, Given, Jr.`; an organisation, or an undivided name, has a comma at its
/// end, or none. Embase writes `Doe J.`; some put all authors into one line.
fn names(text: &str) -> Vec<Name> {
    let text = text.trim();
    if let Some(literal) = text.strip_suffix(',').map(str::trim) {
        return Some(literal).filter(|text| !text.is_empty()).map(Name::literal).into_iter().collect();
    }
    let commas = text.matches(',').count();
    match text.to_ascii_lowercase().as_str() {
        "" => Vec::new(),
        "et al" | "et al." | "others" => vec![Name::literal("others")],
        _ if commas > 2 || text.contains([';', '&']) || text.contains(" and ") => {
            crate::normalise::names::read_all(text)
        }
        _ if commas > 0 => vec![from_inverted(text)],
        _ => crate::normalise::names::read(text).into_iter().collect(),
    }
}

/// A name as [`names`] reads it.
fn from_name(name: &Name) -> String {
    if name.family.is_none() {
        let literal = one_line(name.literal.as_deref().or(name.given.as_deref()).unwrap_or_default());
        // Without a comma at its end, EndNote and bibutils take the last word for a family name.
        return if name.is_others() { "et al.".to_owned() } else { literal + "," };
    }
    inverted(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back() {
        for text in [
            "Procter, Stephen",
            "de Gaulle, Charles",
            "d'Antras, A.",
            "King, Martin Luther, Jr.",
            "MONAI Consortium,",
            "Smith, Jones & Co,",
            "et al.",
        ] {
            assert_eq!(names(text).first().map(from_name).as_deref(), Some(text));
        }
        let name = |text: &str| names(text).into_iter().next();
        let particle = name("van der Berg, J.").and_then(|name| name.non_dropping_particle);
        assert_eq!(particle.as_deref(), Some("van der"));
        assert_eq!(name("hooks, bell").and_then(|name| name.family).as_deref(), Some("hooks"));
    }
}
