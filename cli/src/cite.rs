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
    let mut records = Vec::new();
    let lines = |name: &str, reader| {
        let make = || -> Box<lines::Write<'_>> {
            // A work alone has no number.
            let citer = citer(false);
            Box::new(move |line, out| citer.line(line, out))
        };
        lines::run(name, reader, args.target.jobs(), &mut sink, teller, &make)
    };
    input::read_all(&args.source, teller, lines, |text| {
        text.read(teller, &mut |mut record| {
            record.shrink_to_fit();
            records.push(record);
        });
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
        let all = || std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
        self.jobs.map_or_else(all, usize::from)
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

    /// All records together, each reference written as soon as it is there.
    fn list(&self, records: &[Record], sink: &mut Sink) -> Outcome {
        let mut document = Document { kind: self.kind, json: self.json, sink, count: 0, first: None };
        if let Some(mode) = self.mode {
            let nodes = self.processor.citation(records, &csl::cites(None, records), mode);
            let ids: Vec<&str> = records.iter().map(|record| record.id.as_str()).collect();
            document.add(&ids.join(" "), &nodes)?;
            return document.end();
        }
        self.processor.bibliography_each(records, |entry| {
            let id = records.get(entry.record).map(|record| record.id.as_str()).unwrap_or_default();
            document.add(id, &entry.nodes)
        })?;
        document.end()
    }
}

/// Entries as the paragraphs of a text of their kind.
struct Document<'s> {
    kind: Output,
    json: bool,
    sink: &'s mut Sink,
    count: usize,
    /// The first, until it is known whether it is alone.
    first: Option<String>,
}

impl Document<'_> {
    fn add(&mut self, id: &str, nodes: &[Node]) -> Outcome {
        let text = self.kind.write(nodes);
        if self.json {
            return self.sink.put(&(cited(id, text) + "\n"));
        }
        self.count += 1;
        if self.count == 1 {
            self.first = Some(text);
            return Ok(());
        }
        let (before, between, _) = self.around();
        if let Some(first) = self.first.take() {
            self.sink.put(&[before, &first].concat())?;
        }
        self.sink.put(&[between, &text].concat())
    }

    fn end(mut self) -> Outcome {
        if self.json {
            return Ok(());
        }
        let (before, _, after) = self.around();
        match self.first.take() {
            None if self.count > 0 => self.sink.put(after),
            first => self.sink.put(&[before, &first.unwrap_or_default(), after].concat()),
        }
    }

    /// What stands before the first, between two, and after the last.
    fn around(&self) -> (&'static str, &'static str, &'static str) {
        match self.kind {
            Output::Html if self.count > 1 => ("<p>", "</p>\n<p>", "</p>\n"),
            Output::Markdown | Output::Latex | Output::Typst | Output::Org => ("", "\n\n", "\n"),
            Output::Rtf => ("{\\rtf1\\ansi\n", "\\par\n", "\\par\n}\n"),
            _ => ("", "\n", "\n"),
        }
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
