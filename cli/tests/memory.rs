//! JSON lines take as much memory for many lines as for few, and other files a few times their size. Read from
//! `/proc`, so on Linux alone.
#![cfg(target_os = "linux")]

use std::io::{Read, Write};
use std::process::{Command, Stdio};

/// The most memory that a run had, in kB, while it cited so many lines. It is asked for when everything has
/// been written and the program still waits for more.
fn peak(lines: usize) -> u64 {
    let mut child = Command::new(env!("CARGO_BIN_EXE_citation-card"))
        .args(["cite", "--jobs", "2"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut out = child.stdout.take().unwrap();
    let reader = std::thread::spawn(move || {
        let (mut buffer, mut count) = (vec![0; 1 << 16], 0);
        while let Ok(read @ 1..) = out.read(&mut buffer) {
            count += buffer[..read].iter().filter(|byte| **byte == b'\n').count();
        }
        count
    });
    let mut pipe = child.stdin.take().unwrap();
    for number in 0..lines {
        let note = "An abstract of the usual length takes some two thousand letters. ".repeat(30);
        writeln!(pipe, "{{\"id\":\"{number}\",\"type\":\"book\",\"title\":\"Title {number}\",\"abstract\":\"{note}\",\"issued\":{{\"date-parts\":[[2020]]}}}}").unwrap();
    }
    let peak = peak_so_far(&status).unwrap();
    drop(pipe);
    assert!(child.wait().unwrap().success());
    assert_eq!(reader.join().unwrap(), lines);
    peak
}

/// The most memory so far, in kB, of a program that still runs.
fn peak_so_far(status: &str) -> Option<u64> {
    let text = std::fs::read_to_string(status).ok()?;
    let peak = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    peak.trim().trim_end_matches(" kB").parse().ok()
}

/// The same of a run that converts a file, looked at whenever it has written something.
fn peak_of_file(to: &str, name: &str, text: &str) -> u64 {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_citation-card"))
        .args(["convert", "--to", to])
        .arg(&path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let (mut out, mut buffer, mut peak) = (child.stdout.take().unwrap(), vec![0; 1 << 16], 0);
    while let Ok(1..) = out.read(&mut buffer) {
        peak = peak_so_far(&status).unwrap_or(peak);
    }
    assert!(child.wait().unwrap().success());
    peak
}

#[test]
fn files_of_records_take_a_few_times_their_size() {
    let authors = "Doe, Jane and Roe, Rick and Poe, Edgar and Loe, Ann and Moe, Max";
    let bib = |count: usize| -> String {
        let entry = |at| {
            format!(
                "@article{{k{at}, author = {{{authors}}}, title = {{Title {at}}}, journal = {{Tides}}, year = 2020, volume = {at}, pages = {{1--2}}}}\n"
            )
        };
        (0..count).map(entry).collect()
    };
    let ris = |count: usize| -> String {
        let authors = authors.replace(" and ", "\nAU  - ");
        let record = |at| {
            format!(
                "TY  - JOUR\nAU  - {authors}\nTI  - Title {at}\nJO  - Tides\nPY  - 2020\nVL  - {at}\nSP  - 1\nEP  - 2\nER  - \n\n"
            )
        };
        (0..count).map(record).collect()
    };
    for (to, name, few, many) in
        [("ris", "large.bib", bib(1_000), bib(8_000)), ("bibtex", "large.ris", ris(1_000), ris(8_000))]
    {
        let size = (many.len() - few.len()) as u64 / 1000;
        let (few, many) = (peak_of_file(to, name, &few), peak_of_file(to, name, &many));
        assert!(many < few + 5 * size, "{name}: {few} kB, {many} kB; {size} kB of text between them");
    }
}

#[test]
fn ten_times_the_lines_take_no_more_memory() {
    // All 20,000 records together would be more than 40 MB.
    let (few, many) = (peak(2_000), peak(20_000));
    assert!(many < few + few / 2, "{few} kB for 2,000 lines, {many} kB for 20,000");
}
