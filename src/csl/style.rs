//! The style model: what a `.csl` file says, typed, with macros resolved to their place in a list.
//!
//! Attributes that CSL gives a default hold the default; attributes that are inherited (the name
//! options) are `Option`s.

use super::StyleError;
use super::locale::Locale;
use super::tree::{Display, Format};
use crate::record::{Kind, Variable};

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
    pub(crate) note: bool,
    pub(crate) macros: Vec<Vec<Element>>,
    pub(crate) citation: Layout,
    pub(crate) bibliography: Option<Layout>,
    pub(crate) locales: Vec<Locale>,
    pub(crate) page_range: Option<PageRange>,
    pub(crate) demote: Demote,
    pub(crate) initialize_with_hyphen: bool,
    /// The style places the year suffix itself, with `<text variable="year-suffix"/>` or a
    /// `citation-label`.
    pub(crate) places_year_suffix: bool,
    pub(crate) disambiguation: Disambiguation,
    pub(crate) near_note_distance: u32,
}

/// `cs:citation` or `cs:bibliography`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layout {
    pub names: NameOptions,
    pub sort: Vec<SortKey>,
    pub look: Look,
    pub delimiter: String,
    pub elements: Vec<Element>,
    // Of citations only:
    pub collapse: Option<Collapse>,
    /// Cites of the same names stand together: a delimiter was given, or names or years collapse.
    pub cite_group_delimiter: Option<String>,
    pub after_collapse_delimiter: Option<String>,
    pub year_suffix_delimiter: Option<String>,
    // Of bibliographies only:
    pub hanging_indent: bool,
    pub second_field_align: bool,
    pub entry_spacing: u32,
    pub line_spacing: u32,
    pub substitute: Option<String>,
    pub substitute_rule: SubstituteRule,
}

/// How ambiguous cites are told apart.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Disambiguation {
    pub add_names: bool,
    pub add_givenname: bool,
    pub add_year_suffix: bool,
    pub rule: GivenRule,
    /// Some `cs:if` tests `disambiguate`.
    pub condition: bool,
}

/// A plain enumeration of attribute values with their names in CSL.
macro_rules! values {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "CSL's own names")]
        pub enum $name { $($variant),* }

        impl $name {
            #[doc = "The values with their names in CSL."]
            pub(crate) const VALUES: &[(&'static str, Self)] = &[$(($text, Self::$variant)),*];
        }
    };
}

values! {
    /// `givenname-disambiguation-rule`
    GivenRule { AllNames "all-names", AllInitials "all-names-with-initials", Primary "primary-name",
        PrimaryInitials "primary-name-with-initials", ByCite "by-cite" }
}
values! {
    /// `collapse`
    Collapse { Number "citation-number", Year "year", Suffix "year-suffix", SuffixRanged "year-suffix-ranged" }
}
values! {
    /// `subsequent-author-substitute-rule`
    SubstituteRule { CompleteAll "complete-all", CompleteEach "complete-each", PartialEach "partial-each",
        PartialFirst "partial-first" }
}
values! {
    /// `page-range-format`
    PageRange { Chicago15 "chicago-15", Chicago16 "chicago-16", Chicago "chicago", Expanded "expanded",
        Minimal "minimal", MinimalTwo "minimal-two" }
}
values! {
    /// `demote-non-dropping-particle`
    Demote { DisplayAndSort "display-and-sort", Never "never", SortOnly "sort-only" }
}
values! {
    /// `form` of a term or label, and of a variable that has a short form.
    TermForm { Long "long", Short "short", Verb "verb", VerbShort "verb-short", Symbol "symbol" }
}
values! {
    /// `text-case`
    TextCase { Lower "lowercase", Upper "uppercase", CapitalizeFirst "capitalize-first",
        CapitalizeAll "capitalize-all", Sentence "sentence", Title "title" }
}
values! {
    /// `form` of `cs:number`
    NumberForm { Numeric "numeric", Ordinal "ordinal", LongOrdinal "long-ordinal", Roman "roman" }
}
values! {
    /// `plural` of `cs:label`
    Plural { Contextual "contextual", Always "always", Never "never" }
}
values! {
    /// `match` of a condition
    Match { All "all", Any "any", None "none" }
}
values! {
    /// `and`
    And { Text "text", Symbol "symbol" }
}
values! {
    /// `delimiter-precedes-last` and `delimiter-precedes-et-al`
    Precedes { Contextual "contextual", AfterInverted "after-inverted-name", Always "always", Never "never" }
}
values! {
    /// `form` of `cs:name`
    NameForm { Long "long", Short "short", Count "count" }
}
values! {
    /// `name-as-sort-order`
    SortOrder { First "first", All "all" }
}
values! {
    /// `form` of `cs:date`
    DateForm { Text "text", Numeric "numeric" }
}
values! {
    /// `date-parts`
    Precision { Day "year-month-day", Month "year-month", Year "year" }
}
values! {
    /// `name` of `cs:date-part`
    DatePartName { Year "year", Month "month", Day "day" }
}
values! {
    /// `form` of `cs:date-part`
    DatePartForm { Long "long", Short "short", Numeric "numeric", LeadingZeros "numeric-leading-zeros",
        Ordinal "ordinal" }
}
values! {
    /// `position`; a later one also is each earlier one, but for `near-note`.
    CitePosition { First "first", Subsequent "subsequent", Ibid "ibid", IbidWithLocator "ibid-with-locator",
        NearNote "near-note" }
}

/// The value that CSL gives an attribute that is left out.
macro_rules! default_values {
    ($($name:ident $variant:ident),* $(,)?) => {
        $(impl Default for $name {
            fn default() -> Self {
                Self::$variant
            }
        })*
    };
}

default_values! {
    CitePosition First, GivenRule ByCite, SubstituteRule CompleteAll, Demote DisplayAndSort,
}

/// Affixes, formatting and everything else that wraps what an element renders.
#[derive(Clone, Debug, Default)]
pub(crate) struct Look {
    pub format: Format,
    pub prefix: String,
    pub suffix: String,
    pub quotes: bool,
    pub strip_periods: bool,
    pub case: Option<TextCase>,
    pub display: Option<Display>,
}

/// A rendering element.
#[derive(Clone, Debug)]
pub(crate) enum Element {
    Text(Text, Look),
    Number(Variable, NumberForm, Look),
    Label(Variable, Label),
    Names(Box<Names>),
    Date(Box<Date>),
    Group(Vec<Self>, String, Look),
    Choose(Vec<Branch>),
}

/// What `cs:text` renders.
#[derive(Clone, Debug)]
pub(crate) enum Text {
    Variable(Variable, TermForm),
    /// The place in [`Style::macros`].
    Macro(usize),
    Term(String, TermForm, bool),
    Value(String),
}

/// `cs:label`, in `cs:names` or on its own.
#[derive(Clone, Debug)]
pub(crate) struct Label {
    pub form: TermForm,
    pub plural: Plural,
    pub look: Look,
}

/// `cs:if`, `cs:else-if` or `cs:else`, which has no conditions.
#[derive(Clone, Debug)]
pub(crate) struct Branch {
    pub matching: Match,
    pub conditions: Vec<Condition>,
    pub elements: Vec<Element>,
}

/// One test of a branch: one value of one attribute.
#[derive(Clone, Debug)]
pub(crate) enum Condition {
    Variable(Variable),
    Numeric(Variable),
    Uncertain(Variable),
    Kind(Kind),
    Position(CitePosition),
    Locator(String),
    Disambiguate,
    /// A value that CSL does not know.
    Never,
}

/// `cs:names`
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    pub variables: Vec<Variable>,
    pub look: Look,
    pub delimiter: Option<String>,
    pub options: NameOptions,
    /// None where `cs:name` is left out, which matters in `cs:substitute`.
    pub name: Option<Name>,
    pub et_al: Option<(String, Format)>,
    pub label: Option<Label>,
    pub label_first: bool,
    pub substitute: Vec<Element>,
}

/// `cs:name`
#[derive(Clone, Debug, Default)]
pub(crate) struct Name {
    pub options: NameOptions,
    pub look: Look,
    pub given: Option<Look>,
    pub family: Option<Look>,
}

/// The name options that `cs:name` inherits from `cs:citation` and `cs:bibliography`, and those from
/// `cs:style`.
#[derive(Clone, Debug, Default)]
pub(crate) struct NameOptions {
    pub and: Option<And>,
    pub delimiter: Option<String>,
    pub names_delimiter: Option<String>,
    pub precedes_et_al: Option<Precedes>,
    pub precedes_last: Option<Precedes>,
    pub et_al_min: Option<u32>,
    pub et_al_use_first: Option<u32>,
    pub et_al_subsequent_min: Option<u32>,
    pub et_al_subsequent_use_first: Option<u32>,
    pub et_al_use_last: Option<bool>,
    pub form: Option<NameForm>,
    pub initialize: Option<bool>,
    pub initialize_with: Option<String>,
    pub sort_order: Option<SortOrder>,
    pub sort_separator: Option<String>,
}

/// `cs:date`, in a style or in a locale.
#[derive(Clone, Debug, Default)]
pub(crate) struct Date {
    /// None in a locale.
    pub variable: Option<Variable>,
    pub form: Option<DateForm>,
    pub precision: Option<Precision>,
    pub parts: Vec<DatePart>,
    pub delimiter: String,
    pub look: Look,
}

/// `cs:date-part`
#[derive(Clone, Debug)]
pub(crate) struct DatePart {
    pub name: DatePartName,
    pub form: Option<DatePartForm>,
    pub range_delimiter: Option<String>,
    pub look: Look,
}

/// `cs:key`
#[derive(Clone, Debug)]
pub(crate) struct SortKey {
    pub by: SortBy,
    pub descending: bool,
    pub names_min: Option<u32>,
    pub names_use_first: Option<u32>,
    pub names_use_last: Option<bool>,
}

/// What a `cs:key` sorts by.
#[derive(Clone, Debug)]
pub(crate) enum SortBy {
    Variable(Variable),
    Macro(usize),
}

impl NameOptions {
    /// These options, with those of the parent element where they say nothing.
    pub(crate) fn inherit(&self, parent: &Self) -> Self {
        Self {
            and: self.and.or(parent.and),
            delimiter: self.delimiter.as_ref().or(parent.delimiter.as_ref()).cloned(),
            names_delimiter: self.names_delimiter.as_ref().or(parent.names_delimiter.as_ref()).cloned(),
            precedes_et_al: self.precedes_et_al.or(parent.precedes_et_al),
            precedes_last: self.precedes_last.or(parent.precedes_last),
            et_al_min: self.et_al_min.or(parent.et_al_min),
            et_al_use_first: self.et_al_use_first.or(parent.et_al_use_first),
            et_al_subsequent_min: self.et_al_subsequent_min.or(parent.et_al_subsequent_min),
            et_al_subsequent_use_first: self.et_al_subsequent_use_first.or(parent.et_al_subsequent_use_first),
            et_al_use_last: self.et_al_use_last.or(parent.et_al_use_last),
            form: self.form.or(parent.form),
            initialize: self.initialize.or(parent.initialize),
            initialize_with: self.initialize_with.as_ref().or(parent.initialize_with.as_ref()).cloned(),
            sort_order: self.sort_order.or(parent.sort_order),
            sort_separator: self.sort_separator.as_ref().or(parent.sort_separator.as_ref()).cloned(),
        }
    }
}

impl Style {
    /// Reads a style.
    pub fn parse(xml: &str) -> Result<Self, StyleError> {
        super::parse::style(xml)
    }

    /// Whether citations are notes.
    pub fn is_note(&self) -> bool {
        self.note
    }

    /// Whether the style has a bibliography.
    pub fn has_bibliography(&self) -> bool {
        self.bibliography.is_some()
    }
}

/// An empty `cs:name`.
pub(crate) static PLAIN_NAME: Name = Name {
    options: NameOptions {
        and: None,
        delimiter: None,
        names_delimiter: None,
        precedes_et_al: None,
        precedes_last: None,
        et_al_min: None,
        et_al_use_first: None,
        et_al_subsequent_min: None,
        et_al_subsequent_use_first: None,
        et_al_use_last: None,
        form: None,
        initialize: None,
        initialize_with: None,
        sort_order: None,
        sort_separator: None,
    },
    look: Look {
        format: Format {
            font_style: None,
            small_caps: None,
            font_weight: None,
            underline: None,
            vertical_align: None,
        },
        prefix: String::new(),
        suffix: String::new(),
        quotes: false,
        strip_periods: false,
        case: None,
        display: None,
    },
    given: None,
    family: None,
};

/// An element without formatting.
pub(crate) static PLAIN: Look = Look {
    format: Format {
        font_style: None,
        small_caps: None,
        font_weight: None,
        underline: None,
        vertical_align: None,
    },
    prefix: String::new(),
    suffix: String::new(),
    quotes: false,
    strip_periods: false,
    case: None,
    display: None,
};
