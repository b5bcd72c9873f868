//! What readers ask a card for, rendered natively: versions, the site's own citation, options, saving, long lists.
#![cfg(feature = "ssr")]

#[path = "support/card.rs"]
mod support;

use citation_card::card;
use support::*;

const VERSIONED: &str = r#"{"type":"software","title":"A program","author":[{"family":"Doe","given":"J."}],
    "issued":{"date-parts":[[2024]]},"DOI":"10.5555/v2","version":"2.3.1","custom":{"concept-doi":"10.5555/all"VERSIONS}}"#;

#[tokio::test(flavor = "current_thread")]
async fn versions_are_two_segments_or_a_list_and_none_where_the_page_decides() {
    let two = html("versions", props(records(&VERSIONED.replace("VERSIONS", "")), &[])).await;
    has(&two, "<legend class=\"label\">Version to cite</legend>");
    has(&two, "<span dir=\"auto\">This version (2.3.1)</span>");
    has(&two, "<span dir=\"auto\">All versions, always the latest</span>");
    lacks(&two, "Its DOI always leads");
    has(&two, "aria-label=\"Copy link: doi.org/10.5555/v2\"");
    let more = VERSIONED
        .replace("VERSIONS", r#","versions":[{"version":"1.0","doi":"10.5555/v1","date":"2020-02-03"}]"#);
    let more = html("versions-list", props(records(&more), &[])).await;
    has(&more, "<option selected=\"selected\">This version (2.3.1)</option>");
    has(&more, "<option>1.0 (2020-02-03)</option>");
    for fixed in ["this", "all"] {
        let page = props(records(&VERSIONED.replace("VERSIONS", "")), &[("versions", fixed)]);
        lacks(&html("versions-fixed", page).await, "Version to cite");
    }
    lacks(&html("versions-none", props(records(DEMO), &[])).await, "Version to cite");
}

#[tokio::test(flavor = "current_thread")]
async fn the_sites_own_citation_is_the_first_tab_and_shown_as_it_stands() {
    let own = r#"{"type":"book","title":"A book","custom":{"citation":"Doe, <i>A book</i> (in press)"}}"#;
    let page = props(records(own), &[]);
    let copied =
        card::payload(&page.records, "recommended", &page.assets, &page.settings).expect("it is there");
    assert_eq!(copied.html.as_deref(), Some("Doe, <i>A book</i> (in press)"));
    assert_eq!(copied.text, "Doe, A book (in press)");
    let html_of = html("recommended", page).await;
    has(&html_of, "aria-selected=\"true\" aria-controls=");
    let first = html_of.split("role=\"tab\"").nth(1).expect("there are tabs");
    assert!(
        first.contains("data-name=\"Recommended\"") && first.contains("aria-selected=\"true\""),
        "{first}"
    );
    has(&html_of, "Doe, <i>A book</i> (in press)");
    lacks(&html_of, "In the text");
    // As the element hands on a child of the page: a link that is not safe is its text.
    let slot = r#"["Roe. ",{"font-style":"italic","children":["Tides"]},{"link":"javascript:alert(1)","children":["x"]}]"#;
    let slotted = props(records(DEMO), &[("recommended", slot)]);
    let copied = card::payload(&slotted.records, "recommended", &slotted.assets, &slotted.settings);
    assert_eq!(copied.expect("it is there").html.as_deref(), Some("Roe. <i>Tides</i>x"));
    lacks(&html("no-recommended", props(records(DEMO), &[("recommended", "not JSON")])).await, "Recommended");
}

#[tokio::test(flavor = "current_thread")]
async fn the_sites_own_bibtex_is_shown_as_it_stands() {
    let own = "@article{own,\n  title = {As {I} wrote it},\n}\n";
    let page = props(records(DEMO), &[("selected", "bibtex"), ("verbatim", own)]);
    let payload = card::payload(&page.records, "bibtex", &page.assets, &page.settings).expect("it is there");
    let file = payload.file(&page.assets).expect("it is there");
    assert_eq!((payload.text.as_str(), file.text.as_str()), (own, own));
    has(&html("verbatim", page).await, "As {I} wrote it");
    let page = props(records(DEMO), &[("verbatim", own)]);
    let ris = card::payload(&page.records, "ris", &page.assets, &page.settings).expect("it is there");
    assert!(ris.text.starts_with("TY  - JOUR"), "{}", ris.text);
}

#[tokio::test(flavor = "current_thread")]
async fn options_are_those_of_the_style_or_the_format() {
    let style = html("options", props(records(DEMO), &[])).await;
    for part in ["<summary>Options</summary>", "DOI as a URL", "Date of access", "All authors"] {
        has(&style, part);
    }
    for part in ["ASCII only", "As listed", ">Citation key</span>"] {
        lacks(&style, part);
    }
    let bibtex = html("options-bibtex", props(records(DEMO), &[("selected", "bibtex")])).await;
    for part in ["ASCII only", "Citation key", "Fields to leave out", "Only these fields", "Year only"] {
        has(&bibtex, part);
    }
    lacks(&bibtex, "Zotero</option>");
    let ris = html("options-ris", props(records(DEMO), &[("selected", "ris")])).await;
    has(&ris, "<option value=\"zotero\">Zotero</option>");
    lacks(&ris, "ASCII only");
    let list = records(&format!("[{DEMO},{DEMO}]"));
    has(&html("options-list", props(list, &[])).await, "As listed");
    let kept = [("kept-options", r#"{"all-names":"true","link":"plain"}"#)];
    let kept = html("options-kept", props(records(DEMO), &kept)).await;
    has(&kept, "<option value=\"plain\" selected=\"selected\">");
}

#[tokio::test(flavor = "current_thread")]
async fn contact_is_a_safe_link() {
    let page = props(records(DEMO), &[("contact", "https://example.org/report?a=1&b=2")]);
    has(&html("contact", page).await, "href=\"https://example.org/report?a=1&amp;b=2\"");
    let page = props(records(DEMO), &[("contact", "javascript:alert(1)"), ("debug", "")]);
    let html = html("contact-unsafe", page).await;
    lacks(&html, "Something wrong here?");
    has(&html, "attribute contact: “javascript:alert(1)” is not an address");
}

#[test]
fn a_style_is_saved_as_rtf_with_its_italics() {
    let page = props(records(DEMO), &[]);
    let payload =
        card::payload(&page.records, "pure-apa", &page.assets, &page.settings).expect("it is there");
    let file = payload.file(&page.assets).expect("it is there");
    assert_eq!((file.media_type, file.name.as_str()), ("application/rtf", "procter-2022.rtf"));
    assert!(file.text.starts_with("{\\rtf1\\ansi"), "{}", file.text);
    assert!(file.text.contains("{\\i New Technology, Work and Employment}"), "{}", file.text);
    assert!(file.text.is_ascii() && file.text.ends_with("}\n"));
    let deep = |text: &str, brace: char| text.matches(brace).count();
    assert_eq!(deep(&file.text, '{'), deep(&file.text, '}'));
}

#[tokio::test(flavor = "current_thread")]
async fn a_long_list_has_a_filter_one_tab_stop_and_begins_with_its_first_references() {
    let work = |at: usize| {
        format!(r#"{{"type":"book","id":"w{at}","title":"Work {at:04}","author":[{{"family":"Doe{at}"}}]}}"#)
    };
    let many = |count: usize| records(&format!("[{}]", (0..count).map(work).collect::<Vec<_>>().join(",")));
    let html_of = html("long-list", props(many(300), &[])).await;
    has(&html_of, "<span>300 of 300 works</span>");
    has(&html_of, "type=\"search\"");
    has(&html_of, ">Copy 300 references");
    let list =
        html_of.split("class=\"works\"").nth(1).and_then(|rest| rest.split("</ol>").next()).expect("a list");
    assert_eq!(list.matches("<li ").count(), 200);
    assert_eq!(list.matches("tabindex=\"0\"").count(), 1);
    assert_eq!(html_of.matches("part=\"entry\"").count(), 300);
    let short = html("short-list", props(many(14), &[])).await;
    lacks(&short, "type=\"search\"");
    assert_eq!(short.matches("part=\"entry\"").count(), 14);
    let longest = html("longest-list", props(many(1200), &[])).await;
    assert_eq!(longest.matches("<li data-at").count(), 200);
    has(&longest, ">Show all</button>");
}
