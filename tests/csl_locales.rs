//! Terms: ordinals, terms that are defined twice, and terms in the language of the work
//! (CSL 1.0.2, "Terms" and "Ordinals"; CSL 1.0 for locales with four ordinals).

#[path = "support/engine.rs"]
mod engine;

use citation_card::csl::{self, Locale, Options, Processor, Style};
use engine::{entry_in, locale, quotes, records};

fn edition(terms: &str, number: u32) -> String {
    let own = locale("xx", terms);
    entry_in(
        &[&own],
        "",
        r#"<number variable="edition" form="ordinal"/>"#,
        &format!(r#"{{"edition": "{number}"}}"#),
    )
}

#[test]
fn ordinals_in_genders_only_serve_a_noun_without_one() {
    let genders = r#"<term name="ordinal" gender-form="masculine">.º</term><term name="ordinal" gender-form="feminine">.ª</term>"#;
    let own = locale("pt-PT", genders);
    let of = |variable: &str| {
        let layout = format!(r#"<number variable="{variable}" form="ordinal"/>"#);
        entry_in(&[&own], "", &layout, &format!(r#"{{"{variable}": "5"}}"#))
    };
    // An edition is feminine (edição, edición), a volume or a number masculine.
    assert_eq!(of("edition"), "5.ª");
    assert_eq!(of("volume"), "5.º");
    assert_eq!(of("issue"), "5.º");
    // A gender that the noun has counts, and so does a neutral form.
    let noun = |gender: &str| format!(r#"{genders}<term name="edition" gender="{gender}">edition</term>"#);
    assert_eq!(edition(&noun("masculine"), 5), "5.º");
    assert_eq!(edition(&noun("feminine"), 5), "5.ª");
    assert_eq!(edition(&format!(r#"{genders}<term name="ordinal">th</term>"#), 5), "5th");
    let one = r#"<term name="ordinal" gender-form="masculine">er</term>"#;
    assert_eq!(edition(one, 5), "5er");
}

#[test]
fn long_ordinals_in_genders_only_are_written_out() {
    let words = r#"<term name="long-ordinal-02" gender-form="masculine">segundo</term><term name="long-ordinal-02" gender-form="feminine">segunda</term>"#;
    let own = locale("pt-PT", words);
    let layout = r#"<number variable="edition" form="long-ordinal"/>"#;
    assert_eq!(entry_in(&[&own], "", layout, r#"{"edition": "2"}"#), "segunda");
}

#[test]
fn the_four_ordinals_of_csl_1_0_serve_all_numbers() {
    let older = r#"<term name="ordinal-01">st</term><term name="ordinal-02">nd</term><term name="ordinal-03">rd</term><term name="ordinal-04">th</term>"#;
    for (number, expected) in [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (7, "7th"),
        (10, "10th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (20, "20th"),
        (21, "21st"),
        (22, "22nd"),
        (103, "103rd"),
        (111, "111th"),
        (112, "112th"),
    ] {
        assert_eq!(edition(older, number), expected);
    }
    // One suffix for all of them.
    let german = r#"<term name="ordinal-01">.</term><term name="ordinal-02">.</term><term name="ordinal-03">.</term><term name="ordinal-04">.</term>"#;
    assert_eq!(edition(german, 5), "5.");
}

#[test]
fn of_a_term_that_is_defined_twice_the_later_one_counts() {
    let short = |first: &str, second: &str| {
        format!(
            r#"<term name="editor" form="short">{first}</term><term name="page">p</term><term name="editor" form="short">{second}</term>"#
        )
    };
    let layout = r#"<names variable="editor"><label form="short" suffix=" "/><name/></names>"#;
    let editor = r#"{"editor": [{"family": "Roe"}]}"#;
    assert_eq!(entry_in(&[&locale("pt-BR", &short("ed.", "org."))], "", layout, editor), "org. Roe");
    assert_eq!(entry_in(&[&locale("pt-BR", &short("org.", "ed."))], "", layout, editor), "ed. Roe");
    // Other forms of it stay.
    let forms = r#"<term name="editor">editor</term><term name="editor" form="short">ed.</term><term name="editor">organizador</term>"#;
    assert_eq!(entry_in(&[&locale("pt-BR", forms)], "", layout, editor), "ed. Roe");
    let ordinals = r#"<term name="ordinal">x</term><term name="ordinal" gender-form="feminine">a</term><term name="ordinal">.</term>"#;
    assert_eq!(edition(ordinals, 5), "5.");
}

const PEOPLE: &str = r#"[{"family": "A"}, {"family": "B"}, {"family": "C"}]"#;

/// A list in Chinese of works in several languages.
fn listed(bibliography: &str, options: Options) -> String {
    let style = engine::style("default-locale=\"zh-CN\"", engine::PLAIN, bibliography);
    let chinese = locale(
        "zh-CN",
        &(r#"<term name="et-al">等</term><term name="and">和</term>"#.to_owned()
            + &quotes(["“", "”", "‘", "’"])),
    );
    let english = Locale::parse(engine::ENGLISH).expect("the locale is whole");
    let german =
        locale("de-DE", &(r#"<term name="et-al">u. a.</term>"#.to_owned() + &quotes(["„", "“", "‚", "‘"])));
    let items = ["zh-CN", "en", "en-GB", "de", "fr", ""].map(|lang| {
        format!(
            r#"{{"id": "{lang}", "type": "book", "title": "T", "language": "{lang}", "author": {PEOPLE}}}"#
        )
    });
    let records = records(&items.join(","));
    let list = Processor::new(&style, &[&chinese, &english, &german]).options(options).bibliography(&records);
    list.entries.iter().map(|entry| csl::plain(&entry.nodes)).collect::<Vec<_>>().join(" | ")
}

const NAMES: &str = r#"<names variable="author"><name et-al-min="3" et-al-use-first="1"/></names><text variable="title" quotes="true" prefix=" "/>"#;

#[test]
fn terms_are_in_the_language_of_the_work_where_the_caller_asks_for_it() {
    let layout = format!("<layout>{NAMES}</layout>");
    assert_eq!(listed(&layout, Options::default()), ["A等 “T”"; 6].join(" | "));
    let options = Options::default().item_language(true);
    // French is not there, and a work without a language is in that of the list.
    assert_eq!(
        listed(&layout, options),
        "A等 “T” | A et al. “T” | A et al. “T” | A u. a. „T“ | A等 “T” | A等 “T”"
    );
}

#[test]
fn a_style_with_layouts_for_languages_asks_for_it() {
    let layouts =
        format!(r#"<layout locale="en de">{NAMES}<text value="."/></layout><layout>{NAMES}</layout>"#);
    assert_eq!(
        listed(&layouts, Options::default()),
        "A等 “T” | A et al. “T.” | A et al. “T.” | A u. a. „T“. | A等 “T” | A等 “T”"
    );
    // Compiled, it is the same style.
    let xml = format!(
        r#"<style version="1.0" class="in-text"><info><title>T</title><id>t</id></info>{}<bibliography>{layouts}</bibliography></style>"#,
        engine::PLAIN
    );
    let style = Style::parse(&xml).expect("the style is whole");
    let compiled = Style::from_compiled(&style.compiled()).expect("it was compiled by this build");
    assert!(style.follows_item_language() && compiled.follows_item_language());
}

#[test]
fn the_layout_of_a_language_has_affixes_of_its_own() {
    let layouts = format!(
        r#"<layout locale="en de" prefix="[" suffix=".]" font-style="italic">{NAMES}</layout><layout suffix="。">{NAMES}</layout>"#
    );
    assert_eq!(
        listed(&layouts, Options::default()),
        "A等 “T”。 | [A et al. “T.”] | [A et al. “T.”] | [A u. a. „T“.] | A等 “T”。 | A等 “T”。"
    );
    let citation = r#"<layout locale="en" prefix="(" suffix=")"><text variable="title"/></layout><layout prefix="（" suffix="）"><text variable="title"/></layout>"#;
    let style = engine::style(
        "",
        &format!("<citation>{citation}</citation>"),
        "<layout><text variable=\"title\"/></layout>",
    );
    let english = Locale::parse(engine::ENGLISH).expect("the locale is whole");
    for (lang, expected) in [("en-GB", "(T)"), ("zh-CN", "（T）"), ("", "（T）")] {
        let records =
            records(&format!(r#"{{"id": "a", "type": "book", "title": "T", "language": "{lang}"}}"#));
        let cites = [csl::Cite::default()];
        let nodes = csl::citation(&style, &[&english], &records, &cites, csl::Mode::Citation);
        assert_eq!(csl::plain(&nodes), expected);
    }
}

#[test]
fn a_style_names_the_locale_to_load() {
    let own = |attributes: &str| {
        engine::style(attributes, engine::PLAIN, "<layout><text variable=\"title\"/></layout>")
    };
    let locales = ["de-DE", "en-GB", "en-US", "pt-BR", "pt-PT", "zh-CN", "zh-TW"];
    for (attributes, asked, expected) in [
        ("default-locale=\"en-GB\"", None, "en-GB"),
        ("default-locale=\"pt-BR\"", None, "pt-BR"),
        ("default-locale=\"zh-CN\"", Some("zh-Hant"), "zh-TW"),
        ("default-locale=\"de\"", None, "de-DE"),
        ("", None, "en-US"),
        ("", Some("fi-FI"), "en-US"),
    ] {
        assert_eq!(own(attributes).nearest_locale(asked, &locales), Some(expected));
    }
}
