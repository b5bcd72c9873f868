//! Compiled styles and locales, which come from a server: a text that is none is refused; one that is can
//! render, and compiles to itself. The input is the two, with [`BETWEEN`] between them: zero bytes are in them.

use citation_card::csl::{self, Cite, Locale, Mode, Style};
use citation_card::formats;
use citation_card::text::json;
use std::sync::LazyLock;

/// Stands in no compiled text.
pub(crate) const BETWEEN: char = '\u{10ffff}';

static RECORDS: LazyLock<Vec<citation_card::Record>> = LazyLock::new(|| {
    let text = r#"[{"id": "a", "type": "article-journal", "title": "On <i>Tides</i>", "author": [{"family": "Doe", "given": "Jane"}],
        "issued": {"date-parts": [[2020, 1, 2]]}, "page": "1-9", "volume": 3, "DOI": "10.5555/a"}]"#;
    formats::from_json(&json::parse(text).0).records
});

/// Tries an input.
pub(crate) fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let (style, locale) = text.split_once(BETWEEN).unwrap_or((text, ""));
    let Some(style) = Style::from_compiled(style) else { return };
    let locale = Locale::from_compiled(locale).unwrap_or_default();
    let once = style.compiled();
    let again = Style::from_compiled(&once).map(|style| style.compiled());
    assert_eq!(again.as_deref(), Some(once.as_str()));
    csl::bibliography(&style, &[&locale], &RECORDS);
    for mode in [Mode::Citation, Mode::Narrative, Mode::Note] {
        csl::citation(&style, &[&locale], &RECORDS, &[Cite::default()], mode);
    }
}
