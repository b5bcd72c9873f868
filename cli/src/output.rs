//! Text → a file or the standard output, without an error where whoever reads that has had enough.

use crate::{Outcome, Stop};
use std::fs::File;
use std::io::{BufWriter, ErrorKind, Write, stdout};
use std::path::Path;

/// Where a command writes.
pub(crate) struct Sink {
    name: String,
    /// What is left out where the output begins with it.
    separator: &'static str,
    writer: BufWriter<Box<dyn Write>>,
}

/// What is kept before it is written.
const BUFFER: usize = 1 << 16;

impl Sink {
    /// The file of that path, or the standard output.
    pub(crate) fn open(path: Option<&Path>) -> Outcome<Self> {
        let name = path.map_or_else(|| "the standard output".to_owned(), |path| path.display().to_string());
        let writer: Box<dyn Write> = match path {
            Some(path) => Box::new(File::create(path).map_err(|error| failed(&name, &error))?),
            None => Box::new(stdout()),
        };
        Ok(Self { name, separator: "", writer: BufWriter::with_capacity(BUFFER, writer) })
    }

    /// Leaves out what separates records where nothing stands before it.
    pub(crate) fn begin_without(&mut self, separator: &'static str) {
        self.separator = separator;
    }

    /// Writes a text.
    pub(crate) fn put(&mut self, text: &str) -> Outcome {
        if text.is_empty() {
            return Ok(());
        }
        let text = text.strip_prefix(std::mem::take(&mut self.separator)).unwrap_or(text);
        self.writer.write_all(text.as_bytes()).map_err(|error| failed(&self.name, &error))
    }

    /// Writes what was kept.
    pub(crate) fn close(mut self) -> Outcome {
        self.writer.flush().map_err(|error| failed(&self.name, &error))
    }
}

fn failed(name: &str, error: &std::io::Error) -> Stop {
    match error.kind() {
        ErrorKind::BrokenPipe => Stop::Closed,
        ErrorKind::NotFound => Stop::Failed(format!("{name} cannot be written: there is no such folder")),
        ErrorKind::IsADirectory => Stop::Failed(format!("{name} cannot be written: it is a folder")),
        _ => Stop::Failed(format!("{name} cannot be written: {error}")),
    }
}

/// Writes a short text to the standard output.
pub(crate) fn print(text: &str) -> Outcome {
    let mut sink = Sink::open(None)?;
    sink.put(text)?;
    sink.close()
}
