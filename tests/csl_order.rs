//! The order of a bibliography where the specification says more than the suite ("Sorting", and the
//! sorting order of names).

use citation_card::csl::{self, Style};
use citation_card::formats;
use citation_card::text::json;

/// The ids of the records in the order of a style that sorts by one key.
fn order(demote: &str, key: &str, records: &str) -> String {
    let style = format!(
        r#"<style version="1.0" class="in-text" demote-non-dropping-particle="{demote}">
        <citation><layout><text variable="title"/></layout></citation>
        <bibliography><sort><key variable="{key}"/></sort>
        <layout><text variable="title"/></layout></bibliography></style>"#
    );
    let style = Style::parse(&style).expect("the style is whole");
    let records = formats::from_json(&json::parse(records).0).records;
    let list = csl::bibliography(&style, &[], &records);
    list.entries.iter().map(|entry| csl::plain(&entry.nodes)).collect::<Vec<_>>().join(" ")
}

const NAMES: &str = r#"[
    {"id": "1", "type": "book", "title": "van-Gogh-A",
     "author": [{"family": "Gogh", "non-dropping-particle": "van", "given": "Adam"}]},
    {"id": "2", "type": "book", "title": "Times", "author": [{"literal": "The New York Times"}]},
    {"id": "3", "type": "book", "title": "Gogh-W", "author": [{"family": "Gogh", "given": "Willem"}]},
    {"id": "4", "type": "book", "title": "Orwell", "author": [{"family": "Orwell", "given": "George"}]}
]"#;

#[test]
fn a_demoted_particle_sorts_before_the_given_name() {
    // The particle, or none, counts before the given name: "Gogh", "", "Willem".
    assert_eq!(order("sort-only", "author", NAMES), "Gogh-W van-Gogh-A Times Orwell");
    let particles = NAMES.replace("\"given\": \"Willem\"", "\"dropping-particle\": \"a\", \"given\": \"Z.\"");
    assert_eq!(order("sort-only", "author", &particles), "Gogh-W van-Gogh-A Times Orwell");
}

#[test]
fn a_particle_that_is_not_demoted_and_no_article_counts() {
    assert_eq!(order("never", "author", NAMES), "Gogh-W Times Orwell van-Gogh-A");
}

#[test]
fn numbers_sort_by_their_value_and_titles_as_texts() {
    let records = r#"[
        {"id": "1", "type": "book", "title": "10", "volume": "10"},
        {"id": "2", "type": "book", "title": "9", "volume": "9"},
        {"id": "3", "type": "book", "title": "2", "volume": "2nd"},
        {"id": "4", "type": "book", "title": "B", "volume": "B"}
    ]"#;
    assert_eq!(order("never", "volume", records), "2 9 10 B");
    assert_eq!(order("never", "title", records), "10 2 9 B");
}

#[test]
fn seasons_do_not_sort() {
    let records = r#"[
        {"id": "1", "type": "book", "title": "winter", "issued": {"date-parts": [[2000]], "season": 4}},
        {"id": "2", "type": "book", "title": "spring", "issued": {"date-parts": [[2000]], "season": 1}},
        {"id": "3", "type": "book", "title": "January", "issued": {"date-parts": [[2000, 1]]}}
    ]"#;
    assert_eq!(order("never", "issued", records), "winter spring January");
}
