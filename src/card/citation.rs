//! Records in the chosen style or format to everything that the panel shows and its buttons copy:
//! worked out before any press.

use std::rc::Rc;

use yew::AttrValue;

use super::choices::{Choice, Chosen};
use super::payload::{
    Engine, Payload, PayloadError, Target, citation_payload, engine, format_payload, target, written,
};
use super::props::{CardProps, Failure, Need};
use super::state::CopyTarget;
use crate::csl::{self, Bibliography, Mode, Node};
use crate::record::Record;

/// The chosen style or format, and its rendering or why there is none.
pub(super) struct Citation {
    /// What is chosen.
    pub choice: Choice,
    /// What the panel shows.
    pub rendering: Result<Rendering, PayloadError>,
    /// The style that should have been shown and cannot be had.
    pub unavailable: Option<Unavailable>,
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
    /// How the works are cited in a text.
    pub in_text: InText,
}

/// What the panel shows.
pub(super) enum Preview {
    /// References in a style, and their language.
    References(Bibliography, String),
    /// The text of a file.
    Code(String),
}

/// How works are cited in a text.
pub(super) enum InText {
    /// Not at all: a file format, or a card that nobody is near.
    None,
    /// In a note of that text.
    Note(Snippet),
    /// In parentheses, and in a sentence where that differs.
    Citations(Vec<(CopyTarget, Snippet)>),
}

/// A short citation to copy.
pub(super) struct Snippet {
    /// As it is shown.
    pub nodes: Vec<Node>,
    /// As it is copied.
    pub payload: Rc<Payload>,
}

impl Citation {
    /// Renders the records that are not left out, in a style or format.
    pub(super) fn new(props: &CardProps, excluded: &[usize], chosen: &Chosen<'_>) -> Self {
        let unavailable = chosen.instead_of.and_then(|choice| {
            let failure = choice.failure(&props.assets)?.clone();
            Some(Unavailable { name: choice.name.clone(), need: Need::Style(choice.id.to_string()), failure })
        });
        let choice = chosen.choice.clone();
        Self { rendering: render(props, excluded, &choice), choice, unavailable }
    }

    /// What has to be fetched before it can be rendered.
    pub(super) fn need(&self) -> Option<&Need> {
        match &self.rendering {
            Err(PayloadError::Needs(need)) => Some(need),
            _ => None,
        }
    }
}

fn render(props: &CardProps, excluded: &[usize], choice: &Choice) -> Result<Rendering, PayloadError> {
    let included: Vec<usize> =
        (0..props.records.len()).filter(|at| !excluded.is_empty() && !excluded.contains(at)).collect();
    let some: Vec<Record> = included.iter().filter_map(|at| props.records.get(*at).cloned()).collect();
    let records: &[Record] = if excluded.is_empty() { &props.records } else { &some };
    let assets = &props.assets;
    match target(&choice.id, assets).ok_or(PayloadError::NoRecord)? {
        Target::Format(format) => {
            // As `Need::Text` names them; nothing for all records.
            let part: String = included.iter().map(|at| [" ", &at.to_string()].concat()).collect();
            let payload = format_payload(&*written(records, format, &part, assets, &props.settings)?);
            let preview = Preview::Code(payload.text.clone());
            Ok(Rendering { preview, payload: Rc::new(payload), in_text: InText::None })
        }
        Target::Style(id) => {
            let engine = engine(id, assets, &props.settings)?;
            let list = engine.bibliography(records);
            let payload = Rc::new(citation_payload(records, &list));
            let in_text = if props.near { in_text(&engine, records) } else { InText::None };
            let preview = Preview::References(list, engine.lang().to_owned());
            Ok(Rendering { preview, payload, in_text })
        }
    }
}

fn in_text(engine: &Engine, records: &[Record]) -> InText {
    let Some(citation) = snippet(engine.in_text(records, Mode::Citation)) else { return InText::None };
    if engine.is_note() {
        return InText::Note(citation);
    }
    // The number of a lone work is the number of nothing in the text that it is pasted into.
    let digits = citation.payload.text.trim_matches(|letter: char| !letter.is_alphanumeric());
    if records.len() == 1 && digits == "1" {
        return InText::None;
    }
    let sentence = match records {
        [_] => snippet(engine.in_text(records, Mode::Narrative)),
        _ => None,
    };
    let sentence = sentence.filter(|sentence| sentence.payload.text != citation.payload.text);
    let mut snippets = vec![(CopyTarget::InText, citation)];
    snippets.extend(sentence.map(|sentence| (CopyTarget::Sentence, sentence)));
    InText::Citations(snippets)
}

fn snippet(nodes: Vec<Node>) -> Option<Snippet> {
    let text = csl::plain(&nodes).trim().to_owned();
    if text.is_empty() {
        return None;
    }
    let html = Some(csl::html(&nodes));
    Some(Snippet { nodes, payload: Rc::new(Payload { text, html, ..Payload::default() }) })
}
