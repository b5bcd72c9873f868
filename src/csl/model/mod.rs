//! What a style, a locale and a formatted text are.

pub mod aliases;
pub(crate) mod element;
pub(crate) mod formatting;
pub(crate) mod language;
pub(crate) mod locale;
pub(crate) mod locator;
pub(crate) mod number;
pub(crate) mod own;
pub(crate) mod style;
pub mod tree;

use crate::record::Position;
use crate::text::xml::XmlError;
use std::fmt;

/// Why a style or locale cannot be used: the place and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StyleError {
    /// Where in the XML.
    pub at: Position,
    /// The element: `macro`, `text`.
    pub element: String,
    /// A sentence without a full stop.
    pub message: String,
}

impl From<XmlError> for StyleError {
    fn from(error: XmlError) -> Self {
        Self { at: error.at, element: error.element, message: error.message }
    }
}

impl fmt::Display for StyleError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { at, element, message } = self.clone();
        XmlError { at, element, message }.fmt(out)
    }
}

impl std::error::Error for StyleError {}
