//! `citation-card prerender`: pages before and after.

mod support;

use support::{DOE, folder, read, run, run_in, write};

const BEGIN: &str = "<!--citation-card:prerendered-->";
const END: &str = "<!--/citation-card:prerendered-->";

fn page(card: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><title>T</title>\n<link rel=canonical href=https://a.example/tides>\
         <meta name=citation_title content='Tides &amp; waves'><meta name=citation_author content='Doe, Jane'>\
         <meta name=citation_publication_date content=2020><meta name=citation_publisher content=Sea>\n</head>\
         <body CLASS=x><!-- <citation-card></citation-card> -->{card}<p>after &nbsp;</body></html>\n"
    )
}

/// What a run wrote into the only card of a page; the rest of it has to be as it was.
#[track_caller]
fn written(before: &str, after: &str) -> String {
    let (start, rest) = after.split_once(BEGIN).expect(after);
    let (written, end) = rest.split_once(END).expect(after);
    assert_eq!([start, end].concat(), before);
    written.to_owned()
}

#[test]
fn a_card_gets_its_reference_and_its_files_and_the_rest_of_the_page_stays() {
    let before = page("<citation-card styles='apa mla' formats=bibtex></citation-card>");
    let run = run(&["prerender"], &before);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let written = written(&before, &run.out);
    assert!(written.starts_with("<div><p>Doe, J. (2020). <i>Tides &amp; waves</i>. Sea."), "{written}");
    assert!(written.contains("<details><summary>BibTeX</summary><pre>@"), "{written}");
    assert!(written.contains("= &quot;Tides \\&amp; waves&quot;"), "{written}");
    assert!(written.contains("<a href=\"data:application/x-bibtex;charset=utf-8,%40"), "{written}");
    assert_eq!(written.matches("<details>").count(), 1);
    assert_eq!(self::run(&["prerender"], &run.out).out, run.out, "a second run changes nothing");
}

#[test]
fn records_come_from_the_card_and_from_files_of_the_site() {
    let folder = folder("prerender-sources");
    write(&folder, "site/refs/doe.ris", DOE);
    for (name, card, cited) in [
        (
            "inline",
            "<citation-card><script type=application/x-research-info-systems>\nTY  - BOOK\nTI  - Inline\nER  - \n</script></citation-card>",
            "<i>Inline</i>",
        ),
        ("src", "<citation-card src=../refs/doe.ris></citation-card>", "<i>Tides</i>. Sea Press"),
        (
            "root",
            "<citation-card src=/refs/doe.ris styles=vancouver></citation-card>",
            "Doe J. Tides. Sea Press; 2020",
        ),
        (
            "site",
            "<citation-card src='https://a.example/refs/doe.ris'></citation-card>",
            "<i>Tides</i>. Sea Press",
        ),
        (
            "element",
            "<pre id=r>@book{a, title={Element}}</pre><citation-card src='#r'></citation-card>",
            "<i>Element</i>",
        ),
        (
            "de",
            "<div lang=de><citation-card from=inline><script type=application/json>[{\"type\":\"book\",\"title\":\"T\"}]</script></citation-card></div>",
            "(o.\u{a0}J.)",
        ),
    ] {
        write(&folder, &format!("site/pages/{name}.html"), &page(card));
        let run = run_in(&folder, &["prerender", "--out", "out", "site"], "");
        assert_eq!(run.code, 0, "{name}: {}", run.err);
        let html = read(&folder, &format!("out/pages/{name}.html"));
        let written = written(&page(card), &html);
        assert!(written.contains(cited), "{name}: {written}");
    }
}

#[test]
fn what_cannot_be_filled_stays_and_is_told() {
    for (card, told) in [
        ("<citation-card from=src src=/none.bib></citation-card>", "there is no file at /none.bib"),
        (
            "<citation-card from=src src=https://b.example/a.bib></citation-card>",
            "this command fetches nothing",
        ),
        ("<citation-card from=doi doi=10.1/x></citation-card>", "this command fetches nothing"),
        ("<citation-card from=inline></citation-card>", "there is no inline record"),
        (
            "<citation-card from=src src=../../../../etc/passwd></citation-card>",
            "this command fetches nothing",
        ),
    ] {
        let run = run(&["prerender"], &page(card));
        assert_eq!((run.code, run.out), (1, page(card)), "{card}");
        assert!(
            run.err.contains("standard input, card in line 3: ") && run.err.contains(told),
            "{card}: {}",
            run.err
        );
    }
    let mistake = page("<citation-card layout=compac></citation-card>");
    let run = run(&["prerender"], &mistake);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("did you mean “compact”"), "{}", run.err);
    assert!(run.out.contains(BEGIN), "the rest is done");
}

#[test]
fn what_the_author_wrote_stays_unless_it_is_to_be_replaced() {
    let own = page("<citation-card><p>Mine</p></citation-card>");
    let kept = run(&["prerender"], &own);
    assert_eq!((kept.code, kept.out), (0, own.clone()));
    let script = "<script type=\"application/json\">{\"type\":\"book\",\"title\":\"S\"}</script>";
    let with_script = page(&format!("<citation-card><p>Mine</p>{script}</citation-card>"));
    let replaced = run(&["prerender", "--replace"], &with_script);
    let written = written(&page(&format!("<citation-card>{script}</citation-card>")), &replaced.out);
    assert!(written.contains("<i>S</i>"), "{written}");
    let shadow = run(&["prerender", "--shadow"], &own);
    assert!(self::written(&own, &shadow.out).starts_with("<template shadowrootmode=\"open\">"));
}

#[test]
fn the_shadow_root_has_the_whole_card_and_files_for_readers_without_scripts() {
    let before = page("<citation-card layout=compact></citation-card>");
    let run = run(&["prerender", "--shadow"], &before);
    let written = written(&before, &run.out);
    for phrase in [
        "<template shadowrootmode=\"open\"><style>:host{display:block}",
        "@media (scripting:none)",
        "<article part=\"card\"",
        "role=\"tab\"",
        "Doe, J. (2020).",
        "<div class=\"files\"><details><summary>BibTeX</summary>",
    ] {
        assert!(written.contains(phrase), "{phrase}: {written}");
    }
    assert!(written.ends_with("</div></template>"));
    assert_eq!(self::run(&["prerender", "--shadow"], &run.out).out, run.out, "a second run changes nothing");
    let back = self::run(&["prerender"], &run.out);
    assert!(self::written(&before, &back.out).starts_with("<div><p>"), "one kind replaces the other");
}

#[test]
fn folders_keep_their_paths_and_pages_without_cards_their_text() {
    let folder = folder("prerender-folder");
    write(&folder, "site/index.html", &page("<citation-card></citation-card>"));
    write(&folder, "site/a/b.htm", "<p>no card");
    write(&folder, "site/a/c.html", &page("<citation-card></citation-card><citation-card></citation-card>"));
    write(&folder, "site/style.css", "x");
    std::fs::write(folder.join("site/old.html"), b"<p>M\xfcller").unwrap();
    let several = run_in(&folder, &["prerender", "site"], "");
    assert_eq!(several.code, 2);
    assert!(several.err.contains("several pages need --out FOLDER, or --in-place"));
    let run = run_in(&folder, &["prerender", "--in-place", "site"], "");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("old.html: it is not UTF-8"), "{}", run.err);
    assert_eq!(read(&folder, "site/a/c.html").matches(BEGIN).count(), 2);
    assert_eq!(read(&folder, "site/a/b.htm"), "<p>no card");
    let out = run_in(&folder, &["prerender", "--out", "out", "site", "site/a/c.html"], "");
    assert_eq!(out.code, 1);
    assert_eq!(read(&folder, "out/index.html"), read(&folder, "site/index.html"));
    assert_eq!(read(&folder, "out/a/b.htm"), "<p>no card");
    assert!(!folder.join("out/style.css").exists(), "only pages are written");
}

#[test]
fn elements_that_become_cards_are_filled_as_the_element_fills_them() {
    let before = page(
        "<p>x</p><div lang=de data-citation-card data-styles=vancouver onclick=x()><div>Mine</div></div>",
    );
    let run = run(&["prerender", "--replace"], &before);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let empty = before.replace("<div>Mine</div>", "");
    assert!(
        written(&empty, &run.out)
            .contains("<p>Doe J. Tides &amp; waves [Internet]. Sea; 2020. Verfügbar unter"),
        "{}",
        run.out
    );

    let shadow = self::run(&["prerender", "--shadow"], &before);
    let (start, rest) = shadow.out.split_once(BEGIN).expect(&shadow.out);
    let (_, end) = rest.split_once(END).expect(&shadow.out);
    assert!(start.ends_with("<p>x</p><citation-card lang=\"de\" styles=\"vancouver\">"), "{start}");
    assert!(end.starts_with("<div>Mine</div></citation-card><p>after"), "{end}");
    assert_eq!(
        self::run(&["prerender", "--shadow"], &shadow.out).out,
        shadow.out,
        "a second run changes nothing"
    );
}

#[test]
fn elements_that_become_cards_read_files_only_if_the_page_allows_it() {
    let folder = folder("prerender-places");
    write(&folder, "doe.ris", DOE);
    let place = "<div data-citation-card data-src=doe.ris></div>";
    write(&folder, "strange.html", &page(place));
    let run = run_in(&folder, &["prerender", "strange.html"], "");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("data-src is left out, because visitors might have written it"), "{}", run.err);
    assert!(written(&page(place), &run.out).contains("Tides &amp; waves"), "the page's own record");
    let trusted = page(&format!("<script type=module src=c.js data-allow-fetching></script>{place}"));
    write(&folder, "trusted.html", &trusted);
    let run = run_in(&folder, &["prerender", "trusted.html"], "");
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(written(&trusted, &run.out).contains("<i>Tides</i>. Sea Press"), "{}", run.out);
}
