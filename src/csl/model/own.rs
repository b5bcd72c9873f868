//! The citation styles that are written here, as the text of their `.csl` files. The official ones are
//! under another licence and come with other crates.

/// The id and the XML of each: the styles that Elsevier Pure's portals show.
pub static OWN_STYLES: &[(&str, &str)] = &[
    ("pure-apa", include_str!("../../../styles/csl/pure-apa.csl")),
    ("pure-author", include_str!("../../../styles/csl/pure-author.csl")),
    ("pure-harvard", include_str!("../../../styles/csl/pure-harvard.csl")),
    ("pure-standard", include_str!("../../../styles/csl/pure-standard.csl")),
    ("pure-vancouver", include_str!("../../../styles/csl/pure-vancouver.csl")),
];
