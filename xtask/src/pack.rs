//! A WebAssembly module to the same in less: the code's parts of a kind stand together, so that
//! brotli and gzip find more that is alike. `src/element/js/unpack.js` is the way back.
//!
//! What is written is a module with one custom section, so that servers send it as what it is
//! named. In the section stand the length of the module, all before its code, the number of
//! functions, a table of streams (the step from the last key, the length), the streams, and all
//! after the code. A stream holds what follows one instruction, in the order of the code: the
//! stream of key 0 the instructions themselves, `op + 256 * n` the n-th immediate of `op`,
//! `512 + next` the constants before the instruction `next` ([`CONSTANT`]), [`LOCALS`] the locals.
//! The binary format: <https://webassembly.github.io/spec/core/binary/index.html>.

use std::collections::BTreeMap;

use crate::shell::Outcome;

/// The section of the code.
const CODE: u8 = 10;
/// `i32.const`: what it is for stands after it.
const CONSTANT: u8 = 0x41;
/// The stream of the functions' locals.
const LOCALS: usize = 1024;
/// How long a number is that is written with the length in mind that it may have.
const PADDED: usize = 5;

/// Packs a module.
pub fn pack(wasm: &[u8]) -> Outcome<Vec<u8>> {
    let mut input = Input { bytes: wasm, at: 8 };
    // All before the length of the code, which the reader writes itself, and the end of the code.
    let (before, end) = loop {
        if input.at >= wasm.len() {
            return Err("a module without code cannot be packed".into());
        }
        let id = input.byte()?;
        let before = &wasm[..input.at];
        let length = input.number()? as usize;
        if id == CODE {
            break (before, input.at + length);
        }
        input.at += length;
    };
    let mut streams = Streams::default();
    let functions = input.number()?;
    let mut code = 0;
    while input.at < end {
        let length = input.number()? as usize;
        code += PADDED + length;
        streams.function(&mut Input { bytes: input.take(length)?, at: 0 })?;
    }
    let after = &wasm[end..];
    let mut packed = Vec::new();
    number(&mut packed, before.len() + 2 * PADDED + code + after.len());
    number(&mut packed, before.len());
    packed.extend(before);
    number(&mut packed, functions as usize);
    number(&mut packed, streams.0.len());
    let mut last = 0;
    for (key, stream) in &streams.0 {
        number(&mut packed, key - last);
        number(&mut packed, stream.len());
        last = *key;
    }
    packed.extend(streams.0.into_values().flatten());
    packed.extend(after);
    let mut out = b"\0asm\x01\0\0\0\0".to_vec();
    number(&mut out, packed.len() + 1);
    out.push(0);
    out.extend(packed);
    Ok(out)
}

/// Appends an unsigned LEB128 number.
fn number(out: &mut Vec<u8>, mut value: usize) {
    while value > 127 {
        out.push(value as u8 | 128);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Bytes that are read from the front.
struct Input<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Input<'b> {
    fn take(&mut self, length: usize) -> Outcome<&'b [u8]> {
        let taken = self.bytes.get(self.at..self.at + length).ok_or("a module ends too early")?;
        self.at += length;
        Ok(taken)
    }

    fn byte(&mut self) -> Outcome<u8> {
        Ok(self.take(1)?[0])
    }

    /// The bytes of a number.
    fn leb(&mut self) -> Outcome<&'b [u8]> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|byte| *byte < 128).ok_or("a module ends within a number")?;
        self.take(length + 1)
    }

    fn number(&mut self) -> Outcome<u64> {
        Ok(value(self.leb()?))
    }
}

fn value(leb: &[u8]) -> u64 {
    leb.iter().rev().fold(0, |value, byte| value << 7 | u64::from(byte & 127))
}

/// What stands in each stream, by its key.
#[derive(Default)]
struct Streams(BTreeMap<usize, Vec<u8>>);

impl Streams {
    fn put(&mut self, key: usize, bytes: &[u8]) {
        self.0.entry(key).or_default().extend(bytes);
    }

    /// Moves a number over, and gives it.
    fn copy(&mut self, key: usize, input: &mut Input<'_>) -> Outcome<u64> {
        let leb = input.leb()?;
        self.put(key, leb);
        Ok(value(leb))
    }

    fn function(&mut self, input: &mut Input<'_>) -> Outcome {
        for _ in 0..self.copy(LOCALS, input)? {
            self.copy(LOCALS, input)?;
            self.copy(LOCALS, input)?;
        }
        while input.at < input.bytes.len() {
            let op = input.byte()?;
            let key = usize::from(op);
            self.put(0, &[op]);
            match op {
                CONSTANT => {
                    let leb = input.leb()?;
                    let next = input.bytes.get(input.at).copied().unwrap_or_default();
                    self.put(512 + usize::from(next), leb);
                }
                // br_table
                0x0e => {
                    for _ in 0..=self.copy(key, input)? {
                        self.copy(key, input)?;
                    }
                }
                // select with a type
                0x1c => {
                    for _ in 0..self.copy(key, input)? {
                        self.copy(key, input)?;
                    }
                }
                0x43 => self.put(key, input.take(4)?),
                0x44 => self.put(key, input.take(8)?),
                0xfc => {
                    let more = match self.copy(key, input)? {
                        0..=7 => 0,
                        8 | 10 | 12 | 14 => 2,
                        9 | 11 | 13 | 15..=17 => 1,
                        other => return Err(format!("the instruction 0xfc {other} cannot be packed")),
                    };
                    for _ in 0..more {
                        self.copy(key + 256, input)?;
                    }
                }
                _ => {
                    let count = immediates(op)
                        .ok_or_else(|| format!("the instruction {op:#04x} cannot be packed"))?;
                    for at in 0..count {
                        self.copy(key + 256 * at, input)?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// How many numbers follow an instruction, for those where it is always the same; nothing for one
/// that is not known.
fn immediates(op: u8) -> Option<usize> {
    Some(match op {
        0x02..=0x04 | 0x0c | 0x0d | 0x10 | 0x20..=0x26 | 0x3f..=0x42 | 0xd0 | 0xd2 => 1,
        0x11 | 0x28..=0x3e => 2,
        0x00 | 0x01 | 0x05 | 0x0b | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 | 0xd1 => 0,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::process::{Command, Stdio};

    use walrus::ir::{BinaryOp, LoadKind, MemArg, StoreKind, Value};
    use walrus::{ElementItems, ElementKind, FunctionBuilder, Module, RefType, ValType};

    use super::*;
    use crate::shell::root;

    /// A module with instructions of every form that compilers write.
    fn module() -> Module {
        let mut module = Module::default();
        let memory = module.memories.add_local(false, false, 1, None, None);
        let table = module.tables.add_local(false, 2, Some(2), RefType::FUNCREF);
        let mut first = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[ValType::F64]);
        let argument = module.locals.add(ValType::I32);
        let wide = module.locals.add(ValType::I64);
        let at = MemArg { align: 4, offset: 300 };
        let mut body = first.func_body();
        body.local_get(argument).load(memory, LoadKind::I32 { atomic: false }, at).drop();
        body.const_(Value::I32(-70_000)).local_get(argument).binop(BinaryOp::I32Add).local_set(argument);
        body.const_(Value::I64(i64::MIN)).local_set(wide);
        body.const_(Value::I32(8)).const_(Value::I32(9)).store(memory, StoreKind::I32 { atomic: false }, at);
        body.const_(Value::I32(8)).const_(Value::I32(9)).const_(Value::I32(1)).memory_copy(memory, memory);
        body.const_(Value::I32(8)).const_(Value::I32(9)).const_(Value::I32(1)).memory_fill(memory);
        body.const_(Value::F32(0.1)).drop();
        body.block(None, |outer| {
            let out = outer.id();
            outer.loop_(None, |inner| {
                let again = inner.id();
                inner.local_get(argument).br_table(vec![again, out].into(), out);
            });
        });
        body.local_get(argument).if_else(
            None,
            |yes| {
                yes.const_(Value::I32(1)).drop();
            },
            |no| {
                no.unreachable();
            },
        );
        body.const_(Value::F64(-1.5));
        let first = first.finish(vec![argument], &mut module.funcs);
        let ty = module.funcs.get(first).ty();
        let mut second = FunctionBuilder::new(&mut module.types, &[], &[]);
        second
            .func_body()
            .const_(Value::I32(1))
            .call(first)
            .drop()
            .const_(Value::I32(1))
            .const_(Value::I32(0))
            .call_indirect(ty, table)
            .drop();
        let second = second.finish(Vec::new(), &mut module.funcs);
        let offset = walrus::ConstExpr::Value(Value::I32(0));
        let kind = ElementKind::Active { table, offset };
        let element = module.elements.add(kind, ElementItems::Functions(vec![first, second]));
        module.tables.get_mut(table).elem_segments.insert(element);
        module.exports.add("second", second);
        let offset = walrus::ConstExpr::Value(Value::I32(16));
        let data = module.data.add(walrus::DataKind::Active { memory, offset }, b"after the code".to_vec());
        module.memories.get_mut(memory).data_segments.insert(data);
        module
    }

    /// Everything in a module, as text; numbers count as what they stand for.
    fn told(wasm: &[u8]) -> Vec<String> {
        use wasmparser::{Parser, Payload};
        let mut told = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.unwrap() {
                Payload::CodeSectionEntry(body) => {
                    for local in body.get_locals_reader().unwrap() {
                        told.push(format!("{:?}", local.unwrap()));
                    }
                    for operator in body.get_operators_reader().unwrap() {
                        told.push(format!("{:?}", operator.unwrap()));
                    }
                }
                Payload::DataSection(section) => {
                    told.extend(section.into_iter().map(|data| format!("{:?}", data.unwrap().data)));
                }
                Payload::ExportSection(section) => {
                    told.extend(section.into_iter().map(|export| format!("{:?}", export.unwrap())));
                }
                _ => {}
            }
        }
        told
    }

    /// What the loader makes of packed bytes; nothing where it refuses them.
    fn unpacked(packed: &[u8]) -> Option<Vec<u8>> {
        let script = "import { readFileSync, writeSync } from 'node:fs'
            const { unpack } = await import(process.argv[1])
            writeSync(1, unpack(new Uint8Array(readFileSync(0))))";
        let module = root().join("src/element/js/unpack.js");
        let mut node = Command::new("node")
            .args(["--input-type=module", "--eval", script])
            .arg(format!("file://{}", module.canonicalize().unwrap().display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::io::Write::write_all(&mut node.stdin.take().unwrap(), packed).unwrap();
        let output = node.wait_with_output().unwrap();
        output.status.success().then_some(output.stdout)
    }

    #[test]
    fn the_loader_unpacks_what_is_packed() {
        let wasm = module().emit_wasm();
        let packed = pack(&wasm).unwrap();
        wasmparser::validate(&packed).unwrap();
        let unpacked = unpacked(&packed).unwrap();
        wasmparser::validate(&unpacked).unwrap();
        assert_eq!(told(&unpacked), told(&wasm));
    }

    #[test]
    fn what_is_cut_is_refused() {
        let packed = pack(&module().emit_wasm()).unwrap();
        for length in (0..packed.len()).step_by(23) {
            let result = unpacked(&packed[..length]);
            assert!(result.is_none_or(|wasm| wasmparser::validate(&wasm).is_err()), "{length} bytes");
        }
    }

    #[test]
    fn an_instruction_that_the_loader_does_not_know_is_no_surprise() {
        // (module (func try end)): an exception instruction.
        let wasm = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x03\x02\x01\0\x0a\x07\x01\x05\0\x06\x40\x0b\x0b";
        assert!(pack(wasm).unwrap_err().contains("0x06"));
    }
}
