//! The problems of one input: byte offsets to lines and columns in one pass, and not too many.

use crate::record::{Place, Position, Problem};

/// Problems after this many are counted, not listed.
pub const MAX_PROBLEMS: usize = 100;

/// Collects the problems of a text. Offsets that grow cost nothing extra: the line is counted
/// from where the last problem was.
pub struct Problems<'t> {
    text: &'t str,
    /// What ends a line: old Macintosh files have CR alone.
    line_end: char,
    /// Byte offset of the start of a line, and its number.
    line: (usize, u32),
    list: Vec<Problem>,
    more: usize,
}

impl<'t> Problems<'t> {
    /// No problems yet.
    pub fn new(text: &'t str) -> Self {
        let line_end = if text.contains('\n') { '\n' } else { '\r' };
        Self { text, line_end, line: (0, 1), list: Vec::new(), more: 0 }
    }

    /// The problems of a file's text, with those of its [letters](Self::letters) noted.
    pub fn of_file(text: &'t str, place: &str) -> Self {
        let mut problems = Self::new(text);
        problems.letters(place);
        problems
    }

    /// Whether nothing was wrong so far.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether the list is full: a message is not worth building any more.
    pub fn is_full(&self) -> bool {
        self.list.len() >= MAX_PROBLEMS
    }

    /// Counts problems that were found but not kept.
    pub fn skipped(&mut self, count: usize) {
        self.more += count;
    }

    /// Adds a problem at a byte offset of the text.
    pub fn at(&mut self, offset: usize, place: impl Into<Place>, message: impl Into<String>) {
        if self.is_full() {
            self.more += 1;
            return;
        }
        let at = Some(self.position(offset));
        self.list.push(Problem { at, ..Problem::new(place, message) });
    }

    /// Tells of letters that a wrong encoding spoiled, once a line: those that could not be decoded
    /// (`\u{fffd}`), and UTF-8 that was decoded as Latin-1 or Windows-1252 (`Ã©` for `é`).
    pub fn letters(&mut self, place: &str) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            at += 1;
            if !matches!(byte, 0xc3 | 0xef) {
                continue;
            }
            let mut letters = self.text.get(at - 1..).unwrap_or_default().chars();
            let (first, next) = (letters.next().unwrap_or_default(), letters.next().unwrap_or_default());
            let message = match first {
                '\u{fffd}' => {
                    "a letter is lost here: the file is not in UTF-8, as it was read; save it as UTF-8"
                }
                _ if is_mojibake(first, next) => {
                    "this looks like UTF-8 that was read as Latin-1 (Ã© for é); it was kept; save the file as UTF-8"
                }
                _ => continue,
            };
            self.at(at - 1, place, message);
            at += bytes[at..].iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len() - at);
        }
    }

    fn position(&mut self, offset: usize) -> Position {
        let mut end = offset.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        if end < self.line.0 {
            self.line = (0, 1);
        }
        let between = self.text.get(self.line.0..end).unwrap_or_default();
        let mut start = 0;
        for (at, _) in between.match_indices(self.line_end) {
            start = at + 1;
            self.line.1 += 1;
        }
        self.line.0 += start;
        let column = between.get(start..).unwrap_or_default().chars().count() as u32 + 1;
        Position { line: self.line.1, column }
    }

    /// The problems in the order of the text, with a last one that tells how many were not listed.
    pub fn finish(mut self, place: &str) -> Vec<Problem> {
        crate::text::order::by_key(&mut self.list, |problem| problem.at);
        if self.more > 0 {
            let message = format!("{} more problems are not listed; fix these first", self.more);
            let at = self.list.last().and_then(|problem| problem.at);
            self.list.push(Problem { at, ..Problem::new(place, message) });
        }
        self.list
    }
}

/// Whether two letters are the two or three bytes of one letter in UTF-8, each taken for a letter of
/// its own: what follows the first is then one of those that stand at 0x80 to 0xBF.
fn is_mojibake(first: char, next: char) -> bool {
    let latin = ('\u{80}'..='\u{bf}').contains(&next);
    match first {
        'Ã' => latin || "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ".contains(next),
        'Â' => latin,
        'Ä' | 'Å' => latin && !matches!(next, '«' | '»' | '\u{a0}') || "‡™›‚„".contains(next),
        'Ð' | 'Ñ' => ('°'..='\u{bf}').contains(&next) && next != '»' || next == '€',
        'â' => next == '€',
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_lines_and_columns_in_any_order() {
        let text = "ab\ncé\n\nd";
        let mut problems = Problems::new(text);
        for offset in [0, 4, 6, 9, 3, 1] {
            problems.at(offset, "", "");
        }
        let found = problems.finish("").into_iter().map(|problem| problem.at);
        let expected = [0, 1, 3, 4, 6, 9].map(|offset| Some(Position::of(text, offset)));
        assert!(found.eq(expected));
    }

    #[test]
    fn lines_may_end_with_cr_alone() {
        let mut problems = Problems::new("ab\rcd\ref");
        problems.at(7, "", "");
        let at = problems.finish("").pop().and_then(|problem| problem.at);
        assert_eq!(at, Some(Position { line: 3, column: 2 }));
    }

    #[test]
    fn counts_what_it_does_not_list() {
        let mut problems = Problems::new("");
        for _ in 0..MAX_PROBLEMS + 3 {
            problems.at(0, "x", "y");
        }
        let list = problems.finish("X");
        assert_eq!(list.len(), MAX_PROBLEMS + 1);
        assert_eq!(
            list[MAX_PROBLEMS].to_string(),
            "line 1, column 1: X: 3 more problems are not listed; fix these first"
        );
    }
}
