//! Records in the chosen style or format to everything that the panel shows and its buttons copy:
//! worked out before any press. A long list of references is worked out a slice at a time, in between
//! what the reader does.

use std::rc::Rc;

use yew::AttrValue;

use super::choices::{Choice, Chosen};
use super::list::LeftOut;
use super::payload::{
    Engine, Payload, PayloadError, Target, citation_payload, engine, format_payload, written,
};
use super::props::{CardProps, Failure, Need};
use super::reader::{Reader, address};
use super::recommended;
use super::shared::Shared;
use crate::csl::{Entry, Unfinished};
use crate::formats::{self, File, Info};
use crate::record::{Record, Variable};

/// A list of more works than these is formatted in slices.
const LONG: usize = 100;
/// So many references are formatted at once; fewer in the first slice, whose order is worked out too.
const SLICE: usize = 25;
const FIRST: usize = 8;

/// The chosen style or format, and its rendering or why it failed.
#[derive(Clone)]
pub(super) struct Citation {
    /// What is chosen.
    pub choice: Choice,
    /// What the panel shows.
    pub rendering: Result<Rendering, PayloadError>,
    /// A text that is as long as the longest of the citations, so that the sheet keeps its height.
    pub room: AttrValue,
    /// The style that should have been shown and cannot be had.
    pub unavailable: Option<Unavailable>,
    /// What is cited: the works that are not left out.
    pub works: Rc<Vec<Record>>,
    /// The same for files, which keep links and dates.
    filed: Rc<Vec<Record>>,
    /// Whether these are all works as they are.
    as_given: bool,
    /// What formats them, where that is a style.
    pub engine: Option<Engine>,
    rest: Rest,
}

/// What is still to be worked out.
#[derive(Clone)]
enum Rest {
    Nothing,
    /// More references.
    Entries(Unfinished),
    /// Everything; what is shown is of before.
    All(Rc<Input>),
}

/// What a citation is made of, beside what is chosen.
#[derive(Clone)]
pub(super) struct Input {
    pub props: CardProps,
    pub left_out: LeftOut,
    pub reader: Reader,
}

/// A style that cannot be had.
#[derive(Clone)]
pub(super) struct Unavailable {
    /// Its name.
    pub name: AttrValue,
    /// To fetch it again.
    pub need: Need,
    /// Why.
    pub failure: Failure,
}

/// What the panel shows and its buttons copy.
#[derive(Clone)]
pub(super) struct Rendering {
    /// What is seen.
    pub preview: Preview,
    /// What copying and saving give; nothing while references are missing.
    payload: Option<Rc<Payload>>,
}

/// What the panel shows.
#[derive(Clone)]
pub(super) enum Preview {
    /// References in a style.
    References(References),
    /// The text of a file.
    Code(AttrValue),
}

/// References, as far as they are formatted.
#[derive(Clone)]
pub(super) struct References {
    /// The references; those of a long list in slices.
    pub slices: Vec<Shared<Vec<Entry>>>,
    /// Their language.
    pub lang: AttrValue,
    /// `hanging-indent`
    pub hanging: bool,
    /// `second-field-align`, of several.
    pub aligned: bool,
}

impl References {
    /// The reference at a place.
    pub(super) fn entry(&self, at: usize) -> Option<&Entry> {
        self.slices.iter().flat_map(|slice| slice.iter()).nth(at)
    }
}

impl Citation {
    /// Renders works in a style or format; of a long list of references the first.
    pub(super) fn new(input: &Input, chosen: &Chosen<'_>) -> Self {
        let unavailable = chosen.instead_of.and_then(|choice| {
            let failure = choice.failure(&input.props.assets)?.clone();
            let need = Need::Style(choice.rules.to_string());
            Some(Unavailable { name: choice.name.clone(), need, failure })
        });
        Self::of(input, chosen.choice.clone(), unavailable)
    }

    /// Shows what was shown, and works all of it out later, where that takes time.
    pub(super) fn later(&self, input: &Input, chosen: &Chosen<'_>) -> Option<Self> {
        let records = &input.props.records;
        if records.len() <= LONG || self.rendering.is_err() {
            return None;
        }
        let mut later =
            Self { choice: chosen.choice.clone(), rest: Rest::All(Rc::new(input.clone())), ..self.clone() };
        if let Ok(rendering) = &mut later.rendering {
            rendering.payload = None;
        }
        Some(later)
    }

    fn of(input: &Input, choice: Choice, unavailable: Option<Unavailable>) -> Self {
        let mut citation = Self {
            rendering: Err(PayloadError::NoRecord),
            choice,
            unavailable,
            room: room(&input.props.records).into(),
            works: Rc::default(),
            filed: Rc::default(),
            as_given: false,
            engine: None,
            rest: Rest::Nothing,
        };
        if let Err(error) = citation.begin(input) {
            citation.rendering = Err(error);
        }
        citation
    }

    fn begin(&mut self, input: &Input) -> Result<(), PayloadError> {
        let Input { props, left_out, reader } = input;
        let included: Vec<usize> = (0..props.records.len()).filter(|at| !left_out.has(*at)).collect();
        if included.is_empty() {
            return Err(PayloadError::NoRecord);
        }
        let all = included.len() == props.records.len();
        let chosen = match all {
            true => Rc::clone(&props.records),
            false => Rc::new(included.iter().filter_map(|at| props.records.get(*at).cloned()).collect()),
        };
        self.as_given = all && reader.version == 0;
        self.filed = reader.works(&chosen, false);
        self.works = reader.works(&chosen, true);
        let assets = &props.assets;
        let Choice { id, rules, locale, is_format, .. } = self.choice.clone();
        let format = formats::by_id(&id).filter(|_| is_format);
        let target = match format {
            Some(format) => Target::Format(format),
            None if id == recommended::ID => Target::Recommended,
            None => Target::Style(&rules),
        };
        match target {
            Target::Recommended => {
                let nodes = recommended::nodes(&props.settings, &self.works).ok_or(PayloadError::NoRecord)?;
                let entry = Entry { record: 0, nodes };
                let lang = props.settings.lang.clone();
                self.show(vec![entry], References { lang: lang.into(), ..References::EMPTY });
                self.finish();
            }
            Target::Format(format) => {
                let payload = format_payload(self.file(format, props, reader)?);
                let preview = Preview::Code(payload.text.clone().into());
                self.rendering = Ok(Rendering { preview, payload: Some(Rc::new(payload)) });
            }
            Target::Style(id) => {
                let engine = engine(id, locale.as_deref(), assets, &props.settings, &self.works, reader)?;
                let rest = engine.begin(&self.works);
                let references = References {
                    lang: engine.lang().to_owned().into(),
                    hanging: rest.layout.hanging_indent,
                    // A lone work has no number.
                    aligned: rest.layout.second_field_align && self.works.len() > 1,
                    slices: Vec::new(),
                };
                self.engine = Some(engine);
                self.rest = Rest::Entries(rest);
                self.show(Vec::new(), references);
                self.add_entries();
            }
        }
        Ok(())
    }

    /// The works as a file in a format.
    pub(super) fn file(
        &self,
        format: &'static Info,
        props: &CardProps,
        reader: &Reader,
    ) -> Result<File, PayloadError> {
        match props.settings.verbatim(format).filter(|_| self.as_given) {
            Some(text) => recommended::written(&self.filed, format, &props.assets, text),
            None => {
                let options = reader.options_of(format, &props.settings);
                written(&self.filed, format, &props.assets, &options)
            }
        }
    }

    fn show(&mut self, entries: Vec<Entry>, mut references: References) {
        if !entries.is_empty() {
            references.slices.push(Shared::new(entries));
        }
        self.rendering = Ok(Rendering { preview: Preview::References(references), payload: None });
    }

    /// Formats the next references.
    fn add_entries(&mut self) {
        let (Rest::Entries(rest), Some(engine)) = (&mut self.rest, &self.engine) else { return };
        // Where there is no browser nobody waits, and nothing goes on later.
        let count = match &self.rendering {
            _ if cfg!(not(target_arch = "wasm32")) || self.works.len() <= LONG => usize::MAX,
            Ok(Rendering { preview: Preview::References(list), .. }) if list.slices.is_empty() => FIRST,
            _ => SLICE,
        };
        let entries = engine.next(&self.works, rest, count);
        if let Ok(Rendering { preview: Preview::References(references), .. }) = &mut self.rendering {
            references.slices.push(Shared::new(entries));
        }
        if rest.is_finished() {
            self.rest = Rest::Nothing;
            self.finish();
        }
    }

    fn finish(&mut self) {
        if let Ok(rendering) = &mut self.rendering {
            if let Preview::References(references) = &rendering.preview {
                let entries = references.slices.iter().map(Rc::from).collect();
                rendering.payload = Some(Rc::new(citation_payload(&self.works, entries, references.hanging)));
            }
        }
    }

    /// Whether all of it is worked out.
    pub(super) fn is_whole(&self) -> bool {
        matches!(self.rest, Rest::Nothing)
    }

    /// With the next slice.
    pub(super) fn advanced(&self) -> Self {
        match &self.rest {
            Rest::All(input) => Self::of(input, self.choice.clone(), self.unavailable.clone()),
            _ => {
                let mut citation = self.clone();
                citation.add_entries();
                citation
            }
        }
    }

    /// With all of it worked out: who presses before that waits for the rest.
    pub(super) fn whole(&self) -> Self {
        let mut citation = self.clone();
        while !citation.is_whole() {
            citation = citation.advanced();
        }
        citation
    }

    /// What copying and saving give.
    pub(super) fn payload(&self) -> Option<Rc<Payload>> {
        self.whole().rendering.ok()?.payload
    }

    /// The one work that is cited, and the address that leads to it for good.
    pub(super) fn address(&self) -> Option<(&Record, String)> {
        match self.filed.as_slice() {
            [work] => Some((work, address(work)?)),
            _ => None,
        }
    }

    /// What has to be fetched before it can be rendered.
    pub(super) fn need(&self) -> Option<&Need> {
        match &self.rendering {
            Err(PayloadError::Needs(need)) => Some(need),
            _ => None,
        }
    }
}

impl References {
    const EMPTY: Self =
        Self { slices: Vec::new(), lang: AttrValue::Static(""), hanging: false, aligned: false };
}

/// Of a list, so many works make the sheet higher; then it scrolls.
const ROOM_WORKS: usize = 12;
/// The longest styles name so many people.
const ROOM_NAMES: usize = 20;

/// What any style may print of some works, a line each: whole names, title, journal, publisher, numbers,
/// a date and a link.
fn room(records: &[Record]) -> String {
    let mut room = String::new();
    for record in records.iter().take(ROOM_WORKS) {
        for name in record.names(Variable::Author).iter().take(ROOM_NAMES) {
            room.extend([&name.full(), ", "]);
        }
        room.push_str("(2022, September 30). ");
        let link = if record.has(Variable::Doi) { Variable::Doi } else { Variable::Url };
        for variable in [
            Variable::Title,
            Variable::ContainerTitle,
            Variable::Publisher,
            Variable::Volume,
            Variable::Issue,
            Variable::Page,
            link,
        ] {
            let text: String = record.text(variable).unwrap_or_default().chars().take(ROOM_TEXT).collect();
            room.extend([&text, ". "]);
        }
        room.push_str(if link == Variable::Doi { "https://doi.org/\n" } else { "\n" });
    }
    room
}

/// And so many characters of each text.
const ROOM_TEXT: usize = 600;
