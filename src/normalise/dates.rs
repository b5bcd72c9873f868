//! Dates in the forms in which people, files and platforms write them, into the one that records have.
//!
//! A part that is not given is never invented, and one that no calendar has (`2020-02-31`) is left out:
//! [`is_invalid`] says so.

use super::{html, months};
use crate::record::{Date, DatePart, Season, date::days_in_month};
use crate::text::{case, parts};

impl Date {
    /// Reads ISO 8601, EDTF or an everyday form in words or numbers (`March 1, 2022`, `1. März 2022`,
    /// `3/2022`, `Spring 2022`, `2022年3月1日`); anything else becomes a literal.
    pub fn parse_loose(text: &str) -> Self {
        let text = text.trim();
        read(text, false).map_or_else(|| Self::literal(text), |(date, _)| date)
    }
}

/// Reads ISO 8601 or EDTF as [`Date::parse_loose`] does; nothing for another form.
pub(crate) fn standard(text: &str) -> Option<Date> {
    Date::parse(text).filter(is_plausible)
}

/// A date from a tag, if it holds one. Where the rest is not understood (`c2019`, `[2019]`,
/// `Winter term 2019`), the year alone.
pub(crate) fn date(content: &str) -> Option<Date> {
    let text = html::text(content)?;
    read(&text, true).map(|(date, _)| date).or_else(|| year_in(&text).map(Date::year))
}

/// Whether a date says a month or a day that the calendar does not have: `2020/13/41`, `31 June 2020`.
pub(crate) fn is_invalid(content: &str) -> bool {
    html::text(content).and_then(|text| read(&text, true)).is_some_and(|(_, invalid)| invalid)
}

/// The sentence for a date of which [`is_invalid`] is true.
pub(crate) fn invalid(content: &str) -> String {
    ["invalid date \"", html::cut(content, 40), "\"; the part that is not in the calendar was left out"]
        .concat()
}

/// The date, and whether a part of it is impossible and was left out. `loosely` passes over a word before
/// the date, such as the day of the week.
fn read(text: &str, loosely: bool) -> Option<(Date, bool)> {
    let text = plain(text);
    let text = text.trim();
    numbers(text, loosely)
        .or_else(|| standard(text).map(|date| (date, false)))
        .or_else(|| east_asian(text))
        .or_else(|| {
            // `2020a`, where a list tells the works of a year apart by hand
            let text = match text.strip_suffix(['a', 'b', 'c', 'd', 'e', 'f']) {
                Some(year) if year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()) => year,
                _ => text,
            };
            let (rest, circa) = circa(text);
            let (date, invalid) = numbers(rest, loosely).or_else(|| in_words(rest, loosely))?;
            Some((Date { circa: circa || date.circa, ..date }, invalid))
        })
}

/// Whether the year can be that of a work.
fn is_plausible(date: &Date) -> bool {
    date.start.is_some_and(|start| start.year < 0 || is_year(start.year.into()))
}

fn is_year(year: i64) -> bool {
    (1..3_000).contains(&year)
}

/// Digits of all scripts as ASCII's, one dash for all, and spaces.
fn plain(text: &str) -> String {
    let zeros = ['\u{660}', '\u{6f0}', '\u{966}', '\u{e50}', '\u{ff10}'];
    let letter = |letter: char| match letter {
        '–' | '—' | '−' | '‐' | '‑' | '〜' | '～' => '–',
        _ if letter.is_whitespace() => ' ',
        _ => {
            let near = zeros.iter().filter_map(|zero| u32::from(letter).checked_sub(u32::from(*zero)));
            let digit = near.min().filter(|digit| *digit < 10);
            digit.and_then(|digit| char::from_digit(digit, 10)).unwrap_or(letter)
        }
    };
    text.chars().map(letter).collect()
}

/// `about`, in several languages, and the question mark behind.
fn circa(text: &str) -> (&str, bool) {
    let rest = text.trim_start_matches('[').trim_end_matches(']').trim_end_matches('?').trim();
    let doubtful = text.trim_end_matches(']').ends_with('?');
    match rest.split_once(' ') {
        Some((word, after)) => {
            let word = case::to_lower(word.trim_end_matches('.'));
            let known = ["ca", "c", "circa", "approximately", "about", "um", "vers", "hacia", "около", "約"];
            if known.contains(&word.as_str()) { (after.trim(), true) } else { (rest, doubtful) }
        }
        None => (rest, doubtful),
    }
}

/// Dates of numbers alone: `20210901`, `2021/9/1`, `1.9.2021`, `9/2021`. With slashes the month is first,
/// as Google Scholar reads a page's tags, unless only the other order makes a date; with dots it never is.
/// In a file, and with hyphens, nothing tells the order of `1/9/2021`.
fn numbers(text: &str, loosely: bool) -> Option<(Date, bool)> {
    let text = parts::first(text, "T");
    // `2021-09-01 10:00:00`
    let text = text.split_once(' ').filter(|(_, time)| time.contains(':')).map_or(text, |(date, _)| date);
    // `2021. 3. 12.`
    let text = text.trim_end_matches(['.', ' ']);
    if matches!(text.len(), 8 | 14) && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let number = |from: usize, to: usize| text.get(from..to)?.parse::<i64>().ok();
        return calendar(number(0, 4)?, number(4, 6), number(6, 8));
    }
    // `2020/3–4`
    let joined = text.replace('–', "-");
    let text = if parts::any(text, "/.") { &joined } else { text };
    let mut numbers = Vec::new();
    for part in parts::parts(text, "/.-") {
        let part = part.trim();
        let digits = (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        numbers.push((part.len(), digits.then(|| part.parse::<i64>().ok())??));
    }
    let small = |length: usize| length <= 2;
    if let Some(found) = months(text, &numbers) {
        return found;
    }
    match numbers.as_slice() {
        [(4, year), (month, m), (day, d)] if small(*month) && small(*day) => {
            calendar(*year, Some(*m), Some(*d))
        }
        [(4, year), (month, m)] if small(*month) => {
            // EDTF's seasons have hyphens.
            let season = matches!(m, 21..=24) && parts::any(text, "-");
            if season { None } else { calendar(*year, Some(*m), None) }
        }
        [(month, m), (4, year)] if small(*month) => calendar(*year, Some(*m), None),
        [(first, a), (second, b), (4, year)] if small(*first) && small(*second) => {
            let day_first = *a > 12 || parts::any(text, ".");
            let either = *a <= 12 && *b <= 12 && a != b && !parts::any(text, ".");
            if either && parts::any(text, "-") {
                return calendar(*year, None, None);
            }
            if either && !loosely {
                return None;
            }
            if day_first { calendar(*year, Some(*b), Some(*a)) } else { calendar(*year, Some(*a), Some(*b)) }
        }
        _ => None,
    }
}

/// Two months of one year, joined by another mark than that beside the year: `2020-03/04`, `2020/03-04`,
/// `03-04/2020`. Where they are no two months, nothing is sure but the first and the year; nor is it of
/// `03/04-2020`, which is a day and a month in Scandinavia.
fn months(text: &str, numbers: &[(usize, i64)]) -> Option<Option<(Date, bool)>> {
    let marks: Vec<u8> = text.bytes().filter(|byte| b"/.-".contains(byte)).collect();
    let (year, from, to) = match (numbers, marks.as_slice()) {
        ([(4, year), (1 | 2, from), (1 | 2, to)], [one, other]) if one != other => (*year, *from, *to),
        ([(1 | 2, from), (1 | 2, to), (4, year)], b"-/" | b"-.") => (*year, *from, *to),
        ([(1 | 2, day), (1 | 2, month), (4, year)], b"/-") if *day > 12 => {
            return Some(calendar(*year, Some(*month), Some(*day)));
        }
        ([(1 | 2, _), (1 | 2, _), (4, year)], [one, other]) if one != other => {
            return Some(calendar(*year, None, None));
        }
        _ => return None,
    };
    let start = calendar(year, Some(from), None);
    match (1..=12).contains(&from) && from < to && to <= 12 {
        true => Some(
            start
                .zip(calendar(year, Some(to), None))
                .map(|((start, _), (end, _))| (Date { end: end.start, ..start }, false)),
        ),
        false => Some(start),
    }
}

/// A date of the calendar, and whether a part was impossible; 0 stands for nothing.
fn calendar(year: i64, month: Option<i64>, day: Option<i64>) -> Option<(Date, bool)> {
    if !is_year(year) {
        return None;
    }
    let (month, day) = (month.filter(|month| *month != 0), day.filter(|day| *day != 0));
    let part = DatePart::calendar(year as i32, month, day);
    let invalid =
        month.is_some() != part.month.is_some() || month.is_some() && day.is_some() != part.day.is_some();
    Some((part.into(), invalid))
}

/// Chinese, Japanese and Korean: `2021年9月1日`, `令和3年9月`, `2021년 9월 1일`, `民國110年`.
fn east_asian(text: &str) -> Option<(Date, bool)> {
    /// Eras, each with the year before its first.
    const ERAS: [(&str, i64); 7] = [
        ("令和", 2018),
        ("平成", 1988),
        ("昭和", 1925),
        ("大正", 1911),
        ("明治", 1867),
        ("民國", 1911),
        ("民国", 1911),
    ];
    let (before, mut rest) = text.split_once(['年', '년'])?;
    let era = ERAS.iter().find_map(|(name, years)| Some((before.trim().strip_prefix(name)?.trim(), *years)));
    let (number, years) = era.unwrap_or((before.trim(), 0));
    let year: i64 = if number == "元" { 1 } else { number.parse().ok()? };
    let mut next = |marks: &[char]| {
        let (number, after) = rest.split_once(marks)?;
        rest = after;
        number.trim().parse::<i64>().ok()
    };
    let (month, day) = (next(&['月', '월']), next(&['日', '일', '号']));
    (years > 0 || year >= 1000).then(|| calendar(year + years, month, day))?
}

/// What some words say of a date.
#[derive(Clone, Copy, Default)]
struct Said {
    year: Option<i64>,
    month: Option<u8>,
    day: Option<i64>,
    season: Option<Season>,
}

/// A date in words, or a range of two: `15 мая 2020`, `March–April 2020`, `3–5 March 2020`, `1880-1899`.
fn in_words(text: &str, loosely: bool) -> Option<(Date, bool)> {
    if let Some((date, invalid)) = said(text, loosely).and_then(part) {
        return Some((date.into(), invalid));
    }
    // `2019–20`
    for mark in ["–", " - ", "-", "/", " to ", " bis ", " au ", " al "] {
        let Some((one, other)) = text.split_once(mark) else { continue };
        let (Some(mut from), Some(mut to)) = (said(one, loosely), said(other, false)) else { continue };
        if let (Some(year), None, None, Some(short @ 0..=99)) = (from.year, to.year, to.month, to.day) {
            let end = year / 100 * 100 + short;
            if end > year && from.month.is_none() && other.trim().len() == 2 {
                (to.year, to.day) = (Some(end), None);
            }
        }
        from.year = from.year.or(to.year);
        to.year = to.year.or(from.year);
        if from.month.is_none() && from.day.is_some() {
            from.month = to.month;
        }
        if to.month.is_none() && to.day.is_some() {
            to.month = from.month;
        }
        if let (Some((start, one)), Some((end, other))) = (part(from), part(to)) {
            let in_order = (start.year, start.month, start.day) <= (end.year, end.month, end.day);
            return (in_order && start != end)
                .then(|| (Date { end: Some(end), ..Date::from(start) }, one || other));
        }
    }
    None
}

/// The date that was said, where it has a year and no day without a month.
fn part(said: Said) -> Option<(DatePart, bool)> {
    let year = said.year?;
    match (said.month, said.season, said.day) {
        (None, season, None) => Some((DatePart { season, ..DatePart::year(year as i32) }, false)),
        (Some(month), None, day) => {
            let part = DatePart::calendar(year as i32, Some(month.into()), day);
            Some((part, day.is_some_and(|day| day > days_in_month(year as i32, month.into()) || day == 0)))
        }
        _ => None,
    }
}

/// Words that stand between the parts of a date.
const BETWEEN: &str = " de del du of the den le el la di d g r г год года році року р anno año ano an ngày năm m م     van im в em il on ann vom der dne lá ";

/// What the words of a date say; nothing where one of them says something else.
fn said(text: &str, loosely: bool) -> Option<Said> {
    let mut said = Said::default();
    let mut thai = text.contains("พ.ศ.");
    let words: Vec<&str> = words_of(text);
    let mut at = 0;
    while let Some(word) = words.get(at).copied() {
        let next = words.get(at + 1).copied().unwrap_or_default();
        at += 1;
        // `Published:`, or the time and its zone.
        if word.contains(':') {
            if loosely && at == 1 && word.ends_with(':') {
                continue;
            }
            break;
        }
        let lower = case::to_lower(word);
        let digits = word.trim_end_matches(|letter: char| !letter.is_ascii_digit());
        let ending = word.get(digits.len()..).unwrap_or_default();
        let number = digits.parse::<i64>().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()));
        let ordinal = matches!(
            ending,
            "" | "st" | "nd" | "rd" | "th" | "er" | "ère" | "º" | "°" | "ª" | "e" | "ème" | "го"
        );
        if let Some(number) = number.filter(|_| ordinal) {
            let place = match digits.len() {
                4 if ending.is_empty() => &mut said.year,
                1 | 2 => &mut said.day,
                _ => return None,
            };
            if place.replace(number).is_some() {
                return None;
            }
        } else if let Some(month) = months::of_two_words(word, next) {
            at += 1;
            set_month(&mut said, month)?;
        } else if lower == "tháng" {
            at += 1;
            set_month(&mut said, next.parse().ok().filter(|month| (1..=12).contains(month))?)?;
        } else if let Some(season) = season(&lower) {
            said.season = Some(season);
        } else if BETWEEN.contains(&[" ", &lower, " "].concat()) || word.starts_with("พ.ศ") {
        } else if let Some(month) = months::number(word).filter(|_| word.chars().count() > 1) {
            thai |= word.starts_with(is_thai);
            set_month(&mut said, month)?;
        } else if let Some(month) = months::roman(word).filter(|_| said.day.is_some()) {
            set_month(&mut said, month)?;
        } else if !(loosely && at < 3 && words.len() > at + 2 && said.day.or(said.year).is_none()) {
            return None;
        }
    }
    // Thailand counts from Buddha.
    if let Some(year) = said.year.filter(|year| thai && *year > 2_400) {
        said.year = Some(year - 543);
    }
    said.year.is_none_or(|year| (1_000..3_000).contains(&year)).then_some(said)
}

fn set_month(said: &mut Said, month: u8) -> Option<()> {
    said.month.replace(month).is_none().then_some(())
}

/// The words of a date; hyphens, slashes and dots separate too, but for those of Thai abbreviations and of
/// the time.
fn words_of(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for word in text.split([' ', ',', '،', '(', ')', '[', ']', '–']).filter(|word| !word.is_empty()) {
        if word.contains(':') || word.starts_with(is_thai) {
            words.push(word);
        } else {
            words.extend(parts::parts(word, "-/.").into_iter().filter(|word| !word.is_empty()));
        }
    }
    words
}

fn is_thai(letter: char) -> bool {
    ('\u{e01}'..='\u{e2e}').contains(&letter)
}

fn season(word: &str) -> Option<Season> {
    match word {
        "spring" => Some(Season::Spring),
        "summer" => Some(Season::Summer),
        "autumn" | "fall" => Some(Season::Autumn),
        "winter" => Some(Season::Winter),
        _ => None,
    }
}

/// The first number of four digits that can be a year.
fn year_in(text: &str) -> Option<i32> {
    let text = plain(text);
    let mut digits = text.split(|letter: char| !letter.is_ascii_digit()).filter(|run| run.len() == 4);
    digits.find_map(|run| run.parse().ok().filter(|year| (1000..3000).contains(year)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails with every row that `read` reads otherwise.
    #[track_caller]
    fn table(read: impl Fn(&str) -> Option<Date>, rows: &[(&str, &str)]) {
        let rows =
            rows.iter().map(|(text, expected)| (text, expected, read(text).unwrap_or_default().to_edtf()));
        let wrong: Vec<_> = rows.filter(|(_, expected, got)| *expected != got).collect();
        assert!(wrong.is_empty(), "text, expected, read: {wrong:#?}");
    }

    #[test]
    fn reads_dates_as_pages_write_them() {
        table(
            date,
            &[
                ("2021/9/1", "2021-09-01"),
                ("2021-09", "2021-09"),
                ("09/2021", "2021-09"),
                ("2021-09-01T00:00:00Z", "2021-09-01"),
                ("2021-09-01 10:20", "2021-09-01"),
                ("2021-00-00", "2021"),
                ("20210901", "2021-09-01"),
                ("20210901102030", "2021-09-01"),
                ("20210000", "2021"),
                // Month first with slashes, day first with dots.
                ("1/9/2021", "2021-01-09"),
                ("25/12/2010", "2010-12-25"),
                ("01.09.2021", "2021-09-01"),
                ("2021.05.06", "2021-05-06"),
                ("25-12-2010", "2010-12-25"),
                ("05-06-2010", "2010"),
                ("2021. 9. 1.", "2021-09-01"),
                ("Published: 1 September 2021", "2021-09-01"),
                ("First published 1 September 2021", "2021-09-01"),
                ("Winter term 2019", "2019"),
                ("1. rujna 2021.", "2021-09-01"),
                ("2021 Sep 1", "2021-09-01"),
                ("2019-Mar-05", "2019-03-05"),
                ("5-MAR-2019", "2019-03-05"),
                ("Sep 1, 2021", "2021-09-01"),
                ("1 September 2021", "2021-09-01"),
                ("September 1st, 2021", "2021-09-01"),
                ("Thu, 01 Sep 2021 00:00:00 GMT", "2021-09-01"),
                ("Thursday, September 2, 2021", "2021-09-02"),
                // The year alone is sure.
                ("c2019", "2019"),
                ("c2008.", "2008"),
                ("[2019]", "2019"),
                ("©2019", "2019"),
                ("WS 2019 (vorläufig)", "2019"),
                ("ca. 2019", "2019~"),
                ("[1850?]", "1850~"),
                ("s.d.", ""),
                ("in press", ""),
                ("0000-00-00", ""),
                ("99999", ""),
                ("1583366400", ""),
                ("1583366400000", ""),
            ],
        );
    }

    #[test]
    fn reads_dates_in_many_languages() {
        table(
            date,
            &[
                ("juin 2021", "2021-06"),
                ("5. März 2021", "2021-03-05"),
                ("Donnerstag, 5. Mai 2022", "2022-05-05"),
                ("1er août 2019", "2019-08-01"),
                ("15 de mayo de 2020", "2020-05-15"),
                ("7 de setembro de 2018", "2018-09-07"),
                ("3 gennaio 2017", "2017-01-03"),
                ("9 maart 2015", "2015-03-09"),
                ("12 listopada 2014", "2014-11-12"),
                ("6. července 2013", "2013-07-06"),
                ("2012. október 23.", "2012-10-23"),
                ("15 мая 2020 г.", "2020-05-15"),
                ("24 серпня 2021 року", "2021-08-24"),
                ("29 Ekim 2023", "2023-10-29"),
                ("6. joulukuuta 2017", "2017-12-06"),
                ("25 Μαρτίου 2021", "2021-03-25"),
                ("17 Agustus 2019", "2019-08-17"),
                ("2024年3月15日", "2024-03-15"),
                ("2024 年 3 月", "2024-03"),
                ("令和3年9月1日", "2021-09-01"),
                ("平成元年", "1989"),
                ("民國110年5月", "2021-05"),
                ("2024년 3월 15일", "2024-03-15"),
                ("٥ مارس ٢٠٢٠", "2020-03-05"),
                ("5 تشرين الأول 2019", "2019-10-05"),
                ("15 มีนาคม 2563", "2020-03-15"),
                ("ngày 15 tháng 3 năm 2020", "2020-03-15"),
                ("15. III. 2020", "2020-03-15"),
                ("15 मार्च 2020", "2020-03-15"),
            ],
        );
    }

    #[test]
    fn reads_ranges() {
        table(
            date,
            &[
                ("1880-1899", "1880/1899"),
                ("1880–1899", "1880/1899"),
                ("2019–20", "2019/2020"),
                ("March–April 2020", "2020-03/2020-04"),
                ("Jan/Feb 2020", "2020-01/2020-02"),
                // Months of an issue, not a day.
                ("2020-03/04", "2020-03/2020-04"),
                ("2020/03-04", "2020-03/2020-04"),
                ("2020/3–4", "2020-03/2020-04"),
                ("2020.07-08", "2020-07/2020-08"),
                ("03-04/2020", "2020-03/2020-04"),
                ("1-2.2020", "2020-01/2020-02"),
                ("2020-12/01", "2020-12"),
                ("2020-03/15", "2020-03"),
                ("2020-03/03", "2020-03"),
                // A day and a month in Scandinavia.
                ("24/12-2020", "2020-12-24"),
                ("03/04-2020", "2020"),
                ("2020-03/2020-04", "2020-03/2020-04"),
                ("3–5 March 2020", "2020-03-03/2020-03-05"),
                ("March 3-5, 2020", "2020-03-03/2020-03-05"),
                ("28 June – 2 July 2021", "2021-06-28/2021-07-02"),
                ("1999-1880", "1999"),
            ],
        );
    }

    #[test]
    fn leaves_out_what_no_calendar_has_and_says_so() {
        let rows = [
            ("2020/13/41", "2020"),
            ("2020/02/31", "2020-02"),
            ("2020/21", "2020"),
            ("2020-02-30T10:00", "2020-02"),
            ("20201301", "2020"),
            ("31/04/2020", "2020-04"),
            ("31 June 2020", "2020-06"),
            ("2021年13月", "2021"),
        ];
        table(date, &rows);
        for (text, _) in rows {
            assert!(is_invalid(text), "{text}");
        }
        for text in
            ["2020", "2020-00-00", "2020-12-31", "29 February 2020", "Spring 2020", "in press", "2020-21"]
        {
            assert!(!is_invalid(text), "{text}");
        }
    }

    #[test]
    fn keeps_the_words_of_files_that_say_no_date() {
        table(
            |text| Some(Date::parse_loose(text)),
            &[
                ("Spring 2022", "2022-21"),
                ("March 1, 2022", "2022-03-01"),
                ("1 Sept 2021", "2021-09-01"),
                ("Mar 2022", "2022-03"),
                ("3/2022", "2022-03"),
                ("in press", "in press"),
                ("accepted 2022", "accepted 2022"),
                ("2022-21", "2022-21"),
                ("1850~", "1850~"),
                ("2020a", "2020"),
                ("2020x", "2020x"),
            ],
        );
    }
}
