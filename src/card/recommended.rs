//! The site's own citation and its own BibTeX, which are shown and copied as they stand: a child with
//! `slot="recommended"`, or CSL-JSON's `custom.citation`, to a tree; a script with `data-verbatim` to a
//! file.

use super::payload::{self, PayloadError};
use super::props::Assets;
use super::settings::Settings;
use crate::chunk::chunk;
use crate::csl::tree::{FontStyle, FontWeight, Format, VerticalAlign};
use crate::csl::{self, Node};
use crate::formats::{self, File, Info};
use crate::record::Record;
use crate::record::markup::{self, Mark, Piece};
use crate::text::json;

/// The id of its tab.
pub(super) const ID: &str = "recommended";

/// The citation; nothing where the site has none.
pub(super) fn nodes(settings: &Settings, records: &[Record]) -> Option<Vec<Node>> {
    let slotted = csl::from_tree(&json::parse(&settings.recommended).0);
    if !csl::plain(&slotted).trim().is_empty() {
        return Some(slotted);
    }
    let [record] = records else { return None };
    let (_, own) = record.portal.other.iter().find(|(key, _)| key == "citation")?;
    let own = own.as_str().map(str::trim).filter(|own| !own.is_empty())?;
    Some(marked(&markup::parse(own)))
}

fn marked(pieces: &[Piece]) -> Vec<Node> {
    let node = |piece: &Piece| match piece {
        Piece::Text(text) => Node::Text(text.clone()),
        Piece::Marked(mark, inner) => Node::Styled(format(*mark), marked(inner)),
    };
    pieces.iter().map(node).collect()
}

fn format(mark: Mark) -> Format {
    let plain = Format::default();
    match mark {
        Mark::Italic => Format { font_style: Some(FontStyle::Italic), ..plain },
        Mark::Bold => Format { font_weight: Some(FontWeight::Bold), ..plain },
        Mark::Superscript => Format { vertical_align: Some(VerticalAlign::Sup), ..plain },
        Mark::Subscript => Format { vertical_align: Some(VerticalAlign::Sub), ..plain },
        Mark::SmallCaps => Format { small_caps: Some(true), ..plain },
        Mark::NoCase | Mark::NoDecoration => plain,
    }
}

/// The site's own text of a format as a file.
pub(super) fn written(
    records: &[Record],
    format: &'static Info,
    assets: &Assets,
    text: &str,
) -> Result<File, PayloadError> {
    file(records, format, text).ok_or_else(|| payload::without("bibtex_ris", assets))
}

chunk! { bibtex_ris; fn file(records: &[Record], format: &'static Info, text: &str) -> File {
    let name = formats::file_name(records, format);
    File { name, media_type: format.media_type, text: [text.trim_end(), "\n"].concat() }
}}

impl Settings {
    /// The site's own text of a format, to be shown as it stands.
    pub(super) fn verbatim(&self, format: &Info) -> Option<&str> {
        if format.id != "bibtex" || self.verbatim.trim().is_empty() { None } else { Some(&self.verbatim) }
    }
}
