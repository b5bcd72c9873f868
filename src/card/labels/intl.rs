//! Dates, numbers, lists, plural categories and names of languages, as the browser's `Intl` writes
//! them in the language of the labels (ECMA-402). Where there is no browser: English, and for other
//! languages what reads well in all of them.

use super::Language;
use crate::record::DatePart;

#[cfg(target_arch = "wasm32")]
use browser::Formatter;

/// The plural category of a count.
pub(super) fn category(language: &Language, count: u64) -> String {
    #[cfg(target_arch = "wasm32")]
    let category = Formatter { class: "PluralRules", options: &[] }
        .text(language, "select", count as f64)
        .unwrap_or_default();
    #[cfg(not(target_arch = "wasm32"))]
    let category = super::plural::category(language.code, count).to_owned();
    category
}

/// A count. Four digits are read well without a gap.
pub(super) fn number(language: &Language, count: u64) -> String {
    #[cfg(target_arch = "wasm32")]
    {
        let format = Formatter { class: "NumberFormat", options: &[("useGrouping", "min2")] };
        if let Some(text) = format.text(language, "format", count as f64) {
            return text;
        }
    }
    let digits = count.to_string();
    let gap = if language.code == "en" { "," } else { "\u{202f}" };
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && digits.len() > 4 && (digits.len() - at) % 3 == 0 {
            text.push_str(gap);
        }
        text.push(digit);
    }
    text
}

/// A part of a hundred.
pub(super) fn percent(language: &Language, percent: u32) -> String {
    #[cfg(target_arch = "wasm32")]
    {
        let format = Formatter { class: "NumberFormat", options: &[("style", "percent")] };
        if let Some(text) = format.text(language, "format", f64::from(percent) / 100.0) {
            return text;
        }
    }
    let gap = if language.code == "en" { "%" } else { "\u{a0}%" };
    [&percent.to_string(), gap].concat()
}

/// The name of a language, if it is known.
pub(super) fn language(language: &Language, code: &str) -> Option<String> {
    #[cfg(target_arch = "wasm32")]
    return Formatter { class: "DisplayNames", options: &[("type", "language")] }.text(language, "of", code);
    #[cfg(not(target_arch = "wasm32"))]
    {
        let name = crate::normalise::languages::name(code);
        (language.code == "en" && name != code).then(|| name.to_owned())
    }
}

/// Names one after the other: `Ada, Grace and Mary`. Nothing where there is no browser.
pub(super) fn list(language: &Language, names: &[String]) -> Option<String> {
    #[cfg(target_arch = "wasm32")]
    {
        let list: js_sys::Array = names.iter().map(|name| wasm_bindgen::JsValue::from_str(name)).collect();
        Formatter { class: "ListFormat", options: &[] }.text(language, "format", list)
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = (language, names);
        None
    }
}

/// A date of this era without a season.
pub(super) fn date(language: &Language, part: &DatePart, short: bool) -> String {
    #[cfg(target_arch = "wasm32")]
    if let Some(text) = browser::date(language, part, short) {
        return text;
    }
    plain_date(language, part, short)
}

#[cfg(target_arch = "wasm32")]
fn plain_date(_: &Language, part: &DatePart, _: bool) -> String {
    part.to_edtf()
}

/// English has its months, every other language the order of ISO 8601.
#[cfg(not(target_arch = "wasm32"))]
fn plain_date(language: &Language, part: &DatePart, short: bool) -> String {
    let year = part.year.to_string();
    let Some(month) = part.month else { return year };
    if language.code != "en" {
        return part.to_edtf();
    }
    let name = crate::record::date::month_name(month);
    let letters = if month == 9 { 4 } else { 3 };
    let name = if short { &name[..letters.min(name.len())] } else { name.as_str() };
    match part.day {
        Some(day) => [&day.to_string(), "\u{a0}", name, " ", &year].concat(),
        None => [name, " ", &year].concat(),
    }
}

/// The browser's formatters.
#[cfg(target_arch = "wasm32")]
mod browser {
    use std::cell::RefCell;

    use js_sys::{Function, Reflect};
    use wasm_bindgen::{JsCast, JsValue};

    use super::Language;
    use crate::card::browser;
    use crate::record::DatePart;

    thread_local! {
        /// Making a formatter takes longer than all its work.
        static FORMATTERS: RefCell<Vec<(String, Option<JsValue>)>> = RefCell::default();
    }

    /// A class of `Intl` with its options.
    pub(super) struct Formatter<'a> {
        pub(super) class: &'a str,
        pub(super) options: &'a [(&'a str, &'a str)],
    }

    impl Formatter<'_> {
        /// What a method makes of a value; nothing where the browser has no such class, or throws.
        pub(super) fn text(
            &self,
            language: &Language,
            method: &str,
            value: impl Into<JsValue>,
        ) -> Option<String> {
            let formatter = self.formatter(language)?;
            let method: Function = Reflect::get(&formatter, &method.into()).ok()?.dyn_into().ok()?;
            method.call1(&formatter, &value.into()).ok()?.as_string()
        }

        fn formatter(&self, language: &Language) -> Option<JsValue> {
            let mut key = [self.class, " ", language.locale()].concat();
            for (name, value) in self.options {
                key.extend([" ", name, " ", value]);
            }
            FORMATTERS.with_borrow_mut(|known| {
                if let Some((_, formatter)) = known.iter().find(|(known, _)| *known == key) {
                    return formatter.clone();
                }
                let make = |tag| browser::intl(self.class, tag, self.options);
                // A tag that is not well formed is an error.
                let formatter = make(language.locale()).or_else(|| make(language.code));
                known.push((key, formatter.clone()));
                formatter
            })
        }
    }

    /// A date, if the browser's calendar has it: that has no Julian leap days.
    pub(super) fn date(language: &Language, part: &DatePart, short: bool) -> Option<String> {
        let month = if short { "short" } else { "long" };
        let options: &[_] = &[
            ("calendar", "gregory"),
            ("timeZone", "UTC"),
            ("year", "numeric"),
            ("month", month),
            ("day", "numeric"),
        ];
        let year = part.year;
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        if part.month == Some(2) && part.day == Some(29) && !leap {
            return None;
        }
        let shown = 3 + usize::from(part.month.is_some()) + usize::from(part.day.is_some());
        let days = days(year, part.month.unwrap_or(1), part.day.unwrap_or(1));
        let format = Formatter { class: "DateTimeFormat", options: &options[..shown] };
        format.text(language, "format", f64::from(days) * 86_400_000.0)
    }

    /// The days from 1 January 1970 to a day of the Gregorian calendar.
    fn days(year: i32, month: u8, day: u8) -> i32 {
        // A year that begins in March has its leap day at its end.
        let (month, year) =
            if month > 2 { (i32::from(month) - 3, year) } else { (i32::from(month) + 9, year - 1) };
        let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        year.saturating_mul(365)
            .saturating_add(leap_days + (month * 153 + 2) / 5 + i32::from(day) - 1 - 719_468)
    }
}
