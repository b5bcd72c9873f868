//! The sentences of the metadata report that say how the owner of a page fixes something. A
//! language is one file and one line in [`Advice::text`]; a sentence that is missing in one does
//! not compile.

mod de;
mod en;

/// What to do about a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Advice {
    /// Say the title.
    Title,
    /// Name who wrote it.
    Author,
    /// Say when it appeared.
    Issued,
    /// Name the journal.
    Journal,
    /// Say the volume.
    Volume,
    /// Say the pages, or the number of the article.
    Pages,
    /// Say the ISSN.
    Issn,
    /// Name the conference.
    Conference,
    /// Name the book.
    Book,
    /// Name the university of a thesis.
    University,
    /// Name the institution of a report.
    Institution,
    /// Name the publisher.
    Publisher,
    /// Name the repository.
    Repository,
    /// Say the version.
    Version,
    /// Give a DOI or a persistent address.
    Doi,
    /// Say what kind of work it is.
    Kind,
    /// Sources contradict each other.
    Agree,
    /// Give the address of the full text.
    FullText,
}

impl Advice {
    /// The sentence in the language of a tag, or in English.
    pub(super) fn text(self, lang: &str) -> &'static str {
        match language(lang) {
            "de" => de::text(self),
            _ => en::text(self),
        }
    }
}

/// The language of the sentences on a page in the language of a tag.
pub(crate) fn language(lang: &str) -> &'static str {
    match lang.get(..2).unwrap_or_default().to_ascii_lowercase().as_str() {
        "de" => "de",
        _ => "en",
    }
}
