//! RefWorks tagged files: `RT Journal Article`, one line a field, a blank line between records.
//!
//! Specification: RefWorks' help, "RefWorks Tagged Format" (tags and reference types). Lines end
//! with LF: RefWorks may not take CR LF (F4).

use super::common::{
    creators, fill, from_inverted, identify, inverted, page_ends, people, plain_line, season, serial,
    set_keywords,
};
use super::tagged::{self, Records};
use super::{Codec, Info, Likelihood, Options, Problems, Reading, head};
use crate::record::{Date, Kind, Name, Problem, Record, Variable, identifier};

/// What menus and files need to know about RefWorks tagged.
pub(super) static INFO: Info = Info {
    id: "refworks",
    name: "RefWorks",
    aliases: &["refworks-tagged"],
    extension: "txt",
    media_type: "text/x-refworks",
    reads: true,
    writes: true,
    ..Info::PLAIN
};

/// Detects, reads and writes RefWorks tagged.
pub(super) static CODEC: Codec = Codec { info: &INFO, detect, read: Some(read), write: Some(write) };

fn detect(text: &str) -> Likelihood {
    let start = head(text);
    let typed = start.strip_prefix("RT ").map(|rest| rest.lines().next().unwrap_or_default().trim());
    match typed {
        Some(name) if kind_of(name).is_some() => Likelihood::Yes,
        Some(_) => Likelihood::Maybe,
        None => Likelihood::No,
    }
}

/// RefWorks' reference types and CSL's. The first row of a CSL type is the one that is written.
static TYPES: &[(&str, Kind)] = &[
    ("Journal Article", Kind::ArticleJournal),
    ("Journal, Electronic", Kind::Article),
    ("Journal", Kind::Periodical),
    ("Magazine Article", Kind::ArticleMagazine),
    ("Newspaper Article", Kind::ArticleNewspaper),
    ("Book, Whole", Kind::Book),
    ("Book, Edited", Kind::Book),
    ("Monograph", Kind::Book),
    ("Book, Section", Kind::Chapter),
    ("Conference Proceedings", Kind::PaperConference),
    ("Dissertation/Thesis", Kind::Thesis),
    ("Dissertation/Thesis, Unpublished", Kind::Thesis),
    ("Report", Kind::Report),
    ("Grant", Kind::Report),
    ("Patent", Kind::Patent),
    ("Computer Program", Kind::Software),
    ("Web Page", Kind::Webpage),
    ("Online Discussion Forum/Blogs", Kind::PostWeblog),
    ("Motion Picture", Kind::MotionPicture),
    ("Video/ DVD", Kind::MotionPicture),
    ("Video/DVD", Kind::MotionPicture),
    ("Sound Recording", Kind::Song),
    ("Music Score", Kind::MusicalScore),
    ("Artwork", Kind::Graphic),
    ("Map", Kind::Map),
    ("Unpublished Material", Kind::Manuscript),
    ("Personal Communication", Kind::PersonalCommunication),
    ("Bills/Resolutions", Kind::Bill),
    ("Case/Court Decisions", Kind::LegalCase),
    ("Hearing", Kind::Hearing),
    ("Laws/Statutes", Kind::Legislation),
    ("Abstract", Kind::ArticleJournal),
    ("Generic", Kind::Document),
    ("Data Set", Kind::Dataset),
    ("Dataset", Kind::Dataset),
];

fn kind_of(name: &str) -> Option<Kind> {
    let is = |known: &str| known.eq_ignore_ascii_case(name.trim());
    TYPES.iter().find(|(known, _)| is(known)).map(|(_, kind)| *kind)
}

/// The nearest type for those of CSL's types that RefWorks lacks.
fn nearest(kind: Kind) -> Kind {
    match kind {
        Kind::Review | Kind::ReviewBook => Kind::ArticleJournal,
        Kind::Entry | Kind::EntryDictionary | Kind::EntryEncyclopedia => Kind::Chapter,
        Kind::Collection | Kind::Classic | Kind::Pamphlet => Kind::Book,
        Kind::Treaty | Kind::Regulation => Kind::Legislation,
        Kind::Speech | Kind::Event => Kind::PaperConference,
        Kind::Post => Kind::PostWeblog,
        Kind::Broadcast => Kind::MotionPicture,
        Kind::Figure => Kind::Graphic,
        Kind::Standard => Kind::Report,
        // RefWorks' list of types has no data sets; a source that has the word is understood.
        Kind::Dataset => Kind::Document,
        Kind::Interview => Kind::PersonalCommunication,
        other => other,
    }
}

/// Fields with one value and one meaning. `T2`, `IS`, `SP`, `SN` depend on the type.
static TEXTS: &[(&str, Variable)] = &[
    ("T1", Variable::Title),
    ("ST", Variable::TitleShort),
    ("JO", Variable::ContainerTitleShort),
    ("T3", Variable::CollectionTitle),
    ("VO", Variable::Volume),
    ("ED", Variable::Edition),
    ("PB", Variable::Publisher),
    ("PP", Variable::PublisherPlace),
    ("AB", Variable::Abstract),
    ("NO", Variable::Note),
    ("LA", Variable::Language),
    ("CL", Variable::Genre),
    ("CN", Variable::CallNumber),
    ("DS", Variable::Source),
    ("UL", Variable::Url),
    ("DO", Variable::Doi),
];

static ROLES: &[(&str, Variable)] = &[
    ("A1", Variable::Author),
    ("A2", Variable::Editor),
    ("A3", Variable::CollectionEditor),
    ("A4", Variable::Translator),
    ("A5", Variable::Contributor),
];

fn split(line: &str) -> Option<(&str, &str)> {
    let tag = line.get(..2)?;
    let bytes = tag.as_bytes();
    let valid = bytes[0].is_ascii_uppercase() && (bytes[1].is_ascii_uppercase() || bytes[1].is_ascii_digit());
    let value = &line[2..];
    (valid && (value.is_empty() || value.starts_with(' '))).then_some((tag, value))
}

fn is_periodical(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::ArticleJournal
            | Kind::Article
            | Kind::ArticleMagazine
            | Kind::ArticleNewspaper
            | Kind::Periodical
    )
}

fn read(text: &str) -> Reading {
    tagged::read(text, "RefWorks", records)
}

/// Reads a text record by record.
pub(super) fn each(text: &str, each: &mut dyn FnMut(Record)) -> Vec<Problem> {
    tagged::each(text, "RefWorks", records, each)
}

fn records(text: &str, problems: &mut Problems<'_>, records: &mut Records<'_>) {
    let mut fields: Vec<tagged::Field<'_>> = Vec::new();
    let mut blank = false;
    let mut start = None;
    for field in tagged::fields(text, true, split) {
        match field.tag {
            "" => blank = true,
            tagged::STRAY => {
                problems.at(
                    field.offset,
                    "RefWorks",
                    "this line has no tag such as T1 in front; it was left out",
                );
            }
            tag => {
                let typed = fields.first().is_some_and(|first| first.tag == "RT");
                if tag == "RT" || (blank && !typed) {
                    push(&fields, records, problems);
                    fields.clear();
                }
                blank = false;
                if fields.is_empty() {
                    start = Some(field.offset);
                    if tag != "RT" {
                        let message = "a record begins with RT and its type, such as RT Journal Article; Generic was used";
                        problems.at(field.offset, format!("RefWorks, record {}", records.len() + 1), message);
                    }
                }
                fields.push(field);
            }
        }
    }
    push(&fields, records, problems);
    if records.is_empty() {
        problems.at(0, "RefWorks", "no record was found; a record begins with RT and a reference type");
    }
    tagged::check_end(records, start, "RefWorks", problems);
}

fn push(fields: &[tagged::Field<'_>], records: &mut Records<'_>, problems: &mut Problems<'_>) {
    let Some(mut record) = record(fields, problems) else { return };
    // "Journal" is what ProQuest calls an article as well.
    let article = record.has(Variable::ContainerTitle) && record.has(Variable::Title);
    if record.kind == Kind::Periodical && article {
        record.kind = Kind::ArticleJournal;
    }
    records.push(record);
}

fn record(fields: &[tagged::Field<'_>], problems: &mut Problems<'_>) -> Option<Record> {
    fields.first()?;
    let mut record = Record::default();
    let value = |tag: &str| fields.iter().find(|field| field.tag == tag).map(|field| field.value.as_str());
    if let Some(field) = fields.iter().find(|field| field.tag == "RT") {
        match kind_of(&field.value) {
            Some(kind) => record.kind = kind,
            None => {
                let message =
                    format!("unknown RefWorks reference type \"{}\"; treated as Generic", field.value);
                problems.at(field.offset, "RefWorks, tag RT", message);
            }
        }
    }
    let kind = record.kind;
    let mut words = Vec::new();
    for field in fields.iter().filter(|field| !field.value.is_empty()) {
        let text = field.value.as_str();
        match field.tag {
            "ID" => record.id = text.to_owned(),
            "K1" => words.extend(text.split(['\n', ';', '；']).map(str::to_owned)),
            "JF" => fill(&mut record, Variable::ContainerTitle, text),
            "T2" if kind == Kind::Book => fill(&mut record, Variable::CollectionTitle, text),
            "T2" => fill(&mut record, Variable::ContainerTitle, text),
            "IS" => {
                let variable = match kind {
                    _ if is_periodical(kind) => Variable::Issue,
                    Kind::Book | Kind::Chapter | Kind::PaperConference => Variable::CollectionNumber,
                    Kind::Software => Variable::Version,
                    _ => Variable::Number,
                };
                fill(&mut record, variable, text);
            }
            "UL" | "LK" => {
                if !identify(&mut record, text) {
                    fill(&mut record, Variable::Url, text);
                }
            }
            "SN" => serial(&mut record, text),
            "LA" => fill(&mut record, Variable::Language, text.trim_end_matches([';', ' '])),
            "RD" => record.set_date(Variable::Accessed, Date::parse_loose(text)),
            "DO" => fill(&mut record, Variable::Doi, identifier::doi(text).unwrap_or(text)),
            tag => {
                if let Some((_, role)) = ROLES.iter().find(|(known, _)| *known == tag) {
                    // CNKI has all in one line.
                    for name in text.split([';', '；']).filter(|name| !name.trim().is_empty()) {
                        record.push_name(*role, from_inverted(name.trim()));
                    }
                } else if let Some((_, variable)) = TEXTS.iter().find(|(known, _)| *known == tag) {
                    fill(&mut record, *variable, text);
                }
            }
        }
    }
    set_keywords(&mut record, &words);
    let pages = match (value("SP"), value("OP")) {
        (Some(first), Some(last)) if !last.is_empty() && first != last => format!("{first}-{last}"),
        (first, other) => first.or(other).unwrap_or_default().to_owned(),
    };
    let whole = matches!(kind, Kind::Book | Kind::Thesis | Kind::Report)
        && pages.bytes().all(|byte| byte.is_ascii_digit());
    fill(&mut record, if whole { Variable::NumberOfPages } else { Variable::Page }, &pages);
    date(&mut record, value("YR"), value("FD"));
    (fields.len() > 1).then_some(record)
}

/// `YR` has the year, `FD` the whole date or, beside the year, month and day in words.
fn date(record: &mut Record, year: Option<&str>, free: Option<&str>) {
    let year = year.filter(|year| !year.is_empty());
    let date = match (year, free.filter(|free| !free.is_empty())) {
        (Some(year), Some(free)) => {
            let whole = Date::parse_loose(free);
            let joined = Date::parse_loose(&format!("{free} {year}"));
            let plain = Date::parse_loose(year);
            [whole, joined].into_iter().find(|date| date.start_year() == plain.start_year()).unwrap_or(plain)
        }
        (Some(text), None) | (None, Some(text)) => Date::parse_loose(text),
        (None, None) => return,
    };
    record.set_date(Variable::Issued, date);
}

fn name(name: &Name) -> String {
    if name.literal.is_some() {
        // A comma would take an organisation apart (N3).
        return inverted(name).replace(',', "");
    }
    // RefWorks separates the parts of a name with bare commas.
    inverted(name).replace(", ", ",")
}

fn write(records: &[Record], _: &Options) -> String {
    let mut out = String::new();
    for record in records {
        let kind = nearest(record.kind);
        let row = TYPES.iter().find(|(_, known)| *known == kind);
        let mut put = |tag: &str, value: &str| {
            if !value.trim().is_empty() {
                out.push_str(tag);
                out.push(' ');
                out.push_str(&plain_line(value));
                out.push('\n');
            }
        };
        let text = |variable| record.text(variable).unwrap_or_default();
        put("RT", row.map_or("Generic", |(name, _)| *name));
        put(
            "SR",
            if record.has(Variable::Url) || record.has(Variable::Doi) { "Electronic(1)" } else { "Print(0)" },
        );
        put("ID", &record.id);
        for (tag, role) in ROLES {
            if *tag == "A1" {
                creators(record).for_each(|person| put(tag, &name(person)));
            } else {
                people(record, *role).for_each(|person| put(tag, &name(person)));
            }
        }
        put(
            if is_periodical(kind) { "JF" } else { "T2" },
            match kind {
                Kind::Book => text(Variable::CollectionTitle),
                _ => text(Variable::ContainerTitle),
            },
        );
        let number = match kind {
            _ if is_periodical(kind) => Variable::Issue,
            Kind::Book | Kind::Chapter | Kind::PaperConference => Variable::CollectionNumber,
            Kind::Software => Variable::Version,
            _ => Variable::Number,
        };
        put("IS", text(number));
        if let Some(date) = record.date(Variable::Issued) {
            let year = date.start_year().map(|year| year.to_string());
            put("YR", year.as_deref().or(date.literal.as_deref()).unwrap_or_default());
            let more = date.start.is_some_and(|start| start.month.is_some() || start.season.is_some());
            if more || date.end.is_some() || date.open || date.circa {
                let words = season(date).map(|(season, year)| format!("{season} {year}"));
                put("FD", &words.unwrap_or_else(|| date.to_edtf()));
            }
        }
        let whole = matches!(kind, Kind::Book | Kind::Thesis | Kind::Report) && !record.has(Variable::Page);
        let total = record.text(Variable::NumberOfPages).map(|total| (total, None));
        let (first, last) = if whole { total } else { page_ends(record) }.unwrap_or_default();
        put("SP", first);
        put("OP", last.unwrap_or_default());
        put("SN", record.text(Variable::Issn).or(record.text(Variable::Isbn)).unwrap_or_default());
        for (tag, variable) in TEXTS.iter().filter(|(tag, _)| *tag != "T3" || kind != Kind::Book) {
            // A data set is a work without a type of its own, whose version has no other place.
            let version =
                record.text(Variable::Version).filter(|_| *tag == "ED" && record.kind == Kind::Dataset);
            put(tag, version.unwrap_or(text(*variable)));
        }
        record.keywords().into_iter().for_each(|word| put("K1", word));
        if let Some(date) = record.date(Variable::Accessed) {
            put("RD", &date.to_edtf());
        }
        out.push('\n');
    }
    out
}
