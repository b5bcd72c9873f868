//! Macros that a file may use without an `@string`: those of BibTeX's standard styles, and the names
//! of journals that astronomers write as commands.
//!
//! `plain.bst` and its kin define the first; *AASTeX* (aastex.sty) and the Astrophysics Data System
//! (<https://ui.adsabs.harvard.edu/help/actions/journal-macros>) the second.

/// The macros of `plain.bst`, `alpha.bst`, `abbrv.bst` and `unsrt.bst`.
static STANDARD: &[(&str, &str)] = &[
    ("acmcs", "ACM Computing Surveys"),
    ("acta", "Acta Informatica"),
    ("cacm", "Communications of the ACM"),
    ("ibmjrd", "IBM Journal of Research and Development"),
    ("ibmsj", "IBM Systems Journal"),
    ("ieeese", "IEEE Transactions on Software Engineering"),
    ("ieeetc", "IEEE Transactions on Computers"),
    ("ieeetcad", "IEEE Transactions on Computer-Aided Design of Integrated Circuits"),
    ("ipl", "Information Processing Letters"),
    ("jacm", "Journal of the ACM"),
    ("jcss", "Journal of Computer and System Sciences"),
    ("scp", "Science of Computer Programming"),
    ("sicomp", "SIAM Journal on Computing"),
    ("tocs", "ACM Transactions on Computer Systems"),
    ("tods", "ACM Transactions on Database Systems"),
    ("tog", "ACM Transactions on Graphics"),
    ("toms", "ACM Transactions on Mathematical Software"),
    ("toois", "ACM Transactions on Office Information Systems"),
    ("toplas", "ACM Transactions on Programming Languages and Systems"),
    ("tcs", "Theoretical Computer Science"),
];

/// The commands of astronomy's journals, without their backslash.
static JOURNALS: &[(&str, &str)] = &[
    ("aap", "Astronomy and Astrophysics"),
    ("aapr", "Astronomy and Astrophysics Reviews"),
    ("aaps", "Astronomy and Astrophysics Supplement"),
    ("actaa", "Acta Astronomica"),
    ("aj", "Astronomical Journal"),
    ("ao", "Applied Optics"),
    ("aplett", "Astrophysics Letters"),
    ("apj", "Astrophysical Journal"),
    ("apjl", "Astrophysical Journal, Letters"),
    ("apjlett", "Astrophysical Journal, Letters"),
    ("apjs", "Astrophysical Journal, Supplement"),
    ("apjsupp", "Astrophysical Journal, Supplement"),
    ("applopt", "Applied Optics"),
    ("apspr", "Astrophysics Space Physics Research"),
    ("apss", "Astrophysics and Space Science"),
    ("araa", "Annual Review of Astronomy and Astrophysics"),
    ("astap", "Astronomy and Astrophysics"),
    ("azh", "Astronomicheskii Zhurnal"),
    ("baas", "Bulletin of the American Astronomical Society"),
    ("bac", "Bulletin of the Astronomical Institutes of Czechoslovakia"),
    ("bain", "Bulletin of the Astronomical Institutes of the Netherlands"),
    ("caa", "Chinese Astronomy and Astrophysics"),
    ("cjaa", "Chinese Journal of Astronomy and Astrophysics"),
    ("fcp", "Fundamentals of Cosmic Physics"),
    ("gca", "Geochimica et Cosmochimica Acta"),
    ("grl", "Geophysical Research Letters"),
    ("iaucirc", "IAU Circulars"),
    ("icarus", "Icarus"),
    ("jcap", "Journal of Cosmology and Astroparticle Physics"),
    ("jcp", "Journal of Chemical Physics"),
    ("jgr", "Journal of Geophysical Research"),
    ("jqsrt", "Journal of Quantitative Spectroscopy and Radiative Transfer"),
    ("jrasc", "Journal of the Royal Astronomical Society of Canada"),
    ("maps", "Meteoritics and Planetary Science"),
    ("memras", "Memoirs of the Royal Astronomical Society"),
    ("memsai", "Memorie della Società Astronomica Italiana"),
    ("mnras", "Monthly Notices of the Royal Astronomical Society"),
    ("na", "New Astronomy"),
    ("nar", "New Astronomy Review"),
    ("nat", "Nature"),
    ("nphysa", "Nuclear Physics A"),
    ("pasa", "Publications of the Astronomical Society of Australia"),
    ("pasj", "Publications of the Astronomical Society of Japan"),
    ("pasp", "Publications of the Astronomical Society of the Pacific"),
    ("physrep", "Physics Reports"),
    ("physscr", "Physica Scripta"),
    ("planss", "Planetary and Space Science"),
    ("pra", "Physical Review A"),
    ("prb", "Physical Review B"),
    ("prc", "Physical Review C"),
    ("prd", "Physical Review D"),
    ("pre", "Physical Review E"),
    ("prl", "Physical Review Letters"),
    ("procspie", "Proceedings of the SPIE"),
    ("psj", "Planetary Science Journal"),
    ("qjras", "Quarterly Journal of the Royal Astronomical Society"),
    ("rmxaa", "Revista Mexicana de Astronomía y Astrofísica"),
    ("skytel", "Sky and Telescope"),
    ("solphys", "Solar Physics"),
    ("sovast", "Soviet Astronomy"),
    ("ssr", "Space Science Reviews"),
    ("zap", "Zeitschrift für Astrophysik"),
];

/// The text of a macro of the standard styles, by its name in small letters.
pub(super) fn standard(name: &str) -> Option<&'static str> {
    find(STANDARD, name)
}

/// The journal of a value that is one command: `\apj`, `{\apj}`, `\apj,`.
pub(super) fn journal(value: &str) -> Option<&'static str> {
    let command = value.trim_matches(|letter: char| letter.is_whitespace() || "{},.".contains(letter));
    find(JOURNALS, command.strip_prefix('\\')?.trim_end())
}

/// The journal of a macro that the file does not define: `journal = prl`.
pub(super) fn undefined(name: &str) -> Option<&'static str> {
    find(JOURNALS, name)
}

fn find(table: &'static [(&str, &str)], name: &str) -> Option<&'static str> {
    table.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_alone_is_a_journal() {
        for (value, expected) in [
            (r"\apj", Some("Astrophysical Journal")),
            (r"{\mnras}", Some("Monthly Notices of the Royal Astronomical Society")),
            (r" \aap, ", Some("Astronomy and Astrophysics")),
            (r"\prd{}", Some("Physical Review D")),
            ("apj", None),
            (r"\apj and others", None),
            (r"\foo", None),
        ] {
            assert_eq!(journal(value), expected, "{value}");
        }
    }
}
