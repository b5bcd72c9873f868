//! One model for every work: CSL-JSON 1.0.2, typed.
//!
//! A [`Record`] is what all formats read into and write from, and what a citation style renders.
//! Values keep what the source said: a number stays the text it was given as, a date keeps its
//! precision, a title keeps its inline markup, and a field that CSL does not know survives in
//! [`Record::extra`]. See <https://github.com/citation-style-language/schema> (`csl-data.json`).

pub mod date;
pub mod identifier;
mod kind;
pub mod markup;
mod name;
mod portal;
mod variable;

pub use crate::text::json::Json;
pub use crate::text::{Place, Position, Problem};
pub use date::{Date, DatePart, Season};
pub use kind::Kind;
pub use name::Name;
pub use portal::{Metric, Portal, Topic, Version};
pub use variable::{Class, Variable};

/// One work: a journal article, a dataset, a thesis, …
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// The identifier that the source gave, or an empty string.
    pub id: String,
    /// The CSL type.
    pub kind: Kind,
    names: Vec<(Variable, Vec<Name>)>,
    dates: Vec<(Variable, Date)>,
    texts: Vec<(Variable, String)>,
    /// What a portal page shows beyond CSL; CSL-JSON carries it in `custom`.
    pub portal: Portal,
    /// Fields that CSL-JSON does not define, as they came, so that they survive a round trip.
    pub extra: Vec<(String, Json)>,
}

impl Record {
    /// An empty record of a type.
    pub fn new(kind: Kind) -> Self {
        Self { kind, ..Self::default() }
    }

    /// The text of a standard or number variable, with CSL-JSON's inline markup (see [`markup`]).
    pub fn text(&self, variable: Variable) -> Option<&str> {
        find(&self.texts, variable).map(String::as_str)
    }

    /// The people and organisations in a role, in order; empty where the record names nobody.
    pub fn names(&self, variable: Variable) -> &[Name] {
        find(&self.names, variable).map_or(&[], Vec::as_slice)
    }

    /// The date of a date variable.
    pub fn date(&self, variable: Variable) -> Option<&Date> {
        find(&self.dates, variable)
    }

    /// Sets a standard or number variable; text without anything but white space removes it.
    pub fn set_text(&mut self, variable: Variable, text: impl Into<String>) {
        let text = text.into();
        let value = (!text.trim().is_empty()).then_some(text);
        put(&mut self.texts, variable, value);
    }

    /// Sets the names in a role; an empty list removes the role.
    pub fn set_names(&mut self, variable: Variable, names: Vec<Name>) {
        let value = (!names.is_empty()).then_some(names);
        put(&mut self.names, variable, value);
    }

    /// Adds one name to a role.
    pub fn push_name(&mut self, variable: Variable, name: Name) {
        match self.names.iter_mut().find(|(key, _)| *key == variable) {
            Some((_, names)) => names.push(name),
            None => self.names.push((variable, vec![name])),
        }
    }

    /// Sets a date variable.
    pub fn set_date(&mut self, variable: Variable, date: Date) {
        put(&mut self.dates, variable, Some(date));
    }

    /// Removes a variable of any class.
    pub fn remove(&mut self, variable: Variable) {
        put(&mut self.texts, variable, None);
        put(&mut self.names, variable, None);
        put(&mut self.dates, variable, None);
    }

    /// Whether the record has a value for the variable.
    pub fn has(&self, variable: Variable) -> bool {
        match variable.class() {
            Class::Name => !self.names(variable).is_empty(),
            Class::Date => self.date(variable).is_some(),
            Class::Number | Class::Text => self.text(variable).is_some(),
        }
    }

    /// All standard and number variables that have a value, in the order they were set.
    pub fn texts(&self) -> impl Iterator<Item = (Variable, &str)> {
        self.texts.iter().map(|(variable, text)| (*variable, text.as_str()))
    }

    /// All roles that have names, in the order they were set.
    pub fn all_names(&self) -> impl Iterator<Item = (Variable, &[Name])> {
        self.names.iter().map(|(variable, names)| (*variable, names.as_slice()))
    }

    /// All date variables that have a value, in the order they were set.
    pub fn dates(&self) -> impl Iterator<Item = (Variable, &Date)> {
        self.dates.iter().map(|(variable, date)| (*variable, date))
    }

    /// Whether there is a title or somebody's name: without them nothing can be cited.
    pub fn is_citable(&self) -> bool {
        !self.title().trim().is_empty() || self.all_names().next().is_some()
    }

    /// The title, or an empty string.
    pub fn title(&self) -> &str {
        self.text(Variable::Title).unwrap_or_default()
    }

    /// The keywords one by one. CSL keeps them in one text, separated by semicolons or, where
    /// there is no semicolon, by commas.
    pub fn keywords(&self) -> Vec<&str> {
        let text = self.text(Variable::Keyword).unwrap_or_default();
        let separator = if text.contains(';') { ';' } else { ',' };
        text.split(separator).map(str::trim).filter(|word| !word.is_empty()).collect()
    }

    /// Gives back memory that is held for more fields and names: worth it where very many records are kept.
    pub fn shrink_to_fit(&mut self) {
        self.names.iter_mut().for_each(|(_, names)| names.shrink_to_fit());
        self.names.shrink_to_fit();
        self.dates.shrink_to_fit();
        self.texts.shrink_to_fit();
        self.extra.shrink_to_fit();
    }

    /// Takes from `other` every variable that this record lacks.
    pub fn fill_from(&mut self, other: &Self) {
        for (variable, text) in &other.texts {
            if !self.has(*variable) {
                self.texts.push((*variable, text.clone()));
            }
        }
        for (variable, names) in &other.names {
            if !self.has(*variable) {
                self.names.push((*variable, names.clone()));
            }
        }
        for (variable, date) in &other.dates {
            if !self.has(*variable) {
                self.dates.push((*variable, date.clone()));
            }
        }
        self.portal.fill_from(&other.portal);
        for (key, value) in &other.extra {
            if !self.extra.iter().any(|(have, _)| have == key) {
                self.extra.push((key.clone(), value.clone()));
            }
        }
    }
}

fn find<T>(fields: &[(Variable, T)], variable: Variable) -> Option<&T> {
    fields.iter().find(|(key, _)| *key == variable).map(|(_, value)| value)
}

fn put<T>(fields: &mut Vec<(Variable, T)>, variable: Variable, value: Option<T>) {
    let at = fields.iter().position(|(key, _)| *key == variable);
    match (at, value) {
        (Some(at), Some(value)) => fields[at].1 = value,
        (Some(at), None) => {
            fields.remove(at);
        }
        (None, Some(value)) => fields.push((variable, value)),
        (None, None) => {}
    }
}
