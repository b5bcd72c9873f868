//! Language tags (BCP 47) to the locale that is nearest among those at hand: by its script, its region
//! and then its language. One table, which the loader's JavaScript has as well.
//!
//! The lookup is that of RFC 4647, section 3.4: a tag is asked for as it is, then without its last
//! part, and so on. The table has what that does not find: the main dialect of each language (as in
//! CSL's `locales.json`), other tags of a language, and the parents of Unicode CLDR's `parentLocales`
//! and `likelySubtags`: English outside of America is nearest to Britain's, Spanish of Latin America
//! to Mexico's, Chinese of Hong Kong and Macao to Taiwan's.

/// For each tag that leads somewhere, in lower case, the nearest of the locales at hand: what
/// [`nearest_locale`] finds by taking the last parts off a tag until one is in this list.
pub fn nearest_locales<'l>(locales: &[&'l str]) -> Vec<(String, &'l str)> {
    let mut pairs: Vec<(String, &'l str)> = Vec::new();
    let mut add = |tag: String, id: &'l str| {
        if !pairs.iter().any(|(known, _)| *known == tag) {
            pairs.push((tag, id));
        }
    };
    for id in locales {
        add(id.to_ascii_lowercase(), id);
    }
    for (tag, nearest) in NEAREST {
        let mut found = nearest.iter();
        if let Some(id) = found.find_map(|id| known(locales, id)) {
            add((*tag).to_owned(), id);
        }
    }
    for id in locales {
        // A language of which there is any dialect.
        add(id.split('-').next().unwrap_or_default().to_ascii_lowercase(), id);
    }
    pairs
}

fn known<'l>(locales: &[&'l str], wanted: &str) -> Option<&'l str> {
    locales.iter().find(|id| id.eq_ignore_ascii_case(wanted)).copied()
}

/// Tags in lower case, each with the locales that answer for it, the nearest first.
static NEAREST: &[(&str, &[&str])] = &[
    ("bs", &["hr-HR", "sr-Latn-RS", "hr", "sr-Latn"]),
    ("cmn", &["zh-CN", "zh-Hans"]),
    ("cmn-hant", &["zh-TW", "zh-Hant"]),
    ("de", &["de-DE"]),
    ("de-li", &["de-CH"]),
    ("en", &["en-US"]),
    ("en-001", &["en-GB"]),
    ("en-150", &["en-GB"]),
    ("en-au", &["en-GB"]),
    ("en-bd", &["en-GB"]),
    ("en-bw", &["en-GB"]),
    ("en-cy", &["en-GB"]),
    ("en-gh", &["en-GB"]),
    ("en-hk", &["en-GB"]),
    ("en-ie", &["en-GB"]),
    ("en-in", &["en-GB"]),
    ("en-jm", &["en-GB"]),
    ("en-ke", &["en-GB"]),
    ("en-lk", &["en-GB"]),
    ("en-mt", &["en-GB"]),
    ("en-my", &["en-GB"]),
    ("en-ng", &["en-GB"]),
    ("en-nz", &["en-GB"]),
    ("en-pk", &["en-GB"]),
    ("en-sg", &["en-GB"]),
    ("en-tt", &["en-GB"]),
    ("en-tz", &["en-GB"]),
    ("en-ug", &["en-GB"]),
    ("en-za", &["en-GB"]),
    ("en-zm", &["en-GB"]),
    ("en-zw", &["en-GB"]),
    ("es", &["es-ES"]),
    ("es-419", &["es-MX"]),
    ("es-ar", &["es-MX"]),
    ("es-bo", &["es-MX"]),
    ("es-co", &["es-MX"]),
    ("es-cr", &["es-MX"]),
    ("es-cu", &["es-MX"]),
    ("es-do", &["es-MX"]),
    ("es-ec", &["es-MX"]),
    ("es-gt", &["es-MX"]),
    ("es-hn", &["es-MX"]),
    ("es-ni", &["es-MX"]),
    ("es-pa", &["es-MX"]),
    ("es-pe", &["es-MX"]),
    ("es-pr", &["es-MX"]),
    ("es-py", &["es-MX"]),
    ("es-sv", &["es-MX"]),
    ("es-us", &["es-MX"]),
    ("es-uy", &["es-MX"]),
    ("es-ve", &["es-MX"]),
    ("fr", &["fr-FR"]),
    ("in", &["id-ID", "id"]),
    ("iw", &["he-IL", "he"]),
    ("mo", &["ro-RO", "ro"]),
    ("no", &["nb-NO", "nn-NO", "nb"]),
    ("pt", &["pt-PT", "pt-BR"]),
    // The locale of Pakistan is in the Arabic script, which readers of Gurmukhi do not read.
    ("pa", &["en-US"]),
    ("pa-arab", &["pa-PK"]),
    ("sh", &["sr-Latn-RS", "sr-Latn"]),
    ("sr", &["sr-Cyrl-RS", "sr-RS", "sr"]),
    ("sr-cyrl", &["sr-Cyrl-RS", "sr-RS", "sr"]),
    ("sr-latn", &["sr-Latn-RS", "hr-HR", "sr-Latn"]),
    ("sr-me", &["sr-Latn-RS", "sr-Latn"]),
    ("yue", &["zh-TW", "zh-Hant"]),
    ("yue-hans", &["zh-CN", "zh-Hans"]),
    ("zh", &["zh-CN", "zh-Hans"]),
    ("zh-hant", &["zh-TW", "zh-Hant"]),
    ("zh-hk", &["zh-TW", "zh-Hant"]),
    ("zh-mo", &["zh-TW", "zh-Hant"]),
    ("zh-tw", &["zh-Hant"]),
];

/// The nearest to a language of the locales at hand; nothing where none is near.
///
/// ```
/// use citation_card::csl::nearest_locale;
///
/// let locales = ["de-AT", "de-DE", "en-US", "zh-CN", "zh-TW"];
/// assert_eq!(nearest_locale("zh-Hant-HK", &locales), Some("zh-TW"));
/// assert_eq!(nearest_locale("de", &locales), Some("de-DE"));
/// assert_eq!(nearest_locale("fi", &locales), None);
/// ```
pub fn nearest_locale<'l>(lang: &str, locales: &[&'l str]) -> Option<&'l str> {
    let known = |wanted: &str| known(locales, wanted);
    let wanted = lang.trim().replace('_', "-").to_ascii_lowercase();
    let mut tag = wanted.as_str();
    loop {
        if let Some(id) = known(tag) {
            return Some(id);
        }
        if let Some((_, nearest)) = NEAREST.iter().find(|(own, _)| *own == tag) {
            if let Some(id) = nearest.iter().find_map(|id| known(id)) {
                return Some(id);
            }
        }
        let Some((parent, _)) = tag.rsplit_once('-') else { break };
        tag = parent;
    }
    // Any dialect of the language.
    let same = |id: &&&str| id.split('-').next().is_some_and(|own| own.eq_ignore_ascii_case(tag));
    locales.iter().find(same).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCALES: &[&str] = &[
        "ar",
        "de-AT",
        "de-CH",
        "de-DE",
        "en-GB",
        "en-US",
        "es-CL",
        "es-ES",
        "es-MX",
        "fr-CA",
        "fr-FR",
        "he-IL",
        "hr-HR",
        "id-ID",
        "nb-NO",
        "nn-NO",
        "pa-PK",
        "pt-BR",
        "pt-PT",
        "ro-RO",
        "sr-Cyrl-RS",
        "sr-Latn-RS",
        "zh-CN",
        "zh-TW",
    ];

    /// What the loader's JavaScript does with [`nearest_locales`].
    fn looked_up(lang: &str) -> Option<&'static str> {
        let pairs = nearest_locales(LOCALES);
        let mut tag = lang.trim().replace('_', "-").to_ascii_lowercase();
        while !tag.is_empty() {
            if let Some((_, id)) = pairs.iter().find(|(known, _)| *known == tag) {
                return Some(id);
            }
            tag.truncate(tag.rfind('-').unwrap_or(0));
        }
        None
    }

    #[test]
    fn finds_the_locale_by_script_region_and_language() {
        for (lang, id) in [
            ("zh-Hant", "zh-TW"),
            ("zh-Hant-HK", "zh-TW"),
            ("zh-HK", "zh-TW"),
            ("zh-MO", "zh-TW"),
            ("zh_TW", "zh-TW"),
            ("zh", "zh-CN"),
            ("zh-Hans-SG", "zh-CN"),
            ("zh-SG", "zh-CN"),
            ("sr", "sr-Cyrl-RS"),
            ("sr-RS", "sr-Cyrl-RS"),
            ("sr-Latn", "sr-Latn-RS"),
            ("sr-Latn-BA", "sr-Latn-RS"),
            ("sr-Cyrl-BA", "sr-Cyrl-RS"),
            ("no", "nb-NO"),
            ("no-NO", "nb-NO"),
            ("nn", "nn-NO"),
            ("iw", "he-IL"),
            ("iw-IL", "he-IL"),
            ("in", "id-ID"),
            ("de", "de-DE"),
            ("de-LU", "de-DE"),
            ("DE-at", "de-AT"),
            ("de-CH-1996", "de-CH"),
            ("en", "en-US"),
            ("en-CA", "en-US"),
            ("en-AU", "en-GB"),
            ("en-IE", "en-GB"),
            ("en-001", "en-GB"),
            ("zh-Hant-MO", "zh-TW"),
            ("yue-HK", "zh-TW"),
            ("cmn-Hans-CN", "zh-CN"),
            ("sr-ME", "sr-Latn-RS"),
            ("sh", "sr-Latn-RS"),
            ("bs-BA", "hr-HR"),
            ("mo", "ro-RO"),
            ("nb", "nb-NO"),
            ("es-AR", "es-MX"),
            ("es-419", "es-MX"),
            ("es-CL", "es-CL"),
            ("es-GQ", "es-ES"),
            ("pt", "pt-PT"),
            ("pt-AO", "pt-PT"),
            ("ar-EG", "ar"),
            ("pa-Arab", "pa-PK"),
            ("pa-IN", "en-US"),
        ] {
            assert_eq!(nearest_locale(lang, LOCALES), Some(id), "{lang}");
            assert_eq!(looked_up(lang), Some(id), "{lang} by the table");
        }
        for lang in ["", "fi", "x-klingon", "und"] {
            assert_eq!((nearest_locale(lang, LOCALES), looked_up(lang)), (None, None), "{lang}");
        }
    }
}
