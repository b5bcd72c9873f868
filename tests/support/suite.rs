//! The CSL processor test suite's fixtures: reading one, running it, writing its flavour of HTML.
//!
//! A fixture is a text with sections between `>>=== NAME ===>>` and `<<=== NAME ===<<`. The suite is
//! published at <https://github.com/citation-style-language/test-suite>; where it is on this machine
//! says the environment variable `CSL_DATA`.

use citation_card::csl::tree::{Display, FontStyle, FontWeight, Format, VerticalAlign};
use citation_card::csl::{
    self, Cite, CitePosition, Cluster, Entry, Locale, Mode, Node, Options, Processor, Style,
};
use citation_card::formats;
use citation_card::record::{Json, Record, Variable};
use citation_card::text::json;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// One case of the suite.
pub(super) struct Fixture {
    /// `affix_CommaAfterQuote`
    pub name: String,
    sections: Vec<(String, String)>,
}

impl Fixture {
    /// Takes a fixture's text apart.
    pub(super) fn read(name: &str, text: &str) -> Self {
        let mut sections: Vec<(String, String)> = Vec::new();
        let mut open: Option<(String, String)> = None;
        for line in text.lines() {
            let title = |start: &str| {
                let inner = line.trim_end().strip_prefix(start)?.strip_suffix(start)?;
                Some(inner.trim_matches('=').trim().to_owned())
            };
            if let Some(title) = title(">>") {
                open = Some((title, String::new()));
            } else if title("<<").is_some() {
                sections.extend(open.take());
            } else if let Some((_, body)) = &mut open {
                body.push_str(line);
                body.push('\n');
            }
        }
        Self { name: name.to_owned(), sections }
    }

    /// The text of a section.
    pub(super) fn section(&self, name: &str) -> Option<&str> {
        self.sections.iter().find(|(title, _)| title == name).map(|(_, body)| body.trim_matches('\n'))
    }

    /// What the suite expects.
    pub(super) fn expected(&self) -> String {
        self.section("RESULT").unwrap_or_default().trim().to_owned()
    }

    /// Whether a result is what the suite expects, letter for letter.
    pub(super) fn is_exact(&self, result: &str) -> bool {
        result.trim() == self.expected()
    }

    /// Whether a result reads and shows as what the suite expects. Two things do not count: white
    /// space at the edges of blocks, which HTML does not show, and the marks of citations that an
    /// interactive processor would send again, as this one renders a document whole.
    pub(super) fn passes(&self, result: &str) -> bool {
        self.is_exact(result) || shown(result) == shown(&self.expected())
    }

    /// Whether the bibliography is tested, not citations.
    pub(super) fn is_bibliography(&self) -> bool {
        self.section("MODE").is_some_and(|mode| mode.trim().starts_with("bibliography"))
    }
}

/// A text as it is shown: see [`Fixture::passes`].
fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.trim().lines() {
        let line = line.strip_prefix("..[").map_or(line.to_owned(), |rest| [">>[", rest].concat());
        out.push_str(&line);
        out.push('\n');
    }
    for edge in ["<div class=\"csl-entry\">", "<div class=\"csl-left-margin\">", "</div>"] {
        let parts: Vec<&str> = out.split(edge).map(str::trim).collect();
        out = parts.join(edge);
    }
    out
}

/// The folder with suite, styles and locales; nothing if it is not on this machine.
pub(super) fn data_folder() -> Option<PathBuf> {
    let folder = std::env::var("CSL_DATA")
        .map_or_else(|_| Path::new(env!("CARGO_MANIFEST_DIR")).join(DEFAULT_DATA), PathBuf::from);
    folder.join("test-suite").is_dir().then_some(folder)
}

/// Beside the project's folder, or beside its parent for the project's commands.
const DEFAULT_DATA: &str = "../shared/csl";

/// All fixtures, by name.
pub(super) fn fixtures(data: &Path) -> Vec<Fixture> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(data.join("test-suite"))
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    let read = |file: &PathBuf| {
        let name = file.file_stem()?.to_str()?;
        Some(Fixture::read(name, &std::fs::read_to_string(file).ok()?))
    };
    files.iter().filter_map(read).collect()
}

/// Locale files, read once each.
pub(super) struct LocaleFiles {
    folder: PathBuf,
    read: HashMap<String, Option<Locale>>,
    /// English with terms of the time of some cases, by the name of the case.
    older: HashMap<String, Locale>,
}

impl LocaleFiles {
    /// The locales of the data folder.
    pub(super) fn new(data: &Path) -> Self {
        let folder = data.join("locales");
        let english = std::fs::read_to_string(folder.join("locales-en-US.xml")).unwrap_or_default();
        let mut texts: HashMap<String, String> = HashMap::new();
        for line in OLDER_TERMS.lines().filter(|line| !line.starts_with('#')) {
            let [case, name, form, text] = line.split('|').collect::<Vec<_>>()[..] else { continue };
            let form = if form.is_empty() { String::new() } else { format!(" form=\"{form}\"") };
            let start = format!("<term name=\"{name}\"{form}>");
            let locale = texts.entry(case.to_owned()).or_insert_with(|| english.clone());
            if let Some((before, rest)) = locale.split_once(&start) {
                let rest = rest.split_once("</term>").map_or(rest, |(_, rest)| rest);
                *locale = [before, &start, text, "</term>", rest].concat();
            }
        }
        let parse = |(case, text): (String, String)| Some((case, Locale::parse(&text).ok()?));
        Self { folder, read: HashMap::new(), older: texts.into_iter().filter_map(parse).collect() }
    }

    fn load(&mut self, lang: &str) -> bool {
        let folder = &self.folder;
        let locale = self.read.entry(lang.to_owned()).or_insert_with(|| {
            let text = std::fs::read_to_string(folder.join(format!("locales-{lang}.xml"))).ok()?;
            Locale::parse(&text).ok()
        });
        locale.is_some()
    }

    /// The locales that answer for a language, by CSL's fallback: dialect, its language, `en-US`.
    pub(super) fn chain(&mut self, lang: &str) -> Vec<&Locale> {
        let mut names = vec![lang.to_owned()];
        let language = lang.split('-').next().unwrap_or_default();
        let primary =
            PRIMARY.iter().find(|(short, _)| *short == language).map(|(_, long)| (*long).to_owned());
        names.push(primary.unwrap_or_else(|| format!("{language}-{}", language.to_uppercase())));
        names.push("en-US".to_owned());
        names.dedup();
        let names: Vec<String> = names.into_iter().filter(|name| self.load(name)).collect();
        let mut seen: Vec<&str> = Vec::new();
        let mut chain = Vec::new();
        for name in &names {
            if !seen.contains(&name.as_str()) {
                seen.push(name);
                chain.extend(self.read.get(name).and_then(Option::as_ref));
            }
        }
        chain
    }
}

/// What the locale files said when some cases were written.
static OLDER_TERMS: &str = include_str!("../csl-suite-older-terms.txt");

/// Primary dialects (CSL 1.0.2, "Locale Fallback") that are not the language's name twice.
static PRIMARY: &[(&str, &str)] = &[
    ("en", "en-US"),
    ("zh", "zh-CN"),
    ("cs", "cs-CZ"),
    ("da", "da-DK"),
    ("el", "el-GR"),
    ("et", "et-EE"),
    ("fa", "fa-IR"),
    ("he", "he-IL"),
    ("ja", "ja-JP"),
    ("km", "km-KH"),
    ("ko", "ko-KR"),
    ("nb", "nb-NO"),
    ("sl", "sl-SI"),
    ("sr", "sr-RS"),
    ("sv", "sv-SE"),
    ("uk", "uk-UA"),
    ("vi", "vi-VN"),
    ("eu", "eu"),
    ("ar", "ar"),
    ("ca", "ca-AD"),
];

/// What this processor gives for a fixture, in the suite's notation.
pub(super) fn run(fixture: &Fixture, locales: &mut LocaleFiles) -> Result<String, String> {
    let style =
        Style::parse(fixture.section("CSL").unwrap_or_default()).map_err(|error| error.to_string())?;
    let lang = style.default_locale.clone().unwrap_or_else(|| "en-US".to_owned());
    let older = locales.older.get(&fixture.name).cloned();
    let chain = match &older {
        Some(older) => vec![older],
        None => locales.chain(&lang),
    };
    let input = json::parse(fixture.section("INPUT").unwrap_or_default()).0;
    // Of items with one id, the last counts.
    let mut records: Vec<Record> = Vec::new();
    let items = if input.items().is_empty() { std::slice::from_ref(&input) } else { input.items() };
    for (mut record, item) in formats::from_json(&input).records.into_iter().zip(items) {
        // The suite is about the processor: it wants a DOI as it is given, which the reader cleans.
        if let Some(doi) = item.get("DOI").and_then(Json::to_text) {
            record.set_text(Variable::Doi, doi);
        }
        match records.iter_mut().find(|known| !record.id.is_empty() && known.id == record.id) {
            Some(known) => *known = record,
            None => records.push(record),
        }
    }
    let processor = Processor::new(&style, &chain).options(Options::default().links(false).lang(lang));
    let parse = |name: &str| fixture.section(name).map(|text| json::parse(text).0);
    let steps = parse("CITATIONS");
    let items = parse("CITATION-ITEMS");
    if let Some(steps) = &steps {
        let steps = steps.items();
        let document = |count: usize| {
            let sequence = Sequence::after(steps, count, &records);
            let document = processor.document(&records, &sequence.clusters);
            (sequence.ids, document)
        };
        let (ids, last) = document(steps.len());
        if fixture.is_bibliography() {
            return Ok(bibliography(&last.bibliography));
        }
        let (before_ids, before) = document(steps.len().saturating_sub(1));
        let newest = steps.last().map(step_id).unwrap_or_default();
        let mut lines = Vec::new();
        for (at, (id, nodes)) in ids.iter().zip(&last.citations).enumerate() {
            let text = html(nodes);
            let old = before_ids.iter().position(|old| old == id).and_then(|old| before.citations.get(old));
            let changed = *id == newest || old.is_none_or(|old| html(old) != text);
            lines.push(format!("{}[{at}] {text}", if changed { ">>" } else { ".." }));
        }
        return Ok(lines.join("\n"));
    }
    if fixture.is_bibliography() {
        let mut list = processor.bibliography(&records);
        // In a numeric list, the suite has a line for an entry that the style leaves empty.
        let numbered = |nodes: &[Node]| html(nodes).starts_with(|letter: char| letter.is_ascii_digit());
        if !list.entries.is_empty() && list.entries.iter().all(|entry| numbered(&entry.nodes)) {
            for record in 0..records.len() {
                if !list.entries.iter().any(|entry| entry.record == record) {
                    let text = format!("{}. {NO_FORM}", record + 1);
                    let entry = Entry { record, nodes: vec![Node::Text(text)] };
                    list.entries.insert(record.min(list.entries.len()), entry);
                }
            }
        }
        return Ok(bibliography(&list));
    }
    let clusters: Vec<Cluster> = match &items {
        Some(items) => items.items().iter().map(|cluster| cites(cluster.items(), &records)).collect(),
        // Without cites, the suite cites all items in the order of the bibliography.
        None => {
            let list = processor.bibliography(&records);
            let listed = list.entries.iter().map(|entry| entry.record);
            let is_listed = |record: &usize| list.entries.iter().any(|entry| entry.record == *record);
            let rest = (0..records.len()).filter(|record| !is_listed(record));
            let cites = listed.chain(rest).map(|record| Cite { record, ..Cite::default() });
            vec![Cluster { cites: cites.collect(), ..Cluster::default() }]
        }
    };
    let citations = processor.citations_apart(&records, &clusters);
    let line = |nodes: &Vec<Node>| match html(nodes) {
        text if text.is_empty() => NO_FORM.to_owned(),
        text => text,
    };
    let lines: Vec<String> = citations.iter().map(line).collect();
    Ok(lines.join("\n"))
}

/// The suite's words for a citation or an entry of nothing.
const NO_FORM: &str = "[CSL STYLE ERROR: reference with no printed form.]";

/// A document as the fixture's steps leave it.
struct Sequence {
    ids: Vec<String>,
    clusters: Vec<Cluster>,
}

fn step_id(step: &Json) -> String {
    step.items()
        .first()
        .and_then(|citation| citation.get("citationID"))
        .and_then(Json::to_text)
        .unwrap_or_default()
}

impl Sequence {
    /// Each step is a citation with the ids and notes of those before and after it.
    fn after(steps: &[Json], count: usize, records: &[Record]) -> Self {
        let mut known: HashMap<String, Cluster> = HashMap::new();
        let mut order: Vec<(String, u32)> = Vec::new();
        for (at, step) in steps.iter().take(count).enumerate() {
            let [citation, before, after] = step.items() else { continue };
            let id =
                citation.get("citationID").and_then(Json::to_text).unwrap_or_else(|| format!("step {at}"));
            let mut cluster = cites(citation.get("citationItems").map_or(&[][..], Json::items), records);
            let properties = citation.get("properties").cloned().unwrap_or_default();
            let note = properties.get("noteIndex").or(citation.get("noteIndex")).and_then(Json::as_f64);
            cluster.note = note.unwrap_or(0.0) as u32;
            if let Some(mode) = properties.get("mode").and_then(Json::as_str) {
                cluster.mode = if mode == "composite" { Mode::Narrative } else { Mode::Citation };
            }
            let pair = |pair: &Json| {
                let [id, note] = pair.items() else { return None };
                Some((id.to_text()?, note.as_f64().unwrap_or(0.0) as u32))
            };
            order = before.items().iter().filter_map(pair).collect();
            order.push((id.clone(), cluster.note));
            order.extend(after.items().iter().filter_map(pair));
            known.insert(id, cluster);
        }
        let mut sequence = Self { ids: Vec::new(), clusters: Vec::new() };
        for (id, note) in order {
            if let Some(cluster) = known.get(&id) {
                sequence.clusters.push(Cluster { note, ..cluster.clone() });
                sequence.ids.push(id);
            }
        }
        sequence
    }
}

fn cites(items: &[Json], records: &[Record]) -> Cluster {
    let cite = |item: &Json| {
        let text = |key: &str| item.get(key).and_then(Json::to_text);
        let id = text("id")?;
        Some(Cite {
            record: records.iter().position(|record| record.id == id)?,
            locator: text("locator"),
            label: text("label"),
            prefix: text("prefix"),
            suffix: text("suffix"),
            suppress_author: item.get("suppress-author").is_some_and(Json::is_true),
            author_only: item.get("author-only").is_some_and(Json::is_true),
            position: match item.get("position").and_then(Json::as_f64).unwrap_or(0.0) as u32 {
                0 => CitePosition::First,
                1 => CitePosition::Subsequent,
                2 => CitePosition::Ibid,
                _ => CitePosition::IbidWithLocator,
            },
        })
    };
    Cluster { cites: items.iter().filter_map(cite).collect(), ..Cluster::default() }
}

fn bibliography(list: &csl::Bibliography) -> String {
    let mut out = String::from("<div class=\"csl-bib-body\">\n");
    for Entry { nodes, .. } in &list.entries {
        let entry = html(nodes);
        // The suite sets blocks on lines of their own.
        let entry = entry.trim_end_matches('\n');
        out.push_str("  <div class=\"csl-entry\">");
        out.push_str(entry);
        if entry.ends_with("</div>") {
            out.push_str("\n  ");
        }
        out.push_str("</div>\n");
    }
    out.push_str("</div>");
    out
}

/// The suite writes superscript letters as markup; the tree keeps the letters of the locale files.
const SUPERSCRIPTS: &str = "ªºʰʲʳʷʸˡˢˣᵃᵇᵈᵉᵍᵏᵐᵒᵖᵗᵘᵛᶜᶠᶻʱʴʵʶˠˤ⁰¹²³⁴⁵⁶⁷⁸⁹ⁱⁿᴬᴭᴮᴰᴱᴲᴳᴴᴵᴶᴷᴸᴹᴺᴼᴽᴾ\
    ᴿᵀᵁᵂᵄᵅᵆᵊᵋᵌᵑᵓᵔᵕᵙᵚᵜᵝᵞᵟᵠᵡ⁺⁻⁼⁽⁾㆒㆓㆔㆕㆖㆗㆘㆙㆚㆛㆜㆝㆞㆟ˀˁۥۦ";
const SUPERSCRIPTS_PLAIN: &str = "aohjrwylsxabdegkmoptuvcfzɦɹɻʁɣʕ0123456789inAÆBDEƎGHIJKLMNOȢP\
    RTUWɐɑᴂəɛɜŋɔᴖᴗᴝɯᴥβγδφχ+−=()一二三四上中下甲乙丙丁天地人ʔʕوي";

/// The tree in the suite's flavour of HTML.
pub(super) fn html(nodes: &[Node]) -> String {
    let mut out = String::new();
    write(nodes, &mut out);
    out
}

fn tags(format: &Format) -> Vec<(&'static str, &'static str)> {
    const SPAN: &str = "</span>";
    let mut tags = Vec::new();
    match format.font_style {
        Some(FontStyle::Italic) => tags.push(("<i>", "</i>")),
        Some(FontStyle::Oblique) => tags.push(("<em>", "</em>")),
        Some(FontStyle::Normal) => tags.push(("<span style=\"font-style:normal;\">", SPAN)),
        None => {}
    }
    match format.small_caps {
        Some(true) => tags.push(("<span style=\"font-variant:small-caps;\">", SPAN)),
        Some(false) => tags.push(("<span style=\"font-variant:normal;\">", SPAN)),
        None => {}
    }
    match format.font_weight {
        Some(FontWeight::Bold) => tags.push(("<b>", "</b>")),
        Some(FontWeight::Light) => tags.push(("<span style=\"font-weight:lighter;\">", SPAN)),
        Some(FontWeight::Normal) => tags.push(("<span style=\"font-weight:normal;\">", SPAN)),
        None => {}
    }
    match format.underline {
        Some(true) => tags.push(("<span style=\"text-decoration:underline;\">", SPAN)),
        Some(false) => tags.push(("<span style=\"text-decoration:none;\">", SPAN)),
        None => {}
    }
    match format.vertical_align {
        Some(VerticalAlign::Sup) => tags.push(("<sup>", "</sup>")),
        Some(VerticalAlign::Sub) => tags.push(("<sub>", "</sub>")),
        Some(VerticalAlign::Baseline) => tags.push(("<span style=\"baseline\">", SPAN)),
        None => {}
    }
    // The suite sets the later of these attributes outside.
    tags.reverse();
    tags
}

fn write(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => {
                for letter in text.chars() {
                    match letter {
                        '℠' => out.push_str("<sup>SM</sup>"),
                        '™' => out.push_str("<sup>TM</sup>"),
                        '&' => out.push_str("&#38;"),
                        '<' => out.push_str("&#60;"),
                        '>' => out.push_str("&#62;"),
                        _ => match SUPERSCRIPTS.chars().position(|high| high == letter) {
                            Some(at) => {
                                let plain = SUPERSCRIPTS_PLAIN.chars().nth(at).unwrap_or(letter);
                                out.push_str(&format!("<sup>{plain}</sup>"));
                            }
                            None => out.push(letter),
                        },
                    }
                }
            }
            Node::Styled(format, inner) => {
                let tags = tags(format);
                tags.iter().for_each(|(open, _)| out.push_str(open));
                write(inner, out);
                tags.iter().rev().for_each(|(_, close)| out.push_str(close));
            }
            Node::Link(address, inner) => {
                out.push_str(&format!("<a href=\"{address}\">"));
                write(inner, out);
                out.push_str("</a>");
            }
            Node::Display(display, inner) => {
                let class = match display {
                    Display::Block => "block",
                    Display::LeftMargin => "left-margin",
                    Display::RightInline => "right-inline",
                    Display::Indent => "indent",
                };
                // The suite's lines: an indent and a right field go on where the text before ends.
                match display {
                    Display::Block => out.push_str("\n\n    "),
                    Display::LeftMargin => out.push_str("\n    "),
                    _ if out.ends_with('\n') => out.push_str("    "),
                    _ => {}
                }
                out.push_str(&format!("<div class=\"csl-{class}\">"));
                write(inner, out);
                out.push_str("</div>");
                if *display != Display::LeftMargin {
                    out.push('\n');
                }
            }
        }
    }
}
