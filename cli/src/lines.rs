//! JSON lines → what a function makes of each line, in the order of the lines and in constant memory,
//! on as many processors as are wanted.
//!
//! The reader deals batches of lines to the workers in turn, and the writer collects them in turn, so
//! that what is under way never exceeds a few batches for each worker.

use crate::output::Sink;
use crate::tell::Teller;
use crate::{Outcome, Stop};
use citation_card::formats::{self, Codec, codec};
use citation_card::{Problem, Reading, Record};
use std::io::{BufRead, ErrorKind};
use std::sync::LazyLock;
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
    let first = lines.next();
    let codec = codec_of(first.as_ref());
    if jobs <= 1 {
        let write = make();
        let mut next = first;
        while let Some(batch) = next {
            put(name, work(&batch, codec, &*write), sink, teller)?;
            next = lines.next();
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
                    if done.send(work(&batch, codec, &*write)).is_err() {
                        break;
                    }
                }
            });
        }
        let reader = scope.spawn(move || {
            let mut next = first;
            for input in inputs.iter().cycle() {
                let Some(batch) = next else { break };
                if input.send(batch).is_err() {
                    break;
                }
                next = lines.next();
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
            Some(error) => Err(Stop::Failed(format!("{name}: reading stopped: {error}"))),
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

fn work(batch: &Batch, codec: &Codec, write: &Write<'_>) -> Done {
    let mut done = Done::default();
    let text = String::from_utf8_lossy(&batch.text);
    for (number, line) in (batch.first..).zip(text.split_terminator('\n')) {
        take(number, line.trim_end_matches('\r'), &mut done, codec, write);
    }
    done
}

fn take(number: u64, line: &str, done: &mut Done, codec: &Codec, write: &Write<'_>) {
    if line.trim().is_empty() {
        return;
    }
    let reading = read(line, codec);
    let error = match reading.problems.first() {
        Some(problem) if reading.records.is_empty() => Some(told(problem)),
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

/// The format of a stream: that of its first line, CSL-JSON if that tells nothing.
fn codec_of(first: Option<&Batch>) -> &'static Codec {
    let text = first.map_or(&[][..], |batch| batch.text.as_slice());
    let text = String::from_utf8_lossy(text.trim_ascii_start());
    let line = text.split('\n').next().unwrap_or_default();
    detected(line).unwrap_or(&CSL_JSON)
}

static CSL_JSON: LazyLock<&Codec> = LazyLock::new(|| codec::by_id("csl-json").unwrap_or(codec::ALL[0]));

fn detected(line: &str) -> Option<&'static Codec> {
    formats::detect(line).filter(|format| format.reads).and_then(codec::of)
}

/// The records of a line, in the format of the stream or, if it has none in that, in its own.
fn read(line: &str, codec: &Codec) -> Reading {
    let problem =
        |message: &str| Reading { records: Vec::new(), problems: vec![Problem::new("", message.to_owned())] };
    if line == TOO_LONG {
        return problem("the line is longer than 32 MB");
    }
    let mut reading = citable(codec, line);
    if reading.records.is_empty() {
        if let Some(own) = detected(line).filter(|own| own.info.id != codec.info.id) {
            let other = citable(own, line);
            if !other.records.is_empty() {
                reading = other;
            }
        }
    }
    if reading.records.is_empty() && reading.problems.is_empty() {
        return problem("it holds neither a title nor a name");
    }
    reading
}

/// JSON without any field of a work is read as a work without fields, which is none.
fn citable(codec: &Codec, line: &str) -> Reading {
    let mut reading = codec.read.map(|read| read(line)).unwrap_or_default();
    reading.records.retain(Record::is_citable);
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
            let done = work(&batch, &CSL_JSON, &|line, out| {
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
        assert!(numbers("").is_empty());
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
            let done = work(&batch, &CSL_JSON, &|_, _| {});
            told.extend(done.problems);
            read += done.records;
        }
        assert_eq!((read, told), (2, vec![(2, "the line is longer than 32 MB".to_owned())]));
    }
}
