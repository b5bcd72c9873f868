//! What docs/formats.md says is what the code does: options, keys, and what comes back
//! from each format. `UPDATE=1` writes the tables anew.

mod holds;

use citation_card::formats::options::COMMON;
use citation_card::formats::{self, CATALOG, Info, codec};
use holds::{HOLDS, Holds};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// Compares a table with that of the document, between `<!-- name -->` and `<!-- /name -->`.
#[track_caller]
fn shown(name: &str, table: &str) {
    let path = root().join("docs/formats.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (start, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) =
        readme.split_once(&start).unwrap_or_else(|| panic!("docs/formats.md has no {start}"));
    let (found, after) = rest.split_once(&end).unwrap_or_else(|| panic!("docs/formats.md has no {end}"));
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, [before, &start, table, &end, after].concat()).unwrap();
    } else {
        let differ = found.lines().zip(table.lines()).find(|(one, other)| one != other);
        let line = differ.map(|(_, line)| line.get(..60).unwrap_or(line)).unwrap_or_default();
        assert!(
            found == table,
            "docs/formats.md, after {start}: the line {line}… (`UPDATE=1` writes it anew)"
        );
    }
}

#[test]
fn the_document_lists_the_formats() {
    let yes = |does: bool| if does { "yes" } else { "" };
    let mut table = String::from("| id | format | read | written | file |\n|---|---|---|---|---|\n");
    for info in CATALOG {
        let (reads, writes) = (yes(info.reads), yes(info.writes));
        let row = format!("| `{}` | {} | {reads} | {writes} | `.{}` |\n", info.id, info.name, info.extension);
        table += &row;
    }
    shown("formats", &table);
}

#[test]
fn the_document_lists_every_option() {
    let mut table = String::from("| format | option | values |\n|---|---|---|\n");
    for (name, values) in COMMON {
        table += &format!("| all | `{name}` | {values} |\n");
    }
    for format in CATALOG {
        for (name, values) in format.options {
            // BibLaTeX has BibTeX's options; formats that share one stand together.
            let same = |other: &&&Info| other.options.contains(&(*name, *values));
            let ids: Vec<String> =
                CATALOG.iter().filter(same).map(|format| format!("`{}`", format.id)).collect();
            let row = format!("| {} | `{name}` | {values} |\n", ids.join(" "));
            if !table.contains(&row) {
                table += &row;
            }
        }
    }
    shown("options", &table);
}

/// Every option that a writer asks for is in its row.
#[test]
fn every_option_that_is_used_is_listed() {
    let mut files = vec![root().join("src/formats")];
    let mut asked = Vec::new();
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(fs::read_dir(path).unwrap().flatten().map(|entry| entry.path()));
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for call in ["options.text(\"", "options.flag(\"", "options.fields(\"", "options.0.get(\""] {
            for part in text.split(call).skip(1) {
                asked.push(part.split('"').next().unwrap().to_owned());
            }
        }
    }
    assert!(asked.len() > 6, "{asked:?}");
    let known = |name: &str| {
        COMMON.iter().any(|(common, _)| *common == name)
            || CATALOG.iter().any(|format| format.options.iter().any(|(known, _)| *known == name))
    };
    asked.retain(|name| !known(name));
    assert!(asked.is_empty(), "no row has the options {asked:?}");
}

#[test]
fn the_document_explains_key_patterns() {
    let text = fs::read_to_string(root().join("src/formats/keys.rs")).unwrap();
    let rows = text.lines().filter_map(|line| line.strip_prefix("//! |"));
    let mut table = String::new();
    for row in rows {
        let head = row.trim() == "| |";
        writeln!(table, "|{}", if head { " in brackets | stands for |" } else { row }).unwrap();
    }
    assert!(table.contains("`author`"), "{table}");
    shown("keys", &table);
    let record = (codec::by_id("csl-json").unwrap().read.unwrap())(
        r#"{"type": "book", "title": "On theorising", "author": [{"family": "Procter", "given": "S."}], "issued": "2022"}"#,
    );
    let options = formats::Options(
        citation_card::text::json::parse(r#"{"keys": "[author:capital][year][title:5]"}"#).0,
    );
    let key = codec::by_id("key").unwrap().to_text(&record.records, &options).unwrap();
    assert_eq!(key, "Procter2022theor\n");
}

/// `ISSN@article-journal/ISBN@!book+title` in words.
fn field(word: &str) -> String {
    let (names, beside) = word.split_once('+').unwrap_or((word, ""));
    let one = |part: &str| match part.split_once('@') {
        None => format!("`{part}`"),
        Some((name, kinds)) => {
            let (not, kinds) = kinds.strip_prefix('!').map_or(("", kinds), |kinds| ("not ", kinds));
            format!("`{name}` ({not}{})", kinds.replace(',', ", "))
        }
    };
    let alternatives: Vec<String> = names.split('/').map(one).collect();
    let beside = if beside.is_empty() { String::new() } else { format!(" beside `{beside}`") };
    alternatives.join(" or ") + &beside
}

fn row(holds: &Holds) -> String {
    let name = formats::by_id(holds.id).unwrap().name;
    let fields: Vec<String> = holds.fields.split_whitespace().map(field).collect();
    let types = if holds.types == "all" {
        "all".to_owned()
    } else {
        holds.types.split_whitespace().collect::<Vec<_>>().join(", ")
    };
    let list = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(", ");
    let dates =
        if holds.dates == "whole" { "day only".to_owned() } else { format!("year, {}", list(holds.dates)) };
    let markup = if holds.markup { "kept" } else { "lost" };
    format!("| {name} | {types} | {} | {} | {dates} | {markup} |\n", fields.join(", "), list(holds.names))
}

#[test]
fn the_document_says_what_comes_back() {
    let mut table = String::from(
        "| format | types of work | fields | in names | dates | italics, sub- and superscript |\n|---|---|---|---|---|---|\n",
    );
    HOLDS.iter().for_each(|holds| table += &row(holds));
    shown("round-trips", &table);
}
