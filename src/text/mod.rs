//! The base library: what is done to text and lists before anything knows of records.
//!
//! Each of these is in the standard library too, or in a crate, and is written here because of what it
//! costs in WebAssembly: docs/decisions gives the measured bytes.

pub mod case;
pub mod cut;
pub mod distance;
pub mod fold;
pub mod json;
pub mod list;
pub mod order;
pub mod parts;
mod problem;
pub mod suggest;
pub mod xml;

pub use problem::{Place, Position, Problem};
