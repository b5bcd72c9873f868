//! DataCite XML to records, by way of the JSON form of the same schema.

use crate::formats::common::{Object, one_line};
use crate::formats::xml_text::{Faults, at_path, line, read_records, rich};
use crate::formats::{Likelihood, Reading, datacite, head};
use crate::record::{Json, Record, Variable, identifier};
use crate::text::xml::Element;

const PLACE: &str = "DataCite XML";

pub(super) fn detect(text: &str) -> Likelihood {
    let start = head(text);
    let has = |word: &str| start.contains(word);
    if !start.starts_with('<') {
        Likelihood::No
    } else if has("datacite.org/schema/kernel") {
        Likelihood::Yes
    } else if has("<creatorName") || has("<publicationYear") || has("resourceTypeGeneral=") {
        Likelihood::Maybe
    } else {
        Likelihood::No
    }
}

/// Every `resource`, in whatever envelope (OAI-PMH's `oai_datacite`, a list of ours).
pub(super) fn read(text: &str) -> Reading {
    read_records(text, PLACE, &["resource"], resource)
}

fn resource(element: &Element<'_>, faults: &mut Faults<'_, '_>) -> Option<Record> {
    let mut record = datacite::work(&json(element));
    if record.title().is_empty() && record.names(Variable::Author).is_empty() {
        let message = "there are neither titles nor creators; add <titles> with a <title>; it was left out";
        faults.at(element, PLACE, message);
        return None;
    }
    if let Some(address) = address(element) {
        record.set_text(Variable::Url, address);
    }
    Some(record)
}

/// The landing page, which the schema has no element for: an identifier of that type.
fn address(element: &Element<'_>) -> Option<String> {
    let own = at_path(element, &["identifier"]);
    let others = at_path(element, &["alternateIdentifiers", "alternateIdentifier"]);
    own.into_iter().chain(others).find_map(|id| {
        let kind = id.attribute("identifierType").or_else(|| id.attribute("alternateIdentifierType"))?;
        let text = one_line(&id.text());
        kind.eq_ignore_ascii_case("url").then(|| identifier::safe_url(&text).map(str::to_owned))?
    })
}

fn json(element: &Element<'_>) -> Json {
    let mut out = Object::default();
    for id in element.children_named("identifier") {
        let is_doi = id.attribute("identifierType").is_none_or(|kind| kind.eq_ignore_ascii_case("doi"));
        let text = one_line(&id.text());
        out.text("doi", (is_doi && identifier::doi(&text).is_some()).then_some(text.as_str()));
    }
    if let Some(kind) = element.child("resourceType") {
        let mut types = Object::default();
        types.text("resourceTypeGeneral", kind.attribute("resourceTypeGeneral"));
        // Zenodo's `Journal article` and others' `Dataset/Image` are words as well.
        types.text("resourceType", Some(one_line(&kind.text())).as_deref().filter(|text| !text.is_empty()));
        out.put("types", types.done());
    }
    out.list("creators", people(element, &["creators", "creator"], "creatorName"));
    out.list("contributors", people(element, &["contributors", "contributor"], "contributorName"));
    out.list("titles", leaves(element, &["titles", "title"], "title"));
    for name in ["publisher", "publicationYear", "version", "language"] {
        let text = line(element, name);
        out.text(name, (!text.is_empty()).then_some(text.as_str()));
    }
    for (path, key) in [
        (["subjects", "subject"], "subject"),
        (["dates", "date"], "date"),
        (["alternateIdentifiers", "alternateIdentifier"], "alternateIdentifier"),
        (["relatedIdentifiers", "relatedIdentifier"], "relatedIdentifier"),
        (["rightsList", "rights"], "rights"),
        (["descriptions", "description"], "description"),
    ] {
        out.list(path[0], leaves(element, &path, key));
    }
    let sizes = at_path(element, &["sizes", "size"]);
    out.list("sizes", sizes.iter().map(|size| Json::from(one_line(&size.text()).as_str())).collect());
    let items = at_path(element, &["relatedItems", "relatedItem"]);
    out.list("relatedItems", items.into_iter().map(related_item).collect());
    out.done()
}

/// Elements with a text and attributes, as objects; those with a namespace (`xml:lang`) are left out.
fn leaves(element: &Element<'_>, path: &[&str], key: &str) -> Vec<Json> {
    let texts = at_path(element, path).into_iter().filter_map(|leaf| {
        let text = rich(leaf);
        let uri = leaf.attribute("rightsURI");
        (!text.is_empty() || uri.is_some()).then(|| {
            let mut out = Object::default();
            out.text(key, (!text.is_empty()).then_some(text.as_str()));
            for (name, value) in leaf.attributes.iter().filter(|(name, _)| !name.contains(':')) {
                out.text(name, Some(value.trim()));
            }
            out.done()
        })
    });
    texts.collect()
}

fn people(element: &Element<'_>, path: &[&str], name: &str) -> Vec<Json> {
    let read = |person: &Element<'_>| {
        let mut out = Object::default();
        let inner = person.child(name);
        let full = line(person, name);
        out.text("name", (!full.is_empty()).then_some(full.as_str()));
        out.text("nameType", inner.and_then(|inner| inner.attribute("nameType")));
        for part in ["givenName", "familyName"] {
            let text = line(person, part);
            out.text(part, (!text.is_empty()).then_some(text.as_str()));
        }
        out.text("contributorType", person.attribute("contributorType"));
        out.list("nameIdentifiers", leaves(person, &["nameIdentifier"], "nameIdentifier"));
        out.list("affiliation", leaves(person, &["affiliation"], "name"));
        out.done()
    };
    at_path(element, path).into_iter().map(read).collect()
}

/// The journal or book that the work is in.
fn related_item(item: &Element<'_>) -> Json {
    let mut out = Object::default();
    out.text("relatedItemType", item.attribute("relatedItemType"));
    out.text("relationType", item.attribute("relationType"));
    if let Some(id) = leaves(item, &["relatedItemIdentifier"], "relatedItemIdentifier").pop() {
        out.put("relatedItemIdentifier", id);
    }
    out.list("titles", leaves(item, &["titles", "title"], "title"));
    let editors = people(item, &["contributors", "contributor"], "contributorName");
    let editor = |person: &Json| person.get("contributorType").and_then(Json::as_str) == Some("Editor");
    out.list("contributors", editors.into_iter().filter(editor).collect());
    for name in ["volume", "issue", "number", "firstPage", "lastPage", "publisher", "edition"] {
        let text = line(item, name);
        out.text(name, (!text.is_empty()).then_some(text.as_str()));
    }
    out.done()
}
