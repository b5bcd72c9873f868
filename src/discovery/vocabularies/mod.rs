//! The vocabularies in which pages describe works, each to claims about fields: meta tags by tables,
//! JSON-LD, microdata, RDFa and COinS by the readers of their formats.

mod citation;
pub(super) mod dublin_core;
pub(super) mod eprints;
pub(super) mod highwire;
pub(super) mod linked_data;
pub(super) mod open_graph;
pub(super) mod prism;
pub(super) mod tags;
pub(super) mod types;
