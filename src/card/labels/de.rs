//! The card's words in German.

use super::{Labels, Rows, Source};
use crate::record::{DatePart, Kind};

pub(super) static LABELS: Labels = Labels {
    abstract_: "Zusammenfassung",
    authors: "Autorinnen und Autoren",
    cite: "Zitieren",
    cite_button: "Zitieren",
    close: "Schließen",
    copied: "Kopiert",
    copied_aloud: "In die Zwischenablage kopiert",
    copy: |what, citation| {
        if citation { format!("Zitat kopieren, {what}") } else { format!("{what} kopieren") }
    },
    copy_citation: "Zitat kopieren",
    copy_failed: |keys| {
        let keys = keys.replace("Ctrl", "Strg");
        format!("Der Browser hat das Kopieren nicht erlaubt. Der Text ist markiert: Drücken Sie {keys}.")
    },
    copy_in_text: "Kurzbeleg kopieren",
    copy_note: "Fußnote kopieren",
    copy_short: "Kopieren",
    corresponding: "Korrespondierende/r Autor/in",
    details: "Details",
    download: "Herunterladen",
    download_of: |what| format!("{what} herunterladen"),
    downloaded: "Download gestartet",
    empty: "Auf dieser Seite gibt es noch nichts zu zitieren.",
    et_al: "et al.",
    files: "Für Literaturverwaltungen",
    in_text: "Im Text",
    keywords: "Schlagwörter",
    load_failed: "Das konnte nicht geladen werden.",
    loading: "Wird geladen …",
    metadata: "Metadaten",
    metric: |label, count| {
        let one = count == 1;
        match label {
            "citations" | "citation" => {
                if one {
                    "Zitation"
                } else {
                    "Zitationen"
                }
            }
            "downloads" | "download" => {
                if one {
                    "Download"
                } else {
                    "Downloads"
                }
            }
            "views" | "view" => {
                if one {
                    "Aufruf"
                } else {
                    "Aufrufe"
                }
            }
            other => other,
        }
        .to_owned()
    },
    missing: "fehlt",
    more: "Weitere …",
    more_name: "Weitere Stile und Formate",
    names: ", ",
    no: "Nein",
    note: "Fußnote",
    orcid: |name| format!("ORCID iD von {name}"),
    origin: "Herkunft",
    problems: |count| {
        let word = if count == 1 { "Problem" } else { "Probleme" };
        format!("Für die Betreiber dieser Seite: {count} {word}")
    },
    report: "Woher die Metadaten stammen",
    retry: "Erneut versuchen",
    select_all: "Alle auswählen",
    show_all: "Alles anzeigen",
    show_authors: |count| format!("Alle {count} Personen anzeigen"),
    show_less: "Weniger anzeigen",
    snippets: "Textbausteine",
    styles: "Zitierstile",
    tabs: "Zitierstil oder Format",
    topics: "Fingerprint",
    value: "Wert",
    works: |count| if count == 1 { "1 Werk".to_owned() } else { format!("{count} Werke") },
    yes: "Ja",
    field: "Feld",
    row: Rows {
        original_title: "Originaltitel",
        language: "Originalsprache",
        host: "Titel des Sammelwerks",
        editors: "Herausgegeben von",
        translators: "Übersetzt von",
        place: "Erscheinungsort",
        publisher: "Verlag",
        institution: "Gradverleihende Hochschule",
        chapter: "Kapitel",
        pages: "Seiten (von–bis)",
        number: "Nummer",
        page_count: "Seitenzahl",
        edition: "Auflage",
        series: "Reihe",
        journal: "Zeitschrift",
        volume: "Band",
        issue: "Heft",
        version: "Version",
        online: "Vorab online",
        submitted: "Eingereicht",
        issn: "ISSN",
        isbn: "ISBN",
        doi: "DOI",
        pmid: "PubMed-ID",
        url: "Link",
        status: "Publikationsstatus",
        published: "Veröffentlicht",
        external: "Extern publiziert",
        event: "Veranstaltung",
        license: "Lizenz",
    },
    source: Source { volume: "Band", issue: "Heft", page: "Seite", pages: "Seiten" },
    date,
    kind,
    languages: &[
        ("ar", "Arabisch"),
        ("cs", "Tschechisch"),
        ("da", "Dänisch"),
        ("de", "Deutsch"),
        ("el", "Griechisch"),
        ("en", "Englisch"),
        ("es", "Spanisch"),
        ("fa", "Persisch"),
        ("fi", "Finnisch"),
        ("fr", "Französisch"),
        ("he", "Hebräisch"),
        ("hi", "Hindi"),
        ("hu", "Ungarisch"),
        ("it", "Italienisch"),
        ("ja", "Japanisch"),
        ("ko", "Koreanisch"),
        ("la", "Latein"),
        ("nb", "Norwegisch"),
        ("nl", "Niederländisch"),
        ("no", "Norwegisch"),
        ("pl", "Polnisch"),
        ("pt", "Portugiesisch"),
        ("ru", "Russisch"),
        ("sv", "Schwedisch"),
        ("tr", "Türkisch"),
        ("uk", "Ukrainisch"),
        ("zh", "Chinesisch"),
    ],
    thousands: ".",
    percent: "\u{a0}",
};

const MONTHS: [(&str, &str); 12] = [
    ("Januar", "Jan."),
    ("Februar", "Feb."),
    ("März", "März"),
    ("April", "Apr."),
    ("Mai", "Mai"),
    ("Juni", "Juni"),
    ("Juli", "Juli"),
    ("August", "Aug."),
    ("September", "Sept."),
    ("Oktober", "Okt."),
    ("November", "Nov."),
    ("Dezember", "Dez."),
];

const SEASONS: [&str; 4] = ["Frühjahr", "Sommer", "Herbst", "Winter"];

fn date(part: &DatePart, short: bool) -> String {
    let year =
        if part.year < 0 { format!("{} v. Chr.", part.year.unsigned_abs()) } else { part.year.to_string() };
    let month = part.month.and_then(|month| MONTHS.get(usize::from(month).checked_sub(1)?));
    let month = month.map(|(long, abbreviated)| if short { *abbreviated } else { *long });
    let season = part.season.and_then(|season| SEASONS.get(season as usize - 1).copied());
    match (part.day, month.or(season)) {
        (Some(day), Some(month)) => format!("{day}.\u{a0}{month} {year}"),
        (_, Some(month)) => format!("{month} {year}"),
        _ => year,
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Article => "Preprint",
        Kind::ArticleJournal => "Zeitschriftenartikel",
        Kind::ArticleMagazine => "Zeitschriftenbeitrag",
        Kind::ArticleNewspaper => "Zeitungsartikel",
        Kind::Book => "Buch",
        Kind::Chapter => "Buchkapitel",
        Kind::Dataset => "Datensatz",
        Kind::Entry | Kind::EntryDictionary | Kind::EntryEncyclopedia => "Eintrag",
        Kind::Figure | Kind::Graphic => "Abbildung",
        Kind::Manuscript => "Manuskript",
        Kind::Map => "Karte",
        Kind::MotionPicture | Kind::Broadcast => "Video",
        Kind::PaperConference => "Konferenzbeitrag",
        Kind::Patent => "Patent",
        Kind::Post | Kind::PostWeblog => "Beitrag",
        Kind::Report => "Bericht",
        Kind::Review | Kind::ReviewBook => "Rezension",
        Kind::Software => "Software",
        Kind::Speech => "Vortrag",
        Kind::Standard => "Norm",
        Kind::Thesis => "Hochschulschrift",
        Kind::Webpage => "Webseite",
        _ => "",
    }
}
