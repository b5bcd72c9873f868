//! One card of the page: what JavaScript knows in, the mounted component kept up to date, and
//! everything that the component says back to JavaScript.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Date, Function};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;
use yew::{AppHandle, Callback, Renderer};

use super::boundary::{
    self, Attributes, Detail, Found, Message, PayloadAnswer, Row, Value, Written, from_js, to_js,
};
use super::{assets, card_failure, failure_message};
use crate::card::{
    self, Assets, CardEvent, CardProps, CitationCard, Load, Need, Payload, PayloadError, Reason, ReportRow,
    Settings, Status,
};
use crate::discovery::visited;
use crate::formats::{self, File};
use crate::record::{Json, Problem, Record, Variable};
use crate::text::json::{problems_from_json, problems_to_json};

/// A card.
#[wasm_bindgen]
pub struct Card(Rc<RefCell<State>>);

struct State {
    root: Element,
    app: Option<AppHandle<CitationCard>>,
    /// Whether it may be seen soon.
    near: bool,
    /// What was found last, as it came.
    found: Found,
    /// Whether works are cited as all their versions together, and whether there are any such.
    all_versions: bool,
    versioned: bool,
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
    /// A card that will be in `root` and send its [`Message`]s to `host`.
    #[wasm_bindgen(constructor)]
    pub fn new(root: Element, host: Function) -> Self {
        let state = Rc::new_cyclic(|weak: &std::rc::Weak<RefCell<State>>| {
            let weak = weak.clone();
            let on = Callback::from(move |event| {
                let state = weak.upgrade();
                let state = state.as_ref().and_then(|state| state.try_borrow().ok());
                let message = state.map(|state| message(event, &state));
                // What a listener of the page throws is reported by the browser; the card goes on.
                let _ = host.call1(&JsValue::NULL, &to_js(&message));
            });
            RefCell::new(State {
                root,
                app: None,
                near: false,
                found: Found::default(),
                all_versions: false,
                versioned: false,
                records: Rc::default(),
                source_problems: Vec::new(),
                setting_problems: Vec::new(),
                problems: Rc::default(),
                status: Status::Waiting,
                settings: Rc::default(),
                texts: Vec::new(),
                report: Rc::default(),
                on,
            })
        });
        Self(state)
    }

    /// Takes the attributes.
    pub fn configure(&self, attributes: JsValue) {
        self.0.borrow_mut().configure(from_js(attributes));
    }

    /// Takes CSL-JSON that the card is simply given; returns how many records there are. Where there
    /// is none, nothing happens: what is wrong is found out by the search for records.
    pub fn given(&self, records: JsValue) -> usize {
        let found = Found { records: from_js(records), ..Found::default() };
        let mut state = self.0.borrow_mut();
        // Mostly an attribute has changed, and the record has not.
        if state.found != found || state.status == Status::Waiting {
            let reading = formats::from_json(&found.records.0);
            if !reading.records.iter().any(Record::is_citable) {
                return 0;
            }
            state.found = found;
            state.take(reading.records, reading.problems, Vec::new(), Status::Ready);
        }
        state.records.len()
    }

    /// Takes what the search for records found, a [`Found`].
    pub fn found(&self, found: JsValue) {
        let found: Found = from_js(found);
        let mut state = self.0.borrow_mut();
        if state.found == found && state.status != Status::Waiting {
            return;
        }
        let records = formats::from_json(&found.records.0).records;
        let problems = problems_from_json(&found.problems.0);
        let report = found.report.iter().cloned().map(row).collect();
        let status = match &found.failure {
            Some(failure) => {
                let card::Failure { reason, message } = card_failure(failure);
                Status::Failed { reason, message }
            }
            None => Status::Ready,
        };
        state.found = found;
        state.take(records, problems, report, status);
    }

    /// The records as CSL-JSON, where they are not as they were found: with all versions of a work.
    #[wasm_bindgen(js_name = changedRecords)]
    pub fn changed_records(&self) -> JsValue {
        let state = self.0.borrow();
        if state.versioned { to_js(&records_value(&state.records)) } else { JsValue::UNDEFINED }
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
            Err(error) => state.refusal(error),
        })
    }

    /// Copies as the card's button does, at once; `done(copied)` is called when that is known. Returns
    /// a [`PayloadAnswer`] where there is nothing to copy yet.
    pub fn copy(&self, id: &str, done: Function) -> JsValue {
        let state = self.0.borrow();
        let (id, payload) = match state.payload(id) {
            Ok(found) => found,
            Err(error) => return to_js(&state.refusal(error)),
        };
        let scope = state.app.as_ref().map(|app| (**app).clone());
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
        let (id, payload) = match state.payload(id) {
            Ok(found) => found,
            Err(error) => return to_js(&state.refusal(error)),
        };
        let on = state.on.clone();
        drop(state);
        if CitationCard::download(&payload) {
            on.emit(CardEvent::Downloaded { id, name: payload.file_name.clone() });
        }
        JsValue::UNDEFINED
    }

    /// Takes what the module of all formats wrote ([`Written`]) of the [`Need::Text`] of that id.
    pub fn written(&self, id: &str, written: JsValue) {
        let mut state = self.0.borrow_mut();
        let Some((format, records)) = state.text(id) else { return };
        let load = match from_js::<Written>(written) {
            Written { text: Some(text), .. } => Load::Ready(Rc::new(File {
                name: formats::file_name(&records, format),
                media_type: format.media_type,
                text,
            })),
            Written { failure: Some(failure), .. } => Load::Failed(card_failure(&failure)),
            _ => Load::Failed(card::Failure::new(Reason::Crash, "the formats could not be loaded")),
        };
        state.texts.retain(|(known, _)| known != id);
        state.texts.push((id.to_owned(), load));
        state.render();
    }

    /// The problems of the sources, the attributes, and the styles that the attributes name.
    pub fn problems(&self) -> JsValue {
        let state = self.0.borrow();
        // What has a place in the text first, then what that led to.
        let mut all = state.problems.to_vec();
        if let Status::Failed { message, .. } = &state.status {
            all.push(Problem::new("source", message.clone()));
        }
        all.extend(card::problems(&state.settings, &state.assets(true), &state.records));
        to_js(&Value(problems_to_json(&all)))
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
    fn configure(&mut self, attributes: Attributes) {
        let attributes: Vec<(String, String)> = attributes.into_iter().collect();
        let versions = attributes.iter().find(|(name, _)| name == "versions").map(|(_, value)| value.trim());
        let all_versions = versions.is_some_and(|versions| versions.eq_ignore_ascii_case("all"));
        if all_versions != self.all_versions {
            self.all_versions = all_versions;
            // The records are taken anew.
            self.found = Found::default();
        }
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

    fn take(
        &mut self,
        mut records: Vec<Record>,
        problems: Vec<Problem>,
        report: Vec<ReportRow>,
        status: Status,
    ) {
        self.versioned = false;
        for record in records.iter_mut().filter(|_| self.all_versions) {
            self.versioned |= cite_all_versions(record);
        }
        if self.settings.cites_access_date() {
            visited(&mut records, &today());
        }
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

    /// The id and what it gives; of an empty id, of what is shown first.
    fn payload(&self, id: &str) -> Result<(String, Rc<Payload>), PayloadError> {
        let assets = self.assets(true);
        let id = match id {
            "" => card::first(&self.settings, &assets, &self.records).ok_or(PayloadError::NoRecord)?,
            id => id.to_owned(),
        };
        let payload = card::payload(&self.records, &id, &assets, &self.settings)?;
        Ok((id, Rc::new(payload)))
    }

    fn refusal(&self, error: PayloadError) -> PayloadAnswer {
        let failed = |reason: Reason, message: String| {
            PayloadAnswer::Failure(failure_message(&card::Failure::new(reason, message)))
        };
        match error {
            PayloadError::Needs(need) => PayloadAnswer::Need(self.need(need)),
            PayloadError::Failed(_, failure) => PayloadAnswer::Failure(failure_message(&failure)),
            PayloadError::Unknown(problem) => failed(Reason::NotFound, problem.message),
            PayloadError::NoRecord => failed(Reason::NoRecord, "there is no record to cite".to_owned()),
        }
    }

    fn need(&self, need: Need) -> boundary::Need {
        match need {
            Need::Style(id) => boundary::Need::Style { id },
            Need::Locale(id) => boundary::Need::Locale { id },
            Need::Labels(id) => boundary::Need::Labels { id },
            Need::Text(id) => {
                let (format, records) = self.text(&id).unzip();
                let options = format.map(|format| self.settings.options_of(format).0).unwrap_or_default();
                boundary::Need::Text {
                    id,
                    format: format.map_or("", |format| format.id).to_owned(),
                    records: records_value(&records.unwrap_or_default()),
                    options: Value(options),
                }
            }
        }
    }

    /// The format and the records that a [`Need::Text`] names.
    fn text(&self, id: &str) -> Option<(&'static formats::Info, Vec<Record>)> {
        let mut words = id.split(' ');
        let format = formats::by_id(words.next()?)?;
        let some: Vec<Record> =
            words.filter_map(|at| self.records.get(at.parse::<usize>().ok()?)).cloned().collect();
        Some((format, if some.is_empty() { (*self.records).clone() } else { some }))
    }
}

/// Lets a record stand for all versions of its work, where these have a DOI of their own.
fn cite_all_versions(record: &mut Record) -> bool {
    let Some(doi) = record.portal.concept_doi.clone() else { return false };
    record.set_text(Variable::Doi, &doi);
    record.remove(Variable::Url);
    record.remove(Variable::Version);
    true
}

fn records_value(records: &[Record]) -> Value {
    Value(Json::Array(records.iter().map(formats::to_json).collect()))
}

fn row(row: Row) -> ReportRow {
    let Row { field, value, origin, missing } = row;
    ReportRow { field, value, origin, missing }
}

/// Whether the page is served from this machine, so that its owner is the one who looks.
fn is_local() -> bool {
    let location = web_sys::window().map(|window| window.location());
    let host = location.and_then(|location| location.hostname().ok()).unwrap_or_default();
    matches!(host.as_str(), "" | "localhost" | "127.0.0.1" | "[::1]") || host.ends_with(".localhost")
}

fn message(event: CardEvent, state: &State) -> Message {
    let detail = Detail::default();
    let (name, detail) = match event {
        CardEvent::Need(need) => return Message::Load { need: state.need(need), again: false },
        CardEvent::Retry(need) => return Message::Load { need: state.need(need), again: true },
        CardEvent::Selected { id } => ("select", Detail { id: Some(id), ..detail }),
        CardEvent::Copied { id, text, html } => {
            ("copy", Detail { id: Some(id), text: Some(text), html, ..detail })
        }
        CardEvent::Downloaded { id, name } => {
            ("download", Detail { id: Some(id), name: Some(name), ..detail })
        }
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
