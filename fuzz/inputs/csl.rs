//! Any style, any records, any locale: the input is the three, parted by a zero byte. What can be
//! read is rendered as a list, and as a citation in each way, to every output.

use citation_card::csl::{self, Cite, Locale, Mode, Style};
use citation_card::formats;
use citation_card::text::json;

/// Where a part is missing or cannot be read, there is this.
const LOCALE: &str = "<locale xml:lang=\"en-US\"><terms><term name=\"and\">and</term></terms></locale>";

/// Tries an input.
pub(crate) fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mut parts = text.split('\0');
    let mut part = || parts.next().unwrap_or_default();
    let (style, records, locale) = (part(), part(), part());
    let Ok(style) = Style::parse(style) else { return };
    let Ok(locale) = Locale::parse(locale).or_else(|_| Locale::parse(LOCALE)) else { return };
    let mut records = formats::from_json(&json::parse(records).0).records;
    records.truncate(20);
    let list = csl::bibliography(&style, &[&locale], &records);
    let mut trees: Vec<_> = list.entries.into_iter().map(|entry| entry.nodes).collect();
    let cite = |record| Cite { record, locator: Some("p. 1-2".into()), ..Cite::default() };
    let cites: Vec<Cite> = (0..records.len()).chain([0]).map(cite).collect();
    for mode in [Mode::Citation, Mode::Narrative, Mode::Note] {
        trees.push(csl::citation(&style, &[&locale], &records, &cites, mode));
    }
    for nodes in &trees {
        for write in [csl::html, csl::plain, csl::markdown, csl::rtf, csl::latex, csl::typst, csl::org] {
            write(nodes);
        }
        csl::tree(nodes);
    }
}
