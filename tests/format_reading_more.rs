//! What the readers of RIS and other formats make of single fields as other programs write them: tables
//! of a source and what the record then has.

mod format_support;

use citation_card::formats::detect;
use format_support::{read, value, write};

/// Each row: lines of an article, the variable, and its value.
#[track_caller]
fn ris(rows: &[(&str, &str, &str)]) {
    for (lines, variable, expected) in rows {
        let text = match lines.starts_with("TY") {
            true => format!("{lines}\nER  - \n"),
            false => format!("TY  - JOUR\nTI  - T\nAU  - Doe, Jane\n{lines}\nER  - \n"),
        };
        assert_eq!(value("ris", &text, variable), *expected, "{lines}");
    }
}

#[test]
fn several_addresses_of_ris_are_separated() {
    ris(&[
        ("UR  - http://example.org/1; http://example.org/2", "URL", "http://example.org/1"),
        ("UR  - http://example.org/1;http://example.org/2", "URL", "http://example.org/1"),
        ("UR  - http://example.org/1\nhttp://example.org/2", "URL", "http://example.org/1"),
        ("UR  - http://example.org/a;b=1?c;d", "URL", "http://example.org/a;b=1?c;d"),
        (
            "UR  - http://example.org/to?u=http://example.com",
            "URL",
            "http://example.org/to?u=http://example.com",
        ),
        ("UR  - https://doi.org/10.1000/x; http://example.org/2", "DOI", "10.1000/x"),
    ]);
}

#[test]
fn dois_are_found_where_databases_put_them() {
    ris(&[
        ("L3  - 10.1016/j.example.2016.06.041", "DOI", "10.1016/j.example.2016.06.041"),
        ("M3  - doi: 10.1000/x", "DOI", "10.1000/x"),
        ("N1  - doi: 10.1000/x", "DOI", "10.1000/x"),
        ("DO  - http://dx.doi.org/10.1000/x", "DOI", "10.1000/x"),
        ("DO  - 10.1000/x\nL3  - 10.1000/y", "DOI", "10.1000/x"),
        ("N1  - doi: 10.1000/x", "note", ""),
    ]);
}

#[test]
fn pages_that_are_not_known_are_absent() {
    ris(&[
        ("SP  - No\nEP  - Specified", "page", ""),
        ("SP  - N.PAG", "page", ""),
        ("SP  - -", "page", ""),
        ("SP  - pp. 12\nEP  - 15", "page", "12-15"),
        ("SP  - 1\nEP  - 9", "page", "1-9"),
    ]);
}

#[test]
fn notes_of_databases_are_not_the_works() {
    ris(&[
        (
            "DB  - Scopus\nN1  - Cited By :44\nN1  - Export Date: 1 April 2016\nN1  - References: Roe, R., Some work",
            "note",
            "",
        ),
        ("DB  - Scopus\nN1  - Correspondence Address: Doe, J.; University\nN1  - CODEN: ABCDE", "note", ""),
        ("N1  - Copyright - Copyright Example Press 2019\nN1  - Last updated - 2019-10-01", "note", ""),
        ("N1  - Accession Number: 2016-1. First Author & Affiliation: Doe", "note", ""),
        ("N1  - A remark", "note", "A remark"),
        ("N1  - <p>A <i>remark</i></p>", "note", "A <i>remark</i>"),
        ("C2  - 31421429\nDB  - Scopus", "PMID", "31421429"),
        ("C2  - PMC123", "PMCID", "PMC123"),
        ("AN  - 31421429", "PMID", "31421429"),
        ("AN  - 31421429\nDP  - EBSCOhost", "PMID", ""),
        ("C1  - Full publication date: Aug., 1988", "issued", "1988-08"),
        ("C1  - Full publication date: Aug., 1988", "event-place", ""),
    ]);
}

#[test]
fn what_stands_before_the_type_belongs_to_the_record() {
    let text = "DB  - McK\nTI  - T\nSP  - 67-76\nTY  - JOUR\nAU  - Doe, A. J.\nER  - \n";
    for (variable, expected) in
        [("type", "article-journal"), ("title", "T"), ("page", "67-76"), ("author", "Doe, A. J.")]
    {
        assert_eq!(value("ris", text, variable), expected);
    }
    let two = format!("{text}\n{text}");
    assert_eq!(read("ris", &two).records.len(), 2);
    let without = read("ris", "TI  - T\nAU  - Doe, J.\nER  - \n");
    assert_eq!((without.records.len(), without.problems.len()), (1, 1));
}

#[test]
fn names_of_ris_are_read_in_every_form() {
    let author = |name: &'static str, expected: &'static str| {
        let text = format!("TY  - JOUR\nTI  - T\nAU  - {name}\nER  - \n");
        assert_eq!(value("ris", &text, "author"), expected, "{name}");
    };
    author("Doe J.", "Doe, J.");
    author("van der Roe A.B.", "van der Roe, A.B.");
    author("Doe JA", "Doe, JA");
    author("Jane Doe", "Doe, Jane");
    author("Jane Doe, Karl Roe, Max Poe, Ann Loe", "Doe, Jane; Roe, Karl; Poe, Max; Loe, Ann");
    author("Doe, J.; Roe, K.", "Doe, J.; Roe, K.");
    author("Doe, J. and Roe, R.", "Doe, J.; Roe, R.");
    author("European Research Council", "European Research Council");
    author("King, Martin Luther, Jr.", "King, Martin Luther");
}

#[test]
fn dates_of_ris_are_never_invented() {
    ris(&[
        ("PY  - 0000/00/00", "issued", ""),
        ("PY  - 0000", "issued", ""),
        ("PY  - 2014/00/00", "issued", "2014"),
        ("PY  - 2014/13/01", "issued", "2014"),
        ("PY  - 2014/21/01", "issued", "2014"),
        ("PY  - 2014/02/31", "issued", "2014-02"),
        ("PY  - 2019//", "issued", "2019"),
        ("PD  - MAR 3\nPY  - 2015", "issued", "2015-03-03"),
        ("Y2  - 0000/00/00", "accessed", ""),
    ]);
    let text = "TY  - JOUR\nTI  - T\nPY  - 2014/13/01\nER  - \n";
    assert_eq!(read("ris", text).problems.len(), 1);
}

#[test]
fn numbers_of_journals_are_issues_or_article_numbers() {
    ris(&[
        ("VL  - 3\nM1  - 4", "issue", "4"),
        ("VL  - 3\nM1  - Suppl 1", "issue", "Suppl 1"),
        ("VL  - 3\nM1  - 3-4", "issue", "3-4"),
        ("IS  - 2\nM1  - 061102", "number", "061102"),
        ("M1  - e0123456", "number", "e0123456"),
        ("M1  - (Doe) Department of Examples, University", "issue", ""),
        ("AR  - 42", "number", "42"),
        ("TY  - RPRT\nTI  - T\nM1  - 7", "number", "7"),
    ]);
}

#[test]
fn tags_of_the_web_of_science_are_read() {
    ris(&[
        ("T2  - LANGMUIR\nJI  - Langmuir\nJ9  - LANGMUIR", "container-title-short", "Langmuir"),
        ("PU  - Example Press", "publisher", "Example Press"),
        ("PI  - York", "publisher-place", "York"),
    ]);
}

#[test]
fn other_formats_read_what_their_makers_mean() {
    let pubmed = "PMID- 1\nTI  - T\nPG  - 1-7\nLID - 2018.6.X [pii]\nLID - 10.1000/x [doi]\nJT  - J\nPT  - Journal Article\n";
    let endnote = |number: &str| format!("%0 Thesis\n%A Doe, J.\n%T T\n%R {number}\n");
    let xml = |url: &str| {
        format!(
            "<xml><records><record><ref-type name=\"Journal Article\">17</ref-type><titles><title>T</title></titles>\
             <urls><related-urls><url>{url}</url></related-urls></urls></record></records></xml>"
        )
    };
    let mods = |dates: &str| {
        format!(
            "<mods xmlns=\"http://www.loc.gov/mods/v3\"><titleInfo><title>T</title></titleInfo><originInfo>{dates}</originInfo></mods>"
        )
    };
    let hayagriva = |own: &str| format!("k:\n    type: {own}\n    title: T\n    parent:\n        title: P\n");
    let linked =
        |name: &str| format!(r#"{{"@context": "http://schema.org", "@type": "{name}", "name": "T"}}"#);
    for (id, text, variable, expected) in [
        ("medline", pubmed.to_owned(), "number", ""),
        ("medline", pubmed.to_owned(), "page", "1-7"),
        ("endnote", endnote("Doctoral dissertation"), "DOI", ""),
        ("endnote", endnote("https://doi.org/10.1000/x"), "DOI", "10.1000/x"),
        ("endnote-xml", xml("&lt;Go to ISI&gt;://000200148800007"), "URL", ""),
        ("endnote-xml", xml("https://example.org/"), "URL", "https://example.org/"),
        (
            "mods",
            mods(
                "<dateCreated encoding=\"w3cdtf\" keyDate=\"yes\">1955-03-22</dateCreated><copyrightDate>2003</copyrightDate>",
            ),
            "issued",
            "1955-03-22",
        ),
        (
            "mods",
            mods("<dateIssued>2001</dateIssued><copyrightDate keyDate=\"yes\">2003</copyrightDate>"),
            "issued",
            "2003",
        ),
        (
            "mods",
            mods(
                "<dateIssued>2001</dateIssued></originInfo><originInfo><dateCreated keyDate=\"yes\">1999</dateCreated>",
            ),
            "issued",
            "1999",
        ),
        ("mods", mods("<dateIssued>2001</dateIssued><copyrightDate>2003</copyrightDate>"), "issued", "2001"),
        ("hayagriva", hayagriva("Article"), "type", "article-journal"),
        ("hayagriva", hayagriva("Chapter"), "type", "chapter"),
        ("hayagriva", hayagriva("Entry"), "type", "entry-encyclopedia"),
        ("hayagriva", hayagriva("Anthos"), "type", "chapter"),
        ("json-ld", linked("DataSet"), "type", "dataset"),
        ("json-ld", linked("scholarlyarticle"), "type", "article-journal"),
        ("json-ld", linked("BOOK"), "type", "book"),
    ] {
        assert_eq!(value(id, &text, variable), expected, "{id}: {text}");
    }
    let faults = |id: &str, text: &str| read(id, text).problems.len();
    assert_eq!(faults("endnote", &endnote("Doctoral dissertation")), 1);
    assert_eq!(faults("endnote-xml", &xml("&lt;Go to ISI&gt;://000200148800007")), 0);
    assert_eq!(faults("endnote-xml", &xml("www.example.org")), 1);
}

#[test]
fn schema_org_of_datacite_is_json_ld() {
    let text = r#"{"@context": "http://schema.org", "@type": "Dataset", "name": "T", "schemaVersion": "http://datacite.org/schema/kernel-4"}"#;
    assert_eq!(detect(text).map(|info| info.id), Some("json-ld"));
    let own = r#"{"titles": [{"title": "T"}], "creators": [], "schemaVersion": "http://datacite.org/schema/kernel-4"}"#;
    assert_eq!(detect(own).map(|info| info.id), Some("datacite"));
}

/// The XML formats are told apart by their roots and namespaces, in envelopes too.
#[test]
fn xml_formats_do_not_take_each_other_for_their_own() {
    for id in ["pubmed-xml", "crossref-xml", "datacite-xml", "marcxml", "jats", "mods", "endnote-xml"] {
        for path in format_support::inputs(id, "read-") {
            let text = std::fs::read_to_string(&path).unwrap();
            let found = detect(&text).map(|info| info.id);
            assert_eq!(found, Some(id), "{}", path.display());
        }
    }
}

#[test]
fn tex_and_entities_are_letters() {
    for (id, text, variable, expected) in [
        (
            "bibtex",
            r"@misc{k, title = {Spaces $\mathbb{R}^3$ and $\mathbb Z$}}",
            "title",
            "Spaces ℝ<sup>3</sup> and ℤ",
        ),
        ("bibtex", r"@misc{k, title = {$\mathbb{RP}^2$}}", "title", "RP<sup>2</sup>"),
        ("bibtex", r"@misc{k, title = {T}, author = {Nguy\~{\^e}n, An}}", "author", "Nguyễn, An"),
        ("bibtex", r"@misc{k, title = {T}, author = {Doe,~Jane}}", "author", "Doe, Jane"),
        (
            "ris",
            "TY  - JOUR\nTI  - Ice &amp; fire, &lt;i&gt;E. coli&lt;/i&gt;\nER  - ",
            "title",
            "Ice & fire, <i>E. coli</i>",
        ),
        ("ris", "TY  - JOUR\nTI  - T\nJF  - R&amp;D Management\nER  - ", "container-title", "R&D Management"),
        ("ris", "TY  - JOUR\nTI  - Q&A; or not\nER  - ", "title", "Q&A; or not"),
        ("ris", "TY  - SLIDE\nTI  - T\nER  - ", "type", "speech"),
    ] {
        assert_eq!(value(id, text, variable), expected, "{text}");
    }
}

#[test]
fn romanised_records_keep_the_title_in_its_own_script() {
    let marc = |linked: &str| {
        format!(
            "<record xmlns=\"http://www.loc.gov/MARC21/slim\"><leader>00000nam a2200000 a 4500</leader>\
             <datafield tag=\"245\" ind1=\"1\" ind2=\"0\"><subfield code=\"6\">880-02</subfield>\
             <subfield code=\"a\">Tu shu de li shi :</subfield><subfield code=\"b\">zhi yu mo</subfield></datafield>{linked}</record>"
        )
    };
    let linked = "<datafield tag=\"880\" ind1=\"1\" ind2=\"0\"><subfield code=\"6\">245-02/$1</subfield>\
        <subfield code=\"a\">图书的历史 :</subfield><subfield code=\"b\">纸与墨</subfield></datafield>";
    assert_eq!(value("marcxml", &marc(linked), "title"), "Tu shu de li shi: zhi yu mo");
    assert_eq!(value("marcxml", &marc(linked), "original-title"), "图书的历史: 纸与墨");
    assert_eq!(value("marcxml", &marc(&linked.replace("245-02", "260-03")), "original-title"), "");
}

#[test]
fn links_of_a_catalogue_are_dois_or_addresses() {
    let linked = |url: &str| {
        format!(
            "<record xmlns=\"http://www.loc.gov/MARC21/slim\"><leader>00000nam a2200000 a 4500</leader>\
             <datafield tag=\"245\" ind1=\"1\" ind2=\"0\"><subfield code=\"a\">T</subfield></datafield>\
             <datafield tag=\"856\" ind1=\"4\" ind2=\"0\"><subfield code=\"u\">{url}</subfield></datafield></record>"
        )
    };
    for (url, doi, address) in [
        ("https://doi.org/10.1000/xyz", "10.1000/xyz", ""),
        ("https://example.org/a.pdf", "", "https://example.org/a.pdf"),
        ("javascript:alert(1)", "", ""),
    ] {
        let text = linked(url);
        assert_eq!([value("marcxml", &text, "DOI"), value("marcxml", &text, "URL")], [doi, address], "{url}");
    }
}

/// What carries a paper has no type of its own; what says that it is software is a work as well.
#[test]
fn software_with_a_paper_of_the_same_title_is_a_work_of_its_own() {
    let file = |kind: &str| {
        format!(
            "cff-version: 1.2.0\n{kind}title: Hills\nauthors:\n  - family-names: Doe\npreferred-citation:\n  \
             type: article\n  title: Hills\n  authors:\n    - family-names: Doe\n"
        )
    };
    for (kind, expected) in [("", 1), ("type: software\n", 2), ("type: dataset\n", 2)] {
        let records = read("cff", &file(kind)).records;
        assert_eq!(records.len(), expected, "{kind}");
        let written = write("cff", &records, "");
        assert_eq!(read("cff", &written).records, records, "{kind}");
    }
}

/// Beside a first name, a last name is no list.
#[test]
fn last_names_of_word_keep_what_is_behind_a_comma() {
    for (last, first, expected) in [
        ("Poe, Jr.", "Rick", "Poe, Rick"),
        ("Otto, note", "G.", "Otto note, G."),
        ("Otto, , note,", "G.", "Otto note, G."),
        ("Poe, Rick", "", "Poe, Rick"),
    ] {
        let text = format!(
            "<b:Sources xmlns:b=\"http://schemas.openxmlformats.org/officeDocument/2006/bibliography\"><b:Source>\
             <b:SourceType>Book</b:SourceType><b:Title>T</b:Title><b:Author><b:Author><b:NameList><b:Person>\
             <b:Last>{last}</b:Last><b:First>{first}</b:First></b:Person></b:NameList></b:Author></b:Author>\
             </b:Source></b:Sources>"
        );
        assert_eq!(value("word", &text, "author"), expected, "{last}");
    }
}

#[test]
fn types_of_dublin_core_that_are_terms_are_no_genres() {
    for (word, genre) in [
        ("Herbarium sheet", "Herbarium sheet"),
        ("info:eu-repo/semantics/other", ""),
        ("https://example.org/types/x", ""),
    ] {
        let text = format!("<dc><dc:title>T</dc:title><dc:type>{word}</dc:type></dc>");
        assert_eq!(value("dublin-core", &text, "genre"), genre, "{word}");
    }
}

#[test]
fn ris_of_databases_keeps_its_numbers_apart() {
    ris(&[
        ("SP  - 1-\nEP  - 9", "page", "1-9"),
        ("DI  - 10.1000/x", "DOI", "10.1000/x"),
        ("N1  - PMID: 12345", "PMID", "12345"),
        ("VL  - Vol. 5", "volume", "5"),
        ("IS  - No. 3", "issue", "3"),
        ("C1  - [Doe, J.] Univ Examples, Dept X, York", "event-place", ""),
        ("SN  - 123", "number", ""),
        ("UR  - www.example.org/a", "URL", "http://www.example.org/a"),
        ("PY  - 2001\nDA  - APR-MAY", "issued", "2001-04/2001-05"),
        ("PY  - 2001\nDA  - APR 3-5", "issued", "2001"),
        ("AU  - [Anonymous]", "author", "Doe, Jane"),
    ]);
}

#[test]
fn words_of_datacite_and_lists_of_csv_are_understood() {
    let xml = |general: &str, words: &str| {
        format!(
            r#"<resource xmlns="http://datacite.org/schema/kernel-4"><titles><title>T</title></titles><resourceType resourceTypeGeneral="{general}">{words}</resourceType></resource>"#
        )
    };
    for (general, words, expected) in [
        ("Text", "Journal article", "article-journal"),
        ("Text", "Book Chapter", "chapter"),
        ("Other", "Dissertation", "thesis"),
        ("Text", "Essay", "document"),
        ("Dataset", "Journal article", "dataset"),
    ] {
        assert_eq!(value("datacite-xml", &xml(general, words), "type"), expected, "{general} {words}");
    }
    for (authors, expected) in [
        ("Jane Roe and Rick Poe", "Roe, Jane; Poe, Rick"),
        ("Jane Roe & Rick Poe", "Roe, Jane; Poe, Rick"),
        ("Roe, Jane; Poe, Rick", "Roe, Jane; Poe, Rick"),
        ("World Health Organization", "World Health Organization"),
        ("Johnson & Johnson", "Johnson & Johnson"),
        ("Roe J, Poe R.", "Roe, J; Poe, R."),
        ("Jane Roe, John Poe", "Roe, Jane; Poe, John"),
        ("Roe, Jane", "Roe, Jane"),
    ] {
        let text = format!("title,author,year\nT,\"{authors}\",2020\n");
        assert_eq!(value("csv", &text, "author"), expected, "{authors}");
    }
}

#[test]
fn tables_have_columns_of_many_programs_and_languages() {
    for (header, row, fields) in [
        (
            "Autor;Titel;Jahr;Zeitschrift;Band;Heft;Seiten;Verlag",
            "Roe, Jane;Hügel;2020;Zeitschrift für Hügel;12,5;3;45-67;Verlag",
            "Hügel|Roe, Jane|2020|Zeitschrift für Hügel|12,5|3|45-67",
        ),
        (
            "Auteur\tTitre\tAnnée\tRevue\tVolume\tNuméro\tPages",
            "Roe, Jane\tCollines\t2020\tRevue\t12\t3\t45-67",
            "Collines|Roe, Jane|2020|Revue|12|3|45-67",
        ),
        (
            "Autor;Título;Año;Revista;Volumen;Número;Páginas",
            "Roe, Jane;Cerros;2020;Revista;12;3;45-67",
            "Cerros|Roe, Jane|2020|Revista|12|3|45-67",
        ),
        ("题名,作者,刊名,年,卷,期,页码", "山,王小河,学报,2020,12,3,45-67", "山|王小河|2020|学报|12|3|45-67"),
        (
            "Автор;Название;Год;Журнал;Том;Номер;Страницы",
            "Петрова А. Б.;Холмы;2020;Журнал;12;3;45-67",
            "Холмы|Петрова, А. Б.|2020|Журнал|12|3|45-67",
        ),
        // PubMed, IEEE Xplore, SpringerLink, Lens.
        (
            "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,DOI",
            "1,Hills,\"Roe J, Poe R.\",x,Roe J,J Hills,2020,10.1000/x",
            "Hills|Roe, J; Poe, R.|2020|J Hills|||",
        ),
        (
            "Document Title,Authors,Publication Title,Publication Year,Volume,Issue,Start Page,End Page",
            "Hills,J. Roe; R. Poe,J. Hills,2020,12,3,45,67",
            "Hills|Roe, J.; Poe, R.|2020|J. Hills|12|3|45-67",
        ),
        (
            "Item Title,Publication Title,Journal Volume,Journal Issue,Item DOI,Publication Year",
            "Hills,J. Hills,12,3,10.1000/x,2020",
            "Hills||2020|J. Hills|12|3|",
        ),
        (
            "Title,Date Published,Publication Year,Publication Type,Source Title,Author/s,Volume,Start Page",
            "Hills,2020-03-04,2020,journal article,J Hills,Jane Roe; Rick Poe,12,45",
            "Hills|Roe, Jane; Poe, Rick|2020-03-04|J Hills|12||45",
        ),
    ] {
        let text = format!("{header}\n{row}\n");
        assert_eq!(detect(&text).map(|format| format.id), Some("csv"), "{header}");
        let names = ["title", "author", "issued", "container-title", "volume", "issue", "page"];
        assert_eq!(names.map(|name| value("csv", &text, name)).join("|"), fields, "{header}");
        assert_eq!(value("csv", &text, "type"), "article-journal", "{header}");
    }
}

#[test]
fn works_of_openalex_are_read_as_its_api_answers() {
    let work = |more: &str| {
        format!(
            r#"{{"id":"https://openalex.org/W1","doi":"https://doi.org/10.1000/x","title":"Hills","publication_date":"2020-03-04","authorships":[{{"author":{{"display_name":"Jane Roe","orcid":"https://orcid.org/0000-0002-1825-0097"}},"institutions":[{{"display_name":"Hill University"}}]}}],"biblio":{{"volume":"12","issue":"3","first_page":"45","last_page":"67"}},"abstract_inverted_index":{{"the":[1,3],"Of":[0],"hills":[2]}}{more}}}"#
        )
    };
    let hosted = |kind: &str, hosted: &str| {
        format!(
            r#","type":"{kind}","primary_location":{{"source":{{"display_name":"Source","issn_l":"0028-0836","host_organization_name":"Host","type":"{hosted}"}}}}"#
        )
    };
    for (more, name, expected) in [
        (hosted("article", "journal"), "type", "article-journal"),
        (hosted("article", "journal"), "title", "Hills"),
        (hosted("article", "journal"), "author", "Roe, Jane"),
        (hosted("article", "journal"), "issued", "2020-03-04"),
        (hosted("article", "journal"), "DOI", "10.1000/x"),
        (hosted("article", "journal"), "page", "45-67"),
        (hosted("article", "journal"), "container-title", "Source"),
        (hosted("article", "journal"), "publisher", "Host"),
        (hosted("article", "journal"), "abstract", "Of the hills the"),
        (hosted("review", "journal"), "type", "article-journal"),
        (hosted("article", "conference"), "type", "paper-conference"),
        (hosted("article", "repository"), "container-title", ""),
        (hosted("preprint", "repository"), "type", "article"),
        (hosted("preprint", "repository"), "publisher", "Source"),
        (hosted("dissertation", "repository"), "type", "thesis"),
        (hosted("book", "book series"), "collection-title", "Source"),
        (hosted("book-chapter", "ebook platform"), "type", "chapter"),
        (hosted("dataset", "repository"), "type", "dataset"),
        (r#","type":"article","type_crossref":"proceedings-article""#.to_owned(), "type", "paper-conference"),
        // The first of January stands for the year.
        (r#","publication_date":"2020-01-01""#.to_owned(), "volume", "12"),
    ] {
        assert_eq!(value("csl-json", &work(&more), name), expected, "{more} {name}");
    }
    let year = work("").replace("2020-03-04", "2020-01-01");
    assert_eq!(value("csl-json", &year, "issued"), "2020");
    let list = format!(r#"{{"meta":{{"count":2}},"results":[{0},{0}]}}"#, work(""));
    assert_eq!(detect(&list).map(|format| format.id), Some("csl-json"));
    assert_eq!(read("csl-json", &list).records.len(), 2);
}

#[test]
fn datacite_has_a_year_of_four_digits_or_none() {
    for (date, expected) in [
        ("[[2020,3]]", "<publicationYear>2020</publicationYear>"),
        ("[[800]]", "<publicationYear>0800</publicationYear>"),
        ("[[-380]]", "</publisher>\n  <resourceType"),
        ("[]", "</publisher>\n  <resourceType"),
    ] {
        let json = format!(r#"[{{"type":"book","title":"T","issued":{{"date-parts":{date}}}}}]"#);
        let xml = write("datacite-xml", &format_support::records(&json), "");
        assert!(xml.contains(expected), "{date}: {xml}");
    }
    let untitled = write(
        "datacite-xml",
        &format_support::records(r#"[{"type":"book","issued":{"date-parts":[[2020]]}}]"#),
        "",
    );
    assert!(untitled.contains("<title>(:unkn)</title>"), "{untitled}");
}

#[test]
fn ris_of_more_databases_says_what_each_tag_means_there() {
    ris(&[
        // ProQuest's own number and links.
        ("AN  - 123456789\nUR  - https://www.proquest.com/docview/1", "PMID", ""),
        ("AN  - 12345678\nUR  - https://search.ebscohost.com/x", "PMID", ""),
        ("AN  - 12345678", "PMID", "12345678"),
        ("L2  - https://example.org/link\nUR  - https://example.org/own", "URL", "https://example.org/own"),
        ("L2  - https://example.org/link", "URL", "https://example.org/link"),
        // Embase.
        ("C5  - 34000000\nDB  - Embase", "PMID", "34000000"),
        ("C5  - 34000000", "PMID", ""),
        // Of an article that is in no issue yet.
        ("VL  - n/a\nIS  - n/a\nSP  - n/a\nEP  - n/a", "volume", ""),
        ("VL  - n/a\nIS  - n/a\nSP  - n/a\nEP  - n/a", "page", ""),
        ("IS  - N/A", "issue", ""),
        // Who advised on a thesis.
        ("TY  - THES\nTI  - T\nAU  - Doe, Jane\nA3  - Poe, Rick", "contributor", "Poe, Rick"),
        ("TY  - THES\nTI  - T\nAU  - Doe, Jane\nA3  - Poe, Rick", "collection-editor", ""),
    ]);
}

#[test]
fn files_of_chinese_databases_are_read() {
    let refworks = "RT Journal Article\nA1 王小河;李山\nT1 河流\nJF 地理学报\nYR 2021\nIS 03\nVO 76\nOP 45-67\nK1 河流;山\nLA 中文;\n";
    for (variable, expected) in
        [("author", "王小河; 李山"), ("page", "45-67"), ("keyword", "河流; 山"), ("language", "zh")]
    {
        assert_eq!(value("refworks", refworks, variable), expected, "{variable}");
    }
    let thesis = "%0 Thesis\n%A 王小河\n%Y 李山\n%T 河流\n%I 北京大学\n%D 2021\n";
    assert_eq!(value("endnote", thesis, "contributor"), "李山");
    assert_eq!(value("endnote", thesis, "collection-editor"), "");
}

#[test]
fn papers_of_semantic_scholar_are_read() {
    let paper = |more: &str| {
        format!(
            r#"{{"paperId":"a1","externalIds":{{"DOI":"10.1000/x","PubMed":"123","PubMedCentral":"456"}},"title":"Hills","venue":"Hill Review","year":2021,"publicationDate":"2021-03-04","authors":[{{"authorId":"1","name":"Jane Roe"}},{{"authorId":"2","name":"Rick Poe"}}]{more}}}"#
        )
    };
    let journal = r#","publicationTypes":["JournalArticle"],"journal":{"name":"Hill Review","pages":"45-67","volume":"12"}"#;
    for (more, variable, expected) in [
        (journal, "author", "Roe, Jane; Poe, Rick"),
        (journal, "DOI", "10.1000/x"),
        (journal, "PMID", "123"),
        (journal, "PMCID", "PMC456"),
        (journal, "issued", "2021-03-04"),
        (journal, "page", "45-67"),
        (journal, "type", "article-journal"),
        (r#","publicationTypes":["Conference"]"#, "type", "paper-conference"),
        (r#","publicationTypes":["Conference"]"#, "container-title", "Hill Review"),
    ] {
        assert_eq!(detect(&paper(more)).map(|format| format.id), Some("bibjson"), "{more}");
        assert_eq!(value("bibjson", &paper(more), variable), expected, "{more} {variable}");
    }
}

#[test]
fn xml_of_publishers_and_catalogues_has_dates_in_words_and_numbers_in_titles() {
    let jats = |date: &str| {
        format!(
            "<article><front><article-meta><title-group><article-title>T</article-title></title-group><pub-date {date}</pub-date></article-meta></front></article>"
        )
    };
    for (date, expected) in [
        (r#"pub-type="epub" iso-8601-date="2021-03-04"><string-date>4 March</string-date>"#, "2021-03-04"),
        (r#"pub-type="epub"><string-date>4 March 2021</string-date>"#, "2021-03-04"),
        (r#"iso-8601-date="2020-01-01"><year>2021</year>"#, "2021"),
    ] {
        assert_eq!(value("jats", &jats(date), "issued"), expected, "{date}");
    }
    for (series, title, number) in [
        ("Lecture notes ; 12", "Lecture notes", "12"),
        ("Lecture notes ; v. 12", "Lecture notes", "12"),
        ("Hills", "Hills", ""),
    ] {
        let mods = format!(
            r#"<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>T</title></titleInfo><genre>book</genre><relatedItem type="series"><titleInfo><title>{series}</title></titleInfo></relatedItem></mods>"#
        );
        assert_eq!(value("mods", &mods, "collection-title"), title, "{series}");
        assert_eq!(value("mods", &mods, "collection-number"), number, "{series}");
    }
    let editors = r#"<resource xmlns="http://datacite.org/schema/kernel-4"><titles><title>T</title></titles><resourceType resourceTypeGeneral="BookChapter"/><relatedItems><relatedItem relatedItemType="Book" relationType="IsPublishedIn"><titles><title>B</title></titles><contributors><contributor contributorType="Editor"><contributorName>Poe, Rick</contributorName></contributor><contributor contributorType="Other"><contributorName>Loe, Ann</contributorName></contributor></contributors></relatedItem></relatedItems></resource>"#;
    assert_eq!(value("datacite-xml", editors, "editor"), "Poe, Rick");
}
