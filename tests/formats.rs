//! The file formats against fixtures: text to CSL-JSON, CSL-JSON to text, and round trips.
//!
//! `tests/formats/<id>/` has the fixtures of a format: `read-<case>.<extension>` and
//! `err-<case>.<extension>` with the CSL-JSON that they are read as in `<case>.expected` and, one a
//! line, what is wrong with them in `<case>.problems`; and `write-<case>.json` with the text that
//! it is written as in `<case>.expected`. `write-works` without a `.json` writes
//! `tests/formats/works.json`. A first line `// {…}` in a `.json` gives options.

use citation_card::formats::{self, FORMATS, Format, Options, Reading};
use citation_card::record::{Json, Record, json};
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats")
}

fn read(format: &Format, text: &str) -> Reading {
    format.read.map(|read| read(text)).unwrap_or_default()
}

fn records(json: &str) -> Vec<Record> {
    read(formats::by_id("csl-json").unwrap(), json).records
}

fn write(id: &str, records: &[Record], options: &str) -> String {
    let options = if options.is_empty() { Json::Null } else { json::parse(options).0 };
    formats::by_id(id).unwrap().to_text(records, &Options(options)).unwrap()
}

fn to_json(records: &[Record]) -> String {
    write("csl-json", records, "")
}

fn works() -> Vec<Record> {
    records(&fs::read_to_string(folder().join("works.json")).unwrap())
}

/// The lines that differ, so that a failure can be read.
fn difference(name: &str, found: &str, expected: &str) -> Option<String> {
    if found.trim_end() == expected.trim_end() {
        return None;
    }
    let at = found.lines().zip(expected.lines()).position(|(one, two)| one != two);
    let at = at.unwrap_or_else(|| found.lines().count().min(expected.lines().count()));
    let line = |text: &str| text.lines().nth(at).unwrap_or("(end)").to_owned();
    Some(format!("{name}, line {}:\n  found    {}\n  expected {}\n", at + 1, line(found), line(expected)))
}

/// Reads or writes one fixture; what differs from what was expected.
fn check(format: &Format, path: &Path) -> Vec<String> {
    let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
    let name = format!("{}/{stem}", format.id);
    let beside = |extension: &str| fs::read_to_string(path.with_extension(extension)).unwrap_or_default();
    let expected = beside("expected");
    if stem.starts_with("write-") {
        let json = if stem == "write-works" { None } else { Some(beside("json")) };
        let (options, records) = match &json {
            None => ("", works()),
            Some(json) => match json.strip_prefix("// ").and_then(|rest| rest.split_once('\n')) {
                Some((options, json)) => (options, records(json)),
                None => ("", records(json)),
            },
        };
        return difference(&name, &write(format.id, &records, options), &expected).into_iter().collect();
    }
    let text = fs::read_to_string(path).unwrap();
    let reading = read(format, &text);
    let problems: String = reading.problems.iter().map(|problem| format!("{problem}\n")).collect();
    let mut wrong: Vec<String> = Vec::new();
    wrong.extend(difference(&name, &to_json(&reading.records), &expected));
    wrong.extend(difference(&format!("{name}.problems"), &problems, &beside("problems")));
    if stem.starts_with("err-") == reading.problems.is_empty() {
        wrong.push(format!("{name}: an err- case has problems, a read- case has none\n"));
    }
    if std::env::var_os("SHOW").is_some() {
        println!("== {name}\n{}{problems}", to_json(&reading.records));
    }
    wrong
}

#[test]
fn fixtures_are_read_and_written_as_expected() {
    let mut wrong = Vec::new();
    let mut cases = 0;
    for format in FORMATS {
        let Ok(files) = fs::read_dir(folder().join(format.id)) else { continue };
        for file in files {
            let path = file.unwrap().path();
            let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
            let extension = path.extension().unwrap().to_string_lossy().into_owned();
            let is_case = if stem.starts_with("write-") {
                extension == "expected"
            } else {
                extension != "expected" && extension != "problems"
            };
            if is_case {
                cases += 1;
                wrong.extend(check(format, &path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.concat());
    assert!(cases >= 3, "only {cases} fixtures were found");
}

/// `write(read(text))` is stable after one pass, for every format that does both.
#[test]
fn b10_writing_is_stable_after_one_pass() {
    let works = works();
    assert!(works.len() >= 20);
    for format in FORMATS.iter().filter(|format| format.read.is_some() && format.write.is_some()) {
        let once = write(format.id, &read(format, &write(format.id, &works, "")).records, "");
        let twice = write(format.id, &read(format, &once).records, "");
        assert_eq!(difference(format.id, &twice, &once), None);
    }
}

/// What BibTeX and BibLaTeX hold comes back as it was: every field of the works but what the list
/// names, which the flavour has no place for.
#[test]
fn b10_works_come_back_from_bibtex() {
    for (id, lost) in [("bibtex", &["number-of-pages"][..]), ("biblatex", &[])] {
        comes_back(id, lost);
    }
}

/// RIS has no markup, no licence, no chapter, no edition of its own for the key.
#[test]
fn f2_works_come_back_from_ris() {
    comes_back("ris", &["id", "license", "chapter-number", "number-of-pages", "accessed"]);
}

fn comes_back(id: &str, lost: &[&str]) {
    let format = formats::by_id(id).unwrap();
    let works = works();
    let text = write(id, &works, "");
    let reading = read(format, &text);
    assert_eq!(reading.problems, [], "{id}");
    assert_eq!(reading.records.len(), works.len(), "{id}");
    let mut wrong = String::new();
    for (found, work) in reading.records.iter().zip(&works) {
        let (found, work) = (csl(found), csl(work));
        for (key, value) in work.entries() {
            let back = found.get(key);
            let plain = |value: &Json| citation_card::record::markup::plain(&value.to_string());
            let same =
                back == Some(value) || id == "ris" && back.is_some_and(|back| plain(back) == plain(value));
            // A URL that only repeats the DOI is not written (I2).
            let repeated =
                key == "URL" && value.as_str().is_some_and(|url| url.starts_with("https://doi.org/"));
            if !same && !repeated && !lost.contains(&key.as_str()) {
                let back = back.map(ToString::to_string).unwrap_or_default();
                wrong += &format!("{id}, {}, {key}: {value} came back as {back}\n", work.get("id").unwrap());
            }
        }
        for (key, value) in found.entries() {
            if work.get(key).is_none() {
                wrong += &format!("{id}, {}: {key} {value} was invented\n", work.get("id").unwrap());
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn csl(record: &Record) -> Json {
    json::parse(&to_json(std::slice::from_ref(record))).0.items()[0].clone()
}
