//! Records to lines.
//!
//! Zotero and EndNote take some tags of some types for different fields. Every line here is one that
//! both read right; the few places where there is no such tag follow the option `for`.

use super::{TYPES, from_name, is_versioned, is_whole, split};
use crate::formats::common::one_line;
use crate::formats::{Options, pages};
use crate::record::{Date, DatePart, Kind, Record, Variable, date, identifier, markup};

/// Writes every record from its `TY` to its `ER`, with an empty line between two.
pub(super) fn write(records: &[Record], options: &Options) -> String {
    let mut out = String::new();
    for record in records {
        add(record, options, &mut out);
    }
    out
}

/// Adds the lines of a record, with an empty line before them if it is not the first.
pub(super) fn add(record: &Record, options: &Options, out: &mut String) {
    if !out.is_empty() {
        out.push('\n');
    }
    let url = options.text("url").unwrap_or("auto");
    Lines { record, reader: Reader::of(options), out }.write(url);
}

/// The program that the file is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reader {
    Any,
    Zotero,
    EndNote,
}

impl Reader {
    fn of(options: &Options) -> Self {
        match options.text("for") {
            Some("zotero") => Self::Zotero,
            Some("endnote") => Self::EndNote,
            _ => Self::Any,
        }
    }
}

/// A record while it is written.
struct Lines<'r, 'o> {
    record: &'r Record,
    reader: Reader,
    out: &'o mut String,
}

impl Lines<'_, '_> {
    fn line(&mut self, tag: &str, value: &str) {
        let value = one_line(value);
        if !value.is_empty() {
            for part in [tag, "  - ", &value, "\n"] {
                self.out.push_str(part);
            }
        }
    }

    fn text(&mut self, tag: &str, variable: Variable) {
        if let Some(text) = self.record.text(variable) {
            self.line(tag, &markup::plain(text));
        }
    }

    fn names(&mut self, tag: &str, role: Variable) {
        for name in self.record.names(role) {
            let name = from_name(name);
            // EndNote takes two commas for one inside an organisation's name.
            match name.strip_suffix(',').and_then(|literal| literal.split_once(',')) {
                Some((before, after)) if self.reader == Reader::EndNote => {
                    self.line(tag, &format!("{before},,{after},"));
                }
                _ => self.line(tag, &name),
            }
        }
    }

    fn write(&mut self, url: &str) {
        let record = self.record;
        let row = TYPES.iter().find(|row| row.0 == record.kind);
        self.line("TY", row.map_or("GEN", |row| row.1));
        self.text("T1", Variable::Title);
        self.second_title();
        self.names("AU", Variable::Author);
        self.text("N1", Variable::Note);
        self.dates();
        self.text("AB", Variable::Abstract);
        for word in record.keywords() {
            self.line("KW", &markup::plain(word));
        }
        self.identifiers(url);
        self.genre(row.is_some() && record.kind != Kind::Broadcast);
        self.text("LA", Variable::Language);
        if is_journal(record.kind) {
            self.journal();
        } else {
            self.book_part();
        }
        self.rest();
        self.out.push_str("ER  - \n");
    }

    /// `T2`: what contains the work; of a paper the meeting (`C3` is the book), of a book its series.
    fn second_title(&mut self) {
        let record = self.record;
        let event = record.text(Variable::EventTitle).map(markup::plain);
        match record.kind {
            Kind::PaperConference if record.has(Variable::ContainerTitle) => {
                let both = event.is_some();
                self.text("T2", if both { Variable::EventTitle } else { Variable::ContainerTitle });
                self.text("C3", Variable::ContainerTitle);
                return;
            }
            Kind::Book if !record.has(Variable::ContainerTitle) => {
                self.text("T2", Variable::CollectionTitle);
            }
            _ => self.text("T2", Variable::ContainerTitle),
        }
        if let Some(title) = event {
            self.line("N1", &format!("Conference: {title}"));
        }
    }

    /// The year alone in `PY`, which is what pandoc and others take there; the whole date in `Y1`, where
    /// Pure has it, or in `DA`.
    fn dates(&mut self) {
        let Some(issued) = self.record.date(Variable::Issued) else { return };
        let whole = from_date(issued);
        let year = issued.start_year();
        self.line("PY", &year.map_or_else(|| whole.clone(), |year| year.to_string()));
        self.line(if self.reader == Reader::Any { "Y1" } else { "DA" }, &whole);
    }

    fn identifiers(&mut self, url: &str) {
        let record = self.record;
        let doi = record.text(Variable::Doi).map(|doi| identifier::doi(doi).unwrap_or(doi));
        if let Some(link) = record.text(Variable::Url) {
            let repeats = doi.is_some() && identifier::doi(link) == doi;
            if url == "always" || url == "auto" && !repeats {
                self.line("UR", link);
            }
        }
        self.line("DO", doi.unwrap_or_default());
        self.text("AN", Variable::Pmid);
        self.text("C2", Variable::Pmcid);
    }

    /// `M3`: the genre, else the type that the portal shows, else what `TY` could not say.
    fn genre(&mut self, typed: bool) {
        let record = self.record;
        let portal =
            record.portal.type_line.as_deref().and_then(|line| line.split('›').nth(1)).map(str::trim);
        let genre = record.text(Variable::Genre).or(portal.filter(|_| typed));
        let kind = (!typed).then_some(record.kind.as_str());
        self.line("M3", &markup::plain(genre.or(kind).unwrap_or_default()));
    }

    fn journal(&mut self) {
        self.text("SN", Variable::Issn);
        self.text("VL", Variable::Volume);
        self.page_lines();
        let record = self.record;
        let title = record.text(Variable::ContainerTitle).unwrap_or_default();
        self.line("JO", &markup::plain(record.text(Variable::ContainerTitleShort).unwrap_or(title)));
        self.line("JF", &markup::plain(title));
        self.text("IS", Variable::Issue);
        self.text("T3", Variable::CollectionTitle);
        self.text("SV", Variable::CollectionNumber);
        self.names("A2", Variable::Editor);
        self.names("A3", Variable::CollectionEditor);
        self.text("PB", Variable::Publisher);
        self.text("CY", Variable::PublisherPlace);
    }

    fn book_part(&mut self) {
        let kind = self.record.kind;
        // Their `SN` is the number of the document.
        let numbered = matches!(kind, Kind::Patent | Kind::Report | Kind::Standard);
        if numbered {
            self.text("SN", Variable::Number);
        }
        if !numbered || self.reader == Reader::Any || !self.record.has(Variable::Number) {
            self.text("SN", Variable::Isbn);
            self.text("SN", Variable::Issn);
        }
        self.text("VL", Variable::Volume);
        self.text("IS", Variable::Issue);
        match kind {
            Kind::Book => {
                self.text("M1", Variable::CollectionNumber);
                if self.record.has(Variable::ContainerTitle) {
                    self.text("T3", Variable::CollectionTitle);
                }
            }
            _ => {
                if !numbered && !has_article_number(kind) {
                    self.text("M1", Variable::Number);
                }
                self.text("T3", Variable::CollectionTitle);
                self.text("SV", Variable::CollectionNumber);
            }
        }
        self.page_lines();
        if kind == Kind::Chapter {
            self.text("BT", Variable::ContainerTitle);
        }
        self.editors();
        self.text("PB", Variable::Publisher);
        self.text("CY", Variable::PublisherPlace);
        self.text("J2", Variable::ContainerTitleShort);
    }

    /// `A2` is the editor of a part and `A3` its series editor. Of a book `A2` is the series editor; the
    /// editor is `ED` to Zotero and pandoc, `A3` to EndNote.
    fn editors(&mut self) {
        let book = self.record.kind == Kind::Book;
        let tags = match (book, self.reader) {
            (false, _) => ["A2", "A3"],
            (true, Reader::EndNote) => ["A3", "A2"],
            (true, _) => ["ED", "A2"],
        };
        self.names(tags[0], Variable::Editor);
        // Who advised on a thesis.
        if self.record.kind == Kind::Thesis {
            return self.names(tags[1], Variable::Contributor);
        }
        // Alone, they would be taken for the book's editors.
        if !book || self.record.has(Variable::Author) || self.record.has(Variable::Editor) {
            self.names(tags[1], Variable::CollectionEditor);
        }
    }

    /// The pages; an article without any has its number there, which is all that most readers take, and
    /// in `C7`, EndNote's field for it.
    fn page_lines(&mut self) {
        let record = self.record;
        let article = has_article_number(record.kind) && record.has(Variable::Number);
        match record.text(Variable::Page) {
            Some(page) => match pages::ends(page).filter(|_| !page.contains(',')) {
                Some((first, last)) => {
                    self.line("SP", first);
                    self.line("EP", last);
                }
                None => self.line("SP", page),
            },
            None if is_whole(record.kind) => self.text("SP", Variable::NumberOfPages),
            None if article => self.text("SP", Variable::Number),
            None => {}
        }
        if article {
            self.text("C7", Variable::Number);
        }
    }

    fn rest(&mut self) {
        let record = self.record;
        self.text("ET", if is_versioned(record.kind) { Variable::Version } else { Variable::Edition });
        self.text("NV", Variable::NumberOfVolumes);
        self.text("SE", Variable::Section);
        self.text("ST", Variable::TitleShort);
        self.text("OP", Variable::OriginalTitle);
        self.text("C1", Variable::EventPlace);
        self.names("A4", Variable::Translator);
        self.text("CN", Variable::CallNumber);
        self.text("DB", Variable::Archive);
        self.text("AV", Variable::ArchiveLocation);
        self.text("DP", Variable::Source);
        self.text("RN", Variable::Annote);
        if let Some(date) = record.date(Variable::EventDate) {
            let end = date.end.map(|end| format!(" through {}", words(end))).unwrap_or_default();
            self.line("Y2", &date.start.map(|start| words(start) + &end).unwrap_or_default());
        }
        if let Some(date) = record.date(Variable::Accessed) {
            self.line("Y2", &from_date(date));
        }
        for (_, kept) in record.extra.iter().filter(|(key, _)| key == "ris") {
            for (tag, value) in kept.entries() {
                if let Some(value) = value.as_str().filter(|_| split(&format!("{tag}  - ")).is_some()) {
                    self.line(tag, value);
                }
            }
        }
    }
}

/// Works whose pages are in a journal.
fn is_journal(kind: Kind) -> bool {
    matches!(kind, Kind::ArticleJournal | Kind::ArticleMagazine | Kind::ArticleNewspaper)
}

/// Works whose number stands where the pages would: `e0265183`.
fn has_article_number(kind: Kind) -> bool {
    is_journal(kind) || kind == Kind::PaperConference
}

/// `2022/03/01/`, with a slash for each part that is not known; a season, a range and "about" behind
/// the last one.
fn from_date(date: &Date) -> String {
    let Some(start) = date.start else { return date.literal.clone().unwrap_or_default() };
    if date.end.is_some() || date.open || date.circa || start.season.is_some() {
        return format!("{}///{}", start.year, date.to_edtf());
    }
    let two = |part: Option<u8>| part.map(|number| format!("{number:02}")).unwrap_or_default();
    format!("{}/{}/{}/", start.year, two(start.month), two(start.day))
}

/// `30 March 2025`
fn words(part: DatePart) -> String {
    let day = part.day.map(|day| format!("{day} ")).unwrap_or_default();
    let month = part.month.map(|month| format!("{} ", date::month_name(month))).unwrap_or_default();
    format!("{day}{month}{}", part.year)
}
