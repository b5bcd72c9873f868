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
        citer(records.len() > 1).list(&records, &mut sink)?;
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

    /// All records together, written a slice at a time: the formatted text of all would take more memory than they do.
    fn list(&self, records: &[Record], sink: &mut Sink) -> Outcome {
        let several = records.len() > 1 && self.mode.is_none();
        let (before, between, after) = match self.kind {
            _ if self.json => ("", "", ""),
            Output::Html if several => ("<p>", "</p>\n<p>", "</p>\n"),
            Output::Markdown | Output::Latex | Output::Typst | Output::Org => ("", "\n\n", "\n"),
            Output::Rtf => ("{\\rtf1\\ansi\n", "\\par\n", "\\par\n}\n"),
            _ => ("", "\n", "\n"),
        };
        let mut lead = before;
        let mut put = |id: &str, nodes: &[Node]| {
            let text = self.kind.write(nodes);
            let text = if self.json { cited(id, text) + "\n" } else { text };
            sink.put(std::mem::replace(&mut lead, between))?;
            sink.put(&text)
        };
        if let Some(mode) = self.mode {
            let nodes = self.processor.citation(records, &csl::cites(None, records), mode);
            let ids: Vec<&str> = records.iter().map(|record| record.id.as_str()).collect();
            put(&ids.join(" "), &nodes)?;
            return sink.put(after);
        }
        let mut list = self.processor.begin(records);
        let slice = SLICE.max(records.len() / SLICES);
        loop {
            let entries = self.processor.next(records, &mut list, slice);
            if entries.is_empty() {
                return sink.put(after);
            }
            for entry in entries {
                put(records.get(entry.record).map_or("", |record| record.id.as_str()), &entry.nodes)?;
            }
        }
    }
}

/// References are formatted by so many, or more where there would be more than so many slices.
const SLICE: usize = 1000;
const SLICES: usize = 32;

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
