//! `cargo xtask size`: what browsers load, raw and after brotli 11, file by file.

use std::path::Path;

use crate::shell::{self, Outcome};

/// What a page loads until its first citation shows, with the default style and English labels.
const FIRST: &[&str] = &["citation-card.js", "core.js", "core.wasm", "styles/apa.txt", "locales/en-US.txt"];

/// What is loaded when somebody needs it.
const LATER: &[&str] = &[
    "finder.js",
    "finder.wasm",
    "compiler.js",
    "compiler.wasm",
    "more.js",
    "more.wasm",
    "styles/index.json",
    "styles/nlm-citation-sequence.txt",
    "locales/de-DE.txt",
];

/// The bound for the first load: what citation-js needs for the same, in KB of 1,000 bytes.
const BOUND: usize = 141;
/// The goal for the first load.
const GOAL: usize = 105;

/// Builds `dist/` and prints the sizes; fails where the bound is missed.
pub fn run(words: &[String]) -> Outcome {
    let dist = shell::root().join("dist");
    match words {
        [] => crate::dist::build(&dist, crate::program::Speed::Loading)?,
        [flag] if flag == "--no-build" => {}
        [flag] if flag == "--parts" => {
            let program = crate::program::named()?;
            for (name, wasm) in [("core".to_owned(), program.main)].iter().chain(&program.chunks) {
                crate::parts::print(wasm, name)?;
            }
            return Ok(());
        }
        _ => return Err("the options are --no-build and --parts".into()),
    }
    println!("{:<28} {:>9} {:>9}", "first citation", "raw", "brotli");
    let total = table(&dist, FIRST)?;
    println!("\n{:<28} {:>9} {:>9}", "when needed", "raw", "brotli");
    table(&dist, LATER)?;
    println!("\nbound {BOUND} KB, goal {GOAL} KB, first citation {:.1} KB", total as f64 / 1000.0);
    if total > BOUND * 1000 {
        Err(format!("the first load is {} bytes over its bound", total - BOUND * 1000))
    } else {
        Ok(())
    }
}

/// Prints the files that exist and their sum, which it gives as well.
fn table(dist: &Path, names: &[&str]) -> Outcome<usize> {
    let (mut raw_sum, mut small_sum) = (0, 0);
    for name in names {
        let bytes = crate::files::read(&dist.join(name))?;
        let small = brotli(&bytes)?;
        println!("{name:<28} {:>9} {small:>9}", bytes.len());
        raw_sum += bytes.len();
        small_sum += small;
    }
    println!("{:<28} {raw_sum:>9} {small_sum:>9}", "total");
    Ok(small_sum)
}

/// The size after brotli at its highest level.
pub fn brotli(bytes: &[u8]) -> Outcome<usize> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters)
        .map_err(|error| format!("brotli: {error}"))?;
    Ok(out.len())
}
