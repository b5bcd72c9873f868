//! JSON-LD, microdata, COinS and links: what a page says of works in other ways than meta tags.

use super::dublin_core;
use super::tags;
use super::types;
use crate::chunk::chunk;
use crate::discovery::merge;
use crate::discovery::page::{Meta, Page};
use crate::discovery::partial::{Certainty, Partial, Value, Vocabulary};
use crate::discovery::resolver::clean;
use crate::formats::{coins, json_ld};
use crate::normalise::{html, identifiers};
use crate::record::{Json, Kind, Place, Problem, Record, Variable, identifier};
use crate::text::json;

/// So much of a page's JSON-LD is read, in bytes of all blocks: no work's own description is longer,
/// and the page must not wait for the rest (0.1 s for so much, where the device is slow).
const MAX_BLOCKS: usize = 1_000_000;

/// The works of the page's JSON-LD, microdata and COinS, with what is wrong in them.
pub(in crate::discovery) fn works_of(page: &Page, lang: &str) -> (Vec<Partial>, Vec<Problem>) {
    match page.json_ld.is_empty() && page.microdata.is_empty() && page.coins.is_empty() {
        true => (Vec::new(), Vec::new()),
        false => linked(page, lang).unwrap_or_default(),
    }
}

chunk! { linked; fn linked(page: &Page, lang: &str) -> (Vec<Partial>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut partials = json_ld(page, lang, &mut problems);
    microdata(page, &mut partials, &mut problems);
    coins(page, &mut partials, &mut problems);
    (partials, problems)
}}

chunk! { linked;
/// A context object in a tag, as a record.
pub(in crate::discovery) fn context_object(text: &str) -> Option<Record> {
    coins::from_kev(html::cut(text, html::MAX_FIELD))
}}

/// The works of the page's JSON-LD blocks. A block without a work is not a problem: search engines
/// are told of much else.
fn json_ld(page: &Page, lang: &str, problems: &mut Vec<Problem>) -> Vec<Partial> {
    // Short blocks are read whole; the longest ones share what is left. A block that is cut gives
    // what stands before the cut.
    let mut shortest: Vec<usize> = (0..page.json_ld.len()).collect();
    crate::text::order::by_key(&mut shortest, |at| page.json_ld[*at].len());
    let mut left = MAX_BLOCKS;
    let mut kept = vec![0; page.json_ld.len()];
    for (rank, at) in shortest.iter().enumerate() {
        let share = left / (shortest.len() - rank);
        kept[*at] = page.json_ld[*at].len().min(share);
        left -= kept[*at];
    }
    let mut values = Vec::new();
    for (at, text) in page.json_ld.iter().enumerate() {
        let place = Place::page(["JSON-LD block ", &(at + 1).to_string()].concat());
        let part = html::cut(uncommented(text), kept[at]);
        let (value, found) = json::parse(part);
        values.push(value);
        if part.len() < uncommented(text).len() {
            let message = "there is more than 1 MB of JSON-LD on the page; the end of this block was not \
                           read; leave out what does not describe the work";
            problems.push(Problem::new(place, message));
            continue;
        }
        for problem in found.into_iter().take(3) {
            problems.push(Problem { place: place.clone(), ..problem });
        }
    }
    let mut partials = Vec::new();
    for value in &values {
        partials.extend(dublin_core(value, lang));
    }
    works(values, Vocabulary::JsonLd, &mut partials, problems);
    partials
}

/// JSON that is hidden in a comment or a CDATA section, as for browsers of old, or stands behind comments.
fn uncommented(text: &str) -> &str {
    let mut text = text.trim();
    loop {
        let (comment, rest) = match text.get(..2) {
            Some("//") => text.split_once('\n').unwrap_or((text, "")),
            Some("/*") => text.split_once("*/").unwrap_or((text, "")),
            _ => break,
        };
        if comment.contains(['{', '[']) && !comment.trim_end().ends_with("[CDATA[") || rest.is_empty() {
            break;
        }
        text = rest.trim_start();
    }
    for mark in ["//", "/*", "<!--", "//", "<![CDATA[", "*/"] {
        text = text.strip_prefix(mark).unwrap_or(text).trim_start();
    }
    for mark in ["*/", "-->", "]]>", "//", "/*"] {
        text = text.strip_suffix(mark).unwrap_or(text).trim_end();
    }
    text
}

/// A thing that is described in Dublin Core's terms, as Omeka S embeds its items:
/// `"dcterms:title": [{"@value": …}]`, of a type such as `bibo:Thesis`.
/// See <https://omeka.org/s/docs/developer/api/rest_api/>.
fn dublin_core(value: &Json, lang: &str) -> Option<Partial> {
    fn listed(value: &Json) -> &[Json] {
        match value {
            Json::Array(items) => items,
            one => std::slice::from_ref(one),
        }
    }
    let word = |from: &'_ Json, key: &str| from.get(key).and_then(Json::as_str).map(str::to_owned);
    let mut metas: Vec<Meta> = Vec::new();
    for (key, value) in value.entries() {
        let Some(term) = key.strip_prefix("dcterms:").or_else(|| key.strip_prefix("dc:")) else { continue };
        for item in listed(value).iter().take(MAX_VALUES) {
            // Of a link the address identifies, and the label is what people read.
            let keys = match term.starts_with("identifier") {
                true => ["@value", "@id", "o:label", "display_title"],
                false => ["@value", "display_title", "o:label", "@id"],
            };
            let content = keys.iter().find_map(|key| word(item, key));
            let content = content.or_else(|| item.as_str().map(str::to_owned)).unwrap_or_default();
            let lang = word(item, "@language").unwrap_or_default();
            metas.push(Meta { name: ["dcterms.", term].concat(), content, lang, ..Meta::default() });
        }
    }
    if metas.is_empty() {
        return None;
    }
    let page = Page { metas, ..Page::default() };
    let tags = tags::prefixed(&tags::whole(&page), dublin_core::PREFIXES);
    let mut partial = tags::read(Vocabulary::JsonLd, &tags, dublin_core::TABLE, lang);
    dublin_core::infer_journal(&mut partial);
    for name in listed(value.get("@type")?).iter().filter_map(Json::as_str) {
        let known = match name {
            "bibo:Letter" => Some((Certainty::Named, Kind::PersonalCommunication)),
            _ => name.strip_prefix("bibo:").and_then(types::parse),
        };
        if let Some((certainty, kind)) = known {
            partial.typed(certainty, kind, "@type");
        }
    }
    partial.has(Variable::Title).then_some(partial)
}

/// No thing has more values of one term.
const MAX_VALUES: usize = 5_000;

/// Adds the works of the page's microdata.
fn microdata(page: &Page, partials: &mut Vec<Partial>, problems: &mut Vec<Problem>) {
    works(page.microdata.clone(), Vocabulary::Microdata, partials, problems);
}

fn works(
    mut values: Vec<Json>,
    vocabulary: Vocabulary,
    partials: &mut Vec<Partial>,
    problems: &mut Vec<Problem>,
) {
    // One document of all blocks: a block may refer to another's nodes.
    let whole = match values.pop() {
        None => return,
        Some(one) if values.is_empty() => one,
        Some(last) => {
            values.push(last);
            Json::Array(values)
        }
    };
    let reading = json_ld::from_json(&whole);
    for mut problem in reading.problems {
        // A fault in one thing only is not reported: it may not be a work.
        if matches!(&problem.place, Place::Input(input) if input == "JSON-LD") {
            problem.place = Place::page(vocabulary.name());
            problems.push(problem);
        }
    }
    for record in reading.records {
        let from = partials.len();
        add(record, vocabulary, partials);
        partials[from..].iter_mut().for_each(weigh_kind);
    }
}

/// Adds a record that a format's reader made, unless it says neither what the work is called nor who
/// made it.
fn add(mut record: Record, vocabulary: Vocabulary, partials: &mut Vec<Partial>) {
    clean::record(&mut record);
    if record.kind == Kind::Book {
        coins::tidy(&mut record);
    }
    if !record.title().is_empty() || record.has(Variable::Author) {
        partials.push(Partial::from_record(vocabulary, record, ""));
    }
}

/// `ScholarlyArticle` stands for anything scholarly where no journal is named.
fn weigh_kind(partial: &mut Partial) {
    let journal = partial.has(Variable::ContainerTitle);
    let genre = partial.has(Variable::Genre);
    if let Some((certainty, kind, _)) = &mut partial.kind {
        match kind {
            Kind::ArticleJournal if !journal => *certainty = Certainty::Vague,
            // schema.org's plain `Article` is what news sites, blogs and lists of publications call
            // any text; it is not a preprint unless it says so.
            Kind::Article if !genre => (*certainty, *kind) = (Certainty::Page, Kind::Document),
            Kind::Article => *certainty = Certainty::Named,
            _ => {}
        }
        // `News`, `Drama` and the number of a content system do not belong in a citation.
        if *kind == Kind::ArticleNewspaper || merge::is_page(*kind) {
            partial.claims.retain(|claim| !matches!(claim.variable, Variable::Genre | Variable::Number));
        } else if matches!(kind, Kind::MotionPicture | Kind::Broadcast | Kind::Song | Kind::Book) {
            partial.claims.retain(|claim| claim.variable != Variable::Genre);
        }
    }
}

/// Adds the works of the page's COinS.
fn coins(page: &Page, partials: &mut Vec<Partial>, problems: &mut Vec<Problem>) {
    for text in &page.coins {
        let text = html::cut(text, html::MAX_FIELD);
        // Escaped twice.
        let text = if text.contains("&amp;") { &text.replace("&amp;", "&") } else { text };
        if let Some(record) = coins::from_kev(text) {
            add(record, Vocabulary::Coins, partials);
            let date = coins::date_problem(text);
            problems.extend(date.map(|message| Problem::new(Place::page(Vocabulary::Coins.name()), message)));
        }
    }
}

/// FAIR Signposting and other links: `cite-as` is the persistent address, `type` the type,
/// `license` the licence, `canonical` the address. See <https://signposting.org/FAIR/>.
pub(in crate::discovery) fn links(page: &Page) -> Partial {
    let mut partial = Partial::new(Vocabulary::Links);
    for link in &page.links {
        for rel in link.rel.split_ascii_whitespace() {
            let mut put = |variable, text: &str| {
                if !partial.has(variable) {
                    partial.push(variable, Value::Text(text.to_owned()), rel);
                }
            };
            match (rel, identifier::doi(&link.href), identifier::safe_url(&link.href)) {
                ("cite-as", Some(doi), _) => put(Variable::Doi, doi),
                ("cite-as" | "canonical", None, Some(url)) => put(Variable::Url, url),
                ("license", _, Some(url)) => put(Variable::License, url),
                ("type", ..) => {
                    if let Some((certainty, kind)) = types::parse(&link.href) {
                        partial.typed(certainty, kind, rel);
                    }
                }
                _ => {}
            }
        }
    }
    // `/doi/abs/10.1000/x`, as publishers' platforms have it.
    let graph =
        page.metas.iter().filter(|meta| meta.name.eq_ignore_ascii_case("og:url")).map(|meta| &meta.content);
    let canonical = page.links.iter().filter(|link| link.rel == "canonical").map(|link| &link.href);
    let mut own = graph.chain(canonical).chain([&page.url]);
    if let Some(doi) =
        own.find_map(|url| identifiers::doi_in_address(url)).filter(|_| !partial.has(Variable::Doi))
    {
        partial.push(Variable::Doi, Value::Text(doi), "address");
    }
    // `cite-as` beats `canonical` wherever it stands.
    crate::text::order::by_key(&mut partial.claims, |claim| claim.place != "cite-as");
    partial
}
