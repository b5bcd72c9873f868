//! The report's sentences in German.

use super::Advice;

pub(super) fn text(advice: Advice) -> &'static str {
    match advice {
        Advice::Title => "citation_title mit dem Titel des Werks ergänzen",
        Advice::Author => {
            "für jede Person ein citation_author ergänzen, der Reihe nach, als „Familienname, Vorname“"
        }
        Advice::Issued => "citation_publication_date ergänzen, als 2022/03/01 oder 2022",
        Advice::Journal => "citation_journal_title mit dem vollen Namen der Zeitschrift ergänzen",
        Advice::Volume => "citation_volume ergänzen",
        Advice::Pages => "citation_firstpage und citation_lastpage ergänzen, oder citation_article_number",
        Advice::Issn => "citation_issn ergänzen; daran unterscheidet Google Scholar Zeitschriften",
        Advice::Conference => "citation_conference_title ergänzen",
        Advice::Book => "citation_inbook_title mit dem Titel des Buchs ergänzen",
        Advice::University => "citation_dissertation_institution mit dem Namen der Hochschule ergänzen",
        Advice::Institution => "citation_technical_report_institution ergänzen",
        Advice::Publisher => "citation_publisher ergänzen",
        Advice::Repository => "den Namen des Repositoriums als „publisher“ im JSON-LD ergänzen",
        Advice::Version => "„version“ im JSON-LD ergänzen, damit zitiert wird, was benutzt wurde",
        Advice::Doi => "citation_doi ergänzen, oder eine dauerhafte Adresse als citation_abstract_html_url",
        Advice::Kind => {
            "nichts sagt, was für ein Werk das ist; JSON-LD mit einem @type wie Thesis oder Dataset ergänzen"
        }
        Advice::Agree => "dafür sorgen, dass die Quellen übereinstimmen",
        Advice::FullText => {
            "citation_pdf_url mit der Adresse des Volltexts ergänzen, im selben Ordner wie die Seite"
        }
    }
}
