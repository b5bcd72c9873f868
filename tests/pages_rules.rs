//! Which work a page is about and what its fields are, rule by rule: small heads in the project's own
//! words, each with what it must give. Whole heads of platforms are in `tests/pages`.

mod page_support;

use citation_card::discovery::{
    Answer, Found, Next, Resolver, Response, Settings, Wanted, discover, visited,
};
use citation_card::record::Record;
use page_support::{ADDRESS, each, field, page, records};

const CITED: &str = r#"<span class="Z3988" title="ctx_ver=Z39.88-2004&rft_val_fmt=info:ofi/fmt:kev:mtx:journal&rft.genre=article&rft.atitle=Cited+first&rft.jtitle=Journal+of+Hills&rft.au=Hunt+Poe"></span><span class="Z3988" title="ctx_ver=Z39.88-2004&rft_val_fmt=info:ofi/fmt:kev:mtx:journal&rft.genre=article&rft.atitle=Cited+second&rft.jtitle=Journal+of+Hills&rft.au=Ann+Loe"></span>"#;

#[test]
fn the_pages_own_work_stands_before_references_teasers_and_comments() {
    let wiki = format!(
        r#"<title>Hill - Field Wiki</title><meta name="generator" content="MediaWiki 1.42.1"><meta property="og:title" content="Hill - Field Wiki"><ol class="references"><li>{CITED}</li></ol>"#
    );
    let blog = format!(
        r#"<title>On hills | Hill Blog</title><script type="application/ld+json">{{"@context":"https://schema.org","@type":"BlogPosting","headline":"On hills","author":{{"@type":"Person","name":"Ann Loe"}},"datePublished":"2022-02-03"}}</script>{CITED}"#
    );
    let by_address = r#"<title>Everything</title><link rel="canonical" href="https://www.example.org/hills/1"><script type="application/ld+json">[{"@context":"https://schema.org","@type":"NewsArticle","headline":"Other news","url":"https://www.example.org/hills/2"},{"@context":"https://schema.org","@type":"NewsArticle","headline":"Hill falls","url":"https://www.example.org/hills/1/"},{"@context":"https://schema.org","@type":"NewsArticle","headline":"Third news","url":"https://www.example.org/hills/3"}]</script>"#;
    let teasers = r#"<title>x</title><meta property="og:type" content="article"><meta property="og:title" content="Hills today"><meta property="article:published_time" content="2023-04-05"><div itemscope itemtype="https://schema.org/BlogPosting"><a itemprop="headline" href="/a">Teaser one</a></div><div itemscope itemtype="https://schema.org/BlogPosting"><a itemprop="headline" href="/b">Teaser two</a></div>"#;
    let beside = r#"<title>x</title><main itemscope itemtype="https://schema.org/Article"><h1 itemprop="headline">Main hill</h1><span itemprop="author">Ann Loe</span></main><aside><div itemscope itemtype="https://schema.org/Article"><b itemprop="headline">Beside</b></div></aside>"#;
    let list = format!("<title>Publications</title>{CITED}");
    each(&[
        (&wiki, &[("count", "no record")]),
        (&blog, &[("count", "1"), ("title", "On hills"), ("type", "post-weblog")]),
        (by_address, &[("count", "1"), ("title", "Hill falls")]),
        (teasers, &[("count", "1"), ("title", "Hills today"), ("issued", "2023-04-05")]),
        (beside, &[("count", "1"), ("title", "Main hill")]),
        // A list of publications is about all of them.
        (&list, &[("count", "2"), ("title", "Cited first")]),
    ]);
}

#[test]
fn types_are_those_of_citations() {
    let journal = r#"<meta name="citation_title" content="Hills in 2020: a review"><meta name="citation_journal_title" content="Journal of Hills">"#;
    let review = format!(r#"{journal}<meta name="dc.type" content="Review">"#);
    let genre = format!(r#"{journal}<meta name="prism.genre" content="review">"#);
    let series = r#"<meta name="citation_title" content="Hills"><meta name="citation_series_title" content="Hill Studies"><meta name="citation_volume" content="7"><meta name="citation_issn" content="1234-5678"><meta name="citation_isbn" content="978-0-306-40615-7">"#;
    let preprint = r#"<meta name="citation_title" content="Hills"><meta name="citation_publisher" content="EarthArXiv"><meta name="citation_author" content="Loe, Ann">"#;
    let wiki = r#"<title>Hill - Field Wiki</title><meta name="generator" content="MediaWiki 1.42"><script type="application/ld+json">{"@context":"https://schema.org","@type":"Article","name":"Hill","url":"https://www.example.org/hills/1","author":{"@type":"Organization","name":"Contributors to Field Wiki"}}</script>"#;
    let film = r#"<meta name="DC.title" content="Hills"><meta name="DC.type" content="Image.Moving"><meta name="author" content="Ann Loe">"#;
    each(&[
        (&review, &[("type", "article-journal")]),
        (&genre, &[("type", "article-journal")]),
        (series, &[("type", "book"), ("collection-title", "Hill Studies"), ("collection-number", "7")]),
        (preprint, &[("type", "article"), ("publisher", "EarthArXiv")]),
        (wiki, &[("type", "entry-encyclopedia"), ("container-title", "Field Wiki"), ("title", "Hill")]),
        (film, &[("type", "motion_picture"), ("author", "Ann Loe")]),
    ]);
}

#[test]
fn news_and_pages_have_their_paper_or_site_and_their_address() {
    let news = r#"<title>Hill falls - Daily Hill</title><script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Hill falls","genre":"News","identifier":"200123","datePublished":"2021-03-04","author":{"@type":"Person","name":"Ann Loe"},"publisher":{"@type":"Organization","name":"Daily Hill"}}</script>"#;
    let page = r#"<title>Hill falls</title><meta property="og:type" content="article"><meta property="og:title" content="Hill falls"><meta property="og:site_name" content="Daily Hill"><script type="application/ld+json">{"@context":"https://schema.org","@type":"Article","headline":"Hill falls","author":"Ann Loe","publisher":{"@type":"Organization","name":"Daily Hill"}}</script>"#;
    let person = r#"<meta name="dc.title" content="Hills fall"><meta name="dc.creator" content="Ann Loe"><div itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop="headline">Hills fall</h1><div itemprop="author" itemscope itemtype="https://schema.org/Organization"><meta itemprop="name" content="Hill Desk"></div></div>"#;
    each(&[
        (
            news,
            &[
                ("type", "article-newspaper"),
                ("container-title", "Daily Hill"),
                ("URL", ADDRESS),
                ("genre", ""),
                ("number", ""),
            ],
        ),
        (
            page,
            &[
                ("type", "webpage"),
                ("container-title", "Daily Hill"),
                ("URL", ADDRESS),
                ("author", "Ann Loe"),
            ],
        ),
        (person, &[("author", "Ann Loe")]),
    ]);
}

#[test]
fn tags_of_more_platforms_are_read() {
    each(&[
        (
            r#"<meta name="citation_title" content="Cheia"><meta name="citation_journal_title" content="Revista"><meta name="citation_number" content="4"><meta name="citation_author" content="Souza, Ana"><meta name="citation_author_affiliation" content="Universidade Y">"#,
            &[("issue", "4")],
        ),
        (
            r#"<meta name="DC.title" content="Hills"><meta name="DC.relation.ispartof" content="Journal of Hills"><meta name="DC.citation.volume" content="3"><meta name="DC.citation.issue" content="2"><meta name="DC.citation.spage" content="5"><meta name="DC.citation.epage" content="9">"#,
            &[("volume", "3"), ("issue", "2"), ("page", "5-9")],
        ),
        (
            r#"<meta name="dc.Title" content="Hills"><meta name="citation_journal_title" content="Hill Review"><meta name="DCTERMS.bibliographicCitation" content="&amp;ctx_ver=Z39.88-2004&amp;rft.spage=11&amp;rft.epage=19&amp;rft.volume=40" scheme="KEV.ctx"><meta name="dc.Contributor" content="Bo Loe">"#,
            &[("volume", "40"), ("page", "11-19"), ("author", "Bo Loe")],
        ),
        (
            r#"<meta name="citation_title" content="Hills" property="og:title"><meta name="citation_journal_title" content="Journal of Hills"><meta name="citation_journal_abbrev" content="2">"#,
            &[("title", "Hills"), ("container-title-short", "")],
        ),
        (
            r#"<title>x</title><meta property="y:title og:title" content="Hills"><meta property="article:published_time og:published_time" content="2019-08-07">"#,
            &[("title", "Hills"), ("issued", "2019-08-07")],
        ),
        (
            r#"<meta name="DC.title" content="Keys"><meta name="DC.creator" content="Ann Loe"><meta name="date" content="2016-05-06T10:00:00">"#,
            &[("issued", "2016-05-06")],
        ),
        (
            r#"<meta name="citation_journal_title" content="Annals"><meta name="dc.Title" content="Tests"><meta property="og:url" content="https://www.example.org/doi/full/10.1000/tests.1?src=a">"#,
            &[("DOI", "10.1000/tests.1")],
        ),
        (
            r#"<meta name="citation_title" content="x"><meta name="citation_keywords" content="نهر، ماء، جبل">"#,
            &[("keyword", "نهر; ماء; جبل")],
        ),
        // The number of a report is no volume; another volume is.
        (
            r#"<meta name="citation_title" content="Hills"><meta name="citation_technical_report_institution" content="Hill Office"><meta name="citation_technical_report_number" content="12"><meta name="citation_volume" content="12">"#,
            &[("type", "report"), ("number", "12"), ("volume", "")],
        ),
        (
            r#"<meta name="citation_title" content="Hills"><meta name="citation_technical_report_institution" content="Hill Office"><meta name="citation_technical_report_number" content="12"><meta name="citation_volume" content="3">"#,
            &[("type", "report"), ("number", "12"), ("volume", "3")],
        ),
        // Koha's RDFa.
        (
            r#"<div vocab="http://schema.org/" typeof="Book Product"><h1 property="name">Hills and words</h1><span property="author" typeof="Person"><a property="name" href="/a">Loe, Ann</a></span><span property="isbn">9780306406157</span></div>"#,
            &[
                ("type", "book"),
                ("title", "Hills and words"),
                ("author", "Ann Loe"),
                ("ISBN", "9780306406157"),
            ],
        ),
        // Catalogue punctuation from MARC.
        (
            r#"<span class="Z3988" title="ctx_ver=Z39.88-2004&rft_val_fmt=info:ofi/fmt:kev:mtx:book&rft.btitle=Hills+:+a+walk+/&rft.au=Loe,+Ann,+1950-2001.&rft.date=[c1999]&rft.place=Oslo+:&rft.pub=Hill+Press,&rft.isbn=9780306406157+(hbk.)"></span>"#,
            &[
                ("title", "Hills: a walk"),
                ("author", "Ann Loe"),
                ("issued", "1999"),
                ("publisher", "Hill Press"),
                ("publisher-place", "Oslo"),
                ("ISBN", "9780306406157"),
            ],
        ),
    ]);
}

#[test]
fn json_ld_is_read_wherever_it_is_hidden_and_whatever_shape_its_people_have() {
    let article = |open: &str, author: &str, close: &str| {
        format!(
            r#"{open}{{"@context":"https://schema.org","@type":"ScholarlyArticle","name":"Hills","isPartOf":{{"@type":"Periodical","name":"J"}},"author":{author}}}{close}"#
        )
    };
    let script = r#"<script type="application/ld+json">"#;
    let loe = r#""Ann Loe""#;
    each(&[
        (&article(&format!("{script}<!--\n"), loe, "\n--></script>"), &[("title", "Hills")]),
        (&article(&format!("{script}//<![CDATA[\n"), loe, "\n//]]></script>"), &[("title", "Hills")]),
        (&article(&format!("{script}/* <![CDATA[ */ "), loe, " /* ]]> */</script>"), &[("title", "Hills")]),
        (
            &article(&format!("{script}/* Data */\n// <![CDATA[\n"), loe, "\n// ]]></script>"),
            &[("title", "Hills")],
        ),
        (&article(&format!("{script}// Data of the page\n"), loe, "</script>"), &[("title", "Hills")]),
        (&article(&format!("{script}/*\n"), loe, "\n*/</script>"), &[("title", "Hills")]),
        (
            &article(r#"<script type="application/ld+json; charset=utf-8">"#, loe, "</script>"),
            &[("title", "Hills"), ("author", "Ann Loe")],
        ),
        (
            &article(script, r#""Ann Loe, Bo Poe, and Cy Roe""#, "</script>"),
            &[("author", "Ann Loe; Bo Poe; Cy Roe")],
        ),
        (
            &article(script, r#"{"@type":"Person","name":["Ann Loe","Bo Poe"]}"#, "</script>"),
            &[("author", "Ann Loe; Bo Poe")],
        ),
        (
            &article(
                script,
                r#"[{"@type":"Person","name":"Dr. Ann Loe, PhD"},{"@type":"Person","name":"POE Bo"}]"#,
                "</script>",
            ),
            &[("author", "Ann Loe; Bo Poe")],
        ),
        (
            r#"<div itemscope itemtype="https://schema.org/Article"><h1 itemprop="headline">Hills</h1><a itemprop="author" href="/people/loe">Ann Loe</a><a itemprop="keywords" href="/t">Slope</a></div>"#,
            &[("author", "Ann Loe"), ("keyword", "Slope")],
        ),
    ]);
}

#[test]
fn a_real_day_beats_the_first_of_a_month_that_software_writes() {
    let head = |date: &str, other: &str| {
        format!(
            r#"<meta name="citation_title" content="Hills"><meta name="citation_journal_title" content="J"><meta name="citation_publication_date" content="{date}"><meta name="dc.date" content="{other}">"#
        )
    };
    each(&[
        (&head("2014/03", "2014-03-01"), &[("issued", "2014-03")]),
        (&head("2014/03", "2014-03-17"), &[("issued", "2014-03-17")]),
        (&head("2014/03/01", "2014-03-17"), &[("issued", "2014-03-17")]),
        (&head("2014", "2014-01-01"), &[("issued", "2014")]),
        (&head("2014/01/01", "2014-06-09"), &[("issued", "2014-06-09")]),
        (&head("2014/05/09", "2014-06-09"), &[("issued", "2014-05-09")]),
    ]);
}

#[test]
fn an_impossible_date_is_left_out_and_reported() {
    let head =
        r#"<meta name="citation_title" content="Hills"><meta name="citation_date" content="2020/13/41">"#;
    let found = discover(&page::page_of(head, ADDRESS), &Wanted::default());
    assert_eq!(field(&found.records, "issued"), "2020");
    let problems: Vec<String> = found.problems.iter().map(ToString::to_string).collect();
    assert!(problems.iter().any(|problem| problem.contains("invalid date \"2020/13/41\"")), "{problems:?}");
}

/// What a card finds on a page on a day, as the browser drives it.
fn resolve(head: &str, settings: Settings) -> Found {
    let mut page = page::page_of(head, ADDRESS);
    page.today = "2026-11-27".to_owned();
    let mut resolver = Resolver::new(settings);
    let mut answer = None;
    loop {
        answer = Some(match resolver.next(answer) {
            Next::Page => Answer::Page(page.clone()),
            Next::Element(_) => Answer::Element(None),
            Next::Fetch(_) => Answer::Fetched(Response { status: 404, ..Response::default() }),
            Next::Done(found) => return found,
        });
    }
}

#[test]
fn a_page_with_a_title_alone_is_cited_unless_the_owner_wrote_a_fallback() {
    let head = r#"<title>About hills</title><meta property="og:site_name" content="Hill House">"#;
    let found = resolve(head, Settings::default());
    assert_eq!(
        ["type", "title", "container-title", "URL", "accessed"].map(|name| field(&found.records, name)),
        ["webpage", "About hills", "Hill House", ADDRESS, "2026-11-27"]
    );
    assert!(found.problems.iter().any(|problem| problem.message.contains("cited as a web page")));
    let kept = resolve(head, Settings { fallback: true, ..Settings::default() });
    assert_eq!((kept.records.len(), kept.failure.map(|failure| failure.reason)), (0, Some("no-record")));
    // Not where the card is given something else, even if that fails.
    let doi = resolve(head, Settings { doi: "10.1000/x".into(), ..Settings::default() });
    assert!(doi.records.is_empty());
}

#[test]
fn pages_get_the_day_of_the_visit_and_works_with_a_doi_never() {
    let post = r#"<title>Hills</title><meta name="author" content="Ann Loe">"#;
    let doi = r#"<meta name="citation_title" content="Hills"><meta name="citation_doi" content="10.1000/x">"#;
    let journal = r#"<meta name="citation_title" content="Hills"><meta name="citation_journal_title" content="J"><meta name="citation_public_url" content="https://www.example.org/1">"#;
    for (head, settings, expected) in [
        (post, Settings::default(), "2026-11-27"),
        (post, Settings { without_accessed: true, ..Settings::default() }, ""),
        (doi, Settings::default(), ""),
        (journal, Settings::default(), ""),
    ] {
        assert_eq!(field(&resolve(head, settings).records, "accessed"), expected, "{head}");
    }
    let mut undated = records(post);
    visited(&mut undated, "someday");
    assert_eq!(field(&undated, "accessed"), "");
}

#[test]
fn a_record_without_title_and_names_is_no_record() {
    let settings = Settings { records: vec![Record::default()], ..Settings::default() };
    let found = resolve("", settings);
    assert_eq!((found.records.len(), found.failure.map(|failure| failure.reason)), (0, Some("no-record")));
}
