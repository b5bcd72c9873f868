//! What Crossref's REST API and content negotiation send beside CSL-JSON's own fields, made into
//! those: subtitles, article numbers, degrees, institutions, dates by medium.
//!
//! Specification: <https://github.com/CrossRef/rest-api-doc/blob/master/api_format.md>.

use super::{ReadDate, date_from, rich, text_from};
use crate::record::{Json, Kind, Record, Variable};
use crate::text::case;

/// Crossref's names of CSL's variables.
static NAMES: &[(&str, &str)] = &[
    ("short-container-title", "container-title-short"),
    ("short-title", "title-short"),
    ("publisher-location", "publisher-place"),
    ("report-number", "number"),
    ("article-number", "number"),
    ("edition-number", "edition"),
    ("degree", "genre"),
];

/// Where the date of publication is when `issued` is absent or empty, the best first.
static DATES: &[&str] = &["published", "published-print", "published-online", "posted", "approved"];

/// The CSL variable of a field.
pub(super) fn variable_name(key: &str) -> &str {
    NAMES.iter().find(|(own, _)| *own == key).map_or(key, |(_, name)| name)
}

/// Whether there is a date of publication that could not be read.
#[cfg(any(test, feature = "element"))]
pub(super) fn has_other_date(record: &Record) -> bool {
    !record.has(Variable::Issued) && DATES.iter().any(|key| extra(record, key).is_some())
}

/// Fills what needs more than one field, from those that [`variable_name`] left in `extra`.
pub(super) fn combine_fields(record: &mut Record, read: ReadDate) {
    if let Some(title) =
        first(record, "subtitle").and_then(|subtitle| with_subtitle(record.title(), &subtitle))
    {
        record.set_text(Variable::Title, title);
        remove(record, "subtitle");
    }
    if !record.has(Variable::Issued) {
        let found = DATES.iter().find_map(|key| {
            let date = date_from(extra(record, key)?, read)?;
            Some((*key, date))
        });
        if let Some((key, date)) = found {
            record.set_date(Variable::Issued, date);
            remove(record, key);
        }
    }
    // Of a preprint, the institution is the server or the group that posted it.
    let issues = matches!(record.kind, Kind::Thesis | Kind::Report | Kind::Book);
    let bodies = [("institution", Variable::Publisher), ("standards-body", Variable::Authority)];
    for (key, variable) in bodies {
        if (issues || variable == Variable::Authority)
            && !record.has(variable)
            && let Some(name) = first(record, key)
        {
            record.set_text(variable, name);
            remove(record, key);
        }
    }
}

/// A chapter's or a paper's two containers are the series and the book, in this order; those of an
/// article are spellings of one title.
pub(super) fn series_and_book(kind: Kind, value: &Json) -> Option<(String, String)> {
    let [series, book] = value.items() else { return None };
    let text = |value: &Json| value.to_text().and_then(|text| rich(&text));
    let part = matches!(kind, Kind::Chapter | Kind::PaperConference | Kind::EntryEncyclopedia | Kind::Entry);
    let (series, book) = (text(series)?, text(book)?);
    (part && series != book).then_some((series, book))
}

fn extra<'r>(record: &'r Record, key: &str) -> Option<&'r Json> {
    record.extra.iter().find(|(name, _)| name == key).map(|(_, value)| value)
}

fn remove(record: &mut Record, key: &str) {
    record.extra.retain(|(name, _)| name != key);
}

/// The first text of a value: of a list, of an object with a name.
fn first(record: &Record, key: &str) -> Option<String> {
    let value = extra(record, key)?;
    let value = value.items().first().unwrap_or(value);
    let text = text_from(Variable::Title, value.get("name").unwrap_or(value))?;
    rich(&text)
}

/// Title and subtitle; nothing where the title has the subtitle already.
fn with_subtitle(title: &str, subtitle: &str) -> Option<String> {
    let known = case::to_lower(title).contains(&case::to_lower(subtitle));
    let gap = if title.ends_with(['?', '!', ':', '.']) { " " } else { ": " };
    (!title.is_empty() && !known).then(|| [title, gap, subtitle].concat())
}
