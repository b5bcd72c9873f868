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

/// Something in an input that could not be used. The rest of the input was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where in the text, if the input is a text.
    pub at: Option<Position>,
    /// The thing: a format, an entry, a field, an attribute (`BibTeX, entry doe2020, field month`).
    pub place: String,
    /// A sentence, without a full stop, that says what is wrong and what to do.
    pub message: String,
}

impl Problem {
    /// A problem with a thing that has no position.
    pub fn new(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { at: None, place: place.into(), message: message.into() }
    }

    /// A problem at a byte offset of a text.
    pub fn at(text: &str, offset: usize, place: impl Into<String>, message: impl Into<String>) -> Self {
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
