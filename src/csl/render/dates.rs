//! `cs:date`: dates and ranges, in the style's own parts or in the locale's form.

use super::field;
use super::{Eval, numbers};
use crate::csl::model::element::{Attr, Element, Word};
use crate::csl::model::number::digits;
use crate::record::{Date, DatePart, Variable};
use crate::text::cut::tail;

/// Between the ends of a range, where the style says nothing.
const RANGE: &str = "–";

impl<'a> Eval<'a> {
    pub(super) fn date(&mut self, element: &'a Element) {
        let Some(variable) = element.variable() else { return };
        let hidden = self.is_used(variable) || self.comparing && variable == Variable::Accessed;
        let date = self.cited.record.date(variable).filter(|_| !hidden);
        let Some(date) = date else { return self.call(false) };
        if self.sorting.is_some() {
            self.push(&sort_key(date, finest(element)));
            return self.call(true);
        }
        let formatting = &element.formatting();
        let begun = self.begin(formatting);
        match &date.start {
            None => self.words(element, variable, date),
            Some(start) => self.date_parts(element, variable, date, start),
        }
        let some = self.end(begun, formatting);
        self.call(some);
        if some {
            self.note_use(variable);
        }
    }

    /// A date in words stands where the year would, once.
    fn words(&mut self, element: &Element, variable: Variable, date: &Date) {
        let mut parts = element.children.iter();
        let has_year =
            element.word(Attr::Form).is_some() || parts.any(|part| part.is(Attr::Name, Word::Year));
        let Some(literal) = date.literal.as_deref() else { return };
        if !has_year || self.worded.contains(&variable) {
            return;
        }
        self.worded.push(variable);
        field::write(literal, &self.language.quotes, &mut self.out);
        if let Some(suffix) = self.year_suffix(variable) {
            self.push("-");
            self.push(&suffix);
        }
    }

    /// The suffix of a year that is shown, the first time and where the style has no place for it.
    fn year_suffix(&mut self, variable: Variable) -> Option<String> {
        let suffix = self.cited.disambiguation.year_suffix;
        let shown = suffix > 0
            && !self.suffix_done
            && variable == Variable::Issued
            && !self.env.style.places_year_suffix;
        self.suffix_done |= shown;
        shown.then(|| numbers::letters(suffix))
    }

    fn date_parts(&mut self, element: &'a Element, variable: Variable, date: &Date, start: &DatePart) {
        let form = element.word(Attr::Form);
        let shape = form.and_then(|form| self.language.locales.date(form)).unwrap_or(element);
        let delimiter = shape.str(Attr::Delimiter);
        let finest = if form.is_some() { finest(element) } else { Word::Day };
        let mut shown: Vec<Part<'a>> = Vec::new();
        for part in &shape.children {
            let Some(name) = part.word(Attr::Name) else { continue };
            let has = match name {
                Word::Year => true,
                Word::Month => start.month.is_some() || start.season.is_some(),
                Word::Day => start.day.is_some(),
                _ => false,
            };
            if has && name <= finest {
                let own = element.children.iter().find(|own| form.is_some() && own.is(Attr::Name, name));
                shown.push(Part { name, part, own });
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
            Word::Year
        } else if start.month != end.month || start.season != end.season {
            Word::Month
        } else {
            Word::Day
        };
        let (mut from, mut to, mut range) = (None, 0, RANGE);
        for (at, part) in shown.iter().enumerate() {
            if part.name >= differs {
                from = from.or(Some(at));
                to = at + 1;
            }
            if part.name == differs && range == RANGE {
                range = part.attribute(Attr::RangeDelimiter).unwrap_or(RANGE);
            }
        }
        let Some(from) = from else {
            self.parts(&shown, delimiter, start, variable, None);
            return;
        };
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
        parts: &[Part<'a>],
        delimiter: &str,
        date: &DatePart,
        variable: Variable,
        range_start: Option<bool>,
    ) -> bool {
        let mut some = false;
        for (at, part) in parts.iter().enumerate() {
            let form = part.own.and_then(|own| own.word(Attr::Form)).or(part.part.word(Attr::Form));
            let mut formatting = part.part.formatting();
            if let Some(own) = part.own {
                let own = own.formatting();
                formatting.format = own.format;
                formatting.case = own.case.or(formatting.case);
                formatting.strip_periods |= own.strip_periods;
            }
            if range_start == Some(true) && at + 1 == parts.len() {
                formatting.suffix = "";
            }
            if range_start == Some(false) && at == 0 {
                formatting.prefix = "";
            }
            let before = self.out.len();
            if some {
                self.push(delimiter);
            }
            let begun = self.begin(&formatting);
            match part.name {
                Word::Year => self.year(date, form, variable, range_start == Some(true)),
                Word::Month => self.month(date, form),
                _ => self.day(date, form),
            }
            if self.end(begun, &formatting) {
                some = true;
            } else {
                self.out.truncate(before);
            }
        }
        some
    }

    fn year(&mut self, date: &DatePart, form: Option<Word>, variable: Variable, range_start: bool) {
        let year = date.year;
        let mut text = year.unsigned_abs().to_string();
        if form == Some(Word::Short) && text.len() == 4 {
            text.drain(..2);
        }
        self.push(&text);
        if year < 0 {
            let era = self.term("bc", Word::Long);
            self.push(era);
        } else if year < 1000 {
            let era = self.term("ad", Word::Long);
            self.push(era);
        }
        if let Some(suffix) = if range_start { None } else { self.year_suffix(variable) } {
            self.push(&suffix);
        }
    }

    fn month(&mut self, date: &DatePart, form: Option<Word>) {
        if let Some(season) = date.season {
            let mut name = "season ".to_owned();
            digits(season as u64, 2, &mut name);
            return self.push(self.term(&name, Word::Long));
        }
        let Some(month) = date.month else { return };
        let mut name = "month ".to_owned();
        digits(month.into(), if form == Some(Word::Numeric) { 1 } else { 2 }, &mut name);
        match form {
            Some(Word::Numeric | Word::LeadingZeros) => self.push(tail(&name, "month ".len())),
            Some(Word::Short) => self.push(self.term(&name, Word::Short)),
            _ => self.push(self.term(&name, Word::Long)),
        }
    }

    fn day(&mut self, date: &DatePart, form: Option<Word>) {
        let Some(day) = date.day else { return };
        let mut number = String::new();
        digits(day.into(), if form == Some(Word::LeadingZeros) { 2 } else { 1 }, &mut number);
        if form == Some(Word::Ordinal) && (day == 1 || !self.language.locales.limit_day_ordinals()) {
            let mut name = "month ".to_owned();
            digits(date.month.unwrap_or(1).into(), 2, &mut name);
            let gender = self.language.locales.gender(&name);
            number.push_str(self.language.locales.ordinal_suffix(day.into(), gender, Word::Masculine));
        }
        self.push(&number);
    }
}

/// A part of a date that is shown: in the locale's or the style's form, with what the style changes.
struct Part<'a> {
    name: Word,
    part: &'a Element,
    own: Option<&'a Element>,
}

impl<'a> Part<'a> {
    fn attribute(&self, attr: Attr) -> Option<&'a str> {
        self.own.and_then(|own| own.text(attr)).or(self.part.text(attr))
    }
}

/// The finest part that a `cs:date` may show: year, month or day.
fn finest(element: &Element) -> Word {
    if element.word(Attr::Form).is_some() {
        return match element.word(Attr::DateParts) {
            Some(Word::Year) => Word::Year,
            Some(Word::YearMonth) => Word::Month,
            _ => Word::Day,
        };
    }
    let parts = element.children.iter().filter_map(|part| part.word(Attr::Name));
    parts.max().unwrap_or(Word::Day)
}

/// A text that sorts as the date does, down to its finest part; years before Christ come first.
pub(crate) fn sort_key(date: &Date, finest: Word) -> String {
    let mut key = String::new();
    for part in [date.start, date.end].into_iter().flatten() {
        let year = (i64::from(part.year) + 5_000_000_000).unsigned_abs();
        // Seasons do not sort: they differ between the hemispheres.
        let month = part.month.unwrap_or(0);
        let month = if finest == Word::Year { 0 } else { month };
        let day = part.day.filter(|_| finest == Word::Day).unwrap_or(0);
        digits(year, 0, &mut key);
        digits(month.into(), 2, &mut key);
        digits(day.into(), 2, &mut key);
    }
    if key.is_empty() {
        key.push_str(date.literal.as_deref().unwrap_or_default());
    }
    key
}
