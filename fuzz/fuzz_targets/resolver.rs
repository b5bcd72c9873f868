//! The fuzz target `resolver`: `inputs/resolver.rs` says what it holds.
#![no_main]

#[path = "../inputs/resolver.rs"]
mod input;

libfuzzer_sys::fuzz_target!(|data: &[u8]| input::run(data));
