//! What of a module can be reached from its exports: functions that only dead code takes the
//! address of go from the table, and data that nothing refers to becomes zeros.

use std::collections::{HashMap, HashSet};

use walrus::ir::{Instr, InstrLocId, Visitor, dfs_in_order};
use walrus::{ElementItems, ExportItem, FunctionId, FunctionKind, Module};

use super::links::{Links, Piece, Target};

/// Marks what is reached, one thing after another.
struct Reach<'l> {
    links: &'l Links,
    functions: HashSet<FunctionId>,
    /// Functions by their index in the linked file.
    by_index: HashMap<u32, FunctionId>,
    /// Functions that something takes the address of.
    addressed: HashSet<FunctionId>,
    pieces: HashSet<usize>,
    todo: Vec<Task>,
}

enum Task {
    Function(FunctionId),
    Piece(usize),
}

impl Reach<'_> {
    fn function(&mut self, id: FunctionId) {
        if self.functions.insert(id) {
            self.todo.push(Task::Function(id));
        }
    }

    fn target(&mut self, target: Target) {
        match target {
            Target::Function(index) => {
                if let Some(id) = self.by_index.get(&index) {
                    self.addressed.insert(*id);
                    self.function(*id);
                }
            }
            Target::Piece(at) => {
                if self.pieces.insert(at) {
                    self.todo.push(Task::Piece(at));
                }
            }
        }
    }
}

impl<'i> Visitor<'i> for Reach<'_> {
    fn visit_instr(&mut self, instr: &'i Instr, location: &'i InstrLocId) {
        if location.is_default() {
            return;
        }
        let at = location.data() as usize;
        // Opcode, then the operand; a load or store has its alignment between the two.
        let operand = match instr {
            Instr::Const(_) => at + 1,
            Instr::Load(_) | Instr::Store(_) => at + 2,
            _ => return,
        };
        if let Some(target) = self.links.code.get(&operand) {
            self.target(*target);
        }
    }

    fn visit_function_id(&mut self, id: &FunctionId) {
        self.function(*id);
    }
}

/// Takes out what cannot be reached; `trap` stands in the table for each function that nothing
/// takes the address of. Gives how many of them there were, and how many bytes became zeros.
pub fn prune(module: &mut Module, links: &Links, trap: FunctionId) -> (usize, usize) {
    let mut reach = Reach {
        links,
        functions: HashSet::new(),
        by_index: module.funcs.iter().map(|function| (function.id().index() as u32, function.id())).collect(),
        addressed: HashSet::new(),
        pieces: HashSet::new(),
        todo: Vec::new(),
    };
    for export in module.exports.iter() {
        if let ExportItem::Function(id) = export.item {
            reach.function(id);
        }
    }
    if let Some(start) = module.start {
        reach.function(start);
    }
    // What stands in data outside of any symbol is kept with what it refers to.
    for (segment, offset, target) in &links.data {
        let within = |piece: &Piece| {
            piece.segment == *segment && (piece.start..piece.start + piece.size).contains(offset)
        };
        if !links.pieces.iter().any(within) {
            reach.target(*target);
        }
    }
    while let Some(task) = reach.todo.pop() {
        match task {
            Task::Function(id) => {
                if let FunctionKind::Local(function) = &module.funcs.get(id).kind {
                    dfs_in_order(&mut reach, function, function.entry_block());
                }
            }
            Task::Piece(at) => {
                let piece = links.pieces[at];
                let key = |(segment, offset, _): &(usize, usize, Target)| (*segment, *offset);
                let from = links.data.partition_point(|word| key(word) < (piece.segment, piece.start));
                for word in &links.data[from..] {
                    if key(word) >= (piece.segment, piece.start + piece.size) {
                        break;
                    }
                    reach.target(word.2);
                }
            }
        }
    }
    let mut gone = 0;
    for element in module.elements.iter_mut() {
        if let ElementItems::Functions(ids) = &mut element.items {
            for id in ids.iter_mut().filter(|id| !reach.addressed.contains(id)) {
                *id = trap;
                gone += 1;
            }
        }
    }
    let places = places(module, links);
    reach.pieces.retain(|piece| !places.contains(piece));
    (gone, zero(module, links, &reach.pieces))
}

/// The places in the source that panics would tell: paths of files, and what refers to them (path,
/// length, line, column). Functions still hand them on, but nobody reads them.
fn places(module: &Module, links: &Links) -> HashSet<usize> {
    let segments: Vec<&[u8]> = module.data.iter().map(|data| data.value.as_slice()).collect();
    let bytes = |piece: &Piece| segments.get(piece.segment)?.get(piece.start..piece.start + piece.size);
    let is_path = |piece: &Piece| {
        bytes(piece).is_some_and(|bytes| bytes.ends_with(b".rs") || bytes.ends_with(b".rs\0"))
    };
    let mut places: HashSet<usize> =
        (0..links.pieces.len()).filter(|at| is_path(&links.pieces[*at])).collect();
    let refers: HashSet<(usize, usize)> = links
        .data
        .iter()
        .filter(|(.., target)| matches!(target, Target::Piece(at) if places.contains(at)))
        .map(|(segment, offset, _)| (*segment, *offset))
        .collect();
    let is_place = |piece: &Piece| piece.size == 16 && refers.contains(&(piece.segment, piece.start));
    places.extend((0..links.pieces.len()).filter(|at| is_place(&links.pieces[*at])));
    places
}

/// Makes zeros of the data that only unreached symbols cover.
fn zero(module: &mut Module, links: &Links, reached: &HashSet<usize>) -> usize {
    let mut zeros = 0;
    let ids: Vec<_> = module.data.iter().map(walrus::Data::id).collect();
    for (segment, id) in ids.into_iter().enumerate() {
        let data = module.data.get_mut(id);
        let mut keep = vec![None; data.value.len()];
        for (at, piece) in links.pieces.iter().enumerate().filter(|(_, piece)| piece.segment == segment) {
            let end = (piece.start + piece.size).min(keep.len());
            for cell in keep.get_mut(piece.start..end).unwrap_or_default() {
                *cell = Some(*cell == Some(true) || reached.contains(&at));
            }
        }
        for (byte, keep) in data.value.iter_mut().zip(keep) {
            if keep == Some(false) {
                zeros += usize::from(*byte != 0);
                *byte = 0;
            }
        }
    }
    zeros
}
