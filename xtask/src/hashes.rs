//! The files of a build to lists of their hashes, and what is written about all of them.
//!
//! `integrity` on the script names the hash of the loader. The loader knows the hash of one list,
//! `hashes/files.json`, and the list those of all files that the loader fetches, in the form of
//! <https://www.w3.org/TR/SRI/>. Rarer files (styles) are too many for it: their hashes are in lists
//! by the sum of their paths' letters, as `supply.js` looks them up. So one hash covers everything.

use std::collections::BTreeMap;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use citation_card::record::Json;
use sha2::{Digest, Sha256, Sha384};

use crate::files;
use crate::shell::Outcome;

/// Lists of rarer files.
const RARE_LISTS: usize = 64;

/// The styles whose hashes are in the first list, so that most pages need no second.
const FIRST: &[&str] = &[
    "apa",
    "modern-language-association",
    "chicago-author-date",
    "chicago-notes-bibliography",
    "harvard-cite-them-right",
    "nlm-citation-sequence",
    "ieee",
];

/// The folder of the lists.
const FOLDER: &str = "hashes";

/// `sha384-…` of a file, as pages name it.
pub(crate) fn sha384(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

fn sha256(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}

/// Writes the lists of what the loader may fetch from a folder; gives the hash of the first.
pub(crate) fn write(out: &Path) -> Outcome<String> {
    files::create_empty(&out.join(FOLDER))?;
    let mut first = BTreeMap::new();
    let mut rare: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for path in files::tree(out)? {
        if !is_fetched(&path) {
            continue;
        }
        let hash = sha256(&files::read(&out.join(&path))?);
        match path.strip_prefix("styles/").and_then(|name| name.strip_suffix(".txt")) {
            Some(id) if !FIRST.contains(&id) => rare.entry(rare_list(&path)).or_default().insert(path, hash),
            _ => first.insert(path, hash),
        };
    }
    for (name, list) in rare {
        first.insert(name.clone(), save(&out.join(&name), list)?);
    }
    save(&out.join(FOLDER).join("files.json"), first)
}

/// Whether the loader asks for a file: the program, and what it shows.
pub(crate) fn is_fetched(path: &str) -> bool {
    let data = path.ends_with(".txt") || path.ends_with(".json");
    path.ends_with(".wasm") || (data && path.contains('/') && !path.starts_with("demo/"))
}

/// The list that has a rarer file's hash.
fn rare_list(path: &str) -> String {
    let sum: usize = path.encode_utf16().map(usize::from).sum();
    format!("{FOLDER}/{}.json", sum % RARE_LISTS)
}

/// Writes a list; gives its hash.
fn save(path: &Path, list: BTreeMap<String, String>) -> Outcome<String> {
    let pairs = list.into_iter().map(|(path, hash)| (path, Json::from(hash.as_str())));
    let text = Json::Object(pairs.collect()).to_string();
    files::write(path, text.as_bytes())?;
    Ok(sha256(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_that_browsers_check() {
        // The empty text's, of FIPS 180-4's examples.
        assert_eq!(sha256(b""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert!(
            sha384(b"")
                .starts_with("sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb")
        );
    }

    #[test]
    fn a_rare_file_is_found_by_its_path() {
        // s+t+y+l+e+s = 676, / = 47, a = 97, .txt = 398: 1218, 2 more than 19 times 64.
        assert_eq!(rare_list("styles/a.txt"), "hashes/2.json");
    }

    #[test]
    fn what_people_read_is_not_fetched() {
        for (path, fetched) in [
            ("core.wasm", true),
            ("styles/apa.txt", true),
            ("styles/index.json", true),
            ("styles/apa.csl", false),
            ("custom-elements.json", false),
            ("demo/fair.json", false),
            ("LICENSE-MIT", false),
        ] {
            assert_eq!(is_fetched(path), fetched, "{path}");
        }
    }
}
