//! What was wrong with an input: the place, the thing, and what to do about it.

use std::fmt;

/// Where in a text: both count from 1; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in characters.
    pub column: u32,
}

impl Position {
    /// The position of a byte offset in a text; an offset behind the end gives the end.
    pub fn of(text: &str, offset: usize) -> Self {
        let mut end = offset.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &text[..end];
        let line = before.bytes().filter(|byte| *byte == b'\n').count() as u32 + 1;
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        Self { line, column: before[start..].chars().count() as u32 + 1 }
    }
}

/// What a problem is about. [`fmt::Display`] writes it for people:
/// `BibTeX, entry doe2020, field month`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// An input as a whole, by its format, URL or origin: `BibTeX`, `inline script`.
    Input(String),
    /// An entry of an input, or one of its fields.
    Entry {
        /// The input: `BibTeX`.
        input: String,
        /// Which entry: `entry doe2020`, `item 3`.
        entry: String,
        /// The name of a field: `month`.
        field: Option<String>,
    },
    /// The metadata of the page itself, or a part of it: `JSON-LD block 2`.
    Page(Option<String>),
    /// An attribute of the element: `styles`.
    Attribute(String),
}

impl Place {
    /// An entry of an input.
    pub fn entry(input: impl Into<String>, entry: impl Into<String>) -> Self {
        Self::Entry { input: input.into(), entry: entry.into(), field: None }
    }

    /// A part of the page's metadata.
    pub fn page(part: impl Into<String>) -> Self {
        Self::Page(Some(part.into()))
    }

    /// A field of this entry, or of this input.
    #[must_use]
    pub fn field(self, name: impl Into<String>) -> Self {
        match self {
            Self::Entry { input, entry, .. } => Self::Entry { input, entry, field: Some(name.into()) },
            other => Self::Input([&other.to_string(), ", field ", &name.into()].concat()),
        }
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Input(input) if input.is_empty())
    }
}

impl From<&str> for Place {
    fn from(input: &str) -> Self {
        Self::Input(input.to_owned())
    }
}

impl From<String> for Place {
    fn from(input: String) -> Self {
        Self::Input(input)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(input) => out.write_str(input),
            Self::Entry { input, entry, field: None } => write!(out, "{input}, {entry}"),
            Self::Entry { input, entry, field: Some(field) } => {
                write!(out, "{input}, {entry}, field {field}")
            }
            Self::Page(None) => out.write_str("page metadata"),
            Self::Page(Some(part)) => write!(out, "page metadata, {part}"),
            Self::Attribute(name) => write!(out, "attribute {name}"),
        }
    }
}

/// Something in an input that could not be used. The rest of the input was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The position in the text, if the input is a text.
    pub at: Option<Position>,
    /// What it is about.
    pub place: Place,
    /// A sentence, without a full stop, that says what is wrong and what to do.
    pub message: String,
}

impl std::error::Error for Problem {}

impl Problem {
    /// A problem with a thing that has no position.
    pub fn new(place: impl Into<Place>, message: impl Into<String>) -> Self {
        Self { at: None, place: place.into(), message: message.into() }
    }

    /// A problem at a byte offset of a text.
    pub fn at(text: &str, offset: usize, place: impl Into<Place>, message: impl Into<String>) -> Self {
        Self { at: Some(Position::of(text, offset)), ..Self::new(place, message) }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Position { line, column }) = self.at {
            write!(out, "line {line}, column {column}: ")?;
        }
        if !self.place.is_empty() {
            write!(out, "{}: ", self.place)?;
        }
        out.write_str(&self.message)
    }
}
