//! Runs the program as a shell does, and gives what it wrote.

#![allow(dead_code, unreachable_pub, reason = "each test file uses its part")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

/// What a run gave.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Runs the program in a folder with what is piped in.
pub fn run_in(folder: &Path, words: &[&str], input: &str) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_citation-card"))
        .args(words)
        .current_dir(folder)
        .env_remove("CITATION_CARD_STYLES")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = child.stdin.take().unwrap();
    let text = input.to_owned();
    // A program that is done before it has read all closes the pipe.
    let writer = thread::spawn(move || pipe.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join();
    Run {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The same where no file is named.
pub fn run(words: &[&str], input: &str) -> Run {
    run_in(&std::env::temp_dir(), words, input)
}

/// An empty folder of the test's own.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Writes a file of a test.
pub fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// A file of a test.
pub fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

pub const SHANNON: &str = "@article{shannon1948, author = {Shannon, C. E.}, year = 1948, volume = 27, number = 3,
    title = {A Mathematical Theory of Communication}, journal = {Bell System Technical Journal}, pages = {379--423}}";
pub const SHANNON_APA: &str = "Shannon, C. E. (1948). A Mathematical Theory of Communication. Bell System Technical Journal, 27(3), 379–423.";
pub const DOE: &str = "TY  - BOOK\nAU  - Doe, Jane\nTI  - Tides\nPY  - 2020\nPB  - Sea Press\nER  - \n";
