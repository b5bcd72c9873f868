//! Dates in the forms in which people and platforms write them, into the one that records have.

use super::html;
use crate::record::date::month_number;
use crate::record::{Date, DatePart};
use crate::text::parts;

/// A date from a tag; nothing for what is none. `5/12/2010` is read as Google Scholar reads it,
/// month first, unless only the other order makes a date; `5.12.2010` is never written so.
pub fn date(content: &str) -> Option<Date> {
    let text = html::text(content)?;
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
}
