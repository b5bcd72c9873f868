//! Raw text to values: names, identifiers, dates, languages, pages, HTML.
//!
//! One parser of each, for every vocabulary of a page and every file format, so that a name in a meta
//! tag, in JSON-LD, in COinS and in RIS is read by the same rules.

pub(crate) mod dates;
pub(crate) mod fields;
pub(crate) mod html;
pub(crate) mod identifiers;
pub(crate) mod languages;
pub(crate) mod months;
pub(crate) mod names;
pub(crate) mod pages;
