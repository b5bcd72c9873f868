//! The words of the card. A language is one file, `labels/<language>.txt`, with a line `key = words`
//! for each label; English is part of the program, and every other file is loaded when it is needed.
//!
//! `{}` is the place of a name or a count. A counted label has one form for each plural category of
//! its language (Unicode CLDR, Language Plural Rules) that a whole number can have, separated by ` | `
//! and in the order of the file's line `plural`. Dates, numbers, lists, plural categories and the names
//! of languages come from the browser's `Intl`.

mod intl;
#[cfg(any(test, not(target_arch = "wasm32")))]
mod plural;
#[cfg(test)]
mod tests;

use std::sync::{Mutex, PoisonError};

use crate::record::{Date, DatePart, Kind};

/// English, which stands in for what is missing.
const ENGLISH: &str = include_str!("en.txt");

/// A label that is shown as it is.
pub(super) type Text = &'static str;

/// A label with one place, written `{}`.
#[derive(Clone, Copy)]
pub(super) struct Words(&'static str, &'static Language);

/// A label with a place for a count, in all its plural forms.
#[derive(Clone, Copy)]
pub(super) struct Counted(&'static str, &'static Language);

/// The first lines of a file.
struct Language {
    /// The language that the words are in.
    code: &'static str,
    /// `ltr` or `rtl`.
    direction: &'static str,
    /// The plural categories that counts have, in the order of the forms.
    plural: &'static str,
    /// What stands between the parts of a list.
    comma: &'static str,
    /// The language that dates and numbers are asked for in: with the page's region.
    tag: &'static str,
}

/// What makes a label of its words.
trait Label {
    fn label(words: &'static str, language: &'static Language) -> Self;
}

impl Label for Text {
    fn label(words: &'static str, _: &'static Language) -> Self {
        words
    }
}

impl Label for Words {
    fn label(words: &'static str, language: &'static Language) -> Self {
        Self(words, language)
    }
}

impl Label for Counted {
    fn label(words: &'static str, language: &'static Language) -> Self {
        Self(words, language)
    }
}

macro_rules! labels {
    ($($(#[$doc:meta])* $name:ident: $kind:ident,)*) => {
        /// The words of the card in one language. There is one value for each language tag, which is
        /// kept for as long as the program runs.
        #[allow(missing_docs, reason = "the English file shows what each one says")]
        pub struct Labels {
            language: &'static Language,
            /// The file.
            file: &'static str,
            $($(#[$doc])* pub(super) $name: $kind,)*
            /// The words of rows, kinds and metrics.
            rest: [Text; REST],
        }

        /// The keys of the labels above, in the order of the file.
        const KEYS: &[&str] = &[$(stringify!($name)),*];

        impl Labels {
            fn new(file: &'static str, language: &'static Language, texts: [Text; ALL]) -> Self {
                let [_, _, _, _, $($name,)* rest @ ..] = texts;
                Self { language, file, $($name: Label::label($name, language),)* rest }
            }
        }
    };
}

/// How many lines a file has: its head, the labels above, then rows, kinds and metrics.
const ALL: usize = HEAD + KEYS.len() + REST;
const HEAD: usize = 4;
const REST: usize = ROWS + KINDS + METRICS;
const ROWS: usize = Row::License as usize + 1;
const KINDS: usize = 22;
const METRICS: usize = 14;

// In the order of the file, which is that of the alphabet.
labels! {
    /// Heads the folded work in the dialog.
    about: Text,
    abstract_: Text,
    access_date: Text,
    add_page: Text,
    all: Text,
    all_authors: Text,
    all_versions: Text,
    any_style: Text,
    as_listed: Text,
    as_style_sorts: Text,
    as_style_writes: Text,
    ascii_only: Text,
    authors: Text,
    autumn: Words,
    choose_works: Text,
    /// How many works are chosen, of how many: `{all}`.
    chosen: Counted,
    citation_in: Text,
    citation_in_aloud: Words,
    citation_key: Text,
    cite: Text,
    cite_button: Text,
    close: Text,
    contact: Text,
    /// The name of the control key.
    control: Text,
    copied: Text,
    copied_aloud: Text,
    copy: Words,
    copy_citation: Text,
    copy_citation_of: Words,
    copy_failed: Words,
    copy_in_text: Text,
    copy_link: Text,
    copy_note: Text,
    copy_references: Counted,
    copy_short: Text,
    corresponding: Text,
    details: Text,
    doi_url: Text,
    empty: Text,
    et_al: Text,
    field: Text,
    files: Text,
    filter: Text,
    find_formats: Counted,
    find_hint: Text,
    find_kept: Words,
    find_more: Counted,
    find_name: Text,
    /// `{near}` are the nearest names.
    find_near: Words,
    find_none: Words,
    find_offered: Text,
    find_partial: Text,
    find_recent: Text,
    find_styles: Counted,
    find_used: Text,
    full_note: Text,
    in_text: Text,
    /// Said the first time a citation with italics was copied.
    italics_stay: Text,
    keywords: Text,
    link: Text,
    load_failed: Text,
    loading: Text,
    locator: Text,
    metadata: Text,
    missing: Text,
    narrative: Text,
    no: Text,
    no_link: Text,
    no_match: Text,
    none: Text,
    note: Text,
    omit_author: Text,
    omit_fields: Text,
    only_fields: Text,
    options: Text,
    orcid: Words,
    order: Text,
    origin: Text,
    parenthetical: Text,
    plain_link: Text,
    problems: Counted,
    program: Text,
    program_any: Text,
    recommended: Text,
    report: Text,
    reset: Text,
    retry: Text,
    save: Text,
    save_for: Text,
    saved: Text,
    share: Text,
    short_note: Text,
    show_all: Text,
    show_authors: Counted,
    show_less: Text,
    snippets: Text,
    source_issue: Words,
    source_page: Words,
    source_pages: Words,
    /// The words of the source line.
    source_volume: Words,
    spring: Words,
    style_author: Text,
    style_author_date: Text,
    style_chosen: Words,
    style_label: Text,
    style_note: Text,
    style_numeric: Text,
    styles: Text,
    summer: Words,
    tabs: Text,
    this_version: Text,
    this_version_of: Words,
    topics: Text,
    unavailable: Text,
    value: Text,
    versions: Text,
    versions_explained: Text,
    winter: Words,
    word_file: Text,
    works: Counted,
    /// A year before the era.
    year_before: Words,
    year_only: Text,
    yes: Text,
}

/// The rows of the details, in the order of the file.
#[allow(missing_docs, reason = "the English file shows what each one says")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    OriginalTitle,
    Language,
    Host,
    Editors,
    Translators,
    Place,
    Publisher,
    Institution,
    Chapter,
    Pages,
    Number,
    PageCount,
    Edition,
    Series,
    Journal,
    Volume,
    Issue,
    Version,
    Online,
    Submitted,
    Issn,
    Isbn,
    Doi,
    Pmid,
    Url,
    Status,
    Published,
    Posted,
    Date,
    External,
    Event,
    License,
}

/// The place of a type of work among the kinds of the file; nothing for a type without a name.
fn kind_place(kind: Kind) -> Option<usize> {
    Some(match kind {
        Kind::Article => 0,
        Kind::ArticleJournal => 1,
        Kind::ArticleMagazine => 2,
        Kind::ArticleNewspaper => 3,
        Kind::Book => 4,
        Kind::Chapter => 5,
        Kind::Dataset => 6,
        Kind::Entry | Kind::EntryDictionary | Kind::EntryEncyclopedia => 7,
        Kind::Figure | Kind::Graphic => 8,
        Kind::Manuscript => 9,
        Kind::Map => 10,
        Kind::MotionPicture | Kind::Broadcast => 11,
        Kind::PaperConference => 12,
        Kind::Patent => 13,
        Kind::Post | Kind::PostWeblog => 14,
        Kind::Report => 15,
        Kind::Review | Kind::ReviewBook => 16,
        Kind::Software => 17,
        Kind::Speech => 18,
        Kind::Standard => 19,
        Kind::Thesis => 20,
        Kind::Webpage => 21,
        _ => return None,
    })
}

/// All labels that have been read.
static READ: Mutex<Vec<&'static Labels>> = Mutex::new(Vec::new());

impl PartialEq for Labels {
    /// There is one value for each language.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl std::fmt::Debug for Labels {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.language.tag)
    }
}

/// Whether the labels for a language tag are the English ones.
pub(super) fn is_english(tag: &str) -> bool {
    let language = tag.split(['-', '_']).next().unwrap_or_default();
    language.is_empty() || language.eq_ignore_ascii_case("en")
}

/// The keys and words of a file.
fn entries(file: &str) -> impl Iterator<Item = (&str, &str)> {
    file.lines().filter_map(|line| line.split_once(" = ")).filter(|(key, _)| !key.starts_with('#'))
}

impl Labels {
    /// Reads a file of labels, `dist/labels/<language>.txt`; nothing where it is none. `tag` is the
    /// language of the page: dates and numbers follow its region. The labels stay in memory, and are
    /// the same ones when the same file is read again.
    pub fn read(tag: &str, file: &str) -> Option<&'static Self> {
        entries(file).any(|(key, _)| key == "language").then(|| Self::kept(tag, file))
    }

    /// The English words, for a page in any language. Dates are in the British order but on pages in
    /// the English of America.
    pub fn english(tag: &str) -> &'static Self {
        Self::kept(if tag.eq_ignore_ascii_case("en-US") { "en-US" } else { "en-GB" }, ENGLISH)
    }

    /// The labels of a file, read once.
    fn kept(tag: &str, file: &str) -> &'static Self {
        let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
        let known = read.iter().find(|known| known.language.tag == tag && known.file == file);
        if let Some(known) = known {
            return known;
        }
        let mut keys = [""; ALL];
        let mut texts = [""; ALL];
        for ((key, text), line) in keys.iter_mut().zip(&mut texts).zip(entries(ENGLISH)) {
            (*key, *text) = line;
        }
        let file = if file == ENGLISH { ENGLISH } else { Box::leak(Box::from(file)) };
        for (key, text) in entries(file) {
            if let Some(at) = keys.iter().position(|known| *known == key) {
                texts[at] = text;
            }
        }
        let [code, direction, plural, comma, ..] = texts;
        let tag = Box::leak(Box::from(tag));
        let language = Box::leak(Box::new(Language { code, direction, plural, comma, tag }));
        let labels = &*Box::leak(Box::new(Self::new(file, language, texts)));
        read.push(labels);
        labels
    }

    /// The same words on a page in another language or region.
    pub fn tagged(&self, tag: &str) -> &'static Self {
        Self::kept(tag, self.file)
    }

    /// The language that the words are in.
    pub(super) fn lang(&self) -> &'static str {
        self.language.code
    }

    /// The direction that the words are read in.
    pub(super) fn dir(&self) -> &'static str {
        self.language.direction
    }

    /// What stands between the parts of a line: full-width marks have their space in them.
    pub(super) fn comma(&self) -> String {
        let comma = self.language.comma;
        [comma, if comma.len() < "、".len() { " " } else { "" }].concat()
    }

    /// The label of a row of the details.
    pub(super) fn row(&self, row: Row) -> Text {
        self.rest[row as usize]
    }

    /// The name of a type of work; nothing for a type that has none.
    pub(super) fn kind(&self, kind: Kind) -> Text {
        kind_place(kind).map_or("", |at| self.rest[ROWS + at])
    }

    /// A count of something by the page's own label of it: what is before the number, the number, and
    /// what is after it. A label that is not known stays as it is.
    pub(super) fn metric(&self, label: &str, count: u64) -> [String; 3] {
        let name = label.strip_suffix(['s', 'S']).unwrap_or(label);
        let is_it = |key: &str| key.strip_prefix("metric_").is_some_and(|key| key.eq_ignore_ascii_case(name));
        let at = entries(ENGLISH).position(|(key, _)| is_it(key));
        let words = at.and_then(|at| self.rest.get(at.checked_sub(HEAD + KEYS.len())?));
        let number = || self.number(count);
        let Some(words) = words else { return [String::new(), number(), [" ", label].concat()] };
        match Counted(words, self.language).form(count).split_once("{}") {
            Some((before, after)) => [before.to_owned(), number(), after.to_owned()],
            // Some languages have a word for two.
            None => [Counted(words, self.language).form(count).to_owned(), String::new(), String::new()],
        }
    }

    /// What is said where nothing could be copied, with the keys that copy a selection.
    pub(super) fn copy_refused(&self, mac: bool) -> String {
        let keys = if mac { "⌘C".to_owned() } else { [self.control, "+C"].concat() };
        self.copy_failed.of(&keys)
    }

    /// A date, or a range of dates, in full or in short.
    pub(super) fn date_range(&self, date: &Date, short: bool) -> String {
        let part = |part| self.date(part, short);
        match (&date.start, &date.end, &date.literal) {
            (Some(start), Some(end), _) => [&part(start), " – ", &part(end)].concat(),
            (Some(start), None, _) if date.open => [&part(start), " –"].concat(),
            (Some(start), None, _) if date.circa => ["~ ", &part(start)].concat(),
            (Some(start), None, _) => part(start),
            (None, _, literal) => literal.clone().unwrap_or_default(),
        }
    }

    /// A date in full or in short.
    pub(super) fn date(&self, part: &DatePart, short: bool) -> String {
        let year = || part.year.unsigned_abs().to_string();
        match part {
            DatePart { year: ..0, .. } => self.year_before.of(&year()),
            DatePart { season: Some(season), .. } => {
                [self.spring, self.summer, self.autumn, self.winter][*season as usize - 1].of(&year())
            }
            _ => intl::date(self.language, part, short),
        }
    }

    /// A count, with its digits in groups where there are more than four.
    pub(super) fn number(&self, count: u64) -> String {
        intl::number(self.language, count)
    }

    /// A part of a hundred.
    pub(super) fn percent(&self, percent: u32) -> String {
        intl::percent(self.language, percent)
    }

    /// The name of a language; the tag itself where the name is not known.
    pub(super) fn language(&self, tag: &str) -> String {
        intl::language(self.language, tag.split(['-', '_']).next().unwrap_or_default())
            .unwrap_or_else(|| tag.to_owned())
    }

    /// Names one after the other.
    pub(super) fn list(&self, names: &[String]) -> String {
        intl::list(self.language, names).unwrap_or_else(|| names.join(&self.comma()))
    }
}

impl Language {
    /// What `Intl` is asked for: the language of the page, or that of the words where these name the
    /// region that the page leaves open.
    #[cfg(any(test, target_arch = "wasm32"))]
    fn locale(&self) -> &'static str {
        let is_open = self.code.strip_prefix(self.tag).is_some_and(|rest| rest.starts_with('-'));
        if is_open { self.code } else { self.tag }
    }

    /// The place of the plural category of a count among the forms.
    fn form(&self, count: u64) -> usize {
        let category = intl::category(self, count);
        self.plural.split(' ').position(|own| own == category).unwrap_or(usize::MAX)
    }

    /// A text of a record in the words: isolated where these go from right to left.
    fn isolated(&self, text: &str) -> String {
        if self.direction == "rtl" { ["\u{2068}", text, "\u{2069}"].concat() } else { text.to_owned() }
    }
}

impl Words {
    /// The words with something in their place.
    pub(super) fn of(self, what: &str) -> String {
        let (before, after) = self.around();
        [before, &self.1.isolated(what), after].concat()
    }

    /// What is before and after the place.
    pub(super) fn around(self) -> (Text, Text) {
        self.0.split_once("{}").unwrap_or((self.0, ""))
    }
}

impl Counted {
    /// The words with a count in their place.
    pub(super) fn of(self, count: usize) -> String {
        let count = count as u64;
        self.form(count).replace("{}", &intl::number(self.1, count))
    }

    /// The words with a count of some of all: `3 of 300 works`.
    pub(super) fn of_all(self, some: usize, all: usize) -> String {
        let number = |count: usize| intl::number(self.1, count as u64);
        self.form(all as u64).replace("{}", &number(some)).replace("{all}", &number(all))
    }

    /// The form for a count; the last one where a file has too few.
    fn form(self, count: u64) -> Text {
        let mut forms = self.0.split(" | ");
        let last = forms.clone().last().unwrap_or_default();
        forms.nth(self.1.form(count)).unwrap_or(last)
    }
}
