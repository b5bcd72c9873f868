//! `cargo xtask hosts`: what `integrations/` ships, on the hosts themselves.
//!
//! Each integration has `host.test.mjs`, which `cargo xtask test` runs too, or `heavy.test.mjs` where the
//! host takes minutes to install. Then a newcomer's ways are timed. Ends with the tables of
//! `docs/embedding.md`: the hosts with their versions, the ways with their seconds.

use std::path::PathBuf;
use std::process::Command;

use crate::npm;
use crate::setup::{self, Group};
use crate::shell::{Outcome, root};
use crate::test::{Count, install_package, node_count, tests};

/// Where the hosts that take minutes to install are, with the npm package of the card.
const HEAVY: &str = "tests/hosts/heavy";

/// What the tests note, and the head of the table that it becomes.
const TABLES: &[(&str, &str)] = &[
    ("target/hosts/results.txt", "| host | what was run |"),
    ("target/hosts/newcomer.txt", "| way | seconds to a page | to a copied citation | together |"),
];

pub(crate) fn command(_words: &[String]) -> Outcome {
    setup::provide(&[Group::Hosts, Group::HeavyHosts])?;
    // A newcomer installs the tarball.
    npm::tarball(&install_package(HEAVY)?)?;
    for (name, _) in TABLES {
        let _ = std::fs::remove_file(root().join(name));
    }
    let mut count = run(&["host.test.mjs", "heavy.test.mjs"]);
    count.add(node([root().join(HEAVY).join("newcomer.test.mjs")]));
    for (name, head) in TABLES {
        let columns = head.matches('|').count() - 1;
        println!("\n{head}\n|{}", "---|".repeat(columns));
        for line in std::fs::read_to_string(root().join(name)).unwrap_or_default().lines() {
            println!("| {} |", line.replace('\t', " | "));
        }
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
    node(files)
}

/// Runs files of tests.
fn node(files: impl IntoIterator<Item = PathBuf>) -> Count {
    let mut command = Command::new("node");
    command.current_dir(root()).args(["--test", "--test-reporter=spec", "--test-concurrency=1"]).args(files);
    tests(&mut command, node_count)
}
