//! What the search found before: a text that is kept for the reader, one choice a line, fields parted
//! by tabs: `id name rules locale`, and `*` after the tab of a file format.

use crate::card::choices::Choice;

/// So many are kept.
const KEPT: usize = 3;

/// The choices of a text, the last one first; any text is read.
pub(super) fn read(text: &str) -> Vec<Choice> {
    let line = |line: &str| {
        let mut fields = line.split('\t');
        let mut field = || fields.next().unwrap_or_default().to_owned();
        let (id, name, rules, locale, format) = (field(), field(), field(), field(), field());
        let choice = Choice {
            key: id.clone().into(),
            id: id.into(),
            name: name.into(),
            is_format: format == "*",
            rules: rules.into(),
            locale: Some(locale).filter(|locale| !locale.is_empty()).map(Into::into),
        };
        let complete = !choice.id.is_empty() && !choice.name.is_empty();
        (complete && (choice.is_format || !choice.rules.is_empty())).then_some(choice)
    };
    text.lines().filter_map(line).take(KEPT).collect()
}

/// The text with one more choice, which is the first then.
pub(super) fn with(text: &str, choice: &Choice) -> String {
    let mut all = read(text);
    all.retain(|other| (&other.key, other.is_format) != (&choice.key, choice.is_format));
    all.insert(0, choice.clone());
    let line = |choice: &Choice| {
        let locale = choice.locale.as_deref().unwrap_or_default();
        let format = if choice.is_format { "*" } else { "" };
        [&*choice.key, &*choice.name, &*choice.rules, locale, format].join("\t") + "\n"
    };
    all.iter().take(KEPT).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(id: &'static str, is_format: bool) -> Choice {
        let rules = if is_format { "" } else { "nature" };
        Choice {
            id: id.into(),
            key: id.into(),
            name: id.into(),
            rules: rules.into(),
            is_format,
            locale: None,
        }
    }

    #[test]
    fn the_last_three_are_kept_once_each() {
        let mut text = String::new();
        for id in ["a", "b", "a", "c", "d"] {
            text = with(&text, &choice(id, false));
        }
        text = with(&text, &choice("d", true));
        assert_eq!(read(&text), [choice("d", true), choice("d", false), choice("c", false)]);
        let journal = Choice { locale: Some("en-GB".into()), ..choice("j", false) };
        assert_eq!(read(&with("", &journal)), [journal]);
    }

    #[test]
    fn any_text_is_read() {
        for text in ["", "\n\n", "a", "a\tb", "\tb\tc", "{\"a\": 1}", "\t\t\t\t*"] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
