//! The words of a command line → files and the standard input, and whether these are JSON lines.

use crate::args::{JSONL, Source};
use crate::tell::Teller;
use crate::{Outcome, Stop};
use citation_card::Record;
use citation_card::record::Json;
use citation_card::text::json;
use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, IsTerminal, Read, stdin};
use std::path::{Path, PathBuf};

/// Something to read.
pub(crate) enum Input {
    /// What is piped in.
    Stdin,
    /// A file.
    File(PathBuf),
}

/// A stream of JSON lines begins with a line that is no longer than this.
const MAX_HEAD: u64 = 16 << 20;

impl Input {
    /// Its name in messages.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Stdin => "standard input".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }

    /// The name's ending, which tells a format where the text does not.
    pub(crate) fn extension(&self) -> &str {
        match self {
            Self::Stdin => "",
            Self::File(path) => path.extension().and_then(|ending| ending.to_str()).unwrap_or_default(),
        }
    }

    fn open(&self) -> std::io::Result<Box<dyn BufRead + Send>> {
        Ok(match self {
            Self::Stdin => Box::new(BufReader::new(stdin())),
            Self::File(path) => Box::new(BufReader::with_capacity(1 << 16, File::open(path)?)),
        })
    }

    /// All of it.
    pub(crate) fn text(&self) -> std::io::Result<String> {
        let mut bytes = Vec::new();
        self.open()?.read_to_end(&mut bytes)?;
        Ok(decode(bytes))
    }

    /// The stream, if it is JSON lines, else all of its text.
    fn content(&self, from: Option<&str>) -> std::io::Result<Content> {
        let named =
            ["jsonl", "ndjson", "jsonlines"].iter().any(|end| self.extension().eq_ignore_ascii_case(end));
        if from == Some(JSONL) || (from.is_none() && named) {
            return Ok(Content::Lines(self.open()?));
        }
        let mut reader = self.open()?;
        let mut head = Vec::new();
        if from.is_none() && matches!(self, Self::Stdin) {
            reader.by_ref().take(MAX_HEAD).read_until(b'\n', &mut head)?;
            if head.trim_ascii_start().first() == Some(&b'{') && is_object(&head) {
                return Ok(Content::Lines(Box::new(BufReader::new(Cursor::new(head).chain(reader)))));
            }
        }
        reader.read_to_end(&mut head)?;
        Ok(Content::Text(decode(head)))
    }
}

/// What an input holds.
pub(crate) enum Content {
    /// A record on each line.
    Lines(Box<dyn BufRead + Send>),
    /// Anything else.
    Text(String),
}

fn is_object(line: &[u8]) -> bool {
    let (value, problems) = json::parse(&String::from_utf8_lossy(line));
    matches!(value, Json::Object(_)) && problems.is_empty()
}

/// Bytes as text: UTF-8, UTF-16 with its mark, else Windows-1252, as old files are.
fn decode(bytes: Vec<u8>) -> String {
    let wide = |of: fn([u8; 2]) -> u16| {
        let units = bytes[2..].chunks_exact(2).map(|pair| of([pair[0], pair[1]]));
        char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    match bytes.as_slice() {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ => String::from_utf8(bytes)
            .unwrap_or_else(|error| error.into_bytes().into_iter().map(windows).collect()),
    }
}

/// Letters of Windows-1252 from 0x80 on, where it is not Latin-1.
const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

fn windows(byte: u8) -> char {
    let special =
        (0x80..0xa0).contains(&byte).then(|| WINDOWS.chars().nth(usize::from(byte - 0x80))).flatten();
    special.unwrap_or(char::from(byte))
}

/// The inputs that some words name. A pattern that the shell left alone is looked up here.
pub(crate) fn inputs(words: &[String], teller: &Teller) -> Outcome<Vec<Input>> {
    if words.is_empty() && stdin().is_terminal() {
        return Err(Stop::Usage("name a file, or pipe something in; --help says more".to_owned()));
    }
    if words.is_empty() {
        return Ok(vec![Input::Stdin]);
    }
    let mut found = Vec::new();
    for word in words {
        if word == "-" {
            found.push(Input::Stdin);
        } else if Path::new(word).exists() || !word.contains(['*', '?', '[']) {
            found.push(Input::File(word.into()));
        } else {
            let paths = glob::glob(word).map_err(|error| Stop::Usage(format!("{word}: {error}")))?;
            let before = found.len();
            found.extend(paths.flatten().map(Input::File));
            if found.len() == before {
                teller.problem(word, "no file matches this pattern");
            }
        }
    }
    Ok(found)
}

/// Refuses to write into a file that is read: it would be empty by then.
pub(crate) fn not_written(source: &Source, output: Option<&Path>) -> Outcome {
    let Some(output) = output.and_then(|path| path.canonicalize().ok()) else { return Ok(()) };
    for word in &source.files {
        let patterns = glob::glob(word).into_iter().flatten().flatten();
        for path in patterns.chain([PathBuf::from(word)]) {
            if path.canonicalize().is_ok_and(|path| path == output) {
                let name = path.display();
                return Err(Stop::Usage(format!("{name} would be read and written; name another --output")));
            }
        }
    }
    Ok(())
}

/// Hands each input on: streams of JSON lines, and the records of everything else, in one go.
pub(crate) fn read_all(
    source: &Source,
    teller: &Teller,
    mut lines: impl FnMut(&str, Box<dyn BufRead + Send>) -> Outcome,
) -> Outcome<Vec<Record>> {
    let mut records = Vec::new();
    for input in inputs(&source.files, teller)? {
        match input.content(source.from.as_deref()) {
            Err(error) => teller.problem(input.name(), unreadable(&error)),
            Ok(Content::Lines(reader)) => lines(&input.name(), reader)?,
            Ok(Content::Text(text)) => {
                // A part of a divided stream may be empty.
                if text.trim().is_empty() {
                    continue;
                }
                let format = source.from.as_deref().or_else(|| by_extension(&text, input.extension()));
                let reading = citation_card::read(&text, format);
                for problem in &reading.problems {
                    teller.problem(input.name(), problem);
                }
                if reading.records.is_empty() && reading.problems.is_empty() {
                    teller.problem(input.name(), "it holds no record");
                }
                records.extend(reading.records);
            }
        }
    }
    Ok(records)
}

/// The format that a file's name tells, where its text does not.
fn by_extension<'e>(text: &str, extension: &'e str) -> Option<&'e str> {
    let known = citation_card::formats::by_id(extension).is_some_and(|format| format.reads);
    (known && citation_card::formats::detect(text).is_none()).then_some(extension)
}

/// Why a file cannot be read, in a sentence.
pub(crate) fn unreadable(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::IsADirectory => "it is a folder; name its files, as in 'folder/*.bib'".to_owned(),
        _ => format!("it cannot be read: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_json_lines_from_other_json_by_the_first_line() {
        assert!(is_object(br#"{"type": "book", "title": "A"}"#));
        assert!(!is_object(b"{\n"), "an object over several lines");
        assert!(!is_object(br#"[{"type": "book"}]"#));
        assert!(!is_object(br#"{"a": 1} x"#));
    }

    #[test]
    fn reads_old_files_as_windows_1252_and_wide_ones_by_their_mark() {
        assert_eq!(decode(b"M\xfcller, 1\x969".to_vec()), "Müller, 1–9");
        assert_eq!(decode("Müller".as_bytes().to_vec()), "Müller");
        assert_eq!(decode(b"\xff\xfeM\0\xfc\0".to_vec()), "Mü");
        assert_eq!(decode(b"\xfe\xff\0M\0\xfc".to_vec()), "Mü");
        assert_eq!(WINDOWS.chars().count(), 32);
    }
}
