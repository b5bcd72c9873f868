//! What a caller says about a citation, in the terms of CSL's citation items: `id`, `locator`,
//! `label`, `prefix`, `suffix`, `suppress-author`, `author-only`.

use super::{Cite, CitePosition};
use crate::record::{Json, Record};

/// The cites of a list of citation items. An item without an `id` is about the record at its own
/// place in the list; one about no record is left out. Without a list, each record is cited once.
pub fn cites(items: Option<&Json>, records: &[Record]) -> Vec<Cite> {
    let Some(items) = items else {
        return (0..records.len()).map(|record| Cite { record, ..Cite::default() }).collect();
    };
    let one = |(at, item): (usize, &Json)| {
        let text = |key: &str| item.get(key).and_then(Json::to_text);
        let is = |key: &str| item.get(key).is_some_and(Json::is_true);
        let record = match text("id") {
            Some(id) => records.iter().position(|record| record.id == id)?,
            None => at,
        };
        Some(Cite {
            record,
            locator: text("locator"),
            label: text("label"),
            prefix: text("prefix"),
            suffix: text("suffix"),
            suppress_author: is("suppress-author"),
            author_only: is("author-only"),
            position: CitePosition::First,
        })
    };
    items.items().iter().enumerate().filter_map(one).collect()
}
