//! The crate has the styles and locales that people name, and the example shows a card with them.

use citation_card::{CiteOptions, Output, cite};
use citation_card_assets::{credits, locale, locale_for, locales, style, styles};

const WORK: &str = "@article{shannon1948, author = {Shannon, C. E.}, year = 1948, volume = 27, number = 3,
    title = {A Mathematical Theory of Communication}, journal = {Bell System Technical Journal}, pages = {379--423}}";

#[test]
fn styles_are_found_by_id_common_name_and_address() {
    for name in ["apa", "APA", "american-psychological-association", "http://www.zotero.org/styles/apa"] {
        assert_eq!(style(name).map(|style| style.id), Some("apa".to_owned()), "{name}");
    }
    assert!(style("pure-apa").is_some(), "the styles written here are among them");
    assert!(style("no-such-style").is_none());
    for known in styles() {
        assert!(style(known.id).is_some(), "{} is unreadable", known.id);
    }
    assert!(styles().is_sorted_by_key(|style| style.id) && styles().len() > 80, "{}", styles().len());
}

#[test]
fn locales_are_found_by_the_nearest_language() {
    let lang = |lang| locale(lang).map(|locale| locale.lang);
    assert_eq!(lang("de").as_deref(), Some("de-DE"));
    assert_eq!(lang("de-AT").as_deref(), Some("de-AT"));
    assert_eq!(lang("tlh"), None);
    for known in locales() {
        assert_eq!(lang(known.lang).as_deref(), Some(known.lang));
    }
}

#[test]
fn a_bib_entry_is_cited_as_the_manual_says() {
    let records = citation_card::read(WORK, None).records;
    let text = |name: &str, lang: Option<&str>| {
        let style = style(name).expect("a style of the crate");
        let locale = locale_for(&style, lang).expect("a locale of the crate");
        cite(&records, &CiteOptions::new(&style, &locale).output(Output::Text))
    };
    assert_eq!(
        text("apa", None),
        "Shannon, C. E. (1948). A Mathematical Theory of Communication. Bell System Technical Journal, 27(3), 379–423."
    );
    assert!(text("mla", Some("de")).contains("A Mathematical Theory of Communication"));
}

#[test]
fn authors_of_styles_and_locales_are_credited() {
    let credits = credits();
    assert!(
        credits.contains("CC BY-SA 3.0")
            && credits.contains("- `apa`: ")
            && credits.contains("Brenton M. Wiernik")
    );
    assert!(!credits.contains("- `pure-apa`"), "it is under the crate's own licence");
}

#[cfg(feature = "yew")]
#[path = "../examples/yew_app.rs"]
mod yew_app;

#[cfg(feature = "yew")]
#[tokio::test(flavor = "current_thread")]
async fn the_example_shows_a_card() {
    let html = yew::LocalServerRenderer::<yew_app::App>::new().hydratable(false).render().await;
    for phrase in ["Shannon, C. E. (1948).", r#"role="tab""#, "BibTeX", "<style>"] {
        assert!(html.contains(phrase), "{phrase}: {html}");
    }
}

#[cfg(feature = "yew")]
#[tokio::test(flavor = "current_thread")]
async fn a_style_that_the_crate_lacks_leaves_a_card_with_another() {
    use citation_card::card::Settings;
    use citation_card_assets::{CardProps, CitationCard};
    let (settings, _) = Settings::from(&[("tabs", "https://example.org/own.csl apa"), ("lang", "pt")]);
    let records = citation_card::read(WORK, None).records;
    let props = move || CardProps { records, problems: Vec::new(), settings, on: yew::Callback::noop() };
    let html = yew::LocalServerRenderer::<CitationCard>::with_props(props()).hydratable(false).render().await;
    assert!(html.contains("Shannon, C. E. (1948)."), "{html}");
}
