//! Any text as a compiled style or locale: no panic and no hang. The inputs are good ones damaged, cut
//! anywhere, and noise, from a generator with a fixed seed.

use citation_card::csl::{self, Cite, Locale, Mode, Style};
use citation_card::formats;
use citation_card::text::json;

/// A small deterministic generator (Knuth's constants for a linear congruence).
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    /// Mostly a number that the form uses.
    fn letter(&mut self) -> char {
        char::from_u32(self.throw(0x90) as u32).unwrap_or_default()
    }

    /// A text with some of its characters changed, a stretch of it left out or doubled.
    fn damaged(&mut self, text: &str) -> String {
        let mut letters: Vec<char> = text.chars().collect();
        for _ in 0..=self.throw(4) {
            let at = self.throw(letters.len());
            letters[at] = match self.throw(3) {
                0 => char::from_u32(letters[at] as u32 ^ 1 << self.throw(7)).unwrap_or_default(),
                1 => letters[self.throw(letters.len())],
                _ => self.letter(),
            };
        }
        let from = self.throw(letters.len());
        let to = (from + self.throw(40)).min(letters.len());
        match self.throw(6) {
            0 => drop(letters.drain(from..to)),
            1 => drop(letters.splice(from..from, letters[from..to].to_vec())),
            _ => {}
        }
        letters.into_iter().collect()
    }
}

const RECORDS: &str = r#"[{"id": "1", "type": "chapter", "title": "A <i>b</i>: e", "page": "1-2", "volume": "3",
    "author": [{"family": "van A", "given": "B.-C. d"}, {"literal": "E"}], "editor": [{"family": "E"}],
    "issued": {"date-parts": [[-44, 3, 9], [2020]]}, "edition": "2nd", "container-title": "C"}, {"id": "2"}]"#;

const LOCALE: &str = r#"<locale xml:lang="en-US"><terms><term name="and">and</term><term name="ordinal">th</term>
    <term name="ordinal-01" gender-form="feminine">st</term><term name="page" form="short">p.</term>
    <term name="editor"><single>ed.</single><multiple>eds.</multiple></term></terms>
    <date form="text"><date-part name="month"/><date-part name="day" form="ordinal"/></date></locale>"#;

fn render(style: &Style, locale: &Locale) {
    let records = formats::from_json(&json::parse(RECORDS).0).records;
    csl::bibliography(style, &[locale], &records);
    let cite = |record| Cite { record, locator: Some("1–".into()), ..Cite::default() };
    csl::citation(style, &[locale], &records, &[cite(0), cite(1), cite(0), cite(7)], Mode::Citation);
}

/// The styles that are written here.
fn styles() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("styles/csl");
    let mut texts: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .flatten()
        .map(|file| Style::parse(&std::fs::read_to_string(file.path()).unwrap()).unwrap().compiled())
        .collect();
    texts.sort();
    texts
}

#[test]
fn survives_damage() {
    let mut dice = Dice(1971);
    let good = Locale::parse(LOCALE).unwrap();
    let compiled = good.compiled();
    let mut read = 0;
    for text in styles() {
        for _ in 0..600 {
            let locale = Locale::from_compiled(&dice.damaged(&compiled));
            if let Some(style) = Style::from_compiled(&dice.damaged(&text)) {
                read += 1;
                render(&style, locale.as_ref().unwrap_or(&good));
            }
        }
    }
    assert!(read >= 500, "only {read} damaged styles were read");
}

#[test]
fn survives_cuts_and_noise() {
    let mut dice = Dice(1973);
    let locale = Locale::parse(LOCALE).unwrap().compiled();
    for text in styles().iter().chain([&locale]) {
        for (at, _) in text.char_indices() {
            Style::from_compiled(&text[..at]);
            Locale::from_compiled(&text[..at]);
        }
        let first = text.chars().next().unwrap();
        for _ in 0..2_000 {
            let mut noise = String::from(first);
            (0..dice.throw(200)).for_each(|_| noise.push(dice.letter()));
            Style::from_compiled(&noise);
            Locale::from_compiled(&noise);
        }
    }
}
