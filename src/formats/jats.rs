//! JATS: the front matter of journal articles as PubMed Central, Europe PMC and publishers have it.
//!
//! Specification: ANSI/NISO Z39.96-2021, JATS 1.3 (<https://jats.nlm.nih.gov/>): `front` with
//! `journal-meta` and `article-meta`; the `book-part-meta` and `book-meta` of BITS 2.1. Read only.

use super::common::{fill, from_inverted, one_line, set_keywords};
use super::xml_text::{Faults, at_path, line, read_records, rich};
use super::{Codec, Group, Info, Likelihood, Reading, head};
use crate::record::{Date, DatePart, Kind, Name, Record, Season, Variable, date::month_number, identifier};
use crate::text::xml::Element;

const PLACE: &str = "JATS";

/// What menus and files need to know about JATS.
pub(super) static INFO: Info = Info {
    id: "jats",
    name: "JATS",
    aliases: &["jats-xml", "nlm-xml", "bits"],
    extension: "xml",
    media_type: "application/jats+xml",
    group: Group::Metadata,
    reads: true,
    ..Info::PLAIN
};

/// Detects and reads JATS.
pub(super) static CODEC: Codec = Codec { info: &INFO, detect, read: Some(read), write: None };

fn detect(text: &str) -> Likelihood {
    let start = head(text);
    let has = |word: &str| start.contains(word);
    if !start.starts_with('<') {
        Likelihood::No
    } else if has("<article-meta")
        || has("<journal-meta")
        || has("<book-meta")
        || has("<book-part-meta")
        || has("//NLM//DTD J")
    {
        Likelihood::Yes
    } else if has("article-type=") || has("<front>") {
        Likelihood::Maybe
    } else {
        Likelihood::No
    }
}

fn read(text: &str) -> Reading {
    let names: &[&str] = if text.contains("<book-meta") || text.contains("<book-part-meta") {
        &["article", "book", "book-part-wrapper"]
    } else {
        &["article"]
    };
    read_records(text, PLACE, names, record)
}

/// `article-type` and CSL's types; of others an article.
static TYPES: &[(&str, Kind)] = &[
    ("book-review", Kind::ReviewBook),
    ("product-review", Kind::Review),
    ("preprint", Kind::Article),
    ("dissertation", Kind::Thesis),
    ("magazine-article", Kind::ArticleMagazine),
    ("newspaper-article", Kind::ArticleNewspaper),
    ("proceedings", Kind::PaperConference),
    ("meeting-report", Kind::ArticleJournal),
    ("dataset", Kind::Dataset),
    ("reviewer-report", Kind::Review),
    ("referee-report", Kind::Review),
    ("working-paper", Kind::Report),
    ("technical-report", Kind::Report),
];

fn record(element: &Element<'_>, faults: &mut Faults<'_, '_>) -> Option<Record> {
    let record = if element.local() == "article" { article(element) } else { book(element) };
    let Some(record) = record else {
        faults.at(element, PLACE, "there is no <article-meta> in <front>; add it; this record was left out");
        return None;
    };
    if record.title().is_empty() {
        faults.at(element, PLACE, "there is no <article-title>; add it; this record was left out");
        return None;
    }
    Some(record)
}

fn article(element: &Element<'_>) -> Option<Record> {
    let front = element.child("front").unwrap_or(element);
    let meta = front.child("article-meta")?;
    let kind = element.attribute("article-type").unwrap_or_default();
    let row = TYPES.iter().find(|(name, _)| *name == kind).map(|(_, kind)| *kind);
    let mut record = Record::new(row.unwrap_or(Kind::ArticleJournal));
    if let Some(journal) = front.child("journal-meta") {
        fill(&mut record, Variable::ContainerTitle, &journal_title(journal));
        let short = at_path(journal, &["journal-title-group", "abbrev-journal-title"]);
        let old = journal.children_named("abbrev-journal-title");
        if let Some(short) = short.into_iter().chain(old).next() {
            fill(&mut record, Variable::ContainerTitleShort, &short.text());
        }
        serial(&mut record, journal);
        publisher(&mut record, journal);
    }
    common(&mut record, meta);
    language(&mut record, element);
    for event in meta.children_named("conference") {
        fill(&mut record, Variable::EventTitle, &line(event, "conf-name"));
        fill(&mut record, Variable::EventPlace, &line(event, "conf-loc"));
        let date =
            event.child("conf-date").map(|date| one_line(&date.text())).filter(|date| !date.is_empty());
        if let Some(date) = date {
            record.set_date(Variable::EventDate, Date::parse_loose(&date));
        }
    }
    for product in meta.children_named("product") {
        let title = product.child("source").or_else(|| product.child("article-title"));
        fill(&mut record, Variable::ReviewedTitle, &title.map(rich).unwrap_or_default());
        for group in product.children_named("person-group").chain([product]) {
            let names: Vec<Name> = group.children_named("name").filter_map(name).collect();
            if !names.is_empty() && !record.has(Variable::ReviewedAuthor) {
                record.set_names(Variable::ReviewedAuthor, names);
            }
        }
    }
    Some(record)
}

fn journal_title(journal: &Element<'_>) -> String {
    let group = journal.child("journal-title-group").unwrap_or(journal);
    let (title, subtitle) = (line(group, "journal-title"), line(group, "journal-subtitle"));
    if subtitle.is_empty() { title } else { format!("{title}: {subtitle}") }
}

/// A book of BITS, or a part with the metadata of its book.
fn book(element: &Element<'_>) -> Option<Record> {
    let part = at_path(element, &["book-part", "book-part-meta"]).into_iter().next();
    let whole = element.child("book-meta");
    let mut record = Record::new(if part.is_some() { Kind::Chapter } else { Kind::Book });
    if let Some(part) = part {
        common(&mut record, part);
    }
    let mut host = Record::new(Kind::Book);
    if let Some(whole) = whole {
        common(&mut host, whole);
        publisher(&mut host, whole);
        for number in whole.children_named("isbn") {
            fill(&mut host, Variable::Isbn, &number.text());
        }
        fill(&mut host, Variable::Edition, &line(whole, "edition"));
        fill(&mut host, Variable::Volume, &line(whole, "book-volume-number"));
        language(&mut host, element);
    }
    if part.is_none() {
        return whole.map(|_| host);
    }
    let (title, authors) = (host.title().to_owned(), host.names(Variable::Author).to_vec());
    for own in [Variable::Title, Variable::Author, Variable::Doi, Variable::Abstract, Variable::Keyword] {
        host.remove(own);
    }
    host.set_text(Variable::ContainerTitle, title);
    host.set_names(Variable::ContainerAuthor, authors);
    record.fill_from(&host);
    Some(record)
}

/// What the metadata of articles, books and parts share.
fn common(record: &mut Record, meta: &Element<'_>) {
    for (name, inner) in
        [("title-group", "article-title"), ("title-group", "title"), ("book-title-group", "book-title")]
    {
        let Some(group) = meta.child(name) else { continue };
        let Some(title) = group.child(inner).map(rich).filter(|title| !title.is_empty()) else { continue };
        let subtitle = group.child("subtitle").map(rich).unwrap_or_default();
        let stop = if title.ends_with(['?', '!', ':']) { "" } else { ":" };
        let whole = if subtitle.is_empty() { title } else { format!("{title}{stop} {subtitle}") };
        fill(record, Variable::Title, &whole);
        for short in group.children_named("alt-title") {
            if short.attribute("alt-title-type") == Some("short") {
                fill(record, Variable::TitleShort, &rich(short));
            }
        }
    }
    for kind in ["article-id", "book-id", "book-part-id"] {
        for id in meta.children_named(kind) {
            let value = one_line(&id.text());
            let form = ["pub-id-type", "book-id-type", "book-part-id-type"]
                .iter()
                .find_map(|name| id.attribute(name));
            match form.unwrap_or_default() {
                "doi" => fill(record, Variable::Doi, identifier::doi(&value).unwrap_or(&value)),
                "pmid" => fill(record, Variable::Pmid, &value),
                "pmc" | "pmcid" => {
                    let digits = value.bytes().all(|byte| byte.is_ascii_digit());
                    fill(record, Variable::Pmcid, &if digits { format!("PMC{value}") } else { value });
                }
                _ => {}
            }
        }
    }
    people(record, meta);
    dates(record, meta);
    let text = |name: &str| line(meta, name);
    for (name, variable) in
        [("volume", Variable::Volume), ("issue", Variable::Issue), ("elocation-id", Variable::Number)]
    {
        fill(record, variable, &text(name));
    }
    let (first, last, range) = (text("fpage"), text("lpage"), text("page-range"));
    let pages = if range.contains([',', ';']) || first.is_empty() {
        range
    } else if last.is_empty() || last == first {
        first
    } else {
        format!("{first}-{last}")
    };
    fill(record, Variable::Page, &pages);
    // The one without a type is the abstract; others are for lay readers, or pictures.
    let plain = |text: &&Element<'_>| text.attribute("abstract-type").is_none();
    if let Some(summary) = meta.children_named("abstract").find(plain) {
        let text = rich(summary);
        fill(record, Variable::Abstract, text.strip_prefix("Abstract ").unwrap_or(&text));
    }
    let groups = meta
        .children_named("kwd-group")
        .filter(|group| group.attribute("kwd-group-type") != Some("abbreviations"));
    let words: Vec<String> = groups.flat_map(|group| at_path(group, &["kwd"])).map(Element::text).collect();
    set_keywords(record, &words);
    for licence in at_path(meta, &["permissions", "license"]) {
        let links = licence.elements().filter(|part| part.local() == "license_ref").map(Element::text);
        let link = licence.attribute("href").map(str::to_owned).into_iter().chain(links).next();
        fill(record, Variable::License, &link.unwrap_or_default());
    }
    for link in meta.children_named("self-uri") {
        let url = link.attribute("href").unwrap_or_default();
        if link.attribute("content-type").is_none_or(|kind| !kind.contains("pdf")) {
            fill(record, Variable::Url, identifier::safe_url(url).unwrap_or_default());
        }
    }
}

fn language(record: &mut Record, element: &Element<'_>) {
    let own = element.attributes.iter().find(|(name, _)| *name == "xml:lang");
    fill(record, Variable::Language, own.map(|(_, value)| value.as_ref()).unwrap_or_default());
}

fn publisher(record: &mut Record, meta: &Element<'_>) {
    if let Some(publisher) = meta.child("publisher") {
        fill(record, Variable::Publisher, &line(publisher, "publisher-name"));
        fill(record, Variable::PublisherPlace, &line(publisher, "publisher-loc"));
    }
}

/// The ISSN, of print first.
fn serial(record: &mut Record, journal: &Element<'_>) {
    let numbers: Vec<&Element<'_>> = journal.children_named("issn").collect();
    let print = |number: &&&Element<'_>| {
        number.attribute("pub-type") == Some("ppub")
            || number.attribute("publication-format") == Some("print")
    };
    if let Some(number) = numbers.iter().find(print).or(numbers.first()) {
        fill(record, Variable::Issn, &number.text());
    }
}

fn people(record: &mut Record, meta: &Element<'_>) {
    let places: Vec<&Element<'_>> =
        meta.children_named("aff").chain(at_path(meta, &["contrib-group", "aff"])).collect();
    for group in meta.children_named("contrib-group") {
        for person in group.children_named("contrib") {
            let role = match person.attribute("contrib-type").or_else(|| group.attribute("content-type")) {
                Some("editor" | "editors") if meta.local() != "article-meta" => Variable::Editor,
                Some("translator") => Variable::Translator,
                None | Some("author" | "authors" | "corresp" | "collab") => Variable::Author,
                // The editor who handled an article, reviewers: nobody that a citation names.
                Some(_) => continue,
            };
            let Some(mut name) = name(person) else { continue };
            name.corresponding = person.attribute("corresp") == Some("yes");
            name.orcid = person
                .children_named("contrib-id")
                .filter(|id| id.attribute("contrib-id-type") == Some("orcid"))
                .find_map(|id| identifier::orcid(id.text().trim()));
            let referred =
                person.children_named("xref").filter(|link| link.attribute("ref-type") == Some("aff"));
            let ids: Vec<&str> =
                referred.filter_map(|link| link.attribute("rid")).flat_map(str::split_whitespace).collect();
            let own = person.children_named("aff");
            let linked = places
                .iter()
                .copied()
                .filter(|place| place.attribute("id").is_some_and(|id| ids.contains(&id)));
            name.affiliations =
                own.chain(linked).map(affiliation).filter(|place| !place.is_empty()).collect();
            record.push_name(role, name);
        }
    }
}

/// A place of work without its label.
fn affiliation(place: &Element<'_>) -> String {
    let mut out = String::new();
    for child in &place.children {
        match child {
            crate::text::xml::Child::Text(text) => out.push_str(text),
            crate::text::xml::Child::Element(part) => match part.local() {
                "label" | "sup" | "email" | "institution-id" => {}
                "institution-wrap" => {
                    out.push_str(
                        &part.children_named("institution").map(Element::text).collect::<Vec<_>>().join(", "),
                    );
                }
                _ => out.push_str(&part.text()),
            },
        }
    }
    one_line(&out).trim_matches([',', ';', '.', ' ']).to_owned()
}

/// `<name>`, one of `<name-alternatives>`, `<string-name>` or `<collab>`.
fn name(person: &Element<'_>) -> Option<Name> {
    let inner = person.child("name-alternatives").unwrap_or(person);
    // Eastern and transliterated names: the western form is cited.
    let western = |name: &&Element<'_>| name.attribute("name-style") != Some("eastern");
    let found = inner
        .children_named("name")
        .find(western)
        .or_else(|| inner.child("name"))
        .or_else(|| inner.child("string-name"));
    let found = if person.local() == "name" { Some(person) } else { found };
    if let Some(found) = found {
        let (family, given) = (line(found, "surname"), line(found, "given-names"));
        let mut name = match (family.is_empty(), given.is_empty()) {
            (true, true) => {
                return Some(one_line(&found.text()))
                    .filter(|text| !text.is_empty())
                    .map(|text| super::common::from_text(&text));
            }
            (true, false) => Name::literal(given),
            (false, true) => Name::person(family, ""),
            (false, false) => from_inverted(&format!("{family}, {given}")),
        };
        name.suffix = name.suffix.or_else(|| Some(line(found, "suffix")).filter(|suffix| !suffix.is_empty()));
        return Some(name);
    }
    let group = person.child("collab").or_else(|| person.child("on-behalf-of"))?;
    // Its members, where they are listed, stay inside.
    let named = group.child("named-content").or_else(|| group.child("institution"));
    let text = match named {
        Some(named) => one_line(&named.text()),
        None => {
            let own = group.children.iter().filter_map(|child| match child {
                crate::text::xml::Child::Text(text) => Some(text.as_ref()),
                crate::text::xml::Child::Element(_) => None,
            });
            one_line(&own.collect::<String>())
        }
    };
    (!text.is_empty()).then(|| Name::literal(text))
}

/// The date of the issue, else that of publication in print, else the first online.
fn dates(record: &mut Record, meta: &Element<'_>) {
    let dates: Vec<&Element<'_>> = meta.children_named("pub-date").collect();
    let kind = |element: &Element<'_>| {
        let words = ["pub-type", "date-type", "publication-format"];
        words.iter().filter_map(|name| element.attribute(name)).collect::<Vec<_>>().join(" ")
    };
    let of = |words: &[&str]| {
        let mut list = dates.iter().filter(|element| words.iter().any(|word| kind(element).contains(word)));
        list.find_map(|element| date(element))
    };
    let online = of(&["epub", "electronic", "preprint"]);
    let print = of(&["collection", "ppub", "print"]).or_else(|| of(&["pub"]));
    // `collection` states the year of the volume: the day online says more within it.
    let same = |one: &Date, other: &Date| one.start_year() == other.start_year();
    let bare = |date: &Date| date.start.is_some_and(|start| start.month.is_none() && start.season.is_none());
    let issued = match (&print, &online) {
        (Some(print), Some(online)) if bare(print) && same(print, online) => Some(online.clone()),
        (Some(print), _) => Some(print.clone()),
        (None, Some(online)) => Some(online.clone()),
        (None, None) => dates.iter().find_map(|element| date(element)),
    };
    if let (Some(online), Some(issued)) = (&online, &issued)
        && online != issued
    {
        record.set_date(Variable::AvailableDate, online.clone());
    }
    if let Some(issued) = issued {
        record.set_date(Variable::Issued, issued);
    }
}

fn date(element: &Element<'_>) -> Option<Date> {
    // A date in words or in an attribute alone.
    let Ok(year) = line(element, "year").parse::<i32>() else {
        let iso = element.attribute("iso-8601-date").and_then(Date::parse);
        let words =
            || element.child("string-date").and_then(|words| crate::normalise::dates::date(&words.text()));
        return iso.or_else(words);
    };
    let month = line(element, "month");
    let number = month.parse::<i64>().ok().or_else(|| month_number(&month).map(i64::from));
    let mut part = DatePart::calendar(year, number, line(element, "day").parse::<i64>().ok());
    let season = line(element, "season").to_ascii_lowercase();
    let words = ["spring", "summer", "autumn", "winter"];
    let place = words.iter().position(|word| *word == season).or((season == "fall").then_some(2));
    if let (None, Some(place)) = (part.month, place) {
        part.season = Season::from_number(place as u8 + 1);
    }
    // `Jan-Feb`
    let end = season
        .split_once(['-', '–'])
        .and_then(|(first, last)| Some((month_number(first)?, month_number(last)?)));
    if let (None, Some((first, last))) = (part.month, end) {
        part.month = Some(first);
        return Some(Date { end: Some(DatePart::calendar(year, Some(last.into()), None)), ..part.into() });
    }
    Some(part.into())
}
