//! CSV: a row a record, for spreadsheets.
//!
//! Specification: RFC 4180 (fields with commas, quotes or line breaks in double quotes, CR LF in
//! files). A field that begins with `=`, `+`, `-` or `@` is given an apostrophe in
//! front, so that no spreadsheet takes it for a formula; the option `raw` leaves it.

mod read;

use super::common::{inverted, people, plain_line};
use super::{Codec, Group, Info, Options};
use crate::record::{Class, Date, Record, Variable};

/// What menus and files need to know about CSV.
pub(super) static INFO: Info = Info {
    id: "csv",
    name: "CSV",
    aliases: &["spreadsheet"],
    extension: "csv",
    media_type: "text/csv",
    group: Group::Metadata,
    crlf: true,
    reads: true,
    writes: true,
    options: &[("raw", "true: nothing is put in front of what looks like a formula")],
    ..Info::PLAIN
};

/// Detects, reads and writes CSV.
pub(super) static CODEC: Codec =
    Codec { info: &INFO, detect: read::detect, read: Some(read::read), write: Some(write) };

/// The columns that every file has; others follow where a record has a value.
static COLUMNS: &[Variable] = &[
    Variable::Author,
    Variable::Issued,
    Variable::Title,
    Variable::ContainerTitle,
    Variable::Volume,
    Variable::Issue,
    Variable::Page,
    Variable::Publisher,
    Variable::Doi,
    Variable::Url,
];

fn write(records: &[Record], options: &Options) -> String {
    let raw = options.flag("raw");
    let mut columns = COLUMNS.to_vec();
    columns.extend(
        Variable::ALL
            .iter()
            .filter(|variable| !COLUMNS.contains(variable))
            .filter(|variable| records.iter().any(|record| record.has(**variable))),
    );
    let mut out = String::from("id,type");
    for variable in &columns {
        out.push(',');
        out.push_str(variable.as_str());
    }
    // CSL has no variable for the DOI of all versions.
    let concept = records.iter().any(|record| record.portal.concept_doi.is_some());
    out.push_str(if concept { ",concept-doi\n" } else { "\n" });
    for record in records {
        field(&record.id, raw, &mut out);
        out.push(',');
        field(record.kind.as_str(), raw, &mut out);
        for variable in &columns {
            out.push(',');
            field(&value(record, *variable), raw, &mut out);
        }
        if concept {
            out.push(',');
            field(record.portal.concept_doi.as_deref().unwrap_or_default(), raw, &mut out);
        }
        out.push('\n');
    }
    out
}

fn value(record: &Record, variable: Variable) -> String {
    match variable.class() {
        Class::Name => {
            let names: Vec<String> = people(record, variable).map(inverted).collect();
            names.join("; ")
        }
        Class::Date => record.date(variable).map(Date::to_edtf).unwrap_or_default(),
        Class::Text | Class::Number => record.text(variable).map(plain_line).unwrap_or_default(),
    }
}

fn field(text: &str, raw: bool, out: &mut String) {
    // The characters that OWASP's page on CSV injection lists.
    let formula = !raw && text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) || text.starts_with(' ') || text.ends_with(' ') {
        out.push('"');
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(&text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_taken_for_a_formula() {
        let written = |text: &str, raw| {
            let mut out = String::new();
            field(text, raw, &mut out);
            out
        };
        for start in ["=", "+", "-", "@", "\t", "\r"] {
            let text = format!("{start}1+1");
            assert!(written(&text, false).trim_start_matches('"').starts_with('\''), "{text:?}");
            assert!(!written(&text, true).contains('\''), "{text:?}");
        }
        assert_eq!(written("a=1", false), "a=1");
    }
}
