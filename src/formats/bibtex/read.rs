//! Entries to records.

use super::inherit::inherit;
use super::names::{self, Place};
use super::syntax::{self, Entry, Field};
use super::{dates, fields, types};
use crate::formats::common::{self, percent_decoded};
use crate::formats::{Problems, Reading, language, latex, pages};
use crate::record::{Date, Json, Kind, Name, Record, Variable, identifier};
use crate::text::case;

/// Reads a text: a record for every entry.
pub fn read(text: &str) -> Reading {
    let mut problems = Problems::of_file(text, "BibTeX");
    let mut entries = syntax::parse(text, &mut problems);
    inherit(&mut entries, text.len(), &mut problems);
    let records = entries
        .iter()
        .filter(|entry| {
            !matches!(entry.kind.as_str(), "xdata" | "set" | "bibnote" | "control" | "ieeetranbstctl")
        })
        .map(|entry| record(entry, &mut problems))
        .collect::<Vec<_>>();
    if records.is_empty() && problems.is_empty() && !text.trim().is_empty() {
        problems.at(
            0,
            "BibTeX",
            "there is no entry in this text; an entry looks like @article{doe2020, title = {…}}",
        );
    }
    Reading { records, problems: problems.finish("BibTeX") }
}

/// An entry while it is read.
struct Source<'e, 't, 'p, 'q> {
    entry: &'e Entry<'t>,
    used: Vec<bool>,
    problems: &'p mut Problems<'q>,
}

impl<'e, 't> Source<'e, 't, '_, '_> {
    /// The first field of that name with something in it.
    fn field(&mut self, name: &str) -> Option<&'e Field<'t>> {
        let mut found = None;
        for (field, used) in self.entry.fields.iter().zip(&mut self.used) {
            if field.name == name {
                *used = true;
                found = found.or(Some(field).filter(|field| !field.value.trim().is_empty()));
            }
        }
        found
    }

    fn text(&mut self, name: &str) -> Option<String> {
        let field = self.field(name)?;
        let decoded = latex::decode(&field.value);
        self.unknown(field, decoded.unknown);
        Some(decoded.text).filter(|text| !text.is_empty())
    }

    fn title(&mut self, name: &str) -> Option<String> {
        let field = self.field(name)?;
        let decoded = latex::decode_title(&field.value);
        self.unknown(field, decoded.unknown);
        Some(decoded.text).filter(|text| !text.is_empty())
    }

    fn verbatim(&mut self, name: &str) -> Option<String> {
        Some(latex::verbatim(&self.field(name)?.value)).filter(|text| !text.is_empty())
    }

    /// BibLaTeX's lists, such as of places: `München and Wien`; in BibTeX `and` is a word.
    fn list(&mut self, name: &str) -> Option<String> {
        let own = ["date", "location", "journaltitle"];
        let biblatex = self.entry.fields.iter().any(|field| own.contains(&&*field.name));
        match self.field(name).filter(|_| biblatex) {
            None => self.text(name),
            Some(field) => {
                let items = names::split_and(&field.value).into_iter().map(|item| latex::decode(item).text);
                Some(items.filter(|item| !item.is_empty()).collect::<Vec<_>>().join("; "))
            }
        }
    }

    /// The first of several fields that has something in it.
    fn first(&mut self, names: &[&str]) -> Option<String> {
        let mut found = None;
        for name in names {
            if found.is_none() {
                found = self.text(name);
            }
        }
        found
    }

    fn unknown(&mut self, field: &Field<'_>, command: Option<String>) {
        if let Some(command) = command {
            let message = format!("the command \\{command} is not known; the text around it was kept");
            self.problem(field.at, &field.name, &message);
        }
    }

    fn problem(&mut self, at: usize, field: &str, message: &str) {
        let place = place(self.entry, field);
        self.problems.at(at, place, message);
    }

    fn names(&mut self, name: &str) -> Vec<Name> {
        let Some(field) = self.field(name) else { return Vec::new() };
        let entry = self.entry;
        let place = Place { at: field.at, name: &|| place(entry, name) };
        names::read(&field.value, &place, self.problems)
    }

    fn date(&mut self, name: &str) -> Option<Date> {
        let field = self.field(name)?;
        // EDTF's `~` is no tie.
        let date = Date::parse(&latex::verbatim(&field.value))
            .unwrap_or_else(|| Date::parse_loose(&latex::decode(&field.value).text));
        (date != Date::literal("")).then_some(date)
    }
}

fn place(entry: &Entry<'_>, field: &str) -> String {
    let key = if entry.key.is_empty() { &entry.kind } else { entry.key };
    format!("BibTeX, entry {key}, field {field}")
}

fn record(entry: &Entry<'_>, problems: &mut Problems<'_>) -> Record {
    let mut source = Source { entry, used: vec![false; entry.fields.len()], problems };
    let mut record = Record::new(types::kind(&entry.kind).unwrap_or_default());
    if types::kind(&entry.kind).is_none() {
        let place = format!("BibTeX, entry {}", entry.key);
        let message = format!("@{} is no type of BibTeX or BibLaTeX; it was read as @misc", entry.kind);
        source.problems.at(entry.at, place, message);
    }
    record.id = entry.key.to_owned();
    kind_and_genre(&mut record, &mut source);
    titles(&mut record, &mut source);
    for (field, role) in fields::NAMES {
        record.set_names(*role, source.names(field));
    }
    editor_roles(&mut record, &mut source);
    annotations(&mut record, &mut source);
    all_dates(&mut record, &mut source);
    texts(&mut record, &mut source);
    numbers(&mut record, &mut source);
    publisher(&mut record, &mut source);
    event(&mut record, &mut source);
    identifiers(&mut record, &mut source);
    rest(&mut record, source);
    record
}

/// What the entry type leaves open: `type`, `entrysubtype`, and that a preprint is no web page.
fn kind_and_genre(record: &mut Record, source: &mut Source<'_, '_, '_, '_>) {
    let genre = source.text("type");
    let subtype = source.text("entrysubtype");
    let told = match subtype.as_deref() {
        Some("newspaper") => Some(Kind::ArticleNewspaper),
        Some("magazine") => Some(Kind::ArticleMagazine),
        Some(name) => Kind::parse(name),
        None => None,
    };
    if let (Some(text), None) = (subtype, told) {
        record.set_text(Variable::Genre, text);
    }
    let general = matches!(source.entry.kind.as_str(), "misc" | "techreport" | "report" | "unpublished");
    let labelled = genre.as_deref().filter(|_| general && told.is_none()).and_then(types::labelled);
    if let Some(kind) = told.or(labelled) {
        record.kind = kind;
    }
    let key = match (genre.as_deref(), source.entry.kind.as_str()) {
        (None, "phdthesis") => Some("phdthesis"),
        (None, "mastersthesis") => Some("mathesis"),
        (key, _) => key,
    };
    let words = GENRES.iter().find(|(known, _)| key == Some(*known)).map(|row| row.1.to_owned());
    let genre = match genre.as_deref() {
        // What stands for "no type" in a BibTeX thesis.
        Some("Thesis") if source.entry.kind.ends_with("thesis") => None,
        _ if labelled.is_some() => None,
        _ => words.or(genre),
    };
    if let Some(genre) = genre {
        record.set_text(Variable::Genre, genre);
    }
}

fn titles(record: &mut Record, source: &mut Source<'_, '_, '_, '_>) {
    let joined = |title: Option<String>, more: Option<String>| match (title, more) {
        (Some(title), Some(more)) => {
            let separator = if title.ends_with(['?', '!', '.', ':']) { " " } else { ": " };
            Some(format!("{title}{separator}{more}"))
        }
        (title, more) => title.or(more),
    };
    let (title, subtitle) = (source.title("title"), source.title("subtitle"));
    let main = joined(source.title("maintitle"), source.title("mainsubtitle"));
    if let Some(title) = joined(title, subtitle) {
        record.set_text(Variable::Title, title);
    }
    let book = joined(source.title("booktitle"), source.title("booksubtitle"));
    let journal = source.title("journaltitle").or_else(|| source.title("journal"));
    let journal = joined(journal, source.title("journalsubtitle"));
    source.title("journal");
    let (container, other) = if types::in_journal(record.kind) { (journal, book) } else { (book, journal) };
    if let Some(container) = container.or(other) {
        record.set_text(Variable::ContainerTitle, container);
    }
    match main {
        Some(main) if record.has(Variable::ContainerTitle) => record.set_text(Variable::VolumeTitle, main),
        // The volume of a work in several volumes: the work's title comes first.
        Some(main) => {
            let title = record.title().to_owned();
            record.set_text(Variable::Title, joined(Some(main), Some(title)).unwrap_or_default());
        }
        None => {}
    }
}

/// BibLaTeX's `editortype` and further editors `editora` to `editorc`.
fn editor_roles(record: &mut Record, source: &mut Source<'_, '_, '_, '_>) {
    for field in ["editor", "editora", "editorb", "editorc"] {
        let role = source.text(&format!("{field}type"));
        let role = role.as_deref().and_then(|role| fields::EDITOR_TYPES.iter().find(|row| row.0 == role));
        let target = role.map_or(Variable::Editor, |row| row.1);
        if field == "editor" && target == Variable::Editor {
            continue;
        }
        let names = source.names(field);
        if field == "editor" {
            record.remove(Variable::Editor);
        }
        let alone = !record.has(target);
        for name in names {
            record.push_name(target, name);
        }
        if alone {
            annotate(record, source, field, target);
        }
    }
}

/// BibLaTeX's data annotations of names: ORCID iDs and corresponding authors.
fn annotations(record: &mut Record, source: &mut Source<'_, '_, '_, '_>) {
    for (field, role) in fields::NAMES {
        annotate(record, source, field, *role);
    }
}

fn annotate(record: &mut Record, source: &mut Source<'_, '_, '_, '_>, field: &str, role: Variable) {
    let mut people = record.names(role).to_vec();
    if people.is_empty() {
        return;
    }
    for (suffix, is_orcid) in [("+an:orcid", true), ("+an", false)] {
        let Some(annotation) = source.field(&format!("{field}{suffix}")) else { continue };
        for part in annotation.value.split(';') {
            let Some((number, value)) = part.split_once('=') else { continue };
            let number = number.trim().parse::<usize>().ok();
            let name = number.and_then(|number| people.get_mut(number.checked_sub(1)?));
            let Some(name) = name else { continue };
            let value = value.trim().trim_matches('"');
            if is_orcid {
                name.orcid = identifier::orcid(value);
                if name.orcid.is_none() {
                    source.problem(annotation.at, &annotation.name, "this is no ORCID iD; check its digits");
                }
            } else {
                name.corresponding |= value.contains("corresponding");
            }
        }
    }
    record.set_names(role, people);
}

fn all_dates(record: &mut Record, source: &mut Source<'_, '_, '_, '_>) {
    let year = source.text("year");
    let month = source.field("month");
    let day = source.text("day");
    if let Some(date) = source.date("date") {
        record.set_date(Variable::Issued, date);
    } else if let Some(year) = year {
        let text = month.map(|month| latex::decode(&month.value).text);
        let (date, problem) = dates::read(&year, text.as_deref(), day.as_deref());
        if let (Some(problem), Some(month)) = (problem, month) {
            source.problem(month.at, "month", problem);
        }
        record.set_date(Variable::Issued, date);
    }
    let others = [
        ("urldate", Variable::Accessed),
        ("lastchecked", Variable::Accessed),
        ("accessed", Variable::Accessed),
        ("eventdate", Variable::EventDate),
        ("origdate", Variable::OriginalDate),
    ];
    for (field, variable) in others {
        if let Some(date) = source.date(field)
            && !record.has(variable)
        {
            record.set_date(variable, date);
        }
    }
    if let Some(state) = source.text("pubstate") {
        let words =
            PUBLICATION_STATES.iter().find(|(key, _)| *key == state).map_or(state.as_str(), |row| row.1);
        if record.has(Variable::Issued) {
            record.set_text(Variable::Status, words);
        } else {
            record.set_date(Variable::Issued, Date::literal(words));
        }
    }
}

/// BibLaTeX's keys for types of theses, reports and patents.
pub static GENRES: &[(&str, &str)] = &[
    ("phdthesis", "PhD thesis"),
    ("mathesis", "Master's thesis"),
    ("bathesis", "Bachelor's thesis"),
    ("candthesis", "Candidate thesis"),
    ("techreport", "Technical report"),
    ("resreport", "Research report"),
    ("patentus", "U.S. patent"),
    ("patenteu", "European patent"),
    ("patentde", "German patent"),
    ("patentfr", "French patent"),
    ("patentuk", "British patent"),
];

/// BibLaTeX's keys for publication states.
pub static PUBLICATION_STATES: &[(&str, &str)] = &[
    ("inpreparation", "in preparation"),
    ("submitted", "submitted"),
    ("forthcoming", "forthcoming"),
    ("inpress", "in press"),
    ("prepublished", "prepublished"),
];

fn texts(record: &mut Record, source: &mut Source<'_, '_, '_, '_>) {
    for (field, variable, _) in fields::TEXTS {
        let title = matches!(*field, "series" | "shorttitle" | "origtitle");
        let text = if title { source.title(field) } else { source.text(field) };
        if let Some(text) = text.filter(|_| !record.has(*variable)) {
            record.set_text(*variable, text);
        }
    }
    if let Some(words) = source.field("keywords").or_else(|| source.field("keyword")) {
        let separator = if names::split(&words.value, ';').len() > 1 { ';' } else { ',' };
        let words = names::split(&words.value, separator).into_iter().map(|word| latex::decode(word).text);
        let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
        record.set_text(Variable::Keyword, words.join("; "));
    }
    let named = source.text("language");
    let babel = source.text("langid").or_else(|| source.text("hyphenation"));
    // `language` is the work's; `langid`, which may be less exact, how to typeset the entry.
    if let Some(language) = named.or(babel) {
        record.set_text(Variable::Language, language::code(&language));
    }
}

fn numbers(record: &mut Record, source: &mut Source<'_, '_, '_, '_>) {
    let number = source.text("number");
    let issue = source.text("issue");
    let article = source.first(&["eid", "articleno", "article-number"]);
    if let Some(series) = record.text(Variable::CollectionTitle).map(str::to_owned)
        && let Some((title, volume)) = series.rsplit_once(", vol. ")
    {
        record.set_text(Variable::CollectionNumber, volume);
        record.set_text(Variable::CollectionTitle, title);
    }
    let journal = types::in_journal(record.kind);
    if journal {
        if let Some(issue) = number.or(issue) {
            record.set_text(Variable::Issue, issue);
        }
    } else {
        if let Some(number) = number {
            let series = record.has(Variable::CollectionTitle)
                && !record.has(Variable::CollectionNumber)
                && !types::has_own_number(record.kind);
            record.set_text(if series { Variable::CollectionNumber } else { Variable::Number }, number);
        }
        record.set_text(Variable::Issue, issue.unwrap_or_default());
    }
    if let Some(article) = &article {
        record.set_text(Variable::Number, article.as_str());
    }
    if let Some(text) = source.text("pages").filter(|text| Some(text) != article.as_ref()) {
        record.set_text(Variable::Page, pages::from_dashes(&text));
    }
    if let Some(edition) = source.text("edition") {
        record.set_text(Variable::Edition, common::edition(&edition));
    }
    if record.has(Variable::CollectionNumber) && !record.has(Variable::Volume) {
        volume_of_title(record);
    }
}

/// `A Companion, volume 3` of a book in a series: BibTeX's `volume` would be that in the series.
fn volume_of_title(record: &mut Record) {
    let title = if record.has(Variable::ContainerTitle) { Variable::ContainerTitle } else { Variable::Title };
    let Some((book, volume)) = record.text(title).and_then(|text| text.rsplit_once(", volume ")) else {
        return;
    };
    if !book.is_empty() && !volume.contains([' ', '<']) {
        let (book, volume) = (book.to_owned(), volume.to_owned());
        record.set_text(title, book);
        record.set_text(Variable::Volume, volume);
    }
}

fn publisher(record: &mut Record, source: &mut Source<'_, '_, '_, '_>) {
    let how = source.field("howpublished");
    let publisher = ["publisher", "school", "institution", "organization"].map(|name| source.list(name));
    let publisher = publisher.into_iter().flatten().next();
    let (place, location) = (source.text("address"), source.list("location"));
    if let (Kind::PaperConference, Some(_), Some(location)) = (record.kind, &place, &location) {
        // The ACM's digital library says where the meeting was.
        common::fill(record, Variable::EventPlace, location);
    }
    let place = place.or(location);
    if let Some(place) = place {
        record.set_text(Variable::PublisherPlace, place);
    }
    if let Some(publisher) = &publisher {
        record.set_text(Variable::Publisher, publisher.as_str());
    }
    let Some(how) = how else { return };
    let url = latex::verbatim(&how.value);
    if url.starts_with("http") {
        if source.field("url").is_none() {
            record.set_text(Variable::Url, url);
        }
    } else if publisher.is_none() {
        let how = latex::decode(&how.value).text;
        // Container, number and version stand before the publisher, for styles that print no more.
        let before = types::how_published(record);
        let own = match how.strip_prefix(before.as_str()) {
            Some("") => "",
            Some(rest) if !before.is_empty() => rest.strip_prefix(", ").unwrap_or(&how),
            _ => &how,
        };
        record.set_text(Variable::Publisher, own);
    }
}

/// A meeting: BibLaTeX's `eventtitle`, or Pure's sentence at the end of `note`.
fn event(record: &mut Record, source: &mut Source<'_, '_, '_, '_>) {
    if let Some(title) = source.title("eventtitle") {
        record.set_text(Variable::EventTitle, title);
    }
    let note = source.text("note").unwrap_or_default();
    let note = match note.rsplit_once(" ; Conference date: ") {
        Some((before, dates)) => {
            let (note, title) = before.rsplit_once("; ").map_or(("", before), |(note, title)| (note, title));
            record.set_text(Variable::EventTitle, title);
            if let Some(date) = event_dates(dates) {
                record.set_date(Variable::EventDate, date);
            }
            note.to_owned()
        }
        None => note,
    };
    record.set_text(Variable::Note, note);
    // A paper without proceedings names the meeting in their place.
    if source.entry.kind == "conference"
        && record.text(Variable::ContainerTitle) == record.text(Variable::EventTitle)
    {
        record.remove(Variable::ContainerTitle);
    }
}

/// `30-03-2025 Through 03-04-2025`, day first.
fn event_dates(text: &str) -> Option<Date> {
    let part = |text: &str| {
        let mut parts = text.trim().rsplit('-');
        let year = parts.next()?.parse().ok()?;
        let (month, day) = (parts.next(), parts.next());
        let number = |text: Option<&str>| text.and_then(|text| text.parse().ok());
        Some(crate::record::DatePart::calendar(year, number(month), number(day)))
    };
    let (start, end) = text.split_once(" Through ").map_or((text, None), |(start, end)| (start, Some(end)));
    let mut date = Date::from(part(start)?);
    date.end = end.and_then(part);
    Some(date)
}

fn identifiers(record: &mut Record, source: &mut Source<'_, '_, '_, '_>) {
    if let Some(doi) = source.verbatim("doi") {
        match identifier::doi(&doi) {
            Some(bare) => record.set_text(Variable::Doi, bare),
            None => {
                let at = source.field("doi").map_or(source.entry.at, |field| field.at);
                source.problem(at, "doi", "a DOI begins with 10. and has a slash; it was left out");
            }
        }
    }
    if let Some(url) = source.verbatim("url").or_else(|| source.verbatim("bdsk-url-1")) {
        let doi = identifier::doi(&url).filter(|_| url.contains("doi.org/")).map(percent_decoded);
        match doi {
            // I2: a link that only repeats the DOI.
            Some(doi) if record.text(Variable::Doi).is_some_and(|known| known.eq_ignore_ascii_case(&doi)) => {
            }
            Some(doi) if !record.has(Variable::Doi) => record.set_text(Variable::Doi, doi),
            None if is_script(&url) => {
                let at = source.field("url").map_or(source.entry.at, |field| field.at);
                source.problem(at, "url", "this is no URL that begins with http; it was left out");
            }
            _ => record.set_text(Variable::Url, url),
        }
    }
    // V1: the DOI of all versions of a work; nobody else's field, but styles pass it over.
    let concept = source.verbatim("conceptdoi");
    record.portal.concept_doi = concept.as_deref().and_then(identifier::doi).map(str::to_owned);
    let archive = source.first(&["eprinttype", "archiveprefix"]);
    let Some(eprint) = source.verbatim("eprint") else { return };
    match archive.as_deref().map(case::to_lower).as_deref() {
        Some("arxiv") => {
            record.set_text(Variable::Number, format!("arXiv:{}", eprint.trim_start_matches("arXiv:")));
            if matches!(source.entry.kind.as_str(), "misc" | "online" | "unpublished")
                && record.kind != Kind::Software
            {
                record.kind = Kind::Article;
            }
            if !record.has(Variable::Publisher) && record.kind == Kind::Article {
                record.set_text(Variable::Publisher, "arXiv");
            }
            if record.kind == Kind::Article
                && matches!(record.text(Variable::ContainerTitle), Some(title) if title.starts_with("arXiv"))
            {
                record.remove(Variable::ContainerTitle);
            }
            source.field("primaryclass");
            source.field("eprintclass");
        }
        Some("pubmed") => record.set_text(Variable::Pmid, eprint),
        Some("pmcid") => record.set_text(Variable::Pmcid, eprint),
        _ => {
            for (field, used) in source.entry.fields.iter().zip(&mut source.used) {
                *used &= !matches!(&*field.name, "eprint" | "eprinttype" | "archiveprefix");
            }
        }
    }
}

/// `javascript:…`, `data:…`: a scheme that is no address.
fn is_script(url: &str) -> bool {
    let scheme = url.split(':').next().unwrap_or_default();
    scheme.len() < url.len()
        && scheme.bytes().all(|byte| byte.is_ascii_alphabetic())
        && !["http", "https", "ftp", "mailto", "urn", "hdl", "doi"]
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known))
}

/// Fields named like a CSL variable go there; the others are kept as they are.
fn rest(record: &mut Record, mut source: Source<'_, '_, '_, '_>) {
    let mut kept: Vec<(String, Json)> = Vec::new();
    let known = ["crossref", "xdata", "key", "sortkey", "entrytype"];
    for (field, used) in source.entry.fields.iter().zip(source.used.clone()) {
        if used || field.value.trim().is_empty() || known.contains(&&*field.name) {
            continue;
        }
        let variable = Variable::ALL
            .iter()
            .copied()
            .find(|variable| variable.as_str().eq_ignore_ascii_case(&field.name));
        match variable.filter(|variable| !record.has(*variable)) {
            Some(variable) => match variable.class() {
                crate::record::Class::Name => record.set_names(variable, source.names(variable.as_str())),
                crate::record::Class::Date => {
                    record.set_date(variable, Date::parse_loose(&latex::decode(&field.value).text));
                }
                _ => record.set_text(variable, latex::decode(&field.value).text),
            },
            None => kept.push((field.name.to_string(), Json::from(&*field.value))),
        }
    }
    if !kept.is_empty() {
        record.extra.push(("bibtex".to_owned(), Json::Object(kept)));
    }
}
