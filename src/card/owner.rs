//! What the owner of the page should see, and readers need not mind: the problems of the input and
//! of the attributes, folded to one quiet line, and the metadata report of `debug`.

use yew::{Html, html};

use super::props::{ReportRow, Status};
use super::view::View;
use crate::record::Problem;

/// Problems beyond these are in the element's `problems` only.
const PROBLEMS_SHOWN: usize = 20;

/// Where each field came from, for `debug`.
pub fn report(view: &View<'_>) -> Option<Html> {
    if !view.props.settings.debug || view.props.report.is_empty() {
        return None;
    }
    let labels = view.labels;
    let row = |row: &ReportRow| {
        let value = if row.missing {
            html! { <em>{ labels.missing }</em> }
        } else {
            html! { { row.value.clone() } }
        };
        html! {
            <tr><th scope="row">{ row.field.clone() }</th><td dir="auto">{ value }</td><td>{ row.origin.clone() }</td></tr>
        }
    };
    let head =
        [labels.field, labels.value, labels.origin].map(|name| html! { <th scope="col">{ name }</th> });
    let table = html! {
        <div class="scroll" tabindex="0" role="group" aria-label={labels.report}><table>
            <thead><tr>{ for head }</tr></thead>
            <tbody>{ for view.props.report.iter().map(row) }</tbody>
        </table></div>
    };
    Some(view.section("report", labels.report, table))
}

/// What the owner wrote and the card could not use: in attributes, in the record, in a file. A page
/// whose own metadata disagrees is no news to readers, so that is for `debug` and for cards without
/// a record; those are open as well.
pub fn problems(view: &View<'_>) -> Option<Html> {
    let open = view.props.settings.debug || view.props.records.is_empty();
    let told = |problem: &&Problem| open || !problem.place.starts_with("page ");
    let input = view.props.problems.iter().filter(told);
    let mut all: Vec<String> = view.choices.problems.iter().chain(input).map(ToString::to_string).collect();
    if let (Status::Failed { message, .. }, []) = (&view.props.status, view.props.records.as_slice()) {
        all.insert(0, message.clone());
    }
    if all.is_empty() {
        return None;
    }
    let summary = (view.labels.problems)(all.len());
    let list = all.into_iter().take(PROBLEMS_SHOWN).map(|problem| html! { <li dir="auto">{ problem }</li> });
    Some(html! {
        <details class="problems" part="problems" {open}>
            <summary>{ summary }</summary>
            <ul>{ for list }</ul>
        </details>
    })
}
