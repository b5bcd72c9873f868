//! Styles and locales to a compact text and back: what browsers load instead of XML.
//!
//! Everything is a text that ends with NUL, or one character for a small number, from U+0001 on. The
//! first character tells what the text is and of which build: numbers are places in this build's
//! lists of names.
//!
//! ```text
//! style    = version title id parent default-locale flags
//!            root-with-macros citation layout [bibliography layout] locale*
//! element  = tag (attribute value)* element* " "
//! locale   = lang options dates codes text*      a file: version locale
//! codes    = (code [gender gender-form match])*  as a text; each says which texts follow for its term
//! ```
//!
//! [`read_style`] and [`read_locale`] take any text: any other text gives nothing. A macro calls
//! only those before it, so that none can call itself, and what macros render in the end is counted.

use crate::csl::model::element::{Attr, Class, Element, Tag, Value, Word};
use crate::csl::model::locale::{Locale, Term};
use crate::csl::model::style::{Layout, MAX_ELEMENTS, MAX_NESTING, Style};
use crate::record::{Kind, Variable};
use std::mem::take;
use std::str::Chars;

/// Raised when this file changes what it writes.
const REVISION: u32 = 1;

/// The first character: of styles, and with 1 added of locales.
const VERSION: u32 = {
    let mut hash = REVISION;
    let mut list = 0;
    while list < NAMES.len() {
        let mut at = 0;
        while at < NAMES[list].len() {
            hash = (hash ^ NAMES[list].as_bytes()[at] as u32).wrapping_mul(0x0100_0193);
            at += 1;
        }
        list += 1;
    }
    // Among the Chinese characters, whose numbers have no gaps.
    0x4e00 + (hash >> 18) * 2 % 0x5000
};

/// The names that stand as numbers.
const NAMES: &[&str] = &[Tag::NAMES, Attr::NAMES, Word::NAMES, Variable::NAMES, Kind::NAMES];

/// Where an element ends.
const END: u32 = 31;
/// The first attribute; tags are below.
const ATTRIBUTES: u32 = END + 1;
/// [`Value::Unknown`]: no list of names is so long.
const UNKNOWN: u32 = 126;
/// The forms that terms have, from the first of [`Word`].
const FORMS: u32 = Word::Symbol as u32;
/// How many there are.
const FORM_COUNT: u32 = Word::VerbShort as u32 - FORMS + 1;

// What follows for a term, in its code: `FORM_COUNT` times the sum.
const NEW_NAME: u32 = 1;
const OWN_SINGLE: u32 = 2;
const OWN_MULTIPLE: u32 = 4;
const WORDS: u32 = 8;

/// Elements inside elements go no deeper than this, as the elements count that [`MAX_NESTING`] does
/// not.
const MAX_LEVEL: usize = 2 * MAX_NESTING + 2;

impl Style {
    /// The style as a compact text, which [`Style::from_compiled`] of the same build reads.
    pub fn compiled(&self) -> String {
        write_style(self)
    }

    /// Reads a compact text; nothing if another build wrote it.
    pub fn from_compiled(text: &str) -> Option<Self> {
        read_style(text)
    }
}

impl Locale {
    /// The locale as a compact text, which [`Locale::from_compiled`] of the same build reads.
    pub fn compiled(&self) -> String {
        write_locale(self)
    }

    /// Reads a compact text; nothing if another build wrote it.
    pub fn from_compiled(text: &str) -> Option<Self> {
        read_locale(text)
    }
}

/// A style as a compact text.
fn write_style(style: &Style) -> String {
    let mut out = Writer(String::new());
    out.number(VERSION);
    for text in [&style.title, &style.id] {
        out.text(text);
    }
    for text in [&style.parent, &style.default_locale] {
        out.text(text.as_deref().unwrap_or_default());
    }
    let flags = [style.places_year_suffix, style.tests_disambiguate, style.bibliography.is_some()];
    out.number(flags.iter().rev().fold(0, |sum, flag| sum * 2 + u32::from(*flag)));
    out.element(&style.root, &style.macros);
    for layout in [Some(&style.citation), style.bibliography.as_ref()].into_iter().flatten() {
        out.element(&layout.own, &layout.own.children);
        out.element(&layout.body, &layout.body.children);
    }
    for locale in &style.locales {
        out.locale(locale);
    }
    out.0
}

/// A locale as a compact text.
fn write_locale(locale: &Locale) -> String {
    let mut out = Writer(String::new());
    out.number(VERSION + 1);
    out.locale(locale);
    out.0
}

struct Writer(String);

impl Writer {
    /// A number; those that the parser gives are small enough.
    fn number(&mut self, number: u32) {
        self.0.push(char::from_u32(number + 1).unwrap_or(char::MAX));
    }

    /// A text; XML knows no NUL.
    fn text(&mut self, text: &str) {
        self.0.extend(text.chars().filter(|letter| *letter != '\0'));
        self.0.push('\0');
    }

    fn element(&mut self, element: &Element, children: &[Element]) {
        self.number(element.tag as u32);
        for (attr, value) in &element.attributes {
            self.number(ATTRIBUTES + *attr as u32);
            match value {
                Value::Text(text) => self.text(text),
                Value::Number(number) => self.number(*number),
                Value::Word(word) => self.number(*word as u32),
                Value::Variable(variable) => self.number(*variable as u32),
                Value::Kind(kind) => self.number(*kind as u32),
                Value::Unknown => self.number(UNKNOWN),
            }
        }
        for child in children {
            self.element(child, &child.children);
        }
        self.number(END);
    }

    fn locale(&mut self, locale: &Locale) {
        self.text(&locale.lang);
        let option = |option: Option<bool>| option.map_or(0, |on| 1 + u32::from(on));
        let options = [u32::from(locale.has_ordinals), option(locale.limit_day_ordinals)];
        self.number((options[0] * 3 + options[1]) * 3 + option(locale.punctuation_in_quote));
        self.element(&Element::default(), &locale.dates);
        let (mut codes, mut texts) = (Self(String::new()), Self(String::new()));
        let mut name = "";
        for term in &locale.terms {
            let mut code = 0;
            for (flag, holds, text) in [
                (NEW_NAME, name != term.name, &term.name),
                (OWN_SINGLE, term.single != term.name, &term.single),
                (OWN_MULTIPLE, term.multiple != term.single, &term.multiple),
            ] {
                if holds {
                    code += flag;
                    texts.text(text);
                }
            }
            name = &term.name;
            let words = [term.gender, term.gender_form, term.matching];
            let usual = words == USUAL;
            code += if usual { 0 } else { WORDS };
            codes.number(code * FORM_COUNT + term.form as u32 - FORMS);
            words.iter().filter(|_| !usual).for_each(|word| codes.number(*word as u32));
        }
        self.text(&codes.0);
        self.0.push_str(&texts.0);
    }
}

/// The gender, the gender of an ordinal, and what part of the number it is for, of most terms.
const USUAL: [Word; 3] = [Word::Neuter, Word::Neuter, Word::LastDigit];

/// Reads what [`write_style`] wrote in this build.
fn read_style(text: &str) -> Option<Style> {
    let mut reader = Reader::new(text, VERSION)?;
    let mut style = Style { title: reader.text()?, id: reader.text()?, ..Style::default() };
    style.parent = Some(reader.text()?).filter(|text| !text.is_empty());
    style.default_locale = Some(reader.text()?).filter(|text| !text.is_empty());
    let flags = reader.number()?;
    style.places_year_suffix = flags & 1 != 0;
    style.tests_disambiguate = flags & 2 != 0;
    style.root = reader.root()?;
    style.macros = take(&mut style.root.children);
    style.citation = reader.layout()?;
    if flags & 4 != 0 {
        style.bibliography = Some(reader.layout()?);
    }
    while !reader.rest.as_str().is_empty() {
        style.locales.push(reader.locale()?);
    }
    Some(style)
}

/// Reads what [`write_locale`] wrote in this build.
fn read_locale(text: &str) -> Option<Locale> {
    Reader::new(text, VERSION + 1)?.locale()
}

struct Reader<'t> {
    rest: Chars<'t>,
    /// Of each macro: how many elements it renders, and how deep they nest.
    macros: Vec<(usize, usize)>,
    /// The same of the macro that is being read.
    size: (usize, usize),
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, version: u32) -> Option<Self> {
        let mut reader = Self { rest: text.chars(), macros: Vec::new(), size: (0, 0) };
        (reader.number()? == version).then_some(reader)
    }

    fn number(&mut self) -> Option<u32> {
        (self.rest.next()? as u32).checked_sub(1)
    }

    #[inline(never)]
    fn text(&mut self) -> Option<String> {
        let (text, rest) = self.rest.as_str().split_once('\0')?;
        self.rest = rest.chars();
        Some(text.to_owned())
    }

    /// An element that is inside of none.
    fn root(&mut self) -> Option<Element> {
        let tag = self.number()?;
        self.element(tag, 0)
    }

    fn layout(&mut self) -> Option<Layout> {
        Some(Layout { own: self.root()?, body: self.root()? })
    }

    fn element(&mut self, tag: u32, level: usize) -> Option<Element> {
        if level > MAX_LEVEL {
            return None;
        }
        // The macro itself renders nothing.
        self.size = (self.size.0 + usize::from(level > 1), self.size.1.max(level));
        let mut element = Element { tag: nth(Tag::ALL, tag)?, ..Element::default() };
        loop {
            let number = self.number()?;
            if number < END {
                let child = self.element(number, level + 1)?;
                element.children.push(child);
                continue;
            }
            if number == END {
                break;
            }
            // Attributes are written before the children; after them, one could name a macro that is not read yet.
            if !element.children.is_empty() {
                return None;
            }
            let attr = nth(Attr::ALL, number - ATTRIBUTES)?;
            let value = self.value(attr.class(), level)?;
            element.attributes.push((attr, value));
        }
        if level == 1 {
            // A macro, or what may call all of them.
            let (count, deepest) = take(&mut self.size);
            self.macros.push((count, deepest - 1));
        }
        Some(element)
    }

    fn value(&mut self, class: Class, level: usize) -> Option<Value> {
        if matches!(class, Class::Text | Class::Term) {
            return Some(Value::Text(self.text()?));
        }
        let number = self.number()?;
        let value = match class {
            Class::Word => nth(Word::ALL, number).map(Value::Word),
            Class::Variable => nth(Variable::ALL, number).map(Value::Variable),
            Class::Kind => nth(Kind::ALL, number).map(Value::Kind),
            _ => {
                if class == Class::Macro {
                    let (count, deepest) = self.macros.get(number as usize)?;
                    if *count > MAX_ELEMENTS || *deepest > MAX_LEVEL {
                        return None;
                    }
                    self.size = (self.size.0.saturating_add(*count), self.size.1.max(level + deepest));
                }
                Some(Value::Number(number))
            }
        };
        Some(value.unwrap_or(Value::Unknown))
    }

    fn locale(&mut self) -> Option<Locale> {
        let mut locale = Locale { lang: self.text()?, ..Locale::default() };
        let options = self.number()?;
        locale.punctuation_in_quote = option(options);
        locale.limit_day_ordinals = option(options / 3);
        locale.has_ordinals = options >= 9;
        locale.dates = self.root()?.children;
        let codes = self.text()?;
        let mut codes = codes.chars().map(|code| code as u32 - 1);
        let mut name = String::new();
        while let Some(code) = codes.next() {
            let flags = code / FORM_COUNT;
            if flags & NEW_NAME != 0 {
                name = self.text()?;
            }
            let single = if flags & OWN_SINGLE != 0 { self.text()? } else { name.clone() };
            let multiple = if flags & OWN_MULTIPLE != 0 { self.text()? } else { single.clone() };
            let mut words = USUAL;
            if flags & WORDS != 0 {
                for word in &mut words {
                    *word = nth(Word::ALL, codes.next()?)?;
                }
            }
            let [gender, gender_form, matching] = words;
            let form = nth(Word::ALL, FORMS + code % FORM_COUNT)?;
            locale.terms.push(Term {
                name: name.clone(),
                form,
                single,
                multiple,
                gender,
                gender_form,
                matching,
            });
        }
        Some(locale)
    }
}

/// 1 is no, 2 is yes.
fn option(number: u32) -> Option<bool> {
    match number % 3 {
        0 => None,
        on => Some(on == 2),
    }
}

fn nth<T: Copy>(list: &[T], number: u32) -> Option<T> {
    list.get(number as usize).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: &str = r#"<style class="note" version="1.0" default-locale="de-DE"><info><title>T</title>
        <id>http://a.example/t</id></info>
        <locale xml:lang="de"><style-options punctuation-in-quote="true"/><terms>
          <term name="page" form="short"><single>S.</single><multiple>S.</multiple></term>
          <term name="page">Seite</term><term name="ordinal-01" gender-form="feminine">te</term></terms>
          <date form="text"><date-part name="year"/></date></locale><locale/>
        <macro name="b"><text macro="a" prefix="&#10;"/></macro><macro name="a"><text value=""/></macro>
        <citation et-al-min="4000000000"><sort><key macro="b" sort="descending"/></sort><layout>
          <choose><if type="book nothing" match="odd"><text macro="a"/></if><else><names variable="author"/></else>
          </choose></layout></citation><bibliography><layout/></bibliography></style>"#;

    fn same(one: &impl std::fmt::Debug, other: &impl std::fmt::Debug) {
        assert_eq!(format!("{one:?}"), format!("{other:?}"));
    }

    #[test]
    fn comes_back_as_it_was() {
        let style = Style::parse(STYLE).unwrap();
        same(&read_style(&write_style(&style)), &Some(&style));
        let [locale, _] = &style.locales[..] else { panic!("two locales") };
        same(&read_locale(&write_locale(locale)), &Some(locale));
    }

    #[test]
    fn is_of_this_build_and_kind_only() {
        let style = Style::parse(STYLE).unwrap();
        let text = write_style(&style);
        let other = format!("\u{4e00}{}", text.trim_start_matches(|letter| letter > '\u{4e00}'));
        for wrong in ["", STYLE, "<!DOCTYPE html>", &other, &write_locale(&style.locales[0])] {
            assert!(read_style(wrong).is_none(), "{wrong}");
        }
    }

    /// A style of macros that are given by the text of what they contain.
    fn macros(bodies: &[String]) -> String {
        let mut out = Writer(String::new());
        out.number(VERSION);
        out.0.push_str("\0\0\0\0\u{1}");
        out.number(Tag::Group as u32);
        for body in bodies {
            out.number(Tag::Group as u32);
            out.0.push_str(body);
            out.number(END);
        }
        out.number(END);
        for _ in 0..2 {
            out.element(&Element::default(), &[]);
        }
        out.0
    }

    fn call(place: u32) -> String {
        let mut out = Writer(String::new());
        let element = Element {
            tag: Tag::Macro,
            attributes: vec![(Attr::Macro, Value::Number(place))],
            ..Element::default()
        };
        out.element(&element, &[]);
        out.0
    }

    #[test]
    fn refuses_attributes_after_what_is_inside() {
        let group = |text: &str| {
            let mut out = Writer(String::new());
            out.number(Tag::Group as u32);
            out.0 + text
        };
        let mut end = Writer(String::new());
        end.number(END);
        for (attr, value) in [(Attr::Macro, "\u{1}"), (Attr::Prefix, "a\0")] {
            let mut attribute = Writer(String::new());
            attribute.number(ATTRIBUTES + attr as u32);
            let (attribute, inside) = (attribute.0 + value, group(&end.0));
            let good = group(&format!("{attribute}{inside}{}", end.0));
            let wrong = group(&format!("{inside}{attribute}{}", end.0));
            assert!(read_style(&macros(&[String::new(), good])).is_some(), "{attr:?}");
            assert!(read_style(&macros(&[String::new(), wrong])).is_none(), "{attr:?}");
        }
    }

    #[test]
    fn refuses_macros_that_never_end() {
        assert!(read_style(&macros(&[String::new(), call(0)])).is_some());
        assert!(read_style(&macros(&[call(0)])).is_none(), "itself");
        assert!(read_style(&macros(&[call(1), call(0)])).is_none(), "in a circle");
        let twice: Vec<String> =
            (0..64).map(|at| if at == 0 { String::new() } else { call(at - 1).repeat(2) }).collect();
        assert!(read_style(&macros(&twice)).is_none(), "too often");
        let deep: Vec<String> =
            (0..500).map(|at| if at == 0 { String::new() } else { call(at - 1) }).collect();
        assert!(read_style(&macros(&deep[..300])).is_some());
        assert!(read_style(&macros(&deep)).is_none(), "too deeply");
        let group = char::from_u32(Tag::Group as u32 + 1).unwrap().to_string();
        assert!(read_style(&macros(&[group.repeat(1_000_000)])).is_none(), "elements in elements");
    }
}
