//! Records in any format → any other format: record by record where the format allows it.

use crate::args::{Convert, JSONL};
use crate::cite::failed;
use crate::input;
use crate::lines::{self, Line};
use crate::output::Sink;
use crate::tell::Teller;
use crate::{Outcome, Stop};
use citation_card::Record;
use citation_card::formats::{self, Options, to_json};
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
    let between = STREAMED.iter().find(|(id, _)| *id == format).map(|(_, between)| *between);
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
    let mut from_lines = Vec::new();
    let records = input::read_all(&args.source, teller, |name, reader| {
        lines::run(name, reader, args.target.jobs(), &mut sink, teller, &|| Box::new(&write))?;
        let mut kept = kept.lock().map(|mut kept| std::mem::take(&mut *kept)).unwrap_or_default();
        kept.sort_by_key(|(number, _)| *number);
        from_lines.extend(kept.into_iter().map(|(_, record)| record));
        Ok(())
    })?;
    teller.count(records.len() as u64, 0);
    from_lines.extend(records);
    if format == JSONL {
        for record in &from_lines {
            sink.put(&json_line(record))?;
        }
    } else if !from_lines.is_empty() {
        let text = citation_card::write(&from_lines, &format, &options)?;
        sink.put(&[between.unwrap_or_default(), &text].concat())?;
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
