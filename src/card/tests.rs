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
    assert!(once.contains("class=\"ok\">"), "{once}");
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

#[tokio::test(flavor = "current_thread")]
async fn a_list_without_a_chosen_work_says_what_to_do() {
    BEGIN.set(state::tests::after(&[state::tests::leave_out(&[0, 1])]));
    let mut record = Record::new(Kind::Book);
    record.set_text(Variable::Title, "On lists");
    let (settings, _) = Settings::from(&[("tabs", "csl-json")]);
    let props = CardProps {
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
    let html = LocalServerRenderer::<CitationCard>::with_props(props).hydratable(false).render().await;
    assert!(html.contains("<p class=\"waiting\">Choose at least one work to cite.</p>"), "{html}");
    assert!(html.contains("<span>0 of 2 works</span>"), "{html}");
    assert!(html.contains("aria-disabled=\"false\" class=\"toggle\">All</button>"), "{html}");
    assert!(html.contains("aria-disabled=\"true\" class=\"toggle\">None</button>"), "{html}");
    assert!(html.contains("role=\"tabpanel\"") && !html.contains("part=\"button copy\""), "{html}");
}
