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
use super::library::{object, problems_json, records_json};
use super::value::{from_js, to_js};
use crate::card::{
    self, Assets, CardEvent, CardProps, CitationCard, Load, Need, Reason, Refusal, ReportRow, Settings,
    Status,
};
use crate::formats::{self, File, Format};
use crate::record::{Json, Problem, Record};
use crate::source::{Answer, Failure, Follow, Found, From, Inline, Next, Page, Resolver, Response};

/// A card.
#[wasm_bindgen]
pub struct Card(Rc<RefCell<State>>);

struct State {
    root: Element,
    app: Option<AppHandle<CitationCard>>,
    /// Whether it may be seen soon.
    near: bool,
    resolver: Option<Resolver>,
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
            let _ = host.call2(&JsValue::NULL, &JsValue::from_str(name), &to_js(&detail));
        });
        Self(Rc::new(RefCell::new(State {
            root,
            app: None,
            near: false,
            resolver: None,
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

    /// Takes attributes, inline data and properties, and says what it needs to find the records:
    /// `{ page }`, `{ element: id }`, `{ fetch: request }`, or `{ done: { records, failure } }`.
    pub fn resolve(&self, input: JsValue) -> JsValue {
        let input = from_js(input);
        let mut state = self.0.borrow_mut();
        let source = state.read_input(&input);
        state.resolver = Some(Resolver::new(source));
        state.step(None)
    }

    /// Takes what the last question asked for, and asks the next one.
    pub fn answer(&self, answer: JsValue) -> JsValue {
        let answer = from_js(answer);
        let inline = |pair: &Json| {
            let text = |at: usize| pair.items().get(at).and_then(Json::as_str).unwrap_or_default().to_owned();
            Inline { media_type: text(0), text: text(1) }
        };
        let answer = if let Some(page) = answer.get("page") {
            Answer::Page(Page::from_json(page))
        } else if let Some(response) = answer.get("response") {
            Answer::Fetched(Response::from_json(response))
        } else {
            Answer::Element(answer.get("element").filter(|pair| !pair.items().is_empty()).map(inline))
        };
        self.0.borrow_mut().step(Some(answer))
    }

    /// Shows the present state: mounts the component, or gives it new props.
    pub fn render(&self) {
        self.0.borrow_mut().render();
    }

    /// Takes the menu of styles too, from now on.
    pub fn near(&self) {
        self.0.borrow_mut().near = true;
    }

    /// What copying and saving a style or format gives: `{ text, html, name, type, file }`, or
    /// `{ need: [kind, id] }`, or `{ error, reason }`. An empty id means the one shown first.
    pub fn payload(&self, id: &str) -> JsValue {
        let state = self.0.borrow();
        to_js(&state.payload(id))
    }

    /// Takes what the second module wrote of what [`Need::Text`] named, or why it could not.
    pub fn written(&self, id: &str, text: Option<String>, error: Option<String>) {
        let mut state = self.0.borrow_mut();
        let mut words = id.split(' ');
        let Some(found) = words.next().and_then(formats::by_id) else { return };
        let kept = words.filter_map(|at| state.records.get(at.parse::<usize>().ok()?));
        let kept: Vec<Record> = kept.cloned().collect();
        let records = if kept.is_empty() { &**state.records } else { &kept[..] };
        let load = match text {
            Some(text) => Load::Ready(Rc::new(file(found, records, &text))),
            None => Load::Failed(error.unwrap_or_default()),
        };
        state.texts.retain(|(have, _)| have != id);
        state.texts.push((id.to_owned(), load));
        state.render();
    }

    /// The records as CSL-JSON.
    pub fn records(&self) -> JsValue {
        to_js(&records_json(&self.0.borrow().records))
    }

    /// The problems of the sources, the attributes, and the styles that the attributes name.
    pub fn problems(&self) -> JsValue {
        let state = self.0.borrow();
        let settings = &state.settings;
        let assets = state.assets(true);
        let named = settings.styles.iter().chain(&settings.tabs).chain(&settings.selected);
        let trouble = named.filter_map(|id| match card::payload(&state.records, id, &assets, settings) {
            Err(Refusal::Unknown(problem)) => Some(problem),
            Err(Refusal::Failed(_, message)) => Some(Problem::new(format!("style {id}"), message)),
            _ => None,
        });
        let all: Vec<Problem> = state.problems.iter().cloned().chain(trouble).collect();
        to_js(&problems_json(&all))
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
    /// Reads `{ attributes, given, inline, src }` into settings of the card and of the source.
    fn read_input(&mut self, input: &Json) -> crate::source::Settings {
        let attributes: Vec<(&str, &str)> = input
            .get("attributes")
            .map_or(&[][..], Json::entries)
            .iter()
            .filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)))
            .collect();
        let (settings, mut problems) = Settings::from(&attributes);
        let attribute = |name: &str| {
            attributes.iter().find(|(have, _)| *have == name).map_or("", |(_, value)| *value).to_owned()
        };
        let from = From::parse(&attribute("from"));
        if from.is_none() {
            let word = attribute("from");
            let message = format!("“{word}” is not known here; there are auto, page, inline, src and doi");
            problems.push(Problem::new("attribute from", message));
        }
        let given = input.get("given").map(formats::from_json).unwrap_or_default();
        problems.extend(given.problems);
        let inline = input.get("inline").map_or(&[][..], Json::items).iter().map(|pair| {
            let text = |at: usize| pair.items().get(at).and_then(Json::as_str).unwrap_or_default().to_owned();
            Inline { media_type: text(0), text: text(1) }
        });
        let source = crate::source::Settings {
            from: from.unwrap_or_default(),
            records: given.records,
            inline: inline.collect(),
            src: input.get("src").and_then(Json::as_str).unwrap_or_default().to_owned(),
            doi: attribute("doi"),
            lang: settings.lang.clone(),
            registry: attribute("registry"),
            follow: match attribute("follow").as_str() {
                "never" => Follow::Never,
                "any" => Follow::Any,
                _ => Follow::SameOrigin,
            },
            debug: settings.debug,
        };
        if *self.settings != settings {
            self.settings = Rc::new(settings);
        }
        self.setting_problems = problems;
        source
    }

    fn step(&mut self, answer: Option<Answer>) -> JsValue {
        let Some(resolver) = &mut self.resolver else { return JsValue::NULL };
        let question = match resolver.next(answer) {
            Next::Page => object("page", Json::Bool(true)),
            Next::Element(id) => object("element", Json::String(id)),
            Next::Fetch(request) => object("fetch", request.to_json()),
            Next::Done(found) => {
                self.resolver = None;
                object("done", self.take(found))
            }
        };
        to_js(&question)
    }

    /// Takes what was found; what is equal to what was there keeps its place, so that the
    /// component need not look at it again.
    fn take(&mut self, found: Found) -> Json {
        if *self.records != found.records {
            self.records = Rc::new(found.records);
            self.texts.clear();
        }
        self.source_problems = found.problems;
        let all: Vec<Problem> = self.setting_problems.iter().chain(&self.source_problems).cloned().collect();
        if *self.problems != all {
            self.problems = Rc::new(all);
        }
        let report: Vec<ReportRow> = found.report.into_iter().map(row).collect();
        if *self.report != report {
            self.report = Rc::new(report);
        }
        let mut outcome = vec![("records".to_owned(), Json::Number(self.records.len() as f64))];
        self.status = match found.failure {
            None => Status::Ready,
            Some(Failure { reason, message }) => {
                outcome.push(("reason".to_owned(), Json::from(reason)));
                outcome.push(("message".to_owned(), Json::from(message.as_str())));
                Status::Failed { reason: reason_of(reason), message }
            }
        };
        Json::Object(outcome)
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

    fn payload(&self, id: &str) -> Json {
        let assets = self.assets(true);
        let first =
            self.settings.selected.as_deref().or_else(|| self.settings.styles.first().map(String::as_str));
        let id = if id.is_empty() { first.unwrap_or(super::DEFAULT_STYLE) } else { id };
        let entry = |key: &str, value: &str| (key.to_owned(), Json::from(value));
        let failed = |reason: &str, message: &str| {
            Json::Object(vec![entry("reason", reason), entry("error", message)])
        };
        match card::payload(&self.records, id, &assets, &self.settings) {
            Ok(payload) => {
                let mut object = vec![
                    entry("text", &payload.text),
                    entry("name", &payload.file_name),
                    entry("type", payload.media_type),
                    entry("file", &payload.file_text),
                ];
                object.extend(payload.html.as_deref().map(|html| entry("html", html)));
                Json::Object(object)
            }
            Err(Refusal::Needs(need)) => object("need", need_json(need)),
            Err(Refusal::Failed(_, message)) => failed("network", &message),
            Err(Refusal::Unknown(problem)) => failed("not-found", &problem.to_string()),
            Err(Refusal::Empty) => failed("no-record", "there is no record to cite"),
        }
    }
}

/// The file of what the second module wrote.
fn file(format: &'static Format, records: &[Record], text: &str) -> File {
    let name = formats::file_name(records, format);
    let text = if format.crlf { text.replace('\n', "\r\n") } else { text.to_owned() };
    File { name, media_type: format.media_type, text }
}

fn row(row: crate::source::Row) -> ReportRow {
    let mut origin = row.source;
    for part in row.others.iter().map(|(source, value)| format!("{source}: {value}")).chain([row.advice]) {
        if !part.is_empty() {
            origin.push_str(if origin.is_empty() { "" } else { "; " });
            origin.push_str(&part);
        }
    }
    ReportRow { field: row.field, value: row.value, origin, missing: row.missing }
}

/// An event's name and detail, as the loader takes them.
fn told(event: CardEvent) -> (&'static str, Json) {
    let text = |key: &str, value: String| (key.to_owned(), Json::String(value));
    match event {
        CardEvent::Need(need) => ("need", need_json(need)),
        CardEvent::Retry(need) => ("retry", need_json(need)),
        CardEvent::Selected { id } => ("select", Json::Object(vec![text("id", id)])),
        CardEvent::Copied { id, text: plain, html } => {
            let mut detail = vec![text("id", id), text("text", plain)];
            detail.extend(html.map(|html| text("html", html)));
            ("copy", Json::Object(detail))
        }
        CardEvent::Downloaded { id, name } => {
            ("download", Json::Object(vec![text("id", id), text("name", name)]))
        }
        CardEvent::Failed { reason, message } => (
            "error",
            Json::Object(vec![text("reason", reason.as_str().to_owned()), text("message", message)]),
        ),
    }
}

fn need_json(need: Need) -> Json {
    let (kind, id) = match need {
        Need::Style(id) => ("style", id),
        Need::Locale(id) => ("locale", id),
        Need::Text(id) => ("text", id),
    };
    Json::Array(vec![Json::from(kind), Json::String(id)])
}

fn reason_of(word: &str) -> Reason {
    const ALL: [Reason; 5] =
        [Reason::Csp, Reason::Network, Reason::NotFound, Reason::NoRecord, Reason::Unreadable];
    ALL.into_iter().find(|reason| reason.as_str() == word).unwrap_or(Reason::Crash)
}
