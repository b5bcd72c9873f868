//! Raw text to values: names, identifiers, dates, languages, pages, HTML.
//!
//! One parser of each, for every vocabulary of a page and every file format, so that a name in a meta
//! tag, in JSON-LD, in COinS and in RIS is read by the same rules.

pub mod dates;
pub mod fields;
pub mod html;
pub mod identifiers;
pub mod languages;
pub mod months;
pub mod names;
pub mod pages;
