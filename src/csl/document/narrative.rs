//! Citations as parts of a sentence: the names of each work, or of works of the same people, and then
//! the rest of their cites: `Doe (2018) and Wege and Pett (1994, 1996)` (APA 7, section 8.12).

use super::Cite;
use super::citation::{Place, first_names, place_of};
use super::process::{Cluster, Process, plain_cite};
use crate::csl::model::element::Word;
use crate::csl::render::output::{self, Token};
use crate::csl::render::{Eval, field};

/// Cites of the same people, with their places.
struct Group {
    names: Vec<Token>,
    cites: Cluster,
    places: Vec<Place>,
}

impl Process<'_> {
    /// A citation in a sentence.
    pub(super) fn narrative(&self, cluster: &Cluster, places: &[Place]) -> Vec<Token> {
        let groups = self.by_names(cluster, places);
        let parts: Vec<Vec<Token>> = groups.into_iter().map(|group| self.named_group(group)).collect();
        let count = parts.len();
        let mut out = Vec::new();
        for (at, part) in parts.into_iter().enumerate() {
            if at > 0 {
                out.push(Token::Text(self.between(at + 1 == count, count)));
            }
            out.extend(part);
        }
        out
    }

    /// What stands between two of several citations: a comma, or the locale's word for "and".
    fn between(&self, last: bool, count: usize) -> String {
        let language = &self.env.main;
        let and = language.locales.term("and", Word::Long, false).unwrap_or("&");
        match last {
            false => ", ".to_owned(),
            true if and.chars().all(|letter| letter > '\u{2e7f}') && !and.is_empty() => and.to_owned(),
            // The comma of American English.
            true if count > 2 && matches!(language.lang, "en" | "en-US" | "en-CA") => {
                [", ", and, " "].concat()
            }
            true => [" ", and, " "].concat(),
        }
    }

    /// The cites in groups of the same names, where the first of each is. A prefix (`see also`) speaks
    /// of its cite and those after it: nothing is drawn out from behind it.
    fn by_names(&self, cluster: &Cluster, places: &[Place]) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let mut from = 0;
        for (at, cite) in cluster.cites.iter().enumerate() {
            let place = place_of(cite, places, at);
            let names = self.sentence_names(cite, place);
            let text = output::plain(&names);
            let prefixed = cite.prefix.as_deref().is_some_and(|prefix| !prefix.is_empty());
            if prefixed {
                from = groups.len();
            }
            let known = groups.iter_mut().skip(from).find(|group| output::plain(&group.names) == text);
            match known.filter(|_| !text.is_empty()) {
                Some(group) => {
                    group.cites.cites.push(cite.clone());
                    group.places.push(place);
                }
                None => {
                    let cites = Cluster { cites: vec![cite.clone()], ..*cluster };
                    groups.push(Group { names, cites, places: vec![place] });
                }
            }
        }
        groups
    }

    /// The names and what follows them; what the writer put before the first cite comes first.
    fn named_group(&self, Group { names, mut cites, places }: Group) -> Vec<Token> {
        let named = !output::is_blank(&names);
        let mut pieces = Vec::new();
        if let Some(cite) = cites.cites.first_mut().filter(|_| named) {
            if let Some(prefix) = cite.prefix.take() {
                field::write_prefix(&prefix, &self.env.main.quotes, &mut pieces);
            }
        }
        pieces.extend(names);
        // The sentence has the names, and a note of its own the rest.
        if named && self.env.style.is_note() && cites.note == 0 {
            return pieces;
        }
        let rest = self.wrapped(&cites, &places);
        if named && !output::is_blank(&rest) {
            let between = match () {
                _ if self.env.style.is_note() => ", ",
                _ if output::begins_raised(&rest) => "",
                _ => " ",
            };
            pieces.push(Token::Text(between.to_owned()));
        }
        pieces.extend(rest);
        pieces
    }

    /// The names that a sentence begins with: those of the cite, or the work's in short form.
    fn sentence_names(&self, cite: &Cite, place: Place) -> Vec<Token> {
        let evaluated =
            |place| self.evaluated(cite.record, ("page", None), place, None, |eval| eval.in_sentence = true);
        if evaluated(Place::FIRST).is_some_and(|eval| eval.shown.is_empty()) {
            let (Some(record), Some(own)) =
                (self.records.get(cite.record), self.disambiguation.get(cite.record))
            else {
                return Vec::new();
            };
            let mut eval = Eval::new(&self.env, &self.env.style.citation.own, plain_cite(record, 0, own));
            eval.short_names();
            return eval.out;
        }
        let Some(eval) = evaluated(place) else { return Vec::new() };
        let names = first_names(&eval);
        if output::is_blank(&names) { eval.out } else { names }
    }
}
