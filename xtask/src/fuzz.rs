//! `cargo xtask fuzz TARGET [SECONDS]`: runs a target of `fuzz/` on the installed toolchain, a minute
//! long where nothing else is said; `FORMAT=bibtex` has one reader only. The compiler's coverage counters lead
//! libFuzzer, which needs `g++`. A find does not end the run: it goes on, and names all finds at its end. What it
//! learns and what it finds is kept in `target/fuzz`. The target `boundary` is a script, which gives made
//! JavaScript values to what `dist` exports.

use std::process::Command;

use crate::files;
use crate::shell::{Outcome, root, run as run_program};

/// What libFuzzer looks at, and the checks of a build for tests.
const FLAGS: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 -Cdebug-assertions -Coverflow-checks \
    --cfg fuzzing";

/// One for each entrance, as `fuzz/Cargo.toml` names them.
const TARGETS: [&str; 7] = ["read", "csl", "page", "resolver", "text", "compiled", "keys"];

/// Builds and runs a target, or all of them.
pub(crate) fn run(words: &[String]) -> Outcome {
    let (target, seconds) = match words {
        [target] => (target.as_str(), "60"),
        [target, seconds] => (target.as_str(), seconds.as_str()),
        _ => {
            return Err(format!(
                "expected all, boundary or one of {}, and optionally seconds",
                TARGETS.join(", ")
            ));
        }
    };
    match target {
        "all" => {
            TARGETS.iter().try_for_each(|target| fuzz(target, seconds))?;
            crate::proof::boundary(&[seconds.to_owned()])
        }
        "boundary" => crate::proof::boundary(&[seconds.to_owned()]),
        _ => fuzz(target, seconds),
    }
}

fn fuzz(target: &str, seconds: &str) -> Outcome {
    let folder = root().join("target/fuzz");
    let corpus = folder.join("corpus").join(target);
    let finds = folder.join("finds").join(target);
    files::create(&corpus)?;
    files::create(&finds)?;
    let host = host()?;
    let mut cargo = Command::new("cargo");
    cargo.current_dir(root().join("fuzz")).env("RUSTFLAGS", FLAGS);
    // With a target named, build scripts are built without the counters, which only libFuzzer has.
    cargo.args(["build", "--release", "--bin", target, "--target", &host, "--target-dir"]).arg(&folder);
    run_program(&mut cargo)?;
    let mut fuzzer = Command::new(folder.join(&host).join("release").join(target));
    fuzzer.arg(&corpus).arg(root().join("fuzz/corpus").join(target));
    fuzzer.arg(format!("-artifact_prefix={}/", finds.display())).arg(format!("-max_total_time={seconds}"));
    fuzzer.args(["-fork=1", "-ignore_crashes=1", "-timeout=20", "-rss_limit_mb=2048", "-max_len=30000"]);
    let before = files::listing(&finds)?;
    run_program(&mut fuzzer)?;
    let new = files::listing(&finds)?.into_iter().filter(|path| !before.contains(path));
    let new: Vec<String> = new.map(|path| path.display().to_string()).collect();
    if new.is_empty() {
        Ok(())
    } else {
        Err(format!("{target} failed on {} inputs:\n{}", new.len(), new.join("\n")))
    }
}

/// The name of the platform that the compiler is built for.
fn host() -> Outcome<String> {
    let output = Command::new("rustc").arg("-vV").output().map_err(|error| format!("rustc: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| "rustc does not name its host".to_owned())
}
