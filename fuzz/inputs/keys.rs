//! Patterns of citation keys, with any records: the pattern, a zero byte, CSL-JSON. Keys are as many as records, and
//! differ.

use citation_card::formats::{self, Options, keys};
use citation_card::text::json;
use std::collections::HashSet;

/// Tries an input.
pub(crate) fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let (pattern, records) = text.split_once('\0').unwrap_or((text, r#"[{"title": "a"}, {"title": "a"}]"#));
    let records = formats::from_json(&json::parse(records).0).records;
    let made = keys::keys(&records, &Options::default().set("keys", pattern));
    assert_eq!(made.len(), records.len());
    assert_eq!(made.iter().collect::<HashSet<_>>().len(), made.len(), "{made:?}");
}
