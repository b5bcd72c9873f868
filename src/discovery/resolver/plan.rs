//! Which sources a card uses, from its attributes and properties.

use super::inline::Inline;
use crate::record::Record;

/// The attribute `from`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum SourceKind {
    /// The property `record`, else an inline script, else `src`, else the page, else `doi`.
    #[default]
    Auto,
    /// The page's own metadata; what is given inline beats it field by field.
    Page,
    /// An inline script.
    Inline,
    /// A file.
    Src,
    /// The DOI's registry.
    Doi,
}

impl SourceKind {
    /// The attribute's value; nothing for an unknown word.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word.trim().to_ascii_lowercase().as_str() {
            "" | "auto" => Self::Auto,
            "page" => Self::Page,
            "inline" => Self::Inline,
            "src" => Self::Src,
            "doi" => Self::Doi,
            _ => return None,
        })
    }
}

/// Which links to other files the page's metadata may be completed from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Follow {
    /// None.
    Never,
    /// Those on the page's own origin.
    #[default]
    SameOrigin,
    /// All.
    Any,
}

/// What a card's attributes and properties say about its source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// `from`
    pub from: SourceKind,
    /// The property `record` or `records`.
    pub records: Vec<Record>,
    /// The `<script>` children with data, in order.
    pub inline: Vec<Inline>,
    /// `src`, resolved to an absolute address, or `#id`.
    pub src: String,
    /// `doi`
    pub doi: String,
    /// The language that the card is in.
    pub lang: String,
    /// The registry's address; the one of doi.org where it is empty.
    pub registry: String,
    /// Which of the page's links may be followed.
    pub follow: Follow,
    /// Whether the owner wrote something into the card that is shown when no record is found.
    pub fallback: bool,
    /// Whether the day of the visit is left out of the records of web pages.
    pub without_accessed: bool,
    /// Whether the metadata report is wanted: where each field came from and what is missing.
    pub debug: bool,
}

/// A place to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The property `record`.
    Property,
    /// The inline scripts.
    Inline,
    /// The file or element that `src` names.
    Src,
    /// The page's metadata.
    Page,
    /// The registry, unless the page turned out to be about the DOI.
    Doi,
}

/// The places to look at, in order. What an earlier one gives beats what a later one gives, field
/// by field.
pub fn plan(settings: &Settings) -> Vec<Step> {
    let has_inline = settings.inline.iter().any(|inline| !inline.text.trim().is_empty());
    let (has_src, has_doi) = (!settings.src.trim().is_empty(), !settings.doi.trim().is_empty());
    let mut steps = Vec::new();
    // A record that a script sets is always meant.
    if !settings.records.is_empty() {
        steps.push(Step::Property);
    }
    match settings.from {
        SourceKind::Auto => match () {
            () if !settings.records.is_empty() => {}
            () if has_inline => steps.push(Step::Inline),
            () if has_src => steps.push(Step::Src),
            () => {
                steps.push(Step::Page);
                steps.extend(has_doi.then_some(Step::Doi));
            }
        },
        SourceKind::Page => {
            steps.extend(has_inline.then_some(Step::Inline));
            steps.push(Step::Page);
        }
        _ if !settings.records.is_empty() => {}
        SourceKind::Inline => steps.push(Step::Inline),
        SourceKind::Src => steps.push(Step::Src),
        SourceKind::Doi => steps.push(Step::Doi),
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use Step::{Doi, Inline as Script, Page, Property, Src};

    fn settings(from: SourceKind) -> Settings {
        Settings { from, ..Settings::default() }
    }

    fn full(from: SourceKind) -> Settings {
        Settings {
            records: vec![Record::default()],
            inline: vec![Inline { media_type: String::new(), text: "{}".into(), ..Inline::default() }],
            src: "https://example.org/a.bib".into(),
            doi: "10.1/x".into(),
            ..settings(from)
        }
    }

    #[test]
    fn auto_takes_the_first_source_there_is() {
        let mut card = full(SourceKind::Auto);
        assert_eq!(plan(&card), [Property]);
        card.records.clear();
        assert_eq!(plan(&card), [Script]);
        card.inline[0].text = "  \n".into();
        assert_eq!(plan(&card), [Src]);
        card.src.clear();
        assert_eq!(plan(&card), [Page, Doi]);
        card.doi.clear();
        assert_eq!(plan(&card), [Page]);
    }

    #[test]
    fn page_is_completed_by_what_is_given_and_the_others_stand_alone() {
        assert_eq!(plan(&full(SourceKind::Page)), [Property, Script, Page]);
        let without = |from| Settings { records: Vec::new(), ..full(from) };
        assert_eq!(plan(&without(SourceKind::Page)), [Script, Page]);
        assert_eq!(plan(&without(SourceKind::Inline)), [Script]);
        assert_eq!(plan(&without(SourceKind::Src)), [Src]);
        assert_eq!(plan(&without(SourceKind::Doi)), [Doi]);
        assert_eq!(plan(&settings(SourceKind::Doi)), [Doi]);
    }

    #[test]
    fn from_is_read_leniently() {
        assert_eq!(SourceKind::parse(" Page "), Some(SourceKind::Page));
        assert_eq!(SourceKind::parse("metadata"), None);
    }
}
