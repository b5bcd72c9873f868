//! What the owner of the page should see, and readers need not mind: the problems of the input and
//! of the attributes, folded to one quiet line, and the metadata report of `debug`.

use yew::Html;

use super::props::{ReportRow, Status};
use super::template::template;
use super::view::View;

/// Problems beyond these are in the element's `problems` only.
const PROBLEMS_SHOWN: usize = 20;

/// Where each field came from, for `debug`.
pub fn report(view: &View<'_>) -> Option<Html> {
    if !view.props.settings.debug || view.props.report.is_empty() {
        return None;
    }
    let labels = view.labels;
    let mut rows = Vec::new();
    for ReportRow { field, value, origin, missing } in view.props.report.iter() {
        let value = match missing {
            true => template!("<em>{}</em>", labels.missing),
            false => Html::from(value.clone()),
        };
        rows.push(template!(
            "<tr><th scope='row'>{}</th><td dir='auto'>{}</td><td>{}</td></tr>",
            field.clone(),
            value,
            origin.clone()
        ));
    }
    let table = template!(
        "<div tabindex='0' role='group' aria-label={} class='scroll'><table>\
            <thead><tr><th scope='col'>{}</th><th scope='col'>{}</th><th scope='col'>{}</th></tr></thead>\
            <tbody>{}</tbody>\
        </table></div>",
        labels.report,
        labels.field,
        labels.value,
        labels.origin,
        rows,
    );
    Some(view.section("report", labels.report, table))
}

/// What the owner wrote and the card could not use: in attributes, in the record, in a file. A page
/// whose own metadata disagrees is no news to readers, so that is for `debug` and for cards without
/// a record; those are open as well.
pub fn problems(view: &View<'_>) -> Option<Html> {
    let open = view.props.settings.debug || view.props.records.is_empty();
    let mut all: Vec<String> = view.choices.problems.iter().map(ToString::to_string).collect();
    for problem in view.props.problems.iter() {
        if open || !problem.place.starts_with("page ") {
            all.push(problem.to_string());
        }
    }
    if let (Status::Failed { message, .. }, []) = (&view.props.status, view.props.records.as_slice()) {
        all.insert(0, message.clone());
    }
    if all.is_empty() {
        return None;
    }
    let summary = view.labels.problems.of(all.len());
    let mut list = Vec::new();
    for problem in all.into_iter().take(PROBLEMS_SHOWN) {
        list.push(template!("<li dir='auto'>{}</li>", problem));
    }
    Some(template!(
        "<details part='problems' open={} class='problems'><summary>{}</summary><ul>{}</ul></details>",
        open.then_some("open"),
        summary,
        list,
    ))
}
