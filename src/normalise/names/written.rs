//! Names back to running text, `van Gogh, Vincent`, and who stands for the author of a record.

use crate::record::{Name, Record, Variable};
use crate::text::parts::one_line;

/// The family name with its particles: `van Gogh`, `d'Antras`.
pub(crate) fn family(name: &Name) -> String {
    let mut out = name.non_dropping_particle.clone().unwrap_or_default();
    if !out.is_empty() && !out.ends_with(['\'', '’', '-']) {
        out.push(' ');
    }
    out.push_str(name.family.as_deref().unwrap_or_default());
    out
}

/// The given name with the particle that goes behind it: `J. de`.
pub(crate) fn given(name: &Name) -> String {
    let parts = [name.given.as_deref(), name.dropping_particle.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// A name with the family name first: `van Gogh, Vincent`, `King, Martin Luther, Jr.`; an
/// organisation's as it is.
pub(crate) fn inverted(name: &Name) -> String {
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
pub(crate) fn people(record: &Record, role: Variable) -> impl Iterator<Item = &Name> {
    record.names(role).iter().filter(|name| !name.is_others())
}

/// Those who stand in an author's place: the authors, else the director of a film, the composer
/// or performer of a piece of music, and so on.
pub(crate) fn creators(record: &Record) -> impl Iterator<Item = &Name> {
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
