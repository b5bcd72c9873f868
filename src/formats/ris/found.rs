//! What the lines of a record say together: which title is whose, which date counts, what a number is.

use super::dates::{is_empty_date, ris_date};
use super::{is_versioned, is_whole};
use crate::formats::common::{self, percent_decoded};
use crate::formats::{language, pages};
use crate::record::{Date, DatePart, Json, Kind, Name, Record, Variable};
use crate::text::case;

/// Values whose meaning the other lines of the record decide.
#[derive(Default)]
pub(super) struct Found<'t> {
    /// `T2`, `BT`, `JF`, `JO`, in this order.
    pub containers: [Option<&'t str>; 4],
    /// Of `PY`, `Y1`, `DA` and `PD`.
    pub dates: Vec<Date>,
    /// `KW`
    pub keywords: Vec<&'t str>,
    /// `N1`
    pub notes: Vec<&'t str>,
    /// `SN`
    pub serials: Vec<&'t str>,
    /// `SP` and `EP`
    pub pages: (&'t str, &'t str),
    /// `ET`
    pub edition: Option<&'t str>,
    /// `DB`
    pub database: Option<&'t str>,
    /// `C3` of a paper
    pub proceedings: Option<&'t str>,
    /// `ED` and `A3` of a book
    pub editors: Vec<Name>,
    /// The DOI of a link.
    pub doi_url: Option<&'t str>,
    /// `AN`
    pub accession: Option<&'t str>,
    /// `C2`
    pub custom2: Option<&'t str>,
    /// `M1`
    pub miscellaneous: Option<&'t str>,
    /// What has no place in a record.
    pub kept: Vec<(String, Json)>,
}

impl<'t> Found<'t> {
    /// Takes one of the titles.
    pub(super) fn container(&mut self, tag: &str, value: &'t str) {
        let at = ["T2", "BT", "JF", "JO"].iter().position(|known| *known == tag);
        if let Some(slot) = at.and_then(|at| self.containers.get_mut(at)) {
            slot.get_or_insert(value);
        }
    }

    /// Takes a date; what is wrong with it as a sentence.
    pub(super) fn date(&mut self, value: &str) -> Result<(), String> {
        if is_empty_date(value) {
            return Ok(());
        }
        let (date, invalid) = ris_date(value);
        self.dates.push(date);
        match invalid {
            true => Err("there is no such date; the impossible part was left out".to_owned()),
            false => Ok(()),
        }
    }

    /// Sets what the lines say together; what has no place in a record comes back.
    pub(super) fn resolve(mut self, record: &mut Record) -> Vec<(String, Json)> {
        self.titles(record);
        self.database(record);
        if let Some(date) = self.issued() {
            record.set_date(Variable::Issued, date);
        }
        record.set_text(Variable::Keyword, self.keywords.join("; "));
        let notes = self.notes.iter().map(|note| match note.starts_with('<') {
            // Zotero's notes are HTML.
            true => common::from_html(note),
            false => (*note).to_owned(),
        });
        record.set_text(Variable::Note, notes.collect::<Vec<_>>().join("; "));
        self.numbers(record);
        self.page(record);
        self.book_editors(record);
        self.serials.iter().for_each(|number| common::serial(record, number));
        self.edition(record);
        if let Some(doi) = self.doi_url.filter(|_| !record.has(Variable::Doi)) {
            record.set_text(Variable::Doi, percent_decoded(doi));
        }
        if let Some(language) = record.text(Variable::Language).map(|text| language::code(text).to_owned()) {
            record.set_text(Variable::Language, language);
        }
        if let Some(genre) = record.text(Variable::Genre).map(str::to_owned) {
            genre_or_type(record, &genre);
        }
        if let Some(key) = record.text(Variable::CitationKey).map(str::to_owned) {
            record.remove(Variable::CitationKey);
            record.id = key;
        }
        self.kept
    }

    /// The titles of what contains the work, of its series and of a meeting.
    fn titles(&self, record: &mut Record) {
        let [t2, bt, jf, jo] = self.containers;
        let whole_book = record.kind == Kind::Book;
        if let Some(title) = bt.filter(|_| whole_book && !record.has(Variable::Title)) {
            record.set_text(Variable::Title, title);
        }
        let bt = bt.filter(|title| !whole_book && *title != record.title());
        // A book's second title is its series.
        if let Some(series) = t2.filter(|_| whole_book && !record.has(Variable::CollectionTitle)) {
            record.set_text(Variable::CollectionTitle, series);
        }
        let t2 = t2.filter(|_| !whole_book);
        // Two titles of a paper: EndNote's T2 is the meeting and C3 the book, Scopus' the other way.
        let (t2, meeting) = match (t2, self.proceedings) {
            (Some(t2), Some(c3)) if self.database == Some("Scopus") => (Some(t2), Some(c3)),
            (t2, Some(c3)) => (Some(c3), t2.filter(|title| *title != c3)),
            (t2, None) => (t2, None),
        };
        if let Some(title) = meeting {
            record.set_text(Variable::EventTitle, title);
        }
        let container = jf.or(bt).or(t2).or(jo);
        if let Some(title) = container {
            record.set_text(Variable::ContainerTitle, title);
        }
        if let Some(short) =
            jo.filter(|short| Some(*short) != container && !record.has(Variable::ContainerTitleShort))
        {
            record.set_text(Variable::ContainerTitleShort, short);
        }
        if record.text(Variable::ContainerTitleShort) == record.text(Variable::ContainerTitle) {
            record.remove(Variable::ContainerTitleShort);
        }
    }

    /// Where a work is kept in an archive, `DB` is its name; else where the record is from. The numbers
    /// of PubMed are in `AN` and Scopus' `C2`; other databases have numbers of their own in both.
    fn database(&mut self, record: &mut Record) {
        if let Some(name) = self.database {
            let archived = record.has(Variable::ArchiveLocation);
            let variable = if archived { Variable::Archive } else { Variable::Source };
            if !record.has(variable) {
                record.set_text(variable, name);
            }
        }
        let stated =
            [Variable::Source, Variable::Url].map(|variable| record.text(variable).unwrap_or_default());
        let source = case::to_lower(stated[0]);
        let foreign = ["ebsco", "proquest", "ovid", "psyc"];
        let hosted = foreign.iter().any(|name| stated[1].contains(name));
        if let Some(number) =
            self.accession.filter(|_| !hosted && !foreign.iter().any(|name| source.contains(name)))
        {
            record.set_text(Variable::Pmid, number);
        }
        // Embase's "Medline PMID".
        let number = self.kept.iter().find(|(tag, _)| tag == "C5").and_then(|(_, value)| value.to_text());
        let number = number.filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
        if let Some(number) = number.filter(|_| source == "embase") {
            record.set_text(Variable::Pmid, number);
            self.kept.retain(|(tag, _)| tag != "C5");
        }
        if let Some(number) = self.custom2.filter(|_| source == "scopus" && !record.has(Variable::Pmid)) {
            record.set_text(Variable::Pmid, number);
        }
    }

    /// Of several dates the one that tells most.
    fn issued(&self) -> Option<Date> {
        let exact = |date: &Date| {
            let start = date.start.unwrap_or_default();
            usize::from(date.start.is_some())
                + usize::from(start.month.is_some() || start.season.is_some() || date.end.is_some())
                + usize::from(start.day.is_some())
                + usize::from(date.circa || date.open)
        };
        let mut best: Option<&Date> = None;
        for date in &self.dates {
            if best.is_none_or(|best| exact(date) > exact(best)) {
                best = Some(date);
            }
        }
        let best = best?;
        // `Apr 25` beside a year of its own.
        let day = self.dates.iter().find_map(|date| date.literal.as_deref());
        if let (Some(DatePart { year, month: None, season: None, .. }), None, Some(day)) =
            (best.start, best.end, day)
        {
            let whole = Date::parse_loose(&format!("{day} {year}"));
            // Several days are those of a meeting; several months are not.
            let months = whole.start.is_some_and(|start| start.day.is_none());
            if whole.start.is_some() && (whole.end.is_none() || months) {
                return Some(whole);
            }
        }
        Some(best.clone())
    }

    /// `M1`: EndNote's issue of a journal without `IS`; else a number.
    fn numbers(&self, record: &mut Record) {
        let Some(number) = self.miscellaneous else { return };
        let journal = matches!(
            record.kind,
            Kind::ArticleJournal | Kind::ArticleMagazine | Kind::ArticleNewspaper | Kind::Review
        );
        // Ovid has addresses there.
        if journal && (number.len() > 24 || number.starts_with('(')) {
            return;
        }
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        let issue = journal
            && !record.has(Variable::Issue)
            && digits < 5
            && (number.starts_with(|letter: char| letter.is_ascii_digit()) || number.contains(' '));
        let variable = if issue { Variable::Issue } else { Variable::Number };
        if !record.has(variable) {
            record.set_text(variable, number);
        }
    }

    fn page(&self, record: &mut Record) {
        let (first, last) = self.pages;
        let text = match (first, last) {
            ("", last) => last.to_owned(),
            (first, "") => pages::from_dashes(first),
            (first, last) if first == last => first.to_owned(),
            (first, last) if first.contains('-') || last.contains('-') => format!("{first}–{last}"),
            (first, last) => format!("{first}-{last}"),
        };
        // An article's number in the place of its pages.
        if last.is_empty() && !text.is_empty() && record.text(Variable::Number) == Some(text.as_str()) {
            return;
        }
        let counts = last.is_empty() && is_whole(record.kind) && !first.contains(['-', '–']);
        record.set_text(if counts { Variable::NumberOfPages } else { Variable::Page }, text);
    }

    /// A book's second authors are the editors of its series, where somebody else made the book.
    fn book_editors(&mut self, record: &mut Record) {
        if record.kind == Kind::Book && (!self.editors.is_empty() || record.has(Variable::Author)) {
            record.set_names(Variable::CollectionEditor, record.names(Variable::Editor).to_vec());
            record.set_names(Variable::Editor, std::mem::take(&mut self.editors));
        }
    }

    fn edition(&self, record: &mut Record) {
        let Some(edition) = self.edition else { return };
        if record.kind == Kind::ArticleJournal && Date::parse(edition).is_some() {
            // EndNote's "Epub Date".
            record.set_date(Variable::AvailableDate, Date::parse_loose(edition));
        } else if is_versioned(record.kind) {
            record.set_text(Variable::Version, edition);
        } else {
            record.set_text(Variable::Edition, common::edition(edition));
        }
    }
}

/// `M3` tells the type of work where `TY` has none for it; what only repeats `TY` goes.
fn genre_or_type(record: &mut Record, genre: &str) {
    if record.kind == Kind::Document && case::to_lower(genre).starts_with("conference ") {
        // Pure's "Conference contribution".
        record.kind = Kind::PaperConference;
        return;
    }
    let broadcast = (record.kind, genre) == (Kind::MotionPicture, Kind::Broadcast.as_str());
    let told = Kind::parse(genre).filter(|_| record.kind == Kind::Document || broadcast);
    if let Some(kind) = told {
        record.kind = kind;
        record.remove(Variable::Genre);
    } else if record.kind == Kind::ArticleJournal
        && matches!(genre, "Article" | "Journal Article" | "Journal article")
    {
        record.remove(Variable::Genre);
    }
}
