//! Hostile texts: mutations of good ones, the same unit many times, the fuzz target's corpus. Nothing
//! panics, hangs or takes quadratic time.

mod format_support;

use citation_card::formats::{Options, codec, detect};
use citation_card::record::Record;
use citation_card::text::json;
use format_support::{inputs, read, readers, types, write};
use std::fs;
use std::path::Path;

/// `fuzz/corpus/read/<format>/<text>`: each is read, and written and read again where it can be, and every reader has a text
/// that it reads and one that it finds problems in. What is written of it is read as the same again.
#[test]
fn every_reader_runs_its_corpus() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/read");
    for reader in readers() {
        let id = reader.info.id;
        let (mut good, mut bad) = (0, 0);
        let files =
            fs::read_dir(folder.join(id)).unwrap_or_else(|error| panic!("fuzz/corpus/read/{id}: {error}"));
        for path in files.flatten().map(|entry| entry.path()) {
            let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
            let reading = read(id, &text);
            detect(&text);
            if reader.write.is_some() {
                let once = write(id, &reading.records, "");
                let twice = write(id, &read(id, &once).records, "");
                let thrice = write(id, &read(id, &twice).records, "");
                assert_eq!(twice, thrice, "{}", path.display());
            }
            match reading.problems.is_empty() {
                true => good += usize::from(!reading.records.is_empty()),
                false => bad += 1,
            }
        }
        assert!(good > 0 && bad > 0, "{id}: {good} good, {bad} bad texts");
    }
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
            let reading = read(id, text);
            assert!(reading.problems.len() <= 101, "{id}");
            write("bibtex", &reading.records[..reading.records.len().min(50)], "");
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
    let works = types();
    let mut random = Random(0x5eed_1234_5678_9abc);
    let mut cases = 0;
    let readers = codec::ALL.iter().filter_map(|format| Some((format, format.read?)));
    for (format, read) in readers {
        let write = |records: &[Record]| format.to_text(records, &Options::default());
        let mut texts: Vec<String> = works.chunks(5).filter_map(write).collect();
        for start in ["read-", "err-"] {
            texts.extend(
                inputs(format.info.id, start).iter().filter_map(|path| fs::read_to_string(path).ok()),
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
                let _ = write(&reading.records);
                let _ = detect(&changed);
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
