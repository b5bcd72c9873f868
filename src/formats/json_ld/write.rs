//! Records to JSON-LD.

use super::read::ROLES;
use super::{SPDX, TYPES};
use crate::formats::Options;
use crate::formats::common::{Object, page_range, pages_or_number, plain_line};
use crate::record::{Json, Kind, Name, Record, Variable, identifier};

pub(super) fn write(records: &[Record], _: &Options) -> String {
    let context = || ("@context".to_owned(), Json::from("https://schema.org"));
    let mut works: Vec<Json> = records.iter().map(work).collect();
    let mut document = match (works.len(), works.pop()) {
        (1, Some(Json::Object(mut entries))) => {
            entries.insert(0, context());
            Json::Object(entries)
        }
        (_, last) => {
            works.extend(last);
            Json::Object(vec![context(), ("@graph".to_owned(), Json::Array(works))])
        }
    }
    .pretty();
    // A `</script>` in a title must not end the element that the text is pasted into.
    if document.contains("</") {
        document = document.replace("</", "<\\/");
    }
    document.push('\n');
    document
}

/// The schema.org type of a CSL type, and whether it says all.
fn type_of(kind: Kind) -> (&'static str, bool) {
    let found = TYPES.iter().find(|(_, known)| *known == kind).map(|(name, _)| *name);
    let near = match kind {
        Kind::PaperConference => "ScholarlyArticle",
        Kind::ArticleMagazine | Kind::Entry | Kind::EntryEncyclopedia => "Article",
        Kind::ReviewBook => "Review",
        Kind::Figure => "ImageObject",
        Kind::Bill | Kind::Regulation | Kind::Treaty => "Legislation",
        Kind::Classic | Kind::Pamphlet => "Book",
        Kind::Standard => "Report",
        Kind::Document => return ("CreativeWork", true),
        _ => "CreativeWork",
    };
    found.map_or((near, false), |name| (name, true))
}

fn work(record: &Record) -> Json {
    let kind = record.kind;
    let (name, exact) = type_of(kind);
    let mut out = Object::typed(name);
    let text = |variable| record.text(variable);
    if let Some(doi) = text(Variable::Doi) {
        out.text("@id", Some(&identifier::doi_url(doi)));
    }
    if !exact {
        out.text("additionalType", Some(kind.as_str()));
    }
    let title = plain_line(record.title());
    if !title.is_empty() {
        out.text("name", Some(&title));
        if name.ends_with("Article") || name == "BlogPosting" {
            out.text("headline", Some(&title));
        }
    }
    out.text("alternateName", text(Variable::TitleShort));
    for (at, (key, role)) in ROLES.iter().enumerate() {
        let first = ROLES.iter().position(|(_, other)| other == role) == Some(at);
        let outside = *role == Variable::Editor && has_book(kind);
        if first && !outside {
            out.list(key, people(record, *role));
        }
    }
    for (key, variable) in [("datePublished", Variable::Issued)] {
        if let Some(date) = record.date(variable) {
            out.text(key, Some(&date.to_edtf()));
        }
    }
    texts(record, name, &mut out);
    publisher(record, &mut out);
    parts(record, &mut out);
    pages(record, &mut out);
    identifiers(record, &mut out);
    event(record, &mut out);
    related(record, &mut out);
    out.done()
}

/// Whether the type is part of a book, whose editors, ISBN and edition belong to the book.
fn has_book(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Chapter | Kind::PaperConference | Kind::Entry | Kind::EntryDictionary | Kind::EntryEncyclopedia
    )
}

fn people(record: &Record, role: Variable) -> Vec<Json> {
    super::super::common::people(record, role).map(person).collect()
}

fn person(name: &Name) -> Json {
    let text = |text: &Option<String>| text.as_deref().map(str::to_owned);
    if let Some(literal) = &name.literal {
        // A single name may be a person's: only an ORCID iD tells.
        let mut out = Object::typed(if name.orcid.is_some() { "Person" } else { "Organization" });
        orcid(name, &mut out);
        out.text("name", Some(literal));
        return out.done();
    }
    let mut out = Object::typed("Person");
    orcid(name, &mut out);
    out.text("name", Some(&name.full()));
    let given = super::super::common::given(name);
    out.text("givenName", (!given.is_empty()).then_some(given.as_str()));
    let family = super::super::common::family(name);
    out.text("familyName", (!family.is_empty()).then_some(family.as_str()));
    out.text("honorificSuffix", text(&name.suffix).as_deref());
    let places = name.affiliations.iter().map(|place| {
        let mut out = Object::typed("Organization");
        out.text("name", Some(place));
        out.done()
    });
    out.list("affiliation", places.collect());
    out.done()
}

/// N11: the ORCID iD is the person's `@id`.
fn orcid(name: &Name, out: &mut Object) {
    if let Some(orcid) = &name.orcid {
        out.put("@id", format!("https://orcid.org/{orcid}").into());
    }
}

fn texts(record: &Record, name: &str, out: &mut Object) {
    let text = |variable| record.text(variable);
    let software = record.kind == Kind::Software;
    let rows = [
        (if software { "softwareVersion" } else { "version" }, Variable::Version),
        ("inLanguage", Variable::Language),
        ("url", Variable::Url),
        (if name == "Thesis" { "inSupportOf" } else { "genre" }, Variable::Genre),
        ("numberOfPages", Variable::NumberOfPages),
        ("size", Variable::Dimensions),
        ("creativeWorkStatus", Variable::Status),
        ("material", Variable::Medium),
        ("position", Variable::ChapterNumber),
    ];
    for (key, variable) in rows {
        out.text(key, text(variable));
    }
    if let Some(license) = text(Variable::License) {
        out.put("license", licence(license));
    }
    if let Some(words) = text(Variable::Abstract) {
        out.text(
            if record.kind == Kind::Dataset { "description" } else { "abstract" },
            Some(&plain_line(words)),
        );
    }
    out.list("keywords", record.keywords().into_iter().map(Json::from).collect());
    if !has_book(record.kind) {
        out.text("bookEdition", text(Variable::Edition));
        out.text("isbn", text(Variable::Isbn));
    }
    if let Some(archive) = text(Variable::Archive) {
        let mut holder = Object::typed("ArchiveOrganization");
        holder.text("name", Some(archive));
        out.put("holdingArchive", holder.done());
        out.text("accessionNumber", text(Variable::ArchiveLocation));
    }
}

/// A licence is an address, or a work with a name. SPDX has an address for each of its identifiers.
fn licence(license: &str) -> Json {
    let license = license.trim();
    if identifier::safe_url(license).is_some() {
        return license.into();
    }
    let letters = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'+');
    let known = ["MIT", "ISC", "Zlib", "Unlicense", "0BSD", "WTFPL"].contains(&license);
    if known || license.bytes().all(letters) && license.contains('-') {
        return format!("{SPDX}{license}").into();
    }
    let mut work = Object::typed("CreativeWork");
    work.text("name", Some(license));
    work.done()
}

fn publisher(record: &Record, out: &mut Object) {
    if let Some(name) = record.text(Variable::Publisher) {
        let mut publisher = Object::typed("Organization");
        publisher.text("name", Some(name));
        publisher.text("location", record.text(Variable::PublisherPlace));
        out.put("publisher", publisher.done());
    } else {
        out.text("locationCreated", record.text(Variable::PublisherPlace));
    }
}

/// Issue in volume in journal; chapter in book; both in series.
fn parts(record: &Record, out: &mut Object) {
    let text = |variable| record.text(variable);
    let mut parts = Vec::new();
    let periodical = matches!(
        record.kind,
        Kind::ArticleJournal
            | Kind::ArticleMagazine
            | Kind::ArticleNewspaper
            | Kind::Article
            | Kind::Review
            | Kind::ReviewBook
    );
    let site = matches!(record.kind, Kind::Webpage | Kind::PostWeblog | Kind::Post);
    let host = text(Variable::ContainerTitle).map(|title| {
        let mut host = Object::typed(match record.kind {
            _ if periodical => "Periodical",
            _ if site => "WebSite",
            _ if has_book(record.kind) => "Book",
            _ => "CreativeWork",
        });
        host.text("name", Some(&plain_line(title)));
        host.text("alternateName", text(Variable::ContainerTitleShort));
        host.text("issn", text(Variable::Issn));
        if has_book(record.kind) {
            host.text("isbn", text(Variable::Isbn));
            host.text("bookEdition", text(Variable::Edition));
            host.list("editor", people(record, Variable::Editor));
        }
        host.list("author", people(record, Variable::ContainerAuthor));
        host.done()
    });
    let alone = host.is_none();
    // Volume and issue: of the work where it has no container.
    let mut inner = host;
    for (kind, key, variable) in [
        ("PublicationVolume", "volumeNumber", Variable::Volume),
        ("PublicationIssue", "issueNumber", Variable::Issue),
    ] {
        let Some(number) = text(variable) else { continue };
        if alone || !periodical {
            out.text(key, Some(number));
            continue;
        }
        let mut level = Object::typed(kind);
        level.text(key, Some(number));
        if let Some(outer) = inner.take() {
            level.put("isPartOf", outer);
        }
        inner = Some(level.done());
    }
    parts.extend(inner);
    if alone {
        out.text("issn", text(Variable::Issn));
        if has_book(record.kind) {
            out.text("isbn", text(Variable::Isbn));
            out.text("bookEdition", text(Variable::Edition));
            out.list("editor", people(record, Variable::Editor));
        }
    }
    if let Some(title) = text(Variable::CollectionTitle) {
        let mut series = Object::typed("BookSeries");
        series.text("name", Some(&plain_line(title)));
        series.text("position", text(Variable::CollectionNumber));
        parts.push(series.done());
    }
    match (parts.len(), parts.pop()) {
        (1, Some(one)) => out.put("isPartOf", one),
        (_, last) => {
            parts.extend(last);
            out.list("isPartOf", parts);
        }
    }
}

fn pages(record: &Record, out: &mut Object) {
    out.text("pagination", pages_or_number(record));
    let Some(pages) = record.text(Variable::Page) else { return };
    let (first, last) = page_range(pages);
    out.text("pageStart", Some(first));
    out.text("pageEnd", last);
}

fn identifiers(record: &Record, out: &mut Object) {
    let mut ids = Vec::new();
    let mut id = |scheme: &str, value: Option<&str>| {
        if let Some(value) = value {
            let mut out = Object::typed("PropertyValue");
            out.text("propertyID", Some(scheme));
            out.text("value", Some(value));
            ids.push(out.done());
        }
    };
    id("doi", record.text(Variable::Doi));
    id("pmid", record.text(Variable::Pmid));
    id("pmcid", record.text(Variable::Pmcid));
    id("number", record.text(Variable::Number));
    id("id", Some(record.id.as_str()).filter(|id| !id.is_empty()));
    out.list("identifier", ids);
}

fn event(record: &Record, out: &mut Object) {
    let mut event = Object::typed("Event");
    event.text("name", record.text(Variable::EventTitle));
    event.text("location", record.text(Variable::EventPlace));
    if let Some(date) = record.date(Variable::EventDate) {
        match (date.start, date.end) {
            (Some(start), Some(end)) => {
                event.text("startDate", Some(&start.to_edtf()));
                event.text("endDate", Some(&end.to_edtf()));
            }
            _ => event.text("startDate", Some(&date.to_edtf())),
        }
    }
    if event.0.len() < 2 {
        return;
    }
    if record.kind == Kind::Event {
        out.0.extend(event.0.into_iter().filter(|(key, _)| key != "@type" && key != "name"));
    } else {
        out.put("recordedAt", event.done());
    }
}

fn related(record: &Record, out: &mut Object) {
    let mut reviewed = Object::typed("CreativeWork");
    reviewed.text("name", record.text(Variable::ReviewedTitle));
    reviewed.list("author", people(record, Variable::ReviewedAuthor));
    if reviewed.0.len() > 1 {
        out.put("itemReviewed", reviewed.done());
    }
    if let Some(title) = record.text(Variable::OriginalTitle) {
        let mut original = Object::typed("CreativeWork");
        original.text("name", Some(title));
        out.put("translationOfWork", original.done());
    }
    // V1: the DOI of all versions together.
    if let Some(doi) = &record.portal.concept_doi {
        let mut concept = Object::typed("CreativeWork");
        concept.text("@id", Some(&identifier::doi_url(doi)));
        out.put("exampleOfWork", concept.done());
    }
}
