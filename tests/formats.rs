//! The file formats against their fixtures: text to CSL-JSON, and CSL-JSON to text, as
//! `tests/format_support` explains. `UPDATE=1` writes the expectations anew; what changed is then to be
//! read, not trusted.

mod format_support;

use citation_card::formats::{self, Codec, codec};
use citation_card::record::Record;
use format_support::{
    difference, folder, format, inputs, read, readers, records, to_json, types, updating, works, write,
};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// So many records a format's `read-*` files have at least, of so many types.
const RECORDS: usize = 20;
const TYPES: usize = 8;

/// The records and options of a `write-*` fixture.
fn source(path: &Path, case: &str) -> (String, Vec<Record>) {
    if let Ok(json) = fs::read_to_string(path.with_extension("json")) {
        return match json.strip_prefix("// ").and_then(|rest| rest.split_once('\n')) {
            Some((options, json)) => (options.to_owned(), records(json)),
            None => (String::new(), records(&json)),
        };
    }
    if let Ok(json) = fs::read_to_string(folder().join(case).with_extension("json")) {
        return (String::new(), records(&json));
    }
    let work = types().into_iter().find(|work| work.id == case);
    (String::new(), vec![work.unwrap_or_else(|| panic!("{}: there are no records for it", path.display()))])
}

/// Writes one fixture; what differs from what was expected.
fn check_writing(format: &Codec, path: &Path, stem: &str, case: &str) -> Option<String> {
    let (options, records) = source(path, case);
    let found = write(format.info.id, &records, &options);
    if updating() {
        fs::write(path, &found).unwrap();
        return None;
    }
    difference(&format!("{}/{stem}", format.info.id), &found, &fs::read_to_string(path).unwrap())
}

/// Reads one fixture; what differs from what was expected.
fn check_reading(format: &Codec, path: &Path, stem: &str) -> Vec<String> {
    let name = format!("{}/{stem}", format.info.id);
    let reading = read(format.info.id, &fs::read_to_string(path).unwrap());
    let problems: String = reading.problems.iter().map(|problem| format!("{problem}\n")).collect();
    let json = to_json(&reading.records);
    let mut wrong: Vec<String> = Vec::new();
    if stem.starts_with("err-") == reading.problems.is_empty() {
        wrong.push(format!("{name}: an err- case has problems, a read- case has none\n{problems}"));
    }
    if updating() {
        fs::write(path.with_extension("expected"), &json).unwrap();
        if stem.starts_with("err-") {
            fs::write(path.with_extension("problems"), &problems).unwrap();
        }
        return wrong;
    }
    let beside = |extension: &str| fs::read_to_string(path.with_extension(extension)).unwrap_or_default();
    wrong.extend(difference(&name, &json, &beside("expected")));
    wrong.extend(difference(&format!("{name}.problems"), &problems, &beside("problems")));
    wrong
}

#[test]
fn fixtures_are_read_and_written_as_expected() {
    let (mut wrong, mut cases) = (Vec::new(), 0);
    for format in codec::ALL {
        let Ok(files) = fs::read_dir(folder().join(format.info.id)) else { continue };
        for path in files.map(|file| file.unwrap().path()) {
            let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
            let expectation =
                path.extension().is_some_and(|extension| extension == "expected" || extension == "problems");
            match stem.strip_prefix("write-") {
                Some(case) if expectation => wrong.extend(check_writing(format, &path, &stem, case)),
                None if !expectation => wrong.extend(check_reading(format, &path, &stem)),
                _ => continue,
            }
            cases += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.concat());
    assert!(cases >= 120, "only {cases} fixtures were found");
}

#[test]
fn every_format_that_is_read_has_enough_records_of_enough_types() {
    let mut few = Vec::new();
    for format in readers() {
        let id = format.info.id;
        let (mut count, mut kinds) = (0, BTreeSet::new());
        for path in inputs(id, "read-") {
            let reading = read(id, &fs::read_to_string(&path).unwrap());
            count += reading.records.len();
            kinds.extend(reading.records.iter().map(|record| record.kind.as_str()));
        }
        println!("{id}: {count} records of {} types in {} files", kinds.len(), inputs(id, "read-").len());
        // A CFF file describes one work, and few types.
        if count < RECORDS || kinds.len() < if id == "cff" { 6 } else { TYPES } {
            few.push(id);
        }
    }
    assert!(few.is_empty(), "too few in {few:?}");
}

/// `write(read(text))` is stable after one pass, for every format that does both.
#[test]
fn writing_is_stable_after_one_pass() {
    let works = works();
    assert!(works.len() >= 20);
    for format in readers().filter(|format| format.write.is_some()) {
        let id = format.info.id;
        let once = write(id, &read(id, &write(id, &works, "")).records, "");
        let twice = write(id, &read(id, &once).records, "");
        assert_eq!(difference(id, &twice, &once), None);
    }
}

#[test]
fn every_format_is_detected_by_its_content_and_its_media_type() {
    let works = types();
    for format in readers().filter(|format| format.write.is_some()) {
        let id = format.info.id;
        let some = if id == "cff" { &works[9..10] } else { &works[..3] };
        let found = formats::detect(&write(id, some, "")).map(|info| info.id);
        let named = formats::by_id(format.info.media_type).map(|info| info.id);
        assert_eq!(named, Some(id), "media type of {id}");
        // What BibTeX writes of these is BibTeX; BibLaTeX differs in what it alone has.
        assert_eq!(found, Some(id));
    }
    assert_eq!(format("bib").info.id, "bibtex");
}
