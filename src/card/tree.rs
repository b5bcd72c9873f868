//! Formatted text to virtual nodes: a citation's tree, and the inline markup of a record's texts.
//! No markup is made from strings.

use std::cell::Cell;

use yew::Html;

use super::template::{self, template};

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
    views(nodes, 0, &Room::new(most))
}

fn views(nodes: &[Node], depth: usize, room: &Room) -> Html {
    let mut views = Vec::new();
    for node in nodes.iter().take_while(|_| room.is_left() && depth <= MAX_DEPTH + 1) {
        views.push(match node {
            Node::Text(text) => Html::from(room.text(text)),
            Node::Styled(format, children) => styled(*format, self::views(children, depth + 1, room)),
            Node::Link(url, children) => link(url, self::views(children, depth + 1, room)),
            Node::Display(display, children) => {
                let class = match display {
                    Display::Block => "block",
                    Display::LeftMargin => "left-margin",
                    Display::RightInline => "right-inline",
                    Display::Indent => "indent",
                };
                classed(class.to_owned(), self::views(children, depth + 1, room))
            }
        });
    }
    template::list(views)
}

fn styled(format: Format, mut inner: Html) -> Html {
    let mut classes = Vec::new();
    match format.font_style {
        Some(FontStyle::Italic | FontStyle::Oblique) => inner = within("i", inner),
        Some(FontStyle::Normal) => classes.push("upright"),
        None => {}
    }
    match format.font_weight {
        Some(FontWeight::Bold) => inner = within("b", inner),
        Some(FontWeight::Normal | FontWeight::Light) => classes.push("regular"),
        None => {}
    }
    match format.vertical_align {
        Some(VerticalAlign::Sup) => inner = within("sup", inner),
        Some(VerticalAlign::Sub) => inner = within("sub", inner),
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

/// A node in an element that needs no attribute.
fn within(name: &'static str, inner: Html) -> Html {
    template!("<{}>{}</{}>", name, inner)
}

fn classed(class: String, inner: Html) -> Html {
    template!("<span class={}>{}</span>", class, inner)
}

/// A text that keeps its own direction among others.
pub fn bdi(inner: Html) -> Html {
    within("bdi", inner)
}

/// A record's text with its markup.
pub fn marked(text: &str) -> Html {
    pieces(&markup::parse(text), &Room::new(MAX_SHOWN))
}

fn pieces(list: &[Piece], room: &Room) -> Html {
    let mut nodes = Vec::new();
    for piece in list.iter().take_while(|_| room.is_left()) {
        nodes.push(match piece {
            Piece::Text(text) => Html::from(room.text(text)),
            Piece::Marked(mark, inner) => {
                let inner = pieces(inner, room);
                match mark {
                    Mark::Italic => within("i", inner),
                    Mark::Bold => within("b", inner),
                    Mark::Superscript => within("sup", inner),
                    Mark::Subscript => within("sub", inner),
                    Mark::SmallCaps => classed("small-caps".to_owned(), inner),
                    Mark::NoCase | Mark::NoDecoration => inner,
                }
            }
        });
    }
    template::list(nodes)
}

/// A link where the address is safe, else its text.
pub fn link(url: &str, text: Html) -> Html {
    match safe_url(url) {
        Some(url) => template!("<a href={} rel='noopener'>{}</a>", url.to_owned(), text),
        None => text,
    }
}
