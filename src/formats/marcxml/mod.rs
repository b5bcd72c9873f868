//! MARCXML: the records of library catalogues, from SRU, OAI-PMH and downloads.
//!
//! Specification: MARC 21 Format for Bibliographic Data (<https://www.loc.gov/marc/bibliographic/>) in
//! the MARC 21 XML schema (<https://www.loc.gov/standards/marcxml/>). ISBD's punctuation at the ends of
//! subfields is taken off. Read only.

mod fields;
mod names;

use super::common::{fill, identify, set_keywords};
use super::xml_text::{Faults, read_records};
use super::{Codec, Group, Info, Likelihood, Reading, head, medline};
use crate::record::{Kind, Record, Variable, identifier};
use crate::text::case;
use crate::text::xml::Element;
use fields::{Field, Marc, bare};

const PLACE: &str = "MARCXML";

/// What menus and files need to know about MARCXML.
pub(super) static INFO: Info = Info {
    id: "marcxml",
    name: "MARCXML",
    aliases: &["marc-xml", "marc21-xml", "marc"],
    extension: "xml",
    media_type: "application/marcxml+xml",
    group: Group::Metadata,
    reads: true,
    ..Info::PLAIN
};

/// Detects and reads MARCXML.
pub(super) static CODEC: Codec = Codec { info: &INFO, detect, read: Some(read), write: None };

fn detect(text: &str) -> Likelihood {
    let start = head(text);
    let has = |word: &str| start.contains(word);
    if !start.starts_with('<') {
        Likelihood::No
    } else if has("loc.gov/MARC21/slim") || has("leader>") && has("controlfield tag=") {
        Likelihood::Yes
    } else if has("datafield tag=") {
        Likelihood::Maybe
    } else {
        Likelihood::No
    }
}

fn read(text: &str) -> Reading {
    read_records(text, PLACE, &["record"], records)
}

/// The record, or those in an envelope that is called a record too (SRU, OAI-PMH).
fn records(element: &Element<'_>, faults: &mut Faults<'_, '_>) -> Vec<Record> {
    let mut found = Vec::new();
    inner(element, &mut found);
    if found.is_empty() {
        faults.at(element, PLACE, "there are no fields in this record; add <datafield>; it was left out");
    }
    let mut records = Vec::new();
    for marc in found {
        let record = work(&Marc::of(marc));
        if record.title().is_empty() {
            faults.at(marc, PLACE, "there is no title in field 245; add it; this record was left out");
        } else {
            records.push(record);
        }
    }
    records
}

fn inner<'e, 'x>(element: &'e Element<'x>, out: &mut Vec<&'e Element<'x>>) {
    if element.local() == "record" && element.child("datafield").is_some() {
        // Authority records and holdings have the same form.
        if !matches!(element.attribute("type"), Some("Authority" | "Holdings" | "Classification")) {
            out.push(element);
        }
        return;
    }
    element.elements().for_each(|child| inner(child, out));
}

fn work(marc: &Marc) -> Record {
    let mut record = Record::new(kind(marc));
    titles(&mut record, marc);
    names::read(&mut record, marc);
    fields::dates(&mut record, marc);
    published(&mut record, marc);
    host(&mut record, marc);
    identifiers(&mut record, marc);
    thesis(&mut record, marc);
    subjects(&mut record, marc);
    for note in marc.all("520") {
        fill(&mut record, Variable::Abstract, &note.text('a'));
    }
    let coded = marc.first("041").map(|field| field.text('a')).unwrap_or_default();
    let fixed = marc.fixed("008", 35..38);
    // Older records run several codes together: `engfre`.
    let code = if coded.is_empty() { fixed } else { coded.get(..3).unwrap_or_default() };
    if !matches!(code, "" | "und" | "zxx" | "mul" | "|||" | "   ") {
        fill(&mut record, Variable::Language, medline::short_language(code).unwrap_or(code));
    }
    for terms in marc.all("540") {
        let link = terms.text('u');
        fill(&mut record, Variable::License, &if link.is_empty() { terms.text('a') } else { link });
    }
    record
}

/// What the leader, the fixed fields and the notes say the work is.
fn kind(marc: &Marc) -> Kind {
    let form = marc.leader(6);
    let level = marc.leader(7);
    // Nature of contents: of books at 24 to 27.
    let contents = if level == 's' { "" } else { marc.fixed("008", 24..28) };
    let printed = matches!(form, 'a' | 't' | ' ');
    match (form, level) {
        _ if marc.first("502").is_some() || printed && contents.contains('m') => Kind::Thesis,
        ('c' | 'd', _) => Kind::MusicalScore,
        ('e' | 'f', _) => Kind::Map,
        ('g', _) => Kind::MotionPicture,
        ('i' | 'j', _) => Kind::Song,
        ('k' | 'r', _) => Kind::Graphic,
        ('m', _) => match marc.fixed("008", 26..27) {
            "b" | "g" => Kind::Software,
            "j" => Kind::Webpage,
            _ => Kind::Dataset,
        },
        ('p', _) => Kind::Collection,
        (_, 'i') => Kind::Webpage,
        (_, 's') => Kind::Periodical,
        (_, 'b') => part_of_serial(marc),
        (_, 'a') if marc.first("773").is_some_and(|host| !host.text('x').is_empty()) => part_of_serial(marc),
        (_, 'a') => Kind::Chapter,
        ('t', _) => Kind::Manuscript,
        _ if marc.first("773").is_some_and(|host| !host.text('x').is_empty()) => part_of_serial(marc),
        _ if marc.first("013").is_some() || contents.contains('j') => Kind::Patent,
        _ if marc.first("088").is_some() || contents.contains('t') => Kind::Report,
        _ if contents.contains('u') => Kind::Standard,
        _ if contents.contains('z') => Kind::Treaty,
        _ => Kind::Book,
    }
}

/// Journals and newspapers: the host's title says which.
fn part_of_serial(marc: &Marc) -> Kind {
    let genres = marc.all("655").map(|field| case::to_lower(&field.text('a'))).collect::<Vec<_>>().join(";");
    if genres.contains("newspaper article") {
        Kind::ArticleNewspaper
    } else if genres.contains("book review") {
        Kind::ReviewBook
    } else {
        Kind::ArticleJournal
    }
}

/// `$a` title, `$n` and `$p` part, `$b` the rest of the title.
fn titles(record: &mut Record, marc: &Marc) {
    if let Some(field) = marc.first("245") {
        let mut title = String::new();
        let mut parallel = false;
        for (code, text) in &field.subfields {
            let part = bare(text);
            match code {
                'a' => title = part,
                'n' | 'p' if title.is_empty() => title = part,
                'n' => title = format!("{title}. {part}"),
                // A name follows its number after a comma.
                'p' => {
                    title = format!(
                        "{title}{} {part}",
                        if text_before_is_number(field, text) { "," } else { "." }
                    )
                }
                // After `=` comes the title in another language.
                'b' if !parallel && !title.is_empty() => {
                    let first = part.split(" = ").next().unwrap_or_default();
                    let stop = if title.ends_with(['?', '!']) { "" } else { ":" };
                    title = format!("{title}{stop} {}", bare(first));
                }
                _ => {}
            }
            parallel = matches!(code, 'a' | 'b' | 'n' | 'p') && text.trim_end().ends_with('=');
        }
        fill(record, Variable::Title, &title);
    }
    if let Some(field) = marc.first("240") {
        fill(record, Variable::OriginalTitle, &bare(&field.text('a')));
    }
    // The title in its own script, where the record itself is romanised.
    if let Some(field) = marc.all("880").find(|field| field.text('6').starts_with("245")) {
        let title = [field.text('a'), field.text('b')].map(|part| bare(&part));
        fill(record, Variable::OriginalTitle, title.join(": ").trim_end_matches(": "));
    }
    for field in marc.all("210") {
        fill(record, Variable::TitleShort, &field.text('a'));
    }
}

fn text_before_is_number(field: &Field, text: &str) -> bool {
    let at = field.subfields.iter().position(|(code, own)| *code == 'p' && own == text).unwrap_or_default();
    at.checked_sub(1).and_then(|at| field.subfields.get(at)).is_some_and(|(code, _)| *code == 'n')
}

/// Edition, place, publisher, extent and series.
fn published(record: &mut Record, marc: &Marc) {
    if let Some(field) = marc.first("250") {
        fill(record, Variable::Edition, &bare(&field.text('a')));
    }
    for field in fields::imprints(marc) {
        // `[S.l.]`, `[s.n.]`, `[Place of publication not identified]`
        for (code, variable) in [('a', Variable::PublisherPlace), ('b', Variable::Publisher)] {
            let text = bare(&field.text(code));
            let lower = case::to_lower(text.trim_matches(['[', ']', '.', ' ']));
            let unknown =
                matches!(lower.as_str(), "s.l" | "s. l" | "s.n" | "s. n") || lower.contains("not identified");
            if !unknown {
                fill(record, variable, text.trim_matches(['[', ']']));
            }
        }
    }
    for field in marc.all("300") {
        let text = case::to_lower(&bare(&field.text('a')));
        let mut words = text.split([' ', ',']).filter(|word| !word.is_empty()).peekable();
        while let Some(word) = words.next() {
            let digits = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
            match words.peek().map(|unit| unit.trim_end_matches(['.', ')', ';'])) {
                Some("p" | "pages" | "s" | "seiten" | "leaves" | "blätter" | "pag") if digits => {
                    fill(record, Variable::NumberOfPages, word);
                }
                Some("v" | "volumes" | "vol" | "bände" | "bde") if digits => {
                    fill(record, Variable::NumberOfVolumes, word);
                }
                _ => {}
            }
        }
    }
    for tag in ["490", "440", "830"] {
        for field in marc.all(tag) {
            if !record.has(Variable::CollectionTitle) {
                fill(record, Variable::CollectionTitle, &bare(&field.text('a')));
                fill(record, Variable::CollectionNumber, fields::number(&bare(&field.text('v'))));
            }
        }
    }
}

/// 773: the journal or book that the work is in.
fn host(record: &mut Record, marc: &Marc) {
    let Some(field) = marc.first("773") else { return };
    fill(record, Variable::ContainerTitle, &bare(&field.text('t')));
    fill(record, Variable::ContainerTitleShort, &bare(&field.text('p')));
    fill(record, Variable::Issn, &field.text('x'));
    fill(record, Variable::Isbn, &field.text('z'));
    fields::enumeration(record, &field.text('q'));
    for part in field.texts('g') {
        fields::related_parts(record, part);
    }
    fields::place_and_publisher(record, &field.text('d'));
}

fn identifiers(record: &mut Record, marc: &Marc) {
    for (tag, variable) in [("020", Variable::Isbn), ("022", Variable::Issn)] {
        for field in marc.all(tag) {
            // `0201896834 (v. 1 : acid-free paper) :`
            let text = field.text('a');
            fill(record, variable, text.split([' ', '(']).next().unwrap_or_default());
        }
    }
    for field in marc.all("024") {
        let (value, source) = (field.text('a'), field.text('2'));
        match source.as_str() {
            "doi" => fill(record, Variable::Doi, identifier::doi(&value).unwrap_or(&value)),
            "pmid" => fill(record, Variable::Pmid, &value),
            "pmcid" => fill(record, Variable::Pmcid, &value),
            "uri" | "hdl" | "urn" if identifier::doi(&value).is_some() => {
                identify(record, &value);
            }
            _ => {}
        }
    }
    for (tag, code) in [("088", 'a'), ("027", 'a'), ("013", 'a')] {
        for field in marc.all(tag) {
            fill(record, Variable::Number, &bare(&field.text(code)));
        }
    }
    for field in marc.all("856").filter(|field| field.indicator(2) != '2') {
        // Tables of contents, blurbs and covers have a word for what they are.
        let about = case::to_lower(&(field.text('3') + &field.text('y') + &field.text('z')));
        let aside = ["contents", "description", "biographical", "inhalt", "cover", "sample", "klappentext"];
        if !aside.iter().any(|word| about.contains(word)) {
            let url = field.text('u');
            if identifier::doi(&url).is_some() {
                identify(record, &url);
            } else if let Some(url) = identifier::safe_url(&url) {
                fill(record, Variable::Url, url);
            }
        }
    }
}

/// 502: `Thesis (Ph. D.)--University of Examples, 1999.`, or the parts in subfields.
fn thesis(record: &mut Record, marc: &Marc) {
    let Some(field) = marc.first("502") else { return };
    let text = bare(&field.text('a'));
    let (kind, rest) = text.split_once("--").unwrap_or((text.as_str(), ""));
    let degree = kind.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(degree, _)| degree);
    let degree = degree.map(str::to_owned).unwrap_or_else(|| bare(&field.text('b')));
    fill(record, Variable::Genre, &degree);
    let school = rest.rsplit_once(',').map_or(rest, |(school, _)| school);
    let school = if school.trim().is_empty() { bare(&field.text('c')) } else { bare(school) };
    // The school is the publisher, unless a press is.
    fill(record, Variable::Publisher, &school);
}

/// Subjects with their subdivisions: `Birds--Austria`.
fn subjects(record: &mut Record, marc: &Marc) {
    let mut words: Vec<String> = Vec::new();
    for tag in ["650", "651", "653", "648"] {
        for field in marc.all(tag) {
            let parts =
                field.subfields.iter().filter(|(code, _)| matches!(code, 'a' | 'x' | 'y' | 'z' | 'v'));
            let parts: Vec<String> = parts.map(|(_, text)| bare(text)).collect();
            let separator = if tag == "653" { "; " } else { "--" };
            let word = parts.join(separator);
            if !words.contains(&word) {
                words.push(word);
            }
        }
    }
    let words: Vec<String> = words.iter().flat_map(|word| word.split("; ")).map(str::to_owned).collect();
    set_keywords(record, &words);
}
