//! What the tests of the formats share: the fixtures, and reading and writing by a format's id.
//!
//! `tests/formats/<id>/` has the fixtures of a format:
//!
//! * `read-<case>.<extension>`: a text as others write it, and `read-<case>.expected`, the CSL-JSON of
//!   its records;
//! * `err-<case>.<extension>`: a text with mistakes, with the records that are kept in `.expected` and,
//!   one a line, what is wrong in `.problems`;
//! * `write-<case>.expected`: what records are written as. They are in `write-<case>.json` beside it
//!   (whose first line `// {…}` may give options), else in `tests/formats/<case>.json`, else they are
//!   the one work of that id in `tests/formats/types.json`.
//!
//! `works.json` has works as portals show them, `types.json` a work of each type.
#![allow(dead_code, reason = "each test uses some of it")]

use citation_card::formats::{Codec, Options, Reading, codec};
use citation_card::record::{Class, Json, Name, Record, Variable};
use citation_card::text::json;
use std::fs;
use std::path::{Path, PathBuf};

/// `tests/formats`
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats")
}

/// The codec of an id.
#[track_caller]
pub(crate) fn format(id: &str) -> &'static Codec {
    codec::by_id(id).unwrap_or_else(|| panic!("there is no format {id}"))
}

/// The formats that are read.
pub(crate) fn readers() -> impl Iterator<Item = &'static Codec> {
    codec::ALL.iter().copied().filter(|format| format.read.is_some())
}

#[track_caller]
pub(crate) fn read(id: &str, text: &str) -> Reading {
    (format(id).read.unwrap_or_else(|| panic!("{id} is not read")))(text)
}

/// Text in a format, with options as JSON or nothing.
#[track_caller]
pub(crate) fn write(id: &str, records: &[Record], options: &str) -> String {
    let options = if options.is_empty() { Json::Null } else { json::parse(options).0 };
    format(id).to_text(records, &Options(options)).unwrap_or_else(|| panic!("{id} is not written"))
}

/// The records of a CSL-JSON text.
pub(crate) fn records(json: &str) -> Vec<Record> {
    read("csl-json", json).records
}

/// The CSL-JSON of records.
pub(crate) fn to_json(records: &[Record]) -> String {
    write("csl-json", records, "")
}

/// Works as portals show them.
pub(crate) fn works() -> Vec<Record> {
    records(&fs::read_to_string(folder().join("works.json")).unwrap())
}

/// A work of each type.
pub(crate) fn types() -> Vec<Record> {
    records(&fs::read_to_string(folder().join("types.json")).unwrap())
}

/// The files of a format that begin with a word such as `read-`, without expectations, in order.
pub(crate) fn inputs(id: &str, start: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        fs::read_dir(folder().join(id)).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    found.retain(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        name.starts_with(start) && !name.ends_with(".expected") && !name.ends_with(".problems")
    });
    found.sort();
    found
}

/// Whether expectations are to be written anew.
pub(crate) fn updating() -> bool {
    std::env::var_os("UPDATE").is_some()
}

/// The first line that differs, so that a failure can be read.
pub(crate) fn difference(name: &str, found: &str, expected: &str) -> Option<String> {
    if found.trim_end() == expected.trim_end() {
        return None;
    }
    let at = found.lines().zip(expected.lines()).position(|(one, two)| one != two);
    let at = at.unwrap_or_else(|| found.lines().count().min(expected.lines().count()));
    let line = |text: &str| text.lines().nth(at).unwrap_or("(end)").to_owned();
    Some(format!("{name}, line {}:\n  found    {}\n  expected {}\n", at + 1, line(found), line(expected)))
}

/// A variable of the only record as a text: names as `Family, Given; …`, dates as EDTF; empty where it
/// is absent.
#[track_caller]
pub(crate) fn value(id: &str, text: &str, variable: &str) -> String {
    let records = read(id, text).records;
    assert_eq!(
        records.len(),
        1,
        "{text}\n{:?}",
        records.iter().map(citation_card::formats::to_json).collect::<Vec<_>>()
    );
    shown(&records[0], variable)
}

/// A variable of a record, likewise.
pub(crate) fn shown(record: &Record, variable: &str) -> String {
    if variable == "type" {
        return record.kind.as_str().to_owned();
    }
    let found = Variable::ALL.iter().copied().find(|known| known.as_str() == variable).expect(variable);
    match found.class() {
        Class::Name => record.names(found).iter().map(name).collect::<Vec<_>>().join("; "),
        Class::Date => record.date(found).map(|date| date.to_edtf()).unwrap_or_default(),
        _ => record.text(found).unwrap_or_default().to_owned(),
    }
}

fn name(name: &Name) -> String {
    let part = |text: &Option<String>| text.clone().unwrap_or_default();
    let family =
        format!("{} {}{}", part(&name.non_dropping_particle), part(&name.family), part(&name.literal));
    let given = part(&name.given);
    let family = family.trim();
    if given.is_empty() { family.to_owned() } else { format!("{family}, {given}") }
}
