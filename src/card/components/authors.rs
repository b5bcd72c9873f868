//! A work's names: the corresponding ones marked, each with its ORCID iD, a long list folded.

use yew::{Callback, Html, html};

use super::section::toggle;
use crate::card::labels::Labels;
use crate::card::state::Action;
use crate::record::{Name, Record, Variable, identifier};

/// So many names are shown of a folded list.
const SHOWN: usize = 12;
/// A list that would hide fewer than this is not folded.
const LEAST_HIDDEN: usize = 3;

/// What marks a name stays on the line of its last word, if that is not longer: then a line has room for both.
const LAST: usize = 12;

/// The names in a work's header: its authors, else its editors, and so on.
pub(super) fn creators(record: &Record) -> &[Name] {
    let roles =
        [Variable::Author, Variable::Editor, Variable::Director, Variable::Performer, Variable::Contributor];
    roles.iter().map(|role| record.names(*role)).find(|names| !names.is_empty()).unwrap_or_default()
}

/// The list of names; `open` where a long one is unfolded.
pub(super) fn authors(names: &[Name], open: bool, labels: &Labels, dispatch: &Callback<Action>) -> Html {
    let folds = names.len() >= SHOWN + LEAST_HIDDEN;
    let shown = if folds && !open { SHOWN } else { names.len() };
    let label = if open { labels.show_less.to_owned() } else { labels.show_authors.of(names.len()) };
    html! {
        <div part="authors" class="people">
            <ul aria-label={labels.authors} class="authors">
                for name in names.iter().take(shown) {
                    <li>{author(labels, name)}</li>
                }
                if shown < names.len() {
                    <li aria-hidden="true">{"…"}</li>
                }
            </ul>
            if folds {
                {toggle(label, open, Action::ToggleAuthors, dispatch)}
            }
            if names.iter().take(shown).any(|name| name.corresponding) {
                <p aria-hidden="true" dir="auto" class="explain">
                    <span class="mark">{"*"}</span>{" "}{labels.corresponding}
                </p>
            }
        </div>
    }
}

fn author(labels: &Labels, name: &Name) -> Html {
    let full = name.full();
    let orcid = name.orcid.as_deref().and_then(identifier::orcid);
    let is_marked = name.corresponding || orcid.is_some();
    let marks = html! {
        <>
            if name.corresponding {
                <span aria-hidden="true" class="mark">{"*"}</span>
                <span class="aloud">{[" (", labels.corresponding, ")"].concat()}</span>
            }
            if let Some(id) = orcid {
                <a href={["https://orcid.org/", &id].concat()} rel="noopener" aria-label={labels.orcid.of(&full)} class="orcid">
                    <svg viewBox="0 0 16 16" aria-hidden="true">
                        <circle cx="8" cy="8" r="8" />
                        <path d="M4.2 5.2h1.4v6.3H4.2zM4.9 3a.9.9 0 1 1 0 1.8.9.9 0 0 1 0-1.8zM6.9 5.2h2.6c2.4 0 3.5 1.5 3.5 3.1 0 1.8-1.4 3.2-3.5 3.2H6.9zm1.4 1.2v3.9h1.2c1.5 0 2.1-.9 2.1-2 0-1.2-.7-1.9-2.1-1.9z" />
                    </svg>
                </a>
            }
        </>
    };
    match full.rsplit_once(' ').filter(|(_, last)| is_marked && last.chars().count() <= LAST) {
        Some((first, last)) => html! { <bdi>{first}{" "}<span class="last">{last}{marks}</span></bdi> },
        None => html! { <><bdi>{full}</bdi>{marks}</> },
    }
}
