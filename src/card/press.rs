//! What the reader presses, chooses and types, to actions, to what the page is told, and to what
//! only the browser does. Everything that a press needs is worked out before it.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlSelectElement, KeyboardEvent};
use yew::{AttrValue, Event};

use super::payload::Payload;
use super::props::{CardEvent, Need, Reason};
use super::state::{Action, Outcome, Slot, tab_key};
use super::{Kept, browser};

/// What a press does.
pub enum Press {
    /// An action alone.
    Act(Action),
    /// Copies: the style or format, and what the clipboard gets.
    Copy(Slot, AttrValue, Rc<Payload>),
    /// Hands a file to the browser.
    Save(AttrValue, Rc<Payload>),
    /// Chooses the tab that is pressed.
    Tab,
    /// Walks from the tab in that place.
    Key(usize),
    /// Chooses in the select.
    Select,
    /// Opens the dialog.
    Open,
    /// Closes the dialog.
    Close,
    /// Fetches again what failed.
    Retry(Need),
}

impl Press {
    /// Does it. Nobody is told anything while the cell is borrowed.
    pub fn take(&self, kept: &Rc<RefCell<Kept>>, event: &Event) {
        let target = || event.target()?.dyn_into::<Element>().ok();
        match self {
            Self::Act(action) => kept.borrow().link.send_message(action.clone()),
            Self::Copy(slot, id, payload) => {
                let shown = kept.borrow().nodes.shown[*slot as usize].cast::<Element>();
                let (kept, slot, id, told) = (Rc::clone(kept), *slot, id.to_string(), Rc::clone(payload));
                browser::copy(Rc::clone(payload), shown, move |copied| tell(&kept, copied, slot, id, &told));
            }
            Self::Save(id, file) => {
                if browser::download(&file.file_name, file.media_type, &file.file_text) {
                    kept.borrow().link.send_message(Action::Say(Outcome::Saved));
                    emit(kept, CardEvent::Downloaded { id: id.to_string(), name: file.file_name.clone() });
                }
            }
            Self::Tab => {
                if let Some(at) = target().and_then(|target| browser::place(&target)) {
                    choose_tab(kept, at);
                }
            }
            Self::Key(at) => {
                let Some(list) = target().and_then(|target| target.parent_element()) else { return };
                let key: &KeyboardEvent = event.unchecked_ref();
                let modified = key.alt_key() || key.ctrl_key() || key.meta_key();
                let count = kept.borrow().choices.tabs.len();
                if let Some(to) = tab_key(&key.key(), modified, browser::is_rtl(&list), *at, count) {
                    event.prevent_default();
                    choose_tab(kept, to);
                    browser::focus_child(&list, to);
                }
            }
            Self::Select => {
                let select = target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
                let id = select.map(|select| select.value()).unwrap_or_default();
                if !id.is_empty() {
                    choose(kept, id);
                }
            }
            Self::Open | Self::Close => {
                let dialog = kept.borrow().nodes.dialog.cast::<HtmlDialogElement>();
                if let Some(dialog) = dialog {
                    match self {
                        Self::Open => drop(dialog.show_modal()),
                        _ => dialog.close(),
                    }
                }
            }
            Self::Retry(need) => emit(kept, CardEvent::Retry(need.clone())),
        }
    }
}

fn emit(kept: &RefCell<Kept>, event: CardEvent) {
    let on = kept.borrow().on.clone();
    on.emit(event);
}

/// Takes the reader's choice, and tells the page.
fn choose(kept: &RefCell<Kept>, id: String) {
    kept.borrow().link.send_message(Action::Choose(id.clone()));
    emit(kept, CardEvent::Selected { id });
}

fn choose_tab(kept: &RefCell<Kept>, at: usize) {
    let id = kept.borrow().choices.tabs.get(at).map(|tab| tab.id.to_string());
    if let Some(id) = id {
        choose(kept, id);
    }
}

/// Says what became of a copy.
fn tell(kept: &RefCell<Kept>, copied: bool, slot: Slot, id: String, told: &Payload) {
    let (outcome, event) = if copied {
        let (text, html) = (told.text.clone(), told.html.clone());
        (Outcome::Copied(slot), CardEvent::Copied { id, text, html })
    } else {
        let message = kept.borrow().labels.copy_refused(browser::is_mac());
        (Outcome::CopyFailed(slot), CardEvent::Failed { reason: Reason::Clipboard, message })
    };
    kept.borrow().link.send_message(Action::Say(outcome));
    emit(kept, event);
}
