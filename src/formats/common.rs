//! What several formats need: names as running text, clean one-line values, identifiers told by
//! their look, HTML entities, and a short way to build JSON objects.

use super::language;
use crate::record::{Date, Json, Kind, Name, Record, Variable, identifier, markup, xml};

/// Words that stand behind a name and belong to it.
const SUFFIXES: &[&str] = &["jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "v", "2nd", "3rd"];

/// Words that tell an organisation from a person, in lower case.
const ORGANISATION: &[&str] = &[
    "agency",
    "association",
    "authority",
    "bank",
    "bureau",
    "center",
    "centre",
    "co.",
    "collaboration",
    "college",
    "commission",
    "committee",
    "company",
    "consortium",
    "corporation",
    "council",
    "department",
    "developers",
    "foundation",
    "gmbh",
    "group",
    "inc",
    "inc.",
    "initiative",
    "institut",
    "institute",
    "laboratory",
    "library",
    "limited",
    "llc",
    "ltd",
    "ltd.",
    "ministry",
    "museum",
    "nations",
    "network",
    "office",
    "organisation",
    "organization",
    "press",
    "programme",
    "project",
    "research",
    "school",
    "services",
    "society",
    "survey",
    "team",
    "union",
    "universidad",
    "universität",
    "universitet",
    "universiteit",
    "university",
    "université",
    "università",
];

/// Whether a name without a comma or in one piece is an organisation's, from its words.
pub fn is_organisation(text: &str) -> bool {
    text.split([' ', ',', '/']).any(|word| {
        let word = word.to_lowercase();
        ORGANISATION.contains(&word.as_str())
    }) || text.contains(" of ")
        || text.contains(" for ")
        || text.starts_with("The ")
        || text.contains('&')
}

/// White space and line breaks as single spaces, none at the ends.
pub fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// A value without inline markup, on one line.
pub fn plain_line(text: &str) -> String {
    one_line(&markup::plain(text))
}

/// Sets a text unless the record has it already; white space is made single.
pub fn fill(record: &mut Record, variable: Variable, text: &str) {
    if record.text(variable).is_none() {
        let text = match variable {
            Variable::Edition => edition(text),
            Variable::Language => language::code(text).to_owned(),
            _ => one_line(text),
        };
        record.set_text(variable, text);
    }
}

/// I2: a link that only repeats the DOI is the DOI, and no link.
pub fn settle_link(record: &mut Record) {
    let repeated = record.text(Variable::Url).filter(|url| identifier::doi(url).is_some()).map(str::to_owned);
    if let Some(url) = repeated {
        record.remove(Variable::Url);
        identify(record, &url);
    }
}

/// The number of an edition: `Second`, `2nd`, `2nd ed.` are 2; other words stay.
pub fn edition(text: &str) -> String {
    const WORDS: [&str; 10] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let text = one_line(text);
    let lower = text.to_lowercase();
    let mut plain = lower.as_str();
    for end in [" edition", " ed.", " ed", "."] {
        plain = plain.strip_suffix(end).unwrap_or(plain);
    }
    if let Some(at) = WORDS.iter().position(|word| *word == plain) {
        return (at + 1).to_string();
    }
    let digits = plain.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let suffix = plain.get(digits.len()..).unwrap_or_default();
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && matches!(suffix, "" | "st" | "nd" | "rd" | "th") { digits.to_owned() } else { text }
}

/// Sets the first ISSN or ISBN of a text such as `0028-0836 (Print) 1476-4687 (Linking)`; what is
/// neither is a number, of a report for instance.
pub fn serial(record: &mut Record, text: &str) {
    let first = text.split([' ', '(', ',', ';']).find(|word| !word.is_empty()).unwrap_or_default();
    let spaced: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let count = |word: &str| {
        let only = word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'X' | b'x'));
        if only { word.bytes().filter(|byte| *byte != b'-').count() } else { 0 }
    };
    let (variable, value) = match (count(first), count(&spaced)) {
        _ if matches!(record.kind, Kind::Patent | Kind::Report) && count(first) < 10 => {
            (Variable::Number, text)
        }
        (8, _) => (Variable::Issn, first),
        (10 | 13, _) => (Variable::Isbn, first),
        (_, 10 | 13) => (Variable::Isbn, text),
        _ => (Variable::Number, text),
    };
    fill(record, variable, value);
}

/// Whether a name without a comma has its initials in front: `K. He`, `J.-P. Serre`, `M. de Jong`.
fn is_initialled(text: &str) -> bool {
    let mut words: Vec<&str> = text.split(' ').collect();
    let family = words.pop().unwrap_or_default();
    let initial = |word: &str| {
        word.split('-').all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_uppercase)
                && letters.next() == Some('.')
                && letters.next().is_none()
        })
    };
    let initials = words.iter().take_while(|word| initial(word)).count();
    initials > 0
        && words.iter().skip(initials).all(|word| is_particle(word))
        && family.chars().next().is_some_and(char::is_uppercase)
        && family.chars().count() > 1
        && !is_organisation(text)
}

/// Sets all keywords at once, which keeps reading thousands of them linear.
pub fn set_keywords(record: &mut Record, words: &[String]) {
    let words: Vec<String> =
        words.iter().map(|word| one_line(word).replace(';', ",")).filter(|word| !word.is_empty()).collect();
    if !words.is_empty() {
        // One keyword with a comma in it must not be taken for several.
        let end = if words.len() == 1 && words[0].contains(',') { ";" } else { "" };
        record.set_text(Variable::Keyword, words.join("; ") + end);
    }
}

/// Whether a word is a particle of a family name: it begins with a small letter (`van`, `d'`).
fn is_particle(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_lowercase)
}

fn is_suffix(word: &str) -> bool {
    SUFFIXES.contains(&word.to_ascii_lowercase().as_str())
}

fn some(text: &str) -> Option<String> {
    let text = one_line(text);
    (!text.is_empty()).then_some(text)
}

/// A name written with its family name first: `van Gogh, Vincent`, `King, Martin Luther, Jr.`,
/// `Vries, J. de`. Without a comma it is an organisation's or a single name.
pub fn from_inverted(text: &str) -> Name {
    let mut parts: Vec<&str> = text.splitn(4, ',').map(str::trim).collect();
    while parts.len() > 1 && parts.last().is_some_and(|part| part.is_empty()) {
        parts.pop();
    }
    let (family, given, suffix) = match parts.as_slice() {
        [family, suffix, given] if is_suffix(suffix) => (*family, *given, Some(*suffix)),
        [family, suffix] if is_suffix(suffix) => (*family, "", Some(*suffix)),
        [family, given, suffix] => (*family, *given, Some(*suffix)),
        [family, given] => (*family, *given, None),
        _ => {
            let whole = one_line(text.trim().trim_end_matches(','));
            return if is_initialled(&whole) { from_direct(&whole) } else { Name::literal(whole) };
        }
    };
    let mut name = Name { suffix: suffix.and_then(some), ..Name::default() };
    let (particle, family) = split_particle(family);
    name.non_dropping_particle = some(particle);
    name.family = some(family);
    let (given, dropping) = split_trailing_particle(given);
    name.given = some(given);
    name.dropping_particle = some(dropping);
    name
}

/// `van der Berg` to `van der` and `Berg`; a name all in small letters is left whole.
pub fn split_particle(family: &str) -> (&str, &str) {
    let mut end = 0;
    for word in family.split_inclusive(' ') {
        if !is_particle(word) {
            return family.split_at(end);
        }
        end += word.len();
    }
    // `d'Antras`, `l'Hôpital`: only where a capital follows the apostrophe.
    if let Some(at) = family.find(['\'', '’']) {
        let after = at + family[at..].chars().next().map_or(1, char::len_utf8);
        if family[after..].chars().next().is_some_and(char::is_uppercase) {
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

/// A name as it is said: `Vincent van Gogh`, `Martin Luther King Jr.`, `MONAI Consortium`.
pub fn from_direct(text: &str) -> Name {
    let text = one_line(text);
    let mut words: Vec<&str> = text.split(' ').collect();
    if words.len() < 2 || is_organisation(&text) {
        return Name::literal(text);
    }
    let suffix =
        if words.len() > 2 && words.last().is_some_and(|word| is_suffix(word)) { words.pop() } else { None };
    let family = words.pop().unwrap_or_default();
    let mut particles = words.len();
    while particles > 1 && is_particle(words[particles - 1]) {
        particles -= 1;
    }
    Name {
        given: some(&words[..particles].join(" ")),
        non_dropping_particle: some(&words[particles..].join(" ")),
        family: some(family.trim_end_matches(',')),
        suffix: suffix.and_then(some),
        ..Name::default()
    }
}

/// A name in whatever order: with a comma family name first, unless it is an organisation's.
pub fn from_text(text: &str) -> Name {
    let text = text.trim();
    match text.split_once(',') {
        Some((before, after))
            if is_organisation(text) && (before.contains(' ') || is_organisation(after)) =>
        {
            Name::literal(one_line(text))
        }
        Some(_) => from_inverted(text),
        None => from_direct(text),
    }
}

/// The family name with its particles: `van Gogh`, `d'Antras`.
pub fn family(name: &Name) -> String {
    let mut out = name.non_dropping_particle.clone().unwrap_or_default();
    if !out.is_empty() && !out.ends_with(['\'', '’', '-']) {
        out.push(' ');
    }
    out.push_str(name.family.as_deref().unwrap_or_default());
    out
}

/// The given name with the particle that goes behind it: `J. de`.
pub fn given(name: &Name) -> String {
    let parts = [name.given.as_deref(), name.dropping_particle.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// A name with the family name first: `van Gogh, Vincent`, `King, Martin Luther, Jr.`; an
/// organisation's as it is.
pub fn inverted(name: &Name) -> String {
    if let Some(literal) = &name.literal {
        return one_line(literal);
    }
    let (family, given) = (family(name), given(name));
    let suffix = name.suffix.as_deref().unwrap_or_default();
    let mut out = family;
    for part in [given.as_str(), suffix] {
        if !part.is_empty() {
            if !out.is_empty() {
                out.push_str(", ");
            }
            out.push_str(part);
        }
    }
    one_line(&out)
}

/// The names of a role without a closing "and others".
pub fn people(record: &Record, role: Variable) -> impl Iterator<Item = &Name> {
    record.names(role).iter().filter(|name| !name.is_others())
}

/// Those who stand in an author's place: the authors, else the director of a film, the composer
/// or performer of a piece of music, and so on.
pub fn creators(record: &Record) -> impl Iterator<Item = &Name> {
    const ROLES: &[Variable] = &[
        Variable::Author,
        Variable::Director,
        Variable::Composer,
        Variable::Performer,
        Variable::Compiler,
        Variable::Curator,
        Variable::Host,
        Variable::SeriesCreator,
    ];
    let role = ROLES.iter().copied().find(|role| people(record, *role).next().is_some());
    people(record, role.unwrap_or(Variable::Author))
}

/// Sets the DOI, ISBN, ISSN, PMID, PMCID or URL that a text holds, told by its prefix or look.
/// Gives back whether it was one.
pub fn identify(record: &mut Record, text: &str) -> bool {
    let text = text.trim();
    if let Some(doi) = identifier::doi(text.strip_prefix("info:doi/").unwrap_or(text)) {
        let link = text.contains("doi.org/");
        fill(record, Variable::Doi, &if link { percent_decoded(doi) } else { doi.to_owned() });
        return true;
    }
    let lower = text.to_ascii_lowercase();
    let rest =
        |prefix: &str| text.get(prefix.len()..).unwrap_or_default().trim_start_matches([':', ' ', '/']);
    let prefixed: [(&str, Variable); 9] = [
        ("urn:isbn", Variable::Isbn),
        ("isbn", Variable::Isbn),
        ("urn:issn", Variable::Issn),
        ("issn", Variable::Issn),
        ("eissn", Variable::Issn),
        ("info:pmid", Variable::Pmid),
        ("pmid", Variable::Pmid),
        ("pmcid", Variable::Pmcid),
        ("pmc", Variable::Pmcid),
    ];
    for (prefix, variable) in prefixed {
        if lower.starts_with(prefix) {
            let value = if variable == Variable::Pmcid && prefix == "pmc" { text } else { rest(prefix) };
            if value.bytes().any(|byte| byte.is_ascii_digit()) {
                fill(record, variable, value);
                return true;
            }
        }
    }
    if let Some(url) = identifier::safe_url(text) {
        fill(record, Variable::Url, url);
        return true;
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let only = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b' ' | b'X' | b'x'));
    let found = match digits {
        _ if !only => None,
        13 if text.starts_with("97") => Some(Variable::Isbn),
        9 | 10 if text.len() >= 10 => Some(Variable::Isbn),
        7 | 8 if text.len() == 9 && text.as_bytes()[4] == b'-' => Some(Variable::Issn),
        _ => None,
    };
    if let Some(variable) = found {
        fill(record, variable, text);
    }
    found.is_some()
}

/// The text of a URL's part: `%3C` is `<`; what is no code stays.
pub fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        let digits = after.get(..2).filter(|_| byte == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        match digits.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(code) => {
                bytes.push(code);
                rest = &after[2..];
            }
            None => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Text that may be HTML, with CSL's inline markup kept, other tags removed and entities replaced.
pub fn from_html(text: &str) -> String {
    const KEPT: &[&str] = &["i", "b", "sup", "sub", "em", "strong"];
    if !text.contains(['<', '&']) {
        return one_line(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let name: &str = rest[1..].trim_start_matches('/');
        let word = name.len() - name.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric()).len();
        let tag = name[..word].to_ascii_lowercase();
        if tag.is_empty() {
            out.push('<');
            rest = &rest[1..];
            continue;
        }
        match rest.find('>') {
            Some(end) => {
                match tag.as_str() {
                    name if KEPT.contains(&name) => {
                        let short = match tag.as_str() {
                            "em" => "i",
                            "strong" => "b",
                            other => other,
                        };
                        out.push_str(if rest.starts_with("</") { "</" } else { "<" });
                        out.push_str(short);
                        out.push('>');
                    }
                    "p" | "br" | "div" | "li" | "tr" | "td" | "h1" | "h2" | "h3" | "h4" | "title" => {
                        out.push(' ')
                    }
                    _ => {}
                }
                rest = &rest[end + 1..];
            }
            // No tag ends any more: the rest is text, and is not searched again.
            None => break,
        }
    }
    out.push_str(rest);
    one_line(&xml::unescape(&out))
}

/// Text for HTML and XML content and double-quoted attributes; characters that XML 1.0 forbids
/// are left out.
pub fn escape_xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' | '\r' => out.push(letter),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(letter),
        }
    }
    out
}

/// Builds a JSON object; what is absent is left out.
#[derive(Default)]
pub struct Object(pub Vec<(String, Json)>);

impl Object {
    /// An object of a JSON-LD type.
    pub fn typed(name: &str) -> Self {
        let mut object = Self::default();
        object.text("@type", Some(name));
        object
    }

    /// Adds a value.
    pub fn put(&mut self, key: &str, value: Json) {
        self.0.push((key.to_owned(), value));
    }

    /// Adds a text if there is one.
    pub fn text(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.put(key, text.into());
        }
    }

    /// Adds a list if it has items.
    pub fn list(&mut self, key: &str, items: Vec<Json>) {
        if !items.is_empty() {
            self.put(key, Json::Array(items));
        }
    }

    /// The object as a value.
    pub fn done(self) -> Json {
        Json::Object(self.0)
    }
}

/// A date in English words, as tagged files have it: `March 1, 2022`, `March 2022`, `Spring 2022`;
/// a range as EDTF.
pub fn date_words(date: &Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let Some(start) = date.start.filter(|_| date.end.is_none() && !date.open) else { return date.to_edtf() };
    let month = start.month.and_then(|month| MONTHS.get(usize::from(month).wrapping_sub(1)));
    match (month, start.day, start.season) {
        (Some(month), Some(day), _) => format!("{month} {day}, {}", start.year),
        (Some(month), None, _) => format!("{month} {}", start.year),
        (None, _, Some(season)) => {
            format!("{} {}", ["Spring", "Summer", "Autumn", "Winter"][season as usize - 1], start.year)
        }
        _ => start.year.to_string(),
    }
}

/// The first and the last page of a range: `124-145`, `124–145`, `12--15`. A single page has no
/// last one; `e12-e15` and `12-13, 17` are taken at their first dash and comma.
pub fn page_range(pages: &str) -> (&str, Option<&str>) {
    let pages = pages.split(',').next().unwrap_or_default().trim();
    match pages.find(['-', '–', '—']) {
        Some(at) => {
            let last = pages[at..].trim_start_matches(['-', '–', '—', ' ']);
            (pages[..at].trim_end(), (!last.is_empty()).then_some(last))
        }
        None => (pages, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn person(text: &str, parts: [&str; 5]) {
        let name = from_text(text);
        let got =
            [&name.non_dropping_particle, &name.family, &name.given, &name.dropping_particle, &name.suffix]
                .map(|part| part.as_deref().unwrap_or_default());
        assert_eq!(got, parts, "{text}");
    }

    #[test]
    fn n1_n2_reads_particles_and_suffixes() {
        person("van Gogh, Vincent", ["van", "Gogh", "Vincent", "", ""]);
        person("Vincent van Gogh", ["van", "Gogh", "Vincent", "", ""]);
        person("Vries, J. de", ["", "Vries", "J.", "de", ""]);
        person("Berg, Jan van der", ["", "Berg", "Jan", "van der", ""]);
        person("King, Martin Luther, Jr.", ["", "King", "Martin Luther", "", "Jr."]);
        person("King, Jr., Martin Luther", ["", "King", "Martin Luther", "", "Jr."]);
        person("Martin Luther King Jr.", ["", "King", "Martin Luther", "", "Jr."]);
        person("d'Antras, Arnaud", ["d'", "Antras", "Arnaud", "", ""]);
        person("bell hooks,", ["", "", "", "", ""]);
    }

    #[test]
    fn n3_n4_keeps_organisations_and_single_names_whole() {
        for text in
            ["MONAI Consortium", "European Research Council", "Plato", "University of York, Department of X"]
        {
            assert_eq!(from_text(text), Name::literal(text));
        }
        assert_eq!(from_inverted("World Health Organization,"), Name::literal("World Health Organization"));
    }

    #[test]
    fn n5_initials_in_front_are_a_persons() {
        for (text, family) in
            [("K. He", "He"), ("K. B. Hecht", "Hecht"), ("J.-P. Serre", "Serre"), ("M. de Jong", "Jong")]
        {
            let found = from_inverted(text).family.unwrap_or_default();
            assert_eq!(found, family, "{text}");
        }
        for text in ["E. coli Consortium", "J. Paul Getty Museum", "U.S. Steel", "Plato"] {
            assert_eq!(from_inverted(text), Name::literal(text));
        }
    }

    #[test]
    fn editions_are_numbers() {
        for (text, expected) in
            [("2nd", "2"), ("Third edition", "3"), ("12th ed.", "12"), ("4", "4"), ("Rev. ed.", "Rev. ed.")]
        {
            assert_eq!(edition(text), expected);
        }
    }

    #[test]
    fn tells_issn_isbn_and_numbers() {
        for (text, expected) in [
            ("0028-0836 (Print) 1476-4687 (Linking)", "ISSN=0028-0836"),
            ("02681072 (ISSN)", "ISSN=02681072"),
            ("9798400710797 (ISBN)", "ISBN=9798400710797"),
            ("978 0 201 13447 6", "ISBN=978 0 201 13447 6"),
            ("0-8044-2957-X", "ISBN=0-8044-2957-X"),
            ("WHO/HTM/2009", "number=WHO/HTM/2009"),
        ] {
            let mut record = Record::default();
            serial(&mut record, text);
            let values: Vec<String> =
                record.texts().map(|(key, text)| format!("{}={text}", key.as_str())).collect();
            assert_eq!(values, [expected]);
        }
    }

    #[test]
    fn inverts_and_comes_back() {
        for text in ["van Gogh, Vincent", "Vries, J. de", "King, Martin Luther, Jr.", "d'Antras, A.", "Plato"]
        {
            assert_eq!(inverted(&from_inverted(text)), text);
        }
    }

    #[test]
    fn t1_keeps_inline_markup_of_html_and_drops_the_rest() {
        assert_eq!(
            from_html("<p>A <em>B</em> &amp; C<sub>2</sub></p><p>x &lt; y</p>"),
            "A <i>B</i> & C<sub>2</sub> x < y"
        );
        assert_eq!(from_html("a < b and <c"), "a < b and <c");
    }

    #[test]
    fn i1_tells_identifiers() {
        let mut record = Record::default();
        for text in ["https://doi.org/10.1/x%3C", "urn:issn:1234-5678", "9780306406157", "PMID: 123", "PMC99"]
        {
            assert!(identify(&mut record, text), "{text}");
        }
        let values: Vec<String> =
            record.texts().map(|(key, text)| format!("{}={text}", key.as_str())).collect();
        assert_eq!(
            values,
            ["DOI=10.1/x<", "ISSN=1234-5678", "ISBN=9780306406157", "PMID=123", "PMCID=PMC99"]
        );
    }
}
