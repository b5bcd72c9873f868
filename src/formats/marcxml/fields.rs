//! A MARC record's fields: subfields without ISBD's punctuation, dates, and what 773 says in words.

use crate::formats::common::{fill, one_line};
use crate::record::{Date, DatePart, Kind, Record, Variable};
use crate::text::xml::Element;
use std::ops::Range;

/// The fields of a record by their tags.
#[derive(Default)]
pub(super) struct Marc {
    leader: String,
    control: Vec<(String, String)>,
    data: Vec<Field>,
}

/// A field with its indicators and subfields.
pub(super) struct Field {
    tag: String,
    indicators: [char; 2],
    /// The codes and texts in order.
    pub subfields: Vec<(char, String)>,
}

impl Marc {
    pub(super) fn of(element: &Element<'_>) -> Self {
        let mut marc = Self::default();
        for field in element.elements() {
            let tag = field.attribute("tag").unwrap_or_default().to_owned();
            match field.local() {
                "leader" => marc.leader = field.text(),
                "controlfield" => marc.control.push((tag, field.text())),
                "datafield" => {
                    let indicator = |name| field.attribute(name).and_then(|text| text.chars().next());
                    let subfields = field.children_named("subfield").filter_map(|part| {
                        let code = part.attribute("code")?.chars().next()?;
                        // Marks around the articles that are not sorted by.
                        let text = part.text().replace(['\u{98}', '\u{9c}', '¬'], "");
                        Some((code, one_line(&text))).filter(|(_, text)| !text.is_empty())
                    });
                    marc.data.push(Field {
                        tag,
                        indicators: ["ind1", "ind2"].map(|name| indicator(name).unwrap_or(' ')),
                        subfields: subfields.collect(),
                    });
                }
                _ => {}
            }
        }
        marc
    }

    /// The character of the leader at a place.
    pub(super) fn leader(&self, at: usize) -> char {
        self.leader.trim_start_matches(['\n', '\r', '\t']).chars().nth(at).unwrap_or(' ')
    }

    /// Characters of a control field; empty where it is shorter.
    pub(super) fn fixed(&self, tag: &str, range: Range<usize>) -> &str {
        let field = self.control.iter().find(|(known, _)| known == tag);
        field.and_then(|(_, text)| text.get(range)).unwrap_or_default()
    }

    /// The first field of a tag.
    pub(super) fn first(&self, tag: &str) -> Option<&Field> {
        self.data.iter().find(|field| field.tag == tag)
    }

    /// Every field of a tag.
    pub(super) fn all<'m>(&'m self, tag: &'m str) -> impl Iterator<Item = &'m Field> {
        self.data.iter().filter(move |field| field.tag == tag)
    }
}

impl Field {
    /// The first subfield of a code; empty without one.
    pub(super) fn text(&self, code: char) -> String {
        self.texts(code).next().unwrap_or_default().to_owned()
    }

    /// Every subfield of a code.
    pub(super) fn texts(&self, code: char) -> impl Iterator<Item = &str> {
        self.subfields.iter().filter(move |(known, _)| *known == code).map(|(_, text)| text.as_str())
    }

    /// The first or second indicator.
    pub(super) fn indicator(&self, number: usize) -> char {
        self.indicators.get(number.wrapping_sub(1)).copied().unwrap_or(' ')
    }
}

/// A subfield without the punctuation that ISBD puts before the next one, and without the full stop
/// at the end; that of an initial or of a short word's abbreviation stays (`Addison, A.`, `2nd ed.`).
pub(super) fn bare(text: &str) -> String {
    let whole = text.trim();
    let text = whole.trim_end_matches([' ', '/', ':', ';', '=', ',']);
    if text.len() < whole.len() {
        // A full stop before another mark is a word's own: `Reading, Mass. :`.
        return one_line(text);
    }
    let stopped = text.strip_suffix('.').filter(|rest| {
        let last = rest.rsplit([' ', '.', '-']).next().unwrap_or_default();
        let letters = last.chars().count();
        let short = ["jr", "sr", "inc", "ltd", "co", "corp", "ed", "al", "etc", "st", "vol", "no", "verl"];
        let known = short.iter().any(|word| last.eq_ignore_ascii_case(word));
        letters > 1 && !known && !rest.ends_with('.')
    });
    one_line(stopped.unwrap_or(text))
}

/// The number of a volume without the word for it: `v. 12`, `Bd. 3`.
pub(super) fn number(text: &str) -> &str {
    let lower = text.to_ascii_lowercase();
    for word in ["volume", "vol.", "vol", "band", "bd.", "no.", "nr.", "v.", "n°", "t.", "tome"] {
        if lower.starts_with(word) {
            let rest = text.get(word.len()..).unwrap_or_default().trim();
            if rest.starts_with(|letter: char| letter.is_ascii_digit() || letter == '[') {
                return rest;
            }
        }
    }
    text
}

/// Publication statements: 264 of publication (second indicator 1), else 260, else other 264.
pub(super) fn imprints(marc: &Marc) -> Vec<&Field> {
    let of = |mark: char| marc.all("264").filter(move |field| field.indicator(2) == mark);
    let mut found: Vec<&Field> = of('1').chain(marc.all("260")).collect();
    found.extend(of('0').chain(of('3')).chain(of('2')));
    found
}

/// When the work was published: the statement, else what the coded dates say.
pub(super) fn dates(record: &mut Record, marc: &Marc) {
    let coded = coded(marc, record.kind);
    let stated = imprints(marc).iter().find_map(|field| statement(&field.text('c')));
    let notice = || {
        marc.all("264")
            .filter(|field| field.indicator(2) == '4')
            .find_map(|field| statement(&field.text('c')))
    };
    let school =
        || marc.first("502").and_then(|field| year(&field.text('d')).or_else(|| year(&field.text('a'))));
    let related = || marc.first("773").and_then(|field| field.texts('g').find_map(date_in_brackets));
    let found = stated.or_else(related).or(coded).or_else(|| school().map(Date::year)).or_else(notice);
    if let Some(date) = found {
        record.set_date(Variable::Issued, date);
    }
    // A reprint has the original's year as its second date.
    if marc.fixed("008", 6..7) == "r" {
        if let Some(original) = year(marc.fixed("008", 11..15)) {
            record.set_date(Variable::OriginalDate, Date::year(original));
        }
    }
}

/// 008: the kind of date, and two dates.
fn coded(marc: &Marc, kind: Kind) -> Option<Date> {
    let first = year(marc.fixed("008", 7..11))?;
    let second = marc.fixed("008", 11..15);
    match marc.fixed("008", 6..7) {
        "e" => {
            let number = |range| marc.fixed("008", range).parse::<i64>().ok();
            Some(DatePart::calendar(first, number(11..13), number(13..15)).into())
        }
        "c" | "u" if kind == Kind::Periodical || second == "9999" => {
            Some(Date { open: true, ..Date::year(first) })
        }
        "d" | "m" | "i" | "k" if second == "9999" => Some(Date { open: true, ..Date::year(first) }),
        "d" | "m" | "i" | "k" => {
            let end = year(second).filter(|end| *end != first);
            Some(Date { end: end.map(DatePart::year), ..Date::year(first) })
        }
        "q" => Some(Date { circa: true, ..Date::year(first) }),
        "n" | "b" | "|" => None,
        _ => Some(Date::year(first)),
    }
}

/// `c1997.`, `[1997?]`, `2010, ©2009`, `1997-2003`, `1980-`, `May 1999`.
fn statement(text: &str) -> Option<Date> {
    let circa = text.contains(['?'])
        || text.contains("ca.")
        || text.contains("circa")
        || text.contains("approximately");
    let plain = text.replace(['[', ']', '?', '©', '℗'], "");
    let plain = plain.trim().trim_end_matches(['.', ',', ' ']);
    let mut plain = plain.split(", c").next().unwrap_or(plain).trim_end_matches(',');
    for word in ["cop. ", "cop.", "ca. ", "circa ", "approximately ", "c", "p"] {
        plain = plain
            .strip_prefix(word)
            .filter(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
            .unwrap_or(plain);
    }
    let first = year(plain)?;
    let date = match plain.split_once(['-', '–']) {
        Some((_, "" | " ")) => Date { open: true, ..Date::year(first) },
        Some((begin, end)) if begin.len() == 4 && year(end).is_some() => {
            Date { end: year(end).map(DatePart::year), ..Date::year(first) }
        }
        _ => {
            let loose = Date::parse_loose(plain);
            if loose.start.is_some() { loose } else { Date::year(first) }
        }
    };
    Some(Date { circa: date.circa || circa, ..date })
}

/// The first year of four digits in a text.
pub(super) fn year(text: &str) -> Option<i32> {
    let mut runs = text.split(|letter: char| !letter.is_ascii_digit());
    runs.find(|run| run.len() == 4)?.parse().ok()
}

/// `Vol. 3, no. 2 (May 2001)` → May 2001.
fn date_in_brackets(text: &str) -> Option<Date> {
    let inside = text.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(inside, _)| inside)?;
    let first = year(inside)?;
    let loose = Date::parse_loose(inside.trim());
    Some(if loose.start.is_some() { loose } else { Date::year(first) })
}

/// 773 `$q`: `7:2<101` is volume 7, issue 2, page 101.
pub(super) fn enumeration(record: &mut Record, text: &str) {
    let (numbers, page) = text.split_once('<').unwrap_or((text, ""));
    let mut numbers = numbers.split(':');
    for variable in [Variable::Volume, Variable::Issue] {
        fill(record, variable, numbers.next().unwrap_or_default());
    }
    let page = page.trim();
    if page.contains('-') {
        fill(record, Variable::Page, page);
    }
}

/// 773 `$g`: `Vol. 24, pt. B no. 9 (Sept. 1993), p. 235-48`, `volume:7`, `pages:101-119`.
pub(super) fn related_parts(record: &mut Record, text: &str) {
    let outside = match (text.find('('), text.find(')')) {
        (Some(open), Some(close)) if open < close => format!("{},{}", &text[..open], &text[close + 1..]),
        _ => text.to_owned(),
    };
    // After a number comes the next part: `Vol. 7 no. 2`.
    let spaced =
        outside.replace(" no.", ",no.").replace(" Nr.", ",Nr.").replace(" p.", ",p.").replace(" S.", ",S.");
    for part in spaced.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        let lower = crate::text::case::to_lower(part);
        let words: [(&str, Variable); 20] = [
            ("volume:", Variable::Volume),
            ("volume", Variable::Volume),
            ("vol.", Variable::Volume),
            ("vol ", Variable::Volume),
            ("v.", Variable::Volume),
            ("bd.", Variable::Volume),
            ("band", Variable::Volume),
            ("number:", Variable::Issue),
            ("number", Variable::Issue),
            ("issue", Variable::Issue),
            ("no.", Variable::Issue),
            ("nr.", Variable::Issue),
            ("heft", Variable::Issue),
            ("h.", Variable::Issue),
            ("pages:", Variable::Page),
            ("pages", Variable::Page),
            ("page", Variable::Page),
            ("pp.", Variable::Page),
            ("p.", Variable::Page),
            ("s.", Variable::Page),
        ];
        if let Some((word, variable)) = words.iter().find(|(word, _)| lower.starts_with(word)) {
            let value = part.get(word.len()..).unwrap_or_default().trim_start_matches([' ', ':', '.']);
            if value.contains(|letter: char| letter.is_ascii_digit()) {
                let value = if *variable == Variable::Page { value.trim_end_matches('.') } else { value };
                fill(record, *variable, value);
            }
        }
    }
}

/// 773 `$d`: `New York : Example Press, 2001`.
pub(super) fn place_and_publisher(record: &mut Record, text: &str) {
    let Some((place, rest)) = text.split_once(" : ") else { return };
    let publisher =
        rest.rsplit_once(',').filter(|(_, date)| year(date).is_some()).map_or(rest, |(name, _)| name);
    if record.kind == Kind::Chapter {
        fill(record, Variable::PublisherPlace, &bare(place));
        fill(record, Variable::Publisher, &bare(publisher));
        if let (false, Some(issued)) = (record.has(Variable::Issued), year(rest)) {
            record.set_date(Variable::Issued, Date::year(issued));
        }
    }
}
