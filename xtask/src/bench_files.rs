//! `cargo xtask bench files [MB]`: what the program `citation-card` takes for large files, 100 MB where nothing else
//! is said, made of the records of `bench cli`. Prints a table of seconds and peak memory; it asserts nothing.

use crate::bench_cli::{record, release_program, take};
use crate::shell::{Outcome, root};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is measured: the kind of file, and the words of the command line.
const RUNS: &[(&str, &[&str])] = &[
    ("bibtex", &["convert", "--to", "ris"]),
    ("bibtex", &["convert", "--to", "jsonl"]),
    ("bibtex", &["cite"]),
    ("ris", &["convert", "--to", "bibtex"]),
    ("ris", &["cite"]),
    ("ris", &["cite", "--style", "ieee", "--as", "html"]),
    ("jsonl", &["convert", "--to", "bibtex"]),
    ("jsonl", &["cite", "--json"]),
    ("html", &["report", "--format", "json", "-"]),
];

/// Records that are written at a time.
const BATCH: usize = 1000;

pub(crate) fn run(words: &[String]) -> Outcome {
    let size = match words {
        [] => 100,
        [size] => size.parse().map_err(|_| format!("invalid number of MB: {size}"))?,
        _ => return Err("it takes a number of MB".into()),
    };
    let program = release_program()?;
    let folder = root().join("target/bench-files");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    println!(
        "| file of {size} MB | command | records | seconds | peak MB | peak / file |\n|---|---|---:|---:|---:|---:|"
    );
    for (kind, words) in RUNS {
        let (path, records) = made(&folder, kind, size * 1_000_000)?;
        let mut command = Command::new(&program);
        command.args(*words);
        let taken = take(kind, records, &mut command, Some(&path), &folder.join("out"))?;
        let peak = taken.peak as f64 / 1000.0;
        println!(
            "| {kind} | {} | {records} | {:.1} | {peak:.0} | {:.1} |",
            words.join(" "),
            taken.time.as_secs_f64(),
            peak / size as f64
        );
    }
    fs::remove_dir_all(&folder).map_err(|error| error.to_string())
}

/// A file of a kind with so many bytes, and how many records it has.
fn made(folder: &Path, kind: &str, bytes: usize) -> Outcome<(PathBuf, usize)> {
    let path = folder.join(format!("file.{kind}"));
    let failed = |error: std::io::Error| format!("{}: {error}", path.display());
    let mut file = BufWriter::new(File::create(&path).map_err(failed)?);
    let (mut written, mut records) = (0, 0);
    if kind == "html" {
        written += file.write(HEAD.as_bytes()).map_err(failed)?;
    }
    while written < bytes {
        let batch: Vec<String> = (records..records + BATCH).map(record).collect();
        let text = match kind {
            "html" => batch.iter().map(|record| format!("<p class=\"x\">{record}</p>\n")).collect(),
            "jsonl" => batch.join("\n") + "\n",
            _ => {
                let works = citation_card::read(&format!("[{}]", batch.join(",")), Some("csl-json")).records;
                citation_card::write(&works, kind, &Default::default()).map_err(|error| error.to_string())?
                    + "\n"
            }
        };
        file.write_all(text.as_bytes()).map_err(failed)?;
        written += text.len();
        records += BATCH;
    }
    file.flush().map_err(failed)?;
    Ok((path, if kind == "html" { 1 } else { records }))
}

const HEAD: &str = "<!doctype html><title>A page</title><meta name=citation_title content=\"A title\">\
    <meta name=citation_author content=\"Doe, Jane\"><meta name=citation_publication_date content=2020>";
