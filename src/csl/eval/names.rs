//! `cs:names`: lists of names with their delimiters, et al., labels and substitutes.

use super::{Eval, Person, person};
use crate::csl::field;
use crate::csl::flow::{self, Piece, Span};
use crate::csl::style::{
    And, Demote, Element, Label, Look, Name as NameElement, NameForm, Names, PLAIN, PLAIN_NAME, Plural,
    Precedes, SortOrder, TermForm, Text,
};
use crate::csl::tree::Format;
use crate::record::{Name, Variable};

/// How much of a given name a short form shows to tell people apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum GivenLevel {
    #[default]
    None,
    Initials,
    Full,
}

/// What a names element showed of one list of names.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    pub people: Vec<Person>,
    /// How many of them, without those that stand for others after an ellipsis.
    pub count: usize,
    pub short: bool,
    /// There is an `initialize-with`.
    pub initials: bool,
    /// Where the names are in the flow, without label.
    pub range: (usize, usize),
    /// Where each name is.
    pub spots: Vec<(usize, usize)>,
}

/// The options of one rendering of names, all resolved.
struct Options<'a> {
    and: Option<And>,
    delimiter: &'a str,
    precedes_et_al: Precedes,
    precedes_last: Precedes,
    min: u32,
    use_first: u32,
    use_last: bool,
    form: NameForm,
    initialize: bool,
    initialize_with: Option<&'a str>,
    sort_order: Option<SortOrder>,
    sort_separator: &'a str,
}

impl<'a> Eval<'a> {
    pub(super) fn names(&mut self, names: &'a Names) {
        let parent = self.parent_names;
        let record = self.cited.record;
        let filled: Vec<(Variable, &'a [Name])> = names
            .variables
            .iter()
            .filter(|variable| !self.is_used(**variable))
            .map(|variable| (*variable, record.names(*variable)))
            .filter(|(_, list)| !list.is_empty())
            .collect();
        if filled.is_empty() {
            return self.substitute(names);
        }
        let bare = names.name.is_none() && names.label.is_none() && names.et_al.is_none();
        let model = if bare { parent.unwrap_or(names) } else { names };
        let name = model.name.as_ref().unwrap_or(&PLAIN_NAME);
        let options = self.name_options(name, model);
        if options.form == NameForm::Count {
            return self.count(names, &filled, &options);
        }
        let begun = self.begin(&names.look);
        let delimiter = names
            .delimiter
            .as_deref()
            .or(model.delimiter.as_deref())
            .or(self.options.names_delimiter.as_deref())
            .unwrap_or_default();
        let start = self.out.len();
        let merged = self.merged(&filled);
        let first_block = self.shown.len();
        for (variable, list) in filled.iter().take(if merged { 1 } else { filled.len() }) {
            if !flow::is_blank(self.out.get(start..).unwrap_or_default()) {
                self.push(delimiter);
            }
            let role = if merged {
                "editortranslator".to_owned()
            } else {
                crate::csl::locale::term_name(variable.as_str())
            };
            if let Some(label) = model.label.as_ref().filter(|_| model.label_first) {
                self.names_label(label, &role, list.len());
            }
            self.list(list, name, model, &options);
            if let Some(label) = model.label.as_ref().filter(|_| !model.label_first) {
                self.names_label(label, &role, list.len());
            }
            self.note_use(*variable);
        }
        if self.cited.suppress_author && first_block == 0 && !self.author_done {
            self.author_done = true;
            self.out.truncate(begun.start);
            self.shown.clear();
            return self.call(false);
        }
        let some = self.end(begun, &names.look);
        self.call(some);
    }

    /// Names as a `variable` sort key takes them: in full, all in sort order.
    pub fn sort_names(&mut self, names: &[Name]) {
        for name in names {
            let person = Person::new(name);
            let options = Options {
                and: None,
                delimiter: ", ",
                precedes_et_al: Precedes::Never,
                precedes_last: Precedes::Never,
                min: 0,
                use_first: 1,
                use_last: false,
                form: NameForm::Long,
                initialize: false,
                initialize_with: None,
                sort_order: Some(SortOrder::All),
                sort_separator: " ",
            };
            self.person(&person, &PLAIN_NAME, &options, true, GivenLevel::None);
            self.push("  ");
        }
    }

    /// The work's first names in short form, for a sentence, where the style's cites have no names;
    /// without any, its title.
    pub fn short_names(&mut self) {
        let record = self.cited.record;
        let roles = [Variable::Author, Variable::Editor, Variable::Translator];
        let Some(names) = roles.iter().map(|role| record.names(*role)).find(|names| !names.is_empty()) else {
            return field::write(record.title(), &mut self.out);
        };
        let options = Options {
            and: Some(And::Text),
            delimiter: ", ",
            precedes_et_al: Precedes::Never,
            precedes_last: Precedes::Contextual,
            min: 3,
            use_first: 1,
            use_last: false,
            form: NameForm::Short,
            initialize: true,
            initialize_with: None,
            sort_order: None,
            sort_separator: ", ",
        };
        let model = Names::default();
        self.list(names, &PLAIN_NAME, &model, &options);
    }

    /// Editors who are the translators as well are named once, where the locale has a word for it.
    fn merged(&self, filled: &[(Variable, &[Name])]) -> bool {
        let [(one, first), (other, second)] = filled else { return false };
        let both = matches!(
            (one, other),
            (Variable::Editor, Variable::Translator) | (Variable::Translator, Variable::Editor)
        );
        both && first == second && self.env.locales.has_term("editortranslator")
    }

    fn substitute(&mut self, names: &'a Names) {
        for element in &names.substitute {
            let before = self.out.len();
            let shown = self.shown.len();
            let counts = (self.called, self.filled);
            let outer = self.substituting.replace(Vec::new());
            let parent = self.parent_names;
            // A names element that says nothing itself takes over this one's name and label.
            self.parent_names = Some(match parent {
                Some(parent) if names.name.is_none() && names.label.is_none() => parent,
                _ => names,
            });
            let author_done = self.author_done;
            let begun = self.begin(&names.look);
            self.element(element);
            self.end(begun, &names.look);
            self.parent_names = parent;
            let used = std::mem::replace(&mut self.substituting, outer).unwrap_or_default();
            (self.called, self.filled) = counts;
            // The author stood here and is left out: nothing takes the place.
            if self.author_done && !author_done {
                self.out.truncate(before);
                return self.call(false);
            }
            // A term that the style leaves empty is there all the same: a way to say nothing.
            if let Element::Text(Text::Term(name, form, plural), _) = element {
                if self.env.locales.term(name, *form, *plural) == Some("") {
                    break;
                }
            }
            if !flow::is_blank(self.out.get(before..).unwrap_or_default()) {
                for variable in used {
                    self.used.push(variable);
                    self.note_use(variable);
                }
                if self.cited.suppress_author && shown == 0 && !self.author_done {
                    self.author_done = true;
                    self.out.truncate(before);
                    self.shown.clear();
                    return self.call(false);
                }
                if self.shown.len() == shown {
                    // A title in place of names: it can be replaced like them.
                    self.shown.push(Shown {
                        people: Vec::new(),
                        count: 0,
                        short: false,
                        initials: false,
                        range: (before, self.out.len()),
                        spots: vec![(before, self.out.len())],
                    });
                }
                return self.call(true);
            }
            self.out.truncate(before);
        }
        self.call(false);
    }

    fn name_options(&self, name: &'a NameElement, names: &'a Names) -> Options<'a> {
        let layout = self.options;
        macro_rules! pick {
            ($field:ident) => {
                name.options.$field.as_ref().or(names.options.$field.as_ref()).or(layout.$field.as_ref())
            };
        }
        let mut min = pick!(et_al_min).copied().unwrap_or(0);
        let mut use_first = pick!(et_al_use_first).copied().unwrap_or(u32::MAX);
        let mut use_last = pick!(et_al_use_last).copied().unwrap_or(false);
        let again = self.comparing || self.cited.position > crate::csl::style::CitePosition::First;
        if again && !self.cited.in_bibliography {
            min = pick!(et_al_subsequent_min).copied().unwrap_or(min);
            use_first = pick!(et_al_subsequent_use_first).copied().unwrap_or(use_first);
        }
        if let Some(key) = self.sorting {
            min = key.names_min.unwrap_or(min);
            use_first = key.names_use_first.unwrap_or(use_first);
            use_last = key.names_use_last.unwrap_or(use_last);
        }
        Options {
            // Sorting compares the names alone.
            and: pick!(and).copied().filter(|_| self.sorting.is_none()),
            delimiter: pick!(delimiter).map_or(", ", String::as_str),
            precedes_et_al: pick!(precedes_et_al).copied().unwrap_or(Precedes::Contextual),
            precedes_last: pick!(precedes_last).copied().unwrap_or(Precedes::Contextual),
            min,
            use_first,
            use_last,
            form: pick!(form).copied().unwrap_or(NameForm::Long),
            initialize: pick!(initialize).copied().unwrap_or(true),
            initialize_with: pick!(initialize_with).map(String::as_str),
            sort_order: if self.sorting.is_some() {
                Some(SortOrder::All)
            } else {
                pick!(sort_order).copied()
            },
            sort_separator: pick!(sort_separator).map_or(", ", String::as_str),
        }
    }

    fn count(&mut self, names: &Names, filled: &[(Variable, &[Name])], options: &Options<'_>) {
        let mut count = 0;
        for (_, list) in filled {
            let total = list.len() as u32;
            count +=
                if options.min > 0 && total >= options.min { options.use_first.min(total) } else { total };
        }
        let begun = self.begin(&names.look);
        self.push(&if self.sorting.is_some() { format!("{count:05}") } else { count.to_string() });
        let some = self.end(begun, &names.look);
        self.call(some);
    }

    fn names_label(&mut self, label: &Label, role: &str, count: usize) {
        let plural = match label.plural {
            Plural::Always => true,
            Plural::Never => false,
            Plural::Contextual => count > 1,
        };
        if self.sorting.is_some() {
            return;
        }
        if let Some(term) = self.env.locales.term(role, label.form, plural) {
            let begun = self.begin(&label.look);
            self.push(term);
            self.end(begun, &label.look);
        }
    }

    /// One list of names, with et al.
    fn list(&mut self, names: &[Name], element: &'a NameElement, model: &Names, options: &Options<'_>) {
        let block = self.shown.len();
        let others = names.last().is_some_and(Name::is_others);
        let people: Vec<Person> =
            names.iter().take(names.len() - usize::from(others)).map(Person::new).collect();
        let total = people.len();
        let mut count = total;
        if options.min > 0 && total as u32 >= options.min && total as u32 > options.use_first {
            let wanted = self.cited.help.names.get(block).copied().unwrap_or(0);
            count = (options.use_first.max(wanted) as usize).min(total);
        }
        let use_last = options.use_last && count + 2 <= total;
        let begun = self.begin(&element.look);
        let start = self.out.len();
        let mut spots = Vec::with_capacity(count);
        for (at, person) in people.iter().take(count).enumerate() {
            if at > 0 {
                let last = at + 1 == count && count == total && !others;
                let literal = people.get(at - 1).is_some_and(|before| before.literal || before.static_order);
                self.delimit(last, count, literal, options);
            }
            let from = self.out.len();
            let inverted = match options.sort_order {
                Some(SortOrder::All) => true,
                Some(SortOrder::First) => at == 0,
                None => false,
            };
            let level = self.cited.help.given.get(block).and_then(|given| given.get(at)).copied();
            self.person(person, element, options, inverted, level.unwrap_or_default());
            spots.push((from, self.out.len()));
        }
        if use_last {
            if let Some(person) = people.last() {
                self.push(options.delimiter);
                self.push("… ");
                let inverted = options.sort_order == Some(SortOrder::All);
                self.person(person, element, options, inverted, GivenLevel::None);
            }
        }
        let end = self.out.len();
        self.shown.push(Shown {
            count,
            short: options.form == NameForm::Short,
            initials: options.initialize_with.is_some(),
            people,
            range: (start, end),
            spots,
        });
        self.end(begun, &element.look);
        if (count < total || others) && !use_last && count > 0 {
            self.et_al(count, model, options);
            let end = self.out.len();
            if let Some(shown) = self.shown.last_mut() {
                shown.range.1 = end;
            }
        }
    }

    fn delimit(&mut self, last: bool, count: usize, literal: bool, options: &Options<'_>) {
        let Some(and) = options.and.filter(|_| last) else {
            return self.push(options.delimiter);
        };
        let word = match and {
            And::Text => self.term("and", TermForm::Long),
            And::Symbol => self
                .env
                .locales
                .term("and", TermForm::Symbol, false)
                .filter(|term| *term != self.term("and", TermForm::Long))
                .unwrap_or("&"),
        };
        let inverted = match options.sort_order {
            Some(SortOrder::All) => true,
            Some(SortOrder::First) => count == 2,
            None => false,
        };
        let precedes = match options.precedes_last {
            Precedes::Always => true,
            Precedes::Never => false,
            Precedes::Contextual => count > 2,
            Precedes::AfterInverted => inverted && !literal,
        };
        // A word that brings a space of its own, as in Hebrew, is written onto the names.
        if word.ends_with(char::is_whitespace) {
            return self.push(word);
        }
        self.push(if precedes { options.delimiter } else { " " });
        self.push(word);
        self.push(" ");
    }

    fn et_al(&mut self, count: usize, model: &Names, options: &Options<'_>) {
        // A sort key is made of the names alone.
        if self.sorting.is_some() {
            return;
        }
        let (term, format) = match &model.et_al {
            Some((term, format)) => (term.as_str(), *format),
            None => ("et al", Format::default()),
        };
        let term = self.term(term, TermForm::Long);
        if term.is_empty() {
            return;
        }
        let inverted = match options.sort_order {
            Some(SortOrder::All) => true,
            Some(SortOrder::First) => count == 1,
            None => false,
        };
        let precedes = match options.precedes_et_al {
            Precedes::Always => true,
            Precedes::Never => false,
            Precedes::Contextual => count > 1,
            Precedes::AfterInverted => inverted,
        };
        if precedes {
            self.push(options.delimiter);
        } else if super::is_spaced(term) {
            self.push(" ");
        }
        let formatted = format != Format::default();
        if formatted {
            self.out.push(Piece::Open(Span::Format(format)));
        }
        self.push(term);
        if formatted {
            self.out.push(Piece::Close);
        }
    }

    /// One name in its form and order.
    fn person(
        &mut self,
        person: &Person,
        element: &'a NameElement,
        options: &Options<'_>,
        inverted: bool,
        level: GivenLevel,
    ) {
        let family = element.family.as_ref().unwrap_or(&PLAIN);
        let given = element.given.as_ref().unwrap_or(&PLAIN);
        let sorting = self.sorting.is_some();
        if person.literal {
            if sorting {
                return self.push(person::without_article(&person.family));
            }
            return self.name_group(family, &[(&person.family, family)]);
        }
        let short = options.form == NameForm::Short && level == GivenLevel::None;
        let first_names = match options.initialize_with {
            Some(with) if level != GivenLevel::Full && is_initialized(&person.given) => {
                let hyphens = self.env.style.initialize_with_hyphen;
                person::initials(&person.given, with, hyphens, options.initialize)
            }
            _ => person.given.clone(),
        };
        if short {
            return self.name_group(family, &[(&person.non_dropping, family), (&person.family, family)]);
        }
        if person.static_order {
            self.name_group(family, &[(&person.non_dropping, family), (&person.family, family)]);
            if !person.unspaced && !first_names.is_empty() {
                self.push(" ");
            }
            return self.name_group(given, &[(&first_names, given)]);
        }
        let demote = self.env.style.demote;
        let demoted = demote == Demote::DisplayAndSort || (sorting && demote == Demote::SortOnly);
        if sorting && options.form == NameForm::Long {
            // Keys in the order that they count; an empty one keeps its place, and comes first.
            let non_dropping = person.non_dropping.as_str();
            let (kept, moved) = if demoted { ("", non_dropping) } else { (non_dropping, "") };
            let joined = |one: &str, other: &str| [one, " ", other].concat().trim().to_owned();
            let family = joined(kept, &person.family);
            let particles = joined(&person.dropping, moved);
            for (at, key) in [&family, &particles, &first_names, &person.suffix].into_iter().enumerate() {
                if at > 0 {
                    self.push(" ");
                }
                field::write(key, &mut self.out);
            }
            return;
        }
        if inverted {
            if demoted {
                self.name_group(family, &[(&person.family, family)]);
            } else {
                self.name_group(family, &[(&person.non_dropping, family), (&person.family, family)]);
            }
            let particle = if demoted { person.non_dropping.as_str() } else { "" };
            let rest = [(first_names.as_str(), given), (&person.dropping, given), (particle, family)];
            if rest.iter().any(|(text, _)| !text.is_empty()) {
                self.push(options.sort_separator);
                self.name_group(given, &rest);
            }
            if !person.suffix.is_empty() {
                self.push(options.sort_separator);
                field::write(&person.suffix, &mut self.out);
            }
            return;
        }
        self.name_group(given, &[(&first_names, given)]);
        if !first_names.is_empty() && !person.family.is_empty() {
            self.push(" ");
        }
        // With a comma, the suffix stands outside of the family name's affixes.
        let (inner, outer) =
            if person.comma_suffix { ("", person.suffix.as_str()) } else { (person.suffix.as_str(), "") };
        self.name_group(
            family,
            &[
                (&person.dropping, given),
                (&person.non_dropping, family),
                (&person.family, family),
                (inner, &PLAIN),
            ],
        );
        if !outer.is_empty() {
            self.push(", ");
            field::write(outer, &mut self.out);
        }
    }

    /// Parts of a name side by side, each in its formatting, all in the affixes of one of them.
    fn name_group(&mut self, affixes: &Look, parts: &[(&str, &'a Look)]) {
        if parts.iter().all(|(text, _)| text.is_empty()) {
            return;
        }
        self.push(&affixes.prefix);
        let mut before: Option<&str> = None;
        for (text, look) in parts.iter().filter(|(text, _)| !text.is_empty()) {
            // In a sort key, a particle is a word of its own.
            let joined = |before: &str| self.sorting.is_none() && before.ends_with(['\'', '’', '-', '–']);
            if before.is_some_and(|before| !joined(before)) {
                self.push(" ");
            }
            let look = Look { prefix: String::new(), suffix: String::new(), ..(*look).clone() };
            let begun = self.begin(&look);
            field::write(text, &mut self.out);
            self.end(begun, &look);
            before = Some(text);
        }
        self.push(&affixes.suffix);
    }
}

/// Whether a given name can be made initials: it is in a script that has them.
fn is_initialized(given: &str) -> bool {
    super::is_spaced(given)
}
