//! Letters to lower and upper case (Unicode 16, `UnicodeData.txt` and `SpecialCasing.txt`).
//!
//! The standard library's tables hold each of 3,000 letters and cost 8 KB of wasm after compression.
//! Here capitals are runs: so many letters from one on, each or every other, a distance from their
//! small letters. Capitals that are two letters are those of living languages and ligatures; the
//! Greek letters with iota below have their one-letter capitals.
#![allow(clippy::unreadable_literal, reason = "code points, as Unicode writes them")]

/// How many capitals from which one on, every how manieth, and how far their small letters are.
static RUNS: &[[u16; 3]] = &[
    run(0x41, 26, 1, 32),
    run(0xc0, 23, 1, 32),
    run(0xd8, 7, 1, 32),
    run(0x100, 24, 2, 1),
    run(0x132, 3, 2, 1),
    run(0x139, 8, 2, 1),
    run(0x14a, 23, 2, 1),
    run(0x178, 1, 1, -121),
    run(0x179, 3, 2, 1),
    run(0x181, 1, 1, 210),
    run(0x182, 2, 2, 1),
    run(0x186, 1, 1, 206),
    run(0x187, 1, 1, 1),
    run(0x189, 2, 1, 205),
    run(0x18b, 1, 1, 1),
    run(0x18e, 1, 1, 79),
    run(0x18f, 1, 1, 202),
    run(0x190, 1, 1, 203),
    run(0x191, 1, 1, 1),
    run(0x193, 1, 1, 205),
    run(0x194, 1, 1, 207),
    run(0x196, 1, 1, 211),
    run(0x197, 1, 1, 209),
    run(0x198, 1, 1, 1),
    run(0x19c, 1, 1, 211),
    run(0x19d, 1, 1, 213),
    run(0x19f, 1, 1, 214),
    run(0x1a0, 3, 2, 1),
    run(0x1a6, 1, 1, 218),
    run(0x1a7, 1, 1, 1),
    run(0x1a9, 1, 1, 218),
    run(0x1ac, 1, 1, 1),
    run(0x1ae, 1, 1, 218),
    run(0x1af, 1, 1, 1),
    run(0x1b1, 2, 1, 217),
    run(0x1b3, 2, 2, 1),
    run(0x1b7, 1, 1, 219),
    run(0x1b8, 1, 1, 1),
    run(0x1bc, 1, 1, 1),
    run(0x1c4, 1, 1, 2),
    run(0x1c5, 1, 1, 1),
    run(0x1c7, 1, 1, 2),
    run(0x1c8, 1, 1, 1),
    run(0x1ca, 1, 1, 2),
    run(0x1cb, 9, 2, 1),
    run(0x1de, 9, 2, 1),
    run(0x1f1, 1, 1, 2),
    run(0x1f2, 2, 2, 1),
    run(0x1f6, 1, 1, -97),
    run(0x1f7, 1, 1, -56),
    run(0x1f8, 20, 2, 1),
    run(0x220, 1, 1, -130),
    run(0x222, 9, 2, 1),
    run(0x23a, 1, 1, 10795),
    run(0x23b, 1, 1, 1),
    run(0x23d, 1, 1, -163),
    run(0x23e, 1, 1, 10792),
    run(0x241, 1, 1, 1),
    run(0x243, 1, 1, -195),
    run(0x244, 1, 1, 69),
    run(0x245, 1, 1, 71),
    run(0x246, 5, 2, 1),
    run(0x370, 2, 2, 1),
    run(0x376, 1, 1, 1),
    run(0x37f, 1, 1, 116),
    run(0x386, 1, 1, 38),
    run(0x388, 3, 1, 37),
    run(0x38c, 1, 1, 64),
    run(0x38e, 2, 1, 63),
    run(0x391, 17, 1, 32),
    run(0x3a3, 9, 1, 32),
    run(0x3cf, 1, 1, 8),
    run(0x3d8, 12, 2, 1),
    run(0x3f4, 1, 1, -60),
    run(0x3f7, 1, 1, 1),
    run(0x3f9, 1, 1, -7),
    run(0x3fa, 1, 1, 1),
    run(0x3fd, 3, 1, -130),
    run(0x400, 16, 1, 80),
    run(0x410, 32, 1, 32),
    run(0x460, 17, 2, 1),
    run(0x48a, 27, 2, 1),
    run(0x4c0, 1, 1, 15),
    run(0x4c1, 7, 2, 1),
    run(0x4d0, 48, 2, 1),
    run(0x531, 38, 1, 48),
    run(0x10a0, 38, 1, 7264),
    run(0x10c7, 1, 1, 7264),
    run(0x10cd, 1, 1, 7264),
    run(0x13a0, 80, 1, 38864),
    run(0x13f0, 6, 1, 8),
    run(0x1c89, 1, 1, 1),
    run(0x1c90, 43, 1, -3008),
    run(0x1cbd, 3, 1, -3008),
    run(0x1e00, 75, 2, 1),
    run(0x1e9e, 1, 1, -7615),
    run(0x1ea0, 48, 2, 1),
    run(0x1f08, 8, 1, -8),
    run(0x1f18, 6, 1, -8),
    run(0x1f28, 8, 1, -8),
    run(0x1f38, 8, 1, -8),
    run(0x1f48, 6, 1, -8),
    run(0x1f59, 4, 2, -8),
    run(0x1f68, 8, 1, -8),
    run(0x1f88, 8, 1, -8),
    run(0x1f98, 8, 1, -8),
    run(0x1fa8, 8, 1, -8),
    run(0x1fb8, 2, 1, -8),
    run(0x1fba, 2, 1, -74),
    run(0x1fbc, 1, 1, -9),
    run(0x1fc8, 4, 1, -86),
    run(0x1fcc, 1, 1, -9),
    run(0x1fd8, 2, 1, -8),
    run(0x1fda, 2, 1, -100),
    run(0x1fe8, 2, 1, -8),
    run(0x1fea, 2, 1, -112),
    run(0x1fec, 1, 1, -7),
    run(0x1ff8, 2, 1, -128),
    run(0x1ffa, 2, 1, -126),
    run(0x1ffc, 1, 1, -9),
    run(0x2126, 1, 1, -7517),
    run(0x212a, 1, 1, -8383),
    run(0x212b, 1, 1, -8262),
    run(0x2132, 1, 1, 28),
    run(0x2160, 16, 1, 16),
    run(0x2183, 1, 1, 1),
    run(0x24b6, 26, 1, 26),
    run(0x2c00, 48, 1, 48),
    run(0x2c60, 1, 1, 1),
    run(0x2c62, 1, 1, -10743),
    run(0x2c63, 1, 1, -3814),
    run(0x2c64, 1, 1, -10727),
    run(0x2c67, 3, 2, 1),
    run(0x2c6d, 1, 1, -10780),
    run(0x2c6e, 1, 1, -10749),
    run(0x2c6f, 1, 1, -10783),
    run(0x2c70, 1, 1, -10782),
    run(0x2c72, 1, 1, 1),
    run(0x2c75, 1, 1, 1),
    run(0x2c7e, 2, 1, -10815),
    run(0x2c80, 50, 2, 1),
    run(0x2ceb, 2, 2, 1),
    run(0x2cf2, 1, 1, 1),
    run(0xa640, 23, 2, 1),
    run(0xa680, 14, 2, 1),
    run(0xa722, 7, 2, 1),
    run(0xa732, 31, 2, 1),
    run(0xa779, 2, 2, 1),
    run(0xa77d, 1, 1, -35332),
    run(0xa77e, 5, 2, 1),
    run(0xa78b, 1, 1, 1),
    run(0xa78d, 1, 1, -42280),
    run(0xa790, 2, 2, 1),
    run(0xa796, 10, 2, 1),
    run(0xa7aa, 1, 1, -42308),
    run(0xa7ab, 1, 1, -42319),
    run(0xa7ac, 1, 1, -42315),
    run(0xa7ad, 1, 1, -42305),
    run(0xa7ae, 1, 1, -42308),
    run(0xa7b0, 1, 1, -42258),
    run(0xa7b1, 1, 1, -42282),
    run(0xa7b2, 1, 1, -42261),
    run(0xa7b3, 1, 1, 928),
    run(0xa7b4, 8, 2, 1),
    run(0xa7c4, 1, 1, -48),
    run(0xa7c5, 1, 1, -42307),
    run(0xa7c6, 1, 1, -35384),
    run(0xa7c7, 2, 2, 1),
    run(0xa7cb, 1, 1, -42343),
    run(0xa7cc, 8, 2, 1),
    run(0xa7dc, 1, 1, -42561),
    run(0xa7f5, 1, 1, 1),
    run(0xff21, 26, 1, 32),
    run(0x10400, 40, 1, 40),
    run(0x104b0, 36, 1, 40),
    run(0x10570, 11, 1, 39),
    run(0x1057c, 15, 1, 39),
    run(0x1058c, 7, 1, 39),
    run(0x10594, 2, 1, 39),
    run(0x10c80, 51, 1, 64),
    run(0x10d50, 22, 1, 32),
    run(0x118a0, 32, 1, 32),
    run(0x16e40, 32, 1, 32),
    run(0x16ea0, 25, 1, 27),
    run(0x1e900, 34, 1, 34),
];

/// The first letter, without its plane; a count, a step of one or two and the plane in one number.
const fn run(start: u32, count: u32, step: u32, distance: i32) -> [u16; 3] {
    let plane = start >> 16;
    [(start & 0xffff) as u16, (count << 2 | (step - 1) << 1 | plane) as u16, (distance & 0xffff) as u16]
}

/// Small letters whose capitals have other small letters.
static OTHERS: &[(u16, u16)] = &[
    (0xb5, 0x39c),
    (0x131, 0x49),
    (0x17f, 0x53),
    (0x1c5, 0x1c4),
    (0x1c8, 0x1c7),
    (0x1cb, 0x1ca),
    (0x1f2, 0x1f1),
    (0x345, 0x399),
    (0x3c2, 0x3a3),
    (0x3d0, 0x392),
    (0x3d1, 0x398),
    (0x3d5, 0x3a6),
    (0x3d6, 0x3a0),
    (0x3f0, 0x39a),
    (0x3f1, 0x3a1),
    (0x3f5, 0x395),
    (0x1c80, 0x412),
    (0x1c81, 0x414),
    (0x1c82, 0x41e),
    (0x1c83, 0x421),
    (0x1c84, 0x422),
    (0x1c85, 0x422),
    (0x1c86, 0x42a),
    (0x1c87, 0x462),
    (0x1c88, 0xa64a),
    (0x1e9b, 0x1e60),
    (0x1fbe, 0x399),
];

/// Capitals of more than one letter.
static SEVERAL: &[(char, &str)] = &[
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

/// A capital's small letter; another letter as it is.
pub fn lower(letter: char) -> char {
    if letter.is_ascii() {
        return letter.to_ascii_lowercase();
    }
    if letter == 'İ' {
        return 'i';
    }
    turn(letter, false)
}

/// A small letter's capital, if that is one letter; another letter as it is.
pub fn upper(letter: char) -> char {
    if letter.is_ascii() {
        return letter.to_ascii_uppercase();
    }
    for (small, capital) in OTHERS {
        if u32::from(letter) == u32::from(*small) {
            return char::from_u32(u32::from(*capital)).unwrap_or(letter);
        }
    }
    if several(letter).is_some() {
        return letter;
    }
    turn(letter, true)
}

/// The letters of a capital that is several.
pub fn several(small: char) -> Option<&'static str> {
    for (letter, capitals) in SEVERAL {
        if *letter == small {
            return Some(capitals);
        }
    }
    None
}

/// The letter on the other side of the run that has this one as a small letter, or as a capital.
fn turn(letter: char, small: bool) -> char {
    let code = u32::from(letter);
    // Ideographs and syllables, which are most of what is not Latin.
    if matches!(code, 0x2d30..=0xa63f | 0xac00..=0xfaff) || code >= 0x20000 {
        return letter;
    }
    for [start, shape, distance] in RUNS {
        // Distances go around within the plane.
        let from = if small { code.wrapping_sub(u32::from(*distance)) & 0xffff } else { code & 0xffff };
        let step = u32::from(shape >> 1 & 1) + 1;
        let offset = from.wrapping_sub(u32::from(*start));
        let inside = offset / step < u32::from(shape >> 2) && offset % step == 0;
        if inside && u32::from(shape & 1) == code >> 16 {
            let other = if small { from } else { from.wrapping_add(u32::from(*distance)) & 0xffff };
            return char::from_u32(code & !0xffff | other).unwrap_or(letter);
        }
    }
    letter
}

/// Whether a letter is a capital.
pub fn is_upper(letter: char) -> bool {
    lower(letter) != letter
}

/// Whether a letter is a small one that has a capital.
pub fn is_lower(letter: char) -> bool {
    upper(letter) != letter || several(letter).is_some()
}

/// A text in lower case, letter by letter.
pub fn to_lower(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        out.push(lower(letter));
    }
    out
}

/// A text in capitals.
pub fn to_upper(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match several(letter) {
            Some(letters) => out.push_str(letters),
            None => out.push(upper(letter)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_standard_library() {
        for letter in '\0'..=char::MAX {
            let small: String = letter.to_lowercase().collect();
            // There the dot of the Turkish capital becomes a letter of its own.
            if letter != 'İ' {
                assert_eq!(lower(letter).to_string(), small, "{letter}");
            }
            let capitals: String = letter.to_uppercase().collect();
            let own = to_upper(&letter.to_string());
            let greek = matches!(letter, '\u{1e96}'..='\u{1ffc}' | 'ﬓ'..='ﬗ') && capitals.chars().count() > 1;
            assert!(own == capitals || greek, "{letter}: {own} {capitals}");
        }
    }

    #[test]
    fn knows_small_letters_and_capitals() {
        for (letter, small, capital) in [
            ('a', true, false),
            ('Z', false, true),
            ('ß', true, false),
            ('é', true, false),
            ('Ж', false, true),
            ('ǆ', true, false),
            ('7', false, false),
            ('中', false, false),
            ('𐐨', true, false),
        ] {
            assert_eq!((is_lower(letter), is_upper(letter)), (small, capital), "{letter}");
        }
    }
}
