//! Dates with the precision that was given: a year, a month, a day, a season, a range, or words.
//!
//! Reads ISO 8601 and EDTF levels 0 and 1 (<https://www.loc.gov/standards/datetime/>) and writes
//! EDTF; other forms are `normalise`'s. A part that was not given is never invented.

/// One end of a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct DatePart {
    /// Years before Christ are negative, as in CSL-JSON: -43 is 43 BC. There is no year 0 in CSL;
    /// EDTF's astronomical years (`-0042`) are shifted when they are read and written.
    pub year: i32,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31; only with a month.
    pub day: Option<u8>,
    /// A season in place of a month.
    pub season: Option<Season>,
}

/// A season, numbered as in CSL: spring is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Season {
    Spring = 1,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    /// The season of a number, 1 (spring) to 4 (winter).
    pub fn from_number(number: u8) -> Option<Self> {
        [Self::Spring, Self::Summer, Self::Autumn, Self::Winter]
            .get(usize::from(number).checked_sub(1)?)
            .copied()
    }
}

/// A date or a range of dates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Date {
    /// The date, or where the range begins.
    pub start: Option<DatePart>,
    /// Where the range ends.
    pub end: Option<DatePart>,
    /// The range has no end yet: `2020/..`.
    pub open: bool,
    /// About that date.
    pub circa: bool,
    /// Words in place of a date: `in press`.
    pub literal: Option<String>,
}

impl DatePart {
    /// A year alone.
    pub const fn year(year: i32) -> Self {
        Self { year, month: None, day: None, season: None }
    }

    /// A date from a year and, where they are possible dates, a month and a day. A month of 13 to
    /// 20 or 21 to 24 is a season, as CSL-JSON is written.
    pub fn new(year: i32, month: Option<i64>, day: Option<i64>) -> Self {
        match month {
            Some(month @ 13..=24) => {
                Self { season: Season::from_number(((month - 1) % 4 + 1) as u8), ..Self::year(year) }
            }
            _ => Self::calendar(year, month, day),
        }
    }

    /// A date from a year and, where the calendar has them, a month and a day.
    pub fn calendar(year: i32, month: Option<i64>, day: Option<i64>) -> Self {
        let mut part = Self::year(year);
        if let Some(month @ 1..=12) = month {
            part.month = Some(month as u8);
            part.day = day.filter(|day| (1..=days_in_month(year, month)).contains(day)).map(|day| day as u8);
        }
        part
    }

    /// Reads `2022`, `2022-03`, `2022-03-01`, `2022-21` (spring), with `/` or `.` for `-` as well.
    fn parse(text: &str) -> Option<Self> {
        // The time, and its zone.
        let text =
            text.split_once(['T', ' ']).filter(|(_, time)| time.contains(':')).map_or(text, |(date, _)| date);
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let long = digits.strip_prefix('Y');
        let mut parts = long.unwrap_or(digits).split(&['-', '/', '.'][..]);
        let year_text = parts.next()?;
        let is_year = if long.is_some() { year_text.len() >= 4 } else { year_text.len() == 4 };
        if !is_year || !year_text.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let year: i32 = year_text.parse().ok()?;
        let year = if negative { -year - 1 } else { year };
        let mut number = || match parts.next() {
            None | Some("" | "XX" | "uu") => Some(None),
            Some(part) if part.len() <= 2 => part.parse::<i64>().ok().map(Some),
            Some(_) => None,
        };
        let (month, day) = (number()?, number()?);
        // EDTF has its seasons with hyphens, and no day in them.
        let season = matches!(month, Some(21..=24)) && day.is_none() && !text.contains(['/', '.']);
        Some(if season { Self::new(year, month, None) } else { Self::calendar(year, month, day) })
    }

    /// EDTF: `2022-03-01`, `2022-21`, `-0043`.
    pub fn to_edtf(self) -> String {
        let mut text =
            if self.year < 0 { format!("-{:04}", -(self.year + 1)) } else { format!("{:04}", self.year) };
        let month = self.month.or(self.season.map(|season| season as u8 + 20));
        if let Some(month) = month {
            text.push_str(&format!("-{month:02}"));
        }
        if let Some(day) = self.day {
            text.push_str(&format!("-{day:02}"));
        }
        text
    }
}

impl From<DatePart> for Date {
    fn from(part: DatePart) -> Self {
        Self { start: Some(part), ..Self::default() }
    }
}

impl Date {
    /// A year alone.
    pub fn year(year: i32) -> Self {
        DatePart::year(year).into()
    }

    /// A full date.
    pub fn day(year: i32, month: u8, day: u8) -> Self {
        DatePart::new(year, Some(month.into()), Some(day.into())).into()
    }

    /// Words in place of a date.
    pub fn literal(words: impl Into<String>) -> Self {
        Self { literal: Some(words.into()), ..Self::default() }
    }

    /// Reads ISO 8601 or EDTF: `2022-03`, `2019/2021`, `2020/..`, `1850~`. Nothing for other text.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let plain = text.trim_end_matches(&['~', '?', '%'][..]);
        let mut date = Self { circa: plain.len() < text.len(), ..Self::default() };
        // `2022/03/01` is a date with slashes; a range has a year on both sides, or is open.
        if let Some((start, end)) = plain.split_once('/') {
            let open = matches!(end, ".." | "open" | "");
            let end_date = DatePart::parse(end.trim_end_matches(&['~', '?', '%'][..]));
            if open || end_date.is_some() {
                let uncertain = start.ends_with(&['~', '?', '%'][..]);
                date.start = Some(DatePart::parse(start.trim_end_matches(&['~', '?', '%'][..]))?);
                date.end = end_date;
                date.open = open;
                date.circa |= uncertain;
                return Some(date);
            }
        }
        date.start = Some(DatePart::parse(plain)?);
        Some(date)
    }

    /// EDTF, or the literal as it is.
    pub fn to_edtf(&self) -> String {
        let Some(start) = self.start else { return self.literal.clone().unwrap_or_default() };
        let mut text = start.to_edtf();
        if let Some(end) = self.end {
            text = format!("{text}/{}", end.to_edtf());
        } else if self.open {
            text.push_str("/..");
        }
        if self.circa {
            text.push('~');
        }
        text
    }

    /// The year that the date begins with.
    pub fn start_year(&self) -> Option<i32> {
        self.start.map(|start| start.year)
    }
}

/// How many days a month has: before 1583 in the Julian calendar, then in the Gregorian one.
pub fn days_in_month(year: i32, month: i64) -> i64 {
    let leap = year % 4 == 0 && (year < 1583 || year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The months' English names; three letters of one are enough.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The number, 1 to 12, of an English month name or an abbreviation of at least three letters.
pub fn month_number(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let found = MONTHS.iter().position(|month| word.len() >= 3 && month.starts_with(&word));
    found.or_else(|| (word == "sept").then_some(8)).map(|at| at as u8 + 1)
}

/// The English name, with a capital, of a month from 1 to 12.
pub fn month_name(month: u8) -> String {
    let name = usize::from(month).checked_sub(1).and_then(|at| MONTHS.get(at)).copied().unwrap_or_default();
    let (first, rest) = name.split_at(name.len().min(1));
    first.to_ascii_uppercase() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_was_given_and_no_more() {
        for (input, edtf) in [
            ("2022", "2022"),
            ("2022-03", "2022-03"),
            ("2022-03-01", "2022-03-01"),
            ("2022/3/1", "2022-03-01"),
            ("2022-03-01T10:00:00Z", "2022-03-01"),
            ("2022-21", "2022-21"),
            ("2019/2021", "2019/2021"),
            ("2019-05/2021-06-02", "2019-05/2021-06-02"),
            ("2020/..", "2020/.."),
            ("1850~", "1850~"),
            ("2022-00-00", "2022"),
            ("-0042", "-0042"),
            ("Y12000", "12000"),
            // No such month or day; no season but EDTF's own.
            ("2020/13/41", "2020"),
            ("2020/21", "2020"),
            ("2020-13", "2020"),
            ("2020-21-05", "2020"),
            ("2020-02-31", "2020-02"),
            ("2021-02-29", "2021-02"),
            ("2020-02-29", "2020-02-29"),
            ("1900-02-29", "1900-02"),
            ("1500-02-29", "1500-02-29"),
            ("2021-04-31", "2021-04"),
        ] {
            assert_eq!(Date::parse(input).unwrap_or_default().to_edtf(), edtf, "{input}");
        }
        assert_eq!(Date::parse("1583366400"), None);
    }

    #[test]
    fn counts_years_before_christ_without_a_year_zero() {
        assert_eq!(Date::parse("-0042").and_then(|date| date.start_year()), Some(-43));
    }
}
