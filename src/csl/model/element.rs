//! The elements of styles and locales: tags, attributes and values as small numbers, with their names
//! in CSL 1.0.2.

use crate::record::{Kind, Variable};
use crate::text::list::{List, list};

/// An element of a style or a locale.
#[derive(Clone, Debug, Default)]
pub(crate) struct Element {
    pub tag: Tag,
    pub attributes: Vec<(Attr, Value)>,
    pub children: Vec<Self>,
}

/// The value of an attribute; one with several words stands there several times.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Text(String),
    /// A number, or the place of a macro in the style's list.
    Number(u32),
    Word(Word),
    Variable(Variable),
    Kind(Kind),
    /// What a condition asks for and CSL does not know.
    Unknown,
}

/// A plain enumeration with the names in CSL.
macro_rules! names {
    ($(#[$doc:meta])* $name:ident $default:ident { $($variant:ident $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum $name { $($variant),* }

        impl $name {
            /// All, in order.
            pub(crate) const ALL: &[Self] = &[$(Self::$variant),*];

            /// The names one after the other.
            pub(crate) const NAMES: &str = concat!($($text),*);

            /// What has this name.
            pub(crate) fn parse(name: &str) -> Option<Self> {
                static NAMES: List = list![$($text),*];
                Self::ALL.get(NAMES.place(name)?).copied()
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::$default
            }
        }
    };
}

names! {
    /// The elements: first those that render, up to `cs:choose`. `cs:text` is one of four.
    Tag Group { Text "text", Variable " ", Macro " ", Term " ", Value " ", Number "number", Label "label",
        Date "date", Names "names", Group "group", Choose "choose", If "if", ElseIf "else-if", Else "else",
        Name "name", EtAl "et-al", Substitute "substitute", NamePart "name-part", DatePart "date-part",
        Key "key" }
}

names! {
    /// The attributes, by what their values are: see [`Attr::class`]. The last ones are conditions.
    Attr Prefix {
        AfterCollapseDelimiter "after-collapse-delimiter", CiteGroupDelimiter "cite-group-delimiter",
        Delimiter "delimiter", InitializeWith "initialize-with", NameDelimiter "name-delimiter",
        NamesDelimiter "names-delimiter", Prefix "prefix", RangeDelimiter "range-delimiter",
        SecondFieldAlign "second-field-align", SortSeparator "sort-separator",
        Substitute "subsequent-author-substitute", Suffix "suffix", Value "value",
        YearSuffixDelimiter "year-suffix-delimiter",

        EntrySpacing "entry-spacing", EtAlMin "et-al-min", EtAlSubsequentMin "et-al-subsequent-min",
        EtAlSubsequentUseFirst "et-al-subsequent-use-first", EtAlUseFirst "et-al-use-first",
        LineSpacing "line-spacing", NamesMin "names-min", NamesUseFirst "names-use-first",
        NearNoteDistance "near-note-distance",

        And "and", Class "class", Collapse "collapse", DateParts "date-parts",
        Demote "demote-non-dropping-particle", AddGivenname "disambiguate-add-givenname",
        AddNames "disambiguate-add-names", AddYearSuffix "disambiguate-add-year-suffix", Display "display",
        EtAlUseLast "et-al-use-last", FontStyle "font-style", FontVariant "font-variant",
        FontWeight "font-weight", Form "form", GivenRule "givenname-disambiguation-rule",
        HangingIndent "hanging-indent", Initialize "initialize",
        InitializeWithHyphen "initialize-with-hyphen", Match "match", Name "name",
        NameForm "name-form", NamesUseLast "names-use-last", PageRange "page-range-format", Plural "plural",
        PrecedesEtAl "delimiter-precedes-et-al", PrecedesLast "delimiter-precedes-last", Quotes "quotes",
        Sort "sort", SortOrder "name-as-sort-order", StripPeriods "strip-periods",
        SubstituteRule "subsequent-author-substitute-rule", TextCase "text-case",
        TextDecoration "text-decoration", VerticalAlign "vertical-align",

        Macro "macro",
        Term "term",
        Locator "locator",
        Locale "locale",
        Disambiguate "disambiguate", Position "position",
        Type "type",
        IsNumeric "is-numeric", IsUncertainDate "is-uncertain-date", Variable "variable",
    }
}

/// What the values of an attribute are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Text,
    Number,
    Word,
    Macro,
    Term,
    Kind,
    Variable,
}

impl Attr {
    /// What its values are.
    pub(crate) fn class(self) -> Class {
        // The order of the enumeration.
        match self {
            Self::Macro => Class::Macro,
            Self::Term | Self::Locator => Class::Term,
            Self::Type => Class::Kind,
            Self::Locale => Class::Text,
            _ if self < Self::EntrySpacing => Class::Text,
            _ if self < Self::And => Class::Number,
            _ if self < Self::IsNumeric => Class::Word,
            _ => Class::Variable,
        }
    }

    /// Whether it is a test of `cs:if`.
    pub(crate) fn is_condition(self) -> bool {
        self >= Self::Locator
    }
}

names! {
    /// The words that attributes enumerate, whichever they belong to.
    Word Long {
        True "true", False "false", All "all", Any "any", None "none", Always "always", Never "never",
        Contextual "contextual", AfterInverted "after-inverted-name", Text "text", Symbol "symbol",
        Long "long", Short "short", Verb "verb", VerbShort "verb-short", Count "count", Numeric "numeric",
        LeadingZeros "numeric-leading-zeros", Ordinal "ordinal", LongOrdinal "long-ordinal", Roman "roman",
        Lowercase "lowercase", Uppercase "uppercase", CapitalizeFirst "capitalize-first",
        CapitalizeAll "capitalize-all", Sentence "sentence", Title "title", Block "block",
        LeftMargin "left-margin", RightInline "right-inline", Indent "indent", Italic "italic",
        Oblique "oblique", Normal "normal", SmallCaps "small-caps", Bold "bold", Light "light",
        Underline "underline", Sup "sup", Sub "sub", Baseline "baseline", Year "year", Month "month",
        Day "day", YearMonth "year-month", YearMonthDay "year-month-day", Given "given", Family "family",
        First "first", Subsequent "subsequent", Ibid "ibid", IbidWithLocator "ibid-with-locator",
        NearNote "near-note", CitationNumber "citation-number", YearSuffix "year-suffix",
        YearSuffixRanged "year-suffix-ranged", CompleteAll "complete-all", CompleteEach "complete-each",
        PartialEach "partial-each", PartialFirst "partial-first", Chicago "chicago",
        Chicago15 "chicago-15", Chicago16 "chicago-16", Expanded "expanded", Minimal "minimal",
        MinimalTwo "minimal-two", DisplayAndSort "display-and-sort", SortOnly "sort-only",
        AllNames "all-names", AllInitials "all-names-with-initials", Primary "primary-name",
        PrimaryInitials "primary-name-with-initials", ByCite "by-cite", Descending "descending",
        Note "note", Masculine "masculine", Feminine "feminine", Neuter "neuter",
        LastDigit "last-digit", LastTwoDigits "last-two-digits", WholeNumber "whole-number",
    }
}

impl Element {
    /// An attribute's first value.
    #[inline(never)]
    pub(crate) fn get(&self, attr: Attr) -> Option<&Value> {
        for (own, value) in &self.attributes {
            if *own == attr {
                return Some(value);
            }
        }
        None
    }

    /// An attribute that is text.
    pub(crate) fn text(&self, attr: Attr) -> Option<&str> {
        text(self.get(attr))
    }

    /// An attribute that is text, empty where it is absent.
    pub(crate) fn str(&self, attr: Attr) -> &str {
        self.text(attr).unwrap_or_default()
    }

    /// An attribute out of a list of words.
    pub(crate) fn word(&self, attr: Attr) -> Option<Word> {
        word(self.get(attr))
    }

    /// Whether an attribute is a word.
    pub(crate) fn is(&self, attr: Attr, word: Word) -> bool {
        self.word(attr) == Some(word)
    }

    /// Whether an attribute is `true`.
    pub(crate) fn is_true(&self, attr: Attr) -> bool {
        self.is(attr, Word::True)
    }

    /// An attribute that is a number.
    pub(crate) fn number(&self, attr: Attr) -> Option<u32> {
        number(self.get(attr))
    }

    /// The `variable`.
    pub(crate) fn variable(&self) -> Option<Variable> {
        match self.get(Attr::Variable) {
            Some(Value::Variable(variable)) => Some(*variable),
            _ => None,
        }
    }

    /// The first element inside with a tag.
    pub(crate) fn child(&self, tag: Tag) -> Option<&Self> {
        self.children.iter().find(|child| child.tag == tag)
    }
}

/// A value that is text.
pub(crate) fn text(value: Option<&Value>) -> Option<&str> {
    match value {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    }
}

/// A value that is a word.
pub(crate) fn word(value: Option<&Value>) -> Option<Word> {
    match value {
        Some(Value::Word(word)) => Some(*word),
        _ => None,
    }
}

/// A value that is a number.
pub(crate) fn number(value: Option<&Value>) -> Option<u32> {
    match value {
        Some(Value::Number(number)) => Some(*number),
        _ => None,
    }
}
