//! Records to entries.

use super::read::{GENRES, PUBLICATION_STATES};
use super::{dates, fields, names, types};
use crate::formats::common::ordinal;
use crate::formats::latex::{self, Level, Protect};
use crate::formats::{Options, keys, language, pages};
use crate::record::{Class, Date, Json, Kind, Name, Record, Variable, identifier};

/// Writes every record as an entry, with an empty line between two.
pub(super) fn write(records: &[Record], options: &Options, biblatex: bool) -> String {
    let mut out = String::new();
    for (record, key) in records.iter().zip(keys::keys(records, options)) {
        add(record, &key, options, biblatex, &mut out);
    }
    out
}

/// Adds the entry of a record, with an empty line before it if it is not the first.
pub(super) fn add(record: &Record, key: &str, options: &Options, biblatex: bool, out: &mut String) {
    if !out.is_empty() {
        out.push('\n');
    }
    let mut entry = Entry::new(record, options, biblatex);
    entry.fill();
    entry.print(key, out);
}

/// An entry while it is written.
struct Entry<'r> {
    record: &'r Record,
    biblatex: bool,
    level: Level,
    protect: Protect,
    url: &'r str,
    /// `abstract` and `keywords`.
    shown: [bool; 2],
    kind: &'static str,
    /// Names and values, with their delimiters.
    fields: Vec<(String, String)>,
    /// The variables that have their field.
    used: Vec<Variable>,
}

impl<'r> Entry<'r> {
    fn new(record: &'r Record, options: &'r Options, biblatex: bool) -> Self {
        let level = match options.0.get("ascii") {
            Some(ascii) if ascii.is_true() => Level::All,
            None | Some(Json::Null) if !biblatex => Level::Letters,
            _ => Level::Specials,
        };
        let protect = match options.text("protect") {
            Some("all") => Protect::All,
            Some("none") => Protect::None,
            _ => Protect::Words,
        };
        let url = options.text("url").unwrap_or("auto");
        let keywords = options.0.get("keywords").is_none_or(Json::is_true);
        let chosen = options.fields("only").is_some_and(|only| only.contains(&"abstract"));
        let shown = [options.flag("abstract") || chosen, keywords];
        let kind = types::entry_type(record, biblatex);
        Self { record, biblatex, level, protect, url, shown, kind, fields: Vec::new(), used: Vec::new() }
    }

    fn print(&self, key: &str, out: &mut String) {
        let width = self.fields.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
        out.push_str(&format!("@{}{{{key},\n", self.kind));
        for (name, value) in &self.fields {
            out.push_str("  ");
            out.push_str(name);
            out.extend(std::iter::repeat_n(' ', width - name.len()));
            out.push_str(" = ");
            out.push_str(value);
            out.push_str(",\n");
        }
        out.push_str("}\n");
    }

    /// Adds a field with its value between delimiters, unless it has nothing in it or is there.
    fn push(&mut self, name: &str, value: &str) {
        let (open, close) = if self.biblatex { ('{', '}') } else { ('"', '"') };
        if !value.is_empty() {
            self.push_raw(name, format!("{open}{value}{close}"));
        }
    }

    /// Adds a value that LaTeX takes letter by letter. With a percent sign it stands in
    /// braces: between quotation marks pandoc takes that for a comment.
    fn push_verbatim(&mut self, name: &str, text: &str) {
        let value = verbatim(text);
        let quoted = !self.biblatex && !value.contains('%');
        match value.as_str() {
            "" => {}
            _ if quoted => self.push_raw(name, format!("\"{value}\"")),
            _ => self.push_raw(name, format!("{{{value}}}")),
        }
    }

    fn push_raw(&mut self, name: &str, value: String) {
        if !self.fields.iter().any(|(have, _)| have == name) {
            self.fields.push((name.to_owned(), value));
        }
    }

    /// The text of a variable, which counts as written now.
    fn take(&mut self, variable: Variable) -> Option<&'r str> {
        self.used.push(variable);
        self.record.text(variable).map(str::trim)
    }

    /// A variable as LaTeX, with its markup.
    fn text(&mut self, name: &str, variable: Variable) {
        if let Some(text) = self.take(variable) {
            let value = self.encode(text);
            self.push(name, &value);
        }
    }

    fn encode(&self, text: &str) -> String {
        latex::encode_title(text, self.level, Protect::None, false)
    }

    fn title(&mut self, name: &str, variable: Variable) {
        let Some(title) = self.take(variable) else { return };
        let language = self.record.text(Variable::Language).map(language::code).unwrap_or("en");
        let english = language.starts_with("en");
        let value = latex::encode_title(title, self.level, self.protect, !english);
        self.push(name, &value);
    }

    fn work_title(&mut self) {
        self.title("title", Variable::Title);
        if self.volume_in_title() && matches!(self.kind, "book" | "inbook") {
            self.add_volume("title");
        }
    }

    /// Whether a book has a volume of its own and a place in a series. BibTeX's styles take `volume` for
    /// that in the series then, and print no `number` beside it: so the volume goes with the book's title.
    fn volume_in_title(&self) -> bool {
        let has = |variable| self.record.has(variable);
        let both = has(Variable::Volume) && has(Variable::CollectionTitle) && has(Variable::CollectionNumber);
        let book = matches!(self.kind, "book" | "inbook" | "incollection" | "inproceedings");
        both && book && !self.biblatex && !self.series_is_crowded()
    }

    /// Whether `number` is taken by something else than the place in the series: a journal's `number` is
    /// its issue, a report's its own.
    fn series_is_crowded(&self) -> bool {
        let kind = self.record.kind;
        types::in_journal(kind)
            || types::has_own_number(kind)
            || self.record.has(Variable::Number) && !self.has_article_number()
    }

    fn add_volume(&mut self, field: &str) {
        let Some(volume) = self.take(Variable::Volume) else { return };
        let volume = self.encode(volume);
        if let Some((_, value)) = self.fields.iter_mut().find(|(name, _)| name == field) {
            value.insert_str(value.len() - 1, &format!(", volume {volume}"));
        }
    }

    fn names(&mut self, name: &str, role: Variable) {
        self.used.push(role);
        let names = self.record.names(role);
        self.push_names(name, names);
        if self.biblatex {
            self.annotate(name, names);
        }
    }

    fn push_names(&mut self, name: &str, names: &[Name]) {
        let level = self.level;
        let value = names::write(names, &|text| latex::encode(text, level));
        self.push(name, &value);
    }

    /// BibLaTeX's data annotations: ORCID iDs, corresponding authors.
    fn annotate(&mut self, field: &str, names: &[Name]) {
        let list = |value: &dyn Fn(&Name) -> Option<String>| {
            let marks = names
                .iter()
                .enumerate()
                .filter_map(|(at, name)| Some(format!("{}={}", at + 1, value(name)?)));
            marks.collect::<Vec<_>>().join("; ")
        };
        let orcid = list(&|name| name.orcid.as_ref().map(|id| format!("\"{id}\"")));
        let corresponding = list(&|name| name.corresponding.then(|| "corresponding".to_owned()));
        self.push(&format!("{field}+an:orcid"), &orcid);
        self.push(&format!("{field}+an"), &corresponding);
    }

    /// Everything, in the order of Pure's portals.
    fn fill(&mut self) {
        let journal = types::in_journal(self.record.kind);
        self.work_title();
        self.used.extend([Variable::Abstract, Variable::Keyword]);
        if self.shown[0] {
            self.text("abstract", Variable::Abstract);
        }
        if self.shown[1] {
            self.keywords();
        }
        self.names("author", Variable::Author);
        if self.record.has(Variable::Note) {
            self.note();
        }
        self.date();
        self.doi();
        self.language();
        self.text("isbn", Variable::Isbn);
        if !self.volume_in_title() {
            self.text("volume", Variable::Volume);
        }
        if self.record.has(Variable::CollectionTitle) {
            self.series();
            self.publisher();
        }
        self.pages();
        // BibTeX's styles want a book to have either.
        let both = self.kind == "book" && !self.biblatex && self.record.has(Variable::Author);
        self.names(if both { "editora" } else { "editor" }, Variable::Editor);
        self.container();
        self.text("issn", Variable::Issn);
        self.publisher();
        self.number(journal);
        let place = if self.biblatex { "location" } else { "address" };
        self.list(place, Variable::PublisherPlace);
        self.edition();
        self.genre();
        self.event();
        self.note();
        self.url();
        self.eprint();
        self.push_verbatim("conceptdoi", self.record.portal.concept_doi.as_deref().unwrap_or_default());
        self.others();
        self.sort_key();
    }

    fn keywords(&mut self) {
        let words = self.record.keywords();
        let words = words.iter().map(|word| {
            let word = self.encode(word);
            if word.contains([',', ';']) { format!("{{{word}}}") } else { word }
        });
        let value = words.collect::<Vec<_>>().join(", ");
        self.push("keywords", &value);
    }

    fn date(&mut self) {
        self.used.push(Variable::Issued);
        let date = self.record.date(Variable::Issued);
        let state = self.take(Variable::Status);
        let Some(date) = date else { return self.state(state) };
        if self.biblatex {
            match date.start {
                Some(_) => self.push("date", &edtf(date)),
                None => return self.state(date.literal.as_deref().or(state)),
            }
        } else {
            let year = dates::year(date).map(|year| latex::encode(&year, self.level).replace("-{}-", "--"));
            self.push("year", &year.unwrap_or_default());
            if let Some(month) = dates::month(date) {
                self.push_raw("month", month);
                self.push("day", &dates::day(date).unwrap_or_default());
            }
        }
        self.state(state);
    }

    fn state(&mut self, state: Option<&str>) {
        let Some(state) = state else { return };
        let key = PUBLICATION_STATES.iter().find(|(_, words)| *words == state && self.biblatex);
        let value = key.map_or_else(|| self.encode(state), |row| row.0.to_owned());
        self.push("pubstate", &value);
    }

    fn doi(&mut self) {
        let doi = self.take(Variable::Doi).unwrap_or_default();
        self.push_verbatim("doi", identifier::doi(doi).unwrap_or(doi));
    }

    fn language(&mut self) {
        let Some(text) = self.take(Variable::Language) else { return };
        let code = language::code(text);
        let babel = language::babel(code).filter(|_| self.biblatex);
        if let Some(babel) = babel {
            self.push("langid", babel);
        }
        // BibLaTeX takes a babel name that says all as the language of the work as well.
        if babel.is_none_or(|babel| language::code(babel) != code) {
            let name = self.encode(if self.biblatex { code } else { language::name(code) });
            self.push("language", &name);
        }
    }

    /// The series and its number. BibTeX's styles take only one of `volume` and `number`.
    fn series(&mut self) {
        let Some(title) = self.take(Variable::CollectionTitle) else { return };
        let mut value = self.encode(title);
        if let Some(number) = self.take(Variable::CollectionNumber) {
            let number = self.encode(number);
            let volume = self.fields.iter().any(|(name, _)| name == "volume");
            if self.series_is_crowded() || volume && !self.biblatex {
                value.push_str(", vol. ");
                value.push_str(&number);
            } else {
                self.push("series", &value);
                self.publisher();
                return self.push("number", &number);
            }
        }
        self.push("series", &value);
    }

    fn pages(&mut self) {
        let page =
            self.take(Variable::Page).map(|text| self.encode(&pages::to_dashes(text)).replace("-{}-", "--"));
        let article = self.record.text(Variable::Number).filter(|_| self.has_article_number());
        // Styles of BibTeX know no article number: it stands where the pages would.
        let page = page.or_else(|| article.filter(|_| !self.biblatex).map(|text| self.encode(text)));
        self.push("pages", &page.unwrap_or_default());
        if let Some(article) = article {
            self.used.push(Variable::Number);
            let article = self.encode(article);
            self.push("eid", &article);
        }
    }

    /// Whether `number` is an article's number in its journal or proceedings.
    fn has_article_number(&self) -> bool {
        let arxiv = self.record.text(Variable::Number).is_some_and(|number| number.starts_with("arXiv:"));
        !arxiv && (types::in_journal(self.record.kind) || self.record.kind == Kind::PaperConference)
    }

    fn container(&mut self) {
        let journal = types::in_journal(self.record.kind);
        let Some(title) = self.take(Variable::ContainerTitle) else {
            // A paper without proceedings: the meeting in their place.
            if self.kind == "conference" {
                let event = self.record.text(Variable::EventTitle).map(|title| self.encode(title));
                self.push("booktitle", &event.unwrap_or_default());
            }
            return;
        };
        let value = self.encode(title);
        let name = match (journal, self.biblatex) {
            (true, false) => "journal",
            (true, true) => "journaltitle",
            (false, _) => "booktitle",
        };
        self.push(name, &value);
        if self.volume_in_title() && name == "booktitle" {
            self.add_volume("booktitle");
        }
        self.text("maintitle", Variable::VolumeTitle);
    }

    fn publisher(&mut self) {
        let name = match (self.kind, self.biblatex) {
            ("phdthesis" | "mastersthesis", false) => "school",
            ("techreport", false) | ("thesis" | "report", true) => "institution",
            ("online" | "misc" | "software", true) => "organization",
            _ => "publisher",
        };
        if matches!(self.kind, "misc" | "booklet") && !self.biblatex {
            // Not twice: pandoc takes both fields for the publisher.
            self.used.push(Variable::Publisher);
            let how = self.encode(&types::how_published(self.record));
            return self.push("howpublished", &how);
        }
        self.list(name, Variable::Publisher);
    }

    /// A text that BibLaTeX takes for a list: braces keep an `and` in it from dividing it.
    fn list(&mut self, name: &str, variable: Variable) {
        let Some(text) = self.take(variable) else { return };
        let value = self.encode(text);
        let divided = self.biblatex && names::split_and(&value).len() > 1;
        self.push(name, &if divided { format!("{{{value}}}") } else { value });
    }

    fn number(&mut self, journal: bool) {
        if journal {
            self.text("number", Variable::Issue);
        } else {
            self.text("issue", Variable::Issue);
            let arxiv = self.is_arxiv() && self.kind != "techreport";
            let taken = self.fields.iter().any(|(name, _)| name == "number");
            if !arxiv && !taken && self.record.has(Variable::Number) && !self.used.contains(&Variable::Number)
            {
                self.text("number", Variable::Number);
            }
        }
    }

    fn edition(&mut self) {
        let Some(edition) = self.take(Variable::Edition) else { return };
        let value = if self.biblatex { edition.to_owned() } else { ordinal(edition) };
        let value = self.encode(&value);
        self.push("edition", &value);
    }

    /// `type`, and `entrysubtype` where the entry would be read as another type of work.
    fn genre(&mut self) {
        let kind = self.record.kind;
        let genre = self.take(Variable::Genre);
        let label = types::label(kind).filter(|_| matches!(self.kind, "misc" | "techreport"));
        let thesis = self.kind.ends_with("thesis").then_some("Thesis");
        let key = GENRES
            .iter()
            .find(|(_, words)| self.biblatex && genre == Some(*words))
            .map(|row| row.0.to_owned());
        let genre_value = genre.map(|text| self.genre_value(text));
        let value = key.or(genre_value).or_else(|| label.or(thesis).map(|text| self.encode(text)));
        if self.biblatex || genre != Some(types::default_genre(self.kind)) {
            self.push("type", &value.unwrap_or_default());
        }
        // A genre that would tell another type leaves it to `entrysubtype`.
        let misled = genre.is_some_and(|genre| types::labelled(genre).is_some());
        let told = !misled && (genre.is_none() && label.is_some() || types::kind(self.kind) == Some(kind));
        let preprint = kind == Kind::Article && self.is_arxiv() && self.biblatex;
        if !told && !preprint {
            let name = match kind {
                Kind::ArticleNewspaper => "newspaper",
                Kind::ArticleMagazine => "magazine",
                _ => kind.as_str(),
            };
            self.push("entrysubtype", name);
        }
    }

    /// BibTeX's styles write `type` in small letters: capitals that have to stay get braces.
    fn genre_value(&self, genre: &str) -> String {
        let protect = if self.biblatex { Protect::None } else { self.protect };
        latex::encode_title(genre, self.level, protect, false)
    }

    fn is_arxiv(&self) -> bool {
        self.record.text(Variable::Number).is_some_and(|number| number.starts_with("arXiv:"))
    }

    fn note(&mut self) {
        self.text("note", Variable::Note);
    }

    /// The meeting, in BibLaTeX's fields, which BibTeX's styles pass over.
    fn event(&mut self) {
        self.text("eventtitle", Variable::EventTitle);
        self.plain_date("eventdate", Variable::EventDate);
    }

    fn plain_date(&mut self, name: &str, variable: Variable) {
        self.used.push(variable);
        if let Some(date) = self.record.date(variable) {
            let value = latex::encode(&edtf(date), Level::Specials);
            // biber wants dates in its fields for dates; words keep CSL's name of the field.
            let name = if date.start.is_some() { name } else { variable.as_str() };
            self.push(name, &value.replace("{\\textasciitilde}", "~"));
        }
    }

    fn url(&mut self) {
        let Some(url) = self.take(Variable::Url) else { return };
        let repeats = identifier::doi(url).is_some()
            && self
                .record
                .text(Variable::Doi)
                .is_some_and(|doi| identifier::doi(doi) == identifier::doi(url));
        if self.url == "always" || self.url == "auto" && !repeats {
            self.push_verbatim("url", url);
        }
        self.plain_date("urldate", Variable::Accessed);
    }

    fn eprint(&mut self) {
        if !self.is_arxiv() {
            return;
        }
        let number = self.take(Variable::Number).unwrap_or_default();
        let number = number.split(' ').next().unwrap_or_default();
        self.push_verbatim("eprint", number.trim_start_matches("arXiv:"));
        self.push(if self.biblatex { "eprinttype" } else { "archiveprefix" }, "arXiv");
    }

    /// Everything that has a field of its own or keeps its CSL name, and what a file brought.
    fn others(&mut self) {
        // What the pages tell already; BibTeX's styles have no field for it.
        if self.record.has(Variable::Page) && !self.biblatex {
            self.used.push(Variable::NumberOfPages);
        }
        for (name, variable, flavour) in fields::TEXTS {
            if flavour.is_none_or(|biblatex| biblatex == self.biblatex) && !self.used.contains(variable) {
                self.text(name, *variable);
            }
        }
        for (name, role) in fields::NAMES {
            if !self.used.contains(role) {
                self.names(name, *role);
            }
        }
        if self.biblatex {
            self.editor_roles();
        }
        self.plain_date("urldate", Variable::Accessed);
        self.plain_date("origdate", Variable::OriginalDate);
        let record = self.record;
        let left = Variable::ALL
            .iter()
            .filter(|variable| record.has(**variable) && **variable != Variable::CitationKey);
        for variable in left {
            if self.used.contains(variable) {
                continue;
            }
            let name = variable.as_str().to_ascii_lowercase();
            match variable.class() {
                Class::Name => self.names(&name, *variable),
                Class::Date => self.plain_date(&name, *variable),
                _ => self.text(&name, *variable),
            }
        }
        for (_, kept) in record.extra.iter().filter(|(key, _)| key == "bibtex") {
            for (name, value) in kept.entries() {
                let legal = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_:+.".contains(&byte));
                if let Some(value) = value.as_str().filter(|value| legal && is_balanced(value)) {
                    self.push_raw(name, format!("{{{value}}}"));
                }
            }
        }
    }

    /// Roles that BibLaTeX calls editors of a type.
    fn editor_roles(&mut self) {
        let mut slots = ["editora", "editorb", "editorc"].into_iter();
        for (kind, role) in fields::EDITOR_TYPES {
            if self.record.names(*role).is_empty() {
                continue;
            }
            let Some(slot) = slots.next() else { return };
            self.names(slot, *role);
            self.push(&format!("{slot}type"), kind);
        }
    }

    /// BibTeX's styles sort by author; an entry without one needs a `key`.
    fn sort_key(&mut self) {
        let named = self
            .fields
            .iter()
            .any(|(name, _)| name == "author" || name == "editor" && matches!(self.kind, "book"));
        if !named && !self.biblatex {
            let word = latex::fold(self.record.title().split_whitespace().next().unwrap_or_default());
            self.push("key", if word.is_empty() { "anonymous" } else { &word });
        }
    }
}

/// EDTF as BibLaTeX reads it: an open range ends with a slash.
fn edtf(date: &Date) -> String {
    let text = date.to_edtf();
    match text.strip_suffix("/..") {
        Some(start) => format!("{start}/"),
        None => text,
    }
}

/// A value that LaTeX takes letter by letter: braces and quotation marks, which BibTeX would
/// count, and white space are percent-encoded.
fn verbatim(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.trim().chars() {
        match letter {
            '{' | '}' | '"' | '\\' => out.push_str(&format!("%{:02X}", u32::from(letter))),
            space if space.is_whitespace() || space.is_control() => out.push_str("%20"),
            _ => out.push(letter),
        }
    }
    out
}

fn is_balanced(value: &str) -> bool {
    let mut depth = 0i64;
    for byte in value.bytes() {
        depth += i64::from(byte == b'{') - i64::from(byte == b'}');
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}
