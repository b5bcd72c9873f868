//! The works of a list to rows: what is chosen, what a filter finds, where a key leads.

use super::labels::Labels;
use crate::record::{Name, Record, Variable};
use crate::text::fold::fold;

/// From so many works on there is a filter.
pub(super) const FILTERED: usize = 15;

/// So many rows are shown of a longer list, and so many more when the reader comes to their end.
pub(super) const SHOWN: usize = 200;

/// Which works are left out, by place; those beyond its end are in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LeftOut(Vec<bool>);

impl LeftOut {
    /// Whether a work is left out.
    pub(super) fn has(&self, at: usize) -> bool {
        self.0.get(at) == Some(&true)
    }

    /// How many works are left out.
    pub(super) fn count(&self) -> usize {
        self.0.iter().filter(|out| **out).count()
    }

    /// Takes works in, or leaves them out.
    pub(super) fn set(&mut self, works: &[usize], included: bool) {
        for at in works {
            if *at >= self.0.len() {
                self.0.resize(at + 1, false);
            }
            if let Some(out) = self.0.get_mut(*at) {
                *out = !included;
            }
        }
    }
}

/// A work as a filter looks through it: title, names, container and year, folded.
pub(super) fn haystack(record: &Record) -> String {
    let mut text = String::new();
    for letter in words(record).chars() {
        fold(letter, &mut text);
    }
    text
}

fn words(record: &Record) -> String {
    let mut words = vec![record.title().to_owned()];
    for role in [Variable::Author, Variable::Editor] {
        words.extend(record.names(role).iter().map(Name::full));
    }
    words.extend(record.text(Variable::ContainerTitle).map(str::to_owned));
    words.extend(year(record));
    words.join(" ")
}

/// Whether a work has every word of a filter.
pub(super) fn matches(haystack: &str, filter: &str) -> bool {
    filter.split_whitespace().all(|word| {
        let mut folded = String::new();
        word.chars().for_each(|letter| fold(letter, &mut folded));
        haystack.contains(&folded)
    })
}

/// The places from one to another in a list of places, whichever comes first.
pub(super) fn range(places: &[usize], from: usize, to: usize) -> Vec<usize> {
    let (low, high) = (from.min(to), from.max(to));
    places.iter().copied().filter(|at| (low..=high).contains(at)).collect()
}

/// The row that a key leads to from a row; nothing for a key that the browser handles.
pub(super) fn row_key(key: &str, places: &[usize], from: usize) -> Option<usize> {
    let at = places.iter().position(|place| *place == from)?;
    let last = places.len() - 1;
    let to = match key {
        "ArrowDown" => (at + 1).min(last),
        "ArrowUp" => at.saturating_sub(1),
        "PageDown" => (at + 8).min(last),
        "PageUp" => at.saturating_sub(8),
        "Home" => 0,
        "End" => last,
        _ => return None,
    };
    places.get(to).copied()
}

/// A work in half a line: `Procter et al. · 2022 · New Technology, Work and Employment`.
pub(super) fn by_line(labels: &Labels, record: &Record) -> String {
    let family = |name: &Name| name.family.clone().unwrap_or_else(|| name.full());
    let mut line: Vec<String> = match record.names(Variable::Author) {
        [] => Vec::new(),
        [one] => vec![family(one)],
        [one, other] => vec![labels.list(&[family(one), family(other)])],
        [first, ..] => vec![[&family(first), " ", labels.et_al].concat()],
    };
    line.extend(year(record));
    line.extend(record.text(Variable::ContainerTitle).map(str::to_owned));
    line.join(" · ")
}

fn year(record: &Record) -> Option<String> {
    Some(record.date(Variable::Issued)?.start?.year.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Date, Kind};

    #[test]
    fn works_go_out_and_in_again() {
        let mut out = LeftOut::default();
        out.set(&[1, 4], false);
        assert!(out.has(4) && !out.has(3) && !out.has(9));
        assert_eq!(out.count(), 2);
        out.set(&[0, 1, 4], true);
        assert_eq!(out.count(), 0);
    }

    #[test]
    fn a_filter_finds_titles_names_journals_and_years_by_words() {
        let mut record = Record::new(Kind::ArticleJournal);
        record.set_text(Variable::Title, "Ökologie der <i>Ufer</i>");
        record.set_text(Variable::ContainerTitle, "Natur");
        record.push_name(Variable::Author, Name::person("Müller", "Zoë"));
        record.set_date(Variable::Issued, Date::parse("1998-03").expect("a date"));
        let text = haystack(&record);
        for filter in ["", "oko", "UFER 1998", "zoe mull", "natur", "  müller "] {
            assert!(matches(&text, filter), "{filter}: {text}");
        }
        for filter in ["meer", "ufer 1999"] {
            assert!(!matches(&text, filter), "{filter}: {text}");
        }
    }

    #[test]
    fn ranges_and_keys_keep_to_what_is_seen() {
        let seen = [1, 3, 5, 9];
        assert_eq!(range(&seen, 9, 3), [3, 5, 9]);
        assert_eq!(range(&seen, 5, 5), [5]);
        for (key, from, to) in [
            ("ArrowDown", 3, Some(5)),
            ("ArrowDown", 9, Some(9)),
            ("ArrowUp", 1, Some(1)),
            ("PageDown", 1, Some(9)),
            ("PageUp", 5, Some(1)),
            ("Home", 9, Some(1)),
            ("End", 1, Some(9)),
            ("a", 1, None),
            ("ArrowDown", 2, None),
        ] {
            assert_eq!(row_key(key, &seen, from), to, "{key} from {from}");
        }
    }
}
