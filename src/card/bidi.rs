//! The direction of a citation: that of its language, with everything isolated in it that runs the
//! other way (Unicode Standard Annex 9; <https://www.w3.org/International/questions/qa-bidi-css-markup>).
//!
//! The first letter, which `dir=auto` looks at, says nothing: an Arabic citation may begin with a Latin
//! name. Without isolation, the year after such a name would stand before it, and 45–67 would be 67–45.

use yew::{Html, html};

use crate::csl::Node;

/// Languages that are written from right to left.
const RTL: [&str; 11] = ["ar", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"];

/// A piece of a text.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    /// As it stands.
    Plain(&'a str),
    /// Letters of the other direction.
    Other(&'a str),
    /// A range of numbers, which goes from left to right everywhere.
    Range(&'a str),
}

/// The direction of a citation in a language. One without a letter of a right-to-left language is in
/// foreign letters as a whole, and keeps their direction.
pub(super) fn direction(lang: &str, nodes: &[Node]) -> &'static str {
    let language = lang.split(['-', '_']).next().unwrap_or_default();
    let rtl = RTL.iter().any(|known| known.eq_ignore_ascii_case(language));
    if rtl && nodes.iter().any(has_rtl) { "rtl" } else { "ltr" }
}

fn has_rtl(node: &Node) -> bool {
    match node {
        Node::Text(text) => text.chars().any(|letter| is_rtl(letter) == Some(true)),
        Node::Styled(_, inner) | Node::Link(_, inner) | Node::Display(_, inner) => inner.iter().any(has_rtl),
    }
}

/// A text in a citation of that direction; `plain` shows what needs no isolation.
pub(super) fn isolated(text: &str, direction: &str, plain: fn(&str) -> Html) -> Html {
    let rtl = direction == "rtl";
    if !text.chars().any(|letter| is_rtl(letter) == Some(!rtl) || rtl && letter.is_ascii_digit()) {
        return plain(text);
    }
    let piece = |piece| match piece {
        Piece::Plain(text) => plain(text),
        Piece::Other(text) => html! { <bdi dir={if rtl { "ltr" } else { "rtl" }}>{text.to_owned()}</bdi> },
        Piece::Range(text) => html! { <bdi dir="ltr" class="whole">{text.to_owned()}</bdi> },
    };
    pieces(text, rtl).into_iter().map(piece).collect()
}

/// The direction of a letter; nothing for a digit, a mark or a space.
fn is_rtl(letter: char) -> Option<bool> {
    match letter {
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' => {
            // Digits and marks of Arabic.
            (!matches!(letter, '\u{60c}' | '\u{61b}' | '\u{660}'..='\u{66c}' | '\u{6f0}'..='\u{6f9}'))
                .then_some(true)
        }
        'A'..='Z' | 'a'..='z' | '\u{aa}' | '\u{b5}' | '\u{ba}' => Some(false),
        '\u{c0}'..='\u{1fff}' => (!matches!(letter, '\u{d7}' | '\u{f7}')).then_some(false),
        '\u{2c00}'..='\u{2dff}' | '\u{3005}'..='\u{ffdc}' => Some(false),
        _ => None,
    }
}

fn pieces<'t>(text: &'t str, rtl: bool) -> Vec<Piece<'t>> {
    let mut pieces = Vec::new();
    let (mut plain, mut at) = (0, 0);
    while let Some(letter) = text[at..].chars().next() {
        let rest = &text[at..];
        let (length, piece): (usize, fn(&'t str) -> Piece<'t>) = match letter {
            '0'..='9' if rtl => (range(rest), Piece::Range),
            _ if is_rtl(letter) == Some(!rtl) => (run(rest, !rtl), Piece::Other),
            _ => (0, Piece::Plain),
        };
        if length == 0 {
            // A number that is no range is passed as a whole.
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            at += digits.max(letter.len_utf8());
            continue;
        }
        if plain < at {
            pieces.push(Piece::Plain(&text[plain..at]));
        }
        pieces.push(piece(&rest[..length]));
        at += length;
        plain = at;
    }
    if plain < text.len() {
        pieces.push(Piece::Plain(&text[plain..]));
    }
    pieces
}

/// How long a range of numbers is that a text begins with: `45–67`, `10.1000/182`; 0 for a lone number.
fn range(text: &str) -> usize {
    let within = |letter: &char| letter.is_ascii_digit() || matches!(letter, '-' | '–' | '/' | '.' | ':');
    let length: usize = text.chars().take_while(within).map(char::len_utf8).sum();
    let range = text[..length].trim_end_matches(|letter: char| !letter.is_ascii_digit());
    if range.bytes().all(|byte| byte.is_ascii_digit()) { 0 } else { range.len() }
}

/// How long the run of letters of a direction is that a text begins with: to the last one before a
/// letter of the other direction, a number or the end of a sentence. An initial keeps its full stop.
fn run(text: &str, rtl: bool) -> usize {
    let (mut end, mut letters) = (0, 0);
    for (at, letter) in text.char_indices() {
        let next = at + letter.len_utf8();
        match is_rtl(letter) {
            Some(own) if own == rtl => {
                letters = if end == at { letters + 1 } else { 1 };
                end = next;
            }
            Some(_) => break,
            None if letter.is_ascii_digit() && end == at => end = next,
            None if letter == '.' && end == at && letters == 1 => (end, letters) = (next, 0),
            None if letter.is_ascii_digit() || ".;!?؟؛()[]{}“”«»".contains(letter) => break,
            None => {}
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, rtl: bool) -> String {
        let piece = |piece| match piece {
            Piece::Plain(text) => text.to_owned(),
            Piece::Other(text) => format!("<{text}>"),
            Piece::Range(text) => format!("[{text}]"),
        };
        pieces(text, rtl).into_iter().map(piece).collect()
    }

    #[test]
    fn names_and_ranges_are_isolated() {
        for (text, rtl, expected) in [
            ("(Procter وآخرون, 2022)", true, "(<Procter> وآخرون, 2022)"),
            ("Procter, S., و Harrison, D. (2022)", true, "<Procter, S.>, و <Harrison, D.> (2022)"),
            ("כהן (2022). עמ׳ 45–67.", true, "כהן (2022). עמ׳ [45–67]."),
            ("COVID19 في 2020، ص. 5-9", true, "<COVID19> في 2020، ص. [5-9]"),
            ("ابن خلدون. (1377). مقدمة", false, "<ابن خلدون>. (1377). <مقدمة>"),
            ("محمود، أ. و Smith, J.", false, "<محمود، أ. و> Smith, J."),
            ("Smith, J. (2022)", false, "Smith, J. (2022)"),
            ("", true, ""),
            ("2022", true, "2022"),
            ("1–2–", true, "[1–2]–"),
        ] {
            assert_eq!(shown(text, rtl), expected);
        }
    }

    #[test]
    fn the_language_gives_the_direction() {
        let text = |text: &str| vec![Node::Text(text.to_owned())];
        assert_eq!(direction("ar", &text("(Procter وآخرون, 2022)")), "rtl");
        assert_eq!(direction("he-IL", &text("(Procter, 2022)")), "ltr", "foreign letters alone");
        assert_eq!(direction("en-US", &text("ابن خلدون")), "ltr");
        assert_eq!(direction("", &[]), "ltr");
    }
}
