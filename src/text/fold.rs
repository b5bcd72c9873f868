//! Letters to those that people type in a search: small, without accents.
//!
//! Latin letters of ISO 8859 and their neighbours (Unicode blocks Latin-1 Supplement and Latin
//! Extended-A) fold to ASCII; combining marks go; other letters become small.

use super::case;

/// The bases of U+00E0 to U+00FF, and of U+0100 to U+017F; `*` is one of [`DOUBLE`].
const LATIN_1: &str = "aaaaaa*ceeeeiiiidnooooo ouuuuy*y";
const EXTENDED: &str = "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkkllllllllllnnnnnnnnnoooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// Letters that fold to two.
const DOUBLE: [(char, &str); 7] =
    [('ß', "ss"), ('æ', "ae"), ('þ', "th"), ('ĳ', "ij"), ('œ', "oe"), ('Ĳ', "ij"), ('Œ', "oe")];

/// Puts a letter, folded, at the end of a word.
pub fn fold(letter: char, word: &mut String) {
    let letter = case::lower(letter);
    if letter.is_ascii() {
        return word.push(letter);
    }
    if let Some((_, two)) = DOUBLE.iter().find(|(double, _)| *double == letter) {
        return word.push_str(two);
    }
    let code = u32::from(letter);
    let base =
        |table: &str, from: u32| table.as_bytes().get((code - from) as usize).map(|base| char::from(*base));
    match code {
        // Combining marks.
        0x300..=0x36f => {}
        0xe0..=0xff => word.extend(base(LATIN_1, 0xe0)),
        0x100..=0x17f => word.extend(base(EXTENDED, 0x100)),
        _ => word.push(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        let mut word = String::new();
        text.chars().for_each(|letter| fold(letter, &mut word));
        word
    }

    #[test]
    fn letters_lose_case_and_accents() {
        for (text, plain) in [
            ("Médica", "medica"),
            ("ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÿ", "aaaaaaceeeeiiiidnoooooouuuuyy"),
            ("Straße Æther Œuvre Þing ĲSSEL", "strasse aether oeuvre thing ijssel"),
            ("ĀăĄĆĉĊčĎđĒĕĖęĚ", "aaaccccddeeeee"),
            ("ĜğĠģĤħĨīĬįİıĴķĸ", "gggghhiiiiiijkk"),
            ("ĹļĽŀŁŃņŇŉŊŌŏŐ", "lllllnnnnnooo"),
            ("ŔŗŘŚŝŞšŢťŦŨūŬůŰųŴŷŸŹżŽſ", "rrrsssstttuuuuuuwyyzzzs"),
            ("e\u{301}", "e"),
            ("Известия", "известия"),
            ("化学", "化学"),
        ] {
            assert_eq!(folded(text), plain, "{text}");
        }
    }
}
