//! The text of a file: its lines, each with its key set apart. A long line hangs below its key.

use yew::{Html, html};

/// A file of more lines is shown as it is: nobody reads it, and a browser takes long to lay it out.
const MAX_ROWS: usize = 600;

/// The text as rows.
pub(super) fn code(text: &str) -> Html {
    if text.split_inclusive('\n').nth(MAX_ROWS).is_some() {
        return Html::from(text.to_owned());
    }
    let rows = text.split_inclusive('\n').map(|line| {
        let (key, value) = line.split_at(key_end(line));
        html! { <span class="row"><span class="key">{key.to_owned()}</span>{value.to_owned()}</span> }
    });
    rows.collect()
}

/// Where the key of a line ends: `  title =`, `TY  -`, `%A`, `"DOI":`, `@article{`, `<title>`, `doi:`.
fn key_end(line: &str) -> usize {
    let start = line.len() - line.trim_start().len();
    let rest = &line[start..];
    let first_of = |signs: &[char]| rest.find(signs).map_or(0, |at| at + 1);
    let end = match rest.chars().next() {
        Some('%') => rest.find(' ').unwrap_or(0),
        Some('@') => first_of(&['{', '(']),
        Some('<') => first_of(&['>']),
        Some('"') => rest.find("\":").map_or(0, |at| at + 2),
        Some(letter) if letter.is_ascii_alphanumeric() || letter == '|' || letter == '-' => {
            let end = rest.find(|sign: char| !sign.is_ascii_alphanumeric() && !" -_|.".contains(sign));
            match end {
                Some(at) if rest[at..].starts_with(['=', ':']) => at + 1,
                _ => tag_end(rest),
            }
        }
        _ => 0,
    };
    if end == 0 { 0 } else { start + end }
}

/// The tag of RIS and MEDLINE: two to four capitals or digits, filled up with spaces, and a hyphen.
fn tag_end(line: &str) -> usize {
    let is_tag = |tag: &str| {
        let name = tag.trim_end();
        (2..=4).contains(&name.len())
            && name.chars().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit())
    };
    match line.find('-') {
        Some(at) if line.get(..at).is_some_and(is_tag) => at + 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_begins_with_its_key() {
        for (line, key) in [
            ("@article{procter2022,", "@article{"),
            ("  title = {On a = b},", "  title ="),
            ("TY  - JOUR", "TY  -"),
            ("PMID- 12345", "PMID-"),
            ("%A Procter, S.", "%A"),
            ("    \"DOI\": \"10.1000/1\",", "    \"DOI\":"),
            ("  <title>On lists</title>", "  <title>"),
            ("  - family-names: Procter", "  - family-names:"),
            (" | last1 = Procter", " | last1 ="),
            ("An abstract that goes on - and on", ""),
            ("Ä = ö", ""),
            ("}", ""),
            ("", ""),
        ] {
            assert_eq!(&line[..key_end(line)], key, "{line}");
        }
    }
}
