//! Bibliographic records: reads and writes the formats of reference managers, and cites in any CSL style.
//!
//! Three functions do what most programs need. [`read()`] turns text in any format into records,
//! [`write()`] turns records into text, [`cite()`] formats references or citations.
//!
//! ```
//! use citation_card::formats::Options;
//!
//! let bib = "@article{shannon1948, author = {Shannon, C. E.}, year = 1948,
//!     title = {A Mathematical Theory of Communication}, journal = {Bell System Technical Journal}}";
//! let reading = citation_card::read(bib, None);
//! assert!(reading.problems.is_empty());
//!
//! let ris = citation_card::write(&reading.records, "ris", &Options::default())?;
//! assert!(ris.starts_with("TY  - JOUR\n"));
//! # Ok::<(), citation_card::Error>(())
//! ```
//!
//! # Modules
//!
//! The data goes one way, and so does knowledge: a module knows those above it, never those below.
//!
//! ```text
//! record    one model of a work: CSL-JSON 1.0.2, typed
//! normalise raw text → names, identifiers, dates, languages, pages, HTML: once for all sources
//! formats   text → Record → text (BibTeX, RIS, CSL-JSON, …)
//! csl       Record + style + locale → a tree of formatted text → HTML, plain text, …
//! discovery finds text or metadata on a page, in a file, at a DOI registry
//! card      Yew components: what people see and press
//! element   the custom element's browser side: attributes, events, life cycle
//! ```
//!
//! `record`, `normalise`, `formats` and `csl` name no browser crate: they compile and are tested natively.
//! Without features, the crate has no dependencies.
//!
//! # Features
//!
//! * `card`: `card::CitationCard`, a Yew component.
//! * `ssr`: the same, with Yew's server-side renderer.
//!
//! `element` builds the WebAssembly of `<citation-card>`; it is not part of the API.
//!
//! # Stability
//!
//! Versions follow [semantic versioning](https://semver.org/). Until 1.0, a minor version may change
//! the API and a patch version does not. The API is what this page documents: the functions above
//! and the modules `record`, `formats`, `csl`, `discovery` and `card`. `text`, the wording of
//! messages, and the exact text that a style or a format produces, which follows its specification,
//! may change in any version. Minimum Rust version: 1.85; raising it is a minor change.

pub mod text;

pub mod record;

mod normalise;

pub mod csl;
pub mod discovery;
pub mod formats;

#[cfg(feature = "card")]
pub mod card;
mod chunk;
#[cfg(feature = "element")]
#[allow(unreachable_pub, reason = "wasm-bindgen exports public functions only")]
mod element;

use std::fmt;

pub use csl::{Locale, Mode, Output, Style};
pub use formats::Reading;
pub use record::{Problem, Record};

use csl::{Cite, Node, Processor};
use formats::{Options, codec};

/// Reads text in any format; `format` is an id, name, extension or media type, and `None` detects
/// it. Reading never fails as a whole: what could not be used is among the problems.
///
/// ```
/// let reading = citation_card::read("TY  - BOOK\nTI  - Reading\nPY  - last year\nER  -\n", None);
/// assert_eq!(reading.records[0].title(), "Reading");
///
/// let reading = citation_card::read("…", Some("bibtx"));
/// assert!(reading.problems[0].to_string().starts_with("unknown format “bibtx”"));
/// ```
pub fn read(text: &str, format: Option<&str>) -> Reading {
    let problem =
        |message: String| Reading { records: Vec::new(), problems: vec![Problem::new("", message)] };
    let info = match format {
        Some(name) => formats::by_id(name),
        None => formats::detect(text),
    };
    match (info.and_then(codec::of), format) {
        (Some(codec), _) => match codec.read {
            Some(read) => read(text),
            None => problem(format!("{} can only be written", codec.info.name)),
        },
        (None, Some(name)) => problem(Error::unknown_format(name).to_string()),
        (None, None) => problem("unknown format; name it".to_owned()),
    }
}

/// Reads text as [`read()`] does, and hands each record on as soon as it is read, so that records of a large
/// file in BibTeX, RIS, EndNote, RefWorks or MEDLINE need not all be kept. Returns the problems.
///
/// ```
/// let bib = "@book{a, title = {Tides}} @book{b, title = {Rivers}}";
/// let mut titles = Vec::new();
/// citation_card::read_each(bib, None, &mut |record| titles.push(record.title().to_owned()));
/// assert_eq!(titles, ["Tides", "Rivers"]);
/// ```
pub fn read_each(text: &str, format: Option<&str>, each: &mut dyn FnMut(Record)) -> Vec<Problem> {
    let info = match format {
        Some(name) => formats::by_id(name),
        None => formats::detect(text),
    };
    if let Some(read) = info.and_then(codec::each) {
        return read(text, each);
    }
    let Reading { records, problems } = read(text, format);
    records.into_iter().for_each(each);
    problems
}

/// Writes records in a format, named by its id, name, extension or media type.
///
/// ```
/// use citation_card::formats::Options;
///
/// let records = citation_card::read(r#"[{"id": "o", "type": "book", "title": "Ökologie"}]"#, None).records;
/// let bib = citation_card::write(&records, "bibtex", &Options::default().set("ascii", true))?;
/// assert!(bib.contains(r#"{\"O}kologie"#));
/// # Ok::<(), citation_card::Error>(())
/// ```
pub fn write(records: &[Record], format: &str, options: &Options) -> Result<String, Error> {
    let info = formats::by_id(format).ok_or_else(|| Error::unknown_format(format))?;
    if let Some(problem) = options.check(info).into_iter().next() {
        return Err(Error::Option { format: info.id, problem: Box::new(problem) });
    }
    let codec = codec::of(info);
    let text = codec.and_then(|codec| codec.to_text(records, options));
    let text = text.ok_or(Error::ReadOnly { format: info.id })?;
    Ok(if options.text("line-end") == Some("crlf") { text.replace('\n', "\r\n") } else { text })
}

/// How [`cite`] cites.
#[derive(Clone, Debug)]
pub struct CiteOptions<'a> {
    style: &'a Style,
    locales: Vec<&'a Locale>,
    mode: Option<Mode>,
    output: Output,
    cites: Option<Vec<Cite>>,
    options: csl::Options,
}

impl<'a> CiteOptions<'a> {
    /// A list of references in HTML. `locale` is the language of the terms; where the user asks for none,
    /// [`Style::nearest_locale`] names the one that suits the style.
    pub fn new(style: &'a Style, locale: &'a Locale) -> Self {
        let options = csl::Options::default();
        Self { style, locales: vec![locale], mode: None, output: Output::Html, cites: None, options }
    }

    /// Locales of the works' own languages: each entry has its terms in the language of its work, where
    /// it is one of these ("et al." and 等 in one list).
    #[must_use]
    pub fn item_locales(mut self, locales: &[&'a Locale]) -> Self {
        self.locales.extend_from_slice(locales);
        self.options.item_language = true;
        self
    }

    /// A citation, as it goes into a sentence or a note, in place of the list of references.
    #[must_use]
    pub fn mode(self, mode: Mode) -> Self {
        Self { mode: Some(mode), ..self }
    }

    /// The kind of text. Default: HTML.
    #[must_use]
    pub fn output(self, output: Output) -> Self {
        Self { output, ..self }
    }

    /// In citations: what is cited, with locators, prefixes and suffixes. Default: each record once.
    #[must_use]
    pub fn cites(self, cites: Vec<Cite>) -> Self {
        Self { cites: Some(cites), ..self }
    }

    /// Options of the processor: links, sorting, collation.
    #[must_use]
    pub fn options(self, options: csl::Options) -> Self {
        let item_language = self.options.item_language || options.item_language;
        Self { options: csl::Options { item_language, ..options }, ..self }
    }
}

/// Formats references, or a citation, of records. References are lines; in HTML several of them
/// are paragraphs.
///
/// ```
/// use citation_card::{CiteOptions, Locale, Output, Style};
///
/// let style = Style::parse(
///     r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
///          <citation><layout><text variable="title"/></layout></citation>
///          <bibliography><layout suffix=".">
///            <names variable="author" suffix=". "><name form="long"/></names>
///            <text variable="title" font-style="italic"/>
///          </layout></bibliography>
///        </style>"#,
/// )?;
/// let locale = Locale::parse(r#"<locale xml:lang="en-US"><terms/></locale>"#)?;
/// let records = citation_card::read("@book{a, author = {Doe, Jane}, title = {Tides}}", None).records;
///
/// let options = CiteOptions::new(&style, &locale);
/// assert_eq!(citation_card::cite(&records, &options), "Jane Doe. <i>Tides</i>.");
/// let text = options.output(Output::Text);
/// assert_eq!(citation_card::cite(&records, &text), "Jane Doe. Tides.");
/// # Ok::<(), citation_card::csl::StyleError>(())
/// ```
pub fn cite(records: &[Record], options: &CiteOptions<'_>) -> String {
    let processor = Processor::new(options.style, &options.locales).options(options.options.clone());
    let write = |nodes: &[Node]| options.output.write(nodes);
    if let Some(mode) = options.mode {
        let all = || csl::cites(None, records);
        return write(&processor.citation(records, &options.cites.clone().unwrap_or_else(all), mode));
    }
    let entries = processor.bibliography(records).entries;
    let paragraphs = entries.len() > 1 && options.output == Output::Html;
    let line = |entry: csl::Entry| match paragraphs {
        true => ["<p>", &write(&entry.nodes), "</p>"].concat(),
        false => write(&entry.nodes),
    };
    entries.into_iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Why records could not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// No format has this id, name, extension or media type.
    UnknownFormat {
        /// As it was asked for.
        format: String,
    },
    /// The format can only be read.
    ReadOnly {
        /// Its id.
        format: &'static str,
    },
    /// The format does not know an option, or its value.
    Option {
        /// The format's id.
        format: &'static str,
        /// What is wrong with it.
        problem: Box<Problem>,
    },
}

impl Error {
    fn unknown_format(format: &str) -> Self {
        Self::UnknownFormat { format: format.to_owned() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownFormat { format } => {
                let known: Vec<&str> = formats::CATALOG.iter().map(|info| info.id).collect();
                write!(out, "unknown format “{format}”; expected one of {}", known.join(", "))
            }
            Self::ReadOnly { format } => write!(out, "{format} can be read, but not written"),
            Self::Option { format, problem } => write!(out, "{format}: {problem}"),
        }
    }
}

impl std::error::Error for Error {}
