//! Records to DataCite XML.

use crate::formats::xml_text::Writer;
use crate::formats::{Options, datacite};
use crate::record::{Json, Record};

const NAMESPACE: &str = "http://datacite.org/schema/kernel-4";
const LOCATION: &str =
    "http://datacite.org/schema/kernel-4 https://schema.datacite.org/meta/kernel-4.6/metadata.xsd";

/// The standard value for a DOI that is not assigned yet (appendix 3 of the schema).
const NOT_YET: &str = "(:tba)";

/// A `resource` for a record, the root where there is only one.
pub(super) fn write(records: &[Record], _: &Options) -> String {
    let mut xml = Writer::document();
    let many = records.len() != 1;
    if many {
        xml.start("resources", &[]);
    }
    for record in records {
        xml.start(
            "resource",
            &[
                ("xmlns", NAMESPACE),
                ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
                ("xsi:schemaLocation", LOCATION),
            ],
        );
        resource(&datacite::to_json(record), &mut xml);
        xml.end();
    }
    xml.finish()
}

fn resource(work: &Json, xml: &mut Writer) {
    let doi = text(work, "doi").unwrap_or_else(|| NOT_YET.to_owned());
    xml.element("identifier", &[("identifierType", "DOI")], Some(&doi));
    each("creators", work, xml, |creator, xml| name("creator", "creatorName", creator, xml));
    titles(work, xml);
    let publisher = work.get("publisher").and_then(|publisher| text(publisher, "name"));
    xml.element("publisher", &[], publisher.as_deref());
    xml.element("publicationYear", &[], text(work, "publicationYear").as_deref());
    kind(work, xml);
    each("subjects", work, xml, |item, xml| leaf("subject", "subject", &[], item, xml));
    each("contributors", work, xml, |person, xml| {
        name("contributor", "contributorName", person, xml);
    });
    each("dates", work, xml, |item, xml| leaf("date", "date", &["dateType"], item, xml));
    xml.element("language", &[], text(work, "language").as_deref());
    identifiers(work, xml);
    each("relatedIdentifiers", work, xml, |item, xml| {
        let attributes = ["relatedIdentifierType", "relationType"];
        leaf("relatedIdentifier", "relatedIdentifier", &attributes, item, xml);
    });
    each("sizes", work, xml, |item, xml| xml.element("size", &[], item.as_str()));
    xml.element("version", &[], text(work, "version").as_deref());
    each("rightsList", work, xml, rights);
    each("descriptions", work, xml, |item, xml| {
        leaf("description", "description", &["descriptionType"], item, xml);
    });
    each("relatedItems", work, xml, related_item);
}

/// The group of that name with what `write` makes of each of its items.
fn each(group: &'static str, holder: &Json, xml: &mut Writer, write: impl Fn(&Json, &mut Writer)) {
    let items = holder.get(group).map_or(&[][..], Json::items);
    if !items.is_empty() {
        xml.start(group, &[]);
        items.iter().for_each(|item| write(item, xml));
        xml.end();
    }
}

fn text(holder: &Json, key: &str) -> Option<String> {
    holder.get(key).and_then(Json::to_text)
}

/// An element with the text of a key, and attributes that have the names of other keys.
fn leaf(element: &str, key: &str, attributes: &[&str], item: &Json, xml: &mut Writer) {
    let values = attributes.iter().filter_map(|name| Some((*name, item.get(name)?.as_str()?)));
    xml.element(element, &values.collect::<Vec<_>>(), text(item, key).as_deref());
}

fn titles(holder: &Json, xml: &mut Writer) {
    each("titles", holder, xml, |item, xml| leaf("title", "title", &["titleType"], item, xml));
}

/// What the work is: the general type, and in words what it is more exactly.
fn kind(work: &Json, xml: &mut Writer) {
    let Some(types) = work.get("types") else { return };
    let general = text(types, "resourceTypeGeneral").unwrap_or_default();
    let words = text(types, "resourceType").unwrap_or_else(|| general.clone());
    xml.element("resourceType", &[("resourceTypeGeneral", &general)], Some(&words));
}

/// A creator or contributor: the element of the person and that of the name.
fn name(element: &'static str, inner: &str, person: &Json, xml: &mut Writer) {
    let role = text(person, "contributorType");
    let role: Vec<(&str, &str)> = role.iter().map(|role| ("contributorType", role.as_str())).collect();
    xml.start(element, &role);
    leaf(inner, "name", &["nameType"], person, xml);
    for part in ["givenName", "familyName"] {
        xml.element(part, &[], text(person, part).as_deref());
    }
    for id in person.get("nameIdentifiers").map_or(&[][..], Json::items) {
        let scheme = text(id, "nameIdentifierScheme").unwrap_or_default();
        let uri = text(id, "schemeUri").unwrap_or_default();
        let attributes = [("nameIdentifierScheme", scheme.as_str()), ("schemeURI", uri.as_str())];
        xml.element("nameIdentifier", &attributes, text(id, "nameIdentifier").as_deref());
    }
    for place in person.get("affiliation").map_or(&[][..], Json::items) {
        xml.element("affiliation", &[], text(place, "name").as_deref());
    }
    xml.end();
}

/// Other identifiers; the schema has no element of its own for the address.
fn identifiers(work: &Json, xml: &mut Writer) {
    let others = work.get("alternateIdentifiers").map_or(&[][..], Json::items);
    let url = text(work, "url");
    if others.is_empty() && url.is_none() {
        return;
    }
    xml.start("alternateIdentifiers", &[]);
    for other in others {
        leaf("alternateIdentifier", "alternateIdentifier", &["alternateIdentifierType"], other, xml);
    }
    xml.element("alternateIdentifier", &[("alternateIdentifierType", "URL")], url.as_deref());
    xml.end();
}

/// A licence: its address, or its words, which may be an identifier of SPDX.
fn rights(item: &Json, xml: &mut Writer) {
    let (words, uri) = (text(item, "rights"), text(item, "rightsUri"));
    let spdx = |words: &String| {
        let letters = |byte: u8| byte.is_ascii_alphanumeric() || b"-.+".contains(&byte);
        words.contains('-') && words.bytes().all(letters)
    };
    let identifier = words.clone().filter(spdx);
    let mut attributes: Vec<(&str, &str)> = Vec::new();
    if let Some(identifier) = &identifier {
        attributes.push(("rightsIdentifier", identifier));
        attributes.push(("rightsIdentifierScheme", "SPDX"));
        attributes.push(("schemeURI", "https://spdx.org/licenses/"));
    }
    attributes.extend(uri.iter().map(|uri| ("rightsURI", uri.as_str())));
    xml.element("rights", &attributes, words.as_deref().or(uri.as_deref()));
}

/// The journal or book that the work is published in.
fn related_item(item: &Json, xml: &mut Writer) {
    let attribute = |key: &str| text(item, key).unwrap_or_default();
    let (kind, relation) = (attribute("relatedItemType"), attribute("relationType"));
    xml.start("relatedItem", &[("relatedItemType", &kind), ("relationType", &relation)]);
    if let Some(id) = item.get("relatedItemIdentifier") {
        let attributes = ["relatedItemIdentifierType"];
        leaf("relatedItemIdentifier", "relatedItemIdentifier", &attributes, id, xml);
    }
    titles(item, xml);
    for key in ["volume", "issue"] {
        xml.element(key, &[], text(item, key).as_deref());
    }
    leaf("number", "number", &["numberType"], item, xml);
    for key in ["firstPage", "lastPage", "edition"] {
        xml.element(key, &[], text(item, key).as_deref());
    }
    xml.end();
}
