//! The select of all styles and formats that are not tabs.

use web_sys::HtmlSelectElement;
use yew::{
    AttrValue, Callback, Event, Html, Properties, TargetCast, component, html, use_effect, use_node_ref,
};

use crate::card::choices::Choices;
use crate::card::labels::Labels;
use crate::card::shared::Shared;
use crate::card::state::Action;

/// The props of [`Picker`].
#[derive(Properties, PartialEq)]
pub(crate) struct PickerProps {
    /// What can be chosen.
    pub choices: Shared<Choices>,
    /// The id of what is chosen here; empty where a tab is.
    pub value: AttrValue,
    /// The words.
    pub labels: &'static Labels,
    /// The card.
    pub dispatch: Callback<Action>,
}

/// The select.
#[component]
pub(crate) fn Picker(props: &PickerProps) -> Html {
    let PickerProps { choices, value, labels, dispatch } = props;
    let select = use_node_ref();
    // Once the reader has used a select, its attributes no longer decide what it shows.
    {
        let (select, value) = (select.clone(), value.clone());
        use_effect(move || {
            if let Some(select) = select.cast::<HtmlSelectElement>() {
                select.set_value(&value);
            }
        });
    }
    let dispatch = dispatch.clone();
    let onchange = Callback::from(move |event: Event| {
        let id = event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value());
        if let Some(id) = id.filter(|id| !id.is_empty()) {
            dispatch.emit(Action::Choose(id.into()));
        }
    });
    html! {
        <select part="select" ref={select} aria-label={labels.more_name} class="more" {onchange}>
            <option value="" selected={value.is_empty()} disabled={!value.is_empty()}>{labels.more}</option>
            for (label, list) in &choices.groups {
                <optgroup label={*label}>
                    for choice in list {
                        <option value={&choice.id} selected={choice.id == *value}>{&choice.name}</option>
                    }
                </optgroup>
            }
        </select>
    }
}
