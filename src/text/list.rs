//! Lists of words in one text with their lengths: a byte a word instead of the eight of a slice.

/// A list of words.
pub struct List {
    /// The words one after the other.
    pub text: &'static str,
    /// How many bytes each of them has.
    pub lengths: &'static [u8],
}

/// A [`List`] of literals.
macro_rules! list {
    ($($word:literal),* $(,)?) => {
        $crate::text::list::List { text: concat!($($word),*), lengths: &[$($word.len() as u8),*] }
    };
}
pub(crate) use list;

impl List {
    /// The place of a word, from 0.
    #[inline(never)]
    pub fn place(&self, word: &str) -> Option<usize> {
        let mut rest = self.text;
        for (at, length) in self.lengths.iter().enumerate() {
            let (first, after) = rest.split_at_checked(usize::from(*length))?;
            if first == word {
                return Some(at);
            }
            rest = after;
        }
        None
    }

    /// The word at a place; an empty text past the end.
    #[inline(never)]
    pub fn get(&self, place: usize) -> &'static str {
        let mut from = 0;
        for (at, length) in self.lengths.iter().enumerate() {
            let to = from + usize::from(*length);
            if at == place {
                return self.text.get(from..to).unwrap_or_default();
            }
            from = to;
        }
        ""
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_words_and_places() {
        static WORDS: List = list!["a", "über", "", "c"];
        assert_eq!(["a", "über", "c", "x"].map(|word| WORDS.place(word)), [Some(0), Some(1), Some(3), None]);
        assert_eq!([0, 1, 2, 3, 4].map(|place| WORDS.get(place)), ["a", "über", "", "c", ""]);
    }
}
