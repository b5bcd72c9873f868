//! Foreign files read by pandoc and by citation-js, beside what is read here. What they read
//! otherwise is listed with its reason in `tests/format-peers/explained.txt`; the reasons are in
//! `docs/decisions/0003-formats-peers.md`.
//!
//! pandoc is a Debian package, citation-js an npm one (`npm install` in `tests/format-peers`). Where
//! one is missing its test prints "skipped: … missing" and passes.

use citation_card::formats::{self, to_json};
use citation_card::record::{Json, markup};
use citation_card::text::json;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const FORMATS: &[&str] = &["bibtex", "biblatex", "ris"];

/// What is compared of a record.
const FIELDS: &[&str] = &[
    "type",
    "title",
    "author",
    "editor",
    "container-title",
    "collection-title",
    "volume",
    "issue",
    "page",
    "edition",
    "publisher",
    "publisher-place",
    "issued",
    "DOI",
    "ISBN",
    "ISSN",
    "language",
    "genre",
    "number",
    "event-title",
    "abstract",
    "version",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn inputs(format: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(root().join("formats").join(format))
        .unwrap()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            name.starts_with("read-") && !name.ends_with(".expected")
        })
        .collect();
    files.sort();
    files
}

fn run(program: &str, words: &[&str]) -> Option<String> {
    let output = Command::new(program).args(words).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A field as it can be compared: letters without case and markup, names by family name, dates by
/// their numbers.
fn plain(field: &str, value: Option<&Json>) -> String {
    let Some(value) = value else { return String::new() };
    match field {
        "author" | "editor" => {
            let name = |name: &Json| {
                let part = |key: &str| name.get(key).and_then(Json::to_text).unwrap_or_default();
                let whole = [
                    part("non-dropping-particle"),
                    part("dropping-particle"),
                    part("family"),
                    part("literal"),
                ];
                let mut words: Vec<String> =
                    whole.join(" ").split_whitespace().map(str::to_lowercase).collect();
                words.sort();
                words.join(" ")
            };
            value.items().iter().map(name).filter(|name| name != "others").collect::<Vec<_>>().join("; ")
        }
        "issued" => value.get("date-parts").map(ToString::to_string).unwrap_or_default().replace('"', ""),
        _ => {
            let text = value.to_text().unwrap_or_default();
            let text = markup::plain(&text).to_lowercase().replace(['–', '‐'], "-").replace(['’', '‘'], "'");
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        }
    }
}

/// The explained differences: peer, file, record, field; `*` for any.
fn explained(peer: &str, file: &str, record: &str, field: &str) -> bool {
    let list = fs::read_to_string(root().join("format-peers/explained.txt")).unwrap();
    list.lines().filter(|line| !line.starts_with('#')).any(|line| {
        let words: Vec<&str> = line.split_whitespace().take(4).collect();
        let same = |at: usize, value: &str| words.get(at).is_some_and(|word| *word == "*" || *word == value);
        words.len() == 4 && same(0, peer) && same(1, file) && same(2, record) && same(3, field)
    })
}

/// Compares what a peer reads of every file; how many fields are the same, and what is not explained.
fn compare(peer: &str, read: &BTreeMap<PathBuf, Json>) {
    let (mut same, mut other, mut wrong) = (0, 0, Vec::new());
    for (path, found) in read {
        let format = path.parent().unwrap().file_name().unwrap().to_string_lossy().into_owned();
        let file = format!("{format}/{}", path.file_stem().unwrap().to_string_lossy());
        let ours =
            formats::codec::by_id(&format).unwrap().read.unwrap()(&fs::read_to_string(path).unwrap()).records;
        if found.items().len() != ours.len() {
            if !explained(peer, &file, "*", "count") {
                wrong.push(format!(
                    "{peer} {file} reads {} of {} records: {found}",
                    found.items().len(),
                    ours.len()
                ));
            }
            continue;
        }
        for (at, (ours, theirs)) in ours.iter().zip(found.items()).enumerate() {
            let (value, record) = (to_json(ours), format!("{}", at + 1));
            for field in FIELDS {
                let (one, two) = (plain(field, value.get(field)), plain(field, theirs.get(field)));
                if one == two {
                    same += usize::from(!one.is_empty());
                } else {
                    other += 1;
                    if !explained(peer, &file, &record, field) {
                        wrong
                            .push(format!("{peer} {file} {record} {field}: here \"{one}\", there \"{two}\""));
                    }
                }
            }
        }
    }
    println!("{peer}: {same} fields the same, {other} read otherwise");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn citation_js_reads_the_same() {
    let script = root().join("format-peers/read.mjs");
    let mut words = vec![script.to_string_lossy().into_owned()];
    for format in FORMATS {
        words.extend(inputs(format).iter().map(|path| format!("{format}={}", path.display())));
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if !root().join("format-peers/node_modules").is_dir() {
        println!("skipped: citation-js missing");
        return;
    }
    let Some(out) = run("node", &words) else {
        println!("skipped: node missing");
        return;
    };
    let all = json::parse(&out).0;
    compare("citation-js", &all.entries().iter().map(|(path, found)| (path.into(), found.clone())).collect());
}

/// pandoc 3, which reads RIS, where it is installed as a Python module.
fn pandoc() -> String {
    let own = root().parent().unwrap().join("target/outside-python/bin/python");
    let python = if own.exists() { own.to_string_lossy().into_owned() } else { "python3".to_owned() };
    let path = run(&python, &["-c", "import pypandoc; print(pypandoc.get_pandoc_path())"]);
    path.map_or_else(|| "pandoc".to_owned(), |path| path.trim().to_owned())
}

#[test]
fn pandoc_reads_the_same() {
    let pandoc = pandoc();
    let known = run(&pandoc, &["--list-input-formats"]).unwrap_or_default();
    let mut all = BTreeMap::new();
    for format in FORMATS.iter().filter(|format| known.lines().any(|line| line == **format)) {
        for path in inputs(format) {
            let out = run(&pandoc, &["-f", format, "-t", "csljson", &path.to_string_lossy()]);
            all.insert(path, out.map(|out| json::parse(&out).0).unwrap_or_default());
        }
    }
    if all.is_empty() {
        println!("skipped: pandoc missing");
    }
    compare("pandoc", &all);
}
