//! Citations as parts of a sentence, and cites with words of the writer's in front
//! (APA 7, sections 8.11 and 8.17; ABNT NBR 10520:2023; Chicago 17, 15.29).

#[path = "support/engine.rs"]
mod engine;

use citation_card::csl::{Mode, Style};
use engine::{cited, locale, style};

fn work(id: &str, families: &[&str], year: u32) -> String {
    let people: Vec<String> =
        families.iter().map(|family| format!(r#"{{"family": "{family}", "given": "D. T."}}"#)).collect();
    format!(
        r#"{{"id": "{id}", "type": "book", "title": "Title {id}", "author": [{}], "issued": {{"date-parts": [[{year}]]}}}}"#,
        people.join(",")
    )
}

const YEAR: &str = r#"<date variable="issued"><date-part name="year"/></date>"#;

/// An author-date style with options of names.
fn author_date(citation: &str, name: &str) -> Style {
    let names = format!(r#"<names variable="author"><name form="short" {name}/></names>"#);
    let citation = format!(
        r#"<citation {citation}><layout prefix="(" suffix=")" delimiter="; "><group delimiter=", ">{names}{YEAR}</group></layout></citation>"#
    );
    style("", &citation, "<layout><text variable=\"title\"/></layout>")
}

#[test]
fn names_in_a_sentence_are_joined_by_the_word_for_and() {
    let two = work("a", &["Wege", "Pett"], 1994);
    let three = work("a", &["Wege", "Pett", "Roe"], 1994);
    let portuguese = locale("pt-BR", "<term name=\"and\">e</term>");
    let german = locale("de-DE", "<term name=\"and\">und</term>");
    for (name, locales, item, expected) in [
        (r#"and="symbol""#, vec![], &two, "Wege and Pett (1994)"),
        (r#"and="symbol" delimiter-precedes-last="always""#, vec![], &three, "Wege, Pett, and Roe (1994)"),
        (r#"and="text""#, vec![], &two, "Wege and Pett (1994)"),
        (r#"delimiter="; ""#, vec![&portuguese], &two, "Wege e Pett (1994)"),
        (r#"delimiter="; ""#, vec![&portuguese], &three, "Wege, Pett e Roe (1994)"),
        (r#"delimiter="/""#, vec![&german], &three, "Wege, Pett und Roe (1994)"),
        (r#"and="symbol" delimiter=" &amp; ""#, vec![], &two, "Wege and Pett (1994)"),
    ] {
        let style = author_date("", name);
        assert_eq!(cited(&style, &locales, item, None, Mode::Narrative), expected, "{name}");
    }
    // In parentheses the style's own way stays.
    assert_eq!(
        cited(&author_date("", r#"and="symbol""#), &[], &two, None, Mode::Citation),
        "(Wege &amp; Pett, 1994)"
    );
    assert_eq!(
        cited(&author_date("", r#"delimiter="; ""#), &[&portuguese], &two, None, Mode::Citation),
        "(Wege; Pett, 1994)"
    );
}

#[test]
fn several_works_of_one_author_have_the_names_once() {
    let both = [work("a", &["Doe"], 2019), work("b", &["Doe"], 2020)].join(",");
    let collapsed = author_date("collapse=\"year\" cite-group-delimiter=\", \"", "");
    assert_eq!(cited(&collapsed, &[], &both, None, Mode::Narrative), "Doe (2019, 2020)");
    assert_eq!(cited(&author_date("", ""), &[], &both, None, Mode::Narrative), "Doe (2019; 2020)");
    let suffixes = author_date(
        "disambiguate-add-year-suffix=\"true\" collapse=\"year-suffix\" year-suffix-delimiter=\",\"",
        "",
    );
    let same = [work("a", &["Doe"], 2019), work("b", &["Doe"], 2019)].join(",");
    assert_eq!(cited(&suffixes, &[], &same, None, Mode::Narrative), "Doe (2019a,b)");
}

#[test]
fn works_of_several_authors_stand_side_by_side_each_with_its_names() {
    // APA 7, 8.12: "Suliman (2018), Gutiérrez (2012, 2017), and Medina and Reyes (2019) examined …"
    let items = [
        work("s18", &["Suliman"], 2018),
        work("g12", &["Gutiérrez"], 2012),
        work("m19", &["Medina", "Reyes"], 2019),
        work("g17", &["Gutiérrez"], 2017),
    ]
    .join(",");
    let cites = |ids: &[&str]| {
        let cites: Vec<String> = ids.iter().map(|id| format!(r#"{{"id": "{id}"}}"#)).collect();
        format!("[{}]", cites.join(","))
    };
    let apa = author_date("collapse=\"year\" cite-group-delimiter=\", \"", r#"and="symbol""#);
    let numbers = style(
        "",
        "<citation collapse=\"citation-number\"><layout prefix=\"[\" suffix=\"]\" delimiter=\", \"><text variable=\"citation-number\"/></layout></citation>",
        "<layout><text variable=\"title\"/></layout>",
    );
    let raised = style(
        "",
        "<citation><layout vertical-align=\"sup\" delimiter=\",\"><text variable=\"citation-number\"/></layout></citation>",
        "<layout><text variable=\"title\"/></layout>",
    );
    let note = style(
        "class=\"note\"",
        "<citation><layout delimiter=\"; \"><names variable=\"author\"><name form=\"short\" and=\"text\"/></names><text variable=\"title\"/></layout></citation>",
        "<layout><text variable=\"title\"/></layout>",
    );
    let german = locale("de-DE", "<term name=\"and\">und</term>");
    let chinese = locale("zh-CN", "<term name=\"and\">和</term>");
    let all = ["s18", "g12", "g17", "m19"];
    for (style, locales, ids, expected) in [
        (&apa, vec![], &all[..], "Suliman (2018), Gutiérrez (2012, 2017), and Medina and Reyes (2019)"),
        (&apa, vec![], &["s18", "m19"], "Suliman (2018) and Medina and Reyes (2019)"),
        // Works of one author stand together.
        (&apa, vec![], &["g12", "s18", "g17"], "Gutiérrez (2012, 2017) and Suliman (2018)"),
        (&apa, vec![&german], &all, "Suliman (2018), Gutiérrez (2012, 2017) und Medina und Reyes (2019)"),
        (&apa, vec![&chinese], &["s18", "g12"], "Suliman (2018)和Gutiérrez (2012)"),
        (&numbers, vec![], &all, "Suliman [1], Gutiérrez [2, 4], and Medina and Reyes [3]"),
        (&raised, vec![], &["s18", "m19"], "Suliman<sup>1</sup> and Medina and Reyes<sup>3</sup>"),
        // The rest is in the note.
        (&note, vec![], &["s18", "g12", "g17"], "Suliman and Gutiérrez"),
    ] {
        assert_eq!(cited(style, &locales, &items, Some(&cites(ids)), Mode::Narrative), expected);
    }
}

#[test]
fn what_the_writer_puts_before_a_cite_comes_before_its_names() {
    let two = [work("a", &["Wege", "Pett"], 1994), work("b", &["Roe"], 2018)].join(",");
    let numbers = style(
        "",
        "<citation><layout prefix=\"[\" suffix=\"]\"><text variable=\"citation-number\"/></layout></citation>",
        "<layout><text variable=\"title\"/></layout>",
    );
    for (style, cites, expected) in [
        (author_date("", r#"and="text""#), r#"[{"id": "a", "prefix": "see"}]"#, "see Wege and Pett (1994)"),
        (
            author_date("", r#"and="text""#),
            r#"[{"id": "b"}, {"id": "a", "prefix": "see also"}]"#,
            "Roe (2018) and see also Wege and Pett (1994)",
        ),
        (numbers, r#"[{"id": "a", "prefix": "see", "suffix": ", part 2"}]"#, "see Wege and Pett [1, part 2]"),
    ] {
        assert_eq!(cited(&style, &[], &two, Some(cites), Mode::Narrative), expected);
    }
}

#[test]
fn no_space_stands_before_a_superscript_number() {
    let numeric = |layout: &str| {
        let citation =
            format!("<citation><layout {layout}><text variable=\"citation-number\"/></layout></citation>");
        style(
            "",
            &citation,
            "<layout><text variable=\"citation-number\"/><text variable=\"title\"/></layout>",
        )
    };
    let two = work("a", &["Wege", "Pett"], 1994);
    let of = |style: &Style| cited(style, &[], &two, None, Mode::Narrative);
    assert_eq!(of(&numeric(r#"vertical-align="sup""#)), "Wege and Pett<sup>1</sup>");
    assert_eq!(of(&numeric(r#"vertical-align="sup" prefix="[" suffix="]""#)), "Wege and Pett<sup>[1]</sup>");
    assert_eq!(of(&numeric(r#"prefix="[" suffix="]""#)), "Wege and Pett [1]");
    let inner = style(
        "",
        "<citation><layout><text variable=\"citation-number\" vertical-align=\"sup\"/></layout></citation>",
        "<layout><text variable=\"title\"/></layout>",
    );
    assert_eq!(of(&inner), "Wege and Pett<sup>1</sup>");
}

#[test]
fn in_a_note_style_the_sentence_has_the_names_and_the_note_the_rest() {
    let citation = format!(
        r#"<citation><layout suffix="."><group delimiter=", "><names variable="author"><name and="text"/></names><text variable="title" font-style="italic"/>{YEAR}</group></layout></citation>"#
    );
    let style = style("class=\"note\"", &citation, "<layout><text variable=\"title\"/></layout>");
    let two = work("a", &["Wege", "Pett"], 1994);
    assert_eq!(cited(&style, &[], &two, None, Mode::Narrative), "D. T. Wege and D. T. Pett");
    assert_eq!(
        cited(&style, &[], &two, None, Mode::Note),
        "D. T. Wege and D. T. Pett, <i>Title a</i>, 1994."
    );
}

#[test]
fn a_prefix_binds_a_cite_to_its_place() {
    let items =
        [work("d20", &["Doe"], 2020), work("c18", &["Cork"], 2018), work("d19", &["Doe"], 2019)].join(",");
    let cite = |id: &str, prefix: &str| match prefix {
        "" => format!(r#"{{"id": "{id}"}}"#),
        _ => format!(r#"{{"id": "{id}", "prefix": "{prefix}"}}"#),
    };
    let grouped = author_date("collapse=\"year\" cite-group-delimiter=\", \"", "");
    let sorted = Style::parse(&format!(
        r#"<style version="1.0" class="in-text"><info><title>T</title><id>t</id></info><citation><sort><key variable="author"/></sort>
        <layout prefix="(" suffix=")" delimiter="; "><group delimiter=", "><names variable="author"><name form="short"/></names>{YEAR}</group></layout></citation></style>"#
    ))
    .expect("the style is whole");
    for (style, cites, expected) in [
        (
            &grouped,
            vec![cite("d20", ""), cite("c18", "see also"), cite("d19", "")],
            "(Doe, 2020; see also Cork, 2018; Doe, 2019)",
        ),
        (&grouped, vec![cite("d20", ""), cite("c18", ""), cite("d19", "")], "(Doe, 2020, 2019; Cork, 2018)"),
        (
            &grouped,
            vec![cite("d20", "see"), cite("c18", ""), cite("d19", "")],
            "(see Doe, 2020, 2019; Cork, 2018)",
        ),
        (
            &grouped,
            vec![cite("c18", ""), cite("d20", "cf."), cite("d19", "")],
            "(Cork, 2018; cf. Doe, 2020, 2019)",
        ),
        (&grouped, vec![cite("d20", ""), cite("d19", "but see")], "(Doe, 2020; but see Doe, 2019)"),
        (
            &grouped,
            vec![cite("c18", ""), cite("d19", ""), cite("d20", "cf.")],
            "(Cork, 2018; Doe, 2019; cf. Doe, 2020)",
        ),
        (
            &grouped,
            vec![cite("d19", "see"), cite("d20", ""), cite("c18", "and")],
            "(see Doe, 2019, 2020; and Cork, 2018)",
        ),
        (
            &grouped,
            vec![cite("d19", ""), cite("c18", "e.g.,"), cite("d20", "")],
            "(Doe, 2019; e.g., Cork, 2018; Doe, 2020)",
        ),
        // Sorting moves nothing across a prefix, nor what has one.
        (&sorted, vec![cite("d20", ""), cite("c18", "")], "(Cork, 2018; Doe, 2020)"),
        (&sorted, vec![cite("d20", ""), cite("c18", "see also")], "(Doe, 2020; see also Cork, 2018)"),
        (&sorted, vec![cite("d20", "see"), cite("c18", "")], "(see Doe, 2020; Cork, 2018)"),
    ] {
        let cites = format!("[{}]", cites.join(","));
        assert_eq!(cited(style, &[], &items, Some(&cites), Mode::Citation), expected);
    }
}
