//! COinS: OpenURL context objects (key/encoded-value) in the `title` of `<span class="Z3988">`.
//!
//! Specification: ANSI/NISO Z39.88-2004, the KEV formats `journal`, `book`, `dissertation`,
//! `patent` and `dc`, and COinS 1.0. Reads every span of an HTML text, or bare KEV text, a line
//! each. Writes one span a record; what the four formats cannot say is written as `dc`, with
//! CSL's name of the type.

use super::common::{
    article_number, creators, drop_number_as_pages, escape_xml, family, fill, from_html, from_text, given,
    identify, inverted, one_line, page_ends, people, percent_decoded, plain_line, season,
};
use super::{Codec, Group, Info, Likelihood, Options, Problems, Reading, head};
use crate::normalise::{dates, identifiers, names};
use crate::record::{Date, Kind, Name, Record, Variable};
use crate::text::case;
use crate::text::xml;

/// What menus and files need to know about COinS.
pub static INFO: Info = Info {
    id: "coins",
    name: "COinS",
    aliases: &["openurl", "z3988", "kev"],
    extension: "html",
    media_type: "text/x-coins",
    group: Group::Metadata,
    reads: true,
    writes: true,
    ..Info::PLAIN
};

/// Detects, reads and writes COinS.
pub static CODEC: Codec = Codec { info: &INFO, detect, read: Some(read), write: Some(write) };

fn detect(text: &str) -> Likelihood {
    let start = head(text);
    if start.contains("Z3988") || start.contains("ctx_ver=Z39.88") || start.contains("rft_val_fmt=") {
        Likelihood::Yes
    } else {
        Likelihood::No
    }
}

/// Genres and types: the KEV format, the genre (or `dc` type), and CSL's type. The first row of
/// a CSL type is the one that is written.
static GENRES: &[(&str, &str, Kind)] = &[
    ("journal", "article", Kind::ArticleJournal),
    ("journal", "preprint", Kind::Article),
    ("journal", "proceeding", Kind::PaperConference),
    ("journal", "journal", Kind::Periodical),
    ("journal", "issue", Kind::Periodical),
    ("journal", "unknown", Kind::ArticleJournal),
    ("journal", "", Kind::ArticleJournal),
    ("book", "book", Kind::Book),
    ("book", "bookitem", Kind::Chapter),
    ("book", "proceeding", Kind::PaperConference),
    ("book", "report", Kind::Report),
    ("book", "conference", Kind::Book),
    ("journal", "conference", Kind::Book),
    ("book", "document", Kind::Document),
    ("book", "unknown", Kind::Book),
    ("book", "", Kind::Book),
    ("dissertation", "dissertation", Kind::Thesis),
    ("dissertation", "", Kind::Thesis),
    ("patent", "patent", Kind::Patent),
    ("patent", "", Kind::Patent),
    // Zotero's names in `dc`.
    ("dc", "journalArticle", Kind::ArticleJournal),
    ("dc", "magazineArticle", Kind::ArticleMagazine),
    ("dc", "newspaperArticle", Kind::ArticleNewspaper),
    ("dc", "bookSection", Kind::Chapter),
    ("dc", "conferencePaper", Kind::PaperConference),
    ("dc", "blogPost", Kind::PostWeblog),
    ("dc", "forumPost", Kind::Post),
    ("dc", "computerProgram", Kind::Software),
    ("dc", "videoRecording", Kind::MotionPicture),
    ("dc", "film", Kind::MotionPicture),
    ("dc", "audioRecording", Kind::Song),
    ("dc", "podcast", Kind::Broadcast),
    ("dc", "tvBroadcast", Kind::Broadcast),
    ("dc", "radioBroadcast", Kind::Broadcast),
    ("dc", "presentation", Kind::Speech),
    ("dc", "artwork", Kind::Graphic),
    // DCMI's types, and what Omeka calls a picture.
    ("dc", "Image", Kind::Graphic),
    ("dc", "StillImage", Kind::Graphic),
    ("dc", "Still Image", Kind::Graphic),
    ("dc", "MovingImage", Kind::MotionPicture),
    ("dc", "Sound", Kind::Song),
    ("dc", "Dataset", Kind::Dataset),
    // What VuFind's catalogues call the format of a work that is neither book nor article.
    ("dc", "Map", Kind::Map),
    ("dc", "Atlas", Kind::Map),
    ("dc", "Globe", Kind::Map),
    ("dc", "Musical Score", Kind::MusicalScore),
    ("dc", "Music Recording", Kind::Song),
    ("dc", "Sound Recording", Kind::Song),
    ("dc", "CD", Kind::Song),
    ("dc", "Video", Kind::MotionPicture),
    ("dc", "DVD", Kind::MotionPicture),
    ("dc", "Photo", Kind::Graphic),
    ("dc", "Slide", Kind::Graphic),
    ("dc", "Print", Kind::Graphic),
    ("dc", "Drawing", Kind::Graphic),
    ("dc", "Painting", Kind::Graphic),
    ("dc", "Manuscript", Kind::Manuscript),
    ("dc", "Software", Kind::Software),
    ("dc", "eBook", Kind::Book),
    ("dc", "Thesis", Kind::Thesis),
    ("dc", "Dissertation", Kind::Thesis),
    ("dc", "letter", Kind::PersonalCommunication),
    ("dc", "case", Kind::LegalCase),
    ("dc", "statute", Kind::Legislation),
    ("dc", "encyclopediaArticle", Kind::EntryEncyclopedia),
    ("dc", "dictionaryEntry", Kind::EntryDictionary),
];

/// Keys with one meaning in every format, in the order they are written. Pages, dates, names,
/// titles and identifiers have rules of their own.
static KEYS: &[(&str, Variable)] = &[
    ("rft.stitle", Variable::ContainerTitleShort),
    ("rft.volume", Variable::Volume),
    ("rft.issue", Variable::Issue),
    ("rft.part", Variable::PartNumber),
    ("rft.issn", Variable::Issn),
    ("rft.eissn", Variable::Issn),
    ("rft.isbn", Variable::Isbn),
    ("rft.edition", Variable::Edition),
    ("rft.series", Variable::CollectionTitle),
    ("rft.tpages", Variable::NumberOfPages),
    ("rft.place", Variable::PublisherPlace),
    ("rft.pub", Variable::Publisher),
    ("rft.publisher", Variable::Publisher),
    ("rft.inst", Variable::Publisher),
    ("rft.co", Variable::Jurisdiction),
    ("rft.cc", Variable::Jurisdiction),
    ("rft.number", Variable::Number),
    ("rft.degree", Variable::Genre),
    ("rft.language", Variable::Language),
    ("rft.rights", Variable::License),
    ("rft.description", Variable::Abstract),
    ("rft.source", Variable::ContainerTitle),
];

fn read(text: &str) -> Reading {
    let mut problems = Problems::of_file(text, "COinS");
    let mut records = Vec::new();
    let mut add = |kev: &str, offset: usize| match from_kev(kev) {
        Some(record) => {
            records.push(record);
            if let Some(message) = date_problem(kev) {
                problems.at(offset, "COinS", message);
            }
        }
        None => problems.at(
            offset,
            "COinS",
            "this context object has no title, names or identifier; give rft.title or rft.atitle",
        ),
    };
    if text.contains("Z3988") {
        let mut from = 0;
        while let Some((before, _)) = text.get(from..).and_then(|rest| rest.split_once("Z3988")) {
            let at = from + before.len();
            let start = before.rfind('<').map(|start| from + start);
            from = at + "Z3988".len();
            let Some(start) = start else { continue };
            let tag = &text[start..];
            let end = tag_end(tag).unwrap_or(tag.len());
            match attribute(&tag[..end], "title") {
                Some(title) => add(&xml::unescape(title), start),
                None => add("", start),
            }
            from = from.max(start + end);
        }
    } else {
        let mut offset = 0;
        for line in text.split_inclusive('\n') {
            let kev = line.trim().trim_start_matches('\u{feff}');
            let kev = kev.split_once('?').map_or(kev, |(_, query)| query);
            if !kev.is_empty() {
                add(&xml::unescape(kev), offset);
            }
            offset += line.len();
        }
    }
    Reading { records, problems: problems.finish("COinS") }
}

/// Where a tag ends: the first `>` outside quotes.
pub fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return Some(at),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// The value of an attribute in a tag, as it is written.
pub fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let lower = tag.to_ascii_lowercase();
    let mut from = 0;
    while let Some(found) = lower[from..].find(name) {
        let at = from + found;
        let after = tag[at + name.len()..].trim_start();
        let begins = lower[..at].chars().next_back().is_none_or(char::is_whitespace);
        if let (true, Some(value)) = (begins, after.strip_prefix('=')) {
            let value = value.trim_start();
            let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
            let value = &value[1..];
            return value.get(..value.find(quote)?);
        }
        from = at + name.len();
    }
    None
}

/// `%20`, `+` and plain text to text.
fn decode(text: &str) -> String {
    let mut text = one_line(&percent_decoded(&text.replace('+', " ")));
    text.retain(|letter| !letter.is_control());
    text
}

/// Keys of the date, the best first.
static DATES: &[&str] = &["rft.date", "rft.pubdate", "rft.appldate"];

/// What is wrong with the date of a context object, if anything is.
pub fn date_problem(kev: &str) -> Option<String> {
    let pairs = kev.split('&').filter_map(|pair| pair.split_once('='));
    let mut values = pairs.filter(|(key, _)| DATES.contains(&key.trim())).map(|(_, value)| decode(value));
    values.find(|date| dates::is_invalid(date)).map(|date| dates::invalid(&date))
}

/// The record of one context object in key/encoded-value form; nothing where it names no work.
pub fn from_kev(kev: &str) -> Option<Record> {
    let pairs: Vec<(&str, String)> = kev
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(key, value)| (key.trim(), decode(value)))
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let all = |key: &'static str| {
        pairs.iter().filter(move |(name, _)| *name == key).map(|(_, value)| value.as_str())
    };
    let first = |key: &'static str| all(key).next();
    let format = first("rft_val_fmt").unwrap_or_default().rsplit(':').next().unwrap_or_default();
    let other = || first("rft.format").filter(|_| format == "dc");
    let genre = first("rft.genre").or_else(|| first("rft.type")).or_else(other).unwrap_or_default();
    let row = GENRES.iter().find(|(have, name, _)| *have == format && *name == genre);
    let row = row.or_else(|| GENRES.iter().find(|(have, name, _)| *have == format && name.is_empty()));
    let kind = Kind::parse(genre).filter(|_| format == "dc").or(row.map(|(.., kind)| *kind));
    let mut record = Record::new(kind.unwrap_or_default());
    titles(&mut record, format, &first);
    for (key, variable) in KEYS {
        if let Some(value) = first(key) {
            let isbd = matches!(
                variable,
                Variable::PublisherPlace | Variable::Publisher | Variable::CollectionTitle
            );
            let value = if isbd { without_isbd(value) } else { value };
            let isbn = identifiers::isbn(value).filter(|_| *variable == Variable::Isbn);
            fill(&mut record, *variable, isbn.as_deref().unwrap_or(value));
        }
    }
    if let Some(date) = DATES.iter().find_map(|key| first(key)) {
        let season = first("rft.ssn").filter(|_| date.len() == 4);
        let date = season.map_or(date.to_owned(), |season| format!("{season} {date}"));
        record.set_date(Variable::Issued, dates::date(&date).unwrap_or_else(|| Date::literal(date)));
    }
    let pages = match (first("rft.pages"), first("rft.spage"), first("rft.epage")) {
        (Some(pages), ..) => Some(pages.to_owned()),
        (_, Some(start), Some(end)) if start != end => Some(format!("{start}-{end}")),
        (_, start, _) => start.or_else(|| first("rft.artnum")).map(str::to_owned),
    };
    // `xii, 234 p. :`, the extent of a book.
    if let Some(count) = pages.as_deref().filter(|_| record.kind == Kind::Book).and_then(extent) {
        fill(&mut record, Variable::NumberOfPages, &count);
        return finish(record, &pairs, &first);
    }
    // Wikipedia keeps the hyphen on the line with a tag.
    fill(&mut record, Variable::Page, &from_html(&pages.unwrap_or_default()));
    if record.text(Variable::Page) == first("rft.artnum") {
        fill(&mut record, Variable::Number, first("rft.artnum").unwrap_or_default());
        drop_number_as_pages(&mut record);
    }
    finish(record, &pairs, &first)
}

/// The number of pages in the extent of a catalogue's description: `xii, 234 p. :`
fn extent(text: &str) -> Option<String> {
    let bare = without_isbd(text);
    let count = [" pages", " p.", " p", " S.", " с."].iter().find_map(|word| bare.strip_suffix(word))?;
    let count = count.rsplit([' ', ',']).next()?;
    (!count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit())).then(|| count.to_owned())
}

/// The record with its people, identifiers and keywords.
fn finish<'f>(
    mut record: Record,
    pairs: &[(&str, String)],
    first: &dyn Fn(&'static str) -> Option<&'f str>,
) -> Option<Record> {
    let all = |key: &'static str| {
        pairs.iter().filter(move |(name, _)| *name == key).map(|(_, value)| value.as_str())
    };
    names(&mut record, pairs, first);
    for key in ["rft_id", "rft.identifier", "rft.doi"] {
        for id in all(key) {
            identify(&mut record, id);
        }
    }
    let words: Vec<String> = all("rft.subject").map(str::to_owned).collect();
    super::common::set_keywords(&mut record, &words);
    let named = record.texts().next().is_some() || record.all_names().next().is_some();
    named.then_some(record)
}

fn titles<'f>(record: &mut Record, format: &str, first: &dyn Fn(&'static str) -> Option<&'f str>) {
    let set = |record: &mut Record, variable, keys: &[&'static str]| {
        if let Some(text) = keys.iter().find_map(|key| first(key)) {
            fill(record, variable, &from_html(&title(text)));
        }
    };
    if first("rft.atitle").is_some() {
        set(record, Variable::Title, &["rft.atitle"]);
        set(record, Variable::ContainerTitle, &["rft.jtitle", "rft.btitle", "rft.title"]);
        if format == "book" && record.kind == Kind::Book {
            record.kind = Kind::Chapter;
        }
    } else {
        set(record, Variable::Title, &["rft.btitle", "rft.title", "rft.jtitle"]);
        if format == "journal" && record.kind == Kind::ArticleJournal {
            record.kind = Kind::Periodical;
        }
    }
}

/// A title without the punctuation of catalogues (ISBD, <https://www.ifla.org/isbd/>), in which
/// Blacklight and VuFind pass on MARC records: `Rivers : a history /`.
fn title(text: &str) -> String {
    let mut text = without_isbd(text).to_owned();
    // The general material designation: `Rivers [electronic resource] : a history`.
    for word in MATERIALS {
        let mark = [" [", word, "]"].concat();
        if let Some(at) = case::to_lower(&text).find(&mark).filter(|at| text.is_char_boundary(*at)) {
            if text.is_char_boundary(at + mark.len()) {
                text.replace_range(at..at + mark.len(), "");
            }
        }
    }
    without_isbd(&text).replace(" : ", ": ")
}

/// Words for the material in a catalogue's title (AACR2, rule 1.1C).
const MATERIALS: &[&str] = &[
    "electronic resource",
    "cartographic material",
    "microform",
    "videorecording",
    "sound recording",
    "text",
    "manuscript",
    "graphic",
    "music",
    "motion picture",
    "computer file",
    "ressource électronique",
    "elektronische ressource",
    "recurso electrónico",
];

/// A record without the punctuation of catalogues, which Koha passes on in RDFa: `Rivers /`, `Oslo :`.
pub fn tidy(record: &mut Record) {
    for variable in
        [Variable::Title, Variable::Publisher, Variable::PublisherPlace, Variable::CollectionTitle]
    {
        let Some(text) = record.text(variable) else { continue };
        let bare = text.trim_end();
        let mark = [" /", " :", " ;", " ="].iter().any(|mark| bare.ends_with(mark));
        let comma = variable != Variable::Title && bare.ends_with(',');
        if mark || comma {
            let clean = title(text);
            record.set_text(variable, clean);
        }
    }
    if let Some(isbn) = record.text(Variable::Isbn).and_then(identifiers::isbn) {
        record.set_text(Variable::Isbn, isbn);
    }
}

/// A text without the mark that begins the next area of a catalogue's description.
fn without_isbd(text: &str) -> &str {
    let bare = text.trim_end();
    let short = bare.trim_end_matches(['/', ':', ';', '=', ',']).trim_end();
    // `1/`, `What now?/`: only what stands apart, or a comma behind a publisher.
    if bare.len() > short.len() && !short.is_empty() { short } else { bare }
}

/// A name without the full stop that ends a catalogue's heading: `Roe, Jane.`, but `Roe, J.`
fn without_stop(name: &str) -> &str {
    let Some(bare) = name.trim_end().strip_suffix('.') else { return name };
    let word = bare.rsplit([' ', ',', '.']).next().unwrap_or_default();
    let abbreviated = matches!(word, "Inc" | "Ltd" | "Corp" | "Chas" | "Thos" | "Dept");
    if word.chars().count() > 3 && !abbreviated { bare } else { name }
}

fn names<'f>(record: &mut Record, pairs: &[(&str, String)], first: &dyn Fn(&'static str) -> Option<&'f str>) {
    // In the order they are given, people and organisations alike (N6).
    let mut authors: Vec<Name> = Vec::new();
    let mut contributors = Vec::new();
    for (key, value) in pairs {
        match *key {
            "rft.au" | "rft.creator" | "rft.inventor" | "rft.inv" => {
                authors.extend(names::read_all(without_stop(value)))
            }
            "rft.aucorp" => authors.push(Name::literal(value.as_str())),
            "rft.contributor" => contributors.push(from_text(value)),
            _ => {}
        }
    }
    // A list, or a key whose `&` is damaged, `Watson;rft.aufirst=J.`: no part of a name has a semicolon.
    let part_of = |keys: &[&'static str]| {
        keys.iter()
            .find_map(|key| first(key))
            .and_then(|text| text.split(';').map(str::trim).find(|part| !part.is_empty()))
    };
    if let Some(last) = part_of(&["rft.aulast", "rft.invlast"]) {
        let given =
            part_of(&["rft.aufirst", "rft.invfirst", "rft.auinit", "rft.auinit1"]).unwrap_or_default();
        let mut lead = super::common::from_inverted(&format!("{last}, {given}"));
        if lead.family.is_none() {
            lead = Name::person(last, given);
        }
        lead.suffix = first("rft.ausuffix").map(str::to_owned);
        // The first author is usually given twice, the second time among all of them, where a name is read
        // with more care: `Z39.` loses what looks like the number of a note.
        let whole = names::read_all(&inverted(&lead));
        match authors.iter().position(|name| name.full().contains(last) || whole.contains(name)) {
            Some(at) => authors[at] = lead,
            None => authors.insert(0, lead),
        }
    }
    record.set_names(Variable::Author, authors);
    record.set_names(Variable::Contributor, contributors);
}

fn write(records: &[Record], _: &Options) -> String {
    let mut out = String::new();
    for record in records {
        out.push_str("<span class=\"Z3988\" title=\"");
        out.push_str(&escape_xml(&kev(record)));
        out.push_str("\"></span>\n");
    }
    out
}

/// A context object under construction.
struct Kev(String);

impl Kev {
    fn put(&mut self, key: &str, value: &str) {
        let value = plain_line(value);
        if value.is_empty() {
            return;
        }
        self.0.push('&');
        self.0.push_str(key);
        self.0.push('=');
        for byte in value.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                self.0.push(byte.into());
            } else {
                const HEX: &[u8; 16] = b"0123456789ABCDEF";
                self.0.push('%');
                self.0.push(HEX[usize::from(byte >> 4)].into());
                self.0.push(HEX[usize::from(byte & 15)].into());
            }
        }
    }
}

/// The context object of a record in key/encoded-value form.
fn kev(record: &Record) -> String {
    let row = GENRES.iter().find(|(format, .., kind)| *kind == record.kind && *format != "dc");
    let (format, genre) = row.map_or(("dc", record.kind.as_str()), |(format, genre, _)| (*format, *genre));
    // A paper in a book of proceedings has an ISBN; `book` has a place for it.
    let format = if genre == "proceeding" && !record.has(Variable::Issn) { "book" } else { format };
    let text = |variable| record.text(variable).unwrap_or_default();
    let mut kev = Kev("ctx_ver=Z39.88-2004".to_owned());
    kev.put("rft_val_fmt", &format!("info:ofi/fmt:kev:mtx:{format}"));
    let dc = format == "dc";
    kev.put(
        if dc { "rft.type" } else { "rft.genre" },
        if matches!(format, "dissertation" | "patent") { "" } else { genre },
    );
    if !text(Variable::Doi).is_empty() {
        kev.put(if dc { "rft.identifier" } else { "rft_id" }, &format!("info:doi/{}", text(Variable::Doi)));
    }
    if !text(Variable::Pmid).is_empty() {
        kev.put("rft_id", &format!("info:pmid/{}", text(Variable::Pmid)));
    }
    kev.put(if dc { "rft.identifier" } else { "rft_id" }, text(Variable::Url));
    let part = matches!(genre, "article" | "preprint" | "proceeding" | "bookitem");
    match (part, format) {
        (true, "book") => {
            kev.put("rft.atitle", record.title());
            kev.put("rft.btitle", text(Variable::ContainerTitle));
        }
        (true, _) => {
            kev.put("rft.atitle", record.title());
            kev.put("rft.jtitle", text(Variable::ContainerTitle));
        }
        (false, "book") => kev.put("rft.btitle", record.title()),
        _ => kev.put("rft.title", record.title()),
    }
    for (at, (key, variable)) in KEYS.iter().enumerate() {
        let first = KEYS.iter().position(|(_, other)| other == variable) == Some(at);
        let other = match *key {
            "rft.source" => !part,
            "rft.pub" => !dc && format != "dissertation",
            "rft.publisher" => dc,
            "rft.inst" => format == "dissertation",
            "rft.description" => dc,
            _ => first,
        };
        if other {
            kev.put(key, text(*variable));
        }
    }
    if let Some(date) = record.date(Variable::Issued) {
        // Of a journal's issue the season has a key of its own.
        match season(date).filter(|_| format == "journal") {
            Some((season, year)) => {
                kev.put("rft.date", &year.to_string());
                kev.put("rft.ssn", &case::to_lower(season));
            }
            None => kev.put("rft.date", &date.to_edtf()),
        }
    }
    if format == "journal" {
        kev.put("rft.artnum", article_number(record).unwrap_or_default());
    }
    if let Some((start, end)) = page_ends(record) {
        kev.put("rft.pages", record.text(Variable::Page).unwrap_or(start));
        kev.put("rft.spage", start);
        kev.put("rft.epage", end.unwrap_or_default());
    }
    write_names(record, format, &mut kev);
    if dc {
        record.keywords().into_iter().for_each(|word| kev.put("rft.subject", word));
    }
    kev.0
}

fn write_names(record: &Record, format: &str, kev: &mut Kev) {
    let dc = format == "dc";
    let mut lead = true;
    for name in creators(record) {
        if dc {
            kev.put("rft.creator", &inverted(name));
        } else if format == "patent" {
            kev.put("rft.inventor", &inverted(name));
        } else if name.literal.is_some() {
            kev.put("rft.aucorp", &inverted(name));
        } else {
            if lead {
                kev.put("rft.aulast", &family(name));
                kev.put("rft.aufirst", &given(name));
                kev.put("rft.ausuffix", name.suffix.as_deref().unwrap_or_default());
                lead = false;
            }
            kev.put("rft.au", &inverted(name));
        }
    }
    for name in people(record, Variable::Contributor) {
        kev.put("rft.contributor", &inverted(name));
    }
}
