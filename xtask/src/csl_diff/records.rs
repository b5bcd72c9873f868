//! The records of the differential run: every type in several states of completeness, and cases of
//! names, dates, numbers, markup, languages and registries' habits.
//!
//! Each record has authors and a title of its own, so that no processor has anything to
//! disambiguate and all of them may format the whole list at once.

use citation_card::record::{Json, Kind};
use citation_card::text::json;

/// What the states of a type leave out of the full record: a name and the fields.
static STATES: &[(&str, &[&str])] = &[
    ("full", &[]),
    ("nobody", &["author", "editor", "translator", "composer", "director"]),
    ("edited", &["author"]),
    ("undated", &["issued", "DOI"]),
    ("sparse", &SPARSE),
];

const SPARSE: [&str; 16] = [
    "editor",
    "translator",
    "container-title",
    "collection-title",
    "collection-number",
    "volume",
    "issue",
    "page",
    "number",
    "publisher-place",
    "edition",
    "genre",
    "DOI",
    "accessed",
    "event-title",
    "event-place",
];

/// The fields of a full record by the types that have them; the types are separated by spaces, an
/// empty list means all.
static FIELDS: &[(&str, &str, &str)] = &[
    ("", "issued", r#"{"date-parts": [[2019, 3, 14]]}"#),
    ("", "language", r#""en""#),
    ("", "publisher", r#""Northern Press""#),
    ("", "publisher-place", r#""Leeds""#),
    (HOSTED, "container-title", r#""Annals of the Open Field""#),
    (SERIAL, "container-title-short", r#""Ann. Open Field""#),
    (SERIAL, "volume", r#""12""#),
    (SERIAL, "issue", r#""4""#),
    (SERIAL, "ISSN", r#""1234-5678""#),
    (
        "article-journal article-magazine chapter entry entry-encyclopedia paper-conference review legal_case",
        "page",
        r#""1045-1062""#,
    ),
    (
        "book chapter thesis report entry-dictionary entry-encyclopedia song motion_picture",
        "number-of-pages",
        r#""312""#,
    ),
    ("book chapter classic map musical_score software report", "edition", r#""3""#),
    (
        "book chapter paper-conference report manuscript standard",
        "collection-title",
        r#""Studies in Method""#,
    ),
    ("book chapter paper-conference report manuscript standard", "collection-number", r#""27""#),
    ("article report patent standard bill legislation regulation hearing treaty", "number", r#""WP 18-221""#),
    (
        "thesis report manuscript speech map interview broadcast post personal_communication dataset",
        "genre",
        r#""technical note""#,
    ),
    ("book chapter", "ISBN", r#""978-3-16-148410-0""#),
    (
        "article-journal article chapter book dataset report software paper-conference review",
        "DOI",
        r#""10.5555/12345678""#,
    ),
    (
        "webpage post post-weblog software dataset article-newspaper article-magazine broadcast graphic",
        "URL",
        r#""https://example.org/a_b/c?d=e&f=1""#,
    ),
    (
        "webpage post post-weblog software dataset article-newspaper broadcast",
        "accessed",
        r#"{"date-parts": [[2023, 11, 2]]}"#,
    ),
    ("software dataset", "version", r#""2.1.0""#),
    ("paper-conference speech event performance", "event-title", r#""Fourth Meeting on Method""#),
    ("paper-conference speech event performance", "event-place", r#""Turku, Finland""#),
    (
        "paper-conference speech event hearing performance",
        "event-date",
        r#"{"date-parts": [[2018, 9, 5], [2018, 9, 7]]}"#,
    ),
    (
        "book chapter paper-conference entry-encyclopedia entry-dictionary report webpage dataset",
        "editor",
        r#"[{"family": "Ed#a", "given": "Rosa"}, {"family": "Ed#b", "given": "Tom B."}]"#,
    ),
    ("book chapter classic", "translator", r#"[{"family": "Trans#", "given": "Ivo"}]"#),
    ("song musical_score", "composer", r#"[{"family": "Comp#", "given": "Ana"}]"#),
    ("motion_picture broadcast", "director", r#"[{"family": "Dir#", "given": "Kim"}]"#),
    ("interview", "interviewer", r#"[{"family": "Asker#", "given": "Lee"}]"#),
    ("personal_communication", "recipient", r#"[{"family": "Rec#", "given": "Bo"}]"#),
    ("review review-book", "reviewed-title", r#""The reviewed work""#),
    ("review review-book", "reviewed-author", r#"[{"family": "Rev#", "given": "Gil"}]"#),
    ("legal_case bill legislation regulation hearing treaty patent", "authority", r#""High Court""#),
    ("legal_case bill legislation regulation hearing treaty patent", "jurisdiction", r#""Norway""#),
    ("manuscript personal_communication map graphic", "archive", r#""City Archive""#),
    ("manuscript personal_communication map graphic", "archive_location", r#""Box 7, folder 2""#),
    ("classic book", "original-date", r#"{"date-parts": [[1888]]}"#),
    ("song motion_picture broadcast graphic", "medium", r#""vinyl""#),
    ("patent", "submitted", r#"{"date-parts": [[2016, 2]]}"#),
    ("chapter entry", "chapter-number", r#""6""#),
    ("legal_case bill legislation", "section", r#""14""#),
];

const HOSTED: &str = "article-journal article-magazine article-newspaper chapter entry entry-dictionary \
    entry-encyclopedia paper-conference review review-book post post-weblog webpage broadcast song legal_case \
    legislation bill periodical interview";
const SERIAL: &str =
    "article-journal article-magazine article-newspaper review review-book legal_case periodical";

/// All records, each with an `id` of its own.
pub(crate) fn records() -> Vec<Json> {
    let mut records = Vec::new();
    for kind in Kind::ALL {
        for (state, without) in STATES {
            let mark = format!("{}{}", letters(records.len()), &state[..1]);
            records.push(of_type(*kind, state, without, &mark));
        }
    }
    let (special, problems) = json::parse(include_str!("special.json"));
    assert!(problems.is_empty(), "special.json: {problems:?}");
    for (at, record) in special.items().iter().enumerate() {
        // Names and titles are unique there already.
        let Json::Object(fields) = record else { continue };
        let mut fields = fields.clone();
        fields.insert(0, ("id".into(), Json::from(format!("special-{:02}", at + 1).as_str())));
        records.push(Json::Object(fields));
    }
    records
}

fn of_type(kind: Kind, state: &str, without: &[&str], mark: &str) -> Json {
    let id = format!("{}-{state}", kind.as_str());
    let authors = match state {
        "full" => {
            r##"[{"family": "Ab#", "given": "Mary Jane"}, {"family": "Bo#", "given": "Karl-Heinz"}, {"family": "Cu#", "given": "T. S."}]"##
        }
        _ => r##"[{"family": "Da#", "given": "Óscar"}]"##,
    };
    let mut text = format!(
        r#"{{"id": "{id}", "type": "{}", "author": {authors}, "title": "A study of {mark}: the long way from here to there""#,
        kind.as_str()
    );
    for (kinds, field, value) in FIELDS {
        let has = kinds.is_empty() || kinds.split_whitespace().any(|name| name == kind.as_str());
        if has && !without.contains(field) {
            text += &format!(r#", "{field}": {value}"#);
        }
    }
    let mut record = json::parse(&(text + "}").replace('#', mark)).0;
    if let Json::Object(fields) = &mut record {
        fields.retain(|(field, _)| !without.contains(&field.as_str()));
    }
    record
}

/// A number in letters, so that names differ in more than digits.
fn letters(number: usize) -> String {
    let letter = |at: usize| char::from(b'a' + (at % 26) as u8);
    [letter(number / 26 / 26), letter(number / 26), letter(number)].iter().collect()
}
