//! The picture of a page to the records of the works that it is about.

use super::merge::{self, Field};
use super::page::Page;
use super::partial::{Certainty, Partial, Value, Vocabulary};
use super::tags::{self, Table, Tag};
use super::{dublin_core, eprints, highwire, linked_data, open_graph, prism};
use crate::record::{Kind, Place, Problem, Record, Variable};
use crate::text::case;

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
        let message = ["there is too much of it: ", phrase, " was not read"].concat();
        found.problems.push(Problem::new(Place::Page(None), message));
    }
    // What describes the page's one work, most trusted first.
    let whole = tags::whole(page);
    let mut single = vec![highwire::read(&whole, lang)];
    for (vocabulary, prefixes, table) in TAGGED {
        let mut partial = tags::read(*vocabulary, &tags::prefixed(&whole, prefixes), table, lang);
        match vocabulary {
            Vocabulary::Eprints => eprints::settle(&mut partial),
            Vocabulary::DublinCore => dublin_core::settle(&mut partial),
            _ => {}
        }
        single.push(partial);
    }
    if is_chapter(page, &whole) {
        for partial in &mut single {
            // What is the book's, and the press's name as the source.
            partial.kind = None;
            let wrong: &[Variable] = match partial.vocabulary {
                Vocabulary::Highwire => &[Variable::Doi],
                _ => &[Variable::Url, Variable::ContainerTitle],
            };
            partial.claims.retain(|claim| !wrong.contains(&claim.variable));
        }
    }
    single.retain(|partial| !partial.claims.is_empty() || partial.kind.is_some());
    // What may describe several.
    let (mut several, problems) = linked_data::works_of(page, lang);
    found.problems.extend(problems);
    let mut graph = tags::read(Vocabulary::OpenGraph, &whole, open_graph::GRAPH, lang);
    open_graph::settle(&mut graph);
    let about = vec![linked_data::links(page), graph, html(page, &whole, lang)];

    if single.iter().any(is_titled) && !is_list(&single, &several) {
        let tagged = single.len();
        // What has people and no title is no work of its own, but may tell more of the page's one where
        // there is nothing else like it: Hyrax marks up everything but the title.
        let alone: Vec<bool> = several.iter().map(|other| is_alone(other, &several)).collect();
        for (other, alone) in several.into_iter().zip(alone) {
            let mine = &single[..tagged];
            let doi = |partial: &Partial| partial.has(Variable::Doi);
            let free = alone && !(doi(&other) && mine.iter().any(doi));
            if free || mine.iter().any(|mine| same(mine, &other)) {
                single.push(other);
            }
        }
        single.extend(about);
        found.take(single);
        return found;
    }
    several.retain(is_titled);
    if several.len() > MAX_WORKS {
        let message = [
            "it lists ",
            &several.len().to_string(),
            " works; those after the ",
            &MAX_WORKS.to_string(),
            "th were not read; show fewer on one page",
        ];
        found.problems.push(Problem::new(Place::Page(None), message.concat()));
    }
    let mut works = grouped(several);
    match works.len() {
        // A page without any description of a work is one itself where it says who wrote it or when.
        0 => {
            let says = |variable| about[1..].iter().any(|partial| partial.has(variable));
            if says(Variable::Title) && (says(Variable::Author) || says(Variable::Issued)) {
                found.take(about);
            }
        }
        1 => {
            works[0].extend(about);
            works.into_iter().for_each(|work| found.take(work));
        }
        _ => {
            for mut work in works {
                // The list's address is none of its works'.
                for partial in &mut work {
                    partial.claims.retain(|claim| {
                        claim.variable != Variable::Url
                            || !matches!(&claim.value, Value::Text(url) if *url == page.url)
                    });
                }
                found.take(work);
            }
        }
    }
    found
}

/// The vocabularies of meta tags with a prefix, most trusted first. Dublin Core's refinements may
/// go deeper than its table: `DC.Date.issued.x` counts as `DC.Date.issued`.
static TAGGED: &[(Vocabulary, &[&str], Table)] = &[
    (Vocabulary::Prism, prism::PREFIXES, prism::TABLE),
    (Vocabulary::Eprints, eprints::PREFIXES, eprints::TABLE),
    (Vocabulary::DublinCore, dublin_core::PREFIXES, dublin_core::TABLE),
];

/// Whether this is the only work of its vocabulary, so that it is the page's one whatever it is
/// called there.
fn is_alone(other: &Partial, several: &[Partial]) -> bool {
    other.vocabulary != Vocabulary::Coins
        && other.kind.as_ref().is_some_and(|(certainty, ..)| *certainty > Certainty::Page)
        && several.iter().filter(|partial| rivals(partial, other)).count() == 1
}

/// Whether this could be the page's work as well: what has no title is none beside what has one.
fn rivals(partial: &Partial, other: &Partial) -> bool {
    partial.vocabulary == other.vocabulary && (is_titled(partial) || !is_titled(other))
}

impl Discovery {
    fn take(&mut self, partials: Vec<Partial>) {
        let merged = merge::merge(partials);
        if self.records.is_empty() {
            self.fields = merged.fields;
            self.is_page = merged.certainty == Certainty::Page;
        }
        self.problems.extend(merged.problems);
        self.records.push(merged.record);
    }
}

/// The page's own title, address and plain meta tags.
fn html(page: &Page, tags: &[Tag<'_>], lang: &str) -> Partial {
    let mut partial = tags::read(Vocabulary::Html, tags, open_graph::HTML, lang);
    let url = crate::record::identifier::safe_url(&page.url).unwrap_or_default();
    for (variable, text, place) in [
        (Variable::Title, page.title.as_str(), "title"),
        (Variable::Language, &page.lang, "lang"),
        (Variable::Url, url, "address"),
    ] {
        if let Some(text) = crate::normalise::html::text(text).filter(|_| !partial.has(variable)) {
            partial.push(variable, Value::Text(text), place);
        }
    }
    // What Open Preprint Systems does not say anywhere else, unless a plugin for it is switched on.
    if made_by(tags, "Open Preprint Systems") {
        partial.typed(Certainty::Implied, Kind::Article, "generator");
    }
    if is_chapter(page, tags) {
        partial.typed(Certainty::Implied, Kind::Chapter, "generator");
    }
    partial
}

/// Whether the page's generator is this software.
fn made_by(tags: &[Tag<'_>], software: &str) -> bool {
    tags.iter().any(|tag| tag.key == "generator" && tag.content.starts_with(software))
}

/// Whether this is a chapter's page in Open Monograph Press, which gives the book's type, DOI and
/// address on it.
fn is_chapter(page: &Page, tags: &[Tag<'_>]) -> bool {
    page.url.contains("/chapter/") && made_by(tags, "Open Monograph Press")
}

/// Whether the page lists works and its own tags describe the list: several works, none of which
/// the tags mean. Highwire tags always mean one work.
fn is_list(single: &[Partial], several: &[Partial]) -> bool {
    let vague = single.iter().all(|partial| partial.vocabulary == Vocabulary::DublinCore);
    let works = several.iter().filter(|partial| is_titled(partial)).count();
    vague && works > 1 && !several.iter().any(|other| single.iter().any(|mine| same(mine, other)))
}

fn is_titled(partial: &Partial) -> bool {
    partial.has(Variable::Title)
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
    // Lists of thousands are compared by these, DOI and title.
    let mut keys: Vec<(String, String)> = Vec::new();
    let mut works: Vec<Vec<Partial>> = Vec::new();
    for partial in several.into_iter().take(MAX_WORKS) {
        let doi = partial.text(Variable::Doi).unwrap_or_default().to_ascii_lowercase();
        let title = key(partial.text(Variable::Title).unwrap_or_default());
        let is = |have: &(String, String)| {
            if doi.is_empty() || have.0.is_empty() { have.1 == title } else { have.0 == doi }
        };
        match keys.iter().position(is) {
            Some(at) => {
                if keys[at].0.is_empty() {
                    keys[at].0 = doi;
                }
                works[at].push(partial);
            }
            None => {
                keys.push((doi, title));
                works.push(vec![partial]);
            }
        }
    }
    // A list's own description, `CollectionPage` or the site, is not one of its works.
    if works.iter().any(|work| !is_page(work)) {
        works.retain(|work| !is_page(work));
    }
    works
}

fn is_page(work: &[Partial]) -> bool {
    work.iter().all(|partial| partial.kind.as_ref().is_some_and(|(_, kind, _)| *kind == Kind::Webpage))
}

/// A list of more works than this is cut.
const MAX_WORKS: usize = 2_000;
