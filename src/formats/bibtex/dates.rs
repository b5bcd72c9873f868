//! Dates: BibTeX's `year`, `month` and `day`, BibLaTeX's EDTF.

use crate::normalise::months;
use crate::record::{Date, DatePart, Season};

/// BibTeX's macros of the months.
pub(super) static MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// What `year`, `month` and `day` say together, and what is wrong with them.
pub(super) fn read(year: &str, month: Option<&str>, day: Option<&str>) -> (Date, Option<&'static str>) {
    let (circa, plain) = match year.strip_prefix("c. ").or_else(|| year.strip_prefix("ca. ")) {
        Some(rest) => (true, rest),
        None => (false, year.trim_matches(['[', ']', '(', ')'])),
    };
    if let Some((mut date, problem)) = whole(plain.trim()) {
        let problem = problem
            .or(month.filter(|_| !has_month(&date)).and_then(|month| set_month(&mut date, month, day)));
        return (date, problem);
    }
    let (first, last) = match plain.split_once(['–', '/']).or_else(|| hyphen(plain)) {
        Some((first, last)) => (first.trim(), Some(last.trim())),
        None => (plain.trim(), None),
    };
    // `05/2001`, `20010503`
    let sure = Date::parse_loose(plain.trim());
    if sure.start.is_some_and(|start| start.month.is_some()) && plain.trim().len() > 5 {
        return (sure, None);
    }
    let Some(start) = year_part(first) else { return (Date::parse_loose(year), None) };
    let mut date = Date { circa, start: Some(start), ..Date::default() };
    match last {
        Some("" | "..") => date.open = true,
        Some(last) => match last_year(first, last) {
            Some(end) => date.end = Some(end),
            None => return (Date::literal(year), None),
        },
        None => {}
    }
    let problem = month.and_then(|month| set_month(&mut date, month, day));
    (date, problem)
}

fn has_month(date: &Date) -> bool {
    date.start.is_some_and(|start| start.month.is_some())
}

/// A year with its month or day: `2014-09`, `2001-02-20`, and what is wrong with it. `2014-15` is a
/// range of years, and `2014-9` and the like are as well.
fn whole(text: &str) -> Option<(Date, Option<&'static str>)> {
    let mut parts = text.split('-');
    let digits = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let year = parts.next().filter(|part| part.len() == 4).filter(digits)?;
    let month = parts.next().filter(|part| part.len() == 2).filter(digits)?;
    let day = parts.next();
    if parts.next().is_some() || day.is_some_and(|day| day.len() > 2 || day.is_empty() || !digits(&day)) {
        return None;
    }
    let number = |text: &str| text.parse::<i64>().ok();
    let (year, month_number, day_number) = (year.parse().ok()?, number(month)?, day.and_then(number));
    let part = DatePart::calendar(year, Some(month_number), day_number);
    // `2014-15`, the year of a school, is for the ranges.
    let school = day.is_none() && month_number > 12 && i64::from(year) % 100 < month_number;
    if school {
        return None;
    }
    let lost = part.month.is_none() || day.is_some() && part.day.is_none();
    Some((part.into(), lost.then_some("there is no such date; the impossible part was left out")))
}

/// The last year of a range, which may be short: `2014-15`.
fn last_year(first: &str, last: &str) -> Option<DatePart> {
    let short = last.len() == 2 && first.len() == 4 && last.bytes().all(|byte| byte.is_ascii_digit());
    match short {
        true => year_part(&format!("{}{last}", first.get(..2)?)),
        false => year_part(last),
    }
}

/// Splits `2019-2021`.
fn hyphen(text: &str) -> Option<(&str, &str)> {
    let at = text.get(1..)?.find('-')? + 1;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// A year, as `-43` or `43 BC` before Christ.
fn year_part(text: &str) -> Option<DatePart> {
    let (text, before) = match text.strip_suffix(" BC") {
        Some(text) => (text, true),
        None => (text, false),
    };
    let year: i32 = text.parse().ok().filter(|year| *year != 0)?;
    Some(DatePart::year(if before { -year } else { year }))
}

/// Sets month and day from `mar`, `3`, `10~mar`, `mar # "/" # apr`, `Spring`.
fn set_month(date: &mut Date, month: &str, day: Option<&str>) -> Option<&'static str> {
    let start = date.start.as_mut()?;
    let day_number =
        |text: &str| text.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h', '.']).parse::<i64>().ok();
    let mut months = Vec::new();
    let dashes = |letter: char| "-–/".contains(letter);
    let mut days: Vec<i64> =
        day.into_iter().flat_map(|day| day.split(dashes)).filter_map(|day| day_number(day.trim())).collect();
    let words = month.split(|letter: char| letter.is_whitespace() || "-–/,.".contains(letter));
    for word in words.filter(|word| !word.is_empty()) {
        if let Some(month) = months::number(word) {
            months.push(i64::from(month));
        } else if let Some(season) = season(word) {
            start.season = Some(season);
        } else if let Some(number) = day_number(word) {
            days.push(number);
        }
    }
    // A number alone is the month.
    if months.is_empty() && start.season.is_none() {
        match month.trim().parse::<i64>() {
            Ok(number @ 1..=12) => {
                months.push(number);
                days.pop();
            }
            Ok(_) => {
                return Some("invalid month; it was left out (a month is 1 to 12, or a macro such as jan)");
            }
            Err(_) => return Some("invalid month; it was left out (write a macro such as jan)"),
        }
    }
    let day = days.first().copied();
    if let Some(first) = months.first() {
        *start = DatePart::calendar(start.year, Some(*first), day);
        let (year, second) = (start.year, months.get(1));
        if let (None, Some(second)) = (date.end, second) {
            date.end = Some(DatePart::calendar(year, Some(*second), days.get(1).copied()));
        } else if let (None, None, Some(last), Some(_)) = (date.end, second, days.get(1), start.day) {
            // Days of one month: `May 4-9`.
            let last = DatePart::calendar(year, Some(*first), Some(*last));
            date.end = Some(last).filter(|last| last.day > start.day);
        }
        if day.is_some() && start.day.is_none() {
            return Some("there is no such day; it was left out");
        }
    }
    None
}

static SEASONS: [(&str, Season); 4] = [
    ("Spring", Season::Spring),
    ("Summer", Season::Summer),
    ("Autumn", Season::Autumn),
    ("Winter", Season::Winter),
];

fn season(word: &str) -> Option<Season> {
    let word = if word.eq_ignore_ascii_case("fall") { "autumn" } else { word };
    SEASONS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, season)| *season)
}

/// BibTeX's `year` of a date.
pub(super) fn year(date: &Date) -> Option<String> {
    let Some(start) = date.start else { return date.literal.clone() };
    let part =
        |part: DatePart| if part.year < 0 { format!("{} BC", -part.year) } else { part.year.to_string() };
    let mut text = part(start);
    match date.end {
        Some(end) if end.year != start.year => text = format!("{text}--{}", part(end)),
        None if date.open => text.push_str("--"),
        _ => {}
    }
    Some(if date.circa { format!("c. {text}") } else { text })
}

/// BibTeX's `month`: macros, joined where a range stays in one year.
pub(super) fn month(date: &Date) -> Option<String> {
    let start = date.start?;
    let name = |part: DatePart| MONTHS.get(usize::from(part.month?.checked_sub(1)?)).copied();
    if let Some(season) = start.season {
        let name = SEASONS.iter().find(|(_, known)| *known == season)?.0;
        return Some(format!("\"{name}\""));
    }
    let first = name(start)?;
    match date.end {
        Some(end) if end.year == start.year && end.month != start.month => {
            Some(format!("{first} # \"--\" # {}", name(end)?))
        }
        Some(end) if end.year != start.year => None,
        _ => Some(first.to_owned()),
    }
}

/// BibTeX's `day`.
pub(super) fn day(date: &Date) -> Option<String> {
    let start = date.start?;
    let day = start.day?;
    match date.end {
        Some(end) if end.year == start.year && end.month == start.month => {
            end.day.map(|end| format!("{day}--{end}"))
        }
        Some(_) => None,
        None => Some(day.to_string()),
    }
}
