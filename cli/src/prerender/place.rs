//! `<div data-citation-card data-styles="…">` → the attributes of the card that the element makes of it, by
//! the rules of `src/element/js/upgrade.js`: visitors may have written it, so what makes a card fetch or
//! store needs the page's permission.

/// Attributes that are taken from anybody.
const HARMLESS: &[&str] = &[
    "from",
    "styles",
    "formats",
    "tabs",
    "selected",
    "lang",
    "locale",
    "layout",
    "show",
    "hide",
    "loading",
    "heading-level",
    "debug",
    "versions",
    "contact",
    "options",
];

/// Attributes that need permission.
const TRUSTED: &[&str] = &["src", "doi", "registry", "assets", "follow", "remember"];

/// Their words may be the addresses of style files.
const NAMING_STYLES: &[&str] = &["styles", "tabs", "selected"];

/// Marks such an element.
pub(crate) const MARK: &str = "data-citation-card";

/// The attributes that a card gets from a place, and the names of those that wait for permission.
pub(crate) fn attributes(
    place: &[(String, String)],
    permitted: bool,
) -> (Vec<(String, String)>, Vec<String>) {
    let mut taken = Vec::new();
    let mut waiting = Vec::new();
    for (name, value) in place {
        if matches!(name.as_str(), "lang" | "dir") {
            taken.push((name.clone(), value.clone()));
        }
        let Some(bare) = name.strip_prefix("data-") else { continue };
        if needs_trust(bare, value) && !permitted {
            waiting.push(name.clone());
        } else if HARMLESS.contains(&bare) || TRUSTED.contains(&bare) {
            taken.push((bare.to_owned(), value.clone()));
        }
    }
    (taken, waiting)
}

fn needs_trust(name: &str, value: &str) -> bool {
    if name == "src" {
        // An element of the page is not fetched.
        return !value.trim().starts_with('#');
    }
    let is_address = || value.contains(['/', ':', '\\']) || value.to_ascii_lowercase().contains(".csl");
    TRUSTED.contains(&name) || (NAMING_STYLES.contains(&name) && is_address())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_attributes_are_those_of_the_element() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../src/element/js/upgrade.js");
        let script = std::fs::read_to_string(path).unwrap();
        let list = |name: &str, end: char| {
            let (_, rest) = script.split_once(&format!("const {name} = ")).unwrap();
            let text: String = rest
                .split(end)
                .next()
                .unwrap()
                .chars()
                .filter(|letter| !"()[]',".contains(*letter))
                .collect();
            text.trim_end_matches(".split").split_whitespace().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(list("HARMLESS", '.'), HARMLESS);
        assert_eq!(list("TRUSTED", '.'), TRUSTED);
        assert_eq!(list("NAMING_STYLES", ']'), NAMING_STYLES);
    }

    #[test]
    fn addresses_need_permission() {
        let place = |name: &str, value: &str| [(name.to_owned(), value.to_owned())];
        for (name, value, taken) in [
            ("data-styles", "apa", true),
            ("data-styles", "apa ./x.CSL", false),
            ("data-src", " #r", true),
            ("data-src", "r.bib", false),
            ("data-doi", "10.1/x", false),
            ("onclick", "x", false),
            ("data-onclick", "x", false),
            ("lang", "de", true),
        ] {
            assert_eq!(attributes(&place(name, value), false).0.len(), usize::from(taken), "{name}={value}");
        }
        assert_eq!(attributes(&place("data-doi", "10.1/x"), true).0, place("doi", "10.1/x"));
    }
}
