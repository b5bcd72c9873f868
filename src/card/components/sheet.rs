//! What the panel shows: references, the text of a file, or why there is nothing yet. A selection of
//! whole references copies them clean, as the button does; a press on the text copies it too.

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element};
use yew::{
    Callback, Event, Html, MouseEvent, NodeRef, Properties, component, html, use_effect_with, use_state_eq,
};

use super::cite_panel::retry;
use super::code::code;
use super::copy_button::copy_now;
use crate::card::bidi;
use crate::card::browser;
use crate::card::citation::{Citation, Look, MAX_CODE, Preview, References, Slice as Part};
use crate::card::labels::Labels;
use crate::card::payload::{PayloadError, references};
use crate::card::props::Need;
use crate::card::shared::Shared;
use crate::card::state::{Action, CopyTarget};
use crate::card::tree;
use crate::csl::Entry;

/// The props of [`Sheet`].
#[derive(Properties, PartialEq)]
pub(crate) struct SheetProps {
    /// What is shown.
    pub citation: Shared<Citation>,
    /// Whether the reader may be near.
    pub near: bool,
    /// Whether the owner may be looking.
    pub owner: bool,
    /// The element.
    pub node: NodeRef,
    /// The words.
    pub labels: &'static Labels,
    /// The card.
    pub dispatch: Callback<Action>,
}

/// The sheet.
#[component]
pub(crate) fn Sheet(props: &SheetProps) -> Html {
    let scrolls = use_state_eq(|| false);
    {
        // What scrolls has to be in reach of keys; when it does, only the browser knows.
        let (node, scrolls) = (props.node.clone(), scrolls.clone());
        use_effect_with((props.citation.clone(), props.near), move |(_, near)| {
            let element = if *near { node.cast::<Element>() } else { None };
            let watch = element.and_then(|element| {
                browser::Overflow::watch(&element, move |overflows| scrolls.set(overflows))
            });
            move || drop(watch)
        });
    }
    html! {
        <div
            tabindex={scrolls.then_some("0")}
            data-room={&props.citation.room}
            class="shown"
            ref={&props.node}
            oncopy={copy_clean(props)}
            onclick={copy_pressed(props)}
        >
            {content(props)}
        </div>
    }
}

/// Copies what is pressed, unless the press selects something or opens a link.
fn copy_pressed(props: &SheetProps) -> Callback<MouseEvent> {
    let SheetProps { citation, node, labels, dispatch, .. } = props;
    let (citation, node, labels, dispatch) = (citation.clone(), node.clone(), *labels, dispatch.clone());
    Callback::from(move |event: MouseEvent| {
        if node.cast::<Element>().is_some_and(|sheet| browser::is_bare_press(&event, &sheet)) {
            let id = &citation.choice.id;
            if let Some(payload) = citation.payload() {
                copy_now(id, &payload, CopyTarget::Entry, &node, labels, &dispatch);
            }
        }
    })
}

/// Puts the clean payload in place of the page's fonts and colours where whole references are
/// selected, and nothing beside them.
fn copy_clean(props: &SheetProps) -> Callback<Event> {
    let (citation, node) = (props.citation.clone(), props.node.clone());
    Callback::from(move |event: Event| {
        let Ok(rendering) = &citation.rendering else { return };
        let Some(sheet) = node.cast::<Element>() else { return };
        let list = sheet.query_selector(".entries").ok().flatten().unwrap_or(sheet);
        let selected = browser::selected_parts(&list);
        let (text, html) = match &rendering.preview {
            _ if selected.is_empty() => return,
            Preview::Code(text) => (text.to_string(), None),
            Preview::References(list) => {
                let entries = list.entries().enumerate().filter(|(at, _)| selected.contains(at));
                let entries = entries.map(|(_, (entry, _))| entry.nodes.as_slice());
                let (text, html) = references(&entries.collect::<Vec<_>>());
                (text, Some(html))
            }
        };
        if browser::put(event.unchecked_ref::<ClipboardEvent>(), &text, html.as_deref()) {
            event.prevent_default();
        }
    })
}

fn content(props: &SheetProps) -> Html {
    match &props.citation.rendering {
        Ok(rendering) => preview(&rendering.preview),
        Err(error) => missing(error, props.owner, props.labels, &props.dispatch),
    }
}

/// Why there is no citation, and what the reader can do about it.
pub(super) fn missing(
    error: &PayloadError,
    owner: bool,
    labels: &Labels,
    dispatch: &Callback<Action>,
) -> Html {
    match error {
        PayloadError::Needs(_) => html! { <p class="waiting">{labels.loading}</p> },
        PayloadError::NoRecord => html! { <p class="waiting">{labels.choose_works}</p> },
        PayloadError::Unknown(problem) => {
            html! { <p lang="en" dir="ltr" class="say">{problem.to_string()}</p> }
        }
        PayloadError::Failed(need, failure) => {
            let style = matches!(need, Need::Style(_));
            let again = Action::Retry(need.clone());
            html! {
                <div class="failed">
                    <p role="alert" class="say">{if style { labels.unavailable } else { labels.load_failed }}</p>
                    if owner {
                        <p lang="en" dir="ltr" class="explain">{&failure.message}</p>
                    }
                    if failure.may_pass() {
                        {retry(again, "button", labels, dispatch)}
                    }
                </div>
            }
        }
    }
}

fn preview(preview: &Preview) -> Html {
    match preview {
        Preview::References(list) => entries(list),
        Preview::Code(text) => html! {
            <pre part="code" tabindex="0" dir="ltr" class="code"><code>{code(&tree::truncated(text, MAX_CODE))}</code></pre>
        },
    }
}

fn entries(list: &References) -> Html {
    let entries = match list.slices.as_slice() {
        [slice] => slice_of(&slice.entries, &slice.look),
        slices => slices
            .iter()
            .map(|slice| {
                let Part { entries, look } = slice;
                html! { <Slice key={entries.place()} {entries} look={look.clone()} /> }
            })
            .collect(),
    };
    html! { <div class="entries">{entries}</div> }
}

/// The props of [`Slice`].
#[derive(Properties, PartialEq)]
struct SliceProps {
    entries: Shared<Vec<Entry>>,
    look: Look,
}

/// Some of many references: they are not rendered again when more come.
#[component]
fn Slice(props: &SliceProps) -> Html {
    html! { <div class="slice">{slice_of(&props.entries, &props.look)}</div> }
}

fn slice_of(entries: &[Entry], look: &Look) -> Html {
    let class = match () {
        () if look.aligned => "entry aligned",
        () if look.hanging => "entry hanging",
        () => "entry",
    };
    let entries = entries.iter().map(|entry| {
        let dir = bidi::direction(&look.lang, &entry.nodes);
        html! {
            <div part="entry" lang={&look.lang} {dir} {class}>
                {tree::citation(&entry.nodes, tree::MAX_SHOWN, dir)}
            </div>
        }
    });
    entries.collect()
}
