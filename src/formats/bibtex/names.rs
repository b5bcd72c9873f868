//! BibTeX's name lists: `von Last, Jr, First and {Organisation} and others`.
//!
//! The rules are those of BibTeX itself (`btxdoc` section 4, `btxhak` section 4): a particle is
//! what begins with a small letter, braces keep together what belongs together, a whole name in
//! braces is one undivided name. BibLaTeX's `family=…, given=…` is read as well.

use crate::formats::Problems;
use crate::formats::common::split_particle;
use crate::formats::latex;
use crate::normalise::names;
use crate::record::{Name, Place};

/// Where a list of names is, for its problems.
pub(super) struct At<'a> {
    /// The byte offset of the field.
    pub offset: usize,
    /// `BibTeX, entry doe2020, field author`
    pub place: &'a dyn Fn() -> Place,
}

/// The names of a value.
pub(super) fn read(value: &str, at: &At<'_>, problems: &mut Problems<'_>) -> Vec<Name> {
    let mut names = Vec::new();
    let mut parts = split_and(value);
    if let [single] = parts.as_slice()
        && let Some(split) = separated(single)
    {
        problems.at(
            at.offset,
            (at.place)(),
            "names are separated by the word and; the list was split at its commas or semicolons",
        );
        parts = split;
    }
    for part in parts {
        let part = part.trim();
        if part.is_empty() {
            problems.at(
                at.offset,
                (at.place)(),
                "missing name on one side of \"and\"; the \"and\" was left out",
            );
            continue;
        }
        push(part, &mut names);
    }
    names
}

fn push(part: &str, names: &mut Vec<Name>) {
    let bare = part.trim_end_matches('.');
    if part.eq_ignore_ascii_case("others") || bare.eq_ignore_ascii_case("et al") {
        return names.push(Name::literal("others"));
    }
    let part = parts_of_list(part);
    let whole = text(part);
    if whole.eq_ignore_ascii_case("et al.") || whole.eq_ignore_ascii_case("et al") {
        return names.push(Name::literal("others"));
    }
    // Braces and commands mean what BibTeX says; in plain words people write what they mean.
    let plain = words(part).len() == whole.split(' ').count() && !part.contains("{{");
    if plain && !part.contains('=') && names::is_unlike_bibtex(&whole) {
        return names.extend(names::read_all(&whole));
    }
    match bare.strip_suffix(" et al") {
        Some(name) => {
            names.extend(name_of(name.trim_end_matches([',', ' '])));
            names.push(Name::literal("others"));
        }
        None => names.extend(name_of(part)),
    }
}

/// A name without the comma in front of `and`: `Doe, Jane, and Roe, Rick`.
fn parts_of_list(part: &str) -> &str {
    part.trim_end_matches(|letter: char| letter == ',' || letter.is_whitespace())
}

/// Splits at the word `and` outside braces.
pub(super) fn split_and(value: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let bytes = value.as_bytes();
    let (mut depth, mut start) = (0usize, 0);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'a' | b'A' if depth == 0 && at >= start => {
                let space = |byte: Option<&u8>| byte.is_none_or(|byte| byte.is_ascii_whitespace());
                let word = bytes.get(at..at + 3).is_some_and(|word| word.eq_ignore_ascii_case(b"and"));
                if word && (at == 0 || space(bytes.get(at - 1))) && space(bytes.get(at + 3)) {
                    parts.push(value.get(start..at).unwrap_or_default());
                    start = at + 3;
                }
            }
            _ => {}
        }
    }
    parts.push(value.get(start..).unwrap_or_default());
    parts
}

/// Splits `Smith, J.; Doe, A.` and `Smith, J., Doe, A., Roe, B.`, which are not BibTeX.
fn separated(value: &str) -> Option<Vec<&str>> {
    let semicolons = split(value, ';');
    if semicolons.len() > 1 {
        return Some(semicolons);
    }
    let commas = split(value, ',');
    if commas.len() < 4 || commas.len() % 2 == 1 || value.contains('=') {
        return None;
    }
    let mut names = Vec::new();
    let mut start = 0;
    for pair in commas.chunks(2) {
        let length: usize = pair.iter().map(|part| part.len() + 1).sum();
        names.push(value.get(start..start + length - 1).unwrap_or_default());
        start += length;
    }
    Some(names)
}

/// Splits at a separator outside braces.
pub(super) fn split(value: &str, separator: char) -> Vec<&str> {
    let mut depth = 0usize;
    let at_top = |letter: char| {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        letter == separator && depth == 0
    };
    value.split(at_top).collect()
}

/// Splits at white space and ties outside braces. A space that ends the name of a command does not
/// count, nor does an accent: `Gel\cprime fand` and `Nguy\~{\^e}n` are one word.
fn words(value: &str) -> Vec<&str> {
    let (mut depth, mut in_command, mut before) = (0usize, false, ' ');
    let space = |letter: char| {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let ends_command = in_command && letter == ' ' && before != '\\';
        in_command = letter == '\\' && before != '\\' || in_command && letter.is_ascii_alphabetic();
        let accent = letter == '~' && before == '\\';
        before = letter;
        depth == 0 && !ends_command && !accent && (letter == '~' || letter.is_whitespace())
    };
    value.split(space).filter(|word| !word.is_empty()).collect()
}

fn name_of(part: &str) -> Option<Name> {
    if let Some(inner) = whole_group(part) {
        let literal = text(inner);
        return (!literal.is_empty()).then(|| Name::literal(literal));
    }
    let commas = split(part, ',');
    if commas.iter().any(|part| part.contains('=')) && part.contains("family") {
        return Some(extended(&commas));
    }
    let name = match commas.as_slice() {
        [last, given] => with_family(&words(last), given, None),
        [last, junior, given @ ..] => with_family(&words(last), &given.join(","), Some(junior)),
        _ => given_first(without_number(&words(part))),
    };
    (!name.is_empty()).then_some(name)
}

/// A name without the number by which DBLP tells namesakes apart: `Jane Doe 0002`.
fn without_number<'w, 't>(words: &'w [&'t str]) -> &'w [&'t str] {
    match words.split_last() {
        Some((last, rest))
            if rest.len() > 1 && last.len() == 4 && last.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            rest
        }
        _ => words,
    }
}

/// `von Last` in front of a comma: the particle ends with the last small word that is not the
/// last word.
fn with_family(last: &[&str], given: &str, junior: Option<&str>) -> Name {
    let small = last.iter().rposition(|word| is_small(word)).map_or(0, |at| at + 1);
    let von = small.min(last.len().saturating_sub(1));
    let (von, last) = last.split_at(von);
    build(von, last, &words(given), junior)
}

/// `First von Last`: the particle begins with the first small word and ends with the last one;
/// the last word is never part of it.
fn given_first(all: &[&str]) -> Name {
    let Some(end) = all.len().checked_sub(1) else { return Name::default() };
    let before = all.get(..end).unwrap_or_default();
    let first = before.iter().position(|word| is_small(word));
    let last = before.iter().rposition(|word| is_small(word));
    let (given, von, family) = match (first, last) {
        (Some(first), Some(last)) => (all.get(..first), all.get(first..=last), all.get(last + 1..)),
        _ => (Some(before), None, all.get(end..)),
    };
    build(von.unwrap_or_default(), family.unwrap_or_default(), given.unwrap_or_default(), None)
}

fn build(von: &[&str], last: &[&str], given: &[&str], junior: Option<&str>) -> Name {
    let join = |words: &[&str]| {
        let text = text(&words.join(" "));
        (!text.is_empty()).then_some(text)
    };
    let (mut particle, mut family) = (join(von), join(last));
    // `d'Antras` is one word to BibTeX.
    if let (None, Some(whole)) = (&particle, &family)
        && let (before @ ("d'" | "d’" | "l'" | "l’"), after) = split_particle(whole)
    {
        (particle, family) = (Some(before.to_owned()), Some(after.to_owned()));
    }
    Name {
        family,
        given: join(given),
        non_dropping_particle: particle,
        suffix: junior.map(text).filter(|text| !text.is_empty()),
        ..Name::default()
    }
}

/// BibLaTeX's extended form: `family=Beethoven, given=Ludwig, prefix=van, useprefix=false`.
fn extended(parts: &[&str]) -> Name {
    let mut name = Name::default();
    let mut drops = false;
    for part in parts {
        let Some((key, value)) = part.split_once('=') else { continue };
        let value = text(value.trim().trim_matches('"'));
        match key.trim() {
            "family" => name.family = Some(value),
            "given" => name.given = Some(value),
            "prefix" => name.non_dropping_particle = Some(value),
            "suffix" => name.suffix = Some(value),
            "useprefix" => drops = value == "false",
            _ => {}
        }
    }
    if drops {
        name.dropping_particle = name.non_dropping_particle.take();
    }
    name
}

/// Whether a word begins with a small letter. Braces hide letters, except where they hold an
/// accent or a letter's command (`{\'e}cole` is small, `{eBay}` is not).
fn is_small(word: &str) -> bool {
    let first = match word.strip_prefix('{') {
        Some(inner) if inner.starts_with('\\') => latex::decode(word).text.chars().next(),
        Some(_) => None,
        None if word.starts_with('\\') => latex::decode(word).text.chars().next(),
        None => word.chars().find(|letter| letter.is_alphabetic()),
    };
    first.is_some_and(char::is_lowercase)
}

/// The text in the braces that hold a whole name.
fn whole_group(part: &str) -> Option<&str> {
    let inner = part.strip_prefix('{')?.strip_suffix('}')?;
    if inner.starts_with('\\') && !inner.contains(' ') {
        return None;
    }
    let mut depth = 0usize;
    for byte in inner.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    Some(inner)
}

fn text(value: &str) -> String {
    let text = latex::decode(value).text;
    if text.contains(['\u{a0}', '\u{2009}']) {
        text.replace(['\u{a0}', '\u{2009}'], " ").trim().to_owned()
    } else {
        text
    }
}

/// A list of names as BibTeX writes it, before LaTeX's escapes.
pub(super) fn write(names: &[Name], escape: &dyn Fn(&str) -> String) -> String {
    let mut out = String::new();
    for name in names {
        if !out.is_empty() {
            out.push_str(" and ");
        }
        out.push_str(&one(name, escape));
    }
    out
}

fn one(name: &Name, escape: &dyn Fn(&str) -> String) -> String {
    if name.is_others() {
        return "others".to_owned();
    }
    let part = |text: &Option<String>| {
        text.as_deref().map(|text| escape(text.trim())).filter(|text| !text.is_empty())
    };
    let (family, given) = (part(&name.family), part(&name.given));
    let particle = match (part(&name.dropping_particle), part(&name.non_dropping_particle)) {
        (Some(one), Some(two)) => Some(format!("{one} {two}")),
        (one, two) => one.or(two),
    };
    // A space goes between a particle and the name, but not behind an apostrophe.
    let particle = particle.map(|text| if text.ends_with(['\'', '’']) { text } else { text + " " });
    let Some(family) = family else {
        let whole = part(&name.literal).or(given).unwrap_or_default();
        return format!("{{{whole}}}");
    };
    let raw = name.family.as_deref().unwrap_or_default();
    let bare = particle.is_none() && is_one_word(raw);
    let suffix = part(&name.suffix);
    match (&given, &suffix) {
        (None, None) if bare => return family,
        (None, None) => {
            return format!("{{{}{family}}}", particle.unwrap_or_default());
        }
        (Some(given), None) if bare && is_one_word(name.given.as_deref().unwrap_or_default()) => {
            return format!("{given} {family}");
        }
        _ => {}
    }
    let mut out = particle.unwrap_or_default();
    out.push_str(&guarded(family, raw));
    if let Some(suffix) = suffix {
        out.push_str(", ");
        out.push_str(&guarded(suffix, ""));
    }
    out.push_str(", ");
    out.push_str(&guarded(given.unwrap_or_default(), ""));
    out.trim_end().to_owned()
}

/// Whether a part of a name can stand without a comma and without braces: one word, whose first
/// letter every program takes for a capital.
fn is_one_word(text: &str) -> bool {
    !text.contains(|letter: char| letter.is_whitespace() || letter == ',')
        && text.starts_with(|letter: char| letter.is_ascii_uppercase())
        && !text.eq_ignore_ascii_case("and")
        && !text.eq_ignore_ascii_case("others")
}

/// Braces where a comma, the word `and`, or a small word in the middle would be taken wrongly.
fn guarded(escaped: String, raw: &str) -> String {
    let mut words = raw.split_whitespace();
    let first_small = words.next().is_some_and(is_small);
    let inner_small = !first_small && words.any(is_small);
    let splits = escaped.contains(',') || split_and(&escaped).len() > 1;
    if inner_small || splits { format!("{{{escaped}}}") } else { escaped }
}
