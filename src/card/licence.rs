//! A licence as metadata writes it, an address or an SPDX id, to the name that people know and the
//! address of its text. See <https://creativecommons.org/licenses/list.en> and
//! <https://spdx.org/licenses/>.

/// A licence.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Licence {
    /// `CC BY 4.0`; what was written where the licence is not known.
    pub name: String,
    /// Where its text is.
    pub url: Option<String>,
}

/// Recognises a licence.
pub(super) fn licence(written: &str) -> Licence {
    let written = written.trim();
    let known = match address(written) {
        Some(path) => from_address(path),
        None => creative_commons_id(written),
    };
    let url = address(written).map(|_| written.to_owned());
    match known {
        Some(name) => Licence { url: url.or_else(|| creative_commons_url(&name)), name },
        None => Licence { name: written.to_owned(), url },
    }
}

/// What follows `https://` and `www.`.
fn address(written: &str) -> Option<&str> {
    let rest = written.strip_prefix("https://").or_else(|| written.strip_prefix("http://"))?;
    Some(rest.strip_prefix("www.").unwrap_or(rest))
}

fn from_address(path: &str) -> Option<String> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let (host, kind) = (parts.next()?, parts.next()?);
    match (host, kind, parts.next(), parts.next(), parts.next()) {
        ("creativecommons.org", "licenses", Some(code), Some(version), port) => {
            // `4.0/deed.de` and `4.0/legalcode` are the same licence; `3.0/de` is a port of it.
            let port = port.filter(|port| port.len() == 2).map(str::to_ascii_uppercase);
            let mut name = ["CC ", &code.to_ascii_uppercase(), " ", version].concat();
            if let Some(port) = port {
                name.extend([" ", &port]);
            }
            Some(name)
        }
        ("creativecommons.org", "publicdomain", Some("zero"), Some(version), _) => {
            Some(["CC0 ", version].concat())
        }
        ("creativecommons.org", "publicdomain", Some("mark"), Some(version), _) => {
            Some(["Public Domain Mark ", version].concat())
        }
        ("spdx.org" | "opensource.org", "licenses" | "license", Some(id), None, _) => {
            let id = id.strip_suffix(".html").or_else(|| id.strip_suffix(".json")).unwrap_or(id);
            Some(creative_commons_id(id).unwrap_or_else(|| id.to_owned()))
        }
        ("apache.org", "licenses", Some(id), None, _) if id.starts_with("LICENSE-2.0") => {
            Some("Apache-2.0".to_owned())
        }
        ("gnu.org", "licenses", Some(id), None, _) => Some(id.strip_suffix(".html").unwrap_or(id).to_owned()),
        _ => None,
    }
}

/// `CC-BY-4.0`, `cc-by-nc-nd-3.0-de`, `CC BY-SA 4.0`, `CC0-1.0`.
fn creative_commons_id(id: &str) -> Option<String> {
    let id = id.to_ascii_uppercase();
    let parts: Vec<&str> = id.split([' ', '-', '_']).filter(|part| !part.is_empty()).collect();
    let is_version =
        |part: &&str| part.contains('.') && part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.'));
    let at = parts.iter().position(is_version)?;
    let (terms, rest) = parts.split_at(at);
    let known = |term: &&str| matches!(*term, "BY" | "NC" | "ND" | "SA");
    match terms {
        ["CC0"] => Some(["CC0 ", rest.first()?].concat()),
        ["CC", "BY", others @ ..] if others.iter().all(known) && rest.len() <= 2 => {
            let terms = [&["BY"], others].concat().join("-");
            Some(["CC ", &terms, " ", &rest.join(" ")].concat())
        }
        _ => None,
    }
}

/// The address of what [`creative_commons_id`] has named.
fn creative_commons_url(name: &str) -> Option<String> {
    let name = name.to_ascii_lowercase();
    let mut parts = name.split(' ');
    let path = match (parts.next()?, parts.next()?, parts.next()) {
        ("cc0", version, None) => ["publicdomain/zero/", version, "/"].concat(),
        ("cc", code, Some(version)) => {
            let port = parts.next().map(|port| [port, "/"].concat()).unwrap_or_default();
            ["licenses/", code, "/", version, "/", &port].concat()
        }
        _ => return None,
    };
    Some(["https://creativecommons.org/", &path].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_ids_become_names_with_a_link() {
        for (written, name, url) in [
            ("https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0", ""),
            ("http://creativecommons.org/licenses/by-nc-nd/3.0/de/", "CC BY-NC-ND 3.0 DE", ""),
            ("https://creativecommons.org/licenses/by/4.0/deed.de", "CC BY 4.0", ""),
            ("https://creativecommons.org/licenses/by-sa/4.0/legalcode", "CC BY-SA 4.0", ""),
            ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0", ""),
            ("https://creativecommons.org/publicdomain/mark/1.0/", "Public Domain Mark 1.0", ""),
            ("https://opensource.org/licenses/MIT", "MIT", ""),
            ("https://spdx.org/licenses/CC-BY-4.0.html", "CC BY 4.0", ""),
            ("https://www.apache.org/licenses/LICENSE-2.0", "Apache-2.0", ""),
            ("https://www.gnu.org/licenses/gpl-3.0.html", "gpl-3.0", ""),
            ("CC-BY-4.0", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
            ("cc by-nc-sa 2.5", "CC BY-NC-SA 2.5", "https://creativecommons.org/licenses/by-nc-sa/2.5/"),
            ("CC-BY-3.0-AT", "CC BY 3.0 AT", "https://creativecommons.org/licenses/by/3.0/at/"),
            ("CC0-1.0", "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ] {
            let url = if url.is_empty() { written } else { url };
            assert_eq!(licence(written), Licence { name: name.into(), url: Some(url.into()) }, "{written}");
        }
    }

    #[test]
    fn what_is_not_known_stays_as_it_was_written() {
        for written in ["MIT", "All rights reserved", "CC BY", "© 2020 by 3.0 Ltd", ""] {
            assert_eq!(licence(written), Licence { name: written.into(), url: None }, "{written}");
        }
        let own = "https://example.org/terms";
        assert_eq!(licence(own), Licence { name: own.into(), url: Some(own.into()) });
    }
}
