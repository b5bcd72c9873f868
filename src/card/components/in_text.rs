//! The in-text citations, each a button that copies it; of a note style, the note.

use yew::{AttrValue, Callback, Html, NodeRef, Properties, component, html, use_memo};

use super::copy_button::CopyButton;
use crate::card::citation::{Citation, InText as Texts, Preview, Snippet};
use crate::card::labels::Labels;
use crate::card::shared::Shared;
use crate::card::state::{Action, CopyTarget, Outcome};
use crate::card::tree;

/// A button shows and says only so many characters of what it copies.
const SPOKEN: usize = 200;

/// The props of [`InText`].
#[derive(Properties, PartialEq)]
pub(crate) struct InTextProps {
    /// What is cited.
    pub citation: Shared<Citation>,
    /// The result of the last press.
    pub outcome: Outcome,
    /// The words.
    pub labels: &'static Labels,
    /// The card.
    pub dispatch: Callback<Action>,
}

/// The buttons; nothing where there is no in-text citation.
#[component]
pub(crate) fn InText(props: &InTextProps) -> Html {
    let labels = props.labels;
    let nodes = use_memo((), |()| [NodeRef::default(), NodeRef::default()]);
    let Ok(rendering) = &props.citation.rendering else { return Html::default() };
    let Preview::References(_, lang) = &rendering.preview else { return Html::default() };
    let shown = |snippet: &Snippet, node: &NodeRef| {
        html! { <span ref={node} lang={lang.clone()} dir="auto">{tree::citation(&snippet.nodes, SPOKEN)}</span> }
    };
    match &rendering.in_text {
        Texts::None => Html::default(),
        // A note repeats the whole citation: it is copied, not shown once more.
        Texts::Note(note) => {
            let [node, _] = &*nodes;
            let content = html! { <>{labels.note}<span class="aloud">{shown(note, node)}</span></> };
            html! {
                <span class="intext">
                    {button(props, CopyTarget::InText, note, node, labels.copy_note.into(), content)}
                </span>
            }
        }
        Texts::Citations(list) => html! {
            <span class="intext">
                <span class="lead">{labels.in_text}</span>
                for ((target, snippet), node) in list.iter().zip(nodes.iter()) {
                    {button(props, *target, snippet, node, name(labels, snippet), shown(snippet, node))}
                }
            </span>
        },
    }
}

fn name(labels: &Labels, snippet: &Snippet) -> AttrValue {
    [labels.copy_in_text, ": ", &tree::truncated(&snippet.payload.text, SPOKEN)].concat().into()
}

fn button(
    props: &InTextProps,
    target: CopyTarget,
    snippet: &Snippet,
    node: &NodeRef,
    name: AttrValue,
    content: Html,
) -> Html {
    let InTextProps { citation, outcome, labels, dispatch } = props;
    html! {
        <CopyButton
            id={&citation.choice.id}
            payload={&snippet.payload}
            {target}
            source={node}
            {name}
            part="in-text"
            class="snippet"
            done=""
            outcome={*outcome}
            labels={*labels}
            {dispatch}
        >
            {content}
        </CopyButton>
    }
}
