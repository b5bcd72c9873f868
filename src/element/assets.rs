//! The styles and locales of the page: given by the loader, read once, shared by all cards.

use std::cell::RefCell;
use std::rc::Rc;

use super::boundary::{AssetKind, Need};
use crate::card::{Assets, Failure, Labels, Load, Reason, StyleEntry};
use crate::csl::{Locale, Style};
use crate::record::Json;
use crate::text::json;

/// How far a dependent style may be from the one that renders: a chain of parents that is longer
/// goes in a circle.
const MAX_PARENTS: usize = 4;

thread_local! {
    /// All that has been loaded, and the same without the menu.
    static ASSETS: RefCell<[Rc<Assets>; 2]> = RefCell::default();
}

/// What has been loaded so far. The entries of every style take 60 KB, so a card that nobody is near
/// does without the menu.
pub fn snapshot(menu: bool) -> Rc<Assets> {
    ASSETS.with_borrow(|[all, most]| Rc::clone(if menu { all } else { most }))
}

/// Takes the compiled text of an asset, or why there is none, and replaces what was there.
pub fn provide(kind: AssetKind, id: &str, text: Result<&str, Failure>) {
    match kind {
        AssetKind::Style => {
            let load = read(id, text, Style::from_compiled);
            change(|assets| put(&mut assets.styles, id, load.clone()));
        }
        AssetKind::Locale => {
            let load = read(id, text, Locale::from_compiled);
            change(|assets| put(&mut assets.locales, id, load.clone()));
        }
        AssetKind::Labels => {
            let load = labels(id, text);
            change(|assets| put(&mut assets.labels, id, load.clone()));
        }
        AssetKind::Chunk => {
            let load = text.map_or_else(Load::Failed, |_| Load::Ready(()));
            change(|assets| put(&mut assets.chunks, id, load.clone()));
        }
        AssetKind::Menu => ASSETS.with_borrow_mut(|[all, _]| Rc::make_mut(all).menu = menu(text)),
        // What JavaScript calls otherwise is no asset.
        _ => {}
    }
}

/// Takes what `styles/ids` says of a style that a page names; nothing where it has no such style.
pub fn provide_entry(id: &str, row: Option<&str>) {
    let entry = row.map(entry_of);
    change(|assets| {
        assets.known.retain(|(known, _)| known != id);
        assets.known.push((id.to_owned(), entry.clone()));
    });
}

/// Takes a style that uses the rules of another one, as a line of `styles/ids`.
pub fn provide_dependent(id: &str, row: &str) {
    change(|assets| put(&mut assets.styles, id, Load::Ready(Rc::new(dependent(row)))));
}

/// Takes the languages of all locales, once the search is loaded. The names that it searches are to come.
pub fn provide_search(langs: &str) {
    ASSETS.with_borrow_mut(|[all, _]| {
        let all = Rc::make_mut(all);
        all.langs = langs.to_owned();
        if all.names == Load::Missing {
            all.names = Load::Waiting;
        }
    });
}

/// Takes the names of styles and journals that the search searches, or why there are none.
pub fn provide_names(text: Result<&str, Failure>) {
    let load = text.map_or_else(Load::Failed, |text| Load::Ready(Rc::from(text)));
    ASSETS.with_borrow_mut(|[all, _]| Rc::make_mut(all).names = load);
}

/// Gives an asset another name as well: locales and labels each language tag that leads to it, a style its
/// old ids.
pub fn alias(kind: AssetKind, id: &str, of: &str) {
    change(|assets| match kind {
        AssetKind::Style => {
            let load = assets.style(of).clone();
            put(&mut assets.styles, id, load);
        }
        AssetKind::Locale => {
            let load = assets.locale(of).clone();
            put(&mut assets.locales, id, load);
        }
        AssetKind::Labels => {
            let load = match assets.labels(of) {
                Load::Ready(labels) => Load::Ready(labels.tagged(id)),
                // English is part of the program.
                Load::Missing => Load::Ready(Labels::english(id)),
                other => other.clone(),
            };
            put(&mut assets.labels, id, load);
        }
        _ => {}
    });
}

/// The first style on the way from a dependent style to the one whose rules it uses that has not
/// been loaded, or `again` failed to. A way without an end makes the style fail.
pub fn missing_parent(id: &str, again: bool) -> Option<String> {
    let assets = snapshot(false);
    let mut at = id.to_owned();
    for _ in 0..=MAX_PARENTS {
        let parent = parent_of(&assets, &at)?;
        let load = assets.style(&parent);
        if matches!(load, Load::Missing) || again && matches!(load, Load::Failed(_)) {
            return Some(parent);
        }
        at = parent;
    }
    let message = [id, ": its parent styles form a circle, or a chain that is too long"].concat();
    change(|assets| {
        put(&mut assets.styles, id, Load::Failed(Failure::new(Reason::Unreadable, message.clone())));
    });
    None
}

/// Gives a dependent style the rules of the style at the end of its way.
pub fn inherit(id: &str) {
    let assets = snapshot(false);
    let Some(own) = assets.style(id).ready().filter(|style| style.parent.is_some()) else { return };
    let mut at = id.to_owned();
    while let Some(parent) = parent_of(&assets, &at) {
        at = parent;
    }
    let load = match assets.style(&at) {
        Load::Ready(style) => {
            let mut style = (**style).clone();
            style.title.clone_from(&own.title);
            style.default_locale = own.default_locale.clone().or(style.default_locale);
            Load::Ready(Rc::new(style))
        }
        other => other.clone(),
    };
    change(|assets| put(&mut assets.styles, id, load.clone()));
}

/// What could not be had or used so far.
pub fn failed() -> Vec<Need> {
    fn ids<T>(shelf: &[(String, Load<T>)]) -> impl Iterator<Item = String> {
        let failed = shelf.iter().filter(|(_, load)| matches!(load, Load::Failed(_)));
        failed.map(|(id, _)| id.clone())
    }
    let assets = snapshot(false);
    let styles = ids(&assets.styles).map(|id| Need::Style { id });
    let locales = ids(&assets.locales).map(|id| Need::Locale { id });
    let labels = ids(&assets.labels).map(|id| Need::Labels { id });
    let chunks = ids(&assets.chunks).map(|id| Need::Chunk { id: id.into() });
    styles.chain(locales).chain(labels).chain(chunks).collect()
}

/// Forgets a style.
pub fn forget(id: &str) {
    change(|assets| assets.styles.retain(|(known, _)| known != id));
}

fn parent_of(assets: &Assets, id: &str) -> Option<String> {
    assets.style(id).ready()?.parent.clone()
}

fn change(edit: impl Fn(&mut Assets)) {
    ASSETS.with_borrow_mut(|both| both.iter_mut().map(Rc::make_mut).for_each(edit));
}

fn put<T>(shelf: &mut Vec<(String, Load<T>)>, id: &str, load: Load<T>) {
    match shelf.iter_mut().find(|(known, _)| known == id) {
        Some(row) => row.1 = load,
        None => shelf.push((id.to_owned(), load)),
    }
}

fn labels(id: &str, text: Result<&str, Failure>) -> Load<&'static Labels> {
    match text.map(|text| Labels::read(id, text)) {
        Ok(Some(labels)) => Load::Ready(labels),
        Ok(None) => Load::Failed(Failure::new(
            Reason::Unreadable,
            ["labels/", id, ".txt is not a file of labels; deploy all files of one build"].concat(),
        )),
        Err(failure) => Load::Failed(failure),
    }
}

fn read<T>(id: &str, text: Result<&str, Failure>, from_compiled: fn(&str) -> Option<T>) -> Load<Rc<T>> {
    let text = match text {
        Ok(text) => text,
        Err(failure) => return Load::Failed(failure),
    };
    match from_compiled(text) {
        Some(asset) => Load::Ready(Rc::new(asset)),
        None => Load::Failed(Failure::new(
            Reason::Unreadable,
            [id, " belongs to another version of citation-card; deploy all files of one build"].concat(),
        )),
    }
}

/// A line of `styles/ids`: `id title short parent locale`.
fn fields(row: &str) -> [String; 5] {
    let mut fields = row.split('\t');
    std::array::from_fn(|_| fields.next().unwrap_or_default().to_owned())
}

fn entry_of(row: &str) -> StyleEntry {
    let [id, title, short, ..] = fields(row);
    StyleEntry { id, title, short, aliases: Vec::new() }
}

fn dependent(row: &str) -> Style {
    let [id, title, _, parent, locale] = fields(row);
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    Style { id, title, parent: some(parent), default_locale: some(locale), ..Style::default() }
}

/// Reads `styles/index.json`.
fn menu(text: Result<&str, Failure>) -> Load<Rc<Vec<StyleEntry>>> {
    let text = match text {
        Ok(text) => text,
        Err(failure) => return Load::Failed(failure),
    };
    let (rows, _) = json::parse(text);
    let entry = |row: &Json| {
        let text = |key: &str| row.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
        let aliases = row.get("aliases").map_or(&[][..], Json::items);
        StyleEntry {
            id: text("id"),
            title: text("title"),
            short: text("short"),
            aliases: aliases.iter().filter_map(Json::as_str).map(str::to_owned).collect(),
        }
    };
    Load::Ready(Rc::new(rows.items().iter().map(entry).collect()))
}
