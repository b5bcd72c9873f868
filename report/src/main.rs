//! `citation-card-report page.html`: the words of the command line to the report on standard output.

#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match citation_card_report::run(&words) {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("citation-card-report: {message}");
            ExitCode::FAILURE
        }
    }
}
