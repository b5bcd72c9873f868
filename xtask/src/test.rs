//! `cargo xtask test`: all checks and tests in one command.
//!
//! Sets up what the tests need, runs format and lint checks, the native tests, the wasm builds
//! and the tests in real browsers, and ends with one line that sums them: `N passed, N failed,
//! N skipped`. A word runs one part (`lint`, `native`, `wasm`, `embedding`, `browser`, `hosts`, `proof`), the words after it go
//! to that part's runner: `cargo xtask test native formats`, `cargo xtask test browser copy`.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use wasm_bindgen_cli_support::Bindgen;

use crate::program::{Speed, Without};
use crate::setup::{self, Group};
use crate::shell::{self, Outcome, csl_data, root};
use crate::{dist, files, npm};

/// Where the browser tests and their npm packages are.
const BROWSER: &str = "tests/browser";

/// Where the tests of the npm package are, with the bundlers and frameworks they use.
const BUNDLERS: &str = "tests/bundlers";

/// Starts the line that a test prints, past its runner's capture, if it could not run. The runner
/// counts such a test as passed; here it counts as skipped.
const SKIPPED: &str = "skipped: ";

/// Tests counted by outcome. Signed, because a skip is subtracted from those that passed.
#[derive(Clone, Copy, Default)]
pub(crate) struct Count {
    pub(crate) passed: i64,
    pub(crate) failed: i64,
    pub(crate) skipped: i64,
}

impl Count {
    const PASS: Self = Self { passed: 1, failed: 0, skipped: 0 };
    const FAIL: Self = Self { passed: 0, failed: 1, skipped: 0 };

    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// A part of the run: its name, what it needs, and the function that runs it with the words for its
/// runner.
type Part = (&'static str, &'static [Group], fn(&[String]) -> Count);

static PARTS: &[Part] = &[
    ("lint", &[Group::Lint], lint),
    ("native", &[Group::Native], native),
    ("wasm", &[], wasm),
    ("embedding", &[Group::Browser, Group::Embedding], embedding),
    ("browser", &[Group::Browser], browser),
    ("hosts", &[Group::Hosts], hosts),
    ("proof", &[Group::Browser], proof),
];

/// Runs all parts, or the one that the first word names.
pub(crate) fn run(words: &[String]) -> Outcome {
    let (parts, words) = match words.split_first() {
        None => (PARTS, words),
        Some((name, rest)) => (named(name)?, rest),
    };
    let groups: Vec<Group> = parts.iter().flat_map(|(_, groups, _)| *groups).copied().collect();
    setup::wasm_target()?;
    setup::check(&groups)?;
    // What needs only Cargo is checked meanwhile: installing packages waits for the network and the disk.
    let (provided, mut total) = thread::scope(|scope| {
        let provided = scope.spawn(|| setup::provide(&groups));
        let checked = if groups.contains(&Group::Lint) { clippy() } else { Count::default() };
        (provided.join(), checked)
    });
    provided.unwrap_or_else(|_| Err("the set-up panicked".into()))?;
    for (name, _, part) in parts {
        println!("\n== {name}");
        total.add(part(words));
    }
    if csl_data().is_none() {
        println!("\nCSL_DATA names no folder: tests that need the CSL suite and its styles were skipped");
    }
    let Count { passed, failed, skipped } = total;
    // Alone on its line, and last, so that other programs find it.
    println!("\n{passed} passed, {failed} failed, {skipped} skipped");
    match failed {
        0 if passed == 0 => Err("no test ran".into()),
        0 => Ok(()),
        _ => Err("some tests failed; see above".into()),
    }
}

fn named(name: &str) -> Outcome<&'static [Part]> {
    let at = PARTS.iter().position(|(part, ..)| *part == name).ok_or_else(|| {
        let names: Vec<&str> = PARTS.iter().map(|(part, ..)| *part).collect();
        format!("unknown part \"{name}\"; expected one of {}", names.join(", "))
    })?;
    Ok(&PARTS[at..=at])
}

/// The layout of the code and clippy, natively and for the browser.
fn clippy() -> Count {
    cargo_checks(&[
        "fmt --all --check",
        "clippy --quiet --workspace --all-targets --features ssr -- -D warnings",
        "clippy --quiet --lib --target wasm32-unknown-unknown --no-default-features --features element -- -D warnings",
        "clippy --quiet --package citation-card-assets --lib --example yew_app --features yew --target wasm32-unknown-unknown -- -D warnings",
        "rustdoc --quiet --package citation-card --lib --features card -- -D warnings",
    ])
}

fn cargo_checks(lines: &[&str]) -> Count {
    let mut count = Count::default();
    for line in lines {
        count.add(check(&format!("cargo {line}"), shell::run(cargo().args(line.split(' ')))));
    }
    count
}

/// The checks of code that need more than Cargo: a C++ compiler, cargo-deny, TypeScript.
fn lint(_words: &[String]) -> Count {
    let mut count = cargo_checks(&[
        "clippy --quiet --locked --manifest-path fuzz/Cargo.toml --target-dir target -- -D warnings",
    ]);
    for what in ["licenses", "sources", "bans", "advisories"] {
        count.add(dependencies(what));
    }
    count.add(types());
    count
}

/// One check of `deny.toml`. Skipped where cargo-deny could not be installed, and where the
/// database of advisories cannot be fetched.
fn dependencies(what: &str) -> Count {
    let name = format!("cargo deny check {what}");
    let Some(program) = setup::cargo_deny() else { return skip(&name, "cargo-deny is not installed") };
    let mut command = Command::new(program);
    command.current_dir(root()).args(["--workspace", "--locked", "--log-level", "error", "check", what]);
    match command.stdin(Stdio::null()).output() {
        Err(error) => check(&name, Err(error.to_string())),
        Ok(output) if output.status.success() => check(&name, Ok(())),
        Ok(output) => {
            let text = String::from_utf8_lossy(&output.stderr);
            if text.contains("failed to fetch advisory database") {
                return skip(&name, "the advisory database could not be fetched");
            }
            println!("{text}{}", String::from_utf8_lossy(&output.stdout));
            check(&name, Err(output.status.to_string()))
        }
    }
}

/// The TypeScript declarations, compiled with what uses them: plain pages, React, Vue, Svelte.
fn types() -> Count {
    let mut count = Count::default();
    for script in ["dom", "react18", "react19", "vue", "svelte"] {
        let mut command = Command::new("npm");
        command.current_dir(root().join("tests/types")).args(["run", "--silent", script]);
        count.add(check(&format!("tests/types: {script}"), shell::run(&mut command)));
    }
    count
}

/// Says that a check could not run.
fn skip(name: &str, reason: &str) -> Count {
    println!("{SKIPPED}{name}: {reason}");
    Count { skipped: 1, ..Count::default() }
}

/// Unit tests, fixtures, the card's states rendered natively, invariants of the code.
fn native(words: &[String]) -> Count {
    let mut command = cargo();
    command.args(["test", "--workspace", "--features", "ssr", "--no-fail-fast"]);
    let mut count = tests(command.args(words), cargo_count);
    if words.is_empty() {
        count.add(match csl_data() {
            Some(_) => check("cargo xtask csl-styles quick", crate::csl_styles::command(&["quick".into()])),
            None => skip("cargo xtask csl-styles quick", "no folder at CSL_DATA"),
        });
    }
    count
}

/// The folder that sites copy is built.
fn wasm(_words: &[String]) -> Count {
    let mut command = Command::new(std::env::current_exe().unwrap_or_else(|_| "xtask".into()));
    check("cargo xtask dist", shell::run(command.current_dir(root()).arg("dist")))
}

/// The npm package in bundlers, frameworks and runtimes, and the single script. A word is as in
/// [`browser`].
fn embedding(words: &[String]) -> Count {
    let mut count = check("the npm package", install_package(BUNDLERS).map(drop));
    if count.failed == 0 {
        count.add(node_tests(&root().join(BUNDLERS), words));
    }
    count
}

/// Makes the npm package of what `dist` wrote, and installs it where tests import it; gives its folder.
pub(crate) fn install_package(folder: &str) -> Outcome<PathBuf> {
    let out = root().join("dist");
    let package = npm::pack(&out).or_else(|_| {
        dist::build(&out, Speed::Loading, Without::Nothing)?;
        npm::pack(&out)
    })?;
    let installed = root().join(folder).join("node_modules/citation-card");
    files::create_empty(&installed)?;
    for path in files::tree(&package)? {
        let to = installed.join(&path);
        files::create(to.parent().unwrap_or(&installed))?;
        files::write(&to, &files::read(&package.join(&path))?)?;
    }
    Ok(package)
}

/// Pages with the card in real browsers, over what `dist` wrote. A word is part of a test's name
/// or the name of a file of tests.
fn browser(words: &[String]) -> Count {
    let mut count = Count::default();
    if !root().join("dist").is_dir() {
        count.add(wasm(&[]));
    }
    count.add(check("a second Yew application for browser tests", host_app()));
    // Built as for the native tests, so that nothing is compiled twice.
    let line = "test --quiet --workspace --features ssr --no-run --test memory";
    count.add(check("the program for browser tests", shell::run(cargo().args(line.split(' ')))));
    if count.failed > 0 {
        return count;
    }
    count.add(node_tests(&root().join(BROWSER), words));
    count
}

/// Runs the tests of a folder with Node. A word is part of a test's name or the name of a file.
fn node_tests(folder: &Path, words: &[String]) -> Count {
    let (files, names): (Vec<&String>, Vec<&String>) = words.iter().partition(|word| word.ends_with(".mjs"));
    let mut command = Command::new("node");
    // One file at a time: two browsers at once would slow each other down and make tests flaky.
    command.env("CITATION_CARD_PROGRAM", crate::program::target_folder().join("debug/citation-card"));
    command.current_dir(folder).args(["--test", "--test-reporter=spec", "--test-concurrency=1"]);
    command.args(names.iter().map(|name| format!("--test-name-pattern={name}")));
    if files.is_empty() {
        command.args(test_files(folder));
    } else {
        command.args(files);
    }
    tests(&mut command, node_count)
}

/// Small sites made by real site generators with what `integrations/` ships, in Chromium.
fn hosts(_words: &[String]) -> Count {
    crate::hosts::run(&["host.test.mjs"])
}

/// The short forms of the long runs of `docs/reliability.md`, over what `dist` wrote. The corpora of the fuzz targets
/// are in the native tests.
fn proof(_words: &[String]) -> Count {
    let mut count = Count::default();
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    count.add(check("cargo xtask fuzz boundary 10", crate::proof::boundary(&words(&["10", "1"]))));
    count.add(check("cargo xtask soak 20 1", crate::proof::soak(&words(&["20", "1"]))));
    count.add(check("cargo xtask faults --short", crate::proof::faults(&words(&["--short"]))));
    let load = ["--short", "head", "removed"];
    count.add(check("cargo xtask load --short head removed", crate::proof::load(&words(&load))));
    count
}

/// The files of the browser tests, in order.
fn test_files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".test.mjs")).collect();
    names.sort();
    names
}

/// Builds `tests/browser/host-app` to `target/host-app`, for pages that run a Yew application of
/// their own.
fn host_app() -> Outcome {
    let mut command = cargo();
    let line = "build --quiet --package host-app --target wasm32-unknown-unknown";
    shell::run(command.args(line.split(' ')))?;
    let target = crate::program::target_folder();
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(target.join("wasm32-unknown-unknown/debug/host_app.wasm"))
        .typescript(false)
        .omit_default_module_path(false);
    let bindgen = bindgen.web(true).map_err(|error| error.to_string())?;
    bindgen.generate(root().join("target/host-app")).map_err(|error| format!("wasm-bindgen: {error}"))
}

fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// Prints and counts the outcome of a check.
fn check(name: &str, outcome: Outcome) -> Count {
    match outcome {
        Ok(()) => {
            println!("ok      {name}");
            Count::PASS
        }
        Err(message) => {
            println!("FAILED  {name}: {message}");
            Count::FAIL
        }
    }
}

/// Runs a test runner, shows what it prints, and counts by its closing lines. A runner that fails
/// without having counted a failure (it did not compile, it crashed) counts as one.
pub(crate) fn tests(command: &mut Command, count_line: fn(&str) -> Count) -> Count {
    let spawned = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = match spawned {
        Ok(child) => child,
        Err(error) => return check(&command.get_program().to_string_lossy(), Err(error.to_string())),
    };
    let errors = child.stderr.take().map(|stream| thread::spawn(move || follow(stream, count_line)));
    let mut count = child.stdout.take().map(|stream| follow(stream, count_line)).unwrap_or_default();
    if let Some(Ok(more)) = errors.map(thread::JoinHandle::join) {
        count.add(more);
    }
    let good = child.wait().is_ok_and(|status| status.success());
    if !good && count.failed == 0 {
        count.add(Count::FAIL);
    }
    count
}

/// Shows a stream line by line and counts.
fn follow(stream: impl Read, count_line: fn(&str) -> Count) -> Count {
    let mut count = Count::default();
    for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        let _ = std::io::stdout().flush();
        count.add(if line.starts_with(SKIPPED) {
            Count { passed: -1, skipped: 1, ..Count::default() }
        } else {
            count_line(&line)
        });
    }
    count
}

/// `test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; …`
fn cargo_count(line: &str) -> Count {
    let Some(rest) = line.strip_prefix("test result: ") else { return Count::default() };
    let words: Vec<&str> = rest.split([' ', ';', '.']).filter(|word| !word.is_empty()).collect();
    let before = |name: &str| {
        let at = words.iter().position(|word| *word == name)?;
        words.get(at.checked_sub(1)?)?.parse().ok()
    };
    Count {
        passed: before("passed").unwrap_or(0),
        failed: before("failed").unwrap_or(0),
        skipped: before("ignored").unwrap_or(0),
    }
}

/// `ℹ pass 12`, as any reporter prints it.
pub(crate) fn node_count(line: &str) -> Count {
    let mut words = line.trim_start_matches(['ℹ', '#', ' ']).split(' ');
    let (name, number) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let (Ok(number), None) = (number.parse(), words.next()) else { return Count::default() };
    match name {
        "pass" => Count { passed: number, ..Count::default() },
        "fail" | "cancelled" => Count { failed: number, ..Count::default() },
        "skipped" | "todo" => Count { skipped: number, ..Count::default() },
        _ => Count::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_the_closing_lines_of_runners() {
        let count =
            cargo_count("test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out");
        assert_eq!((count.passed, count.failed, count.skipped), (12, 3, 1));
        assert_eq!(node_count("ℹ pass 7").passed, 7);
        assert_eq!(node_count("# fail 2").failed, 2);
        assert_eq!(node_count("ℹ pass 7 of 8").passed, 0);
    }

    #[test]
    fn a_test_that_says_it_was_skipped_is_not_counted_as_passed() {
        let text = b"skipped: no folder at CSL_DATA\ntest result: ok. 2 passed; 0 failed; 0 ignored\n";
        let count = follow(&text[..], cargo_count);
        assert_eq!((count.passed, count.failed, count.skipped), (1, 0, 1));
    }
}
