//! The text of a page → where its cards begin and end, by the rules of the HTML tokenizer
//! (<https://html.spec.whatwg.org/multipage/parsing.html#tokenization>) as far as these tell.

use super::card::attributes;
use super::place;
use std::ops::Range;

/// A card in the text of a page.
pub(crate) struct Card {
    /// Its start tag.
    pub open: Range<usize>,
    /// Its end tag.
    pub close: Range<usize>,
    /// Whether it is an element that becomes a card: `<div data-citation-card>`.
    pub place: bool,
}

/// The name of a card's element.
pub(crate) const NAME: &str = "citation-card";

/// Elements without an end tag.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Elements whose content is text. `noscript` is one for browsers that run scripts.
const TEXT: &[&str] =
    &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"];

/// The cards of a page that have an end tag, in order; cards in templates are no part of the page.
pub(crate) fn cards(html: &str) -> Vec<Card> {
    let mut found = Vec::new();
    // The card that is open, and how many elements of its name.
    let mut open: Option<(Tag, usize)> = None;
    let mut templates = 0_usize;
    let mut at = 0;
    while let Some(tag) = next_tag(html, at) {
        at = tag.range.end;
        match (tag.name.as_str(), tag.end) {
            ("template", false) => templates += 1,
            ("template", true) => templates = templates.saturating_sub(1),
            (name, false) if TEXT.contains(&name) => at = end_of_text(html, at, name),
            _ if templates > 0 => {}
            (name, false) => match &mut open {
                Some((card, depth)) if card.name == name => *depth += 1,
                Some(_) => {}
                None if is_card(html, &tag) => open = Some((tag, 1)),
                None => {}
            },
            (name, true) => {
                let Some((card, depth)) = open.as_mut().filter(|(card, _)| card.name == name) else {
                    continue;
                };
                *depth -= 1;
                if *depth == 0 {
                    found.push(Card { open: card.range.clone(), close: tag.range, place: card.name != NAME });
                    open = None;
                }
            }
        }
    }
    found
}

fn is_card(html: &str, tag: &Tag) -> bool {
    let text = &html[tag.range.clone()];
    let marked = || text.to_ascii_lowercase().contains(place::MARK) && !VOID.contains(&tag.name.as_str());
    tag.name == NAME || (marked() && attributes(text).iter().any(|(name, _)| name == place::MARK))
}

struct Tag {
    name: String,
    end: bool,
    range: Range<usize>,
}

/// The next tag from some place on; comments and declarations are passed over.
fn next_tag(html: &str, from: usize) -> Option<Tag> {
    let mut at = from;
    loop {
        let start = at + html.get(at..)?.find('<')?;
        let rest = &html[start..];
        if rest.starts_with("<!--") {
            // `<!-->` is a whole comment.
            at = start + 2 + rest[2..].find("-->")? + 3;
            continue;
        }
        let end = rest.starts_with("</");
        let name: String = rest[1 + usize::from(end)..]
            .chars()
            .take_while(|letter| !matches!(letter, '>' | '/' | '<') && !letter.is_ascii_whitespace())
            .map(|letter| letter.to_ascii_lowercase())
            .collect();
        if !name.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            at = start + 1;
            continue;
        }
        let after = start + 1 + usize::from(end) + name.len();
        return Some(Tag { name, end, range: start..end_of_tag(html, after)? });
    }
}

/// Where a tag ends: after the first `>` that is in no quoted value.
fn end_of_tag(html: &str, from: usize) -> Option<usize> {
    let mut quote = None;
    let mut before = ' ';
    for (at, letter) in html.get(from..)?.char_indices() {
        match quote {
            Some(open) if letter == open => quote = None,
            Some(_) => {}
            // A quote opens a value only after an equals sign.
            None if matches!(letter, '"' | '\'') && before == '=' => quote = Some(letter),
            None if letter == '>' => return Some(from + at + 1),
            None => {}
        }
        if !letter.is_ascii_whitespace() {
            before = letter;
        }
    }
    None
}

/// Where the end tag of an element with text begins.
fn end_of_text(html: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(found) = html[at..].find("</") {
        let tag = at + found;
        let rest = &html.as_bytes()[tag + 2..];
        let named = rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()));
        if named
            && rest
                .get(name.len())
                .is_none_or(|next| matches!(next, b'>' | b'/' | b' ' | b'\n' | b'\t' | b'\r'))
        {
            return tag;
        }
        at = tag + 2;
    }
    html.len()
}
