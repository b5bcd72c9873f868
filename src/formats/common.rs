//! What several formats need: clean one-line values, identifiers told by their look, HTML entities,
//! and a short way to build JSON objects.

use super::language;
use crate::record::{Date, Json, Kind, Record, Variable, identifier, markup};
use crate::text::case;
use crate::text::xml;

pub use super::person::{
    creators, family, from_direct, from_inverted, from_text, given, inverted, people, split_particle,
};
/// White space and line breaks as single spaces, none at the ends.
pub fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// A value without inline markup, on one line.
pub fn plain_line(text: &str) -> String {
    one_line(&markup::plain(text))
}

/// Sets a text unless the record has it already; white space is made single.
pub fn fill(record: &mut Record, variable: Variable, text: &str) {
    if record.text(variable).is_none() {
        let text = match variable {
            Variable::Edition => edition(text),
            Variable::Language => language::code(text).to_owned(),
            _ => one_line(text),
        };
        record.set_text(variable, text);
    }
}

/// I2: a link that only repeats the DOI is the DOI, and no link.
pub fn settle_link(record: &mut Record) {
    let repeated = record.text(Variable::Url).filter(|url| identifier::doi(url).is_some()).map(str::to_owned);
    if let Some(url) = repeated {
        record.remove(Variable::Url);
        identify(record, &url);
    }
}

/// The number of an edition: `Second`, `2nd`, `2nd ed.` are 2; other words stay.
pub fn edition(text: &str) -> String {
    const WORDS: [&str; 10] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let text = one_line(text);
    let lower = case::to_lower(&text);
    let mut plain = lower.as_str();
    for end in [" edition", " ed.", " ed", "."] {
        plain = plain.strip_suffix(end).unwrap_or(plain);
    }
    if let Some(at) = WORDS.iter().position(|word| *word == plain) {
        return (at + 1).to_string();
    }
    let digits = plain.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let suffix = plain.get(digits.len()..).unwrap_or_default();
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && matches!(suffix, "" | "st" | "nd" | "rd" | "th") { digits.to_owned() } else { text }
}

/// An edition in English: `2nd` for 2; words stay.
pub fn ordinal(edition: &str) -> String {
    let Ok(number) = edition.trim().parse::<u32>() else { return edition.to_owned() };
    let suffix = match (number % 10, number % 100) {
        (1, tail) if tail != 11 => "st",
        (2, tail) if tail != 12 => "nd",
        (3, tail) if tail != 13 => "rd",
        _ => "th",
    };
    format!("{number}{suffix}")
}

/// Sets the first ISSN or ISBN of a text such as `0028-0836 (Print) 1476-4687 (Linking)`; what is
/// neither is a number, of a report for instance.
pub fn serial(record: &mut Record, text: &str) {
    let first = text.split([' ', '(', ',', ';']).find(|word| !word.is_empty()).unwrap_or_default();
    let spaced: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let count = |word: &str| {
        let only = word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'X' | b'x'));
        if only { word.bytes().filter(|byte| *byte != b'-').count() } else { 0 }
    };
    let (variable, value) = match (count(first), count(&spaced)) {
        _ if matches!(record.kind, Kind::Patent | Kind::Report) && count(first) < 10 => {
            (Variable::Number, text)
        }
        (8, _) => (Variable::Issn, first),
        (10 | 13, _) => (Variable::Isbn, first),
        (_, 10 | 13) => (Variable::Isbn, text),
        _ => (Variable::Number, text),
    };
    fill(record, variable, value);
}

/// Sets all keywords at once, which keeps reading thousands of them linear.
pub fn set_keywords(record: &mut Record, words: &[String]) {
    let words: Vec<String> =
        words.iter().map(|word| one_line(word).replace(';', ",")).filter(|word| !word.is_empty()).collect();
    if !words.is_empty() {
        // One keyword with a comma in it must not be taken for several.
        let end = if words.len() == 1 && words[0].contains(',') { ";" } else { "" };
        record.set_text(Variable::Keyword, words.join("; ") + end);
    }
}

/// Sets the DOI, ISBN, ISSN, PMID, PMCID or URL that a text holds, told by its prefix or look.
/// Gives back whether it was one.
pub fn identify(record: &mut Record, text: &str) -> bool {
    let text = text.trim();
    if let Some(doi) = identifier::doi(text.strip_prefix("info:doi/").unwrap_or(text)) {
        let link = text.contains("doi.org/");
        fill(record, Variable::Doi, &if link { percent_decoded(doi) } else { doi.to_owned() });
        return true;
    }
    let lower = text.to_ascii_lowercase();
    let rest =
        |prefix: &str| text.get(prefix.len()..).unwrap_or_default().trim_start_matches([':', ' ', '/']);
    let prefixed: [(&str, Variable); 9] = [
        ("urn:isbn", Variable::Isbn),
        ("isbn", Variable::Isbn),
        ("urn:issn", Variable::Issn),
        ("issn", Variable::Issn),
        ("eissn", Variable::Issn),
        ("info:pmid", Variable::Pmid),
        ("pmid", Variable::Pmid),
        ("pmcid", Variable::Pmcid),
        ("pmc", Variable::Pmcid),
    ];
    for (prefix, variable) in prefixed {
        if lower.starts_with(prefix) {
            let value = if variable == Variable::Pmcid && prefix == "pmc" { text } else { rest(prefix) };
            if value.bytes().any(|byte| byte.is_ascii_digit()) {
                fill(record, variable, value);
                return true;
            }
        }
    }
    if let Some(url) = identifier::safe_url(text) {
        fill(record, Variable::Url, url);
        return true;
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let only = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b' ' | b'X' | b'x'));
    let found = match digits {
        _ if !only => None,
        13 if text.starts_with("97") => Some(Variable::Isbn),
        9 | 10 if text.len() >= 10 => Some(Variable::Isbn),
        7 | 8 if text.len() == 9 && text.as_bytes()[4] == b'-' => Some(Variable::Issn),
        _ => None,
    };
    if let Some(variable) = found {
        fill(record, variable, text);
    }
    found.is_some()
}

/// The text of a URL's part: `%3C` is `<`; what is no code stays.
pub fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        let digits = after.get(..2).filter(|_| byte == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        match digits.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(code) => {
                bytes.push(code);
                rest = &after[2..];
            }
            None => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Text that may be HTML, with CSL's inline markup kept, other tags removed and entities replaced.
pub fn from_html(text: &str) -> String {
    const KEPT: &[&str] = &["i", "b", "sup", "sub", "em", "strong"];
    if !text.contains(['<', '&']) {
        return one_line(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let name: &str = rest[1..].trim_start_matches('/');
        let word = name.len() - name.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric()).len();
        let tag = name[..word].to_ascii_lowercase();
        if tag.is_empty() {
            out.push('<');
            rest = &rest[1..];
            continue;
        }
        match rest.find('>') {
            Some(end) => {
                match tag.as_str() {
                    name if KEPT.contains(&name) => {
                        let short = match tag.as_str() {
                            "em" => "i",
                            "strong" => "b",
                            other => other,
                        };
                        out.push_str(if rest.starts_with("</") { "</" } else { "<" });
                        out.push_str(short);
                        out.push('>');
                    }
                    "p" | "br" | "div" | "li" | "tr" | "td" | "h1" | "h2" | "h3" | "h4" | "title" => {
                        out.push(' ')
                    }
                    _ => {}
                }
                rest = &rest[end + 1..];
            }
            // No tag ends any more: the rest is text, and is not searched again.
            None => break,
        }
    }
    out.push_str(rest);
    one_line(&xml::unescape(&out))
}

/// Text for HTML and XML content and double-quoted attributes; characters that XML 1.0 forbids
/// are left out.
pub fn escape_xml(text: &str) -> String {
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
pub struct Object(pub Vec<(String, Json)>);

impl Object {
    /// An object of a JSON-LD type.
    pub fn typed(name: &str) -> Self {
        let mut object = Self::default();
        object.text("@type", Some(name));
        object
    }

    /// Adds a value.
    pub fn put(&mut self, key: &str, value: Json) {
        self.0.push((key.to_owned(), value));
    }

    /// Adds a text if there is one.
    pub fn text(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.put(key, text.into());
        }
    }

    /// Adds a list if it has items.
    pub fn list(&mut self, key: &str, items: Vec<Json>) {
        if !items.is_empty() {
            self.put(key, Json::Array(items));
        }
    }

    /// The object as a value.
    pub fn done(self) -> Json {
        Json::Object(self.0)
    }
}

/// A date in English words, as tagged files have it: `March 1, 2022`, `March 2022`, `Spring 2022`;
/// a range as EDTF.
pub fn date_words(date: &Date) -> String {
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
    let Some(start) = date.start.filter(|_| date.end.is_none() && !date.open) else { return date.to_edtf() };
    let month = start.month.and_then(|month| MONTHS.get(usize::from(month).wrapping_sub(1)));
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
pub fn season(date: &Date) -> Option<(&'static str, i32)> {
    let start = date.start.filter(|_| date.end.is_none() && !date.open && !date.circa)?;
    let words = ["Spring", "Summer", "Fall", "Winter"];
    start.season.map(|season| (words[season as usize - 1], start.year))
}

/// The first and the last page of a range: `124-145`, `124–145`, `12--15`. A single page has no
/// last one; `e12-e15` and `12-13, 17` are taken at their first dash and comma.
pub fn page_range(pages: &str) -> (&str, Option<&str>) {
    let pages = pages.split(',').next().unwrap_or_default().trim();
    match pages.find(['-', '–', '—']) {
        Some(at) => {
            let last = pages[at..].trim_start_matches(['-', '–', '—', ' ']);
            (pages[..at].trim_end(), (!last.is_empty()).then_some(last))
        }
        None => (pages, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_are_numbers() {
        for (text, expected) in
            [("2nd", "2"), ("Third edition", "3"), ("12th ed.", "12"), ("4", "4"), ("Rev. ed.", "Rev. ed.")]
        {
            assert_eq!(edition(text), expected);
        }
    }

    #[test]
    fn tells_issn_isbn_and_numbers() {
        for (text, expected) in [
            ("0028-0836 (Print) 1476-4687 (Linking)", "ISSN=0028-0836"),
            ("02681072 (ISSN)", "ISSN=02681072"),
            ("9798400710797 (ISBN)", "ISBN=9798400710797"),
            ("978 0 201 13447 6", "ISBN=978 0 201 13447 6"),
            ("0-8044-2957-X", "ISBN=0-8044-2957-X"),
            ("WHO/HTM/2009", "number=WHO/HTM/2009"),
        ] {
            let mut record = Record::default();
            serial(&mut record, text);
            let values: Vec<String> =
                record.texts().map(|(key, text)| format!("{}={text}", key.as_str())).collect();
            assert_eq!(values, [expected]);
        }
    }

    #[test]
    fn t1_keeps_inline_markup_of_html_and_drops_the_rest() {
        assert_eq!(
            from_html("<p>A <em>B</em> &amp; C<sub>2</sub></p><p>x &lt; y</p>"),
            "A <i>B</i> & C<sub>2</sub> x < y"
        );
        assert_eq!(from_html("a < b and <c"), "a < b and <c");
    }

    #[test]
    fn i1_tells_identifiers() {
        let mut record = Record::default();
        for text in ["https://doi.org/10.1/x%3C", "urn:issn:1234-5678", "9780306406157", "PMID: 123", "PMC99"]
        {
            assert!(identify(&mut record, text), "{text}");
        }
        let values: Vec<String> =
            record.texts().map(|(key, text)| format!("{}={text}", key.as_str())).collect();
        assert_eq!(
            values,
            ["DOI=10.1/x<", "ISSN=1234-5678", "ISBN=9780306406157", "PMID=123", "PMCID=PMC99"]
        );
    }
}
