//! The work at a glance: a record to type line, title, authors, source line and metrics.

use yew::{AttrValue, Callback, Html, Properties, component, html};

use super::authors::{self, creators};
use super::section::heading_tag;
use crate::card::labels::Labels;
use crate::card::settings::{Section, Sections};
use crate::card::shared::Shared;
use crate::card::state::Action;
use crate::card::tree::{link, marked};
use crate::record::{Metric, Record, Variable};

/// The props of [`Header`].
#[derive(Properties, PartialEq)]
pub(crate) struct HeaderProps {
    /// The works, of which the first is shown.
    pub records: Shared<Vec<Record>>,
    /// The sections that may be seen.
    pub sections: Sections,
    /// The level of the title's heading.
    pub heading: Option<u8>,
    /// The id of the title.
    pub title_id: AttrValue,
    /// Whether a long list of authors is unfolded.
    pub authors_open: bool,
    /// The words.
    pub labels: &'static Labels,
    /// The card.
    pub dispatch: Callback<Action>,
}

/// The header; nothing where all its parts are hidden or without data.
#[component]
pub(crate) fn Header(props: &HeaderProps) -> Html {
    let Some(record) = props.records.first() else { return Html::default() };
    let shown = |section, part: fn(&HeaderProps, &Record) -> Option<Html>| {
        if props.sections.has(section) { part(props, record) } else { None }
    };
    // Nothing keeps its place, so that Yew compares each part with itself.
    let parts = [
        shown(Section::Type, type_line),
        shown(Section::Title, title),
        shown(Section::Authors, authors),
        shown(Section::Source, source),
        shown(Section::Metrics, metrics),
    ];
    if parts.iter().all(Option::is_none) {
        return Html::default();
    }
    html! { <header part="header" class="work">{for parts.map(Option::unwrap_or_default)}</header> }
}

fn type_line(props: &HeaderProps, record: &Record) -> Option<Html> {
    let given = record.portal.type_line.as_deref().or_else(|| record.text(Variable::Genre));
    // An arrow stays on the line of what is before it.
    let text = given.unwrap_or_else(|| props.labels.kind(record.kind)).replace(" › ", "\u{a0}› ");
    (!text.is_empty()).then(|| html! { <p part="type" dir="auto" class="type">{text}</p> })
}

fn title(props: &HeaderProps, record: &Record) -> Option<Html> {
    if record.title().is_empty() {
        return None;
    }
    let lang = record.text(Variable::Language).map(str::to_owned);
    Some(html! {
        <@{heading_tag(props.heading, 0)} part="title" id={&props.title_id} {lang} dir="auto" class="title">
            {marked(record.title())}
        </@>
    })
}

fn authors(props: &HeaderProps, record: &Record) -> Option<Html> {
    let names = creators(record);
    let list = || authors::authors(names, props.authors_open, props.labels, &props.dispatch);
    (!names.is_empty()).then(list)
}

/// Where the work appeared: `New Technology, Work and Employment, volume 37, issue 1, pages 124–145`.
fn source(props: &HeaderProps, record: &Record) -> Option<Html> {
    let labels = props.labels;
    let container = record.text(Variable::ContainerTitle);
    let text = |variable| record.text(variable).filter(|_| container.is_some());
    let pages = text(Variable::Page);
    let several = pages.is_some_and(|pages| pages.contains(['-', '–', ',']));
    let numbered = [
        (labels.source_volume, text(Variable::Volume)),
        (labels.source_issue, text(Variable::Issue)),
        (if several { labels.source_pages } else { labels.source_page }, pages),
    ];
    let mut line: Vec<Html> = Vec::new();
    if let Some(container) = container {
        line.push(html! { <i><bdi>{marked(container)}</bdi></i> });
    } else if let Some(publisher) = record.text(Variable::Publisher) {
        line.push(html! { <bdi>{marked(publisher)}</bdi> });
    }
    for (words, number) in numbered {
        if let Some(number) = number {
            let number = number.replace('-', "–");
            let (before, after) = words.around();
            let fixed = |words: &str| words.replace(' ', "\u{a0}");
            // Each text costs a node in each of many cards.
            let (before, after) = ([labels.comma(), fixed(before)].concat(), fixed(after));
            line.push(html! { <>{before}<bdi>{number}</bdi>if !after.is_empty() { {after} }</> });
        }
    }
    if let Some(date) = record.date(Variable::Issued) {
        let gap = if line.is_empty() { "" } else { " · " };
        line.push(html! { <>{gap}<bdi>{labels.date_range(date, false)}</bdi></> });
    }
    (!line.is_empty()).then(|| html! { <p part="source" class="source">{line}</p> })
}

fn metrics(props: &HeaderProps, record: &Record) -> Option<Html> {
    let metrics = &record.portal.metrics;
    (!metrics.is_empty()).then(|| {
        html! {
            <ul part="metrics" class="metrics">
                for metric in metrics {
                    <li>{self::metric(props.labels, metric)}</li>
                }
            </ul>
        }
    })
}

/// `17 downloads (Pure)`
fn metric(labels: &Labels, Metric { label, count, url, source }: &Metric) -> Html {
    let [before, number, after] = labels.metric(label, *count);
    let words = html! { <>{before}<b>{number}</b>{after}</> };
    html! {
        <>
            {match url {
                Some(url) => link(url, words),
                None => words,
            }}
            if let Some(source) = source {
                <span>{" ("}<bdi>{source}</bdi>{")"}</span>
            }
        </>
    }
}
