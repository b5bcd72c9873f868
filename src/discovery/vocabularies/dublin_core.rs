//! Dublin Core as meta tags: `DC.title`, `dc.Title`, `DCTERMS.issued`, with refinements such as
//! `DC.Date.issued` and OJS's own (`DC.Source.Volume`).
//! See <https://www.dublincore.org/specifications/dublin-core/dcq-html/>.

use super::tags::{Slot, Table};
use crate::discovery::partial::{Certainty, Partial, Value};
use crate::record::{Kind, Variable as V};

pub(in crate::discovery) const PREFIXES: &[&str] = &["dc", "dcterms", "dct"];

pub(in crate::discovery) static TABLE: Table = &[
    ("type", Slot::Type),
    ("title", Slot::Text(V::Title)),
    ("creator", Slot::Names(V::Author)),
    ("creator.personalname", Slot::Names(V::Author)),
    ("contributor.author", Slot::Names(V::Author)),
    ("creator.corporatename", Slot::Organisations(V::Author)),
    ("contributor.editor", Slot::Names(V::Editor)),
    ("contributor.advisor", Slot::Names(V::Contributor)),
    ("contributor.illustrator", Slot::Names(V::Illustrator)),
    ("contributor.translator", Slot::Names(V::Translator)),
    ("contributor", Slot::Names(V::Contributor)),
    ("date.issued", Slot::Date(V::Issued)),
    ("issued", Slot::Date(V::Issued)),
    ("date.created", Slot::Date(V::Issued)),
    ("created", Slot::Date(V::Issued)),
    ("date", Slot::Date(V::Issued)),
    ("date.submitted", Slot::Date(V::Submitted)),
    ("date.datesubmitted", Slot::Date(V::Submitted)),
    ("datesubmitted", Slot::Date(V::Submitted)),
    ("description.abstract", Slot::Text(V::Abstract)),
    ("abstract", Slot::Text(V::Abstract)),
    ("description", Slot::Text(V::Abstract)),
    ("publisher", Slot::Text(V::Publisher)),
    ("source", Slot::Source),
    ("ispartof", Slot::Source),
    ("relation.ispartof", Slot::Source),
    ("relation.ispartofseries", Slot::Text(V::CollectionTitle)),
    ("source.volume", Slot::Text(V::Volume)),
    ("source.issue", Slot::Text(V::Issue)),
    ("source.issn", Slot::Issn),
    ("identifier.pagenumber", Slot::Pages),
    ("bibliographiccitation.volume", Slot::Text(V::Volume)),
    ("bibliographiccitation.issue", Slot::Text(V::Issue)),
    ("bibliographiccitation.firstpage", Slot::First),
    ("bibliographiccitation.lastpage", Slot::Last),
    ("citation.volume", Slot::Text(V::Volume)),
    ("citation.issue", Slot::Text(V::Issue)),
    ("citation.spage", Slot::First),
    ("citation.firstpage", Slot::First),
    ("citation.epage", Slot::Last),
    ("citation.lastpage", Slot::Last),
    ("citation.issn", Slot::Issn),
    ("bibliographiccitation", Slot::Citation),
    ("identifier.citation", Slot::Citation),
    ("identifier.bibliographiccitation", Slot::Citation),
    ("identifier.doi", Slot::Doi),
    ("identifier.issn", Slot::Issn),
    ("identifier.isbn", Slot::Isbn),
    ("identifier.uri", Slot::Identifier),
    ("identifier.url", Slot::Identifier),
    ("identifier", Slot::Identifier),
    ("language.iso", Slot::Language),
    ("language", Slot::Language),
    ("subject", Slot::List(V::Keyword)),
    ("rights.license", Slot::Text(V::License)),
    ("license", Slot::Text(V::License)),
    ("hasversion", Slot::Text(V::Version)),
];

/// What Dublin Core's few fields mean for some types.
pub(in crate::discovery) fn infer_journal(partial: &mut Partial) {
    let has = |variable| partial.claims.iter().any(|claim| claim.variable == variable);
    let numbered = has(V::ContainerTitle) && (has(V::Issn) || has(V::Volume) || has(V::Issue));
    let named = partial.kind.as_ref().is_some_and(|(certainty, ..)| *certainty == Certainty::Named);
    if numbered && !named {
        partial.typed(Certainty::Implied, Kind::ArticleJournal, "DC.source");
    }
    // Keywords and notes come in several `description`s; a version is not an address.
    partial.claims.retain(|claim| {
        claim.variable != V::Version || !matches!(&claim.value, Value::Text(text) if text.contains("://"))
    });
}
