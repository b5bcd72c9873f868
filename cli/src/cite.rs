//! Records → references or a citation in a style: one list, or, of JSON lines, each for itself.

use crate::args::{Cite, Mode};
use crate::input;
use crate::lines::{self, Line};
use crate::output::Sink;
use crate::styles;
use crate::tell::Teller;
use crate::{Outcome, Stop};
use citation_card::csl::{self, Node, Options, Processor};
use citation_card::record::Json;
use citation_card::{Output, Record};
use std::slice::from_ref;

/// A style that is ready, and what is asked of it.
struct Citer<'a> {
    processor: Processor<'a>,
    mode: Option<csl::Mode>,
    kind: Output,
    json: bool,
}

/// `citation-card cite`
pub(crate) fn run(args: &Cite, teller: &Teller) -> Outcome {
    let style = styles::find(&args.style, args.styles.as_deref())?;
    let locale = styles::locale(&style, args.locale.as_deref())?;
    let citer = |numbers: bool| Citer {
        processor: Processor::new(&style, &[&locale])
            .options(Options::default().links(!args.no_links).sort(!args.no_sort).numbers(numbers)),
        mode: match args.mode {
            Mode::Bibliography => None,
            Mode::Citation => Some(csl::Mode::Citation),
            Mode::Narrative => Some(csl::Mode::Narrative),
            Mode::Note => Some(csl::Mode::Note),
        },
        kind: args.kind,
        json: args.json,
    };
    input::not_written(&args.source, args.target.output.as_deref())?;
    let mut sink = Sink::open(args.target.output.as_deref())?;
    let records = input::read_all(&args.source, teller, |name, reader| {
        let make = || -> Box<lines::Write<'_>> {
            // A work alone has no number.
            let citer = citer(false);
            Box::new(move |line, out| citer.line(line, out))
        };
        lines::run(name, reader, args.target.jobs(), &mut sink, teller, &make)
    })?;
    if !records.is_empty() {
        teller.count(records.len() as u64, 0);
        sink.put(&citer(records.len() > 1).list(&records))?;
    }
    sink.close()
}

impl crate::args::Target {
    /// How many processors to use.
    pub(crate) fn jobs(&self) -> usize {
        let all = || std::thread::available_parallelism().ok();
        self.jobs.or_else(all).map_or(1, std::num::NonZeroUsize::get)
    }
}

impl Citer<'_> {
    /// One record alone.
    fn one(&self, record: &Record) -> String {
        let text = match self.mode {
            None => {
                let list = self.processor.bibliography(from_ref(record));
                list.entries.first().map(|entry| self.kind.write(&entry.nodes)).unwrap_or_default()
            }
            Some(mode) => {
                let records = from_ref(record);
                self.kind.write(&self.processor.citation(records, &csl::cites(None, records), mode))
            }
        };
        if text.contains('\n') { text.replace('\n', " ") } else { text }
    }

    /// What a line of JSON lines becomes: a line for each record.
    fn line(&self, line: &Line<'_>, out: &mut String) {
        for record in line.records {
            let text = self.one(record);
            if self.json {
                out.push_str(&cited(&record.id, text));
            } else {
                out.push_str(&text);
            }
            out.push('\n');
        }
        if let (true, Some(error)) = (self.json, line.error) {
            out.push_str(&failed(line.number, error));
            out.push('\n');
        }
    }

    /// All records together.
    fn list(&self, records: &[Record]) -> String {
        if let Some(mode) = self.mode {
            let nodes = self.processor.citation(records, &csl::cites(None, records), mode);
            let ids: Vec<&str> = records.iter().map(|record| record.id.as_str()).collect();
            return self.document(&[(ids.join(" "), nodes)]);
        }
        let entries = self.processor.bibliography(records).entries;
        let id = |at: usize| records.get(at).map(|record| record.id.clone()).unwrap_or_default();
        let entries: Vec<_> = entries.into_iter().map(|entry| (id(entry.record), entry.nodes)).collect();
        self.document(&entries)
    }

    /// Entries as the paragraphs of a text of their kind.
    fn document(&self, entries: &[(String, Vec<Node>)]) -> String {
        let texts = entries.iter().map(|(id, nodes)| (id, self.kind.write(nodes)));
        if self.json {
            return texts.map(|(id, text)| cited(id, text) + "\n").collect();
        }
        let (before, between, after) = match self.kind {
            Output::Html if entries.len() > 1 => ("<p>", "</p>\n<p>", "</p>\n"),
            Output::Markdown | Output::Latex | Output::Typst | Output::Org => ("", "\n\n", "\n"),
            Output::Rtf => ("{\\rtf1\\ansi\n", "\\par\n", "\\par\n}\n"),
            _ => ("", "\n", "\n"),
        };
        let texts: Vec<String> = texts.map(|(_, text)| text).collect();
        [before, &texts.join(between), after].concat()
    }
}

fn cited(id: &str, text: String) -> String {
    let id = ("id".to_owned(), Json::from(id));
    Json::Object(vec![id, ("citation".to_owned(), text.into())]).to_string()
}

/// What stands for a line that could not be read, where a program reads the answers.
pub(crate) fn failed(line: u64, error: &str) -> String {
    let line = ("line".to_owned(), Json::Number(line as f64));
    Json::Object(vec![line, ("error".to_owned(), error.into())]).to_string()
}

impl From<citation_card::Error> for Stop {
    fn from(error: citation_card::Error) -> Self {
        Self::Usage(error.to_string())
    }
}
