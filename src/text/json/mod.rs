//! JSON text to a value and back (RFC 8259).
//!
//! The reader is lenient and says where: it keeps everything it understood before and after a
//! mistake, with a [`Problem`] for each, because a hand-written record on a web page with one
//! comma too many must still give its title. It accepts comments, single quotes, unquoted keys
//! and trailing commas, each with a problem, and stops at [`MAX_DEPTH`].

mod write;

use super::{Place, Problem};

/// A JSON value. Objects keep their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Json {
    /// `null`
    #[default]
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A number, as a double like JavaScript's.
    Number(f64),
    /// A string.
    String(String),
    /// A list.
    Array(Vec<Self>),
    /// Keys with their values, in order.
    Object(Vec<(String, Self)>),
}

/// Values nested deeper than this are not read.
pub const MAX_DEPTH: usize = 64;

/// Problems after this many are not listed one by one.
const MAX_PROBLEMS: usize = 50;

impl Json {
    /// The value of a key of an object.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entries().iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The entries of an object; none for anything else.
    pub fn entries(&self) -> &[(String, Self)] {
        if let Self::Object(entries) = self { entries } else { &[] }
    }

    /// The items of a list; none for anything else.
    pub fn items(&self) -> &[Self] {
        if let Self::Array(items) = self { items } else { &[] }
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// The number, also where it was written as a string.
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::String(text) => number(text.trim()),
            _ => None,
        }
    }

    /// Whether the value counts as true in CSL-JSON: `true`, `1`, `"true"`.
    pub fn is_true(&self) -> bool {
        match self {
            Self::Bool(value) => *value,
            Self::Number(number) => *number != 0.0,
            Self::String(text) => !matches!(text.as_str(), "" | "0" | "false"),
            _ => false,
        }
    }

    /// Text from a string or a number; nothing for anything else.
    pub fn to_text(&self) -> Option<String> {
        match self {
            Self::String(text) => Some(text.clone()),
            Self::Number(number) => {
                let mut text = String::new();
                write::number(*number, &mut text);
                Some(text)
            }
            _ => None,
        }
    }

    /// JSON text over several lines, two spaces an indent.
    pub fn pretty(&self) -> String {
        let mut out = String::new();
        write::pretty(self, 0, &mut out);
        out
    }
}

impl std::fmt::Display for Json {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut text = String::new();
        write::write(self, &mut text);
        out.write_str(&text)
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

/// An object of these entries.
pub fn object(entries: Vec<(&str, Json)>) -> Json {
    Json::Object(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

/// Problems as `[{"place", "message", "line", "column"}]`; one without a position has neither line
/// nor column. `about` is `page` for the page's own metadata.
pub fn problems_to_json(problems: &[Problem]) -> Json {
    let one = |problem: &Problem| {
        let mut entries =
            vec![("place", problem.place.to_string().into()), ("message", problem.message.as_str().into())];
        if matches!(problem.place, Place::Page(_)) {
            entries.push(("about", "page".into()));
        }
        if let Some(at) = problem.at {
            entries.push(("line", Json::Number(at.line.into())));
            entries.push(("column", Json::Number(at.column.into())));
        }
        object(entries)
    };
    Json::Array(problems.iter().map(one).collect())
}

/// The number that a text is in decimal notation, with an exponent or without: `-1.5e3`. Exact up
/// to 15 digits; the standard library's reader and writer, which know all cases, cost 8 KB.
pub fn number(text: &str) -> Option<f64> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let mut exponent: i32 = exponent.parse().ok()?;
    let digits = mantissa.strip_prefix(['-', '+']).unwrap_or(mantissa);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let mut value = 0.0;
    for digit in whole.chars().chain(fraction.chars()) {
        let digit = f64::from(digit.to_digit(10)?);
        // What is behind the digits that a float holds makes it larger only.
        if value < 1e16 {
            value = value * 10.0 + digit;
        } else {
            exponent = exponent.saturating_add(1);
        }
    }
    exponent = exponent.saturating_sub(i32::try_from(fraction.len()).ok()?);
    let value = scaled(value, exponent);
    value.is_finite().then_some(if mantissa.starts_with('-') { -value } else { value })
}

/// The number times a power of ten; one multiplication or division where that power is exact.
fn scaled(mut value: f64, exponent: i32) -> f64 {
    let mut left = exponent.unsigned_abs().min(700);
    while left > 0 {
        let step = left.min(22);
        let power = (0..step).fold(1.0, |power, _| power * 10.0);
        value = if exponent < 0 { value / power } else { value * power };
        left -= step;
    }
    value
}

/// Reads a JSON text. What could be read is in the value, `Null` where nothing could.
pub fn parse(text: &str) -> (Json, Vec<Problem>) {
    let mut reader = Reader { text, at: 0, problems: Vec::new(), ended: false };
    reader.space();
    let value = reader.value(0).unwrap_or_default();
    reader.space();
    if reader.at < text.len() {
        reader.problem("there is more text after the JSON value; remove it");
    }
    (value, reader.problems)
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    problems: Vec<Problem>,
    /// The end of the text was told: one bracket that is missing says it for those around it.
    ended: bool,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn problem(&mut self, message: &str) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(Problem::at(self.text, self.at, "JSON", message));
        }
    }

    fn space(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start_matches([' ', '\t', '\n', '\r', '\u{feff}', '\u{a0}']);
            self.at += rest.len() - trimmed.len();
            let end = match self.rest() {
                rest if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
                rest if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
                _ => return,
            };
            self.problem("JSON has no comments; remove this one");
            self.at += end;
        }
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        if depth > MAX_DEPTH {
            self.problem("the values are nested too deep; the rest was left out");
            self.at = self.text.len();
            return None;
        }
        match self.peek()? {
            b'{' => Some(self.object(depth)),
            b'[' => Some(self.array(depth)),
            quote @ (b'"' | b'\'') => Some(Json::String(self.string(quote))),
            _ => self.word(),
        }
    }

    fn object(&mut self, depth: usize) -> Json {
        self.at += 1;
        let mut entries = Vec::new();
        while self.another(b'}', entries.len()) {
            let key = match self.peek() {
                Some(quote @ (b'"' | b'\'')) => self.string(quote),
                _ => {
                    self.problem("a key must stand in double quotes; it was taken up to the colon");
                    let end = self.rest().find([':', ',', '}', '\n']).unwrap_or(self.rest().len());
                    let key = self.rest()[..end].trim().to_owned();
                    self.at += end;
                    key
                }
            };
            self.space();
            if !self.eat(b':') {
                self.problem(&format!("a colon is missing after the key \"{key}\"; add it"));
            }
            self.space();
            if let Some(value) = self.value(depth + 1) {
                entries.push((key, value));
            }
        }
        Json::Object(entries)
    }

    fn array(&mut self, depth: usize) -> Json {
        self.at += 1;
        let mut items = Vec::new();
        while self.another(b']', items.len()) {
            if let Some(value) = self.value(depth + 1) {
                items.push(value);
            }
        }
        Json::Array(items)
    }

    /// Moves to the next member of an object or list; false at its end.
    fn another(&mut self, close: u8, count: usize) -> bool {
        let start = self.at;
        self.space();
        let comma = self.eat(b',');
        self.space();
        if self.eat(close) {
            if comma {
                self.problem("there is a comma too many before this bracket; remove it");
            }
            return false;
        }
        match self.peek() {
            None => {
                if !std::mem::replace(&mut self.ended, true) {
                    let close = close as char;
                    self.problem(&format!(
                        "the text ends before the closing {close}; get all of it, or add what is missing"
                    ));
                }
                return false;
            }
            // The other bracket closes as well: nothing inside could begin with it.
            Some(b'}' | b']') => {
                self.problem(&format!("this bracket closes another kind; write {} here", close as char));
                return false;
            }
            _ => {}
        }
        if count > 0 && !comma {
            self.problem("a comma is missing here; add it");
            if self.at == start {
                // Nothing was read since the last member: go on behind whatever stands here.
                self.at += self.rest().chars().next().map_or(0, char::len_utf8);
                return self.another(close, 0);
            }
        }
        true
    }

    fn string(&mut self, quote: u8) -> String {
        if quote == b'\'' {
            self.problem("a string must stand in double quotes; change its single ones");
        }
        let start = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = self.rest();
            let Some(end) = rest.find([quote as char, '\\']) else {
                // The closing quote is missing: what stands on this line is the best guess.
                let end = rest.find('\n').unwrap_or(rest.len());
                text.push_str(rest[..end].trim_end_matches([',', '}', ']', ' ', '\r']));
                let end = self.at + end;
                self.at = start;
                self.problem("the closing quote of this string is missing; add it; the string was taken to end with its line");
                self.at = end;
                return text;
            };
            text.push_str(&rest[..end]);
            self.at += end + 1;
            if self.text.as_bytes().get(self.at - 1) == Some(&quote) {
                return text;
            }
            self.escape(&mut text);
        }
    }

    fn escape(&mut self, text: &mut String) {
        let Some(letter) = self.rest().chars().next() else { return };
        self.at += letter.len_utf8();
        match letter {
            'n' => text.push('\n'),
            't' => text.push('\t'),
            'r' => text.push('\r'),
            'b' => text.push('\u{8}'),
            'f' => text.push('\u{c}'),
            'u' => {
                let first = self.hex();
                let code = match first {
                    Some(high @ 0xd800..=0xdbff) if self.rest().starts_with("\\u") => {
                        self.at += 2;
                        self.hex()
                            .filter(|low| (0xdc00..=0xdfff).contains(low))
                            .map(|low| 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00))
                    }
                    code => code,
                };
                text.push(code.and_then(char::from_u32).unwrap_or('\u{fffd}'));
            }
            '"' | '\\' | '/' | '\'' => text.push(letter),
            _ => {
                self.problem("a backslash must stand twice in a string; double it");
                text.push('\\');
                text.push(letter);
            }
        }
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.rest().get(..4)?;
        let code = u32::from_str_radix(digits, 16).ok()?;
        self.at += 4;
        Some(code)
    }

    fn word(&mut self) -> Option<Json> {
        let rest = self.rest();
        let end = rest.find([',', '}', ']', ':', '\n', ' ', '\t', '\r', '"']).unwrap_or(rest.len());
        let word = &rest[..end];
        let value = match word {
            "null" | "undefined" | "None" | "NaN" => Some(Json::Null),
            "true" | "True" => Some(Json::Bool(true)),
            "false" | "False" => Some(Json::Bool(false)),
            _ => number(word).map(Json::Number),
        };
        if value.is_none() {
            let shown: String = word.chars().take(40).collect();
            self.problem(&format!("invalid JSON value \"{shown}\"; put text in double quotes"));
        }
        // Something has to be consumed, or the caller would come back here for ever.
        let step = self.rest().chars().next().map_or(0, char::len_utf8);
        self.at += end.max(step);
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_without_its_end_ends_with_its_line_also_behind_a_backslash() {
        // Taken from its start, that end lay in the middle of a letter, and was read for ever.
        let (value, problems) = parse("[\"\u{cb123} \\H CP\n, 5]");
        assert_eq!(value, Json::Array(vec!["\u{cb123} \\H CP".into(), Json::Number(5.0)]));
        assert_eq!(problems.len(), 2, "{problems:?}");
    }

    #[test]
    fn numbers_are_read_and_written_in_decimal_notation() {
        for (text, value) in [("12.5", 12.5), ("-0.1", -0.1), ("0.000123", 0.000_123), ("2.7512", 2.7512)] {
            assert_eq!(number(text), Some(value));
            assert_eq!(Json::Number(value).to_string(), text);
        }
        for (text, value) in [("1e3", 1000.0), ("+.5", 0.5), ("5.", 5.0), ("1e-400", 0.0), ("-1.5E2", -150.0)]
        {
            assert_eq!(number(text), Some(value), "{text}");
        }
        for text in ["", ".", "-", "e5", "1e", "1.2.3", "0x10", "inf", "NaN", "1e999", "12 ", "--1"] {
            assert_eq!(number(text), None, "{text}");
        }
        assert_eq!(Json::Number(1e20).to_string(), format!("1{}", "0".repeat(20)));
        assert_eq!(Json::Number(f64::NAN).to_string(), "null");
    }

    #[test]
    fn what_is_written_of_a_number_is_read_and_written_as_the_same() {
        let mut numbers =
            vec![1e15, 1e41, 1.5e-20, 5e-324, f64::MAX, 0.1 + 0.2, 0.999_999_999_999_999_9, 1e-17, 9.5e15];
        let mut seed = 1_u64;
        for power in -330..310 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            numbers.push(scaled((seed >> 11) as f64 / 1e16, power));
        }
        for value in numbers.iter().filter(|value| value.is_finite()) {
            let written = Json::Number(*value).to_string();
            let read = number(&written).unwrap_or(f64::NAN);
            assert_eq!(Json::Number(read).to_string(), written, "{value:e}");
            // A very small number is as good as none.
            assert!((read - value).abs() <= value * 1e-11 + 1e-17, "{value:e} {read:e}");
        }
    }

    #[test]
    fn round_trips() {
        let text = r#"{"a":[1,2.5,-3],"b":{"c":"x\"\\\n\u0001é","d":null},"e":true,"f":[]}"#;
        let (value, problems) = parse(text);
        assert_eq!(problems, []);
        assert_eq!(value.to_string(), text);
        assert_eq!(parse(&value.pretty()), (value, Vec::new()));
    }

    #[test]
    fn reads_surrogate_pairs() {
        assert_eq!(parse(r#""\ud83d\ude00""#).0, Json::from("😀"));
    }

    #[track_caller]
    fn repaired(text: &str, json: &str, problem: &str) {
        let (value, problems) = parse(text);
        assert_eq!(value.to_string(), json, "{text}");
        assert_eq!(problems.first().map(ToString::to_string).as_deref(), Some(problem), "{text}");
    }

    #[test]
    fn keeps_the_good_part_and_says_where() {
        repaired(
            r#"{"a": 1, "b": 2,}"#,
            r#"{"a":1,"b":2}"#,
            "line 1, column 18: JSON: there is a comma too many before this bracket; remove it",
        );
        repaired(
            "{\"a\": 1\n\"b\": 2}",
            r#"{"a":1,"b":2}"#,
            "line 2, column 1: JSON: a comma is missing here; add it",
        );
        repaired(
            r#"[{"a": 1}, {"b": "#,
            r#"[{"a":1},{}]"#,
            "line 1, column 18: JSON: the text ends before the closing }; get all of it, or add what is missing",
        );
        repaired(
            "{'a': x}",
            r#"{}"#,
            "line 1, column 2: JSON: a string must stand in double quotes; change its single ones",
        );
        repaired(
            "{\"a\": \"b\n, \"c\": 1}",
            "{\"a\":\"b\\n, \"}",
            "line 2, column 4: JSON: a comma is missing here; add it",
        );
    }

    #[test]
    fn ends_on_anything() {
        for text in
            ["", "[", "{", "}", "[[[[", "{\"a", "\"\\", "[1 2 3", "::", ",", "{,}", "[}", "{]", "\"\\ud800"]
        {
            parse(text);
        }
        parse(&"[".repeat(100_000));
        parse(&"{\"a\":".repeat(100_000));
    }
}
