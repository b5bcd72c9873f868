//! LaTeX `\bibitem`: a `thebibliography` list without BibTeX.
//!
//! Specification: the LaTeX2e reference manual, `thebibliography`. Written only, in a plain
//! author-date rendering like APA's. With the option `text`, a list of formatted citations in
//! CSL's inline markup (one a record), those are written instead.

use super::common::{article_number, creators, family, one_line, ordinal, page_range, people};
use super::{Codec, Group, Info, Options, keys};
use crate::record::markup::{self, Mark, Piece};
use crate::record::{Json, Kind, Name, Record, Variable, identifier};

/// What menus and files need to know about LaTeX `\bibitem`.
pub(super) static INFO: Info = Info {
    id: "bibitem",
    name: "LaTeX \\bibitem",
    aliases: &["thebibliography", "latex-bibitem"],
    extension: "tex",
    media_type: "text/x-bibitem",
    group: Group::Snippet,
    writes: true,
    options: &[
        keys::OPTION,
        ("text", "a list of formatted citations to write in place of the plain rendering"),
    ],
    ..Info::PLAIN
};

/// Writes LaTeX `\bibitem`.
pub(super) static CODEC: Codec = Codec::writer(&INFO, write);

fn write(records: &[Record], options: &Options) -> String {
    let given = options.0.get("text").map_or(&[][..], Json::items);
    let one = options.text("text");
    let mut out = format!("\\begin{{thebibliography}}{{{}}}\n", "9".repeat(records.len().to_string().len()));
    for (at, (record, key)) in records.iter().zip(keys::keys(records, options)).enumerate() {
        let text = given.get(at).and_then(Json::as_str).or(one.filter(|_| records.len() == 1));
        let mut body = String::new();
        match text {
            Some(text) => latex(&markup::parse(text), &mut body),
            None => render(record, &mut body),
        }
        out.push_str(&format!("\n\\bibitem{{{key}}}\n{}\n", one_line(&body)));
    }
    out.push_str("\n\\end{thebibliography}\n");
    out
}

/// Text with LaTeX's special characters escaped.
fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                out.push('\\');
                out.push(letter);
            }
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '–' => out.push_str("--"),
            '—' => out.push_str("---"),
            '\u{a0}' => out.push('~'),
            _ => out.push(letter),
        }
    }
}

fn latex(pieces: &[Piece], out: &mut String) {
    for piece in pieces {
        match piece {
            Piece::Text(text) => escape(text, out),
            Piece::Marked(mark, inner) => {
                out.push_str(match mark {
                    Mark::Italic => "\\emph{",
                    Mark::Bold => "\\textbf{",
                    Mark::Superscript => "\\textsuperscript{",
                    Mark::Subscript => "\\textsubscript{",
                    Mark::SmallCaps => "\\textsc{",
                    Mark::NoCase | Mark::NoDecoration => "{",
                });
                latex(inner, out);
                out.push('}');
            }
        }
    }
}

fn marked(text: &str, out: &mut String) {
    latex(&markup::parse(text), out);
}

/// `van Gogh, V. W., Jr.`
fn name(name: &Name) -> String {
    if let Some(literal) = &name.literal {
        return literal.clone();
    }
    let parts = [Some(family(name)), Some(initials(name)), name.suffix.clone()];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// `V. W. van Gogh Jr.`, as names stand within an entry.
fn direct(name: &Name) -> String {
    if let Some(literal) = &name.literal {
        return literal.clone();
    }
    let parts = [Some(initials(name)), Some(family(name)), name.suffix.clone()];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// `V. W.`, `J.-P.`; particles stay.
fn initials(name: &Name) -> String {
    let given = super::common::given(name);
    let words = given.split([' ', '.']).filter(|word| !word.is_empty()).map(|word| {
        let letters = word.split('-').filter_map(|part| part.chars().next());
        let parts: Vec<String> = letters.map(|letter| format!("{letter}.")).collect();
        if word.starts_with(char::is_lowercase) { word.to_owned() } else { parts.join("-") }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// `R. Roe & E. Poe (Eds.)`: people with what they did.
fn contributors(record: &Record, role: Variable, one: &str, many: &str, comma: bool) -> Option<String> {
    let people: Vec<String> = people(record, role).map(direct).collect();
    let listed = match people.as_slice() {
        [] => return None,
        [one] => one.clone(),
        [one, two] => format!("{one} & {two}"),
        [start @ .., last] => format!("{}, & {last}", start.join(", ")),
    };
    let label = if people.len() > 1 { many } else { one };
    Some(if comma { format!("{listed}, {label}") } else { format!("{listed} ({label})") })
}

/// How many authors are named before "et al.".
const MAX_NAMES: usize = 20;

fn names(list: &[&Name], others: bool) -> String {
    let shown: Vec<String> = list.iter().take(MAX_NAMES).map(|one| name(one)).collect();
    if others || list.len() > MAX_NAMES {
        return format!("{}, et al.", shown.join(", "));
    }
    match shown.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [start @ .., last] => format!("{}, & {last}", start.join(", ")),
    }
}

fn sentence(out: &mut String) {
    if !out.ends_with(['.', '?', '!']) {
        out.push('.');
    }
    out.push(' ');
}

fn render(record: &Record, out: &mut String) {
    let text = |variable| record.text(variable);
    let mut authors: Vec<&Name> = creators(record).collect();
    let others = record.names(Variable::Author).iter().any(Name::is_others);
    let editors: Vec<&Name> = people(record, Variable::Editor).collect();
    let edited = authors.is_empty() && !editors.is_empty();
    if edited {
        authors.clone_from(&editors);
    }
    let year = years(record);
    let whole = !record.has(Variable::ContainerTitle);
    let mut title = String::new();
    marked(record.title(), &mut title);
    let mut title = if whole { format!("\\emph{{{title}}}") } else { title };
    details(record, edited, &mut title);
    escape(&names(&authors, others), out);
    // Without anybody the title takes the place.
    let nobody = out.is_empty();
    if nobody {
        out.push_str(&title);
    }
    if edited {
        out.push_str(if authors.len() > 1 { " (Eds.)" } else { " (Ed.)" });
    }
    if !out.is_empty() {
        sentence(out);
    }
    if let Some(year) = &year {
        out.push_str(&format!("({year})"));
    }
    if !nobody {
        if year.is_some() {
            out.push_str(". ");
        }
        out.push_str(&title);
    }
    container(record, out);
    {
        let part = Variable::Publisher;
        let journal =
            matches!(record.kind, Kind::ArticleJournal | Kind::ArticleMagazine | Kind::ArticleNewspaper);
        if let Some(publisher) = text(part).filter(|_| !journal) {
            sentence(out);
            escape(publisher, out);
        }
    }
    sentence(out);
    match (text(Variable::Doi), text(Variable::Url)) {
        (Some(doi), _) => out.push_str(&format!("\\url{{{}}}", link(&identifier::doi_url(doi)))),
        (None, Some(url)) => out.push_str(&format!("\\url{{{}}}", link(url))),
        (None, None) => {}
    }
}

/// `2022`, `1975--1980`, `in press`.
fn years(record: &Record) -> Option<String> {
    let date = record.date(Variable::Issued)?;
    let (start, end) = (date.start_year(), date.end.map(|end| end.year));
    Some(match (start, end) {
        (Some(start), Some(end)) if start != end => format!("{start}--{end}"),
        (Some(start), None) if date.open => format!("{start}--"),
        (Some(start), _) => start.to_string(),
        (None, _) => date.literal.clone()?,
    })
}

/// What stands behind a title: `(R. Roe, Ed.; 2nd ed., Vol. 2, No. E-0046) [PhD thesis]`. `edited` says
/// that the editors stand first.
fn details(record: &Record, edited: bool, out: &mut String) {
    let text = |variable| record.text(variable);
    let whole = !record.has(Variable::ContainerTitle);
    let own = matches!(record.kind, Kind::Report | Kind::Patent | Kind::Standard);
    let numbers = [
        text(Variable::Edition).filter(|_| whole).map(edition),
        text(Variable::Volume).filter(|_| whole).map(|volume| format!("Vol.\u{a0}{volume}")),
        text(Variable::Version).map(|version| format!("Version {version}")),
        text(Variable::Number).filter(|_| own).map(|number| format!("No. {number}")),
    ];
    let numbers: Vec<String> = numbers.into_iter().flatten().collect();
    let editors = Some(()).filter(|()| whole && !edited);
    let groups = [
        editors.and_then(|()| contributors(record, Variable::Editor, "Ed.", "Eds.", true)),
        contributors(record, Variable::Translator, "Trans.", "Trans.", true),
        Some(numbers.join(", ")).filter(|text| !text.is_empty()),
    ];
    let groups: Vec<String> = groups.into_iter().flatten().collect();
    for (open, words, close) in [(" (", groups.join("; "), ")"), (" [", genre(record), "]")] {
        if !words.is_empty() {
            out.push_str(open);
            marked(&words, out);
            out.push_str(close);
        }
    }
}

/// `2nd ed.`; an edition in words may say so itself.
fn edition(edition: &str) -> String {
    let text = ordinal(edition);
    if text.to_ascii_lowercase().contains("ed.") { text } else { format!("{text} ed.") }
}

/// The genre of a work that stands by itself.
fn genre(record: &Record) -> String {
    let genre = record.text(Variable::Genre).filter(|_| !record.has(Variable::ContainerTitle));
    genre.unwrap_or_default().to_owned()
}

/// A link for `\url`: braces and spaces would end it; a backslash and a percent sign are kept.
fn link(url: &str) -> String {
    url.replace('{', "%7B").replace('}', "%7D").replace(' ', "%20").replace('\\', "%5C")
}

fn container(record: &Record, out: &mut String) {
    let text = |variable| record.text(variable);
    let Some(host) = text(Variable::ContainerTitle) else { return };
    sentence(out);
    let pages = text(Variable::Page).map(|pages| match page_range(pages) {
        (first, Some(last)) => format!("{first}--{last}"),
        (first, None) => first.to_owned(),
    });
    let book = matches!(
        record.kind,
        Kind::Chapter | Kind::PaperConference | Kind::Entry | Kind::EntryDictionary | Kind::EntryEncyclopedia
    );
    if book {
        out.push_str("In ");
        if let Some(editors) = contributors(record, Variable::Editor, "Ed.", "Eds.", false) {
            escape(&editors, out);
            out.push_str(", ");
        }
    }
    out.push_str("\\emph{");
    marked(host, out);
    out.push('}');
    if book {
        return in_book(record, pages, out);
    }
    if let Some(volume) = text(Variable::Volume) {
        out.push_str(", \\emph{");
        escape(volume, out);
        out.push('}');
    }
    if let Some(issue) = text(Variable::Issue) {
        out.push_str(if record.has(Variable::Volume) { "(" } else { ", (" });
        escape(issue, out);
        out.push(')');
    }
    if let Some(pages) = pages {
        out.push_str(", ");
        out.push_str(&pages.replace('_', "\\_"));
    } else if let Some(number) = article_number(record) {
        out.push_str(", Article ");
        escape(number, out);
    }
}

/// ` (2nd ed., Vol. 3, pp. 1--9)`
fn in_book(record: &Record, pages: Option<String>, out: &mut String) {
    let text = |variable| record.text(variable);
    let escaped = |text: String| {
        let mut out = String::new();
        escape(&text, &mut out);
        out
    };
    // One page is `p.`, as APA has it.
    let label = |pages: &String| if pages.contains(['-', ',']) { "pp" } else { "p" };
    let parts = [
        text(Variable::Edition).map(|text| escaped(edition(text))),
        text(Variable::Volume).map(|volume| escaped(format!("Vol.\u{a0}{volume}"))),
        pages.map(|pages| format!("{}.~{}", label(&pages), pages.replace('_', "\\_"))),
        article_number(record)
            .filter(|_| !record.has(Variable::Page))
            .map(|number| escaped(format!("Article {number}"))),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if !parts.is_empty() {
        out.push_str(&format!(" ({})", parts.join(", ")));
    }
}
