//! The card: a work's records to what people see, copy and save. Yew components.
//!
//! [`CitationCard`] is pure in its [`CardProps`]: it never fetches, it says what it needs.

mod body;
mod browser;
mod choices;
mod cite;
mod details;
mod head;
mod labels;
pub mod payload;
pub mod props;
pub mod settings;
mod state;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod tree;
mod view;

use std::cell::Cell;

use web_sys::HtmlDialogElement;
use yew::{
    Callback, Html, component, html, use_effect, use_effect_with, use_memo, use_mut_ref, use_node_ref,
    use_reducer,
};

pub use payload::{Payload, Refusal, Target, payload, target};
pub use props::{Assets, CardEvent, CardProps, Load, Need, Reason, ReportRow, Status, StyleEntry};
pub use settings::{Layout, Section, Sections, Settings};

use choices::{Choice, choices};
use cite::Shown;
use labels::Labels;
use state::{Action, Outcome, Slot};
use view::View;

use crate::record::Record;

/// The look of the card, for a constructable style sheet.
pub const CSS: &str = include_str!("../../styles/css/card.css");

thread_local! {
    static CARDS: Cell<u32> = const { Cell::new(0) };
}

/// The card.
#[component]
pub fn CitationCard(props: &CardProps) -> Html {
    let state = use_reducer(state::initial);
    let number = *use_memo((), |()| {
        CARDS.set(CARDS.get().wrapping_add(1));
        CARDS.get()
    });
    let timer = use_mut_ref(|| None);
    let kept = use_mut_ref(|| (0.0, 0.0));
    let shown = [use_node_ref(), use_node_ref(), use_node_ref()];
    let select = use_node_ref();
    let dialog = use_node_ref();
    let labels = Labels::of(&props.settings.lang);
    let dispatch = state.dispatcher();

    let say = {
        let dispatch = dispatch.clone();
        Callback::from(move |outcome: Outcome| {
            dispatch.dispatch(Action::Say(outcome));
            let dispatch = dispatch.clone();
            // A failure stays until the next press: its sentence has to be read.
            let passes = !matches!(outcome, Outcome::CopyFailed(_));
            let rest = move || dispatch.dispatch(Action::Say(Outcome::Rest));
            *timer.borrow_mut() = passes.then(|| browser::Timer::after(browser::SAID, rest)).flatten();
        })
    };
    let choices = use_memo(
        (std::rc::Rc::clone(&props.settings), ByPointer(std::rc::Rc::clone(&props.assets))),
        |(settings, assets)| choices(settings, &assets.0, labels),
    );
    let chosen = choices.chosen(state.choice.as_deref(), &props.settings).cloned();
    let records: Vec<Record> = match state.left_out.is_empty() {
        true => props.records.to_vec(),
        false => {
            let kept = props.records.iter().enumerate().filter(|(at, _)| !state.left_out.contains(at));
            kept.map(|(_, record)| record.clone()).collect()
        }
    };
    let view = View {
        props,
        state: &state,
        dispatch: dispatch.clone(),
        say,
        labels,
        choices: &choices,
        number,
        shown: shown.clone(),
        select: select.clone(),
    };
    let cites = view.shows(Section::Cite) && !records.is_empty();
    let rendered = chosen.as_ref().filter(|_| cites).map(|choice| cite::render(&view, &records, choice));

    let missing = match &rendered {
        Some(Err(Refusal::Needs(need))) if is_missing(&props.assets, need) => Some(need.clone()),
        _ => None,
    };
    let on = props.on.clone();
    use_effect_with(missing, move |missing| {
        if let Some(need) = missing {
            on.emit(CardEvent::Need(need.clone()));
        }
    });
    use_effect_with(props.settings.selected.clone(), move |_| dispatch.dispatch(Action::Forget));
    let in_tabs = chosen.as_ref().is_some_and(|choice| choices.tabs.iter().any(|tab| tab.id == choice.id));
    let value = chosen.as_ref().filter(|_| !in_tabs).map(|choice| choice.id.clone()).unwrap_or_default();
    use_effect(move || {
        cite::follow(&select, &value);
        if let Some(element) = shown[0].cast() {
            browser::keep_height(&element, &mut kept.borrow_mut());
        }
    });

    let layout = props.settings.layout;
    let cite = match (&chosen, &rendered) {
        (Some(choice), Some(rendered)) if layout == Layout::Inline => inline(&view, choice, rendered),
        (Some(choice), Some(rendered)) => cite::section(&view, &records, choice, rendered),
        _ => Html::default(),
    };
    let said = cite::announcements(labels, state.outcome, state.turn);
    match layout {
        Layout::Inline => {
            html! { <span class="citation-card inline" lang={Labels::lang(&props.settings.lang)}>{ cite }{ said }</span> }
        }
        Layout::Button => {
            let open = act_on(&dialog, |dialog| {
                let _ = dialog.show_modal();
            });
            let close = act_on(&dialog, |dialog| dialog.close());
            html! {
                <div class="opener" lang={Labels::lang(&props.settings.lang)}>
                    <button class="button primary" part="button open" type="button" aria-haspopup="dialog" onclick={open}>{ labels.cite_button }</button>
                    <dialog ref={dialog} aria-label={labels.cite}>
                        { article(&view, cite, said) }
                        <button class="button close" part="button close" type="button" onclick={close}>{ labels.close }</button>
                    </dialog>
                </div>
            }
        }
        Layout::Card | Layout::Compact => article(&view, cite, said),
    }
}

/// Assets compared by pointer.
struct ByPointer(std::rc::Rc<Assets>);

impl PartialEq for ByPointer {
    fn eq(&self, other: &Self) -> bool {
        std::rc::Rc::ptr_eq(&self.0, &other.0)
    }
}

fn is_missing(assets: &Assets, need: &Need) -> bool {
    match need {
        Need::Style(id) => matches!(assets.style(id), Load::Missing),
        Need::Locale(lang) => matches!(assets.locale(lang), Load::Missing),
        Need::Text(format) => matches!(assets.text(format), Load::Missing),
    }
}

fn act_on<E: 'static>(dialog: &yew::NodeRef, act: fn(&HtmlDialogElement)) -> Callback<E> {
    let dialog = dialog.clone();
    Callback::from(move |_| {
        if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
            act(&dialog);
        }
    })
}

/// The card itself, in the state that its status and records give.
fn article(view: &View<'_>, cite: Html, said: Html) -> Html {
    let props = view.props;
    let labels = view.labels;
    let busy = props.status == Status::Waiting && props.records.is_empty();
    let inner = match (&props.status, props.records.as_slice()) {
        (Status::Waiting, []) => html! {
            <div class="skeleton"><p class="aloud">{ labels.loading }</p><span></span><span></span><span></span></div>
        },
        (Status::Failed { message, .. }, []) => html! { <p class="calm" dir="auto">{ message.clone() }</p> },
        (Status::Ready, []) => html! { <p class="calm">{ labels.empty }</p> },
        (_, [record]) => work(view, record, cite),
        (_, records) => html! { <>{ list(view, records) }{ cite }</> },
    };
    let class =
        if props.settings.layout == Layout::Compact { "citation-card compact" } else { "citation-card" };
    let titled = matches!(props.records.as_slice(), [record] if !record.title().is_empty())
        && view.shows(Section::Title)
        && props.settings.layout != Layout::Compact;
    html! {
        <article {class} part="card" lang={Labels::lang(&props.settings.lang)} aria-busy={busy.to_string()}
            aria-labelledby={titled.then(|| view.id("title"))} aria-label={(!titled).then_some(labels.cite)}>
            { inner }
            { for body::problems(view) }
            { for body::report(view) }
            { said }
        </article>
    }
}

fn work(view: &View<'_>, record: &Record, cite: Html) -> Html {
    if view.props.settings.layout == Layout::Compact {
        return cite;
    }
    type Render = fn(&View<'_>, &Record) -> Option<Html>;
    let sections: [(Section, Render); 4] = [
        (Section::Abstract, body::abstract_),
        (Section::Details, details::section),
        (Section::Keywords, body::keywords),
        (Section::Topics, body::topics),
    ];
    let sections: Vec<Html> = sections
        .into_iter()
        .filter(|(section, _)| view.shows(*section))
        .filter_map(|(_, render)| render(view, record))
        .collect();
    html! {
        <>
            { head::header(view, record) }
            { cite }
            if !sections.is_empty() { <div class="sections">{ for sections }</div> }
        </>
    }
}

/// The works of a list, each to be left out or taken in.
fn list(view: &View<'_>, records: &[Record]) -> Html {
    let work = |(at, record): (usize, &Record)| {
        let taken = !view.state.left_out.contains(&at);
        let title = if record.title().is_empty() { record.id.as_str() } else { record.title() };
        html! {
            <li><label>
                <input type="checkbox" checked={taken} onchange={view.act(Action::Pick(at))} />
                <span dir="auto">{ tree::marked(title) }</span>
            </label></li>
        }
    };
    html! {
        <header class="work">
            <p class="label">{ (view.labels.works)(records.len()) }</p>
            <ol class="works">{ for records.iter().enumerate().map(work) }</ol>
            if !view.state.left_out.is_empty() {
                <button class="toggle" type="button" onclick={view.act(Action::PickAll)}>{ view.labels.select_all }</button>
            }
        </header>
    }
}

fn inline(view: &View<'_>, choice: &Choice, rendered: &Result<(Shown, Payload), Refusal>) -> Html {
    let Ok((shown, payload)) = rendered else {
        return html! { <span class="waiting">{ view.labels.loading }</span> };
    };
    let text = match shown {
        Shown::Code(text) => html! { <code dir="ltr">{ text.clone() }</code> },
        Shown::List(list, engine) => {
            let entries = list.entries.iter().map(|(_, nodes)| tree::citation(nodes, tree::MAX_SHOWN));
            html! { <span lang={engine.lang().to_owned()} dir="auto">{ for entries }</span> }
        }
    };
    let copied = view.state.outcome == Outcome::Copied(Slot::Entry);
    let onclick = cite::copy(view, choice, payload.text.clone(), payload.html.clone(), Slot::Entry);
    html! {
        <>
            <span ref={view.shown[0].clone()}>{ text }</span>{ " " }
            <button type="button" class={if copied { "button small done" } else { "button small" }} part="button copy"
                aria-label={(view.labels.copy)(&choice.name, !choice.is_format)} {onclick}>
                <span class="swap"><span>{ view.labels.copy_short }</span><span>{ view.labels.copied }</span></span>
            </button>
            if let Outcome::CopyFailed(_) = view.state.outcome {
                <span class="say" role="alert">{ (view.labels.copy_failed)(browser::copy_keys()) }</span>
            }
        </>
    }
}
