//! What the owner wrote and the card could not use, folded to one quiet line: problems of the
//! attributes, of the record, of a file.

use yew::{Html, Properties, component, html};

use crate::card::labels::Labels;

/// More problems than these are in the element's `problems` only.
const SHOWN: usize = 20;

/// The props of [`Problems`].
#[derive(Properties, PartialEq)]
pub struct ProblemsProps {
    /// A sentence each.
    pub messages: Vec<String>,
    /// Whether they are unfolded at first.
    pub open: bool,
    /// The words.
    pub labels: &'static Labels,
}

/// The line and its list.
#[component]
pub fn Problems(props: &ProblemsProps) -> Html {
    let ProblemsProps { messages, open, labels } = props;
    html! {
        <details part="problems" open={*open} class="problems">
            <summary>{labels.problems.of(messages.len())}</summary>
            <ul>
                for message in messages.iter().take(SHOWN) {
                    <li dir="auto">{message}</li>
                }
            </ul>
        </details>
    }
}
