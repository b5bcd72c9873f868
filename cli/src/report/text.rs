//! A saved page to its metadata report as text: each field's value, where it comes from, what other
//! sources say, what is missing, and how to fix it.

use std::fmt::Write;

use citation_card::discovery::Row;

use super::Findings;

/// The report as text.
pub(crate) fn text_of(found: &Findings) -> String {
    let mut out = String::new();
    match found.records.as_slice() {
        [] => out.push_str("No description of a work was found.\n"),
        [_] => add_rows(&mut out, &found.rows),
        records => {
            add(&mut out, format_args!("{} works:", records.len()));
            for record in records {
                add(&mut out, format_args!("  {:<18} {}", record.kind.as_str(), record.title()));
            }
        }
    }
    add_rows(&mut out, &found.scholar);
    for problem in &found.problems {
        add(&mut out, format_args!("problem: {problem}"));
    }
    out
}

fn add_rows(out: &mut String, rows: &[Row]) {
    for row in rows {
        let value = if row.missing { "MISSING" } else { row.value.as_str() };
        add(out, format_args!("{:<22} {}", row.field, short(value)));
        if !row.source.is_empty() {
            add(out, format_args!("{:22} from {}", "", row.source));
        }
        for (source, value) in &row.others {
            add(out, format_args!("{:22} but {source}: {}", "", short(value)));
        }
        if !row.advice.is_empty() {
            add(out, format_args!("{:22} → {}", "", row.advice));
        }
    }
}

fn add(out: &mut String, line: std::fmt::Arguments<'_>) {
    // Writing to a String does not fail.
    let _ = writeln!(out, "{line}");
}

fn short(text: &str) -> String {
    let cut: String = text.chars().take(100).collect();
    if cut.len() < text.len() { format!("{cut}…") } else { cut }
}

#[cfg(test)]
mod tests {
    use super::super::{findings, page_of};

    fn text_of(html: &str, url: &str, lang: &str) -> String {
        super::text_of(&findings(&page_of(html, url), lang))
    }

    #[test]
    fn every_page_of_the_fixtures_has_a_report() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/pages");
        let mut seen = 0;
        for file in std::fs::read_dir(folder).expect("tests/pages").filter_map(Result::ok) {
            if file.path().extension().is_some_and(|ending| ending == "html") {
                let html = std::fs::read_to_string(file.path()).expect("a page");
                for lang in ["", "de"] {
                    assert!(text_of(&html, "", lang).lines().count() > 1, "{:?}", file.path());
                }
                seen += 1;
            }
        }
        assert!(seen > 25, "only {seen} pages");
    }

    #[test]
    fn says_what_is_missing_and_how_to_mend_it() {
        let html = "<title>T</title><meta name=citation_title content='On names'>\
                    <meta name=citation_journal_title content=J><meta name=DC.title content='On games'>";
        let report = text_of(html, "", "");
        for phrase in [
            "title                  On names",
            "from Highwire citation_title",
            "but Dublin Core DC.title: On games",
            "→ make the sources agree",
            "author                 MISSING",
            "→ add one citation_author for each person",
            "Google Scholar         MISSING",
            "→ add citation_pdf_url",
            "problem: ",
        ] {
            assert!(report.contains(phrase), "{phrase}\n{report}");
        }
        assert!(text_of(html, "", "de").contains("→ citation_volume ergänzen"));
    }

    #[test]
    fn the_page_and_its_site_contradict_no_work_and_scholar_holds_no_data() {
        let html = "<title>Rivers in short - Repository</title><meta property=og:type content=article>\
                    <meta property=og:title content='Our data'><script type=application/ld+json>\
                    {\"@context\":\"https://schema.org\",\"@type\":\"Dataset\",\"name\":\"Rivers\"}</script>";
        let report = text_of(html, "", "");
        for phrase in ["make the sources agree", "Google Scholar", "og:type"] {
            assert!(!report.contains(phrase), "{phrase}\n{report}");
        }
        for phrase in ["but Open Graph og:title: Our data", "→ add the repository's name", "→ add “version”"]
        {
            assert!(report.contains(phrase), "{phrase}\n{report}");
        }
    }

    #[test]
    fn bad_pages_have_a_report_that_says_what_is_wrong() {
        let block = |text: &str| format!("<script type='application/ld+json'>{text}</script>");
        let thing = |fields: &str| block(&format!(r#"{{"@type":"Dataset","name":"Rivers",{fields}}}"#));
        let tags = "<meta name=citation_author content='Doe, Jane'><meta name=citation_title content=T>";
        for (html, says) in [
            (String::new(), "No description of a work was found."),
            (tags.repeat(2_500), "author                 Jane Doe"),
            (thing(&format!(r#""comment":"{}""#, "x".repeat(5_000_000))), "more than 1 MB of JSON-LD"),
            (thing(r##""@id":"#a","author":{"@id":"#a"},"isPartOf":{"@id":"#a"}"##), "Rivers"),
            (block(r#"{"@type":"Dataset","name":"Cut","author":[{"#), "JSON-LD block 1: the text ends"),
            (
                "<meta name=citation_title content='\u{1b}[31m\u{202e}T\u{2028}'>".into(),
                "title                  ",
            ),
        ] {
            let report = text_of(&html, "", "");
            assert!(report.contains(says), "{says}\n{}", &report[..report.len().min(2_000)]);
            let lines: Vec<&str> = report.lines().collect();
            assert!(
                lines.len() < 100 && lines.iter().all(|line| line.len() < 2_000),
                "{} lines",
                lines.len()
            );
            let shown = |letter: char| letter == '\n' || !letter.is_control();
            assert!(report.chars().all(shown), "a terminal's own commands: {report:?}");
        }
    }
}
