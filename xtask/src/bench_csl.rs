//! `cargo xtask bench csl`: how long this processor and citeproc-js need, on this machine and in
//! this run, for one entry, a change of style, and lists of 10 to 10,000 works. This processor runs
//! natively, citeproc-js in Node; medians of several runs.

use crate::csl_diff::peers;
use crate::shell::{Outcome, csl_data, root};
use citation_card::csl::{self, Locale, Style};
use citation_card::formats;
use citation_card::record::{Json, json};
use std::fs;
use std::process::Command;
use std::time::Instant;

static COUNTS: &[usize] = &[10, 100, 1_000, 10_000];
static STYLES: &[&str] = &["apa", "chicago-notes-bibliography", "ieee"];

/// Runs the benchmark.
pub fn run() -> Outcome {
    let data = csl_data().ok_or("the CSL styles are not on this machine; CSL_DATA says where they are")?;
    peers::provide()?;
    if cfg!(debug_assertions) {
        println!(
            "This is a debug build; `cargo run --release -p xtask -- bench csl` measures what is shipped."
        );
    }
    let works = Json::Array((0..10_000).map(work).collect());
    let file = root().join("target/bench-csl.json");
    fs::write(&file, works.to_string()).map_err(|error| format!("{}: {error}", file.display()))?;
    let records = formats::from_json(&works).records;
    let locale = fs::read_to_string(data.join("locales/locales-en-US.xml")).map_err(|e| e.to_string())?;
    println!("{:<28} {:<14} {:>12} {:>12} {:>8}", "style", "what", "here, ms", "there, ms", "ratio");
    for id in STYLES {
        let path = data.join(format!("styles/{id}.csl"));
        let xml = fs::read_to_string(&path).map_err(|error| format!("{id}: {error}"))?;
        let load = || -> Outcome<(Style, Locale)> {
            let style = Style::parse(&xml).map_err(|error| format!("{id}: {error}"))?;
            Ok((style, Locale::parse(&locale).map_err(|error| error.to_string())?))
        };
        let (style, lang) = load()?;
        let render = |count: usize| {
            let list = csl::bibliography(&style, &[&lang], &records[..count]);
            let text: usize = list.entries.iter().map(|(_, nodes)| csl::html(nodes).len()).sum();
            assert!(text > 0, "nothing was rendered");
        };
        let mut ours = vec![
            ("one entry".to_owned(), median(101, || render(1))),
            (
                "style change".to_owned(),
                median(11, || {
                    if load().is_ok() {
                        render(1);
                    }
                }),
            ),
        ];
        for count in COUNTS {
            ours.push((
                format!("list of {count}"),
                median(if *count > 1_000 { 1 } else { 3 }, || render(*count)),
            ));
        }
        let counts: Vec<String> = COUNTS.iter().map(usize::to_string).collect();
        let output = Command::new("node")
            .arg(root().join("tests/csl-peers/bench.mjs"))
            .args([path, data.join("locales"), file.clone()])
            .arg(counts.join(","))
            .output()
            .map_err(|error| format!("node could not be started: {error}"))?;
        let theirs = json::parse(&String::from_utf8_lossy(&output.stdout)).0;
        let number = |value: Option<&Json>| value.and_then(Json::as_f64).unwrap_or(f64::NAN);
        let mut there = vec![number(theirs.get("one")), number(theirs.get("change"))];
        let lists = theirs.get("lists").cloned().unwrap_or_default();
        there.extend(counts.iter().map(|count| number(lists.get(count))));
        for ((what, here), there) in ours.iter().zip(there) {
            println!("{id:<28} {what:<14} {here:>12.3} {there:>12.3} {:>8.4}", here / there);
        }
    }
    Ok(())
}

/// The middle of several times, in milliseconds.
fn median(times: usize, mut work: impl FnMut()) -> f64 {
    let mut taken: Vec<f64> = (0..times)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64() * 1_000.0
        })
        .collect();
    taken.sort_by(f64::total_cmp);
    taken.get(times / 2).copied().unwrap_or_default()
}

/// A journal article; every tenth has an author and a year in common with another.
fn work(at: usize) -> Json {
    let author = at - at % 10 / 9;
    let text = format!(
        r#"{{"id": "{at}", "type": "article-journal", "title": "A study of matter number {at}: what it is and what it does",
        "author": [{{"family": "Name{author}", "given": "Given Middle"}}, {{"family": "Other{author}", "given": "Anna"}}],
        "container-title": "Journal of Studies", "volume": "{}", "issue": "{}", "page": "{at}-{}",
        "issued": {{"date-parts": [[{}, 3, 14]]}}, "DOI": "10.5555/{at}"}}"#,
        at / 100 + 1,
        at % 12 + 1,
        at + 12,
        1950 + at % 70
    );
    json::parse(&text).0
}
