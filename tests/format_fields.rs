//! Where the fields of a record are in each format beside BibTeX, BibLaTeX, RIS and CSL-JSON.
//! `format_works.rs` has the round trips.

mod format_support;

use citation_card::formats::{Options, codec};
use citation_card::record::{Date, DatePart, Kind, Name, Record, Variable};

const WRITTEN: &[&str] = &[
    "endnote",
    "endnote-xml",
    "refworks",
    "medline",
    "hayagriva",
    "cff",
    "datacite",
    "json-ld",
    "dublin-core",
    "mods",
    "coins",
    "wikipedia",
    "quickstatements",
    "word",
    "bibitem",
    "r-bibentry",
    "csv",
];

fn write_with(id: &str, record: &Record, options: &str) -> String {
    format_support::write(id, std::slice::from_ref(record), options)
}

fn write(id: &str, record: &Record) -> String {
    write_with(id, record, "")
}

fn read(id: &str, text: &str) -> Record {
    let records = format_support::read(id, text).records;
    records.into_iter().next().unwrap_or_else(|| panic!("{id}: no record in\n{text}"))
}

fn article() -> Record {
    let mut record = Record::new(Kind::ArticleJournal);
    record.set_text(Variable::Title, "On things");
    record.set_text(Variable::ContainerTitle, "Journal of Things");
    record.set_date(Variable::Issued, Date::year(2020));
    record.push_name(Variable::Author, Name::person("Doe", "Jane"));
    record
}

#[track_caller]
fn has(id: &str, record: &Record, parts: &[&str]) {
    let text = write(id, record);
    for part in parts {
        assert!(text.contains(part), "{id} has no {part} in\n{text}");
    }
}

#[track_caller]
fn has_not(id: &str, record: &Record, parts: &[&str]) {
    let text = write(id, record);
    for part in parts {
        assert!(!text.contains(part), "{id} has {part} in\n{text}");
    }
}

#[test]
fn particles_stay() {
    let mut record = article();
    let name = Name { non_dropping_particle: Some("van".into()), ..Name::person("Gogh", "Vincent") };
    record.set_names(Variable::Author, vec![name]);
    for id in ["endnote", "endnote-xml", "medline", "datacite", "dublin-core", "csv"] {
        has(id, &record, &["van Gogh, Vincent"]);
    }
    has("refworks", &record, &["A1 van Gogh,Vincent"]);
    has("cff", &record, &["family-names: Gogh", "name-particle: van"]);
    has("wikipedia", &record, &["|last1=van Gogh |first1=Vincent"]);
    has("quickstatements", &record, &["\"Vincent van Gogh\""]);
    has("word", &record, &["<b:Last>van Gogh</b:Last>"]);
    has("bibitem", &record, &["van Gogh, V."]);
    has("r-bibentry", &record, &["family = \"van Gogh\""]);
    has("hayagriva", &record, &["prefix: van"]);
}

#[test]
fn suffixes_stay_with_their_name() {
    let mut record = article();
    record.set_names(
        Variable::Author,
        vec![Name { suffix: Some("Jr.".into()), ..Name::person("King", "Martin Luther") }],
    );
    for id in ["endnote", "medline", "dublin-core"] {
        has(id, &record, &["King, Martin Luther, Jr."]);
    }
    has("mods", &record, &["<namePart type=\"termsOfAddress\">Jr.</namePart>"]);
    has("json-ld", &record, &["\"honorificSuffix\": \"Jr.\""]);
    has("cff", &record, &["name-suffix: Jr."]);
    has("coins", &record, &["rft.ausuffix=Jr."]);
}

#[test]
fn organisations_are_not_taken_apart() {
    let mut record = article();
    record.set_names(Variable::Author, vec![Name::literal("MONAI Consortium")]);
    has("endnote", &record, &["%A MONAI Consortium,\n"]);
    has("medline", &record, &["CN  - MONAI Consortium"]);
    has("datacite", &record, &["\"nameType\": \"Organizational\""]);
    has("json-ld", &record, &["\"@type\": \"Organization\""]);
    has("mods", &record, &["<name type=\"corporate\">"]);
    has("word", &record, &["<b:Corporate>MONAI Consortium</b:Corporate>"]);
    has("wikipedia", &record, &["|author1=MONAI Consortium"]);
    has("r-bibentry", &record, &["person(\"MONAI Consortium\")"]);
    has("cff", &record, &["- name: MONAI Consortium"]);
    record.set_names(Variable::Author, vec![Name::literal("Department of Agriculture, Forest Service")]);
    for id in [
        "endnote",
        "endnote-xml",
        "medline",
        "hayagriva",
        "cff",
        "datacite",
        "json-ld",
        "mods",
        "coins",
        "dublin-core",
    ] {
        assert_eq!(
            read(id, &write(id, &record)).names(Variable::Author),
            record.names(Variable::Author),
            "{id}"
        );
    }
}

#[test]
fn single_names_have_no_trailing_comma() {
    let mut record = article();
    record.set_names(Variable::Author, vec![Name::literal("Plato")]);
    for id in WRITTEN.iter().filter(|id| !id.starts_with("endnote") && **id != "csv" && **id != "bibitem") {
        has_not(id, &record, &["Plato, ", "Plato,\n"]);
    }
}

#[test]
fn names_keep_parts_and_order() {
    let mut record = article();
    let names = [Name::person("Zoe", "Ann"), Name::literal("The Group of Eight"), Name::person("Abel", "Bo")];
    record.set_names(Variable::Author, names.to_vec());
    for id in [
        "endnote",
        "endnote-xml",
        "refworks",
        "medline",
        "hayagriva",
        "cff",
        "datacite",
        "json-ld",
        "dublin-core",
        "mods",
        "coins",
    ] {
        assert_eq!(read(id, &write(id, &record)).names(Variable::Author), names, "{id}");
    }
}

#[test]
fn editors_are_not_made_authors() {
    let mut record = Record::new(Kind::Book);
    record.set_text(Variable::Title, "Handbook");
    record.set_names(Variable::Editor, vec![Name::person("Smith", "Jane")]);
    for id in
        ["endnote", "endnote-xml", "refworks", "medline", "hayagriva", "cff", "datacite", "json-ld", "mods"]
    {
        let back = read(id, &write(id, &record));
        assert_eq!(back.names(Variable::Author), [], "{id}");
        assert_eq!(back.names(Variable::Editor), record.names(Variable::Editor), "{id}");
    }
}

/// In EndNote's "Edited Book" the authors are the editors and the second names the series' editors.
#[test]
fn an_edited_book_of_endnote_has_editors() {
    let text = "%0 Edited Book\n%A Smith, Jane\n%E Roe, Rita\n%T Handbook\n";
    let record = read("endnote", text);
    assert_eq!(record.names(Variable::Author), []);
    assert_eq!(record.names(Variable::Editor), [Name::person("Smith", "Jane")]);
    assert_eq!(record.names(Variable::CollectionEditor), [Name::person("Roe", "Rita")]);
    has("endnote", &record, &[text]);
    let mut record = record;
    record.push_name(Variable::Author, Name::person("Doe", "Ann"));
    has("endnote", &record, &["%0 Book\n%A Doe, Ann\n%E Smith, Jane\n%Y Roe, Rita\n"]);
}

/// Keys of Z39.88's formats: a book is no journal, a season has a key of its own.
#[test]
fn coins_takes_the_format_of_the_work() {
    let mut record = Record::new(Kind::Book);
    record.set_text(Variable::Title, "Handbook");
    has("coins", &record, &["mtx%3Abook&amp;rft.genre=book&amp;rft.btitle=Handbook"]);
    let mut record = article();
    record.set_date(Variable::Issued, Date::parse_loose("Spring 2019"));
    has("coins", &record, &["rft.date=2019&amp;rft.ssn=spring"]);
    assert_eq!(read("coins", &write("coins", &record)).date(Variable::Issued), record.date(Variable::Issued));
}

/// A book's series is looked for in an anthology only, a film is a video.
#[test]
fn hayagriva_finds_series_and_films() {
    let mut record = Record::new(Kind::Book);
    record.set_text(Variable::Title, "Handbook");
    record.set_text(Variable::CollectionTitle, "Series");
    has("hayagriva", &record, &["parent:\n    type: anthology\n    title: Series\n"]);
    has("hayagriva", &Record::new(Kind::MotionPicture), &["type: video\n"]);
}

/// A report's, patent's or standard's number is an identifier of Dublin Core; a repository's own is not.
#[test]
fn dublin_core_has_the_number_of_a_patent() {
    let mut record = Record::new(Kind::Patent);
    record.set_text(Variable::Title, "Vehicle");
    record.set_text(Variable::Number, "WO2019123456");
    let text = write("dublin-core", &record);
    assert_eq!(read("dublin-core", &text).text(Variable::Number), Some("WO2019123456"));
    let other = text.replace("WO2019123456", "oai:example.org:17");
    assert_eq!(read("dublin-core", &other).text(Variable::Number), None);
}

#[test]
fn and_others_is_no_person() {
    let mut record = article();
    record.push_name(Variable::Author, Name::literal("others"));
    for id in WRITTEN {
        has_not(id, &record, &["others"]);
    }
    has("wikipedia", &record, &["|display-authors=etal"]);
    has("bibitem", &record, &["et al."]);
}

#[test]
fn orcids_where_there_is_a_place() {
    let mut record = article();
    let orcid = "0000-0002-1825-0097";
    record
        .set_names(Variable::Author, vec![Name { orcid: Some(orcid.into()), ..Name::person("Doe", "Jane") }]);
    has("cff", &record, &["orcid: https://orcid.org/0000-0002-1825-0097"]);
    has("json-ld", &record, &["\"@id\": \"https://orcid.org/0000-0002-1825-0097\""]);
    for id in ["cff", "json-ld", "datacite", "mods", "medline"] {
        assert_eq!(
            read(id, &write(id, &record)).names(Variable::Author)[0].orcid.as_deref(),
            Some(orcid),
            "{id}"
        );
    }
    has("r-bibentry", &record, &["comment = c(ORCID = \"0000-0002-1825-0097\")"]);
}

#[test]
fn no_month_or_day_is_invented() {
    for (part, month) in [(DatePart::year(2020), None), (DatePart::new(2020, Some(5), None), Some(5))] {
        let mut record = article();
        record.set_date(Variable::Issued, part.into());
        for id in [
            "endnote",
            "endnote-xml",
            "refworks",
            "medline",
            "hayagriva",
            "cff",
            "datacite",
            "json-ld",
            "dublin-core",
            "mods",
            "coins",
        ] {
            let back = read(id, &write(id, &record));
            let start = back.date(Variable::Issued).and_then(|date| date.start);
            assert_eq!(
                start.map(|part| (part.year, part.month, part.day)),
                Some((2020, month, None)),
                "{id}"
            );
        }
    }
    let record = article();
    has("quickstatements", &record, &["+2020-00-00T00:00:00Z/9"]);
    has_not("word", &record, &["<b:Month>"]);
    has_not("r-bibentry", &record, &["month"]);
    has("wikipedia", &record, &["|date=2020 "]);
    // Another date than that of publication does not take its place.
    let text = r#"{"@context": "https://schema.org", "@type": "Dataset", "name": "x", "dateModified": "2023-04-05", "datePublished": "2020"}"#;
    assert_eq!(read("json-ld", text).date(Variable::Issued), Some(&Date::year(2020)));
    let text = r#"{"titles": [{"title": "x"}], "publicationYear": 2019, "dates": [{"date": "2023-04-05", "dateType": "Updated"}]}"#;
    assert_eq!(read("datacite", text).date(Variable::Issued), Some(&Date::year(2019)));
}

#[test]
fn the_access_date_comes_along() {
    let mut record = article();
    record.set_text(Variable::Url, "https://example.org/");
    record.set_date(Variable::Accessed, Date::day(2024, 2, 3));
    for id in ["endnote", "endnote-xml", "refworks", "hayagriva", "cff", "mods"] {
        assert_eq!(
            read(id, &write(id, &record)).date(Variable::Accessed),
            Some(&Date::day(2024, 2, 3)),
            "{id}"
        );
    }
    has("wikipedia", &record, &["|access-date=3 February 2024"]);
    has("word", &record, &["<b:DayAccessed>3</b:DayAccessed>"]);
}

#[test]
fn dois_are_bare() {
    let mut record = article();
    record.set_text(Variable::Doi, "10.1002/(SICI)1<1::AID>3.0;2-#");
    for id in [
        "endnote",
        "endnote-xml",
        "refworks",
        "medline",
        "hayagriva",
        "cff",
        "datacite",
        "json-ld",
        "mods",
        "coins",
    ] {
        assert_eq!(read(id, &write(id, &record)).text(Variable::Doi), record.text(Variable::Doi), "{id}");
    }
    for (id, text) in [
        ("endnote", "%0 Book\n%T x\n%R https://doi.org/10.1/x\n"),
        ("refworks", "RT Book, Whole\nT1 x\nDO doi:10.1/x\n"),
        ("cff", "cff-version: 1.2.0\ntitle: x\ndoi: https://doi.org/10.1/x\n"),
        ("json-ld", r#"{"@type": "Book", "name": "x", "sameAs": "http://dx.doi.org/10.1/x"}"#),
    ] {
        assert_eq!(read(id, text).text(Variable::Doi), Some("10.1/x"), "{id}");
    }
}

#[test]
fn a_link_that_repeats_the_doi_is_left_out() {
    let text = "%0 Book\n%T x\n%R 10.1/x\n%U https://doi.org/10.1/x\n";
    assert_eq!(read("endnote", text).text(Variable::Url), None);
    let text = r#"{"@type": "Book", "name": "x", "url": "https://doi.org/10.1/x"}"#;
    assert_eq!(read("json-ld", text).text(Variable::Url), None);
}

#[test]
fn cff_reads_identifiers_and_writes_the_doi_on_top() {
    let text = "cff-version: 1.2.0\ntitle: x\nidentifiers:\n  - type: doi\n    value: 10.1/x\n";
    assert_eq!(read("cff", text).text(Variable::Doi), Some("10.1/x"));
    let mut record = Record::new(Kind::Software);
    record.set_text(Variable::Title, "x");
    record.set_text(Variable::Doi, "10.1/x");
    has("cff", &record, &["\ndoi: \"10.1/x\"\n"]);
}

#[test]
fn values_are_one_line_and_text() {
    let mut record = article();
    record.set_text(Variable::Abstract, "One\ntwo\r\n\r\nthree");
    for id in ["endnote", "refworks", "medline", "wikipedia", "csv", "quickstatements"] {
        has_not(id, &record, &["One\n"]);
    }
    has("endnote", &record, &["%X One two three\n"]);
    has("refworks", &record, &["AB One two three\n"]);
}

#[test]
fn wikipedia_takes_the_right_template_and_escapes() {
    for (kind, template) in [
        (Kind::ArticleJournal, "{{cite journal "),
        (Kind::Report, "{{cite report "),
        (Kind::PaperConference, "{{cite conference "),
        (Kind::Thesis, "{{cite thesis "),
        (Kind::Dataset, "{{cite web "),
        (Kind::EntryEncyclopedia, "{{cite encyclopedia "),
        (Kind::Patent, "{{cite patent "),
    ] {
        let mut record = Record::new(kind);
        record.set_text(Variable::Title, "A | b [c] {{d}} <i>e</i> <ref>");
        has(
            "wikipedia",
            &record,
            &[template, "|title=A {{!}} b &#91;c&#93; &#123;&#123;d&#125;&#125; ''e'' &lt;ref>"],
        );
    }
    let text = write_with("wikipedia", &article(), r#"{"ref": "doe\""}"#);
    assert!(text.starts_with("<ref name=\"doe\">{{cite journal") && text.ends_with("}}</ref>\n"), "{text}");
}

#[test]
fn line_ends_and_no_byte_order_mark() {
    let options = Options::default();
    for (id, crlf) in [("endnote", true), ("csv", true), ("refworks", false), ("medline", false)] {
        let file = codec::by_id(id)
            .and_then(|format| format.to_file(&[article()], &options))
            .expect("it is written");
        assert_eq!(file.text.contains("\r\n"), crlf, "{id}");
        assert!(!file.text.starts_with('\u{feff}'), "{id}");
    }
    // A mark and CR LF in a file do no harm.
    for id in ["endnote", "refworks", "medline", "hayagriva", "datacite", "json-ld", "mods", "dublin-core"] {
        let text = format!("\u{feff}{}", write(id, &article()).replace('\n', "\r\n"));
        assert_eq!(read(id, &text).title(), "On things", "{id}");
    }
}

/// What stands between two marks in a text, first place.
fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    let rest = text.split_once(before).map_or("", |(_, rest)| rest);
    rest.split(after).next().unwrap_or_default()
}

/// The types that each format's specification has, against what is written of every type of CSL.
#[test]
fn every_type_gives_a_valid_type() {
    let endnote = "Journal Article|Electronic Article|Magazine Article|Newspaper Article|Book|Edited Book|Book Section|Conference Proceedings|Conference Paper|Thesis|Report|Patent|Computer Program|Dataset|Web Page|Blog|Discussion Forum|Film or Broadcast|Television Episode|Music|Artwork|Figure|Map|Manuscript|Personal Communication|Interview|Pamphlet|Classical Work|Dictionary|Encyclopedia|Serial|Standard|Bill|Case|Hearing|Statute|Legal Rule or Regulation|Generic";
    let refworks = "Abstract|Artwork|Bills/Resolutions|Book, Edited|Book, Section|Book, Whole|Case/Court Decisions|Computer Program|Conference Proceedings|Dissertation/Thesis|Dissertation/Thesis, Unpublished|Generic|Grant|Hearing|Journal Article|Journal, Electronic|Journal|Laws/Statutes|Magazine Article|Map|Monograph|Motion Picture|Music Score|Newspaper Article|Online Discussion Forum/Blogs|Patent|Personal Communication|Report|Sound Recording|Unpublished Material|Video/DVD|Web Page";
    let word = "ArticleInAPeriodical|Art|Book|BookSection|Case|ConferenceProceedings|DocumentFromInternetSite|ElectronicSource|Film|InternetSite|Interview|JournalArticle|Report|Misc|Patent|Performance|Proceedings|SoundRecording";
    let datacite = "Audiovisual|Book|BookChapter|Collection|ComputationalNotebook|ConferencePaper|ConferenceProceeding|DataPaper|Dataset|Dissertation|Event|Image|Instrument|InteractiveResource|Journal|JournalArticle|Model|OutputManagementPlan|PeerReview|PhysicalObject|Preprint|Report|Service|Software|Sound|Standard|StudyRegistration|Text|Workflow|Other";
    let dcmi = "Collection|Dataset|Event|Image|InteractiveResource|MovingImage|PhysicalObject|Service|Software|Sound|StillImage|Text";
    let hayagriva = "article|chapter|entry|anthos|report|thesis|web|scene|artwork|patent|case|newspaper|legislation|manuscript|original|post|misc|performance|periodical|proceedings|book|blog|reference|conference|anthology|repository|thread|video|audio|exhibition";
    let templates = "arXiv|AV media|bioRxiv|book|conference|court|document|encyclopedia|episode|interview|journal|magazine|mailing list|map|news|newsgroup|patent|podcast|press release|report|serial|sign|speech|tech report|thesis|web";
    let r = "Article|Book|InBook|InCollection|InProceedings|Manual|MastersThesis|Misc|PhdThesis|Proceedings|TechReport|Unpublished";
    for kind in Kind::ALL {
        let mut record = Record::new(*kind);
        record.set_text(Variable::Title, "x");
        for id in WRITTEN {
            has_not(id, &record, &["undefined", "null"]);
        }
        for (id, before, after, known) in [
            ("endnote", "%0 ", "\n", endnote),
            ("endnote-xml", "<ref-type name=\"", "\"", endnote),
            ("refworks", "RT ", "\n", refworks),
            ("word", "<b:SourceType>", "<", word),
            ("datacite", "\"resourceTypeGeneral\": \"", "\"", datacite),
            ("dublin-core", "<dc:type>", "<", dcmi),
            ("hayagriva", "type: ", "\n", hayagriva),
            ("wikipedia", "{{cite ", " |", templates),
            ("r-bibentry", "bibtype = \"", "\"", r),
        ] {
            let text = write(id, &record);
            let found = between(&text, before, after);
            assert!(known.split('|').any(|known| known == found), "{id}: {found:?} of {kind:?} in\n{text}");
        }
        let class = write("quickstatements", &record);
        let class = between(&class, "P31\tQ", "\n");
        assert!(class.len() > 1 && class.bytes().all(|byte| byte.is_ascii_digit()), "{class} of {kind:?}");
    }
}

#[test]
fn markup_in_each_formats_own_way() {
    let mut record = article();
    record.set_text(Variable::Title, "<i>E. coli</i> & CO<sub>2</sub>");
    has(
        "endnote-xml",
        &record,
        &["<style face=\"italic\" font=\"default\" size=\"100%\">E. coli</style>", "face=\"subscript\""],
    );
    has("wikipedia", &record, &["''E. coli'' & CO<sub>2</sub>"]);
    has("bibitem", &record, &["\\emph{E. coli} \\& CO\\textsubscript{2}"]);
    for id in
        ["endnote", "refworks", "medline", "hayagriva", "cff", "datacite", "json-ld", "csv", "r-bibentry"]
    {
        has(id, &record, &["E. coli & CO2"]);
    }
    for id in ["mods", "dublin-core", "word"] {
        has(id, &record, &["E. coli &amp; CO2"]);
    }
}

#[test]
fn versions_and_the_doi_of_all_versions() {
    let mut record = Record::new(Kind::Software);
    record.set_text(Variable::Title, "tool");
    record.set_text(Variable::Version, "1.10");
    record.set_text(Variable::Doi, "10.5281/zenodo.2");
    record.push_name(Variable::Author, Name::person("Doe", "Jane"));
    record.portal.concept_doi = Some("10.5281/zenodo.1".into());
    for id in ["cff", "datacite", "json-ld", "dublin-core", "mods"] {
        let back = read(id, &write(id, &record));
        assert_eq!(back.text(Variable::Version), Some("1.10"), "{id}");
        assert_eq!(back.text(Variable::Doi), Some("10.5281/zenodo.2"), "{id}");
        assert_eq!(back.portal.concept_doi.as_deref(), Some("10.5281/zenodo.1"), "{id}");
    }
    for id in
        ["endnote", "refworks", "hayagriva", "wikipedia", "word", "bibitem", "r-bibentry", "quickstatements"]
    {
        has(id, &record, &["1.10"]);
    }
}

#[test]
fn software_with_its_paper() {
    let mut software = Record::new(Kind::Software);
    software.set_text(Variable::Title, "tool");
    software.set_text(Variable::Version, "2");
    software.push_name(Variable::Author, Name::person("Doe", "Jane"));
    let records = [article(), software];
    let cff = codec::by_id("cff").expect("CFF is there");
    let text = cff.to_text(&records, &Options::default()).expect("CFF is written");
    assert!(text.contains("preferred-citation:\n  type: article\n"), "{text}");
    let back = (cff.read.expect("CFF is read"))(&text);
    assert_eq!(back.records, records);
}

#[test]
fn patents_and_data_have_their_types() {
    has("endnote", &Record::new(Kind::Patent), &["%0 Patent"]);
    has("endnote-xml", &Record::new(Kind::Dataset), &["<ref-type name=\"Dataset\">59</ref-type>"]);
    has("json-ld", &Record::new(Kind::Dataset), &["\"@type\": \"Dataset\""]);
    has("datacite", &Record::new(Kind::Software), &["\"resourceTypeGeneral\": \"Software\""]);
}

#[test]
fn json_ld_can_stand_in_a_page() {
    let mut record = article();
    record.set_text(Variable::Title, "x</script><script>alert(1)</script>");
    has_not("json-ld", &record, &["</"]);
    assert_eq!(read("json-ld", &write("json-ld", &record)).names(Variable::Author).len(), 1);
}

#[test]
fn csv_quotes_by_rfc_4180_and_hides_formulas() {
    let mut record = article();
    record.set_text(Variable::Title, "=SUM(1,2) \"x\"");
    has("csv", &record, &["\"'=SUM(1,2) \"\"x\"\"\""]);
    assert!(write_with("csv", &record, r#"{"raw": true}"#).contains("\"=SUM(1,2) \"\"x\"\"\""));
}

#[test]
fn dublin_core_keeps_volume_issue_and_pages_with_and_without_a_title() {
    let fields = [
        (Variable::ContainerTitle, "Nature"),
        (Variable::Volume, "171"),
        (Variable::Issue, "4356"),
        (Variable::Page, "737-738"),
    ];
    for some in 0..16 {
        let mut record = Record::new(Kind::ArticleJournal);
        record.set_text(Variable::Title, "T");
        for (_, (variable, text)) in fields.iter().enumerate().filter(|(at, _)| some >> at & 1 == 1) {
            record.set_text(*variable, *text);
        }
        let text = write("dublin-core", &record);
        let back = read("dublin-core", &text);
        for (variable, _) in fields {
            assert_eq!(back.text(variable), record.text(variable), "{variable:?} in {text}");
        }
    }
}

/// Whatever says that the work is an article, and wherever it stands.
#[test]
fn dublin_core_takes_no_type_of_an_article_for_its_genre() {
    let reviewed = "<dc:type>Refereed</dc:type>";
    for article in [
        "<dc:type>article</dc:type>",
        "<dc:source>Nature</dc:source><dc:source.issn>1234-5679</dc:source.issn>",
    ] {
        for order in [[reviewed, article], [article, reviewed]] {
            let back = read("dublin-core", &format!("<dc><dc:title>T</dc:title>{}</dc>", order.concat()));
            assert_eq!((back.kind, back.text(Variable::Genre)), (Kind::ArticleJournal, None), "{order:?}");
        }
    }
}

/// Whatever stands where a family name is expected, it is not read as another author each time.
#[test]
fn coins_reads_a_damaged_family_name_as_the_same_again() {
    // The second half is what a list of authors is read without, or reads as several.
    let all = "Watson;rft.aufirst=J.|Watson%3B Crick%2C F.|Wat%00son|%3B|Wat%0Ason%3B%00|Watson|\
        Wctx_ver%3DZ39.88-2004|Watson12|Watson 12|Watson*|Watson and Crick|Dr Watson|Watson PhD|\
        Watson [ed.]|Watson (Oslo)|WATSON|van der Watson|et al.";
    let given = ["", "&amp;rft.aufirst=J.", "&amp;rft.aufirst=J.%3BD.", "&amp;rft.aufirst=J., D. and E"];
    for last in all.split('|').flat_map(|last| given.map(|given| [last, given].concat())) {
        let text = format!(
            "<span class=\"Z3988\" title=\"ctx_ver=Z39.88-2004&amp;rft.genre=article&amp;rft.atitle=T&amp;rft.aulast={last}&amp;rft.au=J. Watson\"></span>"
        );
        let once = write("coins", &read("coins", &text));
        let twice = write("coins", &read("coins", &once));
        assert_eq!(write("coins", &read("coins", &twice)), twice, "{last}");
        assert!(read("coins", &twice).names(Variable::Author).len() <= 2, "{twice}");
    }
}
