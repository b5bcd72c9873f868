//! Citations: the cites of a cluster in order, with what the writer adds, collapsed and joined.

use super::process::{Cluster, Process, plain_cite, wrap};
use super::{Cite, Mode};
use crate::csl::model::element::{Attr, Element, Word};
use crate::csl::model::locale;
use crate::csl::model::locator::labelled;
use crate::csl::model::style::CitePosition;
use crate::csl::model::tree::Node;
use crate::csl::render::field;
use crate::csl::render::output::{self, Token};
use crate::csl::render::{Cited, Disambiguation, Eval, year_suffix};
use crate::text::{case, order};

/// Where a cite stands in the document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub position: CitePosition,
    pub near_note: bool,
    pub first_note: u32,
}

impl Place {
    pub(super) const FIRST: Self = Self { position: CitePosition::First, near_note: false, first_note: 0 };
}

/// A rendered cite and what collapsing asks of it.
struct Rendered<'c> {
    cite: &'c Cite,
    place: Place,
    pieces: Vec<Token>,
    /// The names as text, empty without any.
    names: String,
    number: u32,
    suffix: u32,
}

/// What stands between a cite and the one before it.
#[derive(Clone, Copy, PartialEq)]
enum Join {
    /// Nothing in common: the layout's delimiter.
    Apart,
    /// The end of a collapsed group lies between.
    AfterCollapse,
    /// The same names.
    Group,
    /// The same names and year: only the year suffix is shown.
    Suffix,
    /// The last of a range.
    Range,
}

impl Process<'_> {
    /// A citation; `places` are those of the cluster's cites.
    pub(super) fn citation(&self, cluster: &Cluster, places: &[Place]) -> Vec<Node> {
        let pieces = match cluster.mode {
            Mode::Narrative => self.narrative(cluster, places),
            _ => self.wrapped(cluster, places),
        };
        output::finish(pieces, &self.env.main.quotes)
    }

    /// The cites of a cluster with the affixes of the layout; nothing if they say nothing.
    pub(super) fn wrapped(&self, cluster: &Cluster, places: &[Place]) -> Vec<Token> {
        let rendered = self.rendered(cluster, places);
        let first = rendered.first().map(|first| first.cite.record);
        let cites = self.join(rendered);
        let mut wrapped = Vec::new();
        if !output::is_blank(&cites) {
            wrap(&self.body_of(first).formatting(), cites, &mut wrapped);
        }
        wrapped
    }

    /// The layout of citations; where it has layouts for languages, that of the language of a work.
    fn body_of(&self, record: Option<usize>) -> &Element {
        let layout = &self.env.style.citation;
        let record = record.and_then(|at| Some((self.records.get(at)?, self.disambiguation.get(at)?)));
        record.map_or(&layout.body, |(record, disambiguation)| {
            Eval::new(&self.env, &layout.own, plain_cite(record, 0, disambiguation)).body(layout)
        })
    }

    /// The cites of a cluster that say something; in a sentence, without the names that it begins with.
    fn rendered<'c>(&self, cluster: &'c Cluster, places: &[Place]) -> Vec<Rendered<'c>> {
        let mut rendered: Vec<Rendered<'c>> = Vec::with_capacity(cluster.cites.len());
        for (at, cite) in cluster.cites.iter().enumerate() {
            let place = place_of(cite, places, at);
            let (mut pieces, names) = self.cite(cite, place, cite.suppress_author, at == 0, None);
            if cluster.mode == Mode::Narrative && !cite.author_only {
                pieces = self.cite(cite, place, true, at == 0, None).0;
            }
            if output::is_blank(&pieces) {
                continue;
            }
            let number = self.numbers.get(cite.record).copied().unwrap_or(0);
            let suffix = self.disambiguation.get(cite.record).map_or(0, |own| own.year_suffix);
            rendered.push(Rendered { cite, place, pieces, names, number, suffix });
        }
        rendered
    }

    /// The cites in groups, collapsed and joined.
    fn join(&self, mut rendered: Vec<Rendered<'_>>) -> Vec<Token> {
        let layout = &self.env.style.citation;
        let collapse = layout.own.word(Attr::Collapse);
        // Cites of the same names stand together: a delimiter was given, or names or years collapse.
        let groups = layout.own.get(Attr::CiteGroupDelimiter).is_some()
            || collapse.is_some_and(|collapse| collapse != Word::CitationNumber);
        if groups {
            rendered = group_by_names(rendered);
        }
        let mut joins = self.joins(&mut rendered, groups);
        // A collapsed cite may have nothing left.
        for at in (0..rendered.len()).rev() {
            if rendered.get(at).is_some_and(|cite| output::is_blank(&cite.pieces)) {
                rendered.remove(at);
                joins.remove(at);
            }
        }
        let mut out: Vec<Token> = Vec::new();
        let mut suffixed = false;
        for (at, (cite, join)) in rendered.into_iter().zip(joins).enumerate() {
            if at > 0 {
                let delimiter = self.delimiter(join);
                // A suffix or prefix of the writer's that is punctuated needs no delimiter beside it.
                let prefixed = cite
                    .cite
                    .prefix
                    .as_deref()
                    .is_some_and(|prefix| prefix.starts_with(&[',', ';', '.'][..]));
                if suffixed {
                    out.push(Token::Text(" ".to_owned()));
                } else if !prefixed && !delimiter.is_empty() {
                    out.push(Token::Text(delimiter.to_owned()));
                }
            }
            suffixed = cite.cite.suffix.as_deref().is_some_and(|suffix| suffix.ends_with(&[',', ';'][..]));
            out.extend(cite.pieces);
        }
        out
    }

    fn delimiter(&self, join: Join) -> &str {
        let layout = &self.env.style.citation;
        let own = layout.body.str(Attr::Delimiter);
        let group = layout.own.text(Attr::CiteGroupDelimiter);
        match join {
            Join::Apart => own,
            Join::AfterCollapse => layout.own.text(Attr::AfterCollapseDelimiter).unwrap_or(own),
            // In notes, works of one author are as far apart as others.
            Join::Group => group.unwrap_or(if self.env.style.is_note() { own } else { ", " }),
            Join::Suffix => layout.own.text(Attr::YearSuffixDelimiter).or(group).unwrap_or(own),
            Join::Range => "–",
        }
    }

    /// How each cite joins the one before; collapsed cites are rendered anew, or emptied.
    fn joins(&self, rendered: &mut Vec<Rendered<'_>>, groups: bool) -> Vec<Join> {
        let layout = &self.env.style.citation;
        let collapse = layout.own.word(Attr::Collapse);
        let mut joins = vec![Join::Apart; rendered.len()];
        if collapse == Some(Word::CitationNumber) {
            return self.number_ranges(rendered);
        }
        if !groups {
            return joins;
        }
        let mut collapsed = false;
        for (at, join) in joins.iter_mut().enumerate().skip(1) {
            let [before, here] = rendered.get_mut(at - 1..=at).unwrap_or_default() else { continue };
            let suffixes = collapse > Some(Word::Year) && here.suffix > 0 && before.suffix > 0;
            // A cite with a prefix begins anew, with its names: it is no part of a group.
            let same =
                here.names == before.names && (!here.names.is_empty() || suffixes) && !has_prefix(here.cite);
            *join = match (same, collapsed) {
                (true, _)
                    if before.cite.locator.is_some()
                        && layout.own.get(Attr::AfterCollapseDelimiter).is_some() =>
                {
                    Join::AfterCollapse
                }
                (true, _) => Join::Group,
                // Collapsed by years, a group of one is a group: `(Whittaker 1967; Wiens 1989)`.
                (false, _) if collapse == Some(Word::Year) => Join::AfterCollapse,
                (false, true) => Join::AfterCollapse,
                (false, false) => Join::Apart,
            };
            collapsed = same && collapse.is_some();
            if !same || collapse.is_none() {
                continue;
            }
            let same_year = suffixes
                && before.cite.locator.is_none()
                && here.cite.locator.is_none()
                && before.cite.suffix.is_none()
                && self.without_suffix(before) == self.without_suffix(here);
            if same_year {
                *join = Join::Suffix;
                here.pieces = vec![Token::Text(year_suffix(here.suffix))];
                if let Some(suffix) = here.cite.suffix.as_deref() {
                    field::write_own(suffix, &self.env.main.quotes, &mut here.pieces);
                }
            } else {
                here.pieces = self.cite(here.cite, here.place, true, false, None).0;
            }
        }
        if collapse == Some(Word::YearSuffixRanged) {
            ranges(rendered, &mut joins, &|before, here, join| {
                join == Join::Suffix && before.suffix + 1 == here.suffix
            });
        }
        joins
    }

    /// The cite without names and year suffix: equal for works of one year.
    fn without_suffix(&self, rendered: &Rendered<'_>) -> String {
        let mut disambiguation = self.disambiguation.get(rendered.cite.record).cloned().unwrap_or_default();
        disambiguation.year_suffix = 0;
        output::plain(&self.cite(rendered.cite, rendered.place, true, false, Some(&disambiguation)).0)
    }

    /// `1, 2, 3` as `1–3`.
    fn number_ranges(&self, rendered: &mut Vec<Rendered<'_>>) -> Vec<Join> {
        let mut joins = vec![Join::Apart; rendered.len()];
        let plain = |cite: &Cite| cite.locator.is_none() && cite.prefix.is_none() && cite.suffix.is_none();
        ranges(rendered, &mut joins, &|before, here, _| {
            before.number + 1 == here.number && plain(before.cite) && plain(here.cite)
        });
        let mut collapsed = false;
        for join in &mut joins {
            if *join == Join::Apart && collapsed {
                *join = Join::AfterCollapse;
            }
            collapsed = *join == Join::Range;
        }
        joins
    }

    /// A cite with the writer's prefix and suffix, and its names as text.
    fn cite(
        &self,
        cite: &Cite,
        place: Place,
        suppress: bool,
        capital: bool,
        disambiguation: Option<&Disambiguation>,
    ) -> (Vec<Token>, String) {
        let (label, locator) = self.locator(cite);
        let locator = (label.as_str(), locator);
        let Some(mut eval) = self.evaluated(cite.record, locator, place, disambiguation, |eval| {
            eval.cited.suppress_author = suppress;
        }) else {
            return (Vec::new(), String::new());
        };
        let names = first_names(&eval);
        if cite.author_only {
            return (if output::is_blank(&names) { eval.out } else { names }, String::new());
        }
        // A note begins with a capital, also where a term such as "ibid." begins it.
        let begins = match cite.prefix.as_deref().map(str::trim_end) {
            None | Some("") => capital,
            Some(prefix) => prefix.ends_with(&['.', '?', '!', '”', '"'][..]) && prefix.contains(' '),
        };
        if eval.term_first && begins && self.env.style.is_note() {
            capitalize(&mut eval.out);
        }
        let mut out = Vec::new();
        if let Some(prefix) = cite.prefix.as_deref() {
            field::write_prefix(prefix, &self.env.main.quotes, &mut out);
        }
        out.extend(eval.out);
        if let Some(suffix) = cite.suffix.as_deref().filter(|suffix| !suffix.is_empty()) {
            if suffix.starts_with(char::is_alphanumeric) {
                out.push(Token::Text(" ".to_owned()));
            }
            field::write_own(suffix, &self.env.main.quotes, &mut out);
        }
        (out, output::plain(&names))
    }

    /// The layout of citations for a work, after `change`.
    pub(super) fn evaluated<'s>(
        &'s self,
        record: usize,
        (label, locator): (&'s str, Option<&'s str>),
        place: Place,
        disambiguation: Option<&'s Disambiguation>,
        change: impl FnOnce(&mut Eval<'s>),
    ) -> Option<Eval<'s>> {
        let (own, number) = (self.disambiguation.get(record)?, self.numbers.get(record).copied());
        let cited = Cited {
            record: self.records.get(record)?,
            number: number.unwrap_or(0),
            locator,
            label,
            position: place.position,
            near_note: place.near_note,
            first_note: place.first_note,
            disambiguation: disambiguation.unwrap_or(own),
            in_bibliography: false,
            suppress_author: false,
        };
        let layout = &self.env.style.citation;
        let mut eval = Eval::new(&self.env, &layout.own, cited);
        change(&mut eval);
        eval.layout(layout);
        Some(eval)
    }

    /// A cite's label, as the name of a term, and its locator. A locator may begin with its label, as
    /// people write it: `p. 22`, `vol. 1`.
    fn locator<'c>(&self, cite: &'c Cite) -> (String, Option<&'c str>) {
        let text = located(cite).map(|(text, _)| text);
        let given = cite.label.as_deref().map(locale::term_name);
        let labelled = text.and_then(|text| labelled(&self.env.main.locales, text, given.as_deref()));
        match labelled {
            Some((name, rest)) => (name.to_owned(), Some(rest)),
            None => (given.unwrap_or_else(|| "page".to_owned()), text),
        }
    }

    /// The clusters with their cites in the style's order.
    pub(super) fn sorted(&self, clusters: &[Cluster]) -> Vec<Cluster> {
        let layout = &self.env.style.citation;
        let mut sorted = clusters.to_vec();
        if layout.own.children.is_empty() {
            return sorted;
        }
        for cluster in &mut sorted {
            cluster.cites.retain(|cite| cite.record < self.records.len());
            let mut cites = std::mem::take(&mut cluster.cites);
            while !cites.is_empty() {
                // A prefix (`see also`) speaks of its cite and those after it: they stay behind it.
                let next = cites.iter().skip(1).position(has_prefix).map_or(cites.len(), |at| at + 1);
                let rest = cites.split_off(next);
                let fixed = usize::from(cites.first().is_some_and(has_prefix));
                let records: Vec<usize> = cites.iter().skip(fixed).map(|cite| cite.record).collect();
                let order = self.order_of(layout, &records);
                order::arrange(order, &mut |one, other| cites.swap(one + fixed, other + fixed));
                cluster.cites.append(&mut cites);
                cites = rest;
            }
        }
        sorted
    }

    /// Where each cite of each cluster stands.
    pub(super) fn places(&self, clusters: &[Cluster]) -> Vec<Vec<Place>> {
        let layout = &self.env.style.citation.own;
        let mut first_notes: Vec<Option<u32>> = vec![None; self.records.len()];
        let mut last_notes: Vec<u32> = vec![0; self.records.len()];
        let mut places: Vec<Vec<Place>> = Vec::with_capacity(clusters.len());
        for (at, cluster) in clusters.iter().enumerate() {
            // Text and notes are read each for itself.
            let alike = |other: &&Cluster| (other.note == 0) == (cluster.note == 0);
            let mut earlier = clusters.iter().take(at).rev().filter(alike);
            let before = earlier.next();
            // The next note cannot refer back to one cite of a note with several citations.
            let several = before.is_some_and(|before| {
                before.note > 0
                    && before.note < cluster.note
                    && earlier.next().is_some_and(|other| other.note == before.note)
            });
            let mut own: Vec<Place> = Vec::with_capacity(cluster.cites.len());
            for (place, cite) in cluster.cites.iter().enumerate() {
                let Some(first_note) = first_notes.get_mut(cite.record) else {
                    own.push(Place::FIRST);
                    continue;
                };
                let previous = match place.checked_sub(1).and_then(|place| cluster.cites.get(place)) {
                    Some(previous) => Some(previous),
                    None => match before.map(|before| (before, before.cites.as_slice())) {
                        Some((before, [single]))
                            if !several && cluster.note.saturating_sub(before.note) <= 1 =>
                        {
                            Some(single)
                        }
                        _ => None,
                    },
                };
                let position = match (*first_note, previous) {
                    (None, _) => CitePosition::First,
                    (Some(_), Some(previous)) if previous.record == cite.record => ibid(previous, cite),
                    _ => CitePosition::Subsequent,
                };
                let last = last_notes.get(cite.record).copied().unwrap_or(0);
                let near = position != CitePosition::First
                    && cluster.note > 0
                    && cluster.note.saturating_sub(last)
                        <= layout.number(Attr::NearNoteDistance).unwrap_or(5);
                own.push(Place { position, near_note: near, first_note: first_note.unwrap_or(0) });
                first_note.get_or_insert(cluster.note);
                if let Some(last) = last_notes.get_mut(cite.record) {
                    *last = cluster.note;
                }
            }
            places.push(own);
        }
        places
    }
}

/// A cite's locator, with its label.
fn located(cite: &Cite) -> Option<(&str, &str)> {
    let text = cite.locator.as_deref().unwrap_or_default().trim();
    (!text.is_empty()).then_some((text, cite.label.as_deref().unwrap_or("page")))
}

/// The position of a cite right after one of the same work.
fn ibid(previous: &Cite, cite: &Cite) -> CitePosition {
    match (located(previous), located(cite)) {
        (None, None) => CitePosition::Ibid,
        (Some(_), None) => CitePosition::Subsequent,
        (before, here) if before == here => CitePosition::Ibid,
        _ => CitePosition::IbidWithLocator,
    }
}

/// Whether the writer put something before a cite.
fn has_prefix(cite: &Cite) -> bool {
    cite.prefix.as_deref().is_some_and(|prefix| !prefix.is_empty())
}

/// Where a cite of a cluster stands.
pub(super) fn place_of(cite: &Cite, places: &[Place], at: usize) -> Place {
    places.get(at).copied().unwrap_or(Place { position: cite.position, ..Place::FIRST })
}

/// What the first names element of a cite showed.
pub(super) fn first_names(eval: &Eval<'_>) -> Vec<Token> {
    match eval.shown.first() {
        Some(shown) => eval.out.get(shown.range.0..shown.range.1).unwrap_or_default().to_vec(),
        None => Vec::new(),
    }
}

/// Gives the first text a capital.
fn capitalize(out: &mut [Token]) {
    let first = out.iter_mut().find_map(|token| match token {
        Token::Text(text) if !text.is_empty() => Some(text),
        _ => None,
    });
    if let Some(text) = first {
        let end = text.chars().next().map_or(0, char::len_utf8);
        let (letter, rest) = text.split_at(end);
        *text = case::to_upper(letter) + rest;
    }
}

/// Cites of the same names stand together, where the first of them is; none leaves the place behind a
/// writer's prefix.
fn group_by_names(rendered: Vec<Rendered<'_>>) -> Vec<Rendered<'_>> {
    let mut out: Vec<Rendered<'_>> = Vec::with_capacity(rendered.len());
    let mut from = 0;
    for cite in rendered {
        if has_prefix(cite.cite) {
            from = out.len();
        }
        let alike = |known: &Rendered<'_>| !cite.names.is_empty() && known.names == cite.names;
        match out.iter().skip(from).rposition(alike) {
            Some(at) => out.insert(from + at + 1, cite),
            None => out.push(cite),
        }
    }
    out
}

/// Empties the middle of every run of three or more that follow each other.
fn ranges(
    rendered: &mut Vec<Rendered<'_>>,
    joins: &mut Vec<Join>,
    follows: &dyn Fn(&Rendered<'_>, &Rendered<'_>, Join) -> bool,
) {
    let mut start = 0;
    let mut gone = vec![false; rendered.len()];
    while start < rendered.len() {
        let mut end = start;
        while let (Some(before), Some(here)) = (rendered.get(end), rendered.get(end + 1)) {
            if !follows(before, here, joins.get(end + 1).copied().unwrap_or(Join::Apart)) {
                break;
            }
            end += 1;
        }
        if end >= start + 2 {
            gone.iter_mut().take(end).skip(start + 1).for_each(|gone| *gone = true);
            if let Some(join) = joins.get_mut(end) {
                *join = Join::Range;
            }
        }
        start = end.max(start) + 1;
    }
    let mut keep = gone.iter().map(|gone| !gone);
    rendered.retain(|_| keep.next().unwrap_or(true));
    let mut keep = gone.iter().map(|gone| !gone);
    joins.retain(|_| keep.next().unwrap_or(true));
}
