//! JSON-LD to records.

use super::graph::{Graph, is_type, property, types};
use super::names::names;
use super::{SPDX, TYPES};
use crate::formats::Reading;
use crate::formats::common::{drop_doi_link, drop_number_as_pages, fill, from_html, identify, set_keywords};
use crate::formats::json_places::Faults;
use crate::normalise::dates;
use crate::record::{Date, Json, Kind, Problem, Record, Variable, identifier};
use crate::text::json;

/// Texts of a work: schema.org's property and CSL's variable, the better property first.
static TEXTS: &[(&str, Variable)] = &[
    ("alternateName", Variable::TitleShort),
    ("alternativeHeadline", Variable::TitleShort),
    ("softwareVersion", Variable::Version),
    ("version", Variable::Version),
    ("bookEdition", Variable::Edition),
    ("volumeNumber", Variable::Volume),
    ("issueNumber", Variable::Issue),
    ("pagination", Variable::Page),
    ("numberOfPages", Variable::NumberOfPages),
    ("issn", Variable::Issn),
    ("isbn", Variable::Isbn),
    ("inSupportOf", Variable::Genre),
    ("genre", Variable::Genre),
    ("artform", Variable::Genre),
    ("reportNumber", Variable::Number),
    ("episodeNumber", Variable::Number),
    ("legislationIdentifier", Variable::Number),
    ("position", Variable::ChapterNumber),
    ("artMedium", Variable::Medium),
    ("material", Variable::Medium),
    ("size", Variable::Dimensions),
    ("creativeWorkStatus", Variable::Status),
    ("accessionNumber", Variable::ArchiveLocation),
    ("url", Variable::Url),
    ("codeRepository", Variable::Url),
];

/// Roles: schema.org's property and CSL's variable. A later property for a variable that has
/// names already is left out (`creator` behind `author`).
pub(super) static ROLES: &[(&str, Variable)] = &[
    ("author", Variable::Author),
    ("creator", Variable::Author),
    ("organizer", Variable::Organizer),
    ("editor", Variable::Editor),
    ("translator", Variable::Translator),
    ("contributor", Variable::Contributor),
    ("illustrator", Variable::Illustrator),
    ("director", Variable::Director),
    ("producer", Variable::Producer),
    ("composer", Variable::Composer),
    ("performer", Variable::Performer),
    ("byArtist", Variable::Performer),
    ("readBy", Variable::Narrator),
    ("recipient", Variable::Recipient),
];

/// Dates: schema.org's property and CSL's variable, the better property first (D1).
static DATES: &[(&str, Variable)] = &[
    ("datePublished", Variable::Issued),
    ("legislationDate", Variable::Issued),
    ("uploadDate", Variable::Issued),
    ("copyrightYear", Variable::Issued),
    ("dateCreated", Variable::Issued),
];

/// Properties whose value is what a work appeared in, is kept in or refers to, and so no work of the
/// document itself.
static NOT_ITSELF: &[&str] = &[
    "isPartOf",
    "publisher",
    "hasPart",
    "itemReviewed",
    "exampleOfWork",
    "translationOfWork",
    "includedInDataCatalog",
    "distribution",
    "citation",
    "isBasedOn",
    "image",
    "video",
    "audio",
    "associatedMedia",
    "encoding",
];

/// How deep works may lie in works (article, issue, volume, journal).
pub(super) const MAX_PARENTS: usize = 5;

/// How many works one is part of at most: a journal and a series, not a tangle.
const MAX_PARTS: usize = 3;

/// At most so many records are taken from one document.
const MAX_RECORDS: usize = 10_000;

pub(super) fn read(text: &str) -> Reading {
    let (value, problems) = json::parse(text);
    let mut reading = read_value(&value, Some(text));
    reading.problems.splice(0..0, problems);
    if reading.records.is_empty() && reading.problems.is_empty() {
        reading.problems.push(Problem::at(
            text,
            0,
            "JSON-LD",
            "no work was found; give an object with an @type such as ScholarlyArticle and a name",
        ));
    }
    reading
}

/// The CSL type of a node: by `additionalType` where that names one, else by the first type of
/// its `@type`s that is known. Nothing for other things.
fn kind_of(node: &Json) -> Option<Kind> {
    let row = |name: &str| TYPES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    let known = types(node).filter_map(row).map(|(_, kind)| *kind);
    // Among several types the special one counts: ["CreativeWork", "Dataset"], ["WebPage", "Book"].
    let rank = |kind: Kind| match kind {
        Kind::Document | Kind::Webpage => 0,
        Kind::Article => 1,
        _ => 2,
    };
    let kind = known.reduce(|best, kind| if rank(kind) > rank(best) { kind } else { best })?;
    Some(additional(node).and_then(|name| Kind::parse(name).or_else(|| subtype(name))).unwrap_or(kind))
}

/// The `additionalType` of a node, without namespace.
fn additional(node: &Json) -> Option<&str> {
    let given = match property(node, "additionalType")? {
        Json::Array(items) => items.first()?,
        other => other,
    };
    let name = given.as_str()?;
    Some(name.rsplit('/').next().unwrap_or(name))
}

/// What repositories and DataCite write as `additionalType` (`Preprint`, `Conference Paper`), as a
/// CSL type.
fn subtype(name: &str) -> Option<Kind> {
    let word: String = name.chars().filter(char::is_ascii_alphabetic).collect();
    SUBTYPES.iter().find(|(known, _)| word.eq_ignore_ascii_case(known)).map(|(_, kind)| *kind)
}

static SUBTYPES: &[(&str, Kind)] = &[
    ("preprint", Kind::Article),
    ("workingpaper", Kind::Article),
    ("journalarticle", Kind::ArticleJournal),
    ("bookchapter", Kind::Chapter),
    ("conferencepaper", Kind::PaperConference),
    ("conferenceproceeding", Kind::PaperConference),
    ("poster", Kind::Speech),
    ("presentation", Kind::Speech),
    ("dissertation", Kind::Thesis),
    ("technicalreport", Kind::Report),
];

/// Records from a JSON-LD document: every work at its top level or in its graph. Pages and sites
/// count only without another work; a page's `mainEntity` stands for the page.
pub fn from_json(value: &Json) -> Reading {
    read_value(value, None)
}

fn read_value(value: &Json, text: Option<&str>) -> Reading {
    let graph = Graph::new(value);
    let mut nodes = Vec::new();
    let cut = !top_nodes(value, &graph, &mut nodes, 0);
    let mut parents: Vec<*const Json> = Vec::new();
    for node in &nodes {
        // What a page holds or shows may well be the work that it is about.
        let keys = if kind_of(node) == Some(Kind::Webpage) { &NOT_ITSELF[..2] } else { NOT_ITSELF };
        for key in keys {
            // A node that says it is part of itself is a work all the same.
            let others = graph.values(node, key).into_iter().filter(|other| !std::ptr::eq(*other, *node));
            parents.extend(others.map(std::ptr::from_ref));
        }
    }
    crate::text::order::by_key(&mut parents, |parent| *parent);
    let mut works: Vec<(&Json, Kind)> = Vec::new();
    let mut first = None;
    for node in nodes {
        let Some(kind) = kind_of(node) else { continue };
        first = first.or(Some((node, kind)));
        if parents.binary_search(&std::ptr::from_ref(node)).is_err() {
            works.push((node, kind));
        }
    }
    // Things that are all parts of each other.
    if works.is_empty() {
        works.extend(first);
    }
    // A page that names an author is a work of its own.
    let bare = |node: &Json, kind: Kind| kind == Kind::Webpage && property(node, "author").is_none();
    if works.iter().any(|(node, kind)| !bare(node, *kind)) {
        works.retain(|(node, kind)| !bare(node, *kind));
    }
    let mut records = Vec::new();
    let mut faults = Faults::default();
    if works.len() > MAX_RECORDS || cut {
        works.truncate(MAX_RECORDS);
        let message = "it names more than 10,000 things; the rest was not read; split it, or \
                       leave out what is not a work";
        faults.push(works.last().map(|(node, _)| *node), "", "JSON-LD", message);
    }
    for (at, (node, kind)) in works.into_iter().enumerate() {
        let record = work(&graph, node, kind);
        if record.title().is_empty() {
            let message = "this work has no name or headline; add one";
            faults.push(Some(node), "", format!("JSON-LD, work {}", at + 1), message);
        }
        for (key, _) in DATES {
            if let Some(date) = graph.text(node, key).filter(|date| dates::is_invalid(date)) {
                faults.push(Some(node), key, "JSON-LD", dates::invalid(&date));
            }
        }
        if record.texts().next().is_some() || record.all_names().next().is_some() {
            records.push(record);
        }
    }
    Reading { records, problems: faults.finish(text, value, "JSON-LD") }
}

/// Collects the nodes that may be works; whether there was room for all.
fn top_nodes<'j>(value: &'j Json, graph: &Graph<'j>, out: &mut Vec<&'j Json>, depth: usize) -> bool {
    if depth > MAX_PARENTS {
        return true;
    }
    match value {
        Json::Array(items) => items.iter().all(|item| top_nodes(item, graph, out, depth + 1)),
        Json::Object(_) => {
            let node = graph.resolve(value);
            if out.iter().any(|have| std::ptr::eq(*have, node)) {
                return true;
            }
            if out.len() >= MAX_RECORDS {
                return false;
            }
            out.push(node);
            let mut all =
                property(node, "@graph").is_none_or(|nodes| top_nodes(nodes, graph, out, depth + 1));
            let list = is_type(node, &["ItemList", "ListItem"]);
            let keys: &[&str] = if list { &["itemListElement", "item"] } else { &["mainEntity"] };
            for item in keys.iter().flat_map(|key| graph.values(node, key)) {
                all = all && top_nodes(item, graph, out, depth + 1);
            }
            all
        }
        _ => true,
    }
}

fn work<'j>(graph: &Graph<'j>, node: &'j Json, kind: Kind) -> Record {
    let mut record = Record::new(kind);
    let mut titles = ["name", "headline", "title"];
    // Some site themes write the author's name as the name of the post.
    if graph.text(node, "author").is_some_and(|author| Some(author) == graph.text(node, "name")) {
        titles.swap(0, 1);
    }
    for key in titles {
        if let Some(text) = graph.text(node, key) {
            fill(&mut record, Variable::Title, &from_html(&text));
        }
    }
    common(graph, node, &mut record);
    for key in ["abstract", "description"] {
        if let Some(text) = graph.text(node, key) {
            fill(&mut record, Variable::Abstract, &from_html(&text));
        }
    }
    identifiers(graph, node, &mut record);
    for (key, variable) in DATES {
        let date = graph.text(node, key).filter(|_| !record.has(*variable));
        if let Some(text) = date {
            record.set_date(*variable, dates::date(&text).unwrap_or_else(|| Date::literal(text)));
        }
    }
    keywords(graph, node, &mut record);
    publisher(graph, node, &mut record);
    event(graph, node, &mut record);
    if kind == Kind::Article && !record.has(Variable::Genre) {
        // The word that made it one: `Preprint`.
        if let Some(word) = additional(node).filter(|word| subtype(word).is_some()) {
            record.set_text(Variable::Genre, word);
        }
    }
    related(graph, node, &mut record);
    pages(graph, node, &mut record);
    drop_number_as_pages(&mut record);
    containers(graph, node, &mut record, 0);
    if record.kind == Kind::ArticleJournal && record.has(Variable::EventTitle) && !record.has(Variable::Issn)
    {
        record.kind = Kind::PaperConference;
    }
    record
}

/// Texts and roles, which a work and what it is part of share.
fn common<'j>(graph: &Graph<'j>, node: &'j Json, record: &mut Record) {
    for (key, variable) in TEXTS {
        if let Some(text) = graph.text(node, key) {
            fill(record, *variable, &text);
        }
    }
    for (key, role) in ROLES {
        if record.has(*role) {
            continue;
        }
        record.set_names(*role, names(graph, node, key));
    }
    if let Some(language) = graph.first(node, "inLanguage") {
        let code = property(language, "alternateName").and_then(Json::to_text);
        if let Some(text) = code.or_else(|| graph.text_of(language)) {
            fill(record, Variable::Language, &text);
        }
    }
    if let Some(license) = graph.first(node, "license") {
        let url =
            ["url", "@id", "name"].iter().find_map(|key| property(license, key).and_then(Json::to_text));
        if let Some(text) = url.or_else(|| license.to_text()) {
            fill(record, Variable::License, text.strip_prefix(SPDX).unwrap_or(&text));
        }
    }
    if let Some(archive) = graph.text(node, "holdingArchive") {
        fill(record, Variable::Archive, &archive);
    }
}

/// The identifier in a value: a text, or the value of a `PropertyValue`.
pub(super) fn graph_id(value: &Json) -> Option<String> {
    let inner = ["value", "@value", "@id", "url"].iter().find_map(|key| property(value, key));
    inner.unwrap_or(value).to_text()
}

fn identifiers<'j>(graph: &Graph<'j>, node: &'j Json, record: &mut Record) {
    if let Some(doi) = graph.text(node, "doi") {
        identify(record, &doi);
    }
    for key in ["identifier", "@id", "sameAs"] {
        for value in graph.values(node, key) {
            let Some(mut id) = graph_id(value) else { continue };
            // The name of the thing in this document; the document is where it is.
            if let Some((page, name)) =
                id.split_once('#').filter(|(page, _)| key == "@id" && page.contains("://"))
                && !name.starts_with(['/', '!'])
            {
                id = page.to_owned();
            }
            let scheme =
                property(value, "propertyID").or_else(|| property(value, "name")).and_then(Json::as_str);
            let scheme =
                scheme.unwrap_or_default().rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
            match scheme.as_str() {
                "pmid" | "pubmed" => fill(record, Variable::Pmid, &id),
                "pmcid" | "pmc" => fill(record, Variable::Pmcid, &id),
                "isbn" => fill(record, Variable::Isbn, &id),
                "issn" => fill(record, Variable::Issn, &id),
                "number" | "reportnumber" | "patent" => fill(record, Variable::Number, &id),
                "id" => record.id = id,
                _ if key == "sameAs" => {
                    if let Some(doi) = identifier::doi(&id) {
                        fill(record, Variable::Doi, doi);
                    }
                }
                _ if (identifier::doi(&id).is_some() || !record.has(Variable::Url))
                    && !identify(record, &id)
                    && key == "identifier"
                    && scheme.is_empty()
                    && id.len() < 40 =>
                {
                    fill(record, Variable::Number, &id);
                }
                _ => {}
            }
        }
    }
    // Rather the page that shows the work than a name for it in this document.
    if !record.has(Variable::Doi) && record.text(Variable::Url).is_none_or(|url| url.contains('#')) {
        let page = graph.first(node, "mainEntityOfPage").and_then(graph_id);
        if let Some(url) = page.as_deref().and_then(identifier::safe_url) {
            record.set_text(Variable::Url, url);
        }
    }
    // A link that only repeats the DOI says nothing more (I2).
    drop_doi_link(record);
}

fn keywords<'j>(graph: &Graph<'j>, node: &'j Json, record: &mut Record) {
    let values = graph.values(node, "keywords");
    let one = values.len() == 1;
    let mut words = Vec::new();
    for value in values {
        let Some(text) = graph.text_of(value) else { continue };
        if one && matches!(value, Json::String(_)) {
            let separator = if text.contains(';') { ';' } else { ',' };
            words.extend(text.split(separator).map(|word| word.trim().to_owned()));
        } else {
            words.push(text);
        }
    }
    set_keywords(record, &words);
}

fn publisher<'j>(graph: &Graph<'j>, node: &'j Json, record: &mut Record) {
    for key in ["publisher", "sourceOrganization", "provider", "legislationPassedBy"] {
        let Some(value) = graph.first(node, key).filter(|_| !record.has(Variable::Publisher)) else {
            continue;
        };
        if let Some(name) = graph.text_of(value).filter(|name| identifier::safe_url(name).is_none()) {
            fill(record, Variable::Publisher, &name);
        }
        for key in ["location", "address"] {
            if let Some(place) = graph.first(value, key) {
                let place = graph.text(place, "addressLocality").or_else(|| graph.text_of(place));
                fill(record, Variable::PublisherPlace, &place.unwrap_or_default());
            }
        }
    }
    if let Some(place) = graph.text(node, "locationCreated") {
        fill(record, Variable::PublisherPlace, &place);
    }
}

fn event<'j>(graph: &Graph<'j>, node: &'j Json, record: &mut Record) {
    let own = (record.kind == Kind::Event).then_some(node);
    let Some(event) =
        own.or_else(|| graph.first(node, "recordedAt").or_else(|| graph.first(node, "superEvent")))
    else {
        return;
    };
    if own.is_none() {
        fill(record, Variable::EventTitle, &graph.text_of(event).unwrap_or_default());
    }
    if let Some(place) = graph.first(event, "location") {
        let address = graph.first(place, "address").and_then(|place| graph.text(place, "addressLocality"));
        fill(record, Variable::EventPlace, &address.or_else(|| graph.text_of(place)).unwrap_or_default());
    }
    if let Some(start) = graph.text(event, "startDate") {
        let start = Date::parse_loose(&start);
        let end = graph.text(event, "endDate").and_then(|end| Date::parse(&end)).and_then(|end| end.start);
        record.set_date(
            Variable::EventDate,
            Date { end: end.filter(|end| Some(*end) != start.start), ..start },
        );
    }
}

/// The work reviewed, the original of a translation, the work of which this is a version.
fn related<'j>(graph: &Graph<'j>, node: &'j Json, record: &mut Record) {
    if let Some(reviewed) = graph.first(node, "itemReviewed") {
        let title = graph.text_of(reviewed).filter(|title| identifier::safe_url(title).is_none());
        fill(record, Variable::ReviewedTitle, &title.unwrap_or_default());
        record.set_names(Variable::ReviewedAuthor, names(graph, reviewed, "author"));
    }
    if let Some(original) = graph.first(node, "translationOfWork") {
        // A link to the work is not its title.
        let title = graph.text_of(original).filter(|title| identifier::safe_url(title).is_none());
        fill(record, Variable::OriginalTitle, &title.unwrap_or_default());
    }
    if let Some(concept) = graph.first(node, "exampleOfWork") {
        let id = property(concept, "@id").or_else(|| property(concept, "identifier")).unwrap_or(concept);
        let doi = id.as_str().and_then(identifier::doi);
        record.portal.concept_doi = doi.map(str::to_owned);
    }
}

fn pages<'j>(graph: &Graph<'j>, node: &'j Json, record: &mut Record) {
    let Some(start) = graph.text(node, "pageStart").filter(|_| !record.has(Variable::Page)) else { return };
    let pages = match graph.text(node, "pageEnd").filter(|end| *end != start) {
        Some(end) => format!("{start}-{end}"),
        None => start,
    };
    fill(record, Variable::Page, &pages);
}

/// Issue, volume, journal, book, series: what the work is part of, inside out.
fn containers<'j>(graph: &Graph<'j>, node: &'j Json, record: &mut Record, depth: usize) {
    if depth > MAX_PARENTS {
        return;
    }
    let mut parents = graph.values(node, "isPartOf");
    if depth == 0 {
        parents.extend(graph.values(node, "partOfSeries"));
    }
    for parent in parents.into_iter().take(MAX_PARTS) {
        let name = graph.text(parent, "name").or_else(|| graph.text(parent, "headline"));
        let name = name.or_else(|| {
            parent.as_str().filter(|text| identifier::safe_url(text).is_none()).map(str::to_owned)
        });
        let name = from_html(&name.unwrap_or_default());
        let part = is_type(parent, &["PublicationIssue", "PublicationVolume"]);
        // Springer and others call the journal a volume as well.
        let texts: &[(&str, Variable)] = if part && !is_type(parent, &["Periodical"]) {
            &[("issueNumber", Variable::Issue), ("volumeNumber", Variable::Volume)]
        } else if is_type(parent, &["BookSeries", "CreativeWorkSeries"])
            && !has_series_as_container(record.kind)
        {
            fill(record, Variable::CollectionTitle, &name);
            &[
                ("position", Variable::CollectionNumber),
                ("volumeNumber", Variable::CollectionNumber),
                ("issn", Variable::Issn),
            ]
        } else if is_type(parent, &["WebPage", "ItemPage"])
            || is_type(parent, &["DataCatalog", "Dataset", "Collection"]) && record.kind == Kind::Dataset
        {
            // The page that shows a work is not what it appeared in; the page's site may be.
            &[]
        } else {
            fill(record, Variable::ContainerTitle, &name);
            if let Some(short) = graph.text(parent, "alternateName") {
                fill(record, Variable::ContainerTitleShort, &short);
            }
            &[
                ("issn", Variable::Issn),
                ("isbn", Variable::Isbn),
                ("volumeNumber", Variable::Volume),
                ("issueNumber", Variable::Issue),
                ("bookEdition", Variable::Edition),
            ]
        };
        for (key, variable) in texts {
            if let Some(text) = graph.text(parent, key) {
                fill(record, *variable, &text);
            }
        }
        for (key, role) in [("editor", Variable::Editor), ("author", Variable::ContainerAuthor)] {
            if !record.has(role) && !is_type(parent, &["WebSite", "WebPage"]) {
                record.set_names(role, names(graph, parent, key));
            }
        }
        if !is_type(parent, &["WebSite", "WebPage"]) {
            publisher(graph, parent, record);
            if let Some(date) = graph.text(parent, "datePublished").filter(|_| !record.has(Variable::Issued))
            {
                record.set_date(Variable::Issued, Date::parse_loose(&date));
            }
        }
        containers(graph, parent, record, depth + 1);
    }
}

/// Kinds whose series is what they appear in, not a series of books.
fn has_series_as_container(kind: Kind) -> bool {
    matches!(kind, Kind::Broadcast | Kind::PostWeblog | Kind::Post | Kind::Webpage)
}
