//! A field of a record from the text that a file has for it: white space, editions, languages, keywords.

use super::languages;
use crate::record::{Record, Variable};
use crate::text::case;
use crate::text::parts::one_line;

/// Sets a text unless the record has it already; white space is made single.
pub(crate) fn fill(record: &mut Record, variable: Variable, text: &str) {
    if record.text(variable).is_none() {
        let text = match variable {
            Variable::Edition => edition(text),
            Variable::Language => languages::code(text).to_owned(),
            _ => one_line(text),
        };
        record.set_text(variable, text);
    }
}

/// The number of an edition: `Second`, `2nd`, `2nd ed.` are 2; other words stay.
pub(crate) fn edition(text: &str) -> String {
    const WORDS: [&str; 10] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let text = one_line(text);
    let lower = case::to_lower(&text);
    let mut plain = lower.as_str();
    for end in [" edition", " ed.", " ed", "."] {
        plain = plain.strip_suffix(end).unwrap_or(plain);
    }
    if let Some(at) = WORDS.iter().position(|word| *word == plain) {
        return (at + 1).to_string();
    }
    let digits = plain.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let suffix = plain.get(digits.len()..).unwrap_or_default();
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && matches!(suffix, "" | "st" | "nd" | "rd" | "th") { digits.to_owned() } else { text }
}

/// An edition in English: `2nd` for 2; words stay.
pub(crate) fn ordinal(edition: &str) -> String {
    let Ok(number) = edition.trim().parse::<u32>() else { return edition.to_owned() };
    let suffix = match (number % 10, number % 100) {
        (1, tail) if tail != 11 => "st",
        (2, tail) if tail != 12 => "nd",
        (3, tail) if tail != 13 => "rd",
        _ => "th",
    };
    format!("{number}{suffix}")
}

/// Sets all keywords at once, which keeps reading thousands of them linear.
pub(crate) fn set_keywords(record: &mut Record, words: &[String]) {
    let words: Vec<String> =
        words.iter().map(|word| one_line(word).replace(';', ",")).filter(|word| !word.is_empty()).collect();
    if !words.is_empty() {
        // One keyword with a comma in it must not be taken for several.
        let end = if words.len() == 1 && words[0].contains(',') { ";" } else { "" };
        record.set_text(Variable::Keyword, words.join("; ") + end);
    }
}

/// A volume or an issue without the word for it, which styles add themselves: `Volume 12`, `No. 3`,
/// `Heft 3`.
pub(crate) fn bare_number(text: &str) -> &str {
    const LABELS: &[&str] = &[
        "volume",
        "vol.",
        "vol",
        "v.",
        "band",
        "bd.",
        "jahrgang",
        "jg.",
        "tome",
        "tomo",
        "issue",
        "iss.",
        "number",
        "no.",
        "no",
        "nr.",
        "nr",
        "num.",
        "núm.",
        "n.º",
        "n°",
        "nº",
        "heft",
        "том",
        "т.",
        "номер",
        "выпуск",
        "вып.",
        "№",
    ];
    let lower = case::to_lower(text);
    let label = LABELS.iter().find(|label| lower.starts_with(**label));
    let rest = label.and_then(|label| text.get(label.len()..)).map(str::trim_start);
    rest.filter(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit())).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_are_numbers() {
        for (text, expected) in
            [("2nd", "2"), ("Third edition", "3"), ("12th ed.", "12"), ("4", "4"), ("Rev. ed.", "Rev. ed.")]
        {
            assert_eq!(edition(text), expected);
        }
    }
}
