//! CSL-JSON's inline markup in texts, as a tree: `<i>`, `<b>`, `<sup>`, `<sub>`, small capitals
//! and `nocase`. Anything else that looks like a tag is text. See "HTML-like tags" in the
//! citeproc-js documentation and `csl-data.json`.

use crate::text::cut::{head, tail};

/// What a piece of marked-up text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text without markup, entities already replaced.
    Text(String),
    /// Marked-up text.
    Marked(Mark, Vec<Self>),
}

/// A kind of inline markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// `<i>`
    Italic,
    /// `<b>`
    Bold,
    /// `<sup>`
    Superscript,
    /// `<sub>`
    Subscript,
    /// `<span style="font-variant:small-caps;">` or `<sc>`
    SmallCaps,
    /// `<span class="nocase">`: title case leaves it alone.
    NoCase,
    /// `<span class="nodecor">`: without the formatting that stands around.
    NoDecoration,
}

/// The opening and closing tags of each mark. The first row of a mark is the one that is written.
static TAGS: &[(&str, &str, Mark)] = &[
    ("<i>", "</i>", Mark::Italic),
    ("<b>", "</b>", Mark::Bold),
    ("<sup>", "</sup>", Mark::Superscript),
    ("<sub>", "</sub>", Mark::Subscript),
    ("<span style=\"font-variant:small-caps;\">", "</span>", Mark::SmallCaps),
    ("<span style=\"font-variant: small-caps;\">", "</span>", Mark::SmallCaps),
    ("<span style=\"font-variant:small-caps\">", "</span>", Mark::SmallCaps),
    ("<span class=\"smallcaps\">", "</span>", Mark::SmallCaps),
    ("<sc>", "</sc>", Mark::SmallCaps),
    ("<span class=\"nocase\">", "</span>", Mark::NoCase),
    ("<span class=\"nodecor\">", "</span>", Mark::NoDecoration),
    ("<em>", "</em>", Mark::Italic),
    ("<strong>", "</strong>", Mark::Bold),
];

/// Deeper markup than this stays as its tags.
const MAX_DEPTH: usize = 32;

impl Mark {
    /// The tags that CSL-JSON writes for the mark.
    pub fn tags(self) -> (&'static str, &'static str) {
        let row = TAGS.iter().find(|(_, _, mark)| *mark == self);
        row.map_or(("", ""), |(open, close, _)| (open, close))
    }
}

/// Reads the markup of a text. A tag that is not closed, or not known, is text.
pub fn parse(text: &str) -> Vec<Piece> {
    if !text.contains('<') {
        return if text.is_empty() { Vec::new() } else { vec![Piece::Text(text.to_owned())] };
    }
    // Each open tag keeps what was collected before it, so that an unclosed one can become text.
    let mut open: Vec<(&'static str, &'static str, Mark, Vec<Piece>)> = Vec::new();
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        push_text(&mut pieces, head(rest, at));
        rest = tail(rest, at);
        if let Some((start, end, mark)) =
            TAGS.iter().find(|(start, ..)| open.len() < MAX_DEPTH && rest.starts_with(start))
        {
            open.push((start, end, *mark, std::mem::take(&mut pieces)));
            rest = tail(rest, start.len());
        } else if let Some(end) = open.last().map(|(_, end, ..)| *end).filter(|end| rest.starts_with(end)) {
            if let Some((_, _, mark, before)) = open.pop() {
                let inner = std::mem::replace(&mut pieces, before);
                pieces.push(Piece::Marked(mark, inner));
            }
            rest = tail(rest, end.len());
        } else {
            push_text(&mut pieces, "<");
            rest = tail(rest, 1);
        }
    }
    push_text(&mut pieces, rest);
    while let Some((start, _, _, mut before)) = open.pop() {
        push_text(&mut before, start);
        for piece in pieces {
            match piece {
                Piece::Text(text) => push_text(&mut before, &text),
                marked => before.push(marked),
            }
        }
        pieces = before;
    }
    pieces
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(Piece::Text(last)) => last.push_str(text),
        _ => pieces.push(Piece::Text(text.to_owned())),
    }
}

/// The text without its markup.
pub fn plain(text: &str) -> String {
    fn collect(pieces: &[Piece], out: &mut String) {
        for piece in pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Marked(_, inner) => collect(inner, out),
            }
        }
    }
    if !text.contains('<') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    collect(&parse(text), &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_nested_and_leaves_unknown_tags() {
        let nested = parse("A <i>b <sub>2</sub></i> <script>x");
        let sub = Piece::Marked(Mark::Subscript, vec![Piece::Text("2".into())]);
        let italic = Piece::Marked(Mark::Italic, vec![Piece::Text("b ".into()), sub]);
        assert_eq!(nested, [Piece::Text("A ".into()), italic, Piece::Text(" <script>x".into())]);
    }

    #[test]
    fn keeps_an_unclosed_tag_as_text() {
        assert_eq!(parse("a <i>b"), [Piece::Text("a <i>b".into())]);
        assert_eq!(plain("x<sup>2</sup> < <b>y"), "x2 < <b>y");
    }
}
