//! Word's bibliography XML to records.

use super::{CONTAINERS, KINDS, NUMBERS, ROLES, TEXTS, TYPES};
use crate::formats::common::{
    drop_doi_link, drop_number_as_pages, fill, from_inverted, identify, is_organisation, one_line, serial,
};
use crate::formats::xml_text::{Faults, line, read_records};
use crate::formats::{Likelihood, Reading, head};
use crate::normalise::dates;
use crate::record::{Date, Kind, Name, Record, Variable, identifier};
use crate::text::case;
use crate::text::xml::Element;

const PLACE: &str = "Word";

/// Elements beside those of the tables: what stands for a publisher, a place, a number, or a title of
/// what a source is in, the nearest first.
static OTHERS: &[(&str, Variable)] = &[
    ("Institution", Variable::Publisher),
    ("ProductionCompany", Variable::Publisher),
    ("Distributor", Variable::Publisher),
    ("Broadcaster", Variable::Publisher),
    ("Station", Variable::Publisher),
    ("Theater", Variable::EventPlace),
    ("Department", Variable::Division),
    ("AbbreviatedCaseNumber", Variable::Number),
    ("Type", Variable::Genre),
    ("PublicationTitle", Variable::ContainerTitle),
];

pub(super) fn detect(text: &str) -> Likelihood {
    let start = head(text);
    let named = start.contains("officeDocument/2006/bibliography")
        || start.contains("purl.oclc.org/ooxml/officeDocument/bibliography");
    if start.starts_with('<') && (named || start.contains("<b:Source")) {
        Likelihood::Yes
    } else {
        Likelihood::No
    }
}

pub(super) fn read(text: &str) -> Reading {
    read_records(text, PLACE, &["Source"], record)
}

fn record(source: &Element<'_>, faults: &mut Faults<'_, '_>) -> Option<Record> {
    let mut record = Record::default();
    let kind = line(source, "SourceType");
    match TYPES.iter().find(|(known, _)| *known == kind) {
        Some((_, known)) => record.kind = *known,
        None => {
            record.kind = Kind::Document;
            faults.at(source, PLACE, format!("unknown source type \"{kind}\"; treated as Misc"));
        }
    }
    record.id = line(source, "Tag");
    texts(&mut record, source);
    if let Some((word, kind)) = kind_of(&record, &kind) {
        record.kind = *kind;
        // It says no more than the type.
        if record.text(Variable::Genre) == Some(word) {
            record.remove(Variable::Genre);
        }
    }
    for (names, variable) in [
        (["Year", "Month", "Day"], Variable::Issued),
        (["YearAccessed", "MonthAccessed", "DayAccessed"], Variable::Accessed),
    ] {
        let parts = names.map(|name| line(source, name));
        if let Err(message) = date(&mut record, parts, variable) {
            faults.at(source, PLACE, message);
        }
    }
    // The names are inside an element that is named like one of the roles in it.
    let groups = source.child("Author").into_iter().flat_map(Element::elements);
    for group in groups {
        let role = ROLES.iter().find(|(role, _)| role.strip_prefix("b:") == Some(group.local()));
        for name in names(group) {
            record.push_name(role.map_or(Variable::Contributor, |(_, role)| *role), name);
        }
    }
    if record.title().is_empty() && record.names(Variable::Author).is_empty() {
        faults.at(source, PLACE, "there is neither a title nor an author; this record was left out");
        return None;
    }
    drop_number_as_pages(&mut record);
    drop_doi_link(&mut record);
    Some(record)
}

fn texts(record: &mut Record, source: &Element<'_>) {
    for (name, variable) in TEXTS {
        let value = line(source, name);
        match variable {
            Variable::Doi => fill(record, Variable::Doi, identifier::doi(&value).unwrap_or(&value)),
            Variable::Url if identify(record, &value) => {}
            _ => fill(record, *variable, &value),
        }
    }
    let place = ["City", "StateProvince", "CountryRegion"].map(|name| line(source, name));
    let place: Vec<String> = place.into_iter().filter(|part| !part.is_empty()).collect();
    record.remove(Variable::PublisherPlace);
    fill(record, Variable::PublisherPlace, &place.join(", "));
    let own = line(source, "SourceType");
    let host = CONTAINERS.iter().find(|(kind, _)| *kind == own).map(|(_, name)| *name);
    for name in host.into_iter().chain(CONTAINERS.iter().map(|(_, name)| *name)) {
        fill(record, Variable::ContainerTitle, &line(source, name));
    }
    for (name, variable) in OTHERS {
        fill(record, *variable, &line(source, name));
    }
    // What is named twice is the proceedings, not the conference.
    if record.has(Variable::EventTitle)
        && record.text(Variable::EventTitle) == record.text(Variable::ContainerTitle)
    {
        record.remove(Variable::EventTitle);
    }
    for (_, name) in NUMBERS {
        fill(record, Variable::Number, &line(source, name));
    }
    fill(record, Variable::Page, &line(source, "Pages"));
    let standard = line(source, "StandardNumber");
    if !standard.is_empty() && !identify(record, &standard) {
        serial(record, &standard);
    }
}

/// What the kind of a report or an electronic source says that it is.
fn kind_of(record: &Record, source_type: &str) -> Option<&'static (&'static str, Kind)> {
    if !matches!(source_type, "Report" | "ElectronicSource" | "Misc") {
        return None;
    }
    let genre = case::to_lower(record.text(Variable::Genre)?);
    KINDS.iter().find(|(word, _)| genre.contains(&case::to_lower(word)))
}

/// A date of three elements: numbers, or words as people type them into Word's form.
fn date(record: &mut Record, [year, month, day]: [String; 3], variable: Variable) -> Result<(), String> {
    if year.is_empty() || matches!(case::to_lower(&year).trim_end_matches('.'), "n.d" | "nd" | "no date") {
        return Ok(());
    }
    // 4月 4일
    let [month, day] = [month, day].map(|part| part.trim_end_matches(['月', '日', '월', '일']).to_owned());
    let numbers = [&year, &month, &day].map(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let text = match (numbers, month.is_empty(), day.is_empty()) {
        (_, true, _) => year.clone(),
        ([true, true, _], _, true) => format!("{year}-{month:0>2}"),
        ([true, true, true], ..) => format!("{year}-{month:0>2}-{day:0>2}"),
        (_, _, true) => format!("{month} {year}"),
        _ => format!("{day} {month} {year}"),
    };
    record.set_date(variable, dates::date(&text).unwrap_or_else(|| Date::literal(year)));
    if dates::is_invalid(&text) { Err(dates::invalid(&text)) } else { Ok(()) }
}

/// The names of a role: persons, or bodies in one element.
fn names(group: &Element<'_>) -> Vec<Name> {
    let mut names = Vec::new();
    for child in group.elements() {
        match child.local() {
            "Corporate" => {
                let text = one_line(&child.text());
                names.extend(text.split("; ").filter(|body| !body.is_empty()).map(Name::literal));
            }
            "NameList" => names.extend(child.children_named("Person").filter_map(person)),
            _ => {}
        }
    }
    names
}

fn person(person: &Element<'_>) -> Option<Name> {
    let parts = |name: &str| {
        let parts = person.children_named(name).map(|part| one_line(&part.text()));
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let (last, first, middle) = (parts("Last"), parts("First"), parts("Middle"));
    // Beside a first name, what is behind a comma is a suffix, and never the first name: `Poe, Jr.`
    let last = if first.is_empty() { last } else { one_line(&last.replace(',', " ")) };
    let given = [first, middle].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    match (last.is_empty(), given.is_empty()) {
        (true, true) => None,
        (true, false) => Some(Name::literal(given)),
        (false, true) if last.contains(' ') && is_organisation(&last) => Some(Name::literal(last)),
        (false, true) => Some(from_inverted(&last)),
        _ => Some(from_inverted(&[&last, ", ", &given].concat())),
    }
}
