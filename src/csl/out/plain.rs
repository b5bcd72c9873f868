//! Plain text.

use crate::csl::model::tree::{Display, Node};

/// Plain text; a block stands on its own line.
pub fn plain(nodes: &[Node]) -> String {
    let mut out = String::new();
    write(nodes, &mut out);
    out.trim().to_owned()
}

fn write(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Styled(_, inner) | Node::Link(_, inner) => write(inner, out),
            Node::Display(display, inner) => {
                let space = if matches!(display, Display::RightInline) { ' ' } else { '\n' };
                if !out.is_empty() && !out.ends_with(&[' ', '\n'][..]) {
                    out.push(space);
                }
                write(inner, out);
                if *display == Display::Block {
                    out.push('\n');
                }
            }
        }
    }
}
