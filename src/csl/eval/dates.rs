//! `cs:date`: dates and ranges, in the style's own parts or in the locale's form.

use super::{Eval, numbers};
use crate::csl::field;
use crate::csl::style::{
    Date as DateElement, DatePart as PartElement, DatePartForm, DatePartName, Precision, TermForm,
};
use crate::record::{Date, DatePart, Variable};

/// Between the ends of a range, where the style says nothing.
const RANGE: &str = "–";

impl<'a> Eval<'a> {
    pub(super) fn date(&mut self, element: &'a DateElement) {
        let Some(variable) = element.variable else { return };
        let hidden = self.is_used(variable) || self.comparing && variable == Variable::Accessed;
        let date = self.cited.record.date(variable).filter(|_| !hidden);
        let Some(date) = date else { return self.call(false) };
        if self.sorting.is_some() {
            let finest = match element.form {
                Some(_) => match element.precision.unwrap_or(Precision::Day) {
                    Precision::Day => DatePartName::Day,
                    Precision::Month => DatePartName::Month,
                    Precision::Year => DatePartName::Year,
                },
                None => element.parts.iter().map(|part| part.name).max().unwrap_or(DatePartName::Day),
            };
            self.push(&sort_key(date, finest));
            return self.call(true);
        }
        let look = &element.look;
        let begun = self.begin(look);
        match &date.start {
            None => {
                if let Some(literal) = &date.literal {
                    field::write(literal, &mut self.out);
                }
            }
            Some(start) => self.date_parts(element, variable, date, start),
        }
        let some = self.end(begun, look);
        self.call(some);
        if some {
            self.note_use(variable);
        }
    }

    fn date_parts(&mut self, element: &'a DateElement, variable: Variable, date: &Date, start: &DatePart) {
        let local = element.form.and_then(|form| self.env.locales.date(form));
        let (parts, delimiter) = match local {
            Some(local) => (&local.parts, local.delimiter.as_str()),
            None => (&element.parts, element.delimiter.as_str()),
        };
        let precision = element.precision.unwrap_or(Precision::Day);
        let mut shown: Vec<(&PartElement, Option<&PartElement>)> = Vec::new();
        for part in parts {
            let wanted = element.form.is_none()
                || match part.name {
                    DatePartName::Year => true,
                    DatePartName::Month => precision != Precision::Year,
                    DatePartName::Day => precision == Precision::Day,
                };
            let has = match part.name {
                DatePartName::Year => true,
                DatePartName::Month => start.month.is_some() || start.season.is_some(),
                DatePartName::Day => start.day.is_some(),
            };
            if wanted && has {
                let own = element.form.and_then(|_| element.parts.iter().find(|own| own.name == part.name));
                shown.push((part, own));
            }
        }
        let Some(end) = date.end.filter(|end| end != start) else {
            self.parts(&shown, delimiter, start, variable, None);
            if date.open {
                self.push(RANGE);
            }
            return;
        };
        // The largest part that differs: parts smaller than it, and it, are given twice.
        let differs = if start.year != end.year {
            DatePartName::Year
        } else if start.month != end.month || start.season != end.season {
            DatePartName::Month
        } else {
            DatePartName::Day
        };
        let twice = |part: &(&PartElement, Option<&PartElement>)| part.0.name >= differs;
        let Some(from) = shown.iter().position(twice) else {
            self.parts(&shown, delimiter, start, variable, None);
            return;
        };
        let to = shown.iter().rposition(twice).map_or(from, |at| at + 1);
        let range = shown
            .iter()
            .find(|part| part.0.name == differs)
            .and_then(|(part, own)| {
                own.and_then(|own| own.range_delimiter.as_ref()).or(part.range_delimiter.as_ref())
            })
            .map_or(RANGE, String::as_str);
        let (before, middle, after) = (&shown[..from], &shown[from..to], &shown[to..]);
        let mut follows = self.parts(before, delimiter, start, variable, None);
        let open = self.out.len();
        if follows {
            self.push(delimiter);
        }
        if self.parts(middle, delimiter, start, variable, Some(true)) {
            self.push(range);
            self.parts(middle, delimiter, &end, variable, Some(false));
            follows = true;
        } else {
            self.out.truncate(open);
        }
        if follows && !after.is_empty() {
            self.push(delimiter);
        }
        self.parts(after, delimiter, start, variable, None);
    }

    /// Renders parts of one end of a date. At the start of a range, the last part has no suffix and
    /// at its end the first one has no prefix.
    fn parts(
        &mut self,
        parts: &[(&'a PartElement, Option<&'a PartElement>)],
        delimiter: &str,
        date: &DatePart,
        variable: Variable,
        range_start: Option<bool>,
    ) -> bool {
        let mut some = false;
        for (at, (part, own)) in parts.iter().enumerate() {
            let form = own.and_then(|own| own.form).or(part.form);
            let mut look = part.look.clone();
            if let Some(own) = own {
                look.format = own.look.format;
                look.case = own.look.case.or(look.case);
                look.strip_periods |= own.look.strip_periods;
            }
            if range_start == Some(true) && at + 1 == parts.len() {
                look.suffix.clear();
            }
            if range_start == Some(false) && at == 0 {
                look.prefix.clear();
            }
            let before = self.out.len();
            if some {
                self.push(delimiter);
            }
            let begun = self.begin(&look);
            match part.name {
                DatePartName::Year => self.year(date, form, variable, range_start == Some(true)),
                DatePartName::Month => self.month(date, form),
                DatePartName::Day => self.day(date, form),
            }
            if self.end(begun, &look) {
                some = true;
            } else {
                self.out.truncate(before);
            }
        }
        some
    }

    fn year(&mut self, date: &DatePart, form: Option<DatePartForm>, variable: Variable, range_start: bool) {
        let year = date.year;
        let mut text = year.unsigned_abs().to_string();
        if form == Some(DatePartForm::Short) && text.len() == 4 {
            text.drain(..2);
        }
        self.push(&text);
        if year < 0 {
            let era = self.term("bc", TermForm::Long);
            self.push(era);
        } else if year < 1000 {
            let era = self.term("ad", TermForm::Long);
            self.push(era);
        }
        let suffix = self.cited.help.year_suffix;
        if suffix > 0
            && !self.suffix_done
            && !range_start
            && variable == Variable::Issued
            && !self.env.style.places_year_suffix
        {
            self.suffix_done = true;
            self.push(&numbers::letters(suffix));
        }
    }

    fn month(&mut self, date: &DatePart, form: Option<DatePartForm>) {
        if let Some(season) = date.season {
            let name = ["season 0", &(season as u8).to_string()].concat();
            let term = self.term(&name, TermForm::Long);
            return self.push(term);
        }
        let Some(month) = date.month else { return };
        let two = [if month < 10 { "0" } else { "" }, &month.to_string()].concat();
        match form.unwrap_or(DatePartForm::Long) {
            DatePartForm::Numeric => self.push(&month.to_string()),
            DatePartForm::LeadingZeros => self.push(&two),
            form => {
                let form = if form == DatePartForm::Short { TermForm::Short } else { TermForm::Long };
                let term = self.term(&["month ", &two].concat(), form);
                self.push(term);
            }
        }
    }

    fn day(&mut self, date: &DatePart, form: Option<DatePartForm>) {
        let Some(day) = date.day else { return };
        let number = day.to_string();
        match form {
            Some(DatePartForm::LeadingZeros) if day < 10 => self.push(&["0", &number].concat()),
            Some(DatePartForm::Ordinal) if day == 1 || !self.env.locales.limit_day_ordinals() => {
                let month = date.month.unwrap_or(1);
                let name = [if month < 10 { "month 0" } else { "month " }, &month.to_string()].concat();
                let gender = self.env.locales.gender(&name);
                let suffix = self.env.locales.ordinal_suffix(day.into(), gender);
                self.push(&[&number, suffix].concat());
            }
            _ => self.push(&number),
        }
    }
}

/// A text that sorts as the date does, down to its finest part; years before Christ come first.
pub(crate) fn sort_key(date: &Date, finest: DatePartName) -> String {
    let mut key = String::new();
    for part in [date.start, date.end].into_iter().flatten() {
        let year = i64::from(part.year) + 5_000_000_000;
        // Seasons do not sort: they differ between the hemispheres.
        let month = part.month.unwrap_or(0);
        let month = if finest == DatePartName::Year { 0 } else { month };
        let day = part.day.filter(|_| finest == DatePartName::Day).unwrap_or(0);
        key.push_str(&format!("{year}{month:02}{day:02}"));
    }
    if key.is_empty() {
        key.push_str(date.literal.as_deref().unwrap_or_default());
    }
    key
}
