//! Locales, of a file or of a style: terms, date formats and options, and which of several answers.
//!
//! Which locale answers for a term is decided in [`Locales`]: the style's own for the dialect, the
//! language and any language, then the locale files in the order given.

use super::element::{Attr, Element, Word};
use super::number::digits;

/// A locale, read from a `locales-….xml` file.
#[derive(Clone, Debug, Default)]
pub struct Locale {
    /// `en-GB`; empty in a style's locale for any language.
    pub lang: String,
    /// Sorted by name and form.
    pub(crate) terms: Vec<Term>,
    /// `cs:date` elements.
    pub(crate) dates: Vec<Element>,
    pub(crate) punctuation_in_quote: Option<bool>,
    pub(crate) limit_day_ordinals: Option<bool>,
    pub(crate) has_ordinals: bool,
}

/// A term in one form.
#[derive(Clone, Debug)]
pub(crate) struct Term {
    pub name: String,
    pub form: Word,
    pub single: String,
    pub multiple: String,
    /// The gender of the noun itself.
    pub gender: Word,
    /// The gender that an ordinal is for.
    pub gender_form: Word,
    /// What part of a number an ordinal is for.
    pub matching: Word,
}

impl Locale {
    fn find(&self, name: &str, form: Word) -> &[Term] {
        let from = self.terms.partition_point(|term| (term.name.as_str(), term.form) < (name, form));
        let rest = self.terms.get(from..).unwrap_or_default();
        let same = rest.iter().take_while(|term| term.name == name && term.form == form).count();
        &rest[..same]
    }
}

/// The name of a term as it is kept and asked for: with spaces, however it is written.
pub(crate) fn term_name(name: &str) -> String {
    name.trim().replace(['-', '_'], " ")
}

/// All locales that answer for one rendering, the first that knows wins.
#[derive(Clone, Debug)]
pub(crate) struct Locales<'a> {
    chain: Vec<&'a Locale>,
}

impl<'a> Locales<'a> {
    /// The style's locales that fit the language, then the files.
    pub(crate) fn new(style: &'a [Locale], files: &[&'a Locale], lang: &str) -> Self {
        let language = lang.split('-').next().unwrap_or_default();
        let mut chain: Vec<&Locale> = Vec::with_capacity(style.len() + files.len());
        for (wanted, dialect) in [(lang, true), (language, false), ("", false)] {
            for locale in style {
                if locale.lang.contains('-') == dialect && locale.lang.eq_ignore_ascii_case(wanted) {
                    chain.push(locale);
                }
            }
        }
        chain.extend_from_slice(files);
        Self { chain }
    }

    /// A term, in the nearest form there is; nothing if no locale has it.
    pub(crate) fn term(&self, name: &str, form: Word, plural: bool) -> Option<&'a str> {
        let term = self.find(name, form)?;
        Some(if plural { &term.multiple } else { &term.single })
    }

    fn find(&self, name: &str, form: Word) -> Option<&'a Term> {
        let mut form = form;
        loop {
            let found = self.chain.iter().find_map(|locale| locale.find(name, form).first());
            if found.is_some() {
                return found;
            }
            form = match form {
                Word::Long => return None,
                Word::VerbShort => Word::Verb,
                Word::Symbol => Word::Short,
                _ => Word::Long,
            };
        }
    }

    /// Whether a term is there, in whatever form, and not empty.
    pub(crate) fn has_term(&self, name: &str) -> bool {
        self.find(name, Word::Long).is_some_and(|term| !term.single.is_empty())
    }

    /// The gender of the noun that a term names.
    pub(crate) fn gender(&self, name: &str) -> Word {
        self.find(name, Word::Long).map_or(Word::Neuter, |term| term.gender)
    }

    /// The suffix of an ordinal number: the most specific term that fits it, for its gender or neutral.
    /// A locale that has the ordinal in genders only, and no gender for the noun, gives `otherwise`.
    pub(crate) fn ordinal_suffix(&self, number: u32, gender: Word, otherwise: Word) -> &'a str {
        let Some(locale) = self.chain.iter().find(|locale| locale.has_ordinals) else { return "" };
        let generic = locale.find("ordinal", Word::Long);
        let fourth = locale.find("ordinal 04", Word::Long);
        // CSL 1.0 has four terms: `st`, `nd`, `rd`, and `th` for the rest.
        if let ([], Some(rest)) = (generic, pick(fourth, None, gender)) {
            let own = match (number % 100, number % 10) {
                (11..=13, _) | (_, 0 | 4..) => return rest,
                (_, digit) => ["ordinal 01", "ordinal 02", "ordinal 03"].get(digit as usize - 1),
            };
            return own.and_then(|name| pick(locale.find(name, Word::Long), None, gender)).unwrap_or(rest);
        }
        let tries = [
            (number % 100, number < 100, [Word::WholeNumber, Word::LastTwoDigits]),
            (number % 10, number < 10, [Word::WholeNumber, Word::LastDigit]),
        ];
        for (number, whole, matches) in tries {
            let mut name = "ordinal ".to_owned();
            digits(number.into(), 2, &mut name);
            for matching in matches {
                if matching == Word::WholeNumber && !whole {
                    continue;
                }
                if let Some(suffix) = pick(locale.find(&name, Word::Long), Some(matching), gender) {
                    return suffix;
                }
            }
        }
        pick(generic, None, gender).or_else(|| pick_any(generic, otherwise)).unwrap_or_default()
    }

    /// `first` to `tenth`, where the locale has them.
    pub(crate) fn long_ordinal(&self, number: u32, gender: Word, otherwise: Word) -> Option<&'a str> {
        let mut name = "long ordinal ".to_owned();
        digits(number.into(), 2, &mut name);
        self.chain.iter().find_map(|locale| {
            let terms = locale.find(&name, Word::Long);
            pick(terms, None, gender).or_else(|| pick_any(terms, otherwise))
        })
    }

    /// The `cs:date` of a form.
    pub(crate) fn date(&self, form: Word) -> Option<&'a Element> {
        self.chain.iter().find_map(|locale| locale.dates.iter().find(|date| date.is(Attr::Form, form)))
    }

    pub(crate) fn punctuation_in_quote(&self) -> bool {
        self.chain.iter().find_map(|locale| locale.punctuation_in_quote).unwrap_or(false)
    }

    pub(crate) fn limit_day_ordinals(&self) -> bool {
        self.chain.iter().find_map(|locale| locale.limit_day_ordinals).unwrap_or(false)
    }
}

/// The term for a gender, or else for any, of those for some part of a number.
fn pick(terms: &[Term], matching: Option<Word>, gender: Word) -> Option<&str> {
    for wanted in [gender, Word::Neuter] {
        for term in terms {
            if term.gender_form == wanted && matching.is_none_or(|matching| term.matching == matching) {
                return Some(&term.single);
            }
        }
    }
    None
}

/// The term for a gender, or else for whichever there is.
fn pick_any(terms: &[Term], gender: Word) -> Option<&str> {
    pick(terms, None, gender).or_else(|| terms.first().map(|term| term.single.as_str()))
}
