//! The fields that hold one variable each, for reading and writing.

use crate::record::Variable;

/// Field and variable, where the text goes over as it is. The first row of a variable is what is
/// written; `None` as the flavour means both, `Some(true)` BibLaTeX only.
pub(super) static TEXTS: &[(&str, Variable, Option<bool>)] = &[
    ("abstract", Variable::Abstract, None),
    ("isbn", Variable::Isbn, None),
    ("issn", Variable::Issn, None),
    ("volume", Variable::Volume, None),
    ("series", Variable::CollectionTitle, None),
    ("chapter", Variable::ChapterNumber, None),
    ("volumes", Variable::NumberOfVolumes, None),
    ("part", Variable::PartNumber, None),
    ("version", Variable::Version, None),
    ("shorttitle", Variable::TitleShort, None),
    ("shortjournal", Variable::ContainerTitleShort, None),
    ("pagetotal", Variable::NumberOfPages, None),
    ("venue", Variable::EventPlace, None),
    ("origtitle", Variable::OriginalTitle, None),
    ("origpublisher", Variable::OriginalPublisher, None),
    ("origlocation", Variable::OriginalPublisherPlace, None),
    ("annotation", Variable::Annote, Some(true)),
    ("annote", Variable::Annote, Some(false)),
    ("pmid", Variable::Pmid, None),
    ("pmcid", Variable::Pmcid, None),
    ("library", Variable::CallNumber, None),
    ("license", Variable::License, None),
    ("numpages", Variable::NumberOfPages, None),
    ("eventplace", Variable::EventPlace, None),
    ("journalabbr", Variable::ContainerTitleShort, None),
    ("lccn", Variable::CallNumber, None),
    ("copyright", Variable::License, None),
    ("abbrev_source_title", Variable::ContainerTitleShort, None),
    ("pubmed_id", Variable::Pmid, None),
    ("page_count", Variable::NumberOfPages, None),
];

/// Field and role.
pub(super) static NAMES: &[(&str, Variable)] = &[
    ("author", Variable::Author),
    ("editor", Variable::Editor),
    ("translator", Variable::Translator),
    ("bookauthor", Variable::ContainerAuthor),
];

/// BibLaTeX's `editortype` of a role that it calls an editor.
pub(super) static EDITOR_TYPES: &[(&str, Variable)] = &[
    ("compiler", Variable::Compiler),
    ("director", Variable::Director),
    ("producer", Variable::Producer),
    ("organizer", Variable::Organizer),
];
