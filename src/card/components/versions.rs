//! Which version of the work is cited: two radio buttons, or a select where the record lists more.

use web_sys::HtmlSelectElement;
use yew::{AttrValue, Callback, Event, Html, Properties, TargetCast, component, html};

use crate::card::labels::Labels;
use crate::card::state::Action;

/// The props of [`Versions`].
#[derive(Properties, PartialEq)]
pub(crate) struct VersionsProps {
    /// The versions: what [`crate::card::reader::Reader`] calls them, and their words.
    pub versions: Vec<(usize, String)>,
    /// The one that is cited.
    pub version: usize,
    /// The name of its radio buttons.
    pub group: AttrValue,
    /// The words.
    pub labels: &'static Labels,
    /// The card.
    pub dispatch: Callback<Action>,
}

/// The choice.
#[component]
pub(crate) fn Versions(props: &VersionsProps) -> Html {
    let VersionsProps { versions, version, group, labels, dispatch } = props;
    let radio = |(id, words): &(usize, String)| {
        let id = *id;
        html! {
            <label>
                <input
                    type="radio"
                    name={group}
                    checked={id == *version}
                    onchange={dispatch.reform(move |_: Event| Action::Version(id))}
                />
                <span dir="auto">{words}</span>
            </label>
        }
    };
    let list = versions.clone();
    let onchange = dispatch.reform(move |event: Event| {
        let at = event.target_dyn_into::<HtmlSelectElement>().map_or(0, |select| select.selected_index());
        let chosen = usize::try_from(at).ok().and_then(|at| list.get(at));
        Action::Version(chosen.map_or(0, |(id, _)| *id))
    });
    html! {
        <fieldset part="versions" class="versions">
            <legend class="label">{labels.versions}</legend>
            if versions.len() == 2 {
                <span class="segments">{for versions.iter().map(radio)}</span>
            } else {
                <select aria-label={labels.versions} {onchange}>
                    for (id, words) in versions {
                        <option selected={id == version}>{words}</option>
                    }
                </select>
            }
            if *version == 1 {
                <p class="note">{labels.versions_explained}</p>
            }
        </fieldset>
    }
}
