//! The formats as plain data: ids, names, file names, options. What links only this links no
//! reader and no writer; those are in [`super::codec`].

use super::{Options, keys};
use crate::record::{Kind, Record};

/// Everything about one file format that is not code. An entry states what differs from
/// [`Info::PLAIN`].
pub struct Info {
    /// The id that attributes and file names use: `ris`.
    pub id: &'static str,
    /// The name that people see: `RIS`.
    pub name: &'static str,
    /// Other ids and names that lead here, in small letters.
    pub aliases: &'static [&'static str],
    /// The extension of a file, without a dot.
    pub extension: &'static str,
    /// The media type, as a `<script>` child and a download carry it.
    pub media_type: &'static str,
    /// What the format is for: menus keep one group together.
    pub group: Group,
    /// The name that a file must have, where the format prescribes it: `CITATION.cff`.
    pub file: Option<&'static str>,
    /// Lines of a file end with CR LF.
    pub crlf: bool,
    /// The types of work that the format is meant for; empty for every type.
    pub suits: &'static [Kind],
    /// The format can be read.
    pub reads: bool,
    /// The format can be written.
    pub writes: bool,
    /// The options that the format knows, each with its values and what they do.
    pub options: OptionList,
}

/// Options, each with its values and what they do.
pub type OptionList = &'static [(&'static str, &'static str)];

/// What a format is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Group {
    /// Files for reference managers and typesetting.
    Manager,
    /// Metadata for repositories, catalogues and machines.
    Metadata,
    /// Short texts to paste: a key, a link, a template.
    Snippet,
}

/// A file to save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// `procter-2022.bib`
    pub name: String,
    /// `application/x-bibtex`
    pub media_type: &'static str,
    /// The content.
    pub text: String,
}

impl Info {
    /// What entries leave out: a format for reference managers and every type of work, in a text
    /// file, without options.
    pub const PLAIN: Self = Self {
        id: "",
        name: "",
        aliases: &[],
        extension: "txt",
        media_type: "text/plain",
        group: Group::Manager,
        file: None,
        crlf: false,
        suits: &[],
        reads: false,
        writes: false,
        options: &[],
    };

    /// Whether the format is meant for a type of work; menus offer the others last.
    pub fn is_for(&self, kind: Kind) -> bool {
        self.suits.is_empty() || self.suits.contains(&kind)
    }

    /// The file to save for a text in this format: name, media type, and the text with the line
    /// ends that the format wants (`line-end`: `lf` or `crlf` chooses).
    pub fn to_file(&self, records: &[Record], text: String, options: &Options) -> File {
        let crlf = options.text("line-end").map_or(self.crlf, |choice| choice == "crlf");
        let text = if crlf { text.replace('\n', "\r\n") } else { text };
        File { name: file_name(records, self), media_type: self.media_type, text }
    }
}

macro_rules! infos {
    ($($($part:ident)::+),+ $(,)?) => { &[$(&super::$($part)::+::INFO),+] };
}

/// Every format, in the order that menus offer them.
pub static CATALOG: &[&Info] = each_format!(infos);

/// The format of that id, alias, name, extension or media type.
pub fn by_id(id: &str) -> Option<&'static Info> {
    let id = id.trim().to_ascii_lowercase();
    let id = id.split(';').next().unwrap_or_default();
    let named =
        |info: &&&Info| info.id == id || info.aliases.contains(&id) || info.name.to_ascii_lowercase() == id;
    let found = CATALOG.iter().find(named);
    found.or_else(|| CATALOG.iter().find(|info| info.media_type == id || info.extension == id)).copied()
}

/// The name of a file with these records: `procter-2022.bib`; `citations.bib` for several.
pub fn file_name(records: &[Record], info: &Info) -> String {
    if let Some(name) = info.file {
        return name.to_owned();
    }
    let stem = match records {
        [record] => keys::file_stem(record),
        _ => "citations".to_owned(),
    };
    format!("{stem}.{}", info.extension)
}
