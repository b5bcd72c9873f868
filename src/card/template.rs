//! Markup with places, and what fills them, to virtual nodes: as `html!`, at a fraction of its code
//! (docs/decisions/templates.md).
//!
//! `template!("<p lang={} class='calm'>{}</p>", lang, words)` fills its places in their order. Only the
//! program's own words are read as markup, and [`places`] has read them when they are compiled: what
//! fills a place never is.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use yew::virtual_dom::{AttributeOrProperty, Attributes, Listener, ListenerKind, VList, VTag, VText};
use yew::{AttrValue, Callback, Event, Html, NodeRef};

/// Virtual nodes of a template. Attributes stand in single quotes; `/>` ends an element that is empty.
macro_rules! template {
    ($template:literal, $($fill:expr),+ $(,)?) => {{
        const PLACES: usize = $crate::card::template::places($template);
        let mut fills: [$crate::card::template::Fill; PLACES] = [$($crate::card::template::Fill::from($fill)),+];
        let html = $crate::card::template::build($template, &mut fills);
        // All were taken out: there is nothing to drop, and no code that does.
        std::mem::forget(fills);
        html
    }};
}
pub(super) use template;

/// What fills a place.
#[derive(Default)]
pub enum Fill {
    /// An empty child; no attribute.
    #[default]
    Nothing,
    /// A text of the program.
    Words(&'static str),
    /// A text.
    Text(String),
    /// A text that is shared.
    Shared(AttrValue),
    /// A child.
    Html(Html),
    /// Children.
    List(Vec<Html>),
    /// What hears an event.
    Heard(Callback<Event>),
    /// What knows the element.
    Node(NodeRef),
    /// Whether a box is checked.
    Checked(bool),
}

macro_rules! fills {
    ($($kind:ident: $type:ty),* $(,)?) => {
        $(impl From<$type> for Fill {
            fn from(fill: $type) -> Self {
                Self::$kind(fill)
            }
        })*
    };
}
fills! {
    Words: &'static str,
    Text: String,
    Shared: AttrValue,
    Html: Html,
    List: Vec<Html>,
    Heard: Callback<Event>,
    Node: NodeRef,
    Checked: bool,
}

impl<T: Into<Self>> From<Option<T>> for Fill {
    fn from(fill: Option<T>) -> Self {
        fill.map_or(Self::Nothing, Into::into)
    }
}

impl Fill {
    fn text(self) -> Option<AttrValue> {
        match self {
            Self::Words(words) => Some(AttrValue::Static(words)),
            Self::Text(text) => Some(text.into()),
            Self::Shared(text) => Some(text),
            _ => None,
        }
    }
}

/// The attribute's word for a truth.
pub fn truth(truth: bool) -> &'static str {
    if truth { "true" } else { "false" }
}

/// Nodes as one.
pub fn list(nodes: Vec<Html>) -> Html {
    Html::VList(Rc::new(VList::from(nodes)))
}

/// What hears an event of one element.
struct Heard {
    event: &'static str,
    callback: Callback<Event>,
}

impl Listener for Heard {
    fn kind(&self) -> ListenerKind {
        ListenerKind::other(Cow::Borrowed(self.event))
    }

    fn handle(&self, event: Event) {
        self.callback.emit(event);
    }

    fn passive(&self) -> bool {
        false
    }
}

/// The nodes of a template, whose places are filled in their order.
pub fn build(template: &'static str, fills: &mut [Fill]) -> Html {
    Reader { rest: template, fills: fills.iter_mut() }.nodes()
}

struct Reader<'a> {
    rest: &'static str,
    fills: std::slice::IterMut<'a, Fill>,
}

impl Reader<'_> {
    fn next(&self) -> u8 {
        self.rest.as_bytes()[0]
    }

    fn skip(&mut self, count: usize) {
        self.rest = &self.rest[count..];
    }

    /// The text before the first of some marks, which stays.
    fn until(&mut self, marks: &[u8]) -> &'static str {
        let end = self.rest.bytes().position(|byte| marks.contains(&byte)).unwrap_or(self.rest.len());
        let text = &self.rest[..end];
        self.skip(end);
        text
    }

    /// What fills the place that begins here.
    fn place(&mut self) -> Fill {
        self.skip(2);
        self.fills.next().map(std::mem::take).unwrap_or_default()
    }

    /// The nodes up to the end tag of their parent.
    fn nodes(&mut self) -> Html {
        let mut nodes = Vec::new();
        loop {
            let text = self.until(b"<{");
            if !text.is_empty() {
                nodes.push(Html::VText(VText::new(text)));
            } else if self.rest.starts_with('{') {
                nodes.push(match self.place() {
                    Fill::Html(html) => html,
                    Fill::List(nodes) => list(nodes),
                    fill => fill.text().map_or_else(Html::default, |text| Html::VText(VText::new(text))),
                });
            } else if self.rest.is_empty() {
                break;
            } else if self.rest.starts_with("</") {
                self.until(b">");
                self.skip(1);
                break;
            } else {
                nodes.push(self.element());
            }
        }
        if nodes.len() == 1 { nodes.remove(0) } else { list(nodes) }
    }

    fn element(&mut self) -> Html {
        self.skip(1);
        let name = match self.next() {
            b'{' => match self.place() {
                Fill::Words(name) => name,
                _ => "",
            },
            _ => self.until(b" />"),
        };
        let mut tag = VTag::new(name);
        if self.next() == b' ' {
            self.attributes(&mut tag);
        }
        if self.next() == b'/' {
            self.skip(2);
        } else {
            self.skip(1);
            let children = self.nodes();
            if let Some(place) = tag.children_mut() {
                *place = children;
            }
        }
        Html::VTag(Rc::new(tag))
    }

    fn attributes(&mut self, tag: &mut VTag) {
        let mut listeners: Vec<Option<Rc<dyn Listener>>> = Vec::new();
        let (mut names, mut values) = (Vec::new(), Vec::new());
        while self.next() == b' ' {
            self.skip(1);
            let name = self.until(b"=");
            self.skip(1);
            let fill = if self.next() == b'{' {
                self.place()
            } else {
                self.skip(1);
                let words = self.until(b"'");
                self.skip(1);
                Fill::Words(words)
            };
            match fill {
                Fill::Heard(callback) => {
                    let event = &name["on".len()..];
                    listeners.push(Some(Rc::new(Heard { event, callback })));
                }
                Fill::Node(node) => tag.node_ref = node,
                Fill::Checked(checked) => tag.set_checked(checked),
                fill => {
                    names.push(name);
                    values.push(fill.text().map(AttributeOrProperty::Attribute));
                }
            }
        }
        tag.attributes = Attributes::Dynamic { keys: shared(names), values: values.into_boxed_slice() };
        if !listeners.is_empty() {
            tag.set_listeners(listeners.into());
        }
    }
}

thread_local! {
    /// The lists of names that elements have had, of which there are as many as the program's
    /// templates have.
    static NAMES: RefCell<Vec<&'static [&'static str]>> = const { RefCell::new(Vec::new()) };
}

/// The one list of these names: what Yew keeps of an element's attributes, together with their
/// values, in a fifth of the memory of a map.
fn shared(names: Vec<&'static str>) -> &'static [&'static str] {
    NAMES.with_borrow_mut(|known| {
        if let Some(same) = known.iter().find(|known| **known == names) {
            return *same;
        }
        let new = names.leak();
        known.push(new);
        new
    })
}

/// How many places a template has. One that is not well-formed does not compile.
pub const fn places(template: &str) -> usize {
    const DEEPEST: usize = 16;
    let bytes = template.as_bytes();
    let (mut at, mut count) = (0, 0);
    let (mut open, mut depth) = ([0; DEEPEST], 0);
    while at < bytes.len() {
        match bytes[at] {
            b'{' => {
                at = place(bytes, at);
                count += 1;
            }
            b'<' if bytes[at + 1] == b'/' => {
                depth -= 1;
                at = end_tag(bytes, at + 2, open[depth]);
            }
            b'<' => {
                open[depth] = at + 1;
                let (end, inside) = start_tag(bytes, at + 1);
                count += inside;
                depth += if bytes[end - 2] == b'/' { 0 } else { 1 };
                at = end;
            }
            byte => {
                assert!(byte != b'\n', "a template's lines end in a backslash");
                at += 1;
            }
        }
    }
    assert!(depth == 0, "every element ends");
    count
}

const fn place(bytes: &[u8], at: usize) -> usize {
    assert!(bytes[at] == b'{' && bytes[at + 1] == b'}', "a place is two braces");
    at + 2
}

const fn in_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'{' | b'}')
}

/// Where an end tag ends, whose name is the same as that of the start tag.
const fn end_tag(bytes: &[u8], mut at: usize, mut start: usize) -> usize {
    while bytes[at] != b'>' {
        assert!(bytes[at] == bytes[start], "the last element that is open ends first");
        (at, start) = (at + 1, start + 1);
    }
    assert!(!in_name(bytes[start]), "an end tag has the whole name");
    at + 1
}

/// Where a start tag ends, and the places in it.
const fn start_tag(bytes: &[u8], mut at: usize) -> (usize, usize) {
    let mut count = if bytes[at] == b'{' { 1 } else { 0 };
    while in_name(bytes[at]) {
        at += 1;
    }
    while bytes[at] == b' ' {
        at += 1;
        while in_name(bytes[at]) {
            at += 1;
        }
        assert!(bytes[at] == b'=', "an attribute has a value");
        at += 1;
        if bytes[at] == b'{' {
            at = place(bytes, at);
            count += 1;
            continue;
        }
        assert!(bytes[at] == b'\'', "an attribute's value stands in single quotes");
        at += 1;
        while bytes[at] != b'\'' {
            at += 1;
        }
        at += 1;
    }
    if bytes[at] == b'/' {
        at += 1;
    }
    assert!(bytes[at] == b'>', "a tag ends after its attributes");
    (at + 1, count)
}

#[cfg(test)]
mod tests {
    use super::places;

    #[test]
    fn places_are_counted_in_attributes_names_and_children() {
        assert_eq!(places("<{} class={} dir='auto'>{}, {}</{}><br/>"), 4);
        assert_eq!(places("words"), 0);
    }

    #[test]
    fn what_is_not_well_formed_is_refused() {
        for template in [
            "<p>",
            "<p></b>",
            "<p></pre>",
            "<pre></p>",
            "<p class=a></p>",
            "<p class='a'dir='b'></p>",
            "{a}",
            "a\nb",
        ] {
            assert!(std::panic::catch_unwind(|| places(template)).is_err(), "{template}");
        }
    }
}
