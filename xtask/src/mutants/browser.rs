//! Mutants in Chromium: the page's folder is built of the copied tree, with every mutant in it, and the browser tests
//! run on it.
//!
//! A page gives each condition to the function `mutant(number, value)`, which `tests/browser/chromium.mjs` puts into it
//! and which negates that of the mutant that is alive. A first run, without any, notes which conditions are true and
//! false in which tests; then each mutant has the tests that ask for it, the smallest first, those with either value in
//! turn. A test that fails without the mutant as well notices nothing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::files;
use crate::setup::{self, Group};
use crate::shell::{self, Outcome, root};

/// Files of tests that need more than the folder, or that are about its speed.
const LEFT_OUT: [&str; 5] =
    ["demo.test.mjs", "engines.test.mjs", "pages.test.mjs", "pictures.test.mjs", "prerender.test.mjs"];

/// How many tests of a mutant run together, one batch after the other.
const BATCHES: [usize; 3] = [4, 12, 40];

/// Browsers at a time.
const WORKERS: usize = 2;

/// A test: its file and its name.
type Test = (String, String);

/// Which of these mutants, by their numbers, no test notices.
pub(super) fn survivors(tree: &Path, mutants: &[(usize, String)]) -> Outcome<Vec<usize>> {
    setup::provide(&[Group::Browser])?;
    let folder = root().join("target/mutants/dist");
    let mut build = Command::new(std::env::current_exe().map_err(|error| error.to_string())?);
    build.env("CARGO_MANIFEST_DIR", tree.join("xtask")).env("RUSTFLAGS", "-Aunused");
    build.env("CARGO_TARGET_DIR", root().join("target/mutants/build"));
    shell::run(build.args(["dist", "--dev", "--out"]).arg(&folder).stdout(Stdio::null()))?;
    let tests = reached(&folder)?;
    let (next, survivors) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                while let Some((number, name)) = mutants.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let of_mutant = tests.get(number).map_or(&[][..], Vec::as_slice);
                    match noticed(&folder, *number, of_mutant) {
                        true => println!("noticed in Chromium: {name}"),
                        false => {
                            let tried = of_mutant.len().min(BATCHES.iter().sum());
                            println!("SURVIVED {tried} of {} tests in Chromium: {name}", of_mutant.len());
                            survivors.lock().unwrap_or_else(|lock| lock.into_inner()).push(*number);
                        }
                    }
                }
            });
        }
    });
    Ok(survivors.into_inner().unwrap_or_default())
}

/// Whether one of the first tests fails with the mutant, and not without.
fn noticed(folder: &Path, mutant: usize, mut tests: &[Test]) -> bool {
    for size in BATCHES {
        let (batch, rest) = tests.split_at(size.min(tests.len()));
        if !batch.is_empty() && !pass(folder, mutant, batch) && pass(folder, 0, batch) {
            return true;
        }
        tests = rest;
    }
    false
}

fn pass(folder: &Path, mutant: usize, tests: &[Test]) -> bool {
    let mut files: Vec<&str> = tests.iter().map(|(file, _)| file.as_str()).collect();
    files.sort_unstable();
    files.dedup();
    let mut command = node(folder, mutant);
    command.args(tests.iter().map(|(_, name)| format!("--test-name-pattern=^{}$", escaped(name))));
    command.args(files).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// The name as a regular expression.
fn escaped(name: &str) -> String {
    let special = |letter: char| r"\^$.|?*+()[]{}/".contains(letter);
    name.chars().flat_map(|letter| special(letter).then_some('\\').into_iter().chain([letter])).collect()
}

/// Runs all tests without a mutant: which of them ask about which mutant.
fn reached(folder: &Path) -> Outcome<BTreeMap<usize, Vec<Test>>> {
    let list = root().join("target/mutants/reached.txt");
    files::write(&list, b"")?;
    let mut names = files::listing(&root().join("tests/browser"))?;
    names.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".test.mjs") && !LEFT_OUT.contains(&&*name)
    });
    let mut command = node(folder, 0);
    command.args(["--test-reporter=spec", &format!("--test-concurrency={WORKERS}")]).env("REACHED", &list);
    // What fails without a mutant is not in the list.
    let _ = command.args(names.iter().filter_map(|path| path.file_name())).status();
    let mut reached: BTreeMap<usize, Vec<(Test, bool, usize)>> = BTreeMap::new();
    let mut count = 0;
    for line in files::text(&list)?.lines() {
        let parts: Vec<&str> = line.split('\t').collect();
        let [file, name, numbers] = parts[..] else { return Err(format!("{}: {line}", list.display())) };
        let numbers: Vec<&str> = numbers.split(' ').filter(|number| !number.is_empty()).collect();
        for number in &numbers {
            let (value, number) = (number.ends_with('t'), number.trim_end_matches(['t', 'f']));
            let number = number.parse().map_err(|_| format!("{}: {line}", list.display()))?;
            let test = (file.to_owned(), name.to_owned());
            reached.entry(number).or_default().push((test, value, numbers.len()));
        }
        count += 1;
    }
    println!("{count} browser tests pass without a mutant");
    Ok(reached.into_iter().map(|(number, seen)| (number, in_order(seen))).collect())
}

/// Tests with a value that they see, and how many they see: the smallest first, those of either value in turn, since
/// the test that a mutant lacks may be of either.
fn in_order(mut seen: Vec<(Test, bool, usize)>) -> Vec<Test> {
    seen.sort_by_key(|(_, _, size)| *size);
    let (yes, no): (Vec<_>, Vec<_>) = seen.into_iter().partition(|(_, value, _)| *value);
    let numbered = |tests: Vec<(Test, bool, usize)>| tests.into_iter().map(|(test, ..)| test).enumerate();
    let mut all: Vec<(usize, Test)> = numbered(yes).chain(numbered(no)).collect();
    all.sort_by_key(|(at, _)| *at);
    let mut tests: Vec<Test> = Vec::new();
    for (_, test) in all {
        if !tests.contains(&test) {
            tests.push(test);
        }
    }
    tests
}

fn node(folder: &Path, mutant: usize) -> Command {
    let mut command = Command::new("node");
    command.current_dir(root().join("tests/browser")).arg("--test").env("MUTANT", mutant.to_string());
    let folder: PathBuf = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    command.env("DIST", folder).stdin(Stdio::null());
    command
}
