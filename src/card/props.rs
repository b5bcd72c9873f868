//! What the card is told and what it tells: records, settings and loaded assets in, events out.
//!
//! The component is pure in its props. It never fetches: it says what it needs ([`Need`]) and is
//! rendered again when the answer is in [`Assets`].

use std::rc::Rc;

use yew::{Callback, Properties};

use super::labels::Labels;
use super::settings::Settings;
use crate::csl::{Locale, Style};
use crate::record::{Problem, Record};

/// The props of [`super::CitationCard`]. Parts in an [`Rc`] are compared by pointer: whoever
/// changes one makes a new one.
#[derive(Clone, Properties)]
pub struct CardProps {
    /// Which card it is. When the number changes, the component starts over; without one it shows nothing.
    #[prop_or(Some(0))]
    pub number: Option<usize>,
    /// The works, in order. One is shown as a card, several as a list.
    pub records: Rc<Vec<Record>>,
    /// What could not be read, for people to see and fix.
    #[prop_or_default]
    pub problems: Rc<Vec<Problem>>,
    /// How far the source is.
    #[prop_or_default]
    pub status: Status,
    /// What the attributes say.
    #[prop_or_default]
    pub settings: Rc<Settings>,
    /// What has been loaded so far.
    #[prop_or_default]
    pub assets: Rc<Assets>,
    /// The rows of the metadata report that `debug` shows.
    #[prop_or_default]
    pub report: Rc<Vec<ReportRow>>,
    /// Whether the card may be seen soon. Where it is far from what is seen, it shows the work and
    /// its citation, and leaves the rest for later: a page may have hundreds.
    #[prop_or(true)]
    pub near: bool,
    /// Whether the owner of the page may be looking, as on `localhost`: problems are shown then, and
    /// not to readers.
    #[prop_or_default]
    pub local: bool,
    /// Hears what the reader does and what the card needs.
    #[prop_or_default]
    pub on: Callback<CardEvent>,
}

impl PartialEq for CardProps {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
            && Rc::ptr_eq(&self.records, &other.records)
            && Rc::ptr_eq(&self.problems, &other.problems)
            && self.status == other.status
            && Rc::ptr_eq(&self.settings, &other.settings)
            && Rc::ptr_eq(&self.assets, &other.assets)
            && Rc::ptr_eq(&self.report, &other.report)
            && self.near == other.near
            && self.local == other.local
            && self.on == other.on
    }
}

/// How far the source is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// The records are not there yet.
    #[default]
    Waiting,
    /// The records are what they are, possibly none.
    Ready,
    /// There will be none.
    Failed {
        /// Why, from the documented list.
        reason: Reason,
        /// The same, for a site owner, in a sentence.
        message: String,
    },
}

/// Why something failed: the `reason` of `citation-card-error`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// The page's content security policy forbids it.
    Csp,
    /// The network, or the other side, did not answer.
    Network,
    /// There is nothing at the address.
    NotFound,
    /// No source has a record.
    NoRecord,
    /// What came cannot be read.
    Unreadable,
    /// A file is not the one that the script was built with.
    Integrity,
    /// The browser refused the clipboard.
    Clipboard,
    /// A defect of the card.
    Crash,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 8] = [
        Self::Csp,
        Self::Network,
        Self::NotFound,
        Self::NoRecord,
        Self::Unreadable,
        Self::Integrity,
        Self::Clipboard,
        Self::Crash,
    ];

    /// The reason of a word; an unknown word means a defect.
    pub fn of(word: &str) -> Self {
        Self::ALL.into_iter().find(|reason| reason.as_str() == word).unwrap_or(Self::Crash)
    }

    /// The word that the event carries.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Csp => "csp",
            Self::Network => "network",
            Self::NotFound => "not-found",
            Self::NoRecord => "no-record",
            Self::Unreadable => "unreadable",
            Self::Integrity => "integrity",
            Self::Clipboard => "clipboard",
            Self::Crash => "crash",
        }
    }
}

/// Something that is loaded when it is needed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Load<T> {
    /// Nobody has asked for it.
    #[default]
    Missing,
    /// Asked for.
    Waiting,
    /// Here it is.
    Ready(T),
    /// It could not be had.
    Failed(Failure),
}

/// Why something could not be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Why, from the documented list: after [`Reason::Network`] the reader may try again.
    pub reason: Reason,
    /// The same, for a site owner, in a sentence.
    pub message: String,
}

impl Failure {
    /// A failure.
    pub fn new(reason: Reason, message: impl Into<String>) -> Self {
        Self { reason, message: message.into() }
    }

    /// Whether trying again may help.
    pub fn may_pass(&self) -> bool {
        self.reason == Reason::Network
    }
}

impl<T> Load<T> {
    /// The thing, if it is here.
    pub fn ready(&self) -> Option<&T> {
        match self {
            Self::Ready(thing) => Some(thing),
            _ => None,
        }
    }
}

/// A snapshot of what has been loaded. What is not in a list is [`Load::Missing`].
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// The styles that the assets folder has, in the order of a menu. Nothing while it loads.
    pub menu: Load<Rc<Vec<StyleEntry>>>,
    /// Styles by id or address, as [`Need::Style`] asked for them. A dependent style stands here
    /// with its parent's rules.
    pub styles: Vec<(String, Load<Rc<Style>>)>,
    /// Locales by language tag, as [`Need::Locale`] asked for them: the nearest one that there is.
    pub locales: Vec<(String, Load<Rc<Locale>>)>,
    /// Labels by language tag, as [`Need::Labels`] asked for them: the nearest ones that there are.
    pub labels: Vec<(String, Load<&'static Labels>)>,
    /// Chunks of the program that have been loaded or failed to, as [`Need::Chunk`] asked for them.
    pub chunks: Vec<(String, Load<()>)>,
    /// What is known of styles that are not in the menu, by id; nothing of those that do not exist.
    pub known: Vec<(String, Option<StyleEntry>)>,
    /// The file of the names of all styles and journals. Missing until what searches it is loaded.
    pub names: Load<Rc<str>>,
    /// The languages of all locales, with spaces between.
    pub langs: String,
}

impl Assets {
    /// The style of that id or address.
    pub fn style(&self, id: &str) -> &Load<Rc<Style>> {
        find(&self.styles, id)
    }

    /// The locale that answers for that language tag.
    pub fn locale(&self, lang: &str) -> &Load<Rc<Locale>> {
        find(&self.locales, lang)
    }

    /// The labels that answer for that language tag. English has no file to be loaded.
    pub fn labels(&self, lang: &str) -> &Load<&'static Labels> {
        find(&self.labels, lang)
    }

    /// The labels for that language tag: English ones while there are no others.
    pub(super) fn words(&self, lang: &str) -> &'static Labels {
        self.labels(lang).ready().copied().unwrap_or_else(|| Labels::english(lang))
    }

    /// The chunk of the program of that name.
    pub fn chunk(&self, name: &str) -> &Load<()> {
        find(&self.chunks, name)
    }

    /// The menu's styles; none while it loads.
    pub fn entries(&self) -> &[StyleEntry] {
        self.menu.ready().map_or(&[], |menu| menu.as_slice())
    }

    /// What is known of a style, by its id or one of its other names.
    pub fn entry(&self, id: &str) -> Option<&StyleEntry> {
        let known = self.known.iter().filter_map(|(_, entry)| entry.as_ref());
        let mut all = self.entries().iter().chain(known);
        all.find(|entry| entry.id == id || entry.aliases.iter().any(|alias| alias == id))
    }

    /// Whether there is no style of that id: it is not in the menu, nor anywhere else.
    pub fn is_unknown(&self, id: &str) -> bool {
        self.menu.ready().is_some() && self.known.iter().any(|(known, entry)| known == id && entry.is_none())
    }
}

fn find<'a, T>(list: &'a [(String, Load<T>)], key: &str) -> &'a Load<T> {
    list.iter().find(|(have, _)| have == key).map_or(&Load::Missing, |(_, load)| load)
}

/// A style that the assets folder has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StyleEntry {
    /// `chicago-author-date`
    pub id: String,
    /// `Chicago Manual of Style 18th edition (author-date)`
    pub title: String,
    /// A name short enough for a tab: `Chicago`. The title where it is empty.
    pub short: String,
    /// Old ids and common names that lead here: `chicago`.
    pub aliases: Vec<String>,
}

/// Something that has to be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Need {
    /// A style, by id or by the address of a `.csl` file.
    Style(String),
    /// A locale, by language tag: `de-AT`.
    Locale(String),
    /// The labels of a language, by language tag: `dist/labels/` has a file for each language.
    Labels(String),
    /// A chunk of the program. Only the custom element's program comes in chunks.
    Chunk(&'static str),
    /// What searches styles, and the names that it searches.
    Search,
}

impl Need {
    /// Whether nobody has asked for it yet.
    pub(crate) fn is_missing(&self, assets: &Assets) -> bool {
        match self {
            Self::Style(id) => matches!(assets.style(id), Load::Missing),
            Self::Locale(lang) => matches!(assets.locale(lang), Load::Missing),
            Self::Labels(lang) => {
                matches!(assets.labels(lang), Load::Missing) && !super::labels::is_english(lang)
            }
            Self::Chunk(name) => cfg!(feature = "element") && matches!(assets.chunk(name), Load::Missing),
            Self::Search => matches!(assets.names, Load::Missing),
        }
    }
}

/// What the card tells.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum CardEvent {
    /// Something that is [`Load::Missing`] has to be fetched.
    Need(Need),
    /// The reader asks to fetch again what failed.
    Retry(Need),
    /// The reader chose another style or format.
    Selected {
        /// The style or format.
        id: String,
    },
    /// Something is on the clipboard.
    Copied {
        /// The style or format.
        id: String,
        /// The plain text.
        text: String,
        /// The formatted text, of a citation.
        html: Option<String>,
    },
    /// A file was handed to the browser.
    Downloaded {
        /// The style or format.
        id: String,
        /// The name of the file.
        name: String,
    },
    /// What the reader chose is to be kept for the next page, where the page allows that.
    Keep {
        /// `save`, `options`, `recent` or `locale`.
        name: &'static str,
        /// The choice.
        value: String,
    },
    /// Something failed that the reader tried to do.
    Failed {
        /// Why, from the documented list.
        reason: Reason,
        /// The same in a sentence.
        message: String,
    },
}

/// One field of the metadata report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportRow {
    /// The field: `title`, `issued`.
    pub field: String,
    /// Its value, shortened; empty where it is missing.
    pub value: String,
    /// Where it came from: `citation_title`, `inline BibTeX`. For a missing field: what to add.
    pub origin: String,
    /// The field is missing though works of this type should have it.
    pub missing: bool,
}
