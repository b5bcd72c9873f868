//! The button that opens the search for all other styles and formats. What the search needs is
//! asked for when the reader comes near.

use yew::{AttrValue, Callback, Html, KeyboardEvent, MouseEvent, Properties, component, html};

use super::icon::{LENS, icon};
use crate::card::labels::Labels;
use crate::card::state::Action;

/// The props of [`FindButton`].
#[derive(Properties, PartialEq)]
pub(crate) struct FindButtonProps {
    /// Whether the search is open.
    pub open: bool,
    /// The name of what is chosen, which the button shows where there is no room for tabs.
    pub name: AttrValue,
    /// The words.
    pub labels: &'static Labels,
    /// The card.
    pub dispatch: Callback<Action>,
}

/// The button.
#[component]
pub(crate) fn FindButton(props: &FindButtonProps) -> Html {
    let FindButtonProps { open, name, labels, dispatch } = props;
    let empty = AttrValue::Static("");
    html! {
        <button
            part="button find"
            type="button"
            aria-haspopup="listbox"
            aria-expanded={open.to_string()}
            class="find"
            onpointerover={dispatch.reform(|_| Action::ApproachSearch)}
            onfocusin={dispatch.reform(|_| Action::ApproachSearch)}
            onclick={dispatch.reform(move |_: MouseEvent| Action::Search(Some(empty.clone())))}
            onkeydown={open_by_key(dispatch)}
        >
            {icon(LENS)}
            <span class="any">{labels.any_style}</span>
            <span class="now" aria-hidden="true">{name}</span>
        </button>
    }
}

/// Alt+Down opens, and so does any letter, which is typed into the field.
fn open_by_key(dispatch: &Callback<Action>) -> Callback<KeyboardEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |event: KeyboardEvent| {
        let key = event.key();
        let with_alt = event.alt_key();
        if event.ctrl_key() || event.meta_key() || event.is_composing() {
            return;
        }
        let letter = key.chars().count() == 1 && key != " " && !with_alt;
        if letter || (with_alt && key == "ArrowDown") {
            event.prevent_default();
            let typed = if letter { key } else { String::new() };
            dispatch.emit(Action::Search(Some(typed.into())));
        }
    })
}
