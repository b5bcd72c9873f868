//! A person or an organisation from the one text that a meta tag has for it.
//!
//! `Family, Given`, `Family, Jr., Given` and `Given Family` are all in use, also within one
//! platform. A text that names an organisation stays whole.

use super::capitals::shouts;
use super::from_text as name_from_text;
use crate::normalise::html;
use crate::record::{Name, identifier};
use crate::text::{case, cut, parts};

/// No field names more people than this in one tag.
const MAX_NAMES: usize = 5_000;

/// The names in a tag that may hold several.
pub fn split(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    // An organisation's `&` may have been an entity once, with a semicolon.
    let separators = if parts::any(text, "&") { "|" } else { ";|" };
    let listed = parts::parts(text, separators);
    if listed.len() > MAX_NAMES {
        return vec![text];
    }
    for mut rest in listed {
        let mut from = 0;
        while let Some((at, word)) = joint(rest, from) {
            let (before, after) = (cut::head(rest, at), cut::tail(rest, at + word.len()));
            if both(before, after) {
                // Whose names stand without a comma of their own, separates them by commas.
                names.extend(parts::parts(before, if parts::any(after, ",") { "" } else { "," }));
                rest = after;
                from = 0;
            } else {
                from = at + word.len();
            }
        }
        let list = parts::parts(rest, ",");
        // `Doe J, Roe R` and `Jane Doe, Rick Roe, Ed Poe`; of two alone, the first may be a family,
        // unless it has an initial before its last word, or both have their family in capitals.
        let (mut medical, mut full, mut capitals) = (list.len() > 1, list.len() > 1, true);
        for part in &list {
            let part = part.trim();
            let words = parts::last_word(part);
            medical &= words.is_some_and(|(family, given)| initials(family, given));
            full &= words.is_some_and(|(_, last)| !last.ends_with('.'));
            capitals &= capitals_first(part).is_some()
                || words.is_some_and(|(given, family)| shouts(family) && spelled_out(given));
        }
        full &= list.len() > 2 || capitals || has_initial(list[0].trim());
        if (medical || full) && name_from_text(rest).literal.is_none() {
            names.extend(list);
        } else {
            names.push(rest);
        }
    }
    names
}

/// Where the next word stands that may be between two names.
fn joint(text: &str, from: usize) -> Option<(usize, &'static str)> {
    let rest = text.get(from..)?;
    let found = |word: &'static str| rest.find(word).map(|at| (from + at, word));
    match (found(" and "), found(" & ")) {
        (Some(one), Some(other)) => Some(if one.0 < other.0 { one } else { other }),
        (one, other) => one.or(other),
    }
}

/// Whether these are two names: `Doe, Jane` and `Roe, Rick`, `Jane Doe` and `Rick Roe`, but not
/// `Health` and `Safety Executive`.
fn both(one: &str, other: &str) -> bool {
    let is = |text: &str| {
        let words = parts::count(text.trim(), b' ') + 1;
        let joined = [" of ", " for ", " the "].iter().any(|word| text.contains(word));
        (2..=4).contains(&words) && !joined && name_from_text(text).given.is_some()
    };
    let comma = |text: &str| parts::any(text, ",");
    let next = joint(other, 0).map_or(other, |(at, _)| cut::head(other, at));
    match (comma(one), comma(next)) {
        (true, true) => true,
        // `Jane Doe, Rick Roe and Ed Poe`
        (_, false) => parts::parts(one, ",").into_iter().all(is) && is(next),
        (false, true) => false,
    }
}

/// The name in a text; nothing where there is none.
pub fn parse(text: &str) -> Option<Name> {
    let text = html::text(text)?;
    // A list without its first name begins with a comma.
    let text = without_notes(parts::trim_end(&text, "; ").trim_start_matches([',', ' ']));
    // The address of a profile is no name, and neither is one of mail.
    if text.is_empty() || text.starts_with("http://") || text.starts_with("https://") {
        return None;
    }
    if let Some((before, id)) = parts::last_word(text) {
        if let Some(orcid) = identifier::orcid(id) {
            return parse(parts::trim_end(before, ", ")).map(|name| Name { orcid: Some(orcid), ..name });
        }
    }
    // Digits, or too many words: an organisation, a project, a whole affiliation.
    if !parts::any(text, ",") && (parts::any(text, "/:(@0123456789") || parts::count(text, b' ') > 5) {
        return Some(Name::literal(text));
    }
    if let Some((family, given)) = parts::last_word(text).filter(|(family, given)| initials(family, given)) {
        return Some(name_from_text(&[family, ", ", given].concat()));
    }
    if let Some((family, given)) = capitals_first(text).filter(|_| name_from_text(text).literal.is_none()) {
        return Some(name_from_text(&[family, ", ", given].concat()));
    }
    // `Jane Doe, PhD`
    if let Some((name, degree)) = text.split_once(',').filter(|(name, _)| parts::any(name, " ")) {
        let bare: String = degree.chars().filter(char::is_ascii_alphabetic).collect();
        if DEGREES.contains(&bare.to_ascii_lowercase().as_str()) {
            return Some(Name { suffix: Some(degree.trim().to_owned()), ..name_from_text(name) });
        }
    }
    Some(name_from_text(without_years(text)))
}

/// Degrees that stand behind a name.
const DEGREES: [&str; 8] = ["phd", "md", "msc", "mph", "dphil", "mphil", "drphil", "mba"];

/// A name without `et al.`, an address of mail, or a role or affiliation in brackets behind a
/// person's name.
fn without_notes(text: &str) -> &str {
    let mut text = text;
    for word in ["et al.", "et al", "and others"] {
        if let Some(before) = text.strip_suffix(word) {
            text = parts::trim_end(before, ", ");
        }
    }
    let closed = matches!(text.as_bytes().last(), Some(b')' | b'>' | b']'));
    let Some(at) = parts::position(text, "(<[").filter(|_| closed) else { return text };
    let (name, note) = (cut::head(text, at).trim_end(), cut::tail(text, at));
    let goes = parts::any(name, ",") || parts::any(note, "@") || note.ends_with(".)");
    if goes { name } else { text }
}

/// Whether a name is written as medicine does: `Watson JD`, `Watson J.D.`
fn initials(family: &str, given: &str) -> bool {
    let small = |word: &str| word.chars().any(char::is_lowercase);
    let suffix = matches!(given, "II" | "III" | "IV" | "JR" | "SR" | "MD");
    let letters = given.bytes().filter(u8::is_ascii_uppercase).count();
    let dots = given.bytes().filter(|byte| *byte == b'.').count();
    !parts::any(family, ".,")
        && small(family)
        && !suffix
        && (1..=3).contains(&letters)
        && letters + dots == given.len()
        && (dots == 0 || dots == letters)
}

/// The family, in capitals, and what is given after it: `DOE Jane`, `DE LA TOUR Marc`. Three letters
/// without a vowel between them are initials: `JRR Tolkien`.
fn capitals_first(text: &str) -> Option<(&str, &str)> {
    let (mut end, mut last) = (0, "");
    for word in parts::parts(text, " ") {
        if word.len() < 2 || parts::any(word, ".,") || word.chars().any(char::is_lowercase) {
            break;
        }
        (end, last) = (end + word.len() + 1, word);
    }
    let given = text.get(end..)?;
    let short = last.len() == 3 && !parts::any(last.get(1..2)?, "AEIOUY");
    let person = shouts(last) && !short && spelled_out(given) && parts::count(given, b' ') < 2;
    person.then(|| (cut::head(text, end - 1), given))
}

/// Whether a name is written in small letters after a capital.
fn spelled_out(name: &str) -> bool {
    name.starts_with(char::is_uppercase) && name.chars().any(char::is_lowercase)
}

/// Whether there is an initial before the last word: `Jane Q. Doe`, which no family is called.
fn has_initial(name: &str) -> bool {
    let words = parts::parts(name, " ");
    words.iter().rev().skip(1).any(|word| word.ends_with('.') && word.chars().count() == 2)
}

/// Libraries add years of birth and death: `Smith, John, 1950-`.
fn without_years(text: &str) -> &str {
    let Some((before, after)) = text.rsplit_once(',') else { return text };
    let after = after.trim();
    let years = after.contains(|letter: char| letter.is_ascii_digit())
        && after.chars().all(|letter| letter.is_ascii_digit() || "-–?. ".contains(letter));
    if years { before.trim_end() } else { text }
}

/// Whether two names can be those of one person: the same family name and given names of which
/// one begins the other.
pub fn same(one: &Name, other: &Name) -> bool {
    let key = |name: &Name| {
        let family = name.family.as_deref().or(name.literal.as_deref()).unwrap_or_default();
        let family = parts::last_word(family).map_or(family, |(_, last)| last);
        let first = name.given.as_deref().and_then(|given| given.chars().next());
        (case::to_lower(family), first.map(case::lower))
    };
    let (one, other) = (key(one), key(other));
    one.0 == other.0 && (one.1 == other.1 || one.1.is_none() || other.1.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let name = parse(text).unwrap_or_default();
        let parts = [&name.given, &name.non_dropping_particle, &name.family, &name.suffix, &name.literal];
        let parts: Vec<&str> = parts.iter().map(|part| part.as_deref().unwrap_or_default()).collect();
        assert_eq!(parts.join("|"), expected, "{text}");
    }

    #[test]
    fn takes_persons_apart_and_keeps_organisations_whole() {
        check("Procter, Stephen", "Stephen||Procter||");
        check("Stephen Procter", "Stephen||Procter||");
        check("Ludwig van Beethoven", "Ludwig|van|Beethoven||");
        check("Guido de Croon", "Guido|de|Croon||");
        check("de Croon, Guido", "Guido|de|Croon||");
        check("King, Martin Luther, Jr.", "Martin Luther||King|Jr.|");
        check("King, Jr., Martin Luther", "Martin Luther||King|Jr.|");
        check("Martin Luther King Jr.", "Martin Luther||King|Jr.|");
        check("Smith, John, 1950-", "John||Smith||");
        check("MONAI Consortium", "||||MONAI Consortium");
        check("European Research Council", "||||European Research Council");
        check(
            "University of Edinburgh, School of Informatics",
            "||||University of Edinburgh, School of Informatics",
        );
        check("Watson JD", "JD||Watson||");
        check("van der Berg R", "R|van der|Berg||");
        check("John Smith III", "John||Smith|III|");
        check("Plato", "||||Plato");
        check("王小明", "||||王小明");
        check("Doe,", "||||Doe");
        check(",Town Council", "||||Town Council");
        check("https://example.org/people/1", "||||");
        check("N/A", "||||");
        check("Doe J.", "J.||Doe||");
        check("Doe J.A.", "J.A.||Doe||");
        check("J. Doe", "J.||Doe||");
        check("DOE Jane", "Jane||DOE||");
        check("DUPONT Jean-Paul", "Jean-Paul||DUPONT||");
        check("DE LA TOUR Marc", "Marc||DE LA TOUR||");
        check("Jane DUPONT", "Jane||DUPONT||");
        check("JD Salinger", "JD||Salinger||");
        check("JRR Tolkien", "JRR||Tolkien||");
        check("UNESCO Institute for Statistics", "||||UNESCO Institute for Statistics");
        check("Jane Doe, PhD", "Jane||Doe|PhD|");
        check("Doe, Jane, PhD", "Jane||Doe|PhD|");
        check("Smith, John (University of X)", "John||Smith||");
        check("Doe, Jane (Ed.)", "Jane||Doe||");
        check("Jane Doe <jane@example.org>", "Jane||Doe||");
        check("European Commission (EC)", "||||European Commission (EC)");
        check("Doe, Jane et al.", "Jane||Doe||");
        check("et al.", "||||");
        let name = parse("Carberry, Josiah 0000-0002-1825-0097").unwrap_or_default();
        assert_eq!(
            (name.full().as_str(), name.orcid.as_deref()),
            ("Josiah Carberry", Some("0000-0002-1825-0097"))
        );
    }

    #[test]
    fn takes_lists_of_names_apart_and_organisations_not() {
        for (text, expected) in [
            ("Doe, Jane; Roe, Rick", "Doe, Jane|Roe, Rick"),
            ("Doe, Jane|Roe, Rick", "Doe, Jane|Roe, Rick"),
            ("Doe, Jane and Roe, Rick and Poe, Ed", "Doe, Jane|Roe, Rick|Poe, Ed"),
            ("Jane Doe and Rick Roe", "Jane Doe|Rick Roe"),
            ("Doe, J. & Roe, R.", "Doe, J.|Roe, R."),
            ("Doe J, Roe R, Poe E", "Doe J|Roe R|Poe E"),
            ("Doe J, Roe R", "Doe J|Roe R"),
            ("Jane Doe, Rick Roe, Ed Poe", "Jane Doe|Rick Roe|Ed Poe"),
            ("Jane Doe, Rick Roe and Ed Poe", "Jane Doe|Rick Roe|Ed Poe"),
            ("Jane Q. Doe, Rick Roe", "Jane Q. Doe|Rick Roe"),
            ("J. Doe, R. van Roe", "J. Doe|R. van Roe"),
            ("DOE Jane, ROE Rick", "DOE Jane|ROE Rick"),
            ("Jane DUPONT, Rick MARTIN", "Jane DUPONT|Rick MARTIN"),
            ("Jane Doe, Rick Roe", "Jane Doe, Rick Roe"),
            ("St. John, Mary Ann", "St. John, Mary Ann"),
            ("Doe J., Jane", "Doe J., Jane"),
            ("J. Doe, M. D.", "J. Doe, M. D."),
            ("LLOYD WEBBER, Andrew James", "LLOYD WEBBER, Andrew James"),
            ("Doe, Jane", "Doe, Jane"),
            ("García Márquez, Gabriel José", "García Márquez, Gabriel José"),
            ("King, Martin Luther, Jr.", "King, Martin Luther, Jr."),
            ("Johnson & Johnson", "Johnson & Johnson"),
            ("Health and Safety Executive", "Health and Safety Executive"),
            ("Department of Health and Human Services", "Department of Health and Human Services"),
            (
                "Food and Agriculture Organization of the United Nations",
                "Food and Agriculture Organization of the United Nations",
            ),
        ] {
            let names: Vec<&str> = split(text).into_iter().map(str::trim).collect();
            assert_eq!(names.join("|"), expected);
        }
    }
}
