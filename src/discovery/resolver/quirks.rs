//! What DOI registries send beside CSL-JSON's own fields, made into those: Crossref's
//! short journal names and citation counts, ISBNs as addresses. The rest of it (references, links,
//! dates of deposit) is the registry's own business and goes.
//! See <https://github.com/CrossRef/rest-api-doc/blob/master/api_format.md>.

use crate::normalise::html;
use crate::record::{Metric, Place, Problem, Record, Variable, identifier};

/// Where Crossref keeps ISBNs.
const ISBN_ADDRESS: &str = "id.crossref.org/isbn/";

/// Cleans a record that a registry sent.
pub(in crate::discovery) fn registry(record: &mut Record) {
    let extra = std::mem::take(&mut record.extra);
    let first = |key: &str| {
        let (_, value) = extra.iter().find(|(name, _)| name == key)?;
        value.items().first().unwrap_or(value).as_str().and_then(html::text)
    };
    if let Some(short) = first("short-container-title") {
        let known = [Variable::ContainerTitleShort, Variable::ContainerTitle];
        if known.iter().all(|name| record.text(*name).is_none_or(|text| *name == known[1] && text != short)) {
            record.set_text(Variable::ContainerTitleShort, short);
        }
    }
    let count = extra.iter().find(|(name, _)| name == "is-referenced-by-count");
    if let Some(count) = count.and_then(|(_, value)| value.as_f64()).filter(|count| *count >= 1.0) {
        if record.portal.metrics.is_empty() {
            let source = record.text(Variable::Source).map(str::to_owned);
            let metric =
                Metric { label: "citations".into(), count: count as u64, source, ..Metric::default() };
            record.portal.metrics.push(metric);
        }
    }
    if let Some(isbn) = record.text(Variable::Isbn).and_then(|text| text.split_once(ISBN_ADDRESS)) {
        let isbn = isbn.1.to_owned();
        record.set_text(Variable::Isbn, isbn);
    }
    let doi = record.text(Variable::Doi).unwrap_or_default();
    let repeats = |url: &str| identifier::doi(url).is_some_and(|found| found.eq_ignore_ascii_case(doi));
    if record.text(Variable::Url).is_some_and(repeats) {
        record.remove(Variable::Url);
    }
}

/// Whether a problem is one that the owner of a page can do something about: registries write some
/// fields in shapes of their own.
pub(in crate::discovery) fn is_news(problem: &Problem) -> bool {
    !matches!(&problem.place, Place::Entry { field: Some(field), .. } if field == "license")
}
