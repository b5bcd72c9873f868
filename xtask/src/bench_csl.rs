//! `cargo xtask bench csl`: how long this processor, as the shipped WebAssembly, and citeproc-js
//! need in this run, in Node and in Chromium, for one entry, a change of style, and lists of 10 to
//! 10,000 works. `tests/csl-peers/bench.mjs` measures; it asserts nothing.

use crate::csl_diff::peers;
use crate::setup::{self, Group};
use crate::shell::{Outcome, csl_data, root, run as run_program};
use std::process::Command;

/// Runs the benchmark.
pub(crate) fn run() -> Outcome {
    let data = csl_data().ok_or("the CSL styles are not on this machine; CSL_DATA says where they are")?;
    setup::provide(&[Group::Bench])?;
    peers::provide()?;
    crate::dist::run(&[])?;
    let locale = data.join("locales/locales-en-US.xml");
    let modules = crate::program::target_folder().join("dist");
    let paths = [data.join("styles"), locale, root().join("dist"), modules];
    run_program(Command::new("node").arg(root().join("tests/csl-peers/bench.mjs")).args(paths))
}
