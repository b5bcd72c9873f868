//! Locales: `locales-….xml`, and the `cs:locale` of a style, to terms, date formats and options.
//!
//! Which locale answers for a term is decided in [`Locales`]: the style's own for the dialect, the
//! language and any language, then the locale files in the order given.

use super::StyleError;
use super::parse;
use super::style::{Date, DateForm, TermForm};
use crate::record::Position;
use crate::record::xml::{self, Element as Xml};

/// A locale, read from a `locales-….xml` file.
#[derive(Clone, Debug, Default)]
pub struct Locale {
    /// `en-GB`; empty in a style's locale for any language.
    pub lang: String,
    /// Sorted by name and form.
    terms: Vec<Term>,
    dates: Vec<Date>,
    punctuation_in_quote: Option<bool>,
    limit_day_ordinals: Option<bool>,
    has_ordinals: bool,
}

/// A term in one form.
#[derive(Clone, Debug)]
pub(crate) struct Term {
    name: String,
    form: TermForm,
    single: String,
    multiple: String,
    /// The gender of the noun itself.
    gender: Gender,
    /// The gender that an ordinal is for.
    gender_form: Gender,
    matching: OrdinalMatch,
}

/// Grammatical gender.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gender {
    #[default]
    Neutral,
    Masculine,
    Feminine,
}

/// What part of a number an ordinal term is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OrdinalMatch {
    LastDigit,
    LastTwoDigits,
    WholeNumber,
}

impl Locale {
    /// Reads a locale.
    pub fn parse(text: &str) -> Result<Self, StyleError> {
        let root = xml::parse(text).map_err(StyleError::from)?;
        if root.local() != "locale" {
            return Err(StyleError {
                at: Position::of(text, root.offset),
                element: root.local().to_owned(),
                message: "a locale must begin with <locale>".to_owned(),
            });
        }
        from_xml(text, &root)
    }

    fn find(&self, name: &str, form: TermForm) -> &[Term] {
        let from = self.terms.partition_point(|term| (term.name.as_str(), term.form) < (name, form));
        let rest = self.terms.get(from..).unwrap_or_default();
        let same = rest.iter().take_while(|term| term.name == name && term.form == form).count();
        &rest[..same]
    }
}

/// The name of a term as it is kept and asked for: with spaces, however it is written.
pub(super) fn term_name(name: &str) -> String {
    name.trim().replace(['-', '_'], " ")
}

/// Reads `cs:locale`.
pub(super) fn from_xml(text: &str, root: &Xml<'_>) -> Result<Locale, StyleError> {
    let mut locale =
        Locale { lang: root.attribute("lang").unwrap_or_default().to_owned(), ..Locale::default() };
    for element in root.elements() {
        match element.local() {
            "style-options" => {
                let flag = |name: &str| element.attribute(name).map(|value| value == "true");
                locale.punctuation_in_quote = flag("punctuation-in-quote");
                locale.limit_day_ordinals = flag("limit-day-ordinals-to-day-1");
            }
            "date" => locale.dates.push(parse::date(element)),
            "terms" => {
                for term in element.children_named("term") {
                    locale.terms.push(read_term(text, term)?);
                }
            }
            // Styles written by hand put terms outside of `terms`.
            "term" => locale.terms.push(read_term(text, element)?),
            _ => {}
        }
    }
    locale.has_ordinals = locale.terms.iter().any(|term| is_ordinal(&term.name));
    crate::record::order::by(&mut locale.terms, |one, other| {
        (&one.name, one.form).cmp(&(&other.name, other.form))
    });
    Ok(locale)
}

fn is_ordinal(name: &str) -> bool {
    name.strip_prefix("ordinal").is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

fn read_term(text: &str, element: &Xml<'_>) -> Result<Term, StyleError> {
    let Some(name) = element.attribute("name") else {
        return Err(StyleError {
            at: Position::of(text, element.offset),
            element: "term".to_owned(),
            message: "a term needs a name".to_owned(),
        });
    };
    let genders =
        [("masculine", Gender::Masculine), ("feminine", Gender::Feminine), ("neuter", Gender::Neutral)];
    let name = term_name(name);
    let two_digits = name.strip_prefix("ordinal ").is_some_and(|number| number.len() == 2 && number >= "10");
    let part = |part: &str| element.child(part).map(|part| tidy(&part.text()));
    let single = part("single");
    let multiple = part("multiple");
    let own = if single.is_none() && multiple.is_none() { tidy(&element.text()) } else { String::new() };
    let matches = [
        ("last-digit", OrdinalMatch::LastDigit),
        ("last-two-digits", OrdinalMatch::LastTwoDigits),
        ("whole-number", OrdinalMatch::WholeNumber),
    ];
    Ok(Term {
        form: parse::value(element, "form", TermForm::VALUES).unwrap_or(TermForm::Long),
        single: single.clone().unwrap_or_else(|| own.clone()),
        multiple: multiple.or(single).unwrap_or(own),
        gender: parse::value(element, "gender", &genders).unwrap_or_default(),
        gender_form: parse::value(element, "gender-form", &genders).unwrap_or_default(),
        matching: parse::value(element, "match", &matches).unwrap_or(if two_digits {
            OrdinalMatch::LastTwoDigits
        } else {
            OrdinalMatch::LastDigit
        }),
        name,
    })
}

/// Text of a term: line breaks of the file are spaces.
fn tidy(text: &str) -> String {
    if !text.contains('\n') {
        return text.to_owned();
    }
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// All locales that answer for one rendering, the first that knows wins.
#[derive(Clone, Debug)]
pub(crate) struct Locales<'a> {
    chain: Vec<&'a Locale>,
}

impl<'a> Locales<'a> {
    /// The style's locales that fit the language, then the files.
    pub fn new(style: &'a [Locale], files: &[&'a Locale], lang: &str) -> Self {
        let language = lang.split('-').next().unwrap_or_default();
        let mut chain: Vec<&Locale> = Vec::with_capacity(style.len() + files.len());
        let levels: [&dyn Fn(&str) -> bool; 3] = [
            &|own| !own.is_empty() && own.contains('-') && own.eq_ignore_ascii_case(lang),
            &|own| !own.is_empty() && own.eq_ignore_ascii_case(language),
            &|own| own.is_empty(),
        ];
        for fits in levels {
            chain.extend(style.iter().filter(|locale| fits(&locale.lang)));
        }
        chain.extend(files);
        Self { chain }
    }

    /// A term, in the nearest form there is; nothing if no locale has it.
    pub fn term(&self, name: &str, form: TermForm, plural: bool) -> Option<&'a str> {
        let term = self.find(name, form)?;
        Some(if plural { &term.multiple } else { &term.single })
    }

    fn find(&self, name: &str, form: TermForm) -> Option<&'a Term> {
        let mut form = form;
        loop {
            let found = self.chain.iter().find_map(|locale| locale.find(name, form).first());
            if found.is_some() {
                return found;
            }
            form = match form {
                TermForm::Long => return None,
                TermForm::Short | TermForm::Verb => TermForm::Long,
                TermForm::VerbShort => TermForm::Verb,
                TermForm::Symbol => TermForm::Short,
            };
        }
    }

    /// Whether a term is there, in whatever form, and not empty.
    pub fn has_term(&self, name: &str) -> bool {
        self.find(name, TermForm::Long).is_some_and(|term| !term.single.is_empty())
    }

    /// The gender of the noun that a term names.
    pub fn gender(&self, name: &str) -> Gender {
        self.find(name, TermForm::Long).map(|term| term.gender).unwrap_or_default()
    }

    /// The suffix of an ordinal number: the most specific term that fits it, for its gender or neutral.
    pub fn ordinal_suffix(&self, number: u32, gender: Gender) -> &'a str {
        let Some(locale) = self.chain.iter().find(|locale| locale.has_ordinals) else { return "" };
        let tries = [
            (number % 100, number < 100, [OrdinalMatch::WholeNumber, OrdinalMatch::LastTwoDigits]),
            (number % 10, number < 10, [OrdinalMatch::WholeNumber, OrdinalMatch::LastDigit]),
        ];
        for (digits, whole, matches) in tries {
            let name = ["ordinal ", if digits < 10 { "0" } else { "" }, &digits.to_string()].concat();
            for matching in matches {
                if matching == OrdinalMatch::WholeNumber && !whole {
                    continue;
                }
                if let Some(suffix) = ordinal(locale, &name, matching, gender) {
                    return suffix;
                }
            }
        }
        let terms = locale.find("ordinal", TermForm::Long);
        pick_gender(terms.iter(), gender).unwrap_or_default()
    }

    /// `first` to `tenth`, where the locale has them.
    pub fn long_ordinal(&self, number: u32, gender: Gender) -> Option<&'a str> {
        let name = ["long ordinal ", if number < 10 { "0" } else { "" }, &number.to_string()].concat();
        self.chain.iter().find_map(|locale| pick_gender(locale.find(&name, TermForm::Long).iter(), gender))
    }

    pub fn date(&self, form: DateForm) -> Option<&'a Date> {
        self.chain.iter().find_map(|locale| locale.dates.iter().find(|date| date.form == Some(form)))
    }

    pub fn punctuation_in_quote(&self) -> bool {
        self.chain.iter().find_map(|locale| locale.punctuation_in_quote).unwrap_or(false)
    }

    pub fn limit_day_ordinals(&self) -> bool {
        self.chain.iter().find_map(|locale| locale.limit_day_ordinals).unwrap_or(false)
    }
}

fn ordinal<'a>(locale: &'a Locale, name: &str, matching: OrdinalMatch, gender: Gender) -> Option<&'a str> {
    let terms = locale.find(name, TermForm::Long);
    pick_gender(terms.iter().filter(|term| term.matching == matching), gender)
}

fn pick_gender<'a>(terms: impl Iterator<Item = &'a Term> + Clone, gender: Gender) -> Option<&'a str> {
    let of = |wanted: Gender| terms.clone().find(|term| term.gender_form == wanted);
    of(gender).or_else(|| of(Gender::Neutral)).map(|term| term.single.as_str())
}
