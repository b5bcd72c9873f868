//! The two other processors: records and a style in, entries and citations out, as the lines that
//! [`crate::styles::marked`] writes.
//!
//! citeproc-js comes from npm (`tests/csl-peers`), pandoc from the machine. Neither is shipped.

use crate::shell::{Outcome, root, run};
use citation_card::record::Json;
use citation_card::text::json;
use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

/// What a processor gives for each record: the entry, empty without a bibliography, and the citation.
pub(crate) type Pairs = Vec<(String, String)>;

/// Installs citeproc-js where it is not yet.
pub(crate) fn provide() -> Outcome {
    let folder = root().join("tests/csl-peers");
    if folder.join("node_modules/citeproc").is_dir() {
        return Ok(());
    }
    run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(folder))
}

/// Runs jobs in citeproc-js (`citeproc.mjs` says what they are), all in one process.
pub(crate) fn citeproc_jobs(jobs: &[Json], locales: &Path) -> Outcome<Vec<Json>> {
    let mut node = Command::new("node")
        .arg(root().join("tests/csl-peers/citeproc.mjs"))
        .arg(locales)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("node could not be started: {error}"))?;
    let mut input = node.stdin.take().ok_or("node has no input")?;
    let text: String = jobs.iter().map(|job| format!("{job}\n")).collect();
    let writer = thread::spawn(move || input.write_all(text.as_bytes()));
    let output = node.wait_with_output().map_err(|error| format!("node failed: {error}"))?;
    let _ = writer.join();
    let lines: Vec<Json> =
        String::from_utf8_lossy(&output.stdout).lines().map(|line| json::parse(line).0).collect();
    if lines.len() == jobs.len() { Ok(lines) } else { Err("citeproc-js stopped early".into()) }
}

/// Each record alone in a list, and cited, by citeproc-js.
pub(crate) fn citeproc(style: &str, records: &[Json], lang: &str, locales: &Path) -> Outcome<Pairs> {
    let job = Json::Object(vec![
        ("style".into(), Json::from(style)),
        ("lang".into(), Json::from(lang)),
        ("records".into(), Json::Array(records.to_vec())),
        ("bibliography".into(), Json::Bool(true)),
        ("citations".into(), Json::Bool(true)),
        ("apart".into(), Json::Bool(true)),
    ]);
    let text = kept(&job.to_string(), || Ok(citeproc_jobs(&[job], locales)?.remove(0).to_string()))?;
    let result = json::parse(&text).0;
    if let Some(error) = result.get("error").and_then(Json::as_str) {
        return Err(format!("citeproc-js: {error}"));
    }
    let texts = |key: &str, at: usize| {
        let list = result.get(key).map_or(&[][..], Json::items);
        marked(list.get(at).and_then(Json::as_str).unwrap_or_default())
    };
    Ok((0..records.len()).map(|at| (texts("entries", at), texts("cites", at))).collect())
}

/// All records as one document by pandoc.
pub(crate) fn pandoc(style: &Path, records: &[Json], lang: &str) -> Outcome<Pairs> {
    let folder = root().join("target/csl-diff");
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let ids: Vec<&str> = records.iter().filter_map(|record| record.get("id")?.as_str()).collect();
    let mut document = format!("---\nlang: {lang}\n---\n\n");
    for id in &ids {
        document += &format!("::: {{#cite-{id}}}\n[@{id}]\n:::\n\n");
    }
    let save = |name: &str, text: &str| {
        fs::write(folder.join(name), text).map_err(|error| format!("{name} cannot be written: {error}"))
    };
    save("document.md", &document)?;
    save("records.json", &Json::Array(records.to_vec()).to_string())?;
    let inputs = format!("{}{document}{records:?}", fs::read_to_string(style).unwrap_or_default());
    let html = kept(&inputs, || {
        let output = Command::new("pandoc")
            .args([
                "document.md",
                "--citeproc",
                "--bibliography",
                "records.json",
                "-t",
                "html",
                "--wrap=none",
            ])
            .arg("--csl")
            .arg(style)
            .current_dir(&folder)
            .stderr(Stdio::null())
            .output()
            .map_err(|error| format!("pandoc could not be started: {error}"))?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    })?;
    let pair = |id: &&str| {
        let entry = element(&html, &format!("<div id=\"ref-{id}\""), "\n</div>");
        let cite = element(&html, &format!("<div id=\"cite-{id}\""), "</div>");
        let note = cite.split_once("href=\"#fn").and_then(|(_, rest)| rest.split_once('"'));
        let cite = match note {
            Some((number, _)) => {
                let note = element(&html, &format!("<li id=\"fn{number}\""), "</li>");
                note.split("<a href=\"#fnref").next().unwrap_or_default().to_owned()
            }
            None => cite,
        };
        (marked(&entry), marked(&cite))
    };
    Ok(ids.iter().map(pair).collect())
}

/// What a peer gave for the same input in an earlier run, else what it gives now: the peers do not
/// change, and pandoc needs a quarter of an hour for all styles.
fn kept(input: &str, make: impl FnOnce() -> Outcome<String>) -> Outcome<String> {
    let mut hasher = DefaultHasher::new();
    input.hash(&mut hasher);
    let folder = root().join("target/csl-diff");
    let file = folder.join(format!("{:016x}", hasher.finish()));
    if let Ok(text) = fs::read_to_string(&file) {
        return Ok(text);
    }
    let text = make()?;
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&file, &text))
        .map_err(|error| format!("{} cannot be written: {error}", file.display()))?;
    Ok(text)
}

/// The inside of the first element that begins with `start`, up to `end`.
fn element(html: &str, start: &str, end: &str) -> String {
    let inside =
        html.split_once(start).and_then(|(_, rest)| rest.split_once('>')).map_or("", |(_, rest)| rest);
    inside.split(end).next().unwrap_or_default().to_owned()
}

/// HTML of either processor as a line with short tags.
pub(crate) fn marked(html: &str) -> String {
    let mut out = String::new();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&text(&rest[..at]));
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end);
        let tag = rest.get(at + 1..end).unwrap_or_default();
        rest = rest.get(end + 1..).unwrap_or_default();
        if tag.starts_with('/') {
            match open.pop() {
                Some("margin") => out.push(' '),
                Some("") | None => {}
                Some(name) => out.push_str(&format!("</{name}>")),
            }
        } else if !tag.ends_with('/') && tag != "br" {
            let name = short(tag);
            match name {
                "margin" | "" => {}
                "br" if out.trim().is_empty() => {}
                "br" => out.push_str("<br>"),
                name => out.push_str(&format!("<{name}>")),
            }
            open.push(if name == "br" { "" } else { name });
        }
    }
    out.push_str(&text(rest));
    let words: Vec<&str> = out.split([' ', '\n']).filter(|word| !word.is_empty()).collect();
    words.join(" ").replace("<br> ", "<br>").replace(" <br>", "<br>")
}

/// The short tag for a tag of either processor; empty for one that says nothing.
fn short(tag: &str) -> &'static str {
    let spaceless = tag.replace(' ', "");
    let name = tag.split(' ').next().unwrap_or_default();
    let styled: &[(&str, &str)] = &[
        ("font-variant:small-caps", "sc"),
        ("class=\"smallcaps\"", "sc"),
        ("font-style:normal", "normal"),
        ("font-weight:normal", "normal"),
        ("text-decoration:underline", "u"),
        ("class=\"underline\"", "u"),
        ("csl-left-margin", "margin"),
        ("csl-block", "br"),
        ("csl-indent", "br"),
    ];
    match name {
        "i" | "em" => "i",
        "b" | "strong" => "b",
        "sup" => "sup",
        "sub" => "sub",
        "u" => "u",
        _ => styled.iter().find(|(part, _)| spaceless.contains(part)).map_or("", |(_, short)| short),
    }
}

fn text(escaped: &str) -> String {
    let pairs = [
        ("&#38;", "&"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    pairs.iter().fold(escaped.to_owned(), |text, (entity, letter)| text.replace(entity, letter))
}
