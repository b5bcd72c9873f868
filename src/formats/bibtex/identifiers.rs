//! DOI, URL and the numbers of archives such as arXiv and PubMed.

use super::source::Source;
use crate::formats::common::percent_decoded;
use crate::record::{Kind, Record, Variable, identifier};
use crate::text::case;

/// Sets the DOI, the URL and the archive's number.
pub(super) fn identifiers(record: &mut Record, source: &mut Source<'_, '_, '_, '_>) {
    if let Some(doi) = source.verbatim("doi") {
        match identifier::doi(&doi) {
            Some(bare) => record.set_text(Variable::Doi, bare),
            None => {
                let at = source.field("doi").map_or(source.entry.at, |field| field.at);
                source.problem(at, "doi", "a DOI begins with 10. and has a slash; it was left out");
            }
        }
    }
    if let Some(doi) = source.verbatim("crossref").filter(|_| !record.has(Variable::Doi)) {
        if let Some(bare) = identifier::doi(&doi).filter(|bare| *bare == doi) {
            record.set_text(Variable::Doi, bare);
        }
    }
    if let Some(url) = source.verbatim("url").or_else(|| source.verbatim("bdsk-url-1")) {
        let doi = identifier::doi(&url).filter(|_| url.contains("doi.org/")).map(percent_decoded);
        match doi {
            // A link that only repeats the DOI.
            Some(doi) if record.text(Variable::Doi).is_some_and(|known| known.eq_ignore_ascii_case(&doi)) => {
            }
            Some(doi) if !record.has(Variable::Doi) => record.set_text(Variable::Doi, doi),
            None if is_script(&url) => {
                let at = source.field("url").map_or(source.entry.at, |field| field.at);
                source.problem(at, "url", "invalid URL; it was left out (a URL begins with http)");
            }
            _ => record.set_text(Variable::Url, url),
        }
    }
    // The DOI of all versions of a work; nobody else's field, but styles pass it over.
    let concept = source.verbatim("conceptdoi");
    record.portal.concept_doi = concept.as_deref().and_then(identifier::doi).map(str::to_owned);
    eprint(record, source);
}

/// A preprint's number; of a published work it stays a field of BibTeX's, since `number` would be taken
/// for that of the article.
fn eprint(record: &mut Record, source: &mut Source<'_, '_, '_, '_>) {
    if let Some(id) = arxiv_in_journal(record).or_else(|| in_corr(record)) {
        become_preprint(record, &id);
    }
    let archive = source.first(&["eprinttype", "archiveprefix"]);
    let Some(eprint) = source.verbatim("eprint") else { return };
    match archive.as_deref().map(case::to_lower).as_deref() {
        Some("arxiv") if is_preprint(record, &source.entry.kind) => become_preprint(record, &eprint),
        Some("pubmed") => record.set_text(Variable::Pmid, eprint),
        Some("pmcid") => record.set_text(Variable::Pmcid, eprint),
        _ => {
            for (field, used) in source.entry.fields.iter().zip(&mut source.used) {
                *used &= !matches!(&*field.name, "eprint" | "eprinttype" | "archiveprefix");
            }
        }
    }
}

/// Whether a work with an arXiv number is there only. Exports write such a work as `@misc`, or as an
/// `@article` of a journal called arXiv.
fn is_preprint(record: &Record, entry_type: &str) -> bool {
    let journal = record.text(Variable::ContainerTitle).map(case::to_lower);
    match entry_type {
        "misc" | "online" | "unpublished" | "preprint" => {
            record.kind != Kind::Software && record.kind != Kind::Dataset
        }
        "article" => match journal {
            Some(title) => title.starts_with("arxiv"),
            None => !record.has(Variable::Volume) && !record.has(Variable::Page),
        },
        _ => record.kind == Kind::Article,
    }
}

fn become_preprint(record: &mut Record, id: &str) {
    let id = id.trim_start_matches("arXiv:");
    record.kind = Kind::Article;
    record.set_text(Variable::Number, format!("arXiv:{id}"));
    if record.text(Variable::Page).is_some_and(|page| page.trim_start_matches("arXiv:") == id) {
        record.remove(Variable::Page);
    }
    if record.text(Variable::ContainerTitle).is_some_and(|title| case::to_lower(title).starts_with("arxiv")) {
        record.remove(Variable::ContainerTitle);
    }
    if !record.has(Variable::Publisher) {
        record.set_text(Variable::Publisher, "arXiv");
    }
}

/// The number of a preprint in DBLP's journal `CoRR`, which is arXiv: `abs/1706.00001`.
fn in_corr(record: &mut Record) -> Option<String> {
    let id = record.text(Variable::Volume)?.strip_prefix("abs/")?.to_owned();
    if record.text(Variable::ContainerTitle) != Some("CoRR") {
        return None;
    }
    record.remove(Variable::Volume);
    record.remove(Variable::ContainerTitle);
    Some(id)
}

/// The number in a journal such as `arXiv preprint arXiv:1706.00001`, as Google Scholar writes it.
fn arxiv_in_journal(record: &Record) -> Option<String> {
    let title = record.text(Variable::ContainerTitle)?;
    let id = title.strip_prefix("arXiv preprint ")?.strip_prefix("arXiv:")?;
    let id = id.split([' ', '[']).next()?;
    (!id.is_empty()).then(|| id.to_owned())
}

/// `javascript:…`, `data:…`: a scheme that is not an address.
fn is_script(url: &str) -> bool {
    let scheme = url.split(':').next().unwrap_or_default();
    scheme.len() < url.len()
        && scheme.bytes().all(|byte| byte.is_ascii_alphabetic())
        && !["http", "https", "ftp", "mailto", "urn", "hdl", "doi"]
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known))
}
