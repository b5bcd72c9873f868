//! The fuzz target `compiled`: `inputs/compiled.rs` says what it holds.
#![no_main]

#[path = "../inputs/compiled.rs"]
mod input;

libfuzzer_sys::fuzz_target!(|data: &[u8]| input::run(data));
