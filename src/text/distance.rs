//! How far one word is from another, in edits.

/// How many letters have to be put in, left out, exchanged or swapped with the next to make one word
/// of the other (the Damerau-Levenshtein distance, each place edited once).
pub fn edits(word: &[char], name: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=name.len()).collect();
    for (at, letter) in word.iter().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        next.push(at + 1);
        for (place, other) in name.iter().enumerate() {
            let cell = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX / 2);
            let exchanged = cell(&row, place) + usize::from(letter != other);
            let mut least = exchanged.min(cell(&row, place + 1) + 1).min(cell(&next, place) + 1);
            let swapped =
                at > 0 && place > 0 && word.get(at - 1) == Some(other) && name.get(place - 1) == Some(letter);
            if swapped {
                least = least.min(cell(&before, place - 1) + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or_default()
}
