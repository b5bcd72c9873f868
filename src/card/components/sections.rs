//! The sections below the citation: abstract, details, keywords, topics, each where the record has
//! data and the page shows it.

use yew::{Callback, Html, Properties, component, html};

use super::abstract_::Abstract;
use super::details::{Details, has_details};
use super::keywords::Keywords;
use super::topics::Topics;
use crate::card::labels::Labels;
use crate::card::settings::{Section, Sections};
use crate::card::shared::Shared;
use crate::card::state::Action;
use crate::chunk::chunk;
use crate::record::{Record, Variable};

/// The props of [`MoreSections`].
#[derive(Properties, PartialEq)]
pub(crate) struct MoreSectionsProps {
    /// The works, of which the first is shown.
    pub records: Shared<Vec<Record>>,
    /// The sections that may be seen.
    pub sections: Sections,
    /// The level of the title's heading.
    pub heading: Option<u8>,
    /// Whether the abstract is unfolded.
    pub abstract_open: bool,
    /// The words.
    pub labels: &'static Labels,
    /// The card.
    pub dispatch: Callback<Action>,
}

chunk! { sections;
/// [`MoreSections`], where their code has been loaded.
pub(crate) fn more_sections(props: MoreSectionsProps) -> Html {
    html! { <MoreSections ..props /> }
}}

/// The sections.
#[component]
fn MoreSections(props: &MoreSectionsProps) -> Html {
    let MoreSectionsProps { records, sections, heading, abstract_open, labels, dispatch } = props;
    let Some(record) = records.first() else { return Html::default() };
    let shows = |section| sections.has(section) && has_data(section, record);
    let (heading, labels) = (*heading, *labels);
    if ![Section::Abstract, Section::Details, Section::Keywords, Section::Topics].into_iter().any(shows) {
        return Html::default();
    }
    html! {
        <div class="sections">
            if shows(Section::Abstract) {
                <Abstract {records} {heading} open={*abstract_open} {labels} {dispatch} />
            }
            if shows(Section::Details) {
                <Details {records} {heading} {labels} />
            }
            if shows(Section::Keywords) {
                <Keywords {records} {heading} {labels} />
            }
            if shows(Section::Topics) {
                <Topics {records} {heading} {labels} />
            }
        </div>
    }
}

fn has_data(section: Section, record: &Record) -> bool {
    match section {
        Section::Abstract => record.has(Variable::Abstract),
        Section::Details => has_details(record),
        Section::Keywords => record.keywords().into_iter().next().is_some(),
        Section::Topics => !record.portal.topics.is_empty(),
        _ => false,
    }
}
