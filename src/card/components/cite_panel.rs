//! Cite this: the choice of styles and formats, the citation or file, and what can be done with it.

use yew::{AttrValue, Callback, Html, MouseEvent, NodeRef, Properties, component, html};

use super::actions::{copy_citation, refusal};
use super::find_button::FindButton;
use super::in_text::InText;
use super::link::Link;
use super::options::Options;
use super::save::Save;
use super::section::heading_tag;
use super::sheet::Sheet;
use super::tabs::Tabs;
use super::versions::Versions;
use crate::card::choices::Choices;
use crate::card::citation::{Citation, Unavailable};
use crate::card::in_text::InText as Cited;
use crate::card::labels::Labels;
use crate::card::settings::Settings;
use crate::card::shared::Shared;
use crate::card::state::{Action, Outcome, State};
use crate::card::{reader, recommended, save};
use crate::chunk::chunk;
use crate::formats;
use crate::record::Record;

/// The props of [`CitePanel`].
#[derive(Properties, PartialEq)]
pub(crate) struct CitePanelProps {
    /// What can be chosen.
    pub choices: Shared<Choices>,
    /// What is chosen.
    pub citation: Shared<Citation>,
    /// How that is cited in a text, where it can be.
    pub in_text: Option<Shared<Cited>>,
    /// What the reader chose.
    pub state: State,
    /// What the page asks for.
    pub settings: Shared<Settings>,
    /// All works.
    pub records: Shared<Vec<Record>>,
    /// The row of tabs.
    pub bar: NodeRef,
    /// The search, while it is open.
    pub search: Html,
    /// Whether the reader may be near: a card that is far has no buttons.
    pub near: bool,
    /// Whether the owner may be looking: reasons of failures are for the owner.
    pub owner: bool,
    /// The tag of its heading.
    pub heading: &'static str,
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
    let finding = props.state.finding.is_some();
    html! {
        <section part="cite" role="group" aria-label={labels.cite} class={if finding { "cite finding" } else { "cite" }}>
            <div class="top">
                <@{props.heading} class="label">{labels.cite}</@>
                if *near { {address(props).unwrap_or_default()} }
            </div>
            <div class="bar" ref={&props.bar}>
                if choices.tabs.len() > 1 {
                    <Tabs {choices} {selected} panel={id} labels={*labels} {dispatch} />
                }
                if *near {
                    <FindButton open={finding} name={&choice.name} labels={*labels} {dispatch} />
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
                if *near { {versions(props).unwrap_or_default()} }
                <div class="stage">
                    <Sheet {citation} near={*near} owner={props.owner} node={&props.sheet} labels={*labels} {dispatch} />
                    {props.search.clone()}
                </div>
                <div part="actions" class="actions">
                    if *near && citation.rendering.is_ok() {
                        {actions(props)}
                    }
                    if props.hint {
                        <p aria-hidden="true" class="hint">{labels.italics_stay}</p>
                    }
                    if citation.is_previous() {
                        <p class="hint waiting">{labels.loading}</p>
                    }
                </div>
                {refusal(props.outcome, labels)}
                {in_text(props).unwrap_or_else(|| coming(props, "intext coming"))}
                if *near && citation.choice.id != recommended::ID {
                    {options(props).unwrap_or_else(|| coming(props, "options coming"))}
                }
                if *near { {contact(props).unwrap_or_default()} }
            </div>
        </section>
    }
}

/// The room of what comes with its chunk, so that nothing moves then.
fn coming(props: &CitePanelProps, class: &'static str) -> Html {
    let shown = props.near && !props.citation.choice.is_format && props.records.len() == 1;
    if shown {
        html! { <div {class} /> }
    } else {
        Html::default()
    }
}

fn actions(props: &CitePanelProps) -> Html {
    let CitePanelProps { citation, outcome, sheet, labels, dispatch, .. } = props;
    html! {
        <>
            {copy_citation(citation, sheet, *outcome, labels, dispatch, "button primary")}
            {save(props).unwrap_or_default()}
        </>
    }
}

chunk! { sections;
/// The button that saves, with its menu.
fn save(props: &CitePanelProps) -> Html {
    let CitePanelProps { citation, outcome, labels, dispatch, .. } = props;
    let targets = save::targets(citation, labels, props.state.saved.as_deref());
    html! { <Save {targets} id={own_id(props, "-save")} outcome={*outcome} labels={*labels} {dispatch} /> }
}}

/// An id for a part of the panel, within its own.
fn own_id(props: &CitePanelProps, part: &str) -> AttrValue {
    [&props.id, part].concat().into()
}

chunk! { sections;
/// The address of a lone work.
fn address(props: &CitePanelProps) -> Html {
    let CitePanelProps { citation, outcome, labels, dispatch, .. } = props;
    let Some((work, url)) = citation.address() else { return Html::default() };
    let text = citation.payload().filter(|_| !citation.choice.is_format).map(|payload| payload.text.clone());
    html! {
        <Link
            {url}
            title={work.title().to_owned()}
            citation={text.unwrap_or_default()}
            id={&citation.choice.id}
            outcome={*outcome}
            labels={*labels}
            {dispatch}
        />
    }
}}

chunk! { sections;
fn versions(props: &CitePanelProps) -> Html {
    let CitePanelProps { labels, dispatch, .. } = props;
    let versions = reader::versions(&props.records, &props.settings, labels);
    if versions.is_empty() {
        return Html::default();
    }
    let version = props.state.reader.version;
    html! { <Versions {versions} {version} group={own_id(props, "-version")} labels={*labels} {dispatch} /> }
}}

chunk! { sections;
fn options(props: &CitePanelProps) -> Html {
    let CitePanelProps { citation, settings, records, labels, dispatch, .. } = props;
    let format = formats::by_id(&citation.choice.id).filter(|_| citation.choice.is_format);
    html! {
        <Options
            reader={props.state.reader.clone()}
            {settings}
            format={format.map_or("", |format| format.id)}
            {records}
            labels={*labels}
            {dispatch}
        />
    }
}}

chunk! { sections;
/// Where the reader can say that something is wrong.
fn contact(props: &CitePanelProps) -> Html {
    let Some(href) = reader::contact(&props.settings, &props.records) else { return Html::default() };
    html! { <a part="contact" {href} rel="noopener" class="contact">{props.labels.contact}</a> }
}}

chunk! { sections;
fn in_text(props: &CitePanelProps) -> Html {
    let CitePanelProps { citation, state, outcome, labels, dispatch, .. } = props;
    let Some(cited) = &props.in_text else { return Html::default() };
    let style = citation.choice.id.clone();
    html! {
        <InText
            {cited}
            wish={state.wish.clone()}
            {style}
            group={own_id(props, "-form")}
            previous={citation.is_previous()}
            outcome={*outcome}
            labels={*labels}
            {dispatch}
        />
    }
}}

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
