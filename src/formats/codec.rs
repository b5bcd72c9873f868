//! The code of the formats: which one a text is in, text to records, records to text.
//!
//! Each list below reaches as much as its readers need, and the linker leaves out the rest:
//! detection alone ([`detect`]), the readers of page metadata ([`page_reader`]), the common writers
//! ([`common_writer`]), or all of it ([`ALL`]).

use super::{File, Info, Options, Reading, bibtex, catalog, endnote, keys, medline, refworks, ris};
use crate::chunk::chunk;
use crate::record::{Problem, Record};

/// How likely a text is in a format, from a look at its beginning ([`super::head`]).
pub type Detect = fn(&str) -> Likelihood;

/// Text to records.
pub type Read = fn(&str) -> Reading;

/// Text to records, handed on one by one, and what was wrong.
pub type Each = fn(&str, &mut dyn FnMut(Record)) -> Vec<Problem>;

/// Records to text, with `\n` at the end of every line.
pub type Write = fn(&[Record], &Options) -> String;

/// The functions of one format.
pub struct Codec {
    /// The format.
    pub info: &'static Info,
    /// How likely a text is in it.
    pub detect: Detect,
    /// Text to records. Nothing for a format that is only written.
    pub read: Option<Read>,
    /// Records to text. Nothing for a format that is only read.
    pub write: Option<Write>,
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

impl Codec {
    /// A format that is only written, and never detected.
    pub const fn writer(info: &'static Info, write: Write) -> Self {
        Self { info, detect: |_| Likelihood::No, read: None, write: Some(write) }
    }

    /// The text to show and to copy. Nothing for a format that is only read.
    pub fn to_text(&self, records: &[Record], options: &Options) -> Option<String> {
        Some(self.write?(&options.apply(records), options))
    }

    /// The file to save. Nothing for a format that is only read.
    pub fn to_file(&self, records: &[Record], options: &Options) -> Option<File> {
        Some(self.info.to_file(records, self.to_text(records, options)?, options))
    }
}

macro_rules! codecs {
    ($($($part:ident)::+),+ $(,)?) => { &[$(&super::$($part)::+::CODEC),+] };
}

macro_rules! detectors {
    ($($($part:ident)::+),+ $(,)?) => {
        &[$((&super::$($part)::+::INFO, super::$($part)::+::CODEC.detect)),+]
    };
}

macro_rules! readers {
    ($($($part:ident)::+),+ $(,)?) => {
        &[$((&super::$($part)::+::INFO, super::$($part)::+::CODEC.read)),+]
    };
}

macro_rules! writers {
    ($($($part:ident)::+),+ $(,)?) => {
        &[$((&super::$($part)::+::INFO, super::$($part)::+::CODEC.write)),+]
    };
}

/// Every format, in the order of [`super::CATALOG`].
pub static ALL: &[&Codec] = each_format!(codecs);

// The functions are copied out of the codecs while compiling, so that these lists do not keep the
// rest of a codec alive.
static DETECTORS: &[(&Info, Detect)] = each_format!(detectors);
static COMMON: &[(&Info, Option<Write>)] = writers![bibtex, bibtex::biblatex, ris];
static PAGE: &[(&Info, Option<Read>)] = readers![csl_json, json_ld, dublin_core, coins];

/// The codec of the format of that id, alias, name, extension or media type.
pub fn by_id(id: &str) -> Option<&'static Codec> {
    of(catalog::by_id(id)?)
}

/// The codec of a format.
pub fn of(info: &Info) -> Option<&'static Codec> {
    ALL.iter().find(|codec| codec.info.id == info.id).copied()
}

/// The reader of a format that the metadata of pages comes in: CSL-JSON, JSON-LD, Dublin Core,
/// COinS. Nothing for the others.
pub fn page_reader(info: &Info) -> Option<Read> {
    PAGE.iter().find(|(page, _)| page.id == info.id)?.1
}

/// The writer of a format that most readers want: BibTeX, BibLaTeX, RIS. Nothing for the others.
pub fn common_writer(info: &Info) -> Option<Write> {
    COMMON.iter().find(|(common, _)| common.id == info.id)?.1
}

/// The chunk of the browser program that writes a format.
pub fn writer_chunk(info: &Info) -> &'static str {
    if matches!(info.id, "bibtex" | "biblatex" | "ris") { "bibtex_ris" } else { "formats" }
}

/// Records as the file to save. Nothing where the chunk of the writer has not been loaded; nothing
/// in it for a format that is only read.
pub fn to_file(info: &'static Info, records: &[Record], options: &Options) -> Option<Option<File>> {
    match writer_chunk(info) {
        "bibtex_ris" => common_file(info, records, options),
        _ => any_file(info, records, options),
    }
}

chunk! { bibtex_ris; fn common_file(info: &'static Info, records: &[Record], options: &Options) -> Option<File> {
    let text = common_writer(info)?(&options.apply(records), options);
    Some(info.to_file(records, text, options))
}}

/// A file of many records that is written a piece at a time.
#[derive(Clone, Debug, Default)]
pub struct Unwritten {
    /// What is written.
    pub text: String,
    keys: Vec<String>,
    done: usize,
}

/// Adds a record, whose key is known, to a file that is entries and nothing else.
pub type Add = fn(&Record, &str, &Options, &mut String);

/// What reads a text in a format record by record, where that takes less memory.
pub fn each(info: &Info) -> Option<Each> {
    match info.id {
        "bibtex" | "biblatex" => Some(bibtex::each),
        "ris" => Some(ris::each),
        "endnote" => Some(endnote::tagged::each),
        "refworks" => Some(refworks::each),
        "medline" => Some(medline::each),
        _ => None,
    }
}

/// What adds a record to a file, where its key is all that the others decide.
pub fn adder(info: &Info) -> Option<Add> {
    match info.id {
        "bibtex" => Some(bibtex::add),
        "biblatex" => Some(bibtex::biblatex::add),
        "ris" => Some(ris::add),
        _ => None,
    }
}

/// Whether a format can be written a piece at a time, by [`go_on`].
pub fn has_pieces(info: &Info) -> bool {
    writer_chunk(info) == "bibtex_ris"
}

chunk! { bibtex_ris;
/// Goes on by a record at least, and for as long as there is `more` time; whether all is written. Nothing where the chunk of the
/// writer has not been loaded.
pub fn go_on(info: &'static Info, records: &[Record], options: &Options, file: &mut Unwritten, more: &mut dyn FnMut() -> bool) -> bool {
    let Some(add) = adder(info) else { return true };
    if file.keys.is_empty() {
        file.keys = keys::keys(&options.apply(records), options);
    }
    while let (Some(record), Some(key)) = (records.get(file.done), file.keys.get(file.done)) {
        for record in options.apply(std::slice::from_ref(record)).iter() {
            add(record, key, options, &mut file.text);
        }
        file.done += 1;
        if !more() {
            break;
        }
    }
    file.done == records.len()
}}

chunk! { formats; fn any_file(info: &'static Info, records: &[Record], options: &Options) -> Option<File> {
    of(info)?.to_file(records, options)
}}

/// The format that a text is most likely in: the likeliest, the earlier one of two that are alike.
pub fn detect(text: &str) -> Option<&'static Info> {
    let mut best = (Likelihood::No, None);
    for (info, detect) in DETECTORS {
        let likelihood = detect(text);
        if likelihood > best.0 {
            best = (likelihood, Some(*info));
        }
    }
    best.1
}
