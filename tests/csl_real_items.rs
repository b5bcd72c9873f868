//! CSL-JSON as registries send it: nulls, arrays where a text belongs, numbers as texts and texts as
//! numbers, empty dates, objects that CSL does not know. Each item gives an entry; what cannot be
//! used is dropped.

use citation_card::csl::{self, Style};
use citation_card::formats;
use citation_card::text::json;

const STYLE: &str = r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
    <citation><layout><text variable="title"/></layout></citation>
    <bibliography><layout><group delimiter="|">
      <names variable="author"><name name-as-sort-order="all" delimiter="; "/></names>
      <date variable="issued" delimiter="-"><date-part name="year"/><date-part name="month" form="numeric"/></date>
      <text variable="title"/><text variable="container-title"/><text variable="container-title" form="short"/>
      <text variable="volume"/><text variable="page"/><text variable="ISSN"/><text variable="publisher"/>
    </group></layout></bibliography></style>"#;

fn entry(item: &str) -> String {
    let style = Style::parse(STYLE).expect("the style is whole");
    let reading = formats::from_json(&json::parse(item).0);
    assert_eq!(reading.records.len(), 1, "{:?}", reading.problems);
    let list = csl::bibliography(&style, &[], &reading.records);
    list.entries.first().map(|entry| csl::plain(&entry.nodes)).unwrap_or_default()
}

#[test]
fn a_crossref_work_through_content_negotiation() {
    // The shape of https://api.crossref.org as application/vnd.citationstyles.csl+json.
    let text = entry(
        r#"{"indexed": {"date-parts": [[2024, 5, 1]], "date-time": "2024-05-01T00:00:00Z", "timestamp": 1714521600000},
        "reference-count": 3, "publisher": "Northern Press", "issue": "4", "license": [{"start": {"date-parts": [[2020, 1, 1]]}, "URL": "http://x/"}],
        "content-domain": {"domain": [], "crossmark-restriction": false}, "short-container-title": ["J. Thing."],
        "published-print": {"date-parts": [[2019, 3]]}, "DOI": "10.5555/1", "type": "journal-article", "created": {"date-parts": [[2019, 2, 1]]},
        "page": "12-19", "source": "Crossref", "title": "On things", "prefix": "10.5555", "volume": "7",
        "author": [{"given": "Ann", "family": "Doe", "sequence": "first", "affiliation": [{"name": "X"}], "ORCID": "http://orcid.org/0000-0002-1825-0097"},
                   {"name": "The Consortium", "sequence": "additional", "affiliation": []}],
        "container-title": "Journal of Things", "issued": {"date-parts": [[2019, 3]]}, "ISSN": ["1234-5678", "8765-4321"], "subject": [], "relation": {}}"#,
    );
    assert_eq!(
        text,
        "Doe, Ann; The Consortium|2019-3|On things|Journal of Things|J. Thing.|7|12–19|1234-5678|Northern Press"
    );
}

#[test]
fn arrays_nulls_and_numbers_where_texts_belong() {
    let text = entry(
        r#"{"id": null, "type": "article-journal", "title": ["On things", "An alternative"], "container-title": [], "volume": 7,
        "page": null, "publisher": null, "author": [{"family": "Doe", "given": null}, null, {}], "editor": null, "ISSN": [],
        "issued": {"date-parts": [["2019", "3"]]}, "custom": {"deep": [{"er": [[[]]]}]}}"#,
    );
    assert_eq!(text, "Doe|2019-3|On things|7");
}

#[test]
fn dates_that_are_empty_or_null_are_no_dates() {
    for date in [
        r#"{"date-parts": [[null]]}"#,
        r#"{"date-parts": []}"#,
        r#"{"date-parts": [[]]}"#,
        "null",
        "{}",
        r#"{"date-parts": null}"#,
    ] {
        let item = format!(r#"{{"id": "1", "type": "book", "title": "T", "issued": {date}}}"#);
        assert_eq!(entry(&item), "T", "{date}");
    }
    assert_eq!(entry(r#"{"id": 1, "title": "T", "issued": {"literal": "forthcoming"}}"#), "forthcoming|T");
    assert_eq!(entry(r#"{"id": 1, "title": "T", "issued": {"raw": "2019-03-04"}}"#), "2019-3|T");
    assert_eq!(entry(r#"{"id": 1, "title": "T", "issued": {"date-parts": [[2019, null]]}}"#), "2019|T");
    assert_eq!(entry(r#"{"id": 1, "title": "T", "issued": "2019-03"}"#), "2019-3|T");
}

#[test]
fn a_datacite_work_through_content_negotiation() {
    let text = entry(
        r#"{"type": "dataset", "id": "https://doi.org/10.5281/zenodo.1", "categories": [], "language": null, "license": null,
        "author": [{"family": "Doe", "given": "Ann"}, {"literal": "River Group"}], "contributor": [],
        "issued": {"date-parts": [[2021]]}, "abstract": null, "DOI": "10.5281/ZENODO.1", "publisher": "Zenodo", "title": "Rivers", "version": 2}"#,
    );
    assert_eq!(text, "Doe, Ann; River Group|2021|Rivers|Zenodo");
}
