//! `cs:text`: variables, macros, terms and values.

use super::field;
use super::output::{Span, Token};
use super::{Eval, Person, numbers};
use crate::csl::model::element::{Attr, Element, Tag, Word};
use crate::csl::model::number::digits;
use crate::record::{Class, Date, Record, Variable, identifier};
use std::borrow::Cow;

impl<'a> Eval<'a> {
    pub(super) fn call_macro(&mut self, element: &'a Element) {
        // Like a group, a macro is left out if all the variables that it calls are empty.
        let (called, filled) = (std::mem::take(&mut self.called), std::mem::take(&mut self.filled));
        let formatting = element.formatting();
        let begun = self.begin(&formatting);
        let own = element.number(Attr::Macro).and_then(|at| self.env.style.macros.get(at as usize));
        if let Some(own) = own {
            self.elements(own);
        }
        if self.called > 0 && self.filled == 0 {
            self.out.truncate(begun.inner);
        }
        let some = self.end(begun, &formatting);
        // One that calls none ("n.d.") is content like a group that is not empty.
        let constant = u32::from(some && self.called == 0);
        self.called += called + constant;
        self.filled += filled + constant;
    }

    /// A term or a value.
    pub(super) fn constant(&mut self, element: &'a Element) {
        if element.tag == Tag::Term {
            let Some(term) = self.own_term(element) else { return };
            self.term_first |= self.is_blank(0) && element.str(Attr::Prefix).is_empty();
            return self.constant_text(element, term);
        }
        let formatting = element.formatting();
        let begun = self.begin(&formatting);
        field::write(element.str(Attr::Value), &self.language.quotes, &mut self.out);
        self.end(begun, &formatting);
    }

    /// The term that a `cs:text` names.
    pub(super) fn own_term(&self, element: &Element) -> Option<&'a str> {
        let plural = element.is_true(Attr::Plural);
        self.language.locales.term(element.str(Attr::Term), super::form(element), plural)
    }

    pub(super) fn variable(&mut self, element: &'a Element) {
        let Some(variable) = element.variable() else { return };
        if self.is_used(variable) {
            return self.call(false);
        }
        let formatting = &element.formatting();
        let value = match short_form(variable) {
            Some(short) if element.is(Attr::Form, Word::Short) => {
                self.variable_text(short).or_else(|| self.variable_text(variable))
            }
            _ => self.variable_text(variable),
        };
        let Some(value) = value else {
            // A year suffix is not a property of the work: without one, "n.d." still stands.
            if variable != Variable::YearSuffix {
                self.call(false);
            }
            return;
        };
        self.note_use(variable);
        let link = if self.env.links { link(variable, &value) } else { None };
        // A prefix such as `https://doi.org/` is part of the link.
        let whole = link.is_some() && formatting.prefix.contains("://");
        let from = self.out.len();
        let begun = self.begin(formatting);
        if let Some(address) = link.as_ref().filter(|_| !whole) {
            self.out.push(Token::Open(Span::Link(address.clone())));
        }
        match variable {
            Variable::Url | Variable::Doi => self.push(&value),
            Variable::Page | Variable::PageFirst if self.number_as_page => self.push(&value),
            _ if variable == Variable::Page
                || variable == Variable::Locator && self.cited.label == "page" =>
            {
                let format = self.env.style.root.word(Attr::PageRange);
                let text = numbers::pages(&value, format, self.page_delimiter(), &self.ampersand());
                field::write(&text, &self.language.quotes, &mut self.out);
            }
            _ if variable.class() == Class::Number => {
                field::write(&numbers::dashes(variable, &value), &self.language.quotes, &mut self.out)
            }
            _ => field::write(&value, &self.language.quotes, &mut self.out),
        }
        if link.is_some() && !whole {
            self.out.push(Token::Close);
        }
        let some = self.end(begun, formatting);
        self.number_printed |= some && variable == Variable::Number;
        self.call(some);
        if let Some(address) = link.filter(|_| some && whole) {
            self.out.insert(from, Token::Open(Span::Link(address)));
            let suffix = usize::from(!formatting.suffix.is_empty());
            let at = self.out.len().saturating_sub(suffix);
            self.out.insert(at, Token::Close);
        }
    }

    pub(super) fn page_delimiter(&self) -> &'a str {
        self.language
            .locales
            .term("page range delimiter", Word::Long, false)
            .filter(|delimiter| !delimiter.is_empty())
            .unwrap_or("–")
    }

    /// The text of a standard or number variable, of the record or of the cite.
    pub(in crate::csl) fn variable_text(&self, variable: Variable) -> Option<Cow<'a, str>> {
        let cited = &self.cited;
        let number = |number: u32| (number > 0).then(|| Cow::Owned(number.to_string()));
        match variable {
            Variable::CitationNumber if cited.in_bibliography && !self.env.numbers => None,
            Variable::CitationNumber => number(cited.number),
            Variable::FirstReferenceNoteNumber => number(cited.first_note),
            Variable::Locator => cited.locator.map(Cow::Borrowed),
            Variable::YearSuffix => (cited.disambiguation.year_suffix > 0)
                .then(|| Cow::Owned(numbers::letters(cited.disambiguation.year_suffix))),
            Variable::CitationLabel => {
                let mut label = match cited.record.text(variable) {
                    Some(text) => text.to_owned(),
                    None => trigraph(cited.record)?,
                };
                if cited.disambiguation.year_suffix > 0 {
                    label.push_str(&numbers::letters(cited.disambiguation.year_suffix));
                }
                Some(Cow::Owned(label))
            }
            Variable::Page | Variable::PageFirst if self.number_as_page => {
                cited.record.text(Variable::Number).map(Cow::Borrowed)
            }
            Variable::PageFirst => match cited.record.text(variable) {
                Some(text) => Some(Cow::Borrowed(text)),
                None => {
                    cited.record.text(Variable::Page).map(|page| Cow::Borrowed(numbers::first_page(page)))
                }
            },
            _ => cited.record.text(variable).map(Cow::Borrowed),
        }
    }
}

/// A label made of the first letters of up to four family names and two digits of the year.
fn trigraph(record: &Record) -> Option<String> {
    let names = record.names(Variable::Author);
    let letters: &[usize] = match names.len() {
        0 => return None,
        1 => &[4],
        2 => &[2, 2],
        3 => &[2, 1, 1],
        _ => &[1, 1, 1, 1],
    };
    let mut label = String::new();
    for (name, count) in names.iter().zip(letters) {
        let person = Person::new(name);
        label.extend(person.family.chars().filter(|letter| letter.is_alphabetic()).take(*count));
    }
    if let Some(year) = record.date(Variable::Issued).and_then(Date::start_year) {
        digits(year.rem_euclid(100).unsigned_abs().into(), 2, &mut label);
    }
    Some(label)
}

/// The variable that holds a variable's short form.
fn short_form(variable: Variable) -> Option<Variable> {
    match variable {
        Variable::Title => Some(Variable::TitleShort),
        Variable::ContainerTitle => Some(Variable::ContainerTitleShort),
        Variable::VolumeTitle => Some(Variable::VolumeTitleShort),
        _ => None,
    }
}

/// The address that a variable leads to (CSL 1.0.2, appendix VI).
fn link(variable: Variable, value: &str) -> Option<String> {
    let at = |site: &str, id: &str| Some([site, id].concat());
    match variable {
        Variable::Url => identifier::safe_url(value).map(str::to_owned),
        Variable::Doi => match identifier::doi(value) {
            Some(doi) => Some(identifier::doi_url(doi)),
            None => identifier::safe_url(value).map(str::to_owned),
        },
        Variable::Pmid => value
            .bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| at("https://www.ncbi.nlm.nih.gov/pubmed/", value))?,
        Variable::Pmcid => value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric())
            .then(|| at("https://www.ncbi.nlm.nih.gov/pmc/articles/", value))?,
        _ => None,
    }
}
