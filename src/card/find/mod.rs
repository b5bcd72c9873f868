//! The search for styles, journals and file formats: what is typed to what is chosen.
//!
//! An editable combobox with a list, as the ARIA Authoring Practices have it (“editable combobox with
//! list autocomplete”, manual selection): the focus stays in the field, and the active option is shown
//! on trial. Everything here is a chunk that is fetched when a reader comes near.

mod languages;
mod list;
mod recent;
mod view;

use web_sys::{Element, HtmlInputElement};
use yew::{AttrValue, Callback, Component, Context, Html, KeyboardEvent, NodeRef, Properties, html};

use super::browser::{self, Listener, Timer};
use super::choices::{Choice, Choices};
use super::labels::Labels;
use super::props::Assets;
use super::settings::Settings;
use super::shared::Shared;
use super::state::Action;
use crate::chunk::chunk;
use crate::record::Record;
use list::Found;

/// A style that has to be fetched is shown on trial when its option has been active for so long, in
/// milliseconds.
const TRY: i32 = 120;
/// More works than these take time to be shown on trial.
const SEVERAL: usize = 30;
/// What was found is said so long after the last key.
const SAY: i32 = 400;
/// Names that have come are shown first, and made ready to be searched so long after.
const PREPARE: i32 = 30;
/// Page Up and Page Down move so far.
const PAGE: usize = 8;

/// The props of [`Search`].
#[derive(Clone, Properties, PartialEq)]
pub(super) struct SearchProps {
    /// The beginning of its ids.
    pub id: AttrValue,
    /// What was typed to open it.
    pub typed: AttrValue,
    /// What is chosen.
    pub chosen: Choice,
    /// What the page offers.
    pub choices: Shared<Choices>,
    /// The works.
    pub records: Shared<Vec<Record>>,
    /// What the attributes say.
    pub settings: Shared<Settings>,
    /// What has been loaded.
    pub assets: Shared<Assets>,
    /// The language of the citation that is shown.
    pub lang: AttrValue,
    /// What was tried and cannot be shown.
    pub failed: Option<AttrValue>,
    /// The words.
    pub labels: &'static Labels,
    /// The card.
    pub dispatch: Callback<Action>,
}

chunk! { find; pub(super) fn search(props: SearchProps) -> Html {
    html! { <Search ..props /> }
} }

/// The search.
pub(super) struct Search {
    query: String,
    found: Found,
    /// The option that Enter takes.
    active: Option<usize>,
    /// The active option has moved in a new list, and has to be scrolled into view.
    moved: bool,
    /// What a screen reader hears.
    status: String,
    /// Shows the active option on trial.
    trial: Option<Timer>,
    /// Says what was found.
    say: Option<Timer>,
    /// Prepares the search among names that have come.
    prepare: Option<Timer>,
    field: NodeRef,
    frame: NodeRef,
    /// What the options send their events to.
    send: Callback<Event>,
    /// Hears that an input method has finished a word.
    composed: Option<Listener>,
}

/// What happens to the search.
pub(super) enum Event {
    /// Something was typed.
    Typed(String),
    /// An option becomes active.
    Point(usize),
    /// An option is taken.
    Take(usize),
    /// Another language of the citation.
    Language(String),
    /// It is time to say what was found.
    Say,
    /// A key was pressed in the field.
    Key(KeyboardEvent),
    /// Close without taking anything.
    Close,
    /// The focus has gone elsewhere.
    Leave,
}

impl Component for Search {
    type Message = Event;
    type Properties = SearchProps;

    fn create(context: &Context<Self>) -> Self {
        let query = context.props().typed.to_string();
        Self {
            found: list::found(context.props(), &query),
            query,
            active: None,
            moved: false,
            status: String::new(),
            trial: None,
            say: None,
            prepare: None,
            field: NodeRef::default(),
            frame: NodeRef::default(),
            send: context.link().callback(|event| event),
            composed: None,
        }
    }

    fn update(&mut self, context: &Context<Self>, event: Event) -> bool {
        let SearchProps { dispatch, settings, labels, .. } = context.props();
        match event {
            Event::Typed(query) => self.type_in(context, query),
            Event::Point(at) => self.activate(context, Some(at)),
            Event::Take(at) => {
                let Some(choice) = self.found.row(at).map(|row| row.choice.clone()) else { return false };
                self.trial = None;
                dispatch.emit(Action::Keep("recent", recent::with(&settings.recent, &choice)));
                dispatch.emit(Action::TakeFound(choice));
            }
            Event::Language(lang) => {
                self.say_now(labels.citation_in_aloud.of(&languages::own_name(&lang)));
                dispatch.emit(Action::Keep("locale", lang));
            }
            Event::Say => self.status = self.found.words(&self.query, labels),
            Event::Key(event) => self.key(context, &event),
            Event::Close => {
                self.trial = None;
                dispatch.emit(Action::Search(None));
            }
            Event::Leave => {
                self.trial = None;
                dispatch.emit(Action::LeaveSearch);
            }
        }
        true
    }

    fn changed(&mut self, context: &Context<Self>, before: &SearchProps) -> bool {
        let props = context.props();
        if before.assets.names != props.assets.names || before.assets.menu != props.assets.menu {
            self.replace(context, list::found(props, &self.query));
            if !self.query.is_empty() {
                self.say_soon(context);
            }
            let assets = props.assets.clone();
            self.prepare = Timer::after(PREPARE, move || list::prepare(&assets));
        }
        if props.failed.is_some() && props.failed != before.failed {
            self.say_now(self.failure(props).unwrap_or_default());
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        self.page(context)
    }

    fn rendered(&mut self, context: &Context<Self>, first: bool) {
        if first {
            if let Some(field) = self.field.cast::<HtmlInputElement>() {
                let _ = field.focus();
                let (link, typed) = (context.link().clone(), field.clone());
                self.composed = Some(Listener::new(field.into(), "compositionend", move || {
                    link.send_message(Event::Typed(typed.value()));
                }));
            }
            self.say_soon(context);
        }
        if let (true, Some(at)) = (std::mem::take(&mut self.moved), self.active) {
            self.reveal(at);
        }
    }
}

impl Search {
    fn type_in(&mut self, context: &Context<Self>, query: String) {
        self.query = query;
        self.found = list::found(context.props(), &self.query);
        self.activate(context, None);
        if let Some(list) = self.list() {
            list.set_scroll_top(0);
        }
        self.say_soon(context);
    }

    /// Replaces the list. The active option stays active, wherever it is now.
    fn replace(&mut self, context: &Context<Self>, found: Found) {
        let active = self.active.and_then(|at| self.found.row(at)).map(|row| row.choice.clone());
        self.found = found;
        let Some(choice) = active else { return };
        match self.found.position(&choice) {
            Some(at) => {
                self.moved = self.active != Some(at);
                self.active = Some(at);
            }
            None => self.activate(context, None),
        }
    }

    fn say_soon(&mut self, context: &Context<Self>) {
        let link = context.link().clone();
        self.say = Timer::after(SAY, move || link.send_message(Event::Say));
    }

    /// Says this at once, instead of what was about to be said of the list.
    fn say_now(&mut self, words: String) {
        self.say = None;
        self.status = words;
    }

    /// Makes an option the active one, and shows it: at once, where that takes no time.
    fn activate(&mut self, context: &Context<Self>, at: Option<usize>) {
        if self.active == at {
            return;
        }
        self.active = at;
        let dispatch = context.props().dispatch.clone();
        let choice = at.and_then(|at| self.found.row(at)).map(|row| row.choice.clone());
        let SearchProps { assets, records, .. } = context.props();
        let at_once = |choice: &Choice| {
            !choice.is_format && records.len() <= SEVERAL && assets.style(&choice.rules).ready().is_some()
        };
        self.trial = match choice {
            Some(choice) if at_once(&choice) => {
                dispatch.emit(Action::Preview(Some(choice)));
                None
            }
            Some(choice) => Timer::after(TRY, move || dispatch.emit(Action::Preview(Some(choice)))),
            None => {
                dispatch.emit(Action::Preview(None));
                None
            }
        };
    }

    /// Moves by a key.
    fn move_to(&mut self, context: &Context<Self>, at: usize) {
        self.activate(context, Some(at));
        self.reveal(at);
    }

    fn reveal(&self, at: usize) {
        if let Some(options) = self.list().and_then(|list| list.query_selector_all("[role=option]").ok()) {
            if let Some(option) = u32::try_from(at).ok().and_then(|at| options.item(at)) {
                browser::reveal(&option);
            }
        }
    }

    fn list(&self) -> Option<Element> {
        self.frame.cast::<Element>()?.query_selector("[role=listbox]").ok().flatten()
    }

    fn key(&mut self, context: &Context<Self>, event: &KeyboardEvent) {
        if !is_key(event) {
            return;
        }
        let count = self.found.count();
        match event.key().as_str() {
            "Enter" => {
                let only = (count == 1).then_some(0);
                if let Some(at) = self.active.or(only) {
                    context.link().send_message(Event::Take(at));
                }
            }
            "Escape" if !self.query.is_empty() && self.active.is_none() => {
                self.type_in(context, String::new());
            }
            "Escape" => context.link().send_message(Event::Close),
            key => {
                if let Some(at) = step(key, self.active, count) {
                    self.move_to(context, at);
                }
            }
        }
    }

    fn failure(&self, props: &SearchProps) -> Option<String> {
        Some(props.labels.find_kept.of(props.failed.as_ref()?))
    }
}

/// Whether a key is for the search, and not for the field or the browser.
fn is_key(event: &KeyboardEvent) -> bool {
    let modified = event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key();
    let known = ["Enter", "Escape", "ArrowDown", "ArrowUp", "PageDown", "PageUp"];
    !event.is_composing() && !modified && known.contains(&event.key().as_str())
}

/// The option that a key leads to.
fn step(key: &str, active: Option<usize>, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    Some(match (key, active) {
        ("ArrowDown" | "PageDown", None) => 0,
        ("ArrowUp" | "PageUp", None) => last,
        ("ArrowDown", Some(at)) => {
            if at == last {
                0
            } else {
                at + 1
            }
        }
        ("ArrowUp", Some(at)) => at.checked_sub(1).unwrap_or(last),
        ("PageDown", Some(at)) => (at + PAGE).min(last),
        ("PageUp", Some(at)) => at.saturating_sub(PAGE),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_walk_the_options_and_wrap() {
        for (key, active, expected) in [
            ("ArrowDown", None, Some(0)),
            ("ArrowUp", None, Some(19)),
            ("ArrowDown", Some(19), Some(0)),
            ("ArrowUp", Some(0), Some(19)),
            ("ArrowDown", Some(3), Some(4)),
            ("PageDown", Some(3), Some(11)),
            ("PageDown", Some(15), Some(19)),
            ("PageUp", Some(3), Some(0)),
            ("Home", Some(3), None),
            ("a", None, None),
        ] {
            assert_eq!(step(key, active, 20), expected, "{key} {active:?}");
        }
        assert_eq!(step("ArrowDown", None, 0), None);
    }
}
