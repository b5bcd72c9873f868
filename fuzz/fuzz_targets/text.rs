//! The fuzz target `text`: `inputs/text.rs` says what it holds.
#![no_main]

#[path = "../inputs/text.rs"]
mod input;

libfuzzer_sys::fuzz_target!(|data: &[u8]| input::run(data));
