//! What tells other programs of the package: `package.json`, and the manifest of the element
//! (`custom-elements.json`) as editors take it: web-types (JetBrains) and custom data (VS Code).
//!
//! See <https://docs.npmjs.com/cli/configuring-npm/package-json>,
//! <https://github.com/JetBrains/web-types> and <https://github.com/microsoft/vscode-custom-data>.

use std::path::Path;

use citation_card::record::Json;
use citation_card::text::json;

use crate::files;
use crate::shell::Outcome;

/// The fields of `package.json` but for the version.
const PACKAGE: &str = include_str!("package.json");

/// Writes the files into the package.
pub(super) fn write(package: &Path, version: &str) -> Outcome {
    let text = PACKAGE.replace("\"VERSION\"", &format!("\"{version}\""));
    files::write(&package.join("package.json"), text.as_bytes())?;
    files::write(&package.join("single.d.ts"), SINGLE.as_bytes())?;
    files::write(&package.join("all-styles.d.ts"), b"export {}\n")?;
    let (manifest, _) = json::parse(&files::text(&package.join("custom-elements.json"))?);
    let element = field(&manifest, &["modules", "declarations"])?;
    files::write(&package.join("web-types.json"), web_types(element, version).to_string().as_bytes())?;
    files::write(&package.join("vscode.html-custom-data.json"), html_data(element).to_string().as_bytes())?;
    files::write(&package.join("vscode.css-custom-data.json"), css_data(element).to_string().as_bytes())
}

/// The types of the classic script.
const SINGLE: &str =
    "// single.js is a classic script: it defines the element, and its functions are in `citationCard`.
import type * as library from './citation-card.js'

declare global {
  var citationCard: typeof library
}
export {}
";

/// The first item of a list in the first item of another.
fn field<'j>(json: &'j Json, path: &[&str]) -> Outcome<&'j Json> {
    let mut found = json;
    for name in path {
        let list = found.get(name).map(Json::items).unwrap_or_default();
        found = list.first().ok_or_else(|| format!("custom-elements.json has no {name}"))?;
    }
    Ok(found)
}

fn object(fields: Vec<(&str, Json)>) -> Json {
    Json::Object(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

fn text(item: &Json, name: &str) -> Json {
    Json::from(item.get(name).and_then(Json::as_str).unwrap_or_default())
}

fn list(element: &Json, name: &str) -> Vec<Json> {
    element.get(name).map(|list| list.items().to_vec()).unwrap_or_default()
}

/// The words of a union: `'card' | 'compact'`.
fn words(attribute: &Json) -> Vec<String> {
    let union =
        attribute.get("type").and_then(|kind| kind.get("text")).and_then(Json::as_str).unwrap_or_default();
    union
        .split(" | ")
        .filter_map(|word| word.strip_prefix('\'')?.strip_suffix('\''))
        .map(str::to_owned)
        .collect()
}

fn named(items: &[Json]) -> Json {
    Json::Array(
        items
            .iter()
            .map(|item| {
                object(vec![("name", text(item, "name")), ("description", text(item, "description"))])
            })
            .collect(),
    )
}

fn web_types(element: &Json, version: &str) -> Json {
    let attributes = list(element, "attributes").into_iter().map(|attribute| {
        let kind = attribute.get("type").and_then(|kind| kind.get("text")).and_then(Json::as_str);
        let kind = kind.unwrap_or("string");
        object(vec![
            ("name", text(&attribute, "name")),
            ("description", text(&attribute, "description")),
            ("value", object(vec![("type", Json::from(kind))])),
        ])
    });
    let fields: Vec<Json> = list(element, "members")
        .into_iter()
        .filter(|member| text(member, "kind") == Json::from("field"))
        .collect();
    let js = object(vec![("properties", named(&fields)), ("events", named(&list(element, "events")))]);
    let tag = object(vec![
        ("name", Json::from("citation-card")),
        ("description", text(element, "description")),
        ("attributes", Json::Array(attributes.collect())),
        ("js", js),
        (
            "css",
            object(vec![
                ("properties", named(&list(element, "cssProperties"))),
                ("parts", named(&list(element, "cssParts"))),
            ]),
        ),
    ]);
    object(vec![
        (
            "$schema",
            Json::from("https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json"),
        ),
        ("name", Json::from("citation-card")),
        ("version", Json::from(version)),
        ("description-markup", Json::from("markdown")),
        ("contributions", object(vec![("html", object(vec![("elements", Json::Array(vec![tag]))]))])),
    ])
}

fn html_data(element: &Json) -> Json {
    let attributes = list(element, "attributes").into_iter().map(|attribute| {
        let values =
            words(&attribute).into_iter().map(|word| object(vec![("name", Json::from(word.as_str()))]));
        let mut fields =
            vec![("name", text(&attribute, "name")), ("description", text(&attribute, "description"))];
        let values: Vec<Json> = values.collect();
        if !values.is_empty() {
            fields.push(("values", Json::Array(values)));
        }
        object(fields)
    });
    let tag = object(vec![
        ("name", Json::from("citation-card")),
        ("description", text(element, "description")),
        ("attributes", Json::Array(attributes.collect())),
    ]);
    object(vec![("version", Json::from("1.1")), ("tags", Json::Array(vec![tag]))])
}

fn css_data(element: &Json) -> Json {
    object(vec![("version", Json::from("1.1")), ("properties", named(&list(element, "cssProperties")))])
}
