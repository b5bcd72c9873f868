//! What the search shows: the field in place of the tabs, and the list below the sheet, so that the
//! sheet is seen between them.

use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, HtmlInputElement, HtmlSelectElement, InputEvent, Node, PointerEvent};
use yew::{
    AttrValue, Callback, Context, Html, KeyboardEvent, MouseEvent, Properties, TargetCast, component, html,
};

use super::list::{Group, Row};
use super::{Event, Search, SearchProps, languages};
use crate::card::choices::same;
use crate::card::components::{CLOSE, LENS, icon};
use crate::card::props::Load;

impl Search {
    pub(super) fn page(&self, context: &Context<Self>) -> Html {
        let props = context.props();
        html! {
            <div ref={&self.frame} class="finder" onfocusout={self.leave(context)}>
                {self.box_(context)}
                <div class="drop">
                    if let Some(failure) = self.failure(props) {
                        <p dir="auto" class="note">{failure}</p>
                    }
                    {self.options(context)}
                    {self.footer(context)}
                </div>
            </div>
        }
    }

    fn box_(&self, context: &Context<Self>) -> Html {
        let SearchProps { id, labels, .. } = context.props();
        let close = context.link().callback(|_: MouseEvent| Event::Close);
        html! {
            <div class="box">
                {icon(LENS)}
                <input
                    ref={&self.field}
                    type="text"
                    role="combobox"
                    aria-label={labels.find_name}
                    aria-expanded={(self.found.count() > 0).to_string()}
                    aria-controls={part(id, "list")}
                    aria-autocomplete="list"
                    aria-activedescendant={self.active.map(|at| option_id(id, at))}
                    autocapitalize="off"
                    autocomplete="off"
                    autocorrect="off"
                    spellcheck="false"
                    enterkeyhint="done"
                    dir="auto"
                    placeholder={labels.find_hint}
                    value={self.query.clone()}
                    oninput={typed(context)}
                    onkeydown={self.keys(context)}
                />
                <button type="button" class="shut" aria-label={labels.close} onclick={close}>{icon(CLOSE)}</button>
            </div>
        }
    }

    fn options(&self, context: &Context<Self>) -> Html {
        let SearchProps { id, labels, .. } = context.props();
        let mut first = 0;
        let groups = self.found.groups.iter().enumerate().map(|(at, group)| {
            let from = first;
            first += group.rows.len();
            self.group(context, at, group, from)
        });
        // The focus stays in the field.
        let keep = Callback::from(|event: PointerEvent| event.prevent_default());
        html! {
            <div id={part(id, "list")} role="listbox" aria-label={labels.find_name} class="options" onpointerdown={keep.clone()} onmousedown={keep.reform(|event: MouseEvent| event.unchecked_into())}>
                {for groups}
            </div>
        }
    }

    fn group(&self, context: &Context<Self>, number: usize, group: &Group, from: usize) -> Html {
        let id = part(&context.props().id, &["group-", &number.to_string()].concat());
        html! {
            <div role="group" aria-labelledby={id.clone()}>
                <p {id} class="of">{group.label}</p>
                for (at, row) in group.rows.iter().enumerate() {
                    {self.option(context, from + at, row)}
                }
            </div>
        }
    }

    fn option(&self, context: &Context<Self>, at: usize, row: &Row) -> Html {
        let props = context.props();
        html! {
            <Choosable
                id={option_id(&props.id, at)}
                {at}
                row={row.clone()}
                chosen={same(&row.choice, &props.chosen)}
                active={self.active == Some(at)}
                send={&self.send}
            />
        }
    }

    fn footer(&self, context: &Context<Self>) -> Html {
        let SearchProps { labels, assets, lang, .. } = context.props();
        let partial = matches!(assets.names, Load::Failed(_));
        html! {
            <>
                if self.found.more > 0 {
                    <p class="tail">{labels.find_more.of(self.found.more)}</p>
                }
                if partial {
                    <p class="note">{labels.find_partial}</p>
                }
                <div class="foot">
                    <p role="status">{&self.status}</p>
                    <label>
                        {labels.citation_in}{" "}
                        <select onchange={language(context)}>
                            for (tag, name) in languages::all(&assets.langs) {
                                <option value={tag.clone()} lang={tag.clone()} selected={tag == **lang}>{name}</option>
                            }
                        </select>
                    </label>
                </div>
            </>
        }
    }

    /// The focus leaves the search: it closes, and the old citation is back.
    fn leave(&self, context: &Context<Self>) -> Callback<FocusEvent> {
        let (frame, link) = (self.frame.clone(), context.link().clone());
        Callback::from(move |event: FocusEvent| {
            // To nothing: the window has lost the focus, and will have it back.
            let Some(to) = event.related_target().and_then(|to| to.dyn_into::<Node>().ok()) else { return };
            if frame.get().is_some_and(|frame| !frame.contains(Some(&to))) {
                link.send_message(Event::Leave);
            }
        })
    }

    fn keys(&self, context: &Context<Self>) -> Callback<KeyboardEvent> {
        context.link().callback(|event: KeyboardEvent| {
            if super::is_key(&event) {
                event.prevent_default();
            }
            Event::Key(event)
        })
    }
}

/// The props of [`Choosable`].
#[derive(Properties, PartialEq)]
struct ChoosableProps {
    id: AttrValue,
    at: usize,
    row: Row,
    chosen: bool,
    active: bool,
    send: Callback<Event>,
}

/// An option: a component, so that a key renders the two that it changes.
#[component]
fn Choosable(props: &ChoosableProps) -> Html {
    let ChoosableProps { id, at, row, chosen, active, send } = props;
    let at = *at;
    let point = send.clone();
    html! {
        <div
            {id}
            role="option"
            aria-selected={chosen.to_string()}
            class={if *active { "option active" } else { "option" }}
            onpointermove={move |event: PointerEvent| {
                // Where the list moves under a finger, nothing is pointed at.
                if event.pointer_type() == "mouse" {
                    point.emit(Event::Point(at));
                }
            }}
            onclick={send.reform(move |_: MouseEvent| Event::Take(at))}
        >
            <bdi>{marked(&row.title, &row.marks)}</bdi>
            if !row.note.is_empty() {
                <small><bdi>{&row.note}</bdi></small>
            }
        </div>
    }
}

fn typed(context: &Context<Search>) -> Callback<InputEvent> {
    context.link().batch_callback(|event: InputEvent| {
        let field = event.target_dyn_into::<HtmlInputElement>()?;
        (!event.is_composing()).then(|| Event::Typed(field.value()))
    })
}

fn language(context: &Context<Search>) -> Callback<yew::Event> {
    context.link().batch_callback(|event: yew::Event| {
        Some(Event::Language(event.target_dyn_into::<HtmlSelectElement>()?.value()))
    })
}

/// A title with the parts that match what was typed.
fn marked(title: &str, marks: &[(usize, usize)]) -> Html {
    let mut parts: Vec<Html> = Vec::new();
    let mut done = 0;
    for (start, end) in marks {
        let text = |from: usize, to: usize| title.get(from..to).unwrap_or_default().to_owned();
        parts.push(html! { <>{text(done, *start)}<mark>{text(*start, *end)}</mark></> });
        done = *end;
    }
    parts.push(html! { {title.get(done..).unwrap_or_default().to_owned()} });
    parts.into_iter().collect()
}

fn part(id: &str, name: &str) -> AttrValue {
    [id, "-", name].concat().into()
}

fn option_id(id: &str, at: usize) -> AttrValue {
    part(id, &at.to_string())
}
