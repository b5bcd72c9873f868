//! The work at a glance: a record to type line, title, authors, source line and metrics.

use yew::Html;

use super::labels::Labels;
use super::settings::Section;
use super::state::Action;
use super::template::template;
use super::tree::{bdi, link, marked};
use super::view::View;
use crate::record::{Date, Kind, Metric, Name, Record, Variable, identifier};

/// So many authors are shown before the list is folded.
const AUTHORS_SHOWN: usize = 12;
/// A list that would hide fewer than this is shown whole.
const AUTHORS_HIDDEN: usize = 3;

/// The header; nothing where all its parts are without data or hidden.
pub fn header(view: &View<'_>, record: &Record) -> Html {
    type Render = fn(&View<'_>, &Record) -> Option<Html>;
    static PARTS: [(Section, Render); 5] = [
        (Section::Type, type_line),
        (Section::Title, title),
        (Section::Authors, authors),
        (Section::Source, source),
        (Section::Metrics, metrics),
    ];
    let mut parts = Vec::new();
    for (section, render) in &PARTS {
        if view.shows(*section) {
            parts.extend(render(view, record));
        }
    }
    if parts.is_empty() {
        return Html::default();
    }
    template!("<header part='header' class='work'>{}</header>", parts)
}

fn type_line(view: &View<'_>, record: &Record) -> Option<Html> {
    let given = record.portal.type_line.as_deref().or_else(|| record.text(Variable::Genre));
    // An arrow stays with what it leads on from.
    let text = given.unwrap_or_else(|| (view.labels.kind)(record.kind)).replace(" › ", "\u{a0}› ");
    (!text.is_empty()).then(|| template!("<p part='type' dir='auto' class='type'>{}</p>", text))
}

fn title(view: &View<'_>, record: &Record) -> Option<Html> {
    if record.title().is_empty() {
        return None;
    }
    let lang = record.text(Variable::Language);
    Some(view.heading(0, "title", lang, marked(record.title())))
}

fn authors(view: &View<'_>, record: &Record) -> Option<Html> {
    let roles =
        [Variable::Author, Variable::Editor, Variable::Director, Variable::Performer, Variable::Contributor];
    let names = roles.iter().map(|role| record.names(*role)).find(|names| !names.is_empty())?;
    let folds = names.len() >= AUTHORS_SHOWN + AUTHORS_HIDDEN;
    let shown = if folds && !view.state.authors { AUTHORS_SHOWN } else { names.len() };
    let corresponding = names.iter().take(shown).any(|name| name.corresponding);
    let labels = view.labels;
    let toggle = folds.then(|| {
        let label = if view.state.authors {
            labels.show_less.to_owned()
        } else {
            labels.show_authors.of(names.len())
        };
        view.toggle(label, view.state.authors, Action::FoldAuthors)
    });
    let mut list: Vec<Html> = names.iter().take(shown).map(|name| author(labels, name)).collect();
    if shown < names.len() {
        list.push(template!("<li aria-hidden='true'>{}</li>", "…"));
    }
    let mark = template!(
        "<p aria-hidden='true' dir='auto' class='explain'><span class='mark'>*</span> {}</p>",
        labels.corresponding
    );
    Some(template!(
        "<div part='authors' class='people'><ul aria-label={} class='authors'>{}</ul>{}{}</div>",
        labels.authors,
        list,
        toggle,
        corresponding.then_some(mark),
    ))
}

fn author(labels: &Labels, name: &Name) -> Html {
    let full = name.full();
    let mut parts = vec![bdi(Html::from(full.clone()))];
    if name.corresponding {
        parts.push(template!(
            "<span aria-hidden='true' class='mark'>*</span><span class='aloud'>{}</span>",
            [" (", labels.corresponding, ")"].concat()
        ));
    }
    if let Some(id) = name.orcid.as_deref().and_then(identifier::orcid) {
        parts.push(template!(
            "<a href={} rel='noopener' aria-label={} class='orcid'>\
                <svg viewBox='0 0 16 16' aria-hidden='true'>\
                    <circle cx='8' cy='8' r='8'></circle>\
                    <path d='M4.2 5.2h1.4v6.3H4.2zM4.9 3a.9.9 0 1 1 0 1.8.9.9 0 0 1 0-1.8zM6.9 5.2h2.6c2.4 0 3.5 1.5 3.5 3.1 0 1.8-1.4 3.2-3.5 3.2H6.9zm1.4 1.2v3.9h1.2c1.5 0 2.1-.9 2.1-2 0-1.2-.7-1.9-2.1-1.9z'></path>\
                </svg>\
            </a>",
            ["https://orcid.org/", &id].concat(),
            labels.orcid.of(&full),
        ));
    }
    template!("<li>{}</li>", parts)
}

/// A work in half a line: `Procter et al. · 2022`.
pub fn by_line(labels: &Labels, record: &Record) -> String {
    let names = record.names(Variable::Author);
    let name = |name: &Name| name.family.clone().unwrap_or_else(|| name.full());
    let mut line: Vec<String> = match names {
        [] => Vec::new(),
        [one] => vec![name(one)],
        [one, other] => vec![[&name(one), labels.names, &name(other)].concat()],
        [first, ..] => vec![[&name(first), " ", labels.et_al].concat()],
    };
    line.extend(
        record.date(Variable::Issued).and_then(|date| date.start).map(|start| start.year.to_string()),
    );
    line.join(" · ")
}

/// Where the work appeared: `New Technology, Work and Employment, volume 37, issue 1, pages 124–145`.
fn source(view: &View<'_>, record: &Record) -> Option<Html> {
    let words = &view.labels.source;
    let container = record.text(Variable::ContainerTitle);
    let text = |variable| record.text(variable).filter(|_| container.is_some());
    let pages = text(Variable::Page);
    let several = pages.is_some_and(|pages| pages.contains(['-', '–', ',']));
    let numbered = [
        (words.volume, text(Variable::Volume)),
        (words.issue, text(Variable::Issue)),
        (if several { words.pages } else { words.page }, pages),
    ];
    let mut line: Vec<Html> = Vec::new();
    if let Some(container) = container {
        line.push(template!("<i><bdi>{}</bdi></i>", marked(container)));
    } else if let Some(publisher) = record.text(Variable::Publisher) {
        line.push(bdi(marked(publisher)));
    }
    for (word, number) in numbered {
        if let Some(number) = number {
            line.push(Html::from([", ", word, "\u{a0}"].concat()));
            line.push(bdi(Html::from(number.replace('-', "–"))));
        }
    }
    if let Some(date) = record.date(Variable::Issued) {
        let gap = if line.is_empty() { "" } else { " · " };
        line.push(Html::from([gap, &self::date(view.labels, date, false)].concat()));
    }
    (!line.is_empty()).then(|| template!("<p part='source' dir='auto' class='source'>{}</p>", line))
}

/// A date in the language of the labels.
pub fn date(labels: &Labels, date: &Date, short: bool) -> String {
    let part = |part| labels.date(part, short);
    match (&date.start, &date.end, &date.literal) {
        (Some(start), Some(end), _) => [&part(start), " → ", &part(end)].concat(),
        (Some(start), None, _) if date.open => [&part(start), " →"].concat(),
        (Some(start), None, _) if date.circa => ["~ ", &part(start)].concat(),
        (Some(start), None, _) => part(start),
        (None, _, literal) => literal.clone().unwrap_or_default(),
    }
}

fn metrics(view: &View<'_>, record: &Record) -> Option<Html> {
    let mut metrics = Vec::new();
    for Metric { label, count, url, source } in &record.portal.metrics {
        let words = template!(
            "<b>{}</b> {}",
            view.labels.number(*count),
            view.labels.metric(label, *count).to_owned()
        );
        let words = match url {
            Some(url) => link(url, words),
            None => words,
        };
        let source = source.clone().map(|source| template!("<span> (<bdi>{}</bdi>)</span>", source));
        metrics.push(template!("<li dir='auto'>{}{}</li>", words, source));
    }
    (!metrics.is_empty()).then(|| template!("<ul part='metrics' class='metrics'>{}</ul>", metrics))
}

/// Whether a work stands in something that has a title of its own, other than a journal.
pub fn is_hosted(kind: Kind) -> bool {
    use Kind::{Chapter, Entry, EntryDictionary, EntryEncyclopedia, PaperConference, Speech};
    matches!(kind, Chapter | PaperConference | Entry | EntryDictionary | EntryEncyclopedia | Speech)
}
