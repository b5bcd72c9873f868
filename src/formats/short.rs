//! Short forms to paste into a text: the key, its citing commands, links, a wiki footnote.
//!
//! `\cite` is LaTeX's, `@key` pandoc's (<https://pandoc.org/MANUAL.html#citations>), `#cite` Typst's,
//! `<ref>` MediaWiki's. Each record is one line.

use super::{Codec, Group, Info, Options, keys, wikipedia};
use crate::record::markup::{self, Mark, Piece};
use crate::record::{Record, Variable, identifier};

/// A snippet: a module with its `INFO` and `CODEC`.
macro_rules! snippet {
    ($(#[$doc:meta])* $module:ident, $info:expr, $write:expr) => {
        $(#[$doc])*
        pub(crate) mod $module {
            use super::*;

            /// What menus need to know about it.
            pub(crate) static INFO: Info = $info;

            /// Writes it.
            pub(crate) static CODEC: Codec = Codec::writer(&INFO, $write);
        }
    };
}

snippet!(
    /// `procter2022`
    key,
    keyed("key", "Citation key"),
    |records, options| each_key(records, options, "", "")
);
snippet!(
    /// `\cite{procter2022}`
    latex,
    keyed("latex-cite", "LaTeX \\cite"),
    |records, options| format!("\\cite{{{}}}\n", keys::keys(records, options).join(","))
);
snippet!(
    /// `@procter2022`
    pandoc,
    keyed("pandoc-cite", "Markdown @key"),
    |records, options| each_key(records, options, "@", "")
);
snippet!(
    /// `#cite(<procter2022>)`
    typst,
    keyed("typst-cite", "Typst #cite"),
    |records, options| each_key(records, options, "#cite(<", ">)")
);
snippet!(
    /// `[Title](https://doi.org/10.1000/182)`
    markdown,
    row("markdown-link", "Markdown link"),
    write_markdown
);
snippet!(
    /// `<a href="https://doi.org/10.1000/182">Title</a>`
    html,
    Info { extension: "html", media_type: "text/html", ..row("html-link", "HTML link") },
    write_html
);
snippet!(
    /// `<ref name="procter2022">{{cite journal …}}</ref>`
    wiki,
    keyed("wiki-ref", "Wikipedia <ref>"),
    write_wiki
);
snippet!(
    /// `https://doi.org/10.1000/182`
    doi,
    row("doi-link", "DOI link"),
    write_doi
);

const fn row(id: &'static str, name: &'static str) -> Info {
    Info { id, name, group: Group::Snippet, writes: true, ..Info::PLAIN }
}

const fn keyed(id: &'static str, name: &'static str) -> Info {
    Info { options: &[keys::OPTION], ..row(id, name) }
}

fn each_key(records: &[Record], options: &Options, before: &str, after: &str) -> String {
    keys::keys(records, options).iter().map(|key| format!("{before}{key}{after}\n")).collect()
}

/// The link to the work: its DOI's, else its URL where that is safe to follow.
fn link(record: &Record) -> Option<String> {
    let doi = record.text(Variable::Doi).and_then(identifier::doi).map(identifier::doi_url);
    doi.or_else(|| record.text(Variable::Url).and_then(identifier::safe_url).map(str::to_owned))
}

fn title(record: &Record) -> String {
    let title = markup::plain(record.title());
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() { link(record).unwrap_or_default() } else { title }
}

fn write_markdown(records: &[Record], _: &Options) -> String {
    let mut out = String::new();
    for record in records {
        let mut text = String::new();
        for letter in title(record).chars() {
            if "\\[]*_`<>".contains(letter) {
                text.push('\\');
            }
            text.push(letter);
        }
        match link(record) {
            Some(url) => {
                let url = url.replace('(', "%28").replace(')', "%29").replace('<', "%3C").replace('>', "%3E");
                out.push_str(&format!("[{text}]({url})\n"));
            }
            None => out.push_str(&format!("{text}\n")),
        }
    }
    out
}

fn write_html(records: &[Record], _: &Options) -> String {
    let mut out = String::new();
    for record in records {
        let mut text = String::new();
        match record.title() {
            "" => escape(&title(record), &mut text),
            title => pieces(&markup::parse(title), &mut text),
        }
        match link(record) {
            Some(url) => {
                out.push_str("<a href=\"");
                escape(&url, &mut out);
                out.push_str(&format!("\">{text}</a>\n"));
            }
            None => out.push_str(&format!("<cite>{text}</cite>\n")),
        }
    }
    out
}

fn pieces(all: &[Piece], out: &mut String) {
    for piece in all {
        match piece {
            Piece::Text(text) => escape(text, out),
            Piece::Marked(Mark::NoCase, inner) => pieces(inner, out),
            Piece::Marked(mark, inner) => {
                let (open, close) = mark.tags();
                out.push_str(open);
                pieces(inner, out);
                out.push_str(close);
            }
        }
    }
}

fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' => out.push(' '),
            _ => out.push(letter),
        }
    }
}

fn write_wiki(records: &[Record], options: &Options) -> String {
    let mut out = String::new();
    for (record, key) in records.iter().zip(keys::keys(records, options)) {
        let template = wikipedia::CODEC.to_text(std::slice::from_ref(record), &Options::default());
        let template = template.unwrap_or_default();
        out.push_str(&format!("<ref name=\"{key}\">{}</ref>\n", template.trim_end()));
    }
    out
}

/// Links of the works that have a DOI; the URL of the others.
fn write_doi(records: &[Record], _: &Options) -> String {
    records.iter().filter_map(link).map(|url| url + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Date, Kind, Name};

    #[test]
    fn short_forms_are_what_a_writer_pastes() {
        let mut work = Record::new(Kind::ArticleJournal);
        work.push_name(Variable::Author, Name::person("Doe", "Jane"));
        work.set_date(Variable::Issued, Date::year(2020));
        work.set_text(Variable::Title, "On <i>E. coli</i> [& more]");
        work.set_text(Variable::Doi, "10.1000/a(b)<c>");
        for (format, expected) in [
            (&key::CODEC, "doe2020\n"),
            (&latex::CODEC, "\\cite{doe2020}\n"),
            (&pandoc::CODEC, "@doe2020\n"),
            (&typst::CODEC, "#cite(<doe2020>)\n"),
            (&markdown::CODEC, "[On E. coli \\[& more\\]](https://doi.org/10.1000/a%28b%29%3Cc%3E)\n"),
            (
                &html::CODEC,
                "<a href=\"https://doi.org/10.1000/a(b)%3Cc%3E\">On <i>E. coli</i> [&amp; more]</a>\n",
            ),
            (&doi::CODEC, "https://doi.org/10.1000/a(b)%3Cc%3E\n"),
        ] {
            let text = format.to_text(std::slice::from_ref(&work), &Options::default());
            assert_eq!(text.as_deref(), Some(expected), "{}", format.info.id);
        }
        let wiki = wiki::CODEC.to_text(&[work], &Options::default()).unwrap_or_default();
        assert!(wiki.starts_with("<ref name=\"doe2020\">{{cite journal"), "{wiki}");
        assert!(wiki.ends_with("}}</ref>\n"), "{wiki}");
    }

    #[test]
    fn links_that_run_code_are_no_links() {
        let mut work = Record::new(Kind::Webpage);
        work.set_text(Variable::Title, "<script>x</script>");
        work.set_text(Variable::Url, "javascript:alert(1)");
        let html = html::CODEC.to_text(&[work], &Options::default());
        assert_eq!(html.as_deref(), Some("<cite>&lt;script&gt;x&lt;/script&gt;</cite>\n"));
    }
}
