//! What rendering writes: a flat list of texts, formatting that opens and closes, and quotes.
//!
//! Output is easy to take back (an empty group is cut off at its start) and shows each text beside
//! the one before it, whatever formatting lies between. That is where punctuation collides, and
//! where it moves into quotes. [`finish`] does both and builds the tree.

use crate::csl::model::tree::{Display, FontStyle, FontWeight, Format, Node, VerticalAlign};
use crate::record::markup::Mark;
use crate::text::cut::tail;

/// One step of the output.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Token {
    Text(String),
    Open(Span),
    Close,
    OpenQuote,
    /// A quotation of a field in the marks that the locale has inside of others: they stay where there is
    /// none around.
    OpenInnerQuote,
    CloseQuote,
    /// The end of a quotation inside of a field that goes on after it: punctuation stays outside.
    CloseFieldQuote,
}

/// What opens and closes around texts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Span {
    Format(Format),
    Mark(Mark),
    Display(Display),
    Link(String),
}

/// The quotation marks of a locale and where punctuation goes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quotes<'a> {
    pub open: &'a str,
    pub close: &'a str,
    pub open_inner: &'a str,
    pub close_inner: &'a str,
    pub punctuation_inside: bool,
}

/// Whether the output is without text.
pub(crate) fn is_blank(pieces: &[Token]) -> bool {
    !pieces.iter().any(|piece| matches!(piece, Token::Text(text) if !text.is_empty()))
}

/// Whether the first text is a superscript.
pub(crate) fn begins_raised(pieces: &[Token]) -> bool {
    for piece in pieces {
        match piece {
            Token::Open(Span::Format(Format { vertical_align: Some(VerticalAlign::Sup), .. })) => {
                return true;
            }
            Token::Text(text) if !text.is_empty() => return false,
            _ => {}
        }
    }
    false
}

/// The texts alone, for sorting and comparing.
pub(crate) fn plain(pieces: &[Token]) -> String {
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Token::Text(text) => out.push_str(text),
            Token::OpenQuote | Token::OpenInnerQuote | Token::CloseQuote | Token::CloseFieldQuote => {
                out.push('"');
            }
            _ => {}
        }
    }
    out
}

/// What becomes of two punctuation marks that meet.
enum Meeting {
    Both,
    First,
    Second,
}

/// The suite's `punctuation_FullMonty…` as a table: a mark that ends a sentence swallows the weaker
/// ones around it, a colon or semicolon swallows a period, and nothing stands twice.
fn meet(first: char, second: char) -> Meeting {
    match (first, second) {
        ('.', '.') | (',', ',') | (':', ':' | '.') | (';', ';' | ':' | '.') => Meeting::First,
        ('!', '!' | ':' | '.') | ('?', '?' | ':' | '.') => Meeting::First,
        (':' | ';', '!' | '?') => Meeting::Second,
        _ => Meeting::Both,
    }
}

fn is_punctuation(letter: char) -> bool {
    matches!(letter, '.' | ',' | ':' | ';' | '!' | '?')
}

/// Joins texts: of the punctuation and the spaces where they meet, what is right stays.
pub(crate) fn join_punctuation(pieces: Vec<Token>, inside: bool) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match piece {
            Token::Text(text) => {
                let rest = join_text(&mut out, &text, inside);
                match rest {
                    "" => {}
                    _ if rest.len() == text.len() => out.push(Token::Text(text)),
                    _ => out.push(Token::Text(rest.to_owned())),
                }
            }
            other => out.push(other),
        }
    }
    out
}

/// Where the output's last text is, and whether a quotation closes after it: the place of the first
/// such close.
fn last_text(out: &[Token]) -> Option<(usize, char, Option<usize>)> {
    let mut quote = None;
    for (at, piece) in out.iter().enumerate().rev() {
        match piece {
            Token::Text(text) => {
                if let Some(last) = text.chars().next_back() {
                    return Some((at, last, quote));
                }
            }
            Token::CloseQuote => quote = Some(at),
            Token::OpenQuote | Token::OpenInnerQuote => return None,
            Token::CloseFieldQuote | Token::Open(_) | Token::Close => {}
        }
    }
    None
}

/// What is left of a text after its first characters met the output's last.
fn join_text<'t>(out: &mut Vec<Token>, text: &'t str, inside: bool) -> &'t str {
    let mut rest = text;
    while let Some(second) = rest.chars().next() {
        let Some((at, first, quote)) = last_text(out) else { break };
        let after = tail(rest, second.len_utf8());
        if second == ' ' && matches!(first, ' ' | '\u{a0}') {
            rest = after;
            continue;
        }
        if !is_punctuation(second) {
            break;
        }
        // No space stands before what closes a sentence or a part of it, but after another such mark.
        if first == ' ' && matches!(second, '.' | ',') {
            if let Some(Token::Text(text)) = out.get_mut(at) {
                text.pop();
            }
            let before = last_text(out).map(|(_, before, _)| before);
            // A full stop with its space is left out behind what ends a sentence: `. ` and `. `.
            if matches!(before, Some('.' | '?' | '!')) && second == '.' && after.starts_with(' ') {
                rest = after;
                continue;
            }
            if before.is_none_or(|before| is_punctuation(before) || before == ' ') {
                if let Some(Token::Text(text)) = out.get_mut(at) {
                    text.push(' ');
                }
                break;
            }
            continue;
        }
        if is_punctuation(first) {
            match meet(first, second) {
                Meeting::First => {
                    rest = after;
                    continue;
                }
                Meeting::Second => {
                    if let Some(Token::Text(text)) = out.get_mut(at) {
                        text.pop();
                    }
                    continue;
                }
                Meeting::Both => {}
            }
        }
        let Some(quote) = quote.filter(|_| inside && matches!(second, '.' | ',' | '!' | '?')) else { break };
        match out.get_mut(at) {
            Some(Token::Text(text)) if at + 1 == quote => text.push(second),
            _ => out.insert(quote, Token::Text(second.into())),
        }
        rest = after;
    }
    rest
}

/// Settles the output and makes a tree of it.
pub(crate) fn finish(pieces: Vec<Token>, quotes: &Quotes<'_>) -> Vec<Node> {
    let pieces = join_punctuation(pieces, quotes.punctuation_inside);
    let mut builder = Builder { stack: vec![Level::default()], inner: Vec::new(), quotes };
    for piece in pieces {
        builder.piece(piece);
    }
    while builder.stack.len() > 1 {
        builder.close();
    }
    builder.stack.pop().map(|level| level.nodes).unwrap_or_default()
}

/// One open span while the tree grows.
#[derive(Default)]
struct Level {
    span: Option<Span>,
    /// All formatting that holds here.
    format: Format,
    nodes: Vec<Node>,
}

struct Builder<'q> {
    stack: Vec<Level>,
    /// Of each open quotation, whether it has the inner marks.
    inner: Vec<bool>,
    quotes: &'q Quotes<'q>,
}

impl Builder<'_> {
    fn piece(&mut self, piece: Token) {
        match piece {
            Token::Text(text) => self.text(&text),
            Token::OpenQuote | Token::OpenInnerQuote => {
                let quotes = self.quotes;
                let inner = self.inner.last().map_or(piece == Token::OpenInnerQuote, |outer| !outer);
                self.text(if inner { quotes.open_inner } else { quotes.open });
                self.inner.push(inner);
            }
            Token::CloseQuote | Token::CloseFieldQuote => {
                let quotes = self.quotes;
                let inner = self.inner.pop().unwrap_or_default();
                self.text(if inner { quotes.close_inner } else { quotes.close });
            }
            Token::Open(span) => {
                let outer = self.stack.last().map(|level| level.format).unwrap_or_default();
                let span = match span {
                    Span::Format(format) => Span::Format(format.less(outer)),
                    Span::Mark(mark) => Span::Format(flip(mark, outer)),
                    other => other,
                };
                let format = if let Span::Format(own) = &span { own.over(outer) } else { outer };
                self.stack.push(Level { span: Some(span), format, nodes: Vec::new() });
            }
            Token::Close => self.close(),
        }
    }

    fn text(&mut self, text: &str) {
        let Some(level) = self.stack.last_mut() else { return };
        match level.nodes.last_mut() {
            _ if text.is_empty() => {}
            Some(Node::Text(last)) => last.push_str(text),
            _ => level.nodes.push(Node::Text(text.to_owned())),
        }
    }

    fn close(&mut self) {
        if self.stack.len() < 2 {
            return;
        }
        let Some(level) = self.stack.pop() else { return };
        let Some(parent) = self.stack.last_mut() else { return };
        if level.nodes.is_empty() {
            return;
        }
        match level.span {
            Some(Span::Format(format)) if format != Format::default() => {
                parent.nodes.push(Node::Styled(format, level.nodes));
            }
            Some(Span::Display(display)) => parent.nodes.push(Node::Display(display, level.nodes)),
            Some(Span::Link(address)) => parent.nodes.push(Node::Link(address, level.nodes)),
            _ => {
                for node in level.nodes {
                    match (parent.nodes.last_mut(), node) {
                        (Some(Node::Text(last)), Node::Text(text)) => last.push_str(&text),
                        (_, node) => parent.nodes.push(node),
                    }
                }
            }
        }
    }
}

/// The formatting of inline markup: the opposite of what stands around it, where that is the same.
fn flip(mark: Mark, outer: Format) -> Format {
    let mut format = Format::default();
    match mark {
        Mark::Italic => {
            let italic = outer.font_style == Some(FontStyle::Italic);
            format.font_style = Some(if italic { FontStyle::Normal } else { FontStyle::Italic });
        }
        Mark::Bold => {
            let bold = outer.font_weight == Some(FontWeight::Bold);
            format.font_weight = Some(if bold { FontWeight::Normal } else { FontWeight::Bold });
        }
        Mark::SmallCaps => format.small_caps = Some(outer.small_caps != Some(true)),
        Mark::Superscript => format.vertical_align = Some(VerticalAlign::Sup),
        Mark::Subscript => format.vertical_align = Some(VerticalAlign::Sub),
        Mark::NoDecoration => {
            format.font_style = outer.font_style.map(|_| FontStyle::Normal);
            format.font_weight = outer.font_weight.map(|_| FontWeight::Normal);
            format.small_caps = outer.small_caps.map(|_| false);
        }
        Mark::NoCase => {}
    }
    format
}

impl Format {
    /// What of this formatting is not so already.
    fn less(self, outer: Self) -> Self {
        Self {
            font_style: self.font_style.filter(|own| *own != outer.font_style.unwrap_or(FontStyle::Normal)),
            small_caps: self.small_caps.filter(|own| *own != outer.small_caps.unwrap_or(false)),
            font_weight: self
                .font_weight
                .filter(|own| *own != outer.font_weight.unwrap_or(FontWeight::Normal)),
            underline: self.underline.filter(|own| *own != outer.underline.unwrap_or(false)),
            vertical_align: self
                .vertical_align
                .filter(|own| *own != outer.vertical_align.unwrap_or(VerticalAlign::Baseline)),
        }
    }

    /// This formatting, and the outer one where this says nothing.
    fn over(self, outer: Self) -> Self {
        Self {
            font_style: self.font_style.or(outer.font_style),
            small_caps: self.small_caps.or(outer.small_caps),
            font_weight: self.font_weight.or(outer.font_weight),
            underline: self.underline.or(outer.underline),
            vertical_align: self.vertical_align.or(outer.vertical_align),
        }
    }
}
