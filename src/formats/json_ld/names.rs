//! Names in JSON-LD: people, organisations and roles, and lists of them in one text.

use super::graph::{Graph, is_type, property, types};
use super::read::{MAX_PARENTS, graph_id};
use crate::formats::common::from_text;
use crate::normalise::names::read_all;
use crate::record::{Json, Name, identifier};

/// The names of a property's values: a text, or a person's `name`, may hold several.
pub(super) fn names<'j>(graph: &Graph<'j>, node: &'j Json, key: &str) -> Vec<Name> {
    let mut found = Vec::new();
    for value in graph.values(node, key) {
        let parts = ["familyName", "givenName"].iter().any(|key| property(value, key).is_some());
        let organisation = types(value).any(|name| name.ends_with("Organization"));
        let texts = match value {
            Json::String(_) => vec![value],
            _ if parts || organisation => Vec::new(),
            _ => graph.values(value, "name"),
        };
        let texts =
            texts.iter().filter_map(|text| text.as_str()).filter(|text| identifier::safe_url(text).is_none());
        let listed: Vec<Name> = texts.flat_map(read_all).collect();
        if listed.len() > 1 || matches!(value, Json::String(_)) {
            found.extend(listed);
        } else {
            found.extend(name(graph, value, key, 0));
        }
    }
    found
}

/// A person's or an organisation's name; a `Role` gives the name inside it.
fn name<'j>(graph: &Graph<'j>, value: &'j Json, key: &str, depth: usize) -> Option<Name> {
    if let Some(text) = value.as_str() {
        let text = text.trim();
        // A bare link to somebody is not a name.
        let named = !text.is_empty() && identifier::safe_url(text).is_none();
        return named.then(|| from_text(text));
    }
    if is_type(value, &["Role", "OrganizationRole", "PerformanceRole"]) && depth < MAX_PARENTS {
        let inner = graph.first(value, key).or_else(|| graph.first(value, "schema:author"))?;
        return name(graph, inner, key, depth + 1);
    }
    let text = |key: &str| graph.text(value, key);
    // A channel is called by its own name, whatever YouTube says that it is.
    let channel = text("url").is_some_and(|url| url.contains("youtube.com/"));
    let organisation = channel
        || types(value)
            .any(|name| name.ends_with("Organization") || name.ends_with("Group") || name == "Corporation");
    let mut person = match (text("familyName"), text("givenName"), text("name")) {
        (None, None, None) => return None,
        (Some(family), given, _) => {
            let mut person = from_text(&format!("{family}, {}", given.clone().unwrap_or_default()));
            if given.is_none() {
                person = Name::person(family, "");
            } else if person.family.is_none() {
                person = Name::person(family, given.unwrap_or_default());
            }
            person
        }
        (None, given, full) => {
            let full = full.or(given)?;
            if organisation { Name::literal(full.trim()) } else { from_text(&full) }
        }
    };
    if let (Some(given), Some(more)) = (&mut person.given, text("additionalName")) {
        if !given.contains(more.trim()) {
            given.push(' ');
            given.push_str(more.trim());
        }
    }
    person.suffix = person.suffix.or_else(|| text("honorificSuffix").filter(|text| text.len() <= 4));
    let mut ids = Vec::new();
    for key in ["@id", "identifier", "sameAs", "url"] {
        ids.extend(graph.values(value, key).into_iter().filter_map(graph_id));
    }
    person.orcid = ids.iter().find_map(|id| identifier::orcid(id));
    for key in ["affiliation", "worksFor"] {
        if person.affiliations.is_empty() {
            person.affiliations =
                graph.values(value, key).into_iter().filter_map(|value| graph.text_of(value)).collect();
        }
    }
    (!person.is_empty()).then_some(person)
}
