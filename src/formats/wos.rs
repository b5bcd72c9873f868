//! Web of Science tagged files (plain text export): two letters, a space, three spaces where a value goes
//! on, `ER` behind each record; or the same tags as the columns of a tab-delimited file. Read only.
//!
//! Specification: Clarivate, "Web of Science Core Collection Field Tags" and "Derwent Innovations Index
//! Field Tags" (<https://webofscience.help.clarivate.com/en-us/Content/wos-core-collection/wos-full-record.htm>).
//! Keywords Plus (`ID`) are an index's words, not the work's, and are left out.

use super::common::{fill, from_inverted, set_keywords};
use super::tagged::{self, Records};
use super::{Codec, Info, Likelihood, Problems, Reading, head};
use crate::normalise::dates;
use crate::record::{Date, Kind, Name, Place, Record, Variable, identifier};
use crate::text::case;

/// What menus and files need to know about Web of Science tagged files.
pub(super) static INFO: Info = Info {
    id: "wos",
    name: "Web of Science",
    aliases: &["web-of-science", "isi", "ciw"],
    extension: "ciw",
    media_type: "application/x-inst-for-Scientific-info",
    reads: true,
    ..Info::PLAIN
};

/// Detects and reads Web of Science tagged files.
pub(super) static CODEC: Codec = Codec { info: &INFO, detect, read: Some(read), write: None };

fn detect(text: &str) -> Likelihood {
    let start = head(text);
    if start.starts_with(TABLE) {
        return Likelihood::Yes;
    }
    let tagged = |tag: &str| start.contains(&["\n", tag, " "].concat());
    let typed = start.starts_with("PT ") || tagged("PT");
    match (start.starts_with("FN "), typed) {
        (true, true) => Likelihood::Yes,
        (true, false) if tagged("VR") => Likelihood::Yes,
        (false, true) if start.starts_with("PT ") && (tagged("AU") || tagged("TI")) => Likelihood::Yes,
        _ => Likelihood::No,
    }
}

/// Document types (`DT`) and CSL's types, in small letters, the telling ones first.
static TYPES: &[(&str, Kind)] = &[
    ("book chapter", Kind::Chapter),
    ("book review", Kind::ReviewBook),
    ("film review", Kind::Review),
    ("theater review", Kind::Review),
    ("record review", Kind::Review),
    ("software review", Kind::Review),
    ("hardware review", Kind::Review),
    ("database review", Kind::Review),
    ("data set", Kind::Dataset),
    ("data study", Kind::Dataset),
    ("software", Kind::Software),
    ("preprint", Kind::Article),
    ("dissertation/thesis", Kind::Thesis),
    ("patent", Kind::Patent),
    ("book", Kind::Book),
];

/// Fields with one value and one meaning.
static TEXTS: &[(&str, Variable)] = &[
    ("TI", Variable::Title),
    ("FT", Variable::OriginalTitle),
    ("LA", Variable::Language),
    ("AB", Variable::Abstract),
    ("CT", Variable::EventTitle),
    ("CL", Variable::EventPlace),
    ("PU", Variable::Publisher),
    ("PI", Variable::PublisherPlace),
    ("SN", Variable::Issn),
    ("EI", Variable::Issn),
    ("BN", Variable::Isbn),
    ("JI", Variable::ContainerTitleShort),
    ("IS", Variable::Issue),
    ("PN", Variable::PartNumber),
    ("AR", Variable::Number),
    ("MA", Variable::Number),
    ("PM", Variable::Pmid),
];

/// How the header of a tab-delimited file begins.
const TABLE: &str = "PT\tAU\t";

fn read(text: &str) -> Reading {
    let table = head(text).starts_with(TABLE);
    tagged::read(text, "Web of Science", if table { rows } else { records })
}

/// The records of a tab-delimited file: a line of tags, then a line for each record. Names, which have
/// lines of their own in a tagged file, are separated by semicolons.
fn rows(text: &str, problems: &mut Problems<'_>, records: &mut Records<'_>) {
    const NAMES: [&str; 8] = ["AU", "AF", "BA", "BF", "BE", "ED", "CA", "GP"];
    let mut lines = text.split_inclusive('\n');
    let header = lines.next().unwrap_or_default();
    let tags: Vec<&str> = header.trim_start_matches('\u{feff}').trim_end().split('\t').collect();
    let mut offset = header.len();
    for line in lines {
        let cells = tags.iter().zip(line.trim_end_matches(['\r', '\n']).split('\t'));
        let fields: Vec<tagged::Field<'_>> = cells
            .filter(|(_, cell)| !cell.trim().is_empty())
            .map(|(tag, cell)| {
                let cell = cell.trim().trim_matches('"');
                let value = if NAMES.contains(tag) { cell.replace("; ", "\n") } else { cell.to_owned() };
                tagged::Field { tag, value, offset }
            })
            .collect();
        if !fields.is_empty() {
            push(&fields, records, problems);
        }
        offset += line.len();
    }
}

/// A line that goes on has an empty tag here, so that each name of a list keeps its line.
fn split(line: &str) -> Option<(&str, &str)> {
    if line.starts_with("   ") {
        return Some(("", line));
    }
    let (tag, value) = (line.get(..2)?, line.get(2..)?);
    let valid = tag.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    (valid && (value.is_empty() || value.starts_with(' '))).then_some((tag, value))
}

fn records(text: &str, problems: &mut Problems<'_>, records: &mut Records<'_>) {
    let mut fields: Vec<tagged::Field<'_>> = Vec::new();
    let mut start = None;
    for field in tagged::fields(text, false, split) {
        match field.tag {
            tagged::STRAY => {
                let message = "this line has no tag such as \"TI \" in front; it was left out";
                problems.at(field.offset, "Web of Science", message);
            }
            "" => match fields.last_mut() {
                Some(last) => {
                    last.value.push('\n');
                    last.value.push_str(&field.value);
                }
                None => {
                    let message = "this line goes on with a field that is absent; it was left out";
                    problems.at(field.offset, "Web of Science", message);
                }
            },
            "FN" | "VR" | "EF" => {}
            "ER" | "PT" => {
                if field.tag == "ER" && !field.value.is_empty() {
                    let message = "text behind the end of a record (\"ER\") was left out";
                    problems.at(field.offset, "Web of Science", message);
                }
                if !fields.is_empty() {
                    if field.tag == "PT" {
                        let place = Place::entry("Web of Science", format!("record {}", records.len() + 1));
                        let message =
                            "the record has no \"ER\" at its end; it was read up to the next \"PT\"";
                        problems.at(fields.first().map_or(0, |first| first.offset), place, message);
                    }
                    push(&fields, records, problems);
                    fields.clear();
                }
                if field.tag == "PT" {
                    start = Some(field.offset);
                    fields.push(field);
                }
            }
            _ => {
                if fields.is_empty() {
                    start = Some(field.offset);
                }
                fields.push(field);
            }
        }
    }
    if !fields.is_empty() {
        push(&fields, records, problems);
        let place = Place::entry("Web of Science", format!("record {}", records.len()));
        let message = "the record has no \"ER\" at its end; the file may be cut off; export it again";
        problems.at(start.unwrap_or(0), place, message);
    } else if records.is_empty() {
        let message = "no record was found; a record begins with \"PT\" and ends with \"ER\"";
        problems.at(0, "Web of Science", message);
    }
    tagged::check_end(records, start, "Web of Science", problems);
}

/// Adds a record, and reports its values that could not be used.
fn push(fields: &[tagged::Field<'_>], records: &mut Records<'_>, problems: &mut Problems<'_>) {
    let record = record(fields);
    for field in fields {
        let value = field.value.trim();
        let message = match field.tag {
            "PT" if !matches!(value, "J" | "B" | "S" | "C" | "P") => {
                format!("unknown publication type \"{value}\"; treated as \"{}\"", record.kind.as_str())
            }
            "DI" if identifier::doi(value).is_none() => format!("invalid DOI \"{value}\"; it was left out"),
            "PY" if !record.has(Variable::Issued) => format!("invalid year \"{value}\"; it was left out"),
            _ => continue,
        };
        let place = Place::entry("Web of Science", format!("record {}", records.len() + 1)).field(field.tag);
        problems.at(field.offset, place, message);
    }
    records.push(record);
}

fn record(fields: &[tagged::Field<'_>]) -> Record {
    let lines = |tag: &str| fields.iter().find(|field| field.tag == tag).map(|field| field.value.as_str());
    let text = |tag: &str| lines(tag).map(|value| value.replace('\n', " ")).unwrap_or_default();
    let mut record = Record::default();
    record.kind = kind(&text("PT"), &text("DT"), lines("CT").is_some());
    for (tag, variable) in TEXTS {
        fill(&mut record, *variable, &text(tag));
    }
    // Derwent: several numbers of one patent, the basic one first.
    if record.kind == Kind::Patent {
        record.remove(Variable::PartNumber);
        let number = text("PN");
        fill(&mut record, Variable::Number, number.split(';').next().unwrap_or_default());
    }
    people(&mut record, &lines);
    container(&mut record, &text);
    pages(&mut record, &text);
    date(&mut record, &text);
    let doi = [text("DI"), if record.kind == Kind::Book { text("D2") } else { String::new() }];
    for doi in doi.iter().filter_map(|doi| identifier::doi(doi)) {
        fill(&mut record, Variable::Doi, doi);
    }
    let words: Vec<String> = text("DE").split(';').map(|word| word.trim().to_owned()).collect();
    set_keywords(&mut record, &words);
    record
}

fn kind(publication: &str, document: &str, conference: bool) -> Kind {
    let document = case::to_lower(document);
    let parts: Vec<&str> = document.split(';').map(str::trim).collect();
    if let Some((_, kind)) = TYPES.iter().find(|(name, _)| parts.contains(name)) {
        return *kind;
    }
    let proceedings = parts.contains(&"proceedings paper");
    match publication {
        "P" => Kind::Patent,
        "C" => Kind::PaperConference,
        "B" | "S" if proceedings || conference => Kind::PaperConference,
        "B" => Kind::Book,
        "S" => Kind::Chapter,
        _ => Kind::ArticleJournal,
    }
}

fn people<'t>(record: &mut Record, lines: &dyn Fn(&str) -> Option<&'t str>) {
    // Full names where the file has one for each of the short ones.
    let names = |full: &str, short: &str| {
        let count = |tag: &str| lines(tag).map_or(0, |value| value.lines().count());
        let tag = if count(full) >= count(short) { full } else { short };
        let all = lines(tag).unwrap_or_default().lines().map(str::trim);
        all.filter(|name| !matches!(*name, "" | "[Anonymous]" | "Anonymous")).collect::<Vec<_>>()
    };
    // Derwent writes inventors without a comma: `SMITH J`.
    let one = |name: &str| match name.rsplit_once(' ') {
        Some((family, initials)) if !name.contains(',') && initials.len() < 4 => {
            from_inverted(&[family, ", ", initials].concat())
        }
        _ => from_inverted(name),
    };
    let mut authors: Vec<Name> = names("AF", "AU").into_iter().map(one).collect();
    if let (Some(ids), full) = (lines("OI"), names("AF", "AU")) {
        for entry in ids.split([';', '\n']) {
            let Some((name, id)) = entry.trim().rsplit_once('/') else { continue };
            let at = full.iter().position(|full| *full == name.trim());
            if let Some(author) = at.and_then(|at| authors.get_mut(at)) {
                author.orcid = identifier::orcid(id);
            }
        }
    }
    for (names, place) in affiliations(lines("C1").unwrap_or_default()) {
        for (at, _) in names_at(&names, &names_of(lines)) {
            if let Some(author) = authors.get_mut(at) {
                author.affiliations.push(place.clone());
            }
        }
    }
    // The group of a book or of proceedings (`GP`) is their author only where nobody else is.
    let groups = [lines("CA"), lines("GP").filter(|_| authors.is_empty())];
    for group in groups.into_iter().flatten().flat_map(|groups| groups.split([';', '\n'])) {
        if !group.trim().is_empty() {
            authors.push(Name::literal(group.trim()));
        }
    }
    // Derwent: the first assignees, with their code in brackets.
    let assignees: Vec<Name> = lines("AE").unwrap_or_default().lines().map(assignee).collect();
    let books: Vec<Name> = names("BF", "BA").into_iter().map(from_inverted).collect();
    if authors.is_empty() {
        authors = books;
    } else {
        record.set_names(Variable::ContainerAuthor, books);
    }
    let editors = lines("BE").or_else(|| lines("ED")).unwrap_or_default();
    record.set_names(Variable::Author, authors);
    record.set_names(Variable::Editor, editors.lines().map(from_inverted).collect());
    if let Some(first) = assignees.first().and_then(|name| name.literal.clone()) {
        fill(record, Variable::Publisher, &first);
    }
}

fn names_of<'t>(lines: &dyn Fn(&str) -> Option<&'t str>) -> Vec<&'t str> {
    lines("AF").or_else(|| lines("AU")).unwrap_or_default().lines().map(str::trim).collect()
}

/// The places in the list of authors of those whom an address names.
fn names_at<'n>(names: &'n [String], authors: &[&str]) -> Vec<(usize, &'n String)> {
    let place = |name: &'n String| authors.iter().position(|author| author == name).map(|at| (at, name));
    names.iter().filter_map(place).collect()
}

/// `[Doe, Jane; Roe, R.] Univ A, Oslo, Norway.`, one a line.
fn affiliations(text: &str) -> Vec<(Vec<String>, String)> {
    let entry = |line: &str| {
        let (names, place) = line.trim().strip_prefix('[')?.split_once(']')?;
        let names = names.split(';').map(|name| name.trim().to_owned()).collect();
        Some((names, place.trim().trim_end_matches('.').to_owned()))
    };
    text.lines().filter_map(entry).collect()
}

/// `ACME CORP (ACME-C)`
fn assignee(text: &str) -> Name {
    let text = text.trim();
    Name::literal(text.rsplit_once(" (").map_or(text, |(name, _)| name))
}

/// The journal, book or series, and the volume, which a series counts where there is one.
fn container(record: &mut Record, text: &dyn Fn(&str) -> String) {
    let (source, series) = (text("SO"), text("SE"));
    let place = match record.kind {
        Kind::Book | Kind::Patent => Variable::Title,
        // The repository.
        Kind::Dataset | Kind::Software => Variable::Publisher,
        _ => Variable::ContainerTitle,
    };
    fill(record, place, &source);
    fill(record, Variable::CollectionTitle, &series);
    fill(record, if series.is_empty() { Variable::Volume } else { Variable::CollectionNumber }, &text("VL"));
    if text("IS").is_empty() {
        let supplement = text("SU");
        if !supplement.is_empty() {
            fill(record, Variable::Issue, &format!("Suppl. {supplement}"));
        }
    }
}

fn pages(record: &mut Record, text: &dyn Fn(&str) -> String) {
    let (first, last) = (text("BP"), text("EP"));
    if first.is_empty() {
        if matches!(record.kind, Kind::Book) {
            fill(record, Variable::NumberOfPages, &text("PG"));
        }
    } else if last == "+" {
        // Goes on elsewhere in the issue.
        fill(record, Variable::Page, &[&first, "+"].concat());
    } else if last.is_empty() || last == first {
        fill(record, Variable::Page, &first);
    } else {
        fill(record, Variable::Page, &format!("{first}-{last}"));
    }
}

/// `PD` has month, day or season (`MAR 1`, `MAY-JUN`, `SPR`), `PY` the year.
fn date(record: &mut Record, text: &dyn Fn(&str) -> String) {
    const SEASONS: [(&str, &str); 4] =
        [("SPR", "Spring"), ("SUM", "Summer"), ("FAL", "Fall"), ("WIN", "Winter")];
    let (year, day) = (text("PY"), text("PD"));
    let season = SEASONS.iter().find(|(short, _)| *short == day).map_or(day.as_str(), |(_, word)| word);
    let whole = Date::parse_loose(&format!("{season} {year}"));
    let found = if year.is_empty() {
        dates::date(&text("EA"))
    } else if whole.start.is_some() {
        Some(whole)
    } else {
        dates::date(&year)
    };
    if let Some(date) = found {
        record.set_date(Variable::Issued, date);
    }
    if let Some(early) = dates::date(&text("EA")) {
        record.set_date(Variable::AvailableDate, early);
    }
    let held = text("CY");
    if !held.is_empty() {
        record.set_date(Variable::EventDate, Date::parse_loose(&held));
    }
}
