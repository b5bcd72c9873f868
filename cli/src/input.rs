//! The words of a command line → files and the standard input, and whether these are JSON lines.

use crate::args::{JSONL, Source};
use crate::tell::Teller;
use crate::{Outcome, Stop};
use citation_card::formats::{by_id, detect};
use citation_card::record::Json;
use citation_card::text::json;
use citation_card::{Problem, Record};
use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, ErrorKind, IsTerminal, Read, stdin};
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
        decode(bytes)
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
        Ok(Content::Text(decode(head)?))
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

/// How files begin that are no text, and what to do with them.
const BINARY: &[(&[u8], &str)] = &[
    (b"\x1f\x8b", "it is compressed with gzip; unpack it first, as in gunzip -c FILE | citation-card …"),
    (b"BZh", "it is compressed with bzip2; unpack it first, as in bunzip2 -c FILE | citation-card …"),
    (b"\xfd7zXZ\0", "it is compressed with xz; unpack it first, as in unxz -c FILE | citation-card …"),
    (
        b"\x28\xb5\x2f\xfd",
        "it is compressed with zstd; unpack it first, as in zstdcat FILE | citation-card …",
    ),
    (b"PK\x03\x04", "it is a ZIP archive; unpack it, and name the files in it"),
    (b"%PDF-", "it is a PDF; export the references from where you manage them, as BibTeX or RIS"),
];

/// Bytes as text: UTF-8, UTF-16 with its mark, else Windows-1252, as old files are.
fn decode(bytes: Vec<u8>) -> std::io::Result<String> {
    let refused = |message: &str| Err(std::io::Error::new(ErrorKind::InvalidData, message));
    if let Some((_, message)) = BINARY.iter().find(|(start, _)| bytes.starts_with(start)) {
        return refused(message);
    }
    let wide = |of: fn([u8; 2]) -> u16| {
        let units = bytes[2..].chunks_exact(2).map(|pair| of([pair[0], pair[1]]));
        char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    match bytes.as_slice() {
        [0xff, 0xfe, ..] => Ok(wide(u16::from_le_bytes)),
        [0xfe, 0xff, ..] => Ok(wide(u16::from_be_bytes)),
        _ => match String::from_utf8(bytes) {
            Ok(text) => Ok(text),
            Err(error) if is_binary(error.as_bytes()) => refused("it is not a text file"),
            Err(error) => Ok(error.into_bytes().into_iter().map(windows).collect()),
        },
    }
}

/// Whether bytes that are not UTF-8 are no text in another encoding either: more than a few of them control
/// something. UTF-16 without its mark is text, with NULs.
fn is_binary(bytes: &[u8]) -> bool {
    let start = bytes.get(..4096).unwrap_or(bytes);
    let controls = start.iter().filter(|byte| matches!(byte, 1..=8 | 14..=31)).count();
    controls * 50 > start.len()
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

/// The text of an input that is not JSON lines.
pub(crate) struct Text {
    name: String,
    text: String,
    /// Its format, if that is not to be detected.
    format: Option<String>,
}

impl Text {
    /// Hands its records on one by one, and tells what could not be read.
    pub(crate) fn read(&self, teller: &Teller, each: &mut dyn FnMut(Record)) {
        let mut any = false;
        let problems = self.read_silently(&mut |record| {
            any = true;
            each(record);
        });
        for problem in &problems {
            teller.problem(&self.name, problem);
        }
        if !any && problems.is_empty() {
            teller.problem(&self.name, "it has no records");
        }
    }

    /// Hands its records on one by one.
    pub(crate) fn read_silently(&self, each: &mut dyn FnMut(Record)) -> Vec<Problem> {
        citation_card::read_each(&self.text, self.format.as_deref(), each)
    }
}

/// Hands each input on: streams of JSON lines, and the text of everything else.
pub(crate) fn read_all(
    source: &Source,
    teller: &Teller,
    mut lines: impl FnMut(&str, Box<dyn BufRead + Send>) -> Outcome,
    mut texts: impl FnMut(Text),
) -> Outcome {
    for input in inputs(&source.files, teller)? {
        match input.content(source.from.as_deref()) {
            Err(error) => teller.problem(input.name(), unreadable(&error)),
            Ok(Content::Lines(reader)) => lines(&input.name(), reader)?,
            // A part of a divided stream may be empty.
            Ok(Content::Text(text)) if text.trim().is_empty() => {}
            Ok(Content::Text(text)) => {
                let format = source.from.as_deref().or_else(|| by_extension(&text, input.extension()));
                if format.is_none() && detect(&text).is_none() {
                    teller.problem(input.name(), "unknown format; name it, as in --from bibtex");
                    continue;
                }
                texts(Text { name: input.name(), format: format.map(str::to_owned), text });
            }
        }
    }
    Ok(())
}

/// The format that a file's name tells, where its text does not. RefWorks' `.txt` is anybody's.
fn by_extension<'e>(text: &str, extension: &'e str) -> Option<&'e str> {
    let known = extension != "txt" && by_id(extension).is_some_and(|format| format.reads);
    (known && detect(text).is_none()).then_some(extension)
}

/// Why a file cannot be read, in a sentence.
pub(crate) fn unreadable(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file".to_owned(),
        ErrorKind::IsADirectory => "it is a folder; name its files, as in 'folder/*.bib'".to_owned(),
        ErrorKind::InvalidData => error.to_string(),
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
        let decode = |bytes: &[u8]| decode(bytes.to_vec()).unwrap();
        assert_eq!(decode(b"M\xfcller, 1\x969"), "Müller, 1–9");
        assert_eq!(decode("Müller".as_bytes()), "Müller");
        assert_eq!(decode(b"\xff\xfeM\0\xfc\0"), "Mü");
        assert_eq!(decode(b"\xfe\xff\0M\0\xfc"), "Mü");
        assert_eq!(WINDOWS.chars().count(), 32);
    }
}
