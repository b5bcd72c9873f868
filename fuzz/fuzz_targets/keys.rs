//! The fuzz target `keys`: `inputs/keys.rs` says what it holds.
#![no_main]

#[path = "../inputs/keys.rs"]
mod input;

libfuzzer_sys::fuzz_target!(|data: &[u8]| input::run(data));
