//! `.csl` XML to the model of a style.
//!
//! Reads CSL 1.0 to 1.0.2 (<https://docs.citationstyles.org/en/stable/specification.html>). A
//! variable, type or attribute that CSL does not know is passed over, as styles written for its
//! extensions use some; what makes a style unusable is an error with its place.

use crate::csl::model::StyleError;
use crate::csl::model::element::{Attr, Class, Element, Tag, Value, Word};
use crate::csl::model::locale::{self, Locale};
use crate::csl::model::style::{Layout, MAX_ELEMENTS, MAX_NESTING, MAX_NUMBER, Style};
use crate::record::{Kind, Position, Variable};
use crate::text::xml::{self, Element as Xml};

type Parsed<T> = Result<T, StyleError>;

/// What every function here needs: the text, for places, and the names of the macros.
pub(super) struct Parser<'x> {
    text: &'x str,
    macros: Vec<&'x str>,
    places_year_suffix: bool,
    tests_disambiguate: bool,
}

impl Style {
    /// Reads a style.
    pub fn parse(xml: &str) -> Result<Self, StyleError> {
        let root = xml::parse(xml)?;
        let mut style = Self::default();
        Parser::new(xml).style(&root, &mut style)?;
        Ok(style)
    }
}

fn read_info(style: &mut Style, info: &Xml<'_>) {
    for element in info.elements() {
        match element.local() {
            "title" if style.title.is_empty() => style.title = element.text().trim().to_owned(),
            "id" if style.id.is_empty() => style.id = last(&element.text()),
            "link" if style.parent.is_none() && element.attribute("rel") == Some("independent-parent") => {
                style.parent = element.attribute("href").map(last).filter(|id| !id.is_empty());
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
    pub(super) fn new(text: &'x str) -> Self {
        Self { text, macros: Vec::new(), places_year_suffix: false, tests_disambiguate: false }
    }

    /// The error of an element, with a message in parts.
    pub(super) fn fail(&self, element: &Xml<'_>, message: &str, more: &[&str]) -> Parsed<()> {
        let message = message.to_owned() + &more.concat();
        let at = Position::of(self.text, element.offset);
        Err(StyleError { at, element: element.local().to_owned(), message })
    }

    fn style(&mut self, root: &'x Xml<'_>, style: &mut Style) -> Parsed<()> {
        if root.local() != "style" {
            return self.fail(root, "a style must begin with <style>", &[]);
        }
        let lang = root.attribute("default-locale").filter(|lang| !lang.is_empty());
        style.default_locale = lang.map(str::to_owned);
        self.attributes(root, &mut style.root)?;
        let mut macros: Vec<&Xml<'_>> = Vec::new();
        for element in root.elements() {
            match element.local() {
                "info" => read_info(style, element),
                "macro" => {
                    let Some(name) = element.attribute("name") else {
                        return self.fail(element, "a macro needs a name", &[]);
                    };
                    if self.macros.contains(&name) {
                        return self.fail(element, "there are two macros named \"", &[name, "\""]);
                    }
                    if self.macros.len() >= MAX_NUMBER as usize {
                        return self.fail(element, "there are too many macros; take some of them out", &[]);
                    }
                    self.macros.push(name);
                    macros.push(element);
                    style.macros.push(Element::default());
                }
                _ => {}
            }
        }
        // All names are known now.
        for (element, own) in macros.iter().zip(&mut style.macros) {
            self.children(element, own)?;
        }
        let mut cites = false;
        for element in root.elements() {
            match element.local() {
                "citation" => {
                    cites = true;
                    self.layout(element, &mut style.citation)?;
                }
                "bibliography" => self.layout(element, style.bibliography.insert(Layout::default()))?,
                "locale" => {
                    style.locales.push(Locale::default());
                    if let Some(last) = style.locales.last_mut() {
                        last.read(self, element)?;
                    }
                }
                _ => {}
            }
        }
        if !cites && style.parent.is_none() {
            return self.fail(root, "a style needs a <citation> with a <layout>", &[]);
        }
        style.places_year_suffix = self.places_year_suffix;
        style.tests_disambiguate = self.tests_disambiguate;
        self.check_macros(style, &macros)
    }

    fn layout(&mut self, element: &Xml<'_>, out: &mut Layout) -> Parsed<()> {
        let layouts: Vec<&Xml<'_>> = element.elements().filter(|child| child.local() == "layout").collect();
        let (localized, plain): (Vec<&Xml<'_>>, Vec<&Xml<'_>>) =
            layouts.iter().partition(|layout| layout.attribute("locale").is_some());
        let Some(body) = plain.first().or(localized.first()) else {
            return self.fail(element, "<", &[element.local(), "> needs a <layout>"]);
        };
        self.attributes(element, &mut out.own)?;
        if let Some(sort) = element.child("sort") {
            for key in sort.elements() {
                if key.attribute("macro").is_none() && key.attribute("variable").is_none() {
                    return self.fail(key, "a key needs a variable or a macro", &[]);
                }
                let mut element = Element { tag: Tag::Key, ..Element::default() };
                self.attributes(key, &mut element)?;
                // One of a variable that CSL does not know sorts nothing.
                if element.number(Attr::Macro).is_some() || element.variable().is_some() {
                    out.own.children.push(element);
                }
            }
        }
        self.attributes(body, &mut out.body)?;
        if localized.is_empty() {
            return self.children(body, &mut out.body);
        }
        // CSL-M has layouts for languages of works: each becomes a branch that tests the language.
        let mut choose = Element { tag: Tag::Choose, ..Element::default() };
        for layout in &localized {
            let mut branch = Element { tag: Tag::If, ..Element::default() };
            self.attributes(layout, &mut branch)?;
            branch.attributes.push((Attr::Match, Value::Word(Word::Any)));
            self.children(layout, &mut branch)?;
            choose.children.push(branch);
        }
        let mut rest =
            Element { tag: Tag::Else, attributes: out.body.attributes.clone(), ..Element::default() };
        self.children(body, &mut rest)?;
        choose.children.push(rest);
        out.body.children.push(choose);
        Ok(())
    }

    /// Adds the elements inside of an element, as far as its tag lets them stand there.
    pub(super) fn children(&mut self, parent: &Xml<'_>, out: &mut Element) -> Parsed<()> {
        for child in parent.elements() {
            let name = child.local();
            let tag = match (out.tag, Tag::parse(name)) {
                (Tag::Choose, Some(tag @ (Tag::If | Tag::ElseIf | Tag::Else))) => tag,
                (Tag::Choose, _) => {
                    return self.fail(child, "<", &[name, "> cannot stand in <choose>"]);
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
                if name == "text" {
                    return self.fail(child, "a text needs a variable, a macro, a term or a value", &[]);
                }
                return self.fail(child, "<", &[name, "> is not a rendering element of CSL"]);
            }
            let mut element = Element { tag, ..Element::default() };
            self.attributes(child, &mut element)?;
            match tag {
                Tag::If | Tag::ElseIf if !element.attributes.iter().any(|(attr, _)| attr.is_condition()) => {
                    return self.fail(child, "a condition is missing; add for example variable=\"…\"", &[]);
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

    /// Adds the attributes of an element.
    pub(super) fn attributes(&mut self, xml: &Xml<'_>, element: &mut Element) -> Parsed<()> {
        let tag = element.tag;
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
                    let end = word.find(&[' ', '\n', '\t', '\r'][..]).unwrap_or(word.len());
                    (word, rest) = word.split_at(end);
                } else {
                    rest = "";
                }
                let value = match attr.class() {
                    // Some styles escape a space twice: `&amp;#160;`.
                    Class::Text if word.contains("&#") => Some(Value::Text(xml::unescape(word).into())),
                    Class::Text => Some(Value::Text(word.to_owned())),
                    Class::Term => Some(Value::Text(locale::term_name(word))),
                    Class::Number => {
                        word.trim().parse::<u32>().ok().map(|number| Value::Number(number.min(MAX_NUMBER)))
                    }
                    Class::Word => Word::parse(word.trim()).map(Value::Word),
                    Class::Variable => Variable::parse(word).map(Value::Variable),
                    Class::Kind => Kind::named(word).map(Value::Kind),
                    Class::Macro => match self.macros.iter().position(|known| *known == word) {
                        Some(at) if matches!(tag, Tag::Macro | Tag::Key) => Some(Value::Number(at as u32)),
                        Some(_) => None,
                        None => {
                            let rest = &[word, "\"; add it or correct the name"];
                            return self.fail(xml, "there is no macro named \"", rest);
                        }
                    },
                };
                match value {
                    Some(value) => element.attributes.push((attr, value)),
                    None if tests && attr.is_condition() => element.attributes.push((attr, Value::Unknown)),
                    None => {}
                }
                if rest.is_empty() {
                    break;
                }
            }
            self.tests_disambiguate |= tests && attr == Attr::Disambiguate;
        }
        Ok(())
    }

    /// No macro may call itself, and what the layouts render in the end must have a sane size. Puts
    /// the macros in an order in which each calls only those before it.
    fn check_macros(&self, style: &mut Style, elements: &[&Xml<'_>]) -> Parsed<()> {
        let mut measured = Measured { sizes: vec![Size::Unknown; style.macros.len()], order: Vec::new() };
        for at in 0..style.macros.len() {
            if let Err(place) = measure_macro(style, at, 0, &mut measured) {
                let (Some(element), Some(name)) = (elements.get(place), self.macros.get(place)) else {
                    continue;
                };
                let rest = &[*name, "\" calls itself, or macros call one another too deeply or too often"];
                return self.fail(element, "the macro \"", rest);
            }
        }
        let mut places = vec![0; style.macros.len()];
        let mut macros = Vec::with_capacity(style.macros.len());
        for (place, at) in measured.order.iter().enumerate() {
            if let (Some(own), Some(element)) = (places.get_mut(*at), style.macros.get_mut(*at)) {
                *own = place as u32;
                macros.push(std::mem::take(element));
            }
        }
        style.macros = macros;
        style.macros.iter_mut().for_each(|element| renumber(element, &places));
        for layout in [Some(&mut style.citation), style.bibliography.as_mut()].into_iter().flatten() {
            renumber(&mut layout.own, &places);
            renumber(&mut layout.body, &places);
        }
        Ok(())
    }
}

/// Puts the macros' new places where they are called.
fn renumber(element: &mut Element, places: &[u32]) {
    for (attr, value) in &mut element.attributes {
        if let (Attr::Macro, Value::Number(at)) = (attr, value) {
            *at = places.get(*at as usize).copied().unwrap_or_default();
        }
    }
    element.children.iter_mut().for_each(|child| renumber(child, places));
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

/// What is known of a macro while macros are measured.
#[derive(Clone, Copy)]
enum Size {
    Unknown,
    InWork,
    /// Elements in all, and how deep they nest.
    Known(usize, usize),
}

/// What measuring finds.
struct Measured {
    sizes: Vec<Size>,
    /// The macros, each after those that it calls.
    order: Vec<usize>,
}

/// Measures a macro with all that it calls; fails with the macro that calls itself or is too large.
fn measure_macro(
    style: &Style,
    at: usize,
    depth: usize,
    measured: &mut Measured,
) -> Result<(usize, usize), usize> {
    match measured.sizes.get(at) {
        Some(Size::Known(count, nesting)) => return Ok((*count, *nesting)),
        Some(Size::Unknown) if depth < MAX_NESTING => {}
        _ => return Err(at),
    }
    let (Some(size), Some(element)) = (measured.sizes.get_mut(at), style.macros.get(at)) else {
        return Err(at);
    };
    *size = Size::InWork;
    let mut total = (0, 0);
    measure(style, element, depth + 1, measured, &mut total, 1)?;
    if total.0 > MAX_ELEMENTS || total.1 > MAX_NESTING {
        return Err(at);
    }
    if let Some(size) = measured.sizes.get_mut(at) {
        *size = Size::Known(total.0, total.1);
    }
    measured.order.push(at);
    Ok(total)
}

fn measure(
    style: &Style,
    parent: &Element,
    depth: usize,
    measured: &mut Measured,
    total: &mut (usize, usize),
    nesting: usize,
) -> Result<(), usize> {
    total.1 = total.1.max(nesting);
    for element in &parent.children {
        total.0 = total.0.saturating_add(1);
        for (attr, value) in &element.attributes {
            if let (Attr::Macro, Value::Number(called)) = (attr, value) {
                let inner = measure_macro(style, *called as usize, depth, measured)?;
                *total = (total.0.saturating_add(inner.0), total.1.max(nesting + inner.1));
            }
        }
        if !element.children.is_empty() {
            // What a choose or names element contains stands where it stands itself.
            let deeper = usize::from(!matches!(element.tag, Tag::Choose | Tag::Names));
            measure(style, element, depth, measured, total, nesting + deeper)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Style;

    #[track_caller]
    fn fails(body: &str, line: u32, element: &str, message: &str) {
        let text = format!("<style class=\"note\" version=\"1.0\">\n{body}\n</style>");
        let error = Style::parse(&text).unwrap_err();
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
        fails("<macro name='a'>\n<blink/></macro>", 3, "blink", "not a rendering element");
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
