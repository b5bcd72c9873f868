//! Citation keys and file names: from a record to `procter2022` and `procter-2022`.
//!
//! A key is the one that the record brings, as it is wherever BibTeX, biber and LaTeX take it, and in
//! Latin letters where it has others. A number that only counts records, a hash and an address are not
//! keys, unless the option `keys` is `keep`. Else a key is made from a pattern (option `keys`), whose
//! default is `[author][year]`. In a pattern everything outside square brackets stands for itself,
//! and in brackets:
//!
//! | | |
//! |---|---|
//! | `author` | family name of the first author, or editor; the first word of an organisation |
//! | `authors` | family names of up to three; of four and more, the first and `etal` |
//! | `year`, `yy` | year, or its last two digits |
//! | `title` | first word of the title that is not an article or preposition |
//! | `words` | the first three such words |
//! | `journal` | first letters of the words of the journal or book |
//! | `type`, `doi`, `id` | CSL type, DOI, id |
//!
//! After a colon: `upper`, `capital` (small letters otherwise), or how many letters at most:
//! `[author:capital][year][title:5]`. A made key has only letters, digits and `- _ : . + /`. Two alike
//! in one list become `doe2020a`, `doe2020b`.

use super::{Options, latex, spelling};
use crate::record::{Kind, Name, Record, Variable, markup};
use crate::text::case;
use std::collections::BTreeMap;

/// The option, as formats with keys name it.
pub const OPTION: (&str, &str) = (
    "keys",
    "the pattern of citation keys, such as [author:capital][year]; keep: the record's own id, whatever it is; \
     not given: the record's own where it is a key, else [author][year]",
);

/// The pattern of keys where the owner gives none.
pub const DEFAULT: &str = "[author][year]";

/// Keys and file names are cut at so many letters.
const MAX_LENGTH: usize = 64;

/// A key for every record, each different from the others.
pub fn keys(records: &[Record], options: &Options) -> Vec<String> {
    let alone: Vec<Alone> = records.iter().map(|record| alone(record, options)).collect();
    tell_apart(alone)
}

/// The key of a record before it is told apart from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alone {
    key: String,
    /// It came with the record.
    brought: bool,
}

/// The key of a record before it is told apart from others.
pub fn alone(record: &Record, options: &Options) -> Alone {
    let pattern = pattern(options);
    let brought = pattern.is_none_or(|pattern| pattern == KEEP) && own(record, pattern.is_some()).is_some();
    Alone { key: one(record, pattern), brought }
}

/// Keys that differ: those that came with the record stay, made ones get a letter where two are alike.
/// BibTeX takes capitals and small letters for the same.
pub fn tell_apart(all: Vec<Alone>) -> Vec<String> {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for Alone { key, .. } in &all {
        *count.entry(key.to_ascii_lowercase()).or_default() += 1;
    }
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let mut keys = Vec::with_capacity(all.len());
    for Alone { mut key, brought } in all {
        let small = key.to_ascii_lowercase();
        if count.get(&small).is_none_or(|count| *count < 2) || brought && !taken.contains_key(&small) {
            taken.entry(small).or_default();
            keys.push(key);
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
        keys.push(key);
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

/// The pattern that the option `keys` gives.
fn pattern(options: &Options) -> Option<&str> {
    options.text("keys").filter(|pattern| !pattern.trim().is_empty())
}

/// The option that keeps every id.
const KEEP: &str = "keep";

fn one(record: &Record, pattern: Option<&str>) -> String {
    let made = match pattern {
        None => own(record, false),
        Some(KEEP) => own(record, true),
        Some(pattern) => Some(fill(pattern, record)),
    };
    let made = made.filter(|key| key.contains(|letter: char| letter.is_ascii_alphanumeric()));
    made.unwrap_or_else(|| fill(DEFAULT, record))
}

/// The key that the record brings: its `citation-key`, or an id that can be one.
fn own(record: &Record, keep: bool) -> Option<String> {
    let given = record.text(Variable::CitationKey).unwrap_or(&record.id).trim();
    let key = if given.chars().all(is_accepted) { given.to_owned() } else { spelled(given)? };
    let counted = key.trim_end_matches(|letter: char| letter.is_ascii_digit()).trim_end_matches(['-', '_']);
    let numbered =
        ["item", "ref", "cite", "id", "record"].iter().any(|word| counted.eq_ignore_ascii_case(word))
            || counted.is_empty() && key.len() < 4;
    let hash = key.len() >= 20
        && key.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
        && key.contains(|letter: char| letter.is_ascii_alphabetic());
    let usable = keep || !numbered && !hash && !key.contains("://") && key.len() <= MAX_LENGTH;
    (usable && !key.is_empty()).then_some(key)
}

/// What can be in a key. BibTeX ends a key at a comma, a space and the closing bracket (`bibtex.web`, 183),
/// and takes none of `" # % ' ( ) , = { }` into a name; biber refuses these as well, with `~` and `\`. In
/// LaTeX's `\cite`, `$ ^ @` and a backtick mean something else.
fn is_accepted(letter: char) -> bool {
    letter.is_ascii_graphic() && !"\"#%'(),={}~\\$^@`".contains(letter)
}

/// A key in letters that BibTeX takes: accents go, other scripts are transliterated, brackets and spaces
/// left out. Nothing where a letter has no spelling, which would make another key of it.
fn spelled(key: &str) -> Option<String> {
    let mut out = String::new();
    for word in key.split_inclusive(|letter: char| letter.is_ascii() && !letter.is_ascii_alphanumeric()) {
        let han = word.find(spelling::is_han).map(|at| word.split_at(at));
        let (before, rest) = han.unwrap_or((word, ""));
        let end = rest
            .rfind(spelling::is_han)
            .map_or(0, |at| at + rest[at..].chars().next().map_or(0, char::len_utf8));
        let (name, after) = rest.split_at(end);
        if !name.is_empty() && name.chars().count() > 3 {
            return None;
        }
        for part in [before, name, after] {
            let part = spelling::spell(part).unwrap_or_else(|| part.to_owned());
            for letter in part.chars() {
                match letter {
                    letter if is_accepted(letter) => out.push(letter),
                    letter if letter.is_alphanumeric() => {
                        let mut plain = latex::fold(letter.encode_utf8(&mut [0; 4]));
                        if plain.is_empty() {
                            return None;
                        }
                        if letter.is_uppercase() {
                            plain[..1].make_ascii_uppercase();
                        }
                        out.push_str(&plain);
                    }
                    _ => {}
                }
            }
        }
    }
    Some(out)
}

/// A name or a word in small Latin letters and digits.
fn folded(text: &str) -> String {
    spelling::spell(text).map_or_else(|| latex::fold(text), |spelled| latex::fold(&spelled))
}

/// What can be in a made key: letters that BibTeX, biber, Typst and pandoc take alike.
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
        "author" => folded(&first_word(creators(record).first())),
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
        out.push_str(&folded(&first_word(Some(name))));
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
    let author = folded(&first_word(creators(record).first()));
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
    fn keys_are_readable_legal_and_unique() {
        let doe = record("Doe", 2020, "On the Origin of Things");
        check(std::slice::from_ref(&doe), None, &["doe2020"]);
        check(&vec![doe; 3], None, &["doe2020a", "doe2020b", "doe2020c"]);
        check(&[record("Müller-Lüdenscheidt", 1999, "")], None, &["mullerludenscheidt1999"]);
        check(&[record("Ørsted", 1820, "")], None, &["orsted1820"]);
        check(&[record("Достоевский", 1866, "")], None, &["dostoevskii1866"]);
        check(&[record("孔", 2001, "论语")], None, &["kong2001"]);
        check(&[record("이", 2001, "")], None, &["i2001"]);
        check(&[record("さとう", 2001, "")], None, &["satou2001"]);
        check(&[record("山田", 2001, "The 论语 today")], None, &["today2001"]);
        check(&[record("山田", 2001, "论语")], None, &["book2001"]);
    }

    #[test]
    fn keys_follow_the_owners_pattern() {
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
    fn the_records_own_key_stays() {
        let mut doe = record("Doe", 2020, "");
        for (id, expected) in [
            ("DoeOrigin:2020", "DoeOrigin:2020"),
            ("item-1", "doe2020"),
            ("https://example.org/1", "doe2020"),
            ("10.1000/182", "10.1000/182"),
            ("2004A&A...424..927C", "2004A&A...424..927C"),
            ("9156932", "9156932"),
            ("7", "doe2020"),
            ("MüllerÖ2020", "MullerO2020"),
            ("Достоевский:1866", "Dostoevskii:1866"),
            ("김2020", "gim2020"),
            ("王2020a", "wang2020a"),
            ("論語2020", "doe2020"),
            ("8d5a3c1be2f94f0ca1d7e9b0c1d2e3f4", "doe2020"),
            ("a key", "akey"),
            ("10.1002/(SICI)1:2", "10.1002/SICI1:2"),
            ("a{b},c%d#e~f\\g", "abcdefg"),
        ] {
            doe.id = id.to_owned();
            check(std::slice::from_ref(&doe), None, &[expected]);
        }
    }

    #[test]
    fn every_id_is_kept_where_that_is_wanted() {
        let mut doe = record("Doe", 2020, "");
        for id in ["item-1", "7", "https://example.org/1", "8d5a3c1be2f94f0ca1d7e9b0c1d2e3f4"] {
            doe.id = id.to_owned();
            check(std::slice::from_ref(&doe), Some("keep"), &[id]);
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
