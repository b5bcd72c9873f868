//! Where the metadata of a work comes from: the property, an inline script, a file, the page, a DOI.
//!
//! [`Resolver`] decides what to look at, step by step, and asks for what only a browser can get (a
//! file, the page's snapshot); whoever drives it answers. So everything here is pure and tested
//! natively, and all waiting happens in `src/element/fetch.js`.
//!
//! [`discover`] turns the snapshot of a page into records in three passes: each vocabulary claims what it
//! says (field, raw value, origin), `normalise` reads the values, and `merge` decides field by field.

mod discover;
mod merge;
mod page;
mod partial;
mod report;
mod resolver;
mod vocabularies;

#[cfg(test)]
mod tests;

pub use discover::{Discovery, Wanted, discover, visited};
pub use merge::Field;
pub use page::{Link, Meta, Page};
pub use partial::Vocabulary;
#[cfg(feature = "card")]
pub(crate) use report::advice_language;
pub use report::{Row, in_scholar, report, scholar};
pub use resolver::inline::{Inline, chunk_of, format_of, inline};
pub use resolver::plan::{Follow, Settings, SourceKind, Step, plan};
pub use resolver::request::{Failure, REGISTRY, Request, Response};
pub use resolver::{Answer, Found, Next, Resolver};
