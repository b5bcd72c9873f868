//! The styles and locales of the page: given by the loader, read once, shared by all cards.

use std::cell::RefCell;
use std::rc::Rc;

use crate::card::{Assets, Failure, Load, Reason, StyleEntry};
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

/// What has been loaded so far. A select of every style takes 60 KB, so a card that nobody is near
/// does without the menu.
pub fn snapshot(menu: bool) -> Rc<Assets> {
    ASSETS.with_borrow(|[all, most]| Rc::clone(if menu { all } else { most }))
}

/// Takes the compiled text of an asset, or the sentence that says why there is none, and replaces what was
/// there. `kind` is `style`, `locale` or `menu`.
pub fn provide(kind: &str, id: &str, text: Result<&str, String>) {
    match kind {
        "style" => {
            let load = read(id, text, Style::from_compiled);
            change(|assets| put(&mut assets.styles, id, load.clone()));
        }
        "locale" => {
            let load = read(id, text, Locale::from_compiled);
            change(|assets| put(&mut assets.locales, id, load.clone()));
        }
        "menu" => ASSETS.with_borrow_mut(|[all, _]| Rc::make_mut(all).menu = menu(text)),
        _ => {}
    }
}

/// Lets an asset stand under another name as well: a locale under each language tag that leads to
/// it, a style under its old ids, a dependent style with its parent's rules.
pub fn alias(kind: &str, id: &str, of: &str) {
    change(|assets| match kind {
        "style" => {
            let own = assets.style(id).ready().cloned();
            let mut load = assets.style(of).clone();
            if let (Load::Ready(style), Some(own)) = (&mut load, own) {
                let mut child = (**style).clone();
                child.default_locale = own.default_locale.clone().or(child.default_locale);
                *style = Rc::new(child);
            }
            put(&mut assets.styles, id, load);
        }
        "locale" => {
            let load = assets.locale(of).clone();
            put(&mut assets.locales, id, load);
        }
        _ => {}
    });
}

/// The style whose rules an id needs before it can be used: a dependent style's parent.
pub fn parent(id: &str) -> Option<String> {
    snapshot(false).style(id).ready()?.parent.clone()
}

/// Whether following parents has gone on for too long; the style fails then.
pub fn goes_in_circles(id: &str, steps: usize) -> bool {
    let circle = steps > MAX_PARENTS;
    if circle {
        let load = Load::Failed(Failure::new(
            Reason::Unreadable,
            [id, ": its parent styles form a circle"].concat(),
        ));
        change(|assets| put(&mut assets.styles, id, load.clone()));
    }
    circle
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

fn read<T>(id: &str, text: Result<&str, String>, from_compiled: fn(&str) -> Option<T>) -> Load<Rc<T>> {
    let text = match text {
        Ok(text) => text,
        Err(message) => return Load::Failed(Failure::new(Reason::Network, message)),
    };
    match from_compiled(text) {
        Some(asset) => Load::Ready(Rc::new(asset)),
        None => Load::Failed(Failure::new(
            Reason::Unreadable,
            [id, " belongs to another version of citation-card; deploy all files of one build"].concat(),
        )),
    }
}

/// Reads `styles/index.json`.
fn menu(text: Result<&str, String>) -> Load<Rc<Vec<StyleEntry>>> {
    let text = match text {
        Ok(text) => text,
        Err(message) => return Load::Failed(Failure::new(Reason::Network, message)),
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
