//! Styles and locales as `citationberg` writes them → what CSL 1.0.2 says, and nothing that a
//! processor does not need. The same for the styles written here.
//!
//! What the detour through `citationberg` changes, found by comparing all shipped files with their
//! originals: the namespace is lost, a locale's root is called `style`, defaults are written out,
//! and a few names of terms differ. See <https://docs.citationstyles.org/en/stable/specification.html>.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashSet;

/// Attributes that say what is so without them: element (empty: any), attribute, value.
static DEFAULTS: &[(&str, &str, &str)] = &[
    ("", "quotes", "false"),
    ("", "strip-periods", "false"),
    ("text", "plural", "false"),
    ("text", "form", "long"),
    ("label", "form", "long"),
    ("term", "form", "long"),
    ("label", "plural", "contextual"),
    ("number", "form", "numeric"),
    ("if", "match", "all"),
    ("else-if", "match", "all"),
    ("key", "sort", "ascending"),
    ("et-al", "term", "et al"),
    ("style", "initialize-with-hyphen", "true"),
    ("style", "demote-non-dropping-particle", "display-and-sort"),
    ("citation", "near-note-distance", "5"),
    ("citation", "givenname-disambiguation-rule", "by-cite"),
    ("citation", "disambiguate-add-names", "false"),
    ("citation", "disambiguate-add-givenname", "false"),
    ("citation", "disambiguate-add-year-suffix", "false"),
    ("bibliography", "subsequent-author-substitute-rule", "complete-all"),
    ("bibliography", "line-spacing", "1"),
    ("bibliography", "entry-spacing", "1"),
    ("bibliography", "hanging-indent", "false"),
];

/// Names that CSL 1.0.2 spells in another way: attribute, as written, as specified. They hold in
/// `term`, in `text term="…"` and in the list of `locator="…"`.
static NAMES: &[(&str, &str, &str)] = &[
    ("name", "and-others", "and others"),
    ("term", "and-others", "and others"),
    ("name", "sub verbo", "sub-verbo"),
    ("term", "sub verbo", "sub-verbo"),
    ("locator", "sub verbo", "sub-verbo"),
    ("name", "printing-number", "printing"),
];

/// Children of `info` that stay: what a list of styles shows, and what the licence asks for.
static INFO: &[&str] = &["title", "title-short", "id", "link", "author", "name", "translator", "rights"];

/// What is known of the elements around a place.
#[derive(Default)]
struct State<'a> {
    xml: &'a str,
    path: Vec<String>,
    /// How many of the innermost elements are left out.
    hidden: usize,
    /// Terms written so far in this `terms`: their attributes.
    terms: HashSet<String>,
    out: String,
}

/// The repaired and minified XML of a style (`root` is `style`) or a locale (`locale`).
pub(crate) fn repaired(xml: &str, root: &str) -> Result<String, String> {
    let mut reader = Reader::from_str(xml);
    let mut state = State { xml, ..State::default() };
    loop {
        let event = reader.read_event().map_err(|error| format!("the XML is broken: {error}"))?;
        match event {
            Event::Start(tag) => state.open(&tag, root, false),
            Event::Empty(tag) => {
                state.open(&tag, root, true);
                state.path.pop();
            }
            Event::End(_) => state.close(),
            Event::Text(text) => state.text(&String::from_utf8_lossy(&text)),
            Event::GeneralRef(name) => state.text(&format!("&{};", String::from_utf8_lossy(&name))),
            Event::CData(_) => return Err("CDATA is not expected in a style".into()),
            Event::Eof => return Ok(state.out),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

impl State<'_> {
    fn open(&mut self, tag: &BytesStart<'_>, root: &str, empty: bool) {
        let read = String::from_utf8_lossy(tag.name().as_ref()).into_owned();
        let name = if self.path.is_empty() { root.to_owned() } else { read };
        let mut attributes: Vec<(String, String)> = tag
            .attributes()
            .flatten()
            .map(|attribute| {
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                (text(attribute.key.as_ref()), text(&attribute.value).replace("&#32;", " "))
            })
            .collect();
        self.path.push(name);
        let name = &self.path[self.path.len() - 1];
        if self.hidden > 0 || unneeded(&self.path, &attributes) {
            self.hidden += usize::from(!empty);
            return;
        }
        attributes.retain(|(key, value)| !is_default(name, key, value));
        for (key, value) in &mut attributes {
            rename(name, key, value);
        }
        if name == "terms" {
            self.terms.clear();
        }
        if name == "term" {
            self.editor_translator(&mut attributes);
        }
        let name = &self.path[self.path.len() - 1];
        self.out.push('<');
        self.out.push_str(name);
        if self.path.len() == 1 && !attributes.iter().any(|(key, _)| key == "xmlns") {
            self.out.push_str(r#" xmlns="http://purl.org/net/xbiblio/csl""#);
        }
        for (key, value) in &attributes {
            self.out.push_str(&format!(r#" {key}="{}""#, value.replace('"', "&quot;")));
        }
        self.out.push_str(if empty { "/>" } else { ">" });
    }

    /// `citationberg` has one name for the terms `editor-translator` and `editortranslator`. Where a
    /// file has both, they come in this order; where it has one, it is the second.
    fn editor_translator(&mut self, attributes: &mut [(String, String)]) {
        let form = attributes.iter().find(|(key, _)| key == "form").map_or("long", |(_, form)| form);
        let written = format!(r#"<term name="editor-translator" form="{form}""#);
        let only = self.xml.matches(&written).count() < 2;
        let second = !self.terms.insert(format!("{attributes:?}"));
        for (key, value) in attributes {
            if key == "name" && value == "editor-translator" && (only || second) {
                *value = "editortranslator".to_owned();
            }
        }
    }

    fn close(&mut self) {
        let name = self.path.pop().unwrap_or_default();
        if self.hidden > 0 {
            self.hidden -= 1;
        } else {
            self.out.push_str(&format!("</{name}>"));
        }
    }

    /// Text counts in terms and in `info`; elsewhere it is the space between elements.
    fn text(&mut self, text: &str) {
        let counts = match self.path.last().map_or("", String::as_str) {
            "single" | "multiple" | "title" | "title-short" | "id" | "name" | "rights" => true,
            // A term with `single` and `multiple` has only space of its own.
            "term" => !(text.trim().is_empty() && text.contains('\n')),
            _ => false,
        };
        if counts && self.hidden == 0 {
            self.out.push_str(text);
        }
    }
}

/// Whether the innermost element is something in `info` that no one reads.
fn unneeded(path: &[String], attributes: &[(String, String)]) -> bool {
    let [_, info, .., last] = path else { return false };
    let parent = |(key, value): &(String, String)| key == "rel" && value == "independent-parent";
    info == "info" && (!INFO.contains(&last.as_str()) || last == "link" && !attributes.iter().any(parent))
}

fn is_default(element: &str, key: &str, value: &str) -> bool {
    DEFAULTS.iter().any(|(of, attribute, default)| {
        (of.is_empty() || *of == element) && *attribute == key && *default == value
    })
}

fn rename(element: &str, key: &str, value: &mut String) {
    if key == "name" && element != "term" {
        return;
    }
    for (attribute, written, specified) in NAMES {
        if *attribute == key && value.as_str() == *written {
            *value = (*specified).to_owned();
        } else if *attribute == "locator" && key == "locator" {
            *value = value.replace(written, specified);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(root: &str, xml: &str, expected: &str) {
        let inner = repaired(&format!("<style>{xml}</style>"), root).unwrap();
        let start = format!(r#"<{root} xmlns="http://purl.org/net/xbiblio/csl">"#);
        assert_eq!(inner, format!("{start}{expected}</{root}>"));
    }

    #[test]
    fn drops_defaults_comments_and_space() {
        check(
            "style",
            "\n <text form=\"long\" quotes=\"false\" variable=\"title\"/> <!-- x -->\n <if match=\"any\"/>",
            r#"<text variable="title"/><if match="any"/>"#,
        );
    }

    #[test]
    fn keeps_of_info_what_is_shown() {
        check(
            "style",
            "<info><author><name>A &amp; B</name><uri>x</uri></author><link rel=\"self\"/><updated>2</updated></info>",
            "<info><author><name>A &amp; B</name></author></info>",
        );
    }

    #[test]
    fn names_terms_as_specified() {
        check(
            "locale",
            r#"<terms><term name="and-others"> x </term><term name="editor-translator" form="long"/><term name="editor-translator" form="long"/></terms>"#,
            r#"<terms><term name="and others"> x </term><term name="editor-translator"/><term name="editortranslator"/></terms>"#,
        );
        check(
            "style",
            r#"<terms><term name="editor-translator"/></terms><if locator="page sub&#32;verbo"/><macro name="and-others"/>"#,
            r#"<terms><term name="editortranslator"/></terms><if locator="page sub-verbo"/><macro name="and-others"/>"#,
        );
    }
}
