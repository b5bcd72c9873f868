//! Records to MODS.

use super::{GENRES, IDENTIFIERS, RELATORS, is_archived};
use crate::formats::Options;
use crate::formats::common::{article_number, family, given, page_ends, people, plain_line};
use crate::formats::xml_text::Writer;
use crate::record::{Date, Kind, Name, Record, Variable};

pub(super) fn write(records: &[Record], _: &Options) -> String {
    let mut xml = Writer::document();
    let names = [("xmlns", "http://www.loc.gov/mods/v3"), ("version", "3.8")];
    let many = records.len() != 1;
    if many {
        xml.start("modsCollection", &names[..1]);
    }
    for record in records {
        let id: String = record
            .id
            .chars()
            .filter(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.'))
            .collect();
        let named = id.starts_with(|letter: char| letter.is_alphabetic());
        let mut attributes = if many { names[1..].to_vec() } else { names.to_vec() };
        if named && id == record.id {
            attributes.push(("ID", &id));
        }
        xml.start("mods", &attributes);
        write_work(record, &mut xml);
        xml.end();
    }
    xml.finish()
}

fn write_work(record: &Record, xml: &mut Writer) {
    let plain = |variable| record.text(variable).map(plain_line);
    write_titles(record, xml);
    write_names(record, xml);
    write_kind(record, xml);
    write_origin(record, xml);
    if let Some(language) = record.text(Variable::Language) {
        xml.start("language", &[]);
        xml.element("languageTerm", &[("type", "code"), ("authority", "rfc5646")], Some(language));
        xml.end();
    }
    let total = plain(Variable::NumberOfPages).map(|number| format!("{number} p."));
    xml.start("physicalDescription", &[]);
    xml.element("extent", &[], total.as_deref());
    xml.element("extent", &[], plain(Variable::Dimensions).as_deref());
    xml.end();
    xml.element("abstract", &[], plain(Variable::Abstract).as_deref());
    xml.element("note", &[("type", "version identification")], plain(Variable::Version).as_deref());
    xml.element("note", &[], plain(Variable::Note).as_deref());
    for word in record.keywords() {
        xml.start("subject", &[]);
        xml.element("topic", &[], Some(word));
        xml.end();
    }
    write_host(record, xml);
    write_related(record, xml);
    for kind in ["doi", "pmid", "pmcid"] {
        write_identifier(record, xml, kind);
    }
    write_locations(record, xml);
    xml.element("accessCondition", &[("type", "use and reproduction")], plain(Variable::License).as_deref());
}

fn write_titles(record: &Record, xml: &mut Writer) {
    let plain = |variable| record.text(variable).map(plain_line);
    write_title(xml, &[], plain(Variable::Title).as_deref(), None);
    write_title(xml, &[("type", "abbreviated")], plain(Variable::TitleShort).as_deref(), None);
    write_title(xml, &[("type", "uniform")], plain(Variable::OriginalTitle).as_deref(), None);
}

/// People by their roles, and the meeting; the editors of a part belong to its host.
fn write_names(record: &Record, xml: &mut Writer) {
    let hosted = record.has(Variable::ContainerTitle);
    for (at, (code, term, role)) in RELATORS.iter().enumerate() {
        let first = RELATORS.iter().position(|(.., other)| other == role) == Some(at);
        if first && !(hosted && *role == Variable::Editor) {
            people(record, *role).for_each(|name| write_name(xml, name, code, term));
        }
    }
    if let Some(event) = record.text(Variable::EventTitle).map(plain_line) {
        xml.start("name", &[("type", "conference")]);
        xml.element("namePart", &[], Some(&event));
        xml.end();
    }
}

fn write_kind(record: &Record, xml: &mut Writer) {
    xml.element("typeOfResource", &[], Some(resource(record.kind)));
    if let Some((genre, _)) = GENRES.iter().find(|(_, kind)| *kind == record.kind) {
        xml.element("genre", &[("authority", "marcgt")], Some(genre));
    }
    xml.element("genre", &[("authority", "csl")], Some(record.kind.as_str()));
    let genre = record.text(Variable::Genre).map(plain_line);
    xml.element("genre", &[("type", "work type")], genre.as_deref());
}

/// What the work is part of: its host with the host's series, or the series.
fn write_host(record: &Record, xml: &mut Writer) {
    let plain = |variable| record.text(variable).map(plain_line);
    let Some(host) = plain(Variable::ContainerTitle) else {
        write_series(record, xml);
        write_part(record, xml);
        for kind in ["isbn", "issn"] {
            write_identifier(record, xml, kind);
        }
        return;
    };
    xml.start("relatedItem", &[("type", "host")]);
    write_title(xml, &[], Some(&host), None);
    write_title(xml, &[("type", "abbreviated")], plain(Variable::ContainerTitleShort).as_deref(), None);
    people(record, Variable::Editor).for_each(|name| write_name(xml, name, "edt", "editor"));
    people(record, Variable::ContainerAuthor).for_each(|name| write_name(xml, name, "aut", "author"));
    let genre = host_genre(record.kind);
    xml.element("genre", &[("authority", "marcgt")], (!genre.is_empty()).then_some(genre));
    for kind in ["isbn", "issn"] {
        write_identifier(record, xml, kind);
    }
    write_part(record, xml);
    write_series(record, xml);
    xml.end();
}

fn write_related(record: &Record, xml: &mut Writer) {
    if let Some(reviewed) = record.text(Variable::ReviewedTitle).map(plain_line) {
        xml.start("relatedItem", &[("type", "reviewOf")]);
        write_title(xml, &[], Some(&reviewed), None);
        xml.end();
    }
    if let Some(doi) = &record.portal.concept_doi {
        xml.start("relatedItem", &[("type", "otherVersion")]);
        xml.element("identifier", &[("type", "doi")], Some(doi));
        xml.end();
    }
}

/// Where the work is kept, and its address.
fn write_locations(record: &Record, xml: &mut Writer) {
    let plain = |variable| record.text(variable).map(plain_line);
    if is_archived(record.kind) && record.has(Variable::Archive) {
        xml.start("location", &[]);
        xml.element("physicalLocation", &[], plain(Variable::Archive).as_deref());
        xml.element("shelfLocator", &[], plain(Variable::ArchiveLocation).as_deref());
        xml.end();
    }
    if let Some(url) = record.text(Variable::Url) {
        let accessed = record.date(Variable::Accessed).map(Date::to_edtf).unwrap_or_default();
        let attributes = [("dateLastAccessed", accessed.as_str())];
        xml.start("location", &[]);
        xml.element("url", if accessed.is_empty() { &[] } else { &attributes }, Some(url));
        xml.end();
    }
}

fn resource(kind: Kind) -> &'static str {
    match kind {
        Kind::Map => "cartographic",
        Kind::MusicalScore => "notated music",
        Kind::MotionPicture => "moving image",
        Kind::Graphic | Kind::Figure => "still image",
        Kind::Song => "sound recording-musical",
        Kind::Broadcast => "sound recording",
        Kind::Software | Kind::Dataset => "software, multimedia",
        _ => "text",
    }
}

fn host_genre(kind: Kind) -> &'static str {
    match kind {
        Kind::ArticleNewspaper => "newspaper",
        Kind::PaperConference => "conference publication",
        Kind::Chapter => "book",
        Kind::EntryDictionary => "dictionary",
        Kind::Entry | Kind::EntryEncyclopedia => "encyclopedia",
        Kind::Webpage | Kind::Post | Kind::PostWeblog => "web site",
        Kind::Article | Kind::ArticleJournal | Kind::ArticleMagazine | Kind::Review | Kind::ReviewBook => {
            "periodical"
        }
        _ => "",
    }
}

fn write_title(xml: &mut Writer, attributes: &[(&str, &str)], title: Option<&str>, number: Option<&str>) {
    let Some(title) = title else { return };
    xml.start("titleInfo", attributes);
    xml.element("title", &[], Some(title));
    xml.element("partNumber", &[], number);
    xml.end();
}

fn write_name(xml: &mut Writer, name: &Name, code: &str, term: &str) {
    match &name.literal {
        Some(literal) => {
            xml.start("name", &[("type", "corporate")]);
            xml.element("namePart", &[], Some(literal));
        }
        None => {
            xml.start("name", &[("type", "personal")]);
            xml.element("namePart", &[("type", "family")], Some(&family(name)));
            xml.element("namePart", &[("type", "given")], Some(&given(name)));
            xml.element("namePart", &[("type", "termsOfAddress")], name.suffix.as_deref());
        }
    }
    xml.start("role", &[]);
    xml.element("roleTerm", &[("type", "code"), ("authority", "marcrelator")], Some(code));
    xml.element("roleTerm", &[("type", "text"), ("authority", "marcrelator")], Some(term));
    xml.end();
    name.affiliations.iter().for_each(|place| xml.element("affiliation", &[], Some(place)));
    xml.element("nameIdentifier", &[("type", "orcid")], name.orcid.as_deref());
    xml.end();
}

fn write_origin(record: &Record, xml: &mut Writer) {
    xml.start("originInfo", &[]);
    if let Some(place) = record.text(Variable::PublisherPlace) {
        xml.start("place", &[]);
        xml.element("placeTerm", &[("type", "text")], Some(&plain_line(place)));
        xml.end();
    }
    xml.element("publisher", &[], record.text(Variable::Publisher).map(plain_line).as_deref());
    if let Some(date) = record.date(Variable::Issued) {
        let circa = [("encoding", "w3cdtf"), ("qualifier", "approximate")];
        let plain = if date.circa { &circa[..] } else { &circa[..1] };
        match (date.start, date.end) {
            (Some(start), Some(end)) => {
                for (point, part) in [("start", start), ("end", end)] {
                    let mut attributes = plain.to_vec();
                    attributes.push(("point", point));
                    xml.element("dateIssued", &attributes, Some(&part.to_edtf()));
                }
            }
            (Some(start), None) if start.season.is_none() && !date.open => {
                xml.element("dateIssued", plain, Some(&start.to_edtf()));
            }
            // W3CDTF has no seasons and no open ranges, which EDTF has; words are neither.
            (Some(_), None) if date.literal.is_none() => {
                xml.element("dateIssued", &[("encoding", "edtf")], Some(&date.to_edtf()));
            }
            _ => xml.element("dateIssued", &[], Some(&date.to_edtf())),
        }
    }
    xml.element("edition", &[], record.text(Variable::Edition));
    xml.end();
}

fn write_identifier(record: &Record, xml: &mut Writer, kind: &str) {
    if let Some((_, variable)) = IDENTIFIERS.iter().find(|(name, _)| *name == kind) {
        xml.element("identifier", &[("type", kind)], record.text(*variable));
    }
}

fn write_part(record: &Record, xml: &mut Writer) {
    xml.start("part", &[]);
    // The name that bibutils has for it; Zotero takes an article's number from the pages alone.
    let number = if article_number(record).is_some() { "articlenumber" } else { "report number" };
    for (kind, variable) in [
        ("volume", Variable::Volume),
        ("issue", Variable::Issue),
        ("chapter", Variable::ChapterNumber),
        (number, Variable::Number),
    ] {
        if let Some(number) = record.text(variable) {
            xml.start("detail", &[("type", kind)]);
            xml.element("number", &[], Some(number));
            xml.end();
        }
    }
    if let Some((first, last)) = page_ends(record) {
        xml.start("extent", &[("unit", "page")]);
        let list = record.text(Variable::Page).filter(|pages| pages.contains([',', '&']));
        if list.is_some() {
            xml.element("list", &[], list);
        } else {
            xml.element("start", &[], Some(first));
            xml.element("end", &[], last);
        }
        xml.end();
    }
    xml.end();
}

/// The series of the work, or of the book that holds it.
fn write_series(record: &Record, xml: &mut Writer) {
    let Some(series) = record.text(Variable::CollectionTitle).map(plain_line) else { return };
    xml.start("relatedItem", &[("type", "series")]);
    write_title(xml, &[], Some(&series), record.text(Variable::CollectionNumber));
    xml.end();
}
