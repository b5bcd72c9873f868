//! `cargo xtask report page.html`: the metadata report of a saved page, as text.

use citation_card::source::{Row, Wanted, discover, report, scholar};

use crate::page::page_of;
use crate::shell::Outcome;

/// Prints the report of the page in a file.
pub fn run(words: &[String]) -> Outcome {
    let mut file = None;
    let (mut url, mut lang) = (String::new(), String::new());
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().cloned().ok_or_else(|| format!("{word} needs a value"));
        match word.as_str() {
            "--url" => url = value()?,
            "--lang" => lang = value()?,
            _ => file = Some(word),
        }
    }
    let file = file.ok_or("name the saved page: cargo xtask report page.html")?;
    let bytes = std::fs::read(file).map_err(|error| format!("{file} could not be read: {error}"))?;
    let page = page_of(&String::from_utf8_lossy(&bytes), &url);
    let found = discover(&page, &Wanted { lang });
    match found.records.as_slice() {
        [] => println!("No description of a work was found."),
        [record] => print_rows(&report(record, &found.fields)),
        records => {
            println!("{} works:", records.len());
            for record in records {
                println!("  {:<18} {}", record.kind.as_str(), record.title());
            }
        }
    }
    if found.records.len() < 2 {
        print_rows(&scholar(&page));
    }
    for problem in &found.problems {
        println!("problem: {problem}");
    }
    Ok(())
}

fn print_rows(rows: &[Row]) {
    for row in rows {
        let value = if row.missing { "MISSING" } else { row.value.as_str() };
        println!("{:<22} {}", row.field, short(value));
        if !row.source.is_empty() {
            println!("{:22} from {}", "", row.source);
        }
        for (source, value) in &row.others {
            println!("{:22} but {source}: {}", "", short(value));
        }
        if !row.advice.is_empty() {
            println!("{:22} → {}", "", row.advice);
        }
    }
}

fn short(text: &str) -> String {
    let cut: String = text.chars().take(100).collect();
    if cut.len() < text.len() { format!("{cut}…") } else { cut }
}
