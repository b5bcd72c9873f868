//! The details table: a record to labelled rows, in the order of a portal page.

use yew::Html;

use super::head::{date, is_hosted};
use super::template::template;
use super::tree::{bdi, link, marked};
use super::view::View;
use crate::record::{Kind, Name, Record, Variable, identifier};

/// The rows that have data; nothing where there is none.
pub fn section(view: &View<'_>, record: &Record) -> Option<Html> {
    let rows = rows(view, record);
    if rows.is_empty() {
        return None;
    }
    let list = template!("<dl class='details'>{}</dl>", rows);
    Some(view.section("details", view.labels.details, list))
}

fn rows(view: &View<'_>, record: &Record) -> Vec<Html> {
    let labels = view.labels;
    let row = &labels.row;
    let mut rows = Vec::new();
    let mut add = |label: &'static str, value: Option<Html>| {
        if let Some(value) = value {
            rows.push(template!("<div><dt>{}</dt><dd dir='auto'>{}</dd></div>", label, value));
        }
    };
    let text = |variable| record.text(variable).map(marked);
    let names = |variable| {
        let names = record.names(variable);
        (!names.is_empty()).then(|| {
            let full: Vec<String> = names.iter().map(Name::full).collect();
            Html::from(full.join(labels.names))
        })
    };
    let day = |variable| record.date(variable).map(|value| Html::from(date(labels, value, true)));
    let hosted = is_hosted(record.kind);
    let host = if hosted { row.host } else { row.journal };
    let thesis = record.kind == Kind::Thesis;
    let publisher = if thesis { row.institution } else { row.publisher };

    add(row.original_title, text(Variable::OriginalTitle));
    let language = record.text(Variable::Language);
    add(row.language, language.map(|tag| Html::from(labels.language(tag).to_owned())));
    add(row.host, text(Variable::ContainerTitle).filter(|_| hosted));
    add(row.editors, names(Variable::Editor).filter(|_| !record.names(Variable::Author).is_empty()));
    add(row.translators, names(Variable::Translator));
    add(row.place, text(Variable::PublisherPlace));
    add(publisher, text(Variable::Publisher));
    add(row.chapter, text(Variable::ChapterNumber));
    add(row.pages, record.text(Variable::Page).map(|pages| marked(&pages.replace('-', "–"))));
    add(row.number, text(Variable::Number));
    add(row.page_count, text(Variable::NumberOfPages));
    add(row.edition, text(Variable::Edition));
    add(row.series, text(Variable::CollectionTitle));
    add(host, text(Variable::ContainerTitle).filter(|_| !hosted));
    add(row.volume, text(Variable::Volume));
    add(row.issue, text(Variable::Issue));
    add(row.version, text(Variable::Version));
    add(row.online, day(Variable::AvailableDate));
    add(row.submitted, day(Variable::Submitted));
    add(row.issn, text(Variable::Issn));
    add(row.isbn, text(Variable::Isbn));
    add(row.doi, record.text(Variable::Doi).map(doi));
    add(row.pmid, text(Variable::Pmid));
    add(row.status, status(view, record));
    let external = record.portal.externally_published;
    add(row.external, external.map(|yes| Html::from(if yes { labels.yes } else { labels.no })));
    add(row.event, event(view, record));
    add(row.license, record.text(Variable::License).map(|value| link(value, Html::from(value.to_owned()))));
    let url = record.text(Variable::Url).filter(|_| !record.has(Variable::Doi));
    add(row.url, url.map(|url| link(url, Html::from(url.to_owned()))));
    rows
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
        Some(status) if status.eq_ignore_ascii_case("published") => view.labels.row.published,
        Some(status) => status,
        None => view.labels.row.published,
    };
    let line = match (given, issued) {
        (_, Some(issued)) => format!("{status} – {issued}"),
        (Some(_), None) => status.to_owned(),
        (None, None) => return None,
    };
    Some(Html::from(line))
}

fn event(view: &View<'_>, record: &Record) -> Option<Html> {
    let name = record.text(Variable::EventTitle).or_else(|| record.text(Variable::Event))?;
    let mut line = name.to_owned();
    if let Some(place) = record.text(Variable::EventPlace) {
        line = format!("{line}, {place}");
    }
    if let Some(when) = record.date(Variable::EventDate) {
        line = format!("{line}, {}", date(view.labels, when, true));
    }
    Some(marked(&line))
}
