//! The card: a work's records to what people see, copy and save. A Yew component.
//!
//! [`CitationCard`] never fetches: it says what it needs ([`Need`]) and renders again when its props
//! have it. It holds the reader's state; the `components` below it get what they show as props and
//! send back an `Action`.

mod bidi;
mod browser;
mod choices;
mod citation;
mod components;
mod find;
mod in_text;
mod labels;
mod licence;
mod list;
mod look;
pub mod payload;
pub mod props;
mod reader;
mod recommended;
mod save;
pub mod settings;
mod shared;
mod state;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod tree;
mod view;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use web_sys::Element;
use yew::html::Scope;
use yew::{AttrValue, Callback, Component, Context, Html, NodeRef};

#[cfg(feature = "element")]
pub(crate) use browser::collator;
pub use choices::{first, first_style, problems, unlisted};
pub use look::CSS;
pub use payload::{Payload, PayloadError, Target, is_citable, payload, target, unknown_ids};
pub use props::{Assets, CardEvent, CardProps, Failure, Load, Need, Reason, ReportRow, Status, StyleEntry};
pub use reader::cite_all_versions;
pub use settings::{Layout, Section, Sections, Settings, Versions};

use choices::{Choice, Choices, Chosen, choices};
use citation::{Citation, Input};
use components::OpenerProps;
use in_text::{InText, in_text};
pub use labels::Labels;
use payload::PayloadError as Missing;
use reader::Reader;
use shared::Shared;
use state::{Action, CopyTarget, Outcome, State};

use crate::formats::File;

thread_local! {
    static CARDS: Cell<u32> = const { Cell::new(0) };
    /// Whether the reader has been told that italics stay.
    static TOLD: Cell<bool> = const { Cell::new(false) };
    /// What the last card offers: most cards of a page offer the same.
    static CHOICES: RefCell<Shared<Choices>> = RefCell::new(Shared::new(Choices::default()));
}

/// The card.
pub struct CitationCard {
    /// The number of this card on its page, for ids.
    number: u32,
    state: State,
    choices: Shared<Choices>,
    /// What is cited; nothing if the page hides it or without a record.
    citation: Option<Shared<Citation>>,
    /// How that is cited in a text, where it can be.
    in_text: Option<Shared<InText>>,
    /// What the components send their actions to.
    dispatch: Callback<Action>,
    /// The element that shows the citation.
    sheet: NodeRef,
    /// The panel, and the height that it keeps.
    panel: NodeRef,
    height: browser::KeptHeight,
    /// Ends the report of a success.
    timer: Option<browser::Timer>,
    /// Goes on with a long list.
    slice: Option<browser::Timer>,
    /// The format that is to be saved once what writes it is there.
    saving: Option<AttrValue>,
    /// The file that is to be saved once all of it is written, and its format.
    filing: Option<(AttrValue, Citation)>,
    /// What was asked for last.
    requested: Vec<Need>,
    /// What became of that which the search tries.
    trial: Trial,
    /// The row of tabs, and whether the focus goes back there.
    bar: NodeRef,
    refocus: bool,
}

/// What became of that which the search tries.
#[derive(Default)]
enum Trial {
    /// It is shown, or there is none.
    #[default]
    Shown,
    /// It has to be fetched: until then the citation stays as it was.
    Needs(Need),
    /// It cannot be shown: the citation is the reader's choice.
    Failed(AttrValue),
}

impl Component for CitationCard {
    /// What is to be done, and for which card: what arrives late for the previous one is dropped.
    type Message = (u32, Action);
    type Properties = CardProps;

    fn create(context: &Context<Self>) -> Self {
        let number = CARDS.get().wrapping_add(1);
        CARDS.set(number);
        let mut card = Self {
            number,
            state: state::initial(),
            choices: Shared::new(Choices::default()),
            citation: None,
            in_text: None,
            dispatch: context.link().callback(move |action| (number, action)),
            sheet: NodeRef::default(),
            panel: NodeRef::default(),
            height: browser::KeptHeight::default(),
            timer: None,
            slice: None,
            saving: None,
            filing: None,
            requested: Vec::new(),
            trial: Trial::Shown,
            bar: NodeRef::default(),
            refocus: false,
        };
        let settings = &context.props().settings;
        if !settings.kept_options.is_empty() {
            card.state.reader = Reader::kept(&settings.kept_options);
        }
        if settings.kept_save.is_some() {
            card.state.saved = settings.kept_save.clone().map(AttrValue::from);
        }
        card.choose(context.props());
        card.cite(context.props(), 0);
        card
    }

    fn update(&mut self, context: &Context<Self>, (number, action): Self::Message) -> bool {
        if number != self.number {
            return false;
        }
        self.keep_height();
        let props = context.props();
        let event = action.event();
        let turn = self.state.turn;
        self.state.hint = action.copies_italics() && !TOLD.replace(true);
        self.refocus = match action {
            Action::Search(None) => self.state.finding.is_some(),
            Action::TakeFound(_) => true,
            _ => false,
        };
        self.state.apply(action.clone());
        match action {
            Action::Take(..) => self.cite(props, SETTLES),
            Action::TakeFound(_) => {
                self.choose(props);
                self.cite(props, 0);
            }
            Action::Choose(_) | Action::Version(_) | Action::Option(..) | Action::ResetOptions => {
                self.cite(props, 0);
            }
            Action::Search(None) | Action::LeaveSearch | Action::Preview(_) => self.cite(props, 0),
            Action::Wish(_) => self.cite_in_text(props),
            Action::Advance => self.advance(props),
            Action::Save(ref id) => self.save(props, id.clone()),
            Action::CopyWork(at) => self.copy_work(props, at),
            _ => {}
        }
        if let Some((name, value)) = self.to_keep(&action) {
            props.on.emit(CardEvent::Keep { name, value });
        }
        if self.state.turn != turn || self.state.outcome == Outcome::Idle {
            self.timer = self.timer_for_outcome();
        }
        if let Some(event) = event {
            context.props().on.emit(event);
        }
        self.request(props);
        true
    }

    fn changed(&mut self, context: &Context<Self>, before: &CardProps) -> bool {
        let props = context.props();
        if before.number != props.number {
            *self = Self::create(context);
            self.request(props);
            return true;
        }
        let other_records = !Rc::ptr_eq(&before.records, &props.records);
        let other_settings = !Rc::ptr_eq(&before.settings, &props.settings);
        let other_input = other_records || other_settings || !Rc::ptr_eq(&before.assets, &props.assets);
        // Measuring lays the page out, which hundreds of cards cannot each do when an asset arrives; and
        // what nobody is near may become lower.
        if before.near && (other_records || other_settings) {
            self.keep_height();
        }
        if other_records {
            self.filing = None;
            self.state.forget_records();
        }
        if before.settings.selected != props.settings.selected {
            self.state.choice = None;
        }
        if other_input {
            self.choose(props);
        }
        if other_input || before.near != props.near {
            self.cite(props, 0);
        }
        if let Some(format) = self.saving.take() {
            self.save(props, format);
        }
        self.request(props);
        true
    }

    /// The root node has the card's number as its key, so that a card that begins anew gets new nodes.
    fn view(&self, context: &Context<Self>) -> Html {
        let props = context.props();
        if props.number.is_none() {
            return Html::default();
        }
        match props.settings.layout {
            Layout::Inline => self.inline(props),
            layout @ (Layout::Button | Layout::Link) => {
                let labels = self.labels(props);
                let children = self.article(props);
                let quiet = layout == Layout::Link;
                components::opener(self.number, OpenerProps { labels, quiet, children }).unwrap_or_default()
            }
            Layout::Card | Layout::Compact => self.article(props),
        }
    }

    fn rendered(&mut self, context: &Context<Self>, first: bool) {
        if std::mem::take(&mut self.refocus) {
            if let Some(bar) = self.bar.cast() {
                browser::focus_bar(&bar);
            }
        }
        if first {
            self.request(context.props());
        }
    }
}

/// What the methods of the element do, as the buttons do it.
impl CitationCard {
    /// Copies the payload of a style or format in the press or call that asks for it; `done` hears
    /// whether it is on the clipboard. Where the card shows the same, it says so, and on a refusal
    /// selects the text.
    pub fn copy(
        card: Option<&Scope<Self>>,
        id: &str,
        payload: &Rc<Payload>,
        on: Callback<CardEvent>,
        done: impl FnOnce(bool) + 'static,
    ) {
        let shown = card.and_then(|scope| {
            let card = scope.get_component()?;
            let shows = card.citation.as_ref().is_some_and(|citation| citation.choice.id == *id);
            shows.then(|| (card.sheet.cast::<Element>(), card.dispatch.clone()))
        });
        let (source, dispatch) = shown.unzip();
        let (id, copied) = (AttrValue::from(id.to_owned()), Rc::clone(payload));
        browser::copy(Rc::clone(payload), source.flatten(), move |success| {
            let action = match success {
                true => Action::Copied(CopyTarget::Entry, id, copied),
                false => Action::CopyFailed(CopyTarget::Entry, CLIPBOARD_REFUSED.to_owned()),
            };
            match (dispatch, action.event()) {
                (Some(dispatch), _) => dispatch.emit(action),
                (None, Some(event)) => on.emit(event),
                (None, None) => {}
            }
            done(success);
        });
    }

    /// Hands a file to the browser.
    pub fn download(file: &File) -> bool {
        browser::download(&file.name, file.media_type, &file.text)
    }
}

/// A reader who takes works of a long list in and out does so several times: so many milliseconds pass
/// before it is formatted anew.
const SETTLES: i32 = 80;

/// For the owner of the page; readers get a sentence in their language.
pub const CLIPBOARD_REFUSED: &str = "the browser did not allow writing to the clipboard; call copy() in a \
    press, serve the page over HTTPS, and allow clipboard-write where it is framed";

/// What the card keeps beside its props.
impl CitationCard {
    fn labels(&self, props: &CardProps) -> &'static Labels {
        props.assets.words(&props.settings.lang)
    }

    /// Works out what can be chosen.
    fn choose(&mut self, props: &CardProps) {
        let (labels, found) = (self.labels(props), self.state.found.as_ref());
        let choices = choices(&props.settings, &props.assets, &props.records, labels, found);
        self.choices = CHOICES.with_borrow_mut(|last| {
            if **last != choices {
                *last = Shared::new(choices);
            }
            last.clone()
        });
    }

    fn input(&self, props: &CardProps) -> Input {
        let State { left_out, reader, .. } = &self.state;
        // In a line of text there is no list to put works back from.
        let left_out =
            if props.settings.layout == Layout::Inline { list::LeftOut::default() } else { left_out.clone() };
        Input { props: props.clone(), left_out, reader: reader.clone() }
    }

    /// Works out what is cited; a long list in so many milliseconds, and in slices.
    fn cite(&mut self, props: &CardProps, wait: i32) {
        let cites = props.settings.sections.has(Section::Cite) && is_citable(&props.records);
        self.trial = Trial::Shown;
        let chosen = self.choices.chosen(self.state.choice.as_deref(), &props.settings, &props.assets);
        let input = self.input(props);
        if let Some(choice) = self.state.preview.as_ref().filter(|_| cites) {
            let citation =
                Citation::new(&input, &Chosen { choice, instead_of: None }, self.citation.as_deref());
            match (citation.need(), &citation.rendering) {
                (Some(need), _) if self.citation.is_some() => {
                    self.trial = Trial::Needs(need.clone());
                    return;
                }
                (_, Err(_)) => self.trial = Trial::Failed(choice.name.clone()),
                (_, Ok(_)) => {
                    self.citation = Some(Shared::new(citation));
                    self.go_on(wait);
                    return self.cite_in_text(props);
                }
            }
        }
        let before = self.citation.take();
        self.citation = chosen.filter(|_| cites).map(|chosen| {
            let before = before.as_deref();
            let later = before.and_then(|before| before.later(&input, &chosen));
            Shared::new(later.unwrap_or_else(|| Citation::new(&input, &chosen, before)))
        });
        self.go_on(wait);
        self.cite_in_text(props);
    }

    /// Works out the next slice of a long list, and of a file that is to be saved.
    fn advance(&mut self, props: &CardProps) {
        if let Some(citation) = self.citation.as_ref().filter(|citation| !citation.is_whole()) {
            self.citation = Some(Shared::new(citation.advanced()));
        }
        if let Some((id, file)) = self.filing.take() {
            self.file(props, id, file.advanced());
        }
        self.go_on(0);
    }

    fn go_on(&mut self, wait: i32) {
        let dispatch = self.dispatch.clone();
        let more =
            self.citation.as_ref().is_some_and(|citation| !citation.is_whole()) || self.filing.is_some();
        self.slice =
            if more { browser::Timer::after(wait, move || dispatch.emit(Action::Advance)) } else { None };
    }

    /// Saves what is cited in a format, or what is shown.
    fn save(&mut self, props: &CardProps, id: AttrValue) {
        let Some(citation) = &self.citation else { return };
        let file = if id == citation.choice.id || id == save::RTF {
            Citation::clone(citation)
        } else {
            let choice = Choice { id: id.clone(), is_format: true, ..Choice::default() };
            Citation::new(&self.input(props), &Chosen { choice: &choice, instead_of: None }, None)
        };
        self.file(props, id, file);
        self.go_on(0);
    }

    /// Saves a file, if all of it is written. What writes it may have to be loaded first.
    fn file(&mut self, props: &CardProps, id: AttrValue, file: Citation) {
        match (&file.rendering, file.need()) {
            (_, Some(need)) => {
                if need.is_missing(&props.assets) {
                    props.on.emit(CardEvent::Need(need.clone()));
                }
                self.saving = Some(id);
            }
            (Ok(_), None) if file.is_whole() => self.hand_over(props, id, &file),
            (Ok(_), None) => self.filing = Some((id, file)),
            (Err(Missing::Failed(_, failure)), None) => {
                self.dispatch.emit(Action::SaveFailed(failure.clone()));
            }
            (Err(_), None) => {}
        }
    }

    /// Hands the file of something that is cited to the browser.
    fn hand_over(&self, props: &CardProps, id: AttrValue, citation: &Citation) {
        let file = citation.payload().and_then(|payload| payload.file(&props.assets).ok());
        if let Some(file) = file.filter(Self::download) {
            self.dispatch.emit(Action::Saved(id, file.name));
        }
    }

    /// Copies the reference of one work of a list, in the style that is shown.
    fn copy_work(&self, props: &CardProps, at: usize) {
        let Some(citation) = &self.citation else { return };
        let Some(work) = props.records.get(at) else { return };
        let found = payload(std::slice::from_ref(work), &citation.choice.id, &props.assets, &props.settings);
        let Ok(payload) = found.map(Rc::new) else { return };
        let (id, dispatch, copied) = (citation.choice.id.clone(), self.dispatch.clone(), Rc::clone(&payload));
        browser::copy(payload, None, move |success| {
            dispatch.emit(match success {
                true => Action::Copied(CopyTarget::Work, id, copied),
                false => Action::CopyFailed(CopyTarget::Work, CLIPBOARD_REFUSED.to_owned()),
            });
        });
    }

    /// What of an action is kept for the next page.
    fn to_keep(&self, action: &Action) -> Option<(&'static str, String)> {
        match action {
            Action::Save(id) => Some(("save", id.to_string())),
            Action::Option(..) | Action::ResetOptions => Some(("options", self.state.reader.to_keep())),
            _ => None,
        }
    }

    /// Works out how it is cited in a text. A card that nobody is near does without.
    fn cite_in_text(&mut self, props: &CardProps) {
        if props.near && self.citation.as_ref().is_some_and(|citation| citation.is_previous()) {
            return;
        }
        let cited = || {
            let citation = self.citation.as_ref().filter(|_| props.near)?;
            let engine = citation.engine.as_ref()?;
            in_text(engine, &citation.works, &self.state.wish).flatten()
        };
        self.in_text = cited().map(Shared::new);
    }

    /// A success is reported for a moment, a failure until the next press: its sentence has to be read.
    fn timer_for_outcome(&self) -> Option<browser::Timer> {
        let dispatch = self.dispatch.clone();
        match self.state.outcome {
            Outcome::Copied(_) | Outcome::Saved | Outcome::Chosen => {
                let longer = if self.state.hint { 2 } else { 1 };
                browser::Timer::after(browser::REPORTED * longer, move || dispatch.emit(Action::ClearOutcome))
            }
            Outcome::Idle | Outcome::CopyFailed(_) | Outcome::SaveFailed => None,
        }
    }

    /// Asks once for each thing that the card needs. Called before rendering, so that it is fetched meanwhile.
    fn request(&mut self, props: &CardProps) {
        let cited = match &self.trial {
            Trial::Needs(need) => Some(need),
            _ => self.citation.as_ref().and_then(|citation| citation.need()),
        };
        let labels = Need::Labels(props.settings.lang.clone());
        // What is below the citation comes after it.
        let more = props.near || props.records.len() > 1 || props.settings.layout.begins_with_sections();
        let sections = more.then_some(Need::Chunk("sections"));
        let needs = [Some(labels), cited.cloned(), sections].into_iter().flatten();
        let needs: Vec<Need> = needs.filter(|need| need.is_missing(&props.assets)).collect();
        let before = std::mem::replace(&mut self.requested, needs.clone());
        for need in needs.into_iter().filter(|need| !before.contains(need)) {
            props.on.emit(CardEvent::Need(need));
        }
    }

    /// Measures the height before something changes: afterwards the browser would have to lay the
    /// page out at once to know it.
    fn keep_height(&mut self) {
        if let Some(element) = self.panel.cast() {
            self.height.keep(&element);
        }
    }

    /// What a screen reader hears after a press.
    fn announcements(&self, labels: &Labels) -> Html {
        let citation = self.citation.as_ref().filter(|_| self.state.outcome == Outcome::Chosen);
        let name = citation.map(|citation| labels.style_chosen.of(&citation.choice.name));
        components::announcements(
            labels,
            self.state.outcome,
            self.state.hint,
            self.state.turn,
            name.as_deref(),
        )
    }

    /// An id of its own for a part of this card.
    fn id(&self, part: &str) -> AttrValue {
        ["citation-card-", &self.number.to_string(), "-", part].concat().into()
    }
}
