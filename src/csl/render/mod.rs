//! Rendering elements, for one cited work, to the output.
//!
//! [`Eval`] walks the elements of a layout. An element writes its prefix, opens its formatting, and
//! writes its content; if there was none, the output is cut back to where the element began.

mod dates;
pub(crate) mod field;
mod name_list;
mod names;
mod numbers;
pub(crate) mod output;
mod person;
mod text;
mod text_case;

use crate::csl::model::element::{Attr, Element, Tag, Value, Word};
use crate::csl::model::formatting::Formatting;
use crate::csl::model::language::nearest_locale;
use crate::csl::model::locale::{Locale, Locales};
use crate::csl::model::style::{CitePosition, Layout, Style};
use crate::csl::model::tree::Format;
use crate::record::{Class, Kind, Record, Variable};
use output::{Quotes, Span, Token};
use std::cell::Cell;

pub(crate) use dates::sort_key as date_key;
pub(crate) use names::{GivenLevel, Shown, people};
pub(crate) use numbers::{is_numeric, letters as year_suffix};
pub(crate) use person::{Person, is_spaced, person_initials};

/// What holds for a whole rendering.
pub(crate) struct Env<'a> {
    pub style: &'a Style,
    /// The language of the output.
    pub main: Language<'a>,
    /// Languages of items, where their terms follow them.
    pub items: Vec<Language<'a>>,
    pub links: bool,
    /// `citation-number` is shown in a bibliography.
    pub numbers: bool,
    /// A bibliography shortens no list of names.
    pub all_names: bool,
}

impl<'a> Env<'a> {
    /// The language of an item's terms.
    fn language(&self, record: &Record) -> &Language<'a> {
        let own = record.text(Variable::Language).filter(|_| !self.items.is_empty());
        let langs: Vec<&str> = self.items.iter().map(|language| language.lang).collect();
        let nearest = own.and_then(|own| nearest_locale(own, &langs));
        let at = nearest.and_then(|nearest| langs.iter().position(|lang| *lang == nearest));
        at.and_then(|at| self.items.get(at)).unwrap_or(&self.main)
    }
}

/// A language with its terms.
pub(crate) struct Language<'a> {
    pub locales: Locales<'a>,
    pub quotes: Quotes<'a>,
    /// The language tag, for changes of case where an item has none.
    pub lang: &'a str,
}

impl<'a> Language<'a> {
    pub(super) fn new(style: &'a [Locale], files: &[&'a Locale], lang: &'a str) -> Self {
        let locales = Locales::new(style, files, lang);
        let term = |name: &str| locales.term(name, Word::Long, false).unwrap_or_default();
        let quotes = Quotes {
            open: term("open quote"),
            close: term("close quote"),
            open_inner: term("open inner quote"),
            close_inner: term("close inner quote"),
            punctuation_inside: locales.punctuation_in_quote(),
        };
        Self { locales, quotes, lang }
    }
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
    pub disambiguation: &'a Disambiguation,
    pub in_bibliography: bool,
    pub suppress_author: bool,
}

/// What disambiguation adds to a cite.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Disambiguation {
    /// How many names to show at least.
    pub names: u32,
    /// In so many names elements, in the order they are rendered.
    pub blocks: usize,
    /// How much of a given name to show where the form is short: of which names element, of which name.
    pub given: Vec<((usize, usize), GivenLevel)>,
    /// 1 is `a`; 0 is none.
    pub year_suffix: u32,
    /// How many of a cite's tests of `disambiguate` are true, from the first.
    pub conditions: u32,
    /// The same in cites after a work's first, if that is more.
    pub later_conditions: u32,
}

impl Disambiguation {
    /// How much of a given name to show.
    pub(super) fn level(&self, block: usize, name: usize) -> GivenLevel {
        for (place, level) in &self.given {
            if *place == (block, name) {
                return *level;
            }
        }
        GivenLevel::None
    }

    /// Shows so much of a given name.
    pub(super) fn set_level(&mut self, block: usize, name: usize, level: GivenLevel) {
        let place = (block, name);
        self.given.retain(|(known, _)| *known != place);
        self.given.push((place, level));
    }
}

/// The state of one rendering.
pub(crate) struct Eval<'a> {
    pub env: &'a Env<'a>,
    pub language: &'a Language<'a>,
    pub cited: Cited<'a>,
    /// `cs:citation` or `cs:bibliography`, with the options of names.
    pub options: &'a Element,
    pub out: Vec<Token>,
    /// How many variables the elements of the open group called, and how many had a value.
    called: u32,
    filled: u32,
    /// Variables that stand in for a missing name, and so are empty for the rest.
    used: Vec<Variable>,
    substituting: Option<Vec<Variable>>,
    /// `cs:names` whose name and label an inner `cs:names` takes over.
    parent_names: Option<&'a Element>,
    /// What each names element showed, in order.
    pub shown: Vec<Shown>,
    /// For sorting: names in sort order, dates as numbers.
    pub sorting: Option<&'a Element>,
    suffix_done: bool,
    pub author_done: bool,
    /// Where the first field of the layout ends in the output.
    pub first_field: usize,
    /// The first text is a term.
    pub term_first: bool,
    /// The cite is compared with others: by what stands in a work's later cites as well, and without
    /// the date of access, which says nothing about a work.
    pub comparing: bool,
    /// How many tests of `disambiguate` there were.
    pub conditions: Cell<u32>,
    /// The names are part of a sentence: joined by the word for "and".
    pub in_sentence: bool,
    /// Dates in words that were shown: each is shown once.
    worded: Vec<Variable>,
    /// The number of an article takes the place of its pages.
    number_as_page: bool,
    /// The style has shown the variable `number`, or left it out on purpose.
    number_printed: bool,
}

/// Where an element began.
struct Mark {
    start: usize,
    inner: usize,
    formatted: bool,
    display: bool,
}

impl<'a> Eval<'a> {
    pub(super) fn new(env: &'a Env<'a>, options: &'a Element, cited: Cited<'a>) -> Self {
        Self {
            env,
            language: env.language(cited.record),
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
            in_sentence: false,
            worded: Vec::new(),
            number_as_page: false,
            number_printed: false,
        }
    }

    /// Renders all elements of a layout, without the layout's own affixes. Where the style does not show
    /// the number of an article that has no pages, it takes their place.
    pub(super) fn layout(&mut self, layout: &'a Layout) {
        self.layout_once(layout);
        let record = self.cited.record;
        let article = record.kind == Kind::ArticleJournal
            && record.text(Variable::Number).is_some()
            && record.text(Variable::Page).is_none()
            && record.text(Variable::PageFirst).is_none();
        if article && !self.number_printed {
            let again = Self::new(self.env, self.options, self.cited);
            *self = Self {
                comparing: self.comparing,
                in_sentence: self.in_sentence,
                sorting: self.sorting,
                number_as_page: true,
                ..again
            };
            self.layout_once(layout);
        }
    }

    fn layout_once(&mut self, layout: &'a Layout) {
        for element in &self.body(layout).children {
            self.element(element);
            if self.first_field == 0 && !output::is_blank(&self.out) {
                self.first_field = self.out.len();
            }
        }
    }

    /// A layout with its affixes; where it has layouts for languages, that of the work's language.
    pub(crate) fn body(&self, layout: &'a Layout) -> &'a Element {
        match layout.body.children.as_slice() {
            [choose] if choose.children.iter().any(|branch| branch.get(Attr::Locale).is_some()) => {
                choose.children.iter().find(|branch| self.holds(branch)).unwrap_or(&layout.body)
            }
            _ => &layout.body,
        }
    }

    /// Renders what an element contains.
    pub(super) fn elements(&mut self, parent: &'a Element) {
        for element in &parent.children {
            self.element(element);
        }
    }

    fn element(&mut self, element: &'a Element) {
        match element.tag {
            Tag::Variable => self.variable(element),
            Tag::Macro => self.call_macro(element),
            Tag::Term | Tag::Value => self.constant(element),
            Tag::Number => self.number(element),
            Tag::Label => self.label(element),
            Tag::Names => self.names(element),
            Tag::Date => self.date(element),
            Tag::Group => self.group(element),
            Tag::Choose => {
                if let Some(branch) = self.branch(element) {
                    self.elements(branch);
                }
            }
            _ => {}
        }
    }

    /// The branch of a choose whose tests hold.
    fn branch(&mut self, choose: &'a Element) -> Option<&'a Element> {
        let tests = |branch: &Element, wanted| {
            branch
                .attributes
                .iter()
                .any(|(_, value)| matches!(value, Value::Variable(variable) if *variable == wanted))
        };
        let branch = choose.children.iter().find(|branch| self.holds(branch))?;
        // A style that has an empty branch for the number beside one for the pages leaves it out on purpose.
        self.number_printed |= branch.children.is_empty()
            && tests(branch, Variable::Number)
            && choose.children.iter().any(|branch| tests(branch, Variable::Page));
        Some(branch)
    }

    /// A group is left out if it calls variables and all of them are empty.
    fn group(&mut self, element: &'a Element) {
        let (called, filled) = (std::mem::take(&mut self.called), std::mem::take(&mut self.filled));
        let suffix_done = self.suffix_done;
        let formatting = element.formatting();
        let begun = self.begin(&formatting);
        self.joined(element, element.str(Attr::Delimiter), begun.inner);
        let empty = self.called > 0 && self.filled == 0;
        if empty {
            self.out.truncate(begun.inner);
            self.suffix_done = suffix_done;
        }
        let some = self.end(begun, &formatting);
        self.called = called + u32::from(some || self.called > 0);
        self.filled = filled + u32::from(some);
    }

    fn joined(&mut self, parent: &'a Element, delimiter: &str, start: usize) {
        for child in &parent.children {
            // What a choose renders is joined like the group's own children.
            if child.tag == Tag::Choose {
                if let Some(branch) = self.branch(child) {
                    self.joined(branch, delimiter, start);
                }
                continue;
            }
            let before = self.out.len();
            if !self.is_blank(start) {
                self.push(delimiter);
            }
            let from = self.out.len();
            self.element(child);
            if self.is_blank(from) {
                self.out.truncate(before);
            }
        }
    }

    /// Whether the output is without text from some place on.
    fn is_blank(&self, from: usize) -> bool {
        output::is_blank(self.out.get(from..).unwrap_or_default())
    }

    pub(super) fn push(&mut self, text: &str) {
        if !text.is_empty() {
            self.out.push(Token::Text(text.to_owned()));
        }
    }

    fn begin(&mut self, formatting: &Formatting<'_>) -> Mark {
        let start = self.out.len();
        if let Some(display) = formatting.display {
            self.out.push(Token::Open(Span::Display(display)));
        }
        self.push(formatting.prefix);
        let formatted = formatting.format != Format::default();
        if formatted {
            self.out.push(Token::Open(Span::Format(formatting.format)));
        }
        if formatting.quotes {
            self.out.push(Token::OpenQuote);
        }
        Mark { start, inner: self.out.len(), formatted, display: formatting.display.is_some() }
    }

    /// Closes what an element opened; false, and nothing written, if it has no content.
    fn end(&mut self, begun: Mark, formatting: &Formatting<'_>) -> bool {
        let content = self.out.get_mut(begun.inner..).unwrap_or_default();
        if output::is_blank(content) {
            self.out.truncate(begun.start);
            return false;
        }
        if formatting.strip_periods {
            for piece in content.iter_mut() {
                if let Token::Text(text) = piece {
                    text.retain(|letter| letter != '.');
                }
            }
        }
        if let Some(case) = formatting.case.filter(|case| *case != Word::Title || self.is_english()) {
            let lang = self.lang().unwrap_or(self.language.lang);
            text_case::apply(self.out.get_mut(begun.inner..).unwrap_or_default(), case, lang);
        }
        if formatting.quotes {
            self.out.push(Token::CloseQuote);
        }
        if begun.formatted {
            self.out.push(Token::Close);
        }
        self.push(formatting.suffix);
        if begun.display {
            self.out.push(Token::Close);
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
        lang.is_none_or(|lang| text_case::is_lang(lang, "en"))
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

    fn label(&mut self, label: &'a Element) {
        let Some(variable) = label.variable() else { return };
        let Some(value) = self.variable_text(variable) else { return };
        // The number of an article is not a page.
        if self.number_as_page && matches!(variable, Variable::Page | Variable::PageFirst) {
            return;
        }
        let plural = numbers::is_plural(&value, variable);
        match variable {
            Variable::Locator => self.label_term(label, self.cited.label, plural),
            Variable::PageFirst => self.label_term(label, "page", plural),
            _ => self.label_term(label, &crate::csl::model::locale::term_name(variable.as_str()), plural),
        }
    }

    /// The term of a label, where the locale has it.
    fn label_term(&mut self, label: &'a Element, name: &str, several: bool) {
        let plural = match label.word(Attr::Plural) {
            Some(Word::Always) => true,
            Some(Word::Never) => false,
            _ => several,
        };
        if let Some(term) = self.language.locales.term(name, form(label), plural) {
            self.constant_text(label, term);
        }
    }

    /// A text with what wraps it.
    fn constant_text(&mut self, element: &'a Element, text: &str) {
        let formatting = element.formatting();
        let begun = self.begin(&formatting);
        self.push(text);
        self.end(begun, &formatting);
    }

    fn holds(&self, branch: &Element) -> bool {
        let matching = branch.word(Attr::Match);
        let mut kind = true;
        let mut several = false;
        for (attr, value) in &branch.attributes {
            if !attr.is_condition() {
                continue;
            }
            let test = self.test(*attr, value);
            match matching {
                Some(Word::Any) if test => return true,
                Some(Word::None) if test => return false,
                Some(Word::Any | Word::None) => {}
                // A work has one type: several stand beside each other, as styles mean them.
                _ if *attr == Attr::Type => {
                    kind = test || several && kind;
                    several = true;
                }
                _ if !test => return false,
                _ => {}
            }
        }
        kind && (matching != Some(Word::Any) || branch.tag == Tag::Else)
    }

    fn test(&self, attr: Attr, value: &Value) -> bool {
        let cited = &self.cited;
        match (attr, value) {
            (Attr::Variable, Value::Variable(variable)) => self.has(*variable),
            (Attr::IsNumeric, Value::Variable(variable)) => match variable.class() {
                Class::Date => cited.record.date(*variable).is_some_and(|date| date.start.is_some()),
                _ => self.variable_text(*variable).is_some_and(|text| is_numeric(&text)),
            },
            (Attr::IsUncertainDate, Value::Variable(variable)) => {
                cited.record.date(*variable).is_some_and(|date| date.circa)
            }
            (_, Value::Kind(kind)) => cited.record.kind == *kind,
            (Attr::Position, Value::Word(word)) => {
                let least = match word {
                    _ if cited.in_bibliography => return false,
                    Word::NearNote => return cited.near_note,
                    Word::First => return cited.position == CitePosition::First,
                    Word::Subsequent => CitePosition::Subsequent,
                    Word::Ibid => CitePosition::Ibid,
                    Word::IbidWithLocator => CitePosition::IbidWithLocator,
                    _ => return false,
                };
                cited.position >= least
            }
            (Attr::Locale, Value::Text(lang)) => {
                self.lang().is_some_and(|own| nearest_locale(own, &[lang.as_str()]).is_some())
            }
            (Attr::Locator, Value::Text(label)) => cited.locator.is_some() && cited.label == label,
            (Attr::Disambiguate, _) => {
                let again = cited.position > CitePosition::First && !cited.in_bibliography;
                let disambiguation = cited.disambiguation;
                let allowed = if again {
                    disambiguation.conditions.max(disambiguation.later_conditions)
                } else {
                    disambiguation.conditions
                };
                let place = self.conditions.get();
                self.conditions.set(place + 1);
                place < allowed || cited.in_bibliography && allowed > 0
            }
            _ => false,
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

    fn term(&self, name: &str, form: Word) -> &'a str {
        self.language.locales.term(name, form, false).unwrap_or_default()
    }
}

/// The `form` of a term, a label or a variable.
fn form(element: &Element) -> Word {
    element.word(Attr::Form).unwrap_or(Word::Long)
}
