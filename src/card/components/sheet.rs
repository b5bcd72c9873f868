//! What the panel shows: references, the text of a file, or why there is nothing yet.

use yew::{Callback, Html, MouseEvent, NodeRef, Properties, component, html};

use crate::card::citation::{Citation, Preview};
use crate::card::labels::Labels;
use crate::card::payload::PayloadError;
use crate::card::shared::Shared;
use crate::card::state::Action;
use crate::card::tree;
use crate::csl::Bibliography;

/// Of a longer file only so many characters are shown; copies and files have all of it.
const MAX_CODE: usize = 200_000;

/// A citation with more bytes than this may scroll in its sheet, which keys have to reach then.
const LONG: usize = 1500;

/// The props of [`Sheet`].
#[derive(Properties, PartialEq)]
pub struct SheetProps {
    /// What is shown.
    pub citation: Shared<Citation>,
    /// The element.
    pub node: NodeRef,
    /// The words.
    pub labels: &'static Labels,
    /// The card.
    pub dispatch: Callback<Action>,
}

/// The sheet.
#[component]
pub fn Sheet(props: &SheetProps) -> Html {
    let scrolls = match &props.citation.rendering {
        Ok(rendering) => {
            matches!(rendering.preview, Preview::References(..)) && rendering.payload.text.len() > LONG
        }
        Err(_) => false,
    };
    html! {
        <div tabindex={scrolls.then_some("0")} class="shown" ref={&props.node}>{content(props)}</div>
    }
}

fn content(props: &SheetProps) -> Html {
    let labels = props.labels;
    let error = match &props.citation.rendering {
        Ok(rendering) => return preview(&rendering.preview),
        Err(error) => error,
    };
    match error {
        PayloadError::Needs(_) => html! { <p class="waiting">{labels.loading}</p> },
        PayloadError::NoRecord => html! { <p class="waiting">{labels.empty}</p> },
        PayloadError::Unknown(problem) => html! { <p dir="auto" class="say">{problem.to_string()}</p> },
        PayloadError::Failed(need, failure) => {
            let action = Action::Retry(need.clone());
            let onclick = props.dispatch.reform(move |_: MouseEvent| action.clone());
            html! {
                <div class="failed">
                    <p role="alert" class="say">{labels.load_failed}</p>
                    <p dir="auto" class="explain">{&failure.message}</p>
                    <button part="button" type="button" class="button" {onclick}>{labels.retry}</button>
                </div>
            }
        }
    }
}

fn preview(preview: &Preview) -> Html {
    match preview {
        Preview::References(list, lang) => references(list, lang),
        Preview::Code(text) => html! {
            <pre part="code" tabindex="0" dir="ltr" class="code"><code>{tree::truncated(text, MAX_CODE)}</code></pre>
        },
    }
}

fn references(list: &Bibliography, lang: &str) -> Html {
    let class = match () {
        () if list.second_field_align => "entry aligned",
        () if list.hanging_indent => "entry hanging",
        () => "entry",
    };
    let entries = list.entries.iter().map(|entry| {
        html! {
            <div part="entry" lang={lang.to_owned()} dir="auto" {class}>
                {tree::citation(&entry.nodes, tree::MAX_SHOWN)}
            </div>
        }
    });
    entries.collect()
}
