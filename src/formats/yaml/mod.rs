//! YAML text to a value and back: the part of YAML 1.2 that CFF and Hayagriva files use.
//!
//! Specification: <https://yaml.org/spec/1.2.2/>. Block and flow mappings and lists; plain,
//! quoted, literal and folded scalars; comments. Every scalar is text, as it is written (a version
//! `1.10` stays `1.10`). Anchors, aliases, merge keys and a second document are refused with a
//! problem; tags are passed over. What is wrong costs its line, not the file.

#[cfg(test)]
mod tests;
mod write;

pub(super) use write::write;

use super::Problems;
use crate::record::Json;
use crate::text::json::MAX_DEPTH;

/// Where a key of the outermost mapping stands: at the start of a line; 0 if nowhere.
pub(super) fn key_at(text: &str, key: &str) -> usize {
    let mut starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
    let begins = |at: &usize| {
        let line = text.get(*at..).unwrap_or_default().trim_start_matches(['"', '\'']);
        line.strip_prefix(key).is_some_and(|rest| rest.trim_start_matches(['"', '\'']).starts_with(':'))
    };
    starts.find(begins).unwrap_or_default()
}

/// Reads a YAML text. What could be read is in the value, `Null` where nothing could.
pub(super) fn parse(text: &str, problems: &mut Problems<'_>) -> Json {
    let mut reader = Reader { text, lines: Vec::new(), at: 0, problems, unclosed: [false; 2] };
    let mut offset = 0;
    for raw in text.split_inclusive('\n') {
        let line = raw.trim_end_matches(['\n', '\r']);
        let line_start = if offset == 0 { line.len() - line.trim_start_matches('\u{feff}').len() } else { 0 };
        let body = line[line_start..].trim_start_matches(' ');
        let start = offset + line.len() - body.len();
        reader.lines.push(Line {
            indent: line.len() - line_start - body.len(),
            start,
            end: offset + line.len(),
        });
        offset += raw.len();
    }
    let value = reader.block(0, 0);
    reader.skip_empty();
    if reader.at < reader.lines.len() {
        reader.problem("this line fits nowhere, perhaps because of its indentation; the rest was left out");
    }
    value
}

/// A line without its indentation.
#[derive(Clone, Copy)]
struct Line {
    indent: usize,
    start: usize,
    end: usize,
}

struct Reader<'t, 'p, 'q> {
    text: &'t str,
    lines: Vec<Line>,
    at: usize,
    problems: &'p mut Problems<'q>,
    /// Whether a double or single quote was found that never closes: the next one is not looked
    /// for beyond its line, which keeps reading linear.
    unclosed: [bool; 2],
}

impl<'t> Reader<'t, '_, '_> {
    fn line(&self) -> Option<(Line, &'t str)> {
        let line = *self.lines.get(self.at)?;
        Some((line, self.text.get(line.start..line.end).unwrap_or_default()))
    }

    fn problem_at(&mut self, offset: usize, message: &str) {
        self.problems.at(offset, "YAML", message);
    }

    fn problem(&mut self, message: &str) {
        let offset = self.lines.get(self.at).map_or(self.text.len(), |line| line.start);
        self.problem_at(offset, message);
    }

    /// Goes to the next line that has content.
    fn skip_empty(&mut self) {
        while let Some((line, text)) = self.line() {
            let first = self.at == 0 || line.indent == 0;
            if text.trim().is_empty() || text.starts_with('#') || (first && text.starts_with('%')) {
                self.at += 1;
            } else if text.starts_with('\t') {
                self.problem("a tab must not indent a line; use spaces; it was left out");
                self.at += 1;
            } else if line.indent == 0 && (text == "---" || text == "..." || text.starts_with("--- #")) {
                let before = self.lines[..self.at].iter().any(|line| {
                    let text = self.text.get(line.start..line.end).unwrap_or_default();
                    !text.is_empty() && !text.starts_with(['#', '%'])
                });
                if before && text != "..." {
                    self.problem(
                        "only the first document of the file is read; put each into a file of its own",
                    );
                    self.at = self.lines.len();
                } else {
                    self.at += 1;
                }
            } else {
                return;
            }
        }
    }

    /// A mapping, list or scalar whose lines are indented by at least `least`.
    fn block(&mut self, least: usize, depth: usize) -> Json {
        self.skip_empty();
        let Some((line, text)) = self.line().filter(|(line, _)| line.indent >= least) else {
            return Json::Null;
        };
        if depth > MAX_DEPTH {
            self.problem("the values are nested too deep; the rest was left out");
            self.at = self.lines.len();
            return Json::Null;
        }
        if is_item(text) {
            self.list(line.indent, depth)
        } else if key_end(text).is_some() {
            self.mapping(line.indent, depth)
        } else {
            self.at += 1;
            self.scalar(line.start, line.end, least, depth)
        }
    }

    fn list(&mut self, indent: usize, depth: usize) -> Json {
        let mut items = Vec::new();
        loop {
            self.skip_empty();
            match self.line() {
                Some((line, text)) if line.indent == indent && is_item(text) => {
                    let rest = text[1..].trim_start_matches(' ');
                    if rest.is_empty() || rest.starts_with('#') {
                        self.at += 1;
                        items.push(self.block(indent + 1, depth + 1));
                    } else {
                        // What follows the dash is a line of its own, indented that far.
                        let moved = text.len() - rest.len();
                        let start = line.start + moved;
                        self.lines[self.at] = Line { indent: indent + moved, start, end: line.end };
                        items.push(self.block(indent + 1, depth + 1));
                    }
                }
                Some((line, _)) if line.indent > indent => {
                    self.problem("this line is indented too far; it was left out");
                    self.at += 1;
                }
                _ => return Json::Array(items),
            }
        }
    }

    fn mapping(&mut self, indent: usize, depth: usize) -> Json {
        let mut entries: Vec<(String, Json)> = Vec::new();
        loop {
            self.skip_empty();
            let Some((line, text)) = self.line().filter(|(line, _)| line.indent >= indent) else { break };
            let Some((end, value_at)) = key_end(text).filter(|_| line.indent == indent) else {
                if line.indent == indent && is_item(text) {
                    break;
                }
                self.problem("a key with a colon, such as \"title: …\", is missing here; it was left out");
                self.at += 1;
                continue;
            };
            let raw = text[..end].trim();
            let key = match raw.chars().next() {
                Some(quote @ ('"' | '\'')) => self.quoted(line.start, line.start + end, quote).0,
                _ => raw.to_owned(),
            };
            if raw == "<<" {
                self.problem("merge keys are not supported; write the values out");
            }
            self.at += 1;
            let value = self.value(line.start + value_at, line.end, indent, depth);
            entries.push((key, value));
        }
        Json::Object(entries)
    }

    /// The value behind a key, which may go on in the lines below.
    fn value(&mut self, start: usize, end: usize, indent: usize, depth: usize) -> Json {
        let text = self.text.get(start..end).unwrap_or_default();
        let rest = text.trim_start();
        if rest.is_empty() || rest.starts_with('#') {
            self.skip_empty();
            return match self.line() {
                Some((line, text)) if line.indent == indent && is_item(text) => self.list(indent, depth + 1),
                Some((line, _)) if line.indent > indent => self.block(indent + 1, depth + 1),
                _ => Json::Null,
            };
        }
        self.scalar(start + text.len() - rest.len(), end, indent + 1, depth)
    }

    /// A scalar or flow collection at `start`; the line that holds it is already behind. Lines
    /// below belong to it if they are indented by at least `least`.
    fn scalar(&mut self, start: usize, end: usize, least: usize, depth: usize) -> Json {
        let text = self.text.get(start..end).unwrap_or_default();
        match text.chars().next() {
            Some('|' | '>') => Json::String(self.block_scalar(text, least)),
            Some(quote @ ('"' | '\'')) => {
                let (value, after) = self.quoted(start, end, quote);
                self.after(after);
                Json::String(value)
            }
            Some('[' | '{') => {
                let mut at = start;
                let value = self.flow(&mut at, depth + 1);
                self.after(at);
                value
            }
            Some('*') => {
                self.problem_at(start, "aliases are not supported; write the value out");
                Json::Null
            }
            Some(sign @ ('&' | '!')) => {
                if sign == '&' {
                    self.problem_at(
                        start,
                        "anchors are not supported; write the value out where it is needed",
                    );
                }
                let rest = text.find(' ').map_or("", |at| text[at..].trim_start());
                if depth > MAX_DEPTH {
                    return Json::Null;
                }
                if rest.is_empty() {
                    self.block(least, depth + 1)
                } else {
                    self.scalar(end - rest.len(), end, least, depth + 1)
                }
            }
            _ => self.plain(text, least),
        }
    }

    /// A plain scalar with the lines that go on with it.
    fn plain(&mut self, first: &str, least: usize) -> Json {
        let mut value = without_comment(first).to_owned();
        if value.len() == first.trim_end().len() {
            while let Some((line, text)) = self.line() {
                if line.indent < least
                    || text.is_empty()
                    || text.starts_with('#')
                    || key_end(text).is_some()
                    || is_item(text) && least == 0
                {
                    break;
                }
                value.push(' ');
                value.push_str(without_comment(text));
                self.at += 1;
            }
        }
        match value.as_str() {
            "~" | "null" | "Null" | "NULL" | "" => Json::Null,
            _ => Json::String(value),
        }
    }

    /// `|` keeps line breaks, `>` folds them; `-` drops the last one, `+` keeps all; a digit gives
    /// the indentation.
    fn block_scalar(&mut self, header: &str, least: usize) -> String {
        let folded = header.starts_with('>');
        let (strip, keep) = (header.contains('-'), header.contains('+'));
        let given = header.bytes().skip(1).find(u8::is_ascii_digit).map(|digit| usize::from(digit - b'0'));
        let mut indent = given.map(|width| least.saturating_sub(1) + width);
        let mut out = String::new();
        let mut previous_more = true;
        let mut breaks = 0;
        while let Some((line, text)) = self.line() {
            let empty = text.trim().is_empty();
            if !empty && line.indent < indent.unwrap_or(least) {
                break;
            }
            self.at += 1;
            if empty {
                breaks += 1;
                continue;
            }
            let width = *indent.get_or_insert(line.indent);
            let more = line.indent > width || text.starts_with('\t');
            if !out.is_empty() || breaks > 0 {
                let fold = folded && !more && !previous_more && !out.is_empty();
                if fold && breaks == 0 {
                    out.push(' ');
                } else {
                    let count = if fold || out.is_empty() { breaks } else { breaks + 1 };
                    out.extend(std::iter::repeat_n('\n', count));
                }
            }
            breaks = 0;
            previous_more = more;
            out.extend(std::iter::repeat_n(' ', line.indent - width));
            out.push_str(text);
        }
        if keep {
            out.extend(std::iter::repeat_n('\n', breaks + 1));
        } else if !strip && !out.is_empty() {
            out.push('\n');
        }
        out
    }

    /// A quoted scalar at `start`, and the offset behind it.
    fn quoted(&mut self, start: usize, line_end: usize, quote: char) -> (String, usize) {
        let which = usize::from(quote == '\'');
        let limit = if self.unclosed[which] { line_end } else { self.text.len() };
        let body = self.text.get(start + 1..limit).unwrap_or_default();
        let mut out = String::new();
        let mut letters = body.char_indices().peekable();
        while let Some((at, letter)) = letters.next() {
            match letter {
                '\'' if quote == '\'' && letters.peek().is_some_and(|(_, next)| *next == '\'') => {
                    letters.next();
                    out.push('\'');
                }
                _ if letter == quote => return (out, start + 1 + at + 1),
                '\\' if quote == '"' => match letters.next() {
                    Some((_, '\n')) => skip_indent(&mut letters),
                    Some((at, letter)) => {
                        out.push(escape(letter, &body[at + letter.len_utf8()..], &mut letters))
                    }
                    None => {}
                },
                '\r' => {}
                '\n' => {
                    // A line break is a space, an empty line is a line break.
                    out.truncate(out.trim_end_matches([' ', '\t']).len());
                    let mut empty = 0;
                    loop {
                        skip_indent(&mut letters);
                        match letters.peek() {
                            Some((_, '\n' | '\r')) => {
                                empty +=
                                    usize::from(letters.next().is_some_and(|(_, letter)| letter == '\n'));
                            }
                            _ => break,
                        }
                    }
                    if empty == 0 {
                        out.push(' ');
                    }
                    out.extend(std::iter::repeat_n('\n', empty));
                }
                _ => out.push(letter),
            }
        }
        self.unclosed[which] = true;
        self.problem_at(start, "the closing quote of this text is missing");
        let line = self.text.get(start + 1..line_end.max(start + 1)).unwrap_or_default();
        (line.to_owned(), line_end)
    }

    /// A flow list or mapping, or a scalar inside one.
    fn flow(&mut self, at: &mut usize, depth: usize) -> Json {
        self.flow_space(at);
        let rest = self.text.get(*at..).unwrap_or_default();
        if depth > MAX_DEPTH {
            self.problem_at(*at, "the values are nested too deep; the rest was left out");
            *at = self.text.len();
            return Json::Null;
        }
        match rest.chars().next() {
            Some('[') => {
                *at += 1;
                let mut items = Vec::new();
                while self.flow_more(at, ']') {
                    let item = self.flow(at, depth + 1);
                    // `[a: b]` is a list of one mapping.
                    items.push(if self.flow_colon(at) {
                        let value = self.flow(at, depth + 1);
                        Json::Object(vec![(item.to_text().unwrap_or_default(), value)])
                    } else {
                        item
                    });
                }
                Json::Array(items)
            }
            Some('{') => {
                *at += 1;
                let mut entries = Vec::new();
                while self.flow_more(at, '}') {
                    let key = self.flow(at, depth + 1).to_text().unwrap_or_default();
                    let value = if self.flow_colon(at) { self.flow(at, depth + 1) } else { Json::Null };
                    entries.push((key, value));
                }
                Json::Object(entries)
            }
            Some(quote @ ('"' | '\'')) => {
                let line_end = rest.find('\n').map_or(self.text.len(), |end| *at + end);
                let (value, after) = self.quoted(*at, line_end, quote);
                *at = after;
                Json::String(value)
            }
            _ => {
                let mut end = 0;
                for (offset, letter) in rest.char_indices() {
                    let next = rest[offset + letter.len_utf8()..].chars().next();
                    let colon = letter == ':'
                        && next.is_none_or(|next| next.is_whitespace() || matches!(next, ',' | ']' | '}'));
                    if matches!(letter, ',' | '[' | ']' | '{' | '}' | '\n') || colon {
                        break;
                    }
                    end = offset + letter.len_utf8();
                }
                let word = rest[..end].trim();
                *at += end;
                if matches!(word, "" | "~" | "null") { Json::Null } else { Json::String(word.to_owned()) }
            }
        }
    }

    fn flow_space(&self, at: &mut usize) {
        loop {
            let rest = self.text.get(*at..).unwrap_or_default();
            let trimmed = rest.trim_start();
            *at += rest.len() - trimmed.len();
            if !trimmed.starts_with('#') {
                return;
            }
            *at += trimmed.find('\n').unwrap_or(trimmed.len());
        }
    }

    /// Whether another item comes; takes commas and the closing bracket.
    fn flow_more(&mut self, at: &mut usize, close: char) -> bool {
        loop {
            self.flow_space(at);
            match self.text.get(*at..).unwrap_or_default().chars().next() {
                None => {
                    self.problem_at(*at, "the text ends before the closing bracket; add it");
                    return false;
                }
                Some(letter) if letter == close => {
                    *at += 1;
                    return false;
                }
                Some(',' | ':') => *at += 1,
                Some(']' | '}') => {
                    self.problem_at(*at, "this bracket closes nothing; remove it");
                    *at += 1;
                }
                Some(_) => return true,
            }
        }
    }

    fn flow_colon(&self, at: &mut usize) -> bool {
        let mut next = *at;
        self.flow_space(&mut next);
        let found = self.text.get(next..).unwrap_or_default().starts_with(':');
        if found {
            *at = next + 1;
        }
        found
    }

    /// Goes on behind a value that ended at an offset, perhaps some lines below.
    fn after(&mut self, offset: usize) {
        while self.lines.get(self.at).is_some_and(|line| line.end < offset) {
            self.at += 1;
        }
        if self.lines.get(self.at).is_some_and(|line| line.start < offset) {
            self.at += 1;
        }
        let end = self.at.checked_sub(1).and_then(|at| self.lines.get(at)).map_or(offset, |line| line.end);
        let rest = self.text.get(offset..end).unwrap_or_default().trim();
        if !rest.is_empty() && !rest.starts_with('#') {
            self.problem_at(offset, "there is more text behind this value; it was left out");
        }
    }
}

type Letters<'t> = std::iter::Peekable<std::str::CharIndices<'t>>;

fn skip_indent(letters: &mut Letters<'_>) {
    while letters.next_if(|(_, letter)| matches!(letter, ' ' | '\t')).is_some() {}
}

/// The character of an escape in double quotes.
fn escape(letter: char, rest: &str, letters: &mut Letters<'_>) -> char {
    let digits = match letter {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        'n' => return '\n',
        't' => return '\t',
        'r' => return '\r',
        '0' => return '\0',
        'N' => return '\u{85}',
        '_' => return '\u{a0}',
        other => return other,
    };
    let code = rest.get(..digits).and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32);
    if code.is_some() {
        (0..digits).for_each(|_| {
            letters.next();
        });
    }
    code.unwrap_or('\u{fffd}')
}

fn is_item(text: &str) -> bool {
    text == "-" || text.starts_with("- ")
}

/// Where the key of a line ends and where its value begins; nothing for a line without a key.
fn key_end(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    match text.chars().next()? {
        quote @ ('"' | '\'') => {
            let close = closing(text, quote)? + 1;
            let after = text[close..].trim_start();
            let colon = text.len() - after.len();
            return (after == ":" || after.starts_with(": ")).then_some((close, colon + 1));
        }
        '[' | '{' | '#' | '|' | '>' | '%' | '@' | '`' => return None,
        _ => {}
    }
    while let Some(at) = text[from..].find(':') {
        let colon = from + at;
        let after = &text[colon + 1..];
        if after.is_empty() || after.starts_with([' ', '\t']) {
            return (!text[..colon].contains(" #")).then_some((colon, colon + 1));
        }
        from = colon + 1;
    }
    None
}

/// Where the quote that a text begins with is closed.
fn closing(text: &str, quote: char) -> Option<usize> {
    let mut letters = text.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' if quote == '"' => {
                letters.next();
            }
            '\'' if quote == '\'' && letters.peek().is_some_and(|(_, next)| *next == '\'') => {
                letters.next();
            }
            _ if letter == quote => return Some(at),
            _ => {}
        }
    }
    None
}

/// A line without the comment at its end.
fn without_comment(text: &str) -> &str {
    text.find(" #").map_or(text, |at| &text[..at]).trim_end()
}
