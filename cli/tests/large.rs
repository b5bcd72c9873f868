//! Files that are read and written record by record: the same bytes as all records at once.

mod support;

use citation_card::formats::Options;
use citation_card::{CiteOptions, Output, Record};
use support::{folder, run_in, write};

/// What records decide together: keys that are alike, macros, an entry that another takes fields from.
const BIB: &str = r#"@string{press = "Sea Press"}
@inproceedings{tides, author = {Doe, Jane}, title = {Tides}, crossref = {rivers}}
@book{, author = {Roe, Rick}, title = {Waves}, year = 2020, publisher = press}
@book{, author = {Roe, Rick}, title = {Water}, year = 2020, publisher = press}
@misc{x, author = {Doe, John}, title = {A}, year = 2020}
@misc{X, author = {Doe, Jim}, title = {B {& C}}, year = 2020}
@proceedings{rivers, title = {Rivers}, year = 2019, publisher = press, nonsense
"#;
const RIS: &str = "TY  - JOUR\nAU  - Roe, Rick\nTI  - Lakes\n  of all lands\nPY  - 2020\nER  - \n\
                   TI  - No type\nER  - \nTY  - BOOK\nTI  - No end\nTY  - BOOK\nTI  - A &amp; B\n";
const ENDNOTE: &str = "%0 Book\n%A Roe, Rick\n%T Ponds\n%D 2020\n\n%0 Nonsense\n%T Wells\n%K one\ntwo\n\n%A Roe, Rick\n%T Seas\n";
const MEDLINE: &str = "PMID- 1\nTI  - Cold\n      water\nFAU - Roe, Rick\nDP  - 2020\n\nPMID- 2\nTI  - Ice\n";

fn records(texts: &[&str]) -> Vec<Record> {
    texts.iter().flat_map(|text| citation_card::read(text, None).records).collect()
}

#[test]
fn convert_writes_what_all_records_at_once_are_written_as() {
    let folder = folder("large-convert");
    let files = [("a.bib", BIB), ("b.ris", RIS), ("c.enw", ENDNOTE), ("d.nbib", MEDLINE)];
    for (name, text) in files {
        write(&folder, name, text);
    }
    let all = records(&files.map(|(_, text)| text));
    assert_eq!(all.len(), 15);
    for (format, words, options) in [
        ("bibtex", &[][..], Options::default()),
        (
            "bibtex",
            &["-O", "line-end=crlf", "-O", "omit=author"],
            Options::default().set("line-end", "crlf").set("omit", "author"),
        ),
        ("biblatex", &["-O", "keys=[author]"], Options::default().set("keys", "[author]")),
        ("ris", &["-O", "line-end=crlf"], Options::default().set("line-end", "crlf")),
        ("endnote", &[], Options::default()),
        ("refworks", &[], Options::default()),
        ("medline", &[], Options::default()),
        ("key", &[], Options::default()),
        ("csl-json", &[], Options::default()),
        ("mods", &[], Options::default()),
    ] {
        let words = [&["convert", "--to", format], words, &["a.bib", "b.ris", "c.enw", "d.nbib"]].concat();
        let run = run_in(&folder, &words, "");
        let whole = citation_card::write(&all, format, &options).unwrap();
        assert_eq!(run.out, whole, "{words:?}: {}", run.err);
        assert_eq!(run.code, 1, "{words:?}");
    }
    let problems: usize = files.iter().map(|(_, text)| citation_card::read(text, None).problems.len()).sum();
    let run = run_in(&folder, &["convert", "--to", "bibtex", "a.bib", "b.ris", "c.enw", "d.nbib"], "");
    let told = format!("{problems} problems; 15 records done");
    assert!(run.err.contains(&told), "each problem is told once, {told}: {}", run.err);
    assert_eq!(run.err.lines().count(), problems + 1, "{}", run.err);
}

#[test]
fn cite_writes_what_all_records_at_once_are_cited_as() {
    let folder = folder("large-cite");
    write(&folder, "a.bib", BIB);
    write(&folder, "b.ris", RIS);
    let all = records(&[BIB, RIS]);
    for name in ["apa", "ieee", "modern-language-association"] {
        let style = citation_card_assets::style(name).unwrap();
        let locale = citation_card_assets::locale_for(&style, None).unwrap();
        for kind in [Output::Text, Output::Html] {
            let run =
                run_in(&folder, &["cite", "--style", name, "--as", kind.as_str(), "a.bib", "b.ris"], "");
            let whole = citation_card::cite(&all, &CiteOptions::new(&style, &locale).output(kind));
            assert_eq!(run.out, whole + "\n", "{name} {}", kind.as_str());
        }
    }
    write(&folder, "one.bib", "@book{a, title = {Tides}}");
    let alone = run_in(&folder, &["cite", "--as", "html", "one.bib"], "");
    assert_eq!(alone.out, "<i>Tides</i>. (n.d.).\n");
}
