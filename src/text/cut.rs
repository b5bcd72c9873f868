//! Parts of a text by byte offsets, without a panic: an invalid offset gives an empty text.
//!
//! The panic of a slice costs wasm at each place where one is taken, and the tables that print the
//! character in its message.

/// The text before an offset.
#[inline(never)]
pub fn head(text: &str, end: usize) -> &str {
    text.get(..end).unwrap_or_default()
}

/// The text from an offset on.
#[inline(never)]
pub fn tail(text: &str, start: usize) -> &str {
    text.get(start..).unwrap_or_default()
}
