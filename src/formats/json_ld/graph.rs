//! A JSON-LD document as a graph: properties without prefixes, references followed.

use crate::record::Json;
use crate::text::json;

/// The nodes of a document by their `@id`, sorted, so that references are found quickly.
pub(super) struct Graph<'j> {
    ids: Vec<(&'j str, &'j Json)>,
}

impl<'j> Graph<'j> {
    /// The nodes of a document.
    pub(super) fn new(document: &'j Json) -> Self {
        let mut ids = Vec::new();
        index(document, &mut ids, 0);
        crate::text::order::by_key(&mut ids, |(id, _)| *id);
        Self { ids }
    }

    /// What a value refers to: the node with that `@id` where only the id is written.
    pub(super) fn resolve(&self, value: &'j Json) -> &'j Json {
        let Json::Object(entries) = value else { return value };
        let [(key, Json::String(id))] = entries.as_slice() else { return value };
        if key != "@id" && key != "id" {
            return value;
        }
        match self.ids.binary_search_by(|(have, _)| (*have).cmp(id.as_str())) {
            Ok(at) => self.ids[at].1,
            Err(_) => value,
        }
    }

    /// The values of a property, lists opened, references followed.
    pub(super) fn values(&self, node: &'j Json, key: &str) -> Vec<&'j Json> {
        let mut out = Vec::new();
        for (name, value) in node.entries() {
            if local(name) == key {
                self.open(value, &mut out, 0);
            }
        }
        out
    }

    fn open(&self, value: &'j Json, out: &mut Vec<&'j Json>, depth: usize) {
        if depth > json::MAX_DEPTH {
            return;
        }
        match value {
            Json::Null => {}
            Json::Array(items) => items.iter().for_each(|item| self.open(item, out, depth + 1)),
            Json::Object(_) => match value.get("@list").or_else(|| value.get("@set")) {
                Some(list) => self.open(list, out, depth + 1),
                None => out.push(self.resolve(value)),
            },
            _ => out.push(value),
        }
    }

    /// The first value of a property.
    pub(super) fn first(&self, node: &'j Json, key: &str) -> Option<&'j Json> {
        self.values(node, key).into_iter().next()
    }

    /// The text of a property's first value that has one.
    pub(super) fn text(&self, node: &'j Json, key: &str) -> Option<String> {
        self.values(node, key).into_iter().find_map(|value| self.text_of(value))
    }

    /// The text of a value: a text or number, a `@value`, or a node's name or value.
    pub(super) fn text_of(&self, value: &'j Json) -> Option<String> {
        let text = match value {
            Json::Object(_) => {
                let keys = ["@value", "name", "value", "headline", "url", "@id"];
                keys.iter().find_map(|key| match property(value, key) {
                    Some(Json::Array(items)) => items.first().and_then(Json::to_text),
                    // A name may itself have a language: {"@value": …, "@language": …}.
                    Some(inner @ Json::Object(_)) => inner.get("@value").and_then(Json::to_text),
                    other => other.and_then(Json::to_text),
                })
            }
            _ => value.to_text(),
        };
        text.filter(|text| !text.trim().is_empty())
    }
}

/// A key without its prefix or namespace: `schema:name`, `https://schema.org/name` → `name`.
fn local(key: &str) -> &str {
    for prefix in ["schema:", "codemeta:", "sdo:", "http://schema.org/", "https://schema.org/"] {
        if let Some(rest) = key.strip_prefix(prefix) {
            return rest;
        }
    }
    match key {
        "id" => "@id",
        "type" => "@type",
        _ => key,
    }
}

/// The value of a property as it is written.
pub(super) fn property<'j>(node: &'j Json, key: &str) -> Option<&'j Json> {
    node.entries().iter().find(|(name, _)| local(name) == key).map(|(_, value)| value)
}

/// The `@type`s of a node, without namespace.
pub(super) fn types(node: &Json) -> impl Iterator<Item = &str> {
    let (one, many) = match property(node, "@type") {
        Some(Json::Array(items)) => (None, items.as_slice()),
        Some(value) => (value.as_str(), &[][..]),
        None => (None, &[][..]),
    };
    one.into_iter().chain(many.iter().filter_map(Json::as_str)).map(local)
}

/// Whether a node is of one of these types.
pub(super) fn is_type(node: &Json, names: &[&str]) -> bool {
    types(node).any(|name| names.iter().any(|known| known.eq_ignore_ascii_case(name)))
}

/// Collects every node that has an `@id` and says something.
fn index<'j>(value: &'j Json, ids: &mut Vec<(&'j str, &'j Json)>, depth: usize) {
    if depth > json::MAX_DEPTH {
        return;
    }
    match value {
        Json::Array(items) => items.iter().for_each(|item| index(item, ids, depth + 1)),
        Json::Object(entries) => {
            if let (Some(id), true) = (property(value, "@id").and_then(Json::as_str), entries.len() > 1) {
                ids.push((id, value));
            }
            entries.iter().for_each(|(_, value)| index(value, ids, depth + 1));
        }
        _ => {}
    }
}
