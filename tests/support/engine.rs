//! Small styles and locales, and CSL-JSON, to what they render, for tests of one rule at a time.

#![allow(dead_code, reason = "each test file uses some of it")]

use citation_card::csl::{self, Cite, Locale, Mode, Style};
use citation_card::formats;
use citation_card::record::Record;
use citation_card::text::json;

/// English terms.
pub(crate) const ENGLISH: &str = r#"<locale xmlns="http://purl.org/net/xbiblio/csl" xml:lang="en-US">
    <style-options punctuation-in-quote="true"/><terms>
    <term name="open-quote">“</term><term name="close-quote">”</term>
    <term name="open-inner-quote">‘</term><term name="close-inner-quote">’</term>
    <term name="and">and</term><term name="et-al">et al.</term><term name="page-range-delimiter">–</term>
    <term name="ordinal">th</term><term name="ordinal-01">st</term><term name="ordinal-02">nd</term>
    <term name="ordinal-03">rd</term><term name="ordinal-11">th</term><term name="ordinal-12">th</term>
    <term name="ordinal-13">th</term>
    <term name="page" form="short"><single>p.</single><multiple>pp.</multiple></term>
    <term name="volume" form="short"><single>vol.</single><multiple>vols.</multiple></term>
    <term name="number" form="short"><single>no.</single><multiple>nos.</multiple></term>
    <term name="edition" form="short">ed.</term><term name="month-05">May</term></terms>
    <date form="text" delimiter=" "><date-part name="day"/><date-part name="month"/><date-part name="year"/></date>
    </locale>"#;

/// A locale with some terms in place of the English ones.
pub(crate) fn locale(lang: &str, terms: &str) -> Locale {
    let xml = format!(
        r#"<locale xmlns="http://purl.org/net/xbiblio/csl" xml:lang="{lang}"><style-options punctuation-in-quote="false"/><terms>{terms}</terms></locale>"#
    );
    Locale::parse(&xml).expect("the locale is whole")
}

/// The terms of quotation marks.
pub(crate) fn quotes([open, close, inner_open, inner_close]: [&str; 4]) -> String {
    [
        ("open-quote", open),
        ("close-quote", close),
        ("open-inner-quote", inner_open),
        ("close-inner-quote", inner_close),
    ]
    .map(|(name, mark)| format!("<term name=\"{name}\">{mark}</term>"))
    .concat()
}

/// Records of CSL-JSON items, without the brackets of their list.
pub(crate) fn records(items: &str) -> Vec<Record> {
    let (value, problems) = json::parse(&format!("[{items}]"));
    assert!(problems.is_empty(), "{problems:?} in {items}");
    formats::from_json(&value).records
}

/// A style: attributes of `cs:style`, elements of `cs:citation` with its attributes, and of a bibliography.
pub(crate) fn style(attributes: &str, citation: &str, bibliography: &str) -> Style {
    let xml = format!(
        r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text" {attributes}>
        <info><title>T</title><id>t</id></info>{citation}<bibliography>{bibliography}</bibliography></style>"#
    );
    let xml = if attributes.contains("class=") { xml.replacen("class=\"in-text\" ", "", 1) } else { xml };
    Style::parse(&xml).unwrap_or_else(|error| panic!("{error} in {xml}"))
}

/// A citation that says nothing of interest.
pub(crate) const PLAIN: &str = "<citation><layout><text variable=\"title\"/></layout></citation>";

/// The entry of an item, as HTML, in a layout.
pub(crate) fn entry(layout: &str, item: &str) -> String {
    entry_in(&[], "", layout, item)
}

/// The entry of an item, as HTML, in a layout; `locales` come before the English one.
pub(crate) fn entry_in(locales: &[&Locale], attributes: &str, layout: &str, item: &str) -> String {
    let style = style(attributes, PLAIN, &format!("<layout>{layout}</layout>"));
    let english = Locale::parse(ENGLISH).expect("the locale is whole");
    let chain: Vec<&Locale> = locales.iter().copied().chain([&english]).collect();
    let list = csl::bibliography(&style, &chain, &records(item));
    list.entries.first().map(|entry| csl::html(&entry.nodes)).unwrap_or_default()
}

/// A citation of items, all of them or as `cites` say, as HTML.
pub(crate) fn cited(
    style: &Style,
    locales: &[&Locale],
    items: &str,
    cites: Option<&str>,
    mode: Mode,
) -> String {
    let english = Locale::parse(ENGLISH).expect("the locale is whole");
    let chain: Vec<&Locale> = locales.iter().copied().chain([&english]).collect();
    let records = records(items);
    let cites: Vec<Cite> = csl::cites(cites.map(|cites| json::parse(cites).0).as_ref(), &records);
    csl::html(&csl::citation(style, &chain, &records, &cites, mode))
}
