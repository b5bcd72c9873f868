//! The sections below the citation: a record to abstract, keywords and topics.

use yew::Html;

use super::state::Action;
use super::template::template;
use super::tree::marked;
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
    let mut paragraphs = Vec::new();
    for line in text.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
        paragraphs.push(template!("<p>{}</p>", marked(line)));
    }
    let inner = template!("<div lang={} dir='auto' class={}>{}</div>{}", lang, class, paragraphs, toggle);
    Some(view.section("abstract", labels.abstract_, inner))
}

/// The keywords.
pub fn keywords(view: &View<'_>, record: &Record) -> Option<Html> {
    let mut words = Vec::new();
    for word in record.keywords() {
        words.push(template!("<li dir='auto'>{}</li>", marked(word)));
    }
    if words.is_empty() {
        return None;
    }
    let list = template!("<ul class='keywords'>{}</ul>", words);
    Some(view.section("keywords", view.labels.keywords, list))
}

/// The topics with their weights as bars, and as numbers that print and are read aloud.
pub fn topics(view: &View<'_>, record: &Record) -> Option<Html> {
    let mut topics = Vec::new();
    for Topic { name, group, weight, .. } in &record.portal.topics {
        // Truncated, as portals show it: 0.6666667 is 66 %.
        let percent = ((weight.clamp(0.0, 1.0) * 100.0 + 1e-6) as u32).to_string();
        topics.push(template!(
            "<li>\
                <span class='topic'><bdi>{}</bdi>{}</span>\
                <svg viewBox='0 0 100 1' preserveAspectRatio='none' aria-hidden='true' class='weight'>\
                    <rect width={} height='1'></rect>\
                </svg>\
                <span class='value'><bdi>{}</bdi></span>\
            </li>",
            name.clone(),
            group.clone().map(|group| template!("<span class='group'><bdi>{}</bdi></span>", group)),
            percent.clone(),
            [&percent, view.labels.percent, "%"].concat(),
        ));
    }
    if topics.is_empty() {
        return None;
    }
    let list = template!("<ul class='topics'>{}</ul>", topics);
    Some(view.section("topics", view.labels.topics, list))
}
