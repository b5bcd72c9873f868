//! Cite this: the choice of styles and formats, the citation or file, and what can be done with it.

use yew::{AttrValue, Callback, Html, NodeRef, Properties, component, html};

use super::actions::Actions;
use super::picker::Picker;
use super::sheet::Sheet;
use super::tabs::Tabs;
use crate::card::browser;
use crate::card::choices::Choices;
use crate::card::citation::Citation;
use crate::card::labels::Labels;
use crate::card::shared::Shared;
use crate::card::state::{Action, Outcome};

/// The props of [`CitePanel`].
#[derive(Properties, PartialEq)]
pub struct CitePanelProps {
    /// What can be chosen.
    pub choices: Shared<Choices>,
    /// What is chosen.
    pub citation: Shared<Citation>,
    /// Whether the reader may be near: a card that is far has no select and no buttons.
    pub near: bool,
    /// The result of the last press.
    pub outcome: Outcome,
    /// The id of the panel.
    pub id: AttrValue,
    /// The element that shows the citation.
    pub sheet: NodeRef,
    /// The words.
    pub labels: &'static Labels,
    /// The card.
    pub dispatch: Callback<Action>,
}

/// The section.
#[component]
pub fn CitePanel(props: &CitePanelProps) -> Html {
    let CitePanelProps { choices, citation, near, outcome, id, sheet, labels, dispatch } = props;
    let choice = &citation.choice;
    let selected = choices.tabs.iter().position(|tab| tab.id == choice.id);
    let value = if selected.is_some() { AttrValue::Static("") } else { choice.id.clone() };
    html! {
        <section part="cite" role="group" aria-label={labels.cite} class="cite">
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
                aria-label={&choice.name}
                aria-busy={citation.need().is_some().to_string()}
                class="panel"
            >
                <Sheet {citation} node={sheet} labels={*labels} {dispatch} />
                <div part="actions" class="actions">
                    if *near && citation.rendering.is_ok() {
                        <Actions {citation} {sheet} outcome={*outcome} labels={*labels} {dispatch} />
                    }
                </div>
                {refused(*outcome, labels)}
            </div>
        </section>
    }
}

/// What is shown where the browser refused the clipboard: the text is selected, and these keys copy it.
pub fn refused(outcome: Outcome, labels: &Labels) -> Html {
    match outcome {
        Outcome::CopyFailed(_) => {
            html! { <span role="alert" class="say">{labels.copy_refused(browser::is_mac())}</span> }
        }
        _ => Html::default(),
    }
}
