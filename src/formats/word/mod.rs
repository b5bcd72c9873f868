//! Word's bibliography XML: the sources of "Manage Sources" in Microsoft Word, in a file of its own
//! (`Sources.xml`) or inside a document.
//!
//! Specification: ISO/IEC 29500-1 (ECMA-376 Part 1), 22.6 "Bibliography", `shared-bibliography.xsd`:
//! types, elements, names. Word's own forms add `DOI`.

mod read;
mod write;

use super::{Codec, Info};
use crate::record::{Kind, Variable};

/// What menus and files need to know about Word bibliography XML.
pub(super) static INFO: Info = Info {
    id: "word",
    name: "Word",
    aliases: &["word-xml", "msoffice", "office-bibliography"],
    extension: "xml",
    media_type: "application/x-word-bibliography+xml",
    reads: true,
    writes: true,
    ..Info::PLAIN
};

/// Detects, reads and writes Word bibliography XML.
pub(super) static CODEC: Codec =
    Codec { info: &INFO, detect: read::detect, read: Some(read::read), write: Some(write::write) };

const NAMESPACE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography";

/// The types of sources (22.6.3.1), and what they are read as.
static TYPES: &[(&str, Kind)] = &[
    ("JournalArticle", Kind::ArticleJournal),
    ("ArticleInAPeriodical", Kind::ArticleMagazine),
    ("Book", Kind::Book),
    ("BookSection", Kind::Chapter),
    ("ConferenceProceedings", Kind::PaperConference),
    ("Report", Kind::Report),
    ("InternetSite", Kind::Webpage),
    ("DocumentFromInternetSite", Kind::Webpage),
    ("ElectronicSource", Kind::Document),
    ("Art", Kind::Graphic),
    ("SoundRecording", Kind::Song),
    ("Performance", Kind::Performance),
    ("Film", Kind::MotionPicture),
    ("Interview", Kind::Interview),
    ("Patent", Kind::Patent),
    ("Case", Kind::LegalCase),
    ("Misc", Kind::Document),
];

/// Elements with one value that mean the same in every type.
static TEXTS: &[(&str, Variable)] = &[
    ("Title", Variable::Title),
    ("ShortTitle", Variable::TitleShort),
    ("City", Variable::PublisherPlace),
    ("Publisher", Variable::Publisher),
    ("Edition", Variable::Edition),
    ("Volume", Variable::Volume),
    ("Issue", Variable::Issue),
    ("NumberVolumes", Variable::NumberOfVolumes),
    ("ChapterNumber", Variable::ChapterNumber),
    ("ConferenceName", Variable::EventTitle),
    ("Court", Variable::Authority),
    ("Version", Variable::Version),
    ("Medium", Variable::Medium),
    ("ThesisType", Variable::Genre),
    ("DOI", Variable::Doi),
    ("URL", Variable::Url),
    ("Comments", Variable::Note),
];

/// The element of what a source of a type is in; `PublicationTitle` for the others.
static CONTAINERS: &[(&str, &str)] = &[
    ("JournalArticle", "JournalName"),
    ("ArticleInAPeriodical", "PeriodicalTitle"),
    ("BookSection", "BookTitle"),
    ("ConferenceProceedings", "BookTitle"),
    ("InternetSite", "InternetSiteTitle"),
    ("DocumentFromInternetSite", "InternetSiteTitle"),
    ("SoundRecording", "AlbumTitle"),
    ("Film", "BroadcastTitle"),
    ("Interview", "BroadcastTitle"),
    ("Case", "Reporter"),
];

/// The element of the number that a source of a type has; `StandardNumber` for the others.
static NUMBERS: &[(&str, &str)] =
    &[("Patent", "PatentNumber"), ("Case", "CaseNumber"), ("SoundRecording", "RecordingNumber")];

/// The roles (22.6.2.4 and others) of names.
static ROLES: &[(&str, Variable)] = &[
    ("b:Author", Variable::Author),
    ("b:Artist", Variable::Author),
    ("b:Inventor", Variable::Author),
    ("b:Interviewee", Variable::Author),
    ("b:BookAuthor", Variable::ContainerAuthor),
    ("b:Compiler", Variable::Compiler),
    ("b:Composer", Variable::Composer),
    ("b:Conductor", Variable::Contributor),
    ("b:Counsel", Variable::Contributor),
    ("b:Director", Variable::Director),
    ("b:Editor", Variable::Editor),
    ("b:Interviewer", Variable::Interviewer),
    ("b:Performer", Variable::Performer),
    ("b:ProducerName", Variable::Producer),
    ("b:Translator", Variable::Translator),
    ("b:Writer", Variable::ScriptWriter),
];

/// The role of those who made a source of a type; `b:Author` for the others.
static MAIN_ROLES: &[(&str, &str)] = &[
    ("Art", "b:Artist"),
    ("Film", "b:Director"),
    ("SoundRecording", "b:Composer"),
    ("Patent", "b:Inventor"),
    ("Interview", "b:Interviewee"),
];

/// Types of works that Word has no type of source for, by a word of the kind (`ThesisType`, `Type`)
/// of a report or an electronic source; the first word of each is written.
static KINDS: &[(&str, Kind)] = &[
    ("Thesis", Kind::Thesis),
    ("Dissertation", Kind::Thesis),
    ("Thèse", Kind::Thesis),
    ("Tesis", Kind::Thesis),
    ("Tesi di", Kind::Thesis),
    ("Diplomarbeit", Kind::Thesis),
    ("Masterarbeit", Kind::Thesis),
    ("Software", Kind::Software),
    ("Dataset", Kind::Dataset),
    ("Preprint", Kind::Article),
];

/// The value of a key in a table, or another.
fn look(table: &[(&str, &'static str)], key: &str, other: &'static str) -> &'static str {
    table.iter().find(|(known, _)| *known == key).map_or(other, |(_, value)| value)
}
