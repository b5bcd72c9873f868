//! The syntax of a `.bib` file: text to entries with named values, macros and `#` resolved.
//!
//! Follows BibTeX itself (`btxdoc`, `btxhak`) and is kinder: after an entry that does not end, it
//! goes on at the next line that begins like one. Every byte is looked at a bounded number of
//! times.

use super::macros;
use crate::formats::Problems;
use crate::record::Place;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// After so many unclosed values the rest of an entry is left out.
const MAX_REPAIRS: u32 = 4;

/// Macros and `#` may add so many bytes to the text, beside four times its length.
const MAX_EXPANSION: usize = 1 << 20;

const UNCLOSED: &str = "the value has no closing brace or quotation mark; it was taken to end with its line";

/// `@article{doe2020, title = {…}}`
#[derive(Debug)]
pub(super) struct Entry<'t> {
    /// `article`, in small letters.
    pub kind: String,
    /// `doe2020`
    pub key: &'t str,
    /// The fields, in order.
    pub fields: Vec<Field<'t>>,
    /// The byte offset of the `@`.
    pub at: usize,
}

/// `title = {…}`
#[derive(Clone, Debug)]
pub(super) struct Field<'t> {
    /// The name, in small letters.
    pub name: Cow<'t, str>,
    /// The value, still LaTeX, without its outer braces or quotation marks.
    pub value: Cow<'t, str>,
    /// The byte offset of the name.
    pub at: usize,
}

/// The entries of a text.
pub(super) fn parse<'t>(text: &'t str, problems: &mut Problems<'_>) -> Vec<Entry<'t>> {
    let mut parser = Parser {
        text,
        at: 0,
        problems,
        macros: BTreeMap::new(),
        budget: text.len() * 4 + MAX_EXPANSION,
        place: Place::Input(String::new()),
        open_comment: false,
    };
    let mut entries = Vec::new();
    while parser.find_entry() {
        entries.extend(parser.entry());
    }
    entries
}

struct Parser<'t, 'p, 'q> {
    text: &'t str,
    at: usize,
    problems: &'p mut Problems<'q>,
    macros: BTreeMap<String, Cow<'t, str>>,
    /// How many bytes macros and `#` may still add.
    budget: usize,
    /// `BibTeX, entry doe2020`
    place: Place,
    /// A comment was seen that nothing closes.
    open_comment: bool,
}

/// The fields of an entry while it is read.
struct Fields<'t> {
    list: Vec<Field<'t>>,
    /// How many values were ended with their line.
    repairs: u32,
    /// Where the last value begins.
    value_at: usize,
}

/// How a value ended.
enum End<'t> {
    /// At its closing brace or quotation mark.
    Closed(&'t str),
    /// Never: it would reach into the next entry, or to the end of the text.
    Open,
}

impl<'t> Parser<'t, '_, '_> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Goes to the next `@` that no `%` in front of it on its line comments out.
    fn find_entry(&mut self) -> bool {
        while let Some(found) = self.rest().find('@') {
            let before = self.rest().get(..found).unwrap_or_default();
            let line = before.rsplit('\n').next().unwrap_or_default();
            self.at += found;
            if !line.contains('%') {
                return true;
            }
            self.skip_to('\n');
        }
        false
    }

    fn skip_to(&mut self, letter: char) {
        let rest = self.rest();
        self.at += rest.find(letter).unwrap_or(rest.len());
    }

    /// Passes over white space and comments.
    fn space(&mut self) {
        loop {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start().len();
            if self.peek() != Some(b'%') {
                return;
            }
            self.skip_to('\n');
        }
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// A name: everything up to white space or a character that BibTeX's syntax uses.
    fn name(&mut self) -> &'t str {
        let rest = self.rest();
        let stop = |letter: char| letter.is_whitespace() || "{}()=,#\"%'@".contains(letter);
        let name = rest.get(..rest.find(stop).unwrap_or(rest.len())).unwrap_or_default();
        self.at += name.len();
        name
    }

    /// Reads from an `@`.
    fn entry(&mut self) -> Option<Entry<'t>> {
        let at = self.at;
        self.at += 1;
        self.space();
        let kind = self.name().to_ascii_lowercase();
        self.space();
        let close = match self.peek() {
            Some(b'{') if !kind.is_empty() => b'}',
            Some(b'(') if !kind.is_empty() => b')',
            // An `@` in the text between entries, as in a mail address.
            _ => return None,
        };
        let open = self.at;
        self.at += 1;
        self.place = "BibTeX".into();
        match kind.as_str() {
            "comment" => self.comment(open),
            "preamble" => {
                if self.value(close).is_none() {
                    self.problem(at, "the preamble has no closing brace or quotation mark; it was left out");
                    self.skip_to_entry();
                }
            }
            "string" => self.string(close),
            _ => return Some(self.fields(kind, at, close)),
        }
        None
    }

    /// Skips a comment with its braces. Only the first that nothing closes is followed to the
    /// end of the text.
    fn comment(&mut self, open: usize) {
        let end = if self.open_comment { None } else { group_end(self.text, open, false) };
        self.open_comment |= end.is_none();
        self.at = end.unwrap_or(open + 1);
    }

    fn string(&mut self, close: u8) {
        self.space();
        let at = self.at;
        let name = self.name().to_ascii_lowercase();
        self.space();
        if name.is_empty() || !self.eat(b'=') {
            self.problems.at(
                at,
                "BibTeX, @string",
                "a macro is written as @string{name = \"text\"}; it was left out",
            );
            return;
        }
        self.place = Place::entry("BibTeX", format!("@string {name}"));
        match self.value(close) {
            Some(value) => {
                self.macros.insert(name, value);
            }
            None => {
                self.problem(
                    at,
                    "the text of the macro has no closing brace or quotation mark; it was left out",
                );
                self.skip_to_entry();
            }
        }
    }

    /// Reads an entry from behind its brace.
    fn fields(&mut self, kind: String, at: usize, close: u8) -> Entry<'t> {
        let key = self.key(&kind, at, close);
        self.space();
        let mut fields = Fields { list: Vec::new(), repairs: 0, value_at: self.at };
        loop {
            self.space();
            while self.eat(b',') {
                self.space();
            }
            if self.repair_last(&mut fields) {
                continue;
            }
            if self.ends(at, close) {
                // All entries are kept until the last is read.
                fields.list.shrink_to_fit();
                return Entry { kind, key, fields: fields.list, at };
            }
            self.field(&mut fields, close);
        }
    }

    /// The key of an entry; empty where it has none.
    fn key(&mut self, kind: &str, at: usize, close: u8) -> &'t str {
        self.space();
        let rest = self.rest();
        let stop =
            |letter: char| letter == ',' || letter == char::from(close) || letter == '\n' || letter == '=';
        let mut key = rest.get(..rest.find(stop).unwrap_or(rest.len())).unwrap_or_default().trim_end();
        let after = rest.get(key.len()..).unwrap_or_default().trim_start();
        if after.starts_with('=') {
            // `@misc{title = {…}}`: no key.
            key = "";
        }
        self.at += key.len();
        if key.is_empty() {
            self.place = Place::entry("BibTeX", format!("{kind} without a key"));
            self.problem(
                at,
                "an entry needs a key after its brace, as in @article{doe2020, …}; it was read without",
            );
        } else {
            self.place = Place::entry("BibTeX", format!("entry {key}"));
        }
        key
    }

    /// Where the entry does not end although the next begins: the closing brace is there, but that of
    /// the entry, because the last value lacks its own. Ends that value with its line.
    fn repair_last(&mut self, fields: &mut Fields<'t>) -> bool {
        let open = self.peek().is_none() || begins_entry(self.rest());
        let lacks = |field: &Field<'_>| holds_field(&field.value);
        if !open || fields.repairs >= MAX_REPAIRS || !fields.list.last().is_some_and(lacks) {
            return false;
        }
        fields.repairs += 1;
        self.at = fields.value_at;
        let line = self.line_of_value();
        if let Some(field) = fields.list.last_mut() {
            field.value = line.into();
            let place = self.place.clone().field(field.name.as_ref());
            self.problems.at(field.at, place, UNCLOSED);
        }
        true
    }

    /// Whether the entry ends here; takes its closing brace.
    fn ends(&mut self, at: usize, close: u8) -> bool {
        match self.peek() {
            None => {
                self.problem(
                    at,
                    "the entry has no closing brace; everything to the end of the text was taken as its fields",
                );
                true
            }
            Some(byte) if byte == close => {
                self.at += 1;
                true
            }
            Some(b'@') if begins_entry(self.rest()) => {
                self.problem(at, "the entry has no closing brace before the next entry");
                true
            }
            _ => false,
        }
    }

    /// Reads `name = value`.
    fn field(&mut self, fields: &mut Fields<'t>, close: u8) {
        let start = self.at;
        let name = self.name();
        let behind = self.at;
        self.space();
        if name.is_empty() || !self.eat(b'=') {
            // The next line may be whole.
            self.at = behind;
            let place = self.place.clone().field(name);
            let message = "a field is written as name = {value}; the line was left out";
            self.problems.at(start, if name.is_empty() { self.place.clone() } else { place }, message);
            self.skip_line(close);
            return;
        }
        let lower: Cow<'t, str> = if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            name.to_ascii_lowercase().into()
        } else {
            name.into()
        };
        fields.value_at = self.at;
        let message = match self.value(close) {
            Some(value) => {
                let value = without_conditionals(value);
                fields.list.push(Field { name: lower, value, at: start });
                self.behind_value(close)
            }
            None if fields.repairs < MAX_REPAIRS => {
                fields.repairs += 1;
                self.at = fields.value_at;
                let value = self.line_of_value();
                fields.list.push(Field { name: lower, value: value.into(), at: start });
                Some(UNCLOSED)
            }
            None => {
                self.skip_to_entry();
                Some("the value has no closing brace or quotation mark; the rest of the entry was left out")
            }
        };
        if let Some(message) = message {
            let place = self.place.clone().field(name);
            self.problems.at(start, place, message);
        }
    }

    /// What is wrong with what follows a value.
    fn behind_value(&mut self, close: u8) -> Option<&'static str> {
        self.space();
        match self.peek() {
            Some(byte) if byte == b',' || byte == close || byte == b'@' => None,
            None => None,
            Some(b'}' | b')') => {
                self.at += 1;
                Some("extra closing brace after the value; it was left out")
            }
            Some(_) => Some("missing comma after the value; one was assumed"),
        }
    }

    fn problem(&mut self, at: usize, message: &str) {
        self.problems.at(at, self.place.clone(), message);
    }

    /// Skips anything but a field: to the next line, comma or closing brace.
    fn skip_line(&mut self, close: u8) {
        let rest = self.rest();
        let found = rest.bytes().position(|byte| byte == b'\n' || byte == b',' || byte == close);
        self.at += found.unwrap_or(rest.len());
        // What stopped the name may be the very next byte.
        if self.peek().is_some_and(|byte| byte == b'\n' || byte == b',') {
            self.at += 1;
        }
    }

    /// Skips to the next line that begins like an entry, or to the end.
    fn skip_to_entry(&mut self) {
        let mut from = 0;
        let rest = self.rest();
        while let Some(found) = rest.get(from..).and_then(|rest| rest.find("\n@")) {
            from += found + 1;
            if begins_entry(rest.get(from..).unwrap_or_default()) {
                self.at += from;
                return;
            }
        }
        self.at = self.text.len();
    }

    /// A value that nothing closes: its first line.
    fn line_of_value(&mut self) -> &'t str {
        self.space();
        let rest = self.rest();
        let line = rest.get(..rest.find('\n').unwrap_or(rest.len())).unwrap_or_default();
        self.at += line.len();
        line.trim().trim_start_matches(['{', '"']).trim_end_matches([',', '}', '"'])
    }

    /// A value: texts, numbers and macros joined by `#`. Nothing where one of them does not end.
    fn value(&mut self, close: u8) -> Option<Cow<'t, str>> {
        let mut value: Cow<'t, str> = self.part(close)?;
        loop {
            self.space();
            if !self.eat(b'#') {
                return Some(value);
            }
            let more = self.part(close)?;
            if more.len() > self.budget {
                continue;
            }
            self.budget -= more.len();
            value.to_mut().push_str(&more);
        }
    }

    fn part(&mut self, close: u8) -> Option<Cow<'t, str>> {
        self.space();
        let open = self.at;
        let end = match self.peek() {
            Some(b'{') => delimited(self.text, open, true),
            Some(b'"') => delimited(self.text, open, false),
            _ => {
                let word = self.name();
                if word.is_empty() && self.peek() != Some(close) && self.peek() != Some(b',') {
                    // Something that no value begins with: one character is passed over.
                    self.at += self.rest().chars().next().map_or(0, char::len_utf8);
                }
                return Some(self.expand(word, open));
            }
        };
        match end {
            End::Closed(inner) => {
                self.at = open + inner.len() + 2;
                Some(inner.into())
            }
            End::Open => None,
        }
    }

    /// A number, or the text of a macro.
    fn expand(&mut self, word: &'t str, at: usize) -> Cow<'t, str> {
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            if word.is_empty() {
                self.problem(at, "missing value after the equals sign; treated as empty");
            }
            return word.into();
        }
        let lower = word.to_ascii_lowercase();
        match self.macros.get(&lower) {
            Some(value) if value.len() <= self.budget => {
                self.budget -= value.len();
                value.clone()
            }
            Some(_) => {
                self.problem(at, "the macros of this text grow too large; this one was left out");
                "".into()
            }
            // The months are macros of every style, their names are understood by the reader.
            None => {
                if let Some(text) = macros::standard(&lower).or_else(|| macros::undefined(&lower)) {
                    return text.into();
                }
                if crate::record::date::month_number(word).is_none() {
                    let message = format!("the macro {word} has no @string; its name was taken as the text");
                    self.problem(at, &message);
                }
                word.into()
            }
        }
    }
}

/// The text between braces or quotation marks at `open`. It does not end where a line begins
/// like an entry: then a brace was forgotten.
fn delimited(text: &str, open: usize, braces: bool) -> End<'_> {
    let end = if braces { group_end(text, open, true) } else { quote_end(text, open) };
    match end.and_then(|end| text.get(open + 1..end - 1)) {
        Some(inner) => End::Closed(inner),
        None => End::Open,
    }
}

/// The offset behind the brace or parenthesis that closes the one at `open`.
fn group_end(text: &str, open: usize, guarded: bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let round = bytes.get(open) == Some(&b'(');
    let mut depth = 0usize;
    for (at, byte) in bytes.iter().enumerate().skip(open) {
        match byte {
            b'{' => depth += 1,
            b'(' if round && at == open => {}
            b')' if round && depth == 0 => return Some(at + 1),
            b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 && !round {
                    return Some(at + 1);
                }
            }
            b'@' if guarded && line_begins(bytes, at) && begins_entry(text.get(at..)?) => return None,
            _ => {}
        }
    }
    None
}

/// The offset behind the quotation mark that closes the one at `open`; those in braces do not.
fn quote_end(text: &str, open: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut depth = 0usize;
    for (at, byte) in bytes.iter().enumerate().skip(open + 1) {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.checked_sub(1)?,
            b'"' if depth == 0 => return Some(at + 1),
            b'@' if line_begins(bytes, at) && begins_entry(text.get(at..)?) => return None,
            _ => {}
        }
    }
    None
}

/// `\ifmmode A\else B\fi` as text reads it: B. The American Physical Society writes every accent so,
/// and takes names apart with it, since it has spaces outside braces.
fn without_conditionals(value: Cow<'_, str>) -> Cow<'_, str> {
    if !value.contains("\\ifmmode") {
        return value;
    }
    let mut out = String::with_capacity(value.len());
    let mut parts = value.split("\\ifmmode");
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (branches, rest) = part.split_once("\\fi").unwrap_or((part, ""));
        let text = branches.split_once("\\else").map_or("", |(_, text)| text);
        out.push_str(text.trim_start());
        out.push_str(rest);
    }
    out.into()
}

/// Whether a value has a line that looks like a field: `year = {`.
fn holds_field(value: &str) -> bool {
    value.lines().skip(1).any(|line| {
        let line = line.trim_start();
        let name = line
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'+' | b':'))
            .count();
        let after = line.get(name..).unwrap_or_default().trim_start();
        let value = after.strip_prefix('=').map(str::trim_start);
        name > 0
            && value.is_some_and(|value| {
                value.starts_with(['{', '"'])
                    || value.starts_with(|letter: char| letter.is_ascii_alphanumeric())
            })
    })
}

fn line_begins(bytes: &[u8], at: usize) -> bool {
    at == 0 || matches!(bytes.get(at - 1), Some(b'\n' | b'\r'))
}

/// Whether a text begins like an entry: `@word{` or `@word(`.
fn begins_entry(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('@') else { return false };
    let word = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    word > 0 && rest.get(word..).is_some_and(|rest| rest.trim_start_matches(' ').starts_with(['{', '(']))
}
