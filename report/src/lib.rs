//! The metadata report of a saved page: what `<citation-card debug>` shows on the page itself. The
//! binary `citation-card-report` and `cargo xtask report` are the two ways to call it.
//!
//! A crate of its own, so that nobody who uses `citation-card` as a library compiles an HTML parser.

#![forbid(unsafe_code)]

mod page;
mod text;

use std::io::Read;

pub use page::page_of;
pub use text::text_of;

/// How the command is called.
const USAGE: &str = "citation-card-report PAGE.html [--url ADDRESS] [--lang de]

Says where each field of a saved page's metadata comes from, what is missing for a good citation and
for Google Scholar, and how to mend it. PAGE.html may be - for what is piped in. --url is the address
that the page was saved from, where the page has no canonical link; --lang the language of the advice.
";

/// The report that the words of a command line ask for; else a sentence that says what is wrong.
pub fn run(words: &[String]) -> Result<String, String> {
    let (mut file, mut url, mut lang) = (None, String::new(), String::new());
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().cloned().ok_or_else(|| format!("{word} needs a value"));
        match word.as_str() {
            "--url" => url = value()?,
            "--lang" => lang = value()?,
            "--help" | "-h" => return Ok(USAGE.to_owned()),
            option if option.len() > 1 && option.starts_with('-') => {
                return Err(format!("there is no option {option}; the options are --url and --lang"));
            }
            _ if file.is_some() => return Err("name one page at a time".to_owned()),
            _ => file = Some(word),
        }
    }
    let file = file.ok_or("name the saved page, as in citation-card-report page.html")?;
    let bytes = read(file).map_err(|error| format!("{file} could not be read: {error}"))?;
    Ok(text_of(&String::from_utf8_lossy(&bytes), &url, &lang))
}

fn read(file: &str) -> std::io::Result<Vec<u8>> {
    if file != "-" {
        return std::fs::read(file);
    }
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn reads_the_file_that_is_named() {
        let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/pages/pure-article.html");
        let report = run(&words(&format!("{page} --lang en --url https://research.example.ac.uk/x")));
        assert!(report.expect("a report").contains("from Highwire citation_title"));
    }

    #[test]
    fn says_what_is_wrong_with_the_command_line() {
        for (line, says) in [
            ("", "name the saved page"),
            ("a.html b.html", "one page at a time"),
            ("--url", "--url needs a value"),
            ("--json a.html", "there is no option --json"),
            ("no-such-page.html", "no-such-page.html could not be read"),
        ] {
            let error = run(&words(line)).expect_err(line);
            assert!(error.contains(says), "{line}: {error}");
        }
        assert!(run(&words("--help")).is_ok_and(|text| text.starts_with("citation-card-report PAGE.html")));
    }
}
