//! The project's pages for those who embed the card → the same pages in the npm package: the
//! documentation, the examples, and what each host installs or pastes. Links to what is not in the
//! package become plain text.

use std::path::Path;

use crate::shell::{Outcome, root};
use crate::{files, npm};

/// Pages at the root.
const PAGES: &[&str] = &["README.md", "CHANGELOG.md", "SECURITY.md"];

/// Folders with all that is in them, but for tests and decisions.
const FOLDERS: &[&str] = &["docs", "integrations"];

/// Integrations that are in the package already, under another name, or are npm packages of their own.
const ELSEWHERE: &[&str] = &["react", "vue", "docusaurus", "eleventy"];

/// Writes them. Comes last: links are compared with what is there.
pub(super) fn write(package: &Path) -> Outcome {
    for page in PAGES {
        npm::copy(&root().join(page), &package.join(page))?;
    }
    for folder in FOLDERS {
        for path in files::tree(&root().join(folder))?.iter().filter(|path| belongs(path)) {
            npm::copy(&root().join(folder).join(path), &package.join(folder).join(path))?;
        }
    }
    for path in files::tree(package)?.iter().filter(|path| path.ends_with(".md")) {
        let text = files::text(&package.join(path))?;
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let kept = links_within(&text, |link| package.join(inside(folder, link)).exists());
        files::write(&package.join(path), kept.as_bytes())?;
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
    fn links_are_paths_from_their_page() {
        assert_eq!(inside("integrations/react", "../../docs/a.md"), "docs/a.md");
        assert_eq!(inside("", "./docs"), "docs");
    }
}
