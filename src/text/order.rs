//! Sorting, once: the standard library's sort is compiled anew for each type, several kilobytes
//! of wasm each time. Here indices are sorted, by a merge sort of a few lines.

use std::cmp::Ordering;

/// Sorts a list; what compares equal keeps its order.
pub fn by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let order = indices(items.len(), &|one, other| match (items.get(one), items.get(other)) {
        (Some(one), Some(other)) => compare(one, other),
        _ => Ordering::Equal,
    });
    arrange(order, &mut |one, other| items.swap(one, other));
}

/// Sorts a list by a key of its items; what has the same key keeps its order.
pub fn by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    by(items, |one, other| key(one).cmp(&key(other)));
}

/// Puts each item where the order has it, by swaps along the cycles of the permutation.
#[inline(never)]
pub fn arrange(mut order: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..order.len() {
        let mut at = start;
        while let Some(place) = order.get_mut(at) {
            let from = std::mem::replace(place, at);
            if from == start {
                break;
            }
            swap(at, from);
            at = from;
        }
    }
}

/// The places of a list's items in their order: runs of one, two, four, … items are merged.
#[inline(never)]
pub fn indices(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut merged: Vec<usize> = Vec::with_capacity(count);
    let mut run = 1;
    while run < count {
        merged.clear();
        while merged.len() < count {
            let (mut one, mut other) = (merged.len(), merged.len() + run);
            let (one_end, other_end) = (other, other + run);
            while merged.len() < other_end.min(count) {
                let (left, right) = (order.get(one), order.get(other));
                // What is equal keeps its order: the left one goes first.
                let next = match (left.filter(|_| one < one_end), right.filter(|_| other < other_end)) {
                    (Some(left), Some(right)) if compare(*left, *right).is_gt() => None,
                    (left, _) => left,
                };
                match (next, right) {
                    (Some(next), _) => {
                        merged.push(*next);
                        one += 1;
                    }
                    (None, Some(right)) => {
                        merged.push(*right);
                        other += 1;
                    }
                    (None, None) => return order,
                }
            }
        }
        std::mem::swap(&mut order, &mut merged);
        run *= 2;
    }
    order
}

#[cfg(test)]
mod tests {
    #[test]
    fn sorts_like_the_standard_library() {
        let mut state = 7u32;
        for count in 0..70 {
            let mut items: Vec<(u32, usize)> = Vec::new();
            for at in 0..count {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                items.push((state >> 28, at));
            }
            let mut sorted = items.clone();
            sorted.sort_by_key(|(key, _)| *key);
            super::by_key(&mut items, |(key, _)| *key);
            assert_eq!(items, sorted);
        }
    }

    #[test]
    fn keeps_the_order_of_equals() {
        let mut words = vec!["bb", "a", "cc", "b", "aa"];
        super::by_key(&mut words, |word| word.len());
        assert_eq!(words, ["a", "b", "bb", "cc", "aa"]);
    }
}
