//! Citations: the cites of a cluster in order, with what the writer adds, collapsed and joined.

use super::eval::{Cited, Eval};
use super::flow::{self, Piece};
use super::process::{Cluster, Process, wrap};
use super::style::CitePosition;
use super::tree::Node;
use super::{Cite, Mode, field, locale};

/// Where a cite stands in the document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub position: CitePosition,
    pub near_note: bool,
    pub first_note: u32,
}

impl Place {
    pub const FIRST: Self = Self { position: CitePosition::First, near_note: false, first_note: 0 };
}

impl Process<'_> {
    /// A citation; `places` are those of the cluster's cites.
    pub fn citation(&self, cluster: &Cluster, places: &[Place]) -> Vec<Node> {
        let style = self.env.style;
        let layout = &style.citation;
        let mut out: Vec<Piece> = Vec::new();
        for (at, cite) in cluster.cites.iter().enumerate() {
            let place = places.get(at).copied().unwrap_or(Place::FIRST);
            let rendered = self.cite(cite, place, cluster.mode);
            if !out.is_empty() && !rendered.is_empty() {
                out.push(Piece::Text(layout.delimiter.clone()));
            }
            out.extend(rendered);
        }
        let mut pieces = Vec::new();
        wrap(layout, out, &mut pieces);
        flow::finish(pieces, &self.env.quotes)
    }

    fn cite(&self, cite: &Cite, place: Place, _mode: Mode) -> Vec<Piece> {
        let (Some(record), Some(help)) = (self.records.get(cite.record), self.helps.get(cite.record)) else {
            return Vec::new();
        };
        let label = cite.label.as_deref().map_or("page".to_owned(), locale::term_name);
        let cited = Cited {
            record,
            number: self.numbers.get(cite.record).copied().unwrap_or(0),
            locator: cite.locator.as_deref().map(str::trim).filter(|locator| !locator.is_empty()),
            label: &label,
            position: place.position,
            near_note: place.near_note,
            first_note: place.first_note,
            help,
            in_bibliography: false,
            suppress_author: cite.suppress_author,
        };
        let layout = &self.env.style.citation;
        let mut eval = Eval::new(&self.env, &layout.names, cited);
        eval.layout(layout);
        let mut out = Vec::new();
        if let Some(prefix) = cite.prefix.as_deref().filter(|prefix| !prefix.is_empty()) {
            field::write(prefix, &mut out);
            if !prefix.ends_with(' ') {
                out.push(Piece::Text(" ".to_owned()));
            }
        }
        out.extend(eval.out);
        if let Some(suffix) = cite.suffix.as_deref().filter(|suffix| !suffix.is_empty()) {
            field::write(suffix, &mut out);
        }
        out
    }
}

impl Process<'_> {
    /// Where each cite of each cluster stands.
    pub fn places(&self, clusters: &[Cluster]) -> Vec<Vec<Place>> {
        clusters.iter().map(|cluster| cluster.cites.iter().map(|_| Place::FIRST).collect()).collect()
    }
}
