//! One name to the parts that CSL orders: particles out of undivided fields, initials, scripts.

use crate::record::Name;
use crate::record::case;

/// A name in parts, ready to be ordered.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Person {
    pub given: String,
    pub dropping: String,
    pub non_dropping: String,
    pub family: String,
    pub suffix: String,
    pub comma_suffix: bool,
    /// An organisation or an undivided name, in `family`.
    pub literal: bool,
    /// Family name first, always.
    pub static_order: bool,
    /// Written without spaces between the parts, as Chinese and Japanese names are.
    pub unspaced: bool,
}

impl Person {
    /// Takes a name apart. Particles that stand in the family or given name in lower case are found.
    pub fn new(name: &Name) -> Self {
        let text = |part: &Option<String>| part.as_deref().unwrap_or_default().trim().to_owned();
        if let Some(literal) = &name.literal {
            return Self { family: literal.clone(), literal: true, ..Self::default() };
        }
        let mut person = Self {
            given: text(&name.given),
            dropping: text(&name.dropping_particle),
            non_dropping: text(&name.non_dropping_particle),
            family: text(&name.family),
            suffix: text(&name.suffix),
            comma_suffix: name.comma_suffix,
            literal: false,
            static_order: name.static_ordering,
            unspaced: false,
        };
        if person.family.is_empty() {
            person.family = std::mem::take(&mut person.given);
        }
        if let Some(whole) = quoted(&person.family) {
            person.family = whole;
        } else if person.non_dropping.is_empty() && person.dropping.is_empty() {
            person.split_family();
        }
        if person.dropping.is_empty() {
            person.split_given();
        }
        if !is_spaced(&person.family) && !is_spaced(&person.given) {
            person.unspaced = true;
            person.static_order = true;
        }
        person
    }

    /// `van der Vlist` and `d'Aubignac` begin with a particle, `La Fontaine` does not.
    fn split_family(&mut self) {
        let mut at = 0;
        while let Some(rest) = self.family.get(at..) {
            let word = rest.split(' ').next().unwrap_or_default();
            let first = word.chars().find(|letter| letter.is_alphabetic());
            if !first.is_some_and(char::is_lowercase) {
                break;
            }
            if word.len() == rest.len() || word.chars().any(char::is_uppercase) {
                // The last word: only a part before an apostrophe or hyphen can be a particle.
                if let Some((mark_at, mark)) =
                    word.char_indices().skip(1).find(|(_, letter)| matches!(letter, '\'' | '’' | '-'))
                {
                    let end = mark_at + mark.len_utf8();
                    if word.get(end..).is_some_and(|name| name.starts_with(char::is_uppercase)) {
                        at += end;
                    }
                }
                break;
            }
            at += word.len() + 1;
        }
        if at > 0 && at < self.family.len() {
            let family = self.family.split_off(at);
            let particle = std::mem::replace(&mut self.family, family.trim().to_owned());
            let trimmed = particle.trim();
            // `de' Medici` keeps the space that `d'Este` has not.
            let spaced = particle.ends_with(' ') && trimmed.ends_with(['\'', '’']);
            self.non_dropping = [trimmed, if spaced { " " } else { "" }].concat();
        }
    }

    /// `Ludwig van` ends with a particle, `Martin Luther, Jr.` with a suffix.
    fn split_given(&mut self) {
        if let Some((given, rest)) = self.given.split_once(',') {
            // `Jr.` follows the name; with an exclamation mark the comma is shown.
            let comma = rest.starts_with('!');
            let rest = rest.trim_start_matches('!').trim();
            if rest.starts_with(char::is_uppercase) && self.suffix.is_empty() && !rest.contains(',') {
                self.comma_suffix |= comma;
                self.suffix = rest.to_owned();
                self.given = given.to_owned();
            }
        }
        let mut at = self.given.len();
        for word in self.given.rsplit(' ') {
            let first = word.chars().find(|letter| letter.is_alphabetic());
            let start = at - word.len();
            if !first.is_some_and(char::is_lowercase) || start == 0 {
                break;
            }
            at = start - 1;
        }
        if at < self.given.len() {
            let particle = self.given.split_off(at);
            self.dropping = particle.trim().to_owned();
        }
    }
}

/// A name in quotation marks is not taken apart.
fn quoted(text: &str) -> Option<String> {
    let inner = text.strip_prefix('"')?.strip_suffix('"')?;
    Some(inner.to_owned())
}

/// Whether a text is in a script that puts spaces between names: anything but Chinese, Japanese, Thai.
pub(crate) fn is_spaced(text: &str) -> bool {
    text.chars().any(|letter| letter.is_alphabetic() && !is_unspaced(letter))
}

fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{0e00}'..='\u{0eff}' | '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// The capitals after the first that belong to the same letter: `S` of `TSerendorj`, whose initial
/// is `Ts.`
fn digraph(word: &str) -> &str {
    let capitals = word.len() - word.trim_start_matches(char::is_uppercase).len();
    let first = word.chars().next().map_or(0, char::len_utf8);
    let lower = word.get(capitals..).is_some_and(|rest| rest.starts_with(char::is_lowercase));
    word.get(first..capitals).filter(|_| lower).unwrap_or_default()
}

/// The initials of a person, to compare people by.
pub(crate) fn person_initials(person: &Person, hyphens: bool) -> String {
    initials(&person.given, ".", hyphens, true)
}

/// Given names as initials. Without `all`, only what is an initial already gets its form.
pub(crate) fn initials(given: &str, with: &str, hyphens: bool, all: bool) -> String {
    let mut out = String::new();
    // Markup around a letter stays around it.
    let mut rest = given.trim();
    let mut word_before = false;
    let mut hyphen = false;
    while !rest.is_empty() {
        let end = rest.find([' ', '.', '-', '‐', '\u{a0}', '<']).unwrap_or(rest.len());
        let word = &rest[..end];
        let mark = rest[end..].chars().next();
        rest = &rest[end + mark.map_or(0, char::len_utf8)..];
        if !word.is_empty() {
            let first = word.chars().next().unwrap_or_default();
            let single = word.chars().nth(1).is_none();
            let abbreviated = mark == Some('.');
            if hyphen && first.is_lowercase() {
                // `Guo-ping` is one name: its second part has no initial.
                hyphen = false;
                continue;
            }
            let lower = first.is_lowercase() && !abbreviated;
            if lower || !(all || abbreviated || single) {
                // A whole word: a particle inside of the given names, or a name that stays.
                if hyphen {
                    out.truncate(out.trim_end().len());
                    out.push('-');
                } else if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
                out.push_str(word);
                word_before = true;
            } else {
                if hyphen && hyphens {
                    out.truncate(out.trim_end().len());
                    out.push('-');
                } else if word_before && !out.ends_with(' ') {
                    out.push(' ');
                }
                if abbreviated {
                    out.push_str(word);
                } else {
                    out.push(first);
                    out.extend(digraph(word).chars().map(case::lower));
                }
                out.push_str(with);
                word_before = false;
            }
            hyphen = false;
        }
        match mark {
            Some('-' | '‐') => hyphen = true,
            Some('<') => {
                let close = rest.find('>').map_or(rest.len(), |at| at + 1);
                // A closing tag belongs to the initial before it, without the space after.
                if rest.starts_with('/') {
                    let trimmed = out.trim_end().len();
                    let space = out.split_off(trimmed);
                    out.push('<');
                    out.push_str(&rest[..close]);
                    out.push_str(&space);
                } else {
                    if hyphen && hyphens {
                        out.truncate(out.trim_end().len());
                        out.push('-');
                        hyphen = false;
                    }
                    out.push('<');
                    out.push_str(&rest[..close]);
                }
                rest = &rest[close..];
            }
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// An undivided name as it sorts: without an English article at its start.
pub(super) fn without_article(name: &str) -> &str {
    let first = name.split(' ').next().unwrap_or_default();
    let article = ["a", "an", "the"].iter().any(|article| first.eq_ignore_ascii_case(article));
    name.get(first.len()..).map(str::trim_start).filter(|rest| article && !rest.is_empty()).unwrap_or(name)
}
