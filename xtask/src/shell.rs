//! Running other programs and finding the project's folders.

use std::path::PathBuf;
use std::process::Command;

/// What a command gives: nothing, or a sentence that says what went wrong and what to do.
pub(crate) type Outcome<T = ()> = Result<T, String>;

/// The folder of the project: cargo says which one it is when it runs this program, and said so when it built it.
pub(crate) fn root() -> PathBuf {
    let folder = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    PathBuf::from(folder).join("..")
}

/// The folder with the CSL test suite, styles and locales: `CSL_DATA`, else `../shared/csl`.
/// Nothing where it does not exist.
pub(crate) fn csl_data() -> Option<PathBuf> {
    let folder = std::env::var_os("CSL_DATA").map_or_else(|| root().join("../shared/csl"), PathBuf::from);
    folder.is_dir().then_some(folder)
}

/// Runs a program to its end; an error where it cannot be started or fails.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().map_err(|error| format!("{name} could not be started: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{name} failed ({status})")) }
}
