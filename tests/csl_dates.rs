//! Dates in words (`in press`, `forthcoming`): once, where the year would be (CSL 1.0.2, "Date";
//! APA 7, section 9.14: "(in press)").

#[path = "support/engine.rs"]
mod engine;

use citation_card::csl::Mode;
use engine::{cited, entry, style};

const YEAR: &str = r#"<date variable="issued"><date-part name="year"/></date>"#;
const DAY: &str =
    r#"<date variable="issued" delimiter=" "><date-part name="day"/><date-part name="month"/></date>"#;
const FULL: &str = r#"<date variable="issued" form="text"/>"#;

#[test]
fn words_in_place_of_a_date_stand_once_where_the_year_would() {
    let group = |dates: &[&str]| {
        format!(
            r#"<group delimiter=", "><text variable="title"/>{}<text variable="publisher"/></group>"#,
            dates.concat()
        )
    };
    for (dates, expected) in [
        // The year and then month and day, as APA has it.
        (vec![YEAR, DAY], "T, in press, P"),
        // Month and day before the year.
        (vec![DAY, YEAR], "T, in press, P"),
        // A date that shows no year shows no words.
        (vec![DAY], "T, P"),
        // The year first and the full date at the end.
        (vec![YEAR, FULL], "T, in press, P"),
        (vec![FULL], "T, in press, P"),
        (vec![YEAR, YEAR], "T, in press, P"),
    ] {
        let item = r#"{"title": "T", "publisher": "P", "issued": {"literal": "in press"}}"#;
        assert_eq!(entry(&group(&dates), item), expected);
    }
}

#[test]
fn each_date_has_its_own_words() {
    let layout = r#"<group delimiter="; "><date variable="issued" form="text"/><date variable="original-date" form="text"/></group>"#;
    for (item, expected) in [
        (
            r#"{"issued": {"literal": "forthcoming"}, "original-date": {"literal": "Ming dynasty"}}"#,
            "forthcoming; Ming dynasty",
        ),
        (r#"{"issued": {"literal": "o. J."}, "original-date": {"date-parts": [[1890]]}}"#, "o. J.; 1890"),
        (
            r#"{"issued": {"date-parts": [[2021, 5, 3]]}, "original-date": {"literal": "undated"}}"#,
            "3 May 2021; undated",
        ),
        (r#"{"issued": {"raw": "in preparation"}}"#, "in preparation"),
        (r#"{"issued": "12th century"}"#, "12th century"),
        (r#"{"issued": {"literal": ""}}"#, ""),
        (r#"{"issued": {"literal": "n.d."}, "original-date": {"literal": "n.d."}}"#, "n.d.; n.d."),
        // A date that is known wins over its words.
        (r#"{"issued": {"date-parts": [[2021]], "literal": "last year"}}"#, "2021"),
    ] {
        assert_eq!(entry(layout, item), expected);
    }
}

#[test]
fn two_works_in_press_are_told_apart() {
    let author = r#"<names variable="author"><name form="short"/></names>"#;
    let citation = format!(
        r#"<citation disambiguate-add-year-suffix="true"><layout delimiter="; "><group delimiter=", ">{author}{YEAR}</group></layout></citation>"#
    );
    let style = style("", &citation, "<layout><text variable=\"title\"/></layout>");
    let work = |id: &str| {
        format!(r#"{{"id": "{id}", "author": [{{"family": "Doe"}}], "issued": {{"literal": "in press"}}}}"#)
    };
    let both = format!("{}, {}", work("a"), work("b"));
    assert_eq!(cited(&style, &[], &both, None, Mode::Citation), "Doe, in press-a; Doe, in press-b");
}
