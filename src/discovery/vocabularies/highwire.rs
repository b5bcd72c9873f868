//! Highwire Press tags (`citation_title`), which Google Scholar asks for, with any prefix:
//! `bepress_citation_title`. See <https://scholar.google.com/intl/en/scholar/inclusion.html>.

use super::tags::{self, Slot, Table, Tag};
use super::types;
use crate::discovery::partial::{Certainty, Partial, Value, Vocabulary};
use crate::normalise::fields;
use crate::record::{Kind, Variable as V};

static TABLE: Table = &[
    ("title", Slot::Text(V::Title)),
    ("author", Slot::Names(V::Author)),
    ("authors", Slot::Names(V::Author)),
    ("author_institution", Slot::Affiliation),
    ("author_affiliation", Slot::Affiliation),
    ("author_orcid", Slot::Orcid),
    ("editor", Slot::Names(V::Editor)),
    ("editors", Slot::Names(V::Editor)),
    ("translator", Slot::Names(V::Translator)),
    ("publication_date", Slot::Date(V::Issued)),
    ("cover_date", Slot::Date(V::Issued)),
    ("date", Slot::Date(V::Issued)),
    ("year", Slot::Date(V::Issued)),
    ("online_date", Slot::Date(V::AvailableDate)),
    ("submitted_date", Slot::Date(V::Submitted)),
    ("journal_title", Slot::Implies(V::ContainerTitle, Kind::ArticleJournal)),
    ("journal_abbreviation", Slot::Short(V::ContainerTitleShort)),
    ("journal_abbrev", Slot::Short(V::ContainerTitleShort)),
    ("journal_title_abbrev", Slot::Short(V::ContainerTitleShort)),
    ("inbook_title", Slot::Implies(V::ContainerTitle, Kind::Chapter)),
    ("book_title", Slot::Implies(V::ContainerTitle, Kind::Chapter)),
    ("conference_title", Slot::Implies(V::EventTitle, Kind::PaperConference)),
    ("conference", Slot::Implies(V::EventTitle, Kind::PaperConference)),
    ("dissertation_institution", Slot::Implies(V::Publisher, Kind::Thesis)),
    ("dissertation_name", Slot::Implies(V::Genre, Kind::Thesis)),
    ("technical_report_institution", Slot::Implies(V::Publisher, Kind::Report)),
    ("technical_report_number", Slot::Implies(V::Number, Kind::Report)),
    ("patent_number", Slot::Implies(V::Number, Kind::Patent)),
    ("patent_country", Slot::Text(V::Jurisdiction)),
    ("publisher", Slot::Text(V::Publisher)),
    ("series_title", Slot::Text(V::CollectionTitle)),
    ("series_number", Slot::Text(V::CollectionNumber)),
    ("edition", Slot::Text(V::Edition)),
    ("volume", Slot::Text(V::Volume)),
    ("issue", Slot::Text(V::Issue)),
    ("number", Slot::Text(V::Issue)),
    ("firstpage", Slot::First),
    ("first_page", Slot::First),
    ("lastpage", Slot::Last),
    ("last_page", Slot::Last),
    ("pages", Slot::Pages),
    ("num_pages", Slot::Text(V::NumberOfPages)),
    ("article_number", Slot::Text(V::Number)),
    ("elocation_id", Slot::Text(V::Number)),
    ("elocation", Slot::Text(V::Number)),
    ("issn", Slot::Issn),
    ("eissn", Slot::Issn),
    ("isbn", Slot::Isbn),
    ("doi", Slot::Doi),
    ("pmid", Slot::Text(V::Pmid)),
    ("pmcid", Slot::Text(V::Pmcid)),
    ("arxiv_id", Slot::Implies(V::Number, Kind::Article)),
    ("language", Slot::Language),
    ("keywords", Slot::List(V::Keyword)),
    ("keyword", Slot::List(V::Keyword)),
    ("abstract", Slot::Text(V::Abstract)),
    ("description", Slot::Text(V::Abstract)),
    ("abstract_html_url", Slot::Url),
    ("public_url", Slot::Url),
    ("fulltext_html_url", Slot::Url),
    ("article_type", Slot::Type),
    ("section", Slot::Text(V::Section)),
];

/// What a name in lower case is without its prefix; nothing for tags of other vocabularies.
pub(in crate::discovery) fn key(name: &str) -> Option<&str> {
    let at = name.find("citation_")?;
    // `dc.bibliographiccitation_x` does not count: a prefix ends in `_` or `.`.
    (at == 0 || name[..at].ends_with(['_', '.', ':'])).then(|| &name[at + "citation_".len()..])
}

pub(in crate::discovery) fn read(all: &[Tag<'_>], lang: &str) -> Partial {
    let mut own = tags::known(all, &key);
    // J-STAGE writes the first author once more, as the only one of `citation_authors`.
    if own.iter().any(|tag| tag.key == "author") {
        own.retain(|tag| tag.key != "authors");
    }
    let mut partial = tags::read(Vocabulary::Highwire, &own, TABLE, lang);
    infer_kind(&mut partial);
    package(&mut partial);
    number(&mut partial, &own);
    bare_numbers(&mut partial);
    number_series(&mut partial);
    partial
}

/// Types that several fields together tell.
fn infer_kind(partial: &mut Partial) {
    let text = |partial: &Partial, variable| partial.text(variable).map(str::to_owned);
    if let Some(id) = text(partial, V::Number)
        .filter(|_| partial.kind.as_ref().is_some_and(|(.., tag)| tag.contains("arxiv")))
    {
        // arXiv's own number is cited as `arXiv:1706.03762`.
        let id = if id.to_ascii_lowercase().starts_with("arxiv:") { id } else { format!("arXiv:{id}") };
        partial.claims.retain(|claim| claim.variable != V::Number);
        partial.push(V::Number, Value::Text(id), "citation_arxiv_id");
        partial.push(V::Publisher, Value::Text("arXiv".into()), "citation_arxiv_id");
        partial.kind = Some((Certainty::Named, Kind::Article, "citation_arxiv_id".into()));
    }
    // Some platforms write the title of a dissertation as its name.
    if text(partial, V::Genre) == text(partial, V::Title) {
        partial.claims.retain(|claim| claim.variable != V::Genre);
    }
    match text(partial, V::ContainerTitle) {
        Some(name) if types::is_preprint_server(&name) => {
            partial.kind = Some((Certainty::Named, Kind::Article, "citation_journal_title".into()));
        }
        // A book whose series stands as its journal.
        Some(name)
            if partial.has(V::Isbn)
                && is(partial, Kind::ArticleJournal)
                && ![V::Issue, V::Page, V::Number].iter().any(|variable| partial.has(*variable)) =>
        {
            partial.claims.retain(|claim| claim.variable != V::ContainerTitle);
            if !partial.has(V::CollectionTitle) {
                partial.push(V::CollectionTitle, Value::Text(name), "citation_journal_title");
            }
            partial.kind = Some((Certainty::Implied, Kind::Book, "citation_isbn".into()));
        }
        // A paper's proceedings are a book as well, so both tags are there.
        Some(_) if partial.has(V::EventTitle) && is(partial, Kind::Chapter) => {
            partial.kind =
                Some((Certainty::Implied, Kind::PaperConference, "citation_conference_title".into()));
        }
        None if is(partial, Kind::PaperConference) => {
            if let Some(name) = text(partial, V::EventTitle) {
                partial.push(V::ContainerTitle, Value::Text(name), "citation_conference_title");
            }
        }
        // Without a journal, the publisher may be a preprint server.
        None if text(partial, V::Publisher).is_some_and(|name| types::is_preprint_server(&name)) => {
            partial.kind = Some((Certainty::Named, Kind::Article, "citation_publisher".into()));
        }
        None if partial.kind.is_none() && partial.text(V::Doi).is_some_and(types::is_preprint_doi) => {
            partial.kind = Some((Certainty::Implied, Kind::Article, "citation_doi".into()));
        }
        // A book has an ISSN as well where it is in a series.
        None if partial.kind.is_none() && partial.has(V::Isbn) => {
            partial.typed(Certainty::Vague, Kind::Book, "citation_isbn");
        }
        None if partial.kind.is_none() && partial.has(V::Issn) => {
            partial.typed(Certainty::Vague, Kind::ArticleJournal, "citation_issn");
        }
        _ => {}
    }
}

/// `A Grammar of Data [R package dplyr version 1.1.4]`, as CRAN writes the title of a package.
fn package(partial: &mut Partial) {
    let title = partial.text(V::Title).unwrap_or_default();
    let Some((title, about)) = title.strip_suffix(']').and_then(|text| text.rsplit_once("[R package "))
    else {
        return;
    };
    let Some((name, version)) = about.split_once(" version ") else { return };
    let named = title.starts_with(name);
    let whole = if named { title.trim_end().to_owned() } else { [name, ": ", title.trim_end()].concat() };
    let version = version.to_owned();
    partial.claims.retain(|claim| claim.variable != V::Title);
    partial.push(V::Title, Value::Text(whole), "citation_title");
    partial.push(V::Version, Value::Text(version), "citation_title");
    partial.kind = Some((Certainty::Named, Kind::Software, "citation_title".into()));
}

/// eLife has the number of an article, `RP85293`, in `citation_id`; elsewhere that is an address or a
/// plain number of the platform's own.
fn number(partial: &mut Partial, own: &[Tag<'_>]) {
    let id = own.iter().find(|tag| tag.key == "id").map_or("", |tag| tag.content.trim());
    let digits = id.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    let letters = id.len() - digits.len();
    let numbered =
        (1..=2).contains(&letters) && digits.len() > 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if numbered && !partial.has(V::Page) && !partial.has(V::Number) && is(partial, Kind::ArticleJournal) {
        partial.push(V::Number, Value::Text(id.to_owned()), "citation_id");
    }
}

/// The volume of a book in a series, or of its chapters, is the series'; so is what a report stands in.
fn number_series(partial: &mut Partial) {
    if is(partial, Kind::Report) {
        if partial.text(V::Volume) == partial.text(V::Number) {
            partial.claims.retain(|claim| claim.variable != V::Volume);
        }
        let named = partial.has(V::CollectionTitle);
        for claim in &mut partial.claims {
            match claim.variable {
                V::ContainerTitle if !named => claim.variable = V::CollectionTitle,
                _ => {}
            }
        }
    }
    let numbered = [Kind::Book, Kind::Chapter, Kind::PaperConference, Kind::Report];
    if numbered.iter().any(|kind| is(partial, *kind))
        && partial.has(V::CollectionTitle)
        && !partial.has(V::CollectionNumber)
    {
        for claim in partial.claims.iter_mut().filter(|claim| claim.variable == V::Volume) {
            claim.variable = V::CollectionNumber;
        }
    }
}

/// Labels before numbers, which styles add themselves: `Volume 12`, `Heft 3`.
fn bare_numbers(partial: &mut Partial) {
    for claim in &mut partial.claims {
        if let (V::Volume | V::Issue, Value::Text(text)) = (claim.variable, &mut claim.value) {
            *text = fields::bare_number(text).to_owned();
        }
    }
    let named = |text: &str| !text.eq_ignore_ascii_case("n/a");
    partial.claims.retain(|claim| !matches!(&claim.value, Value::Text(text) if !named(text)));
    // Platforms write 0 where there is none yet.
    if partial.text(V::Volume) == Some("0") && partial.text(V::Issue) == Some("0") {
        partial.claims.retain(|claim| !matches!(claim.variable, V::Volume | V::Issue));
    }
    if partial.text(V::Page) == Some("0") {
        partial.claims.retain(|claim| claim.variable != V::Page);
    }
}

fn is(partial: &Partial, kind: Kind) -> bool {
    partial.kind.as_ref().is_some_and(|(_, have, _)| *have == kind)
}
