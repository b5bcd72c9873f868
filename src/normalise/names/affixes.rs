//! What stands before and behind a name without being part of it: bylines, titles, degrees, footnote marks,
//! notes in brackets, years of life; and what is one, `Jr.` and `III`.

use super::organisation::is_organisation;
use crate::text::{case, cut, parts};

/// Words that stand behind a name and belong to it.
const SUFFIXES: &[&str] =
    &["jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "v", "2nd", "3rd", "filho", "junior", "neto", "júnior"];

/// Degrees and orders behind a name: without dots and spaces, small letters.
const DEGREES: &[&str] = &[
    "phd", "md", "msc", "mph", "dphil", "mphil", "drphil", "mba", "bsc", "ma", "ba", "ms", "bs", "rn", "dds",
    "dvm", "jd", "llm", "llb", "esq", "pharmd", "drph", "facs", "frcp", "frcs", "frs", "mbbs", "mbchb",
    "edd", "psyd", "dsc", "scd", "meng", "beng", "mres", "med", "mfa", "bfa", "cpa", "obe", "mbe", "cbe",
    "habil", "csc", "drsc", "do", "dmd", "mlis", "mls", "msn", "bsn", "dnp", "aprn", "facp", "faan", "frcpc",
    "mrcp", "mhs", "mha", "mpp", "mpa", "msw", "dpt", "cfa", "frse", "fba", "fmedsci", "faha", "facc",
    "facep", "frcpath", "rph", "lcsw",
];

/// Those that nobody has for initials, so that they need no comma before them.
const CLEAR_DEGREES: &[&str] =
    &["phd", "msc", "dphil", "mphil", "pharmd", "drph", "mbbs", "mbchb", "bsc", "psyd", "frcp", "frcs"];

/// Titles before a name: small letters, without their dots.
const TITLES: &[&str] = &[
    "sir",
    "dame",
    "rev",
    "reverend",
    "hon",
    "col",
    "capt",
    "lt",
    "maj",
    "gen",
    "sgt",
    "fr",
    "sen",
    "gov",
    "dr",
    "prof",
    "professor",
    "mr",
    "mrs",
    "ms",
    "dra",
    "dott",
    "dottssa",
    "profssa",
    "dipl-ing",
    "dr-ing",
    "ing",
    "phdr",
    "rndr",
    "mudr",
    "doc",
    "mag",
    "univ-prof",
    "apl",
    "em",
    "hc",
    "med",
    "phil",
    "rer",
    "nat",
    "habil",
    "dres",
];

/// Those that nobody is called, so that they need no dot.
const SURE_TITLES: &[&str] =
    &["Dr", "Prof", "Professor", "Mr", "Mrs", "Ms", "Dra", "Sir", "Dame", "Rev", "Reverend"];

/// Those that begin a row of titles; the others only follow one.
const FIRST_TITLES: usize = 34;

/// What sites write before the name of an author.
const BYLINES: &[&str] = &[
    "by ",
    "by: ",
    "posted by ",
    "written by ",
    "author: ",
    "authors: ",
    "edited by ",
    "text: ",
    "texte: ",
    "texto: ",
    "autor: ",
    "autora: ",
    "auteur: ",
    "autore: ",
    "автор: ",
    "作者：",
    "作者: ",
    "作者:",
    "文/",
    "文：",
    "글 ",
    "editor, ",
    "editors, ",
    "ed. by ",
    "hrsg. von ",
    "herausgegeben von ",
];

/// Those that may be a name as well, so that a given and a family name have to follow.
const SHORT_BYLINES: &[&str] = &["Par ", "Por ", "Von ", "Door "];

/// A name without what is written before authors' names.
pub(super) fn without_byline(text: &str) -> &str {
    let mut text = text.trim();
    while let Some(line) = BYLINES.iter().find(|line| {
        text.get(..line.len()).is_some_and(|start| case::to_lower(start) == **line) && text.len() > line.len()
    }) {
        text = cut::tail(text, line.len()).trim_start();
    }
    let named = |rest: &&str| {
        let first = parts::first(rest, " ");
        rest.contains(' ') && !super::person::is_capital_particle(first) && super::person::spelled_out(first)
    };
    let rest = SHORT_BYLINES.iter().find_map(|line| text.strip_prefix(line)).filter(named);
    rest.filter(|rest| !parts::first(rest, " ").ends_with(',')).unwrap_or(text)
}

/// A name without its number in a list: `1. Jane Roe`.
pub(super) fn without_number(text: &str) -> &str {
    let digits = text.len() - text.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let rest = cut::tail(text, digits);
    let rest = rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "));
    rest.filter(|rest| (1..=2).contains(&digits) && rest.starts_with(char::is_uppercase)).unwrap_or(text)
}

/// A name without the titles before it; what would leave nothing but one word keeps them: `Dr. Seuss`.
pub(super) fn without_titles(text: &str) -> &str {
    let rest = titles_off(text);
    if rest.contains(' ') { rest } else { text }
}

/// Words without the titles before them.
pub(super) fn titles_off(text: &str) -> &str {
    let mut rest = without_thai_title(text);
    while let Some((word, after)) = rest.split_once(' ') {
        let key: String = case::to_lower(word).chars().filter(|letter| *letter != '.').collect();
        let known = TITLES.iter().position(|title| *title == key);
        // Without its dot a short one may be a name.
        let sure = word.ends_with('.') || SURE_TITLES.contains(&word);
        let first = rest.len() == text.len();
        let thai = word.starts_with(is_thai) && word.ends_with('.');
        if !thai && !known.is_some_and(|at| sure && (!first || at < FIRST_TITLES)) {
            break;
        }
        rest = after.trim_start();
    }
    rest
}

/// A Thai name without `Mr.` and `Miss`, which are written together with it.
fn without_thai_title(text: &str) -> &str {
    let rest = ["นางสาว", "นาย"].iter().find_map(|title| text.strip_prefix(title)).map(str::trim_start);
    // A vowel behind belongs to a longer word.
    rest.filter(|rest| rest.starts_with(is_thai) && rest.contains(' ')).unwrap_or(text)
}

/// Letters that a Thai word begins with.
fn is_thai(letter: char) -> bool {
    matches!(letter, '\u{e01}'..='\u{e2e}' | '\u{e40}'..='\u{e44}')
}

/// Whether a word belongs to a name as `Jr.` does.
pub(super) fn is_suffix(word: &str) -> bool {
    SUFFIXES.contains(&case::to_lower(word).as_str())
}

/// Letters alone, small.
fn key(word: &str) -> String {
    case::to_lower(word).chars().filter(|letter| letter.is_alphabetic()).collect()
}

/// Whether these words are degrees that nobody has for initials: `PhD`, `Ph.D.`, `MD PhD`.
pub(super) fn is_clear_degree(text: &str) -> bool {
    let known = |word: &str, list: &[&str]| list.contains(&key(word).as_str());
    let words: Vec<&str> = text.trim().split([' ', ',']).filter(|word| !word.is_empty()).collect();
    known(text, CLEAR_DEGREES)
        || words.iter().all(|word| known(word, DEGREES))
            && words.iter().any(|word| known(word, CLEAR_DEGREES))
}

/// Whether these words behind a comma are degrees and no initials: `Jane Roe, MD` has one, `Roe, MA` has
/// none, and of `Van Daele, J. D.` nothing tells.
pub(super) fn is_degree(text: &str, before: &str) -> bool {
    let text = text.trim();
    let words: Vec<&str> = before.trim().split(' ').collect();
    let named = words.len() > 1 && words[0].chars().next().is_some_and(char::is_uppercase);
    let initial = words.iter().any(|word| word.ends_with('.') && word.chars().count() == 2);
    let spaced = text.contains(". ");
    is_clear_degree(text)
        || named
            && DEGREES.contains(&key(text).as_str())
            && (initial || !spaced && !super::person::is_capital_particle(words[0]) && key(text) != "jd")
}

/// `Jane Roe, MD, PhD` without what follows its name.
pub(super) fn without_degrees_between(text: &str) -> &str {
    let mut text = text;
    // `Jane Roe, RN, MSN`
    if let Some((name, degrees)) = text.split_once(',') {
        if name.contains(' ') && degrees.split(',').all(|degree| is_degree(degree, name)) {
            return name;
        }
    }
    while let Some((before, after)) = text.rsplit_once(',') {
        let inverted = before.contains(',');
        // Behind a family and a given name there are no initials.
        let degree = is_clear_degree(after) || DEGREES.contains(&key(after).as_str());
        if !(if inverted { degree } else { is_degree(after, before) }) {
            break;
        }
        text = before.trim_end();
    }
    text
}

/// A name without degrees behind it that need no comma: `Jane Roe PhD`, `Jane Roe M.D.`
pub(super) fn without_degrees(text: &str) -> &str {
    let mut text = text;
    while let Some((before, last)) = parts::last_word(text) {
        // `Smith MD` has initials, `Jane Smith MD` a degree.
        let named = before.split(' ').filter(|word| word.chars().count() > 2 && !word.ends_with('.')).count();
        let medical = matches!(last, "MD" | "M.D." | "RN" | "Esq." | "DDS" | "DVM") && named > 1;
        let particles = before.split(' ').any(|word| word.starts_with(char::is_lowercase));
        if !(CLEAR_DEGREES.contains(&key(last).as_str()) && before.contains(' ') || medical && !particles) {
            break;
        }
        text = parts::trim_end(before, ", ");
    }
    text
}

/// Names without footnote marks: `Jane Roe 1,2`, `Rick Poe*`, `Ed Moe¹`. Digits go only behind what can be
/// a person's name; years and longer numbers stay.
pub(super) fn without_marks(text: &str) -> String {
    let superscript = |letter: char| matches!(letter, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
    let symbol =
        |letter: char| superscript(letter) || matches!(letter, '*' | '†' | '‡' | '§' | '¶' | '∗' | '#' | '✉');
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut marked = false;
    while let Some(letter) = rest.chars().next() {
        let digits = rest.len() - rest.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
        let after = cut::tail(rest, digits);
        let ends =
            after.chars().next().is_none_or(|next| next != '-' && next != '–' && !next.is_alphanumeric());
        let named = out.trim_end().ends_with(|letter: char| letter.is_alphabetic() || letter == '.');
        if (1..=2).contains(&digits) && ends && (named || marked) {
            out.truncate(out.trim_end().len());
            rest = after;
            marked = true;
        } else if symbol(letter) && (!out.trim().is_empty() || rest.len() < text.len()) {
            rest = cut::tail(rest, letter.len_utf8());
            marked = true;
        } else if marked && letter == ',' && next_is_mark(cut::tail(rest, 1), symbol) {
            rest = cut::tail(rest, 1);
        } else {
            marked &= letter == ' ' || letter == ',';
            out.push(letter);
            rest = cut::tail(rest, letter.len_utf8());
        }
    }
    out.truncate(out.trim_end_matches([' ', ',']).len());
    out
}

/// Whether another mark follows the comma behind one.
fn next_is_mark(text: &str, symbol: impl Fn(char) -> bool) -> bool {
    let text = text.trim_start();
    let digits = text.len() - text.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let ends = cut::tail(text, digits).chars().next().is_none_or(|next| !next.is_alphanumeric());
    text.starts_with(symbol) || (1..=2).contains(&digits) && ends
}

/// A name without `et al.` behind it.
pub(super) fn without_others(text: &str) -> &str {
    let mut text = text.trim_end();
    for word in ["et al.", "et al", "and others", "u. a.", "u.a.", "и др.", "и др", "他", "외", "等"]
    {
        if let Some(before) = text.strip_suffix(word) {
            // `王等` could be a name; with a space or comma before it is not.
            if before.is_empty() || before.ends_with([' ', ',', ';', '，', '、']) {
                text = before.trim_end_matches([' ', ',', ';', '，', '、']);
            }
        }
    }
    text
}

/// Roles in brackets behind a name.
const ROLES: &[&str] = &[
    "ed",
    "eds",
    "editor",
    "editors",
    "hrsg",
    "hg",
    "author",
    "autor",
    "auteur",
    "translator",
    "transl",
    "trans",
    "illustrator",
    "photographer",
    "photo",
    "dir",
    "director",
    "red",
    "coord",
    "org",
    "comp",
    "retired",
    "presenter",
    "corresponding author",
];

/// A name without a role, an affiliation or an address of mail in brackets behind it. Other words in
/// brackets are a part of the name: `Brix, Ida G. (Ida Gudrun)`, `Xiaohe Wang (王小河)`.
pub(super) fn without_note(text: &str) -> &str {
    let closed = matches!(text.as_bytes().last(), Some(b')' | b'>' | b']'));
    let Some(at) = parts::position(text, "(<[").filter(|_| closed) else { return text };
    let (name, note) = (cut::head(text, at).trim_end(), cut::tail(text, at));
    let inside = note.trim_matches(['(', ')', '<', '>', '[', ']', ' ']);
    let key = case::to_lower(inside.trim_end_matches('.'));
    // R's roles of authors: `[aut, cre]`.
    let coded = |role: &str| {
        matches!(role.trim(), "aut" | "cre" | "ctb" | "cph" | "ths" | "fnd" | "rev" | "trl" | "dtc")
    };
    if note.starts_with('[') && inside.split(']').next().unwrap_or_default().split(',').all(coded) {
        return name;
    }
    let acronym = inside.len() > 1 && inside.bytes().all(|byte| byte.is_ascii_uppercase());
    let goes = inside.contains(['@', ':'])
        || inside.is_empty()
        || inside.bytes().any(|byte| byte.is_ascii_digit())
        || ROLES.contains(&key.as_str())
        || note.starts_with('<')
        || !is_organisation(name) && (acronym && name.contains(' ') || is_organisation(inside));
    // An organisation's own short name stays: `European Commission (EC)`.
    if goes && !name.is_empty() && (!is_organisation(name) || name.contains(',') || inside.contains('@')) {
        name
    } else {
        text
    }
}

/// Libraries add years of birth and death: `Smith, John, 1950-`, `Smith, John, active 18th century`.
pub(super) fn without_years(text: &str) -> &str {
    let Some((before, after)) = text.rsplit_once(',') else { return text };
    let after = after.trim();
    let bare = ["b. ", "d. ", "ca. ", "approximately ", "active ", "born ", "died ", "fl. "]
        .iter()
        .fold(after, |text, word| text.strip_prefix(word).unwrap_or(text));
    let years = bare.contains(|letter: char| letter.is_ascii_digit())
        && bare.chars().all(|letter| letter.is_ascii_digit() || "-–?. /~".contains(letter));
    let century = bare.ends_with("century") && bare.starts_with(|letter: char| letter.is_ascii_digit());
    if years || century { before.trim_end() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_marks_off() {
        for (text, expected) in [
            ("Jane Roe 1,2", "Jane Roe"),
            ("Jane Roe1,2, Rick Poe3", "Jane Roe, Rick Poe"),
            ("Jane Roe*, Rick Poe†‡", "Jane Roe, Rick Poe"),
            ("Jane Roe¹, Rick Poe²,³", "Jane Roe, Rick Poe"),
            ("Roe, Jane, 1950-", "Roe, Jane, 1950-"),
            ("Jane Roe 2nd", "Jane Roe 2nd"),
            ("Roe J.1", "Roe J."),
        ] {
            assert_eq!(without_marks(text), expected, "{text}");
        }
    }

    #[test]
    fn takes_titles_and_degrees_off() {
        for (text, expected) in [
            ("Dr. Jane Roe", "Jane Roe"),
            ("Prof. Dr. Jane Roe", "Jane Roe"),
            ("Prof. Dr. med. Jane Roe", "Jane Roe"),
            ("Dr. Seuss", "Dr. Seuss"),
            ("Med Roe", "Med Roe"),
            ("Em Jane Roe", "Em Jane Roe"),
        ] {
            assert_eq!(without_titles(text), expected, "{text}");
        }
        for (text, expected) in [
            ("Jane Roe PhD", "Jane Roe"),
            ("Jane Roe, MD PhD", "Jane Roe"),
            ("Smith MD", "Smith MD"),
            ("van der Berg MD", "van der Berg MD"),
        ] {
            assert_eq!(without_degrees(text), expected, "{text}");
        }
        for (text, before, expected) in [
            ("M. D.", "J. Doe", true),
            ("MD", "Jane Roe", true),
            ("M.D.", "Jane Roe", true),
            ("MD, PhD", "Roe", true),
            ("M.Sc.", "Jane Roe", true),
            ("MA", "Roe", false),
            ("J. D.", "Van Daele", false),
            ("Jane", "Doe Roe", false),
        ] {
            assert_eq!(is_degree(text, before), expected, "{before}, {text}");
        }
    }
}
