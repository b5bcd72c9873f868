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
mod owner;
pub mod payload;
pub mod props;
pub mod settings;
mod state;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod tree;
mod view;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use web_sys::HtmlDialogElement;
use yew::{
    Callback, Html, MouseEvent, UseReducerDispatcher, component, html, use_effect, use_mut_ref, use_reducer,
};

pub use payload::{Payload, Refusal, Target, payload, target};
pub use props::{Assets, CardEvent, CardProps, Load, Need, Reason, ReportRow, Status, StyleEntry};
pub use settings::{Layout, Section, Sections, Settings};

use choices::{Choice, Choices, choices};
use cite::{Rendered, Shown};
use labels::Labels;
use state::{Action, Outcome, State};
use view::{Nodes, View};

use crate::record::Record;

/// The look of the card, for a constructable style sheet.
pub const CSS: &str = include_str!("../../styles/css/card.css");

thread_local! {
    static CARDS: Cell<u32> = const { Cell::new(0) };
}

/// What a card keeps between two renderings, beside its state: one cell for all of it.
struct Kept {
    number: u32,
    nodes: Nodes,
    timer: Option<browser::Timer>,
    height: (f64, f64),
    selected: Option<String>,
    missing: Option<Need>,
    /// What can be chosen, and the props that that was worked out from.
    choices: Option<(CardProps, Rc<Choices>)>,
}

impl Kept {
    fn new() -> Self {
        CARDS.set(CARDS.get().wrapping_add(1));
        Self {
            number: CARDS.get(),
            nodes: Nodes::default(),
            timer: None,
            height: (0.0, 0.0),
            selected: None,
            missing: None,
            choices: None,
        }
    }

    fn choices(&mut self, props: &CardProps, labels: &Labels) -> Rc<Choices> {
        if let Some((of, choices)) = &self.choices {
            if Rc::ptr_eq(&of.settings, &props.settings)
                && Rc::ptr_eq(&of.assets, &props.assets)
                && Rc::ptr_eq(&of.records, &props.records)
            {
                return Rc::clone(choices);
            }
        }
        let new = Rc::new(choices(&props.settings, &props.assets, &props.records, labels));
        self.choices = Some((props.clone(), Rc::clone(&new)));
        new
    }
}

/// The card.
#[component]
pub fn CitationCard(props: &CardProps) -> Html {
    let state = use_reducer(state::initial);
    let kept = use_mut_ref(Kept::new);
    let labels = Labels::of(&props.settings.lang);
    let dispatch = state.dispatcher();
    let choices = kept.borrow_mut().choices(props, labels);
    let chosen = choices.chosen(state.choice.as_deref(), &props.settings);
    let some;
    let records: &[Record] = if state.left_out.is_empty() {
        &props.records
    } else {
        let kept = props.records.iter().enumerate().filter(|(at, _)| !state.left_out.contains(at));
        some = kept.map(|(_, record)| record.clone()).collect::<Vec<_>>();
        &some
    };
    let view = View {
        props,
        state: &state,
        dispatch: dispatch.clone(),
        say: say(&dispatch, &kept),
        labels,
        choices: &choices,
        number: kept.borrow().number,
        nodes: kept.borrow().nodes.clone(),
    };
    let cites = view.shows(Section::Cite) && !records.is_empty();
    let rendered = chosen.filter(|_| cites).map(|choice| cite::render(&view, records, choice));

    let missing = match &rendered {
        Some(Err(Refusal::Needs(need))) if is_missing(&props.assets, need) => Some(need.clone()),
        _ => None,
    };
    let in_select = chosen.filter(|choice| !choices.tabs.iter().any(|tab| tab.id == choice.id));
    let value = in_select.map(|choice| choice.id.clone()).unwrap_or_default();
    let (on, selected) = (props.on.clone(), props.settings.selected.clone());
    use_effect(move || after(&kept, &dispatch, &on, missing, selected, &value));

    let layout = props.settings.layout;
    let cite = match (chosen, &rendered) {
        (Some(choice), Some(rendered)) if layout == Layout::Inline => inline(&view, choice, rendered),
        (Some(choice), Some(rendered)) => cite::section(&view, records, choice, rendered),
        _ => Html::default(),
    };
    let said = cite::announcements(labels, state.outcome, state.turn);
    match layout {
        Layout::Inline => {
            html! { <span class="citation-card inline" lang={Labels::lang(&props.settings.lang)}>{ cite }{ said }</span> }
        }
        Layout::Button => opener(&view, article(&view, cite, said)),
        Layout::Card | Layout::Compact => article(&view, cite, said),
    }
}

/// Takes an outcome, and forgets a success after a while. A failure stays until the next press:
/// its sentence has to be read.
fn say(dispatch: &UseReducerDispatcher<State>, kept: &Rc<RefCell<Kept>>) -> Callback<Outcome> {
    let (dispatch, kept) = (dispatch.clone(), Rc::clone(kept));
    Callback::from(move |outcome: Outcome| {
        dispatch.dispatch(Action::Say(outcome));
        let dispatch = dispatch.clone();
        let rest = move || dispatch.dispatch(Action::Say(Outcome::Rest));
        let passes = !matches!(outcome, Outcome::CopyFailed(_));
        kept.borrow_mut().timer = if passes { browser::Timer::after(browser::SAID, rest) } else { None };
    })
}

/// What follows a rendering: the card tells what it needs, and the nodes on the page are set right.
fn after(
    kept: &RefCell<Kept>,
    dispatch: &UseReducerDispatcher<State>,
    on: &Callback<CardEvent>,
    missing: Option<Need>,
    selected: Option<String>,
    value: &str,
) {
    // Nobody is told anything while the cell is borrowed.
    let mut cell = kept.borrow_mut();
    let need = missing.clone().filter(|_| cell.missing != missing);
    let forget = cell.selected != selected;
    (cell.missing, cell.selected) = (missing, selected);
    let nodes = cell.nodes.clone();
    cite::follow(&nodes.select, value);
    if let Some(element) = nodes.shown[0].cast() {
        browser::keep_height(&element, &mut cell.height);
    }
    drop(cell);
    if forget {
        dispatch.dispatch(Action::Forget);
    }
    if let Some(need) = need {
        on.emit(CardEvent::Need(need));
    }
}

fn is_missing(assets: &Assets, need: &Need) -> bool {
    match need {
        Need::Style(id) => matches!(assets.style(id), Load::Missing),
        Need::Locale(lang) => matches!(assets.locale(lang), Load::Missing),
        Need::Text(format) => matches!(assets.text(format), Load::Missing),
    }
}

/// The button, and the dialog that it opens. A press beside the dialog closes it, where the browser
/// knows how.
fn opener(view: &View<'_>, article: Html) -> Html {
    let labels = view.labels;
    let act = |act: fn(&HtmlDialogElement)| {
        let dialog = view.nodes.dialog.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                act(&dialog);
            }
        })
    };
    let open = act(|dialog| {
        let _ = dialog.show_modal();
    });
    let close = act(HtmlDialogElement::close);
    html! {
        <div class="opener" lang={Labels::lang(&view.props.settings.lang)}>
            <button class="button primary" part="button open" type="button" aria-haspopup="dialog" onclick={open}>{ labels.cite_button }</button>
            <dialog ref={view.nodes.dialog.clone()} aria-label={labels.cite} closedby="any">
                <header>
                    <p>{ labels.cite }</p>
                    <button class="button close" part="button close" type="button" aria-label={labels.close} onclick={close}>{ cite::icon(CROSS) }</button>
                </header>
                { article }
            </dialog>
        </div>
    }
}

const CROSS: &str = "M3.5 3.5l9 9m0-9l-9 9";

/// The card itself, in the state that its status and records give.
fn article(view: &View<'_>, cite: Html, said: Html) -> Html {
    let props = view.props;
    let labels = view.labels;
    let compact = props.settings.layout == Layout::Compact;
    let busy = props.status == Status::Waiting && props.records.is_empty();
    let calm = |sentence: &'static str| html! { <p class="calm">{ sentence }</p> };
    let inner = match (&props.status, props.records.as_slice()) {
        (Status::Waiting, []) => html! {
            <div class="skeleton"><p class="aloud">{ labels.loading }</p><span></span><span></span><span></span></div>
        },
        // Why is for the owner, and stands with the problems.
        (Status::Failed { reason, .. }, []) if *reason != Reason::NoRecord => calm(labels.load_failed),
        (_, []) => calm(labels.empty),
        (_, [_]) if compact => cite,
        (_, [record]) => work(view, record, cite),
        (_, records) => html! { <>{ list(view, records) }{ cite }</> },
    };
    let titled = matches!(props.records.as_slice(), [record] if !record.title().is_empty())
        && view.shows(Section::Title)
        && !compact;
    html! {
        <article class={if compact { "citation-card compact" } else { "citation-card" }} part="card"
            lang={Labels::lang(&props.settings.lang)} aria-busy={busy.to_string()}
            aria-labelledby={titled.then(|| view.id("title"))} aria-label={(!titled).then_some(labels.cite)}>
            { inner }
            { for owner::report(view) }
            { for owner::problems(view) }
            { said }
        </article>
    }
}

fn work(view: &View<'_>, record: &Record, cite: Html) -> Html {
    type Render = fn(&View<'_>, &Record) -> Option<Html>;
    let sections: [(Section, Render); 4] = [
        (Section::Abstract, body::abstract_),
        (Section::Details, details::section),
        (Section::Keywords, body::keywords),
        (Section::Topics, body::topics),
    ];
    let sections: Vec<Html> = sections
        .into_iter()
        .filter(|(section, _)| view.props.near && view.shows(*section))
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
        let by = head::by_line(view.labels, record);
        html! {
            <li><label>
                <input type="checkbox" checked={taken} onchange={view.act(Action::Pick(at))} />
                <span dir="auto">{ tree::marked(title) }
                    if !by.is_empty() { <span class="by" dir="auto">{ by }</span> }
                </span>
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

fn inline(view: &View<'_>, choice: &Choice, rendered: &Rendered) -> Html {
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
    html! {
        <>
            <span ref={view.nodes.shown[0].clone()}>{ text }</span>{ " " }
            { cite::copy_button(view, choice, payload, "button small", view.labels.copy_short) }
            { cite::refused(view) }
        </>
    }
}
