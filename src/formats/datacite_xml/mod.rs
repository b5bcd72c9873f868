//! DataCite XML, what repositories deposit with a DOI.
//!
//! Specification: DataCite Metadata Schema 4.6 (<https://schema.datacite.org/meta/kernel-4.6/>,
//! `metadata.xsd`), and of earlier kernels what differs. The fields are those of [`super::datacite`], DataCite JSON, whose
//! mapping from CSL's variables is the only one.

mod read;
mod write;

use super::{Codec, Group, Info};

/// What menus and files need to know about DataCite XML.
pub(super) static INFO: Info = Info {
    id: "datacite-xml",
    name: "DataCite XML",
    aliases: &["datacite.xml", "datacitexml"],
    extension: "xml",
    media_type: "application/vnd.datacite.datacite+xml",
    group: Group::Metadata,
    reads: true,
    writes: true,
    ..Info::PLAIN
};

/// Detects, reads and writes DataCite XML.
pub(super) static CODEC: Codec =
    Codec { info: &INFO, detect: read::detect, read: Some(read::read), write: Some(write::write) };
