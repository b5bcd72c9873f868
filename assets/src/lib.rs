//! The official CSL styles and locales that [`citation_card`] is mostly used with, ready to use.
//!
//! ```
//! use citation_card::CiteOptions;
//!
//! let records = citation_card::read("@book{a, author = {Doe, Jane}, title = {Tides}, year = 2020}", None).records;
//! let style = citation_card_assets::style("apa").ok_or("no such style")?;
//! let locale = citation_card_assets::locale("en-GB").ok_or("no such locale")?;
//! assert_eq!(citation_card::cite(&records, &CiteOptions::new(&style, &locale)), "Doe, J. (2020). <i>Tides</i>.");
//! # Ok::<(), &str>(())
//! ```
//!
//! Other styles are read from their `.csl` files with [`citation_card::Style::parse`].
//!
//! # Features
//!
//! * `yew`: `CitationCard`, a Yew component that needs nothing but records.
//!
//! # Licence
//!
//! The code is under MIT or Apache-2.0, at your choice. The styles and locales are works of the
//! [CSL project](https://citationstyles.org) under
//! [CC BY-SA 3.0](https://creativecommons.org/licenses/by-sa/3.0/). A program that contains them has to
//! name their authors: [`credits`] does. This package contains none of them: they are taken from the crate
//! `hayagriva` when it is built.

#![forbid(unsafe_code)]

#[cfg(feature = "yew")]
mod card;

#[cfg(feature = "yew")]
pub use card::{CardProps, CitationCard, assets_for};

use citation_card::csl::aliases::canonical;
use citation_card::csl::nearest_locale;
use citation_card::{Locale, Style};

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// A style that comes with the crate.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct BundledStyle {
    /// `chicago-author-date`
    pub id: &'static str,
    /// `Chicago Manual of Style 18th edition (author-date)`
    pub title: &'static str,
    /// A name short enough for a tab: `Chicago`. Empty where the style has none.
    pub short: &'static str,
    /// Who wrote it.
    pub authors: &'static str,
    /// Whether it was written for citation-card, and is under its licence.
    pub own: bool,
    compiled: &'static str,
}

/// A locale that comes with the crate.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct BundledLocale {
    /// `en-GB`
    pub lang: &'static str,
    /// Who translated it.
    pub translators: &'static str,
    compiled: &'static str,
}

/// Every style, by id.
pub fn styles() -> &'static [BundledStyle] {
    STYLES
}

/// Every locale, by language.
pub fn locales() -> &'static [BundledLocale] {
    LOCALES
}

/// The style of an id, a common name or a former id: `apa`, `mla`, `vancouver`.
pub fn style(name: &str) -> Option<Style> {
    let id = canonical(name);
    Style::from_compiled(STYLES.iter().find(|style| style.id == id)?.compiled)
}

/// The locale of a language tag, or the nearest one: that of `de-DE` for `de`. Nothing for a language
/// that no locale is for.
pub fn locale(lang: &str) -> Option<Locale> {
    let langs: Vec<&str> = LOCALES.iter().map(|locale| locale.lang).collect();
    let nearest = nearest_locale(lang, &langs)?;
    Locale::from_compiled(LOCALES.iter().find(|locale| locale.lang == nearest)?.compiled)
}

/// The locale for a style: of the language asked for, else of the style's own, else American English.
pub fn locale_for(style: &Style, lang: Option<&str>) -> Option<Locale> {
    let langs: Vec<&str> = LOCALES.iter().map(|locale| locale.lang).collect();
    locale(style.nearest_locale(lang, &langs)?)
}

/// Who wrote the styles and locales, and under which licence, as Markdown.
pub fn credits() -> String {
    let mut text = "# Credits\n\nCitation styles and locales of the Citation Style Language project, \
        <https://citationstyles.org>, under CC BY-SA 3.0, \
        <https://creativecommons.org/licenses/by-sa/3.0/>. Comments, default values and what rendering \
        does not need were removed.\n\n"
        .to_owned();
    for style in STYLES.iter().filter(|style| !style.own) {
        text.extend(["- `", style.id, "`: ", style.title, ", by ", style.authors, "\n"]);
    }
    for locale in LOCALES {
        let by = if locale.translators.is_empty() { "the CSL project" } else { locale.translators };
        text.extend(["- locale `", locale.lang, "`, by ", by, "\n"]);
    }
    text + "\nThe other styles were written for citation-card, under MIT OR Apache-2.0.\n"
}
