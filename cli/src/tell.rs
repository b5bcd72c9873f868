//! What could not be used → sentences on the standard error, a count, the exit code. And how far a long
//! run is, where somebody watches.

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use std::fmt::{Display, Write};
use std::io::{IsTerminal, stderr, stdout};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};

/// Tells and counts.
pub(crate) struct Teller {
    quiet: bool,
    /// Whether somebody sees a bar.
    watched: bool,
    problems: AtomicU64,
    records: AtomicU64,
    lost: AtomicU64,
    bar: ProgressBar,
}

/// Runs that are over by then show no bar.
const SOON: u64 = 1000;

impl Teller {
    /// `to_file` says that nothing goes to the standard output.
    pub(crate) fn new(quiet: bool, to_file: bool) -> Self {
        // A bar among what is written to the same terminal is no help.
        let watched = stderr().is_terminal() && (to_file || !stdout().is_terminal()) && !quiet;
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{spinner} {human_pos} {msg} · {speed}/s · {elapsed}");
        let speed = |state: &ProgressState, to: &mut dyn Write| {
            let _ = write!(to, "{}", HumanCount(state.per_sec() as u64));
        };
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()).with_key("speed", speed));
        bar.set_message("records");
        Self { quiet, watched, problems: 0.into(), records: 0.into(), lost: 0.into(), bar }
    }

    /// Tells a problem: where, and what it is.
    pub(crate) fn problem(&self, place: impl Display, problem: impl Display) {
        self.problems.fetch_add(1, Ordering::Relaxed);
        if !self.quiet {
            self.bar.suspend(|| eprintln!("citation-card: {place}: {problem}"));
        }
    }

    /// Counts what was done, and what could not be.
    pub(crate) fn count(&self, records: u64, lost: u64) {
        self.records.fetch_add(records, Ordering::Relaxed);
        self.lost.fetch_add(lost, Ordering::Relaxed);
        if self.watched && self.bar.elapsed().as_millis() as u64 > SOON {
            if self.bar.is_hidden() {
                self.bar.set_draw_target(ProgressDrawTarget::stderr());
            }
            self.bar.set_position(self.records.load(Ordering::Relaxed));
        }
    }

    /// What is counted: `records`, `pages`.
    pub(crate) fn counts(&self, what: &'static str) {
        self.bar.set_message(what);
    }

    /// Sums up, and gives the exit code.
    pub(crate) fn close(&self) -> ExitCode {
        self.bar.finish_and_clear();
        let [problems, records, lost] =
            [&self.problems, &self.records, &self.lost].map(|count| count.load(Ordering::Relaxed));
        if problems == 0 {
            return ExitCode::SUCCESS;
        }
        if !self.quiet {
            let s = if problems == 1 { "" } else { "s" };
            let what = self.bar.message();
            let what = if records == 1 { what.trim_end_matches('s') } else { &what };
            let lost = if lost > 0 { format!(", {lost} lost") } else { String::new() };
            eprintln!("citation-card: {problems} problem{s}; {records} {what} done{lost}");
        }
        ExitCode::FAILURE
    }
}
