//! Every reader of the registry: the first byte chooses the format, the rest is the text. What is
//! read is written again in the same format, and that is read again. The corpus counts the readers
//! in the order of the registry, from 0.
#![no_main]

use citation_card::formats::{codec, Options, detect};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let readers: Vec<_> = codec::ALL.iter().filter(|format| format.read.is_some()).collect();
    let format = readers[usize::from(*first) % readers.len()];
    let Some(read) = format.read else { return };
    let reading = read(text);
    detect(text);
    if let Some(write) = format.write {
        let again = write(&reading.records, &Options::default());
        read(&again);
    }
});
