//! The examples do what they say.

#[path = "../examples/bib_to_apa.rs"]
mod bib_to_apa;
#[path = "../examples/page_to_bibtex.rs"]
mod page_to_bibtex;
#[cfg(feature = "ssr")]
#[path = "../examples/yew_app.rs"]
mod yew_app;

const LOCALE: &str = r#"<locale xml:lang="en-US"><terms><term name="and">and</term></terms></locale>"#;

#[test]
fn a_bib_file_becomes_references() {
    let bib = "@article{shannon1948, author = {Shannon, C. E.}, year = 1948, volume = 27, pages = {379--423},
        title = {A Mathematical Theory of Communication}, journal = {Bell System Technical Journal}}
        @book{broken, title = {Left open}";
    let style = include_str!("../styles/csl/pure-apa.csl");
    let (text, problems) = bib_to_apa::references(bib, style, LOCALE).expect("the style is good");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[1],
        "Shannon, C. E. (1948). A Mathematical Theory of Communication. Bell System Technical Journal, 27, 379-423."
    );
    assert!(lines[0].starts_with("Left open"), "{text}");
    assert!(problems[0].contains("entry broken"), "{problems:?}");
    let error = bib_to_apa::references(bib, "<style>", LOCALE).expect_err("the style is cut");
    assert!(error.to_string().starts_with("line 1, column"), "{error}");
}

#[test]
fn a_page_becomes_bibtex() {
    let html = r#"<html><head><meta name="citation_title" content="Tides"><meta name="citation_author" content="Doe, Jane">
        <meta name="citation_publication_date" content="2021/04"><meta name="citation_journal_title" content="Sea"></head></html>"#;
    let bib = page_to_bibtex::bibtex(html).expect("BibTeX can be written");
    assert!(bib.starts_with("@article{"), "{bib}");
    let back = citation_card::read(&bib, Some("bibtex"));
    assert_eq!((back.records.len(), back.problems), (1, Vec::new()), "{bib}");
    assert_eq!(back.records[0].title(), "Tides", "{bib}");
    assert!(bib.contains("Doe") && bib.contains("2021"), "{bib}");
}

#[cfg(feature = "ssr")]
#[tokio::test(flavor = "current_thread")]
async fn a_yew_application_shows_the_card() {
    let html = yew_app::page().await;
    assert!(html.contains("Shannon, C. E. (1948). A Mathematical Theory of Communication."), "{html}");
    assert!(html.contains(r#"role="tab""#) && html.contains("BibTeX"), "{html}");
}
