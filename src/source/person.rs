//! A person or an organisation from the one text that a meta tag has for it.
//!
//! `Family, Given`, `Family, Jr., Given` and `Given Family` are all in use, also within one
//! platform. A text that names an organisation stays whole.

use crate::record::Name;

/// Words that persons' names do not have and organisations' do, lower case.
const ORGANISATION: &str = " university université universität universidad universidade università \
    universiteit institute institut instituto college school faculty department dept ministry \
    consortium collaboration committee commission council group team project network society \
    association organization organisation agency foundation centre center laboratory laboratories lab \
    library museum government office bureau bank company corporation inc ltd llc gmbh programme \
    program initiative academy union federation service services survey authority and of for the \
    und für contributors developers editors staff ";

/// Suffixes of persons' names, without full stops, lower case.
const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv", "phd", "md"];

/// Lower-case words that begin a family name in a name written given name first.
fn is_particle(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_lowercase)
}

fn is_suffix(word: &str) -> bool {
    let word = word.replace('.', "").to_lowercase();
    SUFFIXES.contains(&word.as_str())
}

/// The name in a text; nothing where there is none.
pub fn parse(text: &str) -> Option<Name> {
    let text = super::clean::text(text)?;
    let text = text.trim_end_matches([',', ';', ' ']);
    let text = text.strip_suffix(" (author)").unwrap_or(text);
    // Not a name but the address of a profile.
    if text.is_empty() || text.starts_with("http://") || text.starts_with("https://") {
        return None;
    }
    if let Some((family, given)) = text.split_once(',') {
        return Some(comma(text, family.trim(), given.trim()));
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() < 2 || is_organisation(text, &words) {
        return Some(Name::literal(text));
    }
    Some(given_first(&words))
}

fn comma(text: &str, family: &str, given: &str) -> Name {
    let first = family.split_whitespace().collect::<Vec<_>>();
    // `University of X, Department of Y`; a family name may have `of` or `the`, but not these alone.
    if is_organisation(family, &first) && family.contains(' ') && !first.iter().all(|word| word.len() < 4) {
        return Name::literal(text);
    }
    let (mut suffix, mut given) = (None, given);
    if let Some((before, after)) = given.split_once(',') {
        let (before, after) = (before.trim(), after.trim());
        if is_suffix(before) {
            (suffix, given) = (Some(before), after);
        } else if is_suffix(after) {
            (suffix, given) = (Some(after), before);
        }
    }
    // Years of birth and death, as libraries add them: `Smith, John, 1950-`.
    if let Some((before, after)) = given.rsplit_once(',') {
        let years = after.trim().chars().all(|letter| letter.is_ascii_digit() || "-–?.".contains(letter));
        given = if years { before.trim() } else { given };
    }
    let mut name = Name::person(family, given);
    name.suffix = suffix.map(str::to_owned);
    name
}

fn given_first(words: &[&str]) -> Name {
    let mut words = words;
    let mut suffix = None;
    if let [rest @ .., last] = words {
        if rest.len() > 1 && is_suffix(last) {
            (words, suffix) = (rest, Some((*last).to_owned()));
        }
    }
    let mut family = words.len().saturating_sub(1);
    while family > 1 && words.get(family - 1).is_some_and(|word| is_particle(word)) {
        family -= 1;
    }
    let (given, rest) = words.split_at(family);
    let particles = rest.iter().take(rest.len().saturating_sub(1)).count();
    let (particle, surname) = rest.split_at(particles);
    let mut name = Name::person(surname.join(" "), given.join(" "));
    name.non_dropping_particle = (!particle.is_empty()).then(|| particle.join(" "));
    name.suffix = suffix;
    name
}

fn is_organisation(text: &str, words: &[&str]) -> bool {
    let known = |word: &&str| {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
        !word.is_empty() && ORGANISATION.split_ascii_whitespace().any(|known| known == word)
    };
    words.iter().any(known)
        || words.len() > 6
        || text.contains(['&', '/', ':', '(', '@'])
        || text.contains(|letter: char| letter.is_ascii_digit())
}

/// Whether two names can be those of one person: the same family name and given names of which
/// one begins the other.
pub fn same(one: &Name, other: &Name) -> bool {
    let key = |name: &Name| {
        let family = name.family.as_deref().or(name.literal.as_deref()).unwrap_or_default();
        let family = family.rsplit(' ').next().unwrap_or_default().to_lowercase();
        let first = name.given.as_deref().and_then(|given| given.chars().next());
        (family, first.map(|letter| letter.to_lowercase().to_string()))
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
        check("de Croon, Guido", "Guido||de Croon||");
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
        check("Plato", "||||Plato");
        check("王小明", "||||王小明");
        check("Doe,", "||||Doe");
        check("https://example.org/people/1", "||||");
        check("N/A", "||||");
    }
}
