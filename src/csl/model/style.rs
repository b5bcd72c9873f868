//! The style model: the elements of a `.csl` file, with tags, attributes and values as small numbers
//! and macros resolved to their place in a list.
//!
//! Elements keep only the attributes that the file gives, so that one piece of code reads, copies and
//! drops them all; what an absent attribute means is said where it is used.

use super::element::{Attr, Element, Word};
use super::language::nearest_locale;
use super::locale::Locale;

/// Elements inside elements, with macros put in their places, may not go deeper than this.
pub(crate) const MAX_NESTING: usize = 160;

/// A macro may not render more elements than this, with macros put in their places and all branches
/// counted: one of a published style, Chicago's notes, has 888,366.
pub(crate) const MAX_ELEMENTS: usize = 4_000_000;

/// No number of a style is larger, nor has one more macros.
pub(crate) const MAX_NUMBER: u32 = 50_000;

/// A citation style, read from a `.csl` file.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// `info/title`
    pub title: String,
    /// The last segment of `info/id`: `apa`.
    pub id: String,
    /// A dependent style's parent, as an id; such a style renders nothing itself.
    pub parent: Option<String>,
    /// `default-locale`
    pub default_locale: Option<String>,
    /// `cs:style`, without what it contains.
    pub(crate) root: Element,
    /// Each calls only those before it.
    pub(crate) macros: Vec<Element>,
    pub(crate) citation: Layout,
    pub(crate) bibliography: Option<Layout>,
    pub(crate) locales: Vec<Locale>,
    /// The style places the year suffix itself, with `<text variable="year-suffix"/>` or a
    /// `citation-label`.
    pub(crate) places_year_suffix: bool,
    /// Some `cs:if` tests `disambiguate`.
    pub(crate) tests_disambiguate: bool,
}

/// `cs:citation` or `cs:bibliography`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layout {
    /// The element itself, with the keys of its `cs:sort` as children.
    pub own: Element,
    /// Its `cs:layout`.
    pub body: Element,
}

/// `position`; a later one also is each earlier one, but for `near-note`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "CSL's own names")]
pub enum CitePosition {
    #[default]
    First,
    Subsequent,
    Ibid,
    IbidWithLocator,
    NearNote,
}

impl Style {
    /// Whether citations are notes.
    pub fn is_note(&self) -> bool {
        self.root.is(Attr::Class, Word::Note)
    }

    /// Which of some locales to load: the nearest to what the user asks for, else to the style's own
    /// `default-locale`, else American English.
    pub fn nearest_locale<'l>(&self, asked: Option<&str>, locales: &[&'l str]) -> Option<&'l str> {
        let wanted = asked.or(self.default_locale.as_deref()).unwrap_or("en-US");
        nearest_locale(wanted, locales).or_else(|| nearest_locale("en-US", locales))
    }

    /// Whether entries have the terms of their work's language: a style of CSL-M, with a layout of its
    /// own for some languages (`<layout locale="en">`).
    pub fn follows_item_language(&self) -> bool {
        let tests = |layout: &Layout| {
            let branches = layout.body.children.iter().flat_map(|child| &child.children);
            branches.clone().any(|branch| branch.get(Attr::Locale).is_some())
        };
        tests(&self.citation) || self.bibliography.as_ref().is_some_and(tests)
    }

    /// Whether "et al." never hides a single name: the rule of APA (7th edition, section 8.18), which CSL
    /// has no words for.
    pub(crate) fn et_al_is_plural(&self) -> bool {
        self.id == "apa" || self.id.starts_with("apa-") || self.title.contains("American Psychological Assoc")
    }

    /// Whether the style has a bibliography.
    pub fn has_bibliography(&self) -> bool {
        self.bibliography.is_some()
    }
}
