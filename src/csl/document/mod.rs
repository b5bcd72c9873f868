//! Records, a style and locales to citations and lists of references.

mod citation;
mod disambiguate;
mod items;
mod narrative;
mod note;
mod prepare;
mod process;
mod sort;
mod substitute;

#[cfg(feature = "card")]
use crate::chunk::chunk;
use crate::csl::model::locale::Locale;
use crate::csl::model::style::{CitePosition, Style};
use crate::csl::model::tree::Node;
use crate::record::Record;
use std::convert::Infallible;

pub use items::cites;
pub use process::{Cluster, Document, Options};
pub use sort::{Collator, Compare};

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
#[non_exhaustive]
pub enum Mode {
    /// As the style says: in parentheses, a number, or the text of a note.
    #[default]
    Citation,
    /// `Procter et al. (2022)`
    Narrative,
    /// The text of a footnote, also in styles that are not note styles.
    Note,
}

/// One reference of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// The index of its record in the input.
    pub record: usize,
    /// The formatted reference.
    pub nodes: Vec<Node>,
}

/// A list of references.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Bibliography {
    /// In the style's order.
    pub entries: Vec<Entry>,
    /// `hanging-indent`
    pub hanging_indent: bool,
    /// `second-field-align`
    pub second_field_align: bool,
    /// `entry-spacing`, in lines.
    pub entry_spacing: u32,
    /// `line-spacing`, in lines.
    pub line_spacing: u32,
}

/// A list of references that is formatted a slice at a time: what its works decide together.
#[derive(Clone, Debug, Default)]
pub struct Unfinished {
    /// The list without entries.
    pub layout: Bibliography,
    preparation: prepare::Preparation,
    numbers: Vec<u32>,
    order: Vec<usize>,
    disambiguation: Vec<crate::csl::render::Disambiguation>,
    /// The names of the entry before.
    previous: Vec<String>,
    done: usize,
}

impl Unfinished {
    /// Whether the works have been compared, and only their references are left.
    pub fn is_prepared(&self) -> bool {
        self.preparation.is_done()
    }

    /// Whether there is nothing left to format.
    pub fn is_finished(&self) -> bool {
        self.preparation.is_done() && self.done >= self.order.len()
    }
}

/// A style and its locales, ready to format records.
///
/// ```
/// use citation_card::csl::{Locale, Processor, Style, plain};
///
/// let style = Style::parse(
///     r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
///          <citation><layout><text variable="title"/></layout></citation>
///          <bibliography>
///            <sort><key variable="title"/></sort>
///            <layout suffix="."><text variable="title" font-style="italic"/></layout>
///          </bibliography>
///        </style>"#,
/// )?;
/// let locale = Locale::parse(r#"<locale xml:lang="en-US"><terms/></locale>"#)?;
/// let records = citation_card::read(r#"[{"title": "Second"}, {"title": "First"}]"#, None).records;
///
/// let list = Processor::new(&style, &[&locale]).bibliography(&records);
/// assert_eq!(list.entries[0].record, 1);
/// assert_eq!(plain(&list.entries[0].nodes), "First.");
/// # Ok::<(), citation_card::csl::StyleError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Processor<'a> {
    style: &'a Style,
    locales: Vec<&'a Locale>,
    options: Options,
}

impl<'a> Processor<'a> {
    /// `locales` are tried in order for each term and date form, after the style's own.
    pub fn new(style: &'a Style, locales: &[&'a Locale]) -> Self {
        Self { style, locales: locales.to_vec(), options: Options::default() }
    }

    /// With options in place of the defaults.
    #[must_use]
    pub fn options(self, options: Options) -> Self {
        Self { options, ..self }
    }

    /// The list of references of some records. A style without a bibliography gives each work's
    /// citation.
    pub fn bibliography(&self, records: &[Record]) -> Bibliography {
        let mut entries = Vec::new();
        let layout = self.bibliography_each(records, |entry| {
            entries.push(entry);
            Ok::<(), Infallible>(())
        });
        let Ok(layout) = layout;
        Bibliography { entries, ..layout }
    }

    /// The same, reference by reference, for lists that are too long to be kept: hands each one on, until that
    /// fails, and returns the list without entries.
    pub fn bibliography_each<E>(
        &self,
        records: &[Record],
        mut each: impl FnMut(Entry) -> Result<(), E>,
    ) -> Result<Bibliography, E> {
        let all: Vec<usize> = (0..records.len()).collect();
        let records = note::with_notes(records);
        let process = self.process(&records, &all);
        let (mut previous, mut entries) = (Vec::new(), Vec::new());
        for at in &process.order {
            process.add_entry(*at, &mut previous, &mut entries);
            entries.drain(..).try_for_each(&mut each)?;
        }
        Ok(process.empty_bibliography())
    }

    /// A citation of some of the records; all of them count for disambiguation.
    pub fn citation(&self, records: &[Record], cites: &[Cite], mode: Mode) -> Vec<Node> {
        let cluster = Cluster { cites: cites.to_vec(), note: 0, mode };
        self.citations_apart(records, &[cluster]).pop().unwrap_or_default()
    }

    /// Citations that are each the first of the document; all records count for disambiguation.
    pub fn citations_apart(&self, records: &[Record], clusters: &[Cluster]) -> Vec<Vec<Node>> {
        let all: Vec<usize> = (0..records.len()).collect();
        let records = note::with_notes(records);
        let process = self.process(&records, &all);
        process.sorted(clusters).iter().map(|cluster| process.citation(cluster, &[])).collect()
    }

    /// A whole document: its citations in order, and the list of references of what they cite.
    pub fn document(&self, records: &[Record], clusters: &[Cluster]) -> Document {
        let mut registered: Vec<usize> = Vec::new();
        for cite in clusters.iter().flat_map(|cluster| &cluster.cites) {
            if !registered.contains(&cite.record) {
                registered.push(cite.record);
            }
        }
        let records = note::with_notes(records);
        let mut process = self.process(&records, &registered);
        let clusters = process.sorted(clusters);
        let places = process.places(&clusters);
        process.disambiguate_later(&clusters, &places);
        let citations =
            clusters.iter().zip(&places).map(|(cluster, places)| process.citation(cluster, places));
        Document { citations: citations.collect(), bibliography: process.bibliography() }
    }

    /// Begins a list of references that is formatted a slice at a time, so that nobody waits for all
    /// of a long one.
    pub fn begin(&self, records: &[Record]) -> Unfinished {
        let all: Vec<usize> = (0..records.len()).collect();
        let mut process = process::Process::new(self.style, &self.locales, records, &all, &self.options);
        Unfinished {
            preparation: process.begun(),
            layout: process.empty_bibliography(),
            numbers: process.numbers,
            order: process.order,
            disambiguation: process.disambiguation,
            ..Unfinished::default()
        }
    }

    /// Goes on with a list that was begun with the same records, by a piece at least and for as long as
    /// there is `more` time, and gives the next references: none while the works are compared, and after the last.
    pub fn next(
        &self,
        records: &[Record],
        list: &mut Unfinished,
        more: &mut dyn FnMut() -> bool,
    ) -> Vec<Entry> {
        let records = note::with_notes(records);
        let mut process = process::Process::new(self.style, &self.locales, &records, &[], &self.options);
        process.order = std::mem::take(&mut list.order);
        process.numbers = std::mem::take(&mut list.numbers);
        process.disambiguation = std::mem::take(&mut list.disambiguation);
        if !list.preparation.is_done() {
            process::prepare(&mut process, &mut list.preparation, more);
        }
        let mut entries = Vec::new();
        if list.preparation.is_done() {
            while let Some(at) = process.order.get(list.done) {
                process.add_entry(*at, &mut list.previous, &mut entries);
                list.done += 1;
                if !more() {
                    break;
                }
            }
        }
        (list.order, list.numbers, list.disambiguation) =
            (process.order, process.numbers, process.disambiguation);
        entries
    }

    fn process<'p>(&'p self, records: &'p [Record], registered: &[usize]) -> process::Process<'p> {
        process::Process::new(self.style, &self.locales, records, registered, &self.options).prepared()
    }
}

/// Whether all code is there that citing some records takes: in a browser, what puts several works in
/// order and tells them apart, and reads the variables of notes, is in a chunk.
#[cfg(feature = "card")]
pub(crate) fn is_ready(records: &[Record]) -> bool {
    !(records.len() > 1 || records.iter().any(note::has_variables)) || chunk_is_there().is_some()
}

#[cfg(feature = "card")]
chunk! { sections; fn chunk_is_there() -> () {} }

/// The list of references of some records, with the default options.
pub fn bibliography(style: &Style, locales: &[&Locale], records: &[Record]) -> Bibliography {
    Processor::new(style, locales).bibliography(records)
}

/// A citation of some of the records, with the default options.
pub fn citation(
    style: &Style,
    locales: &[&Locale],
    records: &[Record],
    cites: &[Cite],
    mode: Mode,
) -> Vec<Node> {
    Processor::new(style, locales).citation(records, cites, mode)
}
