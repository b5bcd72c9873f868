//! Records, a style and locales to citations and lists of references.

mod citation;
mod disambiguate;
mod items;
mod note;
mod process;
mod sort;
mod substitute;

use crate::csl::model::locale::Locale;
use crate::csl::model::style::{CitePosition, Style};
use crate::csl::model::tree::Node;
use crate::record::Record;

pub use items::cites;
pub use process::{Cluster, Document, Options};
pub use sort::Collator;

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
