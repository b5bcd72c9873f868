//! EndNote: tagged files (`.enw`, after Refer and BibIX) and EndNote's XML. Both hold the same
//! fields; one table maps them to CSL's variables, in both directions.
//!
//! Specification: EndNote's help, "Tagged EndNote Import Format" (tags and reference types);
//! EndNote's XML document type (RSXML.dtd: order of elements, numbers of reference types).

pub(super) mod tagged;
pub(super) mod xml;

use super::common::{
    article_number, creators, date_words, drop_doi_link, drop_number_as_pages, fill, from_inverted, inverted,
    one_line, pages_or_number, people, serial, set_keywords,
};
use crate::record::{Date, Kind, Name, Record, Variable, identifier};

/// A field: the letter of the tag (`%A`) and its value, titles with CSL's inline markup.
type Field = (char, String);

/// EndNote's reference types: name, number in XML, CSL's type. The first row of a CSL type is
/// the one that is written.
static TYPES: &[(&str, u8, Kind)] = &[
    ("Journal Article", 17, Kind::ArticleJournal),
    ("Electronic Article", 43, Kind::Article),
    ("Magazine Article", 19, Kind::ArticleMagazine),
    ("Newspaper Article", 23, Kind::ArticleNewspaper),
    ("Book", 6, Kind::Book),
    ("Edited Book", 28, Kind::Book),
    ("Electronic Book", 44, Kind::Book),
    ("Catalog", 8, Kind::Book),
    ("Book Section", 5, Kind::Chapter),
    ("Electronic Book Section", 60, Kind::Chapter),
    ("Conference Proceedings", 10, Kind::PaperConference),
    ("Conference Paper", 47, Kind::PaperConference),
    ("Thesis", 32, Kind::Thesis),
    ("Report", 27, Kind::Report),
    ("Grant", 54, Kind::Report),
    ("Patent", 25, Kind::Patent),
    ("Computer Program", 9, Kind::Software),
    ("Dataset", 59, Kind::Dataset),
    ("Aggregated Database", 55, Kind::Dataset),
    ("Online Database", 45, Kind::Dataset),
    ("Web Page", 12, Kind::Webpage),
    ("Blog", 56, Kind::PostWeblog),
    ("Discussion Forum", 65, Kind::Post),
    ("Social Media", 66, Kind::Post),
    ("Film or Broadcast", 21, Kind::MotionPicture),
    ("Audiovisual Material", 3, Kind::MotionPicture),
    ("Online Multimedia", 48, Kind::MotionPicture),
    ("Television Episode", 67, Kind::Broadcast),
    ("Podcast", 62, Kind::Broadcast),
    ("Music", 61, Kind::Song),
    ("Artwork", 2, Kind::Graphic),
    ("Figure", 37, Kind::Figure),
    ("Chart or Table", 38, Kind::Figure),
    ("Equation", 39, Kind::Figure),
    ("Map", 20, Kind::Map),
    ("Manuscript", 36, Kind::Manuscript),
    ("Unpublished Work", 34, Kind::Manuscript),
    ("Personal Communication", 26, Kind::PersonalCommunication),
    ("Interview", 64, Kind::Interview),
    ("Pamphlet", 24, Kind::Pamphlet),
    ("Classical Work", 49, Kind::Classic),
    ("Ancient Text", 51, Kind::Classic),
    ("Dictionary", 52, Kind::EntryDictionary),
    ("Encyclopedia", 53, Kind::EntryEncyclopedia),
    ("Serial", 57, Kind::Periodical),
    ("Standard", 58, Kind::Standard),
    ("Bill", 4, Kind::Bill),
    ("Case", 7, Kind::LegalCase),
    ("Hearing", 14, Kind::Hearing),
    ("Statute", 31, Kind::Legislation),
    ("Legal Rule or Regulation", 50, Kind::Regulation),
    ("Government Document", 46, Kind::Report),
    ("Press Release", 63, Kind::Report),
    ("Generic", 13, Kind::Document),
];

/// The nearest type that EndNote has for those of CSL's types that it lacks.
fn nearest(kind: Kind) -> Kind {
    match kind {
        Kind::Review | Kind::ReviewBook => Kind::ArticleJournal,
        Kind::Entry => Kind::EntryEncyclopedia,
        Kind::Collection => Kind::Book,
        Kind::MusicalScore => Kind::Song,
        Kind::Treaty => Kind::Legislation,
        Kind::Speech | Kind::Event => Kind::PaperConference,
        other => other,
    }
}

/// Fields with one value and one meaning: the letter of the tag and the variable.
static TEXTS: &[(char, Variable)] = &[
    ('T', Variable::Title),
    ('!', Variable::TitleShort),
    ('S', Variable::CollectionTitle),
    ('V', Variable::Volume),
    ('P', Variable::Page),
    ('6', Variable::NumberOfVolumes),
    ('&', Variable::Section),
    ('C', Variable::PublisherPlace),
    ('I', Variable::Publisher),
    ('R', Variable::Doi),
    ('X', Variable::Abstract),
    ('Z', Variable::Note),
    ('G', Variable::Language),
    ('L', Variable::CallNumber),
    ('9', Variable::Genre),
    ('*', Variable::ReviewedTitle),
    ('~', Variable::Source),
    ('W', Variable::Source),
    ('2', Variable::Pmcid),
    ('U', Variable::Url),
];

static ROLES: &[(char, Variable)] = &[
    ('A', Variable::Author),
    ('E', Variable::Editor),
    ('Y', Variable::CollectionEditor),
    ('?', Variable::Translator),
    ('H', Variable::Translator),
];

/// A type by its name or number.
fn kind_of(name: &str, number: Option<u8>) -> Option<(&'static str, Kind)> {
    let row = TYPES.iter().find(|(known, ..)| known.eq_ignore_ascii_case(name.trim()));
    let row = row.or_else(|| TYPES.iter().find(|(_, known, _)| Some(*known) == number));
    row.map(|(name, _, kind)| (*name, *kind))
}

/// What `%N` is: the issue of a periodical, else a number.
fn number_of(kind: Kind) -> Variable {
    match kind {
        Kind::Book | Kind::Chapter | Kind::PaperConference => Variable::CollectionNumber,
        Kind::ArticleJournal
        | Kind::ArticleMagazine
        | Kind::ArticleNewspaper
        | Kind::Article
        | Kind::Periodical => Variable::Issue,
        _ => Variable::Number,
    }
}

fn edition_of(kind: Kind) -> Variable {
    if matches!(kind, Kind::Software | Kind::Dataset) { Variable::Version } else { Variable::Edition }
}

/// Whether `%B`, the secondary title, is a series: books and reports appear in nothing else.
fn is_whole(kind: Kind) -> bool {
    matches!(kind, Kind::Book | Kind::Report | Kind::Map | Kind::Software | Kind::Classic)
}

/// Whether `%P` is the number of pages: of works that are in nothing else.
fn has_total(kind: Kind) -> bool {
    matches!(kind, Kind::Book | Kind::Thesis | Kind::Report | Kind::Pamphlet)
}

/// An organisation is marked with a comma behind it, and with two where it has one itself: so
/// EndNote takes no name apart (N3).
fn write_name(name: &Name) -> String {
    match &name.literal {
        Some(literal) => match one_line(literal).split_once(',') {
            Some((before, after)) => format!("{before},,{after}"),
            None => one_line(literal) + ",",
        },
        None => inverted(name),
    }
}

fn read_name(text: &str) -> Name {
    match text.split_once(",,") {
        Some((before, after)) if after.trim().is_empty() => Name::literal(before.trim()),
        Some((before, after)) => Name::literal(one_line(&format!("{before},{after}"))),
        None => from_inverted(text),
    }
}

/// In an "Edited Book" the editors stand as authors, and the series' as editors.
const EDITED: &str = "Edited Book";

fn role_in(type_name: &str, role: Variable) -> Variable {
    match role {
        // Who advised on a thesis.
        Variable::CollectionEditor if type_name == "Thesis" => Variable::Contributor,
        Variable::Author if type_name == EDITED => Variable::Editor,
        Variable::Editor if type_name == EDITED => Variable::CollectionEditor,
        other => other,
    }
}

/// A record from the name of its reference type and its fields.
/// `faulty` hears of what was left out.
fn to_record(name: &str, kind: Kind, fields: &[Field], faulty: &mut dyn FnMut(&str)) -> Record {
    let mut record = Record::new(kind);
    let mut words = Vec::new();
    let mut day = None;
    for (tag, value) in fields {
        let value = value.trim();
        match tag {
            _ if value.is_empty() => {}
            // A star marks a main topic of MeSH.
            'K' => words
                .extend(value.split([';', '\n']).map(|word| word.trim().trim_start_matches('*').to_owned())),
            'D' => {
                if record.date(Variable::Issued).is_none() {
                    record.set_date(Variable::Issued, Date::parse_loose(value));
                }
            }
            '8' => day = Some(Date::parse_loose(value)),
            '[' => record.set_date(Variable::Accessed, Date::parse_loose(value)),
            'F' => record.id = one_line(value),
            ']' if number_of(kind) != Variable::Number => fill(&mut record, Variable::Number, value),
            'J' => fill(&mut record, Variable::ContainerTitle, value),
            'B' => {
                let variable = match kind {
                    _ if name == "Conference Paper" => Variable::EventTitle,
                    Kind::Thesis => Variable::Division,
                    _ if is_whole(kind) => Variable::CollectionTitle,
                    _ => Variable::ContainerTitle,
                };
                fill(&mut record, variable, value);
            }
            'N' => fill(&mut record, number_of(kind), value),
            // Of an article it is EndNote's "Epub Date".
            '7' if number_of(kind) == Variable::Issue && Date::parse(value).is_some() => {
                record.set_date(Variable::AvailableDate, Date::parse_loose(value));
            }
            '7' => fill(&mut record, edition_of(kind), value),
            'P' if has_total(kind) && !value.contains(['-', '–']) => {
                let number = value.trim_end_matches('.').trim_end_matches(" p").trim_end_matches(" pages");
                fill(&mut record, Variable::NumberOfPages, number);
            }
            // The title of the proceedings where the secondary title is the meeting's.
            '3' if kind == Kind::PaperConference => fill(&mut record, Variable::ContainerTitle, value),
            'I' if kind == Kind::Manuscript => fill(&mut record, Variable::Archive, value),
            'C' if name == "Conference Paper" => fill(&mut record, Variable::EventPlace, value),
            '@' => serial(&mut record, value),
            // What PubMed's and EndNote's own filters put there; other databases have other numbers.
            'M' if value.len() <= 9 && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                fill(&mut record, Variable::Pmid, value);
            }
            'R' => match identifier::doi(value) {
                Some(doi) => fill(&mut record, Variable::Doi, doi),
                None => faulty("invalid DOI; it was left out (a DOI begins with 10. and has a slash)"),
            },
            // EndNote's own links to the Web of Science (`<Go to ISI>://…`) are not addresses.
            'U' if value.starts_with('<') => {}
            'U' if identifier::safe_url(value).is_none() && identifier::doi(value).is_none() => {
                faulty("invalid URL; it was left out (a URL begins with http)");
            }
            _ => {
                if let Some((_, role)) = ROLES.iter().find(|(letter, _)| letter == tag) {
                    record.push_name(role_in(name, *role), read_name(value));
                } else if let Some((_, variable)) = TEXTS.iter().find(|(letter, _)| letter == tag) {
                    fill(&mut record, *variable, value);
                }
            }
        }
    }
    set_keywords(&mut record, &words);
    if let Some(day) = day {
        merge_day(&mut record, day);
    }
    drop_doi_link(&mut record);
    drop_number_as_pages(&mut record);
    if name == EDITED && !record.has(Variable::Editor) {
        record.set_names(Variable::Editor, record.names(Variable::CollectionEditor).to_vec());
        record.remove(Variable::CollectionEditor);
    }
    // The ACL Anthology names the proceedings as a series, and their editors as the series'.
    if name == "Conference Proceedings" && !record.has(Variable::ContainerTitle) {
        if let Some(series) = record.text(Variable::CollectionTitle).map(str::to_owned) {
            record.set_text(Variable::ContainerTitle, series);
            record.remove(Variable::CollectionTitle);
            if !record.has(Variable::Editor) {
                record.set_names(Variable::Editor, record.names(Variable::CollectionEditor).to_vec());
                record.remove(Variable::CollectionEditor);
            }
        }
    }
    record
}

/// `%8` counts where it says more than the year of `%D` and not something else (D1).
fn merge_day(record: &mut Record, mut day: Date) {
    let year = record.date(Variable::Issued).and_then(Date::start_year);
    if let (Some(year), Some(words)) = (year, day.literal.clone()) {
        // `March 1` beside a year of its own.
        day = Date::parse_loose(&format!("{words} {year}"));
    }
    if day.start.is_some() && (year.is_none() || day.start_year() == year) {
        record.set_date(Variable::Issued, day);
    }
}

/// The name and number of a record's reference type, and its fields in the order of EndNote's tags.
fn from_record(record: &Record) -> (&'static str, u8, Vec<Field>) {
    let kind = nearest(record.kind);
    let text = |variable| record.text(variable);
    let paper = kind == Kind::PaperConference && !record.has(Variable::ContainerTitle);
    let edited = kind == Kind::Book && creators(record).next().is_none() && record.has(Variable::Editor);
    let row = TYPES.iter().find(|(name, _, known)| {
        *known == kind && (!paper || *name == "Conference Paper") && (!edited || *name == EDITED)
    });
    let (name, number, _) = row.copied().unwrap_or(("Generic", 13, Kind::Document));
    let mut fields: Vec<Field> = Vec::new();
    fields.extend(creators(record).map(|name| ('A', write_name(name))));
    for (letter, role) in &ROLES[1..4] {
        let letter = match role {
            Variable::Editor if edited => 'A',
            Variable::CollectionEditor if edited => 'E',
            _ => *letter,
        };
        let role = if *role == Variable::CollectionEditor && kind == Kind::Thesis {
            Variable::Contributor
        } else {
            *role
        };
        fields.extend(people(record, role).map(|name| (letter, write_name(name))));
    }
    let mut put = |letter: char, value: Option<&str>| {
        fields.extend(value.map(|value| (letter, one_line(value))));
    };
    let series_as_secondary = is_whole(kind);
    put('T', text(Variable::Title));
    put('!', text(Variable::TitleShort));
    let journal = number_of(kind) == Variable::Issue;
    let container = match kind {
        _ if series_as_secondary => text(Variable::CollectionTitle),
        Kind::Thesis => text(Variable::Division),
        _ if paper => text(Variable::EventTitle),
        _ => text(Variable::ContainerTitle),
    };
    put(if journal { 'J' } else { 'B' }, container);
    if !series_as_secondary {
        put('S', text(Variable::CollectionTitle));
    }
    if let Some(date) = record.date(Variable::Issued) {
        let year = date.start_year().map(|year| year.to_string());
        let words = date.literal.clone();
        put('D', year.or(words).as_deref());
        let exact = date.start.is_some_and(|start| start.month.is_some() || start.season.is_some())
            || date.end.is_some();
        put('8', exact.then(|| date_words(date)).as_deref());
    }
    put('V', text(Variable::Volume));
    let own = matches!(kind, Kind::Patent | Kind::Report);
    put('N', if own { None } else { text(number_of(kind)) });
    for (letter, variable) in TEXTS {
        match letter {
            'T' | '!' | 'S' | 'V' | 'W' => {}
            'P' => {
                let total = text(Variable::NumberOfPages).filter(|_| has_total(kind));
                put('P', pages_or_number(record).or(total));
            }
            'I' if kind == Kind::Manuscript => {
                put('I', text(Variable::Archive).or(text(Variable::Publisher)));
            }
            'C' if paper => put('C', text(Variable::EventPlace).or(text(Variable::PublisherPlace))),
            _ => put(*letter, text(*variable)),
        }
        if *letter == 'P' {
            put('7', text(edition_of(kind)));
            let serial =
                if own { text(Variable::Number) } else { text(Variable::Isbn).or(text(Variable::Issn)) };
            put('@', if journal { text(Variable::Issn) } else { serial });
        }
    }
    put('M', text(Variable::Pmid));
    // "Custom 7" is the article's number.
    put(']', article_number(record));
    for word in record.keywords() {
        put('K', Some(word));
    }
    if let Some(date) = record.date(Variable::Accessed) {
        put('[', Some(&date_words(date)));
    }
    put('F', Some(record.id.as_str()).filter(|id| !id.is_empty()));
    (name, number, fields)
}
