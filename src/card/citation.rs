//! Records in the chosen style or format to everything that the panel shows and its buttons copy:
//! worked out before any press, but for the texts of a few references, which take no time. A long list is
//! worked out a slice at a time, in between what the reader does.

use std::rc::Rc;

use yew::AttrValue;

use super::browser;
use super::choices::{Choice, Chosen};
use super::list::LeftOut;
use super::payload::{
    Engine, Payload, PayloadError, Target, citation_payload, engine, format_payload, without, written,
};
use super::props::{CardProps, Failure, Need};
use super::reader::{Reader, address};
use super::recommended;
use super::shared::Shared;
use crate::csl::{Entry, Unfinished};
use crate::formats::codec::{self, Unwritten};
use crate::formats::{self, File, Info, Options};
use crate::record::{Record, Variable};

/// A list of more works than these is worked out in slices.
const LONG: usize = 100;
/// Of a longer file only so many characters are shown; copies and files have all of it.
pub(super) const MAX_CODE: usize = 20_000;
/// So many milliseconds are worked at once; what was worked out is laid out in the same frame.
const SLICE: f64 = 8.0;
/// And so many references at most: the browser takes longer for them than their style does.
const MOST: usize = if cfg!(target_arch = "wasm32") { 25 } else { usize::MAX };

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
    /// More of a file.
    File(&'static Info, Options, Unwritten),
    /// Everything; what is shown is of before.
    All(Rc<Input>),
    /// Everything, once this has been fetched; until then the previous rendering is shown.
    Needs(Need),
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
    /// What copying and saving give of a file or a long list; nothing while references are missing.
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

/// References, as far as they are formatted, and after them those that were shown before.
#[derive(Clone)]
pub(super) struct References {
    /// The references; those of a long list in slices.
    pub slices: Vec<Slice>,
    /// How many of the slices are formatted.
    fresh: usize,
    /// How many references were formatted, and how many of those before have made room for them.
    added: usize,
    gone: usize,
    look: Look,
}

/// Some references.
#[derive(Clone)]
pub(super) struct Slice {
    pub entries: Shared<Vec<Entry>>,
    pub look: Look,
}

/// How references are laid out.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Look {
    /// Their language.
    pub lang: AttrValue,
    /// `hanging-indent`
    pub hanging: bool,
    /// `second-field-align`, of several.
    pub aligned: bool,
}

impl References {
    /// None yet; what was shown before stays until there are others.
    fn new(look: Look, before: Vec<Slice>) -> Self {
        Self { slices: before, fresh: 0, added: 0, gone: 0, look }
    }

    /// The references.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&Entry, &Look)> {
        self.slices.iter().flat_map(|slice| slice.entries.iter().map(|entry| (entry, &slice.look)))
    }

    /// What copying and saving give.
    fn payload(&self, works: &Rc<Vec<Record>>) -> Payload {
        let entries = self.slices.iter().map(|slice| Rc::from(&slice.entries)).collect();
        let work = if works.len() == 1 { Rc::clone(works) } else { Rc::default() };
        citation_payload(work, entries, self.look.hanging)
    }

    /// Adds references; so many of those before go.
    fn add(&mut self, entries: Vec<Entry>) {
        if entries.is_empty() {
            return;
        }
        self.added += entries.len();
        let slice = Slice { entries: Shared::new(entries), look: self.look.clone() };
        self.slices.insert(self.fresh.min(self.slices.len()), slice);
        self.fresh += 1;
        while let Some(slice) = self.slices.get(self.fresh).filter(|_| self.gone < self.added) {
            self.gone += slice.entries.len();
            self.slices.remove(self.fresh);
        }
    }
}

impl Citation {
    /// Renders works in a style or format; a long list for a moment. What was shown of it before stays for
    /// as long as nothing is in its place.
    pub(super) fn new(input: &Input, chosen: &Chosen<'_>, before: Option<&Self>) -> Self {
        let unavailable = chosen.instead_of.and_then(|choice| {
            let failure = choice.failure(&input.props.assets)?.clone();
            let need = Need::Style(choice.rules.to_string());
            Some(Unavailable { name: choice.name.clone(), need, failure })
        });
        Self::of(input, chosen.choice.clone(), unavailable, before)
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

    fn of(input: &Input, choice: Choice, unavailable: Option<Unavailable>, before: Option<&Self>) -> Self {
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
        match citation.begin(input, before) {
            Ok(()) => {}
            Err(PayloadError::Needs(need)) => citation.wait(need, before),
            Err(error) => citation.rendering = Err(error),
        }
        citation
    }

    /// Keeps the previous rendering of the same works until what is needed is there. It cannot be copied.
    fn wait(&mut self, need: Need, before: Option<&Self>) {
        let before = before.filter(|before| before.works == self.works);
        self.rendering = match before.map(|before| (before, &before.rendering)) {
            Some((before, Ok(rendering))) => {
                self.engine = before.engine.clone();
                self.rest = Rest::Needs(need);
                Ok(Rendering { preview: rendering.preview.clone(), payload: None })
            }
            _ => Err(PayloadError::Needs(need)),
        };
    }

    fn begin(&mut self, input: &Input, before: Option<&Self>) -> Result<(), PayloadError> {
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
                let mut references =
                    References::new(Look { lang: lang.into(), ..Look::default() }, Vec::new());
                references.add(vec![entry]);
                self.show(Preview::References(references));
                self.finish();
            }
            Target::Format(format)
                if self.is_long() && codec::has_pieces(format) && self.verbatim(format, props).is_none() =>
            {
                let options = reader.options_of(format, &props.settings);
                self.rest = Rest::File(format, options, Unwritten::default());
                self.show(Preview::Code(AttrValue::default()));
                self.go_on(&mut browser::time(SLICE)).map_err(|chunk| without(chunk, assets))?;
            }
            Target::Format(format) => {
                let payload = format_payload(self.file(format, props, reader)?);
                let preview = Preview::Code(payload.text.clone().into());
                self.rendering = Ok(Rendering { preview, payload: Some(Rc::new(payload)) });
            }
            Target::Style(id) => {
                let engine = engine(id, locale.as_deref(), assets, &props.settings, &self.works, reader)?;
                let rest = engine.begin(&self.works);
                let look = Look {
                    lang: engine.lang().to_owned().into(),
                    hanging: rest.layout.hanging_indent,
                    // A lone work has no number.
                    aligned: rest.layout.second_field_align && self.works.len() > 1,
                };
                let before = match before.map(|before| &before.rendering) {
                    Some(Ok(Rendering { preview: Preview::References(list), .. })) if self.is_long() => {
                        list.slices.clone()
                    }
                    _ => Vec::new(),
                };
                self.engine = Some(engine);
                self.rest = Rest::Entries(rest);
                self.show(Preview::References(References::new(look, before)));
                let done = match self.is_long() {
                    true => self.go_on(&mut browser::time(SLICE)),
                    false => self.go_on(&mut || true),
                };
                done.map_err(|chunk| without(chunk, assets))?;
            }
        }
        Ok(())
    }

    /// Whether it is worked out in slices.
    fn is_long(&self) -> bool {
        self.works.len() > LONG
    }

    /// The text that the page gives for a format.
    fn verbatim<'a>(&self, format: &Info, props: &'a CardProps) -> Option<&'a str> {
        props.settings.verbatim(format).filter(|_| self.as_given)
    }

    /// The works as a file in a format.
    fn file(&self, format: &'static Info, props: &CardProps, reader: &Reader) -> Result<File, PayloadError> {
        match self.verbatim(format, props) {
            Some(text) => recommended::written(&self.filed, format, &props.assets, text),
            None => {
                let options = reader.options_of(format, &props.settings);
                written(&self.filed, format, &props.assets, &options)
            }
        }
    }

    fn show(&mut self, preview: Preview) {
        self.rendering = Ok(Rendering { preview, payload: None });
    }

    /// Goes on for as long as there is `more` time. Fails with the chunk that is not there.
    fn go_on(&mut self, more: &mut dyn FnMut() -> bool) -> Result<(), &'static str> {
        match std::mem::replace(&mut self.rest, Rest::Nothing) {
            Rest::Entries(mut rest) => {
                let Some(engine) = &self.engine else { return Ok(()) };
                let mut left = if rest.is_prepared() { MOST } else { usize::MAX };
                let more = &mut || {
                    left = left.saturating_sub(1);
                    left > 0 && more()
                };
                let entries = engine.next(&self.works, &mut rest, more);
                if let Ok(Rendering { preview: Preview::References(references), .. }) = &mut self.rendering {
                    references.add(entries);
                }
                match rest.is_finished() {
                    true => self.finish(),
                    false => self.rest = Rest::Entries(rest),
                }
            }
            Rest::File(info, options, mut file) => {
                let chunk = codec::writer_chunk(info);
                let done = codec::go_on(info, &self.filed, &options, &mut file, more).ok_or(chunk)?;
                if let Ok(Rendering { preview: Preview::Code(shown), payload }) = &mut self.rendering {
                    if done || shown.len() < MAX_CODE {
                        *shown = file.text.clone().into();
                    }
                    if done {
                        let file = info.to_file(&self.filed, file.text, &options);
                        *payload = Some(Rc::new(format_payload(file)));
                        return Ok(());
                    }
                }
                self.rest = Rest::File(info, options, file);
            }
            rest => self.rest = rest,
        }
        Ok(())
    }

    fn finish(&mut self) {
        if let Ok(rendering) = &mut self.rendering {
            if let Preview::References(references) = &mut rendering.preview {
                references.slices.truncate(references.fresh);
                if self.works.len() > LONG {
                    rendering.payload = Some(Rc::new(references.payload(&self.works)));
                }
            }
        }
    }

    /// Whether everything that can be worked out now has been.
    pub(super) fn is_whole(&self) -> bool {
        matches!(self.rest, Rest::Nothing | Rest::Needs(_))
    }

    /// With the next slice.
    pub(super) fn advanced(&self) -> Self {
        self.with(&mut browser::time(SLICE))
    }

    fn with(&self, more: &mut dyn FnMut() -> bool) -> Self {
        if let Rest::All(input) = &self.rest {
            return Self::of(input, self.choice.clone(), self.unavailable.clone(), Some(self));
        }
        let mut citation = self.clone();
        // What it takes is there since it began.
        let _ = citation.go_on(more);
        citation
    }

    /// With all of it worked out: who presses before that waits for the rest.
    pub(super) fn whole(&self) -> Self {
        let mut citation = self.clone();
        while !citation.is_whole() {
            citation = citation.with(&mut || true);
        }
        citation
    }

    /// What copying and saving give.
    pub(super) fn payload(&self) -> Option<Rc<Payload>> {
        if self.is_previous() {
            return None;
        }
        let Self { works, rendering, .. } = self.whole();
        match rendering.ok()? {
            Rendering { payload: None, preview: Preview::References(references) } => {
                Some(Rc::new(references.payload(&works)))
            }
            Rendering { payload, .. } => payload,
        }
    }

    /// The one work that is cited, and the address that leads to it for good.
    pub(super) fn address(&self) -> Option<(&Record, String)> {
        match self.filed.as_slice() {
            [work] => Some((work, address(work)?)),
            _ => None,
        }
    }

    /// Whether what is shown is still in the previous style or format, while the chosen one is fetched.
    pub(super) fn is_previous(&self) -> bool {
        matches!(self.rest, Rest::Needs(_))
    }

    /// What has to be fetched before it can be rendered.
    pub(super) fn need(&self) -> Option<&Need> {
        match (&self.rest, &self.rendering) {
            (Rest::Needs(need), _) | (_, Err(PayloadError::Needs(need))) => Some(need),
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
        room.push_str(if link == Variable::Doi { "https://doi.org/\n" } else { "\n" });
    }
    room
}

/// And so many characters of each text.
const ROOM_TEXT: usize = 600;

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(count: usize) -> Vec<Entry> {
        vec![Entry::default(); count]
    }

    /// How many references each slice has, those of before in brackets.
    fn shown(list: &References) -> String {
        let slice = |(at, slice): (usize, &Slice)| match at < list.fresh {
            true => slice.entries.len().to_string(),
            false => format!("[{}]", slice.entries.len()),
        };
        list.slices.iter().enumerate().map(slice).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn references_take_the_place_of_those_before() {
        let slice = |count| Slice { entries: Shared::new(entries(count)), look: Look::default() };
        let mut list = References::new(Look::default(), vec![slice(4), slice(4), slice(4)]);
        for (added, expected) in
            [(0, "[4] [4] [4]"), (1, "1 [4] [4]"), (3, "1 3 [4] [4]"), (2, "1 3 2 [4]"), (9, "1 3 2 9")]
        {
            list.add(entries(added));
            assert_eq!(shown(&list), expected);
        }
    }
}
