//! Records to CSL YAML: CSL-JSON's items under `references`, their texts as Markdown, between the
//! lines that let the block stand in a Markdown file as well.

use super::markdown::{from_markup, verbatim};
use super::texts;
use crate::formats::{Options, csl_json, keys, yaml};
use crate::record::{Class, Json, Record, Variable};

pub(super) fn write(records: &[Record], options: &Options) -> String {
    let items =
        records.iter().zip(keys::keys(records, options)).map(|(record, key)| item(record, key)).collect();
    let references = Json::Object(vec![("references".to_owned(), Json::Array(items))]);
    ["---\n", &yaml::write(&references), "---\n"].concat()
}

fn item(record: &Record, key: String) -> Json {
    let json = csl_json::to_json(record);
    // pandoc cites by the id, so there is always one.
    let mut entries = vec![("id".to_owned(), Json::String(key))];
    for (name, value) in json.entries().iter().filter(|(name, _)| name != "id") {
        let value = match Variable::parse(name).map(|variable| (variable, variable.class())) {
            Some((
                Variable::Doi
                | Variable::Url
                | Variable::Isbn
                | Variable::Issn
                | Variable::Pmid
                | Variable::Pmcid,
                _,
            )) => texts(value, verbatim),
            Some((_, Class::Text | Class::Number | Class::Name)) => texts(value, from_markup),
            _ => value.clone(),
        };
        entries.push((name.clone(), value));
    }
    Json::Object(entries)
}
