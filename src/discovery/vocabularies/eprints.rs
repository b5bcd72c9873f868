//! The tags of EPrints, `eprints.title`: its own field names.
//! See <https://wiki.eprints.org/w/Metadata>.

use super::tags::{Slot, Table};
use crate::discovery::partial::{Certainty, Partial, Value};
use crate::record::{Kind, Variable as V};
use crate::text::case;

pub(in crate::discovery) const PREFIXES: &[&str] = &["eprints"];

pub(in crate::discovery) static TABLE: Table = &[
    ("type", Slot::Type),
    ("title", Slot::Text(V::Title)),
    ("creators_name", Slot::Names(V::Author)),
    ("creators_orcid", Slot::Orcid),
    ("corp_creators", Slot::Organisations(V::Author)),
    ("editors_name", Slot::Names(V::Editor)),
    ("contributors_name", Slot::Names(V::Contributor)),
    ("date", Slot::Date(V::Issued)),
    ("publication", Slot::Text(V::ContainerTitle)),
    ("book_title", Slot::Text(V::ContainerTitle)),
    ("volume", Slot::Text(V::Volume)),
    ("number", Slot::Text(V::Issue)),
    ("article_number", Slot::Text(V::Number)),
    ("pagerange", Slot::Pages),
    ("pages", Slot::Text(V::NumberOfPages)),
    ("issn", Slot::Issn),
    ("isbn", Slot::Isbn),
    ("series", Slot::Text(V::CollectionTitle)),
    ("publisher", Slot::Text(V::Publisher)),
    ("place_of_pub", Slot::Text(V::PublisherPlace)),
    ("edition", Slot::Text(V::Edition)),
    ("event_title", Slot::Text(V::EventTitle)),
    ("event_location", Slot::Text(V::EventPlace)),
    ("institution", Slot::Text(V::Authority)),
    ("id_number", Slot::Identifier),
    ("doi", Slot::Doi),
    ("official_url", Slot::Identifier),
    ("abstract", Slot::Text(V::Abstract)),
    ("keywords", Slot::List(V::Keyword)),
    ("language", Slot::Language),
    ("thesis_name", Slot::Text(V::Genre)),
    ("thesis_type", Slot::Text(V::Genre)),
    ("version", Slot::Text(V::Version)),
    ("patent_applicant", Slot::Text(V::Authority)),
];

/// What EPrints' fields mean for the types that use them in their own way.
pub(in crate::discovery) fn adapt_to_kind(partial: &mut Partial) {
    let kind = partial.kind.as_ref().map(|(_, kind, _)| *kind);
    // EPrints' `article` is one in a journal.
    if kind == Some(Kind::ArticleJournal) {
        partial.typed(Certainty::Named, Kind::ArticleJournal, "eprints.type");
    }
    for claim in &mut partial.claims {
        match (claim.variable, kind) {
            // The institution of a thesis or a report is who publishes it.
            (V::Authority, Some(Kind::Thesis | Kind::Report)) => claim.variable = V::Publisher,
            (V::Genre, Some(Kind::Thesis)) => {
                if let Value::Text(word) = &mut claim.value {
                    if let Some((_, genre)) = GENRES.iter().find(|(code, _)| *code == case::to_lower(word)) {
                        *word = (*genre).to_owned();
                    }
                }
            }
            _ => {}
        }
    }
}

/// EPrints' codes for kinds of theses, in words.
static GENRES: &[(&str, &str)] = &[
    ("phd", "PhD thesis"),
    ("doctoral", "Doctoral thesis"),
    ("masters", "Master's thesis"),
    ("mphil", "MPhil thesis"),
    ("engd", "EngD thesis"),
    ("bachelors", "Bachelor's thesis"),
    ("other", "Thesis"),
];
