//! Pandoc's Markdown in the texts of CSL YAML to the markup of CSL, and back.
//!
//! Specification: pandoc's manual, "Backslash escapes", "Inline formatting", and "Citations"
//! (<https://pandoc.org/MANUAL.html#inline-formatting>).

use crate::record::markup::{self, Mark, Piece};

/// Delimiters of marked text, the longer first.
static MARKS: &[(&str, Mark)] = &[
    ("**", Mark::Bold),
    ("*", Mark::Italic),
    ("^", Mark::Superscript),
    ("~", Mark::Subscript),
    ("_", Mark::Italic),
];

/// Classes of bracketed spans: `[text]{.smallcaps}`.
static SPANS: &[(&str, Mark)] = &[("]{.smallcaps}", Mark::SmallCaps), ("]{.nocase}", Mark::NoCase)];

/// Markdown as CSL's markup.
pub(super) fn to_markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '*', '^', '~', '_', '[']) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let inside = out.ends_with(char::is_alphanumeric);
        rest = if let Some((letter, after)) = escaped(after) {
            out.push(letter);
            after
        } else if let Some((mark, inner, after)) = marked(after, inside) {
            let (open, close) = mark.tags();
            out.extend([open, &to_markup(inner), close]);
            after
        } else {
            out.extend(after.chars().next());
            after.get(1..).unwrap_or_default()
        };
    }
    out.push_str(rest);
    out
}

/// Text without the backslashes that keep punctuation from being Markdown.
pub(super) fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, _)) = rest.split_once('\\') {
        out.push_str(before);
        let (letter, after) = escaped(&rest[before.len()..]).unwrap_or(('\\', &rest[before.len() + 1..]));
        out.push(letter);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The character after a backslash, and the rest; a space keeps superscripts together.
fn escaped(text: &str) -> Option<(char, &str)> {
    let after = text.strip_prefix('\\')?;
    let letter = after.chars().next().filter(|letter| letter.is_ascii_punctuation() || *letter == ' ')?;
    Some((letter, &after[1..]))
}

/// A marked text at the beginning: its mark, what is inside, and the rest. `inside`: after a letter.
fn marked(text: &str, inside: bool) -> Option<(Mark, &str, &str)> {
    if let Some(after) = text.strip_prefix('[') {
        let (inner, rest) = after.split_at(unescaped_at(after, "]")?);
        let (close, mark) = SPANS.iter().find(|(close, _)| rest.starts_with(close))?;
        return Some((*mark, inner, &rest[close.len()..]));
    }
    let (delimiter, mark) = MARKS.iter().find(|(delimiter, _)| text.starts_with(delimiter))?;
    let after = &text[delimiter.len()..];
    let end = unescaped_at(after, delimiter)?;
    let (inner, rest) = (&after[..end], &after[end + delimiter.len()..]);
    let tight = !inner.is_empty() && inner.trim() == inner;
    // Super- and subscripts have no spaces, and an underscore inside a word is one.
    let whole =
        !matches!(mark, Mark::Superscript | Mark::Subscript) || !inner.replace("\\ ", "").contains(' ');
    let apart = *delimiter != "_" || !inside && !rest.starts_with(char::is_alphanumeric);
    (tight && whole && apart).then_some((*mark, inner, rest))
}

/// Where a delimiter is that no backslash stands before.
fn unescaped_at(text: &str, delimiter: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + text.get(from..)?.find(['\\', delimiter.chars().next()?])?;
        let here = &text[at..];
        if here.starts_with('\\') {
            from = at + 1 + here.chars().nth(1).map_or(0, char::len_utf8);
        } else if delimiter == "*" && here.starts_with("**") {
            from = at + 2;
        } else if here.starts_with(delimiter) {
            return Some(at);
        } else {
            from = at + 1;
        }
    }
}

/// CSL's markup as Markdown.
pub(super) fn from_markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    pieces(&markup::parse(text), false, &mut out);
    // What would begin a list, a quotation or a heading.
    let label = out.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or_default();
    if is_label(&out[..label]) && (out[label..].starts_with(". ") || out[label..].starts_with(") ")) {
        out.insert(label, '\\');
    } else if out.starts_with(['-', '+', '#', '(', ':', '|', '%']) {
        out.insert(0, '\\');
    }
    out
}

/// Whether pandoc counts a list by it: `12`, `b`, `iv`. A capital alone is an initial.
fn is_label(text: &str) -> bool {
    let all = |test: fn(char) -> bool| !text.is_empty() && text.chars().all(test);
    let roman = |letter: char| "ivxlcdmIVXLCDM".contains(letter);
    all(|letter| letter.is_ascii_digit())
        || text.len() == 1 && all(|letter| letter.is_ascii_lowercase())
        || text.len() > 1 && all(roman)
}

/// A text that holds no Markdown: an identifier or an address.
pub(super) fn verbatim(text: &str) -> String {
    text.replace('\\', "\\\\").replace('<', "\\<")
}

fn pieces(list: &[Piece], tight: bool, out: &mut String) {
    for piece in list {
        match piece {
            Piece::Text(text) => escape(text, tight, out),
            Piece::Marked(mark, inner) => {
                let raised = matches!(mark, Mark::Superscript | Mark::Subscript);
                let span = SPANS.iter().find(|(_, known)| known == mark);
                let delimiter = MARKS.iter().find(|(_, known)| known == mark);
                let (open, close) = match (span, delimiter) {
                    (Some((close, _)), _) => ("[", *close),
                    (_, Some((delimiter, _))) => (*delimiter, *delimiter),
                    _ => ("", ""),
                };
                out.push_str(open);
                pieces(inner, tight || raised, out);
                out.push_str(close);
            }
        }
    }
}

fn escape(text: &str, tight: bool, out: &mut String) {
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek();
        let special = match letter {
            '\\' | '*' | '^' | '~' | '<' | '>' | '[' | ']' | '$' | '@' | '`' => true,
            '_' => !(out.ends_with(char::is_alphanumeric) && next.is_some_and(|next| next.is_alphanumeric())),
            '-' => next == Some(&'-'),
            ' ' => tight,
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(letter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_markdown_as_pandoc_does() {
        for (markdown, expected) in [
            ("The *Lynx lynx* of CO~2~, 10^-3^", "The <i>Lynx lynx</i> of CO<sub>2</sub>, 10<sup>-3</sup>"),
            ("_Emphasis_ in snake_case_words", "<i>Emphasis</i> in snake_case_words"),
            ("**Bold *and italic* here**", "<b>Bold <i>and italic</i> here</b>"),
            ("\\*No\\* emphasis, 2 * 3 * 4", "*No* emphasis, 2 * 3 * 4"),
            ("*a\\*b*", "<i>a*b</i>"),
            ("[Nasa]{.nocase} and [bc]{.smallcaps}", "<span class=\"nocase\">Nasa</span> and <sc>bc</sc>"),
            ("a [sic] b", "a [sic] b"),
            ("x^a\\ b^ and x^a b^", "x<sup>a b</sup> and x^a b^"),
            ("lone * and ** stay", "lone * and ** stay"),
        ] {
            let expected =
                expected.replace("<sc>", Mark::SmallCaps.tags().0).replace("</sc>", Mark::SmallCaps.tags().1);
            assert_eq!(to_markup(markdown), expected);
        }
    }

    #[test]
    fn writes_what_reads_back() {
        for (text, expected) in [
            ("<i>E. coli</i> x<sup>a b</sup>", "*E. coli* x^a\\ b^"),
            ("C~D -- [sic] a_b _c $5 @home", "C\\~D \\-- \\[sic\\] a_b \\_c \\$5 \\@home"),
            ("- dash", "\\- dash"),
            ("1. Mose", "1\\. Mose"),
            ("iv. Psalm", "iv\\. Psalm"),
            ("J. D. and Prof. X", "J. D. and Prof. X"),
            ("x < y \\o", "x \\< y \\\\o"),
        ] {
            assert_eq!(from_markup(text), expected);
            assert_eq!(to_markup(expected), text);
        }
    }
}
