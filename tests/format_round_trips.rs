//! Round trips as properties: `read(write(r)) == r` for made records of what a format holds, and
//! `write(read(text))` stable after one pass over every fixture.

mod format_support;
mod holds;

use citation_card::formats::{Codec, Options, codec, to_json};
use citation_card::record::{Class, Date, DatePart, Json, Kind, Name, Record, Season, Variable};
use citation_card::text::json;
use format_support::{format, inputs, read};
use holds::{HOLDS, Holds};
use std::fs;

/// Every type that tests try where a format holds all.
const TYPES: &str = "article article-journal article-magazine article-newspaper bill book broadcast chapter \
    classic collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing \
    interview legal_case legislation manuscript map motion_picture musical_score pamphlet paper-conference patent \
    performance periodical personal_communication post post-weblog regulation report review review-book software \
    song speech standard thesis treaty webpage";

/// The option of BibTeX and BibLaTeX that leaves no field out.
fn all_fields() -> Options {
    Options(json::parse(r#"{"abstract": true}"#).0)
}

/// A small deterministic generator (xorshift).
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Self {
        let mut random = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        random.below(2);
        random
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 16) % limit.max(1) as u64) as usize
    }

    fn one<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    fn chance(&mut self, of: usize) -> bool {
        self.below(of) == 0
    }
}

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
    "x < y",
    "[sic]",
    "{set}",
    "50: 50",
    "(1)",
    "اللغة",
    "no | pipe",
    "a/b",
    "100%",
    "- dash",
    "T1 - tag",
    "?",
    "1.10",
    "@home",
];

const MARKED: &[&str] = &["x<sup>2</sup>", "CO<sub>2</sub>", "<i>E. coli</i>", "<b>bold</b>"];

fn text(random: &mut Random, markup: bool) -> String {
    let mut words = Vec::new();
    for _ in 0..=random.below(5) {
        let marked = markup && random.chance(6);
        words.push(random.one(if marked { MARKED } else { WORDS }));
    }
    // PubMed puts translated titles in brackets.
    if words[0].starts_with('[') {
        words.insert(0, "On");
    }
    // A text that is nothing but punctuation tells nobody anything.
    if words.iter().all(|word| !word.contains(char::is_alphabetic)) {
        words.push("things");
    }
    words.join(" ")
}

/// A value of a text or number variable, of the kind that it has in real records.
fn value(variable: Variable, random: &mut Random, markup: bool) -> String {
    let list: &[&str] = match variable {
        Variable::Doi => {
            &["10.1000/182", "10.1000/a_b(c)<d>", "10.5281/zenodo.42", "10.1002/(SICI)1:2<3::AID>4.0;2-#"]
        }
        Variable::Url => &[
            "https://example.org/a_b?c=%20&d=#e~f",
            "http://hdl.handle.net/1/2",
            "https://example.org/论语",
            "https://github.com/doe/tool",
        ],
        Variable::Isbn => &["978-0-201-13447-6", "9780306406157", "0-306-40615-2"],
        Variable::Issn => &["0028-0836", "2049-363X"],
        Variable::Pmid => &["13054692", "7"],
        Variable::Pmcid => &["PMC1234567"],
        Variable::Volume => &["12", "2023", "XII", "3A"],
        Variable::Issue => &["4", "7-8", "Suppl. 1", "12"],
        Variable::Page => &["124-145", "e12", "17", "ii-ix", "1047-1049"],
        Variable::Number => &["TR-2014-46", "107784", "US1234567"],
        Variable::Edition => &["2", "12", "revised"],
        Variable::Version => &["1.10", "v2.0.1", "2024-05"],
        Variable::Language => &["en", "de", "fr", "zh", "pt"],
        Variable::License => &["https://creativecommons.org/licenses/by/4.0/", "MIT"],
        Variable::NumberOfPages => &["22", "483"],
        Variable::NumberOfVolumes => &["3"],
        Variable::CollectionNumber => &["12", "3452", "7"],
        Variable::ChapterNumber => &["3", "12"],
        Variable::Section => &["A", "Sports"],
        Variable::Keyword => {
            let count = random.below(3) + 1;
            let words: Vec<String> = (0..count)
                .map(|_| {
                    random.one(&["caring work", "DNA", "R&D", "worker–client relations", "论语"]).to_owned()
                })
                .collect();
            return words.join("; ");
        }
        Variable::Genre => &["Technical report", "Working paper", "Video recording"],
        Variable::Status => &["in press", "submitted"],
        Variable::Medium => &["DVD", "Audio tape"],
        Variable::Dimensions => &["2 hours", "30 x 40 cm"],
        Variable::PublisherPlace | Variable::EventPlace | Variable::OriginalPublisherPlace => {
            &["New York, NY", "København", "London", "München & Wien", "Port of Spain, Trinidad and Tobago"]
        }
        Variable::Publisher | Variable::OriginalPublisher => &[
            "Springer",
            "Chapman and Hall",
            "O’Reilly & Associates",
            "IT-Universitetet i København",
            "Wiley, Inc.",
        ],
        Variable::Archive => &["British Library", "Stadtarchiv Köln"],
        Variable::ArchiveLocation | Variable::CallNumber => &["Add MS 12345", "QA76.9 .D3"],
        Variable::Source => &["Scopus", "arXiv.org"],
        Variable::Jurisdiction => &["US", "EP"],
        Variable::PartNumber => &["2"],
        Variable::TitleShort | Variable::ContainerTitleShort => &["Short", "J. Things", "Kurz & gut"],
        _ => return text(random, markup),
    };
    random.one(list).to_owned()
}

fn name(random: &mut Random, holds: &Holds, role: Variable) -> Name {
    let can = |what: &str| holds.names.split(' ').any(|have| have == what);
    if random.chance(5) {
        let organisations: &[&str] = if can("comma") {
            &["MONAI Consortium", "Barnes and Noble, Inc.", "Department of Agriculture, Forest Service"]
        } else {
            &["MONAI Consortium", "World Health Organization", "Max-Planck-Gesellschaft"]
        };
        return Name::literal(random.one(organisations));
    }
    let families =
        ["Doe", "Müller", "O’Neil", "Van Daele", "Ortega y Gasset", "陳", "Łukasiewicz", "de Souza-Brown"];
    let family = families[random.below(if can("small") { families.len() } else { families.len() - 1 })];
    let given = random.one(&["Jane", "Fa Peng", "G.-A.", "Žaneta", "J. D.", "Ὅμηρος"]);
    let mut name = Name::person(family, given);
    if can("particle") && random.chance(4) {
        name.non_dropping_particle = Some(random.one(&["van der", "de", "von"]).to_owned());
    } else if can("dropping") && random.chance(5) {
        name.dropping_particle = Some("de la".to_owned());
    }
    if can("suffix") && random.chance(5) {
        name.suffix = Some(random.one(&["Jr.", "III"]).to_owned());
    }
    if can("orcid") && random.chance(3) {
        name.orcid = Some("0000-0002-1825-0097".to_owned());
    }
    if can("affiliation") && random.chance(3) {
        name.affiliations = vec!["University of York".to_owned()];
    }
    if can("corresponding") && role == Variable::Author && random.chance(4) {
        name.corresponding = true;
    }
    name
}

fn date(random: &mut Random, can: &str) -> Date {
    let can = |what: &str| can.split(' ').any(|have| have == what);
    let mut part = DatePart::year(1850 + random.below(180) as i32);
    let mut date = Date::default();
    match random.below(8) {
        _ if can("whole") => {
            part = DatePart::new(
                part.year,
                Some(random.below(12) as i64 + 1),
                Some(random.below(28) as i64 + 1),
            );
        }
        0 => {}
        1 if can("season") => part.season = Season::from_number(random.below(4) as u8 + 1),
        2 if can("range") => date.end = Some(DatePart::year(part.year + 2)),
        3 if can("open") => date.open = true,
        4 if can("circa") => date.circa = true,
        5 if can("bc") => part.year = -380,
        6 if can("words") => return Date::literal("forthcoming"),
        _ if can("month") => {
            let day = (can("day") && random.chance(2)).then(|| random.below(28) as i64 + 1);
            part = DatePart::new(part.year, Some(random.below(12) as i64 + 1), day);
        }
        _ => {}
    }
    Date { start: Some(part), ..date }
}

/// Whether `@a,b` or `@!a,b` lets a type pass.
fn suits(condition: &str, kind: &str) -> bool {
    match condition.strip_prefix('!') {
        Some(others) => !others.split(',').any(|other| other == kind),
        None => condition.split(',').any(|one| one == kind),
    }
}

/// A record with some of what the format holds for its type.
fn made(holds: &Holds, seed: u64) -> Record {
    let mut random = Random::new(seed);
    let types: Vec<&str> =
        if holds.types == "all" { TYPES } else { holds.types }.split_whitespace().collect();
    let kind = random.one(&types);
    let mut record = Record::new(Kind::parse(kind).unwrap_or_else(|| panic!("{kind} is no type")));
    let words = holds.fields.split_whitespace();
    for word in words {
        let (name, required) = word.split_once('+').unwrap_or((word, ""));
        let parts: Vec<&str> = name.split('/').collect();
        let part = random.one(&parts);
        let (name, condition) = part.split_once('@').unwrap_or((part, "!"));
        let words = record.date(Variable::Issued).is_some_and(|date| date.start.is_none());
        let there = required.is_empty()
            || Variable::parse(required).is_some_and(|other| record.has(other))
                && !(required == "issued" && words);
        if !suits(condition, kind) || !there {
            continue;
        }
        match name {
            "id" => record.id = format!("key{seed}"),
            "concept-doi" if random.chance(3) => {
                record.portal.concept_doi = Some("10.5281/zenodo.41".to_owned())
            }
            "concept-doi" => {}
            _ => {
                let variable = Variable::parse(name).unwrap_or_else(|| panic!("{name} is no variable"));
                fill(&mut record, variable, &mut random, holds);
            }
        }
    }
    record
}

fn fill(record: &mut Record, variable: Variable, random: &mut Random, holds: &Holds) {
    let wanted = match variable {
        Variable::Title | Variable::Author | Variable::ContainerTitle | Variable::Issued => !random.chance(8),
        _ => random.chance(3),
    };
    if !wanted && variable != Variable::Title {
        return;
    }
    let titles = matches!(variable, Variable::Title | Variable::ContainerTitle | Variable::Abstract);
    match variable.class() {
        Class::Text | Class::Number => {
            record.set_text(variable, value(variable, random, holds.markup && titles));
        }
        Class::Date => {
            let can = if variable == Variable::Issued { holds.dates } else { "day month" };
            let mut date = date(random, can);
            if variable != Variable::Issued {
                let day = date.start.unwrap_or_default();
                date = Date::day(day.year, day.month.unwrap_or(3), day.day.unwrap_or(7));
            }
            record.set_date(variable, date);
        }
        Class::Name => {
            for _ in 0..=random.below(4) {
                let name = name(random, holds, variable);
                // A name twice in one list is no record that anybody has.
                if !record.names(variable).iter().any(|have| have.full() == name.full()) {
                    record.push_name(variable, name);
                }
            }
            if variable == Variable::Author && holds.names.contains("others") && random.chance(6) {
                record.push_name(variable, Name::literal("others"));
            }
        }
    }
}

/// A value with the keys of its objects in alphabetic order.
fn sorted(value: &Json) -> Json {
    match value {
        Json::Array(items) => Json::Array(items.iter().map(sorted).collect()),
        Json::Object(entries) => {
            let mut entries: Vec<_> =
                entries.iter().map(|(key, value)| (key.clone(), sorted(value))).collect();
            entries.sort_by(|one, two| one.0.cmp(&two.0));
            Json::Object(entries)
        }
        other => other.clone(),
    }
}

/// The record as sorted JSON, so that two can be compared line by line.
fn comparable(record: &Record) -> String {
    let mut entries = to_json(record).entries().to_vec();
    entries.sort_by(|one, two| one.0.cmp(&two.0));
    Json::Object(entries.iter().map(|(key, value)| (key.clone(), sorted(value))).collect()).pretty()
}

#[test]
fn made_records_come_back_from_every_format() {
    let count = std::env::var("ROUND_TRIPS").ok().and_then(|count| count.parse().ok()).unwrap_or(600);
    let only = std::env::var("FORMAT").unwrap_or_default();
    if let Some(seed) = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()) {
        let holds = HOLDS.iter().find(|holds| holds.id == only).unwrap();
        let record = made(holds, seed);
        let text = format(holds.id).to_text(std::slice::from_ref(&record), &all_fields()).unwrap();
        let found = format(holds.id).read.unwrap()(&text);
        println!(
            "{}\n{text}\n{}\n{:?}",
            comparable(&record),
            found.records.first().map(comparable).unwrap_or_default(),
            found.problems
        );
        return;
    }
    let mut wrong = Vec::new();
    // Which fields of which types differ how often, and an example.
    let mut tally: std::collections::BTreeMap<(String, String), (usize, u64)> = Default::default();
    for holds in HOLDS.iter().filter(|holds| only.is_empty() || holds.id == only) {
        let format = format(holds.id);
        let before = wrong.len();
        for seed in 1..count {
            let record = made(holds, seed);
            let text = format.to_text(std::slice::from_ref(&record), &all_fields()).unwrap();
            let reading = format.read.unwrap()(&text);
            let mut found = reading.records;
            if !holds.fields.starts_with("id ") {
                found.iter_mut().for_each(|record| record.id.clear());
            }
            let (was, back) = (comparable(&record), found.first().map(comparable).unwrap_or_default());
            if was != back || found.len() != 1 || !reading.problems.is_empty() {
                let (one, other) = (to_json(&record), found.first().map(to_json).unwrap_or_default());
                for key in one.entries().iter().chain(other.entries()).map(|(key, _)| key) {
                    let same = |key: &str| {
                        let pick = |value: &Json| value.get(key).map(|value| sorted(value).to_string());
                        pick(&one) == pick(&other)
                    };
                    if !same(key) {
                        let kind = record.kind.as_str().to_owned();
                        let entry = tally.entry((format!("{} {key}", holds.id), kind)).or_insert((0, seed));
                        entry.0 += 1;
                    }
                }
                let lines: Vec<&str> = back.lines().collect();
                let lost: Vec<&str> = was.lines().filter(|line| !lines.contains(line)).collect();
                let lines: Vec<&str> = was.lines().collect();
                let new: Vec<&str> = back.lines().filter(|line| !lines.contains(line)).collect();
                wrong.push(format!(
                    "{} {seed} ({}), {} records, {:?}\n  lost {lost:#?}\n  new {new:#?}\n{text}",
                    holds.id,
                    record.kind.as_str(),
                    found.len(),
                    reading.problems
                ));
            }
        }
        println!("{}: {} of {count} differ", holds.id, wrong.len() - before);
    }
    let mut of_field: std::collections::BTreeMap<String, String> = Default::default();
    for ((field, kind), (count, seed)) in tally {
        of_field.entry(field).or_default().push_str(&format!(" {kind} {count} ({seed}),"));
    }
    of_field.iter().for_each(|(field, kinds)| println!("{field}:{kinds}"));
    assert!(wrong.is_empty(), "{} differ, such as\n{}", wrong.len(), wrong[..wrong.len().min(6)].join("\n"));
}

#[test]
fn every_format_that_is_read_and_written_says_what_it_holds() {
    let mut stated: Vec<&str> = HOLDS.iter().map(|holds| holds.id).collect();
    let mut known: Vec<&str> = codec::ALL
        .iter()
        .filter(|format| format.info.reads && format.info.writes)
        .map(|format| format.info.id)
        .collect();
    stated.sort_unstable();
    known.sort_unstable();
    assert_eq!(stated, known);
}

/// Every fixture that is read, and what its records are written and read as, in its own format:
/// after one pass nothing changes any more.
#[test]
fn fixtures_are_stable_after_one_pass() {
    let write = |format: &Codec, records: &[Record]| format.to_text(records, &all_fields()).unwrap();
    let (mut wrong, mut count) = (Vec::new(), 0);
    for format in codec::ALL.iter().filter(|format| format.read.is_some() && format.write.is_some()) {
        let id = format.info.id;
        for path in inputs(id, "read-").into_iter().chain(inputs(id, "err-")) {
            let once = write(format, &read(id, &fs::read_to_string(&path).unwrap()).records);
            let twice = write(format, &read(id, &once).records);
            count += 1;
            if once != twice {
                let line = once.lines().zip(twice.lines()).position(|(one, two)| one != two).unwrap_or(0);
                let line = |text: &str| text.lines().nth(line).unwrap_or_default().to_owned();
                wrong.push(format!("{}:\n  {}\n  {}", path.display(), line(&once), line(&twice)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 60, "{count} fixtures");
}
