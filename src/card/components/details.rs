//! The details: a record to labelled rows, in the order of a portal page.

use yew::{Html, Properties, component, html};

use super::section::section;
use crate::card::labels::{Labels, Row};
use crate::card::licence::{Licence, licence};
use crate::card::shared::Shared;
use crate::card::tree::{breakable, link, marked};
use crate::record::{Kind, Name, Record, Variable, identifier};

/// What is in a row.
enum Value {
    /// The text of a variable.
    Text(Variable),
    /// Its names.
    Names(Variable),
    /// Its date, in short.
    Date(Variable),
    /// Something of its own.
    Own(fn(&Labels, &Record) -> Option<Html>),
}

static ROWS: [(Row, Value); 32] = [
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
    (Row::Online, Value::Date(Variable::AvailableDate)),
    (Row::Submitted, Value::Date(Variable::Submitted)),
    (Row::Issn, Value::Text(Variable::Issn)),
    (Row::Isbn, Value::Text(Variable::Isbn)),
    (Row::Doi, Value::Own(|_, record| record.text(Variable::Doi).map(doi))),
    (Row::Pmid, Value::Text(Variable::Pmid)),
    (Row::Status, Value::Own(status)),
    (Row::Published, Value::Own(|labels, record| dated(labels, record, Row::Published))),
    (Row::Posted, Value::Own(|labels, record| dated(labels, record, Row::Posted))),
    (Row::Date, Value::Own(|labels, record| dated(labels, record, Row::Date))),
    (Row::External, Value::Own(external)),
    (Row::Event, Value::Own(event)),
    (Row::License, Value::Own(license)),
    (Row::Url, Value::Own(url)),
];

/// The props of [`Details`].
#[derive(Properties, PartialEq)]
pub(crate) struct DetailsProps {
    /// The works, of which the first is shown.
    pub records: Shared<Vec<Record>>,
    /// The level of the title's heading.
    pub heading: Option<u8>,
    /// The words.
    pub labels: &'static Labels,
}

/// The rows that have data.
#[component]
pub(crate) fn Details(props: &DetailsProps) -> Html {
    let DetailsProps { records, heading, labels } = props;
    let Some(record) = records.first() else { return Html::default() };
    let rows = ROWS.iter().filter_map(|(row, value)| Some((labels.row(*row), value.of(labels, record)?)));
    let list = html! {
        <dl class="details">
            for (label, value) in rows {
                <div><dt>{label}</dt><dd dir="auto">{value}</dd></div>
            }
        </dl>
    };
    section("details", labels.details, *heading, list)
}

/// Whether there is any row.
pub(super) fn has_details(record: &Record) -> bool {
    ROWS.iter().any(|(_, value)| value.of(Labels::english(""), record).is_some())
}

impl Value {
    fn of(&self, labels: &Labels, record: &Record) -> Option<Html> {
        match self {
            Self::Text(variable) => record.text(*variable).map(marked),
            Self::Names(variable) => names(labels, record, *variable),
            Self::Date(variable) => {
                record.date(*variable).map(|date| Html::from(labels.date_range(date, true)))
            }
            Self::Own(value) => value(labels, record),
        }
    }
}

fn names(labels: &Labels, record: &Record, variable: Variable) -> Option<Html> {
    let names = record.names(variable);
    let full: Vec<String> = names.iter().map(Name::full).collect();
    (!full.is_empty()).then(|| Html::from(labels.list(&full)))
}

fn language(labels: &Labels, record: &Record) -> Option<Html> {
    record.text(Variable::Language).map(|tag| Html::from(labels.language(tag)))
}

/// The title of what the work is in: with `hosted` of anything but a journal, else of a journal only.
fn container(record: &Record, hosted: bool) -> Option<Html> {
    record.text(Variable::ContainerTitle).filter(|_| is_hosted(record.kind) == hosted).map(marked)
}

/// Whether a work is part of something with a title of its own, other than a journal.
fn is_hosted(kind: Kind) -> bool {
    use Kind::{Chapter, Entry, EntryDictionary, EntryEncyclopedia, PaperConference, Speech};
    matches!(kind, Chapter | PaperConference | Entry | EntryDictionary | EntryEncyclopedia | Speech)
}

fn editors(labels: &Labels, record: &Record) -> Option<Html> {
    // Without authors the editors are in the header.
    names(labels, record, Variable::Editor).filter(|_| !record.names(Variable::Author).is_empty())
}

fn publisher(record: &Record, thesis: bool) -> Option<Html> {
    record.text(Variable::Publisher).filter(|_| (record.kind == Kind::Thesis) == thesis).map(marked)
}

fn pages(_: &Labels, record: &Record) -> Option<Html> {
    record.text(Variable::Page).map(|pages| marked(&pages.replace('-', "–")))
}

fn external(labels: &Labels, record: &Record) -> Option<Html> {
    record.portal.externally_published.map(|yes| Html::from(if yes { labels.yes } else { labels.no }))
}

/// The name of the licence, with the address of its text as a link.
fn license(_: &Labels, record: &Record) -> Option<Html> {
    let Licence { name, url } = licence(record.text(Variable::License)?);
    Some(match url {
        Some(url) => link(&url, Html::from(name)),
        None => Html::from(name),
    })
}

fn url(_: &Labels, record: &Record) -> Option<Html> {
    let url = record.text(Variable::Url).filter(|_| !record.has(Variable::Doi))?;
    Some(link(url, breakable(url)))
}

fn doi(text: &str) -> Html {
    match identifier::doi(text) {
        Some(doi) => link(&identifier::doi_url(doi), html! { <bdi>{breakable(doi)}</bdi> }),
        None => Html::from(text.to_owned()),
    }
}

/// The status that the record states, with the date: `Published – 1 Mar 2022`.
fn status(labels: &Labels, record: &Record) -> Option<Html> {
    let status = given_status(record)?;
    let published = status.eq_ignore_ascii_case("published");
    let status = if published { labels.row(Row::Published) } else { status };
    Some(match record.date(Variable::Issued) {
        Some(issued) => [status, " – ", &labels.date_range(issued, true)].concat().into(),
        None => status.to_owned().into(),
    })
}

fn given_status(record: &Record) -> Option<&str> {
    record.portal.publication_status.as_deref().or_else(|| record.text(Variable::Status))
}

/// The date of a work whose record states no status, in the row of its type: only of a journal
/// article and of a book does a date alone say that they were published.
fn dated(labels: &Labels, record: &Record, row: Row) -> Option<Html> {
    let own = match record.kind {
        Kind::ArticleJournal | Kind::Book => Row::Published,
        Kind::Article => Row::Posted,
        _ => Row::Date,
    };
    let issued = record.date(Variable::Issued).filter(|_| own == row && given_status(record).is_none())?;
    Some(labels.date_range(issued, true).into())
}

fn event(labels: &Labels, record: &Record) -> Option<Html> {
    let name = record.text(Variable::EventTitle).or_else(|| record.text(Variable::Event))?;
    let mut line = name.to_owned();
    if let Some(place) = record.text(Variable::EventPlace) {
        line.extend([", ", place]);
    }
    if let Some(when) = record.date(Variable::EventDate) {
        line.extend([", ", &labels.date_range(when, true)]);
    }
    Some(marked(&line))
}
