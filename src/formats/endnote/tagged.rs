//! EndNote tagged files (`.enw`): a line a field, `%A` first, a blank line between records.

use super::{from_record, kind_of, to_record};
use crate::formats::common::plain_line;
use crate::formats::tagged::{self, Records};
use crate::formats::{Codec, Info, Likelihood, Options, Problems, Reading, head};
use crate::record::{Kind, Problem, Record};

/// What menus and files need to know about EndNote tagged.
pub(crate) static INFO: Info = Info {
    id: "endnote",
    name: "EndNote",
    aliases: &["enw", "refer", "bibix", "application/x-endnote-refer"],
    extension: "enw",
    media_type: "application/x-endnote-refer",
    crlf: true,
    reads: true,
    writes: true,
    ..Info::PLAIN
};

/// Detects, reads and writes EndNote tagged.
pub(crate) static CODEC: Codec = Codec { info: &INFO, detect, read: Some(read), write: Some(write) };

fn detect(text: &str) -> Likelihood {
    let start = head(text);
    let tags = start.lines().filter(|line| split(line).is_some()).take(2).count();
    match start.starts_with("%0 ") {
        true => Likelihood::Yes,
        false if start.starts_with('%') && tags == 2 => Likelihood::Yes,
        false => Likelihood::No,
    }
}

fn split(line: &str) -> Option<(&str, &str)> {
    let rest = line.strip_prefix('%')?;
    let letter = rest.chars().next().filter(char::is_ascii_graphic)?;
    let value = &rest[letter.len_utf8()..];
    (value.is_empty() || value.starts_with([' ', '\t'])).then(|| (&rest[..1], value))
}

fn read(text: &str) -> Reading {
    tagged::read(text, "EndNote", records)
}

/// Reads a text record by record.
pub(crate) fn each(text: &str, each: &mut dyn FnMut(Record)) -> Vec<Problem> {
    tagged::each(text, "EndNote", records, each)
}

fn records(text: &str, problems: &mut Problems<'_>, records: &mut Records<'_>) {
    let mut kind = Kind::Document;
    let mut name = "";
    let mut fields = Vec::new();
    // Where the record begins, and whether with its type.
    let mut start = None;
    for line in tagged::fields(text, true, split) {
        let letter = line.tag.chars().next().unwrap_or(' ');
        if line.tag == tagged::STRAY {
            problems.at(line.offset, "EndNote", "this line has no tag such as %T in front; it was left out");
            continue;
        }
        // A second %0 begins a record even where the blank line is missing.
        if (letter == ' ' || letter == '0') && !fields.is_empty() {
            let number = records.len() + 1;
            records.push(to_record(name, kind, &fields, &mut |message| {
                let place = format!("EndNote, record {number}");
                problems.at(start.unwrap_or(line.offset), place, message);
            }));
            fields.clear();
            (name, kind) = ("", Kind::Document);
            start = None;
        }
        match letter {
            ' ' => {}
            '0' => {
                start = Some(line.offset);
                match kind_of(&line.value, None) {
                    Some(found) => (name, kind) = found,
                    None => problems.at(
                        line.offset,
                        "EndNote, tag %0",
                        format!("unknown EndNote reference type \"{}\"; treated as Generic", line.value),
                    ),
                }
            }
            _ => {
                if start.is_none() {
                    start = Some(line.offset);
                    let message = "a record begins with %0 and its type, such as %0 Book; Generic was used";
                    problems.at(line.offset, format!("EndNote, record {}", records.len() + 1), message);
                }
                fields.push((letter, line.value));
            }
        }
    }
    if !fields.is_empty() {
        let number = records.len() + 1;
        records.push(to_record(name, kind, &fields, &mut |message| {
            problems.at(start.unwrap_or(0), format!("EndNote, record {number}"), message);
        }));
    }
    if records.is_empty() {
        problems.at(0, "EndNote", "no record was found; a record begins with %0 and a reference type");
    }
    tagged::check_end(records, start, "EndNote", problems);
}

fn write(records: &[Record], _: &Options) -> String {
    let mut out = String::new();
    for record in records {
        let (name, _, fields) = from_record(record);
        out.push_str("%0 ");
        out.push_str(name);
        for (letter, value) in fields {
            out.push_str("\n%");
            out.push(letter);
            out.push(' ');
            out.push_str(&plain_line(&value));
        }
        out.push_str("\n\n");
    }
    out
}
