//! Chinese and Korean names in Latin letters whose family name stands in short capitals, which could be
//! initials: `Xiao LI`, `LI Xiao`, `Min-ho OH`.

use super::person::spelled_out;
use crate::text::case;

/// The syllables of Hanyu Pinyin without tones: an initial and its finals.
#[rustfmt::skip]
static SYLLABLES: &[(&str, &str)] = &[
    ("zh", " a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo "),
    ("ch", " a ai an ang ao e en eng i ong ou u uai uan uang ui un uo "),
    ("sh", " a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo "),
    ("b", " a ai an ang ao ei en eng i ian iao ie in ing o u "),
    ("p", " a ai an ang ao ei en eng i ian iao ie in ing o ou u "),
    ("m", " a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u "),
    ("f", " a an ang ei en eng o ou u "),
    ("d", " a ai an ang ao e ei en eng i ian iao ie ing iu ong ou u uan ui un uo "),
    ("t", " a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo "),
    ("n", " a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo "),
    ("l", " a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo "),
    ("g", " a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo "),
    ("k", " a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo "),
    ("h", " a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo "),
    ("j", " i ia ian iang iao ie in ing iong iu u uan ue un "),
    ("q", " i ia ian iang iao ie in ing iong iu u uan ue un "),
    ("x", " i ia ian iang iao ie in ing iong iu u uan ue un "),
    ("r", " an ang ao e en eng i ong ou u uan ui un uo "),
    ("z", " a ai an ang ao e ei en eng i ong ou u uan ui un uo "),
    ("c", " a ai an ang ao e en eng i ong ou u uan ui un uo "),
    ("s", " a ai an ang ao e en eng i ong ou u uan ui un uo "),
    ("y", " a an ang ao e i in ing o ong ou u uan ue un "),
    ("w", " a ai an ang ei en eng o u "),
    ("", " a ai an ang ao e ei en er o ou "),
];

fn is_syllable(text: &str) -> bool {
    SYLLABLES.iter().any(|(initial, finals)| {
        text.strip_prefix(initial)
            .is_some_and(|rest| !rest.is_empty() && finals.contains(&[" ", rest, " "].concat()))
    })
}

/// Whether a word is of one or two syllables, those of two such as no other language has: `Xiao`,
/// `Xiaohe`, but not `Hansen`.
fn is_pinyin(word: &str) -> bool {
    let word = case::to_lower(word);
    let two = || {
        (1..word.len()).any(|at| {
            word.split_at_checked(at).is_some_and(|(one, other)| is_syllable(one) && is_syllable(other))
        })
    };
    let own = ["x", "q", "zh", "ng", "ui", "uo", "ia", "iu"].iter().any(|part| word.contains(part));
    is_syllable(&word) || own && two()
}

/// Whether a word in small letters behind a hyphen is a given name: `Min-ho`, `Wei-lun`.
fn is_hyphenated(word: &str) -> bool {
    let article = ["Al-", "El-", "Abd-", "Abu-", "Ben-"].iter().any(|start| word.starts_with(start));
    let parts = word.split_once('-').filter(|_| !article);
    parts.is_some_and(|(one, other)| {
        (2..=6).contains(&one.len())
            && (2..=6).contains(&other.len())
            && other.chars().all(char::is_lowercase)
    })
}

/// The given names and the family name of a name with short capitals before or behind the others.
pub(super) fn capitals<'w, 't>(words: &'w [&'t str]) -> Option<(&'w [&'t str], &'t str)> {
    let (last, before) = words.split_last()?;
    let (first, behind) = words.split_first()?;
    [(before, *last), (behind, *first)].into_iter().find(|(given, family)| is_family(given, family))
}

/// No Chinese given name begins with I or U, none has three initials.
fn is_family(given: &[&str], family: &str) -> bool {
    let short = (2..=3).contains(&family.len()) && family.bytes().all(|byte| byte.is_ascii_uppercase());
    if !short || !(1..=2).contains(&given.len()) || !given.iter().all(|word| spelled_out(word)) {
        return false;
    }
    let syllable = is_syllable(&family.to_ascii_lowercase());
    let no_initials = family.len() == 3 || family.ends_with(['I', 'U']);
    let chinese = given.iter().any(|word| {
        let word = word.to_ascii_lowercase();
        word.starts_with(['x', 'q']) || word.starts_with("zh")
    });
    matches!(given, [word] if is_hyphenated(word))
        || syllable && (no_initials || chinese) && given.iter().all(|word| is_pinyin(word))
}
