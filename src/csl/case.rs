//! `text-case` over a stretch of flow: words may run across formatting, and `nocase` is left alone.

use super::flow::{Piece, Span};
use super::style::Word;
use crate::record::case;
use crate::record::markup::Mark;

/// Words that title case leaves in lower case inside of a title (CSL 1.0.2, "Title Case Conversion").
static STOP_WORDS: &[&str] = &[
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

/// Changes the case of the texts in a stretch of flow.
pub(crate) fn apply(pieces: &mut [Piece], case: Word, lang: &str) {
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
        if let Piece::Text(own) = piece {
            *own = text;
        }
    }
}

/// Whether a language tag names a language or one of its dialects.
pub(crate) fn is_lang(tag: &str, lang: &str) -> bool {
    tag.split(['-', '_']).next().is_some_and(|start| start.eq_ignore_ascii_case(lang))
}

fn gather(pieces: &[Piece], dotted: bool) -> Vec<Letter> {
    let mut letters = Vec::new();
    let mut fixed: Vec<bool> = Vec::new();
    for (piece, what) in pieces.iter().enumerate() {
        match what {
            Piece::Text(text) => {
                let fixed = fixed.contains(&true);
                letters.extend(text.chars().map(|letter| Letter { letter, piece, fixed, dotted }));
            }
            Piece::Open(span) => fixed.push(matches!(
                span,
                Span::Mark(
                    Mark::NoCase | Mark::SmallCaps | Mark::Superscript | Mark::Subscript | Mark::NoDecoration
                )
            )),
            Piece::Close => {
                fixed.pop();
            }
            Piece::OpenQuote | Piece::CloseQuote | Piece::CloseFieldQuote => {}
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
        _ if !upper => case::lower_letter(own),
        // `ß` becomes two letters.
        _ => match case::several(own) {
            Some(letters) => {
                let mut rest = letters.chars();
                letter.letter = rest.next().unwrap_or(own);
                return rest.as_str();
            }
            None => case::upper_letter(own),
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

fn words(letters: &[Letter]) -> Vec<std::ops::Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, Letter { letter, .. }) in letters.iter().enumerate() {
        match (letter.is_whitespace(), start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                words.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        words.push(from..letters.len());
    }
    words
}

fn first_letter(letters: &[Letter], word: &std::ops::Range<usize>) -> Option<usize> {
    word.clone().find(|at| letters.get(*at).is_some_and(|letter| letter.letter.is_alphanumeric()))
}

fn raise(letters: &mut [Letter], at: usize) {
    let greek = |letter: char| matches!(letter, '\u{370}'..='\u{3ff}');
    if let Some(letter) = letters.get_mut(at) {
        // A ligature stays: there is no place for its second letter.
        if !greek(letter.letter) && case::several(letter.letter).is_none() {
            change(letter, true);
        }
    }
}

fn capitalize(letters: &mut [Letter], first_only: bool) {
    for word in words(letters) {
        if let Some(at) = first_letter(letters, &word) {
            if !has_upper(letters, &word) {
                raise(letters, at);
            }
            if first_only {
                break;
            }
        }
    }
}

fn has_upper(letters: &[Letter], word: &std::ops::Range<usize>) -> bool {
    letters.get(word.clone()).unwrap_or_default().iter().any(|letter| case::is_upper(letter.letter))
}

fn is_all_caps(letters: &[Letter]) -> bool {
    let mut cased = letters.iter().filter(|letter| !letter.fixed);
    let upper = letters.iter().filter(|letter| case::is_upper(letter.letter)).count() > 1;
    upper && !cased.any(|letter| case::is_lower(letter.letter))
}

fn lower_rest(letters: &mut [Letter], word: &std::ops::Range<usize>) {
    if let Some(first) = first_letter(letters, word) {
        for letter in letters.get_mut(first + 1..word.end).unwrap_or_default() {
            change(letter, false);
        }
    }
}

/// Capitals only: all but the first letter in lower case. Otherwise the first word is capitalised.
fn sentence(letters: &mut [Letter]) {
    let all_caps = is_all_caps(letters);
    for (place, word) in words(letters).into_iter().enumerate() {
        if all_caps {
            lower_rest(letters, &word);
            if place > 0 {
                for letter in letters.get_mut(word.clone()).unwrap_or_default() {
                    change(letter, false);
                }
            }
        }
        if place == 0 && !has_upper(letters, &word) {
            if let Some(at) = first_letter(letters, &word) {
                raise(letters, at);
            }
        }
    }
}

fn title(letters: &mut [Letter]) {
    let words = words(letters);
    // One or two words are as likely an abbreviation: `UK`, `DNA EDITING`.
    let all_caps = words.len() > 2 && is_all_caps(letters);
    let last = words.len().saturating_sub(1);
    let mut starts = true;
    for (place, word) in words.iter().enumerate() {
        let previous_starts = std::mem::replace(&mut starts, false);
        let text: String =
            letters.get(word.clone()).unwrap_or_default().iter().map(|letter| letter.letter).collect();
        starts = text.ends_with([':', '?', '!', '.', '—', '–']) && !text.is_empty();
        if all_caps {
            lower_rest(letters, word);
        }
        let bare = text.to_ascii_lowercase();
        let bare = bare.trim_matches(|letter: char| !letter.is_alphanumeric());
        if STOP_WORDS.contains(&bare) && !previous_starts && place != last && place > 0 {
            if all_caps
                || text
                    .chars()
                    .skip_while(|letter| !letter.is_alphanumeric())
                    .skip(1)
                    .all(|letter| !case::is_upper(letter))
            {
                for letter in letters.get_mut(word.clone()).unwrap_or_default() {
                    change(letter, false);
                }
            }
            continue;
        }
        // Each part of a hyphenated word is a word.
        let mut from = word.start;
        for at in word.clone().chain([word.end]) {
            let boundary = at == word.end
                || letters.get(at).is_some_and(|letter| matches!(letter.letter, '-' | '‐' | '–' | '—' | '/'));
            if !boundary {
                continue;
            }
            let part = from..at;
            let part_text: String =
                letters.get(part.clone()).unwrap_or_default().iter().map(|letter| letter.letter).collect();
            // A stop word inside of a compound, and the `x` of `07-x`.
            let compound = from > word.start;
            let inner_stop = compound
                && (part.len() == 1
                    || (at < word.end || place != last)
                        && STOP_WORDS.contains(&part_text.to_ascii_lowercase().as_str()));
            if !has_upper(letters, &part) && !inner_stop {
                if let Some(first) = first_letter(letters, &part) {
                    raise(letters, first);
                }
            }
            from = at + 1;
        }
    }
}
