//! The abstract, folded when long.

use yew::{Callback, Html, Properties, component, html};

use super::section::Section;
use super::toggle::Toggle;
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
    html! {
        <Section part="abstract" label={labels.abstract_} heading={*heading}>
            <div {lang} dir="auto" {class}>
                for line in text.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
                    <p>{marked(line)}</p>
                }
            </div>
            if folds {
                <Toggle
                    label={if *open { labels.show_less } else { labels.show_all }}
                    open={*open}
                    action={Action::ToggleAbstract}
                    {dispatch}
                />
            }
        </Section>
    }
}
