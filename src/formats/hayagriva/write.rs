//! Records to Hayagriva YAML.

use super::{AFFILIATED, SERIALS, TEXTS, TYPES, row_of};
use crate::formats::common::{
    Object, creators, family, given, inverted, pages_or_number, people, plain_line,
};
use crate::formats::{Options, keys, yaml};
use crate::record::{Json, Kind, Name, Record, Variable, identifier};

pub(super) fn write(records: &[Record], options: &Options) -> String {
    let mut out = Object::default();
    for (record, key) in records.iter().zip(keys::keys(records, options)) {
        out.put(&key, entry(record));
    }
    yaml::write(&out.done())
}

/// A formattable text; one with braces or dollar signs is verbatim, since those have a meaning.
fn format_text(text: &str) -> Json {
    let text = plain_line(text);
    if !text.contains(['{', '}', '$']) {
        return text.into();
    }
    let mut out = Object::default();
    out.text("value", Some(&text));
    out.put("verbatim", Json::Bool(true));
    out.done()
}

/// Where a work's container holds these, they are written there.
static OUTER: &[Variable] = &[
    Variable::Volume,
    Variable::Issue,
    Variable::Edition,
    Variable::NumberOfVolumes,
    Variable::PublisherPlace,
];

fn entry(record: &Record) -> Json {
    let row = TYPES.iter().find(|(.., kind)| *kind == record.kind);
    let (own, outer) = match (row, record.kind) {
        (Some((own, outer, _)), _) => (*own, *outer),
        (None, Kind::ArticleMagazine | Kind::Review | Kind::ReviewBook) => ("article", "periodical"),
        (None, Kind::EntryDictionary) => ("entry", "reference"),
        (None, Kind::Standard) => ("report", ""),
        (None, Kind::Bill | Kind::Regulation | Kind::Treaty | Kind::Hearing) => ("legislation", ""),
        (None, Kind::Figure | Kind::Map) => ("artwork", ""),
        (None, Kind::Classic | Kind::Pamphlet | Kind::Collection) => ("book", ""),
        (None, _) => ("misc", ""),
    };
    let mut out = Object::default();
    out.text("type", Some(own));
    if let Some(title) = record.text(Variable::Title) {
        match record.text(Variable::TitleShort) {
            Some(short) => {
                let mut value = match format_text(title) {
                    Json::Object(entries) => Object(entries),
                    plain => Object(vec![("value".to_owned(), plain)]),
                };
                value.text("short", Some(&plain_line(short)));
                out.put("title", value.done());
            }
            None => out.put("title", format_text(title)),
        }
    }
    put_names("author", creators(record).collect(), &mut out);
    if let Some(date) =
        record.date(Variable::Issued).and_then(|date| date.start).filter(|part| part.year >= 0)
    {
        // Hayagriva has neither seasons nor ranges; a whole year is never less than the truth.
        let mut part = date;
        part.season = None;
        out.text("date", Some(&part.to_edtf()));
    }
    let text = |variable| record.text(variable);
    let hosted = record.has(Variable::ContainerTitle);
    if !hosted {
        put_names("editor", people(record, Variable::Editor).collect(), &mut out);
        put_publisher(record, &mut out);
    }
    let mut groups = Vec::new();
    for (name, role) in AFFILIATED {
        // Those who stand in for an author are written as authors.
        let standing_in = !record.has(Variable::Author)
            && creators(record).next().is_some_and(|first| record.names(*role).first() == Some(first));
        let people: Vec<&Name> = people(record, *role).collect();
        if !people.is_empty() && !standing_in {
            let mut group = Object::default();
            group.text("role", Some(name));
            group.list("names", people.into_iter().map(write_name).collect());
            groups.push(group.done());
        }
    }
    out.list("affiliated", groups);
    // Without what it appears in, a type that needs it is told by its CSL name.
    let alone = row_of(own, "").map(|(.., kind)| *kind);
    let told = row.is_some() && (hosted || outer.is_empty() || alone == Some(record.kind));
    let mut outer_fields = Object::default();
    for (key, variable) in TEXTS {
        let genre = || (!told).then(|| Json::from(record.kind.as_str()));
        let value = match *variable {
            Variable::Publisher => None,
            Variable::PublisherPlace if record.has(Variable::Publisher) => None,
            Variable::Genre => text(Variable::Genre).map(format_text).or_else(genre),
            Variable::Page => pages_or_number(record).map(format_text),
            _ => text(*variable).map(format_text),
        };
        if let Some(value) = value {
            let there = hosted && OUTER.contains(variable);
            (if there { &mut outer_fields } else { &mut out }).put(key, value);
        }
    }
    put_links(record, hosted, &mut out);
    put_parents(record, outer, outer_fields, &mut out);
    out.done()
}

fn put_names(key: &str, names: Vec<&Name>, out: &mut Object) {
    match names.as_slice() {
        [] => {}
        [one] => out.put(key, write_name(one)),
        many => out.list(key, many.iter().map(|name| write_name(name)).collect()),
    }
}

/// `Family, Given` as text; what that cannot hold as a mapping.
fn write_name(name: &Name) -> Json {
    let simple = name.suffix.is_none() && name.non_dropping_particle.is_none();
    let literal = name.literal.as_deref();
    if simple
        && literal.is_none_or(|literal| !literal.contains(','))
        && (literal.is_some() || name.given.is_some())
    {
        return inverted(name).into();
    }
    let mut out = Object::default();
    if let Some(literal) = literal {
        out.text("name", Some(literal));
        return out.done();
    }
    out.text("name", Some(name.family.as_deref().unwrap_or(&family(name))));
    let given = given(name);
    out.text("given-name", Some(given.as_str()).filter(|given| !given.is_empty()));
    out.text("prefix", name.non_dropping_particle.as_deref());
    out.text("suffix", name.suffix.as_deref());
    out.done()
}

fn put_publisher(record: &Record, out: &mut Object) {
    let Some(name) = record.text(Variable::Publisher) else { return };
    match record.text(Variable::PublisherPlace) {
        Some(place) => {
            let mut publisher = Object::default();
            publisher.text("name", Some(&plain_line(name)));
            publisher.text("location", Some(&plain_line(place)));
            out.put("publisher", publisher.done());
        }
        None => out.put("publisher", format_text(name)),
    }
}

fn put_links(record: &Record, hosted: bool, out: &mut Object) {
    if let Some(url) = record.text(Variable::Url).and_then(identifier::safe_url) {
        match record.date(Variable::Accessed).filter(|date| date.start.is_some()) {
            Some(date) => {
                let mut value = Object::default();
                value.text("value", Some(url));
                value.text("date", Some(&date.to_edtf()));
                out.put("url", value.done());
            }
            None => out.text("url", Some(url)),
        }
    }
    let mut serials = Object::default();
    for (key, variable) in SERIALS {
        let outer = hosted && matches!(variable, Variable::Isbn | Variable::Issn);
        if *key != "arxiv" && !outer {
            serials.text(key, record.text(*variable));
        }
    }
    if matches!(record.kind, Kind::Software | Kind::Dataset) {
        serials.text("serial", record.text(Variable::Version));
    }
    if !serials.0.is_empty() {
        out.put("serial-number", serials.done());
    }
}

fn put_parents(record: &Record, outer: &str, fields: Object, out: &mut Object) {
    let mut parents = Vec::new();
    let series = record.text(Variable::CollectionTitle).map(|title| {
        let mut series = Object::default();
        // Hayagriva looks for a book's series in an anthology only.
        series.text("type", Some("anthology"));
        series.put("title", format_text(title));
        series.text("volume", record.text(Variable::CollectionNumber));
        series.done()
    });
    if let Some(title) = record.text(Variable::ContainerTitle) {
        let mut parent = Object::default();
        parent.text("type", Some(if outer.is_empty() { "misc" } else { outer }));
        parent.put("title", format_text(title));
        put_names("author", people(record, Variable::ContainerAuthor).collect(), &mut parent);
        put_names("editor", people(record, Variable::Editor).collect(), &mut parent);
        put_publisher(record, &mut parent);
        parent.0.extend(fields.0);
        let mut serials = Object::default();
        serials.text("isbn", record.text(Variable::Isbn));
        serials.text("issn", record.text(Variable::Issn));
        if !serials.0.is_empty() {
            parent.put("serial-number", serials.done());
        }
        if let Some(series) = series {
            parent.put("parent", series);
        }
        parents.push(parent.done());
    } else {
        parents.extend(series);
    }
    if let Some(event) = record.text(Variable::EventTitle) {
        let mut parent = Object::default();
        parent.text("type", Some("conference"));
        parent.put("title", format_text(event));
        parent.text("location", record.text(Variable::EventPlace));
        parents.push(parent.done());
    }
    match (parents.len(), parents.pop()) {
        (1, Some(one)) => out.put("parent", one),
        (_, last) => {
            parents.extend(last);
            out.list("parent", parents);
        }
    }
}
