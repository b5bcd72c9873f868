//! `cargo xtask csl-styles [quick]`: every style of the official repository parses, comes back as it
//! was after it has been compiled, and renders every type of work, complete and sparse, in five locales, and every locale serves three styles. Prints
//! counts, and fails where something panics, does not parse, or where a complete work gets no text
//! and citeproc-js gives it some. `quick`, a part of `cargo xtask test`: complete works in one
//! locale, without citeproc-js.

use crate::csl_diff::{peers, records};
use crate::shell::{Outcome, csl_data};
use citation_card::csl::{self, Cite, Locale, Mode, Style};
use citation_card::record::Json;
use citation_card::{Record, formats};
use std::collections::BTreeMap;
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

static LOCALES: &[&str] = &["en-US", "en-GB", "de-DE", "ar", "zh-CN"];
static STYLES: &[&str] = &["apa", "chicago-notes-bibliography", "ieee"];

/// Runs the check.
pub(crate) fn command(words: &[String]) -> Outcome {
    let quick = words.first().is_some_and(|word| word == "quick");
    let data = csl_data().ok_or("the CSL styles are not on this machine; CSL_DATA says where they are")?;
    let states = if quick { &["-full"][..] } else { &["-full", "-sparse"] };
    let chosen = records::records().into_iter().filter(|record| {
        let id = record.get("id").and_then(Json::as_str).unwrap_or_default();
        states.iter().any(|state| id.ends_with(state))
    });
    let items: Vec<Json> = chosen.collect();
    let records = formats::from_json(&Json::Array(items.clone())).records;
    let locale = |file: &Path| -> Outcome<Locale> {
        let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
        Locale::parse(&text).map_err(|error| format!("{}: {error}", file.display()))
    };
    let five: Vec<Locale> = LOCALES
        .iter()
        .take(if quick { 1 } else { LOCALES.len() })
        .map(|lang| locale(&data.join(format!("locales/locales-{lang}.xml"))))
        .collect::<Outcome<_>>()?;
    let (mut dependent, mut rendered, mut wrong, mut without) = (0, 0, Vec::new(), 0);
    let mut empty: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let files = files(&data.join("styles"), "csl")?;
    for file in &files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(file).map_err(|error| format!("{name}: {error}"))?;
        let parsed = Style::parse(&text);
        if let Ok(style) = &parsed {
            let read = Style::from_compiled(&style.compiled());
            if read.is_none_or(|read| format!("{read:?}") != format!("{style:?}")) {
                wrong.push(format!("{name}: is not the same after it was compiled"));
            }
        }
        match parsed {
            Err(error) => wrong.push(format!("{name}: {error}")),
            Ok(style) if style.parent.is_some() => dependent += 1,
            Ok(style) => {
                for locale in &five {
                    match catch_unwind(|| render(&style, locale, &records)) {
                        Ok((count, blank)) => {
                            rendered += count;
                            without += blank.len();
                            if !blank.is_empty() {
                                empty.insert(name.clone(), blank);
                            }
                        }
                        Err(_) => wrong.push(format!("{name}, {}: panics", locale.lang)),
                    }
                }
            }
        }
    }
    let all = self::files(&data.join("locales"), "xml")?;
    for file in &all {
        let locale = locale(file)?;
        let read = Locale::from_compiled(&locale.compiled());
        if read.is_none_or(|read| format!("{read:?}") != format!("{locale:?}")) {
            wrong.push(format!("{}: is not the same after it was compiled", locale.lang));
        }
        for id in STYLES {
            let text =
                fs::read_to_string(data.join(format!("styles/{id}.csl"))).map_err(|e| e.to_string())?;
            let style = Style::parse(&text).map_err(|error| format!("{id}: {error}"))?;
            match catch_unwind(|| render(&style, &locale, &records)) {
                Ok((count, _)) => rendered += count,
                Err(_) => wrong.push(format!("{id}, {}: panics", locale.lang)),
            }
        }
    }
    if !quick {
        peers::provide()?;
        for (name, ids) in &empty {
            let works: Vec<Json> = items
                .iter()
                .filter(|item| item.get("id").and_then(Json::as_str).is_some_and(|id| ids.contains(&id)))
                .cloned()
                .collect();
            let xml =
                fs::read_to_string(data.join(format!("styles/{name}.csl"))).map_err(|e| e.to_string())?;
            let theirs = peers::citeproc(&xml, &works, "en-US", &data.join("locales"))?;
            // citeproc-js has a sentence for what the style leaves empty.
            let given = |text: &str| !text.is_empty() && !text.contains("CSL STYLE ERROR");
            let there = theirs.iter().filter(|(entry, cite)| given(entry) || given(cite)).count();
            println!(
                "{name}: has no element for {} types of works; citeproc-js gives {there} of them a text",
                ids.len()
            );
            if there > 0 {
                wrong.push(format!("{name}: {there} types of works are lost"));
            }
        }
    }
    println!(
        "{} styles ({dependent} dependent), {} locales, {} records: {rendered} entries and citations, \
         {} works without any text, {} failures",
        files.len(),
        all.len(),
        records.len(),
        without,
        wrong.len()
    );
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

/// How many texts came out, and the complete works that have neither an entry nor a citation.
fn render<'a>(style: &Style, locale: &Locale, records: &'a [Record]) -> (usize, Vec<&'a str>) {
    let (mut count, mut blank) = (0, Vec::new());
    for record in records {
        let one = std::slice::from_ref(record);
        let list = csl::bibliography(style, &[locale], one);
        let entry = list.entries.first().map(|entry| csl::plain(&entry.nodes)).unwrap_or_default();
        let cite = csl::plain(&csl::citation(style, &[locale], one, &[Cite::default()], Mode::Citation));
        count += usize::from(!entry.is_empty()) + usize::from(!cite.is_empty());
        if entry.is_empty() && cite.is_empty() && record.id.ends_with("-full") {
            blank.push(record.id.as_str());
        }
    }
    (count, blank)
}

fn files(folder: &Path, extension: &str) -> Outcome<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|found| found == extension));
    files.sort();
    Ok(files)
}
