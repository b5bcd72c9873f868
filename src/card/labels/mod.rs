//! The words of the card, by language. A language is one file and one line in [`LANGUAGES`]; a
//! label that is missing in one does not compile.

mod de;
mod en;

use crate::record::{DatePart, Kind};

/// Every language, the one that stands in for all others first.
static LANGUAGES: &[(&str, &Labels)] = &[("en", &en::LABELS), ("de", &de::LABELS)];

/// The words of the card in one language.
#[allow(missing_docs, reason = "the English file shows what each one says")]
pub struct Labels {
    pub abstract_: &'static str,
    pub authors: &'static str,
    pub cite: &'static str,
    pub cite_button: &'static str,
    pub close: &'static str,
    pub copied: &'static str,
    pub copied_aloud: &'static str,
    pub copy: fn(what: &str, citation: bool) -> String,
    pub copy_citation: &'static str,
    pub copy_failed: fn(keys: &str) -> String,
    pub copy_in_text: &'static str,
    pub copy_note: &'static str,
    pub copy_short: &'static str,
    pub corresponding: &'static str,
    pub details: &'static str,
    pub download: &'static str,
    pub download_of: fn(what: &str) -> String,
    pub downloaded: &'static str,
    pub empty: &'static str,
    pub et_al: &'static str,
    pub files: &'static str,
    pub in_text: &'static str,
    pub keywords: &'static str,
    pub load_failed: &'static str,
    pub loading: &'static str,
    pub metadata: &'static str,
    pub metric: fn(label: &str, count: u64) -> String,
    pub missing: &'static str,
    pub more: &'static str,
    pub more_name: &'static str,
    pub names: &'static str,
    pub no: &'static str,
    pub note: &'static str,
    pub orcid: fn(name: &str) -> String,
    pub origin: &'static str,
    pub problems: fn(count: usize) -> String,
    pub report: &'static str,
    pub retry: &'static str,
    pub select_all: &'static str,
    pub show_all: &'static str,
    pub show_authors: fn(count: usize) -> String,
    pub show_less: &'static str,
    pub snippets: &'static str,
    pub styles: &'static str,
    pub tabs: &'static str,
    pub topics: &'static str,
    pub value: &'static str,
    pub works: fn(count: usize) -> String,
    pub yes: &'static str,
    pub field: &'static str,
    /// The rows of the details, in the order of [`super::details`].
    pub row: Rows,
    pub source: Source,
    /// A date in full or in short.
    pub date: fn(part: &DatePart, short: bool) -> String,
    /// The name of a type of work.
    pub kind: fn(kind: Kind) -> &'static str,
    /// The name of a language by its first subtag.
    pub languages: &'static [(&'static str, &'static str)],
    /// What stands between groups of three digits.
    pub thousands: &'static str,
    /// What stands before the percent sign.
    pub percent: &'static str,
}

/// The labels of the details.
#[allow(missing_docs, reason = "the English file shows what each one says")]
pub struct Rows {
    pub original_title: &'static str,
    pub language: &'static str,
    pub host: &'static str,
    pub editors: &'static str,
    pub translators: &'static str,
    pub place: &'static str,
    pub publisher: &'static str,
    pub institution: &'static str,
    pub chapter: &'static str,
    pub pages: &'static str,
    pub number: &'static str,
    pub page_count: &'static str,
    pub edition: &'static str,
    pub series: &'static str,
    pub journal: &'static str,
    pub volume: &'static str,
    pub issue: &'static str,
    pub version: &'static str,
    pub online: &'static str,
    pub submitted: &'static str,
    pub issn: &'static str,
    pub isbn: &'static str,
    pub doi: &'static str,
    pub pmid: &'static str,
    pub url: &'static str,
    pub status: &'static str,
    pub published: &'static str,
    pub external: &'static str,
    pub event: &'static str,
    pub license: &'static str,
}

/// The words of the source line.
#[allow(missing_docs, reason = "the English file shows what each one says")]
pub struct Source {
    pub volume: &'static str,
    pub issue: &'static str,
    pub page: &'static str,
    pub pages: &'static str,
}

impl Labels {
    /// The words for a language tag.
    pub fn of(lang: &str) -> &'static Self {
        let language = lang.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let found = LANGUAGES.iter().find(|(code, _)| *code == language);
        found.map_or(&en::LABELS, |(_, labels)| labels)
    }

    /// The language that the words for a language tag are in.
    pub fn lang(lang: &str) -> &'static str {
        let labels = Self::of(lang);
        LANGUAGES.iter().find(|(_, other)| std::ptr::eq(*other, labels)).map_or("en", |(code, _)| code)
    }

    /// A count with its digits in groups.
    pub fn number(&self, count: u64) -> String {
        let digits = count.to_string();
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            // Four digits are read well without a gap.
            if at > 0 && digits.len() > 4 && (digits.len() - at) % 3 == 0 {
                text.push_str(self.thousands);
            }
            text.push(digit);
        }
        text
    }

    /// The name of a language; the tag itself where the name is not known.
    pub fn language<'a>(&self, tag: &'a str) -> &'a str {
        let code = tag.split(['-', '_']).next().unwrap_or_default();
        self.languages.iter().find(|(known, _)| *known == code).map_or(tag, |(_, name)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_dates_and_plurals() {
        let (en, de) = (Labels::of("en-GB"), Labels::of("de_AT"));
        assert_eq!(en.number(1_234_567), "1,234,567");
        assert_eq!(de.number(12_345), "12.345");
        assert_eq!((en.metric)("citations", 1), "citation");
        assert_eq!((de.metric)("citations", 2), "Zitationen");
        let day = DatePart::new(2021, Some(9), Some(1));
        assert_eq!((en.date)(&day, true), "1\u{a0}Sept 2021");
        assert_eq!((de.date)(&day, false), "1.\u{a0}September 2021");
        assert_eq!(en.language("en-GB"), "English");
        assert_eq!(de.language("tlh"), "tlh");
        assert_eq!(Labels::lang("fr"), "en");
    }

    /// Speech control presses a button by the words that are seen on it (WCAG 2.5.3).
    #[test]
    fn names_hold_the_words_that_are_seen() {
        for (code, labels) in LANGUAGES {
            let holds = |name: String, seen: &str| {
                assert!(name.to_lowercase().contains(&seen.to_lowercase()), "{code}: “{seen}” in “{name}”");
            };
            holds((labels.copy)("APA", true), labels.copy_citation);
            holds((labels.copy)("RIS", false), labels.copy_short);
            holds((labels.download_of)("RIS"), labels.download);
            holds(labels.copy_note.to_owned(), labels.note);
        }
    }

    #[test]
    fn keys_have_the_names_of_the_language() {
        assert!((Labels::of("en").copy_failed)("Ctrl+C").contains("Ctrl+C"));
        assert!((Labels::of("de").copy_failed)("Ctrl+C").contains("Strg+C"));
    }

    #[test]
    fn typographic_marks_only() {
        for text in [include_str!("en.rs"), include_str!("de.rs")] {
            for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().starts_with("//")) {
                let quoted = line.split('"').skip(1).step_by(2);
                for label in quoted {
                    assert!(!label.contains('\'') && !label.contains("..."), "line {}: {label}", at + 1);
                }
            }
        }
    }
}
