//! Language tags (BCP 47) to the locale that is nearest among those at hand: by its script, its region
//! and then its language. One table, [`NEAREST`], which the loader's JavaScript reads as well.
//!
//! The lookup is that of RFC 4647, section 3.4: a tag is asked for as it is, then without its last
//! part, and so on. The table has what that does not find: the main dialect of each language (as in
//! CSL's `locales.json`), other tags of a language, and the parents of Unicode CLDR's `parentLocales`
//! and `likelySubtags`: English outside of America is nearest to Britain's, Spanish of Latin America
//! to Mexico's, Chinese of Hong Kong and Macao to Taiwan's.

/// Tags in lower case, each with the locales that answer for it, the nearest first.
pub static NEAREST: &[(&str, &[&str])] = &[
    ("bs", &["hr-HR", "sr-Latn-RS"]),
    ("cmn", &["zh-CN"]),
    ("cmn-hant", &["zh-TW"]),
    ("de", &["de-DE"]),
    ("de-li", &["de-CH"]),
    ("en", &["en-US"]),
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
    ("in", &["id-ID"]),
    ("iw", &["he-IL"]),
    ("mo", &["ro-RO"]),
    ("no", &["nb-NO", "nn-NO"]),
    ("pt", &["pt-PT", "pt-BR"]),
    // The locale of Pakistan is in the Arabic script, which readers of Gurmukhi do not read.
    ("pa", &["en-US"]),
    ("pa-arab", &["pa-PK"]),
    ("sh", &["sr-Latn-RS"]),
    ("sr", &["sr-Cyrl-RS", "sr-RS"]),
    ("sr-cyrl", &["sr-Cyrl-RS", "sr-RS"]),
    ("sr-latn", &["sr-Latn-RS", "hr-HR"]),
    ("sr-me", &["sr-Latn-RS"]),
    ("yue", &["zh-TW"]),
    ("yue-hans", &["zh-CN"]),
    ("zh", &["zh-CN"]),
    ("zh-hant", &["zh-TW"]),
    ("zh-hk", &["zh-TW"]),
    ("zh-mo", &["zh-TW"]),
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
    let known = |wanted: &str| locales.iter().find(|id| id.eq_ignore_ascii_case(wanted)).copied();
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
