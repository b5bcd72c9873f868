//! PRISM tags, `prism.publicationName`, of any version.
//! See <https://www.w3.org/Submission/2020/SUBM-prism-20200910/prism-basic.html>.

use super::tags::{Slot, Table};
use crate::record::{Kind, Variable as V};

pub(in crate::discovery) const PREFIXES: &[&str] = &["prism"];

pub(in crate::discovery) static TABLE: Table = &[
    ("title", Slot::Text(V::Title)),
    ("publicationname", Slot::Implies(V::ContainerTitle, Kind::ArticleJournal)),
    ("volume", Slot::Text(V::Volume)),
    ("number", Slot::Text(V::Issue)),
    ("startingpage", Slot::First),
    ("endingpage", Slot::Last),
    ("pagerange", Slot::Pages),
    ("pages", Slot::Pages),
    ("articlenumber", Slot::Text(V::Number)),
    ("issn", Slot::Issn),
    ("eissn", Slot::Issn),
    ("isbn", Slot::Isbn),
    ("doi", Slot::Doi),
    ("publicationdate", Slot::Date(V::Issued)),
    ("coverdate", Slot::Date(V::Issued)),
    ("coverdisplaydate", Slot::Date(V::Issued)),
    ("publicationyear", Slot::Date(V::Issued)),
    ("onlinedate", Slot::Date(V::AvailableDate)),
    ("section", Slot::Text(V::Section)),
    ("edition", Slot::Text(V::Edition)),
    ("keyword", Slot::List(V::Keyword)),
    ("url", Slot::Url),
    ("genre", Slot::Type),
];
