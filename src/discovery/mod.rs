//! Where the metadata of a work comes from: the property, an inline script, a file, the page, a DOI.
//!
//! [`Resolver`] decides what to look at, step by step, and asks for what only a browser can get (a
//! file, the page's picture); whoever drives it answers. So everything here is pure and tested
//! natively, and all waiting happens in `src/element/fetch.js`.
//!
//! [`discover`] turns the picture of a page into records: one reader for each vocabulary, then
//! `merge` field by field.

mod advice;
mod clean;
mod discover;
mod dublin_core;
mod eprints;
mod gaps;
mod highwire;
mod inline;
mod linked_data;
mod linkset;
mod merge;
mod open_graph;
mod page;
mod partial;
mod plan;
mod prism;
mod quirks;
mod report;
mod request;
mod resolve;
mod tags;
mod types;

#[cfg(test)]
mod tests;

pub use discover::{Discovery, Wanted, discover, visited};
pub use inline::{Inline, chunk_of, inline};
pub use merge::Field;
pub use page::{Link, Meta, Page};
pub use partial::Vocabulary;
pub use plan::{Follow, Settings, SourceKind, Step, plan};
pub use report::{Row, in_scholar, report, scholar};
pub use request::{Failure, REGISTRY, Request, Response};
pub use resolve::{Answer, Found, Next, Resolver};
