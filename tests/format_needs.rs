//! What users of exports ask for (see `docs/decisions/0003-formats-peers.md`): names, BibTeX, identifiers,
//! dates, versions, texts, files.

mod format_support;

use citation_card::formats::{self, Options, codec};
use citation_card::text::json;
use format_support::{read, records, to_json, write};

/// A CSL-JSON item written in a format.
fn written(id: &str, item: &str, options: &str) -> String {
    write(id, &records(item), options)
}

#[track_caller]
fn has(id: &str, item: &str, lines: &[&str]) {
    let text = written(id, item, "");
    for line in lines {
        assert!(squeezed(&text).contains(line), "no {line} in\n{text}");
    }
}

#[track_caller]
fn has_not(id: &str, item: &str, parts: &[&str]) {
    let text = written(id, item, "");
    for part in parts {
        assert!(!squeezed(&text).contains(part), "{part} in\n{text}");
    }
}

/// The text with single spaces: the alignment of fields does not count here.
fn squeezed(text: &str) -> String {
    text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ") + "\n").collect()
}

/// A text read, as CSL-JSON.
fn as_json(id: &str, text: &str) -> String {
    squeezed(&to_json(&read(id, text).records)).replace('\n', " ")
}

fn by(author: &str) -> String {
    format!("{{\"type\": \"book\", \"title\": \"T\", \"author\": [{author}]}}")
}

#[test]
fn particles_stay_with_the_name() {
    let item = by(r#"{"family": "Vries", "given": "Jan", "non-dropping-particle": "de"}"#);
    has("bibtex", &item, &["author = \"de Vries, Jan\""]);
    has("ris", &item, &["AU - de Vries, Jan"]);
    has("bibtex", &by(r#"{"family": "Van Daele", "given": "Walter"}"#), &["\"Van Daele, Walter\""]);
}

#[test]
fn suffixes_have_their_place() {
    let item = by(r#"{"family": "King", "given": "Martin Luther", "suffix": "Jr."}"#);
    has("bibtex", &item, &["\"King, Jr., Martin Luther\""]);
    has("ris", &item, &["AU - King, Martin Luther, Jr."]);
}

#[test]
fn organisations_are_not_taken_apart() {
    let item = by(r#"{"literal": "MONAI Consortium"}, {"literal": "Research and Development, Inc."}"#);
    has("bibtex", &item, &["\"{MONAI Consortium} and {Research and Development, Inc.}\""]);
    has("ris", &item, &["AU - MONAI Consortium", "AU - Research and Development, Inc.,"]);
}

#[test]
fn single_names_have_no_comma() {
    has("bibtex", &by(r#"{"family": "Plato"}"#), &["author = \"Plato\""]);
    has("ris", &by(r#"{"literal": "Plato"}"#), &["AU - Plato,\n"]);
}

#[test]
fn all_names_in_their_order() {
    let item = by(r#"{"family": "Zeta", "given": "A"}, {"family": "Alpha", "given": "B"}"#);
    has("bibtex", &item, &["\"A Zeta and B Alpha\""]);
    has("ris", &item, &["AU - Zeta, A\nAU - Alpha, B"]);
}

#[test]
fn editors_are_no_authors() {
    let item = r#"{"type": "book", "title": "T", "editor": [{"family": "Doe", "given": "A"}]}"#;
    has("bibtex", item, &["editor = \"A Doe\""]);
    has_not("bibtex", item, &["author"]);
    has("ris", item, &["ED - Doe, A"]);
    has_not("ris", item, &["AU -"]);
}

#[test]
fn and_others_is_nobody() {
    has(
        "bibtex",
        &by(r#"{"family": "Doe", "given": "A"}, {"literal": "others"}"#),
        &["\"A Doe and others\""],
    );
    for text in [
        "@book{a, author={Doe, A and others}}",
        "@book{a, author={Doe, A and et al.}}",
        "@book{a, author={Doe, A et al.}}",
    ] {
        assert!(
            as_json("bibtex", text).contains("\"given\": \"A\" }, { \"literal\": \"others\" }"),
            "{text}"
        );
    }
}

#[test]
fn a_list_of_500_is_written_whole() {
    let people: Vec<String> =
        (0..500).map(|at| format!("{{\"family\": \"F{at}\", \"given\": \"G\"}}")).collect();
    let text = written("bibtex", &by(&people.join(",")), "");
    assert_eq!(text.matches(" and ").count(), 499);
    assert!(!text.contains("others"));
}

#[test]
fn the_works_language_is_kept() {
    let item = r#"{"type": "book", "title": "T", "language": "zh"}"#;
    has("bibtex", item, &["language = \"Chinese\""]);
    has("biblatex", item, &["langid = {chinese}"]);
    assert!(as_json("bibtex", "@book{a, language = {english}}").contains("\"language\": \"en\""));
}

#[test]
fn orcids_are_data_annotations_of_biblatex() {
    let item = r#"{"type": "book", "title": "T", "author": [{"family": "A"}, {"family": "B", "ORCID": "https://orcid.org/0000-0002-1825-0097"}]}"#;
    has("biblatex", item, &["author+an:orcid = {2=\"0000-0002-1825-0097\"}"]);
    has_not("bibtex", item, &["0000-0002"]);
}

#[test]
fn specials_are_escaped_but_not_in_addresses() {
    let item = r##"{"type": "webpage", "title": "A & B_c 50% #1 $5", "URL": "https://example.org/a_b?c=1&d=2#e", "DOI": "10.1/a_b"}"##;
    has("bibtex", item, &[r"A \& {B\_c} 50\% \#1 \$5", "https://example.org/a_b?c=1&d=2#e", "\"10.1/a_b\""]);
}

#[test]
fn capitals_are_protected_word_by_word() {
    let title = |title: &str| format!("{{\"type\": \"book\", \"title\": \"{title}\"}}");
    has(
        "bibtex",
        &title("The structure of DNA in Drosophila"),
        &["\"The structure of {DNA} in {Drosophila}\""],
    );
    has(
        "bibtex",
        &title("The Structure of DNA in Title Case Words"),
        &["\"The Structure of {DNA} in Title Case Words\""],
    );
    let all = written("bibtex", &title("On DNA"), "{\"protect\": \"all\"}");
    assert!(all.contains("\"{On DNA}\""), "{all}");
    assert!(as_json("bibtex", "@book{a, title = {{The Whole}}}").contains("\"title\": \"The Whole\""));
}

#[test]
fn months_are_macros_and_never_invented() {
    let issued = |parts: &str| {
        format!("{{\"type\": \"book\", \"title\": \"T\", \"issued\": {{\"date-parts\": [[{parts}]]}}}}")
    };
    has("bibtex", &issued("2020,1"), &["month = jan,"]);
    has_not("bibtex", &issued("2020"), &["month", "day"]);
    has_not("biblatex", &issued("2020"), &["2020-01"]);
    has("ris", &issued("2020"), &["PY - 2020\n"]);
    assert!(!as_json("bibtex", "@book{a, year = 2020, month = 0}").contains(", 1"));
}

#[test]
fn an_article_number_is_no_issue() {
    let item = r#"{"type": "article-journal", "title": "T", "container-title": "J", "issue": "4", "number": "e0346830"}"#;
    has("biblatex", item, &["eid = {e0346830}", "number = {4}"]);
    has("bibtex", item, &["eid = \"e0346830\"", "pages = \"e0346830\""]);
    assert!(as_json("bibtex", &written("bibtex", item, "")).contains("\"number\": \"e0346830\""));
}

#[test]
fn pages_have_two_hyphens() {
    has("bibtex", r#"{"type": "chapter", "title": "T", "page": "124–145"}"#, &["pages = \"124--145\""]);
}

#[test]
fn bibtex_has_only_its_own_types() {
    let classic = "article book booklet conference inbook incollection inproceedings manual mastersthesis misc phdthesis proceedings techreport unpublished";
    for kind in citation_card::record::Kind::ALL {
        let text = written("bibtex", &format!("{{\"type\": \"{}\", \"title\": \"T\"}}", kind.as_str()), "");
        let entry = text.trim_start_matches('@').split('{').next().unwrap_or_default();
        assert!(classic.split(' ').any(|known| known == entry), "{} is @{entry}", kind.as_str());
    }
    has("biblatex", r#"{"type": "dataset", "title": "T"}"#, &["@dataset{"]);
    has("biblatex", r#"{"type": "software", "title": "T"}"#, &["@software{"]);
}

#[test]
fn letters_are_commands_or_unicode_as_asked() {
    let item = r#"{"type": "book", "title": "ńăéß – ế 论语"}"#;
    for (options, expected) in [
        ("", r#""{\'n}{\u a}{\'e}{\ss} – {\'{\^e}} 论语""#),
        ("{\"ascii\": true}", r#""{\'n}{\u a}{\'e}{\ss} -- {\'{\^e}} 论语""#),
        ("{\"ascii\": false}", r#""ńăéß – ế 论语""#),
    ] {
        let text = written("bibtex", item, options);
        assert!(text.contains(expected), "{options}\n{text}");
    }
}

#[test]
fn the_doi_is_there_and_bare() {
    let item = r#"{"type": "book", "title": "T", "DOI": "https://doi.org/10.1000/182"}"#;
    has("bibtex", item, &["doi = \"10.1000/182\""]);
    has("ris", item, &["DO - 10.1000/182"]);
    assert!(
        as_json("ris", "TY  - BOOK\nDO  - doi:10.1000/182\nER  - \n").contains("\"DOI\": \"10.1000/182\"")
    );
}

#[test]
fn nothing_empty_is_written() {
    for format in ["bibtex", "biblatex", "ris"] {
        has_not(
            format,
            r#"{"type": "article-journal", "title": "T", "issue": "", "author": []}"#,
            &["\"\"", "{}", "()", "IS -", "AU -"],
        );
    }
}

#[test]
fn no_address_that_only_repeats_the_doi() {
    let item =
        r#"{"type": "book", "title": "T", "DOI": "10.1000/182", "URL": "http://dx.doi.org/10.1000/182"}"#;
    has_not("bibtex", item, &["url"]);
    has_not("ris", item, &["UR -"]);
    assert!(written("bibtex", item, "{\"url\": \"always\"}").contains("dx.doi.org"));
}

#[test]
fn an_address_of_its_own_is_kept() {
    let item =
        r#"{"type": "dataset", "title": "T", "DOI": "10.1000/182", "URL": "https://hdl.handle.net/1/2"}"#;
    has("bibtex", item, &["url = \"https://hdl.handle.net/1/2\""]);
    has("ris", item, &["UR - https://hdl.handle.net/1/2"]);
}

#[test]
fn an_address_is_an_address() {
    assert!(!as_json("ris", "TY  - BOOK\nUR  - {\"a\": 1}\nER  - \n").contains("\"URL\""));
}

#[test]
fn dates_are_those_of_the_record() {
    let item = r#"{"type": "webpage", "title": "T", "issued": "2020-05", "accessed": "2024-05-01", "submitted": "2019-01-01"}"#;
    has("biblatex", item, &["date = {2020-05}", "urldate = {2024-05-01}"]);
    has("bibtex", item, &["year = \"2020\"", "month = may", "urldate = \"2024-05-01\""]);
    has("ris", item, &["PY - 2020\n", "Y1 - 2020/05//\n", "Y2 - 2024/05/01/\n"]);
}

#[test]
fn versions_are_kept() {
    let item = r#"{"type": "software", "title": "T", "version": "2.1"}"#;
    has("bibtex", item, &["version = \"2.1\""]);
    has("biblatex", item, &["version = {2.1}"]);
    has("ris", item, &["ET - 2.1"]);
    // The DOI of the version is the one to cite; that of all versions stands beside it.
    let item = r#"{"type": "dataset", "title": "T", "DOI": "10.5281/zenodo.2", "custom": {"concept-doi": "10.5281/zenodo.1"}}"#;
    for id in ["bibtex", "biblatex", "csl-json"] {
        let text = squeezed(&written(id, item, ""));
        let field = if id == "csl-json" { "\"DOI\": \"10.5281/zenodo.2" } else { "doi = " };
        assert!(text.contains(field), "{text}");
        let back = as_json(id, &text);
        assert!(back.contains("\"DOI\": \"10.5281/zenodo.2\""), "{id}: {back}");
        assert!(back.contains("\"concept-doi\": \"10.5281/zenodo.1\""), "{id}: {back}");
    }
    assert!(
        written("csv", item, "").contains("10.5281/zenodo.2")
            && written("csv", item, "").contains("zenodo.1")
    );
}

#[test]
fn every_type_of_work_is_written() {
    for kind in citation_card::record::Kind::ALL {
        let item = format!("{{\"type\": \"{}\", \"title\": \"T\"}}", kind.as_str());
        let ris = written("ris", &item, "");
        let known = ris.strip_prefix("TY  - ").and_then(|rest| rest.split('\n').next());
        assert!(
            known.is_some_and(|known| known.len() > 2 && known.bytes().all(|byte| byte.is_ascii_uppercase())),
            "{ris}"
        );
        for format in ["bibtex", "biblatex"] {
            let back = as_json(format, &written(format, &item, ""));
            assert!(back.contains(&format!("\"type\": \"{}\"", kind.as_str())), "{format}: {back}");
        }
    }
}

#[test]
fn markup_is_each_formats_own() {
    let item = r#"{"type": "book", "title": "<i>E. coli</i> H<sub>2</sub>O <b>b</b> x<sup>2</sup> a < b"}"#;
    let expected = r"H}\textsubscript{2}{O} \textbf{b} x\textsuperscript{2} a {\textless} b";
    has("bibtex", item, &[r"\textit{", expected]);
    has("ris", item, &["T1 - E. coli H2O b x2 a < b\n"]);
}

#[test]
fn one_line_a_field() {
    let item = r#"{"type": "book", "title": "T", "abstract": "one\ntwo\r\n\r\nER  - \nthree"}"#;
    has("ris", item, &["AB - one two ER - three\n"]);
    assert_eq!(written("ris", item, "").matches("\nER  - ").count(), 1);
}

#[test]
fn line_ends_and_no_byte_order_mark() {
    let ris = codec::by_id("ris").unwrap();
    let file = ris.to_file(&[], &Options::default()).unwrap();
    assert_eq!(file.name, "citations.ris");
    let records = (codec::by_id("csl-json").unwrap().read.unwrap())("{\"type\": \"book\"}").records;
    let file = |options: &str| ris.to_file(&records, &Options(json::parse(options).0)).unwrap().text;
    assert_eq!(file("{}"), "TY  - BOOK\r\nER  - \r\n");
    assert_eq!(file("{\"line-end\": \"lf\"}"), "TY  - BOOK\nER  - \n");
    assert!(as_json("ris", "\u{feff}TY  - BOOK\r\nT1  - T\r\nER  - \r\n").contains("\"title\": \"T\""));
}

#[test]
fn is_the_container() {
    let item = r#"{"type": "article-journal", "title": "Main: sub", "container-title": "Journal"}"#;
    has("ris", item, &["T1 - Main: sub\nT2 - Journal\n"]);
}

/// The two files that a research portal shows of the demo page's record.
#[test]
fn the_demo_records_tabs() {
    let item = r#"{"type": "article-journal", "title": "Theorising worker–client relations in front‐line service work: Understanding the experience of non‐professionally affiliated workers in UK mental health services",
        "author": [{"family": "Procter", "given": "Stephen"}, {"family": "Harrison", "given": "Deborah"}, {"family": "Pearson", "given": "Pauline"}, {"family": "Dickinson", "given": "Claire"}],
        "container-title": "New Technology, Work and Employment", "ISSN": "0268-1072", "volume": "37", "issue": "1", "page": "124-145", "number-of-pages": "22",
        "issued": {"date-parts": [[2022, 3, 1]]}, "language": "en", "keyword": "caring work; worker-client relations",
        "custom": {"type-line": "Research output: Contribution to journal › Article › peer-review"}}"#;
    let bibtex = "@article{procter2022,\n  title    = \"Theorising worker–client relations in front‐line service work: Understanding the experience of non‐professionally affiliated workers in {UK} mental health services\",\n  keywords = \"caring work, worker-client relations\",\n  author   = \"Stephen Procter and Deborah Harrison and Pauline Pearson and Claire Dickinson\",\n  year     = \"2022\",\n  month    = mar,\n  day      = \"1\",\n  language = \"English\",\n  volume   = \"37\",\n  pages    = \"124--145\",\n  journal  = \"New Technology, Work and Employment\",\n  issn     = \"0268-1072\",\n  number   = \"1\",\n}\n";
    assert_eq!(written("bibtex", item, ""), bibtex);
    let ris = "TY  - JOUR\nT1  - Theorising worker–client relations in front‐line service work: Understanding the experience of non‐professionally affiliated workers in UK mental health services\nT2  - New Technology, Work and Employment\nAU  - Procter, Stephen\nAU  - Harrison, Deborah\nAU  - Pearson, Pauline\nAU  - Dickinson, Claire\nPY  - 2022\nY1  - 2022/03/01/\nKW  - caring work\nKW  - worker-client relations\nM3  - Article\nLA  - en\nSN  - 0268-1072\nVL  - 37\nSP  - 124\nEP  - 145\nJO  - New Technology, Work and Employment\nJF  - New Technology, Work and Employment\nIS  - 1\nER  - \n";
    assert_eq!(written("ris", item, ""), ris);
}

#[test]
fn every_format_is_found_by_its_name_and_its_content() {
    for format in codec::ALL {
        assert_eq!(codec::by_id(format.info.id).map(|found| found.info.id), Some(format.info.id));
        assert_eq!(
            (format.info.reads, format.info.writes),
            (format.read.is_some(), format.write.is_some()),
            "{}",
            format.info.id
        );
    }
    for (text, id) in [
        ("@article{a, title={T}}", "bibtex"),
        ("% comment\n@online{a, title={T}}", "biblatex"),
        ("TY  - JOUR\nER  - ", "ris"),
        // One of its records, without the envelope.
        (
            "<record><ref-type name=\"Book\">6</ref-type><titles><title>T</title></titles></record>",
            "endnote-xml",
        ),
        ("<mods><titleInfo><title>T</title></titleInfo></mods>", "mods"),
        ("[{\"type\": \"book\", \"title\": \"T\"}]", "csl-json"),
    ] {
        assert_eq!(formats::detect(text).map(|format| format.id), Some(id), "{text}");
    }
}
