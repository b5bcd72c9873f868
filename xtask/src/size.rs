//! `cargo xtask size [--no-build | --parts [MODULE] | --without PART]`: what browsers load, after brotli 11.
//!
//! Without a word it prints each load of a page file by file against its bound. `--parts` prints what
//! each part of the program adds to each module, or the functions of one module. `--without` builds
//! once more without one mechanism of the build, and prints what that mechanism saves of each load.

use std::collections::BTreeMap;
use std::path::Path;

use citation_card::record::Json;
use citation_card::text::json;

use crate::program::{Speed, Without};
use crate::shell::{self, Outcome};
use crate::{dist, files, parts, program, styles};

/// What a page loads: a name, the chunks and whether the program is part of it, and the bound and
/// the goal in KB of 1,000 bytes, where there are any.
struct Load {
    name: &'static str,
    /// With the loader, the program, the default style and its locale.
    first: bool,
    chunks: &'static [&'static str],
    /// The chunks that the page has by then.
    after: &'static [&'static str],
    limits: Option<(usize, usize)>,
}

const fn first(name: &'static str, chunks: &'static [&'static str], bound: usize, goal: usize) -> Load {
    Load { name, first: true, chunks, after: &[], limits: Some((bound, goal)) }
}

const fn later(name: &'static str, chunks: &'static [&'static str], after: &'static [&'static str]) -> Load {
    Load { name, first: false, chunks, after, limits: None }
}

static LOADS: &[Load] = &[
    first("inline CSL-JSON, until the first citation", &[], 155, 130),
    first("Highwire tags, until the first citation", &["page"], 215, 180),
    later("below the citation; other layouts; cite()", &["sections"], &[]),
    // Whoever presses a tab has what is below the citation.
    Load {
        limits: Some((45, 30)),
        ..later("BibTeX or RIS after inline CSL-JSON", &["bibtex_ris"], &["sections"])
    },
    later("JSON-LD, microdata or COinS beside the tags", &["linked"], &["page"]),
    later("a text or a file of the owner's", &["files"], &[]),
    later("any other format", &["formats"], &["sections"]),
    later("a style or locale in XML", &["csl_xml"], &[]),
];

/// The bound and the goal for all files of the program together, in KB.
const ALL: (usize, usize) = (420, 350);

/// What every page loads.
const PROGRAM: &[&str] = &["citation-card.js", "core.wasm"];
/// The default style and the locale of English labels, compiled and in XML.
const COMPILED: &[&str] = &["styles/apa.txt", "locales/en-US.txt"];
const XML: &[&str] = &["styles/apa.csl", "locales/en-US.xml"];

/// The mechanisms that `--without` knows.
const MECHANISMS: &[(&str, Without)] = &[
    ("panic-cutter", Without::PanicCutter),
    ("minifier", Without::Minifier),
    ("compiled-styles", Without::CompiledStyles),
];

/// Builds `dist/` and prints the sizes; fails where a bound is missed.
pub(crate) fn run(words: &[String]) -> Outcome {
    let out = shell::root().join("dist");
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => drop(dist::build(&out, Speed::Loading, Without::Nothing)?),
        ["--no-build"] => {}
        ["--parts", module @ ..] => {
            let program = program::named()?;
            let main = ("core".to_owned(), program.main);
            let mut modules = [main].into_iter().chain(program.chunks);
            return modules.try_for_each(|(name, wasm)| match module {
                [] => parts::print(&wasm, &name),
                [one, ..] if *one == name => parts::print_functions(&wasm, &name),
                _ => Ok(()),
            });
        }
        ["--without", mechanism] => return without(mechanism),
        _ => return Err("the options are --no-build, --parts [MODULE] and --without PART".into()),
    }
    let sizes = Sizes::read(&out)?;
    let mut missed = Vec::new();
    for load in LOADS {
        let names = sizes.files(load, false);
        let total = sizes.print(load.name, &names)?;
        if !within(load.limits, total) {
            missed.push(load.name);
        }
    }
    let all = sizes.all();
    let total = sizes.print("everything but styles and locales", &all)?;
    if !within(Some(ALL), total) {
        missed.push("everything");
    }
    if missed.is_empty() { Ok(()) } else { Err(format!("over the bound: {}", missed.join("; "))) }
}

/// Prints how far a load is from its limits; whether it keeps the bound.
fn within(limits: Option<(usize, usize)>, total: usize) -> bool {
    let Some((bound, goal)) = limits else { return true };
    println!("bound {bound} KB, goal {goal} KB: {:.1} KB", total as f64 / 1000.0);
    total <= bound * 1000
}

/// Prints what a mechanism of the build saves.
fn without(mechanism: &str) -> Outcome {
    let known: Vec<&str> = MECHANISMS.iter().map(|(name, _)| *name).collect();
    let found = MECHANISMS.iter().find(|(name, _)| *name == mechanism);
    let (_, without) =
        found.ok_or_else(|| format!("unknown part {mechanism}; expected {}", known.join(", ")))?;
    let folder = program::target_folder().join("size");
    let mut tables = Vec::new();
    for without in [Without::Nothing, *without] {
        dist::build(&folder, Speed::Loading, without)?;
        if without == Without::CompiledStyles {
            // In XML beside the compiled ones.
            styles::command(&[folder.display().to_string()])?;
        }
        let sizes = Sizes::read(&folder)?;
        let loads = LOADS.iter().map(|load| {
            let names = sizes.files(load, without == Without::CompiledStyles);
            sizes.sum(&names)
        });
        let mut totals = loads.collect::<Outcome<Vec<usize>>>()?;
        totals.push(sizes.sum(&sizes.all())?);
        tables.push(totals);
    }
    let [with, without] = tables.as_slice() else { return Ok(()) };
    println!("{:<46} {:>9} {:>9} {:>9}", format!("without {mechanism}"), "with", "without", "saves");
    let names = LOADS.iter().map(|load| load.name).chain(["everything but styles and locales"]);
    for ((name, with), without) in names.zip(with).zip(without) {
        let share = 100.0 * (*without as f64 - *with as f64) / *without as f64;
        println!("{name:<46} {with:>9} {without:>9} {share:>8.1}%");
    }
    Ok(())
}

/// The files of a build, and which of them each chunk consists of.
struct Sizes<'d> {
    folder: &'d Path,
    chunks: BTreeMap<String, Vec<String>>,
}

impl<'d> Sizes<'d> {
    fn read(folder: &'d Path) -> Outcome<Self> {
        let path = program::target_folder().join("dist/build.js");
        let text = files::text(&path)?;
        let list = text.lines().find_map(|line| line.strip_prefix("export const CHUNKS = "));
        let list = list.ok_or_else(|| format!("{} does not list the chunks", path.display()))?;
        let names = |value: &Json| -> Vec<String> {
            value.items().iter().filter_map(Json::as_str).map(|name| format!("{name}.wasm")).collect()
        };
        let chunks = json::parse(list).0;
        let chunks = chunks.entries().iter().map(|(chunk, value)| (chunk.clone(), names(value)));
        Ok(Self { folder, chunks: chunks.collect() })
    }

    /// What a load consists of.
    fn files(&self, load: &Load, xml: bool) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let mut chunks = load.chunks.to_vec();
        if load.first {
            let style = if xml { XML } else { COMPILED };
            names.extend(PROGRAM.iter().chain(style).map(|name| (*name).to_owned()));
            if xml {
                chunks.push("csl_xml");
            }
        }
        let modules = |chunks: &[&str]| -> Vec<String> {
            chunks.iter().filter_map(|chunk| self.chunks.get(*chunk)).flatten().cloned().collect()
        };
        let there = modules(load.after);
        for name in modules(&chunks) {
            if !names.contains(&name) && !there.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The whole program.
    fn all(&self) -> Vec<String> {
        let mut names: Vec<String> = self.chunks.values().flatten().cloned().collect();
        names.sort();
        names.dedup();
        PROGRAM.iter().map(|name| (*name).to_owned()).chain(names).collect()
    }

    fn sum(&self, names: &[String]) -> Outcome<usize> {
        names.iter().map(|name| brotli(&files::read(&self.folder.join(name))?)).sum()
    }

    /// Prints files and their sum, which it returns as well.
    fn print(&self, load: &str, names: &[String]) -> Outcome<usize> {
        println!("\n{load:<46} {:>9} {:>9}", "raw", "brotli");
        let (mut raw_sum, mut small_sum) = (0, 0);
        for name in names {
            let bytes = files::read(&self.folder.join(name))?;
            let small = brotli(&bytes)?;
            println!("{name:<46} {:>9} {small:>9}", bytes.len());
            raw_sum += bytes.len();
            small_sum += small;
        }
        println!("{:<46} {raw_sum:>9} {small_sum:>9}", format!("total, {} files", names.len()));
        Ok(small_sum)
    }
}

/// The size after brotli at its highest level.
pub(crate) fn brotli(bytes: &[u8]) -> Outcome<usize> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters)
        .map_err(|error| format!("brotli: {error}"))?;
    Ok(out.len())
}
