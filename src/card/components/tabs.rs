//! The tabs: one tab stop, arrows that follow the reading direction, automatic activation, as the
//! ARIA Authoring Practices have it for tabs.

use web_sys::Element;
use yew::{
    AttrValue, Callback, Html, KeyboardEvent, MouseEvent, Properties, TargetCast, component, html,
    use_effect_with, use_mut_ref, use_node_ref,
};

use crate::card::browser;
use crate::card::choices::Choices;
use crate::card::labels::Labels;
use crate::card::shared::Shared;
use crate::card::state::{Action, tab_key};

/// The props of [`Tabs`].
#[derive(Properties, PartialEq)]
pub(crate) struct TabsProps {
    /// What can be chosen.
    pub choices: Shared<Choices>,
    /// Which tab is selected; none where something of the list is.
    pub selected: Option<usize>,
    /// The id of the panel.
    pub panel: AttrValue,
    /// The words.
    pub labels: &'static Labels,
    /// The card.
    pub dispatch: Callback<Action>,
}

/// The list of tabs.
#[component]
pub(crate) fn Tabs(props: &TabsProps) -> Html {
    let TabsProps { choices, selected, panel, labels, dispatch } = props;
    // Where no tab is selected, the first one is the tab stop.
    let stop = selected.unwrap_or(0);
    let row = use_node_ref();
    {
        let row = row.clone();
        let moved = use_mut_ref(|| false);
        use_effect_with((*selected, choices.tabs.len()), move |(selected, _)| {
            // A new row begins with its first tab, and measuring hundreds of rows takes seconds.
            let begins = !moved.replace(true) && *selected == Some(0);
            let (row, selected) = (row.cast::<Element>().filter(|_| !begins), *selected);
            // Measured in the next frame, which lays the page out anyway.
            let frame = row.zip(selected).and_then(|(row, selected)| {
                browser::Frame::request(move || browser::reveal_in_row(&row, selected))
            });
            move || drop(frame)
        });
    }
    html! {
        <div part="tabs" ref={&row} role="tablist" aria-label={labels.tabs} class="tabs" onkeydown={walk(props, stop)}>
            for (at, choice) in choices.tabs.iter().enumerate() {
                <button
                    type="button"
                    role="tab"
                    part={if *selected == Some(at) { "tab tab-selected" } else { "tab" }}
                    data-name={&choice.name}
                    aria-selected={(*selected == Some(at)).to_string()}
                    aria-controls={(*selected == Some(at)).then(|| panel.clone())}
                    tabindex={if at == stop { "0" } else { "-1" }}
                    onclick={choose(dispatch, &choice.id)}
                >
                    {&choice.name}
                </button>
            }
        </div>
    }
}

fn choose(dispatch: &Callback<Action>, id: &AttrValue) -> Callback<MouseEvent> {
    let id = id.clone();
    dispatch.reform(move |_| Action::Choose(id.clone()))
}

fn walk(props: &TabsProps, from: usize) -> Callback<KeyboardEvent> {
    let (choices, dispatch) = (props.choices.clone(), props.dispatch.clone());
    Callback::from(move |event: KeyboardEvent| {
        let tab = event.target_dyn_into::<Element>();
        let Some(list) = tab.and_then(|tab| tab.parent_element()) else { return };
        let modified = event.alt_key() || event.ctrl_key() || event.meta_key();
        let to = tab_key(&event.key(), modified, browser::is_rtl(&list), from, choices.tabs.len());
        if let Some((to, choice)) = to.and_then(|to| Some((to, choices.tabs.get(to)?))) {
            event.prevent_default();
            dispatch.emit(Action::Choose(choice.id.clone()));
            browser::focus_child(&list, to);
        }
    })
}
