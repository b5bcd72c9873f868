//! What one vocabulary says about a work: claims about single fields, each with its place.

use crate::record::{Date, Kind, Name, Portal, Problem, Record, Variable};

/// The vocabularies in which pages describe works, in the order of trust: of two that disagree
/// about a field, the earlier one counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are those of the vocabularies")]
pub enum Vocabulary {
    /// The owner's own words: the property `record`, an inline script, `doi`.
    Owner,
    Highwire,
    Prism,
    Eprints,
    JsonLd,
    Microdata,
    Coins,
    DublinCore,
    /// A file or a registry that the page links to.
    Linked,
    Links,
    OpenGraph,
    Html,
}

impl Vocabulary {
    /// The name that people know it by.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Owner => "given inline",
            Self::Highwire => "Highwire",
            Self::Prism => "PRISM",
            Self::Eprints => "EPrints",
            Self::JsonLd => "JSON-LD",
            Self::Microdata => "microdata",
            Self::Coins => "COinS",
            Self::DublinCore => "Dublin Core",
            Self::Linked => "linked file",
            Self::Links => "link",
            Self::OpenGraph => "Open Graph",
            Self::Html => "HTML",
        }
    }
}

/// How sure a vocabulary is of the work's type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Certainty {
    /// It is at least a page.
    Page,
    /// A word that covers several types, such as `Text` or `Article`.
    Vague,
    /// A field that only such works have, such as a journal title.
    Implied,
    /// The type itself.
    Named,
}

/// The value of a field.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Text(String),
    Names(Vec<Name>),
    Date(Date),
}

/// One field as one vocabulary gives it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Claim {
    pub variable: Variable,
    pub value: Value,
    /// The tag or property, where the vocabulary has several for one field: `citation_date`.
    pub place: String,
}

/// Everything that one vocabulary says about one work.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Partial {
    pub vocabulary: Vocabulary,
    pub kind: Option<(Certainty, Kind, String)>,
    pub claims: Vec<Claim>,
    pub portal: Box<Portal>,
    pub id: String,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

impl Partial {
    pub(super) fn new(vocabulary: Vocabulary) -> Self {
        Self {
            vocabulary,
            kind: None,
            claims: Vec::new(),
            portal: Box::default(),
            id: String::new(),
            problems: Vec::new(),
        }
    }

    /// A record that a format's reader made, as claims.
    pub(super) fn from_record(vocabulary: Vocabulary, record: Record, place: &str) -> Self {
        let mut partial = Self::new(vocabulary);
        let mut claim = |variable, value| partial.claims.push(Claim { variable, value, place: place.into() });
        for (variable, text) in record.texts() {
            claim(variable, Value::Text(text.to_owned()));
        }
        for (variable, names) in record.all_names() {
            claim(variable, Value::Names(names.to_vec()));
        }
        // Words in place of a date must not keep out a date that another vocabulary knows.
        for (variable, date) in record.dates().filter(|(_, date)| date.start.is_some()) {
            claim(variable, Value::Date(date.clone()));
        }
        partial.typed(certainty(record.kind), record.kind, place);
        *partial.portal = record.portal;
        partial.id = record.id;
        partial
    }

    /// Says what type the work is; the surer word counts, the earlier one of two alike.
    pub(super) fn typed(&mut self, certainty: Certainty, kind: Kind, place: &str) {
        if self.kind.as_ref().is_none_or(|(have, ..)| certainty > *have) {
            self.kind = Some((certainty, kind, place.to_owned()));
        }
    }

    pub(super) fn text(&self, variable: Variable) -> Option<&str> {
        self.claims.iter().find(|claim| claim.variable == variable).and_then(|claim| match &claim.value {
            Value::Text(text) => Some(text.as_str()),
            _ => None,
        })
    }

    pub(super) fn has(&self, variable: Variable) -> bool {
        self.claims.iter().any(|claim| claim.variable == variable)
    }

    pub(super) fn push(&mut self, variable: Variable, value: Value, place: &str) {
        self.claims.push(Claim { variable, value, place: place.to_owned() });
    }
}

/// How much a type says that a reader gave without saying how sure it is.
pub(super) fn certainty(kind: Kind) -> Certainty {
    match kind {
        Kind::Webpage => Certainty::Page,
        Kind::Post | Kind::PostWeblog | Kind::Document | Kind::Article => Certainty::Vague,
        _ => Certainty::Named,
    }
}
