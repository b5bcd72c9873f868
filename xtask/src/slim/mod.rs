//! A WebAssembly module to a smaller one that does the same until it traps.
//!
//! The standard library is compiled to describe a panic before it aborts, and that description is
//! a tenth of a module. Here nobody can read it: the loader sees the trap, and never enters the
//! instance again. So every call into the panic machinery becomes `unreachable`, and with it what
//! only prepared that call: nothing can observe the memory of an instance after its trap. What
//! nobody calls any more goes when the module is written.

mod links;
mod reach;

use std::collections::HashSet;

use crate::shell::Outcome;
use walrus::ir::{Instr, InstrSeqId, Unreachable};
use walrus::{FunctionId, FunctionKind, LocalFunction, Module};

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

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Slimmed {
    /// Functions that do nothing but trap.
    pub ends: usize,
    /// Places where a description of a panic was cut out.
    pub cuts: usize,
    /// Functions that left the table.
    pub unaddressed: usize,
    /// Bytes of data that became zeros.
    pub zeros: usize,
}

/// Makes the module that wasm-bindgen made of `linked` smaller.
pub fn slim(module: &mut Module, linked: &[u8]) -> Outcome<Slimmed> {
    let links = links::read(linked)?;
    let mut slimmed = cut_ends(module);
    let Some(trap) = trap_of(module) else { return Ok(slimmed) };
    (slimmed.unaddressed, slimmed.zeros) = reach::prune(module, &links, trap);
    let customs: Vec<_> = module.customs.iter().map(|(id, _)| id).collect();
    for id in customs {
        module.customs.delete(id);
    }
    walrus::passes::gc::run(module);
    Ok(slimmed)
}

/// A function that only traps.
fn trap_of(module: &mut Module) -> Option<FunctionId> {
    let mut builder = walrus::FunctionBuilder::new(&mut module.types, &[], &[]);
    builder.func_body().unreachable();
    Some(builder.finish(Vec::new(), &mut module.funcs))
}

/// Lets a module trap without describing why.
fn cut_ends(module: &mut Module) -> Slimmed {
    let mut ends: HashSet<FunctionId> = module
        .funcs
        .iter()
        .filter(|function| function.name.as_deref().is_some_and(is_end) && never_returns(function))
        .map(walrus::Function::id)
        .collect();
    for id in &ends {
        if let FunctionKind::Local(function) = &mut module.funcs.get_mut(*id).kind {
            let entry = function.entry_block();
            only_trap(function, entry);
        }
    }
    let mut cuts = 0;
    loop {
        let before = ends.len();
        for (id, function) in module.funcs.iter_local_mut() {
            if ends.contains(&id) {
                continue;
            }
            let entry = function.entry_block();
            cuts += cut(function, entry, &ends);
            if traps_at_once(function, entry) {
                ends.insert(id);
            }
        }
        if ends.len() == before {
            return Slimmed { ends: before, cuts, ..Slimmed::default() };
        }
    }
}

fn is_end(name: &str) -> bool {
    let name = format!("{:#}", rustc_demangle::demangle(name));
    ENDS.iter().any(|end| name.starts_with(end) || name.contains(&format!("__rustc::{end}")))
}

/// Whether a function ends in a trap, as compilers end what does not return. Another compiler's
/// function of such a name may do something else.
fn never_returns(function: &walrus::Function) -> bool {
    let FunctionKind::Local(function) = &function.kind else { return false };
    matches!(function.block(function.entry_block()).instrs.last(), Some((Instr::Unreachable(_), _)))
}

fn only_trap(function: &mut LocalFunction, seq: InstrSeqId) {
    let instrs = &mut function.block_mut(seq).instrs;
    instrs.clear();
    instrs.push((Instr::Unreachable(Unreachable {}), walrus::ir::InstrLocId::default()));
}

fn traps_at_once(function: &LocalFunction, seq: InstrSeqId) -> bool {
    matches!(function.block(seq).instrs.first(), Some((Instr::Unreachable(_), _)))
}

/// Ends a sequence, and those within it, at the first place from where it can only trap; without
/// what leads straight to that place. Gives how many calls went.
fn cut(function: &mut LocalFunction, seq: InstrSeqId, ends: &HashSet<FunctionId>) -> usize {
    let mut cuts = 0;
    let mut at = 0;
    loop {
        let Some((instr, _)) = function.block(seq).instrs.get(at) else { return cuts };
        let (inner, both) = match instr {
            Instr::Block(block) => (vec![block.seq], true),
            Instr::Loop(repeat) => (vec![repeat.seq], true),
            Instr::IfElse(choice) => (vec![choice.consequent, choice.alternative], true),
            _ => (Vec::new(), false),
        };
        for inner in &inner {
            cuts += cut(function, *inner, ends);
        }
        let instr = &function.block(seq).instrs[at].0;
        let trap = match instr {
            Instr::Unreachable(_) => true,
            Instr::Call(call) if ends.contains(&call.func) => {
                cuts += 1;
                true
            }
            _ => both && inner.iter().all(|inner| traps_at_once(function, *inner)),
        };
        if trap {
            let instrs = &mut function.block_mut(seq).instrs;
            let start = instrs[..at].iter().rposition(|(instr, _)| !is_silent(instr)).map_or(0, |at| at + 1);
            let location = instrs[at].1;
            instrs.truncate(start);
            instrs.push((Instr::Unreachable(Unreachable {}), location));
            return cuts;
        }
        at += 1;
    }
}

/// Whether an instruction does nothing that could be seen after a trap.
fn is_silent(instr: &Instr) -> bool {
    matches!(
        instr,
        Instr::LocalGet(_)
            | Instr::LocalSet(_)
            | Instr::LocalTee(_)
            | Instr::GlobalGet(_)
            | Instr::GlobalSet(_)
            | Instr::Const(_)
            | Instr::Binop(_)
            | Instr::Unop(_)
            | Instr::Select(_)
            | Instr::Drop(_)
            | Instr::Load(_)
            | Instr::Store(_)
            | Instr::MemoryCopy(_)
            | Instr::MemoryFill(_)
            | Instr::MemorySize(_)
    )
}

#[cfg(test)]
mod tests {
    use walrus::ir::Value;
    use walrus::{FunctionBuilder, ValType};

    use super::*;

    /// A module with a function that panics where its argument is not zero, as compilers write it,
    /// and one that always does.
    fn module() -> (Module, FunctionId, FunctionId) {
        let mut module = Module::default();
        let mut panic = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[]);
        panic
            .name("core::panicking::panic_fmt".into())
            .func_body()
            .const_(Value::I32(1))
            .drop()
            .unreachable();
        let argument = module.locals.add(ValType::I32);
        let panic = panic.finish(vec![argument], &mut module.funcs);
        let mut sometimes = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[ValType::I32]);
        let argument = module.locals.add(ValType::I32);
        sometimes
            .func_body()
            .local_get(argument)
            .if_else(
                None,
                |then| {
                    then.const_(Value::I32(1024))
                        .local_set(argument)
                        .local_get(argument)
                        .call(panic)
                        .unreachable();
                },
                |_| {},
            )
            .const_(Value::I32(7));
        let sometimes = sometimes.finish(vec![argument], &mut module.funcs);
        let mut always = FunctionBuilder::new(&mut module.types, &[], &[]);
        always.func_body().const_(Value::I32(2048)).call(panic).unreachable();
        let always = always.finish(Vec::new(), &mut module.funcs);
        (module, sometimes, always)
    }

    fn length(module: &Module, id: FunctionId) -> u64 {
        let FunctionKind::Local(function) = &module.funcs.get(id).kind else { return 0 };
        function.size()
    }

    #[test]
    fn what_leads_to_a_panic_goes_and_the_rest_stays() {
        let (mut module, sometimes, always) = module();
        let slimmed = cut_ends(&mut module);
        assert_eq!((slimmed.ends, slimmed.cuts), (2, 2));
        // local.get, if, unreachable, i32.const
        assert_eq!(length(&module, sometimes), 4);
        assert_eq!(length(&module, always), 1);
    }

    #[test]
    fn what_returns_is_no_end_whatever_its_name() {
        let mut module = Module::default();
        let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
        builder.name("core::panicking::count".into()).func_body().const_(Value::I32(1)).drop();
        builder.finish(Vec::new(), &mut module.funcs);
        assert_eq!(cut_ends(&mut module).ends, 0);
    }

    #[test]
    fn ends_are_known_by_their_names() {
        assert!(is_end("_ZN4core9panicking9panic_fmt17h0123456789abcdefE"));
        assert!(!is_end("std::panicking::set_hook"));
        assert!(!is_end("citation_card::csl::bibliography"));
    }
}
