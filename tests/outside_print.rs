//! What BibTeX's own style `plain.bst` prints of works: everything that identifies them, also where their
//! types fit none of BibTeX's or a field is missing that the style wants.
//!
//! Expected values: worked out from `btxdoc`, section 3, and from the functions of `plain.bst`. Without
//! bibtex the test prints "skipped: … missing" and passes.

use citation_card::formats::{self, Options, codec};
use citation_card::record::Json;
use citation_card::text::json;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Records, without the author that most have, and what is printed.
#[rustfmt::skip]
static PRINTED: &[(&str, &str)] = &[
    // Articles without an author, without a volume, with a number in place of pages.
    (r#"{"type": "article-journal", "title": "News", "author": [], "container-title": "Nature", "volume": "496", "issue": "7446", "page": "398", "issued": "2013-04"}"#,
     "News. Nature, 496(7446):398, April 2013."),
    (r#"{"type": "article-journal", "title": "T", "container-title": "J", "issue": "3", "page": "1-9", "issued": "2001"}"#, "Jane Doe. T. J, (3):1--9, 2001."),
    (r#"{"type": "article-journal", "title": "T", "container-title": "PLOS ONE", "volume": "17", "number": "e0265183", "issued": "2022"}"#, "Jane Doe. T. PLOS ONE, 17:e0265183, 2022."),
    (r#"{"type": "article-newspaper", "title": "T", "page": "A3", "issued": "2022"}"#, "Jane Doe. T. page A3, 2022."),
    // Books without a publisher, with an editor alone.
    (r#"{"type": "book", "title": "T", "edition": "2", "issued": "2001"}"#, "Jane Doe. T. 2nd edition, 2001."),
    (r#"{"type": "book", "title": "T", "author": [], "editor": [{"family": "Roe", "given": "R."}], "issued": "2001"}"#, "R. Roe, editor. T. 2001."),
    (r#"{"type": "book", "title": "T", "author": [], "publisher": "P", "issued": "2001"}"#, "T. P, 2001."),
    // Parts of books.
    (r#"{"type": "chapter", "title": "T", "chapter-number": "3", "page": "1-9", "publisher": "P", "issued": "2001"}"#, "Jane Doe. T, chapter 3, pages 1--9. P, 2001."),
    (r#"{"type": "chapter", "title": "T", "container-title": "B", "page": "1-9", "issued": "2001"}"#, "Jane Doe. T. In B, pages 1--9. 2001."),
    (r#"{"type": "entry-dictionary", "title": "T", "author": [], "container-title": "B", "publisher": "P", "issued": "2001"}"#, "T. In B. P, 2001."),
    // A volume of its own and a place in a series; one of them.
    (r#"{"type": "chapter", "title": "T", "container-title": "B", "collection-title": "S", "collection-number": "42", "volume": "3", "publisher": "P", "issued": "2001"}"#,
     "Jane Doe. T. In B, volume 3, number 42 in S. P, 2001."),
    (r#"{"type": "book", "title": "T", "collection-title": "S", "collection-number": "42", "volume": "3", "publisher": "P", "issued": "2001"}"#,
     "Jane Doe. T, volume 3. Number 42 in S. P, 2001."),
    (r#"{"type": "book", "title": "T", "collection-title": "S", "volume": "3", "publisher": "P", "issued": "2001"}"#, "Jane Doe. T, volume 3 of S. P, 2001."),
    (r#"{"type": "paper-conference", "title": "T", "container-title": "B", "collection-title": "S", "collection-number": "42", "publisher": "P", "issued": "2001"}"#,
     "Jane Doe. T. In B, number 42 in S. P, 2001."),
    // Papers: the meeting's name and days are no part of the reference.
    (r#"{"type": "paper-conference", "title": "T", "container-title": "Proc. X", "event-title": "31st Meeting", "event-date": "2017-12-04/2017-12-09", "issued": "2017"}"#,
     "Jane Doe. T. In Proc. X, 2017."),
    (r#"{"type": "paper-conference", "title": "T", "event-title": "31st Meeting", "issued": "2017"}"#, "Jane Doe. T. In 31st Meeting, 2017."),
    // Theses.
    (r#"{"type": "thesis", "title": "T", "genre": "PhD thesis", "publisher": "MIT", "issued": "2001"}"#, "Jane Doe. T. PhD thesis, MIT, 2001."),
    (r#"{"type": "thesis", "title": "T", "genre": "MSc dissertation", "publisher": "MIT", "issued": "2001"}"#, "Jane Doe. T. MSc dissertation, MIT, 2001."),
    (r#"{"type": "thesis", "title": "T", "genre": "Master's thesis", "publisher": "MIT", "issued": "2001"}"#, "Jane Doe. T. Master's thesis, MIT, 2001."),
    (r#"{"type": "thesis", "title": "T", "genre": "Doctoral thesis", "issued": "2001"}"#, "Jane Doe. T. Doctoral thesis, 2001."),
    // Reports and preprints with their numbers, with and without who published them.
    (r#"{"type": "report", "title": "T", "number": "TR-12", "issued": "2001"}"#, "Jane Doe. T. Technical Report TR-12, 2001."),
    (r#"{"type": "article", "title": "T", "number": "arXiv:2303.00001", "publisher": "arXiv", "issued": "2023"}"#, "Jane Doe. T. WorkingPaper arXiv:2303.00001, arXiv, 2023."),
    (r#"{"type": "article", "title": "T", "issued": "2023"}"#, "Jane Doe. T. Workingpaper, 2023."),
    // Types that are `@misc`.
    (r#"{"type": "patent", "title": "T", "number": "US 174465", "publisher": "ACME", "issued": "1876"}"#, "Jane Doe. T. Patent US 174465, ACME, 1876."),
    (r#"{"type": "standard", "title": "T", "author": [{"literal": "ISO"}], "number": "ISO 690:2021", "issued": "2021"}"#, "ISO. T. ISO 690:2021, 2021."),
    (r#"{"type": "standard", "title": "T", "author": [{"literal": "ISO"}], "number": "690", "issued": "2021"}"#, "ISO. T. Standard 690, 2021."),
    (r#"{"type": "software", "title": "T", "version": "1.2", "publisher": "Zenodo", "issued": "2021"}"#, "Jane Doe. T. Version 1.2, Zenodo, 2021."),
    (r#"{"type": "dataset", "title": "T", "publisher": "Zenodo", "issued": "2021"}"#, "Jane Doe. T. Zenodo, 2021."),
    (r#"{"type": "post-weblog", "title": "T", "container-title": "A Blog", "issued": "2021"}"#, "Jane Doe. T. A Blog, 2021."),
    (r#"{"type": "pamphlet", "title": "T", "publisher": "P", "issued": "2021"}"#, "Jane Doe. T. P, 2021."),
    // Capitals that the style would make small.
    (r#"{"type": "dataset", "title": "An O(n √n) Sorting Algorithm", "issued": "1988"}"#, r"Jane Doe. An O(n $\surd$n) sorting algorithm, 1988."),
    (r#"{"type": "dataset", "title": "Vitamin D and Hepatitis B: What I Know", "issued": "1988"}"#, "Jane Doe. Vitamin D and hepatitis B: What I know, 1988."),
    (r#"{"type": "dataset", "title": "The role of vitamin A in the Peruvian highlands", "issued": "1988"}"#, "Jane Doe. The role of vitamin A in the Peruvian highlands, 1988."),
];

/// The text of the only entry of a list, without markup.
fn plain(list: &str) -> String {
    let entry = list.split_once("\\bibitem{k}").map_or(list, |(_, rest)| rest);
    let entry = entry.split("\\end{thebibliography}").next().unwrap_or_default();
    let text =
        entry.replace("\\newblock", " ").replace("{\\em ", "").replace("\\emph{", "").replace('~', " ");
    text.replace(['{', '}'], "").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn bibtex_prints_what_identifies_a_work() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("prints");
    fs::create_dir_all(&folder).unwrap();
    let mut wrong = Vec::new();
    for (item, expected) in PRINTED {
        let Json::Object(mut entries) = json::parse(item).0 else { panic!("{item}") };
        entries.push(("id".into(), "k".into()));
        if !item.contains("\"author\"") {
            let doe = json::parse(r#"[{"family": "Doe", "given": "Jane"}]"#).0;
            entries.push(("author".into(), doe));
        }
        let records = formats::from_json(&Json::Object(entries)).records;
        let text = codec::by_id("bibtex").unwrap().to_text(&records, &Options::default()).unwrap();
        fs::write(folder.join("one.bib"), &text).unwrap();
        fs::write(folder.join("one.aux"), "\\citation{*}\n\\bibstyle{plain}\n\\bibdata{one}\n").unwrap();
        let Ok(output) = Command::new("bibtex").arg("one").current_dir(&folder).output() else {
            return println!("skipped: bibtex missing");
        };
        if String::from_utf8_lossy(&output.stdout).contains("couldn't open style file") {
            return println!("skipped: plain.bst missing");
        }
        let printed = plain(&fs::read_to_string(folder.join("one.bbl")).unwrap());
        if printed != *expected {
            wrong.push(format!("printed  {printed}\nexpected {expected}\n{text}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Keys that are written as they came are keys to bibtex and to biber.
#[test]
fn bibtex_and_biber_take_keys_as_they_came() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("keys");
    fs::create_dir_all(&folder).unwrap();
    let keys = [
        "2016PhRvL.116f1102A",
        "2004A&A...424..927C",
        "10.1145/3290605.3300233",
        "9156932",
        "DBLP:conf/icml/Doe20",
        "a!b;c?d*e+f-g_h|i[j]k<l>m",
    ];
    let items: Vec<String> = keys
        .iter()
        .map(|key| {
            format!(r#"{{"id": "{key}", "type": "book", "title": "T", "publisher": "P", "issued": "2001"}}"#)
        })
        .collect();
    let records = formats::from_json(&json::parse(&format!("[{}]", items.join(","))).0).records;
    let text = codec::by_id("biblatex").unwrap().to_text(&records, &Options::default()).unwrap();
    fs::write(folder.join("keys.bib"), &text).unwrap();
    let cited: String = keys.iter().map(|key| format!("\\citation{{{key}}}\n")).collect();
    fs::write(folder.join("keys.aux"), cited + "\\bibstyle{plain}\n\\bibdata{keys}\n").unwrap();
    let run = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).current_dir(&folder).output();
        if output.is_err() {
            println!("skipped: {program} missing");
        }
        output.ok().map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
    };
    if let Some(out) = run("bibtex", &["keys"]).filter(|out| !out.contains("couldn't open style file")) {
        let list = fs::read_to_string(folder.join("keys.bbl")).unwrap();
        for key in keys {
            assert!(list.contains(&format!("\\bibitem{{{key}}}")), "{key}: {out}");
        }
    }
    if let Some(out) = run("biber", &["--tool", "--nolog", "keys.bib"]) {
        let again = fs::read_to_string(folder.join("keys_bibertool.bib")).unwrap();
        for key in keys {
            assert!(again.contains(&format!("{{{key},")), "{key}: {out}");
        }
        assert!(!out.contains("ERROR") && !out.contains("WARN -"), "{out}");
    }
}
