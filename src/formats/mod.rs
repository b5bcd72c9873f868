//! The file formats: text to records and records to text.
//!
//! A format is one file and one line: a `pub static FORMAT: Format` and its row in [`FORMATS`].
//! Reading never fails as a whole: it gives the good records and a list of problems.
//!
//! The module that every page loads carries the rows only, for its menus. The functions are in the
//! module of all formats (cargo feature `all-formats`, see [`second`]); those that page metadata
//! needs are in the module that finds a page's records too (feature `finder`, see [`page`]).

mod bibitem;
mod bibtex;
mod cff;
pub mod coins;
mod common;
mod csl_json;
mod csv;
mod datacite;
pub mod dublin_core;
mod endnote;
mod hayagriva;
pub mod json_ld;
mod json_places;
pub mod keys;
pub mod latex;
mod medline;
mod mods;
pub mod problems;
mod quickstatements;
mod r_bibentry;
mod refworks;
mod ris;
mod short;
mod tagged;
mod wikipedia;
mod word;
mod xml_text;
mod yaml;

pub(crate) use csl_json::settle_names;

use crate::record::{Json, Kind, Problem, Record};

pub(crate) use crate::normalise::{languages as language, pages};
pub use common::{from_text as name_from_text, identify};
pub use csl_json::{from_json, to_json};
pub use problems::Problems;

/// Every format, in the order that menus offer them. Detection takes the likeliest, the earlier
/// one of two that are alike.
pub static FORMATS: &[&Format] = &[
    &bibtex::BIBTEX,
    &bibtex::BIBLATEX,
    &ris::FORMAT,
    &csl_json::FORMAT,
    &endnote::TAGGED,
    &endnote::XML,
    &refworks::FORMAT,
    &medline::FORMAT,
    &hayagriva::FORMAT,
    &cff::FORMAT,
    &datacite::FORMAT,
    &json_ld::FORMAT,
    &dublin_core::FORMAT,
    &mods::FORMAT,
    &coins::FORMAT,
    &wikipedia::FORMAT,
    &quickstatements::FORMAT,
    &word::FORMAT,
    &bibitem::FORMAT,
    &r_bibentry::FORMAT,
    &csv::FORMAT,
    &short::KEY,
    &short::LATEX,
    &short::PANDOC,
    &short::TYPST,
    &short::MARKDOWN,
    &short::HTML,
    &short::WIKI,
    &short::DOI,
];

/// Text to records.
pub type Read = fn(&str) -> Reading;

/// Records to text, with `\n` at the end of every line.
pub type Write = fn(&[Record], &Options) -> String;

/// Everything the crate knows about one file format. A row gives what differs from
/// [`Format::PLAIN`].
pub struct Format {
    /// The id that attributes and file names use: `ris`.
    pub id: &'static str,
    /// The name that people see: `RIS`.
    pub name: &'static str,
    /// Other ids and names that lead here, in small letters.
    pub aliases: &'static [&'static str],
    /// The extension of a file, without a dot.
    pub extension: &'static str,
    /// The media type, as a `<script>` child and a download carry it.
    pub media_type: &'static str,
    /// What the format is for: menus keep one group together.
    pub group: Group,
    /// The name that a file must have, where the format prescribes it: `CITATION.cff`.
    pub file: Option<&'static str>,
    /// Lines of a file end with CR LF.
    pub crlf: bool,
    /// Whether the format makes sense for a type of work; others are offered it last.
    pub suits: fn(Kind) -> bool,
    /// The format can be read, here or in the module of all formats.
    pub reads: bool,
    /// The format can be written, here or in the module of all formats.
    pub writes: bool,
    /// How likely a text is of this format, from a look at its beginning ([`head`]).
    pub detect: fn(&str) -> Likelihood,
    /// Text to records. Nothing for a format that is only written, or whose functions are in the
    /// module of all formats and this is another.
    pub read: Option<Read>,
    /// Records to text, with the same exceptions.
    pub write: Option<Write>,
    /// The options that the format knows, each with its values and what they do.
    pub options: OptionList,
}

/// What a format is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Files for reference managers and typesetting.
    Manager,
    /// Metadata for repositories, catalogues and machines.
    Metadata,
    /// Short texts to paste: a key, a link, a template.
    Snippet,
}

impl Format {
    /// What rows leave out: a format for reference managers and every type of work, in a text
    /// file, without options, that is never detected.
    pub const PLAIN: Self = Self {
        id: "",
        name: "",
        aliases: &[],
        extension: "txt",
        media_type: "text/plain",
        group: Group::Manager,
        file: None,
        crlf: false,
        suits: |_| true,
        reads: false,
        writes: false,
        detect: |_| Likelihood::No,
        read: None,
        write: None,
        options: &[],
    };

    /// The text to show and to copy. Nothing where [`Format::write`] is nothing.
    pub fn to_text(&self, records: &[Record], options: &Options) -> Option<String> {
        Some(self.write?(records, options))
    }

    /// The file to save: name, media type, and the text with the line ends that the format wants
    /// (`line-end`: `lf` or `crlf` chooses).
    pub fn to_file(&self, records: &[Record], options: &Options) -> Option<File> {
        let text = self.to_text(records, options)?;
        let crlf = options.text("line-end").map_or(self.crlf, |choice| choice == "crlf");
        let text = if crlf { text.replace('\n', "\r\n") } else { text };
        Some(File { name: file_name(records, self), media_type: self.media_type, text })
    }
}

/// A file to save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// `procter-2022.bib`
    pub name: String,
    /// `application/x-bibtex`
    pub media_type: &'static str,
    /// What is in it.
    pub text: String,
}

/// A function of a format that is in the module of all formats: there, and natively, it is itself;
/// in the others it is nothing and costs nothing.
pub const fn second<F: Copy>(function: F) -> Option<F> {
    if cfg!(feature = "all-formats") { Some(function) } else { None }
}

/// A function that the module which finds a page's records has as well.
pub const fn page<F: Copy>(function: F) -> Option<F> {
    if cfg!(any(feature = "all-formats", feature = "finder")) { Some(function) } else { None }
}

/// What the options of a format do, for its documentation: no module for browsers has that.
pub const fn documented(options: OptionList) -> OptionList {
    if cfg!(target_family = "wasm") { &[] } else { options }
}

/// Options, each with its values and what they do.
pub type OptionList = &'static [(&'static str, &'static str)];

/// The detection of a format, which the module of the card does without.
pub const fn looks(detect: fn(&str) -> Likelihood) -> fn(&str) -> Likelihood {
    if cfg!(any(feature = "all-formats", feature = "finder")) { detect } else { |_| Likelihood::No }
}

/// How sure a format is that a text is its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likelihood {
    /// It is not.
    No,
    /// It could be.
    Maybe,
    /// It is.
    Yes,
}

/// What reading a text gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The records that could be read.
    pub records: Vec<Record>,
    /// What could not.
    pub problems: Vec<Problem>,
}

/// How to write, where a format leaves a choice: an object such as `{"ascii": true}`. Which keys a
/// format knows is said in its row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options(pub Json);

impl Options {
    /// Whether an option is set.
    pub fn flag(&self, key: &str) -> bool {
        self.0.get(key).is_some_and(Json::is_true)
    }

    /// The text of an option.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.0.get(key)?.as_str()
    }
}

/// The format of that id, alias, name, extension or media type.
pub fn by_id(id: &str) -> Option<&'static Format> {
    let id = id.trim().to_ascii_lowercase();
    let id = id.split(';').next().unwrap_or_default();
    let named = |format: &&&Format| {
        format.id == id || format.aliases.contains(&id) || format.name.to_ascii_lowercase() == id
    };
    let found = FORMATS.iter().find(named);
    found.or_else(|| FORMATS.iter().find(|format| format.media_type == id || format.extension == id)).copied()
}

/// The format that a text is most likely in.
pub fn detect(text: &str) -> Option<&'static Format> {
    let mut best = (Likelihood::No, None);
    for format in FORMATS {
        let likelihood = (format.detect)(text);
        if likelihood > best.0 {
            best = (likelihood, Some(*format));
        }
    }
    best.1
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

/// The name of a file with these records: `procter-2022.bib`; `citations.bib` for several.
pub fn file_name(records: &[Record], format: &Format) -> String {
    if let Some(name) = format.file {
        return name.to_owned();
    }
    let stem = match records {
        [record] => keys::file_stem(record),
        _ => "citations".to_owned(),
    };
    format!("{stem}.{}", format.extension)
}
