//! `cargo xtask cases FILE… [WORD]`: files of cases, each an input with the value that is right for it, to
//! how many of them hold, by kind, and what came where they do not. With a word that is not a file,
//! only the cases whose `id` or `kind` contains it.
//!
//! A file is a JSON list. What a case has says what is done with it:
//!
//! | fields | what is done | `expected` |
//! |---|---|---|
//! | `html` | the page is read | an object of CSL variables; `$count`, and `$apa` for what a style makes of it |
//! | `records`, `options` | the records are cited | the text |
//! | `op`: `read`, `format`, `input` | the text is read | an object of CSL variables; `records`, `problem` |
//! | `op`: `write`, `format`, `input` | the records are written | a part of the text |
//! | `op`: `roundtrip`, `from`, `format`, `input` | the text is read and written | a part of the text |
//!
//! An expected value that is a text may be in words: `absent`, `a|b` for one or the other, or a
//! sentence that [`WORDS`] turns into checks. Other sentences are left for a person to judge.

use crate::files;
use crate::shell::{Outcome, csl_data};
use citation_card::csl::{self, Locale, Mode, Style};
use citation_card::discovery::{Answer, Next, Resolver, Response, Settings};
use citation_card::formats::{self, Options, codec};
use citation_card::record::{Class, Date, Json, Name, Variable};
use citation_card::text::json;
use citation_card::{Problem, Record};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// One thing that an expected value in words asks for.
enum Check {
    /// The text, or the JSON of the records, has this, any white space counting as one space.
    Has(&'static str),
    /// It has not.
    Lacks(&'static str),
    /// The field of the first record, as [`shown`] has it.
    Is(&'static str, &'static str),
    /// There is a problem.
    Problem,
}
use Check::{Has, Is, Lacks};

/// Expected values in words, and what they ask for: one of the lists, each in full.
#[rustfmt::skip]
static WORDS: &[(&str, &[&[Check]])] = &[
    // Writing.
    ("SP  - e0265183 (what PLOS and PeerJ write, Zotero’s pages) and C7  - e0265183 (EndNote’s Article Number)", &[&[Has("SP - e0265183"), Has("C7 - e0265183")]]),
    ("<pages>e0265183</pages>, <custom7>e0265183</custom7>", &[&[Has("<pages>e0265183</pages>"), Has("<custom7>e0265183</custom7>")]]),
    ("In R. Roe & E. Poe (Eds.), Book (2nd ed., pp. 1–9). / (1975–1980). Letters (R. Roe, Ed.; Vol. 2).",
     &[&[Has(r"In R.~Roe \& E.~Poe (Eds.), \emph{Book} (2nd ed., pp.~1--9)."), Has(r"(1975--1980). \emph{Letters} (R.~Roe, Ed.; Vol.~2).")],
       &[Has(r"In R. Roe \& E. Poe (Eds.), \emph{Book} (2nd ed., pp.~1--9)."), Has(r"(1975--1980). \emph{Letters} (R. Roe, Ed.; Vol.~2).")]]),
    ("no note; eventtitle, eventdate as fields that styles pass over", &[&[Lacks(" note "), Has("eventtitle = \"31st Conference\""), Has("eventdate = \"2017-12-04/2017-12-09\"")]]),
    ("no type (it is the default), or {PhD} thesis", &[&[Has("@phdthesis{"), Lacks(" type ")], &[Has("type = \"{PhD} thesis\"")]]),
    ("Y1  - 2023/11/02/, Y2  - 2024/03/05/", &[&[Has("Y1 - 2023/11/02/"), Has("Y2 - 2024/03/05/")]]),
    ("ED  - Doe, Jane (or A3)", &[&[Has("ED - Doe, Jane")], &[Has("A3 - Doe, Jane")]]),
    ("SN  - AR6 WGI; SN  - ISO 690:2021", &[&[Has("SN - AR6 WGI"), Has("SN - ISO 690:2021")]]),
    ("\"license\": \"https://creativecommons.org/licenses/by/4.0/\" (or https://spdx.org/licenses/CC-BY-4.0)",
     &[&[Has("\"license\": \"https://creativecommons.org/licenses/by/4.0/\"")], &[Has("\"license\": \"https://spdx.org/licenses/CC-BY-4.0\"")]]),
    ("@article{ed, … journal, volume, number, pages} with key; plain.bst then warns and prints \"Nature, 496(7446):398, April 2013.\"",
     &[&[Has("@article{ed,"), Has("journal = \"Nature\""), Has("volume = \"496\""), Has("number = \"7446\""), Has("pages = \"398\""), Has("key = ")]]),
    ("@book with editor", &[&[Has("@book{"), Has("editor = \"Jane Doe\"")], &[Has("@book{"), Has("editor = \"Doe, Jane\"")]]),
    ("@misc with eprint, archivePrefix, (primaryClass) and howpublished/note, or @techreport with number = \"arXiv:2303.00001\"",
     &[&[Has("@misc{"), Has("eprint = \"2303.00001\""), Has("archiveprefix = \"arXiv\""), Has("howpublished = ")], &[Has("@techreport{"), Has("number = \"arXiv:2303.00001\"")]]),
    ("the book’s own volume with its title (\"A Companion, volume 3\"), number = \"42\"", &[&[Has("booktitle = \"A Companion, volume 3\""), Has("number = \"42\""), Lacks(" volume = ")]]),
    ("title with {O} or {$O(…)$}: plain.bst prints \"An O(n…\"", &[&[Has("An {O}(n")], &[Has("An {$O(n")]]),
    ("the four keys as they came", &[&[Has("{2016PhRvL.116f1102A,"), Has("{2004A&A...424..927C,"), Has("{10.1145/3290605.3300233,"), Has("{9156932,")]]),
    // Reading.
    ("kept apart (eprint), not in number", &[&[Has("1602.00001"), Lacks("\"number\": \"arXiv")]]),
    ("kept", &[&[Has("cs.CL")]]),
    ("Doe, Jane; others; ALICE Collaboration (or the collaboration first)", &[&[Is("author", "Doe, Jane; others; ALICE Collaboration")], &[Is("author", "ALICE Collaboration; Doe, Jane; others")]]),
    ("one sentence", &[&[Check::Problem]]),
    ("absent, and a problem", &[&[Is("DOI", ""), Check::Problem]]),
    ("family Doe, given Jane", &[&[Is("author", "Doe, Jane"), Lacks("literal")]]),
    ("Doe, Jane; Roe, Karl; Poe, Max; Loe, Ann, or at least a problem that tells of it", &[&[Is("author", "Doe, Jane; Roe, Karl; Poe, Max; Loe, Ann")], &[Check::Problem]]),
    ("2001-02-20 as date-parts", &[&[Is("issued", "2001-02-20"), Has("date-parts")]]),
    // Pages.
    ("the day of the visit", &[&[Is("accessed", TODAY)]]),
];

/// The day on which pages are read.
const TODAY: &str = "2024-05-17";

/// The address of pages that do not have their own in `<link rel="canonical">`.
const ADDRESS: &str = "https://www.example.org/page.html";

/// How a case came out.
enum Verdict {
    Holds,
    /// What came.
    Fails(String),
    /// What came, where only a person can say whether it is right.
    ToJudge(String),
}

/// What a case gave: a text, records, and problems, as far as there are such.
#[derive(Default)]
struct Outcomes {
    text: String,
    records: Vec<Record>,
    problems: Vec<Problem>,
}

/// Runs the cases; an error where one does not hold.
pub(crate) fn command(words: &[String]) -> Outcome {
    let (files, words): (Vec<&String>, Vec<&String>) =
        words.iter().partition(|word| Path::new(word).is_file());
    if files.is_empty() {
        return Err("name a file of cases: cargo xtask cases FILE… [WORD]".to_owned());
    }
    let (mut held, mut of) = (0, 0);
    for file in files {
        let text = fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
        let (cases, problems) = json::parse(&text);
        if let Some(problem) = problems.first() {
            return Err(format!("{file}: {problem}"));
        }
        let (text, holds, all) = report(&cases, &words);
        println!("{file}\n{text}");
        held += holds;
        of += all;
    }
    if held < of { Err(format!("{held} of {of} cases hold")) } else { Ok(()) }
}

/// The report on a list of cases, how many hold, and of how many.
fn report(cases: &Json, words: &[&String]) -> (String, usize, usize) {
    let text = |case: &Json, key: &str| case.get(key).and_then(Json::to_text).unwrap_or_default();
    let wanted = |case: &&Json| {
        words.iter().all(|word| ["id", "kind"].iter().any(|key| text(case, key).contains(word.as_str())))
    };
    let mut kinds: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut details = String::new();
    let mut judge = 0;
    for case in cases.items().iter().filter(wanted) {
        let count = kinds.entry(text(case, "kind")).or_default();
        count.1 += 1;
        let (word, came) = match run(case) {
            Ok(Verdict::Holds) => {
                count.0 += 1;
                continue;
            }
            Ok(Verdict::Fails(came)) => ("fails", came),
            Ok(Verdict::ToJudge(came)) => {
                judge += 1;
                ("to judge", came)
            }
            Err(message) => ("fails", message),
        };
        let expected =
            case.get("expected").map(|value| value.as_str().map_or(value.to_string(), str::to_owned));
        details += &format!("\n{word}: {} ({})\n", text(case, "id"), text(case, "kind"));
        details += &format!("  expected {}\n", expected.unwrap_or_default());
        details += &format!("  came     {}\n", came.trim_end().replace('\n', "\n           "));
    }
    let held = kinds.values().map(|(held, _)| held).sum();
    let all = kinds.values().map(|(_, all)| all).sum();
    let mut table = String::new();
    for (kind, (held, all)) in kinds {
        table += &format!("  {held:>3} of {all:<3} {kind}\n");
    }
    table += &format!("  {held:>3} of {all:<3} hold, {judge} to judge\n");
    (table + &details, held, all)
}

/// Runs a case; an error where it cannot be run.
fn run(case: &Json) -> Outcome<Verdict> {
    let expected = case.get("expected").ok_or("there is no expected value")?;
    let text = |key: &str| case.get(key).and_then(Json::as_str).unwrap_or_default();
    if case.get("html").is_some() {
        return Ok(fields(expected, &page(text("html"), text("url"))));
    }
    if let (Some(records), Some(options)) = (case.get("records"), case.get("options")) {
        let came = cite(&formats::from_json(records).records, options)?;
        let expected = expected.as_str().unwrap_or_default();
        return Ok(if came == expected { Verdict::Holds } else { Verdict::Fails(came) });
    }
    let input = case.get("input").map(|input| input.as_str().map_or(input.to_string(), str::to_owned));
    let input = input.ok_or("there is neither html, nor records with options, nor an input")?;
    match text("op") {
        "read" => Ok(fields(expected, &read(&input, text("format"))?)),
        op @ ("write" | "roundtrip") => {
            let from = if op == "write" { "csl-json" } else { text("from") };
            let records = read(&input, from)?.records;
            let options = Options(case.get("options").cloned().unwrap_or_default());
            let format = codec::by_id(text("format")).ok_or("the format is not known")?;
            let came = format.to_text(&records, &options).ok_or("the format is not written")?;
            Ok(written(expected.as_str().unwrap_or_default(), came))
        }
        op => Err(format!("the op \"{op}\" is not known")),
    }
}

fn read(text: &str, format: &str) -> Outcome<Outcomes> {
    let format = match format {
        "detected" | "" => formats::detect(text).and_then(codec::of),
        id => Some(codec::by_id(id).ok_or_else(|| format!("the format {id} is not known"))?),
    };
    let Some(format) = format else {
        let problems = vec![Problem::new("", "the format was not recognised")];
        return Ok(Outcomes { problems, ..Outcomes::default() });
    };
    let reading = format.read.ok_or("the format is not read")?(text);
    Ok(Outcomes { records: reading.records, problems: reading.problems, text: String::new() })
}

/// What a card without attributes finds on a page; nothing else is fetched.
fn page(html: &str, url: &str) -> Outcomes {
    let mut page = crate::page::page_of(html, url);
    if page.url.is_empty() {
        page = crate::page::page_of(html, ADDRESS);
    }
    page.today = TODAY.to_owned();
    let mut resolver = Resolver::new(Settings { lang: page.lang.clone(), ..Settings::default() });
    let mut answer = None;
    loop {
        answer = Some(match resolver.next(answer) {
            Next::Page => Answer::Page(page.clone()),
            Next::Element(_) => Answer::Element(None),
            Next::Fetch(_) => Answer::Fetched(Response { status: 404, ..Response::default() }),
            Next::Done(found) => {
                let (records, problems) = (found.records, found.problems);
                return Outcomes { records, problems, text: String::new() };
            }
        });
    }
}

/// Records cited as the options say: `style`, `locale`, `mode`, `as`, `cites`.
fn cite(records: &[Record], options: &Json) -> Outcome<String> {
    let option = |key: &str| options.get(key).and_then(Json::as_str).unwrap_or_default();
    let data = csl_data().ok_or("the CSL styles are not on this machine; CSL_DATA says where they are")?;
    let xml = match option("style") {
        xml if xml.trim_start().starts_with('<') => xml.to_owned(),
        id => {
            let file = data.join(format!("styles/{}.csl", csl::aliases::canonical(id)));
            fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?
        }
    };
    let style = Style::parse(&xml).map_err(|error| error.to_string())?;
    let lang = match option("locale") {
        "" => style.default_locale.clone().unwrap_or_default(),
        lang => lang.to_owned(),
    };
    let locale = locale(&data, &lang)?;
    let write = if option("as") == "html" { csl::html } else { csl::plain };
    let mode = match option("mode") {
        "citation" => Mode::Citation,
        "narrative" => Mode::Narrative,
        "note" => Mode::Note,
        _ => {
            let entries = csl::bibliography(&style, &[&locale], records).entries;
            return Ok(entries.iter().map(|entry| write(&entry.nodes)).collect::<Vec<_>>().join("\n"));
        }
    };
    let cites = csl::cites(options.get("cites"), records);
    Ok(write(&csl::citation(&style, &[&locale], records, &cites, mode)))
}

/// The locale that is nearest to a language, else American English.
fn locale(data: &Path, lang: &str) -> Outcome<Locale> {
    let files = files::with_extension(&data.join("locales"), "xml")?;
    let names: Vec<&str> =
        files.iter().filter_map(|path| path.file_stem()?.to_str()?.strip_prefix("locales-")).collect();
    let name = csl::nearest_locale(lang, &names).unwrap_or("en-US");
    let xml = files::text(&data.join(format!("locales/locales-{name}.xml")))?;
    Locale::parse(&xml).map_err(|error| error.to_string())
}

/// Whether a file has the expected part, or what words ask for.
fn written(expected: &str, came: String) -> Verdict {
    let literally = single(&came).contains(&single(expected));
    let outcome = Outcomes { text: came, ..Outcomes::default() };
    match in_words(expected, &outcome) {
        Some(true) => Verdict::Holds,
        Some(false) => Verdict::Fails(outcome.text),
        None if literally => Verdict::Holds,
        None => Verdict::ToJudge(outcome.text),
    }
}

/// Whether each field is as expected.
fn fields(expected: &Json, came: &Outcomes) -> Verdict {
    let (mut wrong, mut open) = (Vec::new(), Vec::new());
    for (key, value) in expected.entries() {
        let holds = match (key.as_str(), value) {
            ("records" | "$count", Json::Number(count)) => Some(came.records.len() as f64 == *count),
            _ => field(key, value, came),
        };
        match holds {
            Some(true) => {}
            Some(false) => wrong.push(key),
            None => open.push(key),
        }
    }
    let list = if wrong.is_empty() { &open } else { &wrong };
    let values = list.iter().map(|key| {
        let values: Vec<String> = came.records.iter().map(|record| shown(record, key)).collect();
        format!("{key}: {}", values.join(" | "))
    });
    let problems = came.problems.iter().map(|problem| format!("problem: {problem}"));
    let text = values.chain(problems).collect::<Vec<_>>().join("\n");
    match (wrong.as_slice(), open.as_slice()) {
        ([], []) => Verdict::Holds,
        ([], _) => Verdict::ToJudge(text),
        _ => Verdict::Fails(text),
    }
}

/// Whether a field is as expected; nothing where that is said in words that [`WORDS`] does not have.
fn field(key: &str, expected: &Json, came: &Outcomes) -> Option<bool> {
    let any = |holds: &dyn Fn(&Record) -> bool| came.records.iter().any(holds);
    let words = match expected {
        Json::Null => return Some(!any(&|record| !shown(record, key).is_empty())),
        Json::String(words) => words.as_str(),
        Json::Number(_) => return Some(any(&|record| Some(shown(record, key)) == expected.to_text())),
        value => return Some(any(&|record| json_of(record, key) == json_of(&with(key, value), key))),
    };
    if let Some(holds) = in_words(words, came) {
        return Some(holds);
    }
    let absent = words.strip_prefix("absent").is_some_and(|rest| rest.is_empty() || rest.starts_with(':'));
    if absent {
        return Some(!any(&|record| !shown(record, key).is_empty()));
    }
    if let Some(value) = words.strip_suffix(" in both") {
        return Some(
            came.records.len() == 2 && came.records.iter().all(|record| shown(record, key) == value),
        );
    }
    let is = |record: &Record| {
        let have = shown(record, key);
        have == words || words.split('|').any(|choice| choice == have)
    };
    if any(&is) {
        return Some(true);
    }
    // Words about a value, as against a value.
    let talks = [" or ", "absent", "kept", "as ", "(or"].iter().any(|word| words.contains(word));
    if talks { None } else { Some(false) }
}

/// Whether what came is as words ask; nothing for words that [`WORDS`] does not have.
fn in_words(words: &str, came: &Outcomes) -> Option<bool> {
    let (_, lists) = WORDS.iter().find(|(known, _)| *known == words)?;
    let records = came.records.iter().map(formats::to_json).collect();
    let text = single(&unstyled(&came.text)) + &single(&Json::Array(records).pretty());
    let holds = |check: &Check| match check {
        Has(part) => text.contains(part),
        Lacks(part) => !text.contains(part),
        Is(key, value) => came.records.first().is_some_and(|record| shown(record, key) == *value),
        Check::Problem => !came.problems.is_empty(),
    };
    Some(lists.iter().any(|list| list.iter().all(holds)))
}

/// A field of a record as one text: names as `Doe, Jane; Roe, Karl`, dates in EDTF. Beside CSL's
/// variables: `type`, `authors` for the family names, `family` for the first, and `$apa` and the like.
fn shown(record: &Record, key: &str) -> String {
    let families = || record.names(Variable::Author).iter().map(family);
    match key {
        "type" => return record.kind.as_str().to_owned(),
        "authors" => return families().collect::<Vec<_>>().join("; "),
        "family" => return families().next().unwrap_or_default(),
        _ => {}
    }
    if let Some(style) = key.strip_prefix('$') {
        let options = json::object(vec![("style", style.into()), ("locale", "en-US".into())]);
        return cite(std::slice::from_ref(record), &options).unwrap_or_else(|message| message);
    }
    let Some(variable) = Variable::parse(key) else {
        let extra = record.extra.iter().find(|(name, _)| name == key);
        return extra
            .map(|(_, value)| value.to_text().unwrap_or_else(|| value.to_string()))
            .unwrap_or_default();
    };
    match variable.class() {
        Class::Name => record.names(variable).iter().map(inverted).collect::<Vec<_>>().join("; "),
        Class::Date => record.date(variable).map(date).unwrap_or_default(),
        Class::Number | Class::Text => record.text(variable).unwrap_or_default().to_owned(),
    }
}

fn family(name: &Name) -> String {
    let parts = [&name.non_dropping_particle, &name.family, &name.literal];
    parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ")
}

fn inverted(name: &Name) -> String {
    let given = [&name.given, &name.dropping_particle];
    let given = given.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ");
    let parts = [family(name), given, name.suffix.clone().unwrap_or_default()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn date(date: &Date) -> String {
    if date.start.is_some() { date.to_edtf() } else { date.literal.clone().unwrap_or_default() }
}

/// A record with one field, read as the records are.
fn with(key: &str, value: &Json) -> Record {
    formats::from_json(&json::object(vec![(key, value.clone())])).records.pop().unwrap_or_default()
}

fn json_of(record: &Record, key: &str) -> Option<Json> {
    formats::to_json(record).get(key).cloned()
}

/// EndNote XML without the elements that carry fonts.
fn unstyled(text: &str) -> String {
    let parts = text.split("<style ").enumerate();
    let bare = parts
        .map(|(at, part)| if at == 0 { part } else { part.split_once('>').map_or(part, |(_, rest)| rest) });
    bare.collect::<String>().replace("</style>", "")
}

/// A text with any white space as one space.
fn single(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_holds_fails_and_is_to_be_judged() {
        let (cases, problems) = json::parse(include_str!("cases/small.json"));
        assert_eq!(problems, []);
        let (text, held, all) = report(&cases, &[]);
        let expected: Vec<&str> = cases.items().iter().filter_map(|case| case.get("id")?.as_str()).collect();
        for id in &expected {
            let (word, listed) =
                (id.split(':').next().unwrap_or_default(), text.contains(&format!(": {id} (")));
            match word {
                "holds" => assert!(!listed, "{id} does not hold:\n{text}"),
                "fails" => assert!(text.contains(&format!("fails: {id} (")), "{id} does not fail:\n{text}"),
                _ => assert!(text.contains(&format!("to judge: {id} (")), "{id}:\n{text}"),
            }
        }
        assert_eq!(all, expected.len());
        assert_eq!(held, expected.iter().filter(|id| id.starts_with("holds")).count());
    }

    #[test]
    fn takes_only_the_cases_with_a_word() {
        let (cases, _) = json::parse(include_str!("cases/small.json"));
        assert_eq!(report(&cases, &[&"page".to_owned()]).2, 3);
    }
}
