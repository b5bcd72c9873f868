//! The report's sentences in English.

use super::Advice;

pub(super) fn text(advice: Advice) -> &'static str {
    match advice {
        Advice::Title => "add citation_title with the work's title",
        Advice::Author => "add one citation_author for each person, in order, as “Family, Given”",
        Advice::Issued => "add citation_publication_date, as 2022/03/01 or 2022",
        Advice::Journal => "add citation_journal_title with the journal's full name",
        Advice::Volume => "add citation_volume",
        Advice::Pages => "add citation_firstpage and citation_lastpage, or citation_article_number",
        Advice::Issn => "add citation_issn, which Google Scholar uses to tell journals apart",
        Advice::Conference => "add citation_conference_title",
        Advice::Book => "add citation_inbook_title with the book's title",
        Advice::University => "add citation_dissertation_institution with the university's name",
        Advice::Institution => "add citation_technical_report_institution",
        Advice::Publisher => "add citation_publisher",
        Advice::Repository => "add the repository's name as “publisher” in the JSON-LD",
        Advice::Version => "add “version” to the JSON-LD, so that readers cite what they used",
        Advice::Doi => "add citation_doi, or a persistent address as citation_abstract_html_url",
        Advice::Kind => {
            "nothing says what kind of work this is; add JSON-LD with an @type such as Thesis or Dataset"
        }
        Advice::Agree => "make the sources agree",
        Advice::FullText => {
            "add citation_pdf_url with the address of the full text, in the same folder as the page"
        }
    }
}
