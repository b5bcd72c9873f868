//! The file formats: text to records and records to text.
//!
//! A format is one file and one line: a `pub static FORMAT: Format` and its row in [`FORMATS`].
//! Reading never fails as a whole: it gives the good records and a list of problems.

mod csl_json;

use crate::record::{Json, Problem, Record};

pub use csl_json::{from_json, to_json};

/// Everything the crate knows about one file format.
pub struct Format {
    /// The id that attributes and file names use: `ris`.
    pub id: &'static str,
    /// The name that people see: `RIS`.
    pub name: &'static str,
    /// Other ids and names that lead here.
    pub aliases: &'static [&'static str],
    /// The extension of a file, without a dot.
    pub extension: &'static str,
    /// The media type, as a `<script>` child and a download carry it.
    pub media_type: &'static str,
    /// How likely a text is of this format, from a look at its beginning.
    pub detect: fn(&str) -> Likelihood,
    /// Text to records; nothing for a format that is only written.
    pub read: Option<fn(&str) -> Reading>,
    /// Records to text; nothing for a format that is only read.
    pub write: Option<fn(&[Record], &Options) -> String>,
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
/// format knows is said in its file.
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

/// Every format, in the order that menus offer them. Detection takes the likeliest, the earlier
/// one of two that are alike.
pub static FORMATS: &[&Format] = &[&csl_json::FORMAT];

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
