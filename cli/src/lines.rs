//! JSON lines → what a function makes of each line, in the order of the lines and in constant memory,
//! on as many processors as are wanted.
//!
//! The reader deals batches of lines to the workers in turn, and the writer collects them in turn, so
//! that what is under way never exceeds a few batches for each worker.

use crate::output::Sink;
use crate::tell::Teller;
use crate::{Outcome, Stop};
use citation_card::formats::{self, codec};
use citation_card::{Problem, Reading, Record};
use std::io::{BufRead, ErrorKind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// Lines are read and handed on by so many bytes.
const BATCH: usize = 1 << 17;
/// A longer line is no record.
const MAX_LINE: usize = 32 << 20;
/// Batches that wait for one worker.
const WAITING: usize = 2;

/// Some lines and the number of the first.
struct Batch {
    first: u64,
    text: Vec<u8>,
}

/// What a batch became.
#[derive(Default)]
struct Done {
    text: String,
    problems: Vec<(u64, String)>,
    records: u64,
    lost: u64,
}

/// One line and what becomes of it.
pub(crate) struct Line<'l> {
    /// Its number, from 1.
    pub number: u64,
    /// The records of it, one as a rule.
    pub records: &'l [Record],
    /// Why it has none.
    pub error: Option<&'l str>,
}

/// What writes a line's records.
pub(crate) type Write<'w> = dyn Fn(&Line<'_>, &mut String) + 'w;
/// What makes one for each worker.
pub(crate) type Make<'w> = dyn Fn() -> Box<Write<'w>> + Sync + 'w;

/// Reads all lines and writes what is made of them.
pub(crate) fn run(
    name: &str,
    reader: Box<dyn BufRead + Send>,
    jobs: usize,
    sink: &mut Sink,
    teller: &Teller,
    make: &Make<'_>,
) -> Outcome {
    let mut lines = Lines { reader, number: 1, failed: None };
    if jobs <= 1 {
        let write = make();
        while let Some(batch) = lines.next() {
            put(name, work(&batch, &*write), sink, teller)?;
        }
        return lines.end(name);
    }
    thread::scope(|scope| {
        let mut inputs: Vec<SyncSender<Batch>> = Vec::new();
        let mut outputs: Vec<Receiver<Done>> = Vec::new();
        for _ in 0..jobs {
            let (give, take) = sync_channel::<Batch>(WAITING);
            let (done, collect) = sync_channel(WAITING);
            inputs.push(give);
            outputs.push(collect);
            scope.spawn(move || {
                let write = make();
                for batch in take {
                    if done.send(work(&batch, &*write)).is_err() {
                        break;
                    }
                }
            });
        }
        let reader = scope.spawn(move || {
            for input in inputs.iter().cycle() {
                let Some(batch) = lines.next() else { break };
                if input.send(batch).is_err() {
                    break;
                }
            }
            lines
        });
        let mut outcome = Ok(());
        for output in outputs.iter().cycle() {
            let Ok(done) = output.recv() else { break };
            outcome = put(name, done, sink, teller);
            if outcome.is_err() {
                break;
            }
        }
        // Workers that wait for somebody to take what they have stop now.
        drop(outputs);
        let lines = reader.join().map_err(|_| Stop::Failed(format!("{name}: the reader stopped")))?;
        outcome?;
        lines.end(name)
    })
}

fn put(name: &str, done: Done, sink: &mut Sink, teller: &Teller) -> Outcome {
    for (line, problem) in done.problems {
        teller.problem(format_args!("{name}, line {line}"), problem);
    }
    teller.count(done.records, done.lost);
    sink.put(&done.text)
}

/// Batches of whole lines.
struct Lines {
    reader: Box<dyn BufRead + Send>,
    number: u64,
    failed: Option<std::io::Error>,
}

impl Lines {
    fn next(&mut self) -> Option<Batch> {
        let mut batch = Batch { first: self.number, text: Vec::new() };
        while batch.text.len() < BATCH {
            let before = batch.text.len();
            match read_line(&mut *self.reader, &mut batch.text) {
                Err(error) => {
                    self.failed = Some(error);
                    break;
                }
                Ok(Read::End) => break,
                Ok(Read::Line) => self.number += 1,
                Ok(Read::TooLong) => {
                    self.number += 1;
                    batch.text.truncate(before);
                    batch.text.extend_from_slice(TOO_LONG.as_bytes());
                    batch.text.push(b'\n');
                }
            }
        }
        (!batch.text.is_empty()).then_some(batch)
    }

    fn end(self, name: &str) -> Outcome {
        match self.failed {
            None => Ok(()),
            Some(error) => Err(Stop::Failed(format!("{name} cannot be read further: {error}"))),
        }
    }
}

/// What stands in a batch for a line that is too long: no JSON begins with it.
const TOO_LONG: &str = "\u{1}too long";

enum Read {
    Line,
    TooLong,
    End,
}

/// Appends a line and its end. Of a line that is too long, only the beginning is kept.
fn read_line(reader: &mut dyn BufRead, into: &mut Vec<u8>) -> std::io::Result<Read> {
    let start = into.len();
    let mut any = false;
    loop {
        let part = match reader.fill_buf() {
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            part => part?,
        };
        if part.is_empty() {
            if any && into.last() != Some(&b'\n') {
                into.push(b'\n');
            }
            return Ok(match any {
                false => Read::End,
                true if into.len() - start > MAX_LINE => Read::TooLong,
                true => Read::Line,
            });
        }
        any = true;
        let end = part.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(part.len(), |end| end + 1);
        if into.len() - start <= MAX_LINE {
            into.extend_from_slice(&part[..used]);
        }
        reader.consume(used);
        if end.is_some() {
            return Ok(if into.len() - start > MAX_LINE { Read::TooLong } else { Read::Line });
        }
    }
}

fn work(batch: &Batch, write: &Write<'_>) -> Done {
    let mut done = Done::default();
    let text = String::from_utf8_lossy(&batch.text);
    let mut number = batch.first;
    for line in text.split_terminator('\n') {
        take(number, line.trim_end_matches('\r'), &mut done, write);
        number += 1;
    }
    done
}

fn take(number: u64, line: &str, done: &mut Done, write: &Write<'_>) {
    if line.trim().is_empty() {
        return;
    }
    let reading = read(line);
    let error = match reading.problems.first() {
        Some(problem) if reading.records.is_empty() => Some(told(problem)),
        None if reading.records.is_empty() => Some("it holds no record".to_owned()),
        _ => None,
    };
    match &error {
        Some(error) => done.problems.push((number, error.clone())),
        None => done.problems.extend(reading.problems.iter().map(|problem| (number, told(problem)))),
    }
    done.records += reading.records.len() as u64;
    done.lost += u64::from(error.is_some());
    write(&Line { number, records: &reading.records, error: error.as_deref() }, &mut done.text);
}

/// A problem of a line, which is the only one that it counts.
fn told(problem: &Problem) -> String {
    let text = problem.to_string();
    text.strip_prefix("line 1, ").map(str::to_owned).unwrap_or(text)
}

/// The records of a line: CSL-JSON, or any other JSON of a single record.
fn read(line: &str) -> Reading {
    let problem =
        |message: &str| Reading { records: Vec::new(), problems: vec![Problem::new("", message.to_owned())] };
    if line == TOO_LONG {
        return problem("the line is longer than 32 MB");
    }
    // Much JSON has a field `type` and counts as CSL-JSON; what says that it is something else does not.
    let format = formats::detect(line).filter(|format| format.reads);
    let codec = format.and_then(codec::of).or_else(|| codec::by_id("csl-json"));
    let mut reading = match codec.and_then(|codec| codec.read) {
        Some(read) => read(line),
        None => return problem("it is in no format that can be read"),
    };
    // JSON without any field of a work is read as a work without fields.
    if reading.records.iter().any(|record| !record.is_citable()) {
        reading.records.retain(Record::is_citable);
        if reading.records.is_empty() && reading.problems.is_empty() {
            return problem("it holds neither a title nor a name");
        }
    }
    reading
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufReader, Cursor};

    fn numbers(text: &str) -> Vec<u64> {
        let reader = BufReader::with_capacity(7, Cursor::new(text.as_bytes().to_vec()));
        let mut lines = Lines { reader: Box::new(reader), number: 1, failed: None };
        let mut all = Vec::new();
        while let Some(batch) = lines.next() {
            let done = work(&batch, &|line, out| {
                out.push_str(&format!("{},", line.number));
            });
            all.extend(done.text.split_terminator(',').map(|number| number.parse::<u64>().unwrap_or(0)));
        }
        all
    }

    #[test]
    fn counts_lines_with_or_without_an_end_and_leaves_empty_ones_out() {
        assert_eq!(
            numbers("{\"title\":\"A\"}\n\n{\"title\":\"B\"}\r\nnothing\n{\"title\":\"C\"}"),
            [1, 3, 4, 5]
        );
        assert_eq!(numbers(""), []);
    }

    #[test]
    fn a_line_that_is_too_long_is_left_out_and_the_next_is_read() {
        let long = format!("{{\"title\":\"{}\"}}", "x".repeat(MAX_LINE + 10));
        let text = format!("{{\"title\":\"A\"}}\n{long}\n{{\"title\":\"B\"}}\n");
        let mut lines = Lines { reader: Box::new(Cursor::new(text.into_bytes())), number: 1, failed: None };
        let mut told = Vec::new();
        let mut read = 0;
        while let Some(batch) = lines.next() {
            assert!(batch.text.len() < MAX_LINE + BATCH, "no more than its beginning is kept");
            let done = work(&batch, &|_, _| {});
            told.extend(done.problems);
            read += done.records;
        }
        assert_eq!((read, told), (2, vec![(2, "the line is longer than 32 MB".to_owned())]));
    }
}
