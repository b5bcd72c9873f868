//! The text of a field to the output: inline markup, straight quotes to quotations, apostrophes.
//!
//! Quotation marks in a field become quotations of the output, so that they take the locale's form
//! and alternate with the quotes around them. A mark without a partner stays, or is an apostrophe.

use super::output::{Span, Token};
use crate::record::markup::{self, Mark};

/// The typographic apostrophe.
const APOSTROPHE: char = '’';

/// The space inside of French quotation marks.
const NARROW_NO_BREAK_SPACE: char = '\u{202f}';

/// Writes the text of a field.
pub(crate) fn write(text: &str, out: &mut Vec<Token>) {
    write_as(text, false, out);
}

/// Writes what the writer of the document adds: single quotation marks stay as they were chosen.
pub(crate) fn write_own(text: &str, out: &mut Vec<Token>) {
    write_as(text, true, out);
}

fn write_as(text: &str, own: bool, out: &mut Vec<Token>) {
    if !text.contains(&['<', '"', '\'', '“', '‘', '’', '«', '&'][..]) {
        out.push(Token::Text(text.to_owned()));
        return;
    }
    let mut glyphs = Vec::with_capacity(text.len());
    let mut spans = 0;
    spread(&markup::parse(text), &mut glyphs, &mut spans, 0);
    pair_quotes(&mut glyphs, own);
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

/// The marks that may open a quotation, with the ones that close it.
fn closing(open: char) -> Option<char> {
    match open {
        '"' => Some('"'),
        '\'' => Some('\''),
        '“' => Some('”'),
        '‘' => Some('’'),
        _ => None,
    }
}

fn pair_quotes(glyphs: &mut [Glyph], own: bool) {
    let mut open: Vec<(usize, char)> = Vec::new();
    for at in 0..glyphs.len() {
        let Glyph { what: What::Letter(letter), span } = glyphs[at] else { continue };
        if !matches!(letter, '"' | '\'' | '“' | '”' | '‘' | '’') || own && matches!(letter, '‘' | '’')
        {
            continue;
        }
        let before = neighbour(glyphs[..at].iter().rev());
        let after = neighbour(glyphs[at + 1..].iter());
        let partner = open.iter().rposition(|(_, close)| *close == letter);
        let inside_word =
            before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
        let closes = before.is_some_and(|before| !before.is_whitespace())
            && after.is_none_or(|after| !after.is_alphanumeric());
        if let Some(partner) = partner.filter(|_| closes && !inside_word) {
            let from = open[partner].0;
            open.truncate(partner);
            // Quotation marks with nothing between them quote nothing, nor do those of rock 'n' roll.
            let and = letter == '\'' && from + 2 == at && glyphs[from + 1].what == What::Letter('n');
            if glyphs[from].span == span && from + 1 < at && !and {
                glyphs[from].what = What::OpenQuote;
                glyphs[at].what = What::CloseQuote;
                continue;
            }
        }
        let opens = before.is_none_or(|before| {
            before.is_whitespace()
                || matches!(before, '(' | '[' | '{' | '-' | '—' | '–' | '/' | '"' | '\'' | '“' | '‘')
        }) && after.is_some_and(|after| !after.is_whitespace());
        if let Some(close) = closing(letter).filter(|_| opens) {
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
        What::OpenQuote | What::CloseQuote => Some('"'),
        What::Open(_) | What::Close => None,
    })
}
