//! `convert`, `report`, `styles`, and what every program has, as a shell runs them.

mod support;

use std::process::Command;
use support::{DOE, SHANNON, folder, read, run, run_in, write};

#[test]
fn converts_by_name_and_by_the_name_of_the_output() {
    let folder = folder("convert");
    write(&folder, "a.ris", DOE);
    let run_it = |words: &[&str]| run_in(&folder, words, "");
    let bib = run_it(&["convert", "--to", "bibtex", "a.ris"]);
    assert_eq!(bib.code, 0, "{}", bib.err);
    assert!(bib.out.starts_with("@book{") && bib.out.contains("title     = \"Tides\""), "{}", bib.out);
    assert_eq!(run_it(&["convert", "--output", "b.bib", "a.ris"]).code, 0);
    assert_eq!(read(&folder, "b.bib"), bib.out);
    let ascii = run(&["convert", "-t", "bibtex", "-O", "ascii"], "TY  - BOOK\nTI  - Ökologie\nER  - \n");
    assert!(ascii.out.contains(r#"{\"O}kologie"#), "{}", ascii.out);
    for (words, told) in [
        (&["convert", "a.ris"][..], "name the format to write"),
        (&["convert", "--output", "a.xyz", "a.ris"], "no format has files named .xyz"),
        (&["convert", "--to", "bibtex", "--option", "asci", "a.ris"], "asci"),
        (&["convert", "--to", "jsonl", "--option", "ascii", "a.ris"], "jsonl has no options"),
    ] {
        let run = run_it(words);
        assert_eq!(run.code, 2, "{words:?}: {}", run.err);
        assert!(run.err.contains(told), "{words:?}: {}", run.err);
    }
}

#[test]
fn json_lines_come_out_as_they_went_in_and_go_into_files_of_records_and_documents() {
    let two = format!("{SHANNON}\n@book{{doe, author = {{Doe, Jane}}, title = {{Tides}}, year = 2020}}");
    let lines = run(&["convert", "--to", "jsonl"], &two);
    assert_eq!((lines.code, lines.out.lines().count()), (0, 2), "{}", lines.err);
    assert_eq!(run(&["convert", "--to", "jsonl"], &lines.out).out, lines.out);
    assert_eq!(
        run(&["convert", "--to", "bibtex"], &lines.out).out,
        run(&["convert", "--to", "bibtex"], &two).out
    );
    let words = ["convert", "--to", "ris", "--option", "line-end=crlf"];
    assert_eq!(run(&words, &lines.out).out, run(&words, &two).out);
    let document = run(&["convert", "--to", "mods"], &lines.out);
    assert_eq!(document.out.matches("<modsCollection").count(), 1);
    assert_eq!(document.out.matches("<mods ").count(), 2);
    let bad = run(&["convert", "--to", "jsonl"], &format!("{}nothing\n", lines.out));
    assert_eq!((bad.code, bad.out.lines().count()), (1, 3));
    assert!(bad.out.lines().last().unwrap().starts_with(r#"{"line":3,"error":"#), "{}", bad.out);
}

#[test]
fn reports_pages_for_people_and_programs() {
    let pages = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/pages");
    let folder = std::path::Path::new(pages);
    let text = run_in(folder, &["report", "--lang", "en", "pure-article.html"], "");
    assert_eq!(text.code, 0, "{}", text.err);
    assert!(text.out.contains("from Highwire citation_title"), "{}", text.out);
    let json = run_in(folder, &["report", "--format", "json", "pure-*.html", "none.html"], "");
    assert_eq!(json.code, 1);
    assert!(json.err.contains("none.html: there is no such file"));
    for line in json.out.lines() {
        let page: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(page["records"][0]["title"].is_string() && page["fields"][0]["source"].is_string(), "{line}");
    }
    assert!(json.out.lines().count() > 1);
    let piped = run(&["report", "--url", "https://a.example/1"], "<meta name=citation_title content=Tides>");
    assert!(piped.out.contains("title                  Tides"), "{}", piped.out);
}

#[test]
fn styles_are_searched_and_their_authors_named() {
    let found = run(&["styles", "vancouver"], "");
    assert!(found.out.starts_with("nlm-citation-sequence "), "{}", found.out);
    let json = run(&["styles", "--json", "apa"], "");
    let first: serde_json::Value = serde_json::from_str(json.out.lines().next().unwrap()).unwrap();
    assert_eq!(first["id"], "apa");
    let none = run(&["styles", "no-such-style"], "");
    assert_eq!((none.code, none.out.as_str()), (1, ""));
    assert!(none.err.contains("no style matches “no-such-style”"));
    assert!(run(&["styles", "--credits"], "").out.contains("CC BY-SA 3.0"));
}

#[test]
fn a_broken_style_in_a_folder_is_told_and_the_others_are_listed() {
    let folder = folder("styles-of-a-folder");
    let style = "<style xmlns='http://purl.org/net/xbiblio/csl' version='1.0'><info><title>House style</title></info>\
                 <citation><layout><text variable='title'/></layout></citation></style>";
    write(&folder, "a-broken.csl", "<style>");
    write(&folder, "house.csl", style);
    let listed = run_in(&folder, &["styles", "--styles", ".", "house"], "");
    assert_eq!(listed.code, 0, "{}", listed.err);
    assert!(listed.out.contains("House style"), "{}", listed.out);
    assert!(listed.err.contains("a-broken.csl"), "{}", listed.err);
    let none = run_in(&folder, &["styles", "--styles", "none", "house"], "");
    assert_eq!(none.code, 2);
    assert!(none.err.contains("none: there is no such folder"), "{}", none.err);
}

#[test]
fn says_its_version_its_usage_its_manual_and_its_completions() {
    assert_eq!(run(&["--version"], "").out, format!("citation-card {}\n", env!("CARGO_PKG_VERSION")));
    for command in ["cite", "convert", "report", "prerender", "styles"] {
        let help = run(&[command, "--help"], "");
        assert!(help.code == 0 && help.out.contains("Usage: citation-card"), "{command}");
    }
    assert_eq!(run(&[], "").code, 2);
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(run(&["completions", shell], "").out.contains("citation-card"), "{shell}");
    }
    assert!(run(&["man"], "").out.contains(".TH citation-card 1"));
    let folder = folder("man");
    assert_eq!(run_in(&folder, &["man", "--out", "man1"], "").code, 0);
    assert!(read(&folder, "man1/citation-card-cite.1").contains("\\-\\-style"));
}

#[test]
fn an_empty_part_of_a_divided_stream_is_nothing_wrong() {
    for words in
        [&["cite"][..], &["cite", "--json"], &["convert", "--to", "jsonl"], &["cite", "--from", "jsonl"]]
    {
        for input in ["", "\n"] {
            let run = run(words, input);
            assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""), "{words:?}");
        }
    }
}

#[test]
fn what_is_no_text_is_told_and_what_is_no_utf_8_is_read() {
    let folder = folder("commands-bytes");
    let wide: Vec<u8> =
        "\u{feff}TY  - BOOK\r\nTI  - Übung\r\nER  - \r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (name, bytes, code, out, told) in [
        ("latin.bib", &b"@book{a, title = {\xdcbung}}"[..], 0, "Übung. (n.d.).\n", ""),
        ("wide.ris", &wide, 0, "Übung. (n.d.).\n", ""),
        ("refs.bib", b"\x1f\x8b\x08\x00@", 1, "", "refs.bib: it is compressed with gzip; unpack it first"),
        ("refs.docx", b"PK\x03\x04\x14\x00", 1, "", "refs.docx: it is a ZIP archive"),
        ("a.bib", b"\x01\x02@\xff\x03{}\x04", 1, "", "a.bib: it is not a text file"),
        ("a.txt", b"Some words.", 1, "", "a.txt: unknown format; name it, as in --from bibtex"),
    ] {
        std::fs::write(folder.join(name), bytes).unwrap();
        let run = run_in(&folder, &["cite", name], "");
        assert_eq!((run.code, run.out.as_str()), (code, out), "{name}: {}", run.err);
        assert!(run.err.contains(told), "{name}: {}", run.err);
    }
    let report = run_in(&folder, &["report", "refs.docx"], "");
    assert_eq!(report.code, 1, "{}", report.out);
    assert!(report.err.contains("refs.docx: it is a ZIP archive"), "{}", report.err);
}

#[test]
fn what_cannot_be_written_is_told() {
    let folder = folder("commands-unwritable");
    write(&folder, "refs.ris", DOE);
    for (output, told) in [
        ("none/refs.bib", "none/refs.bib cannot be written: there is no such folder"),
        (".", "cannot be written: it is a folder"),
    ] {
        let run = run_in(&folder, &["convert", "--to", "bibtex", "--output", output, "refs.ris"], "");
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{output}: {}", run.err);
        assert!(run.err.contains(told), "{output}: {}", run.err);
    }
    let one = run_in(&folder, &["cite", "refs.ris", "none.ris"], "");
    assert!(one.err.contains("1 problem; 1 record done"), "{}", one.err);
}

#[test]
fn a_file_that_is_read_is_not_written() {
    let folder = folder("commands-same");
    write(&folder, "refs.ris", DOE);
    for words in [
        &["convert", "--to", "bibtex", "--output", "refs.ris", "refs.ris"][..],
        &["convert", "--to", "bibtex", "--output", "./refs.ris", "*.ris"],
        &["cite", "--output", "refs.ris", "refs.ris"],
    ] {
        let run = run_in(&folder, words, "");
        assert_eq!((run.code, read(&folder, "refs.ris").as_str()), (2, DOE), "{words:?}");
        assert!(run.err.contains("refs.ris would be read and written; name another --output"), "{}", run.err);
    }
}

#[test]
fn bash_completes_commands_options_and_values() {
    let folder = folder("commands-completions");
    write(&folder, "completions.bash", &run(&["completions", "bash"], "").out);
    for (line, wanted) in [
        ("citation-card ci", "cite"),
        ("citation-card cite --sty", "--style --styles"),
        ("citation-card cite --as ht", "html"),
        ("citation-card convert --to bibt", "bibtex"),
    ] {
        let script = format!(
            "source completions.bash; COMP_WORDS=({line}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
             $(complete -p citation-card | sed 's/.*-F \\([^ ]*\\).*/\\1/') citation-card \"${{COMP_WORDS[-1]}}\" \"${{COMP_WORDS[-2]}}\"
             echo ${{COMPREPLY[*]}}"
        );
        let output = Command::new("bash").args(["-c", &script]).current_dir(&folder).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), wanted, "{line}");
    }
}
