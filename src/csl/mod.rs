//! CSL 1.0.2: records, a style and a locale to a tree of formatted text.
//! See <https://docs.citationstyles.org/en/stable/specification.html>.
//!
//! ```text
//! parse, locale   XML → style and locale
//! compiled        style and locale → a compact text → style and locale
//! process         a document: numbers, order, positions
//! disambiguate    what each work's cites need to be told apart
//! eval            style + cited work → a flow of texts and formatting
//! flow            punctuation, spaces and quotes where texts meet → tree
//! out             tree → HTML, plain text, …
//! ```

pub mod aliases;
mod case;
mod citation;
mod cite;
mod compiled;
mod disambiguate;
mod eval;
mod field;
mod flow;
mod locale;
mod note;
mod out;
mod parse;
mod process;
mod sort;
mod style;
mod substitute;
pub mod tree;

use crate::record::{Position, Record};
use crate::text::xml::XmlError;
use std::fmt;

pub use cite::cites;
pub use locale::Locale;
pub use out::html::html;
pub use out::latex::latex;
pub use out::markdown::markdown;
pub use out::org::org;
pub use out::plain::plain;
pub use out::rtf::rtf;
pub use out::tree::{from_tree, tree};
pub use out::typst::typst;
pub use process::{Cluster, Document, Options};
pub use sort::Collator;
pub use style::{CitePosition, Style};
pub use tree::Node;

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
        let Position { line, column } = self.at;
        write!(out, "line {line}, column {column}: ")?;
        if !self.element.is_empty() {
            write!(out, "<{}>: ", self.element)?;
        }
        out.write_str(&self.message)
    }
}

/// One work cited at one place, with what the writer adds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cite {
    /// Which record, from 0.
    pub record: usize,
    /// `124-125`
    pub locator: Option<String>,
    /// `page` where there is a locator and no label.
    pub label: Option<String>,
    /// Text before.
    pub prefix: Option<String>,
    /// Text after.
    pub suffix: Option<String>,
    /// The names are left out: they stand in the sentence.
    pub suppress_author: bool,
    /// Only the names are given: the rest stands elsewhere.
    pub author_only: bool,
    /// Where the work was cited before, if the caller knows; a document finds it out itself.
    pub position: CitePosition,
}

/// How a citation stands in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// As the style says: in parentheses, a number, or the text of a note.
    #[default]
    Citation,
    /// `Procter et al. (2022)`
    Narrative,
    /// The text of a footnote, also where the style is no note style.
    Note,
}

/// A list of references.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bibliography {
    /// In the style's order: the record's place in the input, from 0, and its entry.
    pub entries: Vec<(usize, Vec<Node>)>,
    /// `hanging-indent`
    pub hanging_indent: bool,
    /// `second-field-align`
    pub second_field_align: bool,
    /// `entry-spacing`, in lines.
    pub entry_spacing: u32,
    /// `line-spacing`, in lines.
    pub line_spacing: u32,
}

/// The list of references of some records. A style without a bibliography gives each work's
/// citation. `locales` are tried in order for each term and date form, after the style's own.
pub fn bibliography(style: &Style, locales: &[&Locale], records: &[Record]) -> Bibliography {
    bibliography_with(style, locales, records, &Options::default())
}

/// The list of references, with options.
pub fn bibliography_with(
    style: &Style,
    locales: &[&Locale],
    records: &[Record],
    options: &Options,
) -> Bibliography {
    let all: Vec<usize> = (0..records.len()).collect();
    let records = note::with_notes(records);
    process::Process::new(style, locales, &records, &all, options).bibliography()
}

/// A citation of some of the records.
pub fn citation(
    style: &Style,
    locales: &[&Locale],
    records: &[Record],
    cites: &[Cite],
    mode: Mode,
) -> Vec<Node> {
    citation_with(style, locales, records, cites, mode, &Options::default())
}

/// A citation, with options.
pub fn citation_with(
    style: &Style,
    locales: &[&Locale],
    records: &[Record],
    cites: &[Cite],
    mode: Mode,
    options: &Options,
) -> Vec<Node> {
    let cluster = Cluster { cites: cites.to_vec(), note: 0, mode };
    citations_apart(style, locales, records, &[cluster], options).pop().unwrap_or_default()
}

/// Citations that are each the first of the document; all records count for disambiguation.
pub fn citations_apart(
    style: &Style,
    locales: &[&Locale],
    records: &[Record],
    clusters: &[Cluster],
    options: &Options,
) -> Vec<Vec<Node>> {
    let all: Vec<usize> = (0..records.len()).collect();
    let records = note::with_notes(records);
    let process = process::Process::new(style, locales, &records, &all, options);
    process.sorted(clusters).iter().map(|cluster| process.citation(cluster, &[])).collect()
}

/// A whole document: its citations in order, and the list of references of what they cite.
pub fn document(
    style: &Style,
    locales: &[&Locale],
    records: &[Record],
    clusters: &[Cluster],
    options: &Options,
) -> Document {
    let mut registered: Vec<usize> = Vec::new();
    for cite in clusters.iter().flat_map(|cluster| &cluster.cites) {
        if !registered.contains(&cite.record) {
            registered.push(cite.record);
        }
    }
    let records = note::with_notes(records);
    let mut process = process::Process::new(style, locales, &records, &registered, options);
    let clusters = process.sorted(clusters);
    let places = process.places(&clusters);
    process.disambiguate_later(&clusters, &places);
    let citations = clusters.iter().zip(&places).map(|(cluster, places)| process.citation(cluster, places));
    Document { citations: citations.collect(), bibliography: process.bibliography() }
}
