//! The project's own commands, `cargo xtask <command>`: what cargo alone cannot express.
//! A command is one file and one line in [`COMMANDS`].

#[path = "../../assets/build/archive.rs"]
mod archive;
mod bench;
mod bench_against;
mod bench_cli;
mod bench_csl;
mod bench_files;
mod bundle;
mod cases;
mod csl_diff;
mod csl_styles;
mod csl_suite;
mod dist;
mod files;
mod fuzz;
mod hashes;
mod hosts;
mod join;
mod mutants;
mod npm;
#[path = "../../cli/src/report/page.rs"]
mod page;
mod pages;
mod parts;
mod program;
mod proof;
mod release;
#[path = "../../assets/build/repair.rs"]
mod repair;
mod serve;
mod setup;
mod shell;
mod size;
mod slim;
mod styles;
mod test;

use std::process::ExitCode;

/// A command: its name, what it does, and the function that does it with the words after the name.
type Command = (&'static str, &'static str, fn(&[String]) -> shell::Outcome);

#[rustfmt::skip]
static COMMANDS: &[Command] = &[
    ("bench", "compare the card with citation-js and citeproc-js in one browser; csl: the processor, cli and files: the program, growth: the readers", bench::run),
    ("cases", "run files of cases, each an input with its expected value, and count by kind", cases::command),
    ("csl-styles", "render every type in every official style and locale, and count", csl_styles::command),
    ("csl-suite", "run the CSL test suite on this processor and citeproc-js", csl_suite::command),
    ("dist", "write the folder that a web site serves; --out names a folder other than dist", dist::run),
    ("faults", "let every file of the card fail in every way, and check what readers see", proof::faults),
    ("fuzz", "run a fuzz target of fuzz/, or all of them, for a number of seconds each", fuzz::run),
    ("hosts", "run what integrations/ ships on the hosts themselves, WordPress and MediaWiki included", hosts::command),
    ("load", "measure thousands of cards and works: long tasks, memory, listeners", proof::load),
    ("mutants", "negate conditions one at a time and count what the tests notice: mutants [card] [COUNT] [SEED]; card: those of the card, its JavaScript included", mutants::run),
    ("serve", "build and serve the demo page; --port, --csp, --no-build", serve::run),
    ("size", "print what browsers load, raw and after brotli; --parts: by part of the program", size::run),
    ("soak", "press everything at random for a number of seconds, from a seed: soak SECONDS [SEED]", proof::soak),
    ("csl-diff", "compare this CSL processor with citeproc-js and pandoc, by style", csl_diff::command),
    ("npm", "make the npm package in target/npm [--dev] [--no-build]", npm::run),
    ("styles", "write the shipped styles and locales to a folder", styles::command),
    ("test", "install what the tests need and run all of them, or one part: lint, native, wasm, embedding, browser, hosts, proof", test::run),
];

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let name = words.first().map_or("help", String::as_str);
    let Some((.., run)) = COMMANDS.iter().find(|(command, ..)| *command == name) else {
        println!("cargo xtask <command>\n");
        for (command, what, _) in COMMANDS {
            println!("  {command:<12} {what}");
        }
        return if name == "help" { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    };
    match run(&words[1..]) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("cargo xtask {name}: {message}");
            ExitCode::FAILURE
        }
    }
}
