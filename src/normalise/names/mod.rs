//! Names as running text: `van Gogh, Vincent`, `Vincent van Gogh`, `MONAI Consortium` to names and
//! back, and who stands for the author of a record.

mod capitals;
mod list;

pub use capitals::clean;
pub use list::{parse, same, split};

use crate::record::{Name, Record, Variable};
use crate::text::case;
use crate::text::parts::one_line;

/// Words that stand behind a name and belong to it.
const SUFFIXES: &[&str] = &["jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "v", "2nd", "3rd"];

/// Words that tell an organisation from a person, in lower case.
const ORGANISATION: &[&str] = &[
    "agency",
    "association",
    "authority",
    "bank",
    "bureau",
    "center",
    "centre",
    "co.",
    "collaboration",
    "college",
    "commission",
    "committee",
    "company",
    "consortium",
    "corporation",
    "council",
    "department",
    "developers",
    "foundation",
    "gmbh",
    "group",
    "inc",
    "inc.",
    "initiative",
    "institut",
    "institute",
    "laboratory",
    "library",
    "limited",
    "llc",
    "ltd",
    "ltd.",
    "ministry",
    "museum",
    "nations",
    "network",
    "office",
    "organisation",
    "organization",
    "press",
    "programme",
    "project",
    "research",
    "school",
    "services",
    "society",
    "survey",
    "team",
    "union",
    "universidad",
    "universität",
    "universitet",
    "universiteit",
    "university",
    "université",
    "università",
];

/// Whether a name without a comma or in one piece is an organisation's, from its words.
pub fn is_organisation(text: &str) -> bool {
    text.split([' ', ',', '/']).any(|word| {
        let word = case::to_lower(word);
        ORGANISATION.contains(&word.as_str())
    }) || text.contains(" of ")
        || text.contains(" for ")
        || text.starts_with("The ")
        || text.contains('&')
}

/// Whether a name without a comma has its initials in front: `K. He`, `J.-P. Serre`, `M. de Jong`.
fn is_initialled(text: &str) -> bool {
    let mut words: Vec<&str> = text.split(' ').collect();
    let family = words.pop().unwrap_or_default();
    let initial = |word: &str| {
        word.split('-').all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_uppercase)
                && letters.next() == Some('.')
                && letters.next().is_none()
        })
    };
    let initials = words.iter().take_while(|word| initial(word)).count();
    initials > 0
        && words.iter().skip(initials).all(|word| is_particle(word))
        && family.chars().next().is_some_and(char::is_uppercase)
        && family.chars().count() > 1
        && !is_organisation(text)
}

/// Whether a word is a particle of a family name: it begins with a small letter (`van`, `d'`).
fn is_particle(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_lowercase)
}

fn is_suffix(word: &str) -> bool {
    SUFFIXES.contains(&word.to_ascii_lowercase().as_str())
}

fn some(text: &str) -> Option<String> {
    let text = one_line(text);
    (!text.is_empty()).then_some(text)
}

/// A name written with its family name first: `van Gogh, Vincent`, `King, Martin Luther, Jr.`,
/// `Vries, J. de`. Without a comma it is an organisation's or a single name.
pub fn from_inverted(text: &str) -> Name {
    let mut parts: Vec<&str> = text.splitn(4, ',').map(str::trim).collect();
    while parts.len() > 1 && parts.last().is_some_and(|part| part.is_empty()) {
        parts.pop();
    }
    let (family, given, suffix) = match parts.as_slice() {
        [family, suffix, given] if is_suffix(suffix) => (*family, *given, Some(*suffix)),
        [family, suffix] if is_suffix(suffix) => (*family, "", Some(*suffix)),
        [family, given, suffix] => (*family, *given, Some(*suffix)),
        [family, given] => (*family, *given, None),
        _ => {
            let whole = one_line(text.trim().trim_end_matches(','));
            return if is_initialled(&whole) { from_direct(&whole) } else { Name::literal(whole) };
        }
    };
    let mut name = Name { suffix: suffix.and_then(some), ..Name::default() };
    let (particle, family) = split_particle(family);
    name.non_dropping_particle = some(particle);
    name.family = some(family);
    let (given, dropping) = split_trailing_particle(given);
    name.given = some(given);
    name.dropping_particle = some(dropping);
    name
}

/// `van der Berg` to `van der` and `Berg`; a name all in small letters is left whole.
pub fn split_particle(family: &str) -> (&str, &str) {
    let mut end = 0;
    for word in family.split_inclusive(' ') {
        if !is_particle(word) {
            return family.split_at(end);
        }
        end += word.len();
    }
    // `d'Antras`, `l'Hôpital`: only where a capital follows the apostrophe.
    if let Some(at) = family.find(['\'', '’']) {
        let after = at + family[at..].chars().next().map_or(1, char::len_utf8);
        if family[after..].chars().next().is_some_and(char::is_uppercase) {
            return family.split_at(after);
        }
    }
    ("", family)
}

/// `J. de` to `J.` and `de`.
fn split_trailing_particle(given: &str) -> (&str, &str) {
    let mut end = given.len();
    for word in given.rsplit(' ') {
        if !is_particle(word) {
            break;
        }
        end = end.saturating_sub(word.len() + 1);
    }
    if end == 0 || end == given.len() { (given, "") } else { given.split_at(end) }
}

/// A name as it is said: `Vincent van Gogh`, `Martin Luther King Jr.`, `MONAI Consortium`.
pub fn from_direct(text: &str) -> Name {
    let text = one_line(text);
    let mut words: Vec<&str> = text.split(' ').collect();
    if words.len() < 2 || is_organisation(&text) {
        return Name::literal(text);
    }
    let suffix =
        if words.len() > 2 && words.last().is_some_and(|word| is_suffix(word)) { words.pop() } else { None };
    let family = words.pop().unwrap_or_default();
    let mut particles = words.len();
    while particles > 1 && is_particle(words[particles - 1]) {
        particles -= 1;
    }
    Name {
        given: some(&words[..particles].join(" ")),
        non_dropping_particle: some(&words[particles..].join(" ")),
        family: some(family.trim_end_matches(',')),
        suffix: suffix.and_then(some),
        ..Name::default()
    }
}

/// A name in whatever order: with a comma family name first, unless it is an organisation's.
pub fn from_text(text: &str) -> Name {
    let text = text.trim();
    match text.split_once(',') {
        Some((before, after))
            if is_organisation(text) && (before.contains(' ') || is_organisation(after)) =>
        {
            Name::literal(one_line(text))
        }
        Some(_) => from_inverted(text),
        None => from_direct(text),
    }
}

/// The family name with its particles: `van Gogh`, `d'Antras`.
pub fn family(name: &Name) -> String {
    let mut out = name.non_dropping_particle.clone().unwrap_or_default();
    if !out.is_empty() && !out.ends_with(['\'', '’', '-']) {
        out.push(' ');
    }
    out.push_str(name.family.as_deref().unwrap_or_default());
    out
}

/// The given name with the particle that goes behind it: `J. de`.
pub fn given(name: &Name) -> String {
    let parts = [name.given.as_deref(), name.dropping_particle.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// A name with the family name first: `van Gogh, Vincent`, `King, Martin Luther, Jr.`; an
/// organisation's as it is.
pub fn inverted(name: &Name) -> String {
    if let Some(literal) = &name.literal {
        return one_line(literal);
    }
    let (family, given) = (family(name), given(name));
    let suffix = name.suffix.as_deref().unwrap_or_default();
    let mut out = family;
    for part in [given.as_str(), suffix] {
        if !part.is_empty() {
            if !out.is_empty() {
                out.push_str(", ");
            }
            out.push_str(part);
        }
    }
    one_line(&out)
}

/// The names of a role without a closing "and others".
pub fn people(record: &Record, role: Variable) -> impl Iterator<Item = &Name> {
    record.names(role).iter().filter(|name| !name.is_others())
}

/// Those who stand in an author's place: the authors, else the director of a film, the composer
/// or performer of a piece of music, and so on.
pub fn creators(record: &Record) -> impl Iterator<Item = &Name> {
    const ROLES: &[Variable] = &[
        Variable::Author,
        Variable::Director,
        Variable::Composer,
        Variable::Performer,
        Variable::Compiler,
        Variable::Curator,
        Variable::Host,
        Variable::SeriesCreator,
    ];
    let role = ROLES.iter().copied().find(|role| people(record, *role).next().is_some());
    people(record, role.unwrap_or(Variable::Author))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn person(text: &str, parts: [&str; 5]) {
        let name = from_text(text);
        let got =
            [&name.non_dropping_particle, &name.family, &name.given, &name.dropping_particle, &name.suffix]
                .map(|part| part.as_deref().unwrap_or_default());
        assert_eq!(got, parts, "{text}");
    }

    #[test]
    fn n1_n2_reads_particles_and_suffixes() {
        person("van Gogh, Vincent", ["van", "Gogh", "Vincent", "", ""]);
        person("Vincent van Gogh", ["van", "Gogh", "Vincent", "", ""]);
        person("Vries, J. de", ["", "Vries", "J.", "de", ""]);
        person("Berg, Jan van der", ["", "Berg", "Jan", "van der", ""]);
        person("King, Martin Luther, Jr.", ["", "King", "Martin Luther", "", "Jr."]);
        person("King, Jr., Martin Luther", ["", "King", "Martin Luther", "", "Jr."]);
        person("Martin Luther King Jr.", ["", "King", "Martin Luther", "", "Jr."]);
        person("d'Antras, Arnaud", ["d'", "Antras", "Arnaud", "", ""]);
        person("bell hooks,", ["", "", "", "", ""]);
    }

    #[test]
    fn n3_n4_keeps_organisations_and_single_names_whole() {
        for text in
            ["MONAI Consortium", "European Research Council", "Plato", "University of York, Department of X"]
        {
            assert_eq!(from_text(text), Name::literal(text));
        }
        assert_eq!(from_inverted("World Health Organization,"), Name::literal("World Health Organization"));
    }

    #[test]
    fn n5_initials_in_front_are_a_persons() {
        for (text, family) in
            [("K. He", "He"), ("K. B. Hecht", "Hecht"), ("J.-P. Serre", "Serre"), ("M. de Jong", "Jong")]
        {
            let found = from_inverted(text).family.unwrap_or_default();
            assert_eq!(found, family, "{text}");
        }
        for text in ["E. coli Consortium", "J. Paul Getty Museum", "U.S. Steel", "Plato"] {
            assert_eq!(from_inverted(text), Name::literal(text));
        }
    }

    #[test]
    fn inverts_and_comes_back() {
        for text in ["van Gogh, Vincent", "Vries, J. de", "King, Martin Luther, Jr.", "d'Antras, A.", "Plato"]
        {
            assert_eq!(inverted(&from_inverted(text)), text);
        }
    }
}
