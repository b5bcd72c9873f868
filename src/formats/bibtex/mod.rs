//! BibTeX and BibLaTeX: two flavours of one syntax, read alike and written apart.
//!
//! BibTeX: O. Patashnik, *BibTeXing* and *Designing BibTeX Styles* (CTAN, `btxdoc`, `btxhak`).
//! BibLaTeX: the *biblatex* manual (CTAN), section 2. The layout of an entry, and the order of its
//! fields, are those of Elsevier Pure's portals.
//!
//! | | BibTeX | BibLaTeX |
//! |---|---|---|
//! | types | the fourteen classic ones | `@dataset`, `@software`, `@online`, `@thesis`, … |
//! | dates | `year`, `month` (a macro), `day` | `date`, `urldate`, `eventdate`: EDTF |
//! | accents | `{\'e}`, unless `ascii` is false | Unicode, unless `ascii` is true |
//! | ORCID, corresponding author | – | `author+an:orcid`, `author+an` |

pub(super) mod biblatex;
mod dates;
mod fields;
mod identifiers;
mod inherit;
mod macros;
mod names;
mod notes;
mod read;
mod source;
mod syntax;
pub(super) mod types;
mod write;

use super::{Codec, Info, Likelihood, OptionList, Options, head};
use crate::record::Record;

/// What menus and files need to know about BibTeX.
pub(super) static INFO: Info =
    Info { id: "bibtex", name: "BibTeX", aliases: &["bib"], media_type: "application/x-bibtex", ..ROW };

/// Detects, reads and writes BibTeX.
pub(super) static CODEC: Codec = Codec {
    info: &INFO,
    detect,
    read: Some(read::read),
    write: Some(|records, options| write::write(records, options, false)),
};

/// Reads a text record by record.
pub(super) use read::each;

/// Adds the entry of a record to a file.
pub(super) fn add(record: &Record, key: &str, options: &Options, out: &mut String) {
    write::add(record, key, options, false, out);
}

const ROW: Info = Info { extension: "bib", reads: true, writes: true, options: OPTIONS, ..Info::PLAIN };

const OPTIONS: OptionList = &[
    (
        "ascii",
        "true: everything that LaTeX can write in ASCII is; false: Unicode; not given: BibTeX writes letters and \
         symbols as commands, dashes and other scripts in Unicode, and BibLaTeX all in Unicode",
    ),
    ("abstract", "true: abstracts are written; false (the default): they are not"),
    super::keys::OPTION,
    ("keywords", "false: keywords are not written; true (the default): they are"),
    ("protect", "which capitals of titles get braces: words (names and acronyms, the default), all, none"),
    ("url", "auto (the default): no URL that only repeats the DOI; always; never"),
];

/// What BibLaTeX alone has makes BibTeX less likely.
fn detect(text: &str) -> Likelihood {
    if biblatex::detect(text) == Likelihood::No { entries(text) } else { Likelihood::Maybe }
}

/// The beginning of a text from its first entry that begins a line: a header may be long.
fn first_entry(text: &str) -> &str {
    let start = head(text);
    if start.starts_with('@') {
        return start;
    }
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(|rest| rest.find("\n@")) {
        from += found + 1;
        let rest = text.get(from..).unwrap_or_default();
        if rest.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic) {
            return head(rest);
        }
    }
    start
}

/// How likely a text has entries of either flavour.
fn entries(text: &str) -> Likelihood {
    let header = head(text).starts_with(['@', '%']);
    let text = first_entry(text);
    let mut entries = text.split('@').skip(1);
    let begins = |rest: &str| {
        let word = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let after = rest.get(word..).unwrap_or_default().trim_start();
        word > 1 && after.starts_with(['{', '(']) && after.contains([',', '=', '}'])
    };
    match entries.any(begins) {
        true if header => Likelihood::Yes,
        true => Likelihood::Maybe,
        false => Likelihood::No,
    }
}
