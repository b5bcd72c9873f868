//! The tree to JSON and back: text is a string; everything else an object with `children` and what
//! holds for them, in CSL's words: `"font-style": "italic"`, `"link": "https://…"`, `"display":
//! "block"`.

use crate::csl::model::tree::{Display, FontStyle, FontWeight, Format, Node, VerticalAlign};
use crate::record::Json;
use crate::record::identifier::safe_url;

const STYLES: [(&str, FontStyle); 3] =
    [("normal", FontStyle::Normal), ("italic", FontStyle::Italic), ("oblique", FontStyle::Oblique)];
const WEIGHTS: [(&str, FontWeight); 3] =
    [("normal", FontWeight::Normal), ("bold", FontWeight::Bold), ("light", FontWeight::Light)];
const ALIGNS: [(&str, VerticalAlign); 3] =
    [("baseline", VerticalAlign::Baseline), ("sup", VerticalAlign::Sup), ("sub", VerticalAlign::Sub)];
const CAPS: [(&str, bool); 2] = [("normal", false), ("small-caps", true)];
const LINES: [(&str, bool); 2] = [("none", false), ("underline", true)];
const DISPLAYS: [(&str, Display); 4] = [
    ("block", Display::Block),
    ("left-margin", Display::LeftMargin),
    ("right-inline", Display::RightInline),
    ("indent", Display::Indent),
];

/// The tree as JSON.
pub fn tree(nodes: &[Node]) -> Json {
    Json::Array(nodes.iter().map(node).collect())
}

/// The tree that [`tree`] wrote. What it does not know is left out, and so is a link that is not
/// safe to show.
pub fn from_tree(json: &Json) -> Vec<Node> {
    json.items().iter().map(from_node).collect()
}

fn node(node: &Node) -> Json {
    let mut entries = Vec::new();
    let mut put = |key: &str, value: &str| entries.push((key.to_owned(), Json::from(value)));
    let inner = match node {
        Node::Text(text) => return Json::from(text.as_str()),
        Node::Styled(format, inner) => {
            for (key, value) in [
                ("font-style", format.font_style.and_then(|value| name(&STYLES, value))),
                ("font-variant", format.small_caps.and_then(|value| name(&CAPS, value))),
                ("font-weight", format.font_weight.and_then(|value| name(&WEIGHTS, value))),
                ("text-decoration", format.underline.and_then(|value| name(&LINES, value))),
                ("vertical-align", format.vertical_align.and_then(|value| name(&ALIGNS, value))),
            ] {
                if let Some(value) = value {
                    put(key, value);
                }
            }
            inner
        }
        Node::Link(address, inner) => {
            put("link", address);
            inner
        }
        Node::Display(display, inner) => {
            put("display", name(&DISPLAYS, *display).unwrap_or_default());
            inner
        }
    };
    entries.push(("children".to_owned(), tree(inner)));
    Json::Object(entries)
}

fn from_node(json: &Json) -> Node {
    if let Json::String(text) = json {
        return Node::Text(text.clone());
    }
    let word = |key: &str| json.get(key).and_then(Json::as_str);
    let inner = json.get("children").map(from_tree).unwrap_or_default();
    if let Some(address) = word("link") {
        return match safe_url(address) {
            Some(address) => Node::Link(address.to_owned(), inner),
            None => Node::Styled(Format::default(), inner),
        };
    }
    if let Some(display) = value(&DISPLAYS, word("display")) {
        return Node::Display(display, inner);
    }
    let format = Format {
        font_style: value(&STYLES, word("font-style")),
        small_caps: value(&CAPS, word("font-variant")),
        font_weight: value(&WEIGHTS, word("font-weight")),
        underline: value(&LINES, word("text-decoration")),
        vertical_align: value(&ALIGNS, word("vertical-align")),
    };
    Node::Styled(format, inner)
}

fn name<T: PartialEq>(names: &[(&'static str, T)], value: T) -> Option<&'static str> {
    names.iter().find(|(_, known)| *known == value).map(|(name, _)| *name)
}

fn value<T: Copy>(names: &[(&str, T)], word: Option<&str>) -> Option<T> {
    let word = word?;
    names.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_is_not_safe_is_its_text() {
        let link = |address: &str| Node::Link(address.to_owned(), vec![Node::Text("x".into())]);
        for address in ["javascript:alert(1)", "data:text/html,x", "https://a b", "https://a/\u{0}b", "//a/b"]
        {
            let read = from_tree(&tree(&[link(address)]));
            assert_eq!(crate::csl::html(&read), "x", "{address}");
        }
        for address in ["https://example.org/?a=b", "http://example.org", "mailto:a@example.org"] {
            assert_eq!(from_tree(&tree(&[link(address)])), [link(address)]);
        }
    }

    #[test]
    fn what_is_written_is_read_as_it_was() {
        let styled = |format, text: &str| Node::Styled(format, vec![Node::Text(text.to_owned())]);
        let nodes = vec![
            Node::Text("a ".into()),
            styled(
                Format { font_style: Some(FontStyle::Italic), underline: Some(false), ..Format::default() },
                "b",
            ),
            styled(
                Format { small_caps: Some(true), font_weight: Some(FontWeight::Bold), ..Format::default() },
                "c",
            ),
            Node::Display(
                Display::LeftMargin,
                vec![styled(Format { vertical_align: Some(VerticalAlign::Sup), ..Format::default() }, "1")],
            ),
            Node::Link("https://example.org/".into(), vec![Node::Text("d".into())]),
        ];
        assert_eq!(from_tree(&tree(&nodes)), nodes);
    }
}
