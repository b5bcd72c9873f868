//! A button that folds and unfolds something.

use yew::{AttrValue, Callback, Html, MouseEvent, Properties, component, html};

use crate::card::state::Action;

/// The props of [`Toggle`].
#[derive(Properties, PartialEq)]
pub struct ToggleProps {
    /// The words on it.
    pub label: AttrValue,
    /// Whether it is unfolded.
    pub open: bool,
    /// What a press does.
    pub action: Action,
    /// The card.
    pub dispatch: Callback<Action>,
}

/// The button.
#[component]
pub fn Toggle(props: &ToggleProps) -> Html {
    let action = props.action.clone();
    let onclick = props.dispatch.reform(move |_: MouseEvent| action.clone());
    html! {
        <button type="button" aria-expanded={props.open.to_string()} class="toggle" {onclick}>
            {&props.label}
        </button>
    }
}
