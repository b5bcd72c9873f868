//! Wikipedia's citation templates: `{{cite journal |last1=… |first1=… |title=… }}`.
//!
//! Specification: Help:Citation Style 1 (CS1) and the documentation of each template, which say
//! which parameters a template knows. Written only. With the option `ref` (a name, or `true`) the
//! template stands in `<ref>`.

use super::common::{article_number, creators, family, given, inverted, one_line, ordinal, pages_or_number};
use super::{Codec, Group, Info, Options};
use crate::record::markup::{self, Mark, Piece};
use crate::record::{Date, DatePart, Kind, Name, Record, Variable, identifier};

/// What menus and files need to know about Wikipedia templates.
pub(super) static INFO: Info = Info {
    id: "wikipedia",
    name: "Wikipedia",
    aliases: &["cite", "wiki", "wikitext", "cs1"],
    extension: "txt",
    media_type: "text/x-wiki",
    group: Group::Snippet,
    writes: true,
    options: &[("ref", "true, or a name: the template stands between ref tags")],
    ..Info::PLAIN
};

/// Writes Wikipedia templates.
pub(super) static CODEC: Codec = Codec::writer(&INFO, write);

/// The template of a type.
fn template(kind: Kind) -> &'static str {
    match kind {
        Kind::ArticleJournal | Kind::Review | Kind::ReviewBook => "journal",
        Kind::ArticleMagazine => "magazine",
        Kind::ArticleNewspaper => "news",
        Kind::Article => "preprint",
        Kind::Chapter
        | Kind::Book
        | Kind::Collection
        | Kind::Classic
        | Kind::Pamphlet
        | Kind::MusicalScore
        | Kind::Manuscript => "book",
        Kind::PaperConference => "conference",
        Kind::Entry | Kind::EntryDictionary | Kind::EntryEncyclopedia => "encyclopedia",
        Kind::Thesis => "thesis",
        Kind::Report => "report",
        Kind::Standard => "tech report",
        Kind::Patent => "patent",
        Kind::LegalCase => "court",
        Kind::Map => "map",
        Kind::Speech | Kind::Event => "speech",
        Kind::Interview => "interview",
        Kind::MotionPicture | Kind::Song | Kind::Graphic | Kind::Figure | Kind::Performance => "AV media",
        Kind::Broadcast => "episode",
        Kind::Periodical => "magazine",
        Kind::Webpage | Kind::Post | Kind::PostWeblog | Kind::Dataset | Kind::Software => "web",
        _ => "document",
    }
}

fn write(records: &[Record], options: &Options) -> String {
    let mut out = String::new();
    for record in records {
        let cite = cite(record);
        match options.text("ref") {
            Some(name) if name != "true" => {
                let name = name.replace(['"', '<', '>'], "");
                out.push_str(&format!("<ref name=\"{name}\">{cite}</ref>\n"));
            }
            _ if options.flag("ref") => out.push_str(&format!("<ref>{cite}</ref>\n")),
            _ => {
                out.push_str(&cite);
                out.push('\n');
            }
        }
    }
    out
}

/// A template under construction.
struct Template(String);

impl Template {
    fn put(&mut self, name: &str, value: &str) {
        let value = one_line(value);
        if !value.is_empty() {
            self.0.push_str(" |");
            self.0.push_str(name);
            self.0.push('=');
            self.0.push_str(&value);
        }
    }

    fn text(&mut self, name: &str, value: Option<&str>) {
        self.put(name, &escape(value.unwrap_or_default()));
    }

    /// A title: the template itself sets it in italics or quotes, so that its own italics are kept
    /// as wiki markup.
    fn title(&mut self, name: &str, value: Option<&str>) {
        let mut out = String::new();
        pieces(&markup::parse(value.unwrap_or_default()), &mut out);
        self.put(name, &out);
    }

    fn names(&mut self, key: &str, names: &[&Name]) {
        let shown = names.iter().filter(|name| !name.is_others());
        for (at, name) in shown.enumerate() {
            let prefix = if key == "author" { String::new() } else { format!("{key}-") };
            let number = at + 1;
            if name.literal.is_some() {
                self.text(&format!("{key}{number}"), Some(&inverted(name)));
                continue;
            }
            self.text(&format!("{prefix}last{number}"), Some(&family(name)));
            let suffix = name.suffix.as_deref().map(|suffix| format!(" {suffix}")).unwrap_or_default();
            self.text(&format!("{prefix}first{number}"), Some(&(given(name) + &suffix)));
        }
        // N8: "and others" is a word of the template, no person.
        if names.iter().any(|name| name.is_others()) {
            self.put(&format!("display-{key}s"), "etal");
        }
    }
}

/// Text in a parameter: `|` would begin the next one, brackets a link or a template, `=` is free.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '|' => out.push_str("{{!}}"),
            '<' => out.push_str("&lt;"),
            '[' => out.push_str("&#91;"),
            ']' => out.push_str("&#93;"),
            '{' => out.push_str("&#123;"),
            '}' => out.push_str("&#125;"),
            '~' if letters.peek() == Some(&'~') => out.push_str("&#126;"),
            '\'' if letters.peek() == Some(&'\'') => out.push_str("&#39;"),
            _ => out.push(letter),
        }
    }
    out
}

fn pieces(list: &[Piece], out: &mut String) {
    for piece in list {
        match piece {
            Piece::Text(text) => out.push_str(&escape(text)),
            Piece::Marked(mark, inner) => {
                let (open, close) = match mark {
                    Mark::Italic => ("''", "''"),
                    Mark::Bold => ("'''", "'''"),
                    Mark::Superscript => ("<sup>", "</sup>"),
                    Mark::Subscript => ("<sub>", "</sub>"),
                    Mark::SmallCaps => ("{{sc|", "}}"),
                    Mark::NoCase | Mark::NoDecoration => ("", ""),
                };
                out.push_str(open);
                pieces(inner, out);
                out.push_str(close);
            }
        }
    }
}

/// A link without what would end it or the parameter.
fn url(text: &str) -> String {
    text.replace('|', "%7C")
        .replace('[', "%5B")
        .replace(']', "%5D")
        .replace(' ', "%20")
        .replace('{', "%7B")
        .replace('}', "%7D")
}

fn date(date: &Date) -> String {
    let part = |part: DatePart| match (part.month, part.day, part.season) {
        (Some(_), _, _) if part.year < 1582 => part.year.to_string(),
        (Some(month), Some(day), _) => format!("{day} {} {}", MONTHS[usize::from(month - 1) % 12], part.year),
        (Some(month), None, _) => format!("{} {}", MONTHS[usize::from(month - 1) % 12], part.year),
        (None, _, Some(season)) => {
            format!("{} {}", ["Spring", "Summer", "Autumn", "Winter"][season as usize - 1], part.year)
        }
        _ if part.year < 0 => format!("{} BC", -part.year),
        _ => part.year.to_string(),
    };
    let start = date.start.map(part);
    let text = match (start, date.end.map(part)) {
        (Some(start), Some(end)) if start.len() == 4 && end.len() == 4 => format!("{start}–{end}"),
        (Some(start), Some(end)) => format!("{start} – {end}"),
        (Some(start), None) => start,
        (None, _) => date.literal.clone().unwrap_or_default(),
    };
    if date.circa { format!("c. {text}") } else { text }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn cite(record: &Record) -> String {
    let arxiv = record
        .text(Variable::Number)
        .filter(|_| record.kind == Kind::Article && record.text(Variable::Publisher) == Some("arXiv"));
    let name = match template(record.kind) {
        "preprint" if arxiv.is_some() => "arXiv",
        "preprint" => "web",
        "patent" => return patent(record),
        "court" => return court(record),
        name => name,
    };
    let mut out = Template(format!("{{{{cite {name}"));
    out.names("author", &creators_with_others(record));
    for (key, role) in [("editor", Variable::Editor), ("translator", Variable::Translator)] {
        out.names(key, &record.names(role).iter().collect::<Vec<_>>());
    }
    for (key, variable) in [("date", Variable::Issued), ("orig-date", Variable::OriginalDate)] {
        if let Some(known) = record.date(variable) {
            out.put(key, &escape(&date(known)));
        }
    }
    titles(record, name, &mut out);
    publication(record, name, &mut out);
    pages(record, name, &mut out);
    // This template takes nothing more.
    if let ("arXiv", Some(number)) = (name, arxiv) {
        out.text("eprint", Some(number.trim_start_matches("arXiv:")));
    } else {
        own_number(record, name, &mut out);
        identifiers(record, name, &mut out);
        link(record, name, &mut out);
    }
    out.0.push_str(" }}");
    out.0
}

/// Volume, issue, edition and publisher, as far as the template has them.
fn publication(record: &Record, name: &str, out: &mut Template) {
    let parameters: &[(&str, Variable)] = &[
        ("volume", Variable::Volume),
        ("issue", Variable::Issue),
        ("edition", Variable::Edition),
        ("location", Variable::PublisherPlace),
        ("publisher", Variable::Publisher),
    ];
    for (key, variable) in parameters {
        let known = !matches!(
            (*key, name),
            ("volume", "web" | "thesis" | "arXiv" | "speech")
                | (
                    "issue",
                    "web" | "book" | "thesis" | "conference" | "arXiv" | "speech" | "encyclopedia" | "report",
                )
                | ("publisher" | "location", "arXiv" | "journal")
        );
        let text = record.text(*variable).filter(|_| known);
        match *key {
            "edition" => out.text(key, text.map(ordinal).as_deref()),
            _ => out.text(key, text),
        }
    }
}

/// The pages; an article's number has a parameter of its own in two templates.
fn pages(record: &Record, name: &str, out: &mut Template) {
    if matches!(name, "journal" | "conference") && !record.has(Variable::Page) {
        return out.text("article-number", article_number(record));
    }
    let Some(pages) = pages_or_number(record) else { return };
    let range = record.has(Variable::Page) && pages.contains(['-', '–', ',']);
    let dashed = if pages.contains("://") || !range {
        pages.to_owned()
    } else {
        pages.replace("--", "–").replace('-', "–")
    };
    out.text(if range { "pages" } else { "page" }, Some(&dashed));
}

/// What a report, a thesis and the like are called and numbered.
fn own_number(record: &Record, name: &str, out: &mut Template) {
    let text = |variable| record.text(variable);
    match name {
        "thesis" => out.text("degree", text(Variable::Genre).map(degree)),
        "report" | "tech report" => out.text("number", text(Variable::Number)),
        "web" | "AV media" | "map" => out.text(
            "type",
            text(Variable::Genre).or(match record.kind {
                Kind::Dataset => Some("Data set"),
                Kind::Software => Some("Computer software"),
                _ => None,
            }),
        ),
        _ => {}
    }
    out.text("version", text(Variable::Version));
    out.text("language", text(Variable::Language).filter(|code| !code.starts_with("en")));
}

fn identifiers(record: &Record, name: &str, out: &mut Template) {
    let text = |variable| record.text(variable);
    out.put("doi", &url(text(Variable::Doi).unwrap_or_default()));
    out.text("isbn", text(Variable::Isbn));
    if matches!(name, "journal" | "magazine" | "news") {
        out.text("issn", text(Variable::Issn));
    }
    out.text("pmid", text(Variable::Pmid));
    out.text("pmc", text(Variable::Pmcid).map(|id| id.trim_start_matches("PMC")));
}

/// `cite web` must have an address: that of the DOI, if nothing else.
fn link(record: &Record, name: &str, out: &mut Template) {
    let of_doi = record.text(Variable::Doi).filter(|_| name == "web").map(identifier::doi_url);
    let link = record.text(Variable::Url).and_then(identifier::safe_url).or(of_doi.as_deref());
    let Some(link) = link else { return };
    out.put("url", &url(link));
    if let Some(accessed) = record.date(Variable::Accessed) {
        out.put("access-date", &date(accessed));
    }
}

/// The authors with a closing "and others".
fn creators_with_others(record: &Record) -> Vec<&Name> {
    let mut names: Vec<&Name> = creators(record).collect();
    names.extend(record.names(Variable::Author).iter().filter(|name| name.is_others()));
    names
}

/// `PhD thesis` → `PhD`: the template adds the word itself.
fn degree(genre: &str) -> &str {
    let lower = genre.to_ascii_lowercase();
    let end = lower.find(" thesis").or_else(|| lower.find(" dissertation")).unwrap_or(genre.len());
    genre.get(..end).unwrap_or(genre)
}

fn titles(record: &Record, name: &str, out: &mut Template) {
    let title = record.text(Variable::Title);
    let container = record.text(Variable::ContainerTitle);
    match name {
        "journal" | "magazine" | "news" if container.is_some() => {
            out.title("title", title);
            out.title(if name == "news" { "newspaper" } else { name }, container);
        }
        "book" if container.is_some() => {
            out.title("chapter", title);
            out.title("title", container);
        }
        "encyclopedia" => {
            out.title("title", title);
            out.title("encyclopedia", container);
        }
        "conference" => {
            out.title("title", title);
            out.title("book-title", container);
            out.title("conference", record.text(Variable::EventTitle));
        }
        "speech" => {
            out.title("title", title);
            out.title("event", record.text(Variable::EventTitle).or(container));
        }
        "episode" => {
            out.title("title", title);
            out.title("series", container);
        }
        "arXiv" | "thesis" => out.title("title", title),
        _ => {
            out.title("title", title);
            out.title("website", container);
        }
    }
    if matches!(name, "book" | "conference" | "report") {
        out.title("series", record.text(Variable::CollectionTitle));
    }
}

/// `{{cite court}}` has a vocabulary of its own, that of law reports.
fn court(record: &Record) -> String {
    let mut out = Template("{{cite court".to_owned());
    out.title("litigants", record.text(Variable::Title));
    for (key, variable) in [
        ("vol", Variable::Volume),
        ("reporter", Variable::ContainerTitle),
        ("opinion", Variable::Page),
        ("court", Variable::Authority),
    ] {
        out.text(key, record.text(variable));
    }
    if let Some(issued) = record.date(Variable::Issued) {
        out.put("date", &escape(&date(issued)));
    }
    out.put("url", &url(record.text(Variable::Url).unwrap_or_default()));
    out.0.push_str(" }}");
    out.0
}

/// `{{cite patent}}` has a vocabulary of its own.
fn patent(record: &Record) -> String {
    let mut out = Template("{{cite patent".to_owned());
    let number = record.text(Variable::Number).unwrap_or_default();
    let country = record.text(Variable::Jurisdiction).map(str::to_owned);
    let prefix: String = number.chars().take_while(char::is_ascii_alphabetic).collect();
    out.text("country", Some(&country.unwrap_or_else(|| prefix.clone())));
    out.text("number", Some(number.strip_prefix(prefix.as_str()).unwrap_or(number).trim()));
    out.title("title", record.text(Variable::Title));
    if let Some(issued) = record.date(Variable::Issued).and_then(|date| date.start) {
        out.put("gdate", &issued.to_edtf());
    }
    for (at, name) in creators(record).enumerate() {
        if name.literal.is_some() {
            out.text(&format!("inventor{}", at + 1), Some(&inverted(name)));
        } else {
            out.text(&format!("inventor{}-last", at + 1), Some(&family(name)));
            out.text(&format!("inventor{}-first", at + 1), Some(&given(name)));
        }
    }
    out.text("assign", record.text(Variable::Publisher));
    out.put("url", &url(record.text(Variable::Url).unwrap_or_default()));
    out.0.push_str(" }}");
    out.0
}
