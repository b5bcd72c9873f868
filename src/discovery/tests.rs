//! The stage as a whole, from a page's snapshot to records.

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
        ..Inline::default()
    };
    let settings = Settings { from: SourceKind::Page, inline: vec![inline], ..Settings::default() };
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
        ..Inline::default()
    };
    let settings = Settings { from: SourceKind::Page, inline: vec![inline], ..Settings::default() };
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
    let settings = Settings { doi: "10.1/x".into(), from: SourceKind::Doi, ..Settings::default() };
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
    let settings = Settings { doi: "10.1/X".into(), from: SourceKind::Doi, ..Settings::default() };
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

fn inline_csl(text: &str) -> Inline {
    Inline {
        media_type: "application/vnd.citationstyles.csl+json".into(),
        text: text.into(),
        ..Inline::default()
    }
}

fn finished(settings: Settings) -> Found {
    let mut resolver = Resolver::new(settings);
    let Next::Done(found) = resolver.next(None) else { panic!("it asks") };
    found
}

#[test]
fn scripts_that_describe_one_work_are_one_record() {
    let one = inline_csl(
        r#"{"type":"book","title":"Rivers","DOI":"10.1/A","author":[{"family":"Doe","given":"J."}]}"#,
    );
    let more = inline_csl(r#"{"type":"book","title":"Rivers of the world","DOI":"10.1/a","publisher":"P"}"#);
    let alone = inline_csl(r#"{"custom":{"type-line":"Book"},"volume":"2"}"#);
    let other = inline_csl(r#"{"type":"book","title":"Seas"}"#);
    let namesake = inline_csl(r#"{"type":"book","title":"Rivers","author":[{"family":"Roe","given":"R."}]}"#);
    let found = finished(Settings { inline: vec![one, more, alone, other, namesake], ..Settings::default() });
    let titles: Vec<&str> = found.records.iter().map(Record::title).collect();
    assert_eq!(titles, ["Rivers", "Seas", "Rivers"]);
    assert_eq!(found.records[0].text(Variable::Publisher), Some("P"));
    assert_eq!(found.records[0].text(Variable::Volume), Some("2"));
    // Within one script, two entries are two.
    let twice = inline_csl(r#"[{"type":"book","title":"Rivers"},{"type":"book","title":"Rivers"}]"#);
    assert_eq!(finished(Settings { inline: vec![twice], ..Settings::default() }).records.len(), 2);
}

#[test]
fn the_report_names_every_source_and_what_is_missing() {
    let inline = vec![inline_csl(r#"{"title":"Given"}"#), inline_csl(r#"{"title":"Given","volume":"9"}"#)];
    let settings = Settings { from: SourceKind::Page, inline, debug: true, ..Settings::default() };
    let mut resolver = Resolver::new(Settings { lang: "de".into(), ..settings });
    resolver.next(None);
    let page = page(&[("citation_title", "Of the page"), ("citation_journal_title", "J")]);
    let Next::Done(found) = resolver.next(Some(Answer::Page(page))) else { panic!("not done") };
    let row = |name: &str| found.report.iter().find(|row| row.field == name).cloned().unwrap_or_default();
    assert_eq!((row("title").value.as_str(), row("title").source.as_str()), ("Given", "inline script 1"));
    assert_eq!(row("title").others, [("Highwire citation_title".into(), "Of the page".into())]);
    assert_eq!(row("volume").source, "inline script 2");
    assert_eq!(row("container-title").source, "Highwire citation_journal_title");
    assert!(row("author").missing && row("author").advice.contains("ergänzen"));
    assert!(row("Google Scholar").missing);
}

#[test]
fn links_are_followed_by_type_or_by_extension_best_format_first() {
    let link = |rel: &str, kind: &str, href: &str| Link {
        rel: rel.into(),
        kind: kind.into(),
        href: format!("https://example.org/{href}"),
        ..Link::default()
    };
    let followed = |links: Vec<Link>| {
        let mut resolver = Resolver::new(Settings::default());
        resolver.next(None);
        let page = Page { links, ..page(&[("citation_title", "Rivers")]) };
        match resolver.next(Some(Answer::Page(page))) {
            Next::Fetch(request) => request.url,
            _ => String::new(),
        }
    };
    let bib = link("describedby", "application/x-bibtex", "a.bib");
    let json = link("describedby", "application/vnd.citationstyles.csl+json", "a.json");
    assert_eq!(followed(vec![bib, json]), "https://example.org/a.json");
    assert_eq!(followed(vec![link("alternate", "", "CITATION.cff")]), "https://example.org/CITATION.cff");
    assert_eq!(
        followed(vec![link("alternate", "text/yaml", "CITATION.cff")]),
        "https://example.org/CITATION.cff"
    );
    assert_eq!(
        followed(vec![link("cite-as describedby", "text/plain", "a.ris?x=1")]),
        "https://example.org/a.ris?x=1"
    );
    // Feeds, translations, JSON of any kind and stylesheets hold no record.
    for (rel, kind, href) in [
        ("alternate", "application/rss+xml", "feed.xml"),
        ("alternate", "", "de/"),
        ("alternate", "application/json", "wp-json/posts/1.json"),
        ("alternate", "application/json+oembed", "oembed"),
        ("stylesheet", "", "a.bib"),
    ] {
        assert_eq!(followed(vec![link(rel, kind, href)]), "", "{href}");
    }
}

#[test]
fn the_sites_name_is_no_part_of_a_posts_title() {
    let post = |title: &str| {
        let record = found(&[
            ("og:type", "article"),
            ("og:title", title),
            ("og:site_name", "Example"),
            ("article:author", "Jane Doe"),
        ]);
        record.title().to_owned()
    };
    assert_eq!(post("Owls at night | Example"), "Owls at night");
    assert_eq!(post("Owls at night – Example"), "Owls at night");
    for title in ["Owls, for Example", "Example", "| Example", "Owls at night"] {
        assert_eq!(post(title), title);
    }
}

#[test]
fn people_named_as_authors_are_no_contributors() {
    let record = found(&[
        ("citation_title", "Rivers"),
        ("citation_author", "Jane Doe"),
        ("DC.title", "Rivers"),
        ("DC.contributor", "Jane Doe"),
        ("DC.contributor", "Richard Roe"),
    ]);
    let names: Vec<String> = record.names(Variable::Contributor).iter().map(|name| name.full()).collect();
    assert_eq!(names, ["Richard Roe"]);
}

#[test]
fn vocabularies_are_trusted_in_the_documented_order() {
    let meta =
        |name: &str, content: &str| Meta { name: name.into(), content: content.into(), ..Meta::default() };
    let json = |text: &str| crate::text::json::parse(text).0;
    let mut page = Page {
        metas: vec![
            meta("citation_title", "Rivers"),
            meta("prism.title", "Rivers"),
            meta("eprints.title", "Rivers"),
            meta("DC.title", "Rivers"),
            meta("citation_volume", "1"),
            meta("prism.volume", "2"),
            meta("eprints.volume", "3"),
            meta("DC.Source.Volume", "7"),
        ],
        json_ld: vec![r#"{"@type":"Report","name":"Rivers","volumeNumber":"4"}"#.into()],
        microdata: vec![json(r#"{"@type":"Report","name":"Rivers","volumeNumber":"5"}"#)],
        coins: vec![
            "ctx_ver=Z39.88-2004&rft_val_fmt=info:ofi/fmt:kev:mtx:journal&rft.atitle=Rivers&rft.volume=6"
                .into(),
        ],
        ..page(&[])
    };
    let sources = [
        "Highwire citation_volume",
        "PRISM prism.volume",
        "EPrints eprints.volume",
        "JSON-LD",
        "microdata",
        "COinS",
        "Dublin Core DC.Source.Volume",
    ];
    for (at, source) in sources.iter().enumerate() {
        let found = discover(&page, &Wanted::default());
        assert_eq!(found.records.len(), 1, "{source}");
        assert_eq!(found.records[0].text(Variable::Volume), Some((at + 1).to_string().as_str()));
        let field = found.fields.iter().find(|field| field.name == "volume").expect("a volume");
        assert_eq!((field.source.as_str(), field.others.len()), (*source, 6 - at));
        match at {
            3 => page.json_ld.clear(),
            4 => page.microdata.clear(),
            5 => page.coins.clear(),
            _ => page.metas.retain(|meta| meta.content != (at + 1).to_string()),
        }
    }
}

#[test]
fn a_file_about_the_work_beats_what_only_describes_the_page() {
    let settings = Settings { debug: true, ..Settings::default() };
    let mut resolver = Resolver::new(settings);
    resolver.next(None);
    let link = Link {
        rel: "alternate".into(),
        kind: "application/vnd.citationstyles.csl+json".into(),
        href: "https://example.org/item/1.json".into(),
        ..Link::default()
    };
    let graph = [
        ("og:title", "doe/tool on Forge"),
        ("article:author", "Forge"),
        ("article:published_time", "2024-01-01"),
        ("og:site_name", "Forge"),
        ("og:description", "A tool."),
    ];
    let Next::Fetch(request) = resolver.next(Some(Answer::Page(Page { links: vec![link], ..page(&graph) })))
    else {
        panic!("the link is not followed")
    };
    assert_eq!(request.url, "https://example.org/item/1.json");
    let response = Response {
        status: 200,
        body: r#"{"type":"software","title":"tool","author":[{"family":"Doe","given":"Jane"}],"issued":{"date-parts":[[2023]]}}"#.into(),
        media_type: "application/vnd.citationstyles.csl+json".into(),
        ..Response::default()
    };
    let Next::Done(found) = resolver.next(Some(Answer::Fetched(response))) else { panic!("not done") };
    let [record] = found.records.as_slice() else { panic!("{found:?}") };
    assert_eq!((record.kind, record.title()), (Kind::Software, "tool"));
    assert_eq!(record.names(Variable::Author)[0].full(), "Jane Doe");
    assert_eq!(record.text(Variable::ContainerTitle), None);
    assert_eq!(record.text(Variable::Abstract), Some("A tool."));
    let title = found.report.iter().find(|row| row.field == "title").expect("a title");
    assert_eq!(title.source, "https://example.org/item/1.json");
    assert_eq!(title.others, [("Open Graph og:title".to_owned(), "doe/tool on Forge".to_owned())]);
}

fn registered(body: &str) -> (Record, Vec<crate::record::Problem>) {
    let settings = Settings { doi: "10.1/X".into(), from: SourceKind::Doi, ..Settings::default() };
    let mut resolver = Resolver::new(settings);
    resolver.next(None);
    let media_type = "application/vnd.citationstyles.csl+json".into();
    let response = Response { status: 200, body: body.into(), media_type, ..Response::default() };
    let Next::Done(found) = resolver.next(Some(Answer::Fetched(response))) else { panic!("not done") };
    (found.records.into_iter().next().unwrap_or_default(), found.problems)
}

#[test]
fn what_crossref_adds_becomes_fields_or_goes() {
    let (record, problems) = registered(
        r#"{"type":"journal-article","title":["Rivers"],"subtitle":["A study of ice"],"original-title":[],
        "container-title":["Journal of Rivers"],"short-container-title":["J Riv"],
        "author":[{"ORCID":"http://orcid.org/0000-0002-1825-0097","given":"Jane","family":"Doe","sequence":"first",
        "affiliation":[{"name":"U"}]},{"name":"The Consortium","sequence":"additional","affiliation":[]}],
        "issued":{"date-parts":[[2020,5]]},"created":{"date-parts":[[2020,1,1]]},"ISSN":["1234-5679","2222-3338"],
        "DOI":"10.5555/X","URL":"http://dx.doi.org/10.5555/x","source":"Crossref","is-referenced-by-count":3,
        "reference":[{"key":"a"}],"license":[{"URL":"https://l"}],"relation":{},"member":"1","score":1.0}"#,
    );
    assert_eq!(record.title(), "Rivers: A study of ice");
    assert_eq!(record.text(Variable::ContainerTitleShort), Some("J Riv"));
    assert_eq!(record.text(Variable::Issn), Some("1234-5679"));
    assert_eq!(record.text(Variable::Url), None);
    assert_eq!(record.names(Variable::Author)[0].orcid.as_deref(), Some("0000-0002-1825-0097"));
    assert_eq!(record.names(Variable::Author)[1].full(), "The Consortium");
    let [metric] = record.portal.metrics.as_slice() else { panic!("{:?}", record.portal) };
    assert_eq!(
        (metric.label.as_str(), metric.count, metric.source.as_deref()),
        ("citations", 3, Some("Crossref"))
    );
    assert_eq!((record.extra, problems), (Vec::new(), Vec::new()));
}

#[test]
fn what_datacite_and_medra_write_is_read() {
    let (record, problems) = registered(
        r#"{"type":"dataset","id":"https://doi.org/10.5281/zenodo.1","categories":["a"],"author":[{"family":"Doe","given":"Jane"},
        {"literal":"Group"}],"issued":{"date-parts":[[2023,"11",2]]},"DOI":"10.5281/ZENODO.1","publisher":"Zenodo",
        "title":"Weather","version":"1.2","copyright":"CC BY","URL":"https://zenodo.org/records/1","language":"eng"}"#,
    );
    assert_eq!((record.kind, record.text(Variable::Version)), (Kind::Dataset, Some("1.2")));
    assert_eq!(record.date(Variable::Issued), Some(&Date::day(2023, 11, 2)));
    assert_eq!(record.text(Variable::Url), Some("https://zenodo.org/records/1"));
    assert_eq!(record.text(Variable::Language), Some("en"));
    assert_eq!(problems, []);
    let (record, _) = registered(
        r#"{"type":"book","title":"Nomi","author":[{"family":"ROSSI","given":"MARIO"},{"family":"BIANCHI","given":"ANNA"}],
        "issued":{"date-parts":[["2013"]]},"DOI":"10.1/medra","ISBN":["http://id.crossref.org/isbn/9780306406157"]}"#,
    );
    assert_eq!(record.date(Variable::Issued), Some(&Date::year(2013)));
    assert_eq!(record.text(Variable::Isbn), Some("9780306406157"));
    assert_eq!(record.names(Variable::Author)[1].full(), "Anna Bianchi");
}

#[test]
fn markup_and_the_sites_name_are_no_disagreement() {
    let mut page = page(&[("citation_title", "On <i>E. coli</i>"), ("DC.title", "On E. coli")]);
    page.title = "On E. coli | Example Repository".into();
    let found = discover(&page, &Wanted::default());
    assert_eq!(found.problems, []);
    let title = found.fields.iter().find(|field| field.name == "title").expect("a title");
    assert_eq!((title.value.as_str(), title.others.as_slice()), ("On <i>E. coli</i>", &[][..]));
}

/// What a resolver gives for a page with a link set and the files behind it; the requests on the way.
fn with_link_set(page: Page, files: &[(&str, &str)], follow: Follow) -> (Found, Vec<String>) {
    let mut resolver = Resolver::new(Settings { follow, ..Settings::default() });
    resolver.next(None);
    let mut next = resolver.next(Some(Answer::Page(page)));
    let mut asked = Vec::new();
    loop {
        next = match next {
            Next::Fetch(request) => {
                let file = files.iter().find(|(url, _)| *url == request.url);
                asked.push(request.url);
                let body = file.map(|(_, body)| (*body).to_owned());
                let status = if body.is_some() { 200 } else { 404 };
                let body = body.unwrap_or_default();
                resolver.next(Some(Answer::Fetched(Response { status, body, ..Response::default() })))
            }
            Next::Done(found) => return (found, asked),
            other => panic!("{other:?}"),
        };
        assert!(asked.len() < 10, "{asked:?}");
    }
}

#[test]
fn a_link_set_is_read_where_the_page_itself_links_to_no_record() {
    let set = r#"{"linkset":[{"anchor":"https://example.org/item/1",
        "cite-as":[{"href":"https://doi.org/10.5555/rivers"}],
        "type":[{"href":"https://schema.org/ItemPage"},{"href":"https://schema.org/Dataset"}],
        "linkset":[{"href":"https://example.org/again","type":"application/linkset+json"}],
        "describedby":[{"href":"https://example.org/1.bib","type":"application/x-bibtex"},
                       {"href":"https://elsewhere.org/1.json","type":"application/vnd.citationstyles.csl+json"}]}]}"#;
    let bib = "@misc{a, author={Doe, Jane}, title={Rivers}, year={2001}, publisher={Repository}}";
    let files = [("https://example.org/set", set), ("https://example.org/1.bib", bib)];
    let link = Link {
        rel: "linkset".into(),
        kind: "application/linkset+json".into(),
        href: "https://example.org/set".into(),
        ..Link::default()
    };
    let thin = || Page { links: vec![link.clone()], ..page(&[("citation_title", "Rivers")]) };
    let (found, asked) = with_link_set(thin(), &files, Follow::SameOrigin);
    assert_eq!(asked, ["https://example.org/set", "https://example.org/1.bib"]);
    let [record] = found.records.as_slice() else { panic!("{found:?}") };
    assert_eq!(record.text(Variable::Doi), Some("10.5555/rivers"));
    assert_eq!(record.names(Variable::Author).len(), 1);
    assert_eq!((record.kind, found.problems.len()), (Kind::Dataset, 0));
    // A page that says nothing at all.
    let (found, _) = with_link_set(Page { metas: Vec::new(), ..thin() }, &files, Follow::SameOrigin);
    assert_eq!(found.records.first().map(Record::title), Some("Rivers"));
    // With every origin allowed, CSL-JSON is the more welcome.
    let (found, asked) = with_link_set(thin(), &files, Follow::Any);
    assert_eq!(asked.last().map(String::as_str), Some("https://elsewhere.org/1.json"));
    assert_eq!(found.problems.len(), 1, "{:?}", found.problems);
    // The other form of a link set.
    let fields = "<https://example.org/1.bib>; rel=\"describedby\"; type=\"application/x-bibtex\"";
    let plain =
        Link { kind: "application/linkset".into(), href: "https://example.org/plain".into(), ..link.clone() };
    let (found, asked) = with_link_set(
        Page { links: vec![plain], ..thin() },
        &[("https://example.org/plain", fields), files[1]],
        Follow::SameOrigin,
    );
    assert_eq!(asked.last().map(String::as_str), Some("https://example.org/1.bib"));
    assert_eq!((found.records.len(), found.problems.len()), (1, 0));
    // Nothing is asked for where the page is complete, where a file is linked to, or from elsewhere.
    assert_eq!(with_link_set(thin(), &files, Follow::Never).1, [""; 0]);
    let elsewhere = Link { href: "https://elsewhere.org/set".into(), ..link.clone() };
    let page_of = |links: Vec<Link>| Page { links, ..thin() };
    assert_eq!(with_link_set(page_of(vec![elsewhere]), &files, Follow::SameOrigin).1, [""; 0]);
    let file = Link { rel: "describedby".into(), kind: "application/x-bibtex".into(), ..link.clone() };
    let file = Link { href: "https://example.org/1.bib".into(), ..file };
    assert_eq!(
        with_link_set(page_of(vec![link.clone(), file]), &files, Follow::SameOrigin).1,
        ["https://example.org/1.bib"]
    );
}

#[test]
fn a_link_set_that_is_none_is_a_problem_and_no_failure() {
    let link = Link {
        rel: "linkset".into(),
        kind: "application/linkset+json".into(),
        href: "https://example.org/set".into(),
        ..Link::default()
    };
    for (body, phrase) in [("<html>", "not a link set"), ("{\"linkset\":[]}", "")] {
        let page = Page { links: vec![link.clone()], ..page(&[("citation_title", "Rivers")]) };
        let (found, _) = with_link_set(page, &[("https://example.org/set", body)], Follow::SameOrigin);
        assert_eq!(found.records.len(), 1);
        assert_eq!(found.problems.len(), usize::from(!phrase.is_empty()));
        assert!(found.problems.iter().all(|problem| problem.message.contains(phrase)));
    }
    assert!(
        format_of(r#"{"linkset":[{"anchor":"x"}]}"#, "application/linkset+json")
            .is_none_or(|format| format.id == "csl-json"),
        "no second module is loaded for a link set"
    );
}

#[test]
fn every_vocabulary_reports_a_date_that_the_calendar_does_not_have() {
    let json_ld = r#"{"@type":"Article","headline":"Rivers","datePublished":"2020-02-31"}"#;
    let coins =
        "ctx_ver=Z39.88-2004&rft_val_fmt=info:ofi/fmt:kev:mtx:journal&rft.atitle=Rivers&rft.date=2020/13/41";
    for page in [
        Page { json_ld: vec![json_ld.to_owned()], ..Page::default() },
        Page { coins: vec![coins.to_owned()], ..Page::default() },
        page(&[("citation_title", "Rivers"), ("citation_publication_date", "2020/02/31")]),
        page(&[("DC.title", "Rivers"), ("DC.date", "2020-13-01")]),
    ] {
        let found = discover(&page, &Wanted::default());
        let reported: Vec<String> = found.problems.iter().map(ToString::to_string).collect();
        assert!(reported.iter().any(|problem| problem.contains("invalid date \"2020")), "{reported:?}");
        let date = found.records[0].date(Variable::Issued).and_then(|date| date.start);
        assert!(
            date.is_none_or(|date| date.year == 2020 && date.day.is_none() && date.season.is_none()),
            "{date:?}"
        );
    }
}
