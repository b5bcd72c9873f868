//! How the work of every reader grows with its text: seconds for the same bytes in texts of 1, 10 and 50 MB, and the
//! most memory that one text takes. `cargo bench --bench growth [-- <MB>…] [<format>…]`, or `cargo xtask bench growth`.
//!
//! Time is the processor's, so that other programs do not count. Each measure is a process of its own.

use citation_card::formats::{Options, codec};
use std::fs;
use std::process::Command;
use std::time::Instant;

/// Begins the words of a measure's process.
const ONE: &str = "--one";

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    if let [one, format, size, total] = words.as_slice() {
        if one == ONE {
            return measure(format, size.parse().unwrap_or(1), total.parse().unwrap_or(1));
        }
    }
    let mut sizes: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![1, 10, 50];
    }
    let total = sizes.iter().copied().max().unwrap_or(1);
    let mut head = format!("| format, {total} MB in all |");
    sizes.iter().for_each(|size| head.push_str(&format!(" texts of {size} MB, s |")));
    head.push_str(" last / first |");
    sizes.iter().for_each(|size| head.push_str(&format!(" {size} MB, peak MB |")));
    println!("{head}\n|---|{}", "---:|".repeat(2 * sizes.len() + 1));
    let wanted: Vec<&String> = words.iter().filter(|word| word.parse::<usize>().is_err()).collect();
    for format in codec::ALL.iter().filter(|format| format.read.is_some() && format.write.is_some()) {
        let id = format.info.id;
        if wanted.is_empty() || wanted.iter().any(|word| *word == id) {
            row(id, &sizes, total);
        }
    }
}

fn row(id: &str, sizes: &[usize], total: usize) {
    let program = std::env::current_exe().unwrap_or_default();
    let measures: Vec<[f64; 2]> = sizes
        .iter()
        .map(|size| {
            let words = [ONE, id, &size.to_string(), &total.to_string()];
            let output = Command::new(&program).args(words).output();
            let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
            let text = text.unwrap_or_default();
            let mut numbers = text.split_whitespace().map(|word| word.parse().unwrap_or(f64::NAN));
            std::array::from_fn(|_| numbers.next().unwrap_or(f64::NAN))
        })
        .collect();
    let seconds: String = measures.iter().map(|[seconds, _]| format!(" {seconds:.2} |")).collect();
    let peaks: String = measures.iter().map(|[_, peak]| format!(" {peak:.0} |")).collect();
    let ratio = match measures.as_slice() {
        [[first, _], .., [last, _]] => last / first,
        _ => 1.0,
    };
    println!("| {id} |{seconds} {ratio:.2} |{peaks}");
}

/// Prints the seconds that texts of so many MB take, `total` MB in all, and the MB of memory that the first one does.
fn measure(id: &str, size: usize, total: usize) {
    let Some(format) = codec::by_id(id) else { return };
    let Some(read) = format.read else { return };
    let text = text_of(id, size * 1_000_000);
    let before = memory("VmRSS:");
    // The peak from here on.
    let _ = fs::write("/proc/self/clear_refs", "5");
    let start = processor();
    let mut kept = vec![read(&text)];
    let peak = memory("VmHWM:") - before;
    // All is kept: memory touched for the first time costs as much as reading does.
    kept.extend((1..total / size).map(|_| read(&text)));
    println!("{} {peak}", processor() - start);
}

/// Works as text in a format, as often as it takes for so many bytes.
fn text_of(id: &str, bytes: usize) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/works.json");
    let works = citation_card::read(&fs::read_to_string(path).unwrap_or_default(), Some("csl-json")).records;
    let Some(format) = codec::by_id(id) else { return String::new() };
    let one = format.to_text(&works, &Options::default()).map_or(0, |text| text.len());
    let times = bytes.div_ceil(one.max(1));
    let records: Vec<_> = std::iter::repeat_n(&works, times).flatten().cloned().collect();
    format.to_text(&records, &Options::default()).unwrap_or_default()
}

/// Seconds that this thread has had a processor; of the clock where the system does not tell.
fn processor() -> f64 {
    thread_local!(static START: Instant = Instant::now());
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let told: Option<f64> = text.split(' ').next().and_then(|word| word.parse().ok());
    told.map_or_else(|| START.with(|start| start.elapsed().as_secs_f64()), |nanoseconds| nanoseconds / 1e9)
}

/// A line of the system's account of this process, in MB.
fn memory(name: &str) -> f64 {
    let text = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap_or_default() / 1000.0
}
