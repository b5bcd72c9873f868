//! Records in any format → any other format: record by record where the format allows it.

use crate::args::{Convert, JSONL};
use crate::cite::failed;
use crate::input::{self, Text};
use crate::lines::{self, Line};
use crate::output::Sink;
use crate::tell::Teller;
use crate::{Outcome, Stop};
use citation_card::Record;
use citation_card::formats::{self, Options, codec, keys, to_json};
use std::path::Path;
use std::slice::from_ref;
use std::sync::Mutex;

/// Formats whose files are their records one after the other, and what separates them.
const STREAMED: &[(&str, &str)] = &[
    ("bibtex", "\n"),
    ("biblatex", "\n"),
    ("ris", "\n"),
    ("endnote", ""),
    ("refworks", ""),
    ("medline", ""),
    ("coins", ""),
    ("wikipedia", ""),
    ("quickstatements", ""),
    ("key", ""),
    ("pandoc-cite", ""),
    ("typst-cite", ""),
    ("markdown-link", ""),
    ("html-link", ""),
    ("wiki-ref", ""),
    ("doi-link", ""),
];

/// `citation-card convert`
pub(crate) fn run(args: &Convert, teller: &Teller) -> Outcome {
    let format = target(args)?;
    let options = options(&args.options);
    // Whether the format takes the options is known before anything is read.
    if format != JSONL {
        citation_card::write(&[], &format, &options)?;
    } else if !args.options.is_empty() {
        return Err(Stop::Usage("jsonl has no options".to_owned()));
    }
    let crlf = options.text("line-end") == Some("crlf");
    let between = STREAMED.iter().find(|(id, _)| *id == format);
    let between = between.map(|(_, between)| if crlf && *between == "\n" { "\r\n" } else { between });
    input::not_written(&args.source, args.target.output.as_deref())?;
    let mut sink = Sink::open(args.target.output.as_deref())?;
    sink.begin_without(between.unwrap_or_default());
    // Of a format that is one document, the records of lines are kept.
    let kept: Mutex<Vec<(u64, Record)>> = Mutex::default();
    let write = |line: &Line<'_>, out: &mut String| {
        for record in line.records {
            match between {
                _ if format == JSONL => out.push_str(&json_line(record)),
                Some(between) => {
                    let text = citation_card::write(from_ref(record), &format, &options);
                    out.extend([between, text.unwrap_or_default().as_str()]);
                }
                None => {
                    if let Ok(mut kept) = kept.lock() {
                        kept.push((line.number, record.clone()));
                    }
                }
            }
        }
        if let (true, Some(error)) = (format == JSONL, line.error) {
            out.push_str(&failed(line.number, error));
            out.push('\n');
        }
    };
    let (mut records, mut texts) = (Vec::new(), Vec::new());
    let lines = |name: &str, reader| {
        lines::run(name, reader, args.target.jobs(), &mut sink, teller, &|| Box::new(&write))?;
        let mut kept = kept.lock().map(|mut kept| std::mem::take(&mut *kept)).unwrap_or_default();
        kept.sort_by_key(|(number, _)| *number);
        records.extend(kept.into_iter().map(|(_, record)| record));
        Ok(())
    };
    input::read_all(&args.source, teller, lines, |text| texts.push(text))?;
    if let Some(mut each) = one_by_one(&format, between, &options, &texts) {
        return write_each(&texts, teller, sink, &mut *each);
    }
    let from_lines = records.len();
    for text in texts {
        text.read(teller, &mut |record| records.push(record));
    }
    teller.count((records.len() - from_lines) as u64, 0);
    if !records.is_empty() {
        let text = citation_card::write(&records, &format, &options)?;
        sink.put(&[between.unwrap_or_default(), &text].concat())?;
    }
    sink.close()
}

/// What writes a record alone.
type Each<'o> = dyn FnMut(&Record) -> String + 'o;

/// What writes a record alone, where the format allows that. Keys differ in the whole list, so all of them are
/// found first.
fn one_by_one<'o>(
    format: &'o str,
    between: Option<&'static str>,
    options: &'o Options,
    texts: &[Text],
) -> Option<Box<Each<'o>>> {
    if format == JSONL {
        return Some(Box::new(json_line));
    }
    let (info, between) = (formats::by_id(format)?, between?);
    if !info.options.contains(&keys::OPTION) {
        return Some(Box::new(move |record| {
            let text = citation_card::write(from_ref(record), format, options);
            [between, text.unwrap_or_default().as_str()].concat()
        }));
    }
    let add = codec::adder(info)?;
    let crlf = options.text("line-end") == Some("crlf");
    let mut all = Vec::new();
    for text in texts {
        text.read_silently(&mut |record| {
            all.extend(options.apply(from_ref(&record)).iter().map(|record| keys::alone(record, options)));
        });
    }
    let mut keys = keys::tell_apart(all).into_iter();
    Some(Box::new(move |record| {
        let mut text = String::new();
        for record in options.apply(from_ref(record)).iter() {
            add(record, &keys.next().unwrap_or_default(), options, &mut text);
        }
        [between, &if crlf { text.replace('\n', "\r\n") } else { text }].concat()
    }))
}

/// Reads texts and writes each record before the next is read.
fn write_each(texts: &[Text], teller: &Teller, mut sink: Sink, each: &mut Each<'_>) -> Outcome {
    for text in texts {
        let mut outcome = Ok(());
        text.read(teller, &mut |record| {
            if outcome.is_ok() {
                outcome = sink.put(&each(&record));
            }
            teller.count(1, 0);
        });
        outcome?;
    }
    sink.close()
}

fn json_line(record: &Record) -> String {
    to_json(record).to_string() + "\n"
}

/// The id of the format to write: as it is named, else by the name of the output.
fn target(args: &Convert) -> Outcome<String> {
    if let Some(format) = &args.to {
        let id = formats::by_id(format).map_or(format.as_str(), |info| info.id);
        return Ok(id.to_owned());
    }
    let ending = args.target.output.as_deref().and_then(Path::extension).and_then(|ending| ending.to_str());
    match ending {
        None => Err(Stop::Usage("name the format to write, as in --to bibtex".to_owned())),
        Some("jsonl" | "ndjson" | "jsonlines") => Ok(JSONL.to_owned()),
        Some(ending) => match formats::by_id(ending).filter(|info| info.writes) {
            Some(info) => Ok(info.id.to_owned()),
            None => {
                Err(Stop::Usage(format!("no format has files named .{ending}; name one, as in --to bibtex")))
            }
        },
    }
}

/// `ascii`, `for=zotero`, `indent=4`
fn options(words: &[String]) -> Options {
    words.iter().fold(Options::default(), |options, word| match word.split_once('=') {
        None => options.set(word, true),
        Some((name, "true")) => options.set(name, true),
        Some((name, "false")) => options.set(name, false),
        Some((name, value)) => options.set(name, value),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_written_record_by_record_read_back_as_they_were() {
        let records = citation_card::read(
            r#"[{"id":"a","type":"article-journal","title":"A","author":[{"family":"Doe","given":"Jane"}],"DOI":"10.1/a"},
                {"id":"b","type":"book","title":"B","author":[{"family":"Roe","given":"Rick"}],"DOI":"10.1/b"}]"#,
            None,
        )
        .records;
        for (id, between) in STREAMED {
            let info = formats::by_id(id).unwrap();
            assert_eq!(info.id, *id);
            let options = Options::default();
            let each: Vec<String> = records
                .iter()
                .map(|record| citation_card::write(from_ref(record), id, &options).unwrap())
                .collect();
            let each = each.join(between);
            assert_eq!(each, citation_card::write(&records, id, &options).unwrap(), "{id}");
            if !info.reads {
                continue;
            }
            let reading = citation_card::read(&each, Some(id));
            let titles: Vec<&str> = reading.records.iter().map(Record::title).collect();
            assert_eq!(titles, ["A", "B"], "{id}: {each}\n{:?}", reading.problems);
        }
    }
}
