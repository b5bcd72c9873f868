//! `text-case` over a stretch of flow: words may run across formatting, and `nocase` is left alone.

use super::flow::{Piece, Span};
use super::style::TextCase;
use crate::record::case as letters_case;
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
pub(crate) fn apply(pieces: &mut [Piece], case: TextCase, lang: &str) {
    let mut letters = gather(pieces, is_lang(lang, "tr") || is_lang(lang, "az"));
    match case {
        TextCase::Lower => each(&mut letters, |_| Change::Lower),
        TextCase::Upper => each(&mut letters, |_| Change::Upper),
        TextCase::CapitalizeFirst => capitalize(&mut letters, true),
        TextCase::CapitalizeAll => capitalize(&mut letters, false),
        TextCase::Sentence => sentence(&mut letters),
        TextCase::Title => title(&mut letters),
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

enum Change {
    Lower,
    Upper,
}

fn change(letter: &mut Letter, to: Change) -> Option<char> {
    if letter.fixed {
        return None;
    }
    let mut changed: [Option<char>; 2] = [None, None];
    let mut fill = |letters: &mut dyn Iterator<Item = char>| {
        changed = [letters.next(), letters.next()];
    };
    match to {
        Change::Upper if letter.dotted && letter.letter == 'i' => letter.letter = 'İ',
        Change::Lower if letter.dotted && letter.letter == 'I' => letter.letter = 'ı',
        Change::Lower if letter.dotted && letter.letter == 'İ' => letter.letter = 'i',
        Change::Lower => fill(&mut letters_case::to_lower(letter.letter.encode_utf8(&mut [0; 4])).chars()),
        Change::Upper => fill(&mut letters_case::to_upper(letter.letter.encode_utf8(&mut [0; 4])).chars()),
    }
    if let [Some(first), rest] = changed {
        letter.letter = first;
        return rest;
    }
    None
}

fn each(letters: &mut Vec<Letter>, to: impl Fn(&Letter) -> Change) {
    let mut at = 0;
    while let Some(letter) = letters.get_mut(at) {
        let piece = letter.piece;
        let direction = to(letter);
        if let Some(more) = change(letter, direction) {
            // `ß` becomes two letters.
            letters.insert(at + 1, Letter { letter: more, piece, fixed: true, dotted: false });
            at += 1;
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
    if let Some(letter) =
        letters.get_mut(at).filter(|letter| letter.letter.is_lowercase() && !greek(letter.letter))
    {
        change(letter, Change::Upper);
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
    letters.get(word.clone()).unwrap_or_default().iter().any(|letter| letter.letter.is_uppercase())
}

fn is_all_caps(letters: &[Letter]) -> bool {
    let mut cased = letters.iter().filter(|letter| !letter.fixed);
    let upper = letters.iter().filter(|letter| letter.letter.is_uppercase()).count() > 1;
    upper && !cased.any(|letter| letter.letter.is_lowercase())
}

fn lower_rest(letters: &mut [Letter], word: &std::ops::Range<usize>) {
    if let Some(first) = first_letter(letters, word) {
        for letter in letters.get_mut(first + 1..word.end).unwrap_or_default() {
            change(letter, Change::Lower);
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
                    change(letter, Change::Lower);
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
        let bare: String = letters_case::to_lower(&text);
        let bare = bare.trim_matches(|letter: char| !letter.is_alphanumeric());
        if STOP_WORDS.contains(&bare) && !previous_starts && place != last && place > 0 {
            if all_caps
                || text
                    .chars()
                    .skip_while(|letter| !letter.is_alphanumeric())
                    .skip(1)
                    .all(|letter| !letter.is_uppercase())
            {
                for letter in letters.get_mut(word.clone()).unwrap_or_default() {
                    change(letter, Change::Lower);
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
                        && STOP_WORDS.contains(&letters_case::to_lower(&part_text).as_str()));
            if !has_upper(letters, &part) && !inner_stop {
                if let Some(first) = first_letter(letters, &part) {
                    raise(letters, first);
                }
            }
            from = at + 1;
        }
    }
}
