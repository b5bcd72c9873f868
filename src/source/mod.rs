//! Where the metadata of a work comes from: attributes, inline scripts, the page, files, a DOI.
