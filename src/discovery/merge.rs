//! What all vocabularies say about one work, merged field by field into a record.
//!
//! Of two that disagree the more trusted one counts ([`Vocabulary`] is in that order), with
//! these exceptions, each because the less trusted one says the same, only more fully:
//! a longer text that begins with the trusted one; a date that adds a month or a day, unless it
//! adds the first of January, which is what software writes when it knows the year alone; a list
//! of people that begins with the trusted one; a persistent address in place of the browser's. People gain ORCID iDs and affiliations, and
//! family and given names that were told apart, from wherever the same person is named.
//! The type is the surest one; a bare page is the last resort.

use crate::discovery::partial::{Certainty, Claim, Partial, Value, Vocabulary};
use crate::normalise::{html, names};
use crate::record::{Date, Kind, Name, Place, Problem, Record, Variable, identifier};
use crate::text::case;

/// A field of a merged record: what it says, who says it, and who says something else.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// CSL's name of the field, or `type`.
    pub name: &'static str,
    /// The value, as text.
    pub value: String,
    /// The vocabulary and the tag: `Highwire citation_title`.
    pub source: String,
    /// What other vocabularies say, where it differs: the source and the value.
    pub others: Vec<(String, String)>,
}

/// A work with the origin of each of its fields.
pub(super) struct Merged {
    pub record: Record,
    pub fields: Vec<Field>,
    pub problems: Vec<Problem>,
    /// How sure the type is.
    pub certainty: Certainty,
}

/// Merges what several vocabularies say about one work.
pub(super) fn merge(mut partials: Vec<Partial>) -> Merged {
    crate::text::order::by_key(&mut partials, |partial| partial.vocabulary);
    let mut fields = Vec::new();
    let mut problems: Vec<Problem> = Vec::new();
    for partial in &mut partials {
        problems.append(&mut partial.problems);
    }
    let (certainty, kind) = kind(&partials, &mut fields);
    let mut record = Record::new(kind);
    let mut claims: Vec<(Vocabulary, &Claim)> = Vec::new();
    for variable in Variable::ALL {
        claims.clear();
        for partial in &partials {
            for claim in &partial.claims {
                if claim.variable == *variable && suits(kind, partial.vocabulary, *variable) {
                    claims.push((partial.vocabulary, claim));
                }
            }
        }
        let Some((trusted, _)) = claims.first() else { continue };
        // The page's own address says where a work is that has no DOI and did not appear in something
        // else. A journal article is in the journal, wherever a page about it happens to be.
        if *variable == Variable::Url
            && (record.has(Variable::Doi)
                || is_printed(kind) && record.has(Variable::ContainerTitle) && !is_online(&partials))
            && *trusted >= Vocabulary::Links
        {
            continue;
        }
        let Some((chosen, value)) = choose(&claims) else { continue };
        let (vocabulary, claim) = claims[chosen];
        let shown = show(&value);
        let mut others = Vec::new();
        let mut contradicts = None;
        for (at, (vocabulary, other)) in claims.iter().enumerate() {
            if agree(*variable, &value, &other.value) {
                continue;
            }
            if contradicts.is_none() && *vocabulary < Vocabulary::Links && differs(&value, &other.value) {
                contradicts = Some(at);
            }
            if !names_site(*vocabulary, other, &shown) {
                others.push((source(*vocabulary, &other.place), show(&other.value)));
            }
        }
        let field =
            Field { name: variable.as_str(), value: shown, source: source(vocabulary, &claim.place), others };
        if let Some(at) = contradicts.filter(|_| identifies(*variable)) {
            problems.push(contradiction(&field, claims[at]));
        }
        fields.push(field);
        match value {
            Value::Text(text) => record.set_text(*variable, text),
            Value::Names(names) => record.set_names(*variable, names),
            Value::Date(date) => record.set_date(*variable, date),
        }
    }
    for partial in &partials {
        record.portal.fill_from(&partial.portal);
        if record.id.is_empty() {
            record.id.clone_from(&partial.id);
        }
    }
    host_of_video(&partials, &mut record, &mut fields);
    derive_fields(&mut record);
    Merged { record, fields, problems, certainty }
}

/// A film that only its maker is named of is one that a site shows: the site published it.
fn host_of_video(partials: &[Partial], record: &mut Record, fields: &mut Vec<Field>) {
    let shown = record.kind == Kind::MotionPicture
        && record.has(Variable::Author)
        && !record.has(Variable::Director)
        && !record.has(Variable::Publisher);
    let mut claims =
        partials.iter().flat_map(|partial| partial.claims.iter().map(|claim| (partial.vocabulary, claim)));
    let site = claims.find(|(vocabulary, claim)| {
        *vocabulary == Vocabulary::OpenGraph && claim.variable == Variable::ContainerTitle
    });
    if let Some((vocabulary, claim)) = site.filter(|_| shown) {
        let value = show(&claim.value);
        record.set_text(Variable::Publisher, value.clone());
        let source = source(vocabulary, &claim.place);
        fields.push(Field { name: Variable::Publisher.as_str(), value, source, others: Vec::new() });
    }
}

/// Whether this is the page's own title, with the site's name before or after the work's.
fn names_site(vocabulary: Vocabulary, claim: &Claim, title: &str) -> bool {
    let page = vocabulary >= Vocabulary::OpenGraph && claim.variable == Variable::Title;
    page && folded(&show(&claim.value)).contains(&folded(title))
}

/// `Highwire citation_title`
fn source(vocabulary: Vocabulary, place: &str) -> String {
    let name = vocabulary.name();
    if place.is_empty() { name.to_owned() } else { [name, " ", place].concat() }
}

/// The surest type, the more trusted of two alike.
fn kind(partials: &[Partial], fields: &mut Vec<Field>) -> (Certainty, Kind) {
    let mut best: Option<(Certainty, Kind, String)> = None;
    let mut said = Vec::new();
    for partial in partials {
        if let Some((certainty, kind, place)) = &partial.kind {
            said.push((*certainty, source(partial.vocabulary, place), *kind));
            if best.as_ref().is_none_or(|(have, ..)| certainty > have) {
                best = Some((*certainty, *kind, source(partial.vocabulary, place)));
            }
        }
    }
    let scholarly = partials.iter().any(|partial| {
        partial.vocabulary < Vocabulary::Linked
            && !matches!(partial.vocabulary, Vocabulary::JsonLd | Vocabulary::Microdata)
    });
    let fallback = if scholarly { Kind::Document } else { Kind::Webpage };
    let (certainty, kind, place) = match best {
        // A page with scholarly metadata is about a work, even where nothing says which kind.
        Some((certainty, Kind::Webpage, place)) if scholarly => (certainty, Kind::Document, place),
        Some(best) => best,
        None => (Certainty::Page, fallback, String::new()),
    };
    let mut others = Vec::new();
    for (sure, source, other) in said {
        // A vaguer word, and that a work's page is a page, contradict nothing.
        if other != kind && (sure > Certainty::Vague || certainty <= Certainty::Vague) {
            others.push((source, other.as_str().to_owned()));
        }
    }
    fields.push(Field { name: "type", value: kind.as_str().to_owned(), source: place, others });
    (certainty, kind)
}

/// Whether a claim makes sense for the type: the site's name holds a page or a post, and a
/// Dublin Core source holds an article, but neither holds a thesis.
fn suits(kind: Kind, vocabulary: Vocabulary, variable: Variable) -> bool {
    let page = is_page(kind);
    let news = matches!(kind, Kind::ArticleNewspaper | Kind::ArticleMagazine | Kind::EntryEncyclopedia);
    match (variable, vocabulary) {
        // These describe the page and its site, not the work on it.
        (
            Variable::ContainerTitle | Variable::Abstract | Variable::Keyword | Variable::Language,
            Vocabulary::OpenGraph | Vocabulary::Html,
        ) => page || news,
        // Who made a page made the work on it where that is the page's own.
        (Variable::Author | Variable::Issued, Vocabulary::Html) => {
            page || news
                || matches!(
                    kind,
                    Kind::Document
                        | Kind::Book
                        | Kind::Chapter
                        | Kind::MotionPicture
                        | Kind::Song
                        | Kind::Broadcast
                )
        }
        // The DOI in the address of a page is that of a work on it.
        (Variable::Doi, Vocabulary::Links) => !page,
        (Variable::ContainerTitle, Vocabulary::DublinCore) => is_part(kind),
        // The conference at which a poster or a talk was shown is not a book that it is in.
        (Variable::ContainerTitle, Vocabulary::Highwire) => !matches!(kind, Kind::Graphic | Kind::Speech),
        _ => true,
    }
}

/// Whether works of this type appear in something else.
fn is_part(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::ArticleJournal
            | Kind::ArticleMagazine
            | Kind::ArticleNewspaper
            | Kind::Chapter
            | Kind::PaperConference
            | Kind::EntryEncyclopedia
            | Kind::Review
            | Kind::ReviewBook
    )
}

/// Whether works of this type are in something printed, so that the address of a page about them says
/// nothing: news is where it is read.
fn is_printed(kind: Kind) -> bool {
    is_part(kind) && !matches!(kind, Kind::ArticleNewspaper | Kind::ArticleMagazine | Kind::EntryEncyclopedia)
}

/// Whether the page is a part of a book that is made for the web.
fn is_online(partials: &[Partial]) -> bool {
    partials.iter().any(|partial| partial.kind.as_ref().is_some_and(|(.., place)| place == "generator"))
}

/// Whether works of this type are pages themselves.
pub(super) fn is_page(kind: Kind) -> bool {
    matches!(kind, Kind::Webpage | Kind::Post | Kind::PostWeblog)
}

/// The claim that counts and its value, completed from the others.
fn choose(claims: &[(Vocabulary, &Claim)]) -> Option<(usize, Value)> {
    let (_, first) = claims.first()?;
    let mut at = 0;
    match &first.value {
        Value::Text(text) => {
            let mut best = text.as_str();
            for (other, (vocabulary, claim)) in claims.iter().enumerate().skip(1) {
                if let Value::Text(text) = &claim.value {
                    let begun = best.trim_end_matches(['…', '.', ' ']);
                    // Below these a title has the site's name after it.
                    let whole = *vocabulary < Vocabulary::OpenGraph
                        && matches!(claim.variable, Variable::Title | Variable::Abstract);
                    let persistent = claim.variable == Variable::Url && lasts(text) && !lasts(best);
                    let fuller = whole
                        && begun.len() > 20
                        && text.len() > best.len() + 1
                        && text.starts_with(begun)
                        && best.ends_with(['…', '.']);
                    if persistent || fuller {
                        (best, at) = (text, other);
                    }
                }
            }
            Some((at, Value::Text(best.to_owned())))
        }
        Value::Date(date) => {
            let mut best = date;
            for (other, (_, claim)) in claims.iter().enumerate().skip(1) {
                if let Value::Date(date) = &claim.value {
                    if adds_precision(best, date) {
                        (best, at) = (date, other);
                    }
                }
            }
            Some((at, Value::Date(best.clone())))
        }
        Value::Names(names) => {
            let mut best = names;
            for (other, (_, claim)) in claims.iter().enumerate().skip(1) {
                if let Value::Names(names) = &claim.value {
                    // `et al.`: another list may name them.
                    let named = best.iter().filter(|name| !name.is_others()).count();
                    let begins = named < names.len()
                        && best.iter().take(named).zip(names).all(|(mine, theirs)| names::same(mine, theirs));
                    if begins && best.len() <= MAX_COMPARED {
                        (best, at) = (names, other);
                    }
                }
            }
            // A person whom another vocabulary names is the author, and not the house that schema.org's
            // properties have in the same place.
            let house = |names: &[Name]| names.iter().all(|name| name.family.is_none());
            if house(best) && matches!(claims[at].0, Vocabulary::JsonLd | Vocabulary::Microdata) {
                for (other, (_, claim)) in claims.iter().enumerate() {
                    match &claim.value {
                        Value::Names(names) if !house(names) => {
                            (best, at) = (names, other);
                            break;
                        }
                        _ => {}
                    }
                }
            }
            let mut names = best.clone();
            for (_, claim) in claims {
                if let Value::Names(others) = &claim.value {
                    enrich(&mut names, others);
                }
            }
            Some((at, Value::Names(names)))
        }
    }
}

/// Whether an address is a persistent one, which is to be cited rather than the browser's.
pub(super) fn lasts(url: &str) -> bool {
    ["//hdl.handle.net/", "/ark:", "//purl.org/", "//w3id.org/", "//n2t.net/", "//urn.", "urn:"]
        .iter()
        .any(|mark| url.contains(mark))
}

/// Longer lists of people are not compared person by person.
const MAX_COMPARED: usize = 1_000;

fn adds_precision(have: &Date, other: &Date) -> bool {
    let (Some(mine), Some(theirs)) = (have.start, other.start) else { return false };
    // What software writes when it knows the year or the month alone.
    let made_up = theirs.day == Some(1) && (theirs.month == Some(1) || mine.month.is_some());
    let invented = mine.day == Some(1) && (mine.month == Some(1) || mine.month == theirs.month);
    let longer = mine.month.is_none() && theirs.month.is_some()
        || mine.day.is_none() && mine.month == theirs.month && theirs.day.is_some()
        || invented && theirs.day.is_some_and(|day| day > 1);
    have.end.is_none() && mine.season.is_none() && mine.year == theirs.year && longer && !made_up
}

/// Takes what another list knows about the same people.
fn enrich(names: &mut [Name], others: &[Name]) {
    if names.len() > MAX_COMPARED || others.len() > MAX_COMPARED {
        return;
    }
    for (at, name) in names.iter_mut().enumerate() {
        // Mostly the two lists are in one order; then the place decides between namesakes.
        let same_place = others.get(at).filter(|other| names::same(name, other));
        let Some(other) = same_place.or_else(|| others.iter().find(|other| names::same(name, other))) else {
            continue;
        };
        if name.orcid.is_none() {
            name.orcid.clone_from(&other.orcid);
        }
        if name.affiliations.is_empty() {
            name.affiliations.clone_from(&other.affiliations);
        }
        name.corresponding |= other.corresponding;
        // The same words, but the other list tells family and given name apart by its own knowledge.
        if name.full() == other.full() && other.family.is_some() && name.family != other.family {
            let (orcid, affiliations) = (name.orcid.take(), std::mem::take(&mut name.affiliations));
            *name = Name { orcid, affiliations, corresponding: name.corresponding, ..other.clone() };
        }
    }
}

fn show(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Date(date) => date.to_edtf(),
        Value::Names(names) => full_names(names),
    }
}

/// All names, with semicolons between.
pub(super) fn full_names(names: &[Name]) -> String {
    let mut out = String::new();
    for name in names {
        if !out.is_empty() {
            out.push_str("; ");
        }
        out.push_str(&name.full());
    }
    out
}

/// The marks of CSL-JSON's rich text.
const MARKS: [&str; 8] = ["<i>", "</i>", "<b>", "</b>", "<sup>", "</sup>", "<sub>", "</sub>"];

/// Letters and digits alone, without the marks of CSL-JSON's rich text.
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        match MARKS.iter().find_map(|mark| rest.strip_prefix(mark)) {
            Some(after) => rest = after,
            None => {
                out.extend(Some(case::lower(letter)).filter(|letter| letter.is_alphanumeric()));
                rest = &rest[letter.len_utf8()..];
            }
        }
    }
    out
}

fn agree(variable: Variable, one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Text(one), Value::Text(other)) if variable == Variable::Doi => {
            one.eq_ignore_ascii_case(other)
        }
        (Value::Text(one), Value::Text(other)) => one == other || folded(one) == folded(other),
        (Value::Names(one), Value::Names(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| names::same(one, other))
        }
        (Value::Date(one), Value::Date(other)) => one == other || adds_precision(other, one),
        _ => false,
    }
}

/// Fields about which vocabularies that describe one work cannot disagree.
fn identifies(variable: Variable) -> bool {
    matches!(variable, Variable::Doi | Variable::Title | Variable::Issued)
}

/// The problem that a claim contradicts the field.
fn contradiction(field: &Field, (vocabulary, other): (Vocabulary, &Claim)) -> Problem {
    let shown = show(&other.value);
    let message = [
        &field.source,
        " says \"",
        html::cut(&field.value, 80),
        "\" but ",
        &source(vocabulary, &other.place),
        " says \"",
        html::cut(&shown, 80),
        "\"; the first was used; make them agree",
    ];
    Problem::new(Place::page(["field ", field.name].concat()), message.concat())
}

/// Titles with and without a subtitle, and dates of one year or the next, do not contradict each other.
fn differs(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Text(one), Value::Text(other)) => {
            let (one, other) = (folded(one), folded(other));
            !one.starts_with(&other) && !other.starts_with(&one)
        }
        (Value::Date(one), Value::Date(other)) => match (one.start_year(), other.start_year()) {
            (Some(one), Some(other)) => (one - other).abs() > 1,
            _ => false,
        },
        _ => false,
    }
}

/// Fields that follow from others once all are known.
fn derive_fields(record: &mut Record) {
    place_contributors(record);
    // A review of nothing is a review article.
    if record.kind == Kind::Review
        && record.has(Variable::ContainerTitle)
        && !record.has(Variable::ReviewedTitle)
        && !record.has(Variable::ReviewedAuthor)
    {
        record.kind = Kind::ArticleJournal;
    }
    place_publisher(record);
    // Without another date, that of first publication is the date.
    if !record.has(Variable::Issued) {
        if let Some(date) = record.date(Variable::AvailableDate).cloned() {
            record.set_date(Variable::Issued, date);
            record.remove(Variable::AvailableDate);
        }
    }
    // A link that only repeats the DOI says nothing.
    let repeats = |url: &str| {
        let doi = record.text(Variable::Doi).unwrap_or_default();
        identifier::doi(url).is_some_and(|found| found.eq_ignore_ascii_case(doi))
    };
    if record.text(Variable::Url).is_some_and(repeats) {
        record.remove(Variable::Url);
    }
    drop_site_name(record);
}

/// Drops contributors that are named in another role; makes the only ones there are authors.
fn place_contributors(record: &mut Record) {
    // Some platforms repeat authors and editors as contributors.
    let mut named: Vec<String> = Vec::new();
    for (role, names) in record.all_names().filter(|(_, names)| names.len() <= MAX_COMPARED) {
        named.extend(names.iter().filter(|_| role != Variable::Contributor).map(Name::full));
    }
    let mut left: Vec<Name> = record.names(Variable::Contributor).to_vec();
    if !left.is_empty() && left.len() <= MAX_COMPARED {
        left.retain(|name| !named.contains(&name.full()));
        record.set_names(Variable::Contributor, left);
    }
    // Whoever contributed to a work without an author is its author: Emerald.
    if !record.has(Variable::Author) && !record.has(Variable::Editor) && record.has(Variable::Contributor) {
        let names = record.names(Variable::Contributor).to_vec();
        record.remove(Variable::Contributor);
        record.set_names(Variable::Author, names);
    }
}

/// Of news and web pages, the newspaper or the site is who publishes it.
fn place_publisher(record: &mut Record) {
    let news =
        matches!(record.kind, Kind::ArticleNewspaper | Kind::ArticleMagazine | Kind::EntryEncyclopedia)
            && !record.has(Variable::Doi);
    if (news || is_page(record.kind)) && !record.has(Variable::ContainerTitle) {
        if let Some(publisher) = record.text(Variable::Publisher).map(str::to_owned) {
            record.remove(Variable::Publisher);
            record.set_text(Variable::ContainerTitle, publisher);
        }
    }
    if (news || is_page(record.kind))
        && record.text(Variable::Publisher) == record.text(Variable::ContainerTitle)
    {
        record.remove(Variable::Publisher);
    }
    // PubMed has the journal's abbreviation there.
    let names = [Variable::ContainerTitle, Variable::ContainerTitleShort];
    if record.kind == Kind::ArticleJournal
        && names
            .iter()
            .any(|name| record.has(*name) && record.text(*name) == record.text(Variable::Publisher))
    {
        record.remove(Variable::Publisher);
    }
}

/// Takes the name of the site out of a page's title, and a site's name that is the title.
fn drop_site_name(record: &mut Record) {
    // `Owls at night | Example` and `Example - Owls at night` on the site Example.
    let page = is_page(record.kind) || record.kind == Kind::EntryEncyclopedia;
    if let Some(site) = record.text(Variable::ContainerTitle).filter(|_| page) {
        let marks = ['|', '-', '–', '—', '·', '•', '»', ':'];
        let before = record.title().strip_suffix(site).unwrap_or_default().trim_end();
        let behind =
            record.title().strip_prefix(site).filter(|rest| rest.starts_with(' ')).unwrap_or_default();
        let ends = [
            (before, before.trim_end_matches(marks).trim_end()),
            (behind.trim_start(), behind.trim_start().trim_start_matches(marks).trim_start()),
        ];
        let bare = ends.iter().find(|(whole, title)| !title.is_empty() && title.len() < whole.len());
        if let Some(title) = bare.map(|(_, title)| (*title).to_owned()) {
            record.set_text(Variable::Title, title);
        }
    }
    if record.kind == Kind::Webpage && record.text(Variable::ContainerTitle) == record.text(Variable::Title) {
        record.remove(Variable::ContainerTitle);
    }
}
