//! Citation keys and file names: from a record to `procter2022` and `procter-2022`.
//!
//! A key is the one that the record brings, else it is made from a pattern (option `keys`), whose
//! default is `[author][year]`. In a pattern everything outside square brackets stands for itself,
//! and in brackets:
//!
//! | | |
//! |---|---|
//! | `author` | family name of the first author, or editor; the first word of an organisation |
//! | `authors` | family names of up to three; of four and more, the first and `etal` |
//! | `year`, `yy` | year, or its last two digits |
//! | `title` | first word of the title that is no article or preposition |
//! | `words` | the first three such words |
//! | `journal` | first letters of the words of the journal or book |
//! | `type`, `doi`, `id` | CSL type, DOI, id |
//!
//! After a colon: `upper`, `capital` (small letters otherwise), or how many letters at most:
//! `[author:capital][year][title:5]`. A key has only letters, digits and `- _ : . + /`. Two alike
//! in one list become `doe2020a`, `doe2020b`.

use super::{Options, latex};
use crate::record::{Kind, Name, Record, Variable, markup};
use crate::text::case;
use std::collections::BTreeMap;

/// The option, as formats with keys name it.
pub const OPTION: (&str, &str) = (
    "keys",
    "the pattern of citation keys, such as [author:capital][year]; not given: the record's own, else [author][year]",
);

/// The pattern of keys where the owner gives none.
pub const DEFAULT: &str = "[author][year]";

/// Keys and file names are cut at so many letters.
const MAX_LENGTH: usize = 64;

/// A key for every record, each different from the others.
pub fn keys(records: &[Record], options: &Options) -> Vec<String> {
    let pattern = pattern(options);
    let mut keys: Vec<String> = records.iter().map(|record| one(record, pattern)).collect();
    // Keys that came with the record stay; made ones get a letter where two are alike. BibTeX takes
    // capitals and small letters for the same.
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for key in &keys {
        *count.entry(key.to_ascii_lowercase()).or_default() += 1;
    }
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for (key, record) in keys.iter_mut().zip(records) {
        let small = key.to_ascii_lowercase();
        let brought = pattern.is_none() && own(record).is_some();
        if count.get(&small).is_none_or(|count| *count < 2) || brought && !taken.contains_key(&small) {
            taken.entry(small).or_default();
            continue;
        }
        let next = taken.entry(small.clone()).or_default();
        loop {
            let letters = letters(*next);
            *next += 1;
            if !count.contains_key(&(small.clone() + &letters)) {
                key.push_str(&letters);
                break;
            }
        }
    }
    keys
}

/// 0 is `a`, 25 is `z`, 26 is `aa`.
fn letters(mut number: usize) -> String {
    let mut out = Vec::new();
    loop {
        out.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
        if number == 0 {
            break;
        }
        number -= 1;
    }
    out.iter().rev().collect()
}

/// The key of one record, by itself.
pub fn key(record: &Record, options: &Options) -> String {
    one(record, pattern(options))
}

fn pattern(options: &Options) -> Option<&str> {
    options.text("keys").filter(|pattern| !pattern.trim().is_empty())
}

fn one(record: &Record, pattern: Option<&str>) -> String {
    let made = match pattern {
        None => own(record).map(str::to_owned),
        Some(pattern) => Some(fill(pattern, record)),
    };
    let made = made.filter(|key| key.contains(|letter: char| letter.is_ascii_alphanumeric()));
    made.unwrap_or_else(|| fill(DEFAULT, record))
}

/// The key that the record brings: its `citation-key`, or an id that can be one.
fn own(record: &Record) -> Option<&str> {
    let key = record.text(Variable::CitationKey).unwrap_or(&record.id);
    let counted = key.trim_end_matches(|letter: char| letter.is_ascii_digit()).trim_end_matches(['-', '_']);
    let numbered =
        ["item", "ref", "cite", "id", "record"].iter().any(|word| counted.eq_ignore_ascii_case(word));
    let hash = key.len() >= 20 && key.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    let usable = key.len() <= MAX_LENGTH && key.starts_with(|letter: char| letter.is_ascii_alphabetic());
    (usable && !numbered && !hash && !key.contains("://") && key.chars().all(is_legal)).then_some(key)
}

/// Letters that a key can have in BibTeX, biber, Typst and pandoc alike.
fn is_legal(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "-_:.+/".contains(letter)
}

fn fill(pattern: &str, record: &Record) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        let (field, after) = after.split_once(']').unwrap_or_default();
        out.push_str(&placeholder(field, record));
        rest = after;
    }
    out.push_str(rest);
    out.retain(is_legal);
    out.truncate(MAX_LENGTH);
    if out.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        return out;
    }
    // Nobody whose name can be spelled: the title, or what kind of work it is.
    let word = title_words(record, 1);
    let word = if word.is_empty() { latex::fold(record.kind.as_str()) } else { word };
    word + &out
}

fn placeholder(field: &str, record: &Record) -> String {
    let mut parts = field.split(':');
    let mut text = match parts.next().unwrap_or_default() {
        "author" => latex::fold(&first_word(creators(record).first())),
        "authors" => authors(creators(record)),
        "year" => year(record),
        "yy" => year(record).chars().skip(2).collect(),
        "title" => title_words(record, 1),
        "words" => title_words(record, 3),
        "journal" => initials(record.text(Variable::ContainerTitle).unwrap_or_default()),
        "type" => record.kind.as_str().to_owned(),
        "doi" => record.text(Variable::Doi).unwrap_or_default().to_owned(),
        "id" => record.id.clone(),
        _ => String::new(),
    };
    for modifier in parts {
        match modifier {
            "upper" => text.make_ascii_uppercase(),
            "capital" => {
                if let Some(first) = text.get_mut(..1) {
                    first.make_ascii_uppercase();
                }
            }
            _ => {
                if let Ok(length) = modifier.parse::<usize>() {
                    text = text.chars().take(length).collect();
                }
            }
        }
    }
    text
}

/// Who made the work: authors, else editors and so on, else the publisher.
fn creators(record: &Record) -> &[Name] {
    let roles =
        [Variable::Author, Variable::Editor, Variable::Director, Variable::Composer, Variable::Contributor];
    roles.iter().map(|role| record.names(*role)).find(|names| !names.is_empty()).unwrap_or_default()
}

/// The family name with its particle, or the first word of an organisation.
fn first_word(name: Option<&Name>) -> String {
    let Some(name) = name else { return String::new() };
    match (&name.family, &name.literal) {
        (Some(family), _) => {
            let particle = name.non_dropping_particle.as_deref().or(name.dropping_particle.as_deref());
            particle.unwrap_or_default().to_owned() + family
        }
        (None, Some(literal)) => {
            let word = |word: &&str| !is_stop_word(word) && word.contains(char::is_alphabetic);
            literal.split_whitespace().find(word).unwrap_or(literal).to_owned()
        }
        (None, None) => name.given.clone().unwrap_or_default(),
    }
}

fn authors(names: &[Name]) -> String {
    let shown = if names.len() > 3 { 1 } else { names.len() };
    let mut out = String::new();
    for name in names.iter().take(shown).filter(|name| !name.is_others()) {
        out.push_str(&latex::fold(&first_word(Some(name))));
    }
    if shown < names.len() {
        out.push_str("etal");
    }
    out
}

fn year(record: &Record) -> String {
    let date = record.date(Variable::Issued).and_then(|date| date.start_year());
    date.map(|year| year.unsigned_abs().to_string()).unwrap_or_default()
}

const STOP_WORDS: &str = " a an and as at by for from in into is of on or the to with der die das ein eine und von zur \
    zum le la les un une des du de el los las en sur ";

fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.contains(&format!(" {} ", case::to_lower(word)))
}

fn title_words(record: &Record, count: usize) -> String {
    let title = markup::plain(record.title());
    let words = title.split(|letter: char| !letter.is_alphanumeric() && letter != '\'' && letter != '’');
    words
        .filter(|word| !is_stop_word(word))
        .map(latex::fold)
        .filter(|word| !word.is_empty())
        .take(count)
        .collect()
}

fn initials(title: &str) -> String {
    let words = title.split_whitespace().filter(|word| !is_stop_word(word));
    words.filter_map(|word| latex::fold(word).chars().next()).collect()
}

/// The name of a file for a record, without the extension: `procter-2022`.
pub fn file_stem(record: &Record) -> String {
    let author = latex::fold(&first_word(creators(record).first()));
    let name = if author.is_empty() { title_words(record, 3) } else { author };
    let mut parts: Vec<String> = [name, year(record)].into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        let kind = if record.kind == Kind::Document { "citation" } else { record.kind.as_str() };
        parts.push(kind.to_owned());
    }
    let mut stem = parts.join("-");
    stem.truncate(MAX_LENGTH);
    stem
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Date, Json};

    fn record(family: &str, year: i32, title: &str) -> Record {
        let mut record = Record::new(Kind::Book);
        record.push_name(Variable::Author, Name::person(family, "A."));
        record.set_date(Variable::Issued, Date::year(year));
        record.set_text(Variable::Title, title);
        record
    }

    #[track_caller]
    fn check(records: &[Record], pattern: Option<&str>, expected: &[&str]) {
        let options =
            pattern.map(|pattern| Json::Object(vec![("keys".into(), pattern.into())])).unwrap_or_default();
        assert_eq!(keys(records, &Options(options)), expected);
    }

    #[test]
    fn b9_keys_are_readable_legal_and_unique() {
        let doe = record("Doe", 2020, "On the Origin of Things");
        check(std::slice::from_ref(&doe), None, &["doe2020"]);
        check(&vec![doe; 3], None, &["doe2020a", "doe2020b", "doe2020c"]);
        check(&[record("Müller-Lüdenscheidt", 1999, "")], None, &["mullerludenscheidt1999"]);
        check(&[record("Ørsted", 1820, "")], None, &["orsted1820"]);
        check(&[record("Достоевский", 1866, "")], None, &["dostoevskii1866"]);
        check(&[record("孔", 2001, "The 论语 today")], None, &["today2001"]);
        check(&[record("孔", 2001, "论语")], None, &["book2001"]);
    }

    #[test]
    fn b9_keys_follow_the_owners_pattern() {
        let doe = record("Doe", 2020, "On the Origin of Things");
        for (pattern, expected) in [
            ("[author:capital][year][title:3]", "Doe2020ori"),
            ("[author:upper]-[yy]", "DOE-20"),
            ("x:[words]", "x:originthings"),
            ("[authors].[type]", "doe.book"),
            ("", "doe2020"),
            ("[author", "origin"),
        ] {
            check(std::slice::from_ref(&doe), Some(pattern), &[expected]);
        }
    }

    #[test]
    fn b9_the_records_own_key_stays() {
        let mut doe = record("Doe", 2020, "");
        for (id, expected) in [
            ("DoeOrigin:2020", "DoeOrigin:2020"),
            ("item-1", "doe2020"),
            ("https://example.org/1", "doe2020"),
            ("10.1000/182", "doe2020"),
            ("8d5a3c1be2f94f0ca1d7e9b0c1d2e3f4", "doe2020"),
            ("a key", "doe2020"),
        ] {
            doe.id = id.to_owned();
            check(std::slice::from_ref(&doe), None, &[expected]);
        }
    }

    #[test]
    fn many_alike_get_many_letters() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["a", "z", "aa", "zz", "aaa"]);
    }

    #[test]
    fn file_names_are_readable() {
        assert_eq!(file_stem(&record("de Haan", 2022, "")), "dehaan-2022");
        assert_eq!(file_stem(&Record::new(Kind::Dataset)), "dataset");
        let mut untitled = Record::new(Kind::Report);
        untitled.set_text(Variable::Title, "The <i>E. coli</i> report");
        assert_eq!(file_stem(&untitled), "ecolireport");
    }
}
