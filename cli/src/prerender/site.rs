//! The addresses that a page names → files of its own site. Nothing else is read, and nothing fetched.

use citation_card::discovery::{Page, Response};
use std::fs;
use std::path::{Component, Path, PathBuf};

/// Where a page is, as a file and on the web.
pub(crate) struct Site {
    folder: PathBuf,
    root: PathBuf,
    /// The address of the root, with a slash at its end; empty if nobody gave one.
    base: String,
    /// The address of the page; empty if nobody gave one.
    pub url: String,
}

impl Site {
    /// The site of a page. `base` is the address of the root.
    pub(crate) fn new(page: Option<&Path>, root: &Path, base: Option<&str>) -> Self {
        let base = base.map_or_else(String::new, |base| format!("{}/", base.trim_end_matches('/')));
        let path = page.map(|page| page.strip_prefix(root).unwrap_or(page));
        let path = path.map(|path| path.to_string_lossy().replace('\\', "/")).unwrap_or_default();
        let path = path
            .strip_suffix("index.html")
            .filter(|path| path.is_empty() || path.ends_with('/'))
            .unwrap_or(&path);
        let url = if base.is_empty() { String::new() } else { format!("{base}{path}") };
        let folder = page.and_then(Path::parent).map(Path::to_owned).unwrap_or_default();
        Self { folder, root: root.to_owned(), base, url }
    }

    /// The text of a file of the site, as if a server had sent it; nothing for another site's.
    pub(crate) fn fetch(&self, address: &str, page_url: &str) -> Option<Response> {
        let path = self.path(address, page_url)?;
        Some(match fs::read(&path) {
            Ok(bytes) => Response {
                status: 200,
                body: String::from_utf8_lossy(&bytes).into_owned(),
                ..Response::default()
            },
            Err(_) => Response { status: 404, ..Response::default() },
        })
    }

    fn path(&self, address: &str, page_url: &str) -> Option<PathBuf> {
        let address = address.split(['?', '#']).next().unwrap_or_default();
        let in_root = |path: &str| self.inside(&self.root, path.trim_start_matches('/'));
        if address.contains("://") {
            if let Some(path) = address.strip_prefix(&self.base).filter(|_| !self.base.is_empty()) {
                return in_root(path);
            }
            let origin = Page::origin(address)?;
            let own = Page::origin(page_url) == Some(origin.clone());
            return own.then(|| in_root(address.get(origin.len()..).unwrap_or_default()))?;
        }
        match address.strip_prefix('/') {
            Some(path) => in_root(path),
            None => self.inside(&self.folder, address),
        }
    }

    /// A path below a folder, if it stays in the site.
    fn inside(&self, folder: &Path, path: &str) -> Option<PathBuf> {
        let mut whole = folder.to_owned();
        for part in Path::new(&decoded(path)).components() {
            match part {
                Component::Normal(name) => whole.push(name),
                Component::CurDir => {}
                Component::ParentDir if whole != self.root && whole.pop() => {}
                _ => return None,
            }
        }
        Some(whole)
    }
}

/// `%20` and the like as what they stand for.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut at = 0;
    while let Some(byte) = path.as_bytes().get(at) {
        let code = path.get(at + 1..at + 3).filter(|_| *byte == b'%');
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(decoded) => {
                bytes.push(decoded);
                at += 3;
            }
            None => {
                bytes.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(address: &str) -> Option<String> {
        let site =
            Site::new(Some(Path::new("site/a/index.html")), Path::new("site"), Some("https://x.example/s"));
        assert_eq!(site.url, "https://x.example/s/a/");
        site.path(address, "https://www.example/a/").map(|path| path.to_string_lossy().replace('\\', "/"))
    }

    #[test]
    fn addresses_of_the_site_are_its_files_and_others_are_none() {
        for (address, file) in [
            ("doe.bib?v=2#top", Some("site/a/doe.bib")),
            ("../doe%20x.bib", Some("site/doe x.bib")),
            ("/refs/doe.bib", Some("site/refs/doe.bib")),
            ("https://x.example/s/refs/doe.bib", Some("site/refs/doe.bib")),
            ("https://www.example/refs/doe.bib", Some("site/refs/doe.bib")),
            ("https://other.example/doe.bib", None),
            ("../../etc/passwd", None),
            ("/../etc/passwd", None),
            ("ftp://x.example/a", None),
        ] {
            assert_eq!(path(address).as_deref(), file, "{address}");
        }
    }
}
