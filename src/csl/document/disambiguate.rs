//! Disambiguation: names, given names, the style's own way, year suffixes, in that order (CSL 1.0.2,
//! "Disambiguation").
//!
//! Cites are compared by what they render. Only groups of works whose cites are equal are worked on,
//! so a document without such works costs one rendering of each.

use std::rc::Rc;

use super::citation::Place;
use super::process::{Cluster, Process, plain_cite};
use crate::csl::model::element::{Attr, Word};
use crate::csl::model::style::CitePosition;
use crate::csl::render::output;
use crate::csl::render::{Disambiguation, Eval, GivenLevel, Person, Shown, people, person_initials};
use crate::record::Name;
use crate::text::order;

/// A cite as it is compared.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    text: String,
    shown: Vec<Shown>,
    /// How many tests of `disambiguate` it has.
    conditions: u32,
}

impl From<Eval<'_>> for Seen {
    fn from(eval: Eval<'_>) -> Self {
        Self { text: output::plain(&eval.out), conditions: eval.conditions.get(), shown: eval.shown }
    }
}

/// How many tests of `disambiguate` in one cite are tried one by one.
const MAX_CONDITIONS: u32 = 16;

impl<'a> Process<'a> {
    /// Whether the style tells cites apart.
    pub(super) fn disambiguates(&self) -> bool {
        self.has_option(Attr::AddNames)
            || self.has_option(Attr::AddGivenname)
            || self.has_option(Attr::AddYearSuffix)
            || self.env.style.tests_disambiguate
    }

    /// Renders the cites that are not known, for as long as there is `more` time; whether all are.
    pub(super) fn see(&self, more: &mut dyn FnMut() -> bool) -> bool {
        for at in &self.order {
            let known = self.seen.borrow().get(*at).is_some_and(Option::is_some);
            if !known {
                self.seen(*at);
                if !more() {
                    return false;
                }
            }
        }
        true
    }

    /// The groups of works whose cites are equal, the last one first.
    pub(super) fn groups(&self) -> Vec<Vec<usize>> {
        let mut groups = self.equal(&self.order, None);
        groups.reverse();
        groups
    }

    /// The same, where the style has tests of `disambiguate`.
    pub(super) fn groups_with_conditions(&self) -> Vec<Vec<usize>> {
        if self.env.style.tests_disambiguate { self.groups() } else { Vec::new() }
    }

    /// Year suffixes for what is equal in spite of all.
    pub(super) fn add_suffixes(&mut self) {
        if !self.has_option(Attr::AddYearSuffix) {
            return;
        }
        for group in self.equal(&self.order, None) {
            for (at, record) in group.iter().enumerate() {
                if let Some(disambiguation) = self.changing(*record) {
                    disambiguation.year_suffix = at as u32 + 1;
                }
            }
        }
    }

    /// What is added to a work's cite, to be changed: how it was seen is forgotten.
    fn changing(&mut self, at: usize) -> Option<&mut Disambiguation> {
        if let Some(seen) = self.seen.get_mut().get_mut(at) {
            *seen = None;
        }
        self.disambiguation.get_mut(at)
    }

    /// Whether `cs:citation` has an option.
    fn has_option(&self, attr: Attr) -> bool {
        self.env.style.citation.own.is_true(attr)
    }

    fn given_rule(&self) -> Word {
        self.env.style.citation.own.word(Attr::GivenRule).unwrap_or(Word::ByCite)
    }

    /// Tells apart the works that a document cites more than once by their later cites; `places` are
    /// those of the clusters' cites.
    pub(super) fn disambiguate_later(&mut self, clusters: &[Cluster], places: &[Vec<Place>]) {
        if !self.env.style.tests_disambiguate {
            return;
        }
        let mut notes = vec![0; self.records.len()];
        let mut again = vec![false; self.records.len()];
        for (cluster, places) in clusters.iter().zip(places) {
            for (cite, place) in cluster.cites.iter().zip(places) {
                let (Some(note), Some(again)) = (notes.get_mut(cite.record), again.get_mut(cite.record))
                else {
                    continue;
                };
                match place.position {
                    CitePosition::First => *note = cluster.note,
                    _ => *again = true,
                }
            }
        }
        if !again.contains(&true) {
            return;
        }
        for group in self.equal(&self.order, Some(&notes)) {
            if group.iter().any(|at| again.get(*at) == Some(&true)) {
                self.use_conditions(group, Some(&notes));
            }
        }
    }

    /// A work's cite; with the notes of the works' first cites, a later one.
    fn eval(&self, at: usize, later: Option<&[u32]>) -> Option<Eval<'_>> {
        let (record, disambiguation) = (self.records.get(at)?, self.disambiguation.get(at)?);
        let mut cited = plain_cite(record, self.numbers.get(at).copied().unwrap_or(0), disambiguation);
        if let Some(notes) = later {
            cited.position = CitePosition::Subsequent;
            cited.first_note = notes.get(at).copied().unwrap_or(0);
        }
        let mut eval = Eval::new(&self.env, &self.env.style.citation.own, cited);
        eval.comparing = true;
        eval.layout(&self.env.style.citation);
        Some(eval)
    }

    /// A work's cite as it is so far; it is rendered once.
    fn seen(&self, at: usize) -> Rc<Seen> {
        if let Some(Some(seen)) = self.seen.borrow().get(at) {
            return Rc::clone(seen);
        }
        let seen = Rc::new(self.eval(at, None).map(Seen::from).unwrap_or_default());
        let mut known = self.seen.borrow_mut();
        if known.len() < self.records.len() {
            known.resize(self.records.len(), None);
        }
        if let Some(known) = known.get_mut(at) {
            *known = Some(Rc::clone(&seen));
        }
        seen
    }

    /// The names that a work's cite shows so far.
    fn shown(&self, at: usize) -> Vec<Shown> {
        self.seen(at).shown.clone()
    }

    /// Records whose cites are equal, in the order given; those that are alone are left out. With the
    /// notes of the works' first cites, their later ones are compared.
    fn equal(&self, records: &[usize], later: Option<&[u32]>) -> Vec<Vec<usize>> {
        let mut texts: Vec<String> = Vec::with_capacity(records.len());
        for at in records {
            texts.push(match later {
                None => self.seen(*at).text.clone(),
                Some(_) => self.eval(*at, later).map(|eval| output::plain(&eval.out)).unwrap_or_default(),
            });
        }
        let sorted = order::indices(texts.len(), &|one, other| texts[one].cmp(&texts[other]));
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut group: Vec<usize> = Vec::new();
        for (at, place) in sorted.iter().enumerate() {
            let text = &texts[*place];
            group.push(*place);
            if sorted.get(at + 1).is_none_or(|next| texts[*next] != *text) {
                let whole = std::mem::take(&mut group);
                if whole.len() > 1 && !text.is_empty() {
                    groups.push(whole);
                }
            }
        }
        order::by_key(&mut groups, |group| group.first().copied());
        for place in groups.iter_mut().flatten() {
            *place = records[*place];
        }
        groups
    }

    /// The people whom a names element showed.
    fn people(&self, at: usize, shown: &Shown) -> &'a [Name] {
        match (self.records.get(at), shown.role) {
            (Some(record), Some(role)) => people(record, role).0,
            _ => &[],
        }
    }

    /// How many names the cites of a group show, how many they have, and in how many names elements.
    fn extent(&self, group: &[usize]) -> (usize, usize, usize) {
        let (mut count, mut most, mut blocks) = (0, 0, 0);
        for at in group {
            let shown_names = self.shown(*at);
            blocks = blocks.max(shown_names.len());
            for shown in &shown_names {
                count = count.max(shown.count);
                most = most.max(self.people(*at, shown).len());
            }
        }
        (count, most, blocks)
    }

    /// Adds names, and given names by cite, to a group of equal cites.
    pub(super) fn tell_apart(&mut self, group: Vec<usize>) {
        let mut left = Vec::new();
        if self.has_option(Attr::AddNames) {
            self.add_names(group, &mut left);
        } else {
            left.push(group);
        }
        if self.has_option(Attr::AddGivenname) && self.given_rule() == Word::ByCite {
            for group in left {
                self.add_names_and_given(&group);
            }
        }
    }

    /// Whether the cites of a group are all equal.
    fn is_equal(&self, group: &[usize]) -> bool {
        is_whole(&self.equal(group, None), group)
    }

    /// Shows more names until the cites differ; adds the groups that stay equal.
    fn add_names(&mut self, group: Vec<usize>, left: &mut Vec<Vec<usize>>) {
        let (base, most, blocks) = self.extent(&group);
        let mut open = vec![group];
        for count in base + 1..most + 1 {
            let mut next = Vec::new();
            for group in open {
                let before = self.names_of(&group);
                self.set_names(&group, count, blocks);
                let parts = self.equal(&group, None);
                if !is_whole(&parts, &group) {
                    next.extend(parts);
                    continue;
                }
                // Nothing differs yet, but it may with more names.
                let mut differs = false;
                for later in count + 1..most + 1 {
                    self.set_names(&group, later, blocks);
                    differs = !self.is_equal(&group);
                    if differs {
                        break;
                    }
                }
                if differs {
                    self.set_names(&group, count, blocks);
                    next.push(group);
                } else {
                    // Names that do not help in the end are taken back.
                    self.set_names(&group, before.0, before.1);
                    left.push(group);
                }
            }
            open = next;
        }
        left.extend(open);
    }

    /// Expands given names of the names shown, or of more names if that is what it takes.
    fn add_names_and_given(&mut self, group: &[usize]) {
        if self.add_given_names(group) || !self.has_option(Attr::AddNames) {
            return;
        }
        let (base, most, blocks) = self.extent(group);
        let before = self.names_of(group);
        for count in base + 1..most + 1 {
            self.set_names(group, count, blocks);
            if self.add_given_names(group) {
                return;
            }
        }
        self.set_names(group, before.0, before.1);
    }

    /// How many names the cites of a group are made to show: the same for all of them.
    fn names_of(&self, group: &[usize]) -> (usize, usize) {
        let disambiguation = group.first().and_then(|at| self.disambiguation.get(*at));
        disambiguation.map_or((0, 0), |disambiguation| (disambiguation.names as usize, disambiguation.blocks))
    }

    fn set_names(&mut self, group: &[usize], count: usize, blocks: usize) {
        for at in group {
            if let Some(disambiguation) = self.changing(*at) {
                disambiguation.names = count as u32;
                disambiguation.blocks = blocks;
            }
        }
    }

    /// Expands given names, from the first name on, until the cites differ.
    fn add_given_names(&mut self, group: &[usize]) -> bool {
        let all_shown: Vec<Vec<Shown>> = group.iter().map(|at| self.shown(*at)).collect();
        let Some(first) = all_shown.first() else { return false };
        for (block, shown) in first.iter().enumerate() {
            for name in 0..shown.count {
                // Does some other person stand there, and do all names there have initials?
                let mut one: Option<Person<'_>> = None;
                let (mut differ, mut initials) = (false, true);
                for (at, shown_names) in group.iter().zip(&all_shown) {
                    let Some(shown) = shown_names.get(block) else { continue };
                    initials &= shown.initials && shown.short;
                    let Some(person) = self.people(*at, shown).get(name).map(Person::new) else { continue };
                    differ |= one.is_some_and(|one| !same_person(&one, &person));
                    one = one.or(Some(person));
                }
                if !differ {
                    continue;
                }
                let before: Vec<GivenLevel> = group
                    .iter()
                    .map(|at| {
                        self.disambiguation
                            .get(*at)
                            .map_or(GivenLevel::None, |disambiguation| disambiguation.level(block, name))
                    })
                    .collect();
                for level in [GivenLevel::Initials, GivenLevel::Full] {
                    if level == GivenLevel::Initials && !initials {
                        continue;
                    }
                    for at in group {
                        self.set_given(*at, block, name, level);
                    }
                    let parts = self.equal(group, None);
                    if is_whole(&parts, group) {
                        continue;
                    }
                    for part in parts {
                        self.add_names_and_given(&part);
                    }
                    return true;
                }
                for (at, level) in group.iter().zip(before) {
                    if let Some(disambiguation) = self.changing(*at) {
                        disambiguation.set_level(block, name, level);
                    }
                }
            }
        }
        false
    }

    fn set_given(&mut self, at: usize, block: usize, name: usize, level: GivenLevel) {
        if let Some(disambiguation) = self.changing(at) {
            disambiguation.set_level(block, name, level.max(disambiguation.level(block, name)));
        }
    }

    /// The rules for all names of a document: whoever shares a short form with somebody else is
    /// shown with initials or given names, in every cite.
    pub(super) fn expand_everywhere(&mut self) {
        let rule = self.given_rule();
        if !self.has_option(Attr::AddGivenname) || rule == Word::ByCite {
            return;
        }
        let primary = matches!(rule, Word::Primary | Word::PrimaryInitials);
        let only_initials = matches!(rule, Word::AllInitials | Word::PrimaryInitials);
        let mut all: Vec<Somebody<'a>> = Vec::new();
        for at in &self.order {
            for (block, shown) in self.shown(*at).iter().enumerate() {
                let mut people = self.people(*at, shown);
                if primary {
                    people = people.get(..1).unwrap_or_default();
                }
                for (place, name) in people.iter().enumerate() {
                    let person = Person::new(name);
                    let family = [person.non_dropping, " ", person.family].concat();
                    all.push((family, person, (*at, block, place), shown.initials));
                }
            }
        }
        order::by(&mut all, |one, other| one.0.cmp(&other.0));
        let hyphens = !self.env.style.root.is(Attr::InitializeWithHyphen, Word::False);
        let mut rest = all.as_slice();
        while let Some((family, ..)) = rest.first() {
            let count = rest.iter().take_while(|(other, ..)| other == family).count();
            let (whole, after) = rest.split_at(count);
            rest = after;
            // Those who differ, with their initials.
            let mut others: Vec<(&Person<'_>, String)> = Vec::new();
            for (_, person, ..) in whole {
                if !others.iter().any(|(known, _)| same_person(known, person)) {
                    others.push((person, person_initials(person, hyphens)));
                }
            }
            if others.len() < 2 {
                continue;
            }
            for (_, person, (at, block, place), initials) in whole {
                if person.given.is_empty() {
                    continue;
                }
                let own = person_initials(person, hyphens);
                let same_initials =
                    others.iter().any(|(other, initials)| *initials == own && !same_person(other, person));
                let level = match (*initials, same_initials) {
                    (true, true) if only_initials => continue,
                    (true, false) => GivenLevel::Initials,
                    (false, true) if only_initials => continue,
                    _ => GivenLevel::Full,
                };
                self.set_given(*at, *block, *place, level);
            }
        }
    }

    /// Lets a cite's tests of `disambiguate` be true, one after the other, as far as each makes equal
    /// cites different.
    pub(super) fn use_conditions(&mut self, group: Vec<usize>, later: Option<&[u32]>) {
        let tests = |at: &usize| match later {
            None => self.seen(*at).conditions,
            Some(_) => self.eval(*at, later).map_or(0, |eval| eval.conditions.get()),
        };
        let most = group.iter().map(tests).max().unwrap_or(0).min(MAX_CONDITIONS);
        let mut open = vec![(group, 0)];
        for count in 1..most + 1 {
            let mut next = Vec::new();
            for (group, before) in open {
                self.set_conditions(&group, count, later);
                let parts = self.equal(&group, later);
                if parts.first().is_some_and(|part| part.len() == group.len()) {
                    next.push((group, before));
                } else {
                    next.extend(parts.into_iter().map(|part| (part, count)));
                }
            }
            open = next;
        }
        for (group, count) in open {
            self.set_conditions(&group, count, later);
        }
    }

    fn set_conditions(&mut self, group: &[usize], count: u32, later: Option<&[u32]>) {
        for at in group {
            if let Some(disambiguation) = self.changing(*at) {
                *(if later.is_some() {
                    &mut disambiguation.later_conditions
                } else {
                    &mut disambiguation.conditions
                }) = count;
            }
        }
    }
}

/// Somebody who is shown: with a key of the family, the place (work, names element, name), and whether
/// with initials.
type Somebody<'a> = (String, Person<'a>, (usize, usize, usize), bool);

/// Whether a group was not divided.
fn is_whole(parts: &[Vec<usize>], group: &[usize]) -> bool {
    parts.first().is_some_and(|part| part.len() == group.len())
}

/// Whether two names are the same but for the spaces and periods of their initials.
fn same_person(one: &Person<'_>, other: &Person<'_>) -> bool {
    let mut letters = one.given.chars().filter(|letter| !is_spacing(*letter));
    for letter in other.given.chars() {
        if !is_spacing(letter) && letters.next() != Some(letter) {
            return false;
        }
    }
    letters.next().is_none()
        && one.family == other.family
        && one.non_dropping == other.non_dropping
        && one.dropping == other.dropping
        && one.suffix == other.suffix
}

fn is_spacing(letter: char) -> bool {
    matches!(letter, ' ' | '.' | '\u{a0}')
}
