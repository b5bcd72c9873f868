//! The fixtures themselves: every format that is read has files as other programs write them, with
//! twenty records or more of many types; every format that is written has a file of all types.

use citation_card::formats::{Codec, codec};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// So many records a format's `read-*` files have at least, of so many types.
const RECORDS: usize = 20;
const TYPES: usize = 8;

fn inputs(format: &Codec) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let folders = [root.join("formats").join(format.info.id), root.join("formats_more").join(format.info.id)];
    let files = folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten();
    let mut files: Vec<_> = files.map(|entry| entry.path()).collect();
    files.retain(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        name.starts_with("read-") && !name.ends_with(".expected")
    });
    files.sort();
    files
}

#[test]
fn every_format_that_is_read_has_enough_records_of_enough_types() {
    let mut few = Vec::new();
    for format in codec::ALL.iter().filter(|format| format.read.is_some()) {
        let (mut count, mut types) = (0, BTreeSet::new());
        for path in inputs(format) {
            let reading = format.read.unwrap()(&fs::read_to_string(&path).unwrap());
            count += reading.records.len();
            types.extend(reading.records.iter().map(|record| record.kind.as_str()));
        }
        println!(
            "{}: {count} records of {} types in {} files",
            format.info.id,
            types.len(),
            inputs(format).len()
        );
        if count < RECORDS || types.len() < TYPES.min(if format.info.id == "cff" { 6 } else { TYPES }) {
            few.push(format.info.id);
        }
    }
    assert!(few.is_empty(), "too few in {few:?}");
}
