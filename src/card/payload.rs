//! Records in a style or a format: what is shown, copied and saved.
//!
//! What is copied of a long list is worked out before any press, all else when it is pressed.

use std::rc::Rc;

use super::browser;
use super::props::{Assets, Failure, Load, Need, StyleEntry};
use super::reader::Reader;
use super::recommended;
use super::settings::{Settings, format_names, unknown};
use crate::chunk::chunk;
use crate::csl::aliases::{ALIASES, canonical};
use crate::csl::{self, Cite, Entry, Locale, Mode, Node, Style, Unfinished, names};
use crate::formats::{self, File, Info, Options, codec};
use crate::record::{Problem, Record, Variable};
use crate::text::order;
use crate::text::suggest::similar;

/// What the clipboard gets, and what a file is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Payload {
    /// Plain text.
    pub text: String,
    /// Formatted text, of a citation.
    pub html: Option<String>,
    saved: Saved,
}

/// What a file is made of.
#[derive(Clone, Debug, PartialEq)]
enum Saved {
    /// There is nothing but to copy.
    Nothing,
    /// The file of a format.
    File(File),
    /// References, for word processors; of a lone work with the work, which names the file.
    References { entries: Vec<Rc<Vec<Entry>>>, work: Rc<Vec<Record>>, hanging: bool },
}

/// Why a payload is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PayloadError {
    /// Something is not loaded yet: ask for it, and again when it is there.
    Needs(Need),
    /// Something could not be loaded.
    Failed(Need, Failure),
    /// The id names no style and no format.
    Unknown(Problem),
    /// There is no record.
    NoRecord,
}

/// Where an id leads.
#[derive(Clone)]
pub enum Target<'a> {
    /// A style, by the id as it is written: [`Assets`] keep it under this one.
    Style(&'a str),
    /// A format.
    Format(&'static Info),
    /// The site's own citation.
    Recommended,
}

/// Finds a style or a format by its id, another name, or an address. A style wins over a format
/// of the same name. Nothing where it is known that there is none.
pub fn target<'a>(id: &'a str, assets: &'a Assets) -> Option<Target<'a>> {
    if id == recommended::ID {
        return Some(Target::Recommended);
    }
    // A style that was asked for before the menu was there and could not be had is not known.
    let had = |load: &Load<_>| !matches!(load, Load::Failed(_)) || assets.menu.ready().is_none();
    let asked = assets.styles.iter().any(|(have, load)| have == id && had(load));
    let known = asked || assets.entry(&canonical(id)).is_some();
    if known || assets.entry(id).is_some() {
        return Some(Target::Style(id));
    }
    if let Some(format) = formats::by_id(id).filter(|format| format.writes) {
        return Some(Target::Format(format));
    }
    (!assets.is_unknown(&canonical(id))).then_some(Target::Style(id))
}

/// The problem of an id that is not known. Ids, other names and short names of styles are searched, those of
/// well-known styles first; a suggestion is always something that can be written in an attribute.
pub(super) fn unknown_id(place: &str, what: &str, id: &str, assets: &Assets) -> Problem {
    let mut styles: Vec<(&str, &str)> = Vec::new();
    for entry in assets.entries() {
        let names = [&entry.id, &entry.short].into_iter().chain(&entry.aliases);
        styles.extend(names.map(|name| (entry.id.as_str(), name.as_str())));
    }
    let others = ALIASES.iter().filter(|(_, id)| assets.entry(id).is_some());
    styles.extend(others.map(|(name, id)| (*id, *name)));
    order::by_key(&mut styles, |(id, _)| names::place(id, &[]));
    let known: Vec<&str> = styles.into_iter().map(|(_, name)| name).chain(format_names()).collect();
    let mut names: Vec<&str> = Vec::new();
    for name in similar(id, &known) {
        let by_short = |entry: &&StyleEntry| entry.short == name && entry.id != name;
        let name = assets.entries().iter().find(by_short).map_or(name, |entry| entry.id.as_str());
        if !names.iter().any(|have| canonical(have) == canonical(name)) {
            names.push(name);
        }
    }
    unknown(place, what, id, &names)
}

/// The ids in the attributes that are not known, each a problem of its attribute.
pub fn unknown_ids(settings: &Settings, assets: &Assets) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (place, what, ids) in [
        ("tabs", "style or format", settings.tabs.as_slice()),
        ("styles", "style", &settings.styles),
        ("selected", "style or format", settings.selected.as_slice()),
    ] {
        let unknown = ids.iter().filter(|id| target(id, assets).is_none());
        problems.extend(unknown.map(|id| unknown_id(place, what, id, assets)));
    }
    problems
}

/// Whether there is anything to cite: a record without title and names cannot be cited.
pub fn is_citable(records: &[Record]) -> bool {
    let roles =
        [Variable::Author, Variable::Editor, Variable::Director, Variable::Performer, Variable::Contributor];
    let names = |record: &Record| roles.iter().any(|role| !record.names(*role).is_empty());
    records.iter().any(|record| !record.title().is_empty() || names(record))
}

/// Records in a style or format, for the element's methods `text`, `html`, `copy`, `download`.
pub fn payload(
    records: &[Record],
    id: &str,
    assets: &Assets,
    settings: &Settings,
) -> Result<Payload, PayloadError> {
    if !is_citable(records) {
        return Err(PayloadError::NoRecord);
    }
    match target(id, assets) {
        None => Err(PayloadError::Unknown(unknown_id("", "style or format", id, assets))),
        Some(Target::Recommended) => {
            let nodes = recommended::nodes(settings, records).ok_or(PayloadError::NoRecord)?;
            Ok(citation_payload(lone(records), vec![Rc::new(vec![Entry { record: 0, nodes }])], false))
        }
        Some(Target::Format(format)) => {
            let file = match settings.verbatim(format) {
                Some(text) => recommended::written(records, format, assets, text),
                None => written(records, format, assets, &settings.options_of(format)),
            };
            file.map(format_payload)
        }
        Some(Target::Style(id)) => {
            let engine = engine(id, None, assets, settings, records, &Reader::default())?;
            let mut list = engine.begin(records);
            let entries = engine.next(records, &mut list, &mut || true);
            Ok(citation_payload(lone(records), vec![Rc::new(entries)], list.layout.hanging_indent))
        }
    }
}

/// A style with its locales, ready to render.
#[derive(Clone)]
pub(super) struct Engine {
    pub(super) style: Rc<Style>,
    pub(super) locale: Rc<Locale>,
    /// The locales of the works' languages, where the terms follow these.
    pub(super) others: Option<Vec<Rc<Locale>>>,
    /// What the reader asks for.
    pub(super) reader: Reader,
}

/// The style of an id, with the locale that citations in it are written in, and those of the works'
/// languages where it or the page asks for them; `own` is the language of a journal whose rules are
/// this style's.
pub(super) fn engine(
    id: &str,
    own: Option<&str>,
    assets: &Assets,
    settings: &Settings,
    records: &[Record],
    reader: &Reader,
) -> Result<Engine, PayloadError> {
    if !csl::is_ready(records) {
        return Err(without("sections", assets));
    }
    let style = Rc::clone(assets.style(id).get(|| Need::Style(id.to_owned()))?);
    let own = own.filter(|_| settings.locale.is_none());
    let lang = own.unwrap_or_else(|| citation_lang(&style, settings));
    let locale = Rc::clone(locale_of(lang, assets)?);
    let others = match style.follows_item_language() || settings.follows_item_language() {
        true => Some(locales_of(records, assets)?),
        false => None,
    };
    Ok(Engine { style, locale, others, reader: reader.clone() })
}

/// The locale of a language. American English stands in for one that could not be had.
fn locale_of<'a>(lang: &str, assets: &'a Assets) -> Result<&'a Rc<Locale>, PayloadError> {
    let load = |lang: &str| assets.locale(lang).get(|| Need::Locale(lang.to_owned()));
    match (load(lang), load(STAND_IN)) {
        (Err(PayloadError::Failed(need, failure)), Err(PayloadError::Failed(..))) => {
            Err(PayloadError::Failed(need, failure))
        }
        (Err(PayloadError::Failed(..)), english) => english,
        (own, _) => own,
    }
}

/// The locales of the languages of works; one that cannot be had is done without.
fn locales_of(records: &[Record], assets: &Assets) -> Result<Vec<Rc<Locale>>, PayloadError> {
    let mut langs: Vec<&str> = records.iter().filter_map(|record| record.text(Variable::Language)).collect();
    langs.sort_unstable();
    langs.dedup();
    let mut locales = Vec::new();
    for lang in langs {
        match assets.locale(lang) {
            Load::Failed(_) => {}
            load => locales.push(Rc::clone(load.get(|| Need::Locale(lang.to_owned()))?)),
        }
    }
    Ok(locales)
}

/// The locale for where another could not be had.
pub(crate) const STAND_IN: &str = "en-US";

/// The language of citations: what the page asks for, else the style's own, else the labels'.
pub(crate) fn citation_lang<'a>(style: &'a Style, settings: &'a Settings) -> &'a str {
    settings.locale.as_deref().or(style.default_locale.as_deref()).unwrap_or(&settings.lang)
}

impl Engine {
    /// A lone work has no number: it is pasted into a sentence or a list of one's own, where the number
    /// that a style gives it would be wrong.
    fn processor(&self, several: bool, collator: Option<csl::Collator>) -> csl::Processor<'_> {
        let options = csl::Options {
            collator,
            unnumbered: !several,
            no_links: self.reader.get("link") == Some("plain"),
            all_names: self.reader.get("all-names").is_some(),
            unsorted: self.reader.get("order").is_some(),
            ..csl::Options::default()
        };
        self.with(options)
    }

    fn with(&self, options: csl::Options) -> csl::Processor<'_> {
        let mut locales: Vec<&Locale> = vec![&self.locale];
        locales.extend(self.others.iter().flatten().map(Rc::as_ref));
        csl::Processor::new(&self.style, &locales).options(options.item_language(self.others.is_some()))
    }

    /// Begins the references of records.
    pub(super) fn begin(&self, records: &[Record]) -> Unfinished {
        self.processor(records.len() > 1, None).begin(records)
    }

    /// Goes on for as long as there is `more` time, and gives the next references.
    pub(super) fn next(
        &self,
        records: &[Record],
        list: &mut Unfinished,
        more: &mut dyn FnMut() -> bool,
    ) -> Vec<Entry> {
        let collator = if list.is_prepared() { None } else { browser::collator(self.lang()) };
        let entries = self.processor(records.len() > 1, collator).next(records, list, more);
        entries.into_iter().map(|entry| Entry { nodes: self.reader.linked(entry.nodes), ..entry }).collect()
    }

    /// A citation of records together, as it stands in a text.
    pub(super) fn cite(&self, records: &[Record], cites: &[Cite], mode: Mode) -> Vec<Node> {
        self.with(csl::Options::default()).citation(records, cites, mode)
    }

    /// What a reader can point at in a work, by name and in words.
    pub(super) fn locators(&self) -> Vec<(&'static str, String)> {
        csl::locators(&self.style, &[&self.locale])
    }

    pub(super) fn is_note(&self) -> bool {
        self.style.is_note()
    }

    /// The language that citations are written in.
    pub(super) fn lang(&self) -> &str {
        &self.locale.lang
    }
}

/// Records as a file in a format.
pub(super) fn written(
    records: &[Record],
    format: &'static Info,
    assets: &Assets,
    options: &Options,
) -> Result<File, PayloadError> {
    if let Some(file) = codec::to_file(format, records, options) {
        return file.ok_or_else(|| PayloadError::Unknown(Problem::new("", NOT_WRITTEN)));
    }
    Err(without(codec::writer_chunk(format), assets))
}

/// Why a chunk did nothing: it is not there.
pub(super) fn without(chunk: &'static str, assets: &Assets) -> PayloadError {
    let need = Need::Chunk(chunk);
    match assets.chunk(chunk) {
        Load::Failed(failure) => PayloadError::Failed(need, failure.clone()),
        _ => PayloadError::Needs(need),
    }
}

const NOT_WRITTEN: &str = "this format can be read, but not written";

pub(super) fn format_payload(file: File) -> Payload {
    Payload { text: file.text.replace("\r\n", "\n"), html: None, saved: Saved::File(file) }
}

/// A lone work, which names its file.
fn lone(records: &[Record]) -> Rc<Vec<Record>> {
    if records.len() == 1 { Rc::new(records.to_vec()) } else { Rc::default() }
}

/// References to copy and to save, with the work of a lone one.
pub(super) fn citation_payload(
    work: Rc<Vec<Record>>,
    entries: Vec<Rc<Vec<Entry>>>,
    hanging: bool,
) -> Payload {
    let nodes: Vec<&[Node]> =
        entries.iter().flat_map(|slice| slice.iter()).map(|entry| entry.nodes.as_slice()).collect();
    let (text, html) = references(&nodes);
    Payload { text, html: Some(html), saved: Saved::References { entries, work, hanging } }
}

impl Payload {
    /// What is only copied.
    pub(super) fn to_copy(text: String, html: Option<String>) -> Self {
        Self { text, html, saved: Saved::Nothing }
    }

    /// The file to save.
    pub fn file(&self, assets: &Assets) -> Result<File, PayloadError> {
        match &self.saved {
            Saved::Nothing => Err(PayloadError::NoRecord),
            Saved::File(file) => Ok(file.clone()),
            Saved::References { entries, work, hanging } => {
                rtf(entries, work, *hanging).ok_or_else(|| without("sections", assets))
            }
        }
    }
}

chunk! { sections;
/// References as a file for word processors, which keeps their italics.
fn rtf(entries: &[Rc<Vec<Entry>>], work: &[Record], hanging: bool) -> File {
    let indent = if hanging { "\\fi-567\\li567 " } else { "" };
    let mut text = RTF_HEAD.to_owned();
    for entry in entries.iter().flat_map(|slice| slice.iter()) {
        text.extend(["{\\pard\\sa120", indent, " ", &csl::rtf(&entry.nodes), "\\par}\n"]);
    }
    text.push_str("}\n");
    let name = formats::file_name(work, &Info { extension: "rtf", ..Info::PLAIN });
    File { name, media_type: "application/rtf", text }
}}

/// RTF 1.9: the header, with the font of most manuscripts in 12 points.
const RTF_HEAD: &str =
    "{\\rtf1\\ansi\\ansicpg1252\\uc1\\deff0{\\fonttbl{\\f0\\froman Times New Roman;}}\\fs24\n";

/// References as plain text and as HTML: a list pastes as paragraphs, one reference pastes into the
/// line that is being written.
pub(super) fn references(entries: &[&[Node]]) -> (String, String) {
    let mut text = String::new();
    let mut html = String::new();
    for entry in entries {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(csl::plain(entry).trim());
        let entry = csl::html(entry);
        if entries.len() > 1 {
            html.extend(["<p>", entry.trim(), "</p>"]);
        } else {
            html.push_str(entry.trim());
        }
    }
    (text, html)
}

impl<T> Load<T> {
    fn get(&self, need: impl FnOnce() -> Need) -> Result<&T, PayloadError> {
        match self {
            Self::Ready(thing) => Ok(thing),
            Self::Failed(failure) => Err(PayloadError::Failed(need(), failure.clone())),
            Self::Missing | Self::Waiting => Err(PayloadError::Needs(need())),
        }
    }
}
