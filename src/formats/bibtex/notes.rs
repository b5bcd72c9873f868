//! What people and programs put into `note` and `howpublished` that has a place of its own.

use super::source::Source;
use super::syntax::Field;
use super::types;
use crate::formats::latex;
use crate::normalise::dates;
use crate::record::{Class, Date, DatePart, Record, Variable, identifier};
use crate::text::case;

/// `howpublished`: an address, a sentence with one and the day of a visit, or words that say where the
/// work came out.
pub(super) fn how_published(
    record: &mut Record,
    source: &mut Source<'_, '_, '_, '_>,
    field: &Field<'_>,
    has_publisher: bool,
) {
    let url = latex::verbatim(&field.value);
    if url.starts_with("http") {
        if source.field("url").is_none() {
            record.set_text(Variable::Url, url);
        }
        return;
    }
    let words = visit(record, &latex::decode(&field.value).text, source.field("url").is_none());
    if has_publisher {
        return;
    }
    // Container, number and version stand before the publisher, for styles that print no more.
    let before = types::how_published(record);
    let own = match words.strip_prefix(before.as_str()) {
        Some("") => "",
        Some(rest) if !before.is_empty() => rest.strip_prefix(", ").unwrap_or(&words),
        _ => &words,
    };
    record.set_text(Variable::Publisher, own);
}

/// `note`: Zotero's lines of other fields, Pure's meeting, the day of a visit, and what is left.
pub(super) fn note(record: &mut Record, source: &mut Source<'_, '_, '_, '_>) {
    let Some(text) = source.text("note") else { return };
    let raw = source.field("note").map(|field| zotero_lines(record, &field.value)).unwrap_or_default();
    let text = match raw {
        Some(rest) => latex::decode(&rest).text,
        None => text,
    };
    let text = meeting(record, text);
    // Scopus and Google Scholar count citations there.
    if case::to_lower(&text).starts_with("cited by") {
        return;
    }
    let text = visit(record, &text, false);
    record.set_text(Variable::Note, text);
}

/// Pure's sentence at the end of a note: the meeting and its days.
fn meeting(record: &mut Record, note: String) -> String {
    let Some((before, dates)) = note.rsplit_once(" ; Conference date: ") else { return note };
    let (note, title) = before.rsplit_once("; ").map_or(("", before), |(note, title)| (note, title));
    record.set_text(Variable::EventTitle, title);
    if let Some(date) = event_dates(dates) {
        record.set_date(Variable::EventDate, date);
    }
    note.to_owned()
}

/// `30-03-2025 Through 03-04-2025`, day first.
fn event_dates(text: &str) -> Option<Date> {
    let part = |text: &str| {
        let mut parts = text.trim().rsplit('-');
        let year = parts.next()?.parse().ok()?;
        let (month, day) = (parts.next(), parts.next());
        let number = |text: Option<&str>| text.and_then(|text| text.parse().ok());
        Some(DatePart::calendar(year, number(month), number(day)))
    };
    let (start, end) = text.split_once(" Through ").map_or((text, None), |(start, end)| (start, Some(end)));
    let mut date = Date::from(part(start)?);
    date.end = end.and_then(part);
    Some(date)
}

/// Names of fields in Zotero's "Extra", which it exports as a note, beside those of CSL.
static LABELS: &[(&str, Variable)] = &[
    ("number", Variable::Issue),
    ("publisher", Variable::Publisher),
    ("place", Variable::PublisherPlace),
    ("doi", Variable::Doi),
    ("isbn", Variable::Isbn),
    ("issn", Variable::Issn),
    ("pmid", Variable::Pmid),
    ("pmcid", Variable::Pmcid),
    ("version", Variable::Version),
    ("series", Variable::CollectionTitle),
    ("original date", Variable::OriginalDate),
    ("original-date", Variable::OriginalDate),
    ("original title", Variable::OriginalTitle),
    ("original-title", Variable::OriginalTitle),
    ("original publisher", Variable::OriginalPublisher),
    ("original-publisher", Variable::OriginalPublisher),
    ("event title", Variable::EventTitle),
    ("event-title", Variable::EventTitle),
    ("event place", Variable::EventPlace),
    ("event-place", Variable::EventPlace),
    ("number of pages", Variable::NumberOfPages),
    ("medium", Variable::Medium),
];

/// Lines of Zotero's that say nothing of the work.
static IGNORED: &[&str] = &["_eprint", "citation key", "tex.ids", "read_status", "read status", "openalex"];

/// Takes the lines `Label: value` of a note apart. Gives back the other lines, or nothing where there is
/// no such line.
fn zotero_lines(record: &mut Record, raw: &str) -> Option<String> {
    let mut rest: Vec<&str> = Vec::new();
    let mut found = false;
    // `Number: 3 Publisher: P`, lines that another program joined.
    let (number, publisher) = match raw.trim().split_once(" Publisher: ") {
        Some((number, publisher)) if number.starts_with("Number: ") && !publisher.contains('\n') => {
            (Some(number), publisher)
        }
        _ => (None, ""),
    };
    let publisher = number.map(|_| ["Publisher: ", publisher].concat());
    let lines = number.into_iter().chain(publisher.as_deref());
    let lines: Vec<&str> = if number.is_some() { lines.collect() } else { raw.lines().collect() };
    for line in lines {
        let known = line.split_once(": ").and_then(|(label, value)| {
            let label = case::to_lower(latex::decode(label).text.trim());
            let variable = LABELS.iter().find(|(known, _)| *known == label).map(|(_, variable)| *variable);
            (variable.is_some() || IGNORED.contains(&label.as_str())).then_some((variable, value))
        });
        let Some((variable, value)) = known else {
            rest.push(line);
            continue;
        };
        found = true;
        let value = latex::decode(value).text;
        match variable {
            Some(Variable::Doi) if identifier::doi(&value).is_none() => rest.push(line),
            Some(variable) if record.has(variable) => {}
            Some(variable) if variable.class() == Class::Date => {
                record.set_date(variable, Date::parse_loose(&value));
            }
            Some(variable) => record.set_text(variable, value),
            None => {}
        }
    }
    found.then(|| rest.join("\n"))
}

/// Words before an address that say no more than that it is one.
static AT: &[&str] = &[
    "available",
    "at",
    "from",
    "on",
    "online",
    "url",
    "retrieved",
    "see",
    "website",
    "web",
    "site",
    "page",
    "link",
    "electronic",
    "resource",
    "the",
    "internet",
    "in",
    "via",
    "https",
    "http",
    "verfügbar",
    "unter",
    "disponible",
    "en",
];

/// Words before the day of a visit.
static VISITED: &[&str] = &[
    "accessed",
    "visited",
    "retrieved",
    "checked",
    "viewed",
    "abgerufen",
    "zugriff",
    "consulté",
    "consultado",
];

/// Takes an address and the day of a visit out of a sentence, as in
/// `Available at https://example.org (accessed 2 May 2023)` and `[Online; accessed 19-July-2008]`, and
/// gives back what is left. The address is taken only where `with_url` says so.
fn visit(record: &mut Record, sentence: &str, with_url: bool) -> String {
    let (mut rest, mut url) = (sentence.to_owned(), None);
    if let Some(at) = sentence.find("http").filter(|_| with_url) {
        let from = sentence.get(at..).unwrap_or_default();
        let length = from.find(|letter: char| letter.is_whitespace() || "<>\"{}|".contains(letter));
        let address = from.get(..length.unwrap_or(from.len())).unwrap_or_default();
        let address = address.trim_end_matches(['.', ',', ';', ')', ']']);
        if identifier::safe_url(address).is_some() {
            url = Some(address.to_owned());
            rest = format!("{} {}", &sentence[..at], from.get(address.len()..).unwrap_or_default());
        }
    }
    let lower = case::to_lower(&rest);
    let visited = VISITED.iter().filter_map(|word| Some((lower.find(word)?, word.len()))).min();
    let day = visited.filter(|_| lower.len() == rest.len()).and_then(|(at, length)| {
        let behind = rest.get(at + length..)?.trim_start_matches([':', ' ', '\u{a0}']);
        let behind = behind.strip_prefix("on ").or(behind.strip_prefix("am ")).unwrap_or(behind);
        let end = behind.find([')', ']', ';']).unwrap_or(behind.len());
        let text = behind.get(..end)?.trim_end_matches(['.', ' ']);
        let date = dates::date(&text.replace('\u{a0}', " ")).filter(|date| date.start.is_some())?;
        let tail = behind.get(end..)?;
        Some((date, format!("{}{tail}", rest.get(..at)?.trim_end_matches("last "))))
    });
    if let Some((date, without)) = day {
        if !record.has(Variable::Accessed) {
            record.set_date(Variable::Accessed, date);
        }
        rest = without;
    } else if url.is_none() {
        return sentence.to_owned();
    }
    if let Some(url) = url.filter(|_| !record.has(Variable::Url)) {
        record.set_text(Variable::Url, url);
    }
    let words = rest.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let empty = words.map(case::to_lower).all(|word| AT.contains(&word.as_str()) || word == "last");
    let rest = rest.split_whitespace().collect::<Vec<_>>().join(" ");
    let rest = rest.replace("()", "").replace("[]", "");
    if empty { String::new() } else { rest.trim_matches([' ', ',', ';', ':']).to_owned() }
}
