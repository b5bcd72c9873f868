//! Page heads as repository platforms write them, and the records that they must give.
//!
//! `tests/pages/<platform>-<type>.html` begins with a comment that has the page's address;
//! `<same name>.json` holds the expected CSL-JSON, worked out by hand from the head and the
//! platform's field definitions; `<same name>.problems`, where there is one, a phrase a line that
//! some problem must hold.

#[allow(unreachable_pub, reason = "a public function of the library that the file belongs to")]
#[path = "../cli/src/report/page.rs"]
mod page;

use std::path::{Path, PathBuf};

use citation_card::discovery::{Discovery, Page, Wanted, discover};
use citation_card::formats::{from_json, to_json};
use citation_card::record::Json;
use citation_card::text::json;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn picture(html: &str) -> Page {
    let url =
        html.strip_prefix("<!--").and_then(|rest| rest.split_once("-->")).map_or("", |(url, _)| url.trim());
    page::page_of(html, url)
}

fn found(html: &str) -> Discovery {
    discover(&picture(html), &Wanted::default())
}

/// Records as lines of `field: value`, sorted, so that a difference shows as one line.
fn lines(records: &Json) -> Vec<String> {
    let mut out = Vec::new();
    for (at, record) in records.items().iter().enumerate() {
        let mut fields: Vec<String> = record
            .entries()
            .iter()
            .filter(|(key, _)| key != "id")
            .map(|(key, value)| format!("{} {key}: {value}", at + 1))
            .collect();
        fields.sort();
        out.extend(fields);
    }
    out
}

#[test]
fn every_platform_gives_the_expected_records() {
    let mut failures = Vec::new();
    let mut seen = 0;
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder())
        .expect("tests/pages")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "html"))
        .collect();
    files.sort();
    for file in files {
        seen += 1;
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let discovery = found(&read(&file));
        // `UPDATE=1` writes what a new head gives; then read it.
        if std::env::var_os("UPDATE").is_some() && !file.with_extension("json").exists() {
            let records = Json::Array(discovery.records.iter().map(to_json).collect()).pretty();
            std::fs::write(file.with_extension("json"), records + "\n").expect("the folder can be written");
        }
        let (expected, mistakes) = json::parse(&read(&file.with_extension("json")));
        assert!(mistakes.is_empty(), "{name}.json: {mistakes:?}");
        let expected = Json::Array(from_json(&expected).records.iter().map(to_json).collect());
        let actual = Json::Array(discovery.records.iter().map(to_json).collect());
        let (expected, actual) = (lines(&expected), lines(&actual));
        for line in expected.iter().filter(|line| !actual.contains(line)) {
            failures.push(format!("{name} lacks   {line}"));
        }
        for line in actual.iter().filter(|line| !expected.contains(line)) {
            failures.push(format!("{name} invents {line}"));
        }
        let problems: Vec<String> = discovery.problems.iter().map(ToString::to_string).collect();
        let phrases = std::fs::read_to_string(file.with_extension("problems")).unwrap_or_default();
        for phrase in phrases.lines().filter(|line| !line.is_empty()) {
            if !problems.iter().any(|problem| problem.contains(phrase)) {
                failures.push(format!("{name}: no problem says {phrase:?}: {problems:?}"));
            }
        }
        if phrases.is_empty() && !problems.is_empty() {
            failures.push(format!("{name}: unexpected problems {problems:?}"));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
    assert!(seen >= 25, "only {seen} pages");
}

#[test]
fn the_documents_name_every_platform_and_every_page_head() {
    let text = |path: &str| read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
    let platforms = text("docs/platforms.md");
    let rows = |text: &str| -> Vec<(String, String)> {
        let cells =
            |line: &str| line.split(" | ").map(|cell| cell.trim_matches(['|', ' ']).to_owned()).collect();
        let rows =
            text.lines().filter(|line| line.starts_with("| ")).map(|line| -> Vec<String> { cells(line) });
        let rows = rows.filter_map(|row| Some((row.first()?.clone(), row.last()?.clone())));
        rows.collect()
    };
    let sources =
        platforms.split("## Sources").nth(1).and_then(|rest| rest.split("## Order of trust").next());
    let heads = rows(sources.unwrap_or_default());
    let table = platforms
        .split("<!-- platforms -->")
        .nth(1)
        .and_then(|rest| rest.split("<!-- /platforms -->").next());
    let promised = rows(table.unwrap_or_default());
    let names = |rows: &[(String, String)]| rows.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&heads), names(&promised), "both tables of docs/platforms.md name the same platforms");
    let mut listed: Vec<&str> = heads.iter().skip(1).flat_map(|(_, cell)| cell.split(' ')).collect();
    listed.sort_unstable();
    let mut there: Vec<String> = std::fs::read_dir(folder())
        .expect("tests/pages")
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().strip_suffix(".html")?.to_owned()))
        .filter(|name| !name.starts_with("err-"))
        .map(|name| format!("`{name}`"))
        .collect();
    there.sort_unstable();
    assert_eq!(listed, there, "docs/platforms.md lists the page heads of tests/pages");
}

#[test]
fn a_page_of_five_thousand_tags_is_read() {
    let mut html =
        String::from("<meta name=citation_title content='Many hands'><meta name=citation_date content=2024>");
    for author in 0..2_500 {
        html.push_str(&format!(
            "<meta name=citation_author content='Family{author}, Given'><meta name=citation_author_institution content='U{author}'>"
        ));
    }
    let discovery = found(&html);
    assert_eq!(discovery.records.len(), 1);
    let authors = discovery.records[0].names(citation_card::record::Variable::Author);
    assert_eq!(authors.len(), 2_500);
    assert_eq!(authors[2_499].affiliations, ["U2499"]);
}

#[test]
fn a_megabyte_of_json_ld_is_read_and_the_rest_is_said_to_be_cut() {
    let block = |fields: &str| {
        format!(
            r#"<script type="application/ld+json">{{"@context":"https://schema.org","@type":"Dataset",{fields}}}</script>"#
        )
    };
    let comment = |bytes: usize| format!(r#""comment":"{}""#, "ä".repeat(bytes / 2));
    let cut = |discovery: &Discovery| {
        let problems = discovery.problems.iter().filter(|problem| problem.message.contains("more than 1 MB"));
        let places: Vec<String> = problems.map(|problem| problem.place.to_string()).collect();
        assert_eq!(places.len(), discovery.problems.len(), "{:?}", discovery.problems);
        places
    };
    let large = found(&block(&format!(r#""name":"Large",{}"#, comment(900_000))));
    assert_eq!((large.records[0].title(), cut(&large).len()), ("Large", 0));
    // What stands before the cut is read.
    let author = r#""author":{"@type":"Person","name":"Jane Doe"}"#;
    let larger = found(&block(&format!(r#""name":"Large",{author},{}"#, comment(5_000_000))));
    assert_eq!(larger.records[0].title(), "Large");
    assert_eq!(larger.records[0].names(citation_card::record::Variable::Author).len(), 1);
    assert_eq!(cut(&larger), ["page metadata, JSON-LD block 1"]);
    // A long block takes nothing from the short ones, wherever it stands.
    let noise = block(&comment(5_000_000)).replace("Dataset", "Organization");
    let short = block(r#""name":"Short""#);
    for html in [format!("{noise}{short}"), format!("{short}{noise}")] {
        let both = found(&html);
        assert_eq!((both.records[0].title(), cut(&both).len()), ("Short", 1));
    }
    // Hundreds of blocks at the limit.
    let many = found(&block(&comment(100_000)).repeat(50));
    assert_eq!(cut(&many).len(), 50);
}

#[test]
fn what_is_cut_is_said_to_be_cut() {
    let says = |html: &str, phrase: &str| {
        let discovery = found(html);
        let problems: Vec<String> = discovery.problems.iter().map(ToString::to_string).collect();
        assert!(problems.iter().any(|problem| problem.contains(phrase)), "{phrase}: {problems:?}");
        discovery.records.len()
    };
    let things = |type_: &str, count: usize| {
        let items: Vec<String> =
            (0..count).map(|at| format!(r#"{{"@type":"{type_}","name":"Thing {at}"}}"#)).collect();
        format!(
            r#"<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{}]}}</script>"#,
            items.join(",")
        )
    };
    assert_eq!(says(&things("Dataset", 10_001), "more than 10,000 things"), 2_000);
    assert_eq!(says(&things("Dataset", 3_000), "lists 3000 works"), 2_000);
    // A block that fills the graph with what is no work does not hide the work before it.
    let mut blocks = r#"<script type="application/ld+json">{"@context":"https://schema.org","@type":"Thesis","name":"First"}</script>"#.to_owned();
    blocks.push_str(&things("Offer", 12_000));
    assert_eq!(says(&blocks, "more than 10,000 things"), 1);
}

#[test]
fn ids_that_refer_to_each_other_come_to_an_end() {
    let discovery = found(
        r##"<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
        {"@id":"#a","@type":"ScholarlyArticle","name":"Loop","isPartOf":{"@id":"#b"},"author":{"@id":"#a"}},
        {"@id":"#b","@type":"PublicationIssue","isPartOf":{"@id":"#c"},"issueNumber":"2"},
        {"@id":"#c","@type":"PublicationVolume","isPartOf":{"@id":"#b"},"volumeNumber":"1"}]}</script>"##,
    );
    assert!(discovery.records.iter().any(|record| record.title() == "Loop"));
    let deep = format!(
        "<script type=\"application/ld+json\">{}1{}</script>",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    assert!(found(&deep).records.is_empty());
}

#[test]
fn a_head_cut_anywhere_is_read_without_a_panic() {
    for name in ["ojs-article.html", "zenodo-dataset.html", "err-hostile.html"] {
        let html = read(&folder().join(name));
        for end in (0..html.len()).step_by(37).filter(|end| html.is_char_boundary(*end)) {
            found(&html[..end]);
        }
    }
}

#[test]
fn the_cards_language_is_preferred() {
    let html = read(&folder().join("ojs-article.html"));
    let title = |lang: &str| {
        let discovery = discover(&picture(&html), &Wanted { lang: lang.into(), ..Wanted::default() });
        discovery
            .records
            .first()
            .and_then(|record| record.text(citation_card::record::Variable::Abstract).map(str::to_owned))
    };
    assert_eq!(title("es").as_deref(), Some("Sobre nombres."));
    assert_eq!(title("en").as_deref(), Some("About names."));
}
