//! R's `bibentry()` calls, as a package's `inst/CITATION` holds them.
//!
//! Specification: the R manual "Writing R Extensions", section 1.9, and `?bibentry`, `?person`:
//! the entry types are BibTeX's, with its required fields. Written only. Texts are Rd markup, so
//! that backslashes, per cent signs and braces are escaped.

use super::common::{
    article_number, creators, family, given, one_line, ordinal, page_ends, people, plain_line,
};
use super::{Codec, Group, Info, Options, keys};
use crate::record::{Kind, Name, Record, Variable, identifier};
use crate::text::case;

/// What menus and files need to know about R `bibentry`.
pub(super) static INFO: Info = Info {
    id: "r-bibentry",
    name: "R bibentry",
    aliases: &["bibentry", "r"],
    extension: "R",
    media_type: "text/x-r-bibentry",
    group: Group::Snippet,
    writes: true,
    options: &[keys::OPTION],
    ..Info::PLAIN
};

/// Writes R `bibentry`.
pub(super) static CODEC: Codec = Codec::writer(&INFO, write);

/// BibTeX's type, with what it requires present; `Misc` requires nothing.
fn bibtype(record: &Record) -> &'static str {
    let has = |variables: &[Variable]| variables.iter().all(|variable| record.has(*variable));
    let authored = creators(record).next().is_some();
    match record.kind {
        Kind::ArticleJournal
        | Kind::ArticleMagazine
        | Kind::ArticleNewspaper
        | Kind::Review
        | Kind::ReviewBook
            if authored && has(&[Variable::Title, Variable::ContainerTitle, Variable::Issued]) =>
        {
            "Article"
        }
        Kind::Book | Kind::Classic
            if has(&[Variable::Title, Variable::Publisher, Variable::Issued])
                && (authored || record.has(Variable::Editor)) =>
        {
            "Book"
        }
        Kind::Chapter | Kind::EntryEncyclopedia | Kind::EntryDictionary
            if authored
                && has(&[
                    Variable::Title,
                    Variable::ContainerTitle,
                    Variable::Publisher,
                    Variable::Issued,
                ]) =>
        {
            "InCollection"
        }
        Kind::PaperConference
            if authored && has(&[Variable::Title, Variable::ContainerTitle, Variable::Issued]) =>
        {
            "InProceedings"
        }
        Kind::Thesis if authored && has(&[Variable::Title, Variable::Publisher, Variable::Issued]) => {
            if case::to_lower(record.text(Variable::Genre).unwrap_or_default()).contains("master") {
                "MastersThesis"
            } else {
                "PhdThesis"
            }
        }
        Kind::Report if authored && has(&[Variable::Title, Variable::Publisher, Variable::Issued]) => {
            "TechReport"
        }
        _ => "Misc",
    }
}

fn write(records: &[Record], options: &Options) -> String {
    let mut out = String::new();
    for (record, key) in records.iter().zip(keys::keys(records, options)) {
        if !out.is_empty() {
            out.push('\n');
        }
        entry(record, &key, &mut out);
    }
    out
}

/// A text in R's quotes; Rd takes `\`, `%`, `{` and `}` for markup.
fn text(value: &str) -> String {
    let mut out = String::from("\"");
    for letter in plain_line(value).chars() {
        match letter {
            '\\' => out.push_str("\\\\\\\\"),
            '%' | '{' | '}' => {
                out.push_str("\\\\");
                out.push(letter);
            }
            '"' => out.push_str("\\\""),
            _ => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// A text in R's quotes, as it is: keys, DOIs, links.
fn verbatim(value: &str) -> String {
    format!("\"{}\"", one_line(value).replace('\\', "\\\\").replace('"', "\\\""))
}

fn person(name: &Name) -> String {
    let orcid =
        name.orcid.as_deref().map(|id| format!(", comment = c(ORCID = \"{id}\")")).unwrap_or_default();
    match &name.literal {
        // A name without a given one stays whole.
        Some(literal) => format!("person({}{orcid})", text(literal)),
        None => {
            let suffix = name.suffix.as_deref().map(|suffix| format!(", {suffix}")).unwrap_or_default();
            format!(
                "person(given = {}, family = {}{orcid})",
                text(&given(name)),
                text(&(family(name) + &suffix))
            )
        }
    }
}

fn persons(names: &[&Name]) -> String {
    let list: Vec<String> = names.iter().map(|name| person(name)).collect();
    if let [one] = list.as_slice() { one.clone() } else { format!("c({})", list.join(",\n             ")) }
}

fn entry(record: &Record, key: &str, out: &mut String) {
    let kind = bibtype(record);
    out.push_str(&format!("bibentry(\n  bibtype = \"{kind}\""));
    let mut put = |key: &str, value: String| out.push_str(&format!(",\n  {key} = {value}"));
    put("key", verbatim(key));
    if !record.title().is_empty() {
        put("title", text(record.title()));
    }
    for (key, names) in [
        ("author", creators(record).collect::<Vec<_>>()),
        ("editor", people(record, Variable::Editor).collect()),
    ] {
        if !names.is_empty() {
            put(key, persons(&names));
        }
    }
    if let Some(start) = record.date(Variable::Issued).and_then(|date| date.start) {
        put("year", format!("\"{}\"", start.year));
        if let Some(month) = start.month {
            put("month", format!("\"{month}\""));
        }
    }
    let host = match kind {
        "Article" => "journal",
        "InCollection" | "InProceedings" => "booktitle",
        _ => "howpublished",
    };
    let publisher = match kind {
        "PhdThesis" | "MastersThesis" => "school",
        "TechReport" => "institution",
        // R prints no publisher of these.
        "Misc" if !record.has(Variable::ContainerTitle) => "howpublished",
        _ => "publisher",
    };
    // What contains an article, a book or a paper has no number of its own here.
    let part = article_number(record).is_some();
    let number = if record.has(Variable::Issue) || part { Variable::Issue } else { Variable::Number };
    for (key, variable) in [
        (host, Variable::ContainerTitle),
        ("volume", Variable::Volume),
        ("number", number),
        ("edition", Variable::Edition),
        ("series", Variable::CollectionTitle),
        (publisher, Variable::Publisher),
        ("address", Variable::PublisherPlace),
        ("type", Variable::Genre),
        ("isbn", Variable::Isbn),
        ("issn", Variable::Issn),
    ] {
        if let Some(value) = record.text(variable) {
            let value = if key == "edition" { ordinal(value) } else { value.to_owned() };
            put(key, text(&value));
        }
    }
    if let Some((first, last)) = page_ends(record) {
        put("pages", text(&last.map_or(first.to_owned(), |last| format!("{first}--{last}"))));
    }
    if let Some(version) = record.text(Variable::Version) {
        put("note", text(&format!("Version {version}")));
    }
    if let Some(doi) = record.text(Variable::Doi) {
        put("doi", verbatim(doi));
    }
    if let Some(url) = record.text(Variable::Url).and_then(identifier::safe_url) {
        put("url", verbatim(url));
    }
    out.push_str("\n)\n");
}
