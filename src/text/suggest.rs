//! A word that is not known to the names that its author may have meant: those that are few edits
//! away, or of which it is a whole part. Rather none than a wrong one.

use crate::text::case;
use crate::text::distance::edits;

/// More suggestions than these are a list to read.
const MOST: usize = 3;

/// Longer words are compared by their beginnings.
const LONGEST: usize = 48;

/// The nearest of the known names: all of the same distance.
pub fn similar<'a>(word: &str, known: &[&'a str]) -> Vec<&'a str> {
    let word = letters(word);
    // In a short word two edits make any other.
    let most = if word.len() < 5 { 1 } else { 2 };
    let mut best = most + 1;
    let mut names: Vec<&str> = Vec::new();
    for name in known {
        let other = letters(name);
        let distance =
            if is_part(&word, &other) || is_part(&other, &word) { most } else { edits(&word, &other) };
        if distance > most || distance > best || other.is_empty() {
            continue;
        }
        if distance < best {
            best = distance;
            names.clear();
        }
        if !names.contains(name) {
            names.push(name);
        }
    }
    names.truncate(MOST);
    names
}

/// Lower case, with one kind of gap between words.
fn letters(text: &str) -> Vec<char> {
    let gap = |letter: char| if matches!(letter, ' ' | '_' | '.') { '-' } else { letter };
    case::to_lower(text.trim()).chars().map(gap).take(LONGEST).collect()
}

/// Whether a short name is one or more whole words of a long one.
fn is_part(short: &[char], long: &[char]) -> bool {
    let is_end = |at: usize| long.get(at).is_none_or(|letter| *letter == '-');
    short.len() >= 3
        && short.len() < long.len()
        && long
            .windows(short.len())
            .enumerate()
            .any(|(at, part)| part == short && is_end(at + short.len()) && (at == 0 || is_end(at - 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLES: [&str; 9] =
        ["apa", "ieee", "harvard", "vancouver", "mla", "nature", "word", "the-lancet", "chicago-author-date"];

    #[test]
    fn one_edit_of_any_kind_is_found() {
        for word in ["harvrd", "harvardd", "hargard", "harvadr", "Harvard"] {
            assert_eq!(similar(word, &STYLES), ["harvard"], "{word}");
        }
        assert_eq!(similar("mla9", &STYLES), ["mla"]);
        assert_eq!(similar("iee", &STYLES), ["ieee"]);
        assert_eq!(similar("vnacuver", &STYLES), ["vancouver"], "two edits");
    }

    #[test]
    fn a_whole_word_of_a_name_is_found() {
        assert_eq!(similar("lancet", &STYLES), ["the-lancet"]);
        assert_eq!(similar("chicago", &STYLES), ["chicago-author-date"]);
        assert_eq!(similar("apa-7th-edition", &STYLES), ["apa"]);
        assert_eq!(similar("Author Date", &STYLES), ["chicago-author-date"]);
    }

    #[test]
    fn nothing_is_better_than_wrong_names() {
        for word in ["nonsense", "plos", "abc", "x", "", "hive", "neture-physics"] {
            assert_eq!(similar(word, &STYLES), Vec::<&str>::new(), "{word}");
        }
    }
}
