//! What the reader chose and did: one state, and the actions that change it. Nothing of attributes
//! or records is here.

use std::rc::Rc;

use yew::AttrValue;

use super::choices::Choice;
use super::in_text::Wish;
use super::list::LeftOut;
use super::payload::Payload;
use super::props::{CardEvent, Failure, Need};
use super::reader::Reader;

/// What the reader chose and did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct State {
    /// The style or format, once the reader chose one.
    pub choice: Option<AttrValue>,
    /// What the reader found by the search last: a tab of its own.
    pub found: Option<Choice>,
    /// The search is open; what was typed to open it.
    pub finding: Option<AttrValue>,
    /// What the search shows on trial.
    pub preview: Option<Choice>,
    /// The result of the last press on a button.
    pub outcome: Outcome,
    /// The reader is told that italics stay.
    pub hint: bool,
    /// How many outcomes there were: two live regions take turns, so that a screen reader reads the
    /// same words again.
    pub turn: u32,
    /// The list of authors is unfolded.
    pub authors_open: bool,
    /// The abstract is unfolded.
    pub abstract_open: bool,
    /// The form and the place of the citation in the text.
    pub wish: Wish,
    /// The works of a list that copies and files leave out.
    pub left_out: LeftOut,
    /// The version of the work, and options.
    pub reader: Reader,
    /// What was saved last.
    pub saved: Option<AttrValue>,
}

/// What a button copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyTarget {
    /// The citation, or the text of a file.
    Entry,
    /// The in-text citation, or the note.
    InText,
    /// The address of the work.
    Link,
    /// One work of a list.
    Work,
}

/// The result of a press.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Nothing to report.
    #[default]
    Idle,
    /// It is on the clipboard.
    Copied(CopyTarget),
    /// It could not be copied; the text is selected.
    CopyFailed(CopyTarget),
    /// The browser has the file.
    Saved,
    /// There is no file to save.
    SaveFailed,
    /// Another style or format was found by the search.
    Chosen,
}

/// What can happen: the messages of the card.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The reader chose a style or format.
    Choose(AttrValue),
    /// The reader is near the search: what it needs is to be had.
    ApproachSearch,
    /// The search opens, with what was typed to open it; or closes, and what it tried is forgotten.
    Search(Option<AttrValue>),
    /// The search closes, because the reader has gone elsewhere.
    LeaveSearch,
    /// The search shows something on trial, or no longer.
    Preview(Option<Choice>),
    /// The reader took what the search found.
    TakeFound(Choice),
    /// Something is to be kept for the reader.
    Keep(&'static str, String),
    /// A style or format is on the clipboard.
    Copied(CopyTarget, AttrValue, Rc<Payload>),
    /// The browser refused the clipboard, with the sentence for the page.
    CopyFailed(CopyTarget, String),
    /// Save as a format, or what is shown as a file for word processors.
    Save(AttrValue),
    /// The browser has the file of a style or format.
    Saved(AttrValue, String),
    /// There is no file to save, with the sentence for the page.
    SaveFailed(Failure),
    /// The last outcome has been shown for long enough.
    ClearOutcome,
    /// Another form or place of the citation in the text.
    Wish(Wish),
    /// Fold or unfold the authors.
    ToggleAuthors,
    /// Fold or unfold the abstract.
    ToggleAbstract,
    /// Take works of a list in, or leave them out.
    Take(Rc<Vec<usize>>, bool),
    /// Copy one work of a list.
    CopyWork(usize),
    /// Cite another version.
    Version(usize),
    /// Set an option, or give it its default again.
    Option(&'static str, Option<String>),
    /// Give all options their defaults again.
    ResetOptions,
    /// Go on with a list that is formatted in slices.
    Advance,
    /// Fetch again what failed.
    Retry(Need),
}

impl Action {
    /// Whether something else is cited afterwards.
    pub fn changes_citation(&self) -> bool {
        matches!(
            self,
            Self::Choose(_)
                | Self::Take(..)
                | Self::Version(_)
                | Self::Option(..)
                | Self::ResetOptions
                | Self::Search(_)
                | Self::LeaveSearch
                | Self::Preview(_)
                | Self::TakeFound(_)
        )
    }

    /// Whether italics are on the clipboard now.
    pub(super) fn copies_italics(&self) -> bool {
        matches!(self, Self::Copied(_, _, payload) if payload.html.as_deref().is_some_and(|html| html.contains("<i>")))
    }

    /// What the page is told.
    pub fn event(&self) -> Option<CardEvent> {
        use super::props::Reason;
        Some(match self {
            Self::Choose(id) | Self::TakeFound(Choice { id, .. }) => {
                CardEvent::Selected { id: id.to_string() }
            }
            Self::ApproachSearch | Self::Search(Some(_)) => CardEvent::Need(Need::Search),
            Self::Keep(name, value) => CardEvent::Keep { name, value: value.clone() },
            Self::Copied(_, id, payload) => CardEvent::Copied {
                id: id.to_string(),
                text: payload.text.clone(),
                html: payload.html.clone(),
            },
            Self::CopyFailed(_, message) => {
                CardEvent::Failed { reason: Reason::Clipboard, message: message.clone() }
            }
            Self::SaveFailed(failure) => {
                CardEvent::Failed { reason: failure.reason, message: failure.message.clone() }
            }
            Self::Saved(id, name) => CardEvent::Downloaded { id: id.to_string(), name: name.clone() },
            Self::Retry(need) => CardEvent::Retry(need.clone()),
            _ => return None,
        })
    }
}

impl State {
    /// Applies an action.
    pub(super) fn apply(&mut self, action: Action) {
        match action {
            Action::Choose(id) => {
                self.choice = Some(id);
                self.outcome = Outcome::Idle;
            }
            Action::Search(typed) => {
                // What is typed before the field is there comes after what opened it.
                self.finding = typed.map(|typed| match &self.finding {
                    Some(before) => [before, typed.as_str()].concat().into(),
                    None => typed,
                });
                self.preview = None;
                self.outcome = Outcome::Idle;
            }
            Action::LeaveSearch => (self.finding, self.preview) = (None, None),
            Action::Preview(choice) => self.preview = choice,
            Action::TakeFound(choice) => {
                self.choice = Some(choice.id.clone());
                self.found = Some(choice);
                (self.finding, self.preview) = (None, None);
                self.finish(Outcome::Chosen);
            }
            Action::Keep(..) | Action::ApproachSearch => {}
            Action::Copied(target, ..) => self.finish(Outcome::Copied(target)),
            Action::CopyFailed(target, _) => self.finish(Outcome::CopyFailed(target)),
            Action::Save(id) => self.saved = Some(id),
            Action::Saved(..) => self.finish(Outcome::Saved),
            Action::SaveFailed(_) => self.finish(Outcome::SaveFailed),
            Action::ClearOutcome => self.outcome = Outcome::Idle,
            Action::Wish(wish) => {
                self.wish = wish;
                self.outcome = Outcome::Idle;
            }
            Action::ToggleAuthors => self.authors_open = !self.authors_open,
            Action::ToggleAbstract => self.abstract_open = !self.abstract_open,
            Action::Take(works, included) => {
                self.left_out.set(&works, included);
                self.outcome = Outcome::Idle;
            }
            Action::Version(version) => {
                self.reader.version = version;
                self.outcome = Outcome::Idle;
            }
            Action::Option(key, value) => self.reader.set(key, value),
            Action::ResetOptions => self.reader.reset(),
            Action::CopyWork(_) | Action::Advance | Action::Retry(_) => {}
        }
    }

    fn finish(&mut self, outcome: Outcome) {
        self.outcome = outcome;
        self.turn = self.turn.wrapping_add(1);
    }

    /// The card shows other records: what was folded, left out and reported belongs to those before.
    pub(super) fn forget_records(&mut self) {
        let Self { choice, found, turn, mut reader, saved, .. } = std::mem::take(self);
        reader.version = 0;
        *self = Self { choice, found, turn, reader, saved, ..Self::default() };
    }
}

/// The state that a card begins with; tests begin elsewhere.
pub(super) fn initial() -> State {
    #[cfg(test)]
    let state = tests::BEGIN.take();
    #[cfg(not(test))]
    let state = State::default();
    state
}

/// The tab that a key leads to; nothing for a key that the browser handles.
pub(super) fn tab_key(key: &str, modified: bool, rtl: bool, at: usize, count: usize) -> Option<usize> {
    if modified || count == 0 {
        return None;
    }
    let forward = match key {
        "ArrowRight" => !rtl,
        "ArrowLeft" => rtl,
        "Home" => return Some(0),
        "End" => return Some(count - 1),
        _ => return None,
    };
    Some(if forward { (at + 1) % count } else { (at + count - 1) % count })
}

#[cfg(test)]
pub(super) mod tests {
    use std::cell::RefCell;

    use super::*;

    thread_local! {
        /// The state that the next card begins with.
        pub(in crate::card) static BEGIN: RefCell<State> = RefCell::default();
    }

    pub(in crate::card) fn after(actions: &[Action]) -> State {
        let mut state = State::default();
        for action in actions {
            state.apply(action.clone());
        }
        state
    }

    pub(in crate::card) fn copied() -> Action {
        Action::Copied(CopyTarget::Entry, "apa".into(), Rc::new(Payload::to_copy(String::new(), None)))
    }

    #[test]
    fn letters_typed_before_the_search_is_there_are_kept() {
        let typed = |text: &str| Action::Search(Some(text.to_owned().into()));
        let opened = after(&[typed("n"), typed("a"), typed(""), typed("t")]);
        assert_eq!(opened.finding.as_deref(), Some("nat"));
        let again = after(&[typed("n"), Action::Search(None), typed("a")]);
        assert_eq!(again.finding.as_deref(), Some("a"), "a closed search begins anew");
    }

    #[test]
    fn a_second_copy_is_read_again_by_the_other_region() {
        let (once, twice) = (after(&[copied()]), after(&[copied(), copied()]));
        assert_eq!((once.turn, twice.turn), (1, 2));
        let idle = after(&[copied(), Action::ClearOutcome]);
        assert_eq!((idle.outcome, idle.turn), (Outcome::Idle, 1));
    }

    #[test]
    fn another_choice_ends_what_was_reported() {
        let failed = Action::CopyFailed(CopyTarget::Entry, String::new());
        let state = after(&[failed, Action::Choose("ris".into())]);
        assert_eq!(state.outcome, Outcome::Idle);
        assert_eq!(state.choice.as_deref(), Some("ris"));
    }

    pub(in crate::card) fn leave_out(works: &[usize]) -> Action {
        Action::Take(Rc::new(works.to_vec()), false)
    }

    #[test]
    fn other_records_keep_the_choice_of_style_and_nothing_of_the_records_before() {
        let mut state = after(&[
            Action::Choose("ris".into()),
            leave_out(&[0]),
            Action::ToggleAbstract,
            Action::Version(1),
            copied(),
        ]);
        state.forget_records();
        assert_eq!(state, State { choice: Some("ris".into()), turn: 1, ..State::default() });
    }

    #[test]
    fn keys_walk_and_wrap_in_both_directions() {
        let to = |key, rtl, at| tab_key(key, false, rtl, at, 3);
        assert_eq!(to("ArrowRight", false, 2), Some(0));
        assert_eq!(to("ArrowLeft", false, 0), Some(2));
        assert_eq!(to("ArrowRight", true, 0), Some(2));
        assert_eq!(to("ArrowLeft", true, 0), Some(1));
        assert_eq!(to("Home", true, 2), Some(0));
        assert_eq!(to("End", false, 0), Some(2));
        for key in ["ArrowDown", "ArrowUp", "Enter", "a"] {
            assert_eq!(to(key, false, 1), None, "{key}");
        }
        assert_eq!(tab_key("ArrowLeft", true, false, 1, 3), None);
    }
}
