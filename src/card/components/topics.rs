//! The research topics: their weights as bars, and as numbers that print and are read aloud.

use yew::{AttrValue, Html, Properties, component, html};

use super::section::section;
use crate::card::labels::Labels;
use crate::card::shared::Shared;
use crate::record::{Record, Topic};

/// The props of [`Topics`].
#[derive(Properties, PartialEq)]
pub(crate) struct TopicsProps {
    /// The works, of which the first is shown.
    pub records: Shared<Vec<Record>>,
    /// The level of the title's heading.
    pub heading: Option<u8>,
    /// The words.
    pub labels: &'static Labels,
}

/// The section.
#[component]
pub(crate) fn Topics(props: &TopicsProps) -> Html {
    let TopicsProps { records, heading, labels } = props;
    let Some(record) = records.first() else { return Html::default() };
    // A portal has its own word for them: Pure calls them a fingerprint.
    let own = record.portal.other.iter().find(|(key, _)| key == "topics-label");
    let label = own
        .and_then(|(_, label)| label.as_str())
        .map_or(AttrValue::Static(labels.topics), |label| label.to_owned().into());
    let list = html! {
        <ul class="topics">
            for topic in &record.portal.topics {
                <li>{self::topic(labels, topic)}</li>
            }
        </ul>
    };
    section("topics", label, *heading, list)
}

fn topic(labels: &Labels, Topic { name, group, weight, .. }: &Topic) -> Html {
    // Truncated, as portals show it: 0.6666667 is 66 %.
    let percent = (weight.clamp(0.0, 1.0) * 100.0 + 1e-6) as u32;
    html! {
        <>
            <span class="topic">
                <bdi>{name}</bdi>
                if let Some(group) = group {
                    <span class="group"><bdi>{group}</bdi></span>
                }
            </span>
            <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true" class="weight">
                <rect width={percent.to_string()} height="1" />
            </svg>
            <span class="value"><bdi>{labels.percent(percent)}</bdi></span>
        </>
    }
}
