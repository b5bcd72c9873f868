//! CSL 1.0.2: records, a style and a locale to a tree of formatted text.
//! See <https://docs.citationstyles.org/en/stable/specification.html>.
//!
//! ```text
//! model      what a style, a locale and a formatted text are
//! read       XML, or the compact text that browsers load → style and locale
//! render     style + one cited work → output: texts and formatting, finished as a tree
//! document   many works: numbers, order, positions, disambiguation, citations, the list
//! out        tree → HTML, plain text, …
//! names      the names of styles and journals, and the file that has them
//! ```
//!
//! Each knows those above it, never those below.

mod document;
mod model;
pub mod names;
mod out;
mod read;
mod render;

#[cfg(feature = "card")]
pub(crate) use document::is_ready;
pub use document::{
    Bibliography, Cite, Cluster, Collator, Compare, Document, Entry, Mode, Options, Processor, Unfinished,
    bibliography, citation, cites,
};
pub use model::language::{nearest_locale, nearest_locales};
pub use model::locale::Locale;
pub use model::locator::locators;
pub use model::own::OWN_STYLES;
pub use model::style::{CitePosition, Style};
pub use model::tree::Node;
pub use model::{StyleError, aliases, tree};
pub use out::html::html;
pub use out::latex::latex;
pub use out::markdown::markdown;
pub use out::org::org;
pub use out::output::Output;
pub use out::plain::plain;
pub use out::rtf::rtf;
pub use out::tree::{from_tree, tree};
pub use out::typst::typst;
