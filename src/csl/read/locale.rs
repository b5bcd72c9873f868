//! `locales-….xml`, and the `cs:locale` of a style, to the model of a locale.

use super::style::Parser;
use crate::csl::model::StyleError;
use crate::csl::model::element::{Element, Tag, Word};
use crate::csl::model::locale::{Locale, Term, term_name};
use crate::text::xml::{self, Element as Xml};

/// The forms of terms.
const FORMS: std::ops::RangeInclusive<Word> = Word::Symbol..=Word::VerbShort;

impl Locale {
    /// Reads a locale.
    pub fn parse(text: &str) -> Result<Self, StyleError> {
        let root = xml::parse(text)?;
        let mut locale = Self::default();
        locale.read(&mut Parser::new(text), &root)?;
        Ok(locale)
    }

    /// Reads `cs:locale`.
    pub(super) fn read(&mut self, parser: &mut Parser<'_>, root: &Xml<'_>) -> Result<(), StyleError> {
        if root.local() != "locale" {
            return parser.fail(root, "a locale must begin with <locale>", &[]);
        }
        self.lang = root.attribute("lang").unwrap_or_default().to_owned();
        for element in root.elements() {
            match element.local() {
                "style-options" => {
                    let flag = |name: &str| element.attribute(name).map(|value| value == "true");
                    self.punctuation_in_quote = flag("punctuation-in-quote");
                    self.limit_day_ordinals = flag("limit-day-ordinals-to-day-1");
                }
                "date" => {
                    let mut date = Element { tag: Tag::Date, ..Element::default() };
                    parser.attributes(element, &mut date)?;
                    parser.children(element, &mut date)?;
                    self.dates.push(date);
                }
                "terms" => {
                    for term in element.elements() {
                        self.read_term(parser, term)?;
                    }
                }
                // Styles written by hand put terms outside of `terms`.
                _ => self.read_term(parser, element)?,
            }
        }
        crate::text::order::by(&mut self.terms, |one, other| {
            (&one.name, one.form).cmp(&(&other.name, other.form))
        });
        // Of a term that is defined twice, the later one counts.
        let mut terms: Vec<Term> = Vec::with_capacity(self.terms.len());
        for term in std::mem::take(&mut self.terms) {
            let key = |term: &Term| (term.form, term.gender_form, term.matching);
            let from = terms.iter().rposition(|known| known.name != term.name).map_or(0, |at| at + 1);
            let same = terms.iter_mut().skip(from).find(|known| key(known) == key(&term));
            match same {
                Some(known) => *known = term,
                None => terms.push(term),
            }
        }
        self.terms = terms;
        Ok(())
    }

    /// Reads `cs:term`; any other element is passed over.
    fn read_term(&mut self, parser: &Parser<'_>, element: &Xml<'_>) -> Result<(), StyleError> {
        if element.local() != "term" {
            return Ok(());
        }
        let Some(name) = element.attribute("name") else {
            return parser.fail(element, "a term needs a name", &[]);
        };
        let name = term_name(name);
        let ordinal = name.strip_prefix("ordinal");
        self.has_ordinals |= ordinal.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        let two_digits = ordinal.is_some_and(|number| number.len() == 3 && number >= " 10");
        let word = |key: &str, absent: Word| {
            element.attribute(key).and_then(|word| Word::parse(word.trim())).unwrap_or(absent)
        };
        let mut term = Term {
            form: Some(word("form", Word::Long)).filter(|form| FORMS.contains(form)).unwrap_or(Word::Long),
            single: String::new(),
            multiple: String::new(),
            gender: word("gender", Word::Neuter),
            gender_form: word("gender-form", Word::Neuter),
            matching: word("match", if two_digits { Word::LastTwoDigits } else { Word::LastDigit }),
            name,
        };
        match (element.child("single"), element.child("multiple")) {
            (single, Some(multiple)) => {
                single.into_iter().for_each(|single| term.single = tidy(&single.text()));
                term.multiple = tidy(&multiple.text());
            }
            (single, None) => {
                term.single = tidy(&single.unwrap_or(element).text());
                term.multiple = term.single.clone();
            }
        }
        self.terms.push(term);
        Ok(())
    }
}

/// Text of a term: line breaks of the file are spaces.
fn tidy(text: &str) -> String {
    if !text.contains('\n') {
        return text.to_owned();
    }
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}
