//! Disambiguation: names, given names, the style's own way, year suffixes, in that order.

use super::process::Process;

impl Process<'_> {
    pub(super) fn disambiguate(&mut self) {}
}
