//! Values as pages write them, a table for each kind of value, with what a record has of it. Which work a
//! page is about is in `tests/pages_rules.rs`.

mod page_support;

use page_support::{each, field, records};

/// A head with Highwire tags of an article.
fn article(tags: &[(&str, &str)]) -> String {
    let mut head = r#"<meta name="citation_title" content="Hills"><meta name="citation_journal_title" content="Journal of Hills">"#.to_owned();
    for (name, content) in tags {
        head += &format!(r#"<meta name="{name}" content="{content}">"#);
    }
    head
}

/// A head with JSON-LD of an article.
fn linked(key: &str, value: &str) -> String {
    format!(
        r#"<script type="application/ld+json">{{"@context":"https://schema.org","@type":"ScholarlyArticle","name":"Hills","isPartOf":{{"@type":"Periodical","name":"J"}},"{key}":{value}}}</script>"#
    )
}

/// Fails with every value that a tag reads otherwise.
#[track_caller]
fn tag(tag: &str, variable: &str, rows: &[(&str, &str)]) {
    let read = rows.iter().map(|(value, expected)| {
        let got = field(&records(&article(&[(tag, value)])), variable);
        (*value, *expected, got)
    });
    let wrong: Vec<_> = read.filter(|(_, expected, got)| expected != got).collect();
    assert!(wrong.is_empty(), "value, expected, read: {wrong:#?}");
}

#[test]
fn dates_in_many_languages_are_days() {
    let rows = [
        ("15 mars 2020", "2020-03-15"),
        ("1er janvier 2021", "2021-01-01"),
        ("3 de mayo de 2021", "2021-05-03"),
        ("12 de março de 2019", "2019-03-12"),
        ("4 febbraio 2018", "2018-02-04"),
        ("5 maart 2021", "2021-03-05"),
        ("5. März 2021", "2021-03-05"),
        ("5 maj 2021", "2021-05-05"),
        ("7 lutego 2020", "2020-02-07"),
        ("7. února 2020", "2020-02-07"),
        ("15 мая 2020", "2020-05-15"),
        ("3 червня 2021", "2021-06-03"),
        ("3 Haziran 2021", "2021-06-03"),
        ("5. toukokuuta 2021", "2021-05-05"),
        ("2021. május 5.", "2021-05-05"),
        ("5 Μαΐου 2021", "2021-05-05"),
        ("17 Agustus 2020", "2020-08-17"),
        ("ngày 5 tháng 3 năm 2021", "2021-03-05"),
        ("2021년 3월 5일", "2021-03-05"),
        ("2021年3月", "2021-03"),
        ("令和3年3月5日", "2021-03-05"),
        ("民國110年3月5日", "2021-03-05"),
        ("٥ مارس ٢٠٢١", "2021-03-05"),
        ("14 במרץ 2021", "2021-03-14"),
        ("5 มีนาคม 2564", "2021-03-05"),
        ("Friday, March 5th, 2021", "2021-03-05"),
        ("Published online 2020 Mar 5", "2020-03-05"),
        ("March/April 2020", "2020-03/2020-04"),
    ];
    tag("citation_date", "issued", &rows);
    for (value, expected) in rows {
        assert_eq!(field(&records(&linked("datePublished", &format!("\"{value}\""))), "issued"), expected);
    }
}

#[test]
fn dates_are_never_invented() {
    tag(
        "citation_date",
        "issued",
        &[
            ("n.d.", ""),
            ("forthcoming", ""),
            ("0000-00-00", ""),
            ("9999-12-31", ""),
            ("1583366400", ""),
            ("2020-00-00", "2020"),
            ("2020-02-30", "2020-02"),
            ("03-05-2020", "2020"),
            ("©2001", "2001"),
            ("[1850?]", "1850~"),
        ],
    );
}

#[test]
fn dois_are_bare_whatever_they_are_written_as() {
    tag(
        "citation_doi",
        "DOI",
        &[
            ("10.1000/abc", "10.1000/abc"),
            ("https://dx.doi.org/10.1000/ABC", "10.1000/ABC"),
            ("doi: 10.1000/abc.", "10.1000/abc"),
            ("info:doi/10.1000/abc", "10.1000/abc"),
            ("abc", ""),
        ],
    );
    tag(
        "og:url",
        "DOI",
        &[
            ("https://e.example.org/doi/full/10.1080/01.2020.1", "10.1080/01.2020.1"),
            (
                "https://e.example.org/journal/article?id=10.1371/journal.x.0012345",
                "10.1371/journal.x.0012345",
            ),
            ("https://e.example.org/x?doi=10.1017/abc&lang=en", "10.1017/abc"),
            ("https://e.example.org/content/10.1101/2020.01.02.123456v2.full", "10.1101/2020.01.02.123456"),
            ("https://e.example.org/articles/10.3389/fx.2020.01234/full", "10.3389/fx.2020.01234"),
            ("https://e.example.org/doi/abs/10.1021/ja01%2F2", "10.1021/ja01/2"),
            ("https://e.example.org/article?id=42", ""),
        ],
    );
    // Those of references are not the page's.
    let cited = article(&[("citation_reference", "citation_title=Other;citation_doi=10.1000/other")]);
    assert_eq!(field(&records(&cited), "DOI"), "");
}

#[test]
fn abbreviations_have_letters() {
    tag(
        "citation_journal_abbrev",
        "container-title-short",
        &[("J. Hills", "J. Hills"), ("1", ""), ("0", ""), ("12", "")],
    );
}

#[test]
fn keywords_are_separated_as_their_language_does() {
    tag(
        "citation_keywords",
        "keyword",
        &[
            ("a; b; c", "a; b; c"),
            ("a, b, c", "a; b; c"),
            ("a، b", "a; b"),
            ("山、川、丘", "山; 川; 丘"),
            ("a；b", "a; b"),
            ("a|b|c", "a; b; c"),
            ("Hills; Slopes, steep", "Hills; Slopes, steep"),
        ],
    );
}

#[test]
fn numbers_have_no_labels_and_none_that_stands_for_nothing() {
    tag(
        "citation_volume",
        "volume",
        &[("Volume 12", "12"), ("Bd. 12", "12"), ("vol. 3A", "3A"), ("Vox", "Vox")],
    );
    tag(
        "citation_issue",
        "issue",
        &[("Issue 3", "3"), ("Heft 3", "3"), ("No. 4", "4"), ("November", "November")],
    );
    tag("citation_elocation_id", "number", &[("e20190012", "e20190012"), ("42", "42"), ("RP9", "RP9")]);
    tag("citation_firstpage", "page", &[("0", ""), ("e12", "e12"), ("S12", "S12")]);
    let zero = article(&[("citation_volume", "0"), ("citation_issue", "0")]);
    assert_eq!(
        (field(&records(&zero), "volume"), field(&records(&zero), "issue")),
        (String::new(), String::new())
    );
}

#[test]
fn people_of_tags_are_read_together() {
    tag(
        "citation_author",
        "author",
        &[
            ("By Jane Roe", "Jane Roe"),
            ("Rick Poe, Jr.", "Rick Poe Jr."),
            ("Jane ROE", "Jane Roe"),
            ("Roe J, Poe R, et al.", "J Roe; R Poe; others"),
            ("Ministère de la Culture", "Ministère de la Culture"),
            ("Rick Poe [ctb]", "Rick Poe"),
        ],
    );
    // What tells the order of one tells that of all.
    let capitals = article(&[
        ("citation_author", "Taro YAMADA"),
        ("citation_author", "Hanako ITO"),
        ("citation_author", "Li XU"),
    ]);
    assert_eq!(field(&records(&capitals), "author"), "Taro Yamada; Hanako Ito; Li Xu");
    // A list that names those behind `et al.` is the better one.
    let both =
        article(&[("citation_author", "Jane Roe et al.")]) + &linked("author", r#"["Jane Roe","Rick Poe"]"#);
    assert_eq!(field(&records(&both), "author"), "Jane Roe; Rick Poe");
}

#[test]
fn people_of_json_ld_have_the_same_shapes() {
    for (value, expected) in [
        (r#""Jane Roe, Rick Poe and Ed Moe""#, "Jane Roe; Rick Poe; Ed Moe"),
        (r#"{"@type":"Person","name":"Jane Roe, PhD"}"#, "Jane Roe"),
        (r#"{"@type":"Person","name":"ROE Jane"}"#, "Jane Roe"),
        (r#"{"@type":"Person","name":"Jane ROE"}"#, "Jane Roe"),
        (r#"[{"@type":"Person","name":"By Jane Roe"},"Rick Poe"]"#, "Jane Roe; Rick Poe"),
        (r#"{"@type":"Organization","name":"Weather Office"}"#, "Weather Office"),
    ] {
        assert_eq!(field(&records(&linked("author", value)), "author"), expected, "{value}");
    }
}

#[test]
fn words_for_types_are_those_of_many_platforms() {
    for (word, expected) in [
        ("Review", "article-journal"),
        ("Review Article", "article-journal"),
        ("Systematic Review", "article-journal"),
        ("Original Research", "article-journal"),
        ("Commentary", "article-journal"),
        ("Case Report", "article-journal"),
        ("Book Review", "review-book"),
        ("Doctoral Thesis", "thesis"),
        ("Conference Paper", "paper-conference"),
        ("info:eu-repo/semantics/bookPart", "chapter"),
        ("Still Image", "graphic"),
        ("MovingImage", "motion_picture"),
        ("Preprint", "article"),
        ("Dataset", "dataset"),
    ] {
        let head = format!(
            r#"<meta name="dc.title" content="Hills"><meta name="dc.creator" content="Roe, Jane"><meta name="dc.type" content="{word}">"#
        );
        assert_eq!(field(&records(&head), "type"), expected, "{word}");
    }
}

#[test]
fn works_of_schema_org_have_their_types() {
    for (kind, more, expected) in [
        ("NewsArticle", "", "article-newspaper"),
        ("OpinionNewsArticle", "", "article-newspaper"),
        ("BlogPosting", "", "post-weblog"),
        ("DiscussionForumPosting", "", "post"),
        ("PodcastEpisode", "", "broadcast"),
        ("Thesis", r#","inSupportOf":"PhD""#, "thesis"),
        ("Chapter", r#","isPartOf":{"@type":"Book","name":"Book of hills"}"#, "chapter"),
        ("SoftwareApplication", "", "software"),
        ("Map", "", "map"),
        ("Painting", "", "graphic"),
        ("Movie", "", "motion_picture"),
        ("Legislation", "", "legislation"),
        ("MedicalScholarlyArticle", r#","isPartOf":{"@type":"Periodical","name":"J"}"#, "article-journal"),
    ] {
        let head = format!(
            r#"<script type="application/ld+json">{{"@context":"https://schema.org","@type":"{kind}","name":"Hills","headline":"Hills","author":"Jane Roe"{more}}}</script>"#
        );
        assert_eq!(field(&records(&head), "type"), expected, "{kind}");
    }
}

#[test]
fn punctuation_of_catalogues_goes_from_every_vocabulary() {
    let kev = |more: &str| {
        format!(
            r#"<span class="Z3988" title="ctx_ver=Z39.88-2004&amp;rft_val_fmt=info:ofi/fmt:kev:mtx:book&amp;rft.genre=book{more}"></span>"#
        )
    };
    let rdfa = r#"<div vocab="http://schema.org/" typeof="Book"><h1 property="name">Hills /</h1><span property="author">Roe, Jane, 1950-</span><span property="publisher" typeof="Organization"><span property="name">Press,</span></span><span property="isbn">0306406152 (pbk.)</span></div>"#;
    each(&[
        (&kev("&amp;rft.btitle=Hills+:+a+walk+/"), &[("title", "Hills: a walk")]),
        (&kev("&amp;rft.btitle=Hills+[electronic+resource]+:+a+walk"), &[("title", "Hills: a walk")]),
        (
            &kev("&amp;rft.btitle=Hills&amp;rft.pages=xii,+234+p.+:"),
            &[("number-of-pages", "234"), ("page", "")],
        ),
        (
            &kev("&amp;rft.btitle=Hills&amp;rft.pub=Press,&amp;rft.place=Oslo+:&amp;rft.series=Slopes+;"),
            &[("publisher", "Press"), ("publisher-place", "Oslo"), ("collection-title", "Slopes")],
        ),
        (rdfa, &[("title", "Hills"), ("publisher", "Press"), ("ISBN", "0306406152"), ("author", "Jane Roe")]),
        // Escaped twice.
        (
            &kev("&amp;amp;rft.btitle=Hills&amp;amp;rft.au=Roe,+Jane"),
            &[("title", "Hills"), ("author", "Jane Roe")],
        ),
    ]);
}

#[test]
fn catalogues_call_maps_and_sounds_by_their_format() {
    for (key, word, expected) in [
        ("rft.format", "Map", "map"),
        ("rft.format", "Atlas", "map"),
        ("rft.format", "Musical+Score", "musical_score"),
        ("rft.format", "Sound+Recording", "song"),
        ("rft.format", "Video", "motion_picture"),
        ("rft.format", "application/pdf", "document"),
        ("rft.type", "map", "map"),
    ] {
        let head = format!(
            r#"<span class="Z3988" title="ctx_ver=Z39.88-2004&amp;rft_val_fmt=info:ofi/fmt:kev:mtx:dc&amp;rft.title=Hills&amp;rft.creator=Roe,+Jane&amp;{key}={word}"></span>"#
        );
        assert_eq!(field(&records(&head), "type"), expected, "{key}={word}");
    }
}

#[test]
fn a_book_may_have_its_series_where_articles_have_the_journal() {
    let head = |more: &str| {
        format!(
            r#"<meta name="citation_title" content="Hills"><meta name="citation_journal_title" content="Studies in Hills"><meta name="citation_volume" content="12">{more}"#
        )
    };
    let isbn = r#"<meta name="citation_isbn" content="9780306406157">"#;
    let book: &[(&str, &str)] = &[
        ("type", "book"),
        ("collection-title", "Studies in Hills"),
        ("collection-number", "12"),
        ("container-title", ""),
        ("volume", ""),
    ];
    each(&[
        (&head(isbn), book),
        (&head(&[isbn, r#"<meta name="citation_issn" content="0028-0836">"#].concat()), book),
        // Parts of such a book, and articles.
        (
            &head(&[isbn, r#"<meta name="citation_firstpage" content="3">"#].concat()),
            &[("type", "article-journal")],
        ),
        (
            &head(&[isbn, r#"<meta name="citation_issue" content="3">"#].concat()),
            &[("type", "article-journal")],
        ),
        (&head(""), &[("type", "article-journal")]),
    ]);
}

#[test]
fn references_in_words_give_the_journal_where_it_is_clear() {
    let of = |text: &str| {
        let head = format!(
            r#"<meta name="DC.title" content="Hills and words"><meta name="DC.creator" content="Roe, Jane"><meta name="DCTERMS.bibliographicCitation" content="{text}">"#
        );
        let found = records(&head);
        ["container-title", "volume", "issue", "page"].map(|name| field(&found, name)).join("|")
    };
    for (text, expected) in [
        ("Journal of Hills, 12(3), 45-67, 2020", "Journal of Hills|12|3|45-67"),
        ("Roe, J. (2020). Hills and words. Journal of Hills, 12(3), 45–67.", "Journal of Hills|12|3|45-67"),
        ("Roe J. Hills and Words. J. Hill Sci. 2020;12(3-4):45.", "J. Hill Sci.|12|3-4|45"),
        ("Roe, Jane: Hills and words. In: Hill Review 12 (3), pp. 45-67.", "Hill Review|12|3|45-67"),
        ("Journal of Hills; Vol. 12, No. 3 (2020); pp. 45-67", "Journal of Hills|12|3|45-67"),
        ("Revista de cerros, vol. 12, núm. 3, 2020, págs. 45-67", "Revista de cerros|12|3|45-67"),
        ("Zeitschrift für Hügel, Bd. 12 (2020), H. 3, S. 45–67", "Zeitschrift für Hügel|12|3|45-67"),
        ("Hill Letters, vol. 7", "Hill Letters|7||"),
        // No journal, or none that is sure.
        ("Roe, J. Hills and words. Oslo: Hill Press, 2020", "|||"),
        ("Roe, J. and Poe, R. Slopes. Hill Review 12(3), 4-5", "|||"),
        ("Hill Conference 2020, pp. 45-67", "|||"),
        ("https://example.org/12(3)", "|||"),
    ] {
        assert_eq!(of(text), expected, "{text}");
    }
}

#[test]
fn a_page_describes_itself_in_microdata_without_an_item() {
    let own = r#"<title>Hills</title><meta itemprop="author" content="Jane Roe"><meta itemprop="datePublished" content="2020-03-04"><meta itemprop="name" content="Hills">"#;
    let inside = r#"<title>Hills</title><div itemscope itemtype="https://schema.org/Person"><meta itemprop="author" content="Rick Poe"></div><meta name="author" content="Jane Roe">"#;
    let tagged = r#"<meta name="citation_title" content="Hills"><meta name="citation_author" content="Jane Roe"><meta itemprop="author" content="Hill House">"#;
    each(&[
        (own, &[("title", "Hills"), ("author", "Jane Roe"), ("issued", "2020-03-04"), ("type", "webpage")]),
        (inside, &[("author", "Jane Roe")]),
        (tagged, &[("author", "Jane Roe")]),
        (
            r#"<title>Hills</title><meta property="og:title" content="Hills"><meta itemprop="http://schema.org/author" content="Jane Roe">"#,
            &[("author", "Jane Roe")],
        ),
    ]);
}

#[test]
fn things_of_schema_org_that_people_write_are_pages_with_their_author() {
    for kind in ["Recipe", "HowTo", "QAPage", "MedicalWebPage", "Quiz"] {
        let head = format!(
            r#"<title>Soup - Hill House</title><meta property="og:title" content="Soup"><meta property="og:site_name" content="Hill House"><script type="application/ld+json">{{"@context":"https://schema.org","@type":"{kind}","name":"Soup","author":{{"@type":"Person","name":"Jane Roe"}},"datePublished":"2020-05-06"}}</script>"#
        );
        each(&[(
            &head,
            &[
                ("type", "webpage"),
                ("title", "Soup"),
                ("container-title", "Hill House"),
                ("author", "Jane Roe"),
                ("issued", "2020-05-06"),
            ],
        )]);
    }
}

#[test]
fn what_the_site_is_called_is_neither_title_author_nor_publisher_twice() {
    let page = |title: &str, author: &str| {
        format!(
            r#"<meta property="og:site_name" content="Hill House"><meta property="og:title" content="{title}"><meta name="author" content="{author}"><meta property="article:author" content="{author}">"#
        )
    };
    for (title, author) in [
        ("Hills", "Jane Roe, Hill House"),
        ("Hills - Hill House", "Jane Roe | Hill House"),
        ("Hill House - Hills", "Jane Roe"),
        ("Hill House · Hills", "By Jane Roe, Hill House"),
    ] {
        each(&[(
            &page(title, author),
            &[("title", "Hills"), ("author", "Jane Roe"), ("container-title", "Hill House")],
        )]);
    }
    each(&[
        (
            &page("Hill House on hills", "Hill House"),
            &[("title", "Hill House on hills"), ("author", "Hill House")],
        ),
        (
            r#"<meta property="og:site_name" content="Hill House"><script type="application/ld+json">{"@context":"https://schema.org","@type":"BlogPosting","headline":"Hills","author":"Jane Roe","publisher":{"@type":"Organization","name":"Hill House"}}</script>"#,
            &[("container-title", "Hill House"), ("publisher", "")],
        ),
        // PubMed's tag for the publisher has the journal.
        (
            r#"<meta name="citation_title" content="Hills"><meta name="citation_journal_title" content="Journal of hills"><meta name="citation_journal_abbrev" content="J Hills"><meta name="citation_publisher" content="J Hills">"#,
            &[("container-title", "Journal of hills"), ("publisher", "")],
        ),
        // DSpace's tag for keywords has the type.
        (
            r#"<meta name="DC.type" content="Working Paper"><meta name="citation_title" content="Hills"><meta name="citation_keywords" content="slopes; Working Paper">"#,
            &[("keyword", "slopes")],
        ),
    ]);
}

#[test]
fn films_and_episodes_are_cited_by_who_made_and_shows_them() {
    let item = |kind: &str, more: &str| {
        format!(
            r#"<title>Hills - YouTube</title><meta property="og:site_name" content="YouTube"><meta property="og:title" content="Hills"><script type="application/ld+json">{{"@context":"https://schema.org","@type":"{kind}","name":"Hills","datePublished":"2021-03-04","genre":"Education"{more}}}</script>"#
        )
    };
    each(&[
        (
            &item(
                "VideoObject",
                r#","author":{"@type":"Person","name":"Hill Channel","url":"https://www.youtube.com/@hills"}"#,
            ),
            &[
                ("type", "motion_picture"),
                ("author", "Hill Channel"),
                ("publisher", "YouTube"),
                ("genre", ""),
            ],
        ),
        (
            &item("Movie", r#","author":"Jane Roe","director":{"@type":"Person","name":"Rick Poe"}"#),
            &[("director", "Rick Poe"), ("publisher", ""), ("genre", "")],
        ),
        (
            &item(
                "PodcastEpisode",
                r#","author":"Jane Roe","episodeNumber":"12","partOfSeries":{"@type":"PodcastSeries","name":"Hill Talk"}"#,
            ),
            &[("container-title", "Hill Talk"), ("number", "12"), ("genre", "")],
        ),
    ]);
}

#[test]
fn sources_in_words_are_taken_apart() {
    let of = |text: &str| {
        let head = format!(
            r#"<meta name="DC.title" content="Hills"><meta name="DC.creator" content="Roe, Jane"><meta name="DC.source" content="{text}">"#
        );
        let found = records(&head);
        ["type", "container-title", "volume", "issue", "page"].map(|name| field(&found, name)).join("|")
    };
    for (text, expected) in [
        ("Hill Review; Vol. 12, No. 3 (2020); 45-67", "article-journal|Hill Review|12|3|45-67"),
        ("Hills 2021, Vol. 12, Page 45", "article-journal|Hills|12||45"),
        ("Холмы. 2021. Т. 12. № 3. С. 45-67", "article-journal|Холмы|12|3|45-67"),
        ("https://example.org/vol 12", "document||||"),
        ("A box in the attic", "document||||"),
    ] {
        assert_eq!(of(text), expected, "{text}");
    }
}

#[test]
fn research_articles_are_in_journals_or_in_proceedings() {
    let head = |more: &str| {
        format!(
            r#"<meta name="citation_title" content="Hills"><meta name="dc.Type" content="research-article">{more}"#
        )
    };
    each(&[
        (
            &head(r#"<meta name="citation_conference_title" content="Conference on Hills">"#),
            &[("type", "paper-conference")],
        ),
        (
            &head(r#"<meta name="citation_journal_title" content="Hill Review">"#),
            &[("type", "article-journal")],
        ),
        (&head(""), &[("type", "article-journal")]),
    ]);
}

#[test]
fn series_have_the_numbers_of_books_chapters_and_reports() {
    each(&[
        (
            r#"<meta name="citation_title" content="Hills"><meta name="citation_inbook_title" content="Slopes"><meta name="citation_series_title" content="Notes on Hills"><meta name="citation_volume" content="123"><meta name="citation_firstpage" content="3">"#,
            &[
                ("type", "chapter"),
                ("collection-number", "123"),
                ("volume", ""),
                ("collection-title", "Notes on Hills"),
            ],
        ),
        (
            r#"<meta name="citation_title" content="Hills"><meta name="citation_technical_report_institution" content="Hill Bureau"><meta name="citation_technical_report_number" content="28500"><meta name="citation_journal_title" content="Hill Bureau Working Papers"><meta name="citation_volume" content="No. 28500">"#,
            &[
                ("type", "report"),
                ("number", "28500"),
                ("collection-title", "Hill Bureau Working Papers"),
                ("container-title", ""),
                ("volume", ""),
            ],
        ),
        (
            r#"<meta name="citation_title" content="Hills"><meta name="citation_author" content="Roe, Jane"><meta name="citation_doi" content="10.2139/ssrn.1234567">"#,
            &[("type", "article")],
        ),
    ]);
}

#[test]
fn a_package_of_cran_is_software() {
    let head = r#"<meta name="citation_title" content="hills: Tools for Hills"><meta name="citation_author" content="Jane Roe"><meta name="DC.publisher" content="Comprehensive R Archive Network (CRAN)">"#;
    each(&[(head, &[("type", "software"), ("author", "Jane Roe")])]);
}

#[test]
fn a_site_contains_its_pages() {
    let site = |address: &str| {
        format!(
            r#"<title>About hills – Hill House</title><meta name="author" content="Jane Roe"><script type="application/ld+json">{{"@context":"https://schema.org","@type":"WebSite","name":"Hill House","url":"{address}"}}</script>"#
        )
    };
    each(&[
        (
            &site("https://www.example.org/"),
            &[
                ("title", "About hills"),
                ("container-title", "Hill House"),
                ("URL", "https://www.example.org/hills/1"),
            ],
        ),
        (&site("https://www.example.org"), &[("title", "About hills")]),
        // One elsewhere says nothing of this one.
        (&site("https://www.example.com/x"), &[("count", "1")]),
    ]);
}
