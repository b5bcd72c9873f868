//! Names in capitals: whole lists of them in small letters, and empty ones left out.

use crate::normalise::html::text;
use crate::record::Name;
use crate::text::case;
use crate::text::parts::parts;

/// Cleans the parts of names, leaves out the empty ones, and lowers names in capitals where a
/// whole list is set in them.
pub(crate) fn clean(names: &mut Vec<Name>) {
    for name in names.iter_mut() {
        for part in [&mut name.family, &mut name.given, &mut name.literal] {
            *part = part.as_deref().and_then(text);
        }
        if name.family.is_none() && name.literal.is_none() {
            name.literal = name.given.take();
        }
    }
    names.retain(|name| !name.is_empty());
    let mut persons = names.iter().filter(|name| name.family.is_some()).peekable();
    let several = names.iter().filter(|name| name.family.is_some()).count() > 1;
    let shouted = persons.peek().is_some()
        && persons.all(|name| {
            let given = name.given.as_deref().unwrap_or_default();
            let spelled_out = parts(given, " -.").into_iter().any(|word| word.chars().count() > 2);
            shouts(name.family.as_deref().unwrap_or_default()) && (several || spelled_out)
        });
    if shouted {
        for name in names {
            for part in [&mut name.family, &mut name.given].into_iter().flatten() {
                if parts(part, " -.").into_iter().any(shouts) {
                    *part = lowered(part);
                }
            }
            split_lowered_particles(name);
        }
    }
}

/// Words before a family name that stand in small letters.
const PARTICLES: &str = " van der den de von zu zur vom la le du di da do dos das del della ten ter af av ";

/// `Van Der Berg`, which stood in capitals, as `van der` and `Berg`.
pub(super) fn split_lowered_particles(name: &mut Name) {
    let Some(family) = name.family.as_deref().filter(|_| name.non_dropping_particle.is_none()) else {
        return;
    };
    let mut end = 0;
    for word in family.split_inclusive(' ') {
        let key = [" ", &case::to_lower(word)].concat();
        if !word.ends_with(' ') || !PARTICLES.contains(&key) {
            break;
        }
        end += word.len();
    }
    if end > 0 {
        name.non_dropping_particle = Some(case::to_lower(family[..end].trim_end()));
        name.family = Some(family[end..].to_owned());
    }
}

/// Whether a word is one that stands before a family name.
pub(super) fn is_known_particle(word: &str) -> bool {
    PARTICLES.contains(&[" ", word, " "].concat())
}

/// Whether a word has three letters or more, all capitals: two could be initials.
pub(super) fn shouts(word: &str) -> bool {
    word.chars().filter(|letter| letter.is_alphabetic()).count() > 2
        && !word.chars().any(char::is_lowercase)
        && word.chars().any(char::is_uppercase)
}

pub(super) fn lowered(text: &str) -> String {
    lowered_beside(text, "")
}

/// A name in small letters but for its first; the letters of the rest of the name tell Turkish, whose I is
/// not that of others: `Ayşe YILMAZ`.
pub(super) fn lowered_beside(text: &str, rest: &str) -> String {
    let turkish = [text, rest].iter().any(|part| part.contains(['İ', 'ı', 'Ş', 'ş', 'Ğ', 'ğ']));
    let mut out = String::with_capacity(text.len());
    let mut start = true;
    for letter in text.chars() {
        let capital = start || out.ends_with("Mc");
        if capital {
            out.push(letter);
        } else if turkish && letter == 'I' {
            out.push('ı');
        } else {
            out.push(case::lower(letter));
        }
        start = !letter.is_alphabetic();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lowers_lists_of_names_in_capitals() {
        let list = |names: &[(&str, &str)]| {
            let mut list: Vec<Name> =
                names.iter().map(|(family, given)| Name::person(*family, *given)).collect();
            clean(&mut list);
            list.iter().map(Name::full).collect::<Vec<_>>().join("; ")
        };
        assert_eq!(list(&[("SMITH-JONES", "ANNA"), ("MCDONALD", "J.K.")]), "Anna Smith-Jones; J.K. McDonald");
        assert_eq!(list(&[("CAI", "Xiao"), ("Smith", "Anna")]), "Xiao CAI; Anna Smith");
        assert_eq!(list(&[("O'BRIEN", "MARY")]), "Mary O'Brien");
        assert_eq!(
            list(&[("VAN DER BERG", "ANNA"), ("DE LA CRUZ", "X.")]),
            "Anna van der Berg; X. de la Cruz"
        );
        assert_eq!(list(&[("NASA", "X")]), "X NASA");
    }
}
