//! What every section needs to render itself, and the few pieces that they share.

use std::cell::RefCell;
use std::rc::Rc;

use yew::{Callback, Event, Html, NodeRef};

use super::Kept;
use super::choices::Choices;
use super::labels::Labels;
use super::press::Press;
use super::props::CardProps;
use super::settings::Section;
use super::state::{Action, State};
use super::template::{template, truth};

/// What every section needs.
pub struct View<'a> {
    /// The props.
    pub props: &'a CardProps,
    /// What the reader chose and did.
    pub state: &'a State,
    /// What presses act on.
    pub(super) kept: &'a Rc<RefCell<Kept>>,
    /// The words.
    pub labels: &'static Labels,
    /// What can be chosen.
    pub choices: &'a Choices,
    /// The number of this card on its page, for ids.
    pub number: u32,
    /// Elements that handlers and effects need.
    pub nodes: &'a Nodes,
}

/// Elements of the card that handlers and effects need.
#[derive(Default)]
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
        ["citation-card-", &self.number.to_string(), "-", part].concat()
    }

    /// The language of the labels.
    pub fn lang(&self) -> &'static str {
        Labels::lang(&self.props.settings.lang)
    }

    /// What hears a press.
    pub fn on(&self, press: Press) -> Callback<Event> {
        let kept = Rc::clone(self.kept);
        Callback::from(move |event: Event| press.take(&kept, &event))
    }

    /// A heading so many levels below the title's, or a paragraph where the page wants none.
    pub fn heading(&self, below: u8, class: &'static str, lang: Option<&str>, inner: Html) -> Html {
        const LEVELS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
        let title = below == 0;
        let tag = match self.props.settings.heading {
            Some(level) => LEVELS[usize::from(level + below - 1).min(5)],
            None => "p",
        };
        template!(
            "<{} part={} id={} lang={} dir={} class={}>{}</{}>",
            tag,
            title.then_some(class),
            title.then(|| self.id(class)),
            lang.map(str::to_owned),
            title.then_some("auto"),
            class,
            inner,
        )
    }

    /// A section with its heading.
    pub fn section(&self, name: &'static str, label: &'static str, inner: Html) -> Html {
        let heading = self.heading(1, "label", None, Html::from(label));
        template!(
            "<section part={} role='group' aria-label={} class='section'>{}{}</section>",
            name,
            label,
            heading,
            inner
        )
    }

    /// A button that folds and unfolds.
    pub fn toggle(&self, label: String, open: bool, action: Action) -> Html {
        template!(
            "<button type='button' aria-expanded={} class='toggle' onclick={}>{}</button>",
            truth(open),
            self.on(Press::Act(action)),
            label,
        )
    }
}
