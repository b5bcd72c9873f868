//! MEDLINE/NBIB: PubMed's tagged files, four letters and a hyphen, six spaces where a value goes on.
//!
//! Specification: NLM, "MEDLINE/PubMed Data Element (Field) Descriptions"
//! (<https://www.nlm.nih.gov/bsd/mms/medlineelements.html>).

use super::common::{
    creators, fill, from_inverted, from_text, inverted, one_line, pages_or_number, people, plain_line,
    set_keywords,
};
use super::tagged::{self, Records};
use super::{Codec, Info, Likelihood, Options, Problems, Reading, head};
use crate::record::date::month_number;
use crate::record::{Date, DatePart, Kind, Name, Problem, Record, Variable, identifier};
use crate::text::case;

/// What menus and files need to know about MEDLINE/NBIB.
pub(super) static INFO: Info = Info {
    id: "medline",
    name: "MEDLINE/NBIB",
    aliases: &["nbib", "pubmed"],
    extension: "nbib",
    media_type: "application/nbib",
    suits: &[Kind::ArticleJournal, Kind::Article, Kind::Book, Kind::Chapter, Kind::Review, Kind::Dataset],
    reads: true,
    writes: true,
    ..Info::PLAIN
};

/// Detects, reads and writes MEDLINE/NBIB.
pub(super) static CODEC: Codec = Codec { info: &INFO, detect, read: Some(read), write: Some(write) };

fn detect(text: &str) -> Likelihood {
    let start = head(text);
    if start.starts_with("PMID-") {
        return Likelihood::Yes;
    }
    let tags = ["\nPT  - ", "\nTI  - ", "\nFAU - ", "\nDP  - "];
    let found =
        tags.iter().filter(|tag| start.contains(**tag) || start.starts_with(tag.trim_start())).count();
    match found {
        0 | 1 => Likelihood::No,
        2 => Likelihood::Maybe,
        _ => Likelihood::Yes,
    }
}

/// Publication types and CSL's types, in small letters, the telling ones first; the first row of
/// a CSL type is the one that is written. Of CSL's other types the name itself is written.
static TYPES: &[(&str, Kind)] = &[
    ("book chapter", Kind::Chapter),
    ("book", Kind::Book),
    ("preprint", Kind::Article),
    ("newspaper article", Kind::ArticleNewspaper),
    ("magazine article", Kind::ArticleMagazine),
    ("encyclopedia", Kind::EntryEncyclopedia),
    ("dictionary", Kind::EntryDictionary),
    ("blog", Kind::PostWeblog),
    ("academic dissertation", Kind::Thesis),
    ("technical report", Kind::Report),
    ("dataset", Kind::Dataset),
    ("interview", Kind::Interview),
    ("lecture", Kind::Speech),
    ("legislation", Kind::Legislation),
    ("legal case", Kind::LegalCase),
    ("video-audio media", Kind::MotionPicture),
    ("conference proceedings", Kind::PaperConference),
    ("congress", Kind::PaperConference),
    ("patent", Kind::Patent),
    ("journal article", Kind::ArticleJournal),
    ("editorial", Kind::ArticleJournal),
    ("letter", Kind::ArticleJournal),
    ("comment", Kind::ArticleJournal),
    ("case reports", Kind::ArticleJournal),
];

/// Fields with one value and one meaning, in the order they are written.
static TEXTS: &[(&str, Variable)] = &[
    ("VI", Variable::Volume),
    ("IP", Variable::Issue),
    ("TI", Variable::Title),
    ("TT", Variable::OriginalTitle),
    ("PG", Variable::Page),
    ("AB", Variable::Abstract),
    ("OAB", Variable::Abstract),
    ("PB", Variable::Publisher),
    ("PL", Variable::PublisherPlace),
    ("TA", Variable::ContainerTitleShort),
    ("JT", Variable::ContainerTitle),
    ("CTI", Variable::CollectionTitle),
    ("EN", Variable::Edition),
    ("ISBN", Variable::Isbn),
    ("PMC", Variable::Pmcid),
];

/// ISO 639-1 and the codes of MARC, which MEDLINE uses.
static LANGUAGES: &[(&str, &str)] = &[
    ("en", "eng"),
    ("de", "ger"),
    ("fr", "fre"),
    ("es", "spa"),
    ("it", "ita"),
    ("pt", "por"),
    ("nl", "dut"),
    ("ru", "rus"),
    ("zh", "chi"),
    ("ja", "jpn"),
    ("ko", "kor"),
    ("pl", "pol"),
    ("sv", "swe"),
    ("da", "dan"),
    ("no", "nor"),
    ("nb", "nor"),
    ("fi", "fin"),
    ("cs", "cze"),
    ("hu", "hun"),
    ("tr", "tur"),
    ("ar", "ara"),
    ("el", "gre"),
    ("he", "heb"),
    ("uk", "ukr"),
    ("ro", "rum"),
    ("hr", "hrv"),
    ("sr", "srp"),
    ("fa", "per"),
    ("vi", "vie"),
    ("ca", "cat"),
    ("sk", "slo"),
    ("bg", "bul"),
    ("la", "lat"),
    ("is", "ice"),
];

/// The ISO 639-1 code of one of MARC's codes.
pub(super) fn short_language(code: &str) -> Option<&'static str> {
    LANGUAGES.iter().find(|(_, long)| *long == code).map(|(short, _)| *short)
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn split(line: &str) -> Option<(&str, &str)> {
    let (tag, value) = (line.get(..4)?, line.get(4..)?);
    let value = value.strip_prefix('-')?;
    let tag = tag.trim_end();
    let valid = tag.len() > 1 && tag.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    (valid && (value.is_empty() || value.starts_with(' '))).then_some((tag, value))
}

fn read(text: &str) -> Reading {
    tagged::read(text, "MEDLINE", records)
}

/// Reads a text record by record.
pub(super) fn each(text: &str, each: &mut dyn FnMut(Record)) -> Vec<Problem> {
    tagged::each(text, "MEDLINE", records, each)
}

fn records(text: &str, problems: &mut Problems<'_>, records: &mut Records<'_>) {
    let mut fields: Vec<tagged::Field<'_>> = Vec::new();
    let mut start = None;
    for field in tagged::fields(text, true, split) {
        match field.tag {
            tagged::STRAY => {
                let message = "this line has no tag such as \"TI  - \" in front; it was left out";
                problems.at(field.offset, "MEDLINE", message);
                continue;
            }
            "" | "PMID" if !fields.is_empty() => {
                records.push(record(&fields));
                fields.clear();
            }
            _ => {}
        }
        if !field.tag.is_empty() {
            start = Some(fields.first().map_or(field.offset, |first| first.offset));
            fields.push(field);
        }
    }
    if !fields.is_empty() {
        records.push(record(&fields));
    }
    if records.is_empty() {
        problems.at(0, "MEDLINE", "no record was found; a record begins with \"PMID- \" and its number");
    }
    tagged::check_end(records, start, "MEDLINE", problems);
}

fn record(fields: &[tagged::Field<'_>]) -> Record {
    let mut record = Record::default();
    let mut words = Vec::new();
    let mut kinds: Vec<String> = Vec::new();
    let mut authors: Vec<Name> = Vec::new();
    let mut editors: Vec<Name> = Vec::new();
    // Whether the last name was an editor's: what follows is about that person.
    let mut editing = false;
    let full = fields.iter().any(|field| field.tag == "FAU");
    let full_editors = fields.iter().any(|field| field.tag == "FED");
    for field in fields.iter().filter(|field| !field.value.is_empty()) {
        let value = field.value.as_str();
        match field.tag {
            "FAU" | "AU" | "CN" => editing = false,
            "FED" | "ED" => editing = true,
            _ => {}
        }
        let last = if editing { editors.last_mut() } else { authors.last_mut() };
        match field.tag {
            "PMID" => fill(&mut record, Variable::Pmid, value),
            "PT" => kinds.push(case::to_lower(value)),
            "FAU" => authors.push(from_inverted(value)),
            "AU" if !full => authors.push(short_name(value)),
            "CN" => authors.push(Name::literal(value)),
            "AUID" => {
                let orcid = value.rsplit([' ', '/']).next().and_then(identifier::orcid);
                if let (Some(author), Some(orcid)) = (last, orcid) {
                    author.orcid = Some(orcid);
                }
            }
            "AD" => {
                if let Some(author) = last {
                    author.affiliations.push(affiliation(value));
                }
            }
            // An organisation has no tag of its own here.
            "FED" => editors.push(from_text(value)),
            "ED" if !full_editors => editors.push(short_name(value)),
            "DP" => record.set_date(Variable::Issued, date(value)),
            "DEP" => record.set_date(Variable::AvailableDate, date(value)),
            "LA" => {
                let code = LANGUAGES.iter().find(|(_, long)| *long == value).map(|(short, _)| *short);
                fill(&mut record, Variable::Language, code.unwrap_or(value));
            }
            "MH" | "OT" => words.push(value.trim_start_matches('*').to_owned()),
            "AID" | "LID" => {
                if let Some(doi) = value.strip_suffix("[doi]") {
                    fill(&mut record, Variable::Doi, identifier::doi(doi).unwrap_or(doi));
                } else if let Some(url) = identifier::safe_url(value) {
                    fill(&mut record, Variable::Url, url);
                }
            }
            "IS" => {
                // Print and electronic have a number each; the first counts.
                fill(&mut record, Variable::Issn, value.split_whitespace().next().unwrap_or_default());
            }
            "BTI" => {
                let chapter = fields.iter().any(|other| other.tag == "TI");
                fill(&mut record, if chapter { Variable::ContainerTitle } else { Variable::Title }, value);
            }
            "URL" => fill(&mut record, Variable::Url, value),
            tag => {
                if let Some((_, variable)) = TEXTS.iter().find(|(known, _)| *known == tag) {
                    fill(&mut record, *variable, value);
                }
            }
        }
    }
    record.kind = kind_of(&kinds, record.has(Variable::ContainerTitle));
    record.set_names(Variable::Author, authors);
    record.set_names(Variable::Editor, editors);
    set_keywords(&mut record, &words);
    clean_titles(&mut record);
    record
}

/// The type of a work of these publication types, in small letters.
pub(super) fn kind_of(kinds: &[String], in_journal: bool) -> Kind {
    let known = TYPES.iter().find(|(name, _)| kinds.iter().any(|kind| kind == name)).map(|(_, kind)| *kind);
    let named = kinds.iter().find_map(|kind| Kind::parse(kind));
    known.or(named).unwrap_or(if in_journal { Kind::ArticleJournal } else { Kind::Document })
}

/// PubMed ends titles with a full stop, and puts translated ones in brackets.
pub(super) fn clean_titles(record: &mut Record) {
    for variable in [Variable::Title, Variable::OriginalTitle, Variable::ContainerTitle] {
        let Some(title) = record.text(variable) else { continue };
        // NLM's spelling of signs that ASCII lacks.
        let title = title.replace("((R))", "®").replace("((TM))", "™");
        let mut plain = title.as_str();
        if variable != Variable::ContainerTitle {
            plain = plain.strip_suffix('.').filter(|title| !title.ends_with('.')).unwrap_or(plain);
            let inner = plain.strip_prefix('[').and_then(|title| title.strip_suffix(']'));
            plain = inner.unwrap_or(plain);
        }
        let plain = plain.to_owned();
        record.set_text(variable, plain);
    }
}

/// A place of work without the author's address behind it.
pub(super) fn affiliation(value: &str) -> String {
    let place = match value.rsplit_once(' ') {
        Some((place, mail)) if mail.contains('@') => place.trim_end_matches(" Electronic address:"),
        _ => value,
    };
    place.trim_end_matches(['.', ' ']).to_owned()
}

/// `Procter S`, `van Gogh VW Jr`: initials behind the family name.
fn short_name(text: &str) -> Name {
    let text = one_line(text);
    if text.contains(',') {
        return from_inverted(&text);
    }
    if let Some((name, suffix @ ("Jr" | "Sr" | "2nd" | "3rd" | "4th" | "II" | "III"))) = text.rsplit_once(' ')
        && name.contains(' ')
    {
        return Name { suffix: Some(suffix.to_owned()), ..short_name(name) };
    }
    match text.rsplit_once(' ') {
        Some((family, initials)) if initials.bytes().all(|byte| byte.is_ascii_uppercase()) => {
            let spaced: Vec<String> = initials.chars().map(|letter| format!("{letter}.")).collect();
            from_inverted(&format!("{family}, {}", spaced.join(" ")))
        }
        _ => Name::literal(text),
    }
}

/// `2022 Mar 1`, `2022 Mar`, `2022 Mar-Apr`, `2021 Dec-2022 Jan`, `20220301`, `2022 Spring`.
pub(super) fn date(text: &str) -> Date {
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Date::parse_loose(&format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]));
    }
    if let Some((start, end)) = text.split_once('-') {
        let first = one_date(start);
        let month = month_number(end.split(' ').next().unwrap_or_default());
        let last = match (first.start, month) {
            (Some(start), Some(month)) if end.len() < 5 => {
                Some(DatePart::new(start.year, Some(month.into()), None))
            }
            _ => one_date(end).start,
        };
        if first.start.is_some() && last.is_some() {
            return Date { end: last, ..first };
        }
    }
    one_date(text)
}

/// `2022 Mar 1`: the year comes first.
fn one_date(text: &str) -> Date {
    match text.trim().split_once(' ') {
        Some((year, rest)) if year.len() == 4 => Date::parse_loose(&format!("{rest} {year}")),
        _ => Date::parse_loose(text),
    }
}

fn write_date(part: DatePart) -> String {
    let mut out = part.year.to_string();
    if let Some(month) = part.month.and_then(|month| MONTHS.get(usize::from(month).wrapping_sub(1))) {
        out.push(' ');
        out.push_str(month);
    }
    if let Some(day) = part.day {
        out.push_str(&format!(" {day}"));
    }
    if let Some(season) = part.season {
        out.push_str([" Spring", " Summer", " Fall", " Winter"][season as usize - 1]);
    }
    out
}

/// One field; a value longer than a line goes on after six spaces.
fn put(out: &mut String, tag: &str, value: &str) {
    const WIDTH: usize = 80;
    let value = plain_line(value);
    if value.is_empty() {
        return;
    }
    out.push_str(&format!("{tag:<4}-"));
    let mut width = 5;
    for word in value.split(' ') {
        let length = word.chars().count() + 1;
        if width + length > WIDTH + 6 && width > 6 {
            out.push_str("\n     ");
            width = 5;
        }
        out.push(' ');
        out.push_str(word);
        width += length;
    }
    out.push('\n');
}

fn write(records: &[Record], _: &Options) -> String {
    let mut out = String::new();
    for record in records {
        let text = |variable| record.text(variable).unwrap_or_default();
        // Every record begins with PMID; without one the tag stays empty.
        if text(Variable::Pmid).is_empty() {
            out.push_str("PMID-\n");
        }
        put(&mut out, "PMID", text(Variable::Pmid));
        put(&mut out, "IS", text(Variable::Issn));
        if let Some(start) = record.date(Variable::Issued).and_then(|date| date.start) {
            let end = record.date(Variable::Issued).and_then(|date| date.end);
            let range = end.map_or_else(
                || write_date(start),
                |end| format!("{}-{}", write_date(start), write_date(end)),
            );
            put(&mut out, "DP", &range);
        }
        let book = record.kind == Kind::Book;
        for (tag, variable) in TEXTS.iter().filter(|(tag, _)| *tag != "OAB") {
            let tag = match *tag {
                "TI" if book => "BTI",
                "JT" if record.kind == Kind::Chapter => "BTI",
                tag => tag,
            };
            let value =
                if *variable == Variable::Page { pages_or_number(record) } else { record.text(*variable) };
            put(&mut out, tag, value.unwrap_or_default());
        }
        if !text(Variable::Doi).is_empty() {
            let id = format!("{} [doi]", text(Variable::Doi));
            put(&mut out, "LID", &id);
            put(&mut out, "AID", &id);
        }
        names(record, &mut out);
        let language = text(Variable::Language);
        let short = language.split(['-', '_']).next().unwrap_or_default();
        let code = LANGUAGES.iter().find(|(known, _)| *known == short).map(|(_, code)| *code);
        put(&mut out, "LA", code.unwrap_or(language));
        let row = TYPES.iter().find(|(_, kind)| *kind == record.kind).map(|(name, _)| *name);
        put(&mut out, "PT", &title_case(row.unwrap_or(record.kind.as_str())));
        record.keywords().into_iter().for_each(|word| put(&mut out, "OT", word));
        put(&mut out, "URL", text(Variable::Url));
        out.push('\n');
    }
    out
}

/// `journal article` → `Journal Article`; CSL's own names stay.
fn title_case(name: &str) -> String {
    if name.contains(['-', '_']) && name != "video-audio media" {
        return name.to_owned();
    }
    let mut start = true;
    name.chars()
        .map(|letter| {
            let upper = if start { letter.to_ascii_uppercase() } else { letter };
            start = matches!(letter, ' ' | '-');
            upper
        })
        .collect()
}

fn names(record: &Record, out: &mut String) {
    for (full, short, role) in [("FAU", "AU", Variable::Author), ("FED", "ED", Variable::Editor)] {
        let authors = role == Variable::Author;
        let names: Vec<&Name> =
            if authors { creators(record).collect() } else { people(record, role).collect() };
        for name in names {
            if name.literal.is_some() {
                put(out, if authors { "CN" } else { full }, &inverted(name));
                continue;
            }
            put(out, full, &inverted(name));
            let given = super::common::given(name);
            let initials: String = given
                .split([' ', '-'])
                .filter_map(|word| word.chars().next())
                .filter(|letter| letter.is_uppercase())
                .collect();
            let suffix = name.suffix.as_deref().unwrap_or_default().trim_end_matches('.');
            put(out, short, &format!("{} {initials} {suffix}", super::common::family(name)));
            if let Some(orcid) = &name.orcid {
                put(out, "AUID", &format!("ORCID: {orcid}"));
            }
            name.affiliations.iter().for_each(|place| put(out, "AD", place));
        }
    }
}
