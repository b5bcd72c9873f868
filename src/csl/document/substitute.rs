//! `subsequent-author-substitute`: names that the entry before had as well.

use super::process::Process;
use crate::csl::model::element::{Attr, Word};
use crate::csl::model::style::Layout;
use crate::csl::render::Eval;
use crate::csl::render::output::{self, Token};

impl Process<'_> {
    /// Replaces the first names of an entry where they are those of the entry before; gives this
    /// entry's names.
    pub(super) fn substitute(
        &self,
        eval: &mut Eval<'_>,
        layout: &Layout,
        substitute: &str,
        previous: Vec<String>,
    ) -> Vec<String> {
        let Some(shown) = eval.shown.first() else { return Vec::new() };
        let text = |range: (usize, usize)| output::plain(eval.out.get(range.0..range.1).unwrap_or_default());
        let mut names: Vec<String> = shown.spots.iter().map(|spot| text(*spot)).collect();
        // Et al. and what else is not a name counts as well.
        names.push(text(shown.range));
        let same =
            names.iter().zip(&previous).take(names.len() - 1).take_while(|(one, other)| one == other).count();
        let complete = !names.is_empty() && names == previous;
        let (start, end) = shown.range;
        let spots = shown.spots.clone();
        let replaced = match layout.own.word(Attr::SubstituteRule).unwrap_or(Word::CompleteAll) {
            Word::CompleteAll if complete => {
                let with = (!substitute.is_empty()).then(|| Token::Text(substitute.to_owned()));
                eval.out.splice(start..end, with);
                return names;
            }
            Word::CompleteEach if complete => spots.len(),
            Word::PartialEach => same,
            Word::PartialFirst => same.min(1),
            _ => 0,
        };
        for (from, to) in spots.iter().take(replaced).rev() {
            eval.out.splice(*from..*to, [Token::Text(substitute.to_owned())]);
        }
        names
    }
}
