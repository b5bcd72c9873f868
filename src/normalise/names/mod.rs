//! Names as people and platforms write them, to the parts that a record has: one name
//! ([`read`]) or all that a value holds ([`read_all`]), from every vocabulary and format alike.

mod affixes;
mod capitals;
mod chinese;
mod list;
mod organisation;
mod person;
mod written;

pub(crate) use capitals::clean;
pub(crate) use list::{has_capitals_last, read_all, read_all_like};
pub(crate) use person::{from_direct, from_inverted, split_particle};
pub(crate) use written::{creators, family, given, inverted, people};

use crate::normalise::html;
use crate::record::{Name, identifier};
use crate::text::{case, parts};
use affixes::{
    without_byline, without_degrees, without_degrees_between, without_marks, without_note, without_number,
    without_others, without_titles, without_years,
};
pub(crate) use organisation::is_organisation;

/// The one name in a text, in whatever order, if it holds one.
pub(crate) fn read(text: &str) -> Option<Name> {
    let text = readable(text)?;
    one(&text)
}

/// A name in whatever order; a text without one stays as it is.
pub(crate) fn from_text(text: &str) -> Name {
    read(text).unwrap_or_else(|| Name::literal(parts::one_line(text)))
}

/// The text without markup, with one comma for all scripts and none that is doubled; footnotes in superscript go.
fn readable(text: &str) -> Option<String> {
    let text = html::text(text)?;
    // Other marks are part of the text.
    let text = ["<i>", "</i>", "<b>", "</b>", "<sub>", "</sub>"].iter().fold(text, |text, mark| {
        match text.contains(mark) {
            true => text.replace(mark, ""),
            false => text,
        }
    });
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("<sup>") {
        out.push_str(before);
        rest = after.split_once("</sup>").map_or(after, |(_, after)| after);
    }
    out.push_str(rest);
    let mut after_comma = false;
    let out: String = out
        .chars()
        .map(|letter| match letter {
            '،' | '，' => ',',
            '；' | '؛' => ';',
            '\u{a0}' => ' ',
            _ => letter,
        })
        .filter(|letter| {
            let doubled = after_comma && *letter == ',';
            after_comma = *letter == ',' || after_comma && letter.is_whitespace();
            !doubled
        })
        .collect();
    Some(parts::one_line(&out)).filter(|text| !text.is_empty())
}

/// The name in a readable text.
fn one(text: &str) -> Option<Name> {
    // A list without its first name begins with a comma.
    let text = without_byline(text.trim_matches([';', ',', ' ']));
    let text = without_note(without_others(text)).trim_end_matches([';', ' ']);
    // The address of a profile or a mail address is not a name.
    if text.is_empty() || text.starts_with("http://") || text.starts_with("https://") || is_mail(text) {
        return None;
    }
    if let Some((before, id)) = parts::last_word(text) {
        if let Some(orcid) = identifier::orcid(id) {
            return one(parts::trim_end(before, ", ")).map(|name| Name { orcid: Some(orcid), ..name });
        }
    }
    let text = without_number(without_years(text));
    let marked = without_marks(text);
    let text = if marked.contains(' ') && !is_organisation(&marked) { marked.as_str() } else { text };
    // Digits, or too many words: an organisation, a project, a whole affiliation.
    let comma = text.contains(',');
    if !comma && (parts::any(text, "/:@0123456789") || parts::count(text, b' ') > 5) {
        return Some(Name::literal(text));
    }
    if let Some((before, after)) = text.split_once(',') {
        if let Some(name) = with_affiliation(before, after) {
            return Some(name);
        }
        if is_organisation(text) && (before.contains(' ') || is_organisation(after)) {
            return Some(Name::literal(text));
        }
        let name = without_degrees_between(text);
        return Some(if name.contains(',') {
            from_inverted(name)
        } else {
            from_direct(without_titles(without_degrees(name)))
        });
    }
    if is_organisation(text) {
        return Some(Name::literal(text));
    }
    Some(from_direct(without_titles(without_degrees(text))))
}

/// `Jane Roe, University of York`
fn with_affiliation(before: &str, after: &str) -> Option<Name> {
    let first = case::to_lower(after.trim_start().split(' ').next()?);
    let place =
        first.starts_with("univers") || first.starts_with("institut") || PLACES.contains(&first.as_str());
    let person = before.contains(' ') && !is_organisation(before);
    let name = one(before).filter(|name| place && person && name.given.is_some())?;
    Some(Name { affiliations: vec![after.trim().to_owned()], ..name })
}

/// Whether a name means something else than the order of BibTeX says: an organisation, titles, degrees,
/// initials or `Jr.` behind, several names at once.
pub(crate) fn is_unlike_bibtex(text: &str) -> bool {
    let list: Vec<&str> = text.split(',').map(str::trim).collect();
    let behind = |word: &str| affixes::is_suffix(word) || affixes::is_clear_degree(word);
    match list.as_slice() {
        [whole] => {
            let (before, last) = parts::last_word(whole).unwrap_or((whole, ""));
            is_organisation(whole) && whole.contains(' ') && !whole.contains(" and ")
                || person::is_east_asian_name(whole)
                || without_titles(whole) != *whole
                || without_degrees(whole) != *whole
                || behind(last) && before.contains(' ')
                || last.ends_with([')', '）'])
                || last.ends_with('.') && person::is_family_first(whole)
        }
        [full, last] => {
            behind(last) && full.contains(' ')
                || list::are_given_and_family(&[full, last])
                || affixes::titles_off(last) != *last
                || last.contains(" & ")
                || parts::last_word(full)
                    .is_some_and(|(_, word)| matches!(word, "II" | "III" | "IV" | "Jr." | "Sr."))
        }
        [_, junior, given] => {
            affixes::is_suffix(given) && !affixes::is_suffix(junior) || junior.contains(" & ")
        }
        _ => true,
    }
}

/// Words that an affiliation begins with.
const PLACES: &[&str] =
    &["department", "dept.", "school", "faculty", "college", "hospital", "centre", "center"];

fn is_mail(text: &str) -> bool {
    !text.contains(' ') && text.split_once('@').is_some_and(|(_, host)| host.contains('.'))
}

/// Whether two names can be those of one person: the same family name and given names of which
/// one begins the other.
pub(crate) fn same(one: &Name, other: &Name) -> bool {
    let key = |name: &Name| {
        let family = name.family.as_deref().or(name.literal.as_deref()).unwrap_or_default();
        let family = parts::last_word(family).map_or(family, |(_, last)| last);
        let first = name.given.as_deref().and_then(|given| given.chars().next());
        (case::to_lower(family), first.map(case::lower))
    };
    let (one, other) = (key(one), key(other));
    one.0 == other.0 && (one.1 == other.1 || one.1.is_none() || other.1.is_none())
}

#[cfg(test)]
mod tests;
