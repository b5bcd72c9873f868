//! Works as OpenAlex's API answers: one, or many in `results`.
//!
//! Specification: <https://docs.openalex.org/api-entities/works/work-object>.

use crate::formats::common::{fill, from_html, from_text, set_keywords};
use crate::normalise::identifiers;
use crate::record::{Date, Json, Kind, Name, Record, Variable, identifier};

/// OpenAlex's types that CSL and Crossref do not have, or not in the same sense.
static TYPES: &[(&str, Kind)] = &[
    ("article", Kind::ArticleJournal),
    ("review", Kind::ArticleJournal),
    ("letter", Kind::ArticleJournal),
    ("editorial", Kind::ArticleJournal),
    ("erratum", Kind::ArticleJournal),
    ("retraction", Kind::ArticleJournal),
    ("conference-abstract", Kind::PaperConference),
    ("conference-paper", Kind::PaperConference),
    ("software", Kind::Software),
];

/// The records of an answer; nothing for other JSON.
pub(super) fn records(value: &Json) -> Option<Vec<Record>> {
    let works = match value {
        Json::Array(works) => works.as_slice(),
        one => one.get("results").map_or(std::slice::from_ref(one), Json::items),
    };
    let is_work =
        |work: &Json| text(work, &["id"]).is_some_and(|id| id.starts_with("https://openalex.org/W"));
    (!works.is_empty() && works.iter().all(is_work)).then(|| works.iter().map(record).collect())
}

fn at<'j>(value: &'j Json, path: &[&str]) -> Option<&'j Json> {
    path.iter().try_fold(value, |value, key| value.get(key))
}

fn text(value: &Json, path: &[&str]) -> Option<String> {
    at(value, path).and_then(Json::to_text).filter(|text| !text.trim().is_empty())
}

fn items<'j>(value: &'j Json, key: &str) -> &'j [Json] {
    value.get(key).map_or(&[][..], Json::items)
}

fn record(work: &Json) -> Record {
    let text = |path: &[&str]| text(work, path);
    let source = |key: &str| text(&["primary_location", "source", key]);
    let hosted = source("type");
    let hosted = hosted.as_deref().unwrap_or_default();
    let mut record = Record::new(kind(work, hosted));
    record.id = text(&["id"]).and_then(|id| Some(id.rsplit_once('/')?.1.to_owned())).unwrap_or_default();
    let mut put = |variable, text: Option<String>| fill(&mut record, variable, &text.unwrap_or_default());
    put(Variable::Title, text(&["title"]).or_else(|| text(&["display_name"])).map(|title| from_html(&title)));
    let doi = text(&["doi"]).or_else(|| text(&["ids", "doi"]));
    put(Variable::Doi, doi.as_deref().and_then(identifier::doi).map(str::to_owned));
    for (key, variable) in [("pmid", Variable::Pmid), ("pmcid", Variable::Pmcid)] {
        let id = text(&["ids", key]);
        put(
            variable,
            id.map(|id| id.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned()),
        );
    }
    put(Variable::Language, text(&["language"]));
    put(Variable::Volume, text(&["biblio", "volume"]));
    put(Variable::Issue, text(&["biblio", "issue"]));
    let (first, last) = (text(&["biblio", "first_page"]), text(&["biblio", "last_page"]));
    put(
        Variable::Page,
        first.map(|first| match last.filter(|last| *last != first) {
            Some(last) => [&first, "-", &last].concat(),
            None => first,
        }),
    );
    put(
        Variable::License,
        text(&["primary_location", "license"]).filter(|license| license.starts_with("cc")),
    );
    put(Variable::Abstract, words(work));
    let address = text(&["primary_location", "landing_page_url"]);
    put(
        Variable::Url,
        address.filter(|url| identifier::doi(url).is_none() && identifier::safe_url(url).is_some()),
    );
    let issns = at(work, &["primary_location", "source", "issn"]).map_or(&[][..], Json::items);
    let issn = source("issn_l").or_else(|| issns.first().and_then(Json::to_text));
    put(Variable::Issn, issn.and_then(|issn| identifiers::issn(&issn)));
    let (name, host) = (source("display_name"), source("host_organization_name"));
    match hosted {
        "journal" | "conference" => {
            put(Variable::ContainerTitle, name);
            put(Variable::Publisher, host);
        }
        "book series" => {
            put(Variable::CollectionTitle, name);
            put(Variable::Publisher, host);
        }
        // Where the copy is; of a preprint and of data, the one that published them.
        "repository" if matches!(work.get("type").and_then(Json::as_str), Some("preprint" | "dataset")) => {
            put(Variable::Publisher, name);
        }
        "ebook platform" => put(Variable::Publisher, host),
        _ => {}
    }
    record.set_names(Variable::Author, items(work, "authorships").iter().filter_map(author).collect());
    if let Some(date) = date(&text(&["publication_date"]).unwrap_or_default()) {
        record.set_date(Variable::Issued, date);
    } else if let Some(date) = text(&["publication_year"]).and_then(|year| Date::parse(&year)) {
        record.set_date(Variable::Issued, date);
    }
    let keywords = items(work, "keywords").iter().filter_map(|word| self::text(word, &["display_name"]));
    set_keywords(&mut record, &keywords.collect::<Vec<_>>());
    record
}

/// The first of January stands for a year of which no more is known.
fn date(text: &str) -> Option<Date> {
    Date::parse(text.strip_suffix("-01-01").unwrap_or(text))
}

fn kind(work: &Json, hosted: &str) -> Kind {
    let name = text(work, &["type"]).unwrap_or_default();
    let crossref = text(work, &["type_crossref"]).unwrap_or_default();
    let known = TYPES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind);
    match known.or_else(|| Kind::parse(&name)).unwrap_or_default() {
        Kind::ArticleJournal if crossref == "proceedings-article" || hosted == "conference" => {
            Kind::PaperConference
        }
        Kind::ArticleJournal if hosted == "repository" => Kind::Document,
        kind => kind,
    }
}

fn author(authorship: &Json) -> Option<Name> {
    let name =
        text(authorship, &["author", "display_name"]).or_else(|| text(authorship, &["raw_author_name"]));
    let places = items(authorship, "institutions").iter();
    Some(Name {
        orcid: text(authorship, &["author", "orcid"]).and_then(|id| identifier::orcid(&id)),
        affiliations: places.filter_map(|place| text(place, &["display_name"])).collect(),
        ..from_text(&name?)
    })
}

/// The abstract, of which each word has the places where it stands.
fn words(work: &Json) -> Option<String> {
    let mut placed: Vec<(usize, &str)> = Vec::new();
    for (word, places) in work.get("abstract_inverted_index")?.entries() {
        for place in places.items() {
            if let Json::Number(place) = place {
                placed.push((*place as usize, word));
            }
        }
    }
    crate::text::order::by_key(&mut placed, |(place, _)| *place);
    let words: Vec<&str> = placed.into_iter().map(|(_, word)| word).collect();
    (!words.is_empty()).then(|| from_html(&words.join(" ")))
}
