//! Hayagriva YAML: the bibliography files of Typst.
//!
//! Specification: `docs/file-format.md` of <https://github.com/typst/hayagriva>. Where a work
//! appears in another, Hayagriva has an entry within an entry (`parent`); several parents are read,
//! the nearest value counts.

mod write;

use super::common::{fill, from_inverted};
use super::{Codec, Info, Likelihood, Problems, Reading, head, keys, yaml};
use crate::record::{Date, Json, Kind, Name, Record, Variable, identifier};

/// What menus and files need to know about Hayagriva YAML.
pub(super) static INFO: Info = Info {
    id: "hayagriva",
    name: "Hayagriva",
    aliases: &["typst", "yaml", "yml", "application/yaml"],
    extension: "yml",
    media_type: "application/x-hayagriva+yaml",
    reads: true,
    writes: true,
    options: &[keys::OPTION],
    ..Info::PLAIN
};

/// Detects, reads and writes Hayagriva YAML.
pub(super) static CODEC: Codec = Codec { info: &INFO, detect, read: Some(read), write: Some(write::write) };

fn detect(text: &str) -> Likelihood {
    let start = head(text);
    let mut lines =
        start.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    let mut key = lines.next().unwrap_or_default();
    if key == "---" {
        key = lines.next().unwrap_or_default();
    }
    let keyed = key.trim_end().ends_with(':') && !key.starts_with(['{', '<', ' ', '%', '@']);
    let inner = ["type:", "title:", "author:"];
    let field = lines.next().is_some_and(|line| {
        line.starts_with(' ')
            && inner.iter().any(|name| line.trim_start().to_ascii_lowercase().starts_with(name))
    });
    match (keyed, field) {
        (true, true) => Likelihood::Yes,
        _ => Likelihood::No,
    }
}

/// Hayagriva's types and the types of what they appear in, and CSL's. The first row of a CSL type
/// is the one that is written.
static TYPES: &[(&str, &str, Kind)] = &[
    ("article", "periodical", Kind::ArticleJournal),
    ("article", "newspaper", Kind::ArticleNewspaper),
    ("article", "proceedings", Kind::PaperConference),
    ("article", "conference", Kind::PaperConference),
    ("article", "blog", Kind::PostWeblog),
    ("article", "", Kind::Article),
    ("chapter", "book", Kind::Chapter),
    ("anthos", "anthology", Kind::Chapter),
    ("entry", "reference", Kind::EntryEncyclopedia),
    ("entry", "blog", Kind::PostWeblog),
    ("entry", "", Kind::Entry),
    ("post", "", Kind::Post),
    ("post", "blog", Kind::PostWeblog),
    ("book", "", Kind::Book),
    ("anthology", "", Kind::Book),
    ("proceedings", "", Kind::Book),
    ("reference", "", Kind::Book),
    ("report", "", Kind::Report),
    ("thesis", "", Kind::Thesis),
    ("web", "", Kind::Webpage),
    ("web", "blog", Kind::PostWeblog),
    ("web", "web", Kind::Webpage),
    ("repository", "", Kind::Software),
    ("patent", "", Kind::Patent),
    ("case", "", Kind::LegalCase),
    ("legislation", "", Kind::Legislation),
    ("manuscript", "", Kind::Manuscript),
    ("original", "", Kind::Manuscript),
    ("artwork", "", Kind::Graphic),
    ("exhibition", "", Kind::Event),
    ("performance", "", Kind::Performance),
    ("conference", "", Kind::Event),
    ("periodical", "", Kind::Periodical),
    ("newspaper", "", Kind::Periodical),
    ("blog", "", Kind::Webpage),
    ("thread", "", Kind::Post),
    ("video", "", Kind::MotionPicture),
    ("scene", "", Kind::MotionPicture),
    ("video", "video", Kind::Broadcast),
    ("audio", "", Kind::Song),
    ("audio", "audio", Kind::Song),
    ("misc", "", Kind::Document),
];

/// Fields with one value; the parent's count where the entry has none.
static TEXTS: &[(&str, Variable)] = &[
    ("abstract", Variable::Abstract),
    ("genre", Variable::Genre),
    ("volume", Variable::Volume),
    ("volume-total", Variable::NumberOfVolumes),
    ("issue", Variable::Issue),
    ("chapter", Variable::ChapterNumber),
    ("edition", Variable::Edition),
    ("page-range", Variable::Page),
    ("page-total", Variable::NumberOfPages),
    ("location", Variable::PublisherPlace),
    ("organization", Variable::Publisher),
    ("call-number", Variable::CallNumber),
    ("runtime", Variable::Dimensions),
    ("language", Variable::Language),
    ("archive", Variable::Archive),
    ("archive-location", Variable::ArchiveLocation),
    ("note", Variable::Note),
];

static AFFILIATED: &[(&str, Variable)] = &[
    ("translator", Variable::Translator),
    ("compiler", Variable::Compiler),
    ("collaborator", Variable::Contributor),
    ("organizer", Variable::Organizer),
    ("cast-member", Variable::Performer),
    ("composer", Variable::Composer),
    ("producer", Variable::Producer),
    ("executive-producer", Variable::ExecutiveProducer),
    ("writer", Variable::ScriptWriter),
    ("director", Variable::Director),
    ("illustrator", Variable::Illustrator),
    ("narrator", Variable::Narrator),
];

static SERIALS: &[(&str, Variable)] = &[
    ("doi", Variable::Doi),
    ("isbn", Variable::Isbn),
    ("issn", Variable::Issn),
    ("pmid", Variable::Pmid),
    ("pmcid", Variable::Pmcid),
    ("arxiv", Variable::Number),
    ("serial", Variable::Number),
];

/// Parents within parents deeper than this are not read.
const MAX_PARENTS: usize = 5;

fn read(text: &str) -> Reading {
    let mut problems = Problems::of_file(text, "Hayagriva");
    let value = yaml::parse(text, &mut problems);
    let mut records = Vec::new();
    for (key, entry) in value.entries() {
        if entry.entries().is_empty() {
            let message =
                format!("the entry {key} has no fields; give it a type and a title, indented below the key");
            let at = if problems.is_full() { 0 } else { yaml::key_at(text, key) };
            problems.at(at, "Hayagriva", message);
            continue;
        }
        let own = type_of(entry);
        if !problems.is_full() && !own.is_empty() && !TYPES.iter().any(|(known, ..)| *known == own) {
            let message = format!("unknown Hayagriva type \"{own}\"; treated as misc");
            problems.at(yaml::key_at(text, key), format!("Hayagriva, {key}"), message);
        }
        let mut record = work(entry);
        record.id.clone_from(key);
        records.push(record);
    }
    if value.entries().is_empty() {
        problems.at(
            0,
            "Hayagriva",
            "no entry was found; an entry is a key with a colon and its fields, indented below",
        );
    }
    Reading { records, problems: problems.finish("Hayagriva") }
}

/// The text of a value, or of its `value` or `name` where it is a mapping.
fn text_of(value: &Json) -> Option<String> {
    let inner = value.get("value").or_else(|| value.get("name")).unwrap_or(value);
    inner.to_text().filter(|text| !text.trim().is_empty())
}

/// A text that styles may change the case of: braces protect it and are removed.
fn formatted(value: &Json) -> Option<String> {
    let text = text_of(value)?;
    let verbatim = value.get("verbatim").is_some_and(Json::is_true);
    Some(if verbatim { text } else { text.replace(['{', '}'], "") })
}

fn parents(entry: &Json) -> &[Json] {
    match entry.get("parent") {
        Some(Json::Array(items)) => items,
        Some(one) => std::slice::from_ref(one),
        None => &[],
    }
}

fn type_of(entry: &Json) -> String {
    entry.get("type").and_then(Json::to_text).unwrap_or_default().to_ascii_lowercase()
}

/// The type of a parent; without one it is that which works of the type have by default (Hayagriva's
/// `file-format.md`).
fn parent_type(own: &str, parent: &Json) -> String {
    let given = type_of(parent);
    if !given.is_empty() {
        return given;
    }
    let default = match own {
        "article" => "periodical",
        "chapter" => "book",
        "entry" => "reference",
        "anthos" | "legislation" => "anthology",
        "scene" | "video" => "video",
        "web" => "web",
        "artwork" => "exhibition",
        "audio" => "audio",
        _ => "misc",
    };
    default.to_owned()
}

/// The row of a type that appears in another; else the first row of the type.
fn row_of(own: &str, outer: &str) -> Option<&'static (&'static str, &'static str, Kind)> {
    let exact = TYPES.iter().find(|(name, parent, _)| *name == own && *parent == outer);
    exact.or_else(|| TYPES.iter().find(|(name, ..)| *name == own))
}

fn work(entry: &Json) -> Record {
    let own = type_of(entry);
    let outer = parents(entry).first().map(|parent| parent_type(&own, parent)).unwrap_or_default();
    let row = row_of(&own, &outer);
    let exact = row.filter(|(_, parent, _)| *parent == outer);
    let mut record = Record::new(row.map_or(Kind::Document, |(.., kind)| *kind));
    let genre = entry.get("genre").and_then(Json::to_text).unwrap_or_default();
    if let Some(kind) = Kind::parse(&genre) {
        record.kind = kind;
    } else if exact.is_none() && own == "article" && !outer.is_empty() {
        record.kind = Kind::Article;
    }
    if let Some(title) = entry.get("title") {
        fill(&mut record, Variable::Title, &formatted(title).unwrap_or_default());
        fill(
            &mut record,
            Variable::TitleShort,
            &title.get("short").and_then(Json::to_text).unwrap_or_default(),
        );
    }
    record.set_names(Variable::Author, names(entry.get("author")));
    own_fields(&mut record, entry);
    if Kind::parse(record.text(Variable::Genre).unwrap_or_default()).is_some() {
        record.remove(Variable::Genre);
    }
    ancestors(&mut record, entry, 0);
    record
}

fn own_fields(record: &mut Record, entry: &Json) {
    for (key, variable) in TEXTS {
        if let Some(value) = entry.get(key) {
            fill(record, *variable, &formatted(value).unwrap_or_default());
        }
    }
    let roles = [("editor", Variable::Editor)];
    for (key, role) in roles {
        if !record.has(role) {
            record.set_names(role, names(entry.get(key)));
        }
    }
    for group in entry.get("affiliated").map_or(&[][..], Json::items) {
        let role = group.get("role").and_then(Json::to_text).unwrap_or_default();
        if let Some((_, role)) = AFFILIATED.iter().find(|(known, _)| *known == role) {
            names(group.get("names")).into_iter().for_each(|name| record.push_name(*role, name));
        }
    }
    if let Some(publisher) = entry.get("publisher") {
        fill(record, Variable::Publisher, &formatted(publisher).unwrap_or_default());
        fill(
            record,
            Variable::PublisherPlace,
            &publisher.get("location").and_then(text_of).unwrap_or_default(),
        );
    }
    if let Some(date) = entry.get("date").and_then(Json::to_text).filter(|_| !record.has(Variable::Issued)) {
        let plain = date.trim().trim_matches('~');
        let circa = plain.len() < date.trim().len();
        record.set_date(Variable::Issued, Date { circa, ..Date::parse_loose(plain) });
    }
    if let Some(url) = entry.get("url") {
        let link = text_of(url).unwrap_or_default();
        match identifier::doi(&link) {
            Some(doi) => fill(record, Variable::Doi, doi),
            None => fill(record, Variable::Url, &link),
        }
        if let Some(date) = url.get("date").and_then(Json::to_text) {
            record.set_date(Variable::Accessed, Date::parse_loose(&date));
        }
    }
    match entry.get("serial-number") {
        Some(Json::Object(serials)) => {
            for (key, value) in serials {
                let Some((_, variable)) = SERIALS.iter().find(|(known, _)| known == key) else { continue };
                let text = value.to_text().unwrap_or_default();
                fill(
                    record,
                    *variable,
                    if key == "doi" { identifier::doi(&text).unwrap_or(&text) } else { &text },
                );
            }
        }
        Some(value) => {
            let version = matches!(record.kind, Kind::Software | Kind::Dataset);
            fill(
                record,
                if version { Variable::Version } else { Variable::Number },
                &value.to_text().unwrap_or_default(),
            );
        }
        None => {}
    }
    // Older files have these beside each other.
    for (key, variable) in &SERIALS[..3] {
        if let Some(text) = entry.get(key).and_then(Json::to_text) {
            fill(record, *variable, identifier::doi(&text).unwrap_or(&text));
        }
    }
    if let (Kind::Software | Kind::Dataset, Some(number)) =
        (record.kind, record.text(Variable::Number).map(str::to_owned))
    {
        fill(record, Variable::Version, &number);
        record.remove(Variable::Number);
    }
}

fn ancestors(record: &mut Record, entry: &Json, depth: usize) {
    if depth > MAX_PARENTS {
        return;
    }
    for parent in parents(entry).iter().take(MAX_PARENTS) {
        let kind = parent_type(&type_of(entry), parent);
        let title = parent.get("title").and_then(formatted).unwrap_or_default();
        match kind.as_str() {
            "conference" if record.kind != Kind::Event => {
                fill(record, Variable::EventTitle, &title);
                fill(
                    record,
                    Variable::EventPlace,
                    &parent.get("location").and_then(text_of).unwrap_or_default(),
                );
                continue;
            }
            // A book, report or thesis is part of a series, and so is what its parent is part of.
            _ if depth > 0 || matches!(record.kind, Kind::Book | Kind::Report | Kind::Thesis) => {
                fill(record, Variable::CollectionTitle, &title);
                fill(
                    record,
                    Variable::CollectionNumber,
                    &parent.get("volume").or(parent.get("issue")).and_then(text_of).unwrap_or_default(),
                );
            }
            _ => {
                fill(record, Variable::ContainerTitle, &title);
                record.set_names(Variable::ContainerAuthor, names(parent.get("author")));
                own_fields(record, parent);
            }
        }
        ancestors(record, parent, depth + 1);
    }
}

fn names(value: Option<&Json>) -> Vec<Name> {
    match value {
        Some(Json::Array(items)) => items.iter().filter_map(name).collect(),
        Some(one) => name(one).into_iter().collect(),
        None => Vec::new(),
    }
}

fn name(value: &Json) -> Option<Name> {
    if let Some(text) = value.as_str() {
        return (!text.trim().is_empty()).then(|| from_inverted(text));
    }
    let text = |key: &str| value.get(key).and_then(Json::to_text).filter(|text| !text.trim().is_empty());
    let family = text("name")?;
    let (given, prefix, suffix) = (text("given-name"), text("prefix"), text("suffix"));
    if given.is_none() && prefix.is_none() && suffix.is_none() {
        return Some(Name::literal(family));
    }
    Some(Name { family: Some(family), given, non_dropping_particle: prefix, suffix, ..Name::default() })
}
