//! Lines that begin with a tag, as in RIS, EndNote, RefWorks and MEDLINE files: text to fields; and
//! what such files suffer most from, which is a wrong encoding (UTF-16 taken for UTF-8).

use super::{Problems, Reading};
use crate::record::{Place, Problem, Record};

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

/// Reads a text with a format's reader. UTF-16 that was decoded as UTF-8 has a NUL beside every
/// letter of ASCII: it is read without them. Letters that another wrong encoding spoiled are told.
pub(super) fn read(
    text: &str,
    format: &'static str,
    records: fn(&str, &mut Problems<'_>) -> Vec<Record>,
) -> Reading {
    if text.contains('\0') {
        let clean = text.replace('\0', "");
        let clean = clean.trim_start_matches(['\u{fffd}', '\u{feff}']);
        let mut reading = read(clean, format, records);
        let message = "this is UTF-16 that was read as UTF-8, in which letters with accents and other scripts are \
                       lost; save the file as UTF-8";
        reading.problems.insert(0, Problem::at(text, 0, format, message));
        return reading;
    }
    let mut problems = Problems::of_file(text, format);
    let records = records(text, &mut problems);
    Reading { records, problems: problems.finish(format) }
}

/// The fields of a text. `split` takes a line apart into tag and value; what it cannot take apart
/// belongs to the field before, or has the tag [`STRAY`] without one. With `blank`, an empty
/// line ends a field and is one of its own. A last line without a line break that is no more than
/// a piece of a tag is a stray one: the text was cut there.
pub(super) fn fields<'t>(
    text: &'t str,
    blank: bool,
    split: fn(&'t str) -> Option<(&'t str, &'t str)>,
) -> Vec<Field<'t>> {
    let mut fields: Vec<Field<'t>> = Vec::new();
    let mut offset = 0;
    // Old Macintosh files end their lines with CR alone.
    let end = if text.contains('\n') { '\n' } else { '\r' };
    for line in text.split_inclusive(end) {
        let start = offset;
        offset += line.len();
        let cut = offset == text.len() && offset > line.len() && !line.ends_with(end);
        let line = line.trim_end().trim_start_matches('\u{feff}').trim_start_matches("ï»¿");
        if let Some((tag, value)) = split(line) {
            fields.push(Field { tag, value: value.trim().to_owned(), offset: start });
        } else if line.trim().is_empty() {
            if blank {
                fields.push(Field { tag: "", value: String::new(), offset: start });
            }
        } else if cut && is_piece(line) {
            fields.push(Field { tag: STRAY, value: line.to_owned(), offset: start });
        } else {
            match fields.last_mut() {
                Some(Field { tag, value, .. }) if !tag.is_empty() => {
                    if !value.is_empty() {
                        value.push(if matches!(*tag, "KW" | "K" | "K1") { '\n' } else { ' ' });
                    }
                    value.push_str(line.trim());
                }
                _ => fields.push(Field { tag: STRAY, value: line.trim().to_owned(), offset: start }),
            }
        }
    }
    fields
}

/// `%`, `T`, `PMI`: the beginning of a tag.
fn is_piece(line: &str) -> bool {
    let letters = line.strip_prefix('%').unwrap_or(line);
    line.len() <= 4 && letters.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// Tells a last record without a title: there is no mark at the end of these formats' records.
pub(super) fn check_end(records: &[Record], last: Option<usize>, format: &str, problems: &mut Problems<'_>) {
    if let (Some(record), Some(offset)) = (records.last(), last)
        && record.title().is_empty()
    {
        let place = Place::entry(format, format!("record {}", records.len()));
        problems.at(offset, place, "the last record has no title; perhaps the text was cut; get all of it");
    }
}
