//! Locators: their terms, and locators as people write them, with the term in front (`p. 22`).

use super::element::Word;
use super::locale::{Locale, Locales};
use super::style::Style;
use crate::text::case;
use crate::text::list::{List, list};

/// The terms of locators (CSL 1.0.2, appendix II), the most common first.
static LOCATORS: List = list![
    "page",
    "volume",
    "chapter",
    "section",
    "paragraph",
    "part",
    "line",
    "verse",
    "book",
    "column",
    "figure",
    "folio",
    "issue",
    "note",
    "number",
    "opus",
    "table",
    "sub verbo",
    "timestamp",
    "appendix",
    "article locator",
    "canon",
    "elocation",
    "equation",
    "rule",
    "supplement",
    "title",
    "scene",
    "act",
];

/// What a text that begins with the term of a locator counts, and the text after it: `p. 22`. `given`
/// is the one term that it may be.
pub(crate) fn labelled<'t>(
    locales: &Locales<'_>,
    text: &'t str,
    given: Option<&str>,
) -> Option<(&'static str, &'t str)> {
    let (word, rest) = text.split_once(&[' ', '\u{a0}'][..])?;
    let rest = rest.trim_start();
    if !rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    let bare = |word: &str| case::to_lower(word.trim_end_matches('.'));
    let word = bare(word);
    for place in 0..LOCATORS.lengths.len() {
        let name = LOCATORS.get(place);
        if given.is_some_and(|given| given != name) {
            continue;
        }
        for form in [Word::Long, Word::Short, Word::Symbol] {
            for plural in [false, true] {
                if locales.term(name, form, plural).is_some_and(|term| bare(term) == word) {
                    return Some((name, rest));
                }
            }
        }
    }
    // `ch. 3` is written where the term is `chap.`.
    let known = WRITTEN.iter().find(|(short, _)| *short == word).map(|(_, name)| *name)?;
    given.is_none_or(|given| given == known).then_some((known, rest))
}

/// Labels that people write in place of their language's terms.
static WRITTEN: &[(&str, &str)] = &[
    ("ch", "chapter"),
    ("chs", "chapter"),
    ("chap", "chapter"),
    ("pg", "page"),
    ("pgs", "page"),
    ("par", "paragraph"),
    ("para", "paragraph"),
    ("paras", "paragraph"),
    ("¶", "paragraph"),
    ("¶¶", "paragraph"),
    ("sect", "section"),
    ("§", "section"),
    ("§§", "section"),
    ("fig", "figure"),
    ("figs", "figure"),
    ("app", "appendix"),
    ("eq", "equation"),
    ("fn", "note"),
    ("tab", "table"),
    ("ln", "line"),
];

/// What a reader can point at in a work: the name of each locator, and its term in the language of
/// citations. What only records and indexes count is left out.
pub fn locators(style: &Style, locales: &[&Locale]) -> Vec<(&'static str, String)> {
    let lang = locales.first().map_or("", |locale| locale.lang.as_str());
    let locales = Locales::new(&style.locales, locales, lang);
    let names = (0..LOCATORS.lengths.len()).map(|place| LOCATORS.get(place));
    let names =
        names.filter(|name| !matches!(*name, "article locator" | "elocation" | "supplement" | "title"));
    let term = |name| locales.term(name, Word::Long, false).filter(|term| !term.is_empty());
    names.filter_map(|name| Some((name, term(name)?.to_owned()))).collect()
}
