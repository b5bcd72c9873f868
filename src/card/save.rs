//! What is cited to the files that it can be saved as, by the programs that take them.

use yew::AttrValue;

use super::citation::Citation;
use super::labels::Labels;
use crate::formats::{self, Info};

/// The id of a style's own file, for word processors.
pub(super) const RTF: &str = "rtf";

/// A file to save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// The id of a format, or [`RTF`].
    pub id: AttrValue,
    /// The programs that take it.
    pub name: AttrValue,
}

/// Formats by what they are for, after [`RTF`]'s place.
static NAMES: [(&str, &str); 5] = [
    ("ris", "Zotero, Mendeley, EndNote (.ris)"),
    ("bibtex", "LaTeX (.bib)"),
    ("endnote", "EndNote (.enw)"),
    ("refworks", "RefWorks (.txt)"),
    ("cff", "CITATION.cff"),
];

/// What can be saved. The last choice comes first, else the format that is shown.
pub(super) fn targets(citation: &Citation, labels: &Labels, last: Option<&str>) -> Vec<Target> {
    let choice = &citation.choice;
    let target = |id: &str, name: &str| Target { id: id.to_owned().into(), name: name.to_owned().into() };
    let suits = |info: &&'static Info| citation.works.iter().all(|work| info.is_for(work.kind));
    let mut list: Vec<Target> = Vec::new();
    for (id, name) in &NAMES {
        if formats::by_id(id).filter(suits).is_some() {
            list.push(target(id, name));
        }
    }
    if !choice.is_format {
        list.insert(list.len().min(2), target(RTF, labels.word_file));
    } else if !list.iter().any(|target| target.id == choice.id) {
        list.insert(0, target(&choice.id, &choice.name));
    }
    let shown = choice.is_format.then_some(choice.id.as_str());
    for first in [shown, last].into_iter().flatten() {
        if let Some(at) = list.iter().position(|target| target.id == first) {
            list[..=at].rotate_right(1);
        }
    }
    list
}
