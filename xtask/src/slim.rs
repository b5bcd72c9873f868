//! A linked module to one that does the same until it traps, and describes no panic.
//!
//! The standard library is compiled to describe a panic before it aborts. Here nobody can read that:
//! the loader sees the trap and never enters the instance again. So every call into the panic
//! machinery becomes `unreachable`, together with what only prepares that call, since nothing can
//! observe the memory of an instance after its trap. The relocations of what goes
//! (<https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md>) go as well, so that the
//! splitter, which follows them, leaves out the functions and the data that nothing else refers to.
//!
//! Instructions are overwritten where they are; what writes the finished modules drops the `nop`s.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use wasmparser::{KnownCustom, Name, Operator, Parser, Payload, RelocAddendKind, TypeRef};

use crate::shell::Outcome;

/// Functions of the standard library that never return, by the beginning of their demangled name.
const ENDS: &[&str] = &[
    "core::panicking::",
    "core::option::unwrap_failed",
    "core::option::expect_failed",
    "core::result::unwrap_failed",
    "core::cell::panic_already",
    "core::slice::index::slice_",
    "core::slice::copy_from_slice_impl::len_mismatch_fail",
    "core::str::slice_error_fail",
    "alloc::raw_vec::capacity_overflow",
    "alloc::raw_vec::handle_error",
    "alloc::alloc::handle_alloc_error",
    "alloc::vec::Vec<T,A>::remove::assert_failed",
    "std::panicking::begin_panic",
    "std::panicking::panic_with_hook",
    "std::panicking::panic_handler",
    "std::panicking::default_hook",
    "std::alloc::rust_oom",
    "std::process::abort",
    "std::thread::local::panic_access_error",
    "rust_begin_unwind",
    "__rust_start_panic",
    "rust_panic",
];

const UNREACHABLE: u8 = 0x00;
const NOP: u8 = 0x01;

/// Cuts the descriptions of panics out of a module that was linked with `--emit-relocs`.
pub(crate) fn slim(linked: &[u8]) -> Outcome<Vec<u8>> {
    cut(linked).map_err(|error| format!("the linked module cannot be read: {error}"))
}

fn cut(linked: &[u8]) -> wasmparser::Result<Vec<u8>> {
    let mut module = Module::read(linked)?;
    let mut ends: HashSet<u32> = HashSet::new();
    for (index, body) in &module.bodies {
        let name = module.names.get(index).copied().unwrap_or_default();
        if is_end(name) && never_returns(linked, body)? {
            ends.insert(*index);
        }
    }
    for index in &ends {
        module.cuts.push(code(linked, &module.bodies[index])?);
    }
    // A function that traps at once is an end for its callers.
    let mut waiting: Vec<u32> = module.bodies.keys().copied().filter(|index| !ends.contains(index)).collect();
    loop {
        let before = ends.len();
        let mut next = Vec::new();
        for index in waiting {
            let (cuts, traps) = cuts(linked, &module.bodies[&index], &ends)?;
            if traps {
                ends.insert(index);
                module.cuts.push(code(linked, &module.bodies[&index])?);
            } else {
                next.push((index, cuts));
            }
        }
        if ends.len() == before {
            module.cuts.extend(next.into_iter().flat_map(|(_, cuts)| cuts));
            return module.written(linked);
        }
        waiting = next.into_iter().map(|(index, _)| index).collect();
    }
}

fn is_end(name: &str) -> bool {
    let name = format!("{:#}", rustc_demangle::demangle(name));
    ENDS.iter().any(|end| name.starts_with(end) || name.contains(&format!("__rustc::{end}")))
}

/// Where the instructions of a function are, without its locals and the `end`.
fn code(wasm: &[u8], body: &Range<usize>) -> wasmparser::Result<Range<usize>> {
    let start = operators(wasm, body)?.get_binary_reader().original_position();
    Ok(start..body.end - 1)
}

fn operators<'w>(wasm: &'w [u8], body: &Range<usize>) -> wasmparser::Result<wasmparser::OperatorsReader<'w>> {
    let reader = wasmparser::BinaryReader::new(&wasm[body.clone()], body.start);
    wasmparser::FunctionBody::new(reader).get_operators_reader()
}

/// Whether a function ends in a trap, as compilers end what does not return. Another compiler's
/// function of such a name may do something else.
fn never_returns(wasm: &[u8], body: &Range<usize>) -> wasmparser::Result<bool> {
    let mut last = [None, None];
    for operator in operators(wasm, body)? {
        last = [last[1].take(), Some(operator?)];
    }
    Ok(matches!(last, [Some(Operator::Unreachable), Some(Operator::End)]))
}

/// A block, a loop, an arm of a choice, or the function.
struct Sequence {
    /// Where the instruction begins that the sequence is of, after what only prepared it.
    from: usize,
    /// Since where there were only instructions that nothing can observe after a trap.
    silent: usize,
    /// From where on it can only trap.
    trap: Option<usize>,
    /// Where its own instructions begin.
    begin: usize,
    /// Of the second arm of a choice, whether the first one traps at once.
    other: Option<bool>,
    choice: bool,
}

impl Sequence {
    fn traps_at_once(&self) -> bool {
        self.trap == Some(self.begin)
    }
}

/// The ranges of a function that can only lead to a trap, and whether the whole of it does.
fn cuts(
    wasm: &[u8],
    body: &Range<usize>,
    ends: &HashSet<u32>,
) -> wasmparser::Result<(Vec<Range<usize>>, bool)> {
    let mut cuts: Vec<Range<usize>> = Vec::new();
    let begin = code(wasm, body)?.start;
    let mut stack =
        vec![Sequence { from: begin, silent: begin, trap: None, begin, other: None, choice: false }];
    let mut reader = operators(wasm, body)?;
    while !reader.eof() {
        let (operator, at) = reader.read_with_offset()?;
        let after = reader.original_position();
        let Some(top) = stack.last_mut() else { break };
        match operator {
            Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => {
                let choice = matches!(operator, Operator::If { .. });
                let from = top.silent;
                stack.push(Sequence { from, silent: after, trap: None, begin: after, other: None, choice });
            }
            Operator::Else => {
                if let Some(trap) = top.trap {
                    cuts.push(trap..at);
                }
                top.other = Some(top.traps_at_once());
                (top.silent, top.trap, top.begin) = (after, None, after);
            }
            Operator::End => {
                let Some(done) = stack.pop() else { break };
                if let Some(trap) = done.trap {
                    cuts.push(trap..at);
                }
                let Some(outer) = stack.last_mut() else { return Ok((cuts, done.traps_at_once())) };
                let all = done.traps_at_once() && (!done.choice || done.other == Some(true));
                if outer.trap.is_none() {
                    outer.silent = after;
                    if all {
                        outer.trap = Some(done.from);
                    }
                }
            }
            _ if top.trap.is_some() => {}
            Operator::Unreachable => top.trap = Some(top.silent),
            Operator::Call { function_index } if ends.contains(&function_index) => {
                top.trap = Some(top.silent)
            }
            _ if is_silent(&wasm[at..after]) => {}
            _ => top.silent = after,
        }
    }
    Ok((cuts, false))
}

/// Whether an instruction does nothing that could be seen after a trap: it works on the stack,
/// locals, globals or the memory. `bytes` begin with its opcode
/// (<https://webassembly.github.io/spec/core/binary/instructions.html>).
fn is_silent(bytes: &[u8]) -> bool {
    match bytes {
        // nop; drop, select; locals and globals; loads and stores, memory.size; constants, numbers
        [0x01 | 0x1a..=0x1c | 0x20..=0x24 | 0x28..=0x3f | 0x41..=0xc4, ..] => true,
        // Conversions, memory.copy, memory.fill
        [0xfc, 0x00..=0x07 | 0x0a | 0x0b, ..] => true,
        _ => false,
    }
}

/// What of a module the cuts need.
struct Module<'w> {
    names: BTreeMap<u32, &'w str>,
    /// Where each function's body is.
    bodies: BTreeMap<u32, Range<usize>>,
    /// Where the code section's contents begin.
    code: usize,
    /// The whole section with the code's relocations, and its entries.
    relocations: Option<(Range<usize>, u32, Vec<wasmparser::RelocationEntry>)>,
    cuts: Vec<Range<usize>>,
}

impl<'w> Module<'w> {
    fn read(wasm: &'w [u8]) -> wasmparser::Result<Self> {
        let mut module = Self {
            names: BTreeMap::new(),
            bodies: BTreeMap::new(),
            code: 0,
            relocations: None,
            cuts: Vec::new(),
        };
        let mut index = 0;
        let mut section_begins = 8;
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload?;
            match &payload {
                Payload::ImportSection(imports) => {
                    for import in imports.clone().into_imports() {
                        index += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionStart { range, .. } => module.code = range.start,
                Payload::CodeSectionEntry(body) => {
                    module.bodies.insert(index, body.range());
                    index += 1;
                }
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Name(names) => {
                        for name in names {
                            let Name::Function(map) = name? else { continue };
                            for naming in map {
                                let naming = naming?;
                                module.names.insert(naming.index, naming.name);
                            }
                        }
                    }
                    KnownCustom::Reloc(relocations) if section.name() == "reloc.CODE" => {
                        let entries = relocations.entries().into_iter().collect::<wasmparser::Result<_>>()?;
                        let whole = section_begins..section.range().end;
                        module.relocations = Some((whole, relocations.section_index(), entries));
                    }
                    _ => {}
                },
                _ => {}
            }
            if let Some((_, range)) = payload.as_section() {
                section_begins = range.end;
            }
        }
        Ok(module)
    }

    /// The module without what was cut.
    fn written(mut self, wasm: &[u8]) -> wasmparser::Result<Vec<u8>> {
        let mut out = wasm.to_vec();
        self.cuts.retain(|cut| !cut.is_empty());
        for cut in &self.cuts {
            out[cut.clone()].fill(NOP);
            out[cut.start] = UNREACHABLE;
        }
        let Some((whole, section, entries)) = self.relocations else { return Ok(out) };
        self.cuts.sort_by_key(|cut| cut.start);
        // Of cuts within each other the outer one comes first and reaches furthest.
        let mut reach = 0;
        let reaches: Vec<usize> = self
            .cuts
            .iter()
            .map(|cut| {
                reach = reach.max(cut.end);
                reach
            })
            .collect();
        let kept = entries.iter().filter(|entry| {
            let at = self.code + entry.offset as usize;
            let before = self.cuts.partition_point(|cut| cut.start <= at);
            before == 0 || reaches[before - 1] <= at
        });
        let kept: Vec<_> = kept.collect();
        let mut body = Vec::new();
        let name = b"reloc.CODE";
        unsigned(name.len() as u64, &mut body);
        body.extend_from_slice(name);
        unsigned(section.into(), &mut body);
        unsigned(kept.len() as u64, &mut body);
        for entry in kept {
            body.push(entry.ty as u8);
            unsigned(entry.offset.into(), &mut body);
            unsigned(entry.index.into(), &mut body);
            if entry.ty.addend_kind() != RelocAddendKind::None {
                signed(entry.addend, &mut body);
            }
        }
        let mut custom = vec![0];
        unsigned(body.len() as u64, &mut custom);
        custom.extend(body);
        out.splice(whole, custom);
        Ok(out)
    }
}

/// LEB128
fn unsigned(mut value: u64, out: &mut Vec<u8>) {
    loop {
        let byte = (value & 0x7f) as u8;
        value >>= 7;
        out.push(if value == 0 { byte } else { byte | 0x80 });
        if value == 0 {
            return;
        }
    }
}

/// Signed LEB128
fn signed(mut value: i64, out: &mut Vec<u8>) {
    loop {
        let byte = (value & 0x7f) as u8;
        value >>= 7;
        let done = (value == 0 && byte & 0x40 == 0) || (value == -1 && byte & 0x40 != 0);
        out.push(if done { byte } else { byte | 0x80 });
        if done {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use walrus::ir::Value;
    use walrus::{FunctionBuilder, FunctionId, FunctionKind, Module, ValType};

    use super::*;

    /// How many instructions the functions of a module have after [`slim`], by their names.
    fn lengths(module: &mut Module) -> Vec<(String, u64)> {
        let mut config = walrus::ModuleConfig::new();
        config.generate_name_section(true);
        let module = config.parse(&slim(&module.emit_wasm()).unwrap()).unwrap();
        let mut lengths: Vec<(String, u64)> = module
            .funcs
            .iter()
            .filter_map(|function| match &function.kind {
                FunctionKind::Local(local) => Some((function.name.clone()?, local.size())),
                _ => None,
            })
            .collect();
        lengths.sort();
        lengths
    }

    /// A function of the name that panics, as compilers write it.
    fn panic(module: &mut Module) -> FunctionId {
        let mut panic = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[]);
        let name = "core::panicking::panic_fmt".to_owned();
        panic.name(name).func_body().const_(Value::I32(1)).drop().unreachable();
        let argument = module.locals.add(ValType::I32);
        panic.finish(vec![argument], &mut module.funcs)
    }

    fn export(module: &mut Module, id: FunctionId, name: &str) {
        module.funcs.get_mut(id).name = Some(name.to_owned());
        module.exports.add(name, id);
    }

    #[test]
    fn what_leads_to_a_panic_goes_and_the_rest_stays() {
        let mut module = Module::default();
        let panic = panic(&mut module);
        let argument = module.locals.add(ValType::I32);
        let mut sometimes = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[ValType::I32]);
        let mut body = sometimes.func_body();
        body.local_get(argument).if_else(
            None,
            |then| {
                then.const_(Value::I32(1024))
                    .local_set(argument)
                    .local_get(argument)
                    .call(panic)
                    .unreachable();
            },
            |_| {},
        );
        body.const_(Value::I32(7));
        let sometimes = sometimes.finish(vec![argument], &mut module.funcs);
        export(&mut module, sometimes, "sometimes");
        let mut always = FunctionBuilder::new(&mut module.types, &[], &[]);
        always.func_body().const_(Value::I32(2048)).call(panic).unreachable();
        let always = always.finish(Vec::new(), &mut module.funcs);
        export(&mut module, always, "always");
        let mut caller = FunctionBuilder::new(&mut module.types, &[], &[ValType::I32]);
        caller
            .func_body()
            .block(None, |block| {
                block.const_(Value::I32(3)).drop().call(always);
            })
            .const_(Value::I32(5));
        let caller = caller.finish(Vec::new(), &mut module.funcs);
        export(&mut module, caller, "caller");
        let found = lengths(&mut module);
        // sometimes: local.get, if, unreachable, i32.const. The caller of what always traps does too.
        let expected = [("always", 1), ("caller", 1), ("core::panicking::panic_fmt", 1), ("sometimes", 4)];
        assert_eq!(found, expected.map(|(name, length)| (name.to_owned(), length)));
    }

    #[test]
    fn what_can_be_seen_before_a_panic_stays() {
        let mut module = Module::default();
        let panic = panic(&mut module);
        let mut seen = FunctionBuilder::new(&mut module.types, &[], &[]);
        seen.name("seen".into()).func_body().const_(Value::I32(1)).drop();
        let seen = seen.finish(Vec::new(), &mut module.funcs);
        let mut calls = FunctionBuilder::new(&mut module.types, &[], &[]);
        calls
            .func_body()
            .const_(Value::I32(0))
            .drop()
            .call(seen)
            .const_(Value::I32(2048))
            .call(panic)
            .unreachable();
        let calls = calls.finish(Vec::new(), &mut module.funcs);
        export(&mut module, calls, "calls");
        let found = lengths(&mut module);
        // i32.const, drop, call, unreachable
        assert!(found.contains(&("calls".to_owned(), 4)), "{found:?}");
    }

    #[test]
    fn what_returns_is_no_end_whatever_its_name() {
        let mut module = Module::default();
        let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
        builder.func_body().const_(Value::I32(1)).drop();
        let id = builder.finish(Vec::new(), &mut module.funcs);
        export(&mut module, id, "core::panicking::count");
        assert_eq!(lengths(&mut module), [("core::panicking::count".to_owned(), 2)]);
    }

    #[test]
    fn ends_are_known_by_their_names() {
        assert!(is_end("_ZN4core9panicking9panic_fmt17h0123456789abcdefE"));
        assert!(!is_end("std::panicking::set_hook"));
        assert!(!is_end("citation_card::csl::bibliography"));
    }
}
