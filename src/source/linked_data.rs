//! JSON-LD, microdata, COinS and links: what a page says of works in other ways than meta tags.

use super::clean;
use super::page::Page;
use super::partial::{Certainty, Partial, Value, Vocabulary};
use super::types;
use crate::formats::{coins, json_ld};
use crate::record::{Json, Kind, Problem, Record, Variable, identifier, json};

/// Blocks longer than this are not read: no work's description is, and the page must not wait.
const MAX_BLOCK: usize = 8_000_000;

/// The works of the page's JSON-LD blocks. A block that holds none is no problem: search engines
/// are told of much else.
pub(super) fn json_ld(page: &Page, problems: &mut Vec<Problem>) -> Vec<Partial> {
    let mut values = Vec::new();
    for (at, text) in page.json_ld.iter().enumerate() {
        let place = || format!("page metadata, JSON-LD block {}", at + 1);
        if text.len() > MAX_BLOCK {
            problems.push(Problem::new(place(), "it is larger than 8 MB and was not read; make it smaller"));
            continue;
        }
        let (value, found) = json::parse(text);
        problems.extend(found.into_iter().take(3).map(|problem| Problem { place: place(), ..problem }));
        values.push(value);
    }
    works(values, Vocabulary::JsonLd, problems)
}

/// The works of the page's microdata.
pub(super) fn microdata(page: &Page, problems: &mut Vec<Problem>) -> Vec<Partial> {
    works(page.microdata.clone(), Vocabulary::Microdata, problems)
}

fn works(values: Vec<Json>, vocabulary: Vocabulary, problems: &mut Vec<Problem>) -> Vec<Partial> {
    // One document of all blocks: a block may refer to another's nodes.
    let reading = match values.as_slice() {
        [] => return Vec::new(),
        [one] => json_ld::from_json(one),
        _ => json_ld::from_json(&Json::Array(values)),
    };
    // What is wrong with one thing only is no problem here: it may be no work.
    let whole = reading.problems.into_iter().filter(|problem| problem.place == "JSON-LD");
    let place = format!("page metadata, {}", vocabulary.name());
    problems.extend(whole.map(|problem| Problem { place: place.clone(), ..problem }));
    let partial = |mut record: Record| {
        clean::record(&mut record);
        let mut partial = Partial::from_record(vocabulary, record, "");
        settle(&mut partial);
        partial
    };
    reading.records.into_iter().map(partial).filter(|partial| partial.has(Variable::Title)).collect()
}

/// `ScholarlyArticle` stands for anything scholarly where no journal is named.
fn settle(partial: &mut Partial) {
    let journal = partial.has(Variable::ContainerTitle);
    let genre = partial.has(Variable::Genre);
    if let Some((certainty, kind, _)) = &mut partial.kind {
        match kind {
            Kind::ArticleJournal if !journal => *certainty = Certainty::Vague,
            // schema.org's plain `Article` is what news sites, blogs and lists of publications call
            // any text; it is no preprint, unless it says so.
            Kind::Article if !genre => (*certainty, *kind) = (Certainty::Page, Kind::Document),
            Kind::Article => *certainty = Certainty::Named,
            _ => {}
        }
    }
}

/// The works of the page's COinS.
pub(super) fn coins(page: &Page) -> Vec<Partial> {
    let read = |text: &String| {
        let mut record = coins::from_kev(clean::cut(text, clean::MAX_FIELD))?;
        clean::record(&mut record);
        Some(Partial::from_record(Vocabulary::Coins, record, ""))
    };
    page.coins.iter().filter_map(read).filter(|partial| partial.has(Variable::Title)).collect()
}

/// FAIR Signposting and other links: `cite-as` is the persistent address, `type` the type,
/// `license` the licence, `canonical` the address. See <https://signposting.org/FAIR/>.
pub(super) fn links(page: &Page) -> Partial {
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
    // `cite-as` beats `canonical` wherever it stands.
    crate::record::order::by_key(&mut partial.claims, |claim| claim.place != "cite-as");
    partial
}
