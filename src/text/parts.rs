//! Texts taken apart, once: the standard library's splitting and searching is compiled anew for each
//! kind of separator, half a kilobyte of wasm each time.

use crate::text::cut;

/// The parts of a text between any of some ASCII characters.
#[inline(never)]
pub fn parts<'t>(text: &'t str, separators: &str) -> Vec<&'t str> {
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if separators.as_bytes().contains(&byte) {
            parts.push(cut::tail(cut::head(text, at), from));
            from = at + 1;
        }
    }
    parts.push(cut::tail(text, from));
    parts
}

/// The part before any of some ASCII characters, without white space around it.
pub fn first<'t>(text: &'t str, separators: &str) -> &'t str {
    cut::head(text, position(text, separators).unwrap_or(text.len())).trim()
}

/// Where the first of some ASCII characters stands.
#[inline(never)]
pub fn position(text: &str, characters: &str) -> Option<usize> {
    text.bytes().position(|byte| characters.as_bytes().contains(&byte))
}

/// Whether one of some ASCII characters is in a text.
pub fn any(text: &str, characters: &str) -> bool {
    position(text, characters).is_some()
}

/// How often an ASCII character is in a text.
#[inline(never)]
pub fn count(text: &str, character: u8) -> usize {
    text.bytes().filter(|byte| *byte == character).count()
}

/// The text before and after its last space.
#[inline(never)]
pub fn last_word(text: &str) -> Option<(&str, &str)> {
    let at = text.bytes().rposition(|byte| byte == b' ')?;
    Some((cut::head(text, at), cut::tail(text, at + 1)))
}

/// A text without any of some ASCII characters at its end.
#[inline(never)]
pub fn trim_end<'t>(text: &'t str, characters: &str) -> &'t str {
    let mut end = text.len();
    while end > 0 && characters.as_bytes().contains(&text.as_bytes()[end - 1]) {
        end -= 1;
    }
    cut::head(text, end)
}

/// White space and line breaks as single spaces, none at the ends.
pub fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_at_ascii_characters_among_others() {
        assert_eq!(parts("a;b|é;", ";|"), ["a", "b", "é", ""]);
        assert_eq!(parts("", ";"), [""]);
        assert_eq!(first(" ä ; b", ";,"), "ä");
        assert_eq!((position("ab(c", "(["), any("é", ".")), (Some(2), false));
        assert_eq!(count("a.b.", b'.'), 2);
        assert_eq!(last_word("van der Berg É"), Some(("van der Berg", "É")));
        assert_eq!(last_word("é"), None);
        assert_eq!(trim_end("é; ,", ",; "), "é");
        assert_eq!(trim_end(";", ";"), "");
    }
}
