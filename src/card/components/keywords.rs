//! The keywords.

use yew::{Html, Properties, component, html};

use super::section::section;
use crate::card::labels::Labels;
use crate::card::shared::Shared;
use crate::card::tree::marked;
use crate::record::Record;

/// The props of [`Keywords`].
#[derive(Properties, PartialEq)]
pub(crate) struct KeywordsProps {
    /// The works, of which the first is shown.
    pub records: Shared<Vec<Record>>,
    /// The level of the title's heading.
    pub heading: Option<u8>,
    /// The words.
    pub labels: &'static Labels,
}

/// The section.
#[component]
pub(crate) fn Keywords(props: &KeywordsProps) -> Html {
    let Some(record) = props.records.first() else { return Html::default() };
    let list = html! {
        <ul class="keywords">
            for word in record.keywords() {
                <li dir="auto">{marked(word)}</li>
            }
        </ul>
    };
    section("keywords", props.labels.keywords, props.heading, list)
}
