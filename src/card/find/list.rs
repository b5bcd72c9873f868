//! What is in the list: of an empty field what people want most, else what matches, in groups.

use std::cell::RefCell;
use std::rc::Rc;

use yew::AttrValue;

use super::{SearchProps, recent};
use crate::card::choices::{Choice, known_name, same};
use crate::card::labels::Labels;
use crate::card::props::{Assets, StyleEntry};
use crate::csl::aliases::ALIASES;
use crate::csl::names::{self, Hit, Index, Kind, Match, Name, USED};
use crate::formats::{CATALOG, Group as FormatGroup, Info};
use crate::text::order;

/// More than these are counted only.
const MOST: usize = 50;

/// Programs, by the format that is for them.
const PROGRAMS: [(&str, &str); 11] = [
    ("zotero", "ris"),
    ("mendeley", "ris"),
    ("papers", "ris"),
    ("citavi", "ris"),
    ("reference manager", "ris"),
    ("latex", "bibtex"),
    ("overleaf", "bibtex"),
    ("jabref", "bibtex"),
    ("github", "cff"),
    ("pandoc", "csl-json"),
    ("quarto", "csl-json"),
];

/// A longer short title is none for a tab.
const LONGEST: usize = 40;

/// An option.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// What it chooses.
    pub choice: Choice,
    /// What it is called.
    pub title: AttrValue,
    /// What it is: `numeric`, `Elsevier (author–date)`, `.bib`.
    pub note: String,
    /// The parts of the title that match.
    pub marks: Vec<(usize, usize)>,
}

/// Options of a kind.
#[derive(Debug, PartialEq)]
pub(super) struct Group {
    pub label: &'static str,
    pub rows: Vec<Row>,
}

/// What is in the list.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Found {
    pub groups: Vec<Group>,
    /// How many styles and how many formats match.
    styles: usize,
    formats: usize,
    /// How many of the styles are not in the list.
    pub more: usize,
    /// These are only near to what was typed.
    near: bool,
}

impl Found {
    /// An option, counted through all groups.
    pub(super) fn row(&self, at: usize) -> Option<&Row> {
        self.groups.iter().flat_map(|group| &group.rows).nth(at)
    }

    /// Where the option of a choice is.
    pub(super) fn position(&self, choice: &Choice) -> Option<usize> {
        let mut rows = self.groups.iter().flat_map(|group| &group.rows);
        rows.position(|row| same(&row.choice, choice))
    }

    /// How many options there are.
    pub(super) fn count(&self) -> usize {
        self.groups.iter().map(|group| group.rows.len()).sum()
    }

    /// What is said of it.
    pub(super) fn words(&self, query: &str, labels: &Labels) -> String {
        let query = query.trim();
        match (self.styles, self.formats) {
            _ if query.is_empty() => String::new(),
            (0, 0) if self.near => {
                let titles: Vec<String> = self
                    .groups
                    .iter()
                    .flat_map(|group| &group.rows)
                    .map(|row| row.title.to_string())
                    .collect();
                labels.find_near.of(query).replace("{near}", &labels.list(&titles))
            }
            (0, 0) => labels.find_none.of(query),
            (styles, formats) => {
                let counts = [(styles, labels.find_styles), (formats, labels.find_formats)];
                let counts = counts.into_iter().filter(|(count, _)| *count > 0);
                labels.list(&counts.map(|(count, words)| words.of(count)).collect::<Vec<_>>())
            }
        }
    }
}

/// What is in the list when that was typed.
pub(super) fn found(props: &SearchProps, query: &str) -> Found {
    let index = index(&props.assets);
    if query.trim().is_empty() {
        return Found { groups: offer(props, &index), ..Found::default() };
    }
    let hits = styles(props, &index, query);
    let formats = Index::new(
        CATALOG.iter().filter(|info| info.writes).map(|info| name_of(info)).collect(),
        &other_names(),
    );
    let files = formats.search(query, |_| 0);
    let count = hits.len();
    let rows = hits.iter().take(MOST).map(|hit| row(&index, &index.names[hit.at], props.labels, query));
    let mut groups = vec![Group { label: props.labels.styles, rows: rows.collect() }];
    let suits = |hit: &&Hit| CATALOG.iter().any(|info| info.id == formats.names[hit.at].id);
    let listed = files.iter().filter(suits).filter_map(|hit| {
        let info = CATALOG.iter().find(|info| info.id == formats.names[hit.at].id)?;
        Some((*info, names::marks(info.name, query)))
    });
    let listed: Vec<(&Info, Vec<(usize, usize)>)> = listed.collect();
    groups.extend(file_groups(props.labels, |group| {
        let rows = listed.iter().filter(|(info, _)| info.group == group);
        rows.map(|(info, marks)| Row { marks: marks.clone(), ..file(info) }).collect()
    }));
    // The name of a format that is typed in full means the format.
    let file_first = files.first().is_some_and(|hit| hit.rank <= Match::Title);
    if file_first {
        groups.rotate_left(1);
    }
    let mut found =
        Found { styles: count, formats: files.len(), more: count.saturating_sub(MOST), groups, near: false };
    if count + files.len() == 0 {
        let near = index.near(query);
        found.near = !near.is_empty();
        let rows = near.iter().map(|at| row(&index, &index.names[*at], props.labels, ""));
        found.groups = vec![Group { label: props.labels.styles, rows: rows.collect() }];
    }
    found.groups.retain(|group| !group.rows.is_empty());
    found
}

/// The styles that match, the best first.
fn styles(props: &SearchProps, index: &Index, query: &str) -> Vec<Hit> {
    let offered: Vec<&str> =
        props.choices.tabs.iter().chain(&props.choices.offered).map(|choice| &*choice.key).collect();
    let mut hits = index.search(query, |name| names::place(&name.id, &offered));
    // The styles of a portal have the names of others: they are for the pages that name them.
    hits.retain(|hit| is_public(&index.names[hit.at].id, &offered));
    hits
}

fn is_public(id: &str, offered: &[&str]) -> bool {
    !id.starts_with("pure-") || offered.contains(&id)
}

/// What an empty field offers; nothing twice.
fn offer(props: &SearchProps, index: &Index) -> Vec<Group> {
    let labels = props.labels;
    let named = |id: &str| index.names.iter().find(|name| name.id == id);
    let of_choice = |choice: &Choice| match (choice.is_format, named(&choice.key)) {
        (true, _) => CATALOG.iter().find(|info| *info.id == *choice.id).map(|info| file(info)),
        (false, Some(name)) => Some(Row { choice: choice.clone(), ..row(index, name, labels, "") }),
        (false, None) => Some(Row {
            choice: choice.clone(),
            title: choice.name.clone(),
            note: String::new(),
            marks: Vec::new(),
        }),
    };
    let recent = recent::read(&props.settings.recent);
    let offered = props.choices.tabs.iter().chain(&props.choices.offered);
    let used = USED.iter().filter_map(|id| named(id)).map(|name| row(index, name, labels, ""));
    let mut groups = vec![
        Group { label: labels.find_recent, rows: recent.iter().filter_map(of_choice).collect() },
        Group { label: labels.find_offered, rows: offered.filter_map(of_choice).collect() },
        Group { label: labels.find_used, rows: used.collect() },
    ];
    groups.extend(file_groups(labels, |group| {
        let mut all: Vec<&Info> =
            CATALOG.iter().copied().filter(|info| info.group == group && info.writes).collect();
        // What the page asks for comes first; what makes no sense for these works comes last.
        order::by_key(&mut all, |info| {
            let asked = props.settings.formats.iter().any(|id| id == info.id);
            let suits = props.records.iter().all(|record| info.is_for(record.kind));
            u8::from(!asked) + 2 * u8::from(!suits && !asked)
        });
        all.into_iter().map(file).collect()
    }));
    let mut seen: Vec<(AttrValue, bool)> = Vec::new();
    for group in &mut groups {
        group.rows.retain(|row| {
            let key = (row.choice.key.clone(), row.choice.is_format);
            let new = !seen.contains(&key);
            seen.push(key);
            new
        });
    }
    groups.retain(|group| !group.rows.is_empty());
    groups
}

fn file_groups(labels: &Labels, rows: impl Fn(FormatGroup) -> Vec<Row>) -> Vec<Group> {
    let groups = [
        (labels.files, FormatGroup::Manager),
        (labels.metadata, FormatGroup::Metadata),
        (labels.snippets, FormatGroup::Snippet),
    ];
    groups.into_iter().map(|(label, group)| Group { label, rows: rows(group) }).collect()
}

/// The option of a style or journal.
fn row(index: &Index, name: &Name, labels: &Labels, query: &str) -> Row {
    let parent = index.names.iter().find(|other| other.id == name.parent && !name.parent.is_empty());
    let kind = match name.kind {
        Kind::Unknown => "",
        Kind::Numeric => labels.style_numeric,
        Kind::AuthorDate => labels.style_author_date,
        Kind::Author => labels.style_author,
        Kind::Note => labels.style_note,
        Kind::Label => labels.style_label,
    };
    let note = match parent {
        None => kind.to_owned(),
        Some(parent) if parent.title.contains('(') || kind.is_empty() => parent.title.clone(),
        Some(parent) => [&parent.title, " (", kind, ")"].concat(),
    };
    Row {
        choice: choice(name),
        title: name.title.clone().into(),
        note,
        marks: names::marks(&name.title, query),
    }
}

fn choice(name: &Name) -> Choice {
    let id = AttrValue::from(name.id.clone());
    let short = Some(&name.short).filter(|short| !short.is_empty() && short.chars().count() <= LONGEST);
    Choice {
        name: known_name(&name.id)
            .map_or_else(|| short.unwrap_or(&name.title).clone().into(), AttrValue::Static),
        is_format: false,
        key: id.clone(),
        rules: if name.parent.is_empty() { id.clone() } else { name.parent.clone().into() },
        locale: Some(&name.locale)
            .filter(|locale| !name.parent.is_empty() && !locale.is_empty())
            .map(|locale| locale.clone().into()),
        id,
    }
}

/// The option of a format.
fn file(info: &Info) -> Row {
    let id = AttrValue::Static(info.id);
    Row {
        choice: Choice {
            id: id.clone(),
            name: info.name.into(),
            is_format: true,
            key: id,
            ..Choice::default()
        },
        title: info.name.into(),
        note: [".", info.extension].concat(),
        marks: Vec::new(),
    }
}

/// A format, for the search.
fn name_of(info: &Info) -> Name {
    Name { id: info.id.to_owned(), title: info.name.to_owned(), ..Name::default() }
}

fn other_names() -> Vec<(&'static str, &'static str)> {
    let aliases = CATALOG.iter().flat_map(|info| info.aliases.iter().map(|alias| (*alias, info.id)));
    aliases.chain(PROGRAMS).collect()
}

thread_local! {
    /// The last index, with the address of what it was made of.
    static INDEX: RefCell<(usize, Rc<Index>)> = RefCell::default();
}

/// Prepares the first search among the names, in a task before it.
pub(super) fn prepare(assets: &Assets) {
    index(assets).prepare();
}

/// All names that are known: those of the file, or those of the menu while that is not there.
fn index(assets: &Assets) -> Rc<Index> {
    let names = assets.names.ready();
    let address = match names {
        Some(names) => Rc::as_ptr(names).cast::<u8>() as usize,
        None => assets.menu.ready().map_or(0, |menu| Rc::as_ptr(menu).cast::<u8>() as usize),
    };
    INDEX.with_borrow_mut(|(made_of, index)| {
        if *made_of != address || address == 0 {
            let all = match names {
                Some(names) => names::read(names),
                None => assets.entries().iter().map(name_of_entry).collect(),
            };
            *index = Rc::new(Index::new(all, ALIASES));
            *made_of = address;
        }
        Rc::clone(index)
    })
}

fn name_of_entry(entry: &StyleEntry) -> Name {
    Name { id: entry.id.clone(), title: entry.title.clone(), short: entry.short.clone(), ..Name::default() }
}
