//! A button that copies. Its two states, the label and the check mark that draws itself after a
//! success, are stacked, so that the width never changes. The accessible name never changes either:
//! success is announced by a live region.

use std::rc::Rc;

use web_sys::Element;
use yew::html::ImplicitClone;
use yew::{AttrValue, Callback, Html, MouseEvent, NodeRef, Properties, component, html};

use super::icon::{CHECK, icon};
use crate::card::browser;
use crate::card::citation::Citation;
use crate::card::labels::Labels;
use crate::card::payload::Payload;
use crate::card::shared::Shared;
use crate::card::state::{Action, CopyTarget, Outcome};

/// What a button copies.
#[derive(Clone, PartialEq)]
pub(crate) enum Copied {
    /// A text.
    Text(Rc<Payload>),
    /// A citation; the rest of a long list is worked out in the press.
    Citation(Shared<Citation>),
}

impl Copied {
    /// Whether what is shown is not what would be copied, which is still being fetched.
    fn is_previous(&self) -> bool {
        matches!(self, Self::Citation(citation) if citation.is_previous())
    }

    fn payload(&self) -> Option<Rc<Payload>> {
        match self {
            Self::Text(payload) => Some(Rc::clone(payload)),
            Self::Citation(citation) => citation.payload(),
        }
    }
}

impl ImplicitClone for Copied {}

/// The props of [`CopyButton`].
#[derive(Properties, PartialEq)]
pub(crate) struct CopyButtonProps {
    /// The style or format.
    pub id: AttrValue,
    /// What the clipboard gets.
    pub payload: Copied,
    /// Which of the texts it is.
    pub target: CopyTarget,
    /// Where the text is shown: it is selected if the browser refuses the clipboard.
    pub source: NodeRef,
    /// The accessible name.
    pub name: AttrValue,
    /// Its `::part`.
    pub part: &'static str,
    /// Its class.
    pub class: &'static str,
    /// What is shown after a success, beside a check mark.
    pub done: &'static str,
    /// The result of the last press.
    pub outcome: Outcome,
    /// The words.
    pub labels: &'static Labels,
    /// The card.
    pub dispatch: Callback<Action>,
    /// What the button shows.
    pub children: Html,
}

/// The button.
#[component]
pub(crate) fn CopyButton(props: &CopyButtonProps) -> Html {
    let copied = props.outcome == Outcome::Copied(props.target);
    html! {
        <button
            type="button"
            part={props.part}
            aria-label={&props.name}
            aria-disabled={props.payload.is_previous().then_some("true")}
            class={[props.class, if copied { " done" } else { "" }].concat()}
            onclick={copy(props)}
        >
            <span class="swap">
                <span>{props.children.clone()}</span>
                <span aria-hidden="true" class="ok" data-done={props.done}>{icon(CHECK)}</span>
            </span>
        </button>
    }
}

/// Copies in the press.
fn copy(props: &CopyButtonProps) -> Callback<MouseEvent> {
    let CopyButtonProps { id, payload, target, source, labels, dispatch, .. } = props;
    let (id, payload, target, source) = (id.clone(), payload.clone(), *target, source.clone());
    let (labels, dispatch) = (*labels, dispatch.clone());
    Callback::from(move |_| {
        if let Some(payload) = payload.payload() {
            copy_now(&id, &payload, target, &source, labels, &dispatch);
        }
    })
}

/// Writes to the clipboard, and tells the card what became of it.
pub(super) fn copy_now(
    id: &AttrValue,
    payload: &Rc<Payload>,
    target: CopyTarget,
    source: &NodeRef,
    labels: &'static Labels,
    dispatch: &Callback<Action>,
) {
    let (id, copied, dispatch) = (id.clone(), Rc::clone(payload), dispatch.clone());
    browser::copy(Rc::clone(payload), source.cast::<Element>(), move |success| {
        dispatch.emit(if success {
            Action::Copied(target, id, copied)
        } else {
            Action::CopyFailed(target, labels.copy_refused(browser::is_mac()))
        });
    });
}
