//! The states of the card, rendered natively: what is there, what is not, and that nothing of a
//! record becomes markup.
#![cfg(feature = "ssr")]

#[path = "support/card.rs"]
mod support;

use std::rc::Rc;

use citation_card::card::{self, Assets, CardProps, Failure, Load, Reason, ReportRow, Settings, Status};
use citation_card::csl::{Locale, Style};
use citation_card::{Problem, Record};
use support::*;

#[tokio::test(flavor = "current_thread")]
async fn waiting() {
    let props = CardProps { status: Status::Waiting, ..props(Vec::new(), &[]) };
    let html = html("waiting", props).await;
    has(&html, "aria-busy=\"true\"");
    has(&html, "class=\"skeleton\"");
    lacks(&html, "role=\"tablist\"");
}

#[tokio::test(flavor = "current_thread")]
async fn ready_has_every_section_that_has_data() {
    let html = html("ready", props(records(DEMO), &[])).await;
    has(&html, "aria-busy=\"false\"");
    has(&html, "Contribution to journal\u{a0}› Article\u{a0}› peer-review");
    has(&html, "<h2 part=\"title\"");
    has(&html, "front‐line service work: Understanding");
    has(&html, "<bdi>Stephen <span class=\"last\">Procter<span aria-hidden=\"true\" class=\"mark\">*</span>");
    has(&html, "<span class=\"aloud\"> (Corresponding author)</span>");
    has(
        &html,
        "<i><bdi>New Technology, Work and Employment</bdi></i>, volume\u{a0}<bdi>37</bdi>, issue\u{a0}<bdi>1</bdi>, pages\u{a0}<bdi>124–145</bdi> · <bdi>1\u{a0}March 2022</bdi>",
    );
    has(&html, "<b>1</b> citation");
    has(&html, "<b>17</b> downloads");
    has(&html, "<dt>Original language</dt><dd dir=\"auto\">English</dd>");
    has(&html, "<dt>Early online date</dt><dd dir=\"auto\">1\u{a0}Sept 2021</dd>");
    has(&html, "<dt>Publication status</dt><dd dir=\"auto\">Published – 1\u{a0}Mar 2022</dd>");
    has(&html, "<dt>Externally published</dt><dd dir=\"auto\">Yes</dd>");
    has(&html, "<li dir=\"auto\">service triangle</li>");
    has(&html, "<rect width=\"86\" height=\"1\"></rect>");
    has(&html, "<span class=\"value\"><bdi>86%</bdi></span>");
    lacks(&html, "<dt>DOI</dt>");
    lacks(&html, "class=\"problems\"");
    assert_eq!(html.matches("role=\"status\"").count(), 2);
}

#[tokio::test(flavor = "current_thread")]
async fn details_are_in_the_order_of_a_portal_page() {
    let html = html("details", props(records(DEMO), &[("show", "details")])).await;
    let labels: Vec<&str> =
        html.split("<dt>").skip(1).filter_map(|rest| rest.split("</dt>").next()).collect();
    assert_eq!(
        labels,
        [
            "Original language",
            "Pages (from–to)",
            "Number of pages",
            "Journal",
            "Volume",
            "Issue number",
            "Early online date",
            "ISSN",
            "Publication status",
            "Externally published",
        ]
    );
    lacks(&html, "<header");
    lacks(&html, "role=\"tablist\"");
}

#[tokio::test(flavor = "current_thread")]
async fn each_tab_is_one_of_a_list_and_has_a_panel() {
    for (id, name) in [
        ("pure-apa", "APA"),
        ("pure-author", "Author"),
        ("pure-harvard", "Harvard"),
        ("pure-standard", "Standard"),
        ("pure-vancouver", "Vancouver"),
        ("csl-json", "CSL-JSON"),
    ] {
        let html = html(id, props(records(DEMO), &[("selected", id)])).await;
        assert_eq!(html.matches("aria-selected=\"true\"").count(), 1, "{id}");
        let tabs = html.matches("role=\"tab\"").count();
        assert_eq!(html.matches("tabindex=\"-1\"").count(), tabs - 1, "one tab is in the tab order: {id}");
        has(
            &html,
            &format!("role=\"tabpanel\" id=\"citation-card-{}-panel\" aria-label=\"{name}\"", number(&html)),
        );
        let copy = if id == "csl-json" { format!("Copy {name}") } else { format!("Copy citation, {name}") };
        has(&html, &format!("aria-label=\"{copy}\""));
        has(&html, "Theorising worker–client relations");
    }
}

/// The number of the card, as its ids carry it.
fn number(html: &str) -> &str {
    let rest =
        html.split("citation-card-").find(|part| part.starts_with(|letter: char| letter.is_ascii_digit()));
    rest.and_then(|rest| rest.split('-').next()).unwrap_or_default()
}

#[tokio::test(flavor = "current_thread")]
async fn a_file_format_is_code_from_left_to_right() {
    let html = html("code", props(records(DEMO), &[("selected", "csl-json")])).await;
    has(&html, "<pre part=\"code\" tabindex=\"0\" dir=\"ltr\" class=\"code\"><code>");
    lacks(&html, "In the text");
}

/// A numeric style, as IEEE and Vancouver are.
const NUMBERED: &str = r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
  <info><title>Numbers</title></info>
  <citation collapse="citation-number"><layout prefix="[" suffix="]" delimiter=", "><text variable="citation-number"/></layout></citation>
  <bibliography second-field-align="flush"><layout>
    <text variable="citation-number" prefix="[" suffix="]"/><text variable="title" font-style="italic"/>
  </layout></bibliography></style>"#;

#[tokio::test(flavor = "current_thread")]
async fn a_lone_work_has_no_number_to_see_or_to_paste_and_a_list_has() {
    let numeric = |records: Vec<Record>| {
        let style = Load::Ready(Rc::new(Style::parse(NUMBERED).expect("the style is good")));
        let assets = Assets { styles: vec![("pure-apa".into(), style)], ..assets() };
        CardProps { assets: Rc::new(assets), ..props(records, &[("tabs", "pure-apa")]) }
    };
    let payload = |props: &CardProps| {
        let payload = card::payload(&props.records, "pure-apa", &props.assets, &props.settings);
        payload.expect("everything is there")
    };
    let lone = numeric(records(r#"{"type":"book","title":"One"}"#));
    let copied = payload(&lone);
    assert_eq!((copied.text.as_str(), copied.html.as_deref()), ("One", Some("<i>One</i>")));
    let lone = html("numeric", lone).await;
    has(&lone, "dir=\"ltr\" class=\"entry\">");
    lacks(&lone, "[1]");
    let several = numeric(records(r#"[{"type":"book","title":"One"},{"type":"book","title":"Two"}]"#));
    let copied = payload(&several);
    assert_eq!(copied.text, "[1] One\n[2] Two");
    assert_eq!(copied.html.as_deref(), Some("<p>[1] <i>One</i></p><p>[2] <i>Two</i></p>"));
    let several = html("numeric-list", several).await;
    has(&several, "class=\"entry aligned\"");
    has(&several, "aria-label=\"Copy in-text citation: [1, 2]\"");
}

#[tokio::test(flavor = "current_thread")]
async fn where_the_first_style_cannot_be_had_the_next_is_shown_with_a_calm_sentence() {
    let html = html("style-missing", failed(&["pure-apa"], Reason::NotFound, &[])).await;
    has(&html, "<p class=\"note\"><bdi>APA</bdi>: This style is not available here.</p>");
    has(&html, "role=\"tabpanel\" id=");
    has(&html, "aria-label=\"Copy citation, Author\"");
    lacks(&html, "404");
    lacks(&html, "Try again");
    lacks(&html, "role=\"alert\"");
    let owner = CardProps { local: true, ..failed(&["pure-apa"], Reason::NotFound, &[]) };
    has(
        &self::html("style-missing-owner", owner).await,
        "<li lang=\"en\" dir=\"ltr\">pure-apa.csl answered with 404</li>",
    );
}

#[tokio::test(flavor = "current_thread")]
async fn only_after_a_failure_of_the_network_the_reader_may_try_again() {
    let html = html("style-unreachable", failed(&["pure-apa"], Reason::Network, &[])).await;
    has(&html, "This style is not available here. <button part=\"button\"");
    has(&html, ">Try again</button>");
    has(&html, "aria-label=\"Copy citation, Author\"");
}

/// In a line of text, as in the panel, a failure is said, with a button to try again.
#[tokio::test(flavor = "current_thread")]
async fn a_line_of_text_says_what_failed() {
    let one = [("layout", "inline"), ("tabs", "pure-apa")];
    let html = html("failed-inline", failed(&["pure-apa"], Reason::Network, &one)).await;
    ["citation-card inline", "role=\"alert\"", "Try again"].iter().for_each(|part| has(&html, part));
    lacks(&html, "Loading");
}

#[tokio::test(flavor = "current_thread")]
async fn where_no_style_can_be_had_that_is_said_and_why_is_for_the_owner() {
    let one = [("tabs", "pure-apa")];
    let reader = html("no-style", failed(&["pure-apa"], Reason::Unreadable, &one)).await;
    has(&reader, "<p role=\"alert\" class=\"say\">This style is not available here.</p>");
    lacks(&reader, "404");
    lacks(&reader, "Copy citation");
    let owner = CardProps { local: true, ..failed(&["pure-apa"], Reason::Network, &one) };
    let owner = html("no-style-owner", owner).await;
    has(&owner, "pure-apa.csl answered with 404");
    has(&owner, ">Try again</button>");
}

#[tokio::test(flavor = "current_thread")]
async fn a_style_on_its_way_keeps_the_rest() {
    let mut assets = assets();
    assets.styles.clear();
    let props = CardProps { assets: Rc::new(assets), ..props(records(DEMO), &[]) };
    let html = html("style-waits", props).await;
    has(&html, "role=\"tabpanel\"");
    has(&html, "<p class=\"waiting\">Loading…</p>");
    has(&html, "<dt>Journal</dt>");
}

#[tokio::test(flavor = "current_thread")]
async fn failed_and_empty_are_one_calm_line() {
    let failed =
        Status::Failed { reason: Reason::NoRecord, message: "No metadata was found on this page".into() };
    let html_of = |name, status| html(name, CardProps { status, ..props(Vec::new(), &[]) });
    let failed = html_of("failed", failed).await;
    has(&failed, "<p class=\"calm\">There is nothing to cite on this page yet.</p>");
    has(&failed, "<details part=\"problems\" open=\"open\"");
    has(&failed, "<li lang=\"en\" dir=\"ltr\">No metadata was found on this page</li>");
    lacks(&failed, "<section");
    let network = Status::Failed { reason: Reason::Network, message: "doi.org did not answer".into() };
    has(&html_of("unreachable", network).await, "<p class=\"calm\">This could not be loaded.</p>");
    let empty = html_of("empty", Status::Ready).await;
    has(&empty, "There is nothing to cite on this page yet.");
}

#[tokio::test(flavor = "current_thread")]
async fn unknown_ids_are_said_and_the_rest_works() {
    let attributes =
        [("selected", "iee"), ("layout", "kard"), ("styles", "nonsense pure-vancouvre"), ("debug", "")];
    let html = html("unknown", props(records(DEMO), &attributes)).await;
    has(&html, "attribute selected: unknown style or format “iee”; did you mean “ieee”?");
    has(&html, "attribute layout: unknown layout “kard”; did you mean “card”?");
    has(&html, "attribute styles: unknown style “nonsense”</li>");
    has(&html, "attribute styles: unknown style “pure-vancouvre”; did you mean “pure-vancouver”?");
    has(&html, "aria-selected=\"true\"");
}

#[tokio::test(flavor = "current_thread")]
async fn problems_are_one_quiet_line_and_open_for_debug() {
    let mistake = Problem::new("BibTeX, entry doe", "the month is unknown");
    let quarrel = Problem::new(citation_card::record::Place::page("field title"), "two tags disagree");
    let row = ReportRow {
        field: "title".into(),
        value: "A".into(),
        origin: "citation_title".into(),
        missing: false,
    };
    let props = |problems: &[&Problem], attributes: &[(&str, &str)]| CardProps {
        problems: Rc::new(problems.iter().copied().cloned().collect()),
        report: Rc::new(vec![row.clone()]),
        ..props(records(DEMO), attributes)
    };
    let debug = html("debug", props(&[&mistake, &quarrel], &[("debug", "")])).await;
    has(
        &debug,
        "<details part=\"problems\" open=\"open\" class=\"problems\"><summary>For the owner of this page: 2 problems</summary>",
    );
    has(&debug, "BibTeX, entry doe: the month is unknown");
    has(&debug, "two tags disagree");
    has(
        &debug,
        "<th scope=\"row\">title</th><td dir=\"auto\">A</td><td lang=\"en\" dir=\"ltr\">citation_title</td>",
    );
    let local = CardProps { local: true, ..props(&[&mistake, &quarrel], &[]) };
    let quiet = html("quiet", local).await;
    has(
        &quiet,
        "<details part=\"problems\" class=\"problems\"><summary>For the owner of this page: 1 problem</summary>",
    );
    has(&quiet, "the month is unknown");
    lacks(&quiet, "two tags disagree");
    lacks(&quiet, "<table");
    let silent = html("silent", CardProps { local: true, ..props(&[&quarrel], &[]) }).await;
    lacks(&silent, "class=\"problems\"");
    let reader = html("reader", props(&[&mistake, &quarrel], &[])).await;
    lacks(&reader, "class=\"problems\"");
    lacks(&reader, "For the owner");
}

#[tokio::test(flavor = "current_thread")]
async fn far_from_what_is_seen_the_work_and_its_citation_are_enough() {
    let props = props(records(DEMO), &[]);
    let far = html("far", CardProps { near: false, ..props.clone() }).await;
    let near = html("near", props).await;
    has(&far, "front‐line service work: Understanding");
    has(&far, "role=\"tablist\"");
    has(&far, "part=\"entry\"");
    for part in ["part=\"button find\"", "aria-label=\"Copy citation, APA\"", "class=\"sections\""] {
        lacks(&far, part);
        has(&near, part);
    }
    let elements = |html: &str| html.matches("</").count();
    assert!(elements(&far) * 2 < elements(&near), "{} of {}", elements(&far), elements(&near));
}

#[tokio::test(flavor = "current_thread")]
async fn an_almost_empty_record_has_no_empty_sections() {
    let html = html("almost-empty", props(records(r#"{"type":"document","title":"Notes"}"#), &[])).await;
    has(&html, "Notes</h2>");
    has(&html, "role=\"tabpanel\"");
    for part in [
        "class=\"authors\"",
        "class=\"source\"",
        "class=\"metrics\"",
        "class=\"sections\"",
        "<dl",
        "part=\"type\"",
    ] {
        lacks(&html, part);
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_record_without_title_and_names_is_nothing_to_cite() {
    for (name, record) in
        [("nothing", "{}"), ("dated", r#"{"issued":{"date-parts":[[2020]]},"DOI":"10.1/x"}"#)]
    {
        let html = html(name, props(records(record), &[])).await;
        has(&html, "aria-label=\"Cite this\"");
        has(&html, "<p class=\"calm\">There is nothing to cite on this page yet.</p>");
        for part in ["aria-labelledby", "role=\"tabpanel\"", "n.d.", "Copy"] {
            lacks(&html, part);
        }
        let (settings, _) = Settings::from(&[("lang", "en")]);
        let payload = card::payload(&records(record), "csl-json", &assets(), &settings);
        assert_eq!(payload, Err(card::PayloadError::NoRecord));
    }
    let named = html("named", props(records(r#"{"editor":[{"literal":"A group"}]}"#), &[])).await;
    has(&named, "role=\"tabpanel\"");
}

/// The label and the value of each row of the details.
fn rows(html: &str) -> Vec<(&str, &str)> {
    let rows = html.split("<dt>").skip(1).filter_map(|row| row.split_once("</dt><dd dir=\"auto\">"));
    rows.map(|(label, rest)| (label, rest.split("</dd>").next().unwrap_or_default())).collect()
}

#[tokio::test(flavor = "current_thread")]
async fn a_date_is_no_status_that_the_record_does_not_state() {
    let of = |kind: &str, more: &str| {
        let record =
            format!(r#"{{"type":"{kind}","title":"A","issued":{{"date-parts":[[2017,6,12]]}}{more}}}"#);
        html("status", props(records(&record), &[("show", "details"), ("tabs", "pure-apa")]))
    };
    for (kind, label) in [
        ("article-journal", "Published"),
        ("book", "Published"),
        ("article", "Preprint posted"),
        ("thesis", "Date"),
        ("dataset", "Date"),
        ("chapter", "Date"),
        ("webpage", "Date"),
    ] {
        assert_eq!(rows(&of(kind, "").await), [(label, "12\u{a0}Jun 2017")], "{kind}");
    }
    let stated = of("article", r#","custom":{"publication-status":"In press"}"#).await;
    assert_eq!(rows(&stated), [("Publication status", "In press – 12\u{a0}Jun 2017")]);
    let undated = r#"{"type":"book","title":"A","status":"forthcoming"}"#;
    let undated = html("undated", props(records(undated), &[("show", "details")])).await;
    assert_eq!(rows(&undated), [("Publication status", "forthcoming")]);
}

#[tokio::test(flavor = "current_thread")]
async fn a_licence_has_its_name_and_its_address() {
    let record = r#"{"type":"dataset","title":"A","license":"https://creativecommons.org/licenses/by/4.0/"}"#;
    let html = html("licence", props(records(record), &[("show", "details")])).await;
    let link = "<a href=\"https://creativecommons.org/licenses/by/4.0/\" rel=\"noopener\">CC BY 4.0</a>";
    assert_eq!(rows(&html), [("Licence", link)]);
}

#[tokio::test(flavor = "current_thread")]
async fn topics_are_called_so_unless_the_page_has_its_own_word() {
    let of = |more: &str| {
        let topics = r#""topics":[{"name":"Mental health","weight":1}]"#;
        let record = format!(r#"{{"type":"book","title":"A","custom":{{{topics}{more}}}}}"#);
        html("topics", props(records(&record), &[]))
    };
    has(&of("").await, "<h3 class=\"label\">Topics</h3>");
    has(&of(r#","topics-label":"Fingerprint""#).await, "<h3 class=\"label\">Fingerprint</h3>");
}

#[tokio::test(flavor = "current_thread")]
async fn every_card_says_what_its_panel_is_for() {
    let of = |attributes: &[(&str, &str)]| html("headings", props(records(DEMO), attributes));
    has(&of(&[]).await, "<h3 class=\"label\">Cite this</h3>");
    has(&of(&[("layout", "compact")]).await, "<h2 class=\"label\">Cite this</h2>");
    has(&of(&[("heading-level", "none")]).await, "<p class=\"label\">Cite this</p>");
    let dialog = of(&[("layout", "button")]).await;
    assert_eq!(dialog.matches(">Cite this</").count(), 1, "the dialog has it already: {dialog}");
}

#[tokio::test(flavor = "current_thread")]
async fn names_and_titles_keep_their_direction() {
    let html = html("arabic", props(records(ARABIC), &[("lang", "ar")])).await;
    has(&html, "lang=\"ar\" dir=\"auto\" class=\"title\">مقدمة ابن خلدون");
    has(&html, "<bdi>عبد الرحمن ابن خلدون</bdi>");
    has(&html, "<article part=\"card\" lang=\"ar\" dir=\"rtl\"");
}

#[tokio::test(flavor = "current_thread")]
async fn forty_authors_are_folded() {
    let html = html("crowd", props(records(CROWD), &[])).await;
    assert_eq!(html.matches("<li><bdi>").count(), 12);
    has(&html, "aria-expanded=\"false\" class=\"toggle\">Show all 40 authors</button>");
    has(
        &html,
        "href=\"https://orcid.org/0000-0002-1825-0097\" rel=\"noopener\" aria-label=\"ORCID iD of Person1 Family1\" class=\"orcid\"",
    );
}

#[tokio::test(flavor = "current_thread")]
async fn hostile_metadata_is_text() {
    let html = html("hostile", props(records(HOSTILE), &[])).await;
    lacks(&html, "<script");
    lacks(&html, "<img");
    has(&html, "&lt;script&gt;");
    has(&html, "<i>kept</i>");
    has(&html, "<dt>Link</dt><dd dir=\"auto\">javascript:alert(1)</dd>");
    lacks(&html, "<b onmouseover");
}

#[tokio::test(flavor = "current_thread")]
async fn german_is_complete() {
    let html = html("german", props(records(DEMO), &[("lang", "de-AT"), ("locale", "en-US")])).await;
    has(&html, "lang=\"de\"");
    has(&html, "Nachweis kopieren");
    has(&html, "<dt>Vorab online</dt><dd dir=\"auto\">2021-09-01</dd>");
    // Names of languages come from the browser.
    has(&html, "<dt>Originalsprache</dt>");
}

#[tokio::test(flavor = "current_thread")]
async fn a_language_without_labels_gets_an_english_island() {
    for layout in ["card", "compact", "inline", "button"] {
        let html =
            html("thai", props(records(DEMO), &[("lang", "th"), ("locale", "en-US"), ("layout", layout)]));
        let html = html.await;
        has(&html, "lang=\"en\" dir=\"ltr\"");
        has(&html, "Copy");
        lacks(&html, "lang=\"th\"");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn shapes() {
    let of = |layout: &'static str| html(layout, props(records(DEMO), &[("layout", layout)]));
    let compact = of("compact").await;
    has(&compact, "role=\"tabpanel\"");
    lacks(&compact, "<header");
    lacks(&compact, "class=\"sections\"");
    let button = of("button").await;
    has(&button, "aria-haspopup=\"dialog\"");
    has(&button, "<dialog aria-label=\"Cite this\">");
    let inline = of("inline").await;
    has(&inline, "<span lang=\"en\" dir=\"ltr\" class=\"citation-card inline\"");
    lacks(&inline, "<div");
}

#[tokio::test(flavor = "current_thread")]
async fn heading_levels() {
    let of = |level: &'static str| html("heading", props(records(DEMO), &[("heading-level", level)]));
    let four = of("4").await;
    has(&four, "<h4 part=\"title\"");
    has(&four, "<h5 class=\"label\">Abstract</h5>");
    let none = of("none").await;
    has(&none, "<p part=\"title\"");
    for level in 1..=6 {
        lacks(&none, &format!("<h{level}"));
    }
}

#[tokio::test(flavor = "current_thread")]
async fn several_works_are_a_list() {
    let all = [records(DEMO), records(ARABIC)].concat();
    let html = html("list", props(all, &[])).await;
    has(&html, "2 works");
    assert_eq!(html.matches("<li data-at").count(), 2);
    has(&html, "aria-disabled=\"true\" class=\"toggle\">All</button>");
    has(&html, "aria-disabled=\"false\" class=\"toggle\">None</button>");
    has(&html, "مقدمة");
    has(
        &html,
        "<span dir=\"auto\" class=\"by\">Procter et al. · 2022 · New Technology, Work and Employment</span>",
    );
}

#[test]
fn payload_names_what_it_needs() {
    let (settings, _) = Settings::from(&[("lang", "fr")]);
    let need = |id: &str| card::payload(&records(DEMO), id, &assets(), &settings);
    assert!(matches!(need("pure-apa"), Err(card::PayloadError::Needs(_))), "the locale of fr is not there");
    assert!(matches!(need("nonsense"), Err(card::PayloadError::Unknown(_))));
    let json = need("csl-json").expect("CSL-JSON needs nothing");
    assert_eq!(json.file(&assets()).map(|file| file.name).as_deref(), Ok("procter-2022.json"));
    assert_eq!(json.html, None);
    assert_eq!(card::payload(&[], "csl-json", &assets(), &settings), Err(card::PayloadError::NoRecord));
}

#[test]
fn american_english_stands_in_for_a_locale_that_could_not_be_had() {
    let (settings, _) = Settings::from(&[("lang", "fr")]);
    let asked = |locales: &[(&str, Load<Rc<Locale>>)]| {
        let mut assets = assets();
        assets.locales = locales.iter().map(|(lang, load)| ((*lang).to_owned(), load.clone())).collect();
        card::payload(&records(DEMO), "pure-apa", &assets, &settings)
    };
    let failed = || Load::Failed(Failure::new(Reason::Unreadable, "fr is a web page"));
    let english = assets().locale("en-US").clone();
    assert!(matches!(&english, Load::Ready(_)), "the tests have English");
    let need = card::Need::Locale("en-US".into());
    assert_eq!(asked(&[("fr", failed())]), Err(card::PayloadError::Needs(need)));
    assert!(
        asked(&[("fr", failed()), ("en-US", english)]).is_ok_and(|given| given.text.starts_with("Procter"))
    );
    let Err(card::PayloadError::Failed(_, failure)) = asked(&[("fr", failed()), ("en-US", failed())]) else {
        panic!("nothing stands in for English");
    };
    assert_eq!(failure.message, "fr is a web page");
}

#[tokio::test(flavor = "current_thread")]
async fn a_tab_has_the_name_that_the_page_gives_it() {
    let html = html("tab-name", props(records(DEMO), &[("tabs", "pure-apa bibtex=BIBTEX ris=")])).await;
    has(&html, ">BIBTEX</button>");
    has(&html, ">RIS</button>");
    lacks(&html, ">BibTeX</button>");
}

#[tokio::test(flavor = "current_thread")]
async fn an_author_date_style_offers_the_citation_in_a_sentence() {
    let html = html("sentence", props(records(DEMO), &[("tabs", "pure-apa")])).await;
    has(&html, "aria-label=\"Copy in-text citation: (Procter et al., 2022)\"");
    has(&html, "<span>(Author, year)</span>");
    has(&html, "<span>Author (year)</span>");
    has(&html, "<output lang=\"en-US\" dir=\"ltr\">(Procter et al., 2022)</output>");
    let several = records(&format!("[{DEMO},{DEMO}]"));
    let several = self::html("sentence-list", props(several, &[("tabs", "pure-apa")])).await;
    has(&several, "Copy in-text citation: (Procter");
    for part in ["Author (year)", "Omit author", "class=\"locator\""] {
        lacks(&several, part);
    }
    let numeric = self::html("sentence-numeric", props(records(DEMO), &[("tabs", "pure-vancouver")])).await;
    lacks(&numeric, "In the text");
}

#[tokio::test(flavor = "current_thread")]
async fn a_title_without_end_is_shown_by_its_beginning() {
    let mut endless = records(DEMO);
    let title = "An <i>endless title</i> ".repeat(45_000);
    endless[0].set_text(citation_card::record::Variable::Title, title);
    let html = html("endless", props(endless, &[("tabs", "pure-apa")])).await;
    assert!(html.len() < 300_000, "{} bytes", html.len());
    has(&html, "…");
}

#[test]
fn terms_in_the_language_of_a_work_take_its_locale() {
    let locale = |lang: &str, et_al: &str| {
        let xml = format!(
            r#"<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="{lang}"><terms><term name="et-al">{et_al}</term></terms></locale>"#
        );
        Load::Ready(Rc::new(Locale::parse(&xml).expect("the locale is good")))
    };
    let names = r#"<names variable="author"><name et-al-min="2" et-al-use-first="1"/></names>"#;
    let style = |layout: &str| {
        let xml = format!(
            r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info><title>T</title><id>t</id></info><citation><layout>{names}</layout></citation><bibliography>{layout}</bibliography></style>"#
        );
        Load::Ready(Rc::new(Style::parse(&xml).expect("the style is good")))
    };
    let plain = format!("<layout>{names}</layout>");
    let mut assets = assets();
    assets.styles.push(("plain".to_owned(), style(&plain)));
    assets
        .styles
        .push(("several".to_owned(), style(&format!(r#"<layout locale="zh">{names}</layout>{plain}"#))));
    let item = |id: &str, lang: &str| {
        format!(
            r#"{{"id": "{id}", "type": "book", "title": "{id}", "language": "{lang}", "author": [{{"family": "A"}}, {{"family": "B"}}]}}"#
        )
    };
    let works = records(&format!("[{}, {}]", item("a", "zh-CN"), item("b", "en")));
    let text = |id: &str, assets: &Assets, options: &str| {
        let (settings, problems) = Settings::from(&[("lang", "en"), ("options", options)]);
        assert_eq!(problems, []);
        card::payload(&works, id, assets, &settings).map(|payload| payload.text)
    };
    assert_eq!(text("plain", &assets, "").as_deref(), Ok("A et al.\nA et al."));
    let missing = Err(card::PayloadError::Needs(card::Need::Locale("zh-CN".to_owned())));
    assert_eq!(text("several", &assets, ""), missing);
    let option = r#"{"item-language": true}"#;
    assert_eq!(text("plain", &assets, option), missing);
    assets.locales.push(("zh-CN".to_owned(), locale("zh-CN", "等")));
    assert_eq!(text("several", &assets, "").as_deref(), Ok("A等\nA et al."));
    assert_eq!(text("plain", &assets, option).as_deref(), Ok("A等\nA et al."));
    // A locale that cannot be had is done without.
    let at = assets.locales.len() - 1;
    assets.locales[at].1 = Load::Failed(Failure::new(Reason::Network, "gone"));
    assert_eq!(text("several", &assets, "").as_deref(), Ok("A et al.\nA et al."));
}
