//! What the tests need besides cargo: found on the machine, else installed, else named.
//!
//! On Debian and its relatives, as root, missing programs come from Debian's packages; npm's
//! come from the lockfile. Elsewhere one line says what to install.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use crate::shell::{Outcome, root, run};

/// Who needs a tool.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// The native tests that let outside programs read what is written.
    Native,
    /// The tests in real browsers.
    Browser,
    /// The benchmark.
    Bench,
}

use Group::{Bench, Browser, Native};

/// A program (or a path, from a root of [`PLACES`]), the Debian package that has it, and who needs it.
type Tool = (&'static str, &'static str, &'static [Group]);

static TOOLS: &[Tool] = &[
    ("pandoc", "pandoc", &[Native]),
    ("bibtex", "texlive-binaries", &[Native]),
    ("share/texlive/texmf-dist/bibtex/bst/base/plain.bst", "texlive-base", &[Native]),
    ("biber", "biber", &[Native]),
    ("ris2xml", "bibutils", &[Native]),
    ("xmllint", "libxml2-utils", &[Native]),
    ("python3", "python3-venv", &[Native]),
    ("share/perl5/MODS/Record.pm", "libmods-record-perl", &[Native]),
    ("node", "nodejs", &[Native, Browser, Bench]),
    ("npm", "npm", &[Native, Browser, Bench]),
    ("chromium", "chromium", &[Browser, Bench]),
    ("firefox-esr", "firefox-esr", &[Browser]),
    ("WebKitWebDriver", "webkit2gtk-driver", &[Browser]),
    ("Xvfb", "xvfb", &[Browser]),
    ("share/fonts/truetype/dejavu/DejaVuSans.ttf", "fonts-dejavu-core", &[Browser]),
    ("share/fonts/truetype/noto/NotoSansArabic-Regular.ttf", "fonts-noto-core", &[Browser]),
    ("share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", "fonts-noto-cjk", &[Browser]),
];

/// Folders with npm packages of their own, and who needs them.
static NPM: &[(&str, &[Group])] =
    &[("tests/browser", &[Browser, Bench]), ("tests/bench", &[Bench]), ("tests/format-peers", &[Native])];

/// Python modules that native tests call, each with its package on PyPI. They are installed into an
/// environment of their own, [`PYTHON`], where the machine's Python lacks one.
static PYTHON_MODULES: &[(&str, &str)] = &[
    ("cffconvert", "cffconvert"),
    ("pyld", "PyLD"),
    ("pypandoc", "pypandoc_binary"),
    ("datacite", "datacite"),
    ("openxml_audit", "openxml-audit"),
];

/// The Python environment, where the tests look for it too.
const PYTHON: &str = "target/outside-python";

/// Where a tool that is no program is looked for.
const PLACES: &[&str] = &["/usr", "/usr/local"];

/// Provides what some groups need, or says in one sentence what is missing.
pub fn provide(groups: &[Group]) -> Outcome {
    let needed = |tool: &[Group]| tool.iter().any(|group| groups.contains(group));
    let missing = || TOOLS.iter().filter(|(name, _, by)| needed(by) && !found(name)).collect::<Vec<_>>();
    let before = missing();
    if !before.is_empty() {
        install(&before)?;
    }
    let after = missing();
    if !after.is_empty() {
        return Err(wanted(&after));
    }
    for (folder, by) in NPM {
        if needed(by) {
            npm(&root().join(folder))?;
        }
    }
    if groups.contains(&Native) {
        python();
    }
    Ok(())
}

/// Provides the standard library for browsers, which rustup brings by itself only where that is
/// not switched off.
pub fn wasm_target() -> Outcome {
    const TARGET: &str = "wasm32-unknown-unknown";
    let print = Command::new("rustc")
        .current_dir(root())
        .args(["--print", "target-libdir", "--target", TARGET])
        .output()
        .map_err(|error| format!("rustc could not be started: {error}"))?;
    if Path::new(String::from_utf8_lossy(&print.stdout).trim()).is_dir() {
        return Ok(());
    }
    run(Command::new("rustup").current_dir(root()).args(["target", "add", TARGET]))
}

/// Provides the Python modules. Without them their tests count as skipped, so that this is said
/// and is no error.
fn python() {
    let folder = root().join(PYTHON);
    let own = folder.join("bin/python");
    let all = PYTHON_MODULES.iter().map(|(module, _)| *module).collect::<Vec<_>>().join(", ");
    let quiet = |program: &Path, words: &[&str]| {
        let mut command = Command::new(program);
        command.args(words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    let import = format!("import {all}");
    if [Path::new("python3"), &own].iter().any(|python| quiet(python, &["-c", &import])) {
        return;
    }
    println!("installing the Python modules {all} in {PYTHON}");
    let mut words = vec!["-m", "pip", "install", "--quiet"];
    words.extend(PYTHON_MODULES.iter().map(|(_, package)| *package));
    let made = quiet(Path::new("python3"), &["-m", "venv", &folder.to_string_lossy()]);
    if !made || !quiet(&own, &words) {
        println!("they could not be installed: the tests that need them count as skipped");
    }
}

/// Whether a program is in the search path, or a file in one of the usual roots.
fn found(name: &str) -> bool {
    if name.contains('/') {
        return PLACES.iter().any(|place| Path::new(place).join(name).exists());
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(name).is_file())
}

/// Installs Debian packages where that is possible; where it is not, the caller says what is missing.
fn install(tools: &[&Tool]) -> Outcome {
    if !found("apt-get") || !is_root() {
        return Ok(());
    }
    println!("installing {}", packages(tools).join(" "));
    let apt = |words: &[&str]| {
        let mut command = Command::new("apt-get");
        command
            .args(["-qq", "-o", "Acquire::Retries=3"])
            .args(words)
            .env("DEBIAN_FRONTEND", "noninteractive");
        run(command.stdin(Stdio::null()).stdout(Stdio::null()))
    };
    apt(&["update"])?;
    let mut words = vec!["install", "--yes", "--no-install-recommends"];
    words.extend(packages(tools));
    apt(&words)
}

fn packages(tools: &[&Tool]) -> Vec<&'static str> {
    let mut names: Vec<&str> = tools.iter().map(|(_, package, _)| *package).collect();
    names.dedup();
    names
}

fn wanted(tools: &[&Tool]) -> String {
    let names: Vec<&str> = tools.iter().map(|(name, ..)| *name).collect();
    format!(
        "the tests need {}; on Debian or Ubuntu: sudo apt-get install {}",
        names.join(", "),
        packages(tools).join(" ")
    )
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

/// Installs a folder's npm packages as its lockfile says, unless that was done since it changed.
pub fn npm(folder: &Path) -> Outcome {
    let changed =
        |path: PathBuf| path.metadata().and_then(|data| data.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
    if changed(folder.join("node_modules/.package-lock.json")) > changed(folder.join("package-lock.json")) {
        return Ok(());
    }
    println!("npm ci in {}", folder.display());
    let mut command = Command::new("npm");
    run(command.args(["ci", "--ignore-scripts", "--loglevel=error"]).current_dir(folder))
}
