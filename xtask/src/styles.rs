//! The citation styles and locales that `dist/` ships: CSL 1.0.2, read from where they are kept.
//!
//! The best-known styles of the official repository, and its locales, come from the archive of the
//! crate `hayagriva` (`assets/build/archive.rs`); those written here from `styles/csl/`; all other
//! official styles from a wheel of PyPI (`wheel.rs`). `shipped.rs` makes the folders of them.

mod credits;
pub(crate) mod marked;
mod shipped;
#[cfg(test)]
mod tests;
mod wheel;

pub(crate) use shipped::{Made, write};

pub(crate) use crate::archive::{Shipped, ShippedLocale, locales};

use crate::archive;
use crate::shell::{Outcome, root};
use citation_card::csl::aliases::ALIASES;
use citation_card::record::Json;
use std::fs;
use std::path::{Path, PathBuf};

/// The styles that menus show first, in this order; the others follow by their titles.
static FIRST: &[&str] = &[
    "pure-apa",
    "pure-author",
    "pure-harvard",
    "pure-standard",
    "pure-vancouver",
    "apa",
    "modern-language-association",
    "chicago-author-date",
    "chicago-notes-bibliography",
    "harvard-cite-them-right",
    "nlm-citation-sequence",
    "ieee",
    "american-medical-association",
    "american-chemical-society",
    "nature",
];

/// `cargo xtask styles [folder]`: writes the XML of the styles and locales that do not come from the
/// wheel, into `target/shipped` where no folder is named.
pub(crate) fn command(words: &[String]) -> Outcome {
    let into = words.first().map_or_else(|| root().join("target/shipped"), Into::into);
    for style in &styles()? {
        crate::files::write(&made(&into, "styles")?.join(format!("{}.csl", style.id)), style.xml.as_bytes())?;
    }
    for locale in &locales()? {
        let file = made(&into, "locales")?.join(format!("{}.xml", locale.lang));
        crate::files::write(&file, locale.xml.as_bytes())?;
    }
    println!("{}", into.display());
    Ok(())
}

/// Every shipped style, in the order of menus.
pub(crate) fn styles() -> Outcome<Vec<Shipped>> {
    let mut styles = own()?;
    styles.extend(archive::styles()?);
    let place = |style: &Shipped| FIRST.iter().position(|id| *id == style.id).unwrap_or(FIRST.len());
    styles.sort_by_cached_key(|style| (place(style), style.title.to_lowercase()));
    Ok(styles)
}

/// The styles written here.
fn own() -> Outcome<Vec<Shipped>> {
    let folder = root().join("styles/csl");
    let mut files: Vec<_> = fs::read_dir(&folder)
        .map_err(|error| format!("{} cannot be read: {error}", folder.display()))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "csl"))
        .collect();
    files.sort();
    let mut styles = Vec::new();
    for file in files {
        let id = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let xml = fs::read_to_string(&file).map_err(|error| format!("{id}.csl cannot be read: {error}"))?;
        styles.push(archive::own(&id, &xml)?);
    }
    Ok(styles)
}

/// A style's row in `index.json`; what is not there is no, none or in-text.
fn row(style: &Shipped) -> Json {
    let text = |key: &str, value: &str| (key.to_owned(), Json::from(value));
    let mut fields = vec![text("id", &style.id), text("title", &style.title)];
    if let Some(short) = &style.short {
        fields.push(text("short", short));
    }
    let aliases: Vec<Json> =
        ALIASES.iter().filter(|(_, id)| *id == style.id).map(|(alias, _)| Json::from(*alias)).collect();
    if !aliases.is_empty() {
        fields.push(("aliases".to_owned(), Json::Array(aliases)));
    }
    let head = style.xml.split('>').next().unwrap_or_default();
    if head.contains(r#"class="note""#) {
        fields.push(("note".to_owned(), Json::Bool(true)));
    }
    if !style.xml.contains("<bibliography") {
        fields.push(("bibliography".to_owned(), Json::Bool(false)));
    }
    Json::Object(fields)
}

/// A folder in another one.
fn made(into: &Path, name: &str) -> Outcome<PathBuf> {
    let folder = into.join(name);
    crate::files::create(&folder)?;
    Ok(folder)
}
