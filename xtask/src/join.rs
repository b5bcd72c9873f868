//! Modules that share a memory and a table to one module that brings what all of them bring.
//!
//! The splitter puts what several chunks share into modules of their own, one for each set of chunks,
//! most of them below 1 KB. Each would cost a page a request. They import only the memory, the table
//! and globals, and export nothing, since they call each other through the table: so their types,
//! functions, elements and data are put after one another, with new indices.

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, DataCountSection, DataSection, ElementSection, EntityType, FunctionSection, ImportSection,
    Module, TypeSection,
};
use wasmparser::{Parser, Payload};

use crate::shell::Outcome;

/// Joins modules as the splitter writes them. Their names and other custom sections go.
pub(crate) fn join(modules: &[&[u8]]) -> Outcome<Vec<u8>> {
    let mut joined = Joined::default();
    for wasm in modules {
        joined.add(wasm).map_err(|error| format!("chunks cannot be joined: {error}"))?;
    }
    let mut module = Module::new();
    let count = DataCountSection { count: joined.data.len() };
    module.section(&joined.types).section(&joined.imports).section(&joined.functions);
    module.section(&joined.elements).section(&count).section(&joined.code).section(&joined.data);
    Ok(module.finish())
}

#[derive(Default)]
struct Joined {
    types: TypeSection,
    imports: ImportSection,
    functions: FunctionSection,
    elements: ElementSection,
    code: CodeSection,
    data: DataSection,
    /// The names of what the module imports.
    memories: Vec<String>,
    tables: Vec<String>,
    globals: Vec<String>,
}

type Failure = Error<&'static str>;

/// Where in the joined module is what the indices of one module mean.
#[derive(Default)]
struct Indices {
    types: u32,
    functions: u32,
    elements: u32,
    data: u32,
    memories: Vec<u32>,
    tables: Vec<u32>,
    globals: Vec<u32>,
}

impl Joined {
    fn add(&mut self, wasm: &[u8]) -> Result<(), Failure> {
        let mut indices = Indices {
            types: self.types.len(),
            functions: self.functions.len(),
            elements: self.elements.len(),
            data: self.data.len(),
            ..Indices::default()
        };
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::TypeSection(section) => indices.parse_type_section(&mut self.types, section)?,
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let import = import?;
                        let ty = indices.entity_type(import.ty)?;
                        self.import(&mut indices, import.module, import.name, ty)?;
                    }
                }
                Payload::FunctionSection(section) => {
                    indices.parse_function_section(&mut self.functions, section)?;
                }
                Payload::ElementSection(section) => {
                    indices.parse_element_section(&mut self.elements, section)?;
                }
                Payload::CodeSectionEntry(body) => indices.parse_function_body(&mut self.code, body)?,
                Payload::DataSection(section) => indices.parse_data_section(&mut self.data, section)?,
                Payload::Version { .. }
                | Payload::DataCountSection { .. }
                | Payload::CodeSectionStart { .. }
                | Payload::CustomSection(_)
                | Payload::End(_) => {}
                _ => return Err(Error::UserError("a chunk has a section that is not expected")),
            }
        }
        Ok(())
    }

    /// What several modules import is imported once.
    fn import(
        &mut self,
        indices: &mut Indices,
        module: &str,
        name: &str,
        ty: EntityType,
    ) -> Result<(), Failure> {
        let (known, list) = match ty {
            EntityType::Memory(_) => (&mut self.memories, &mut indices.memories),
            EntityType::Table(_) => (&mut self.tables, &mut indices.tables),
            EntityType::Global(_) => (&mut self.globals, &mut indices.globals),
            // Its index would come before those of the functions that are there already.
            _ => return Err(Error::UserError("a chunk imports a function")),
        };
        let at = known.iter().position(|other| other == name).unwrap_or(known.len());
        if at == known.len() {
            known.push(name.to_owned());
            self.imports.import(module, name, ty);
        }
        list.push(at as u32);
        Ok(())
    }
}

impl Reencode for Indices {
    type Error = &'static str;

    fn type_index(&mut self, index: u32) -> Result<u32, Failure> {
        Ok(self.types + index)
    }

    fn function_index(&mut self, index: u32) -> Result<u32, Failure> {
        Ok(self.functions + index)
    }

    fn element_index(&mut self, index: u32) -> Result<u32, Failure> {
        Ok(self.elements + index)
    }

    fn data_index(&mut self, index: u32) -> Result<u32, Failure> {
        Ok(self.data + index)
    }

    fn memory_index(&mut self, index: u32) -> Result<u32, Failure> {
        Ok(self.memories[index as usize])
    }

    fn table_index(&mut self, index: u32) -> Result<u32, Failure> {
        Ok(self.tables[index as usize])
    }

    fn global_index(&mut self, index: u32) -> Result<u32, Failure> {
        Ok(self.globals[index as usize])
    }
}

#[cfg(test)]
mod tests {
    use walrus::ir::Value;
    use walrus::{ConstExpr, DataKind, ElementItems, ElementKind, FunctionBuilder, RefType, ValType};

    use super::*;

    /// A module as the splitter writes it, which puts a function that returns `answer` into the table
    /// and a text into the memory.
    fn module(answer: i32, globals: &[&str]) -> Vec<u8> {
        let mut module = walrus::Module::default();
        for name in globals {
            module.add_import_global("main", name, ValType::I32, true, false);
        }
        let (table, _) = module.add_import_table("main", "table", false, 0, None, RefType::FUNCREF);
        let (memory, _) = module.add_import_memory("main", "memory", false, false, 0, None, None);
        let mut builder = FunctionBuilder::new(&mut module.types, &[], &[ValType::I32]);
        builder.func_body().const_(Value::I32(answer));
        let function = builder.finish(Vec::new(), &mut module.funcs);
        let at = || ConstExpr::Value(Value::I32(answer));
        let kind = ElementKind::Active { table, offset: at() };
        module.elements.add(kind, ElementItems::Functions(vec![function]));
        module.data.add(DataKind::Active { memory, offset: at() }, format!("text {answer}").into_bytes());
        module.emit_wasm()
    }

    #[test]
    fn a_joined_module_brings_what_each_brings() {
        let joined = join(&[&module(7, &["stack"]), &module(9, &["base", "stack"])]).unwrap();
        let joined = walrus::Module::from_buffer(&joined).unwrap();
        let imports: Vec<&str> = joined.imports.iter().map(|import| import.name.as_str()).collect();
        assert_eq!(imports, ["stack", "table", "memory", "base"]);
        let texts: Vec<&[u8]> = joined.data.iter().map(|data| data.value.as_slice()).collect();
        assert_eq!(texts, [b"text 7", b"text 9"]);
        let answer = |id: &walrus::FunctionId| {
            let function = joined.funcs.get(*id).kind.unwrap_local();
            let (instruction, _) = &function.block(function.entry_block()).instrs[0];
            let walrus::ir::Instr::Const(constant) = instruction else { panic!("{instruction:?}") };
            constant.value
        };
        let mut answers = Vec::new();
        for element in joined.elements.iter() {
            let ElementItems::Functions(functions) = &element.items else { panic!("no functions") };
            answers.extend(functions.iter().map(answer));
        }
        assert_eq!(answers.len(), 2);
        assert!(matches!(answers[..], [Value::I32(7), Value::I32(9)]));
    }

    #[test]
    fn a_module_that_imports_a_function_is_not_joined() {
        let mut module = walrus::Module::default();
        let ty = module.types.add(&[], &[]);
        module.add_import_func("main", "function", ty);
        assert!(join(&[&module.emit_wasm()]).unwrap_err().contains("imports a function"));
    }
}
