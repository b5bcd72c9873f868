//! CSL YAML: CSL's items in YAML, under `references` in a file of its own or in the metadata block
//! of a Markdown file, as pandoc has them.
//!
//! Specification: pandoc's manual, "Specifying bibliographic data" and "Citations: inline references"
//! (<https://pandoc.org/MANUAL.html#specifying-bibliographic-data>). Texts are Markdown there.

mod markdown;
mod write;

use super::{Codec, Info, Likelihood, Problems, Reading, csl_json, keys, yaml};
use crate::record::{Class, Json, Place, Variable};

/// What menus and files need to know about CSL YAML.
pub(super) static INFO: Info = Info {
    id: "csl-yaml",
    name: "CSL YAML",
    aliases: &["pandoc-yaml", "csl_yaml"],
    extension: "yaml",
    media_type: "application/x-csl+yaml",
    reads: true,
    writes: true,
    options: &[keys::OPTION],
    ..Info::PLAIN
};

/// Detects, reads and writes CSL YAML.
pub(super) static CODEC: Codec = Codec { info: &INFO, detect, read: Some(read), write: Some(write::write) };

/// How many lines of a metadata block detection looks at.
const LINES: usize = 400;

fn detect(text: &str) -> Likelihood {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let block = text.starts_with("---");
    let mut references = false;
    for (at, line) in text.lines().take(LINES).enumerate() {
        let line = line.trim_end();
        if references && !line.is_empty() && !line.trim_start().starts_with('#') {
            let item = line.trim_start();
            return if item.starts_with("- ") || item == "-" { Likelihood::Yes } else { Likelihood::No };
        }
        // Citation File Format has references too.
        if line.starts_with("cff-version:") || (at > 0 && matches!(line, "---" | "...")) {
            return Likelihood::No;
        }
        references = line == "references:";
        let key = line.split_once(':').is_some_and(|(key, _)| !key.contains(['{', '<', '@']));
        if !block && !references && !key && !line.is_empty() && !line.starts_with(['#', ' ', '-']) {
            return Likelihood::No;
        }
    }
    Likelihood::No
}

const DATE: &str = "invalid date; write 2022-03-01; it was left out";

fn read(text: &str) -> Reading {
    let mut problems = Problems::of_file(text, "CSL YAML");
    let value = yaml::parse(metadata(text), &mut problems);
    let Some(items) =
        value.get("references").or(Some(&value)).filter(|items| matches!(items, Json::Array(_)))
    else {
        problems.at(0, "CSL YAML", "no references were found; list them under \"references:\"");
        return Reading { records: Vec::new(), problems: problems.finish("CSL YAML") };
    };
    let items = Json::Array(items.items().iter().map(item).collect());
    let mut reading = csl_json::from_json(&items);
    for problem in reading.problems {
        let date = matches!(&problem.place, Place::Entry { field: Some(field), .. }
            if Variable::parse(field).is_some_and(|variable| variable.class() == Class::Date));
        let (offset, place) = place(text, &items, problem.place);
        let message = if date { DATE.to_owned() } else { problem.message };
        problems.at(offset, place, message);
    }
    reading.problems = problems.finish("CSL YAML");
    reading
}

/// The metadata block of a Markdown file, or the whole of a YAML file.
fn metadata(text: &str) -> &str {
    let body = text.trim_start_matches('\u{feff}');
    if !body.trim_start().starts_with("---") {
        return text;
    }
    let mut offset = text.len() - body.trim_start().len();
    for (at, line) in body.trim_start().split_inclusive('\n').enumerate() {
        if at > 0 && matches!(line.trim_end(), "---" | "...") {
            return text.get(..offset).unwrap_or(text);
        }
        offset += line.len();
    }
    text
}

/// Where the item that a problem of CSL-JSON is about begins, and its place.
fn place(text: &str, items: &Json, place: Place) -> (usize, Place) {
    let (entry, field) = match place {
        Place::Entry { entry, field, .. } => (entry, field),
        Place::Input(input) => match input.split_once(", ") {
            Some((_, entry)) => (entry.to_owned(), None),
            None => return (0, INFO.name.into()),
        },
        other => return (0, other),
    };
    let name = entry.strip_prefix("item ").unwrap_or(&entry);
    let named = |item: &Json| item.get("id").and_then(Json::to_text).is_some_and(|id| id == name);
    let at = items.items().iter().position(named);
    let at = at.or_else(|| name.parse::<usize>().ok()?.checked_sub(1));
    let offset = at.and_then(|at| item_at(text, at)).unwrap_or_default();
    let place = Place::entry(INFO.name, entry);
    (offset, field.iter().fold(place, |place, field| place.field(field)))
}

/// Where an item of the list begins, counted from 0.
fn item_at(text: &str, at: usize) -> Option<usize> {
    let mut offset = yaml::key_at(text, "references");
    let mut starts = Vec::new();
    for line in text.get(offset..)?.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches(' ').len();
        if line.get(indent..).is_some_and(|item| item.starts_with('-') && !item.starts_with("---")) {
            starts.push((indent, offset + indent));
        }
        offset += line.len();
    }
    let (first, _) = *starts.first()?;
    starts.into_iter().filter(|(indent, _)| *indent == first).nth(at).map(|(_, offset)| offset)
}

/// An item with its dates as CSL-JSON has them and its Markdown as markup.
fn item(item: &Json) -> Json {
    let Json::Object(entries) = item else { return item.clone() };
    let value = |key: &str, value: &Json| match Variable::parse(key).map(Variable::class) {
        Some(Class::Date) => date(value),
        Some(Class::Text) if is_prose(key) => texts(value, markdown::to_markup),
        Some(Class::Text | Class::Number | Class::Name) => texts(value, markdown::unescaped),
        None if key == "custom" => typed(value),
        _ => value.clone(),
    };
    Json::Object(entries.iter().map(|(key, old)| (key.clone(), value(key, old))).collect())
}

fn is_prose(key: &str) -> bool {
    key.contains("title") || matches!(key, "abstract" | "note" | "annote" | "publisher" | "genre")
}

/// A value with its texts changed, also those inside it.
fn texts(value: &Json, change: fn(&str) -> String) -> Json {
    match value {
        Json::String(text) => Json::String(change(text)),
        Json::Array(items) => Json::Array(items.iter().map(|item| texts(item, change)).collect()),
        Json::Object(entries) => {
            Json::Object(entries.iter().map(|(key, value)| (key.clone(), texts(value, change))).collect())
        }
        other => other.clone(),
    }
}

/// What is in `custom`, with its numbers and truths, which are texts here.
fn typed(value: &Json) -> Json {
    match value {
        Json::Array(items) => Json::Array(items.iter().map(typed).collect()),
        Json::Object(entries) => {
            Json::Object(entries.iter().map(|(key, value)| (key.clone(), typed(value))).collect())
        }
        Json::String(text) if text == "true" || text == "false" => Json::Bool(text == "true"),
        Json::String(text) if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') => {
            text.parse().map_or_else(|_| value.clone(), Json::Number)
        }
        other => other.clone(),
    }
}

/// `- year: 2020`, one for each end of a range, `{year: 2020, season: 1}`, or a text. Texts are numbers
/// here, and `issued: 2020-05-01` is a text.
fn date(value: &Json) -> Json {
    let parts = |part: &Json| {
        let numbers = ["year", "month", "day"].into_iter().map_while(|key| part.get(key)).map(number);
        Json::Array(numbers.collect())
    };
    match value {
        Json::Array(ends) if ends.iter().any(|end| end.get("year").is_some()) => {
            let mut entries = vec![("date-parts".to_owned(), Json::Array(ends.iter().map(parts).collect()))];
            entries.extend(ends.first().map(others).unwrap_or_default());
            Json::Object(entries)
        }
        Json::Object(_) if value.get("year").is_some() => {
            let mut entries = vec![("date-parts".to_owned(), Json::Array(vec![parts(value)]))];
            entries.extend(others(value));
            Json::Object(entries)
        }
        Json::Object(entries) => {
            let entry = |(key, value): &(String, Json)| {
                (key.clone(), if key == "date-parts" { numbers(value) } else { value.clone() })
            };
            Json::Object(entries.iter().map(entry).collect())
        }
        other => other.clone(),
    }
}

/// What a date has beside year, month and day.
fn others(value: &Json) -> Vec<(String, Json)> {
    let known = |key: &str| matches!(key, "year" | "month" | "day");
    value
        .entries()
        .iter()
        .filter(|(key, _)| !known(key))
        .map(|(key, value)| {
            let truth = value.to_text().is_some_and(|text| matches!(text.as_str(), "true" | "1" | "yes"));
            (key.clone(), if key == "circa" { Json::Bool(truth) } else { number(value) })
        })
        .collect()
}

fn numbers(value: &Json) -> Json {
    match value {
        Json::Array(items) => Json::Array(items.iter().map(numbers).collect()),
        other => number(other),
    }
}

fn number(value: &Json) -> Json {
    let number = value.as_str().and_then(|text| text.trim().parse::<i32>().ok());
    number.map_or_else(|| value.clone(), |number| Json::Number(number.into()))
}
