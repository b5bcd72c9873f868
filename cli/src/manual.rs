//! The command line → completions for a shell, and manual pages.

use crate::args::Args;
use crate::output::print;
use crate::{Outcome, Stop};
use clap::CommandFactory;
use clap_complete::Shell;
use std::path::Path;

/// `citation-card completions`
pub(crate) fn completions(shell: Shell) -> Outcome {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "citation-card", &mut text);
    // Of a name with a hyphen, clap_complete 4.6 spells the commands in two ways, and bash finds none.
    print(&String::from_utf8_lossy(&text).replace("citation__subcmd__card", "citation__card"))
}

/// `citation-card man`
pub(crate) fn man(out: Option<&Path>) -> Outcome {
    let failed = |error: std::io::Error| Stop::Failed(format!("the manual cannot be written: {error}"));
    if let Some(folder) = out {
        std::fs::create_dir_all(folder).map_err(failed)?;
        return clap_mangen::generate_to(Args::command(), folder).map_err(failed);
    }
    let mut text = Vec::new();
    clap_mangen::Man::new(Args::command()).render(&mut text).map_err(failed)?;
    print(&String::from_utf8_lossy(&text))
}
