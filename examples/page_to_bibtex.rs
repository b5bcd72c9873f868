//! A saved web page to BibTeX on the standard output: the work that its metadata describes.
//!
//! ```sh
//! cargo run --example page_to_bibtex -- page.html
//! ```
//!
//! `discover` takes the metadata, not the HTML, so that any HTML parser will do. This example reads
//! meta tags and JSON-LD with `scraper`; `cli/src/report/page.rs` also reads microdata, COinS and links.

use std::error::Error;

use citation_card::discovery::{Meta, Page, Wanted, discover};
use citation_card::formats::Options;
use scraper::{Html, Selector};

/// The metadata of a page.
fn metadata(html: &str) -> Result<Page, Box<dyn Error>> {
    let document = Html::parse_document(html);
    let metas = Selector::parse("meta[name][content]").map_err(|error| error.to_string())?;
    let scripts = Selector::parse("script[type='application/ld+json']").map_err(|error| error.to_string())?;
    let meta = |element: scraper::ElementRef<'_>| Meta {
        name: element.attr("name").unwrap_or_default().to_owned(),
        content: element.attr("content").unwrap_or_default().to_owned(),
        ..Meta::default()
    };
    Ok(Page {
        metas: document.select(&metas).map(meta).collect(),
        json_ld: document.select(&scripts).map(|script| script.text().collect()).collect(),
        ..Page::default()
    })
}

/// The works of a page, as BibTeX.
pub(crate) fn bibtex(html: &str) -> Result<String, Box<dyn Error>> {
    let found = discover(&metadata(html)?, &Wanted::default());
    Ok(citation_card::write(&found.records, "bibtex", &Options::default())?)
}

#[allow(dead_code, reason = "a test includes this file as a module")]
fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: page_to_bibtex page.html")?;
    print!("{}", bibtex(&std::fs::read_to_string(path)?)?);
    Ok(())
}
