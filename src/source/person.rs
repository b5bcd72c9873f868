//! A person or an organisation from the one text that a meta tag has for it.
//!
//! `Family, Given`, `Family, Jr., Given` and `Given Family` are all in use, also within one
//! platform. A text that names an organisation stays whole.

use crate::formats::name_from_text;
use crate::record::Name;
use crate::record::case;

/// The name in a text; nothing where there is none.
pub(super) fn parse(text: &str) -> Option<Name> {
    let text = super::clean::text(text)?;
    let text = text.trim_end_matches([';', ' ']);
    // The address of a profile is no name, and neither is one of mail.
    if text.is_empty() || text.starts_with("http://") || text.starts_with("https://") {
        return None;
    }
    // Digits, or too many words: an organisation, a project, a whole affiliation.
    let whole = !text.contains(',') && (text.contains(['/', ':', '(', '@']) || text.split(' ').count() > 6);
    let digits = |text: &str| text.contains(|letter: char| letter.is_ascii_digit());
    if whole || digits(text) && !text.contains(',') {
        return Some(Name::literal(text));
    }
    if let Some((family, given)) = text.rsplit_once(' ').filter(|(family, given)| initials(family, given)) {
        return Some(name_from_text(&[family, ", ", given].concat()));
    }
    Some(name_from_text(without_years(text)))
}

/// Whether a name is written as medicine does: `Watson JD`.
fn initials(family: &str, given: &str) -> bool {
    let small = |word: &str| word.chars().any(char::is_lowercase);
    let suffix = matches!(given, "II" | "III" | "IV" | "JR" | "SR" | "MD");
    !family.contains(['.', ','])
        && small(family)
        && !suffix
        && given.len() <= 3
        && given.bytes().all(|byte| byte.is_ascii_uppercase())
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
pub(super) fn same(one: &Name, other: &Name) -> bool {
    let key = |name: &Name| {
        let family = name.family.as_deref().or(name.literal.as_deref()).unwrap_or_default();
        let family = case::to_lower(family.rsplit(' ').next().unwrap_or_default());
        let first = name.given.as_deref().and_then(|given| given.chars().next());
        (family, first.map(|letter| case::lower(letter).to_string()))
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
        check("https://example.org/people/1", "||||");
        check("N/A", "||||");
    }
}
