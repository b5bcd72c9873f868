//! Every reader: what is read is written in the same format and read again, until nothing changes any
//! more, which it must after two passes. `FORMAT=bibtex` tries one reader only; the corpus has a folder
//! for each.

use citation_card::Record;
use citation_card::formats::{Options, codec, detect};
use std::sync::LazyLock;

static FORMAT: LazyLock<Option<String>> = LazyLock::new(|| std::env::var("FORMAT").ok());

/// Tries an input.
pub(crate) fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    detect(text);
    for format in codec::ALL.iter().filter(|format| FORMAT.as_ref().is_none_or(|id| id == format.info.id)) {
        let Some(read) = format.read else { continue };
        let Some(write) = format.write else {
            read(text);
            continue;
        };
        let write = |records: &[Record]| write(records, &Options::default());
        let once = write(&read(text).records);
        let twice = write(&read(&once).records);
        assert_eq!(write(&read(&twice).records), twice, "{}", format.info.id);
    }
}
