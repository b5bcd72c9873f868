//! Records in the chosen style or format to everything that the panel shows and its buttons copy:
//! worked out before any press.

use std::rc::Rc;

use yew::AttrValue;

use super::choices::{Choice, Chosen};
use super::payload::{
    Engine, Payload, PayloadError, Target, citation_payload, engine, format_payload, target, written,
};
use super::props::{CardProps, Failure, Need};
use crate::csl::Bibliography;
use crate::record::{Record, Variable};

/// The chosen style or format, and its rendering or why there is none.
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
    /// What formats them, where that is a style.
    pub engine: Option<Engine>,
}

/// A style that cannot be had.
pub(super) struct Unavailable {
    /// Its name.
    pub name: AttrValue,
    /// To fetch it again.
    pub need: Need,
    /// Why.
    pub failure: Failure,
}

/// What the panel shows and its buttons copy.
pub(super) struct Rendering {
    /// What is seen.
    pub preview: Preview,
    /// What copying and saving give.
    pub payload: Rc<Payload>,
}

/// What the panel shows.
pub(super) enum Preview {
    /// References in a style, and their language.
    References(Bibliography, String),
    /// The text of a file.
    Code(String),
}

impl Citation {
    /// Renders the records that are not left out, in a style or format.
    pub(super) fn new(props: &CardProps, excluded: &[usize], chosen: &Chosen<'_>) -> Self {
        let unavailable = chosen.instead_of.and_then(|choice| {
            let failure = choice.failure(&props.assets)?.clone();
            Some(Unavailable { name: choice.name.clone(), need: Need::Style(choice.id.to_string()), failure })
        });
        let choice = chosen.choice.clone();
        let works = match excluded.is_empty() {
            true => Rc::clone(&props.records),
            false => {
                let all = props.records.iter().enumerate();
                let included = all.filter(|(at, _)| !excluded.contains(at));
                Rc::new(included.map(|(_, record)| record.clone()).collect())
            }
        };
        let (rendering, engine) = match render(props, &works, &choice) {
            Ok((rendering, engine)) => (Ok(rendering), engine),
            Err(error) => (Err(error), None),
        };
        let room = room(&props.records).into();
        Self { rendering, choice, room, unavailable, works, engine }
    }

    /// What has to be fetched before it can be rendered.
    pub(super) fn need(&self) -> Option<&Need> {
        match &self.rendering {
            Err(PayloadError::Needs(need)) => Some(need),
            _ => None,
        }
    }
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
        room.push_str("https://doi.org/\n");
    }
    room
}

/// And so many characters of each text.
const ROOM_TEXT: usize = 600;

fn render(
    props: &CardProps,
    records: &[Record],
    choice: &Choice,
) -> Result<(Rendering, Option<Engine>), PayloadError> {
    let assets = &props.assets;
    match target(&choice.id, assets).ok_or(PayloadError::NoRecord)? {
        Target::Format(format) => {
            let payload = format_payload(written(records, format, assets, &props.settings)?);
            let preview = Preview::Code(payload.text.clone());
            Ok((Rendering { preview, payload: Rc::new(payload) }, None))
        }
        Target::Style(id) => {
            let engine = engine(id, assets, &props.settings, records)?;
            let list = engine.bibliography(records);
            let payload = Rc::new(citation_payload(records, &list));
            let preview = Preview::References(list, engine.lang().to_owned());
            Ok((Rendering { preview, payload }, Some(engine)))
        }
    }
}
