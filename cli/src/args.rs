//! What can be said on the command line.

use citation_card::Output;
use citation_card::formats::CATALOG;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum, ValueHint};
use std::path::PathBuf;

/// Cites and converts bibliographic records, reports the citation metadata of pages, and prerenders
/// citation cards.
#[derive(Parser)]
#[command(name = "citation-card", version, arg_required_else_help = true, after_help = EXIT)]
pub(crate) struct Args {
    /// Print no messages; the exit code still says whether something could not be used
    #[arg(short, long, global = true)]
    pub quiet: bool,
    #[command(subcommand)]
    pub command: Command,
}

const EXIT: &str = "Exit code: 0 if all was well, 1 if some of the input could not be used (a message says \
    what, and the rest is done), 2 if the command line is wrong.";

#[derive(Subcommand)]
pub(crate) enum Command {
    Cite(Cite),
    Convert(Convert),
    Report(Report),
    Prerender(Prerender),
    Styles(Styles),
    /// Print the completions of a shell
    Completions {
        shell: clap_complete::Shell,
    },
    /// Print the manual page, or write one for each command
    Man {
        /// The folder to write the pages to
        #[arg(short, long, value_hint = ValueHint::DirPath)]
        out: Option<PathBuf>,
    },
}

/// What to read.
#[derive(clap::Args)]
pub(crate) struct Source {
    /// Files, or patterns such as 'refs/*.bib'; without any, or for -, the standard input
    #[arg(value_hint = ValueHint::FilePath)]
    pub files: Vec<String>,
    /// Format of the input: bibtex, ris, jsonl, …; detected if not given
    #[arg(short, long, value_name = "FORMAT", value_parser = readable())]
    pub from: Option<String>,
}

/// Where to write, and how many processors to use.
#[derive(clap::Args)]
pub(crate) struct Target {
    /// File to write to instead of the standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Processors to use for JSON lines; all if not given
    #[arg(short, long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
}

/// Format references or citations in a CSL style
///
/// The records of all files are one list, in the order of the style. JSON lines (files *.jsonl and
/// *.ndjson, or one record on each line of what is piped in) are cited one by one, each for itself, in
/// their order and in constant memory.
#[derive(clap::Args)]
pub(crate) struct Cite {
    #[command(flatten)]
    pub source: Source,
    /// Style: an id, a common name, or the path of a .csl file
    #[arg(short, long, default_value = "apa")]
    pub style: String,
    /// Folder of .csl files in which styles are looked for first
    #[arg(long, value_name = "FOLDER", env = "CITATION_CARD_STYLES", value_hint = ValueHint::DirPath)]
    pub styles: Option<PathBuf>,
    /// Language of the citations, such as de-AT, or the path of a locale file; the style's own if not
    /// given
    #[arg(short, long, value_name = "LANGUAGE")]
    pub locale: Option<String>,
    /// Kind of text to write
    #[arg(short = 'a', long = "as", value_name = "KIND", default_value = "text", value_parser = kinds())]
    pub kind: Output,
    /// A list of references, or a citation of all records as it stands in a text
    #[arg(short, long, value_enum, default_value = "bibliography")]
    pub mode: Mode,
    /// Keep the order of the records
    #[arg(long)]
    pub no_sort: bool,
    /// Write DOIs and URLs without links
    #[arg(long)]
    pub no_links: bool,
    /// Write one JSON object on each line: {"id", "citation"}, or {"line", "error"} for a line that
    /// could not be read
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub target: Target,
}

/// `--mode`
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Mode {
    /// References
    Bibliography,
    /// (Doe, 2020), [1]
    Citation,
    /// Doe (2020)
    Narrative,
    /// The text of a note
    Note,
}

/// Convert records from any format to any other
///
/// JSON lines are converted in constant memory, if the format is written record by record: BibTeX, RIS,
/// jsonl and the like. Other files are read whole and then converted record by record. Formats that are
/// one document, such as MODS, need all records in memory.
#[derive(clap::Args)]
pub(crate) struct Convert {
    #[command(flatten)]
    pub source: Source,
    /// Format to write, or jsonl for CSL-JSON with one record on each line; taken from the extension of
    /// --output if not given
    #[arg(short, long, value_name = "FORMAT", value_parser = writable())]
    pub to: Option<String>,
    /// Option of the format: name=value, or a name alone
    #[arg(short = 'O', long = "option", value_name = "NAME=VALUE")]
    pub options: Vec<String>,
    #[command(flatten)]
    pub target: Target,
}

/// Report the citation metadata of saved pages: what is there, where it comes from, what is missing
#[derive(clap::Args)]
pub(crate) struct Report {
    /// Pages, or patterns such as 'site/*.html'; without any, or for -, the standard input
    #[arg(value_hint = ValueHint::FilePath)]
    pub pages: Vec<String>,
    /// Address that the page was saved from, for pages without a canonical link
    #[arg(long, value_name = "ADDRESS")]
    pub url: Option<String>,
    /// Language of the advice, and of what the page has in several
    #[arg(long, value_name = "LANGUAGE", default_value = "", hide_default_value = true)]
    pub lang: String,
    /// text for people, json for programs: one object on each line, one for each page
    #[arg(long, value_enum, default_value = "text")]
    pub format: ReportFormat,
}

/// `--format`
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

/// Fill the citation cards of pages, so that citation and formats are there before any script
///
/// Each <citation-card> gets its references and its file formats as plain HTML, or with --shadow the
/// whole card. The element takes it over when it is ready. Only what this command wrote earlier is
/// replaced. Records come from the card, the page or files of the site; nothing is fetched.
#[derive(clap::Args)]
pub(crate) struct Prerender {
    /// Pages, patterns, or folders with pages; without any, or for -, the standard input
    #[arg(value_hint = ValueHint::AnyPath)]
    pub pages: Vec<String>,
    /// Folder to write to; the pages of a folder keep their paths
    #[arg(short, long, value_name = "FOLDER", value_hint = ValueHint::DirPath, conflicts_with = "in_place")]
    pub out: Option<PathBuf>,
    /// Change the pages themselves
    #[arg(short, long)]
    pub in_place: bool,
    /// Write the card itself, in a declarative shadow root
    #[arg(long)]
    pub shadow: bool,
    /// Also replace what the author wrote into the card for readers without scripts
    #[arg(long)]
    pub replace: bool,
    /// Address of the folder, for pages that have no canonical link
    #[arg(long, value_name = "ADDRESS")]
    pub url: Option<String>,
}

/// List the styles that come with the program, or search for them
#[derive(clap::Args)]
pub(crate) struct Styles {
    /// Words of the name, the journal or the id
    pub words: Vec<String>,
    /// Folder of .csl files to search as well
    #[arg(long, value_name = "FOLDER", env = "CITATION_CARD_STYLES", value_hint = ValueHint::DirPath)]
    pub styles: Option<PathBuf>,
    /// One JSON object on each line: {"id", "title", "aliases"}
    #[arg(long)]
    pub json: bool,
    /// Print who wrote the styles and locales, and their licence
    #[arg(long, conflicts_with_all = ["words", "json"])]
    pub credits: bool,
}

/// The name of CSL-JSON with one record on each line.
pub(crate) const JSONL: &str = "jsonl";

fn readable() -> impl TypedValueParser<Value = String> {
    formats(|reads, _| reads)
}

fn writable() -> impl TypedValueParser<Value = String> {
    formats(|_, writes| writes)
}

/// The formats that are read or written, by id or by any other name.
fn formats(wanted: fn(bool, bool) -> bool) -> impl TypedValueParser<Value = String> {
    let lines = PossibleValue::new(JSONL).aliases(["ndjson", "jsonlines"]);
    let known = CATALOG.iter().filter(move |info| wanted(info.reads, info.writes)).map(|info| {
        let more = info.aliases.iter().chain([&info.extension, &info.media_type]);
        PossibleValue::new(info.id).aliases(more.copied().filter(|name| *name != info.id))
    });
    PossibleValuesParser::new(known.chain([lines])).map(|name| match name.as_str() {
        "ndjson" | "jsonlines" => JSONL.to_owned(),
        _ => name,
    })
}

fn kinds() -> impl TypedValueParser<Value = Output> {
    PossibleValuesParser::new(Output::ALL.map(Output::as_str))
        .map(|name| Output::parse(&name).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_has_no_contradictions() {
        Args::command().debug_assert();
    }
}
