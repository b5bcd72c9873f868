//! What can be done with what the panel shows: copy it, save it, copy its in-text citations.

use std::rc::Rc;

use yew::{Callback, Html, MouseEvent, NodeRef, Properties, component, html};

use super::copy_button::CopyButton;
use super::icon::{COPY, DOWNLOAD, Icon};
use super::in_text::InText;
use crate::card::browser;
use crate::card::citation::Citation;
use crate::card::labels::Labels;
use crate::card::shared::Shared;
use crate::card::state::{Action, CopyTarget, Outcome};

/// The props of [`Actions`].
#[derive(Properties, PartialEq)]
pub struct ActionsProps {
    /// What is copied and saved.
    pub citation: Shared<Citation>,
    /// Where it is shown.
    pub sheet: NodeRef,
    /// The result of the last press.
    pub outcome: Outcome,
    /// The words.
    pub labels: &'static Labels,
    /// The card.
    pub dispatch: Callback<Action>,
}

/// The buttons.
#[component]
pub fn Actions(props: &ActionsProps) -> Html {
    let ActionsProps { citation, sheet, outcome, labels, dispatch } = props;
    let choice = &citation.choice;
    let label = if choice.is_format { labels.copy_short } else { labels.copy_citation };
    html! {
        <>
            <CopyCitation {citation} {sheet} outcome={*outcome} labels={*labels} {dispatch} {label} class="button primary" />
            <button
                part="button download"
                type="button"
                aria-label={labels.download_of.of(&choice.name)}
                class="button"
                onclick={download(props)}
            >
                <Icon path={DOWNLOAD} />{labels.download}
            </button>
            <InText {citation} outcome={*outcome} labels={*labels} {dispatch} />
        </>
    }
}

fn download(props: &ActionsProps) -> Callback<MouseEvent> {
    let (citation, dispatch) = (props.citation.clone(), props.dispatch.clone());
    Callback::from(move |_| {
        let Ok(rendering) = &citation.rendering else { return };
        let file = &rendering.payload;
        if browser::download(&file.file_name, file.media_type, &file.file_text) {
            dispatch.emit(Action::Downloaded(citation.choice.id.clone(), Rc::clone(file)));
        }
    })
}

/// The props of [`CopyCitation`].
#[derive(Properties, PartialEq)]
pub struct CopyCitationProps {
    /// What is copied.
    pub citation: Shared<Citation>,
    /// Where it is shown.
    pub sheet: NodeRef,
    /// The result of the last press.
    pub outcome: Outcome,
    /// The words.
    pub labels: &'static Labels,
    /// The card.
    pub dispatch: Callback<Action>,
    /// The words on the button.
    pub label: &'static str,
    /// Its class.
    pub class: &'static str,
}

/// The button that copies what the panel shows.
#[component]
pub fn CopyCitation(props: &CopyCitationProps) -> Html {
    let CopyCitationProps { citation, sheet, outcome, labels, dispatch, label, class } = props;
    let Ok(rendering) = &citation.rendering else { return Html::default() };
    let choice = &citation.choice;
    let words = if choice.is_format { labels.copy } else { labels.copy_citation_of };
    html! {
        <CopyButton
            id={&choice.id}
            payload={&rendering.payload}
            target={CopyTarget::Entry}
            source={sheet}
            name={words.of(&choice.name)}
            part="button copy"
            class={*class}
            done={labels.copied}
            outcome={*outcome}
            labels={*labels}
            {dispatch}
        >
            <Icon path={COPY} />{*label}
        </CopyButton>
    }
}
