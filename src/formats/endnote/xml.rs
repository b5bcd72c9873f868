//! EndNote XML: elements in the order of RSXML.dtd, every text in a `<style>` that carries
//! italics, bold, super- and subscript (T1).

use super::{Field, from_record, kind_of, to_record};
use crate::formats::common::{escape_xml, one_line};
use crate::formats::xml_text::{Faults, Writer, read_records};
use crate::formats::{Codec, Info, Likelihood, Options, Reading, head};
use crate::record::markup::{self, Mark, Piece};
use crate::record::{Kind, Record};
use crate::text::xml::{Child, Element};

/// What menus and files need to know about EndNote XML.
pub(crate) static INFO: Info = Info {
    id: "endnote-xml",
    name: "EndNote XML",
    aliases: &["endnotexml", "endnote_xml", "application/x-endnote+xml"],
    extension: "xml",
    media_type: "application/x-endnote+xml",
    reads: true,
    writes: true,
    ..Info::PLAIN
};

/// Detects, reads and writes EndNote XML.
pub(crate) static CODEC: Codec = Codec { info: &INFO, detect, read: Some(read), write: Some(write) };

fn detect(text: &str) -> Likelihood {
    let start = head(text);
    // SRU has <records> around MARC and MODS as well.
    let catalogue = start.contains("searchRetrieveResponse") || start.contains("MARC21/slim");
    if !catalogue && start.starts_with('<') && start.contains("<records>") && start.contains("<record>") {
        Likelihood::Yes
    } else if start.contains("<ref-type") {
        Likelihood::Maybe
    } else {
        Likelihood::No
    }
}

/// The elements of a record in the order of the document type: groups from the outside in, the
/// element, and the letter of the tag with the same meaning.
static ELEMENTS: &[(&[&str], &str, char)] = &[
    (&["contributors", "authors"], "author", 'A'),
    (&["contributors", "secondary-authors"], "author", 'E'),
    (&["contributors", "tertiary-authors"], "author", 'Y'),
    (&["contributors", "subsidiary-authors"], "author", '?'),
    (&["contributors", "translated-authors"], "author", 'H'),
    (&["titles"], "title", 'T'),
    (&["titles"], "secondary-title", 'B'),
    (&["titles"], "tertiary-title", 'S'),
    (&["titles"], "short-title", '!'),
    (&["periodical"], "full-title", 'J'),
    (&[], "pages", 'P'),
    (&[], "volume", 'V'),
    (&[], "number", 'N'),
    (&[], "num-vols", '6'),
    (&[], "edition", '7'),
    (&[], "section", '&'),
    (&["keywords"], "keyword", 'K'),
    (&["dates"], "year", 'D'),
    (&["dates", "pub-dates"], "date", '8'),
    (&[], "pub-location", 'C'),
    (&[], "publisher", 'I'),
    (&[], "isbn", '@'),
    (&[], "accession-num", 'M'),
    (&[], "call-num", 'L'),
    (&[], "electronic-resource-num", 'R'),
    (&[], "abstract", 'X'),
    (&[], "label", 'F'),
    (&[], "notes", 'Z'),
    (&[], "work-type", '9'),
    (&[], "reviewed-item", '*'),
    (&[], "remote-database-name", '~'),
    (&[], "remote-database-provider", 'W'),
    (&[], "language", 'G'),
    (&["urls", "related-urls"], "url", 'U'),
    (&[], "access-date", '['),
    (&[], "custom2", '2'),
    (&[], "custom3", '3'),
    (&[], "custom7", ']'),
];

fn read(text: &str) -> Reading {
    read_records(text, "EndNote XML", &["record"], record)
}

fn record(element: &Element<'_>, faults: &mut Faults<'_, '_>) -> Option<Record> {
    let ref_type = element.child("ref-type");
    let number = ref_type.and_then(|element| element.text().trim().parse().ok());
    let name = ref_type.and_then(|element| element.attribute("name")).unwrap_or_default();
    let found = kind_of(name, number);
    if let (None, Some(ref_type)) = (found, ref_type) {
        let message = format!("unknown EndNote reference type \"{name}\"; treated as Generic");
        faults.at(ref_type, "EndNote XML, ref-type", message);
    }
    let (name, kind) = found.unwrap_or(("Generic", Kind::Document));
    let mut fields: Vec<Field> = Vec::new();
    for (groups, leaf, letter) in ELEMENTS {
        let mut holders = vec![element];
        for group in *groups {
            holders = holders.into_iter().flat_map(|holder| holder.children_named(group)).collect();
        }
        for leaf in holders.into_iter().flat_map(|holder| holder.children_named(leaf)) {
            fields.push((*letter, styled(leaf)));
        }
    }
    // The journal is given twice, as the secondary title and as the periodical.
    if fields.iter().any(|(letter, _)| *letter == 'J') {
        fields.retain(|(letter, _)| *letter != 'B');
    }
    (!fields.is_empty()).then(|| {
        to_record(name, kind, &fields, &mut |message| faults.at(element, "EndNote XML, record", message))
    })
}

/// The text of an element with `<style face="italic">` as CSL's markup.
fn styled(element: &Element<'_>) -> String {
    let mut out = String::new();
    let face = if element.local() == "style" { element.attribute("face").unwrap_or_default() } else { "" };
    let marks: Vec<Mark> =
        FACES.iter().filter(|(name, _)| face.contains(name)).map(|(_, mark)| *mark).collect();
    marks.iter().for_each(|mark| out.push_str(mark.tags().0));
    for child in &element.children {
        match child {
            Child::Text(text) => out.push_str(text),
            Child::Element(element) => out.push_str(&styled(element)),
        }
    }
    marks.iter().rev().for_each(|mark| out.push_str(mark.tags().1));
    if element.local() == "style" { out } else { one_line(&out) }
}

static FACES: &[(&str, Mark)] = &[
    ("italic", Mark::Italic),
    ("bold", Mark::Bold),
    ("superscript", Mark::Superscript),
    ("subscript", Mark::Subscript),
];

fn write(records: &[Record], _: &Options) -> String {
    let mut xml = Writer::document();
    xml.start("xml", &[]);
    xml.start("records", &[]);
    for record in records {
        let (name, number, mut fields) = from_record(record);
        // What is a journal is a secondary title as well.
        if let Some((_, journal)) = fields.iter().find(|(letter, _)| *letter == 'J').cloned() {
            fields.push(('B', journal));
        }
        xml.start("record", &[]);
        xml.element(
            "source-app",
            &[("name", "citation-card"), ("version", env!("CARGO_PKG_VERSION"))],
            Some("citation-card"),
        );
        xml.element("ref-type", &[("name", name)], Some(&number.to_string()));
        write_fields(&fields, &mut xml);
        xml.end();
    }
    xml.finish()
}

fn write_fields(fields: &[Field], xml: &mut Writer) {
    let mut open: &[&'static str] = &[];
    for (groups, leaf, letter) in ELEMENTS {
        let values: Vec<&String> =
            fields.iter().filter(|(have, _)| have == letter).map(|(_, value)| value).collect();
        if values.is_empty() {
            continue;
        }
        let same = open.iter().zip(groups.iter()).take_while(|(one, other)| one == other).count();
        open[same..].iter().for_each(|_| xml.end());
        groups[same..].iter().for_each(|group| xml.start(group, &[]));
        open = groups;
        for value in values {
            let mut content = String::new();
            styles(&markup::parse(value), &mut Vec::new(), &mut content);
            xml.raw(leaf, &[], &content);
        }
    }
    open.iter().for_each(|_| xml.end());
}

/// EndNote's styles do not nest: each run of text names all of its faces.
fn styles(pieces: &[Piece], faces: &mut Vec<&'static str>, out: &mut String) {
    for piece in pieces {
        match piece {
            Piece::Text(text) => {
                let face = if faces.is_empty() { "normal".to_owned() } else { faces.join(" ") };
                out.push_str("<style face=\"");
                out.push_str(&face);
                out.push_str("\" font=\"default\" size=\"100%\">");
                out.push_str(&escape_xml(text));
                out.push_str("</style>");
            }
            Piece::Marked(mark, inner) => {
                let face = FACES.iter().find(|(_, known)| known == mark).map(|(face, _)| *face);
                faces.extend(face);
                styles(inner, faces, out);
                if face.is_some() {
                    faces.pop();
                }
            }
        }
    }
}
