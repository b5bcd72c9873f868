//! What is written about a finished folder: `snippet.html`, which people paste, and `files.json`,
//! which service workers fill their caches from.

use std::path::Path;

use citation_card::record::Json;

use crate::shell::Outcome;
use crate::{files, hashes};

/// Writes both; gives the snippet.
pub(crate) fn write(out: &Path, version: &str, build: &str) -> Outcome<String> {
    files::write(&out.join("files.json"), listing(&files::tree(out)?, version, build).as_bytes())?;
    let snippet = snippet(version, &hashes::sha384(&files::read(&out.join("citation-card.js"))?));
    files::write(&out.join("snippet.html"), snippet.as_bytes())?;
    Ok(snippet)
}

/// The tag, the script with its hash, and what a policy has to allow.
fn snippet(version: &str, hash: &str) -> String {
    format!(
        "<!-- citation-card {version}. The script's hash covers all files of its folder. -->
<script type=\"module\" src=\"citation-card.js\" integrity=\"{hash}\" crossorigin=\"anonymous\"></script>

<!-- Where the citation is to stand. What is inside shows until the card is ready. -->
<citation-card></citation-card>

<!-- A page with a Content-Security-Policy needs
     script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'
     or, allowing this version only,
     script-src '{hash}' 'wasm-unsafe-eval'; connect-src 'self' -->
"
    )
}

/// The files that the loader may ask for. Precache those of `program`, and what you show of the
/// others.
fn listing(paths: &[String], version: &str, build: &str) -> String {
    let list = |wanted: &dyn Fn(&str) -> bool| {
        Json::Array(paths.iter().map(String::as_str).filter(|path| wanted(path)).map(Json::from).collect())
    };
    let under = |path: &str, folder: &str| path.starts_with(folder) && path.ends_with(".txt");
    let known = ["locales/", "styles/", "hashes/"];
    let field = |name: &str, value: Json| (name.to_owned(), value);
    Json::Object(vec![
        field("version", Json::from(version)),
        field("build", Json::from(build)),
        field("program", list(&|path| path == "citation-card.js" || path.ends_with(".wasm"))),
        field("locales", list(&|path| under(path, "locales/"))),
        field("labels", list(&|path| under(path, "labels/"))),
        field("styles", list(&|path| under(path, "styles/"))),
        field(
            "lists",
            list(&|path| path.ends_with(".json") && known.iter().any(|folder| path.starts_with(folder))),
        ),
    ])
    .to_string()
}
