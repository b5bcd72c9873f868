//! The card: a work's records to what people see, copy and save. A Yew component.
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
mod press;
pub mod props;
pub mod settings;
mod state;
mod template;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod tree;
mod view;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use yew::html::Scope;
use yew::{Callback, Component, Context, Html};

pub use payload::{Payload, Refusal, Target, payload, target};
pub use props::{Assets, CardEvent, CardProps, Load, Need, Reason, ReportRow, Status, StyleEntry};
pub use settings::{Layout, Section, Sections, Settings};

use choices::{Choice, Choices, choices};
use cite::{Rendered, Shown};
use labels::Labels;
use press::Press;
use state::{Action, Outcome, State};
use template::{list, template, truth};
use view::{Nodes, View};

use crate::record::Record;

/// The look of the card, for a constructable style sheet.
pub const CSS: &str = include_str!("../../styles/css/card.css");

thread_local! {
    static CARDS: Cell<u32> = const { Cell::new(0) };
}

/// The card.
pub struct CitationCard {
    number: u32,
    state: State,
    kept: Rc<RefCell<Kept>>,
    timer: Option<browser::Timer>,
    height: (f64, f64),
    missing: Option<Need>,
}

/// What the card was shown with last: for presses, and for what follows a rendering.
struct Kept {
    link: Scope<CitationCard>,
    nodes: Rc<Nodes>,
    labels: &'static Labels,
    on: Callback<CardEvent>,
    /// What can be chosen, worked out from the props.
    choices: Rc<Choices>,
    /// What the select shows.
    value: String,
    missing: Option<Need>,
}

impl Kept {
    fn new(link: Scope<CitationCard>, props: &CardProps) -> Self {
        let labels = Labels::of(&props.settings.lang);
        let choices = Rc::new(choices(&props.settings, &props.assets, &props.records, labels));
        let (nodes, on) = (Rc::default(), props.on.clone());
        Self { link, nodes, labels, on, choices, value: String::new(), missing: None }
    }

    fn take(&mut self, props: &CardProps, before: &CardProps) {
        let same = Rc::ptr_eq(&before.settings, &props.settings)
            && Rc::ptr_eq(&before.assets, &props.assets)
            && Rc::ptr_eq(&before.records, &props.records);
        self.on = props.on.clone();
        if !same {
            self.labels = Labels::of(&props.settings.lang);
            self.choices = Rc::new(choices(&props.settings, &props.assets, &props.records, self.labels));
        }
    }
}

impl Component for CitationCard {
    type Message = Action;
    type Properties = CardProps;

    fn create(context: &Context<Self>) -> Self {
        CARDS.set(CARDS.get().wrapping_add(1));
        let kept = Kept::new(context.link().clone(), context.props());
        Self {
            number: CARDS.get(),
            state: state::initial(),
            kept: Rc::new(RefCell::new(kept)),
            timer: None,
            height: (0.0, 0.0),
            missing: None,
        }
    }

    fn update(&mut self, context: &Context<Self>, action: Action) -> bool {
        self.keep_height();
        if let Action::Say(outcome) = action {
            // A failure stays until the next press: its sentence has to be read.
            let link = context.link().clone();
            let rest = move || link.send_message(Action::Say(Outcome::Rest));
            let passes = !matches!(outcome, Outcome::CopyFailed(_) | Outcome::Rest);
            self.timer = if passes { browser::Timer::after(browser::SAID, rest) } else { None };
        }
        self.state.take(action)
    }

    fn changed(&mut self, context: &Context<Self>, before: &CardProps) -> bool {
        // Cards that are far come in many, and what nobody sees may become lower.
        if before.near {
            self.keep_height();
        }
        let props = context.props();
        if before.settings.selected != props.settings.selected {
            self.state.take(Action::Forget);
        }
        self.kept.borrow_mut().take(props, before);
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let (labels, choices, nodes) = {
            let kept = self.kept.borrow();
            (kept.labels, Rc::clone(&kept.choices), Rc::clone(&kept.nodes))
        };
        let (props, state, kept) = (context.props(), &self.state, &self.kept);
        let view = View { props, state, kept, labels, choices: &choices, number: self.number, nodes: &nodes };
        let some;
        let records: &[Record] = if state.left_out.is_empty() {
            &props.records
        } else {
            let kept = props.records.iter().enumerate().filter(|(at, _)| !state.left_out.contains(at));
            some = kept.map(|(_, record)| record.clone()).collect::<Vec<_>>();
            &some
        };
        let chosen = choices.chosen(state.choice.as_deref(), &props.settings);
        let cites = view.shows(Section::Cite) && !records.is_empty();
        let rendered = chosen.filter(|_| cites).map(|choice| (choice, cite::render(&view, records, choice)));
        {
            let mut kept = kept.borrow_mut();
            kept.missing = match &rendered {
                Some((_, Err(Refusal::Needs(need)))) if is_missing(&props.assets, need) => Some(need.clone()),
                _ => None,
            };
            let in_select = chosen.filter(|choice| !choices.tabs.iter().any(|tab| tab.id == choice.id));
            kept.value = in_select.map(|choice| choice.id.to_string()).unwrap_or_default();
        }
        whole(&view, records, rendered)
    }

    /// The card tells what it needs, and the nodes on the page are set right.
    fn rendered(&mut self, context: &Context<Self>, _: bool) {
        let missing = {
            let kept = self.kept.borrow();
            cite::follow(&kept.nodes.select, &kept.value);
            kept.missing.clone()
        };
        if self.missing != missing {
            self.missing.clone_from(&missing);
            if let Some(need) = missing {
                context.props().on.emit(CardEvent::Need(need));
            }
        }
    }
}

impl CitationCard {
    /// Asks for the height before something changes: afterwards the browser would have to lay the
    /// page out at once to tell it.
    fn keep_height(&mut self) {
        if let Some(element) = self.kept.borrow().nodes.shown[0].cast() {
            browser::keep_height(&element, &mut self.height);
        }
    }
}

fn whole(view: &View<'_>, records: &[Record], rendered: Option<(&Choice, Rendered)>) -> Html {
    let layout = view.props.settings.layout;
    let cite = match &rendered {
        Some((choice, rendered)) if layout == Layout::Inline => inline(view, choice, rendered),
        Some((choice, rendered)) => cite::section(view, records, choice, rendered),
        None => Html::default(),
    };
    let said = cite::announcements(view.labels, view.state.outcome, view.state.turn);
    match layout {
        Layout::Inline => {
            template!("<span lang={} class='citation-card inline'>{}{}</span>", view.lang(), cite, said)
        }
        Layout::Button => opener(view, article(view, cite, said)),
        Layout::Card | Layout::Compact => article(view, cite, said),
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
    template!(
        "<div lang={} class='opener'>\
            <button part='button open' type='button' aria-haspopup='dialog' class='button primary' onclick={}>{}</button>\
            <dialog ref={} aria-label={} closedby='any'>\
                <header>\
                    <p>{}</p>\
                    <button part='button close' type='button' aria-label={} class='button close' onclick={}>{}</button>\
                </header>\
                {}\
            </dialog>\
        </div>",
        view.lang(),
        view.on(Press::Open),
        labels.cite_button,
        view.nodes.dialog.clone(),
        labels.cite,
        labels.cite,
        labels.close,
        view.on(Press::Close),
        cite::icon(CROSS),
        article,
    )
}

const CROSS: &str = "M3.5 3.5l9 9m0-9l-9 9";

/// The card itself, in the state that its status and records give.
fn article(view: &View<'_>, cite: Html, said: Html) -> Html {
    let props = view.props;
    let labels = view.labels;
    let compact = props.settings.layout == Layout::Compact;
    let busy = props.status == Status::Waiting && props.records.is_empty();
    let calm = |sentence: &'static str| template!("<p class='calm'>{}</p>", sentence);
    let inner = match (&props.status, props.records.as_slice()) {
        (Status::Waiting, []) => template!(
            "<div class='skeleton'><p class='aloud'>{}</p><span></span><span></span><span></span></div>",
            labels.loading
        ),
        // Why is for the owner, and stands with the problems.
        (Status::Failed { reason, .. }, []) if *reason != Reason::NoRecord => calm(labels.load_failed),
        (_, []) => calm(labels.empty),
        (_, [_]) if compact => cite,
        (_, [record]) => work(view, record, cite),
        (_, records) => list(vec![works(view, records), cite]),
    };
    let titled = matches!(props.records.as_slice(), [record] if !record.title().is_empty())
        && view.shows(Section::Title)
        && !compact;
    template!(
        "<article part='card' lang={} aria-busy={} aria-labelledby={} aria-label={} class={}>{}{}{}{}</article>",
        view.lang(),
        truth(busy),
        titled.then(|| view.id("title")),
        (!titled).then_some(labels.cite),
        if compact { "citation-card compact" } else { "citation-card" },
        inner,
        owner::report(view),
        owner::problems(view),
        said,
    )
}

fn work(view: &View<'_>, record: &Record, cite: Html) -> Html {
    type Render = fn(&View<'_>, &Record) -> Option<Html>;
    static SECTIONS: [(Section, Render); 4] = [
        (Section::Abstract, body::abstract_),
        (Section::Details, details::section),
        (Section::Keywords, body::keywords),
        (Section::Topics, body::topics),
    ];
    let mut sections = Vec::new();
    for (section, render) in &SECTIONS {
        if view.props.near && view.shows(*section) {
            sections.extend(render(view, record));
        }
    }
    let mut parts = vec![head::header(view, record), cite];
    if !sections.is_empty() {
        parts.push(template!("<div class='sections'>{}</div>", sections));
    }
    list(parts)
}

/// The works of a list, each to be left out or taken in.
fn works(view: &View<'_>, records: &[Record]) -> Html {
    let mut works = Vec::new();
    for (at, record) in records.iter().enumerate() {
        let title = if record.title().is_empty() { record.id.as_str() } else { record.title() };
        let by = head::by_line(view.labels, record);
        works.push(template!(
            "<li><label><input checked={} type='checkbox' onchange={}/><span dir='auto'>{}{}</span></label></li>",
            !view.state.left_out.contains(&at),
            view.on(Press::Act(Action::Pick(at))),
            tree::marked(title),
            (!by.is_empty()).then(|| template!("<span dir='auto' class='by'>{}</span>", by)),
        ));
    }
    let all = template!(
        "<button type='button' class='toggle' onclick={}>{}</button>",
        view.on(Press::Act(Action::PickAll)),
        view.labels.select_all
    );
    template!(
        "<header class='work'><p class='label'>{}</p><ol class='works'>{}</ol>{}</header>",
        view.labels.works.of(records.len()),
        works,
        (!view.state.left_out.is_empty()).then_some(all),
    )
}

fn inline(view: &View<'_>, choice: &Choice, rendered: &Rendered) -> Html {
    let Ok((shown, payload)) = rendered else {
        return template!("<span class='waiting'>{}</span>", view.labels.loading);
    };
    let text = match shown {
        Shown::Code(text) => template!("<code dir='ltr'>{}</code>", text.clone()),
        Shown::List(list, engine) => {
            let entries: Vec<Html> =
                list.entries.iter().map(|(_, nodes)| tree::citation(nodes, tree::MAX_SHOWN)).collect();
            template!("<span lang={} dir='auto'>{}</span>", engine.lang().to_owned(), entries)
        }
    };
    template!(
        "<span ref={}>{}</span> {}{}",
        view.nodes.shown[0].clone(),
        text,
        cite::copy_button(view, choice, payload, "button small", view.labels.copy_short),
        cite::refused(view),
    )
}
