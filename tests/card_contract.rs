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

/// A colour of the style sheet, `light-dark(#rrggbb, #rrggbb)`, in both schemes.
fn colours(token: &str) -> [[f64; 3]; 2] {
    let (_, both) = card::CSS.split_once("@supports (color: light-dark(").expect("both schemes are declared");
    let declared = both.split(&format!("--{token}: ")).nth(1).expect("the token is declared");
    let both = declared.split("light-dark(").nth(1).expect("it has two colours").split(')').next().unwrap();
    let channel = |hex: &str, at: usize| {
        let value =
            f64::from(u8::from_str_radix(&hex[1 + at * 2..3 + at * 2], 16).expect("hex digits")) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    let mut both = both.split(", ").map(|hex| [0, 1, 2].map(|at| channel(hex, at)));
    [both.next().expect("light"), both.next().expect("dark")]
}

/// A browser that does not know `light-dark()` would drop a property that uses it.
#[test]
fn every_colour_has_a_fallback_that_is_its_light_one() {
    let (before, both) =
        card::CSS.split_once("@supports (color: light-dark(").expect("both schemes are declared");
    let (both, after) = both.split_once("\n}\n").expect("the block ends");
    let tokens = |css: &'static str| {
        let lines = css.lines().map(str::trim).filter(|line| line.starts_with("--") && line.contains('#'));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let light = |line: &String| match line.split_once("light-dark(") {
        Some((name, colours)) => {
            let (light, rest) = colours.split_once(", ").expect("two colours");
            let (_, rest) = rest.split_once(')').expect("it ends");
            [name, light, rest].concat()
        }
        None => line.clone(),
    };
    let expected: Vec<String> = tokens(both).iter().map(light).collect();
    assert!(expected.len() > 10, "{expected:?}");
    assert_eq!(tokens(before), expected);
    assert!(!before.contains("light-dark(#") && !after.contains("light-dark("), "only behind @supports");
}

/// WCAG 2.2: 4.5 for text (1.4.3), 3 for what controls are known by (1.4.11).
#[test]
fn colours_have_enough_contrast_in_both_schemes() {
    let text = [
        ("ink", "surface"),
        ("ink", "well"),
        ("soft", "surface"),
        ("soft", "well"),
        ("accent", "surface"),
        ("accent", "well"),
        ("on-accent", "accent"),
        ("on-good", "good"),
        ("good", "surface"),
        ("bad", "surface"),
        ("bad", "well"),
    ];
    let controls = [("edge", "surface"), ("edge", "well"), ("accent", "track")];
    let luminance = |[red, green, blue]: [f64; 3]| 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    for (pairs, least) in [(&text[..], 4.5), (&controls[..], 3.0)] {
        for (one, other) in pairs {
            for (scheme, name) in ["light", "dark"].into_iter().enumerate() {
                let pair = [colours(one)[scheme], colours(other)[scheme]].map(luminance);
                let (high, low) = (pair[0].max(pair[1]), pair[0].min(pair[1]));
                let ratio = (high + 0.05) / (low + 0.05);
                assert!(ratio >= least, "{one} on {other}, {name}: {ratio:.2} is below {least}");
            }
        }
    }
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

const DESCRIPTION: &str = include_str!("../src/element/custom-elements.json");
const README: &str = include_str!("../README.md");

#[tokio::test(flavor = "current_thread")]
async fn the_documented_parts_are_those_that_there_are() {
    let row = ReportRow { field: "title".into(), ..ReportRow::default() };
    let full = CardProps {
        report: Rc::new(vec![row]),
        problems: Rc::new(vec![Problem::new("attribute x", "is wrong")]),
        ..props(records(DEMO), &[("debug", ""), ("layout", "button")])
    };
    let pages = [
        html("parts", full).await,
        html("parts-code", props(records(DEMO), &[("selected", "csl-json")])).await,
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
        assert!(README.contains(&format!("| `{part}` |")), "{part} is not in the README");
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
