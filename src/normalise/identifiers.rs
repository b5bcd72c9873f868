//! DOIs, ISSNs, ISBNs, PMIDs and addresses out of the texts that hold them. What a bare identifier is,
//! `record::identifier` knows.

use super::fields::fill;
use crate::record::{Kind, Record, Variable, identifier};
use crate::text::{cut, parts};

/// Takes away a link that only repeats the DOI.
pub(crate) fn drop_doi_link(record: &mut Record) {
    let repeated = record.text(Variable::Url).filter(|url| identifier::doi(url).is_some()).map(str::to_owned);
    if let Some(url) = repeated {
        record.remove(Variable::Url);
        identify(record, &url);
    }
}

/// Sets the first ISSN or ISBN of a text such as `0028-0836 (Print) 1476-4687 (Linking)`; what is
/// neither is a number, of a report for instance.
pub(crate) fn serial(record: &mut Record, text: &str) {
    let first = text.split([' ', '(', ',', ';']).find(|word| !word.is_empty()).unwrap_or_default();
    let spaced: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let count = |word: &str| {
        let only = word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'X' | b'x'));
        if only { word.bytes().filter(|byte| *byte != b'-').count() } else { 0 }
    };
    let (variable, value) = match (count(first), count(&spaced)) {
        _ if matches!(record.kind, Kind::Patent | Kind::Report) && count(first) < 10 => {
            (Variable::Number, text)
        }
        (8, _) => (Variable::Issn, first),
        (10 | 13, _) => (Variable::Isbn, first),
        (_, 10 | 13) => (Variable::Isbn, text),
        // No article and no book has such a number.
        _ if matches!(record.kind, Kind::ArticleJournal | Kind::ArticleMagazine | Kind::ArticleNewspaper) => {
            return;
        }
        _ => (Variable::Number, text),
    };
    fill(record, variable, value);
}

/// Sets the DOI, ISBN, ISSN, PMID, PMCID or URL that a text holds, told by its prefix or look.
/// Gives back whether it was one.
pub(crate) fn identify(record: &mut Record, text: &str) -> bool {
    let text = text.trim();
    if let Some(doi) = identifier::doi(text.strip_prefix("info:doi/").unwrap_or(text)) {
        let link = text.contains("doi.org/");
        fill(record, Variable::Doi, &if link { percent_decoded(doi) } else { doi.to_owned() });
        return true;
    }
    let lower = text.to_ascii_lowercase();
    let rest =
        |prefix: &str| text.get(prefix.len()..).unwrap_or_default().trim_start_matches([':', ' ', '/']);
    let prefixed: [(&str, Variable); 9] = [
        ("urn:isbn", Variable::Isbn),
        ("isbn", Variable::Isbn),
        ("urn:issn", Variable::Issn),
        ("issn", Variable::Issn),
        ("eissn", Variable::Issn),
        ("info:pmid", Variable::Pmid),
        ("pmid", Variable::Pmid),
        ("pmcid", Variable::Pmcid),
        ("pmc", Variable::Pmcid),
    ];
    for (prefix, variable) in prefixed {
        if lower.starts_with(prefix) {
            let value = if variable == Variable::Pmcid && prefix == "pmc" { text } else { rest(prefix) };
            if value.bytes().any(|byte| byte.is_ascii_digit()) {
                fill(record, variable, value);
                return true;
            }
        }
    }
    if let Some(url) = identifier::safe_url(text) {
        fill(record, Variable::Url, url);
        return true;
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let only = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b' ' | b'X' | b'x'));
    let found = match digits {
        _ if !only => None,
        13 if text.starts_with("97") => Some(Variable::Isbn),
        9 | 10 if text.len() >= 10 => Some(Variable::Isbn),
        7 | 8 if text.len() == 9 && text.as_bytes()[4] == b'-' => Some(Variable::Issn),
        _ => None,
    };
    if let Some(variable) = found {
        fill(record, variable, text);
    }
    found.is_some()
}

/// The text of a URL's part: `%3C` is `<`; other text stays.
pub(crate) fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        let digits = after.get(..2).filter(|_| byte == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        match digits.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(code) => {
                bytes.push(code);
                rest = &after[2..];
            }
            None => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A DOI, ISBN, ISSN or address, whichever it is.
pub(crate) fn identified(text: &str) -> Option<(Variable, String)> {
    let mut record = Record::default();
    identify(&mut record, text);
    let (variable, text) = record.texts().next()?;
    match variable {
        Variable::Issn => issn(text).map(|issn| (variable, issn)),
        Variable::Isbn => isbn(text).map(|isbn| (variable, isbn)),
        Variable::Doi => doi(text).map(|doi| (variable, doi)),
        _ => Some((variable, text.to_owned())),
    }
}

/// The first DOI in a text that holds one, whatever stands around it: `info:doi/10.1/x`,
/// `https://doi.org/10.1%2Fx`, `(10.1/x).`
pub(crate) fn doi(text: &str) -> Option<String> {
    let mut doi = parts::first(cut::tail(text, text.find("10.")?), " |");
    loop {
        let less = parts::trim_end(doi, ".,;\"");
        // A bracket that the DOI did not open closes the sentence around it.
        let unopened = [(b'(', b')'), (b'<', b'>')].iter().any(|(open, close)| {
            less.as_bytes().last() == Some(close) && parts::count(less, *open) < parts::count(less, *close)
        });
        let less = if unopened { cut::head(less, less.len() - 1) } else { less };
        if less.len() == doi.len() {
            break;
        }
        doi = less;
    }
    match doi.bytes().position(|byte| byte == b'%') {
        // The slash that makes it one.
        Some(at) if cut::tail(doi, at + 1).starts_with("2F") && !parts::any(doi, "/") => {
            Some([cut::head(doi, at), "/", cut::tail(doi, at + 3)].concat())
        }
        _ => identifier::doi(doi).map(str::to_owned),
    }
}

/// The DOI in the path of a publisher's address: `https://example.org/doi/abs/10.1000/x?journal=y`.
pub(crate) fn doi_in_address(url: &str) -> Option<String> {
    let path = parts::first(url, "?#");
    // `article?id=10.1371/…`
    let query = || {
        let pairs = parts::first(cut::tail(url, path.len()), "#").trim_start_matches('?').split('&');
        pairs.filter_map(|pair| pair.split_once('=')).find_map(|(key, value)| {
            (matches!(key, "id" | "doi") && value.starts_with("10.")).then_some(value)
        })
    };
    let mut doi = match path.find("/10.") {
        Some(at) => cut::tail(path, at + 1),
        None => query()?,
    };
    for end in [
        "/full",
        "/abstract",
        "/pdf",
        "/epdf",
        "/fulltext",
        "/html",
        "/meta",
        "/summary",
        "/references",
        ".pdf",
        ".full",
        "/",
    ] {
        doi = doi.strip_suffix(end).unwrap_or(doi);
    }
    // bioRxiv's versions have addresses, but no DOI.
    if let Some((first, version)) = doi.rsplit_once('v').filter(|_| doi.starts_with("10.1101/")) {
        if !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit()) {
            doi = first;
        }
    }
    let registrant = doi.strip_prefix("10.")?.split(['/', '%']).next()?;
    let right = (4..=9).contains(&registrant.len())
        && registrant.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let doi = percent_decoded(doi);
    identifier::doi(&doi).filter(|_| right).map(str::to_owned)
}

/// The first `1234-567X` in a text.
pub(crate) fn issn(text: &str) -> Option<String> {
    let mut found = String::with_capacity(9);
    // A space more, so that what ends the text ends a word too.
    for letter in text.chars().chain([' ']) {
        match letter {
            '-' | '–' | '‐' => {}
            '0'..='9' => found.push(letter),
            'x' | 'X' if found.len() == 7 => found.push('X'),
            _ if found.len() == 8 => break,
            _ => found.clear(),
        }
    }
    (found.len() == 8).then(|| {
        found.insert(4, '-');
        found
    })
}

/// The first ISBN in a text, as it is written: `978-0-306-40615-7 (print)`.
pub(crate) fn isbn(text: &str) -> Option<String> {
    let digits = |text: &str| text.bytes().filter(|byte| matches!(byte, b'0'..=b'9' | b'X' | b'x')).count();
    let right = |text: &str| matches!(digits(text), 10 | 13);
    let bare = |text: &str| text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'-' | b'X' | b'x'));
    for word in parts::parts(text, " ,;:()/") {
        if right(word) && bare(word) {
            return Some(word.to_owned());
        }
    }
    // `978 0 306 40615 7`
    let text = cut::tail(text, parts::position(text, "0123456789").unwrap_or_default()).trim_end();
    let spaced = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b' ' | b'X'));
    (right(text) && spaced).then(|| parts::parts(text, " ").join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_issn_isbn_and_numbers() {
        for (text, expected) in [
            ("0028-0836 (Print) 1476-4687 (Linking)", "ISSN=0028-0836"),
            ("02681072 (ISSN)", "ISSN=02681072"),
            ("9798400710797 (ISBN)", "ISBN=9798400710797"),
            ("978 0 201 13447 6", "ISBN=978 0 201 13447 6"),
            ("0-8044-2957-X", "ISBN=0-8044-2957-X"),
            ("WHO/HTM/2009", "number=WHO/HTM/2009"),
        ] {
            let mut record = Record::default();
            serial(&mut record, text);
            let values: Vec<String> =
                record.texts().map(|(key, text)| format!("{}={text}", key.as_str())).collect();
            assert_eq!(values, [expected]);
        }
    }

    #[test]
    fn tells_identifiers() {
        let mut record = Record::default();
        for text in ["https://doi.org/10.1/x%3C", "urn:issn:1234-5678", "9780306406157", "PMID: 123", "PMC99"]
        {
            assert!(identify(&mut record, text), "{text}");
        }
        let values: Vec<String> =
            record.texts().map(|(key, text)| format!("{}={text}", key.as_str())).collect();
        assert_eq!(
            values,
            ["DOI=10.1/x<", "ISSN=1234-5678", "ISBN=9780306406157", "PMID=123", "PMCID=PMC99"]
        );
    }

    #[test]
    fn finds_the_doi_in_a_publishers_address() {
        for (url, expected) in [
            ("https://www.example.org/doi/abs/10.7326/M19-3075", "10.7326/M19-3075"),
            ("https://example.org/doi/full/10.1000/x.y-1?journalCode=a", "10.1000/x.y-1"),
            ("https://example.org/content/10.1101/2020.01.01.1/full", "10.1101/2020.01.01.1"),
            ("https://example.org/doi/10.1002%2Fabc", "10.1002/abc"),
            ("https://example.org/v/10.2/notes", ""),
            ("https://example.org/10.html", ""),
        ] {
            assert_eq!(doi_in_address(url).unwrap_or_default(), expected, "{url}");
        }
    }

    #[test]
    fn finds_identifiers_among_other_words() {
        for (text, expected) in [
            ("10.1/x", "10.1/x"),
            ("doi:10.1/x", "10.1/x"),
            ("DOI 10.1/x", "10.1/x"),
            ("https://doi.org/10.1/x.", "10.1/x"),
            ("http://dx.doi.org/10.1%2Fx", "10.1/x"),
            ("info:doi/10.1/x", "10.1/x"),
            ("(10.1/x)", "10.1/x"),
            ("10.1016/S0022(99)00001-2", "10.1016/S0022(99)00001-2"),
            ("10.1000/x, 10.1000/y", "10.1000/x"),
            ("<10.1000/x>", "10.1000/x"),
            ("10.1000/a(c)<d>", "10.1000/a(c)<d>"),
            ("none", ""),
            ("10.", ""),
        ] {
            assert_eq!(doi(text).unwrap_or_default(), expected, "{text}");
        }
        for (text, expected) in [
            ("ISSN: 1234-567x", "1234-567X"),
            ("12345678, 2345-6789", "1234-5678"),
            ("(1234–5678)", "1234-5678"),
            ("123456789", ""),
            ("abc", ""),
        ] {
            assert_eq!(issn(text).unwrap_or_default(), expected, "{text}");
        }
        for (text, expected) in [
            ("978-0-306-40615-7 (print); 978-1-86197-876-9 (pdf)", "978-0-306-40615-7"),
            ("ISBN 9780306406157", "9780306406157"),
            ("urn:isbn:0-306-40615-2", "0-306-40615-2"),
            ("ISBN: 978 0 306 40615 7", "978-0-306-40615-7"),
            ("0-8044-2957-X", "0-8044-2957-X"),
            ("123", ""),
            ("", ""),
        ] {
            assert_eq!(isbn(text).unwrap_or_default(), expected, "{text}");
        }
    }
}
