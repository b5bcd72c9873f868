//! Records to Word's bibliography XML.

use super::{CONTAINERS, KINDS, MAIN_ROLES, NAMESPACE, NUMBERS, ROLES, TEXTS, look};
use crate::formats::common::{
    article_number, creators, family, given, inverted, page_ends, people, plain_line,
};
use crate::formats::xml_text::Writer;
use crate::formats::{Options, keys};
use crate::record::{Kind, Name, Record, Variable};
use std::collections::BTreeSet;

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
        Kind::Webpage | Kind::Post | Kind::PostWeblog => "InternetSite",
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

pub(super) fn write(records: &[Record], _: &Options) -> String {
    let mut xml = Writer::document();
    xml.start("b:Sources", &[("xmlns:b", NAMESPACE), ("xmlns", NAMESPACE), ("SelectedStyle", "")]);
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
    xml.start("b:Source", &[]);
    xml.element("b:Tag", &[], Some(tag));
    xml.element("b:SourceType", &[], Some(kind));
    authors(record, kind, xml);
    date(record, Variable::Issued, ["b:Year", "b:Month", "b:Day"], xml);
    date(record, Variable::Accessed, ["b:YearAccessed", "b:MonthAccessed", "b:DayAccessed"], xml);
    texts(record, kind, xml);
    if let Some((first, last)) = page_ends(record) {
        let range = last.map_or(first.to_owned(), |last| [first, "-", last].concat());
        xml.element("b:Pages", &[], Some(&range));
    }
    xml.end();
}

fn date(record: &Record, variable: Variable, [year, month, day]: [&'static str; 3], xml: &mut Writer) {
    let Some(start) = record.date(variable).and_then(|date| date.start) else { return };
    xml.element(year, &[], Some(&start.year.to_string()));
    xml.element(month, &[], start.month.map(|month| month.to_string()).as_deref());
    xml.element(day, &[], start.day.map(|day| day.to_string()).as_deref());
}

fn texts(record: &Record, kind: &str, xml: &mut Writer) {
    let text = |variable| record.text(variable).map(plain_line);
    let container = text(Variable::ContainerTitle);
    for (name, variable) in TEXTS {
        let name = match *name {
            "Publisher" if kind == "Report" => "Institution",
            "ThesisType" if !matches!(kind, "Report" | "Patent") => "Type",
            name => name,
        };
        let value = text(*variable).or_else(|| match variable {
            Variable::Genre => {
                let word = KINDS.iter().find(|(_, known)| *known == record.kind);
                word.map(|(word, _)| (*word).to_owned())
            }
            // Word prints the proceedings by the name of the conference.
            Variable::EventTitle if kind == "ConferenceProceedings" => container.clone(),
            _ => None,
        });
        xml.element(&["b:", name].concat(), &[], value.as_deref());
    }
    let host = look(CONTAINERS, kind, "PublicationTitle");
    xml.element(&["b:", host].concat(), &[], container.as_deref());
    let number = text(Variable::Number).filter(|_| article_number(record).is_none());
    let element = look(NUMBERS, kind, "StandardNumber");
    let serial = text(Variable::Isbn).or_else(|| text(Variable::Issn));
    if element != "StandardNumber" {
        xml.element(&["b:", element].concat(), &[], number.as_deref());
        xml.element("b:StandardNumber", &[], serial.as_deref());
    } else {
        xml.element("b:StandardNumber", &[], serial.or(number).as_deref());
    }
}

fn authors(record: &Record, kind: &str, xml: &mut Writer) {
    let main = look(MAIN_ROLES, kind, "b:Author");
    let creators: Vec<&Name> = creators(record).collect();
    xml.start("b:Author", &[]);
    names(main, &creators, xml);
    for (role, variable) in ROLES.iter().filter(|(_, variable)| *variable != Variable::Author) {
        let people: Vec<&Name> = people(record, *variable).collect();
        // Some are written as the makers already, and two roles of Word's are one here.
        if *role != main && people != creators && *role != "b:Counsel" {
            names(role, &people, xml);
        }
    }
    xml.end();
}

/// Word knows a list of persons, or one body in the roles of authors and performers; other bodies are
/// written as a last name.
fn names(role: &'static str, people: &[&Name], xml: &mut Writer) {
    if people.is_empty() {
        return;
    }
    let corporate = matches!(role, "b:Author" | "b:Performer");
    xml.start(role, &[]);
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
                    let given = given(name);
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
