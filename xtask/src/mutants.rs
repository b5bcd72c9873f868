//! `cargo xtask mutants [card] [COUNT] [SEED]`: negates conditions of the code, one at a time, and counts how many of
//! these mutants the tests notice.
//!
//! A copy of the tree is built once, with every mutant in it: `if a {` becomes `if crate::mutants::turned(7, a) {`.
//! The environment says which one is alive, so that a mutant costs a run of the tests and no build. Places are
//! drawn from a seed. What survives is printed with its place: it changes nothing, or it lacks a test.
//!
//! With `card`, conditions of the card and of the element are negated, those in JavaScript too, and what the native
//! tests of the card do not notice is tried in Chromium (`mutants/browser.rs`).

mod browser;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::shell::{Outcome, root};
use crate::{files, shell};

/// What a run covers.
struct Scope {
    /// Where conditions are negated.
    folders: &'static [&'static str],
    /// Which native tests run: words for `cargo test`.
    tests: &'static [&'static str],
    /// Whether what survives these is tried in a browser.
    browser: bool,
}

static LIBRARY: Scope = Scope {
    folders: &["src/csl", "src/normalise", "src/formats", "src/discovery", "src/record", "src/text"],
    tests: &["--lib", "--tests"],
    browser: false,
};

static CARD: Scope = Scope {
    folders: &["src/card", "src/element"],
    tests: &["--lib", "--test", "card", "--test", "card_reader", "--test", "markup"],
    browser: true,
};

/// A run that takes longer hangs, and is noticed by that.
const PATIENCE: Duration = Duration::from_secs(120);

/// Tests that need other programs, or that look at the sources.
const LEFT_OUT: [&str; 4] = ["outside", "tidy", "examples", "contract"];

/// Negates the condition of the mutant that is alive.
const SWITCH: &str = "
#[doc(hidden)]
#[allow(missing_docs)]
pub mod mutants {
    #[cfg(target_arch = \"wasm32\")]
    pub use wasm_bindgen::prelude::*;

    /// The browser tests put the function into each page.
    #[cfg(target_arch = \"wasm32\")]
    #[wasm_bindgen]
    extern \"C\" {
        #[wasm_bindgen(js_name = mutant)]
        pub fn turned(number: u32, value: bool) -> bool;
    }

    #[cfg(not(target_arch = \"wasm32\"))]
    static ALIVE: std::sync::LazyLock<Option<u32>> = std::sync::LazyLock::new(|| std::env::var(\"MUTANT\").ok()?.parse().ok());
    #[cfg(not(target_arch = \"wasm32\"))]
    pub fn turned(number: u32, value: bool) -> bool {
        value ^ (*ALIVE == Some(number))
    }
}
";

/// A condition that can be negated.
struct Place {
    path: PathBuf,
    /// From 0.
    line: usize,
    condition: String,
}

impl Place {
    fn name(&self) -> String {
        format!("{}:{}: {}", self.path.display(), self.line + 1, self.condition)
    }

    fn is_rust(&self) -> bool {
        self.path.extension().is_some_and(|extension| extension == "rs")
    }
}

/// Builds the mutants and runs the tests on each.
pub(crate) fn run(words: &[String]) -> Outcome {
    let (scope, words) = match words.split_first() {
        Some((first, rest)) if first == "card" => (&CARD, rest),
        _ => (&LIBRARY, words),
    };
    let mut numbers =
        words.iter().map(|word| word.parse::<u64>().map_err(|_| format!("invalid number {word}")));
    let count = numbers.next().transpose()?.unwrap_or(100);
    let seed = numbers.next().transpose()?.unwrap_or(1);
    let tree = root().join("target/mutants/tree");
    copy(&tree)?;
    let mut places = places(&tree, scope.folders)?;
    println!("{} conditions, {count} drawn with seed {seed}", places.len());
    draw(&mut places, usize::try_from(count).unwrap_or(usize::MAX), seed);
    plant(&tree, &places)?;
    let tests = build(&tree, scope.tests)?;
    // Mutant 0 is none: what fails then says nothing.
    let tests: Vec<PathBuf> = tests.into_iter().filter(|test| passes(test, &tree, 0)).collect();
    println!("{} test programs pass without a mutant", tests.len());
    let mut survivors = Vec::new();
    for (at, place) in places.iter().enumerate() {
        let mut tests = tests.iter().filter(|_| place.is_rust());
        let noticed = tests.find(|test| !passes(test, &tree, at + 1));
        let by = noticed.and_then(|test| Some(test.file_name()?.to_string_lossy().into_owned()));
        match by {
            Some(by) => println!("noticed by {by}: {}", place.name()),
            None => survivors.push(at),
        }
    }
    if scope.browser {
        println!("{} of {} mutants go to the browser", survivors.len(), places.len());
        let names: Vec<_> = survivors.iter().map(|at| (at + 1, places[*at].name())).collect();
        let survived = browser::survivors(&tree, &names)?;
        survivors.retain(|at| survived.contains(&(at + 1)));
    }
    println!(
        "\n{} of {} mutants were noticed; these survived:",
        places.len() - survivors.len(),
        places.len()
    );
    survivors.iter().for_each(|at| println!("  {}", places[*at].name()));
    Ok(())
}

/// The files that git knows, as they are now.
fn copy(tree: &Path) -> Outcome {
    files::create_empty(tree)?;
    let output = Command::new("git").current_dir(root()).args(["ls-files", "-z"]).output();
    let output = output.map_err(|error| format!("git: {error}"))?;
    for path in String::from_utf8_lossy(&output.stdout).split('\0').filter(|path| !path.is_empty()) {
        let (from, to) = (root().join(path), tree.join(path));
        files::create(to.parent().unwrap_or(tree))?;
        if from.is_file() {
            fs::copy(&from, &to).map_err(|error| format!("{path}: {error}"))?;
        }
    }
    Ok(())
}

fn places(tree: &Path, folders: &[&str]) -> Outcome<Vec<Place>> {
    let mut places = Vec::new();
    for folder in folders {
        for path in files::tree(&tree.join(folder))? {
            let path = Path::new(folder).join(path);
            let name = path.to_string_lossy();
            if name.ends_with("tests.rs") || name.contains("/tests/") {
                continue;
            }
            let condition: fn(&str) -> Option<&str> = match path.extension().and_then(|name| name.to_str()) {
                Some("rs") => condition,
                Some("js") => js_condition,
                _ => continue,
            };
            let text = files::text(&tree.join(&path))?;
            let mut constant = false;
            for (line, text) in text.lines().take_while(|line| !line.contains("#[cfg(test)]")).enumerate() {
                if text.contains(" fn ") || text.trim_start().starts_with("fn ") {
                    constant = text.contains("const fn ");
                }
                if let Some(condition) = condition(text).filter(|_| !constant) {
                    places.push(Place { path: path.clone(), line, condition: condition.to_owned() });
                }
            }
        }
    }
    Ok(places)
}

/// The condition of a line that is `if … {`, `} else if … {` or a pattern's `… if … => `.
fn condition(line: &str) -> Option<&str> {
    let text = line.trim();
    let text = text.strip_prefix("} else ").unwrap_or(text);
    let condition = text.strip_prefix("if ")?.strip_suffix(" {")?;
    let whole = ["let ", "//", "macro", "matches!(", "$"].iter().all(|part| !condition.contains(part));
    whole.then_some(condition)
}

/// The condition of a line of JavaScript that begins with `if (…)` or `} else if (…)`.
fn js_condition(line: &str) -> Option<&str> {
    let text = line.trim();
    let rest = text.strip_prefix("} else ").unwrap_or(text).strip_prefix("if (")?;
    let mut depth = 1;
    for (at, letter) in rest.char_indices() {
        depth += i32::from(letter == '(') - i32::from(letter == ')');
        if depth == 0 {
            return Some(&rest[..at]);
        }
    }
    None
}

/// Keeps so many places, by a linear congruential generator.
fn draw(places: &mut Vec<Place>, count: usize, mut seed: u64) {
    for at in 0..places.len() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let left = places.len() - at;
        places.swap(at, at + (seed >> 33) as usize % left);
    }
    places.truncate(count);
}

fn plant(tree: &Path, places: &[Place]) -> Outcome {
    for (at, place) in places.iter().enumerate() {
        let path = tree.join(&place.path);
        let text = files::text(&path)?;
        let (condition, number) = (&place.condition, at + 1);
        let (from, to) = match place.is_rust() {
            true => {
                (format!("if {condition} {{"), format!("if crate::mutants::turned({number}, {condition}) {{"))
            }
            false => (format!("if ({condition})"), format!("if (mutant({number}, {condition}))")),
        };
        let line = |(line, text): (usize, &str)| match line == place.line {
            true => text.replacen(&from, &to, 1),
            false => text.to_owned(),
        };
        let lines: Vec<String> = text.lines().enumerate().map(line).collect();
        files::write(&path, (lines.join("\n") + "\n").as_bytes())?;
    }
    let library = tree.join("src/lib.rs");
    let text = files::text(&library)?;
    files::write(&library, (text + SWITCH).as_bytes())
}

/// The programs of the native tests.
fn build(tree: &Path, tests: &[&str]) -> Outcome<Vec<PathBuf>> {
    let target = root().join("target/mutants/build");
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(tree).env("CARGO_TARGET_DIR", &target).env("CARGO_PROFILE_DEV_OPT_LEVEL", "1");
    cargo.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_INCREMENTAL", "0").env("RUSTFLAGS", "-Aunused");
    cargo.args(["test", "--package", "citation-card", "--features", "ssr", "--no-run"]).args(tests);
    cargo.arg("--message-format=json").stderr(Stdio::inherit());
    let output = cargo.output().map_err(|error| format!("cargo: {error}"))?;
    if !output.status.success() {
        return Err("the mutants could not be built".into());
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let programs = text.lines().filter_map(|line| line.split_once("\"executable\":\"")?.1.split('"').next());
    let mut programs: Vec<PathBuf> = programs.map(PathBuf::from).collect();
    programs.retain(|program| {
        let name = program.file_name().unwrap_or_default().to_string_lossy().into_owned();
        !LEFT_OUT.iter().any(|left| name.starts_with(left))
    });
    Ok(programs)
}

/// Whether a test program passes with a mutant alive.
fn passes(test: &Path, tree: &Path, mutant: usize) -> bool {
    let mut command = Command::new(test);
    command.current_dir(tree).env("MUTANT", mutant.to_string()).env_remove("UPDATE");
    if let Some(data) = shell::csl_data() {
        command.env("CSL_DATA", data);
    }
    let Ok(mut child) = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn() else { return false };
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if start.elapsed() < PATIENCE => thread::sleep(Duration::from_millis(20)),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_found() {
        assert_eq!(condition("    if a == b && c {"), Some("a == b && c"));
        assert_eq!(condition("    } else if !a.is_empty() {"), Some("!a.is_empty()"));
        for none in
            ["if let Some(a) = b {", "while a {", "if a { b } else { c }", "// if a {", "let x = if a {"]
        {
            assert_eq!(condition(none), None, "{none}");
        }
        assert_eq!(js_condition("  if (a(b) && c) return d(e)"), Some("a(b) && c"));
        assert_eq!(js_condition("  } else if (a) {"), Some("a"));
        assert_eq!(js_condition("  for (const a of b) if (a) c()"), None);
    }
}
