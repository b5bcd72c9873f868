//! `cs:number`, page ranges, and what counts as numeric or plural.

use super::Eval;
use crate::csl::model::element::{Element, Word};
use crate::csl::model::locator::labelled;
use crate::csl::model::number::digits;
use crate::record::Variable;
use crate::text::cut::{head, tail};
use std::borrow::Cow;

/// Larger numbers have no roman form.
const MAX_ROMAN: u32 = 3999;

impl<'a> Eval<'a> {
    pub(super) fn number(&mut self, element: &'a Element) {
        let Some(variable) = element.variable() else { return };
        let form = super::form(element);
        let formatting = &element.formatting();
        let value = self.variable_text(variable).filter(|_| !self.is_used(variable));
        let Some(value) = value else { return self.call(false) };
        self.note_use(variable);
        let begun = self.begin(formatting);
        // A number may have a locator of its own after it: `7, p. 3-8`.
        let parts = value.split_once(", ").filter(|(number, _)| is_numeric(number));
        let parts =
            parts.and_then(|(number, rest)| Some((number, labelled(&self.language.locales, rest, None)?)));
        match parts {
            Some((number, (term, rest))) if !is_numeric(&value) => {
                let plural = is_plural(rest, Variable::Locator);
                let term = self.language.locales.term(term, Word::Short, plural).unwrap_or_default();
                let text = [
                    &self.numbers(number, variable, form),
                    ", ",
                    term,
                    " ",
                    &dashes(Variable::Locator, rest),
                ]
                .concat();
                self.push(&text);
            }
            // A report's own number is as it is written.
            _ if variable == Variable::Number && !is_counted(form) => self.push(&value),
            _ if is_numeric(&value) => {
                let text = self.numbers(&value, variable, form);
                self.push(&text);
            }
            _ => self.push(&value),
        }
        let some = self.end(begun, formatting);
        self.number_printed |= some && variable == Variable::Number;
        self.call(some);
    }
}

/// Whether a form changes the digits.
fn is_counted(form: Word) -> bool {
    matches!(form, Word::Ordinal | Word::LongOrdinal | Word::Roman)
}

impl<'a> Eval<'a> {
    /// The locale's symbol for "and", which the word for it does not count as.
    pub(super) fn and_symbol(&self) -> &'a str {
        let symbol = self.language.locales.term("and", Word::Symbol, false);
        symbol.filter(|symbol| *symbol != self.term("and", Word::Long)).unwrap_or("&")
    }

    /// A numeric text in a form.
    fn numbers(&self, value: &str, variable: Variable, form: Word) -> String {
        let locales = &self.language.locales;
        let gender = locales.gender(&crate::csl::model::locale::term_name(variable.as_str()));
        // Languages whose ordinals know genders have a feminine word for an edition, and a masculine
        // one for a volume or a number.
        let otherwise = if variable == Variable::Edition { Word::Feminine } else { Word::Masculine };
        let mut text = String::new();
        let pieces = tokens(value);
        for (at, piece) in pieces.iter().enumerate() {
            match *piece {
                Piece::Number(number) => match (number.parse::<u32>(), form) {
                    (Err(_), _) => text.push_str(number),
                    (Ok(number), Word::Roman) => text.push_str(&roman(number)),
                    (Ok(number), Word::Ordinal | Word::LongOrdinal) => {
                        let word = locales
                            .long_ordinal(number, gender, otherwise)
                            .filter(|_| number <= 10 && form == Word::LongOrdinal);
                        match word {
                            Some(word) => text.push_str(word),
                            None => {
                                digits(number.into(), 1, &mut text);
                                text.push_str(locales.ordinal_suffix(number, gender, otherwise));
                            }
                        }
                    }
                    (Ok(number), _) => digits(number.into(), 1, &mut text),
                },
                Piece::Other(word) => text.push_str(word),
                Piece::Separator(dash @ ('-' | '–' | '—')) => {
                    let ends = (at.checked_sub(1).and_then(|at| pieces.get(at)), pieces.get(at + 1));
                    let range = match ends {
                        (Some(start), Some(end)) => is_range(variable, start.text(), end.text()),
                        _ => true,
                    };
                    text.push(if range { '–' } else { dash });
                }
                Piece::Separator(',') => text.push_str(", "),
                Piece::Separator(_) => text.push_str(&self.ampersand()),
            }
        }
        text
    }

    /// The locale's ampersand between numbers, with spaces.
    pub(super) fn ampersand(&self) -> String {
        let symbol = self.and_symbol();
        [" ", if symbol.is_empty() { "&" } else { symbol }, " "].concat()
    }
}

/// A piece of a numeric text.
enum Piece<'t> {
    /// Digits alone.
    Number(&'t str),
    /// A number with letters: `12b`, `S3`.
    Other(&'t str),
    Separator(char),
}

impl<'t> Piece<'t> {
    fn text(&self) -> &'t str {
        match self {
            Self::Number(text) | Self::Other(text) => text,
            Self::Separator(_) => "",
        }
    }
}

/// Whether a hyphen between two numbers makes a range of them. The number of a report or a standard is
/// one, whatever is in it (`114-11`), and so is one with letters at its start alone: `s2-42`.
fn is_range(variable: Variable, start: &str, end: &str) -> bool {
    let lead = |text: &str| text.bytes().take_while(|byte| !byte.is_ascii_digit()).count();
    variable != Variable::Number
        && (head(start, lead(start)) == head(end, lead(end)) || is_roman(start) && is_roman(end))
}

fn separator(letter: char) -> Option<char> {
    match letter {
        '-' | '–' | '—' | ',' | '&' => Some(letter),
        _ => None,
    }
}

fn tokens(text: &str) -> Vec<Piece<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        if let Some(mark) = separator(first) {
            tokens.push(Piece::Separator(mark));
            rest = tail(rest, first.len_utf8()).trim_start();
            continue;
        }
        let end = rest.find(|letter| separator(letter).is_some()).unwrap_or(rest.len());
        let word = head(rest, end).trim_end();
        tokens.push(if word.bytes().all(|byte| byte.is_ascii_digit()) {
            Piece::Number(word)
        } else {
            Piece::Other(word)
        });
        rest = tail(rest, end);
    }
    tokens
}

/// CSL: numbers, with letters before or after, joined by hyphens, commas or ampersands.
pub(crate) fn is_numeric(text: &str) -> bool {
    let tokens = tokens(text);
    let mut expects = true;
    for token in &tokens {
        match token {
            Piece::Separator(_) if expects => return false,
            Piece::Separator(_) => expects = true,
            Piece::Number(_) => expects = false,
            Piece::Other(word) => {
                let digits = word.bytes().any(|byte| byte.is_ascii_digit());
                if !digits
                    || word.contains(char::is_whitespace)
                    || !word.chars().all(|letter| letter.is_alphanumeric())
                {
                    return false;
                }
                expects = false;
            }
        }
    }
    !expects
}

/// Whether a number's label is plural: there are several, or the number counts more than one.
pub(super) fn is_plural(text: &str, variable: Variable) -> bool {
    if matches!(variable, Variable::NumberOfPages | Variable::NumberOfVolumes) {
        return text.trim() != "1" && text.bytes().any(|byte| byte.is_ascii_digit());
    }
    // The number of a patent or a report is one, of however many parts: US 6285999 B1.
    if variable == Variable::Number && !is_numeric(text) {
        return false;
    }
    // An escaped hyphen does not make a range.
    let mut text = text.replace("\\-", "");
    if !matches!(variable, Variable::Page | Variable::PageFirst | Variable::Locator) {
        text = without_hyphens(variable, &text);
    }
    // What follows another label in a locator is not counted: `1, fol. 186`.
    if let Some(end) = text.find(". ").filter(|_| variable == Variable::Locator) {
        text.truncate(end);
    }
    let mut numbers = 0;
    for part in text.split(|letter: char| separator(letter).is_some() || letter.is_whitespace()) {
        numbers += usize::from(part.bytes().any(|byte| byte.is_ascii_digit()) || is_roman(part));
    }
    numbers > 1
}

/// A text without the hyphens that make no range.
fn without_hyphens(variable: Variable, text: &str) -> String {
    let is_edge = |letter: char| separator(letter).is_some() || letter.is_whitespace();
    let mut out = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        let dash = matches!(letter, '-' | '–' | '—');
        let start = head(text, at).rsplit(is_edge).next().unwrap_or_default();
        let end = tail(text, at + letter.len_utf8()).split(is_edge).next().unwrap_or_default();
        if !dash || is_range(variable, start, end) {
            out.push(letter);
        }
    }
    out
}

fn is_roman(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| b"ivxlcdm".contains(&byte.to_ascii_lowercase()))
}

/// `a` to `z`, then `aa`.
pub(crate) fn letters(number: u32) -> String {
    let mut rest = number;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'a' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

fn roman(number: u32) -> String {
    const VALUES: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number == 0 || number > MAX_ROMAN {
        return number.to_string();
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, letters) in VALUES {
        while rest >= value {
            text.push_str(letters);
            rest -= value;
        }
    }
    text
}

/// Hyphens between numbers are en dashes.
pub(super) fn dashes(variable: Variable, text: &str) -> Cow<'_, str> {
    if text.contains("\\-") {
        return Cow::Owned(text.replace("\\-", "-"));
    }
    if variable == Variable::Number || !text.contains('-') || !is_numeric(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(pages(text, None, "–", " & "))
}

/// The first page of a range.
pub(super) fn first_page(pages: &str) -> &str {
    pages.split(&['-', '–', ',', '&', ';'][..]).next().unwrap_or(pages).trim()
}

/// Page ranges in the style's format, with the locale's delimiter and ampersand.
pub(super) fn pages(text: &str, format: Option<Word>, delimiter: &str, ampersand: &str) -> String {
    if text.contains("\\-") {
        return text.replace("\\-", "-");
    }
    let mut out = String::new();
    let mut rest = text;
    loop {
        let end = rest.find(&[',', '&', ';'][..]);
        let part = head(rest, end.unwrap_or(rest.len()));
        range(part, format, delimiter, &mut out);
        let Some(end) = end else { break };
        let mark = tail(rest, end).chars().next().unwrap_or(',');
        let padded = part.ends_with(' ');
        out.truncate(out.trim_end().len());
        if mark == '&' {
            out.push_str(ampersand);
        } else {
            if padded {
                out.push(' ');
            }
            out.push(mark);
            out.push(' ');
        }
        rest = tail(rest, end + mark.len_utf8()).trim_start();
    }
    out
}

fn range(text: &str, format: Option<Word>, delimiter: &str, out: &mut String) {
    let halves = text.split_once("--").or_else(|| text.split_once(&['-', '–', '—'][..]));
    let Some((first, last)) = halves else {
        out.push_str(text);
        return;
    };
    let (start, end) = (first.trim(), last.trim());
    let is_page = |page: &str| page.bytes().any(|byte| byte.is_ascii_digit()) || is_roman(page);
    let prefixes = (split_prefix(start), split_prefix(end));
    let alike = match prefixes {
        (Some((one, _)), Some((other, _))) => one == other,
        _ => true,
    };
    if is_page(start) && is_page(end) && !alike {
        let mark = tail(head(text, text.len() - last.len()), first.len());
        return [start, mark, end].into_iter().for_each(|part| out.push_str(part));
    }
    if !is_page(start) || !is_page(end) || end.contains(&['-', '–'][..]) {
        out.push_str(text);
        return;
    }
    let lead = first.len() - first.trim_start().len();
    out.push_str(head(first, lead));
    out.push_str(start);
    out.push_str(delimiter);
    range_end(start, end, format, out);
}

/// A number with what stands before it: `S12` is `("S", "12")`.
fn split_prefix(page: &str) -> Option<(&str, &str)> {
    let prefix = page.trim_end_matches(|letter: char| letter.is_ascii_digit());
    (prefix.len() < page.len()).then(|| page.split_at(prefix.len()))
}

fn range_end(start: &str, end: &str, format: Option<Word>, out: &mut String) {
    let (Some(format), Some((prefix, first)), Some((end_prefix, last))) =
        (format, split_prefix(start), split_prefix(end))
    else {
        return out.push_str(end);
    };
    if prefix != end_prefix && !end_prefix.is_empty() {
        return out.push_str(end);
    }
    // `321-8` is `321-328`.
    let full = head(first, first.len().saturating_sub(last.len())).to_owned() + last;
    let same = first.bytes().zip(full.bytes()).take_while(|(one, other)| one == other).count();
    let changed = full.len() - same;
    let digits = match format {
        _ if full.len() != first.len() || full.as_str() <= first => None,
        Word::Minimal => Some(changed),
        Word::MinimalTwo => Some(changed.max(2)),
        Word::Chicago15 | Word::Chicago | Word::Chicago16 => {
            chicago(first, changed, format != Word::Chicago16)
        }
        _ => None,
    };
    match digits {
        Some(digits) => out.push_str(tail(&full, full.len().saturating_sub(digits))),
        None => {
            out.push_str(prefix);
            out.push_str(&full);
        }
    }
}

/// How many digits the Chicago Manual's rules keep, in the 15th edition all four where three change;
/// none for the whole number.
fn chicago(first: &str, changed: usize, fifteenth: bool) -> Option<usize> {
    let two = tail(first, first.len().saturating_sub(2));
    if first.trim_start_matches('0').len() < 3 || two == "00" {
        return None;
    }
    if two.starts_with('0') {
        return Some(changed);
    }
    if fifteenth && first.len() == 4 && changed >= 3 {
        return None;
    }
    Some(changed.max(2))
}
