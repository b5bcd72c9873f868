//! A saved HTML file to the snapshot of its metadata: what `src/element/js/page.js` does in the
//! browser, with a real HTML parser.

use citation_card::discovery::{Link, Meta, Page};
use citation_card::record::Json;
use scraper::{ElementRef, Html, Selector};

/// Microdata items nested deeper than this are left out.
const MAX_DEPTH: usize = 8;

/// Where works are that are not the page's own: reference lists, comments, what is beside it.
const BESIDE: [&str; 8] =
    ["references", "reflist", "footnotes", "comments", "comment", "related-posts", "related", "sidebar"];

/// Properties of which a link says the name, and those that are texts.
const NAMED: [&str; 8] =
    ["author", "creator", "editor", "contributor", "translator", "illustrator", "publisher", "isPartOf"];
const TEXTS: [&str; 10] = [
    "name",
    "headline",
    "alternateName",
    "keywords",
    "genre",
    "about",
    "inLanguage",
    "datePublished",
    "description",
    "version",
];

/// The attributes of microdata and of RDFa for an item, its type, its properties and its address.
struct Syntax {
    scope: &'static str,
    kind: &'static str,
    property: &'static str,
    id: &'static str,
}

const MICRODATA: Syntax = Syntax { scope: "itemscope", kind: "itemtype", property: "itemprop", id: "itemid" };
const RDFA: Syntax = Syntax { scope: "typeof", kind: "typeof", property: "property", id: "resource" };

/// The snapshot of a page. `url` is where it was saved from, or nothing: then the page's own
/// canonical address counts.
pub(crate) fn page_of(html: &str, url: &str) -> Page {
    let document = Html::parse_document(html);
    let all = |selector: &str| -> Vec<ElementRef<'_>> {
        let selector = Selector::parse(selector).expect("a fixed selector");
        document.select(&selector).filter(|element| !in_card(*element)).collect()
    };
    let attribute = |element: &ElementRef<'_>, name: &str| element.attr(name).unwrap_or_default().to_owned();
    let links: Vec<ElementRef<'_>> = all("link[rel][href]");
    let canonical = links.iter().find(|link| link.attr("rel") == Some("canonical"));
    let url = match url {
        "" => canonical.map(|link| attribute(link, "href")).unwrap_or_default(),
        url => url.split('#').next().unwrap_or_default().to_owned(),
    };
    Page {
        lang: all("html").first().map(|root| attribute(root, "lang")).unwrap_or_default(),
        title: all("title").first().map(text_of).unwrap_or_default(),
        metas: all("meta[name][content], meta[property][content], meta[itemprop][content]")
            .iter()
            .flat_map(|meta| {
                names_of(meta).into_iter().map(|name| Meta {
                    name,
                    content: attribute(meta, "content"),
                    lang: meta.attr("lang").or_else(|| meta.attr("xml:lang")).unwrap_or_default().to_owned(),
                    scheme: attribute(meta, "scheme"),
                })
            })
            .collect(),
        links: links
            .iter()
            .map(|link| Link {
                rel: attribute(link, "rel").to_lowercase(),
                kind: attribute(link, "type").to_lowercase(),
                href: absolute(&attribute(link, "href"), &url),
                title: attribute(link, "title"),
            })
            .collect(),
        json_ld: all(r#"script[type^="application/ld+json" i]"#)
            .iter()
            .map(|script| script.text().collect())
            .collect(),
        coins: own(all(".Z3988[title]")).map(|span| attribute(&span, "title")).collect(),
        microdata: own(all("[itemscope]:not([itemprop])"))
            .map(|item| item_of(item, &url, 0, &MICRODATA))
            .chain(own(all("[typeof]:not([property])")).map(|item| item_of(item, &url, 0, &RDFA)))
            .collect(),
        today: String::new(),
        left_out: Vec::new(),
        stale: None,
        url,
    }
}

fn in_card(element: ElementRef<'_>) -> bool {
    element.ancestors().filter_map(ElementRef::wrap).any(|parent| parent.value().name() == "citation-card")
}

/// A tag's name and, as RDFa lists them, its properties, else those of microdata.
fn names_of(meta: &ElementRef<'_>) -> Vec<String> {
    let mut names: Vec<String> = meta.attr("name").into_iter().map(str::to_owned).collect();
    for name in meta.attr("property").unwrap_or_default().split_whitespace() {
        if !names.iter().any(|have| have == name) {
            names.push(name.to_owned());
        }
    }
    // Microdata of the page itself, without an item around it.
    let owned =
        || meta.ancestors().filter_map(ElementRef::wrap).any(|parent| parent.attr("itemscope").is_some());
    if let Some(property) = meta.attr("itemprop").filter(|_| names.is_empty() && !owned()) {
        names.extend(property.split_whitespace().map(|name| format!("itemprop.{}", bare(name))));
    }
    names.retain(|name| !name.is_empty());
    names
}

/// Those of some elements that are not beside the page's own work.
fn own<'h>(elements: Vec<ElementRef<'h>>) -> impl Iterator<Item = ElementRef<'h>> {
    let beside = |element: ElementRef<'_>| {
        let classes = element.attr("class").unwrap_or_default().split_whitespace();
        matches!(element.value().name(), "aside" | "nav" | "footer")
            || classes.chain(element.attr("id")).any(|name| BESIDE.contains(&name))
    };
    elements.into_iter().filter(move |element| {
        let parents = element.ancestors().filter_map(ElementRef::wrap);
        !std::iter::once(*element).chain(parents).any(beside)
    })
}

fn text_of(element: &ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An address as the page's base makes it; relative paths are joined simply, which is enough for
/// a report.
fn absolute(address: &str, base: &str) -> String {
    let origin = Page::origin(base).unwrap_or_default();
    match address {
        _ if address.contains("://") || address.starts_with("mailto:") => address.to_owned(),
        _ if address.starts_with("//") => format!("https:{address}"),
        _ if address.starts_with('/') => format!("{origin}{address}"),
        _ if address.starts_with('#') => [base.split('#').next().unwrap_or(base), address].concat(),
        _ => format!("{}/{address}", base.rsplit_once('/').map_or(base, |(folder, _)| folder)),
    }
}

/// A name of schema.org without its address or prefix.
fn bare(name: &str) -> &str {
    let prefixes = ["https://schema.org/", "http://schema.org/", "schema:"];
    prefixes.iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name)
}

/// An item of microdata or RDFa as JSON-LD.
fn item_of(element: ElementRef<'_>, base: &str, depth: usize, syntax: &Syntax) -> Json {
    let types = element.attr(syntax.kind).unwrap_or_default().split_whitespace();
    let types = types.map(|name| Json::from(bare(name)));
    let mut entries: Vec<(String, Json)> = vec![("@type".into(), Json::Array(types.collect()))];
    if let Some(id) = element.attr(syntax.id) {
        entries.push(("@id".into(), absolute(id, base).into()));
    }
    let properties = Selector::parse(&format!("[{}]", syntax.property)).expect("a fixed selector");
    for property in element.select(&properties).filter(|_| depth < MAX_DEPTH) {
        if owner(property, syntax) != Some(element) {
            continue;
        }
        for name in property.attr(syntax.property).unwrap_or_default().split_whitespace().map(bare) {
            let value = if property.attr(syntax.scope).is_some() {
                item_of(property, base, depth + 1, syntax)
            } else {
                value_of(property, name, base)
            };
            match entries.iter_mut().find(|(key, _)| key == name) {
                Some((_, Json::Array(values))) => values.push(value),
                Some((_, have)) => *have = Json::Array(vec![std::mem::take(have), value]),
                None => entries.push((name.to_owned(), value)),
            }
        }
    }
    Json::Object(entries)
}

/// The item that a property belongs to.
fn owner<'h>(property: ElementRef<'h>, syntax: &Syntax) -> Option<ElementRef<'h>> {
    let mut parents = property.ancestors().filter_map(ElementRef::wrap);
    parents.find(|parent| parent.attr(syntax.scope).is_some())
}

fn value_of(element: ElementRef<'_>, name: &str, base: &str) -> Json {
    let (text, content) = (text_of(&element), element.attr("content"));
    if let Some(address) = element.attr("href").or_else(|| element.attr("src")) {
        let link = element.value().name() == "a" && !text.is_empty() && content.is_none();
        return match content {
            Some(content) => content.into(),
            None if link && TEXTS.contains(&name) => text.into(),
            None if link && NAMED.contains(&name) => Json::Object(vec![
                ("name".into(), text.into()),
                ("url".into(), absolute(address, base).into()),
            ]),
            None => absolute(address, base).into(),
        };
    }
    content.or_else(|| element.attr("datetime")).map_or_else(|| text.into(), Json::from)
}
