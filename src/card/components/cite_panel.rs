//! Cite this: the choice of styles and formats, the citation or file, and what can be done with it.

use yew::{AttrValue, Callback, Html, MouseEvent, NodeRef, Properties, component, html};

use super::actions::{copy_citation, download, refusal};
use super::in_text::InText;
use super::picker::Picker;
use super::section::heading_tag;
use super::sheet::Sheet;
use super::tabs::Tabs;
use crate::card::choices::Choices;
use crate::card::citation::{Citation, Unavailable};
use crate::card::in_text::{InText as Cited, Wish};
use crate::card::labels::Labels;
use crate::card::shared::Shared;
use crate::card::state::{Action, Outcome};

/// The props of [`CitePanel`].
#[derive(Properties, PartialEq)]
pub(crate) struct CitePanelProps {
    /// What can be chosen.
    pub choices: Shared<Choices>,
    /// What is chosen.
    pub citation: Shared<Citation>,
    /// How that is cited in a text, where it can be.
    pub in_text: Option<Shared<Cited>>,
    /// What the reader chose for that.
    pub wish: Wish,
    /// The name of its radio buttons.
    pub group: AttrValue,
    /// Whether the reader may be near: a card that is far has no select and no buttons.
    pub near: bool,
    /// Whether the owner may be looking: reasons of failures are for the owner.
    pub owner: bool,
    /// The tag of its heading; none where a dialog has the heading.
    pub heading: Option<&'static str>,
    /// The result of the last press.
    pub outcome: Outcome,
    /// Whether the reader is told that italics stay.
    pub hint: bool,
    /// The id of the panel.
    pub id: AttrValue,
    /// The panel.
    pub node: NodeRef,
    /// The element that shows the citation.
    pub sheet: NodeRef,
    /// The words.
    pub labels: &'static Labels,
    /// The card.
    pub dispatch: Callback<Action>,
}

/// The section.
#[component]
pub(crate) fn CitePanel(props: &CitePanelProps) -> Html {
    let CitePanelProps { choices, citation, near, id, labels, dispatch, .. } = props;
    let choice = &citation.choice;
    let selected = choices.tabs.iter().position(|tab| tab.id == choice.id);
    let value = if selected.is_some() { AttrValue::Static("") } else { choice.id.clone() };
    html! {
        <section part="cite" role="group" aria-label={labels.cite} class="cite">
            if let Some(heading) = props.heading {
                <@{heading} class="label">{labels.cite}</@>
            }
            <div class="bar">
                if choices.tabs.len() > 1 {
                    <Tabs {choices} {selected} panel={id} labels={*labels} {dispatch} />
                }
                if *near && !choices.groups.is_empty() {
                    <Picker {choices} {value} labels={*labels} {dispatch} />
                }
            </div>
            <div
                part="panel"
                role="tabpanel"
                {id}
                ref={&props.node}
                aria-label={&choice.name}
                aria-busy={citation.need().is_some().to_string()}
                class="panel"
            >
                {unavailable(props)}
                <Sheet {citation} near={*near} owner={props.owner} node={&props.sheet} labels={*labels} {dispatch} />
                <div part="actions" class="actions">
                    if *near && citation.rendering.is_ok() {
                        {actions(props)}
                    }
                    if props.hint {
                        <p aria-hidden="true" class="hint">{labels.italics_stay}</p>
                    }
                </div>
                {in_text(props)}
                {refusal(props.outcome, labels)}
            </div>
        </section>
    }
}

fn actions(props: &CitePanelProps) -> Html {
    let CitePanelProps { citation, outcome, sheet, labels, dispatch, .. } = props;
    let label = if citation.choice.is_format { labels.copy_short } else { labels.copy_citation };
    html! {
        <>
            {copy_citation(citation, sheet, *outcome, labels, dispatch, [label, "button primary"])}
            {download(citation, labels, dispatch)}
        </>
    }
}

fn in_text(props: &CitePanelProps) -> Html {
    let CitePanelProps { citation, wish, group, outcome, labels, dispatch, .. } = props;
    let Some(cited) = &props.in_text else { return Html::default() };
    let style = citation.choice.id.clone();
    html! {
        <InText {cited} wish={wish.clone()} {style} {group} outcome={*outcome} labels={*labels} {dispatch} />
    }
}

/// A sentence where the panel shows something else than the page wants.
fn unavailable(props: &CitePanelProps) -> Html {
    let CitePanelProps { citation, labels, dispatch, .. } = props;
    let Some(Unavailable { name, need, failure }) = &citation.unavailable else { return Html::default() };
    html! {
        <p class="note">
            <bdi>{name}</bdi>{": "}{labels.unavailable}
            if failure.may_pass() {
                {" "}{retry(Action::Retry(need.clone()), "toggle", labels, dispatch)}
            }
        </p>
    }
}

/// The button that fetches again what failed.
pub(super) fn retry(
    action: Action,
    class: &'static str,
    labels: &Labels,
    dispatch: &Callback<Action>,
) -> Html {
    let onclick = dispatch.reform(move |_: MouseEvent| action.clone());
    html! { <button part="button" type="button" {class} {onclick}>{labels.retry}</button> }
}

/// The tag of its heading: below the title, or in place of it where the card has none.
pub(crate) fn heading(title: Option<u8>, titled: bool) -> &'static str {
    heading_tag(title, u8::from(titled))
}
