//! What sections share: the frame with its heading, and the button that folds and unfolds.

use yew::{AttrValue, Callback, Html, MouseEvent, html};

use crate::card::state::Action;

/// A section with a heading one level below the title's. `part` is its `::part`.
pub(super) fn section(
    part: &'static str,
    label: impl Into<AttrValue>,
    title: Option<u8>,
    content: Html,
) -> Html {
    let label = label.into();
    html! {
        <section {part} role="group" aria-label={&label} class="section">
            <@{heading_tag(title, 1)} class="label">{label}</@>
            {content}
        </section>
    }
}

/// The tag of a heading so many levels below the title's; a paragraph where the page wants none.
pub(super) fn heading_tag(title: Option<u8>, below: u8) -> &'static str {
    match title.map(|level| level.saturating_add(below)) {
        Some(0 | 1) => "h1",
        Some(2) => "h2",
        Some(3) => "h3",
        Some(4) => "h4",
        Some(5) => "h5",
        Some(_) => "h6",
        None => "p",
    }
}

/// A button that folds and unfolds something.
pub(super) fn toggle(
    label: impl Into<AttrValue>,
    open: bool,
    action: Action,
    dispatch: &Callback<Action>,
) -> Html {
    let onclick = dispatch.reform(move |_: MouseEvent| action.clone());
    html! {
        <button type="button" aria-expanded={open.to_string()} class="toggle" {onclick}>{label.into()}</button>
    }
}
