//! Lines to records.

use super::{TYPES, is_versioned, is_whole, name, split};
use crate::formats::common::{self, percent_decoded};
use crate::formats::tagged::{self, Field};
use crate::formats::{Problems, Reading, language, pages};
use crate::record::{Date, DatePart, Json, Kind, Name, Record, Variable, date, identifier};
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
    ("SLIDE", Kind::Graphic),
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
    ("M1", Variable::Number),
    ("NV", Variable::NumberOfVolumes),
    ("SE", Variable::Section),
    ("PB", Variable::Publisher),
    ("CY", Variable::PublisherPlace),
    ("PP", Variable::PublisherPlace),
    ("C1", Variable::EventPlace),
    ("J2", Variable::ContainerTitleShort),
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
pub fn read(text: &str) -> Reading {
    tagged::read(text, "RIS", records)
}

fn records(text: &str, problems: &mut Problems<'_>) -> Vec<Record> {
    let fields = tagged::fields(text, false, split);
    let mut records = Vec::new();
    let mut open: Option<Vec<&Field<'_>>> = None;
    let mut number = 0;
    for field in &fields {
        match field.tag {
            "TY" => {
                number += 1;
                if let Some(lines) = open.replace(vec![field]) {
                    let message = "the record has no line \"ER  - \" at its end; the next record ended it";
                    problems.at(field.offset, format!("RIS, record {}", number - 1), message);
                    records.push(record(&lines, number - 1, problems));
                }
            }
            tagged::STRAY if open.is_some() => {
                problems.at(
                    field.offset,
                    "RIS",
                    "this is no whole line: the text was cut here; get all of it",
                );
            }
            // What stands before the first record, such as an export's own heading.
            "" | tagged::STRAY => {}
            "ER" => match open.take() {
                Some(lines) => records.push(record(&lines, number, problems)),
                None => {
                    problems.at(field.offset, "RIS", "the line \"ER  - \" ends no record; it was left out")
                }
            },
            _ => match &mut open {
                Some(lines) => lines.push(field),
                None => {
                    number += 1;
                    let message = "a record must begin with a line \"TY  - \"; it was read as \"TY  - GEN\"";
                    problems.at(field.offset, format!("RIS, record {number}"), message);
                    open = Some(vec![field]);
                }
            },
        }
    }
    if let Some(lines) = open {
        let message = "the record has no line \"ER  - \" at its end; everything was taken";
        problems.at(text.len(), format!("RIS, record {number}"), message);
        records.push(record(&lines, number, problems));
    }
    if records.is_empty() && !text.trim().is_empty() {
        problems.at(
            0,
            "RIS",
            "there is no record in this text; a record begins with a line such as \"TY  - JOUR\"",
        );
    }
    records
}

fn record(lines: &[&Field<'_>], number: usize, problems: &mut Problems<'_>) -> Record {
    let mut record = Record::default();
    let mut found = Found::default();
    let mut kept: Vec<(String, Json)> = Vec::new();
    for field in lines {
        let value = field.value.as_str();
        if value.is_empty() {
            continue;
        }
        let place = || format!("RIS, record {number}, tag {}", field.tag);
        match field.tag {
            "TY" => match kind(value) {
                Some(kind) => record.kind = kind,
                None => {
                    let message = format!("\"{value}\" is no type of RIS; it was read as GEN");
                    problems.at(field.offset, place(), message);
                }
            },
            "T2" | "BT" | "JF" | "JO" => found.container(field.tag, value),
            "PY" | "Y1" | "DA" => found.dates.push(ris_date(value)),
            "Y2" => match event_date(value) {
                Some(date) => record.set_date(Variable::EventDate, date),
                None => record.set_date(Variable::Accessed, ris_date(value)),
            },
            // A star marks a main topic of MeSH.
            "KW" => found
                .keywords
                .extend(value.lines().map(|word| word.trim().trim_start_matches('*').trim_end_matches(';'))),
            "SP" => found.pages.0 = value,
            "EP" => found.pages.1 = value,
            "SN" => found.serials.push(value),
            "DO" | "U2" | "M2" => match identifier::doi(value) {
                Some(doi) if !record.has(Variable::Doi) => record.set_text(Variable::Doi, doi),
                Some(_) => {}
                None if field.tag == "DO" => {
                    problems.at(
                        field.offset,
                        place(),
                        "a DOI begins with 10. and has a slash; it was left out",
                    );
                }
                None => kept.push((field.tag.to_owned(), Json::from(value))),
            },
            "UR" | "L2" | "LK" => match identifier::safe_url(value) {
                Some(url) if identifier::doi(url).is_some() && url.contains("doi.org/") => {
                    found.doi_url = identifier::doi(url);
                }
                Some(url) if !record.has(Variable::Url) => record.set_text(Variable::Url, url),
                Some(_) => kept.push((field.tag.to_owned(), Json::from(value))),
                None => problems.at(
                    field.offset,
                    place(),
                    "this is no URL that begins with http; it was left out",
                ),
            },
            // EndNote's and PubMed's place for it; others have accession numbers of their own.
            "AN" if value.len() <= 9 && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                record.set_text(Variable::Pmid, value);
            }
            "C2" if value.starts_with("PMC") => record.set_text(Variable::Pmcid, value),
            "ET" => found.edition = Some(value),
            "N1" => match value.strip_prefix("Conference: ") {
                Some(title) => record.set_text(Variable::EventTitle, title),
                // What the publisher or database adds for itself.
                None if identifier::doi(value).is_some() || value.starts_with("Export Date:") => {}
                None => found.notes.push(value),
            },
            "M3" if identifier::doi(value).is_some() => {}
            "DB" => found.database = Some(value),
            "C3" if record.kind == Kind::PaperConference => found.proceedings = Some(value),
            // A file on the disk of whoever exported it.
            "L1" if value.starts_with("file:") => {}
            "ED" | "A3" if record.kind == Kind::Book => found.editors.extend(name(value)),
            "M1" if record.kind == Kind::Book => record.set_text(Variable::CollectionNumber, value),
            tag => {
                if let Some((_, role)) = NAMES.iter().find(|row| row.0 == tag) {
                    if let Some(name) = name(value) {
                        record.push_name(*role, name);
                    }
                } else if let Some((_, variable)) = TEXTS.iter().find(|row| row.0 == tag) {
                    if !record.has(*variable) {
                        record.set_text(*variable, value);
                    }
                } else {
                    kept.push((tag.to_owned(), Json::from(value)));
                }
            }
        }
    }
    found.settle(&mut record);
    if !kept.is_empty() {
        record.extra.push(("ris".to_owned(), Json::Object(kept)));
    }
    record
}

fn kind(value: &str) -> Option<Kind> {
    let value = value.trim();
    let is = |known: &str| known.eq_ignore_ascii_case(value);
    // A video is no broadcast, though a broadcast is written as one.
    let known = TYPES.iter().find(|row| is(row.1) && row.0 != Kind::Broadcast).map(|row| row.0);
    known.or_else(|| OTHER_TYPES.iter().find(|row| is(row.0)).map(|row| row.1))
}

/// Values whose meaning the other lines of the record decide.
#[derive(Default)]
struct Found<'t> {
    /// `T2`, `BT`, `JF`, `JO`, in this order.
    containers: [Option<&'t str>; 4],
    dates: Vec<Date>,
    keywords: Vec<&'t str>,
    notes: Vec<&'t str>,
    serials: Vec<&'t str>,
    pages: (&'t str, &'t str),
    edition: Option<&'t str>,
    database: Option<&'t str>,
    proceedings: Option<&'t str>,
    editors: Vec<Name>,
    doi_url: Option<&'t str>,
}

impl<'t> Found<'t> {
    fn container(&mut self, tag: &str, value: &'t str) {
        let at = ["T2", "BT", "JF", "JO"].iter().position(|known| *known == tag);
        if let Some(slot) = at.and_then(|at| self.containers.get_mut(at)) {
            slot.get_or_insert(value);
        }
    }

    fn settle(self, record: &mut Record) {
        let [t2, bt, jf, jo] = self.containers;
        let whole_book = record.kind == Kind::Book;
        if let Some(title) = bt.filter(|_| whole_book && !record.has(Variable::Title)) {
            record.set_text(Variable::Title, title);
        }
        let bt = bt.filter(|title| !whole_book && *title != record.title());
        // A book's second title is its series.
        if let Some(series) = t2.filter(|_| whole_book && !record.has(Variable::CollectionTitle)) {
            record.set_text(Variable::CollectionTitle, series);
        }
        let t2 = t2.filter(|_| !whole_book);
        // Two titles of a paper: EndNote's T2 is the meeting and C3 the book, Scopus' the other way.
        let (t2, meeting) = match (t2, self.proceedings) {
            (Some(t2), Some(c3)) if self.database == Some("Scopus") => (Some(t2), Some(c3)),
            (t2, Some(c3)) => (Some(c3), t2.filter(|title| *title != c3)),
            (t2, None) => (t2, None),
        };
        if let Some(title) = meeting {
            record.set_text(Variable::EventTitle, title);
        }
        let container = jf.or(bt).or(t2).or(jo);
        if let Some(title) = container {
            record.set_text(Variable::ContainerTitle, title);
        }
        if let Some(short) =
            jo.filter(|short| Some(*short) != container && !record.has(Variable::ContainerTitleShort))
        {
            record.set_text(Variable::ContainerTitleShort, short);
        }
        if record.text(Variable::ContainerTitleShort) == record.text(Variable::ContainerTitle) {
            record.remove(Variable::ContainerTitleShort);
        }
        // Where a work is kept in an archive, this is its name; else where the record is from.
        if let Some(name) = self.database {
            let archived = record.has(Variable::ArchiveLocation);
            let variable = if archived { Variable::Archive } else { Variable::Source };
            if !record.has(variable) {
                record.set_text(variable, name);
            }
        }
        // Of several dates the one that tells most.
        let exact = |date: &Date| {
            let start = date.start.unwrap_or_default();
            usize::from(date.start.is_some())
                + usize::from(start.month.is_some() || start.season.is_some() || date.end.is_some())
                + usize::from(start.day.is_some())
                + usize::from(date.circa || date.open)
        };
        let mut best: Option<Date> = None;
        for date in &self.dates {
            if best.as_ref().is_none_or(|best| exact(date) > exact(best)) {
                best = Some(date.clone());
            }
        }
        if let Some(mut date) = best {
            // `Apr 25` beside a year of its own.
            let day = self.dates.iter().find_map(|date| date.literal.as_deref());
            if let (Some(DatePart { year, month: None, season: None, .. }), None, Some(day)) =
                (date.start, date.end, day)
            {
                let whole = Date::parse_loose(&format!("{day} {year}"));
                // Several days are those of a meeting.
                if whole.start.is_some() && whole.end.is_none() {
                    date = whole;
                }
            }
            record.set_date(Variable::Issued, date);
        }
        record.set_text(Variable::Keyword, self.keywords.join("; "));
        record.set_text(Variable::Note, self.notes.join("; "));
        self.settle_pages(record);
        // A book's second authors are the editors of its series, where somebody else made the book.
        if whole_book && (!self.editors.is_empty() || record.has(Variable::Author)) {
            record.set_names(Variable::CollectionEditor, record.names(Variable::Editor).to_vec());
            record.set_names(Variable::Editor, self.editors);
        }
        for number in self.serials {
            common::serial(record, number);
        }
        if let Some(edition) = self.edition {
            let early = record.kind == Kind::ArticleJournal && Date::parse(edition).is_some();
            if early {
                // EndNote's "Epub Date".
                record.set_date(Variable::AvailableDate, Date::parse_loose(edition));
            } else if is_versioned(record.kind) {
                record.set_text(Variable::Version, edition);
            } else {
                record.set_text(Variable::Edition, common::edition(edition));
            }
        }
        if let Some(doi) = self.doi_url.filter(|_| !record.has(Variable::Doi)) {
            record.set_text(Variable::Doi, percent_decoded(doi));
        }
        if let Some(language) = record.text(Variable::Language).map(|text| language::code(text).to_owned()) {
            record.set_text(Variable::Language, language);
        }
        if let Some(genre) = record.text(Variable::Genre).map(str::to_owned) {
            settle_genre(record, &genre);
        }
        if let Some(key) = record.text(Variable::CitationKey).map(str::to_owned) {
            record.remove(Variable::CitationKey);
            record.id = key;
        }
    }

    fn settle_pages(&self, record: &mut Record) {
        let (first, last) = self.pages;
        let text = match (first, last) {
            ("", last) => last.to_owned(),
            (first, "") => pages::from_dashes(first),
            (first, last) if first == last => first.to_owned(),
            (first, last) if first.contains('-') || last.contains('-') => format!("{first}–{last}"),
            (first, last) => format!("{first}-{last}"),
        };
        // An article's number in the place of its pages.
        if last.is_empty() && !text.is_empty() && record.text(Variable::Number) == Some(text.as_str()) {
            return;
        }
        let counts = last.is_empty() && is_whole(record.kind) && !first.contains(['-', '–']);
        record.set_text(if counts { Variable::NumberOfPages } else { Variable::Page }, text);
    }
}

/// `M3` tells the type of work where `TY` has none for it; what only repeats `TY` goes.
fn settle_genre(record: &mut Record, genre: &str) {
    if record.kind == Kind::Document && case::to_lower(genre).starts_with("conference ") {
        // Pure's "Conference contribution".
        record.kind = Kind::PaperConference;
        return;
    }
    let broadcast = (record.kind, genre) == (Kind::MotionPicture, Kind::Broadcast.as_str());
    let told = Kind::parse(genre).filter(|_| record.kind == Kind::Document || broadcast);
    if let Some(kind) = told {
        record.kind = kind;
        record.remove(Variable::Genre);
    } else if record.kind == Kind::ArticleJournal
        && matches!(genre, "Article" | "Journal Article" | "Journal article")
    {
        record.remove(Variable::Genre);
    }
}

/// `2022/3/1`, `2022/03/01/Spring`, `2022///`: missing parts are empty, what follows is free.
fn ris_date(value: &str) -> Date {
    let mut parts = value.splitn(4, '/').map(str::trim);
    let (year, month, day, other) =
        (parts.next(), parts.next(), parts.next(), parts.next().unwrap_or_default());
    if let Some(range) = Date::parse(other).filter(|date| date.start.is_some()) {
        return range;
    }
    let number = |text: Option<&str>| text.and_then(|text| text.parse::<i64>().ok());
    let year_number = year
        .filter(|year| year.len() <= 5)
        .and_then(|year| year.parse::<i32>().ok())
        .filter(|year| *year != 0);
    let Some(year) = year_number else {
        let date = Date::parse_loose(value);
        // Several days are those of a meeting.
        let days = date.end.is_some_and(|end| end.day.is_some());
        return if days { Date::literal(value) } else { date };
    };
    let mut part = DatePart::calendar(year, number(month), number(day));
    if part.month.is_none() {
        let words = month.into_iter().chain([other]).find(|text| !text.is_empty()).unwrap_or_default();
        part.month = date::month_number(words);
        part.season = Date::parse_loose(&format!("{words} 2000")).start.and_then(|start| start.season);
        if part.month.is_some() {
            part.day =
                number(day).and_then(|day| u8::try_from(day).ok()).filter(|day| (1..=31).contains(day));
        }
    }
    part.into()
}

/// Pure's days of a meeting: `30 March 2025 through 3 April 2025`.
fn event_date(value: &str) -> Option<Date> {
    let (start, end) = value.split_once(" through ").map_or((value, None), |(start, end)| (start, Some(end)));
    if !start.contains(' ') || start.contains('/') {
        return None;
    }
    let mut date = Date::parse_loose(start);
    date.end = end.and_then(|end| Date::parse_loose(end).start);
    date.start.is_some().then_some(date)
}
