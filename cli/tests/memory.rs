//! JSON lines take as much memory for many lines as for few. Read from `/proc`, so on Linux alone.
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
    let text = std::fs::read_to_string(status).unwrap();
    let peak = text.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let peak = peak.trim().trim_end_matches(" kB").parse().unwrap();
    drop(pipe);
    assert!(child.wait().unwrap().success());
    assert_eq!(reader.join().unwrap(), lines);
    peak
}

#[test]
fn ten_times_the_lines_take_no_more_memory() {
    // All 20,000 records together would be more than 40 MB.
    let (few, many) = (peak(2_000), peak(20_000));
    assert!(many < few + few / 2, "{few} kB for 2,000 lines, {many} kB for 20,000");
}
