//! The snapshot of a page to the records of the works that it is about.

use crate::discovery::merge::{self, Field};
use crate::discovery::page::Page;
use crate::discovery::partial::{Certainty, Partial, Value, Vocabulary};
use crate::discovery::vocabularies::dublin_core;
use crate::discovery::vocabularies::eprints;
use crate::discovery::vocabularies::highwire;
use crate::discovery::vocabularies::linked_data;
use crate::discovery::vocabularies::open_graph;
use crate::discovery::vocabularies::prism;
use crate::discovery::vocabularies::tags::{self, Table, Tag};
use crate::record::{Date, Kind, Place, Problem, Record, Variable};
use crate::text::{case, parts};

/// What the card would like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The language in which to take what the page has in several.
    pub lang: String,
    /// A page that nothing describes counts as a web page all the same.
    pub any_page: bool,
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

/// The works that a page is about: every vocabulary claims what it says, the claims about one work are put
/// together, and of each field one counts.
pub fn discover(page: &Page, wanted: &Wanted) -> Discovery {
    let lang = if wanted.lang.is_empty() { page.lang.as_str() } else { wanted.lang.as_str() };
    let mut found = Discovery::default();
    for phrase in &page.left_out {
        let message = ["there is too much of it: ", phrase, " was not read"].concat();
        found.problems.push(Problem::new(Place::Page(None), message));
    }
    let claims = Claims::of(page, lang, &mut found.problems);
    for work in claims.works(page, wanted, &mut found.problems) {
        found.take(work);
    }
    found
}

/// What the vocabularies of a page say.
struct Claims {
    /// Of the page's one work, most trusted first: meta tags of scholarly vocabularies.
    single: Vec<Partial>,
    /// Of one work or several: JSON-LD, microdata, COinS.
    several: Vec<Partial>,
    /// Of the page itself: links, Open Graph, HTML.
    about: Vec<Partial>,
}

impl Claims {
    fn of(page: &Page, lang: &str, problems: &mut Vec<Problem>) -> Self {
        let whole = tags::whole(page);
        let (several, faults) = linked_data::works_of(page, lang);
        problems.extend(faults);
        let mut graph = tags::read(Vocabulary::OpenGraph, &whole, open_graph::GRAPH, lang);
        open_graph::as_web_page(&mut graph);
        let mut about = vec![linked_data::links(page)];
        if made_by(&whole, "bookdown") {
            about.extend(chapter_of_book(&page.title, &mut graph));
        }
        about.extend([graph, html(page, &whole, lang)]);
        Self { single: tagged(page, &whole, lang), several, about }
    }

    /// The claims about each work, in the order of the page.
    fn works(mut self, page: &Page, wanted: &Wanted, problems: &mut Vec<Problem>) -> Vec<Vec<Partial>> {
        if self.single.iter().any(is_titled) && !is_list(&self.single, &self.several) {
            return vec![self.tagged_work()];
        }
        self.several.retain(is_titled);
        self.site(page);
        self.keep_own(page);
        if self.several.len() > MAX_WORKS {
            let message = [
                "it lists ",
                &self.several.len().to_string(),
                " works; those after the ",
                &MAX_WORKS.to_string(),
                "th were not read; show fewer on one page",
            ];
            problems.push(Problem::new(Place::Page(None), message.concat()));
        }
        let mut works = grouped(self.several);
        match works.as_mut_slice() {
            [] => page_itself(self.about, wanted, problems).into_iter().collect(),
            [work] => {
                work.extend(self.about);
                works
            }
            _ => {
                for partial in works.iter_mut().flatten() {
                    // The list's address is not the address of a work.
                    partial.claims.retain(|claim| {
                        claim.variable != Variable::Url
                            || !matches!(&claim.value, Value::Text(url) if *url == page.url)
                    });
                }
                works
            }
        }
    }

    /// What is marked up as the whole site, by its address, contains the page and is not it.
    fn site(&mut self, page: &Page) {
        let addresses = addresses(page);
        let is_site = |partial: &Partial| {
            let web = partial.kind.as_ref().is_some_and(|(_, kind, _)| *kind == Kind::Webpage);
            let Some(url) = partial.text(Variable::Url).map(bare).filter(|_| web) else { return false };
            let home = !url.contains('/') && !addresses.contains(&url);
            home && addresses
                .iter()
                .any(|own| own.strip_prefix(&url).is_some_and(|rest| rest.starts_with('/')))
        };
        let Some(at) = self.several.iter().position(is_site) else { return };
        let name = self.several.remove(at).text(Variable::Title).unwrap_or_default().to_owned();
        let named = self.about.iter().any(|partial| partial.has(Variable::ContainerTitle));
        if let Some(html) = self.about.last_mut().filter(|_| !named) {
            // `About rivers | River House`
            let own = html.claims.iter_mut().find(|claim| claim.variable == Variable::Title);
            if let Some(Value::Text(title)) = own.map(|claim| &mut claim.value) {
                let bare = title.strip_suffix(&name).map(|title| title.trim_end());
                let bare = bare.and_then(|title| title.strip_suffix(['-', '–', '—', '|', '·', '•', '»']));
                if let Some(bare) =
                    bare.map(|title| title.trim_end().to_owned()).filter(|bare| !bare.is_empty())
                {
                    *title = bare;
                }
            }
            html.push(Variable::ContainerTitle, Value::Text(name), "WebSite");
        }
    }

    /// The work that the page's tags describe, with what else means it.
    fn tagged_work(self) -> Vec<Partial> {
        let Self { mut single, several, about } = self;
        let tagged = single.len();
        // People without a title are not a work of their own, but may tell more of the page's one where
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
        single
    }

    /// Where one of several works is the page's own, keeps that alone: the one whose address is the page's,
    /// else the one that is called as the page is, else the only one that is more than a reference. Teasers,
    /// reference lists and comments go.
    fn keep_own(&mut self, page: &Page) {
        let more = |partial: &&Partial| {
            !partial
                .kind
                .as_ref()
                .is_some_and(|(sure, kind, _)| *sure == Certainty::Page && *kind == Kind::Webpage)
        };
        let addresses = addresses(page);
        let titles = titles(page);
        let by_address = |partial: &Partial| {
            partial.text(Variable::Url).is_some_and(|url| addresses.iter().any(|own| *own == bare(url)))
        };
        let by_title =
            |partial: &Partial| titles.contains(&key(partial.text(Variable::Title).unwrap_or_default()));
        let described = |partial: &Partial| partial.vocabulary != Vocabulary::Coins;
        let rules: [&dyn Fn(&Partial) -> bool; 3] = [&by_address, &by_title, &described];
        for rule in rules {
            let mut own = self.several.iter().filter(more).filter(|partial| rule(partial));
            let Some(first) = own.next().cloned() else { continue };
            if own.all(|partial| same(&first, partial)) {
                self.several.retain(|partial| same(&first, partial));
                return;
            }
        }
        // A post that says when it was written and is called otherwise: what is marked up are teasers.
        let graph = self.about.iter().find(|partial| partial.vocabulary == Vocabulary::OpenGraph);
        let post = graph.is_some_and(|graph| {
            let article = matches!(graph.kind, Some((Certainty::Vague, Kind::Webpage, _)));
            article && is_titled(graph) && (graph.has(Variable::Issued) || graph.has(Variable::Author))
        });
        if post && self.several.iter().filter(|partial| described(partial)).count() > 1 {
            self.several.clear();
        }
    }
}

/// What meta tags of scholarly vocabularies claim, most trusted first.
fn tagged(page: &Page, whole: &[Tag<'_>], lang: &str) -> Vec<Partial> {
    let mut single = vec![highwire::read(whole, lang)];
    for (vocabulary, prefixes, table) in TAGGED {
        let mut partial = tags::read(*vocabulary, &tags::prefixed(whole, prefixes), table, lang);
        match vocabulary {
            Vocabulary::Eprints => eprints::adapt_to_kind(&mut partial),
            Vocabulary::DublinCore => dublin_core::infer_journal(&mut partial),
            _ => {}
        }
        single.push(partial);
    }
    if is_chapter(page, whole) {
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
    let cran =
        |partial: &Partial| partial.text(Variable::Publisher).is_some_and(|name| name.ends_with("(CRAN)"));
    if single.iter().any(cran) {
        single[0].kind = Some((Certainty::Named, Kind::Software, "publisher".into()));
    }
    // DSpace lists the type among the keywords.
    let types: Vec<&str> =
        whole.iter().filter(|tag| tag.key.ends_with(".type")).map(|tag| tag.content).collect();
    for claim in single.iter_mut().flat_map(|partial| partial.claims.iter_mut()) {
        if let (Variable::Keyword, Value::Text(words)) = (claim.variable, &mut claim.value) {
            let kept: Vec<&str> = words.split("; ").filter(|word| !types.contains(word)).collect();
            *words = kept.join("; ");
        }
    }
    for partial in &mut single {
        partial.claims.retain(|claim| !matches!(&claim.value, Value::Text(text) if text.is_empty()));
    }
    single.retain(|partial| !partial.claims.is_empty() || partial.kind.is_some());
    single
}

/// A page without any description of a work: one itself where it says who wrote it or when, or where
/// any page is wanted.
fn page_itself(about: Vec<Partial>, wanted: &Wanted, problems: &mut Vec<Problem>) -> Option<Vec<Partial>> {
    let says = |variable| about.iter().skip(1).any(|partial| partial.has(variable));
    if !says(Variable::Title) {
        return None;
    }
    if says(Variable::Author) || says(Variable::Issued) {
        return Some(about);
    }
    if !wanted.any_page || !says(Variable::Url) {
        return None;
    }
    problems.push(Problem::new(
        Place::Page(None),
        "nothing on the page describes a work, so it is cited as a web page; for more, say who wrote it and \
         when: citation_title, citation_author and citation_publication_date, or a record inside the card",
    ));
    Some(about)
}

/// The addresses that are the page's own: its canonical one, Open Graph's, the browser's.
fn addresses(page: &Page) -> Vec<String> {
    let canonical =
        page.links.iter().filter(|link| link.rel.split_ascii_whitespace().any(|rel| rel == "canonical"));
    let graph = page.metas.iter().filter(|meta| meta.name.eq_ignore_ascii_case("og:url"));
    let all = canonical.map(|link| &link.href).chain(graph.map(|meta| &meta.content)).chain([&page.url]);
    all.map(|url| bare(url)).filter(|url| !url.is_empty()).collect()
}

/// An address without its scheme, fragment and last slash.
fn bare(url: &str) -> String {
    let url = parts::first(url, "#");
    let url = url.split_once("://").map_or(url, |(_, rest)| rest);
    parts::trim_end(url, "/").to_ascii_lowercase()
}

/// What the page is called, as keys: with and without the site's name before or behind.
fn titles(page: &Page) -> Vec<String> {
    let tags = ["og:title", "twitter:title"];
    let tagged = page.metas.iter().filter(|meta| tags.iter().any(|tag| meta.name.eq_ignore_ascii_case(tag)));
    let mut titles = Vec::new();
    for title in tagged.map(|meta| meta.content.as_str()).chain([page.title.as_str()]) {
        titles.push(key(title));
        for mark in [" - ", " – ", " — ", " | ", " · ", " • ", " » ", " :: "] {
            let ends = [
                title.split_once(mark).map(|(start, _)| start),
                title.rsplit_once(mark).map(|(start, _)| start),
            ];
            titles.extend(ends.into_iter().flatten().map(key));
        }
    }
    titles.retain(|title| !title.is_empty());
    titles
}

/// Gives web pages, posts and what is read on the web without a DOI the day on which they were read.
pub fn visited(records: &mut [Record], today: &str) {
    let Some(today) = Date::parse(today).filter(|date| date.start.is_some_and(|start| start.day.is_some()))
    else {
        return;
    };
    for record in records {
        let read = merge::is_page(record.kind)
            || matches!(
                record.kind,
                Kind::Document
                    | Kind::ArticleNewspaper
                    | Kind::EntryEncyclopedia
                    | Kind::Dataset
                    | Kind::Software
            );
        let address = record.has(Variable::Url) && !record.has(Variable::Doi);
        if read && address && !record.has(Variable::Accessed) {
            record.set_date(Variable::Accessed, today.clone());
        }
    }
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

/// Whether this could be the page's work as well: a work without a title is not, beside one with a title.
fn rivals(partial: &Partial, other: &Partial) -> bool {
    partial.vocabulary == other.vocabulary && (is_titled(partial) || !is_titled(other))
}

impl Discovery {
    fn take(&mut self, partials: Vec<Partial>) {
        let merged = merge::merge(partials);
        if self.records.is_empty() {
            self.fields = merged.fields;
            self.is_page = merged.certainty == Certainty::Page || merge::is_page(merged.record.kind);
        }
        self.problems.extend(merged.problems);
        self.records.push(merged.record);
    }
}

/// `Chapter 3 Data | R for Rivers`, as bookdown writes the title of a chapter.
fn chapter_of_book(title: &str, graph: &mut Partial) -> Option<Partial> {
    let whole = graph.text(Variable::Title).unwrap_or(title).to_owned();
    let (chapter, book) = whole.rsplit_once(" | ")?;
    let numbered = chapter.strip_prefix("Chapter ").and_then(|rest| rest.split_once(' '));
    let numbered = numbered.filter(|(number, _)| number.bytes().all(|byte| byte.is_ascii_digit()));
    let (number, title) = numbered.unwrap_or(("", chapter));
    graph.claims.retain(|claim| claim.variable != Variable::Title);
    graph.kind = None;
    let mut partial = Partial::new(Vocabulary::Links);
    partial.kind = Some((Certainty::Named, Kind::Chapter, "generator".into()));
    for (variable, text) in
        [(Variable::Title, title), (Variable::ContainerTitle, book), (Variable::ChapterNumber, number)]
    {
        if !text.is_empty() {
            partial.push(variable, Value::Text(text.to_owned()), "title");
        }
    }
    Some(partial)
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
    if made_by(tags, "MediaWiki") {
        partial.typed(Certainty::Implied, Kind::EntryEncyclopedia, "generator");
        // `River - Wikipedia`
        if let Some((_, site)) =
            page.title.rsplit_once(" - ").filter(|_| !partial.has(Variable::ContainerTitle))
        {
            partial.push(Variable::ContainerTitle, Value::Text(site.trim().to_owned()), "title");
        }
    }
    // Ghost calls its posts articles, and its pages websites.
    if made_by(tags, "Ghost") && tags.iter().any(|tag| tag.key == "og:type" && tag.content == "article") {
        partial.typed(Certainty::Implied, Kind::PostWeblog, "generator");
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
