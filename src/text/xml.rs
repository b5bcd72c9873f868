//! XML text to a tree of elements (XML 1.0, without DTDs and external entities).
//!
//! Small and safe rather than complete: a document type declaration is skipped and its entities are
//! never expanded, nesting stops at [`MAX_DEPTH`], and names are taken as they are written, with
//! [`local`] to drop a prefix. Text borrows from the input where it can.

use super::Position;
use super::cut::{head, tail};
use std::borrow::Cow;

/// Elements nested deeper than this are an error.
pub const MAX_DEPTH: usize = 256;

/// An element with its attributes and content.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element<'x> {
    /// The name as written, with its prefix: `mods:title`.
    pub name: &'x str,
    /// Attributes in order, by the names as written.
    pub attributes: Vec<(&'x str, Cow<'x, str>)>,
    /// Elements and texts in order.
    pub children: Vec<Child<'x>>,
    /// The byte offset of the element's `<`; see [`Position::of`].
    pub offset: usize,
}

/// What an element contains.
#[derive(Clone, Debug, PartialEq)]
pub enum Child<'x> {
    /// An element.
    Element(Element<'x>),
    /// Text, with entities and CDATA resolved. White space between elements is kept.
    Text(Cow<'x, str>),
}

/// Why a text is not well-formed XML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XmlError {
    /// Where.
    pub at: Position,
    /// The element that was open there, or an empty string.
    pub element: String,
    /// A sentence without a full stop.
    pub message: String,
}

impl std::fmt::Display for XmlError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Position { line, column } = self.at;
        write!(out, "line {line}, column {column}: ")?;
        if !self.element.is_empty() {
            write!(out, "<{}>: ", self.element)?;
        }
        out.write_str(&self.message)
    }
}

impl std::error::Error for XmlError {}

/// A name without its prefix: `title` of `mods:title`.
pub fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

impl<'x> Element<'x> {
    /// The name without its prefix.
    pub fn local(&self) -> &'x str {
        local(self.name)
    }

    /// The value of an attribute, by its local name.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| local(key) == name).map(|(_, value)| value.as_ref())
    }

    /// The elements directly inside.
    pub fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// The first element directly inside that has this local name.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.local() == name)
    }

    /// The elements directly inside that have this local name.
    pub fn children_named<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s Self> {
        self.elements().filter(move |element| element.local() == name)
    }

    /// All text inside, at any depth, as it stands.
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.collect_text(&mut out);
        out
    }

    fn collect_text(&self, out: &mut String) {
        for child in &self.children {
            match child {
                Child::Text(text) => out.push_str(text),
                Child::Element(element) => element.collect_text(out),
            }
        }
    }
}

/// Reads a document and gives its root element.
pub fn parse(text: &str) -> Result<Element<'_>, XmlError> {
    let mut reader = Reader { text, at: 0, open: Vec::new(), root: None };
    reader.document()?;
    match reader.root {
        Some(root) => Ok(root),
        None => reader.error(0, &["not XML: no element was found"]).map(|()| Element::default()),
    }
}

/// The text with character references and the predefined entities resolved; an unknown entity stays.
pub fn unescape(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find('&') else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len());
    out.push_str(head(text, first));
    let mut rest = tail(text, first);
    while let Some(after) = rest.strip_prefix('&') {
        let entity =
            after.bytes().take(MAX_ENTITY + 1).position(|byte| byte == b';').map(|end| head(after, end));
        match entity.and_then(|name| Some((name, entity_char(name)?))) {
            Some((name, letter)) => {
                out.push(letter);
                rest = tail(after, name.len() + 1);
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
        let next = rest.find('&').unwrap_or(rest.len());
        out.push_str(head(rest, next));
        rest = tail(rest, next);
    }
    Cow::Owned(out)
}

/// No reference is longer than `&#x10FFFF;`.
const MAX_ENTITY: usize = 10;

fn entity_char(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(&['x', 'X'][..]) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|letter| *letter != '\0')
        }
    }
}

struct Reader<'x> {
    text: &'x str,
    at: usize,
    open: Vec<Element<'x>>,
    root: Option<Element<'x>>,
}

impl<'x> Reader<'x> {
    fn rest(&self) -> &'x str {
        tail(self.text, self.at)
    }

    /// An error, with its message in parts.
    fn error(&self, offset: usize, message: &[&str]) -> Result<(), XmlError> {
        let element = self.open.last().map_or("", |element| element.name).to_owned();
        Err(XmlError { at: Position::of(self.text, offset), element, message: message.concat() })
    }

    fn document(&mut self) -> Result<(), XmlError> {
        if self.rest().starts_with('\u{feff}') {
            self.at += '\u{feff}'.len_utf8();
        }
        loop {
            let rest = self.rest();
            let next = rest.find('<').unwrap_or(rest.len());
            self.push_text(head(rest, next))?;
            self.at += next;
            let rest = self.rest();
            if rest.is_empty() {
                break;
            }
            if rest.starts_with("<!--") {
                self.skip_past("-->", "a comment is not closed; add -->")?;
            } else if rest.starts_with("<![CDATA[") {
                let start = self.at + "<![CDATA[".len();
                self.skip_past("]]>", "a CDATA section is not closed; add ]]>")?;
                let text = self.text.get(start..self.at.saturating_sub(3)).unwrap_or_default();
                if let Some(element) = self.open.last_mut() {
                    element.children.push(Child::Text(Cow::Borrowed(text)));
                }
            } else if rest.starts_with("<?") {
                self.skip_past("?>", "a processing instruction is not closed; add ?>")?;
            } else if rest.starts_with("<!") {
                self.skip_doctype()?;
            } else if rest.starts_with("</") {
                self.close_tag()?;
            } else {
                self.open_tag()?;
            }
        }
        let Some(element) = self.open.last() else { return Ok(()) };
        let message = ["the text ends before <", element.name, "> is closed; get all of it, or close it"];
        self.error(self.text.len(), &message)
    }

    fn push_text(&mut self, text: &'x str) -> Result<(), XmlError> {
        match self.open.last_mut() {
            _ if text.is_empty() => Ok(()),
            Some(element) => {
                element.children.push(Child::Text(unescape(text)));
                Ok(())
            }
            None if text.trim().is_empty() => Ok(()),
            None => self.error(self.at, &["there is text outside the root element; remove it"]),
        }
    }

    fn skip_past(&mut self, end: &str, message: &str) -> Result<(), XmlError> {
        match self.rest().find(end) {
            Some(at) => {
                self.at += at + end.len();
                Ok(())
            }
            None => self.error(self.at, &[message]),
        }
    }

    /// `<!DOCTYPE … [ … ]>`, whatever it declares.
    fn skip_doctype(&mut self) -> Result<(), XmlError> {
        let mut brackets = 0usize;
        for (at, byte) in self.rest().bytes().enumerate() {
            match byte {
                b'[' => brackets += 1,
                b']' => brackets = brackets.saturating_sub(1),
                b'>' if brackets == 0 => {
                    self.at += at + 1;
                    return Ok(());
                }
                _ => {}
            }
        }
        self.error(self.at, &["a declaration is not closed; add >"])
    }

    fn name(&mut self) -> &'x str {
        let rest = self.rest();
        let ends =
            |letter: char| letter.is_whitespace() || matches!(letter, '/' | '>' | '=' | '<' | '"' | '\'');
        let name = head(rest, rest.find(ends).unwrap_or(rest.len()));
        self.at += name.len();
        name
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// Reads a start tag.
    fn open_tag(&mut self) -> Result<(), XmlError> {
        let offset = self.at;
        if self.root.is_some() {
            return self.error(
                offset,
                &["there is a second root element; a document has only one; put both into one"],
            );
        }
        if self.open.len() >= MAX_DEPTH {
            return self.error(offset, &["elements are nested too deeply; take some of them out"]);
        }
        self.at += 1;
        let name = self.name();
        if name.is_empty() {
            return self.error(offset, &["a < begins no tag; write &lt; for the character"]);
        }
        let mut element = Element { name, offset, ..Element::default() };
        loop {
            self.skip_space();
            let rest = self.rest();
            if rest.starts_with("/>") {
                self.at += 2;
                self.finish(element);
                return Ok(());
            }
            if rest.starts_with('>') {
                self.at += 1;
                self.open.push(element);
                return Ok(());
            }
            let at = self.at;
            let key = self.name();
            self.skip_space();
            let value = self.rest().strip_prefix('=').map_or("", str::trim_start);
            let quote = if value.starts_with('"') { "\"" } else { "'" };
            let Some(value) = value.strip_prefix(quote).filter(|_| !key.is_empty()) else {
                let wrong = if self.rest().is_empty() {
                    " is not closed; add >"
                } else {
                    " has an attribute that is not written name=\"value\""
                };
                return self.error(at, &["the tag <", name, wrong]);
            };
            let Some(end) = value.find(if quote == "'" { '\'' } else { '"' }) else {
                let message = ["the value of the attribute ", key, " is not closed; add ", quote];
                return self.error(at, &message);
            };
            element.attributes.push((key, unescape(head(value, end))));
            self.at = self.text.len() - value.len() + end + 1;
        }
    }

    fn close_tag(&mut self) -> Result<(), XmlError> {
        let offset = self.at;
        self.at += 2;
        let name = self.name();
        self.skip_space();
        if !self.rest().starts_with('>') {
            return self.error(offset, &["the tag </", name, " is not closed; add >"]);
        }
        self.at += 1;
        let expected = self.open.last().map(|element| element.name);
        match expected {
            Some(expected) if expected != name => {
                self.error(offset, &["</", name, "> stands where </", expected, "> is expected"])
            }
            Some(_) => {
                if let Some(element) = self.open.pop() {
                    self.finish(element);
                }
                Ok(())
            }
            None => self.error(offset, &["</", name, "> closes an element that is not open; remove it"]),
        }
    }

    /// Puts an element into the one that is open, or makes it the root.
    fn finish(&mut self, element: Element<'x>) {
        match self.open.last_mut() {
            Some(parent) => parent.children.push(Child::Element(element)),
            None => self.root = Some(element),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_elements_attributes_and_text() {
        let root = parse(
            "\u{feff}<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x 'y'>]><!-- c -->\n<m:a b='1 &amp; &#x2019;'>\
             x &lt; y<c/><![CDATA[<z>]]><c d=\"e\">f</c>&unknown;</m:a>\n",
        )
        .unwrap();
        assert_eq!((root.name, root.local()), ("m:a", "a"));
        assert_eq!(root.attribute("b"), Some("1 & ’"));
        assert_eq!(root.text(), "x < y<z>f&unknown;");
        assert_eq!(root.children_named("c").count(), 2);
        assert_eq!(root.elements().nth(1).and_then(|c| c.attribute("d")), Some("e"));
    }

    #[track_caller]
    fn fails(text: &str, line: u32, column: u32, element: &str, message: &str) {
        let error = parse(text).unwrap_err();
        assert_eq!((error.at, error.element.as_str()), (Position { line, column }, element), "{text}");
        assert!(error.message.contains(message), "{}", error.message);
    }

    #[test]
    fn says_where_and_what_is_wrong() {
        fails("", 1, 1, "", "no element");
        fails("hello", 1, 1, "", "outside the root");
        fails("<a>\n <b></a>", 2, 5, "b", "</a> stands where </b> is expected");
        fails("<a>\n<b>", 2, 4, "b", "ends before");
        fails("<a b=1/>", 1, 4, "", "not written name=\"value\"");
        fails("<a b='1/>", 1, 4, "", "not closed");
        fails("<a", 1, 3, "", "not closed");
        fails("<a/><b/>", 1, 5, "", "second root");
        fails("<a>< b</a>", 1, 4, "a", "begins no tag");
        fails("<a><!-- </a>", 1, 4, "a", "comment");
        fails("</a>", 1, 1, "", "not open");
        fails(&"<a>".repeat(1_000_000), 1, MAX_DEPTH as u32 * 3 + 1, "a", "too deeply");
    }
}
