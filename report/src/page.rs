//! A saved HTML file to the picture of its metadata: what `src/element/js/page.js` does in the
//! browser, with a real HTML parser.

use citation_card::discovery::{Link, Meta, Page};
use citation_card::record::Json;
use scraper::{ElementRef, Html, Selector};

/// Microdata items nested deeper than this are left out.
const MAX_DEPTH: usize = 8;

/// The picture of a page. `url` is where it was saved from, or nothing: then the page's own
/// canonical address counts.
pub fn page_of(html: &str, url: &str) -> Page {
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
        metas: all("meta[name][content], meta[property][content]")
            .iter()
            .map(|meta| Meta {
                name: meta.attr("name").or_else(|| meta.attr("property")).unwrap_or_default().to_owned(),
                content: attribute(meta, "content"),
                lang: meta.attr("lang").or_else(|| meta.attr("xml:lang")).unwrap_or_default().to_owned(),
                scheme: attribute(meta, "scheme"),
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
        json_ld: all(r#"script[type="application/ld+json"]"#)
            .iter()
            .map(|script| script.text().collect())
            .collect(),
        coins: all(".Z3988[title]").iter().map(|span| attribute(span, "title")).collect(),
        microdata: all("[itemscope]:not([itemprop])").iter().map(|item| item_of(*item, &url, 0)).collect(),
        left_out: Vec::new(),
        url,
    }
}

fn in_card(element: ElementRef<'_>) -> bool {
    element.ancestors().filter_map(ElementRef::wrap).any(|parent| parent.value().name() == "citation-card")
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
        _ => format!("{}/{address}", base.rsplit_once('/').map_or(base, |(folder, _)| folder)),
    }
}

/// A microdata item as JSON-LD.
fn item_of(element: ElementRef<'_>, base: &str, depth: usize) -> Json {
    let types = element.attr("itemtype").unwrap_or_default().split_whitespace();
    let types = types.map(|name| {
        let bare =
            name.strip_prefix("https://schema.org/").or_else(|| name.strip_prefix("http://schema.org/"));
        Json::from(bare.unwrap_or(name))
    });
    let mut entries: Vec<(String, Json)> = vec![("@type".into(), Json::Array(types.collect()))];
    if let Some(id) = element.attr("itemid") {
        entries.push(("@id".into(), absolute(id, base).into()));
    }
    let properties = Selector::parse("[itemprop]").expect("a fixed selector");
    for property in element.select(&properties).filter(|_| depth < MAX_DEPTH) {
        if owner(property) != Some(element) {
            continue;
        }
        let value = if property.attr("itemscope").is_some() {
            item_of(property, base, depth + 1)
        } else {
            value_of(property, base).into()
        };
        for name in property.attr("itemprop").unwrap_or_default().split_whitespace() {
            match entries.iter_mut().find(|(key, _)| key == name) {
                Some((_, Json::Array(values))) => values.push(value.clone()),
                Some((_, have)) => *have = Json::Array(vec![std::mem::take(have), value.clone()]),
                None => entries.push((name.to_owned(), value.clone())),
            }
        }
    }
    Json::Object(entries)
}

/// The item that a property belongs to.
fn owner(property: ElementRef<'_>) -> Option<ElementRef<'_>> {
    let mut parents = property.ancestors().filter_map(ElementRef::wrap);
    parents.find(|parent| parent.attr("itemscope").is_some())
}

fn value_of(element: ElementRef<'_>, base: &str) -> String {
    if let Some(address) = element.attr("href").or_else(|| element.attr("src")) {
        return absolute(address, base);
    }
    let value = element.attr("content").or_else(|| element.attr("datetime"));
    value.map_or_else(|| text_of(&element), str::to_owned)
}
