//! `text-case` over a stretch of output: words may run across formatting, and `nocase` is left alone.

use super::output::{Span, Token};
use crate::csl::model::element::Word;
use crate::record::markup::Mark;
use crate::text::case;
use crate::text::list::{List, list};

/// Words that title case leaves in lower case inside of a title (CSL 1.0.2, "Title Case Conversion").
static STOP_WORDS: List = list![
    "a",
    "an",
    "and",
    "as",
    "at",
    "but",
    "by",
    "down",
    "for",
    "from",
    "in",
    "into",
    "nor",
    "of",
    "on",
    "onto",
    "or",
    "over",
    "so",
    "the",
    "till",
    "to",
    "up",
    "via",
    "with",
    "yet",
    "about",
    "above",
    "across",
    "after",
    "against",
    "along",
    "among",
    "around",
    "before",
    "behind",
    "below",
    "beneath",
    "beside",
    "between",
    "beyond",
    "despite",
    "during",
    "except",
    "inside",
    "like",
    "near",
    "off",
    "out",
    "outside",
    "past",
    "per",
    "plus",
    "than",
    "through",
    "throughout",
    "toward",
    "towards",
    "under",
    "underneath",
    "until",
    "upon",
    "versus",
    "vs",
    "without",
    "within",
    "d'",
    "d’",
    "de",
    "di",
    "von",
    "van",
    "l'",
    "l’",
    "et",
    "al",
    "c",
    "v",
];

/// A letter with the piece it comes from.
struct Letter {
    letter: char,
    piece: usize,
    fixed: bool,
    /// In Turkish and Azerbaijani, `i` keeps its dot as a capital and `I` has none as a small letter.
    dotted: bool,
}

/// Changes the case of the texts in a stretch of output.
pub(crate) fn apply(pieces: &mut [Token], case: Word, lang: &str) {
    let mut letters = gather(pieces, is_lang(lang, "tr") || is_lang(lang, "az"));
    match case {
        Word::Lowercase => each(&mut letters, false),
        Word::Uppercase => each(&mut letters, true),
        Word::CapitalizeFirst => capitalize(&mut letters, true),
        Word::CapitalizeAll => capitalize(&mut letters, false),
        Word::Sentence => sentence(&mut letters),
        Word::Title => title(&mut letters),
        _ => {}
    }
    let mut texts: Vec<String> = pieces.iter().map(|_| String::new()).collect();
    for Letter { letter, piece, .. } in letters {
        if let Some(text) = texts.get_mut(piece) {
            text.push(letter);
        }
    }
    for (piece, text) in pieces.iter_mut().zip(texts) {
        if let Token::Text(own) = piece {
            *own = text;
        }
    }
}

/// Whether a language tag names a language or one of its dialects.
pub(crate) fn is_lang(tag: &str, lang: &str) -> bool {
    tag.split(&['-', '_'][..]).next().is_some_and(|start| start.eq_ignore_ascii_case(lang))
}

fn gather(pieces: &[Token], dotted: bool) -> Vec<Letter> {
    let mut letters = Vec::new();
    let mut fixed: Vec<bool> = Vec::new();
    for (piece, what) in pieces.iter().enumerate() {
        match what {
            Token::Text(text) => {
                let fixed = fixed.contains(&true);
                letters.extend(text.chars().map(|letter| Letter { letter, piece, fixed, dotted }));
            }
            Token::Open(span) => fixed.push(matches!(
                span,
                Span::Mark(
                    Mark::NoCase | Mark::SmallCaps | Mark::Superscript | Mark::Subscript | Mark::NoDecoration
                )
            )),
            Token::Close => {
                fixed.pop();
            }
            Token::OpenQuote | Token::OpenInnerQuote | Token::CloseQuote | Token::CloseFieldQuote => {}
        }
    }
    letters
}

/// Changes a letter; gives what else it becomes.
fn change(letter: &mut Letter, upper: bool) -> &'static str {
    if letter.fixed {
        return "";
    }
    let own = letter.letter;
    letter.letter = match own {
        'i' if letter.dotted && upper => 'İ',
        'I' if letter.dotted && !upper => 'ı',
        _ if !upper => case::lower(own),
        // `ß` becomes two letters.
        _ => match case::several(own) {
            Some(letters) => {
                let mut rest = letters.chars();
                letter.letter = rest.next().unwrap_or(own);
                return rest.as_str();
            }
            None => case::upper(own),
        },
    };
    ""
}

fn each(letters: &mut Vec<Letter>, upper: bool) {
    let mut at = 0;
    while let Some(letter) = letters.get_mut(at) {
        let piece = letter.piece;
        for more in change(letter, upper).chars() {
            at += 1;
            letters.insert(at, Letter { letter: more, piece, fixed: true, dotted: false });
        }
        at += 1;
    }
}

/// Where each word begins and ends.
fn words(letters: &[Letter]) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut from = 0;
    for (at, Letter { letter, .. }) in letters.iter().enumerate() {
        if letter.is_whitespace() {
            if from < at {
                words.push((from, at));
            }
            from = at + 1;
        }
    }
    if from < letters.len() {
        words.push((from, letters.len()));
    }
    words
}

/// The letters of a word or of a part of it.
fn part(letters: &mut [Letter], from: usize, to: usize) -> &mut [Letter] {
    letters.get_mut(from..to).unwrap_or_default()
}

/// The place of a word's first letter or digit.
fn first_letter(word: &[Letter]) -> Option<usize> {
    word.iter().position(|letter| letter.letter.is_alphanumeric())
}

/// Gives a word without capitals one; false for a word that is none.
fn raise(word: &mut [Letter]) -> bool {
    let Some(at) = first_letter(word) else { return false };
    if has_upper(word) {
        return true;
    }
    if let Some(letter) = word.get_mut(at) {
        // A ligature stays: there is no place for its second letter.
        if !matches!(letter.letter, '\u{370}'..='\u{3ff}') && case::several(letter.letter).is_none() {
            change(letter, true);
        }
    }
    true
}

fn capitalize(letters: &mut [Letter], first_only: bool) {
    for (from, to) in words(letters) {
        if raise(part(letters, from, to)) && first_only {
            break;
        }
    }
}

fn has_upper(word: &[Letter]) -> bool {
    word.iter().any(|letter| case::is_upper(letter.letter))
}

fn is_all_caps(letters: &[Letter]) -> bool {
    let mut capitals = 0;
    for letter in letters {
        if !letter.fixed && case::is_lower(letter.letter) {
            return false;
        }
        capitals += usize::from(case::is_upper(letter.letter));
    }
    capitals > 1
}

/// A word in lower case, but for its first letter.
fn lower_rest(word: &mut [Letter]) {
    if let Some(first) = first_letter(word) {
        lower(word.get_mut(first + 1..).unwrap_or_default());
    }
}

fn lower(word: &mut [Letter]) {
    for letter in word {
        change(letter, false);
    }
}

/// Capitals only: all but the first letter in lower case. Otherwise the first word is capitalised.
fn sentence(letters: &mut [Letter]) {
    let all_caps = is_all_caps(letters);
    for (place, (from, to)) in words(letters).into_iter().enumerate() {
        let word = part(letters, from, to);
        if all_caps && place > 0 {
            lower(word);
        } else if all_caps {
            lower_rest(word);
        }
        if place == 0 {
            raise(word);
        }
    }
}

/// Whether a word, without what stands around its letters, is a stop word.
fn is_stop(word: &[Letter], trim: bool) -> bool {
    let mut text = String::new();
    for letter in word {
        text.push(letter.letter.to_ascii_lowercase());
    }
    let bare = text.trim_matches(|letter: char| trim && !letter.is_alphanumeric());
    STOP_WORDS.place(bare).is_some() || bare == "n" && text.trim_matches(['’', '\'']).len() + 3 < text.len()
}

/// Whether a title goes on behind a word as if it began anew: after a colon (CSL 1.0.2), and after what
/// ends a sentence but for a full stop.
fn ends_part(word: &[Letter]) -> bool {
    matches!(word.last(), Some(Letter { letter: ':' | '?' | '!' | '—' | '–', .. }))
}

fn title(letters: &mut [Letter]) {
    let words = words(letters);
    // One or two words are as likely an abbreviation: `UK`, `DNA EDITING`.
    let all_caps = words.len() > 2 && is_all_caps(letters);
    // Beside a word in small letters, a lone capital is a letter or a name: `From A to Z`.
    let is_small = |word: &(usize, usize)| {
        let word = letters.get(word.0..word.1).unwrap_or_default();
        first_letter(word).is_some() && !has_upper(word)
    };
    let mixed_case = words.iter().skip(1).any(is_small);
    let mut starts = true;
    let mut after_stop = false;
    for (place, (begin, end)) in words.iter().enumerate() {
        let last = place + 1 == words.len();
        let word = part(letters, *begin, *end);
        let first = std::mem::replace(&mut starts, ends_part(word));
        let after_stop = std::mem::replace(&mut after_stop, word.last().is_some_and(|end| end.letter == '.'));
        let mixed = first_letter(word).is_some_and(|at| has_upper(word.get(at + 1..).unwrap_or_default()));
        if all_caps {
            lower_rest(word);
        }
        if !first && !last && place > 0 && is_stop(word, true) {
            // Behind a full stop, the title's own capital tells a sentence from an abbreviation.
            let lone = word.len() == 1 && mixed_case;
            if all_caps || !mixed && !after_stop && !lone {
                lower(word);
            }
            continue;
        }
        // Each part of a hyphenated word is a word.
        let mut from = *begin;
        for at in *begin..*end + 1 {
            if at < *end
                && !letters.get(at).is_some_and(|letter| matches!(letter.letter, '-' | '‐' | '–' | '—' | '/'))
            {
                continue;
            }
            let slash = letters.get(at).is_some_and(|letter| at < *end && letter.letter == '/');
            let part = part(letters, from, at);
            // A stop word inside of a compound, both of `and/or` but at the end, and the `x` of `07-x`.
            let inner_stop = match from > *begin {
                true => part.len() == 1 || (at < *end || !last) && is_stop(part, false),
                false => slash && !first && !last && place > 0 && is_stop(part, false),
            };
            if !inner_stop {
                raise(part);
            }
            from = at + 1;
        }
    }
}
