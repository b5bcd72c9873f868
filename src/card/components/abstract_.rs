//! The abstract, folded when long. What is folded is still found by the browser's search, which
//! unfolds it.

use web_sys::Element;
use yew::{Callback, Html, Properties, component, html, use_effect_with, use_node_ref};

use super::section::{section, toggle};
use crate::card::browser;
use crate::card::labels::Labels;
use crate::card::shared::Shared;
use crate::card::state::Action;
use crate::card::tree::marked;
use crate::record::{Record, Variable};

/// A longer abstract, in characters, is folded.
const SHOWN: usize = 320;

/// The props of [`Abstract`].
#[derive(Properties, PartialEq)]
pub(crate) struct AbstractProps {
    /// The works, of which the first is shown.
    pub records: Shared<Vec<Record>>,
    /// The level of the title's heading.
    pub heading: Option<u8>,
    /// Whether a long one is unfolded.
    pub open: bool,
    /// The words.
    pub labels: &'static Labels,
    /// The card.
    pub dispatch: Callback<Action>,
}

/// The section.
#[component]
pub(crate) fn Abstract(props: &AbstractProps) -> Html {
    let AbstractProps { records, heading, open, labels, dispatch } = props;
    let text = records.first().and_then(|record| record.text(Variable::Abstract)).unwrap_or_default();
    let folds = text.chars().nth(SHOWN).is_some();
    let folded = folds && !open;
    let rest = use_node_ref();
    {
        let (rest, dispatch) = (rest.clone(), dispatch.clone());
        use_effect_with(folded, move |_| {
            let element = rest.cast::<Element>();
            let found = move || dispatch.emit(Action::ToggleAbstract);
            let listener = element.map(|element| browser::UntilFound::hide(element, found));
            move || drop(listener)
        });
    }
    let lang = records.first().and_then(|record| record.text(Variable::Language)).map(str::to_owned);
    let (shown, hidden) = text.split_at(if folded { fold_at(text) } else { text.len() });
    let content = html! {
        <>
            <div {lang} dir="auto" class={if folded { "abstract folded" } else { "abstract" }}>
                {paragraphs(shown, folded)}
                if folded {
                    <div ref={rest} hidden={true} class="rest">{paragraphs(hidden, false)}</div>
                }
            </div>
            if folds {
                {toggle(
                    if *open { labels.show_less } else { labels.show_all },
                    *open,
                    Action::ToggleAbstract,
                    dispatch,
                )}
            }
        </>
    };
    section("abstract", labels.abstract_, *heading, content)
}

/// The paragraphs of a text, with an ellipsis where there is more.
fn paragraphs(text: &str, more: bool) -> Html {
    let lines: Vec<&str> = text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect();
    let last = lines.len();
    let paragraph = |(at, line): (usize, &str)| {
        html! {
            <p>
                {marked(line)}
                if more && at + 1 == last { <span class="more">{" …"}</span> }
            </p>
        }
    };
    lines.into_iter().enumerate().map(paragraph).collect()
}

/// Where a long text is folded, as a byte offset: after a word, outside of all markup.
fn fold_at(text: &str) -> usize {
    let mut fold = 0;
    let mut depth = 0_i32;
    let mut letters = text.char_indices().take(SHOWN).peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        match (letter, next) {
            ('<', Some('/')) => depth -= 1,
            ('<', Some(next)) if next.is_alphabetic() => depth += 1,
            _ if letter.is_whitespace() && depth == 0 => fold = at,
            _ => {}
        }
    }
    fold
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_folded_after_a_word_and_outside_of_markup() {
        let plain = "word ".repeat(100);
        assert_eq!(fold_at(&plain), SHOWN - 1);
        let marked = format!("{}<i>{}</i> end", "word ".repeat(20), "taxon ".repeat(100));
        assert_eq!(fold_at(&marked), 99);
        let less = "p < 0.05 and é ".repeat(40);
        assert!(less.is_char_boundary(fold_at(&less)) && fold_at(&less) > 300);
    }
}
