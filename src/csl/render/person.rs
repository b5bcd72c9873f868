//! One name to the parts that CSL orders: particles out of undivided fields, initials, scripts.

use crate::record::Name;
use crate::text::case;
use crate::text::cut::{head, tail};

/// A name in parts, ready to be ordered: slices of the record's own texts.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Person<'a> {
    pub given: &'a str,
    pub dropping: &'a str,
    pub non_dropping: &'a str,
    pub family: &'a str,
    pub suffix: &'a str,
    pub comma_suffix: bool,
    /// An organisation or an undivided name, in `family`.
    pub literal: bool,
    /// Family name first, always.
    pub static_order: bool,
    /// Written without spaces between the parts, as Chinese and Japanese names are.
    pub unspaced: bool,
    /// Written with a dot between the parts, as foreign names in katakana are.
    pub dotted: bool,
}

impl<'a> Person<'a> {
    /// Takes a name apart. Particles that stand in the family or given name in lower case are found.
    pub(crate) fn new(name: &'a Name) -> Self {
        let mut person = Self::default();
        if let Some(literal) = &name.literal {
            person.family = literal;
            person.literal = true;
            return person;
        }
        person.given = text(&name.given);
        person.dropping = text(&name.dropping_particle);
        person.non_dropping = text(&name.non_dropping_particle);
        person.family = text(&name.family);
        person.suffix = text(&name.suffix);
        person.comma_suffix = name.comma_suffix;
        person.static_order = name.static_ordering;
        if person.family.is_empty() {
            person.family = person.given;
            person.given = "";
        }
        if let Some((family, suffix)) =
            generation(person.family).filter(|_| person.suffix.is_empty() && !person.given.is_empty())
        {
            (person.family, person.suffix) = (family, suffix);
        }
        // A name in quotation marks is not taken apart.
        let whole = person.family.strip_prefix('"').and_then(|name| name.strip_suffix('"'));
        if let Some(whole) = whole {
            person.family = whole;
        } else if person.non_dropping.is_empty() && person.dropping.is_empty() {
            person.split_family();
        }
        if person.dropping.is_empty() {
            person.split_given();
        }
        if is_katakana(person.family) && is_katakana(person.given) {
            person.dotted = true;
        } else if !is_spaced(person.family) && !is_spaced(person.given) {
            person.unspaced = true;
            person.static_order = true;
        }
        person
    }

    /// `van der Vlist` and `d'Aubignac` begin with a particle, `La Fontaine` does not.
    fn split_family(&mut self) {
        let whole = self.family;
        let mut at = 0;
        while let Some(rest) = whole.get(at..) {
            let word = first_word(rest);
            if !begins_low(word) {
                break;
            }
            if word.len() == rest.len() || word.chars().any(case::is_upper) {
                // The last word: only a part before an apostrophe or hyphen can be a particle.
                let mut end = 0;
                for letter in word.chars() {
                    end += letter.len_utf8();
                    if end > letter.len_utf8() && matches!(letter, '\'' | '’' | '-') {
                        if word.get(end..).is_some_and(|name| name.starts_with(case::is_upper)) {
                            at += end;
                        }
                        break;
                    }
                }
                break;
            }
            at += word.len() + 1;
        }
        if at == 0 {
            return;
        }
        if let Some((particle, family)) = whole.split_at_checked(at).filter(|(_, rest)| !rest.is_empty()) {
            self.family = family.trim();
            let particle = particle.trim_start();
            let trimmed = particle.trim_end();
            self.non_dropping = trimmed;
            // `de' Medici` keeps the space that `d'Este` has not.
            if trimmed.ends_with(&['\'', '’'][..]) {
                self.non_dropping = particle.get(..trimmed.len() + 1).unwrap_or(trimmed);
            }
        }
    }

    /// `Ludwig van` ends with a particle, `Martin Luther, Jr.` with a suffix.
    fn split_given(&mut self) {
        if let Some((given, rest)) = self.given.split_once(',') {
            // `Jr.` follows the name; with an exclamation mark the comma is shown.
            let comma = rest.starts_with('!');
            let rest = rest.trim_start_matches('!').trim();
            if rest.starts_with(case::is_upper) && self.suffix.is_empty() && !rest.contains(',') {
                self.comma_suffix |= comma;
                self.suffix = rest;
                self.given = given;
            }
        }
        let whole = self.given;
        let mut given = whole;
        while let Some((before, word)) = given.rsplit_once(' ') {
            if !begins_low(word) {
                break;
            }
            given = before;
        }
        self.given = given;
        self.dropping = whole.get(given.len()..).unwrap_or_default().trim();
    }
}

fn text(part: &Option<String>) -> &str {
    part.as_deref().unwrap_or_default().trim()
}

fn first_word(text: &str) -> &str {
    text.split(' ').next().unwrap_or_default()
}

/// Whether the first letter of a word is a small one.
fn begins_low(word: &str) -> bool {
    word.chars().find(|letter| letter.is_alphabetic()).is_some_and(case::is_lower)
}

/// Whether a text is in a script that puts spaces between names: anything but Chinese, Japanese, Korean.
pub(crate) fn is_spaced(text: &str) -> bool {
    text.chars().any(|letter| letter.is_alphabetic() && !is_unspaced(letter))
}

/// Whether names in a letter's script are written without spaces, the family name first.
pub(crate) fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether given names in a text's script are shortened to initials: not where the first letter alone
/// says little, as in Chinese, Thai, Lao, Tibetan, Burmese and Khmer.
pub(super) fn has_initials(text: &str) -> bool {
    let none = |letter: char| {
        is_unspaced(letter)
            || matches!(letter, '\u{0e00}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{19e0}'..='\u{19ff}')
    };
    text.chars().any(|letter| letter.is_alphabetic() && !none(letter))
}

/// Whether a text is all katakana: the name of somebody from elsewhere, with a dot between its parts.
fn is_katakana(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|letter| matches!(letter, '\u{30a0}'..='\u{30ff}' | '\u{ff65}'..='\u{ff9f}' | '=' | '＝'))
}

/// The marks around words beside a given name, with the ones that close them: what they enclose is a
/// second form of the name or a nickname, not a name to shorten.
const BRACKETS: &[(char, char)] =
    &[('(', ')'), ('[', ']'), ('（', '）'), ('［', '］'), ('"', '"'), ('“', '”'), ('«', '»'), ('„', '“')];

/// The bracketed words that a text begins with, to their end.
fn bracketed(text: &str) -> Option<&str> {
    let open = text.chars().next()?;
    let (_, close) = BRACKETS.iter().find(|(own, _)| *own == open)?;
    let after = tail(text, open.len_utf8());
    let end = after.find(*close).map_or(text.len(), |at| open.len_utf8() + at + close.len_utf8());
    Some(head(text, end))
}

/// What stands for a word as its initial: its first letter with what is written before that, such as
/// the ayin of `ʿAbd`.
fn initial(word: &str) -> &str {
    let is_letter = |letter: char| letter.is_alphanumeric() && !matches!(letter, '\u{2b0}'..='\u{2ff}');
    let at = word.find(is_letter).unwrap_or(0);
    head(word, at + tail(word, at).chars().next().map_or(0, char::len_utf8))
}

/// Suffixes of generations, as they stand behind a family name.
const GENERATIONS: &[&str] = &["jr", "sr", "ii", "iii", "iv"];

/// A family name with the suffix of a generation in it (`Brill, Jr.`, `Maddox III`), apart.
fn generation(family: &str) -> Option<(&str, &str)> {
    let (family, suffix) = family.rsplit_once([' ', ','])?;
    let bare = suffix.trim_end_matches('.').to_ascii_lowercase();
    // A Roman number is written in capitals.
    let known = GENERATIONS.contains(&bare.as_str())
        && (!bare.starts_with('i') || suffix.bytes().all(|byte| byte.is_ascii_uppercase()))
        && suffix.starts_with(case::is_upper);
    let family = family.trim_end_matches([' ', ',']);
    (known && !family.is_empty()).then_some((family, suffix))
}

/// The capitals after the first that belong to the same letter: `S` of `TSerendorj`, whose initial
/// is `Ts.`
fn digraph(word: &str) -> &str {
    let capitals = word.len() - word.trim_start_matches(case::is_upper).len();
    let first = word.chars().next().map_or(0, char::len_utf8);
    let lower = word.get(capitals..).is_some_and(|rest| rest.starts_with(case::is_lower));
    word.get(first..capitals).filter(|_| lower).unwrap_or_default()
}

/// The initials of a person, to compare people by.
pub(crate) fn person_initials(person: &Person<'_>, hyphens: bool) -> String {
    initials(person.given, ".", hyphens, true)
}

/// Given names as initials. Without `all`, only what is an initial already gets its form.
pub(crate) fn initials(given: &str, with: &str, hyphens: bool, all: bool) -> String {
    let mut out = Initials { out: String::new(), with, hyphens, all, word_before: false, hyphen: false };
    let mut rest = given.trim();
    while !rest.is_empty() {
        if let Some(whole) = bracketed(rest) {
            out.bracket(whole);
            rest = tail(rest, whole.len());
            continue;
        }
        let end = rest.find(&[' ', '.', '-', '‐', '\u{a0}', '<'][..]).unwrap_or(rest.len());
        let word = head(rest, end);
        let mark = tail(rest, end).chars().next();
        rest = tail(rest, end + mark.map_or(0, char::len_utf8));
        if !word.is_empty() {
            out.word(word, mark == Some('.'));
        }
        match mark {
            Some('-' | '‐') => out.hyphen = true,
            Some('<') => rest = out.tag(rest),
            _ => {}
        }
    }
    out.out.truncate(out.out.trim_end().len());
    out.out
}

/// Given names that are being shortened.
struct Initials<'w> {
    out: String,
    /// What stands behind an initial.
    with: &'w str,
    /// Hyphens between initials stay.
    hyphens: bool,
    /// Whole words become initials.
    all: bool,
    /// The last thing was a word that stays whole.
    word_before: bool,
    /// A hyphen comes before the next word.
    hyphen: bool,
}

impl Initials<'_> {
    /// Words in brackets, as they are.
    fn bracket(&mut self, whole: &str) {
        self.space();
        self.out.push_str(whole);
        (self.word_before, self.hyphen) = (true, false);
    }

    fn word(&mut self, word: &str, abbreviated: bool) {
        let first = word.chars().next().unwrap_or_default();
        let single = word.chars().nth(1).is_none();
        let hyphen = std::mem::take(&mut self.hyphen);
        if hyphen && self.all && case::is_lower(first) {
            // `Guo-ping` is one name: its second part has no initial.
            return;
        }
        let lower = case::is_lower(first) && !abbreviated;
        if lower || !(self.all || abbreviated || single) {
            // A whole word: a particle inside of the given names, or a name that stays.
            if hyphen {
                hyphenate(&mut self.out);
            } else {
                self.space();
            }
            self.out.push_str(word);
            self.word_before = true;
            return;
        }
        if hyphen && self.hyphens {
            hyphenate(&mut self.out);
        } else if self.word_before {
            self.space();
        }
        if abbreviated {
            self.out.push_str(word);
        } else {
            self.out.push_str(initial(word));
            self.out.push_str(&case::to_lower(digraph(word)));
        }
        self.out.push_str(self.with);
        self.word_before = false;
    }

    /// Markup around a letter stays around it: writes a tag, of which the `<` was read, and gives what
    /// comes after it.
    fn tag<'t>(&mut self, rest: &'t str) -> &'t str {
        let close = rest.find('>').map_or(rest.len(), |at| at + 1);
        // A closing tag belongs to the initial before it, without the space after.
        let closes = rest.starts_with('/');
        let space = if closes { self.out.split_off(self.out.trim_end().len()) } else { String::new() };
        if space.is_empty() && self.hyphen && self.hyphens && !closes {
            hyphenate(&mut self.out);
            self.hyphen = false;
        }
        self.out.push('<');
        self.out.push_str(head(rest, close));
        self.out.push_str(&space);
        tail(rest, close)
    }

    fn space(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with(' ') {
            self.out.push(' ');
        }
    }
}

/// A hyphen in place of the space after an initial.
fn hyphenate(out: &mut String) {
    out.truncate(out.trim_end().len());
    out.push('-');
}

/// An undivided name as it sorts: without an English article at its start.
pub(super) fn without_article(name: &str) -> &str {
    let first = first_word(name);
    let rest = name.get(first.len()..).unwrap_or_default().trim_start();
    for article in ["a", "an", "the"] {
        if first.eq_ignore_ascii_case(article) && !rest.is_empty() {
            return rest;
        }
    }
    name
}
