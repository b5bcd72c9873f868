//! The invariants of ARCHITECTURE.md as tests, over the text of the project's own files.
//! A message names the file and what to do.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use citation_card::formats::CATALOG;

/// The stages in the order of the data: each knows those before it, never those after. `csl` and
/// `formats` stand beside each other.
const STAGES: &[&[&str]] =
    &[&["text"], &["record"], &["normalise"], &["csl", "formats"], &["discovery"], &["card"], &["element"]];

/// The storeys of `csl`, in the same way.
const CSL: &[&[&str]] = &[&["model"], &["read", "render", "out"], &["document"]];

/// Stages that compile and are tested natively.
const PURE: &[&str] = &["text", "record", "normalise", "formats", "csl"];

/// Crates that only browsers have a use for.
const BROWSER_CRATES: &[&str] = &["web_sys", "js_sys", "wasm_bindgen", "yew", "gloo"];

/// Files longer than this say at their top why.
const MAX_LINES: usize = 600;

/// How a long file begins its reason.
const REASON: &str = "Longer than 600 lines because";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below some folders of the project, by its path from there; none of what builds and runs leave behind.
fn files(folders: &[&str], extension: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting: Vec<PathBuf> = folders.iter().map(|folder| root().join(folder)).collect();
    while let Some(path) = waiting.pop() {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && !["target", "node_modules", "dist", "apps", ".git"].contains(&name.as_str()) {
            waiting.extend(fs::read_dir(&path).into_iter().flatten().flatten().map(|entry| entry.path()));
        } else if path.is_file() && path.extension().is_some_and(|have| have == extension) {
            found.push(path.strip_prefix(root()).unwrap_or(&path).to_string_lossy().into_owned());
        }
    }
    found.sort();
    found
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_default()
}

/// The text without comments and what `#[cfg(test)]` covers: each such item up to the brace that
/// closes it, or its semicolon. Lines keep their numbers.
fn code(path: &str) -> Vec<(usize, String)> {
    let text = text(path);
    let mut lines = Vec::new();
    let mut in_test: Option<usize> = None;
    for (number, line) in text.lines().enumerate() {
        let indent = line.len() - line.trim_start().len();
        if let Some(depth) = in_test {
            // rustfmt puts the end of an item at the indent of its beginning.
            let ends = line.trim_end().ends_with(['}', ';']) && !line.trim_end().ends_with("};");
            if indent == depth && ends {
                in_test = None;
            }
            continue;
        }
        if line.trim() == "#[cfg(test)]" {
            in_test = Some(indent);
            continue;
        }
        lines.push((number + 1, line.split("//").next().unwrap_or_default().to_owned()));
    }
    lines
}

/// Fails with all that was found, a line each.
#[track_caller]
fn none(found: &[String], advice: &str) {
    assert!(found.is_empty(), "{advice}:\n  {}", found.join("\n  "));
}

/// Where a word stands in a line as a whole word.
fn has_word(line: &str, word: &str) -> bool {
    let part = |character: char| character.is_alphanumeric() || character == '_';
    line.match_indices(word).any(|(at, _)| {
        !line[..at].chars().next_back().is_some_and(part)
            && !line[at + word.len()..].chars().next().is_some_and(part)
    })
}

fn stage_files(stage: &str) -> Vec<String> {
    let found = files(&[&format!("src/{stage}")], "rs");
    assert!(!found.is_empty(), "src/{stage} has no files");
    found
}

/// Every line of code in `src/<stage>` that holds one of the words.
fn mentions(stage: &str, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for path in stage_files(stage) {
        for (number, line) in code(&path) {
            found.extend(
                words
                    .iter()
                    .filter(|word| has_word(&line, word))
                    .map(|word| format!("{path}:{number}: {word}")),
            );
        }
    }
    found
}

#[test]
fn the_pure_stages_name_no_browser_crate() {
    for stage in PURE {
        none(
            &mentions(stage, BROWSER_CRATES),
            "text, record, normalise, formats and csl run natively; take the browser's part to discovery, card or element",
        );
    }
}

/// The modules of this crate that a text names: `crate::name` and `crate::{name, …}`.
fn modules(text: &str) -> Vec<String> {
    modules_in(text, "crate::")
}

/// The modules that a text names behind a path.
fn modules_in(text: &str, parent: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, start) in text.match_indices(parent) {
        let rest = &text[at + start.len()..];
        let Some(list) = rest.strip_prefix('{') else {
            found.push(word(rest));
            continue;
        };
        let mut depth = 0;
        let mut begins = 0;
        for (at, character) in list.char_indices() {
            match character {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' | '}' if depth == 0 => {
                    found.push(word(list[begins..at].trim_start()));
                    begins = at + 1;
                }
                _ => {}
            }
            if character == '}' && depth == 0 && begins == at + 1 {
                break;
            }
        }
    }
    found
}

/// The identifier at the beginning of a text.
fn word(text: &str) -> String {
    text.chars().take_while(|character| character.is_alphanumeric() || *character == '_').collect()
}

#[test]
fn the_modules_that_a_text_names_are_found() {
    let text = "use crate::{record::{Name, Record}, csl};\nlet x = crate::card::new();";
    assert_eq!(modules(text), ["record", "csl", "card"]);
}

#[test]
fn a_stage_knows_only_those_before_it() {
    let mut found = Vec::new();
    for (place, stages) in STAGES.iter().enumerate() {
        for stage in *stages {
            let hidden = STAGES[place..].iter().flat_map(|stages| *stages).filter(|other| *other != stage);
            let hidden: Vec<_> = hidden.collect();
            for path in stage_files(stage) {
                let lines: Vec<String> = code(&path).into_iter().map(|(_, line)| line).collect();
                let named = modules(&lines.join("\n"));
                let wrong = named.iter().filter(|name| hidden.iter().any(|stage| **stage == name.as_str()));
                found.extend(wrong.map(|name| format!("{path}: {name}")));
            }
        }
    }
    none(&found, "a stage knows those before it, never those beside or after it");
}

#[test]
fn csl_has_no_circle() {
    let mut found = Vec::new();
    for (place, storeys) in CSL.iter().enumerate() {
        for storey in *storeys {
            let known = CSL[..place].iter().flat_map(|storeys| *storeys).chain([storey]);
            let known: Vec<_> = known.collect();
            for path in stage_files(&format!("csl/{storey}")) {
                let lines: Vec<String> = code(&path).into_iter().map(|(_, line)| line).collect();
                let text = lines.join("\n");
                let wrong = modules_in(&text, "csl::")
                    .into_iter()
                    .filter(|name| !known.iter().any(|one| *one == name));
                found.extend(wrong.map(|name| format!("{path}: {name}")));
                // From the storey's own `mod.rs`, `super` is the whole of `csl`.
                if path.ends_with(&format!("csl/{storey}/mod.rs")) && text.contains("super::") {
                    found.push(format!("{path}: super"));
                }
            }
        }
    }
    none(&found, "a storey of csl knows those before it, by `crate::csl::storey`");
}

#[test]
fn only_sources_and_what_talks_to_the_browser_wait() {
    for stage in ["text", "record", "formats", "csl"] {
        none(&mentions(stage, &["async", "await"]), "waiting is the business of discovery");
    }
}

#[test]
fn every_file_says_what_it_is() {
    let mut found = Vec::new();
    for path in files(&["src", "cli/src", "assets", "xtask/src", "tests", "benches", "fuzz"], "rs") {
        if !text(&path).starts_with("//!") {
            found.push(path);
        }
    }
    none(&found, "a file opens with `//!`: what it turns into what, and by which specification");
}

#[test]
fn long_files_say_why() {
    let mut found = Vec::new();
    for extension in ["rs", "js", "mjs", "css"] {
        for path in files(&["src", "cli/src", "assets", "xtask/src", "tests", "styles", "fuzz"], extension) {
            let text = text(&path);
            let reason = text.lines().take(20).any(|line| line.contains(REASON));
            if text.lines().count() > MAX_LINES && !reason {
                found.push(format!("{path}: {} lines", text.lines().count()));
            }
        }
    }
    none(&found, &format!("split it, or say near the top \"{REASON} …\""));
}

#[test]
fn nothing_panics_on_purpose() {
    let calls = [
        ".unwrap()",
        ".expect(",
        "panic!(",
        "todo!(",
        "unimplemented!(",
        "unreachable!(",
        ".unwrap_unchecked(",
    ];
    let mut found = Vec::new();
    for path in files(&["src"], "rs").iter().filter(|path| !is_test_file(path)) {
        for (number, line) in code(path) {
            if let Some(call) = calls.iter().find(|call| line.contains(**call)) {
                found.push(format!("{path}:{number}: {call}"));
            }
        }
    }
    none(&found, "a panic stops every card on a page; give the problem back as a value");
}

/// A module that only `#[cfg(test)] mod tests;` reaches.
fn is_test_file(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/")
}

#[test]
fn letters_change_their_case_by_the_small_table() {
    let mut found = Vec::new();
    for path in files(&["src"], "rs").into_iter().filter(|path| !is_test_file(path)) {
        for (line, code) in code(&path) {
            if ["to_lowercase", "to_uppercase"].iter().any(|word| has_word(&code, word)) {
                found.push(format!("{path}:{line}"));
            }
        }
    }
    none(&found, "use text::case: the standard library's tables cost each module for browsers 8 KB");
}

#[test]
fn markup_is_never_parsed_into_the_page() {
    let sinks = [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "set_inner_html",
        "set_outer_html",
        "from_html_unchecked",
        "insert_adjacent_html",
        "createContextualFragment",
    ];
    let mut found = Vec::new();
    for extension in ["rs", "js"] {
        for path in files(&["src"], extension) {
            for (number, line) in code(&path) {
                if let Some(sink) = sinks.iter().find(|sink| line.contains(**sink)) {
                    found.push(format!("{path}:{number}: {sink}"));
                }
            }
        }
    }
    none(&found, "metadata is not to be trusted: build nodes");
}

#[test]
fn unsafe_code_is_forbidden_in_every_crate() {
    assert!(
        text("Cargo.toml").contains("unsafe_code = \"forbid\""),
        "Cargo.toml: the workspace forbids unsafe code"
    );
    let mut found = files(&["."], "toml");
    found.retain(|path| path.ends_with("Cargo.toml"));
    assert!(found.len() >= 2, "the crates were not found");
    // A fuzz crate is a workspace of its own: its macro needs what the lint forbids.
    found.retain(|path| !path.contains("fuzz/") && !text(path).contains("[lints]\nworkspace = true"));
    none(&found, "a crate takes the workspace's lints: [lints] workspace = true");
}

#[test]
fn ids_of_formats_are_unique() {
    let mut names: Vec<&str> =
        CATALOG.iter().flat_map(|format| format.aliases.iter().chain([&format.id])).copied().collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count, "two formats share an id or an alias");
    for format in CATALOG {
        let plain = |character: char| {
            character.is_ascii_lowercase() || character.is_ascii_digit() || character == '-'
        };
        assert!(
            format.id.chars().all(plain),
            "{}: an id is lower-case letters, digits and hyphens",
            format.id
        );
        assert!(!format.extension.starts_with('.'), "{}: an extension has no dot", format.id);
        assert!(format.media_type.contains('/'), "{}: a media type has a slash", format.id);
    }
}

#[test]
fn every_format_has_fixtures_and_every_fixture_a_format() {
    let names: Vec<String> = fs::read_dir(root().join("tests/formats"))
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.path().is_dir())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    let strange: Vec<_> =
        names.iter().filter(|name| !CATALOG.iter().any(|format| format.id == **name)).cloned().collect();
    none(&strange, "tests/formats has a folder for which there is no format");
    let bare: Vec<_> =
        CATALOG.iter().map(|format| format.id.to_owned()).filter(|id| !names.contains(id)).collect();
    none(&bare, "a format has its fixtures in tests/formats/<id>");
}

/// The files that git knows, or nothing where there is no git.
fn tracked() -> Vec<String> {
    let output = Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output();
    let bytes = output.map(|output| output.stdout).unwrap_or_default();
    String::from_utf8_lossy(&bytes).split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect()
}

#[test]
fn files_name_no_machine_and_no_registry_host() {
    // In pieces, so that this file does not find itself.
    let wrong = [
        concat!("/", "work/"),
        concat!("/tmp", "/w/"),
        concat!("/", "root/"),
        concat!("registry.", "npmjs"),
        concat!("registry.", "yarnpkg"),
        concat!("static.", "crates.io"),
        concat!("index.", "crates.io"),
        concat!("/home", "/user"),
    ];
    let mut found = Vec::new();
    for path in tracked() {
        let Ok(text) = fs::read_to_string(root().join(&path)) else { continue };
        for (number, line) in text.lines().enumerate() {
            found.extend(
                wrong
                    .iter()
                    .filter(|word| line.contains(**word))
                    .map(|word| format!("{path}:{}: {word}", number + 1)),
            );
        }
    }
    none(&found, "name neither a path of one machine nor the host of a package registry");
}

#[test]
fn no_copy_of_a_published_style_is_tracked() {
    let own = |path: &&String| path.ends_with(".csl") && text(path).contains("http://www.zotero.org/styles/");
    let found: Vec<_> = tracked().iter().filter(own).filter(|path| !is_written_here(path)).cloned().collect();
    none(&found, "styles of the official repository are shipped from xtask's archive, never tracked");
}

/// Styles for the tests may name a published parent; they are written here.
fn is_written_here(path: &str) -> bool {
    path.starts_with("styles/csl/") || path.starts_with("tests/")
}
