//! The project's pages for those who embed the card → the same pages in a folder that ships: in the npm
//! package with the examples and what each host installs or pastes, beside a built card the pages alone.
//! Links to what is not in the folder become plain text.

use std::path::Path;

use crate::files;
use crate::shell::{Outcome, root};

/// Pages at the root.
const PAGES: &[&str] = &["README.md", "CHANGELOG.md", "SECURITY.md"];

/// Folders with all that is in them, but for tests and decisions.
const FOLDERS: &[&str] = &["docs", "integrations"];

/// Integrations that are in the package already, under another name, or are npm packages of their own.
const ELSEWHERE: &[&str] = &["react", "vue", "docusaurus", "eleventy"];

/// Writes those of the npm package. Comes last: links are compared with what is there.
pub(crate) fn of_package(package: &Path) -> Outcome {
    write(package, FOLDERS, belongs)
}

/// Writes those beside a built card.
pub(crate) fn of_folder(out: &Path) -> Outcome {
    write(out, &["docs"], |path| path.ends_with(".md") && !path.contains('/'))
}

fn write(out: &Path, folders: &[&str], wanted: fn(&str) -> bool) -> Outcome {
    for page in PAGES {
        files::copy(&root().join(page), &out.join(page))?;
    }
    for folder in folders {
        for path in files::tree(&root().join(folder))?.iter().filter(|path| wanted(path)) {
            files::copy(&root().join(folder).join(path), &out.join(folder).join(path))?;
        }
    }
    for path in files::tree(out)?.iter().filter(|path| path.ends_with(".md")) {
        let text = files::text(&out.join(path))?;
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let kept = links_within(&text, |link| out.join(inside(folder, link)).exists());
        files::write(&out.join(path), kept.as_bytes())?;
    }
    Ok(())
}

fn belongs(path: &str) -> bool {
    let is_test = path.ends_with(".test.mjs") || path.starts_with("decisions/") || path.ends_with(".png");
    let elsewhere =
        ELSEWHERE.iter().any(|name| path.starts_with(&format!("{name}/"))) && !path.ends_with(".md");
    !is_test && !elsewhere
}

/// The path that a link of a page in `folder` leads to.
fn inside(folder: &str, link: &str) -> String {
    let mut path: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in link.split('/') {
        match part {
            ".." => drop(path.pop()),
            "." | "" => {}
            part => path.push(part),
        }
    }
    path.join("/")
}

/// Markdown in which relative links to what `exists` stay; other links become their text, and pictures
/// go.
fn links_within(text: &str, exists: impl Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let mut done = String::new();
        let mut rest = line;
        while let Some((before, after)) = rest.split_once("](") {
            let Some((link, behind)) = after.split_once(')') else { break };
            let (file, _) = link.split_once('#').unwrap_or((link, ""));
            let kept = file.is_empty() || file.contains(':') || exists(file);
            match (kept, before.rfind('[')) {
                (false, Some(open)) if !before[..open].ends_with('!') => {
                    done.extend([&before[..open], &before[open + 1..]]);
                }
                (false, Some(open)) => done.push_str(before[..open].trim_end_matches('!')),
                _ => done.extend([before, "](", link, ")"]),
            }
            rest = behind;
        }
        done.push_str(rest);
        // A picture stands in a line of its own.
        if !(done.trim().is_empty() && line.starts_with("![")) {
            out.push_str(&done);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_out_of_the_package_become_text() {
        let text = "![A card](card.png)\n[A](a.md#x) · [B](b.md) · [C](#c) · [D](https://d.example/)\n";
        assert_eq!(
            links_within(text, |link| link == "a.md"),
            "[A](a.md#x) · B · [C](#c) · [D](https://d.example/)\n"
        );
    }

    #[test]
    fn each_link_of_a_page_that_ships_leads_to_a_file_that_ships() {
        for (name, write, page) in [
            ("folder", of_folder as fn(&Path) -> Outcome, "docs/embedding.md"),
            ("package", of_package, "integrations/wordpress/README.md"),
        ] {
            let out = crate::program::target_folder().join("tests/pages").join(name);
            files::create_empty(&out).unwrap();
            write(&out).unwrap();
            let pages = files::tree(&out).unwrap();
            assert!(pages.iter().any(|path| path == page), "{pages:?}");
            let mut links = 0;
            for path in pages.iter().filter(|path| path.ends_with(".md")) {
                let text = files::text(&out.join(path)).unwrap();
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                for link in text.split("](").skip(1).filter_map(|after| after.split([')', '#']).next()) {
                    let exists = link.contains(':') || out.join(inside(folder, link)).exists();
                    assert!(exists, "{name}: {path} links to {link}");
                    links += 1;
                }
            }
            assert!(links > 20, "{name}: {links} links");
        }
    }

    #[test]
    fn links_are_paths_from_their_page() {
        assert_eq!(inside("integrations/react", "../../docs/a.md"), "docs/a.md");
        assert_eq!(inside("", "./docs"), "docs");
    }
}
