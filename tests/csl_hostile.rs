//! Any XML as a style, any record, any locale: no panic and no hang. The inputs come from a
//! generator with a fixed seed: pieces of CSL put together at random, and good styles damaged.

use citation_card::csl::{self, Cite, Cluster, Locale, Mode, Style};
use citation_card::record::{Class, Date, Kind, Name, Variable};
use citation_card::text::json;
use citation_card::{Record, formats};

/// A small deterministic generator (Knuth's constants for a linear congruence).
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.throw(from.len())]
    }
}

static ELEMENTS: &[&str] = &[
    "text",
    "names",
    "name",
    "name-part",
    "et-al",
    "label",
    "substitute",
    "date",
    "date-part",
    "group",
    "choose",
    "if",
    "else-if",
    "else",
    "number",
    "sort",
    "key",
    "institution",
    "layout",
    "macro",
    "terms",
];
static ATTRIBUTES: &[&str] = &[
    "variable",
    "macro",
    "term",
    "value",
    "form",
    "prefix",
    "suffix",
    "delimiter",
    "type",
    "match",
    "plural",
    "text-case",
    "quotes",
    "et-al-min",
    "et-al-use-first",
    "et-al-use-last",
    "name",
    "initialize-with",
    "date-parts",
    "is-numeric",
    "position",
    "locator",
    "names-min",
    "sort",
    "display",
    "strip-periods",
    "and",
    "name-as-sort-order",
    "font-style",
    "disambiguate",
    "is-uncertain-date",
    "form",
];
static VALUES: &[&str] = &[
    "title",
    "author",
    "author editor",
    "issued",
    "page",
    "a",
    "b",
    "short",
    "long",
    "count",
    "numeric",
    "text",
    "ordinal",
    "roman",
    "true",
    "any",
    "none",
    "0",
    "1",
    "-3",
    "99999999999",
    "",
    ", ",
    "&lt;i>",
    "&#x202e;",
    "year",
    "year-month",
    "title-case",
    "title",
    "sentence",
    "ibid",
    "subsequent",
    "block",
    "“",
    "’",
    "..",
];

fn elements(dice: &mut Dice, depth: usize, out: &mut String) {
    for _ in 0..dice.throw(4) {
        let name = dice.pick(ELEMENTS);
        out.push_str(&format!("<{name}"));
        let mut used: Vec<&str> = Vec::new();
        for _ in 0..dice.throw(5) {
            let attribute = dice.pick(ATTRIBUTES);
            if !used.contains(&attribute) {
                used.push(attribute);
                out.push_str(&format!(" {attribute}=\"{}\"", dice.pick(VALUES)));
            }
        }
        out.push('>');
        if depth > 0 {
            elements(dice, depth - 1, out);
        }
        out.push_str(&format!("</{name}>"));
    }
}

fn style(dice: &mut Dice) -> String {
    let mut part = |start: &str, end: &str| {
        let mut text = start.to_owned();
        elements(dice, 4, &mut text);
        text + end
    };
    let parts = [
        part("<macro name=\"a\">", "</macro>"),
        part("<macro name=\"b\"><text macro=\"a\"/>", "</macro>"),
        part("<citation><layout>", "<text macro=\"b\"/></layout></citation>"),
        part("<bibliography second-field-align=\"flush\"><layout>", "</layout></bibliography>"),
    ];
    format!(
        "<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"in-text\" version=\"1.0\"><info><id>x</id><title>x</title></info>{}</style>",
        parts.concat()
    )
}

/// A style that keeps to the grammar of CSL, with whatever attributes where they may stand.
fn grammatical(dice: &mut Dice) -> String {
    let mut text = "<style class=\"in-text\"".to_owned();
    if dice.throw(3) == 0 {
        text = "<style class=\"note\"".to_owned();
    }
    attributes(dice, 3, OPTIONS, &mut text);
    text.push('>');
    for (start, macros, end) in [
        ("<macro name=\"a\">", "", "</macro>"),
        ("<macro name=\"b\">", "a", "</macro>"),
        ("<citation", "ab", "</layout></citation>"),
        ("<bibliography second-field-align=\"flush\"", "ab", "</layout></bibliography>"),
    ] {
        text.push_str(start);
        if !start.ends_with('>') {
            attributes(dice, 6, OPTIONS, &mut text);
            text.push('>');
            if dice.throw(2) == 0 {
                let key =
                    dice.pick(&["variable=\"author\"", "variable=\"issued\"", "macro=\"a\"", "macro=\"b\""]);
                text.push_str(&format!("<sort><key {key}"));
                attributes(dice, 2, &["names-min=1", "sort=descending", "names-use-last=true"], &mut text);
                text.push_str("/></sort>");
            }
            text.push_str("<layout");
            attributes(dice, 2, LOOKS, &mut text);
            text.push('>');
        }
        rendering(dice, 4, macros, &mut text);
        text.push_str(end);
    }
    text + "</style>"
}

static LOOKS: &[&str] = &[
    "prefix=(",
    "suffix=. ",
    "suffix=,",
    "delimiter=, ",
    "delimiter=; ",
    "quotes=true",
    "strip-periods=true",
    "text-case=title",
    "text-case=sentence",
    "text-case=uppercase",
    "text-case=capitalize-all",
    "display=block",
    "display=left-margin",
    "font-style=italic",
    "font-variant=small-caps",
    "font-weight=bold",
    "vertical-align=sup",
    "text-decoration=underline",
    "prefix=https://a.example/",
];
static OPTIONS: &[&str] = &[
    "et-al-min=2",
    "et-al-use-first=1",
    "et-al-use-last=true",
    "and=text",
    "and=symbol",
    "initialize-with=. ",
    "name-as-sort-order=first",
    "name-as-sort-order=all",
    "delimiter-precedes-last=always",
    "name-form=short",
    "collapse=citation-number",
    "collapse=year-suffix-ranged",
    "collapse=year",
    "cite-group-delimiter=, ",
    "disambiguate-add-names=true",
    "disambiguate-add-givenname=true",
    "disambiguate-add-year-suffix=true",
    "givenname-disambiguation-rule=all-names",
    "givenname-disambiguation-rule=primary-name-with-initials",
    "subsequent-author-substitute=———",
    "subsequent-author-substitute-rule=partial-each",
    "page-range-format=chicago",
    "page-range-format=minimal-two",
    "demote-non-dropping-particle=never",
    "hanging-indent=true",
    "initialize-with-hyphen=false",
    "default-locale=de",
    "near-note-distance=1",
];
static TEXTS: &[&str] = &[
    "title",
    "container-title",
    "page",
    "locator",
    "volume",
    "edition",
    "DOI",
    "URL",
    "note",
    "year-suffix",
    "citation-number",
    "citation-label",
    "first-reference-note-number",
    "abstract",
    "publisher",
];

/// Some attributes, each once.
fn attributes(dice: &mut Dice, most: usize, from: &[&str], out: &mut String) {
    let mut used: Vec<&str> = Vec::new();
    for _ in 0..dice.throw(most + 1) {
        let (name, value) = dice.pick(from).split_once('=').unwrap();
        if !used.contains(&name) {
            used.push(name);
            out.push_str(&format!(" {name}=\"{value}\""));
        }
    }
}

fn rendering(dice: &mut Dice, depth: usize, macros: &str, out: &mut String) {
    for _ in 0..1 + dice.throw(4) {
        let kind = dice.throw(if depth > 0 { 9 } else { 5 });
        match kind {
            0 if !macros.is_empty() => {
                let at = dice.throw(macros.len());
                out.push_str(&format!("<text macro=\"{}\"", &macros[at..=at]));
            }
            1 => out.push_str(&format!("<text term=\"{}\"", dice.pick(&["and", "editor", "et-al", "no"]))),
            2 => out.push_str(&format!("<number variable=\"{}\" form=\"ordinal\"", dice.pick(TEXTS))),
            3 => out.push_str(&format!("<label variable=\"{}\"", dice.pick(&["page", "locator", "volume"]))),
            4 | 5 => {
                let date = dice.pick(&["issued", "accessed", "original-date"]);
                out.push_str(&format!("<date variable=\"{date}\""));
                attributes(dice, 2, &["form=text", "date-parts=year-month"], out);
                attributes(dice, 2, LOOKS, out);
                out.push_str("><date-part name=\"year\"/><date-part name=\"month\" suffix=\".\"/></date>");
                continue;
            }
            6 => {
                let who = dice.pick(&["author", "editor translator", "author editor", "translator"]);
                out.push_str(&format!("<names variable=\"{who}\""));
                attributes(dice, 2, LOOKS, out);
                out.push_str("><name");
                attributes(dice, 5, &OPTIONS[..9], out);
                out.push_str(
                    "><name-part name=\"family\" text-case=\"uppercase\"/></name><label/><substitute>",
                );
                rendering(dice, depth - 1, macros, out);
                out.push_str("</substitute></names>");
                continue;
            }
            7 => {
                out.push_str("<group");
                attributes(dice, 3, LOOKS, out);
                out.push('>');
                rendering(dice, depth - 1, macros, out);
                out.push_str("</group>");
                continue;
            }
            8 => {
                let tests = [
                    "variable=\"author title\" match=\"any\"",
                    "type=\"book chapter\"",
                    "is-numeric=\"volume\" match=\"none\"",
                    "position=\"ibid\"",
                    "disambiguate=\"true\"",
                    "locator=\"page\"",
                    "is-uncertain-date=\"issued\"",
                ];
                out.push_str(&format!("<choose><if {}>", dice.pick(&tests)));
                rendering(dice, depth - 1, macros, out);
                out.push_str(&format!("</if><else-if {}>", dice.pick(&tests)));
                rendering(dice, depth - 1, macros, out);
                out.push_str("</else-if><else>");
                rendering(dice, depth - 1, macros, out);
                out.push_str("</else></choose>");
                continue;
            }
            _ => out.push_str(&format!("<text variable=\"{}\"", dice.pick(TEXTS))),
        }
        attributes(dice, 3, LOOKS, out);
        out.push_str("/>");
    }
}

/// Cuts, doubles or replaces a stretch of a text.
fn damage(dice: &mut Dice, text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let from = dice.throw(letters.len());
    let to = (from + dice.throw(40)).min(letters.len());
    let middle: String = match dice.throw(4) {
        0 => String::new(),
        1 => letters[from..to].iter().chain(&letters[from..to]).collect(),
        2 => dice.pick(VALUES).to_owned(),
        _ => "<".to_owned(),
    };
    letters[..from].iter().collect::<String>() + &middle + &letters[to..].iter().collect::<String>()
}

const RECORD: &str = r#"[{"id": "1", "type": "chapter", "title": "A <i>b \"c\"</i> <sc>d</b>: e", "page": "1-2, 9999999999999999999-3",
    "author": [{"family": "van A", "given": "B.-C. d"}, {"literal": ""}, {"given": "\u202e"}, {"family": "X", "suffix": "Jr."}],
    "editor": [{"family": "E"}], "issued": {"date-parts": [[-44, 13, 99], [2020]]}, "edition": "2nd & 3", "volume": "-1",
    "container-title": "<span class=\"nocase\">", "DOI": "https://doi.org/10.1/<x>", "URL": "javascript:x"}, {"id": "2"}]"#;

fn render(style: &str, locale: &Locale) {
    let Ok(style) = Style::parse(style) else { return };
    let records = formats::from_json(&json::parse(RECORD).0).records;
    let list = csl::bibliography(&style, &[locale], &records);
    for csl::Entry { nodes, .. } in &list.entries {
        csl::html(nodes);
        csl::plain(nodes);
    }
    let cite =
        |record| Cite { record, locator: Some("1–".into()), label: Some("?".into()), ..Cite::default() };
    for mode in [Mode::Citation, Mode::Narrative, Mode::Note] {
        csl::citation(&style, &[locale], &records, &[cite(0), cite(1), cite(0), cite(7)], mode);
    }
}

const LOCALE: &str = "<locale xmlns=\"http://purl.org/net/xbiblio/csl\" xml:lang=\"en-US\"><terms><term name=\"and\">and</term>\
    <term name=\"ordinal\">th</term><term name=\"editor\"><single>ed.</single><multiple>eds.</multiple></term></terms>\
    <date form=\"text\"><date-part name=\"year\"/></date></locale>";

#[test]
fn survives_any_style() {
    let mut dice = Dice(1948);
    let locale = Locale::parse(LOCALE).unwrap();
    for _ in 0..400 {
        let text = style(&mut dice);
        render(&text, &locale);
        render(&damage(&mut dice, &text), &locale);
        let text = grammatical(&mut dice);
        Style::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        render(&text, &locale);
        render(&damage(&mut dice, &text), &locale);
    }
}

#[test]
fn survives_damaged_real_styles_and_locales() {
    let mut dice = Dice(1953);
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("styles/csl");
    let mut count = 0;
    for file in std::fs::read_dir(folder).unwrap().flatten() {
        let text = std::fs::read_to_string(file.path()).unwrap();
        for _ in 0..40 {
            let damaged = damage(&mut dice, LOCALE);
            let locale = Locale::parse(&damaged).or_else(|_| Locale::parse(LOCALE)).unwrap();
            render(&damage(&mut dice, &text), &locale);
            count += 1;
        }
    }
    assert!(count >= 200, "only {count} damaged styles");
}

/// Pieces that texts, names and locators are put together from.
static PIECES: &[&str] = &[
    "a",
    "B",
    "van",
    "de ",
    "d’",
    "'",
    "\"",
    "“",
    "”",
    "‘",
    "«",
    "»",
    " ",
    "\u{a0}",
    "-",
    "–",
    ", ",
    ".",
    ":",
    "?",
    "!",
    "(",
    "[",
    "<i>",
    "</i>",
    "<sup>",
    "<span class=\"nocase\">",
    "</span>",
    "<sc>",
    "&amp;",
    "&",
    "\\-",
    "1",
    "12",
    "99999999999",
    "iv",
    "2nd",
    "S",
    "ß",
    "ﬁ",
    "İ",
    "é",
    "Ж",
    "中",
    "ا",
    "\u{202e}",
    "\u{0}",
    "\u{fdd0}",
    "\u{10ffff}",
    "https://a.example/",
    "10.5555/x",
    "original-date: 1890\n",
    "{:title: x}",
    "p. ",
];

fn words(dice: &mut Dice) -> String {
    (0..dice.throw(9)).map(|_| dice.pick(PIECES)).collect()
}

/// A record with some of all variables.
fn record(dice: &mut Dice) -> Record {
    let mut record = Record::new(Kind::ALL[dice.throw(Kind::ALL.len())]);
    record.id = words(dice);
    for variable in Variable::ALL.iter().filter(|_| dice.throw(3) == 0).copied().collect::<Vec<_>>() {
        match variable.class() {
            Class::Text | Class::Number => record.set_text(variable, words(dice)),
            Class::Name => {
                let name = |dice: &mut Dice| {
                    let mut part = || Some(words(dice)).filter(|text| text.len() % 3 > 0);
                    Name {
                        family: part(),
                        given: part(),
                        dropping_particle: part(),
                        non_dropping_particle: part(),
                        suffix: part(),
                        literal: part().filter(|text| text.len() % 5 == 0),
                        ..Name::default()
                    }
                };
                record.set_names(variable, (0..dice.throw(12)).map(|_| name(dice)).collect());
            }
            Class::Date => record.set_date(variable, Date::parse_loose(&words(dice))),
        }
    }
    record
}

#[test]
fn survives_any_record() {
    let mut dice = Dice(1965);
    let locale = Locale::parse(LOCALE).unwrap();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("styles/csl");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().flatten().map(|file| file.path()).collect();
    files.sort();
    let mut styles: Vec<Style> =
        files.iter().map(|file| Style::parse(&std::fs::read_to_string(file).unwrap()).unwrap()).collect();
    styles.extend((0..60).map(|_| Style::parse(&grammatical(&mut dice)).unwrap()));
    for style in &styles {
        for _ in 0..4 {
            let records: Vec<Record> = (0..5).map(|_| record(&mut dice)).collect();
            let cite = |dice: &mut Dice| Cite {
                record: dice.throw(6),
                locator: Some(words(dice)).filter(|text| text.len() % 2 == 0),
                label: Some(words(dice)).filter(|text| text.len() % 3 == 0),
                prefix: Some(words(dice)).filter(|text| text.len() % 3 == 0),
                suffix: Some(words(dice)).filter(|text| text.len() % 3 == 0),
                suppress_author: dice.throw(4) == 0,
                author_only: dice.throw(4) == 0,
                ..Cite::default()
            };
            let modes = [Mode::Citation, Mode::Narrative, Mode::Note];
            let clusters: Vec<Cluster> = (0..8)
                .map(|note| Cluster {
                    cites: (0..dice.throw(5)).map(|_| cite(&mut dice)).collect(),
                    note: if style.is_note() { note } else { 0 },
                    mode: modes[dice.throw(3)],
                })
                .collect();
            let document = csl::Processor::new(style, &[&locale]).document(&records, &clusters);
            let entries = document.bibliography.entries.iter().map(|entry| &entry.nodes);
            for nodes in entries.chain(&document.citations) {
                // What is markup in HTML was written by the processor: tags close in their order.
                let html = csl::html(nodes);
                let mut open: Vec<&str> = Vec::new();
                for tag in html.split('<').skip(1) {
                    let (tag, _) =
                        tag.split_once('>').unwrap_or_else(|| panic!("a tag is cut off in {html}"));
                    match tag.strip_prefix('/') {
                        Some(name) => assert_eq!(open.pop(), Some(name), "{html}"),
                        // A line break has no end.
                        None if tag == "br" => {}
                        None => open.push(tag.split(' ').next().unwrap_or_default()),
                    }
                }
                assert_eq!(open, [""; 0], "{html}");
                for write in [csl::plain, csl::markdown, csl::rtf, csl::latex, csl::typst, csl::org] {
                    write(nodes);
                }
                csl::tree(nodes);
            }
        }
    }
}

#[test]
fn survives_depth_and_recursion() {
    let locale = Locale::parse(LOCALE).unwrap();
    let style = |body: &str| {
        format!(
            "<style class=\"in-text\" version=\"1.0\"><macro name=\"a\"><text macro=\"a\"/></macro><citation><layout>{body}</layout></citation></style>"
        )
    };
    render(&style("<text macro=\"a\"/>"), &locale);
    render(&style(&("<group>".repeat(50_000) + &"</group>".repeat(50_000))), &locale);
    render(&style(&"<group>".repeat(50_000)), &locale);
}
