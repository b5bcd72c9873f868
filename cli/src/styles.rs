//! The name of a style or a language → the style, the locale; and words → the styles that they name.

use crate::args::Styles;
use crate::input::unreadable;
use crate::output::{Sink, print};
use crate::{Outcome, Stop};
use citation_card::card::{Settings, unknown_ids};
use citation_card::csl::aliases::{ALIASES, canonical};
use citation_card::record::Json;
use citation_card::text::case;
use citation_card::{Locale, Style};
use citation_card_assets as assets;
use std::fs;
use std::path::{Path, PathBuf};

/// A dependent style is no further than this from the one that renders.
const MAX_PARENTS: usize = 4;

/// The style of an id, a common name, an address in the official repository, or the path of a `.csl`
/// file. `folder` is looked in before what comes with the program.
pub(crate) fn find(name: &str, folder: Option<&Path>) -> Outcome<Style> {
    let own = one(name, folder)?;
    let default_locale = own.default_locale.clone();
    let mut style = own;
    for _ in 0..MAX_PARENTS {
        let Some(parent) = style.parent.clone() else {
            style.default_locale = default_locale.or(style.default_locale);
            return Ok(style);
        };
        style = one(&parent, folder).map_err(|_| {
            Stop::Usage(format!(
                "the style {name} takes its rules from {parent}, which does not come with the program; name a \
                 folder that has it with --styles"
            ))
        })?;
    }
    Err(Stop::Usage(format!(
        "the style {name}: its parent styles form a circle, or a chain that is too long"
    )))
}

fn one(name: &str, folder: Option<&Path>) -> Outcome<Style> {
    let path = Path::new(name);
    if path.is_file()
        || name.contains(['/', '\\']) && !name.contains("://")
        || name.ends_with(".csl") && path.exists()
    {
        return read(path, Style::parse);
    }
    let id = canonical(name);
    for path in folder.into_iter().flat_map(|folder| in_folder(folder, &id)) {
        if path.is_file() {
            return read(&path, Style::parse);
        }
    }
    assets::style(name).ok_or_else(|| Stop::Usage(unknown(name)))
}

/// Where the official repository, or the folder of a built card, has a style.
fn in_folder(folder: &Path, id: &str) -> [PathBuf; 2] {
    let name = format!("{id}.csl");
    [folder.join(&name), folder.join("dependent").join(name)]
}

fn read<T, E: std::fmt::Display>(path: &Path, parse: fn(&str) -> Result<T, E>) -> Outcome<T> {
    let told = |message: String| Stop::Usage(format!("{}: {message}", path.display()));
    let text = fs::read_to_string(path).map_err(|error| told(unreadable(&error)))?;
    if !text.trim_start_matches('\u{feff}').trim_start().starts_with('<') {
        return Err(told("it is not XML, as styles and locales are".to_owned()));
    }
    parse(&text).map_err(|error| told(error.to_string()))
}

/// `unknown style “apaa”; did you mean “apa”?`, and what helps.
fn unknown(name: &str) -> String {
    let settings = Settings { styles: vec![name.to_owned()], ..Settings::default() };
    let told = unknown_ids(&settings, &assets::assets_for(&settings));
    let what =
        told.first().map_or_else(|| format!("unknown style “{name}”"), |problem| problem.message.clone());
    format!("{what}\n`citation-card styles {name}` searches; --style takes the path of a .csl file as well")
}

/// The locale of a language or of a path; without either, the style's own.
pub(crate) fn locale(style: &Style, asked: Option<&str>) -> Outcome<Locale> {
    match asked {
        Some(path) if Path::new(path).is_file() || path.contains(['/', '\\', '.']) => {
            read(Path::new(path), Locale::parse)
        }
        Some(lang) => assets::locale(lang).ok_or_else(|| {
            let langs: Vec<&str> = assets::locales().iter().map(|locale| locale.lang).collect();
            Stop::Usage(format!("no locale for the language “{lang}”; there are {}", langs.join(", ")))
        }),
        None => {
            assets::locale_for(style, None).ok_or_else(|| Stop::Failed("no locale could be read".to_owned()))
        }
    }
}

/// What a list of styles shows.
struct Row {
    id: String,
    title: String,
    short: String,
    aliases: Vec<&'static str>,
}

/// `citation-card styles`
pub(crate) fn run(args: &Styles) -> Outcome {
    if args.credits {
        return print(&assets::credits());
    }
    let words: Vec<String> =
        args.words.iter().flat_map(|word| word.split_whitespace()).map(case::to_lower).collect();
    let mut rows: Vec<(usize, Row)> =
        all(args.styles.as_deref())?.into_iter().filter_map(|row| Some((rank(&row, &words)?, row))).collect();
    rows.sort_by_key(|(rank, _)| *rank);
    if rows.is_empty() {
        return Err(Stop::Failed(format!(
            "no style matches “{}”; citationstyles.org has more than 10,000, which --styles and --style take \
             as files",
            args.words.join(" ")
        )));
    }
    let mut sink = Sink::open(None)?;
    let width = rows.iter().map(|(_, row)| row.id.len()).max().unwrap_or(0).min(50);
    for (_, row) in &rows {
        sink.put(&if args.json { json(row) } else { line(row, width) })?;
    }
    sink.close()
}

fn all(folder: Option<&Path>) -> Outcome<Vec<Row>> {
    let row = |id: &str, title: &str, short: &str| Row {
        id: id.to_owned(),
        title: title.to_owned(),
        short: short.to_owned(),
        aliases: ALIASES.iter().filter(|(_, of)| *of == id).map(|(alias, _)| *alias).collect(),
    };
    let mut rows: Vec<Row> =
        assets::styles().iter().map(|style| row(style.id, style.title, style.short)).collect();
    if let Some(missing) = folder.filter(|folder| !folder.is_dir()) {
        return Err(Stop::Usage(format!("{}: there is no such folder", missing.display())));
    }
    for folder in folder.into_iter().flat_map(|folder| [folder.to_owned(), folder.join("dependent")]) {
        let mut files: Vec<PathBuf> =
            fs::read_dir(&folder).into_iter().flatten().flatten().map(|file| file.path()).collect();
        files.retain(|path| path.extension().is_some_and(|ending| ending == "csl"));
        files.sort();
        for path in files {
            let id = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            if !rows.iter().any(|row| row.id == id) {
                match read(&path, Style::parse) {
                    Ok(style) => rows.push(row(id, &style.title, "")),
                    Err(Stop::Usage(message)) => eprintln!("citation-card: {message}; it was left out"),
                    Err(stop) => return Err(stop),
                }
            }
        }
    }
    Ok(rows)
}

/// How well a style fits some words, the lower the better; nothing if a word is not found.
fn rank(row: &Row, words: &[String]) -> Option<usize> {
    let names: Vec<String> =
        [&row.id, &row.short, &row.title].into_iter().map(|name| case::to_lower(name)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).chain(row.aliases.iter().copied()).collect();
    let all = words.join(" ");
    if !all.is_empty() && names.contains(&all.as_str()) {
        return Some(0);
    }
    let begins =
        |word: &String, name: &str| name.split([' ', '-', '(']).any(|part| part.starts_with(word.as_str()));
    if !words.iter().all(|word| names.iter().any(|name| name.contains(word.as_str()))) {
        return None;
    }
    if names.iter().any(|name| name.starts_with(&all)) {
        return Some(1);
    }
    Some(if words.iter().all(|word| names.iter().any(|name| begins(word, name))) { 2 } else { 3 })
}

fn line(row: &Row, width: usize) -> String {
    let also = if row.aliases.is_empty() { String::new() } else { format!("  [{}]", row.aliases.join(", ")) };
    format!("{:<width$}  {}{also}\n", row.id, row.title)
}

fn json(row: &Row) -> String {
    let aliases = row.aliases.iter().map(|alias| Json::from(*alias)).collect();
    let fields = [
        ("id", Json::from(row.id.as_str())),
        ("title", Json::from(row.title.as_str())),
        ("aliases", Json::Array(aliases)),
    ];
    Json::Object(fields.map(|(key, value)| (key.to_owned(), value)).to_vec()).to_string() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &str) -> Vec<String> {
        let words: Vec<String> = words.split_whitespace().map(case::to_lower).collect();
        let mut rows: Vec<(usize, String)> =
            all(None).unwrap().into_iter().filter_map(|row| Some((rank(&row, &words)?, row.id))).collect();
        rows.sort_by_key(|(rank, _)| *rank);
        rows.into_iter().map(|(_, id)| id).collect()
    }

    #[test]
    fn what_is_named_comes_first() {
        assert_eq!(found("vancouver")[0], "nlm-citation-sequence");
        assert_eq!(found("APA")[0], "apa");
        assert_eq!(found("chicago notes")[0], "chicago-notes-bibliography");
        assert!(found("american chemical").contains(&"american-chemical-society".to_owned()));
        assert!(found("no such style").is_empty());
        assert_eq!(found("").len(), assets::styles().len());
    }
}
