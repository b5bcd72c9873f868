//! The fuzz target's small corpora, run natively: `fuzz/corpus/read/<format>-<what>` is a byte
//! that chooses the reader and a text. Each is read, written and read again without a panic, in
//! less than a second, and every reader has at least one text that it reads and one that it
//! finds problems in.

use citation_card::formats::{Options, codec, detect};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

#[test]
fn every_reader_runs_its_corpus() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/read");
    let readers: Vec<_> = codec::ALL.iter().filter(|format| format.read.is_some()).collect();
    let (mut good, mut bad, mut total) = (vec![0; readers.len()], vec![0; readers.len()], 0);
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()).collect();
    files.sort();
    for path in files {
        let data = fs::read(&path).unwrap();
        let (first, rest) = data.split_first().unwrap();
        let at = usize::from(*first) % readers.len();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        assert!(
            name.starts_with(readers[at].info.id),
            "{name} begins with the byte of {}",
            readers[at].info.id
        );
        let text = String::from_utf8_lossy(rest);
        let start = Instant::now();
        let reading = readers[at].read.unwrap()(&text);
        detect(&text);
        let again = readers[at].to_text(&reading.records, &Options::default()).unwrap();
        readers[at].read.unwrap()(&again);
        assert!(start.elapsed() < Duration::from_secs(1), "{name} takes {:?}", start.elapsed());
        if reading.problems.is_empty() {
            good[at] += usize::from(!reading.records.is_empty());
        } else {
            bad[at] += 1;
        }
        total += 1;
    }
    println!("{total} texts for {} readers", readers.len());
    for (at, format) in readers.iter().enumerate() {
        assert!(good[at] > 0 && bad[at] > 0, "{}: {} good, {} bad texts", format.info.id, good[at], bad[at]);
    }
}
