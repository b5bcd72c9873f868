//! The program `citation-card`: what a shell gives it → the command it names → an exit code.
//!
//! 0: all was well. 1: something of the input could not be used, which was told, and the rest was done.
//! 2: the command line is wrong, and nothing was done.

#![forbid(unsafe_code)]

mod args;
mod cite;
mod convert;
mod input;
mod lines;
mod manual;
mod output;
mod prerender;
mod report;
mod styles;
mod tell;

use args::{Args, Command};
use clap::Parser;
use std::process::ExitCode;
use tell::Teller;

/// Why a command could not do anything.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The command line asks for what cannot be: told, with exit code 2.
    Usage(String),
    /// Reading or writing failed: told, with exit code 1.
    Failed(String),
    /// Whoever read the output has read enough, as `head` does.
    Closed,
}

/// What a command gives.
pub(crate) type Outcome<T = ()> = Result<T, Stop>;

fn main() -> ExitCode {
    let args = Args::parse();
    let to_file = match &args.command {
        Command::Cite(args) => args.target.output.is_some(),
        Command::Convert(args) => args.target.output.is_some(),
        Command::Prerender(args) => args.out.is_some() || args.in_place,
        _ => false,
    };
    let teller = Teller::new(args.quiet, to_file);
    let outcome = match args.command {
        Command::Cite(args) => cite::run(&args, &teller),
        Command::Convert(args) => convert::run(&args, &teller),
        Command::Report(args) => report::run(&args, &teller),
        Command::Prerender(args) => prerender::run(&args, &teller),
        Command::Styles(args) => styles::run(&args),
        Command::Completions { shell } => manual::completions(shell),
        Command::Man { out } => manual::man(out.as_deref()),
    };
    match outcome {
        Ok(()) | Err(Stop::Closed) => teller.close(),
        Err(Stop::Usage(message)) => {
            eprintln!("citation-card: {message}");
            ExitCode::from(2)
        }
        Err(Stop::Failed(message)) => {
            eprintln!("citation-card: {message}");
            ExitCode::FAILURE
        }
    }
}
