//! The file formats: text to records and records to text.
//!
//! A format is one file with an [`Info`] and a [`codec::Codec`], and one line in the list below.
//! Reading never fails as a whole: it returns the good records and a list of problems.
//!
//! Whoever links only [`catalog`] links no reader and no writer.

/// Every format, in the order that menus offer them. Each is a module with `INFO` and `CODEC`.
macro_rules! each_format {
    ($list:ident) => {
        $list![
            bibtex,
            bibtex::biblatex,
            ris,
            csl_json,
            csl_yaml,
            bibjson,
            endnote::tagged,
            endnote::xml,
            refworks,
            medline,
            pubmed_xml,
            wos,
            hayagriva,
            cff,
            crossref_xml,
            datacite,
            datacite_xml,
            json_ld,
            dublin_core,
            mods,
            marcxml,
            jats,
            coins,
            wikipedia,
            quickstatements,
            word,
            bibitem,
            r_bibentry,
            csv,
            short::key,
            short::latex,
            short::pandoc,
            short::typst,
            short::markdown,
            short::html,
            short::wiki,
            short::doi,
        ]
    };
}

mod bibitem;
mod bibjson;
mod bibtex;
pub mod catalog;
mod cff;
pub mod codec;
pub mod coins;
mod common;
mod crossref_xml;
mod csl_json;
mod csl_yaml;
mod csv;
mod datacite;
mod datacite_xml;
pub mod dublin_core;
mod endnote;
mod hayagriva;
mod jats;
pub mod json_ld;
mod json_places;
pub mod keys;
pub mod latex;
mod marcxml;
mod medline;
mod mods;
pub mod options;
pub mod problems;
mod pubmed_xml;
mod quickstatements;
mod r_bibentry;
mod refworks;
mod ris;
mod short;
mod spelling;
mod tagged;
mod wikipedia;
mod word;
mod wos;
mod xml_text;
mod yaml;

#[cfg(feature = "element")]
pub(crate) use csl_json::from_plain_json;
pub(crate) use csl_json::mark_names;

use crate::record::{Problem, Record};

pub(crate) use crate::normalise::{languages as language, pages};
pub use catalog::{CATALOG, File, Group, Info, OptionList, by_id, file_name};
pub use codec::{Codec, Likelihood, detect};
pub use csl_json::{from_json, to_json};
pub use options::Options;
pub use problems::Problems;

/// What reading a text gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The records that could be read.
    pub records: Vec<Record>,
    /// What could not.
    pub problems: Vec<Problem>,
}

/// Detection looks at so many bytes of a text at most.
const HEAD: usize = 4096;

/// The beginning of a text, without a byte order mark and white space: what detection looks at.
pub fn head(text: &str) -> &str {
    let text = text.trim_start_matches(|letter: char| letter == '\u{feff}' || letter.is_whitespace());
    let mut end = HEAD.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
