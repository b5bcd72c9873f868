//! Open Graph and the plain meta tags of HTML: what every page has, and the last resort.
//! See <https://ogp.me/> and <https://html.spec.whatwg.org/multipage/semantics.html#standard-metadata-names>.

use super::tags::{Slot, Table};
use crate::discovery::partial::{Certainty, Partial};
use crate::record::{Kind, Variable as V};

/// `og:`, `article:`, `book:`.
pub(in crate::discovery) static GRAPH: Table = &[
    ("og:type", Slot::Type),
    ("og:title", Slot::Text(V::Title)),
    ("og:url", Slot::Url),
    ("og:site_name", Slot::Text(V::ContainerTitle)),
    ("og:description", Slot::Text(V::Abstract)),
    ("og:locale", Slot::Language),
    ("article:author", Slot::Names(V::Author)),
    ("article:published_time", Slot::Date(V::Issued)),
    ("og:published_time", Slot::Date(V::Issued)),
    ("og:article:author", Slot::Names(V::Author)),
    ("og:article:published_time", Slot::Date(V::Issued)),
    ("book:author", Slot::Names(V::Author)),
    ("book:isbn", Slot::Isbn),
    ("book:release_date", Slot::Date(V::Issued)),
    ("article:tag", Slot::List(V::Keyword)),
    ("book:tag", Slot::List(V::Keyword)),
];

/// Open Graph's `article` is any text with a date, not one in a journal.
pub(in crate::discovery) fn as_web_page(partial: &mut Partial) {
    if let Some((certainty @ Certainty::Vague, kind, _)) = &mut partial.kind {
        (*certainty, *kind) = (Certainty::Vague, Kind::Webpage);
    }
}

/// Names without a prefix.
pub(in crate::discovery) static HTML: Table = &[
    ("author", Slot::Names(V::Author)),
    ("description", Slot::Text(V::Abstract)),
    ("keywords", Slot::List(V::Keyword)),
    ("date", Slot::Date(V::Issued)),
    ("pubdate", Slot::Date(V::Issued)),
    ("publish_date", Slot::Date(V::Issued)),
    ("parsely-pub-date", Slot::Date(V::Issued)),
    ("sailthru.date", Slot::Date(V::Issued)),
    ("dcterms.date", Slot::Date(V::Issued)),
    ("byl", Slot::Names(V::Author)),
    ("parsely-author", Slot::Names(V::Author)),
    ("sailthru.author", Slot::Names(V::Author)),
    ("doi", Slot::Doi),
    ("itemprop.headline", Slot::Text(V::Title)),
    ("itemprop.author", Slot::Names(V::Author)),
    ("itemprop.creator", Slot::Names(V::Author)),
    ("itemprop.datepublished", Slot::Date(V::Issued)),
    ("itemprop.datecreated", Slot::Date(V::Issued)),
    ("itemprop.publisher", Slot::Text(V::Publisher)),
    ("itemprop.keywords", Slot::List(V::Keyword)),
    ("itemprop.description", Slot::Text(V::Abstract)),
    ("itemprop.inlanguage", Slot::Language),
    ("itemprop.name", Slot::Text(V::Title)),
    ("twitter:title", Slot::Text(V::Title)),
    ("application-name", Slot::Text(V::ContainerTitle)),
];
