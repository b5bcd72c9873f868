//! The plural category of a whole number in each language of the labels, where there is no browser
//! to ask: Unicode CLDR 46, Language Plural Rules
//! (<https://www.unicode.org/cldr/charts/46/supplemental/language_plural_rules.html>), for operands
//! without a fraction.

/// The category of a count.
pub(super) fn category(language: &str, count: u64) -> &'static str {
    let (ten, hundred) = (count % 10, count % 100);
    let one_to_four = |one: bool, few: bool, rest| match () {
        () if one => "one",
        () if few => "few",
        () => rest,
    };
    match language {
        "id" | "ja" | "ko" | "vi" | "zh-Hans" | "zh-Hant" => "other",
        "fa" | "hi" => {
            if count <= 1 {
                "one"
            } else {
                "other"
            }
        }
        "is" => {
            if ten == 1 && hundred != 11 {
                "one"
            } else {
                "other"
            }
        }
        "ca" | "es" | "it" | "pt-PT" => million(count == 1, count),
        "fr" | "pt-BR" => million(count <= 1, count),
        "cs" | "sk" => one_to_four(count == 1, (2..=4).contains(&count), "other"),
        "pl" => one_to_four(count == 1, is_few(ten, hundred), "many"),
        "ru" | "uk" => one_to_four(ten == 1 && hundred != 11, is_few(ten, hundred), "many"),
        "hr" | "sr" | "sr-Latn" => one_to_four(ten == 1 && hundred != 11, is_few(ten, hundred), "other"),
        "lt" => one_to_four(ten == 1 && hundred != 11, ten >= 2 && !(11..=19).contains(&hundred), "other"),
        "ro" => one_to_four(count == 1, count == 0 || (1..=19).contains(&hundred), "other"),
        "lv" => match () {
            () if ten == 0 || (11..=19).contains(&hundred) => "zero",
            () if ten == 1 => "one",
            () => "other",
        },
        "sl" => match hundred {
            1 => "one",
            2 => "two",
            3 | 4 => "few",
            _ => "other",
        },
        "he" => match count {
            1 => "one",
            2 => "two",
            _ => "other",
        },
        "ga" => match count {
            1 => "one",
            2 => "two",
            3..=6 => "few",
            7..=10 => "many",
            _ => "other",
        },
        "mt" => match (count, hundred) {
            (1, _) => "one",
            (2, _) => "two",
            (0, _) | (_, 3..=10) => "few",
            (_, 11..=19) => "many",
            _ => "other",
        },
        "ar" => match (count, hundred) {
            (0, _) => "zero",
            (1, _) => "one",
            (2, _) => "two",
            (_, 3..=10) => "few",
            (_, 11..) => "many",
            _ => "other",
        },
        _ => {
            if count == 1 {
                "one"
            } else {
                "other"
            }
        }
    }
}

/// Of Slavic languages: 2 to 4, 22 to 24, not 12 to 14.
fn is_few(ten: u64, hundred: u64) -> bool {
    (2..=4).contains(&ten) && !(12..=14).contains(&hundred)
}

/// Of Romance languages: millions take a preposition.
fn million(one: bool, count: u64) -> &'static str {
    match () {
        () if one => "one",
        () if count != 0 && count % 1_000_000 == 0 => "many",
        () => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From CLDR's table.
    #[test]
    fn counts_have_the_category_of_their_language() {
        for (language, count, expected) in [
            ("fa", 0, "one"),
            ("fa", 1, "one"),
            ("hi", 2, "other"),
            ("is", 11, "other"),
            ("is", 21, "one"),
            ("fr", 0, "one"),
            ("es", 0, "other"),
            ("fr", 1_000_000, "many"),
            ("cs", 4, "few"),
            ("pl", 12, "many"),
            ("pl", 22, "few"),
            ("ru", 21, "one"),
            ("hr", 5, "other"),
            ("lt", 10, "other"),
            ("ro", 19, "few"),
            ("lv", 10, "zero"),
            ("ja", 1, "other"),
        ] {
            assert_eq!(category(language, count), expected, "{language} {count}");
        }
    }
}
