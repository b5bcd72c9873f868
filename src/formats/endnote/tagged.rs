//! EndNote tagged files (`.enw`): a line a field, `%A` first, a blank line between records.

use super::{from_record, kind_of, to_record};
use crate::formats::common::plain_line;
use crate::formats::{Format, Likelihood, Options, Problems, Reading, head, second, tagged};
use crate::record::{Kind, Record};

/// EndNote tagged.
pub static FORMAT: Format = Format {
    id: "endnote",
    name: "EndNote",
    aliases: &["enw", "refer", "bibix", "application/x-endnote-refer"],
    extension: "enw",
    media_type: "application/x-endnote-refer",
    crlf: true,
    reads: true,
    writes: true,
    detect,
    read: second(read),
    write: second(write),
    ..Format::PLAIN
};

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
    let mut problems = Problems::new(text);
    let mut records = Vec::new();
    let mut kind = Kind::Document;
    let mut name = "";
    let mut fields = Vec::new();
    let lines = tagged::fields(text, split);
    for line in lines {
        let letter = line.tag.chars().next().unwrap_or(' ');
        if line.tag == tagged::STRAY {
            problems.at(line.offset, "EndNote", "this line has no tag such as %T in front; it was left out");
            continue;
        }
        // A second %0 begins a record even where the blank line is missing.
        if (letter == ' ' || letter == '0') && !fields.is_empty() {
            records.push(to_record(name, kind, &fields));
            fields.clear();
            (name, kind) = ("", Kind::Document);
        }
        match letter {
            ' ' => {}
            '0' => match kind_of(&line.value, None) {
                Some(found) => (name, kind) = found,
                None => problems.at(
                    line.offset,
                    "EndNote, tag %0",
                    format!("\"{}\" is no EndNote reference type; Generic was used", line.value),
                ),
            },
            _ => fields.push((letter, line.value)),
        }
    }
    if !fields.is_empty() {
        records.push(to_record(name, kind, &fields));
    }
    if records.is_empty() {
        problems.at(0, "EndNote", "no record was found; a record begins with %0 and a reference type");
    }
    Reading { records, problems: problems.finish("EndNote") }
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
