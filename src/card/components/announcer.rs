//! What a screen reader hears after a press: two live regions take turns, so that the same words
//! are read again.

use yew::{Html, Properties, component, html};

use crate::card::labels::Labels;
use crate::card::state::Outcome;

/// The props of [`Announcer`].
#[derive(Properties, PartialEq)]
pub struct AnnouncerProps {
    /// The words.
    pub labels: &'static Labels,
    /// What is reported.
    pub outcome: Outcome,
    /// How many outcomes there were.
    pub turn: u32,
}

/// The two regions.
#[component]
pub fn Announcer(props: &AnnouncerProps) -> Html {
    let words = match props.outcome {
        Outcome::Copied(_) => props.labels.copied_aloud,
        Outcome::Downloaded => props.labels.downloaded,
        Outcome::Idle | Outcome::CopyFailed(_) => "",
    };
    let (even, odd) = if props.turn % 2 == 0 { (words, "") } else { ("", words) };
    html! {
        <>
            <span role="status" class="aloud">{even}</span>
            <span role="status" class="aloud">{odd}</span>
        </>
    }
}
