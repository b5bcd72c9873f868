//! What the reader of BibTeX makes of single fields as other programs write them: tables of a source and
//! what the record then has. Whole files are in `tests/formats`.

mod format_support;

use citation_card::formats::{detect, to_json};
use citation_card::record::{Json, Record, Variable};
use format_support::{shown, value};

fn read(id: &str, text: &str) -> Vec<Record> {
    format_support::read(id, text).records
}

/// Each row: fields of an entry, the variable, and its value.
#[track_caller]
fn bibtex(rows: &[(&str, &str, &str)]) {
    for (fields, variable, expected) in rows {
        let entry = if fields.starts_with('@') {
            (*fields).to_owned()
        } else {
            format!(
                "@article{{k, title = {{T}}, author = {{Doe, Jane}}, journal = {{J}}, year = 2001, {fields}}}"
            )
        };
        let own = format!("@article{{k, {fields}}}");
        let key = fields.split('=').next().unwrap().trim();
        // A field of the row stands in place of that of the frame.
        let framed = ["title", "author", "journal", "year"].contains(&key);
        let text = if framed && !fields.starts_with('@') { own } else { entry };
        assert_eq!(value("bibtex", &text, variable), *expected, "{fields}");
    }
}

// Braces around all of a title say nothing of its capitals, with or without space around them.
#[test]
fn braces_around_a_whole_title_protect_nothing() {
    bibtex(&[
        (r"title = {{Sorting of numbers}}", "title", "Sorting of numbers"),
        (r"title = {{Sorting of numbers} }", "title", "Sorting of numbers"),
        (r#"title = " {Sorting of numbers}""#, "title", "Sorting of numbers"),
        (r"title = {{of} Numbers}", "title", "<span class=\"nocase\">of</span> Numbers"),
    ]);
}

#[test]
fn numbers_of_arxiv_are_neither_article_numbers_nor_pages() {
    let arxiv = "eprint = {1706.00001}, archiveprefix = {arXiv}";
    for (fields, number, page) in [
        ("eid = {061102}, pages = {061102}, volume = 116", "061102", ""),
        ("pages = {1--9}, volume = 3", "", "1-9"),
        ("volume = 3, eid = {e42}, pages = {1--9}", "e42", "1-9"),
        ("volume = 3", "", ""),
    ] {
        let text = format!("@article{{k, title = {{T}}, journal = {{J}}, year = 2001, {fields}, {arxiv}}}");
        assert_eq!(value("bibtex", &text, "number"), number, "{fields}");
        assert_eq!(value("bibtex", &text, "page"), page, "{fields}");
        assert!(to_json(&read("bibtex", &text)[0]).to_string().contains("1706.00001"), "{fields}");
    }
    for text in [
        "@misc{k, title = {T}, eprint = {1706.00001}, archiveprefix = {arXiv}, primaryclass = {cs.CL}}",
        "@online{k, title = {T}, eprint = {arXiv:1706.00001}, eprinttype = {arxiv}}",
        r"@article{k, title = {T}, journal = {arXiv e-prints}, eid = {arXiv:1706.00001}, pages = {arXiv:1706.00001}, eprint = {1706.00001}, archivePrefix = {arXiv}}",
        "@article{k, title = {T}, journal = {arXiv preprint arXiv:1706.00001}, year = {2017}}",
    ] {
        assert_eq!(value("bibtex", text, "type"), "article", "{text}");
        assert_eq!(value("bibtex", text, "number"), "arXiv:1706.00001", "{text}");
        assert_eq!(value("bibtex", text, "page"), "", "{text}");
        assert_eq!(value("bibtex", text, "container-title"), "", "{text}");
    }
}

#[test]
fn comments_of_bibtex_are_passed_over() {
    for (text, count) in [
        ("@book{a, title = {A}}\n% @book{b, title = {B}}\n", 1),
        ("%@book{a, title = {A}}\n@book{b, title = {B}}", 1),
        ("@book{a, title = {A}} % see @book{c, title = {C}}\n@book{b, title = {B}}", 2),
        ("@book{a,\n % note = {N},\n title = {A}, % the title\n year = 2001 % no comma\n}", 1),
        ("50% of all\n@book{a, title = {A}}", 1),
    ] {
        let reading = format_support::read("bibtex", text);
        assert_eq!(reading.records.len(), count, "{text}");
        assert!(reading.problems.is_empty(), "{text}: {:?}", reading.problems);
        assert_eq!(reading.records[0].text(Variable::Note), None, "{text}");
    }
    bibtex(&[("abstract = {50% of 10}", "abstract", "50% of 10")]);
}

#[test]
fn macros_of_the_standard_styles_and_of_astronomy_are_known() {
    bibtex(&[
        ("journal = jacm, title = {T}", "container-title", "Journal of the ACM"),
        (
            "journal = TOPLAS, title = {T}",
            "container-title",
            "ACM Transactions on Programming Languages and Systems",
        ),
        ("journal = tcs, title = {T}", "container-title", "Theoretical Computer Science"),
        ("journal = ieeese, title = {T}", "container-title", "IEEE Transactions on Software Engineering"),
        (r"journal = {\apj}, title = {T}", "container-title", "Astrophysical Journal"),
        (
            r"journal = {\mnras}, title = {T}",
            "container-title",
            "Monthly Notices of the Royal Astronomical Society",
        ),
        (r"journal = {{\aap}}, title = {T}", "container-title", "Astronomy and Astrophysics"),
        ("@string{jacm = {My Own}} @article{k, journal = jacm, title = {T}}", "container-title", "My Own"),
    ]);
}

#[test]
fn mathematics_keeps_its_words_and_its_spaces() {
    bibtex(&[
        (r"title = {Sorting in $O(n \log n)$}", "title", "Sorting in O(n log n)"),
        (r"title = {In $O(\max(m,n))$ and $2\sin x$}", "title", "In O(max(m,n)) and 2 sin x"),
        (r"title = {$\log\log n$ and $\gcd(a,b)$}", "title", "log log n and gcd(a,b)"),
        (r"title = {Of $a \bmod b$, $c \pmod{n}$}", "title", "Of a mod b, c (mod n)"),
        (r"title = {An $n \times n$ board, $x \in S$}", "title", "An n × n board, x ∈ S"),
        (r"title = {$2\times 2$ and $\alpha \leq \beta$}", "title", "2×2 and α ≤ β"),
        (r"title = {$\lim\sup A$}", "title", "lim sup A"),
        (r"title = {$A \setminus B$ and $|x| \geqslant \sqrt[3]{2}$}", "title", "A ∖ B and |x| ⩾ ∛2"),
        (r"title = {$\binom{n}{k}$ by $\sqrt[n]{x}$}", "title", "(n k) by <sup>n</sup>√x"),
        (
            r"title = {\texorpdfstring{$\alpha$}{alpha} and\hspace{1em} \ce{H2O}}",
            "title",
            "α and H<sub>2</sub>O",
        ),
    ]);
}

#[test]
fn commands_of_latex_are_the_letters_that_they_print() {
    bibtex(&[
        (r"title = {AlN\slash{}GaN, time\slash space}", "title", "AlN/GaN, time/space"),
        (r"title = {methodology\hyphen independent}", "title", "methodology-independent"),
        (
            r"author = {Do{\ocirc{u}}, Jan and {\Dbar}oe, A. and R{\polhk{a}}e, B.}",
            "author",
            "Doů, Jan; Đoe, A.; Rąe, B.",
        ),
        (r"author = {Gel\cprime fand, I. and Vasil\cprime ev, V.}", "author", "Gelʹfand, I.; Vasilʹev, V."),
        (r"author = {Nguy{\cftil{e}}n, Van and H\udot{o}, B.}", "author", "Nguyễn, Van; Họ, B."),
        (
            r"author = {Doe\ifmmode \acute{n}\else \'{n}\fi{}ski, R. and Roe, J.}",
            "author",
            "Doeński, R.; Roe, J.",
        ),
        (r"author = {\ifmmode \check{S}\else \v{S}\fi{}imek, A.}", "author", "Šimek, A."),
        (r"title = {Of $\ifmmode\pm\else\textpm\fi{}5$}", "title", "Of ±5"),
        (r"title = {A \unheardof{word} and \another text}", "title", "A word and text"),
    ]);
}

#[test]
fn quantities_of_siunitx_are_numbers_with_units() {
    bibtex(&[
        (r"title = {A \SI{5}{\micro\metre} beam}", "title", "A 5\u{a0}µm beam"),
        (r"title = {At \qty{20}{\degreeCelsius}}", "title", "At 20\u{a0}°C"),
        (r"title = {\SIrange{1}{5}{\kilo\hertz}}", "title", "1–5\u{a0}kHz"),
        (r"title = {Of \num{1e6} works at \ang{30}}", "title", "Of 1 × 10<sup>6</sup> works at 30°"),
        (r"title = {In \si{\metre\per\second}}", "title", "In m/s"),
        (r"title = {\SI[per-mode=symbol]{9.8}{\metre\per\second\squared}}", "title", "9.8\u{a0}m/s²"),
    ]);
}

#[test]
fn years_and_months_of_bibtex_are_dates() {
    bibtex(&[
        ("year = {2014-09}", "issued", "2014-09"),
        ("year = {2001-02-20}", "issued", "2001-02-20"),
        ("year = {2014-15}", "issued", "2014/2015"),
        ("year = {2019-2021}", "issued", "2019/2021"),
        ("year = {1999/2000}", "issued", "1999/2000"),
        (r#"month = aug # "\slash " # sep"#, "issued", "2001-08/2001-09"),
        (r#"month = "1~" # jan"#, "issued", "2001-01-01"),
        (r#"month = jul # "/" # aug"#, "issued", "2001-07/2001-08"),
        ("month = sep, day = {5--7}", "issued", "2001-09-05/2001-09-07"),
        ("month = {May 4-9}", "issued", "2001-05-04/2001-05-09"),
        ("month = 13", "issued", "2001"),
        ("month = 21", "issued", "2001"),
        ("month = 0", "issued", "2001"),
        ("month = feb, day = 31", "issued", "2001-02"),
        ("year = {2014-13-01}", "issued", "2014"),
        ("year = {2014-02-30}", "issued", "2014-02"),
    ]);
    for fields in
        ["year = 2001, month = 13", "year = 2001, month = 21", "year = {2014-02-30}", "date = {2014-13}"]
    {
        let text = format!("@book{{k, title = {{T}}, {fields}}}");
        let problems = format_support::read("bibtex", &text).problems;
        assert_eq!(problems.len(), 1, "{fields}: {problems:?}");
    }
}

#[test]
fn labels_of_pages_are_left_to_the_styles() {
    bibtex(&[
        ("pages = {pp. 234-236}", "page", "234-236"),
        ("pages = {p. 12}", "page", "12"),
        ("pages = {pages 3--9}", "page", "3-9"),
        ("pages = {S. 5--7}", "page", "5-7"),
        ("pages = {S12--S19}", "page", "S12-S19"),
        ("pages = {p3--p9}", "page", "p3-p9"),
    ]);
}

#[test]
fn notes_give_what_has_a_field_of_its_own() {
    bibtex(&[
        ("note = {Publisher: Nature Publishing Group\n\\_eprint: https://example.org/x.pdf}", "note", ""),
        (
            "note = {Publisher: Nature Publishing Group\n\\_eprint: https://example.org/x.pdf}",
            "publisher",
            "Nature Publishing Group",
        ),
        ("note = {PMID: 123\nA remark}", "note", "A remark"),
        ("note = {PMID: 123\nA remark}", "PMID", "123"),
        ("note = {Remark: with a colon}", "note", "Remark: with a colon"),
        ("note = {Cited by: 44}", "note", ""),
        ("note = {[Online; accessed 19-July-2008]}", "note", ""),
        ("note = {[Online; accessed 19-July-2008]}", "accessed", "2008-07-19"),
        ("note = {Accessed: 2023-05-02}", "accessed", "2023-05-02"),
        (
            r"howpublished = {Available at \url{https://example.org/a_b} (accessed 2 May 2023)}",
            "URL",
            "https://example.org/a_b",
        ),
        (
            r"howpublished = {Available at \url{https://example.org/a_b} (accessed 2 May 2023)}",
            "accessed",
            "2023-05-02",
        ),
        (
            r"howpublished = {Available at \url{https://example.org/a_b} (accessed 2 May 2023)}",
            "publisher",
            "",
        ),
        (
            r"howpublished = {Online: \url{https://example.org/c}. Last visited on 3 June 2020}",
            "URL",
            "https://example.org/c",
        ),
        (
            r"howpublished = {Online: \url{https://example.org/c}. Last visited on 3 June 2020}",
            "accessed",
            "2020-06-03",
        ),
        (r"howpublished = {Blog post, \url{https://example.org/d}}", "publisher", "Blog post"),
        (r"howpublished = {Handed out at the airport}", "publisher", "Handed out at the airport"),
        (r"howpublished = {\url{https://example.org/e}}", "URL", "https://example.org/e"),
    ]);
}

#[test]
fn collaborations_are_authors() {
    bibtex(&[
        (
            r#"author = "Doe, Jane and others", collaboration = "ALICE""#,
            "author",
            "ALICE Collaboration; Doe, Jane; others",
        ),
        (r#"author = "Doe, Jane", collaboration = "ALICE""#, "author", "Doe, Jane; ALICE Collaboration"),
        (
            r#"author = "Doe, Jane", collaboration = "CMS, TOTEM""#,
            "author",
            "Doe, Jane; CMS Collaboration; TOTEM Collaboration",
        ),
        (
            r#"author = "Doe, Jane", collaboration = "Particle Data Group""#,
            "author",
            "Doe, Jane; Particle Data Group",
        ),
        (
            r#"author = "Doe, Jane and {ATLAS Collaboration}", collaboration = "ATLAS""#,
            "author",
            "Doe, Jane; ATLAS Collaboration",
        ),
    ]);
}

#[test]
fn children_inherit_what_biber_gives_them() {
    let book =
        "@book{p, author = {Roe, Rick}, title = {Whole}, subtitle = {Sub}, publisher = {P}, year = 2000}";
    let volumes = "@mvbook{p, title = {Whole}, author = {Roe, Rick}, publisher = {P}}";
    let journal = "@periodical{p, title = {Whole}, issn = {1234-5679}}";
    let collection = "@collection{p, title = {Whole}, editor = {Poe, Ed}}";
    for (parent, child, variable, expected) in [
        (book, "bookinbook", "container-title", "Whole: Sub"),
        (book, "suppbook", "container-title", "Whole: Sub"),
        (book, "inbook", "container-author", "Roe, Rick"),
        (book, "inbook", "publisher", "P"),
        (collection, "incollection", "container-title", "Whole"),
        (collection, "suppcollection", "editor", "Poe, Ed"),
        (collection, "suppcollection", "container-title", "Whole"),
        (volumes, "book", "title", "Whole: Part"),
        (volumes, "book", "author", "Roe, Rick"),
        (journal, "article", "container-title", "Whole"),
        (journal, "suppperiodical", "container-title", "Whole"),
        (book, "misc", "title", "Part"),
    ] {
        let text = format!("@{child}{{c, title = {{Part}}, crossref = {{p}}}}\n{parent}");
        let record = read("bibtex", &text).remove(0);
        assert_eq!(shown(&record, variable), expected, "{child} in {parent}");
    }
}

#[test]
fn single_fields_are_taken_from_xdata() {
    let data =
        "@xdata{p, publisher = {Press}, location = {York and Rome}, author = {Doe, Jane and Roe, Rick}}";
    for (field, variable, expected) in [
        ("publisher = {xdata=p-publisher}", "publisher", "Press"),
        ("location = {xdata=p-location-2}", "publisher-place", "Rome"),
        ("author = {xdata=p-author-1}", "author", "Doe, Jane"),
        ("xdata = {p}", "publisher-place", "York; Rome"),
    ] {
        let text = format!("{data}\n@book{{k, title = {{T}}, date = {{2001}}, {field}}}");
        assert_eq!(value("bibtex", &text, variable), expected, "{field}");
    }
}

#[test]
fn entry_types_of_other_packages_are_known() {
    for (name, kind) in [
        ("softwareversion", "software"),
        ("softwaremodule", "software"),
        ("codefragment", "software"),
        ("presentation", "speech"),
        ("map", "map"),
        ("electronic", "webpage"),
        ("www", "webpage"),
        ("mvproceedings", "book"),
    ] {
        assert_eq!(value("bibtex", &format!("@{name}{{k, title = {{T}}}}"), "type"), kind);
    }
}

#[test]
fn fields_of_databases_are_read() {
    bibtex(&[
        ("art_number = {e42}", "number", "e42"),
        ("abbrev_source_title = {J. Abbr.}", "container-title-short", "J. Abbr."),
        ("pubmed_id = {31421429}", "PMID", "31421429"),
        ("type = {Article}", "genre", ""),
        ("author = {Jane Doe and Rick Roe 0002}", "author", "Doe, Jane; Roe, Rick"),
        ("articleno = {7}, numpages = {12}", "number", "7"),
        ("articleno = {7}, numpages = {12}", "number-of-pages", "12"),
    ]);
}

#[test]
fn long_headers_do_not_hide_the_format() {
    let header = "%%% a line of a header that says who may copy this file\n".repeat(120);
    let prose = "A bibliography that begins with much that is not an entry.\n".repeat(120);
    for (text, id) in [
        (format!("{header}@article{{a, title = {{T}}}}"), "bibtex"),
        (format!("{prose}@article{{a, title = {{T}}}}"), "bibtex"),
        (format!("{header}@online{{a, title = {{T}}, date = {{2001}}}}"), "biblatex"),
        (format!("{prose}\nTY  - JOUR\nTI  - T\nER  - \n"), "ris"),
    ] {
        assert_eq!(detect(&text).map(|info| info.id), Some(id));
    }
}

#[test]
fn what_is_not_known_is_kept() {
    let text = "@misc{k, title = {T}, author = {Doe, J.}, eprint = {1706.00001}, archiveprefix = {arXiv}, primaryclass = {cs.CL}, swhid = {swh:1:x}}";
    let json = to_json(&read("bibtex", text)[0]);
    let kept = json.get("bibtex").cloned().unwrap_or_default();
    assert_eq!(kept.get("primaryclass").and_then(Json::as_str), Some("cs.CL"));
    assert_eq!(kept.get("swhid").and_then(Json::as_str), Some("swh:1:x"));
}

#[test]
fn names_of_bibtex_in_plain_words_mean_what_people_mean() {
    for (names, expected) in [
        ("World Health Organization", "World Health Organization"),
        ("The ATLAS Collaboration and Aad, G.", "The ATLAS Collaboration; Aad, G."),
        ("Doe J.", "Doe, J."),
        ("Petrova A. B. and Doe, Jane", "Petrova, A. B.; Doe, Jane"),
        ("Dr. Jane Doe", "Doe, Jane"),
        ("Jane Doe, PhD", "Doe, Jane"),
        ("Doe, John, Jr.", "Doe, John"),
        ("John Doe, Jr.", "Doe, John"),
        ("Smith III, John", "Smith, John"),
        ("Doe, J. & Roe, R.", "Doe, J.; Roe, R."),
        ("Doe, J., Roe, R. and Poe, E.", "Doe, J.; Roe, R.; Poe, E."),
        ("Doe, Jane, and Roe, Rick", "Doe, Jane; Roe, Rick"),
        ("Jane Doe, John Roe", "Doe, Jane; Roe, John"),
        ("山田 太郎 and 鈴木 花子", "山田, 太郎; 鈴木, 花子"),
        ("김 영희", "김, 영희"),
        ("ジェーン ロー", "ロー, ジェーン"),
        ("Xiaohe Wang (王小河)", "Wang, Xiaohe (王小河)"),
        ("Doe, J. and {et al.}", "Doe, J.; others"),
        // BibTeX's own rules.
        ("Doe, Jr., John", "Doe, John"),
        ("de la Cruz, Ana", "de la Cruz, Ana"),
        ("{Barnes and Noble}", "Barnes and Noble"),
        ("Donald E. Knuth", "Knuth, Donald E."),
        ("Jean-Paul Sartre and J.-P. Serre", "Sartre, Jean-Paul; Serre, J.-P."),
    ] {
        bibtex(&[(&format!("author = {{{names}}}"), "author", expected)]);
    }
}

#[test]
fn exports_of_databases_have_habits() {
    bibtex(&[
        ("year = {05/2001}", "issued", "2001-05"),
        ("year = {20010503}", "issued", "2001-05-03"),
        ("year = {2001/2002}", "issued", "2001/2002"),
        ("note = {Number: 3 Publisher: Example Press}", "publisher", "Example Press"),
        ("note = {Number: 3 Publisher: Example Press}", "note", ""),
        (
            "@article{k, title = {T}, journal = prl, year = 2001}",
            "container-title",
            "Physical Review Letters",
        ),
        (
            "@article{k, title = {T}, journal = {CoRR}, volume = {abs/1706.03762}}",
            "number",
            "arXiv:1706.03762",
        ),
        ("@article{k, title = {T}, journal = {CoRR}, volume = {abs/1706.03762}}", "type", "article"),
        ("@phdthesis{k, title = {T}, type = {Theses}}", "genre", "PhD thesis"),
        ("title = {\\glqq Ja\\grqq{} and $a \\mod b$}", "title", "„Ja“ and a mod b"),
        ("title = {At 5$^\\circ$C\\thanks{Paid by X}}", "title", "At 5°C"),
        ("title = {\\begin{otherlanguage}{french}Titre\\end{otherlanguage}}", "title", "Titre"),
        ("title = {$f\\colon X \\to Y$}", "title", "f: X → Y"),
    ]);
}
