//! What people type to the names that they mean.
//!
//! Case, accents, punctuation and “the” make no difference. Every word that is typed has to begin a
//! word of the title, the short title, the id or another name; or all of it is the title's initials.

use std::cell::OnceCell;

use super::{Name, spaced, words};
use crate::text::{distance::edits, fold::fold, order};

/// Words that have no part in initials.
const SMALL: &[&str] = &[
    "a", "an", "and", "de", "der", "des", "di", "du", "et", "for", "in", "la", "of", "on", "the", "to", "und",
];

/// Words that make no difference.
const SILENT: &str = "the";

/// More names than these are no answer to a name that nobody has.
const NEAR: usize = 3;

/// What people ask for most, best first.
pub const USED: [&str; 12] = [
    "apa",
    "modern-language-association",
    "chicago-author-date",
    "chicago-notes-bibliography",
    "harvard-cite-them-right",
    "nlm-citation-sequence",
    "ieee",
    "american-medical-association",
    "american-chemical-society",
    "nature",
    "the-lancet",
    "american-sociological-association",
];

/// Names to search.
#[derive(Default)]
pub struct Index {
    /// The names, in the order that they came in.
    pub names: Vec<Name>,
    /// Other names that some have: pairs of such a name and an id.
    others: Vec<(&'static str, &'static str)>,
    /// Everything that each is called, folded: `\n the words of a name\n the words of another\n`.
    texts: OnceCell<Vec<String>>,
}

/// How well a name matches, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// Another name, the short title or the id is what was typed.
    Name,
    /// The title is.
    Title,
    /// Its initials are.
    Initials,
    /// The title begins with it.
    Begins,
    /// The words are there in this order.
    InOrder,
    /// The words are there.
    Words,
}

/// A name that matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its place in [`Index::names`].
    pub at: usize,
    /// How well.
    pub rank: Match,
}

impl Index {
    /// Names with the other names that some have: pairs of such a name and an id.
    pub fn new(names: Vec<Name>, others: &[(&'static str, &'static str)]) -> Self {
        Self { names, others: others.to_vec(), texts: OnceCell::new() }
    }

    /// Prepares the first search, which does so otherwise.
    pub fn prepare(&self) {
        self.texts();
    }

    fn texts(&self) -> &[String] {
        self.texts.get_or_init(|| self.names.iter().map(|name| self.text_of(name)).collect())
    }

    fn text_of(&self, name: &Name) -> String {
        let mut all = String::with_capacity(name.title.len() + 1);
        spaced(&name.title, &mut all);
        // Most ids are made of the title, and say nothing new.
        let id = if is_slug(&name.id, &all) { "" } else { &name.id };
        let title = telling(all);
        let mut text = ["\n", &title, "\n"].concat();
        let others = self.others.iter().filter(|(_, id)| *id == name.id).map(|(other, _)| *other);
        for other in [&name.short, id].into_iter().filter(|other| !other.is_empty()).chain(others) {
            let other = joined(other);
            if other != title && !other.is_empty() {
                text.extend([&other, "\n"]);
            }
        }
        text
    }

    /// The names that match, the best first. `place` says which of equally good ones comes first.
    pub fn search(&self, query: &str, place: impl Fn(&Name) -> usize) -> Vec<Hit> {
        let typed = Typed::new(query);
        let matching = |(at, text): (usize, &String)| Some(Hit { at, rank: typed.rank(text)? });
        let mut hits: Vec<Hit> = self.texts().iter().enumerate().filter_map(matching).collect();
        order::by_key(&mut hits, |hit| {
            let name = &self.names[hit.at];
            (name.superseded, hit.rank, place(name), !name.parent.is_empty(), name.title.len())
        });
        hits
    }

    /// The names nearest to one that nobody has, as their places; none where none is near.
    pub fn near(&self, query: &str) -> Vec<usize> {
        let typed: Vec<Letters> =
            Typed::new(query).words.iter().map(|word| Letters::new(word.trim())).collect();
        let mut near: Vec<(usize, usize)> = Vec::new();
        for (at, text) in self.texts().iter().enumerate().filter(|_| !typed.is_empty()) {
            let words: Vec<Letters> = text.split_whitespace().map(Letters::new).collect();
            let distance = |typed: &Letters| words.iter().filter_map(|word| typed.distance(word)).min();
            if let Some(sum) = typed.iter().map(distance).sum::<Option<usize>>() {
                near.push((sum, at));
            }
        }
        order::by_key(&mut near, |(sum, at)| {
            let name = &self.names[*at];
            (*sum, name.superseded, !name.parent.is_empty(), name.title.len())
        });
        near.truncate(NEAR);
        near.into_iter().map(|(_, at)| at).collect()
    }
}

/// What the page offers comes first, then what is used most.
pub fn place(id: &str, offered: &[&str]) -> usize {
    if offered.contains(&id) {
        return 0;
    }
    1 + USED.iter().position(|used| *used == id).unwrap_or(USED.len())
}

/// The words of a name, each after a space.
fn joined(name: &str) -> String {
    let mut text = String::with_capacity(name.len() + 1);
    spaced(name, &mut text);
    telling(text)
}

/// Words, each after a space, but the one that makes no difference. It stays where it is all there is.
fn telling(text: String) -> String {
    if !text.contains(SILENT) || text.trim() == SILENT { text } else { without(&text, SILENT) }
}

/// Whether an id consists of those words, each after a space.
fn is_slug(id: &str, words: &str) -> bool {
    let words = words.bytes().skip(1).map(|byte| if byte == b' ' { b'-' } else { byte });
    words.eq(id.bytes())
}

/// ` the journal` without one of its words.
fn without(text: &str, word: &str) -> String {
    let mut left = String::with_capacity(text.len());
    for part in text.split(' ').skip(1).filter(|part| *part != word) {
        left.push(' ');
        left.push_str(part);
    }
    left
}

/// What was typed.
struct Typed {
    /// ` journal of`
    all: String,
    /// The same as a whole name.
    whole: String,
    /// ` journal`, ` of`
    words: Vec<String>,
}

impl Typed {
    fn new(query: &str) -> Self {
        let all = joined(query);
        let words = all.split(' ').skip(1).map(|word| [" ", word].concat()).collect();
        Self { whole: ["\n", &all, "\n"].concat(), all, words }
    }

    fn rank(&self, text: &str) -> Option<Match> {
        let title = text.get(1..)?.split('\n').next()?;
        if !self.words.iter().all(|word| text.contains(word.as_str())) {
            return (self.words.len() == 1 && initials(title).eq(self.all.trim().chars()))
                .then_some(Match::Initials);
        }
        Some(match text.find(&self.whole) {
            Some(0) => Match::Title,
            Some(_) => Match::Name,
            None if self.words.len() == 1 && initials(title).eq(self.all.trim().chars()) => Match::Initials,
            None if title.starts_with(&self.all) => Match::Begins,
            None if self.in_order(title) => Match::InOrder,
            None => Match::Words,
        })
    }

    fn in_order(&self, title: &str) -> bool {
        let mut rest = title;
        self.words.iter().all(|word| match rest.find(word.as_str()) {
            Some(at) => {
                rest = &rest[at + word.len()..];
                true
            }
            None => false,
        })
    }
}

fn initials(title: &str) -> impl Iterator<Item = char> + '_ {
    title.split(' ').filter(|word| !SMALL.contains(word)).filter_map(|word| word.chars().next())
}

/// The letters of a word, and as a set.
struct Letters {
    letters: Vec<char>,
    set: u32,
}

impl Letters {
    fn new(word: &str) -> Self {
        let letters: Vec<char> = word.chars().collect();
        let set = letters.iter().fold(0, |set, letter| set | 1 << (*letter as u32 % 32));
        Self { letters, set }
    }

    /// How many edits make the beginning of a word of what was typed; nothing where it is another word.
    fn distance(&self, word: &Self) -> Option<usize> {
        let count = self.letters.len();
        let most = match count {
            0..3 => 0,
            3..5 => 1,
            _ => 2,
        };
        // Each edit changes no more than two letters of the set.
        if word.letters.starts_with(&self.letters) {
            return Some(0);
        }
        if (self.set & !word.set).count_ones() as usize > most {
            return None;
        }
        let begins = (count.saturating_sub(most)..=count + most).filter_map(|end| word.letters.get(..end));
        let whole = std::iter::once(word.letters.as_slice());
        let whole = whole.filter(|whole| whole.len().abs_diff(count) <= most);
        // A short word is compared as a whole: its beginnings are those of any other.
        let least = match count {
            0..5 => whole.map(|other| edits(&self.letters, other)).min(),
            _ => begins.map(|other| edits(&self.letters, other)).min(),
        };
        least.filter(|edits| *edits <= most)
    }
}

/// The parts of a title that a search matches, as places of bytes: for people to see why it is there.
pub fn marks(title: &str, query: &str) -> Vec<(usize, usize)> {
    let typed = words(query);
    let mut marks = Vec::new();
    let mut start = None;
    let mut folded = String::new();
    let mut ends = Vec::new();
    for (at, letter) in title.char_indices().chain([(title.len(), ' ')]) {
        if letter.is_alphanumeric() {
            start.get_or_insert(at);
            fold(letter, &mut folded);
            ends.push((folded.len(), at + letter.len_utf8()));
        } else if !matches!(letter, '\'' | '’' | '.') || at == title.len() {
            if let Some(start) = start.take() {
                let begins =
                    typed.iter().filter(|word| folded.starts_with(word.as_str())).map(String::len).max();
                let end = begins.and_then(|length| ends.iter().find(|(folded, _)| *folded >= length));
                marks.extend(end.map(|(_, end)| (start, *end)));
            }
            folded.clear();
            ends.clear();
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(titles: &[&str]) -> Index {
        let names = titles.iter().map(|title| {
            let (title, short) = title.split_once('|').unwrap_or((title, ""));
            Name {
                id: super::super::slug(title),
                title: title.into(),
                short: short.into(),
                ..Name::default()
            }
        });
        Index::new(names.collect(), &[("turabian", "chicago-17")])
    }

    fn found(titles: &[&str], query: &str) -> Vec<String> {
        let index = index(titles);
        index.search(query, |_| 0).iter().map(|hit| index.names[hit.at].title.clone()).collect()
    }

    #[test]
    fn every_word_begins_one() {
        let titles = ["The Journal of Finance", "Journal of Médical & Other Things", "Financial Journal"];
        for (query, expected) in [
            ("journal fin", vec![0, 2]),
            ("THE finance", vec![0]),
            ("medical and", vec![1]),
            ("MÉDICAL &", vec![1]),
            ("inance", vec![]),
            ("journal finance xyz", vec![]),
        ] {
            let expected: Vec<&str> = expected.into_iter().map(|at: usize| titles[at]).collect();
            assert_eq!(found(&titles, query), expected, "{query}");
        }
        assert_eq!(found(&titles, "").len(), 3, "nothing typed leaves nothing out");
    }

    #[test]
    fn the_better_match_comes_first() {
        let titles = [
            "Nature of Things",
            "On Nature",
            "Chicago 17",
            "Nature",
            "National Association of Tourism, Uruguay, Rivers, Events",
            "Short|nature",
        ];
        assert_eq!(
            found(&titles, "nature"),
            [
                "Short",
                "Nature",
                "National Association of Tourism, Uruguay, Rivers, Events",
                "Nature of Things",
                "On Nature"
            ]
        );
        assert_eq!(found(&titles, "turabian"), ["Chicago 17"], "by another name");
        let titles = ["Finance and Journal", "Quarterly Journal of Finance", "Journal of Finance and Law"];
        assert_eq!(
            found(&titles, "journal finance"),
            ["Journal of Finance and Law", "Quarterly Journal of Finance", "Finance and Journal"],
            "words in order, the shorter title first"
        );
    }

    #[test]
    fn what_the_page_offers_comes_before_what_is_used_most() {
        let offered = ["nature", "ieee"];
        assert_eq!([place("nature", &offered), place("ieee", &offered)], [0, 0]);
        assert!(place("apa", &offered) < place("modern-language-association", &offered));
        assert!(place("modern-language-association", &offered) < place("the-lancet", &offered));
    }

    #[test]
    fn editions_and_places_decide_between_equals() {
        let name = |title: &str, parent: &str| Name {
            title: title.into(),
            parent: parent.into(),
            ..Name::default()
        };
        let names = vec![
            Name { superseded: true, ..name("Guide", "") },
            name("Guide to the Longest of All", ""),
            name("Guide B", "x"),
            name("Guide to A", ""),
        ];
        let index = Index::new(names, &[]);
        let order = |place: fn(&Name) -> usize| {
            index.search("guide", place).iter().map(|hit| hit.at).collect::<Vec<_>>()
        };
        assert_eq!(order(|_| 0), [3, 1, 2, 0]);
        assert_eq!(order(|name| usize::from(name.title != "Guide B")), [2, 3, 1, 0]);
    }

    #[test]
    fn a_mistyped_name_leads_to_the_nearest() {
        let titles =
            ["OSCOLA (Oxford University Standard)", "Oslo Papers", "Frontiers in Psychology", "Nature"];
        let index = index(&titles);
        for (query, expected) in [
            ("oscolla", vec![0]),
            ("frontirs in psycology", vec![2]),
            ("naturr", vec![3]),
            ("zzzz", vec![]),
            ("ab", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(index.near(query), expected, "{query}");
        }
    }

    #[test]
    fn what_matches_is_marked() {
        let marked = |title: &'static str, query| -> Vec<&str> {
            marks(title, query).into_iter().map(|(start, end)| &title[start..end]).collect()
        };
        assert_eq!(marked("The Journal of Finance", "jour fin"), ["Jour", "Fin"]);
        assert_eq!(marked("Acta Médica", "medic"), ["Médic"]);
        assert_eq!(marked("Straße", "stras"), ["Straß"], "a letter is marked whole");
        assert_eq!(marked("Women’s Health", "womens"), ["Women’s"]);
        assert_eq!(marked("Nature", "xyz"), Vec::<&str>::new());
        assert_eq!(marked("Nature.", ""), Vec::<&str>::new());
    }
}
