//! A drawing of lines in the colour of the text.

use yew::{Html, html};

/// Two sheets.
pub(super) const COPY: &str = "M5.5 7A1.5 1.5 0 0 1 7 5.5h5A1.5 1.5 0 0 1 13.5 7v6a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 13zM10.5 3.2V3A1.5 1.5 0 0 0 9 1.5H4A1.5 1.5 0 0 0 2.5 3v7A1.5 1.5 0 0 0 4 11.5h.2";
/// An arrow onto a line.
pub(super) const DOWNLOAD: &str = "M8 2v8m0 0 3-3m-3 3L5 7M2.5 13.5h11";
/// A check mark.
pub(super) const CHECK: &str = "M2.5 8.5l3.5 3.5 7.5-8";
/// A quotation mark.
pub(super) const QUOTE: &str =
    "M6.8 3.5C4.3 4.6 3 6.6 3 9.2v3.3h3.6V9H4.8M13.3 3.5c-2.5 1.1-3.8 3.1-3.8 5.7v3.3h3.6V9h-1.8";
/// An arrow out of a box.
pub(super) const SHARE: &str = "M8 10V2m0 0L5 5m3-3 3 3M4.5 7.5h-1v6h9v-6h-1";
/// A lens.
pub(in crate::card) const LENS: &str = "M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9m3.4 7.9 3.6 3.6";
/// A cross.
pub(in crate::card) const CLOSE: &str = "M3.5 3.5l9 9m0-9l-9 9";

/// The drawing of some lines in a square of 16.
pub(in crate::card) fn icon(path: &'static str) -> Html {
    html! {
        <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.6" aria-hidden="true">
            <path d={path} />
        </svg>
    }
}
