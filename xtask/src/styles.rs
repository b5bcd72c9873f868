//! Makes the folders of citation styles and locales that `dist/` ships: CSL 1.0.2 as minified XML,
//! the same compiled, a list for menus, licence and credits.
//!
//! The styles and locales of the official repository come from the archive of the crate
//! `hayagriva` (`assets/build/archive.rs`); those written here from `styles/csl/`.

pub(crate) mod marked;
#[cfg(test)]
mod tests;

pub(crate) use crate::archive::{Shipped, ShippedLocale, locales};

use crate::archive;
use crate::shell::{Outcome, root};
use citation_card::csl::{self, aliases::ALIASES};
use citation_card::record::Json;
use std::fs;
use std::path::Path;

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

/// `cargo xtask styles [folder]`: writes the folders, into `target/shipped` where none is named.
pub(crate) fn command(words: &[String]) -> Outcome {
    let into = words.first().map_or_else(|| root().join("target/shipped"), Into::into);
    for (name, bytes) in write(&into)? {
        crate::files::write(&into.join(name), &bytes)?;
    }
    println!("{}", into.display());
    Ok(())
}

/// Writes `styles/` and `locales/` into a folder, but for the compiled files, which it gives by
/// their paths in that folder.
pub(crate) fn write(into: &Path) -> Outcome<Vec<(String, Vec<u8>)>> {
    let styles = styles()?;
    let locales = locales()?;
    let mut compiled = Vec::new();
    let folder = into.join("styles");
    make(&folder)?;
    for style in &styles {
        save(&folder.join(format!("{}.csl", style.id)), &style.xml)?;
        let read = csl::Style::parse(&style.xml).map_err(|error| format!("{}: {error}", style.id))?;
        compiled.push((format!("styles/{}.txt", style.id), read.compiled().into_bytes()));
    }
    save(&folder.join("index.json"), &Json::Array(styles.iter().map(row).collect()).to_string())?;
    save(&folder.join("LICENSE.md"), LICENSE)?;
    save(&folder.join("CREDITS.md"), &style_credits(&styles))?;
    let folder = into.join("locales");
    make(&folder)?;
    for locale in &locales {
        save(&folder.join(format!("{}.xml", locale.lang)), &locale.xml)?;
        let read = csl::Locale::parse(&locale.xml).map_err(|error| format!("{}: {error}", locale.lang))?;
        compiled.push((format!("locales/{}.txt", locale.lang), read.compiled().into_bytes()));
    }
    let langs = locales.iter().map(|locale| Json::from(locale.lang.as_str())).collect();
    save(&folder.join("index.json"), &Json::Array(langs).to_string())?;
    save(&folder.join("LICENSE.md"), LICENSE)?;
    save(&folder.join("CREDITS.md"), &locale_credits(&locales))?;
    Ok(compiled)
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

static LICENSE: &str = "# Licence

The citation styles and locales in this folder come from the Citation Style Language project
(<https://citationstyles.org>) and are published under the Creative Commons Attribution-ShareAlike
3.0 Unported licence, CC BY-SA 3.0: <https://creativecommons.org/licenses/by-sa/3.0/>. You may share
and adapt them under the same licence if you name their authors, who are listed in `CREDITS.md`.

Each `.txt` file is the `.csl` or `.xml` file of the same name in the compact form that citation-card
loads; it is made from that file and under the same licence, by the same authors.

Changes made: comments, default values, white space and metadata that rendering does not need were
removed. What they render is the same.

Files that `CREDITS.md` lists as written for citation-card are under MIT OR Apache-2.0.
";

fn style_credits(styles: &[Shipped]) -> String {
    let mut text =
        "# Credits\n\nCC BY-SA 3.0, from <https://github.com/citation-style-language/styles>:\n\n".to_owned();
    for style in styles.iter().filter(|style| !style.own) {
        text += &format!("- `{}.csl`: {}, by {}\n", style.id, style.title, style.authors.join(", "));
    }
    text += "\nMIT OR Apache-2.0, written for citation-card:\n\n";
    for style in styles.iter().filter(|style| style.own) {
        text += &format!("- `{}.csl`: {}\n", style.id, style.title);
    }
    text + "\nEach `.txt` file is made from the `.csl` file of its name.\n"
}

fn locale_credits(locales: &[ShippedLocale]) -> String {
    let mut text =
        "# Credits\n\nCC BY-SA 3.0, from <https://github.com/citation-style-language/locales>:\n\n"
            .to_owned();
    for locale in locales {
        let by = if locale.translators.is_empty() {
            "the CSL project".into()
        } else {
            locale.translators.join(", ")
        };
        text += &format!("- `{}.xml`, by {by}\n", locale.lang);
    }
    text + "\nEach `.txt` file is made from the `.xml` file of its name.\n"
}

fn make(folder: &Path) -> Outcome {
    fs::create_dir_all(folder).map_err(|error| format!("{} cannot be made: {error}", folder.display()))
}

fn save(file: &Path, text: &str) -> Outcome {
    fs::write(file, text).map_err(|error| format!("{} cannot be written: {error}", file.display()))
}
