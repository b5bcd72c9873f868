//! Disambiguation: names, given names, the style's own way, year suffixes, in that order (CSL 1.0.2,
//! "Disambiguation").
//!
//! Cites are compared by what they render. Only groups of works whose cites are equal are worked on,
//! so a document without such works costs one rendering of each.

use super::citation::Place;
use super::eval::{Eval, GivenLevel, Help, Person, Shown, person_initials};
use super::flow;
use super::process::{Cluster, Process, bare};
use super::style::{CitePosition, GivenRule};
use std::collections::HashMap;

/// How many tests of `disambiguate` in one cite are tried one by one.
const MAX_CONDITIONS: u32 = 16;

impl Process<'_> {
    /// Finds out what each work's cites need to be told apart.
    pub(super) fn disambiguate(&mut self) {
        let rules = self.env.style.disambiguation;
        if !(rules.add_names || rules.add_givenname || rules.add_year_suffix || rules.condition) {
            return;
        }
        if rules.add_givenname && rules.rule != GivenRule::ByCite {
            self.expand_everywhere(rules.rule);
        }
        for group in self.groups(&self.order.clone()) {
            self.tell_apart(&group);
        }
        if rules.condition {
            for group in self.groups(&self.order.clone()) {
                self.use_conditions(group, None);
            }
        }
        if rules.add_year_suffix {
            for group in self.groups(&self.order.clone()) {
                for (at, record) in group.iter().enumerate() {
                    if let Some(help) = self.helps.get_mut(*record) {
                        help.year_suffix = at as u32 + 1;
                    }
                }
            }
        }
    }

    /// Tells apart the works that a document cites more than once by their later cites; `places` are
    /// those of the clusters' cites.
    pub(super) fn disambiguate_later(&mut self, clusters: &[Cluster], places: &[Vec<Place>]) {
        if !self.env.style.disambiguation.condition {
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
        let (record, help) = (self.records.get(at)?, self.helps.get(at)?);
        let mut cited = bare(record, self.numbers.get(at).copied().unwrap_or(0), help);
        if let Some(notes) = later {
            cited.position = CitePosition::Subsequent;
            cited.first_note = notes.get(at).copied().unwrap_or(0);
        }
        let mut eval = Eval::new(&self.env, &self.env.style.citation.names, cited);
        eval.comparing = true;
        eval.layout(&self.env.style.citation);
        Some(eval)
    }

    /// The names that a work's cite shows so far.
    fn look(&self, at: usize) -> Vec<Shown> {
        self.eval(at, None).map(|eval| eval.shown).unwrap_or_default()
    }

    /// Records whose cites are equal, in the order given; those that are alone are left out.
    fn groups(&self, records: &[usize]) -> Vec<Vec<usize>> {
        self.equal(records, None)
    }

    /// The same for first cites, or for later ones.
    fn equal(&self, records: &[usize], later: Option<&[u32]>) -> Vec<Vec<usize>> {
        let mut places: HashMap<String, usize> = HashMap::with_capacity(records.len());
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for at in records {
            let text = self.eval(*at, later).map(|eval| flow::plain(&eval.out)).unwrap_or_default();
            if text.is_empty() {
                continue;
            }
            match places.get(&text).and_then(|place| groups.get_mut(*place)) {
                Some(group) => group.push(*at),
                None => {
                    places.insert(text, groups.len());
                    groups.push(vec![*at]);
                }
            }
        }
        groups.retain(|group| group.len() > 1);
        groups
    }

    /// Adds names, and given names by cite, to a group of equal cites.
    fn tell_apart(&mut self, group: &[usize]) {
        let rules = self.env.style.disambiguation;
        let mut left = vec![group.to_vec()];
        if rules.add_names {
            left = left.into_iter().flat_map(|group| self.add_names(group)).collect();
        }
        if rules.add_givenname && rules.rule == GivenRule::ByCite {
            for group in left {
                self.add_names_and_given(&group);
            }
        }
    }

    /// Shows more names until the cites differ; gives the groups that stay equal.
    fn add_names(&mut self, group: Vec<usize>) -> Vec<Vec<usize>> {
        let looks: Vec<Vec<Shown>> = group.iter().map(|at| self.look(*at)).collect();
        let most = |look: &Vec<Shown>| look.iter().map(|shown| shown.people.len()).max().unwrap_or(0);
        let base = looks.iter().flatten().map(|shown| shown.count).max().unwrap_or(0);
        let most = looks.iter().map(most).max().unwrap_or(0);
        let blocks = looks.iter().map(|look| look.len()).max().unwrap_or(0);
        // Names that do not help in the end are taken back.
        let retain = false;
        let mut open = vec![group];
        let mut equal = Vec::new();
        for count in base + 1..=most {
            let mut next = Vec::new();
            for group in open {
                let before = self.names_of(&group);
                self.set_names(&group, count, blocks);
                let parts = self.groups(&group);
                if parts.len() == 1 && parts.first().is_some_and(|part| part.len() == group.len()) {
                    // Nothing differs yet: take it back, but remember to go on.
                    let mut group = group;
                    if count == most && retain {
                        equal.push(group);
                        continue;
                    }
                    let deeper = self.differs_later(&group, count, most, blocks);
                    if !deeper {
                        if !retain {
                            self.restore_names(&group, &before);
                        }
                        equal.push(std::mem::take(&mut group));
                        continue;
                    }
                    next.push(group);
                } else {
                    next.extend(parts);
                }
            }
            open = next;
        }
        equal.extend(open);
        equal
    }

    /// Whether some higher number of names splits the group.
    fn differs_later(&mut self, group: &[usize], count: usize, most: usize, blocks: usize) -> bool {
        let before = self.names_of(group);
        let mut differs = false;
        for later in count + 1..=most {
            self.set_names(group, later, blocks);
            let parts = self.groups(group);
            if parts.len() != 1 || parts.first().is_some_and(|part| part.len() != group.len()) {
                differs = true;
                break;
            }
        }
        self.restore_names(group, &before);
        differs
    }

    /// Expands given names of the names shown, or of more names if that is what it takes.
    fn add_names_and_given(&mut self, group: &[usize]) {
        if self.add_given_names(group) || !self.env.style.disambiguation.add_names {
            return;
        }
        let looks: Vec<Vec<Shown>> = group.iter().map(|at| self.look(*at)).collect();
        let shown = || looks.iter().flatten();
        let base = shown().map(|shown| shown.count).max().unwrap_or(0);
        let most = shown().map(|shown| shown.people.len()).max().unwrap_or(0);
        let blocks = looks.iter().map(|look| look.len()).max().unwrap_or(0);
        let before = self.names_of(group);
        for count in base + 1..=most {
            self.set_names(group, count, blocks);
            if self.add_given_names(group) {
                return;
            }
        }
        self.restore_names(group, &before);
    }

    fn names_of(&self, group: &[usize]) -> Vec<Vec<u32>> {
        group
            .iter()
            .map(|at| self.helps.get(*at).map(|help| help.names.clone()).unwrap_or_default())
            .collect()
    }

    fn set_names(&mut self, group: &[usize], count: usize, blocks: usize) {
        for at in group {
            if let Some(help) = self.helps.get_mut(*at) {
                help.names = vec![count as u32; blocks];
            }
        }
    }

    fn restore_names(&mut self, group: &[usize], names: &[Vec<u32>]) {
        for (at, names) in group.iter().zip(names) {
            if let Some(help) = self.helps.get_mut(*at) {
                help.names.clone_from(names);
            }
        }
    }

    /// Expands given names, from the first name on, until the cites differ.
    fn add_given_names(&mut self, group: &[usize]) -> bool {
        let looks: Vec<Vec<Shown>> = group.iter().map(|at| self.look(*at)).collect();
        let Some(first) = looks.first() else { return false };
        for block in 0..first.len() {
            let count = first.get(block).map_or(0, |shown| shown.count);
            for name in 0..count {
                let people: Vec<Option<&Person>> = looks
                    .iter()
                    .map(|look| look.get(block).and_then(|shown| shown.people.get(name)))
                    .collect();
                let Some(Some(one)) = people.first() else { continue };
                if people.iter().flatten().all(|person| same_person(person, one)) {
                    continue;
                }
                let initials =
                    looks.iter().flat_map(|look| look.get(block)).all(|shown| shown.initials && shown.short);
                let before: Vec<Help> = group.iter().filter_map(|at| self.helps.get(*at).cloned()).collect();
                for level in [GivenLevel::Initials, GivenLevel::Full] {
                    if level == GivenLevel::Initials && !initials {
                        continue;
                    }
                    for at in group {
                        self.set_given(*at, block, name, level);
                    }
                    let parts = self.groups(group);
                    if parts.len() == 1 && parts.first().is_some_and(|part| part.len() == group.len()) {
                        continue;
                    }
                    for part in parts {
                        self.add_names_and_given(&part);
                    }
                    return true;
                }
                for (at, help) in group.iter().zip(before) {
                    if let Some(own) = self.helps.get_mut(*at) {
                        *own = help;
                    }
                }
            }
        }
        false
    }

    fn set_given(&mut self, at: usize, block: usize, name: usize, level: GivenLevel) {
        let Some(help) = self.helps.get_mut(at) else { return };
        if help.given.len() <= block {
            help.given.resize(block + 1, Vec::new());
        }
        if let Some(given) = help.given.get_mut(block) {
            if given.len() <= name {
                given.resize(name + 1, GivenLevel::None);
            }
            if let Some(own) = given.get_mut(name) {
                *own = (*own).max(level);
            }
        }
    }

    /// The rules for all names of a document: whoever shares a short form with somebody else is
    /// shown with initials or given names, in every cite.
    fn expand_everywhere(&mut self, rule: GivenRule) {
        let primary = matches!(rule, GivenRule::Primary | GivenRule::PrimaryInitials);
        let only_initials = matches!(rule, GivenRule::AllInitials | GivenRule::PrimaryInitials);
        let looks: Vec<(usize, Vec<Shown>)> = self.order.iter().map(|at| (*at, self.look(*at))).collect();
        let mut families: HashMap<String, Vec<Person>> = HashMap::new();
        for (_, look) in &looks {
            for shown in look {
                for person in shown.people.iter().take(if primary { 1 } else { shown.people.len() }) {
                    let people = families.entry(family_key(person)).or_default();
                    if !people.iter().any(|known| same_person(known, person)) {
                        people.push(person.clone());
                    }
                }
            }
        }
        let hyphens = self.env.style.initialize_with_hyphen;
        for (at, look) in &looks {
            for (block, shown) in look.iter().enumerate() {
                for (name, person) in
                    shown.people.iter().take(if primary { 1 } else { usize::MAX }).enumerate()
                {
                    let others = families.get(&family_key(person)).map_or(&[][..], Vec::as_slice);
                    if others.len() < 2 || person.given.is_empty() {
                        continue;
                    }
                    let own = person_initials(person, hyphens);
                    let same_initials = others
                        .iter()
                        .any(|other| !same_person(other, person) && person_initials(other, hyphens) == own);
                    let level = match (shown.initials, same_initials) {
                        (true, true) if only_initials => continue,
                        (true, false) => GivenLevel::Initials,
                        (false, true) if only_initials => continue,
                        _ => GivenLevel::Full,
                    };
                    self.set_given(*at, block, name, level);
                }
            }
        }
    }

    /// Lets a cite's tests of `disambiguate` be true, one after the other, as far as each makes equal
    /// cites different.
    fn use_conditions(&mut self, group: Vec<usize>, later: Option<&[u32]>) {
        let tests = |at: &usize| self.eval(*at, later).map_or(0, |eval| eval.conditions.get());
        let most = group.iter().map(tests).max().unwrap_or(0).min(MAX_CONDITIONS);
        let mut open = vec![(group, 0)];
        for count in 1..=most {
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
            if let Some(help) = self.helps.get_mut(*at) {
                *(if later.is_some() { &mut help.later_conditions } else { &mut help.conditions }) = count;
            }
        }
    }
}

/// Whether two names are the same but for the spaces and periods of their initials.
fn same_person(one: &Person, other: &Person) -> bool {
    let letters = |person: &Person| person.given.replace([' ', '.', '\u{a0}'], "");
    one.family == other.family
        && one.non_dropping == other.non_dropping
        && one.dropping == other.dropping
        && one.suffix == other.suffix
        && letters(one) == letters(other)
}

fn family_key(person: &Person) -> String {
    [person.non_dropping.as_str(), " ", &person.family].concat()
}
