//! Page ranges: how a file writes them, and CSL's `page`.

/// LaTeX's and other dashes to CSL's hyphen: `124--145` gives `124-145`. A range of pages that
/// have hyphens themselves keeps an en dash: `C3-32--C3-35` gives `C3-32–C3-35`.
pub(crate) fn from_dashes(text: &str) -> String {
    each(text, |range| {
        let dashed = range
            .replace(" - ", "–")
            .replace("---", "–")
            .replace("--", "–")
            .replace(['—', '−', '‐', '‑'], "–");
        let Some((first, last)) = dashed.split_once('–') else { return range.to_owned() };
        let (first, last) = (first.trim(), last.trim());
        if first.contains('-') || last.contains('-') || last.is_empty() || last.contains('–') {
            return format!("{first}–{last}");
        }
        format!("{first}-{last}")
    })
}

/// CSL's `page` with two hyphens for a range, once and for all: `124-145` and `124--145` both
/// give `124--145`; `C3-32` stays one page.
pub(crate) fn to_dashes(text: &str) -> String {
    each(text, |range| match ends(range) {
        Some((first, last)) => format!("{first}--{last}"),
        None => range.to_owned(),
    })
}

/// The first and the last page of one range; nothing for a single page, or one such as `C3-32`.
pub(crate) fn ends(range: &str) -> Option<(&str, &str)> {
    let clear = range.split_once("--").or_else(|| range.split_once(['–', '—']));
    let (first, last) = clear.or_else(|| {
        // Of several hyphens the middle one is the range's: `C3-32-C3-35`.
        let middle = range.match_indices('-').nth(range.matches('-').count() / 2)?.0;
        let (first, last) = (range.get(..middle)?, range.get(middle + 1..)?);
        (shape(first).is_some() && shape(first) == shape(last)).then_some((first, last))
    })?;
    let (first, last) = (first.trim(), last.trim_start_matches(['-', '–', ' ']).trim_end());
    (!first.is_empty() && !last.is_empty()).then_some((first, last))
}

/// What a page number begins with, as far as it tells two pages of one range: its letters, or
/// that it has none, or that it is roman.
fn shape(page: &str) -> Option<&str> {
    let page = page.trim();
    if !page.is_empty() && page.bytes().all(|byte| b"ivxlcdmIVXLCDM".contains(&byte)) {
        return Some("i");
    }
    let letters = page.find(|letter: char| letter.is_ascii_digit())?;
    page.get(..letters)
}

/// Applies a change to every range of a list.
fn each(text: &str, change: impl Fn(&str) -> String) -> String {
    let ranges: Vec<String> = text.split(',').map(|range| change(range.trim())).collect();
    ranges.join(", ")
}

/// The first and the last page of a range: `124-145`, `124–145`, `12--15`. A single page has no
/// last one; `e12-e15` and `12-13, 17` are taken at their first dash and comma.
pub(crate) fn page_range(pages: &str) -> (&str, Option<&str>) {
    let pages = pages.split(',').next().unwrap_or_default().trim();
    match pages.find(['-', '–', '—']) {
        Some(at) => {
            let last = pages[at..].trim_start_matches(['-', '–', '—', ' ']);
            (pages[..at].trim_end(), (!last.is_empty()).then_some(last))
        }
        None => (pages, None),
    }
}

/// Pages without the word for them: `pp. 12–15` → `12–15`.
pub(crate) fn without_word(text: &str) -> &str {
    for word in ["pages", "pp", "p", "Pages", "Pp", "P", "S"] {
        let Some(after) = text.strip_prefix(word) else { continue };
        let after = after.strip_prefix('.').unwrap_or(after);
        if after.starts_with(' ') || word == "pp" {
            return after.trim_start();
        }
    }
    text
}

/// Pages without the word for them, with one hyphen between: `pp. 12–15` → `12-15`.
pub(crate) fn read(text: &str) -> String {
    let rest = without_word(text);
    let mut out = String::with_capacity(rest.len());
    for letter in rest.chars() {
        match letter {
            '-' | '–' | '—' | '‐' | '‑' | '−' => {
                out.truncate(out.trim_end().len());
                if !out.ends_with('-') {
                    out.push('-');
                }
            }
            ' ' if out.ends_with('-') => {}
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_are_doubled_once() {
        for (from, to) in [
            ("124-145", "124--145"),
            ("124--145", "124--145"),
            ("333–346", "333--346"),
            ("7444 - 7458", "7444--7458"),
            ("C3-32–C3-35", "C3-32--C3-35"),
            ("C3-32-C3-35", "C3-32--C3-35"),
            ("C3-32", "C3-32"),
            ("e12-e20", "e12--e20"),
            ("iv-xii", "iv--xii"),
            ("1-5, 8-10", "1--5, 8--10"),
            ("JCAP07(2023)006", "JCAP07(2023)006"),
            ("e0346830", "e0346830"),
        ] {
            assert_eq!(to_dashes(from), to, "{from}");
            assert_eq!(to_dashes(&to_dashes(from)), to, "{from} twice");
        }
    }

    #[test]
    fn dashes_become_hyphens() {
        for (from, to) in [
            ("124--145", "124-145"),
            ("124---145", "124-145"),
            ("124–145", "124-145"),
            ("C3-32--C3-35", "C3-32–C3-35"),
            ("1--5, 8--10", "1-5, 8-10"),
            ("17", "17"),
        ] {
            assert_eq!(from_dashes(from), to, "{from}");
        }
    }

    #[test]
    fn writes_pages_in_one_way() {
        for (text, expected) in [
            ("pp. 12–15", "12-15"),
            ("p. 7", "7"),
            ("123--130", "123-130"),
            ("12 - 15", "12-15"),
            ("p12-15", "p12-15"),
            ("S12", "S12"),
            ("1-10, 12", "1-10, 12"),
            ("e0123456", "e0123456"),
            ("S. 5", "5"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
