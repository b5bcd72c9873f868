//! What an entry takes from the entries that its `crossref` and `xdata` name.
//!
//! The names that fields get on the way are biber's defaults (*biblatex* manual, appendix B).

use super::syntax::{Entry, Field};
use crate::formats::Problems;
use crate::text::case;
use std::collections::btree_map::{BTreeMap, Entry as Slot};

/// Entries that inherit from one another deeper than this do not.
const MAX_PARENTS: usize = 8;

/// Inherited values may add so many bytes to the text, beside four times its length.
const MAX_INHERITED: usize = 1 << 20;

/// Gives every entry what it lacks of its `crossref` and `xdata` entries. `length` is that of the
/// text.
pub fn inherit(entries: &mut [Entry<'_>], length: usize, problems: &mut Problems<'_>) {
    let mut budget = length * 4 + MAX_INHERITED;
    let mut by_key: BTreeMap<String, usize> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate().filter(|(_, entry)| !entry.key.is_empty()) {
        match by_key.entry(case::to_lower(entry.key)) {
            Slot::Vacant(slot) => {
                slot.insert(at);
            }
            Slot::Occupied(_) => {
                let message =
                    "an earlier entry has the same key; both were read; give one of them another key";
                problems.at(entry.at, format!("BibTeX, entry {}", entry.key), message);
            }
        }
    }
    for at in 0..entries.len() {
        let mut parents = Vec::new();
        collect_parents(entries, &by_key, at, &mut parents, problems);
        for (parent, cross) in parents {
            let Some(from) = entries.get(parent) else { continue };
            let mut gained = Vec::new();
            let Some(entry) = entries.get(at) else { continue };
            for field in &from.fields {
                let Some(name) = inherited_name(&from.kind, &entry.kind, &field.name, cross) else {
                    continue;
                };
                let has = |fields: &[Field<'_>]| fields.iter().any(|own| own.name == name);
                if has(&entry.fields) || has(&gained) || field.value.len() > budget || gained.len() > 200 {
                    continue;
                }
                budget -= field.value.len();
                gained.push(Field { name: name.to_owned().into(), ..field.clone() });
            }
            if let Some(entry) = entries.get_mut(at) {
                entry.fields.extend(gained);
            }
        }
    }
}

/// The entries that an entry inherits from, nearest first, and whether by `crossref`.
fn collect_parents(
    entries: &[Entry<'_>],
    by_key: &BTreeMap<String, usize>,
    child: usize,
    parents: &mut Vec<(usize, bool)>,
    problems: &mut Problems<'_>,
) {
    let mut next = child;
    loop {
        let Some(entry) = entries.get(next) else { return };
        let mut follow = None;
        for field in entry.fields.iter().filter(|field| field.name == "crossref" || field.name == "xdata") {
            for key in field.value.split(',').map(str::trim) {
                let cross = field.name == "crossref";
                match by_key.get(&case::to_lower(key)) {
                    Some(parent)
                        if *parent != child
                            && parents.len() < MAX_PARENTS
                            && !parents.iter().any(|(at, _)| at == parent) =>
                    {
                        parents.push((*parent, cross));
                        follow = follow.or(Some(*parent));
                    }
                    Some(_) => {}
                    None if next == child => {
                        let place = format!("BibTeX, entry {}, field {}", entry.key, field.name);
                        problems.at(field.at, place, format!("there is no entry {key} to take fields from"));
                    }
                    None => {}
                }
            }
        }
        match follow {
            Some(parent) => next = parent,
            None => return,
        }
    }
}

/// What a field of a parent is called in its child: biber's default rules. `None` is not
/// inherited.
fn inherited_name<'n>(parent: &str, child: &str, field: &'n str, cross: bool) -> Option<&'n str> {
    if !cross {
        return (!matches!(field, "crossref" | "xdata")).then_some(field);
    }
    let part = matches!(
        child,
        "inbook" | "incollection" | "inproceedings" | "conference" | "inreference" | "article" | "suppbook"
    );
    let whole = matches!(
        parent,
        "book" | "collection" | "proceedings" | "reference" | "mvbook" | "periodical" | "manual"
    );
    Some(match field {
        "title" if part && parent == "periodical" => "journaltitle",
        "title" if part && whole => "booktitle",
        "subtitle" if part && whole => "booksubtitle",
        "author" if part && child == "inbook" => "bookauthor",
        "author" if part && whole => return None,
        "crossref" | "xref" | "entryset" | "ids" | "key" | "shorttitle" | "sorttitle" | "abstract"
        | "keywords" | "label" => return None,
        _ => field,
    })
}
