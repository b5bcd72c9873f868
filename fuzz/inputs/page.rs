//! A page's snapshot, as JSON: its works are found, reported, and written. Where the text is not JSON it
//! stands in every field that a page has.

use citation_card::discovery::{Link, Meta, Page, Wanted, discover, report};
use citation_card::formats::{Options, codec};
use citation_card::text::json;

const NAMES: [&str; 8] = [
    "citation_title",
    "citation_author",
    "citation_date",
    "DC.Identifier",
    "prism.volume",
    "og:type",
    "eprints.type",
    "citation_firstpage",
];

/// Tries an input.
pub(crate) fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let (value, problems) = json::parse(text);
    let page = if problems.is_empty() { Page::from_json(&value) } else { everywhere(text) };
    for any_page in [false, true] {
        let found = discover(&page, &Wanted { lang: page.lang.clone(), any_page });
        for record in &found.records {
            report(record, &found.fields, "en");
        }
        for format in codec::ALL {
            if let Some(write) = format.write {
                write(&found.records, &Options::default());
            }
        }
    }
}

/// The lines of the text as metas, linked data and COinS at once.
fn everywhere(text: &str) -> Page {
    let meta = |(at, line): (usize, &str)| {
        let (name, content) = line.split_once('=').unwrap_or((NAMES[at % NAMES.len()], line));
        Meta { name: name.to_owned(), content: content.to_owned(), ..Meta::default() }
    };
    Page {
        url: "https://example.org/a".to_owned(),
        title: text.lines().next().unwrap_or_default().to_owned(),
        today: "2026-11-29".to_owned(),
        metas: text.lines().enumerate().map(meta).collect(),
        links: text
            .lines()
            .map(|line| Link { rel: "cite-as".into(), href: line.to_owned(), ..Link::default() })
            .collect(),
        json_ld: vec![text.to_owned()],
        coins: text.lines().map(str::to_owned).collect(),
        ..Page::default()
    }
}
