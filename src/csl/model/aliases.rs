//! Names of styles that are not their ids: common names, and ids that the official repository of
//! CSL styles has renamed. The ids are those of the styles that the project ships.

/// A name and the id of the style that it means.
pub static ALIASES: &[(&str, &str)] = &[
    ("aaa", "american-anthropological-association"),
    ("abnt", "associacao-brasileira-de-normas-tecnicas"),
    ("acm", "association-for-computing-machinery"),
    ("acs", "american-chemical-society"),
    ("aip", "american-institute-of-physics"),
    ("ama", "american-medical-association"),
    // Its journals ask for the manual's author-date system.
    ("american-economic-review", "chicago-author-date"),
    ("american-psychological-association", "apa"),
    ("annual-reviews-by-appearance", "annual-reviews"),
    ("apa-7th-edition", "apa"),
    ("aps", "american-physics-society"),
    ("apsa", "american-political-science-association"),
    ("asa", "american-sociological-association"),
    ("bmc", "biomed-central"),
    ("british-medical-journal", "bmj"),
    ("chicago", "chicago-author-date"),
    ("chicago-fullnote-bibliography", "chicago-notes-bibliography"),
    ("chicago-note", "chicago-shortened-notes-bibliography"),
    ("chicago-note-bibliography", "chicago-shortened-notes-bibliography"),
    ("chicago-notes", "chicago-notes-bibliography"),
    ("cite-them-right", "harvard-cite-them-right"),
    ("council-of-science-editors", "cse-citation-sequence-brackets-8th-edition"),
    ("council-of-science-editors-author-date", "cse-name-year"),
    ("council-of-science-editors-brackets", "cse-citation-sequence-brackets-8th-edition"),
    ("cse", "cse-name-year"),
    ("gb-t-7714", "china-national-standard-gb-t-7714-2015-numeric"),
    ("harvard", "harvard-cite-them-right"),
    ("harvard1", "harvard-cite-them-right"),
    ("institute-of-electrical-and-electronics-engineers", "ieee"),
    ("iop", "institute-of-physics-numeric"),
    ("iso690", "iso690-author-date-en"),
    ("lancet", "the-lancet"),
    ("lncs", "springer-lecture-notes-in-computer-science"),
    ("mdpi", "multidisciplinary-digital-publishing-institute"),
    ("mhra", "mhra-notes"),
    ("mla", "modern-language-association"),
    ("modern-humanities-research-association", "mhra-notes"),
    ("modern-humanities-research-association-notes", "mhra-notes"),
    ("national-library-of-medicine", "nlm-citation-sequence"),
    ("nlm", "nlm-citation-sequence"),
    ("public-library-of-science", "plos"),
    ("rsc", "royal-society-of-chemistry"),
    ("trends-journal", "trends-journals"),
    ("turabian", "chicago-author-date-17th-edition"),
    ("turabian-author-date", "chicago-author-date-17th-edition"),
    ("vancouver", "nlm-citation-sequence"),
    ("vancouver-superscript", "nlm-citation-sequence-superscript"),
];

/// The id that a style's name means: an id, an alias, the URL of a style in the official repository,
/// or a file name without a folder; case does not matter. Anything else (the address of a style
/// somewhere else, a path) comes back as it is.
pub fn canonical(name: &str) -> String {
    let name = name.trim();
    let official = ["http://www.zotero.org/styles/", "https://www.zotero.org/styles/"];
    let id = official.iter().find_map(|start| name.strip_prefix(start)).unwrap_or(name);
    if id.contains('/') {
        return id.to_owned();
    }
    let id = id.strip_suffix(".csl").unwrap_or(id).to_ascii_lowercase();
    let alias = ALIASES.iter().find(|(alias, _)| *alias == id);
    alias.map_or(id, |(_, id)| (*id).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_ids() {
        for (name, id) in [
            ("apa", "apa"),
            ("vancouver", "nlm-citation-sequence"),
            (" MLA ", "modern-language-association"),
            ("http://www.zotero.org/styles/harvard1", "harvard-cite-them-right"),
            ("chicago-fullnote-bibliography.csl", "chicago-notes-bibliography"),
            ("./My/own.csl", "./My/own.csl"),
        ] {
            assert_eq!(canonical(name), id, "{name}");
        }
    }

    #[test]
    fn aliases_are_sorted_and_lead_to_ids() {
        assert!(ALIASES.is_sorted_by_key(|(alias, _)| *alias));
        for (alias, id) in ALIASES {
            assert!(!ALIASES.iter().any(|(other, _)| other == id), "{alias} leads to an alias");
        }
    }
}
