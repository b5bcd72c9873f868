//! Sorting, once: the standard library's sort is compiled anew for each type, several kilobytes
//! of wasm each time. Here indices are sorted, so that there is one copy of it.

use std::cmp::Ordering;

/// Sorts a list; what compares equal keeps its order.
pub fn by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let at = |one: usize, other: usize| match (items.get(one), items.get(other)) {
        (Some(one), Some(other)) => compare(one, other),
        _ => Ordering::Equal,
    };
    let order = indices(items.len(), &at);
    let mut taken: Vec<Option<T>> = std::mem::take(items).into_iter().map(Some).collect();
    items.extend(order.into_iter().filter_map(|at| taken.get_mut(at)?.take()));
}

/// Sorts a list by a key of its items; what has the same key keeps its order.
pub fn by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    by(items, |one, other| key(one).cmp(&key(other)));
}

#[inline(never)]
fn indices(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|one, other| compare(*one, *other));
    order
}

#[cfg(test)]
mod tests {
    #[test]
    fn keeps_the_order_of_equals() {
        let mut words = vec!["bb", "a", "cc", "b", "aa"];
        super::by_key(&mut words, |word| word.len());
        assert_eq!(words, ["a", "b", "bb", "cc", "aa"]);
    }
}
