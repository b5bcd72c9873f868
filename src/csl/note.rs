//! Variables in the `note` field: `original-date: 1890` on a line of its own, or `{:container-title: …}`.
//!
//! Reference managers without a field for a CSL variable keep it there ("cheater syntax" in the
//! documentation of Zotero and Juris-M). Names are written `Family || Given`.

use crate::record::case;
use crate::record::{Class, Date, Kind, Name, Record, Variable};
use std::borrow::Cow;

/// The records with the variables of their notes; as they are where no note has any.
pub(crate) fn with_notes(records: &[Record]) -> Cow<'_, [Record]> {
    if !records.iter().any(has_variables) {
        return Cow::Borrowed(records);
    }
    let mut owned = records.to_vec();
    for record in owned.iter_mut().filter(|record| has_variables(record)) {
        let note = record.text(Variable::Note).unwrap_or_default().to_owned();
        let mut rest = String::new();
        for line in note.lines() {
            match pair(line) {
                Some((key, value)) if put(record, key, value) => {}
                _ => {
                    rest.push_str(line);
                    rest.push('\n');
                }
            }
        }
        record.set_text(Variable::Note, rest.trim());
    }
    Cow::Owned(owned)
}

fn has_variables(record: &Record) -> bool {
    record.text(Variable::Note).is_some_and(|note| note.lines().any(|line| pair(line).is_some()))
}

/// The variable, or `type`, and the value of a line.
fn pair(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let inner = line.strip_prefix("{:").and_then(|line| line.strip_suffix('}')).unwrap_or(line);
    let (key, value) = inner.split_once(':')?;
    let (key, value) = (key.trim(), value.trim());
    (!value.is_empty() && (key == "type" || variable(key).is_some())).then_some((key, value))
}

fn variable(key: &str) -> Option<Variable> {
    Variable::parse(key).or_else(|| match key {
        _ if key.eq_ignore_ascii_case("doi") => Some(Variable::Doi),
        _ if key.contains(' ') => Variable::parse(&case::to_lower(key).replace(' ', "-")),
        _ => None,
    })
}

/// Puts a value into a record that has none; the type is always replaced.
fn put(record: &mut Record, key: &str, value: &str) -> bool {
    if key == "type" {
        if let Some(kind) = Kind::parse(value) {
            record.kind = kind;
        }
        return true;
    }
    let Some(variable) = variable(key) else { return false };
    match variable.class() {
        Class::Name => {
            let name = match value.split_once("||") {
                Some((family, given)) => Name::person(family.trim(), given.trim()),
                None => Name::literal(value),
            };
            record.push_name(variable, name);
        }
        _ if record.has(variable) => {}
        Class::Date => record.set_date(variable, Date::parse_loose(value)),
        Class::Number | Class::Text => record.set_text(variable, value),
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_variables_and_leaves_prose() {
        let mut record = Record::new(Kind::Book);
        record.set_text(
            Variable::Note,
            "type: chapter\noriginal-date: 1890\neditor: Doe || Jane\nRead: twice\n{:collection-title: S}",
        );
        let records = [record];
        let read = with_notes(&records);
        assert_eq!(read[0].kind, Kind::Chapter);
        assert_eq!(read[0].date(Variable::OriginalDate).and_then(Date::start_year), Some(1890));
        assert_eq!(read[0].names(Variable::Editor)[0].full(), "Jane Doe");
        assert_eq!(read[0].text(Variable::CollectionTitle), Some("S"));
        assert_eq!(read[0].text(Variable::Note), Some("Read: twice"));
    }
}
