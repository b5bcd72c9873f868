//! Lines that begin with a tag, as in EndNote, RefWorks and MEDLINE files: text to fields.

/// A tag with its value. Lines that go on with a value are joined with a space; an empty tag is a
/// blank line.
pub struct Field<'t> {
    /// `%A`, `T1`, `PMID`.
    pub tag: &'t str,
    /// What stands behind the tag, on one line.
    pub value: String,
    /// The byte offset of the line.
    pub offset: usize,
}

/// The tag of a line that has none and goes on with nothing.
pub const STRAY: &str = "\0";

/// The fields of a text. `split` takes a line apart into tag and value; what it cannot take apart
/// belongs to the field before, or has the tag [`STRAY`] where there is none.
pub fn fields<'t>(text: &'t str, split: fn(&'t str) -> Option<(&'t str, &'t str)>) -> Vec<Field<'t>> {
    let mut fields: Vec<Field<'t>> = Vec::new();
    let mut offset = 0;
    // Old Macintosh files end their lines with CR alone.
    let end = if text.contains('\n') { '\n' } else { '\r' };
    for line in text.split_inclusive(end) {
        let start = offset;
        offset += line.len();
        let line = line.trim_end().trim_start_matches('\u{feff}');
        if let Some((tag, value)) = split(line) {
            fields.push(Field { tag, value: value.trim().to_owned(), offset: start });
        } else if line.trim().is_empty() {
            fields.push(Field { tag: "", value: String::new(), offset: start });
        } else {
            match fields.last_mut() {
                Some(Field { tag, value, .. }) if !tag.is_empty() => {
                    if !value.is_empty() {
                        value.push(' ');
                    }
                    value.push_str(line.trim());
                }
                _ => fields.push(Field { tag: STRAY, value: line.trim().to_owned(), offset: start }),
            }
        }
    }
    fields
}
