//! The metadata report: every field with its origin and what other sources said, then what is
//! missing for a good citation or for Google Scholar, with one sentence on how to mend it.

use super::merge::Field;
use super::page::Page;
use super::{highwire, tags};
use crate::record::{Kind, Record, Variable as V};

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

/// What each type needs: no types means all. The advice completes "add …".
static NEEDS: &[(&[Kind], V, &str)] = &[
    (&[], V::Title, "citation_title with the work's title"),
    (&[], V::Author, "one citation_author a person, in order, as “Family, Given”"),
    (&[], V::Issued, "citation_publication_date, as 2022/03/01 or 2022"),
    (&[Kind::ArticleJournal], V::ContainerTitle, "citation_journal_title with the journal's full name"),
    (&[Kind::ArticleJournal], V::Volume, "citation_volume"),
    (
        &[Kind::ArticleJournal],
        V::Page,
        "citation_firstpage and citation_lastpage, or citation_article_number",
    ),
    (&[Kind::ArticleJournal], V::Issn, "citation_issn, which Google Scholar uses to tell journals apart"),
    (&[Kind::PaperConference], V::ContainerTitle, "citation_conference_title"),
    (&[Kind::PaperConference], V::Page, "citation_firstpage and citation_lastpage"),
    (&[Kind::Chapter], V::ContainerTitle, "citation_inbook_title with the book's title"),
    (&[Kind::Chapter], V::Page, "citation_firstpage and citation_lastpage"),
    (&[Kind::Thesis], V::Publisher, "citation_dissertation_institution with the university's name"),
    (&[Kind::Report], V::Publisher, "citation_technical_report_institution"),
    (&[Kind::Book, Kind::Chapter], V::Publisher, "citation_publisher"),
    (&[Kind::Dataset, Kind::Software], V::Publisher, "the repository's name as “publisher” in the JSON-LD"),
    (
        &[Kind::Dataset, Kind::Software],
        V::Version,
        "“version” in the JSON-LD, so that readers cite what they used",
    ),
];

/// The report of a record and of the origin of its fields.
pub fn report(record: &Record, fields: &[Field]) -> Vec<Row> {
    let mut rows: Vec<Row> = fields.iter().map(|field| row(record, field)).collect();
    for (kinds, variable, advice) in NEEDS {
        let applies = kinds.is_empty() || kinds.contains(&record.kind);
        let filled = record.has(*variable)
            || *variable == V::Author && record.has(V::Editor)
            || *variable == V::Page && (record.has(V::Number) || record.has(V::NumberOfPages));
        if applies && !filled {
            rows.push(missing(variable.as_str(), advice));
        }
    }
    if !record.has(V::Doi) && !record.has(V::Url) {
        rows.push(missing("DOI", "citation_doi, or a persistent address as citation_abstract_html_url"));
    }
    rows
}

fn row(record: &Record, field: &Field) -> Row {
    let advice = match field.name {
        "type" if matches!(record.kind, Kind::Document | Kind::Webpage) => {
            "nothing says what kind of work this is; add JSON-LD with an @type such as Thesis or Dataset"
        }
        _ if !field.others.is_empty() => "make the sources agree",
        _ => "",
    };
    Row {
        field: field.name.to_owned(),
        value: field.value.clone(),
        source: field.source.clone(),
        others: field.others.clone(),
        missing: false,
        advice: advice.to_owned(),
    }
}

fn missing(field: &str, advice: &str) -> Row {
    Row { field: field.to_owned(), missing: true, advice: format!("add {advice}"), ..Row::default() }
}

/// What Google Scholar asks of a page and this one does not have. It reads only what the server
/// sends, in the head, and takes Dublin Core as a last resort.
/// See <https://scholar.google.com/intl/en/scholar/inclusion.html#indexing>.
pub fn scholar(page: &Page) -> Vec<Row> {
    let keys: Vec<String> = page.metas.iter().filter_map(|meta| highwire::key(&meta.name)).collect();
    let other = !tags::prefixed(page, &["eprints", "prism"]).is_empty();
    let has = |names: &[&str]| keys.iter().any(|key| names.contains(&key.as_str()));
    let checks: [(&[&str], &str); 4] = [
        (&["title"], "citation_title"),
        (&["author", "authors"], "citation_author"),
        (&["publication_date", "date", "online_date", "year"], "citation_publication_date"),
        (&["pdf_url"], "citation_pdf_url with the address of the full text, in the same folder as the page"),
    ];
    let wanting = checks.iter().filter(|(names, advice)| !has(names) && (!other || advice.contains("pdf")));
    wanting.map(|(_, advice)| missing("Google Scholar", advice)).collect()
}
