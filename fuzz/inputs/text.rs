//! JSON and XML text: what was read from JSON is written and read as the same again; XML is read or says where it
//! is wrong.

use citation_card::text::{fold, json, xml};

/// Tries an input.
pub(crate) fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let (value, _) = json::parse(text);
    let written = value.pretty();
    let (again, problems) = json::parse(&written);
    assert!(problems.is_empty(), "what was written can be read: {problems:?}");
    assert_eq!(again.pretty(), written);
    if let Ok(root) = xml::parse(text) {
        root.text();
    }
    xml::unescape(text);
    let mut word = String::new();
    text.chars().for_each(|letter| fold::fold(letter, &mut word));
}
