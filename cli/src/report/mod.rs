//! Saved pages → the report of their citation metadata: what `<citation-card debug>` shows on the page
//! itself, for people or as JSON.

pub(crate) mod page;
mod text;

use crate::Outcome;
use crate::args::{Report, ReportFormat};
use crate::input::{inputs, unreadable};
use crate::output::Sink;
use crate::tell::Teller;
use citation_card::discovery::{Page, Row, Wanted, discover, in_scholar, report, scholar};
use citation_card::formats::to_json;
use citation_card::record::Json;
use citation_card::{Problem, Record};
use page::page_of;

/// What a page's metadata says.
pub(crate) struct Findings {
    /// The works.
    pub records: Vec<Record>,
    /// Where each field of a single work comes from, and what it lacks.
    pub rows: Vec<Row>,
    /// What Google Scholar misses.
    pub scholar: Vec<Row>,
    /// What was wrong with the metadata.
    pub problems: Vec<Problem>,
}

/// `citation-card report`
pub(crate) fn run(args: &Report, teller: &Teller) -> Outcome {
    teller.counts("pages");
    let mut sink = Sink::open(None)?;
    let pages = inputs(&args.pages, teller)?;
    let several = pages.len() > 1;
    for (at, input) in pages.iter().enumerate() {
        let html = match input.text() {
            Ok(html) => html,
            Err(error) => {
                teller.problem(input.name(), unreadable(&error));
                continue;
            }
        };
        let found = findings(&page_of(&html, args.url.as_deref().unwrap_or_default()), &args.lang);
        teller.count(1, 0);
        match args.format {
            ReportFormat::Json => sink.put(&(json(&input.name(), &found).to_string() + "\n"))?,
            ReportFormat::Text => {
                if several {
                    sink.put(&format!("{}{}\n", if at > 0 { "\n" } else { "" }, input.name()))?;
                }
                sink.put(&text::text_of(&found))?;
            }
        }
    }
    sink.close()
}

/// What the metadata of a page says. `lang` is the language of the advice, and the one that is taken
/// where the page has several.
pub(crate) fn findings(page: &Page, lang: &str) -> Findings {
    let found = discover(page, &Wanted { lang: lang.to_owned(), ..Wanted::default() });
    let (rows, wanted) = match found.records.as_slice() {
        [] => (Vec::new(), true),
        [record] => (report(record, &found.fields, lang), in_scholar(record.kind)),
        _ => (Vec::new(), false),
    };
    let scholar = if wanted { scholar(page, lang) } else { Vec::new() };
    Findings { records: found.records, rows, scholar, problems: found.problems }
}

fn json(page: &str, found: &Findings) -> Json {
    let entry = |key: &str, value: Json| (key.to_owned(), value);
    let rows = found.rows.iter().chain(&found.scholar).map(row);
    let problems = found.problems.iter().map(|problem| Json::from(problem.to_string()));
    Json::Object(vec![
        entry("page", page.into()),
        entry("records", Json::Array(found.records.iter().map(to_json).collect())),
        entry("fields", Json::Array(rows.collect())),
        entry("problems", Json::Array(problems.collect())),
    ])
}

/// A row as an object: what is empty is left out.
fn row(row: &Row) -> Json {
    let mut entries: Vec<(String, Json)> = vec![("field".to_owned(), row.field.as_str().into())];
    for (key, value) in [("value", &row.value), ("source", &row.source), ("advice", &row.advice)] {
        if !value.is_empty() {
            entries.push((key.to_owned(), value.as_str().into()));
        }
    }
    if !row.others.is_empty() {
        let other = |(source, value): &(String, String)| {
            Json::Object(vec![
                ("source".to_owned(), source.as_str().into()),
                ("value".to_owned(), value.as_str().into()),
            ])
        };
        entries.push(("others".to_owned(), Json::Array(row.others.iter().map(other).collect())));
    }
    if row.missing {
        entries.push(("missing".to_owned(), Json::Bool(true)));
    }
    Json::Object(entries)
}
