//! The works of a list, each to be left out or taken in: a toolbar with the count and a filter, and
//! rows with one tab stop. Arrows move between rows and within one, Shift takes a range, Ctrl+A all.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};
use yew::{
    Callback, Html, InputEvent, KeyboardEvent, MouseEvent, NodeRef, Properties, TargetCast, UseStateHandle,
    component, hook, html, use_effect_with, use_memo, use_mut_ref, use_node_ref, use_state_eq,
};

use super::icon::{COPY, icon};
use crate::card::browser;
use crate::card::labels::Labels;
use crate::card::list::{self, LeftOut, by_line};
use crate::card::shared::Shared;
use crate::card::state::Action;
use crate::card::tree::marked;
use crate::chunk::chunk;
use crate::record::{Record, Variable, identifier};

/// A count that changes is said when it has stood for so long, in milliseconds.
const SETTLED: i32 = 500;

/// The props of [`Works`].
#[derive(Properties, PartialEq)]
pub(crate) struct WorksProps {
    /// The works.
    pub records: Shared<Vec<Record>>,
    /// Those that are left out.
    pub left_out: LeftOut,
    /// Whether a style is chosen, so that a row can copy its reference.
    pub copies: bool,
    /// The words.
    pub labels: &'static Labels,
    /// The card.
    pub dispatch: Callback<Action>,
}

/// What the reader does with the list, beside choosing.
struct View {
    filter: UseStateHandle<String>,
    /// How many rows are shown.
    shown: UseStateHandle<usize>,
    /// The row that is the tab stop.
    stop: UseStateHandle<usize>,
    /// The row that was pressed last, where a range begins.
    anchor: Rc<RefCell<usize>>,
    /// Whether Shift was held when a key was pressed last: Firefox says nothing of it when the key becomes a click.
    held: Rc<RefCell<bool>>,
    /// The places of the rows that the filter finds.
    places: Rc<Vec<usize>>,
    list: NodeRef,
}

#[hook]
fn use_view(records: &Shared<Vec<Record>>) -> View {
    let filter = use_state_eq(String::new);
    let haystacks =
        use_memo(records.clone(), |records| records.iter().map(list::haystack).collect::<Vec<_>>());
    let places = use_memo((haystacks, (*filter).clone()), |(haystacks, filter)| {
        let found = |at: &usize| haystacks.get(*at).is_some_and(|text| list::matches(text, filter));
        (0..haystacks.len()).filter(found).collect::<Vec<_>>()
    });
    View {
        filter,
        shown: use_state_eq(|| list::SHOWN),
        stop: use_state_eq(|| 0),
        anchor: use_mut_ref(|| 0),
        held: use_mut_ref(|| false),
        places,
        list: use_node_ref(),
    }
}

chunk! { sections;
/// [`Works`], where their code has been loaded.
pub(crate) fn works(props: WorksProps) -> Html {
    html! { <Works ..props /> }
}}

/// The list.
#[component]
fn Works(props: &WorksProps) -> Html {
    let WorksProps { records, left_out, copies, labels, dispatch } = props;
    let view = use_view(records);
    let places = &view.places;
    let shown = places.len().min(*view.shown);
    let stop = if places.contains(&view.stop) { *view.stop } else { places.first().copied().unwrap_or(0) };
    html! {
        <header part="works" role="group" aria-label={labels.works.of(records.len())} class="work picklist">
            {toolbar(props, &view)}
            <ol
                ref={&view.list}
                class="works"
                onclick={press(props, &view)}
                onkeydown={walk(props, &view, stop)}
                onscroll={more(&view)}
            >
                for at in places.iter().take(shown).copied() {
                    <Work
                        key={at}
                        {records}
                        {at}
                        included={!left_out.has(at)}
                        stop={at == stop}
                        copies={*copies}
                        labels={*labels}
                        {dispatch}
                    />
                }
            </ol>
            if places.is_empty() {
                <p class="note">{labels.no_match}</p>
            }
            if shown < places.len() {
                <button type="button" class="toggle" onclick={set(&view.shown, usize::MAX)}>{labels.show_all}</button>
            }
        </header>
    }
}

fn set<T: Clone + 'static>(state: &UseStateHandle<T>, value: T) -> Callback<MouseEvent> {
    let state = state.clone();
    Callback::from(move |_| state.set(value.clone()))
}

/// Near the end of the rows more of them are shown.
fn more(view: &View) -> Callback<yew::Event> {
    let shown = view.shown.clone();
    Callback::from(move |event: yew::Event| {
        let Some(list) = event.target_dyn_into::<Element>() else { return };
        if list.scroll_height() - list.scroll_top() < 3 * list.client_height() {
            shown.set(shown.saturating_add(list::SHOWN));
        }
    })
}

fn toolbar(props: &WorksProps, view: &View) -> Html {
    let WorksProps { records, left_out, labels, dispatch, .. } = props;
    let (all, chosen) = (records.len(), records.len() - left_out.count());
    let take = |included: bool| {
        let places = Rc::clone(&view.places);
        dispatch.reform(move |_: MouseEvent| Action::Take(Rc::clone(&places), included))
    };
    let has = |included: bool| view.places.iter().any(|at| left_out.has(*at) != included);
    html! {
        <div class="pickbar">
            <Count {chosen} {all} labels={*labels} press={take(chosen < all)} />
            // They stay when there is nothing to do: the focus may be on them.
            <button type="button" aria-disabled={(!has(false)).to_string()} class="toggle" onclick={take(true)}>
                {labels.all}
            </button>
            <button type="button" aria-disabled={(!has(true)).to_string()} class="toggle" onclick={take(false)}>
                {labels.none}
            </button>
            if all >= list::FILTERED {
                {filter(view, labels)}
            }
        </div>
    }
}

fn filter(view: &View, labels: &Labels) -> Html {
    let state = view.filter.clone();
    let oninput = move |event: InputEvent| {
        state.set(event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default());
    };
    html! {
        <input
            type="search"
            value={(*view.filter).clone()}
            aria-label={labels.filter}
            placeholder={labels.filter}
            autocomplete="off"
            spellcheck="false"
            dir="auto"
            {oninput}
        />
    }
}

/// The props of [`Count`].
#[derive(Properties, PartialEq)]
struct CountProps {
    chosen: usize,
    all: usize,
    labels: &'static Labels,
    press: Callback<MouseEvent>,
}

/// How many works are chosen: a check box of three states. The count is said when it has settled.
#[component]
fn Count(props: &CountProps) -> Html {
    let CountProps { chosen, all, labels, press } = props;
    let node = use_node_ref();
    let words = labels.chosen.of_all(*chosen, *all);
    // What is chosen at first is news to nobody.
    let said = use_state_eq(String::new);
    let first = use_mut_ref(|| true);
    {
        let (node, said, words, some) =
            (node.clone(), said.clone(), words.clone(), 0 < *chosen && chosen < all);
        use_effect_with((*chosen, *all), move |_| {
            if let Some(input) = node.cast::<HtmlInputElement>() {
                input.set_indeterminate(some);
            }
            let timer = match first.replace(false) {
                true => None,
                false => browser::Timer::after(SETTLED, move || said.set(words)),
            };
            move || drop(timer)
        });
    }
    html! {
        <label class="count">
            <input ref={node} type="checkbox" checked={chosen == all} onclick={press} />
            <span>{words}</span>
            <span role="status" class="aloud">{(*said).clone()}</span>
        </label>
    }
}

/// The row of an event, and the element of it that the event is on.
fn row_of(event: &Element) -> Option<(usize, Element)> {
    let row = event.closest("li").ok().flatten()?;
    let at = row.get_attribute("data-at")?.parse().ok()?;
    Some((at, row))
}

/// A press on a check box takes a work in or leaves it out; with Shift, all since the last press.
fn press(props: &WorksProps, view: &View) -> Callback<MouseEvent> {
    let (dispatch, places, stop) = (props.dispatch.clone(), Rc::clone(&view.places), view.stop.clone());
    let (anchor, held) = (Rc::clone(&view.anchor), Rc::clone(&view.held));
    Callback::from(move |event: MouseEvent| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
        let Some((at, _)) = row_of(&input) else { return };
        let from = anchor.replace(at);
        let by_key = event.detail() == 0;
        let range = event.shift_key() || by_key && *held.borrow();
        let works = if range { list::range(&places, from, at) } else { vec![at] };
        stop.set(at);
        dispatch.emit(Action::Take(Rc::new(works), input.checked()));
    })
}

fn walk(props: &WorksProps, view: &View, from: usize) -> Callback<KeyboardEvent> {
    let (dispatch, places, stop) = (props.dispatch.clone(), Rc::clone(&view.places), view.stop.clone());
    let (list, shown, held) = (view.list.clone(), *view.shown, Rc::clone(&view.held));
    Callback::from(move |event: KeyboardEvent| {
        held.replace(event.shift_key());
        let Some(target) = event.target_dyn_into::<Element>() else { return };
        // Keys may come faster than rows are rendered.
        let from = row_of(&target).map_or(from, |(at, _)| at);
        let (key, all) = (event.key(), event.ctrl_key() || event.meta_key());
        if all && key.eq_ignore_ascii_case("a") {
            event.prevent_default();
            dispatch.emit(Action::Take(Rc::clone(&places), true));
        } else if all || event.alt_key() {
        } else if let Some(to) = list::row_key(&key, places.get(..shown).unwrap_or(&places), from) {
            event.prevent_default();
            stop.set(to);
            if let Some(list) = list.cast::<Element>() {
                focus(
                    list.query_selector(&["[data-at=\"", &to.to_string(), "\"] input"].concat())
                        .ok()
                        .flatten(),
                );
            }
        } else if matches!(key.as_str(), "ArrowLeft" | "ArrowRight") {
            event.prevent_default();
            step(&target, (key == "ArrowRight") != browser::is_rtl(&target));
        }
    })
}

/// Moves the focus to the next control of a row, or the one before.
fn step(from: &Element, forward: bool) {
    let Some((_, row)) = row_of(from) else { return };
    let Ok(controls) = row.query_selector_all("input, a, button") else { return };
    let control = |at: u32| controls.item(at).and_then(|node| node.dyn_into::<Element>().ok());
    let at = (0..controls.length()).find(|at| control(*at).as_ref() == Some(from)).unwrap_or(0);
    focus(control(if forward { at + 1 } else { at.wrapping_sub(1) }));
}

fn focus(element: Option<Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// The props of [`Work`].
#[derive(Properties, PartialEq)]
struct WorkProps {
    records: Shared<Vec<Record>>,
    at: usize,
    included: bool,
    stop: bool,
    copies: bool,
    labels: &'static Labels,
    dispatch: Callback<Action>,
}

/// One work of the list.
#[component]
fn Work(props: &WorkProps) -> Html {
    let WorkProps { records, at, included, stop, copies, labels, dispatch } = props;
    let Some(record) = records.get(*at) else { return Html::default() };
    let title = if record.title().is_empty() { record.id.as_str() } else { record.title() };
    let by = by_line(labels, record);
    let place = *at;
    let copy = dispatch.reform(move |_: MouseEvent| Action::CopyWork(place));
    html! {
        <li data-at={at.to_string()}>
            <label>
                <input checked={*included} type="checkbox" tabindex={if *stop { "0" } else { "-1" }} />
                <span dir="auto">
                    {titled(record, title)}
                    if !by.is_empty() {
                        <span dir="auto" class="by">{by}</span>
                    }
                </span>
            </label>
            if *copies {
                <button type="button" tabindex="-1" aria-label={labels.copy.of(title)} class="own" onclick={copy}>
                    {icon(COPY)}
                </button>
            }
        </li>
    }
}

/// The title, as a link to the work's page; arrows lead to it.
fn titled(record: &Record, title: &str) -> Html {
    let doi = record.text(Variable::Doi).and_then(identifier::doi).map(identifier::doi_url);
    let url = record.text(Variable::Url).map(str::to_owned).or(doi);
    let title = marked(title);
    match url.as_deref().and_then(identifier::safe_url) {
        Some(url) => html! { <a href={url.to_owned()} rel="noopener" tabindex="-1">{title}</a> },
        None => title,
    }
}
