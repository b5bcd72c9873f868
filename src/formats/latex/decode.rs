//! LaTeX text to CSL-JSON text: Unicode for accents and symbols, tags for markup.

use super::tables::{self, FUNCTIONS, MARKUP, OPERATORS, TRANSPARENT};
use super::{compose, symbols, units};
use std::sync::LazyLock;

mod commands;

/// Groups nested deeper than this are read as if their braces were not there.
const MAX_DEPTH: u32 = 64;

/// What a LaTeX text says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Decoded {
    /// The text, with CSL-JSON's markup.
    pub text: String,
    /// The first command that is not known; its argument was kept as text.
    pub unknown: Option<String>,
}

static TEXT: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| symbols(tables::TEXT));
static MATH: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| symbols(tables::MATH));

/// LaTeX text to CSL-JSON text. Braces that only protect capitals go.
pub fn decode(text: &str) -> Decoded {
    run(text, false)
}

/// The same for a title: braces around words that have no capital to protect become `nocase`.
pub fn decode_title(text: &str) -> Decoded {
    run(text, true)
}

fn run(text: &str, title: bool) -> Decoded {
    let plain =
        |byte: u8| !matches!(byte, b'\\' | b'{' | b'}' | b'$' | b'~' | b'-' | b'`' | b'\'' | b'\n' | b'\t');
    if text.bytes().all(plain) && !text.contains("  ") {
        return Decoded { text: text.trim().to_owned(), unknown: None };
    }
    let mut decoder = Decoder {
        text,
        at: 0,
        depth: 0,
        math: false,
        title,
        quoted: false,
        gap: None,
        out: Decoded::default(),
    };
    decoder.until(None);
    let kept = decoder.out.text.trim_matches([' ', '\n']).len();
    if kept < decoder.out.text.len() {
        decoder.out.text = decoder.out.text.trim_matches([' ', '\n']).to_owned();
    }
    decoder.out
}

/// A verbatim value (`doi`, `url`) as it is meant, also where somebody escaped it for LaTeX.
pub fn verbatim(text: &str) -> String {
    let text = text.trim();
    let text = text.strip_prefix("\\url{").and_then(|rest| rest.strip_suffix('}')).unwrap_or(text);
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, letters.peek()) {
            ('\\', Some('_' | '&' | '%' | '#' | '$' | '~' | '{' | '}' | '/' | '-')) => {}
            ('{' | '}', _) => {}
            (space, _) if space.is_whitespace() => {}
            _ => out.push(letter),
        }
    }
    for (command, letter) in [("\\textasciitilde", "~"), ("\\textunderscore", "_"), ("\\string", "")] {
        if out.contains(command) {
            out = out.replace(command, letter);
        }
    }
    out
}

struct Decoder<'t> {
    text: &'t str,
    at: usize,
    depth: u32,
    math: bool,
    title: bool,
    /// A single quotation mark is open.
    quoted: bool,
    /// The end of the text, where a command ate the space behind it.
    gap: Option<usize>,
    out: Decoded,
}

impl<'t> Decoder<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn eat(&mut self, prefix: &str) -> bool {
        let found = self.rest().starts_with(prefix);
        if found {
            self.at += prefix.len();
        }
        found
    }

    fn push(&mut self, text: &str) {
        self.out.text.push_str(text);
    }

    /// Reads until a closing letter of the same group, or the end, and takes it.
    fn until(&mut self, end: Option<char>) {
        while let Some(letter) = self.peek() {
            if Some(letter) == end {
                self.at += 1;
                return;
            }
            self.piece(letter);
        }
    }

    fn piece(&mut self, letter: char) {
        let start = self.at;
        self.at += letter.len_utf8();
        match letter {
            '\\' => self.command(),
            '{' => self.group(start),
            // A closing brace without its opening one.
            '}' => {}
            '$' => {
                self.eat("$");
                self.math = !self.math;
            }
            '~' => self.push("\u{a0}"),
            '_' | '^' if self.math => {
                let tag = if letter == '_' { "sub" } else { "sup" };
                self.skip_space();
                let start = self.out.text.len();
                self.marked(tag);
                // `5$^\circ$C`
                if self.out.text.get(start..) == Some("<sup>∘</sup>") {
                    self.out.text.truncate(start);
                    self.push("°");
                }
            }
            '-' if self.math => self.push("−"),
            '-' if self.eat("--") => self.push("—"),
            '-' if self.eat("-") => self.push("–"),
            '\'' if self.math => self.push("′"),
            '\'' if self.eat("'") => self.push("”"),
            '\'' if self.quoted => {
                // An apostrophe stands between letters, a closing quotation mark does not.
                let inside = self.peek().is_some_and(char::is_alphanumeric);
                self.quoted = inside;
                self.push(if inside { "'" } else { "’" });
            }
            '`' if self.eat("`") => self.push("“"),
            '`' => {
                self.quoted = true;
                self.push("‘");
            }
            '!' | '?' if self.eat("`") => self.push(if letter == '!' { "¡" } else { "¿" }),
            space if space.is_ascii_whitespace() => {
                if !self.out.text.ends_with([' ', '\n']) {
                    self.push(" ");
                }
            }
            _ => self.out.text.push(letter),
        }
    }

    /// Reads a group whose opening brace was taken.
    fn group(&mut self, start: usize) {
        if self.depth >= MAX_DEPTH {
            return;
        }
        self.depth += 1;
        let outer = self.out.text.len();
        let earlier = self.text.get(..start).unwrap_or_default();
        let before = earlier.chars().next_back();
        let special = self.rest().starts_with(['\\', '$']);
        let was_math = self.math;
        match self.declaration() {
            Some(tag) => self.tagged(tag, |decoder| decoder.until(Some('}'))),
            None => self.until(Some('}')),
        }
        self.math = was_math;
        self.depth -= 1;
        let after = self.peek();
        let edge = |letter: Option<char>| !letter.is_some_and(char::is_alphanumeric);
        let whole = earlier.trim().is_empty() && self.rest().trim().is_empty();
        let inner = self.out.text.get(outer..).unwrap_or_default();
        if self.title
            && !special
            && !whole
            && !was_math
            && self.depth == 0
            && edge(before)
            && edge(after)
            && is_small(inner)
        {
            let (open, close) = crate::record::markup::Mark::NoCase.tags();
            self.out.text.insert_str(outer, open);
            self.push(close);
        }
    }

    /// Takes a declaration at the beginning of a group (`{\it …}`) and gives its tag.
    fn declaration(&mut self) -> Option<&'static str> {
        let rest = self.rest().strip_prefix('\\')?;
        let name = &rest[..letters(rest)];
        let follows = rest[name.len()..].chars().next();
        let tag = find(MARKUP, name).filter(|_| follows != Some('{'))?;
        self.at += 1 + name.len();
        self.skip_space();
        Some(tag)
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn tagged(&mut self, tag: &str, content: impl FnOnce(&mut Self)) {
        let (open, close) = match tag {
            "sc" => crate::record::markup::Mark::SmallCaps.tags(),
            "b" => ("<b>", "</b>"),
            "sub" => ("<sub>", "</sub>"),
            "sup" => ("<sup>", "</sup>"),
            _ => ("<i>", "</i>"),
        };
        let start = self.out.text.len();
        self.push(open);
        content(self);
        if self.out.text.len() == start + open.len() {
            self.out.text.truncate(start);
        } else {
            self.push(close);
        }
    }

    /// The argument of a command, as markup.
    fn marked(&mut self, tag: &str) {
        self.tagged(tag, Self::argument);
    }

    /// The argument of a command: a group without its braces, a command, or one character.
    fn argument(&mut self) {
        match self.peek() {
            Some('{') if self.depth < MAX_DEPTH => {
                self.at += 1;
                self.depth += 1;
                self.until(Some('}'));
                self.depth -= 1;
            }
            Some('}') | None => {}
            Some(letter) if self.depth < MAX_DEPTH => {
                self.depth += 1;
                self.piece(letter);
                self.depth -= 1;
            }
            Some(letter) => self.at += letter.len_utf8(),
        }
    }

    fn command(&mut self) {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return };
        if !first.is_ascii_alphabetic() {
            self.at += first.len_utf8();
            return self.control_symbol(first);
        }
        let name = &rest[..letters(rest)];
        self.at += name.len();
        let spaced = self.peek().is_some_and(char::is_whitespace);
        self.skip_space();
        let mut single = name.chars();
        if let (Some(accent), None) = (single.next(), single.next()) {
            if "uvHtcdbrk".contains(accent) {
                return self.accent(accent);
            }
        }
        let tables: [&[(&str, &str)]; 2] = if self.math { [&MATH, &TEXT] } else { [&TEXT, &MATH] };
        if let Some(symbol) = find(tables[0], name).or_else(|| find(tables[1], name)) {
            self.symbol(symbol, spaced);
        } else if FUNCTIONS.contains(&name) {
            self.function(name);
        } else if let Some((letter, length)) = number_set(name, self.rest()) {
            self.push(letter);
            self.at += length;
        } else if let Some((arguments, between)) = units::arguments(name) {
            self.quantity(arguments, between);
        } else if let Some(tag) = find(MARKUP, name) {
            self.marked(tag);
        } else if TRANSPARENT.contains(&name) {
            self.transparent(name);
        } else {
            self.other(name);
        }
    }

    /// A symbol. The space behind the name of a command only ends it; but around an operator, where there
    /// is one on both sides, it is meant.
    fn symbol(&mut self, symbol: &str, spaced: bool) {
        let at = self.out.text.len();
        let behind_command = self.gap == Some(at);
        if self.math
            && spaced
            && OPERATORS.contains(symbol)
            && (behind_command || self.out.text.ends_with(' '))
        {
            if behind_command {
                self.push(" ");
            }
            self.push(symbol);
            return self.push(" ");
        }
        self.push(symbol);
        self.gap = spaced.then_some(self.out.text.len());
    }

    /// The argument of a command as it is written.
    fn source(&mut self) -> &'t str {
        self.skip_space();
        let rest = self.rest();
        let mut depth = 0usize;
        for (at, byte) in rest.bytes().enumerate() {
            match byte {
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                let (length, inner) =
                    if byte == b'}' && at > 0 { (at + 1, rest.get(1..at)) } else { (0, None) };
                self.at += length;
                return inner.unwrap_or_default();
            }
        }
        ""
    }

    /// Passes over an optional argument: `[…]`.
    fn option(&mut self) {
        self.optional();
    }

    /// An optional argument: `[…]`.
    fn optional(&mut self) -> &'t str {
        let rest = self.rest();
        if !rest.starts_with('[') {
            return "";
        }
        let Some(end) = rest.bytes().take(100).position(|byte| byte == b']') else { return "" };
        self.at += end + 1;
        rest.get(1..end).unwrap_or_default().trim()
    }

    /// A backslash and a character other than a letter.
    fn control_symbol(&mut self, symbol: char) {
        match symbol {
            '\'' | '`' | '^' | '"' | '~' | '=' | '.' => {
                self.skip_space();
                self.accent(symbol);
            }
            ' ' | '\n' | '\t' => self.push(" "),
            '\\' => self.push(" "),
            ',' | ';' | ':' => self.push("\u{2009}"),
            // Discretionary hyphen, italic correction, negative space, delimiters of mathematics.
            '-' | '/' | '!' => {}
            '(' => self.math = true,
            ')' => self.math = false,
            _ => self.out.text.push(symbol),
        }
    }

    fn accent(&mut self, accent: char) {
        let start = self.out.text.len();
        self.argument();
        let argument = self.out.text.split_off(start);
        let mut letters = argument.trim_start().chars();
        match letters.next() {
            // `\~{}`: the accent by itself.
            None => self.out.text.push(if accent == '"' { '¨' } else { accent }),
            Some(base) => match compose(base, accent) {
                Some(letter) => self.out.text.push(letter),
                None => {
                    let mark = tables::ACCENTS.iter().find(|(name, _)| *name == accent);
                    self.out.text.push(base);
                    self.out.text.extend(mark.map(|(_, mark)| *mark));
                }
            },
        }
        self.out.text.push_str(letters.as_str());
    }

    /// A command that adds nothing. Some have an argument before the text.
    fn transparent(&mut self, name: &str) {
        match name {
            "foreignlanguage" | "bibinfo" | "noopsort" => {
                let start = self.out.text.len();
                self.argument();
                self.out.text.truncate(start);
            }
            "ensuremath" => {
                let was_math = std::mem::replace(&mut self.math, true);
                self.argument();
                self.math = was_math;
            }
            _ => {}
        }
    }
}

/// How many ASCII letters a text begins with.
fn letters(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_alphabetic).count()
}

fn find(table: &[(&'static str, &'static str)], name: &str) -> Option<&'static str> {
    let at = table.binary_search_by_key(&name, |row| row.0).ok()?;
    table.get(at).map(|row| row.1)
}

/// Whether a text has a word without any capital: what braces around it protect is that.
fn is_small(text: &str) -> bool {
    let small = |word: &str| word.contains(char::is_alphabetic) && !word.contains(char::is_uppercase);
    !text.contains('<') && text.split_whitespace().any(small)
}

/// The letter of a set of numbers, and how long its argument is: `\mathbb{R}`, `\mathbb R`.
fn number_set(name: &str, rest: &str) -> Option<(&'static str, usize)> {
    const SETS: &[(&str, &str)] = &[
        ("A", "𝔸"),
        ("C", "ℂ"),
        ("E", "𝔼"),
        ("F", "𝔽"),
        ("H", "ℍ"),
        ("K", "𝕂"),
        ("N", "ℕ"),
        ("P", "ℙ"),
        ("Q", "ℚ"),
        ("R", "ℝ"),
        ("S", "𝕊"),
        ("T", "𝕋"),
        ("Z", "ℤ"),
    ];
    if !matches!(name, "mathbb" | "Bbb" | "mathds") {
        return None;
    }
    let (letter, length) = match rest.strip_prefix('{') {
        Some(inner) if inner.get(1..2) == Some("}") => (inner.get(..1)?, 3),
        Some(_) => return None,
        None => (rest.get(..1)?, 1),
    };
    SETS.iter().find(|(plain, _)| *plain == letter).map(|(_, set)| (*set, length))
}
