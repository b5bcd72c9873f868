//! Records to CSL-JSON items.

use crate::formats::common::Object;
use crate::record::{Date, DatePart, Json, Metric, Name, Record, Topic, Variable, Version};

/// A record as a CSL-JSON item.
pub fn to_json(record: &Record) -> Json {
    let mut entries = Vec::new();
    if !record.id.is_empty() {
        entries.push(("id".to_owned(), Json::from(record.id.as_str())));
    }
    entries.push(("type".to_owned(), Json::from(record.kind.as_str())));
    for (variable, text) in record.texts() {
        entries.push((variable.as_str().to_owned(), Json::from(text)));
    }
    for (variable, names) in record.all_names() {
        entries.push((variable.as_str().to_owned(), Json::Array(names.iter().map(name_to).collect())));
    }
    for (variable, date) in record.dates() {
        entries.push((variable.as_str().to_owned(), date_to(date)));
    }
    entries.extend(record.extra.iter().cloned());
    let custom = custom_to(record);
    if !custom.is_empty() {
        entries.push(("custom".to_owned(), Json::Object(custom)));
    }
    Json::Object(entries)
}

fn name_to(name: &Name) -> Json {
    let texts = [
        ("family", &name.family),
        ("given", &name.given),
        ("dropping-particle", &name.dropping_particle),
        ("non-dropping-particle", &name.non_dropping_particle),
        ("suffix", &name.suffix),
        ("literal", &name.literal),
    ];
    let flags = [("comma-suffix", name.comma_suffix), ("static-ordering", name.static_ordering)];
    let mut entries: Vec<(String, Json)> = Vec::new();
    for (key, text) in texts {
        entries.extend(text.iter().map(|text| (key.to_owned(), Json::from(text.as_str()))));
    }
    entries.extend(flags.iter().filter(|(_, on)| *on).map(|(key, _)| ((*key).to_owned(), Json::Bool(true))));
    if !name.affiliations.is_empty() {
        let names = name
            .affiliations
            .iter()
            .map(|name| Json::Object(vec![("name".to_owned(), Json::from(name.as_str()))]));
        entries.push(("affiliation".to_owned(), Json::Array(names.collect())));
    }
    Json::Object(entries)
}

fn date_to(date: &Date) -> Json {
    let mut entries = Vec::new();
    let part = |part: &DatePart| {
        let numbers = [Some(part.year), part.month.map(i32::from), part.day.map(i32::from)];
        Json::Array(
            numbers.iter().map_while(|number| number.map(|number| Json::Number(number.into()))).collect(),
        )
    };
    if let Some(start) = &date.start {
        let mut parts = vec![part(start)];
        parts.extend(date.end.as_ref().map(part));
        if date.open {
            parts.push(Json::Array(vec![Json::Number(0.0)]));
        }
        entries.push(("date-parts".to_owned(), Json::Array(parts)));
        if let Some(season) = start.season {
            entries.push(("season".to_owned(), Json::Number(f64::from(season as u8))));
        }
    }
    if date.circa {
        entries.push(("circa".to_owned(), Json::Bool(true)));
    }
    entries.extend(date.literal.iter().map(|text| ("literal".to_owned(), Json::from(text.as_str()))));
    Json::Object(entries)
}

/// What CSL has no place for: in `custom`, CSL-JSON's own place for more.
fn custom_to(record: &Record) -> Vec<(String, Json)> {
    let portal = &record.portal;
    let mut custom = Object::default();
    for (key, value) in [
        ("type-line", &portal.type_line),
        ("publication-status", &portal.publication_status),
        ("concept-doi", &portal.concept_doi),
    ] {
        custom.text(key, value.as_deref());
    }
    if let Some(externally) = portal.externally_published {
        custom.put("externally-published", Json::Bool(externally));
    }
    name_marks_to(record, &mut custom);
    custom.list("metrics", portal.metrics.iter().map(metric_to).collect());
    custom.list("topics", portal.topics.iter().map(topic_to).collect());
    custom.list("versions", portal.versions.iter().map(version_to).collect());
    custom.0.extend(portal.other.iter().cloned());
    custom.0
}

/// Corresponding authors by their place in the list, and ORCID iDs: a list for the authors, or an object
/// from role to list.
fn name_marks_to(record: &Record, custom: &mut Object) {
    let authors = record.names(Variable::Author).iter().enumerate();
    let corresponding = authors.filter(|(_, name)| name.corresponding);
    custom.list("corresponding", corresponding.map(|(at, _)| Json::Number(at as f64)).collect());
    let ids = |names: &[Name]| {
        Json::Array(
            names.iter().map(|name| name.orcid.as_deref().map(Json::from).unwrap_or_default()).collect(),
        )
    };
    let with_ids: Vec<(Variable, &[Name])> =
        record.all_names().filter(|(_, names)| names.iter().any(|name| name.orcid.is_some())).collect();
    match with_ids.as_slice() {
        [] => {}
        [(Variable::Author, names)] => custom.put("orcid", ids(names)),
        roles => {
            let roles = roles.iter().map(|(role, names)| (role.as_str().to_owned(), ids(names)));
            custom.put("orcid", Json::Object(roles.collect()));
        }
    }
}

fn metric_to(metric: &Metric) -> Json {
    let mut out = Object::default();
    out.text("label", Some(&metric.label));
    out.put("count", Json::Number(metric.count as f64));
    out.text("source", metric.source.as_deref());
    out.text("url", metric.url.as_deref());
    out.done()
}

fn topic_to(topic: &Topic) -> Json {
    let mut out = Object::default();
    out.text("name", Some(&topic.name));
    out.put("weight", Json::Number(topic.weight));
    out.text("group", topic.group.as_deref());
    out.done()
}

fn version_to(version: &Version) -> Json {
    let mut out = Object::default();
    out.text("version", Some(&version.version));
    out.text("doi", version.doi.as_deref());
    out.text("date", version.date.as_deref());
    out.done()
}
