//! Crossref XML: what publishers deposit (`doi_batch`) and what Crossref answers for a DOI (unixref,
//! unixsd), with or without an envelope of OAI-PMH.
//!
//! Specification: Crossref metadata deposit schema 4.8.1, 5.3.1 and 5.4.0
//! (<https://www.crossref.org/documentation/schema-library/metadata-deposit-schema/>), UNIXREF 1.1 and query
//! output 3.0 (<https://www.crossref.org/documentation/schema-library/xsd-schema-quick-reference/>). Read only.

use super::common::{fill, from_inverted, one_line, set_keywords};
use super::xml_text::{Faults, at_path, line, read_records, rich};
use super::{Codec, Group, Info, Likelihood, Reading, head};
use crate::record::{Date, DatePart, Kind, Name, Record, Variable, identifier};
use crate::text::xml::Element;

const PLACE: &str = "Crossref XML";

/// What menus and files need to know about Crossref XML.
pub(super) static INFO: Info = Info {
    id: "crossref-xml",
    name: "Crossref XML",
    aliases: &["crossrefxml", "unixref", "unixsd", "application/vnd.crossref.unixref+xml"],
    extension: "xml",
    media_type: "application/vnd.crossref.unixsd+xml",
    group: Group::Metadata,
    reads: true,
    ..Info::PLAIN
};

/// Detects and reads Crossref XML.
pub(super) static CODEC: Codec = Codec { info: &INFO, detect, read: Some(read), write: None };

fn detect(text: &str) -> Likelihood {
    let start = head(text);
    let has = |word: &str| start.contains(word);
    let root = has("<doi_batch") || has("<crossref_result") || has("<doi_records") || has("<doi_record");
    if start.starts_with('<') && (root || has("crossref.org/schema/") || has("crossref.org/xschema/")) {
        Likelihood::Yes
    } else if has("<crossref>") {
        Likelihood::Maybe
    } else {
        Likelihood::No
    }
}

/// The elements that a deposit's body holds.
const WORKS: &[&str] = &[
    "journal",
    "book",
    "conference",
    "dissertation",
    "report-paper",
    "standard",
    "database",
    "posted_content",
    "peer_review",
    "pending_publication",
];

fn read(text: &str) -> Reading {
    read_records(text, PLACE, WORKS, works)
}

/// The works in one element of the body: the articles of a journal, or the book and its chapters.
fn works(element: &Element<'_>, faults: &mut Faults<'_, '_>) -> Vec<Record> {
    let mut records = match element.local() {
        "journal" => journal(element),
        "book" => book(element),
        "conference" => conference(element),
        "database" => database(element),
        "report-paper" => report(element, Kind::Report),
        "standard" => report(element, Kind::Standard),
        "dissertation" => vec![single(element, Kind::Thesis)],
        "posted_content" => vec![posted(element)],
        "peer_review" => vec![single(element, Kind::Review)],
        _ => vec![single(element, Kind::ArticleJournal)],
    };
    let count = records.len();
    records.retain(|record| !record.title().is_empty() || record.has(Variable::ContainerTitle));
    if records.len() < count || count == 0 {
        faults.at(
            element,
            PLACE,
            format!("a work in <{}> has no title; add <titles>; it was left out", element.local()),
        );
    }
    records
}

fn journal(element: &Element<'_>) -> Vec<Record> {
    let mut host = Record::new(Kind::ArticleJournal);
    if let Some(metadata) = element.child("journal_metadata") {
        fill(&mut host, Variable::ContainerTitle, &line(metadata, "full_title"));
        fill(&mut host, Variable::ContainerTitleShort, &line(metadata, "abbrev_title"));
        serial(&mut host, metadata);
        language(&mut host, metadata);
    }
    if let Some(issue) = element.child("journal_issue") {
        fill(&mut host, Variable::Issue, &line(issue, "issue"));
        if let Some(volume) = issue.child("journal_volume") {
            fill(&mut host, Variable::Volume, &line(volume, "volume"));
        }
    }
    let issued = element.child("journal_issue");
    let articles = element.children_named("journal_article").map(|article| {
        let mut record = host.clone();
        work(&mut record, article);
        if let (Some(issue), false) = (issued, record.has(Variable::Issued)) {
            dates(&mut record, issue);
        }
        record
    });
    let mut records: Vec<Record> = articles.collect();
    if records.is_empty() {
        // The DOI of the journal itself, or of one of its issues.
        let mut record = host;
        record.kind = Kind::Periodical;
        let title = record.text(Variable::ContainerTitle).unwrap_or_default().to_owned();
        record.remove(Variable::ContainerTitle);
        record.set_text(Variable::Title, title);
        for part in [issued, element.child("journal_metadata")].into_iter().flatten() {
            dates(&mut record, part);
            doi(&mut record, part);
            people(&mut record, part);
        }
        records.push(record);
    }
    records
}

/// `<book_metadata>`, `<book_series_metadata>` or `<book_set_metadata>`, and the chapters.
fn book(element: &Element<'_>) -> Vec<Record> {
    let reference = element.attribute("book_type") == Some("reference");
    let Some(metadata) = element.elements().find(|part| part.local().ends_with("_metadata")) else {
        return Vec::new();
    };
    let mut whole = Record::new(Kind::Book);
    work(&mut whole, metadata);
    series(&mut whole, metadata);
    if let Some(set) = metadata.child("set_metadata") {
        fill(&mut whole, Variable::CollectionTitle, &titles(set).0);
    }
    let kind = if reference { Kind::EntryEncyclopedia } else { Kind::Chapter };
    parts(whole, element, "content_item", kind)
}

/// The parts of a book or of proceedings; the whole where it has none.
fn parts(whole: Record, element: &Element<'_>, name: &str, kind: Kind) -> Vec<Record> {
    let items: Vec<&Element<'_>> = element.children_named(name).collect();
    if items.is_empty() {
        return vec![whole];
    }
    let host = hosted(&whole, kind);
    let read = |item: &Element<'_>| {
        let mut record = host.clone();
        let issued = record.date(Variable::Issued).cloned();
        record.remove(Variable::Issued);
        work(&mut record, item);
        fill(&mut record, Variable::ChapterNumber, &line(item, "component_number"));
        if let (Some(issued), false) = (issued, record.has(Variable::Issued)) {
            record.set_date(Variable::Issued, issued);
        }
        record
    };
    items.into_iter().map(read).collect()
}

/// What a part has from the whole that holds it.
fn hosted(whole: &Record, kind: Kind) -> Record {
    let mut host = whole.clone();
    host.kind = kind;
    let title = host.title().to_owned();
    host.remove(Variable::Title);
    host.set_text(Variable::ContainerTitle, title);
    let authors = host.names(Variable::Author).to_vec();
    host.remove(Variable::Author);
    host.set_names(Variable::ContainerAuthor, authors);
    let own = [Variable::Doi, Variable::Url, Variable::Abstract, Variable::Page, Variable::License];
    own.into_iter().for_each(|variable| host.remove(variable));
    host
}

fn conference(element: &Element<'_>) -> Vec<Record> {
    let mut whole = Record::new(Kind::Book);
    let metadata = element.elements().find(|part| part.local().starts_with("proceedings_"));
    if let Some(metadata) = metadata {
        work(&mut whole, metadata);
        fill(&mut whole, Variable::Title, &line(metadata, "proceedings_title"));
        series(&mut whole, metadata);
    }
    // The people of the conference are the editors of its proceedings.
    people(&mut whole, element);
    if let Some(event) = element.child("event_metadata") {
        fill(&mut whole, Variable::EventTitle, &line(event, "conference_name"));
        fill(&mut whole, Variable::EventPlace, &line(event, "conference_location"));
        if let Some(date) = event.child("conference_date").and_then(event_date) {
            whole.set_date(Variable::EventDate, date);
        }
    }
    parts(whole, element, "conference_paper", Kind::PaperConference)
}

/// `<conference_date>`: parts in attributes, or words.
fn event_date(element: &Element<'_>) -> Option<Date> {
    let part = |side: &str| {
        let number = |name: &str| element.attribute(&format!("{side}_{name}"))?.trim().parse::<i64>().ok();
        let year = i32::try_from(number("year")?).ok()?;
        Some(DatePart::calendar(year, number("month"), number("day")))
    };
    let text = one_line(&element.text());
    match (part("start"), part("end")) {
        (Some(start), end) => Some(Date { end: end.filter(|end| *end != start), ..start.into() }),
        (None, Some(end)) => Some(end.into()),
        (None, None) => (!text.is_empty()).then(|| Date::parse_loose(&text)),
    }
}

/// `<database>` with its data sets.
fn database(element: &Element<'_>) -> Vec<Record> {
    let mut whole = Record::new(Kind::Dataset);
    if let Some(metadata) = element.child("database_metadata") {
        work(&mut whole, metadata);
    }
    parts(whole, element, "dataset", Kind::Dataset)
}

/// `<report-paper>` and `<standard>`: metadata with or without a series, and parts.
fn report(element: &Element<'_>, kind: Kind) -> Vec<Record> {
    let mut record = Record::new(kind);
    let metadata = element.elements().find(|part| part.local().ends_with("metadata")).unwrap_or(element);
    work(&mut record, metadata);
    series(&mut record, metadata);
    // `<as_published>` and the like of `<designators>`.
    for number in at_path(metadata, &["designators", "as_published"]) {
        let undated = line(number, "std_designator");
        fill(
            &mut record,
            Variable::Number,
            if undated.is_empty() { number.text() } else { undated }.as_str(),
        );
    }
    for body in at_path(metadata, &["standards_body"]) {
        fill(&mut record, Variable::Publisher, &line(body, "standards_body_name"));
    }
    parts(record, element, "content_item", Kind::Chapter)
}

fn single(element: &Element<'_>, kind: Kind) -> Record {
    let mut record = Record::new(kind);
    work(&mut record, element);
    record
}

/// Preprints and other postings.
fn posted(element: &Element<'_>) -> Record {
    let kind = match element.attribute("type") {
        Some("report" | "working_paper") => Kind::Report,
        Some("dissertation") => Kind::Thesis,
        _ => Kind::Article,
    };
    let mut record = single(element, kind);
    fill(&mut record, Variable::Genre, if kind == Kind::Article { "Preprint" } else { "" });
    record
}

/// What every work has.
fn work(record: &mut Record, item: &Element<'_>) {
    let (title, original) = titles(item);
    fill(record, Variable::Title, &title);
    fill(record, Variable::OriginalTitle, &original);
    people(record, item);
    dates(record, item);
    doi(record, item);
    serial(record, item);
    language(record, item);
    pages(record, item);
    for publisher in item.children_named("publisher") {
        fill(record, Variable::Publisher, &line(publisher, "publisher_name"));
        fill(record, Variable::PublisherPlace, &line(publisher, "publisher_place"));
    }
    for place in item.children_named("institution") {
        let name = if record.kind == Kind::PaperConference {
            String::new()
        } else {
            line(place, "institution_name")
        };
        fill(record, Variable::Publisher, &name);
        fill(record, Variable::PublisherPlace, &line(place, "institution_place"));
    }
    fill(record, Variable::Genre, &line(item, "degree"));
    for (name, variable) in
        [("edition_number", Variable::Edition), ("volume", Variable::Volume), ("description", Variable::Note)]
    {
        fill(record, variable, &line(item, name));
    }
    // `<isbn media_type="print">` comes first where there are both.
    for number in item.children_named("isbn") {
        fill(record, Variable::Isbn, &number.text());
    }
    summary(record, item);
    licence(record, item);
    for number in at_path(item, &["publisher_item", "item_number"]) {
        let text = one_line(&number.text());
        let kind = number.attribute("item_number_type").unwrap_or_default().to_ascii_lowercase();
        let article = matches!(kind.as_str(), "article-number" | "article_number" | "article number");
        if article || matches!(record.kind, Kind::Report | Kind::Standard) {
            fill(record, Variable::Number, &text);
        }
    }
    let words: Vec<String> = at_path(item, &["keywords", "keyword"]).iter().map(|word| word.text()).collect();
    set_keywords(record, &words);
}

/// The title with its subtitle, and the title in the original language.
fn titles(item: &Element<'_>) -> (String, String) {
    let Some(titles) = item.child("titles") else { return Default::default() };
    let text = |name: &str| titles.child(name).map(rich).unwrap_or_default();
    let (title, subtitle) = (text("title"), text("subtitle"));
    let whole = if subtitle.is_empty() {
        title
    } else if title.ends_with(['?', '!', ':']) {
        format!("{title} {subtitle}")
    } else {
        format!("{title}: {subtitle}")
    };
    (whole, text("original_language_title"))
}

fn people(record: &mut Record, item: &Element<'_>) {
    // The author of a dissertation may have no list around it.
    let contributors = item.child("contributors").unwrap_or(item);
    let mut lists: Vec<(Variable, Vec<Name>)> = Vec::new();
    for person in contributors.elements() {
        let role = match person.attribute("contributor_role") {
            Some("editor") => Variable::Editor,
            Some("chair") => Variable::Chair,
            Some("translator") => Variable::Translator,
            None | Some("author" | "") => Variable::Author,
            // Reviewers are the authors of a peer review.
            Some("reviewer" | "review-assistant" | "stats-reviewer") if record.kind == Kind::Review => {
                Variable::Author
            }
            Some(_) => continue,
        };
        let name = match person.local() {
            "person_name" => match person_name(person) {
                Some(name) => name,
                None => continue,
            },
            "organization" => Name::literal(one_line(&person.text())),
            _ => continue,
        };
        match lists.iter_mut().find(|(known, _)| *known == role) {
            Some((_, names)) => names.push(name),
            None => lists.push((role, vec![name])),
        }
    }
    for (role, names) in lists {
        record.set_names(role, names);
    }
}

fn person_name(person: &Element<'_>) -> Option<Name> {
    let (family, given) = (line(person, "surname"), line(person, "given_name"));
    let mut name = match (family.is_empty(), given.is_empty()) {
        (true, true) => return None,
        (true, false) => Name::literal(given),
        (false, true) => Name::person(family, ""),
        (false, false) => from_inverted(&format!("{family}, {given}")),
    };
    name.suffix = name.suffix.or_else(|| Some(line(person, "suffix")).filter(|suffix| !suffix.is_empty()));
    name.orcid = identifier::orcid(&line(person, "ORCID"));
    let old = person.children_named("affiliation").map(|place| one_line(&place.text()));
    let places = at_path(person, &["affiliations", "institution"]);
    let new = places.into_iter().map(|place| line(place, "institution_name"));
    name.affiliations = old.chain(new).filter(|place| !place.is_empty()).collect();
    Some(name)
}

/// The date of publication: in print, else online, else what else is stated.
fn dates(record: &mut Record, item: &Element<'_>) {
    let mut dates: Vec<(&str, Date)> = Vec::new();
    for name in ["publication_date", "posted_date", "approval_date", "review_date", "acceptance_date"] {
        for element in item.children_named(name) {
            let media = element.attribute("media_type").unwrap_or("print");
            dates.extend(date(element).map(|date| (media, date)));
        }
    }
    for element in at_path(item, &["database_date", "publication_date"]) {
        dates.extend(date(element).map(|date| ("print", date)));
    }
    let of = |media: &str| dates.iter().find(|(known, _)| *known == media).map(|(_, date)| date.clone());
    let issued = of("print").or_else(|| dates.first().map(|(_, date)| date.clone()));
    if let Some(date) = issued {
        record.set_date(Variable::Issued, date);
    }
    if let (Some(online), true) = (of("online"), of("print").is_some()) {
        record.set_date(Variable::AvailableDate, online);
    }
}

/// `<month>`, `<day>` and `<year>`; 21 to 24 are seasons, as the schema has them.
fn date(element: &Element<'_>) -> Option<Date> {
    let number = |name: &str| line(element, name).parse::<i64>().ok();
    let year = i32::try_from(number("year")?).ok()?;
    let part = match number("month") {
        season @ Some(21..=24) => DatePart::new(year, season, None),
        month => DatePart::calendar(year, month, number("day")),
    };
    Some(part.into())
}

/// The DOI and the address that it leads to.
fn doi(record: &mut Record, item: &Element<'_>) {
    let Some(data) = item.child("doi_data") else { return };
    let doi = line(data, "doi");
    fill(record, Variable::Doi, identifier::doi(&doi).unwrap_or(&doi));
    if let Some(url) = identifier::safe_url(&line(data, "resource")) {
        fill(record, Variable::Url, url);
    }
}

/// The ISSN, of print first.
fn serial(record: &mut Record, item: &Element<'_>) {
    let all: Vec<&Element<'_>> = item.children_named("issn").collect();
    let print = all.iter().find(|number| number.attribute("media_type") != Some("electronic"));
    if let Some(number) = print.or(all.first()) {
        fill(record, Variable::Issn, &number.text());
    }
}

fn language(record: &mut Record, item: &Element<'_>) {
    if let Some(language) = item.attribute("language") {
        // What the article says counts more than what the journal says.
        record.remove(Variable::Language);
        fill(record, Variable::Language, language);
    }
}

fn pages(record: &mut Record, item: &Element<'_>) {
    let Some(pages) = item.child("pages") else { return };
    let (first, last, others) =
        (line(pages, "first_page"), line(pages, "last_page"), line(pages, "other_pages"));
    let mut text = if last.is_empty() || last == first { first } else { format!("{first}-{last}") };
    if !others.is_empty() && !text.is_empty() {
        text = format!("{text}, {others}");
    }
    fill(record, Variable::Page, &text);
}

/// The series that a book, proceedings or report is in.
fn series(record: &mut Record, metadata: &Element<'_>) {
    for series in metadata.children_named("series_metadata") {
        fill(record, Variable::CollectionTitle, &titles(series).0);
        serial(record, series);
        let volume = line(metadata, "volume");
        let number = line(series, "series_number");
        if record.has(Variable::CollectionTitle) {
            // A book's number in its series.
            fill(record, Variable::CollectionNumber, if number.is_empty() { &volume } else { &number });
            if number.is_empty() {
                record.remove(Variable::Volume);
            }
        }
    }
}

/// `<jats:abstract>`; that of the general reader comes last.
fn summary(record: &mut Record, item: &Element<'_>) {
    let all: Vec<&Element<'_>> = item.children_named("abstract").collect();
    let plain = all.iter().find(|text| text.attribute("abstract-type").is_none());
    if let Some(text) = plain.or(all.first()) {
        let text = rich(text);
        // Publishers begin with a heading that says what it is.
        let headless = text.strip_prefix("Abstract ").or_else(|| text.strip_prefix("Summary "));
        fill(record, Variable::Abstract, headless.unwrap_or(&text));
    }
}

/// The licence of the version of record, else any.
fn licence(record: &mut Record, item: &Element<'_>) {
    let inside = at_path(item, &["crossmark", "custom_metadata", "program", "license_ref"]);
    let all: Vec<&Element<'_>> =
        at_path(item, &["program", "license_ref"]).into_iter().chain(inside).collect();
    let of = |version: Option<&str>| all.iter().find(|link| link.attribute("applies_to") == version);
    if let Some(link) = of(Some("vor")).or_else(|| of(None)) {
        fill(record, Variable::License, &link.text());
    }
}
