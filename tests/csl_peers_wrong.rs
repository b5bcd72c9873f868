//! What existing processors get wrong, one test for each kind, by how often it was seen.

use citation_card::csl::{self, Locale, Style};
use citation_card::formats;
use citation_card::record::Record;
use citation_card::text::json;

const LOCALE: &str = r#"<locale xmlns="http://purl.org/net/xbiblio/csl" xml:lang="en-US">
    <style-options punctuation-in-quote="true"/><terms>
    <term name="open-quote">“</term><term name="close-quote">”</term>
    <term name="open-inner-quote">‘</term><term name="close-inner-quote">’</term>
    <term name="and">and</term><term name="et-al">et al.</term><term name="in">in</term>
    <term name="ad"> AD</term><term name="bc"> BC</term>
    <term name="season-01">Spring</term><term name="season-04">Winter</term><term name="month-03">March</term>
    <term name="month-05">May</term>
    <term name="editor" form="short"><single>ed.</single><multiple>eds.</multiple></term>
    <term name="page" form="short"><single>p.</single><multiple>pp.</multiple></term>
    <term name="volume" form="short"><single>vol.</single><multiple>vols.</multiple></term>
    <term name="number" form="short"><single>no.</single><multiple>nos.</multiple></term>
    <term name="editortranslator"><single>ed. and trans.</single><multiple>eds. and trans.</multiple></term></terms></locale>"#;

fn records(items: &str) -> Vec<Record> {
    formats::from_json(&json::parse(&format!("[{items}]")).0).records
}

/// The entry of an item in a style of which the layout is given, with attributes of `cs:style`.
fn entry_with(attributes: &str, layout: &str, item: &str) -> String {
    let style = format!(
        r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text" {attributes}>
        <citation><layout><text variable="title"/></layout></citation>
        <bibliography>{layout}</bibliography></style>"#
    );
    let style = Style::parse(&style).expect("the style is whole");
    let locale = Locale::parse(LOCALE).expect("the locale is whole");
    let list = csl::bibliography(&style, &[&locale], &records(item));
    list.entries.first().map(|entry| csl::html(&entry.nodes)).unwrap_or_default()
}

fn entry(layout: &str, item: &str) -> String {
    entry_with("", &format!("<layout>{layout}</layout>"), item)
}

/// A title in an element's attributes.
fn title(attributes: &str, title: &str) -> String {
    entry(
        &format!("<text variable=\"title\" {attributes}/>"),
        &format!(r#"{{"id": "1", "title": "{title}"}}"#),
    )
}

fn author(options: &str, names: &str) -> String {
    entry(
        &format!("<names variable=\"author\">{options}</names>"),
        &format!(r#"{{"id": "1", "author": [{names}]}}"#),
    )
}

fn issued(date: &str) -> String {
    let parts = r#"<date variable="issued" delimiter=" "><date-part name="day"/><date-part name="month"/><date-part name="year"/></date>"#;
    entry(parts, &format!(r#"{{"id": "1", "issued": {date}}}"#))
}

#[test]
fn straight_quotes_and_apostrophes_become_typographic() {
    assert_eq!(title("", r#"Rock 'n' roll isn't \"dead\""#), "Rock ’n’ roll isn’t “dead”");
}

#[test]
fn nested_quotes_alternate() {
    assert_eq!(title("quotes=\"true\"", r#"On \"very 'odd' words\" here"#), "“On ‘very “odd” words’ here”");
}

#[test]
fn title_case_leaves_mixed_case_words() {
    let cased = title("text-case=\"title\"", "how TikTok, GitHub, arXiv and eLife changed iPhone use");
    assert_eq!(cased, "How TikTok, GitHub, arXiv and eLife Changed iPhone Use");
}

#[test]
fn title_case_lowers_small_words_after_commas_and_hyphens() {
    let cased = title("text-case=\"title\"", "state-of-the-art care, and the way to it: a view");
    assert_eq!(cased, "State-of-the-Art Care, and the Way to It: A View");
}

#[test]
fn title_case_is_for_english_items_whatever_the_language_of_the_terms() {
    let item = |lang: &str| format!(r#"{{"id": "1", "title": "a day at sea"{lang}}}"#);
    let at = |attributes: &str, lang: &str| {
        entry_with(attributes, "<layout><text variable=\"title\" text-case=\"title\"/></layout>", &item(lang))
    };
    assert_eq!(at("", ""), "A Day at Sea");
    assert_eq!(at("default-locale=\"en-GB\"", ""), "A Day at Sea");
    assert_eq!(at("default-locale=\"de-DE\"", ""), "a day at sea");
    assert_eq!(at("default-locale=\"de-DE\"", r#", "language": "en""#), "A Day at Sea");
    assert_eq!(at("", r#", "language": "de""#), "a day at sea");
}

#[test]
fn punctuation_is_not_doubled() {
    let eds = r#"<group delimiter=". "><names variable="editor"><name/><label form="short" prefix=" (" suffix=".)"/></names><text variable="title"/><text variable="URL"/></group>"#;
    let item = r#"{"id": "1", "title": "What is a wafer?", "URL": "https://a.example/", "editor": [{"literal": "A"}, {"literal": "B"}]}"#;
    let text = entry(eds, item);
    assert!(text.starts_with("A, B (eds.). What is a wafer? <a"), "{text}");
}

#[test]
fn punctuation_is_not_doubled_across_formatting_nor_swallowed_by_it() {
    let layout = r#"<text variable="title" font-style="italic" suffix="."/><text variable="publisher" prefix=" " suffix="."/>"#;
    let item = |title: &str| format!(r#"{{"id": "1", "title": "{title}", "publisher": "X Inc."}}"#);
    assert_eq!(entry(layout, &item("Why?")), "<i>Why?</i> X Inc.");
    assert_eq!(entry(layout, &item("Because.")), "<i>Because.</i> X Inc.");
    assert_eq!(entry(layout, &item("So")), "<i>So</i>. X Inc.");
}

#[test]
fn periods_and_commas_do_not_stand_after_a_space() {
    let item = r#"{"id": "1", "title": "So", "publisher": "X"}"#;
    let layout = |next: &str| {
        format!(
            r#"<group suffix=" "><text variable="title" font-style="italic"/></group><text variable="publisher" prefix="{next}"/>"#
        )
    };
    assert_eq!(entry(&layout(". "), item), "<i>So</i>. X");
    assert_eq!(entry(&layout(", "), item), "<i>So</i>, X");
    // French puts a space before a colon, and a dash has its own.
    assert_eq!(entry(&layout(": "), item), "<i>So</i> : X");
    assert_eq!(entry(&layout("– "), item), "<i>So</i> – X");
}

#[test]
fn labels_do_not_stand_without_what_they_label() {
    let layout = r#"<text variable="title"/><group prefix=". " delimiter=" "><text term="in" text-case="capitalize-first"/><text variable="container-title"/></group>
        <group prefix=", " delimiter=" "><label variable="page" form="short"/><text variable="page"/></group>"#;
    assert_eq!(entry(layout, r#"{"id": "1", "title": "T"}"#), "T");
}

#[test]
fn container_title_short_is_the_short_form() {
    let layout = r#"<text variable="container-title" form="short"/>"#;
    let item = r#"{"id": "1", "container-title": "Journal of Things", "container-title-short": "J. Things"}"#;
    assert_eq!(entry(layout, item), "J. Things");
    assert_eq!(entry(layout, r#"{"id": "1", "container-title": "Journal of Things"}"#), "Journal of Things");
}

#[test]
fn names_with_a_label_and_no_name_element_are_shown() {
    let editor = r#"<names variable="editor"><label form="short" prefix=", "/></names>"#;
    let item = r#"{"id": "1", "editor": [{"family": "Doe", "given": "A"}, {"family": "Roe", "given": "B"}]}"#;
    assert_eq!(entry(editor, item), "A Doe, B Roe, eds.");
}

#[test]
fn labels_are_singular_or_plural_as_their_numbers_are() {
    let layout = |variable: &str| {
        format!(r#"<label variable="{variable}" form="short" suffix=" "/><text variable="{variable}"/>"#)
    };
    let at = |variable: &str, value: &str| {
        entry(&layout(variable), &format!(r#"{{"id": "1", "{variable}": "{value}"}}"#))
    };
    assert_eq!(at("page", "12"), "p. 12");
    assert_eq!(at("page", "12-14"), "pp. 12–14");
    assert_eq!(at("page", "12, 14"), "pp. 12, 14");
    assert_eq!(at("page", "e0123"), "p. e0123");
    assert_eq!(at("volume", "2 & 4"), "vols. 2 &amp; 4");
    // One number, of however many parts, and words, are one.
    assert_eq!(at("number", "US 6,285,999 B1"), "no. US 6,285,999 B1");
    assert_eq!(at("volume", "second"), "vol. second");
}

#[test]
fn particles_inside_a_family_name_are_found() {
    let sorted = r#"<name name-as-sort-order="all"/>"#;
    assert_eq!(author(sorted, r#"{"family": "van der Berg", "given": "Jan"}"#), "Berg, Jan van der");
    let never = r#"<layout><names variable="author"><name name-as-sort-order="all"/></names></layout>"#;
    let item = r#"{"id": "1", "author": [{"family": "van der Berg", "given": "Jan"}]}"#;
    assert_eq!(entry_with("demote-non-dropping-particle=\"never\"", never, item), "van der Berg, Jan");
    assert_eq!(
        author(
            "<name form=\"short\"/>",
            r#"{"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"}"#
        ),
        "Beethoven"
    );
    assert_eq!(author("<name/>", r#"{"family": "d’Alembert", "given": "Jean"}"#), "Jean d’Alembert");
}

#[test]
fn punctuation_moves_into_quotes_across_layout_and_macro_affixes() {
    let layout = r#"<layout suffix="."><group delimiter=", "><text variable="publisher"/><group><text variable="title" quotes="true"/></group></group></layout>"#;
    let item = r#"{"id": "1", "title": "T", "publisher": "P"}"#;
    assert_eq!(entry_with("", layout, item), "P, “T.”");
    let both =
        r#"<group delimiter=", "><text variable="title" quotes="true"/><text variable="publisher"/></group>"#;
    assert_eq!(entry(both, item), "“T,” P");
}

#[test]
fn markup_in_fields_is_formatting() {
    assert_eq!(
        title("", "H<sub>2</sub>O, <i>E. coli</i>, <span class=\\\"nocase\\\">pH</span> & <b>x</b>"),
        "H<sub>2</sub>O, <i>E. coli</i>, pH &amp; <b>x</b>"
    );
    assert_eq!(
        title("font-style=\"italic\"", "An <i>E. coli</i> study"),
        "<i>An <span style=\"font-style:normal\">E. coli</span> study</i>"
    );
}

#[test]
fn initials_of_hyphenated_and_digraph_given_names() {
    let initials = r#"<name initialize-with="."/>"#;
    assert_eq!(author(initials, r#"{"family": "Sartre", "given": "Jean-Paul"}"#), "J.-P. Sartre");
    assert_eq!(author(initials, r#"{"family": "Ivanov", "given": "Ch. B."}"#), "Ch.B. Ivanov");
}

#[test]
fn name_options_hold_in_substitutes() {
    let layout = r#"<names variable="author"><name name-as-sort-order="all" and="text" initialize-with="."/>
        <substitute><names variable="editor"/><text variable="title"/></substitute></names>"#;
    let item =
        r#"{"id": "1", "editor": [{"family": "Doe", "given": "Ann"}, {"family": "Roe", "given": "Bo"}]}"#;
    assert_eq!(entry(layout, item), "Doe, A. and Roe, B.");
}

#[test]
fn substitutes_in_a_choose_are_tried_one_after_the_other() {
    let layout = r#"<names variable="author"><name/><label form="short" prefix=" (" suffix=")"/><substitute>
        <choose><if type="book"><names variable="editor"/><names variable="translator"/><text value="none"/></if></choose>
        <text variable="title"/></substitute></names><names variable="translator" prefix="; "/>"#;
    let people = r#""translator": [{"family": "Roe"}], "title": "T""#;
    let with = format!(r#"{{"id": "1", "type": "book", "editor": [{{"family": "Doe"}}], {people}}}"#);
    assert_eq!(entry(layout, &with), "Doe (ed.); Roe");
    let without = format!(r#"{{"id": "1", "type": "chapter", {people}}}"#);
    assert_eq!(entry(layout, &without), "T; Roe");
}

#[test]
fn editors_who_translate_are_named_once_also_as_substitutes() {
    let layout = r#"<names variable="author"><name/><label prefix=" (" suffix=")"/><substitute>
        <names variable="editor translator"/></substitute></names><names variable="translator" prefix="; "/>"#;
    let item = r#"{"id": "1", "editor": [{"family": "Doe"}], "translator": [{"family": "Doe"}]}"#;
    assert_eq!(entry(layout, item), "Doe (ed. and trans.)");
}

#[test]
fn years_before_christ_are_counted_as_they_are_given() {
    assert_eq!(issued(r#"{"date-parts": [[-44, 3, 15]]}"#), "15 March 44 BC");
    assert_eq!(issued(r#"{"date-parts": [[79]]}"#), "79 AD");
}

#[test]
fn seasons_take_the_place_of_months() {
    assert_eq!(issued(r#"{"date-parts": [[2008]], "season": 4}"#), "Winter 2008");
    assert_eq!(issued(r#"{"date-parts": [[2008, 21]]}"#), "Spring 2008");
    assert_eq!(issued(r#"{"raw": "2008-21"}"#), "Spring 2008");
}

#[test]
fn ranges_of_dates_name_each_part_once() {
    assert_eq!(issued(r#"{"date-parts": [[2008, 3], [2008, 5]]}"#), "March–May 2008");
    assert_eq!(issued(r#"{"date-parts": [[2008, 3, 1], [2008, 3, 4]]}"#), "1–4 March 2008");
    assert_eq!(issued(r#"{"date-parts": [[2008], [2010]]}"#), "2008–2010");
}

#[test]
fn page_ranges_have_the_style_s_form() {
    let at = |format: &str, pages: &str| {
        entry_with(
            &format!("page-range-format=\"{format}\""),
            "<layout><text variable=\"page\"/></layout>",
            &format!(r#"{{"id": "1", "page": "{pages}"}}"#),
        )
    };
    assert_eq!(at("expanded", "321-8"), "321–328");
    assert_eq!(at("minimal", "321-328"), "321–8");
    assert_eq!(at("minimal-two", "321-328"), "321–28");
    assert_eq!(at("chicago", "1496-1504"), "1496–1504");
    assert_eq!(at("chicago", "321-328"), "321–28");
    // Articles' numbers and what is no range stay.
    assert_eq!(at("expanded", "e12-e15"), "e12–e15");
    assert_eq!(at("minimal", "S12-S15"), "S12–5");
}
