//! Dates: `2022/03/01/`, and what other programs write in their place.

use crate::record::{Date, DatePart, date};

/// `2022/3/1`, `2022/03/01/Spring`, `2022///`: missing parts are empty, what follows is free. Also
/// whether a month or a day that the calendar does not have was left out.
pub(super) fn ris_date(value: &str) -> (Date, bool) {
    let mut parts = value.splitn(4, '/').map(str::trim);
    let (year, month, day, other) =
        (parts.next(), parts.next(), parts.next(), parts.next().unwrap_or_default());
    if let Some(range) = Date::parse(other).filter(|date| date.start.is_some()) {
        return (range, false);
    }
    let number = |text: Option<&str>| text.and_then(|text| text.parse::<i64>().ok());
    let year_number = year
        .filter(|year| year.len() <= 5)
        .and_then(|year| year.parse::<i32>().ok())
        .filter(|year| *year != 0);
    let Some(year) = year_number else {
        let date = Date::parse_loose(value);
        // Several days are those of a meeting.
        let days = date.end.is_some_and(|end| end.day.is_some());
        let date = if days { Date::literal(value) } else { date };
        return (date, crate::normalise::dates::is_invalid(value));
    };
    let (month_number, day_number) = (number(month), number(day));
    let mut part = DatePart::calendar(year, month_number, day_number);
    let impossible =
        |given: Option<i64>, kept: Option<u8>| given.is_some_and(|given| given != 0) && kept.is_none();
    let invalid =
        impossible(month_number, part.month) || part.month.is_some() && impossible(day_number, part.day);
    if part.month.is_none() {
        let words = month.into_iter().chain([other]).find(|text| !text.is_empty()).unwrap_or_default();
        part.season = Date::parse_loose(&format!("{words} 2000")).start.and_then(|start| start.season);
        if let Some(month) = date::month_number(words) {
            part = DatePart::calendar(year, Some(month.into()), day_number);
        }
    }
    (part.into(), invalid)
}

/// `0000/00/00`, `0000`, `///`: no date at all.
pub(super) fn is_empty_date(value: &str) -> bool {
    value.chars().all(|letter| matches!(letter, '0' | '/' | '-' | ' '))
}

/// Pure's days of a meeting: `30 March 2025 through 3 April 2025`.
pub(super) fn event_date(value: &str) -> Option<Date> {
    let (start, end) = value.split_once(" through ").map_or((value, None), |(start, end)| (start, Some(end)));
    if !start.contains(' ') || start.contains('/') {
        return None;
    }
    let mut date = Date::parse_loose(start);
    date.end = end.and_then(|end| Date::parse_loose(end).start);
    date.start.is_some().then_some(date)
}
