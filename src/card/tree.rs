//! Formatted text to virtual nodes: a citation's tree, and the inline markup of a record's texts.
//! No markup is made from strings.

use yew::{Html, html};

use crate::csl::Node;
use crate::csl::tree::{Display, FontStyle, FontWeight, Format, VerticalAlign};
use crate::record::identifier::safe_url;
use crate::record::markup::{self, Mark, Piece};

/// A deeper tree than this is shown without its inner formatting.
const MAX_DEPTH: usize = 64;

/// A citation.
pub fn citation(nodes: &[Node]) -> Html {
    nodes.iter().map(|node| view(node, 0)).collect()
}

fn view(node: &Node, depth: usize) -> Html {
    let inner = |children: &[Node]| -> Html {
        if depth > MAX_DEPTH {
            return Html::default();
        }
        children.iter().map(|child| view(child, depth + 1)).collect()
    };
    match node {
        Node::Text(text) => html! { { text.clone() } },
        Node::Styled(format, children) => styled(*format, inner(children)),
        Node::Link(url, children) => match safe_url(url) {
            Some(url) => html! { <a href={url.to_owned()} rel="noopener">{ inner(children) }</a> },
            None => inner(children),
        },
        Node::Display(display, children) => {
            let class = match display {
                Display::Block => "block",
                Display::LeftMargin => "left-margin",
                Display::RightInline => "right-inline",
                Display::Indent => "indent",
            };
            html! { <span {class}>{ inner(children) }</span> }
        }
    }
}

fn styled(format: Format, mut inner: Html) -> Html {
    let mut classes = Vec::new();
    match format.font_style {
        Some(FontStyle::Italic | FontStyle::Oblique) => inner = html! { <i>{ inner }</i> },
        Some(FontStyle::Normal) => classes.push("upright"),
        None => {}
    }
    match format.font_weight {
        Some(FontWeight::Bold) => inner = html! { <b>{ inner }</b> },
        Some(FontWeight::Normal | FontWeight::Light) => classes.push("regular"),
        None => {}
    }
    match format.vertical_align {
        Some(VerticalAlign::Sup) => inner = html! { <sup>{ inner }</sup> },
        Some(VerticalAlign::Sub) => inner = html! { <sub>{ inner }</sub> },
        Some(VerticalAlign::Baseline) => classes.push("baseline"),
        None => {}
    }
    match format.small_caps {
        Some(true) => classes.push("small-caps"),
        Some(false) => classes.push("full-caps"),
        None => {}
    }
    match format.underline {
        Some(true) => classes.push("underline"),
        Some(false) => classes.push("no-underline"),
        None => {}
    }
    if classes.is_empty() {
        inner
    } else {
        html! { <span class={classes.join(" ")}>{ inner }</span> }
    }
}

/// A record's text with its markup.
pub fn marked(text: &str) -> Html {
    pieces(&markup::parse(text))
}

fn pieces(list: &[Piece]) -> Html {
    let view = |piece: &Piece| match piece {
        Piece::Text(text) => html! { { text.clone() } },
        Piece::Marked(mark, inner) => {
            let inner = pieces(inner);
            match mark {
                Mark::Italic => html! { <i>{ inner }</i> },
                Mark::Bold => html! { <b>{ inner }</b> },
                Mark::Superscript => html! { <sup>{ inner }</sup> },
                Mark::Subscript => html! { <sub>{ inner }</sub> },
                Mark::SmallCaps => html! { <span class="small-caps">{ inner }</span> },
                Mark::NoCase | Mark::NoDecoration => inner,
            }
        }
    };
    list.iter().map(view).collect()
}

/// A link where the address is safe, else its text.
pub fn link(url: &str, text: Html) -> Html {
    match safe_url(url) {
        Some(url) => html! { <a href={url.to_owned()} rel="noopener">{ text }</a> },
        None => text,
    }
}
