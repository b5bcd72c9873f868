//! The layout `inline`: the citation in a line of the page's own text, with a button to copy it.

use yew::{Callback, Html, NodeRef, Properties, component, html};

use super::actions::{copy_citation, refusal};
use super::sheet::missing;
use crate::card::bidi;
use crate::card::citation::{Citation, Preview};
use crate::card::labels::Labels;
use crate::card::shared::Shared;
use crate::card::state::{Action, Outcome};
use crate::card::tree;
use crate::chunk::chunk;

/// The props of [`Inline`].
#[derive(Properties, PartialEq)]
pub(crate) struct InlineProps {
    /// What is cited.
    pub citation: Shared<Citation>,
    /// The element that shows the citation.
    pub sheet: NodeRef,
    /// Whether the owner may be looking.
    pub owner: bool,
    /// The result of the last press.
    pub outcome: Outcome,
    /// The words.
    pub labels: &'static Labels,
    /// The card.
    pub dispatch: Callback<Action>,
}

chunk! { sections;
/// [`Inline`], where its code has been loaded.
pub(crate) fn inline(props: InlineProps) -> Html {
    html! { <Inline ..props /> }
}}

/// The citation and the button.
#[component]
fn Inline(props: &InlineProps) -> Html {
    let InlineProps { citation, sheet, owner, outcome, labels, dispatch } = props;
    let rendering = match &citation.rendering {
        Ok(rendering) => rendering,
        Err(error) => return missing(error, *owner, labels, dispatch),
    };
    html! {
        <>
            <span ref={sheet}>{preview(&rendering.preview)}</span>{" "}
            {copy_citation(citation, sheet, *outcome, labels, dispatch, "button small")}
            {refusal(*outcome, labels)}
        </>
    }
}

fn preview(preview: &Preview) -> Html {
    match preview {
        Preview::Code(text) => html! { <code dir="ltr">{text}</code> },
        Preview::References(list) => html! {
            for (entry, look) in list.entries() {
                <span lang={&look.lang} dir={bidi::direction(&look.lang, &entry.nodes)}>
                    {tree::citation(&entry.nodes, tree::MAX_SHOWN, bidi::direction(&look.lang, &entry.nodes))}
                </span>
            }
        },
    }
}
