//! ES modules and style sheets to few small files, with esbuild.
//!
//! esbuild is one program without dependencies; `xtask/bundler/package-lock.json` pins it. A
//! development build serves the modules as they are and does not need it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{Outcome, root, run};
use crate::{files, setup};

/// The first line of each finished file.
const NOTICE: &str =
    "/*! citation-card, MIT OR Apache-2.0; styles and locales CC BY-SA 3.0, see their folders */";

/// Bundles each entry with what it imports; the results have the entries' names.
pub(crate) fn modules(entries: &[PathBuf], into: &Path, minify: bool) -> Outcome {
    let mut command = esbuild(minify)?;
    command.args(entries).arg("--format=esm").arg(format!("--banner:js={NOTICE}"));
    run(command.arg(format!("--outdir={}", into.display())))
}

/// One script of the npm package: an entry with what it imports, in the form that `options` say.
pub(crate) fn script(entry: &Path, into: &Path, options: &[&str]) -> Outcome {
    let mut command = esbuild(true)?;
    command.env("NODE_PATH", root().join("xtask/bundler/node_modules"));
    command.arg(entry).args(options).arg(format!("--banner:js={NOTICE}"));
    run(command.arg(format!("--outfile={}", into.display())))
}

/// A style sheet with what it imports.
pub(crate) fn sheet(entry: &Path, into: &Path, minify: bool) -> Outcome<String> {
    run(esbuild(minify)?.arg(entry).arg(format!("--outfile={}", into.display())))?;
    Ok(files::text(into)?.trim_end().to_owned())
}

fn esbuild(minify: bool) -> Outcome<Command> {
    let folder = root().join("xtask/bundler");
    setup::npm(&folder).map_err(|error| {
        format!("esbuild, which node and npm provide, is missing ({error}); --dev does without it")
    })?;
    let mut command = Command::new(folder.join("node_modules/.bin/esbuild"));
    command.args(["--bundle", "--charset=utf8", "--legal-comments=none", "--target=es2022"]);
    command.arg("--log-level=warning");
    if minify {
        command.arg("--minify");
    }
    Ok(command)
}
