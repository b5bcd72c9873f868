//! Cite this: the choice of styles and formats, the citation or text, copy and download.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlSelectElement};
use yew::{Callback, Event, Html, KeyboardEvent, NodeRef, TargetCast, html};

use super::browser;
use super::choices::Choice;
use super::labels::Labels;
use super::payload::{
    Engine, Payload, Refusal, Target, citation_payload, engine, format_payload, target, written,
};
use super::props::{CardEvent, Reason};
use super::state::{Action, Outcome, Slot, tab_key};
use super::tree;
use super::view::View;
use crate::csl::{self, Bibliography, Mode};
use crate::record::Record;

/// A button shows and says so many characters of what it copies.
const SPOKEN: usize = 200;

/// A file longer than this, in characters, is shown by its beginning; copies and files have all of it.
const MAX_CODE: usize = 200_000;

/// What the panel shows.
pub enum Shown {
    /// A list of references in a style.
    List(Bibliography, Engine),
    /// A text in a format.
    Code(String),
}

/// What the panel shows of some records, and what copying and saving give; or why it cannot.
pub fn render(view: &View<'_>, records: &[Record], choice: &Choice) -> Result<(Shown, Payload), Refusal> {
    let assets = &view.props.assets;
    match target(&choice.id, assets).ok_or(Refusal::Empty)? {
        Target::Format(format) => {
            let payload = format_payload(&*written(records, format, &part(view), assets)?);
            Ok((Shown::Code(payload.text.clone()), payload))
        }
        Target::Style(id) => {
            let engine = engine(id, assets, &view.props.settings)?;
            let list = engine.bibliography(records);
            let payload = citation_payload(records, &list);
            Ok((Shown::List(list, engine), payload))
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
pub fn section(
    view: &View<'_>,
    records: &[Record],
    choice: &Choice,
    rendered: &Result<(Shown, Payload), Refusal>,
) -> Html {
    html! {
        <section class="cite" part="cite" role="group" aria-label={view.labels.cite}>
            { bar(view, choice) }
            { panel(view, records, choice, rendered) }
        </section>
    }
}

fn choose(view: &View<'_>, id: String) -> impl Fn() + 'static {
    let (dispatch, on) = (view.dispatch.clone(), view.props.on.clone());
    move || {
        dispatch.dispatch(Action::Choose(id.clone()));
        on.emit(CardEvent::Selected { id: id.clone() });
    }
}

fn bar(view: &View<'_>, chosen: &Choice) -> Html {
    let labels = view.labels;
    let tabs = &view.choices.tabs;
    let at = tabs.iter().position(|tab| tab.id == chosen.id);
    let tab = |(place, tab): (usize, &Choice)| {
        let selected = at == Some(place);
        let choose = choose(view, tab.id.clone());
        // Where nothing of the list is selected, its first tab is the way in.
        let way_in = selected || at.is_none() && place == 0;
        html! {
            <button type="button" role="tab" part={if selected { "tab tab-selected" } else { "tab" }}
                id={view.id(&format!("tab-{place}"))}
                aria-selected={selected.to_string()} aria-controls={selected.then(|| view.id("panel"))}
                tabindex={if way_in { "0" } else { "-1" }} onclick={Callback::from(move |_| choose())}>
                { tab.name.clone() }
            </button>
        }
    };
    html! {
        <div class="bar">
            if tabs.len() > 1 {
                <div class="tabs" part="tabs" role="tablist" aria-label={labels.tabs} onkeydown={keys(view, at.unwrap_or(0))}>
                    { for tabs.iter().enumerate().map(tab) }
                </div>
            }
            { more(view, chosen, at.is_some()) }
        </div>
    }
}

fn keys(view: &View<'_>, at: usize) -> Callback<KeyboardEvent> {
    let choose: Vec<_> = view.choices.tabs.iter().map(|tab| choose(view, tab.id.clone())).collect();
    Callback::from(move |event: KeyboardEvent| {
        let target: Option<Element> = event.target_dyn_into();
        let Some(list) = target.and_then(|target| target.parent_element()) else { return };
        let modified = event.alt_key() || event.ctrl_key() || event.meta_key();
        let to = tab_key(&event.key(), modified, browser::is_rtl(&list), at, choose.len());
        if let Some((to, choose)) = to.and_then(|to| Some((to, choose.get(to)?))) {
            event.prevent_default();
            choose();
            browser::focus_child(&list, to);
        }
    })
}

fn more(view: &View<'_>, chosen: &Choice, in_tabs: bool) -> Html {
    let (dispatch, on) = (view.dispatch.clone(), view.props.on.clone());
    let onchange = Callback::from(move |event: Event| {
        let Some(select) = event.target_dyn_into::<HtmlSelectElement>() else { return };
        let id = select.value();
        if !id.is_empty() {
            dispatch.dispatch(Action::Choose(id.clone()));
            on.emit(CardEvent::Selected { id });
        }
    });
    let option = |choice: &Choice| {
        html! { <option value={choice.id.clone()} selected={choice.id == chosen.id}>{ choice.name.clone() }</option> }
    };
    let group = |(label, list): &(&'static str, Vec<Choice>)| {
        html! { <optgroup label={*label}>{ for list.iter().map(option) }</optgroup> }
    };
    if view.choices.groups.is_empty() {
        return Html::default();
    }
    html! {
        <select class={if in_tabs { "more" } else { "more chosen" }} part="select" ref={view.select.clone()}
            aria-label={view.labels.more_name} {onchange}>
            <option value="" selected={in_tabs} disabled={!in_tabs}>{ view.labels.more }</option>
            { for view.choices.groups.iter().map(group) }
        </select>
    }
}

fn panel(
    view: &View<'_>,
    records: &[Record],
    choice: &Choice,
    rendered: &Result<(Shown, Payload), Refusal>,
) -> Html {
    let busy = matches!(rendered, Err(Refusal::Needs(_)));
    html! {
        <div class="panel" part="panel" role="tabpanel" id={view.id("panel")} aria-label={choice.name.clone()}
            aria-busy={busy.to_string()}>
            <div class="shown" ref={view.shown[0].clone()}>{ content(view, rendered) }</div>
            if let Ok((shown, payload)) = rendered { { actions(view, records, choice, shown, payload) } }
            if let Outcome::CopyFailed(_) = view.state.outcome {
                <p class="say" role="alert">{ (view.labels.copy_failed)(browser::copy_keys()) }</p>
            }
        </div>
    }
}

fn content(view: &View<'_>, rendered: &Result<(Shown, Payload), Refusal>) -> Html {
    match rendered {
        Ok((Shown::Code(text), _)) => {
            html! { <pre class="code" part="code" tabindex="0" dir="ltr"><code>{ tree::beginning(text, MAX_CODE) }</code></pre> }
        }
        Ok((Shown::List(list, engine), _)) => entries(list, engine),
        Err(Refusal::Needs(_)) => html! { <p class="waiting">{ view.labels.loading }</p> },
        Err(Refusal::Failed(need, message)) => {
            let (on, need) = (view.props.on.clone(), need.clone());
            let retry = Callback::from(move |_| on.emit(CardEvent::Retry(need.clone())));
            html! {
                <div class="failed">
                    <p class="say" role="alert" dir="auto">{ message.clone() }</p>
                    <button class="button" part="button" type="button" onclick={retry}>{ view.labels.retry }</button>
                </div>
            }
        }
        Err(Refusal::Unknown(problem)) => html! { <p class="say" dir="auto">{ problem.to_string() }</p> },
        Err(Refusal::Empty) => html! { <p class="waiting">{ view.labels.empty }</p> },
    }
}

/// The entries of a list of references.
pub fn entries(list: &Bibliography, engine: &Engine) -> Html {
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

fn actions(view: &View<'_>, records: &[Record], choice: &Choice, shown: &Shown, payload: &Payload) -> Html {
    let labels = view.labels;
    let copied = view.state.outcome == Outcome::Copied(Slot::Entry);
    let label = if choice.is_format { labels.copy_short } else { labels.copy_citation };
    let copy = copy(view, choice, payload.text.clone(), payload.html.clone(), Slot::Entry);
    html! {
        <div class="actions" part="actions">
            <button class={if copied { "button primary done" } else { "button primary" }} part="button copy" type="button"
                aria-label={(labels.copy)(&choice.name, !choice.is_format)} onclick={copy}>
                { icon(if copied { CHECK } else { COPY }) }
                <span class="swap"><span>{ label }</span><span>{ labels.copied }</span></span>
            </button>
            <button class="button" part="button download" type="button"
                aria-label={(labels.download_of)(&choice.name)} onclick={download(view, choice, payload)}>
                { icon(DOWNLOAD) }{ labels.download }
            </button>
            if let Shown::List(_, engine) = shown { { in_text(view, records, choice, engine) } }
        </div>
    }
}

/// The citation as it stands in a text, in parentheses and in a sentence; of a note style, the note.
fn in_text(view: &View<'_>, records: &[Record], choice: &Choice, engine: &Engine) -> Html {
    let labels = view.labels;
    let nodes = engine.in_text(records, Mode::Citation);
    if csl::plain(&nodes).trim().is_empty() {
        return Html::default();
    }
    if engine.is_note() {
        // A note repeats the whole citation: it is copied, not shown once more.
        let note = html! { <><span>{ labels.note }</span><span class="aloud" ref={view.shown[1].clone()}>{ tree::citation(&nodes, tree::MAX_SHOWN) }</span></> };
        return html! { <span class="intext">{ snippet(view, choice, engine, &nodes, Slot::InText, Some(note)) }</span> };
    }
    let sentence = match records {
        [_] => engine.in_text(records, Mode::Narrative),
        _ => Vec::new(),
    };
    let spoken = csl::plain(&sentence);
    let differs = !spoken.trim().is_empty() && spoken != csl::plain(&nodes);
    html! {
        <span class="intext">{ labels.in_text }
            { snippet(view, choice, engine, &nodes, Slot::InText, None) }
            if differs { { snippet(view, choice, engine, &sentence, Slot::Sentence, None) } }
        </span>
    }
}

/// A button that copies a citation as it stands in a text, and shows it where nothing else is `shown`.
fn snippet(
    view: &View<'_>,
    choice: &Choice,
    engine: &Engine,
    nodes: &[csl::Node],
    slot: Slot,
    shown: Option<Html>,
) -> Html {
    let text = csl::plain(nodes).trim().to_owned();
    let labels = view.labels;
    let copied = view.state.outcome == Outcome::Copied(slot);
    let onclick = copy(view, choice, text.clone(), Some(csl::html(nodes)), slot);
    let label = match &shown {
        Some(_) => labels.copy_note.to_owned(),
        None => format!("{}: {}", labels.copy_in_text, tree::beginning(&text, SPOKEN)),
    };
    let shown = shown.unwrap_or_else(|| {
        html! { <span ref={view.shown[slot as usize].clone()} lang={engine.lang().to_owned()} dir="auto">{ tree::citation(nodes, SPOKEN) }</span> }
    });
    html! {
        <button type="button" class={if copied { "done" } else { "" }} part="in-text" aria-label={label} {onclick}>
            <span class="swap"><span>{ shown }</span><span>{ labels.copied }</span></span>
        </button>
    }
}

/// The handler that copies: everything it needs is computed before the press.
pub fn copy<E: 'static>(
    view: &View<'_>,
    choice: &Choice,
    text: String,
    html: Option<String>,
    slot: Slot,
) -> Callback<E> {
    let shown: NodeRef = view.shown[slot as usize].clone();
    let (id, on, say) = (choice.id.clone(), view.props.on.clone(), view.say.clone());
    let failed = (view.labels.copy_failed)("Ctrl+C / ⌘C");
    Callback::from(move |_| {
        let (id, on, say) = (id.clone(), on.clone(), say.clone());
        let told = (text.clone(), html.clone());
        let failed = failed.clone();
        let done = Callback::from(move |copied| {
            let (text, html) = told.clone();
            say.emit(if copied { Outcome::Copied(slot) } else { Outcome::CopyFailed(slot) });
            on.emit(match copied {
                true => CardEvent::Copied { id: id.clone(), text, html },
                false => CardEvent::Failed { reason: Reason::Clipboard, message: failed.clone() },
            });
        });
        browser::copy(text.clone(), html.clone(), shown.cast::<Element>(), done);
    })
}

fn download<E: 'static>(view: &View<'_>, choice: &Choice, payload: &Payload) -> Callback<E> {
    let (id, on, say) = (choice.id.clone(), view.props.on.clone(), view.say.clone());
    let file = Rc::new(payload.clone());
    Callback::from(move |_| {
        if browser::download(&file.file_name, file.media_type, &file.file_text) {
            say.emit(Outcome::Saved);
            on.emit(CardEvent::Downloaded { id: id.clone(), name: file.file_name.clone() });
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
    let (even, odd) = if turn % 2 == 0 { (words, "") } else { ("", words) };
    html! { <><p class="aloud" role="status">{ even }</p><p class="aloud" role="status">{ odd }</p></> }
}

/// Two sheets.
const COPY: &str = "M5.5 7A1.5 1.5 0 0 1 7 5.5h5A1.5 1.5 0 0 1 13.5 7v6a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 13zM10.5 3.2V3A1.5 1.5 0 0 0 9 1.5H4A1.5 1.5 0 0 0 2.5 3v7A1.5 1.5 0 0 0 4 11.5h.2";
const CHECK: &str = "M3 8.5l3.5 3.5L13 4.5";
const DOWNLOAD: &str = "M8 2v8m0 0 3-3m-3 3L5 7M2.5 13.5h11";

fn icon(path: &'static str) -> Html {
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
