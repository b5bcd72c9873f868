//! Formatted text to virtual nodes: a citation's tree, and the inline markup of a record's texts.
//! No markup is made from strings.

use std::cell::Cell;

use yew::{Html, html};

use crate::csl::Node;
use crate::csl::tree::{Display, FontStyle, FontWeight, Format, VerticalAlign};
use crate::record::identifier::safe_url;
use crate::record::markup::{self, Mark, Piece};

/// A deeper tree than this is shown without its inner formatting.
const MAX_DEPTH: usize = 64;

/// A text longer than this, in characters, is shown by its beginning; copies and files have all of
/// it. A browser takes seconds to lay out a million.
pub const MAX_SHOWN: usize = 20_000;

/// What is left to show, in characters.
struct Room(Cell<usize>);

impl Room {
    fn new(most: usize) -> Self {
        Self(Cell::new(most))
    }

    fn is_left(&self) -> bool {
        self.0.get() > 0
    }

    /// The text, or its beginning where it is too long.
    fn text(&self, text: &str) -> String {
        let shown = beginning(text, self.0.get());
        self.0.set(self.0.get().saturating_sub(text.len()));
        shown
    }
}

/// A text's first `most` characters; an ellipsis says that there are more.
pub fn beginning(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => [&text[..end], "…"].concat(),
        None => text.to_owned(),
    }
}

/// A citation, its beginning where it has more characters than `most`.
pub fn citation(nodes: &[Node], most: usize) -> Html {
    let room = Room::new(most);
    nodes.iter().take_while(|_| room.is_left()).map(|node| view(node, 0, &room)).collect()
}

fn view(node: &Node, depth: usize, room: &Room) -> Html {
    let inner = |children: &[Node]| -> Html {
        if depth > MAX_DEPTH {
            return Html::default();
        }
        children.iter().take_while(|_| room.is_left()).map(|child| view(child, depth + 1, room)).collect()
    };
    match node {
        Node::Text(text) => html! { { room.text(text) } },
        Node::Styled(format, children) => styled(*format, inner(children)),
        Node::Link(url, children) => link(url, inner(children)),
        Node::Display(display, children) => {
            let class = match display {
                Display::Block => "block",
                Display::LeftMargin => "left-margin",
                Display::RightInline => "right-inline",
                Display::Indent => "indent",
            };
            classed(class.to_owned(), inner(children))
        }
    }
}

fn styled(format: Format, mut inner: Html) -> Html {
    let mut classes = Vec::new();
    match format.font_style {
        Some(FontStyle::Italic | FontStyle::Oblique) => inner = italic(inner),
        Some(FontStyle::Normal) => classes.push("upright"),
        None => {}
    }
    match format.font_weight {
        Some(FontWeight::Bold) => inner = bold(inner),
        Some(FontWeight::Normal | FontWeight::Light) => classes.push("regular"),
        None => {}
    }
    match format.vertical_align {
        Some(VerticalAlign::Sup) => inner = raised(inner),
        Some(VerticalAlign::Sub) => inner = lowered(inner),
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
    if classes.is_empty() { inner } else { classed(classes.join(" "), inner) }
}

// One of each: `html!` writes the whole of an element out wherever it stands.

fn italic(inner: Html) -> Html {
    html! { <i>{ inner }</i> }
}

fn bold(inner: Html) -> Html {
    html! { <b>{ inner }</b> }
}

fn raised(inner: Html) -> Html {
    html! { <sup>{ inner }</sup> }
}

fn lowered(inner: Html) -> Html {
    html! { <sub>{ inner }</sub> }
}

fn classed(class: String, inner: Html) -> Html {
    html! { <span {class}>{ inner }</span> }
}

/// A text that keeps its own direction among others.
pub fn bdi(inner: Html) -> Html {
    html! { <bdi>{ inner }</bdi> }
}

/// A record's text with its markup.
pub fn marked(text: &str) -> Html {
    pieces(&markup::parse(text), &Room::new(MAX_SHOWN))
}

fn pieces(list: &[Piece], room: &Room) -> Html {
    let view = |piece: &Piece| match piece {
        Piece::Text(text) => html! { { room.text(text) } },
        Piece::Marked(mark, inner) => {
            let inner = pieces(inner, room);
            match mark {
                Mark::Italic => italic(inner),
                Mark::Bold => bold(inner),
                Mark::Superscript => raised(inner),
                Mark::Subscript => lowered(inner),
                Mark::SmallCaps => classed("small-caps".to_owned(), inner),
                Mark::NoCase | Mark::NoDecoration => inner,
            }
        }
    };
    list.iter().take_while(|_| room.is_left()).map(view).collect()
}

/// A link where the address is safe, else its text.
pub fn link(url: &str, text: Html) -> Html {
    match safe_url(url) {
        Some(url) => html! { <a href={url.to_owned()} rel="noopener">{ text }</a> },
        None => text,
    }
}
