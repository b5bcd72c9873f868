//! What the element promises is the same in the code, in README.md, in the TypeScript declarations
//! and in the custom elements manifest: attributes, properties, events, reasons, words, formats,
//! options, outputs, the types and variables of CSL, and the tabs shown by default.
#![cfg(feature = "card")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use citation_card::card::{Layout, Reason, Section, Settings};
use citation_card::csl::Output;
use citation_card::formats::{self, CATALOG};
use citation_card::record::{Class, Kind, Variable};
use serde_json::Value;

type Names = BTreeSet<String>;

fn text(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path)
}

/// The JavaScript of the element, one file after the other.
fn javascript() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/element/js");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

fn names<S: AsRef<str>>(list: impl IntoIterator<Item = S>) -> Names {
    list.into_iter().map(|name| name.as_ref().to_owned()).collect()
}

/// The texts between quotes.
fn quoted(text: &str) -> Names {
    names(text.split('\'').skip(1).step_by(2))
}

/// What stands between two texts.
#[track_caller]
fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let rest = text.split_once(start).unwrap_or_else(|| panic!("“{start}” was not found")).1;
    rest.split_once(end).unwrap_or_else(|| panic!("“{end}” was not found")).0
}

/// The words of a union in the declarations: `export type Layout = 'card' | 'compact' | …`.
#[track_caller]
fn union(name: &str) -> Names {
    let types = text("src/element/citation-card.d.ts");
    let rest = between(&types, &format!("export type {name} ="), "\nexport");
    quoted(rest.split("/**").next().unwrap_or(rest))
}

/// The keys of an interface in the declarations.
#[track_caller]
fn keys(interface: &str) -> Names {
    let types = text("src/element/citation-card.d.ts");
    let body = between(&types, &format!("export interface {interface} {{\n"), "\n}");
    let key = |line: &str| {
        let line = line.trim();
        let key = line.split(['?', ':']).next().unwrap_or_default().trim_matches('\'');
        (!line.starts_with(['/', '*']) && line.contains(':')).then(|| key.to_owned())
    };
    body.lines().filter_map(key).collect()
}

/// The attributes that the element observes, as its code lists them.
fn attributes() -> Names {
    let code = javascript();
    let list = between(&code, "const ATTRIBUTES =", "\nconst ");
    let list = list.split("//").next().unwrap_or(list);
    quoted(list).iter().flat_map(|words| words.split_whitespace()).map(str::to_owned).collect()
}

fn camel(name: &str) -> String {
    let mut parts = name.split('-');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |name, part| name + &part[..1].to_uppercase() + &part[1..])
}

/// The element in the manifest.
fn manifest() -> Value {
    let manifest: Value = serde_json::from_str(&text("src/element/custom-elements.json")).unwrap();
    manifest["modules"][0]["declarations"][0].clone()
}

fn named(list: &Value) -> Names {
    names(list.as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap()))
}

/// The rows of the README's table between two comments: its cells.
#[track_caller]
fn table(name: &str) -> Vec<Vec<String>> {
    let readme = text("README.md");
    let table = between(&readme, &format!("<!-- {name} -->\n"), &format!("<!-- /{name} -->")).to_owned();
    let rows = table.lines().skip(2);
    rows.map(|row| row.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect()).collect()
}

/// What is written as code in a text.
fn code(text: &str) -> Names {
    names(text.split('`').skip(1).step_by(2))
}

#[test]
fn attributes_are_the_same_everywhere() {
    let attributes = attributes();
    assert!(attributes.contains("styles") && attributes.contains("heading-level"), "{attributes:?}");
    let readme: Names = table("attributes").iter().flat_map(|row| code(&row[0])).collect();
    assert_eq!(readme, attributes, "README.md");
    assert_eq!(named(&manifest()["attributes"]), attributes, "custom-elements.json");
    assert_eq!(keys("CitationCardAttributes"), attributes, "citation-card.d.ts");
}

#[test]
fn properties_are_the_same_everywhere() {
    let reflected: Names =
        attributes().iter().filter(|name| *name != "lang").map(|name| camel(name)).collect();
    let mut settable = reflected;
    settable.extend(names(["record", "records"]));
    assert_eq!(keys("CitationCardProperties"), settable, "CitationCardProperties");

    let types = text("src/element/citation-card.d.ts");
    let class = between(&types, "export class CitationCard extends HTMLElement {\n", "\n}");
    let mut members = Names::new();
    for line in class.lines().map(str::trim).filter(|line| !line.starts_with(['/', '*', 's'])) {
        let line = line.trim_start_matches("readonly ").trim_start_matches("get ");
        members.insert(line.split(['(', ':']).next().unwrap_or_default().to_owned());
    }
    let typed = class.lines().map(str::trim).filter(|line| line.starts_with('s'));
    for line in typed.filter(|line| !line.starts_with("set ") && !line.starts_with("static ")) {
        members.insert(line.split(['(', ':']).next().unwrap_or_default().to_owned());
    }
    let mut all = settable;
    all.extend(names(["problems", "text", "html", "copy", "download", "refresh"]));
    assert_eq!(members, all, "the class CitationCard");

    let manifest = manifest();
    assert_eq!(named(&manifest["members"]), all, "custom-elements.json");
    for member in manifest["members"].as_array().unwrap() {
        if let Some(attribute) = member["attribute"].as_str() {
            assert_eq!(member["name"], camel(attribute));
        }
    }
    let (code, readme) = (javascript(), text("README.md"));
    for name in ["record", "records", "problems"] {
        assert!(code.contains(&format!("get {name}()")), "{name}");
    }
    for name in ["text", "html", "copy", "download", "refresh"] {
        assert!(code.contains(&format!("async {name}(")) || code.contains(&format!("  {name}(")), "{name}");
    }
    for name in
        ["record", "records", "problems", "text(id)", "html(id)", "copy(id)", "download(id)", "refresh()"]
    {
        assert!(readme.contains(&format!("`{name}`")), "README.md: {name}");
    }
}

#[test]
fn events_and_their_details_are_the_same_everywhere() {
    let events = keys("CitationCardDetails");
    assert_eq!(events.len(), 5, "{events:?}");
    assert_eq!(named(&manifest()["events"]), events, "custom-elements.json");
    let rows = table("events");
    assert_eq!(rows.iter().flat_map(|row| code(&row[0])).collect::<Names>(), events, "README.md");
    // The keys of each detail.
    let types = text("src/element/citation-card.d.ts");
    let types = between(&types, "export interface CitationCardDetails {\n", "\n}");
    let words = |text: &str| -> Names {
        let inner = text.split_once('{').map_or("", |(_, rest)| rest.split('}').next().unwrap_or_default());
        inner
            .split([';', ','])
            .map(|part| part.split([':', '?']).next().unwrap_or_default().trim().to_owned())
            .collect()
    };
    for event in &events {
        let typed = words(types.lines().find(|line| line.contains(&format!("'{event}'"))).unwrap());
        let row = rows.iter().find(|row| row[0].contains(event.as_str())).unwrap();
        assert_eq!(words(&row[2]), typed, "README.md: {event}");
        let manifest = manifest();
        let described = manifest["events"].as_array().unwrap().iter().find(|known| known["name"] == **event);
        assert_eq!(words(described.unwrap()["type"]["text"].as_str().unwrap()), typed, "manifest: {event}");
    }
    // Every event that the code sends is documented.
    let code = javascript();
    for part in code.split("emit('").skip(1) {
        let name = format!("citation-card-{}", part.split('\'').next().unwrap_or_default());
        assert!(events.contains(&name), "{name} is not documented");
    }
}

#[test]
fn reasons_are_the_same_everywhere() {
    let reasons = names(Reason::ALL.map(Reason::as_str));
    assert_eq!(union("Reason"), reasons, "citation-card.d.ts");
    let row = table("events").into_iter().find(|row| row[0].contains("-error")).unwrap();
    let mut told = code(&row[2]);
    told.retain(|word| !word.contains('{') && word != "reason");
    assert_eq!(told, reasons, "README.md");
    for part in javascript().split("new Failure('").skip(1) {
        let reason = part.split('\'').next().unwrap_or_default();
        assert!(reasons.contains(reason), "the code fails with {reason}");
    }
}

#[test]
fn words_of_attributes_are_the_same_everywhere() {
    let sections = names(Section::WORDS);
    assert_eq!(union("Section"), sections, "citation-card.d.ts");
    let rows = table("attributes");
    let row = |name: &str| rows.iter().find(|row| code(&row[0]).contains(name)).unwrap();
    let told: Names =
        code(&row("show")[1]).iter().flat_map(|words| words.split(' ')).map(str::to_owned).collect();
    assert_eq!(told, sections, "README.md: show, hide");

    let layouts = names(Layout::ALL.map(Layout::as_str));
    assert_eq!(union("Layout"), layouts, "citation-card.d.ts");
    for (attribute, name) in [
        ("layout", "Layout"),
        ("from", "From"),
        ("loading", "Loading"),
        ("follow", "Follow"),
        ("versions", "Versions"),
    ] {
        let union = union(name);
        let told = code(&row(attribute)[1]);
        assert!(
            union.is_subset(&told) || attribute == "follow" && told.len() > 1,
            "README.md, {attribute}: {told:?}"
        );
        let manifest = manifest();
        let described =
            manifest["attributes"].as_array().unwrap().iter().find(|known| known["name"] == attribute);
        assert_eq!(
            quoted(described.unwrap()["type"]["text"].as_str().unwrap()),
            union,
            "manifest: {attribute}"
        );
    }
    // The settings take these words and no others.
    for (attribute, words) in [("layout", &layouts), ("from", &union("From")), ("show", &sections)] {
        for word in words {
            assert_eq!(Settings::from(&[(attribute, word)]).1, [], "{attribute}={word}");
        }
        assert_eq!(Settings::from(&[(attribute, "wrong")]).1.len(), 1, "{attribute}");
    }
}

#[test]
fn defaults_are_the_same_everywhere() {
    let rows = table("attributes");
    for attribute in manifest()["attributes"].as_array().unwrap() {
        let Some(default) = attribute["default"].as_str() else { continue };
        let name = attribute["name"].as_str().unwrap();
        let row = rows.iter().find(|row| code(&row[0]).contains(name)).unwrap();
        assert!(row[2].trim_matches('`') == default.trim_matches('\''), "{name}: {default}, {}", row[2]);
    }
    let choices = text("src/card/choices.rs");
    let tabs = between(&choices, "const DEFAULT_TABS", ";\n");
    let tabs = names(tabs.split('"').skip(1).step_by(2));
    let row = rows.iter().find(|row| code(&row[0]).contains("tabs")).unwrap();
    let told: Names = code(&row[2]).iter().flat_map(|words| words.split(' ')).map(str::to_owned).collect();
    assert_eq!(told, tabs, "README.md: the tabs shown by default");
}

#[test]
fn formats_options_and_outputs_are_the_same_everywhere() {
    assert_eq!(union("FormatId"), names(CATALOG.iter().map(|info| info.id)), "FormatId");
    let of_formats = CATALOG.iter().flat_map(|info| info.options).chain(formats::options::COMMON);
    assert_eq!(keys("WriteOptions"), names(of_formats.map(|(name, _)| *name)), "WriteOptions");
    assert_eq!(union("Output"), names(Output::ALL.map(Output::as_str)), "Output");
}

#[test]
fn exports_of_the_module_are_declared() {
    let loader = text("src/element/js/loader.js");
    let exports: Names =
        between(&loader, "\nexport {", "}").split(',').map(|name| name.trim().to_owned()).collect();
    let types = text("src/element/citation-card.d.ts");
    let declared = types.split("\nexport ").skip(1).filter_map(|rest| {
        let rest = rest.strip_prefix("function ").or_else(|| rest.strip_prefix("class "))?;
        Some(rest.split(['(', ' ']).next().unwrap_or_default().to_owned())
    });
    assert_eq!(declared.collect::<Names>(), exports);
}

#[test]
fn types_and_variables_are_those_of_csl() {
    assert_eq!(union("CslType"), names(Kind::ALL.iter().map(|kind| kind.as_str())), "CslType");
    let of =
        |class: Class| names(Variable::ALL.iter().filter(|one| one.class() == class).map(|one| one.as_str()));
    let mut texts = of(Class::Text);
    // Their names in earlier versions of CSL-JSON.
    texts.extend(names(["journalAbbreviation", "shortTitle"]));
    assert_eq!(union("CslText"), texts, "CslText");
    assert_eq!(union("CslNumber"), of(Class::Number), "CslNumber");
    assert_eq!(union("CslDateVariable"), of(Class::Date), "CslDateVariable");
    assert_eq!(union("CslRole"), of(Class::Name), "CslRole");
}

/// The first versions of Chrome, Firefox and Safari that know what the style sheet uses without an
/// alternative, by what the text of the feature is.
const FEATURES: &[(&str, [f64; 3])] = &[
    ("@container", [105.0, 110.0, 16.0]),
    (":has(", [105.0, 121.0, 15.4]),
    ("color-mix(", [111.0, 113.0, 16.2]),
    ("@layer", [99.0, 97.0, 15.4]),
    ("light-dark(", [123.0, 120.0, 17.5]),
    ("@scope", [118.0, 146.0, 17.4]),
];

/// Constructable style sheets, which the element adopts.
const BASE: [f64; 3] = [73.0, 101.0, 16.4];

/// A style sheet without its comments and its `@supports` blocks: what every browser has to know.
fn required(css: &str) -> String {
    let mut bare = String::new();
    for part in css.split("/*") {
        bare += part.split_once("*/").map_or(part, |(_, rest)| rest);
    }
    let mut kept = String::new();
    let mut rest = bare.as_str();
    while let Some((before, after)) = rest.split_once("@supports") {
        kept += before;
        let body = after.find('{').expect("the rule has a block");
        let mut depth = 0;
        let end = after[body..].find(|letter| {
            depth += match letter {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            depth == 0
        });
        rest = &after[body + end.expect("the block ends") + 1..];
    }
    kept + rest
}

#[test]
fn the_browsers_that_the_readme_names_know_the_style_sheet() {
    let css = required(citation_card::card::CSS);
    let mut floor = BASE;
    for (feature, versions) in FEATURES {
        // A whole rule with `:has()` is dropped where it is not known, and nothing else depends on it.
        if *feature != ":has(" && css.contains(feature) {
            floor = [0, 1, 2].map(|at| floor[at].max(versions[at]));
        }
    }
    let sentence =
        format!("Chrome and Edge {}, Firefox {}, Safari {} and later", floor[0], floor[1], floor[2]);
    assert!(text("README.md").contains(&sentence), "README.md does not say “{sentence}”");
}
