//! A MARC record's names (1XX, 7XX): persons, bodies and meetings, with their roles.

use super::fields::{self, Field, Marc, bare};
use crate::formats::common::{fill, from_direct, from_inverted};
use crate::formats::mods;
use crate::record::{Date, Kind, Name, Record, Variable, identifier};
use crate::text::case;

pub(super) fn read(record: &mut Record, marc: &Marc) {
    let statement = marc.first("245").map(|field| field.text('c')).unwrap_or_default();
    for tag in ["100", "110", "111", "700", "710", "711"] {
        for field in marc.all(tag) {
            // With a title it is another work, not another person.
            if tag.starts_with('7') && !field.text('t').is_empty() {
                continue;
            }
            if tag.ends_with("11") {
                meeting(record, field);
                continue;
            }
            let Some(name) = (if tag.ends_with("10") { body(field) } else { person(field) }) else {
                continue;
            };
            let role = match roles(field) {
                Roles::Known(role) => role,
                // The school of a thesis, the publisher: no creators.
                Roles::School => {
                    fill(record, Variable::Publisher, &name.full());
                    continue;
                }
                Roles::Other => continue,
                Roles::None if tag.starts_with('1') => Variable::Author,
                Roles::None => match stated(&name, &statement) {
                    Some(role) => role,
                    // A body without a role may be the series' or the sponsor's.
                    None if tag == "710" => continue,
                    None => Variable::Contributor,
                },
            };
            if !record.names(role).contains(&name) {
                record.push_name(role, name);
            }
        }
    }
}

enum Roles {
    Known(Variable),
    School,
    Other,
    None,
}

/// Codes in `$4`, else terms in `$e`.
fn roles(field: &Field) -> Roles {
    let mut found = Roles::None;
    for text in field.texts('4').chain(field.texts('e')) {
        let term = case::to_lower(text.rsplit('/').next().unwrap_or_default());
        let term = term.trim_matches([' ', '.', ',', '(', ')']);
        if let Some(role) = mods::role(term) {
            return Roles::Known(role);
        }
        let school = matches!(term, "dgg" | "degree granting institution" | "degree grantor");
        found = if school { Roles::School } else { Roles::Other };
    }
    found
}

/// What the statement of responsibility says of a person: the words of the part that names it.
fn stated(name: &Name, statement: &str) -> Option<Variable> {
    let family = case::to_lower(name.family.as_deref().or(name.literal.as_deref())?);
    let lower = case::to_lower(statement);
    let part = lower.split(';').find(|part| part.contains(&family))?;
    let says = |words: &[&str]| words.iter().any(|word| part.contains(word));
    Some(if says(&["transl", "übers", "tradu"]) {
        Variable::Translator
    } else if says(&["edit", "hrsg", "herausgeg", "red.", "éd.", "a cura di", "ed. by", "eds."]) {
        Variable::Editor
    } else if says(&["illustr"]) {
        Variable::Illustrator
    } else {
        Variable::Author
    })
}

fn person(field: &Field) -> Option<Name> {
    let text = field.text('a');
    let text = text.trim_end_matches([',', ' ']);
    if text.is_empty() {
        return None;
    }
    // The full stop at the end is ISBD's, unless an initial has it.
    let text = bare(text);
    let mut name = match field.indicator(1) {
        '0' => {
            let number = bare(&field.text('b'));
            let whole = if number.is_empty() { text } else { format!("{text} {number}") };
            Name::literal(whole)
        }
        '3' => Name::literal(text),
        _ if text.contains(',') => from_inverted(&text),
        _ => from_direct(&text),
    };
    let title = bare(&field.text('c'));
    if matches!(title.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV") {
        name.suffix = Some(title);
    }
    name.orcid = field.texts('0').chain(field.texts('1')).find_map(|id| {
        let id = id.rsplit([')', '/']).next()?;
        identifier::orcid(id)
    });
    name.affiliations = field.texts('u').map(bare).collect();
    Some(name)
}

/// A body with its parts: `Great Britain. Ordnance Survey`.
fn body(field: &Field) -> Option<Name> {
    let parts = field.subfields.iter().filter(|(code, _)| matches!(code, 'a' | 'b'));
    let parts: Vec<String> = parts.map(|(_, text)| bare(text)).collect();
    (!parts.is_empty()).then(|| Name::literal(parts.join(". ")))
}

/// A meeting: name, number, date and place.
fn meeting(record: &mut Record, field: &Field) {
    fill(record, Variable::EventTitle, &bare(&field.text('a')));
    let place = bare(&field.text('c'));
    fill(record, Variable::EventPlace, place.trim_matches(['(', ')', ' ']));
    if let (false, Some(year)) = (record.has(Variable::EventDate), fields::year(&field.text('d'))) {
        record.set_date(Variable::EventDate, Date::year(year));
    }
    if record.kind == Kind::Chapter {
        record.kind = Kind::PaperConference;
    }
}
