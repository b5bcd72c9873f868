//! What can be chosen: attributes, and what is known of the styles they name, to tabs, and the
//! problems of ids that lead nowhere. What is no tab is found by the search (`find/`).

use yew::AttrValue;

use super::labels::Labels;
use super::payload::{Target, target, unknown_ids};
use super::props::{Assets, Failure, Load};
use super::recommended;
use super::settings::Settings;
use crate::csl::aliases::canonical;
use crate::formats;
use crate::record::{Problem, Record};

/// More tabs than these are no longer seen at once; the search has the rest.
const MAX_TABS: usize = 8;

/// The tabs where the page names none: the best-known styles and the two formats that every
/// reference manager takes.
const DEFAULT_TABS: [&str; 8] = ["apa", "mla", "chicago", "harvard", "vancouver", "ieee", "bibtex", "ris"];

/// Names short enough for a tab, of styles whose names people know before the menu is loaded.
const SHORT: &[(&str, &str)] = &[
    ("apa", "APA"),
    ("modern-language-association", "MLA"),
    ("chicago-author-date", "Chicago"),
    ("chicago-notes-bibliography", "Chicago notes"),
    ("chicago-shortened-notes-bibliography", "Chicago notes"),
    ("harvard-cite-them-right", "Harvard"),
    ("nlm-citation-sequence", "Vancouver"),
    ("ieee", "IEEE"),
    ("american-medical-association", "AMA"),
    ("american-chemical-society", "ACS"),
    ("nature", "Nature"),
    ("pure-apa", "APA"),
    ("pure-author", "Author"),
    ("pure-harvard", "Harvard"),
    ("pure-standard", "Standard"),
    ("pure-vancouver", "Vancouver"),
];

/// A style or format to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The id, as the page wrote it where it did.
    pub id: AttrValue,
    /// The name.
    pub name: AttrValue,
    /// A format, not a style.
    pub is_format: bool,
    /// The id that a style has by all of its names.
    pub key: AttrValue,
    /// The style whose rules it uses, as it is loaded: itself, or the parent of a journal.
    pub rules: AttrValue,
    /// The language of its citations, where that is not the one of its rules.
    pub locale: Option<AttrValue>,
}

/// Everything that can be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Choices {
    /// What stands as tabs; the last may be what the search found.
    pub tabs: Vec<Choice>,
    /// What else the page offers.
    pub offered: Vec<Choice>,
    /// Ids that lead nowhere.
    pub problems: Vec<Problem>,
}

/// What can be chosen; `found` is what the reader found by the search.
pub(super) fn choices(
    settings: &Settings,
    assets: &Assets,
    records: &[Record],
    labels: &Labels,
    found_by_search: Option<&Choice>,
) -> Choices {
    let mut found = Choices { problems: unknown_ids(settings, assets), ..Choices::default() };
    if recommended::nodes(settings, records).is_some() {
        let own = choice(recommended::ID, assets);
        push(&mut found.tabs, own.map(|own| Choice { name: labels.recommended.into(), ..own }));
    }
    for id in tab_ids(settings) {
        let name = settings.tab_names.iter().find(|(known, name)| known == id && !name.is_empty());
        let tab = choice(id, assets);
        push(
            &mut found.tabs,
            match name {
                Some((_, name)) => tab.map(|tab| Choice { name: name.clone().into(), ..tab }),
                None => tab,
            },
        );
    }
    for id in settings.styles.iter().chain(&settings.formats) {
        push(&mut found.offered, choice(id, assets).filter(|other| !has(&found.tabs, other)));
    }
    // What is shown is always a tab.
    let selected = || settings.selected.as_deref().and_then(|id| choice(id, assets));
    push(&mut found.tabs, found_by_search.cloned().or_else(selected));
    found
}

/// What is shown.
pub(super) struct Chosen<'a> {
    /// The style or format.
    pub choice: &'a Choice,
    /// The style that should have been shown, and cannot be had.
    pub instead_of: Option<&'a Choice>,
}

impl Choices {
    /// The choice of that id.
    pub(super) fn find(&self, id: &str) -> Option<&Choice> {
        self.tabs.iter().find(|choice| choice.id == id || choice.key == id)
    }

    /// What is shown: the reader's choice, else the page's, else the first. Where the page's choice
    /// cannot be had, the next tab that can takes its place.
    pub(super) fn chosen(
        &self,
        choice: Option<&str>,
        settings: &Settings,
        assets: &Assets,
    ) -> Option<Chosen<'_>> {
        if let Some(choice) = choice.and_then(|id| self.find(id)) {
            return Some(Chosen { choice, instead_of: None });
        }
        let first = settings.selected.as_deref().and_then(|id| self.find(id)).or(self.tabs.first())?;
        if first.failure(assets).is_none() {
            return Some(Chosen { choice: first, instead_of: None });
        }
        let next = self.tabs.iter().find(|tab| tab.failure(assets).is_none());
        Some(match next {
            Some(choice) => Chosen { choice, instead_of: Some(first) },
            None => Chosen { choice: first, instead_of: None },
        })
    }
}

impl Choice {
    /// Why the style cannot be had, if that is known already.
    pub(super) fn failure<'a>(&self, assets: &'a Assets) -> Option<&'a Failure> {
        match assets.style(&self.rules) {
            Load::Failed(failure) if !self.is_format => Some(failure),
            _ => None,
        }
    }
}

fn tab_ids(settings: &Settings) -> Vec<&str> {
    if !settings.tabs.is_empty() {
        return settings.tabs.iter().map(String::as_str).collect();
    }
    let (styles, formats) = (&settings.styles, &settings.formats);
    let (default_styles, default_formats) = DEFAULT_TABS.split_at(6);
    let mut ids: Vec<&str> = match styles.is_empty() {
        true => default_styles.to_vec(),
        false => styles.iter().map(String::as_str).collect(),
    };
    let formats: Vec<&str> = match formats.is_empty() {
        true => default_formats.to_vec(),
        false => formats.iter().map(String::as_str).collect(),
    };
    // Styles leave room for two formats, which everybody looks for.
    ids.truncate(MAX_TABS - formats.len().min(2));
    ids.extend(formats);
    ids.truncate(MAX_TABS);
    ids
}

fn choice(id: &str, assets: &Assets) -> Option<Choice> {
    Some(match target(id, assets)? {
        Target::Format(format) => {
            let id = AttrValue::Static(format.id);
            Choice { name: format.name.into(), is_format: true, key: id.clone(), id, ..Choice::default() }
        }
        Target::Recommended => {
            let id = AttrValue::Static(recommended::ID);
            Choice { key: id.clone(), name: id.clone(), id, ..Choice::default() }
        }
        Target::Style(id) => {
            let key = canonical(id);
            let name = short_name(id, &key, assets);
            let id = AttrValue::from(id.to_owned());
            Choice { rules: id.clone(), id, name, key: key.into(), ..Choice::default() }
        }
    })
}

/// The name that a well-known style has on a tab.
pub(super) fn known_name(key: &str) -> Option<&'static str> {
    SHORT.iter().find(|(short, _)| *short == key).map(|(_, name)| *name)
}

/// `key` is the id that the style has by all of its names.
fn short_name(id: &str, key: &str, assets: &Assets) -> AttrValue {
    if let Some(name) = known_name(key) {
        return AttrValue::Static(name);
    }
    if let Some(entry) = assets.entry(key) {
        let name = if entry.short.is_empty() { &entry.title } else { &entry.short };
        return name.clone().into();
    }
    if let Some(style) = assets.style(id).ready().filter(|style| !style.title.is_empty()) {
        return style.title.clone().into();
    }
    let file = id.rsplit('/').next().unwrap_or(id);
    file.strip_suffix(".csl").unwrap_or(file).replace('-', " ").into()
}

/// Whether two choices are of the same style or format.
pub(super) fn same(one: &Choice, other: &Choice) -> bool {
    one.is_format == other.is_format && one.key == other.key
}

fn has(list: &[Choice], choice: &Choice) -> bool {
    list.iter().any(|have| same(have, choice))
}

fn push(list: &mut Vec<Choice>, choice: Option<Choice>) {
    if let Some(choice) = choice.filter(|choice| !has(list, choice)) {
        list.push(choice);
    }
}

/// The style that a card shows first, unless that is a format.
pub fn first_style(settings: &Settings, assets: &Assets) -> Option<String> {
    let choices = choices(settings, assets, &[], assets.words(&settings.lang), None);
    let choice = choices.chosen(None, settings, assets)?.choice;
    (!choice.is_format && choice.id != recommended::ID).then(|| choice.id.to_string())
}

/// The id of the style or format that a card shows first.
pub fn first(settings: &Settings, assets: &Assets, records: &[Record]) -> Option<String> {
    let choices = choices(settings, assets, records, assets.words(&settings.lang), None);
    choices.chosen(None, settings, assets).map(|chosen| chosen.choice.id.to_string())
}

/// The ids of styles in the settings of which nothing is known yet, neither that they are nor that
/// they are not.
pub fn unlisted(settings: &Settings, assets: &Assets) -> Vec<String> {
    let ids = settings.tabs.iter().chain(&settings.styles).chain(&settings.selected);
    let ids = ids.map(|id| canonical(id)).filter(|id| {
        let format = formats::by_id(id).is_some_and(|format| format.writes);
        let known = assets.known.iter().any(|(known, _)| known == id);
        !(format || known || id.contains('/') || assets.entry(id).is_some())
    });
    ids.collect()
}

/// What is wrong with the styles and formats that the settings name, and with what was loaded for them.
pub fn problems(settings: &Settings, assets: &Assets, records: &[Record]) -> Vec<Problem> {
    let mut problems = unknown_ids(settings, assets);
    for choice in &choices(settings, assets, records, assets.words(&settings.lang), None).tabs {
        if let Some(failure) = choice.failure(assets) {
            problems.push(Problem::new(["style ", &choice.id].concat(), failure.message.clone()));
        }
    }
    for lang in settings.locale.iter().chain([&settings.lang]) {
        if let Load::Failed(failure) = assets.locale(lang) {
            problems.push(Problem::new(["locale ", lang].concat(), failure.message.clone()));
        }
    }
    if let Load::Failed(failure) = assets.labels(&settings.lang) {
        problems.push(Problem::new(["labels ", &settings.lang].concat(), failure.message.clone()));
    }
    problems
}
