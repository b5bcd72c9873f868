//! The tree to text: one file for each kind of output.
//!
//! A kind of markup is a [`Syntax`]: how it escapes text, wraps formatting and writes links.

pub(crate) mod html;
pub(crate) mod latex;
pub(crate) mod markdown;
pub(crate) mod org;
pub(crate) mod output;
pub(crate) mod plain;
pub(crate) mod rtf;
pub(crate) mod tree;
pub(crate) mod typst;

use crate::csl::model::tree::{Display, FontStyle, FontWeight, Format, Node, VerticalAlign};

/// Formatting that a syntax may have markup for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrap {
    Italic,
    Upright,
    Bold,
    Medium,
    SmallCaps,
    Underline,
    Superscript,
    Subscript,
    /// A block of its own.
    Block,
    /// A hanging field and what stands beside it.
    LeftMargin,
    RightInline,
}

/// A kind of markup.
pub(crate) struct Syntax {
    pub escape: fn(char, &mut String),
    /// What stands before and after; empty for what the markup lacks.
    pub wrap: fn(Wrap) -> (&'static str, &'static str),
    /// Writes a link from its address and its text, already in the syntax.
    pub link: fn(&str, &str, &mut String),
}

/// The tree in a syntax.
pub(crate) fn render(nodes: &[Node], syntax: &Syntax) -> String {
    let mut out = String::new();
    write(nodes, syntax, &mut out);
    out.trim_matches('\n').to_owned()
}

fn write(nodes: &[Node], syntax: &Syntax, out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => text.chars().for_each(|letter| (syntax.escape)(letter, out)),
            Node::Styled(format, inner) => {
                let wraps = wraps(format);
                wraps.iter().for_each(|wrap| out.push_str((syntax.wrap)(*wrap).0));
                write(inner, syntax, out);
                wraps.iter().rev().for_each(|wrap| out.push_str((syntax.wrap)(*wrap).1));
            }
            Node::Link(address, inner) => {
                let mut text = String::new();
                write(inner, syntax, &mut text);
                (syntax.link)(address, &text, out);
            }
            Node::Display(display, inner) => {
                let wrap = match display {
                    Display::Block | Display::Indent => Wrap::Block,
                    Display::LeftMargin => Wrap::LeftMargin,
                    Display::RightInline => Wrap::RightInline,
                };
                let (before, after) = (syntax.wrap)(wrap);
                out.push_str(before);
                write(inner, syntax, out);
                out.push_str(after);
            }
        }
    }
}

fn wraps(format: &Format) -> Vec<Wrap> {
    let mut wraps = Vec::new();
    match format.font_style {
        Some(FontStyle::Italic | FontStyle::Oblique) => wraps.push(Wrap::Italic),
        Some(FontStyle::Normal) => wraps.push(Wrap::Upright),
        None => {}
    }
    match format.font_weight {
        Some(FontWeight::Bold) => wraps.push(Wrap::Bold),
        Some(FontWeight::Normal | FontWeight::Light) => wraps.push(Wrap::Medium),
        None => {}
    }
    if format.small_caps == Some(true) {
        wraps.push(Wrap::SmallCaps);
    }
    if format.underline == Some(true) {
        wraps.push(Wrap::Underline);
    }
    match format.vertical_align {
        Some(VerticalAlign::Sup) => wraps.push(Wrap::Superscript),
        Some(VerticalAlign::Sub) => wraps.push(Wrap::Subscript),
        Some(VerticalAlign::Baseline) | None => {}
    }
    wraps
}
