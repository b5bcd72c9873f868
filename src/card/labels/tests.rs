//! Every file of labels, checked as its readers will see it.

use std::fs;

use super::*;
use crate::csl::nearest_locale;
use crate::record::Season;

/// The languages, with the direction and the plural categories of whole numbers (CLDR 46).
const LANGUAGES: &[(&str, &str, &str)] = &[
    ("ar", "rtl", "zero one two few many other"),
    ("bg", "ltr", "one other"),
    ("ca", "ltr", "one many other"),
    ("cs", "ltr", "one few other"),
    ("da", "ltr", "one other"),
    ("de", "ltr", "one other"),
    ("el", "ltr", "one other"),
    ("en", "ltr", "one other"),
    ("es", "ltr", "one many other"),
    ("et", "ltr", "one other"),
    ("fa", "rtl", "one other"),
    ("fi", "ltr", "one other"),
    ("fr", "ltr", "one many other"),
    ("ga", "ltr", "one two few many other"),
    ("gl", "ltr", "one other"),
    ("he", "rtl", "one two other"),
    ("hi", "ltr", "one other"),
    ("hr", "ltr", "one few other"),
    ("hu", "ltr", "one other"),
    ("id", "ltr", "other"),
    ("is", "ltr", "one other"),
    ("it", "ltr", "one many other"),
    ("ja", "ltr", "other"),
    ("ko", "ltr", "other"),
    ("lt", "ltr", "one few other"),
    ("lv", "ltr", "zero one other"),
    ("mt", "ltr", "one two few many other"),
    ("nb", "ltr", "one other"),
    ("nl", "ltr", "one other"),
    ("nn", "ltr", "one other"),
    ("pl", "ltr", "one few many"),
    ("pt-BR", "ltr", "one many other"),
    ("pt-PT", "ltr", "one many other"),
    ("ro", "ltr", "one few other"),
    ("ru", "ltr", "one few many"),
    ("sk", "ltr", "one few other"),
    ("sl", "ltr", "one two few other"),
    ("sr", "ltr", "one few other"),
    ("sr-Latn", "ltr", "one few other"),
    ("sv", "ltr", "one other"),
    ("tr", "ltr", "one other"),
    ("uk", "ltr", "one few many"),
    ("vi", "ltr", "other"),
    ("zh-Hans", "ltr", "other"),
    ("zh-Hant", "ltr", "other"),
];

/// Keys that are new and not yet translated into every language.
const NEW: &[&str] = &[];

fn folder() -> String {
    concat!(env!("CARGO_MANIFEST_DIR"), "/src/card/labels").to_owned()
}

fn file(code: &str) -> String {
    fs::read_to_string(format!("{}/{code}.txt", folder())).unwrap_or_else(|error| panic!("{code}: {error}"))
}

/// Every file and its language.
fn files() -> Vec<(&'static str, String)> {
    LANGUAGES.iter().map(|(code, ..)| (*code, file(code))).collect()
}

fn language(code: &str) -> &'static (&'static str, &'static str, &'static str) {
    LANGUAGES
        .iter()
        .find(|(known, ..)| *known == code)
        .unwrap_or_else(|| panic!("{code} is not in the table"))
}

fn labels(tag: &str) -> &'static Labels {
    let code = tag.split('-').next().expect("a language");
    Labels::read(tag, &file(code)).expect("a file of labels")
}

/// A list of everything that is wrong.
fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_file_is_a_language_of_the_table() {
    let mut codes: Vec<String> = fs::read_dir(folder())
        .expect("the folder")
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".txt").map(str::to_owned))
        .collect();
    codes.sort();
    assert_eq!(codes, LANGUAGES.iter().map(|(code, ..)| *code).collect::<Vec<_>>());
}

/// The head of each file is right, and its keys are those of the English file, in the same order.
#[test]
fn every_file_is_complete() {
    let english: Vec<&str> = entries(ENGLISH).map(|(key, _)| key).collect();
    assert_eq!(english.len(), ALL, "ROWS, KINDS and METRICS count the lines of en.txt");
    assert_eq!(english[..HEAD], ["language", "direction", "plural", "comma"]);
    let own: Vec<&str> = KEYS.iter().map(|key| key.trim_end_matches('_')).collect();
    assert_eq!(english[HEAD..HEAD + KEYS.len()], own, "the macro labels! and en.txt have the same keys");
    let mut wrong = Vec::new();
    for (code, text) in files() {
        let (_, direction, plural) = language(code);
        let head = format!("language = {code}\ndirection = {direction}\nplural = {plural}\ncomma = ");
        if !text.starts_with(&head) {
            wrong.push(format!("{code}: begins with\n{head}"));
        }
        let keys: Vec<&str> = entries(&text).map(|(key, _)| key).collect();
        let missing = english.iter().filter(|key| !keys.contains(key) && !NEW.contains(key));
        wrong.extend(missing.map(|key| format!("{code}: {key} is missing")));
        wrong.extend(keys.iter().filter(|key| !english.contains(key)).map(|key| format!("{code}: {key}")));
        let expected: Vec<&&str> = english.iter().filter(|key| keys.contains(key)).collect();
        if keys.iter().collect::<Vec<_>>() != expected {
            wrong.push(format!("{code}: not in the order of en.txt"));
        }
        wrong.extend(text.lines().filter(|line| !line.contains(" = ")).map(|line| format!("{code}: {line}")));
    }
    none(&wrong);
}

/// The places of a label: `{}`, `{all}`.
fn places(words: &str) -> Vec<&str> {
    let mut places: Vec<&str> = words
        .split('{')
        .skip(1)
        .map(|rest| rest.split_once('}').map_or("not closed", |(name, _)| name))
        .collect();
    places.sort_unstable();
    places
}

/// Whether only one count has a category: a language may have a word for it.
fn is_exact(code: &str, category: &str) -> bool {
    (0..=1000).filter(|count| plural::category(code, *count) == category).count() == 1
}

#[test]
fn places_and_plural_forms_are_those_of_the_language() {
    let english: Vec<(&str, &str)> = entries(ENGLISH).collect();
    let mut wrong = Vec::new();
    for (code, text) in files() {
        let (_, _, plural) = language(code);
        let categories: Vec<&str> = plural.split(' ').collect();
        for (key, words) in entries(&text) {
            let Some((_, in_english)) = english.iter().find(|(known, _)| *known == key) else { continue };
            let is_counted = in_english.contains(" | ");
            let expected = places(in_english.split(" | ").next().unwrap_or_default());
            let forms: Vec<&str> = words.split(" | ").collect();
            let count = if is_counted { categories.len() } else { 1 };
            if forms.len() != count {
                wrong.push(format!("{code}: {key} has {} forms, not {count} ({plural})", forms.len()));
                continue;
            }
            for (form, category) in forms.iter().zip(&categories) {
                let own = places(form);
                let numberless = is_counted
                    && is_exact(code, category)
                    && own.iter().all(|place| expected.contains(place));
                if own != expected && !numberless {
                    wrong.push(format!("{code}: {key}: “{form}” has not the places {expected:?}"));
                }
            }
        }
    }
    none(&wrong);
}

/// The native rules give exactly the categories that the files have.
#[test]
fn every_category_is_reached() {
    for (code, _, plural) in LANGUAGES {
        let counts = (0..=1000).chain([1_000_000]);
        let mut reached: Vec<&str> = counts.map(|count| plural::category(code, count)).collect();
        reached.sort_unstable();
        reached.dedup();
        let mut expected: Vec<&str> = plural.split(' ').collect();
        expected.sort_unstable();
        assert_eq!(reached, expected, "{code}");
    }
}

#[test]
fn words_are_clean_and_typographic() {
    let mut wrong = Vec::new();
    for (code, text) in files() {
        for (key, words) in entries(&text) {
            for bad in ["'", "\"", "...", "  ", "\t", "\u{200b}", "\u{200e}", "\u{200f}", "\u{feff}"] {
                // In Hebrew abbreviations the quotation mark is a letter's own sign, ״.
                if words.contains(bad) {
                    wrong.push(format!("{code}: {key}: {bad:?} in “{words}”"));
                }
            }
            if words.trim() != words || words.is_empty() {
                wrong.push(format!("{code}: {key}: “{words}”"));
            }
        }
    }
    none(&wrong);
}

/// A sentence that is the English one has not been translated.
#[test]
fn sentences_are_translated() {
    let english: Vec<(&str, &str)> = entries(ENGLISH).collect();
    let mut wrong = Vec::new();
    for (code, text) in files().into_iter().filter(|(code, _)| *code != "en") {
        let same = entries(&text).filter(|line| english.contains(line));
        let same = same.filter(|(key, words)| {
            *key != "plural" && words.matches(' ').count() > 2 && !words.contains(" | ")
        });
        wrong.extend(same.map(|(key, words)| format!("{code}: {key}: {words}")));
    }
    none(&wrong);
}

/// Speech control presses a button by the words that are seen on it (WCAG 2.5.3).
#[test]
fn names_hold_the_words_that_are_seen() {
    let mut wrong = Vec::new();
    for (code, text) in files() {
        let labels = Labels::read(code, &text).expect("a file of labels");
        let mut holds = |name: String, seen: &str| {
            let bare = |text: &str| text.to_lowercase().replace(['\u{2068}', '\u{2069}'], "");
            if !bare(&name).contains(&bare(seen)) {
                wrong.push(format!("{code}: “{seen}” is not in “{name}”"));
            }
        };
        holds(labels.copy_citation_of.of("APA"), labels.copy_citation);
        holds(labels.copy.of("RIS"), labels.copy_short);
        holds(labels.copy_note.to_owned(), labels.note);
    }
    none(&wrong);
}

#[test]
fn serbian_in_latin_letters_is_the_same_serbian() {
    let latin = serbian_in_latin(&file("sr")).replacen("language = sr\n", "language = sr-Latn\n", 1);
    let path = format!("{}/sr-Latn.txt", folder());
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, latin).expect("the file can be written");
    } else {
        assert_eq!(file("sr-Latn"), latin, "run this test with UPDATE=1 after a change of sr.txt");
    }
}

/// The Serbian alphabets have the same letters; three Cyrillic ones are two Latin letters each.
fn serbian_in_latin(text: &str) -> String {
    const PAIRS: &str =
        "аa бb вv гg дd ђđ еe жž зz иi јj кk лl љlj мm нn њnj оo пp рr сs тt ћć уu фf хh цc чč џdž шš";
    let latin = |letter: char| {
        let lower = letter.to_lowercase().next()?;
        let latin = PAIRS.split(' ').find_map(|pair| pair.strip_prefix(lower))?;
        let mut letters = latin.chars();
        let first = letters.next()?;
        let first = if lower == letter { first.to_string() } else { first.to_uppercase().to_string() };
        Some(first + letters.as_str())
    };
    text.chars().map(|letter| latin(letter).unwrap_or_else(|| letter.to_string())).collect()
}

#[test]
fn the_documentation_names_every_language() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/languages.md");
    let text = fs::read_to_string(path).expect("docs/languages.md");
    let list = text.split("languages -->").nth(1).expect("the list, between its marks");
    let mut named: Vec<&str> = list.split('`').skip(1).step_by(2).collect();
    named.sort_unstable();
    assert_eq!(named, LANGUAGES.iter().map(|(code, ..)| *code).collect::<Vec<_>>());
}

#[test]
fn the_nearest_language_answers() {
    let codes: Vec<&str> = LANGUAGES.iter().map(|(code, ..)| *code).collect();
    for (tag, expected) in [
        ("zh-TW", Some("zh-Hant")),
        ("zh-HK", Some("zh-Hant")),
        ("zh-Hant-MO", Some("zh-Hant")),
        ("zh-CN", Some("zh-Hans")),
        ("zh", Some("zh-Hans")),
        ("zh-Hans-SG", Some("zh-Hans")),
        ("yue", Some("zh-Hant")),
        ("no", Some("nb")),
        ("nn-NO", Some("nn")),
        ("iw", Some("he")),
        ("in", Some("id")),
        ("pt", Some("pt-PT")),
        ("pt-AO", Some("pt-PT")),
        ("pt-BR", Some("pt-BR")),
        ("sr-Latn-RS", Some("sr-Latn")),
        ("sr-Cyrl", Some("sr")),
        ("sr-RS", Some("sr")),
        ("sh", Some("sr-Latn")),
        ("bs", Some("hr")),
        ("mo", Some("ro")),
        ("en-ZA", Some("en")),
        ("fr-CA", Some("fr")),
        ("th", None),
        ("", None),
    ] {
        assert_eq!(nearest_locale(tag, &codes), expected, "{tag}");
    }
}

#[test]
fn what_is_no_file_of_labels_is_refused_and_what_is_missing_is_english() {
    assert!(Labels::read("fr", "<!doctype html>\n<title>Not found = 404</title>").is_none());
    let some = Labels::read("ru", "language = ru\nplural = one few many\nclose = Закрыть").expect("a file");
    assert_eq!((some.close, some.copy_short, some.works.of(5).as_str()), ("Закрыть", "Copy", "5 works"));
    assert!(std::ptr::eq(some, some.tagged("ru")), "read once");
    assert_eq!(some.tagged("ru-UA").lang(), "ru");
}

#[test]
fn the_region_of_the_words_is_that_of_the_numbers() {
    for (tag, code, locale) in [
        ("pt", "pt-PT", "pt-PT"),
        ("pt-AO", "pt-PT", "pt-AO"),
        ("pt-BR", "pt-BR", "pt-BR"),
        ("de-AT", "de", "de-AT"),
        ("zh", "zh-Hans", "zh-Hans"),
        ("zh-TW", "zh-Hant", "zh-TW"),
        ("sh", "sr-Latn", "sh"),
    ] {
        let labels = Labels::read(tag, &file(code)).expect("a file of labels");
        assert_eq!(labels.language.locale(), locale, "{tag}");
    }
}

#[test]
fn numbers_and_plurals() {
    let (en, de) = (Labels::english("en-GB"), labels("de-AT"));
    assert_eq!(en.number(1_234_567), "1,234,567");
    assert_eq!(en.number(1_234), "1234");
    assert_eq!(en.metric("citations", 1).concat(), "1 citation");
    assert_eq!(de.metric("citations", 2), ["", "2", " Zitationen"]);
    assert_eq!(de.metric("Mentions", 3).concat(), "3 Erwähnungen");
    assert_eq!(de.metric("Altmetric score", 3).concat(), "3 Altmetric score", "the page's own word stays");
    assert_eq!(en.metric("language", 3).concat(), "3 language", "a key that is no metric");
    assert_eq!(en.chosen.of_all(1, 300), "1 of 300 works");
    assert_eq!(de.chosen.of_all(3, 300), "3 von 300 Werken");
    assert_eq!(en.percent(86), "86%");
    assert_eq!(en.language("en-GB"), "English");
    assert_eq!(en.language("tlh"), "tlh");
    assert_eq!(en.list(&["Ada".to_owned(), "Grace".to_owned()]), "Ada, Grace");
}

#[test]
fn dates() {
    let en = Labels::english("en");
    let day = DatePart::new(2021, Some(9), Some(1));
    assert_eq!(en.date(&day, true), "1\u{a0}Sept 2021");
    assert_eq!(en.date(&day, false), "1\u{a0}September 2021");
    assert_eq!(en.date(&DatePart::new(2021, Some(6), None), true), "Jun 2021");
    assert_eq!(en.date(&DatePart::year(-43), false), "43 BC");
    assert_eq!(labels("de").date(&day, false), "2021-09-01");
    let spring = DatePart { season: Some(Season::Spring), ..DatePart::year(2021) };
    assert_eq!(labels("de").date(&spring, false), "Frühjahr 2021");
    let range =
        Date { start: Some(DatePart::year(2019)), end: Some(DatePart::year(2020)), ..Date::default() };
    assert_eq!(en.date_range(&range, false), "2019 – 2020");
}

#[test]
fn keys_have_the_names_of_the_language() {
    assert!(Labels::english("en").copy_refused(false).contains("Ctrl+C"));
    assert!(labels("de").copy_refused(false).contains("Strg+C"));
}
