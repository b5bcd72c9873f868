//! What registries and other vocabularies send, cleaned field by field.

use crate::normalise::html::text;
use crate::normalise::{languages, names};
use crate::record::{Date, Name, Record, Variable};

/// Cleans what registries send: every text, and names that shout.
pub(crate) fn record(record: &mut Record) {
    let texts: Vec<(Variable, String)> =
        record.texts().map(|(variable, text)| (variable, text.to_owned())).collect();
    for (variable, value) in texts {
        if matches!(variable, Variable::Doi | Variable::Url) {
            continue;
        }
        match text(&value) {
            Some(cleaned) if cleaned == value => {}
            Some(cleaned) => record.set_text(variable, cleaned),
            None => record.remove(variable),
        }
    }
    if let Some(code) = record.text(Variable::Language).map(languages::read) {
        record.set_text(Variable::Language, code.unwrap_or_default());
    }
    let roles: Vec<(Variable, Vec<Name>)> =
        record.all_names().map(|(role, names)| (role, names.to_vec())).collect();
    for (role, mut list) in roles {
        names::clean(&mut list);
        record.set_names(role, list);
    }
    let is_hollow = |date: &Date| {
        let words = date.literal.as_deref().and_then(text);
        date.start.is_none_or(|start| start.year == 0) && words.is_none()
    };
    for variable in Variable::ALL {
        if record.date(*variable).is_some_and(is_hollow) {
            record.remove(*variable);
        }
    }
}
