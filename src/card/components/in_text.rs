//! The citation in the text: its form, a page or another place in the work, and how it looks then,
//! in an `<output>`. Of a note style, the note. Enter copies.

use web_sys::{HtmlElement, HtmlInputElement, HtmlSelectElement};
use yew::{
    AttrValue, Callback, Event, Html, InputEvent, KeyboardEvent, MouseEvent, NodeRef, Properties, TargetCast,
    component, html, use_node_ref,
};

use super::copy_button::{Copied, CopyButton};
use crate::card::bidi;
use crate::card::in_text::{InText as Cited, Wish};
use crate::card::labels::Labels;
use crate::card::shared::Shared;
use crate::card::state::{Action, CopyTarget, Outcome};
use crate::card::tree;

/// The preview shows, and the button says, only so many characters.
const SPOKEN: usize = 400;

/// The props of [`InText`].
#[derive(Properties, PartialEq)]
pub(crate) struct InTextProps {
    /// The citation.
    pub cited: Shared<Cited>,
    /// What the reader chose.
    pub wish: Wish,
    /// The style.
    pub style: AttrValue,
    /// The name of its radio buttons.
    pub group: AttrValue,
    /// Whether it is still in the previous style, while the chosen one is fetched.
    pub previous: bool,
    /// The result of the last press.
    pub outcome: Outcome,
    /// The words.
    pub labels: &'static Labels,
    /// The card.
    pub dispatch: Callback<Action>,
}

/// The row.
#[component]
pub(crate) fn InText(props: &InTextProps) -> Html {
    let InTextProps { cited, wish, labels, .. } = props;
    let output = use_node_ref();
    let dir = bidi::direction(&cited.lang, &cited.nodes);
    let legend = if cited.notes { labels.note } else { labels.in_text };
    html! {
        <fieldset disabled={props.previous} class={if wish.open { "intext open" } else { "intext" }} onkeydown={copy_on_enter()}>
            <legend class="label">{legend}</legend>
            if cited.two_forms || !cited.kinds.is_empty() {
                {unfold(props)}
                <div class="place">
                    if cited.two_forms { {forms(props)} }
                    if !cited.kinds.is_empty() { {locator(props)} }
                    if !cited.kinds.is_empty() && (cited.notes || !wish.other_form) { {omit_author(props)} }
                </div>
            }
            <div class="result">
                <output ref={&output} lang={cited.lang.clone()} {dir}>
                    {tree::citation(&cited.nodes, SPOKEN, dir)}
                </output>
                {copy(props, output)}
            </div>
        </fieldset>
    }
}

/// Sends the wish with one thing changed.
fn change<E: 'static>(props: &InTextProps, change: impl Fn(&mut Wish, E) + 'static) -> Callback<E> {
    let wish = props.wish.clone();
    props.dispatch.reform(move |event| {
        let mut wish = wish.clone();
        change(&mut wish, event);
        Action::Wish(wish)
    })
}

/// Two radio buttons that look like the segments of one.
fn forms(props: &InTextProps) -> Html {
    let InTextProps { cited, wish, group, labels, .. } = props;
    let words = match cited.notes {
        true => [labels.full_note, labels.short_note],
        false => [labels.parenthetical, labels.narrative],
    };
    html! {
        <span class="segments">
            for (word, other) in words.into_iter().zip([false, true]) {
                <label>
                    <input
                        type="radio"
                        name={group}
                        checked={wish.other_form == other}
                        onchange={change(props, move |wish, _: Event| wish.other_form = other)}
                    />
                    <span>{word}</span>
                </label>
            }
        </span>
    }
}

fn locator(props: &InTextProps) -> Html {
    let InTextProps { cited, wish, labels, .. } = props;
    let name = cited.kinds.get(wish.kind).map(|(_, name)| name.clone());
    let kind = change(props, |wish, event: Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        wish.kind = select.and_then(|select| usize::try_from(select.selected_index()).ok()).unwrap_or(0);
    });
    let typed = change(props, |wish, event: InputEvent| {
        wish.locator =
            event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default().into();
    });
    html! {
        <span class="locator">
            <select aria-label={labels.locator} onchange={kind}>
                for (at, (_, name)) in cited.kinds.iter().enumerate() {
                    <option selected={at == wish.kind}>{name}</option>
                }
            </select>
            <input
                value={&wish.locator}
                aria-label={name}
                autocomplete="off"
                spellcheck="false"
                dir="auto"
                size="6"
                oninput={typed}
            />
        </span>
    }
}

fn omit_author(props: &InTextProps) -> Html {
    html! {
        <label class="check">
            <input
                type="checkbox"
                checked={props.wish.omit_author}
                onchange={change(props, |wish, _: Event| wish.omit_author = !wish.omit_author)}
            />
            {props.labels.omit_author}
        </label>
    }
}

/// On a narrow card the rest is behind this button.
fn unfold(props: &InTextProps) -> Html {
    html! {
        <button
            type="button"
            aria-expanded={props.wish.open.to_string()}
            class="toggle unfold"
            onclick={change(props, |wish, _: MouseEvent| wish.open = !wish.open)}
        >
            {props.labels.add_page}
        </button>
    }
}

fn copy(props: &InTextProps, source: NodeRef) -> Html {
    let InTextProps { cited, style, outcome, labels, dispatch, .. } = props;
    let name = if cited.notes { labels.copy_note } else { labels.copy_in_text };
    html! {
        <CopyButton
            id={style}
            payload={Copied::Text(cited.payload.clone())}
            target={CopyTarget::InText}
            {source}
            name={[name, ": ", &tree::truncated(&cited.payload.text, SPOKEN)].concat()}
            part="button in-text"
            class="button"
            done={labels.copied}
            outcome={*outcome}
            labels={*labels}
            {dispatch}
        >
            {labels.copy_short}
        </CopyButton>
    }
}

/// Enter in a field presses the row's button.
fn copy_on_enter() -> Callback<KeyboardEvent> {
    Callback::from(|event: KeyboardEvent| {
        let Some(field) = event.target_dyn_into::<HtmlInputElement>() else { return };
        if event.key() != "Enter" || event.is_composing() {
            return;
        }
        let row = field.closest("fieldset").ok().flatten();
        let button = row.and_then(|row| row.query_selector("[part~=in-text]").ok().flatten());
        if let Some(button) =
            button.and_then(|button| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(button).ok())
        {
            event.prevent_default();
            button.click();
        }
    })
}
