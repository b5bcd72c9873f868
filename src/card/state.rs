//! What the reader chose and did: one state, and what changes it. Nothing of attributes or records is here.

/// What the reader chose and did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The style or format, once the reader chose one.
    pub choice: Option<String>,
    /// What became of the last press on a button.
    pub outcome: Outcome,
    /// How many outcomes there were: two regions take turns so that a screen reader says the same
    /// words again.
    pub turn: u32,
    /// The list of authors is unfolded.
    pub authors: bool,
    /// The abstract is unfolded.
    pub abstract_: bool,
    /// The works of a list that are left out of copies and files.
    pub left_out: Vec<usize>,
}

/// What a button acts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The citation or the file's text.
    Entry,
    /// The citation as it stands in a text, or the note.
    InText,
    /// The citation in a sentence: `Procter et al. (2022)`.
    Sentence,
}

/// What became of a press.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing to say.
    #[default]
    Rest,
    /// It is on the clipboard.
    Copied(Slot),
    /// It could not be copied; the text is selected.
    CopyFailed(Slot),
    /// The file was handed over.
    Saved,
}

/// What can happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// The reader chose a style or format.
    Choose(String),
    /// The page changed `selected`: it counts again.
    Forget,
    /// A press had an outcome.
    Say(Outcome),
    /// The authors are folded or unfolded.
    FoldAuthors,
    /// The abstract is folded or unfolded.
    FoldAbstract,
    /// A work of a list goes in or out.
    Pick(usize),
    /// All works of a list go in.
    PickAll,
}

impl State {
    /// Takes an action; gives whether it may have changed anything.
    pub fn take(&mut self, action: Action) -> bool {
        match action {
            Action::Choose(id) => {
                self.choice = Some(id);
                self.outcome = Outcome::Rest;
            }
            Action::Forget => return self.choice.take().is_some(),
            Action::Say(outcome) => {
                self.outcome = outcome;
                self.turn = self.turn.wrapping_add(u32::from(outcome != Outcome::Rest));
            }
            Action::FoldAuthors => self.authors = !self.authors,
            Action::FoldAbstract => self.abstract_ = !self.abstract_,
            Action::Pick(at) => {
                let before = self.left_out.len();
                self.left_out.retain(|out| *out != at);
                if self.left_out.len() == before {
                    self.left_out.push(at);
                }
            }
            Action::PickAll => self.left_out.clear(),
        }
        true
    }
}

/// What a card begins with; tests of its states begin elsewhere.
pub fn initial() -> State {
    #[cfg(test)]
    let state = tests::BEGIN.take();
    #[cfg(not(test))]
    let state = State::default();
    state
}

/// Where a key leads in a list of tabs; nothing for a key that is the browser's.
pub fn tab_key(key: &str, modified: bool, rtl: bool, at: usize, count: usize) -> Option<usize> {
    if modified || count == 0 {
        return None;
    }
    let step = match key {
        "ArrowRight" => !rtl,
        "ArrowLeft" => rtl,
        "Home" => return Some(0),
        "End" => return Some(count - 1),
        _ => return None,
    };
    Some(if step { (at + 1) % count } else { (at + count - 1) % count })
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
            state.take(action.clone());
        }
        state
    }

    #[test]
    fn a_second_copy_is_said_again_by_the_other_region() {
        let copied = Action::Say(Outcome::Copied(Slot::Entry));
        let once = after(std::slice::from_ref(&copied));
        let twice = after(&[copied.clone(), copied.clone()]);
        assert_eq!((once.turn, twice.turn), (1, 2));
        let rest = after(&[copied, Action::Say(Outcome::Rest)]);
        assert_eq!((rest.outcome, rest.turn), (Outcome::Rest, 1));
    }

    #[test]
    fn another_choice_ends_what_was_said() {
        let state = after(&[Action::Say(Outcome::CopyFailed(Slot::Entry)), Action::Choose("ris".into())]);
        assert_eq!(state.outcome, Outcome::Rest);
        assert_eq!(state.choice.as_deref(), Some("ris"));
        assert_eq!(after(&[Action::Choose("ris".into()), Action::Forget]).choice, None);
    }

    #[test]
    fn nothing_new_is_no_new_state() {
        assert!(!State::default().take(Action::Forget));
    }

    #[test]
    fn works_go_out_and_in_again() {
        assert_eq!(after(&[Action::Pick(1), Action::Pick(2), Action::Pick(1)]).left_out, [2]);
        assert!(after(&[Action::Pick(1), Action::PickAll]).left_out.is_empty());
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
