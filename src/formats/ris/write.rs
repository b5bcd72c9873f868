//! Records to lines.

use super::{TYPES, from_name, is_versioned, is_whole, split};
use crate::formats::common::one_line;
use crate::formats::{Options, pages};
use crate::record::{Date, DatePart, Kind, Record, Variable, date, identifier, markup};

/// Writes every record from its `TY` to its `ER`, with an empty line between two.
pub fn write(records: &[Record], options: &Options) -> String {
    let mut out = String::new();
    for record in records {
        if !out.is_empty() {
            out.push('\n');
        }
        Lines { record, out: &mut out }.write(options.text("url").unwrap_or("auto"));
    }
    out
}

/// A record while it is written.
struct Lines<'r, 'o> {
    record: &'r Record,
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
            self.line(tag, &from_name(name));
        }
    }

    fn write(&mut self, url: &str) {
        let record = self.record;
        let row = TYPES.iter().find(|row| row.0 == record.kind);
        let journal =
            matches!(record.kind, Kind::ArticleJournal | Kind::ArticleMagazine | Kind::ArticleNewspaper);
        self.line("TY", row.map_or("GEN", |row| row.1));
        self.text("T1", Variable::Title);
        self.text("T2", Variable::ContainerTitle);
        self.names("AU", Variable::Author);
        self.text("N1", Variable::Note);
        if let Some(title) = record.text(Variable::EventTitle) {
            self.line("N1", &format!("Conference: {}", markup::plain(title)));
        }
        let date = record.date(Variable::Issued).map(from_date).unwrap_or_default();
        // The year alone, which is what pandoc and others take here; the whole date where Pure has it.
        let year = record.date(Variable::Issued).and_then(Date::start_year);
        self.line("PY", &year.map_or_else(|| date.clone(), |year| year.to_string()));
        self.line("Y1", &date);
        self.text("AB", Variable::Abstract);
        for word in record.keywords() {
            self.line("KW", &markup::plain(word));
        }
        self.identifiers(url);
        self.genre(row.is_some() && record.kind != Kind::Broadcast);
        self.text("LA", Variable::Language);
        if journal {
            self.journal();
        } else {
            self.book_part();
        }
        self.rest();
        self.out.push_str("ER  - \n");
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
        self.text("M1", Variable::Number);
        self.text("T3", Variable::CollectionTitle);
        self.text("SV", Variable::CollectionNumber);
        self.names("A2", Variable::Editor);
        self.text("PB", Variable::Publisher);
        self.text("CY", Variable::PublisherPlace);
    }

    fn book_part(&mut self) {
        let patent = self.record.kind == Kind::Patent;
        if patent {
            self.text("SN", Variable::Number);
        }
        self.text("SN", Variable::Isbn);
        self.text("SN", Variable::Issn);
        self.text("VL", Variable::Volume);
        self.text("IS", Variable::Issue);
        if !patent {
            self.text("M1", Variable::Number);
        }
        self.text("T3", Variable::CollectionTitle);
        self.text("SV", Variable::CollectionNumber);
        self.page_lines();
        if matches!(self.record.kind, Kind::Chapter | Kind::PaperConference) {
            self.text("BT", Variable::ContainerTitle);
        }
        self.names("A2", Variable::Editor);
        self.text("PB", Variable::Publisher);
        self.text("CY", Variable::PublisherPlace);
        self.text("J2", Variable::ContainerTitleShort);
    }

    fn page_lines(&mut self) {
        let record = self.record;
        match record.text(Variable::Page) {
            Some(page) => match pages::ends(page).filter(|_| !page.contains(',')) {
                Some((first, last)) => {
                    self.line("SP", first);
                    self.line("EP", last);
                }
                None => self.line("SP", page),
            },
            None if is_whole(record.kind) => self.text("SP", Variable::NumberOfPages),
            None => {}
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
        self.names("A3", Variable::CollectionEditor);
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

/// `2022/3/1`, with no part that is not known; a season, a range and "about" in the free part.
fn from_date(date: &Date) -> String {
    let Some(start) = date.start else { return date.literal.clone().unwrap_or_default() };
    if date.end.is_some() || date.open || date.circa || start.season.is_some() {
        return format!("{}///{}", start.year, date.to_edtf());
    }
    let parts = [Some(start.year), start.month.map(i32::from), start.day.map(i32::from)];
    parts.iter().map_while(|part| part.map(|number| number.to_string())).collect::<Vec<_>>().join("/")
}

/// `30 March 2025`
fn words(part: DatePart) -> String {
    let day = part.day.map(|day| format!("{day} ")).unwrap_or_default();
    let month = part.month.map(|month| format!("{} ", date::month_name(month))).unwrap_or_default();
    format!("{day}{month}{}", part.year)
}
