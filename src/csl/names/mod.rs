//! The names of styles and journals, and the file that `dist/` has them in.
//!
//! The file lists every style by the style whose rules it uses, one name a line, fields parted by
//! tabs; what is empty at the end of a line is left out:
//!
//! ```text
//! #id   kind            kind: n numeric, d author and date, a author, o notes, l label;
//!                       followed by "-" where the style itself has a later edition
//! title short id locale the style itself first, then those that take its rules; an id that is
//!                       not [`slug`] of the title; a locale that is not the style's
//! ```
//!
//! Rows are the same by id, for those who ask for one style: `id title short parent locale`.

mod search;

use std::collections::BTreeMap;

use crate::text::fold::fold;

pub use search::{Hit, Index, Match, USED, marks, place};

/// A style, or a journal that is served by one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// `nature-communications`
    pub id: String,
    /// `Nature Communications`
    pub title: String,
    /// A name short enough for a tab, or an empty text.
    pub short: String,
    /// The style whose rules it uses: `nature`; an empty text where the rules are its own.
    pub parent: String,
    /// The language of its citations, where it is not that of its parent.
    pub locale: String,
    /// How it cites.
    pub kind: Kind,
    /// Whether it is of an edition that another one has replaced.
    pub superseded: bool,
}

/// How a style cites.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Not known.
    #[default]
    Unknown,
    /// By numbers.
    Numeric,
    /// By author and year.
    AuthorDate,
    /// By author.
    Author,
    /// In notes.
    Note,
    /// By labels, as `Pro22`.
    Label,
}

/// The letters of the kinds in the file, and their words in CSL (`citation-format`).
const KINDS: [(Kind, char, &str); 5] = [
    (Kind::Numeric, 'n', "numeric"),
    (Kind::AuthorDate, 'd', "author-date"),
    (Kind::Author, 'a', "author"),
    (Kind::Note, 'o', "note"),
    (Kind::Label, 'l', "label"),
];

impl Kind {
    /// The kind of CSL's word.
    pub fn of(word: &str) -> Self {
        KINDS.iter().find(|(.., known)| *known == word).map_or(Self::Unknown, |(kind, ..)| *kind)
    }
}

/// The id that most styles with that title have: `Acta Médica & Co.` gives `acta-medica-and-co`.
pub fn slug(title: &str) -> String {
    let mut slug = String::with_capacity(title.len() + 1);
    spaced(title, &mut slug);
    slug.split_off(1.min(slug.len())).replace(' ', "-")
}

/// The words of a name, folded: small letters without accents; `&` is `and`.
pub fn words(name: &str) -> Vec<String> {
    let mut text = String::new();
    spaced(name, &mut text);
    text.split(' ').skip(1).map(str::to_owned).collect()
}

/// Puts the words of a name at the end of a text, each after a space.
fn spaced(name: &str, text: &mut String) {
    let mut inside = false;
    for letter in name.chars() {
        match letter {
            '\'' | '’' | '.' => {}
            '&' => {
                text.push_str(" and");
                inside = false;
            }
            letter if letter.is_alphanumeric() => {
                if !inside {
                    text.push(' ');
                }
                fold(letter, text);
                inside = true;
            }
            _ => inside = false,
        }
    }
}

/// Reads the file of names; a line that says nothing is left out.
pub fn read(text: &str) -> Vec<Name> {
    let mut names = Vec::new();
    let (mut style, mut kind, mut superseded, mut first) = ("", Kind::Unknown, false, true);
    for line in text.lines().filter(|line| !line.is_empty()) {
        let mut fields = line.split('\t');
        let mut field = || fields.next().unwrap_or_default();
        if let Some(id) = line.strip_prefix('#') {
            style = id.split('\t').next().unwrap_or_default();
            let letters = id.split('\t').nth(1).unwrap_or_default();
            kind = KINDS
                .iter()
                .find(|(_, letter, _)| letters.starts_with(*letter))
                .map_or(Kind::Unknown, |row| row.0);
            superseded = letters.ends_with('-');
            first = true;
            continue;
        }
        let (title, short, id, locale) = (field(), field(), field(), field());
        let own = std::mem::take(&mut first);
        names.push(Name {
            id: match () {
                () if own => style.to_owned(),
                () if id.is_empty() => slug(title),
                () => id.to_owned(),
            },
            title: title.to_owned(),
            short: short.to_owned(),
            parent: if own { String::new() } else { style.to_owned() },
            locale: locale.to_owned(),
            kind,
            superseded: superseded && own,
        });
    }
    names
}

/// Writes the file of names: each style, followed by those that take its rules.
pub fn write(names: &[Name]) -> String {
    let mut text = String::new();
    let mut served: BTreeMap<&str, Vec<&Name>> = BTreeMap::new();
    for name in names.iter().filter(|name| !name.parent.is_empty()) {
        served.entry(&name.parent).or_default().push(name);
    }
    for style in names.iter().filter(|name| name.parent.is_empty()) {
        let letter = KINDS.iter().find(|(kind, ..)| *kind == style.kind).map(|(_, letter, _)| *letter);
        let old = if style.superseded { "-" } else { "" };
        let kind = [letter.map(String::from).unwrap_or_default().as_str(), old].concat();
        text += &line(&[&["#", &style.id].concat(), &kind]);
        text += &line(&[&style.title, &style.short]);
        for name in served.get(style.id.as_str()).into_iter().flatten() {
            let id = if slug(&name.title) == name.id { "" } else { &name.id };
            text += &line(&[&name.title, &name.short, id, &name.locale]);
        }
    }
    text
}

/// A style by its id, as a line of its [`shelf`].
pub fn row(name: &Name) -> String {
    line(&[&name.id, &name.title, &name.short, &name.parent, &name.locale])
}

/// How many files hold the styles by their ids.
pub const SHELVES: u32 = 64;

/// The number of the file that has the [`row`] of an id. The loader computes the same.
pub fn shelf(id: &str) -> u32 {
    id.bytes().fold(0_u32, |sum, byte| (sum * 31 + u32::from(byte)) % 65_521) % SHELVES
}

fn line(fields: &[&str]) -> String {
    let mut line = fields.iter().map(|field| clean(field)).collect::<Vec<_>>().join("\t");
    line.truncate(line.trim_end_matches('\t').len());
    line + "\n"
}

/// A field holds neither tabs nor line ends.
fn clean(field: &str) -> String {
    field.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(id: &str, title: &str, parent: &str) -> Name {
        Name { id: id.into(), title: title.into(), parent: parent.into(), ..Name::default() }
    }

    #[test]
    fn slugs_are_the_repositorys_ids() {
        for (title, id) in [
            ("Nature Communications", "nature-communications"),
            (
                "Arquivos Brasileiros de Endocrinologia & Metabologia",
                "arquivos-brasileiros-de-endocrinologia-and-metabologia",
            ),
            ("Časopis pro Øl, Straße", "casopis-pro-ol-strasse"),
            ("Women’s Health  (U.K.)", "womens-health-uk"),
            ("«»", ""),
        ] {
            assert_eq!(slug(title), id, "{title}");
        }
    }

    #[test]
    fn comes_back_as_it_was() {
        let names = vec![
            Name { kind: Kind::Numeric, short: "Nat.".into(), ..name("nature", "Nature", "") },
            Name {
                kind: Kind::Numeric,
                locale: "en-GB".into(),
                ..name("nature-communications", "Nature Communications", "nature")
            },
            Name { kind: Kind::Numeric, short: "X".into(), ..name("other", "Nature Other", "nature") },
            Name { kind: Kind::Note, superseded: true, ..name("old", "Old, 1st edition", "") },
            name("mute", "Says nothing of itself", ""),
        ];
        let text = write(&names);
        assert_eq!(
            text,
            "#nature\tn\nNature\tNat.\nNature Communications\t\t\ten-GB\nNature Other\tX\tother\n\
             #old\to-\nOld, 1st edition\n#mute\nSays nothing of itself\n"
        );
        assert_eq!(read(&text), names);
    }

    #[test]
    fn any_text_is_read() {
        for text in ["", "#", "\t\t\n#\n\t", "title before a style\n", "#a\tx\n\n\nb", "<!DOCTYPE html>\n<p>"]
        {
            for name in read(text) {
                assert!(!name.title.contains('\t'), "{text}");
            }
        }
    }

    #[test]
    fn shelves_are_those_of_the_loader() {
        // Worked out by the sum of `shelfOf` in src/element/js/names.js.
        assert_eq!(shelf(""), 0);
        assert_eq!(shelf("a"), 97 % 64);
        assert_eq!(shelf("apa"), ((97 * 31 + 112) * 31 + 97) % 65_521 % 64);
    }
}
