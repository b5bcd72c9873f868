//! Entries to records.

use super::inherit::inherit;
use super::source::Source;
use super::syntax::{self, Entry};
use super::{dates, fields, identifiers, macros, names, notes, types};
use crate::formats::common::{self};
use crate::formats::{Problems, Reading, language, latex, pages};
use crate::record::{Date, Json, Kind, Name, Place, Problem, Record, Variable, identifier};

/// Reads a text: a record for every entry.
pub(super) fn read(text: &str) -> Reading {
    let mut records = Vec::new();
    let problems = each(text, &mut |record| records.push(record));
    Reading { records, problems }
}

/// The same, record by record.
pub(in crate::formats) fn each(text: &str, each: &mut dyn FnMut(Record)) -> Vec<Problem> {
    let mut problems = Problems::of_file(text, "BibTeX");
    let mut entries = syntax::parse(text, &mut problems);
    inherit(&mut entries, text.len(), &mut problems);
    let mut any = false;
    for entry in entries {
        if !matches!(entry.kind.as_str(), "xdata" | "set" | "bibnote" | "control" | "ieeetranbstctl") {
            any = true;
            each(record(&entry, &mut problems));
        }
    }
    if !any && problems.is_empty() && !text.trim().is_empty() {
        problems.at(
            0,
            "BibTeX",
            "there is no entry in this text; an entry looks like @article{doe2020, title = {…}}",
        );
    }
    problems.finish("BibTeX")
}

fn record(entry: &Entry<'_>, problems: &mut Problems<'_>) -> Record {
    let mut source = Source::new(entry, problems);
    let mut record = Record::new(types::kind(&entry.kind).unwrap_or_default());
    if types::kind(&entry.kind).is_none() {
        let name = if entry.key.is_empty() { "without a key" } else { entry.key };
        let place = Place::entry("BibTeX", ["entry ", name].concat());
        let message = format!("unknown entry type @{}; treated as @misc", entry.kind);
        source.problems.at(entry.at, place, message);
    }
    record.id = entry.key.to_owned();
    kind_and_genre(&mut record, &mut source);
    titles(&mut record, &mut source);
    for (field, role) in fields::NAMES {
        record.set_names(*role, source.names(field));
    }
    collaborations(&mut record, &mut source);
    editor_roles(&mut record, &mut source);
    annotations(&mut record, &mut source);
    all_dates(&mut record, &mut source);
    texts(&mut record, &mut source);
    numbers(&mut record, &mut source);
    publisher(&mut record, &mut source);
    event(&mut record, &mut source);
    identifiers::identifiers(&mut record, &mut source);
    rest(&mut record, source);
    record
}

/// What the entry type leaves open: `type`, `entrysubtype`, and that a preprint is not a web page.
fn kind_and_genre(record: &mut Record, source: &mut Source<'_, '_, '_, '_>) {
    // HAL names its collection.
    let genre = source.text("type").filter(|genre| genre != "Theses");
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
        // What databases repeat of the entry type.
        Some("Article" | "article" | "Journal Article") if source.entry.kind == "article" => None,
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
    let journal = journal(source);
    let journal = joined(journal, source.title("journalsubtitle"));
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

/// The journal, also where it is a command of astronomy's.
fn journal(source: &mut Source<'_, '_, '_, '_>) -> Option<String> {
    let fields = ["journaltitle", "journal"].map(|name| source.field(name).map(|field| (name, field)));
    let (name, field) = fields.into_iter().flatten().next()?;
    macros::journal(&field.value).map(str::to_owned).or_else(|| source.title(name))
}

/// RevTeX's and INSPIRE's `collaboration`: authors as well, in front where the list of persons is cut.
fn collaborations(record: &mut Record, source: &mut Source<'_, '_, '_, '_>) {
    let Some(field) = source.field("collaboration") else { return };
    let mut authors = record.names(Variable::Author).to_vec();
    let parts = names::split_and(&field.value).into_iter().flat_map(|part| names::split(part, ','));
    let mut groups = Vec::new();
    for part in parts.map(|part| latex::decode(part.trim()).text) {
        let bare = part.trim_start_matches("the ").trim_start_matches("The ");
        let name = match bare {
            "" => continue,
            _ if common::is_organisation(bare) => bare.to_owned(),
            _ => format!("{bare} Collaboration"),
        };
        let same = |author: &Name| author.literal.as_deref().is_some_and(|known| known.contains(bare));
        if !authors.iter().any(same) {
            groups.push(Name::literal(name));
        }
    }
    let at = if authors.iter().any(Name::is_others) { 0 } else { authors.len() };
    authors.splice(at..at, groups);
    record.set_names(Variable::Author, authors);
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
                    source.problem(annotation.at, &annotation.name, "invalid ORCID iD; check its digits");
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
        let field = month.map(|month| ("month", month.at));
        let field = field.or_else(|| source.field("year").map(|year| ("year", year.at)));
        if let (Some(problem), Some((name, at))) = (problem, field) {
            source.problem(at, name, problem);
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
pub(super) static GENRES: &[(&str, &str)] = &[
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
pub(super) static PUBLICATION_STATES: &[(&str, &str)] = &[
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
    let article = source.first(&["eid", "articleno", "article-number", "art_number", "artnum"]);
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
        record.set_text(Variable::Page, pages::from_dashes(without_label(&text)));
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

/// Pages without the `pp.` of JSTOR and others: styles add their own.
fn without_label(pages: &str) -> &str {
    let labels = ["pp", "pages", "p", "S", "Seiten", "págs", "pág"];
    let bare = labels.iter().find_map(|label| {
        let (before, rest) = pages.split_at_checked(label.len())?;
        let rest = rest.strip_prefix('.').unwrap_or(rest).trim_start();
        // `S12` and `p3` are page numbers.
        let apart = rest.len() + label.len() < pages.len();
        (before.eq_ignore_ascii_case(label) && apart && rest.starts_with(|c: char| c.is_alphanumeric()))
            .then_some(rest)
    });
    bare.unwrap_or(pages)
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
    if let Some(how) = how {
        notes::how_published(record, source, how, publisher.is_some());
    }
}

/// A meeting: BibLaTeX's `eventtitle`, or Pure's sentence at the end of `note`.
fn event(record: &mut Record, source: &mut Source<'_, '_, '_, '_>) {
    if let Some(title) = source.title("eventtitle") {
        record.set_text(Variable::EventTitle, title);
    }
    notes::note(record, source);
    // A paper without proceedings names the meeting in their place.
    if source.entry.kind == "conference"
        && record.text(Variable::ContainerTitle) == record.text(Variable::EventTitle)
    {
        record.remove(Variable::ContainerTitle);
    }
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
