//! Lines to records.

use super::dates::{event_date, is_empty_date, ris_date};
use super::found::Found;
use super::{TYPES, names, split};
use crate::formats::tagged::{self, Field, Records};
use crate::formats::{Problems, Reading};
use crate::normalise::dates;
use crate::normalise::{fields, html};
use crate::record::{Json, Kind, Problem, Record, Variable, identifier};
use crate::text::case;

/// `TY` values that are read as another's CSL type.
static OTHER_TYPES: &[(&str, Kind)] = &[
    ("ABST", Kind::ArticleJournal),
    ("ADVS", Kind::MotionPicture),
    ("AGGR", Kind::Dataset),
    ("ANCIENT", Kind::Classic),
    ("CHART", Kind::Figure),
    ("CPAPER", Kind::PaperConference),
    ("CTLG", Kind::Book),
    ("DBASE", Kind::Dataset),
    ("EBOOK", Kind::Book),
    ("ECHAP", Kind::Chapter),
    ("EDBOOK", Kind::Book),
    ("EJOUR", Kind::ArticleJournal),
    ("EQUA", Kind::Figure),
    ("GOVDOC", Kind::Report),
    ("GRANT", Kind::Document),
    ("INPR", Kind::ArticleJournal),
    ("LEGAL", Kind::Regulation),
    ("MULTI", Kind::MotionPicture),
    ("RRPT", Kind::Report),
    ("SER", Kind::Book),
    ("SLIDE", Kind::Speech),
    ("UNBILL", Kind::Bill),
    ("UNPD", Kind::Article),
    ("VIDEO", Kind::MotionPicture),
    ("WEB", Kind::Webpage),
];

/// Tags with one text each, that the reader takes as they are; of two tags with one variable the
/// first that has a value wins.
static TEXTS: &[(&str, Variable)] = &[
    ("TI", Variable::Title),
    ("T1", Variable::Title),
    ("CT", Variable::Title),
    ("T3", Variable::CollectionTitle),
    ("SV", Variable::CollectionNumber),
    ("ST", Variable::TitleShort),
    ("AB", Variable::Abstract),
    ("N2", Variable::Abstract),
    ("M3", Variable::Genre),
    ("VL", Variable::Volume),
    ("IS", Variable::Issue),
    ("CP", Variable::Issue),
    ("C7", Variable::Number),
    ("AR", Variable::Number),
    ("NV", Variable::NumberOfVolumes),
    ("SE", Variable::Section),
    ("PB", Variable::Publisher),
    ("CY", Variable::PublisherPlace),
    ("PP", Variable::PublisherPlace),
    ("PU", Variable::Publisher),
    ("PI", Variable::PublisherPlace),
    ("J2", Variable::ContainerTitleShort),
    ("JI", Variable::ContainerTitleShort),
    ("J9", Variable::ContainerTitleShort),
    ("JA", Variable::ContainerTitleShort),
    ("LA", Variable::Language),
    ("CN", Variable::CallNumber),
    ("AV", Variable::ArchiveLocation),
    ("DP", Variable::Source),
    ("RN", Variable::Annote),
    ("OP", Variable::OriginalTitle),
    ("ID", Variable::CitationKey),
];

/// Tags with one name each.
static NAMES: &[(&str, Variable)] = &[
    ("AU", Variable::Author),
    ("A1", Variable::Author),
    ("A2", Variable::Editor),
    ("ED", Variable::Editor),
    ("A3", Variable::CollectionEditor),
    ("A4", Variable::Translator),
    ("TA", Variable::Translator),
];

/// Reads a text: a record for every `TY`.
pub(super) fn read(text: &str) -> Reading {
    tagged::read(text, "RIS", records)
}

/// The same, record by record.
pub(in crate::formats) fn each(text: &str, each: &mut dyn FnMut(Record)) -> Vec<Problem> {
    tagged::each(text, "RIS", records, each)
}

/// A record while it is found: its lines, and whether one of them is `TY`.
#[derive(Default)]
struct Open<'t> {
    lines: Vec<Field<'t>>,
    typed: bool,
}

fn records(text: &str, problems: &mut Problems<'_>, records: &mut Records<'_>) {
    let mut open: Option<Open<'_>> = None;
    for mut field in tagged::fields(text, false, split) {
        // Publishers write the entities of their pages.
        if field.value.contains('&') && field.value.contains(';') {
            field.value = html::entities(&field.value).into_owned();
        }
        match field.tag {
            "TY" => {
                // What stands in front of a `TY` belongs to its record.
                if open.as_ref().is_some_and(|open| open.typed) {
                    let message = "the record has no line \"ER  - \" at its end; the next record ended it";
                    problems.at(field.offset, format!("RIS, record {}", records.len() + 1), message);
                    close(open.take(), records, problems);
                }
                let open = open.get_or_insert_default();
                open.typed = true;
                open.lines.insert(0, field);
            }
            tagged::STRAY if open.is_some() => {
                problems.at(field.offset, "RIS", "incomplete line; the file seems truncated");
            }
            // What stands before the first record, such as an export's own heading.
            "" | tagged::STRAY => {}
            "ER" if open.is_some() => close(open.take(), records, problems),
            "ER" => problems.at(field.offset, "RIS", "the line \"ER  - \" ends no record; it was left out"),
            _ => open.get_or_insert_default().lines.push(field),
        }
    }
    if open.is_some() {
        let message = "the record has no line \"ER  - \" at its end; everything was taken";
        problems.at(text.len(), format!("RIS, record {}", records.len() + 1), message);
        close(open, records, problems);
    }
    if records.is_empty() && !text.trim().is_empty() {
        problems.at(
            0,
            "RIS",
            "there is no record in this text; a record begins with a line such as \"TY  - JOUR\"",
        );
    }
}

fn close(open: Option<Open<'_>>, records: &mut Records<'_>, problems: &mut Problems<'_>) {
    let Some(open) = open else { return };
    let number = records.len() + 1;
    if let Some(first) = open.lines.first().filter(|_| !open.typed) {
        let message = "the record has no line \"TY  - \"; treated as GEN";
        problems.at(first.offset, format!("RIS, record {number}"), message);
    }
    records.push(record(&open.lines, number, problems));
}

fn record(lines: &[Field<'_>], number: usize, problems: &mut Problems<'_>) -> Record {
    let mut record = Record::default();
    let mut found = Found::default();
    // Links of databases to a text (`L2`) come behind the work's own address, wherever they stand.
    let (links, own): (Vec<_>, Vec<_>) = lines.iter().partition(|field| matches!(field.tag, "L2" | "LK"));
    let stated = |field: &&&Field<'_>| !field.value.is_empty() && !field.value.eq_ignore_ascii_case("n/a");
    for field in own.iter().chain(&links).filter(stated) {
        let taken = take(field, &mut record, &mut found);
        if let Err(message) = taken {
            problems.at(field.offset, format!("RIS, record {number}, tag {}", field.tag), message);
        }
    }
    let kept = found.resolve(&mut record);
    if !kept.is_empty() {
        record.extra.push(("ris".to_owned(), Json::Object(kept)));
    }
    record
}

/// Takes one line; what is wrong with it as a sentence.
fn take<'t>(field: &'t Field<'_>, record: &mut Record, found: &mut Found<'t>) -> Result<(), String> {
    let value = field.value.as_str();
    match field.tag {
        "TY" => match kind(value) {
            Some(kind) => record.kind = kind,
            None => return Err(format!("unknown RIS type \"{value}\"; treated as GEN")),
        },
        "T2" | "BT" | "JF" | "JO" => found.container(field.tag, value),
        "PY" | "Y1" | "DA" | "PD" => return found.date(value),
        "Y2" => match event_date(value) {
            Some(date) => record.set_date(Variable::EventDate, date),
            None if is_empty_date(value) => {}
            None => record.set_date(Variable::Accessed, ris_date(value).0),
        },
        // A star marks a main topic of MeSH.
        "KW" => found
            .keywords
            .extend(value.lines().map(|word| word.trim().trim_start_matches('*').trim_end_matches(';'))),
        "SP" => found.pages.0 = page(value),
        "EP" => found.pages.1 = page(value),
        "SN" => found.serials.push(value),
        "ET" => found.edition = Some(value),
        "DB" => found.database = Some(value),
        "N1" => note(value, record, found),
        "AN" if value.len() <= 9 && is_number(value) => found.accession = Some(value),
        "C2" if value.starts_with("PMC") => record.set_text(Variable::Pmcid, value),
        "C2" if value.len() <= 9 && is_number(value) => found.custom2 = Some(value),
        "C3" if record.kind == Kind::PaperConference => found.proceedings = Some(value),
        "C1" => custom1(value, record, found),
        "AU" | "A1" if value.trim() == "[Anonymous]" => {}
        "VL" | "IS" => text(field.tag, fields::bare_number(value), record, found),
        "M1" if record.kind == Kind::Book => record.set_text(Variable::CollectionNumber, value),
        "M1" => found.miscellaneous = Some(value),
        // A file on the disk of whoever exported it.
        "L1" if value.starts_with("file:") => {}
        "DO" | "DI" | "U2" | "M2" | "M3" | "L3" => return doi(field, record, found),
        "UR" | "L2" | "LK" => return urls(field, record, found),
        // Who advised.
        "A3" if record.kind == Kind::Thesis => {
            names(value).into_iter().for_each(|name| record.push_name(Variable::Contributor, name));
        }
        "ED" | "A3" if record.kind == Kind::Book => found.editors.extend(names(value)),
        tag => {
            if let Some((_, role)) = NAMES.iter().find(|row| row.0 == tag) {
                names(value).into_iter().for_each(|name| record.push_name(*role, name));
            } else {
                text(tag, value, record, found);
            }
        }
    }
    Ok(())
}

/// A tag with one text, or one that is kept as it is.
fn text(tag: &str, value: &str, record: &mut Record, found: &mut Found<'_>) {
    match TEXTS.iter().find(|row| row.0 == tag) {
        Some((_, variable)) if !record.has(*variable) => record.set_text(*variable, value),
        Some(_) => {}
        None => found.kept.push((tag.to_owned(), Json::from(value))),
    }
}

/// A DOI where databases put it: `DO`, EBSCO's `L3`, publishers' `M3` and others.
fn doi(field: &Field<'_>, record: &mut Record, found: &mut Found<'_>) -> Result<(), String> {
    let value = field.value.as_str();
    match identifier::doi(value) {
        Some(doi) if !record.has(Variable::Doi) => record.set_text(Variable::Doi, doi),
        Some(_) => {}
        None if field.tag == "DO" => {
            return Err("invalid DOI; it was left out (a DOI begins with 10. and has a slash)".to_owned());
        }
        None => text(field.tag, value, record, found),
    }
    Ok(())
}

/// Addresses; several are separated by semicolons (RIS specification) or white space.
fn urls<'t>(field: &'t Field<'_>, record: &mut Record, found: &mut Found<'t>) -> Result<(), String> {
    let mut result = Ok(());
    for address in addresses(&field.value) {
        match identifier::safe_url(address) {
            Some(url) if identifier::doi(url).is_some() && url.contains("doi.org/") => {
                found.doi_url = identifier::doi(url);
            }
            Some(url) if !record.has(Variable::Url) => record.set_text(Variable::Url, url),
            Some(_) => found.kept.push((field.tag.to_owned(), Json::from(address))),
            None if address.starts_with("www.") && !record.has(Variable::Url) => {
                record.set_text(Variable::Url, ["http://", address].concat());
            }
            None => result = Err("invalid URL; it was left out (a URL begins with http)".to_owned()),
        }
    }
    result
}

fn addresses(value: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = value;
    // A semicolon may be part of an address; one in front of the next never is.
    while let Some(at) = rest.get(1..).and_then(|after| after.find("http")).map(|at| at + 1) {
        let before = rest.get(..at).unwrap_or_default();
        let first = before.trim_end_matches([';', ' ', ',']);
        if first.len() == before.len() {
            break;
        }
        out.extend(Some(first).filter(|first| !first.is_empty()));
        rest = rest.get(at..).unwrap_or_default();
    }
    out.push(rest.trim_end_matches([';', ' ']));
    out
}

/// Notes that databases and publishers add for themselves, by how they begin.
static OWN_NOTES: &[&str] = &[
    "export date:",
    "cited by",
    "references:",
    "correspondence address:",
    "coden:",
    "funding details:",
    "funding text",
    "funding:",
    "chemicals/cas:",
    "tradenames:",
    "manufacturers:",
    "molecular sequence numbers:",
    "conference code:",
    "pubmed id:",
    "accession number:",
    "copyright - ",
    "last updated - ",
    "date completed - ",
    "date created - ",
    "date revised - ",
    "using smart source parsing",
    "times cited:",
];

fn note<'t>(value: &'t str, record: &mut Record, found: &mut Found<'t>) {
    if let Some(title) = value.strip_prefix("Conference: ") {
        return record.set_text(Variable::EventTitle, title);
    }
    if let Some(doi) = identifier::doi(value) {
        if !record.has(Variable::Doi) && case::to_lower(value).starts_with("doi") {
            record.set_text(Variable::Doi, doi);
        }
        return;
    }
    let pmid = value.strip_prefix("PMID:").map(str::trim).filter(|id| id.len() <= 9 && is_number(id));
    if let Some(id) = pmid.filter(|_| !record.has(Variable::Pmid)) {
        return record.set_text(Variable::Pmid, id);
    }
    let start = case::to_lower(value.get(..30).unwrap_or(value));
    if !OWN_NOTES.iter().any(|own| start.starts_with(own)) {
        found.notes.push(value);
    }
}

/// JSTOR's day of publication; else where a meeting was.
fn custom1<'t>(value: &'t str, record: &mut Record, found: &mut Found<'t>) {
    match value.strip_prefix("Full publication date: ") {
        Some(day) => found.dates.extend(dates::date(&day.replace(".,", "").replace('.', ""))),
        // Web of Science has the authors' addresses there: `[Doe, J.] Univ York`.
        None if value.starts_with('[') => found.kept.push(("C1".to_owned(), Json::from(value))),
        None => text_of(Variable::EventPlace, value, record),
    }
}

fn text_of(variable: Variable, value: &str, record: &mut Record) {
    if !record.has(variable) {
        record.set_text(variable, value);
    }
}

/// Words that databases write where they know no page.
fn page(value: &str) -> &str {
    let value = value.trim_end_matches(['-', '–', ' ']);
    let none =
        ["", "no", "specified", "no specified", "no pagination", "n.pag", "n.pag.", "np", "n/a", "-", "na"];
    let value = value.strip_prefix("pp.").or(value.strip_prefix("p.")).unwrap_or(value).trim();
    if none.iter().any(|word| value.eq_ignore_ascii_case(word)) { "" } else { value }
}

fn is_number(value: &str) -> bool {
    value.bytes().all(|byte| byte.is_ascii_digit())
}

fn kind(value: &str) -> Option<Kind> {
    let value = value.trim();
    let is = |known: &str| known.eq_ignore_ascii_case(value);
    // A video is not a broadcast, though a broadcast is written as one.
    let known = TYPES.iter().find(|row| is(row.1) && row.0 != Kind::Broadcast).map(|row| row.0);
    known.or_else(|| OTHER_TYPES.iter().find(|row| is(row.0)).map(|row| row.1))
}
