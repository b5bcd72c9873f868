//! What is written, read by programs that were not written here: pandoc, bibtex, biber, bibutils.
//!
//! Debian packages: `pandoc`, `texlive-base` (bibtex with `plain.bst` and `abbrv.bst`), `biber`,
//! `bibutils`, each with `--no-install-recommends`. Where a program is missing its test prints
//! "skipped: … missing" and passes.

use citation_card::formats::{self, Options, codec};
use citation_card::record::{Json, Record, markup};
use citation_card::text::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn works() -> Vec<Record> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/works.json");
    let text = fs::read_to_string(path).unwrap();
    (codec::by_id("csl-json").unwrap().read.unwrap())(&text).records
}

fn write(id: &str, options: &str) -> String {
    codec::by_id(id).unwrap().to_text(&works(), &Options(json::parse(options).0)).unwrap()
}

/// A folder for a test's files.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs a program in a folder; its exit code and everything it prints. Nothing where it is missing.
fn run(folder: &Path, program: &str, arguments: &[&str]) -> Option<(bool, String)> {
    let result = Command::new(program).args(arguments).current_dir(folder).env("LC_ALL", "C.UTF-8").output();
    let Ok(output) = result else {
        println!("skipped: {program} missing");
        return None;
    };
    let text =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    Some((output.status.success(), text))
}

/// pandoc 3, which reads RIS, where it is installed as a Python module; else the system's.
fn pandoc() -> String {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/outside-python/bin/python");
    let python = if own.exists() { own.to_string_lossy().into_owned() } else { "python3".to_owned() };
    let program = "import pypandoc; print(pypandoc.get_pandoc_path())";
    let output =
        Command::new(python).args(["-c", program]).output().ok().filter(|output| output.status.success());
    output.map_or_else(|| "pandoc".to_owned(), |out| String::from_utf8_lossy(&out.stdout).trim().to_owned())
}

/// Variables that pandoc gives back as they were, in every format.
const SAME: &[&str] =
    &["author", "editor", "volume", "issue", "publisher", "publisher-place", "DOI", "ISBN", "ISSN", "URL"];

/// What pandoc reads, beside what was written: the differences that nobody explained.
fn pandoc_differs(format: &str, text: &str, explained: &[(&str, &str)]) -> Option<Vec<String>> {
    let folder = folder(&format!("pandoc-{format}"));
    fs::write(folder.join("in"), text).unwrap();
    let (_, help) = run(&folder, &pandoc(), &["--list-input-formats"])?;
    if !help.lines().any(|line| line == format) {
        println!("skipped: this pandoc does not read {format}");
        return None;
    }
    let (right, out) = run(&folder, &pandoc(), &["-f", format, "-t", "csljson", "in"])?;
    assert!(right, "{format}: {out}");
    let found = json::parse(&out).0;
    let works: Vec<Json> = works().iter().map(formats::to_json).collect();
    assert_eq!(found.items().len(), works.len(), "{format}: {out}");
    let mut wrong = Vec::new();
    for (found, work) in found.items().iter().zip(&works) {
        let id = work.get("id").and_then(Json::as_str).unwrap_or_default();
        for key in SAME.iter().chain(&["title", "container-title", "page", "issued"]) {
            let (back, was) = (found.get(key), work.get(key));
            let known = explained.iter().any(|(work, field)| *work == id && field == key);
            if comparable(key, back) != comparable(key, was) && !known {
                wrong.push(format!("{format}, {id}, {key}: {was:?} came back as {back:?}"));
            }
        }
    }
    Some(wrong)
}

/// What must be the same in a value: a title's letters without their case, which pandoc changes;
/// a particle whether it drops or not; a DOI's link as nothing.
fn comparable(key: &str, value: Option<&Json>) -> String {
    let text = value.map(ToString::to_string).unwrap_or_default();
    match key {
        "title" | "container-title" => markup::plain(&text).to_lowercase(),
        "author" | "editor" => sorted(&text),
        "URL" if text.contains("doi.org/") => String::new(),
        "issued" => sorted(&text),
        "page" => text.replace('–', "-"),
        _ => text.trim_matches('"').to_owned(),
    }
}

/// The words of a text in alphabetic order: JSON keeps the parts of a name in any order.
fn sorted(text: &str) -> String {
    let text = text.replace("non-dropping-", "dropping-");
    let mut words: Vec<&str> = text.split(|letter: char| !letter.is_alphanumeric()).collect();
    words.sort_unstable();
    words.join(" ")
}

#[test]
fn pandoc_reads_bibtex() {
    let explained = [
        // The `eid` and BibTeX's place for it, `pages`, are one to pandoc.
        ("wang2023", "page"),
        // Pandoc reads no season and no year before Christ.
        ("season2016", "issued"),
        ("plato380", "issued"),
        // Pandoc has no container for a blog's post in `@misc`, and takes a meeting for the book.
        ("roe2022", "container-title"),
        ("lee2019", "container-title"),
        // A volume beside a place in a series stands with the title of its book.
        ("haan2010", "volume"),
        ("haan2010", "container-title"),
        // `@misc` prints no number, version and container unless they are in `howpublished`, which is the
        // publisher to pandoc.
        ("bell1876", "publisher"),
        ("doe2020", "publisher"),
        ("pandas2023", "publisher"),
        ("roe2022", "publisher"),
        ("iso690", "publisher"),
    ];
    for options in ["{}", "{\"ascii\": true}", "{\"ascii\": false}"] {
        let wrong = pandoc_differs("bibtex", &write("bibtex", options), &explained).unwrap_or_default();
        assert!(wrong.is_empty(), "{options}\n{}", wrong.join("\n"));
    }
}

#[test]
fn pandoc_reads_biblatex() {
    let explained = [("season2016", "issued"), ("roe2022", "container-title")];
    for options in ["{}", "{\"ascii\": true}"] {
        let wrong = pandoc_differs("biblatex", &write("biblatex", options), &explained).unwrap_or_default();
        assert!(wrong.is_empty(), "{options}\n{}", wrong.join("\n"));
    }
}

#[test]
fn pandoc_reads_csl_json() {
    let wrong =
        pandoc_differs("csljson", &write("csl-json", "{}"), &[("season2016", "issued")]).unwrap_or_default();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn pandoc_reads_ris() {
    // Pandoc reads the year only (its `PY`), no place, an ISBN as ISSN, and takes every name apart.
    let wrong: Vec<String> = pandoc_differs("ris", &write("ris", "{}"), &[])
        .unwrap_or_default()
        .into_iter()
        .filter(|line| !line.contains(", issued: ") || line.contains("([])"))
        .filter(|line| {
            !line.contains(", publisher-place: ") && !line.contains("ISBN: ") && !line.contains("ISSN: ")
        })
        .filter(|line| !(line.contains("author: ") && line.contains("literal")))
        // The number of a book's pages is pages to it, and a book's series and a paper's meeting, which are
        // in the same tag, their container.
        .filter(|line| {
            let titled =
                line.contains("strunk2000, container-title") || line.contains("zhang2025, container-title");
            !line.contains("page: None") && !titled
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// BibTeX's warnings, but for those of what a record does not have: an entry keeps its type, and the style
/// prints the rest.
fn warnings(out: &str) -> Vec<&str> {
    let warnings = out.lines().filter(|line| line.contains("Warning"));
    let lacks = |line: &&str| line.contains("Warning--empty ") || line.contains("a number but no volume in");
    warnings.filter(|line| !lacks(line)).collect()
}

/// plain.bst and abbrv.bst: no warning, for what is in Unicode and what is in ASCII.
#[test]
fn bibtex_runs_without_a_warning() {
    let folder = folder("bibtex");
    for (name, options) in
        [("letters", "{}"), ("ascii", "{\"ascii\": true}"), ("unicode", "{\"ascii\": false}")]
    {
        fs::write(folder.join(format!("{name}.bib")), write("bibtex", options)).unwrap();
        for style in ["plain", "abbrv"] {
            let job = format!("{name}-{style}");
            let aux = format!("\\citation{{*}}\n\\bibstyle{{{style}}}\n\\bibdata{{{name}}}\n");
            fs::write(folder.join(format!("{job}.aux")), aux).unwrap();
            let Some((right, out)) = run(&folder, "bibtex", &[&job]) else { return };
            if out.contains("couldn't open style file") {
                println!("skipped: {style}.bst missing");
                return;
            }
            let wrong = warnings(&out);
            assert!(right && wrong.is_empty(), "{job}: {wrong:#?}");
            // BibTeX counts bytes: abbrv cuts a given name in another script after its first one.
            let list = fs::read(folder.join(format!("{job}.bbl"))).unwrap();
            let list = String::from_utf8_lossy(&list);
            assert_eq!(list.matches("\\bibitem").count(), works().len(), "{job}");
        }
    }
}

#[test]
fn biber_runs_without_a_warning() {
    let folder = folder("biber");
    for (name, format, options) in [
        ("unicode.bib", "biblatex", "{}"),
        ("ascii.bib", "biblatex", "{\"ascii\": true}"),
        ("classic.bib", "bibtex", "{}"),
    ] {
        fs::write(folder.join(name), write(format, options)).unwrap();
        let Some((right, out)) = run(&folder, "biber", &["--tool", "--nolog", name]) else { return };
        // BibTeX's own `year` and `month` hold "c. 380 BC" and "Spring", which biber calls legacy.
        let warned = out
            .lines()
            .any(|line| line.contains("ERROR") || line.contains("WARN -") && !line.contains("legacy"));
        assert!(right && !warned, "{name}: {out}");
    }
}

#[test]
fn bibutils_reads_ris() {
    let folder = folder("bibutils");
    let file = codec::by_id("ris").unwrap().to_file(&works(), &Options::default()).unwrap();
    fs::write(folder.join("works.ris"), file.text).unwrap();
    let Some((right, out)) = run(&folder, "ris2xml", &["-i", "utf8", "works.ris"]) else { return };
    assert!(right, "{out}");
    assert!(out.contains(&format!("Processed {} references", works().len())), "{out}");
    for work in works() {
        let title = markup::plain(work.title()).replace('&', "&amp;");
        let start = title.split(':').next().unwrap_or_default();
        assert!(out.contains(start), "{start} is lost");
    }
}

/// The records of every fixture: both lists of works, and what is read from every foreign file.
fn all_fixtures() -> Vec<Record> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut records = works();
    let more = fs::read_to_string(root.join("formats/types.json")).unwrap();
    records.extend((codec::by_id("csl-json").unwrap().read.unwrap())(&more).records);
    for format in codec::ALL.iter().filter(|format| format.read.is_some()) {
        let Ok(files) = fs::read_dir(root.join("formats").join(format.info.id)) else { continue };
        let mut files: Vec<PathBuf> = files.flatten().map(|entry| entry.path()).collect();
        files.sort();
        for path in files {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if name.starts_with("read-") && !name.ends_with(".expected") {
                records.extend(format.read.unwrap()(&fs::read_to_string(path).unwrap()).records);
            }
        }
    }
    assert!(records.len() > 350, "{}", records.len());
    records
}

#[test]
fn all_fixtures_run_without_a_warning() {
    let folder = folder("all-fixtures");
    let records = all_fixtures();
    for (name, id, options) in [
        ("ascii", "bibtex", "{\"ascii\": true}"),
        ("letters", "bibtex", "{}"),
        ("unicode", "bibtex", "{\"ascii\": false}"),
        ("biblatex", "biblatex", "{}"),
        ("biblatex-ascii", "biblatex", "{\"ascii\": true}"),
    ] {
        let text = codec::by_id(id).unwrap().to_text(&records, &Options(json::parse(options).0)).unwrap();
        fs::write(folder.join(format!("{name}.bib")), text).unwrap();
        if id == "bibtex" {
            for style in ["plain", "abbrv"] {
                let job = format!("{name}-{style}");
                let aux = format!("\\citation{{*}}\n\\bibstyle{{{style}}}\n\\bibdata{{{name}}}\n");
                fs::write(folder.join(format!("{job}.aux")), aux).unwrap();
                let Some((right, out)) = run(&folder, "bibtex", &[&job]) else { continue };
                if out.contains("couldn't open style file") {
                    println!("skipped: {style}.bst missing");
                    continue;
                }
                let wrong = warnings(&out);
                assert!(right && wrong.is_empty(), "{job}: {wrong:#?}");
            }
        }
        let bib = format!("{name}.bib");
        let Some((right, out)) = run(&folder, "biber", &["--tool", "--nolog", &bib]) else { continue };
        let warned: Vec<&str> = out
            .lines()
            // Some records bring ISBNs that are wrong, or newer than biber's list of ranges.
            .filter(|line| !line.contains("ISBN"))
            .filter(|line| line.contains("ERROR") || line.contains("WARN -") && !line.contains("legacy"))
            .collect();
        assert!(right && warned.is_empty(), "{name}: {warned:#?}");
    }
}
