//! Markdown (CommonMark; superscripts and subscripts as Pandoc writes them, small capitals as HTML).

use super::{Syntax, Wrap, render};
use crate::csl::model::tree::Node;

static MARKDOWN: Syntax = Syntax { escape, wrap, link };

/// Markdown.
pub fn markdown(nodes: &[Node]) -> String {
    render(nodes, &MARKDOWN)
}

fn escape(letter: char, out: &mut String) {
    if matches!(letter, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '^' | '~' | '#' | '$') {
        out.push('\\');
    }
    out.push(letter);
}

fn wrap(wrap: Wrap) -> (&'static str, &'static str) {
    match wrap {
        Wrap::Italic | Wrap::Upright => ("*", "*"),
        Wrap::Bold | Wrap::Medium => ("**", "**"),
        Wrap::SmallCaps => ("<span style=\"font-variant:small-caps\">", "</span>"),
        Wrap::Underline => ("<u>", "</u>"),
        Wrap::Superscript => ("^", "^"),
        Wrap::Subscript => ("~", "~"),
        Wrap::Block => ("\n\n", "\n\n"),
        Wrap::LeftMargin => ("", " "),
        Wrap::RightInline => ("", ""),
    }
}

fn link(address: &str, text: &str, out: &mut String) {
    for part in ["[", text, "](<", address, ">)"] {
        out.push_str(part);
    }
}
