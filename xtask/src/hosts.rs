//! `cargo xtask hosts`: what `integrations/` ships, on the hosts themselves.
//!
//! Each integration has `host.test.mjs`, which `cargo xtask test` runs too, or `heavy.test.mjs` where the
//! host takes minutes to install. Ends with a table of the hosts and their versions, which stands in
//! `docs/embedding.md`.

use std::path::PathBuf;
use std::process::Command;

use crate::setup::{self, Group};
use crate::shell::{Outcome, root};
use crate::test::{Count, node_count, tests};

pub(crate) fn command(_words: &[String]) -> Outcome {
    setup::provide(&[Group::Hosts, Group::HeavyHosts])?;
    let results = root().join("target/hosts/results.txt");
    let _ = std::fs::remove_file(&results);
    let count = run(&["host.test.mjs", "heavy.test.mjs"]);
    println!("\n| host | what was run |\n|---|---|");
    for line in std::fs::read_to_string(results).unwrap_or_default().lines() {
        println!("| {} |", line.replace('\t', " | "));
    }
    println!("\n{} passed, {} failed, {} skipped", count.passed, count.failed, count.skipped);
    if count.failed > 0 || count.passed == 0 {
        return Err("some hosts failed; see above".into());
    }
    Ok(())
}

/// Runs the tests of these names in all integrations.
pub(crate) fn run(names: &[&str]) -> Count {
    let folders = std::fs::read_dir(root().join("integrations")).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = folders
        .flat_map(|folder| names.iter().map(move |name| folder.path().join(name)))
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    let mut command = Command::new("node");
    command.current_dir(root()).args(["--test", "--test-reporter=spec", "--test-concurrency=1"]).args(files);
    tests(&mut command, node_count)
}
