//! What a linked module's code and data refer to: the linker's symbols and relocations, which
//! `--emit-relocs` keeps (<https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md>).

use std::collections::HashMap;

use wasmparser::{KnownCustom, Linking, LinkingSectionReader, Parser, Payload, RelocationType, SymbolInfo};

use crate::shell::Outcome;

/// Something that code or data refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A function by its index, reached through the table.
    Function(u32),
    /// A piece of data, by its place in [`Links::pieces`].
    Piece(usize),
}

/// A symbol of the data section.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    pub segment: usize,
    pub start: usize,
    pub size: usize,
}

/// All references of a module.
#[derive(Debug, Default)]
pub struct Links {
    /// Where in the file an instruction's operand is, and what it refers to.
    pub code: HashMap<usize, Target>,
    /// Segment, offset in it, and what the word there refers to, in order.
    pub data: Vec<(usize, usize, Target)>,
    pub pieces: Vec<Piece>,
}

/// Reads the references of a module that was linked with `--emit-relocs`.
pub fn read(wasm: &[u8]) -> Outcome<Links> {
    collect(wasm).map_err(|error| format!("the linked module cannot be read: {error}"))
}

fn collect(wasm: &[u8]) -> wasmparser::Result<Links> {
    let mut links = Links::default();
    let (mut code_start, mut data_start) = (0, 0);
    // Each segment's bytes, as a range in the file.
    let mut segments = Vec::new();
    let mut targets: Vec<Option<Target>> = Vec::new();
    let mut relocations = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::CodeSectionStart { range, .. } => code_start = range.start,
            Payload::DataSection(section) => {
                data_start = section.range().start;
                for data in section {
                    let data = data?;
                    segments.push(data.range.end - data.data.len()..data.range.end);
                }
            }
            Payload::CustomSection(section) => match section.as_known() {
                KnownCustom::Linking(linking) => targets = symbols(linking, &mut links.pieces)?,
                KnownCustom::Reloc(section_of) => {
                    relocations.push((
                        section.name() == "reloc.CODE",
                        section.name() == "reloc.DATA",
                        section_of,
                    ));
                }
                _ => {}
            },
            _ => {}
        }
    }
    for (is_code, is_data, section) in relocations {
        for entry in section.entries() {
            let entry = entry?;
            use RelocationType as Kind;
            let through_table = matches!(entry.ty, Kind::TableIndexSleb | Kind::TableIndexI32);
            let to_data =
                matches!(entry.ty, Kind::MemoryAddrLeb | Kind::MemoryAddrSleb | Kind::MemoryAddrI32);
            let Some(Some(target)) = targets.get(entry.index as usize).filter(|_| through_table || to_data)
            else {
                continue;
            };
            let offset = entry.offset as usize;
            if is_code {
                links.code.insert(code_start + offset, *target);
            } else if is_data {
                let at = data_start + offset;
                let found = segments.iter().position(|range| range.contains(&at));
                if let Some(segment) = found {
                    links.data.push((segment, at - segments[segment].start, *target));
                }
            }
        }
    }
    links.data.sort_by_key(|(segment, offset, _)| (*segment, *offset));
    Ok(links)
}

/// What each symbol stands for.
fn symbols(
    linking: LinkingSectionReader<'_>,
    pieces: &mut Vec<Piece>,
) -> wasmparser::Result<Vec<Option<Target>>> {
    let mut targets = Vec::new();
    for part in linking.subsections() {
        let Linking::SymbolTable(table) = part? else { continue };
        for symbol in table {
            targets.push(match symbol? {
                SymbolInfo::Func { index, .. } => Some(Target::Function(index)),
                SymbolInfo::Data { symbol: Some(place), .. } => {
                    pieces.push(Piece {
                        segment: place.index as usize,
                        start: place.offset as usize,
                        size: place.size as usize,
                    });
                    Some(Target::Piece(pieces.len() - 1))
                }
                _ => None,
            });
        }
    }
    Ok(targets)
}
