//! A `.bib` file to a list of references on the standard output.
//!
//! ```sh
//! cargo run --example bib_to_apa -- references.bib [style.csl locale.xml]
//! ```
//!
//! The crate carries no official CSL style or locale, because their licence is CC BY-SA. Styles are at
//! <https://github.com/citation-style-language/styles>, locales at
//! <https://github.com/citation-style-language/locales>. Without these arguments, the example uses
//! the APA-like style that this project wrote for research portals.

use std::error::Error;
use std::fs;

use citation_card::{CiteOptions, Locale, Output, Style};

const STYLE: &str = include_str!("../styles/csl/pure-apa.csl");
const LOCALE: &str = r#"<locale xml:lang="en-US"><terms><term name="and">and</term></terms></locale>"#;

/// The references of a `.bib` file, one a line, and its problems.
pub(crate) fn references(
    bib: &str,
    style: &str,
    locale: &str,
) -> Result<(String, Vec<String>), Box<dyn Error>> {
    let style = Style::parse(style)?;
    let locale = Locale::parse(locale)?;
    let reading = citation_card::read(bib, Some("bibtex"));
    let options = CiteOptions::new(&style, &locale).output(Output::Text);
    let problems = reading.problems.iter().map(ToString::to_string).collect();
    Ok((citation_card::cite(&reading.records, &options), problems))
}

#[allow(dead_code, reason = "a test includes this file as a module")]
fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (bib, style, locale) = match words.as_slice() {
        [bib] => (bib, STYLE.to_owned(), LOCALE.to_owned()),
        [bib, style, locale] => (bib, fs::read_to_string(style)?, fs::read_to_string(locale)?),
        _ => return Err("usage: bib_to_apa references.bib [style.csl locale.xml]".into()),
    };
    let (text, problems) = references(&fs::read_to_string(bib)?, &style, &locale)?;
    problems.iter().for_each(|problem| eprintln!("{problem}"));
    println!("{text}");
    Ok(())
}
