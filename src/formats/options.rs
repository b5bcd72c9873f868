//! The options of writers: an object such as `{"ascii": true, "omit": ["note"]}` to choices, with a
//! problem for each key and value that no writer knows.
//!
//! [`Info::options`] lists what one format knows beside [`COMMON`]; `VALUES` which values an option has.

use super::Info;
use crate::record::{Date, DatePart, Json, Problem, Record, Variable};
use crate::text::suggest::similar;
use std::borrow::Cow;

/// How to write, where a format leaves a choice.
///
/// ```
/// use citation_card::formats::Options;
///
/// let options = Options::default().set("ascii", true).set("keys", "[author:capital][year]");
/// assert_eq!(options.text("keys"), Some("[author:capital][year]"));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options(pub Json);

/// The options that every format has.
pub const COMMON: &[(&str, &str)] = &[
    ("date", "year: the year alone of the date of publication; full (the default): all that is known"),
    ("line-end", "crlf or lf, in the file that is saved; not given: what the format wants"),
    (
        "omit",
        "a list of fields to leave out: CSL variables, or their names in BibTeX, such as [\"abstract\", \"url\"]",
    ),
    ("only", "a list of the fields to write; the type and the key are always there"),
];

/// What an option can be.
enum Value {
    Flag,
    Words(&'static [&'static str]),
    /// Any text.
    Text,
    FlagOrText,
    TextOrList,
    /// A list of fields.
    Fields,
}

static VALUES: &[(&str, Value)] = &[
    ("abstract", Value::Flag),
    ("as", Value::Words(&["xml", "meta"])),
    ("ascii", Value::Flag),
    ("date", Value::Words(&["year", "full"])),
    ("for", Value::Words(&["zotero", "endnote"])),
    ("keys", Value::Text),
    ("keywords", Value::Flag),
    ("line-end", Value::Words(&["crlf", "lf"])),
    ("omit", Value::Fields),
    ("only", Value::Fields),
    ("protect", Value::Words(&["words", "all", "none"])),
    ("raw", Value::Flag),
    ("ref", Value::FlagOrText),
    ("text", Value::TextOrList),
    ("url", Value::Words(&["auto", "always", "never"])),
];

/// Names of fields beside those of CSL, which count as well.
static ALIASES: &[(&str, Variable)] = &[
    ("address", Variable::PublisherPlace),
    ("booktitle", Variable::ContainerTitle),
    ("date", Variable::Issued),
    ("institution", Variable::Publisher),
    ("journal", Variable::ContainerTitle),
    ("journaltitle", Variable::ContainerTitle),
    ("keywords", Variable::Keyword),
    ("location", Variable::PublisherPlace),
    ("pages", Variable::Page),
    ("school", Variable::Publisher),
    ("series", Variable::CollectionTitle),
    ("urldate", Variable::Accessed),
    ("year", Variable::Issued),
];

impl Options {
    /// With an option set.
    #[must_use]
    pub fn set(self, key: &str, value: impl Into<Json>) -> Self {
        let mut entries = self.0.entries().to_vec();
        entries.retain(|(name, _)| name != key);
        entries.push((key.to_owned(), value.into()));
        Self(Json::Object(entries))
    }

    /// Whether an option is set.
    pub fn flag(&self, key: &str) -> bool {
        self.0.get(key).is_some_and(Json::is_true)
    }

    /// The text of an option.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.0.get(key)?.as_str()
    }

    /// The fields that an option lists.
    pub fn fields(&self, key: &str) -> Option<Vec<&str>> {
        let value = self.0.get(key)?;
        Some(match value {
            Json::String(text) => text.split([',', ' ']).filter(|word| !word.is_empty()).collect(),
            list => list.items().iter().filter_map(Json::as_str).collect(),
        })
    }

    /// The records as they are to be written: without what `omit` names, with nothing but what `only`
    /// names, with the year alone for `date`.
    pub fn apply<'r>(&self, records: &'r [Record]) -> Cow<'r, [Record]> {
        let (omit, only) = (self.fields("omit"), self.fields("only"));
        let year = self.text("date") == Some("year");
        if omit.is_none() && only.is_none() && !year {
            return Cow::Borrowed(records);
        }
        let mut records = records.to_vec();
        for record in &mut records {
            if let Some(only) = &only {
                keep(record, only);
            }
            for field in omit.iter().flatten() {
                leave_out(record, field);
            }
            if year {
                year_alone(record);
            }
        }
        Cow::Owned(records)
    }

    /// What is wrong with the options for a format: keys that it does not know, and values.
    pub fn check(&self, info: &Info) -> Vec<Problem> {
        let place = |key: &str| if key.is_empty() { "options".to_owned() } else { format!("option {key}") };
        if !matches!(self.0, Json::Null | Json::Object(_)) {
            return vec![Problem::new(place(""), "options must be an object, such as {\"ascii\": true}")];
        }
        let mut problems = Vec::new();
        for (key, value) in self.0.entries() {
            let known = info.options.iter().chain(COMMON).any(|(name, _)| name == key);
            if !known {
                let names: Vec<&str> = info.options.iter().chain(COMMON).map(|(name, _)| *name).collect();
                let message = format!("unknown option for {}; use one of {}", info.name, names.join(", "));
                problems.push(Problem::new(place(key), message));
            } else if let Some(message) = fault(key, value) {
                problems.push(Problem::new(place(key), message));
            }
        }
        problems
    }
}

/// What is wrong with the value of an option.
fn fault(key: &str, value: &Json) -> Option<String> {
    let (_, wanted) = VALUES.iter().find(|(name, _)| *name == key)?;
    let is_flag = matches!(value, Json::Bool(_) | Json::Null);
    let is_text = value.as_str().is_some();
    let expects = |what: &str| Some(format!("invalid value {value}; use {what}"));
    match wanted {
        Value::Flag if !is_flag => expects("true or false"),
        Value::Words(words) if !value.as_str().is_some_and(|word| words.contains(&word)) => {
            expects(&words.join(" or "))
        }
        Value::Text if !is_text => expects("a text"),
        Value::FlagOrText if !is_flag && !is_text => expects("true or a text"),
        Value::TextOrList if !is_text && !matches!(value, Json::Array(_)) => {
            expects("a text or a list of texts")
        }
        Value::Fields => {
            let texts = value.items().iter().all(|item| item.as_str().is_some());
            if !(is_text || matches!(value, Json::Array(_)) && texts) {
                return expects("a list of fields");
            }
            let options = Options(Json::Object(vec![(key.to_owned(), value.clone())]));
            let fields = options.fields(key).unwrap_or_default();
            let unknown = fields.iter().find(|field| variable(field).is_none())?;
            let names: Vec<&str> = Variable::ALL.iter().map(|variable| variable.as_str()).collect();
            Some(match similar(unknown, &names).first() {
                Some(near) => format!("unknown field {unknown}; did you mean {near}?"),
                None => format!("unknown field {unknown}; use the names of CSL variables"),
            })
        }
        _ => None,
    }
}

/// The variable that a field's name means, whatever its case.
fn variable(field: &str) -> Option<Variable> {
    let is = |name: &str| name.eq_ignore_ascii_case(field);
    let known = Variable::ALL.iter().copied().find(|variable| is(variable.as_str()));
    known.or_else(|| ALIASES.iter().find(|(name, _)| is(name)).map(|(_, variable)| *variable))
}

fn leave_out(record: &mut Record, field: &str) {
    if let Some(variable) = variable(field) {
        record.remove(variable);
    }
    // Fields of a format's own.
    for (_, kept) in &mut record.extra {
        if let Json::Object(entries) = kept {
            entries.retain(|(name, _)| !name.eq_ignore_ascii_case(field));
        }
    }
    record.extra.retain(|(name, _)| !name.eq_ignore_ascii_case(field));
}

fn keep(record: &mut Record, only: &[&str]) {
    let wanted: Vec<Variable> = only.iter().filter_map(|field| variable(field)).collect();
    for variable in Variable::ALL {
        // The key tells which entry it is.
        if !wanted.contains(variable) && *variable != Variable::CitationKey {
            record.remove(*variable);
        }
    }
    record.extra.clear();
    record.portal = crate::record::Portal::default();
}

fn year_alone(record: &mut Record) {
    let Some(issued) = record.date(Variable::Issued).filter(|date| date.start.is_some()) else { return };
    let year = |part: DatePart| DatePart::year(part.year);
    let (start, end) = (issued.start.map(year), issued.end.map(year));
    let date = Date { start, end: end.filter(|_| start != end), ..issued.clone() };
    record.set_date(Variable::Issued, date);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{by_id, codec, from_json};
    use crate::text::json;

    const ITEM: &str = r#"{"id": "doe2020", "type": "article-journal", "title": "T", "author": [{"family": "Doe", "given": "J."}],
        "container-title": "J", "page": "1-9", "DOI": "10.5555/x", "abstract": "A", "keyword": "k", "note": "N",
        "issued": {"date-parts": [[2020, 3, 5], [2020, 4, 1]]}, "custom": {"concept-doi": "10.5555/y"}}"#;

    fn options(text: &str) -> Options {
        Options(json::parse(text).0)
    }

    fn written(id: &str, text: &str) -> String {
        let records = from_json(&json::parse(ITEM).0).records;
        codec::by_id(id).unwrap().to_text(&records, &options(text)).unwrap()
    }

    #[test]
    fn fields_are_left_out_and_chosen_in_every_format_that_has_fields() {
        let formats = codec::ALL.iter().filter(|codec| codec.read.is_some() && codec.write.is_some());
        for codec in formats {
            let id = codec.info.id;
            let omitted = written(id, r#"{"omit": ["doi", "pages", "note"], "abstract": true}"#);
            assert!(!omitted.contains("10.5555/x") && !omitted.contains("1-9"), "{id}: {omitted}");
            assert!(omitted.contains("Doe"), "{id}: {omitted}");
            let only = written(id, r#"{"only": ["title", "author", "issued"]}"#);
            assert!(!only.contains("10.5555") && only.contains("Doe"), "{id}: {only}");
        }
    }

    #[test]
    fn abstracts_are_in_bibtex_where_they_are_wanted() {
        for id in ["bibtex", "biblatex"] {
            let has = |text: &str, part: &str| written(id, text).contains(part);
            assert!(!has("{}", "abstract") && has("{}", "keywords"), "{id}");
            assert!(has(r#"{"abstract": true}"#, "abstract"), "{id}");
            assert!(has(r#"{"only": ["abstract"]}"#, "abstract"), "{id}");
            assert!(!has(r#"{"keywords": false}"#, "keywords"), "{id}");
        }
        assert!(written("ris", "{}").contains("AB  - A"));
    }

    #[test]
    fn the_year_alone_is_written_where_that_is_wanted() {
        assert!(written("bibtex", r#"{"date": "year"}"#).contains("\"2020\""));
        assert!(!written("bibtex", r#"{"date": "year"}"#).contains("month"));
        assert!(written("biblatex", r#"{"date": "year"}"#).contains("date         = {2020}"));
        assert!(written("ris", r#"{"date": "year"}"#).contains("Y1  - 2020///\n"));
    }

    #[test]
    fn unknown_options_and_values_are_reported() {
        for (id, text, expected) in [
            (
                "bibtex",
                r#"{"ascii": true, "omit": ["abstract"], "keys": "keep", "date": "year", "line-end": "lf"}"#,
                "",
            ),
            ("ris", r#"{"for": "zotero"}"#, ""),
            ("ris", "null", ""),
            ("bibtex", r#"{"asci": true}"#, "option asci: unknown option for BibTeX; use one of ascii"),
            ("ris", r#"{"ascii": true}"#, "option ascii: unknown option for RIS"),
            ("bibtex", r#"{"ascii": "yes"}"#, "option ascii: invalid value \"yes\"; use true or false"),
            ("bibtex", r#"{"url": "no"}"#, "option url: invalid value \"no\"; use auto or always or never"),
            (
                "ris",
                r#"{"for": "mendeley"}"#,
                "option for: invalid value \"mendeley\"; use zotero or endnote",
            ),
            (
                "ris",
                r#"{"omit": ["abstrakt"]}"#,
                "option omit: unknown field abstrakt; did you mean abstract?",
            ),
            (
                "ris",
                r#"{"only": ["nonsense"]}"#,
                "option only: unknown field nonsense; use the names of CSL variables",
            ),
            ("ris", r#"{"only": 3}"#, "option only: invalid value 3; use a list of fields"),
            ("wikipedia", r#"{"ref": 3}"#, "option ref: invalid value 3; use true or a text"),
            ("ris", r#"["for"]"#, "options: options must be an object"),
        ] {
            let problems = options(text).check(by_id(id).unwrap());
            let found = problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
            assert!(
                found.starts_with(expected) && found.is_empty() == expected.is_empty(),
                "{text}: {found}"
            );
        }
    }

    #[test]
    fn every_option_of_a_format_has_its_values() {
        let formats = codec::ALL.iter().map(|codec| codec.info);
        for (name, _) in formats.flat_map(|info| info.options).chain(COMMON) {
            assert!(VALUES.iter().any(|(known, _)| known == name), "{name}");
        }
    }
}
