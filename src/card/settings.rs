//! The element's attributes, as strings, to what they mean.

use crate::formats::{self, Info, Options};
use crate::record::identifier::safe_url;
use crate::record::{Json, Place, Problem};
use crate::text::json;
use crate::text::suggest::similar;

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
    /// Which version of a work is cited, and whether the reader may choose.
    pub versions: Versions,
    /// Where the reader can say that something is wrong: a safe address, or none.
    pub contact: Option<String>,
    /// The site's own citation as a tree; the element reads it from a child.
    pub recommended: String,
    /// The site's own BibTeX; the element reads it from a child.
    pub verbatim: String,
    /// The file that the reader saved on an earlier page, by its format.
    pub kept_save: Option<String>,
    /// The options that the reader chose on an earlier page, as JSON.
    pub kept_options: String,
    /// What the reader found by the search before, as `find::recent` writes it.
    pub recent: String,
}

/// Which version of a work is cited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Versions {
    /// The reader chooses, where a record has several.
    #[default]
    Ask,
    /// The one that the record describes.
    This,
    /// All together, by their common DOI.
    All,
}

/// The words of `versions`, in the order of [`Versions`].
const VERSIONS: [&str; 3] = ["ask", "this", "all"];

impl Versions {
    const EACH: [Self; 3] = [Self::Ask, Self::This, Self::All];
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
            versions: Versions::Ask,
            contact: None,
            recommended: String::new(),
            verbatim: String::new(),
            kept_save: None,
            kept_options: String::new(),
            recent: String::new(),
        }
    }
}

/// The shape of the card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Layout {
    /// Everything.
    #[default]
    Card,
    /// Citation, picker, copy.
    Compact,
    /// A button that opens a dialog with the citation, and with the work folded.
    Button,
    /// The same, looking like a link of the text around it.
    Link,
    /// The citation in one line of text, with a button to copy it.
    Inline,
}

/// The words of `layout`, in the order of [`Layout`].
const LAYOUTS: [&str; 5] = ["card", "compact", "button", "link", "inline"];

impl Layout {
    /// Every layout.
    pub const ALL: [Self; 5] = [Self::Card, Self::Compact, Self::Button, Self::Link, Self::Inline];

    /// Whether the chunk `sections` has code that the layout begins with.
    pub(crate) fn begins_with_sections(self) -> bool {
        matches!(self, Self::Button | Self::Link | Self::Inline)
    }

    /// The attribute's word.
    pub fn as_str(self) -> &'static str {
        LAYOUTS[self as usize]
    }
}

/// A section of the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the attribute's own words")]
#[non_exhaustive]
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

    /// Whether web pages without a DOI are cited with the day of the visit: `{"accessed": false}` in the
    /// attribute `options` turns it off.
    pub fn cites_access_date(&self) -> bool {
        json::parse(&self.options).0.get("accessed") != Some(&Json::Bool(false))
    }

    /// Whether the terms of a citation are in the language of its work: `{"item-language": true}`. Some
    /// styles ask for that themselves.
    pub fn follows_item_language(&self) -> bool {
        json::parse(&self.options).0.get("item-language") == Some(&Json::Bool(true))
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
            "formats" => self.formats = format_ids("formats", value, problems),
            "tabs" => (self.tabs, self.tab_names) = named(words(value)),
            "selected" => self.selected = some(),
            "lang" => self.lang = some().unwrap_or_else(|| "en".to_owned()),
            "locale" => self.locale = some(),
            "layout" => {
                if let Some(at) = known("layout", "layout", value, &LAYOUTS, problems) {
                    self.layout = Layout::ALL[at];
                }
            }
            "versions" if !value.is_empty() => {
                let word = value.to_ascii_lowercase();
                if let Some(at) = known("versions", "choice of versions", &word, &VERSIONS, problems) {
                    self.versions = Versions::EACH[at];
                }
            }
            "contact" => {
                self.contact = safe_url(value).map(str::to_owned);
                if self.contact.is_none() && !value.is_empty() {
                    problems.push(Problem::new(
                        Place::Attribute("contact".to_owned()),
                        ["“", value, "” is not an address; expected mailto:, https: or http:"].concat(),
                    ));
                }
            }
            "recommended" => value.clone_into(&mut self.recommended),
            "verbatim" => value.clone_into(&mut self.verbatim),
            "kept-save" => self.kept_save = some(),
            "kept-options" => value.clone_into(&mut self.kept_options),
            "show" if !value.is_empty() => self.sections.0 &= sections("show", value, problems),
            "hide" => self.sections.0 &= !sections("hide", value, problems),
            "heading-level" => match value.as_bytes() {
                [level @ b'1'..=b'6'] => self.heading = Some(level - b'0'),
                b"none" => self.heading = None,
                _ => problems.push(Problem::new(
                    Place::Attribute("heading-level".to_owned()),
                    ["invalid heading level “", value, "”; expected 1 to 6 or none"].concat(),
                )),
            },
            "from" if !FROM.iter().any(|word| word.eq_ignore_ascii_case(value)) => {
                problems.push(unknown("from", "source", value, &similar(value, &FROM)));
            }
            "options" if !value.is_empty() => {
                let (options, mistakes) = json::parse(value);
                value.clone_into(&mut self.options);
                for mistake in mistakes {
                    problems.push(Problem { place: Place::Attribute("options".to_owned()), ..mistake });
                }
                // These are of citations: whether web pages get the day of the visit, and whether terms
                // are in the language of the work.
                let of_citations = |id: &str| matches!(id, "accessed" | "item-language");
                for (id, choices) in options.entries().iter().filter(|(id, _)| !of_citations(id)) {
                    format_ids("options", id, problems);
                    let format = formats::by_id(id);
                    for wrong in format.map(|info| Options(choices.clone()).check(info)).unwrap_or_default() {
                        let place =
                            Place::Attribute(["options, ", id, ", ", &wrong.place.to_string()].concat());
                        problems.push(Problem { place, ..wrong });
                    }
                }
            }
            "record" | "records" => problems.push(Problem::new(
                Place::Attribute(name.to_owned()),
                "it is a property, not an attribute, and was ignored; load the card's script before a \
                 framework renders the element, or put the record into a <script> child",
            )),
            "kept-recent" => value.clone_into(&mut self.recent),
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

fn format_ids(attribute: &str, value: &str, problems: &mut Vec<Problem>) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for word in words(value) {
        match formats::by_id(&word).filter(|format| format.writes) {
            Some(format) if ids.iter().any(|id| id == format.id) => {}
            Some(format) => ids.push(format.id.to_owned()),
            None => problems.push(unknown(attribute, "format", &word, &similar(&word, &format_names()))),
        }
    }
    ids
}

/// The ids and other names of the formats that are written.
pub(super) fn format_names() -> Vec<&'static str> {
    let formats = formats::CATALOG.iter().filter(|format| format.writes);
    formats.flat_map(|format| [format.id].into_iter().chain(format.aliases.iter().copied())).collect()
}

fn sections(attribute: &str, value: &str, problems: &mut Vec<Problem>) -> u16 {
    let mut set = 0;
    for word in words(value) {
        if let Some(at) = known(attribute, "section", &word, &SECTIONS, problems) {
            set |= 1 << at;
        }
    }
    set
}

/// The place of a word among those that are known; an unknown word is a problem.
fn known(
    attribute: &str,
    what: &str,
    word: &str,
    known: &[&str],
    problems: &mut Vec<Problem>,
) -> Option<usize> {
    let at = known.iter().position(|known| *known == word);
    if at.is_none() {
        problems.push(unknown(attribute, what, word, &similar(word, known)));
    }
    at
}

/// The problem of a word that is not known: `unknown layout “compac”; did you mean “compact”?`
pub(super) fn unknown(attribute: &str, what: &str, word: &str, names: &[&str]) -> Problem {
    let mut message = ["unknown ", what, " “", word, "”"].concat();
    for (at, name) in names.iter().enumerate() {
        let join = match at {
            0 => "; did you mean ",
            _ if at + 1 == names.len() => " or ",
            _ => ", ",
        };
        message.extend([join, "“", name, "”"]);
    }
    if !names.is_empty() {
        message.push('?');
    }
    // A method of the element was asked, and no attribute.
    let place = if attribute.is_empty() { Place::from("") } else { Place::Attribute(attribute.to_owned()) };
    Problem::new(place, message)
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
                "attribute layout: unknown layout “compac”; did you mean “compact”?",
                "attribute hide: unknown section “titel”; did you mean “title”?",
            ]
        );
    }
}
