//! The abstract, folded when long.

use web_sys::Element;
use yew::{Callback, Event, Html, Properties, TargetCast, component, html};

use super::section::{section, toggle};
use crate::card::labels::Labels;
use crate::card::shared::Shared;
use crate::card::state::Action;
use crate::card::tree::marked;
use crate::record::{Record, Variable};

/// A longer abstract, in characters, is folded.
const SHOWN: usize = 320;

/// The props of [`Abstract`].
#[derive(Properties, PartialEq)]
pub struct AbstractProps {
    /// The works, of which the first is shown.
    pub records: Shared<Vec<Record>>,
    /// The level of the title's heading.
    pub heading: Option<u8>,
    /// Whether a long one is unfolded.
    pub open: bool,
    /// The words.
    pub labels: &'static Labels,
    /// The card.
    pub dispatch: Callback<Action>,
}

/// The section.
#[component]
pub fn Abstract(props: &AbstractProps) -> Html {
    let AbstractProps { records, heading, open, labels, dispatch } = props;
    let Some(record) = records.first() else { return Html::default() };
    let text = record.text(Variable::Abstract).unwrap_or_default();
    let folds = text.chars().nth(SHOWN).is_some();
    let class = if folds && !open { "abstract folded" } else { "abstract" };
    let lang = record.text(Variable::Language).map(str::to_owned);
    // The browser scrolls to what its search has found, also in what is folded: show it.
    let onscroll = (folds && !open).then(|| {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            let scrolled = event.target_dyn_into::<Element>().is_some_and(|text| text.scroll_top() > 0);
            if scrolled {
                dispatch.emit(Action::ToggleAbstract);
            }
        })
    });
    let content = html! {
        <>
            <div {lang} dir="auto" {class} {onscroll}>
                for line in text.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
                    <p>{marked(line)}</p>
                }
            </div>
            if folds {
                {toggle(
                    if *open { labels.show_less } else { labels.show_all },
                    *open,
                    Action::ToggleAbstract,
                    dispatch,
                )}
            }
        </>
    };
    section("abstract", labels.abstract_, *heading, content)
}
