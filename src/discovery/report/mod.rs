//! The metadata report: every field with its origin and what other sources said, then what is
//! missing for a good citation or for Google Scholar, with one sentence on how to fix it.

mod advice;

use crate::discovery::merge::{Field, full_names};
use crate::discovery::page::Page;
use crate::discovery::partial::Vocabulary;
use crate::discovery::vocabularies::highwire;
use crate::discovery::vocabularies::tags;
use crate::record::{Kind, Record, Variable as V};
use advice::Advice;
#[cfg(feature = "card")]
pub(crate) use advice::language as advice_language;

/// One row of the report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// CSL's name of the field, or `type`.
    pub field: String,
    /// The value; empty where it is missing.
    pub value: String,
    /// Where it came from: `Highwire citation_title`.
    pub source: String,
    /// What others say where they differ: the source and the value.
    pub others: Vec<(String, String)>,
    /// Works of this type should have the field, and this one has not.
    pub missing: bool,
    /// What the owner of the page can do about it; empty where all is well.
    pub advice: String,
}

/// What each type needs: no types means all.
static NEEDS: &[(&[Kind], V, Advice)] = &[
    (&[], V::Title, Advice::Title),
    (&[], V::Author, Advice::Author),
    (&[], V::Issued, Advice::Issued),
    (&[Kind::ArticleJournal], V::ContainerTitle, Advice::Journal),
    (&[Kind::ArticleJournal], V::Volume, Advice::Volume),
    (&[Kind::ArticleJournal, Kind::PaperConference, Kind::Chapter], V::Page, Advice::Pages),
    (&[Kind::ArticleJournal], V::Issn, Advice::Issn),
    (&[Kind::PaperConference], V::ContainerTitle, Advice::Conference),
    (&[Kind::Chapter], V::ContainerTitle, Advice::Book),
    (&[Kind::Thesis], V::Publisher, Advice::University),
    (&[Kind::Report], V::Publisher, Advice::Institution),
    (&[Kind::Book, Kind::Chapter], V::Publisher, Advice::Publisher),
    (&[Kind::Dataset, Kind::Software], V::Publisher, Advice::Repository),
    (&[Kind::Dataset, Kind::Software], V::Version, Advice::Version),
];

/// The report of a record and of the origin of its fields, with its sentences in a language.
pub fn report(record: &Record, fields: &[Field], lang: &str) -> Vec<Row> {
    let mut rows: Vec<Row> = fields.iter().map(|field| row(record, field, lang)).collect();
    for (kinds, variable, advice) in NEEDS {
        let applies = kinds.is_empty() || kinds.contains(&record.kind);
        let filled = record.has(*variable)
            || *variable == V::Author && record.has(V::Editor)
            || *variable == V::Page && (record.has(V::Number) || record.has(V::NumberOfPages));
        if applies && !filled {
            rows.push(missing(variable.as_str(), *advice, lang));
        }
    }
    if !record.has(V::Doi) && !record.has(V::Url) {
        rows.push(missing("DOI", Advice::Doi, lang));
    }
    rows
}

fn row(record: &Record, field: &Field, lang: &str) -> Row {
    let advice = match field.name {
        "type" if matches!(record.kind, Kind::Document | Kind::Webpage) => Some(Advice::Kind),
        _ if field.others.iter().any(|(source, _)| describes(source)) => Some(Advice::Agree),
        _ => None,
    };
    Row {
        field: field.name.to_owned(),
        value: field.value.clone(),
        source: field.source.clone(),
        others: field.others.clone(),
        missing: false,
        advice: advice.map_or("", |advice| advice.text(lang)).to_owned(),
    }
}

/// Whether a source describes the work, and not the page or the site that it is on.
fn describes(source: &str) -> bool {
    let pages = [Vocabulary::OpenGraph, Vocabulary::Html];
    !pages.iter().any(|vocabulary| source.starts_with(vocabulary.name()))
}

/// Whether Google Scholar holds works of this type.
pub fn in_scholar(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Dataset
            | Kind::Software
            | Kind::Webpage
            | Kind::Post
            | Kind::PostWeblog
            | Kind::Map
            | Kind::Graphic
            | Kind::MotionPicture
            | Kind::Song
            | Kind::MusicalScore
            | Kind::PersonalCommunication
    )
}

fn missing(field: &str, advice: Advice, lang: &str) -> Row {
    Row { field: field.to_owned(), missing: true, advice: advice.text(lang).to_owned(), ..Row::default() }
}

/// What Google Scholar asks of a page and this one does not have. It reads only what the server
/// sends, in the head, and takes Dublin Core as a last resort.
/// See <https://scholar.google.com/intl/en/scholar/inclusion.html#indexing>.
pub fn scholar(page: &Page, lang: &str) -> Vec<Row> {
    let all = tags::whole(page);
    let tags = tags::known(&all, &highwire::key);
    let other = !tags::prefixed(&all, &["eprints", "prism"]).is_empty();
    let has = |names: &[&str]| tags.iter().any(|tag| names.contains(&tag.key.as_str()));
    let checks: [(&[&str], Advice); 4] = [
        (&["title"], Advice::Title),
        (&["author", "authors"], Advice::Author),
        (&["publication_date", "date", "online_date", "year"], Advice::Issued),
        (&["pdf_url"], Advice::FullText),
    ];
    let wanting =
        checks.iter().filter(|(names, advice)| !has(names) && (!other || *advice == Advice::FullText));
    wanting.map(|(_, advice)| missing("Google Scholar", *advice, lang)).collect()
}

/// The fields of a record with their origin, where several sources were put together: what the
/// page says of a field is known already, the rest is the first source's that has it.
pub(in crate::discovery) fn origins(
    record: &Record,
    page: Vec<Field>,
    sources: &[(String, Record)],
) -> Vec<Field> {
    let mut known = page;
    let mut fields = Vec::new();
    for (name, value) in shown(record) {
        let at = known.iter().position(|field| field.name == name);
        let page = at.map(|at| known.remove(at));
        let source =
            sources.iter().find(|(_, other)| shown(other).any(|field| field == (name, value.clone())));
        fields.push(match (page, source) {
            (Some(field), _) if field.value == value => field,
            (page, Some((source, _))) => {
                let others = page.map(|field| (field.source, field.value)).into_iter().collect();
                Field { name, value, source: source.clone(), others }
            }
            (Some(field), None) => Field { value, ..field },
            (None, None) => Field { name, value, source: String::new(), others: Vec::new() },
        });
    }
    fields
}

fn shown(record: &Record) -> impl Iterator<Item = (&'static str, String)> {
    let names = record.all_names().map(|(role, names)| (role.as_str(), full_names(names)));
    let dates = record.dates().map(|(variable, date)| (variable.as_str(), date.to_edtf()));
    let texts = record.texts().map(|(variable, text)| (variable.as_str(), text.to_owned()));
    std::iter::once(("type", record.kind.as_str().to_owned())).chain(texts).chain(names).chain(dates)
}
