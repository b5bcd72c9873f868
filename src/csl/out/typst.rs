//! Typst markup.

use super::{Syntax, Wrap, render};
use crate::csl::model::tree::Node;

static TYPST: Syntax = Syntax { escape, wrap, link };

/// Typst.
pub fn typst(nodes: &[Node]) -> String {
    render(nodes, &TYPST)
}

fn escape(letter: char, out: &mut String) {
    if matches!(
        letter,
        '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '$' | '@' | '~' | '"' | '\'' | '/' | '=' | '-'
    ) {
        out.push('\\');
    }
    out.push(letter);
}

fn wrap(wrap: Wrap) -> (&'static str, &'static str) {
    match wrap {
        Wrap::Italic => ("#emph[", "]"),
        Wrap::Upright => ("#text(style: \"normal\")[", "]"),
        Wrap::Bold => ("#strong[", "]"),
        Wrap::Medium => ("#text(weight: \"regular\")[", "]"),
        Wrap::SmallCaps => ("#smallcaps[", "]"),
        Wrap::Underline => ("#underline[", "]"),
        Wrap::Superscript => ("#super[", "]"),
        Wrap::Subscript => ("#sub[", "]"),
        Wrap::Block => ("\n\n", "\n\n"),
        Wrap::LeftMargin => ("", " "),
        Wrap::RightInline => ("", ""),
    }
}

fn link(address: &str, text: &str, out: &mut String) {
    out.push_str("#link(\"");
    for letter in address.chars() {
        if matches!(letter, '"' | '\\') {
            out.push('\\');
        }
        out.push(letter);
    }
    out.push_str("\")[");
    out.push_str(text);
    out.push(']');
}
