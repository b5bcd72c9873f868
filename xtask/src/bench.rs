//! `cargo xtask bench`: the card against its peers, in one run, in one browser.
//!
//! Prints a table of bytes and times, with the bound of each; it asserts nothing, so that no
//! machine's bad moment fails a test. What is measured is in `tests/bench/bench.mjs`.

use std::process::Command;

use crate::setup::{self, Group};
use crate::shell::{Outcome, root, run as run_program};

/// How the work of each reader grows with its text: `benches/growth.rs`.
fn growth(words: &[String]) -> Outcome {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    run_program(
        Command::new(cargo)
            .current_dir(root())
            .args(["bench", "--quiet", "--bench", "growth", "--"])
            .args(words),
    )
}

/// Builds `dist` and compares it.
pub(crate) fn run(words: &[String]) -> Outcome {
    match words.split_first() {
        Some((word, _)) if word == "csl" => return crate::bench_csl::run(),
        Some((word, rest)) if word == "cli" => return crate::bench_cli::run(rest),
        Some((word, rest)) if word == "growth" => return growth(rest),
        _ => {}
    }
    if !words.is_empty() {
        return Err("it takes no words; RUNS in the environment says how many runs the medians are of".into());
    }
    setup::provide(&[Group::Bench])?;
    crate::dist::run(&[])?;
    // citeproc-js takes them as XML.
    crate::styles::command(&[])?;
    run_program(Command::new("node").arg("bench.mjs").current_dir(root().join("tests/bench")))
}
