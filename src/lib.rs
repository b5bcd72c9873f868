//! The citation card: a work's metadata in, a card with correct citations out.
//!
//! The data goes one way, and so does knowledge: a module knows those above it, never those below.
//!
//! ```text
//! discovery finds text or metadata on a page, in a file, at a DOI registry
//! formats   text → Record → text (BibTeX, RIS, CSL-JSON, …)
//! normalise raw text → names, identifiers, dates, languages, pages, HTML: once for all sources
//! record    one model of a work: CSL-JSON 1.0.2, typed
//! csl       Record + style + locale → a tree of formatted text → HTML, plain text, …
//! card      Yew components: what people see and press
//! element   the custom element's browser side: attributes, events, life cycle
//! ```
//!
//! `record`, `normalise`, `formats` and `csl` name no browser crate: they compile and are tested natively.

pub mod text;

pub mod record;

mod normalise;

pub mod csl;
pub mod discovery;
pub mod formats;

#[cfg(feature = "card")]
pub mod card;
#[cfg(feature = "compiler")]
mod compiler;
#[cfg(feature = "element")]
mod element;
#[cfg(feature = "finder")]
mod finder;
#[cfg(feature = "more")]
mod more;

pub use record::{Problem, Record};
