//! A link set, `application/linkset+json`, to the links that it has for a page: what a repository
//! that follows FAIR Signposting says of a work outside the page.
//! See <https://www.rfc-editor.org/rfc/rfc9264#section-4.2> and <https://signposting.org/FAIR/>.

use super::page::{Link, Page};
use crate::record::case;
use crate::record::{Json, identifier, json};

/// The media type of the link sets that are read.
const MEDIA_TYPE: &str = "application/linkset+json";

/// No page has more links that matter.
const MAX_LINKS: usize = 1_000;

/// Whether a link leads to a link set that is read.
pub(super) fn is_one(link: &Link) -> bool {
    link.rel.split_ascii_whitespace().any(|rel| rel == "linkset") && link.kind == MEDIA_TYPE
}

/// The links that a link set has for a page; nothing where the text is no link set. A set about
/// several resources says which by `anchor`; links without one are the page's.
pub(super) fn links(text: &str, page_url: &str) -> Option<Vec<Link>> {
    let (value, _) = json::parse(text);
    let contexts = value.get("linkset")?;
    let mut links = Vec::new();
    for context in contexts.items() {
        let anchor = context.get("anchor").and_then(Json::as_str).unwrap_or_default();
        if !anchor.is_empty() && !same_address(anchor, page_url) {
            continue;
        }
        for (rel, targets) in context.entries() {
            for target in targets.items() {
                let word = |key: &str| target.get(key).and_then(Json::as_str).unwrap_or_default();
                let Some(href) = identifier::safe_url(word("href")) else { continue };
                if links.len() < MAX_LINKS {
                    links.push(Link {
                        rel: case::to_lower(rel),
                        kind: Page::bare_type(word("type")),
                        href: href.to_owned(),
                        title: word("title").to_owned(),
                    });
                }
            }
        }
    }
    Some(links)
}

/// Whether two addresses name one page: without scheme, fragment and a slash at the end, which
/// servers behind a proxy get wrong.
fn same_address(one: &str, other: &str) -> bool {
    fn bare(url: &str) -> &str {
        let url = url.split('#').next().unwrap_or_default();
        url.split_once("://").map_or(url, |(_, rest)| rest).trim_end_matches('/')
    }
    bare(one) == bare(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_links_of_the_page_alone() {
        let set = r#"{"linkset": [
            {"anchor": "http://repo.example/item/1/", "cite-as": [{"href": "https://doi.org/10.5555/a"}],
             "describedby": [{"href": "https://repo.example/1.bib", "type": "application/x-bibtex; charset=utf-8"},
                             {"href": "javascript:alert(1)"}, {"no": "href"}]},
            {"anchor": "https://repo.example/item/1.pdf", "collection": [{"href": "https://repo.example/item/1"}]},
            {"license": [{"href": "https://creativecommons.org/licenses/by/4.0/"}]}]}"#;
        let found = links(set, "https://repo.example/item/1").unwrap_or_default();
        let found: Vec<(&str, &str, &str)> =
            found.iter().map(|link| (link.rel.as_str(), link.kind.as_str(), link.href.as_str())).collect();
        assert_eq!(
            found,
            [
                ("cite-as", "", "https://doi.org/10.5555/a"),
                ("describedby", "application/x-bibtex", "https://repo.example/1.bib"),
                ("license", "", "https://creativecommons.org/licenses/by/4.0/"),
            ]
        );
    }

    #[test]
    fn anything_else_is_none() {
        for text in ["", "[]", "<html>", r#"{"links": []}"#, "null"] {
            assert_eq!(links(text, "https://repo.example/"), None, "{text}");
        }
        for text in
            [r#"{"linkset": 7}"#, r#"{"linkset": [7, null, {"item": {"href": 1}}]}"#, r#"{"linkset": ["#]
        {
            assert_eq!(links(text, "https://repo.example/"), Some(Vec::new()), "{text}");
        }
    }
}
