//! LaTeX, with `hyperref`'s `\href` for links.

use super::{Syntax, Wrap, render};
use crate::csl::model::tree::Node;

static LATEX: Syntax = Syntax { escape, wrap, link };

/// LaTeX.
pub fn latex(nodes: &[Node]) -> String {
    render(nodes, &LATEX)
}

fn escape(letter: char, out: &mut String) {
    match letter {
        '\\' => out.push_str("\\textbackslash{}"),
        '~' => out.push_str("\\textasciitilde{}"),
        '^' => out.push_str("\\textasciicircum{}"),
        '<' => out.push_str("\\textless{}"),
        '>' => out.push_str("\\textgreater{}"),
        '|' => out.push_str("\\textbar{}"),
        '–' => out.push_str("--"),
        '—' => out.push_str("---"),
        '\u{a0}' => out.push('~'),
        '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
            out.push('\\');
            out.push(letter);
        }
        _ => out.push(letter),
    }
}

fn wrap(wrap: Wrap) -> (&'static str, &'static str) {
    match wrap {
        Wrap::Italic => ("\\textit{", "}"),
        Wrap::Upright => ("\\textup{", "}"),
        Wrap::Bold => ("\\textbf{", "}"),
        Wrap::Medium => ("\\textmd{", "}"),
        Wrap::SmallCaps => ("\\textsc{", "}"),
        Wrap::Underline => ("\\underline{", "}"),
        Wrap::Superscript => ("\\textsuperscript{", "}"),
        Wrap::Subscript => ("\\textsubscript{", "}"),
        Wrap::Block => ("\n\n", "\n\n"),
        Wrap::LeftMargin => ("", " "),
        Wrap::RightInline => ("", ""),
    }
}

fn link(address: &str, text: &str, out: &mut String) {
    out.push_str("\\href{");
    for letter in address.chars() {
        match letter {
            '%' | '#' | '&' | '_' | '~' | '^' | '$' => {
                out.push('\\');
                out.push(letter);
            }
            '\\' | '{' | '}' => {}
            _ => out.push(letter),
        }
    }
    out.push_str("}{");
    out.push_str(text);
    out.push('}');
}
