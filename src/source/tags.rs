//! Vocabularies that are written as meta tags: a table from tag name to field, and the one
//! function that reads all of them.

use crate::record::case;
use std::borrow::Cow;

use super::merge::lasts;
use super::page::{Meta, Page};
use super::partial::{Certainty, Partial, Value, Vocabulary};
use super::{clean, person, types};
use crate::formats;
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

/// One tag: its name without the vocabulary's prefix, in lower case.
pub(super) struct Tag<'p> {
    pub key: Cow<'p, str>,
    /// The name as the page has it.
    pub name: &'p str,
    pub content: &'p str,
    pub lang: &'p str,
}

impl<'p> Tag<'p> {
    pub fn of(key: Cow<'p, str>, meta: &'p Meta) -> Self {
        Self { key, name: &meta.name, content: &meta.content, lang: &meta.lang }
    }
}

/// The tags of a page whose names begin with one of the prefixes and `.` or `:`.
pub(super) fn prefixed<'p>(page: &'p Page, prefixes: &[&str]) -> Vec<Tag<'p>> {
    let key = |name: &str| {
        let (prefix, rest) = name.trim().split_once(['.', ':'])?;
        prefixes.iter().any(|known| prefix.eq_ignore_ascii_case(known)).then(|| rest.to_ascii_lowercase())
    };
    let tag = |meta: &'p Meta| key(&meta.name).map(|key| Tag::of(Cow::Owned(key), meta));
    page.metas.iter().filter_map(tag).collect()
}

/// All tags of a page by their whole names.
pub(super) fn whole<'p>(page: &'p Page) -> Vec<Tag<'p>> {
    let tag = |meta: &'p Meta| Tag::of(Cow::Owned(meta.name.trim().to_ascii_lowercase()), meta);
    page.metas.iter().map(tag).collect()
}

/// Slots that are chosen by language, one group of tags each.
struct Text<'t> {
    variable: Variable,
    /// Where the slot stands in the table: an earlier row wins.
    rank: usize,
    tag: &'t Tag<'t>,
}

/// What the tags of one vocabulary say. `lang` is the wanted language.
pub(super) fn read(vocabulary: Vocabulary, tags: &[Tag<'_>], table: &[(&str, Slot)], lang: &str) -> Partial {
    let mut partial = Partial::new(vocabulary);
    let mut texts: Vec<Text<'_>> = Vec::new();
    let mut lists: Vec<(Variable, &Tag<'_>)> = Vec::new();
    let mut people: Vec<(Variable, Name, &Tag<'_>)> = Vec::new();
    let mut dates: Vec<(Variable, usize, Date, &Tag<'_>)> = Vec::new();
    let (mut first, mut last): (Option<&Tag<'_>>, Option<&Tag<'_>>) = (None, None);
    for tag in tags {
        let Some(rank) = table.iter().position(|(key, _)| *key == tag.key) else { continue };
        match table[rank].1 {
            Slot::Text(variable) => texts.push(Text { variable, rank, tag }),
            Slot::Implies(variable, kind) => {
                if clean::text(tag.content).is_some() {
                    partial.typed(Certainty::Implied, kind, tag.name);
                    texts.push(Text { variable, rank, tag });
                }
            }
            Slot::List(variable) => lists.push((variable, tag)),
            Slot::Names(role) => {
                let several = tag.content.matches(';').count() < MAX_NAMES && !tag.content.contains('&');
                let mut add = |text: &str| people.extend(person::parse(text).map(|name| (role, name, tag)));
                if several { tag.content.split(';').for_each(add) } else { add(tag.content) }
            }
            Slot::Organisations(role) => {
                people.extend(clean::text(tag.content).map(|text| (role, Name::literal(text), tag)));
            }
            Slot::Affiliation => {
                if let (Some((_, name, _)), Some(text)) = (people.last_mut(), clean::text(tag.content)) {
                    if !name.affiliations.contains(&text) {
                        name.affiliations.push(text);
                    }
                }
            }
            Slot::Orcid => {
                if let Some((_, name, _)) = people.last_mut() {
                    name.orcid = name.orcid.take().or_else(|| identifier::orcid(tag.content));
                }
            }
            Slot::Date(variable) => {
                dates.extend(date(tag.content).map(|date| (variable, rank, date, tag)));
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
    add_texts(&mut partial, &texts, lang);
    add_lists(&mut partial, &lists, lang);
    add_names(&mut partial, people, lang);
    crate::record::order::by_key(&mut dates, |(_, rank, ..)| *rank);
    for (variable, _, date, tag) in dates {
        if !partial.has(variable) {
            partial.push(variable, Value::Date(date), tag.name);
        }
    }
    add_pages(&mut partial, first, last);
    partial
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
    text.split([' ', ',', ';', ':', '/']).find_map(|word| {
        let digits: String = word.chars().filter(|letter| *letter != '-').collect();
        let (start, check) = digits.split_at_checked(7)?;
        let right = start.bytes().all(|byte| byte.is_ascii_digit())
            && matches!(check.as_bytes(), [b'0'..=b'9' | b'X' | b'x']);
        right.then(|| case::to_upper(&format!("{}-{}", &digits[..4], &digits[4..])))
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
    let base = |lang: &str| lang.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    match () {
        () if tag_lang.is_empty() => 1,
        () if !wanted.is_empty() && base(tag_lang) == base(wanted) => 0,
        () => 2,
    }
}

fn add_texts(partial: &mut Partial, texts: &[Text<'_>], lang: &str) {
    let mut order: Vec<&Text<'_>> = texts.iter().collect();
    crate::record::order::by_key(&mut order, |text| (text.rank, fit(text.tag.lang, lang)));
    for text in order {
        if !partial.has(text.variable) {
            if let Some(value) = clean::text(text.tag.content) {
                partial.push(text.variable, Value::Text(value), text.tag.name);
            }
        }
    }
}

/// The tags of the best language there is: of that fit and, where it is another than the wanted
/// one, of the first such language.
fn best_language<T>(items: Vec<T>, lang_of: impl Fn(&T) -> String, wanted: &str) -> Vec<T> {
    let Some(best) = items.iter().map(|item| fit(&lang_of(item), wanted)).min() else { return items };
    let first = items.iter().map(&lang_of).find(|lang| fit(lang, wanted) == best).unwrap_or_default();
    items
        .into_iter()
        .filter(|item| {
            let lang = lang_of(item);
            fit(&lang, wanted) == best && (best < 2 || lang == first)
        })
        .collect()
}

fn add_lists(partial: &mut Partial, lists: &[(Variable, &Tag<'_>)], lang: &str) {
    let mut variables: Vec<Variable> = lists.iter().map(|(variable, _)| *variable).collect();
    variables.dedup();
    for variable in variables {
        if partial.has(variable) {
            continue;
        }
        let tags = lists.iter().filter(|(of, _)| *of == variable).map(|(_, tag)| *tag).collect();
        let tags = best_language(tags, |tag: &&Tag<'_>| tag.lang.to_owned(), lang);
        let Some(place) = tags.first().map(|tag| tag.name) else { continue };
        // One tag holds one keyword or all of them, with semicolons or commas between.
        let alone = tags.len() == 1;
        let separators: &[char] = match tags.first() {
            Some(tag) if alone && !tag.content.contains(';') => &[','],
            _ => &[';'],
        };
        let mut words: Vec<String> = Vec::new();
        for word in tags.iter().flat_map(|tag| tag.content.split(separators)).take(MAX_NAMES) {
            if let Some(word) = clean::text(word).filter(|word| !words.contains(word)) {
                words.push(word);
            }
        }
        if !words.is_empty() {
            partial.push(variable, Value::Text(words.join("; ")), place);
        }
    }
}

fn add_names(partial: &mut Partial, people: Vec<(Variable, Name, &Tag<'_>)>, lang: &str) {
    let mut roles: Vec<Variable> = Vec::new();
    for (role, ..) in &people {
        if !roles.contains(role) {
            roles.push(*role);
        }
    }
    let mut people = people;
    for role in roles {
        let (mine, others): (Vec<_>, Vec<_>) = people.into_iter().partition(|(of, ..)| *of == role);
        people = others;
        let mine = best_language(mine, |(_, _, tag)| tag.lang.to_owned(), lang);
        let Some(place) = mine.first().map(|(_, _, tag)| tag.name) else { continue };
        let mut names = once(mine.into_iter().map(|(_, name, _)| name).collect());
        clean::names(&mut names);
        partial.push(role, Value::Names(names), place);
    }
}

/// A list that is there several times over, or has every entry several times, once. Two people of
/// one name in a longer list stay two.
fn once(names: Vec<Name>) -> Vec<Name> {
    let mut distinct: Vec<(Name, usize)> = Vec::new();
    // Quadratic in the worst case, hence the bound: no page repeats thousands of authors.
    if names.len() > MAX_COMPARED {
        return names;
    }
    for name in &names {
        match distinct.iter_mut().find(|(have, _)| have.full() == name.full()) {
            Some((have, count)) => {
                *count += 1;
                if have.orcid.is_none() {
                    have.orcid.clone_from(&name.orcid);
                }
            }
            None => distinct.push((name.clone(), 1)),
        }
    }
    let repeated = distinct
        .first()
        .is_some_and(|(_, times)| *times > 1 && distinct.iter().all(|(_, count)| count == times));
    if repeated { distinct.into_iter().map(|(name, _)| name).collect() } else { names }
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
