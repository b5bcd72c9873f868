//! The file formats against fixtures: text to CSL-JSON, CSL-JSON to text, and round trips.
//!
//! `tests/formats/<id>/` has the fixtures of a format: `read-<case>.<extension>` and
//! `err-<case>.<extension>` with the CSL-JSON that they are read as in `<case>.expected` and, one a
//! line, what is wrong with them in `<case>.problems`; and `write-<case>.json` with the text that
//! it is written as in `<case>.expected`. `write-works` without a `.json` writes
//! `tests/formats/works.json`. A first line `// {…}` in a `.json` gives options. `UPDATE=1` writes
//! the expectations anew; what changed is then to be read, not trusted.

use citation_card::formats::{Codec, Options, Reading, codec};
use citation_card::record::{Json, Record};
use citation_card::text::json;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats")
}

fn read(format: &Codec, text: &str) -> Reading {
    format.read.map(|read| read(text)).unwrap_or_default()
}

fn records(json: &str) -> Vec<Record> {
    read(codec::by_id("csl-json").unwrap(), json).records
}

fn write(id: &str, records: &[Record], options: &str) -> String {
    let options = if options.is_empty() { Json::Null } else { json::parse(options).0 };
    codec::by_id(id).unwrap().to_text(records, &Options(options)).unwrap()
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
fn check(format: &Codec, path: &Path) -> Vec<String> {
    let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
    let name = format!("{}/{stem}", format.info.id);
    let beside = |extension: &str| fs::read_to_string(path.with_extension(extension)).unwrap_or_default();
    let updating = std::env::var_os("UPDATE").is_some();
    let update = |extension: &str, text: &str| {
        if updating {
            fs::write(path.with_extension(extension), text).unwrap();
        }
    };
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
        let found = write(format.info.id, &records, options);
        update("expected", &found);
        return difference(&name, &found, &expected).into_iter().collect();
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
    update("expected", &to_json(&reading.records));
    if stem.starts_with("err-") {
        update("problems", &problems);
    }
    wrong
}

#[test]
fn fixtures_are_read_and_written_as_expected() {
    let mut wrong = Vec::new();
    let mut cases = 0;
    for format in codec::ALL {
        let Ok(files) = fs::read_dir(folder().join(format.info.id)) else { continue };
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
    assert!(cases >= 17, "only {cases} fixtures were found");
}

/// `write(read(text))` is stable after one pass, for every format that does both.
#[test]
fn b10_writing_is_stable_after_one_pass() {
    let works = works();
    assert!(works.len() >= 20);
    for format in codec::ALL.iter().filter(|format| format.read.is_some() && format.write.is_some()) {
        let once = write(format.info.id, &read(format, &write(format.info.id, &works, "")).records, "");
        let twice = write(format.info.id, &read(format, &once).records, "");
        assert_eq!(difference(format.info.id, &twice, &once), None);
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
    comes_back("ris", &["id", "license", "chapter-number", "number-of-pages"]);
}

fn comes_back(id: &str, lost: &[&str]) {
    let format = codec::by_id(id).unwrap();
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

/// Hostile texts are read to their end: nothing panics, hangs or takes quadratic time.
#[test]
fn hostile_texts_are_read_to_their_end() {
    let many = |text: &str| text.repeat(200_000 / text.len());
    let bibtex = [
        many("{"),
        many("@a{"),
        many("@a{x,t={"),
        many("@string{a={ "),
        many("@preamble{{ "),
        many("@comment{ "),
        many("@a{x,\nt = {\n"),
        format!("@a{{x,{}", many("\nt = {")),
        format!("@a{{x, title = {{{}}}}}", many("{")) + &many("}"),
        format!("@a{{x, title = {{{}}}}}", many("\\'")),
        format!("@a{{x, title = {{{}}}}}", many("$x_{")),
        format!("@a{{x, author = {{{}}}}}", many("a and ")),
        format!("@a{{x, author = {{{}}}}}", many("a, ")),
        format!("@a{{x, pages = {{{}}}}}", many("1-")),
        many("@a{x, crossref = {x}}"),
        (0..5000).map(|at| format!("@a{{k{at}, crossref = {{k{}}}}}\n", at + 1)).collect(),
        format!("@string{{a = {{{}}}}}", many("x")) + &many("@string{a = a # a}"),
        many("\u{feff}@a{ü,ü={ü},}\u{202e}"),
    ];
    let ris =
        [many("TY  - "), many("TY  - JOUR\n"), many("ER  - \n"), many("x\n"), many("TY  - JOUR\nAU  - a,\n")];
    for (id, texts) in [("bibtex", &bibtex[..]), ("ris", &ris[..])] {
        for text in texts {
            let reading = read(codec::by_id(id).unwrap(), text);
            assert!(reading.problems.len() <= 101, "{id}");
            write("bibtex", &reading.records[..reading.records.len().min(50)], "");
        }
    }
}

/// A record from a few numbers: every kind, names and texts with what each format has to escape.
fn any_record(seed: u64) -> Record {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = move |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % limit as u64) as usize
    };
    const WORDS: &[&str] = &[
        "theory",
        "of",
        "DNA",
        "naïve",
        "Öresund",
        "a_b",
        "50 %",
        "R&D",
        "#1",
        "$5",
        "Łódź",
        "x<sup>2</sup>",
        "CO<sub>2</sub>",
        "<i>E. coli</i>",
        "“quoted”",
        "it's",
        "α-helix",
        "worker–client",
        "C~D",
        "\\o",
        "Nguyễn",
        "论语",
        "ß",
        "a -- b",
        "\"q\"",
        "€",
    ];
    let text = |next: &mut dyn FnMut(usize) -> usize| {
        let count = next(5) + 1;
        (0..count).map(|_| WORDS[next(WORDS.len())]).collect::<Vec<_>>().join(" ")
    };
    use citation_card::record::{Date, DatePart, Kind, Name, Variable};
    let kinds = [
        Kind::ArticleJournal,
        Kind::Book,
        Kind::Chapter,
        Kind::Thesis,
        Kind::Report,
        Kind::Dataset,
        Kind::Software,
        Kind::Webpage,
    ];
    let mut record = Record::new(kinds[next(kinds.len())]);
    record.id = format!("key{seed}");
    record.set_text(Variable::Title, text(&mut next));
    record.set_text(Variable::Abstract, text(&mut next));
    for _ in 0..next(4) {
        const FAMILIES: &[&str] =
            &["Doe", "Müller", "O’Neil", "Van Daele", "Ortega y Gasset", "陳", "Łukasiewicz"];
        const GIVEN: &[&str] = &["Jane", "Fa Peng", "G.-A.", "Žaneta", "bell"];
        let mut name = Name::person(FAMILIES[next(FAMILIES.len())], GIVEN[next(GIVEN.len())]);
        if next(4) == 0 {
            name.non_dropping_particle = Some("van der".to_owned());
        }
        if next(5) == 0 {
            name.suffix = Some("Jr.".to_owned());
        }
        if next(5) == 0 {
            name = Name::literal("Barnes and Noble, Inc.");
        }
        record.push_name(Variable::Author, name);
    }
    let month = Some(next(14) as i64).filter(|month| *month > 0);
    record.set_date(
        Variable::Issued,
        Date::from(DatePart::new(1900 + next(130) as i32, month.filter(|month| *month < 13), None)),
    );
    if types_with_container(record.kind) {
        record.set_text(Variable::ContainerTitle, text(&mut next));
        record.set_text(Variable::Page, "124-145");
    }
    record.set_text(Variable::Volume, "12");
    record.set_text(Variable::Doi, "10.1000/a_b(c)<d>");
    record.set_text(Variable::Url, "https://example.org/a_b?c=%20&d=#e~f");
    record
}

fn types_with_container(kind: citation_card::record::Kind) -> bool {
    use citation_card::record::Kind;
    matches!(kind, Kind::ArticleJournal | Kind::Chapter)
}

/// `read(write(r)) == r` for made records, in both flavours and at every level of escaping.
#[test]
fn b1_b2_b3_b11_t1_made_records_come_back() {
    let mut wrong = Vec::new();
    for seed in 1..400 {
        let record = any_record(seed);
        for (id, options) in [
            ("bibtex", "{\"abstract\": true}"),
            ("bibtex", "{\"abstract\": true, \"ascii\": false}"),
            ("bibtex", "{\"abstract\": true, \"ascii\": true}"),
            ("biblatex", "{\"abstract\": true}"),
            ("bibtex", "{\"abstract\": true, \"protect\": \"all\"}"),
        ] {
            let text = write(id, std::slice::from_ref(&record), options);
            let reading = read(codec::by_id(id).unwrap(), &text);
            let (found, was) = (to_json(&reading.records), to_json(std::slice::from_ref(&record)));
            let order = |text: &str| {
                let mut entries = json::parse(text).0.items()[0].entries().to_vec();
                entries.sort_by(|one, two| one.0.cmp(&two.0));
                Json::Object(entries).pretty()
            };
            wrong.extend(difference(&format!("{id} {options} {seed}\n{text}"), &order(&found), &order(&was)));
            wrong.extend(reading.problems.iter().map(ToString::to_string));
        }
    }
    assert!(wrong.is_empty(), "{} differ, such as\n{}", wrong.len(), wrong[..wrong.len().min(4)].join("\n"));
}
