//! Pages with `<citation-card>` → the same pages with what the card shows already in them.
//!
//! Nothing of a page changes but what stands between two comments in a card, so that a second run
//! replaces what the first one wrote.

mod card;
mod find;
mod place;
mod site;
mod write;

use crate::args::Prerender;
use crate::input::unreadable;
use crate::output::Sink;
use crate::tell::Teller;
use crate::{Outcome, Stop};
use card::{Context, content};
use find::cards;
use site::Site;
use std::fs;
use std::io::{IsTerminal, Read, stdin};
use std::path::{Path, PathBuf};

/// What the command writes begins and ends with these.
pub(crate) const BEGIN: &str = "<!--citation-card:prerendered-->";
pub(crate) const END: &str = "<!--/citation-card:prerendered-->";

/// A page and the folder that its site lies in.
struct Source {
    /// Nothing for what is piped in.
    path: Option<PathBuf>,
    root: PathBuf,
}

/// `citation-card prerender`
pub(crate) fn run(args: &Prerender, teller: &Teller) -> Outcome {
    teller.counts("pages");
    let pages = pages(&args.pages, teller)?;
    if pages.len() > 1 && args.out.is_none() && !args.in_place {
        return Err(Stop::Usage("several pages need --out FOLDER, or --in-place".to_owned()));
    }
    for page in &pages {
        let name =
            page.path.as_ref().map_or_else(|| "standard input".to_owned(), |path| path.display().to_string());
        match read(page) {
            Ok(html) => {
                let filled = fill(&html, page, &name, args, teller);
                save(page, &name, &html, &filled, args)?;
                teller.count(1, 0);
            }
            Err(error) => teller.problem(name, error),
        }
    }
    Ok(())
}

fn read(page: &Source) -> Result<String, String> {
    let mut bytes = Vec::new();
    match &page.path {
        Some(path) => bytes = fs::read(path).map_err(|error| unreadable(&error))?,
        None => {
            stdin().read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
        }
    }
    String::from_utf8(bytes).map_err(|_| "it is not UTF-8; save the page as UTF-8".to_owned())
}

/// The page with its cards filled.
fn fill(html: &str, page: &Source, name: &str, args: &Prerender, teller: &Teller) -> String {
    let mut out = String::with_capacity(html.len());
    let mut done = 0;
    let found = cards(html);
    let site = Site::new(page.path.as_deref(), &page.root, args.url.as_deref());
    let context = Context::new(html, &site, args.shadow, args.replace);
    for (at, card) in found.iter().enumerate() {
        let place = format!("{name}, card in line {}", html[..card.open.start].matches('\n').count() + 1);
        let inner = without_earlier(&html[card.open.end..card.close.start]);
        let written = content(&context, at, &html[card.open.clone()], card.place, &inner);
        for problem in &written.problems {
            teller.problem(&place, problem);
        }
        let Some(text) = written.html else { continue };
        out.push_str(&html[done..card.open.start]);
        // A shadow root comes first, a fallback after the records. The shadow root of a place would not
        // become the card's.
        match (args.shadow, card.place) {
            (true, true) => out.extend([&written.tag, BEGIN, &text, END, &inner, "</citation-card>"]),
            (true, false) => out.extend([&html[card.open.clone()], BEGIN, &text, END, &inner]),
            (false, _) => {
                let inner = if args.replace { written.records } else { inner };
                out.extend([&html[card.open.clone()], &inner, BEGIN, &text, END]);
            }
        }
        done = if args.shadow && card.place { card.close.end } else { card.close.start };
    }
    out.push_str(&html[done..]);
    out
}

/// A card's content without what was prerendered before.
fn without_earlier(inner: &str) -> String {
    let mut out = String::new();
    let mut rest = inner;
    while let Some((before, after)) = rest.split_once(BEGIN) {
        let Some((_, after)) = after.split_once(END) else { break };
        out.push_str(before);
        rest = after;
    }
    out + rest
}

fn save(page: &Source, name: &str, html: &str, filled: &str, args: &Prerender) -> Outcome {
    let target = match (&page.path, &args.out) {
        (Some(path), None) if args.in_place => path.clone(),
        (Some(path), Some(out)) => out.join(path.strip_prefix(&page.root).unwrap_or(path)),
        _ => {
            let mut sink = Sink::open(None)?;
            sink.put(filled)?;
            return sink.close();
        }
    };
    if args.in_place && html == filled {
        return Ok(());
    }
    let failed = |error: std::io::Error| {
        Stop::Failed(format!("{name}: {} cannot be written: {error}", target.display()))
    };
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(&target, filled).map_err(failed)
}

/// The pages that some words name: files, patterns, folders with all that is in them.
fn pages(words: &[String], teller: &Teller) -> Outcome<Vec<Source>> {
    if words.is_empty() && stdin().is_terminal() {
        return Err(Stop::Usage("name a page or a folder, or pipe a page in; --help says more".to_owned()));
    }
    let current = || PathBuf::from(".");
    if words.is_empty() {
        return Ok(vec![Source { path: None, root: current() }]);
    }
    let mut found = Vec::new();
    for word in words {
        let path = Path::new(word);
        if word == "-" {
            found.push(Source { path: None, root: current() });
        } else if path.is_dir() {
            let before = found.len();
            in_folder(path, path, &mut found);
            if found.len() == before {
                teller.problem(word, "the folder holds no page (.html, .htm, .xhtml)");
            }
        } else if path.exists() || !word.contains(['*', '?', '[']) {
            found.push(alone(path));
        } else {
            let paths = glob::glob(word).map_err(|error| Stop::Usage(format!("{word}: {error}")))?;
            let before = found.len();
            found.extend(paths.flatten().map(|path| alone(&path)));
            if found.len() == before {
                teller.problem(word, "no file matches this pattern");
            }
        }
    }
    Ok(found)
}

/// A page that is named: of the site in the current folder if it lies there, else of its own folder.
fn alone(path: &Path) -> Source {
    let root = match path.is_relative() && !path.starts_with("..") {
        true => PathBuf::new(),
        false => path.parent().map(Path::to_owned).unwrap_or_default(),
    };
    Source { path: Some(path.to_owned()), root }
}

fn in_folder(folder: &Path, root: &Path, found: &mut Vec<Source>) {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if path.is_dir() && !path.is_symlink() {
            in_folder(&path, root, found);
        } else if ["html", "htm", "xhtml"].iter().any(|known| ending.eq_ignore_ascii_case(known)) {
            found.push(Source { path: Some(path), root: root.to_owned() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str) -> Vec<&str> {
        cards(html).iter().map(|card| &html[card.open.end..card.close.start]).collect()
    }

    #[test]
    fn what_an_earlier_run_wrote_is_taken_out() {
        assert_eq!(without_earlier(&format!("a{BEGIN}x{END}b{BEGIN}y{END}c")), "abc");
        assert_eq!(without_earlier(&format!("a{BEGIN}x")), format!("a{BEGIN}x"));
    }

    #[test]
    fn cards_are_found_where_a_browser_finds_them() {
        let html = "<!-- <citation-card></citation-card> --><script>'<citation-card>1</citation-card>'</script>\
            <Citation-Card data-x='a > b' lang=de>2</citation-card><template><citation-card>3</citation-card></template>\
            <textarea><citation-card>4</citation-card></textarea><citation-cards>5</citation-cards>\
            <citation-card><template><citation-card>6</citation-card></template>7</CITATION-CARD\n><citation-card>8";
        assert_eq!(texts(html), ["2", "<template><citation-card>6</citation-card></template>7"]);
        let places = "<img data-citation-card><div title=data-citation-card>1</div><DIV Data-Citation-Card=''>a<div>b</div>c</div>\
            <p data-citation-card>2<template></p></template></p><div data-citation-card><citation-card>3</citation-card></div>";
        assert_eq!(
            texts(places),
            ["a<div>b</div>c", "2<template></p></template>", "<citation-card>3</citation-card>"]
        );
    }
}
