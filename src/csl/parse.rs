//! `.csl` XML to the style model of [`super::style`].
//!
//! Reads CSL 1.0 to 1.0.2 (<https://docs.citationstyles.org/en/stable/specification.html>). A
//! variable, type or attribute that CSL does not know is passed over, as styles written for its
//! extensions use some; what makes a style unusable is an error with its place.

use super::StyleError;
use super::locale;
use super::style::{Attr, Class, Element, Layout, Style, Tag, Value, Word};
use crate::record::xml::{self, Element as Xml};
use crate::record::{Kind, Position, Variable};

/// Elements inside elements, with macros put in their places, may not go deeper than this.
const MAX_NESTING: usize = 160;

/// A style may not render more elements than this, with macros put in their places: the largest
/// published styles have some thousands.
const MAX_ELEMENTS: usize = 1_000_000;

type Parsed<T> = Result<T, StyleError>;

/// What every function here needs: the text, for places, and the names of the macros.
pub(super) struct Parser<'x> {
    text: &'x str,
    macros: Vec<&'x str>,
    places_year_suffix: bool,
    tests_disambiguate: bool,
}

/// Reads a style.
pub(super) fn style(text: &str) -> Parsed<Style> {
    let root = xml::parse(text)?;
    let mut parser = Parser::new(text);
    if root.local() != "style" {
        return Err(parser.error(&root, "a style must begin with <style>"));
    }
    let mut style = Style {
        default_locale: root.attribute("default-locale").map(str::to_owned),
        root: parser.convert(&root, Tag::Group)?,
        ..Style::default()
    };
    if let Some(info) = root.child("info") {
        read_info(&mut style, info);
    }
    let mut macros: Vec<&Xml<'_>> = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    for element in root.children_named("macro") {
        let Some(name) = element.attribute("name") else {
            return Err(parser.error(element, "a macro needs a name"));
        };
        if names.contains(&name) {
            return Err(parser.error(element, &["there are two macros named \"", name, "\""].concat()));
        }
        names.push(name);
        macros.push(element);
    }
    parser.macros = names;
    for element in &macros {
        let mut own = Element::default();
        parser.children(element, &mut own)?;
        style.macros.push(own);
    }
    let Some(citation) = root.child("citation") else {
        if style.parent.is_some() {
            return Ok(style);
        }
        return Err(parser.error(&root, "a style needs a <citation> with a <layout>"));
    };
    style.citation = parser.layout(citation)?;
    if let Some(bibliography) = root.child("bibliography") {
        style.bibliography = Some(parser.layout(bibliography)?);
    }
    for element in root.children_named("locale") {
        style.locales.push(locale::from_xml(text, element)?);
    }
    style.places_year_suffix = parser.places_year_suffix;
    style.tests_disambiguate = parser.tests_disambiguate;
    parser.check_macros(&style, &macros)?;
    Ok(style)
}

fn read_info(style: &mut Style, info: &Xml<'_>) {
    for element in info.elements() {
        match element.local() {
            "title" if style.title.is_empty() => style.title = element.text().trim().to_owned(),
            "id" if style.id.is_empty() => style.id = last(&element.text()),
            "link" if style.parent.is_none() && element.attribute("rel") == Some("independent-parent") => {
                style.parent = element.attribute("href").map(last);
            }
            _ => {}
        }
    }
}

/// The last segment of an address.
fn last(id: &str) -> String {
    id.trim().trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned()
}

impl<'x> Parser<'x> {
    pub fn new(text: &'x str) -> Self {
        Self { text, macros: Vec::new(), places_year_suffix: false, tests_disambiguate: false }
    }

    fn error(&self, element: &Xml<'_>, message: &str) -> StyleError {
        StyleError {
            at: Position::of(self.text, element.offset),
            element: element.local().to_owned(),
            message: message.to_owned(),
        }
    }

    fn layout(&mut self, element: &Xml<'_>) -> Parsed<Layout> {
        let Some(body) = element.child("layout") else {
            return Err(self.error(element, &["<", element.local(), "> needs a <layout>"].concat()));
        };
        let mut own = self.convert(element, Tag::Group)?;
        if let Some(sort) = element.child("sort") {
            for key in sort.elements() {
                if key.attribute("macro").is_none() && key.attribute("variable").is_none() {
                    return Err(self.error(key, "a key needs a variable or a macro"));
                }
                let element = self.convert(key, Tag::Key)?;
                // One of a variable that CSL does not know sorts nothing.
                if element.number(Attr::Macro).is_some() || element.variable().is_some() {
                    own.children.push(element);
                }
            }
        }
        let mut converted = self.convert(body, Tag::Group)?;
        self.children(body, &mut converted)?;
        Ok(Layout { own, body: converted })
    }

    /// Adds the elements inside of an element, as far as its tag lets them stand there.
    pub fn children(&mut self, parent: &Xml<'_>, out: &mut Element) -> Parsed<()> {
        for child in parent.elements() {
            let name = child.local();
            let tag = match (out.tag, Tag::parse(name)) {
                (Tag::Choose, Some(tag @ (Tag::If | Tag::ElseIf | Tag::Else))) => tag,
                (Tag::Choose, _) => {
                    return Err(self.error(child, &["<", name, "> cannot stand in <choose>"].concat()));
                }
                (Tag::Names, Some(tag @ (Tag::Name | Tag::EtAl | Tag::Label | Tag::Substitute))) => tag,
                (Tag::Name, Some(tag @ Tag::NamePart)) | (Tag::Date, Some(tag @ Tag::DatePart)) => tag,
                (Tag::Group | Tag::If | Tag::ElseIf | Tag::Else | Tag::Substitute, tag) => match tag {
                    Some(Tag::Text) => text_tag(child),
                    Some(tag) if tag <= Tag::Choose => tag,
                    _ => Tag::Text,
                },
                _ => continue,
            };
            if tag == Tag::Text {
                let known = name == "text";
                return Err(if known {
                    self.error(child, "a text needs a variable, a macro, a term or a value")
                } else {
                    self.error(child, &["<", name, "> is no rendering element of CSL"].concat())
                });
            }
            let mut element = self.convert(child, tag)?;
            match tag {
                Tag::If | Tag::ElseIf if !element.attributes.iter().any(|(attr, _)| attr.is_condition()) => {
                    return Err(self.error(child, "a condition is missing; add for example variable=\"…\""));
                }
                // One of a variable that CSL does not know renders nothing.
                Tag::Variable | Tag::Number | Tag::Date => match element.variable() {
                    None => continue,
                    // A citation label carries the suffix itself.
                    Some(Variable::YearSuffix | Variable::CitationLabel) if tag == Tag::Variable => {
                        self.places_year_suffix = true;
                    }
                    _ => {}
                },
                Tag::Label if out.tag != Tag::Names && element.variable().is_none() => continue,
                Tag::DatePart if element.word(Attr::Name).is_none() => continue,
                _ => {}
            }
            self.children(child, &mut element)?;
            out.children.push(element);
        }
        Ok(())
    }

    /// An element with its attributes, without what it contains.
    pub fn convert(&mut self, xml: &Xml<'_>, tag: Tag) -> Parsed<Element> {
        let mut element = Element { tag, ..Element::default() };
        let tests = matches!(tag, Tag::If | Tag::ElseIf);
        for (key, text) in &xml.attributes {
            let Some(mut attr) = Attr::parse(xml::local(key)) else { continue };
            if tag == Tag::Name {
                // What other elements call by longer names.
                match attr {
                    Attr::Form => attr = Attr::NameForm,
                    Attr::Delimiter => attr = Attr::NameDelimiter,
                    _ => {}
                }
            }
            let mut rest: &str = text;
            loop {
                let mut word = rest;
                if tests && attr.is_condition() || tag == Tag::Names && attr == Attr::Variable {
                    // Each word is a value of its own.
                    word = rest.trim_start();
                    if word.is_empty() {
                        break;
                    }
                    let end = word.find([' ', '\n', '\t', '\r']).unwrap_or(word.len());
                    (word, rest) = word.split_at(end);
                } else {
                    rest = "";
                }
                let value = match attr.class() {
                    Class::Text => Some(Value::Text(word.to_owned())),
                    Class::Term => Some(Value::Text(locale::term_name(word))),
                    Class::Number => word.trim().parse().ok().map(Value::Number),
                    Class::Word => Word::parse(word.trim()).map(Value::Word),
                    Class::Variable => Variable::parse(word).map(Value::Variable),
                    Class::Kind => kind(word),
                    Class::Macro => match self.macros.iter().position(|known| *known == word) {
                        Some(at) => Some(Value::Number(at as u32)),
                        None => {
                            let message =
                                ["there is no macro named \"", word, "\"; add it or correct the name"];
                            return Err(self.error(xml, &message.concat()));
                        }
                    },
                };
                match value {
                    Some(value) => element.attributes.push((attr, value)),
                    None if tests => element.attributes.push((attr, Value::Unknown)),
                    None => {}
                }
                if rest.is_empty() {
                    break;
                }
            }
            self.tests_disambiguate |= tests && attr == Attr::Disambiguate;
        }
        Ok(element)
    }

    /// No macro may call itself, and what the layouts render in the end must have a sane size.
    fn check_macros(&self, style: &Style, elements: &[&Xml<'_>]) -> Parsed<()> {
        let mut sizes = vec![Size::Unknown; style.macros.len()];
        for at in 0..style.macros.len() {
            if let Err(place) = measure_macro(style, at, 0, &mut sizes) {
                let (Some(element), Some(name)) = (elements.get(place), self.macros.get(place)) else {
                    continue;
                };
                let message = [
                    "the macro \"",
                    name,
                    "\" calls itself, or macros call one another too deeply or too often",
                ];
                return Err(self.error(element, &message.concat()));
            }
        }
        Ok(())
    }
}

/// Which of the four `cs:text` is one; [`Tag::Text`] if none.
fn text_tag(element: &Xml<'_>) -> Tag {
    let kinds =
        [("variable", Tag::Variable), ("macro", Tag::Macro), ("term", Tag::Term), ("value", Tag::Value)];
    for (name, tag) in kinds {
        if element.attribute(name).is_some() {
            return tag;
        }
    }
    Tag::Text
}

/// A type by CSL's own name of it.
fn kind(word: &str) -> Option<Value> {
    for kind in Kind::ALL {
        if kind.as_str() == word {
            return Some(Value::Kind(*kind));
        }
    }
    None
}

/// What is known of a macro while macros are measured.
#[derive(Clone, Copy)]
enum Size {
    Unknown,
    InWork,
    /// Elements in all, and how deep they nest.
    Known(usize, usize),
}

/// Measures a macro with all that it calls; fails with the macro that calls itself or is too large.
fn measure_macro(
    style: &Style,
    at: usize,
    depth: usize,
    sizes: &mut [Size],
) -> Result<(usize, usize), usize> {
    match sizes.get(at) {
        Some(Size::Known(count, nesting)) => return Ok((*count, *nesting)),
        Some(Size::Unknown) if depth < MAX_NESTING => {}
        _ => return Err(at),
    }
    let (Some(size), Some(element)) = (sizes.get_mut(at), style.macros.get(at)) else { return Err(at) };
    *size = Size::InWork;
    let mut total = (0, 0);
    measure(style, element, depth + 1, sizes, &mut total, 1)?;
    if total.0 > MAX_ELEMENTS || total.1 > MAX_NESTING {
        return Err(at);
    }
    if let Some(size) = sizes.get_mut(at) {
        *size = Size::Known(total.0, total.1);
    }
    Ok(total)
}

fn measure(
    style: &Style,
    parent: &Element,
    depth: usize,
    sizes: &mut [Size],
    total: &mut (usize, usize),
    nesting: usize,
) -> Result<(), usize> {
    total.1 = total.1.max(nesting);
    for element in &parent.children {
        total.0 = total.0.saturating_add(1);
        if let (Tag::Macro, Some(called)) = (element.tag, element.number(Attr::Macro)) {
            let inner = measure_macro(style, called as usize, depth, sizes)?;
            *total = (total.0.saturating_add(inner.0), total.1.max(nesting + inner.1));
        }
        if !element.children.is_empty() {
            // What a choose or names element contains stands where it stands itself.
            let deeper = usize::from(!matches!(element.tag, Tag::Choose | Tag::Names));
            measure(style, element, depth, sizes, total, nesting + deeper)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::style;

    #[track_caller]
    fn fails(body: &str, line: u32, element: &str, message: &str) {
        let text = format!("<style class=\"note\" version=\"1.0\">\n{body}\n</style>");
        let error = style(&text).unwrap_err();
        assert_eq!((error.at.line, error.element.as_str()), (line, element), "{}", error.message);
        assert!(error.message.contains(message), "{}", error.message);
    }

    const CITATION: &str = "<citation><layout><text macro=\"a\"/></layout></citation>";

    #[test]
    fn says_what_makes_a_style_unusable() {
        fails("<info/>", 1, "style", "needs a <citation>");
        fails("<citation>\n</citation>", 2, "citation", "needs a <layout>");
        fails(CITATION, 2, "text", "no macro named \"a\"");
        fails(&format!("<macro name='a'>\n<text macro='a'/></macro>{CITATION}"), 2, "macro", "calls itself");
        let circle = "<macro name='a'><text macro='b'/></macro>\n<macro name='b'><text macro='a'/></macro>";
        fails(&format!("{circle}{CITATION}"), 2, "macro", "calls itself");
        fails("<macro name='a'>\n<blink/></macro>", 3, "blink", "no rendering element");
        fails("<macro name='a'><text/></macro>", 2, "text", "a variable, a macro, a term or a value");
        fails("<macro name='a'/>\n<macro name='a'/>", 3, "macro", "two macros");
    }

    #[test]
    fn refuses_macros_that_multiply() {
        let mut body = String::from("<macro name='m0'><text value='x'/></macro>");
        for at in 1..64 {
            let call = format!("<text macro='m{}'/>", at - 1);
            body.push_str(&format!("<macro name='m{at}'>{call}{call}</macro>"));
        }
        fails(&format!("{body}{CITATION}").replace("\"a\"", "'m63'"), 2, "macro", "too often");
    }
}
