//! The work's lasting address: a chip that copies it and, on a touch screen, a button that shares it.

use std::rc::Rc;

use yew::{AttrValue, Callback, Html, MouseEvent, NodeRef, Properties, component, html, use_node_ref};

use super::copy_button::{Copied, CopyButton};
use super::icon::{COPY, SHARE, icon};
use crate::card::browser;
use crate::card::labels::Labels;
use crate::card::payload::Payload;
use crate::card::state::{Action, CopyTarget, Outcome};

/// The props of [`Link`].
#[derive(Properties, PartialEq)]
pub(crate) struct LinkProps {
    /// The address.
    pub url: AttrValue,
    /// The title of the work, and its citation.
    pub title: AttrValue,
    pub citation: AttrValue,
    /// The style or format.
    pub id: AttrValue,
    /// The result of the last press.
    pub outcome: Outcome,
    /// The words.
    pub labels: &'static Labels,
    /// The card.
    pub dispatch: Callback<Action>,
}

/// The chip.
#[component]
pub(crate) fn Link(props: &LinkProps) -> Html {
    let LinkProps { url, id, outcome, labels, dispatch, .. } = props;
    let source: NodeRef = use_node_ref();
    // Without what every address has.
    let short = url.strip_prefix("https://").unwrap_or(url).to_owned();
    html! {
        <span class="address">
            <CopyButton
                {id}
                payload={Copied::Text(Rc::new(Payload::to_copy(url.to_string(), None)))}
                target={CopyTarget::Link}
                source={&source}
                name={[labels.copy_link, ": ", &short].concat()}
                part="button link"
                class="chip"
                done={labels.copied}
                outcome={*outcome}
                labels={*labels}
                {dispatch}
            >
                <bdi dir="ltr" ref={source}>{short}</bdi>{icon(COPY)}
            </CopyButton>
            if browser::can_share() {
                <button type="button" part="button" aria-label={labels.share} class="chip" onclick={share(props)}>
                    {icon(SHARE)}
                </button>
            }
        </span>
    }
}

fn share(props: &LinkProps) -> Callback<MouseEvent> {
    let LinkProps { url, title, citation, .. } = props;
    let (url, title, citation) = (url.clone(), title.clone(), citation.clone());
    Callback::from(move |_| browser::share(&title, &citation, &url))
}
