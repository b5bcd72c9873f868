//! BibLaTeX as a format of its own: read like BibTeX, written in its own flavour.

use super::{ROW, entries, first_entry, read, write};
use crate::formats::{Codec, Info, Likelihood, Options};
use crate::record::Record;

/// What menus and files need to know about BibLaTeX.
pub(crate) static INFO: Info = Info {
    id: "biblatex",
    name: "BibLaTeX",
    media_type: "application/x-biblatex",
    aliases: &["biber"],
    ..ROW
};

/// Detects, reads and writes BibLaTeX.
pub(crate) static CODEC: Codec = Codec {
    info: &INFO,
    detect,
    read: Some(read::read),
    write: Some(|records, options| write::write(records, options, true)),
};

/// Adds the entry of a record to a file.
pub(crate) fn add(record: &Record, key: &str, options: &Options, out: &mut String) {
    write::add(record, key, options, true, out);
}

/// Only what BibTeX does not have tells BibLaTeX apart.
pub(super) fn detect(text: &str) -> Likelihood {
    let start = first_entry(text);
    let own = [
        "journaltitle",
        "+an",
        "eventdate",
        "langid",
        "@online{",
        "@dataset{",
        "@software{",
        "@thesis{",
        "@report{",
    ];
    if own.iter().any(|word| start.contains(word)) { entries(text) } else { Likelihood::No }
}
