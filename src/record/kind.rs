//! The CSL item types, by their names in CSL 1.0.2 (appendix III) and `csl-data.json`.

use crate::text::list::{List, list};

macro_rules! kinds {
    ($($variant:ident $name:literal),* $(,)?) => {
        /// The type of a work, as CSL 1.0.2 names it.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "the variants are CSL's own names, documented there")]
        pub enum Kind { #[default] $($variant),* }

        impl Kind {
            /// Every type, with the one for anything else (`document`) first.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The names one after the other.
            pub(crate) const NAMES: &str = concat!($($name),*);

            /// CSL's name of the type, such as `article-journal`.
            pub fn as_str(self) -> &'static str {
                NAMES.get(self as usize)
            }

            /// The type of exactly this name.
            pub(crate) fn named(name: &str) -> Option<Self> {
                NAMES.place(name).and_then(|at| Self::ALL.get(at).copied())
            }
        }

        static NAMES: List = list![$($name),*];
    };
}

kinds! {
    Document "document",
    Article "article",
    ArticleJournal "article-journal",
    ArticleMagazine "article-magazine",
    ArticleNewspaper "article-newspaper",
    Bill "bill",
    Book "book",
    Broadcast "broadcast",
    Chapter "chapter",
    Classic "classic",
    Collection "collection",
    Dataset "dataset",
    Entry "entry",
    EntryDictionary "entry-dictionary",
    EntryEncyclopedia "entry-encyclopedia",
    Event "event",
    Figure "figure",
    Graphic "graphic",
    Hearing "hearing",
    Interview "interview",
    LegalCase "legal_case",
    Legislation "legislation",
    Manuscript "manuscript",
    Map "map",
    MotionPicture "motion_picture",
    MusicalScore "musical_score",
    Pamphlet "pamphlet",
    PaperConference "paper-conference",
    Patent "patent",
    Performance "performance",
    Periodical "periodical",
    PersonalCommunication "personal_communication",
    Post "post",
    PostWeblog "post-weblog",
    Regulation "regulation",
    Report "report",
    Review "review",
    ReviewBook "review-book",
    Software "software",
    Song "song",
    Speech "speech",
    Standard "standard",
    Thesis "thesis",
    Treaty "treaty",
    Webpage "webpage",
}

impl Kind {
    /// The type of that CSL name, or of a name that Crossref's and DataCite's CSL-JSON use for it.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.trim();
        Self::named(name).or_else(|| ALIASES.iter().find(|(alias, _)| *alias == name).map(|(_, kind)| *kind))
    }
}

/// Names of types in the CSL-JSON that registries send (Crossref's REST API types among them).
static ALIASES: &[(&str, Kind)] = &[
    ("journal-article", Kind::ArticleJournal),
    ("proceedings-article", Kind::PaperConference),
    ("book-chapter", Kind::Chapter),
    ("book-part", Kind::Chapter),
    ("book-section", Kind::Chapter),
    ("book-track", Kind::Chapter),
    ("reference-entry", Kind::EntryEncyclopedia),
    ("posted-content", Kind::Article),
    ("preprint", Kind::Article),
    ("monograph", Kind::Book),
    ("edited-book", Kind::Book),
    ("reference-book", Kind::Book),
    ("book-set", Kind::Book),
    ("book-series", Kind::Collection),
    ("proceedings", Kind::Book),
    ("dissertation", Kind::Thesis),
    ("report-series", Kind::Report),
    ("report-component", Kind::Report),
    ("journal", Kind::Periodical),
    ("journal-issue", Kind::Periodical),
    ("peer-review", Kind::Review),
    ("component", Kind::Document),
    ("other", Kind::Document),
    ("computer_program", Kind::Software),
    ("entry-dictionnary", Kind::EntryDictionary),
];
