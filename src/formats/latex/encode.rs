//! CSL-JSON text to LaTeX text: commands for what LaTeX would not print as it stands, and braces
//! around the capitals that bibliography styles would make small.

use super::{compose, decompose, tables};
use crate::record::markup::{self, Mark, Piece};
use std::sync::LazyLock;

/// What becomes a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Only the characters that mean something to LaTeX.
    Specials,
    /// Latin letters and symbols as well; dashes, quotation marks and other scripts stay.
    Letters,
    /// Everything that LaTeX can write as ASCII.
    All,
}

/// Which capitals of a title get braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protect {
    /// Those of names, acronyms and formulas, as far as the title's own case tells them.
    Words,
    /// The whole title.
    All,
    /// None but those that the record marks (`nocase`).
    None,
}

/// Symbols by their character: whether it is mathematics, and the name.
static SYMBOLS: LazyLock<Vec<(char, bool, &str)>> = LazyLock::new(|| {
    let rows = |table: &'static str, math: bool| {
        let mut words = table.split_whitespace();
        std::iter::from_fn(move || Some((words.next()?, words.next()?))).filter_map(move |(name, symbol)| {
            let mut letters = symbol.chars();
            let letter = letters.next()?;
            letters.next().is_none().then_some((letter, math, name))
        })
    };
    let mut all: Vec<_> = rows(tables::TEXT, false).chain(rows(tables::MATH, true)).collect();
    // Stable: the first row of a character stays the first.
    crate::text::order::by_key(&mut all, |row| (row.0, row.1));
    all.dedup_by_key(|row| row.0);
    all
});

/// Text without markup to LaTeX.
pub fn encode(text: &str, level: Level) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    plain(text, level, &mut out);
    out
}

/// Text with markup to LaTeX, with braces around capitals. `sentence` says that the title is in a
/// language that writes only names (or nouns) with a capital, whatever the title looks like.
pub fn encode_title(text: &str, level: Level, protect: Protect, sentence: bool) -> String {
    let pieces = markup::parse(text);
    let case = match protect {
        Protect::Words => Case::of(&markup::plain(text), sentence),
        _ => Case::Any,
    };
    let mut out = String::with_capacity(text.len() + 16);
    let mut start = true;
    marked(&pieces, level, case, &mut start, &mut out);
    if protect == Protect::All { format!("{{{out}}}") } else { out }
}

/// What the capitals of a title mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    /// A capital is a name: `Theorising work in UK health services`.
    Sentence,
    /// Every word has one, only those inside a word say something: `The Discovery of DNA`.
    Title,
    /// Nothing can be told: `THE DISCOVERY OF DNA`, or nobody asked.
    Any,
}

impl Case {
    fn of(text: &str, sentence: bool) -> Self {
        let (mut small, mut capital, mut shouted) = (0, 0, 0);
        for word in text.split_whitespace().skip(1) {
            let mut letters = word.trim_start_matches(|letter: char| !letter.is_alphabetic()).chars();
            let Some(first) = letters.next() else { continue };
            let rest = letters.as_str();
            // Short words are small in title case as well.
            if first.is_lowercase() {
                small += usize::from(rest.chars().count() > 2);
            } else if first.is_uppercase() {
                // An acronym tells nothing, unless all words look like one.
                capital += usize::from(rest.is_empty() || rest.contains(char::is_lowercase));
                shouted += usize::from(rest.chars().count() > 3 && !rest.contains(char::is_lowercase));
            }
        }
        if shouted > 1 && shouted >= capital + small {
            Self::Any
        } else if sentence || small >= capital {
            Self::Sentence
        } else {
            Self::Title
        }
    }
}

fn marked(pieces: &[Piece], level: Level, case: Case, start: &mut bool, out: &mut String) {
    for piece in pieces {
        match piece {
            Piece::Text(text) => words(text, level, case, start, out),
            Piece::Marked(mark, inner) => {
                out.push_str(match mark {
                    Mark::Italic => "\\textit{",
                    Mark::Bold => "\\textbf{",
                    Mark::Superscript => "\\textsuperscript{",
                    Mark::Subscript => "\\textsubscript{",
                    Mark::SmallCaps => "\\textsc{",
                    Mark::NoCase | Mark::NoDecoration => "{",
                });
                // BibTeX changes no case inside an argument, but BibLaTeX and pandoc do.
                let case = if *mark == Mark::NoCase { Case::Any } else { case };
                marked(inner, level, case, start, out);
                out.push('}');
            }
        }
    }
}

/// Text with braces around the words whose capitals have to stay. `start` says that a word is the
/// first of the title or of a subtitle, whose capital BibTeX leaves alone.
fn words(text: &str, level: Level, case: Case, start: &mut bool, out: &mut String) {
    if case == Case::Any {
        *start &= !text.contains(char::is_alphanumeric);
        return plain(text, level, out);
    }
    // `O(n log n)`: what is before a bracket is a word of its own.
    for word in text.split_inclusive(|letter: char| letter.is_whitespace() || "([".contains(letter)) {
        let inner = |letter: char| !letter.is_alphanumeric();
        let core = word.trim_matches(inner);
        let at = word.len() - word.trim_start_matches(inner).len();
        if core.is_empty() {
            plain(word, level, out);
            continue;
        }
        let end = at + core.len();
        plain(word.get(..at).unwrap_or_default(), level, out);
        if needs_braces(core, case, *start) {
            out.push('{');
            plain(core, level, out);
            out.push('}');
        } else {
            plain(core, level, out);
        }
        let tail = word.get(end..).unwrap_or_default();
        plain(tail, level, out);
        *start = tail.trim_end().ends_with(':') && tail.ends_with(char::is_whitespace);
    }
}

fn needs_braces(word: &str, case: Case, first: bool) -> bool {
    let parts = word.split(|letter: char| !letter.is_alphanumeric());
    let inner = |part: &str| {
        let upper = part.contains(char::is_uppercase);
        let numbered = upper && part.contains(|letter: char| letter.is_ascii_digit());
        numbered || part.chars().skip(1).any(char::is_uppercase)
    };
    // `Vitamin D`, `O(n)`, `I`: a letter by itself that is not an article.
    let alone = |part: &str| part != "A" && part.chars().count() == 1 && part.contains(char::is_uppercase);
    let mut parts = parts.filter(|part| !part.is_empty());
    let Some(head) = parts.next() else { return false };
    let opening = head.starts_with(char::is_uppercase) && case == Case::Sentence;
    !first && (opening || alone(head))
        || inner(head)
        || parts.any(|part| {
            inner(part) || alone(part) || case == Case::Sentence && part.starts_with(char::is_uppercase)
        })
}

/// Text without markup.
fn plain(text: &str, level: Level, out: &mut String) {
    let mut letters = text.chars().peekable();
    let mut before = ' ';
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let mark = next.and_then(|next| tables::ACCENTS.iter().find(|(_, mark)| *mark == next));
        match mark {
            Some((accent, _))
                if level > Level::Specials && letter.is_ascii_alphabetic() && has_command(*accent, level) =>
            {
                out.push('{');
                accented(*accent, &letter.to_string(), out);
                out.push('}');
                letters.next();
            }
            _ => one(letter, before, next, level, out),
        }
        before = letter;
    }
}

fn one(letter: char, before: char, next: Option<char>, level: Level, out: &mut String) {
    match letter {
        '&' | '%' | '#' | '_' | '$' => {
            out.push('\\');
            out.push(letter);
        }
        '"' => out.push_str("{\"}"),
        '\\' | '{' | '}' | '~' | '^' | '<' | '>' | '`' => symbol(letter, out),
        // Two in a row would become one dash, or one quotation mark.
        '-' | '\'' if before == letter || letter == '\'' && before == '”' && level == Level::All => {
            out.push_str("{}");
            out.push(letter);
        }
        '\u{a0}' => out.push('~'),
        letter if letter.is_control() => out.push(' '),
        letter if letter.is_ascii() || level == Level::Specials => out.push(letter),
        '–' if level == Level::All => out.push_str("--"),
        '—' if level == Level::All => out.push_str("---"),
        '\u{2010}' | '\u{2011}' if level == Level::All => out.push('-'),
        '“' if level == Level::All => out.push_str("``"),
        // Behind a single mark, or before one, the three would be read from the left.
        '”' if level == Level::All => out.push_str(if "'’".contains(before) { "{}''" } else { "''" }),
        '–' | '—' | '“' | '”' | '„' | '…' | '«' | '»' if level == Level::Letters => {
            out.push(letter)
        }
        '\u{2009}' | '\u{202f}' if level == Level::All => out.push_str("\\,"),
        // A word in Greek is a word, not mathematics.
        letter if is_greek(letter) && (is_greek(before) || next.is_some_and(is_greek)) => out.push(letter),
        _ => match accents(letter) {
            Some((base, accent)) if has_command(accent, level) && spelled(base, level) => {
                out.push('{');
                accented(accent, &nested(base), out);
                out.push('}');
            }
            Some(_) => out.push(letter),
            None => symbol(letter, out),
        },
    }
}

/// Whether an accent has a command that every document knows: hook and horn, Vietnamese accents, have
/// theirs in the encoding T5 alone.
fn has_command(accent: char, level: Level) -> bool {
    level == Level::All || !"ho".contains(accent)
}

/// The base letter and the outer accent. Of two accents the one below is the outer one: LaTeX puts it
/// under a letter that has an accent, but no accent on a letter that has one below.
fn accents(letter: char) -> Option<(char, char)> {
    let (base, accent) = decompose(letter)?;
    let inner = decompose(base).filter(|(_, below)| "dckbx".contains(*below) && !"dckbx".contains(accent));
    let swapped = inner.and_then(|(letter, below)| Some((compose(letter, accent)?, below)));
    Some(swapped.unwrap_or((base, accent)))
}

fn is_greek(letter: char) -> bool {
    ('\u{370}'..='\u{3ff}').contains(&letter) || ('\u{1f00}'..='\u{1fff}').contains(&letter)
}

/// Whether LaTeX can write a letter with ASCII and the accents it has.
fn spelled(letter: char, level: Level) -> bool {
    letter.is_ascii()
        || decompose(letter).map_or("ÆæØø".contains(letter), |(base, accent)| {
            has_command(accent, level) && spelled(base, level)
        })
}

/// The argument of an accent: the letter, or a command for it.
fn nested(letter: char) -> String {
    let mut out = String::new();
    match accents(letter) {
        Some((base, accent)) => accented(accent, &nested(base), &mut out),
        None if letter.is_ascii() => out.push(letter),
        None => {
            let mut wrapped = String::new();
            symbol(letter, &mut wrapped);
            out.push_str(wrapped.trim_matches(['{', '}']));
        }
    }
    out
}

fn accented(accent: char, base: &str, out: &mut String) {
    out.push('\\');
    if accent == 'o' {
        // `\ohorn`, `\UHORN`
        out.push_str(base);
        out.push_str(if base.starts_with(char::is_uppercase) { "HORN" } else { "horn" });
        return;
    }
    if accent == 'x' {
        out.push_str("textcommabelow");
    } else {
        out.push(accent);
    }
    let simple = base.len() == 1;
    if !simple {
        out.push('{');
    } else if accent.is_ascii_alphabetic() {
        out.push(' ');
    }
    out.push_str(base);
    if !simple {
        out.push('}');
    }
}

/// The command of a symbol in braces, or the character itself.
fn symbol(letter: char, out: &mut String) {
    let found = SYMBOLS.binary_search_by_key(&letter, |row| row.0).ok().and_then(|at| SYMBOLS.get(at));
    let Some((_, math, name)) = found else { return out.push(letter) };
    let (open, close) = if *math { ("{$\\", "$}") } else { ("{\\", "}") };
    out.push_str(open);
    out.push_str(name);
    out.push_str(close);
}
