//! LaTeX `\bibitem`: a `thebibliography` list without BibTeX.
//!
//! Specification: the LaTeX2e reference manual, `thebibliography`. Written only, in a plain
//! author-date rendering like APA's. With the option `text`, a list of formatted citations in
//! CSL's inline markup (one a record), those are written instead.

use super::common::{creators, family, one_line, ordinal, page_range, people};
use super::{Codec, Group, Info, Options, keys};
use crate::record::markup::{self, Mark, Piece};
use crate::record::{Json, Kind, Name, Record, Variable, identifier};

/// What menus and files need to know about LaTeX `\bibitem`.
pub static INFO: Info = Info {
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
pub static CODEC: Codec = Codec::writer(&INFO, write);

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
    let mut out = family(name);
    let initials: Vec<String> = super::common::given(name)
        .split([' ', '.'])
        .filter(|word| !word.is_empty())
        .map(|word| {
            let parts: Vec<String> = word
                .split('-')
                .filter_map(|part| part.chars().next())
                .map(|letter| format!("{letter}."))
                .collect();
            if word.starts_with(char::is_lowercase) { word.to_owned() } else { parts.join("-") }
        })
        .collect();
    if !initials.is_empty() {
        out.push_str(", ");
        out.push_str(&initials.join(" "));
    }
    if let Some(suffix) = &name.suffix {
        out.push_str(", ");
        out.push_str(suffix);
    }
    out
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
    let year = record.date(Variable::Issued).and_then(|date| date.start_year());
    let whole = !record.has(Variable::ContainerTitle);
    let mut title = String::new();
    marked(record.title(), &mut title);
    let mut title = if whole { format!("\\emph{{{title}}}") } else { title };
    details(record, &mut title);
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
    if let Some(year) = year {
        out.push_str(&format!("({year})"));
    }
    if !nobody {
        if year.is_some() {
            out.push_str(". ");
        }
        out.push_str(&title);
    }
    container(record, &editors, out);
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

/// What stands behind a title: `(2nd ed., Version 1.2, No. E-0046) [PhD thesis]`.
fn details(record: &Record, out: &mut String) {
    let text = |variable| record.text(variable);
    let own = matches!(record.kind, Kind::Report | Kind::Patent | Kind::Standard);
    let edition = text(Variable::Edition).map(|edition| format!("{} ed.", ordinal(edition)));
    let parts = [
        edition.filter(|_| !record.has(Variable::ContainerTitle)),
        text(Variable::Version).map(|version| format!("Version {version}")),
        text(Variable::Number).filter(|_| own).map(|number| format!("No. {number}")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    for (open, words, close) in [(" (", parts.join(", "), ")"), (" [", genre(record), "]")] {
        if !words.is_empty() {
            out.push_str(open);
            marked(&words, out);
            out.push_str(close);
        }
    }
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

fn container(record: &Record, editors: &[&Name], out: &mut String) {
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
        if !editors.is_empty() {
            escape(&names(editors, false), out);
            out.push_str(if editors.len() > 1 { " (Eds.), " } else { " (Ed.), " });
        }
    }
    out.push_str("\\emph{");
    marked(host, out);
    out.push('}');
    if book {
        if let Some(pages) = pages {
            let volume = text(Variable::Volume).map(|volume| format!("Vol.~{volume}, ")).unwrap_or_default();
            out.push_str(&format!(" ({volume}pp.~{pages})"));
        }
        return;
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
    }
}
