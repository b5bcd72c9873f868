//! A link set, `application/linkset+json` or `application/linkset`, to the links that it has for a
//! page: what a repository that follows FAIR Signposting says of a work outside the page.
//! See <https://www.rfc-editor.org/rfc/rfc9264#section-4> and <https://signposting.org/FAIR/>.

use crate::discovery::page::{Link, Page};
use crate::record::{Json, identifier};
use crate::text::{case, cut, json, parts};

/// No page has more links that matter.
const MAX_LINKS: usize = 1_000;

/// Whether a link leads to a link set that is read.
pub(in crate::discovery) fn is_one(link: &Link) -> bool {
    link.rel.split_ascii_whitespace().any(|rel| rel == "linkset")
        && matches!(link.kind.as_str(), "application/linkset+json" | "application/linkset")
}

/// The links that a link set has for a page; nothing for any other text. A set about
/// several resources says which by `anchor`; links without one are the page's.
pub(in crate::discovery) fn links(text: &str, page_url: &str) -> Option<Vec<Link>> {
    let mut links = Vec::new();
    if text.trim_start().starts_with('<') {
        return fields(text, page_url, &mut links).then_some(links);
    }
    let (value, _) = json::parse(text);
    let contexts = value.get("linkset")?;
    for context in contexts.items() {
        let anchor = context.get("anchor").and_then(Json::as_str).unwrap_or_default();
        for (rel, targets) in context.entries() {
            for target in targets.items() {
                let word = |key: &str| target.get(key).and_then(Json::as_str).unwrap_or_default();
                add(&mut links, page_url, [anchor, rel, word("href"), word("type"), word("title")]);
            }
        }
    }
    Some(links)
}

/// Adds a link of the page's: its anchor, relation, address, type and title.
fn add(links: &mut Vec<Link>, page_url: &str, [anchor, rel, href, kind, title]: [&str; 5]) {
    let own = anchor.is_empty() || same_address(anchor, page_url);
    if let Some(href) = identifier::safe_url(href).filter(|_| own && links.len() < MAX_LINKS) {
        links.push(Link {
            rel: case::to_lower(rel),
            kind: Page::bare_type(kind),
            href: href.to_owned(),
            title: title.to_owned(),
        });
    }
}

/// Adds the links of the form that HTTP's field `Link` has, `<address>; rel="type"; anchor="page",`;
/// whether the text has that form.
fn fields(text: &str, page_url: &str, links: &mut Vec<Link>) -> bool {
    const NAMES: [&str; 5] = ["anchor", "rel", "href", "type", "title"];
    let mut rest = text.trim();
    while let Some(after) = rest.strip_prefix('<') {
        let (href, mut after) = before(after, ">");
        after = cut::tail(after, after.len().min(1));
        let mut words = ["", "", href, "", ""];
        while let Some(parameter) = after.trim_start().strip_prefix(';') {
            let name;
            (name, after) = before(parameter, "=;,");
            let mut value = "";
            if let Some(text) = after.strip_prefix('=') {
                (value, after) = match text.trim_start().strip_prefix('"') {
                    Some(text) => before(text, "\""),
                    None => before(text, ";,"),
                };
                after = after.strip_prefix('"').unwrap_or(after);
            }
            // Of a parameter that is there twice the first counts.
            if let Some(at) = NAMES
                .iter()
                .position(|known| name.eq_ignore_ascii_case(known))
                .filter(|at| words[*at].is_empty())
            {
                words[at] = value;
            }
        }
        if words[1].is_empty() {
            return false;
        }
        add(links, page_url, words);
        rest = after.trim_start();
        rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
    }
    rest.is_empty()
}

/// A text before and from the first of some characters.
fn before<'t>(text: &'t str, characters: &str) -> (&'t str, &'t str) {
    let end = parts::position(text, characters).unwrap_or(text.len());
    (cut::head(text, end).trim(), cut::tail(text, end))
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
    fn reads_the_form_of_the_link_header() {
        let set = concat!(
            "<https://doi.org/10.5555/a>; rel=\"cite-as\"; anchor=\"http://repo.example/item/1/\",\n",
            "<https://repo.example/1.bib> ; rel=describedby;type=\"Application/x-bibtex\" ; rel=item\r\n",
            "  ; title=\"A, B; C\",\n<javascript:alert(1)>; rel=\"describedby\",",
            "<https://repo.example/item/1>; rel=\"collection\"; anchor=\"https://repo.example/item/1.pdf\" ,\n",
            "<https://creativecommons.org/licenses/by/4.0/>;rel=\"license\"",
        );
        let found = links(set, "https://repo.example/item/1").unwrap_or_default();
        let found: Vec<[&str; 4]> =
            found.iter().map(|link| [&*link.rel, &*link.kind, &*link.href, &*link.title]).collect();
        assert_eq!(
            found,
            [
                ["cite-as", "", "https://doi.org/10.5555/a", ""],
                ["describedby", "application/x-bibtex", "https://repo.example/1.bib", "A, B; C"],
                ["license", "", "https://creativecommons.org/licenses/by/4.0/", ""],
            ]
        );
    }

    #[test]
    fn anything_else_is_none() {
        for text in ["<https://a.example", "<https://a.example> rel=item", "<!doctype html><p>Hello</p>"] {
            assert_eq!(links(text, "https://repo.example/"), None, "{text}");
        }
        let many = "<https://a.example/>; rel=item,".repeat(5_000);
        assert_eq!(links(&many, "").map(|links| links.len()), Some(MAX_LINKS));
        assert_eq!(links("<a>;=\"", ""), None);
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
