//! Vocabularies that are written as meta tags: a table from tag name to field, and the one
//! function that reads all of them.

use super::types;
use super::{citation, linked_data};
use crate::discovery::merge::lasts;
use crate::discovery::page::Page;
use crate::discovery::partial::{Certainty, Partial, Value, Vocabulary};
use crate::normalise::{dates, html, identifiers, languages, names, pages};
use crate::record::{Kind, Name, Place, Problem, Record, Variable, identifier};
use crate::text::{cut, parts};

/// What becomes of a tag's content.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::discovery) enum Slot {
    /// A text; of several, the first in the best language.
    Text(Variable),
    /// Texts that are joined with semicolons.
    List(Variable),
    /// One name a tag, or several.
    Names(Variable),
    /// An organisation a tag.
    Organisations(Variable),
    /// Belongs to the author named before it.
    Affiliation,
    /// Belongs to the author named before it.
    Orcid,
    /// A date.
    Date(Variable),
    /// A bare DOI, from any form of it.
    Doi,
    /// An ISSN.
    Issn,
    /// An ISBN.
    Isbn,
    /// A page or a range of them.
    Pages,
    /// A DOI, ISBN, ISSN or address, whichever it is.
    Identifier,
    /// A safe address.
    Url,
    /// Where the pages begin.
    First,
    /// Where they end.
    Last,
    /// A word for the work's type.
    Type,
    /// A journal's name or, from Dublin Core, a whole reference that begins with one.
    Source,
    /// A language's name or code.
    Language,
    /// A short title, which has letters.
    Short(Variable),
    /// A context object, as COinS has it (`ctx_ver=Z39.88-2004&rft.volume=39`), else a reference in words.
    Citation,
    /// A text that stands for a type as well as for a field.
    Implies(Variable, Kind),
}

/// A vocabulary's names, lower case, and what becomes of each; of two for one field the earlier row
/// is the better one.
pub(in crate::discovery) type Table = &'static [(&'static str, Slot)];

/// One tag: its name without the vocabulary's prefix, in lower case.
pub(in crate::discovery) struct Tag<'p> {
    pub key: String,
    /// The name as the page has it.
    pub name: &'p str,
    pub content: &'p str,
    pub lang: &'p str,
}

/// All tags of a page by their whole names.
pub(in crate::discovery) fn whole(page: &Page) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    for meta in &page.metas {
        let key = meta.name.trim().to_ascii_lowercase();
        tags.push(Tag { key, name: &meta.name, content: &meta.content, lang: &meta.lang });
    }
    tags
}

/// Those of some tags whose names a vocabulary knows, by what it makes of the name.
pub(in crate::discovery) fn known<'p>(all: &[Tag<'p>], key: &dyn Fn(&str) -> Option<&str>) -> Vec<Tag<'p>> {
    let mut tags = Vec::new();
    for tag in all {
        if let Some(key) = key(&tag.key) {
            tags.push(Tag { key: key.to_owned(), name: tag.name, content: tag.content, lang: tag.lang });
        }
    }
    tags
}

/// Those of some tags whose names begin with one of the prefixes and `.` or `:`.
pub(in crate::discovery) fn prefixed<'p>(all: &[Tag<'p>], prefixes: &[&str]) -> Vec<Tag<'p>> {
    known(all, &|name| {
        let at = parts::position(name, ".:")?;
        prefixes.contains(&cut::head(name, at)).then(|| cut::tail(name, at + 1))
    })
}

/// A text or a date, and how good it is: by the row of the table that its tag is in, then by the
/// language. Of two alike the first one stands.
struct Best<'t> {
    variable: Variable,
    rank: (usize, u8),
    value: Value,
    place: &'t str,
}

fn better<'t>(best: &mut Vec<Best<'t>>, next: Best<'t>) {
    match best.iter_mut().find(|have| have.variable == next.variable) {
        Some(have) if next.rank < have.rank => *have = next,
        Some(_) => {}
        None => best.push(next),
    }
}

/// What the tags of one vocabulary say. `lang` is the wanted language.
pub(in crate::discovery) fn read(
    vocabulary: Vocabulary,
    tags: &[Tag<'_>],
    table: Table,
    lang: &str,
) -> Partial {
    let mut partial = Partial::new(vocabulary);
    let mut best: Vec<Best<'_>> = Vec::new();
    let mut lists: Vec<(Variable, &Tag<'_>)> = Vec::new();
    let mut context: Vec<(&str, Record)> = Vec::new();
    let mut people = People::default();
    let site = tags.iter().find(|tag| tag.key == "og:site_name").map_or("", |tag| tag.content.trim());
    let shouting = tags.iter().any(|tag| {
        let names = table.iter().any(|(key, slot)| *key == tag.key && matches!(slot, Slot::Names(_)));
        names && names::has_capitals_last(tag.content)
    });
    let mut citation: Option<&Tag<'_>> = None;
    let (mut first, mut last): (Option<&Tag<'_>>, Option<&Tag<'_>>) = (None, None);
    for tag in tags {
        let Some(row) = table.iter().position(|(key, _)| *key == tag.key) else { continue };
        let slot = table[row].1;
        match slot {
            Slot::Text(variable) | Slot::Implies(variable, _) => {
                let Some(text) = html::text(tag.content) else { continue };
                if let Slot::Implies(_, kind) = slot {
                    partial.typed(Certainty::Implied, kind, tag.name);
                }
                let rank = (row, fit(tag.lang, lang));
                better(&mut best, Best { variable, rank, value: Value::Text(text), place: tag.name });
            }
            Slot::Date(variable) => {
                if dates::is_invalid(tag.content) {
                    let place = Place::page(tag.name);
                    partial.problems.push(Problem::new(place, dates::invalid(tag.content)));
                }
                if let Some(date) = dates::date(tag.content) {
                    better(
                        &mut best,
                        Best { variable, rank: (row, 0), value: Value::Date(date), place: tag.name },
                    );
                }
            }
            Slot::Short(variable) => {
                let text = html::text(tag.content).filter(|text| text.chars().any(char::is_alphabetic));
                if let Some(value) = text.map(Value::Text) {
                    better(&mut best, Best { variable, rank: (row, 0), value, place: tag.name });
                }
            }
            Slot::Citation => match linked_data::context_object(tag.content).flatten() {
                Some(record) => context.push((tag.name, record)),
                None => citation = citation.or(Some(tag)),
            },
            Slot::List(variable) => lists.push((variable, tag)),
            Slot::Names(role) => people.add_names(role, tag, lang, shouting, site),
            Slot::Organisations(role) => {
                let name = html::text(tag.content).map(Name::literal);
                people.add(role, name, tag, lang);
            }
            Slot::Affiliation => {
                if let (Some(name), Some(text)) = (people.last(), html::text(tag.content)) {
                    if !name.affiliations.contains(&text) {
                        name.affiliations.push(text);
                    }
                }
            }
            Slot::Orcid => {
                if let Some(name) = people.last() {
                    name.orcid = name.orcid.take().or_else(|| identifier::orcid(tag.content));
                }
            }
            // `Hills; Vol. 12, No. 3 (2020); 45-67`
            Slot::Source if citation.is_none() && citation::read(tag.content, "").is_some() => {
                citation = Some(tag);
            }
            Slot::First => first = first.or(Some(tag)),
            Slot::Last => last = last.or(Some(tag)),
            Slot::Type => {
                if let Some((certainty, kind)) = types::parse(tag.content) {
                    partial.typed(certainty, kind, tag.name);
                    if let Some(genre) = types::degree(tag.content).filter(|_| kind == Kind::Thesis) {
                        let (value, rank) = (Value::Text(genre.to_owned()), (row, 0));
                        better(&mut best, Best { variable: Variable::Genre, rank, value, place: tag.name });
                    }
                }
            }
            slot => {
                if let Some((variable, value)) = single(slot, tag.content) {
                    if !partial.has(variable) || variable == Variable::Url && better_url(&partial, &value) {
                        partial.claims.retain(|claim| claim.variable != variable);
                        partial.push(variable, Value::Text(value), tag.name);
                    }
                }
            }
        }
    }
    for Best { variable, value, place, .. } in best {
        if !partial.has(variable) {
            partial.push(variable, value, place);
        }
    }
    if let Some(tag) = citation.filter(|_| !partial.has(Variable::ContainerTitle)) {
        let title = partial.text(Variable::Title).unwrap_or_default();
        for (variable, text) in citation::read(tag.content, title).unwrap_or_default() {
            if !partial.has(variable) {
                partial.push(variable, Value::Text(text), tag.name);
            }
        }
    }
    for (place, record) in context {
        for (variable, text) in record.texts() {
            if !partial.has(variable) {
                partial.push(variable, Value::Text(text.to_owned()), place);
            }
        }
    }
    add_lists(&mut partial, &lists, lang);
    for Role { variable, mut names, place, .. } in people.roles {
        once(&mut names);
        names::clean(&mut names);
        partial.push(variable, Value::Names(names), place);
    }
    add_pages(&mut partial, first, last);
    partial
}

/// The people of one role, in the best language there is: of that fit and, where it is another than
/// the wanted one, of the first such language.
struct Role<'t> {
    variable: Variable,
    fit: u8,
    lang: &'t str,
    place: &'t str,
    names: Vec<Name>,
}

#[derive(Default)]
struct People<'t> {
    roles: Vec<Role<'t>>,
    /// Where the person stands that was named last; nothing where the language did not fit.
    last: Option<usize>,
}

impl<'t> People<'t> {
    /// One name, or several. `site` is the page's, which newspapers write behind their people; `shouting` says that others have their family name in capitals behind.
    fn add_names(&mut self, role: Variable, tag: &Tag<'t>, wanted: &str, shouting: bool, site: &str) {
        // `Jana Roe, DER SPIEGEL`
        let before =
            tag.content.trim_end().strip_suffix(site).filter(|_| !site.is_empty()).unwrap_or_default();
        let before = before.trim_end().strip_suffix([',', '|', '/', ';']).map(str::trim_end);
        let text = before.filter(|text| !text.is_empty()).unwrap_or(tag.content);
        for name in names::read_all_like(text, shouting) {
            self.add(role, Some(name), tag, wanted);
        }
    }

    fn add(&mut self, variable: Variable, name: Option<Name>, tag: &Tag<'t>, wanted: &str) {
        let Some(name) = name else { return };
        let fit = fit(tag.lang, wanted);
        let new = || Role { variable, fit, lang: tag.lang, place: tag.name, names: Vec::new() };
        let at = match self.roles.iter().position(|role| role.variable == variable) {
            Some(at) => at,
            None => {
                self.roles.push(new());
                self.roles.len() - 1
            }
        };
        self.last = None;
        let role = &mut self.roles[at];
        if fit < role.fit {
            *role = new();
        }
        if fit == role.fit && (fit < 2 || tag.lang == role.lang) {
            role.names.push(name);
            self.last = Some(at);
        }
    }

    /// The person that was named last.
    fn last(&mut self) -> Option<&mut Name> {
        self.roles.get_mut(self.last?)?.names.last_mut()
    }
}

/// The value of a slot that one tag fills.
fn single(slot: Slot, content: &str) -> Option<(Variable, String)> {
    let text = html::text(content)?;
    match slot {
        Slot::Doi => identifiers::doi(&text).map(|doi| (Variable::Doi, doi)),
        Slot::Issn => identifiers::issn(&text).map(|issn| (Variable::Issn, issn)),
        Slot::Isbn => identifiers::isbn(&text).map(|isbn| (Variable::Isbn, isbn)),
        Slot::Url => identifier::safe_url(&text).map(|url| (Variable::Url, url.to_owned())),
        Slot::Identifier => identifiers::identified(&text),
        Slot::Language => languages::read(&text).map(|code| (Variable::Language, code)),
        Slot::Pages => Some((Variable::Page, pages::read(&text))),
        Slot::Source => {
            let name = parts::first(&text, ";");
            let is_name = !name.starts_with("http")
                && identifiers::issn(name).is_none()
                && identifier::doi(name).is_none();
            (is_name && !name.is_empty()).then(|| (Variable::ContainerTitle, name.to_owned()))
        }
        _ => None,
    }
}

/// A persistent address is better than one of the platform's own, and the first of two alike.
fn better_url(partial: &Partial, url: &str) -> bool {
    lasts(url) && !partial.text(Variable::Url).is_some_and(lasts)
}

/// How well a tag's language fits: the wanted one, none said, any other.
fn fit(tag_lang: &str, wanted: &str) -> u8 {
    fn base(lang: &str) -> &str {
        let end = lang.bytes().position(|byte| matches!(byte, b'-' | b'_'));
        lang.get(..end.unwrap_or(lang.len())).unwrap_or_default()
    }
    match () {
        () if tag_lang.is_empty() => 1,
        () if !wanted.is_empty() && base(tag_lang).eq_ignore_ascii_case(base(wanted)) => 0,
        () => 2,
    }
}

/// Keywords of the best language there is, as with people.
fn add_lists(partial: &mut Partial, lists: &[(Variable, &Tag<'_>)], lang: &str) {
    let mut done = Vec::new();
    for (variable, first) in lists {
        if done.contains(variable) {
            continue;
        }
        done.push(*variable);
        let mut best = *first;
        for (of, tag) in lists {
            if of == variable && fit(tag.lang, lang) < fit(best.lang, lang) {
                best = tag;
            }
        }
        let suits = |of: Variable, tag: &Tag<'_>| {
            of == *variable
                && fit(tag.lang, lang) == fit(best.lang, lang)
                && (tag.lang == best.lang || fit(tag.lang, lang) < 2)
        };
        // One tag holds one keyword or all of them, with semicolons or commas between.
        let alone = lists.iter().filter(|(of, tag)| suits(*of, tag)).count() == 1;
        let separator = match alone {
            true if best.content.contains([';', '；', '؛']) => ";",
            true if best.content.contains('|') => "|",
            true => ",",
            false => ";",
        };
        let mut words: Vec<String> = Vec::new();
        for (of, tag) in lists {
            if !suits(*of, tag) {
                continue;
            }
            let content = tag.content.replace(['،', '，', '、'], ",").replace(['；', '؛'], ";");
            for word in parts::parts(&content, separator) {
                if let Some(word) = html::text(word).filter(|word| !words.contains(word)) {
                    if words.len() < MAX_WORDS {
                        words.push(word);
                    }
                }
            }
        }
        if !words.is_empty() {
            partial.push(*variable, Value::Text(words.join("; ")), best.name);
        }
    }
}

/// No work has more keywords than this.
const MAX_WORDS: usize = 1_000;

/// Of a list that is there several times over, or has every entry several times, one of each. Two
/// people of one name in a longer list stay two.
fn once(names: &mut Vec<Name>) {
    // Quadratic in the worst case, hence the bound: no page repeats thousands of authors.
    if names.len() > MAX_COMPARED {
        return;
    }
    let full: Vec<String> = names.iter().map(Name::full).collect();
    let times = |name: &String| full.iter().filter(|other| *other == name).count();
    let Some(count) = full.first().map(times).filter(|count| *count > 1) else { return };
    if full.iter().any(|name| times(name) != count) {
        return;
    }
    for at in (0..names.len()).rev() {
        if let Some(before) = full[..at].iter().position(|name| *name == full[at]) {
            let name = names.remove(at);
            if names[before].orcid.is_none() {
                names[before].orcid = name.orcid;
            }
        }
    }
}

/// Longer lists of names are not searched for repetitions.
const MAX_COMPARED: usize = 2_000;

fn add_pages(partial: &mut Partial, first: Option<&Tag<'_>>, last: Option<&Tag<'_>>) {
    if partial.has(Variable::Page) {
        return;
    }
    let text = |tag: Option<&Tag<'_>>| Some(pages::read(&html::text(tag?.content)?));
    let (Some(from), Some(first)) = (text(first), first) else { return };
    let pages = match text(last) {
        Some(to) if to != from && !from.contains('-') => [&from, "-", &to].concat(),
        _ => from,
    };
    partial.push(Variable::Page, Value::Text(pages), first.name);
}
