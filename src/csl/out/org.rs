//! Org mode.

use super::{Syntax, Wrap, render};
use crate::csl::model::tree::Node;

static ORG: Syntax = Syntax { escape, wrap, link };

/// Org.
pub fn org(nodes: &[Node]) -> String {
    render(nodes, &ORG)
}

/// Org has no escape character; a zero-width space keeps its markers from marking.
fn escape(letter: char, out: &mut String) {
    match letter {
        '*' | '/' | '_' | '=' | '~' | '+' | '[' | ']' | '^'
            if out.ends_with(&[' ', '\n'][..]) || out.is_empty() =>
        {
            out.push('\u{200b}');
            out.push(letter);
        }
        _ => out.push(letter),
    }
}

fn wrap(wrap: Wrap) -> (&'static str, &'static str) {
    match wrap {
        Wrap::Italic => ("/", "/"),
        Wrap::Bold => ("*", "*"),
        Wrap::Underline => ("_", "_"),
        Wrap::Superscript => ("^{", "}"),
        Wrap::Subscript => ("_{", "}"),
        Wrap::Block => ("\n\n", "\n\n"),
        Wrap::LeftMargin => ("", " "),
        Wrap::Upright | Wrap::Medium | Wrap::SmallCaps | Wrap::RightInline => ("", ""),
    }
}

fn link(address: &str, text: &str, out: &mut String) {
    for part in ["[[", address, "][", text, "]]"] {
        out.push_str(part);
    }
}
