//! Wikidata QuickStatements (version 1, tab-separated): the commands that create an item.
//!
//! Specification: Help:QuickStatements; the properties P31 (instance of), P1476 (title), P2093
//! (author name string) with P1545 (series ordinal) and P496 (ORCID iD), P356 (DOI, in capitals), P577 (publication date),
//! P478, P433, P304, P2322 (article ID), P407 (language), and others below. Written only. Containers and publishers
//! are items of Wikidata, whose numbers a record does not know: they are left to the reader.

use super::common::{article_number, creators, plain_line};
use super::{Codec, Group, Info, Options};
use crate::record::{Date, DatePart, Kind, Record, Variable};
use crate::text::case;

/// What menus and files need to know about Wikidata QuickStatements.
pub(super) static INFO: Info = Info {
    id: "quickstatements",
    name: "Wikidata QuickStatements",
    aliases: &["wikidata", "quick-statements"],
    extension: "txt",
    media_type: "text/x-quickstatements",
    group: Group::Metadata,
    writes: true,
    ..Info::PLAIN
};

/// Writes Wikidata QuickStatements.
pub(super) static CODEC: Codec = Codec::writer(&INFO, write);

/// The class (P31) of every type of work: the item that Wikidata itself says is the same as CSL's
/// type (P2888, exact match, with `https://citationstyles.org/ontology/type/…`). Others: of books the
/// edition (Q3331189), since publisher, ISBN and pages are an edition's; of `article`, CSL's word for
/// preprints, the preprint (Q580922); a document (Q49848), an artwork (Q4502142), a pamphlet
/// (Q190399) and a message (Q628523), which have no exact match.
static CLASSES: &[(Kind, u32)] = &[
    (Kind::Article, 580_922),
    (Kind::ArticleJournal, 13_442_814),
    (Kind::ArticleMagazine, 30_070_590),
    (Kind::ArticleNewspaper, 5_707_594),
    (Kind::Bill, 686_822),
    (Kind::Book, 3_331_189),
    (Kind::Broadcast, 11_578_774),
    (Kind::Chapter, 1_980_247),
    (Kind::Collection, 9_388_534),
    (Kind::Dataset, 1_172_284),
    (Kind::Entry, 10_389_811),
    (Kind::EntryDictionary, 1_580_166),
    (Kind::EntryEncyclopedia, 13_433_827),
    (Kind::Event, 1_656_682),
    (Kind::Figure, 30_070_753),
    (Kind::Graphic, 4_502_142),
    (Kind::Hearing, 545_861),
    (Kind::Interview, 178_651),
    (Kind::LegalCase, 2_334_719),
    (Kind::Legislation, 49_371),
    (Kind::Manuscript, 87_167),
    (Kind::Map, 4_006),
    (Kind::MotionPicture, 11_424),
    (Kind::MusicalScore, 187_947),
    (Kind::Pamphlet, 190_399),
    (Kind::PaperConference, 23_927_052),
    (Kind::Patent, 253_623),
    (Kind::Performance, 35_140),
    (Kind::Periodical, 1_002_697),
    (Kind::PersonalCommunication, 628_523),
    (Kind::Post, 7_216_866),
    (Kind::PostWeblog, 17_928_402),
    (Kind::Regulation, 428_148),
    (Kind::Report, 10_870_555),
    (Kind::Review, 265_158),
    (Kind::ReviewBook, 637_866),
    (Kind::Software, 7_397),
    (Kind::Song, 7_366),
    (Kind::Speech, 861_911),
    (Kind::Standard, 317_623),
    (Kind::Thesis, 1_266_946),
    (Kind::Treaty, 131_569),
    (Kind::Webpage, 36_774),
];

/// The class of what the table lacks: a document.
const DOCUMENT: u32 = 49_848;

/// Wikidata takes labels up to this length.
const MAX_LABEL: usize = 250;

/// Languages that have an item here: the code and the item.
static LANGUAGES: &[(&str, &str)] = &[
    ("en", "Q1860"),
    ("de", "Q188"),
    ("fr", "Q150"),
    ("es", "Q1321"),
    ("it", "Q652"),
    ("pt", "Q5146"),
    ("nl", "Q7411"),
    ("ru", "Q7737"),
    ("zh", "Q7850"),
    ("ja", "Q5287"),
    ("ar", "Q13955"),
    ("pl", "Q809"),
    ("sv", "Q9027"),
    ("da", "Q9035"),
    ("no", "Q9043"),
    ("fi", "Q1412"),
    ("cs", "Q9056"),
    ("tr", "Q256"),
];

/// Properties whose value is text.
static TEXTS: &[(&str, Variable)] = &[
    ("P478", Variable::Volume),
    ("P433", Variable::Issue),
    ("P304", Variable::Page),
    ("P1104", Variable::NumberOfPages),
    ("P393", Variable::Edition),
    ("P348", Variable::Version),
    ("P698", Variable::Pmid),
];

fn write(records: &[Record], _: &Options) -> String {
    let mut out = String::new();
    for record in records {
        out.push_str("CREATE\n");
        item(record, &mut out);
    }
    out
}

/// Text in quotes: neither quotes, tabs nor line breaks can stand in it. A straight quotation mark at the
/// beginning of a word opens, any other closes.
fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    let mut before = ' ';
    for letter in plain_line(text).chars() {
        let opens = before.is_whitespace() || "([{/–—‘'".contains(before);
        out.push(match letter {
            '"' if opens => '“',
            '"' => '”',
            other => other,
        });
        before = letter;
    }
    out.push('"');
    out
}

fn item(record: &Record, out: &mut String) {
    let mut line = |parts: &[&str]| {
        out.push_str("LAST\t");
        out.push_str(&parts.join("\t"));
        out.push('\n');
    };
    let language = record.text(Variable::Language).unwrap_or_default();
    let code = case::to_lower(language.split(['-', '_']).next().unwrap_or_default());
    let known = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase());
    let label = if known { code.as_str() } else { "en" };
    if !record.title().is_empty() {
        let title: String = plain_line(record.title()).chars().take(MAX_LABEL).collect();
        line(&[&format!("L{label}"), &quoted(&title)]);
    }
    let class = CLASSES.iter().find(|(kind, _)| *kind == record.kind).map_or(DOCUMENT, |row| row.1);
    line(&["P31", &format!("Q{class}")]);
    if !record.title().is_empty() {
        // A title in an unknown language is "undetermined".
        let language = if known { code.as_str() } else { "und" };
        line(&["P1476", &format!("{language}:{}", quoted(record.title()))]);
    }
    for (at, name) in creators(record).enumerate() {
        let (name_text, place) = (quoted(&name.full()), format!("\"{}\"", at + 1));
        let orcid = name.orcid.as_deref().map(quoted);
        let mut parts = vec!["P2093", &name_text, "P1545", &place];
        // N11: the iD qualifies the name.
        parts.extend(orcid.iter().flat_map(|id| ["P496", id]));
        line(&parts);
    }
    if let Some(start) =
        record.date(Variable::Issued).and_then(|date: &Date| date.start).filter(|part| part.year > 0)
    {
        line(&["P577", &time(start)]);
    }
    for (property, variable) in TEXTS {
        if let Some(text) = record.text(*variable) {
            let quantity = *property == "P1104";
            let value = if quantity { text.trim().to_owned() } else { quoted(&text.replace("--", "-")) };
            if !quantity || value.bytes().all(|byte| byte.is_ascii_digit()) {
                line(&[property, &value]);
            }
        }
    }
    if let Some(number) = article_number(record) {
        line(&["P2322", &quoted(number)]);
    }
    if let Some(doi) = record.text(Variable::Doi) {
        line(&["P356", &quoted(&case::to_upper(doi))]);
    }
    if let Some(isbn) = record.text(Variable::Isbn) {
        let digits = isbn.bytes().filter(|byte| byte.is_ascii_digit() || *byte == b'X').count();
        line(&[if digits == 13 { "P212" } else { "P957" }, &quoted(isbn)]);
    }
    if let Some(id) = record.text(Variable::Pmcid) {
        line(&["P932", &quoted(id.trim_start_matches("PMC"))]);
    }
    if record.kind == Kind::Patent {
        if let Some(number) = record.text(Variable::Number) {
            line(&["P1246", &quoted(number)]);
        }
    }
    if let Some((_, item)) = LANGUAGES.iter().find(|(known, _)| *known == code) {
        line(&["P407", item]);
    }
    if let Some(url) = record.text(Variable::Url) {
        line(&["P953", &quoted(url)]);
    }
}

/// `+2022-03-01T00:00:00Z/11`: 9 is a year, 10 a month, 11 a day; nothing is invented (D1).
fn time(part: DatePart) -> String {
    let precision = match (part.month, part.day) {
        (Some(_), Some(_)) => 11,
        (Some(_), None) => 10,
        _ => 9,
    };
    format!(
        "+{:04}-{:02}-{:02}T00:00:00Z/{precision}",
        part.year,
        part.month.unwrap_or(0),
        part.day.unwrap_or(0)
    )
}
