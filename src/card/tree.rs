//! Formatted text to virtual nodes: a citation's tree, and the inline markup of a record's texts.
//! No markup is made from strings.

use std::cell::Cell;

use yew::{Html, html};

use super::bidi;
use crate::csl::Node;
use crate::csl::tree::{Display, FontStyle, FontWeight, Format, VerticalAlign};
use crate::record::identifier::safe_url;
use crate::record::markup::{self, Mark, Piece};

/// A deeper tree than this is shown without its inner formatting.
const MAX_DEPTH: usize = 64;

/// Of a longer text only so many characters are shown; copies and files have all of it. A browser
/// takes seconds to lay out a million.
pub(super) const MAX_SHOWN: usize = 20_000;

/// How many characters may still be shown, and the direction that the text has.
struct Budget(Cell<usize>, &'static str);

impl Budget {
    fn new(most: usize, direction: &'static str) -> Self {
        Self(Cell::new(most), direction)
    }

    fn is_left(&self) -> bool {
        self.0.get() > 0
    }

    /// The text, truncated to what is left.
    fn text(&self, text: &str) -> String {
        let shown = truncated(text, self.0.get());
        self.0.set(self.0.get().saturating_sub(text.len()));
        shown
    }
}

/// The first `most` characters of a text, with an ellipsis where there are more.
pub(super) fn truncated(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => [&text[..end], "…"].concat(),
        None => text.to_owned(),
    }
}

/// A citation of a [`bidi::direction`], truncated to `most` characters.
pub(super) fn citation(nodes: &[Node], most: usize, direction: &'static str) -> Html {
    render(nodes, 0, &Budget::new(most, direction))
}

fn render(nodes: &[Node], depth: usize, budget: &Budget) -> Html {
    let nodes = nodes.iter().take_while(|_| budget.is_left() && depth <= MAX_DEPTH + 1);
    nodes
        .map(|node| match node {
            Node::Text(text) => bidi::isolated(&budget.text(text), budget.1, ranges_whole),
            Node::Styled(format, children) => styled(*format, render(children, depth + 1, budget)),
            Node::Link(url, children) => match children.as_slice() {
                [Node::Text(text)] => link(url, breakable(&budget.text(text))),
                children => link(url, render(children, depth + 1, budget)),
            },
            Node::Display(display, children) => {
                let class = match display {
                    Display::Block => "block",
                    Display::LeftMargin => "left-margin",
                    Display::RightInline => "right-inline",
                    Display::Indent => "indent",
                };
                html! { <span {class}>{render(children, depth + 1, budget)}</span> }
            }
        })
        .collect()
}

/// A text whose ranges of numbers stay on one line: `124–145`. Elements do it, not characters: what
/// is selected and copied is the text.
fn ranges_whole(text: &str) -> Html {
    let mut shown = Vec::new();
    let mut rest = text;
    while let Some((start, end)) = range(rest) {
        shown.push(Html::from(rest[..start].to_owned()));
        shown.push(html! { <span class="whole">{rest[start..end].to_owned()}</span> });
        rest = &rest[end..];
    }
    shown.push(Html::from(rest.to_owned()));
    shown.into_iter().collect()
}

/// Where the first range of numbers begins and ends.
fn range(text: &str) -> Option<(usize, usize)> {
    let is_part = |letter: char| letter.is_alphanumeric();
    text.match_indices('–').find_map(|(at, dash)| {
        let (before, after) = (&text[..at], &text[at + dash.len()..]);
        let start = before.trim_end_matches(is_part).len();
        let end = text.len() - after.trim_start_matches(is_part).len();
        let numbers = before.ends_with(|letter: char| letter.is_ascii_digit()) && after.starts_with(is_part);
        (numbers && end - start < 24).then_some((start, end))
    })
}

/// The text of a link, which breaks at its slashes, and after the second at full stops and underscores.
pub(super) fn breakable(address: &str) -> Html {
    // Those of `https://doi.org/`; a DOI alone has none of them.
    let mut slashes = if address.contains("://") { 0 } else { 3 };
    let mut left = address.len();
    let pieces = address.split_inclusive(['/', '.', '_']).map(|piece| {
        left -= piece.len();
        slashes += usize::from(piece.ends_with('/'));
        let least = if piece.ends_with('/') { 3 } else { 4 };
        let breaks = slashes >= least && left > 0;
        html! {
            <>
                {piece.to_owned()}
                if breaks {
                    <wbr />
                }
            </>
        }
    });
    pieces.collect()
}

fn styled(format: Format, mut inner: Html) -> Html {
    let mut classes = Vec::new();
    match format.font_style {
        Some(FontStyle::Italic | FontStyle::Oblique) => inner = html! { <i>{inner}</i> },
        Some(FontStyle::Normal) => classes.push("upright"),
        None => {}
    }
    match format.font_weight {
        Some(FontWeight::Bold) => inner = html! { <b>{inner}</b> },
        Some(FontWeight::Normal | FontWeight::Light) => classes.push("regular"),
        None => {}
    }
    match format.vertical_align {
        Some(VerticalAlign::Sup) => inner = html! { <sup>{inner}</sup> },
        Some(VerticalAlign::Sub) => inner = html! { <sub>{inner}</sub> },
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
        html! { <span class={classes.join(" ")}>{inner}</span> }
    }
}

/// A record's text with its markup.
pub(super) fn marked(text: &str) -> Html {
    pieces(&markup::parse(text), &Budget::new(MAX_SHOWN, ""))
}

fn pieces(list: &[Piece], budget: &Budget) -> Html {
    let pieces = list.iter().take_while(|_| budget.is_left());
    pieces
        .map(|piece| match piece {
            Piece::Text(text) => Html::from(budget.text(text)),
            Piece::Marked(mark, inner) => {
                let inner = self::pieces(inner, budget);
                match mark {
                    Mark::Italic => html! { <i>{inner}</i> },
                    Mark::Bold => html! { <b>{inner}</b> },
                    Mark::Superscript => html! { <sup>{inner}</sup> },
                    Mark::Subscript => html! { <sub>{inner}</sub> },
                    Mark::SmallCaps => html! { <span class="small-caps">{inner}</span> },
                    Mark::NoCase | Mark::NoDecoration => inner,
                }
            }
        })
        .collect()
}

/// A link where the address is safe, else its text.
pub(super) fn link(url: &str, text: Html) -> Html {
    match safe_url(url) {
        Some(url) => html! { <a href={url.to_owned()} rel="noopener">{text}</a> },
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_numbers_are_found_and_other_dashes_are_not() {
        let found = |text: &'static str| range(text).map(|(start, end)| &text[start..end]);
        assert_eq!(found("37(1), 124–145."), Some("124–145"));
        assert_eq!(found("worker–client relations, S12–S15"), Some("S12–S15"));
        for text in ["worker–client", "1939–", "–45", "a – b", ""] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
