//! The corpus of every fuzz target, and what fuzzing has found: each input is tried once, as the fuzzer would.
//! `read` is in `format_hostile.rs` as well, with what its texts have to give.

use std::fs;
use std::path::{Path, PathBuf};

use citation_card::csl::{Locale, Style};

#[path = "../fuzz/inputs/compiled.rs"]
mod compiled;
#[path = "../fuzz/inputs/csl.rs"]
mod csl;
#[path = "../fuzz/inputs/keys.rs"]
mod keys;
#[path = "../fuzz/inputs/page.rs"]
mod page;
#[path = "../fuzz/inputs/read.rs"]
mod read;
#[path = "../fuzz/inputs/resolver.rs"]
mod resolver;
#[path = "../fuzz/inputs/text.rs"]
mod text;

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

#[track_caller]
fn corpus(target: &str, run: fn(&[u8])) {
    let mut found = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target), &mut found);
    assert!(!found.is_empty(), "fuzz/corpus/{target} is empty");
    for path in found {
        println!("{}", path.display());
        run(&fs::read(&path).unwrap_or_default());
    }
}

/// The compiled form changes with the build, so its corpus is made: `UPDATE=1`.
#[test]
fn compiled_styles() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let locale = Locale::parse(LOCALE).map(|locale| locale.compiled()).unwrap_or_default();
    for name in ["pure-author", "pure-vancouver"] {
        let xml = fs::read_to_string(root.join(format!("styles/csl/{name}.csl"))).unwrap_or_default();
        let style = Style::parse(&xml).unwrap_or_else(|error| panic!("{name}: {error}")).compiled();
        let path = root.join("fuzz/corpus/compiled").join(name);
        let text = format!("{style}{}{locale}", compiled::BETWEEN);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        }
        assert!(Style::from_compiled(&style).is_some() && Locale::from_compiled(&locale).is_some(), "{name}");
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            kept == text,
            "{} is of another build; run UPDATE=1 cargo test --test fuzz_corpus",
            path.display()
        );
    }
    corpus("compiled", compiled::run);
}

const LOCALE: &str = r#"<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="en-US">
  <terms><term name="and">and</term><term name="et-al">et al.</term></terms></locale>"#;

#[test]
fn styles() {
    corpus("csl", csl::run);
}

#[test]
fn patterns_of_keys() {
    corpus("keys", keys::run);
}

#[test]
fn pages() {
    corpus("page", page::run);
}

#[test]
fn texts_of_every_format() {
    corpus("read", read::run);
}

#[test]
fn settings_and_answers() {
    corpus("resolver", resolver::run);
}

#[test]
fn json_and_xml() {
    corpus("text", text::run);
}
