//! The CSL processor test suite against this processor, with a ratchet.
//!
//! `csl-suite-pass.txt` lists the cases that pass: a listed case that fails and an unlisted one that
//! passes both fail this test. `csl-suite-left-out.txt` says of each case that does not pass why.
//! `CSL_SUITE_UPDATE=1` rewrites the list; `CSL_SUITE_SHOW=name` shows what cases give whose name
//! contains it.

#[path = "support/suite.rs"]
mod suite;

use std::collections::BTreeSet;
use std::path::Path;

fn list(name: &str) -> BTreeSet<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name);
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let name = |line: &str| line.split([' ', '\t', ':']).next().unwrap_or_default().to_owned();
    text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).map(name).collect()
}

#[test]
fn the_listed_cases_pass_and_no_others() {
    let Some(data) = suite::data_folder() else {
        println!("skipped: the CSL test suite is not here; CSL_DATA says where it is");
        return;
    };
    let show = std::env::var("CSL_SUITE_SHOW").ok();
    let mut locales = suite::LocaleFiles::new(&data);
    let fixtures = suite::fixtures(&data);
    let mut passed = BTreeSet::new();
    let mut exact = 0;
    for fixture in &fixtures {
        let result = suite::run(fixture, &mut locales);
        let expected = fixture.expected();
        let passes = result.as_ref().is_ok_and(|text| fixture.passes(text));
        exact += usize::from(result.as_ref().is_ok_and(|text| fixture.is_exact(text)));
        if passes {
            passed.insert(fixture.name.clone());
        }
        if show.as_ref().is_some_and(|show| fixture.name.contains(show.as_str())) && !passes {
            let text = result.unwrap_or_else(|error| format!("error: {error}"));
            println!("--- {}\n{expected}\n--- gives\n{text}\n", fixture.name);
        }
    }
    println!("{} of {} cases pass, {exact} of them letter for letter", passed.len(), fixtures.len());
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/csl-suite-pass.txt");
    if std::env::var_os("CSL_SUITE_UPDATE").is_some() {
        let names: Vec<&str> = passed.iter().map(String::as_str).collect();
        std::fs::write(&file, names.join("\n") + "\n").expect("the list can be written");
        return;
    }
    let listed = list("csl-suite-pass.txt");
    let left_out = list("csl-suite-left-out.txt");
    let lost: Vec<&String> = listed.difference(&passed).collect();
    let won: Vec<&String> = passed.difference(&listed).collect();
    assert!(lost.is_empty(), "listed, and fail now: {lost:?}");
    assert!(won.is_empty(), "not listed, and pass: {won:?}; CSL_SUITE_UPDATE=1 lists them");
    let both: Vec<&String> = left_out.intersection(&passed).collect();
    assert!(both.is_empty(), "left out, and pass: {both:?}");
}
