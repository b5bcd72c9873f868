//! Cite this: the choice of styles and formats, the citation or text, copy and download.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlSelectElement};
use yew::{
    Callback, Event, Html, KeyboardEvent, MouseEvent, NodeRef, TargetCast, UseReducerDispatcher, html,
};

use super::browser;
use super::choices::Choice;
use super::labels::Labels;
use super::payload::{
    Engine, Payload, Refusal, Target, citation_payload, engine, format_payload, target, written,
};
use super::props::{CardEvent, Reason};
use super::state::{Action, Outcome, Slot, State, tab_key};
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
    kept.map(|at| format!(" {at}")).collect()
}

/// The section.
pub fn section(view: &View<'_>, records: &[Record], choice: &Choice, rendered: &Rendered) -> Html {
    html! {
        <section class="cite" part="cite" role="group" aria-label={view.labels.cite}>
            { bar(view, choice) }
            { panel(view, records, choice, rendered) }
        </section>
    }
}

/// Takes the reader's choice, and tells the page.
fn choose(dispatch: &UseReducerDispatcher<State>, on: &Callback<CardEvent>, id: &str) {
    dispatch.dispatch(Action::Choose(id.to_owned()));
    on.emit(CardEvent::Selected { id: id.to_owned() });
}

fn bar(view: &View<'_>, chosen: &Choice) -> Html {
    let tabs = &view.choices.tabs;
    let at = tabs.iter().position(|tab| tab.id == chosen.id);
    let tab = |(place, tab): (usize, &Choice)| {
        let selected = at == Some(place);
        // Where nothing of the list is selected, its first tab is the way in.
        let way_in = selected || at.is_none() && place == 0;
        html! {
            <button type="button" role="tab" part={if selected { "tab tab-selected" } else { "tab" }}
                data-name={tab.name.clone()} aria-selected={if selected { "true" } else { "false" }}
                aria-controls={selected.then(|| view.id("panel"))} tabindex={if way_in { "0" } else { "-1" }}>
                { tab.name.clone() }
            </button>
        }
    };
    let list = (tabs.len() > 1).then(|| {
        let (onclick, onkeydown) = (presses(view), keys(view, at.unwrap_or(0)));
        html! {
            <div class="tabs" part="tabs" role="tablist" aria-label={view.labels.tabs} {onclick} {onkeydown}>
                { for tabs.iter().enumerate().map(tab) }
            </div>
        }
    });
    html! { <div class="bar">{ for list }{ more(view, chosen, at.is_some()) }</div> }
}

/// Presses on any of the tabs.
fn presses(view: &View<'_>) -> Callback<MouseEvent> {
    let (dispatch, on, choices) = (view.dispatch.clone(), view.props.on.clone(), Rc::clone(view.choices));
    Callback::from(move |event: MouseEvent| {
        let target: Option<Element> = event.target_dyn_into();
        let tab = target.and_then(|target| choices.tabs.get(browser::place(&target)?));
        if let Some(tab) = tab {
            choose(&dispatch, &on, &tab.id);
        }
    })
}

fn keys(view: &View<'_>, at: usize) -> Callback<KeyboardEvent> {
    let (dispatch, on, choices) = (view.dispatch.clone(), view.props.on.clone(), Rc::clone(view.choices));
    Callback::from(move |event: KeyboardEvent| {
        let target: Option<Element> = event.target_dyn_into();
        let Some(list) = target.and_then(|target| target.parent_element()) else { return };
        let modified = event.alt_key() || event.ctrl_key() || event.meta_key();
        let to = tab_key(&event.key(), modified, browser::is_rtl(&list), at, choices.tabs.len());
        if let Some((to, tab)) = to.and_then(|to| Some((to, choices.tabs.get(to)?))) {
            event.prevent_default();
            choose(&dispatch, &on, &tab.id);
            browser::focus_child(&list, to);
        }
    })
}

fn more(view: &View<'_>, chosen: &Choice, in_tabs: bool) -> Html {
    if view.choices.groups.is_empty() || !view.props.near {
        return Html::default();
    }
    let (dispatch, on) = (view.dispatch.clone(), view.props.on.clone());
    let onchange = Callback::from(move |event: Event| {
        let Some(select) = event.target_dyn_into::<HtmlSelectElement>() else { return };
        let id = select.value();
        if !id.is_empty() {
            choose(&dispatch, &on, &id);
        }
    });
    let option = |choice: &Choice| {
        html! { <option value={choice.id.clone()} selected={choice.id == chosen.id}>{ choice.name.clone() }</option> }
    };
    let group = |(label, list): &(&'static str, Vec<Choice>)| {
        html! { <optgroup label={*label}>{ for list.iter().map(option) }</optgroup> }
    };
    html! {
        <select class={if in_tabs { "more" } else { "more chosen" }} part="select" ref={view.nodes.select.clone()}
            aria-label={view.labels.more_name} {onchange}>
            <option value="" selected={in_tabs} disabled={!in_tabs}>{ view.labels.more }</option>
            { for view.choices.groups.iter().map(group) }
        </select>
    }
}

fn panel(view: &View<'_>, records: &[Record], choice: &Choice, rendered: &Rendered) -> Html {
    let busy = matches!(rendered, Err(Refusal::Needs(_)));
    let scrolls = matches!(rendered, Ok((Shown::List(..), payload)) if payload.text.len() > LONG);
    html! {
        <div class="panel" part="panel" role="tabpanel" id={view.id("panel")} aria-label={choice.name.clone()}
            aria-busy={busy.to_string()}>
            <div class="shown" ref={view.nodes.shown[0].clone()} tabindex={scrolls.then_some("0")}>{ content(view, rendered) }</div>
            <div class="actions" part="actions">
                if let (true, Ok((shown, payload))) = (view.props.near, rendered) {
                    { actions(view, records, choice, shown, payload) }
                }
            </div>
            { refused(view) }
        </div>
    }
}

fn content(view: &View<'_>, rendered: &Rendered) -> Html {
    let labels = view.labels;
    let waiting = |sentence: &'static str| html! { <p class="waiting">{ sentence }</p> };
    match rendered {
        Ok((Shown::Code(text), _)) => {
            html! { <pre class="code" part="code" tabindex="0" dir="ltr"><code>{ tree::beginning(text, MAX_CODE) }</code></pre> }
        }
        Ok((Shown::List(list, engine), _)) => entries(list, engine),
        Err(Refusal::Needs(_)) => waiting(labels.loading),
        Err(Refusal::Empty) => waiting(labels.empty),
        Err(Refusal::Unknown(problem)) => html! { <p class="say" dir="auto">{ problem.to_string() }</p> },
        Err(Refusal::Failed(need, message)) => {
            let (on, need) = (view.props.on.clone(), need.clone());
            let retry = Callback::from(move |_: MouseEvent| on.emit(CardEvent::Retry(need.clone())));
            html! {
                <div class="failed">
                    <p class="say" role="alert">{ labels.load_failed }</p>
                    <p class="explain" dir="auto">{ message.clone() }</p>
                    <button class="button" part="button" type="button" onclick={retry}>{ labels.retry }</button>
                </div>
            }
        }
    }
}

/// The entries of a list of references.
fn entries(list: &Bibliography, engine: &Engine) -> Html {
    let class = match () {
        () if list.second_field_align => "entry aligned",
        () if list.hanging_indent => "entry hanging",
        () => "entry",
    };
    let entry = |(_, nodes): &(usize, Vec<csl::Node>)| {
        html! { <div {class} part="entry" lang={engine.lang().to_owned()} dir="auto">{ tree::citation(nodes, tree::MAX_SHOWN) }</div> }
    };
    list.entries.iter().map(entry).collect()
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
    html! {
        <>
            { copy_button(view, choice, payload, "button primary", label) }
            <button class="button" part="button download" type="button"
                aria-label={(labels.download_of)(&choice.name)} onclick={download(view, choice, payload)}>
                { icon(DOWNLOAD) }{ labels.download }
            </button>
            if let Shown::List(_, engine) = shown { { in_text(view, records, choice, engine) } }
        </>
    }
}

/// The button that copies what the panel shows.
pub fn copy_button(
    view: &View<'_>,
    choice: &Choice,
    payload: &Rc<Payload>,
    class: &'static str,
    label: &'static str,
) -> Html {
    let name = (view.labels.copy)(&choice.name, !choice.is_format);
    let rest = html! { <>{ icon(COPY) }{ label }</> };
    copier(view, choice, payload, [class, "button copy", view.labels.copied], Slot::Entry, name, rest)
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
    let class = match view.state.outcome == Outcome::Copied(slot) {
        true => [class, " done"].concat(),
        false => class.to_owned(),
    };
    let onclick = copy(view, choice, Rc::clone(payload), slot);
    html! {
        <button type="button" {class} {part} aria-label={name} {onclick}>
            <span class="swap" data-done={done}><span>{ rest }</span></span>
        </button>
    }
}

/// What is said where nothing could be copied: the text is selected, and these keys copy it.
pub fn refused(view: &View<'_>) -> Html {
    match view.state.outcome {
        Outcome::CopyFailed(_) => {
            html! { <span class="say" role="alert">{ (view.labels.copy_failed)(browser::copy_keys()) }</span> }
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
        let lang = engine.lang().to_owned();
        html! { <span ref={view.nodes.shown[slot as usize].clone()} {lang} dir="auto">{ tree::citation(nodes, SPOKEN) }</span> }
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
        let aloud = html! { <span class="aloud">{ shown(&nodes, Slot::InText) }</span> };
        let rest = html! { <>{ labels.note }{ aloud }</> };
        let button = snippet(&nodes, &text, Slot::InText, labels.copy_note.to_owned(), rest);
        return html! { <span class="intext">{ button }</span> };
    }
    let named = |nodes: &[csl::Node], text: &str, slot: Slot| {
        let name = format!("{}: {}", labels.copy_in_text, tree::beginning(text.trim(), SPOKEN));
        snippet(nodes, text, slot, name, shown(nodes, slot))
    };
    let sentence = match records {
        [_] => engine.in_text(records, Mode::Narrative),
        _ => Vec::new(),
    };
    let spoken = csl::plain(&sentence);
    let differs = !spoken.trim().is_empty() && spoken != text;
    let second = differs.then(|| named(&sentence, &spoken, Slot::Sentence));
    html! {
        <span class="intext"><span class="lead">{ labels.in_text }</span>{ named(&nodes, &text, Slot::InText) }{ for second }</span>
    }
}

/// The handler that copies: everything it needs is computed before the press.
fn copy(view: &View<'_>, choice: &Choice, payload: Rc<Payload>, slot: Slot) -> Callback<MouseEvent> {
    let shown: NodeRef = view.nodes.shown[slot as usize].clone();
    let (id, on, say) = (choice.id.clone(), view.props.on.clone(), view.say.clone());
    let failed = view.labels.copy_failed;
    Callback::from(move |_: MouseEvent| {
        let (id, on, say, told) = (id.clone(), on.clone(), say.clone(), Rc::clone(&payload));
        let done = Callback::from(move |copied| {
            let id = id.to_string();
            say.emit(if copied { Outcome::Copied(slot) } else { Outcome::CopyFailed(slot) });
            on.emit(match copied {
                true => CardEvent::Copied { id, text: told.text.clone(), html: told.html.clone() },
                false => {
                    CardEvent::Failed { reason: Reason::Clipboard, message: failed(browser::copy_keys()) }
                }
            });
        });
        browser::copy(Rc::clone(&payload), shown.cast::<Element>(), done);
    })
}

fn download(view: &View<'_>, choice: &Choice, payload: &Rc<Payload>) -> Callback<MouseEvent> {
    let (id, on, say) = (choice.id.clone(), view.props.on.clone(), view.say.clone());
    let file = Rc::clone(payload);
    Callback::from(move |_: MouseEvent| {
        if browser::download(&file.file_name, file.media_type, &file.file_text) {
            say.emit(Outcome::Saved);
            on.emit(CardEvent::Downloaded { id: id.to_string(), name: file.file_name.clone() });
        }
    })
}

/// What a screen reader hears of an outcome: two regions take turns.
pub fn announcements(labels: &Labels, outcome: Outcome, turn: u32) -> Html {
    let words = match outcome {
        Outcome::Copied(_) => labels.copied_aloud,
        Outcome::Saved => labels.downloaded,
        Outcome::Rest | Outcome::CopyFailed(_) => "",
    };
    let region = |words: &'static str| html! { <span class="aloud" role="status">{ words }</span> };
    let (even, odd) = if turn % 2 == 0 { (words, "") } else { ("", words) };
    html! { <>{ region(even) }{ region(odd) }</> }
}

/// Two sheets.
const COPY: &str = "M5.5 7A1.5 1.5 0 0 1 7 5.5h5A1.5 1.5 0 0 1 13.5 7v6a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 13zM10.5 3.2V3A1.5 1.5 0 0 0 9 1.5H4A1.5 1.5 0 0 0 2.5 3v7A1.5 1.5 0 0 0 4 11.5h.2";
const DOWNLOAD: &str = "M8 2v8m0 0 3-3m-3 3L5 7M2.5 13.5h11";

/// A drawing of lines in the colour of the text.
pub fn icon(path: &'static str) -> Html {
    html! {
        <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.6" aria-hidden="true"><path d={path} /></svg>
    }
}

/// Keeps the select in step with what is chosen, which the reader may have changed by a tab.
pub fn follow(select: &NodeRef, value: &str) {
    if let Some(select) = select.get().and_then(|node| node.dyn_into::<HtmlSelectElement>().ok()) {
        select.set_value(value);
    }
}
