//! Rendering elements, for one cited work, to a flow.
//!
//! [`Eval`] walks the elements of a layout. An element writes its prefix, opens its formatting, and
//! writes its content; if there was none, the flow is cut back to where the element began.

mod dates;
mod names;
mod numbers;
mod person;
mod text;

use super::case;
use super::flow::{self, Piece, Quotes, Span};
use super::locale::Locales;
use super::style::{
    Branch, CitePosition, Condition, Element, Label, Layout, Look, Match, NameOptions, Plural, Style,
    TermForm, TextCase,
};
use super::tree::Format;
use crate::record::{Class, Record, Variable};
use std::cell::Cell;

pub(crate) use dates::sort_key as date_key;
pub(crate) use names::{GivenLevel, Shown};
pub(crate) use numbers::{is_numeric, letters as year_suffix};
pub(crate) use person::{Person, is_spaced, person_initials};

/// What holds for a whole rendering.
pub(crate) struct Env<'a> {
    pub style: &'a Style,
    pub locales: Locales<'a>,
    pub quotes: Quotes,
    /// The language of the output, for changes of case where an item has none.
    pub lang: &'a str,
    pub links: bool,
}

/// One work at the place where it is cited.
#[derive(Clone, Copy)]
pub(crate) struct Cited<'a> {
    pub record: &'a Record,
    /// `citation-number`, from 1.
    pub number: u32,
    pub locator: Option<&'a str>,
    /// The locator's label as a term name.
    pub label: &'a str,
    pub position: CitePosition,
    pub near_note: bool,
    /// `first-reference-note-number`; 0 where there is none.
    pub first_note: u32,
    pub help: &'a Help,
    pub in_bibliography: bool,
    pub suppress_author: bool,
}

/// What disambiguation adds to a cite.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Help {
    /// How many names to show at least, for each names element in the order they are rendered.
    pub names: Vec<u32>,
    /// How much of each given name to show where the form is short.
    pub given: Vec<Vec<GivenLevel>>,
    /// 1 is `a`; 0 is none.
    pub year_suffix: u32,
    /// How many of a cite's tests of `disambiguate` are true, from the first.
    pub conditions: u32,
    /// The same in cites after a work's first, if that is more.
    pub later_conditions: u32,
}

/// The state of one rendering.
pub(crate) struct Eval<'a> {
    pub env: &'a Env<'a>,
    pub cited: Cited<'a>,
    /// The name options of the layout.
    pub options: &'a NameOptions,
    pub out: Vec<Piece>,
    /// How many variables the elements of the open group called, and how many had a value.
    called: u32,
    filled: u32,
    /// Variables that stand in for a missing name, and so are empty for the rest.
    used: Vec<Variable>,
    substituting: Option<Vec<Variable>>,
    /// `cs:names` whose name and label an inner `cs:names` takes over.
    parent_names: Option<&'a super::style::Names>,
    /// What each names element showed, in order.
    pub shown: Vec<Shown>,
    /// For sorting: names in sort order, dates as numbers.
    pub sorting: Option<&'a super::style::SortKey>,
    suffix_done: bool,
    pub author_done: bool,
    /// Where the first field of the layout ends in the flow.
    pub first_field: usize,
    /// The first text is a term.
    pub term_first: bool,
    /// The cite is compared with others: by what stands in a work's later cites as well, and without
    /// the date of access, which says nothing about a work.
    pub comparing: bool,
    /// How many tests of `disambiguate` there were.
    pub conditions: Cell<u32>,
}

/// Where an element began.
struct Begun {
    start: usize,
    inner: usize,
    formatted: bool,
    display: bool,
}

impl<'a> Eval<'a> {
    pub fn new(env: &'a Env<'a>, options: &'a NameOptions, cited: Cited<'a>) -> Self {
        Self {
            env,
            cited,
            options,
            out: Vec::new(),
            called: 0,
            filled: 0,
            used: Vec::new(),
            substituting: None,
            parent_names: None,
            shown: Vec::new(),
            sorting: None,
            suffix_done: false,
            author_done: false,
            first_field: 0,
            term_first: false,
            comparing: false,
            conditions: Cell::new(0),
        }
    }

    /// Renders all elements of a layout, without the layout's own affixes.
    pub fn layout(&mut self, layout: &'a Layout) {
        for element in &layout.elements {
            self.element(element);
            if self.first_field == 0 && !flow::is_blank(&self.out) {
                self.first_field = self.out.len();
            }
        }
    }

    pub fn elements(&mut self, elements: &'a [Element]) {
        for element in elements {
            self.element(element);
        }
    }

    fn element(&mut self, element: &'a Element) {
        match element {
            Element::Text(text, look) => self.text(text, look),
            Element::Number(variable, form, look) => self.number(*variable, *form, look),
            Element::Label(variable, label) => self.label(*variable, label),
            Element::Names(names) => self.names(names),
            Element::Date(date) => self.date(date),
            Element::Group(children, delimiter, look) => self.group(children, delimiter, look),
            Element::Choose(branches) => {
                let branch = branches.iter().find(|branch| self.holds(branch));
                if let Some(branch) = branch {
                    self.elements(&branch.elements);
                }
            }
        }
    }

    /// A group is left out if it calls variables and all of them are empty.
    fn group(&mut self, children: &'a [Element], delimiter: &str, look: &Look) {
        let (called, filled) = (std::mem::take(&mut self.called), std::mem::take(&mut self.filled));
        let suffix_done = self.suffix_done;
        let begun = self.begin(look);
        let inner = self.out.len();
        self.joined(children, delimiter, inner);
        let empty = self.called > 0 && self.filled == 0;
        if empty {
            self.out.truncate(begun.inner);
            self.suffix_done = suffix_done;
        }
        let some = self.end(begun, look);
        self.called = called + u32::from(some || self.called > 0);
        self.filled = filled + u32::from(some);
    }

    fn joined(&mut self, children: &'a [Element], delimiter: &str, start: usize) {
        if delimiter.is_empty() {
            return self.elements(children);
        }
        for child in children {
            // What a choose renders is joined like the group's own children.
            if let Element::Choose(branches) = child {
                if let Some(branch) = branches.iter().find(|branch| self.holds(branch)) {
                    self.joined(&branch.elements, delimiter, start);
                }
                continue;
            }
            let before = self.out.len();
            let follows = !flow::is_blank(self.out.get(start..).unwrap_or_default());
            if follows {
                self.push(delimiter);
            }
            let from = self.out.len();
            self.element(child);
            if flow::is_blank(self.out.get(from..).unwrap_or_default()) {
                self.out.truncate(before);
            }
        }
    }

    pub fn push(&mut self, text: &str) {
        if !text.is_empty() {
            self.out.push(Piece::Text(text.to_owned()));
        }
    }

    fn begin(&mut self, look: &Look) -> Begun {
        let start = self.out.len();
        if let Some(display) = look.display {
            self.out.push(Piece::Open(Span::Display(display)));
        }
        if !look.prefix.is_empty() {
            self.out.push(Piece::Text(look.prefix.clone()));
        }
        let formatted = look.format != Format::default();
        if formatted {
            self.out.push(Piece::Open(Span::Format(look.format)));
        }
        if look.quotes {
            self.out.push(Piece::OpenQuote);
        }
        Begun { start, inner: self.out.len(), formatted, display: look.display.is_some() }
    }

    /// Closes what an element opened; false, and nothing written, if it has no content.
    fn end(&mut self, begun: Begun, look: &Look) -> bool {
        let content = self.out.get_mut(begun.inner..).unwrap_or_default();
        if flow::is_blank(content) {
            self.out.truncate(begun.start);
            return false;
        }
        if look.strip_periods {
            for piece in content.iter_mut() {
                if let Piece::Text(text) = piece {
                    text.retain(|letter| letter != '.');
                }
            }
        }
        if let Some(case) = look.case.filter(|case| *case != TextCase::Title || self.is_english()) {
            let lang = self.lang().unwrap_or(self.env.lang);
            case::apply(self.out.get_mut(begun.inner..).unwrap_or_default(), case, lang);
        }
        if look.quotes {
            self.out.push(Piece::CloseQuote);
        }
        if begun.formatted {
            self.out.push(Piece::Close);
        }
        if !look.suffix.is_empty() {
            self.out.push(Piece::Text(look.suffix.clone()));
        }
        if begun.display {
            self.out.push(Piece::Close);
        }
        true
    }

    /// The item's language.
    fn lang(&self) -> Option<&'a str> {
        let lang = self.cited.record.text(Variable::Language).map(str::trim)?;
        let english = ["eng", "english"].iter().any(|name| lang.eq_ignore_ascii_case(name));
        Some(if english { "en" } else { lang })
    }

    /// Whether the item's titles have title case. Without a language of its own it has the style's,
    /// whatever language its terms are shown in (CSL 1.0.2, "Non-English Items").
    fn is_english(&self) -> bool {
        let lang = self.lang().or(self.env.style.default_locale.as_deref());
        lang.is_none_or(|lang| case::is_lang(lang, "en"))
    }

    fn call(&mut self, filled: bool) {
        self.called += 1;
        self.filled += u32::from(filled);
    }

    fn is_used(&self, variable: Variable) -> bool {
        self.used.contains(&variable)
            || self.substituting.as_ref().is_some_and(|used| used.contains(&variable))
    }

    fn note_use(&mut self, variable: Variable) {
        if let Some(list) = &mut self.substituting {
            list.push(variable);
        }
    }

    fn label(&mut self, variable: Variable, label: &Label) {
        let Some(value) = self.variable_text(variable) else { return };
        let (name, value) = if variable == Variable::Locator {
            (self.cited.label.to_owned(), value)
        } else {
            (super::locale::term_name(variable.as_str()), value)
        };
        let plural = match label.plural {
            Plural::Always => true,
            Plural::Never => false,
            Plural::Contextual => numbers::is_plural(&value, variable),
        };
        let name = if matches!(variable, Variable::PageFirst) { "page".to_owned() } else { name };
        if let Some(term) = self.env.locales.term(&name, label.form, plural) {
            let begun = self.begin(&label.look);
            self.push(term);
            self.end(begun, &label.look);
        }
    }

    fn holds(&self, branch: &Branch) -> bool {
        let mut tests = branch.conditions.iter().map(|condition| self.test(condition));
        match branch.matching {
            // A work has one type: several stand beside each other, as styles mean them.
            Match::All => {
                let mut kind = None;
                for condition in &branch.conditions {
                    let test = self.test(condition);
                    match condition {
                        Condition::Kind(_) => kind = Some(test || kind == Some(true)),
                        _ if !test => return false,
                        _ => {}
                    }
                }
                kind != Some(false)
            }
            Match::Any => branch.conditions.is_empty() || tests.any(|test| test),
            Match::None => !tests.any(|test| test),
        }
    }

    fn test(&self, condition: &Condition) -> bool {
        let cited = &self.cited;
        match condition {
            Condition::Variable(variable) => self.has(*variable),
            Condition::Numeric(variable) => match variable.class() {
                Class::Date => cited.record.date(*variable).is_some_and(|date| date.start.is_some()),
                _ => self.variable_text(*variable).is_some_and(|text| is_numeric(&text)),
            },
            Condition::Uncertain(variable) => cited.record.date(*variable).is_some_and(|date| date.circa),
            Condition::Kind(kind) => cited.record.kind == *kind,
            Condition::Position(position) => {
                if cited.in_bibliography {
                    return false;
                }
                match position {
                    CitePosition::NearNote => cited.near_note,
                    CitePosition::First => cited.position == CitePosition::First,
                    other => cited.position >= *other,
                }
            }
            Condition::Locator(label) => cited.locator.is_some() && cited.label == label,
            Condition::Disambiguate => {
                let again = cited.position > CitePosition::First && !cited.in_bibliography;
                let help = cited.help;
                let allowed =
                    if again { help.conditions.max(help.later_conditions) } else { help.conditions };
                let place = self.conditions.get();
                self.conditions.set(place + 1);
                place < allowed || cited.in_bibliography && allowed > 0
            }
            Condition::Never => false,
        }
    }

    fn has(&self, variable: Variable) -> bool {
        match variable.class() {
            Class::Name => !self.cited.record.names(variable).is_empty(),
            Class::Date => {
                let date = self.cited.record.date(variable);
                date.is_some_and(|date| date.start.is_some() || date.literal.is_some())
            }
            Class::Text | Class::Number => self.variable_text(variable).is_some(),
        }
    }

    fn term(&self, name: &str, form: TermForm) -> &'a str {
        self.env.locales.term(name, form, false).unwrap_or_default()
    }
}
