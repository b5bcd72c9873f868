//! What an entry takes from the entries that its `crossref` and `xdata` name.
//!
//! The names that fields get on the way are biber's defaults (*biblatex* manual, appendix B).

use super::names;
use super::syntax::{Entry, Field};
use crate::formats::Problems;
use crate::record::Place;
use crate::record::identifier;
use crate::text::case;
use std::collections::btree_map::{BTreeMap, Entry as Slot};

/// Entries that inherit from one another deeper than this do not.
const MAX_PARENTS: usize = 8;

/// Inherited values may add so many bytes to the text, beside four times its length.
const MAX_INHERITED: usize = 1 << 20;

/// Gives every entry what it lacks of its `crossref` and `xdata` entries. `length` is that of the
/// text.
pub(super) fn inherit(entries: &mut [Entry<'_>], length: usize, problems: &mut Problems<'_>) {
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
                problems.at(entry.at, Place::entry("BibTeX", ["entry ", entry.key].concat()), message);
            }
        }
    }
    resolve_references(entries, &by_key, &mut budget);
    for at in 0..entries.len() {
        let mut parents = Vec::new();
        collect_parents(entries, &by_key, at, &mut parents, problems);
        for (parent, cross) in parents {
            let Some(from) = entries.get(parent) else { continue };
            let mut gained = Vec::new();
            let Some(entry) = entries.get(at) else { continue };
            for field in &from.fields {
                for name in &inherited_names(&from.kind, &entry.kind, &field.name, cross) {
                    let has = |fields: &[Field<'_>]| fields.iter().any(|own| own.name == *name);
                    // A subtitle is that of the title beside it.
                    let titled = entry.fields.iter().any(|own| own.name == "title");
                    if titled && matches!(*name, "subtitle" | "titleaddon") {
                        continue;
                    }
                    if has(&entry.fields) || has(&gained) || field.value.len() > budget || gained.len() > 200
                    {
                        continue;
                    }
                    budget -= field.value.len();
                    gained.push(Field { name: (*name).to_owned().into(), ..field.clone() });
                }
            }
            if let Some(entry) = entries.get_mut(at) {
                entry.fields.extend(gained);
            }
        }
    }
}

/// Biber's references to single fields: `publisher = {xdata=key-publisher}`, `author = {xdata=key-author-2}`
/// for one item of a list.
fn resolve_references(entries: &mut [Entry<'_>], by_key: &BTreeMap<String, usize>, budget: &mut usize) {
    let mut found = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        for (place, field) in entry.fields.iter().enumerate() {
            let Some(reference) = field.value.trim().strip_prefix("xdata=") else { continue };
            let Some(value) = referenced(entries, by_key, reference.trim()) else { continue };
            if value.len() <= *budget {
                *budget -= value.len();
                found.push((at, place, value));
            }
        }
    }
    for (at, place, value) in found {
        let entry = entries.get_mut(at);
        if let Some(field) = entry.and_then(|entry| entry.fields.get_mut(place)) {
            field.value = value.into();
        }
    }
}

/// The value that `key-field` or `key-field-2` names.
fn referenced(entries: &[Entry<'_>], by_key: &BTreeMap<String, usize>, reference: &str) -> Option<String> {
    let (head, last) = reference.rsplit_once('-')?;
    let (key, name, item) = match last.parse::<usize>() {
        Ok(item) => {
            let (key, name) = head.rsplit_once('-')?;
            (key, name, Some(item))
        }
        Err(_) => (head, last, None),
    };
    let entry = entries.get(*by_key.get(&case::to_lower(key))?)?;
    let field = entry.fields.iter().find(|field| field.name == name)?;
    match item {
        Some(item) => {
            let items = names::split_and(&field.value);
            items.get(item.checked_sub(1)?).map(|item| item.trim().to_owned())
        }
        None => Some(field.value.to_string()),
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
                    // SciELO has the DOI there.
                    None if identifier::doi(key).is_some_and(|doi| doi == key) => {}
                    None if next == child => {
                        let place =
                            Place::entry("BibTeX", ["entry ", entry.key].concat()).field(field.name.as_ref());
                        problems.at(
                            field.at,
                            place,
                            format!("unknown entry {key}; no fields were inherited"),
                        );
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

/// What a field of a parent is called in its child: biber's default rules. An empty list is not
/// inherited. BibTeX's own `@incollection` and `@conference` may be in a `@book` as well.
fn inherited_names<'n>(parent: &str, child: &str, field: &'n str, cross: bool) -> Vec<&'n str> {
    if !cross {
        return if matches!(field, "crossref" | "xdata") { Vec::new() } else { vec![field] };
    }
    let in_book = matches!(child, "inbook" | "bookinbook" | "suppbook");
    let part = in_book
        || matches!(
            child,
            "incollection" | "inproceedings" | "conference" | "inreference" | "suppcollection" | "article"
        );
    let whole = matches!(parent, "book" | "collection" | "proceedings" | "reference" | "manual");
    let volume = matches!(child, "book" | "collection" | "proceedings" | "reference");
    let volumes = matches!(parent, "mvbook" | "mvcollection" | "mvproceedings" | "mvreference");
    let periodical = parent == "periodical" && matches!(child, "article" | "suppperiodical" | "review");
    match field {
        "title" if periodical => vec!["journaltitle"],
        "subtitle" if periodical => vec!["journalsubtitle"],
        "title" if part && whole => vec!["booktitle"],
        "subtitle" if part && whole => vec!["booksubtitle"],
        "titleaddon" if part && whole => vec!["booktitleaddon"],
        "title" if volumes && (part || volume) => vec!["maintitle"],
        "subtitle" if volumes && (part || volume) => vec!["mainsubtitle"],
        "titleaddon" if volumes && (part || volume) => vec!["maintitleaddon"],
        "author" if in_book && (parent == "book" || parent == "mvbook") => vec!["author", "bookauthor"],
        // A collection has no author of its own; a book that BibTeX collects in has one of the whole.
        "author" if part && (whole || volumes) => vec!["bookauthor"],
        "crossref" | "xref" | "entryset" | "entrysubtype" | "execute" | "ids" | "key" | "label"
        | "options" | "presort" | "related" | "relatedoptions" | "relatedstring" | "relatedtype"
        | "shorthand" | "shorthandintro" | "shorttitle" | "sorttitle" | "indextitle" | "indexsorttitle"
        | "sortkey" | "abstract" | "keywords" => Vec::new(),
        _ => vec![field],
    }
}
