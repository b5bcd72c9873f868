//! The loader and the glue to as few bytes as they can be in: short names, no comments.

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_minifier::{CompressOptions, MangleOptions, Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;

use crate::shell::Outcome;

/// A module of JavaScript that does the same; what it exports keeps its names.
pub fn minify(js: &str) -> Outcome<String> {
    let allocator = Allocator::default();
    let mut parsed = Parser::new(&allocator, js, SourceType::mjs()).parse();
    if let Some(problem) = parsed.diagnostics.first() {
        return Err(format!("the module cannot be read as JavaScript: {problem}"));
    }
    let names = MangleOptions { top_level: Some(true), ..MangleOptions::default() };
    let options = MinifierOptions {
        mangle: Some(names),
        compress: Some(CompressOptions::default()),
        ..MinifierOptions::default()
    };
    let short = Minifier::new(options).minify(&allocator, &mut parsed.program);
    let writer = Codegen::new()
        .with_options(CodegenOptions::minify())
        .with_scoping(short.scoping)
        .with_private_member_mappings(short.class_private_mappings);
    Ok(writer.build(&parsed.program).code)
}

#[cfg(test)]
mod tests {
    use super::minify;

    #[test]
    fn exports_keep_their_names_and_comments_go() {
        let js = "// Says it.\nconst words = 'a'\nexport function say(loud) { return loud ? words : words + loud }\n";
        let short = minify(js).unwrap();
        assert!(short.contains("say") && !short.contains("words") && !short.contains("Says"), "{short}");
    }

    #[test]
    fn what_is_no_javascript_is_an_error() {
        assert!(minify("export function {").is_err());
    }
}
