//! The licence and the authors of the shipped styles and locales, as the files beside them say it.

use super::wheel::Official;
use super::{Shipped, ShippedLocale};

pub(super) static LICENSE: &str = "# Licence

The citation styles and locales in this folder come from the Citation Style Language project
(<https://citationstyles.org>) and are published under the Creative Commons Attribution-ShareAlike
3.0 Unported licence, CC BY-SA 3.0: <https://creativecommons.org/licenses/by-sa/3.0/>. You may share
and adapt them under the same licence if you name their authors, who are listed in `CREDITS.md`.

Changes made: each `.txt` file is the `.csl` or `.xml` file of the same name in the compact form that
citation-card loads. Comments, default values, white space and metadata that rendering does not need
were left out; what they render is the same. `names.txt` and the folder `ids` hold the titles of the
styles. All of these are under the same licence, by the same authors.

Files that `CREDITS.md` lists as written for citation-card are under MIT OR Apache-2.0.
";

/// Who wrote the styles: those of the archive and those written here, and all others.
pub(super) fn of_styles(styles: &[Shipped], others: &[Official]) -> String {
    let mut text =
        "# Credits\n\nCC BY-SA 3.0, from <https://github.com/citation-style-language/styles>:\n\n".to_owned();
    let official = styles.iter().filter(|style| !style.own);
    let mut lines: Vec<String> =
        official.map(|style| line(&style.id, &style.title, &style.authors)).collect();
    lines.extend(
        others
            .iter()
            .filter(|other| other.name.parent.is_empty())
            .map(|other| line(&other.name.id, &other.name.title, &other.authors)),
    );
    lines.sort();
    text += &lines.concat();
    text += "\nMIT OR Apache-2.0, written for citation-card:\n\n";
    for style in styles.iter().filter(|style| style.own) {
        text += &format!("- `{}`: {}\n", style.id, style.title);
    }
    let named = others.iter().filter(|other| !other.name.parent.is_empty());
    let (mut count, mut people) = (0, Vec::new());
    for other in named {
        count += 1;
        if !other.authors.is_empty() {
            people.push(line(&other.name.id, &other.name.title, &other.authors));
        }
    }
    if count > 0 {
        text += &format!(
            "\n`names.txt` also names {count} journals whose styles take the rules of another one. They come \
             from the same project under the same licence; these name their authors:\n\n"
        );
        text += &people.concat();
    }
    text
}

fn line(id: &str, title: &str, authors: &[String]) -> String {
    let by = if authors.is_empty() { "the CSL project".to_owned() } else { authors.join(", ") };
    format!("- `{id}`: {title}, by {by}\n")
}

/// Who translated the locales.
pub(super) fn of_locales(locales: &[ShippedLocale]) -> String {
    let mut text =
        "# Credits\n\nCC BY-SA 3.0, from <https://github.com/citation-style-language/locales>:\n\n"
            .to_owned();
    for locale in locales {
        let by = match locale.translators.is_empty() {
            true => "the CSL project".to_owned(),
            false => locale.translators.join(", "),
        };
        text += &format!("- `{}`, by {by}\n", locale.lang);
    }
    text
}
