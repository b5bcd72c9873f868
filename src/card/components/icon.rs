//! A drawing of lines in the colour of the text.

use yew::{Html, html};

/// Two sheets.
pub(super) const COPY: &str = "M5.5 7A1.5 1.5 0 0 1 7 5.5h5A1.5 1.5 0 0 1 13.5 7v6a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 13zM10.5 3.2V3A1.5 1.5 0 0 0 9 1.5H4A1.5 1.5 0 0 0 2.5 3v7A1.5 1.5 0 0 0 4 11.5h.2";
/// An arrow onto a line.
pub(super) const DOWNLOAD: &str = "M8 2v8m0 0 3-3m-3 3L5 7M2.5 13.5h11";
/// A cross.
pub(super) const CLOSE: &str = "M3.5 3.5l9 9m0-9l-9 9";

/// The drawing of some lines in a square of 16.
pub(super) fn icon(path: &'static str) -> Html {
    html! {
        <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.6" aria-hidden="true">
            <path d={path} />
        </svg>
    }
}
