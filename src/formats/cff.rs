//! CITATION.cff: how software and data sets ask to be cited.
//!
//! Specification: Citation File Format 1.2.0, schema and guide
//! (<https://github.com/citation-file-format/citation-file-format>). A file describes one work
//! and may prefer that another be cited. Reading gives the preferred work first, then the software
//! itself (V3); `references` are what the software builds on and are passed over. Writing takes
//! the first software or data set as the work, the next record as `preferred-citation`, all others
//! as `references`. A work that CFF has no file for (a book) becomes the preferred citation of a
//! file with its title and authors.

use super::common::{
    Object, creators, drop_doi_link, drop_number_as_pages, fill, one_line, page_ends, plain_line,
    set_keywords,
};
use super::{Codec, Group, Info, Likelihood, Options, Problems, Reading, head, yaml};
use crate::record::{Date, DatePart, Json, Kind, Name, Record, Variable, identifier};
use crate::text::case;

/// What menus and files need to know about Citation File Format.
pub(super) static INFO: Info = Info {
    id: "cff",
    name: "CFF",
    aliases: &["citation.cff", "citation file format"],
    extension: "cff",
    media_type: "application/x-cff",
    group: Group::Metadata,
    file: Some("CITATION.cff"),
    suits: &[Kind::Software, Kind::Dataset],
    reads: true,
    writes: true,
    ..Info::PLAIN
};

/// Detects, reads and writes Citation File Format.
pub(super) static CODEC: Codec = Codec { info: &INFO, detect, read: Some(read), write: Some(write) };

fn detect(text: &str) -> Likelihood {
    let start = head(text);
    let has = |key: &str| start.lines().any(|line| line.starts_with(key));
    if has("cff-version:") {
        Likelihood::Yes
    } else if has("authors:") && has("title:") && !start.starts_with(['{', '<']) {
        Likelihood::Maybe
    } else {
        Likelihood::No
    }
}

/// CFF's types of references and CSL's. The first row of a CSL type is the one that is written.
static TYPES: &[(&str, Kind)] = &[
    ("software", Kind::Software),
    ("software-code", Kind::Software),
    ("software-container", Kind::Software),
    ("software-executable", Kind::Software),
    ("software-virtual-machine", Kind::Software),
    ("dataset", Kind::Dataset),
    ("data", Kind::Dataset),
    ("database", Kind::Dataset),
    ("article", Kind::ArticleJournal),
    ("magazine-article", Kind::ArticleMagazine),
    ("newspaper-article", Kind::ArticleNewspaper),
    ("book", Kind::Book),
    ("edited-work", Kind::Book),
    ("manual", Kind::Book),
    ("catalogue", Kind::Book),
    ("proceedings", Kind::Book),
    ("conference", Kind::Book),
    ("conference-paper", Kind::PaperConference),
    ("thesis", Kind::Thesis),
    ("report", Kind::Report),
    ("government-document", Kind::Report),
    ("grant", Kind::Report),
    ("standard", Kind::Standard),
    ("patent", Kind::Patent),
    ("blog", Kind::PostWeblog),
    ("website", Kind::Webpage),
    ("slides", Kind::Speech),
    ("video", Kind::MotionPicture),
    ("audiovisual", Kind::MotionPicture),
    ("multimedia", Kind::MotionPicture),
    ("film-broadcast", Kind::Broadcast),
    ("music", Kind::Song),
    ("sound-recording", Kind::Song),
    ("art", Kind::Graphic),
    ("map", Kind::Map),
    ("dictionary", Kind::EntryDictionary),
    ("encyclopedia", Kind::EntryEncyclopedia),
    ("pamphlet", Kind::Pamphlet),
    ("serial", Kind::Periodical),
    ("unpublished", Kind::Manuscript),
    ("historical-work", Kind::Classic),
    ("personal-communication", Kind::PersonalCommunication),
    ("bill", Kind::Bill),
    ("hearing", Kind::Hearing),
    ("legal-case", Kind::LegalCase),
    ("legal-rule", Kind::Regulation),
    ("statute", Kind::Legislation),
    ("generic", Kind::Document),
];

/// Keys with one value and one meaning, in the order they are written.
static TEXTS: &[(&str, Variable)] = &[
    ("title", Variable::Title),
    ("version", Variable::Version),
    ("doi", Variable::Doi),
    ("url", Variable::Url),
    ("repository-code", Variable::Url),
    ("repository-artifact", Variable::Url),
    ("repository", Variable::Url),
    ("license", Variable::License),
    ("license-url", Variable::License),
    ("journal", Variable::ContainerTitle),
    ("collection-title", Variable::ContainerTitle),
    ("abbreviation", Variable::ContainerTitleShort),
    ("volume", Variable::Volume),
    ("issue", Variable::Issue),
    ("number", Variable::Number),
    ("edition", Variable::Edition),
    ("pages", Variable::NumberOfPages),
    ("section", Variable::Section),
    ("isbn", Variable::Isbn),
    ("issn", Variable::Issn),
    ("pmcid", Variable::Pmcid),
    ("thesis-type", Variable::Genre),
    ("data-type", Variable::Genre),
    ("medium", Variable::Medium),
    ("status", Variable::Status),
    ("database", Variable::Source),
    ("department", Variable::Division),
    ("notes", Variable::Note),
    ("abstract", Variable::Abstract),
];

/// The words that CFF has for `status`.
static STATES: &[&str] =
    &["abstract", "advance-online", "in-preparation", "in-press", "preprint", "submitted"];

/// Keys that CFF has for references only, not for the work of the file itself.
static REFERENCE_ONLY: &[Variable] = &[
    Variable::ContainerTitle,
    Variable::ContainerTitleShort,
    Variable::Volume,
    Variable::Issue,
    Variable::Number,
    Variable::Edition,
    Variable::NumberOfPages,
    Variable::Section,
    Variable::Isbn,
    Variable::Issn,
    Variable::Pmcid,
    Variable::Genre,
    Variable::Medium,
    Variable::Status,
    Variable::Source,
    Variable::Division,
    Variable::Note,
];

static ROLES: &[(&str, Variable)] = &[
    ("authors", Variable::Author),
    ("editors", Variable::Editor),
    ("editors-series", Variable::CollectionEditor),
    ("translators", Variable::Translator),
    ("recipients", Variable::Recipient),
];

/// The author of a work that names nobody.
const NOBODY: &str = "The authors";

fn read(text: &str) -> Reading {
    let mut problems = Problems::of_file(text, "CFF");
    let value = yaml::parse(text, &mut problems);
    let mut records = Vec::new();
    if value.get("title").is_none() && value.get("preferred-citation").is_none() {
        problems.at(0, "CFF", "there is no title; add \"title:\" with the name of the software or data set");
    } else {
        let software = work(&value, true);
        if let Some(preferred) = value.get("preferred-citation").filter(|value| !value.entries().is_empty()) {
            let preferred = work(preferred, false);
            let hollow = !matches!(preferred.kind, Kind::Software | Kind::Dataset)
                && preferred.title() == software.title()
                && value.get("type").is_none()
                && !software.has(Variable::Version)
                && !software.has(Variable::Url);
            records.push(preferred);
            // A file that was made to carry one paper or book, and does not say that it is software.
            if hollow {
                return Reading { records, problems: problems.finish("CFF") };
            }
        }
        if value.get("authors").is_none_or(|authors| authors.items().is_empty()) {
            problems.at(0, "CFF", "there are no authors; add \"authors:\" with family-names and given-names");
        }
        records.push(software);
    }
    Reading { records, problems: problems.finish("CFF") }
}

fn text(value: &Json, key: &str) -> Option<String> {
    value.get(key).and_then(Json::to_text).map(|text| one_line(&text)).filter(|text| !text.is_empty())
}

fn work(value: &Json, top: bool) -> Record {
    let named = text(value, "type");
    let row = named.as_deref().and_then(|name| TYPES.iter().find(|(known, _)| *known == name));
    let mut record =
        Record::new(row.map_or(if top { Kind::Software } else { Kind::Document }, |(_, kind)| *kind));
    // Several licences are a choice, which SPDX writes with this word.
    let licenses: Vec<String> =
        value.get("license").map_or(&[][..], Json::items).iter().filter_map(Json::to_text).collect();
    fill(&mut record, Variable::License, &licenses.join(" OR "));
    for (key, variable) in TEXTS {
        if let Some(text) = text(value, key) {
            let text =
                if *variable == Variable::Doi { identifier::doi(&text).unwrap_or(&text) } else { &text };
            fill(&mut record, *variable, text);
        }
    }
    // A paper or chapter in a collection; an article in `generic` with a journal.
    if record.kind == Kind::Book && value.get("collection-title").is_some() && value.get("start").is_some() {
        record.kind = Kind::Chapter;
    }
    for (key, role) in ROLES {
        let names = value.get(key).map_or(&[][..], Json::items).iter().filter_map(name).collect();
        record.set_names(*role, names);
    }
    // CFF wants authors; where a work has none, its editors or this word stand in (N7).
    let stand_in = [Name::literal(NOBODY)];
    let authors = record.names(Variable::Author);
    if authors == stand_in || (!authors.is_empty() && authors == record.names(Variable::Editor)) {
        record.remove(Variable::Author);
    }
    if let Some(language) =
        value.get("languages").and_then(|list| list.items().first()).and_then(Json::to_text)
    {
        fill(&mut record, Variable::Language, &language);
    }
    let words = value.get("keywords").map_or(&[][..], Json::items).iter().filter_map(Json::to_text);
    set_keywords(&mut record, &words.collect::<Vec<_>>());
    identifiers(&mut record, value);
    dates(&mut record, value);
    let pages = match (text(value, "start"), text(value, "end")) {
        (Some(start), Some(end)) if start != end => Some(format!("{start}-{end}")),
        (start, end) => start.or(end),
    };
    fill(&mut record, Variable::Page, &pages.unwrap_or_default());
    drop_number_as_pages(&mut record);
    for (key, name, place) in [
        ("publisher", Variable::Publisher, Variable::PublisherPlace),
        ("institution", Variable::Publisher, Variable::PublisherPlace),
        ("conference", Variable::EventTitle, Variable::EventPlace),
        ("location", Variable::PublisherPlace, Variable::PublisherPlace),
    ] {
        if let Some(entity) = value.get(key) {
            fill(&mut record, name, &text(entity, "name").unwrap_or_default());
            let city = text(entity, "city").or_else(|| text(entity, "location"));
            fill(&mut record, place, &city.unwrap_or_default());
            if let (Variable::EventTitle, Some(start)) = (name, text(entity, "date-start")) {
                let end =
                    text(entity, "date-end").and_then(|end| Date::parse(&end)).and_then(|end| end.start);
                let start = Date::parse_loose(&start);
                record.set_date(
                    Variable::EventDate,
                    Date { end: end.filter(|end| Some(*end) != start.start), ..start },
                );
            }
        }
    }
    record
}

fn name(value: &Json) -> Option<Name> {
    if let Some(text) = value.as_str() {
        return Some(super::common::from_text(text));
    }
    let text = |key: &str| text(value, key);
    let literal = text("name").or_else(|| {
        if text("family-names").is_none() && text("given-names").is_none() { text("alias") } else { None }
    });
    let name = Name {
        family: text("family-names"),
        given: text("given-names"),
        non_dropping_particle: text("name-particle"),
        suffix: text("name-suffix"),
        literal,
        orcid: text("orcid").and_then(|id| identifier::orcid(&id)),
        affiliations: text("affiliation").into_iter().collect(),
        ..Name::default()
    };
    if name.family.is_none() && name.literal.is_none() {
        return name.given.map(Name::literal);
    }
    Some(name)
}

/// `identifiers` as well as the top-level `doi` (I4): the DOI of all versions is told by its
/// description (V1).
fn identifiers(record: &mut Record, value: &Json) {
    for id in value.get("identifiers").map_or(&[][..], Json::items) {
        let Some(found) = text(id, "value") else { continue };
        let about = case::to_lower(&text(id, "description").unwrap_or_default());
        let concept = ["concept", "all versions", "collection"].iter().any(|word| about.contains(word));
        match text(id, "type").as_deref() {
            Some("doi") if concept => {
                record.portal.concept_doi = identifier::doi(&found).map(str::to_owned);
            }
            Some("doi") => fill(record, Variable::Doi, identifier::doi(&found).unwrap_or(&found)),
            Some("url") => fill(record, Variable::Url, &found),
            _ => {}
        }
    }
    if let Some(doi) = record.portal.concept_doi.clone() {
        // Without another DOI, that of all versions can be cited.
        fill(record, Variable::Doi, &doi);
    }
    if let Some(doi) = text(value, "collection-doi").filter(|_| record.portal.concept_doi.is_none()) {
        record.portal.concept_doi = identifier::doi(&doi).map(str::to_owned);
    }
    drop_doi_link(record);
}

fn dates(record: &mut Record, value: &Json) {
    let whole = text(value, "date-released")
        .or_else(|| text(value, "date-published"))
        .or_else(|| text(value, "issue-date"));
    let whole = whole.map(|text| Date::parse_loose(&text)).filter(|date| date.start.is_some());
    let year = text(value, "year").and_then(|year| year.parse().ok());
    let month = text(value, "month").and_then(|month| month.parse().ok());
    // A full date counts, except beside another year: that is the year of publication (D1).
    let issued = match (whole, year) {
        (Some(date), Some(year)) if date.start_year() != Some(year) => {
            Some(DatePart::calendar(year, month, None).into())
        }
        (Some(date), _) => Some(date),
        (None, Some(year)) => Some(DatePart::calendar(year, month, None).into()),
        (None, None) => None,
    };
    if let Some(date) = issued {
        record.set_date(Variable::Issued, date);
    }
    if let Some(date) = text(value, "date-accessed").or_else(|| text(value, "date-downloaded")) {
        record.set_date(Variable::Accessed, Date::parse_loose(&date));
    }
    if let Some(year) = text(value, "year-original") {
        record.set_date(Variable::OriginalDate, Date::parse_loose(&year));
    }
}

fn write(records: &[Record], _: &Options) -> String {
    let own = |record: &&Record| matches!(record.kind, Kind::Software | Kind::Dataset);
    let Some(main) = records.iter().find(own).or_else(|| records.first()) else {
        return String::new();
    };
    let mut others: Vec<&Record> = records.iter().filter(|record| !std::ptr::eq(*record, main)).collect();
    let mut out = Object::default();
    out.text("cff-version", Some("1.2.0"));
    let carried = !own(&main);
    let message = match (main.kind, carried || !others.is_empty()) {
        (_, true) => "Please cite the work under preferred-citation.",
        (Kind::Dataset, false) => "If you use this dataset, please cite it as below.",
        _ => "If you use this software, please cite it as below.",
    };
    out.text("message", Some(message));
    if main.kind == Kind::Dataset {
        out.text("type", Some("dataset"));
    } else if !carried {
        out.text("type", Some("software"));
    }
    if carried {
        out.text(
            "title",
            Some(&plain_line(main.title())).filter(|title| !title.is_empty()).map(String::as_str),
        );
        out.list("authors", authors(main));
        others.insert(0, main);
    } else {
        put_work(main, true, &mut out);
    }
    let mut others = others.into_iter();
    if let Some(preferred) = others.next() {
        out.put("preferred-citation", reference(preferred));
    }
    out.list("references", others.map(reference).collect());
    yaml::write(&out.done())
}

fn reference(record: &Record) -> Json {
    let mut out = Object::default();
    let row = TYPES.iter().find(|(_, kind)| *kind == record.kind);
    let near = match record.kind {
        Kind::Chapter | Kind::Collection => "book",
        Kind::Article | Kind::Review | Kind::ReviewBook => "article",
        Kind::Treaty => "statute",
        _ => "generic",
    };
    out.text("type", Some(row.map_or(near, |(name, _)| name)));
    put_work(record, false, &mut out);
    out.done()
}

/// CFF wants at least one author.
fn authors(record: &Record) -> Vec<Json> {
    let authors: Vec<Json> = creators(record).map(write_name).collect();
    if !authors.is_empty() {
        return authors;
    }
    let stand_in = [Variable::Editor, Variable::Translator].into_iter().find(|role| record.has(*role));
    let names: Vec<Json> =
        stand_in.map(|role| record.names(role).iter().map(write_name).collect()).unwrap_or_default();
    if names.is_empty() {
        return vec![write_name(&Name::literal(NOBODY))];
    }
    names
}

fn put_work(record: &Record, top: bool, out: &mut Object) {
    out.text(
        "title",
        Some(plain_line(record.title()).as_str()).filter(|title| !title.is_empty()).or(Some("Untitled")),
    );
    out.list("authors", authors(record));
    if !top {
        for (key, role) in &ROLES[1..] {
            out.list(
                key,
                record.names(*role).iter().filter(|name| !name.is_others()).map(write_name).collect(),
            );
        }
    }
    let mut written = vec![Variable::Title];
    for (key, variable) in TEXTS {
        let journal = matches!(
            record.kind,
            Kind::ArticleJournal
                | Kind::ArticleMagazine
                | Kind::ArticleNewspaper
                | Kind::Article
                | Kind::Review
                | Kind::ReviewBook
        );
        let other_key = match *key {
            "journal" => !journal,
            "collection-title" => journal,
            "url" => is_code(record),
            "repository-code" => !is_code(record),
            "thesis-type" => record.kind != Kind::Thesis,
            "license" => !is_spdx(record),
            "license-url" => is_spdx(record),
            _ => false,
        };
        if other_key || written.contains(variable) || (top && REFERENCE_ONLY.contains(variable)) {
            continue;
        }
        if let Some(text) = record.text(*variable) {
            let url = record.text(Variable::License).and_then(identifier::safe_url);
            if *key == "license-url" && url.is_none() || *key == "status" && !STATES.contains(&text) {
                continue;
            }
            if matches!(*key, "issue" | "volume" | "pages")
                && text.parse::<u32>().is_ok_and(|_| !text.starts_with('0'))
            {
                out.put(key, Json::Number(text.parse().unwrap_or_default()));
            } else {
                out.text(key, Some(&plain_line(text)));
            }
            written.push(*variable);
        }
    }
    put_dates(record, top, out);
    if let Some(doi) = &record.portal.concept_doi {
        let mut id = Object::default();
        id.text("type", Some("doi"));
        id.text("value", Some(doi));
        id.text("description", Some("The concept DOI of the work, for all versions."));
        out.list("identifiers", vec![id.done()]);
    }
    out.list("keywords", record.keywords().into_iter().map(Json::from).collect());
    if top {
        return;
    }
    if let Some((first, last)) = page_ends(record) {
        out.text("start", Some(first));
        out.text("end", last);
    }
    out.list(
        "languages",
        record
            .text(Variable::Language)
            .filter(|code| (2..=3).contains(&code.len()))
            .map(Json::from)
            .into_iter()
            .collect(),
    );
    let key = if matches!(record.kind, Kind::Thesis | Kind::Report) { "institution" } else { "publisher" };
    put_entity(record, key, Variable::Publisher, Variable::PublisherPlace, out);
    put_entity(record, "conference", Variable::EventTitle, Variable::EventPlace, out);
}

/// Whether the link leads to source code.
fn is_code(record: &Record) -> bool {
    let url = record.text(Variable::Url).unwrap_or_default();
    record.kind == Kind::Software
        && ["github.com/", "gitlab.", "codeberg.org/", "bitbucket.org/"].iter().any(|host| url.contains(host))
}

/// Whether the licence looks like an SPDX identifier: `MIT`, `Apache-2.0`.
fn is_spdx(record: &Record) -> bool {
    let license = record.text(Variable::License).unwrap_or_default();
    let letters =
        license.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'+'));
    letters && license.len() < 40 && (license.len() == 3 || license.contains('-') || license.contains('.'))
}

fn put_dates(record: &Record, top: bool, out: &mut Object) {
    let date = record.date(Variable::Issued);
    let start = date.and_then(|date| date.start);
    match start {
        // CFF knows whole dates only; the top level cannot hold less.
        Some(part) if part.day.is_some() => {
            out.text(if top { "date-released" } else { "date-published" }, Some(&part.to_edtf()));
            if !top {
                out.put("year", Json::Number(part.year.into()));
            }
        }
        Some(part) if !top => {
            out.put("year", Json::Number(part.year.into()));
            if let Some(month) = part.month {
                out.put("month", Json::Number(month.into()));
            }
        }
        _ => {}
    }
    let accessed =
        record.date(Variable::Accessed).and_then(|date| date.start).filter(|part| part.day.is_some() && !top);
    out.text("date-accessed", accessed.map(DatePart::to_edtf).as_deref());
}

fn put_entity(record: &Record, key: &str, name: Variable, place: Variable, out: &mut Object) {
    let mut entity = Object::default();
    let Some(title) = record.text(name) else { return };
    entity.text("name", Some(&plain_line(title)));
    entity.text("city", record.text(place));
    if name == Variable::EventTitle {
        let date = record.date(Variable::EventDate);
        let days =
            [("date-start", date.and_then(|date| date.start)), ("date-end", date.and_then(|date| date.end))];
        for (key, part) in days {
            entity.text(key, part.filter(|part| part.day.is_some()).map(DatePart::to_edtf).as_deref());
        }
    }
    out.put(key, entity.done());
}

fn write_name(name: &Name) -> Json {
    let mut out = Object::default();
    let text = |text: &Option<String>| text.as_deref().map(one_line);
    if name.literal.is_some() {
        out.text("name", text(&name.literal).as_deref());
    } else {
        out.text("family-names", text(&name.family).as_deref());
        let given = super::common::given(name);
        out.text("given-names", Some(given.as_str()).filter(|given| !given.is_empty()));
        // N1, N2: CFF has places of their own for both.
        out.text("name-particle", text(&name.non_dropping_particle).as_deref());
        out.text("name-suffix", text(&name.suffix).as_deref());
    }
    if let Some(orcid) = &name.orcid {
        out.text("orcid", Some(&format!("https://orcid.org/{orcid}")));
    }
    if name.literal.is_none() {
        out.text("affiliation", name.affiliations.first().map(String::as_str));
    }
    out.done()
}
