//! `citation-card cite`, as a shell runs it.

mod support;

use support::{DOE, SHANNON, SHANNON_APA, folder, read, run, run_in, write};

#[test]
fn cites_what_is_piped_in_and_detects_its_format() {
    for (text, cited) in [
        (SHANNON, SHANNON_APA),
        (DOE, "Doe, J. (2020). Tides. Sea Press."),
        (
            r#"[{"type":"book","title":"Tides","author":[{"family":"Doe","given":"Jane"}]}]"#,
            "Doe, J. (n.d.). Tides.",
        ),
    ] {
        let run = run(&["cite"], text);
        assert_eq!((run.code, run.out.trim_end(), run.err.as_str()), (0, cited, ""));
    }
}

#[test]
fn files_and_patterns_are_one_list_in_the_order_of_the_style() {
    let folder = folder("cite-files");
    write(&folder, "refs/b.bib", SHANNON);
    write(&folder, "refs/a.ris", DOE);
    let words = ["cite", "--style", "ieee", "refs/*.bib", "refs/a.ris"];
    let run = run_in(&folder, &words, "");
    assert_eq!(run.code, 0, "{}", run.err);
    let lines: Vec<&str> = run.out.lines().collect();
    assert!(lines[0].starts_with("[1] C. E. Shannon, “A Mathematical Theory"), "{lines:?}");
    assert!(lines[1].starts_with("[2] J. Doe, Tides."), "{lines:?}");
    let apa = run_in(&folder, &["cite", "refs/b.bib", "refs/a.ris"], "");
    assert!(apa.out.starts_with("Doe, J. (2020)."), "{}", apa.out);
    let kept = run_in(&folder, &["cite", "--no-sort", "refs/b.bib", "refs/a.ris"], "");
    assert!(kept.out.starts_with("Shannon"), "{}", kept.out);
}

#[test]
fn writes_each_kind_of_text_as_one_of_its_documents() {
    let two = format!("{SHANNON}\n@book{{doe, author = {{Doe, Jane}}, title = {{Tides}}, year = 2020}}");
    let text = |kind: &str, source: &str| run(&["cite", "--as", kind], source).out;
    assert_eq!(text("html", &two).lines().next(), Some("<p>Doe, J. (2020). <i>Tides</i>.</p>"));
    assert_eq!(text("markdown", &two).split("\n\n").next(), Some("Doe, J. (2020). *Tides*."));
    let rtf = text("rtf", &two);
    assert!(
        rtf.starts_with("{\\rtf1\\ansi\nDoe, J. (2020). {\\i Tides}.\\par\n") && rtf.ends_with("\\par\n}\n"),
        "{rtf}"
    );
    assert_eq!(
        text("latex", SHANNON).matches("\\emph{").count()
            + text("latex", SHANNON).matches("\\textit{").count(),
        2
    );
}

#[test]
fn takes_styles_by_name_file_and_folder_and_locales_by_language() {
    let folder = folder("cite-styles");
    let style = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
        <info><title>Own</title><id>own</id></info>
        <citation><layout><text variable="title"/></layout></citation>
        <bibliography><layout><text term="and"/><text variable="title" prefix=" "/></layout></bibliography></style>"#;
    let dependent = r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" default-locale="fr-FR">
        <info><title>Journal</title><id>http://www.zotero.org/styles/journal</id>
        <link href="http://www.zotero.org/styles/own" rel="independent-parent"/></info></style>"#;
    write(&folder, "all/own.csl", style);
    write(&folder, "all/dependent/journal.csl", dependent);
    for (words, cited) in [
        (&["--style", "all/own.csl"][..], "and Tides"),
        (&["--style", "own", "--styles", "all"], "and Tides"),
        (&["--style", "own", "--styles", "all", "--locale", "de"], "und Tides"),
        (&["--style", "journal", "--styles", "all"], "et Tides"),
        (&["--style", "http://www.zotero.org/styles/apa"], "Doe, J. (2020). Tides. Sea Press."),
        (&["--mode", "citation"], "(Doe, 2020)"),
        (&["--mode", "narrative"], "Doe (2020)"),
    ] {
        let run = run_in(&folder, &[&["cite"], words].concat(), DOE);
        assert_eq!((run.out.trim_end(), run.code), (cited, 0), "{words:?} {}", run.err);
    }
}

#[test]
fn a_wrong_command_line_is_told_and_nothing_is_done() {
    for (words, told) in [
        (&["cite", "--style", "chicaco"][..], "did you mean “chicago”"),
        (&["cite", "--style", "apaa"], "did you mean “apa”"),
        (&["cite", "--style", "./none.csl"], "none.csl: there is no such file"),
        (&["cite", "--locale", "./none.xml"], "none.xml: there is no such file"),
        (&["cite", "--jobs", "0"], "0 is not in 1.."),
        (&["cite", "--as", "docx"], "possible values: html, text"),
        (&["cite", "--from", "bibtx"], "bibtex"),
        (&["cite", "--locale", "tlh"], "no locale for the language “tlh”; there are"),
        (&["site"], "'cite'"),
    ] {
        let run = run(words, SHANNON);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{words:?}");
        assert!(run.err.contains(told), "{words:?}: {}", run.err);
    }
}

#[test]
fn what_cannot_be_used_is_told_with_its_place_and_the_rest_is_done() {
    let folder = folder("cite-broken");
    write(&folder, "good.bib", SHANNON);
    write(
        &folder,
        "cut.bib",
        "@book{cut, title = {Left open}, year = 1990\n@book{doe, title = {Tides}, year = 2020}",
    );
    let run = run_in(&folder, &["cite", "none.bib", "cut.bib", "*.ris", "good.bib"], "");
    assert_eq!(run.code, 1);
    assert_eq!(run.out.lines().count(), 3, "{}", run.out);
    for told in [
        "none.bib: there is no such file",
        "*.ris: no file matches this pattern",
        "cut.bib: line 1, column 1: BibTeX, entry cut: the entry has no closing brace",
        "3 problems; 3 records done",
    ] {
        assert!(run.err.contains(told), "{told}: {}", run.err);
    }
    let quiet = run_in(&folder, &["--quiet", "cite", "none.bib", "good.bib"], "");
    assert_eq!((quiet.code, quiet.err.as_str()), (1, ""));
}

const LINES: &str = "{\"id\":\"a\",\"type\":\"book\",\"title\":\"Tides\",\"issued\":{\"date-parts\":[[2020]]}}\n\
    {\"id\":\"b\",\"type\":\n\
    \n\
    {\"id\":\"c\",\"type\":\"book\",\"title\":\"Waves\"}\n";

#[test]
fn json_lines_are_cited_one_by_one_around_a_bad_one() {
    let folder = folder("cite-lines");
    write(&folder, "works.jsonl", LINES);
    for words in
        [&["cite", "works.jsonl"][..], &["cite", "--jobs", "1", "works.jsonl"], &["cite"], &["cite", "-"]]
    {
        let run = run_in(&folder, words, LINES);
        assert_eq!((run.code, run.out.as_str()), (1, "Tides. (2020).\nWaves. (n.d.).\n"), "{words:?}");
        assert!(run.err.contains(", line 2: column "), "{}", run.err);
        assert!(run.err.contains("1 problem; 2 records done, 1 lost"), "{}", run.err);
    }
    let run = run_in(&folder, &["cite", "--json", "--output", "out.jsonl", "works.jsonl"], "");
    assert_eq!(run.out, "");
    let lines: Vec<serde_json::Value> =
        read(&folder, "out.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0], serde_json::json!({"id": "a", "citation": "Tides. (2020)."}));
    assert_eq!(lines[1]["line"], 2);
    assert!(lines[1]["error"].is_string());
    assert_eq!(lines[2]["id"], "c");
}

#[test]
fn many_lines_on_many_processors_keep_their_order() {
    let note = "x".repeat(200);
    let lines: String = (0..5_000)
        .map(|number| {
            format!("{{\"id\":\"{number}\",\"type\":\"book\",\"title\":\"T{number}\",\"note\":\"{note}\"}}\n")
        })
        .collect();
    let expected: String = (0..5_000).map(|number| format!("T{number}. (n.d.).\n")).collect();
    let run = run(&["cite", "--jobs", "3"], &lines);
    assert!(run.out == expected && run.code == 0, "{}", run.err);
}

#[test]
fn a_reader_that_has_had_enough_is_no_error() {
    let line = "{\"id\":\"a\",\"type\":\"book\",\"title\":\"Tides\"}\n";
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_citation-card"))
        .args(["cite", "--jobs", "2"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || {
        use std::io::Write;
        while pipe.write_all(line.repeat(1000).as_bytes()).is_ok() {}
    });
    // Dropped after the first line, as `head -1` does.
    let mut first = String::new();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(child.stdout.take().unwrap()), &mut first)
        .unwrap();
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert_eq!(first, "Tides. (n.d.).\n");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}
