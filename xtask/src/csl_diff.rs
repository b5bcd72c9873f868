//! `cargo xtask csl-diff [style…]`: this processor against citeproc-js, with pandoc's opinion, over
//! the records of [`records`] in much-used styles. Prints the shares of equal results by style and
//! the differences by kind; with a style named, every difference in full.
//!
//! Equal means: the same letters and the same formatting, spaces apart.

pub(crate) mod peers;
pub(crate) mod records;

use crate::shell::{Outcome, csl_data};
use crate::styles::marked;
use citation_card::csl::{Locale, Style};
use citation_card::record::Json;
use citation_card::{Record, formats};
use std::collections::BTreeMap;
use std::fs;

const LANG: &str = "en-US";

/// The styles compared where none is named: those of the great publishers and manuals.
static STYLES: &[&str] = &[
    "apa",
    "modern-language-association",
    "chicago-author-date",
    "chicago-notes-bibliography",
    "chicago-shortened-notes-bibliography",
    "chicago-author-date-17th-edition",
    "harvard-cite-them-right",
    "nlm-citation-sequence",
    "ieee",
    "american-medical-association",
    "american-chemical-society",
    "nature",
    "science",
    "cell",
    "the-lancet",
    "plos",
    "bmj",
    "pnas",
    "the-new-england-journal-of-medicine",
    "elsevier-harvard",
    "elsevier-with-titles",
    "elsevier-vancouver",
    "springer-basic-author-date",
    "springer-basic-brackets",
    "springer-vancouver-brackets",
    "springer-lecture-notes-in-computer-science",
    "springer-humanities-author-date",
    "taylor-and-francis-chicago-author-date",
    "frontiers",
    "multidisciplinary-digital-publishing-institute",
    "biomed-central",
    "american-sociological-association",
    "american-political-science-association",
    "american-anthropological-association",
    "mhra-notes",
    "iso690-author-date-en",
    "cse-name-year",
    "association-for-computing-machinery",
    "royal-society-of-chemistry",
    "american-physics-society",
];

/// What was counted for a style, or for all.
#[derive(Clone, Copy, Default)]
struct Count {
    all: usize,
    /// This processor and citeproc-js are equal.
    ours: usize,
    /// pandoc and citeproc-js are equal.
    peers: usize,
    /// All three are.
    three: usize,
}

/// Runs the comparison.
pub(crate) fn command(words: &[String]) -> Outcome {
    let data = csl_data().ok_or("the CSL styles are not on this machine; CSL_DATA says where they are")?;
    peers::provide()?;
    let input = records::records();
    let parsed = formats::from_json(&Json::Array(input.clone())).records;
    let named: Vec<&str> = words.iter().map(String::as_str).collect();
    let styles = if named.is_empty() { STYLES } else { &named };
    let mut total = Count::default();
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    println!("{} records, {} styles; shares of equal entries and citations\n", input.len(), styles.len());
    println!("{:<52} {:>12} {:>12} {:>16}", "style", "citeproc-js", "pandoc", "where these agree");
    for id in styles {
        let file = data.join(format!("styles/{id}.csl"));
        let xml = fs::read_to_string(&file).map_err(|error| format!("{id}: {error}"))?;
        let style = Style::parse(&xml).map_err(|error| format!("{id}: {error:?}"))?;
        // The peers take a style's own locale first.
        let lang = style.default_locale.as_deref().unwrap_or(LANG);
        let file_of = |lang: &str| data.join(format!("locales/locales-{lang}.xml"));
        let locale = if file_of(lang).is_file() { file_of(lang) } else { file_of(LANG) };
        let locale = fs::read_to_string(locale).map_err(|error| error.to_string())?;
        let locale = Locale::parse(&locale).map_err(|error| format!("{error:?}"))?;
        let js = peers::citeproc(&xml, &input, LANG, &data.join("locales"))?;
        let pandoc = peers::pandoc(&file, &input, LANG)?;
        let mut count = Count::default();
        for (at, record) in parsed.iter().enumerate() {
            let ours = ours(&style, &locale, record);
            for (what, ours, js, pandoc) in [
                ("entry", &ours.0, &js[at].0, &pandoc[at].0),
                ("citation", &ours.1, &js[at].1, &pandoc[at].1),
            ] {
                let [ours, js, pandoc] = [ours, js, pandoc].map(|text| plain_numbers(text));
                count.all += 1;
                count.ours += usize::from(ours == js);
                count.peers += usize::from(pandoc == js);
                count.three += usize::from(ours == js && pandoc == js);
                if ours != js {
                    let kind = kind(&ours, &js);
                    *kinds.entry(kind).or_default() += 1;
                    if !named.is_empty() {
                        let agreed = if pandoc == js { " (pandoc agrees)" } else { "" };
                        println!("{id}, {}, {what}, {kind}:\n  ours {ours}\n  js   {js}{agreed}", record.id);
                        if agreed.is_empty() {
                            println!("  pan  {pandoc}");
                        }
                    }
                }
            }
        }
        row(id, count);
        total.all += count.all;
        total.ours += count.ours;
        total.peers += count.peers;
        total.three += count.three;
    }
    row("all", total);
    println!("\ndifferences from citeproc-js by kind:");
    for (kind, count) in kinds {
        println!("  {kind:<40} {count}");
    }
    Ok(())
}

fn ours(style: &Style, locale: &Locale, record: &Record) -> (String, String) {
    let entry = if style.has_bibliography() { marked::entry(style, locale, record) } else { String::new() };
    (entry, marked::citation(style, locale, record))
}

fn row(name: &str, count: Count) {
    let share = |part: usize, of: usize| format!("{:.1} %", 100.0 * part as f64 / of.max(1) as f64);
    println!(
        "{name:<52} {:>12} {:>12} {:>16}",
        share(count.ours, count.all),
        share(count.peers, count.all),
        share(count.three, count.peers)
    );
}

/// A result without the number that it has in a list: pandoc numbers the whole list.
fn plain_numbers(text: &str) -> String {
    let text = text.replace(['\u{a0}', '\u{202f}'], " ").replace("</i><i>", "").replace("</b><b>", "");
    let bare: String = text.replace("<sup>", "").replace("</sup>", "").replace("<b>", "").replace("</b>", "");
    if !bare.is_empty() && bare.chars().all(|letter| letter.is_ascii_digit() || "[]() .,".contains(letter)) {
        return "#".into();
    }
    let start = text.trim_start_matches(['[', '(']);
    let rest = start.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let number = &start[..start.len() - rest.len()];
    match rest
        .strip_prefix(". ")
        .or(rest.strip_prefix("] "))
        .or(rest.strip_prefix(") "))
        .or(rest.strip_prefix(' '))
    {
        Some(rest) if (1..4).contains(&number.len()) => format!("# {rest}"),
        _ => text,
    }
}

/// What the least change is that would make two results equal.
fn kind(one: &str, other: &str) -> &'static str {
    let untagged = |text: &str| -> String {
        let parts = text.split('<').map(|part| part.split_once('>').map_or(part, |(_, rest)| rest));
        parts.collect()
    };
    let [one, other] = [one, other].map(untagged);
    if one.is_empty() {
        return "empty here";
    }
    if other.is_empty() {
        return "empty there";
    }
    if one == other {
        return "formatting";
    }
    if one.to_lowercase() == other.to_lowercase() {
        return "case";
    }
    let letters = |text: &str| -> String { text.chars().filter(|letter| letter.is_alphanumeric()).collect() };
    let [one, other] = [one, other].map(|text| letters(&text.to_lowercase()));
    if one == other {
        return "punctuation and spaces";
    }
    let words = |text: &str| -> String { text.chars().filter(|letter| !letter.is_ascii_digit()).collect() };
    if words(&one) == words(&other) {
        return "numbers";
    }
    if one.len() > other.len() { "more words here" } else { "fewer words here" }
}
