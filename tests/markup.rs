//! Markup, links, file names and formulas in every field of a record, through every format, to everything that comes
//! out: the card, citations in HTML, files, CSV. SECURITY.md says what is promised.
#![cfg(feature = "ssr")]

#[path = "support/card.rs"]
mod support;

use std::rc::Rc;

use citation_card::card::{CardProps, Load};
use citation_card::csl::{self, Cite, Mode};
use citation_card::formats::{Options, codec, file_name};
use citation_card::record::{Date, Kind, Name, Variable};
use citation_card::{Problem, Record};
use scraper::{ElementRef, Html, Node};
use support::{HOSTILE, assets, html, props, records};

/// Ends attributes, comments and raw text, and begins what would run.
const MARKUP: &str = "\"'>--></title></style></script></textarea><script>alert(1)</script><img src=x onerror=alert(1)>\
    <svg onload=alert(1)><iframe srcdoc='<script>x</script>'></iframe><a href='javascript:alert(1)'>here</a> \
    <i onclick=alert(1)>kept</i> <span style =position:fixed class=\"nocase\">n</span> &lt;img src=x&gt; {{x}} ${x}";

/// Addresses that are none of `http`, `https` and `mailto`.
const ADDRESSES: &[&str] = &[
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "\u{1}javascript:alert(1)",
    "javascript&colon;alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "blob:https://example.org/1",
    "file:///etc/passwd",
    "//evil.example/x",
    "https:\\evil",
    "mailto",
    "http://a\" onclick=\"alert(1)",
];

/// What citations and cards are made of; a card has no other element.
const ELEMENTS: &str = "html head body a abbr address article b bdi br button code dd del details dialog div dl dt em \
    fieldset figure form h1 h2 h3 h4 h5 h6 header i input label legend li mark math nav ol optgroup option output p path \
    pre rect s section select slot small span strong sub summary sup svg table tbody td th thead title tr u ul circle \
    g line textarea";

/// A record with a text in every field that there is.
fn everywhere(text: &str) -> Record {
    let mut record = Record::new(Kind::ArticleJournal);
    for variable in Variable::ALL {
        // A variable takes what is of its class, and nothing else.
        record.set_text(*variable, text);
        record.set_date(*variable, Date::literal(text));
        record.set_names(*variable, vec![Name::literal(text), Name::person(text, text)]);
    }
    record
}

/// What is in a page that should not be in it.
fn wrong(html: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let elements = page.tree.nodes().filter_map(ElementRef::wrap);
    let known: Vec<&str> = ELEMENTS.split_whitespace().collect();
    let mut wrong = Vec::new();
    for element in elements {
        let name = element.value().name();
        if !known.contains(&name) {
            wrong.push(format!("<{name}>"));
        }
        for (attribute, value) in element.value().attrs() {
            let safe = ["http://", "https://", "mailto:", "#"].iter().any(|start| value.starts_with(start));
            let bad = match attribute {
                "href" | "src" | "action" | "formaction" => !safe,
                "srcdoc" => true,
                "style" => !["font-", "text-decoration:"].iter().any(|start| value.starts_with(start)),
                _ => attribute.starts_with("on"),
            };
            if bad {
                wrong.push(format!("{name} {attribute}={value:?}"));
            }
        }
    }
    let comments = page.tree.nodes().filter(|node| matches!(node.value(), Node::Comment(_)));
    wrong.extend(comments.map(|_| "a comment".to_owned()));
    wrong
}

#[test]
fn this_file_would_notice() {
    for bad in ["<img>", "<b onclick=x>", "<a href=javascript:x>", "<!-- x -->", "<svg onload=x>"] {
        assert_eq!(wrong(bad).len(), 1, "{bad}");
    }
    assert_eq!(wrong("<p><a href=\"https://example.org\">x</a></p>"), Vec::<String>::new());
    assert!(everywhere(MARKUP).texts().count() > 40 && everywhere(MARKUP).all_names().count() > 10);
}

/// The record as each format hands it on, and as it is.
fn through_every_format(record: &Record) -> Vec<(&'static str, Vec<Record>)> {
    let mut all = vec![("", vec![record.clone()])];
    for format in codec::ALL {
        if let (Some(read), Some(write)) = (format.read, format.write) {
            let text = write(std::slice::from_ref(record), &Options::default());
            all.push((format.info.id, read(&text).records));
        }
    }
    all
}

#[test]
fn citations_hold_formatting_only() {
    let assets = assets();
    for text in [MARKUP].iter().chain(ADDRESSES) {
        let record = everywhere(text);
        let ways = if *text == MARKUP { through_every_format(&record) } else { vec![("", vec![record])] };
        for (id, records) in ways {
            for (style_id, style) in &assets.styles {
                let (Load::Ready(style), Load::Ready(locale)) = (style, assets.locale("en-US")) else {
                    continue;
                };
                let list = csl::bibliography(style, &[locale], &records);
                let mut pages: Vec<String> =
                    list.entries.iter().map(|entry| csl::html(&entry.nodes)).collect();
                for mode in [Mode::Citation, Mode::Narrative, Mode::Note] {
                    pages.push(csl::html(&csl::citation(
                        style,
                        &[locale],
                        &records,
                        &[Cite::default()],
                        mode,
                    )));
                }
                for page in pages {
                    assert_eq!(wrong(&page), Vec::<String>::new(), "{id} {style_id}: {page}");
                }
            }
        }
    }
}

#[test]
fn a_style_adds_formatting_only() {
    let assets = assets();
    let Load::Ready(locale) = assets.locale("en-US") else { panic!("the locale is there") };
    let bad = MARKUP.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let layout = format!(
        r#"<layout prefix="{bad}" suffix="{bad}" delimiter="{bad}"><text value="{bad}" prefix="{bad}" font-style="italic"/>
        <text term="in" suffix="{bad}"/><names variable="author" prefix="{bad}"><name and="text" delimiter="{bad}"/>
        <label prefix="{bad}"/></names><date variable="issued" prefix="{bad}"><date-part name="year" suffix="{bad}"/></date>
        <text variable="URL" prefix="javascript:alert(1)//"/><text variable="DOI" prefix="javascript:"/></layout>"#
    );
    let style = format!(
        r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>{bad}</title><id>{bad}</id>
        <updated>2026-01-01T00:00:00Z</updated></info><locale><terms><term name="in">{bad}</term><term name="and">{bad}</term>
        </terms></locale><citation>{layout}</citation><bibliography>{layout}</bibliography></style>"#
    );
    let style = csl::Style::parse(&style).unwrap();
    let records = records(
        r#"[{"type":"book","title":"A","URL":"https://example.org/a","DOI":"10.1234/a",
        "author":[{"family":"Doe"},{"family":"Roe"}],"issued":{"date-parts":[[2020]]}}]"#,
    );
    let list = csl::bibliography(&style, &[locale], &records);
    let mut pages: Vec<String> = list.entries.iter().map(|entry| csl::html(&entry.nodes)).collect();
    for mode in [Mode::Citation, Mode::Narrative, Mode::Note] {
        pages.push(csl::html(&csl::citation(&style, &[locale], &records, &[Cite::default()], mode)));
    }
    for page in pages {
        assert!(page.contains("alert(1)"), "the style's text is there: {page}");
        assert_eq!(wrong(&page), Vec::<String>::new(), "{page}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn cards_hold_their_own_elements_only() {
    let mut hostile = records(HOSTILE);
    hostile.push(everywhere(MARKUP));
    let tabs = |id: &str| format!("pure-apa {id}");
    for (id, records) in through_every_format(&everywhere(MARKUP)) {
        let tabs = tabs(id);
        let page =
            html("markup", props(records, &[("tabs", &tabs), ("selected", id), ("show", "all")])).await;
        assert_eq!(wrong(&page), Vec::<String>::new(), "{id}");
    }
    for layout in ["card", "compact", "button", "inline", "link"] {
        for records in [hostile.clone(), hostile[..1].to_vec(), hostile[1..].to_vec()] {
            let problems = vec![Problem::new(MARKUP, MARKUP)];
            let attributes = [("layout", layout), ("debug", ""), ("styles", MARKUP), ("lang", MARKUP)];
            let card = CardProps { problems: Rc::new(problems), ..props(records, &attributes) };
            let page = html("markup", card).await;
            assert_eq!(wrong(&page), Vec::<String>::new(), "{layout}");
        }
    }
    for address in ADDRESSES {
        let page = html("markup", props(vec![everywhere(address)], &[])).await;
        assert_eq!(wrong(&page), Vec::<String>::new(), "{address}");
    }
}

#[test]
fn file_names_are_letters_digits_hyphens_and_one_dot() {
    let texts = [
        "../../etc/passwd",
        "C:\\x|y*?",
        "a.b.c",
        "\u{202e}gpj.exe",
        "",
        "CON",
        "Ünïcödé",
        "日本",
        MARKUP,
        "\0\r\n",
        "-rf",
    ];
    for text in texts {
        for record in [everywhere(text), Record::new(Kind::Book)] {
            for format in codec::ALL.iter().filter(|format| format.info.file.is_none()) {
                let name = file_name(std::slice::from_ref(&record), format.info);
                let good = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '.';
                assert!(name.chars().all(good) && name.matches('.').count() == 1, "{text:?}: {name}");
                assert!(!name.starts_with(['.', '-']) && name.len() < 100, "{text:?}: {name}");
            }
        }
    }
}

/// The cells of a CSV file by RFC 4180.
fn cells(csv: &str) -> Vec<String> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut letters = csv.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' => quoted = !quoted,
            ',' | '\n' | '\r' if !quoted => cells.push(std::mem::take(&mut cell)),
            letter => cell.push(letter),
        }
    }
    cells.push(cell);
    cells
}

#[test]
fn no_cell_of_csv_is_a_formula() {
    assert_eq!(cells("a,\"b,\"\"c\"\nd"), ["a", "b,\"c", "d"]);
    for start in ["=", "+", "-", "@", "\t", "\r", "\n=", " =", "\u{feff}=", "<i>=", "\"="] {
        let text = format!("{start}HYPERLINK(\"https://evil.example\")");
        let Some(csv) =
            codec::by_id("csv").and_then(|format| format.to_text(&[everywhere(&text)], &Options::default()))
        else {
            panic!("CSV is written")
        };
        for cell in cells(&csv) {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{start:?}: {cell:?}");
        }
    }
}
