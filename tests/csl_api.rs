//! What a caller of the processor asks for: forms of citation, what the writer adds, outputs, and
//! styles that cannot be used.

use citation_card::csl::{self, Cite, Locale, Mode, Node, Options, Processor, Style};
use citation_card::formats;
use citation_card::record::Record;
use citation_card::text::json;

const STYLE: &str = r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
    <info><title>T</title><id>t</id></info>
    <citation><layout prefix="(" suffix=")" delimiter="; ">
      <group delimiter=", ">
        <names variable="author"><name form="short" and="text"/></names>
        <date variable="issued"><date-part name="year"/></date>
        <group delimiter=" "><label variable="locator" form="short"/><text variable="locator"/></group>
      </group>
    </layout></citation>
    <bibliography><sort><key variable="title"/></sort><layout suffix=".">
      <group delimiter=". ">
        <names variable="author"><name name-as-sort-order="all"/></names>
        <text variable="title" font-style="italic"/><text variable="URL"/>
      </group>
    </layout></bibliography></style>"#;

const LOCALE: &str = r#"<locale xmlns="http://purl.org/net/xbiblio/csl" xml:lang="en-US"><terms>
    <term name="and">and</term>
    <term name="page" form="short"><single>p.</single><multiple>pp.</multiple></term>
    <term name="page"><single>page</single><multiple>pages</multiple></term>
    <term name="chapter" form="short"><single>chap.</single><multiple>chaps.</multiple></term>
    <term name="section" form="symbol"><single>§</single><multiple>§§</multiple></term>
    <term name="section" form="short"><single>sec.</single><multiple>secs.</multiple></term>
    <term name="sub verbo" form="short"><single>s.v.</single><multiple>s.vv.</multiple></term>
    </terms></locale>"#;

const RECORDS: &str = r#"[
    {"id": "b", "type": "book", "title": "B <i>c</i>", "URL": "https://example.org/b",
     "author": [{"family": "Doe", "given": "Jane"}, {"family": "Roe", "given": "R."}], "issued": {"date-parts": [[2001]]}},
    {"id": "a", "type": "book", "title": "A", "author": [{"family": "Poe", "given": "E."}], "issued": {"date-parts": [[1999]]}}]"#;

fn records() -> Vec<Record> {
    formats::from_json(&json::parse(RECORDS).0).records
}

fn locale() -> Locale {
    Locale::parse(LOCALE).expect("the locale is whole")
}

/// A citation of the first record, the items as JSON.
fn cited(items: &str, mode: Mode) -> String {
    let (style, locale, records) = (Style::parse(STYLE).expect("whole"), locale(), records());
    let cites = csl::cites(Some(&json::parse(items).0), &records);
    csl::plain(&csl::citation(&style, &[&locale], &records, &cites, mode))
}

#[test]
fn a_citation_stands_in_parentheses_in_the_sentence_or_in_a_note() {
    assert_eq!(cited("[{}]", Mode::Citation), "(Doe and Roe, 2001)");
    assert_eq!(cited("[{}]", Mode::Narrative), "Doe and Roe (2001)");
    // A note of a style that has none is what its citations are; a note style's own is tested with
    // the Chicago fixtures.
    assert_eq!(cited("[{}]", Mode::Note), "(Doe and Roe, 2001)");
    assert_eq!(cited(r#"[{"suppress-author": true}]"#, Mode::Citation), "(2001)");
    assert_eq!(cited(r#"[{"id": "a"}, {"id": "b"}]"#, Mode::Citation), "(Poe, 1999; Doe and Roe, 2001)");
    assert_eq!(cited(r#"[{"id": "none"}]"#, Mode::Citation), "");
}

#[test]
fn a_locator_has_its_label_in_the_right_number() {
    let at = |items: &str| cited(items, Mode::Citation);
    assert_eq!(at(r#"[{"locator": "22"}]"#), "(Doe and Roe, 2001, p. 22)");
    assert_eq!(at(r#"[{"locator": "22-25"}]"#), "(Doe and Roe, 2001, pp. 22–25)");
    assert_eq!(at(r#"[{"locator": "3", "label": "chapter"}]"#), "(Doe and Roe, 2001, chap. 3)");
    assert_eq!(at(r#"[{"locator": "3 & 5", "label": "section"}]"#), "(Doe and Roe, 2001, secs. 3 & 5)");
    assert_eq!(at(r#"[{"locator": "cat", "label": "sub-verbo"}]"#), "(Doe and Roe, 2001, s.v. cat)");
    assert_eq!(
        at(r#"[{"locator": "iv", "prefix": "see", "suffix": ", and others"}]"#),
        "(see Doe and Roe, 2001, p. iv, and others)"
    );
}

#[test]
fn a_locator_may_be_typed_with_its_label() {
    let at = |locator: &str| {
        cited(&format!(r#"[{{"locator": "{locator}"}}]"#), Mode::Citation).replace("(Doe and Roe, 2001, ", "")
    };
    assert_eq!(at("p. 22"), "p. 22)");
    assert_eq!(at("pp. 22-25"), "pp. 22–25)");
    assert_eq!(at("pages 22-25"), "pp. 22–25)");
    assert_eq!(at("chap. 3"), "chap. 3)");
    assert_eq!(at("§ 3"), "sec. 3)");
    // As people abbreviate, whatever the term is.
    assert_eq!(at("ch. 3"), "chap. 3)");
    assert_eq!(at("chs. 3-5"), "chaps. 3–5)");
    assert_eq!(at("pg. 22"), "p. 22)");
    assert_eq!(at("sect. 4"), "sec. 4)");
    // Not a label: the words stay.
    assert_eq!(at("passim 3"), "p. passim 3)");
    assert_eq!(
        cited(r#"[{"locator": "p. 22", "label": "page"}]"#, Mode::Citation),
        "(Doe and Roe, 2001, p. 22)"
    );
}

#[test]
fn a_list_is_sorted_by_the_style_or_left_in_order() {
    let (style, locale, records) = (Style::parse(STYLE).expect("whole"), locale(), records());
    let order = |options: Options| -> Vec<usize> {
        let list = Processor::new(&style, &[&locale]).options(options).bibliography(&records);
        list.entries.iter().map(|entry| entry.record).collect()
    };
    assert_eq!(order(Options::default()), [1, 0]);
    assert_eq!(order(Options::default().sort(false)), [0, 1]);
}

#[test]
fn every_output_writes_the_same_tree() {
    let (style, locale, records) = (Style::parse(STYLE).expect("whole"), locale(), records());
    let entry = |no_links: bool| -> Vec<Node> {
        let options = Options::default().links(!no_links).sort(false);
        let list = Processor::new(&style, &[&locale]).options(options).bibliography(&records);
        list.entries.into_iter().next().expect("one entry").nodes
    };
    let (linked, bare) = (entry(false), entry(true));
    let url = "https://example.org/b";
    assert_eq!(csl::plain(&linked), format!("Doe, Jane, Roe, R. B c. {url}."));
    assert_eq!(
        csl::html(&linked),
        format!(
            "Doe, Jane, Roe, R. <i>B <span style=\"font-style:normal\">c</span></i>. <a href=\"{url}\">{url}</a>."
        )
    );
    assert!(!csl::html(&bare).contains("<a"), "{}", csl::html(&bare));
    for (write, italic) in [
        (csl::markdown as fn(&[Node]) -> String, "*B "),
        (csl::rtf, "{\\i "),
        (csl::latex, "\\textit{B "),
        (csl::typst, "#emph[B "),
        (csl::org, "/B "),
    ] {
        let text = write(&linked);
        assert!(text.contains(italic) && text.contains("Doe, Jane"), "{text}");
    }
    assert_eq!(
        csl::tree(&bare).to_string(),
        format!(
            "[\"Doe, Jane, Roe, R. \",{{\"font-style\":\"italic\",\"children\":[\"B \",{{\"font-style\":\"normal\",\"children\":[\"c\"]}}]}},\". {url}.\"]"
        )
    );
}

#[test]
fn a_style_that_cannot_be_used_says_where_and_why() {
    let error = |style: &str| Style::parse(style).expect_err("the style is wrong").to_string();
    let start = "<style class=\"in-text\" version=\"1.0\">\n";
    let layout = |inner: &str| format!("{start}<citation><layout>{inner}</layout></citation></style>");
    assert_eq!(error("<style"), "line 1, column 7: the tag <style is not closed; add >");
    assert_eq!(
        error(&format!("{start}</style>")),
        "line 1, column 1: <style>: a style needs a <citation> with a <layout>"
    );
    assert_eq!(
        error(&layout("<text macro=\"m\"/>")),
        "line 2, column 19: <text>: there is no macro named \"m\"; add it or correct the name"
    );
    let recursive = format!(
        "{start}<macro name=\"a\"><group><text macro=\"b\"/></group></macro>\n<macro name=\"b\"><text macro=\"a\"/></macro>\n\
         <citation><layout><text macro=\"a\"/></layout></citation></style>"
    );
    let message = error(&recursive);
    assert!(
        message.starts_with("line ") && message.contains("<macro>") && message.contains("itself"),
        "{message}"
    );
    assert!(error("<html/>").contains("<html>"), "{}", error("<html/>"));
    assert!(!error("").is_empty());
}

#[test]
fn a_style_without_a_bibliography_lists_its_citations() {
    let (start, rest) = STYLE.split_once("<bibliography>").expect("there is one");
    let end = rest.split_once("</bibliography>").expect("it ends").1;
    let style = Style::parse(&[start, end].concat()).expect("whole");
    assert!(!style.has_bibliography());
    let list = csl::bibliography(&style, &[&locale()], &records());
    assert_eq!(csl::plain(&list.entries[0].nodes), "(Doe and Roe, 2001)");
}

#[test]
fn a_dependent_style_names_its_parent_and_may_set_the_locale() {
    let style = |link: &str| {
        format!(
            "<style class=\"in-text\" version=\"1.0\" default-locale=\"de-AT\"><info><title>D</title>\
             <id>http://www.zotero.org/styles/d</id><link rel=\"{link}\" href=\"http://www.zotero.org/styles/nature\"/></info></style>"
        )
    };
    let dependent = Style::parse(&style("independent-parent")).expect("a dependent style is whole");
    assert_eq!(dependent.parent.as_deref(), Some("nature"));
    assert_eq!((dependent.id.as_str(), dependent.default_locale.as_deref()), ("d", Some("de-AT")));
    assert!(csl::bibliography(&dependent, &[], &records()).entries.is_empty());
    assert!(Style::parse(&style("template")).is_err());
}

#[test]
fn cites_without_a_list_are_all_records_once() {
    let records = records();
    let numbers: Vec<usize> = csl::cites(None, &records).iter().map(|cite: &Cite| cite.record).collect();
    assert_eq!(numbers, [0, 1]);
}

#[test]
fn a_branch_for_several_types_is_for_each_of_them() {
    let style = "<style class=\"in-text\" version=\"1.0\"><citation><layout><choose>\
        <if type=\"book thesis\" variable=\"author\"><text value=\"yes\"/></if><else><text value=\"no\"/></else>\
        </choose></layout></citation></style>";
    let (style, records) = (Style::parse(style).expect("whole"), records());
    let cites = [Cite::default()];
    assert_eq!(csl::plain(&csl::citation(&style, &[], &records, &cites, Mode::Citation)), "yes");
}

/// APA cites by the composer, else the author, else the title: an author left out stays left out.
#[test]
fn an_author_in_place_of_others_is_left_out_without_a_title_instead() {
    let style = STYLE.replace(
        r#"<names variable="author"><name form="short" and="text"/></names>"#,
        r#"<names variable="composer"><name form="short" and="text"/>
           <substitute><names variable="author"/><text variable="title"/></substitute></names>"#,
    );
    let (style, locale, records) = (Style::parse(&style).expect("whole"), locale(), records());
    let cite = |items: &str, mode| {
        let cites = csl::cites(Some(&json::parse(items).0), &records);
        csl::plain(&csl::citation(&style, &[&locale], &records, &cites, mode))
    };
    assert_eq!(cite(r#"[{"suppress-author": true}]"#, Mode::Citation), "(2001)");
    assert_eq!(cite("[{}]", Mode::Narrative), "Doe and Roe (2001)");
}

/// A style that does all that takes several works to be compared.
const COMPARING: &str = r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
    <info><title>T</title><id>t</id></info>
    <macro name="names"><names variable="author"><name form="short" and="text" initialize-with="."/></names></macro>
    <citation et-al-min="2" et-al-use-first="1" disambiguate-add-names="true" disambiguate-add-givenname="true"
      givenname-disambiguation-rule="RULE" disambiguate-add-year-suffix="true"><layout>
      <group delimiter=", "><text macro="names"/><date variable="issued"><date-part name="year"/></date>
      <choose><if disambiguate="true"><text variable="title"/></if></choose></group></layout></citation>
    <bibliography subsequent-author-substitute="---"><sort><key macro="names"/><key variable="title" sort="descending"/></sort><layout suffix=".">
      <text variable="citation-number" suffix=" "/><group delimiter=". "><text macro="names"/>
      <date variable="issued"><date-part name="year"/></date><text variable="title"/></group></layout></bibliography></style>"#;

fn many_works() -> Vec<Record> {
    let family = ["Doe", "Roe", "Poe", "Coe"];
    let given = ["Jane", "John", "Ann"];
    let name = |at: usize| format!(r#"{{"family": "{}", "given": "{}"}}"#, family[at % 4], given[at % 3]);
    let works: Vec<String> = (0..48)
        .map(|at| {
            format!(
                r#"{{"id": "w{at}", "type": "book", "title": "Work {}", "author": [{}, {}], "issued": {{"date-parts": [[{}]]}}}}"#,
                at % 2,
                name(at % 5),
                name(at % 3),
                1990 + at % 2,
            )
        })
        .collect();
    formats::from_json(&json::parse(&format!("[{}]", works.join(","))).0).records
}

#[test]
fn a_list_made_a_slice_at_a_time_is_the_list() {
    for rule in ["by-cite", "all-names", "primary-name-with-initials"] {
        let style = Style::parse(&COMPARING.replace("RULE", rule)).expect("whole");
        let (locale, records) = (locale(), many_works());
        let processor = Processor::new(&style, &[&locale]);
        let whole = processor.bibliography(&records);
        let text = whole.entries.iter().map(|entry| csl::plain(&entry.nodes)).collect::<Vec<_>>().join(" ");
        assert!(text.contains("1990a") && text.contains("---"), "{rule}: {text}");
        for pieces in [0, 1, 5, 1000] {
            let mut list = processor.begin(&records);
            let mut entries = Vec::new();
            for turn in 0.. {
                assert!(turn < 1000, "{rule}, {pieces}: every turn goes on");
                let mut left = pieces;
                let more = &mut || {
                    left -= usize::from(left > 0);
                    left > 0
                };
                entries.extend(processor.next(&records, &mut list, more));
                if list.is_finished() {
                    // A turn ends with its time, and not before: the key, the cites and the reference of each
                    // work are a piece each.
                    let least = if pieces <= 1 { 3 * records.len() } else { usize::from(pieces < 1000) };
                    assert!(
                        turn >= least && (turn == 0) == (pieces == 1000),
                        "{rule}, {pieces}: {turn} turns"
                    );
                    break;
                }
            }
            assert_eq!(entries, whole.entries, "{rule}, {pieces} pieces a turn");
        }
    }
}
