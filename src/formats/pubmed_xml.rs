//! PubMed XML: articles and books as E-utilities' `efetch` and PubMed's exports have them.
//!
//! Specification: NLM, PubMed DTD (<https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd>) and
//! "MEDLINE PubMed XML Element Descriptions and their Attributes"
//! (<https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html>).
//! The same data as in [`super::medline`], whose types and dates hold here as well. Read only.

use super::common::{fill, from_inverted, one_line, set_keywords};
use super::medline;
use super::xml_text::{Faults, at_path, line, read_records, rich};
use super::{Codec, Group, Info, Likelihood, Reading, head};
use crate::record::{Kind, Name, Record, Variable, identifier};
use crate::text::case;
use crate::text::xml::Element;

const PLACE: &str = "PubMed XML";

/// What menus and files need to know about PubMed XML.
pub(super) static INFO: Info = Info {
    id: "pubmed-xml",
    name: "PubMed XML",
    aliases: &["pubmedxml", "pubmed_xml", "efetch"],
    extension: "xml",
    media_type: "application/vnd.nlm.pubmed+xml",
    group: Group::Metadata,
    reads: true,
    ..Info::PLAIN
};

/// Detects and reads PubMed XML.
pub(super) static CODEC: Codec = Codec { info: &INFO, detect, read: Some(read), write: None };

fn detect(text: &str) -> Likelihood {
    let start = head(text);
    let has = |word: &str| start.contains(word);
    if start.starts_with('<') && (has("<Pubmed") || has("<MedlineCitation") || has("<BookDocument")) {
        Likelihood::Yes
    } else {
        Likelihood::No
    }
}

fn read(text: &str) -> Reading {
    // Older exports have the inner elements alone.
    let whole = text.contains("<PubmedArticle") || text.contains("<PubmedBookArticle");
    let names =
        if whole { ["PubmedArticle", "PubmedBookArticle"] } else { ["MedlineCitation", "BookDocument"] };
    read_records(text, PLACE, &names, record)
}

fn record(element: &Element<'_>, faults: &mut Faults<'_, '_>) -> Option<Record> {
    let citation = match element.local() {
        "PubmedArticle" => element.child("MedlineCitation"),
        "PubmedBookArticle" => element.child("BookDocument"),
        _ => Some(element),
    };
    let Some(citation) = citation else {
        let inner = if element.local() == "PubmedArticle" { "MedlineCitation" } else { "BookDocument" };
        faults.at(element, PLACE, format!("there is no <{inner}> in it; this record was left out"));
        return None;
    };
    let mut record = Record::default();
    let book = citation.local() == "BookDocument";
    let done = if book { book_part(&mut record, citation) } else { article(&mut record, citation) };
    if !done || record.title().is_empty() && record.names(Variable::Author).is_empty() {
        faults.at(element, PLACE, "there is neither a title nor an author; this record was left out");
        return None;
    }
    fill(&mut record, Variable::Pmid, &line(citation, "PMID"));
    let data =
        ["PubmedData", "PubmedBookData"].iter().flat_map(|data| at_path(element, &[data, "ArticleIdList"]));
    let own = citation.children_named("ArticleIdList");
    for id in data.chain(own).flat_map(Element::elements) {
        article_id(&mut record, id.attribute("IdType").unwrap_or_default(), &one_line(&id.text()));
    }
    let mut words: Vec<String> = Vec::new();
    words.extend(
        at_path(citation, &["MeshHeadingList", "MeshHeading", "DescriptorName"])
            .iter()
            .map(|word| word.text()),
    );
    words.extend(at_path(citation, &["KeywordList", "Keyword"]).iter().map(|word| word.text()));
    let mut seen: Vec<String> = Vec::new();
    words.retain(|word| {
        let word = case::to_lower(word.trim());
        let new = !seen.contains(&word);
        if new {
            seen.push(word);
        }
        new
    });
    set_keywords(&mut record, &words);
    medline::clean_titles(&mut record);
    Some(record)
}

fn article_id(record: &mut Record, kind: &str, value: &str) {
    match kind {
        "doi" => fill(record, Variable::Doi, identifier::doi(value).unwrap_or(value)),
        "pmc" => fill(record, Variable::Pmcid, value),
        "pubmed" => fill(record, Variable::Pmid, value),
        _ => {}
    }
}

/// `<MedlineCitation>`; whether it holds an article.
fn article(record: &mut Record, citation: &Element<'_>) -> bool {
    let Some(article) = citation.child("Article") else { return false };
    let journal = article.child("Journal");
    if let Some(journal) = journal {
        fill(record, Variable::ContainerTitle, &line(journal, "Title"));
        fill(record, Variable::Issn, &line(journal, "ISSN"));
        if let Some(issue) = journal.child("JournalIssue") {
            fill(record, Variable::Volume, &line(issue, "Volume"));
            fill(record, Variable::Issue, &line(issue, "Issue"));
            date(record, issue.child("PubDate"), Variable::Issued);
        }
    }
    let kinds = publication_types(article);
    record.kind = medline::kind_of(&kinds, record.has(Variable::ContainerTitle));
    // PubMed's own abbreviation, which citations in NLM's style have.
    let medline = at_path(citation, &["MedlineJournalInfo"]);
    fill(
        record,
        Variable::ContainerTitleShort,
        &medline.first().map(|info| line(info, "MedlineTA")).unwrap_or_default(),
    );
    fill(
        record,
        Variable::ContainerTitleShort,
        &journal.map(|journal| line(journal, "ISOAbbreviation")).unwrap_or_default(),
    );
    date(record, article.child("ArticleDate"), Variable::AvailableDate);
    for id in article.children_named("ELocationID") {
        // What is marked invalid is not the article's.
        if id.attribute("ValidYN") != Some("N") {
            article_id(record, id.attribute("EIdType").unwrap_or_default(), &one_line(&id.text()));
        }
    }
    common(record, article);
    true
}

fn publication_types(holder: &Element<'_>) -> Vec<String> {
    let types = at_path(holder, &["PublicationTypeList", "PublicationType"]);
    let own = holder.children_named("PublicationType");
    types.into_iter().chain(own).map(|kind| case::to_lower(&one_line(&kind.text()))).collect()
}

/// `<BookDocument>`: a chapter where it has a title of its own, else the book.
fn book_part(record: &mut Record, document: &Element<'_>) -> bool {
    let Some(book) = document.child("Book") else { return false };
    let chapter = document.child("ArticleTitle").is_some_and(|title| !title.text().trim().is_empty());
    let kinds = publication_types(document);
    let report = kinds.iter().any(|kind| kind == "technical report");
    record.kind = match (chapter, report) {
        (true, _) => Kind::Chapter,
        (false, true) => Kind::Report,
        (false, false) => Kind::Book,
    };
    let title = book.child("BookTitle").map(rich).unwrap_or_default();
    fill(
        record,
        if chapter { Variable::ContainerTitle } else { Variable::Title },
        title.trim_end_matches('.'),
    );
    if let Some(publisher) = book.child("Publisher") {
        fill(record, Variable::Publisher, &line(publisher, "PublisherName"));
        fill(record, Variable::PublisherPlace, &line(publisher, "PublisherLocation"));
    }
    for (name, variable) in [
        ("CollectionTitle", Variable::CollectionTitle),
        ("Volume", Variable::Volume),
        ("VolumeTitle", Variable::VolumeTitle),
        ("Edition", Variable::Edition),
        ("Isbn", Variable::Isbn),
        ("Medium", Variable::Medium),
        ("ReportNumber", Variable::Number),
    ] {
        fill(record, variable, &line(book, name));
    }
    for id in book.children_named("ELocationID").filter(|_| !chapter) {
        article_id(record, id.attribute("EIdType").unwrap_or_default(), &one_line(&id.text()));
    }
    if chapter {
        // A book that grows chapter by chapter: the chapter's own date counts.
        date(record, document.child("ContributionDate"), Variable::Issued);
    }
    date(record, book.child("PubDate"), Variable::Issued);
    for list in book.children_named("AuthorList") {
        let editors = list.attribute("Type") == Some("editors");
        let role = if editors {
            Variable::Editor
        } else if chapter && document.children_named("AuthorList").next().is_some() {
            Variable::ContainerAuthor
        } else {
            Variable::Author
        };
        people(record, list, role);
    }
    common(record, document);
    true
}

/// What articles and books share.
fn common(record: &mut Record, holder: &Element<'_>) {
    fill(record, Variable::Title, &holder.child("ArticleTitle").map(rich).unwrap_or_default());
    fill(record, Variable::OriginalTitle, &holder.child("VernacularTitle").map(rich).unwrap_or_default());
    for list in holder.children_named("AuthorList") {
        let editors = list.attribute("Type") == Some("editors");
        people(record, list, if editors { Variable::Editor } else { Variable::Author });
    }
    if let Some(pagination) = holder.child("Pagination") {
        fill(record, Variable::Page, &pages(pagination));
    }
    fill(record, Variable::Abstract, &holder.child("Abstract").map(summary).unwrap_or_default());
    let language = line(holder, "Language");
    fill(record, Variable::Language, medline::short_language(&language).unwrap_or(&language));
}

/// The parts of an abstract with their labels: `BACKGROUND: …`.
fn summary(element: &Element<'_>) -> String {
    let parts = element.children_named("AbstractText").map(|part| {
        let text = rich(part);
        match part.attribute("Label").filter(|label| *label != "UNLABELLED" && !text.is_empty()) {
            Some(label) => format!("{label}: {text}"),
            None => text,
        }
    });
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The first and the last page; `1475-82` is short for `1475-1482`.
fn pages(pagination: &Element<'_>) -> String {
    let (first, last) = (line(pagination, "StartPage"), line(pagination, "EndPage"));
    let short = line(pagination, "MedlinePgn");
    if short.contains([',', ';']) || first.is_empty() {
        return short.split(", ").map(whole_range).collect::<Vec<_>>().join(", ");
    }
    if last.is_empty() || last == first { first } else { format!("{first}-{last}") }
}

fn whole_range(short: &str) -> String {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match short.split_once('-') {
        Some((first, last)) if digits(first) && digits(last) && last.len() < first.len() => {
            format!("{first}-{}{last}", &first[..first.len() - last.len()])
        }
        _ => short.to_owned(),
    }
}

/// A date in elements, as MEDLINE writes it: `2022 Mar 1`, `2022 Spring`, `1998 Dec-1999 Jan`.
fn date(record: &mut Record, element: Option<&Element<'_>>, variable: Variable) {
    let Some(element) = element.filter(|_| !record.has(variable)) else { return };
    let parts = ["Year", "Month", "Season", "Day"].map(|name| line(element, name));
    let mut text = line(element, "MedlineDate");
    if text.is_empty() {
        let numbers = parts[1].bytes().all(|byte| byte.is_ascii_digit()) && !parts[1].is_empty();
        let parts = parts.iter().filter(|part| !part.is_empty()).map(String::as_str);
        text = parts.collect::<Vec<_>>().join(if numbers { "-" } else { " " });
    }
    if !text.is_empty() {
        record.set_date(variable, medline::date(&numeric(&text)));
    }
}

/// `2022-3-1` as `20220301`, the form that MEDLINE has for it; other text stays.
fn numeric(text: &str) -> String {
    let parts: Vec<&str> = text.split('-').collect();
    let digits = parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    match parts.as_slice() {
        [year, month, day] if digits && year.len() == 4 => format!("{year}{month:0>2}{day:0>2}"),
        [year, month] if digits && year.len() == 4 && month.len() < 3 => {
            let number = month.parse::<u8>().unwrap_or_default();
            if (1..=12).contains(&number) {
                format!("{year} {}", crate::record::date::month_name(number))
            } else {
                (*year).to_owned()
            }
        }
        _ => text.to_owned(),
    }
}

fn people(record: &mut Record, list: &Element<'_>, role: Variable) {
    for author in list.children_named("Author").filter(|author| author.attribute("ValidYN") != Some("N")) {
        let text = |name: &str| line(author, name);
        let collective = author.child("CollectiveName").map(rich).unwrap_or_default();
        let (family, mut given) = (text("LastName"), text("ForeName"));
        if given.is_empty() {
            // Initials run together: `SR`.
            let letters = text("Initials");
            given = letters.chars().map(|letter| format!("{letter}.")).collect::<Vec<_>>().join(" ");
        }
        let mut name = match (family.is_empty(), collective.is_empty()) {
            (true, true) => continue,
            (true, false) => Name::literal(collective),
            (false, _) if given.is_empty() => Name::person(family, ""),
            (false, _) => from_inverted(&format!("{family}, {given}")),
        };
        name.suffix = name.suffix.or_else(|| Some(text("Suffix")).filter(|suffix| !suffix.is_empty()));
        name.orcid = author
            .children_named("Identifier")
            .filter(|id| id.attribute("Source").is_some_and(|source| source.eq_ignore_ascii_case("orcid")))
            .find_map(|id| identifier::orcid(id.text().trim()));
        let places = at_path(author, &["AffiliationInfo", "Affiliation"]);
        name.affiliations =
            places.iter().map(|place| medline::affiliation(&one_line(&place.text()))).collect();
        record.push_name(role, name);
    }
    if list.attribute("CompleteYN") == Some("N") {
        record.push_name(role, Name::literal("others"));
    }
}
