//! Vocabularies that are written as meta tags: a table from tag name to field, and the one
//! function that reads all of them.

use super::merge::lasts;
use super::page::Page;
use super::partial::{Certainty, Partial, Value, Vocabulary};
use super::{clean, person, types};
use crate::formats;
use crate::record::case;
use crate::record::date::month_number;
use crate::record::{Date, DatePart, Kind, Name, Record, Variable, identifier};

/// What becomes of a tag's content.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Slot {
    /// A text; of several, the first in the best language.
    Text(Variable),
    /// Texts that are joined with semicolons.
    List(Variable),
    /// One name a tag, or several separated by semicolons.
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
    /// A text that stands for a type as well as for a field.
    Implies(Variable, Kind),
}

/// A vocabulary's names, lower case, and what becomes of each; of two for one field the earlier row
/// is the better one.
pub(super) type Table = &'static [(&'static str, Slot)];

/// One tag: its name without the vocabulary's prefix, in lower case.
pub(super) struct Tag<'p> {
    pub key: String,
    /// The name as the page has it.
    pub name: &'p str,
    pub content: &'p str,
    pub lang: &'p str,
}

/// The tags of a page by what a vocabulary makes of their names, in lower case; nothing for those
/// of other vocabularies.
pub(super) fn collect<'p>(page: &'p Page, key: &dyn Fn(&str) -> Option<String>) -> Vec<Tag<'p>> {
    let mut tags = Vec::new();
    for meta in &page.metas {
        if let Some(key) = key(&meta.name.trim().to_ascii_lowercase()) {
            tags.push(Tag { key, name: &meta.name, content: &meta.content, lang: &meta.lang });
        }
    }
    tags
}

/// The tags of a page whose names begin with one of the prefixes and `.` or `:`.
pub(super) fn prefixed<'p>(page: &'p Page, prefixes: &[&str]) -> Vec<Tag<'p>> {
    collect(page, &|name| {
        let (prefix, rest) =
            name.split_at_checked(name.bytes().position(|byte| matches!(byte, b'.' | b':'))?)?;
        prefixes.contains(&prefix).then(|| rest[1..].to_owned())
    })
}

/// All tags of a page by their whole names.
pub(super) fn whole(page: &Page) -> Vec<Tag<'_>> {
    collect(page, &|name| Some(name.to_owned()))
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
pub(super) fn read(vocabulary: Vocabulary, tags: &[Tag<'_>], table: Table, lang: &str) -> Partial {
    let mut partial = Partial::new(vocabulary);
    let mut best: Vec<Best<'_>> = Vec::new();
    let mut lists: Vec<(Variable, &Tag<'_>)> = Vec::new();
    let mut people = People::default();
    let (mut first, mut last): (Option<&Tag<'_>>, Option<&Tag<'_>>) = (None, None);
    for tag in tags {
        let Some(row) = table.iter().position(|(key, _)| *key == tag.key) else { continue };
        let slot = table[row].1;
        match slot {
            Slot::Text(variable) | Slot::Implies(variable, _) => {
                let Some(text) = clean::text(tag.content) else { continue };
                if let Slot::Implies(_, kind) = slot {
                    partial.typed(Certainty::Implied, kind, tag.name);
                }
                let rank = (row, fit(tag.lang, lang));
                better(&mut best, Best { variable, rank, value: Value::Text(text), place: tag.name });
            }
            Slot::Date(variable) => {
                if let Some(date) = date(tag.content) {
                    better(
                        &mut best,
                        Best { variable, rank: (row, 0), value: Value::Date(date), place: tag.name },
                    );
                }
            }
            Slot::List(variable) => lists.push((variable, tag)),
            Slot::Names(role) => people.add_names(role, tag, lang),
            Slot::Organisations(role) => {
                let name = clean::text(tag.content).map(Name::literal);
                people.add(role, name, tag, lang);
            }
            Slot::Affiliation => {
                if let (Some(name), Some(text)) = (people.last(), clean::text(tag.content)) {
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
            Slot::First => first = first.or(Some(tag)),
            Slot::Last => last = last.or(Some(tag)),
            Slot::Type => {
                if let Some((certainty, kind)) = types::parse(tag.content) {
                    partial.typed(certainty, kind, tag.name);
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
    add_lists(&mut partial, &lists, lang);
    for Role { variable, mut names, place, .. } in people.roles {
        once(&mut names);
        clean::names(&mut names);
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
    /// One name, or several with semicolons or, where each has a comma of its own, `and` between.
    fn add_names(&mut self, role: Variable, tag: &Tag<'t>, wanted: &str) {
        let several = tag.content.matches(';').count() < MAX_NAMES && !tag.content.contains('&');
        if several && tag.content.contains(';') {
            for text in tag.content.split(';') {
                self.add(role, person::parse(text), tag, wanted);
            }
            return;
        }
        let mut rest = tag.content;
        while let Some((one, other)) = rest.split_once(" and ").filter(|(one, other)| both(one, other)) {
            self.add(role, person::parse(one), tag, wanted);
            rest = other;
        }
        self.add(role, person::parse(rest), tag, wanted);
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

/// Whether `and` stands between two names, `Doe, Jane and Roe, Rick`: `Health and Safety, Ltd` is
/// one.
fn both(one: &str, other: &str) -> bool {
    one.contains(',') && other.contains(',')
}

/// No field names more people than this in one tag.
const MAX_NAMES: usize = 5_000;

/// The value of a slot that one tag fills.
fn single(slot: Slot, content: &str) -> Option<(Variable, String)> {
    let text = clean::text(content)?;
    match slot {
        Slot::Doi => identifier::doi(&text).map(|doi| (Variable::Doi, doi.to_owned())),
        Slot::Issn => issn(&text).map(|issn| (Variable::Issn, issn)),
        Slot::Url => identifier::safe_url(&text).map(|url| (Variable::Url, url.to_owned())),
        Slot::Identifier => identify(&text),
        Slot::Language => Some((Variable::Language, language(&text))),
        Slot::Source => {
            let name = text.split(';').next().unwrap_or_default().trim();
            let is_name =
                !name.starts_with("http") && issn(name).is_none() && identifier::doi(name).is_none();
            (is_name && !name.is_empty()).then(|| (Variable::ContainerTitle, name.to_owned()))
        }
        _ => None,
    }
}

/// A persistent address is better than one of the platform's own, and the first of two alike.
fn better_url(partial: &Partial, url: &str) -> bool {
    lasts(url) && !partial.text(Variable::Url).is_some_and(lasts)
}

fn identify(text: &str) -> Option<(Variable, String)> {
    let mut record = Record::default();
    formats::identify(&mut record, text);
    let (variable, text) = record.texts().next()?;
    match variable {
        Variable::Issn => issn(text).map(|issn| (variable, issn)),
        _ => Some((variable, text.to_owned())),
    }
}

/// The first `1234-567X` in a text.
fn issn(text: &str) -> Option<String> {
    let mut found = String::with_capacity(9);
    // A byte more, so that what ends the text ends a word too.
    for byte in text.bytes().chain([b' ']) {
        match byte {
            b'-' => {}
            b'0'..=b'9' => found.push(byte.into()),
            b'x' | b'X' if found.len() == 7 => found.push('X'),
            _ if found.len() == 8 => break,
            _ => found.clear(),
        }
    }
    (found.len() == 8).then(|| {
        found.insert(4, '-');
        found
    })
}

/// English names and three-letter codes of the languages that repositories name most.
const LANGUAGES: &str = "en:english,eng de:german,ger,deu,deutsch fr:french,fre,fra es:spanish,spa,español \
    it:italian,ita pt:portuguese,por nl:dutch,dut,nld sv:swedish,swe da:danish,dan no:norwegian,nor \
    fi:finnish,fin pl:polish,pol cs:czech,cze,ces hu:hungarian,hun ru:russian,rus uk:ukrainian,ukr \
    tr:turkish,tur ar:arabic,ara fa:persian,per,fas zh:chinese,chi,zho ja:japanese,jpn ko:korean,kor \
    el:greek,gre,ell he:hebrew,heb id:indonesian,ind ca:catalan,cat la:latin,lat";

/// A language's code, from its English name or a code of three letters too.
pub(super) fn language(text: &str) -> String {
    let lower = case::to_lower(text);
    let found = LANGUAGES
        .split_ascii_whitespace()
        .filter_map(|row| row.split_once(':'))
        .find(|(_, names)| names.split(',').any(|name| name == lower));
    found.map_or_else(|| text.replace('_', "-"), |(code, _)| code.to_owned())
}

/// A date from a tag; nothing for what is none. `5/12/2010` is read as Google Scholar reads it,
/// month first, unless only the other order makes a date.
pub(super) fn date(content: &str) -> Option<Date> {
    let text = clean::text(content)?;
    let numbers: Vec<i64> = text.split(['/', '.']).filter_map(|part| part.trim().parse().ok()).collect();
    if let ([a, b, year @ 1000..=2999], 2) = (numbers.as_slice(), text.matches(['/', '.']).count()) {
        let (month, day) = if *a > 12 { (*b, *a) } else { (*a, *b) };
        return Some(DatePart::new(*year as i32, Some(month), Some(day)).into());
    }
    // `2019 Mar 5`, as PubMed writes it.
    let words: Vec<&str> = text.split([' ', '-']).collect();
    if let [year, month, rest @ ..] = words.as_slice() {
        if let (4, Ok(year), Some(month)) = (year.len(), year.parse(), month_number(month)) {
            let day = rest.first().and_then(|day| day.parse().ok());
            return Some(DatePart::new(year, Some(month.into()), day).into());
        }
    }
    let date = Date::parse_loose(&text);
    date.start.is_some_and(|start| start.year != 0).then_some(date)
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
        let separator = if alone && !best.content.contains(';') { ',' } else { ';' };
        let mut words: Vec<String> = Vec::new();
        for (of, tag) in lists {
            if !suits(*of, tag) {
                continue;
            }
            for word in tag.content.split(separator) {
                if let Some(word) = clean::text(word).filter(|word| !words.contains(word)) {
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
    let text = |tag: Option<&Tag<'_>>| tag.and_then(|tag| clean::text(tag.content));
    let Some(from) = text(first) else { return };
    let pages = match text(last) {
        Some(to) if to != from && !from.contains(['-', '–']) => format!("{from}-{to}"),
        _ => from,
    };
    partial.push(Variable::Page, Value::Text(pages), first.map_or("", |tag| tag.name));
}
