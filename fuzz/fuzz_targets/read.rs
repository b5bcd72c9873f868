//! The fuzz target `read`: `inputs/read.rs` says what it holds.
#![no_main]

#[path = "../inputs/read.rs"]
mod input;

libfuzzer_sys::fuzz_target!(|data: &[u8]| input::run(data));
