//! The words of the card, by language. A language is one file and one line in [`LANGUAGES`]; a
//! label that is missing in one does not compile.

mod de;
mod en;

use crate::record::{Date, DatePart, Kind};

/// Every language, the one that stands in for all others first.
static LANGUAGES: &[(&str, &Labels)] = &[("en", &en::LABELS), ("de", &de::LABELS)];

/// Words with one place, written `{}`.
#[derive(Clone, Copy)]
pub(super) struct Words(pub &'static str);

impl Words {
    /// The words with something in their place.
    pub(super) fn of(self, what: &str) -> String {
        let (before, after) = self.0.split_once("{}").unwrap_or((self.0, ""));
        [before, what, after].concat()
    }
}

/// Words with a place for a count: of one, of several.
#[derive(Clone, Copy)]
pub(super) struct Counted(pub &'static str, pub &'static str);

impl Counted {
    /// The words with a count in their place.
    pub(super) fn of(self, count: usize) -> String {
        Words(if count == 1 { self.0 } else { self.1 }).of(&count.to_string())
    }

    /// The words with a count of some of all: `3 of 300 works`.
    #[allow(dead_code, reason = "words come before what shows them")]
    pub(super) fn of_all(self, some: usize, all: usize) -> String {
        let words = Words(if all == 1 { self.0 } else { self.1 }).of(&some.to_string());
        words.replace("{all}", &all.to_string())
    }
}

/// The words of the card in one language.
#[allow(missing_docs, reason = "the English file shows what each one says")]
#[allow(dead_code, reason = "words come before what shows them")]
pub(super) struct Labels {
    pub abstract_: &'static str,
    /// Heads the folded work in the dialog.
    pub about: &'static str,
    /// Said the first time a citation with italics was copied.
    pub italics_stay: &'static str,
    pub authors: &'static str,
    pub cite: &'static str,
    pub cite_button: &'static str,
    pub choose_works: &'static str,
    pub close: &'static str,
    pub copied: &'static str,
    pub copied_aloud: &'static str,
    pub copy: Words,
    pub copy_citation: &'static str,
    pub copy_citation_of: Words,
    pub copy_failed: Words,
    /// The name of the control key.
    pub control: &'static str,
    pub copy_in_text: &'static str,
    pub copy_note: &'static str,
    pub copy_short: &'static str,
    pub corresponding: &'static str,
    pub details: &'static str,
    pub download: &'static str,
    pub download_of: Words,
    pub downloaded: &'static str,
    pub empty: &'static str,
    pub et_al: &'static str,
    pub files: &'static str,
    pub in_text: &'static str,
    pub keywords: &'static str,
    pub load_failed: &'static str,
    pub loading: &'static str,
    pub metadata: &'static str,
    /// The known labels of metrics: each without the `s` of a plural, of one, of several.
    pub metrics: &'static [(&'static str, &'static str, &'static str)],
    pub missing: &'static str,
    pub more: &'static str,
    pub more_name: &'static str,
    pub names: &'static str,
    pub no: &'static str,
    pub note: &'static str,
    pub orcid: Words,
    pub origin: &'static str,
    pub problems: Counted,
    pub report: &'static str,
    pub retry: &'static str,
    pub select_all: &'static str,
    pub show_all: &'static str,
    pub show_authors: Counted,
    pub show_less: &'static str,
    pub snippets: &'static str,
    pub styles: &'static str,
    pub tabs: &'static str,
    pub topics: &'static str,
    pub unavailable: &'static str,
    pub value: &'static str,
    pub works: Counted,
    pub access_date: &'static str,
    pub add_page: &'static str,
    pub all: &'static str,
    pub all_authors: &'static str,
    pub all_versions: &'static str,
    pub ascii_only: &'static str,
    pub as_listed: &'static str,
    pub as_style_sorts: &'static str,
    pub as_style_writes: &'static str,
    /// How many works are chosen, of how many: `{all}`.
    pub chosen: Counted,
    pub citation_key: &'static str,
    pub contact: &'static str,
    pub copy_link: &'static str,
    pub copy_references: Counted,
    pub doi_url: &'static str,
    pub filter: &'static str,
    pub full_note: &'static str,
    pub link: &'static str,
    pub locator: &'static str,
    pub narrative: &'static str,
    pub no_link: &'static str,
    pub no_match: &'static str,
    pub none: &'static str,
    pub omit_author: &'static str,
    pub omit_fields: &'static str,
    pub only_fields: &'static str,
    pub options: &'static str,
    pub order: &'static str,
    pub parenthetical: &'static str,
    pub plain_link: &'static str,
    pub program: &'static str,
    pub program_any: &'static str,
    pub recommended: &'static str,
    pub reset: &'static str,
    pub save: &'static str,
    pub save_for: &'static str,
    pub saved: &'static str,
    pub share: &'static str,
    pub short_note: &'static str,
    pub this_version: &'static str,
    pub this_version_of: Words,
    pub versions: &'static str,
    pub versions_explained: &'static str,
    pub word_file: &'static str,
    pub year_only: &'static str,
    pub yes: &'static str,
    pub field: &'static str,
    // The search for styles and formats.
    pub any_style: &'static str,
    pub find_name: &'static str,
    pub find_hint: &'static str,
    pub find_recent: &'static str,
    pub find_offered: &'static str,
    pub find_used: &'static str,
    pub find_styles: Counted,
    pub find_formats: Counted,
    pub find_more: Counted,
    pub find_none: Words,
    pub find_near: Words,
    pub find_partial: &'static str,
    pub find_kept: Words,
    pub style_chosen: Words,
    pub style_numeric: &'static str,
    pub style_author_date: &'static str,
    pub style_author: &'static str,
    pub style_note: &'static str,
    pub style_label: &'static str,
    pub citation_in: &'static str,
    pub citation_in_aloud: Words,
    /// The label of a row of the details.
    pub row: fn(row: Row) -> &'static str,
    pub source: Source,
    /// A day: `D` is its number, `M` the month, `Y` the year.
    pub day: &'static str,
    pub month: &'static str,
    /// A year before the era.
    pub year_before: Words,
    /// The months, in full and in short.
    pub months: [(&'static str, &'static str); 12],
    pub seasons: [&'static str; 4],
    /// The name of a type of work.
    pub kind: fn(kind: Kind) -> &'static str,
    /// The name of a language by its first subtag.
    pub languages: &'static [(&'static str, &'static str)],
    /// What stands between groups of three digits.
    pub thousands: &'static str,
    /// What stands before the percent sign.
    pub percent: &'static str,
}

/// The rows of the details.
#[allow(missing_docs, reason = "the English file shows what each one says")]
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    OriginalTitle,
    Language,
    Host,
    Editors,
    Translators,
    Place,
    Publisher,
    Institution,
    Chapter,
    Pages,
    Number,
    PageCount,
    Edition,
    Series,
    Journal,
    Volume,
    Issue,
    Version,
    Online,
    Submitted,
    Issn,
    Isbn,
    Doi,
    Pmid,
    Url,
    Status,
    Published,
    Posted,
    Date,
    External,
    Event,
    License,
}

/// The words of the source line.
#[allow(missing_docs, reason = "the English file shows what each one says")]
pub(super) struct Source {
    pub volume: &'static str,
    pub issue: &'static str,
    pub page: &'static str,
    pub pages: &'static str,
}

impl PartialEq for Labels {
    /// There is one value for each language.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Labels {
    /// The words for a language tag.
    pub(super) fn of(lang: &str) -> &'static Self {
        let language = lang.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let found = LANGUAGES.iter().find(|(code, _)| *code == language);
        found.map_or(&en::LABELS, |(_, labels)| labels)
    }

    /// The language that the words for a language tag are in.
    pub(super) fn lang(lang: &str) -> &'static str {
        let labels = Self::of(lang);
        LANGUAGES.iter().find(|(_, other)| std::ptr::eq(*other, labels)).map_or("en", |(code, _)| code)
    }

    /// A count with its digits in groups.
    pub(super) fn number(&self, count: u64) -> String {
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

    /// What is said where nothing could be copied, with the keys that copy a selection.
    pub(super) fn copy_refused(&self, mac: bool) -> String {
        let keys = if mac { "⌘C".to_owned() } else { [self.control, "+C"].concat() };
        self.copy_failed.of(&keys)
    }

    /// What is counted by that label of a metric; the label itself where it is not known.
    pub(super) fn metric<'a>(&self, label: &'a str, count: u64) -> &'a str {
        let known = label.strip_suffix(['s', 'S']).unwrap_or(label);
        let found = self.metrics.iter().find(|(name, ..)| name.eq_ignore_ascii_case(known));
        found.map_or(label, |(_, one, several)| if count == 1 { one } else { several })
    }

    /// A date, or a range of dates, in full or in short.
    pub(super) fn date_range(&self, date: &Date, short: bool) -> String {
        let part = |part| self.date(part, short);
        match (&date.start, &date.end, &date.literal) {
            (Some(start), Some(end), _) => [&part(start), " → ", &part(end)].concat(),
            (Some(start), None, _) if date.open => [&part(start), " →"].concat(),
            (Some(start), None, _) if date.circa => ["~ ", &part(start)].concat(),
            (Some(start), None, _) => part(start),
            (None, _, literal) => literal.clone().unwrap_or_default(),
        }
    }

    /// A date in full or in short.
    pub(super) fn date(&self, part: &DatePart, short: bool) -> String {
        let year = part.year.unsigned_abs().to_string();
        let year = if part.year < 0 { self.year_before.of(&year) } else { year };
        let month = part.month.and_then(|month| self.months.get(usize::from(month).checked_sub(1)?));
        let month = month.map(|(long, abbreviated)| if short { *abbreviated } else { *long });
        let season = part.season.and_then(|season| self.seasons.get(season as usize - 1).copied());
        let Some(month) = month.or(season) else { return year };
        let (day, pattern) = match part.day {
            Some(day) => (day.to_string(), self.day),
            None => (String::new(), self.month),
        };
        let mut date = String::new();
        for letter in pattern.chars() {
            match letter {
                'D' => date.push_str(&day),
                'M' => date.push_str(month),
                'Y' => date.push_str(&year),
                other => date.push(other),
            }
        }
        date
    }

    /// The name of a language; the tag itself where the name is not known.
    pub(super) fn language<'a>(&self, tag: &'a str) -> &'a str {
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
        assert_eq!(en.metric("citations", 1), "citation");
        assert_eq!(de.metric("citations", 2), "Zitationen");
        assert_eq!(de.metric("Mentions", 3), "Erwähnungen");
        assert_eq!(de.metric("Altmetric score", 3), "Altmetric score", "the page's own word stays");
        assert_eq!(en.chosen.of_all(1, 300), "1 of 300 works");
        assert_eq!(de.chosen.of_all(3, 300), "3 von 300 Werken");
        let day = DatePart::new(2021, Some(9), Some(1));
        assert_eq!(en.date(&day, true), "1\u{a0}Sept 2021");
        assert_eq!(de.date(&day, false), "1.\u{a0}September 2021");
        assert_eq!(en.language("en-GB"), "English");
        assert_eq!(de.language("tlh"), "tlh");
        assert_eq!(Labels::lang("tlh"), "en");
    }

    /// Speech control presses a button by the words that are seen on it (WCAG 2.5.3).
    #[test]
    fn names_hold_the_words_that_are_seen() {
        for (code, labels) in LANGUAGES {
            let holds = |name: String, seen: &str| {
                assert!(name.to_lowercase().contains(&seen.to_lowercase()), "{code}: “{seen}” in “{name}”");
            };
            holds(labels.copy_citation_of.of("APA"), labels.copy_citation);
            holds(labels.copy.of("RIS"), labels.copy_short);
            holds(labels.download_of.of("RIS"), labels.download);
            holds(labels.copy_note.to_owned(), labels.note);
        }
    }

    #[test]
    fn keys_have_the_names_of_the_language() {
        assert!(Labels::of("en").copy_refused(false).contains("Ctrl+C"));
        assert!(Labels::of("de").copy_refused(false).contains("Strg+C"));
    }

    #[test]
    fn typographic_marks_only() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/card/labels");
        for (code, _) in LANGUAGES {
            let text =
                std::fs::read_to_string(format!("{folder}/{code}.rs")).expect("a file for each language");
            for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().starts_with("//")) {
                let quoted = line.split('"').skip(1).step_by(2);
                for label in quoted {
                    assert!(
                        !label.contains('\'') && !label.contains("..."),
                        "{code}, line {}: {label}",
                        at + 1
                    );
                }
            }
        }
    }
}
