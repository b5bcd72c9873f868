//! The official styles and locales, as the archive of the crate `hayagriva` has them → their CSL
//! 1.0.2 as minified XML, with what a list of them shows.
//!
//! `build.rs` and `cargo xtask styles` both use this file.

use crate::repair;
use citationberg::{LocaleFile, Style};
use hayagriva::archive::{self, ArchivedStyle};

/// A style as it is shipped.
pub(crate) struct Shipped {
    /// The file's name without its extension: `apa`.
    pub id: String,
    /// `info/title`
    pub title: String,
    /// `info/title-short`
    pub short: Option<String>,
    /// The authors' names.
    pub authors: Vec<String>,
    /// Whether it was written here.
    pub own: bool,
    /// The minified XML.
    pub xml: String,
}

/// A locale as it is shipped.
pub(crate) struct ShippedLocale {
    /// `en-GB`
    pub lang: String,
    /// The translators' names.
    pub translators: Vec<String>,
    /// The minified XML.
    pub xml: String,
}

/// Every style of the archive.
pub(crate) fn styles() -> Result<Vec<Shipped>, String> {
    // Typst's own style is not one of the repository's and needs a variable of Typst's.
    let official = ArchivedStyle::all().iter().filter(|style| style.csl_id().contains("zotero.org"));
    let shipped = official.map(|archived| {
        let id = archived.csl_id().rsplit('/').next().unwrap_or_default();
        let style = archived.get();
        let xml = style.to_xml().map_err(|error| format!("{id} cannot be written as XML: {error}"))?;
        shipped(id, &style, &xml, false)
    });
    shipped.collect()
}

/// A style written here.
pub(crate) fn own(id: &str, xml: &str) -> Result<Shipped, String> {
    let style = Style::from_xml(xml).map_err(|error| format!("{id}.csl is not a CSL style: {error}"))?;
    shipped(id, &style, xml, true)
}

fn shipped(id: &str, style: &Style, xml: &str, own: bool) -> Result<Shipped, String> {
    let info = style.info();
    Ok(Shipped {
        id: id.to_owned(),
        title: info.title.value.trim().to_owned(),
        short: info.title_short.as_ref().map(|title| title.value.trim().to_owned()),
        authors: info.authors.iter().map(|author| author.name.trim().to_owned()).collect(),
        own,
        xml: repair::repaired(xml, "style").map_err(|error| format!("{id}: {error}"))?,
    })
}

/// Every locale of the archive, by its language.
pub(crate) fn locales() -> Result<Vec<ShippedLocale>, String> {
    let mut locales = Vec::new();
    for locale in archive::locales() {
        let Some(lang) = locale.lang else { continue };
        let name = lang.0.clone();
        let people = locale.info.iter().flat_map(|info| &info.translators);
        let translators = people.map(|person| person.name.trim().to_owned()).collect();
        let file = LocaleFile {
            version: "1.0".into(),
            lang,
            info: locale.info,
            terms: locale.terms,
            date: locale.date,
            style_options: locale.style_options,
        };
        let xml = file.to_xml().map_err(|error| format!("{name} cannot be written as XML: {error}"))?;
        let xml = repair::repaired(&xml, "locale").map_err(|error| format!("{name}: {error}"))?;
        locales.push(ShippedLocale { lang: name, translators, xml });
    }
    locales.sort_by(|one, other| one.lang.cmp(&other.lang));
    Ok(locales)
}
