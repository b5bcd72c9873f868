//! Any XML as a style, any record, any locale: no panic and no hang. The inputs come from a
//! generator with a fixed seed: pieces of CSL put together at random, and good styles damaged.

use citation_card::csl::{self, Cite, Locale, Mode, Style};
use citation_card::formats;
use citation_card::record::json;

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
    for (_, nodes) in &list.entries {
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
