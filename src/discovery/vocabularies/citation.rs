//! A reference in words, as Dublin Core's `bibliographicCitation` has it, to the journal, volume, issue and
//! pages that it surely names: `Roe, J. (2020). Rivers. Journal of Hills, 12(3), 45–67.`

use crate::normalise::{fields, html};
use crate::record::Variable;
use crate::text::{case, cut, parts};

const VOLUME: &[&str] = &["vol", "volume", "v", "bd", "band", "t", "tome", "tomo", "том", "т"];
const ISSUE: &[&str] =
    &["no", "n", "nr", "num", "núm", "número", "issue", "iss", "heft", "h", "№", "вып", "fasc", "n°", "nº"];
const PAGES: &[&str] = &["pp", "p", "pages", "page", "pág", "págs", "s", "с", "str"];

/// Longer names than this are no journal's.
const MAX_NAME: usize = 160;

/// A run of letters and digits, or another letter, and where it stands.
struct Token<'t> {
    text: &'t str,
    at: usize,
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut run = false;
    for (at, letter) in text.char_indices() {
        let next = at + letter.len_utf8();
        let joins = letter.is_alphanumeric() || letter == '№';
        match tokens.last_mut() {
            Some(last) if run && joins => last.text = text.get(last.at..next).unwrap_or_default(),
            _ if letter.is_whitespace() => {}
            _ => tokens.push(Token { text: text.get(at..next).unwrap_or_default(), at }),
        }
        run = joins;
    }
    tokens
}

/// What a citation says of the work with this title; nothing where its journal is not clear.
pub(super) fn read(text: &str, title: &str) -> Option<Vec<(Variable, String)>> {
    let text = html::text(text)?;
    behind_title(&text, title).and_then(|rest| parts_of(rest, true)).or_else(|| parts_of(&text, false))
}

/// The journal, volume, issue and pages; `titled` says that the work's title stood before them.
fn parts_of(rest: &str, titled: bool) -> Option<Vec<(Variable, String)>> {
    let tokens = tokens(rest);
    let word = |at: usize| tokens.get(at).map_or("", |token| token.text);
    let number = |at: usize| {
        let text = word(at);
        (1..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let year = |at: usize| word(at).len() == 4 && number(at) && word(at).starts_with(['1', '2']);
    // The number behind a label and its dot.
    let labelled = |at: usize, labels: &[&str]| {
        let value = if word(at + 1) == "." { at + 2 } else { at + 1 };
        (labels.contains(&case::to_lower(word(at)).as_str()) && number(value)).then_some(value)
    };
    let bracketed = |at: usize| {
        let end = (at + 2..at + 6).find(|end| word(*end) == ")")?;
        (word(at) == "(" && number(at + 1) && !year(at + 1)).then_some(end)
    };
    let (start, volume) = (0..tokens.len()).find_map(|at| {
        let plain = number(at) && !year(at) && bracketed(at + 1).is_some();
        let value = labelled(at, VOLUME).or(plain.then_some(at))?;
        Some((tokens.get(at)?.at, value))
    })?;
    let journal = journal(cut::head(rest, start), titled)?;
    let mut found = vec![(Variable::ContainerTitle, journal), (Variable::Volume, word(volume).to_owned())];
    let end = tokens.len().min(volume + 12);
    let issue = match bracketed(volume + 1) {
        Some(end) => Some((volume + 2..end).map(word).collect::<String>()),
        None => (volume + 1..end).find_map(|at| labelled(at, ISSUE)).map(|at| word(at).to_owned()),
    };
    found.extend(issue.map(|issue| (Variable::Issue, issue)));
    let pages = (volume + 1..end.max(volume + 1) + 8).find_map(|at| {
        let from = labelled(at, PAGES).or_else(|| {
            let alone = word(at) == ":" && !year(at + 1);
            (matches!(word(at), "," | ":" | ";") && number(at + 1) && (alone || is_dash(word(at + 2))))
                .then_some(at + 1)
        })?;
        let to = is_dash(word(from + 1)) && number(from + 2);
        Some(if to { [word(from), "-", word(from + 2)].concat() } else { word(from).to_owned() })
    });
    found.extend(pages.map(|pages| (Variable::Page, pages)));
    Some(found)
}

fn is_dash(text: &str) -> bool {
    matches!(text, "-" | "–" | "—" | "‐" | "‑")
}

/// What stands behind the title.
fn behind_title<'t>(text: &'t str, title: &str) -> Option<&'t str> {
    let title = html::text(title).filter(|title| title.len() > 3)?;
    let (text_lower, title) = (case::to_lower(text), case::to_lower(&title));
    let at = text_lower.find(&title)?;
    // Only where small letters have the length of capitals.
    text.get(at + title.len()..).filter(|_| text_lower.len() == text.len())
}

/// The journal's name from what stands before the volume. Without the title before it, the name must be all
/// that is there.
fn journal(text: &str, titled: bool) -> Option<String> {
    let text = text.trim_start_matches(|letter: char| !letter.is_alphanumeric()).trim_end();
    let text = text.strip_prefix("In ").or_else(|| text.strip_prefix("In: ")).unwrap_or(text);
    let name = parts::trim_end(text, ",;: (");
    // `J. Hill Sci. 2020;12(3)`
    let dated = parts::last_word(name)
        .map(|(before, year)| (before, year.trim_end_matches('.')))
        .filter(|(_, year)| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()));
    let name = dated.map_or(name, |(before, _)| parts::trim_end(before, ",;: ("));
    // `Холмы. 2020. Т. 12`
    let ended = name.strip_suffix('.').filter(|name| !name.contains(['.', ' ']) && name.chars().count() > 4);
    let name = ended.unwrap_or(name);
    let whole =
        titled || !name.contains([')', '(']) && !name.contains(". ") && fields::bare_number(name) == name;
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    let letters = name.chars().filter(|letter| letter.is_alphabetic()).count();
    (whole && digits < 4 && !name.contains("://") && letters > 2 && name.len() < MAX_NAME)
        .then(|| name.to_owned())
}
