//! The works of a list, each to be left out or taken in.

use yew::{Callback, Event, Html, MouseEvent, Properties, component, html};

use crate::card::labels::Labels;
use crate::card::shared::Shared;
use crate::card::state::Action;
use crate::card::tree::marked;
use crate::record::{Name, Record, Variable};

/// The props of [`Works`].
#[derive(Properties, PartialEq)]
pub(crate) struct WorksProps {
    /// The works.
    pub records: Shared<Vec<Record>>,
    /// The places of those that are left out.
    pub excluded: Vec<usize>,
    /// The words.
    pub labels: &'static Labels,
    /// The card.
    pub dispatch: Callback<Action>,
}

/// The list.
#[component]
pub(crate) fn Works(props: &WorksProps) -> Html {
    let WorksProps { records, excluded, labels, dispatch } = props;
    let select_all = dispatch.reform(|_: MouseEvent| Action::SelectAll);
    html! {
        <header class="work picklist">
            <p class="label">{labels.works.of(records.len())}</p>
            <ol class="works">
                for at in 0..records.len() {
                    <Work {records} {at} included={!excluded.contains(&at)} labels={*labels} {dispatch} />
                }
            </ol>
            // It stays when there is nothing to select: the focus may be on it.
            <button
                type="button"
                aria-disabled={excluded.is_empty().to_string()}
                class="toggle"
                onclick={select_all}
            >
                {labels.select_all}
            </button>
        </header>
    }
}

/// The props of [`Work`].
#[derive(Properties, PartialEq)]
struct WorkProps {
    records: Shared<Vec<Record>>,
    at: usize,
    included: bool,
    labels: &'static Labels,
    dispatch: Callback<Action>,
}

/// One work of the list.
#[component]
fn Work(props: &WorkProps) -> Html {
    let at = props.at;
    let Some(record) = props.records.get(at) else { return Html::default() };
    let title = if record.title().is_empty() { record.id.as_str() } else { record.title() };
    let by = by_line(props.labels, record);
    let onchange = props.dispatch.reform(move |_: Event| Action::ToggleWork(at));
    html! {
        <li>
            <label>
                <input checked={props.included} type="checkbox" {onchange} />
                <span dir="auto">
                    {marked(title)}
                    if !by.is_empty() {
                        <span dir="auto" class="by">{by}</span>
                    }
                </span>
            </label>
        </li>
    }
}

/// A work in half a line: `Procter et al. · 2022`.
fn by_line(labels: &Labels, record: &Record) -> String {
    let family = |name: &Name| name.family.clone().unwrap_or_else(|| name.full());
    let mut line: Vec<String> = match record.names(Variable::Author) {
        [] => Vec::new(),
        [one] => vec![family(one)],
        [one, other] => vec![labels.list(&[family(one), family(other)])],
        [first, ..] => vec![[&family(first), " ", labels.et_al].concat()],
    };
    line.extend(
        record.date(Variable::Issued).and_then(|date| date.start).map(|start| start.year.to_string()),
    );
    line.join(" · ")
}
