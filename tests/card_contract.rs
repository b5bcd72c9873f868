//! What the card promises to pages: colours with enough contrast, custom properties and parts that
//! are documented, payloads that paste into a line.
#![cfg(feature = "ssr")]

#[path = "support/card.rs"]
mod support;

use std::rc::Rc;

use citation_card::Problem;
use citation_card::card::{self, CardProps, Load, ReportRow, Settings};
use citation_card::csl::Style;
use support::*;

/// A colour as its channels, linear in light.
fn linear(rgb: [f64; 3]) -> [f64; 3] {
    rgb.map(|value| {
        let value = value / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    })
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let luminance = |rgb| {
        let [red, green, blue] = linear(rgb);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn hex(text: &str) -> [f64; 3] {
    let digit = |at: usize| f64::from(u8::from_str_radix(&text[at..=at], 16).expect("hex digits"));
    match text.len() {
        4 => [1, 2, 3].map(|at| 17.0 * digit(at)),
        _ => [1, 3, 5].map(|at| 16.0 * digit(at) + digit(at + 1)),
    }
}

/// A token of the style sheet on a page of that ink and background:
/// `color-mix(in srgb, currentColor 74%, transparent)` or `color-mix(in srgb, #c00 60%, currentColor)`.
fn token(name: &str, ink: [f64; 3], page: [f64; 3]) -> [f64; 3] {
    let declared = card::CSS.split(&format!("  --{name}: ")).nth(1).expect("the token is declared");
    let mix = declared.split("color-mix(in srgb, ").nth(1).expect("it is a mix").split(')').next().unwrap();
    let (colour, other) = mix.split_once(", ").expect("of two");
    let (colour, share) = colour.split_once(' ').expect("with a share");
    let share = share.trim_end_matches('%').parse::<f64>().expect("a number") / 100.0;
    let of = |name: &str| match name {
        "currentColor" => ink,
        "transparent" => page,
        name => hex(name),
    };
    let (colour, other) = (of(colour), of(other));
    [0, 1, 2].map(|at| share * colour[at] + (1.0 - share) * other[at])
}

/// WCAG 2.2: 4.5 for text (1.4.3), 3 for what controls are known by (1.4.11), on the pages of the
/// look's tests and on softer ones.
#[test]
fn colours_made_of_the_page_have_enough_contrast() {
    let pages = [
        ("#000", "#fff"),
        ("#212529", "#fff"),
        ("#333", "#fff"),
        ("#33291f", "#fbf6ec"),
        ("#c9d1d9", "#0d1117"),
        ("#e6e7ea", "#17191d"),
        ("#fff", "#000"),
    ];
    for (ink, page) in pages {
        let (ink, page) = (hex(ink), hex(page));
        for (name, least) in [("soft", 4.5), ("bad", 4.5), ("edge", 3.0), ("orcid", 3.0)] {
            let ratio = contrast(token(name, ink, page), page);
            assert!(ratio >= least, "--{name}, {ink:?} on {page:?}: {ratio:.2} is below {least}");
        }
    }
}

/// The sheets of the folder are those of the component, in the order in which `xtask dist` joins them.
#[test]
fn every_sheet_is_in_the_component_s_sheet() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("styles/css");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let joined: String = paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    assert_eq!(card::CSS, joined);
}

/// What the sheet's head, the README and the element's description promise is what there is.
#[test]
fn the_documented_custom_properties_are_those_that_are_used() {
    let (head, rules) = card::CSS.split_once("*/").expect("the sheet begins with its contract");
    let names = |text: &str| {
        let letter = |letter: &char| letter.is_ascii_lowercase() || *letter == '-';
        let of = |rest: &str| rest.chars().take_while(letter).collect::<String>();
        let mut names: Vec<String> = text.split("--citation-card-").skip(1).map(of).collect();
        names.retain(|name| !name.is_empty());
        names.sort();
        names.dedup();
        names
    };
    assert_eq!(names(head), names(rules));
    assert_eq!(names(DESCRIPTION), names(rules));
    assert_eq!(names(README), names(rules));
}

const VERSIONED: &str = r#"{"type":"software","title":"A program","DOI":"10.5555/v2","version":"2.3.1","custom":{"concept-doi":"10.5555/all"}}"#;
const DESCRIPTION: &str = include_str!("../src/element/custom-elements.json");
const README: &str = include_str!("../README.md");
const PARTS: &str = include_str!("../docs/parts.md");

#[tokio::test(flavor = "current_thread")]
async fn the_documented_parts_are_those_that_there_are() {
    let row = ReportRow { field: "title".into(), ..ReportRow::default() };
    let full = CardProps {
        number: Some(0),
        report: Rc::new(vec![row]),
        problems: Rc::new(vec![Problem::new("attribute x", "is wrong")]),
        ..props(records(DEMO), &[("debug", ""), ("layout", "button")])
    };
    let pages = [
        html("parts", full).await,
        html("parts-code", props(records(DEMO), &[("selected", "csl-json")])).await,
        html("parts-version", props(records(VERSIONED), &[("contact", "mailto:a@example.org")])).await,
        html("parts-list", props(records(&format!("[{VERSIONED},{VERSIONED}]")), &[])).await,
    ];
    let mut parts: Vec<&str> = pages
        .iter()
        .flat_map(|page| page.split(" part=\"").skip(1))
        .flat_map(|rest| rest.split('"').next().unwrap_or_default().split(' '))
        .collect();
    parts.sort_unstable();
    parts.dedup();
    let described = DESCRIPTION.split("\"cssParts\"").nth(1).expect("the parts are described");
    let described = described.split(']').next().unwrap_or_default().split("\"name\": \"").skip(1);
    let mut described: Vec<&str> = described.filter_map(|rest| rest.split('"').next()).collect();
    described.sort_unstable();
    for part in &parts {
        assert!(described.contains(part), "{part} is not described in custom-elements.json");
        assert!(PARTS.contains(&format!("| `{part}` |")), "{part} is not in docs/parts.md");
    }
    assert_eq!(described, parts);
}

/// A numeric style with the number in the margin.
const NUMERIC: &str = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>N</title><id>n</id></info>
    <citation><layout prefix="[" suffix="]"><text variable="citation-number"/></layout></citation>
    <bibliography second-field-align="flush"><layout suffix="."><text variable="citation-number" prefix="[" suffix="] "/>
    <names variable="author"><name form="short"/></names><text variable="title" prefix=", " font-style="italic"/></layout></bibliography></style>"#;

#[test]
fn what_is_copied_of_a_numeric_style_pastes_into_a_line() {
    let mut assets = assets();
    let style = Style::parse(NUMERIC).expect("the style is whole");
    assets.styles.push(("n".to_owned(), Load::Ready(Rc::new(style))));
    let settings = Settings::default();
    let one = records(DEMO);
    let alone = card::payload(&one, "n", &assets, &settings).expect("all is loaded");
    let (text, html) = (alone.text.as_str(), alone.html.as_deref().unwrap_or_default());
    assert!(text.starts_with("Procter") && !text.contains("[1]"), "{text}");
    assert!(html.starts_with("Procter") && html.contains("<i>"), "{html}");
    let two = [one.clone(), one].concat();
    let several = card::payload(&two, "n", &assets, &settings).expect("all is loaded");
    let html = several.html.unwrap_or_default();
    assert!(html.starts_with("<p>[1] Procter") && html.contains("</p><p>[2] Procter"), "{html}");
    assert!(several.text.starts_with("[1] Procter"), "{}", several.text);
    for html in [alone.html.unwrap_or_default(), html] {
        assert!(!html.contains("<div") && !html.contains("class="), "{html}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn without_a_number_nothing_is_shown() {
    let html = html("no-number", CardProps { number: None, ..props(records(DEMO), &[]) }).await;
    lacks(&html, "Procter");
    lacks(&html, "citation-card\"");
}
