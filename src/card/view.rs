//! What every section needs to render itself, and the few pieces that they share.

use std::rc::Rc;

use yew::{Callback, Html, NodeRef, UseReducerDispatcher, html};

use super::choices::Choices;
use super::labels::Labels;
use super::props::CardProps;
use super::settings::Section;
use super::state::{Action, Outcome, State};

/// What every section needs.
pub struct View<'a> {
    /// The props.
    pub props: &'a CardProps,
    /// What the reader chose and did.
    pub state: &'a State,
    /// Takes actions.
    pub dispatch: UseReducerDispatcher<State>,
    /// Takes an outcome, and forgets a success after a while.
    pub say: Callback<Outcome>,
    /// The words.
    pub labels: &'static Labels,
    /// What can be chosen.
    pub choices: &'a Rc<Choices>,
    /// The number of this card on its page, for ids.
    pub number: u32,
    /// Elements that handlers and effects need.
    pub nodes: Nodes,
}

/// Elements of the card that handlers and effects need.
#[derive(Clone, Default)]
pub struct Nodes {
    /// Where the entry and the in-text citations are shown, by [`super::state::Slot`].
    pub shown: [NodeRef; 3],
    /// The select.
    pub select: NodeRef,
    /// The dialog of the layout `button`.
    pub dialog: NodeRef,
}

impl View<'_> {
    /// Whether a section may be seen.
    pub fn shows(&self, section: Section) -> bool {
        self.props.settings.sections.has(section)
    }

    /// An id of its own for a part of this card.
    pub fn id(&self, part: &str) -> String {
        format!("citation-card-{}-{part}", self.number)
    }

    /// A heading so many levels below the title's, or a paragraph where the page wants none.
    pub fn heading(&self, below: u8, class: &'static str, lang: Option<&str>, inner: Html) -> Html {
        let title = below == 0;
        let tag = match self.props.settings.heading {
            Some(level) => format!("h{}", (level + below).min(6)),
            None => "p".to_owned(),
        };
        let id = title.then(|| self.id(class));
        let dir = title.then_some("auto");
        let lang = lang.map(str::to_owned);
        html! { <@{tag} {class} part={title.then_some(class)} {id} {lang} {dir}>{ inner }</@> }
    }

    /// A section with its heading.
    pub fn section(&self, name: &'static str, label: &'static str, inner: Html) -> Html {
        let heading = self.heading(1, "label", None, Html::from(label));
        html! { <section class="section" part={name} role="group" aria-label={label}>{ heading }{ inner }</section> }
    }

    /// A callback that dispatches an action.
    pub fn act<E: 'static>(&self, action: Action) -> Callback<E> {
        let dispatch = self.dispatch.clone();
        Callback::from(move |_| dispatch.dispatch(action.clone()))
    }

    /// A button that folds and unfolds.
    pub fn toggle(&self, label: String, open: bool, action: Action) -> Html {
        html! {
            <button class="toggle" type="button" aria-expanded={open.to_string()} onclick={self.act(action)}>{ label }</button>
        }
    }
}
