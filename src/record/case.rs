//! Small and capital letters, by the simple mappings of the Unicode Character Database
//! (`UnicodeData.txt`) for the basic plane, with the common ones of `SpecialCasing.txt`.
//!
//! The standard library's tables list every letter: 8 KB of a browser's download after
//! compression. Letters come in runs, so that the same facts fit in a tenth of that.

/// Runs of capital letters: the first one, how many, the step between them, and what leads to the
/// small letter when added (modulo 2^16).
#[rustfmt::skip]
static RUNS: &[(u16, u8, u8, u16)] = &[
    (0x41, 26, 1, 32), (0xc0, 23, 1, 32), (0xd8, 7, 1, 32), (0x100, 24, 2, 1), (0x132, 3, 2, 1),
    (0x139, 8, 2, 1), (0x14a, 23, 2, 1), (0x178, 1, 1, 65415), (0x179, 3, 2, 1), (0x181, 1, 1, 210),
    (0x182, 2, 2, 1), (0x186, 1, 1, 206), (0x187, 1, 1, 1), (0x189, 2, 1, 205), (0x18b, 1, 1, 1),
    (0x18e, 1, 1, 79), (0x18f, 1, 1, 202), (0x190, 1, 1, 203), (0x191, 1, 1, 1), (0x193, 1, 1, 205),
    (0x194, 1, 1, 207), (0x196, 1, 1, 211), (0x197, 1, 1, 209), (0x198, 1, 1, 1), (0x19c, 1, 1, 211),
    (0x19d, 1, 1, 213), (0x19f, 1, 1, 214), (0x1a0, 3, 2, 1), (0x1a6, 1, 1, 218), (0x1a7, 1, 1, 1),
    (0x1a9, 1, 1, 218), (0x1ac, 1, 1, 1), (0x1ae, 1, 1, 218), (0x1af, 1, 1, 1), (0x1b1, 2, 1, 217),
    (0x1b3, 2, 2, 1), (0x1b7, 1, 1, 219), (0x1b8, 1, 1, 1), (0x1bc, 1, 1, 1), (0x1c4, 1, 1, 2),
    (0x1c5, 1, 1, 1), (0x1c7, 1, 1, 2), (0x1c8, 1, 1, 1), (0x1ca, 1, 1, 2), (0x1cb, 9, 2, 1),
    (0x1de, 9, 2, 1), (0x1f1, 1, 1, 2), (0x1f2, 2, 2, 1), (0x1f6, 1, 1, 65439), (0x1f7, 1, 1, 65480),
    (0x1f8, 20, 2, 1), (0x220, 1, 1, 65406), (0x222, 9, 2, 1), (0x23a, 1, 1, 10795), (0x23b, 1, 1, 1),
    (0x23d, 1, 1, 65373), (0x23e, 1, 1, 10792), (0x241, 1, 1, 1), (0x243, 1, 1, 65341), (0x244, 1, 1, 69),
    (0x245, 1, 1, 71), (0x246, 5, 2, 1), (0x370, 2, 2, 1), (0x376, 1, 1, 1), (0x37f, 1, 1, 116),
    (0x386, 1, 1, 38), (0x388, 3, 1, 37), (0x38c, 1, 1, 64), (0x38e, 2, 1, 63), (0x391, 17, 1, 32),
    (0x3a3, 9, 1, 32), (0x3cf, 1, 1, 8), (0x3d8, 12, 2, 1), (0x3f4, 1, 1, 65476), (0x3f7, 1, 1, 1),
    (0x3f9, 1, 1, 65529), (0x3fa, 1, 1, 1), (0x3fd, 3, 1, 65406), (0x400, 16, 1, 80), (0x410, 32, 1, 32),
    (0x460, 17, 2, 1), (0x48a, 27, 2, 1), (0x4c0, 1, 1, 15), (0x4c1, 7, 2, 1), (0x4d0, 48, 2, 1),
    (0x531, 38, 1, 48), (0x10a0, 38, 1, 7264), (0x10c7, 1, 1, 7264), (0x10cd, 1, 1, 7264),
    (0x13a0, 80, 1, 38864), (0x13f0, 6, 1, 8), (0x1c89, 1, 1, 1), (0x1c90, 43, 1, 62528),
    (0x1cbd, 3, 1, 62528), (0x1e00, 75, 2, 1), (0x1e9e, 1, 1, 57921), (0x1ea0, 48, 2, 1),
    (0x1f08, 8, 1, 65528), (0x1f18, 6, 1, 65528), (0x1f28, 8, 1, 65528), (0x1f38, 8, 1, 65528),
    (0x1f48, 6, 1, 65528), (0x1f59, 4, 2, 65528), (0x1f68, 8, 1, 65528), (0x1f88, 8, 1, 65528),
    (0x1f98, 8, 1, 65528), (0x1fa8, 8, 1, 65528), (0x1fb8, 2, 1, 65528), (0x1fba, 2, 1, 65462),
    (0x1fbc, 1, 1, 65527), (0x1fc8, 4, 1, 65450), (0x1fcc, 1, 1, 65527), (0x1fd8, 2, 1, 65528),
    (0x1fda, 2, 1, 65436), (0x1fe8, 2, 1, 65528), (0x1fea, 2, 1, 65424), (0x1fec, 1, 1, 65529),
    (0x1ff8, 2, 1, 65408), (0x1ffa, 2, 1, 65410), (0x1ffc, 1, 1, 65527), (0x2126, 1, 1, 58019),
    (0x212a, 1, 1, 57153), (0x212b, 1, 1, 57274), (0x2132, 1, 1, 28), (0x2160, 16, 1, 16),
    (0x2183, 1, 1, 1), (0x24b6, 26, 1, 26), (0x2c00, 48, 1, 48), (0x2c60, 1, 1, 1), (0x2c62, 1, 1, 54793),
    (0x2c63, 1, 1, 61722), (0x2c64, 1, 1, 54809), (0x2c67, 3, 2, 1), (0x2c6d, 1, 1, 54756),
    (0x2c6e, 1, 1, 54787), (0x2c6f, 1, 1, 54753), (0x2c70, 1, 1, 54754), (0x2c72, 1, 1, 1),
    (0x2c75, 1, 1, 1), (0x2c7e, 2, 1, 54721), (0x2c80, 50, 2, 1), (0x2ceb, 2, 2, 1), (0x2cf2, 1, 1, 1),
    (0xa640, 23, 2, 1), (0xa680, 14, 2, 1), (0xa722, 7, 2, 1), (0xa732, 31, 2, 1), (0xa779, 2, 2, 1),
    (0xa77d, 1, 1, 30204), (0xa77e, 5, 2, 1), (0xa78b, 1, 1, 1), (0xa78d, 1, 1, 23256), (0xa790, 2, 2, 1),
    (0xa796, 10, 2, 1), (0xa7aa, 1, 1, 23228), (0xa7ab, 1, 1, 23217), (0xa7ac, 1, 1, 23221),
    (0xa7ad, 1, 1, 23231), (0xa7ae, 1, 1, 23228), (0xa7b0, 1, 1, 23278), (0xa7b1, 1, 1, 23254),
    (0xa7b2, 1, 1, 23275), (0xa7b3, 1, 1, 928), (0xa7b4, 8, 2, 1), (0xa7c4, 1, 1, 65488),
    (0xa7c5, 1, 1, 23229), (0xa7c6, 1, 1, 30152), (0xa7c7, 2, 2, 1), (0xa7cb, 1, 1, 23193),
    (0xa7cc, 8, 2, 1), (0xa7dc, 1, 1, 22975), (0xa7f5, 1, 1, 1), (0xff21, 26, 1, 32),
];

/// Small letters whose capital has another small letter, so that no run leads there.
const ONE_WAY: &str = "µΜıIſSςΣϐΒϑΘϕΦϖΠϰΚϱΡϵΕẛṠ";

/// Letters whose capitals are several letters.
const SEVERAL: &[(char, &str)] = &[
    ('ß', "SS"),
    ('ŉ', "ʼN"),
    ('ǰ', "J\u{30c}"),
    ('ΐ', "Ι\u{308}\u{301}"),
    ('ΰ', "Υ\u{308}\u{301}"),
    ('և', "ԵՒ"),
    ('ﬀ', "FF"),
    ('ﬁ', "FI"),
    ('ﬂ', "FL"),
    ('ﬃ', "FFI"),
    ('ﬄ', "FFL"),
    ('ﬅ', "ST"),
    ('ﬆ', "ST"),
];

/// The small letter of a letter; `İ` gives an `i`.
pub fn lower(letter: char) -> char {
    if letter.is_ascii() {
        return letter.to_ascii_lowercase();
    }
    let Ok(code) = u16::try_from(letter as u32) else { return letter };
    for (first, count, step, delta) in RUNS {
        let from = code.wrapping_sub(*first);
        let step = u16::from(*step);
        if from / step < u16::from(*count) && from % step == 0 {
            return char::from_u32(code.wrapping_add(*delta).into()).unwrap_or(letter);
        }
    }
    if letter == 'İ' { 'i' } else { letter }
}

/// Adds the capital of a letter to a text: one letter, but for a few.
pub fn push_upper(letter: char, out: &mut String) {
    if let Some((_, several)) = SEVERAL.iter().find(|(small, _)| *small == letter) {
        return out.push_str(several);
    }
    out.push(upper(letter));
}

fn upper(letter: char) -> char {
    if letter.is_ascii() {
        return letter.to_ascii_uppercase();
    }
    let mut pairs = ONE_WAY.chars();
    while let (Some(small), Some(capital)) = (pairs.next(), pairs.next()) {
        if small == letter {
            return capital;
        }
    }
    let Ok(code) = u16::try_from(letter as u32) else { return letter };
    for (first, count, step, delta) in RUNS {
        let capital = code.wrapping_sub(*delta);
        let from = capital.wrapping_sub(*first);
        let step = u16::from(*step);
        if from / step < u16::from(*count) && from % step == 0 {
            return char::from_u32(capital.into()).unwrap_or(letter);
        }
    }
    letter
}

/// A text in small letters. A capital sigma that ends a word becomes `ς`.
pub fn to_lower(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            'Σ' if before && !letters.peek().is_some_and(|next| has_case(*next)) => out.push('ς'),
            'İ' => out.push_str("i\u{307}"),
            _ => out.push(lower(letter)),
        }
        before = has_case(letter);
    }
    out
}

/// A text in capitals.
pub fn to_upper(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|letter| push_upper(letter, &mut out));
    out
}

/// Whether a letter has a capital or a small counterpart.
pub fn has_case(letter: char) -> bool {
    lower(letter) != letter || upper(letter) != letter
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters() -> impl Iterator<Item = char> {
        (0..=0xffff_u32).filter_map(char::from_u32)
    }

    #[test]
    fn small_letters_are_those_of_unicode() {
        for letter in letters().filter(|letter| *letter != 'İ') {
            assert_eq!(lower(letter).to_string(), letter.to_lowercase().to_string(), "{letter}");
        }
    }

    #[test]
    fn capitals_are_those_of_unicode() {
        let mut rare = 0;
        for letter in letters() {
            let expected = letter.to_uppercase().to_string();
            let mut found = String::new();
            push_upper(letter, &mut found);
            if found != expected {
                // Polytonic Greek with a iota, and ligatures of Armenian: several letters too.
                let code = letter as u32;
                let known = matches!(code, 0x345 | 0x1c5..=0x1f2 | 0x1c80..=0x1c8a | 0x1e96..=0x1e9a);
                assert!(known || matches!(code, 0x1f50..=0x1fff | 0xfb13..=0xfb17), "{letter} {code:x}");
                rare += 1;
            }
        }
        assert!(rare < 110, "{rare}");
    }

    #[test]
    fn texts_change_as_they_do_elsewhere() {
        for text in ["Straße ÅÉ", "ΟΔΟΣ ΣΑΣ.", "İstanbul", "Ǆ ЖЁ", "ﬁn"] {
            assert_eq!(to_lower(text), text.to_lowercase());
            assert_eq!(to_upper(text), text.to_uppercase());
        }
    }
}
