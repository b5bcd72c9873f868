//! How long it takes to read a page's metadata, without the HTML parser: `cargo bench --bench sources`.
//! Prints the median of many runs, in order of size: page heads of `tests/pages` (all of them with
//! `ALL=1`), and pages of the worst kind.

#[allow(unreachable_pub, reason = "a public function of the library that the file belongs to")]
#[path = "../cli/src/report/page.rs"]
mod page;

use std::time::{Duration, Instant};

use citation_card::discovery::{Page, Wanted, discover};

const RUNS: usize = 101;

/// A work's page on a repository platform of the usual kind.
const TYPICAL: &str = "zenodo-dataset";

fn median(page: &Page, runs: usize) -> Duration {
    let wanted = Wanted::default();
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(discover(std::hint::black_box(page), &wanted));
            start.elapsed()
        })
        .collect();
    times.sort();
    times[runs / 2]
}

fn print(name: &str, html: &str, runs: usize) -> Duration {
    let page = page::page_of(html, "https://example.org/");
    let time = median(&page, runs);
    let works = discover(&page, &Wanted::default()).records.len();
    println!("{name:<34} {:>9} B {works:>5} works {time:>10.1?}", html.len());
    time
}

fn block(value: &str) -> String {
    format!(r#"<script type="application/ld+json">{value}</script>"#)
}

fn main() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pages");
    let entries = std::fs::read_dir(folder).expect("tests/pages").filter_map(Result::ok);
    let mut files: Vec<_> = entries.map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "html"));
    files.sort();
    let all = std::env::var_os("ALL").is_some();
    let mut times = Vec::new();
    print(
        "title and author",
        "<meta name=citation_title content=T><meta name=citation_author content='Doe, Jane'>",
        RUNS,
    );
    for file in &files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let html = std::fs::read_to_string(file).expect("a page");
        if all || name == TYPICAL {
            times.push(print(&name, &html, RUNS));
        } else {
            times.push(median(&page::page_of(&html, ""), RUNS));
        }
    }
    times.sort();
    println!(
        "{:<34} {:>11} {:>11} {:>10.1?}",
        format!("median of {} page heads", times.len()),
        "",
        "",
        times[times.len() / 2]
    );
    let authors: String =
        (0..5_000).map(|at| format!("<meta name=citation_author content='Family{at}, Given'>")).collect();
    print("5,000 meta tags", &format!("<meta name=citation_title content=T>{authors}"), 21);
    // A block of 5 MB: one long text, a dataset of many files, a list of many works, many things
    // that refer to each other.
    let text = format!(r#"{{"@type":"Dataset","name":"Large","comment":"{}"}}"#, "x".repeat(5_000_000));
    print("5 MB of JSON-LD, one text", &block(&text), 21);
    let file = |at: usize| {
        format!(
            r#"{{"@type":"DataDownload","name":"file-{at}.csv","encodingFormat":"text/csv","contentUrl":"https://example.org/files/{at}/{}"}}"#,
            "x".repeat(60)
        )
    };
    let files: Vec<String> = (0..29_000).map(file).collect();
    let dataset = format!(r#"{{"@type":"Dataset","name":"Large","distribution":[{}]}}"#, files.join(","));
    print("5 MB of JSON-LD, one dataset", &block(&dataset), 21);
    let work = |at: usize| {
        format!(
            r#"{{"@type":"ScholarlyArticle","@id":"https://example.org/{at}","name":"Work number {at}","author":[{{"@type":"Person","familyName":"Doe","givenName":"Jane"}}],"datePublished":"2020","description":"{}"}}"#,
            "x".repeat(2_300)
        )
    };
    let works: Vec<String> = (0..2_000).map(work).collect();
    print("5 MB of JSON-LD, 2,000 works", &block(&format!("[{}]", works.join(","))), 21);
    let thing = |at: usize| {
        format!(
            r##"{{"@type":"Offer","@id":"#{at}","name":"Thing {at}","about":{{"@id":"#{}"}},"text":"{}"}}"##,
            at + 1,
            "x".repeat(340)
        )
    };
    let things: Vec<String> = (0..12_000).map(thing).collect();
    print("5 MB of JSON-LD, 12,000 things", &block(&format!(r#"{{"@graph":[{}]}}"#, things.join(","))), 21);
}
