//! The states that only the reader's presses lead to, rendered natively.

use std::rc::Rc;

use yew::{Callback, LocalServerRenderer};

use super::state::{Action, CopyTarget, tests::BEGIN, tests::copied};
use super::*;
use crate::record::{Kind, Name, Record, Variable};

async fn after(actions: &[Action], name_count: usize) -> String {
    BEGIN.set(state::tests::after(actions));
    let mut record = Record::new(Kind::Book);
    record.set_text(Variable::Title, "On copying");
    record.set_text(Variable::Abstract, "word ".repeat(100));
    for at in 0..name_count {
        record.push_name(Variable::Author, Name::person(format!("Family{at}"), "G."));
    }
    let (settings, problems) = Settings::from(&[("tabs", "csl-json apa")]);
    let props = CardProps {
        number: Some(0),
        records: Rc::new(vec![record]),
        problems: Rc::new(problems),
        status: Status::Ready,
        settings: Rc::new(settings),
        assets: Rc::default(),
        report: Rc::default(),
        near: true,
        local: false,
        on: Callback::noop(),
    };
    LocalServerRenderer::<CitationCard>::with_props(props).hydratable(false).render().await
}

#[tokio::test(flavor = "current_thread")]
async fn copied_is_said_in_the_button_and_aloud() {
    let once = after(&[copied()], 1).await;
    assert!(once.contains("class=\"button primary done\""), "{once}");
    assert!(once.contains("data-done=\"Copied\" class=\"ok\">"), "{once}");
    assert!(once.contains("aria-label=\"Copy CSL-JSON\""), "the name stays: {once}");
    let region = "<span role=\"status\" class=\"aloud\">";
    assert!(once.contains(&format!("{region}</span>{region}Copied to the clipboard</span>")), "{once}");
    let twice = after(&[copied(), copied()], 1).await;
    assert!(twice.contains(&format!("{region}Copied to the clipboard</span>{region}</span>")), "{twice}");
}

#[tokio::test(flavor = "current_thread")]
async fn a_refused_copy_names_the_keys() {
    let html = after(&[Action::CopyFailed(CopyTarget::Entry, String::new())], 1).await;
    assert!(html.contains("The text is selected: press Ctrl+C."), "{html}");
    assert!(!html.contains(" done\""), "{html}");
}

#[tokio::test(flavor = "current_thread")]
async fn another_tab_that_is_not_loaded_waits() {
    let html = after(&[Action::Choose("apa".into())], 1).await;
    assert!(html.contains("aria-label=\"APA\" aria-busy=\"true\""), "{html}");
    assert!(html.contains("Loading…"), "{html}");
}

#[tokio::test(flavor = "current_thread")]
async fn unfolded_shows_everything() {
    let folded = after(&[], 20).await;
    assert_eq!(folded.matches("<li><bdi>").count(), 12);
    assert!(folded.contains("abstract folded"), "{folded}");
    let open = after(&[Action::ToggleAuthors, Action::ToggleAbstract], 20).await;
    assert_eq!(open.matches("<li><bdi>").count(), 20);
    assert!(!open.contains("abstract folded"), "{open}");
    assert_eq!(open.matches("aria-expanded=\"true\"").count(), 2);
}

/// A card of a list of two works, all of which the reader has left out.
async fn with_all_left_out(attributes: &[(&str, &str)]) -> String {
    BEGIN.set(state::tests::after(&[state::tests::leave_out(&[0, 1])]));
    let mut record = Record::new(Kind::Book);
    record.set_text(Variable::Title, "On lists");
    let (settings, _) = Settings::from(attributes);
    let props = CardProps {
        number: Some(0),
        records: Rc::new(vec![record.clone(), record]),
        problems: Rc::default(),
        status: Status::Ready,
        settings: Rc::new(settings),
        assets: Rc::default(),
        report: Rc::default(),
        near: true,
        local: false,
        on: Callback::noop(),
    };
    LocalServerRenderer::<CitationCard>::with_props(props).hydratable(false).render().await
}

#[tokio::test(flavor = "current_thread")]
async fn a_list_without_a_chosen_work_says_what_to_do() {
    let html = with_all_left_out(&[("tabs", "csl-json")]).await;
    assert!(html.contains("<p class=\"waiting\">Choose at least one work to cite.</p>"), "{html}");
    assert!(html.contains("<span>0 of 2 works</span>"), "{html}");
    assert!(html.contains("aria-disabled=\"false\" class=\"toggle\">All</button>"), "{html}");
    assert!(html.contains("aria-disabled=\"true\" class=\"toggle\">None</button>"), "{html}");
    assert!(html.contains("role=\"tabpanel\"") && !html.contains("part=\"button copy\""), "{html}");
}

/// There is no list there to put works back from.
#[tokio::test(flavor = "current_thread")]
async fn in_a_line_of_text_all_works_are_cited() {
    let html = with_all_left_out(&[("tabs", "csl-json"), ("layout", "inline")]).await;
    assert_eq!(html.matches("On lists").count(), 2, "{html}");
    assert!(html.contains("part=\"button copy\""), "{html}");
}

/// The names of some styles and journals, as the file has them.
const NAMES: &str = "#apa\td\nAPA Style 7th edition\n#nature\tn\nNature\n\
    Nature Communications\t\t\ten-GB\n#oscola\to\nOSCOLA 4th edition\n\
    #pure-apa\td\nAPA\n#the-lancet\tn\nThe Lancet\nThe Lancet Neurology\n";

/// The card with the search open, after something was typed to open it.
async fn search(typed: &str, attributes: &[(&str, &str)], record: Record, names: Load<Rc<str>>) -> String {
    BEGIN.set(state::tests::after(&[Action::Search(Some(typed.to_owned().into()))]));
    let (settings, _) = Settings::from(attributes);
    let assets = Assets { names, langs: "en-GB en-US".to_owned(), ..Assets::default() };
    let props = CardProps {
        number: Some(0),
        records: Rc::new(vec![record]),
        problems: Rc::default(),
        status: Status::Ready,
        settings: Rc::new(settings),
        assets: Rc::new(assets),
        report: Rc::default(),
        near: true,
        local: false,
        on: Callback::noop(),
    };
    LocalServerRenderer::<CitationCard>::with_props(props).hydratable(false).render().await
}

fn titled(kind: Kind) -> Record {
    let mut record = Record::new(kind);
    record.set_text(Variable::Title, "On searching");
    record
}

/// What stands between a text and another one, for each time that they are there.
fn between<'t>(html: &'t str, start: &str, end: &str) -> Vec<&'t str> {
    html.split(start).skip(1).filter_map(|rest| rest.split(end).next()).collect()
}

fn options(html: &str) -> Vec<String> {
    let options = between(html, "<bdi>", "</bdi>").into_iter().filter(|title| !title.starts_with('.'));
    options.map(|title| title.replace("<mark>", "[").replace("</mark>", "]")).collect()
}

#[tokio::test(flavor = "current_thread")]
async fn the_empty_search_offers_what_people_want_most() {
    let recent = "the-lancet\tThe Lancet\tthe-lancet\n";
    let attributes = [("tabs", "apa bibtex"), ("formats", "ris"), ("kept-recent", recent)];
    let html = search("", &attributes, titled(Kind::Book), Load::Ready(NAMES.into())).await;
    let groups = ["Recent", "Offered here", "Most used", "For reference managers", "Metadata", "Snippets"];
    assert_eq!(between(&html, "class=\"of\">", "<"), groups);
    let list = html.split("role=\"listbox\"").nth(1).expect("the list is there");
    let first: Vec<String> =
        options(list).into_iter().filter(|title| !title.contains("author")).take(6).collect();
    assert_eq!(first[..2], ["The Lancet", "numeric"], "{first:?}");
    assert_eq!(html.matches("aria-selected=\"true\" class=\"option\"").count(), 1, "{html}");
    assert!(!html.contains("<bdi>APA</bdi>"), "a portal's styles are for pages that name them: {html}");
}

#[tokio::test(flavor = "current_thread")]
async fn what_is_typed_finds_journals_and_formats() {
    let lancet = search("lancet", &[], titled(Kind::Book), Load::Ready(NAMES.into())).await;
    assert_eq!(
        options(&lancet),
        ["The [Lancet]", "numeric", "The [Lancet] Neurology", "The Lancet (numeric)"],
        "{lancet}"
    );
    let bibtex = search("BibTeX", &[], titled(Kind::Book), Load::Ready(NAMES.into())).await;
    assert_eq!(options(&bibtex).first().map(String::as_str), Some("[BibTeX]"), "{bibtex}");
    let near = search("oscolla", &[], titled(Kind::Book), Load::Ready(NAMES.into())).await;
    assert_eq!(options(&near), ["OSCOLA 4th edition", "notes"], "{near}");
    let named = search("apa", &[("tabs", "pure-apa")], titled(Kind::Book), Load::Ready(NAMES.into())).await;
    assert!(named.contains("<mark>APA</mark></bdi>"), "{named}");
}

#[tokio::test(flavor = "current_thread")]
async fn a_search_without_names_says_so_and_waits_for_its_code() {
    let failed = Load::Failed(Failure::new(Reason::NotFound, "names.txt answered with 404"));
    let html = search("x", &[], titled(Kind::Book), failed).await;
    assert!(html.contains("could not be loaded; other styles are found"), "{html}");
    let html = search("x", &[], titled(Kind::Book), Load::Missing).await;
    assert!(html.contains("class=\"finder\">Loading…"), "{html}");
}

#[tokio::test(flavor = "current_thread")]
async fn formats_that_make_no_sense_for_a_type_are_offered_last() {
    let order = |html: &str| -> Vec<String> {
        let metadata = html.split(">Metadata<").nth(1).expect("the group is there");
        let group = metadata.split("role=\"group\"").next().expect("the group ends");
        options(group)
    };
    let article = search("", &[], titled(Kind::ArticleJournal), Load::Waiting).await;
    assert_eq!(order(&article).last().map(String::as_str), Some("CFF"), "{article}");
    let software = search("", &[], titled(Kind::Software), Load::Waiting).await;
    assert_eq!(order(&software).first().map(String::as_str), Some("CFF"), "{software}");
    let asked = search("", &[("formats", "cff")], titled(Kind::ArticleJournal), Load::Waiting).await;
    assert!(asked.contains("Offered here"), "{asked}");
}
