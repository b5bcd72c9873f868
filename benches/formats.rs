//! How fast every format reads and writes, in MB a second, at two sizes: the speed is the same
//! where time grows with the length of the text. `cargo bench --bench formats [-- <MB>] [<format>]`.

use citation_card::formats::{Options, codec};
use std::time::Instant;

fn main() {
    let size: usize = std::env::args().find_map(|word| word.parse().ok()).unwrap_or(10);
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/works.json");
    let works = std::fs::read_to_string(path).unwrap_or_default();
    let csl = codec::by_id("csl-json").and_then(|format| format.read);
    let works = csl.map(|read| read(&works).records).unwrap_or_default();
    println!(
        "{:<16}{:>12}{:>12}{:>12}{:>10}",
        "MB/s",
        "read 1 MB",
        format!("read {size} MB"),
        "write",
        "records"
    );
    let words: Vec<String> = std::env::args().collect();
    let some = codec::ALL.iter().any(|format| words.iter().any(|word| word == format.info.id));
    for format in codec::ALL.iter().filter(|format| !some || words.iter().any(|word| word == format.info.id))
    {
        let Some(one) = format.to_text(&works, &Options::default()) else { continue };
        let mut cells = Vec::new();
        let mut count = 0;
        for megabytes in [1, size] {
            let times = (megabytes * 1_000_000).div_ceil(one.len().max(1));
            let records: Vec<_> = std::iter::repeat_n(&works, times).flatten().cloned().collect();
            let start = Instant::now();
            let Some(text) = format.to_text(&records, &Options::default()) else { continue };
            let written = speed(text.len(), start);
            drop(records);
            if let Some(read) = format.read {
                // The same bytes in all and everything kept, as memory touched for the first time
                // costs as much as the reading itself.
                let start = Instant::now();
                let kept: Vec<_> = (0..size / megabytes).map(|_| read(&text)).collect();
                cells.push(speed(text.len() * kept.len(), start));
                count = kept.last().map_or(0, |read| read.records.len());
            } else {
                cells.push("-".to_owned());
            }
            if megabytes == size {
                cells.push(written);
            }
        }
        let cells: String = cells.iter().map(|cell| format!("{cell:>12}")).collect();
        println!("{:<16}{cells}{count:>10}", format.info.id);
    }
}

fn speed(bytes: usize, start: Instant) -> String {
    format!("{:.1}", bytes as f64 / 1e6 / start.elapsed().as_secs_f64())
}
