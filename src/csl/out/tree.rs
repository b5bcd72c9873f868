//! The tree to JSON: text is a string; everything else an object with `children` and what holds for
//! them, in CSL's words: `"font-style": "italic"`, `"link": "https://…"`, `"display": "block"`.

use crate::csl::tree::{Display, FontStyle, FontWeight, Format, Node, VerticalAlign};
use crate::record::Json;

/// The tree as JSON.
pub fn tree(nodes: &[Node]) -> Json {
    Json::Array(nodes.iter().map(node).collect())
}

fn node(node: &Node) -> Json {
    let (mut entries, inner) = match node {
        Node::Text(text) => return Json::from(text.as_str()),
        Node::Styled(format, inner) => (formatting(format), inner),
        Node::Link(address, inner) => (vec![("link", address.as_str())], inner),
        Node::Display(display, inner) => {
            let name = match display {
                Display::Block => "block",
                Display::LeftMargin => "left-margin",
                Display::RightInline => "right-inline",
                Display::Indent => "indent",
            };
            (vec![("display", name)], inner)
        }
    };
    let mut object: Vec<(String, Json)> =
        entries.drain(..).map(|(key, value)| (key.to_owned(), Json::from(value))).collect();
    object.push(("children".to_owned(), tree(inner)));
    Json::Object(object)
}

fn formatting(format: &Format) -> Vec<(&'static str, &'static str)> {
    let style = format.font_style.map(|style| match style {
        FontStyle::Normal => "normal",
        FontStyle::Italic => "italic",
        FontStyle::Oblique => "oblique",
    });
    let weight = format.font_weight.map(|weight| match weight {
        FontWeight::Normal => "normal",
        FontWeight::Bold => "bold",
        FontWeight::Light => "light",
    });
    let align = format.vertical_align.map(|align| match align {
        VerticalAlign::Baseline => "baseline",
        VerticalAlign::Sup => "sup",
        VerticalAlign::Sub => "sub",
    });
    let caps = format.small_caps.map(|on| if on { "small-caps" } else { "normal" });
    let line = format.underline.map(|on| if on { "underline" } else { "none" });
    let all = [
        ("font-style", style),
        ("font-variant", caps),
        ("font-weight", weight),
        ("text-decoration", line),
        ("vertical-align", align),
    ];
    all.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
}
