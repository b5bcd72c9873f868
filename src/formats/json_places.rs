//! The problems of a JSON text that only its meaning shows: each remembers the value that it is
//! about, and gets line and column once all are known, in one pass through the text.

use super::Problems;
use super::problems::MAX_PROBLEMS;
use crate::record::{Json, Place, Problem};

/// Problems with the objects and keys that they are about; `M` says what is wrong.
pub(super) struct Faults<'j, M = String> {
    list: Vec<Fault<'j, M>>,
    more: usize,
}

struct Fault<'j, M> {
    /// The object or list; nothing for the whole text.
    node: Option<&'j Json>,
    key: &'j str,
    place: Place,
    message: M,
}

impl<M> Default for Faults<'_, M> {
    fn default() -> Self {
        Self { list: Vec::new(), more: 0 }
    }
}

impl<'j, M> Faults<'j, M> {
    /// Adds a problem of an object or list, or of one of its keys (else an empty text).
    pub(super) fn push(
        &mut self,
        node: Option<&'j Json>,
        key: &'j str,
        place: impl Into<Place>,
        message: impl Into<M>,
    ) {
        if self.list.len() < MAX_PROBLEMS {
            self.list.push(Fault { node, key, place: place.into(), message: message.into() });
        } else {
            self.more += 1;
        }
    }

    #[cfg(any(test, feature = "element"))]
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The same in sentences.
    pub(super) fn in_words(self, words: fn(M) -> String) -> Faults<'j> {
        let worded =
            |Fault { node, key, place, message }| Fault { node, key, place, message: words(message) };
        Faults { list: self.list.into_iter().map(worded).collect(), more: self.more }
    }
}

impl Faults<'_> {
    /// The problems with their positions in the text that the value was read from; without
    /// positions without a text, as for a page's metadata.
    pub(super) fn finish(self, text: Option<&str>, root: &Json, place: &str) -> Vec<Problem> {
        let Some(text) = text else {
            return self.list.into_iter().map(|fault| Problem::new(fault.place, fault.message)).collect();
        };
        let mut problems = Problems::of_file(text, place);
        if self.list.is_empty() {
            return problems.finish(place);
        }
        let nodes: Vec<Option<&Json>> = self.list.iter().map(|fault| fault.node).collect();
        let mut offsets = vec![0; nodes.len()];
        let mut count = 0;
        let mut numbers = vec![usize::MAX; nodes.len()];
        number(root, &nodes, &mut count, &mut numbers);
        find(text, &numbers, &mut offsets);
        for (fault, offset) in self.list.into_iter().zip(offsets) {
            let inner = text.get(offset..).unwrap_or_default();
            let key = ["\"", fault.key, "\""].concat();
            let within = if fault.key.is_empty() { None } else { inner.find(&key) };
            problems.at(offset + within.unwrap_or(0), fault.place, fault.message);
        }
        problems.skipped(self.more);
        problems.finish(place)
    }
}

/// Numbers the objects and lists of a value in the order of the text; notes those looked for.
fn number(value: &Json, nodes: &[Option<&Json>], count: &mut usize, numbers: &mut [usize]) {
    if !matches!(value, Json::Object(_) | Json::Array(_)) {
        return;
    }
    for (node, slot) in nodes.iter().zip(numbers.iter_mut()) {
        if node.is_some_and(|node| std::ptr::eq(node, value)) {
            *slot = *count;
        }
    }
    *count += 1;
    value.items().iter().for_each(|item| number(item, nodes, count, numbers));
    value.entries().iter().for_each(|(_, item)| number(item, nodes, count, numbers));
}

/// The offsets of the brackets with these numbers, outside strings.
fn find(text: &str, numbers: &[usize], offsets: &mut [usize]) {
    let bytes = text.as_bytes();
    let (mut at, mut count) = (0, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' | b'[' => {
                for (number, offset) in numbers.iter().zip(offsets.iter_mut()) {
                    if *number == count {
                        *offset = at;
                    }
                }
                count += 1;
            }
            b'"' | b'\'' => {
                // To the closing quote, as the reader takes it: to the end of the line without one.
                let mut end = at + 1;
                while bytes.get(end).is_some_and(|next| next != byte) {
                    end += 1 + usize::from(bytes.get(end) == Some(&b'\\'));
                }
                if end >= bytes.len() {
                    let rest = text.get(at..).unwrap_or_default();
                    end = at + rest.find('\n').unwrap_or(rest.len());
                }
                at = end;
            }
            _ => {}
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::json;

    #[test]
    fn finds_objects_and_keys_in_the_text() {
        let text = "[\n  {\"a\": \"{ [\"},\n  {\"b\": [1, {\"c\": 2}],\n   \"d\": 3}\n]";
        let root = json::parse(text).0;
        let second = &root.items()[1];
        let mut faults = Faults::default();
        faults.push(Some(second), "d", "x", "one");
        faults.push(Some(&second.get("b").unwrap().items()[1]), "", "x", "two");
        faults.push(None, "", "x", "three");
        let found: Vec<String> =
            faults.finish(Some(text), &root, "x").iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            ["line 1, column 1: x: three", "line 3, column 13: x: two", "line 4, column 4: x: one"]
        );
    }
}
