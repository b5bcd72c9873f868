//! Tools that were not written here read what the further formats write.
//!
//! Debian packages: `bibutils` (end2xml, endx2xml, wordbib2xml, xml2bib), `libxml2-utils`
//! (xmllint), `libmods-record-perl`. PyPI packages: `cffconvert`, `PyLD`, `pypandoc_binary` (pandoc 3;
//! Debian 12's has no EndNote XML), `datacite`, `openxml-audit`. `cargo xtask test` installs them in `target/outside-python`, which is used where it
//! is there; `OUTSIDE_PYTHON` names another Python (else `python3`). A tool that is missing is
//! printed as skipped.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

fn fixture(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/formats").join(path)
}

fn python() -> String {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/outside-python/bin/python");
    let found = if own.exists() { own.to_string_lossy().into_owned() } else { "python3".to_owned() };
    std::env::var("OUTSIDE_PYTHON").unwrap_or(found)
}

/// What a command prints, with its exit status; nothing, and a word about it, where it is missing.
fn run(program: &str, words: &[&str]) -> Option<(bool, String)> {
    let output = Command::new(program).args(words).stdin(Stdio::null()).output();
    match output {
        Ok(output) => Some((output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())),
        Err(_) => {
            println!("skipped: {program} missing");
            None
        }
    }
}

/// The same for a Python program that needs a module.
fn run_python(module: &str, program: &str, words: &[&str]) -> Option<(bool, String)> {
    let python = python();
    let (there, _) = run(&python, &["-c", &format!("import {module}")])?;
    if !there {
        println!("skipped: Python module {module} missing");
        return None;
    }
    let mut all = vec!["-c", program];
    all.extend(words);
    run(&python, &all)
}

/// BibTeX entries by their key, as bibutils writes them.
fn entries(bibtex: &str) -> Vec<(String, String)> {
    let parts = bibtex.split("\n@").map(|part| part.trim_start_matches(['\u{feff}', '@']));
    parts
        .filter_map(|part| {
            let (_, rest) = part.split_once('{')?;
            let (key, body) = rest.split_once(',')?;
            Some((key.to_owned(), body.replace('\n', " ")))
        })
        .collect()
}

#[track_caller]
fn bibutils_reads(words: &[&str], expected: &[(&str, &[&str])]) {
    // A chain of two: to bibutils' MODS, and from there to BibTeX.
    let [program, path] = words else { panic!("a program and a file") };
    let path = fixture(path).to_string_lossy().into_owned();
    let mods = if *program == "xml2bib" {
        path
    } else {
        let Some((true, text)) = run(program, &[&path]) else { return };
        let folder = std::env::temp_dir().join(format!("citation-card-{program}-{}.xml", std::process::id()));
        fs::write(&folder, text).expect("the folder for temporary files can be written");
        folder.to_string_lossy().into_owned()
    };
    let Some((_, bibtex)) = run("xml2bib", &[&mods]) else { return };
    let found = entries(&bibtex);
    assert_eq!(found.len(), 30, "{program}");
    for (key, parts) in expected {
        let all: Vec<&str> =
            found.iter().filter(|(have, _)| have == key).map(|(_, body)| body.as_str()).collect();
        let body = all.first().unwrap_or_else(|| panic!("{program}: no entry {key} in\n{bibtex}"));
        for part in *parts {
            assert!(body.contains(part), "{program}, {key}: no {part} in {body}");
        }
    }
}

/// What every chain has to give back.
const COMMON: &[(&str, &[&str])] = &[
    (
        "procter2022",
        &[
            "Procter, Stephen and Harrison, Deborah",
            "journal=\"New Technology, Work and Employment\"",
            "volume=\"37\"",
            "number=\"1\"",
            "pages=\"124--145\"",
            "year=\"2022\"",
        ],
    ),
    ("watson1953", &["pages=\"737--738\"", "issn=\"0028-0836\""]),
    ("gogh2020", &["van Gogh, Vincent", "Vries, J. de"]),
    ("knuth1984", &["publisher=\"Addison-Wesley\"", "address=\"Reading, MA\""]),
    ("chapter2010", &["=\"The Book of References\"", "editor=\"Smith, Jane\"", "pages=\"11--29\""]),
    ("thesis2018", &["Solleveld, M. M."]),
];

#[test]
fn bibutils_reads_mods() {
    bibutils_reads(&["xml2bib", "mods/write-types.expected"], COMMON);
    let more: &[(&str, &[&str])] = &[
        ("watson1953", &["doi=\"10.1038/171737a0\""]),
        ("chapter2010", &["series=\"Lecture Notes\"", "publisher=\"Springer\""]),
    ];
    bibutils_reads(&["xml2bib", "mods/write-types.expected"], more);
    bibutils_reads(
        &["xml2bib", "mods/write-types.expected"],
        &[("gogh2020", &["{MONAI Consortium}", "King Jr., Martin Luther"])],
    );
}

// bibutils does not know that a comma behind a name marks an organisation in EndNote, and takes
// such names apart; EndNote's help asks for the comma, so it stays.
#[test]
fn bibutils_reads_endnote() {
    bibutils_reads(&["end2xml", "endnote/write-types.expected"], COMMON);
    bibutils_reads(
        &["end2xml", "endnote/write-types.expected"],
        &[("watson1953", &["month=\"Apr\"", "day=\"25\""])],
    );
}

#[test]
fn bibutils_reads_endnote_xml() {
    bibutils_reads(&["endx2xml", "endnote-xml/write-types.expected"], COMMON);
}

#[test]
fn xmllint_finds_every_xml_well_formed() {
    for id in ["endnote-xml", "dublin-core", "mods", "word"] {
        let path = fixture(&format!("{id}/write-types.expected")).to_string_lossy().into_owned();
        let Some((good, _)) = run("xmllint", &["--noout", &path]) else { return };
        assert!(good, "{id}");
    }
}

#[test]
fn cffconvert_finds_every_cff_valid() {
    let program = "import sys\n\
        from cffconvert import Citation\n\
        for path in sys.argv[1:]:\n\
        \x20   Citation(open(path, encoding='utf-8').read(), src=path).validate()\n\
        print(len(sys.argv) - 1, 'valid')\n";
    let mut files: Vec<String> = fs::read_dir(fixture("cff"))
        .expect("the folder is there")
        .flatten()
        .map(|entry| entry.path().to_string_lossy().into_owned())
        .filter(|path| path.contains("write-"))
        .collect();
    files.sort();
    assert_eq!(files.len(), 30);
    let words: Vec<&str> = files.iter().map(String::as_str).collect();
    if let Some((good, text)) = run_python("cffconvert", program, &words) {
        assert!(good && text.contains("30 valid"), "{text}");
    }
}

/// No context can be fetched here, so the vocabulary stands in for schema.org's.
#[test]
fn pyld_expands_json_ld() {
    let program = "import json, sys\n\
        from pyld import jsonld\n\
        document = json.load(open(sys.argv[1], encoding='utf-8'))\n\
        assert document['@context'] == 'https://schema.org'\n\
        document['@context'] = {'@vocab': 'https://schema.org/'}\n\
        nodes = jsonld.flatten(document)\n\
        works = [n for n in nodes if 'https://schema.org/name' in n and not n['@id'].startswith('_:b')]\n\
        typed = [n for n in nodes if '@type' in n]\n\
        doi = [n for n in nodes if n['@id'] == 'https://doi.org/10.1038/171737a0']\n\
        print(len(typed) == len(nodes), len(doi), doi[0]['https://schema.org/datePublished'][0]['@value'])\n";
    let path = fixture("json-ld/write-types.expected").to_string_lossy().into_owned();
    if let Some((good, text)) = run_python("pyld", program, &[&path]) {
        assert!(good, "PyLD refuses the document");
        assert_eq!(text.trim(), "True 1 1953-04-25");
    }
}

/// The JSON schema of DataCite 4.5 (package `datacite`), which is that of the metadata themselves:
/// `id` and `types.citeproc`, which DataCite's own JSON has beside them, are taken out before.
#[test]
fn datacite_finds_every_work_valid() {
    let program = "import json, sys\n\
        from datacite import schema45\n\
        works = json.load(open(sys.argv[1], encoding='utf-8'))\n\
        for work in works:\n\
        \x20   work.pop('id', None)\n\
        \x20   work['types'].pop('citeproc')\n\
        \x20   for error in schema45.validator.iter_errors(work):\n\
        \x20       print(work['titles'], list(error.path), error.message)\n\
        print(len(works), 'read')\n";
    let path = fixture("datacite/write-types.expected").to_string_lossy().into_owned();
    if let Some((good, text)) = run_python("datacite", program, &[&path]) {
        assert!(good, "the schema cannot be used");
        assert_eq!(text.trim(), "30 read");
    }
}

/// Word's sources against `shared-bibliography.xsd` of ISO/IEC 29500, as the package `openxml-audit`
/// holds it: elements, their places, types of sources, length of texts. `DOI` is the one element
/// that Word itself writes beyond the schema.
#[test]
fn the_office_schema_finds_every_source_valid() {
    let program = "import json, os, sys, openxml_audit\n\
        from lxml import etree\n\
        path = os.path.join(os.path.dirname(openxml_audit.__file__), 'data/openxml/schemas', 'schemas_openxmlformats_org_officeDocument_2006_bibliography.json')\n\
        schema = json.load(open(path, encoding='utf-8'))\n\
        types = {tuple(row['Name'].split('/')): row for row in schema['Types']}\n\
        values = {facet['Value'] for enum in schema['Enums'] for facet in enum['Facets']}\n\
        def check(element, key, path):\n\
        \x20   inner = {child['Name'].split('/')[1][2:]: tuple(child['Name'].split('/')) for child in types[key].get('Children', [])}\n\
        \x20   if not inner:\n\
        \x20       if len(element) or len(element.text or '') > 255: print('no text of 255 letters', path)\n\
        \x20       if key[0] == 'b:ST_SourceType' and element.text not in values: print('no type', element.text)\n\
        \x20       return\n\
        \x20   names = [etree.QName(child).localname for child in element]\n\
        \x20   if key[0] == 'b:CT_SourceType' and len(names) != len(set(names)): print('twice', path, names)\n\
        \x20   for child, name in zip(element, names):\n\
        \x20       if name in inner: check(child, inner[name], path + '/' + name)\n\
        \x20       elif name != 'DOI': print('not allowed', path, name)\n\
        root = etree.parse(sys.argv[1]).getroot()\n\
        check(root, ('b:CT_Sources', 'b:Sources'), 'Sources')\n\
        print(len(root), 'sources')\n";
    let path = fixture("word/write-types.expected").to_string_lossy().into_owned();
    if let Some((good, text)) = run_python("openxml_audit", program, &[&path]) {
        assert!(good, "the schema cannot be used");
        assert_eq!(text.trim(), "30 sources");
    }
}

/// MODS against the structure of MODS 3.5, which Debian's `libmods-record-perl` holds (the schema
/// itself is in no package): it dies of an element that is not allowed where it stands. ORCID iDs
/// came with 3.7 and are taken out before.
#[test]
fn mods_record_takes_the_file() {
    let program = "local $/; open my $file, '<', $ARGV[0] or die; my $xml = <$file>;\
        $xml =~ s{<nameIdentifier[^>]*>[^<]*</nameIdentifier>}{}g;\
        print scalar(my @works = MODS::Record->from_xml($xml)->get_mods), qq{ works};";
    let path = fixture("mods/write-types.expected").to_string_lossy().into_owned();
    if run("perl", &["-MMODS::Record", "-e", "1"]).is_none_or(|(there, _)| !there) {
        println!("skipped: Perl module MODS::Record missing");
        return;
    }
    let (good, text) = run("perl", &["-MMODS::Record", "-e", program, &path]).expect("perl is there");
    assert!(good, "an element stands where MODS has none");
    assert_eq!(text.trim(), "30 works");
}

/// pandoc 3 reads EndNote XML. It keeps the year of a date only, calls pages `pages` and issues
/// `number`, and has no DOI: compared is what it does read. Of a book EndNote's pages are their number, and of an "Edited Book" the authors
/// are the editors.
#[test]
fn pandoc_reads_endnote_xml() {
    let program = "import sys, json, pypandoc\n\
        items = json.loads(pypandoc.convert_file(sys.argv[1], 'csljson', format='endnotexml'))\n\
        works = json.load(open(sys.argv[2], encoding='utf-8'))\n\
        assert len(items) == len(works)\n\
        strip = lambda text: text and text.replace('<i>', '').replace('</i>', '').replace('<sub>', '').replace('</sub>', '')\n\
        for item, work in zip(items, works):\n\
        \x20   assert item.get('title') == strip(work.get('title')), (item, work)\n\
        \x20   assert item.get('volume') == work.get('volume'), (item, work)\n\
        \x20   assert item['issued']['date-parts'][0][0] == work['issued']['date-parts'][0][0], (item, work)\n\
        \x20   assert item.get('pages') == work.get('page', work.get('number-of-pages')) or work['type'] == 'legal_case', (item, work)\n\
        \x20   names = work.get('author') or work['type'] == 'book' and work.get('editor') or [{}]\n\
        \x20   assert len(item.get('author', [{}])) == len(names), (item, work)\n\
        \x20   first = names[0].get('family')\n\
        \x20   assert first is None or item['author'][0]['family'] == first, (item, work)\n\
        print('same')\n";
    let words = [fixture("endnote-xml/write-types.expected"), fixture("types.json")]
        .map(|path| path.to_string_lossy().into_owned());
    if let Some((good, text)) = run_python("pypandoc", program, &[&words[0], &words[1]]) {
        assert!(good && text.trim() == "same", "pandoc reads something else");
    }
}

/// pandoc 3 reads CSL YAML, in a Markdown file, as it reads the same works in CSL-JSON. Only the
/// reader of CSL-JSON drops a season that is a number.
#[test]
fn pandoc_reads_csl_yaml_as_csl_json() {
    let program = "import sys, json, pypandoc\n\
        text = open(sys.argv[1], encoding='utf-8').read()\n\
        items = {item['id']: item for item in json.loads(pypandoc.convert_text(text, 'csljson', format='markdown'))}\n\
        works = json.loads(pypandoc.convert_file(sys.argv[2], 'csljson', format='csljson'))\n\
        for work in works:\n\
        \x20   item = next(item for item in items.values() if item.get('title') == work.get('title'))\n\
        \x20   for key in {*item, *work} - {'id', 'custom'} - ({'issued'} if 'season' in item.get('issued', {}) else set()):\n\
        \x20       if item.get(key) != work.get(key): print(work['id'], key, item.get(key), work.get(key))\n\
        print('read', len(items) == len(works))\n";
    let words = [fixture("csl-yaml/write-types.expected"), fixture("types.json")]
        .map(|path| path.to_string_lossy().into_owned());
    if let Some((good, text)) = run_python("pypandoc", program, &[&words[0], &words[1]]) {
        assert!(good, "pandoc does not read it");
        assert_eq!(text.trim(), "read True");
    }
}
