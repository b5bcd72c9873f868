//! Word's bibliography XML: a file for "Manage Sources" in Microsoft Word.
//!
//! Specification: ISO/IEC 29500-1 (ECMA-376), `shared-bibliography.xsd`: types, elements, names.
//! Written only.

use super::common::{article_number, creators, family, inverted, page_ends, people, plain_line};
use super::xml_text::Writer;
use super::{Codec, Info, Options, keys};
use crate::record::{Kind, Name, Record, Variable};
use std::collections::BTreeSet;

/// What menus and files need to know about Word bibliography XML.
pub(super) static INFO: Info = Info {
    id: "word",
    name: "Word",
    aliases: &["word-xml", "msoffice", "office-bibliography"],
    extension: "xml",
    media_type: "application/x-word-bibliography+xml",
    writes: true,
    ..Info::PLAIN
};

/// Writes Word bibliography XML.
pub(super) static CODEC: Codec = Codec::writer(&INFO, write);

fn source_type(kind: Kind) -> &'static str {
    match kind {
        Kind::ArticleJournal | Kind::Review | Kind::ReviewBook => "JournalArticle",
        Kind::ArticleMagazine | Kind::ArticleNewspaper => "ArticleInAPeriodical",
        Kind::Book
        | Kind::Collection
        | Kind::Classic
        | Kind::Pamphlet
        | Kind::MusicalScore
        | Kind::Periodical => "Book",
        Kind::Chapter | Kind::Entry | Kind::EntryDictionary | Kind::EntryEncyclopedia => "BookSection",
        Kind::PaperConference => "ConferenceProceedings",
        Kind::Thesis | Kind::Report | Kind::Standard | Kind::Manuscript => "Report",
        Kind::Webpage => "InternetSite",
        Kind::Post | Kind::PostWeblog => "DocumentFromInternetSite",
        Kind::Article | Kind::Dataset | Kind::Software => "ElectronicSource",
        Kind::Graphic | Kind::Figure | Kind::Map => "Art",
        Kind::Song => "SoundRecording",
        Kind::Performance => "Performance",
        Kind::MotionPicture | Kind::Broadcast => "Film",
        Kind::Interview => "Interview",
        Kind::Patent => "Patent",
        Kind::LegalCase => "Case",
        _ => "Misc",
    }
}

/// Elements with one value, by the types that have them in Word's form; none means every type.
static TEXTS: &[(&str, Variable)] = &[
    ("Title", Variable::Title),
    ("ShortTitle", Variable::TitleShort),
    ("City", Variable::PublisherPlace),
    ("Publisher", Variable::Publisher),
    ("Edition", Variable::Edition),
    ("Volume", Variable::Volume),
    ("Issue", Variable::Issue),
    ("NumberVolumes", Variable::NumberOfVolumes),
    ("ChapterNumber", Variable::ChapterNumber),
    ("ConferenceName", Variable::EventTitle),
    ("Version", Variable::Version),
    ("Medium", Variable::Medium),
    ("ThesisType", Variable::Genre),
    ("StandardNumber", Variable::Isbn),
    ("DOI", Variable::Doi),
    ("URL", Variable::Url),
    ("Comments", Variable::Note),
];

fn write(records: &[Record], _: &Options) -> String {
    let names = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography";
    let mut xml = Writer::document();
    xml.start("b:Sources", &[("xmlns:b", names), ("xmlns", names), ("SelectedStyle", "")]);
    let mut used: BTreeSet<String> = BTreeSet::new();
    for (at, record) in records.iter().enumerate() {
        let mut tag: String = keys::file_stem(record).chars().filter(char::is_ascii_alphanumeric).collect();
        if tag.is_empty() || used.contains(&tag) {
            tag = format!("{tag}Source{}", at + 1);
        }
        source(record, &tag, &mut xml);
        used.insert(tag);
    }
    xml.finish()
}

fn source(record: &Record, tag: &str, xml: &mut Writer) {
    let kind = source_type(record.kind);
    let text = |variable| record.text(variable).map(plain_line);
    xml.start("b:Source", &[]);
    xml.element("b:Tag", &[], Some(tag));
    xml.element("b:SourceType", &[], Some(kind));
    authors(record, kind, xml);
    if let Some(start) = record.date(Variable::Issued).and_then(|date| date.start) {
        xml.element("b:Year", &[], Some(&start.year.to_string()));
        xml.element("b:Month", &[], start.month.map(|month| month.to_string()).as_deref());
        xml.element("b:Day", &[], start.day.map(|day| day.to_string()).as_deref());
    }
    if let Some(start) = record.date(Variable::Accessed).and_then(|date| date.start) {
        xml.element("b:YearAccessed", &[], Some(&start.year.to_string()));
        xml.element("b:MonthAccessed", &[], start.month.map(|month| month.to_string()).as_deref());
        xml.element("b:DayAccessed", &[], start.day.map(|day| day.to_string()).as_deref());
    }
    for (name, variable) in TEXTS {
        let name = match (*name, kind, record.kind) {
            ("Publisher", _, Kind::Thesis) | ("Publisher", "Report", _) => "Institution",
            ("ThesisType", "Report", _) | ("ThesisType", "Patent", _) => "ThesisType",
            ("ThesisType", ..) => "Type",
            (name, ..) => name,
        };
        xml.element(&format!("b:{name}"), &[], text(*variable).as_deref());
    }
    let host = match kind {
        "JournalArticle" => "JournalName",
        "ArticleInAPeriodical" => "PeriodicalTitle",
        "BookSection" => "BookTitle",
        "InternetSite" | "DocumentFromInternetSite" => "InternetSiteTitle",
        "ConferenceProceedings" => "ConferenceName",
        "SoundRecording" => "AlbumTitle",
        "Case" => "Reporter",
        _ => "PublicationTitle",
    };
    let doubled = host == "ConferenceName" && record.has(Variable::EventTitle);
    xml.element(
        &format!("b:{}", if doubled { "BookTitle" } else { host }),
        &[],
        text(Variable::ContainerTitle).as_deref(),
    );
    match record.kind {
        Kind::Patent => xml.element("b:PatentNumber", &[], text(Variable::Number).as_deref()),
        _ => xml.element(
            "b:StandardNumber",
            &[],
            text(Variable::Number)
                .filter(|_| !record.has(Variable::Isbn) && article_number(record).is_none())
                .as_deref(),
        ),
    }
    if let Some(ends) = page_ends(record) {
        let range = match ends {
            (first, Some(last)) => format!("{first}-{last}"),
            (first, None) => first.to_owned(),
        };
        xml.element("b:Pages", &[], Some(&range));
    }
    xml.end();
}

fn authors(record: &Record, kind: &str, xml: &mut Writer) {
    let role = match kind {
        "Art" => "Artist",
        "Film" => "Director",
        "SoundRecording" => "Composer",
        "Patent" => "Inventor",
        "Interview" => "Interviewee",
        _ => "Author",
    };
    xml.start("b:Author", &[]);
    let creators: Vec<&Name> = creators(record).collect();
    names(role, &creators, role == "Author", xml);
    let groups: [(&'static str, Variable); 4] = [
        ("Editor", Variable::Editor),
        ("Translator", Variable::Translator),
        ("BookAuthor", Variable::ContainerAuthor),
        ("Interviewer", Variable::Interviewer),
    ];
    for (role, variable) in groups {
        let people: Vec<&Name> = people(record, variable).collect();
        names(role, &people, false, xml);
    }
    xml.end();
}

/// Word knows a list of persons, or one corporate author; organisations among persons are written
/// as a last name.
fn names(role: &'static str, people: &[&Name], corporate: bool, xml: &mut Writer) {
    if people.is_empty() {
        return;
    }
    let tag: &'static str = match role {
        "Artist" => "b:Artist",
        "Director" => "b:Director",
        "Composer" => "b:Composer",
        "Inventor" => "b:Inventor",
        "Interviewee" => "b:Interviewee",
        "Editor" => "b:Editor",
        "Translator" => "b:Translator",
        "BookAuthor" => "b:BookAuthor",
        "Interviewer" => "b:Interviewer",
        _ => "b:Author",
    };
    xml.start(tag, &[]);
    if corporate && people.iter().all(|name| name.literal.is_some()) {
        let joined: Vec<String> = people.iter().map(|name| inverted(name)).collect();
        xml.element("b:Corporate", &[], Some(&joined.join("; ")));
    } else {
        xml.start("b:NameList", &[]);
        for name in people {
            xml.start("b:Person", &[]);
            match &name.literal {
                Some(literal) => xml.element("b:Last", &[], Some(literal)),
                None => {
                    let suffix =
                        name.suffix.as_deref().map(|suffix| format!(" {suffix}")).unwrap_or_default();
                    xml.element("b:Last", &[], Some(&(family(name) + &suffix)));
                    let given = super::common::given(name);
                    let mut words = given.splitn(2, ' ');
                    xml.element("b:First", &[], words.next());
                    xml.element("b:Middle", &[], words.next());
                }
            }
            xml.end();
        }
        xml.end();
    }
    xml.end();
}
