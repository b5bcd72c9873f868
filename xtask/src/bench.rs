//! `cargo xtask bench`: the card against its peers, in one run, in one browser.
//!
//! Prints a table of bytes and times, with the bound of each; it asserts nothing, so that no
//! machine's bad moment fails a test. What is measured is in `tests/bench/bench.mjs`. `--save FILE` keeps the
//! result, and with `--against FILE` it fails if a ratio to a peer is worse than in a result that was kept.

use std::path::PathBuf;
use std::process::Command;

use crate::bench_against;
use crate::setup::{self, Group};
use crate::shell::{Outcome, root, run as run_program};

/// How the work of each reader grows with its text: `benches/growth.rs`, or, with `wasm`, `growth.mjs` in Chromium.
fn growth(words: &[String]) -> Outcome {
    if let [word, rest @ ..] = words
        && word == "wasm"
    {
        setup::provide(&[Group::Browser])?;
        return run_program(Command::new("node").arg(root().join("tests/bench/growth.mjs")).args(rest));
    }
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
        Some((word, rest)) if word == "files" => return crate::bench_files::run(rest),
        Some((word, rest)) if word == "growth" => return growth(rest),
        _ => {}
    }
    let Files { save, against } = files(words)?;
    // A stored result that cannot be read is said at once, and not after the run.
    let stored = against.as_deref().map(bench_against::read).transpose()?;
    setup::provide(&[Group::Bench])?;
    crate::dist::run(&[])?;
    // citeproc-js takes them as XML.
    crate::styles::command(&[])?;
    let save = save.unwrap_or_else(|| root().join("target/bench.json"));
    run_program(Command::new("node").arg("bench.mjs").arg(&save).current_dir(root().join("tests/bench")))?;
    stored.map_or(Ok(()), |stored| bench_against::report(&stored, &bench_against::read(&save)?))
}

/// Where the result goes, and what it is compared with.
#[derive(Default)]
struct Files {
    save: Option<PathBuf>,
    against: Option<PathBuf>,
}

/// `--save` and `--against`, each with the path of a file, which is that of the caller's folder.
fn files(words: &[String]) -> Outcome<Files> {
    let here = std::env::current_dir().map_err(|error| error.to_string())?;
    let mut files = Files::default();
    for pair in words.chunks(2) {
        match pair {
            [name, path] if name == "--save" => files.save = Some(here.join(path)),
            [name, path] if name == "--against" => files.against = Some(here.join(path)),
            _ => {
                return Err(
                    "it takes csl, cli, files, growth, or --save FILE and --against FILE; RUNS in the \
                     environment says how many runs the medians are of"
                        .into(),
                );
            }
        }
    }
    Ok(files)
}
