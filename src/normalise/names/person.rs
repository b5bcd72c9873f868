//! One person's name to its parts, in whatever order and script it is written.
//!
//! Names keep the order of their own language: 김 영희, Иванов Иван Иванович and Nguyễn Văn Nam begin with
//! the family name, ジェーン・ロー and 卡尔·马克思 end with it.

use super::affixes::{is_clear_degree, is_suffix, titles_off, without_years};
use super::capitals::{lowered, lowered_beside, shouts, split_lowered_particles};
use super::chinese;
use super::organisation::is_organisation;
use crate::record::Name;
use crate::text::parts::one_line;
use crate::text::{case, cut, parts};

/// Particles that are written with a capital as well; they then belong to the family name: `Le Scao`.
const CAPITAL_PARTICLES: &[&str] = &[
    "Van", "Von", "Vander", "Vanden", "Le", "La", "De", "Del", "Della", "Dos", "Des", "Den", "Der", "Ter",
    "Ten", "El", "Al", "Bin", "Ibn", "Mac", "Mc", "St.", "Saint", "Du", "D'",
];

/// Vietnamese family names that are not given names elsewhere.
const VIETNAMESE: &[&str] = &[
    "nguyễn", "nguyen", "trần", "tran", "phạm", "pham", "huỳnh", "huynh", "hoàng", "hoang", "phan", "vũ",
    "võ", "đặng", "dang", "bùi", "bui", "đỗ", "hồ", "ngô", "ngo", "dương", "duong", "lý", "đinh", "dinh",
    "trịnh", "trinh", "lê", "đào", "đoàn", "doan", "lương", "luong", "tô", "cao", "mai", "lâm", "tạ",
];

/// Family names of three letters that are not read as initials where they stand in capitals: `Jane ROE`.
const SHORT_FAMILIES: &[&str] = &[
    "ABE", "BAL", "BEG", "BOS", "CHA", "CHO", "CHU", "COE", "COX", "DAS", "DAY", "DEY", "DIX", "DOE", "FOX",
    "FRY", "GAY", "HAO", "HSU", "ITO", "IVE", "JHA", "JIA", "JIN", "KAY", "KIM", "KOK", "KOÇ", "LAM", "LAU",
    "LAW", "LEE", "LEI", "LIM", "LIU", "LOE", "LOW", "LUO", "LYU", "MAO", "MEI", "MOE", "MOL", "NAG", "NOE",
    "ODA", "OTA", "PAL", "POE", "POL", "QIN", "RAO", "RAY", "ROE", "ROY", "SEN", "SHI", "SUN", "TAN", "TSE",
    "UNO", "VOS", "WEI", "XIE", "YAN", "YAO", "YIN", "YUN", "ZHU",
];

fn some(text: &str) -> Option<String> {
    let text = one_line(text);
    (!text.is_empty()).then_some(text)
}

/// Whether a word is a particle of a family name: it begins with a small letter (`van`, `d'`, `'t`).
pub(super) fn is_particle(word: &str) -> bool {
    word.trim_start_matches(['\'', '’']).starts_with(char::is_lowercase)
}

/// Whether a word is a particle in capitals: `Van`.
pub(super) fn is_capital_particle(word: &str) -> bool {
    CAPITAL_PARTICLES.contains(&word)
}

/// `van der Berg` to `van der` and `Berg`; a name all in small letters is left whole.
pub(crate) fn split_particle(family: &str) -> (&str, &str) {
    let mut end = 0;
    for word in family.split_inclusive(' ') {
        if !is_particle(word) {
            return family.split_at(end);
        }
        end += word.len();
    }
    // `d'Antras`, `l'Hôpital`: only where a capital follows the apostrophe.
    if let Some(at) = family.find(['\'', '’']) {
        let after = at + cut::tail(family, at).chars().next().map_or(1, char::len_utf8);
        if cut::tail(family, after).starts_with(char::is_uppercase) {
            return family.split_at(after);
        }
    }
    ("", family)
}

/// `J. de` to `J.` and `de`.
fn split_trailing_particle(given: &str) -> (&str, &str) {
    let mut end = given.len();
    for word in given.rsplit(' ') {
        if !is_particle(word) {
            break;
        }
        end = end.saturating_sub(word.len() + 1);
    }
    if end == 0 || end == given.len() { (given, "") } else { given.split_at(end) }
}

/// A name from its family name, given name and suffix, each as written. A suffix inside the family or
/// the given name comes out of it: `Poe Jr., Rick`.
pub(super) fn of_parts(family: &str, given: &str, suffix: Option<&str>) -> Name {
    let (family, inside) = split_suffix(family);
    let (given, behind) = split_suffix(given);
    let mut name = Name { suffix: suffix.or(inside).or(behind).and_then(some), ..Name::default() };
    let (particle, family) = split_particle(family);
    name.non_dropping_particle = some(particle);
    name.family = some(family);
    let (given, dropping) = split_trailing_particle(given);
    name.given = some(given);
    name.dropping_particle = some(dropping);
    name
}

/// `Poe Jr.` and `Poe, Jr.` to `Poe` and `Jr.`; `V` alone is an initial.
fn split_suffix(text: &str) -> (&str, Option<&str>) {
    match parts::last_word(text.trim_end()) {
        Some((before, last))
            if is_suffix(last) && !matches!(last, "V" | "v" | "Junior" | "Filho" | "Neto" | "Júnior") =>
        {
            (parts::trim_end(before, ", "), Some(last))
        }
        _ => (text, None),
    }
}

/// The letters of initials and how many of them there are: `J.`, `A.B.`, `J.-P.`, `JD`; nothing for
/// other words.
fn initials(word: &str) -> Option<usize> {
    let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
    let dots = word.matches('.').count();
    let only = word.chars().all(|letter| letter.is_uppercase() || matches!(letter, '.' | '-' | '‐'));
    // `Ю.` and `Юл.` are both written.
    let short = word.ends_with('.') && word.chars().count() <= 3 && word.starts_with(char::is_uppercase);
    let known = only && (1..=4).contains(&capitals) && (dots == 0 && capitals <= 3 || dots == capitals);
    (known || short && capitals == 1).then_some(capitals)
}

/// A name without a comma, in the order of its language.
pub(crate) fn from_direct(text: &str) -> Name {
    let text = one_line(text);
    if let Some(name) = transliterated(&text).or_else(|| east_asian(&text)) {
        return name;
    }
    let mut words: Vec<&str> = text.split(' ').collect();
    if words.len() < 2 || is_organisation(&text) {
        return Name::literal(text);
    }
    let suffix = (words.len() > 2).then(|| words.last().filter(|word| is_suffix(word))).flatten().copied();
    words.truncate(words.len() - usize::from(suffix.is_some()));
    if words.len() == 2 && suffix.is_some() && initials(words[1]).is_none() && words[0].ends_with(',') {
        return of_parts(words[0].trim_end_matches(','), words[1], suffix);
    }
    let name = family_first(&words).unwrap_or_else(|| family_last(&words));
    Name { suffix: suffix.and_then(some), ..name }
}

/// `Ludwig van Beethoven`, `Vincent Van Roe`, `Xiaohe Wang (王小河)`.
fn family_last(words: &[&str]) -> Name {
    let mut words = words.to_vec();
    // Words in brackets behind belong to the given name.
    let closed = words.last().is_some_and(|word| word.ends_with([')', '）']));
    let bracket = words.iter().position(|word| word.starts_with(['(', '（'])).filter(|_| closed);
    if bracket == Some(1) {
        return Name::literal(words.join(" "));
    }
    let behind = bracket.filter(|at| *at > 1).map(|at| words.split_off(at).join(" "));
    if let Some(name) = capitals_last(&words).filter(|_| behind.is_none()) {
        return name;
    }
    let family = words.pop().unwrap_or_default();
    let mut from = words.len();
    // `al-Rahman` is a name with its article.
    let arabic =
        |word: &str| word.split_once('-').is_some_and(|(_, name)| name.starts_with(char::is_uppercase));
    let particle = |word: &str| is_particle(word) && !arabic(word) || is_capital_particle(word);
    while from > 1 && particle(words[from - 1]) {
        from -= 1;
    }
    // `José Ortega y Gasset`
    if from > 1 && matches!(words[from..], ["y" | "e" | "i"]) {
        let family = [&words[from - 1..].join(" "), " ", family].concat();
        return Name { given: some(&words[..from - 1].join(" ")), family: some(&family), ..Name::default() };
    }
    // A name before particles in capitals alone.
    let capital = words.get(from..).is_some_and(|words| words.iter().any(|word| !is_particle(word)));
    let given = [words[..from].join(" "), behind.unwrap_or_default()].join(" ");
    let particle = words[from..].join(" ");
    if capital {
        let family = [&particle, " ", family].concat();
        return Name { given: some(&given), family: some(&family), ..Name::default() };
    }
    let lower = case::to_lower(family);
    let initialled = !words.is_empty() && words.iter().all(|word| word.ends_with('.'));
    let shouted =
        shouts(family) && (initialled || words.iter().any(|word| spelled_out(word))) && family != lower;
    let family =
        if shouted { lowered_beside(family, &given) } else { family.trim_end_matches(',').to_owned() };
    Name {
        given: some(&given),
        non_dropping_particle: some(&particle),
        family: some(&family),
        ..Name::default()
    }
}

/// Names that begin with the family name, told by their form: `Watson JD`, `Петрова А. Б.`, `ROE Jane`,
/// `Иванов Иван Иванович`, `Nguyễn Văn Nam`.
fn family_first(words: &[&str]) -> Option<Name> {
    chinese::capitals(words)
        .map(|(given, family)| from_capitals(given, &[family]))
        .or_else(|| initials_last(words))
        .or_else(|| capitals_initials(words))
        .or_else(|| capitals_first(words))
        .or_else(|| slavic(words))
        .or_else(|| vietnamese(words))
}

/// Whether a name has its family name before initials.
pub(super) fn is_family_first(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    chinese::capitals(&words).is_none() && initials_last(&words).is_some()
}

/// A family name and initials behind it. `II` and `III` are not initials.
fn initials_last(words: &[&str]) -> Option<Name> {
    let is_initial =
        |word: &&&str| initials(word).is_some() && !matches!(**word, "II" | "III" | "IV" | "JR" | "SR");
    let behind = words.iter().rev().take_while(is_initial).count();
    let (family, given) = words.split_at_checked(words.len() - behind)?;
    // Of several without dots each is one letter: `Petrova A B`.
    let plain = given.len() > 1 && given.iter().any(|word| !word.contains('.') && word.chars().count() > 1);
    if matches!(given, [word] if SHORT_FAMILIES.contains(word)) && family.iter().all(|word| spelled_out(word))
    {
        return None;
    }
    let spelled = family.iter().any(|word| word.chars().any(char::is_lowercase));
    let initialled = family.iter().any(|word| initials(word).is_some() || word.ends_with('.'));
    if behind == 0 || behind > 3 || plain || !spelled || initialled || family.len() > 4 {
        return None;
    }
    // `Jane Mary B.`: two names and one initial are as likely given names.
    Some(of_parts(&family.join(" "), &given.join(" "), None))
}

/// The family name, in capitals, and initials with dots behind it: `ROE J.`
fn capitals_initials(words: &[&str]) -> Option<Name> {
    let behind =
        words.iter().rev().take_while(|word| word.ends_with('.') && initials(word).is_some()).count();
    let (family, given) = words.split_at_checked(words.len() - behind)?;
    let plain = |word: &&str| !word.contains('.') && !word.chars().any(char::is_lowercase);
    let person = (1..=3).contains(&behind) && family.iter().all(plain) && shouts(family.last()?);
    person.then(|| {
        let mut name = of_parts(&lowered(&family.join(" ")), &given.join(" "), None);
        split_lowered_particles(&mut name);
        name
    })
}

/// The family name, in capitals, and what is given after it: `ROE Jane`, `DE LA TOUR Marc`. Three letters
/// without a vowel between them are initials: `JRR Tolkien`.
fn capitals_first(words: &[&str]) -> Option<Name> {
    let in_capitals = |word: &&&str| {
        word.chars().count() > 1 && !word.contains(['.', ',']) && !word.chars().any(char::is_lowercase)
    };
    let count = words.iter().take_while(in_capitals).count();
    let (family, given) = words.split_at_checked(count)?;
    let last = family.last()?;
    let vowel = |letter: char| "AEIOUYÀÁÂÄÅÈÉÊËÌÍÎÏÒÓÔÖØÙÚÛÜАЕЁИОУЫЭЮЯІЇЄ".contains(letter);
    let known = VIETNAMESE.contains(&case::to_lower(last).as_str());
    let short = last.chars().count() == 3 && !last.chars().nth(1).is_some_and(vowel) && !known;
    let person = shouts(last)
        && !short
        && (1..=2).contains(&given.len())
        && given.iter().all(|word| spelled_out(word));
    person.then(|| from_capitals(given, family))
}

/// The family name of several words, in capitals, behind the given name: `Jean-Pierre DE LA TOUR`.
fn capitals_last(words: &[&str]) -> Option<Name> {
    let in_capitals = |word: &&&str| {
        word.chars().filter(|letter| letter.is_alphabetic()).count() > 1
            && !word.contains('.')
            && !word.chars().any(char::is_lowercase)
    };
    let count = words.iter().rev().take_while(in_capitals).count();
    let (given, family) = words.split_at_checked(words.len().checked_sub(count)?)?;
    let person = count > 1 && given.first().is_some_and(|word| spelled_out(word)) && shouts(family.last()?);
    person.then(|| from_capitals(given, family))
}

/// A name of the words of a given name, and of a family name in capitals.
fn from_capitals(given: &[&str], family: &[&str]) -> Name {
    let mut name = Name {
        given: some(&given.join(" ")),
        family: some(&lowered_beside(&family.join(" "), &given.join(" "))),
        ..Name::default()
    };
    split_lowered_particles(&mut name);
    name
}

/// Whether a name is written in small letters after a capital.
pub(super) fn spelled_out(name: &str) -> bool {
    name.starts_with(char::is_uppercase) && name.chars().any(char::is_lowercase)
}

/// Russian, Ukrainian and Belarusian: a patronymic is behind the given name, and two words tell their
/// order by the ending of family names.
fn slavic(words: &[&str]) -> Option<Name> {
    let patronymic = |word: &str| {
        let word = case::to_lower(word);
        [
            "ович",
            "евич",
            "ёвич",
            "йович",
            "ич",
            "овна",
            "евна",
            "ёвна",
            "ична",
            "івна",
            "ївна",
            "оглы",
            "кызы",
        ]
        .iter()
        .any(|end| word.len() > end.len() + 2 && word.ends_with(end))
    };
    let family = |word: &str| {
        let word = case::to_lower(word);
        ["ов", "ев", "ёв", "ова", "ева", "ёва", "ский", "ская", "цкий", "цкая", "ський", "ська", "енко"]
            .iter()
            .any(|end| word.chars().count() >= 5 && word.ends_with(end))
    };
    match words {
        [first, given, last] if patronymic(last) && !patronymic(given) => {
            Some(of_parts(first, &[given, " ", *last].concat(), None))
        }
        [first, last] if family(first) && !family(last) && spelled_out(last) => {
            Some(of_parts(first, last, None))
        }
        _ => None,
    }
}

/// Vietnamese: the family name, then the middle and given names.
fn vietnamese(words: &[&str]) -> Option<Name> {
    let known = |word: &str| VIETNAMESE.contains(&case::to_lower(word).as_str());
    let (first, rest) = words.split_first()?;
    let middle = rest.first().is_some_and(|word| matches!(*word, "Van" | "Thi" | "Văn" | "Thị"));
    // Letters that no other language has.
    let marked = words.iter().any(|word| word.contains(is_vietnamese));
    let last = rest.last()?;
    let begins = rest.len() > 1 && known(first) && (middle || marked || !known(last));
    let short = rest.len() > 1 && middle && matches!(*first, "Le" | "Do" | "Vu" | "Vo" | "Ho" | "Ly" | "Dao");
    (begins || short || rest.len() == 1 && marked && known(first) && !known(last)).then(|| Name {
        family: some(first),
        given: some(&rest.join(" ")),
        ..Name::default()
    })
}

fn is_vietnamese(letter: char) -> bool {
    matches!(letter, '\u{1ea0}'..='\u{1ef9}' | 'ơ' | 'ư' | 'Ơ' | 'Ư' | 'đ' | 'Đ' | 'ă' | 'Ă')
}

fn is_katakana(letter: char) -> bool {
    matches!(letter, '\u{30a1}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9f}')
}

/// Han, kana and Hangul.
pub(super) fn is_east_asian(letter: char) -> bool {
    is_katakana(letter)
        || matches!(letter, '\u{3041}'..='\u{309f}' | '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
        || matches!(letter, '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Foreign names in katakana and Han, with a dot between given and family name: `ジェーン・ロー`.
fn transliterated(text: &str) -> Option<Name> {
    let dots = ['・', '･', '·', '•', '‧'];
    let at = text.rfind(dots)?;
    let (given, family) = (cut::head(text, at), cut::tail(text, at).trim_start_matches(dots));
    // With initials: `ジョン・F・ケネディ`.
    let initial = |letter: char| matches!(letter, 'A'..='Z' | 'Ａ'..='Ｚ' | '.');
    let foreign =
        text.chars().all(|letter| is_east_asian(letter) || dots.contains(&letter) || initial(letter))
            && family.chars().all(is_east_asian);
    (foreign && !given.is_empty() && !family.is_empty() && !is_organisation(text)).then(|| Name {
        given: some(given),
        family: some(family),
        ..Name::default()
    })
}

/// Whether a name has its family name first by its script: `山田 太郎`, but not katakana alone.
pub(super) fn is_east_asian_name(text: &str) -> bool {
    let letters = |letter: char| is_east_asian(letter) || letter == ' ';
    text.contains(' ')
        && text.chars().all(letters)
        && !text.chars().all(|letter| is_katakana(letter) || letter == ' ')
}

/// `김 영희`, `山田 太郎`: the family name first; in katakana alone, last. Without a space nothing tells the
/// two apart, and the name stays whole.
fn east_asian(text: &str) -> Option<Name> {
    let letters = |letter: char| is_east_asian(letter) || letter == ' ';
    let (first, rest) = text.split_once(' ').filter(|_| text.chars().all(letters))?;
    if first.chars().count() > 4 && !first.chars().all(is_katakana)
        || rest.len() > 40
        || is_organisation(text)
    {
        return Some(Name::literal(text));
    }
    let foreign = text.chars().all(|letter| is_katakana(letter) || letter == ' ');
    let (given, family) = if foreign { text.rsplit_once(' ')? } else { (rest, first) };
    Some(Name { family: some(family), given: some(given), ..Name::default() })
}

/// A name written with its family name first: `van Gogh, Vincent`, `King, Martin Luther, Jr.`,
/// `Vries, J. de`. Without a comma it is an organisation's or a single name, unless it has initials.
pub(crate) fn from_inverted(text: &str) -> Name {
    let text = without_years(text.trim());
    let mut list: Vec<&str> = text.split([',', '،', '，']).map(str::trim).collect();
    while list.len() > 1
        && list.last().is_some_and(|part| part.is_empty() || list.len() > 2 && is_clear_degree(part))
    {
        list.pop();
    }
    match list.as_slice() {
        // `Rick Poe, Jr.`, `Jane Roe, PhD`
        [full, behind] if is_suffix(behind) || is_clear_degree(behind) && full.contains(' ') => {
            let suffix = is_suffix(behind).then_some(*behind);
            let named = full.split(' ').filter(|word| !is_particle(word)).count() > 1;
            if !named || is_organisation(full) {
                return of_parts(full, "", suffix);
            }
            let name = from_direct(full);
            Name { suffix: suffix.and_then(some).or(name.suffix.clone()), ..name }
        }
        [family, suffix, given] if is_suffix(suffix) => of_parts(family, titles_off(given), Some(suffix)),
        [family, given] => of_parts(family, titles_off(given), None),
        [family, given, suffix, rest @ ..] => {
            let behind = [&[*suffix], rest].concat().join(", ");
            of_parts(family, titles_off(given), Some(&behind))
        }
        _ => {
            let whole = one_line(text.trim_end_matches([',', ' ']));
            let words: Vec<&str> = whole.split(' ').collect();
            let initialled = is_initialled(&words) && !is_organisation(&whole);
            let behind = initials_last(&words).filter(|_| !is_organisation(&whole) && whole.contains('.'));
            match behind {
                Some(name) => name,
                None if initialled => from_direct(&whole),
                None => Name::literal(whole),
            }
        }
    }
}

/// Whether a name without a comma has its initials in front: `K. He`, `J.-P. Serre`, `M. de Jong`.
fn is_initialled(words: &[&str]) -> bool {
    let Some((family, words)) = words.split_last() else { return false };
    let dotted = |word: &&&str| {
        word.split('-').all(|part| {
            part.chars().count() == 2 && part.ends_with('.') && part.starts_with(char::is_uppercase)
        })
    };
    let initials = words.iter().take_while(dotted).count();
    initials > 0
        && words.iter().skip(initials).all(|word| is_particle(word))
        && family.starts_with(char::is_uppercase)
        && family.chars().count() > 1
        && !family.ends_with('.')
}
