//! `cargo xtask csl-suite`: the CSL processor test suite, for this processor and, over the same
//! files, for citeproc-js: passed, failed, and the failing names by group.

#[path = "../../tests/support/suite.rs"]
#[allow(dead_code, reason = "shared with the test that keeps the list of passing cases")]
mod suite;

use crate::csl_diff::peers;
use crate::shell::{Outcome, csl_data, root};
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Runs the suite.
pub(crate) fn command(_words: &[String]) -> Outcome {
    let data = csl_data().ok_or("the CSL test suite is not on this machine; CSL_DATA says where it is")?;
    peers::provide()?;
    let fixtures = suite::fixtures(&data);
    let mut locales = suite::LocaleFiles::new(&data);
    let passes = |fixture: &suite::Fixture, locales: &mut suite::LocaleFiles| {
        suite::run(fixture, locales).is_ok_and(|result| fixture.passes(&result))
    };
    let ours: BTreeSet<String> = fixtures
        .iter()
        .filter(|fixture| passes(fixture, &mut locales))
        .map(|fixture| fixture.name.clone())
        .collect();
    let output = Command::new("node")
        .arg(root().join("tests/csl-peers/suite.mjs"))
        .args([&data, &root().join("tests/csl-suite-older-terms.txt")])
        .output()
        .map_err(|error| format!("node could not be started: {error}"))?;
    let js: BTreeSet<String> = String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect();
    for (name, passed) in [("citation-card", &ours), ("citeproc-js", &js)] {
        println!("{name}: {} passed, {} failed", passed.len(), fixtures.len() - passed.len());
        let mut groups: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for fixture in fixtures.iter().filter(|fixture| !passed.contains(&fixture.name)) {
            let (group, case) = fixture.name.split_once('_').unwrap_or(("", &fixture.name));
            groups.entry(group).or_default().push(case);
        }
        for (group, cases) in groups {
            println!("  {group} ({}): {}", cases.len(), cases.join(", "));
        }
    }
    Ok(())
}
