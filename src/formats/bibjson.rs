//! BibJSON: bibliographic records in JSON with BibTeX's types and fields, alone, in a list, in a
//! collection (`metadata` and `records`) or as DOAJ's API answers (`results` with `bibjson`); and the papers
//! of Semantic Scholar's API. Read only.
//!
//! Specification: <http://okfnlabs.org/bibjson/> and, for articles,
//! <https://github.com/DOAJ/doaj/blob/develop/docs/system/BibJSON.md>; papers:
//! <https://api.semanticscholar.org/api-docs/graph>.

use super::common::{fill, from_text, set_keywords};
use super::json_places::Faults;
use super::{Codec, Info, Likelihood, Reading, bibtex};
use crate::normalise::{dates, html, pages};
use crate::record::{Date, Json, Kind, Name, Place, Record, Variable, identifier};
use crate::text::json;

/// What menus and files need to know about BibJSON.
pub(super) static INFO: Info = Info {
    id: "bibjson",
    name: "BibJSON",
    aliases: &["doaj"],
    extension: "json",
    media_type: "application/x-bibjson+json",
    reads: true,
    ..Info::PLAIN
};

/// Detects and reads BibJSON.
pub(super) static CODEC: Codec = Codec { info: &INFO, detect, read: Some(read), write: None };

fn detect(text: &str) -> Likelihood {
    if is_likely(text) { Likelihood::Yes } else { Likelihood::No }
}

/// Whether JSON is BibJSON and not CSL-JSON, which has `issued` where this has `year`.
pub(super) fn is_likely(text: &str) -> bool {
    let has = |key: &str| text.contains(&["\"", key, "\""].concat());
    let other = ["@context", "issued", "container-title", "creators"].into_iter().any(has);
    let people = has("author") || has("authors");
    let own = has("year") && has("title") && (people || has("journal") || has("identifier"));
    text.trim_start().starts_with(['{', '[']) && (has("bibjson") || own && !other)
}

/// Fields with one text and one meaning, in BibTeX's names and in DOAJ's.
static TEXTS: &[(&str, Variable)] = &[
    ("title", Variable::Title),
    ("abstract", Variable::Abstract),
    ("volume", Variable::Volume),
    ("edition", Variable::Edition),
    ("publisher", Variable::Publisher),
    ("institution", Variable::Publisher),
    ("school", Variable::Publisher),
    ("address", Variable::PublisherPlace),
    ("series", Variable::CollectionTitle),
    ("booktitle", Variable::ContainerTitle),
    ("chapter", Variable::ChapterNumber),
    ("language", Variable::Language),
    ("note", Variable::Note),
    ("url", Variable::Url),
    ("doi", Variable::Doi),
    ("isbn", Variable::Isbn),
    ("issn", Variable::Issn),
];

/// Types of identifiers.
static IDENTIFIERS: &[(&str, Variable)] = &[
    ("doi", Variable::Doi),
    ("isbn", Variable::Isbn),
    ("issn", Variable::Issn),
    ("pissn", Variable::Issn),
    ("eissn", Variable::Issn),
    ("pmid", Variable::Pmid),
    ("pubmed", Variable::Pmid),
    ("pmc", Variable::Pmcid),
    ("pmcid", Variable::Pmcid),
    ("pubmedcentral", Variable::Pmcid),
];

fn read(text: &str) -> Reading {
    let (value, mut problems) = json::parse(text);
    let mut faults = Faults::default();
    let mut records = Vec::new();
    for (at, item) in items(&value).iter().enumerate() {
        match item {
            Json::Object(_) => records.push(record(item, at, &mut faults)),
            _ => {
                let place = Place::entry(INFO.name, format!("record {}", at + 1));
                faults.push(Some(&value), "", place, "a record must be an object; it was left out");
            }
        }
    }
    if records.is_empty() && problems.is_empty() {
        faults.push(None, "", INFO.name, "no record was found; list them under \"records\"");
    }
    problems.append(&mut faults.finish(Some(text), &value, INFO.name));
    Reading { records, problems }
}

/// The records: those of a list, of a collection, of an answer, or one alone.
fn items(value: &Json) -> &[Json] {
    let lists = ["records", "results"].into_iter().filter_map(|key| value.get(key));
    match lists.into_iter().find(|list| matches!(list, Json::Array(_))) {
        Some(list) => list.items(),
        None if matches!(value, Json::Array(_)) => value.items(),
        None if value.get("title").or_else(|| value.get("bibjson")).is_some() => std::slice::from_ref(value),
        None => &[],
    }
}

fn record<'j>(outer: &'j Json, at: usize, faults: &mut Faults<'j>) -> Record {
    let item = outer.get("bibjson").unwrap_or(outer);
    let id = ["id", "cid", "citekey", "_id"]
        .into_iter()
        .find_map(|key| text(item, key).or_else(|| text(outer, key)));
    let mut record = Record::default();
    let place =
        Place::entry(INFO.name, format!("record {}", id.clone().unwrap_or_else(|| (at + 1).to_string())));
    record.id = id.unwrap_or_default();
    kind(&mut record, item, &place, faults);
    for (key, variable) in TEXTS {
        let found = text(item, key).or_else(|| text(item.get(key)?, "name")).unwrap_or_default();
        fill(&mut record, *variable, &found);
    }
    journal(&mut record, item);
    if item.get("paperId").is_some() && record.kind != Kind::Book {
        fill(&mut record, Variable::ContainerTitle, &text(item, "venue").unwrap_or_default());
    }
    // DOAJ has `EN`.
    if let Some(code) = record.text(Variable::Language).filter(|code| code.len() == 2) {
        let code = code.to_ascii_lowercase();
        record.set_text(Variable::Language, code);
    }
    numbers(&mut record, item);
    for (key, variable) in [("author", Variable::Author), ("editor", Variable::Editor)] {
        let plural = if key == "author" { "authors" } else { "editors" };
        let Some(value) = item.get(key).or_else(|| item.get(plural)) else { continue };
        let names: Vec<Name> = match value {
            Json::Array(list) => list.iter().filter_map(name).collect(),
            one => name(one).into_iter().collect(),
        };
        if names.is_empty() && !value.items().is_empty() {
            let message = "no name was found; write {\"name\": \"Doe, Jane\"}; it was left out";
            faults.push(Some(item), key, place.clone().field(key), message);
        }
        record.set_names(variable, names);
    }
    date(&mut record, item, &place, faults);
    identifiers(&mut record, item);
    let words = item.get("keywords").or_else(|| item.get("keyword"));
    let words: Vec<String> = match words {
        Some(Json::Array(words)) => words.iter().filter_map(Json::to_text).collect(),
        Some(words) => {
            words.to_text().unwrap_or_default().split([';', ',']).map(|word| word.trim().to_owned()).collect()
        }
        None => Vec::new(),
    };
    set_keywords(&mut record, &words);
    if record.title().is_empty() {
        faults.push(Some(outer), "", place, "the record has no title; add one");
    }
    record
}

/// BibTeX's type; without one an article is what has a journal.
fn kind<'j>(record: &mut Record, item: &'j Json, place: &Place, faults: &mut Faults<'j>) {
    let said = |name: &str| {
        item.get("publicationTypes")
            .is_some_and(|types| types.items().iter().any(|kind| kind.as_str() == Some(name)))
    };
    let guess = match (item.get("journal"), item.get("booktitle")) {
        _ if said("Conference") && !said("JournalArticle") => Kind::PaperConference,
        _ if said("Book") => Kind::Book,
        _ if said("Dataset") => Kind::Dataset,
        (Some(_), _) => Kind::ArticleJournal,
        (_, Some(_)) => Kind::Chapter,
        _ => Kind::Document,
    };
    record.kind = guess;
    let Some(name) = text(item, "type") else { return };
    let lower = name.to_ascii_lowercase();
    match bibtex::types::kind(&lower).or_else(|| Kind::parse(&lower)) {
        Some(kind) => {
            record.kind = kind;
            fill(record, Variable::Genre, bibtex::types::default_genre(&lower));
        }
        None => {
            let message = format!("unknown type \"{name}\"; treated as \"{}\"", guess.as_str());
            faults.push(Some(item), "type", place.clone().field("type"), message);
        }
    }
}

/// A journal is a text, or an object with its own title, volume, number and ISSNs.
fn journal(record: &mut Record, item: &Json) {
    let Some(journal) = item.get("journal") else { return };
    let plain = journal.to_text().and_then(|text| html::text(&text));
    let title =
        plain.or_else(|| text(journal, "title")).or_else(|| text(journal, "name")).unwrap_or_default();
    fill(record, Variable::ContainerTitle, &title);
    let parts = [
        ("shortcode", Variable::ContainerTitleShort),
        ("volume", Variable::Volume),
        ("number", Variable::Issue),
        ("issue", Variable::Issue),
        ("publisher", Variable::Publisher),
        ("language", Variable::Language),
        ("issns", Variable::Issn),
        ("issn", Variable::Issn),
    ];
    for (key, variable) in parts {
        fill(record, variable, &text(journal, key).unwrap_or_default());
    }
    let range = text(journal, "pages").unwrap_or_default();
    fill(record, Variable::Page, &pages::read(&range));
    identifiers(record, journal);
}

/// A journal's `number` is its issue; a report's or a series' is its own.
fn numbers(record: &mut Record, item: &Json) {
    let periodical = bibtex::types::in_journal(record.kind);
    let number = text(item, "number").unwrap_or_default();
    let place = match (periodical, record.has(Variable::CollectionTitle)) {
        (true, _) => Variable::Issue,
        (false, true) => Variable::CollectionNumber,
        (false, false) => Variable::Number,
    };
    fill(record, place, &number);
    fill(record, Variable::Issue, &text(item, "issue").unwrap_or_default());
    let range = text(item, "pages").unwrap_or_default();
    fill(record, Variable::Page, &pages::read(&range));
    let first = text(item, "start_page").unwrap_or_default();
    let last = text(item, "end_page").filter(|last| *last != first && !first.is_empty());
    fill(record, Variable::Page, &last.map_or(first.clone(), |last| [&first, "-", &last].concat()));
}

fn name(value: &Json) -> Option<Name> {
    if let Some(text) = value.as_str() {
        return html::text(text).map(|text| from_text(&text));
    }
    let (first, last) = (text(value, "firstname"), text(value, "lastname"));
    let mut name = match last {
        Some(last) => Name { family: Some(last), given: first, ..Name::default() },
        None => from_text(&text(value, "name")?),
    };
    name.orcid =
        text(value, "orcid_id").or_else(|| text(value, "orcid")).and_then(|id| identifier::orcid(&id));
    name.affiliations.extend(text(value, "affiliation"));
    Some(name)
}

fn date<'j>(record: &mut Record, item: &'j Json, place: &Place, faults: &mut Faults<'j>) {
    if let Some(date) = text(item, "publicationDate").and_then(|date| Date::parse(&date)) {
        return record.set_date(Variable::Issued, date);
    }
    let Some(year) = text(item, "year") else { return };
    let month = text(item, "month").filter(|month| month != "0");
    let numeric = month.as_deref().and_then(|month| month.parse::<u8>().ok());
    let whole = match (numeric, &month) {
        (Some(month), _) => format!("{year}-{month:02}"),
        (None, Some(month)) => format!("{month} {year}"),
        (None, None) => year.clone(),
    };
    if dates::is_invalid(&whole) {
        let message = "there is no such date; the impossible part was left out";
        faults.push(Some(item), "year", place.clone().field("year"), message);
    }
    let found = Date::parse(&whole).or_else(|| dates::date(&whole));
    match found.or_else(|| dates::date(&year)) {
        Some(date) => record.set_date(Variable::Issued, date),
        None => faults.push(Some(item), "year", place.clone().field("year"), "invalid year; it was left out"),
    }
}

fn identifiers(record: &mut Record, item: &Json) {
    for entry in item.get("identifier").map(Json::items).unwrap_or_default() {
        let (Some(id), Some(name)) = (text(entry, "id"), text(entry, "type")) else { continue };
        let name = name.to_ascii_lowercase();
        if let Some((_, variable)) = IDENTIFIERS.iter().find(|(known, _)| *known == name) {
            fill(record, *variable, &id);
        }
    }
    for (name, id) in item.get("externalIds").map(Json::entries).unwrap_or_default() {
        let name = name.to_ascii_lowercase();
        let known = IDENTIFIERS.iter().find(|(known, _)| *known == name).map(|(_, variable)| *variable);
        if let (Some(variable), Some(id)) = (known, id.to_text()) {
            // PMC's numbers come without their letters.
            let bare = variable == Variable::Pmcid && id.bytes().all(|byte| byte.is_ascii_digit());
            fill(record, variable, &if bare { ["PMC", &id].concat() } else { id });
        }
    }
    if let Some(doi) = record.text(Variable::Doi).and_then(identifier::doi).map(str::to_owned) {
        record.set_text(Variable::Doi, doi);
    }
    for link in item.get("link").map(Json::items).unwrap_or_default() {
        if let Some(url) = text(link, "url").as_deref().and_then(identifier::safe_url) {
            fill(record, Variable::Url, url);
        }
    }
}

/// A text, the first of a list, or a number.
fn text(value: &Json, key: &str) -> Option<String> {
    let value = value.get(key)?;
    html::text(&value.items().first().unwrap_or(value).to_text()?)
}
