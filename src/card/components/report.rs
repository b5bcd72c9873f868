//! The metadata report of `debug`: each field, its value, and where it came from.

use yew::{Html, Properties, component, html};

use super::section::Section;
use crate::card::labels::Labels;
use crate::card::props::ReportRow;
use crate::card::shared::Shared;

/// The props of [`Report`].
#[derive(Properties, PartialEq)]
pub struct ReportProps {
    /// The fields.
    pub rows: Shared<Vec<ReportRow>>,
    /// The level of the title's heading.
    pub heading: Option<u8>,
    /// The words.
    pub labels: &'static Labels,
}

/// The table.
#[component]
pub fn Report(props: &ReportProps) -> Html {
    let ReportProps { rows, heading, labels } = props;
    html! {
        <Section part="report" label={labels.report} heading={*heading}>
            <div tabindex="0" role="group" aria-label={labels.report} class="scroll">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{labels.field}</th>
                            <th scope="col">{labels.value}</th>
                            <th scope="col">{labels.origin}</th>
                        </tr>
                    </thead>
                    <tbody>
                        for ReportRow { field, value, origin, missing } in rows.iter() {
                            <tr>
                                <th scope="row">{field}</th>
                                <td dir="auto">
                                    if *missing { <em>{labels.missing}</em> } else { {value} }
                                </td>
                                <td>{origin}</td>
                            </tr>
                        }
                    </tbody>
                </table>
            </div>
        </Section>
    }
}
