//! What can be done with what the panel shows: copy it, save it. And what is said of it afterwards.

use std::rc::Rc;

use yew::{Callback, Html, MouseEvent, NodeRef, html};

use super::copy_button::CopyButton;
use super::icon::{COPY, DOWNLOAD, icon};
use crate::card::browser;
use crate::card::citation::Citation;
use crate::card::labels::Labels;
use crate::card::shared::Shared;
use crate::card::state::{Action, CopyTarget, Outcome};

/// The button that copies what the panel shows. `source` is where it is shown.
pub(super) fn copy_citation(
    citation: &Citation,
    source: &NodeRef,
    outcome: Outcome,
    labels: &'static Labels,
    dispatch: &Callback<Action>,
    [label, class]: [&'static str; 2],
) -> Html {
    let Ok(rendering) = &citation.rendering else { return Html::default() };
    let choice = &citation.choice;
    let words = if choice.is_format { labels.copy } else { labels.copy_citation_of };
    html! {
        <CopyButton
            id={&choice.id}
            payload={&rendering.payload}
            target={CopyTarget::Entry}
            {source}
            name={words.of(&choice.name)}
            part="button copy"
            {class}
            done={labels.copied}
            {outcome}
            {labels}
            {dispatch}
        >
            {icon(COPY)}{label}
        </CopyButton>
    }
}

/// The button that saves a file.
pub(super) fn download(citation: &Shared<Citation>, labels: &Labels, dispatch: &Callback<Action>) -> Html {
    let name = labels.download_of.of(&citation.choice.name);
    let (citation, dispatch) = (citation.clone(), dispatch.clone());
    let onclick = Callback::from(move |_: MouseEvent| {
        let Ok(rendering) = &citation.rendering else { return };
        let file = &rendering.payload;
        if browser::download(&file.file_name, file.media_type, &file.file_text) {
            dispatch.emit(Action::Downloaded(citation.choice.id.clone(), Rc::clone(file)));
        }
    });
    html! {
        <button part="button download" type="button" aria-label={name} class="button" {onclick}>
            {icon(DOWNLOAD)}{labels.download}
        </button>
    }
}

/// What is shown where the browser refused the clipboard: the text is selected, and these keys copy it.
pub(super) fn refusal(outcome: Outcome, labels: &Labels) -> Html {
    match outcome {
        Outcome::CopyFailed(_) => {
            html! { <span role="alert" class="say">{labels.copy_refused(browser::is_mac())}</span> }
        }
        _ => Html::default(),
    }
}

/// What a screen reader hears after a press: two live regions take turns, so that the same words are
/// read again.
pub(crate) fn announcements(labels: &Labels, outcome: Outcome, hint: bool, turn: u32) -> Html {
    let words = match outcome {
        Outcome::Copied(_) if hint => labels.italics_stay,
        Outcome::Copied(_) => labels.copied_aloud,
        Outcome::Downloaded => labels.downloaded,
        Outcome::Idle | Outcome::CopyFailed(_) => "",
    };
    let (even, odd) = if turn % 2 == 0 { (words, "") } else { ("", words) };
    html! {
        <>
            <span role="status" class="aloud">{even}</span>
            <span role="status" class="aloud">{odd}</span>
        </>
    }
}
