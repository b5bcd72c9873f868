//! Cite this: the choice of styles and formats, the citation or text, copy and download.

use std::rc::Rc;

use web_sys::HtmlSelectElement;
use yew::{Html, NodeRef};

use super::browser;
use super::choices::Choice;
use super::labels::Labels;
use super::payload::{
    Engine, Payload, Refusal, Target, citation_payload, engine, format_payload, target, written,
};
use super::press::Press;
use super::state::{Outcome, Slot};
use super::template::{list, template, truth};
use super::tree;
use super::view::View;
use crate::csl::{self, Bibliography, Mode};
use crate::record::Record;

/// A button shows and says so many characters of what it copies.
const SPOKEN: usize = 200;

/// A file longer than this, in characters, is shown by its beginning; copies and files have all of it.
const MAX_CODE: usize = 200_000;

/// A citation with more bytes than this may scroll in its sheet, which keys have to reach then.
const LONG: usize = 1500;

/// What the panel shows.
pub enum Shown {
    /// A list of references in a style.
    List(Bibliography, Engine),
    /// A text in a format.
    Code(String),
}

/// What the panel shows and what copying and saving give; or why there is none.
pub type Rendered = Result<(Shown, Rc<Payload>), Refusal>;

/// Renders some records in the chosen style or format.
pub fn render(view: &View<'_>, records: &[Record], choice: &Choice) -> Rendered {
    let assets = &view.props.assets;
    match target(&choice.id, assets).ok_or(Refusal::Empty)? {
        Target::Format(format) => {
            let payload = format_payload(&*written(records, format, &part(view), assets)?);
            Ok((Shown::Code(payload.text.clone()), Rc::new(payload)))
        }
        Target::Style(id) => {
            let engine = engine(id, assets, &view.props.settings)?;
            let list = engine.bibliography(records);
            let payload = citation_payload(records, &list);
            Ok((Shown::List(list, engine), Rc::new(payload)))
        }
    }
}

/// Which of the records are kept, as [`super::Need::Text`] says it; empty for all.
fn part(view: &View<'_>) -> String {
    let out = &view.state.left_out;
    let kept = (0..view.props.records.len()).filter(|at| !out.is_empty() && !out.contains(at));
    kept.map(|at| [" ", &at.to_string()].concat()).collect()
}

/// The section.
pub fn section(view: &View<'_>, records: &[Record], choice: &Choice, rendered: &Rendered) -> Html {
    template!(
        "<section part='cite' role='group' aria-label={} class='cite'>{}{}</section>",
        view.labels.cite,
        bar(view, choice),
        panel(view, records, choice, rendered),
    )
}

fn bar(view: &View<'_>, chosen: &Choice) -> Html {
    let tabs = &view.choices.tabs;
    let at = tabs.iter().position(|tab| tab.id == chosen.id);
    let mut buttons = Vec::new();
    for (place, tab) in tabs.iter().enumerate() {
        let selected = at == Some(place);
        // Where nothing of the list is selected, its first tab is the way in.
        let way_in = place == at.unwrap_or(0);
        buttons.push(template!(
            "<button type='button' role='tab' part={} data-name={} aria-selected={} aria-controls={} tabindex={}>{}</button>",
            if selected { "tab tab-selected" } else { "tab" },
            tab.name.clone(),
            truth(selected),
            selected.then(|| view.id("panel")),
            if way_in { "0" } else { "-1" },
            tab.name.clone(),
        ));
    }
    let list = (tabs.len() > 1).then(|| {
        template!(
            "<div part='tabs' role='tablist' aria-label={} class='tabs' onclick={} onkeydown={}>{}</div>",
            view.labels.tabs,
            view.on(Press::Tab),
            view.on(Press::Key(at.unwrap_or(0))),
            buttons,
        )
    });
    template!("<div class='bar'>{}{}</div>", list, more(view, chosen, at.is_some()))
}

fn more(view: &View<'_>, chosen: &Choice, in_tabs: bool) -> Html {
    if view.choices.groups.is_empty() || !view.props.near {
        return Html::default();
    }
    let mut groups = Vec::new();
    for (label, choices) in &view.choices.groups {
        let mut options = Vec::new();
        for choice in choices {
            options.push(template!(
                "<option value={} selected={}>{}</option>",
                choice.id.clone(),
                (choice.id == chosen.id).then_some("selected"),
                choice.name.clone(),
            ));
        }
        groups.push(template!("<optgroup label={}>{}</optgroup>", *label, options));
    }
    template!(
        "<select part='select' ref={} aria-label={} class='more' onchange={}>\
            <option value='' selected={} disabled={}>{}</option>{}\
        </select>",
        view.nodes.select.clone(),
        view.labels.more_name,
        view.on(Press::Select),
        in_tabs.then_some("selected"),
        (!in_tabs).then_some("disabled"),
        view.labels.more,
        groups,
    )
}

fn panel(view: &View<'_>, records: &[Record], choice: &Choice, rendered: &Rendered) -> Html {
    let busy = matches!(rendered, Err(Refusal::Needs(_)));
    let scrolls = matches!(rendered, Ok((Shown::List(..), payload)) if payload.text.len() > LONG);
    let actions = match rendered {
        Ok((shown, payload)) if view.props.near => Some(actions(view, records, choice, shown, payload)),
        _ => None,
    };
    template!(
        "<div part='panel' role='tabpanel' id={} aria-label={} aria-busy={} class='panel'>\
            <div tabindex={} class='shown' ref={}>{}</div>\
            <div part='actions' class='actions'>{}</div>\
            {}\
        </div>",
        view.id("panel"),
        choice.name.clone(),
        truth(busy),
        scrolls.then_some("0"),
        view.nodes.shown[0].clone(),
        content(view, rendered),
        actions,
        refused(view),
    )
}

fn content(view: &View<'_>, rendered: &Rendered) -> Html {
    let labels = view.labels;
    let waiting = |sentence: &'static str| template!("<p class='waiting'>{}</p>", sentence);
    match rendered {
        Ok((Shown::Code(text), _)) => template!(
            "<pre part='code' tabindex='0' dir='ltr' class='code'><code>{}</code></pre>",
            tree::beginning(text, MAX_CODE)
        ),
        Ok((Shown::List(list, engine), _)) => entries(list, engine),
        Err(Refusal::Needs(_)) => waiting(labels.loading),
        Err(Refusal::Empty) => waiting(labels.empty),
        Err(Refusal::Unknown(problem)) => template!("<p dir='auto' class='say'>{}</p>", problem.to_string()),
        Err(Refusal::Failed(need, message)) => template!(
            "<div class='failed'>\
                <p role='alert' class='say'>{}</p>\
                <p dir='auto' class='explain'>{}</p>\
                <button part='button' type='button' class='button' onclick={}>{}</button>\
            </div>",
            labels.load_failed,
            message.clone(),
            view.on(Press::Retry(need.clone())),
            labels.retry,
        ),
    }
}

/// The entries of a list of references.
fn entries(references: &Bibliography, engine: &Engine) -> Html {
    let class = match () {
        () if references.second_field_align => "entry aligned",
        () if references.hanging_indent => "entry hanging",
        () => "entry",
    };
    let mut entries = Vec::new();
    for (_, nodes) in &references.entries {
        entries.push(template!(
            "<div part='entry' lang={} dir='auto' class={}>{}</div>",
            engine.lang().to_owned(),
            class,
            tree::citation(nodes, tree::MAX_SHOWN)
        ));
    }
    list(entries)
}

fn actions(
    view: &View<'_>,
    records: &[Record],
    choice: &Choice,
    shown: &Shown,
    payload: &Rc<Payload>,
) -> Html {
    let labels = view.labels;
    let label = if choice.is_format { labels.copy_short } else { labels.copy_citation };
    let in_text = match shown {
        Shown::List(_, engine) => Some(in_text(view, records, choice, engine)),
        Shown::Code(_) => None,
    };
    template!(
        "{}<button part='button download' type='button' aria-label={} class='button' onclick={}>{}{}</button>{}",
        copy_button(view, choice, payload, "button primary", label),
        labels.download_of.of(&choice.name),
        view.on(Press::Save(choice.id.clone(), Rc::clone(payload))),
        icon(DOWNLOAD),
        labels.download,
        in_text,
    )
}

/// The button that copies what the panel shows.
pub fn copy_button(
    view: &View<'_>,
    choice: &Choice,
    payload: &Rc<Payload>,
    class: &'static str,
    label: &'static str,
) -> Html {
    let words = if choice.is_format { view.labels.copy } else { view.labels.copy_citation_of };
    let rest = template!("{}{}", icon(COPY), label);
    copier(
        view,
        choice,
        payload,
        [class, "button copy", view.labels.copied],
        Slot::Entry,
        words.of(&choice.name),
        rest,
    )
}

/// A button that copies. What it shows at rest and what after a success, which the sheet adds, lie on
/// each other, so that it keeps its width. Its name stays: success is spoken by [`announcements`].
/// `words` are its class, its part, and what is shown after a success beside a check mark.
fn copier(
    view: &View<'_>,
    choice: &Choice,
    payload: &Rc<Payload>,
    [class, part, done]: [&'static str; 3],
    slot: Slot,
    name: String,
    rest: Html,
) -> Html {
    let copied = view.state.outcome == Outcome::Copied(slot);
    template!(
        "<button type='button' part={} aria-label={} class={} onclick={}>\
            <span data-done={} class='swap'><span>{}</span></span>\
        </button>",
        part,
        name,
        [class, if copied { " done" } else { "" }].concat(),
        view.on(Press::Copy(slot, choice.id.clone(), Rc::clone(payload))),
        done,
        rest,
    )
}

/// What is said where nothing could be copied: the text is selected, and these keys copy it.
pub fn refused(view: &View<'_>) -> Html {
    match view.state.outcome {
        Outcome::CopyFailed(_) => {
            template!("<span role='alert' class='say'>{}</span>", view.labels.copy_refused(browser::is_mac()))
        }
        _ => Html::default(),
    }
}

/// The citation as it stands in a text, in parentheses and in a sentence; of a note style, the note.
fn in_text(view: &View<'_>, records: &[Record], choice: &Choice, engine: &Engine) -> Html {
    let labels = view.labels;
    let nodes = engine.in_text(records, Mode::Citation);
    let text = csl::plain(&nodes);
    if text.trim().is_empty() {
        return Html::default();
    }
    let shown = |nodes: &[csl::Node], slot: Slot| {
        template!(
            "<span ref={} lang={} dir='auto'>{}</span>",
            view.nodes.shown[slot as usize].clone(),
            engine.lang().to_owned(),
            tree::citation(nodes, SPOKEN)
        )
    };
    let snippet = |nodes: &[csl::Node], text: &str, slot: Slot, name: String, rest: Html| {
        let text = text.trim().to_owned();
        let html = Some(csl::html(nodes));
        let payload =
            Payload { text, html, file_name: String::new(), media_type: "", file_text: String::new() };
        copier(view, choice, &Rc::new(payload), ["snippet", "in-text", ""], slot, name, rest)
    };
    if engine.is_note() {
        // A note repeats the whole citation: it is copied, not shown once more.
        let rest = template!("{}<span class='aloud'>{}</span>", labels.note, shown(&nodes, Slot::InText));
        let button = snippet(&nodes, &text, Slot::InText, labels.copy_note.to_owned(), rest);
        return template!("<span class='intext'>{}</span>", button);
    }
    let named = |nodes: &[csl::Node], text: &str, slot: Slot| {
        let name = [labels.copy_in_text, ": ", &tree::beginning(text.trim(), SPOKEN)].concat();
        snippet(nodes, text, slot, name, shown(nodes, slot))
    };
    let sentence = match records {
        [_] => engine.in_text(records, Mode::Narrative),
        _ => Vec::new(),
    };
    let spoken = csl::plain(&sentence);
    let differs = !spoken.trim().is_empty() && spoken != text;
    let second = differs.then(|| named(&sentence, &spoken, Slot::Sentence));
    template!(
        "<span class='intext'><span class='lead'>{}</span>{}{}</span>",
        labels.in_text,
        named(&nodes, &text, Slot::InText),
        second
    )
}

/// What a screen reader hears of an outcome: two regions take turns.
pub fn announcements(labels: &Labels, outcome: Outcome, turn: u32) -> Html {
    let words = match outcome {
        Outcome::Copied(_) => labels.copied_aloud,
        Outcome::Saved => labels.downloaded,
        Outcome::Rest | Outcome::CopyFailed(_) => "",
    };
    let (even, odd) = if turn % 2 == 0 { (words, "") } else { ("", words) };
    template!(
        "<span role='status' class='aloud'>{}</span><span role='status' class='aloud'>{}</span>",
        even,
        odd
    )
}

/// Two sheets.
const COPY: &str = "M5.5 7A1.5 1.5 0 0 1 7 5.5h5A1.5 1.5 0 0 1 13.5 7v6a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 13zM10.5 3.2V3A1.5 1.5 0 0 0 9 1.5H4A1.5 1.5 0 0 0 2.5 3v7A1.5 1.5 0 0 0 4 11.5h.2";
const DOWNLOAD: &str = "M8 2v8m0 0 3-3m-3 3L5 7M2.5 13.5h11";

/// A drawing of lines in the colour of the text.
pub fn icon(path: &'static str) -> Html {
    template!(
        "<svg viewBox='0 0 16 16' fill='none' stroke='currentColor' stroke-width='1.6' aria-hidden='true'><path d={}></path></svg>",
        path
    )
}

/// Keeps the select in step with what is chosen, which the reader may have changed by a tab.
pub fn follow(select: &NodeRef, value: &str) {
    if let Some(select) = select.cast::<HtmlSelectElement>() {
        select.set_value(value);
    }
}
