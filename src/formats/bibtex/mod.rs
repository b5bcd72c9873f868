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

mod dates;
mod fields;
mod inherit;
mod names;
mod read;
mod syntax;
mod types;
mod write;

use super::{Format, Likelihood, OptionList, documented, head, looks, second};

/// BibTeX.
pub static BIBTEX: Format = Format {
    id: "bibtex",
    name: "BibTeX",
    aliases: &["bib"],
    extension: "bib",
    media_type: "application/x-bibtex",
    reads: true,
    writes: true,
    detect: looks(detect),
    read: second(read::read),
    write: second(|records, options| write::write(records, options, false)),
    options: OPTIONS,
    ..Format::PLAIN
};

/// BibLaTeX.
pub static BIBLATEX: Format = Format {
    id: "biblatex",
    name: "BibLaTeX",
    media_type: "application/x-biblatex",
    aliases: &["biber"],
    detect: looks(detect_biblatex),
    write: second(|records, options| write::write(records, options, true)),
    ..BIBTEX_ROW
};

const BIBTEX_ROW: Format = Format {
    extension: "bib",
    reads: true,
    writes: true,
    read: second(read::read),
    options: OPTIONS,
    ..Format::PLAIN
};

static OPTIONS: OptionList = documented(&[
    (
        "ascii",
        "true: everything that LaTeX can write in ASCII is; false: Unicode; not given: BibTeX writes letters and \
         symbols as commands, dashes and other scripts in Unicode, and BibLaTeX all in Unicode",
    ),
    super::keys::OPTION,
    ("protect", "which capitals of titles get braces: words (names and acronyms, the default), all, none"),
    ("url", "auto (the default): no URL that only repeats the DOI; always; never"),
]);

/// What BibLaTeX alone has makes BibTeX less likely.
fn detect(text: &str) -> Likelihood {
    if detect_biblatex(text) == Likelihood::No { entries(text) } else { Likelihood::Maybe }
}

fn entries(text: &str) -> Likelihood {
    let text = head(text);
    let mut entries = text.split('@').skip(1);
    let begins = |rest: &str| {
        let word = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let after = rest.get(word..).unwrap_or_default().trim_start();
        word > 1 && after.starts_with(['{', '(']) && after.contains([',', '=', '}'])
    };
    match entries.any(begins) {
        true if text.starts_with(['@', '%']) => Likelihood::Yes,
        true => Likelihood::Maybe,
        false => Likelihood::No,
    }
}

/// Only what BibTeX does not have tells BibLaTeX apart.
fn detect_biblatex(text: &str) -> Likelihood {
    let text = head(text);
    let own = [
        "journaltitle",
        "+an",
        "eventdate",
        "langid",
        "@online{",
        "@dataset{",
        "@software{",
        "@thesis{",
        "@report{",
    ];
    if own.iter().any(|word| text.contains(word)) { entries(text) } else { Likelihood::No }
}
