//! Lines that begin with a tag, as in RIS, EndNote, RefWorks and MEDLINE files: text to fields; and
//! what such files suffer most from, which is a wrong encoding (UTF-16 taken for UTF-8).

use super::{Problems, Reading};
use crate::record::{Place, Problem, Record};
use std::str::SplitInclusive;

/// A tag with its value. Lines that go on with a value are joined with a space, those of keywords
/// with a line break (EndNote gives each a line); an empty tag is a blank line.
pub(super) struct Field<'t> {
    /// `%A`, `T1`, `PMID`.
    pub tag: &'t str,
    /// What stands behind the tag.
    pub value: String,
    /// The byte offset of the line.
    pub offset: usize,
}

/// The tag of a line that has none and goes on with nothing.
pub(super) const STRAY: &str = "\0";

/// The records of a text, handed on one by one.
pub(super) struct Records<'e> {
    each: &'e mut dyn FnMut(Record),
    count: usize,
    /// Whether the last has a title.
    titled: bool,
}

impl Records<'_> {
    pub(super) fn push(&mut self, record: Record) {
        self.count += 1;
        self.titled = !record.title().is_empty();
        (self.each)(record);
    }

    pub(super) fn len(&self) -> usize {
        self.count
    }

    pub(super) fn is_empty(&self) -> bool {
        self.count == 0
    }
}

/// A format's reader.
pub(super) type Read = fn(&str, &mut Problems<'_>, &mut Records<'_>);

/// Reads a text with a format's reader.
pub(super) fn read(text: &str, format: &'static str, reader: Read) -> Reading {
    let mut records = Vec::new();
    let problems = each(text, format, reader, &mut |record| records.push(record));
    Reading { records, problems }
}

/// The same, record by record. UTF-16 that was decoded as UTF-8 has a NUL beside every letter of ASCII:
/// it is read without them. Letters that another wrong encoding spoiled are told.
pub(super) fn each(
    text: &str,
    format: &'static str,
    reader: Read,
    each: &mut dyn FnMut(Record),
) -> Vec<Problem> {
    if text.contains('\0') {
        let clean = text.replace('\0', "");
        let clean = clean.trim_start_matches(['\u{fffd}', '\u{feff}']);
        let mut problems = self::each(clean, format, reader, each);
        let message = "this is UTF-16 that was read as UTF-8, in which letters with accents and other scripts are \
                       lost; save the file as UTF-8";
        problems.insert(0, Problem::at(text, 0, format, message));
        return problems;
    }
    let mut problems = Problems::of_file(text, format);
    reader(text, &mut problems, &mut Records { each, count: 0, titled: true });
    problems.finish(format)
}

/// The fields of a text. `split` takes a line apart into tag and value; what it cannot take apart
/// belongs to the field before, or has the tag [`STRAY`] without one. With `blank`, an empty
/// line ends a field and is one of its own. A last line without a line break that is no more than
/// a piece of a tag is a stray one: the text was cut there.
pub(super) fn fields<'t>(text: &'t str, blank: bool, split: Split<'t>) -> Fields<'t> {
    // Old Macintosh files end their lines with CR alone.
    let end = if text.contains('\n') { '\n' } else { '\r' };
    Fields { text, end, blank, split, lines: text.split_inclusive(end), offset: 0, last: None }
}

/// What takes a line apart.
type Split<'t> = fn(&'t str) -> Option<(&'t str, &'t str)>;

/// The fields of a text, one by one.
pub(super) struct Fields<'t> {
    text: &'t str,
    end: char,
    blank: bool,
    split: Split<'t>,
    lines: SplitInclusive<'t, char>,
    offset: usize,
    /// The field that the next lines may go on with.
    last: Option<Field<'t>>,
}

impl<'t> Iterator for Fields<'t> {
    type Item = Field<'t>;

    fn next(&mut self) -> Option<Field<'t>> {
        while let Some(line) = self.lines.next() {
            if let Some(field) = self.line(line)
                && let Some(done) = self.last.replace(field)
            {
                return Some(done);
            }
        }
        self.last.take()
    }
}

impl<'t> Fields<'t> {
    /// The field that a line begins; nothing where it goes on with the last one.
    fn line(&mut self, line: &'t str) -> Option<Field<'t>> {
        let offset = self.offset;
        self.offset += line.len();
        let cut = self.offset == self.text.len() && offset > 0 && !line.ends_with(self.end);
        let line = line.trim_end().trim_start_matches('\u{feff}').trim_start_matches("ï»¿");
        let field = |tag, value: &str| Some(Field { tag, value: value.to_owned(), offset });
        if let Some((tag, value)) = (self.split)(line) {
            return field(tag, value.trim());
        }
        if line.trim().is_empty() {
            return if self.blank { field("", "") } else { None };
        }
        if cut && is_piece(line) {
            return field(STRAY, line);
        }
        match &mut self.last {
            Some(Field { tag, value, .. }) if !tag.is_empty() => {
                if !value.is_empty() {
                    value.push(if matches!(*tag, "KW" | "K" | "K1") { '\n' } else { ' ' });
                }
                value.push_str(line.trim());
                None
            }
            _ => field(STRAY, line.trim()),
        }
    }
}

/// `%`, `T`, `PMI`: the beginning of a tag.
fn is_piece(line: &str) -> bool {
    let letters = line.strip_prefix('%').unwrap_or(line);
    line.len() <= 4 && letters.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// Tells a last record without a title: there is no mark at the end of these formats' records.
pub(super) fn check_end(
    records: &Records<'_>,
    last: Option<usize>,
    format: &str,
    problems: &mut Problems<'_>,
) {
    if let Some(offset) = last.filter(|_| !records.titled) {
        let place = Place::entry(format, format!("record {}", records.len()));
        problems.at(offset, place, "the last record has no title; the text may be cut off; copy all of it");
    }
}
