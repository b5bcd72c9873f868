//! Names: nothing of them is lost, and each is written as its script and its style ask
//! (CSL 1.0.2, "Names"; APA 7, chapters 8 and 9; AMA 11, section 3.7).

#[path = "support/engine.rs"]
mod engine;

use citation_card::csl::Mode;
use engine::{cited, entry, entry_in, locale, records, style};

/// Names in a list of references.
fn names(name: &str, people: &str) -> String {
    entry(&format!("<names variable=\"author\">{name}</names>"), &format!(r#"{{"author": [{people}]}}"#))
}

fn person(given: &str, family: &str) -> String {
    format!(r#"{{"given": "{given}", "family": "{family}"}}"#)
}

#[test]
fn given_names_that_are_not_initialized_keep_every_part() {
    // CSL 1.0.2, `initialize`: "When set to false, given names are no longer initialized."
    let name = r#"<name initialize="false" initialize-with=". " name-as-sort-order="all"/>"#;
    for (given, expected) in [
        ("Wei-lun", "Tan, Wei-lun"),
        ("Yi-fu", "Tan, Yi-fu"),
        ("Jean-Luc", "Tan, Jean-Luc"),
        ("Min-ho J", "Tan, Min-ho J."),
        ("M J", "Tan, M. J."),
        ("Anna-Maria L.", "Tan, Anna-Maria L."),
        ("Sang-hyun", "Tan, Sang-hyun"),
        ("J.-P.", "Tan, J.-P."),
        ("Jean-P.", "Tan, Jean-P."),
        ("Wei lun", "Tan, Wei lun"),
        ("Ch'ing-en", "Tan, Ch’ing-en"),
        ("T’ien-yu", "Tan, T’ien-yu"),
    ] {
        assert_eq!(names(name, &person(given, "Tan")), expected, "{given}");
    }
}

#[test]
fn what_stands_in_brackets_beside_a_given_name_is_not_shortened() {
    let name = r#"<name initialize-with=". " name-as-sort-order="all"/>"#;
    for (given, expected) in [
        ("Ida G. (Ida Gudrun)", "Brix, I. G. (Ida Gudrun)"),
        ("Xiaohe (王小河)", "Brix, X. (王小河)"),
        ("Ida [Gudrun]", "Brix, I. [Gudrun]"),
        ("William “Bill” James", "Brix, W. “Bill” J."),
        ("Ida (Gudrun", "Brix, I. (Gudrun"),
        ("Ida (Gudrun) M.", "Brix, I. (Gudrun) M."),
        ("Jane (née Roe)", "Brix, J. (née Roe)"),
        ("Jane [pseud.]", "Brix, J. [pseud.]"),
        ("Guo-ping", "Brix, G."),
        ("Jean-Luc", "Brix, J.-L."),
    ] {
        assert_eq!(names(name, &person(given, "Brix")), expected, "{given}");
    }
}

#[test]
fn an_initial_is_a_letter_with_what_is_written_before_it() {
    let name = r#"<name initialize-with="."/>"#;
    for (given, expected) in
        [("ʿAbd Allāh", "ʿA.A. Nur"), ("’Abd", "’A. Nur"), ("Émile", "É. Nur"), ("Ødegård", "Ø. Nur")]
    {
        assert_eq!(names(name, &person(given, "Nur")), expected, "{given}");
    }
}

#[test]
fn names_keep_the_order_and_the_spaces_of_their_script() {
    for (given, family, expected) in [
        // Thai and Lao: given name, space, family name.
        ("สมชาย", "ใจดี", "สมชาย ใจดี"),
        ("ບຸນມີ", "ສີສະຫວັດ", "ບຸນມີ ສີສະຫວັດ"),
        ("小河", "王", "王小河"),
        ("太郎", "山田", "山田太郎"),
        ("영희", "김", "김영희"),
        // Foreign names in katakana are written with a dot, in their own order.
        ("ジェーン", "ドウ", "ジェーン・ドウ"),
        ("Анна", "Петрова", "Анна Петрова"),
    ] {
        assert_eq!(names("<name/>", &person(given, family)), expected);
    }
    // Thai given names are not shortened to a letter.
    assert_eq!(names(r#"<name initialize-with=". "/>"#, &person("สมชาย", "ใจดี")), "สมชาย ใจดี");
}

#[test]
fn suffixes_have_a_full_stop_where_initials_have_one() {
    let two = r#"{"family": "Dale", "given": "Owen W.", "suffix": "Jr."}, {"family": "Roe", "given": "A", "suffix": "III"}"#;
    for (options, expected) in [
        (r#"initialize-with="" sort-separator=" ""#, "Dale OW Jr, Roe A III"),
        (r#"initialize-with=" " sort-separator=" ""#, "Dale O W Jr, Roe A III"),
        (r#"initialize-with=". ""#, "Dale, O. W., Jr., Roe, A., III"),
        ("", "Dale, Owen W., Jr., Roe, A, III"),
    ] {
        assert_eq!(names(&format!("<name name-as-sort-order=\"all\" {options}/>"), two), expected);
    }
}

#[test]
fn generations_inside_a_family_name_are_suffixes() {
    let name = r#"<name initialize-with=". " name-as-sort-order="all"/>"#;
    for (family, expected) in [
        ("Brill, Jr.", "Brill, A. B., Jr."),
        ("Brill Jr", "Brill, A. B., Jr"),
        ("Maddox III", "Maddox, A. B., III"),
        ("van der Berg, Sr.", "Berg, A. B. van der, Sr."),
        ("Maddox Iii", "Maddox Iii, A. B."),
        ("Vander Berg III", "Vander Berg, A. B., III"),
        ("García Márquez, Jr.", "García Márquez, A. B., Jr."),
        ("St. John II", "St. John, A. B., II"),
        ("Junior", "Junior, A. B."),
        ("III", "III, A. B."),
    ] {
        assert_eq!(names(name, &person("A. B.", family)), expected, "{family}");
    }
    // A name without a given name is left alone.
    assert_eq!(names(name, r#"{"family": "Louis IV"}"#), "Louis IV");
}

#[test]
fn affixes_and_formatting_of_a_name_are_around_each() {
    let three = [person("Jane", "Doe"), person("Kim", "Roe"), person("Lee", "Poe")].join(",");
    for (name, expected) in [
        (
            r#"suffix="." initialize-with="" name-as-sort-order="all" sort-separator=" ""#,
            "Doe J., Roe K., Poe L.",
        ),
        (r#"prefix="[" suffix="]" form="short""#, "[Doe], [Roe], [Poe]"),
        (
            r#"font-style="italic" form="short" and="text" delimiter-precedes-last="never""#,
            "<i>Doe</i>, <i>Roe</i> and <i>Poe</i>",
        ),
        (r#"font-weight="bold" form="short" et-al-min="3" et-al-use-first="1""#, "<b>Doe</b> et al."),
    ] {
        assert_eq!(names(&format!("<name {name}/>"), &three), expected);
    }
}

#[test]
fn the_and_of_chinese_and_japanese_has_no_spaces() {
    let list = r#"<names variable="author"><name and="text" delimiter-precedes-last="never"/></names>"#;
    let undivided = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| format!("{{\"literal\": \"{name}\"}}")).collect();
        format!(r#"{{"author": [{}]}}"#, names.join(","))
    };
    for (lang, and, people, expected) in [
        ("zh-CN", "和", undivided(&["金一兰", "金二勋"]), "金一兰和金二勋"),
        ("zh-TW", "及", undivided(&["金一蘭", "金二勳"]), "金一蘭及金二勳"),
        ("ja-JP", "と", undivided(&["山田太郎", "佐藤花子"]), "山田太郎と佐藤花子"),
        (
            "zh-CN",
            "和",
            format!(r#"{{"author": [{}, {}]}}"#, person("一", "陈"), person("二", "李")),
            "陈一和李二",
        ),
        (
            "zh-CN",
            "和",
            format!(r#"{{"author": [{}, {}]}}"#, person("Jane", "Doe"), person("二", "李")),
            "Jane Doe 和李二",
        ),
        (
            "zh-CN",
            "和",
            format!(r#"{{"author": [{}, {}]}}"#, person("二", "李"), person("Jane", "Doe")),
            "李二和 Jane Doe",
        ),
        ("ko-KR", "및", undivided(&["김영희", "이철수"]), "김영희 및 이철수"),
    ] {
        let terms = locale(lang, &format!("<term name=\"and\">{and}</term>"));
        assert_eq!(entry_in(&[&terms], "", list, &people), expected);
    }
}

/// APA's way to cite: three or more names are one and "et al.", more where works would look alike.
fn apa(id: &str) -> citation_card::csl::Style {
    let xml = format!(
        r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
        <info><title>T</title><id>http://www.zotero.org/styles/{id}</id></info>
        <citation et-al-min="3" et-al-use-first="1" disambiguate-add-names="true"><layout prefix="(" suffix=")" delimiter="; ">
        <group delimiter=", "><names variable="author"><name form="short" and="symbol" delimiter-precedes-last="always"/></names>
        <date variable="issued"><date-part name="year"/></date></group></layout></citation></style>"#
    );
    citation_card::csl::Style::parse(&xml).expect("the style is whole")
}

#[test]
fn in_apa_et_al_never_hides_a_single_name() {
    let work = |families: &[&str]| {
        let people: Vec<String> = families.iter().map(|family| person("A.", family)).collect();
        format!(r#"{{"author": [{}], "issued": {{"date-parts": [[2020]]}}}}"#, people.join(","))
    };
    let both = |one: &[&str], other: &[&str]| format!("{}, {}", work(one), work(other));
    let of = |id: &str, items: &str| cited(&apa(id), &[], items, None, Mode::Citation).replace("&amp;", "&");
    // The third of four differs: the fourth alone would be "et al."
    let four = both(&["Ander", "Brown", "Crane", "Ellis"], &["Ander", "Brown", "Danf", "Ellis"]);
    assert_eq!(of("apa", &four), "(Ander, Brown, Crane, & Ellis, 2020; Ander, Brown, Danf, & Ellis, 2020)");
    assert_eq!(of("apa-annotated-bibliography", &four), of("apa", &four));
    assert_eq!(of("other", &four), "(Ander, Brown, Crane, et al., 2020; Ander, Brown, Danf, et al., 2020)");
    // Of five, two are left.
    let five =
        both(&["Ander", "Brown", "Crane", "Ellis", "Fox"], &["Ander", "Brown", "Danf", "Ellis", "Fox"]);
    assert_eq!(of("apa", &five), "(Ander, Brown, Crane, et al., 2020; Ander, Brown, Danf, et al., 2020)");
    // Of three, the last is left where the second differs.
    let three = both(&["Ander", "Brown", "Ellis"], &["Ander", "Crane", "Ellis"]);
    assert_eq!(of("apa", &three), "(Ander, Brown, & Ellis, 2020; Ander, Crane, & Ellis, 2020)");
    // What the style itself shortens stays: the rule is for names that were added.
    assert_eq!(of("apa", &work(&["Ander", "Brown", "Crane"])), "(Ander et al., 2020)");
}

#[test]
fn names_keep_their_parts_when_they_are_read() {
    let read = records(r#"{"author": [{"family": "Tan", "given": "Wei-lun"}, "Water Office"]}"#);
    let author = read[0].names(citation_card::record::Variable::Author);
    assert_eq!((author[0].full(), author[1].full()), ("Wei-lun Tan".to_owned(), "Water Office".to_owned()));
    let _ = style("", engine::PLAIN, "<layout><text variable=\"title\"/></layout>");
}
