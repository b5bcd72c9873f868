//! `cs:sort`: keys of records and their order.
//!
//! Text compares with a [`Collator`]. The native one is [`fold`]ed text: case and the accents of
//! Latin letters do not count, punctuation comes before digits and digits before letters; what is
//! equal so far keeps the order of the input. A browser gives `Intl.Collator` instead.

use crate::csl::model::element::{Attr, Element, Word};
use crate::csl::model::style::Layout;
use crate::csl::render::output;
use crate::csl::render::{Cited, Env, Eval, is_numeric};
use crate::record::{Class, Variable};
use crate::text::case;
use std::cmp::Ordering;
use std::fmt;
use std::rc::Rc;

/// Compares texts as a language orders them.
#[derive(Clone)]
pub struct Collator(Rc<Take>);

/// Takes the texts and gives what compares them.
type Take = dyn Fn(&[&str]) -> Compare;

/// Compares two of the texts that a [`Collator`] was given, by their places.
pub type Compare = Box<dyn Fn(usize, usize) -> Ordering>;

impl Collator {
    /// What takes texts and compares them by their places: in a browser `Intl.Collator`, which knows the
    /// language. Each text is handed over once, however often it is compared.
    pub fn new(over: impl Fn(&[&str]) -> Compare + 'static) -> Self {
        Self(Rc::new(over))
    }

    /// Takes the texts of all keys, which know their places from then on.
    pub(crate) fn take(&self, keys: &mut [Vec<Key>]) -> Compare {
        let mut count = 0;
        for key in keys.iter_mut().flatten() {
            if let Key::Text { place, .. } = key {
                *place = count;
                count += 1;
            }
        }
        let texts: Vec<&str> = keys.iter().flatten().filter_map(Key::text).collect();
        (self.0)(&texts)
    }
}

impl fmt::Debug for Collator {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Collator")
    }
}

/// The value of a sort key for one record.
#[derive(Clone, Debug)]
pub(crate) enum Key {
    /// No value: always last.
    Empty,
    Number(f64),
    Text {
        folded: String,
        own: String,
        /// Which of a collator's texts it is.
        place: usize,
    },
}

impl Key {
    fn text(&self) -> Option<&str> {
        match self {
            Self::Text { own, .. } => Some(own),
            Self::Empty | Self::Number(_) => None,
        }
    }
}

/// The keys of one cited work.
pub(crate) fn keys(env: &Env<'_>, layout: &Layout, cited: Cited<'_>) -> Vec<Key> {
    let mut keys = Vec::with_capacity(layout.own.children.len());
    for key in &layout.own.children {
        keys.push(value(env, layout, key, cited));
    }
    keys
}

fn value(env: &Env<'_>, layout: &Layout, key: &Element, cited: Cited<'_>) -> Key {
    let mut eval = Eval::new(env, &layout.own, cited);
    eval.sorting = Some(key);
    if let Some(at) = key.number(Attr::Macro) {
        if let Some(elements) = env.style.macros.get(at as usize) {
            eval.elements(elements);
        }
        return text_key(&output::plain(&eval.out));
    }
    let Some(variable) = key.variable() else { return Key::Empty };
    match variable {
        Variable::CitationNumber => return Key::Number(cited.number.into()),
        Variable::YearSuffix => return Key::Number(cited.disambiguation.year_suffix.into()),
        _ => {}
    }
    match variable.class() {
        Class::Name => {
            eval.sort_names(cited.record.names(variable));
            text_key(&output::plain(&eval.out))
        }
        Class::Date => cited
            .record
            .date(variable)
            .map_or(Key::Empty, |date| text_key(&crate::csl::render::date_key(date, Word::Day))),
        Class::Number | Class::Text => {
            let Some(text) = eval.variable_text(variable) else { return Key::Empty };
            let text = text.as_ref();
            if variable.class() == Class::Number && is_numeric(text) {
                let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
                if let Some(number) = crate::text::json::number(&digits) {
                    return Key::Number(number);
                }
            }
            text_key(&crate::record::markup::plain(text))
        }
    }
}

fn text_key(text: &str) -> Key {
    let text = text.trim();
    if text.is_empty() {
        return Key::Empty;
    }
    Key::Text { folded: fold(text), own: text.to_owned(), place: 0 }
}

/// Compares the keys of two works; texts by their places, where a collator took them.
pub(crate) fn compare(layout: &Layout, one: &[Key], other: &[Key], texts: Option<&Compare>) -> Ordering {
    for ((key, one), other) in layout.own.children.iter().zip(one).zip(other) {
        let order = match (one, other) {
            (Key::Empty, Key::Empty) => Ordering::Equal,
            (Key::Empty, _) => return Ordering::Greater,
            (_, Key::Empty) => return Ordering::Less,
            (Key::Number(one), Key::Number(other)) => one.total_cmp(other),
            (Key::Number(_), Key::Text { .. }) => Ordering::Less,
            (Key::Text { .. }, Key::Number(_)) => Ordering::Greater,
            (Key::Text { folded, place, .. }, Key::Text { folded: other_folded, place: other, .. }) => {
                match texts {
                    Some(compare) => compare(*place, *other),
                    None => folded.cmp(other_folded),
                }
            }
        };
        let order = if key.is(Attr::Sort, Word::Descending) { order.reverse() } else { order };
        if order != Ordering::Equal {
            return order;
        }
    }
    Ordering::Equal
}

/// Latin letters with accents, each after the letter that it counts as.
static FOLDED: &[(&str, &str)] = &[
    ("a", "àáâãäåāăąǎạảấầẩẫậắằẳẵặ"),
    ("ae", "æ"),
    ("c", "çćĉċč"),
    ("d", "ďđð"),
    ("e", "èéêëēĕėęěẹẻẽếềểễệ"),
    ("g", "ĝğġģ"),
    ("h", "ĥħḥ"),
    ("i", "ìíîïĩīĭįıịỉ"),
    ("j", "ĵ"),
    ("k", "ķ"),
    ("l", "ĺļľŀł"),
    ("n", "ñńņňŉ"),
    ("o", "òóôõöøōŏőọỏốồổỗộớờởỡợơ"),
    ("oe", "œ"),
    ("r", "ŕŗř"),
    ("s", "śŝşšșṣ"),
    ("ss", "ß"),
    ("t", "ţťŧțṭ"),
    ("th", "þ"),
    ("u", "ùúûüũūŭůűųụủứừửữựư"),
    ("w", "ŵ"),
    ("y", "ýÿŷỳỵỷỹ"),
    ("z", "źżžẓ"),
];

/// Text in a form whose bytes are in the native collator's order.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in case::to_lower(text).chars() {
        match letter {
            'a'..='z' | '0'..='9' => out.push(letter),
            ' ' | '\u{a0}' | '\t' | '\n' => out.push(' '),
            ',' | '\'' | '’' | '‘' | '"' | '“' | '”' | '[' | ']' | '(' | ')' | '{' | '}' => {}
            // Combining accents.
            '\u{300}'..='\u{36f}' => {}
            '!'..='/' => out.push(letter),
            ':'..='@' | '\\'..='`' | '|' | '~' | '–' | '—' | '…' => out.push('-'),
            _ => match FOLDED.iter().find(|(_, accented)| accented.contains(letter)) {
                Some((plain, _)) => out.push_str(plain),
                None => out.push(letter),
            },
        }
    }
    out
}
