//! A tree of formatted text → one line with HTML's short tags, as the test files write it. It is
//! not the crate's own writer, so that a mistake there does not hide one in the tree.

use citation_card::Record;
use citation_card::csl::tree::{Display, FontStyle, FontWeight, Format, VerticalAlign};
use citation_card::csl::{self, Cite, Locale, Mode, Node, Style};
use std::slice::from_ref;

/// The entry of one record in the list of references; `-` where the style has none.
pub(crate) fn entry(style: &Style, locale: &Locale, record: &Record) -> String {
    if !style.has_bibliography() {
        return "-".into();
    }
    let list = csl::bibliography(style, &[locale], from_ref(record));
    list.entries.first().map(|entry| line(&entry.nodes)).unwrap_or_default()
}

/// The citation of one record.
pub(crate) fn citation(style: &Style, locale: &Locale, record: &Record) -> String {
    line(&csl::citation(style, &[locale], from_ref(record), &[Cite::default()], Mode::Citation))
}

/// A tree as one line.
pub(crate) fn line(nodes: &[Node]) -> String {
    let mut out = String::new();
    write(nodes, &mut out);
    let words: Vec<&str> = out.split([' ', '\n']).filter(|word| !word.is_empty()).collect();
    words.join(" ").replace("<br> ", "<br>").replace(" <br>", "<br>")
}

fn write(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Link(_, children) => write(children, out),
            Node::Styled(format, children) => {
                let tags = tags(*format);
                for tag in &tags {
                    out.push_str(&format!("<{tag}>"));
                }
                write(children, out);
                for tag in tags.iter().rev() {
                    out.push_str(&format!("</{tag}>"));
                }
            }
            Node::Display(display, children) => {
                let starts = matches!(display, Display::Block | Display::Indent) && !out.is_empty();
                out.push_str(if starts { "<br>" } else { "" });
                write(children, out);
                out.push_str(if *display == Display::LeftMargin { " " } else { "" });
            }
        }
    }
}

fn tags(format: Format) -> Vec<&'static str> {
    let mut tags = Vec::new();
    match format.font_style {
        Some(FontStyle::Italic | FontStyle::Oblique) => tags.push("i"),
        Some(FontStyle::Normal) => tags.push("normal"),
        None => {}
    }
    match format.font_weight {
        Some(FontWeight::Bold) => tags.push("b"),
        Some(FontWeight::Light | FontWeight::Normal) => tags.push("normal"),
        None => {}
    }
    if format.small_caps == Some(true) {
        tags.push("sc");
    }
    if format.underline == Some(true) {
        tags.push("u");
    }
    match format.vertical_align {
        Some(VerticalAlign::Sup) => tags.push("sup"),
        Some(VerticalAlign::Sub) => tags.push("sub"),
        _ => {}
    }
    tags
}
