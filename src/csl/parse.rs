//! `.csl` XML to the style model of [`super::style`].
//!
//! Reads CSL 1.0 to 1.0.2 (<https://docs.citationstyles.org/en/stable/specification.html>). A
//! variable, type or attribute that CSL does not know is passed over, as styles written for its
//! extensions use some; what makes a style unusable is an error with its place.

use super::StyleError;
use super::locale;
use super::style::{
    And, Collapse, DateForm, DatePartForm, DatePartName, Demote, GivenRule, NameForm, PageRange, Precedes,
    Precision, SortOrder, SubstituteRule, TermForm, TextCase,
};
use super::style::{
    Branch, CitePosition, Condition, Date, DatePart, Disambiguation, Element, Label, Layout, Look, Match,
    Name, NameOptions, Names, NumberForm, Plural, SortBy, SortKey, Style, Text,
};
use super::tree::{Display, FontStyle, FontWeight, Format, VerticalAlign};
use crate::record::xml::{self, Element as Xml};
use crate::record::{Kind, Position, Variable};

/// Elements inside elements, with macros put in their places, may not go deeper than this.
const MAX_NESTING: usize = 160;

/// A style may not render more elements than this, with macros put in their places: the largest
/// published styles have some thousands.
const MAX_ELEMENTS: usize = 1_000_000;

type Parsed<T> = Result<T, StyleError>;

/// What every function here needs: the text, for places, and the names of the macros.
struct Parser<'x> {
    text: &'x str,
    macros: Vec<&'x str>,
    places_year_suffix: bool,
    tests_disambiguate: bool,
}

/// Reads a style.
pub(super) fn style(text: &str) -> Parsed<Style> {
    let root = xml::parse(text).map_err(StyleError::from)?;
    let mut parser =
        Parser { text, macros: Vec::new(), places_year_suffix: false, tests_disambiguate: false };
    if root.local() != "style" {
        return parser.error(&root, "a style must begin with <style>");
    }
    let mut style = Style {
        default_locale: owned(root.attribute("default-locale")),
        note: root.attribute("class") == Some("note"),
        page_range: value(&root, "page-range-format", PageRange::VALUES),
        demote: value(&root, "demote-non-dropping-particle", Demote::VALUES).unwrap_or_default(),
        initialize_with_hyphen: root.attribute("initialize-with-hyphen") != Some("false"),
        near_note_distance: 5,
        ..Style::default()
    };
    if let Some(info) = root.child("info") {
        read_info(&mut style, info);
    }
    let macro_elements: Vec<&Xml<'_>> = root.children_named("macro").collect();
    let mut names = Vec::with_capacity(macro_elements.len());
    for element in &macro_elements {
        match element.attributes.iter().find(|(key, _)| *key == "name") {
            Some((_, name)) if names.contains(&name.as_ref()) => {
                return parser.error(element, format!("there are two macros named \"{name}\""));
            }
            Some((_, name)) => names.push(name.as_ref()),
            None => return parser.error(element, "a macro needs a name"),
        }
    }
    parser.macros = names;
    for element in &macro_elements {
        style.macros.push(parser.elements(element)?);
    }
    let options = name_options(&root, "name-", "names-delimiter");
    let Some(citation) = root.child("citation") else {
        if style.parent.is_some() {
            return Ok(style);
        }
        return parser.error(&root, "a style needs a <citation> with a <layout>");
    };
    style.citation = parser.layout(citation, &options)?;
    style.disambiguation = Disambiguation {
        add_names: is_true(citation, "disambiguate-add-names"),
        add_givenname: is_true(citation, "disambiguate-add-givenname"),
        add_year_suffix: is_true(citation, "disambiguate-add-year-suffix"),
        rule: value(citation, "givenname-disambiguation-rule", GivenRule::VALUES).unwrap_or_default(),
        condition: parser.tests_disambiguate,
    };
    style.near_note_distance = number(citation, "near-note-distance").unwrap_or(5);
    if let Some(bibliography) = root.child("bibliography") {
        style.bibliography = Some(parser.layout(bibliography, &options)?);
    }
    for element in root.children_named("locale") {
        style.locales.push(locale::from_xml(text, element)?);
    }
    style.places_year_suffix = parser.places_year_suffix;
    style.disambiguation.condition = parser.tests_disambiguate;
    parser.check_macros(&style, &macro_elements)?;
    Ok(style)
}

fn read_info(style: &mut Style, info: &Xml<'_>) {
    let text = |name: &str| info.child(name).map(|element| element.text().trim().to_owned());
    let last = |id: &str| id.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
    style.title = text("title").unwrap_or_default();
    style.id = text("id").map(|id| last(&id)).unwrap_or_default();
    let parent = info.children_named("link").find(|link| link.attribute("rel") == Some("independent-parent"));
    style.parent = parent.and_then(|link| link.attribute("href")).map(last);
}

/// The value of an attribute out of a list.
pub(super) fn value<T: Copy>(element: &Xml<'_>, name: &str, values: &[(&'static str, T)]) -> Option<T> {
    let text = element.attribute(name)?.trim();
    values.iter().find(|(key, _)| *key == text).map(|(_, value)| *value)
}

fn owned(text: Option<&str>) -> Option<String> {
    text.map(str::to_owned)
}

fn is_true(element: &Xml<'_>, name: &str) -> bool {
    element.attribute(name) == Some("true")
}

fn number(element: &Xml<'_>, name: &str) -> Option<u32> {
    element.attribute(name)?.trim().parse().ok()
}

fn flag(element: &Xml<'_>, name: &str) -> Option<bool> {
    element.attribute(name).map(|text| text == "true")
}

fn text_of(element: &Xml<'_>, name: &str) -> String {
    element.attribute(name).unwrap_or_default().to_owned()
}

/// Formatting attributes.
pub(super) fn format(element: &Xml<'_>) -> Format {
    Format {
        font_style: value(
            element,
            "font-style",
            &[("italic", FontStyle::Italic), ("normal", FontStyle::Normal), ("oblique", FontStyle::Oblique)],
        ),
        small_caps: value(element, "font-variant", &[("small-caps", true), ("normal", false)]),
        font_weight: value(
            element,
            "font-weight",
            &[("bold", FontWeight::Bold), ("normal", FontWeight::Normal), ("light", FontWeight::Light)],
        ),
        underline: value(element, "text-decoration", &[("underline", true), ("none", false)]),
        vertical_align: value(
            element,
            "vertical-align",
            &[
                ("sup", VerticalAlign::Sup),
                ("sub", VerticalAlign::Sub),
                ("baseline", VerticalAlign::Baseline),
            ],
        ),
    }
}

pub(super) fn look(element: &Xml<'_>) -> Look {
    let displays = [
        ("block", Display::Block),
        ("left-margin", Display::LeftMargin),
        ("right-inline", Display::RightInline),
        ("indent", Display::Indent),
    ];
    Look {
        format: format(element),
        prefix: text_of(element, "prefix"),
        suffix: text_of(element, "suffix"),
        quotes: is_true(element, "quotes"),
        strip_periods: is_true(element, "strip-periods"),
        case: value(element, "text-case", TextCase::VALUES),
        display: value(element, "display", &displays),
    }
}

/// Name options. On `cs:style`, `cs:citation` and `cs:bibliography` two of them carry a prefix.
fn name_options(element: &Xml<'_>, prefix: &str, names_delimiter: &str) -> NameOptions {
    let inherited = !prefix.is_empty();
    let (form, delimiter) = if inherited { ("name-form", "name-delimiter") } else { ("form", "delimiter") };
    NameOptions {
        and: value(element, "and", And::VALUES),
        delimiter: owned(element.attribute(delimiter)),
        names_delimiter: owned(element.attribute(names_delimiter)),
        precedes_et_al: value(element, "delimiter-precedes-et-al", Precedes::VALUES),
        precedes_last: value(element, "delimiter-precedes-last", Precedes::VALUES),
        et_al_min: number(element, "et-al-min"),
        et_al_use_first: number(element, "et-al-use-first"),
        et_al_subsequent_min: number(element, "et-al-subsequent-min"),
        et_al_subsequent_use_first: number(element, "et-al-subsequent-use-first"),
        et_al_use_last: flag(element, "et-al-use-last"),
        form: value(element, form, NameForm::VALUES),
        initialize: flag(element, "initialize"),
        initialize_with: owned(element.attribute("initialize-with")),
        sort_order: value(element, "name-as-sort-order", SortOrder::VALUES),
        sort_separator: owned(element.attribute("sort-separator")),
    }
}

/// `cs:date` of a style or a locale.
pub(super) fn date(element: &Xml<'_>) -> Date {
    let mut parts = Vec::new();
    for child in element.children_named("date-part") {
        if let Some(name) = value(child, "name", DatePartName::VALUES) {
            parts.push(DatePart {
                name,
                form: value(child, "form", DatePartForm::VALUES),
                range_delimiter: owned(child.attribute("range-delimiter")),
                look: look(child),
            });
        }
    }
    Date {
        variable: element.attribute("variable").and_then(Variable::parse),
        form: value(element, "form", DateForm::VALUES),
        precision: value(element, "date-parts", Precision::VALUES),
        parts,
        delimiter: text_of(element, "delimiter"),
        look: look(element),
    }
}

fn label(element: &Xml<'_>) -> Label {
    Label {
        form: value(element, "form", TermForm::VALUES).unwrap_or(TermForm::Long),
        plural: value(element, "plural", Plural::VALUES).unwrap_or(Plural::Contextual),
        look: look(element),
    }
}

fn words<'t>(element: &'t Xml<'_>, name: &str) -> impl Iterator<Item = &'t str> {
    element.attribute(name).unwrap_or_default().split_ascii_whitespace()
}

impl<'x> Parser<'x> {
    fn error<T>(&self, element: &Xml<'_>, message: impl Into<String>) -> Parsed<T> {
        Err(StyleError {
            at: Position::of(self.text, element.offset),
            element: element.local().to_owned(),
            message: message.into(),
        })
    }

    fn macro_place(&self, element: &Xml<'_>, name: &str) -> Parsed<usize> {
        match self.macros.iter().position(|known| *known == name) {
            Some(at) => Ok(at),
            None => {
                self.error(element, format!("there is no macro named \"{name}\"; add it or correct the name"))
            }
        }
    }

    fn layout(&mut self, element: &Xml<'_>, options: &NameOptions) -> Parsed<Layout> {
        let Some(layout) = element.child("layout") else {
            return self.error(element, format!("<{}> needs a <layout>", element.local()));
        };
        let mut sort = Vec::new();
        for key in element.child("sort").into_iter().flat_map(Xml::elements) {
            let by = match (key.attribute("variable"), key.attribute("macro")) {
                (_, Some(name)) => SortBy::Macro(self.macro_place(key, name)?),
                (Some(name), None) => match Variable::parse(name) {
                    Some(variable) => SortBy::Variable(variable),
                    None => continue,
                },
                (None, None) => return self.error(key, "a key needs a variable or a macro"),
            };
            sort.push(SortKey {
                by,
                descending: key.attribute("sort") == Some("descending"),
                names_min: number(key, "names-min"),
                names_use_first: number(key, "names-use-first"),
                names_use_last: flag(key, "names-use-last"),
            });
        }
        let collapse = value(element, "collapse", Collapse::VALUES);
        Ok(Layout {
            names: name_options(element, "name-", "names-delimiter").inherit(options),
            sort,
            look: look(layout),
            delimiter: text_of(layout, "delimiter"),
            elements: self.elements(layout)?,
            collapse,
            cite_group_delimiter: owned(element.attribute("cite-group-delimiter")),
            after_collapse_delimiter: owned(element.attribute("after-collapse-delimiter")),
            year_suffix_delimiter: owned(element.attribute("year-suffix-delimiter")),
            hanging_indent: is_true(element, "hanging-indent"),
            second_field_align: element.attribute("second-field-align").is_some(),
            entry_spacing: number(element, "entry-spacing").unwrap_or(1),
            line_spacing: number(element, "line-spacing").unwrap_or(1),
            substitute: owned(element.attribute("subsequent-author-substitute")),
            substitute_rule: value(element, "subsequent-author-substitute-rule", SubstituteRule::VALUES)
                .unwrap_or_default(),
        })
    }

    fn elements(&mut self, parent: &Xml<'_>) -> Parsed<Vec<Element>> {
        let mut elements = Vec::new();
        for child in parent.elements() {
            if let Some(element) = self.element(child)? {
                elements.push(element);
            }
        }
        Ok(elements)
    }

    /// A rendering element; nothing for one of an unknown variable.
    fn element(&mut self, element: &Xml<'_>) -> Parsed<Option<Element>> {
        let variable = element.attribute("variable").and_then(Variable::parse);
        Ok(match element.local() {
            "text" => self.text(element)?.map(|text| Element::Text(text, look(element))),
            "number" => variable.map(|variable| {
                let form = value(element, "form", NumberForm::VALUES).unwrap_or(NumberForm::Numeric);
                Element::Number(variable, form, look(element))
            }),
            "label" => variable.map(|variable| Element::Label(variable, label(element))),
            "date" => variable.map(|_| Element::Date(Box::new(date(element)))),
            "names" => Some(Element::Names(Box::new(self.names(element)?))),
            "group" => {
                Some(Element::Group(self.elements(element)?, text_of(element, "delimiter"), look(element)))
            }
            "choose" => Some(self.choose(element)?),
            name => return self.error(element, format!("<{name}> is no rendering element of CSL")),
        })
    }

    fn text(&mut self, element: &Xml<'_>) -> Parsed<Option<Text>> {
        let form = value(element, "form", TermForm::VALUES).unwrap_or(TermForm::Long);
        if let Some(name) = element.attribute("variable") {
            let variable = Variable::parse(name);
            // A citation label carries the suffix itself.
            self.places_year_suffix |=
                matches!(variable, Some(Variable::YearSuffix | Variable::CitationLabel));
            return Ok(variable.map(|variable| Text::Variable(variable, form)));
        }
        if let Some(name) = element.attribute("macro") {
            return self.macro_place(element, name).map(|at| Some(Text::Macro(at)));
        }
        if let Some(name) = element.attribute("term") {
            return Ok(Some(Text::Term(locale::term_name(name), form, is_true(element, "plural"))));
        }
        match element.attribute("value") {
            Some(text) => Ok(Some(Text::Value(text.to_owned()))),
            None => self.error(element, "a text needs a variable, a macro, a term or a value"),
        }
    }

    fn names(&mut self, element: &Xml<'_>) -> Parsed<Names> {
        let mut names = Names {
            variables: words(element, "variable").filter_map(Variable::parse).collect(),
            look: look(element),
            delimiter: owned(element.attribute("delimiter")),
            options: name_options(element, "name-", "names-delimiter"),
            ..Names::default()
        };
        for child in element.elements() {
            match child.local() {
                "name" => {
                    let part = |name: &str| {
                        let named = |part: &&Xml<'_>| part.attribute("name") == Some(name);
                        child.children_named("name-part").find(named).map(look)
                    };
                    names.name = Some(Name {
                        options: name_options(child, "", ""),
                        look: look(child),
                        given: part("given"),
                        family: part("family"),
                    });
                }
                "et-al" => {
                    let term = locale::term_name(child.attribute("term").unwrap_or("et-al"));
                    names.et_al = Some((term, format(child)));
                }
                "label" => {
                    names.label = Some(label(child));
                    names.label_first = names.name.is_none() && element.child("name").is_some();
                }
                "substitute" => names.substitute = self.elements(child)?,
                _ => {}
            }
        }
        Ok(names)
    }

    fn choose(&mut self, element: &Xml<'_>) -> Parsed<Element> {
        let mut branches = Vec::new();
        for child in element.elements() {
            let conditions = match child.local() {
                "if" | "else-if" => self.conditions(child),
                "else" => Vec::new(),
                name => return self.error(child, format!("<{name}> cannot stand in <choose>")),
            };
            if conditions.is_empty() && child.local() != "else" {
                return self.error(child, "a condition is missing; add for example variable=\"…\"");
            }
            branches.push(Branch {
                matching: value(child, "match", Match::VALUES).unwrap_or(Match::All),
                conditions,
                elements: self.elements(child)?,
            });
        }
        Ok(Element::Choose(branches))
    }

    fn conditions(&mut self, element: &Xml<'_>) -> Vec<Condition> {
        let mut conditions = Vec::new();
        for (key, values) in &element.attributes {
            for word in values.split_ascii_whitespace() {
                let variable = |test: fn(Variable) -> Condition| Variable::parse(word).map(test);
                let condition = match xml::local(key) {
                    "variable" => variable(Condition::Variable),
                    "is-numeric" => variable(Condition::Numeric),
                    "is-uncertain-date" => variable(Condition::Uncertain),
                    "type" => {
                        Kind::ALL.iter().find(|kind| kind.as_str() == word).copied().map(Condition::Kind)
                    }
                    "position" => CitePosition::VALUES
                        .iter()
                        .find(|(name, _)| *name == word)
                        .map(|(_, position)| Condition::Position(*position)),
                    "locator" => Some(Condition::Locator(locale::term_name(word))),
                    "disambiguate" => {
                        self.tests_disambiguate = true;
                        Some(Condition::Disambiguate)
                    }
                    _ => continue,
                };
                conditions.push(condition.unwrap_or(Condition::Never));
            }
        }
        conditions
    }

    /// No macro may call itself, and what the layouts render in the end must have a sane size.
    fn check_macros(&self, style: &Style, elements: &[&Xml<'_>]) -> Parsed<()> {
        let mut sizes = vec![Size::Unknown; style.macros.len()];
        for at in 0..style.macros.len() {
            if let Err(place) = measure_macro(style, at, 0, &mut sizes) {
                let (Some(element), Some(name)) = (elements.get(place), self.macros.get(place)) else {
                    continue;
                };
                let message = format!(
                    "the macro \"{name}\" calls itself, or macros call one another too deeply or too often"
                );
                return self.error(element, message);
            }
        }
        Ok(())
    }
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
    let (Some(size), Some(elements)) = (sizes.get_mut(at), style.macros.get(at)) else { return Err(at) };
    *size = Size::InWork;
    let mut total = (0, 0);
    measure(style, elements, depth + 1, sizes, &mut total, 1)?;
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
    elements: &[Element],
    depth: usize,
    sizes: &mut [Size],
    total: &mut (usize, usize),
    nesting: usize,
) -> Result<(), usize> {
    total.1 = total.1.max(nesting);
    for element in elements {
        total.0 = total.0.saturating_add(1);
        match element {
            Element::Text(Text::Macro(called), _) => {
                let inner = measure_macro(style, *called, depth, sizes)?;
                *total = (total.0.saturating_add(inner.0), total.1.max(nesting + inner.1));
            }
            Element::Group(children, ..) => {
                measure(style, children, depth, sizes, total, nesting + 1)?;
            }
            Element::Choose(branches) => {
                for branch in branches {
                    measure(style, &branch.elements, depth, sizes, total, nesting + 1)?;
                }
            }
            Element::Names(names) => {
                measure(style, &names.substitute, depth, sizes, total, nesting + 1)?;
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

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
