//! The tree to text: one file for each kind of output.

pub(crate) mod html;
pub(crate) mod plain;
