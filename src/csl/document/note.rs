//! Variables in the `note` field: `original-date: 1890` on a line of its own, or `{:container-title: …}`.
//!
//! Reference managers without a field for a CSL variable keep it there ("cheater syntax" in the
//! documentation of Zotero and Juris-M). Names are written `Family || Given`.

use crate::chunk::chunk;
use crate::record::{Class, Date, Kind, Name, Record, Variable};
use std::borrow::Cow;

/// The records with the variables of their notes; as they are where no note has any.
pub(crate) fn with_notes(records: &[Record]) -> Cow<'_, [Record]> {
    let mut owned: Vec<Record> = Vec::new();
    for (at, record) in records.iter().enumerate().filter(|(_, record)| has_variables(record)) {
        if owned.is_empty() {
            owned = records.to_vec();
        }
        if let Some(owned) = owned.get_mut(at) {
            read(record.text(Variable::Note).unwrap_or_default(), owned);
        }
    }
    if owned.is_empty() { Cow::Borrowed(records) } else { Cow::Owned(owned) }
}

/// Whether a note has variables.
pub(super) fn has_variables(record: &Record) -> bool {
    record.text(Variable::Note).is_some_and(|note| note.split('\n').any(|line| pair(line).is_some()))
}

chunk! { sections;
/// Puts the variables of a note into its record; what it has already stays, but for the type.
fn read(note: &str, record: &mut Record) -> () {
    let mut rest = String::new();
    for line in note.split('\n') {
        let Some((variable, value)) = pair(line) else {
            rest.push_str(line);
            rest.push('\n');
            continue;
        };
        let Some(variable) = variable else {
            record.kind = Kind::parse(value).unwrap_or(record.kind);
            continue;
        };
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
    }
    record.set_text(Variable::Note, rest.trim());
}}

/// The variable, or none for `type`, and the value of a line.
fn pair(line: &str) -> Option<(Option<Variable>, &str)> {
    let line = line.trim();
    let inner = line.strip_prefix("{:").and_then(|line| line.strip_suffix('}')).unwrap_or(line);
    let (key, value) = inner.split_once(':')?;
    let (key, value) = (key.trim(), value.trim());
    if value.is_empty() {
        return None;
    }
    if key == "type" {
        return Some((None, value));
    }
    let mut variable = Variable::parse(key);
    if key.eq_ignore_ascii_case("doi") {
        variable = Some(Variable::Doi);
    } else if variable.is_none() && key.contains(' ') {
        variable = Variable::parse(&key.to_ascii_lowercase().replace(' ', "-"));
    }
    Some((Some(variable?), value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_variables_and_leaves_prose() {
        let mut record = Record::new(Kind::Book);
        record.set_text(
            Variable::Note,
            "type: chapter\noriginal-date: 1890\neditor: Doe || Jane\nRead: twice\nEvent Title: E\n\
             archive_location: Box 2\n{:collection-title: S}",
        );
        let records = [record];
        let read = with_notes(&records);
        assert_eq!(read[0].kind, Kind::Chapter);
        assert_eq!(read[0].date(Variable::OriginalDate).and_then(Date::start_year), Some(1890));
        assert_eq!(read[0].names(Variable::Editor)[0].full(), "Jane Doe");
        assert_eq!(read[0].text(Variable::CollectionTitle), Some("S"));
        assert_eq!(read[0].text(Variable::EventTitle), Some("E"));
        assert_eq!(read[0].text(Variable::ArchiveLocation), Some("Box 2"));
        assert_eq!(read[0].text(Variable::Note), Some("Read: twice"));
    }
}
