//! The element's attributes, as strings, to what they mean.

use crate::formats::{self, Info, Options};
use crate::record::{Json, Place, Problem};
use crate::text::case;
use crate::text::json;

/// What the attributes say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Styles offered, as written: ids, other names, or addresses. Empty: the card's own choice.
    pub styles: Vec<String>,
    /// Formats offered, by their ids. Empty: the card's own choice.
    pub formats: Vec<String>,
    /// What stands as a tab, in order, styles and formats mixed. Empty: the first ones of both.
    pub tabs: Vec<String>,
    /// The names that the page gives tabs: id and name.
    pub tab_names: Vec<(String, String)>,
    /// The style or format shown first.
    pub selected: Option<String>,
    /// The language of the labels, and of citations where `locale` is not given.
    pub lang: String,
    /// The language of citations.
    pub locale: Option<String>,
    /// The shape.
    pub layout: Layout,
    /// The sections that may be seen: all of `show`, or all, without those of `hide`.
    pub sections: Sections,
    /// The level of the title's heading, 1 to 6; `None` for no heading at all.
    pub heading: Option<u8>,
    /// Show the metadata report.
    pub debug: bool,
    /// Options of formats, as JSON by the format's id.
    pub options: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            styles: Vec::new(),
            formats: Vec::new(),
            tabs: Vec::new(),
            tab_names: Vec::new(),
            selected: None,
            lang: "en".to_owned(),
            locale: None,
            layout: Layout::Card,
            sections: Sections::ALL,
            heading: Some(2),
            debug: false,
            options: String::new(),
        }
    }
}

/// The shape of the card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// Everything.
    #[default]
    Card,
    /// Citation, picker, copy.
    Compact,
    /// A button that opens the card in a dialog.
    Button,
    /// The citation in one line of text, with a button to copy it.
    Inline,
}

/// The words of `layout`, in the order of [`Layout`].
const LAYOUTS: [&str; 4] = ["card", "compact", "button", "inline"];

impl Layout {
    /// Every layout.
    pub const ALL: [Self; 4] = [Self::Card, Self::Compact, Self::Button, Self::Inline];

    /// The attribute's word.
    pub fn as_str(self) -> &'static str {
        LAYOUTS[self as usize]
    }
}

/// A section of the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the attribute's own words")]
pub enum Section {
    Title,
    Authors,
    Type,
    Source,
    Metrics,
    Abstract,
    Details,
    Keywords,
    Topics,
    Cite,
}

/// The words of `show` and `hide`, in the order of [`Section`].
const SECTIONS: [&str; 10] =
    ["title", "authors", "type", "source", "metrics", "abstract", "details", "keywords", "topics", "cite"];

impl Section {
    /// The words of every section, as `show` and `hide` have them.
    pub const WORDS: &[&str] = &SECTIONS;
}

/// Where to look for records: the words of the attribute `from`, which the source stage reads.
const FROM: [&str; 6] = ["", "auto", "page", "inline", "src", "doi"];

/// A set of sections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sections(u16);

impl Sections {
    /// Every section.
    pub const ALL: Self = Self(u16::MAX);

    /// Whether the section may be seen.
    pub fn has(self, section: Section) -> bool {
        self.0 >> section as u16 & 1 == 1
    }
}

impl Settings {
    /// Reads attributes, in any order; of one that is given twice the last counts. Attributes of
    /// other stages are passed over. What cannot be used is a problem, and its default holds.
    pub fn from(attributes: &[(impl AsRef<str>, impl AsRef<str>)]) -> (Self, Vec<Problem>) {
        let mut settings = Self::default();
        let mut problems = Vec::new();
        for (name, value) in attributes {
            settings.set(name.as_ref(), value.as_ref().trim(), &mut problems);
        }
        (settings, problems)
    }

    /// What the attribute `options` says of a format, by whatever name it calls it.
    pub fn options_of(&self, format: &Info) -> Options {
        let (all, _) = json::parse(&self.options);
        let named = |(id, _): &&(String, Json)| formats::by_id(id).is_some_and(|named| named.id == format.id);
        Options(all.entries().iter().find(named).map(|(_, options)| options.clone()).unwrap_or_default())
    }

    fn set(&mut self, name: &str, value: &str, problems: &mut Vec<Problem>) {
        let some = || (!value.is_empty()).then(|| value.to_owned());
        match name {
            "styles" => self.styles = words(value),
            "formats" => self.formats = format_ids(value, problems),
            "tabs" => (self.tabs, self.tab_names) = named(words(value)),
            "selected" => self.selected = some(),
            "lang" => self.lang = some().unwrap_or_else(|| "en".to_owned()),
            "locale" => self.locale = some(),
            "layout" => {
                if let Some(at) = known("layout", value, &LAYOUTS, problems) {
                    self.layout = Layout::ALL[at];
                }
            }
            "show" if !value.is_empty() => self.sections.0 &= sections("show", value, problems),
            "hide" => self.sections.0 &= !sections("hide", value, problems),
            "heading-level" => match value.as_bytes() {
                [level @ b'1'..=b'6'] => self.heading = Some(level - b'0'),
                b"none" => self.heading = None,
                _ => problems.push(Problem::new(
                    Place::Attribute("heading-level".to_owned()),
                    ["“", value, "” is no level; write 1 to 6, or none"].concat(),
                )),
            },
            "from" if !FROM.iter().any(|word| word.eq_ignore_ascii_case(value)) => {
                problems.push(unknown("from", value, &FROM));
            }
            "options" if !value.is_empty() => {
                let (options, mistakes) = json::parse(value);
                value.clone_into(&mut self.options);
                for mistake in mistakes {
                    problems.push(Problem { place: Place::Attribute("options".to_owned()), ..mistake });
                }
                // `accessed` says whether web pages get the day of the visit.
                for (id, choices) in options.entries().iter().filter(|(id, _)| id != "accessed") {
                    format_ids_in("options", id, problems);
                    let format = formats::by_id(id);
                    for wrong in format.map(|info| Options(choices.clone()).check(info)).unwrap_or_default() {
                        let place =
                            Place::Attribute(["options, ", id, ", ", &wrong.place.to_string()].concat());
                        problems.push(Problem { place, ..wrong });
                    }
                }
            }
            "debug" => self.debug = value != "false",
            _ => {}
        }
    }
}

/// `bibtex=BIBTEX` as an id and its name. An address may have `=` in it and takes no name.
fn named(words: Vec<String>) -> (Vec<String>, Vec<(String, String)>) {
    let mut names = Vec::new();
    let id = |word: String| match word.split_once('=') {
        Some((id, name)) if !id.contains('/') => {
            names.push((id.to_owned(), name.to_owned()));
            id.to_owned()
        }
        _ => word,
    };
    (words.into_iter().map(id).collect(), names)
}

/// The words of an attribute, separated by white space or commas, without repetition.
fn words(value: &str) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for word in value.split([' ', '\n', '\t', '\r', ',']).filter(|word| !word.is_empty()) {
        if !list.iter().any(|have| have == word) {
            list.push(word.to_owned());
        }
    }
    list
}

fn format_ids(value: &str, problems: &mut Vec<Problem>) -> Vec<String> {
    format_ids_in("formats", value, problems)
}

fn format_ids_in(attribute: &str, value: &str, problems: &mut Vec<Problem>) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for word in words(value) {
        match formats::by_id(&word).filter(|format| format.writes) {
            Some(format) if ids.iter().any(|id| id == format.id) => {}
            Some(format) => ids.push(format.id.to_owned()),
            None => problems.push(unknown(attribute, &word, &written_ids())),
        }
    }
    ids
}

/// The ids of the formats that are written.
pub(super) fn written_ids() -> Vec<&'static str> {
    formats::CATALOG.iter().filter(|format| format.writes).map(|format| format.id).collect()
}

fn sections(attribute: &str, value: &str, problems: &mut Vec<Problem>) -> u16 {
    let mut set = 0;
    for word in words(value) {
        if let Some(at) = known(attribute, &word, &SECTIONS, problems) {
            set |= 1 << at;
        }
    }
    set
}

/// Where a word stands among those that are known; if nowhere, that is a problem.
fn known(attribute: &str, word: &str, known: &[&str], problems: &mut Vec<Problem>) -> Option<usize> {
    let at = known.iter().position(|known| *known == word);
    if at.is_none() {
        problems.push(unknown(attribute, word, known));
    }
    at
}

/// The problem of a word that is not known, with the nearest known ones.
pub(super) fn unknown(attribute: &str, word: &str, known: &[&str]) -> Problem {
    /// So many suggestions are a help; more are a list to read.
    const SUGGESTIONS: usize = 3;
    let mut near: Vec<(usize, &str)> = known.iter().map(|name| (distance(word, name), *name)).collect();
    crate::text::order::by_key(&mut near, |(distance, _)| *distance);
    near.truncate(SUGGESTIONS);
    let names: Vec<&str> = near.into_iter().map(|(_, name)| name).collect();
    let hint = if names.is_empty() { "" } else { "; near it are " };
    Problem::new(
        Place::Attribute(attribute.to_owned()),
        ["“", word, "” is not known here", hint, &names.join(", ")].concat(),
    )
}

/// How far a word is from a name: edits, counted in characters; a name that contains the word, or
/// the other way round, is nearer than any that does not.
fn distance(word: &str, name: &str) -> usize {
    /// Longer words are compared by their beginnings.
    const LONGEST: usize = 48;
    let (word, name) = (case::to_lower(word), case::to_lower(name));
    let (word, name): (Vec<char>, Vec<char>) =
        (word.chars().take(LONGEST).collect(), name.chars().take(LONGEST).collect());
    if word.is_empty() || name.is_empty() {
        return LONGEST;
    }
    let inside = |long: &[char], short: &[char]| long.windows(short.len()).any(|part| part == short);
    let contained = if word.len() < name.len() { inside(&name, &word) } else { inside(&word, &name) };
    let mut row: Vec<usize> = (0..=name.len()).collect();
    for (at, letter) in word.iter().enumerate() {
        let mut diagonal = at;
        let mut left = at + 1;
        for (cell, other) in row.iter_mut().skip(1).zip(&name) {
            let here = (diagonal + usize::from(letter != other)).min(left + 1).min(*cell + 1);
            diagonal = std::mem::replace(cell, here);
            left = here;
        }
        if let Some(first) = row.first_mut() {
            *first = at + 1;
        }
    }
    let edits = row.last().copied().unwrap_or_default();
    if contained { edits.min(1) } else { edits + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_attributes_and_keeps_the_good_ones() {
        let (settings, problems) = Settings::from(&[
            ("styles", "apa, vancouver\n apa"),
            ("layout", "compac"),
            ("show", "title cite"),
            ("hide", "cite titel"),
            ("heading-level", "none"),
        ]);
        assert_eq!(settings.styles, ["apa", "vancouver"]);
        assert_eq!(settings.layout, Layout::Card);
        assert!(settings.sections.has(Section::Title));
        assert!(!settings.sections.has(Section::Cite) && !settings.sections.has(Section::Abstract));
        assert_eq!(settings.heading, None);
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "attribute layout: “compac” is not known here; near it are compact, card, button",
                "attribute hide: “titel” is not known here; near it are title, cite, type",
            ]
        );
    }

    #[test]
    fn finds_the_nearest_names() {
        let near = unknown("styles", "chicago", &["apa", "ieee", "modern-chicago-notes"]);
        assert!(near.message.ends_with("near it are modern-chicago-notes, apa, ieee"), "{}", near.message);
    }
}
