//! Every requirement that complaints about cite buttons led to has an id, and every id has a test
//! that carries it in its name: `fn n1_…`, `fn b1_b2_…`. Also, what styles must do with a record
//! however it was read (Q).

use citation_card::csl::{self, Style};
use citation_card::formats::codec;
use std::fs;
use std::path::{Path, PathBuf};

/// The ids: a letter, how many there are, and what they are about.
static REQUIREMENTS: &[(char, u32, &str)] = &[
    (
        'n',
        11,
        "names: particles, suffixes, single names, organisations, order, roles, et al., language, ORCID",
    ),
    ('b', 13, "BibTeX: escapes, verbatim fields, capitals, months, numbers, pages, types, keys, flavours"),
    ('i', 6, "identifiers: bare DOIs, no address that repeats one, files, persistent addresses"),
    ('d', 2, "dates: nothing invented, the access date"),
    ('v', 4, "versions: the DOI of all versions, software with its paper, every type"),
    ('q', 4, "citations: no part missing, nothing empty, case of titles, page ranges"),
    ('t', 1, "titles: markup in each format's own way"),
    ('f', 6, "files: the formats wanted, their fields, line ends, types, tags"),
];

/// The names of all test functions in a folder.
fn tests(folder: &Path, names: &mut Vec<String>) {
    for path in fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            tests(&path, names);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(path).unwrap();
            for part in text.split("#[test]").skip(1) {
                let name = part.split_once("fn ").and_then(|(_, rest)| rest.split_once('('));
                names.extend(name.map(|(name, _)| name.to_owned()));
            }
        }
    }
}

#[test]
fn every_requirement_has_a_test_that_carries_its_id() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut names = Vec::new();
    tests(&root.join("tests"), &mut names);
    tests(&root.join("src"), &mut names);
    let mut missing = Vec::new();
    for (letter, count, about) in REQUIREMENTS {
        for number in 1..=*count {
            let id = format!("{letter}{number}");
            if !names.iter().any(|name| name.split('_').any(|word| word == id)) {
                missing.push(format!("{} ({about})", id.to_uppercase()));
            }
        }
    }
    assert!(missing.is_empty(), "no test carries the id of {missing:#?}");
}

/// The bibliography entry for a text in some format, in a style with this layout.
fn cited(attributes: &str, layout: &str, id: &str, text: &str) -> String {
    let style = format!(
        r#"<style version="1.0" class="in-text" {attributes}><citation><layout><text variable="title"/></layout></citation>
        <bibliography><layout>{layout}</layout></bibliography></style>"#
    );
    let style = Style::parse(&style).expect("the style is whole");
    let records = codec::by_id(id).and_then(|format| format.read).expect("the format is read")(text).records;
    let list = csl::bibliography(&style, &[], &records);
    list.entries.iter().map(|entry| csl::plain(&entry.nodes)).collect::<Vec<_>>().join("\n")
}

static ARTICLE: &[(&str, &str)] = &[
    (
        "bibtex",
        "@article{a, author={Doe, Jane and Roe, Rita}, title={On <i>x</i>}, journal={J}, year=2020, volume=5, pages={1234--1238}, doi={10.1000/1}}",
    ),
    (
        "ris",
        "TY  - JOUR\r\nAU  - Doe, Jane\r\nAU  - Roe, Rita\r\nTI  - On x\r\nJO  - J\r\nPY  - 2020\r\nVL  - 5\r\nSP  - 1234\r\nEP  - 1238\r\nDO  - 10.1000/1\r\nER  - \r\n",
    ),
    (
        "medline",
        "PMID- 1\nFAU - Doe, Jane\nFAU - Roe, Rita\nTI  - On x\nJT  - J\nDP  - 2020\nVI  - 5\nPG  - 1234-8\nLID - 10.1000/1 [doi]\n",
    ),
    (
        "csl-json",
        r#"[{"id":"a","type":"article-journal","author":[{"family":"Doe","given":"Jane"},{"family":"Roe","given":"Rita"}],"title":"On x","container-title":"J","issued":{"date-parts":[[2020]]},"volume":"5","page":"1234–1238","DOI":"10.1000/1"}]"#,
    ),
];

#[test]
fn q1_authors_and_doi_reach_the_citation_from_every_format() {
    let layout = r#"<names variable="author"><name name-as-sort-order="all" initialize-with=""/></names>
        <text variable="DOI" prefix=". doi:"/>"#;
    for (id, text) in ARTICLE {
        assert_eq!(cited("", layout, id, text), "Doe, J, Roe, R. doi:10.1000/1", "{id}");
    }
}

#[test]
fn q2_what_is_missing_leaves_no_empty_brackets() {
    let layout = r#"<text variable="container-title"/><text variable="volume" prefix=" "/>
        <text variable="issue" prefix="(" suffix=")"/>
        <group prefix=" (" suffix=")" delimiter=": "><text variable="publisher-place"/><text variable="publisher"/></group>"#;
    for (id, text) in ARTICLE {
        assert_eq!(cited("", layout, id, text), "J 5", "{id}");
    }
}

#[test]
fn q3_the_case_of_titles_is_the_styles_and_protected_words_stay() {
    let text = "@book{b, title = {The story of {mRNA} and {iPS} cells}, language = {english}}";
    let layout = r#"<text variable="title" text-case="title"/>"#;
    assert_eq!(cited("default-locale=\"en\"", layout, "bibtex", text), "The Story of mRNA and iPS Cells");
    let layout = r#"<text variable="title"/>"#;
    assert_eq!(cited("", layout, "bibtex", text), "The story of mRNA and iPS cells");
}

#[test]
fn q4_page_ranges_are_shortened_whatever_dash_they_came_with() {
    for (id, text) in ARTICLE {
        let page = cited("page-range-format=\"minimal\"", r#"<text variable="page"/>"#, id, text);
        assert_eq!(page.replace('-', "–"), "1234–8", "{id}");
    }
}
