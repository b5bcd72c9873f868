//! `cargo xtask bench cli`: the program `citation-card`, citeproc-js in Node and pandoc cite the same
//! records in APA, each on one processor. Prints a table of records a second and peak memory; it asserts
//! nothing.
//!
//! `--records 1000000` is how many the program cites, `--peers 20000` and `--pandoc 2000` how many of
//! these the peers do: their time for all of them would be hours. A quiet machine gives figures, a busy
//! one at best their ratios.

use crate::csl_diff::peers;
use crate::setup::{self, Group};
use crate::shell::{Outcome, root, run as run_program};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How often the memory of a run is looked at.
const LOOK: Duration = Duration::from_millis(20);

/// What a run took.
pub(crate) struct Taken {
    name: String,
    records: usize,
    pub(crate) time: Duration,
    /// kB; 0 where nothing tells.
    pub(crate) peak: u64,
}

/// Runs the benchmark.
pub(crate) fn run(words: &[String]) -> Outcome {
    let [mut records, mut peers_records, mut pandoc] = [1_000_000_usize, 20_000, 2_000];
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let target = match word.as_str() {
            "--records" => &mut records,
            "--peers" => &mut peers_records,
            "--pandoc" => &mut pandoc,
            _ => return Err(format!("{word}: it takes --records, --peers and --pandoc, each with a number")),
        };
        *target = words
            .next()
            .and_then(|word| word.parse().ok())
            .ok_or_else(|| format!("{word} needs a number"))?;
    }
    setup::provide(&[Group::Bench, Group::Native])?;
    peers::provide()?;
    let program = release_program()?;
    let folder = root().join("target/bench-cli");
    crate::styles::command(&[folder.to_string_lossy().into_owned()])?;
    let all = lines(&folder, "records.jsonl", records)?;
    let some = lines(&folder, "peers.jsonl", peers_records)?;
    let few = list(&folder, &lines(&folder, "pandoc.jsonl", pandoc)?)?;
    let style = folder.join("styles/apa.csl");
    let mut node = one_core("node");
    node.arg(root().join("tests/csl-peers/stream.mjs")).arg(&style).arg(folder.join("locales"));
    let mut document = one_core("pandoc");
    document
        .args(["--citeproc", "--to", "html", "--wrap", "none", "--metadata", "nocite=@*"])
        .arg("--csl")
        .arg(&style);
    document.arg("--bibliography").arg(few).arg("--metadata").arg("title=x");
    let cite = |jobs: &str, name: &str, input: &Path, count| {
        let mut command = if jobs == "1" { one_core(&program) } else { Command::new(&program) };
        command.args(["cite", "--as", "html", "--jobs", jobs]);
        take(name, count, &mut command, Some(input), &folder.join(format!("{name}.html")))
    };
    let cores = thread::available_parallelism().map_or(1, usize::from).to_string();
    let taken = [
        cite("1", "citation-card", &all, records)?,
        cite(&cores, &format!("citation-card, {cores} processors"), &all, records)?,
        cite("1", "citation-card, the peers' records", &some, peers_records)?,
        take(
            "citeproc-js 2.4 in Node",
            peers_records,
            &mut node,
            Some(&some),
            &folder.join("citeproc.html"),
        )?,
        take("pandoc, one document", pandoc, &mut document, None, &folder.join("pandoc.html"))?,
    ];
    print(&taken);
    same(&folder)
}

/// Builds the program as it is released; where it is.
pub(crate) fn release_program() -> Outcome<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let line = "build --release --package citation-card-cli";
    run_program(Command::new(cargo).current_dir(root()).args(line.split(' ')))?;
    Ok(crate::program::target_folder().join("release/citation-card"))
}

/// A program that may use one processor; all of them where the machine has no `taskset`.
fn one_core(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let has =
        Command::new("taskset").arg("-V").stdout(Stdio::null()).status().is_ok_and(|status| status.success());
    if !has {
        return Command::new(program);
    }
    let mut command = Command::new("taskset");
    command.args(["-c", "0"]).arg(program);
    command
}

/// Runs a program over a file.
pub(crate) fn take(
    name: &str,
    records: usize,
    command: &mut Command,
    input: Option<&Path>,
    output: &Path,
) -> Outcome<Taken> {
    let failed = |error: std::io::Error| format!("{name}: {error}");
    let input = match input {
        Some(path) => Stdio::from(File::open(path).map_err(failed)?),
        None => Stdio::null(),
    };
    let start = Instant::now();
    command.stdin(input).stdout(File::create(output).map_err(failed)?);
    let mut child = command.spawn().map_err(failed)?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    let code = loop {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let kept = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak = kept.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or(0).max(peak);
        match child.try_wait().map_err(failed)? {
            Some(code) => break code,
            None => thread::sleep(LOOK),
        }
    };
    let time = start.elapsed();
    if !code.success() {
        return Err(format!("{name} failed ({code})"));
    }
    Ok(Taken { name: name.to_owned(), records, time, peak })
}

fn print(taken: &[Taken]) {
    println!("\n{:<36} {:>10} {:>9} {:>11} {:>9}", "", "records", "seconds", "records/s", "peak MB");
    for Taken { name, records, time, peak } in taken {
        let seconds = time.as_secs_f64();
        let speed = *records as f64 / seconds;
        println!("{name:<36} {records:>10} {seconds:>9.1} {speed:>11.0} {:>9.1}", *peak as f64 / 1000.0);
    }
    let speed = |at: usize| taken.get(at).map_or(0.0, |run| run.records as f64 / run.time.as_secs_f64());
    println!(
        "\non the same records, citation-card is {:.1} times as fast as citeproc-js",
        speed(2) / speed(3)
    );
    println!(
        "on all and on {} records, it is {:.1} times as fast as pandoc",
        taken.last().map_or(0, |run| run.records),
        speed(0) / speed(4)
    );
}

/// How many references of the peers' records are the same, character by character, but for links.
fn same(folder: &Path) -> Outcome {
    let open = |name: &str| {
        File::open(folder.join(name)).map(BufReader::new).map_err(|error| format!("{name}: {error}"))
    };
    let ours = open("citation-card, the peers' records.html")?.lines().map_while(Result::ok);
    let theirs = open("citeproc.html")?.lines().map_while(Result::ok);
    let [mut all, mut equal] = [0_usize; 2];
    for (ours, theirs) in ours.zip(theirs) {
        all += 1;
        equal += usize::from(peers::marked(&ours) == peers::marked(&theirs));
    }
    println!("{equal} of {all} references are the same as citeproc-js's");
    Ok(())
}

/// A file of so many records.
fn lines(folder: &Path, name: &str, count: usize) -> Outcome<PathBuf> {
    let path = folder.join(name);
    let failed = |error: std::io::Error| format!("{} cannot be written: {error}", path.display());
    let mut file = BufWriter::new(File::create(&path).map_err(failed)?);
    for number in 0..count {
        writeln!(file, "{}", record(number)).map_err(failed)?;
    }
    file.flush().map_err(failed)?;
    Ok(path)
}

/// The same as one JSON list.
fn list(folder: &Path, lines: &Path) -> Outcome<PathBuf> {
    let text = fs::read_to_string(lines).map_err(|error| error.to_string())?;
    let path = folder.join("pandoc.json");
    let list = format!("[{}]", text.lines().collect::<Vec<_>>().join(",\n"));
    fs::write(&path, list).map_err(|error| error.to_string())?;
    Ok(path)
}

static FAMILIES: &[&str] = &[
    "Procter",
    "García Márquez",
    "Nguyen",
    "van Dijk",
    "O’Neill",
    "Müller",
    "Kowalska",
    "Smith-Jones",
    "Okafor",
    "Tanaka",
    "Lindström",
    "de la Cruz",
    "Ivanova",
    "Haddad",
    "Chen",
    "Papadopoulos",
];
static GIVENS: &[&str] =
    &["Stephen", "Ana María", "Linh T.", "Jean-Pierre", "M.", "Zofia", "C. E.", "Kenji", "Ngozi", "Åsa"];
static WORDS: &[&str] = &[
    "service",
    "front-line",
    "measurement",
    "<i>Escherichia coli</i>",
    "of",
    "the",
    "North Sea",
    "models",
    "and",
    "CO<sub>2</sub>",
    "work",
    "in",
    "understanding",
    "a",
    "comparison",
    "between",
    "European",
    "rivers",
    "theory",
    "“quality”",
    "learning",
    "for",
    "data",
    "DNA",
    "long-term",
];
static HOSTS: &[&str] = &[
    "New Technology, Work and Employment",
    "Nature",
    "Journal of Hydrology",
    "The Annals of Applied Statistics",
    "PLOS ONE",
    "Bell System Technical Journal",
];

/// Numbers that look random and are the same in every run: a linear congruential generator.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }

    fn of<'l>(&mut self, list: &[&'l str]) -> &'l str {
        list.get(self.below(list.len())).copied().unwrap_or_default()
    }

    fn words(&mut self, count: usize) -> String {
        (0..count).map(|_| self.of(WORDS)).collect::<Vec<_>>().join(" ")
    }

    fn names(&mut self, count: usize) -> String {
        let name = |dice: &mut Self| {
            format!(r#"{{"family":"{}","given":"{}"}}"#, dice.of(FAMILIES), dice.of(GIVENS))
        };
        (0..count).map(|_| name(self)).collect::<Vec<_>>().join(",")
    }
}

/// One record as CSL-JSON: eight types, one to nine authors, titles of five to fourteen words, dates of
/// every precision.
pub(crate) fn record(number: usize) -> String {
    let mut dice = Dice(number as u64 + 1);
    let date = match dice.below(5) {
        0 | 1 => format!("[{}]", 1950 + dice.below(76)),
        2 => format!("[{},{}]", 1950 + dice.below(76), 1 + dice.below(12)),
        _ => format!("[{},{},{}]", 1950 + dice.below(76), 1 + dice.below(12), 1 + dice.below(28)),
    };
    let (authors, words) = (1 + dice.below(9), 5 + dice.below(10));
    let doi = format!(r#","DOI":"10.1234/x.{number}""#);
    let page = 1 + dice.below(900);
    let pages = format!(r#","page":"{page}-{}""#, page + dice.below(40));
    let (kind, more) = match dice.below(10) {
        0 => (
            "book",
            format!(
                r#","publisher":"Northern Press","edition":"{}","ISBN":"978-1-009-15788-9""#,
                1 + dice.below(4)
            ),
        ),
        1 => (
            "chapter",
            format!(
                r#","container-title":"{}","publisher":"Sea Press","editor":[{}]{pages}"#,
                dice.words(4),
                dice.names(2)
            ),
        ),
        2 => ("thesis", r#","genre":"PhD thesis","publisher":"University of Leeds""#.to_owned()),
        3 => ("report", format!(r#","number":"TR-{}","publisher":"Survey""#, dice.below(100))),
        4 => (
            "webpage",
            format!(r#","URL":"https://www.example.org/{number}","accessed":{{"date-parts":[[2025,3,1]]}}"#),
        ),
        5 => ("dataset", format!(r#","publisher":"Zenodo","version":"1.{}"{doi}"#, dice.below(9))),
        6 => (
            "paper-conference",
            format!(r#","container-title":"Proceedings of {}","event-title":"Rivers"{pages}"#, dice.words(3)),
        ),
        _ => (
            "article-journal",
            format!(
                r#","container-title":"{}","volume":"{}","issue":"{}"{pages}{doi}"#,
                dice.of(HOSTS),
                1 + dice.below(90),
                1 + dice.below(12)
            ),
        ),
    };
    let (authors, title) = (dice.names(authors), dice.words(words));
    format!(
        r#"{{"id":"r{number}","type":"{kind}","title":"{title}","author":[{authors}],"issued":{{"date-parts":[{date}]}}{more}}}"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_good_and_vary() {
        let text: Vec<String> = (0..500).map(record).collect();
        let reading = citation_card::read(&format!("[{}]", text.join(",")), Some("csl-json"));
        assert_eq!((reading.records.len(), reading.problems), (500, Vec::new()));
        let mut kinds: Vec<&str> = reading.records.iter().map(|record| record.kind.as_str()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        assert_eq!(kinds.len(), 8);
    }
}
