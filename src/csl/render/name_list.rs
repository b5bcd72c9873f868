//! One list of names: each name in its form and order, delimiters, "and", et al.

use super::names::{GivenLevel, Options, Shown, people};
use super::output::Token;
use super::{Eval, Person, field, person};
use crate::csl::model::element::{Attr, Element, Tag, Word};
use crate::csl::model::formatting::Formatting;
use crate::record::Variable;
use std::borrow::Cow;

impl<'a> Eval<'a> {
    /// One list of names, with et al.
    pub(super) fn list(&mut self, role: Variable, model: &'a Element, options: &Options<'_>) {
        let element = model.child(Tag::Name);
        let disambiguation = self.cited.disambiguation;
        let block = self.shown.len();
        let (names, others) = people(self.cited.record, role);
        let total = names.len();
        let wanted = if block < disambiguation.blocks { disambiguation.names } else { 0 };
        let plural = self.env.style.et_al_is_plural();
        let count = options.count(total, wanted, plural && !others);
        let use_last = options.use_last && count + 2 <= total;
        let start = self.out.len();
        let mut spots = Vec::with_capacity(count);
        let mut literal = false;
        for (at, name) in names.iter().take(count).enumerate() {
            if at > 0 {
                let last = at + 1 == count && count == total && !others;
                self.delimit(last.then(|| Person::new(name)), count, literal, options);
            }
            let person = Person::new(name);
            let level = disambiguation.level(block, at);
            spots.push(self.formatted_person(&person, element, options, options.inverts(at == 0), level));
            literal = person.literal || person.static_order;
        }
        if use_last {
            if let Some(name) = names.last() {
                self.push(options.delimiter);
                self.push("… ");
                let inverted = options.inverts(false);
                self.formatted_person(&Person::new(name), element, options, inverted, GivenLevel::None);
            }
        }
        let end = self.out.len();
        self.shown.push(Shown {
            count,
            short: options.form == Word::Short,
            initials: options.initialize_with.is_some(),
            role: Some(role),
            range: (start, end),
            spots,
        });
        if (count < total || others) && !use_last && count > 0 {
            self.et_al(count, model, options);
            let end = self.out.len();
            if let Some(shown) = self.shown.last_mut() {
                shown.range.1 = end;
            }
        }
    }

    /// A name in the affixes and formatting of `cs:name`; gives its place without them.
    fn formatted_person(
        &mut self,
        person: &Person<'_>,
        element: Option<&'a Element>,
        options: &Options<'_>,
        inverted: bool,
        level: GivenLevel,
    ) -> (usize, usize) {
        // A sort key is made of the names alone.
        let element_formatting = element.filter(|_| self.sorting.is_none()).map(Element::formatting);
        let formatting = element_formatting.unwrap_or_default();
        let begun = self.begin(&formatting);
        let from = self.out.len();
        self.person(person, element, options, inverted, level);
        let spot = (from, self.out.len());
        self.end(begun, &formatting);
        spot
    }

    /// What stands before a name that is not the first; `last` is the name where the list ends with it.
    fn delimit(&mut self, last: Option<Person<'_>>, count: usize, literal: bool, options: &Options<'_>) {
        let (Some(and), Some(next)) = (options.and, last) else {
            return self.push(options.delimiter);
        };
        let word = match and {
            Word::Symbol => self.and_symbol(),
            _ => self.term("and", Word::Long),
        };
        let precedes = match options.precedes_last {
            Some(Word::Always) => true,
            Some(Word::Never) => false,
            Some(Word::AfterInverted) => options.inverts(count == 2) && !literal,
            _ => count > 2,
        };
        if is_close(word) {
            return self.close_and(word, &next, precedes && options.precedes_last.is_some(), options);
        }
        // A word that brings a space of its own, as in Hebrew, is written onto the names.
        if word.ends_with(char::is_whitespace) {
            return self.push(word);
        }
        self.push(if precedes { options.delimiter } else { " " });
        self.push(word);
        self.push(" ");
    }

    /// The "and" of Chinese and Japanese: without spaces, but for those beside a name in another script.
    fn close_and(&mut self, word: &str, next: &Person<'_>, precedes: bool, options: &Options<'_>) {
        let before = self.out.iter().rev().find_map(|token| match token {
            Token::Text(text) => text.chars().next_back(),
            _ => None,
        });
        if precedes {
            self.push(options.delimiter);
        } else if before.is_some_and(|letter| !person::is_unspaced(letter)) {
            self.push(" ");
        }
        self.push(word);
        if super::is_spaced(next.family) || super::is_spaced(next.given) {
            self.push(" ");
        }
    }

    fn et_al(&mut self, count: usize, model: &Element, options: &Options<'_>) {
        // A sort key is made of the names alone.
        if self.sorting.is_some() {
            return;
        }
        let own = model.child(Tag::EtAl);
        let term = self.term(own.and_then(|own| own.text(Attr::Term)).unwrap_or("et al"), Word::Long);
        if term.is_empty() {
            return;
        }
        let precedes = match options.precedes_et_al {
            Some(Word::Always) => true,
            Some(Word::Never) => false,
            Some(Word::AfterInverted) => options.inverts(count == 1),
            _ => count > 1,
        };
        if precedes {
            self.push(options.delimiter);
        } else if super::is_spaced(term) {
            self.push(" ");
        }
        let format = own.map(|own| own.formatting().format).unwrap_or_default();
        let formatting = Formatting { format, ..Formatting::default() };
        let begun = self.begin(&formatting);
        self.push(term);
        self.end(begun, &formatting);
    }

    /// One name in its form and order.
    pub(super) fn person(
        &mut self,
        person: &Person<'_>,
        element: Option<&'a Element>,
        options: &Options<'_>,
        inverted: bool,
        level: GivenLevel,
    ) {
        let family = &part_look(element, Word::Family);
        let given = &part_look(element, Word::Given);
        let sorting = self.sorting.is_some();
        let Person { dropping, non_dropping, suffix, .. } = *person;
        // Where initials have no full stop, an abbreviated suffix has none either: `Dale OW Jr`.
        let bare = options.initialize_with.is_some_and(|with| !with.contains('.'));
        let suffix = if bare { suffix.trim_end_matches('.') } else { suffix };
        if person.literal {
            if sorting {
                return self.push(person::without_article(person.family));
            }
            return self.name_group(family, &[(person.family, family)]);
        }
        let whole = [(non_dropping, family), (person.family, family)];
        if options.form == Word::Short && level == GivenLevel::None {
            return self.name_group(family, &whole);
        }
        let first_names: &str = &self.first_names(person.given, options, level);
        if person.static_order {
            self.name_group(family, &whole);
            if !person.unspaced && !first_names.is_empty() {
                self.push(" ");
            }
            return self.name_group(given, &[(first_names, given)]);
        }
        let demoted = match self.env.style.root.word(Attr::Demote) {
            Some(Word::Never) => false,
            Some(Word::SortOnly) => sorting,
            _ => true,
        };
        // The particle that stays with the family name, or goes behind the given name.
        let (kept, moved) = if demoted { ("", non_dropping) } else { (non_dropping, "") };
        if sorting && options.form != Word::Short {
            let keys = [[kept, person.family], [dropping, moved], [first_names, ""], [suffix, ""]];
            return self.sort_keys(&keys);
        }
        if inverted {
            let first = [(kept, family), (person.family, family)];
            let rest = [(first_names, given), (dropping, given), (moved, family)];
            return self.inverted([family, given], &first, &rest, suffix, options);
        }
        self.name_group(given, &[(first_names, given)]);
        if !first_names.is_empty() && !person.family.is_empty() {
            self.push(if person.dotted { "・" } else { " " });
        }
        // With a comma, the suffix stands outside of the family name's affixes.
        let (inner, outer) = if person.comma_suffix { ("", suffix) } else { (suffix, "") };
        let plain = &Formatting::default();
        self.name_group(family, &[(dropping, given), whole[0], whole[1], (inner, plain)]);
        if !outer.is_empty() {
            self.push(", ");
            field::write(outer, &self.language.quotes, &mut self.out);
        }
    }

    /// The parts of a name in the order that they count; an empty one keeps its place, and comes first.
    fn sort_keys(&mut self, keys: &[[&str; 2]]) {
        for (at, key) in keys.iter().enumerate() {
            if at > 0 {
                self.push(" ");
            }
            field::write(key.join(" ").trim(), &self.language.quotes, &mut self.out);
        }
    }

    /// A name with the family name first: `Berg, Anna van der, Jr.`
    fn inverted(
        &mut self,
        [family, given]: [&Formatting<'_>; 2],
        first: &[(&str, &Formatting<'_>)],
        rest: &[(&str, &Formatting<'_>)],
        suffix: &str,
        options: &Options<'_>,
    ) {
        self.name_group(family, first);
        if rest.iter().any(|(text, _)| !text.is_empty()) {
            self.push(options.sort_separator);
            self.name_group(given, rest);
        }
        if !suffix.is_empty() {
            self.push(options.sort_separator);
            field::write(suffix, &self.language.quotes, &mut self.out);
        }
    }

    /// The given names that are shown: as initials, where the style asks for them, the script has them
    /// and nobody else has to be told apart.
    fn first_names<'n>(&self, given: &'n str, options: &Options<'_>, level: GivenLevel) -> Cow<'n, str> {
        match options.initialize_with {
            Some(with) if level != GivenLevel::Full && person::has_initials(given) => {
                let hyphens = !self.env.style.root.is(Attr::InitializeWithHyphen, Word::False);
                Cow::Owned(person::initials(given, with, hyphens, options.initialize))
            }
            _ => Cow::Borrowed(given),
        }
    }

    /// Parts of a name side by side, each in its formatting, all in the affixes of one of them.
    fn name_group(&mut self, affixes: &Formatting<'_>, parts: &[(&str, &Formatting<'_>)]) {
        if parts.iter().all(|(text, _)| text.is_empty()) {
            return;
        }
        self.push(affixes.prefix);
        let mut before: Option<&str> = None;
        for (text, formatting) in parts.iter().filter(|(text, _)| !text.is_empty()) {
            // In a sort key, a particle is a word of its own.
            let joined =
                |before: &str| self.sorting.is_none() && before.ends_with(&['\'', '’', '-', '–'][..]);
            if before.is_some_and(|before| !joined(before)) {
                self.push(" ");
            }
            let formatting = Formatting { prefix: "", suffix: "", ..**formatting };
            let begun = self.begin(&formatting);
            field::write(text, &self.language.quotes, &mut self.out);
            self.end(begun, &formatting);
            before = Some(text);
        }
        self.push(affixes.suffix);
    }
}

/// Whether a word is written onto what it joins, as in Chinese and Japanese.
fn is_close(word: &str) -> bool {
    let is = |letter: char| matches!(letter, '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}');
    !word.is_empty() && word.chars().all(is)
}

impl Options<'_> {
    /// How many of a list's names are shown; `wanted` are those that disambiguation asks for. Where
    /// "et al." is a plural, it never stands for a single name that was left when names were added.
    fn count(&self, total: usize, wanted: u32, plural: bool) -> usize {
        if self.min == 0 || (total as u32) < self.min || total as u32 <= self.use_first {
            return total;
        }
        let count = (self.use_first.max(wanted) as usize).min(total);
        let added = wanted > self.use_first;
        if plural && added && count + 1 == total { total } else { count }
    }

    /// Whether a name is in sort order: all are, or only the first.
    fn inverts(&self, first: bool) -> bool {
        match self.sort_order {
            Some(Word::First) => first,
            order => order == Some(Word::All),
        }
    }
}

/// What wraps a part of a name.
fn part_look(name: Option<&Element>, part: Word) -> Formatting<'_> {
    let children = name.map_or(&[][..], |name| &name.children);
    let own = children.iter().find(|child| child.is(Attr::Name, part));
    own.map(Element::formatting).unwrap_or_default()
}
