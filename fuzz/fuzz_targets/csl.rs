//! The fuzz target `csl`: `inputs/csl.rs` says what it holds.
#![no_main]

#[path = "../inputs/csl.rs"]
mod input;

libfuzzer_sys::fuzz_target!(|data: &[u8]| input::run(data));
