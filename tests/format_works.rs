//! What comes back when works are written and read again: all of it, but for what the lists name.

mod format_support;

use citation_card::formats;
use citation_card::record::{Json, Record};
use citation_card::text::json;
use format_support::{difference, read, readers, to_json, types, works, write};

/// What BibTeX and BibLaTeX hold comes back as it was: every field of the works but what the list
/// names, which the flavour has no place for.
#[test]
fn works_come_back_from_bibtex() {
    for (id, lost) in [("bibtex", &["number-of-pages"][..]), ("biblatex", &[])] {
        comes_back(id, lost);
    }
}

/// RIS has no markup, no licence, no chapter, no edition of its own for the key.
#[test]
fn works_come_back_from_ris() {
    comes_back("ris", &["id", "license", "chapter-number", "number-of-pages"]);
}

fn comes_back(id: &str, lost: &[&str]) {
    let works = works();
    let text = write(id, &works, "");
    let reading = read(id, &text);
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
    (
        "datacite-xml",
        "markup id publisher-place edition number-of-pages collection-title collection-number event-title event-place accessed jurisdiction archive director",
    ),
    ("csl-yaml", ""),
    (
        "word",
        "markup id custom abstract keyword license language PMID number-of-pages collection-title collection-number contributor event-place archive archive_location section jurisdiction circa season range comma call-number author@motion_picture author@song composer@song type:article-newspaper>article-magazine type:post-weblog>webpage type:post>webpage type:entry>chapter type:entry-encyclopedia>chapter type:entry-dictionary>chapter type:review>article-journal type:review-book>article-journal type:broadcast>motion_picture type:figure>graphic type:map>graphic type:standard>report type:manuscript>report type:musical_score>book type:periodical>book type:collection>book type:speech>document type:bill>document type:legislation>document type:hearing>document type:personal_communication>document type:event>document",
    ),
    ("csv", "markup custom author@webpage"),
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

/// A work without what a format cannot hold.
fn without_lost(record: &Record, lost: &str) -> Json {
    let mut value = formats::to_json(record);
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
fn reads_back_what_each_format_can_hold() {
    let works = types();
    for (id, lost) in LOST {
        let groups: Vec<&[Record]> = if *id == "cff" { works.chunks(1).collect() } else { vec![&works] };
        for group in groups {
            let text = write(id, group, "");
            let back = read(id, &text);
            assert_eq!(back.problems, [], "{id}");
            assert_eq!(back.records.len(), group.len(), "{id}");
            for (work, back) in group.iter().zip(&back.records) {
                let (work, back) = (without_lost(work, lost), without_lost(back, lost));
                assert_eq!(back.pretty(), work.pretty(), "{id}");
            }
            assert_eq!(write(id, &back.records, ""), text, "{id}: written, read and written again");
        }
    }
}

#[test]
fn every_format_that_reads_and_writes_says_what_it_loses() {
    // These four are compared field by field above, or hold everything.
    let others = ["bibtex", "biblatex", "ris", "csl-json"];
    let mut covered: Vec<&str> = LOST.iter().map(|(id, _)| *id).chain(others).collect();
    let mut known: Vec<&str> =
        readers().filter(|format| format.write.is_some()).map(|format| format.info.id).collect();
    covered.sort_unstable();
    known.sort_unstable();
    assert_eq!(covered, known);
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
fn made_records_come_back() {
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
            let reading = read(id, &text);
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
