//! The card rendered natively: records, assets and props for the tests of its states. Each page is
//! also written to `target/card/` with the style sheet, to be looked at.
#![allow(dead_code, reason = "each test file uses some of it")]

use std::fs;
use std::path::Path;
use std::rc::Rc;

use citation_card::Record;
use citation_card::card::{
    self, Assets, CardProps, CitationCard, Failure, Labels, Load, Reason, Settings, Status, StyleEntry,
};
use citation_card::csl::{Locale, Style};
use citation_card::formats::codec;
use yew::LocalServerRenderer;

pub(crate) const DEMO: &str = include_str!("../card/demo.json");
pub(crate) const HOSTILE: &str = include_str!("../card/hostile.json");
pub(crate) const CROWD: &str = include_str!("../card/crowd.json");
pub(crate) const ARABIC: &str = include_str!("../card/arabic.json");

pub(crate) fn records(json: &str) -> Vec<Record> {
    let reading = codec::by_id("csl-json").and_then(|format| format.read).expect("CSL-JSON is read")(json);
    assert_eq!(reading.problems, [], "the fixture is good");
    reading.records
}

pub(crate) fn assets() -> Assets {
    let style = |id: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("styles/csl/{id}.csl"));
        let xml = fs::read_to_string(path).expect("the style is there");
        (id.to_owned(), Load::Ready(Rc::new(Style::parse(&xml).expect("the style is good"))))
    };
    let entry =
        |id: &str, title: &str| StyleEntry { id: id.into(), title: title.into(), ..StyleEntry::default() };
    let menu = vec![
        entry("pure-apa", "Research portal, APA"),
        entry("pure-author", "Research portal, Author"),
        entry("pure-harvard", "Research portal, Harvard"),
        entry("pure-standard", "Research portal, Standard"),
        entry("pure-vancouver", "Research portal, Vancouver"),
        entry("ieee", "IEEE Reference Guide"),
    ];
    let locale = Locale::parse(LOCALE).expect("the locale is good");
    Assets {
        menu: Load::Ready(Rc::new(menu)),
        styles: ["pure-apa", "pure-author", "pure-harvard", "pure-standard", "pure-vancouver"]
            .map(style)
            .to_vec(),
        locales: ["en", "en-GB", "en-US", "de", "ar"]
            .map(|lang| (lang.to_owned(), Load::Ready(Rc::new(locale.clone()))))
            .to_vec(),
        labels: ["de", "de-AT", "ar"]
            .iter()
            .filter_map(|lang| Some(((*lang).to_owned(), labels(lang)?)))
            .collect(),
        known: ["iee", "nonsense", "pure-vancouvre"].map(|id| (id.to_owned(), None)).to_vec(),
        ..Assets::default()
    }
}

/// The labels of a language tag, where there are some yet.
fn labels(tag: &str) -> Option<Load<&'static Labels>> {
    let language = tag.split('-').next().unwrap_or_default();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/card/labels/{language}.txt"));
    Some(Load::Ready(Labels::read(tag, &fs::read_to_string(path).ok()?).expect("a file of labels")))
}

/// Enough of a locale for the styles written here.
pub(crate) const LOCALE: &str = r#"<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="en-US">
  <terms><term name="and">and</term><term name="et-al">et al.</term></terms></locale>"#;

pub(crate) const TABS: (&str, &str) =
    ("tabs", "pure-apa pure-author bibtex pure-harvard pure-standard ris pure-vancouver csl-json");

pub(crate) fn props(records: Vec<Record>, attributes: &[(&str, &str)]) -> CardProps {
    let (settings, problems) = Settings::from(&[&[TABS], attributes].concat());
    CardProps {
        number: Some(0),
        records: Rc::new(records),
        problems: Rc::new(problems),
        status: Status::Ready,
        settings: Rc::new(settings),
        assets: Rc::new(assets()),
        report: Rc::default(),
        near: true,
        local: false,
        on: yew::Callback::noop(),
    }
}

pub(crate) async fn html(name: &str, props: CardProps) -> String {
    let html = LocalServerRenderer::<CitationCard>::with_props(props).hydratable(false).render().await;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/card");
    fs::create_dir_all(&folder).expect("target can be written");
    let page = format!(
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>\
         <meta name=color-scheme content='light dark'><style>body{{font:16px/1.5 system-ui,sans-serif;margin:1rem}}\
         {}</style><main>{html}</main></html>",
        card::CSS
    );
    fs::write(folder.join(format!("{name}.html")), page).expect("target can be written");
    assert!(!html.contains("style="), "no inline style: {html}");
    assert!(!html.contains("href=\"javascript"), "no link that runs code: {html}");
    html
}

#[track_caller]
pub(crate) fn has(html: &str, part: &str) {
    assert!(html.contains(part), "{part:?} is not in {html}");
}

#[track_caller]
pub(crate) fn lacks(html: &str, part: &str) {
    assert!(!html.contains(part), "{part:?} is in {html}");
}

/// A card whose first style, and whatever else is named, failed for a reason.
pub(crate) fn failed(ids: &[&str], reason: Reason, attributes: &[(&str, &str)]) -> CardProps {
    let mut assets = assets();
    assets.styles.retain(|(have, _)| !ids.contains(&have.as_str()));
    for id in ids {
        let failure = Failure::new(reason, format!("{id}.csl answered with 404"));
        assets.styles.push(((*id).to_owned(), Load::Failed(failure)));
    }
    CardProps { assets: Rc::new(assets), ..props(records(DEMO), attributes) }
}
