//! The fuzz target `page`: `inputs/page.rs` says what it holds.
#![no_main]

#[path = "../inputs/page.rs"]
mod input;

libfuzzer_sys::fuzz_target!(|data: &[u8]| input::run(data));
