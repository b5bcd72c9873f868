//! The way from a card's settings to its records, one step after the other.
//!
//! ```text
//! let mut resolver = Resolver::new(settings);
//! let mut next = resolver.next(None);
//! loop: Next::Page → Answer::Page, Next::Fetch → Answer::Fetched, …, until Next::Done
//! ```

pub(in crate::discovery) mod clean;
mod damage;
mod gaps;
pub(in crate::discovery) mod inline;
mod linkset;
pub(in crate::discovery) mod plan;
mod quirks;
pub(in crate::discovery) mod request;

use crate::text::case;
use std::collections::VecDeque;

use crate::discovery::discover::{Discovery, Wanted, discover, visited};
use crate::discovery::merge::{self, Field};
use crate::discovery::page::{Link, Page};
use crate::discovery::report::{Row, in_scholar, origins, report, scholar};
use crate::discovery::vocabularies::linked_data;
use crate::formats::{self, Reading};
use crate::normalise::names;
use crate::record::{Kind, Problem, Record, Variable, identifier};
use inline::Inline;
use plan::{Follow, Settings, Step, plan};
use request::{Failure, Request, Response, Verdict, What};

/// What the resolver needs next.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// The page's snapshot; answer with [`Answer::Page`].
    Page,
    /// The element of that id, without `#`; answer with [`Answer::Element`].
    Element(String),
    /// A file; answer with [`Answer::Fetched`].
    Fetch(Request),
    /// Nothing more.
    Done(Found),
}

/// What whoever drives the resolver found out.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// The page's snapshot.
    Page(Page),
    /// The element's text and `type`, or nothing if the page has no such element.
    Element(Option<Inline>),
    /// What a request gave.
    Fetched(Response),
}

/// What a card shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The works.
    pub records: Vec<Record>,
    /// What was wrong on the way.
    pub problems: Vec<Problem>,
    /// The metadata report, where the settings ask for it.
    pub report: Vec<Row>,
    /// Why no record was found.
    pub failure: Option<Failure>,
}

/// A request under way.
struct Pending {
    request: Request,
    tried: bool,
    purpose: Purpose,
}

#[derive(Clone, Copy, PartialEq)]
enum Purpose {
    Src,
    Doi,
    Link,
    LinkSet,
}

/// Where the resolution of one card stands.
pub struct Resolver {
    settings: Settings,
    steps: VecDeque<Step>,
    pending: Option<Pending>,
    found: Found,
    page_url: String,
    /// The day of the visit.
    today: String,
    /// Why the head of the page is not used.
    stale: Option<String>,
    links: VecDeque<Link>,
    /// Nothing says that the page is more than a page.
    is_page: bool,
    /// Where the page's fields came from.
    fields: Vec<Field>,
    /// What each source gave, for the report.
    sources: Vec<(String, Record)>,
    /// What the page lacks for Google Scholar.
    scholar: Vec<Row>,
}

impl Resolver {
    /// Begins with a card's settings.
    pub fn new(settings: Settings) -> Self {
        let steps = plan(&settings).into();
        Self {
            settings,
            steps,
            pending: None,
            found: Found::default(),
            page_url: String::new(),
            today: String::new(),
            stale: None,
            links: VecDeque::new(),
            is_page: false,
            fields: Vec::new(),
            sources: Vec::new(),
            scholar: Vec::new(),
        }
    }

    /// Adds problems that were found before it began.
    pub fn note(&mut self, problems: Vec<Problem>) {
        self.found.problems.extend(problems);
    }

    /// Takes the answer to what was asked last, and says what is needed now.
    pub fn next(&mut self, answer: Option<Answer>) -> Next {
        match answer {
            Some(Answer::Page(page)) => self.page(&page),
            Some(Answer::Element(element)) => self.element(element),
            Some(Answer::Fetched(response)) => {
                if let Some(request) = self.fetched(&response) {
                    return Next::Fetch(request);
                }
            }
            None => {}
        }
        if let Some(link) = self.links.pop_front() {
            self.links.clear();
            let purpose = if linkset::is_one(&link) { Purpose::LinkSet } else { Purpose::Link };
            return self.fetch(Request::for_file(&link.href), purpose);
        }
        while let Some(step) = self.steps.pop_front() {
            match step {
                Step::Property => {
                    let records = std::mem::take(&mut self.settings.records);
                    self.add(Reading { records, problems: Vec::new() }, "property record");
                }
                Step::Inline => self.scripts(),
                Step::Page => return Next::Page,
                Step::Src => match self.settings.src.trim().to_owned() {
                    src if src.is_empty() => self.fail("not-found", "there is no attribute src"),
                    src => match src.strip_prefix('#') {
                        Some(id) => return Next::Element(id.to_owned()),
                        None => return self.fetch(Request::for_file(&src), Purpose::Src),
                    },
                },
                Step::Doi if self.found.records.is_empty() => {
                    match Request::for_doi(&self.settings.doi, &self.settings.registry) {
                        Some(request) => return self.fetch(request, Purpose::Doi),
                        None => self.fail(
                            "not-found",
                            "the attribute doi is not a DOI; write it like 10.1038/171737a0",
                        ),
                    }
                }
                Step::Doi => {}
            }
        }
        Next::Done(self.done())
    }

    fn fetch(&mut self, mut request: Request, purpose: Purpose) -> Next {
        let followed = matches!(purpose, Purpose::Link | Purpose::LinkSet);
        request.same_origin = followed && self.settings.follow == Follow::SameOrigin;
        self.pending = Some(Pending { request: request.clone(), tried: false, purpose });
        Next::Fetch(request)
    }

    fn fail(&mut self, reason: &'static str, message: impl Into<String>) {
        self.found.failure = Some(Failure::new(reason, message));
    }

    /// Adds records; where there are some already, they are completed.
    fn add(&mut self, reading: Reading, source: &str) {
        self.found.problems.extend(reading.problems);
        if let (true, [record, ..]) = (self.settings.debug, reading.records.as_slice()) {
            self.sources.push((source.to_owned(), record.clone()));
        }
        match (self.found.records.as_mut_slice(), reading.records.as_slice()) {
            ([], _) => self.found.records = reading.records,
            ([record], [other, ..]) => {
                // A type that only means "some work" was not chosen by the owner.
                if record.kind == Kind::Document {
                    record.kind = other.kind;
                }
                record.fill_from(other);
                formats::mark_names(record);
            }
            _ => {}
        }
    }

    fn scripts(&mut self) {
        let scripts = std::mem::take(&mut self.settings.inline);
        let filled: Vec<Inline> =
            scripts.into_iter().filter(|inline| !inline.text.trim().is_empty()).collect();
        if filled.is_empty() {
            return self.fail("no-record", NO_SCRIPT);
        }
        let mut all = Reading::default();
        for (at, script) in filled.iter().enumerate() {
            let place = match filled.len() {
                1 => "inline script".to_owned(),
                _ => format!("inline script {}", at + 1),
            };
            let reading = script.read(&place);
            if let (true, [record, ..]) = (self.settings.debug, reading.records.as_slice()) {
                self.sources.push((place, record.clone()));
            }
            all.problems.extend(reading.problems);
            // A later script may tell more of the work of an earlier one, but a bibliography's
            // entries are what they are.
            if at == 0 {
                all.records = reading.records;
                continue;
            }
            let earlier = all.records.len().min(MAX_COMPARED);
            for record in reading.records {
                match all.records.iter_mut().take(earlier).find(|have| same_work(have, &record)) {
                    Some(have) => have.fill_from(&record),
                    None => all.records.push(record),
                }
            }
        }
        self.unreadable_unless(&all, "the inline script");
        self.add(all, "inline script");
    }

    fn unreadable_unless(&mut self, reading: &Reading, what: &str) {
        if reading.records.is_empty() && self.found.failure.is_none() {
            let why = reading
                .problems
                .first()
                .map_or_else(|| "it has no records".to_owned(), |problem| problem.message.clone());
            self.fail("unreadable", format!("{what} could not be read: {why}"));
        }
    }

    fn element(&mut self, element: Option<Inline>) {
        match element {
            Some(element) => {
                let place = self.settings.src.clone();
                let reading = element.read(&place);
                self.unreadable_unless(&reading, &format!("the element {place}"));
                self.add(reading, &place);
            }
            None => {
                let message =
                    format!("there is no element {} on the page; check the attribute src", self.settings.src);
                self.fail("not-found", message);
            }
        }
    }

    fn page(&mut self, page: &Page) {
        if let Some(stale) = &page.stale {
            self.found.problems.push(Problem::new("page head", stale.clone()));
            self.stale = Some(stale.clone());
        }
        self.page_url.clone_from(&page.url);
        if self.settings.debug {
            self.scholar = scholar(page, &self.settings.lang);
        }
        self.today.clone_from(&page.today);
        // A page that nothing describes is cited where nothing else is given, and no fallback is in the card.
        let alone = self.found.records.is_empty() && self.settings.doi.trim().is_empty();
        let any_page = alone && !self.settings.fallback;
        let wanted = Wanted { lang: self.settings.lang.clone(), any_page };
        let Discovery { mut records, problems, fields, is_page } = discover(page, &wanted);
        if let Some(doi) = identifier::doi(&self.settings.doi).filter(|_| self.steps.contains(&Step::Doi)) {
            // The card names its work: the page counts where it is about that one.
            let of = |record: &Record| record.text(Variable::Doi).map(|text| text.eq_ignore_ascii_case(doi));
            if records.iter().any(|record| of(record) == Some(true)) {
                records.retain(|record| of(record) == Some(true));
            } else if is_page || records.len() != 1 || records.iter().any(|record| of(record) == Some(false))
            {
                return;
            }
        }
        let complete = match records.as_slice() {
            [] => false,
            [record] => !is_page && !gaps::is_thin(record),
            _ => true,
        };
        if !complete {
            self.links = self.to_follow(&page.links);
            if self.links.is_empty() {
                // What the page does not link to itself, its link set may.
                let set = page.links.iter().find(|link| linkset::is_one(link) && self.may_follow(link));
                self.links.extend(set.cloned());
            }
        }
        self.is_page = is_page;
        // A work whose DOI the owner gives needs no address of a page about it.
        if self.found.records.iter().any(|record| record.has(Variable::Doi)) {
            for record in &mut records {
                if record.text(Variable::Url) == Some(&page.url) {
                    record.remove(Variable::Url);
                }
            }
        }
        self.fields = fields;
        self.add(Reading { records, problems }, "page");
    }

    /// Whether a link may be followed: on the page's own origin, unless the settings allow others.
    fn may_follow(&self, link: &Link) -> bool {
        let target = Page::origin(&link.href);
        match self.settings.follow {
            Follow::Never => false,
            Follow::SameOrigin => target.is_some() && target == Page::origin(&self.page_url),
            Follow::Any => target.is_some(),
        }
    }

    /// Links to the work's own record in a format that can be read here, best format first.
    fn to_follow(&self, all: &[Link]) -> VecDeque<Link> {
        let mut links: Vec<(usize, &Link)> = Vec::new();
        for link in all {
            let mut rels = link.rel.split_ascii_whitespace();
            if rels.any(|rel| matches!(rel, "describedby" | "alternate" | "cite-as")) && self.may_follow(link)
            {
                links.extend(inline::rank(&link.kind, &link.href).map(|rank| (rank, link)));
            }
        }
        crate::text::order::by_key(&mut links, |(rank, _)| *rank);
        links.into_iter().map(|(_, link)| link.clone()).collect()
    }

    /// Takes a link set: what it says of the work itself, and the file to follow from there.
    fn link_set(&mut self, text: &str, url: &str) {
        let Some(links) = linkset::links(text, &self.page_url) else {
            let message = "not a link set; give rel=\"linkset\" to links to one alone";
            self.found.problems.push(Problem::new(url, message));
            return;
        };
        // One hop: a link set in a link set is not followed.
        self.links = self.to_follow(&links);
        let page = Page { links, ..Page::default() };
        if let [record] = self.found.records.as_mut_slice() {
            let said = merge::merge(vec![linked_data::links(&page)]).record;
            // The type of the page is not the type of the work.
            if self.is_page && !matches!(said.kind, Kind::Webpage | Kind::Document) {
                record.kind = said.kind;
            }
            self.add(Reading { records: vec![said], problems: Vec::new() }, url);
        }
    }

    /// Takes an answer; gives the request to make once more, where that is worth it.
    fn fetched(&mut self, response: &Response) -> Option<Request> {
        let Pending { request, tried, purpose } = self.pending.take()?;
        let doi = identifier::doi(&self.settings.doi).unwrap_or_default().to_owned();
        let own = self.page_url.is_empty() || Page::origin(&self.page_url) == Page::origin(&request.url);
        let what = match purpose {
            Purpose::Doi => What::Doi(&doi),
            Purpose::Src => What::File(&request.url, false),
            Purpose::Link | Purpose::LinkSet => What::File(&request.url, own),
        };
        match response.verdict(&what, tried) {
            Verdict::Again(wait) => {
                let again = request.again(wait);
                self.pending = Some(Pending { request: again.clone(), tried: true, purpose });
                return Some(again);
            }
            Verdict::Failed(failure) if matches!(purpose, Purpose::Link | Purpose::LinkSet) => {
                // The page's own metadata is there all the same.
                self.found.problems.push(Problem::new(request.url, failure.message));
            }
            Verdict::Failed(failure) => self.found.failure = Some(failure),
            Verdict::Read if purpose == Purpose::LinkSet => self.link_set(&response.body, &request.url),
            Verdict::Read => self.read(response, &request.url, purpose),
        }
        None
    }

    fn read(&mut self, response: &Response, url: &str, purpose: Purpose) {
        let mut reading = inline::file(&response.body, &response.media_type, url);
        reading.records.iter_mut().for_each(clean::record);
        if purpose == Purpose::Doi {
            reading.records.iter_mut().for_each(quirks::registry);
            reading.problems.retain(quirks::is_news);
        }
        // Any JSON can be taken for CSL-JSON; an object that says nothing about a work is left out.
        reading.records.retain(|record| {
            record.texts().next().is_some()
                || record.all_names().next().is_some()
                || record.dates().next().is_some()
        });
        if purpose == Purpose::Link {
            // Several works behind one page's link are not the page's work.
            reading.records.truncate(1);
            if let (true, [page], [work]) =
                (self.is_page, self.found.records.as_slice(), reading.records.as_mut_slice())
            {
                // What was taken for a page is one about this work.
                if work.kind == Kind::Document && page.kind != Kind::Webpage {
                    work.kind = page.kind;
                }
                for variable in [Variable::Abstract, Variable::Doi, Variable::License, Variable::Url] {
                    // What has a DOI needs no address of a page about it.
                    if variable == Variable::Url && work.has(Variable::Doi) {
                        continue;
                    }
                    if let (false, Some(text)) = (work.has(variable), page.text(variable)) {
                        work.set_text(variable, text);
                    }
                }
                self.found.records.clear();
            }
        } else {
            let name = if purpose == Purpose::Doi { "what the DOI's registry sent" } else { "the file" };
            self.unreadable_unless(&reading, name);
        }
        self.add(reading, url);
    }

    fn done(&mut self) -> Found {
        let mut found = std::mem::take(&mut self.found);
        let given = found.records.len();
        found.records.retain(Record::is_citable);
        if found.records.is_empty() && given > 0 {
            found.failure =
                Some(Failure::new("no-record", "the record has neither a title nor a name; add a title"));
        }
        if let ([record], Some(doi)) = (found.records.as_mut_slice(), identifier::doi(&self.settings.doi)) {
            if !record.has(Variable::Doi) {
                record.set_text(Variable::Doi, doi);
            }
        }
        if !self.settings.without_accessed {
            visited(&mut found.records, &self.today);
        }
        if let (true, [record]) = (self.settings.debug, found.records.as_slice()) {
            let fields = origins(record, std::mem::take(&mut self.fields), &self.sources);
            found.report = report(record, &fields, &self.settings.lang);
            if in_scholar(record.kind) {
                found.report.append(&mut self.scholar);
            }
        }
        if !found.records.is_empty() {
            found.failure = None;
        } else if found.failure.is_none() {
            found.failure = Some(Failure::new("no-record", self.stale.as_deref().unwrap_or(NO_RECORD)));
        }
        found
    }
}

const NO_SCRIPT: &str =
    "there is no inline record in the card; add a <script> child with one, or change the attribute from";
const NO_RECORD: &str = "no description of a work was found on this page; add citation_title and related tags, an inline record, src or doi";

/// Whether a record given beside another one means the same work: one DOI, or one title and first
/// author where not both have a DOI. Without title and DOI it only adds to what is there.
fn same_work(have: &Record, other: &Record) -> bool {
    if let (Some(one), Some(other)) = (have.text(Variable::Doi), other.text(Variable::Doi)) {
        return one.eq_ignore_ascii_case(other);
    }
    if other.title().is_empty() {
        return !other.has(Variable::Doi);
    }
    let first = |record: &Record| record.names(Variable::Author).first().cloned();
    case::to_lower(have.title()) == case::to_lower(other.title())
        && first(have).zip(first(other)).is_none_or(|(one, other)| names::same(&one, &other))
}

/// The works of a script are compared with so many of the scripts before it.
const MAX_COMPARED: usize = 100;
