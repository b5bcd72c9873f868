//! Languages: codes (BCP 47), their English names, and the names that babel gives them.

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

/// The English name of a language code; what is no known code stays.
pub fn name(code: &str) -> &str {
    row(code).map_or(code, |row| row.1)
}

/// The name that babel and BibLaTeX know a language code by; that of the language where they do
/// not know the region.
pub fn babel(code: &str) -> Option<&'static str> {
    let primary = code.split(['-', '_']).next().unwrap_or_default();
    row(code).or_else(|| row(primary)).map(|row| row.2)
}

/// The code of a language given by its English name, babel's name, or already its code.
pub fn code(language: &str) -> &str {
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
