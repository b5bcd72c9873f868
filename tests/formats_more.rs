//! The formats beside BibTeX, BibLaTeX, RIS and CSL-JSON, by files in `tests/formats_more`:
//!
//! * `works.json`: works of all types. `<id>/works.<extension>` is what a format makes of them,
//!   and reading that gives the works again, except for what [`LOST`] says the format cannot hold.
//! * `<id>/read-*` with a `.json` beside it: a text as others write it, and the records in it.
//! * `<id>/err-*` with a `.txt` beside it: a text with mistakes; how many records are kept, and
//!   the problems, a line each.
//!
//! `UPDATE=1` writes the files anew; what changed is then to be read, not trusted.

use std::fs;
use std::path::{Path, PathBuf};

use citation_card::formats::{self, Codec, Options, Reading, codec, to_json};
use citation_card::record::{Json, Record};
use citation_card::text::json;

/// The formats that these tests are about.
const READ_AND_WRITE: &[&str] = &[
    "endnote",
    "endnote-xml",
    "refworks",
    "medline",
    "hayagriva",
    "cff",
    "datacite",
    "json-ld",
    "dublin-core",
    "mods",
    "coins",
];
const WRITE_ONLY: &[&str] =
    &["wikipedia", "quickstatements", "word", "bibitem", "r-bibentry", "csv", "datacite-xml"];

/// What a format cannot hold: keys of CSL-JSON; `key@type` for works of one type only; `type:a>b`
/// where the type becomes another. Inline markup is lost everywhere but in EndNote XML.
static LOST: &[(&str, &str)] = &[
    (
        "endnote",
        "markup custom number-of-pages event-title@paper-conference event-place license number@article jurisdiction director circa type:speech>paper-conference",
    ),
    (
        "endnote-xml",
        "custom number-of-pages event-title@paper-conference event-place license number@article jurisdiction director circa type:speech>paper-conference",
    ),
    (
        "refworks",
        "markup PMID custom event-title event-place license version@document edition@document number@article jurisdiction director circa archive comma type:dataset>document type:entry-encyclopedia>chapter type:speech>paper-conference type:standard>report",
    ),
    (
        "medline",
        "markup id number-of-pages collection-number event-title event-place genre number version license accessed custom.concept-doi jurisdiction director circa archive",
    ),
    ("hayagriva", "markup keyword custom license jurisdiction director circa season range"),
    (
        "cff",
        "markup id PMID collection-title collection-number@chapter publisher@dataset jurisdiction archive director circa season range dropping type:article>article-journal",
    ),
    (
        "datacite",
        "markup id publisher-place edition number-of-pages collection-title collection-number event-title event-place accessed jurisdiction archive director",
    ),
    ("json-ld", "markup accessed jurisdiction"),
    (
        "dublin-core",
        "markup id custom.orcid publisher-place edition collection-title collection-number editor contributor event-title event-place number@article accessed jurisdiction director archive",
    ),
    ("mods", "markup event-place jurisdiction archive"),
    (
        "coins",
        "markup id custom keyword abstract@article-journal editor collection-number event-title event-place version accessed director archive",
    ),
];

fn folder(id: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats_more").join(id)
}

fn format(id: &str) -> &'static Codec {
    codec::by_id(id).unwrap_or_else(|| panic!("there is no format {id}"))
}

fn works() -> Vec<Record> {
    read("csl-json", &fs::read_to_string(folder("works.json")).expect("works.json is there")).records
}

fn read(id: &str, text: &str) -> Reading {
    (format(id).read.unwrap_or_else(|| panic!("{id} is not read")))(text)
}

fn write(id: &str, records: &[Record]) -> String {
    format(id).to_text(records, &Options::default()).unwrap_or_else(|| panic!("{id} is not written"))
}

fn updating() -> bool {
    std::env::var_os("UPDATE").is_some()
}

/// Compares with a file, or writes it.
#[track_caller]
fn expect(path: &Path, text: &str) {
    if updating() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
        return;
    }
    let expected = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let lines = text.lines().zip(expected.lines()).enumerate();
    for (at, (line, expected)) in lines {
        assert_eq!(line, expected, "{}, line {}", path.display(), at + 1);
    }
    assert_eq!(text.len(), expected.len(), "{}", path.display());
}

fn json_text(records: &[Record]) -> String {
    Json::Array(records.iter().map(to_json).collect()).pretty() + "\n"
}

/// A work without what a format cannot hold.
fn without_lost(record: &Record, lost: &str) -> Json {
    let mut value = to_json(record);
    let becomes = |types: &&str| types.split('>').next() == Some(record.kind.as_str());
    let kind = lost.split(' ').filter_map(|word| word.strip_prefix("type:")).find(becomes);
    let kind = kind.and_then(|types| types.split('>').nth(1)).unwrap_or(record.kind.as_str());
    let Json::Object(entries) = &mut value else { return value };
    for word in lost.split(' ') {
        let (key, only) = word.split_once('@').unwrap_or((word, kind));
        if only != kind {
            continue;
        }
        if key.starts_with("type:") {
            set(entries, "type", Json::from(kind));
        } else if let Some(part) = key.strip_prefix("custom.") {
            if let Some((_, Json::Object(custom))) = entries.iter_mut().find(|(name, _)| name == "custom") {
                custom.retain(|(name, _)| name != part);
            }
            entries.retain(|(name, value)| name != "custom" || !value.entries().is_empty());
        } else {
            entries.retain(|(name, _)| name != key);
        }
        match key {
            "markup" => strip(entries),
            "circa" | "season" | "range" => dates(entries, key),
            "comma" | "dropping" => names(entries, key),
            _ => {}
        }
    }
    entries.sort_by(|(one, _), (other, _)| one.cmp(other));
    value
}

fn set(entries: &mut [(String, Json)], key: &str, value: Json) {
    if let Some((_, slot)) = entries.iter_mut().find(|(name, _)| name == key) {
        *slot = value;
    }
}

fn strip(entries: &mut [(String, Json)]) {
    for (_, value) in entries {
        if let Json::String(text) = value {
            *text = citation_card::record::markup::plain(text);
        }
    }
}

fn dates(entries: &mut [(String, Json)], what: &str) {
    for (_, value) in entries {
        let Json::Object(date) = value else { continue };
        match what {
            "range" => {
                if let Some((_, Json::Array(parts))) = date.iter_mut().find(|(key, _)| key == "date-parts") {
                    parts.truncate(1);
                }
            }
            _ => date.retain(|(key, _)| key != what),
        }
    }
}

/// A comma in an organisation's name, a dropping particle (which joins the given name).
fn names(entries: &mut [(String, Json)], what: &str) {
    for (_, value) in entries {
        let Json::Array(list) = value else { continue };
        for name in list {
            let Json::Object(parts) = name else { continue };
            if what == "comma" {
                if let Some((_, Json::String(text))) = parts.iter_mut().find(|(key, _)| key == "literal") {
                    *text = text.replace(',', "");
                }
            } else if let Some(at) = parts.iter().position(|(key, _)| key == "dropping-particle") {
                let (_, particle) = parts.remove(at);
                if let Some((_, Json::String(given))) = parts.iter_mut().find(|(key, _)| key == "given") {
                    given.push(' ');
                    given.push_str(particle.as_str().unwrap_or_default());
                }
            }
        }
    }
}

#[test]
fn b10_writes_works_of_all_types() {
    let works = works();
    assert!(works.len() >= 20);
    for id in READ_AND_WRITE.iter().chain(WRITE_ONLY).filter(|id| **id != "cff") {
        let path = folder(id).join(format!("works.{}", format(id).info.extension));
        expect(&path, &write(id, &works));
    }
    // A CFF file describes one work.
    for work in &works {
        expect(&folder("cff").join(format!("{}.cff", work.id)), &write("cff", std::slice::from_ref(work)));
    }
}

#[test]
fn b10_reads_back_what_each_format_can_hold() {
    let works = works();
    for (id, lost) in LOST {
        let groups: Vec<&[Record]> = if *id == "cff" { works.chunks(1).collect() } else { vec![&works] };
        for group in groups {
            let text = write(id, group);
            let back = read(id, &text);
            assert_eq!(back.problems, [], "{id}");
            assert_eq!(back.records.len(), group.len(), "{id}");
            for (work, back) in group.iter().zip(&back.records) {
                let (work, back) = (without_lost(work, lost), without_lost(back, lost));
                assert_eq!(back.pretty(), work.pretty(), "{id}");
            }
            assert_eq!(write(id, &back.records), text, "{id}: written, read and written again");
        }
    }
}

#[test]
fn every_format_that_reads_and_writes_says_what_it_loses() {
    let mut covered: Vec<&str> = LOST.iter().map(|(id, _)| *id).collect();
    covered.sort_unstable();
    let mut listed = READ_AND_WRITE.to_vec();
    listed.sort_unstable();
    assert_eq!(covered, listed);
}

#[test]
fn detects_by_content() {
    let works = works();
    for id in READ_AND_WRITE {
        let some = if *id == "cff" { &works[9..10] } else { &works[..3] };
        let found = formats::detect(&write(id, some)).map(|format| format.id);
        assert_eq!(found, Some(*id));
        assert_eq!(
            codec::by_id(format(id).info.media_type).map(|format| format.info.id),
            Some(*id),
            "media type of {id}"
        );
    }
}

/// The files of a format's folder that begin with a word, without their expectations.
fn files(id: &str, start: &str, expectation: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder(id))
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(start)))
        .filter(|path| path.extension().is_some_and(|extension| extension != expectation))
        .collect();
    found.sort();
    found
}

#[test]
fn reads_what_others_write() {
    for id in READ_AND_WRITE {
        let found = files(id, "read-", "expected");
        assert!(!found.is_empty(), "tests/formats_more/{id} has no read-* file");
        for path in found {
            let text = fs::read_to_string(&path).expect("the file is UTF-8");
            let reading = read(id, &text);
            assert_eq!(reading.problems, [], "{}", path.display());
            expect(&path.with_extension("expected"), &json_text(&reading.records));
        }
    }
}

#[test]
fn keeps_the_good_part_and_says_where() {
    for id in READ_AND_WRITE {
        let found = files(id, "err-", "expected");
        assert!(!found.is_empty(), "tests/formats_more/{id} has no err-* file");
        for path in found {
            let reading = read(id, &fs::read_to_string(&path).expect("the file is UTF-8"));
            let mut said = String::new();
            for record in &reading.records {
                said.push_str(&format!("record: {} ({})\n", record.title(), record.kind.as_str()));
            }
            for problem in &reading.problems {
                said.push_str(&format!("{problem}\n"));
            }
            assert!(!reading.problems.is_empty(), "{} has no problem", path.display());
            expect(&path.with_extension("expected"), &said);
        }
    }
}

/// A small deterministic generator (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

/// One change somewhere: a piece cut, doubled, moved, or a telling character put in.
fn mutate(text: &str, random: &mut Random) -> String {
    const PIECES: &[&str] = &[
        "{",
        "}",
        "\"",
        "<",
        ">",
        "&",
        "\\",
        "\n",
        "\r\n",
        "%",
        "=",
        ":",
        "- ",
        "|",
        "[",
        "]",
        "\u{feff}",
        "é",
        "\t",
        "</",
        "&#x",
        "%0 ",
        "RT ",
        "PMID- ",
        "'",
        "#",
        "@",
        ",",
        "\0",
        "99999999999999999999",
    ];
    let mut letters: Vec<char> = text.chars().collect();
    for _ in 0..=random.below(4) {
        let (one, other) = (random.below(letters.len()), random.below(letters.len()));
        let (start, end) = (one.min(other), one.max(other).min(one.min(other) + 40));
        match random.below(4) {
            0 => drop(letters.drain(start..end)),
            1 => {
                let piece: Vec<char> = letters[start..end].to_vec();
                letters.splice(start..start, piece);
            }
            2 => letters.truncate(end.max(1)),
            _ => {
                let piece = PIECES[random.below(PIECES.len())].chars();
                letters.splice(start..start, piece);
            }
        }
    }
    letters.into_iter().collect()
}

#[test]
fn no_mutation_makes_a_reader_panic() {
    let works = works();
    let mut random = Random(0x5eed_1234_5678_9abc);
    let mut cases = 0;
    let readers = codec::ALL.iter().filter_map(|format| Some((format, format.read?, format.write?)));
    for (format, read, write) in readers {
        let mut texts: Vec<String> = works.chunks(5).map(|some| write(some, &Options::default())).collect();
        for start in ["read-", "err-"] {
            texts.extend(
                files(format.info.id, start, "expected")
                    .iter()
                    .filter_map(|path| fs::read_to_string(path).ok()),
            );
        }
        for text in &texts {
            for _ in 0..40 {
                let changed = mutate(text, &mut random);
                let reading = read(&changed);
                // A text gives no more records than it has characters, and no endless problems.
                assert!(reading.records.len() <= changed.chars().count(), "{}", format.info.id);
                assert!(
                    reading.problems.len() <= 250,
                    "{}: {} problems",
                    format.info.id,
                    reading.problems.len()
                );
                let _ = write(&reading.records, &Options::default());
                let _ = formats::detect(&changed);
                cases += 1;
            }
        }
    }
    assert!(cases > 2000, "{cases} cases");
}

/// What would be quadratic: the same unit many times. Twice the text must not take much more than
/// twice the time; what counts is that all of this ends at once.
#[test]
fn repeated_units_end() {
    const UNITS: &[&str] = &[
        "<",
        "<a ",
        "<span class='Z3988' ",
        "Z3988",
        "<meta ",
        "<dc:title>",
        "<mods>",
        "<record>",
        "<record ",
        "%A ",
        "%0 Book\n",
        "RT Book\n",
        "PMID- 1\n",
        "TI  - x\n",
        "[",
        "{",
        "{\"a\":",
        "[[",
        "- ",
        "a: \"\n",
        "a: '\n",
        "a:\n  ",
        "&",
        "&amp",
        "%",
        "\"",
        "rft.au=x&",
        "{\"@id\":\"a\",\"isPartOf\":{\"@id\":\"a\"}},",
        "x: |\n",
        "? ",
        "\n\n",
    ];
    for unit in UNITS {
        let text = unit.repeat(60_000 / unit.len());
        for format in codec::ALL {
            if let Some(read) = format.read {
                read(&text);
                read(&format!("cff-version: 1\n{text}"));
                read(&format!("[{text}"));
            }
        }
    }
    assert!(json::parse("{}").1.is_empty());
}
