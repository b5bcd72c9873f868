//! A WebAssembly module to the same module with its functions in another order, in which brotli
//! finds more: functions that share many bytes follow each other, so that what repeats is near
//! (<https://www.rfc-editor.org/rfc/rfc7932#section-4>: a near copy costs fewer bits).

use std::cmp::Reverse;
use std::collections::HashMap;

use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, FunctionSection};
use wasmparser::{CodeSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload, TypeRef};

use crate::shell::Outcome;

/// Bytes of a sequence that two functions may share.
const SEQUENCE: usize = 4;
/// A sequence that occurs in more functions says nothing about them.
const COMMON: usize = 120;
/// Added to the number of sequences of two functions, so that short ones are not alike by chance.
const LEAST: usize = 20;

/// Writes a module anew, with like functions beside each other.
pub fn by_likeness(wasm: &[u8]) -> Outcome<Vec<u8>> {
    let failed = |error: &dyn std::fmt::Display| format!("the module cannot be ordered: {error}");
    let (imported, bodies) = bodies(wasm).map_err(|error| failed(&error))?;
    let order = order(&bodies);
    let mut indices: Vec<u32> = (0..imported).chain(order.iter().map(|_| 0)).collect();
    for (index, old) in (imported..).zip(&order) {
        indices[imported as usize + old] = index;
    }
    let mut module = wasm_encoder::Module::new();
    utils::parse_core_module(&mut Ordered { indices, order }, &mut module, Parser::new(0), wasm)
        .map_err(|error| failed(&error))?;
    Ok(module.finish())
}

/// How many functions a module imports, and the bodies of its own.
fn bodies(wasm: &[u8]) -> wasmparser::Result<(u32, Vec<&[u8]>)> {
    let (mut imported, mut bodies) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    Ok((imported, bodies))
}

/// What gives functions their new places.
struct Ordered {
    /// The new index of each function by its old one.
    indices: Vec<u32>,
    /// The old place of each function by its new one, without what is imported.
    order: Vec<usize>,
}

impl Reencode for Ordered {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, index: u32) -> Result<u32, Error<Self::Error>> {
        Ok(self.indices[index as usize])
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let types: Vec<u32> = section.into_iter().collect::<wasmparser::Result<_>>()?;
        for old in &self.order {
            functions.function(types[*old]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let bodies: Vec<FunctionBody<'_>> = section.into_iter().collect::<wasmparser::Result<_>>()?;
        for new in 0..self.order.len() {
            self.parse_function_body(code, bodies[self.order[new]].clone())?;
        }
        Ok(())
    }
}

/// The places of functions in the order to write them: the largest one first, then always the one
/// that shares the largest part of its sequences with the last; the largest where none does.
fn order(bodies: &[&[u8]]) -> Vec<usize> {
    let sequences = sequences(bodies);
    let mut holders: HashMap<u32, Vec<usize>> = HashMap::new();
    for (at, sequences) in sequences.iter().enumerate() {
        for sequence in sequences {
            holders.entry(*sequence).or_default().push(at);
        }
    }
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    left.sort_by_key(|at| Reverse(bodies[*at].len()));
    let mut order = Vec::new();
    let mut next = 0;
    while next < left.len() {
        let last = left.remove(next);
        order.push(last);
        let mut shared = vec![0_u32; bodies.len()];
        for sequence in &sequences[last] {
            for holder in &holders[sequence] {
                shared[*holder] += 1;
            }
        }
        let mut best = 0.0;
        next = 0;
        for (place, at) in left.iter().enumerate() {
            let of = sequences[*at].len() + sequences[last].len() + LEAST;
            let likeness = f64::from(shared[*at]) / of as f64;
            if likeness > best {
                (next, best) = (place, likeness);
            }
        }
    }
    order
}

/// The sequences of each body that others share, each once; not those of nearly all.
fn sequences(bodies: &[&[u8]]) -> Vec<Vec<u32>> {
    let mut all: Vec<Vec<u32>> = Vec::with_capacity(bodies.len());
    let mut counts: HashMap<u32, usize> = HashMap::new();
    for body in bodies {
        let word = |bytes: &[u8]| bytes.iter().fold(0, |word, byte| word << 8 | u32::from(*byte));
        let mut sequences: Vec<u32> = body.windows(SEQUENCE).map(word).collect();
        sequences.sort_unstable();
        sequences.dedup();
        for sequence in &sequences {
            *counts.entry(*sequence).or_default() += 1;
        }
        all.push(sequences);
    }
    for sequences in &mut all {
        sequences.retain(|sequence| (2..=COMMON).contains(&counts[sequence]));
    }
    all
}

#[cfg(test)]
mod tests {
    use walrus::ir::{BinaryOp, Value};
    use walrus::{FunctionBuilder, FunctionId, Module, ValType};

    use super::*;

    /// A function that adds its numbers to its argument, one after another, and then calls another.
    fn adder(module: &mut Module, numbers: &[i32], then: Option<FunctionId>) -> FunctionId {
        let mut builder = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[ValType::I32]);
        let argument = module.locals.add(ValType::I32);
        let mut body = builder.func_body();
        body.local_get(argument);
        for number in numbers {
            body.const_(Value::I32(*number)).binop(BinaryOp::I32Add);
        }
        if let Some(then) = then {
            body.call(then);
        }
        builder.finish(vec![argument], &mut module.funcs)
    }

    /// A module with two pairs of like functions, apart by their sizes; it exports one of each.
    fn module() -> Vec<u8> {
        let mut module = Module::default();
        let first = adder(&mut module, &[70_000, 80_000, 90_000, 100_000, 110_000], None);
        let second = adder(&mut module, &[1_000_001, 2_000_002, 3_000_003, 4_000_004], Some(first));
        let third = adder(&mut module, &[70_000, 80_000, 90_000], Some(second));
        let fourth = adder(&mut module, &[1_000_001, 2_000_002], Some(third));
        module.exports.add("third", third);
        module.exports.add("fourth", fourth);
        module.emit_wasm()
    }

    /// What an exported function adds to its argument, with the functions that it calls.
    fn sum(module: &Module, id: FunctionId) -> i32 {
        let function = module.funcs.get(id).kind.unwrap_local();
        let instrs = function.block(function.entry_block()).instrs.iter();
        instrs
            .map(|(instr, _)| match instr {
                walrus::ir::Instr::Const(number) => match number.value {
                    Value::I32(number) => number,
                    _ => 0,
                },
                walrus::ir::Instr::Call(call) => sum(module, call.func),
                _ => 0,
            })
            .sum()
    }

    fn exported(wasm: &[u8], name: &str) -> Option<i32> {
        let module = Module::from_buffer(wasm).ok()?;
        Some(sum(&module, module.exports.get_func(name).ok()?))
    }

    #[test]
    fn like_functions_stand_beside_each_other_and_do_the_same() -> Outcome {
        let before = module();
        let after = by_likeness(&before)?;
        assert_eq!(exported(&before, "third"), Some(450_000 + 10_000_010 + 240_000));
        for name in ["third", "fourth"] {
            assert_eq!(exported(&after, name), exported(&before, name));
        }
        let failed = |error: wasmparser::BinaryReaderError| error.to_string();
        let lengths = |wasm: &[u8]| -> Outcome<Vec<usize>> {
            Ok(bodies(wasm).map_err(failed)?.1.iter().map(|body| body.len()).collect())
        };
        let (before, after) = (lengths(&before)?, lengths(&after)?);
        assert_eq!(before.len(), 4);
        assert_eq!(after, [before[0], before[2], before[1], before[3]]);
        Ok(())
    }

    #[test]
    fn the_largest_is_first_where_nothing_is_alike() {
        let bodies: [&[u8]; 3] = [b"abcdef", b"ghijklmn", b"op"];
        assert_eq!(order(&bodies), [1, 0, 2]);
    }
}
