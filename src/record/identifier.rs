//! DOI, ORCID, ISBN: from the many forms people write to the bare identifier, and to a link.

/// The bare DOI in a text: `https://doi.org/10.1/x`, `doi:10.1/x`, `DOI 10.1/x` all give `10.1/x`.
/// Nothing without a DOI.
pub fn doi(text: &str) -> Option<&str> {
    let text = text.trim();
    let at = text.find("10.")?;
    let (prefix, doi) = text.split_at(at);
    let prefix = prefix.to_ascii_lowercase();
    let known = prefix.is_empty()
        || prefix.ends_with("doi.org/")
        || prefix.trim_end().ends_with(['i', ':']) && prefix.contains("doi");
    let (registrant, suffix) = doi.split_once('/')?;
    let digits = registrant["10.".len()..].bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    (known && digits && registrant.len() > 3 && !suffix.is_empty()).then(|| doi.trim_end())
}

/// The address of a DOI at doi.org, with everything encoded that would end or change a URL.
pub fn doi_url(doi: &str) -> String {
    let mut url = String::from("https://doi.org/");
    for byte in doi.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/:;()@!$,*+=".contains(&byte) {
            url.push(byte.into());
        } else {
            url.push_str(&format!("%{byte:02X}"));
        }
    }
    url
}

/// The bare ORCID iD in a text or URL, with its check digit verified (ISO 7064 MOD 11-2).
pub fn orcid(text: &str) -> Option<String> {
    let id = text.trim().trim_end_matches('/').rsplit('/').next()?.to_ascii_uppercase();
    let digits: Vec<u8> = id.bytes().filter(|byte| *byte != b'-').collect();
    if digits.len() != 16 || id.len() != 19 {
        return None;
    }
    let mut sum = 0u32;
    for digit in &digits[..15] {
        sum = (sum + u32::from(digit.checked_sub(b'0').filter(|digit| *digit < 10)?)) * 2;
    }
    let check = match (12 - sum % 11) % 11 {
        10 => b'X',
        digit => b'0' + digit as u8,
    };
    (digits[15] == check).then_some(id)
}

/// The link if it is one that is safe to show: `http`, `https` or `mailto`, without white space
/// or control characters.
pub fn safe_url(url: &str) -> Option<&str> {
    let url = url.trim();
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    let known = ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme));
    (known && !url.contains(|letter: char| letter.is_control() || letter.is_whitespace())).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_bare_doi() {
        for text in [
            "10.1038/171737a0",
            "https://doi.org/10.1038/171737a0",
            "doi:10.1038/171737a0",
            "DOI: 10.1038/171737a0",
            "http://dx.doi.org/10.1038/171737a0 ",
        ] {
            assert_eq!(doi(text), Some("10.1038/171737a0"), "{text}");
        }
        assert_eq!(doi("https://example.org/10.1038/x"), None);
        assert_eq!(doi("10.1038"), None);
        assert_eq!(doi("{json}"), None);
    }

    #[test]
    fn encodes_what_would_break_a_link() {
        assert_eq!(
            doi_url("10.1002/(SICI)1<1::AID>3.0#a"),
            "https://doi.org/10.1002/(SICI)1%3C1::AID%3E3.0%23a"
        );
    }

    #[test]
    fn verifies_orcid_check_digits() {
        assert_eq!(orcid("https://orcid.org/0000-0002-1825-0097").as_deref(), Some("0000-0002-1825-0097"));
        assert_eq!(orcid("0000-0002-1694-233x").as_deref(), Some("0000-0002-1694-233X"));
        assert_eq!(orcid("0000-0002-1825-0098"), None);
    }

    #[test]
    fn refuses_links_that_run_code() {
        assert_eq!(safe_url("javascript:alert(1)"), None);
        assert_eq!(safe_url("java\nscript:alert(1)"), None);
        assert_eq!(safe_url(" HTTPS://example.org/a "), Some("HTTPS://example.org/a"));
    }
}
