//! Languages: codes (BCP 47), their English names, and the names that babel gives them.

use crate::text::{case, parts};

/// Code, English name, name in babel and BibLaTeX (`langid`).
static LANGUAGES: &[(&str, &str, &str)] = &[
    ("en", "English", "english"),
    ("en-US", "English (US)", "american"),
    ("en-GB", "English (UK)", "british"),
    ("en-AU", "English (Australia)", "australian"),
    ("en-CA", "English (Canada)", "canadian"),
    ("en-NZ", "English (New Zealand)", "newzealand"),
    ("af", "Afrikaans", "afrikaans"),
    ("ar", "Arabic", "arabic"),
    ("bg", "Bulgarian", "bulgarian"),
    ("ca", "Catalan", "catalan"),
    ("cs", "Czech", "czech"),
    ("cy", "Welsh", "welsh"),
    ("da", "Danish", "danish"),
    ("de", "German", "ngerman"),
    ("de-AT", "German (Austria)", "naustrian"),
    ("de-CH", "German (Switzerland)", "nswissgerman"),
    ("de-1901", "German (1901)", "german"),
    ("el", "Greek", "greek"),
    ("es", "Spanish", "spanish"),
    ("et", "Estonian", "estonian"),
    ("eu", "Basque", "basque"),
    ("fa", "Persian", "persian"),
    ("fi", "Finnish", "finnish"),
    ("fr", "French", "french"),
    ("fr-CA", "French (Canada)", "canadien"),
    ("ga", "Irish", "irish"),
    ("gl", "Galician", "galician"),
    ("grc", "Ancient Greek", "ancientgreek"),
    ("he", "Hebrew", "hebrew"),
    ("hi", "Hindi", "hindi"),
    ("hr", "Croatian", "croatian"),
    ("hu", "Hungarian", "magyar"),
    ("id", "Indonesian", "indonesian"),
    ("is", "Icelandic", "icelandic"),
    ("it", "Italian", "italian"),
    ("ja", "Japanese", "japanese"),
    ("ko", "Korean", "korean"),
    ("la", "Latin", "latin"),
    ("lt", "Lithuanian", "lithuanian"),
    ("lv", "Latvian", "latvian"),
    ("nb", "Norwegian Bokmål", "norsk"),
    ("nl", "Dutch", "dutch"),
    ("nn", "Norwegian Nynorsk", "nynorsk"),
    ("no", "Norwegian", "norwegian"),
    ("pl", "Polish", "polish"),
    ("pt", "Portuguese", "portuguese"),
    ("pt-BR", "Portuguese (Brazil)", "brazilian"),
    ("ro", "Romanian", "romanian"),
    ("ru", "Russian", "russian"),
    ("sk", "Slovak", "slovak"),
    ("sl", "Slovenian", "slovene"),
    ("sr", "Serbian", "serbian"),
    ("sv", "Swedish", "swedish"),
    ("th", "Thai", "thai"),
    ("tr", "Turkish", "turkish"),
    ("uk", "Ukrainian", "ukrainian"),
    ("vi", "Vietnamese", "vietnamese"),
    ("zh", "Chinese", "chinese"),
];

/// The English name of a language code; unknown codes stay.
pub(crate) fn name(code: &str) -> &str {
    row(code).map_or(code, |row| row.1)
}

/// The name that babel and BibLaTeX know a language code by; that of the language where they do
/// not know the region.
pub(crate) fn babel(code: &str) -> Option<&'static str> {
    let primary = code.split(['-', '_']).next().unwrap_or_default();
    row(code).or_else(|| row(primary)).map(|row| row.2)
}

/// The code of a language given by its English name, babel's name, or already its code.
pub(crate) fn code(language: &str) -> &str {
    let language = language.trim();
    let is = |known: &str| known.eq_ignore_ascii_case(language);
    let other = [
        ("USenglish", "en-US"),
        ("UKenglish", "en-GB"),
        ("ngermanb", "de"),
        ("germanb", "de"),
        ("francais", "fr"),
        ("portuges", "pt"),
        ("brazil", "pt-BR"),
        ("hungarian", "hu"),
        ("polutonikogreek", "el"),
        ("slovenian", "sl"),
        ("farsi", "fa"),
        ("eng", "en"),
        ("ger", "de"),
        ("deu", "de"),
        ("fre", "fr"),
        ("fra", "fr"),
        ("spa", "es"),
        ("ita", "it"),
        ("中文", "zh"),
        ("日本語", "ja"),
        ("한국어", "ko"),
        ("русский", "ru"),
        ("français", "fr"),
        ("español", "es"),
        ("deutsch", "de"),
        ("português", "pt"),
        ("italiano", "it"),
    ];
    let known = LANGUAGES.iter().find(|row| is(row.1) || is(row.2) && row.0 != "de-1901").map(|row| row.0);
    // Files say `german` where they mean the language, not its spelling of 1901.
    let known = known.or_else(|| is("german").then_some("de"));
    known.or_else(|| other.iter().find(|(name, _)| is(name)).map(|(_, code)| *code)).unwrap_or(language)
}

fn row(code: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    let same = |known: &str| {
        let mut pairs = known.bytes().zip(code.bytes());
        known.len() == code.len()
            && pairs.all(|(one, two)| one.eq_ignore_ascii_case(&two) || one == b'-' && two == b'_')
    };
    LANGUAGES.iter().find(|row| same(row.0))
}

/// English names and three-letter codes of the languages that repositories name most; under `-` the
/// codes that name none.
const WORDS: &str = "en:english,eng de:german,ger,deu,deutsch fr:french,fre,fra,français es:spanish,spa,español,castellano \
    it:italian,ita,italiano pt:portuguese,por,português nl:dutch,dut,nld,nederlands sv:swedish,swe da:danish,dan \
    no:norwegian,nor fi:finnish,fin pl:polish,pol cs:czech,cze,ces hu:hungarian,hun ru:russian,rus uk:ukrainian,ukr \
    tr:turkish,tur ar:arabic,ara fa:persian,per,fas zh:chinese,chi,zho ja:japanese,jpn ko:korean,kor \
    el:greek,gre,ell he:hebrew,heb id:indonesian,ind,indonesia ca:catalan,cat la:latin,lat hr:croatian,hrv sr:serbian,srp \
    sl:slovenian,slv sk:slovak,slo,slk ro:romanian,rum,ron bg:bulgarian,bul eu:basque,baq,eus gl:galician,glg \
    -:und,mul,zxx,mis,other,multiple";

/// A language's code, from its English name or a code of three letters too; of several the first.
/// Nothing for codes that name none.
pub(crate) fn read(text: &str) -> Option<String> {
    let word = parts::first(text, ";,(/|");
    let lower = case::to_lower(word);
    for row in WORDS.split_ascii_whitespace() {
        let names = parts::parts(row, ":,");
        if names.contains(&lower.as_str()) {
            return (names[0] != "-").then(|| names[0].to_owned());
        }
    }
    match word.len() {
        0 => None,
        2 | 3 => Some(lower),
        _ => Some(parts::parts(word, "_").join("-")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_languages_in_one_way() {
        for (text, expected) in [
            ("English (United States)", "en"),
            ("eng; fre", "en"),
            ("EN", "en"),
            ("en_US", "en-US"),
            ("Deutsch", "de"),
            ("Swahili", "Swahili"),
            ("und", ""),
            ("zxx", ""),
        ] {
            assert_eq!(read(text).unwrap_or_default(), expected, "{text}");
        }
    }
}
