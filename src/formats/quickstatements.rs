//! Wikidata QuickStatements (version 1, tab-separated): the commands that create an item.
//!
//! Specification: Help:QuickStatements; the properties P31 (instance of), P1476 (title), P2093
//! (author name string), P1545 (series ordinal), P356 (DOI, in capitals), P577 (publication date),
//! P478, P433, P304, P407 (language), and others below. Written only. Containers and publishers
//! are items of Wikidata, whose numbers a record does not know: they are left to the reader.

use super::common::{creators, plain_line};
use super::{Format, Group, Options, second};
use crate::record::{Date, DatePart, Kind, Record, Variable};

/// Wikidata QuickStatements.
pub static FORMAT: Format = Format {
    id: "quickstatements",
    name: "Wikidata QuickStatements",
    aliases: &["wikidata", "quick-statements"],
    extension: "txt",
    media_type: "text/x-quickstatements",
    group: Group::Metadata,
    writes: true,
    write: second(write),
    ..Format::PLAIN
};

/// The class (P31) of a type.
fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::ArticleJournal => "Q13442814",
        Kind::Article => "Q580922",
        Kind::ArticleMagazine => "Q30070590",
        Kind::ArticleNewspaper => "Q5707594",
        Kind::Book => "Q571",
        Kind::Chapter => "Q1980247",
        Kind::PaperConference => "Q23927052",
        Kind::Thesis => "Q1266946",
        Kind::Report => "Q10870555",
        Kind::Dataset => "Q1172284",
        Kind::Software => "Q7397",
        Kind::Patent => "Q253623",
        Kind::Webpage => "Q36774",
        Kind::PostWeblog => "Q17928402",
        Kind::EntryEncyclopedia => "Q17329259",
        Kind::EntryDictionary => "Q1580166",
        Kind::MotionPicture => "Q11424",
        Kind::Song => "Q7366",
        Kind::Map => "Q4006",
        Kind::Standard => "Q317623",
        Kind::Periodical => "Q1002697",
        Kind::Speech => "Q861911",
        Kind::ReviewBook => "Q637866",
        Kind::LegalCase => "Q2334719",
        Kind::Legislation => "Q49371",
        Kind::Manuscript => "Q87167",
        _ => "Q386724",
    }
}

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

/// Text in quotes: neither quotes, tabs nor line breaks can stand in it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", plain_line(text).replace('"', "”"))
}

fn item(record: &Record, out: &mut String) {
    let mut line = |parts: &[&str]| {
        out.push_str("LAST\t");
        out.push_str(&parts.join("\t"));
        out.push('\n');
    };
    let language = record.text(Variable::Language).unwrap_or_default();
    let code = language.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    let known = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase());
    let label = if known { code.as_str() } else { "en" };
    if !record.title().is_empty() {
        line(&[&format!("L{label}"), &quoted(record.title())]);
    }
    line(&["P31", class(record.kind)]);
    if !record.title().is_empty() {
        // A title in an unknown language is "undetermined".
        let language = if known { code.as_str() } else { "und" };
        line(&["P1476", &format!("{language}:{}", quoted(record.title()))]);
    }
    for (at, name) in creators(record).enumerate() {
        line(&["P2093", &quoted(&name.full()), "P1545", &format!("\"{}\"", at + 1)]);
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
    if let Some(doi) = record.text(Variable::Doi) {
        line(&["P356", &quoted(&doi.to_uppercase())]);
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
