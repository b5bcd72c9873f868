//! What is in a field: title case, quotation marks, numbers and identifiers, and what registries send.

#[path = "support/engine.rs"]
mod engine;

use citation_card::record::Variable;
use engine::{entry, entry_in, locale, quotes, records};

/// A title in an element's attributes.
fn title(attributes: &str, title: &str) -> String {
    entry(&format!("<text variable=\"title\" {attributes}/>"), &item("title", title))
}

fn item(field: &str, text: &str) -> String {
    format!(r#"{{"type": "article-journal", "{field}": "{}"}}"#, text.replace('"', "\\\""))
}

/// CSL 1.0.2, "Text-case": "sentence" lowers a title in capitals but for its first letter, and else raises
/// the first letter only.
#[test]
fn sentence_case_raises_the_first_word_and_lowers_capitals() {
    for (given, expected) in [
        ("the life of a town", "The life of a town"),
        ("The Life of a Town", "The Life of a Town"),
        ("THE LIFE OF A TOWN", "The life of a town"),
        ("pH and bees", "pH and bees"),
    ] {
        assert_eq!(title("text-case=\"sentence\"", given), expected, "{given}");
    }
}

#[test]
fn title_case_lowers_stop_words_but_at_the_ends_and_after_a_colon() {
    // CSL 1.0.2, "Title Case Conversion": stop words are lowercased unless they are the first or last
    // word, or follow a colon.
    for (given, expected) in [
        ("U.S. and Soviet foreign policy", "U.S. and Soviet Foreign Policy"),
        ("Proc. of the Inst. of Physics", "Proc. of the Inst. of Physics"),
        ("J. of the Am. Soc. for Towns", "J. of the Am. Soc. for Towns"),
        ("St. John and the whale", "St. John and the Whale"),
        ("Dr. No and the bees", "Dr. No and the Bees"),
        // The title's own capital says that a sentence begins.
        ("All for one. For all.", "All for One. For All."),
        ("From A to Z", "From A to Z"),
        ("The Life Of A Town", "The Life of a Town"),
        ("Vitamin A in bees", "Vitamin A in Bees"),
        ("One town: the other side", "One Town: The Other Side"),
        ("Custody and/or care at/in home", "Custody and/or Care at/in Home"),
        ("Work and/or play", "Work and/or Play"),
        ("And/or graphs", "And/or Graphs"),
        ("The uses of and/or", "The Uses of And/Or"),
        ("Bees: the question of if/when", "Bees: The Question of If/When"),
        ("Towns, by and/or for", "Towns, by and/or For"),
        ("Input/output of towns", "Input/Output of Towns"),
        ("Rock 'n' roll towns", "Rock ’n’ Roll Towns"),
        ("the o'clock effect", "The O’clock Effect"),
        ("bees' lives and dogs' days", "Bees’ Lives and Dogs’ Days"),
        ("a well-to-do in-house study", "A Well-to-Do In-House Study"),
        // CMOS 17, 8.161: the first part of a compound has a capital, and so have those after it that are
        // no articles, prepositions or conjunctions.
        (
            "under-the-counter transactions and out-of-fashion initiatives",
            "Under-the-Counter Transactions and Out-of-Fashion Initiatives",
        ),
        ("bed-and-breakfast options in upstate New York", "Bed-and-Breakfast Options in Upstate New York"),
        (
            "record-breaking borrowings from medium-sized libraries",
            "Record-Breaking Borrowings from Medium-Sized Libraries",
        ),
        ("a pH-dependent e-commerce today", "A pH-Dependent E-Commerce Today"),
        ("twenty-first-century x-ray studies", "Twenty-First-Century X-Ray Studies"),
        ("α-helix or β-catenin", "α-Helix or β-Catenin"),
        // CSL 1.0.2: a title in capitals keeps those at the start of its words; one or two words may be an
        // abbreviation.
        ("THE GREAT SHOUT OF 1999", "The Great Shout of 1999"),
        ("UK", "UK"),
        ("DNA EDITING", "DNA EDITING"),
        ("iPhone and eBay in the UK", "iPhone and eBay in the UK"),
        ("he/she/they and input/output", "He/She/They and Input/Output"),
        ("smith v. jones et al. revisited", "Smith v. Jones et al. Revisited"),
        ("<i>e. coli</i> in <span class='nocase'>mRNA</span>", "<i>E. Coli</i> in mRNA"),
    ] {
        assert_eq!(title("text-case=\"title\"", given), expected, "{given}");
    }
}

#[test]
fn quotation_marks_of_the_locale_inside_a_field_alternate_with_those_around() {
    for (lang, marks, given, around, alone) in [
        ("de-DE", ["„", "“", "‚", "‘"], "Zum „Begriff“ hier", "„Zum ‚Begriff‘ hier“", "Zum „Begriff“ hier"),
        ("de-DE", ["„", "“", "‚", "‘"], "Zum \"Begriff\" hier", "„Zum ‚Begriff‘ hier“", "Zum „Begriff“ hier"),
        ("de-CH", ["«", "»", "‹", "›"], "Zum «Begriff» hier", "«Zum ‹Begriff› hier»", "Zum «Begriff» hier"),
        ("es-ES", ["«", "»", "“", "”"], "El «duende» ya", "«El “duende” ya»", "El «duende» ya"),
        ("pl-PL", ["„", "”", "«", "»"], "O „mieście” i", "„O «mieście» i”", "O „mieście” i"),
        ("it-IT", ["«", "»", "“", "”"], "Il «caso» qui", "«Il “caso” qui»", "Il «caso» qui"),
        ("ja-JP", ["「", "」", "『", "』"], "町の「話」だ", "「町の『話』だ」", "町の「話」だ"),
        ("fr-FR", ["« ", " »", "“", "”"], "Le « mot » ici", "« Le “mot” ici »", "Le « mot » ici"),
        ("sv-SE", ["”", "”", "’", "’"], "Om ”ord” här", "”Om ’ord’ här”", "Om ”ord” här"),
        ("en-US", ["“", "”", "‘", "’"], "On “words” here", "“On ‘words’ here”", "On “words” here"),
        // Marks of another language are as the title has them.
        ("en-US", ["“", "”", "‘", "’"], "Zum „Begriff“ hier", "“Zum „Begriff“ hier”", "Zum „Begriff“ hier"),
    ] {
        let terms = locale(lang, &quotes(marks));
        let of = |attributes: &str| {
            let layout = format!("<text variable=\"title\" {attributes}/>");
            entry_in(&[&terms], "", &layout, &item("title", given)).replace('\u{a0}', " ")
        };
        assert_eq!(of("quotes=\"true\""), around, "{lang}");
        assert_eq!(of(""), alone, "{lang}");
    }
}

#[test]
fn double_marks_that_the_locale_has_inside_of_others_stay_where_nothing_is_around_them() {
    // A title page has them so; straight marks take the locale's form.
    let british = ["‘", "’", "“", "”"];
    let spanish = ["«", "»", "“", "”"];
    let american = ["“", "”", "‘", "’"];
    for (marks, given, around, alone) in [
        (british, "On “words” here", "‘On “words” here’", "On “words” here"),
        (british, "On \"words\" here", "‘On “words” here’", "On ‘words’ here"),
        (british, "On ‘words’ here", "‘On “words” here’", "On ‘words’ here"),
        (british, "Why “one ‘two’ three”?", "‘Why “one ‘two’ three”?’", "Why “one ‘two’ three”?"),
        (british, "“Towns” and 'more'", "‘“Towns” and “more”’", "“Towns” and ‘more’"),
        (spanish, "El “duende” ya", "«El “duende” ya»", "El “duende” ya"),
        (spanish, "El «gran “duende”» ya", "«El “gran «duende»” ya»", "El «gran “duende”» ya"),
        (american, "The ‘single’ mark", "“The ‘single’ mark”", "The “single” mark"),
    ] {
        let terms = locale("en-GB", &quotes(marks));
        let of = |attributes: &str| {
            let layout = format!("<text variable=\"title\" {attributes}/>");
            entry_in(&[&terms], "", &layout, &item("title", given))
        };
        assert_eq!(of("quotes=\"true\""), around, "{given}");
        assert_eq!(of(""), alone, "{given}");
    }
}

#[test]
fn an_apostrophe_at_the_start_of_a_word_opens_no_quotation() {
    for (given, expected) in [
        (
            "The '90s: rock 'n' roll's 'golden' age and the dogs' life",
            "“The ’90s: rock ’n’ roll’s ‘golden’ age and the dogs’ life”",
        ),
        ("Summer of '68 and the bees' end", "“Summer of ’68 and the bees’ end”"),
        ("'Twas the dogs' night", "“’Twas the dogs’ night”"),
        ("Bite 'em: the dogs' rules", "“Bite ’em: the dogs’ rules”"),
        ("The 'em' dash", "“The ‘em’ dash”"),
        ("'90' in numbers", "“‘90’ in numbers”"),
        ("A 'quoted' word", "“A ‘quoted’ word”"),
    ] {
        assert_eq!(title("quotes=\"true\"", given), expected, "{given}");
    }
}

#[test]
fn identifiers_with_letters_and_numbers_of_reports_keep_their_hyphen() {
    let volume =
        r#"<group delimiter=" "><label variable="volume" form="short"/><number variable="volume"/></group>"#;
    for (given, expected) in [
        ("s2-42", "vol. s2-42"),
        ("A-12", "A-12"),
        ("12-13", "vols. 12–13"),
        ("S3-S5", "vols. S3–S5"),
        ("3a-3b", "vols. 3a–3b"),
        ("42", "vol. 42"),
    ] {
        let text = entry(volume, &item("volume", given));
        assert!(text.ends_with(expected), "{given}: {text}");
    }
    let number =
        r#"<group delimiter=" "><label variable="number" form="short"/><text variable="number"/></group>"#;
    let counted =
        r#"<group delimiter=" "><label variable="number" form="short"/><number variable="number"/></group>"#;
    for given in ["114-11", "2015-3", "CD-12-4", "NUREG-0800", "2019–04"] {
        let report = format!(r#"{{"type": "report", "number": "{given}"}}"#);
        assert_eq!(entry(number, &report), format!("no. {given}"));
        assert!(entry(counted, &report).ends_with(given), "{given}");
    }
    assert_eq!(entry(number, r#"{"type": "report", "number": "3 & 4"}"#), "nos. 3 &amp; 4");
}

#[test]
fn titles_in_other_languages_keep_their_case() {
    // CSL 1.0.2, "Non-English Items".
    for (lang, expected) in [
        ("de", "die stadt und der staat"),
        ("ger", "die stadt und der staat"),
        ("fr-CA", "die stadt und der staat"),
        ("zh", "die stadt und der staat"),
        ("en", "Die Stadt Und Der Staat"),
        ("en_GB", "Die Stadt Und Der Staat"),
        ("eng", "Die Stadt Und Der Staat"),
        ("English", "Die Stadt Und Der Staat"),
        ("", "Die Stadt Und Der Staat"),
    ] {
        let item = format!(r#"{{"title": "die stadt und der staat", "language": "{lang}"}}"#);
        assert_eq!(entry("<text variable=\"title\" text-case=\"title\"/>", &item), expected, "{lang}");
    }
}

#[test]
fn pages_with_letters_keep_them_where_all_digits_are_kept() {
    // CMOS 17, 9.61: "less than 100: use all digits"; where digits go, the letter goes (the suite's
    // `page_ChicagoWeird`).
    for (format, given, expected) in [
        ("chicago", "S1-S9", "S1–S9"),
        ("chicago-16", "S1-S9", "S1–S9"),
        ("chicago", "S1564-S1568", "S1564–68"),
        ("minimal", "S1-S9", "S1–9"),
        ("minimal-two", "e123-e130", "e123–30"),
        ("expanded", "S1-S9", "S1–S9"),
        ("expanded", "12A-14B", "12A–14B"),
        ("minimal", "xii-xv", "xii–xv"),
        ("minimal", "A1-B9", "A1-B9"),
    ] {
        let attributes = format!("page-range-format=\"{format}\"");
        let text = entry_in(&[], &attributes, "<text variable=\"page\"/>", &item("page", given));
        assert_eq!(text, expected, "{format}: {given}");
    }
}

#[test]
fn the_number_of_an_article_stands_for_pages_where_a_style_has_no_place_for_it() {
    let pages =
        r#"<group delimiter=" "><label variable="page" form="short"/><text variable="page"/></group>"#;
    let with = |fields: &str| format!(r#"{{"type": "article-journal", "title": "T", {fields}}}"#);
    let layout = format!(r#"<group delimiter=", "><text variable="title"/>{pages}</group>"#);
    for (fields, expected) in [
        (r#""number": "e123""#, "T, e123"),
        (r#""number": "114-11""#, "T, 114-11"),
        (r#""number": "e123", "page": "1-9""#, "T, pp. 1–9"),
        (r#""page": "1-9""#, "T, pp. 1–9"),
    ] {
        assert_eq!(entry(&layout, &with(fields)), expected);
    }
    // A style that shows it shows it once.
    let both = format!(r#"<group delimiter=", "><text variable="number" prefix="Article "/>{pages}</group>"#);
    assert_eq!(entry(&both, &with(r#""number": "e123""#)), "Article e123");
    // So in a style that only asks for it, and in one that shows first pages.
    let asks = format!(
        r#"<choose><if variable="number"/><else><text variable="authority"/></else></choose>{layout}"#
    );
    assert_eq!(entry(&asks, &with(r#""number": "e123""#)), "T, e123");
    // A style with an empty branch for it, beside one for the pages, leaves it out.
    let omits = r#"<group delimiter=", "><text variable="title"/><choose><if variable="page"><text variable="page"/></if><else-if variable="number"/></choose></group>"#;
    assert_eq!(entry(omits, &with(r#""number": "e123""#)), "T");
    let first = r#"<group delimiter=" "><text variable="volume"/><text variable="title"/><text variable="page-first"/></group>"#;
    assert_eq!(entry(first, &with(r#""number": "e123", "volume": "17""#)), "17 T e123");
    assert_eq!(entry(first, &with(r#""page": "12-19", "volume": "17""#)), "17 T 12");
    // Other works have their own numbers.
    assert_eq!(entry(&layout, r#"{"type": "report", "title": "T", "number": "12"}"#), "T");
}

#[test]
fn a_full_stop_is_not_given_twice_where_two_affixes_meet() {
    let layout =
        r#"<text variable="title" suffix=". "/><group prefix=". "><text variable="publisher"/></group>"#;
    for (title, expected) in [("Roe v. Lake", "Roe v. Lake. P"), ("Why?", "Why? P"), ("Inc.", "Inc. P")] {
        assert_eq!(entry(layout, &format!(r#"{{"title": "{title}", "publisher": "P"}}"#)), expected);
    }
}

#[test]
fn what_registries_send_is_cleaned() {
    let text = |variable: Variable, field: &str, given: &str| {
        let read = records(&item(field, given));
        read[0].text(variable).unwrap_or_default().to_owned()
    };
    for (given, expected) in [
        ("Cats &amp; dogs", "Cats & dogs"),
        ("Cats &amp;amp; dogs", "Cats & dogs"),
        ("A&nbsp;data set", "A\u{a0}data set"),
        ("Caf&#233; &#x2014; bar", "Café — bar"),
        (
            r#"<span class="nocase">pH</span> and <span style=x>y</span>"#,
            r#"<span class="nocase">pH</span> and y"#,
        ),
        (r"A tool\n  for  bees", "A tool for bees"),
        ("<jats:italic>E. coli</jats:italic> in water", "<i>E. coli</i> in water"),
        ("<mml:math><mml:mi>H</mml:mi></mml:math> and me", "H and me"),
        ("&lt;i&gt;Apis&lt;/i&gt; again", "<i>Apis</i> again"),
        ("a < b and c > d", "a < b and c > d"),
        ("<span class='nocase'>pH</span> here", r#"<span class="nocase">pH</span> here"#),
        ("AT&T", "AT&T"),
        (
            "&copy; Institut fran&ccedil;ais &laquo;&nbsp;&Eacute;t&eacute;&nbsp;&raquo;",
            "© Institut français «\u{a0}Été\u{a0}»",
        ),
        ("S&otilde;es &ge; 5&nbsp;&plusmn; 1", "Sões ≥ 5\u{a0}± 1"),
        ("CO<inf>2</inf> and <jats:sub>3</jats:sub>", "CO<sub>2</sub> and <sub>3</sub>"),
        ("<scp>dna</scp> and <jats:sc>rna</jats:sc>", "<sc>dna</sc> and <sc>rna</sc>"),
        ("<math><mrow><mi>x</mi><mo>=</mo><mn>2</mn></mrow></math> here", "x=2 here"),
        ("&amp;lt;i&amp;gt;Bos&amp;lt;/i&amp;gt; taurus", "<i>Bos</i> taurus"),
        ("A<br/>B", "A B"),
    ] {
        assert_eq!(text(Variable::Title, "title", given), expected, "{given}");
        assert_eq!(text(Variable::ContainerTitle, "container-title", given), expected, "{given}");
    }
    for given in [
        "https://doi.org/10.5555/abc",
        "http://dx.doi.org/10.5555/abc",
        "doi:10.5555/abc",
        "10.5555/abc",
        "DOI: 10.5555/abc",
        "https://doi.org/https://doi.org/10.5555/abc",
        "https://doi.org/doi:10.5555/abc",
        "https://doi.org/10.5555%2Fabc",
        "info:doi/10.5555/abc",
        "https://dx.doi.org/10.5555/abc.",
    ] {
        assert_eq!(text(Variable::Doi, "DOI", given), "10.5555/abc", "{given}");
    }
    let sici = "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2";
    for given in [
        sici.to_owned(),
        ["https://doi.org/", sici].concat(),
        sici.replace('<', "&lt;").replace('>', "&gt;"),
        ["https://doi.org/", &sici.replace('<', "%3C").replace('>', "%3E")].concat(),
    ] {
        assert_eq!(text(Variable::Doi, "DOI", &given), sici, "{given}");
    }
    assert_eq!(text(Variable::Doi, "DOI", "see the page"), "see the page");
    for (given, expected) in
        [("pp. 1-9", "1-9"), ("S. 12–15", "12–15"), ("p. e12", "e12"), ("S12-S15", "S12-S15"), ("1-9", "1-9")]
    {
        assert_eq!(text(Variable::Page, "page", given), expected, "{given}");
    }
    let names = records(
        r#"{"author": [{"family": "O&#39;Neil", "given": "Ann &amp; Co"}, {"name": "Cats &amp; Dogs"}]}"#,
    );
    let names: Vec<String> = names[0].names(Variable::Author).iter().map(|name| name.full()).collect();
    assert_eq!(names, ["Ann & Co O'Neil", "Cats & Dogs"]);
}

#[test]
fn dates_are_read_as_registries_send_them() {
    for (given, expected) in [
        (r#"{"date-parts": [[2021, 5]]}"#, "2021-05"),
        (r#"{"date-parts": [2021, 5]}"#, "2021-05"),
        ("[2021, 5]", "2021-05"),
        ("[[2021, 5, 3]]", "2021-05-03"),
        (r#"{"year": 2021}"#, "2021"),
        (r#"{"year": "2021", "month": 5}"#, "2021-05"),
        (r#"{"year": 2021, "month": "5", "day": 3}"#, "2021-05-03"),
        (r#"{"date-parts": [["2021", "5"]]}"#, "2021-05"),
        ("2021", "2021"),
        (r#""2021-05-03""#, "2021-05-03"),
    ] {
        let read = records(&format!(r#"{{"issued": {given}}}"#));
        let date = read[0].date(Variable::Issued).map(|date| date.to_edtf());
        assert_eq!(date.as_deref(), Some(expected), "{given}");
    }
}
