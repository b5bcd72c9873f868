//! The button that copies what the panel shows, and what is said after a press.

use yew::{AttrValue, Callback, Html, NodeRef, html};

use super::copy_button::{Copied, CopyButton};
use super::icon::{COPY, icon};
use crate::card::browser;
use crate::card::citation::Citation;
use crate::card::labels::Labels;
use crate::card::shared::Shared;
use crate::card::state::{Action, CopyTarget, Outcome};

/// The button that copies what the panel shows. `source` is where it is shown.
pub(super) fn copy_citation(
    citation: &Shared<Citation>,
    source: &NodeRef,
    outcome: Outcome,
    labels: &'static Labels,
    dispatch: &Callback<Action>,
    class: &'static str,
) -> Html {
    let choice = &citation.choice;
    let several = citation.works.len() > 1 && !choice.is_format;
    let label = match class.contains("small") || choice.is_format {
        true => AttrValue::Static(labels.copy_short),
        false if several => labels.copy_references.of(citation.works.len()).into(),
        false => AttrValue::Static(labels.copy_citation),
    };
    // Its name has what is seen on it, for those who speak to it (WCAG 2.5.3).
    let name = match choice.is_format {
        true => labels.copy.of(&choice.name),
        false if several => [&label, ", ", &choice.name].concat(),
        false => labels.copy_citation_of.of(&choice.name),
    };
    html! {
        <CopyButton
            id={&choice.id}
            payload={Copied::Citation(citation.clone())}
            target={CopyTarget::Entry}
            {source}
            {name}
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

/// What is shown where the browser refused the clipboard: the text is selected, and these keys copy it.
pub(super) fn refusal(outcome: Outcome, labels: &Labels) -> Html {
    match outcome {
        Outcome::CopyFailed(_) => {
            html! { <span role="alert" class="say">{labels.copy_refused(browser::is_mac())}</span> }
        }
        Outcome::SaveFailed => html! { <span role="alert" class="say">{labels.load_failed}</span> },
        _ => Html::default(),
    }
}

/// What a screen reader hears after a press: two live regions take turns, so that the same words are
/// read again.
pub(crate) fn announcements(
    labels: &Labels,
    outcome: Outcome,
    hint: bool,
    turn: u32,
    chosen: Option<&str>,
) -> Html {
    let words = match outcome {
        Outcome::Copied(_) if hint => labels.italics_stay,
        Outcome::Copied(_) => labels.copied_aloud,
        Outcome::Saved => labels.saved,
        Outcome::Chosen => chosen.unwrap_or_default(),
        Outcome::Idle | Outcome::CopyFailed(_) | Outcome::SaveFailed => "",
    };
    let region = |speaks: bool| {
        html! { <span role="status" class="aloud">if speaks && !words.is_empty() { {words.to_owned()} }</span> }
    };
    html! { <>{region(turn % 2 == 0)}{region(turn % 2 == 1)}</> }
}
