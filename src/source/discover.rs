//! The picture of a page to the records of the works that it is about.

use super::merge::{self, Field, Merged};
use super::page::Page;
use super::partial::{Certainty, Partial, Value, Vocabulary};
use super::tags::{self, Tag};
use super::{dublin_core, eprints, highwire, linked_data, open_graph, prism};
use crate::record::case;
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
    let mut found = Discovery::default();
    for phrase in &page.left_out {
        let message = format!("there is too much of it: {phrase} was not read");
        found.problems.push(Problem::new("page metadata", message));
    }
    // What describes the page's one work, most trusted first.
    let mut single = vec![highwire::read(page, lang)];
    single.push(tags::read(Vocabulary::Prism, &tags::prefixed(page, prism::PREFIXES), prism::TABLE, lang));
    let own = tags::prefixed(page, eprints::PREFIXES);
    let mut own = tags::read(Vocabulary::Eprints, &own, eprints::TABLE, lang);
    eprints::settle(&mut own);
    let core = dublin(page, lang);
    single.push(own);
    single.push(core);
    single.retain(|partial| !partial.claims.is_empty() || partial.kind.is_some());
    // What may describe several.
    let mut several = linked_data::json_ld(page, &mut found.problems);
    several.extend(linked_data::microdata(page, &mut found.problems));
    several.extend(linked_data::coins(page));
    let whole = tags::whole(page);
    let mut graph = tags::read(Vocabulary::OpenGraph, &whole, open_graph::GRAPH, lang);
    open_graph::settle(&mut graph);
    let about = [linked_data::links(page), graph, html(page, &whole, lang)];

    if single.iter().any(|partial| partial.has(Variable::Title)) && !is_list(&single, &several) {
        let alone = |other: &Partial| {
            several.iter().filter(|partial| partial.vocabulary == other.vocabulary).count() == 1
                && other.vocabulary != Vocabulary::Coins
                && other.kind.as_ref().is_some_and(|(certainty, ..)| *certainty > Certainty::Page)
                && single.iter().all(|mine| !mine.has(Variable::Doi) || !other.has(Variable::Doi))
        };
        let matches = |other: &&Partial| alone(other) || single.iter().any(|mine| same(mine, other));
        let mut matching: Vec<Partial> = several.iter().filter(matches).cloned().collect();
        single.append(&mut matching);
        single.extend(about);
        found.take(merge::merge(single));
        return found;
    }
    if several.len() > MAX_WORKS {
        let message = format!(
            "it lists {} works; those after the {MAX_WORKS}th were not read; show fewer on one page",
            several.len()
        );
        found.problems.push(Problem::new("page metadata", message));
    }
    let mut works = grouped(several);
    match works.len() {
        0 => page_itself(&mut found, about),
        1 => {
            let mut work = works.remove(0);
            work.extend(about);
            found.take(merge::merge(work));
        }
        _ => works.into_iter().for_each(|work| found.take(merge::merge(work))),
    }
    found
}

impl Discovery {
    fn take(&mut self, merged: Merged) {
        if self.records.is_empty() {
            self.fields = merged.fields;
            self.is_page = merged.certainty == Certainty::Page;
        }
        self.problems.extend(merged.problems);
        self.records.push(merged.record);
    }
}

/// Dublin Core. Its refinements may go deeper than the table: `DC.Date.issued.x` counts as
/// `DC.Date.issued`.
fn dublin(page: &Page, lang: &str) -> Partial {
    let tags = tags::prefixed(page, dublin_core::PREFIXES);
    let mut partial = tags::read(Vocabulary::DublinCore, &tags, dublin_core::TABLE, lang);
    dublin_core::settle(&mut partial);
    partial
}

/// The page's own title, address and plain meta tags.
fn html(page: &Page, tags: &[Tag<'_>], lang: &str) -> Partial {
    let mut partial = tags::read(Vocabulary::Html, tags, open_graph::HTML, lang);
    let mut put = |variable, text: &str, place: &str| {
        if let Some(text) = super::clean::text(text).filter(|_| !partial.has(variable)) {
            partial.push(variable, Value::Text(text), place);
        }
    };
    put(Variable::Title, &page.title, "title");
    put(Variable::Language, &page.lang, "lang");
    put(Variable::Url, crate::record::identifier::safe_url(&page.url).unwrap_or_default(), "address");
    partial
}

/// Whether the page lists works and its own tags describe the list: several works, none of which
/// the tags mean. Highwire tags always mean one work.
fn is_list(single: &[Partial], several: &[Partial]) -> bool {
    let vague = single.iter().all(|partial| partial.vocabulary == Vocabulary::DublinCore);
    vague && several.len() > 1 && !several.iter().any(|other| single.iter().any(|mine| same(mine, other)))
}

/// A page without any description of a work is one itself where it says who wrote it or when.
fn page_itself(found: &mut Discovery, about: [Partial; 3]) {
    let [_, graph, html] = &about;
    let says = |variable| graph.has(variable) || html.has(variable);
    let titled = graph.has(Variable::Title) || html.has(Variable::Title);
    if titled && (says(Variable::Author) || says(Variable::Issued)) {
        found.take(merge::merge(about.into()));
    }
}

fn key(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).map(case::lower).take(200).collect()
}

/// Whether two descriptions mean one work: one DOI, or one title where not both have a DOI.
fn same(one: &Partial, other: &Partial) -> bool {
    let dois = (one.text(Variable::Doi), other.text(Variable::Doi));
    if let (Some(one), Some(other)) = dois {
        if one.eq_ignore_ascii_case(other) {
            return true;
        }
    }
    let title = |partial: &Partial| key(partial.text(Variable::Title).unwrap_or_default());
    let (one, other) = (title(one), title(other));
    // With and without a subtitle or the site's name.
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    !short.is_empty() && (short == long || short.len() > 15 && long.starts_with(&short))
}

/// Descriptions sorted by the work that they mean, in the order of the page.
fn grouped(several: Vec<Partial>) -> Vec<Vec<Partial>> {
    let mut works: Vec<(String, String, Vec<Partial>)> = Vec::new();
    for partial in several.into_iter().take(MAX_WORKS) {
        let doi = case::to_lower(partial.text(Variable::Doi).unwrap_or_default());
        let title = key(partial.text(Variable::Title).unwrap_or_default());
        let of = |work: &&mut (String, String, Vec<Partial>)| {
            if doi.is_empty() || work.0.is_empty() { work.1 == title } else { work.0 == doi }
        };
        match works.iter_mut().find(of) {
            Some((have, _, partials)) => {
                if have.is_empty() {
                    *have = doi;
                }
                partials.push(partial);
            }
            None => works.push((doi, title, vec![partial])),
        }
    }
    // A list's own description, `CollectionPage` or the site, is not one of its works.
    if works.len() > 1 {
        let page = |work: &(String, String, Vec<Partial>)| {
            work.2
                .iter()
                .all(|partial| partial.kind.as_ref().is_some_and(|(_, kind, _)| *kind == Kind::Webpage))
        };
        if works.iter().any(|work| !page(work)) {
            works.retain(|work| !page(work));
        }
    }
    works.into_iter().map(|(.., partials)| partials).collect()
}

/// A list of more works than this is cut.
const MAX_WORKS: usize = 2_000;
