//! Several names in one value, as bylines, catalogues and site themes write them, one by one: with
//! semicolons, commas, `and` in many languages, in the order of each.

use super::affixes::{is_degree, is_suffix, without_byline, without_marks, without_others};
use super::capitals::{is_known_particle, lowered_beside, shouts};
use super::organisation::is_organisation;
use super::person::{is_east_asian, spelled_out};
use super::{one, readable};
use crate::record::Name;
use crate::text::{case, cut, parts};

/// No value names more people than this.
const MAX_NAMES: usize = 5_000;

/// Words that may stand between two names.
const JOINTS: &[&str] = &[
    " and ", " & ", " und ", " et ", " y ", " e ", " i ", " a ", " och ", " og ", " en ", " ja ", " és ",
    " și ", " và ", " και ", " и ", " та ", " і ", " dan ", " ve ", " و ", " with ",
];

/// The names in a value that may hold several.
pub(crate) fn read_all(text: &str) -> Vec<Name> {
    read_all_like(text, false)
}

/// Whether one of the names in a value has its family name in capitals behind the given name.
pub(crate) fn has_capitals_last(text: &str) -> bool {
    split(text).iter().any(|name| spelled_and_capitals(name).is_some_and(|(_, family)| is_long(family)))
}

/// The names in a value; `capitals` says that others beside it have their family names in capitals behind
/// the given names.
pub(crate) fn read_all_like(text: &str, capitals: bool) -> Vec<Name> {
    let Some(text) = readable(text) else { return Vec::new() };
    let mut list = split(&text);
    capitals_last(&mut list, capitals);
    let mut names: Vec<Name> = list.iter().filter_map(|name| one(name)).collect();
    // There are more than are named.
    if without_others(&text).len() < text.trim_end().len() {
        names.push(Name::literal("others"));
    }
    names
}

/// Where one name of a list has its family name in capitals behind the given name, short capitals behind
/// the others are no initials: `Jane DUPONT, Xiao LI`.
fn capitals_last(list: &mut [String], known: bool) {
    let any = |name: &String| spelled_and_capitals(name).is_some_and(|(_, family)| is_long(family));
    if known || list.iter().any(any) {
        for name in list {
            if let Some((given, family)) = spelled_and_capitals(name) {
                *name = [&lowered_beside(family, given), ", ", given].concat();
            }
        }
    }
}

/// `Jane` and `DUPONT`
fn spelled_and_capitals(name: &str) -> Option<(&str, &str)> {
    let (given, family) = parts::last_word(name)?;
    let in_capitals = family.chars().all(char::is_uppercase) && family.chars().count() > 1;
    let suffix = matches!(family, "II" | "III" | "IV" | "JR" | "SR" | "MD");
    (in_capitals && !suffix && !given.contains(',') && given.split(' ').all(spelled_out))
        .then_some((given, family))
}

/// Too long for initials.
fn is_long(family: &str) -> bool {
    family.chars().count() > 3
}

fn split(text: &str) -> Vec<String> {
    let alone = without_others(text);
    // Of `Jane Doe, Rick Roe, et al.` the commas are those of a list.
    let listed_with_others =
        alone.len() < text.len() && text.trim_end().ends_with("al.") && !alone.contains(';');
    let text = without_byline(alone);
    // `Jane Roe 1, Rick Poe 2`: what is marked before a comma is a whole name.
    let first = parts::first(text, ",");
    let marked_first = first.len() < text.len() && without_marks(first).len() < first.trim_end().len();
    let marked = without_marks(text);
    let text = if marked.contains(' ') && !is_organisation(&marked) { marked.as_str() } else { text };
    let listed = separated(text);
    if listed.len() > MAX_NAMES {
        return vec![text.to_owned()];
    }
    let mut names = Vec::new();
    for part in listed {
        joined(without_byline(part), listed_with_others || marked_first, &mut names);
    }
    names
}

/// The parts between semicolons, bars, bullets and ideographic commas.
fn separated(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for part in parts::parts(text, ";|") {
        let east_asian = part.contains('、');
        for part in part.split(|letter| east_asian && letter == '、') {
            for part in part.split(" • ").flat_map(|part| part.split(" · ")) {
                // `김영희·박철수`
                let korean: Vec<&str> = part.split(['·', 'ㆍ', '・']).map(str::trim).collect();
                let slashes: Vec<&str> = part.split('/').collect();
                if korean.len() > 1 && korean.iter().all(|name| is_korean(name)) {
                    out.extend(korean);
                } else if slashes.len() > 1 && slashes.iter().all(|name| is_person(name)) {
                    out.extend(slashes);
                } else {
                    out.push(part);
                }
            }
        }
    }
    out.retain(|part| !part.trim().is_empty());
    out
}

fn is_korean(name: &str) -> bool {
    (2..=4).contains(&name.chars().count())
        && name.chars().all(|letter| matches!(letter, '\u{ac00}'..='\u{d7a3}'))
}

/// Takes a part at its `and`s and commas.
fn joined(part: &str, listed: bool, names: &mut Vec<String>) {
    let mut rest = part.trim();
    let mut from = 0;
    let mut found = false;
    while let Some((at, word)) = joint(rest, from) {
        let before = parts::trim_end(cut::head(rest, at), ", ");
        // `Doe, J. and and Roe, R.`
        let after = without_joints(cut::tail(rest, at + word.len()));
        if both(before, after) {
            // Whose names stand without a comma of their own, separates them by commas.
            by_commas(before, !parts::any(after, ","), names);
            rest = after;
            found = true;
            from = 0;
        } else {
            from = at + word.len();
        }
    }
    // `Doe J, and Roe R`, cut by somebody else
    let rest = if found { rest } else { without_joints(rest) };
    let full = |text: &str| parts::parts(text, ",").into_iter().all(is_person);
    by_commas(rest, listed && full(rest), names);
}

/// A text without words at its start that stand between names.
fn without_joints(text: &str) -> &str {
    let mut rest = text.trim_start();
    while let Some(shorter) = JOINTS.iter().find_map(|word| rest.strip_prefix(word.trim_start())) {
        rest = shorter.trim_start();
    }
    rest
}

/// Where the next word stands that may be between two names.
fn joint(text: &str, from: usize) -> Option<(usize, &'static str)> {
    let rest = text.get(from..)?;
    let found = JOINTS.iter().filter_map(|word| rest.find(word).map(|at| (from + at, *word)));
    found.min_by_key(|(at, _)| *at)
}

/// Whether these are two names: `Doe, Jane` and `Roe, Rick`, `Jane Doe` and `Rick Roe`, but not
/// `Health` and `Safety Executive`.
fn both(one: &str, other: &str) -> bool {
    let comma = |text: &str| parts::any(text, ",");
    // `Otto von` and `zu Habsburg`
    if parts::last_word(one).is_some_and(|(_, last)| is_known_particle(last)) && !comma(one) {
        return false;
    }
    let next = joint(other, 0).map_or(other, |(at, _)| cut::head(other, at));
    let next = parts::trim_end(next, ", ");
    match (comma(one), comma(next)) {
        (true, true) => !is_organisation(one) && !is_organisation(next),
        // `Jane Doe, Rick Roe and Ed Poe`
        (_, false) => {
            is_person(next)
                && parts::parts(one, ",").into_iter().all(|part| is_person(part) || is_title(part))
        }
        (false, true) => {
            is_person(one)
                && parts::parts(next, ",").into_iter().all(|part| is_person(part) || is_title(part))
        }
    }
}

/// `PhD` and `Jr.` between commas.
fn is_title(text: &str) -> bool {
    is_degree(text, "A. Person") || is_suffix(text.trim())
}

/// Whether a text reads as one person's family and given name.
fn is_person(text: &str) -> bool {
    let words = parts::count(text.trim(), b' ') + 1;
    (2..=5).contains(&words)
        && !text.contains(',')
        && one(text.trim()).is_some_and(|name| name.given.is_some())
        || is_undivided(text.trim())
}

/// A Chinese, Japanese or Korean name without a space: `王小河`.
fn is_undivided(text: &str) -> bool {
    (2..=5).contains(&text.chars().count()) && text.chars().all(is_east_asian)
}

/// Takes a text without an `and` at its commas, where they separate names and not their parts. `listed`
/// says that they do if each is a name.
fn by_commas(text: &str, listed: bool, names: &mut Vec<String>) {
    let text = text.trim().trim_matches([',', ' ']);
    let items: Vec<&str> =
        parts::parts(text, ",").into_iter().map(str::trim).filter(|item| !item.is_empty()).collect();
    if items.len() < 2 || is_organisation(text) && !items.iter().all(|item| is_person(item)) {
        names.extend((!text.is_empty()).then(|| text.to_owned()));
        return;
    }
    // Each name with the degrees and `Jr.` behind it.
    let mut whole: Vec<String> = Vec::new();
    for item in &items {
        match whole.last_mut() {
            Some(before)
                if is_suffix(item) || is_degree(item, parts::first(before, ",")) && before.contains(' ') =>
            {
                before.extend([", ", *item]);
            }
            _ => whole.push((*item).to_owned()),
        }
    }
    let bare = |name: &String| parts::first(name, ",").to_owned();
    let full: Vec<String> = whole.iter().map(bare).collect();
    // Of `Ortega y Gasset, José, III` the suffix says nothing: it belongs to a family and a given name.
    let one_with_suffix = matches!(items[..], [_, _, suffix] if is_suffix(suffix));
    let sure = listed || full.len() < items.len() && !one_with_suffix;
    if full.len() > 1 && are_names(&full, sure) {
        names.extend(whole);
    } else if let Some(pairs) = pairs(&items) {
        names.extend(pairs);
    } else {
        names.push(text.to_owned());
    }
}

/// Whether all of several texts are names by themselves: `Doe J, Roe R` and `Jane Doe, Rick Roe, Ed Poe`;
/// of two alone, the first may be a family, unless it has an initial before its last word, or both have
/// their family in capitals.
fn are_names(items: &[String], sure: bool) -> bool {
    let (mut medical, mut full, mut capitals, mut undivided) = (true, true, true, true);
    for item in items {
        let words = parts::last_word(item);
        medical &= words.is_some_and(|(family, given)| initials(family, given));
        full &= words.is_some_and(|(_, last)| !last.ends_with('.') || is_suffix(last));
        capitals &= item.split(' ').any(shouts) && item.split(' ').any(spelled_out);
        undivided &= is_undivided(item);
    }
    let first = items.first().map(String::as_str).unwrap_or_default();
    let east_asian = items.iter().all(|item| item.contains(is_east_asian));
    // Whole names: an Arabic comma between family and given name leaves one of them a single word.
    let arabic = items.iter().all(|item| item.contains(' ') && item.chars().any(is_arabic));
    undivided
        || medical
        || full && (sure || items.len() > 2 || capitals || has_initial(first) || east_asian || arabic)
        || full && are_given_and_family(items)
}

/// Given names that hardly any family is called, in small letters.
const GIVEN: &str = " adam alan alice amy ana ann belén beth lynn andrea andreas andrew andrzej angela anna anne antonio barbara \
    beatriz brian carl carla carlos carmen catherine charles chris christina christine christopher claire \
    claudia daniela deborah diana donald dorothy edward elena elizabeth emily emma eric erik eva fatima \
    giovanni hans heather heike helen henrik ian ingrid ivan jane janet jason jean jeffrey jennifer jessica \
    joan johannes john jonathan jorge josé jose josef juan judith julia julie jürgen karen karin karl \
    katherine kevin klaus laura lars linda lisa lucy luis luigi manuel marco margaret maria maría marie \
    mark marta martha mary matthew michael michelle miguel mohamed mohammed nancy natalia nicholas nicole \
    olga pablo pamela patricia paul pedro peter philipp pierre piotr rachel rebecca richard rick robert \
    roberto ronald rosa ruth sandra sara sarah sergio sharon silvia sofia sophie stefan stephanie stephen \
    steven susan thomas timothy tomasz victoria virginia wendy william wolfgang ";

/// Whether all are a given name and a family name: `Jane Doe` and `Rick Roe`.
pub(super) fn are_given_and_family(names: &[impl AsRef<str>]) -> bool {
    names.iter().all(|name| is_given_and_family(name.as_ref().trim()))
}

/// `Jane Doe`, but not `Mary Ann`, which may stand behind a family name of two words.
fn is_given_and_family(name: &str) -> bool {
    let given = |word: &str| GIVEN.contains(&[" ", &case::to_lower(word), " "].concat());
    match name.split(' ').collect::<Vec<_>>().as_slice() {
        [first, .., last] => given(first) && !given(last) && last.chars().count() > 2 && spelled_out(last),
        _ => false,
    }
}

fn is_arabic(letter: char) -> bool {
    ('\u{620}'..='\u{6ff}').contains(&letter)
}

/// Names of which each has a comma of its own: `Doe, J., Roe, R.`, `Doe, Jane, Roe, Rick`.
fn pairs(items: &[&str]) -> Option<Vec<String>> {
    if items.len() < 4 || items.len() % 2 == 1 {
        return None;
    }
    let short = |item: &&str| item.split(' ').all(|word| word.ends_with('.') || word.len() == 1);
    let given: Vec<&str> = items.iter().skip(1).step_by(2).copied().collect();
    let family: Vec<&str> = items.iter().step_by(2).copied().collect();
    let single = items.iter().all(|item| !item.contains(' ') && spelled_out(item));
    (given.iter().all(short) && !family.iter().any(short) || single)
        .then(|| family.iter().zip(given).map(|(family, given)| [*family, ", ", given].concat()).collect())
}

/// Whether a name is written as medicine does: `Watson JD`, `Watson J.D.`
fn initials(family: &str, given: &str) -> bool {
    let small = |word: &str| word.chars().any(char::is_lowercase);
    let suffix = matches!(given, "II" | "III" | "IV" | "JR" | "SR" | "MD");
    let letters = given.chars().filter(|letter| letter.is_uppercase()).count();
    let dots = given.matches('.').count();
    let others = given.chars().any(|letter| !letter.is_uppercase() && !matches!(letter, '.' | '-'));
    !parts::any(family, ",")
        && small(family)
        && !family.split(' ').any(|word| word.ends_with('.') && word.chars().count() > 3)
        && !suffix
        && (1..=3).contains(&letters)
        && !others
        && (dots == 0 || dots == letters)
}

/// Whether there is an initial before the last word: `Jane Q. Doe`, which no family is called.
fn has_initial(name: &str) -> bool {
    let words = parts::parts(name, " ");
    words.iter().rev().skip(1).any(|word| word.ends_with('.') && word.chars().count() == 2)
}
