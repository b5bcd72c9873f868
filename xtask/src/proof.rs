//! `cargo xtask faults`, `load`, `soak`: long runs in Chromium on the folder `dist`. `cargo xtask test` has their
//! short forms; `--short` makes the first two shorter.

use std::process::Command;

use crate::setup::{self, Group};
use crate::shell::{Outcome, root, run};

/// Every file of the card fails in every way, at every stage.
pub(crate) fn faults(words: &[String]) -> Outcome {
    script("faults.mjs", words)
}

/// Thousands of cards and works.
pub(crate) fn load(words: &[String]) -> Outcome {
    script("load.mjs", words)
}

/// Random presses from a seed, for a number of seconds.
pub(crate) fn soak(words: &[String]) -> Outcome {
    script("soak.mjs", words)
}

/// Made JavaScript values to the library's functions, for a number of seconds, from a seed.
pub(crate) fn boundary(words: &[String]) -> Outcome {
    script("boundary.mjs", words)
}

fn script(name: &str, words: &[String]) -> Outcome {
    setup::provide(&[Group::Browser])?;
    if !root().join("dist").is_dir() {
        return Err("there is no folder dist; run cargo xtask dist first".into());
    }
    run(Command::new("node").current_dir(root()).arg(root().join("tests/proof").join(name)).args(words))
}
