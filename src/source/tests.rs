//! The stage as a whole, from a page's picture to records.

use super::*;
use crate::record::{Date, Kind, Record, Variable};

fn page(metas: &[(&str, &str)]) -> Page {
    let meta = |(name, content): &(&str, &str)| Meta {
        name: (*name).into(),
        content: (*content).into(),
        ..Meta::default()
    };
    Page {
        url: "https://example.org/item/1".into(),
        metas: metas.iter().map(meta).collect(),
        ..Page::default()
    }
}

fn found(metas: &[(&str, &str)]) -> Record {
    discover(&page(metas), &Wanted::default()).records.into_iter().next().unwrap_or_default()
}

#[test]
fn reads_a_portal_page() {
    let record = found(&[
        ("citation_title", "Theorising worker–client relations"),
        ("citation_author", "Stephen Procter"),
        ("citation_author_institution", "Newcastle University"),
        ("citation_author", "Deborah Harrison"),
        ("citation_publication_date", "2022/03/01"),
        ("citation_journal_title", "New Technology, Work and Employment"),
        ("citation_volume", "37"),
        ("citation_issue", "1"),
        ("citation_firstpage", "124"),
        ("citation_lastpage", "145"),
        ("citation_issn", "02681072"),
        ("citation_language", "English"),
        ("citation_keywords", "caring work"),
        ("citation_keywords", "service triangle"),
    ]);
    assert_eq!(record.kind, Kind::ArticleJournal);
    assert_eq!(record.title(), "Theorising worker–client relations");
    let authors: Vec<String> = record.names(Variable::Author).iter().map(|name| name.full()).collect();
    assert_eq!(authors, ["Stephen Procter", "Deborah Harrison"]);
    assert_eq!(record.names(Variable::Author)[0].affiliations, ["Newcastle University"]);
    assert_eq!(record.date(Variable::Issued), Some(&Date::day(2022, 3, 1)));
    assert_eq!(record.text(Variable::Page), Some("124-145"));
    assert_eq!(record.text(Variable::Issn), Some("0268-1072"));
    assert_eq!(record.text(Variable::Language), Some("en"));
    assert_eq!(record.text(Variable::Keyword), Some("caring work; service triangle"));
}

#[test]
fn the_prefix_of_highwire_tags_does_not_matter() {
    let record = found(&[
        ("bepress_citation_title", "On Names"),
        ("bepress_citation_author", "Doe, Jane"),
        ("bepress_citation_dissertation_institution", "Example University"),
    ]);
    assert_eq!((record.kind, record.title()), (Kind::Thesis, "On Names"));
    assert_eq!(record.text(Variable::Publisher), Some("Example University"));
}

#[test]
fn what_is_given_inline_beats_the_page_field_by_field() {
    let inline = Inline {
        media_type: "application/vnd.citationstyles.csl+json".into(),
        text: r#"{"title": "Given", "DOI": "10.1/given"}"#.into(),
    };
    let settings = Settings { from: From::Page, inline: vec![inline], ..Settings::default() };
    let mut resolver = Resolver::new(settings);
    assert_eq!(resolver.next(None), Next::Page);
    let page =
        page(&[("citation_title", "Of the page"), ("citation_journal_title", "J"), ("citation_volume", "3")]);
    let Next::Done(found) = resolver.next(Some(Answer::Page(page))) else { panic!("not done") };
    let [record] = found.records.as_slice() else { panic!("{found:?}") };
    assert_eq!(record.title(), "Given");
    assert_eq!(record.text(Variable::Volume), Some("3"));
    assert_eq!(record.kind, Kind::ArticleJournal);
    assert_eq!(found.failure, None);
}

#[test]
fn what_is_given_inline_of_the_authors_waits_for_their_names() {
    let inline = Inline {
        media_type: "application/vnd.citationstyles.csl+json".into(),
        text: r#"{"custom": {"corresponding": [1], "orcid": [null, "0000-0002-1825-0097"], "own": 1}}"#
            .into(),
    };
    let settings = Settings { from: From::Page, inline: vec![inline], ..Settings::default() };
    let mut resolver = Resolver::new(settings);
    assert_eq!(resolver.next(None), Next::Page);
    let page = page(&[
        ("citation_title", "Rivers"),
        ("citation_author", "Jane Doe"),
        ("citation_author", "Richard Roe"),
    ]);
    let Next::Done(found) = resolver.next(Some(Answer::Page(page))) else { panic!("not done") };
    let [record] = found.records.as_slice() else { panic!("{found:?}") };
    let [doe, roe] = record.names(Variable::Author) else { panic!("{record:?}") };
    assert_eq!((doe.corresponding, doe.orcid.as_deref()), (false, None));
    assert_eq!((roe.corresponding, roe.orcid.as_deref()), (true, Some("0000-0002-1825-0097")));
    let left: Vec<&str> = record.portal.other.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(left, ["own"]);
}

#[test]
fn the_address_of_a_page_about_an_article_is_not_the_articles() {
    let article = [("citation_title", "Rivers"), ("citation_journal_title", "Waters")];
    assert_eq!(found(&article).text(Variable::Url), None);
    // An address that the vocabulary gives the work is.
    let url = "https://waters.example.org/1";
    let claimed = [article[0], article[1], ("citation_abstract_html_url", url)];
    assert_eq!(found(&claimed).text(Variable::Url), Some(url));
    // A report is nowhere else.
    let report = [("citation_title", "Rivers"), ("citation_technical_report_institution", "Institute")];
    assert_eq!(found(&report).text(Variable::Url), Some("https://example.org/item/1"));
}

#[test]
fn a_page_without_metadata_is_no_record() {
    let mut resolver = Resolver::new(Settings::default());
    resolver.next(None);
    let Next::Done(found) = resolver.next(Some(Answer::Page(page(&[])))) else { panic!("not done") };
    assert_eq!(found.failure.map(|failure| failure.reason), Some("no-record"));
}

#[test]
fn a_doi_is_asked_for_once_more_and_then_given_up() {
    let settings = Settings { doi: "10.1/x".into(), from: From::Doi, ..Settings::default() };
    let mut resolver = Resolver::new(settings);
    let Next::Fetch(request) = resolver.next(None) else { panic!("no request") };
    assert_eq!(request.url, "https://doi.org/10.1/x");
    let busy = Response { status: 429, retry_after: "2".into(), ..Response::default() };
    let Next::Fetch(again) = resolver.next(Some(Answer::Fetched(busy.clone()))) else {
        panic!("no second try")
    };
    assert_eq!(again.wait_ms, 2_000);
    let Next::Done(found) = resolver.next(Some(Answer::Fetched(busy))) else { panic!("a third try") };
    assert_eq!(found.failure.map(|failure| failure.reason), Some("network"));
}

#[test]
fn a_registry_record_is_cleaned() {
    let settings = Settings { doi: "10.1/X".into(), from: From::Doi, ..Settings::default() };
    let mut resolver = Resolver::new(settings);
    resolver.next(None);
    let body = r#"{"type":"journal-article","title":["On <jats:italic>E. coli</jats:italic> &amp;amp; co"],
        "author":[{"family":"SMITH","given":"ANNA"},{"family":"DOE","given":"J."}],"publisher":"n/a",
        "issued":{"date-parts":[[2022]]},"published-online":{"date-parts":[[null]]},"DOI":"10.1/X"}"#;
    let response = Response {
        status: 200,
        media_type: "application/vnd.citationstyles.csl+json".into(),
        body: body.into(),
        ..Response::default()
    };
    let Next::Done(found) = resolver.next(Some(Answer::Fetched(response))) else { panic!("not done") };
    let record = &found.records[0];
    assert_eq!(record.title(), "On <i>E. coli</i> & co");
    assert_eq!(record.names(Variable::Author)[0].full(), "Anna Smith");
    assert_eq!(record.names(Variable::Author)[1].full(), "J. Doe");
    assert_eq!(record.text(Variable::Publisher), None);
    assert_eq!(record.date(Variable::Issued), Some(&Date::year(2022)));
}

#[test]
fn a_persistent_address_is_better_than_the_browsers() {
    let record = found(&[
        ("citation_title", "Rivers"),
        ("citation_abstract_html_url", "http://dspace.example.edu/handle/1842/55"),
        ("DC.title", "Rivers"),
        ("DC.identifier", "http://hdl.handle.net/1842/55"),
    ]);
    assert_eq!(record.text(Variable::Url), Some("http://hdl.handle.net/1842/55"));
}
