//! CSL-JSON 1.0.2: the data model itself, read leniently and written by the schema.
//!
//! Specification: <https://github.com/citation-style-language/schema> (`csl-data.json`). Reads
//! what registries really send as well: `null`, lists where a text belongs, numbers as strings,
//! `date-parts` with nulls or strings, `ORCID` on names, `custom` for what portals show; and the works of
//! OpenAlex's API.
//! What cannot be used is a problem; it never costs the record.

mod crossref;
mod openalex;
#[cfg(test)]
mod tests;
mod write;

use super::json_places::Faults;
use super::{Codec, Info, Likelihood, Options, Reading, bibjson};
use crate::normalise::{html, identifiers, names, pages};
use crate::record::{
    Class, Date, DatePart, Json, Kind, Metric, Name, Place, Record, Season, Topic, Variable, Version,
    identifier,
};
use crate::text::{case, json};

pub use write::to_json;

/// What menus and files need to know about CSL-JSON.
pub(super) static INFO: Info = Info {
    id: "csl-json",
    name: "CSL-JSON",
    aliases: &["csl", "csl_json", "citeproc-json", "json"],
    extension: "json",
    media_type: "application/vnd.citationstyles.csl+json",
    reads: true,
    writes: true,
    ..Info::PLAIN
};

/// Detects, reads and writes CSL-JSON.
pub(super) static CODEC: Codec = Codec { info: &INFO, detect, read: Some(read), write: Some(write_all) };

fn detect(text: &str) -> Likelihood {
    let head = text.trim_start().get(..1).unwrap_or_default();
    match head {
        "{" | "[" if text.contains("\"@context\"") || text.contains("\"creators\"") => Likelihood::Maybe,
        "{" | "[" if bibjson::is_likely(text) => Likelihood::Maybe,
        "{" | "[" if text.contains("\"type\"") || text.contains("\"title\"") => Likelihood::Yes,
        "[" | "{" => Likelihood::Maybe,
        _ => Likelihood::No,
    }
}

fn read(text: &str) -> Reading {
    let (value, mut problems) = json::parse(text);
    if let Some(records) = openalex::records(&value) {
        return Reading { records, problems };
    }
    let mut reading = read_value(&value, Some(text));
    problems.append(&mut reading.problems);
    Reading { problems, ..reading }
}

fn write_all(records: &[Record], _: &Options) -> String {
    let mut text = Json::Array(records.iter().map(to_json).collect()).pretty();
    text.push('\n');
    text
}

/// Records from a CSL-JSON value: one item, a list of items, or an object with `items`, or the
/// `message` of Crossref's REST API.
pub fn from_json(value: &Json) -> Reading {
    read_value(value, None)
}

/// Records from a CSL-JSON value in which nothing is wrong, no date is in words and no name a text;
/// nothing from another. It is without the code and the sentences that others take, which few pages need.
#[cfg(any(test, feature = "element"))]
pub(crate) fn from_plain_json(value: &Json) -> Option<Vec<Record>> {
    let (records, faults) = read_items(value, crate::normalise::dates::standard, |_| None);
    let plain = faults.is_empty() && !records.iter().any(crossref::has_other_date);
    plain.then_some(records)
}

fn read_value(value: &Json, text: Option<&str>) -> Reading {
    let (records, faults) =
        read_items(value, |text| Some(Date::parse_loose(text)), |text| Some(names::read_all(text)));
    Reading { records, problems: faults.in_words(Fault::in_words).finish(text, value, "CSL-JSON") }
}

/// Reads the text of a date.
type ReadDate = fn(&str) -> Option<Date>;

/// Reads names that are written as one text.
type ReadNames = fn(&str) -> Option<Vec<Name>>;

fn read_items(value: &Json, date: ReadDate, names: ReadNames) -> (Vec<Record>, Faults<'_, Fault>) {
    let mut reader = Reader { date, names, faults: Faults::default() };
    let mut records = Vec::new();
    items(value, &mut records, &mut reader);
    (records, reader.faults)
}

/// How a value is read, and what was wrong in it.
struct Reader<'j> {
    date: ReadDate,
    names: ReadNames,
    faults: Faults<'j, Fault>,
}

/// What can be wrong.
enum Fault {
    NotAnItem,
    NotARecord,
    NotAWork,
    NotAType,
    UnknownType(String),
    NotAText,
    NoName(usize),
    NotNames,
    NotADate,
}

impl Fault {
    fn in_words(self) -> String {
        let words = match self {
            Self::NotAnItem => "an item must be an object with a type and a title; it was left out",
            Self::NotARecord => "a record must be an object or a list of objects",
            Self::NotAWork => {
                "no type, title, date or identifier of a work was found; it was left out; check what this file is"
            }
            Self::NotAType => "the type must be a text such as \"article-journal\"",
            Self::UnknownType(name) => {
                return format!("unknown CSL type \"{name}\"; treated as \"document\"");
            }
            Self::NotAText => "this must be a text or a number; it was left out",
            Self::NoName(at) => {
                return format!("name {at} has neither a family name nor a literal; it was left out");
            }
            Self::NotNames => "this must be a list of names; it was left out",
            Self::NotADate => "invalid date; write {\"date-parts\": [[2022, 3, 1]]}; it was left out",
        };
        words.to_owned()
    }
}

fn items<'j>(value: &'j Json, records: &mut Vec<Record>, reader: &mut Reader<'j>) {
    let inner = [value.get("items").filter(|inner| matches!(inner, Json::Array(_))), value.get("message")];
    match value {
        Json::Array(list) => {
            for (at, item) in list.iter().enumerate() {
                match item {
                    Json::Object(entries) if describes_work(item, reader.date) => {
                        records.push(item_from(item, entries, at, reader));
                    }
                    Json::Object(_) => reader.faults.push(
                        Some(item),
                        "",
                        format!("CSL-JSON, item {}", at + 1),
                        Fault::NotAWork,
                    ),
                    _ => reader.faults.push(
                        Some(value),
                        "",
                        format!("CSL-JSON, item {}", at + 1),
                        Fault::NotAnItem,
                    ),
                }
            }
        }
        Json::Object(entries) => match inner {
            [Some(inner), _] | [_, Some(inner @ Json::Object(_))] => items(inner, records, reader),
            _ if describes_work(value, reader.date) => records.push(item_from(value, entries, 0, reader)),
            _ if entries.is_empty() => {}
            _ => reader.faults.push(None, "", "CSL-JSON", Fault::NotAWork),
        },
        Json::Null => {}
        _ => reader.faults.push(None, "", "CSL-JSON", Fault::NotARecord),
    }
}

/// Whether an object describes a work, in whole or in part, and is not JSON of another kind, such as
/// the settings of a program.
fn describes_work(item: &Json, date: ReadDate) -> bool {
    item.entries().iter().any(|(key, value)| {
        if matches!(key.as_str(), "type" | "id") || is_hollow(value) {
            return key == "type" && value.as_str().and_then(Kind::parse).is_some();
        }
        let Some(variable) = Variable::parse(crossref::variable_name(key)) else { return key == "custom" };
        match variable.class() {
            Class::Date => date_from(value, date).is_some(),
            // Settings have texts, and objects with a name and an address.
            Class::Name => value
                .items()
                .iter()
                .any(|name| ["family", "given", "literal"].iter().any(|part| name.get(part).is_some())),
            Class::Text | Class::Number => !SETTINGS.contains(&variable),
        }
    })
}

/// Texts that JSON of other kinds has as well, such as the settings of a program.
static SETTINGS: &[Variable] = &[
    Variable::Version,
    Variable::Language,
    Variable::Source,
    Variable::Status,
    Variable::Keyword,
    Variable::Note,
    Variable::License,
    Variable::Scale,
    Variable::Medium,
    Variable::Dimensions,
];

/// One item and the problems found in it.
struct Item<'p, 'j> {
    place: Place,
    value: &'j Json,
    reader: &'p mut Reader<'j>,
}

impl<'j> Item<'_, 'j> {
    fn fault(&mut self, field: &'j str, fault: Fault) {
        let place = self.place.clone().field(field);
        self.reader.faults.push(Some(self.value), field, place, fault);
    }
}

fn item_from<'j>(
    item: &'j Json,
    entries: &'j [(String, Json)],
    at: usize,
    reader: &mut Reader<'j>,
) -> Record {
    let value = |key: &str| entries.iter().find(|(name, _)| name == key).map(|(_, value)| value);
    let id = value("id").and_then(Json::to_text).unwrap_or_default();
    let name = if id.is_empty() { (at + 1).to_string() } else { id.clone() };
    let place = Place::entry("CSL-JSON", ["item ", &name].concat());
    let mut item = Item { place, value: item, reader };
    let mut record = Record::default();
    record.id = id;
    // The type first: what some fields mean depends on it.
    let (types, fields): (Vec<_>, Vec<_>) = entries.iter().partition(|(key, _)| key == "type");
    for (key, value) in types.into_iter().chain(fields) {
        match key.as_str() {
            "id" => {}
            "type" => match value.as_str().map(|name| (name, Kind::parse(name))) {
                Some((_, Some(kind))) => record.kind = kind,
                Some((name, None)) => item.fault("type", Fault::UnknownType(name.to_owned())),
                None => item.fault("type", Fault::NotAType),
            },
            "custom" => {}
            _ if matches!(value, Json::Null) => {}
            _ => field(&mut record, key, value, &mut item),
        }
    }
    if let Some(custom) = value("custom") {
        custom_from(&mut record, custom);
    }
    crossref::combine_fields(&mut record, item.reader.date);
    record
}

fn field<'j>(record: &mut Record, key: &'j str, value: &Json, item: &mut Item<'_, 'j>) {
    let key = crossref::variable_name(key);
    if let ("event", Json::Object(_)) = (key, value) {
        for (part, variable) in [("name", Variable::EventTitle), ("location", Variable::EventPlace)] {
            record.set_text(variable, value.get(part).and_then(Json::to_text).unwrap_or_default());
        }
        return;
    }
    let Some(variable) = Variable::parse(key) else {
        record.extra.push((key.to_owned(), value.clone()));
        return;
    };
    if variable == Variable::ContainerTitle
        && let Some((series, book)) = crossref::series_and_book(record.kind, value)
    {
        record.set_text(variable, book);
        if !record.has(Variable::CollectionTitle) {
            record.set_text(Variable::CollectionTitle, series);
        }
        return;
    }
    match variable.class() {
        Class::Text | Class::Number => match text_from(variable, value).map(|text| cleaned(variable, text)) {
            Some(text) if record.text(variable).is_none() => record.set_text(variable, text),
            Some(_) => {}
            None if matches!(value, Json::Array(list) if list.is_empty()) => {}
            None => item.fault(key, Fault::NotAText),
        },
        Class::Name => {
            for (at, name) in value.items().iter().enumerate() {
                let names = names_from(name, item.reader.names);
                if names.is_empty() {
                    item.fault(key, Fault::NoName(at + 1));
                }
                names.into_iter().for_each(|name| record.push_name(variable, name));
            }
            if !matches!(value, Json::Array(_)) {
                let names = names_from(value, item.reader.names);
                if names.is_empty() {
                    item.fault(key, Fault::NotNames);
                }
                names.into_iter().for_each(|name| record.push_name(variable, name));
            }
        }
        Class::Date => match date_from(value, item.reader.date) {
            Some(date) => record.set_date(variable, date),
            None if matches!(value, Json::Object(_) | Json::Array(_)) && is_hollow(value) => {}
            None => item.fault(key, Fault::NotADate),
        },
    }
}

/// Whether a value holds nothing but empty lists, empty objects, empty texts and nulls.
fn is_hollow(value: &Json) -> bool {
    match value {
        Json::Null => true,
        Json::String(text) => text.trim().is_empty(),
        Json::Array(items) => items.iter().all(is_hollow),
        Json::Object(entries) => entries.iter().all(|(_, value)| is_hollow(value)),
        Json::Bool(_) | Json::Number(_) => false,
    }
}

/// Registries send a list where CSL-JSON has one text; the first is the one that counts, but all
/// of several keywords do.
fn text_from(variable: Variable, value: &Json) -> Option<String> {
    match value {
        Json::Array(items) if variable == Variable::Keyword => {
            let words: Vec<String> = items.iter().filter_map(Json::to_text).collect();
            (!words.is_empty()).then(|| words.join("; "))
        }
        // A licence is an object there.
        Json::Array(items) => {
            items.iter().find_map(|item| item.to_text().or_else(|| item.get("URL").and_then(Json::to_text)))
        }
        Json::Bool(value) => Some(value.to_string()),
        _ => value.to_text(),
    }
}

/// A text as a record has it: without the entities, JATS and MathML of registries, on one line, pages
/// without the word for them, and a DOI without the address in front of it. An abstract and a note keep their lines.
fn cleaned(variable: Variable, text: String) -> String {
    match variable {
        Variable::Url => text.trim().replace("&amp;", "&"),
        Variable::Doi => bare_doi(&text),
        Variable::Page => pages::without_word(&html::rich(&text)).to_owned(),
        // Variables of CSL stand on lines of their own there.
        Variable::Note => text,
        _ => html::rich(&text),
    }
}

/// A DOI without what stands around it; what is none stays.
fn bare_doi(text: &str) -> String {
    let text = html::entities(text.trim());
    // In an address, what would end it is encoded.
    let text = if text.contains("doi.org/") { identifiers::percent_decoded(&text).into() } else { text };
    identifiers::doi(&text).unwrap_or_else(|| text.into_owned())
}

/// Rich text; nothing where it is empty. `Na` and `None` are names.
fn rich(text: &str) -> Option<String> {
    Some(html::rich(text)).filter(|text| !text.is_empty())
}

/// The name of an object, or those of a text, which CSL-JSON does not have but people write.
fn names_from(value: &Json, read: ReadNames) -> Vec<Name> {
    match value.as_str() {
        Some(text) => rich(text).and_then(|text| read(&text)).unwrap_or_default(),
        None => name_from(value).into_iter().collect(),
    }
}

fn name_from(value: &Json) -> Option<Name> {
    let text = |key: &str| value.get(key).and_then(Json::to_text).and_then(|text| rich(&text));
    let flag = |key: &str| value.get(key).is_some_and(Json::is_true);
    let affiliation = |entry: &Json| {
        entry.as_str().map(str::to_owned).or_else(|| entry.get("name").and_then(Json::to_text))
    };
    let mut name = Name {
        family: text("family"),
        given: text("given"),
        dropping_particle: text("dropping-particle"),
        non_dropping_particle: text("non-dropping-particle"),
        suffix: text("suffix"),
        // Crossref's REST API calls an organisation's name `name`.
        literal: text("literal").or_else(|| text("name")),
        comma_suffix: flag("comma-suffix"),
        static_ordering: flag("static-ordering"),
        orcid: text("ORCID").or_else(|| text("orcid")).and_then(|id| identifier::orcid(&id)),
        corresponding: flag("corresponding"),
        affiliations: value
            .get("affiliation")
            .map_or(&[][..], Json::items)
            .iter()
            .filter_map(affiliation)
            .collect(),
    };
    keep_parts_or_literal(&mut name);
    (!name.is_empty()).then_some(name)
}

/// A name has parts or a literal. The parts say more, unless the literal has words that they lack.
fn keep_parts_or_literal(name: &mut Name) {
    let parts =
        [&name.family, &name.given, &name.dropping_particle, &name.non_dropping_particle, &name.suffix];
    let Some(literal) = &name.literal else { return };
    let parts = parts.map(|part| part.as_deref().unwrap_or_default()).join(" ");
    let parts = case::to_lower(&parts);
    let words = case::to_lower(literal);
    let mut words = words.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let repeated = words.all(|word| parts.contains(word));
    if name.family.is_some() && (name.given.is_some() || repeated) {
        name.literal = None;
    } else {
        (name.family, name.given, name.suffix) = (None, None, None);
        (name.dropping_particle, name.non_dropping_particle) = (None, None);
    }
}

/// A date from CSL-JSON's object, an EDTF or everyday text, or a bare year.
fn date_from(value: &Json, read: ReadDate) -> Option<Date> {
    if let Some(text) = value.to_text() {
        return Some(text).filter(|text| !text.trim().is_empty()).and_then(|text| read(&text));
    }
    let mut date = Date::default();
    let parts = value.get("date-parts").or_else(|| value.get("dateParts")).unwrap_or(value).items();
    if let Some(year) = value.get("year") {
        // `{"year": 2021, "month": 5}`
        let keys = [Some(year), value.get("month"), value.get("day")];
        let own: Vec<Json> = keys.into_iter().map_while(|part| part.cloned()).collect();
        date.start = part_from(&own);
    }
    // `[2022, 3]` for `[[2022, 3]]` is a common slip.
    let flat = !parts.is_empty() && parts.iter().all(|part| part.as_f64().is_some());
    if date.start.is_some() {
        // The year was said.
    } else if flat {
        date.start = part_from(parts);
    } else {
        let mut ends = parts.iter().map(|part| part_from(part.items()));
        date.start = ends.next().flatten();
        match ends.next() {
            // `[[2020], [0]]`: CSL-JSON's range without an end.
            Some(None)
                if parts
                    .get(1)
                    .is_some_and(|part| part.items().first().and_then(Json::as_f64) == Some(0.0)) =>
            {
                date.open = true
            }
            Some(end) => date.end = end,
            None => {}
        }
    }
    date.circa = value.get("circa").is_some_and(Json::is_true);
    date.literal = value.get("literal").and_then(Json::to_text).filter(|text| !text.trim().is_empty());
    if let (Some(start), Some(season)) = (&mut date.start, value.get("season")) {
        start.season = season_from(season, read)?;
    }
    if date.start.is_none() && date.literal.is_none() {
        let text = value
            .get("raw")
            .or_else(|| value.get("edtf"))
            .or_else(|| value.get("date-time"))
            .and_then(Json::to_text)?;
        let read = Some(text).filter(|text| !text.trim().is_empty()).and_then(|text| read(&text))?;
        return Some(Date { circa: read.circa || date.circa, ..read });
    }
    Some(date)
}

fn part_from(parts: &[Json]) -> Option<DatePart> {
    let number = |at: usize| parts.get(at).and_then(Json::as_f64).map(|number| number as i64);
    let year = i32::try_from(number(0)?).ok().filter(|year| *year != 0)?;
    Some(DatePart::new(year, number(1), number(2)))
}

/// Nothing where it is a word and words are not read.
fn season_from(value: &Json, read: ReadDate) -> Option<Option<Season>> {
    if let Some(number) = value.as_f64() {
        return Some(Season::from_number(number as u8));
    }
    let date = read(&format!("{} 2000", value.as_str().unwrap_or_default()))?;
    Some(date.start.and_then(|start| start.season))
}

fn custom_from(record: &mut Record, custom: &Json) {
    let text = |value: &Json| value.to_text().filter(|text| !text.trim().is_empty());
    let mut waiting = Vec::new();
    for (key, value) in custom.entries() {
        let portal = &mut record.portal;
        match key.as_str() {
            "type-line" => portal.type_line = text(value),
            "publication-status" => portal.publication_status = text(value),
            "externally-published" => portal.externally_published = Some(value.is_true()),
            "concept-doi" => portal.concept_doi = text(value),
            "metrics" => portal.metrics = value.items().iter().filter_map(metric_from).collect(),
            "topics" => portal.topics = value.items().iter().filter_map(topic_from).collect(),
            "versions" => portal.versions = value.items().iter().filter_map(version_from).collect(),
            // Some names may come from elsewhere: what belongs to them waits.
            "corresponding" | "orcid" => waiting.push((key.clone(), value.clone())),
            _ => portal.other.push((key.clone(), value.clone())),
        }
    }
    name_marks(record, waiting);
}

/// Gives the names what `custom` says of them. Without the names, as where a page's metadata adds
/// them later, it stays in `portal.other` until this is called again.
pub(crate) fn mark_names(record: &mut Record) {
    let (waiting, other) = std::mem::take(&mut record.portal.other)
        .into_iter()
        .partition(|(key, _)| matches!(key.as_str(), "corresponding" | "orcid"));
    record.portal.other = other;
    name_marks(record, waiting);
}

fn name_marks(record: &mut Record, marks: Vec<(String, Json)>) {
    for (key, value) in marks {
        let done = match (key.as_str(), &value) {
            ("corresponding", _) => mark_corresponding(record, &value),
            // A list for the authors, or an object from role to list.
            (_, Json::Object(roles)) => {
                let known = |role: &String| Variable::parse(role);
                let mut done = false;
                for (role, ids) in roles.iter().filter_map(|(role, ids)| Some((known(role)?, ids))) {
                    done |= add_orcids(record, role, ids);
                }
                done
            }
            _ => add_orcids(record, Variable::Author, &value),
        };
        if !done && !record.has(Variable::Author) {
            record.portal.other.push((key, value));
        }
    }
}

/// Corresponding authors are told by their place in the list, from 0, or by their family name.
/// Gives whether there are authors.
fn mark_corresponding(record: &mut Record, value: &Json) -> bool {
    let mut authors = record.names(Variable::Author).to_vec();
    for (at, author) in authors.iter_mut().enumerate() {
        author.corresponding |= value.items().iter().any(|mark| match mark {
            Json::Number(number) => *number == at as f64,
            Json::String(name) => author.family.as_ref() == Some(name) || author.full() == *name,
            _ => false,
        });
    }
    let any = !authors.is_empty();
    record.set_names(Variable::Author, authors);
    any
}

/// Gives whether there are names in the role.
fn add_orcids(record: &mut Record, role: Variable, ids: &Json) -> bool {
    let mut names = record.names(role).to_vec();
    for (name, id) in names.iter_mut().zip(ids.items()) {
        if let Some(id) = id.as_str().and_then(identifier::orcid) {
            name.orcid = Some(id);
        }
    }
    let any = !names.is_empty();
    record.set_names(role, names);
    any
}

fn metric_from(value: &Json) -> Option<Metric> {
    let text = |key: &str| value.get(key).and_then(Json::to_text);
    let count = value.get("count").and_then(Json::as_f64)?;
    Some(Metric {
        label: text("label")?,
        count: count.max(0.0) as u64,
        source: text("source"),
        url: text("url"),
    })
}

fn topic_from(value: &Json) -> Option<Topic> {
    let text = |key: &str| value.get(key).and_then(Json::to_text);
    let weight = value.get("weight").and_then(Json::as_f64)?;
    Some(Topic { name: text("name")?, weight: weight.clamp(0.0, 1.0), group: text("group") })
}

fn version_from(value: &Json) -> Option<Version> {
    let text = |key: &str| value.get(key).and_then(Json::to_text);
    Some(Version { version: text("version")?, doi: text("doi"), date: text("date") })
}
