//! What the XML formats share: a writer that indents and escapes, and reading that keeps the good
//! records of a file with a mistake in it.

use super::common::{escape_xml, one_line};
use super::{Problems, Reading};
use crate::record::markup::Mark;
use crate::record::{Problem, Record};
use crate::text::xml::{self, Child, Element};

/// XML under construction: one element a line, two spaces an indent.
#[derive(Default)]
pub(super) struct Writer {
    out: String,
    open: Vec<&'static str>,
}

impl Writer {
    /// A document with its declaration.
    pub(super) fn document() -> Self {
        Self { out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), open: Vec::new() }
    }

    fn indent(&mut self) {
        self.out.extend(std::iter::repeat_n("  ", self.open.len()));
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            self.out.push_str(&escape_xml(value));
            self.out.push('"');
        }
        self.out.push('>');
    }

    /// Begins an element that holds elements.
    pub(super) fn start(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.indent();
        self.tag(name, attributes);
        self.out.push('\n');
        self.open.push(name);
    }

    /// Ends the element that was begun last; one that got no content is taken back.
    pub(super) fn end(&mut self) {
        let Some(name) = self.open.pop() else { return };
        let line = self.out.trim_end().rfind('\n').map_or(0, |at| at + 1);
        let last = self.out.get(line..).unwrap_or_default().trim();
        let empty = last == format!("<{name}>");
        if empty {
            self.out.truncate(line);
            return;
        }
        self.indent();
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }

    /// An element with attributes and text, if there is one.
    pub(super) fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: Option<&str>) {
        let Some(text) = text.filter(|text| !text.is_empty()) else { return };
        self.raw(name, attributes, &escape_xml(text));
    }

    /// An element whose content is XML already.
    pub(super) fn raw(&mut self, name: &str, attributes: &[(&str, &str)], content: &str) {
        self.indent();
        self.tag(name, attributes);
        self.out.push_str(content);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }

    /// The text, with everything closed.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.end();
        }
        self.out
    }
}

/// The problems of elements, with their offsets in the text.
pub(super) struct Faults<'p, 't> {
    problems: &'p mut Problems<'t>,
    /// Where the text that the elements were parsed from begins in the whole text.
    base: usize,
}

impl Faults<'_, '_> {
    /// Adds a problem of an element.
    pub(super) fn at(&mut self, element: &Element<'_>, place: &str, message: impl Into<String>) {
        self.problems.at(self.base + element.offset, place, message);
    }
}

/// Reads every element of one of those local names as records. Where the file is not well-formed,
/// the elements are read one by one, and those that are well-formed are kept.
pub(super) fn read_records<R: IntoIterator<Item = Record>>(
    text: &str,
    place: &str,
    names: &[&str],
    record: fn(&Element<'_>, &mut Faults<'_, '_>) -> R,
) -> Reading {
    let mut records = Vec::new();
    let mut problems = Problems::of_file(text, place);
    let mut broken = None;
    match xml::parse(text) {
        Ok(root) => {
            let mut works = Vec::new();
            find(&root, names, &mut works);
            let mut faults = Faults { problems: &mut problems, base: 0 };
            for work in works {
                records.extend(record(work, &mut faults));
            }
        }
        Err(error) => {
            let mut lost = 0;
            for (at, slice) in slices(text, names) {
                match xml::parse(slice) {
                    Ok(element) => {
                        records.extend(record(&element, &mut Faults { problems: &mut problems, base: at }));
                    }
                    Err(inner) => {
                        lost += 1;
                        problems.at(at, place, format!("{}; this record was left out", inner.message));
                    }
                }
            }
            if lost == 0 {
                let message = format!("{}; the records were read one by one", error.message);
                broken = Some(Problem { at: Some(error.at), place: place.into(), message });
            }
        }
    }
    if records.is_empty() && problems.is_empty() && broken.is_none() {
        problems.at(
            0,
            place,
            format!("no <{}> element was found, so there is no record to read", names.join("> or <")),
        );
    }
    let mut problems = problems.finish(place);
    problems.splice(0..0, broken);
    Reading { records, problems }
}

fn find<'e, 'x>(element: &'e Element<'x>, names: &[&str], out: &mut Vec<&'e Element<'x>>) {
    if names.contains(&element.local()) {
        out.push(element);
        return;
    }
    for child in element.elements() {
        find(child, names, out);
    }
}

/// The texts from each start tag of those names to the end tag, or to the next start tag.
fn slices<'t>(text: &'t str, names: &[&str]) -> Vec<(usize, &'t str)> {
    let mut starts = Vec::new();
    let places = names.iter().flat_map(|name| text.match_indices(name));
    for (at, name) in places {
        let before =
            text[..at].trim_end_matches(|letter: char| letter.is_ascii_alphanumeric() || letter == ':');
        let after = text[at + name.len()..].chars().next();
        // A prefix is short; a long run of letters is not one.
        if at - before.len() < 20
            && before.ends_with('<')
            && after.is_some_and(|next| next == '>' || next.is_whitespace())
        {
            starts.push(before.len() - 1);
        }
    }
    starts.sort_unstable();
    let mut out = Vec::new();
    for (index, start) in starts.iter().enumerate() {
        let limit = starts.get(index + 1).copied().unwrap_or(text.len());
        let slice = &text[*start..limit];
        let tag = slice[1..]
            .split(|letter: char| letter == '>' || letter.is_whitespace())
            .next()
            .unwrap_or_default();
        let close = format!("</{tag}>");
        let end = slice.rfind(&close).map_or(slice.len(), |end| end + close.len());
        out.push((*start, &slice[..end]));
    }
    out
}

/// The text of the first element of that name directly inside, on one line; empty without one.
pub(super) fn line(holder: &Element<'_>, name: &str) -> String {
    holder.child(name).map(|element| one_line(&element.text())).unwrap_or_default()
}

/// The elements that a path of local names leads to.
pub(super) fn at_path<'e, 'x>(holder: &'e Element<'x>, path: &[&str]) -> Vec<&'e Element<'x>> {
    let mut found = vec![holder];
    for name in path {
        let inner = |element: &'e Element<'x>| element.elements().filter(|child| child.local() == *name);
        found = found.into_iter().flat_map(inner).collect();
    }
    found
}

/// The elements of publishers' XML (JATS, Crossref, PubMed, HTML) that are markup.
static MARKS: &[(&str, Mark)] = &[
    ("i", Mark::Italic),
    ("italic", Mark::Italic),
    ("em", Mark::Italic),
    ("b", Mark::Bold),
    ("bold", Mark::Bold),
    ("strong", Mark::Bold),
    ("sup", Mark::Superscript),
    ("sub", Mark::Subscript),
    ("sc", Mark::SmallCaps),
    ("scp", Mark::SmallCaps),
];

/// Elements whose text belongs to the page, not to the title or the abstract.
const ASIDE: &[&str] = &["fn", "xref", "annotation", "annotation-xml", "tex-math"];

/// The text of an element with its markup as CSL's, on one line.
pub(super) fn rich(element: &Element<'_>) -> String {
    let mut out = String::new();
    add_rich(element, &mut out);
    one_line(&out)
}

fn add_rich(element: &Element<'_>, out: &mut String) {
    for child in &element.children {
        match child {
            Child::Text(text) => out.push_str(text),
            Child::Element(inner) if ASIDE.contains(&inner.local()) => {}
            Child::Element(inner) => {
                let mark = MARKS.iter().find(|(name, _)| *name == inner.local());
                let (open, close) = mark.map_or(("", ""), |(_, mark)| mark.tags());
                // Paragraphs and line breaks part words.
                let parts = matches!(inner.local(), "p" | "break" | "br" | "sec" | "title" | "list-item");
                out.push_str(if parts { " " } else { open });
                add_rich(inner, out);
                out.push_str(if parts { " " } else { close });
            }
        }
    }
}
