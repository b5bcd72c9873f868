//! The kinds of output by name: `html`, `text`, `markdown`, ….

use super::{html, latex, markdown, org, plain, rtf, tree, typst};
use crate::csl::model::tree::Node;

/// A kind of text that a formatted citation can be written as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Output {
    /// HTML without classes: `<i>`, `<b>`, `<sup>`, `<a>`.
    #[default]
    Html,
    /// Text without formatting.
    Text,
    /// Pandoc's Markdown.
    Markdown,
    /// RTF, for word processors.
    Rtf,
    /// LaTeX.
    Latex,
    /// Typst.
    Typst,
    /// Org mode.
    Org,
    /// The tree itself, as JSON.
    Tree,
}

impl Output {
    /// Every kind, in the order that documents list them.
    pub const ALL: [Self; 8] =
        [Self::Html, Self::Text, Self::Markdown, Self::Rtf, Self::Latex, Self::Typst, Self::Org, Self::Tree];

    /// Its name: `html`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Rtf => "rtf",
            Self::Latex => "latex",
            Self::Typst => "typst",
            Self::Org => "org",
            Self::Tree => "tree",
        }
    }

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|output| output.as_str() == name)
    }

    /// Writes one citation or reference.
    pub fn write(self, nodes: &[Node]) -> String {
        match self {
            Self::Html => html::html(nodes),
            Self::Text => plain::plain(nodes),
            Self::Markdown => markdown::markdown(nodes),
            Self::Rtf => rtf::rtf(nodes),
            Self::Latex => latex::latex(nodes),
            Self::Typst => typst::typst(nodes),
            Self::Org => org::org(nodes),
            Self::Tree => tree::tree(nodes).to_string(),
        }
    }
}
