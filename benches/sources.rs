//! How long it takes to read a page's metadata, without the HTML parser: `cargo bench --bench sources`.
//! Prints the median of many runs for each fixture page and for two pages of the worst kind.

#[path = "../xtask/src/page.rs"]
mod page;

use std::time::{Duration, Instant};

use citation_card::source::{Page, Wanted, discover};

const RUNS: usize = 101;

fn median(page: &Page) -> Duration {
    let wanted = Wanted::default();
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(discover(std::hint::black_box(page), &wanted));
            start.elapsed()
        })
        .collect();
    times.sort();
    times[RUNS / 2]
}

fn main() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pages");
    let entries = std::fs::read_dir(folder).expect("tests/pages").filter_map(Result::ok);
    let mut files: Vec<_> = entries.map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "html"));
    files.sort();
    let mut all = Vec::new();
    for file in files {
        let html = std::fs::read_to_string(&file).expect("a page");
        let time = median(&page::page_of(&html, "https://example.org/"));
        all.push(time);
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        println!("{name:<26} {:>8} B {time:>10.1?}", html.len());
    }
    all.sort();
    println!("{:<26} {:>10} {:>10.1?}", "median page", "", all[all.len() / 2]);
    let authors: String =
        (0..5_000).map(|at| format!("<meta name=citation_author content='Family{at}, Given'>")).collect();
    let many = format!("<meta name=citation_title content=T>{authors}");
    println!("{:<26} {:>8} B {:>10.1?}", "5,000 authors", many.len(), median(&page::page_of(&many, "")));
    let filler = "x".repeat(5_000_000);
    let large = format!(
        r#"<script type="application/ld+json">{{"@type":"Dataset","name":"Large","comment":"{filler}"}}</script>"#
    );
    println!("{:<26} {:>8} B {:>10.1?}", "5 MB of JSON-LD", large.len(), median(&page::page_of(&large, "")));
}
