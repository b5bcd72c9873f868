//! What the works of a document decide together, a piece at a time: their order, and what tells them
//! apart. A list of a thousand works takes a browser longer than a reader should wait for a press.

use std::rc::Rc;

use super::disambiguate::Seen;
use super::process::Process;
use super::sort::Key;

/// How far it is.
#[derive(Clone, Debug)]
pub(super) struct Preparation {
    step: Step,
    /// The sort keys so far, in the order of the works.
    keys: Vec<Vec<Key>>,
    /// The cites as they are known, by work.
    seen: Vec<Option<Rc<Seen>>>,
}

/// What is done next.
#[derive(Clone, Debug)]
enum Step {
    Keys,
    /// Cites are rendered, to be compared.
    Cites,
    /// People of the same name get initials in every cite; then all cites are compared.
    Everywhere,
    Again,
    /// Groups of equal cites are told apart, from the last one on.
    Names(Vec<Vec<usize>>),
    Conditions(Vec<Vec<usize>>),
    Suffixes,
    Done,
}

impl Default for Preparation {
    /// Nothing is to be done.
    fn default() -> Self {
        Self { step: Step::Done, keys: Vec::new(), seen: Vec::new() }
    }
}

impl Preparation {
    /// All is to be done.
    pub(super) fn new() -> Self {
        Self { step: Step::Keys, ..Self::default() }
    }

    pub(super) fn is_done(&self) -> bool {
        matches!(self.step, Step::Done)
    }
}

impl Process<'_> {
    /// Goes on by a piece at least, and for as long as there is `more` time.
    pub(super) fn prepare(&mut self, state: &mut Preparation, more: &mut dyn FnMut() -> bool) {
        self.seen.replace(std::mem::take(&mut state.seen));
        self.step(state, more);
        while !state.is_done() && more() {
            self.step(state, more);
        }
        state.seen = self.seen.take();
        if state.is_done() {
            *state = Preparation::default();
        }
    }

    fn step(&mut self, state: &mut Preparation, more: &mut dyn FnMut() -> bool) {
        state.step = match std::mem::replace(&mut state.step, Step::Done) {
            Step::Keys => match self.add_keys(&mut state.keys, more) {
                false => Step::Keys,
                true => {
                    self.sort(std::mem::take(&mut state.keys));
                    if self.disambiguates() { Step::Cites } else { Step::Done }
                }
            },
            Step::Cites if !self.see(more) => Step::Cites,
            Step::Cites => Step::Everywhere,
            Step::Everywhere => {
                self.expand_everywhere();
                Step::Again
            }
            Step::Again if !self.see(more) => Step::Again,
            Step::Again => Step::Names(self.groups()),
            Step::Names(mut groups) => match groups.pop() {
                Some(group) => {
                    self.tell_apart(group);
                    Step::Names(groups)
                }
                None => Step::Conditions(self.groups_with_conditions()),
            },
            Step::Conditions(mut groups) => match groups.pop() {
                Some(group) => {
                    self.use_conditions(group, None);
                    Step::Conditions(groups)
                }
                None => Step::Suffixes,
            },
            Step::Suffixes => {
                self.add_suffixes();
                Step::Done
            }
            Step::Done => Step::Done,
        };
    }
}
