//! The words that vocabularies have for a work's type, as CSL types.
//!
//! COAR resource types (<https://vocabularies.coar-repositories.org/resource_types/>), info:eu-repo
//! (DRIVER), EPrints' types, DCMI types, DataCite's general types, and the words that
//! repositories' own forms offer.

use crate::discovery::partial::Certainty::{self, Named, Page, Vague};
use crate::record::Kind;
use crate::text::{case, parts};

/// Types by their words: lower case, letters and digits only.
static WORDS: &[(Kind, &str)] = &[
    (
        Kind::ArticleJournal,
        "journalarticle reviewarticle dataarticle articlejournal scholarlyarticle \
         contributiontojournal journalpaper c6501 cdcf8501 c2df8fbb1 datapaper cbeb9 \
         zeitschriftenartikel artículo articledansunerevue letter editorial c545b cb239 shortcommunication casereport \
         textserialjournal medicalscholarlyarticle journalcontribution",
    ),
    (Kind::ArticleMagazine, "magazinearticle contributiontoperiodical"),
    (Kind::ArticleNewspaper, "newspaperarticle c998f newsarticle reportagenewsarticle"),
    (
        Kind::Article,
        "preprint c816b eprint postedcontent workingpaper c8042 discussionpaper documentdetravail",
    ),
    (Kind::Book, "book c2f33 monographbook editedbook ebook buch libro ouvrage conferenceproceedings cf744"),
    (
        Kind::Chapter,
        "bookchapter bookpart booksection chapter c3248 bookitem incollection capítulo contributiontobook \
         buchkapitel ouv chapitredouvrage",
    ),
    (
        Kind::PaperConference,
        "conferencepaper conferenceobject conferenceitem conferencepaperposter conferencecontribution c5794 \
         cc94f inproceedings contributiontoconference comm communicationdansuncongrès proceedingspaper c18cp conferencearticle conferenceorworkshopitem",
    ),
    (Kind::Speech, "presentation lecture conferencepresentation c8544 presentationdigitaldocument talk r60j"),
    (
        Kind::Graphic,
        "poster conferenceposter postercommunication c6670 planorblueprint image stillimage photograph c c513 drawing cecc8 imageobject",
    ),
    (
        Kind::Thesis,
        "thesis doctoralthesis masterthesis mastersthesis bachelorthesis phdthesis dissertation \
         thesisordissertation electronicthesisordissertation c46ec cdb06 cbdcc c7a1f etd hdr these thèse habilitationàdirigerdesrecherches tese \
         tesis studentthesis hochschulschrift doctoraldissertation tesisdoctoral tesisdemaestría honorsthesis undergraduatethesis",
    ),
    (
        Kind::Report,
        "report technicalreport researchreport c93fc c18gh c18ws monograph projectdeliverable \
         policybrief internalreport whitepaper techreport annualreport rapport",
    ),
    (
        Kind::Dataset,
        "dataset cddb1 data researchdata datacatalog datafeed statisticaldata surveydata spatialdata",
    ),
    (
        Kind::Software,
        "software c5ce6 softwaresourcecode softwareapplication computerprogram sourcecode computationalnotebook \
         workflow researchsoftware mobileapplication webapplication",
    ),
    (Kind::Patent, "patent c15cd patente brevet"),
    (Kind::Review, "cefa0 peerreview scholarlyreview"),
    (Kind::ReviewBook, "bookreview cba08"),
    (Kind::Map, "map c12cd cartographicmaterial cartographic"),
    (
        Kind::MotionPicture,
        "video movingimage imagemoving videomovie videoepisode videotvshow videoother c12ce movie videoobject film audiovisual animation",
    ),
    (
        Kind::Song,
        "sound soundrecording audio c18cc music recordingoral recordingacoustical audioobject musicrecording recordingmusical",
    ),
    (Kind::MusicalScore, "musicalnotation notatedmusic musicalscore c18cw musicalcomposition sheetmusic"),
    (Kind::Manuscript, "manuscript c0040 archivalmaterial"),
    (Kind::EntryEncyclopedia, "encyclopediaentry referenceentry encyclopediaarticle"),
    (Kind::Periodical, "periodical c2659"),
    (Kind::PostWeblog, "blogpost c6947 blogposting blog"),
    (Kind::Standard, "standard technicalstandard cfefa"),
];

/// Words that leave the type open, and what they say all the same: HAL calls an article `journal` and
/// a paper `proceedings`.
static VAGUE: &[(Certainty, Kind, &str)] = &[
    (
        Vague,
        Kind::ArticleJournal,
        "article art contributiontojournalarticle review systematicreview originalresearch originalarticle researcharticle originalpaper commentary perspective opinion viewpoint briefreport",
    ),
    (Vague, Kind::Periodical, "journal"),
    (Vague, Kind::Book, "proceedings"),
    (Vague, Kind::Document, "text other c1843 creativework documents item document digitaldocument"),
    (Page, Kind::Webpage, "webpage website page blogwebsite itempage collectionpage article:website"),
];

/// The type that a word or an address of a type stands for, and how surely.
pub(in crate::discovery) fn parse(text: &str) -> Option<(Certainty, Kind)> {
    let text = text.trim();
    // CSL's own words; `article` is a preprint there, but everywhere else one in a journal. Other
    // names that CSL processors take (`monograph`) mean other things to repositories.
    // So is a `review`: one of the literature.
    match Kind::parse(text).filter(|kind| kind.as_str() == text) {
        Some(Kind::Article | Kind::Review) | None => {}
        Some(kind @ Kind::Document) => return Some((Vague, kind)),
        Some(kind @ Kind::Webpage) => return Some((Page, kind)),
        Some(kind) => return Some((Named, kind)),
    }
    // `http://purl.org/coar/resource_type/c_6501`, `info:eu-repo/semantics/article`,
    // `https://schema.org/Dataset`, `Text.Thesis.Doctoral`.
    let word = if text.contains("://") || text.starts_with("info:") {
        parts::parts(text, "/#").into_iter().rfind(|part| !part.is_empty())?
    } else {
        text
    };
    let key = key(word);
    // `Thesis - Doctoral`, `Article / Letter to editor`, `Journal article (peer reviewed)`.
    let mut parted = String::new();
    word.chars().for_each(|letter| parted.push(if matches!(letter, '–' | '›') { '/' } else { letter }));
    let mut part: Option<(Certainty, Kind)> = None;
    for next in parts::parts(&parted, "/-(:>,|.") {
        if let Some(next) = known(&self::key(next)).filter(|next| part.is_none_or(|best| next.0 > best.0)) {
            part = Some(next);
        }
    }
    known(&key).or_else(|| Some((Named, Kind::parse(text)?))).or(part)
}

fn known(key: &str) -> Option<(Certainty, Kind)> {
    let holds = |words: &str| words.split_ascii_whitespace().any(|word| word == key);
    let named = WORDS.iter().find(|(_, words)| holds(words)).map(|(kind, _)| (Named, *kind));
    let found = named.or_else(|| {
        VAGUE.iter().find(|(.., words)| holds(words)).map(|(certainty, kind, _)| (*certainty, *kind))
    });
    // `Journal articles`, `Theses`.
    found.or_else(|| known(key.strip_suffix('s').filter(|one| one.len() > 3)?))
}

fn key(word: &str) -> String {
    word.chars().filter(|letter| letter.is_alphanumeric()).map(case::lower).take(60).collect()
}

/// What the word for a thesis says of the degree, as a thesis's genre.
pub(in crate::discovery) fn degree(word: &str) -> Option<&'static str> {
    let key = key(word);
    DEGREES.iter().find(|(part, _)| key.contains(part)).map(|(_, genre)| *genre)
}

/// Parts of words for theses and COAR's codes, each with the genre.
static DEGREES: &[(&str, &str)] = &[
    ("phd", "PhD thesis"),
    ("doctora", "Doctoral thesis"),
    ("cdb06", "Doctoral thesis"),
    ("master", "Master's thesis"),
    ("cbdcc", "Master's thesis"),
    ("bachelor", "Bachelor's thesis"),
    ("c7a1f", "Bachelor's thesis"),
];

/// Names of preprint servers that meta tags give as the journal, lower case.
const PREPRINT_SERVERS: &str = "|arxiv|biorxiv|medrxiv|chemrxiv|psyarxiv|socarxiv|eartharxiv|osf preprints|\
    research square|ssrn|ssrn electronic journal|preprints|preprints.org|techrxiv|engrxiv|edarxiv|\
    biohackrxiv|ecoevorxiv|paleorxiv|metaarxiv|sportrxiv|africarxiv|scielo preprints|authorea|arxiv.org|\
    arxiv e-prints|essoar|advance|hal|authorea preprints|";

/// Whether a journal's name is that of a preprint server; what follows a colon or a bracket is not
/// part of it (`bioRxiv : the preprint server for biology`, `medRxiv [Preprint]`).
pub(in crate::discovery) fn is_preprint_server(name: &str) -> bool {
    let name = case::to_lower(parts::first(name, ":[(|"));
    !name.is_empty() && PREPRINT_SERVERS.contains(&["|", &name, "|"].concat())
}

/// Whether a DOI is one that preprint servers alone give: SSRN, arXiv, PsyArXiv, SocArXiv, ChemRxiv, Research
/// Square, Preprints.org, TechRxiv, Authorea, EarthArXiv.
pub(in crate::discovery) fn is_preprint_doi(doi: &str) -> bool {
    const STARTS: &[&str] = &[
        "10.2139/ssrn.",
        "10.48550/arxiv.",
        "10.31234/",
        "10.31235/",
        "10.26434/chemrxiv",
        "10.21203/rs.",
        "10.20944/preprints",
        "10.36227/techrxiv",
        "10.22541/au.",
        "10.31223/",
    ];
    let doi = doi.to_ascii_lowercase();
    STARTS.iter().any(|start| doi.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_words_of_all_vocabularies() {
        for (word, kind) in [
            ("http://purl.org/coar/resource_type/c_6501", Kind::ArticleJournal),
            ("info:eu-repo/semantics/doctoralThesis", Kind::Thesis),
            ("Thesis or Dissertation", Kind::Thesis),
            ("Text.Serial.Journal", Kind::ArticleJournal),
            ("Text.Chapter", Kind::Chapter),
            ("book_section", Kind::Chapter),
            ("conference_item", Kind::PaperConference),
            ("Thesis - Doctoral", Kind::Thesis),
            ("https://schema.org/SoftwareSourceCode", Kind::Software),
            ("Dataset", Kind::Dataset),
            ("article-journal", Kind::ArticleJournal),
            ("Preprint", Kind::Article),
            ("Journal articles", Kind::ArticleJournal),
            ("Preprints, Working Papers, ...", Kind::Article),
            ("Theses", Kind::Thesis),
            ("Communication dans un congrès", Kind::PaperConference),
            ("Conference or Workshop Item", Kind::PaperConference),
            ("Journal contribution", Kind::ArticleJournal),
            ("Recording, oral", Kind::Song),
            ("Musical Score", Kind::MusicalScore),
            ("Tesis doctoral", Kind::Thesis),
            ("Research output › Thesis", Kind::Thesis),
            ("Text – Thesis", Kind::Thesis),
        ] {
            assert_eq!(parse(word), Some((Named, kind)), "{word}");
        }
        assert_eq!(parse("article"), Some((Vague, Kind::ArticleJournal)));
        assert_eq!(parse("journal"), Some((Vague, Kind::Periodical)));
        assert_eq!(parse("proceedings"), Some((Vague, Kind::Book)));
        assert_eq!(parse("Text"), Some((Vague, Kind::Document)));
        assert_eq!(parse("website"), Some((Page, Kind::Webpage)));
        assert_eq!(parse("Gedichte"), None);
        assert_eq!(degree("info:eu-repo/semantics/doctoralThesis"), Some("Doctoral thesis"));
        assert_eq!(degree("http://purl.org/coar/resource_type/c_bdcc"), Some("Master's thesis"));
        assert_eq!(degree("Thesis"), None);
    }

    #[test]
    fn knows_preprint_servers_by_their_longer_names_too() {
        for name in ["bioRxiv", "medRxiv : the preprint server for health sciences", "medRxiv [Preprint]"] {
            assert!(is_preprint_server(name), "{name}");
        }
        for name in ["", ":", "|", "Nature", "Advances in Water", "arXiv studies"] {
            assert!(!is_preprint_server(name), "{name}");
        }
    }
}
