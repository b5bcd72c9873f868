//! DataCite JSON: what DataCite and InvenioRDM give for a DOI.
//!
//! Specification: DataCite Metadata Schema 4.6 (<https://datacite-metadata-schema.readthedocs.io/>)
//! in its JSON form (`application/vnd.datacite.datacite+json`); the REST API's `data.attributes`
//! around it is read as well.

use super::common::{
    Object, article_number, creators, family, fill, from_html, from_inverted, from_text, given, inverted,
    page_range, people, plain_line, set_keywords,
};
use super::json_places::Faults;
use super::{Codec, Group, Info, Likelihood, Options, Reading, head};
use crate::record::{Date, Json, Kind, Name, Place, Record, Variable, identifier};
use crate::text::json;

/// What menus and files need to know about DataCite JSON.
pub(super) static INFO: Info = Info {
    id: "datacite",
    name: "DataCite JSON",
    aliases: &["datacite-json", "datacite.json"],
    extension: "json",
    media_type: "application/vnd.datacite.datacite+json",
    group: Group::Metadata,
    reads: true,
    writes: true,
    ..Info::PLAIN
};

/// Detects, reads and writes DataCite JSON.
pub(super) static CODEC: Codec = Codec { info: &INFO, detect, read: Some(read), write: Some(write) };

fn detect(text: &str) -> Likelihood {
    let start = head(text);
    let has = |word: &str| start.contains(word);
    let own = has("resourceTypeGeneral")
        || has("datacite.org/schema")
        || has("\"publicationYear\"")
        || has("\"creators\"") && has("\"titles\"");
    // DataCite's schema.org names its own schema too.
    let linked = has("\"@context\"") || has("\"@type\"");
    if start.starts_with(['{', '[']) && own && !linked { Likelihood::Yes } else { Likelihood::No }
}

/// `resourceTypeGeneral` and CSL's types. The first row of a CSL type is the one that is written;
/// CSL's own name goes into `resourceType` where the row does not say all.
static TYPES: &[(&str, Kind)] = &[
    ("JournalArticle", Kind::ArticleJournal),
    ("DataPaper", Kind::ArticleJournal),
    ("Preprint", Kind::Article),
    ("Book", Kind::Book),
    ("ConferenceProceeding", Kind::Book),
    ("BookChapter", Kind::Chapter),
    ("ConferencePaper", Kind::PaperConference),
    ("Dissertation", Kind::Thesis),
    ("Report", Kind::Report),
    ("ProjectReport", Kind::Report),
    ("OutputManagementPlan", Kind::Report),
    ("Dataset", Kind::Dataset),
    ("Software", Kind::Software),
    ("ComputationalNotebook", Kind::Software),
    ("Workflow", Kind::Software),
    ("Model", Kind::Software),
    ("Audiovisual", Kind::MotionPicture),
    ("Sound", Kind::Song),
    ("Image", Kind::Graphic),
    ("PhysicalObject", Kind::Graphic),
    ("Collection", Kind::Collection),
    ("Event", Kind::Event),
    ("Presentation", Kind::Speech),
    ("Poster", Kind::Speech),
    ("Journal", Kind::Periodical),
    ("PeerReview", Kind::Review),
    ("Standard", Kind::Standard),
    ("InteractiveResource", Kind::Webpage),
    ("Service", Kind::Webpage),
    ("Other", Kind::Document),
    ("Text", Kind::Document),
];

/// `dateType` and CSL's dates.
static DATES: &[(&str, Variable)] = &[
    ("Issued", Variable::Issued),
    ("Available", Variable::AvailableDate),
    ("Submitted", Variable::Submitted),
];

/// `contributorType` and CSL's roles.
static CONTRIBUTORS: &[(&str, Variable)] = &[
    ("Editor", Variable::Editor),
    ("Translator", Variable::Translator),
    ("Producer", Variable::Producer),
    ("DataCurator", Variable::Curator),
    ("Other", Variable::Contributor),
];

fn read(text: &str) -> Reading {
    let (value, mut problems) = json::parse(text);
    let mut faults = Faults::default();
    let mut records = Vec::new();
    let data = value.get("data").unwrap_or(&value);
    let works = if let Json::Array(items) = data { items.as_slice() } else { std::slice::from_ref(data) };
    for (at, item) in works.iter().enumerate() {
        let attributes = item.get("attributes").unwrap_or(item);
        let record = work(attributes);
        if record.title().is_empty() && record.names(Variable::Author).is_empty() {
            let place = Place::entry("DataCite JSON", format!("record {}", at + 1));
            let message =
                "there are neither titles nor creators; add \"titles\": [{\"title\": …}]; it was left out";
            faults.push(Some(item), "", place, message);
        } else {
            records.push(record);
        }
    }
    problems.extend(faults.finish(Some(text), &value, "DataCite JSON"));
    Reading { records, problems }
}

/// DataCite's standard values (appendix 3 of the schema) for what is required and not known, and for
/// names that are not listed.
const UNKNOWN: &str = "(:unkn)";
const AND_OTHERS: &str = "(:etal)";

/// Whether a text is one of DataCite's standard values, `(:unav)` or `:unav`.
fn is_standard(text: &str) -> bool {
    text.starts_with("(:") || text.starts_with(':')
}

/// A text, a list's first text, or the text of an object's key.
fn text_of(value: &Json, key: &str) -> Option<String> {
    match value {
        Json::Object(_) => value.get(key).and_then(Json::to_text),
        _ => value.to_text(),
    }
    .filter(|text| !text.trim().is_empty() && !is_standard(text))
}

/// The items of a list, or the one value in its place.
fn list<'j>(value: &'j Json, key: &str) -> &'j [Json] {
    match value.get(key) {
        Some(Json::Array(items)) => items,
        Some(Json::Null) | None => &[],
        Some(one) => std::slice::from_ref(one),
    }
}

pub(super) fn work(item: &Json) -> Record {
    let types = item.get("types").or_else(|| item.get("resourceType")).unwrap_or(&Json::Null);
    let general = text_of(types, "resourceTypeGeneral").unwrap_or_default();
    let letters = |text: &str| -> String {
        text.chars().filter(char::is_ascii_alphabetic).map(|letter| letter.to_ascii_lowercase()).collect()
    };
    // "Journal Article" says no more than JournalArticle, "Thesis" no more than Dissertation.
    let special = text_of(types, "resourceType").filter(|name| letters(name) != letters(&general));
    let row = TYPES.iter().find(|(name, _)| name.eq_ignore_ascii_case(&general)).map(|(_, kind)| *kind);
    let citeproc = text_of(types, "citeproc").and_then(|name| Kind::parse(&name));
    // "Journal article" as the words for a text.
    let named =
        |name: &str| TYPES.iter().find(|(known, _)| letters(known) == letters(name)).map(|(_, kind)| *kind);
    let open = matches!(general.as_str(), "" | "Text" | "Other");
    let own = special.as_deref().and_then(|name| Kind::parse(name).or_else(|| named(name).filter(|_| open)));
    let kind = own.or(row.filter(|kind| *kind != Kind::Document)).or(citeproc).or(row).unwrap_or_default();
    let mut record = Record::new(kind);
    let told = |name: &String| kind.as_str() == name.to_ascii_lowercase();
    if own.is_none() && !special.as_ref().is_some_and(told) {
        fill(&mut record, Variable::Genre, &special.unwrap_or_default());
    }
    for title in list(item, "titles") {
        let Some(text) = text_of(title, "title") else { continue };
        match title.get("titleType").and_then(Json::as_str) {
            None | Some("") => fill(&mut record, Variable::Title, &from_html(&text)),
            Some("AlternativeTitle") => fill(&mut record, Variable::TitleShort, &from_html(&text)),
            Some("TranslatedTitle") => fill(&mut record, Variable::OriginalTitle, &from_html(&text)),
            Some("Subtitle") if !record.title().is_empty() => {
                let whole = format!("{}: {}", record.title(), from_html(&text));
                record.set_text(Variable::Title, whole);
            }
            Some(_) => {}
        }
    }
    let names = list(item, "creators").iter().filter_map(name).collect();
    record.set_names(Variable::Author, names);
    for contributor in list(item, "contributors") {
        let kind = contributor.get("contributorType").and_then(Json::as_str).unwrap_or_default();
        let role = CONTRIBUTORS.iter().find(|(known, _)| *known == kind).map(|(_, role)| *role);
        if let (Some(role), Some(name)) = (role, name(contributor)) {
            record.push_name(role, name);
        }
    }
    dates(&mut record, item);
    texts(&mut record, item);
    container(&mut record, item);
    record
}

fn name(value: &Json) -> Option<Name> {
    let text = |key: &str| value.get(key).and_then(Json::to_text).filter(|text| !text.trim().is_empty());
    let organisation = value.get("nameType").and_then(Json::as_str) == Some("Organizational");
    let mut name = match (text("familyName"), text("name")) {
        (Some(family), _) if !organisation => match text("givenName") {
            Some(given) => from_inverted(&format!("{family}, {given}")),
            None => Name::person(family, ""),
        },
        (_, Some(name)) if name == AND_OTHERS => Name::literal("others"),
        (_, Some(name)) if is_standard(&name) => return None,
        (_, Some(name)) if organisation => Name::literal(name.trim()),
        (_, Some(name)) => from_text(&name),
        _ => return None,
    };
    // A family name with a comma in it (`King, Jr.`) keeps its suffix.
    name.orcid = list(value, "nameIdentifiers")
        .iter()
        .find_map(|id| identifier::orcid(&text_of(id, "nameIdentifier")?));
    name.affiliations =
        list(value, "affiliation").iter().filter_map(|place| text_of(place, "name")).collect();
    Some(name)
}

fn dates(record: &mut Record, item: &Json) {
    for (kind, variable) in DATES {
        let of_kind = |date: &&Json| date.get("dateType").and_then(Json::as_str) == Some(kind);
        if let Some(text) = list(item, "dates").iter().find(of_kind).and_then(|date| text_of(date, "date")) {
            record.set_date(*variable, Date::parse_loose(&text));
        }
    }
    // The year of publication counts; the date of issue says more only within that year (D1).
    let year = item.get("publicationYear").and_then(Json::to_text).map(|year| Date::parse_loose(&year));
    if let Some(year) = year {
        let issued = record.date(Variable::Issued).and_then(Date::start_year);
        if issued.is_none() || issued != year.start_year() {
            record.set_date(Variable::Issued, year);
        }
    }
}

fn texts(record: &mut Record, item: &Json) {
    let text = |key: &str| item.get(key).and_then(Json::to_text).unwrap_or_default();
    for key in ["doi", "id"] {
        if let Some(doi) = identifier::doi(&text(key)) {
            fill(record, Variable::Doi, doi);
        }
    }
    let publisher = item.get("publisher").and_then(|value| text_of(value, "name"));
    fill(record, Variable::Publisher, &publisher.unwrap_or_default());
    fill(record, Variable::Version, &text("version"));
    fill(record, Variable::Language, &text("language"));
    for description in list(item, "descriptions") {
        let Some(text) = text_of(description, "description") else { continue };
        let variable = match description.get("descriptionType").and_then(Json::as_str) {
            Some("Abstract") | None => Variable::Abstract,
            Some("Other") => Variable::Note,
            Some(_) => continue,
        };
        fill(record, variable, &from_html(&text));
    }
    let words: Vec<String> =
        list(item, "subjects").iter().filter_map(|word| text_of(word, "subject")).collect();
    set_keywords(record, &words);
    for rights in list(item, "rightsList") {
        let uri = rights.get("rightsUri").or_else(|| rights.get("rightsURI")).and_then(Json::to_text);
        fill(record, Variable::License, &uri.or_else(|| text_of(rights, "rights")).unwrap_or_default());
    }
    fill(
        record,
        Variable::Dimensions,
        &list(item, "sizes").first().and_then(Json::to_text).unwrap_or_default(),
    );
    let others = list(item, "identifiers").iter().chain(list(item, "alternateIdentifiers"));
    for other in others {
        let value = text_of(other, "identifier")
            .or_else(|| text_of(other, "alternateIdentifier"))
            .unwrap_or_default();
        let kind =
            ["identifierType", "alternateIdentifierType"].iter().find_map(|key| other.get(key)?.as_str());
        match kind.unwrap_or_default().to_ascii_lowercase().as_str() {
            "doi" => fill(record, Variable::Doi, identifier::doi(&value).unwrap_or_default()),
            "isbn" => fill(record, Variable::Isbn, &value),
            "issn" => fill(record, Variable::Issn, &value),
            "pmid" => fill(record, Variable::Pmid, &value),
            "number" | "report number" => fill(record, Variable::Number, &value),
            _ => {}
        }
    }
    if let Some(url) = identifier::safe_url(&text("url")) {
        fill(record, Variable::Url, url);
    }
    for related in list(item, "relatedIdentifiers") {
        let value = text_of(related, "relatedIdentifier").unwrap_or_default();
        match related.get("relationType").and_then(Json::as_str) {
            Some("IsVersionOf") => {
                record.portal.concept_doi = identifier::doi(&value).map(str::to_owned);
            }
            Some("IsPartOf")
                if related.get("relatedIdentifierType").and_then(Json::as_str) == Some("ISSN") =>
            {
                fill(record, Variable::Issn, &value);
            }
            _ => {}
        }
    }
}

/// The journal or book: `relatedItems` (schema 4.4) with relation `IsPublishedIn`, or the REST
/// API's `container`.
fn container(record: &mut Record, item: &Json) {
    let published =
        |related: &&Json| related.get("relationType").and_then(Json::as_str) == Some("IsPublishedIn");
    let holders = [list(item, "relatedItems").iter().find(published), item.get("container")];
    for holder in holders.into_iter().flatten() {
        let text = |key: &str| holder.get(key).and_then(Json::to_text).unwrap_or_default();
        let title = list(holder, "titles").first().and_then(|title| text_of(title, "title"));
        let series =
            text("type") == "Series" && matches!(record.kind, Kind::Book | Kind::Report | Kind::Dataset);
        let variable = if series { Variable::CollectionTitle } else { Variable::ContainerTitle };
        fill(record, variable, &title.unwrap_or_else(|| text("title")));
        fill(record, Variable::Volume, &text("volume"));
        fill(record, Variable::Issue, &text("issue"));
        fill(record, Variable::Number, &text("number"));
        fill(record, Variable::Edition, &text("edition"));
        // Who published the book, not who holds the copy.
        let publisher = text("publisher");
        if !publisher.is_empty() {
            record.set_text(Variable::Publisher, publisher);
        }
        let pages = match (text("firstPage"), text("lastPage")) {
            (first, last) if last.is_empty() || first == last => first,
            (first, last) => format!("{first}-{last}"),
        };
        fill(record, Variable::Page, &pages);
        let id = holder.get("relatedItemIdentifier");
        let (value, kind) = match id {
            Some(id) => (text_of(id, "relatedItemIdentifier"), text_of(id, "relatedItemIdentifierType")),
            None => (
                holder.get("identifier").and_then(Json::to_text),
                holder.get("identifierType").and_then(Json::to_text),
            ),
        };
        match kind.as_deref() {
            Some("ISSN" | "EISSN") => fill(record, Variable::Issn, &value.unwrap_or_default()),
            Some("ISBN") => fill(record, Variable::Isbn, &value.unwrap_or_default()),
            _ => {}
        }
        if !record.has(Variable::Editor) {
            let editors = list(holder, "contributors").iter().filter_map(name).collect();
            record.set_names(Variable::Editor, editors);
        }
    }
}

fn write(records: &[Record], _: &Options) -> String {
    let mut works: Vec<Json> = records.iter().map(to_json).collect();
    let value = match (works.len(), works.pop()) {
        (1, Some(one)) => one,
        (_, last) => {
            works.extend(last);
            Json::Array(works)
        }
    };
    let mut out = value.pretty();
    out.push('\n');
    out
}

/// An object with these keys, those without a value left out.
fn object(entries: &[(&str, Option<&str>)]) -> Json {
    let mut out = Object::default();
    entries.iter().for_each(|(key, value)| out.text(key, *value));
    out.done()
}

pub(super) fn to_json(record: &Record) -> Json {
    let text = |variable| record.text(variable);
    let plain = |variable| record.text(variable).map(plain_line);
    let mut out = Object::default();
    if let Some(doi) = text(Variable::Doi) {
        out.text("id", Some(&identifier::doi_url(doi)));
        out.text("doi", Some(doi));
    }
    // Schema 4.6 has no word for a talk; others write this one.
    let row = TYPES
        .iter()
        .find(|(name, kind)| *kind == record.kind && *name != "Presentation" && *name != "Poster");
    let general = row.map_or("Other", |(name, _)| *name);
    let special = text(Variable::Genre).or(row.is_none().then_some(record.kind.as_str()));
    out.put(
        "types",
        object(&[
            ("resourceTypeGeneral", Some(general)),
            ("resourceType", special),
            ("citeproc", Some(record.kind.as_str())),
        ]),
    );
    let mut names: Vec<Json> = creators(record).map(|person| write_name(person, None)).collect();
    if names.is_empty() {
        names.push(object(&[("name", Some(UNKNOWN))]));
    }
    if record.names(Variable::Author).iter().any(Name::is_others) {
        names.push(object(&[("name", Some(AND_OTHERS))]));
    }
    out.list("creators", names);
    let titles = [
        (Variable::Title, None),
        (Variable::TitleShort, Some("AlternativeTitle")),
        (Variable::OriginalTitle, Some("TranslatedTitle")),
    ];
    let titles = titles.iter().filter_map(|(variable, kind)| {
        Some(object(&[("title", Some(plain(*variable)?.as_str())), ("titleType", *kind)]))
    });
    let mut titles: Vec<Json> = titles.collect();
    if titles.is_empty() {
        titles.push(object(&[("title", Some(UNKNOWN))]));
    }
    out.list("titles", titles);
    let publisher = plain(Variable::Publisher);
    out.put("publisher", object(&[("name", Some(publisher.as_deref().unwrap_or(UNKNOWN)))]));
    out.text("publicationYear", publication_year(record).as_deref());
    out.list(
        "subjects",
        record.keywords().into_iter().map(|word| object(&[("subject", Some(word))])).collect(),
    );
    let mut contributors = Vec::new();
    for (kind, role) in CONTRIBUTORS {
        contributors.extend(people(record, *role).map(|person| write_name(person, Some(kind))));
    }
    out.list("contributors", contributors);
    let dates = DATES.iter().filter_map(|(kind, variable)| {
        let date = record.date(*variable).filter(|date| date.start.is_some())?.to_edtf();
        Some(object(&[("date", Some(&date)), ("dateType", Some(kind))]))
    });
    out.list("dates", dates.collect());
    out.text("language", text(Variable::Language));
    let ids = [
        ("ISBN", Variable::Isbn),
        ("ISSN", Variable::Issn),
        ("PMID", Variable::Pmid),
        ("Number", Variable::Number),
    ];
    let article = article_number(record).is_some() && record.has(Variable::ContainerTitle);
    let ids = ids.iter().filter(|(kind, _)| *kind != "Number" || !article).filter_map(|(kind, variable)| {
        Some(object(&[
            ("alternateIdentifier", Some(text(*variable)?)),
            ("alternateIdentifierType", Some(kind)),
        ]))
    });
    out.list("alternateIdentifiers", ids.collect());
    if let Some(doi) = &record.portal.concept_doi {
        let relation = object(&[
            ("relatedIdentifier", Some(doi)),
            ("relatedIdentifierType", Some("DOI")),
            ("relationType", Some("IsVersionOf")),
        ]);
        out.list("relatedIdentifiers", vec![relation]);
    }
    out.list("relatedItems", published_in(record).into_iter().collect());
    out.list("sizes", text(Variable::Dimensions).into_iter().map(Json::from).collect());
    out.text("version", text(Variable::Version));
    if let Some(license) = text(Variable::License) {
        let key = if identifier::safe_url(license).is_some() { "rightsUri" } else { "rights" };
        out.list("rightsList", vec![object(&[(key, Some(license))])]);
    }
    let descriptions = [(Variable::Abstract, "Abstract"), (Variable::Note, "Other")];
    let descriptions = descriptions.iter().filter_map(|(variable, kind)| {
        Some(object(&[("description", Some(plain(*variable)?.as_str())), ("descriptionType", Some(kind))]))
    });
    out.list("descriptions", descriptions.collect());
    out.text("url", text(Variable::Url));
    out.text("schemaVersion", Some("http://datacite.org/schema/kernel-4"));
    out.done()
}

/// The year in the four digits that the schema asks for. No code may stand for it, so it is left out of an
/// undated work's record and of one from before our era: an invented one would be cited.
fn publication_year(record: &Record) -> Option<String> {
    let year = record.date(Variable::Issued)?.start_year()?;
    (0..10_000).contains(&year).then(|| format!("{year:04}"))
}

fn write_name(name: &Name, role: Option<&str>) -> Json {
    let mut out = Object::default();
    out.text("name", Some(&inverted(name)));
    if name.literal.is_some() {
        out.text("nameType", Some("Organizational"));
    } else {
        out.text("nameType", Some("Personal"));
        let mut first = given(name);
        if let Some(suffix) = &name.suffix {
            first = format!("{first}, {suffix}");
        }
        out.text("givenName", (!first.is_empty()).then_some(first.as_str()));
        out.text("familyName", Some(&family(name)));
    }
    out.text("contributorType", role);
    if let Some(orcid) = &name.orcid {
        let url = format!("https://orcid.org/{orcid}");
        out.list(
            "nameIdentifiers",
            vec![object(&[
                ("nameIdentifier", Some(&url)),
                ("nameIdentifierScheme", Some("ORCID")),
                ("schemeUri", Some("https://orcid.org")),
            ])],
        );
    }
    out.list("affiliation", name.affiliations.iter().map(|place| object(&[("name", Some(place))])).collect());
    out.done()
}

fn published_in(record: &Record) -> Option<Json> {
    let text = |variable| record.text(variable);
    let title = plain_line(text(Variable::ContainerTitle)?);
    let mut out = Object::default();
    out.text(
        "relatedItemType",
        Some(match record.kind {
            Kind::Chapter | Kind::EntryDictionary | Kind::EntryEncyclopedia | Kind::Entry => "Book",
            Kind::PaperConference => "ConferenceProceeding",
            Kind::Webpage | Kind::Post | Kind::PostWeblog => "Other",
            _ => "Journal",
        }),
    );
    out.text("relationType", Some("IsPublishedIn"));
    let id =
        text(Variable::Issn).map(|issn| (issn, "ISSN")).or(text(Variable::Isbn).map(|isbn| (isbn, "ISBN")));
    if let Some((id, kind)) = id {
        out.put(
            "relatedItemIdentifier",
            object(&[("relatedItemIdentifier", Some(id)), ("relatedItemIdentifierType", Some(kind))]),
        );
    }
    out.list("titles", vec![object(&[("title", Some(&title))])]);
    out.text("volume", text(Variable::Volume));
    out.text("issue", text(Variable::Issue));
    if let Some(number) = article_number(record) {
        out.text("number", Some(number));
        out.text("numberType", Some("Article"));
    }
    if let Some(pages) = text(Variable::Page) {
        let (first, last) = page_range(pages);
        out.text("firstPage", Some(first));
        out.text("lastPage", last);
    }
    out.text("edition", text(Variable::Edition));
    Some(out.done())
}
