//! One card of the page: what JavaScript knows in, the mounted component kept up to date, and
//! everything that the component says back to JavaScript.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Date, Function};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;
use yew::{AppHandle, Callback, Renderer};

use super::boundary::{self, Detail, Message, PayloadAnswer, Value, json_of, to_js};
use super::discovery::{Search, Works};
use super::{assets, failure_message};
use crate::card::{
    self, CardEvent, CardProps, CitationCard, Need, Payload, PayloadError, Reason, ReportRow, Settings,
    Status,
};
use crate::discovery::visited;
use crate::formats;
use crate::record::{Problem, Record};
use crate::text::json::problems_to_json;

thread_local! {
    /// What the attributes of the last card say: most cards of a page say the same.
    static SETTINGS: RefCell<Rc<Settings>> = RefCell::default();
    /// Applications whose cards have been removed, for the next cards: Yew never drops the listeners of an
    /// application, nor the element that they are on.
    static IDLE: RefCell<Vec<App>> = RefCell::default();
    /// The number of the last card.
    static LAST: Cell<usize> = const { Cell::new(0) };
}

/// The component and the element that holds it.
struct App {
    handle: AppHandle<CitationCard>,
    host: Element,
}

impl App {
    /// Shows a card in `root` in place of what is there, in an idle application if there is one.
    fn mount(root: &Element, props: CardProps) -> Option<Self> {
        let app = match IDLE.with_borrow_mut(Vec::pop) {
            Some(mut app) => {
                app.handle.update(props);
                app
            }
            None => {
                let host = root.owner_document()?.create_element("div").ok()?;
                host.set_class_name("host");
                let renderer = Renderer::<CitationCard>::with_root_and_props(host.clone(), props);
                Self { handle: renderer.render(), host }
            }
        };
        root.replace_children_with_node_1(&app.host);
        Some(app)
    }

    /// Drops its card and becomes idle.
    fn release(mut self) {
        self.handle.update(CardProps {
            number: None,
            records: Rc::default(),
            problems: Rc::default(),
            status: Status::Waiting,
            settings: Rc::default(),
            assets: assets::snapshot(false),
            report: Rc::default(),
            near: false,
            local: false,
            on: Callback::noop(),
        });
        self.host.remove();
        IDLE.with_borrow_mut(|idle| idle.push(self));
    }
}

/// A card.
#[wasm_bindgen]
pub struct Card(RefCell<State>);

struct State {
    number: usize,
    root: Element,
    app: Option<App>,
    /// Whether it may be seen soon.
    near: bool,
    records: Rc<Vec<Record>>,
    source_problems: Vec<Problem>,
    setting_problems: Vec<Problem>,
    problems: Rc<Vec<Problem>>,
    status: Status,
    settings: Rc<Settings>,
    report: Rc<Vec<ReportRow>>,
    on: Callback<CardEvent>,
}

#[wasm_bindgen]
impl Card {
    /// A card that will be in `root` and send its [`Message`]s to `host`.
    #[wasm_bindgen(constructor)]
    pub fn new(root: Element, host: Function) -> Self {
        let on = Callback::from(move |event| {
            // What a listener of the page throws is reported by the browser; the card goes on.
            let _ = host.call1(&JsValue::NULL, &to_js(&message(event)));
        });
        let number = LAST.get().wrapping_add(1);
        LAST.set(number);
        Self(RefCell::new(State {
            number,
            root,
            app: None,
            near: false,
            records: Rc::default(),
            source_problems: Vec::new(),
            setting_problems: Vec::new(),
            problems: Rc::default(),
            status: Status::Waiting,
            settings: Rc::default(),
            report: Rc::default(),
            on,
        }))
    }

    /// Takes the attributes.
    pub fn configure(&self, attributes: JsValue) {
        self.0.borrow_mut().configure(boundary::attributes(&attributes));
    }

    /// Takes CSL-JSON that the card is simply given; returns how many records there are. Where there
    /// is none, or something is unusual, nothing happens: the search for records reads it.
    pub fn given(&self, records: JsValue) -> usize {
        let records = formats::from_plain_json(&json_of(&records)).unwrap_or_default();
        if !records.iter().any(Record::is_citable) {
            return 0;
        }
        let mut state = self.0.borrow_mut();
        state.take(Works { records, ..Works::default() });
        state.records.len()
    }

    /// Takes what a search found.
    pub fn found(&self, search: &mut Search) {
        self.0.borrow_mut().take(search.take());
    }

    /// Shows the present state: mounts the component, or gives it new props.
    pub fn render(&self) {
        self.0.borrow_mut().render();
    }

    /// Shows all of the card, from now on, with the menu of styles once it is there.
    pub fn near(&self) {
        self.0.borrow_mut().near = true;
    }

    /// What copying and saving a style or format gives, a [`PayloadAnswer`]. An empty id means the one
    /// shown first.
    pub fn payload(&self, id: &str) -> JsValue {
        let state = self.0.borrow();
        to_js(&match state.payload(id) {
            Ok((id, payload)) => PayloadAnswer::Payload(boundary::Payload {
                id,
                text: payload.text.clone(),
                html: payload.html.clone(),
            }),
            Err(error) => refusal(error),
        })
    }

    /// Copies as the card's button does, at once; `done(copied)` is called when that is known. Returns
    /// a [`PayloadAnswer`] where there is nothing to copy yet.
    pub fn copy(&self, id: &str, done: Function) -> JsValue {
        let state = self.0.borrow();
        let (id, payload) = match state.payload(id) {
            Ok(found) => found,
            Err(error) => return to_js(&refusal(error)),
        };
        let scope = state.app.as_ref().map(|app| (*app.handle).clone());
        let on = state.on.clone();
        drop(state);
        CitationCard::copy(scope.as_ref(), &id, &payload, on, move |copied| {
            let _ = done.call1(&JsValue::NULL, &copied.into());
        });
        JsValue::UNDEFINED
    }

    /// Saves as the card's button does. Returns a [`PayloadAnswer`] where there is nothing to save yet.
    pub fn download(&self, id: &str) -> JsValue {
        let state = self.0.borrow();
        let file =
            state.payload(id).and_then(|(id, payload)| Ok((id, payload.file(&assets::snapshot(true))?)));
        let (id, file) = match file {
            Ok(found) => found,
            Err(error) => return to_js(&refusal(error)),
        };
        let on = state.on.clone();
        drop(state);
        if CitationCard::download(&file) {
            on.emit(CardEvent::Downloaded { id, name: file.name });
        }
        JsValue::UNDEFINED
    }

    /// The problems of the sources, the attributes, and the styles that the attributes name.
    pub fn problems(&self) -> JsValue {
        let state = self.0.borrow();
        // What has a place in the text first, then what that led to.
        let mut all = state.problems.to_vec();
        if let Status::Failed { message, .. } = &state.status {
            all.push(Problem::new("source", message.clone()));
        }
        all.extend(card::problems(&state.settings, &assets::snapshot(true), &state.records));
        to_js(&Value(problems_to_json(&all)))
    }

    /// The styles that the attributes name and nobody knows yet.
    pub fn unlisted(&self) -> Vec<String> {
        let state = self.0.borrow();
        card::unlisted(&state.settings, &assets::snapshot(true))
    }

    /// Takes the component away for good.
    pub fn unmount(&self) {
        let app = self.0.borrow_mut().app.take();
        if let Some(app) = app {
            app.release();
        }
    }
}

impl State {
    fn configure(&mut self, attributes: Vec<(String, String)>) {
        let (settings, problems) = Settings::from(&attributes);
        if *self.settings != settings {
            self.settings = SETTINGS.with_borrow_mut(|last| {
                if **last != settings {
                    *last = Rc::new(settings);
                }
                Rc::clone(last)
            });
        }
        if problems != self.setting_problems {
            self.setting_problems = problems;
            self.gather_problems();
        }
    }

    /// Takes works, unless they are those that the card has.
    fn take(&mut self, works: Works) {
        let Works { mut records, problems, report, failure } = works;
        if self.settings.cites_access_date() {
            visited(&mut records, &today());
        }
        let status = match failure {
            Some(card::Failure { reason, message }) => Status::Failed { reason, message },
            None => Status::Ready,
        };
        if *self.records != records {
            self.records = Rc::new(records);
        }
        if *self.report != report {
            self.report = Rc::new(report);
        }
        self.status = status;
        self.source_problems = problems;
        self.gather_problems();
    }

    fn gather_problems(&mut self) {
        let problems: Vec<Problem> =
            self.setting_problems.iter().chain(&self.source_problems).cloned().collect();
        if *self.problems != problems {
            self.problems = Rc::new(problems);
        }
    }

    fn render(&mut self) {
        let props = CardProps {
            number: Some(self.number),
            records: Rc::clone(&self.records),
            problems: Rc::clone(&self.problems),
            status: self.status.clone(),
            settings: Rc::clone(&self.settings),
            assets: assets::snapshot(self.near),
            report: Rc::clone(&self.report),
            near: self.near,
            local: is_local(),
            on: self.on.clone(),
        };
        match &mut self.app {
            Some(app) => app.handle.update(props),
            None => self.app = App::mount(&self.root, props),
        }
    }

    /// The id and what it gives; of an empty id, of what is shown first.
    fn payload(&self, id: &str) -> Result<(String, Rc<Payload>), PayloadError> {
        let assets = assets::snapshot(true);
        let id = match id {
            "" => card::first(&self.settings, &assets, &self.records).ok_or(PayloadError::NoRecord)?,
            id => id.to_owned(),
        };
        let payload = card::payload(&self.records, &id, &assets, &self.settings)?;
        Ok((id, Rc::new(payload)))
    }
}

fn refusal(error: PayloadError) -> PayloadAnswer {
    let failed = |reason: Reason, message: String| {
        PayloadAnswer::Failure(failure_message(&card::Failure::new(reason, message)))
    };
    match error {
        PayloadError::Needs(need) => PayloadAnswer::Need(need_message(need)),
        PayloadError::Failed(_, failure) => PayloadAnswer::Failure(failure_message(&failure)),
        PayloadError::Unknown(problem) => failed(Reason::NotFound, problem.message),
        PayloadError::NoRecord => failed(Reason::NoRecord, "there is no record to cite".to_owned()),
    }
}

fn need_message(need: Need) -> boundary::Need {
    match need {
        Need::Style(id) => boundary::Need::Style { id },
        Need::Locale(id) => boundary::Need::Locale { id },
        Need::Labels(id) => boundary::Need::Labels { id },
        Need::Chunk(id) => boundary::Need::Chunk { id: id.into() },
        Need::Search => boundary::Need::Search,
    }
}

/// Whether the page is served from this machine, so that its owner is the one who looks.
fn is_local() -> bool {
    let location = web_sys::window().map(|window| window.location());
    let host = location.and_then(|location| location.hostname().ok()).unwrap_or_default();
    matches!(host.as_str(), "" | "localhost" | "127.0.0.1" | "[::1]") || host.ends_with(".localhost")
}

fn message(event: CardEvent) -> Message {
    let detail = Detail::default();
    let (name, detail) = match event {
        CardEvent::Need(need) => return Message::Load { need: need_message(need), again: false },
        CardEvent::Retry(need) => return Message::Load { need: need_message(need), again: true },
        CardEvent::Selected { id } => ("select", Detail { id: Some(id), ..detail }),
        CardEvent::Copied { id, text, html } => {
            ("copy", Detail { id: Some(id), text: Some(text), html, ..detail })
        }
        CardEvent::Downloaded { id, name } => {
            ("download", Detail { id: Some(id), name: Some(name), ..detail })
        }
        CardEvent::Keep { name, value } => return Message::Keep { name, value },
        CardEvent::Failed { reason, message } => {
            ("error", Detail { reason: Some(reason.as_str()), message: Some(message), ..detail })
        }
    };
    Message::Event { name, detail }
}

/// The day in the reader's calendar, ISO 8601.
fn today() -> String {
    let now = Date::new_0();
    format!("{}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}
