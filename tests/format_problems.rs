//! What is wrong with a file is told with its place and with what to do, and costs as little as can
//! be: wrong encodings, byte order marks, files that are cut, in every format that is read.

mod format_support;

use citation_card::formats::{Codec, Options, Reading, codec};
use citation_card::record::{Problem, Record};
use format_support::{format, inputs, read, types as works};
use std::fs;

/// The formats of lines with tags, which say nothing of their encoding.
const TAGGED: &[&str] = &["ris", "endnote", "refworks", "medline"];

fn titles(reading: &Reading) -> Vec<&str> {
    reading.records.iter().map(Record::title).collect()
}

/// A problem names its line, its column and its format, and is a sentence long enough to say what
/// to do.
#[track_caller]
fn check(problems: &[Problem], about: &str) {
    for problem in problems {
        let text = problem.to_string();
        assert!(problem.at.is_some() && !problem.place.is_empty(), "{about}: {text}");
        assert!(problem.message.split(' ').count() > 5 && !problem.message.ends_with('.'), "{about}: {text}");
    }
}

#[test]
fn every_problem_has_its_place_and_says_what_to_do() {
    let mut count = 0;
    for format in codec::ALL.iter().filter(|format| format.read.is_some()) {
        let files = inputs(format.info.id, "err-");
        for path in &files {
            let reading = read(format.info.id, &fs::read_to_string(path).unwrap());
            assert!(!reading.problems.is_empty(), "{}", path.display());
            check(&reading.problems, &path.display().to_string());
        }
        let of_format = files.len();
        assert!(of_format >= 3, "{} has {of_format} err- inputs", format.info.id);
        count += of_format;
    }
    assert!(count > 40, "{count} inputs");
}

/// What is no field costs itself alone, wherever it stands.
#[test]
fn a_line_of_bibtex_that_is_no_field_costs_itself_alone() {
    for entry in [
        "@article{k, title = {A}, ???}",
        "@article{k, title = {A}, ???\n}",
        "@article{k, ???, title = {A}}",
        "@article{k,\n ???\n title = {A}\n}",
        "@article{k, title = {A}, ?}",
    ] {
        let reading = read("bibtex", &format!("{entry}\n@book{{b, title = {{B}}, year = 1999}}"));
        assert_eq!(titles(&reading), ["A", "B"], "{entry}");
        assert_eq!(reading.problems.len(), 1, "{entry}: {:?}", reading.problems);
    }
}

/// Whether a format is read and written, and holds several works.
fn round_trips(format: &Codec) -> bool {
    format.read.is_some() && format.write.is_some() && format.info.id != "cff"
}

/// A text as a program gives it that takes the bytes of one encoding for UTF-8.
fn as_utf8(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn latin_1_read_as_utf_8_is_told_where_letters_are_lost() {
    for id in TAGGED {
        let text = format(id).to_text(&works(), &Options::default()).unwrap();
        let bytes: Vec<u8> =
            text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')).collect();
        let reading = read(id, &as_utf8(&bytes));
        assert_eq!(reading.records.len(), works().len(), "{id}");
        assert_eq!(reading.records[3].title(), "The TeXbook", "{id}");
        check(&reading.problems, id);
        let first = reading.problems.iter().find(|problem| problem.message.contains("not in UTF-8")).unwrap();
        let at = first.at.unwrap();
        let line = as_utf8(&bytes).lines().nth(at.line as usize - 1).unwrap().to_owned();
        assert_eq!(line.chars().nth(at.column as usize - 1), Some('\u{fffd}'), "{id}: {line}");
    }
}

#[test]
fn utf_8_read_as_latin_1_is_told_and_kept() {
    for id in TAGGED {
        let text = format(id).to_text(&works()[..6], &Options::default()).unwrap();
        let spoiled: String = text.bytes().map(char::from).collect();
        assert!(spoiled.contains("MÃ¼ller"), "{id}");
        let reading = read(id, &spoiled);
        assert_eq!(reading.records.len(), 6, "{id}");
        check(&reading.problems, id);
        assert!(reading.problems.iter().any(|problem| problem.message.contains("read as Latin-1")), "{id}");
    }
    // Letters that are meant are not told.
    let text = "TY  - BOOK\nTI  - SÃO PAULO, «Ângela», 10 Å–20 Å, la letra «Ñ», Ä – Ö\nER  - \n";
    assert_eq!(read("ris", text).problems, []);
}

#[test]
fn utf_16_read_as_utf_8_gives_its_records() {
    for id in TAGGED {
        let text = format(id).to_text(&works()[..4], &Options::default()).unwrap();
        for little in [true, false] {
            let units = "\u{feff}".encode_utf16().chain(text.encode_utf16());
            let bytes: Vec<u8> =
                units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect();
            let reading = read(id, &as_utf8(&bytes));
            assert_eq!(reading.records.len(), 4, "{id}");
            assert_eq!(titles(&reading)[3], "The TeXbook", "{id}");
            check(&reading.problems, id);
            assert!(reading.problems[0].to_string().starts_with("line 1, column 1: "), "{id}");
            assert!(reading.problems[0].message.contains("UTF-16"), "{id}");
        }
    }
}

#[test]
fn byte_order_marks_do_no_harm() {
    for format in codec::ALL.iter().filter(|format| round_trips(format)) {
        let text = format.to_text(&works()[..4], &Options::default()).unwrap();
        let plain = read(format.info.id, &text);
        assert_eq!(plain.problems, [], "{}", format.info.id);
        assert_eq!(read(format.info.id, &format!("\u{feff}{text}")), plain, "{}", format.info.id);
        // As some editors on Windows leave them.
        assert_eq!(
            read(format.info.id, &format!("\u{feff}{}", text.replace('\n', "\r\n"))),
            plain,
            "{}",
            format.info.id
        );
    }
    for id in TAGGED {
        let text = format(id).to_text(&works()[..2], &Options::default()).unwrap();
        // Two files, each with its mark, put together; and a mark that was decoded as Latin-1.
        let two = format!("\u{feff}{text}\u{feff}{text}");
        assert_eq!(read(id, &two).records.len(), 4, "{id}");
        assert_eq!(read(id, &format!("ï»¿{text}")).records.len(), 2, "{id}");
        // Old Macintosh files end their lines with CR.
        assert_eq!(read(id, &text.replace('\n', "\r")).records, read(id, &text).records, "{id}");
    }
}

/// The beginning of a file, at every length: what was whole stays whole.
#[test]
fn cut_files_keep_their_whole_records() {
    for format in codec::ALL.iter().filter(|format| round_trips(format)) {
        let records = &works()[..5];
        let text = format.to_text(records, &Options::default()).unwrap();
        let whole = read(format.info.id, &text);
        // Where each record is complete, by what the reader says of the records before it.
        let ends: Vec<usize> = (1..=5)
            .map(|count| format.to_text(&records[..count], &Options::default()).unwrap().trim_end().len())
            .collect();
        let step = (text.len() / 150).max(1);
        for length in (1..text.len()).step_by(step).filter(|length| text.is_char_boundary(*length)) {
            let reading = read(format.info.id, &text[..length]);
            check(&reading.problems, format.info.id);
            // Formats with brackets around all records are a little longer than their records.
            let complete = ends.iter().filter(|end| **end + 60 < length).count();
            for at in 0..complete.saturating_sub(1) {
                let (found, expected) = (reading.records.get(at), &whole.records[at]);
                assert_eq!(
                    found.map(Record::title),
                    Some(expected.title()),
                    "{} cut at {length}",
                    format.info.id
                );
            }
        }
    }
}

#[test]
fn a_cut_is_told() {
    for (id, text, line) in [
        ("ris", "TY  - BOOK\nTI  - Kept\nER  - \nTY  - JOUR\nTI  - Cut\nA", 6),
        ("ris", "TY  - BOOK\nTI  - Kept\nER  - \nTY  - JOUR\nAU  - Do", 5),
        ("ris", "oe, Jane\nPY  - 2020\nTI  - Front\nER  - \nTY  - BOOK\nTI  - Kept\nER  - \n", 2),
        ("endnote", "%0 Book\n%T Kept\n\n%0 Journal Article\n%A Doe, Ja", 4),
        ("endnote", "%0 Book\n%T Kept\n\n%0 Journal Article\n%T Cut\n%", 6),
        ("endnote", "oe, Jane\n%D 2020\n%T Front\n\n%0 Book\n%T Kept\n", 1),
        ("refworks", "RT Book, Whole\nT1 Kept\n\nRT Journal Article\nA1 Doe,Ja", 4),
        ("refworks", "RT Book, Whole\nT1 Kept\n\nRT Journal Article\nT1 Cut\nA", 6),
        ("refworks", "YR 2020\nT1 Front\n\nRT Book, Whole\nT1 Kept\n", 1),
        ("medline", "PMID- 1\nTI  - Kept\n\nPMID- 2\nFAU - Doe, Ja", 4),
        ("medline", "PMID- 1\nTI  - Kept\n\nPMID- 2\nTI  - Cut\nFAU", 6),
        ("medline", "      oe.\nDP  - 2020\nTI  - Front\n\nPMID- 1\nTI  - Kept\n", 1),
    ] {
        let reading = read(id, text);
        assert!(titles(&reading).contains(&"Kept"), "{id}: {text}");
        assert_eq!(reading.records.len(), 2, "{id}: {text}");
        assert!(!titles(&reading).iter().any(|title| title.contains("Cut ")), "{id}: {text}");
        check(&reading.problems, id);
        let there = reading.problems.iter().any(|problem| problem.at.is_some_and(|at| at.line == line));
        assert!(there, "{id}: {text}\n{:?}", reading.problems);
    }
    // What is whole is not told.
    for text in ["%0 Book\n%T A", "%0 Book\n%T A\n%A Plato"] {
        assert_eq!(read("endnote", text).problems, []);
    }
}

#[test]
fn a_text_of_another_kind_is_told_in_every_format() {
    for format in codec::ALL.iter().filter(|format| format.read.is_some()) {
        for text in ["hello", "<html><body><p>404 Not Found</p></body></html>"] {
            let reading = read(format.info.id, text);
            assert_eq!(reading.records, [], "{}: {text}", format.info.id);
            assert!(!reading.problems.is_empty(), "{}: {text}", format.info.id);
            check(&reading.problems, format.info.id);
        }
    }
}
