//! What a record lacks for a good citation.

use crate::record::{Kind, Record, Variable};

/// Whether a record lacks what every citation needs: a title, somebody who made it, a date, and
/// for a part of something the whole.
pub(in crate::discovery) fn is_thin(record: &Record) -> bool {
    let people = [Variable::Author, Variable::Editor].iter().any(|role| record.has(*role));
    let part = matches!(record.kind, Kind::ArticleJournal | Kind::Chapter | Kind::PaperConference);
    !record.has(Variable::Title)
        || !people
        || !record.has(Variable::Issued)
        || part && !record.has(Variable::ContainerTitle)
}
