//! What the reader asks for beside a style: a version of the work, links, the date of access, all
//! names, options of files. Records and settings in, changed records and options out.

use std::rc::Rc;

use super::browser;
use super::labels::Labels;
use super::settings::{Settings, Versions};
use crate::csl::Node;
use crate::formats::{self, Info, Options};
use crate::record::{Date, Json, Record, Variable, identifier};
use crate::text::json;

/// What the reader asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reader {
    /// 0: the work as the record has it; 1: all versions; from 2: those that the record lists.
    pub version: usize,
    /// Options by their key, none where it has its default.
    options: Vec<(&'static str, String)>,
}

/// An option of the panel.
pub(super) struct Control {
    /// Its key; of a format, that of the format's own option.
    pub key: &'static str,
    pub label: Label,
    pub kind: Kind,
    /// Whether it is of a style, and not of a file format.
    pub of_style: bool,
}

/// The words of something in a language.
type Label = fn(&Labels) -> &'static str;

/// How an option is set.
pub(super) enum Kind {
    /// Off or on; the text of on.
    Flag(&'static str),
    /// A text.
    Text,
    /// One of some values, each with its words.
    One(&'static [(&'static str, Label)]),
}

pub(super) static CONTROLS: [Control; 12] = [
    Control {
        key: "link",
        label: |labels| labels.link,
        kind: Kind::One(&[
            ("", |labels| labels.as_style_writes),
            ("url", |labels| labels.doi_url),
            ("plain", |labels| labels.plain_link),
            ("none", |labels| labels.no_link),
        ]),
        of_style: true,
    },
    Control {
        key: "order",
        label: |labels| labels.order,
        kind: Kind::One(&[("", |labels| labels.as_style_sorts), ("listed", |labels| labels.as_listed)]),
        of_style: true,
    },
    Control { key: "accessed", label: |labels| labels.access_date, kind: Kind::Flag("true"), of_style: true },
    Control {
        key: "all-names",
        label: |labels| labels.all_authors,
        kind: Kind::Flag("true"),
        of_style: true,
    },
    Control { key: "abstract", label: |labels| labels.abstract_, kind: Kind::Flag("true"), of_style: false },
    Control { key: "keywords", label: |labels| labels.keywords, kind: Kind::Flag("true"), of_style: false },
    Control { key: "ascii", label: |labels| labels.ascii_only, kind: Kind::Flag("true"), of_style: false },
    Control { key: "date", label: |labels| labels.year_only, kind: Kind::Flag("year"), of_style: false },
    Control {
        key: "for",
        label: |labels| labels.program,
        kind: Kind::One(&[
            ("", |labels| labels.program_any),
            ("zotero", |_| "Zotero"),
            ("endnote", |_| "EndNote"),
        ]),
        of_style: false,
    },
    Control { key: "keys", label: |labels| labels.citation_key, kind: Kind::Text, of_style: false },
    Control { key: "omit", label: |labels| labels.omit_fields, kind: Kind::Text, of_style: false },
    Control { key: "only", label: |labels| labels.only_fields, kind: Kind::Text, of_style: false },
];

impl Control {
    /// Whether it can be set for what is shown: a style (`None`) or a format.
    pub(super) fn is_for(&self, format: Option<&Info>, several: bool) -> bool {
        match format {
            None => self.of_style && (several || self.key != "order"),
            Some(format) => !self.of_style && knows(format, self.key),
        }
    }

    /// What holds where the reader has set nothing.
    pub(super) fn default(&self, format: Option<&Info>, settings: &Settings, works: &[Record]) -> String {
        let Some(format) = format else {
            let dated = self.key == "accessed" && works.iter().any(|work| work.has(Variable::Accessed));
            return if dated { "true" } else { "" }.to_owned();
        };
        match settings.options_of(format).0.get(self.key) {
            Some(Json::Bool(on)) => on.to_string(),
            Some(Json::String(text)) => text.clone(),
            Some(list) => list.items().iter().filter_map(Json::as_str).collect::<Vec<_>>().join(" "),
            None if self.key == "keywords" => "true".to_owned(),
            None => String::new(),
        }
    }
}

fn knows(format: &Info, key: &str) -> bool {
    format.options.iter().chain(formats::options::COMMON).any(|(name, _)| *name == key)
}

impl Reader {
    /// What was kept of the options on an earlier page.
    pub(super) fn kept(text: &str) -> Self {
        let (kept, _) = json::parse(text);
        let option = |control: &Control| Some((control.key, kept.get(control.key)?.as_str()?.to_owned()));
        Self { version: 0, options: CONTROLS.iter().filter_map(option).collect() }
    }

    /// The options as they are kept.
    pub(super) fn to_keep(&self) -> String {
        let option = |(key, value): &(&str, String)| ((*key).to_owned(), Json::String(value.clone()));
        Json::Object(self.options.iter().map(option).collect()).to_string()
    }

    /// Whether any option is set.
    pub(super) fn has_options(&self) -> bool {
        !self.options.is_empty()
    }

    /// The value of an option that is set.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.options.iter().find(|(have, _)| *have == key).map(|(_, value)| value.as_str())
    }

    /// Sets an option; without a value it has its default again.
    pub(super) fn set(&mut self, key: &'static str, value: Option<String>) {
        self.options.retain(|(have, _)| *have != key);
        self.options.extend(value.map(|value| (key, value)));
    }

    /// Sets no option any more.
    pub(super) fn reset(&mut self) {
        self.options.clear();
    }

    /// The options of a format: the page's, and over them the reader's.
    pub(super) fn options_of(&self, format: &Info, settings: &Settings) -> Options {
        let mut options = settings.options_of(format);
        for (key, value) in self.options.iter().filter(|(key, _)| knows(format, key)) {
            options = match value.as_str() {
                // Nothing is left of what the page set.
                "" => Options(Json::Object(
                    options.0.entries().iter().filter(|(have, _)| have != key).cloned().collect(),
                )),
                "true" => options.set(key, true),
                "false" => options.set(key, false),
                text => options.set(key, text),
            };
        }
        // What the reader wrote is a mistake for as long as it is not whole.
        match options.check(format).is_empty() {
            true => options,
            false => settings.options_of(format),
        }
    }

    /// The works as the reader wants them cited.
    pub(super) fn works(&self, works: &Rc<Vec<Record>>, as_style: bool) -> Rc<Vec<Record>> {
        let accessed = self.get("accessed").filter(|_| as_style);
        let no_link = as_style && self.get("link") == Some("none");
        if self.version == 0 && accessed.is_none() && !no_link {
            return Rc::clone(works);
        }
        let mut records = works.to_vec();
        for record in &mut records {
            cite_version(record, self.version);
            match accessed {
                Some("true") if record.has(Variable::Url) || record.has(Variable::Doi) => {
                    if let Some(today) = browser::today().filter(|_| !record.has(Variable::Accessed)) {
                        record.set_date(Variable::Accessed, today);
                    }
                }
                Some("false") => record.remove(Variable::Accessed),
                _ => {}
            }
            if no_link {
                record.remove(Variable::Doi);
                record.remove(Variable::Url);
            }
        }
        Rc::new(records)
    }

    /// A citation with its links as the reader wants them.
    pub(super) fn linked(&self, nodes: Vec<Node>) -> Vec<Node> {
        if self.get("link") == Some("url") { as_urls(nodes) } else { nodes }
    }
}

/// DOIs as addresses, without what a style writes in front of them.
fn as_urls(nodes: Vec<Node>) -> Vec<Node> {
    let mut list: Vec<Node> = Vec::with_capacity(nodes.len());
    for node in nodes {
        let node = match node {
            Node::Link(url, _) if url.starts_with("https://doi.org/") => {
                if let Some(Node::Text(before)) = list.last_mut() {
                    let bare = before.trim_end();
                    let cut = ["doi:", "doi", "https://doi.org/", "http://doi.org/"]
                        .iter()
                        .find_map(|label| Some(bare.len() - strip_label(bare, label)?));
                    if let Some(cut) = cut {
                        before.truncate(bare.len() - cut);
                    }
                }
                Node::Link(url.clone(), vec![Node::Text(url)])
            }
            Node::Styled(format, children) => Node::Styled(format, as_urls(children)),
            Node::Display(display, children) => Node::Display(display, as_urls(children)),
            other => other,
        };
        list.push(node);
    }
    list
}

/// The length of a text without a label at its end that is a word of its own.
fn strip_label(text: &str, label: &str) -> Option<usize> {
    let at = text.len().checked_sub(label.len())?;
    let end = text.get(at..)?;
    let apart = text.get(..at)?.chars().next_back().is_none_or(|letter| !letter.is_alphanumeric());
    (apart && end.eq_ignore_ascii_case(label)).then_some(at)
}

/// The versions that a reader can choose from: each its place in [`Reader::version`] and its words.
/// None where there is only one, or the page has chosen.
pub(super) fn versions(records: &[Record], settings: &Settings, labels: &Labels) -> Vec<(usize, String)> {
    let [record] = records else { return Vec::new() };
    if settings.versions != Versions::Ask {
        return Vec::new();
    }
    let own = record.text(Variable::Doi);
    let concept = record.portal.concept_doi.as_deref().filter(|concept| Some(*concept) != own);
    let this = match record.text(Variable::Version) {
        Some(version) => labels.this_version_of.of(version),
        None => labels.this_version.to_owned(),
    };
    let mut list = vec![(0, this)];
    list.extend(concept.map(|_| (1, labels.all_versions.to_owned())));
    for (at, version) in record.portal.versions.iter().enumerate() {
        let is_own =
            version.doi.as_deref() == own || Some(version.version.as_str()) == record.text(Variable::Version);
        if !is_own {
            let date = version.date.as_deref().map(|date| [" (", date, ")"].concat()).unwrap_or_default();
            list.push((at + 2, [&version.version, date.as_str()].concat()));
        }
    }
    if list.len() > 1 { list } else { Vec::new() }
}

/// Lets a record stand for a version of its work.
fn cite_version(record: &mut Record, version: usize) {
    if version == 1 {
        cite_all_versions(record);
    }
    let listed = version.checked_sub(2).and_then(|at| record.portal.versions.get(at)).cloned();
    if let Some(other) = listed {
        record.remove(Variable::Doi);
        record.remove(Variable::Url);
        if let Some(doi) = other.doi {
            record.set_text(Variable::Doi, &doi);
        }
        record.set_text(Variable::Version, &other.version);
        if let Some(date) = other.date.as_deref().and_then(Date::parse) {
            record.set_date(Variable::Issued, date);
        }
    }
}

/// Lets a record stand for all versions of its work, where these have a DOI of their own.
pub fn cite_all_versions(record: &mut Record) {
    let Some(doi) = record.portal.concept_doi.clone() else { return };
    record.set_text(Variable::Doi, &doi);
    record.remove(Variable::Url);
    record.remove(Variable::Version);
}

/// The address that leads to a work for good: its DOI's, else its own, where that is safe.
pub(super) fn address(record: &Record) -> Option<String> {
    let doi = record.text(Variable::Doi).and_then(identifier::doi).map(identifier::doi_url);
    let url = || record.text(Variable::Url).and_then(identifier::safe_url).map(str::to_owned);
    doi.or_else(url)
}

/// Where the reader can say that something is wrong: a mail has the title as its subject.
pub(super) fn contact(settings: &Settings, records: &[Record]) -> Option<String> {
    let contact = settings.contact.as_deref()?;
    let title = records.first().filter(|_| records.len() == 1).map(Record::title).unwrap_or_default();
    let mail = contact.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:"));
    if !mail || contact.contains('?') || title.is_empty() {
        return Some(contact.to_owned());
    }
    let mut url = [contact, "?subject="].concat();
    for byte in title.bytes() {
        if byte.is_ascii_alphanumeric() {
            url.push(char::from(byte));
        } else {
            let hex = |digit: u8| char::from_digit(u32::from(digit), 16).unwrap_or('0').to_ascii_uppercase();
            url.extend(['%', hex(byte >> 4), hex(byte & 15)]);
        }
    }
    Some(url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Kind as Type, Version};

    fn software() -> Record {
        let mut record = Record::new(Type::Software);
        record.set_text(Variable::Title, "A program");
        record.set_text(Variable::Doi, "10.5555/v2");
        record.set_text(Variable::Version, "2.3.1");
        record.set_text(Variable::Url, "https://example.org/v2");
        record.portal.concept_doi = Some("10.5555/all".into());
        record
    }

    #[test]
    fn each_version_has_its_own_doi_number_and_date() {
        let mut record = software();
        let version = |version: &str, doi: &str, date| Version {
            version: version.into(),
            doi: Some(doi.into()),
            date: Some(String::from(date)),
        };
        record.portal.versions =
            vec![version("2.3.1", "10.5555/v2", "2024-05-01"), version("1.0", "10.5555/v1", "2020-02-03")];
        let records = Rc::new(vec![record]);
        let labels = Labels::english("en");
        let offered = versions(&records, &Settings::default(), labels);
        let words: Vec<&str> = offered.iter().map(|(_, words)| words.as_str()).collect();
        assert_eq!(words, ["This version (2.3.1)", "All versions, always the latest", "1.0 (2020-02-03)"]);
        let cited = |version| Reader { version, ..Reader::default() }.works(&records, true)[0].clone();
        let text = |record: &Record, variable| record.text(variable).unwrap_or_default().to_owned();
        assert_eq!(text(&cited(0), Variable::Doi), "10.5555/v2");
        assert_eq!(text(&cited(1), Variable::Doi), "10.5555/all");
        assert_eq!(
            (text(&cited(1), Variable::Version), text(&cited(1), Variable::Url)),
            ("".into(), "".into())
        );
        let old = cited(3);
        assert_eq!(
            (text(&old, Variable::Doi), text(&old, Variable::Version)),
            ("10.5555/v1".into(), "1.0".into())
        );
        assert_eq!(
            old.date(Variable::Issued).and_then(|date| date.start).map(|start| start.year),
            Some(2020)
        );
    }

    #[test]
    fn one_version_or_a_page_that_decides_is_no_choice() {
        let mut record = software();
        let fixed = Settings::from(&[("versions", "this")]).0;
        let labels = Labels::english("en");
        assert!(versions(&[record.clone()], &fixed, labels).is_empty());
        assert!(versions(&[record.clone(), record.clone()], &Settings::default(), labels).is_empty());
        record.portal.concept_doi = Some("10.5555/v2".into());
        assert!(versions(&[record], &Settings::default(), labels).is_empty(), "it is the same DOI");
    }

    #[test]
    fn links_are_addresses_or_gone() {
        let link = Node::Link("https://doi.org/10.5555/a".into(), vec![Node::Text("10.5555/a".into())]);
        let mut reader = Reader::default();
        reader.set("link", Some("url".into()));
        for (before, expected) in [
            ("A title. doi:", "A title. https://doi.org/10.5555/a"),
            ("A title. DOI: ", "A title. https://doi.org/10.5555/a"),
            ("A title. https://doi.org/", "A title. https://doi.org/10.5555/a"),
            ("A title. ", "A title. https://doi.org/10.5555/a"),
            ("A sandoi ", "A sandoi https://doi.org/10.5555/a"),
        ] {
            let nodes = reader.linked(vec![Node::Text(before.into()), link.clone()]);
            assert_eq!(crate::csl::plain(&nodes), expected, "{before}");
        }
        reader.set("link", Some("none".into()));
        let records = Rc::new(vec![software()]);
        let works = reader.works(&records, true);
        assert!(!works[0].has(Variable::Doi) && !works[0].has(Variable::Url));
        assert!(reader.works(&records, false)[0].has(Variable::Doi), "a file keeps them");
    }

    #[test]
    fn the_readers_options_go_over_the_pages_and_are_kept() {
        let bibtex = formats::by_id("bibtex").expect("it is there");
        let settings = Settings::from(&[("options", r#"{"bibtex": {"ascii": true, "keys": "x[year]"}}"#)]).0;
        let mut reader = Reader::default();
        reader.set("abstract", Some("true".into()));
        reader.set("for", Some("zotero".into()));
        reader.set("keys", Some("[author]".into()));
        let options = reader.options_of(bibtex, &settings);
        assert!(options.flag("ascii") && options.flag("abstract"));
        assert_eq!((options.text("keys"), options.text("for")), (Some("[author]"), None));
        assert_eq!(Reader::kept(&reader.to_keep()), reader);
        assert_eq!(Reader::kept("no JSON {"), Reader::default());
        reader.set("omit", Some("abstr".into()));
        assert!(!reader.options_of(bibtex, &settings).flag("abstract"), "half a word is no field yet");
    }

    #[test]
    fn a_mail_has_the_title_as_its_subject() {
        let address = |attribute: &str| contact(&Settings::from(&[("contact", attribute)]).0, &[software()]);
        assert_eq!(
            address("mailto:a@example.org").as_deref(),
            Some("mailto:a@example.org?subject=A%20program")
        );
        assert_eq!(address("mailto:a@example.org?cc=b").as_deref(), Some("mailto:a@example.org?cc=b"));
        assert_eq!(address("https://example.org/report").as_deref(), Some("https://example.org/report"));
        for wrong in ["javascript:alert(1)", "a@example.org", ""] {
            assert_eq!(address(wrong), None, "{wrong}");
        }
        assert_eq!(Settings::from(&[("contact", "a@example.org")]).1.len(), 1);
    }

    #[test]
    fn every_option_is_one_of_a_style_or_of_some_format() {
        for control in &CONTROLS {
            let formats =
                formats::CATALOG.iter().filter(|format| control.is_for(Some(format), false)).count();
            assert_eq!(formats > 0, !control.of_style, "{}", control.key);
        }
    }
}
