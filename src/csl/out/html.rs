//! HTML: `i`, `b`, `sup`, `sub`, `a`, and spans for what HTML has no element for. `display` is a line
//! break or a space: an entry is pasted into a paragraph.

use crate::csl::model::tree::{Display, FontStyle, FontWeight, Format, Node, VerticalAlign};

/// HTML with `i`, `b`, `sup`, `sub`, `a` and small capitals; text is escaped.
pub fn html(nodes: &[Node]) -> String {
    let mut out = String::new();
    write(nodes, &mut out);
    out
}

/// Text with what HTML would read as markup escaped.
fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(letter),
        }
    }
}

/// The tags of a formatting, outermost first.
fn tags(format: &Format) -> Vec<(&'static str, &'static str)> {
    let mut tags = Vec::new();
    match format.font_style {
        Some(FontStyle::Italic) => tags.push(("<i>", "</i>")),
        Some(FontStyle::Oblique) => tags.push(("<span style=\"font-style:oblique\">", "</span>")),
        Some(FontStyle::Normal) => tags.push(("<span style=\"font-style:normal\">", "</span>")),
        None => {}
    }
    match format.small_caps {
        Some(true) => tags.push(("<span style=\"font-variant:small-caps\">", "</span>")),
        Some(false) => tags.push(("<span style=\"font-variant:normal\">", "</span>")),
        None => {}
    }
    match format.font_weight {
        Some(FontWeight::Bold) => tags.push(("<b>", "</b>")),
        Some(FontWeight::Light) => tags.push(("<span style=\"font-weight:lighter\">", "</span>")),
        Some(FontWeight::Normal) => tags.push(("<span style=\"font-weight:normal\">", "</span>")),
        None => {}
    }
    match format.underline {
        Some(true) => tags.push(("<u>", "</u>")),
        Some(false) => tags.push(("<span style=\"text-decoration:none\">", "</span>")),
        None => {}
    }
    match format.vertical_align {
        Some(VerticalAlign::Sup) => tags.push(("<sup>", "</sup>")),
        Some(VerticalAlign::Sub) => tags.push(("<sub>", "</sub>")),
        Some(VerticalAlign::Baseline) => tags.push(("<span style=\"vertical-align:baseline\">", "</span>")),
        None => {}
    }
    tags
}

fn write(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => escape(text, out),
            Node::Styled(format, inner) => {
                let tags = tags(format);
                tags.iter().for_each(|(open, _)| out.push_str(open));
                write(inner, out);
                tags.iter().rev().for_each(|(_, close)| out.push_str(close));
            }
            Node::Link(address, inner) => {
                out.push_str("<a href=\"");
                escape(address, out);
                out.push_str("\">");
                write(inner, out);
                out.push_str("</a>");
            }
            Node::Display(display, inner) => {
                // An entry goes into a paragraph or a line: no blocks.
                match display {
                    Display::Block | Display::Indent if !out.is_empty() => out.push_str("<br>"),
                    Display::RightInline if !out.is_empty() && !out.ends_with(' ') => out.push(' '),
                    _ => {}
                }
                let from = out.len();
                write(inner, out);
                // The layout's own space before what stands beside or below is not needed.
                if *display != Display::RightInline {
                    out.truncate(from.max(out.trim_end().len()));
                }
            }
        }
    }
}
