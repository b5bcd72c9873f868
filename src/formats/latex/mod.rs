//! LaTeX text to CSL-JSON text and back: accents, symbols, mathematics, markup.
//!
//! See "LaTeX2e: An unofficial reference manual" (<https://latexref.xyz>) for the commands and
//! BibTeXing (CTAN, `btxdoc`) section 4 for what braces mean to BibTeX.

mod decode;
mod encode;
mod tables;
mod units;

pub use decode::{Decoded, decode, decode_title, verbatim};
pub use encode::{Level, Protect, encode, encode_title};

use crate::text::case;
use std::sync::LazyLock;

/// Accented letters: the letter, its base (perhaps accented as well) and the accent of
/// [`tables::ACCENTS`]; by letter.
static LETTERS: LazyLock<Vec<(char, char, char)>> = LazyLock::new(|| {
    let mut letters = Vec::new();
    for (first, pairs) in tables::LETTERS {
        let mut pairs = pairs.chars();
        let mut code = u32::from(*first);
        while let (Some(base), Some(accent)) = (pairs.next(), pairs.next()) {
            if let Some(letter) = char::from_u32(code).filter(|_| base != ' ') {
                letters.push((letter, base, accent));
            }
            code += 1;
        }
    }
    letters
});

/// The same by base and accent.
static COMPOSED: LazyLock<Vec<((char, char), char)>> = LazyLock::new(|| {
    let mut composed: Vec<_> =
        LETTERS.iter().map(|(letter, base, accent)| ((*base, *accent), *letter)).collect();
    crate::text::order::by_key(&mut composed, |row| *row);
    composed
});

/// A table of names and characters, sorted by name.
fn symbols(table: &'static str) -> Vec<(&'static str, &'static str)> {
    let mut words = table.split_whitespace();
    let mut symbols = Vec::new();
    while let (Some(name), Some(symbol)) = (words.next(), words.next()) {
        symbols.push((name, symbol));
    }
    crate::text::order::by_key(&mut symbols, |row| *row);
    symbols
}

/// The base letter and the accent of an accented letter.
fn decompose(letter: char) -> Option<(char, char)> {
    let at = LETTERS.binary_search_by_key(&letter, |row| row.0).ok()?;
    LETTERS.get(at).map(|(_, base, accent)| (*base, *accent))
}

/// The accented letter, if Unicode has it as one character.
fn compose(base: char, accent: char) -> Option<char> {
    let base = match base {
        'ı' => 'i',
        'ȷ' => 'j',
        other => other,
    };
    let direct = |base, accent| {
        let at = COMPOSED.binary_search_by_key(&(base, accent), |row| row.0).ok()?;
        COMPOSED.get(at).map(|row| row.1)
    };
    // Two accents may come in either order: `\d{\^a}` is `\^{\d a}`.
    direct(base, accent).or_else(|| {
        let (inner, other) = decompose(base)?;
        direct(direct(inner, accent)?, other)
    })
}

/// Letters that fold to more than their base letter, or have none; and the sounds of Greek and
/// Cyrillic letters, in pairs that end with a space.
const FOLDED: &str = "ß ss æ ae œ oe ø o å a ł l đ d ð d þ th ı i ŋ n ħ h ĳ ij ſ s \
    α a β b γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o \
    ά a έ e ή i ί i ό o ύ y ώ o ϊ i ϋ y \
    а a б b в v г g д d е e ё e ж zh з z и i й i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch \
    ш sh щ shch ы y э e ю iu я ia і i ї i є ie ґ g ў u ј j љ lj њ nj ћ c џ dz ђ dj";

/// The text in small ASCII letters and digits, the rest left out: `Müller-Lüdenscheidt` gives
/// `mullerludenscheidt`. Empty for scripts that this cannot spell.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().map(case::lower) {
        let mut base = letter;
        while let Some((inner, _)) = decompose(base) {
            base = inner;
        }
        if base.is_ascii_alphanumeric() {
            out.push(base.to_ascii_lowercase());
        } else if base.is_alphabetic() {
            let mut words = FOLDED.split(' ').filter(|word| !word.is_empty());
            while let (Some(key), Some(spelled)) = (words.next(), words.next()) {
                if key.chars().eq([base]) {
                    out.push_str(spelled);
                    break;
                }
            }
        }
    }
    out
}
