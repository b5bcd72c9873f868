//! The text of a field to the output: inline markup, straight quotes to quotations, apostrophes.
//!
//! Quotation marks in a field become quotations of the output, so that they take the locale's form
//! and alternate with the quotes around them. Double marks that are the locale's inner ones stay where
//! nothing is quoted around them. A mark without a partner stays, or is an apostrophe.

use super::output::{Quotes, Span, Token};
use crate::record::markup::{self, Mark};

/// The typographic apostrophe.
const APOSTROPHE: char = '’';

/// The space inside of French quotation marks.
const NARROW_NO_BREAK_SPACE: char = '\u{202f}';

/// Writes the text of a field.
pub(crate) fn write(text: &str, quotes: &Quotes<'_>, out: &mut Vec<Token>) {
    write_as(text, false, quotes, out);
}

/// Writes what the writer of the document adds: single quotation marks stay as they were chosen.
pub(crate) fn write_own(text: &str, quotes: &Quotes<'_>, out: &mut Vec<Token>) {
    write_as(text, true, quotes, out);
}

/// Writes what the writer puts before a cite, apart from it.
pub(crate) fn write_prefix(prefix: &str, quotes: &Quotes<'_>, out: &mut Vec<Token>) {
    if prefix.is_empty() {
        return;
    }
    write_own(prefix, quotes, out);
    if !prefix.ends_with(&[' ', '\u{a0}', '’', '\'', '(', '“', '-'][..]) {
        out.push(Token::Text(" ".to_owned()));
    }
}

fn write_as(text: &str, own: bool, quotes: &Quotes<'_>, out: &mut Vec<Token>) {
    let marks = Marks::of(quotes, own);
    if !text.contains(|letter| matches!(letter, '<' | '\'' | '’' | '«' | '&') || marks.has(letter)) {
        out.push(Token::Text(text.to_owned()));
        return;
    }
    let mut glyphs = Vec::with_capacity(text.len());
    let mut spans = 0;
    spread(&markup::parse(text), &mut glyphs, &mut spans, 0);
    pair_quotes(&mut glyphs, &marks);
    swallow_spaces(&mut glyphs, &marks);
    let mut run = String::new();
    let flush = |run: &mut String, out: &mut Vec<Token>| {
        if !run.is_empty() {
            out.push(Token::Text(std::mem::take(run)));
        }
    };
    let text_end = glyphs.iter().rposition(|glyph| matches!(glyph.what, What::Letter(_))).unwrap_or(0);
    for (at, glyph) in glyphs.iter().enumerate() {
        let piece = match glyph.what {
            What::Letter(letter) => {
                run.push(letter);
                continue;
            }
            What::OpenQuote => Token::OpenQuote,
            What::OpenInnerQuote => Token::OpenInnerQuote,
            // What follows in the same field is where its writer wants it.
            What::CloseQuote if at < text_end => Token::CloseFieldQuote,
            What::CloseQuote => Token::CloseQuote,
            What::Open(mark) => Token::Open(Span::Mark(mark)),
            What::Close => Token::Close,
        };
        flush(&mut run, out);
        out.push(piece);
    }
    flush(&mut run, out);
}

/// A letter or a boundary, and in which span it stands.
#[derive(Clone, Copy)]
struct Glyph {
    what: What,
    span: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum What {
    Letter(char),
    Open(Mark),
    Close,
    OpenQuote,
    OpenInnerQuote,
    CloseQuote,
}

fn spread(pieces: &[markup::Piece], glyphs: &mut Vec<Glyph>, spans: &mut usize, span: usize) {
    for piece in pieces {
        match piece {
            markup::Piece::Text(text) => {
                glyphs.extend(text.chars().map(|letter| Glyph { what: What::Letter(letter), span }));
            }
            markup::Piece::Marked(mark, inner) => {
                *spans += 1;
                glyphs.push(Glyph { what: What::Open(*mark), span });
                spread(inner, glyphs, spans, *spans);
                glyphs.push(Glyph { what: What::Close, span });
            }
        }
    }
}

/// The marks that may open a quotation, with the ones that close it: the locale's own first, then
/// straight and English ones.
struct Marks {
    pairs: Vec<(char, char)>,
    /// What opens a quotation inside of another.
    inner: Option<char>,
}

impl Marks {
    /// Of what the writer of the document adds (`own`), single marks stay.
    fn of(quotes: &Quotes<'_>, own: bool) -> Self {
        let mut pairs = Vec::with_capacity(6);
        let locale = [(quotes.open, quotes.close), (quotes.open_inner, quotes.close_inner)];
        for (open, close) in locale {
            let mark = |text: &str| text.trim().chars().next();
            if let (Some(open), Some(close)) = (mark(open), mark(close)) {
                // An apostrophe opens nothing.
                if open != APOSTROPHE && !(own && matches!(open, '‘' | '‚' | '‹')) {
                    pairs.push((open, close));
                }
            }
        }
        pairs.extend([('"', '"'), ('“', '”')]);
        if own {
            pairs.push(('\'', '\''));
        } else {
            pairs.extend([('\'', '\''), ('‘', '’')]);
        }
        Self { pairs, inner: quotes.open_inner.trim().chars().next() }
    }

    fn has(&self, mark: char) -> bool {
        self.pairs.iter().any(|(open, close)| *open == mark || *close == mark)
    }

    /// Whether a mark only ever opens or closes, and is not an apostrophe.
    fn is_unambiguous(&self, mark: char) -> bool {
        let opens = self.pairs.iter().any(|(open, _)| *open == mark);
        let closes = self.pairs.iter().any(|(_, close)| *close == mark);
        opens != closes && !matches!(mark, '‘' | '’' | '“' | '”')
    }

    fn closing(&self, mark: char) -> Option<char> {
        self.pairs.iter().find(|(open, _)| *open == mark).map(|(_, close)| *close)
    }
}

/// Words that begin with an apostrophe: it opens no quotation.
const SHORTENED: &[&str] = &["tis", "twas", "twere", "em", "til", "cause", "bout", "round"];

/// Whether an apostrophe stands for what a word lacks at its start: `’90s`, `’tis`, `’n’`. A word
/// between two marks is quoted.
fn is_elision(after: &[Glyph]) -> bool {
    let mut word = String::new();
    let mut quoted = false;
    for glyph in after {
        match glyph.what {
            What::Letter(letter) if letter.is_alphanumeric() => word.push(letter.to_ascii_lowercase()),
            What::Open(_) | What::Close => {}
            other => {
                quoted = matches!(other, What::Letter('\'' | '’'));
                break;
            }
        }
    }
    let year = word.strip_suffix('s').unwrap_or(&word);
    let is_year = year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit());
    word == "n" || !quoted && (is_year || SHORTENED.contains(&word.as_str()))
}

/// Whether a mark is the second of `’n’`.
fn is_second_of_and(glyphs: &[Glyph], at: usize) -> bool {
    let is = |back: usize, letters: &[char]| {
        let glyph = at.checked_sub(back).and_then(|at| glyphs.get(at));
        glyph.is_some_and(|glyph| letters.iter().any(|letter| glyph.what == What::Letter(*letter)))
    };
    is(0, &['\'', '’']) && is(1, &['n', 'N']) && is(2, &[APOSTROPHE])
}

/// Marks that bring a space of their own, as French ones do, take the one of the field.
fn swallow_spaces(glyphs: &mut Vec<Glyph>, marks: &Marks) {
    if marks.pairs.first().is_none_or(|(open, _)| *open != '«') {
        return;
    }
    let is_space = |glyph: Option<&Glyph>| {
        glyph.is_some_and(|glyph| matches!(glyph.what, What::Letter(' ' | '\u{a0}' | NARROW_NO_BREAK_SPACE)))
    };
    for at in (0..glyphs.len()).rev() {
        match glyphs.get(at).map(|glyph| glyph.what) {
            Some(What::OpenQuote | What::OpenInnerQuote) if is_space(glyphs.get(at + 1)) => {
                glyphs.remove(at + 1);
            }
            Some(What::CloseQuote) if at > 0 && is_space(glyphs.get(at - 1)) => {
                glyphs.remove(at - 1);
            }
            _ => {}
        }
    }
}

fn pair_quotes(glyphs: &mut [Glyph], marks: &Marks) {
    let mut open: Vec<(usize, char)> = Vec::new();
    for at in 0..glyphs.len() {
        let Glyph { what: What::Letter(letter), span } = glyphs[at] else { continue };
        if !marks.has(letter) {
            continue;
        }
        if is_second_of_and(glyphs, at) {
            glyphs[at].what = What::Letter(APOSTROPHE);
            continue;
        }
        let before = neighbour(glyphs[..at].iter().rev());
        let after = neighbour(glyphs[at + 1..].iter());
        let partner = open.iter().rposition(|(_, close)| *close == letter);
        let inside_word =
            before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
        // French marks have a space inside, Chinese and Japanese ones letters around.
        let spaced = matches!(letter, '«' | '»' | '‹' | '›');
        let only = marks.is_unambiguous(letter);
        let closes = only
            || before.is_some_and(|before| spaced || !before.is_whitespace())
                && after.is_none_or(|after| !after.is_alphanumeric());
        if let Some(partner) = partner.filter(|_| only || closes && !inside_word) {
            let from = open[partner].0;
            open.truncate(partner);
            // Quotation marks with nothing between them quote nothing.
            if glyphs[from].span == span && from + 1 < at {
                let inner = glyphs[from].what == What::Letter('“') && marks.inner == Some('“');
                glyphs[from].what = if inner { What::OpenInnerQuote } else { What::OpenQuote };
                glyphs[at].what = What::CloseQuote;
                continue;
            }
        }
        let opens = only
            || before.is_none_or(|before| {
                before.is_whitespace()
                    || matches!(before, '(' | '[' | '{' | '-' | '—' | '–' | '/' | '"' | '\'' | '“' | '‘')
            }) && after.is_some_and(|after| spaced || !after.is_whitespace());
        if opens && matches!(letter, '\'' | '‘') && is_elision(&glyphs[at + 1..]) {
            glyphs[at].what = What::Letter(APOSTROPHE);
            continue;
        }
        if let Some(close) = marks.closing(letter).filter(|_| opens) {
            open.push((at, close));
        }
    }
    for at in 0..glyphs.len() {
        let is = |at: Option<usize>, mark| {
            at.and_then(|at| glyphs.get(at)).is_some_and(|glyph| glyph.what == What::Letter(mark))
        };
        let becomes = match glyphs[at].what {
            What::Letter('\'') => APOSTROPHE,
            // French quotation marks keep to the words that they quote.
            What::Letter(' ') if is(at.checked_sub(1), '«') || is(Some(at + 1), '»') => {
                NARROW_NO_BREAK_SPACE
            }
            _ => continue,
        };
        glyphs[at].what = What::Letter(becomes);
    }
}

/// The nearest character on one side, whatever markup lies between.
fn neighbour<'g>(mut glyphs: impl Iterator<Item = &'g Glyph>) -> Option<char> {
    glyphs.find_map(|glyph| match glyph.what {
        What::Letter(letter) => Some(letter),
        What::OpenQuote | What::OpenInnerQuote | What::CloseQuote => Some('"'),
        What::Open(_) | What::Close => None,
    })
}
