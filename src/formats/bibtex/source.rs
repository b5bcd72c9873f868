//! One entry while it becomes a record: its fields as text, titles, names and dates, and which of them
//! were used.

use super::names;
use super::syntax::{Entry, Field};
use crate::formats::{Problems, latex};
use crate::normalise::dates;
use crate::record::{Date, Name, Place};

/// An entry while it is read, with the fields that were used.
pub(super) struct Source<'e, 't, 'p, 'q> {
    /// The entry.
    pub entry: &'e Entry<'t>,
    /// Which of its fields were used.
    pub used: Vec<bool>,
    /// What is wrong with the text.
    pub problems: &'p mut Problems<'q>,
}

impl<'e, 't, 'p, 'q> Source<'e, 't, 'p, 'q> {
    /// Begins with an entry.
    pub(super) fn new(entry: &'e Entry<'t>, problems: &'p mut Problems<'q>) -> Self {
        Self { entry, used: vec![false; entry.fields.len()], problems }
    }

    /// The first field of that name with something in it.
    pub(super) fn field(&mut self, name: &str) -> Option<&'e Field<'t>> {
        let mut found = None;
        for (field, used) in self.entry.fields.iter().zip(&mut self.used) {
            if field.name == name {
                *used = true;
                found = found.or(Some(field).filter(|field| !field.value.trim().is_empty()));
            }
        }
        found
    }

    /// A field as text.
    pub(super) fn text(&mut self, name: &str) -> Option<String> {
        let field = self.field(name)?;
        let decoded = latex::decode(&field.value);
        self.unknown(field, decoded.unknown);
        // What publishers write of an article that is in no issue yet.
        Some(decoded.text).filter(|text| !text.is_empty() && !text.eq_ignore_ascii_case("n/a"))
    }

    /// A field as a title.
    pub(super) fn title(&mut self, name: &str) -> Option<String> {
        let field = self.field(name)?;
        let decoded = latex::decode_title(&field.value);
        self.unknown(field, decoded.unknown);
        Some(decoded.text).filter(|text| !text.is_empty())
    }

    /// A field that LaTeX does not read: an address, a DOI.
    pub(super) fn verbatim(&mut self, name: &str) -> Option<String> {
        Some(latex::verbatim(&self.field(name)?.value)).filter(|text| !text.is_empty())
    }

    /// BibLaTeX's lists, such as of places: `München and Wien`; in BibTeX `and` is a word.
    pub(super) fn list(&mut self, name: &str) -> Option<String> {
        let own = ["date", "location", "journaltitle"];
        let biblatex = self.entry.fields.iter().any(|field| own.contains(&&*field.name));
        match self.field(name).filter(|_| biblatex) {
            None => self.text(name),
            Some(field) => {
                let items = names::split_and(&field.value).into_iter().map(|item| latex::decode(item).text);
                Some(items.filter(|item| !item.is_empty()).collect::<Vec<_>>().join("; "))
            }
        }
    }

    /// The first of several fields that has something in it.
    pub(super) fn first(&mut self, names: &[&str]) -> Option<String> {
        let mut found = None;
        for name in names {
            if found.is_none() {
                found = self.text(name);
            }
        }
        found
    }

    fn unknown(&mut self, field: &Field<'_>, command: Option<String>) {
        if let Some(command) = command {
            let message = format!("unknown command \\{command}; the text around it was kept");
            self.problem(field.at, &field.name, &message);
        }
    }

    /// Adds a problem with a field.
    pub(super) fn problem(&mut self, at: usize, field: &str, message: &str) {
        let place = place(self.entry, field);
        self.problems.at(at, place, message);
    }

    /// A list of names.
    pub(super) fn names(&mut self, name: &str) -> Vec<Name> {
        let Some(field) = self.field(name) else { return Vec::new() };
        let entry = self.entry;
        let place = names::At { offset: field.at, place: &|| place(entry, name) };
        names::read(&field.value, &place, self.problems)
    }

    /// A date; a part that no calendar has is left out, and told.
    pub(super) fn date(&mut self, name: &str) -> Option<Date> {
        let field = self.field(name)?;
        // EDTF's `~` is not a tie.
        let plain = latex::verbatim(&field.value);
        if dates::is_invalid(&plain) {
            self.problem(field.at, name, "there is no such date; the impossible part was left out");
        }
        let date =
            Date::parse(&plain).unwrap_or_else(|| Date::parse_loose(&latex::decode(&field.value).text));
        (date != Date::literal("")).then_some(date)
    }
}

/// Where a field is, for a problem.
pub(super) fn place(entry: &Entry<'_>, field: &str) -> Place {
    let key = if entry.key.is_empty() { &entry.kind } else { entry.key };
    Place::entry("BibTeX", ["entry ", key].concat()).field(field)
}
