//! What writers write, kind by kind: tables of records with what a format makes of them.
//!
//! Expected values: worked out from the manuals that each table names.

use citation_card::formats::{self, Options, codec};
use citation_card::record::Json;
use citation_card::text::json;

/// A row: the format, its options, the fields of a record, parts that the text has, and parts that it has
/// not (behind `!`). Any white space counts as one space.
type Row = (&'static str, &'static str, &'static str, &'static [&'static str]);

/// A record of these fields; an author, a title and a year are there unless they are given.
fn record(fields: &str) -> Json {
    let usual =
        r#""id": "w", "title": "T", "author": [{"family": "Doe", "given": "Jane"}], "issued": "2021""#;
    let given = json::parse(&format!("{{{fields}}}")).0;
    let usual = json::parse(&format!("{{{usual}}}")).0;
    let mut entries = given.entries().to_vec();
    for (key, value) in usual.entries() {
        if given.get(key).is_none() {
            entries.push((key.clone(), value.clone()));
        }
    }
    Json::Object(entries)
}

#[track_caller]
fn check(rows: &[Row]) {
    let mut wrong = String::new();
    for (id, options, fields, parts) in rows {
        let records = formats::from_json(&record(fields)).records;
        let options = Options(json::parse(if options.is_empty() { "null" } else { options }).0);
        let text = codec::by_id(id).unwrap().to_text(&records, &options).unwrap();
        let squeezed = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for part in *parts {
            let (part, wanted) = part.strip_prefix('!').map_or((*part, true), |part| (part, false));
            if squeezed.contains(part) != wanted {
                wrong += &format!("{id}: {} {part}\n{text}\n", if wanted { "lacks" } else { "has" });
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// An article's number: `eid` of BibTeX's users, RIS's `C7` (EndNote), Help:CS1, `PG` of NLM's records,
/// the DataCite schema's `number`, the KEV format of journals, QuickStatements' P2322.
#[test]
#[rustfmt::skip]
fn article_numbers_are_where_readers_look_for_them() {
    const ARTICLE: &str = r#""type": "article-journal", "container-title": "J", "volume": "17", "issue": "3", "number": "e0265183""#;
    const PAPER: &str = r#""type": "paper-conference", "container-title": "Proc.", "number": "42-7""#;
    const BOTH: &str = r#""type": "article-journal", "container-title": "J", "number": "061102", "page": "1-9""#;
    const ARXIV: &str = r#""type": "article-journal", "container-title": "J", "number": "arXiv:2303.00001""#;
    const WHOLE: &str = r#""type": "report", "number": "TR-7""#;
    check(&[
        ("bibtex", "", ARTICLE, &["pages = \"e0265183\"", "eid = \"e0265183\"", "number = \"3\""]),
        ("biblatex", "", ARTICLE, &["eid = {e0265183}", "!pages ="]),
        ("bibtex", "", BOTH, &["pages = \"1--9\"", "eid = \"061102\""]),
        ("bibtex", "", ARXIV, &["eprint = \"2303.00001\"", "!eid", "!pages"]),
        ("ris", "", ARTICLE, &["SP - e0265183", "C7 - e0265183", "IS - 3", "!M1 -", "!EP -"]),
        ("ris", "", PAPER, &["SP - 42-7", "C7 - 42-7", "!EP -"]),
        ("ris", "", BOTH, &["SP - 1 EP - 9", "C7 - 061102"]),
        ("ris", "", WHOLE, &["SN - TR-7", "!C7", "!SP"]),
        ("endnote", "", ARTICLE, &["%P e0265183", "%] e0265183", "%N 3"]),
        ("endnote-xml", "", BOTH, &["<pages><style face=\"normal\" font=\"default\" size=\"100%\">1-9<", ">061102</style></custom7>"]),
        ("medline", "", ARTICLE, &["PG - e0265183", "IP - 3"]),
        ("medline", "", BOTH, &["PG - 1-9"]),
        ("refworks", "", ARTICLE, &["SP e0265183", "IS 3"]),
        ("wikipedia", "", ARTICLE, &["|article-number=e0265183", "!|page"]),
        ("wikipedia", "", PAPER, &["|article-number=42-7"]),
        ("wikipedia", "", BOTH, &["|pages=1–9", "!article-number"]),
        ("wikipedia", "", r#""type": "article-magazine", "container-title": "M", "number": "7""#, &["|page=7"]),
        ("r-bibentry", "", ARTICLE, &["pages = \"e0265183\"", "number = \"3\""]),
        ("r-bibentry", "", r#""type": "article-journal", "container-title": "J", "number": "7""#, &["pages = \"7\"", "!number ="]),
        ("bibitem", "", ARTICLE, &["\\emph{17}(3), Article e0265183."]),
        ("word", "", ARTICLE, &["<b:Pages>e0265183</b:Pages>", "!StandardNumber"]),
        ("cff", "", ARTICLE, &["start: e0265183"]),
        ("mods", "", ARTICLE, &["<detail type=\"articlenumber\"> <number>e0265183</number>", "<start>e0265183</start>"]),
        ("mods", "", WHOLE, &["<detail type=\"report number\"> <number>TR-7</number>", "!<extent"]),
        ("coins", "", ARTICLE, &["rft.artnum=e0265183", "rft.pages=e0265183"]),
        ("json-ld", "", ARTICLE, &["\"pagination\": \"e0265183\""]),
        ("datacite", "", ARTICLE, &["\"number\": \"e0265183\"", "\"numberType\": \"Article\""]),
        ("datacite-xml", "", ARTICLE, &["<number numberType=\"Article\">e0265183</number>"]),
        ("hayagriva", "", ARTICLE, &["page-range: e0265183"]),
        ("quickstatements", "", ARTICLE, &["LAST P2322 \"e0265183\""]),
    ]);
}

/// The RIS specification of 2011 with EndNote's and Zotero's maps of tags.
#[test]
#[rustfmt::skip]
fn ris_is_read_alike_by_zotero_and_endnote() {
    const EDITED: &str = r#""type": "book", "author": [], "editor": [{"family": "Roe", "given": "R."}], "collection-editor": [{"family": "Poe", "given": "P."}], "collection-title": "S", "collection-number": "12""#;
    const CHAPTER: &str = r#""type": "chapter", "container-title": "B", "editor": [{"family": "Roe", "given": "R."}], "collection-editor": [{"family": "Poe", "given": "P."}]"#;
    const PAPER: &str = r#""type": "paper-conference", "container-title": "Proc. X", "event-title": "31st Meeting""#;
    const REPORT: &str = r#""type": "report", "number": "AR6", "ISBN": "978-1-009-15788-9""#;
    check(&[
        ("ris", "", EDITED, &["ED - Roe, R.", "A2 - Poe, P.", "T2 - S", "M1 - 12", "!A3"]),
        ("ris", r#"{"for": "endnote"}"#, EDITED, &["A3 - Roe, R.", "A2 - Poe, P.", "!ED -"]),
        ("ris", r#"{"for": "zotero"}"#, EDITED, &["ED - Roe, R.", "A2 - Poe, P."]),
        ("ris", "", CHAPTER, &["A2 - Roe, R.", "A3 - Poe, P."]),
        ("ris", "", PAPER, &["T2 - 31st Meeting", "C3 - Proc. X", "!N1"]),
        ("ris", "", r#""type": "paper-conference", "container-title": "Proc. X""#, &["T2 - Proc. X", "C3 - Proc. X"]),
        ("ris", "", r#""type": "speech", "event-title": "31st Meeting""#, &["N1 - Conference: 31st Meeting"]),
        ("ris", "", REPORT, &["SN - AR6 SN - 978-1-009-15788-9", "!M1"]),
        ("ris", r#"{"for": "endnote"}"#, REPORT, &["SN - AR6", "!978"]),
        ("ris", "", r#""type": "report", "ISBN": "978-1-009-15788-9""#, &["SN - 978-1-009-15788-9"]),
        ("ris", "", r#""type": "standard", "number": "ISO 690:2021""#, &["SN - ISO 690:2021", "!M1"]),
        ("ris", "", r#""type": "patent", "number": "US 174465""#, &["SN - US 174465", "!M1"]),
        ("ris", "", r#""type": "bill", "number": "H.R. 12""#, &["M1 - H.R. 12"]),
        // Dates.
        ("ris", "", r#""type": "book", "issued": "2023-11-02", "accessed": "2024-03-05""#, &["PY - 2023 Y1 - 2023/11/02/", "Y2 - 2024/03/05/"]),
        ("ris", "", r#""type": "book", "issued": "2023-01""#, &["Y1 - 2023/01//"]),
        ("ris", "", r#""type": "book", "issued": "2023""#, &["Y1 - 2023///"]),
        ("ris", "", r#""type": "book", "issued": "2023-21""#, &["Y1 - 2023///2023-21"]),
        ("ris", r#"{"for": "zotero"}"#, r#""type": "book", "issued": "2023-11-02""#, &["PY - 2023 DA - 2023/11/02/", "!Y1"]),
        // Organisations.
        ("ris", "", r#""type": "book", "author": [{"literal": "The ATLAS Collaboration"}]"#, &["AU - The ATLAS Collaboration, PY"]),
        ("ris", "", r#""type": "book", "author": [{"literal": "Doe, Roe & Co."}]"#, &["AU - Doe, Roe & Co., PY"]),
        ("ris", r#"{"for": "endnote"}"#, r#""type": "book", "author": [{"literal": "Doe, Roe & Co."}]"#, &["AU - Doe,, Roe & Co., PY"]),
        ("ris", "", r#""type": "book", "editor": [{"literal": "WHO"}]"#, &["ED - WHO,"]),
        ("ris", "", r#""type": "book", "author": [{"family": "Doe", "given": "J."}, {"literal": "others"}]"#, &["AU - et al. "]),
    ]);
}

/// `btxdoc`, biber's and LaTeX's documentation.
#[test]
#[rustfmt::skip]
fn latex_has_capitals_mathematics_accents_and_quotation_marks() {
    let ascii = r#"{"ascii": true}"#;
    check(&[
        ("bibtex", "", r#""type": "book", "title": "An O(n log n) Sorting Algorithm for All of the Data""#, &["An {O}(n log n) Sorting"]),
        ("bibtex", "", r#""type": "book", "title": "What I Know about Hepatitis B and Vitamin A""#, &["What {I} Know about Hepatitis {B} and Vitamin A"]),
        ("bibtex", "", r#""type": "book", "title": "Results for B(E2) and H[Z] in the new models""#, &["{B}({E2}) and {H}[{Z}]"]),
        ("bibtex", "", r#""type": "thesis", "genre": "MSc dissertation""#, &["type = \"{MSc} dissertation\""]),
        ("bibtex", "", r#""type": "thesis", "genre": "PhD thesis""#, &["@phdthesis{w,", "!type"]),
        ("biblatex", "", r#""type": "thesis", "genre": "PhD thesis""#, &["type = {phdthesis}"]),
        // Of two accents the one below is the outer one; hooks and horns are commands of T5 alone.
        ("bibtex", "", r#""type": "book", "author": [{"family": "Nguyễn", "given": "Thị Ngọc"}]"#, &[r"Nguy{\~{\^e}}n", r"Th{\d i} Ng{\d o}c"]),
        ("bibtex", "", r#""type": "book", "author": [{"family": "Lê", "given": "Phương Hiệp"}]"#, &["Phương", r"Hi{\d{\^e}}p"]),
        ("bibtex", "", r#""type": "book", "author": [{"family": "Vũ", "given": "Hoàng Hải"}]"#, &[r"V{\~u}", "Hải"]),
        ("bibtex", ascii, r#""type": "book", "author": [{"family": "Trương", "given": "Thị Ớt"}]"#, &[r"Tr{\uhorn}{\ohorn}ng", r"{\'{\OHORN}}t"]),
        ("bibtex", ascii, r#""type": "book", "author": [{"family": "Vũ", "given": "Hải"}]"#, &[r"H{\h a}i"]),
        // Quotation marks side by side.
        ("bibtex", ascii, r#""type": "book", "title": "The word ‘so’ in “He said ‘no’”""#, &[r"{\textquoteleft}so{\textquoteright}", r"``{He} said {\textquoteleft}no{\textquoteright}{}''"]),
        ("bibtex", ascii, r#""type": "book", "title": "“The dogs'” and “it”'""#, &["``The dogs'{}''", "``it''{}'"]),
        ("bibtex", "", r#""type": "book", "title": "A \"quoted\" word""#, &["A {\"}quoted{\"} word"]),
        ("biblatex", "", r#""type": "book", "title": "“Quoted” and «quoted»""#, &["“Quoted” and «quoted»"]),
        // Keys.
        ("bibtex", "", r#""type": "book", "id": "2004A&A...424..927C""#, &["@book{2004A&A...424..927C,"]),
        ("bibtex", "", r#""type": "book", "id": "DBLP:conf/icml/Doe20""#, &["@book{DBLP:conf/icml/Doe20,"]),
        ("bibtex", "", r#""type": "book", "id": "Müller_2020!""#, &["@book{Muller_2020!,"]),
        ("bibtex", "", r#""type": "book", "author": [{"family": "王", "given": "小河"}], "id": """#, &["@book{wang2021,"]),
        ("bibtex", r#"{"keys": "keep"}"#, r#""type": "book", "id": "item-1""#, &["@book{item-1,"]),
    ]);
}

/// APA 7, Help:CS1, schema.org, `?bibentry`, Help:QuickStatements.
#[test]
#[rustfmt::skip]
fn other_formats_have_what_identifies_a_work() {
    const CHAPTER: &str = r#""type": "chapter", "container-title": "B", "edition": "2", "volume": "3", "page": "1-9", "publisher": "P", "editor": [{"family": "Roe", "given": "Richard"}, {"family": "Poe", "given": "E. A."}]"#;
    check(&[
        ("bibitem", "", CHAPTER, &[r"In R. Roe \& E. A. Poe (Eds.), \emph{B} (2nd ed., Vol.~3, pp.~1--9). P."]),
        ("bibitem", "", r#""type": "chapter", "container-title": "B", "page": "7", "editor": [{"family": "Roe", "given": "R."}]"#, &[r"In R. Roe (Ed.), \emph{B} (p.~7)."]),
        ("bibitem", "", r#""type": "chapter", "container-title": "B", "editor": [{"family": "A", "given": "A."}, {"family": "B", "given": "B."}, {"family": "C", "given": "C."}]"#, &[r"In A. A, B. B, \& C. C (Eds.), \emph{B}."]),
        ("bibitem", "", r#""type": "book", "editor": [{"family": "Roe", "given": "R."}], "volume": "2", "publisher": "P", "issued": "1975/1980""#, &[r"(1975--1980). \emph{T} (R. Roe, Ed.; Vol.~2). P."]),
        ("bibitem", "", r#""type": "book", "edition": "2", "translator": [{"family": "Roe", "given": "R."}, {"family": "Poe", "given": "P."}]"#, &[r"\emph{T} (R. Roe \& P. Poe, Trans.; 2nd ed.)."]),
        ("bibitem", "", r#""type": "book", "issued": {"literal": "in press"}"#, &[r"Doe, J. (in press). \emph{T}."]),
        ("wikipedia", "", r#""type": "book", "original-date": "1901""#, &["|date=2021 |orig-date=1901 |title=T"]),
        ("wikipedia", "", r#""type": "article-newspaper", "container-title": "N", "original-date": "1901-05-03""#, &["|orig-date=3 May 1901"]),
        ("wikipedia", "", r#""type": "chapter", "container-title": "B", "original-date": "1901/1903""#, &["|orig-date=1901–1903"]),
        ("quickstatements", "", r#""type": "book", "title": "Landing: \"Giant leap\" for (\"all\")""#, &["Landing: “Giant leap” for (“all”)"]),
        ("quickstatements", "", r#""type": "book", "title": "\"One\" and \"two\"""#, &["\"“One” and “two”\""]),
        ("quickstatements", "", r#""type": "book", "title": "A 5\" disk""#, &["A 5” disk"]),
        ("json-ld", "", r#""type": "dataset", "license": "CC-BY-4.0""#, &["\"license\": \"https://spdx.org/licenses/CC-BY-4.0\""]),
        ("json-ld", "", r#""type": "software", "license": "MIT""#, &["\"license\": \"https://spdx.org/licenses/MIT\""]),
        ("json-ld", "", r#""type": "dataset", "license": "https://example.org/l""#, &["\"license\": \"https://example.org/l\""]),
        ("json-ld", "", r#""type": "dataset", "license": "All rights reserved""#, &["\"license\": { \"@type\": \"CreativeWork\", \"name\": \"All rights reserved\" }"]),
        ("datacite-xml", "", r#""type": "dataset", "DOI": "10.5555/x", "license": "CC-BY-4.0", "publisher": "P""#,
         &["<identifier identifierType=\"DOI\">10.5555/x</identifier>", "<publisher>P</publisher> <publicationYear>2021</publicationYear> <resourceType resourceTypeGeneral=\"Dataset\">",
           "<rights rightsIdentifier=\"CC-BY-4.0\" rightsIdentifierScheme=\"SPDX\""]),
        ("datacite-xml", "", r#""type": "book", "author": [{"literal": "An Agency"}, {"family": "Doe", "given": "J.", "ORCID": "0000-0002-1825-0097"}]"#,
         &["<creatorName nameType=\"Organizational\">An Agency</creatorName>", "<nameIdentifier nameIdentifierScheme=\"ORCID\" schemeURI=\"https://orcid.org\">https://orcid.org/0000-0002-1825-0097</nameIdentifier>"]),
        ("datacite-xml", "", r#""type": "chapter", "container-title": "B & C", "ISBN": "9780306406157", "page": "1-9""#,
         &["<relatedItem relatedItemType=\"Book\" relationType=\"IsPublishedIn\">", "<title>B &amp; C</title>", "<firstPage>1</firstPage> <lastPage>9</lastPage>"]),
    ]);
}

/// A file that is written a piece at a time, as a browser writes long lists, is the file.
#[test]
fn pieces_of_a_file_are_the_file() {
    let work = |at: usize| {
        format!(
            r#"{{"type": "book", "title": "Work {at}", "author": [{{"family": "Doe"}}], "issued": "2001"}}"#
        )
    };
    let works: Vec<String> = (0..9).map(work).collect();
    let records = formats::from_json(&json::parse(&format!("[{}]", works.join(","))).0).records;
    for info in formats::CATALOG.iter().filter(|info| info.writes && codec::has_pieces(info)) {
        for options in
            ["{}", r#"{"keys": "[year]", "omit": ["title"]}"#, r#"{"only": ["title"], "date": "year"}"#]
        {
            let options = Options(json::parse(options).0);
            for pieces in [0, 2, 100] {
                let (mut file, mut left) = (codec::Unwritten::default(), pieces);
                let mut turns = 1;
                let more = &mut || {
                    left = if left == 0 { pieces } else { left - 1 };
                    left > 0
                };
                while codec::go_on(info, &records, &options, &mut file, more) == Some(false) {
                    turns += 1;
                }
                let whole = codec::of(info)
                    .and_then(|codec| codec.to_text(&records, &options))
                    .expect("it is written");
                assert_eq!(file.text, whole, "{} {options:?} {pieces}", info.id);
                assert_eq!(turns > 1, pieces < 9, "{turns} turns of {pieces}");
            }
        }
    }
}
