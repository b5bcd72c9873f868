//! What styles make of a record, whatever format it was read from.

use citation_card::csl::{self, Style};
use citation_card::formats::codec;

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
fn authors_and_doi_reach_the_citation_from_every_format() {
    let layout = r#"<names variable="author"><name name-as-sort-order="all" initialize-with=""/></names>
        <text variable="DOI" prefix=". doi:"/>"#;
    for (id, text) in ARTICLE {
        assert_eq!(cited("", layout, id, text), "Doe, J, Roe, R. doi:10.1000/1", "{id}");
    }
}

#[test]
fn what_is_missing_leaves_no_empty_brackets() {
    let layout = r#"<text variable="container-title"/><text variable="volume" prefix=" "/>
        <text variable="issue" prefix="(" suffix=")"/>
        <group prefix=" (" suffix=")" delimiter=": "><text variable="publisher-place"/><text variable="publisher"/></group>"#;
    for (id, text) in ARTICLE {
        assert_eq!(cited("", layout, id, text), "J 5", "{id}");
    }
}

#[test]
fn the_case_of_titles_is_the_styles_and_protected_words_stay() {
    let text = "@book{b, title = {The story of {mRNA} and {iPS} cells}, language = {english}}";
    let layout = r#"<text variable="title" text-case="title"/>"#;
    assert_eq!(cited("default-locale=\"en\"", layout, "bibtex", text), "The Story of mRNA and iPS Cells");
    let layout = r#"<text variable="title"/>"#;
    assert_eq!(cited("", layout, "bibtex", text), "The story of mRNA and iPS cells");
}

#[test]
fn page_ranges_are_shortened_whatever_dash_they_came_with() {
    for (id, text) in ARTICLE {
        let page = cited("page-range-format=\"minimal\"", r#"<text variable="page"/>"#, id, text);
        assert_eq!(page.replace('-', "–"), "1234–8", "{id}");
    }
}
