//! The details table: a record to labelled rows, in the order of a portal page.

use yew::Html;

use super::head::{date, is_hosted};
use super::labels::Row;
use super::template::template;
use super::tree::{bdi, link, marked};
use super::view::View;
use crate::record::{Kind, Name, Record, Variable, identifier};

/// What stands in a row.
enum Value {
    /// The text of a variable.
    Text(Variable),
    /// Its names.
    Names(Variable),
    /// Its date, in short.
    Day(Variable),
    /// Something of its own.
    Own(fn(&View<'_>, &Record) -> Option<Html>),
}

static ROWS: [(Row, Value); 29] = [
    (Row::OriginalTitle, Value::Text(Variable::OriginalTitle)),
    (Row::Language, Value::Own(language)),
    (Row::Host, Value::Own(|_, record| container(record, true))),
    (Row::Editors, Value::Own(editors)),
    (Row::Translators, Value::Names(Variable::Translator)),
    (Row::Place, Value::Text(Variable::PublisherPlace)),
    (Row::Publisher, Value::Own(|_, record| publisher(record, false))),
    (Row::Institution, Value::Own(|_, record| publisher(record, true))),
    (Row::Chapter, Value::Text(Variable::ChapterNumber)),
    (Row::Pages, Value::Own(pages)),
    (Row::Number, Value::Text(Variable::Number)),
    (Row::PageCount, Value::Text(Variable::NumberOfPages)),
    (Row::Edition, Value::Text(Variable::Edition)),
    (Row::Series, Value::Text(Variable::CollectionTitle)),
    (Row::Journal, Value::Own(|_, record| container(record, false))),
    (Row::Volume, Value::Text(Variable::Volume)),
    (Row::Issue, Value::Text(Variable::Issue)),
    (Row::Version, Value::Text(Variable::Version)),
    (Row::Online, Value::Day(Variable::AvailableDate)),
    (Row::Submitted, Value::Day(Variable::Submitted)),
    (Row::Issn, Value::Text(Variable::Issn)),
    (Row::Isbn, Value::Text(Variable::Isbn)),
    (Row::Doi, Value::Own(|_, record| record.text(Variable::Doi).map(doi))),
    (Row::Pmid, Value::Text(Variable::Pmid)),
    (Row::Status, Value::Own(status)),
    (Row::External, Value::Own(external)),
    (Row::Event, Value::Own(event)),
    (Row::License, Value::Own(|_, record| linked(record, Variable::License))),
    (Row::Url, Value::Own(url)),
];

/// The rows that have data; nothing where there is none.
pub fn section(view: &View<'_>, record: &Record) -> Option<Html> {
    let mut rows = Vec::new();
    for (row, value) in &ROWS {
        let value = match value {
            Value::Text(variable) => record.text(*variable).map(marked),
            Value::Names(variable) => names(view, record, *variable),
            Value::Day(variable) => {
                record.date(*variable).map(|value| Html::from(date(view.labels, value, true)))
            }
            Value::Own(value) => value(view, record),
        };
        if let Some(value) = value {
            let label = (view.labels.row)(*row);
            rows.push(template!("<div><dt>{}</dt><dd dir='auto'>{}</dd></div>", label, value));
        }
    }
    if rows.is_empty() {
        return None;
    }
    let list = template!("<dl class='details'>{}</dl>", rows);
    Some(view.section("details", view.labels.details, list))
}

fn names(view: &View<'_>, record: &Record, variable: Variable) -> Option<Html> {
    let names = record.names(variable);
    let full: Vec<String> = names.iter().map(Name::full).collect();
    (!full.is_empty()).then(|| Html::from(full.join(view.labels.names)))
}

fn language(view: &View<'_>, record: &Record) -> Option<Html> {
    record.text(Variable::Language).map(|tag| Html::from(view.labels.language(tag)))
}

/// What the work stands in; with `hosted`, only what is no journal, and else only a journal.
fn container(record: &Record, hosted: bool) -> Option<Html> {
    record.text(Variable::ContainerTitle).filter(|_| is_hosted(record.kind) == hosted).map(marked)
}

fn editors(view: &View<'_>, record: &Record) -> Option<Html> {
    // Without authors the editors stand at the head.
    names(view, record, Variable::Editor).filter(|_| !record.names(Variable::Author).is_empty())
}

fn publisher(record: &Record, thesis: bool) -> Option<Html> {
    record.text(Variable::Publisher).filter(|_| (record.kind == Kind::Thesis) == thesis).map(marked)
}

fn pages(_: &View<'_>, record: &Record) -> Option<Html> {
    record.text(Variable::Page).map(|pages| marked(&pages.replace('-', "–")))
}

fn external(view: &View<'_>, record: &Record) -> Option<Html> {
    let labels = view.labels;
    record.portal.externally_published.map(|yes| Html::from(if yes { labels.yes } else { labels.no }))
}

fn linked(record: &Record, variable: Variable) -> Option<Html> {
    record.text(variable).map(|value| link(value, Html::from(value)))
}

fn url(_: &View<'_>, record: &Record) -> Option<Html> {
    linked(record, Variable::Url).filter(|_| !record.has(Variable::Doi))
}

fn doi(text: &str) -> Html {
    match identifier::doi(text) {
        Some(doi) => link(&identifier::doi_url(doi), bdi(Html::from(doi))),
        None => Html::from(text.to_owned()),
    }
}

/// `Published – 1 Mar 2022`; a date alone counts as published where the page calls it so.
fn status(view: &View<'_>, record: &Record) -> Option<Html> {
    let issued = record.date(Variable::Issued).map(|issued| date(view.labels, issued, true));
    let given = record.portal.publication_status.as_deref().or_else(|| record.text(Variable::Status));
    let status = match given {
        Some(status) if status.eq_ignore_ascii_case("published") => (view.labels.row)(Row::Published),
        Some(status) => status,
        None => (view.labels.row)(Row::Published),
    };
    let line = match (given, issued) {
        (_, Some(issued)) => [status, " – ", &issued].concat(),
        (Some(_), None) => status.to_owned(),
        (None, None) => return None,
    };
    Some(Html::from(line))
}

fn event(view: &View<'_>, record: &Record) -> Option<Html> {
    let name = record.text(Variable::EventTitle).or_else(|| record.text(Variable::Event))?;
    let mut line = name.to_owned();
    if let Some(place) = record.text(Variable::EventPlace) {
        line.extend([", ", place]);
    }
    if let Some(when) = record.date(Variable::EventDate) {
        line.extend([", ", &date(view.labels, when, true)]);
    }
    Some(marked(&line))
}
