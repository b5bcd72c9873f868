//! The menu that saves a file, by the names of the programs that take it: the last choice first.
//! Keys and roles are those of the ARIA Authoring Practices for a menu button.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};
use yew::{
    AttrValue, Callback, FocusEvent, Html, KeyboardEvent, MouseEvent, Properties, TargetCast, UseStateHandle,
    component, html, use_effect_with, use_node_ref, use_state_eq,
};

use super::icon::{CHECK, DOWNLOAD, icon};
use crate::card::labels::Labels;
use crate::card::save::Target;
use crate::card::state::{Action, Outcome};

/// The props of [`Save`].
#[derive(Properties, PartialEq)]
pub(crate) struct SaveProps {
    /// What can be saved.
    pub targets: Vec<Target>,
    /// The id of the menu.
    pub id: AttrValue,
    /// The result of the last press.
    pub outcome: Outcome,
    /// The words.
    pub labels: &'static Labels,
    /// The card.
    pub dispatch: Callback<Action>,
}

/// The button and its menu.
#[component]
pub(crate) fn Save(props: &SaveProps) -> Html {
    let SaveProps { targets, id, outcome, labels, dispatch } = props;
    let at: Place = use_state_eq(|| None);
    let (button, menu) = (use_node_ref(), use_node_ref());
    {
        let menu = menu.clone();
        use_effect_with(*at, move |at| {
            let menu = menu.cast::<Element>();
            if let Some(item) = at.and_then(|at| items(&menu?).get(at).cloned()) {
                let _ = item.focus();
            }
        });
    }
    let last = targets.len().saturating_sub(1);
    let close = {
        let (at, button) = (at.clone(), button.clone());
        move || {
            at.set(None);
            if let Some(button) = button.cast::<HtmlElement>() {
                let _ = button.focus();
            }
        }
    };
    let toggle = {
        let (at, open) = (at.clone(), at.is_none());
        Callback::from(move |_: MouseEvent| at.set(open.then_some(0)))
    };
    let opening = {
        let at = at.clone();
        Callback::from(move |event: KeyboardEvent| open_by_key(&event, &at, last))
    };
    let keys = {
        let (at, close) = (at.clone(), close.clone());
        Callback::from(move |event: KeyboardEvent| move_by_key(&event, &at, &close))
    };
    let leave = {
        let at = at.clone();
        Callback::from(move |event: FocusEvent| close_when_left(&event, &at))
    };
    let choose = {
        let dispatch = dispatch.clone();
        Callback::from(move |id| {
            close();
            dispatch.emit(Action::Save(id));
        })
    };
    let done = *outcome == Outcome::Saved;
    html! {
        <span class="saving" onfocusout={leave}>
            <button
                ref={button}
                part="button download"
                type="button"
                aria-label={labels.save}
                aria-haspopup="menu"
                aria-expanded={at.is_some().to_string()}
                aria-controls={at.is_some().then(|| id.clone())}
                class={if done { "button done" } else { "button" }}
                onclick={toggle}
                onkeydown={opening}
            >
                <span class="swap">
                    <span>{icon(DOWNLOAD)}{labels.save}</span>
                    <span aria-hidden="true" class="ok" data-done={labels.saved}>{icon(CHECK)}</span>
                </span>
            </button>
            if at.is_some() {
                <div ref={menu} part="menu" role="menu" {id} aria-label={labels.save_for} class="menu" onkeydown={keys}>
                    for Target { id, name } in targets {
                        <button type="button" role="menuitem" tabindex="-1" onclick={choose.reform({
                            let id = id.clone();
                            move |_: MouseEvent| id.clone()
                        })}>
                            {name}
                        </button>
                    }
                </div>
            }
        </span>
    }
}

/// Which item has the focus; none while the menu is closed.
type Place = UseStateHandle<Option<usize>>;

/// An arrow on the button opens the menu at its first or last item.
fn open_by_key(event: &KeyboardEvent, at: &Place, last: usize) {
    let to = match event.key().as_str() {
        "ArrowDown" => 0,
        "ArrowUp" => last,
        _ => return,
    };
    event.prevent_default();
    at.set(Some(to));
}

/// A key in the menu moves to an item or closes the menu.
fn move_by_key(event: &KeyboardEvent, at: &Place, close: &dyn Fn()) {
    let Some(from) = **at else { return };
    let item = event.target_dyn_into::<Element>();
    let Some(menu) = item.and_then(|item| item.closest("[role=menu]").ok()?) else { return };
    match event.key().as_str() {
        "Escape" => {
            // The dialog that the card may be in stays open.
            event.prevent_default();
            close();
        }
        "Tab" => at.set(None),
        key => {
            let Some(to) = menu_key(key, from, &items(&menu)) else { return };
            event.prevent_default();
            at.set(Some(to));
        }
    }
}

/// The menu closes when the focus leaves it and its button.
fn close_when_left(event: &FocusEvent, at: &Place) {
    let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
    let place = event.current_target().and_then(|place| place.dyn_into::<Node>().ok());
    if !place.is_some_and(|place| place.contains(to.as_ref())) {
        at.set(None);
    }
}

fn items(menu: &Element) -> Vec<HtmlElement> {
    let children = menu.children();
    (0..children.length()).filter_map(|at| children.item(at)?.dyn_into().ok()).collect()
}

/// The item that a key leads to: arrows, Home and End, and the first letter of its name.
fn menu_key(key: &str, from: usize, items: &[HtmlElement]) -> Option<usize> {
    let count = items.len();
    match key {
        "ArrowDown" => Some((from + 1) % count.max(1)),
        "ArrowUp" => Some((from + count.saturating_sub(1)) % count.max(1)),
        "Home" => Some(0),
        "End" => count.checked_sub(1),
        _ => {
            let mut letters = key.chars();
            let letter = letters.next().filter(|_| letters.next().is_none())?;
            let begins = |at: &usize| {
                let first = items.get(*at)?.text_content()?.chars().next()?;
                Some(first.eq_ignore_ascii_case(&letter))
            };
            (1..=count).map(|step| (from + step) % count).find(|at| begins(at) == Some(true))
        }
    }
}
