//! The reader's options, folded: of a style its links, order, dates and names; of a file what is in it.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::{Callback, Event, Html, MouseEvent, Properties, TargetCast, component, html};

use crate::card::labels::Labels;
use crate::card::reader::{CONTROLS, Control, Kind, Reader};
use crate::card::settings::Settings;
use crate::card::shared::Shared;
use crate::card::state::Action;
use crate::formats;
use crate::record::Record;

/// The props of [`Options`].
#[derive(Properties, PartialEq)]
pub(crate) struct OptionsProps {
    /// What the reader asks for.
    pub reader: Reader,
    /// What the page asks for.
    pub settings: Shared<Settings>,
    /// The id of the format that is shown; empty for a style.
    pub format: &'static str,
    /// The works.
    pub records: Shared<Vec<Record>>,
    /// The words.
    pub labels: &'static Labels,
    /// The card.
    pub dispatch: Callback<Action>,
}

/// The options.
#[component]
pub(crate) fn Options(props: &OptionsProps) -> Html {
    let OptionsProps { reader, format, records, labels, dispatch, .. } = props;
    let info = formats::by_id(format);
    let reset = dispatch.reform(|_: MouseEvent| Action::ResetOptions);
    html! {
        <details part="options" class="options">
            <summary>{labels.options}</summary>
            <div class="fields">
                for control in CONTROLS.iter().filter(|control| control.is_for(info, records.len() > 1)) {
                    {field(props, control)}
                }
                <button
                    type="button"
                    aria-disabled={(!reader.has_options()).to_string()}
                    class="toggle"
                    onclick={reset}
                >
                    {labels.reset}
                </button>
            </div>
        </details>
    }
}

fn field(props: &OptionsProps, control: &'static Control) -> Html {
    let default = control.default(formats::by_id(props.format), &props.settings, &props.records);
    let value = props.reader.get(control.key).unwrap_or(&default).to_owned();
    let label = (control.label)(props.labels);
    let set = |value: fn(&Event, &'static Control) -> Option<String>| {
        props.dispatch.reform(move |event: Event| {
            // What the page's default is, is not set: so it may change.
            let value = value(&event, control).filter(|value| *value != default);
            Action::Option(control.key, value)
        })
    };
    match control.kind {
        Kind::Flag(on) => html! {
            <label class="check">
                <input type="checkbox" checked={value == on} onchange={set(checked)} />
                {label}
            </label>
        },
        Kind::Text => html! {
            <label>
                <span>{label}</span>
                <input {value} autocomplete="off" spellcheck="false" dir="auto" onchange={set(typed)} />
            </label>
        },
        Kind::One(values) => html! {
            <label>
                <span>{label}</span>
                <select onchange={set(selected)}>
                    for (id, words) in values {
                        <option value={*id} selected={*id == value}>{words(props.labels)}</option>
                    }
                </select>
            </label>
        },
    }
}

fn checked(event: &Event, control: &'static Control) -> Option<String> {
    let on = event.target_dyn_into::<HtmlInputElement>()?.checked();
    Some(match control.kind {
        Kind::Flag(word) if on => word.to_owned(),
        Kind::Flag("true") => "false".to_owned(),
        _ => String::new(),
    })
}

fn typed(event: &Event, _: &'static Control) -> Option<String> {
    Some(event.target_dyn_into::<HtmlInputElement>()?.value().trim().to_owned())
}

fn selected(event: &Event, _: &'static Control) -> Option<String> {
    Some(event.target_dyn_into::<HtmlSelectElement>()?.value())
}
