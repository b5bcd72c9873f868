//! Entry types: which CSL type is which `@type`, in BibTeX and in BibLaTeX.
//!
//! BibTeX's are the fourteen of `btxdoc` section 3.1, BibLaTeX's those of its manual, section 2.1.
//! A CSL type that an entry type does not tell is kept in `entrysubtype`, which BibLaTeX has for
//! that and BibTeX's styles pass over.

use crate::record::{Kind, Record, Variable};
use crate::text::case;

/// CSL type, BibTeX's entry type, BibLaTeX's. The first row with an entry type is what the entry
/// type is read as.
static TYPES: &[(Kind, &str, &str)] = &[
    (Kind::ArticleJournal, "article", "article"),
    (Kind::Book, "book", "book"),
    (Kind::Chapter, "incollection", "incollection"),
    (Kind::PaperConference, "inproceedings", "inproceedings"),
    (Kind::Thesis, "phdthesis", "thesis"),
    (Kind::Report, "techreport", "report"),
    (Kind::Manuscript, "unpublished", "unpublished"),
    (Kind::Pamphlet, "booklet", "booklet"),
    (Kind::Document, "misc", "misc"),
    (Kind::Dataset, "misc", "dataset"),
    (Kind::Software, "misc", "software"),
    (Kind::Webpage, "misc", "online"),
    (Kind::Patent, "misc", "patent"),
    (Kind::Article, "techreport", "online"),
    (Kind::ArticleMagazine, "article", "article"),
    (Kind::ArticleNewspaper, "article", "article"),
    (Kind::Review, "article", "review"),
    (Kind::ReviewBook, "article", "review"),
    (Kind::EntryEncyclopedia, "incollection", "inreference"),
    (Kind::EntryDictionary, "incollection", "inreference"),
    (Kind::Periodical, "misc", "periodical"),
    (Kind::Standard, "misc", "standard"),
    (Kind::MotionPicture, "misc", "movie"),
    (Kind::Song, "misc", "music"),
    (Kind::Broadcast, "misc", "video"),
    (Kind::Graphic, "misc", "image"),
    (Kind::Figure, "misc", "image"),
    (Kind::Performance, "misc", "performance"),
    (Kind::LegalCase, "misc", "jurisdiction"),
    (Kind::Legislation, "misc", "legislation"),
    (Kind::Bill, "misc", "legal"),
    (Kind::Regulation, "misc", "legal"),
    (Kind::Treaty, "misc", "legal"),
    (Kind::PersonalCommunication, "misc", "letter"),
    (Kind::Post, "misc", "online"),
    (Kind::PostWeblog, "misc", "online"),
    (Kind::Speech, "misc", "unpublished"),
];

/// Entry types that are read as another's CSL type.
static OTHERS: &[(&str, Kind)] = &[
    ("artwork", Kind::Graphic),
    ("audio", Kind::Song),
    ("bookinbook", Kind::Chapter),
    ("collection", Kind::Book),
    ("codefragment", Kind::Software),
    ("commentary", Kind::Book),
    ("conference", Kind::PaperConference),
    ("data", Kind::Dataset),
    ("electronic", Kind::Webpage),
    ("inbook", Kind::Chapter),
    ("manual", Kind::Book),
    ("mastersthesis", Kind::Thesis),
    ("mvbook", Kind::Book),
    ("mvcollection", Kind::Book),
    ("mvproceedings", Kind::Book),
    ("mvreference", Kind::Book),
    ("legadminmaterial", Kind::Regulation),
    ("legmaterial", Kind::Legislation),
    ("map", Kind::Map),
    ("newspaper", Kind::ArticleNewspaper),
    ("nonverbal", Kind::Graphic),
    ("poster", Kind::Speech),
    ("preprint", Kind::Article),
    ("presentation", Kind::Speech),
    ("proceedings", Kind::Book),
    ("reference", Kind::Book),
    ("softwaremodule", Kind::Software),
    ("softwareversion", Kind::Software),
    ("suppbook", Kind::Chapter),
    ("talk", Kind::Speech),
    ("suppcollection", Kind::Chapter),
    ("suppperiodical", Kind::ArticleJournal),
    ("techreport", Kind::Report),
    ("phdthesis", Kind::Thesis),
    ("webpage", Kind::Webpage),
    ("www", Kind::Webpage),
];

/// What a work is called where the entry type does not say it: the `type` of a BibTeX `@misc`.
static LABELS: &[(Kind, &str)] = &[
    (Kind::Dataset, "Dataset"),
    (Kind::Software, "Software"),
    (Kind::Patent, "Patent"),
    (Kind::Article, "WorkingPaper"),
    (Kind::Standard, "Standard"),
    (Kind::Map, "Map"),
    (Kind::MotionPicture, "Film"),
    (Kind::Webpage, "Web page"),
];

/// The entry type of a CSL type.
fn usual_type(kind: Kind, biblatex: bool) -> &'static str {
    let row = TYPES.iter().find(|row| row.0 == kind);
    row.map_or("misc", |row| if biblatex { row.2 } else { row.1 })
}

/// What BibTeX's styles print of a thesis without a `type`.
pub(crate) fn default_genre(entry_type: &str) -> &'static str {
    match entry_type {
        "phdthesis" => "PhD thesis",
        "mastersthesis" => "Master's thesis",
        _ => "",
    }
}

/// The entry type. It is the one that says most of the work, also where a field is missing that
/// BibTeX's styles want: they warn and print the rest, while a more general type would print less.
pub(crate) fn entry_type(record: &Record, biblatex: bool) -> &'static str {
    let kind = usual_type(record.kind, biblatex);
    if biblatex {
        return kind;
    }
    let genre = || case::to_lower(record.text(Variable::Genre).unwrap_or_default());
    match kind {
        "phdthesis" if genre().contains("master") => "mastersthesis",
        // A part of a book without the book's title: `@inbook` wants none.
        "incollection" if !record.has(Variable::ContainerTitle) => "inbook",
        "inproceedings" if !record.has(Variable::ContainerTitle) && record.has(Variable::EventTitle) => {
            "conference"
        }
        kind => kind,
    }
}

/// What an `@misc` or `@booklet` prints beside author, title and date: nothing of its publisher, number,
/// version and container, unless it is in `howpublished`.
pub(crate) fn how_published(record: &Record) -> String {
    let text = |variable| record.text(variable).map(str::trim);
    let mut parts: Vec<String> = Vec::new();
    let part = is_part(record.kind);
    parts.extend(
        text(Variable::ContainerTitle).map(|title| format!("{}{title}", if part { "In " } else { "" })),
    );
    let label = text(Variable::Genre).or(label(record.kind));
    let number = text(Variable::Number).filter(|number| !number.starts_with("arXiv:"));
    if let Some(number) = number {
        // `ISO 690` of a standard says what it is.
        let named = record.kind == Kind::Standard && number.starts_with(char::is_alphabetic);
        let label = label.filter(|_| !named);
        parts.push(label.map_or(number.to_owned(), |label| format!("{label} {number}")));
    }
    let version = text(Variable::Version);
    parts.extend(version.map(|version| match version.starts_with(|letter: char| letter.is_ascii_digit()) {
        true => format!("Version {version}"),
        false => version.to_owned(),
    }));
    parts.extend(text(Variable::Publisher).map(str::to_owned));
    parts.join(", ")
}

/// The CSL type of an entry type, if it is known.
pub(crate) fn kind(entry_type: &str) -> Option<Kind> {
    let row = TYPES.iter().find(|row| row.1 == entry_type || row.2 == entry_type).map(|row| row.0);
    row.or_else(|| OTHERS.iter().find(|row| row.0 == entry_type).map(|row| row.1))
}

/// What a BibTeX `type` calls a CSL type.
pub(crate) fn label(kind: Kind) -> Option<&'static str> {
    LABELS.iter().find(|row| row.0 == kind).map(|row| row.1)
}

/// The CSL type that a `type` of an entry tells.
pub(crate) fn labelled(label: &str) -> Option<Kind> {
    let same = |known: &str| {
        let letters = |text: &str| {
            text.chars().filter(|letter| letter.is_alphanumeric()).map(case::lower).collect::<String>()
        };
        letters(known) == letters(label)
    };
    LABELS.iter().find(|row| same(row.1)).map(|row| row.0)
}

/// Whether the work is part of another, which its entry names.
pub(crate) fn is_part(kind: Kind) -> bool {
    in_journal(kind)
        || matches!(
            kind,
            Kind::Chapter | Kind::PaperConference | Kind::EntryEncyclopedia | Kind::EntryDictionary
        )
}

/// Whether `number` is the work's own: a report's or a patent's, not that of a book in its series.
pub(crate) fn has_own_number(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Report
            | Kind::Patent
            | Kind::Standard
            | Kind::Bill
            | Kind::Legislation
            | Kind::Regulation
            | Kind::LegalCase
            | Kind::Hearing
            | Kind::Treaty
    )
}

/// Whether what contains the work is a journal, a newspaper and the like.
pub(crate) fn in_journal(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::ArticleJournal
            | Kind::ArticleMagazine
            | Kind::ArticleNewspaper
            | Kind::Review
            | Kind::ReviewBook
            | Kind::Periodical
    )
}
