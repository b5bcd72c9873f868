//! One card of the page: what the loader knows in, the mounted component kept up to date, and
//! everything that the component tells back to the loader.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;
use yew::{AppHandle, Callback, Renderer};

use super::assets;
use crate::card::{
    self, Assets, CardEvent, CardProps, CitationCard, Failure, Load, Need, PayloadError, Reason, ReportRow,
    Settings, Status,
};
use crate::formats::{self, File, Options};
use crate::record::{Json, Problem, Record};
use crate::text::json;
use crate::text::json::{object, problems_from_json, problems_to_json};

/// A card.
#[wasm_bindgen]
pub struct Card(Rc<RefCell<State>>);

struct State {
    root: Element,
    app: Option<AppHandle<CitationCard>>,
    /// Whether it may be seen soon.
    near: bool,
    /// What was found last, as it came.
    found: String,
    records: Rc<Vec<Record>>,
    source_problems: Vec<Problem>,
    setting_problems: Vec<Problem>,
    problems: Rc<Vec<Problem>>,
    status: Status,
    settings: Rc<Settings>,
    texts: Vec<(String, Load<Rc<File>>)>,
    report: Rc<Vec<ReportRow>>,
    on: Callback<CardEvent>,
}

#[wasm_bindgen]
impl Card {
    /// A card that will stand in `root` and tell `host(name, detail)` what happens.
    #[wasm_bindgen(constructor)]
    pub fn new(root: Element, host: Function) -> Self {
        let on = Callback::from(move |event| {
            let (name, detail) = told(event);
            // What a listener of the page throws is reported by the browser; the card goes on.
            let detail = JsValue::from_str(&object(detail).to_string());
            let _ = host.call2(&JsValue::NULL, &JsValue::from_str(name), &detail);
        });
        Self(Rc::new(RefCell::new(State {
            root,
            app: None,
            near: false,
            found: String::new(),
            records: Rc::default(),
            source_problems: Vec::new(),
            setting_problems: Vec::new(),
            problems: Rc::default(),
            status: Status::Waiting,
            settings: Rc::default(),
            texts: Vec::new(),
            report: Rc::default(),
            on,
        })))
    }

    /// Takes the attributes, a JSON object of texts.
    pub fn configure(&self, attributes: &str) {
        self.0.borrow_mut().configure(&json::parse(attributes).0);
    }

    /// Takes CSL-JSON that the card is simply given; gives how many records there are. Where there
    /// is none, nothing happens: what is wrong is found out on the long way.
    pub fn given(&self, text: &str) -> usize {
        let mut state = self.0.borrow_mut();
        // Mostly an attribute has changed, and the record has not.
        if state.found != text {
            let (value, problems) = json::parse(text);
            let mut reading = formats::from_json(&value);
            if !reading.records.iter().any(Record::is_citable) {
                return 0;
            }
            reading.problems.splice(0..0, problems);
            state.found = text.to_owned();
            state.take(reading.records, reading.problems, Vec::new(), Status::Ready);
        }
        state.records.len()
    }

    /// Takes what the finder found: `{"records", "problems", "report", "reason", "message"}`.
    pub fn found(&self, text: &str) {
        let mut state = self.0.borrow_mut();
        if state.found == text {
            return;
        }
        state.found = text.to_owned();
        let found = json::parse(text).0;
        let records = found.get("records").map(formats::from_json).unwrap_or_default().records;
        let problems = found.get("problems").map(problems_from_json).unwrap_or_default();
        let report = found.get("report").map_or(&[][..], Json::items).iter().map(row).collect();
        let status = match (found.get("reason").and_then(Json::as_str), found.get("message")) {
            (Some(reason), message) => Status::Failed {
                reason: reason_of(reason),
                message: message.and_then(Json::as_str).unwrap_or_default().to_owned(),
            },
            (None, _) => Status::Ready,
        };
        state.take(records, problems, report, status);
    }

    /// Shows the present state: mounts the component, or gives it new props.
    pub fn render(&self) {
        self.0.borrow_mut().render();
    }

    /// Shows all of the card, from now on, with the menu of styles once it is there.
    pub fn near(&self) {
        self.0.borrow_mut().near = true;
    }

    /// What copying and saving a style or format gives: `{ text, html, name, type, file }`, or
    /// `{ need: [kind, id] }`, or `{ error, reason }`. An empty id means the one shown first.
    pub fn payload(&self, id: &str) -> String {
        object(self.0.borrow().payload(id)).to_string()
    }

    /// Takes what the module of all formats wrote of what [`Need::Text`] named, or why it could not.
    pub fn written(&self, id: &str, text: Option<String>, error: Option<String>) {
        let mut state = self.0.borrow_mut();
        let mut words = id.split(' ');
        let Some(found) = words.next().and_then(formats::by_id) else { return };
        let kept = words.filter_map(|at| state.records.get(at.parse::<usize>().ok()?));
        let kept: Vec<Record> = kept.cloned().collect();
        let records = if kept.is_empty() { &**state.records } else { &kept[..] };
        let load = match text {
            Some(text) => Load::Ready(Rc::new(found.to_file(records, text, &Options::default()))),
            None => Load::Failed(Failure::new(Reason::Network, error.unwrap_or_default())),
        };
        state.texts.retain(|(have, _)| have != id);
        state.texts.push((id.to_owned(), load));
        state.render();
    }

    /// The problems of the sources, the attributes, and the styles that the attributes name.
    pub fn problems(&self) -> String {
        let state = self.0.borrow();
        let settings = &state.settings;
        let assets = state.assets(true);
        let named = settings.styles.iter().chain(&settings.tabs).chain(&settings.selected);
        let trouble = named.filter_map(|id| match card::payload(&state.records, id, &assets, settings) {
            Err(PayloadError::Failed(_, failure)) => {
                Some(Problem::new(format!("style {id}"), failure.message))
            }
            _ => None,
        });
        let unknown = card::unknown_ids(settings, &assets);
        let all: Vec<Problem> = state.problems.iter().cloned().chain(unknown).chain(trouble).collect();
        problems_to_json(&all).to_string()
    }

    /// Takes the component away for good.
    pub fn unmount(&self) {
        let app = self.0.borrow_mut().app.take();
        if let Some(app) = app {
            app.destroy();
        }
    }
}

impl State {
    fn configure(&mut self, attributes: &Json) {
        let attributes: Vec<(&str, &str)> = attributes
            .entries()
            .iter()
            .filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)))
            .collect();
        let (settings, problems) = Settings::from(&attributes);
        if *self.settings != settings {
            if self.settings.options != settings.options {
                self.texts.clear();
            }
            self.settings = Rc::new(settings);
        }
        if problems != self.setting_problems {
            self.setting_problems = problems;
            self.gather_problems();
        }
    }

    fn take(&mut self, records: Vec<Record>, problems: Vec<Problem>, report: Vec<ReportRow>, status: Status) {
        self.records = Rc::new(records);
        self.texts.clear();
        self.source_problems = problems;
        self.gather_problems();
        self.report = Rc::new(report);
        self.status = status;
    }

    fn gather_problems(&mut self) {
        self.problems = Rc::new(self.setting_problems.iter().chain(&self.source_problems).cloned().collect());
    }

    fn assets(&self, menu: bool) -> Rc<Assets> {
        let shared = assets::snapshot(menu);
        if self.texts.is_empty() {
            return shared;
        }
        Rc::new(Assets { texts: self.texts.clone(), ..(*shared).clone() })
    }

    fn render(&mut self) {
        let props = CardProps {
            records: Rc::clone(&self.records),
            problems: Rc::clone(&self.problems),
            status: self.status.clone(),
            settings: Rc::clone(&self.settings),
            assets: self.assets(self.near),
            report: Rc::clone(&self.report),
            near: self.near,
            local: is_local(),
            on: self.on.clone(),
        };
        match &mut self.app {
            Some(app) => app.update(props),
            None => {
                let renderer = Renderer::<CitationCard>::with_root_and_props(self.root.clone(), props);
                self.app = Some(renderer.render());
            }
        }
    }

    fn payload(&self, id: &str) -> Vec<(&'static str, Json)> {
        let assets = self.assets(true);
        let first =
            self.settings.selected.as_deref().or_else(|| self.settings.styles.first().map(String::as_str));
        let id = if id.is_empty() { first.unwrap_or(super::DEFAULT_STYLE) } else { id };
        let failed =
            |reason: &str, message: String| vec![("reason", reason.into()), ("error", message.into())];
        match card::payload(&self.records, id, &assets, &self.settings) {
            Ok(payload) => {
                let mut entries = vec![
                    ("text", payload.text.into()),
                    ("name", payload.file_name.into()),
                    ("type", payload.media_type.into()),
                    ("file", payload.file_text.into()),
                ];
                entries.extend(payload.html.map(|html| ("html", html.into())));
                entries
            }
            Err(PayloadError::Needs(need)) => need_json(need),
            Err(PayloadError::Failed(_, failure)) => failed(failure.reason.as_str(), failure.message),
            Err(PayloadError::Unknown(problem)) => failed("not-found", problem.to_string()),
            Err(PayloadError::NoRecord) => failed("no-record", "there is no record to cite".to_owned()),
        }
    }
}

/// Whether the page is served from this machine, so that its owner is the one who looks.
fn is_local() -> bool {
    let location = web_sys::window().map(|window| window.location());
    let host = location.and_then(|location| location.hostname().ok()).unwrap_or_default();
    matches!(host.as_str(), "" | "localhost" | "127.0.0.1" | "[::1]") || host.ends_with(".localhost")
}

fn row(row: &Json) -> ReportRow {
    let text = |key: &str| row.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
    ReportRow {
        field: text("field"),
        value: text("value"),
        origin: text("origin"),
        missing: row.get("missing").is_some_and(Json::is_true),
    }
}

/// An event's name and detail, as the loader takes them.
fn told(event: CardEvent) -> (&'static str, Vec<(&'static str, Json)>) {
    match event {
        CardEvent::Need(need) => ("need", need_json(need)),
        CardEvent::Retry(need) => ("retry", need_json(need)),
        CardEvent::Selected { id } => ("select", vec![("id", id.into())]),
        CardEvent::Copied { id, text, html } => {
            let mut detail = vec![("id", id.into()), ("text", text.into())];
            detail.extend(html.map(|html| ("html", html.into())));
            ("copy", detail)
        }
        CardEvent::Downloaded { id, name } => ("download", vec![("id", id.into()), ("name", name.into())]),
        CardEvent::Failed { reason, message } => {
            ("error", vec![("reason", reason.as_str().into()), ("message", message.into())])
        }
    }
}

fn need_json(need: Need) -> Vec<(&'static str, Json)> {
    let (kind, id) = match need {
        Need::Style(id) => ("style", id),
        Need::Locale(id) => ("locale", id),
        Need::Text(id) => ("text", id),
    };
    vec![("need", Json::Array(vec![kind.into(), id.into()]))]
}

fn reason_of(word: &str) -> Reason {
    const ALL: [Reason; 5] =
        [Reason::Csp, Reason::Network, Reason::NotFound, Reason::NoRecord, Reason::Unreadable];
    ALL.into_iter().find(|reason| reason.as_str() == word).unwrap_or(Reason::Crash)
}
