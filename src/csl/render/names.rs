//! `cs:names`: lists of names with their delimiters, et al., labels and substitutes.

use super::field;
use super::{Eval, Person, text_case};
use crate::csl::model::element::{self, Attr, Element, Tag, Value, Word};
use crate::csl::model::number::digits;
use crate::csl::model::style::CitePosition;
use crate::record::{Name, Record, Variable};

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
    /// Whose names; none for a title in their place.
    pub role: Option<Variable>,
    /// How many people, without those that stand for others after an ellipsis.
    pub count: usize,
    pub short: bool,
    /// There is an `initialize-with`.
    pub initials: bool,
    /// Where the names are in the output, without label.
    pub range: (usize, usize),
    /// Where each name is.
    pub spots: Vec<(usize, usize)>,
}

/// The options of one rendering of names, all resolved.
pub(super) struct Options<'a> {
    pub and: Option<Word>,
    pub delimiter: &'a str,
    pub precedes_et_al: Option<Word>,
    pub precedes_last: Option<Word>,
    pub min: u32,
    pub use_first: u32,
    pub use_last: bool,
    pub form: Word,
    pub initialize: bool,
    pub initialize_with: Option<&'a str>,
    pub sort_order: Option<Word>,
    pub sort_separator: &'a str,
}

/// Names in full, as they are without any option.
const PLAIN: Options<'static> = Options {
    and: None,
    delimiter: ", ",
    precedes_et_al: Some(Word::Never),
    precedes_last: None,
    min: 0,
    use_first: 1,
    use_last: false,
    form: Word::Long,
    initialize: false,
    initialize_with: None,
    sort_order: None,
    sort_separator: ", ",
};

impl<'a> Eval<'a> {
    pub(super) fn names(&mut self, names: &'a Element) {
        let parent = self.parent_names;
        let record = self.cited.record;
        let mut filled: Vec<Variable> = Vec::new();
        for (_, value) in &names.attributes {
            if let Value::Variable(variable) = value {
                if !record.names(*variable).is_empty() && !self.is_used(*variable) {
                    filled.push(*variable);
                }
            }
        }
        if filled.is_empty() {
            return self.substitute(names);
        }
        let says = |child: &Element| child.tag != Tag::Substitute;
        let bare = !names.children.iter().any(says);
        let model = if bare { parent.unwrap_or(names) } else { names };
        let options = self.name_options(model);
        if options.form == Word::Count {
            return self.count(names, &filled, &options);
        }
        let formatting = names.formatting();
        let begun = self.begin(&formatting);
        let delimiter = names
            .text(Attr::Delimiter)
            .or(model.text(Attr::Delimiter))
            .or(element::text(self.inherited(Attr::NamesDelimiter)))
            .unwrap_or_default();
        let start = self.out.len();
        // Editors who are the translators as well are named once, where the locale has a word for it.
        let merged = self.merged(&filled);
        if merged {
            filled.truncate(1);
            self.note_use(Variable::Editor);
            self.note_use(Variable::Translator);
        }
        let first_block = self.shown.len();
        let label = model.child(Tag::Label);
        let label_first = label.is_some() && model.child(Tag::Name).is_some() && {
            let first = model.children.iter().find(|child| matches!(child.tag, Tag::Name | Tag::Label));
            first.is_some_and(|first| first.tag == Tag::Label)
        };
        for variable in filled {
            if !self.is_blank(start) {
                self.push(delimiter);
            }
            let role = if merged {
                "editortranslator".to_owned()
            } else {
                crate::csl::model::locale::term_name(variable.as_str())
            };
            // Sorting compares the names alone.
            let label = label.filter(|_| self.sorting.is_none());
            let several = record.names(variable).len() > 1;
            if let Some(label) = label.filter(|_| label_first) {
                self.label_term(label, &role, several);
            }
            self.list(variable, model, &options);
            if let Some(label) = label.filter(|_| !label_first) {
                self.label_term(label, &role, several);
            }
            self.note_use(variable);
        }
        if self.cited.suppress_author && first_block == 0 && !self.author_done {
            return self.leave_out(begun.start);
        }
        let some = self.end(begun, &formatting);
        self.call(some);
    }

    /// The author's place in a cite that is to have none.
    fn leave_out(&mut self, start: usize) {
        self.author_done = true;
        self.out.truncate(start);
        self.shown.clear();
        self.call(false);
    }

    /// Names as a `variable` sort key takes them: in full, all in sort order.
    pub(crate) fn sort_names(&mut self, names: &[Name]) {
        let options = Options { sort_order: Some(Word::All), sort_separator: " ", ..PLAIN };
        for name in names {
            self.person(&Person::new(name), None, &options, true, GivenLevel::None);
            self.push("  ");
        }
    }

    /// The work's first names in short form, for a sentence, where the style's cites have no names;
    /// without any, its title.
    pub(crate) fn short_names(&mut self) {
        let record = self.cited.record;
        for role in [Variable::Author, Variable::Editor, Variable::Translator] {
            if !record.names(role).is_empty() {
                let options =
                    Options { and: Some(Word::Text), min: 3, form: Word::Short, initialize: true, ..PLAIN };
                return self.list(role, &NO_NAMES, &options);
            }
        }
        field::write(record.title(), &self.language.quotes, &mut self.out);
    }

    /// Editors who are the translators as well are named once, where the locale has a word for it.
    fn merged(&self, filled: &[Variable]) -> bool {
        let record = self.cited.record;
        matches!(filled, [Variable::Editor, Variable::Translator] | [Variable::Translator, Variable::Editor])
            && record.names(Variable::Editor) == record.names(Variable::Translator)
            && self.language.locales.has_term("editortranslator")
    }

    fn substitute(&mut self, names: &'a Element) {
        let done = match names.child(Tag::Substitute) {
            Some(substitutes) => self.substitute_with(names, substitutes),
            None => false,
        };
        if !done {
            self.call(false);
        }
    }

    /// Takes the first of some elements that gives something; false if none does.
    fn substitute_with(&mut self, names: &'a Element, parent: &'a Element) -> bool {
        for element in &parent.children {
            // What a choose renders are substitutes like those beside it.
            if element.tag == Tag::Choose {
                if self.branch(element).is_some_and(|branch| self.substitute_with(names, branch)) {
                    return true;
                }
                continue;
            }
            let before = self.out.len();
            let shown = self.shown.len();
            let counts = (self.called, self.filled);
            let outer = self.substituting.replace(Vec::new());
            let parent = self.parent_names;
            // A names element that says nothing itself takes over this one's name and label.
            self.parent_names = Some(match parent {
                Some(parent) if names.child(Tag::Name).is_none() && names.child(Tag::Label).is_none() => {
                    parent
                }
                _ => names,
            });
            let author_done = self.author_done;
            let formatting = names.formatting();
            let begun = self.begin(&formatting);
            self.element(element);
            self.end(begun, &formatting);
            self.parent_names = parent;
            let used = std::mem::replace(&mut self.substituting, outer).unwrap_or_default();
            (self.called, self.filled) = counts;
            // The author stood here and is left out: nothing takes the place.
            if self.author_done && !author_done {
                self.out.truncate(before);
                self.call(false);
                return true;
            }
            // A term that the style leaves empty is there all the same: a way to say nothing.
            if element.tag == Tag::Term && self.own_term(element) == Some("") {
                self.call(false);
                return true;
            }
            if !self.is_blank(before) {
                for variable in used {
                    self.used.push(variable);
                    self.note_use(variable);
                }
                if self.cited.suppress_author && shown == 0 && !self.author_done {
                    self.leave_out(before);
                    return true;
                }
                if self.shown.len() == shown {
                    // A title in place of names: it can be replaced like them.
                    self.shown.push(Shown {
                        role: None,
                        count: 0,
                        short: false,
                        initials: false,
                        range: (before, self.out.len()),
                        spots: vec![(before, self.out.len())],
                    });
                }
                self.call(true);
                return true;
            }
            self.out.truncate(before);
        }
        false
    }

    /// An option that names have from `cs:citation`, `cs:bibliography` or `cs:style`.
    fn inherited(&self, attr: Attr) -> Option<&'a Value> {
        self.options.get(attr).or_else(|| self.env.style.root.get(attr))
    }

    fn name_options(&self, names: &'a Element) -> Options<'a> {
        let name = names.child(Tag::Name);
        let pick = |attr: Attr| -> Option<&'a Value> {
            let own = name.and_then(|name| name.get(attr)).or_else(|| names.get(attr));
            own.or_else(|| self.inherited(attr))
        };
        let number = |attr: Attr, or: u32| element::number(pick(attr)).unwrap_or(or);
        let word = |attr: Attr| element::word(pick(attr));
        let mut min = number(Attr::EtAlMin, 0);
        let mut use_first = number(Attr::EtAlUseFirst, u32::MAX);
        let mut use_last = word(Attr::EtAlUseLast);
        let again = self.comparing || self.cited.position > CitePosition::First;
        if again && !self.cited.in_bibliography {
            min = number(Attr::EtAlSubsequentMin, min);
            use_first = number(Attr::EtAlSubsequentUseFirst, use_first);
        }
        let mut and = word(Attr::And);
        let mut sort_order = word(Attr::SortOrder);
        if let Some(key) = self.sorting {
            min = key.number(Attr::NamesMin).unwrap_or(min);
            use_first = key.number(Attr::NamesUseFirst).unwrap_or(use_first);
            use_last = key.word(Attr::NamesUseLast).or(use_last);
            // Sorting compares the names alone.
            and = None;
            sort_order = Some(Word::All);
        }
        if self.env.all_names && self.cited.in_bibliography && self.sorting.is_none() {
            min = 0;
        }
        let mut delimiter = element::text(pick(Attr::NameDelimiter)).unwrap_or(", ");
        let mut precedes_last = word(Attr::PrecedesLast);
        if self.in_sentence {
            // What joins the names of a citation (`;`, `/`, `&`) does not belong in a sentence.
            if and.is_none() && !text_case::is_lang(self.language.lang, "en") {
                precedes_last = Some(Word::Never);
            }
            and = Some(Word::Text);
            if delimiter.contains([';', '/', '&', '-', '–']) {
                delimiter = ", ";
            }
        }
        Options {
            and,
            delimiter,
            precedes_et_al: word(Attr::PrecedesEtAl),
            precedes_last,
            min,
            use_first,
            use_last: use_last == Some(Word::True),
            form: word(Attr::NameForm).unwrap_or_default(),
            initialize: word(Attr::Initialize) != Some(Word::False),
            initialize_with: element::text(pick(Attr::InitializeWith)),
            sort_order,
            sort_separator: element::text(pick(Attr::SortSeparator)).unwrap_or(", "),
        }
    }

    fn count(&mut self, names: &'a Element, filled: &[Variable], options: &Options<'_>) {
        let mut count = 0;
        for variable in filled {
            let total = self.cited.record.names(*variable).len() as u32;
            count +=
                if options.min > 0 && total >= options.min { options.use_first.min(total) } else { total };
        }
        let mut text = String::new();
        digits(count.into(), if self.sorting.is_some() { 5 } else { 1 }, &mut text);
        let formatting = names.formatting();
        let begun = self.begin(&formatting);
        self.push(&text);
        let some = self.end(begun, &formatting);
        self.call(some);
    }
}

/// `cs:names` that says nothing.
static NO_NAMES: Element = Element { tag: Tag::Names, attributes: Vec::new(), children: Vec::new() };

/// The names in a role, and whether others follow who are not named.
pub(crate) fn people(record: &Record, role: Variable) -> (&[Name], bool) {
    match record.names(role) {
        [names @ .., last] if last.is_others() => (names, true),
        names => (names, false),
    }
}
