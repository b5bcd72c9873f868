//! The card's words in English.

use super::{Labels, Rows, Source};
use crate::record::{DatePart, Kind};

pub(super) static LABELS: Labels = Labels {
    abstract_: "Abstract",
    authors: "Authors",
    cite: "Cite this",
    cite_button: "Cite",
    close: "Close",
    copied: "Copied",
    copied_aloud: "Copied to the clipboard",
    copy: |what, citation| if citation { format!("Copy citation, {what}") } else { format!("Copy {what}") },
    copy_citation: "Copy citation",
    copy_failed: |keys| format!("The browser did not allow copying. The text is selected: press {keys}."),
    copy_in_text: "Copy in-text citation",
    copy_note: "Copy footnote",
    copy_short: "Copy",
    corresponding: "Corresponding author",
    details: "Details",
    download: "Download",
    download_of: |what| format!("Download {what}"),
    downloaded: "Download started",
    empty: "There is nothing to cite on this page yet.",
    et_al: "et al.",
    files: "For reference managers",
    in_text: "In text",
    keywords: "Keywords",
    load_failed: "This could not be loaded.",
    loading: "Loading…",
    metadata: "Metadata",
    metric: |label, count| {
        let one = count == 1;
        match label {
            "citations" | "citation" => {
                if one {
                    "citation"
                } else {
                    "citations"
                }
            }
            "downloads" | "download" => {
                if one {
                    "download"
                } else {
                    "downloads"
                }
            }
            "views" | "view" => {
                if one {
                    "view"
                } else {
                    "views"
                }
            }
            other => other,
        }
        .to_owned()
    },
    missing: "missing",
    more: "More…",
    more_name: "More styles and formats",
    names: ", ",
    no: "No",
    note: "Footnote",
    orcid: |name| format!("ORCID iD of {name}"),
    origin: "Source",
    problems: |count| {
        let word = if count == 1 { "problem" } else { "problems" };
        format!("For the owner of this page: {count} {word}")
    },
    report: "Where the metadata comes from",
    retry: "Try again",
    select_all: "Select all",
    show_all: "Show all",
    show_authors: |count| format!("Show all {count} authors"),
    show_less: "Show less",
    snippets: "Snippets",
    styles: "Citation styles",
    tabs: "Citation style or format",
    topics: "Fingerprint",
    value: "Value",
    works: |count| if count == 1 { "1 work".to_owned() } else { format!("{count} works") },
    yes: "Yes",
    field: "Field",
    row: Rows {
        original_title: "Original title",
        language: "Original language",
        host: "Title of host publication",
        editors: "Editors",
        translators: "Translators",
        place: "Place of publication",
        publisher: "Publisher",
        institution: "Awarding institution",
        chapter: "Chapter",
        pages: "Pages (from–to)",
        number: "Number",
        page_count: "Number of pages",
        edition: "Edition",
        series: "Series",
        journal: "Journal",
        volume: "Volume",
        issue: "Issue number",
        version: "Version",
        online: "Early online date",
        submitted: "Submitted",
        issn: "ISSN",
        isbn: "ISBN",
        doi: "DOI",
        pmid: "PubMed ID",
        url: "Link",
        status: "Publication status",
        published: "Published",
        external: "Externally published",
        event: "Event",
        license: "Licence",
    },
    source: Source { volume: "volume", issue: "issue", page: "page", pages: "pages" },
    date,
    kind,
    languages: &[
        ("ar", "Arabic"),
        ("cs", "Czech"),
        ("da", "Danish"),
        ("de", "German"),
        ("el", "Greek"),
        ("en", "English"),
        ("es", "Spanish"),
        ("fa", "Persian"),
        ("fi", "Finnish"),
        ("fr", "French"),
        ("he", "Hebrew"),
        ("hi", "Hindi"),
        ("hu", "Hungarian"),
        ("it", "Italian"),
        ("ja", "Japanese"),
        ("ko", "Korean"),
        ("la", "Latin"),
        ("nb", "Norwegian"),
        ("nl", "Dutch"),
        ("no", "Norwegian"),
        ("pl", "Polish"),
        ("pt", "Portuguese"),
        ("ru", "Russian"),
        ("sv", "Swedish"),
        ("tr", "Turkish"),
        ("uk", "Ukrainian"),
        ("zh", "Chinese"),
    ],
    thousands: ",",
    percent: "",
};

const MONTHS: [(&str, &str); 12] = [
    ("January", "Jan"),
    ("February", "Feb"),
    ("March", "Mar"),
    ("April", "Apr"),
    ("May", "May"),
    ("June", "Jun"),
    ("July", "Jul"),
    ("August", "Aug"),
    ("September", "Sept"),
    ("October", "Oct"),
    ("November", "Nov"),
    ("December", "Dec"),
];

const SEASONS: [&str; 4] = ["Spring", "Summer", "Autumn", "Winter"];

fn date(part: &DatePart, short: bool) -> String {
    let year = if part.year < 0 { format!("{} BC", part.year.unsigned_abs()) } else { part.year.to_string() };
    let month = part.month.and_then(|month| MONTHS.get(usize::from(month).checked_sub(1)?));
    let month = month.map(|(long, abbreviated)| if short { *abbreviated } else { *long });
    let season = part.season.and_then(|season| SEASONS.get(season as usize - 1).copied());
    match (part.day, month.or(season)) {
        (Some(day), Some(month)) => format!("{day}\u{a0}{month} {year}"),
        (_, Some(month)) => format!("{month} {year}"),
        _ => year,
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Article => "Preprint",
        Kind::ArticleJournal => "Journal article",
        Kind::ArticleMagazine => "Magazine article",
        Kind::ArticleNewspaper => "Newspaper article",
        Kind::Book => "Book",
        Kind::Chapter => "Chapter",
        Kind::Dataset => "Dataset",
        Kind::Entry | Kind::EntryDictionary | Kind::EntryEncyclopedia => "Entry",
        Kind::Figure | Kind::Graphic => "Figure",
        Kind::Manuscript => "Manuscript",
        Kind::Map => "Map",
        Kind::MotionPicture | Kind::Broadcast => "Video",
        Kind::PaperConference => "Conference paper",
        Kind::Patent => "Patent",
        Kind::Post | Kind::PostWeblog => "Post",
        Kind::Report => "Report",
        Kind::Review | Kind::ReviewBook => "Review",
        Kind::Software => "Software",
        Kind::Speech => "Presentation",
        Kind::Standard => "Standard",
        Kind::Thesis => "Thesis",
        Kind::Webpage => "Web page",
        _ => "",
    }
}
