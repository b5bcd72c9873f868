//! The sections below the citation: a record to abstract, keywords and topics.

use yew::{Html, html};

use super::state::Action;
use super::tree::{bdi, marked};
use super::view::View;
use crate::record::{Record, Topic, Variable};

/// An abstract that is longer, in characters, is folded.
const ABSTRACT_SHOWN: usize = 320;

/// The abstract, folded when long.
pub fn abstract_(view: &View<'_>, record: &Record) -> Option<Html> {
    let text = record.text(Variable::Abstract)?;
    let folds = text.chars().nth(ABSTRACT_SHOWN).is_some();
    let open = view.state.abstract_;
    let labels = view.labels;
    let class = if folds && !open { "abstract folded" } else { "abstract" };
    let lang = record.text(Variable::Language).map(str::to_owned);
    let toggle = folds.then(|| {
        let label = if open { labels.show_less } else { labels.show_all };
        view.toggle(label.to_owned(), open, Action::FoldAbstract)
    });
    let paragraphs = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
    let inner = html! {
        <>
            <div {class} {lang} dir="auto">{ for paragraphs.map(|line| html! { <p>{ marked(line) }</p> }) }</div>
            { for toggle }
        </>
    };
    Some(view.section("abstract", labels.abstract_, inner))
}

/// The keywords.
pub fn keywords(view: &View<'_>, record: &Record) -> Option<Html> {
    let words = record.keywords();
    if words.is_empty() {
        return None;
    }
    let word = |word: &str| html! { <li dir="auto">{ marked(word) }</li> };
    let list = html! { <ul class="keywords">{ for words.into_iter().map(word) }</ul> };
    Some(view.section("keywords", view.labels.keywords, list))
}

/// The topics with their weights as bars, and as numbers that print and are read aloud.
pub fn topics(view: &View<'_>, record: &Record) -> Option<Html> {
    let topics = &record.portal.topics;
    if topics.is_empty() {
        return None;
    }
    let topic = |topic: &Topic| {
        // Truncated, as portals show it: 0.6666667 is 66 %.
        let percent = (topic.weight.clamp(0.0, 1.0) * 100.0 + 1e-6) as u32;
        html! {
            <li>
                <span class="topic">{ bdi(Html::from(topic.name.clone())) }
                    if let Some(group) = &topic.group { <span class="group">{ bdi(Html::from(group.clone())) }</span> }
                </span>
                <svg class="weight" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
                    <rect width={percent.to_string()} height="1" />
                </svg>
                <span class="value">{ bdi(Html::from(format!("{percent}{}%", view.labels.percent))) }</span>
            </li>
        }
    };
    let list = html! { <ul class="topics">{ for topics.iter().map(topic) }</ul> };
    Some(view.section("topics", view.labels.topics, list))
}
