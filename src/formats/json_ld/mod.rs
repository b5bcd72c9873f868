//! schema.org JSON-LD: what repositories put into their pages for search engines, CodeMeta's
//! `codemeta.json` among it.
//!
//! Specification: <https://schema.org/CreativeWork> and its subtypes, JSON-LD 1.1
//! (<https://www.w3.org/TR/json-ld11/>), CodeMeta 3 (<https://w3id.org/codemeta/3.0>). Reads
//! compact documents: graphs, lists, nodes referred to by `@id`, `@list`, `@value`, `Role`;
//! prefixes such as `schema:` and full `https://schema.org/` keys. Remote contexts are never
//! fetched.

mod graph;
mod names;
mod read;
mod write;

use super::{Codec, Group, Info, Likelihood, head};
use crate::record::Kind;

pub use read::from_json;

/// What menus and files need to know about schema.org JSON-LD.
pub static INFO: Info = Info {
    id: "json-ld",
    name: "JSON-LD",
    aliases: &["jsonld", "schema.org", "schema-org", "codemeta"],
    extension: "jsonld",
    media_type: "application/ld+json",
    group: Group::Metadata,
    reads: true,
    writes: true,
    ..Info::PLAIN
};

/// Detects, reads and writes schema.org JSON-LD.
pub static CODEC: Codec = Codec { info: &INFO, detect, read: Some(read::read), write: Some(write::write) };

fn detect(text: &str) -> Likelihood {
    let start = head(text);
    if !start.starts_with(['{', '[']) {
        return Likelihood::No;
    }
    let has = |word: &str| start.contains(word);
    if has("\"@context\"") && (has("schema.org") || has("codemeta")) {
        Likelihood::Yes
    } else if has("\"@type\"") || has("\"@graph\"") {
        Likelihood::Maybe
    } else {
        Likelihood::No
    }
}

/// Where SPDX describes a licence, before its identifier.
const SPDX: &str = "https://spdx.org/licenses/";

/// schema.org's types and CSL's. The first row of a CSL type is the one that is written; a CSL
/// type without a row is written as `CreativeWork` with its name as `additionalType`, and so is
/// one that shares its row with another.
static TYPES: &[(&str, Kind)] = &[
    ("ScholarlyArticle", Kind::ArticleJournal),
    ("MedicalScholarlyArticle", Kind::ArticleJournal),
    ("Article", Kind::Article),
    ("NewsArticle", Kind::ArticleNewspaper),
    ("AnalysisNewsArticle", Kind::ArticleNewspaper),
    ("OpinionNewsArticle", Kind::ArticleNewspaper),
    ("ReportageNewsArticle", Kind::ArticleNewspaper),
    ("BackgroundNewsArticle", Kind::ArticleNewspaper),
    ("ReviewNewsArticle", Kind::ArticleNewspaper),
    ("AskPublicNewsArticle", Kind::ArticleNewspaper),
    ("AdvertiserContentArticle", Kind::Article),
    ("SatiricalArticle", Kind::Article),
    ("Report", Kind::Report),
    ("TechArticle", Kind::Report),
    ("BlogPosting", Kind::PostWeblog),
    ("LiveBlogPosting", Kind::PostWeblog),
    ("SocialMediaPosting", Kind::Post),
    ("DiscussionForumPosting", Kind::Post),
    ("Question", Kind::Post),
    ("Book", Kind::Book),
    ("Audiobook", Kind::Book),
    ("Chapter", Kind::Chapter),
    ("BookSeries", Kind::Collection),
    ("Collection", Kind::Collection),
    ("ArchiveComponent", Kind::Collection),
    ("Thesis", Kind::Thesis),
    ("Dataset", Kind::Dataset),
    ("DataFeed", Kind::Dataset),
    ("DataCatalog", Kind::Dataset),
    ("SoftwareSourceCode", Kind::Software),
    ("SoftwareApplication", Kind::Software),
    ("MobileApplication", Kind::Software),
    ("WebApplication", Kind::Software),
    ("RuntimePlatform", Kind::Software),
    ("VideoGame", Kind::Software),
    ("Movie", Kind::MotionPicture),
    ("VideoObject", Kind::MotionPicture),
    ("Clip", Kind::MotionPicture),
    ("Episode", Kind::Broadcast),
    ("TVEpisode", Kind::Broadcast),
    ("RadioEpisode", Kind::Broadcast),
    ("PodcastEpisode", Kind::Broadcast),
    ("TVSeries", Kind::Broadcast),
    ("PodcastSeries", Kind::Broadcast),
    ("MusicRecording", Kind::Song),
    ("MusicAlbum", Kind::Song),
    ("AudioObject", Kind::Song),
    ("SheetMusic", Kind::MusicalScore),
    ("MusicComposition", Kind::MusicalScore),
    ("VisualArtwork", Kind::Graphic),
    ("ImageObject", Kind::Graphic),
    ("Photograph", Kind::Graphic),
    ("Painting", Kind::Graphic),
    ("Drawing", Kind::Graphic),
    ("Poster", Kind::Graphic),
    ("Sculpture", Kind::Graphic),
    ("Map", Kind::Map),
    ("PresentationDigitalDocument", Kind::Speech),
    ("Legislation", Kind::Legislation),
    ("LegislationObject", Kind::Legislation),
    ("Manuscript", Kind::Manuscript),
    ("Periodical", Kind::Periodical),
    ("Newspaper", Kind::Periodical),
    ("PublicationIssue", Kind::Periodical),
    ("Review", Kind::Review),
    ("CriticReview", Kind::Review),
    ("Message", Kind::PersonalCommunication),
    ("EmailMessage", Kind::PersonalCommunication),
    ("Event", Kind::Event),
    ("EducationEvent", Kind::Event),
    ("PublicationEvent", Kind::Event),
    ("DefinedTerm", Kind::EntryDictionary),
    ("DigitalDocument", Kind::Document),
    ("TextDigitalDocument", Kind::Document),
    ("CreativeWork", Kind::Document),
    ("LearningResource", Kind::Document),
    ("Course", Kind::Document),
    ("WebPage", Kind::Webpage),
    ("ItemPage", Kind::Webpage),
    ("AboutPage", Kind::Webpage),
    ("FAQPage", Kind::Webpage),
    ("QAPage", Kind::Webpage),
    ("MedicalWebPage", Kind::Webpage),
    ("Recipe", Kind::Webpage),
    ("HowTo", Kind::Webpage),
    ("Guide", Kind::Webpage),
    ("Quiz", Kind::Webpage),
    ("ClaimReview", Kind::Webpage),
    ("SpecialAnnouncement", Kind::Webpage),
    ("ImageGallery", Kind::Webpage),
    ("WebSite", Kind::Webpage),
];
