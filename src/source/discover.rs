//! The picture of a page to the records of the works that it is about.

use super::merge::{self, Field};
use super::page::Page;
use super::partial::{Certainty, Partial};
use super::{highwire, partial::Vocabulary};
use crate::record::{Kind, Problem, Record, Variable};

/// What the card would like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The language in which to take what the page has in several.
    pub lang: String,
}

/// What a page gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Discovery {
    /// The works: one on a work's page, several on a list.
    pub records: Vec<Record>,
    /// What was wrong with the metadata.
    pub problems: Vec<Problem>,
    /// Where each field of the first record came from.
    pub fields: Vec<Field>,
    /// Nothing says that it is more than a web page.
    pub is_page: bool,
}

/// The works that a page is about.
pub fn discover(page: &Page, wanted: &Wanted) -> Discovery {
    let lang = if wanted.lang.is_empty() { page.lang.as_str() } else { wanted.lang.as_str() };
    let mut discovery = Discovery::default();
    let partials: Vec<Partial> =
        [highwire::read(page, lang)].into_iter().filter(|partial| !partial.claims.is_empty()).collect();
    if partials.iter().any(|partial| partial.has(Variable::Title)) {
        let merged = merge::merge(partials);
        discovery.fields = merged.fields;
        discovery.problems = merged.problems;
        discovery.is_page = merged.certainty == Certainty::Page && merged.record.kind == Kind::Webpage;
        discovery.records.push(merged.record);
    }
    let _ = Vocabulary::Html;
    discovery
}
