//! The CSL variables, by their names in CSL 1.0.2 (appendix IV) and `csl-data.json`.

use crate::text::list::{List, list};

/// What kind of value a variable holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Free text.
    Text,
    /// A number, kept as the text it was given as: `12`, `12-14`, `1st`, `A`.
    Number,
    /// A date.
    Date,
    /// People and organisations.
    Name,
}

macro_rules! variables {
    ($($class:ident { $($variant:ident $name:literal),* $(,)? })*) => {
        /// A variable of CSL 1.0.2: the key of every field of a record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "the variants are CSL's own names, documented there")]
        pub enum Variable { $($($variant),*),* }

        impl Variable {
            /// Every variable: texts, numbers, dates, names.
            pub const ALL: &[Self] = &[$($(Self::$variant),*),*];

            /// The names one after the other.
            pub(crate) const NAMES: &str = concat!($($($name),*),*);

            /// CSL's name of the variable, such as `container-title`.
            pub fn as_str(self) -> &'static str {
                NAMES.get(self as usize)
            }

            /// What kind of value the variable holds.
            pub const fn class(self) -> Class {
                match self { $($(Self::$variant)|* => Class::$class),* }
            }
        }

        static NAMES: List = list![$($($name),*),*];
    };
}

variables! {
    Text {
        Abstract "abstract", Annote "annote", Archive "archive", ArchiveCollection "archive_collection",
        ArchiveLocation "archive_location", ArchivePlace "archive-place", Authority "authority",
        CallNumber "call-number", CitationKey "citation-key", CitationLabel "citation-label",
        CollectionTitle "collection-title", ContainerTitle "container-title",
        ContainerTitleShort "container-title-short", Dimensions "dimensions", Division "division",
        Doi "DOI", Event "event", EventPlace "event-place", EventTitle "event-title", Genre "genre",
        Isbn "ISBN", Issn "ISSN", Jurisdiction "jurisdiction", Keyword "keyword", Language "language",
        License "license", Medium "medium", Note "note", OriginalPublisher "original-publisher",
        OriginalPublisherPlace "original-publisher-place", OriginalTitle "original-title",
        PartTitle "part-title", Pmcid "PMCID", Pmid "PMID", Publisher "publisher",
        PublisherPlace "publisher-place", References "references", ReviewedGenre "reviewed-genre",
        ReviewedTitle "reviewed-title", Scale "scale", Source "source", Status "status", Title "title",
        TitleShort "title-short", Url "URL", VolumeTitle "volume-title",
        VolumeTitleShort "volume-title-short", YearSuffix "year-suffix",
    }
    Number {
        ChapterNumber "chapter-number", CitationNumber "citation-number",
        CollectionNumber "collection-number", Edition "edition",
        FirstReferenceNoteNumber "first-reference-note-number", Issue "issue", Locator "locator",
        Number "number", NumberOfPages "number-of-pages", NumberOfVolumes "number-of-volumes",
        Page "page", PageFirst "page-first", PartNumber "part-number",
        PrintingNumber "printing-number", Section "section", SupplementNumber "supplement-number",
        Version "version", Volume "volume",
    }
    Date {
        Accessed "accessed", AvailableDate "available-date", EventDate "event-date", Issued "issued",
        OriginalDate "original-date", Submitted "submitted",
    }
    Name {
        Author "author", Chair "chair", CollectionEditor "collection-editor", Compiler "compiler",
        Composer "composer", ContainerAuthor "container-author", Contributor "contributor",
        Curator "curator", Director "director", Editor "editor", EditorTranslator "editor-translator",
        EditorialDirector "editorial-director", ExecutiveProducer "executive-producer", Guest "guest",
        Host "host", Illustrator "illustrator", Interviewer "interviewer", Narrator "narrator",
        Organizer "organizer", OriginalAuthor "original-author", Performer "performer",
        Producer "producer", Recipient "recipient", ReviewedAuthor "reviewed-author",
        ScriptWriter "script-writer", SeriesCreator "series-creator", Translator "translator",
    }
}

impl Variable {
    /// The variable of that CSL name, or of a name it had in an earlier CSL-JSON.
    pub fn parse(name: &str) -> Option<Self> {
        let known = NAMES.place(name).and_then(|at| Self::ALL.get(at).copied());
        known.or(match name {
            "shortTitle" => Some(Self::TitleShort),
            "journalAbbreviation" => Some(Self::ContainerTitleShort),
            _ => None,
        })
    }
}
