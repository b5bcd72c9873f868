//! What the owner of the page should see: the problems of the input and of the attributes, folded to
//! one quiet line, and the metadata report of `debug`.

use yew::{Html, html};

use super::section::section;
use crate::card::labels::Labels;
use crate::card::props::ReportRow;
use crate::chunk::chunk;
use crate::discovery::advice_language;

/// More problems than these are in the element's `problems` only.
const PROBLEMS_SHOWN: usize = 20;

chunk! { sections;
/// The problems, a sentence each, if there are any.
pub(crate) fn problems(messages: &[String], open: bool, labels: &'static Labels) -> Html {
    if messages.is_empty() {
        return Html::default();
    }
    html! {
        <details part="problems" {open} class="problems">
            <summary>{labels.problems.of(messages.len())}</summary>
            <ul>
                for message in messages.iter().take(PROBLEMS_SHOWN) {
                    <li lang="en" dir="ltr">{message}</li>
                }
            </ul>
        </details>
    }
}}

chunk! { sections;
/// The report: each field, its value, and where it came from.
pub(crate) fn report(rows: &[ReportRow], heading: Option<u8>, labels: &'static Labels) -> Html {
    let table = html! {
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
                    for ReportRow { field, value, origin, missing } in rows {
                        <tr>
                            <th scope="row">{field}</th>
                            <td dir="auto">
                                if *missing { <em>{labels.missing}</em> } else { {value} }
                            </td>
                            // Where the labels are in another language, these sentences are an island.
                            <td lang={advice_language(labels.lang())} dir="ltr">{origin}</td>
                        </tr>
                    }
                </tbody>
            </table>
        </div>
    };
    section("report", labels.report, heading, table)
}}
