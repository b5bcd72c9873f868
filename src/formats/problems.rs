//! The problems of one input: byte offsets to lines and columns in one pass, and not too many.

use crate::record::{Position, Problem};

/// Problems after this many are counted, not listed.
pub const MAX_PROBLEMS: usize = 100;

/// Collects the problems of a text. Offsets that grow cost nothing extra: the line is counted
/// from where the last problem was.
pub struct Problems<'t> {
    text: &'t str,
    /// Byte offset of the start of a line, and its number.
    line: (usize, u32),
    list: Vec<Problem>,
    more: usize,
}

impl<'t> Problems<'t> {
    /// No problems yet.
    pub fn new(text: &'t str) -> Self {
        Self { text, line: (0, 1), list: Vec::new(), more: 0 }
    }

    /// Whether nothing was wrong so far.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether the list is full: a message is not worth building any more.
    pub fn is_full(&self) -> bool {
        self.list.len() >= MAX_PROBLEMS
    }

    /// Adds a problem at a byte offset of the text.
    pub fn at(&mut self, offset: usize, place: impl Into<String>, message: impl Into<String>) {
        if self.is_full() {
            self.more += 1;
            return;
        }
        let at = Some(self.position(offset));
        self.list.push(Problem { at, ..Problem::new(place, message) });
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
        for (at, _) in between.match_indices('\n') {
            start = at + 1;
            self.line.1 += 1;
        }
        self.line.0 += start;
        let column = between.get(start..).unwrap_or_default().chars().count() as u32 + 1;
        Position { line: self.line.1, column }
    }

    /// The problems in the order of the text, with a last one that tells how many were not listed.
    pub fn finish(mut self, place: &str) -> Vec<Problem> {
        crate::record::order::by_key(&mut self.list, |problem| problem.at);
        if self.more > 0 {
            self.list.push(Problem::new(place, format!("{} more problems are not listed", self.more)));
        }
        self.list
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
    fn counts_what_it_does_not_list() {
        let mut problems = Problems::new("");
        for _ in 0..MAX_PROBLEMS + 3 {
            problems.at(0, "x", "y");
        }
        let list = problems.finish("X");
        assert_eq!(list.len(), MAX_PROBLEMS + 1);
        assert_eq!(list[MAX_PROBLEMS].to_string(), "X: 3 more problems are not listed");
    }
}
