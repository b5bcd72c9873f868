//! Identifiers, dates, pages and languages from the forms in which pages write them, into the one
//! that records have.

use super::{clean, parts};
use crate::formats;
use crate::record::date::month_number;
use crate::record::{Date, DatePart, Record, Variable, identifier};
use crate::text::{case, cut};

/// A DOI, ISBN, ISSN or address, whichever it is.
pub(super) fn identify(text: &str) -> Option<(Variable, String)> {
    let mut record = Record::default();
    formats::identify(&mut record, text);
    let (variable, text) = record.texts().next()?;
    match variable {
        Variable::Issn => issn(text).map(|issn| (variable, issn)),
        Variable::Isbn => isbn(text).map(|isbn| (variable, isbn)),
        Variable::Doi => doi(text).map(|doi| (variable, doi)),
        _ => Some((variable, text.to_owned())),
    }
}

/// The first DOI in a text that holds one, whatever stands around it: `info:doi/10.1/x`,
/// `https://doi.org/10.1%2Fx`, `(10.1/x).`
pub(super) fn doi(text: &str) -> Option<String> {
    let mut doi = parts::first(cut::tail(text, text.find("10.")?), " |");
    loop {
        let less = parts::trim_end(doi, ".,;>\"");
        // A bracket that the DOI did not open closes the sentence around it.
        let unopened = less.ends_with(')') && parts::count(less, b'(') < parts::count(less, b')');
        let less = if unopened { cut::head(less, less.len() - 1) } else { less };
        if less.len() == doi.len() {
            break;
        }
        doi = less;
    }
    match doi.bytes().position(|byte| byte == b'%') {
        // The slash that makes it one.
        Some(at) if cut::tail(doi, at + 1).starts_with("2F") && !parts::any(doi, "/") => {
            Some([cut::head(doi, at), "/", cut::tail(doi, at + 3)].concat())
        }
        _ => identifier::doi(doi).map(str::to_owned),
    }
}

/// The first `1234-567X` in a text.
pub(super) fn issn(text: &str) -> Option<String> {
    let mut found = String::with_capacity(9);
    // A space more, so that what ends the text ends a word too.
    for letter in text.chars().chain([' ']) {
        match letter {
            '-' | '–' | '‐' => {}
            '0'..='9' => found.push(letter),
            'x' | 'X' if found.len() == 7 => found.push('X'),
            _ if found.len() == 8 => break,
            _ => found.clear(),
        }
    }
    (found.len() == 8).then(|| {
        found.insert(4, '-');
        found
    })
}

/// The first ISBN in a text, as it is written: `978-0-306-40615-7 (print)`.
pub(super) fn isbn(text: &str) -> Option<String> {
    let digits = |text: &str| text.bytes().filter(|byte| matches!(byte, b'0'..=b'9' | b'X' | b'x')).count();
    let right = |text: &str| matches!(digits(text), 10 | 13);
    let bare = |text: &str| text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'-' | b'X' | b'x'));
    for word in parts::parts(text, " ,;:()/") {
        if right(word) && bare(word) {
            return Some(word.to_owned());
        }
    }
    // `978 0 306 40615 7`
    let text = cut::tail(text, parts::position(text, "0123456789").unwrap_or_default()).trim_end();
    let spaced = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b' ' | b'X'));
    (right(text) && spaced).then(|| parts::parts(text, " ").join("-"))
}

/// Pages without the word for them, with one hyphen between: `pp. 12–15` → `12-15`.
pub(super) fn pages(text: &str) -> String {
    let mut rest = text;
    for word in ["pages", "pp", "p", "Pages", "Pp", "P", "S"] {
        let Some(after) = text.strip_prefix(word) else { continue };
        let after = after.strip_prefix('.').unwrap_or(after);
        if after.starts_with(' ') || word == "pp" {
            rest = after.trim_start();
            break;
        }
    }
    let mut out = String::with_capacity(rest.len());
    for letter in rest.chars() {
        match letter {
            '-' | '–' | '—' | '‐' | '‑' | '−' => {
                out.truncate(out.trim_end().len());
                if !out.ends_with('-') {
                    out.push('-');
                }
            }
            ' ' if out.ends_with('-') => {}
            _ => out.push(letter),
        }
    }
    out
}

/// English names and three-letter codes of the languages that repositories name most; under `-` the
/// codes that name none.
const LANGUAGES: &str = "en:english,eng de:german,ger,deu,deutsch fr:french,fre,fra,français es:spanish,spa,español,castellano \
    it:italian,ita,italiano pt:portuguese,por,português nl:dutch,dut,nld,nederlands sv:swedish,swe da:danish,dan \
    no:norwegian,nor fi:finnish,fin pl:polish,pol cs:czech,cze,ces hu:hungarian,hun ru:russian,rus uk:ukrainian,ukr \
    tr:turkish,tur ar:arabic,ara fa:persian,per,fas zh:chinese,chi,zho ja:japanese,jpn ko:korean,kor \
    el:greek,gre,ell he:hebrew,heb id:indonesian,ind ca:catalan,cat la:latin,lat hr:croatian,hrv sr:serbian,srp \
    sl:slovenian,slv sk:slovak,slo,slk ro:romanian,rum,ron bg:bulgarian,bul eu:basque,baq,eus gl:galician,glg \
    -:und,mul,zxx,mis,other,multiple";

/// A language's code, from its English name or a code of three letters too; of several the first.
/// Nothing for codes that name none.
pub(super) fn language(text: &str) -> Option<String> {
    let word = parts::first(text, ";,(/|");
    let lower = case::to_lower(word);
    for row in LANGUAGES.split_ascii_whitespace() {
        let names = parts::parts(row, ":,");
        if names.contains(&lower.as_str()) {
            return (names[0] != "-").then(|| names[0].to_owned());
        }
    }
    match word.len() {
        0 => None,
        2 | 3 => Some(lower),
        _ => Some(parts::parts(word, "_").join("-")),
    }
}

/// A date from a tag; nothing for what is none. `5/12/2010` is read as Google Scholar reads it,
/// month first, unless only the other order makes a date; `5.12.2010` is never written so.
pub(super) fn date(content: &str) -> Option<Date> {
    let text = clean::text(content)?;
    let mut numbers = [0i64; 3];
    let mut count = 0;
    for part in parts::parts(&text, "/.") {
        match part.trim().parse() {
            Ok(number) if count < 3 => numbers[count] = number,
            _ => count = 3,
        }
        count += 1;
    }
    if let ([a, b, year @ 1000..=2999], 3) = (numbers, count) {
        let (month, day) = if a > 12 || parts::any(&text, ".") { (b, a) } else { (a, b) };
        return Some(DatePart::new(year as i32, Some(month), Some(day)).into());
    }
    // `20210901`
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let number = |from: usize, to: usize| text[from..to].parse::<i64>().unwrap_or_default();
        let (year, month, day) = (number(0, 4), number(4, 6), number(6, 8));
        return is_year(year as i32)
            .then(|| DatePart::new(year as i32, Some(month), Some(day).filter(|_| month > 0)).into());
    }
    // `2019 Mar 5`, as PubMed writes it.
    let mut words = parts::parts(&text, " -").into_iter();
    if let (Some(year), Some(month)) = (words.next(), words.next()) {
        if let (4, Ok(year), Some(month)) = (year.len(), year.parse(), month_number(month)) {
            let day = words.next().and_then(|day| day.parse().ok());
            return Some(DatePart::new(year, Some(month.into()), day).into());
        }
    }
    let date = Date::parse_loose(&text);
    if date.start.is_some_and(|start| is_year(start.year) || start.year < 0) {
        return Some(date);
    }
    // Whatever else it says, `c2019`, `[2019]`, `juin 2019`, the year is sure.
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    for at in 0..bytes.len().saturating_sub(3) {
        let four = (at..at + 4).all(digit) && !digit(at + 4) && (at == 0 || !digit(at - 1));
        let year = if four { text.get(at..at + 4)?.parse().ok()? } else { 0 };
        if (1000..3000).contains(&year) {
            return Some(DatePart::new(year, None, None).into());
        }
    }
    None
}

/// Whether a number can be the year of a work.
fn is_year(year: i32) -> bool {
    (1..3_000).contains(&year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates_as_pages_write_them() {
        for (text, expected) in [
            ("2021/9/1", "2021-09-01"),
            ("2021-09", "2021-09"),
            ("09/2021", "2021-09"),
            ("2021-09-01T00:00:00Z", "2021-09-01"),
            ("2021-00-00", "2021"),
            ("20210901", "2021-09-01"),
            ("20210000", "2021"),
            // Month first with slashes, day first with dots.
            ("1/9/2021", "2021-01-09"),
            ("25/12/2010", "2010-12-25"),
            ("01.09.2021", "2021-09-01"),
            ("2021.05.06", "2021-05-06"),
            ("2021 Sep 1", "2021-09-01"),
            ("Sep 1, 2021", "2021-09-01"),
            ("1 September 2021", "2021-09-01"),
            // No month is made up.
            ("c2019", "2019"),
            ("[2019]", "2019"),
            ("©2019", "2019"),
            ("ca. 2019", "2019"),
            ("juin 2021", "2021"),
            ("2021年9月1日", "2021"),
            ("Thu, 01 Sep 2021 00:00:00 GMT", "2021"),
            ("s.d.", ""),
            ("in press", ""),
            ("0000-00-00", ""),
            ("99999", ""),
            ("12345678901", ""),
        ] {
            assert_eq!(date(text).map(|date| date.to_edtf()).unwrap_or_default(), expected, "{text}");
        }
    }

    #[test]
    fn finds_identifiers_among_other_words() {
        for (text, expected) in [
            ("10.1/x", "10.1/x"),
            ("doi:10.1/x", "10.1/x"),
            ("DOI 10.1/x", "10.1/x"),
            ("https://doi.org/10.1/x.", "10.1/x"),
            ("http://dx.doi.org/10.1%2Fx", "10.1/x"),
            ("info:doi/10.1/x", "10.1/x"),
            ("(10.1/x)", "10.1/x"),
            ("10.1016/S0022(99)00001-2", "10.1016/S0022(99)00001-2"),
            ("10.1000/x, 10.1000/y", "10.1000/x"),
            ("none", ""),
            ("10.", ""),
        ] {
            assert_eq!(doi(text).unwrap_or_default(), expected, "{text}");
        }
        for (text, expected) in [
            ("ISSN: 1234-567x", "1234-567X"),
            ("12345678, 2345-6789", "1234-5678"),
            ("(1234–5678)", "1234-5678"),
            ("123456789", ""),
            ("abc", ""),
        ] {
            assert_eq!(issn(text).unwrap_or_default(), expected, "{text}");
        }
        for (text, expected) in [
            ("978-0-306-40615-7 (print); 978-1-86197-876-9 (pdf)", "978-0-306-40615-7"),
            ("ISBN 9780306406157", "9780306406157"),
            ("urn:isbn:0-306-40615-2", "0-306-40615-2"),
            ("ISBN: 978 0 306 40615 7", "978-0-306-40615-7"),
            ("0-8044-2957-X", "0-8044-2957-X"),
            ("123", ""),
            ("", ""),
        ] {
            assert_eq!(isbn(text).unwrap_or_default(), expected, "{text}");
        }
    }

    #[test]
    fn writes_pages_and_languages_in_one_way() {
        for (text, expected) in [
            ("pp. 12–15", "12-15"),
            ("p. 7", "7"),
            ("123--130", "123-130"),
            ("12 - 15", "12-15"),
            ("p12-15", "p12-15"),
            ("S12", "S12"),
            ("1-10, 12", "1-10, 12"),
            ("e0123456", "e0123456"),
            ("S. 5", "5"),
        ] {
            assert_eq!(pages(text), expected, "{text}");
        }
        for (text, expected) in [
            ("English (United States)", "en"),
            ("eng; fre", "en"),
            ("EN", "en"),
            ("en_US", "en-US"),
            ("Deutsch", "de"),
            ("Swahili", "Swahili"),
            ("und", ""),
            ("zxx", ""),
        ] {
            assert_eq!(language(text).unwrap_or_default(), expected, "{text}");
        }
    }
}
