//! What several formats need: clean one-line values and a short way to build JSON objects. How values
//! are read is in `normalise`.

use crate::record::{Date, Json, Kind, Record, Variable, date::month_name, markup};

pub(super) use crate::normalise::fields::{edition, fill, ordinal, set_keywords};
pub(super) use crate::normalise::html::from_html;
pub(super) use crate::normalise::identifiers::{drop_doi_link, identify, percent_decoded, serial};
pub(super) use crate::normalise::names::{
    creators, family, from_direct, from_inverted, from_text, given, inverted, is_organisation, people,
    split_particle,
};
pub(super) use crate::normalise::pages::page_range;
pub(super) use crate::text::parts::one_line;

/// A value without inline markup, on one line.
pub(super) fn plain_line(text: &str) -> String {
    one_line(&markup::plain(text))
}

/// Text for HTML and XML content and double-quoted attributes; characters that XML 1.0 forbids
/// are left out.
pub(super) fn escape_xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' | '\r' => out.push(letter),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(letter),
        }
    }
    out
}

/// Builds a JSON object; what is absent is left out.
#[derive(Default)]
pub(super) struct Object(pub Vec<(String, Json)>);

impl Object {
    /// An object of a JSON-LD type.
    pub(super) fn typed(name: &str) -> Self {
        let mut object = Self::default();
        object.text("@type", Some(name));
        object
    }

    /// Adds a value.
    pub(super) fn put(&mut self, key: &str, value: Json) {
        self.0.push((key.to_owned(), value));
    }

    /// Adds a text if there is one.
    pub(super) fn text(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.put(key, text.into());
        }
    }

    /// Adds a list if it has items.
    pub(super) fn list(&mut self, key: &str, items: Vec<Json>) {
        if !items.is_empty() {
            self.put(key, Json::Array(items));
        }
    }

    /// The object as a value.
    pub(super) fn done(self) -> Json {
        Json::Object(self.0)
    }
}

/// A date in English words, as tagged files have it: `March 1, 2022`, `March 2022`, `Spring 2022`;
/// a range as EDTF.
pub(super) fn date_words(date: &Date) -> String {
    let Some(start) = date.start.filter(|_| date.end.is_none() && !date.open) else { return date.to_edtf() };
    let month = start.month.map(month_name);
    match (month, start.day, start.season) {
        (Some(month), Some(day), _) => format!("{month} {day}, {}", start.year),
        (Some(month), None, _) => format!("{month} {}", start.year),
        (None, _, Some(season)) => {
            format!("{} {}", ["Spring", "Summer", "Autumn", "Winter"][season as usize - 1], start.year)
        }
        _ => start.year.to_string(),
    }
}

/// The season and the year of a date that says these and no more.
pub(super) fn season(date: &Date) -> Option<(&'static str, i32)> {
    let start = date.start.filter(|_| date.end.is_none() && !date.open && !date.circa)?;
    let words = ["Spring", "Summer", "Fall", "Winter"];
    start.season.map(|season| (words[season as usize - 1], start.year))
}

/// The number that an article or a paper has where others have pages: `e0265183`. An arXiv identifier is
/// none.
pub(super) fn article_number(record: &Record) -> Option<&str> {
    let numbered = matches!(
        record.kind,
        Kind::ArticleJournal
            | Kind::ArticleMagazine
            | Kind::ArticleNewspaper
            | Kind::Review
            | Kind::ReviewBook
            | Kind::PaperConference
    );
    record.text(Variable::Number).filter(|number| numbered && !is_arxiv(number))
}

/// `arXiv:2303.00001`, `2303.00001`
fn is_arxiv(number: &str) -> bool {
    let digits = |text: &str, range: std::ops::RangeInclusive<usize>| {
        range.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    number.starts_with("arXiv:")
        || number.split_once('.').is_some_and(|(month, rest)| digits(month, 4..=4) && digits(rest, 4..=5))
}

/// The pages, else the article's number: what readers without a field for the number take.
pub(super) fn pages_or_number(record: &Record) -> Option<&str> {
    record.text(Variable::Page).or_else(|| article_number(record))
}

/// The first and the last page; an article's number is one, whatever hyphens it has.
pub(super) fn page_ends(record: &Record) -> Option<(&str, Option<&str>)> {
    match record.text(Variable::Page) {
        Some(pages) => Some(page_range(pages)),
        None => article_number(record).map(|number| (number, None)),
    }
}

/// Takes pages away that only repeat the article's number, as [`pages_or_number`] writes them.
pub(super) fn drop_number_as_pages(record: &mut Record) {
    if record.has(Variable::Page) && record.text(Variable::Page) == article_number(record) {
        record.remove(Variable::Page);
    }
}
