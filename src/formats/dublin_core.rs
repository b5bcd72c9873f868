//! Dublin Core: XML (`oai_dc`, RDF, or bare elements) and HTML `<meta name="DC.title">` tags.
//!
//! Specification: DCMI Metadata Terms (<https://www.dublincore.org/specifications/dublin-core/dcmi-terms/>),
//! DCMES 1.1 (ISO 15836), "Expressing Dublin Core in HTML/XHTML meta and link elements", and the
//! OJS names for what Dublin Core has no element for (`DC.Source.Volume`). Writes `oai_dc`-like
//! XML with DCMI terms, or meta tags with the option `as: "meta"`.

use super::common::{
    creators, drop_doi_link, escape_xml, fill, from_html, from_text, identify, inverted, one_line, page_ends,
    people, plain_line, set_keywords,
};
use super::{Codec, Group, Info, Likelihood, Options, Problems, Reading, head};
use crate::record::{Date, Kind, Name, Record, Variable, identifier};
use crate::text::xml::{self, Element};

/// What menus and files need to know about Dublin Core.
pub static INFO: Info = Info {
    id: "dublin-core",
    name: "Dublin Core",
    aliases: &["dc", "dcterms", "oai_dc", "application/x-dc+xml"],
    extension: "xml",
    media_type: "application/x-dc+xml",
    group: Group::Metadata,
    reads: true,
    writes: true,
    options: &[("as", "xml (the default), or meta: tags for the head of a page")],
    ..Info::PLAIN
};

/// Detects, reads and writes Dublin Core.
pub static CODEC: Codec = Codec { info: &INFO, detect, read: Some(read), write: Some(write) };

fn detect(text: &str) -> Likelihood {
    let start = head(text);
    if !start.starts_with('<') {
        return Likelihood::No;
    }
    let has = |word: &str| start.contains(word);
    if has("<oai_dc:dc")
        || has("<dc:title")
        || has("<dc:creator")
        || has("<dcterms:title")
        || has("<srw_dc:dc")
    {
        Likelihood::Yes
    } else if has("purl.org/dc/") || has("\"DC.") || has("\"dc.") || has("\"DCTERMS.") || has("\"dcterms.") {
        Likelihood::Maybe
    } else {
        Likelihood::No
    }
}

/// DCMI types and the words that repositories write, as small letters without anything between them,
/// and CSL's types.
static TYPES: &[(&str, Kind)] = &[
    ("article", Kind::ArticleJournal),
    ("journalarticle", Kind::ArticleJournal),
    ("researcharticle", Kind::ArticleJournal),
    ("textserialjournal", Kind::ArticleJournal),
    ("peerreviewed", Kind::ArticleJournal),
    ("reviewarticle", Kind::ArticleJournal),
    ("preprint", Kind::Article),
    ("workingpaper", Kind::Article),
    ("technicalreport", Kind::Report),
    ("projectreport", Kind::Report),
    ("bookpart", Kind::Chapter),
    ("bookchapter", Kind::Chapter),
    ("booksection", Kind::Chapter),
    ("bookreview", Kind::ReviewBook),
    ("conferencepaper", Kind::PaperConference),
    ("conferenceobject", Kind::PaperConference),
    ("conferenceitem", Kind::PaperConference),
    ("conferencecontribution", Kind::PaperConference),
    ("proceedings", Kind::Book),
    ("monograph", Kind::Book),
    ("doctoralthesis", Kind::Thesis),
    ("masterthesis", Kind::Thesis),
    ("mastersthesis", Kind::Thesis),
    ("bachelorthesis", Kind::Thesis),
    ("dissertation", Kind::Thesis),
    ("phdthesis", Kind::Thesis),
    ("lecture", Kind::Speech),
    ("presentation", Kind::Speech),
    ("conferenceposter", Kind::Speech),
    ("poster", Kind::Speech),
    ("software", Kind::Software),
    ("dataset", Kind::Dataset),
    ("collection", Kind::Collection),
    ("event", Kind::Event),
    ("movingimage", Kind::MotionPicture),
    ("video", Kind::MotionPicture),
    ("stillimage", Kind::Graphic),
    ("image", Kind::Graphic),
    ("physicalobject", Kind::Graphic),
    ("sound", Kind::Song),
    ("interactiveresource", Kind::Webpage),
    ("website", Kind::Webpage),
    ("service", Kind::Webpage),
];

/// The term that is written for a type beside CSL's own name of it.
fn dcmi_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Dataset => "Dataset",
        Kind::Software => "Software",
        Kind::Collection => "Collection",
        Kind::Event | Kind::Performance => "Event",
        Kind::MotionPicture | Kind::Broadcast => "MovingImage",
        Kind::Graphic | Kind::Figure | Kind::Map => "StillImage",
        Kind::Song => "Sound",
        _ => "Text",
    }
}

/// Terms with one value, in small letters, and the variables they fill; also OJS's and others'
/// qualified names. The first row of a variable that has a namespace of DCMI's is written.
static TERMS: &[(&str, Variable)] = &[
    ("alternative", Variable::TitleShort),
    ("title.alternative", Variable::TitleShort),
    ("publisher", Variable::Publisher),
    ("publisher.place", Variable::PublisherPlace),
    ("language", Variable::Language),
    ("language.iso", Variable::Language),
    ("ispartof", Variable::ContainerTitle),
    ("relation.ispartof", Variable::ContainerTitle),
    ("source", Variable::ContainerTitle),
    ("ispartofseries", Variable::CollectionTitle),
    ("relation.ispartofseries", Variable::CollectionTitle),
    ("source.volume", Variable::Volume),
    ("citation.volume", Variable::Volume),
    ("source.issue", Variable::Issue),
    ("citation.issue", Variable::Issue),
    ("source.issn", Variable::Issn),
    ("source.uri", Variable::Source),
    ("identifier.pagenumber", Variable::Page),
    ("hasversion", Variable::Version),
    ("medium", Variable::Medium),
    ("format.medium", Variable::Medium),
    ("license", Variable::License),
    ("rights.license", Variable::License),
    ("rights.uri", Variable::License),
    ("rights", Variable::License),
    ("spatial.event", Variable::EventPlace),
];

static DATES: &[(&str, Variable)] = &[
    ("issued", Variable::Issued),
    ("date.issued", Variable::Issued),
    ("date.published", Variable::Issued),
    ("date", Variable::Issued),
    ("available", Variable::AvailableDate),
    ("date.available", Variable::AvailableDate),
    ("datesubmitted", Variable::Submitted),
    ("date.datesubmitted", Variable::Submitted),
    ("created", Variable::Issued),
    ("date.created", Variable::Issued),
];

/// A record from terms with their values, in the order of the source: `("DC.creator", "Doe,
/// Jane")`, `("dcterms.issued", "2020")`, `("title", …)`. Terms that are not Dublin Core's are
/// passed over. Nothing without title, name and identifier.
pub fn from_terms<'t>(terms: &mut dyn Iterator<Item = (&'t str, &'t str)>) -> Option<Record> {
    let mut record = Record::default();
    let mut words = Vec::new();
    let mut dates: Vec<(String, &str)> = Vec::new();
    let mut number = None;
    for (term, value) in terms {
        let value = value.trim();
        let term = local_term(term);
        if value.is_empty() {
            continue;
        }
        match term.as_str() {
            "title" => fill(&mut record, Variable::Title, &from_html(value)),
            "creator" | "creator.personalname" | "creator.author" | "contributor.author" => {
                record.push_name(Variable::Author, from_text(value));
            }
            "contributor.editor" | "creator.editor" => record.push_name(Variable::Editor, from_text(value)),
            "contributor.translator" => record.push_name(Variable::Translator, from_text(value)),
            // "Roe, Rita (supervisor)"
            "contributor" => {
                let name = value.split(" (").next().unwrap_or(value);
                record.push_name(Variable::Contributor, from_text(name));
            }
            "description" | "abstract" | "description.abstract" => {
                fill(&mut record, Variable::Abstract, &from_html(value));
            }
            "subject" | "subject.keyword" | "subject.other" => words.extend(value.split(';').map(one_line)),
            "type" | "type.articletype" | "type.genre" => add_type(&mut record, value),
            "bibliographiccitation" | "identifier.bibliographiccitation" | "identifier.citation" => {
                add_citation(&mut record, value);
            }
            "isversionof" => record.portal.concept_doi = identifier::doi(value).map(str::to_owned),
            "extent" | "format.extent" => add_extent(&mut record, value),
            "identifier.uri" | "identifier.url" | "identifier.doi" | "identifier.issn"
            | "identifier.isbn" | "identifier" | "relation" => {
                if !identify(&mut record, value) && term == "identifier" {
                    number.get_or_insert(value);
                }
            }
            "ispartof" | "source" | "relation.ispartof" => {
                // Anything but an identifier of a journal or book is its title, perhaps with more.
                if !identify(&mut Record::default(), value) {
                    source(&mut record, value);
                } else if identifier::doi(value).is_none() && identifier::safe_url(value).is_none() {
                    identify(&mut record, value);
                }
            }
            "rights"
                if value.starts_with("info:")
                    || identifier::safe_url(value).is_none() && value.len() > MAX_LICENSE => {}
            _ => {
                if let Some((_, variable)) = TERMS.iter().find(|(name, _)| *name == term) {
                    fill(&mut record, *variable, value);
                } else if DATES.iter().any(|(name, _)| *name == term) {
                    dates.push((term, value));
                }
            }
        }
    }
    // The better date first, whatever the order of the source (D1).
    for (name, variable) in DATES {
        // A time of day is the repository's, of its own doings.
        let named = || dates.iter().filter(|(term, _)| term == name);
        let date = named().find(|(_, value)| !value.contains(':')).or_else(|| named().next());
        if let Some((_, value)) = date.filter(|_| !record.has(*variable)) {
            record.set_date(*variable, Date::parse_loose(value));
        }
    }
    set_keywords(&mut record, &words);
    if record.kind == Kind::Document && record.has(Variable::ContainerTitle) && record.has(Variable::Issn) {
        record.kind = Kind::ArticleJournal;
    }
    // Journals say there that the article was reviewed.
    if record.kind == Kind::ArticleJournal {
        record.remove(Variable::Genre);
    }
    if let Some(number) = number.filter(|number| has_number(record.kind) && is_number(number)) {
        record.set_text(Variable::Number, number);
    }
    drop_doi_link(&mut record);
    let named =
        !record.title().is_empty() || record.all_names().next().is_some() || record.has(Variable::Doi);
    named.then_some(record)
}

/// The kinds of works that have a number, which is the identifier that says nothing of itself.
fn has_number(kind: Kind) -> bool {
    matches!(kind, Kind::Report | Kind::Patent | Kind::Standard)
}

/// No repository's own identifier (`oai:…`) and no citation in prose.
fn is_number(text: &str) -> bool {
    let scheme = text.split(':').next().unwrap_or_default();
    let named = scheme.len() < text.len() && scheme.bytes().all(|byte| byte.is_ascii_lowercase());
    !named && text.len() <= 40 && text.bytes().any(|byte| byte.is_ascii_digit())
}

/// Longer statements of rights are prose, not a licence.
const MAX_LICENSE: usize = 60;

/// `DC.Title`, `dcterms:title`, `http://purl.org/dc/terms/title` → `title`.
fn local_term(term: &str) -> String {
    let lower = term.trim().to_ascii_lowercase();
    let local = [
        "dcterms.",
        "dcterms:",
        "dct:",
        "dc.",
        "dc:",
        "http://purl.org/dc/terms/",
        "http://purl.org/dc/elements/1.1/",
    ]
    .iter()
    .find_map(|prefix| lower.strip_prefix(prefix));
    local.unwrap_or(&lower).to_owned()
}

fn add_type(record: &mut Record, value: &str) {
    // `info:eu-repo/semantics/article`, `http://purl.org/dc/dcmitype/Dataset`
    let word = value.rsplit('/').next().unwrap_or(value).to_ascii_lowercase();
    let letters: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
    let found = TYPES.iter().find(|(name, _)| *name == letters).map(|(_, kind)| *kind);
    let found = found.or_else(|| Kind::parse(&word));
    // "PhD thesis" and "Technical report" are what a citation calls them.
    if matches!(found, Some(Kind::Thesis | Kind::Report)) && value.contains(' ') {
        fill(record, Variable::Genre, value);
    }
    match found {
        Some(kind) if record.kind == Kind::Document || Kind::parse(&word).is_some() => record.kind = kind,
        Some(_) => {}
        None if matches!(
            word.as_str(),
            "text" | "nonpeerreviewed" | "publishedversion" | "acceptedversion"
        ) => {}
        None => {
            if record.kind == Kind::Document && word.contains("thesis") {
                record.kind = Kind::Thesis;
            }
            if !value.contains('/') {
                fill(record, Variable::Genre, value);
            }
        }
    }
}

/// `22 p.`, `22 pages` is a number of pages; other extents are dimensions.
fn add_extent(record: &mut Record, value: &str) {
    let digits = value.len() - value.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let unit = value[digits..].trim();
    if digits > 0 && (unit.starts_with('p') || unit.is_empty()) {
        fill(record, Variable::NumberOfPages, &value[..digits]);
    } else {
        fill(record, Variable::Dimensions, value);
    }
}

/// `Journal; Vol. 3 No. 2 (2020); 12-19` (OJS) and `Journal`.
fn source(record: &mut Record, value: &str) {
    let mut parts = value.split("; ");
    fill(record, Variable::ContainerTitle, parts.next().unwrap_or_default());
    for part in parts {
        let words: Vec<&str> = part.split_whitespace().collect();
        for pair in words.windows(2) {
            let number = pair[1].trim_end_matches([',', ';']);
            match pair[0].trim_end_matches('.').to_ascii_lowercase().as_str() {
                "vol" | "volume" | "volumen" | "bd" | "t" => fill(record, Variable::Volume, number),
                "no" | "nr" | "issue" | "num" | "núm" | "n" | "nº" | "n°" => {
                    fill(record, Variable::Issue, number)
                }
                _ => {}
            }
        }
        if let [pages] = words.as_slice() {
            if pages.starts_with(|letter: char| letter.is_ascii_digit()) && pages.contains(['-', '–']) {
                fill(record, Variable::Page, pages);
            }
        }
    }
}

/// `Journal, 171(4356), 737-738`, `Journal, vol. 171, pp. 737`: what this file writes, and the commonest form elsewhere.
fn add_citation(record: &mut Record, value: &str) {
    let mut parts: Vec<&str> = value.split(", ").collect();
    for (label, variable) in [
        ("pp. ", Variable::Page),
        ("p. ", Variable::Page),
        ("vol. ", Variable::Volume),
        ("no. ", Variable::Issue),
    ] {
        if let Some(at) = parts.iter().position(|part| part.starts_with(label)) {
            fill(record, variable, parts.remove(at).trim_start_matches(label));
        }
    }
    if let Some(last) = parts.last().copied().filter(|_| parts.len() > 1) {
        if last.chars().filter(char::is_ascii_digit).count() * 2 >= last.len().max(1) && !last.contains('(') {
            fill(record, Variable::Page, last);
            parts.pop();
        }
    }
    if let Some(last) = parts.last().copied().filter(|last| parts.len() > 1 && last.len() < 40) {
        if let Some((volume, issue)) = last.strip_suffix(')').and_then(|last| last.split_once('(')) {
            fill(record, Variable::Volume, volume);
            fill(record, Variable::Issue, issue);
            parts.pop();
        } else if last.chars().any(|letter| letter.is_ascii_digit()) {
            fill(record, Variable::Volume, last);
            parts.pop();
        }
    }
    if record.has(Variable::Volume) || record.has(Variable::Page) {
        fill(record, Variable::ContainerTitle, &parts.join(", "));
    }
}

fn read(text: &str) -> Reading {
    let start = head(text);
    let html = start.contains("<meta ")
        || start.contains("<META ")
        || start.contains("<html")
        || start.contains("<link ");
    let mut problems = Problems::of_file(text, "Dublin Core");
    let mut records = Vec::new();
    if html && !start.contains("<dc:") && !start.contains("<oai_dc") {
        let tags = meta_tags(text);
        let terms = tags.iter().map(|(name, content)| (name.as_str(), content.as_str()));
        let mut terms =
            terms.filter(|(name, _)| name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("dc")));
        records.extend(from_terms(&mut terms));
    } else {
        match xml::parse(text) {
            Ok(root) => {
                let mut works = Vec::new();
                find_works(&root, &mut works);
                records.extend(works.into_iter().filter_map(work));
            }
            Err(error) => {
                let message = format!("{}; what stands before was read", error.message);
                records.extend(read_ill_formed(text));
                return Reading {
                    records,
                    problems: vec![crate::record::Problem {
                        at: Some(error.at),
                        place: "Dublin Core".into(),
                        message,
                    }],
                };
            }
        }
    }
    if records.is_empty() {
        problems.at(0, "Dublin Core", "no title, creator or identifier was found; give dc:title");
    }
    Reading { records, problems: problems.finish("Dublin Core") }
}

/// The elements that hold Dublin Core elements directly.
fn find_works<'e, 'x>(element: &'e Element<'x>, out: &mut Vec<&'e Element<'x>>) {
    let own = |child: &Element<'_>| matches!(child.local(), "title" | "creator" | "identifier");
    if element.elements().any(own) {
        out.push(element);
        return;
    }
    for child in element.elements() {
        find_works(child, out);
    }
}

fn work(element: &Element<'_>) -> Option<Record> {
    let mut terms: Vec<(String, String)> = Vec::new();
    for child in element.elements() {
        let mut value = child.text();
        // RDF: a link, or a node with a value or a label.
        if value.trim().is_empty() {
            value = child.attribute("resource").or(child.attribute("about")).unwrap_or_default().to_owned();
        }
        terms.push((child.local().to_owned(), value));
    }
    if let Some(about) = element.attribute("about") {
        terms.push(("identifier".to_owned(), about.to_owned()));
    }
    from_terms(&mut terms.iter().map(|(term, value)| (term.as_str(), value.as_str())))
}

/// The records of XML that is not well-formed: one element after the other, as far as they close;
/// the end tag of anything else ends a record.
fn read_ill_formed(text: &str) -> Vec<Record> {
    let mut records = Vec::new();
    let mut terms: Vec<(&str, String)> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if rest.starts_with("dc") {
            let Some((tag, after)) = rest.split_once('>') else { break };
            let name = tag.split_whitespace().next().unwrap_or_default();
            let end = after.find('<').unwrap_or(after.len());
            rest = &after[end..];
            let close = rest.strip_prefix("</").and_then(|close| close.strip_prefix(name));
            if let Some(close) = close {
                terms.push((name, xml::unescape(&after[..end]).into_owned()));
                rest = close;
            }
        } else if rest.starts_with('/') && !rest.starts_with("/dc") {
            records.extend(from_terms(&mut terms.iter().map(|(term, value)| (*term, value.as_str()))));
            terms.clear();
        }
    }
    records.extend(from_terms(&mut terms.iter().map(|(term, value)| (*term, value.as_str()))));
    records
}

/// The `name` (or `property`) and `content` of every meta tag, and `rel` and `href` of links.
fn meta_tags(text: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let is = |name: &str| rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        if !is("meta ") && !is("link ") {
            continue;
        }
        let Some(end) = super::coins::tag_end(rest) else { break };
        let tag = &rest[..end];
        let value =
            |key: &str| super::coins::attribute(tag, key).map(|value| xml::unescape(value).into_owned());
        let name = value("name").or_else(|| value("property")).or_else(|| value("rel"));
        if let (Some(name), Some(content)) = (name, value("content").or_else(|| value("href"))) {
            out.push((name, content));
        }
        rest = &rest[end..];
    }
    out
}

fn write(records: &[Record], options: &Options) -> String {
    let mut out = String::new();
    if options.text("as") == Some("meta") {
        out.push_str("<link rel=\"schema.DC\" href=\"http://purl.org/dc/elements/1.1/\">\n");
        out.push_str("<link rel=\"schema.DCTERMS\" href=\"http://purl.org/dc/terms/\">\n");
        for (term, value) in records.first().map(terms).unwrap_or_default() {
            let name = term.replacen("dcterms:", "DCTERMS.", 1).replacen("dc:", "DC.", 1);
            out.push_str(&format!("<meta name=\"{name}\" content=\"{}\">\n", escape_xml(&value)));
        }
        return out;
    }
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let names = " xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\"";
    let many = records.len() != 1;
    if many {
        out.push_str(&format!("<records{names}>\n"));
    }
    for record in records {
        out.push_str(&format!("<oai_dc:dc{}>\n", if many { "" } else { names }));
        for (term, value) in terms(record) {
            out.push_str(&format!("  <{term}>{}</{term}>\n", escape_xml(&value)));
        }
        out.push_str("</oai_dc:dc>\n");
    }
    if many {
        out.push_str("</records>\n");
    }
    out
}

/// The terms of a record with their values, in the order they are written.
fn terms(record: &Record) -> Vec<(&'static str, String)> {
    let mut out: Vec<(&'static str, String)> = Vec::new();
    let text = |variable| record.text(variable).map(plain_line);
    let mut put = |term: &'static str, value: Option<String>| {
        out.extend(value.filter(|value| !value.is_empty()).map(|value| (term, value)));
    };
    put("dc:title", text(Variable::Title));
    put("dcterms:alternative", text(Variable::TitleShort));
    let name = |name: &Name| Some(inverted(name));
    creators(record).for_each(|person| put("dc:creator", name(person)));
    for role in [Variable::Editor, Variable::Translator, Variable::Contributor] {
        people(record, role).for_each(|person| put("dc:contributor", name(person)));
    }
    put("dc:publisher", text(Variable::Publisher));
    for (term, variable) in [
        ("dcterms:issued", Variable::Issued),
        ("dcterms:available", Variable::AvailableDate),
        ("dcterms:dateSubmitted", Variable::Submitted),
    ] {
        put(term, record.date(variable).map(Date::to_edtf));
    }
    put("dc:type", Some(dcmi_type(record.kind).to_owned()));
    // "article" is a journal's in repositories' use, CSL's is a preprint.
    let kind = if record.kind == Kind::Article { "preprint" } else { record.kind.as_str() };
    put("dc:type", Some(kind.to_owned()).filter(|name| *name != "document"));
    put("dc:type", text(Variable::Genre));
    put("dc:language", text(Variable::Language));
    put("dc:identifier", record.text(Variable::Doi).map(identifier::doi_url));
    put("dc:identifier", text(Variable::Url));
    put("dc:identifier", text(Variable::Isbn).map(|isbn| format!("urn:isbn:{isbn}")));
    put("dc:identifier", text(Variable::Pmid).map(|id| format!("pmid:{id}")));
    put(
        "dc:identifier",
        text(Variable::Number).filter(|number| has_number(record.kind) && is_number(number)),
    );
    put("dcterms:isVersionOf", record.portal.concept_doi.as_deref().map(identifier::doi_url));
    put("dcterms:hasVersion", text(Variable::Version));
    put("dcterms:isPartOf", text(Variable::ContainerTitle));
    put("dcterms:isPartOf", text(Variable::Issn).map(|issn| format!("urn:issn:{issn}")));
    put("dcterms:bibliographicCitation", citation(record));
    put("dcterms:extent", text(Variable::NumberOfPages).map(|number| format!("{number} p.")));
    put("dcterms:extent", text(Variable::Dimensions));
    put("dcterms:medium", text(Variable::Medium));
    for word in record.keywords() {
        put("dc:subject", Some(word.to_owned()));
    }
    put("dcterms:license", text(Variable::License));
    put("dcterms:abstract", text(Variable::Abstract));
    out
}

/// `Nature, 171(4356), 737-738`, `Nature, vol. 171, pp. 737-738`: volume, issue and pages, which no term of their own can hold.
fn citation(record: &Record) -> Option<String> {
    let text = |variable| record.text(variable);
    let title = text(Variable::ContainerTitle).map(plain_line);
    let (volume, issue) = (text(Variable::Volume), text(Variable::Issue));
    // Without a title, `171(4356)` would be taken for it; alone, a number does not say what it counts.
    let short = title.is_some() && volume.is_some() && issue.is_some();
    let volume = match (volume, issue) {
        (Some(volume), Some(issue)) if short => Some(format!("{volume}({issue})")),
        (Some(volume), Some(issue)) => Some(format!("vol. {volume}, no. {issue}")),
        (Some(volume), None) => Some(format!("vol. {volume}")),
        (None, Some(issue)) => Some(format!("no. {issue}")),
        (None, None) => None,
    };
    let pages = page_ends(record).map(|ends| match ends {
        (first, Some(last)) => format!("{first}-{last}"),
        (first, None) => first.to_owned(),
    });
    let clear = |pages: &String| short && pages.contains(|letter: char| letter.is_ascii_digit());
    let pages = pages.map(|pages| if clear(&pages) { pages } else { format!("pp. {pages}") });
    let parts = [volume, pages];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| title.into_iter().chain(parts).collect::<Vec<_>>().join(", "))
}
